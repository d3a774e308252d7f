/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-settings: the choices of a document: as text, within their ranges, what each does to figures computed by hand,
 * in the file with undo, and the regions of municipalities. */
#include "test-store-util.h"

#include "draw/lw-format-counting.h"
#include "model/lw-error.h"
#include "statistics/lw-counting.h"
#include "statistics/lw-statistics.h"

#include <sqlite3.h>


static void
test_texts (void)
{
  LwSettings settings = LW_SETTINGS_DEFAULT, again = LW_SETTINGS_DEFAULT;

  g_assert_true (lw_settings_set_from_text (&settings, LW_SETTING_MIXED_RULE, "share", NULL));
  g_assert_true (lw_settings_set_from_text (&settings, LW_SETTING_MIXED_SHARE, "0.3", NULL));
  g_assert_true (lw_settings_set_from_text (&settings, LW_SETTING_BVO_TO_VVO, "0.75", NULL));
  g_assert_cmpint (settings.mixed_rule, ==, LW_MIXED_SHARE);
  g_assert_cmpfloat (settings.bvo_to_vvo, ==, 0.75);
  g_assert_false (lw_settings_equal (&settings, &again));
  for (LwSetting id = 0; id < LW_N_SETTINGS; id++)
    {
      g_autofree char *text = lw_settings_to_text (&settings, id);

      g_assert_true (lw_settings_set_from_text (&again, id, text, NULL));
      g_assert_cmpint (lw_setting_find (lw_setting_get_info (id)->key), ==, id);
      /* The default is within the range. */
      g_assert_true (lw_settings_set (&(LwSettings)LW_SETTINGS_DEFAULT, id, lw_settings_get_default (id), NULL));
    }
  g_assert_true (lw_settings_equal (&settings, &again));
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *text = NULL;

      /* What can be written shortly is; what cannot keeps every digit. */
      settings.mixed_share = i == 0 ? 0.3 : 0.1 + 0.2;
      text = lw_settings_to_text (&settings, LW_SETTING_MIXED_SHARE);
      g_assert_cmpstr (text, ==, i == 0 ? "0.3" : "0.30000000000000004");
    }
  g_assert_cmpint (lw_setting_find ("colour"), ==, -1);
}

static void
test_ranges (void)
{
  static const struct {
    LwSetting id;
    const char *text;
  } bad[] = {
    { LW_SETTING_MIXED_RULE, "some" },  { LW_SETTING_MIXED_RULE, "" },      { LW_SETTING_MIXED_SHARE, "1.01" },
    { LW_SETTING_MIXED_SHARE, "-0.1" }, { LW_SETTING_MIXED_SHARE, "nan" },  { LW_SETTING_MIN_SIZE, "500 m2" },
    { LW_SETTING_MIN_SIZE, "1e6" },     { LW_SETTING_BVO_TO_VVO, "0,8" },   { LW_SETTING_BVO_TO_VVO, "0" },
    { LW_SETTING_GO_TO_VVO, "inf" },    { LW_SETTING_NVO_TO_VVO, "eight" }, { LW_SETTING_NORM, "1" },
    { LW_SETTING_NORM, "" },
  };
  const LwSettings untouched = LW_SETTINGS_DEFAULT;
  LwSettings settings = untouched;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (lw_settings_set_from_text (&settings, bad[i].id, bad[i].text, &error));
      g_assert_error (error, LW_ERROR, LW_ERROR_ARGUMENT);
      /* One sentence that names the setting and what was given. */
      g_assert_nonnull (strstr (error->message, lw_setting_get_info (bad[i].id)->key));
      g_assert_nonnull (strstr (error->message, bad[i].text));
      g_assert_null (strchr (error->message, '\n'));
    }
  g_assert_true (lw_settings_equal (&settings, &untouched));
  settings.norm = 0.9;
  g_assert_false (lw_settings_validate (&settings, NULL));
}

