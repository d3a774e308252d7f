/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The map: the view turns back and forth, what is painted in two steps is what is painted in one, and one
 * office, none, unknown vacancy, selection, marks and the badge look as they should. */
#include "lw-draw-fixture.h"

#include "draw/lw-map-draw.h"

#include <string.h>

#define WIDTH 400
#define HEIGHT 300

typedef struct {
  cairo_surface_t *surface;
  cairo_t *cr;
  LwText *text;
} Canvas;

static void
canvas_init (Canvas *canvas)
{
  canvas->surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  canvas->cr = cairo_create (canvas->surface);
  canvas->text = lw_text_new_for_cairo (canvas->cr);
}

static void
canvas_clear (Canvas *canvas)
{
  g_assert_cmpint (cairo_status (canvas->cr), ==, CAIRO_STATUS_SUCCESS);
  lw_text_free (canvas->text);
  cairo_destroy (canvas->cr);
  cairo_surface_destroy (canvas->surface);
}

static guint32
pixel_at (Canvas *canvas, int x, int y)
{
  const guint8 *row;
  guint32 pixel;

  cairo_surface_flush (canvas->surface);
  row = cairo_image_surface_get_data (canvas->surface)
        + (gsize)y * cairo_image_surface_get_stride (canvas->surface);
  memcpy (&pixel, row + 4 * x, 4);
  return pixel & 0xffffff;
}

static gboolean
is_near (guint32 pixel, LwColor color)
{
  return fabs (((pixel >> 16) & 255) / 255.0 - color.red) < 0.02
         && fabs (((pixel >> 8) & 255) / 255.0 - color.green) < 0.02
         && fabs ((pixel & 255) / 255.0 - color.blue) < 0.02;
}

static guint
count_pixels (Canvas *canvas, LwColor color)
{
  guint n = 0;

  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      n += is_near (pixel_at (canvas, x, y), color);
  return n;
}

static void
test_view (void)
{
  LwBounds bounds = { 0.51, 0.32, 0.52, 0.33 }, point = { 0.5, 0.3, 0.5, 0.3 }, empty;
  LwMapView view = lw_map_view_fit (&bounds, 800, 600, 20);
  double x, y, world_x, world_y;

  lw_map_view_to_surface (&view, 800, 600, bounds.min_x, bounds.min_y, &x, &y);
  g_assert_cmpfloat_with_epsilon (y, 20, 1e-6);
  g_assert_cmpfloat (x, >=, 20);
  lw_map_view_to_world (&view, 800, 600, x, y, &world_x, &world_y);
  g_assert_cmpfloat_with_epsilon (world_x, bounds.min_x, 1e-12);
  g_assert_cmpfloat_with_epsilon (world_y, bounds.min_y, 1e-12);
  lw_map_view_to_surface (&view, 800, 600, bounds.max_x, bounds.max_y, &x, &y);
  g_assert_cmpfloat_with_epsilon (y, 580, 1e-6);
  view = lw_map_view_fit (&point, 800, 600, 20);
  g_assert_cmpfloat (view.zoom, ==, 14);
  lw_bounds_init_empty (&empty);
  view = lw_map_view_fit (&empty, 800, 600, 20);
  g_assert_cmpfloat (view.zoom, ==, 7);
}

/* One office in the middle of the map, painted as a dot of some pixels. */
static LwClusters *
make_one (double stock, double vacant)
{
  static double x = 0.5147, y = 0.3290;
  double stocks[1] = { stock }, vacants[1] = { vacant };
  LwClusterInput input = { 1, &x, &y, stocks, vacants, NULL };

  return lw_clusters_new (&input, 9, 2);
}

static void
scene_of_one (LwMapScene *scene, double stock, double vacant)
{
  lw_map_scene_init (scene);
  scene->view = (LwMapView){ 0.5147, 0.3290, 9 };
  scene->clusters = make_one (stock, vacant);
}

