/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bench-map-frame: one frame of the map with 100,000 offices at several zooms, base and overlay apart, in
 * 1000 × 700 pixels; the yardstick is filling the same surface with one colour. */
#include "../core/lw-draw-fixture.h"

#include "draw/lw-map-draw.h"

#define WIDTH 1000
#define HEIGHT 700
#define RUNS 9

static double
milliseconds_since (gint64 start)
{
  return (g_get_monotonic_time () - start) / 1000.0;
}

static double
measure_fill (cairo_t *cr, const LwPalette *palette)
{
  double best = INFINITY;

  for (int run = 0; run < RUNS; run++)
    {
      gint64 start = g_get_monotonic_time ();

      lw_color_set (palette->water, cr);
      cairo_paint (cr);
      best = MIN (best, milliseconds_since (start));
    }
  return best;
}

static void
measure_frame (LwMapScene *scene, const LwMapStyle *style, cairo_t *cr, LwText *text)
{
  double base = INFINITY, overlay = INFINITY, frame = INFINITY;

  for (int run = 0; run < RUNS; run++)
    {
      gint64 start = g_get_monotonic_time (), middle;

      lw_map_draw_base (scene, cr, WIDTH, HEIGHT, style);
      middle = g_get_monotonic_time ();
      lw_map_draw_overlay (scene, cr, text, WIDTH, HEIGHT, style);
      base = MIN (base, (middle - start) / 1000.0);
      overlay = MIN (overlay, milliseconds_since (middle));
      frame = MIN (frame, milliseconds_since (start));
    }
  g_print ("  zoom %4.1f: base %5.1f ms, overlay %5.1f ms, frame %5.1f ms; %u circles in all\n",
           scene->view.zoom, base, overlay, frame, scene->clusters->n);
}

int
main (void)
{
  g_autoptr (LwOffices) offices = fixture_make_offices (100000);
  const LwPalette *palette = lw_palette_get (LW_PALETTE_LIGHT);
  LwMapStyle style = { palette, NULL, LW_MAP_ALL };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);
  LwText *text = lw_text_new_for_cairo (cr);
  const char *provinces[] = { "PV26", NULL };
  guint counts[LW_N_VACANCY_CLASSES];
  LwClusterInput input;
  LwMapScene scene;
  LwBounds bounds;

  lw_cluster_input_init (&input, offices, NULL);
  lw_map_count_classes (&input, counts);
  lw_map_scene_init (&scene);
  scene.basemap = lw_basemap_get_default ();
  scene.provinces = provinces;
  scene.class_counts = counts;
  scene.date_text = "1 January 2025";
  scene.attribution = "boundaries CBS/Kadaster 2022, CC BY 4.0";
  scene.fictional = TRUE;
  lw_map_bound_provinces (scene.basemap, provinces, &bounds);
  scene.view = lw_map_view_fit (&bounds, WIDTH, HEIGHT, 20);
  g_print ("%u offices, %d × %d pixels; filling them once %.2f ms\n", offices->n, WIDTH, HEIGHT,
           measure_fill (cr, palette));
  for (double further = 0; further < 7; further += 1.5)
    {
      g_autoptr (LwClusters) clusters = NULL;

      scene.clusters = clusters
          = lw_clusters_new (&input, lw_clusters_level (scene.view.zoom), palette->scale);
      measure_frame (&scene, &style, cr, text);
      scene.view.zoom += 1.5;
    }
  lw_text_free (text);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return 0;
}
