/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Cells of lists: numbers with comma or point, identifications that went through a spreadsheet, dates in
 * every habit, postcodes and house numbers in all their spellings. */
#include <math.h>

#include "formats/lw-cell-address.h"
#include "formats/lw-cell.h"

static const struct {
  const char *cell;
  LwDecimal decimal;
  double value; /* NaN: unknown; infinite: invalid */
  LwUnit unit;
} number_cases[] = {
  { "812", LW_DECIMAL_COMMA, 812, LW_UNIT_NONE },
  { "1.234", LW_DECIMAL_COMMA, 1234, LW_UNIT_NONE },
  { "1.234", LW_DECIMAL_POINT, 1.234, LW_UNIT_NONE },
  { "1,234", LW_DECIMAL_COMMA, 1.234, LW_UNIT_NONE },
  { "1,234", LW_DECIMAL_POINT, 1234, LW_UNIT_NONE },
  { "1.234,5", LW_DECIMAL_POINT, 1234.5, LW_UNIT_NONE },
  { "1,234.5", LW_DECIMAL_COMMA, 1234.5, LW_UNIT_NONE },
  { "1.234,5 m2", LW_DECIMAL_POINT, 1234.5, LW_UNIT_M2 },
  { "1234.5", LW_DECIMAL_COMMA, 1234.5, LW_UNIT_NONE },
  { "1.2340", LW_DECIMAL_COMMA, 1.234, LW_UNIT_NONE },
  { "1234.5670", LW_DECIMAL_COMMA, 1234.567, LW_UNIT_NONE },
  { "12,5", LW_DECIMAL_POINT, 12.5, LW_UNIT_NONE },
  { "12.5", LW_DECIMAL_COMMA, 12.5, LW_UNIT_NONE },
  { "0,125", LW_DECIMAL_POINT, 0.125, LW_UNIT_NONE },
  { "0.125", LW_DECIMAL_COMMA, 0.125, LW_UNIT_NONE },
  { "1.234.567", LW_DECIMAL_POINT, 1234567, LW_UNIT_NONE },
  { "1 234,5", LW_DECIMAL_COMMA, 1234.5, LW_UNIT_NONE },
  { "1\xc2\xa0"
    "234",
    LW_DECIMAL_COMMA, 1234, LW_UNIT_NONE },
  { "1\xe2\x80\xaf"
    "234",
    LW_DECIMAL_COMMA, 1234, LW_UNIT_NONE },
  { "\xe2\x82\xac 1.250,-", LW_DECIMAL_COMMA, 1250, LW_UNIT_EURO },
  { "EUR 12,50", LW_DECIMAL_COMMA, 12.5, LW_UNIT_EURO },
  { "450 m2", LW_DECIMAL_COMMA, 450, LW_UNIT_M2 },
  { "450m\xc2\xb2 vvo", LW_DECIMAL_COMMA, 450, LW_UNIT_M2 },
  { "107,4000 ha", LW_DECIMAL_COMMA, 107.4, LW_UNIT_HECTARE },
  { "25 %", LW_DECIMAL_COMMA, 25, LW_UNIT_PERCENT },
  { "-25", LW_DECIMAL_COMMA, -25, LW_UNIT_NONE },
  { "\xe2\x88\x92"
    "3",
    LW_DECIMAL_COMMA, -3, LW_UNIT_NONE },
  { " 7 ", LW_DECIMAL_COMMA, 7, LW_UNIT_NONE },
  { "", LW_DECIMAL_COMMA, NAN, LW_UNIT_NONE },
  { "-", LW_DECIMAL_COMMA, NAN, LW_UNIT_NONE },
  { ".", LW_DECIMAL_COMMA, NAN, LW_UNIT_NONE },
  { "x", LW_DECIMAL_COMMA, NAN, LW_UNIT_NONE },
  { "n.b.", LW_DECIMAL_COMMA, NAN, LW_UNIT_NONE },
  { "Onbekend", LW_DECIMAL_COMMA, NAN, LW_UNIT_NONE },
  { "-99999999", LW_DECIMAL_COMMA, NAN, LW_UNIT_NONE },
  { "-99997", LW_DECIMAL_COMMA, NAN, LW_UNIT_NONE },
  { "ca. 1.200 m2 bvo", LW_DECIMAL_COMMA, 1200, LW_UNIT_M2 },
  { "Circa 950", LW_DECIMAL_COMMA, 950, LW_UNIT_NONE },
  { "\xc2\xb1 1500", LW_DECIMAL_COMMA, 1500, LW_UNIT_NONE },
  { "+/- 1.000 m\xc2\xb2", LW_DECIMAL_COMMA, 1000, LW_UNIT_M2 },
  { "ca", LW_DECIMAL_COMMA, INFINITY, LW_UNIT_NONE },
  { "ca. -5", LW_DECIMAL_COMMA, INFINITY, LW_UNIT_NONE },
  { "cafe 5", LW_DECIMAL_COMMA, INFINITY, LW_UNIT_NONE },
  { "1000-1500", LW_DECIMAL_COMMA, INFINITY, LW_UNIT_NONE },
  { "1.23.4", LW_DECIMAL_COMMA, INFINITY, LW_UNIT_NONE },
  { "12 34", LW_DECIMAL_COMMA, INFINITY, LW_UNIT_NONE },
  { "1.2345,6", LW_DECIMAL_COMMA, INFINITY, LW_UNIT_NONE },
  { "veel", LW_DECIMAL_COMMA, INFINITY, LW_UNIT_NONE },
  { "450 stuks", LW_DECIMAL_COMMA, INFINITY, LW_UNIT_NONE },
  { "3,63E+14", LW_DECIMAL_COMMA, INFINITY, LW_UNIT_NONE },
  { ",", LW_DECIMAL_COMMA, INFINITY, LW_UNIT_NONE },
  { ".5.", LW_DECIMAL_COMMA, INFINITY, LW_UNIT_NONE },
};