static void
test_one_office (void)
{
  const LwPalette *palette = lw_palette_get (LW_PALETTE_LIGHT);
  LwMapStyle style = { palette, NULL, 0 };
  Canvas canvas;
  LwMapScene scene;

  canvas_init (&canvas);
  scene_of_one (&scene, 90000, 90000);
  lw_map_draw (&scene, canvas.cr, canvas.text, WIDTH, HEIGHT, &style);
  g_assert_true (
      is_near (pixel_at (&canvas, WIDTH / 2, HEIGHT / 2), palette->classes[LW_VACANCY_CLASS_VERY_HIGH]));
  lw_clusters_unref ((LwClusters *)scene.clusters);

  /* In use: blue with a hollow middle, so that colour is not alone. */
  scene_of_one (&scene, 90000, 0);
  lw_map_draw (&scene, canvas.cr, canvas.text, WIDTH, HEIGHT, &style);
  g_assert_true (is_near (pixel_at (&canvas, WIDTH / 2, HEIGHT / 2), palette->ring_fill));
  g_assert_cmpuint (count_pixels (&canvas, palette->classes[LW_VACANCY_CLASS_TIGHT]), >, 100);
  g_assert_cmpuint (count_pixels (&canvas, palette->classes[LW_VACANCY_CLASS_VERY_HIGH]), ==, 0);
  lw_clusters_unref ((LwClusters *)scene.clusters);

  /* Unknown is hatched grey, neither let nor empty. */
  scene_of_one (&scene, 90000, NAN);
  lw_map_draw (&scene, canvas.cr, canvas.text, WIDTH, HEIGHT, &style);
  g_assert_cmpuint (count_pixels (&canvas, palette->classes[LW_VACANCY_CLASS_UNKNOWN]), >, 50);
  for (guint c = LW_VACANCY_CLASS_TIGHT; c < LW_N_VACANCY_CLASSES; c++)
    g_assert_cmpuint (count_pixels (&canvas, palette->classes[c]), ==, 0);
  lw_clusters_unref ((LwClusters *)scene.clusters);
  canvas_clear (&canvas);
}

static void
test_states (void)
{
  const LwPalette *palette = lw_palette_get (LW_PALETTE_LIGHT);
  LwMapStyle style = { palette, NULL, 0 };
  g_autoptr (LwBitset) selection = lw_bitset_new_full (1);
  const guint8 marks[1] = { LW_MAP_MARK_DEMOLISH };
  g_autoptr (LwClusterNotes) selected_notes = NULL;
  g_autoptr (LwClusterNotes) marked_notes = NULL;
  guint plain, selected, marked;
  Canvas canvas;
  LwMapScene scene;

  canvas_init (&canvas);
  scene_of_one (&scene, 90000, 0);
  lw_map_draw (&scene, canvas.cr, canvas.text, WIDTH, HEIGHT, &style);
  plain = count_pixels (&canvas, palette->accent);
  scene.notes = selected_notes = lw_cluster_notes_new (scene.clusters, selection, NULL);
  lw_map_draw (&scene, canvas.cr, canvas.text, WIDTH, HEIGHT, &style);
  selected = count_pixels (&canvas, palette->accent);
  g_assert_cmpuint (selected, >, plain + 50);
  scene.notes = marked_notes = lw_cluster_notes_new (scene.clusters, NULL, marks);
  lw_map_draw (&scene, canvas.cr, canvas.text, WIDTH, HEIGHT, &style);
  marked = count_pixels (&canvas, palette->accent);
  g_assert_cmpuint (marked, >, plain + 30);
  scene.notes = NULL;
  g_assert_cmpuint (count_pixels (&canvas, palette->badge), ==, 0);
  scene.fictional = TRUE;
  style.parts = LW_MAP_BADGE;
  lw_map_draw (&scene, canvas.cr, canvas.text, WIDTH, HEIGHT, &style);
  g_assert_cmpuint (count_pixels (&canvas, palette->badge), >, 500);
  lw_clusters_unref ((LwClusters *)scene.clusters);
  canvas_clear (&canvas);
}

