/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-text: see lw-text.h. Layouts are kept by text, size, weight and width; sizes are absolute, so that a
 * picture is the same on every screen. */
#include "draw/lw-text.h"

#include <math.h>
#include <string.h>

/* A map with all its names needs a few hundred; when there are more, old names are no longer shown. */
#define MAX_LAYOUTS 3000
#define FAMILIES "Adwaita Sans, Cantarell, Sans"

typedef struct {
  char *string;
  double size;
  LwTextWeight weight;
  double width;
  gboolean wrap;
} Key;

struct _LwText {
  PangoContext *context;
  GHashTable *layouts; /* Key to PangoLayout */
  char *families;
};

static guint
hash_key (gconstpointer data)
{
  const Key *key = data;

  return g_str_hash (key->string) ^ (guint)(key->size * 16) * 31 ^ key->weight * 7919
         ^ (guint)(key->width * 4) * 131;
}

static gboolean
equal_keys (gconstpointer a, gconstpointer b)
{
  const Key *x = a, *y = b;

  return x->size == y->size && x->weight == y->weight && x->width == y->width && x->wrap == y->wrap
         && strcmp (x->string, y->string) == 0;
}

static void
free_key (gpointer data)
{
  Key *key = data;

  g_free (key->string);
  g_free (key);
}

/**
 * lw_text_new:
 * @context: a context of the surface or widget that will be painted on; its font family is used
 *
 * Returns: (transfer full): a writer of texts
 */
LwText *
lw_text_new (PangoContext *context)
{
  const PangoFontDescription *description;
  const char *family = NULL;
  LwText *text;

  g_return_val_if_fail (PANGO_IS_CONTEXT (context), NULL);

  text = g_new0 (LwText, 1);
  text->context = g_object_ref (context);
  text->layouts = g_hash_table_new_full (hash_key, equal_keys, free_key, g_object_unref);
  description = pango_context_get_font_description (context);
  if (description != NULL)
    family = pango_font_description_get_family (description);
  text->families = g_strdup (family != NULL && *family != '\0' ? family : FAMILIES);
  return text;
}

/**
 * lw_text_new_for_cairo:
 * @cr: what will be painted on
 *
 * For files and paper. Letters are not fitted to pixels, so that a text is as wide at every scale.
 *
 * Returns: (transfer full): a writer of texts
 */
LwText *
lw_text_new_for_cairo (cairo_t *cr)
{
  g_autoptr (PangoFontDescription) description = NULL;
  PangoContext *context;
  LwText *text;
  cairo_font_options_t *options;

  g_return_val_if_fail (cr != NULL, NULL);

  context = pango_cairo_create_context (cr);
  options = cairo_font_options_create ();
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_context_set_round_glyph_positions (context, FALSE);
  description = pango_font_description_from_string (FAMILIES);
  pango_context_set_font_description (context, description);
  text = lw_text_new (context);
  g_object_unref (context);
  return text;
}

/** lw_text_free: frees the writer and its layouts */
void
lw_text_free (LwText *text)
{
  g_return_if_fail (text != NULL);

  g_hash_table_unref (text->layouts);
  g_object_unref (text->context);
  g_free (text->families);
  g_free (text);
}

/** lw_text_get_context: (returns: transfer none) the context */
PangoContext *
lw_text_get_context (LwText *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  return text->context;
}

static PangoLayout *
make_layout (LwText *text, const Key *key)
{
  static const PangoWeight weights[] = { PANGO_WEIGHT_NORMAL, PANGO_WEIGHT_SEMIBOLD, PANGO_WEIGHT_BOLD };
  g_autoptr (PangoFontDescription) description = pango_font_description_new ();
  PangoLayout *layout = pango_layout_new (text->context);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_font_description_set_family (description, text->families);
  pango_font_description_set_absolute_size (description, key->size * PANGO_SCALE);
  pango_font_description_set_weight (description, weights[key->weight]);
  pango_layout_set_font_description (layout, description);
  /* Figures of equal width: columns of numbers line up and a changing figure does not tremble. */
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  if (key->width > 0)
    {
      pango_layout_set_width (layout, (int)(key->width * PANGO_SCALE));
      if (key->wrap)
        {
          pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
          pango_layout_set_line_spacing (layout, 1.15);
        }
      else
        pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    }
  if (!key->wrap)
    pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_text (layout, key->string, -1);
  return layout;
}