static void
test_numbers (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (number_cases); i++)
    {
      double value = 0;
      LwUnit unit = LW_UNIT_NONE;
      LwCellState state = lw_cell_parse_number (number_cases[i].cell, number_cases[i].decimal, &value, &unit);

      g_test_message ("number \"%s\"", number_cases[i].cell);
      if (isnan (number_cases[i].value))
        g_assert_cmpint (state, ==, LW_CELL_UNKNOWN);
      else if (isinf (number_cases[i].value))
        g_assert_cmpint (state, ==, LW_CELL_INVALID);
      else
        {
          g_assert_cmpint (state, ==, LW_CELL_VALUE);
          g_assert_cmpfloat_with_epsilon (value, number_cases[i].value, 1e-9);
          g_assert_cmpint (unit, ==, number_cases[i].unit);
        }
    }
}

static LwDecimal
decide (const char *const *cells, LwDecimal fallback)
{
  LwNumberSurvey survey = { 0 };

  for (guint i = 0; cells[i] != NULL; i++)
    lw_number_survey_add (&survey, cells[i]);
  return lw_number_survey_decide (&survey, fallback);
}

static void
test_number_columns (void)
{
  static const char *const dutch[] = { "1.234", "12,5", "n.b.", "2.000", NULL };
  static const char *const english[] = { "1,234", "12.5", "x", NULL };
  static const char *const grouped[] = { "1.234.567", "1.234", NULL };
  static const char *const doubtful[] = { "1.234", "2.345", "17", NULL };

  g_assert_cmpint (decide (dutch, LW_DECIMAL_POINT), ==, LW_DECIMAL_COMMA);
  g_assert_cmpint (decide (english, LW_DECIMAL_COMMA), ==, LW_DECIMAL_POINT);
  g_assert_cmpint (decide (grouped, LW_DECIMAL_POINT), ==, LW_DECIMAL_COMMA);
  g_assert_cmpint (decide (doubtful, LW_DECIMAL_COMMA), ==, LW_DECIMAL_COMMA);
  g_assert_cmpint (decide (doubtful, LW_DECIMAL_POINT), ==, LW_DECIMAL_POINT);
}

