/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-bag-private: the state of one import, shared by lw-bag.c (its course and its report), lw-bag-read.c
 * (files) and lw-bag-take.c (records). */
#pragma once

#include "formats/lw-bag-piece.h"
#include "formats/lw-bag-parser.h"
#include "formats/lw-bag-store.h"
#include "formats/lw-bag.h"

G_BEGIN_DECLS

#define LW_BAG_FIRST_PASS                                                                                    \
  (LW_BAG_OBJECT | LW_BAG_STREET | LW_BAG_TOWN | LW_BAG_RELATION | LW_BAG_INVESTIGATION)
#define LW_BAG_SECOND_PASS (LW_BAG_ADDRESS | LW_BAG_BUILDING)

/**
 * LwBagImport:
 * @date: of the extract
 * @date_file: the file that said so
 * @pass: %LW_BAG_FIRST_PASS or %LW_BAG_SECOND_PASS
 * @file: the one being read, in the store
 * @file_ready: its date was compared
 * @foreign: (nullable): "file: root element" of the first file that is not of the BAG
 * @believes_names: leaves what is named as addresses or buildings for the second pass
 * @misnamed: a file left so held something else
 * @late: names of files and zips left so
 * @pending: names of those that the second pass has to open, with the zips around them
 */
typedef struct {
  const LwBagOptions *options;
  LwBagStore *store;
  LwImportReport *report;
  GCancellable *cancellable;
  guint pass;
  LwDate date;
  char *date_file;
  guint file;
  gboolean file_ready;
  char *foreign;
  guint64 n_xml_files;
  guint64 n_other_files;
  guint64 n_stand_files;
  guint64 n_foreign_files;
  guint64 n_unknown;
  guint64 n_read[LW_BAG_N_TYPES]; /* by bit of LwBagRecordType */
  guint64 verdicts[LW_BAG_N_VERDICTS];
  gboolean believes_names;
  gboolean misnamed;
  GHashTable *late;
  GHashTable *pending;
} LwBagImport;

/* lw-bag-read.c */
gboolean
lw_bag_read (LwBagImport *self, const char *const *paths, guint pass, const char *what, GError **error);

/* lw-bag-take.c */
void lw_bag_take_record (LwBagParser *parser, const LwBagRecord *record, gpointer data);
gboolean lw_bag_take_date (LwBagImport *self, LwBagParser *parser, const LwBagSegment *segment);
gboolean lw_bag_take_events (LwBagImport *self,
                             LwBagParser *parser,
                             const LwBagPiece *piece,
                             const LwBagSegment *segment);
void lw_bag_take_file (LwBagImport *self, LwBagParser *parser, gboolean is_new);

G_END_DECLS
