/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-pdf: see lw-pdf.h. The picture is made in memory first, then written beside its place and moved there. */
#include "report/lw-pdf.h"

#include "model/lw-error.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* cairo cannot make larger images; a typing mistake must not fill the memory either. */
#define MAX_PIXELS 30000.0

/**
 * lw_picture_format_from_path:
 * @path: name of a file
 * @format: (out): the kind that its end asks for
 * @error: return location
 *
 * Returns: whether it is one that can be written; else LW_ERROR_UNSUPPORTED
 */
gboolean
lw_picture_format_from_path (const char *path, LwPictureFormat *format, GError **error)
{
  static const struct {
    const char *end;
    LwPictureFormat format;
  } ends[] = { { ".png", LW_PICTURE_PNG }, { ".svg", LW_PICTURE_SVG }, { ".pdf", LW_PICTURE_PDF } };
  g_autofree char *lower = NULL;

  g_return_val_if_fail (path != NULL && format != NULL, FALSE);

  lower = g_ascii_strdown (path, -1);
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_str_has_suffix (lower, ends[i].end))
      {
        *format = ends[i].format;
        return TRUE;
      }
  g_set_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED,
               _ ("“%s” does not say what kind of picture it is; let its name end in .png, .svg or .pdf"),
               path);
  return FALSE;
}

static cairo_status_t
append_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *
create_surface (const LwPicture *picture, LwPictureFormat format, GByteArray *bytes)
{
  cairo_surface_t *surface;

  switch (format)
    {
    case LW_PICTURE_PDF:
      return cairo_pdf_surface_create_for_stream (append_cb, bytes, picture->width, picture->height);
    case LW_PICTURE_SVG:
      surface = cairo_svg_surface_create_for_stream (append_cb, bytes, picture->width, picture->height);
      cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
      return surface;
    case LW_PICTURE_PNG:
    default:
      surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32,
                                            (int)ceil (picture->width * picture->pixel_scale),
                                            (int)ceil (picture->height * picture->pixel_scale));
      cairo_surface_set_device_scale (surface, picture->pixel_scale, picture->pixel_scale);
      return surface;
    }
}

static void
set_pdf_metadata (cairo_surface_t *surface, const LwPicture *picture)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *moment = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");

  if (picture->title != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, picture->title);
  if (picture->description != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, picture->description);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Leegwijzer " LW_VERSION);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, moment);
}

/* cairo writes letters as outlines, so the words go into the description that screen readers look for. */
static void
describe_svg (GByteArray *bytes, const LwPicture *picture)
{
  const char *root = g_strstr_len ((const char *)bytes->data, (gssize)bytes->len, "<svg");
  const char *end
      = root != NULL ? memchr (root, '>', bytes->len - (gsize)(root - (const char *)bytes->data)) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GByteArray) tail = NULL;
  g_autofree char *escaped = NULL;
  gsize head;

  if (end == NULL)
    return;
  head = (gsize)(end + 1 - (const char *)bytes->data);
  if (picture->title != NULL)
    {
      escaped = g_markup_escape_text (picture->title, -1);
      g_string_append_printf (text, "\n<title>%s</title>", escaped);
    }
  if (picture->description != NULL)
    {
      g_free (escaped);
      escaped = g_markup_escape_text (picture->description, -1);
      g_string_append_printf (text, "\n<desc>%s</desc>", escaped);
    }
  tail = g_byte_array_new ();
  g_byte_array_append (tail, bytes->data + head, bytes->len - (guint)head);
  g_byte_array_set_size (bytes, (guint)head);
  g_byte_array_append (bytes, (const guint8 *)text->str, (guint)text->len);
  g_byte_array_append (bytes, tail->data, tail->len);
}

static cairo_status_t
paint_picture (const LwPicture *picture, LwPictureFormat format, GByteArray *bytes)
{
  cairo_surface_t *surface = create_surface (picture, format, bytes);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (LwText) text = lw_text_new_for_cairo (cr);
  cairo_status_t status;

  if (format == LW_PICTURE_PDF)
    set_pdf_metadata (surface, picture);
  for (guint page = 0; page < picture->n_pages; page++)
    {
      cairo_save (cr);
      picture->paint (cr, text, page, picture->data);
      cairo_restore (cr);
      cairo_show_page (cr);
    }
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (format == LW_PICTURE_PNG && status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_write_to_png_stream (surface, append_cb, bytes);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return status;
}

/**
 * lw_picture_write:
 * @picture: what to write
 * @path: the file; its end chooses the kind
 * @error: return location
 *
 * Writes the file as a whole or not at all.
 *
 * Returns: whether it was written
 */
gboolean
lw_picture_write (const LwPicture *picture, const char *path, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  LwPictureFormat format;
  GError *cause = NULL;
  cairo_status_t status;

  g_return_val_if_fail (picture != NULL && picture->paint != NULL && path != NULL, FALSE);

  if (!lw_picture_format_from_path (path, &format, error))
    return FALSE;
  if (picture->n_pages != 1 && format != LW_PICTURE_PDF)
    {
      g_set_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED,
                   _ ("“%s” can hold one page only; let its name end in .pdf"), path);
      return FALSE;
    }
  if (!(picture->width >= 1) || !(picture->height >= 1) || !(picture->pixel_scale > 0)
      || MAX (picture->width, picture->height) * picture->pixel_scale > MAX_PIXELS)
    {
      g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT,
                   _ ("“%s” cannot be written in this size; choose a width and height from 1 to %d"), path,
                   (int)MAX_PIXELS);
      return FALSE;
    }
  status = paint_picture (picture, format, bytes);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("“%s” was not written: %s"), path,
                   cairo_status_to_string (status));
      return FALSE;
    }
  if (format == LW_PICTURE_SVG)
    describe_svg (bytes, picture);
  if (!g_file_set_contents_full (path, (const char *)bytes->data, (gssize)bytes->len, G_FILE_SET_CONTENTS_CONSISTENT,
                                 0666, &cause))
    {
      lw_error_set_unwritten (error, path, cause);
      return FALSE;
    }
  return TRUE;
}
