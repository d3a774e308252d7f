/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-map-draw: see lw-map-draw.h. Here are the view and the order of painting; the base, the names and what
 * stands in the corners have files of their own. */
#include "draw/lw-map-draw-private.h"

#include <math.h>

#define LEAST_ZOOM 4.0
#define GREATEST_ZOOM 18.0
/* For a view of one point: some streets. */
#define POINT_ZOOM 14.0

/** lw_map_scene_init: an empty map of the Netherlands */
void
lw_map_scene_init (LwMapScene *scene)
{
  g_return_if_fail (scene != NULL);

  *scene = (LwMapScene){ .view = { 0.5147, 0.3290, 7 }, .hovered = LW_CLUSTERS_NONE };
}

/**
 * lw_map_view_fit:
 * @bounds: world coordinates
 * @width: of the map
 * @height: of the map
 * @padding: free space to leave on every side
 *
 * Returns: the closest view that shows all of @bounds
 */
LwMapView
lw_map_view_fit (const LwBounds *bounds, double width, double height, double padding)
{
  LwMapView view = { 0.5147, 0.3290, 7 };
  double room_x = MAX (width - 2 * padding, 1), room_y = MAX (height - 2 * padding, 1), pixels = INFINITY;

  g_return_val_if_fail (bounds != NULL, view);

  if (lw_bounds_is_empty (bounds))
    return view;
  view.x = (bounds->min_x + bounds->max_x) / 2;
  view.y = (bounds->min_y + bounds->max_y) / 2;
  if (bounds->max_x > bounds->min_x)
    pixels = MIN (pixels, room_x / (bounds->max_x - bounds->min_x));
  if (bounds->max_y > bounds->min_y)
    pixels = MIN (pixels, room_y / (bounds->max_y - bounds->min_y));
  view.zoom = isinf (pixels) ? POINT_ZOOM : CLAMP (log2 (pixels / 256.0), LEAST_ZOOM, GREATEST_ZOOM);
  return view;
}

/** lw_map_view_to_surface: where a point of the world lies on a map of @width × @height */
void
lw_map_view_to_surface (
    const LwMapView *view, double width, double height, double world_x, double world_y, double *x, double *y)
{
  double pixels = 256.0 * exp2 (view->zoom);

  *x = (world_x - view->x) * pixels + width / 2;
  *y = (world_y - view->y) * pixels + height / 2;
}

/** lw_map_view_to_world: what point of the world lies at a point of a map of @width × @height */
void
lw_map_view_to_world (
    const LwMapView *view, double width, double height, double x, double y, double *world_x, double *world_y)
{
  double pixels = 256.0 * exp2 (view->zoom);

  *world_x = view->x + (x - width / 2) / pixels;
  *world_y = view->y + (y - height / 2) / pixels;
}

/**
 * lw_map_count_classes:
 * @input: the columns
 * @counts: (out): number of offices in each class of vacancy; those that do not count as stock are in none
 */
void
lw_map_count_classes (const LwClusterInput *input, guint counts[LW_N_VACANCY_CLASSES])
{
  g_return_if_fail (input != NULL && counts != NULL);

  for (guint i = 0; i < LW_N_VACANCY_CLASSES; i++)
    counts[i] = 0;
  for (guint row = 0; row < input->n; row++)
    {
      double stock = input->stock_m2[row];

      if (stock == 0 || (input->shown != NULL && !lw_bitset_test (input->shown, row)))
        continue;
      counts[lw_classify_vacancy (input->vacant_m2[row] / stock)]++;
    }
}

/**
 * lw_map_count_changes:
 * @offices: the table of a difference
 * @shown: (nullable): the rows that count, %NULL for all
 * @counts: (out): number of offices of each change
 */
void
lw_map_count_changes (const LwOffices *offices, const LwBitset *shown, guint counts[LW_N_CHANGES])
{
  g_return_if_fail (offices != NULL && counts != NULL);

  for (guint i = 0; i < LW_N_CHANGES; i++)
    counts[i] = 0;
  for (guint row = 0; row < offices->n; row++)
    if (shown == NULL || lw_bitset_test (shown, row))
      counts[offices->change[row]]++;
}

