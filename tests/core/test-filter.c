/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-filter: each kind of criterion against the same question asked row by row, and filters as values. */
#include <string.h>

#include "fixture-offices.h"
#include "model/lw-filter.h"
#include "model/lw-fold.h"

typedef gboolean (*Naive) (const LwOffices *offices, guint row);

/* The filter lets exactly those rows through for which @naive holds, and these are some but not all. */
static void
assert_filters (const LwFilter *filter, const LwOffices *offices, Naive naive)
{
  g_autoptr (LwBitset) rows = lw_filter_apply (filter, offices, NULL, NULL);
  guint n = 0;

  g_assert_cmpuint (rows->n, ==, offices->n);
  for (guint i = 0; i < offices->n; i++)
    {
      g_assert_cmpint (lw_bitset_test (rows, i), ==, naive (offices, i));
      n += naive (offices, i);
    }
  g_assert_cmpuint (lw_bitset_count (rows), ==, n);
  g_assert_cmpuint (n, >, 0);
  g_assert_cmpuint (n, <, offices->n);
}

static gboolean
has_label_c_or_unknown (const LwOffices *o, guint i)
{
  return o->energy_label[i] == LW_LABEL_C || o->energy_label[i] == LW_LABEL_UNKNOWN;
}

static gboolean
has_better_than_a (const LwOffices *o, guint i)
{
  return o->energy_label[i] >= LW_LABEL_A5 && o->energy_label[i] <= LW_LABEL_A1;
}

static gboolean
is_in_two_municipalities (const LwOffices *o, guint i)
{
  const char *code = lw_offices_text (o, LW_OFFICE_MUNICIPALITY_CODE, i);
  const char *name = lw_offices_text (o, LW_OFFICE_MUNICIPALITY, i);

  return strcmp (code, "GM0305") == 0 || strcmp (code, "GM0344") == 0 ||
         (code[0] == '\0' && strcmp (name, "Gemeente 7") == 0);
}

static gboolean
is_of_size (const LwOffices *o, guint i)
{
  double size = o->remarks[i] & LW_REMARK_NOT_COUNTED ? o->floor_area_m2[i] : o->stock_m2[i];

  return size >= 500 && size < 2500;
}

static gboolean
is_of_years (const LwOffices *o, guint i)
{
  return o->build_year[i] >= 1965 && o->build_year[i] <= 1994;
}

static gboolean
is_built_before_1930 (const LwOffices *o, guint i)
{
  return o->build_year[i] != 0 && o->build_year[i] <= 1930;
}

static gboolean
is_half_vacant (const LwOffices *o, guint i)
{
  return o->stock_m2[i] > 0 && o->vacant_stock_m2[i] / o->stock_m2[i] >= 0.5;
}

static gboolean
is_in_box (const LwOffices *o, guint i)
{
  return o->rd_x[i] >= 120e3 && o->rd_x[i] <= 140e3 && o->rd_y[i] >= 440e3 && o->rd_y[i] <= 470e3;
}

static gboolean
is_in_triangle (const LwOffices *o, guint i)
{
  return o->rd_x[i] > 120e3 && o->rd_y[i] > 440e3 && o->rd_x[i] - 120e3 + o->rd_y[i] - 440e3 < 30e3;
}

static gboolean
is_every_third (const LwOffices *o, guint i)
{
  return o->id[i] % 3 == 0;
}

static gboolean
is_old (const LwOffices *o, guint i)
{
  return o->build_year[i] != 0 && o->build_year[i] < 1980;
}

static LwOffices *
make_table (void)
{
  LwSettings settings = LW_SETTINGS_DEFAULT;

  settings.min_size_m2 = 100;
  settings.mixed_rule = LW_MIXED_SHARE;
  settings.mixed_share = 0.4;
  return fixture_offices (20003, 11, &settings);
}

