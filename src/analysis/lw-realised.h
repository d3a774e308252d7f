/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-realised: what really changed between two reference dates of a document: reads both and compares them. */
#pragma once

#include "statistics/lw-difference.h"
#include "store/lw-store.h"

G_BEGIN_DECLS

gboolean lw_realised_choose_dates (GArray *dates, LwDate *from, LwDate *to, GError **error);
LwDifference *lw_realised_read (LwStore *store, LwDate from, LwDate to, double least_share, LwProgressFunc progress,
                                gpointer progress_data, GCancellable *cancellable, GError **error);

G_END_DECLS
