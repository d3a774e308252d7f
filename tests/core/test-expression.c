/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-expression: reading, writing, evaluating and refusing filter expressions. */
#include <string.h>

#include "fixture-offices.h"
#include "model/lw-error.h"
#include "model/lw-expression.h"

static LwExpression *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  LwExpression *expression = lw_expression_parse (text, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (expression);
  return expression;
}

static gboolean
is_true_for (const char *text, const LwOffices *offices, guint row)
{
  g_autoptr (LwExpression) expression = parse (text);
  g_autoptr (LwBitset) rows = lw_expression_evaluate (expression, offices, NULL, 0, NULL, NULL);

  g_assert_cmpuint (rows->n, ==, offices->n);
  return lw_bitset_test (rows, row);
}

/* One office with most of its properties known, and one with none. */
static LwOffices *
make_table (void)
{
  g_autoptr (LwOfficesBuilder) builder = lw_offices_builder_new (2);
  g_autoptr (LwOffices) table = NULL;
  LwSettings settings = LW_SETTINGS_DEFAULT;

  lw_offices_builder_add (builder);
  lw_offices_builder_add (builder);
  lw_offices_builder_set_bag_id (builder, LW_OFFICE_BAG_ID, 0, G_GUINT64_CONSTANT (344010000012345));
  lw_offices_builder_set_text (builder, LW_OFFICE_STREET, 0, "Privélaan");
  lw_offices_builder_set_text (builder, LW_OFFICE_NAME, 0, "Say \"hi\"");
  lw_offices_builder_set_text (builder, LW_OFFICE_TOWN, 0, "Utrecht");
  lw_offices_builder_set_text (builder, LW_OFFICE_MUNICIPALITY, 0, "Utrecht");
  lw_offices_builder_set_text (builder, LW_OFFICE_MUNICIPALITY_CODE, 0, "GM0344");
  lw_offices_builder_set_integer (builder, LW_OFFICE_HOUSE_NUMBER, 0, 5);
  lw_offices_builder_set_number (builder, LW_OFFICE_FLOOR_AREA_M2, 0, 1000);
  lw_offices_builder_set_code (builder, LW_OFFICE_AREA_MEASURE, 0, LW_AREA_VVO);
  lw_offices_builder_set_number (builder, LW_OFFICE_VACANT_M2, 0, 400);
  lw_offices_builder_set_date (builder, LW_OFFICE_VACANT_SINCE, 0, lw_date_from_ymd (2021, 1, 1));
  lw_offices_builder_set_integer (builder, LW_OFFICE_BUILD_YEAR, 0, 1972);
  lw_offices_builder_set_code (builder, LW_OFFICE_ENERGY_LABEL, 0, LW_LABEL_A2);
  lw_offices_builder_set_code (builder, LW_OFFICE_OWNER_TYPE, 0, LW_OWNER_OCCUPIER);
  lw_offices_builder_set_code (builder, LW_OFFICE_MONUMENT, 0, LW_YES);
  lw_offices_builder_set_code (builder, LW_OFFICE_USE_MIXED, 0, LW_NO);
  table = lw_offices_builder_end (builder);
  return lw_offices_derive (table, &settings, FIXTURE_DATE);
}