static void
test_keys (void)
{
  static const char *const labels[] = { "C", "", NULL };
  static const char *const best[] = { "A+", "nonsense", NULL };
  static const char *const places[] = { "GM0305", "GM0344", "Gemeente 7", NULL };
  static const char *const nothing[] = { "nonsense", NULL };
  g_autoptr (LwOffices) offices = make_table ();
  g_autoptr (LwFilter) empty = lw_filter_new ();
  g_autoptr (LwFilter) by_label = lw_filter_with_keys (empty, LW_DIMENSION_LABEL, labels);
  g_autoptr (LwFilter) by_best = lw_filter_with_keys (by_label, LW_DIMENSION_LABEL, best);
  g_autoptr (LwFilter) by_place = lw_filter_with_keys (empty, LW_DIMENSION_MUNICIPALITY, places);
  g_autoptr (LwFilter) by_nothing = lw_filter_with_keys (empty, LW_DIMENSION_TOWN, nothing);
  g_autoptr (LwBitset) all = lw_filter_apply (empty, offices, NULL, NULL);
  g_autoptr (LwBitset) none = lw_filter_apply (by_nothing, offices, NULL, NULL);

  g_assert_cmpuint (lw_bitset_count (all), ==, offices->n);
  g_assert_cmpuint (lw_bitset_count (none), ==, 0);
  assert_filters (by_label, offices, has_label_c_or_unknown);
  assert_filters (by_best, offices, has_better_than_a);
  assert_filters (by_place, offices, is_in_two_municipalities);
}

/* The rule made of a filter finds the same offices, as far as they count. */
static void
assert_same_rule (const LwFilter *filter, const LwOffices *offices, guint n_expected_out)
{
  guint n_left_out, n = 0;
  g_autofree char *rule = lw_filter_to_rule (filter, &n_left_out);
  g_autoptr (GError) error = NULL;
  g_autoptr (LwExpression) expression = lw_expression_parse (rule, NULL, &error);
  g_autoptr (LwBitset) rows = lw_filter_apply (filter, offices, NULL, NULL), found = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (n_left_out, ==, n_expected_out);
  found = lw_expression_evaluate (expression, offices, NULL, 0, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < offices->n; i++)
    if (!(offices->remarks[i] & LW_REMARK_NOT_COUNTED))
      {
        g_assert_cmpint (lw_bitset_test (rows, i), ==, lw_bitset_test (found, i));
        n += lw_bitset_test (rows, i);
      }
  g_assert_cmpuint (n, >, 0);
  g_assert_cmpuint (n, <, offices->n);
}

static void
test_rule (void)
{
  static const struct {
    LwDimension dimension;
    const char *keys[4];
  } asked[] = {
    { LW_DIMENSION_MUNICIPALITY, { "GM0305", "GM0344", "Gemeente 7" } },
    { LW_DIMENSION_LABEL, { "C", "", "A+" } },
    { LW_DIMENSION_LABEL, { "A+" } },
    { LW_DIMENSION_SIZE, { "<500", "1000-2500", ">=10000" } },
    { LW_DIMENSION_BUILD_YEAR, { "1965-1979", "" } },
    { LW_DIMENSION_VACANCY_AGE, { "c3" } },
    { LW_DIMENSION_USE, { "mixed" } },
    { LW_DIMENSION_USE, { "office", "" } },
  };
  g_autoptr (LwOffices) offices = make_table ();
  g_autoptr (LwFilter) empty = lw_filter_new (), range = NULL, years = NULL, rate = NULL, both = NULL, words = NULL;
  g_autofree char *nothing = NULL;
  guint n_left_out;

  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      g_autoptr (LwFilter) filter = lw_filter_with_keys (empty, asked[i].dimension, asked[i].keys);

      assert_same_rule (filter, offices, 0);
    }
  range = lw_filter_with_range (empty, LW_FILTER_RANGE_SIZE, 500, 2500);
  years = lw_filter_with_range (empty, LW_FILTER_RANGE_BUILD_YEAR, 1965, NAN);
  rate = lw_filter_with_range (empty, LW_FILTER_RANGE_VACANCY_RATE, 0.5, NAN);
  both = lw_filter_with_range (range, LW_FILTER_RANGE_BUILD_YEAR, 1965, 1994);
  assert_same_rule (range, offices, 0);
  assert_same_rule (years, offices, 0);
  assert_same_rule (rate, offices, 0);
  assert_same_rule (both, offices, 0);
  /* Words are no facts. */
  words = lw_filter_with_text (empty, "straat");
  nothing = lw_filter_to_rule (words, &n_left_out);
  g_assert_null (nothing);
  g_assert_cmpuint (n_left_out, ==, 1);
}

static void
test_ranges (void)
{
  g_autoptr (LwOffices) offices = make_table ();
  g_autoptr (LwFilter) empty = lw_filter_new ();
  g_autoptr (LwFilter) size = lw_filter_with_range (empty, LW_FILTER_RANGE_SIZE, 500, 2500);
  g_autoptr (LwFilter) years = lw_filter_with_range (empty, LW_FILTER_RANGE_BUILD_YEAR, 1965, 1994);
  g_autoptr (LwFilter) old = lw_filter_with_range (empty, LW_FILTER_RANGE_BUILD_YEAR, -INFINITY, 1930);
  g_autoptr (LwFilter) rate = lw_filter_with_range (empty, LW_FILTER_RANGE_VACANCY_RATE, 0.5, NAN);
  g_autoptr (LwFilter) open = lw_filter_with_range (rate, LW_FILTER_RANGE_VACANCY_RATE, NAN, INFINITY);

  assert_filters (size, offices, is_of_size);
  assert_filters (years, offices, is_of_years);
  assert_filters (old, offices, is_built_before_1930);
  assert_filters (rate, offices, is_half_vacant);
  g_assert_true (lw_filter_is_empty (open));
}