static void
test_ids (void)
{
  static const struct {
    const char *cell;
    LwIdCheck check;
    LwBagId id;
  } cases[] = {
    { "0363010000000123", LW_ID_GOOD, 363010000000123ull },
    { "363010000000123", LW_ID_PADDED, 363010000000123ull },
    { "3010000000123", LW_ID_PADDED, 3010000000123ull },
    { "'0363010000000123", LW_ID_GOOD, 363010000000123ull },
    { "=\"0363010000000123\"", LW_ID_GOOD, 363010000000123ull },
    { " 0363 0100 0000 0123 ", LW_ID_GOOD, 363010000000123ull },
    { "NL.IMBAG.Verblijfsobject.0363010000000123", LW_ID_GOOD, 363010000000123ull },
    { "nl.imbag.pand.0363100012073352", LW_ID_GOOD, 363100012073352ull },
    { "363010000000123.0", LW_ID_PADDED, 363010000000123ull },
    { "1680010000000123", LW_ID_GOOD, 1680010000000123ull },
    { "3,63E+14", LW_ID_SCIENTIFIC, 0 },
    { "3.63010e14", LW_ID_SCIENTIFIC, 0 },
    { "", LW_ID_UNKNOWN, 0 },
    { "onbekend", LW_ID_UNKNOWN, 0 },
    { "123456789012", LW_ID_LENGTH, 0 },
    { "03630100000001234", LW_ID_LENGTH, 0 },
    { "0000000000000000", LW_ID_LENGTH, 0 },
    { "0363-01", LW_ID_NO_DIGITS, 0 },
    { "Damrak 1", LW_ID_NO_DIGITS, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LwBagId id = 1;

      g_test_message ("identification \"%s\"", cases[i].cell);
      g_assert_cmpint (lw_cell_parse_bag_id (cases[i].cell, &id), ==, cases[i].check);
      g_assert_cmpuint (id, ==, cases[i].id);
    }
  g_assert_cmpint (lw_bag_id_type (363100012073352ull), ==, LW_BAG_TYPE_BUILDING);
}

static const struct {
  const char *cell;
  const char *iso; /* NULL: unknown; "": invalid */
  LwDatePrecision precision;
} date_cases[] = {
  { "31-12-2024", "2024-12-31", LW_DATE_DAY },
  { "1-2-24", "2024-02-01", LW_DATE_DAY },
  { "1-2-98", "1998-02-01", LW_DATE_DAY },
  { "01/02/2024", "2024-02-01", LW_DATE_DAY },
  { "1.2.2024", "2024-02-01", LW_DATE_DAY },
  { "2024-12-31", "2024-12-31", LW_DATE_DAY },
  { "2024-12-31T00:00:00Z", "2024-12-31", LW_DATE_DAY },
  { "31-12-2024 13:45:00", "2024-12-31", LW_DATE_DAY },
  { "2024/1/5", "2024-01-05", LW_DATE_DAY },
  { "20241231", "2024-12-31", LW_DATE_DAY },
  { "31122024", "2024-12-31", LW_DATE_DAY },
  { "45657", "2024-12-31", LW_DATE_DAY },
  { "45657,5", "2024-12-31", LW_DATE_DAY },
  { "45657.75", "2024-12-31", LW_DATE_DAY },
  { "18264", "1950-01-01", LW_DATE_DAY },
  { "1 januari 2024", "2024-01-01", LW_DATE_DAY },
  { "1 mrt 2024", "2024-03-01", LW_DATE_DAY },
  { "31-mei-24", "2024-05-31", LW_DATE_DAY },
  { "January 5, 2024", "2024-01-05", LW_DATE_DAY },
  { "mei 2021", "2021-05-01", LW_DATE_MONTH },
  { "okt-19", "2019-10-01", LW_DATE_MONTH },
  { "2021-05", "2021-05-01", LW_DATE_MONTH },
  { "05-2021", "2021-05-01", LW_DATE_MONTH },
  { "202105", "2021-05-01", LW_DATE_MONTH },
  { "2019", "2019-01-01", LW_DATE_YEAR },
  { "2104-01-21", "2104-01-21", LW_DATE_DAY },
  { "=\"2024-12-31\"", "2024-12-31", LW_DATE_DAY },
  { "", NULL, LW_DATE_DAY },
  { "onbekend", NULL, LW_DATE_DAY },
  { "-", NULL, LW_DATE_DAY },
  { "31-2-2024", "", LW_DATE_DAY },
  { "12/31/2024", "", LW_DATE_DAY },
  { "99999", "", LW_DATE_DAY },
  { "1234", "", LW_DATE_DAY },
  { "219-01-01", "", LW_DATE_DAY },
  { "1-1-20219", "", LW_DATE_DAY },
  { "0219-01-01", "", LW_DATE_DAY },
  { "sinds lang", "", LW_DATE_DAY },
  { "v.a. 2019", "2019-01-01", LW_DATE_YEAR },
  { "Vanaf 1-3-2019", "2019-03-01", LW_DATE_DAY },
  { "per 31 december 2024", "2024-12-31", LW_DATE_DAY },
  { "per", "", LW_DATE_DAY },
  { "leeg sinds medio 2021", "2021-07-01", LW_DATE_ROUGH },
  { "Medio 2021", "2021-07-01", LW_DATE_ROUGH },
  { "medio juni 2021", "2021-06-15", LW_DATE_ROUGH },
  { "begin 2022", "2022-01-01", LW_DATE_ROUGH },
  { "eind 2020", "2020-12-31", LW_DATE_ROUGH },
  { "eind februari 2024", "2024-02-29", LW_DATE_ROUGH },
  { "ultimo december 2023", "2023-12-31", LW_DATE_ROUGH },
  { "voorjaar 2019", "2019-03-01", LW_DATE_ROUGH },
  { "Zomer '21", "2021-06-01", LW_DATE_ROUGH },
  { "najaar 2019", "2019-09-01", LW_DATE_ROUGH },
  { "half 2020", "2020-07-01", LW_DATE_ROUGH },
  { "Q3 2020", "2020-07-01", LW_DATE_ROUGH },
  { "Q1-2022", "2022-01-01", LW_DATE_ROUGH },
  { "2022 Q4", "2022-10-01", LW_DATE_ROUGH },
  { "2025KW04", "2025-10-01", LW_DATE_ROUGH },
  { "2e kwartaal 2021", "2021-04-01", LW_DATE_ROUGH },
  { "2e helft 2021", "2021-07-01", LW_DATE_ROUGH },
  { "ca. 2017", "2017-01-01", LW_DATE_YEAR },
  { "v.a.2019", "2019-01-01", LW_DATE_YEAR },
  { "1-7-'19", "2019-07-01", LW_DATE_DAY },
  { "juli '19", "2019-07-01", LW_DATE_MONTH },
  { "winter 2021", "", LW_DATE_DAY },
  { "medio", "", LW_DATE_DAY },
  { "medio 21", "", LW_DATE_DAY },
  { "medio 1-7-2021", "", LW_DATE_DAY },
  { "zomer juli 2021", "", LW_DATE_DAY },
  { "eind 13-2021", "", LW_DATE_DAY },
  { "Q5 2020", "", LW_DATE_DAY },
  { "2020KW05", "", LW_DATE_DAY },
  { "> 3 jaar", "", LW_DATE_DAY },
  { "langer dan 2 jaar", "", LW_DATE_DAY },
  { "2021/2022", "", LW_DATE_DAY },
  { "1-2-3-4", "", LW_DATE_DAY },
  { "4.5E4", "", LW_DATE_DAY },
};

static void
test_dates (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (date_cases); i++)
    {
      LwDate date;
      LwDatePrecision precision = LW_DATE_DAY;
      LwCellState state = lw_cell_parse_date (date_cases[i].cell, NULL, &date, &precision);
      g_autofree char *iso = lw_date_to_iso (date);

      g_test_message ("date \"%s\"", date_cases[i].cell);
      if (date_cases[i].iso == NULL)
        g_assert_cmpint (state, ==, LW_CELL_UNKNOWN);
      else
        g_assert_cmpint (state, ==, date_cases[i].iso[0] == '\0' ? LW_CELL_INVALID : LW_CELL_VALUE);
      g_assert_cmpstr (iso, ==, date_cases[i].iso == NULL ? "" : date_cases[i].iso);
      g_assert_cmpint (precision, ==, date_cases[i].precision);
    }
}