static void
test_true (void)
{
  static const char *const texts[] = {
    "municipality_code = \"GM0344\" and floor_area_m2 >= 500 and vacant_m2 / floor_area_m2 > 0.3 and "
    "build_year < 1980",
    "municipality_code='GM0344'",
    "BUILD_YEAR = 1972 AND not town = \"Zeist\"",
    "town != 'Zeist'",
    "town = municipality",
    "town ~ municipality",
    "street ~ \"PRIVE\"",
    "name = \"Say \"\"hi\"\"\"",
    "name = 'Say \"hi\"'",
    "bag_id = \"0344010000012345\"",
    "bag_id ~ '12345'",
    "bag_id != \"0344010000012346\"",
    "monument = 1",
    "monument",
    "monument and not use_mixed",
    "monument = 'ja'",
    "use_mixed = 0",
    "vacant_since = 2021-01-01",
    "vacant_since < \"2021-01-31\" and vacant_since >= 2020-12-31",
    "\"2021-01-31\" > vacant_since",
    "vacancy_years = 4",
    "vacancy_rate = 0.4",
    "stock_m2 = 1000",
    "vacancy_age = \"c3\"",
    "energy_label = \"A++++\" or energy_label = \"A++\"",
    "energy_label ~ \"a+\"",
    "energy_label < 'A+'",
    "energy_label <= 'A++' and energy_label >= 'A++'",
    "'A+++' < energy_label",
    "not energy_label > 'C'",
    "owner_type = 'occupier'",
    "owner_type = 'eigenaar-gebruiker'",
    "owner_type != 'private'",
    "floor_area_m2 - 2 * 300 - 100 = 300",
    "floor_area_m2 - (2 * 300 - 100) = 500",
    "1 + 2 * 3 = 7 and (1 + 2) * 3 = 9 and 8 / 4 / 2 = 1 and 8 / (4 / 2) = 4 and -2 - -3 = 1",
    "--1 = 1",
    "not not monument",
    "not (town = 'Zeist' and monument)",
    "town = 'Zeist' and town = 'Zeist' or monument",
    "score is unknown and owner_type is not unknown",
    "house_suffix is unknown",
    "floor_area_m2 / 0 is unknown",
    "(vacant_m2 + floor_area_m2) is not unknown",
    "1.5e3 > floor_area_m2 and 5E-1 < 1",
    "floor_area_m2 ≥ 1000 and build_year ≠ 1970 and build_year <> 1971 and build_year == 1972",
  };
  g_autoptr (LwOffices) offices = make_table ();

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_test_message ("%s", texts[i]);
      g_assert_true (is_true_for (texts[i], offices, 0));
    }
}

static void
test_false (void)
{
  static const char *const texts[] = {
    "town = \"utrecht\"",
    "town = 'Utrecht' and build_year > 1972",
    "vacant_since > 2021-01-01",
    "not monument",
    "street ~ 'laan2'",
    "energy_label ~ 'B'",
    "bag_id ~ '99999'",
    "use_mixed",
    "score > 0",
    "not score > 0",
    "town !=  municipality",
    "town is unknown",
  };
  g_autoptr (LwOffices) offices = make_table ();

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_test_message ("%s", texts[i]);
      g_assert_false (is_true_for (texts[i], offices, 0));
    }
}

/* Unknown is neither true nor false: T, F, U in all combinations of and, or, not. */
static void
test_three_values (void)
{
  static const char *const values[] = { "1 = 0", "score = 1", "1 = 1" };
  g_autoptr (LwOffices) offices = make_table ();

  for (int a = 0; a < 3; a++)
    for (int b = 0; b < 3; b++)
      {
        g_autofree char *both = g_strdup_printf ("%s and %s", values[a], values[b]);
        g_autofree char *not_both = g_strdup_printf ("not (%s and %s)", values[a], values[b]);
        g_autofree char *either = g_strdup_printf ("%s or %s", values[a], values[b]);
        g_autofree char *neither = g_strdup_printf ("not (%s or %s)", values[a], values[b]);

        g_assert_cmpint (is_true_for (both, offices, 0), ==, MIN (a, b) == 2);
        g_assert_cmpint (is_true_for (not_both, offices, 0), ==, MIN (a, b) == 0);
        g_assert_cmpint (is_true_for (either, offices, 0), ==, MAX (a, b) == 2);
        g_assert_cmpint (is_true_for (neither, offices, 0), ==, MAX (a, b) == 0);
      }
}