static void
test_positions (void)
{
  static const double corners[] = { 120e3, 440e3, 150e3, 440e3, 120e3, 470e3, 120e3, 440e3 };
  LwBounds box = { 120e3, 440e3, 140e3, 470e3 };
  g_autoptr (LwOffices) offices = make_table ();
  g_autoptr (LwGeometry) triangle = lw_geometry_new_polygon (corners, 4);
  g_autoptr (LwFilter) empty = lw_filter_new ();
  g_autoptr (LwFilter) in_box = lw_filter_with_box (empty, &box);
  g_autoptr (LwFilter) in_triangle = lw_filter_with_polygon (empty, triangle);

  assert_filters (in_box, offices, is_in_box);
  assert_filters (in_triangle, offices, is_in_triangle);
}

static void
test_offices (void)
{
  g_autoptr (LwOffices) offices = make_table ();
  g_autoptr (LwFilter) empty = lw_filter_new ();
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (LwFilter) some = NULL, none = NULL;
  g_autoptr (LwBitset) rows = NULL;

  for (gint64 id = 30000; id > 0; id--)
    if (id % 3 == 0)
      g_array_append_val (ids, id);
  some = lw_filter_with_offices (empty, (gint64 *) (gpointer) ids->data, ids->len);
  assert_filters (some, offices, is_every_third);
  none = lw_filter_with_offices (empty, (gint64 *) (gpointer) ids->data, 0);
  rows = lw_filter_apply (none, offices, NULL, NULL);
  g_assert_cmpuint (lw_bitset_count (rows), ==, 0);
}

static gboolean
is_old_large_and_labelled (const LwOffices *o, guint i)
{
  return is_old (o, i) && is_of_size (o, i) && has_label_c_or_unknown (o, i);
}

static gboolean
is_old_and_large (const LwOffices *o, guint i)
{
  return is_old (o, i) && is_of_size (o, i);
}

static void
test_all_together (void)
{
  static const char *const labels[] = { "C", "", NULL };
  g_autoptr (LwOffices) offices = make_table ();
  g_autoptr (LwFilter) empty = lw_filter_new ();
  g_autoptr (LwExpression) expression = lw_expression_parse ("build_year < 1980", NULL, NULL);
  g_autoptr (LwFilter) one = lw_filter_with_keys (empty, LW_DIMENSION_LABEL, labels);
  g_autoptr (LwFilter) two = lw_filter_with_range (one, LW_FILTER_RANGE_SIZE, 500, 2500);
  g_autoptr (LwFilter) three = lw_filter_with_expression (two, expression);
  g_autoptr (LwFilter) without = lw_filter_without (three, 0);
  g_autoptr (LwBitset) except = lw_filter_apply_except (three, LW_DIMENSION_LABEL, offices, NULL, NULL);
  g_autoptr (LwBitset) expected = lw_filter_apply (without, offices, NULL, NULL);

  assert_filters (three, offices, is_old_large_and_labelled);
  assert_filters (without, offices, is_old_and_large);
  g_assert_true (lw_bitset_equal (except, expected));
  g_assert_true (lw_filter_get_expression (three) == expression);
}

static void
add_place (LwOfficesBuilder *builder, const char *street, int number, const char *letter, const char *suffix,
           const char *postcode, const char *town, LwBagId id)
{
  guint row = lw_offices_builder_add (builder);

  lw_offices_builder_set_text (builder, LW_OFFICE_STREET, row, street);
  lw_offices_builder_set_integer (builder, LW_OFFICE_HOUSE_NUMBER, row, number);
  lw_offices_builder_set_text (builder, LW_OFFICE_HOUSE_LETTER, row, letter);
  lw_offices_builder_set_text (builder, LW_OFFICE_HOUSE_SUFFIX, row, suffix);
  lw_offices_builder_set_text (builder, LW_OFFICE_POSTCODE, row, postcode);
  lw_offices_builder_set_text (builder, LW_OFFICE_TOWN, row, town);
  lw_offices_builder_set_bag_id (builder, LW_OFFICE_BAG_ID, row, id);
}