static void
test_date_columns (void)
{
  LwDateSurvey survey = { 0, 0 };
  LwDateStyle style = { TRUE, FALSE };
  LwDate date;

  lw_date_survey_add (&survey, "1/2/2024");
  g_assert_cmpuint (survey.day_first + survey.month_first, ==, 0);
  lw_date_survey_add (&survey, "12/31/2024");
  lw_date_survey_add (&survey, "31-12-2024");
  g_assert_cmpuint (survey.day_first, ==, 1);
  g_assert_cmpuint (survey.month_first, ==, 1);
  g_assert_cmpint (lw_cell_parse_date ("12/31/2024", &style, &date, NULL), ==, LW_CELL_VALUE);
  g_assert_cmpint (date, ==, lw_date_from_ymd (2024, 12, 31));
  style = (LwDateStyle){ FALSE, TRUE };
  g_assert_cmpint (lw_cell_parse_date ("44195", &style, &date, NULL), ==, LW_CELL_VALUE);
  g_assert_cmpint (date, ==, lw_date_from_ymd (2024, 12, 31));
}

static void
test_postcodes (void)
{
  char postcode[7];

  g_assert_true (lw_address_parse_postcode ("1234 AB", postcode));
  g_assert_cmpstr (postcode, ==, "1234AB");
  g_assert_true (lw_address_parse_postcode (" 1234ab ", postcode));
  g_assert_cmpstr (postcode, ==, "1234AB");
  g_assert_true (lw_address_parse_postcode ("1234\xc2\xa0"
                                            "ab",
                                            postcode));
  g_assert_false (lw_address_parse_postcode ("0234 AB", postcode));
  g_assert_cmpstr (postcode, ==, "");
  g_assert_false (lw_address_parse_postcode ("1234", postcode));
  g_assert_false (lw_address_parse_postcode ("1234 ABC", postcode));
  g_assert_false (lw_address_parse_postcode ("", postcode));
}