static PangoLayout *
get_layout (LwText *text, const char *string, double size, LwTextWeight weight, double width, gboolean wrap)
{
  Key key = { (char *)string, size, weight, width, wrap };
  PangoLayout *layout = g_hash_table_lookup (text->layouts, &key);
  Key *kept;

  if (layout != NULL)
    return layout;
  if (g_hash_table_size (text->layouts) >= MAX_LAYOUTS)
    g_hash_table_remove_all (text->layouts);
  layout = make_layout (text, &key);
  kept = g_new (Key, 1);
  *kept = key;
  kept->string = g_strdup (string);
  g_hash_table_insert (text->layouts, kept, layout);
  return layout;
}

static double
layout_width (PangoLayout *layout)
{
  int width;

  pango_layout_get_size (layout, &width, NULL);
  return (double)width / PANGO_SCALE;
}

/**
 * lw_text_measure:
 * @text: the writer
 * @string: one line
 * @size: size of type
 * @weight: weight of type
 * @width: (out) (optional): how wide it is
 * @height: (out) (optional): how high a line of it is
 */
void
lw_text_measure (
    LwText *text, const char *string, double size, LwTextWeight weight, double *width, double *height)
{
  int layout_w, layout_h;

  g_return_if_fail (text != NULL && string != NULL);

  pango_layout_get_size (get_layout (text, string, size, weight, 0, FALSE), &layout_w, &layout_h);
  if (width != NULL)
    *width = (double)layout_w / PANGO_SCALE;
  if (height != NULL)
    *height = (double)layout_h / PANGO_SCALE;
}

/** lw_text_ascent: returns how far letters reach above the baseline */
double
lw_text_ascent (LwText *text, double size, LwTextWeight weight)
{
  g_return_val_if_fail (text != NULL, 0);

  return (double)pango_layout_get_baseline (get_layout (text, "X", size, weight, 0, FALSE)) / PANGO_SCALE;
}

/** lw_text_descent: returns how far letters reach below the baseline */
double
lw_text_descent (LwText *text, double size, LwTextWeight weight)
{
  double height;

  g_return_val_if_fail (text != NULL, 0);

  lw_text_measure (text, "X", size, weight, NULL, &height);
  return height - lw_text_ascent (text, size, weight);
}

static void
move_to (cairo_t *cr, PangoLayout *layout, double x, double baseline, double align)
{
  cairo_move_to (cr, x - align * layout_width (layout),
                 baseline - (double)pango_layout_get_baseline (layout) / PANGO_SCALE);
}

/**
 * lw_text_show:
 * @text: the writer
 * @cr: where to paint
 * @string: one line
 * @size: size of type
 * @weight: weight of type
 * @color: colour of the letters
 * @x: where
 * @baseline: height of the baseline
 * @align: what of the text lies at @x: 0 its left end, 0.5 its middle, 1 its right end
 */
void
lw_text_show (LwText *text,
              cairo_t *cr,
              const char *string,
              double size,
              LwTextWeight weight,
              LwColor color,
              double x,
              double baseline,
              double align)
{
  PangoLayout *layout;

  g_return_if_fail (text != NULL && cr != NULL && string != NULL);

  layout = get_layout (text, string, size, weight, 0, FALSE);
  move_to (cr, layout, x, baseline, align);
  lw_color_set (color, cr);
  pango_cairo_show_layout (cr, layout);
  cairo_new_path (cr);
}

/* In files of shapes each text is written once, or a search would find it five times. */
static gboolean
surface_is_vector (cairo_surface_t *surface)
{
  cairo_surface_type_t type = cairo_surface_get_type (surface);

  return type == CAIRO_SURFACE_TYPE_PDF || type == CAIRO_SURFACE_TYPE_SVG || type == CAIRO_SURFACE_TYPE_PS;
}

/**
 * lw_text_show_haloed:
 *
 * As lw_text_show(), with an edge of @halo around the letters, so that they stand out from lines under them.
 */