static void
test_text (void)
{
  static const struct {
    const char *text;
    const char *found; /* a digit per row that is found */
  } cases[] = {
    { "kanaal", "01" },
    { "KANAALWEG 5", "0" },
    { "kanaalweg 5a", "0" },
    { "kanaalweg 5A-2", "0" },
    { "kanaalweg 5b", "" },
    { "kanaalweg 50", "1" },
    { "utrecht kanaalweg", "01" },
    { "kanaalweg, utrecht", "01" },
    { "kanaalweg zeist", "" },
    { "coordineren", "2" },
    { "coördineren", "2" },
    { "3526 kl", "0" },
    { "3526kl", "0" },
    { "3526", "01" },
    { "utrecht kl", "0" },
    { "0344010000000001", "0" },
    { "344010000000002", "1" },
    { "1944", "3" },
    { "plein 1944 3", "3" },
    { "   ", "0123" },
  };
  g_autoptr (LwOfficesBuilder) builder = lw_offices_builder_new (4);
  g_autoptr (LwOffices) offices = NULL;
  g_autoptr (LwFilter) empty = lw_filter_new ();

  add_place (builder, "Kanaalweg", 5, "A", "2", "3526KL", "Utrecht", G_GUINT64_CONSTANT (344010000000001));
  add_place (builder, "Kanaalweg", 50, "", "", "3526AB", "Utrecht", G_GUINT64_CONSTANT (344010000000002));
  add_place (builder, "Coördinerenlaan", 7, "", "", "3700AA", "Zeist", 0);
  add_place (builder, "Plein 1944", 3, "", "", "6511AA", "Nijmegen", 0);
  offices = lw_offices_builder_end (builder);
  for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      g_autoptr (LwFilter) filter = lw_filter_with_text (empty, cases[c].text);
      g_autoptr (LwBitset) rows = lw_filter_apply (filter, offices, NULL, NULL);
      g_autoptr (GString) found = g_string_new (NULL);

      for (guint i = 0; i < offices->n; i++)
        if (lw_bitset_test (rows, i))
          g_string_append_printf (found, "%u", i);
      g_test_message ("%s", cases[c].text);
      g_assert_cmpstr (found->str, ==, cases[c].found);
    }
}

static gboolean
holds_zonnelaan_12 (const LwOffices *o, guint i)
{
  static const LwOfficeColumn columns[] = { LW_OFFICE_STREET, LW_OFFICE_NAME, LW_OFFICE_TOWN,
                                            LW_OFFICE_MUNICIPALITY };
  gboolean street = FALSE, number = o->house_number[i] == 12;

  for (guint c = 0; c < G_N_ELEMENTS (columns); c++)
    {
      g_autofree char *text = lw_fold (lw_offices_text (o, columns[c], i));

      street = street || strstr (text, "zonnelaan");
      number = number || strstr (text, "12");
    }
  return street && number;
}

static void
test_text_against_naive (void)
{
  g_autoptr (LwOffices) offices = make_table ();
  g_autoptr (LwFilter) empty = lw_filter_new ();
  g_autoptr (LwFilter) filter = lw_filter_with_text (empty, "12 Zonnelaan");

  assert_filters (filter, offices, holds_zonnelaan_12);
}

static void
test_values (void)
{
  static const char *const years[] = { "1965-1979", NULL };
  g_autoptr (LwFilter) empty = lw_filter_new ();
  g_autoptr (LwFilter) a = lw_filter_toggle_key (empty, LW_DIMENSION_BUILD_YEAR, "1965-1979");
  g_autoptr (LwFilter) b = lw_filter_with_keys (empty, LW_DIMENSION_BUILD_YEAR, years);
  g_autoptr (LwFilter) c = lw_filter_toggle_key (a, LW_DIMENSION_BUILD_YEAR, "<1945");
  g_autoptr (LwFilter) d = lw_filter_toggle_key (c, LW_DIMENSION_BUILD_YEAR, "1965-1979");
  g_autoptr (LwFilter) e = lw_filter_toggle_key (d, LW_DIMENSION_BUILD_YEAR, "<1945");
  g_autoptr (LwFilter) f = lw_filter_with_text (a, " zeist ");
  g_autoptr (LwFilter) g = lw_filter_with_text (f, NULL);
  g_autoptr (LwFilter) h = lw_filter_with_text (f, "soest");
  double low, high;

  g_assert_true (lw_filter_equal (a, b));
  g_assert_false (lw_filter_equal (a, c));
  g_assert_false (lw_filter_equal (f, h));
  g_assert_true (lw_filter_has_key (c, LW_DIMENSION_BUILD_YEAR, "<1945"));
  g_assert_false (lw_filter_has_key (a, LW_DIMENSION_BUILD_YEAR, "<1945"));
  g_assert_false (lw_filter_has_key (a, LW_DIMENSION_TOWN, "<1945"));
  g_assert_true (lw_filter_is_empty (e));
  g_assert_cmpstr (lw_filter_get_text (f), ==, "zeist");
  g_assert_cmpstr (lw_filter_get_text (a), ==, "");
  g_assert_true (lw_filter_equal (g, a));
  g_assert_cmpuint (lw_filter_n_criteria (h), ==, 2);
  g_assert_cmpint (lw_filter_get_kind (h, 1), ==, LW_FILTER_TEXT);
  g_assert_false (lw_filter_get_range (h, LW_FILTER_RANGE_SIZE, &low, &high));
  g_assert_true (isnan (low) && isnan (high));
}