static void
test_house_numbers (void)
{
  static const struct {
    const char *cell;
    int number;
    const char *letter;
    const char *suffix;
    int range_end;
  } cases[] = {
    { "12", 12, "", "", 0 },         { "12a", 12, "A", "", 0 },      { "12 A", 12, "A", "", 0 },
    { "12-A", 12, "A", "", 0 },      { "12 hs", 12, "", "HS", 0 },   { "12-bis", 12, "", "BIS", 0 },
    { "12A-2", 12, "A", "2", 0 },    { "12-2", 12, "", "2", 0 },     { "12-14", 12, "", "", 14 },
    { "12 t/m 16", 12, "", "", 16 }, { "12 en 14", 12, "", "", 14 }, { "12/14", 12, "", "", 14 },
    { "12 A3", 12, "A", "3", 0 },    { "12a bg", 12, "A", "BG", 0 }, { "12.0", 12, "", "", 0 },
    { "12 III", 12, "", "III", 0 },  { "'7", 7, "", "", 0 },         { "12 begane grond", 12, "", "", 0 },
    { "300 (Huis ter Heide)", 300, "", "", 0 }, { "12 (A)", 12, "A", "", 0 },
    { "12 bis", 12, "", "BIS", 0 },
  };
  LwAddress address = { "", 0, "", "", 0 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("house number \"%s\"", cases[i].cell);
      g_assert_true (lw_address_parse_number (cases[i].cell, &address));
      g_assert_cmpint (address.number, ==, cases[i].number);
      g_assert_cmpstr (address.letter, ==, cases[i].letter);
      g_assert_cmpstr (address.suffix, ==, cases[i].suffix);
      g_assert_cmpint (address.range_end, ==, cases[i].range_end);
    }
  g_assert_false (lw_address_parse_number ("A12", &address));
  g_assert_false (lw_address_parse_number ("0", &address));
  g_assert_false (lw_address_parse_number ("1234567", &address));
  g_assert_false (lw_address_parse_number ("", &address));
}

