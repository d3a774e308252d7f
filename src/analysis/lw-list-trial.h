/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-list-trial: reads a list as an import would, and changes nothing: how it is written, its first rows, and, when it
 * is known what its columns mean, what would become of every row. */
#pragma once

#include "analysis/lw-import.h"
#include "formats/lw-workbook.h"

G_BEGIN_DECLS

/**
 * LwListSheet: what a list is read from when it is a sheet of a workbook; a plain value that owns what it points at.
 * @text: (nullable): the sheet as CSV, or %NULL for a file that is a list itself
 * @title: what messages call it
 * @name: its name in the workbook
 * @epoch_1904: day numbers in it count from 1904
 */
typedef struct {
  GBytes *text;
  char *title;
  char *name;
  gboolean epoch_1904;
} LwListSheet;

/**
 * LwListRequest: what is to be tried. A plain value that owns what it points at; see lw_list_request_copy() and
 * lw_list_request_clear().
 * @path: the list, or the workbook that it is in
 * @sheet: the sheet that it is, if it is in a workbook
 * @format: how it is written, as far as somebody knows better
 * @mapping: which column holds what
 * @choices: (nullable): as in #LwJoinOptions
 * @import: how to import it; its format, mapping and choices are those above
 * @offices: (nullable): the offices of the document
 * @side_addresses: (nullable) (element-type LwSideAddress): addresses of them beside their own
 * @settings: how areas convert
 */
typedef struct {
  char *path;
  LwListSheet sheet;
  LwListFormat format;
  LwVacancyMapping mapping;
  GHashTable *choices;
  LwImportRequest import;
  LwOffices *offices;
  GPtrArray *side_addresses;
  LwSettings settings;
} LwListRequest;

/**
 * LwListLook: the beginning of a list; immutable and reference-counted.
 * @kind: what it is: CSV, or a workbook of one kind or another
 * @sheets: (nullable): the sheets of the workbook, those that are shown
 * @sheet: the one that was read
 * @is_demand: it is a table of demand, which needs no questions
 * @preview: its first rows
 * @signature: of the list as it is found when nobody knows better, to remember its mapping by
 * @format: how it is read: as asked, or as was remembered
 * @mapping: which column holds what, as the headings say or as was remembered
 * @date: the day that stands above the headings, or %LW_DATE_UNKNOWN
 * @remembered: the mapping was chosen before
 */
typedef struct {
  LwSourceKind kind;
  GStrv sheets;
  LwListSheet sheet;
  gboolean is_demand;
  LwVacancyPreview *preview;
  char *signature;
  LwListFormat format;
  LwVacancyMapping mapping;
  LwDate date;
  gboolean remembered;
} LwListLook;

/**
 * LwListDoubt: a row of which it is doubtful what office it means.
 * @line: where it begins in the file
 * @text: what names the office in it
 * @candidates: (element-type gint64): keys of the offices that it may mean
 * @state: what becomes of it
 * @office: key of the office that it is taken to mean, or 0
 */
typedef struct {
  guint64 line;
  char *text;
  GArray *candidates;
  LwJoinState state;
  gint64 office;
} LwListDoubt;

/** LW_LIST_HEAD_BYTES: of a longer file no more than this is read to look at it */
#define LW_LIST_HEAD_BYTES (1 << 20)

/** LW_LIST_MAX_DOUBTS: doubtful rows that are told one by one */
#define LW_LIST_MAX_DOUBTS 500

/**
 * LwListTrial: what would become of a list.
 * @style: how its columns are written
 * @encoding: of the whole file; its beginning alone may look otherwise
 * @n: rows
 * @about_areas: the rows are municipalities or other areas, of which somebody published figures
 * @has_vacancy: a column tells how much stands empty
 * @axes: how positions are written; %LW_GEO_AXES_UNKNOWN if there are none
 * @counts: rows in each state
 * @n_doubts: doubtful rows in all
 * @doubts: (element-type LwListDoubt): the first of them
 * @report: counts and problems, as the import would tell them
 */
typedef struct {
  LwVacancyStyle style;
  LwEncoding encoding;
  guint n;
  gboolean about_areas;
  gboolean has_vacancy;
  LwGeoAxes axes;
  guint counts[LW_N_JOIN_STATES];
  guint n_doubts;
  GPtrArray *doubts;
  LwImportReport *report;
} LwListTrial;

void lw_list_request_copy (LwListRequest *copy, const LwListRequest *request);
void lw_list_request_clear (LwListRequest *request);
void lw_list_sheet_copy (LwListSheet *copy, const LwListSheet *sheet);
void lw_list_sheet_clear (LwListSheet *sheet);
LwListLook *lw_list_look_new (const char *path,
                              const char *sheet,
                              const LwListFormat *format,
                              const char *mappings,
                              GCancellable *cancellable,
                              GError **error);
LwListLook *lw_list_look_again (const LwListLook *before,
                                const char *path,
                                const LwListFormat *format,
                                LwEncoding encoding,
                                GCancellable *cancellable,
                                GError **error);
LwListLook *lw_list_look_ref (LwListLook *look);
void lw_list_look_unref (LwListLook *look);
LwListTrial *lw_list_trial_new (const LwListRequest *request, LwProgressFunc progress, gpointer data,
                                GCancellable *cancellable, GError **error);
void lw_list_trial_free (LwListTrial *trial);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwListLook, lw_list_look_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwListTrial, lw_list_trial_free)

G_END_DECLS
