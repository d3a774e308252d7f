/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-map-source: a source of tiles that has none. The viewport of libshumate needs a source to know its projection
 * and tile size; what the map shows is painted by our own layers, from data in memory. */
#pragma once

#include <shumate/shumate.h>

G_BEGIN_DECLS

#define LW_TYPE_MAP_SOURCE (lw_map_source_get_type ())
G_DECLARE_FINAL_TYPE (LwMapSource, lw_map_source, LW, MAP_SOURCE, ShumateMapSource)

ShumateMapSource *lw_map_source_new (void);

G_END_DECLS
