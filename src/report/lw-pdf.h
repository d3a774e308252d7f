/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-pdf: a picture or pages in a file. The file is written beside its final place and moved there when it is
 * whole, so that a failure never leaves half a file or destroys the one that was there. */
#pragma once

#include "draw/lw-text.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* A4 in points */
#define LW_PAGE_WIDTH 595.276
#define LW_PAGE_HEIGHT 841.890

/** LwPictureFormat: kinds of file */
typedef enum {
  LW_PICTURE_PNG,
  LW_PICTURE_SVG,
  LW_PICTURE_PDF,
} LwPictureFormat;

/**
 * LwPageFunc:
 * @cr: where to paint; one unit is a pixel, in PDF a point
 * @text: for letters
 * @page: number of the page, from 0
 * @data: of the caller
 *
 * Paints one page.
 */
typedef void (*LwPageFunc) (cairo_t *cr, LwText *text, guint page, gpointer data);

/**
 * LwPicture: a file to write.
 * @width: in pixels, in PDF in points
 * @height: the same
 * @pixel_scale: pixels of a PNG per unit, 1 or 2
 * @n_pages: number of pages; only PDF has more than one
 * @title: (nullable): goes into the file's description
 * @description: (nullable): what is to be seen, in words
 * @paint: paints a page
 * @data: passed to it
 */
typedef struct {
  double width;
  double height;
  double pixel_scale;
  guint n_pages;
  const char *title;
  const char *description;
  LwPageFunc paint;
  gpointer data;
} LwPicture;

gboolean lw_picture_format_from_path (const char *path, LwPictureFormat *format, GError **error);
gboolean lw_picture_write (const LwPicture *picture, const char *path, GError **error);

G_END_DECLS
