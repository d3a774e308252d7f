/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-dimension: the keys, classes and numbers by which offices are grouped. */
#include <string.h>

#include "fixture-offices.h"
#include "model/lw-dimension.h"
#include "model/lw-fold.h"

static void
test_names (void)
{
  static const char *const names[] = {
    "municipality", "region", "province", "location", "location-type", "size", "build-year",
    "label",        "owner",  "vacancy-age", "town",  "use",
  };
  LwDimension dimension;

  g_assert_cmpuint (G_N_ELEMENTS (names), ==, LW_N_DIMENSIONS);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_assert_true (lw_dimension_from_name (names[i], &dimension));
      g_assert_cmpstr (lw_dimension_name (dimension), ==, names[i]);
      g_assert_cmpstr (lw_dimension_label (dimension), !=, "");
    }
  g_assert_false (lw_dimension_from_name ("colour", &dimension));
}

static guint32
code_of (LwDimension dimension, const LwOffices *offices, guint row)
{
  guint32 code;

  lw_dimension_codes (dimension, offices, row, 1, &code);
  return code;
}

/* The lower bound of a class belongs to it. */
static void
test_classes (void)
{
  static const struct {
    int year;
    const char *key;
  } years[] = {
    { 0, "" },
    { 1600, "<1945" },
    { 1944, "<1945" },
    { 1945, "1945-1964" },
    { 1964, "1945-1964" },
    { 1965, "1965-1979" },
    { 2014, "2005-2014" },
    { 2015, ">=2015" },
  };
  static const struct {
    double size;
    const char *key;
  } sizes[] = {
    { NAN, "" },          { 0, "<500" },           { 499.9, "<500" },      { 500, "500-1000" },
    { 1000, "1000-2500" }, { 2500, "2500-5000" },  { 5000, "5000-10000" }, { 10000, ">=10000" },
  };
  LwSettings settings = LW_SETTINGS_DEFAULT;
  g_autoptr (LwOfficesBuilder) builder = lw_offices_builder_new (8);
  g_autoptr (LwOffices) offices = NULL, table = NULL;

  for (guint i = 0; i < 8; i++)
    {
      lw_offices_builder_add (builder);
      lw_offices_builder_set_integer (builder, LW_OFFICE_BUILD_YEAR, i, years[i].year);
      lw_offices_builder_set_number (builder, LW_OFFICE_FLOOR_AREA_M2, i, sizes[i].size);
    }
  table = lw_offices_builder_end (builder);
  offices = lw_offices_derive (table, &settings, FIXTURE_DATE);
  for (guint i = 0; i < 8; i++)
    {
      g_assert_cmpuint (code_of (LW_DIMENSION_BUILD_YEAR, offices, i), ==,
                        lw_dimension_find_key (LW_DIMENSION_BUILD_YEAR, offices, years[i].key));
      g_assert_cmpuint (code_of (LW_DIMENSION_SIZE, offices, i), ==,
                        lw_dimension_find_key (LW_DIMENSION_SIZE, offices, sizes[i].key));
    }
}

/* An office below the lower limit is small, not of unknown size. */
static void
test_size_of_not_counted (void)
{
  LwSettings settings = LW_SETTINGS_DEFAULT;
  g_autoptr (LwOfficesBuilder) builder = lw_offices_builder_new (1);
  g_autoptr (LwOffices) offices = NULL, table = NULL;

  lw_offices_builder_add (builder);
  lw_offices_builder_set_number (builder, LW_OFFICE_FLOOR_AREA_M2, 0, 700);
  lw_offices_builder_set_code (builder, LW_OFFICE_USE_MIXED, 0, LW_YES);
  settings.mixed_rule = LW_MIXED_NONE;
  table = lw_offices_builder_end (builder);
  offices = lw_offices_derive (table, &settings, FIXTURE_DATE);
  g_assert_cmpuint (code_of (LW_DIMENSION_SIZE, offices, 0), ==,
                    lw_dimension_find_key (LW_DIMENSION_SIZE, offices, "500-1000"));
}

static void
test_class_limits (void)
{
  double low, high;

  g_assert_true (lw_dimension_class_limits (LW_DIMENSION_BUILD_YEAR, "1965-1979", &low, &high));
  g_assert_cmpfloat (low, ==, 1965);
  g_assert_cmpfloat (high, ==, 1980);
  g_assert_true (lw_dimension_class_limits (LW_DIMENSION_SIZE, ">=10000", &low, &high));
  g_assert_true (isinf (high));
  g_assert_false (lw_dimension_class_limits (LW_DIMENSION_SIZE, "", &low, &high));
  g_assert_false (lw_dimension_class_limits (LW_DIMENSION_TOWN, "Zeist", &low, &high));
}

