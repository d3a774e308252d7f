/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The table of offices: dates, codes, sets of bits, dictionaries, building, sharing and deriving columns. */
#include <math.h>

#include "model/lw-bitset.h"
#include "model/lw-offices-builder.h"

static void
test_date_roundtrip (void)
{
  int year, month, day;

  for (LwDate d = lw_date_from_ymd (1600, 1, 1); d < lw_date_from_ymd (2405, 1, 1); d += 13)
    {
      lw_date_to_ymd (d, &year, &month, &day);
      g_assert_cmpint (lw_date_from_ymd (year, month, day), ==, d);
    }
  g_assert_cmpint (lw_date_from_ymd (1970, 1, 1), ==, 0);
  g_assert_cmpint (lw_date_from_ymd (2000, 3, 1), ==, 11017);
  g_assert_cmpint (lw_date_from_ymd (1969, 12, 31), ==, -1);
  g_assert_cmpint (lw_date_from_ymd (2023, 2, 29), ==, LW_DATE_UNKNOWN);
  g_assert_cmpint (lw_date_from_ymd (2100, 2, 29), ==, LW_DATE_UNKNOWN);
  g_assert_cmpint (lw_date_from_ymd (0, 1, 1), ==, LW_DATE_UNKNOWN);
}

static void
test_date_text (void)
{
  g_autofree char *iso = lw_date_to_iso (lw_date_parse_iso ("2021-10-15T12:00:00"));
  g_autofree char *none = lw_date_to_iso (LW_DATE_UNKNOWN);

  g_assert_cmpstr (iso, ==, "2021-10-15");
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpint (lw_date_parse_iso ("2021-13-01"), ==, LW_DATE_UNKNOWN);
  g_assert_cmpint (lw_date_parse_iso ("2021-1-01"), ==, LW_DATE_UNKNOWN);
  g_assert_cmpint (lw_date_parse_iso ("2021-01-011"), ==, LW_DATE_UNKNOWN);
  g_assert_cmpint (lw_date_parse_iso (""), ==, LW_DATE_UNKNOWN);
  g_assert_cmpint (lw_date_parse_iso (NULL), ==, LW_DATE_UNKNOWN);
}

static void
test_date_ages (void)
{
  LwDate now = lw_date_from_ymd (2025, 1, 1);

  g_assert_cmpint (lw_date_completed_years (lw_date_from_ymd (2024, 1, 2), now), ==, 0);
  g_assert_cmpint (lw_date_completed_years (lw_date_from_ymd (2024, 1, 1), now), ==, 1);
  g_assert_cmpint (lw_date_completed_years (lw_date_from_ymd (2021, 12, 31), now), ==, 3);
  g_assert_cmpint (lw_date_completed_years (lw_date_from_ymd (2024, 2, 29), lw_date_from_ymd (2025, 2, 28)), ==, 0);
  g_assert_cmpint (lw_date_completed_years (lw_date_from_ymd (2024, 2, 29), lw_date_from_ymd (2025, 3, 1)), ==, 1);
  g_assert_cmpint (lw_date_nearest_january (lw_date_from_ymd (2025, 1, 1)), ==, 2025);
  g_assert_cmpint (lw_date_nearest_january (lw_date_from_ymd (2025, 6, 30)), ==, 2025);
  g_assert_cmpint (lw_date_nearest_january (lw_date_from_ymd (2025, 10, 15)), ==, 2026);
}

static void
test_bag_id (void)
{
  char text[LW_BAG_ID_LENGTH + 1];
  LwBagId id = lw_bag_id_parse ("0003010000126001", -1);

  g_assert_cmpuint (id, ==, 3010000126001);
  g_assert_cmpint (lw_bag_id_type (id), ==, LW_BAG_TYPE_OBJECT);
  lw_bag_id_format (id, text);
  g_assert_cmpstr (text, ==, "0003010000126001");
  lw_bag_id_format (0, text);
  g_assert_cmpstr (text, ==, "");
  g_assert_cmpuint (lw_bag_id_parse ("003010000126001", -1), ==, 0);
  g_assert_cmpuint (lw_bag_id_parse ("00030100001260a1", -1), ==, 0);
}

static void
test_codes (void)
{
  guint8 code = 99;

  for (LwCodeKind kind = 0; kind < LW_N_CODE_KINDS; kind++)
    for (guint i = 0; i < lw_codes_count (kind); i++)
      {
        g_assert_true (lw_codes_parse (kind, lw_codes_token (kind, i), &code));
        g_assert_cmpuint (code, ==, i);
        g_assert_cmpstr (lw_codes_label (kind, i), !=, "");
      }
  g_assert_true (lw_codes_parse (LW_CODES_LOCATION_TYPE, "  Snelweglocatie ", &code));
  g_assert_cmpuint (code, ==, LW_LOCATION_MOTORWAY);
  g_assert_true (lw_codes_parse (LW_CODES_ENERGY_LABEL, "a++", &code));
  g_assert_cmpuint (code, ==, LW_LABEL_A2);
  g_assert_false (lw_codes_parse (LW_CODES_ENERGY_LABEL, "H", &code));
  g_assert_false (lw_codes_parse (LW_CODES_OWNER_TYPE, "belegger|pensioenfonds", &code));
}