static void
add_office (LwOfficesBuilder *builder, double area, guint measure, guint mixed, double vacant)
{
  guint row = lw_offices_builder_add (builder);

  lw_offices_builder_set_number (builder, LW_OFFICE_FLOOR_AREA_M2, row, area);
  lw_offices_builder_set_code (builder, LW_OFFICE_AREA_MEASURE, row, measure);
  lw_offices_builder_set_code (builder, LW_OFFICE_USE_MIXED, row, mixed);
  lw_offices_builder_set_number (builder, LW_OFFICE_VACANT_M2, row, vacant);
}

/* Six offices; the two mixed ones of known area are 2,000 m² GO and 300 m² GO. */
static LwOffices *
make_table (const LwSettings *settings)
{
  g_autoptr (LwOfficesBuilder) builder = lw_offices_builder_new (6);
  g_autoptr (LwOffices) offices = NULL;

  add_office (builder, 1000, LW_AREA_GO, LW_NO, 100);
  add_office (builder, 2000, LW_AREA_GO, LW_YES, 1500);
  add_office (builder, 300, LW_AREA_GO, LW_YES, 0);
  add_office (builder, 5000, LW_AREA_BVO, LW_NO, 1000);
  add_office (builder, 400, LW_AREA_NVO, LW_NO, 0);
  add_office (builder, NAN, LW_AREA_GO, LW_YES, NAN);
  offices = lw_offices_builder_end (builder);
  return lw_offices_derive (offices, settings, DATE_2025);
}

static void
test_by_hand (void)
{
  static const struct {
    LwSettings settings;
    double stock, vacant;
    guint offices, mixed, small;
    double mixed_whole, mixed_counted, small_m2;
    const char *words; /* what the note says, whole */
  } cases[] = {
    /* 1,000 + 2,000 + 300 + 5,000 × 0.8 + 400; vacant 100 + 1,500 + 1,000 × 0.8 */
    { LW_SETTINGS_DEFAULT, 7700, 2400, 6, 3, 0, 2300, 2300, 0,
      "of which mixed use: 3 offices, 2,300 m², counted in full" },
    /* without the three mixed ones */
    { { LW_MIXED_NONE, 0.5, 1, 0.8, 1, 0, 0.05 }, 5400, 900, 3, 3, 0, 2300, 0, 0,
      "mixed use: 3 offices, 2,300 m², not counted" },
    /* 1,000 + 1,000 + 150 + 4,000 + 400; of the mixed one 1,500 m² stand empty but only 1,000 count */
    { { LW_MIXED_SHARE, 0.5, 1, 0.8, 1, 0, 0.05 }, 6550, 1900, 6, 3, 0, 2300, 1150, 0,
      "mixed use: 3 offices, 2,300 m², of which 50.0 % counts (1,200 m²)" },
    /* below 500 m²: 300 GO and 400 nvo; the office of unknown area stays */
    { { LW_MIXED_ALL, 0.5, 1, 0.8, 1, 500, 0.05 }, 7000, 2400, 4, 2, 2, 2000, 2000, 700,
      "of which mixed use: 2 offices, 2,000 m², counted in full" },
    /* factors: 900 + 1,800 + 270 + 3,500 + 200; vacant 90 + 1,350 + 700 */
    { { LW_MIXED_ALL, 0.5, 0.9, 0.7, 0.5, 0, 0.05 }, 6670, 2140, 6, 3, 0, 2070, 2070, 0,
      "of which mixed use: 3 offices, 2,100 m², counted in full" },
  };
  LwFormat format;

  lw_format_init (&format, ".", ",");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LwOffices) offices = make_table (&cases[i].settings);
      g_autofree char *note = NULL;
      g_auto (GStrv) words = NULL;
      g_autofree char *plain = NULL;
      LwTotals totals;
      LwCounting counting;

      lw_statistics_total (offices, NULL, &totals);
      lw_counting_compute (offices, NULL, &counting);
      g_assert_cmpfloat_with_epsilon (totals.stock_m2, cases[i].stock, 1e-9);
      g_assert_cmpfloat_with_epsilon (totals.vacant_m2, cases[i].vacant, 1e-9);
      g_assert_cmpuint (totals.offices, ==, cases[i].offices);
      g_assert_cmpuint (counting.mixed_offices, ==, cases[i].mixed);
      g_assert_cmpuint (counting.small_offices, ==, cases[i].small);
      g_assert_cmpfloat_with_epsilon (counting.mixed_whole_m2, cases[i].mixed_whole, 1e-9);
      g_assert_cmpfloat_with_epsilon (counting.mixed_counted_m2, cases[i].mixed_counted, 1e-9);
      g_assert_cmpfloat_with_epsilon (counting.small_m2, cases[i].small_m2, 1e-9);
      note = lw_format_mixed_use (&format, &counting);
      words = g_strsplit (note, "\302\240", -1);
      plain = g_strjoinv (" ", words);
      g_assert_cmpstr (plain, ==, cases[i].words);
    }
}

