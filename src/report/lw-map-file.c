/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-map-file: see lw-map-file.h. */
#include "report/lw-map-file.h"

#include "report/lw-pdf.h"

#include <glib/gi18n-lib.h>

typedef struct {
  const LwMapScene *scene;
  const LwMapStyle *style;
  double width;
  double height;
} Map;

static void
paint_cb (cairo_t *cr, LwText *text, guint page, gpointer data)
{
  const Map *map = data;

  lw_map_draw (map->scene, cr, text, map->width, map->height, map->style);
}

/* How many offices in which class: what the picture shows, in words. */
static char *
describe_map (const LwMapScene *scene)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (scene->fictional)
    g_string_append_printf (text, "%s. ", _ ("Fictional example"));
  if (scene->date_text != NULL)
    g_string_append_printf (text, "%s. ", scene->date_text);
  if (scene->change_counts != NULL)
    {
      g_string_append_printf (text, "%s:", _ ("What changed"));
      for (guint c = LW_CHANGE_NEW; c < LW_N_CHANGES; c++)
        if (scene->change_counts[c] > 0)
          g_string_append_printf (text, " %s: %u;", lw_codes_label (LW_CODES_CHANGE, c), scene->change_counts[c]);
      text->str[text->len - 1] = '.';
      return g_strdup (text->str);
    }
  g_string_append_printf (text, "%s:", _ ("Vacant share of m²"));
  for (guint c = 0; scene->class_counts != NULL && c < LW_N_VACANCY_CLASSES; c++)
    g_string_append_printf (text, " %s: %u;", lw_classify_vacancy_limits (c), scene->class_counts[c]);
  if (text->str[text->len - 1] == ';')
    text->str[text->len - 1] = '.';
  return g_strdup (text->str);
}

/**
 * lw_map_file_write:
 * @scene: what to show
 * @style: how
 * @width: in pixels, in PDF in points
 * @height: the same
 * @pixel_scale: pixels of a PNG per unit
 * @title: (nullable): goes into the file's description
 * @path: the file; its end chooses the kind
 * @error: return location
 *
 * Returns: whether it was written
 */
gboolean
lw_map_file_write (const LwMapScene *scene,
                   const LwMapStyle *style,
                   double width,
                   double height,
                   double pixel_scale,
                   const char *title,
                   const char *path,
                   GError **error)
{
  Map map = { scene, style, width, height };
  g_autofree char *description = NULL;
  LwPicture picture = { .width = width, .height = height, .pixel_scale = pixel_scale, .n_pages = 1 };

  g_return_val_if_fail (scene != NULL && style != NULL && path != NULL, FALSE);

  description = describe_map (scene);
  picture.title = title;
  picture.description = description;
  picture.paint = paint_cb;
  picture.data = &map;
  return lw_picture_write (&picture, path, error);
}