/* Of one office, and of two that are so near each other that they are one ring. */
static LwOffices *
make_changed (guint n, const LwOfficeChange *changes)
{
  g_autoptr (LwOfficesBuilder) builder = lw_offices_builder_new (n);

  for (guint i = 0; i < n; i++)
    {
      guint row = lw_offices_builder_add (builder);
      gboolean gone = changes[i] >= LW_CHANGE_TRANSFORMED && changes[i] <= LW_CHANGE_GONE;

      lw_offices_builder_set_number (builder, LW_OFFICE_WORLD_X, row, 0.5147);
      lw_offices_builder_set_number (builder, LW_OFFICE_WORLD_Y, row, 0.3290);
      lw_offices_builder_set_code (builder, LW_OFFICE_CHANGE, row, changes[i]);
      lw_offices_builder_set_number (builder, LW_OFFICE_STOCK_BEFORE_M2, row, changes[i] == LW_CHANGE_NEW ? 0 : 90000);
      lw_offices_builder_set_number (builder, LW_OFFICE_STOCK_M2, row, gone ? 0 : 90000);
      lw_offices_builder_set_number (builder, LW_OFFICE_VACANT_BEFORE_M2, row,
                                     changes[i] == LW_CHANGE_FILLED ? 90000 : 0);
      lw_offices_builder_set_number (builder, LW_OFFICE_VACANT_STOCK_M2, row,
                                     changes[i] == LW_CHANGE_EMPTIED ? 90000 : 0);
    }
  return lw_offices_builder_end (builder);
}

static void
draw_changed (Canvas *canvas, guint n, const LwOfficeChange *changes, const LwPalette *palette, guint parts)
{
  g_autoptr (LwOffices) offices = make_changed (n, changes);
  g_autofree double *sizes = g_new (double, n);
  g_autoptr (LwClusters) clusters = NULL;
  g_autoptr (LwClusterNotes) notes = NULL;
  LwMapStyle style = { palette, NULL, parts };
  guint counts[LW_N_CHANGES];
  LwClusterInput input;
  LwMapScene scene;

  lw_cluster_input_init (&input, offices, NULL);
  lw_cluster_fill_sizes (offices, sizes);
  input.stock_m2 = sizes;
  lw_map_scene_init (&scene);
  scene.view = (LwMapView){ 0.5147, 0.3290, 9 };
  scene.clusters = clusters = lw_clusters_new (&input, 9, 2);
  g_assert_cmpuint (clusters->n, ==, 1);
  /* What is gone is as large as it was. */
  g_assert_cmpfloat (clusters->clusters[0].stock_m2, ==, 90000.0 * n);
  scene.notes = notes = lw_cluster_notes_new (clusters, NULL, NULL);
  lw_cluster_notes_add_changes (notes, clusters, offices);
  lw_map_count_changes (offices, NULL, counts);
  scene.change_counts = counts;
  lw_map_draw (&scene, canvas->cr, canvas->text, WIDTH, HEIGHT, &style);
}

/* Each change has its colour, and what nobody knows or what only moved is hollow or hatched. */
static void
test_changes (void)
{
  for (guint p = LW_PALETTE_LIGHT; p <= LW_PALETTE_DARK; p++)
    {
      const LwPalette *palette = lw_palette_get (p);

      for (LwOfficeChange change = LW_CHANGE_NEW; change < LW_N_CHANGES; change++)
        {
          Canvas canvas;

          canvas_init (&canvas);
          draw_changed (&canvas, 1, &change, palette, 0);
          g_assert_cmpuint (count_pixels (&canvas, palette->changes[change]), >, 20);
          for (LwOfficeChange other = LW_CHANGE_NEW; other <= LW_CHANGE_FILLED; other++)
            if (memcmp (&palette->changes[other], &palette->changes[change], sizeof (LwColor)) != 0)
              g_assert_cmpuint (count_pixels (&canvas, palette->changes[other]), ==, 0);
          for (guint c = LW_VACANCY_CLASS_TIGHT; c < LW_N_VACANCY_CLASSES; c++)
            g_assert_cmpuint (count_pixels (&canvas, palette->classes[c]), ==, 0);
          canvas_clear (&canvas);
        }
    }
}