void
lw_text_show_haloed (LwText *text,
                     cairo_t *cr,
                     const char *string,
                     double size,
                     LwTextWeight weight,
                     LwColor color,
                     LwColor halo,
                     double x,
                     double baseline,
                     double align)
{
  PangoLayout *layout;

  g_return_if_fail (text != NULL && cr != NULL && string != NULL);

  layout = get_layout (text, string, size, weight, 0, FALSE);
  lw_color_set (halo, cr);
  if (surface_is_vector (cairo_get_target (cr)))
    {
      cairo_save (cr);
      move_to (cr, layout, x, baseline, align);
      pango_cairo_layout_path (cr, layout);
      cairo_set_line_width (cr, size * 0.22);
      cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
      cairo_stroke (cr);
      cairo_restore (cr);
    }
  else
    {
      double away = size * 0.1;

      /* Tracing letters is slow; a few shifted copies look the same. */
      for (guint i = 0; i < 4; i++)
        {
          move_to (cr, layout, x + (i & 1 ? away : -away), baseline + (i & 2 ? away : -away), align);
          pango_cairo_show_layout (cr, layout);
        }
    }
  lw_text_show (text, cr, string, size, weight, color, x, baseline, align);
}

/**
 * lw_text_show_within:
 *
 * As lw_text_show(), shortened with an ellipsis where it would be wider than @max_width.
 *
 * Returns: how wide it came out
 */
double
lw_text_show_within (LwText *text,
                     cairo_t *cr,
                     const char *string,
                     double size,
                     LwTextWeight weight,
                     LwColor color,
                     double x,
                     double baseline,
                     double align,
                     double max_width)
{
  PangoLayout *layout;
  double width;

  g_return_val_if_fail (text != NULL && cr != NULL && string != NULL, 0);

  lw_text_measure (text, string, size, weight, &width, NULL);
  if (width <= max_width)
    {
      lw_text_show (text, cr, string, size, weight, color, x, baseline, align);
      return width;
    }
  layout = get_layout (text, string, size, weight, MAX (max_width, size), FALSE);
  cairo_move_to (cr, x - align * layout_width (layout),
                 baseline - (double)pango_layout_get_baseline (layout) / PANGO_SCALE);
  lw_color_set (color, cr);
  pango_cairo_show_layout (cr, layout);
  cairo_new_path (cr);
  return layout_width (layout);
}

/**
 * lw_text_show_fitted:
 *
 * As lw_text_show(), in smaller type where it would be wider than @max_width; shortened only when even type
 * of two thirds would be.
 *
 * Returns: how wide it came out
 */
double
lw_text_show_fitted (LwText *text,
                     cairo_t *cr,
                     const char *string,
                     double size,
                     LwTextWeight weight,
                     LwColor color,
                     double x,
                     double baseline,
                     double align,
                     double max_width)
{
  double width;

  g_return_val_if_fail (text != NULL && cr != NULL && string != NULL, 0);

  lw_text_measure (text, string, size, weight, &width, NULL);
  if (width > max_width)
    size = MAX (size * max_width / width * 0.99, size * 0.66);
  return lw_text_show_within (text, cr, string, size, weight, color, x, baseline, align, max_width);
}

/**
 * lw_text_measure_paragraph:
 * @text: the writer
 * @string: text of any number of lines
 * @size: size of type
 * @width: breaks lines at this width
 *
 * Returns: how high it is
 */
double
lw_text_measure_paragraph (LwText *text, const char *string, double size, double width)
{
  int height;

  g_return_val_if_fail (text != NULL && string != NULL && width > 0, 0);

  pango_layout_get_size (get_layout (text, string, size, LW_TEXT_REGULAR, width, TRUE), NULL, &height);
  return (double)height / PANGO_SCALE;
}

/**
 * lw_text_show_paragraph:
 * @text: the writer
 * @cr: where to paint
 * @string: text of any number of lines
 * @size: size of type
 * @color: colour of the letters
 * @x: left edge
 * @top: upper edge
 * @width: breaks lines at this width
 *
 * Returns: how high it came out
 */
double
lw_text_show_paragraph (LwText *text,
                        cairo_t *cr,
                        const char *string,
                        double size,
                        LwColor color,
                        double x,
                        double top,
                        double width)
{
  g_return_val_if_fail (text != NULL && cr != NULL && string != NULL && width > 0, 0);

  cairo_move_to (cr, x, top);
  lw_color_set (color, cr);
  pango_cairo_show_layout (cr, get_layout (text, string, size, LW_TEXT_REGULAR, width, TRUE));
  cairo_new_path (cr);
  return lw_text_measure_paragraph (text, string, size, width);
}
