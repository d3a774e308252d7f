/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-store-export: offices as a plain GeoPackage for other programs: one layer of points in RD New with the
 * columns of every export, an R-tree, no private tables. Written beside the target and renamed, so a failure
 * leaves what was there. */
#pragma once

#include "model/lw-bitset.h"
#include "model/lw-office-note.h"
#include "model/lw-offices.h"
#include "model/lw-progress.h"

G_BEGIN_DECLS

gboolean lw_store_export_offices (const char *path,
                                  LwOffices *offices,
                                  const LwBitset *rows,
                                  const LwNoteTexts *notes,
                                  gboolean fictional,
                                  LwProgressFunc progress,
                                  gpointer progress_data,
                                  GCancellable *cancellable,
                                  GError **error);

G_END_DECLS
