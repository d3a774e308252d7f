/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-cover: which items to take so that their sizes reach a need at the least cost. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** LW_COVER_STEPS: a need is met to this part of it; where it is no larger, in whole units */
#define LW_COVER_STEPS 50000

gboolean lw_cover (double need, guint n_items, const double *size, const double *cost, gboolean *taken);

G_END_DECLS