static guint
count_half (Canvas *canvas, LwColor color, gboolean right)
{
  guint n = 0;

  for (int y = 0; y < HEIGHT; y++)
    for (int x = right ? WIDTH / 2 + 1 : 0; x < (right ? WIDTH : WIDTH / 2 - 1); x++)
      n += is_near (pixel_at (canvas, x, y), color);
  return n;
}

/* In a ring more vacancy runs to the right of the top and less to the left. */
static void
test_changes_of_ring (void)
{
  static const LwOfficeChange emptied[] = { LW_CHANGE_EMPTIED, LW_CHANGE_UNCHANGED, LW_CHANGE_UNCHANGED };
  static const LwOfficeChange both[] = { LW_CHANGE_FILLED, LW_CHANGE_EMPTIED, LW_CHANGE_UNCHANGED };
  const LwPalette *palette = lw_palette_get (LW_PALETTE_LIGHT);
  Canvas canvas;
  guint legend;

  canvas_init (&canvas);
  draw_changed (&canvas, 3, emptied, palette, 0);
  g_assert_cmpuint (count_half (&canvas, palette->changes[LW_CHANGE_EMPTIED], TRUE), >, 50);
  g_assert_cmpuint (count_half (&canvas, palette->changes[LW_CHANGE_EMPTIED], FALSE), ==, 0);
  draw_changed (&canvas, 3, both, palette, 0);
  g_assert_cmpuint (count_half (&canvas, palette->changes[LW_CHANGE_EMPTIED], TRUE), >, 50);
  g_assert_cmpuint (count_half (&canvas, palette->changes[LW_CHANGE_FILLED], FALSE), >, 50);
  g_assert_cmpuint (count_half (&canvas, palette->changes[LW_CHANGE_FILLED], TRUE), ==, 0);
  legend = count_pixels (&canvas, palette->changes[LW_CHANGE_FILLED]);
  draw_changed (&canvas, 3, both, palette, LW_MAP_LEGEND);
  g_assert_cmpuint (count_pixels (&canvas, palette->changes[LW_CHANGE_FILLED]), >, legend);
  g_assert_cmpuint (count_pixels (&canvas, palette->classes[LW_VACANCY_CLASS_HEALTHY]), ==, 0);
  canvas_clear (&canvas);
}

/* While the circles of another level are not ready, the former ones stay and shrink with the map. */
static void
test_shrinks (void)
{
  const LwPalette *palette = lw_palette_get (LW_PALETTE_LIGHT);
  LwMapStyle style = { palette, NULL, 0 };
  guint full, half;
  Canvas canvas;
  LwMapScene scene;

  canvas_init (&canvas);
  scene_of_one (&scene, 90000, 90000);
  lw_map_draw (&scene, canvas.cr, canvas.text, WIDTH, HEIGHT, &style);
  full = count_pixels (&canvas, palette->classes[LW_VACANCY_CLASS_VERY_HIGH]);
  scene.view.zoom = 8;
  lw_map_draw (&scene, canvas.cr, canvas.text, WIDTH, HEIGHT, &style);
  half = count_pixels (&canvas, palette->classes[LW_VACANCY_CLASS_VERY_HIGH]);
  g_assert_cmpuint (half, >, full / 6);
  g_assert_cmpuint (half, <, full / 3);
  /* Zooming in leaves them as they are. */
  scene.view.zoom = 9.9;
  lw_map_draw (&scene, canvas.cr, canvas.text, WIDTH, HEIGHT, &style);
  g_assert_cmpuint (count_pixels (&canvas, palette->classes[LW_VACANCY_CLASS_VERY_HIGH]), ==, full);
  lw_clusters_unref ((LwClusters *)scene.clusters);
  canvas_clear (&canvas);
}

