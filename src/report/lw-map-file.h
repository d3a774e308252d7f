/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-map-file: the map as a file: PNG, SVG or PDF by the end of its name. */
#pragma once

#include "draw/lw-map-draw.h"

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean lw_map_file_write (const LwMapScene *scene,
                            const LwMapStyle *style,
                            double width,
                            double height,
                            double pixel_scale,
                            const char *title,
                            const char *path,
                            GError **error);

G_END_DECLS