/* Every way to write the two parts in one cell: with and without blank in the postcode, small letters, blank,
 * comma or both between them, and five ways to write the number. */
static void
test_combined_addresses (void)
{
  static const char *const postcodes[] = { "3511XK", "3511 XK", "3511xk", "3511 xk" };
  static const char *const betweens[] = { " ", ",", ", " };
  static const struct {
    const char *text;
    int number;
    const char *letter;
  } numbers[]
      = { { "20", 20, "" }, { "20a", 20, "A" }, { "20 a", 20, "A" }, { "20-b", 20, "B" }, { "25", 25, "" } };
  LwAddress address;

  for (guint i = 0; i < 4 * 3 * 5; i++)
    {
      g_autofree char *text = g_strconcat (postcodes[i % 4], betweens[i / 4 % 3], numbers[i / 12].text, NULL);

      g_test_message ("address \"%s\"", text);
      g_assert_true (lw_address_parse (text, &address));
      g_assert_cmpstr (address.postcode, ==, "3511XK");
      g_assert_cmpint (address.number, ==, numbers[i / 12].number);
      g_assert_cmpstr (address.letter, ==, numbers[i / 12].letter);
      g_assert_cmpstr (address.suffix, ==, "");
    }
  g_assert_true (lw_address_parse ("Lange Weg 12 a, 3511 XK Dorp", &address));
  g_assert_cmpint (address.number, ==, 12);
  g_assert_cmpstr (address.letter, ==, "A");
  g_assert_true (lw_address_parse ("Plein 1940 7-2 3511XK", &address));
  g_assert_cmpint (address.number, ==, 7);
  g_assert_cmpstr (address.suffix, ==, "2");
  g_assert_true (lw_address_parse ("3511 XK 12 Amersfoort", &address));
  g_assert_cmpstr (address.suffix, ==, "");
  g_assert_false (lw_address_parse ("postcode_huisnummer", &address));
  g_assert_false (lw_address_parse ("3511 XK", &address));
  g_assert_false (lw_address_parse ("", &address));
}