/**
 * lw_map_find_provinces:
 * @basemap: the base map
 * @offices: offices
 * @shown: (nullable): the rows that count, %NULL for all
 *
 * The own provinces of a document: those with at least one in fifty of its offices.
 *
 * Returns: (transfer full) (nullable): their codes, for LwMapScene; %NULL when there are none
 */
char **
lw_map_find_provinces (const LwBasemap *basemap, const LwOffices *offices, const LwBitset *shown)
{
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();
  const LwDictionary *names;
  const LwProvince *provinces;
  g_autofree guint *counts = NULL;
  guint n_names, n_provinces, total = 0, n_found = 0;

  g_return_val_if_fail (basemap != NULL && offices != NULL, NULL);

  names = lw_offices_dictionary (offices, LW_OFFICE_PROVINCE);
  n_names = names != NULL ? lw_dictionary_size (names) : 0;
  provinces = lw_basemap_get_provinces (basemap, &n_provinces);
  counts = g_new0 (guint, n_names + 1);
  for (guint row = 0; row < offices->n && n_names > 0; row++)
    if (offices->province[row] != 0 && (shown == NULL || lw_bitset_test (shown, row)))
      {
        counts[offices->province[row]]++;
        total++;
      }
  for (guint code = 1; code < n_names; code++)
    {
      int province = counts[code] > 0 && counts[code] >= total / 50
                         ? lw_basemap_find_province (basemap, lw_dictionary_get (names, code))
                         : -1;

      if (province < 0)
        continue;
      g_strv_builder_add (codes, provinces[province].code);
      n_found++;
    }
  return n_found > 0 ? g_strv_builder_end (codes) : NULL;
}

/**
 * lw_map_bound_provinces:
 * @basemap: the base map
 * @provinces: (nullable): codes of provinces; %NULL for all
 * @bounds: (out): the rectangle around them, in world coordinates
 */
void
lw_map_bound_provinces (const LwBasemap *basemap, const char *const *provinces, LwBounds *bounds)
{
  const LwProvince *all;
  guint n;

  g_return_if_fail (basemap != NULL && bounds != NULL);

  lw_bounds_init_empty (bounds);
  all = lw_basemap_get_provinces (basemap, &n);
  for (guint i = 0; i < n; i++)
    if (provinces == NULL || g_strv_contains (provinces, all[i].code))
      {
        lw_bounds_add (bounds, all[i].bounds.min_x, all[i].bounds.min_y);
        lw_bounds_add (bounds, all[i].bounds.max_x, all[i].bounds.max_y);
      }
}

G_STATIC_ASSERT (LW_N_MAP_MARKS <= LW_CLUSTER_MAX_MARKS);

/* Circles of a higher level lie closer together here than where they were made; they shrink with the map. */
static double
shrink_of (const LwMapFrame *frame, const LwClusters *clusters)
{
  return clusters != NULL ? MIN (1, exp2 (frame->scene->view.zoom - clusters->level)) : 1;
}

/* @shrunk keeps copies of circles that are drawn smaller. */
static GArray *
collect_symbols (const LwMapFrame *frame, const LwClusters *clusters, gboolean ghosts, GPtrArray *shrunk)
{
  GArray *symbols = g_array_new (FALSE, FALSE, sizeof (LwSymbol));
  const LwClusterNotes *notes = ghosts ? NULL : frame->scene->notes;
  double shrink = shrink_of (frame, clusters);

  for (guint i = 0; clusters != NULL && i < clusters->n; i++)
    {
      const LwCluster *cluster = &clusters->clusters[i];
      LwSymbol symbol = { .cluster = cluster };
      double reach = cluster->radius_px + 8;

      symbol.x = lw_map_frame_x (frame, cluster->x);
      symbol.y = lw_map_frame_y (frame, cluster->y);
      if (symbol.x < -reach || symbol.y < -reach || symbol.x > frame->width + reach
          || symbol.y > frame->height + reach)
        continue;
      if (shrink < 1)
        {
          LwCluster *copy = g_memdup2 (cluster, sizeof *cluster);

          copy->radius_px *= shrink;
          g_ptr_array_add (shrunk, copy);
          symbol.cluster = copy;
        }
      symbol.hovered = !ghosts && i == frame->scene->hovered;
      if (notes != NULL && i < notes->n)
        {
          symbol.n_selected = notes->n_selected[i];
          symbol.mark = notes->marks[i];
          symbol.change = notes->changes ? &notes->changes[i] : NULL;
        }
      g_array_append_val (symbols, symbol);
    }
  return symbols;
}