/* Every comparison with an unknown is neither true nor, negated, true. */
static void
test_unknown_cells (void)
{
  static const char *const texts[] = {
    "town = 'Zeist'",
    "town != 'Zeist'",
    "town ~ 'Z'",
    "owner_type != 'private'",
    "bag_id != '0344010000012345'",
    "build_year < 1980",
    "monument",
    "monument = 0",
    "vacant_m2 > 0",
    "vacant_since < 2021-01-01",
    "vacancy_rate >= 0",
    "vacancy_years > 0",
    "town = municipality",
    "bag_id ~ '3'",
    "energy_label = 'G'",
    "energy_label > 'C'",
    "energy_label <= 'G'",
    "floor_area_m2 * 0 = 0",
    "house_number = 0",
  };
  g_autoptr (LwOffices) offices = make_table ();

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *negated = g_strdup_printf ("not (%s)", texts[i]);

      g_test_message ("%s", texts[i]);
      g_assert_false (is_true_for (texts[i], offices, 1));
      g_assert_false (is_true_for (negated, offices, 1));
    }
  g_assert_true (is_true_for ("town is unknown and bag_id is unknown and build_year is unknown", offices, 1));
  g_assert_true (is_true_for ("build_year < 1980 or town is unknown", offices, 1));
}

static void
test_errors (void)
{
  static const struct {
    const char *text;
    guint column;
    const char *part;
  } cases[] = {
    { "", 1, "empty" },
    { "   ", 1, "empty" },
    { "build_yer < 1980", 1, "did you mean “build_year”" },
    { "town = 'é' and label = 'A'", 16, "did you mean “energy_label”" },
    { "xyzzyq = 1", 1, "names are those" },
    { "build_year <", 13, "missing" },
    { "build_year < 1980 and", 22, "missing" },
    { "(build_year < 1980", 1, "not closed" },
    { "build_year < 1980)", 18, "was not opened" },
    { "build_year < 1980 town = 'a'", 19, "and" },
    { "town = \"Utrecht", 8, "closing quote" },
    { "town = 'Utrecht' & monument", 18, "no meaning" },
    { "vacancy_rate > 0,3", 17, "decimal point" },
    { "build_year < 1980x", 18, "letter" },
    { "vacant_since > 2021-02-30", 16, "no day 2021-02-30" },
    { "vacant_since > 'last year'", 16, "2021-01-31" },
    { "vacant_since > 2021", 14, "date" },
    { "vacant_since + 1 > 2021-01-01", 1, "compared, not calculated" },
    { "build_year = '1972'", 14, "without quotes" },
    { "postcode = 3526", 10, "in quotes" },
    { "town < 'Zeist'", 6, "=, != or ~" },
    { "town = ''", 8, "is unknown" },
    { "town + 1 = 2", 1, "number is expected" },
    { "energy_label = 'Z'", 16, "A+++++, A++++" },
    { "bag_id = '12345'", 10, "16 digits" },
    { "monument = 'maybe'", 12, "yes is written as 1" },
    { "build_year ~ 19", 12, "looks into texts" },
    { "'Zeist' ~ town", 9, "left of" },
    { "'a' = 'b'", 5, "two texts" },
    { "1900 < build_year < 1980", 19, "chained" },
    { "build_year", 1, "condition is expected" },
    { "town and monument", 1, "condition is expected" },
    { "build_year is 1980", 15, "unknown" },
    { "(monument = 1) = 1", 1, "condition cannot be compared" },
    { "(monument = 1) is unknown", 1, "column is expected" },
    { "town = unknown", 8, "is unknown" },
    { "energy_label = owner_type", 14, "text in quotes" },
    { "build_year = 1e999", 14, "too large" },
    { "\xff", 1, "UTF-8" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *where = g_strdup_printf ("column %u:", cases[i].column);

      g_assert_null (lw_expression_parse (cases[i].text, NULL, &error));
      g_assert_error (error, LW_ERROR, LW_ERROR_EXPRESSION);
      g_test_message ("%s -> %s", g_utf8_validate (cases[i].text, -1, NULL) ? cases[i].text : "(bytes)",
                      error->message);
      g_assert_nonnull (strstr (error->message, where));
      g_assert_nonnull (strstr (error->message, cases[i].part));
    }
}

static char *
repeat (const char *before, guint n, const char *middle, const char *after)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (text, before);
  g_string_append (text, middle);
  for (guint i = 0; i < n; i++)
    g_string_append (text, after);
  return g_string_free (text, FALSE);
}