static void
assert_described (LwFilter *filter, const LwOffices *offices, const char *expected)
{
  g_autofree char *text = lw_filter_describe (filter, lw_filter_n_criteria (filter) - 1, offices);

  g_assert_cmpstr (text, ==, expected);
  lw_filter_unref (filter);
}

static void
test_describe (void)
{
  static const char *const places[] = { "GM0305", "GM0344", NULL };
  static const char *const labels[] = { "G", "", NULL };
  static const char *const sizes[] = { "<500", "500-1000", "1000-2500", "2500-5000", NULL };
  static const char *const years[] = { "1965-1979", NULL };
  static const gint64 ids[] = { 1, 2 };
  g_autoptr (LwOffices) offices = make_table ();
  g_autoptr (LwFilter) empty = lw_filter_new ();
  g_autoptr (LwExpression) expression = lw_expression_parse ("monument", NULL, NULL);

  assert_described (lw_filter_with_keys (empty, LW_DIMENSION_MUNICIPALITY, places), offices,
                    "Gemeente 5, Gemeente 44");
  assert_described (lw_filter_with_keys (empty, LW_DIMENSION_MUNICIPALITY, places), NULL, "GM0305, GM0344");
  assert_described (lw_filter_with_keys (empty, LW_DIMENSION_LABEL, labels), offices,
                    "Energy label: G, unknown");
  assert_described (lw_filter_with_keys (empty, LW_DIMENSION_SIZE, sizes), offices, "Size: 4 chosen");
  assert_described (lw_filter_with_keys (empty, LW_DIMENSION_BUILD_YEAR, years), offices, "Built 1965–1979");
  assert_described (lw_filter_with_range (empty, LW_FILTER_RANGE_BUILD_YEAR, 1965, 1994), offices,
                    "Built 1965–1994");
  assert_described (lw_filter_with_range (empty, LW_FILTER_RANGE_SIZE, 500, NAN), offices, "≥ 500 m²");
  assert_described (lw_filter_with_range (empty, LW_FILTER_RANGE_SIZE, NAN, 500), offices, "< 500 m²");
  assert_described (lw_filter_with_range (empty, LW_FILTER_RANGE_VACANCY_RATE, 0.125, 0.3), offices,
                    "Vacancy 12.5–30 %");
  assert_described (lw_filter_with_text (empty, "zeist"), offices, "“zeist”");
  assert_described (lw_filter_with_expression (empty, expression), offices, "monument = 1");
  assert_described (lw_filter_with_offices (empty, ids, 2), offices, "2 chosen offices");
}

static void
test_cancelled (void)
{
  g_autoptr (LwOffices) offices = make_table ();
  g_autoptr (LwFilter) empty = lw_filter_new ();
  g_autoptr (LwFilter) filter = lw_filter_with_text (empty, "zeist");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (lw_filter_apply (filter, offices, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/filter/keys", test_keys);
  g_test_add_func ("/filter/ranges", test_ranges);
  g_test_add_func ("/filter/rule", test_rule);
  g_test_add_func ("/filter/positions", test_positions);
  g_test_add_func ("/filter/offices", test_offices);
  g_test_add_func ("/filter/all-together", test_all_together);
  g_test_add_func ("/filter/text", test_text);
  g_test_add_func ("/filter/text-against-naive", test_text_against_naive);
  g_test_add_func ("/filter/values", test_values);
  g_test_add_func ("/filter/describe", test_describe);
  g_test_add_func ("/filter/cancelled", test_cancelled);
  return g_test_run ();
}