static void
draw_offices (LwMapFrame *frame, GArray *symbols, GPtrArray *shrunk)
{
  g_autoptr (GArray) ghosts = collect_symbols (frame, frame->scene->ghosts, TRUE, shrunk);

  lw_symbols_draw_ghosts ((const LwSymbol *)(gpointer)ghosts->data, ghosts->len, frame->cr, frame->palette);
  if (lw_map_compares (frame->scene))
    lw_symbols_draw_changes ((const LwSymbol *)(gpointer)symbols->data, symbols->len, frame->cr, frame->text,
                             frame->palette, frame->style->format);
  else
    lw_symbols_draw ((const LwSymbol *)(gpointer)symbols->data, symbols->len, frame->cr, frame->text,
                     frame->palette, frame->style->format);
  for (guint i = 0; i < symbols->len; i++)
    {
      const LwSymbol *symbol = &g_array_index (symbols, LwSymbol, i);

      double edge = symbol->n_selected > 0 ? 4.5 * frame->palette->scale : 0;

      lw_labels_block_circle (frame->labels, symbol->x, symbol->y, symbol->cluster->radius_px + edge);
    }
}

/**
 * lw_map_draw_overlay:
 * @scene: what to show
 * @cr: where to paint
 * @text: for letters
 * @width: of the map
 * @height: of the map
 * @style: how
 *
 * Paints offices, names and what stands in the corners over the base.
 */
void
lw_map_draw_overlay (
    const LwMapScene *scene, cairo_t *cr, LwText *text, double width, double height, const LwMapStyle *style)
{
  LwMapFrame frame
      = { .scene = scene, .style = style, .cr = cr, .text = text, .width = width, .height = height };
  g_autoptr (GPtrArray) shrunk = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) symbols = NULL;
  cairo_rectangle_t legend = { 0, height, 0, 0 };

  g_return_if_fail (scene != NULL && cr != NULL && text != NULL && style != NULL && style->palette != NULL);

  frame.palette = style->palette;
  frame.pixels = 256.0 * exp2 (scene->view.zoom);
  frame.labels = lw_labels_new (width, height);
  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  symbols = collect_symbols (&frame, scene->clusters, FALSE, shrunk);
  draw_offices (&frame, symbols, shrunk);
  if (style->parts & LW_MAP_LEGEND)
    lw_map_draw_legend (&frame, &legend);
  lw_map_draw_credits (&frame, legend.x + legend.width);
  if (scene->fictional && style->parts & LW_MAP_BADGE)
    lw_map_draw_badge (&frame);
  if (style->parts & LW_MAP_NAMES)
    lw_map_draw_names (&frame, (const LwSymbol *)(gpointer)symbols->data, symbols->len);
  cairo_restore (cr);
  lw_labels_free (frame.labels);
}

/**
 * lw_map_draw:
 * @scene: what to show
 * @cr: where to paint
 * @text: for letters
 * @width: of the map
 * @height: of the map
 * @style: how
 *
 * Paints the whole map.
 */
void
lw_map_draw (
    const LwMapScene *scene, cairo_t *cr, LwText *text, double width, double height, const LwMapStyle *style)
{
  g_return_if_fail (scene != NULL && cr != NULL && text != NULL && style != NULL && style->palette != NULL);

  lw_map_draw_base (scene, cr, width, height, style);
  lw_map_draw_overlay (scene, cr, text, width, height, style);
}