static void
test_limits (void)
{
  g_autofree char *deep = repeat ("(", 60, "monument", ")");
  g_autofree char *too_deep = repeat ("(", 100000, "monument", ")");
  g_autofree char *deeper = repeat ("(", 100, "monument", ")");
  g_autofree char *negations = repeat ("not ", 100, "monument", "");
  g_autofree char *signs = repeat ("-", 100, "1 = 1", "");
  g_autofree char *wide = repeat ("monument or ", 1000, "monument", "");
  const char *const refused[] = { too_deep, deeper, negations, signs };
  g_autoptr (LwExpression) nested = parse (deep);
  g_autoptr (LwExpression) chain = parse (wide);
  g_autofree char *text = lw_expression_to_string (nested);

  g_assert_cmpstr (text, ==, "monument = 1");
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (lw_expression_parse (refused[i], NULL, &error));
      g_assert_error (error, LW_ERROR, LW_ERROR_EXPRESSION);
    }
}

static void
test_to_string (void)
{
  static const char *const pairs[][2] = {
    { "Build_Year<1980 AND(town='Zeist')", "build_year < 1980 and town = \"Zeist\"" },
    { "(monument or use_mixed) and town~'a\"b'", "(monument = 1 or use_mixed = 1) and town ~ \"a\"\"b\"" },
    { "monument or (use_mixed and town is not unknown)",
      "monument = 1 or use_mixed = 1 and town is not unknown" },
    { "1-(2-3)=(1-2)-3", "1 - (2 - 3) = 1 - 2 - 3" },
    { "2*(1+1)/-(build_year)=0.1", "2 * (1 + 1) / -build_year = 0.1" },
    { "not(not monument)", "not not monument = 1" },
    { "not(monument and use_mixed)", "not (monument = 1 and use_mixed = 1)" },
    { "owner_type='Overheid'", "owner_type = \"government\"" },
    { "'2021-01-31'<vacant_since", "2021-01-31 < vacant_since" },
    { "(score+1) is unknown", "score + 1 is unknown" },
    { "-(-1)=1", "--1 = 1" },
    { "-(1+2)<0", "-(1 + 2) < 0" },
    { "town=municipality", "town = municipality" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr (LwExpression) expression = parse (pairs[i][0]);
      g_autofree char *text = lw_expression_to_string (expression);
      g_autoptr (LwExpression) again = parse (text);

      g_assert_cmpstr (text, ==, pairs[i][1]);
      g_assert_true (lw_expression_equal (expression, again));
    }
}

static void
test_extra_columns (void)
{
  static const char *const names[] = { "my_indicator", NULL };
  static const double scores[] = { 70, 20 }, indicators[] = { NAN, 3 };
  static const LwExpressionColumn columns[] = { { "score", scores }, { "my_indicator", indicators } };
  g_autoptr (LwOffices) offices = make_table ();
  g_autoptr (LwExpression) expression = lw_expression_parse ("score > 50 or my_indicator = 3", names, NULL);
  g_autoptr (LwBitset) with = lw_expression_evaluate (expression, offices, columns, 2, NULL, NULL);
  g_autoptr (LwBitset) without = lw_expression_evaluate (expression, offices, columns, 1, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (lw_bitset_count (with), ==, 2);
  g_assert_cmpuint (lw_bitset_count (without), ==, 1);
  g_assert_true (lw_expression_uses (expression, "score"));
  g_assert_true (lw_expression_uses (expression, "my_indicator"));
  g_assert_false (lw_expression_uses (expression, "town"));
  g_assert_null (lw_expression_parse ("my_indicatr = 3", names, &error));
  g_assert_nonnull (strstr (error->message, "my_indicator"));
}

typedef struct {
  const char *text;
  gboolean (*naive) (const LwOffices *offices, guint row);
} Naive;

static gboolean
is_old_and_large (const LwOffices *o, guint i)
{
  return o->build_year[i] != 0 && o->build_year[i] < 1980 && o->floor_area_m2[i] >= 500;
}

static gboolean
is_mostly_vacant_or_monument (const LwOffices *o, guint i)
{
  return (o->floor_area_m2[i] > 0 && o->vacant_m2[i] / o->floor_area_m2[i] > 0.3) || o->monument[i] == LW_YES;
}

static gboolean
is_not_in_gm0310 (const LwOffices *o, guint i)
{
  const char *code = lw_offices_text (o, LW_OFFICE_MUNICIPALITY_CODE, i);

  return code[0] != '\0' && strcmp (code, "GM0310") != 0;
}

static gboolean
is_long_vacant (const LwOffices *o, guint i)
{
  return o->vacant_stock_m2[i] > 0 && o->vacant_since[i] != LW_DATE_UNKNOWN &&
         lw_date_completed_years (o->vacant_since[i], o->date) >= 3;
}

static gboolean
has_town_with_7 (const LwOffices *o, guint i)
{
  return strchr (lw_offices_text (o, LW_OFFICE_TOWN, i), '7') != NULL && o->energy_label[i] == 0;
}

static gboolean
is_worse_than_c (const LwOffices *o, guint i)
{
  return o->energy_label[i] >= LW_LABEL_D;
}

static gboolean
is_known_and_b_or_better (const LwOffices *o, guint i)
{
  return o->energy_label[i] != LW_LABEL_UNKNOWN && o->energy_label[i] <= LW_LABEL_B;
}

/* Whole tables, larger than a block and a slice, against the same question asked row by row. */
static void
test_against_naive (void)
{
  static const Naive cases[] = {
    { "build_year < 1980 and floor_area_m2 >= 500", is_old_and_large },
    { "vacant_m2 / floor_area_m2 > 0.3 or monument", is_mostly_vacant_or_monument },
    { "not municipality_code = 'GM0310'", is_not_in_gm0310 },
    { "vacancy_years >= 3", is_long_vacant },
    { "town ~ '7' and energy_label is unknown", has_town_with_7 },
    { "energy_label > 'C'", is_worse_than_c },
    { "'B' >= energy_label", is_known_and_b_or_better },
  };
  LwSettings settings = LW_SETTINGS_DEFAULT;
  g_autoptr (LwOffices) offices = fixture_offices (20011, 8, &settings);

  for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      g_autoptr (LwExpression) expression = parse (cases[c].text);
      g_autoptr (LwBitset) rows = lw_expression_evaluate (expression, offices, NULL, 0, NULL, NULL);
      guint n = 0;

      for (guint i = 0; i < offices->n; i++)
        {
          gboolean expected = cases[c].naive (offices, i);

          g_assert_cmpint (lw_bitset_test (rows, i), ==, expected);
          n += expected;
        }
      g_assert_cmpuint (n, >, 0);
      g_assert_cmpuint (lw_bitset_count (rows), ==, n);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/expression/true", test_true);
  g_test_add_func ("/expression/false", test_false);
  g_test_add_func ("/expression/three-values", test_three_values);
  g_test_add_func ("/expression/unknown-cells", test_unknown_cells);
  g_test_add_func ("/expression/errors", test_errors);
  g_test_add_func ("/expression/limits", test_limits);
  g_test_add_func ("/expression/to-string", test_to_string);
  g_test_add_func ("/expression/extra-columns", test_extra_columns);
  g_test_add_func ("/expression/against-naive", test_against_naive);
  return g_test_run ();
}