static void
test_bitset (void)
{
  g_autoptr (LwBitset) full = lw_bitset_new_full (130), some = lw_bitset_new (130), copy = NULL;
  guint seen = 0;

  g_assert_cmpuint (lw_bitset_count (full), ==, 130);
  lw_bitset_set (some, 0);
  lw_bitset_set (some, 63);
  lw_bitset_set (some, 64);
  lw_bitset_set (some, 129);
  LW_BITSET_FOREACH (some, i)
    seen += i;
  g_assert_cmpuint (seen, ==, 0 + 63 + 64 + 129);
  copy = lw_bitset_copy (some);
  lw_bitset_invert (copy);
  g_assert_cmpuint (lw_bitset_count (copy), ==, 126);
  lw_bitset_and_not (full, copy);
  g_assert_true (lw_bitset_equal (full, some));
  lw_bitset_and (full, copy);
  g_assert_cmpuint (lw_bitset_count (full), ==, 0);
  g_assert_cmpuint (lw_bitset_next (full, 0), ==, 130);
  lw_bitset_or (full, copy);
  g_assert_true (lw_bitset_equal (full, copy));
}

static void
test_dictionary (void)
{
  g_autoptr (LwDictionary) d = lw_dictionary_new ();

  g_assert_cmpuint (lw_dictionary_intern (d, NULL), ==, 0);
  g_assert_cmpuint (lw_dictionary_intern (d, "Utrecht"), ==, 1);
  g_assert_cmpuint (lw_dictionary_intern (d, "Zeist"), ==, 2);
  g_assert_cmpuint (lw_dictionary_intern (d, "Utrecht"), ==, 1);
  g_assert_cmpuint (lw_dictionary_size (d), ==, 3);
  g_assert_cmpstr (lw_dictionary_get (d, 2), ==, "Zeist");
  g_assert_cmpuint (lw_dictionary_lookup (d, "Soest"), ==, LW_DICTIONARY_NONE);
}

static void
test_builder_shares_columns (void)
{
  g_autoptr (LwOfficesBuilder) builder = lw_offices_builder_new (1), edit = NULL, more = NULL;
  g_autoptr (LwOffices) first = NULL, second = NULL, third = NULL;
  g_autofree char *address = NULL;
  g_autoptr (GString) cell = g_string_new (NULL);

  for (guint i = 0; i < 100; i++)
    {
      guint row = lw_offices_builder_add (builder);

      lw_offices_builder_set_id (builder, row, 1000 + i);
      lw_offices_builder_set_text (builder, LW_OFFICE_STREET, row, i % 2 ? "Kanaalweg" : "Maliebaan");
      lw_offices_builder_set_integer (builder, LW_OFFICE_HOUSE_NUMBER, row, (int) i + 1);
      lw_offices_builder_set_number (builder, LW_OFFICE_FLOOR_AREA_M2, row, 10.5 * i);
    }
  first = lw_offices_builder_end (builder);
  g_assert_cmpuint (first->n, ==, 100);
  g_assert_true (isnan (first->vacant_m2[99]));
  g_assert_cmpint (first->vacant_since[99], ==, LW_DATE_UNKNOWN);
  g_assert_cmpuint (lw_offices_find_id (first, 1042), ==, 42);
  g_assert_cmpuint (lw_offices_find_id (first, 1), ==, LW_OFFICES_NONE);
  address = lw_offices_address (first, 1);
  g_assert_cmpstr (address, ==, "Kanaalweg 2");

  edit = lw_offices_builder_new_from (first);
  lw_offices_builder_set_number (edit, LW_OFFICE_VACANT_M2, 7, 12);
  lw_offices_builder_set_text (edit, LW_OFFICE_TOWN, 7, "Utrecht");
  second = lw_offices_builder_end (edit);
  g_assert_true (second->street == first->street);
  g_assert_true (second->vacant_m2 != first->vacant_m2);
  g_assert_true (isnan (first->vacant_m2[7]));
  g_assert_cmpfloat (second->vacant_m2[7], ==, 12);
  g_assert_cmpstr (lw_offices_text (second, LW_OFFICE_TOWN, 7), ==, "Utrecht");
  g_assert_cmpstr (lw_offices_text (first, LW_OFFICE_TOWN, 7), ==, "");

  more = lw_offices_builder_new_from (second);
  g_assert_cmpuint (lw_offices_builder_add (more), ==, 100);
  third = lw_offices_builder_end (more);
  g_assert_cmpuint (third->n, ==, 101);
  g_assert_true (isnan (third->floor_area_m2[100]));
  lw_offices_append_cell (third, LW_OFFICE_FLOOR_AREA_M2, 3, cell);
  g_assert_cmpstr (cell->str, ==, "31.5");
  g_assert_false (lw_offices_cell_is_known (third, LW_OFFICE_STREET, 100));
}

