/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-area-shapes: the polygons of municipalities, regions, locations and provinces: those that the document has, else those
 * of the bundled base map; a region is made of its municipalities. */
#pragma once

#include "model/lw-dimension.h"
#include "store/lw-store.h"

G_BEGIN_DECLS

gboolean lw_area_shapes_know (LwDimension dimension);
GPtrArray *lw_area_shapes_read (LwStore *store, LwOffices *offices, LwDimension dimension, const char *const *keys,
                                guint n_keys, gboolean *bundled, GError **error);

G_END_DECLS
