/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Files of maps, charts and the factsheet: the kind by the end of the name, whole or not at all, figures that
 * can be read back from the PDF, as many pages as the table needs. */
#include "lw-draw-fixture.h"

#include "draw/lw-chart-make.h"
#include "model/lw-error.h"
#include "report/lw-chart-file.h"
#include "report/lw-factsheet.h"
#include "report/lw-map-file.h"
#include "report/lw-pdf.h"
#include "statistics/lw-statistics.h"

#include <glib/gstdio.h>
#include <string.h>

/* Where the files go: kept when LW_KEEP_PICTURES names a folder, to be looked at. */
static char *
make_folder (void)
{
  const char *keep = g_getenv ("LW_KEEP_PICTURES");

  if (keep != NULL)
    {
      g_mkdir_with_parents (keep, 0755);
      return g_strdup (keep);
    }
  return g_dir_make_tmp ("lw-report-XXXXXX", NULL);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (g_getenv ("LW_KEEP_PICTURES") != NULL)
    return;
  dir = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

/* The text of a PDF, or NULL without poppler. */
static char *
read_pdf (const char *path)
{
  g_autofree char *program = g_find_program_in_path ("pdftotext");
  const char *arguments[] = { program, "-layout", path, "-", NULL };
  char *text = NULL;
  int status = -1;

  if (program == NULL)
    return NULL;
  g_assert_true (g_spawn_sync (NULL, (char **)arguments, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &text,
                               NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);
  return text;
}

static void
assert_contains (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in: %s", part, text);
}

static guint
count_in_file (const char *path, const char *part)
{
  g_autofree char *bytes = NULL;
  gsize n;
  guint count = 0;

  g_assert_true (g_file_get_contents (path, &bytes, &n, NULL));
  for (gsize i = 0; i + strlen (part) <= n; i++)
    count += memcmp (bytes + i, part, strlen (part)) == 0;
  return count;
}

typedef struct {
  char *folder;
  LwOffices *offices;
  LwStatistics *statistics;
  LwScenario *scenario;
  LwTrajectory *a;
  LwTrajectory *b;
  LwTrajectory *baseline;
  LwOfficeStates *states;
  GArray *areas;
  LwFactsheet sheet;
} Fixture;

static LwTrajectory *
make_trajectory (double stock, double from, double to)
{
  LwTrajectory *trajectory = lw_trajectory_new (2025, 21, NULL, NULL);

  for (guint i = 0; i < 21; i++)
    {
      double rate = to + (from - to) * exp (-(double)i / 5);

      lw_trajectory_edit_column (trajectory, LW_TRAJECTORY_STOCK)[i] = stock;
      lw_trajectory_edit_column (trajectory, LW_TRAJECTORY_RATE)[i] = rate;
      lw_trajectory_edit_column (trajectory, LW_TRAJECTORY_STRUCTURAL)[i] = stock * rate * 0.3;
      lw_trajectory_edit_column (trajectory, LW_TRAJECTORY_WITHDRAWN)[i] = i > 0 ? 24720 : NAN;
      lw_trajectory_edit_column (trajectory, LW_TRAJECTORY_DWELLINGS)[i] = i > 0 ? 294 : NAN;
    }
  return trajectory;
}

static void
make_states (Fixture *fixture)
{
  fixture->states = lw_office_states_new (2025, 21, fixture->offices->n);
  for (int year = 2025; year <= 2045; year++)
    for (guint i = 0; i < fixture->offices->n; i++)
      {
        float stock = (float)fixture->offices->stock_m2[i];

        lw_office_states_edit_column (fixture->states, LW_OFFICE_STATE_STOCK, year)[i] = stock;
        lw_office_states_edit_column (fixture->states, LW_OFFICE_STATE_OCCUPIED, year)[i]
            = stock - (float)fixture->offices->vacant_stock_m2[i] / 2;
      }
}

static void
fixture_init (Fixture *fixture, guint n_offices)
{
  g_autoptr (LwBitset) all = lw_bitset_new_full (n_offices);
  const LwBreakdown *by;

  *fixture = (Fixture){ .folder = make_folder (), .offices = fixture_make_offices (n_offices) };
  fixture->statistics = lw_statistics_compute (fixture->offices, all, NULL, 1, NULL, NULL);
  fixture->areas = g_array_new (FALSE, FALSE, sizeof (LwFactsheetArea));
  by = fixture->statistics->all_by[LW_DIMENSION_MUNICIPALITY];
  for (guint i = 0; i < by->n; i++)
    {
      LwFactsheetArea area = { by->labels[i], &by->totals[i], NULL };

      g_array_append_val (fixture->areas, area);
    }
  lw_factsheet_init (&fixture->sheet);
  fixture->sheet.title = "Offices in Utrecht: what converting 24 buildings does";
  fixture->sheet.offices = fixture->offices;
  fixture->sheet.totals = &fixture->statistics->all;
  fixture->sheet.by_location = fixture->statistics->all_by[LW_DIMENSION_LOCATION_TYPE];
  fixture->sheet.by_size = fixture->statistics->all_by[LW_DIMENSION_SIZE];
  fixture->sheet.by_year = fixture->statistics->all_by[LW_DIMENSION_BUILD_YEAR];
  fixture->sheet.norm = 0.05;
  fixture->sheet.areas = fixture->areas;
  fixture->sheet.basemap = lw_basemap_get_default ();
  fixture->sheet.attribution = "boundaries of a test";
  fixture->sheet.fictional = TRUE;
  fixture->sheet.fingerprint = "3f9a72c1";
  fixture->sheet.printed = lw_date_from_ymd (2026, 11, 24);
}

static void
fixture_add_scenario (Fixture *fixture)
{
  double stock = fixture->statistics->all.stock_m2;

  fixture->scenario = lw_scenario_new ("Convert 24");
  fixture->scenario->demand.band_low = -0.01;
  fixture->scenario->demand.band_high = 0.01;
  fixture->a = make_trajectory (3468100, 0.146, 0.062);
  fixture->b = make_trajectory (stock, 0.146, 0.09);
  fixture->baseline = make_trajectory (stock, 0.146, 0.185);
  make_states (fixture);
  fixture->sheet.scenario = fixture->scenario;
  fixture->sheet.a = fixture->a;
  fixture->sheet.b = fixture->b;
  fixture->sheet.b_name = "Scrap plans";
  fixture->sheet.baseline = fixture->baseline;
  fixture->sheet.a_states = fixture->states;
  fixture->sheet.year = 2031;
  for (guint i = 0; i < fixture->areas->len; i++)
    g_array_index (fixture->areas, LwFactsheetArea, i).a = i == 1 ? NULL : fixture->a;
}

static void
fixture_clear (Fixture *fixture)
{
  remove_folder (fixture->folder);
  g_free (fixture->folder);
  lw_offices_unref (fixture->offices);
  lw_statistics_unref (fixture->statistics);
  g_clear_pointer (&fixture->scenario, lw_scenario_free);
  g_clear_pointer (&fixture->a, lw_trajectory_unref);
  g_clear_pointer (&fixture->b, lw_trajectory_unref);
  g_clear_pointer (&fixture->baseline, lw_trajectory_unref);
  g_clear_pointer (&fixture->states, lw_office_states_unref);
  g_array_unref (fixture->areas);
}

static void
test_factsheet_of_state (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL, *text = NULL, *stock = NULL;
  Fixture fixture;

  fixture_init (&fixture, 2500);
  path = g_build_filename (fixture.folder, "state.pdf", NULL);
  lw_factsheet_write (&fixture.sheet, path, &error);
  g_assert_no_error (error);
  text = read_pdf (path);
  if (text == NULL)
    g_test_skip ("pdftotext is not installed");
  else
    {
      stock = lw_format_m2_bare (NULL, fixture.statistics->all.stock_m2);
      assert_contains (text, "Offices in Utrecht: what converting 24 buildings does");
      assert_contains (text, "state on 1 January 2025");
      assert_contains (text, "Fictional example");
      assert_contains (text, stock);
      assert_contains (text, "Amersfoort");
      assert_contains (text, "What these figures do not say");
      assert_contains (text, "boundaries of a test");
      assert_contains (text, "file 3f9a72c1");
    }
  fixture_clear (&fixture);
}

static void
test_factsheet_of_scenario (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL, *text = NULL;
  Fixture fixture;

  fixture_init (&fixture, 2500);
  fixture_add_scenario (&fixture);
  g_array_set_size (fixture.areas, 7);
  path = g_build_filename (fixture.folder, "scenario.pdf", NULL);
  lw_factsheet_write (&fixture.sheet, path, &error);
  g_assert_no_error (error);
  text = read_pdf (path);
  if (text == NULL)
    g_test_skip ("pdftotext is not installed");
  else
    {
      assert_contains (text, "Scenario A “Convert 24” against B “Scrap plans” and the baseline");
      assert_contains (text, "3,468,100");
      assert_contains (text, "148,300"); /* six years of 24,720 m² */
      assert_contains (text, "1,764");   /* six years of 294 dwellings */
      assert_contains (text, "m², 2025–2030");
      assert_contains (text, "1 January 2031, scenario A");
      assert_contains (text, "What this model does not know");
      assert_contains (text, "PBL17");
      assert_contains (text, "1 / 1");
    }
  fixture_clear (&fixture);
}

static void
test_factsheet_of_many_pages (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL, *text = NULL, *picture = NULL;
  Fixture fixture;

  fixture_init (&fixture, 400);
  fixture_add_scenario (&fixture);
  while (fixture.areas->len < 120)
    {
      LwFactsheetArea area = { "Nuenen, Gerwen en Nederwetten-Westerwijtwerderhorn aan de Oude IJssel",
                               &fixture.statistics->all, NULL };

      g_array_append_val (fixture.areas, area);
    }
  path = g_build_filename (fixture.folder, "many.pdf", NULL);
  lw_factsheet_write (&fixture.sheet, path, &error);
  g_assert_no_error (error);
  text = read_pdf (path);
  if (text != NULL)
    {
      assert_contains (text, "1 / 4");
      assert_contains (text, "4 / 4");
      assert_contains (text, "What this model does not know");
    }
  picture = g_build_filename (fixture.folder, "many.png", NULL);
  g_assert_false (lw_factsheet_write (&fixture.sheet, picture, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED);
  fixture_clear (&fixture);
}

/* Every parameter with its symbol and source stands in the appendix, and what its marks stand for. */
static void
test_appendix (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL, *text = NULL;
  Fixture fixture;

  fixture_init (&fixture, 40);
  fixture_add_scenario (&fixture);
  fixture.sheet.appendix = TRUE;
  path = g_build_filename (fixture.folder, "appendix.pdf", NULL);
  lw_factsheet_write (&fixture.sheet, path, &error);
  g_assert_no_error (error);
  text = read_pdf (path);
  if (text != NULL)
    {
      for (LwParameter id = 0; id < LW_N_PARAMETERS; id++)
        assert_contains (text, lw_parameter_get_info (id)->label);
      assert_contains (text, "PBL and CPB, De toekomst van kantoren, 2017");
      assert_contains (text, "How the model works");
      assert_contains (text, "told as shortage");
    }
  fixture_clear (&fixture);
}

static void
test_factsheet_of_nothing (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwOffices) empty = lw_offices_new_empty ();
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "nothing.pdf", NULL);
  LwFactsheet sheet;
  LwTotals totals = { .vacancy_rate = NAN };

  lw_factsheet_init (&sheet);
  lw_factsheet_write (&sheet, path, &error);
  g_assert_no_error (error);
  sheet.offices = empty;
  sheet.totals = &totals;
  sheet.basemap = lw_basemap_get_default ();
  lw_factsheet_write (&sheet, path, &error);
  g_assert_no_error (error);
  remove_folder (folder);
}

static void
test_one_office (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  Fixture fixture;

  fixture_init (&fixture, 1);
  path = g_build_filename (fixture.folder, "one.pdf", NULL);
  lw_factsheet_write (&fixture.sheet, path, &error);
  g_assert_no_error (error);
  fixture_clear (&fixture);
}

static void
test_map_files (void)
{
  static const char *const ends[] = { "png", "svg", "pdf" };
  LwMapStyle style = { lw_palette_get (LW_PALETTE_LIGHT), NULL, LW_MAP_ALL };
  Fixture fixture;
  LwMapScene scene;
  LwClusterInput input;
  guint counts[LW_N_VACANCY_CLASSES], sum = 0;
  g_auto (GStrv) provinces = NULL;
  LwBounds bounds;

  fixture_init (&fixture, 300);
  lw_map_scene_init (&scene);
  lw_cluster_input_init (&input, fixture.offices, NULL);
  provinces = lw_map_find_provinces (lw_basemap_get_default (), fixture.offices, NULL);
  g_assert_cmpuint (g_strv_length (provinces), ==, 1);
  g_assert_cmpstr (provinces[0], ==, "PV26");
  lw_map_bound_provinces (lw_basemap_get_default (), (const char *const *)provinces, &bounds);
  scene.basemap = lw_basemap_get_default ();
  scene.provinces = (const char *const *)provinces;
  scene.view = lw_map_view_fit (&bounds, 600, 500, 10);
  scene.clusters = lw_clusters_new (&input, lw_clusters_level (scene.view.zoom), 1);
  lw_map_count_classes (&input, counts);
  for (guint c = 0; c < LW_N_VACANCY_CLASSES; c++)
    sum += counts[c];
  g_assert_cmpuint (sum, ==, 300);
  scene.class_counts = counts;
  scene.date_text = "1 January 2025";
  scene.attribution = "boundaries of a test";
  scene.fictional = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/map.%s", fixture.folder, ends[i]);
      g_autoptr (GError) error = NULL;

      lw_map_file_write (&scene, &style, 600, 500, 1, "A map & more", path, &error);
      g_assert_no_error (error);
      if (i == 1)
        {
          g_assert_cmpuint (count_in_file (path, "<title>A map &amp; more</title>"), ==, 1);
          g_assert_cmpuint (count_in_file (path, "<desc>Fictional example. 1 January 2025."), ==, 1);
        }
      if (i == 2)
        {
          g_autofree char *text = read_pdf (path);

          if (text != NULL)
            assert_contains (text, "Amersfoort");
        }
    }
  lw_clusters_unref ((LwClusters *)scene.clusters);
  fixture_clear (&fixture);
}

