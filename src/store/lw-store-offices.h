/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-store-offices: the rows of the table office as a table of the model, for the files of this folder only.
 */
#pragma once

#include "model/lw-offices-builder.h"
#include "store/lw-store-private.h"

G_BEGIN_DECLS

/**
 * LwOfficeRows: all offices of a document, with what only the store knows of them.
 * @offices: the facts; vacancy and reference date are unknown in it
 * @source: key of the source of each
 * @present_from: part of the stock from this date, %LW_DATE_UNKNOWN: always
 * @gone_from: no longer from this date, %LW_DATE_UNKNOWN: never
 * @edited: (array): names of columns that the user set by hand, %NULL for none
 */
typedef struct {
  LwOffices *offices;
  gint64 *source;
  LwDate *present_from;
  LwDate *gone_from;
  char **edited;
} LwOfficeRows;

LwOfficeRows *lw_office_rows_read (LwStore *store,
                                   LwProgressFunc progress,
                                   gpointer progress_data,
                                   GCancellable *cancellable,
                                   GError **error);
void lw_office_rows_free (LwOfficeRows *rows);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwOfficeRows, lw_office_rows_free)

gboolean lw_store_newest_observation (LwStore *store, LwDate *date, GError **error);

G_END_DECLS
