/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-chart-file: a chart as a file: PNG, SVG or PDF by the end of its name. */
#pragma once

#include "draw/lw-chart-draw.h"

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean lw_chart_file_write (const LwChart *chart,
                              const LwPalette *palette,
                              const LwFormat *format,
                              double width,
                              double height,
                              double pixel_scale,
                              const char *path,
                              GError **error);

G_END_DECLS
