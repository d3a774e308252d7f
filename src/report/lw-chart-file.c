/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-chart-file: see lw-chart-file.h. */
#include "report/lw-chart-file.h"

#include "report/lw-pdf.h"

#define PADDING 12.0

typedef struct {
  const LwChart *chart;
  const LwPalette *palette;
  const LwFormat *format;
  double width;
  double height;
} Page;

static void
paint_cb (cairo_t *cr, LwText *text, guint page, gpointer data)
{
  const Page *p = data;
  double padding = MIN (PADDING * p->palette->scale, MIN (p->width, p->height) / 8);

  lw_color_set (p->palette->ring_fill, cr);
  cairo_paint (cr);
  cairo_translate (cr, padding, padding);
  lw_chart_draw (p->chart, cr, text, p->width - 2 * padding, p->height - 2 * padding, p->palette, p->format);
}

/**
 * lw_chart_file_write:
 * @chart: what to show
 * @palette: colours and sizes
 * @format: (nullable): how numbers are written
 * @width: in pixels, in PDF in points
 * @height: the same
 * @pixel_scale: pixels of a PNG per unit
 * @path: the file; its end chooses the kind
 * @error: return location
 *
 * Returns: whether it was written
 */
gboolean
lw_chart_file_write (const LwChart *chart,
                     const LwPalette *palette,
                     const LwFormat *format,
                     double width,
                     double height,
                     double pixel_scale,
                     const char *path,
                     GError **error)
{
  Page page = { chart, palette, format, width, height };
  g_autofree char *description = NULL;
  LwPicture picture = { .width = width, .height = height, .pixel_scale = pixel_scale, .n_pages = 1 };

  g_return_val_if_fail (chart != NULL && palette != NULL && path != NULL, FALSE);

  description = lw_chart_describe (chart, format);
  picture.title = chart->title;
  picture.description = description;
  picture.paint = paint_cb;
  picture.data = &page;
  return lw_picture_write (&picture, path, error);
}