static void
test_shown (void)
{
  const LwSettings settings = { LW_MIXED_SHARE, 0.25, 1, 0.8, 1, 350, 0.05 };
  g_autoptr (LwOffices) offices = make_table (&settings);
  g_autoptr (LwBitset) rows = lw_bitset_new (offices->n);
  g_autoptr (LwStatistics) statistics = NULL;
  g_autofree char *left_out = NULL, *nothing = NULL;
  LwFormat format;
  const LwCounting none = { .settings = LW_SETTINGS_DEFAULT };

  /* Only what the filter shows is counted: a mixed office of 2,000 m² and a small one. */
  lw_bitset_set (rows, 1);
  lw_bitset_set (rows, 2);
  statistics = lw_statistics_compute (offices, rows, NULL, 1, NULL, NULL);
  g_assert_cmpuint (statistics->counting.mixed_offices, ==, 1);
  g_assert_cmpfloat (statistics->counting.mixed_counted_m2, ==, 500);
  lw_format_init (&format, ".", ",");
  left_out = lw_format_left_out (&format, &statistics->counting);
  g_assert_cmpstr (left_out, ==, "below 350\302\240m²: 1 office, 300\302\240m², left out");
  g_assert_null (lw_format_left_out (&format, &none));
  nothing = lw_format_mixed_use (&format, &none);
  g_assert_null (nothing);
}

