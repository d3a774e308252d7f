/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-area-index: which of many areas hold a point, found fast: a grid over their bounds, and edges by height. The
 * answer is that of lw_geometry_contains(), to the bit. Immutable once made, so any thread may ask. */
#pragma once

#include "model/lw-geometry.h"

G_BEGIN_DECLS

typedef struct _LwAreaIndex LwAreaIndex;

LwAreaIndex *lw_area_index_new (LwGeometry *const *areas, guint n);
void lw_area_index_free (LwAreaIndex *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwAreaIndex, lw_area_index_free)

guint lw_area_index_find (const LwAreaIndex *self, double x, double y, guint *found, guint max);

G_END_DECLS