/* A municipality by code and name, by code alone, by name alone, and not known at all. */
static void
test_municipalities (void)
{
  static const char *const rows[][2] = {
    { "GM0344", "Utrecht" }, { "GM0344", "" }, { "GM0307", "Amersfoort" }, { "", "Zeist" }, { "", "" },
  };
  g_autoptr (LwOfficesBuilder) builder = lw_offices_builder_new (5);
  g_autoptr (LwOffices) offices = NULL;
  g_autoptr (LwDimensionKeys) keys = NULL;
  g_autofree char *label = NULL, *other = NULL, *unknown = NULL;
  guint32 codes[5];

  for (guint i = 0; i < 5; i++)
    {
      lw_offices_builder_add (builder);
      lw_offices_builder_set_text (builder, LW_OFFICE_MUNICIPALITY_CODE, i, rows[i][0]);
      lw_offices_builder_set_text (builder, LW_OFFICE_MUNICIPALITY, i, rows[i][1]);
    }
  offices = lw_offices_builder_end (builder);
  keys = lw_dimension_keys_new (LW_DIMENSION_MUNICIPALITY, offices);
  lw_dimension_codes (LW_DIMENSION_MUNICIPALITY, offices, 0, 5, codes);
  g_assert_cmpuint (keys->n, ==, lw_dimension_n_keys (LW_DIMENSION_MUNICIPALITY, offices));
  g_assert_cmpuint (codes[0], ==, codes[1]);
  g_assert_cmpstr (keys->keys[codes[0]], ==, "GM0344");
  g_assert_cmpstr (keys->labels[codes[1]], ==, "Utrecht");
  g_assert_cmpstr (keys->keys[codes[3]], ==, "Zeist");
  g_assert_cmpstr (keys->labels[codes[3]], ==, "Zeist");
  g_assert_cmpuint (codes[4], ==, 0);
  g_assert_cmpstr (keys->keys[0], ==, "");
  g_assert_cmpstr (keys->labels[keys->order[0]], ==, "Amersfoort");
  g_assert_cmpuint (keys->order[keys->n - 1], ==, 0);
  g_assert_cmpuint (lw_dimension_find_key (LW_DIMENSION_MUNICIPALITY, offices, "Zeist"), ==, codes[3]);
  g_assert_cmpuint (lw_dimension_find_key (LW_DIMENSION_MUNICIPALITY, offices, "GM9999"), ==,
                    LW_DIMENSION_NO_KEY);
  label = lw_dimension_key_label (LW_DIMENSION_MUNICIPALITY, offices, "GM0307");
  g_assert_cmpstr (label, ==, "Amersfoort");
  other = lw_dimension_key_label (LW_DIMENSION_MUNICIPALITY, offices, "GM9999");
  g_assert_cmpstr (other, ==, "GM9999");
  unknown = lw_dimension_key_label (LW_DIMENSION_MUNICIPALITY, NULL, "");
  g_assert_cmpstr (unknown, ==, "unknown");
}

static void
test_labels_and_use (void)
{
  g_autoptr (LwOfficesBuilder) builder = lw_offices_builder_new (3);
  g_autoptr (LwOffices) offices = NULL;
  static const guint8 labels[] = { LW_LABEL_A5, LW_LABEL_A, LW_LABEL_G };
  static const char *const label_keys[] = { "A+", "A", "G" };
  static const guint8 uses[] = { LW_YES_NO_UNKNOWN, LW_NO, LW_YES };
  static const char *const use_keys[] = { "", "office", "mixed" };

  for (guint i = 0; i < 3; i++)
    {
      lw_offices_builder_add (builder);
      lw_offices_builder_set_code (builder, LW_OFFICE_ENERGY_LABEL, i, labels[i]);
      lw_offices_builder_set_code (builder, LW_OFFICE_USE_MIXED, i, uses[i]);
    }
  offices = lw_offices_builder_end (builder);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmpuint (code_of (LW_DIMENSION_LABEL, offices, i), ==,
                        lw_dimension_find_key (LW_DIMENSION_LABEL, offices, label_keys[i]));
      g_assert_cmpuint (code_of (LW_DIMENSION_USE, offices, i), ==,
                        lw_dimension_find_key (LW_DIMENSION_USE, offices, use_keys[i]));
    }
}

/* In any table every number has a key, each key is found again, and the order is a permutation. */
static void
test_consistent (void)
{
  LwSettings settings = LW_SETTINGS_DEFAULT;
  g_autoptr (LwOffices) offices = fixture_offices (3000, 4, &settings);

  for (guint d = 0; d < LW_N_DIMENSIONS; d++)
    {
      g_autoptr (LwDimensionKeys) keys = lw_dimension_keys_new (d, offices);
      g_autofree guint32 *codes = g_new (guint32, offices->n);
      g_autofree gboolean *seen = g_new0 (gboolean, keys->n);

      lw_dimension_codes (d, offices, 0, offices->n, codes);
      for (guint i = 0; i < offices->n; i++)
        g_assert_cmpuint (codes[i], <, keys->n);
      for (guint i = 0; i < keys->n; i++)
        {
          g_assert_false (seen[keys->order[i]]);
          seen[keys->order[i]] = TRUE;
          g_assert_cmpuint (lw_dimension_find_key (d, offices, keys->keys[i]), ==, i);
        }
      g_assert_cmpuint (keys->order[keys->n - 1], ==, 0);
    }
}

static void
test_fold (void)
{
  static const char *const pairs[][2] = {
    { "Privé", "prive" }, { "ÉÉN", "een" }, { "Nijmegen", "nijmegen" }, { "’s-Gravenhage", "’s-gravenhage" },
    { "", "" },
  };
  g_autofree char *broken = lw_fold ("caf\xe9");

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *folded = lw_fold (pairs[i][0]);

      g_assert_cmpstr (folded, ==, pairs[i][1]);
    }
  g_assert_true (g_utf8_validate (broken, -1, NULL));
  g_assert_true (g_str_has_prefix (broken, "caf"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dimension/names", test_names);
  g_test_add_func ("/dimension/classes", test_classes);
  g_test_add_func ("/dimension/size-of-not-counted", test_size_of_not_counted);
  g_test_add_func ("/dimension/class-limits", test_class_limits);
  g_test_add_func ("/dimension/municipalities", test_municipalities);
  g_test_add_func ("/dimension/labels-and-use", test_labels_and_use);
  g_test_add_func ("/dimension/consistent", test_consistent);
  g_test_add_func ("/fold", test_fold);
  return g_test_run ();
}
