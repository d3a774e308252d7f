/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-statline: tables of Statistics Netherlands (CBS StatLine) with jobs by region, sector and period, as files: the
 * answers of its services (Atom XML and JSON of version 3, observations of version 4), and CSV, with codes or with
 * titles. All become rows of one kind. A file that names the codes of a dimension goes beside one with codes. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LwStatlineRow: a figure. Texts belong to the table.
 * @region: code ("GM0344") or name, without blanks around
 * @sector: code ("396300", "T001081") or title
 * @period: code ("2024JJ00") or words ("2024", "2024 december")
 * @value: NAN where it is secret, missing or not applicable
 */
typedef struct {
  const char *region;
  const char *sector;
  const char *period;
  double value;
} LwStatlineRow;

/**
 * LwStatline:
 * @name: of the file, or of all that were merged
 * @code: (nullable): of the table, such as 83582NED, if the file tells it
 * @rows: (element-type LwStatlineRow): its figures
 * @titles: (element-type utf8 utf8): titles of codes
 * @factor: what one unit of @value is in jobs: 1000 or 1
 * @in_december: whether figures are of December, so that they are nearest to 1 January of the next year
 * @n_pages: answers of a service that say that others follow
 * @n_files: files that were merged
 */
typedef struct {
  char *name;
  char *code;
  GArray *rows;
  GHashTable *titles;
  double factor;
  gboolean in_december;
  guint n_pages;
  guint n_files;
  GStringChunk *texts;
} LwStatline;

gboolean lw_statline_recognise (const char *head, gsize length);
LwStatline *lw_statline_read (GFile *file, GCancellable *cancellable, GError **error);
LwStatline *
lw_statline_read_bytes (GBytes *bytes, const char *name, GCancellable *cancellable, GError **error);
gboolean lw_statline_merge (LwStatline *self, const LwStatline *other, GError **error);
void lw_statline_free (LwStatline *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwStatline, lw_statline_free)

G_END_DECLS