static void
test_chart_file (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwChart) chart = NULL;
  g_autofree char *path = NULL;
  Fixture fixture;

  fixture_init (&fixture, 200);
  chart = lw_chart_make_breakdown (fixture.statistics->shown_by[LW_DIMENSION_MUNICIPALITY], NULL,
                                   LW_CHART_BARS, NULL, 10);
  g_assert_cmpuint (chart->items->len, <=, 10);
  path = g_build_filename (fixture.folder, "chart.svg", NULL);
  lw_chart_file_write (chart, lw_palette_get (LW_PALETTE_LIGHT), NULL, 400, 300, 1, path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_in_file (path, "<desc>"), ==, 1);
  fixture_clear (&fixture);
}

static void
paint_nothing_cb (cairo_t *cr, LwText *text, guint page, gpointer data)
{
}

static void
test_refusals (void)
{
  LwPicture picture
      = { .width = 10, .height = 10, .pixel_scale = 1, .n_pages = 1, .paint = paint_nothing_cb };
  g_autofree char *folder = make_folder ();
  g_autofree char *here = g_build_filename (folder, "a.gif", NULL),
                  *huge = g_build_filename (folder, "a.png", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "no", "such", "a.png", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (lw_picture_write (&picture, here, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED);
  g_clear_error (&error);
  g_assert_false (lw_picture_write (&picture, nowhere, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  picture.width = 1e6;
  g_assert_false (lw_picture_write (&picture, huge, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_ARGUMENT);
  g_assert_false (g_file_test (huge, G_FILE_TEST_EXISTS));
  remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/factsheet-of-state", test_factsheet_of_state);
  g_test_add_func ("/report/factsheet-of-scenario", test_factsheet_of_scenario);
  g_test_add_func ("/report/factsheet-of-many-pages", test_factsheet_of_many_pages);
  g_test_add_func ("/report/appendix", test_appendix);
  g_test_add_func ("/report/factsheet-of-nothing", test_factsheet_of_nothing);
  g_test_add_func ("/report/one-office", test_one_office);
  g_test_add_func ("/report/map-files", test_map_files);
  g_test_add_func ("/report/chart-file", test_chart_file);
  g_test_add_func ("/report/refusals", test_refusals);
  return g_test_run ();
}