static void
test_split_addresses (void)
{
  static const struct {
    const char *cell;
    const char *street; /* NULL: there is none */
    int number;
    const char *addition;
    const char *town;
  } cases[] = {
    { "Lange Weg 12 a, 3511 XK Dorp", "Lange Weg", 12, "A", "Dorp" },
    { "Lange Weg 12", "Lange Weg", 12, "", NULL },
    { "Lange Weg 12-B, Dorp aan Zee", "Lange Weg", 12, "B", "Dorp aan Zee" },
    { "Lange Weg 12 bis Dorpstad", "Lange Weg", 12, "BIS", NULL },
    { "Plein 1940 7", "Plein 1940", 7, "", NULL },
    { "'s-Gravelandseweg 300", "'s-Gravelandseweg", 300, "", NULL },
    { "1e Dwarsstraat 5", NULL, 0, "", NULL },
    { "3511 XK 12", NULL, 0, "", NULL },
    { "Lange Weg", NULL, 0, "", NULL },
    { "12", NULL, 0, "", NULL },
    { "", NULL, 0, "", NULL },
    { ", 12", NULL, 0, "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *street = NULL, *town = NULL, *addition = NULL;
      LwAddress address;
      gboolean split = lw_address_split (cases[i].cell, &address, &street, &town);

      g_test_message ("address \"%s\"", cases[i].cell);
      g_assert_cmpint (split, ==, cases[i].street != NULL);
      g_assert_cmpstr (street, ==, cases[i].street);
      if (!split)
        continue;
      g_assert_cmpstr (town, ==, cases[i].town);
      g_assert_cmpint (address.number, ==, cases[i].number);
      addition = g_strconcat (address.letter, address.suffix, NULL);
      g_assert_cmpstr (addition, ==, cases[i].addition);
    }
}

static void
test_fold_names (void)
{
  g_autofree char *plain = lw_address_fold_name ("Caf\xc3\xa9-Straat"), *street = lw_address_fold_name ("Kerkstr."),
                  *broken = lw_address_fold_name ("\xff"), *empty = lw_address_fold_name ("");

  g_assert_cmpstr (plain, ==, "cafestraat");
  g_assert_cmpstr (street, ==, "kerkstraat");
  g_assert_cmpstr (broken, ==, "");
  g_assert_cmpstr (empty, ==, "");
}

/* The first whole date of a title; numbers and years alone are none. */
static void
test_find_date (void)
{
  static const struct {
    const char *text;
    const char *iso;
  } titles[] = {
    { "Leegstand van kantoren, 1 januari 2024*", "2024-01-01" },
    { "PublicatieDatum", "" },
    { "01-09-2026", "2026-09-01" },
    { "Stand per 20240101 (voorlopig)", "2024-01-01" },
    { "Tabel 1 van 2023", "" },
    { "45000 kantoren in 2022", "" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      LwDate date = lw_cell_find_date (titles[i].text);
      g_autofree char *iso = date != LW_DATE_UNKNOWN ? lw_date_to_iso (date) : g_strdup ("");

      g_assert_cmpstr (iso, ==, titles[i].iso);
    }
}

static void
test_rough (void)
{
  g_assert_true (lw_cell_is_rough (" ca. 400"));
  g_assert_true (lw_cell_is_rough ("\xc2\xb1" "400"));
  g_assert_false (lw_cell_is_rough ("400"));
  g_assert_false (lw_cell_is_rough ("ca."));
  g_assert_true (lw_cell_is_unit ("m\xc2\xb2 vvo"));
  g_assert_true (lw_cell_is_unit ("%"));
  g_assert_false (lw_cell_is_unit (""));
  g_assert_false (lw_cell_is_unit ("12 m2"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cell/numbers", test_numbers);
  g_test_add_func ("/cell/number-columns", test_number_columns);
  g_test_add_func ("/cell/ids", test_ids);
  g_test_add_func ("/cell/dates", test_dates);
  g_test_add_func ("/cell/date-columns", test_date_columns);
  g_test_add_func ("/cell/postcodes", test_postcodes);
  g_test_add_func ("/cell/house-numbers", test_house_numbers);
  g_test_add_func ("/cell/combined-addresses", test_combined_addresses);
  g_test_add_func ("/cell/find-date", test_find_date);
  g_test_add_func ("/cell/rough", test_rough);
  g_test_add_func ("/cell/split-addresses", test_split_addresses);
  g_test_add_func ("/cell/fold-names", test_fold_names);
  return g_test_run ();
}