static void
add_office (LwOfficesBuilder *b, double area, LwAreaMeasure measure, double vacant, const char *since, LwYesNo mixed)
{
  guint row = lw_offices_builder_add (b);

  lw_offices_builder_set_number (b, LW_OFFICE_FLOOR_AREA_M2, row, area);
  lw_offices_builder_set_code (b, LW_OFFICE_AREA_MEASURE, row, measure);
  lw_offices_builder_set_number (b, LW_OFFICE_VACANT_M2, row, vacant);
  lw_offices_builder_set_date (b, LW_OFFICE_VACANT_SINCE, row, lw_date_parse_iso (since));
  lw_offices_builder_set_code (b, LW_OFFICE_USE_MIXED, row, mixed);
}

static void
test_derive (void)
{
  g_autoptr (LwOfficesBuilder) b = lw_offices_builder_new (0);
  g_autoptr (LwOffices) plain = NULL, all = NULL, share = NULL, none = NULL;
  LwSettings settings = LW_SETTINGS_DEFAULT;
  LwDate date = lw_date_from_ymd (2025, 1, 1);

  add_office (b, 1000, LW_AREA_VVO, 400, "2021-06-01", LW_NO);
  add_office (b, 1000, LW_AREA_BVO, 400, "2024-06-01", LW_NO);
  add_office (b, 1000, LW_AREA_GO, 800, NULL, LW_YES);
  add_office (b, NAN, LW_AREA_GO, NAN, NULL, LW_NO);
  add_office (b, 90, LW_AREA_GO, 0, NULL, LW_NO);
  plain = lw_offices_builder_end (b);
  all = lw_offices_derive (plain, &settings, date);
  g_assert_cmpfloat (all->stock_m2[0], ==, 1000);
  g_assert_cmpuint (all->vacancy_age[0], ==, LW_VACANCY_AGE_C3);
  g_assert_cmpfloat (all->stock_m2[1], ==, 800);
  g_assert_cmpfloat (all->vacant_stock_m2[1], ==, 320);
  g_assert_cmpuint (all->vacancy_age[1], ==, LW_VACANCY_AGE_C0);
  g_assert_cmpfloat (all->stock_m2[2], ==, 1000);
  g_assert_cmpuint (all->vacancy_age[2], ==, LW_VACANCY_AGE_UNKNOWN);
  g_assert_true (isnan (all->stock_m2[3]) && isnan (all->vacant_stock_m2[3]));
  g_assert_cmpuint (all->vacancy_age[4], ==, LW_VACANCY_AGE_NONE);
  g_assert_true (all->street == plain->street);

  settings.mixed_rule = LW_MIXED_SHARE;
  settings.min_size_m2 = 100;
  share = lw_offices_derive (all, &settings, date);
  g_assert_cmpfloat (share->stock_m2[2], ==, 500);
  g_assert_cmpfloat (share->vacant_stock_m2[2], ==, 500);
  g_assert_cmpuint (share->remarks[2] & LW_REMARK_VACANT_CAPPED, !=, 0);
  g_assert_cmpfloat (share->stock_m2[4], ==, 0);
  g_assert_cmpuint (share->remarks[4] & LW_REMARK_NOT_COUNTED, !=, 0);

  settings.mixed_rule = LW_MIXED_NONE;
  none = lw_offices_derive (share, &settings, date);
  g_assert_cmpfloat (none->stock_m2[2], ==, 0);
  g_assert_cmpuint (none->remarks[2] & LW_REMARKS_DERIVED, ==, LW_REMARK_NOT_COUNTED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/date/roundtrip", test_date_roundtrip);
  g_test_add_func ("/date/text", test_date_text);
  g_test_add_func ("/date/ages", test_date_ages);
  g_test_add_func ("/bag-id", test_bag_id);
  g_test_add_func ("/codes", test_codes);
  g_test_add_func ("/bitset", test_bitset);
  g_test_add_func ("/dictionary", test_dictionary);
  g_test_add_func ("/offices/builder-shares-columns", test_builder_shares_columns);
  g_test_add_func ("/offices/derive", test_derive);
  return g_test_run ();
}
