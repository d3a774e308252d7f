/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-statline-private: how the readers of the kinds of files (lw-statline-json.c, lw-statline-atom.c,
 * lw-statline-csv.c) hand on their records: member by member. */
#pragma once

#include "formats/lw-statline.h"

G_BEGIN_DECLS

/** LW_STATLINE_MAX_ROWS: more figures than any table of jobs has */
#define LW_STATLINE_MAX_ROWS 3000000

/**
 * LwStatlineRecord: a record that is gathered.
 * @where: line or number of the record, for messages
 * @comma: whether numbers have a decimal comma
 */
typedef struct {
  LwStatline *table;
  guint64 where;
  gboolean comma;
  GString *region;
  GString *sector;
  GString *period;
  GString *key;
  GString *title;
  double value;
  gboolean has_value;
  gboolean bad_value;
  char *topic;        /* the member that holds the figures */
  GHashTable *others; /* dimensions that are not known -> their first value */
  char *unwanted;     /* one that has several */
} LwStatlineRecord;

void lw_statline_record_init (LwStatlineRecord *record, LwStatline *table, gboolean comma);
void lw_statline_record_clear (LwStatlineRecord *record);
void lw_statline_record_begin (LwStatlineRecord *record, guint64 where);
void lw_statline_record_put (LwStatlineRecord *record, const char *member, const char *value);
gboolean lw_statline_record_end (LwStatlineRecord *record, GError **error);
char *lw_statline_fold (const char *text);
void lw_statline_set_code (LwStatline *table, const char *text);

gboolean lw_statline_read_json (LwStatline *table, GBytes *bytes, GCancellable *cancellable, GError **error);
gboolean lw_statline_read_atom (LwStatline *table, GBytes *bytes, GCancellable *cancellable, GError **error);
gboolean lw_statline_read_csv (LwStatline *table, GBytes *bytes, GCancellable *cancellable, GError **error);

G_END_DECLS