static void
test_two_steps (void)
{
  g_autoptr (LwOffices) offices = fixture_make_offices (500);
  const char *provinces[] = { "PV26", NULL };
  guint counts[LW_N_VACANCY_CLASSES];
  LwClusterInput input;
  LwMapScene scene;
  LwBounds bounds;

  lw_cluster_input_init (&input, offices, NULL);
  lw_map_count_classes (&input, counts);
  lw_map_scene_init (&scene);
  scene.basemap = lw_basemap_get_default ();
  lw_map_bound_provinces (scene.basemap, provinces, &bounds);
  scene.provinces = provinces;
  scene.class_counts = counts;
  scene.date_text = "1 January 2025";
  scene.attribution
      = "an attribution that is so long that it does not fit beside the legend of a small map · another";
  scene.fictional = TRUE;
  for (guint p = 0; p < LW_N_PALETTES; p++)
    {
      LwMapStyle style = { lw_palette_get (p), NULL, LW_MAP_ALL };
      g_autoptr (LwClusters) clusters = NULL;
      Canvas one, two;

      scene.view = lw_map_view_fit (&bounds, WIDTH, HEIGHT, 5);
      scene.clusters = clusters
          = lw_clusters_new (&input, lw_clusters_level (scene.view.zoom), style.palette->scale);
      scene.ghosts = clusters;
      canvas_init (&one);
      canvas_init (&two);
      lw_map_draw (&scene, one.cr, one.text, WIDTH, HEIGHT, &style);
      lw_map_draw_base (&scene, two.cr, WIDTH, HEIGHT, &style);
      g_assert_true (is_near (pixel_at (&two, WIDTH / 2, HEIGHT / 2), style.palette->land)
                     || is_near (pixel_at (&two, WIDTH / 2 + 3, HEIGHT / 2 + 3), style.palette->land));
      g_assert_cmpuint (count_pixels (&two, style.palette->land_beyond), >, 500);
      lw_map_draw_overlay (&scene, two.cr, two.text, WIDTH, HEIGHT, &style);
      for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++)
          g_assert_cmpuint (pixel_at (&one, x, y), ==, pixel_at (&two, x, y));
      canvas_clear (&one);
      canvas_clear (&two);
    }
}

static void
test_nothing (void)
{
  LwMapStyle style = { lw_palette_get (LW_PALETTE_DARK), NULL, LW_MAP_ALL };
  LwMapScene scene;
  Canvas canvas;

  canvas_init (&canvas);
  lw_map_scene_init (&scene);
  lw_map_draw (&scene, canvas.cr, canvas.text, WIDTH, HEIGHT, &style);
  scene.basemap = lw_basemap_get_default ();
  for (scene.view.zoom = 4; scene.view.zoom <= 18; scene.view.zoom += 2)
    lw_map_draw (&scene, canvas.cr, canvas.text, WIDTH, HEIGHT, &style);
  lw_map_draw (&scene, canvas.cr, canvas.text, 8, 8, &style);
  canvas_clear (&canvas);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map-draw/view", test_view);
  g_test_add_func ("/map-draw/one-office", test_one_office);
  g_test_add_func ("/map-draw/states", test_states);
  g_test_add_func ("/map-draw/shrinks", test_shrinks);
  g_test_add_func ("/map-draw/changes", test_changes);
  g_test_add_func ("/map-draw/changes-of-ring", test_changes_of_ring);
  g_test_add_func ("/map-draw/two-steps", test_two_steps);
  g_test_add_func ("/map-draw/nothing", test_nothing);
  return g_test_run ();
}