static void
test_store (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (LwOffices) made = make_offices (100);
  g_autoptr (LwOffices) before = NULL, after = NULL, undone = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  LwSettings settings = LW_SETTINGS_DEFAULT, read;

  import_offices (store, made, DATE_2025, TRUE, NULL);
  before = read_offices (store, LW_DATE_UNKNOWN);
  settings.mixed_rule = LW_MIXED_NONE;
  g_assert_true (lw_store_write_settings (store, &settings, "Mixed use out", &error));
  after = read_offices (store, LW_DATE_UNKNOWN);
  /* Every tenth is mixed. */
  g_assert_cmpfloat (before->stock_m2[10], >, 0);
  g_assert_cmpfloat (after->stock_m2[10], ==, 0);
  g_assert_cmpint (after->settings.mixed_rule, ==, LW_MIXED_NONE);
  name = lw_store_undo_name (store, NULL);
  g_assert_cmpstr (name, ==, "Mixed use out");
  g_assert_true (lw_store_undo (store, &error));
  g_assert_true (lw_store_read_settings (store, &read, &error));
  g_assert_cmpint (read.mixed_rule, ==, LW_MIXED_ALL);
  undone = read_offices (store, LW_DATE_UNKNOWN);
  assert_offices_equal (before, undone);

  settings.norm = 2;
  g_assert_false (lw_store_write_settings (store, &settings, "Bad", &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_ARGUMENT);
}

static void
run_sql (const char *path, const char *sql)
{
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

static void
test_check (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (LwCheckReport) report = NULL;
  LwSettings settings = LW_SETTINGS_DEFAULT, read;
  guint found = 0;

  g_assert_true (lw_store_write_settings (store, &settings, "Settings", NULL));
  g_clear_pointer (&store, lw_store_close);
  assert_whole (fixture->path);
  run_sql (fixture->path, "UPDATE app_setting SET value = '7' WHERE key = 'norm'");
  run_sql (fixture->path, "UPDATE app_setting SET value = 'half' WHERE key = 'mixed_rule'");
  report = lw_store_check (fixture->path, NULL, NULL);
  for (guint i = 0; i < report->findings->len; i++)
    {
      g_autofree char *text = lw_check_finding_to_text (g_ptr_array_index (report->findings, i));

      found += strstr (text, "lw-setting") != NULL;
    }
  g_assert_cmpuint (found, ==, 2);
  g_assert_cmpuint (report->n_errors, ==, 2);
  /* What is no value means the default. */
  store = open_document (fixture->path);
  g_assert_true (lw_store_read_settings (store, &read, NULL));
  g_assert_true (lw_settings_equal (&read, &settings));
}

/* Offices in three municipalities, one of them with a region of its source, one without a municipality. */
static LwOffices *
make_places (void)
{
  static const char *const codes[] = { "GM0344", "GM0344", "GM0307", "GM0402", "" };
  g_autoptr (LwOfficesBuilder) builder = lw_offices_builder_new (G_N_ELEMENTS (codes));

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      guint row = lw_offices_builder_add (builder);

      set_office (builder, row, i);
      lw_offices_builder_set_text (builder, LW_OFFICE_MUNICIPALITY_CODE, row, codes[i]);
    }
  lw_offices_builder_set_text (builder, LW_OFFICE_REGION, 1, "Source");
  lw_offices_builder_set_text (builder, LW_OFFICE_REGION, 3, "Source");
  return lw_offices_builder_end (builder);
}

static void
assert_regions (LwStore *store, const char *const *regions)
{
  g_autoptr (LwOffices) offices = read_offices (store, LW_DATE_UNKNOWN);

  for (guint i = 0; i < offices->n; i++)
    g_assert_cmpstr (lw_offices_text (offices, LW_OFFICE_REGION, i), ==, regions[i]);
}

static void
test_regions (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwStore) store = create_document (fixture->path);
  g_autoptr (LwOffices) made = make_places ();
  g_autoptr (GHashTable) regions = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;

  import_offices (store, made, DATE_2025, FALSE, NULL);
  assert_regions (store, (const char *[]){ "", "Source", "", "Source", "" });
  g_hash_table_insert (regions, (gpointer) "GM0344", (gpointer) "Utrecht");
  g_hash_table_insert (regions, (gpointer) "GM0307", (gpointer) "Amersfoort");
  g_assert_true (lw_store_write_regions (store, regions, "Regions", &error));
  /* A municipality lies in one region: the choice of the document goes before the source. */
  assert_regions (store, (const char *[]){ "Utrecht", "Utrecht", "Amersfoort", "Source", "" });
  g_hash_table_remove_all (regions);
  g_hash_table_insert (regions, (gpointer) "GM0307", (gpointer) "");
  g_assert_true (lw_store_write_regions (store, regions, "No region", &error));
  assert_regions (store, (const char *[]){ "Utrecht", "Utrecht", "", "Source", "" });
  g_assert_true (lw_store_undo (store, &error));
  g_assert_true (lw_store_undo (store, &error));
  assert_regions (store, (const char *[]){ "", "Source", "", "Source", "" });
  assert_whole (fixture->path);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/settings/texts", test_texts);
  g_test_add_func ("/settings/ranges", test_ranges);
  g_test_add_func ("/settings/by-hand", test_by_hand);
  g_test_add_func ("/settings/shown", test_shown);
#define ADD(path, func) g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/settings/store", test_store);
  ADD ("/settings/check", test_check);
  ADD ("/settings/regions", test_regions);
  return g_test_run ();
}
