/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers for people: rounding, marks of any locale, unknown that is never 0. */
#include "draw/lw-format-change.h"
#include "draw/lw-format.h"
#include "model/lw-offices-builder.h"

#include <math.h>

#define NB "\302\240"

static void
expect (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_dutch (void)
{
  LwFormat nl;

  lw_format_init (&nl, ",", ".");
  expect (lw_format_number (&nl, 1234.5, 1), "1.234,5");
  expect (lw_format_number (&nl, 1234567, 0), "1.234.567");
  expect (lw_format_m2 (&nl, 138849), "138.800" NB "m²");
  expect (lw_format_m2_fact (&nl, 240), "240" NB "m²");
  expect (lw_format_m2_fact (&nl, 1240.26), "1.240,3" NB "m²");
  expect (lw_format_percent (&nl, 0.1456), "14,6" NB "%");
  expect (lw_format_compact (&nl, 3.65e6), "3,65" NB "mln");
  expect (lw_format_euro (&nl, 9412345), "€" NB "9.412.000");
}

static void
test_english (void)
{
  LwFormat en;

  lw_format_init (&en, ".", ",");
  expect (lw_format_count (&en, 2500), "2,500");
  expect (lw_format_count (&en, 0), "0");
  expect (lw_format_count (&en, 999), "999");
  expect (lw_format_number (&en, -1234.56, 1), "−1,234.6");
  expect (lw_format_number (&en, -0.01, 1), "0.0");
  expect (lw_format_m2_bare (&en, 149), "100");
  expect (lw_format_m2_bare (&en, 150), "200");
  expect (lw_format_m2_bare (&en, 0), "0");
  expect (lw_format_m2_bare (&en, 20), "<" NB "100");
  expect (lw_format_points (&en, 0.0078), "▲" NB "0.8");
  expect (lw_format_points (&en, -0.0078), "▼" NB "0.8");
  expect (lw_format_points (&en, 0.0001), "=" NB "0.0");
  expect (lw_format_euro_compact (&en, 9.412e6), "€" NB "9.41" NB "mln");
  expect (lw_format_compact (&en, 9400), "9,400");
  expect (lw_format_compact (&en, 181400), "181k");
  expect (lw_format_compact (&en, 999700), "1.00" NB "mln");
  expect (lw_format_compact (&en, 36.5e6), "36.5" NB "mln");
  expect (lw_format_compact (&en, 1.2e9), "1.20" NB "bn");
  expect (lw_format_short (&en, 240), "240");
  expect (lw_format_short (&en, 2400), "2.4k");
  expect (lw_format_short (&en, 1262000), "1262k");
  expect (lw_format_short (&en, 12e6), "12" NB "mln");
  expect (lw_format_years (&en, 1), "1 year");
  expect (lw_format_years (&en, 2.5), "2.5 years");
  expect (lw_format_year (2031), "2031");
  expect (lw_format_year (0), "–");
}

static void
test_unknown (void)
{
  expect (lw_format_number (NULL, NAN, 1), "–");
  expect (lw_format_m2 (NULL, NAN), "–");
  expect (lw_format_m2_bare (NULL, NAN), "–");
  expect (lw_format_m2_fact (NULL, NAN), "–");
  expect (lw_format_percent (NULL, NAN), "–");
  expect (lw_format_points (NULL, NAN), "–");
  expect (lw_format_euro (NULL, NAN), "–");
  expect (lw_format_euro_compact (NULL, NAN), "–");
  expect (lw_format_compact (NULL, NAN), "–");
  expect (lw_format_short (NULL, NAN), "–");
  expect (lw_format_years (NULL, NAN), "–");
}

static void
test_change (void)
{
  LwFormat nl;

  lw_format_init (&nl, ",", ".");
  expect (lw_format_m2_change (&nl, 1249), "+1.200" NB "m²");
  expect (lw_format_m2_change (&nl, -1251), "−1.300" NB "m²");
  expect (lw_format_m2_change_bare (&nl, 42.4), "+42");
  expect (lw_format_m2_change_bare (&nl, -0.2), "0");
  expect (lw_format_m2_change_bare (&nl, 0), "0");
  expect (lw_format_m2_change (&nl, NAN), "–");
}

static void
test_office_change (void)
{
  static const struct {
    LwOfficeChange change;
    double stock_before, stock, vacant_before, vacant;
    const char *words;
    const char *moved;
  } cases[] = {
    { LW_CHANGE_EMPTIED, 1000, 1000, 0, 250, "emptied: vacant 0" NB "m² → 250" NB "m²", "+250" NB "m²" },
    { LW_CHANGE_FILLED, 1000, 1000, 300, 50, "filled: vacant 300" NB "m² → 50" NB "m²", "−250" NB "m²" },
    { LW_CHANGE_NEW, 0, 500, 0, NAN, "new: 500" NB "m², vacancy unknown", "+500" NB "m²" },
    { LW_CHANGE_DEMOLISHED, 700, 0, 70, 0, "demolished: 700" NB "m², of which 70" NB "m² vacant", "−700" NB "m²" },
    { LW_CHANGE_KNOWN, 700, 700, NAN, 70, "now known: vacant unknown → 70" NB "m²", "–" },
    { LW_CHANGE_AREA, 700, 800, 0, 0, "area changed: 700" NB "m² → 800" NB "m²", "+100" NB "m²" },
    { LW_CHANGE_UNCHANGED, 700, 700, 0, 0, "unchanged", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LwOfficesBuilder) builder = lw_offices_builder_new (1);
      g_autoptr (LwOffices) offices = NULL;

      lw_offices_builder_add (builder);
      lw_offices_builder_set_code (builder, LW_OFFICE_CHANGE, 0, cases[i].change);
      lw_offices_builder_set_number (builder, LW_OFFICE_STOCK_BEFORE_M2, 0, cases[i].stock_before);
      lw_offices_builder_set_number (builder, LW_OFFICE_STOCK_M2, 0, cases[i].stock);
      lw_offices_builder_set_number (builder, LW_OFFICE_VACANT_BEFORE_M2, 0, cases[i].vacant_before);
      lw_offices_builder_set_number (builder, LW_OFFICE_VACANT_STOCK_M2, 0, cases[i].vacant);
      offices = lw_offices_builder_end (builder);
      expect (lw_format_office_change (NULL, offices, 0), cases[i].words);
      expect (lw_format_office_moved (NULL, offices, 0), cases[i].moved);
    }
  expect (lw_format_dates (lw_date_from_ymd (2023, 1, 1), lw_date_from_ymd (2025, 1, 1)),
          "Between 1 Jan 2023 and 1 Jan 2025");
}

static void
test_locale (void)
{
  LwFormat format;

  /* The C locale separates nothing; people still need to read it. */
  lw_format_init_locale (&format);
  g_assert_cmpstr (format.decimal, ==, ".");
  g_assert_cmpstr (format.grouping, ==, ",");
  expect (lw_format_number (NULL, 1234567.25, 2), "1,234,567.25");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/format/dutch", test_dutch);
  g_test_add_func ("/format/english", test_english);
  g_test_add_func ("/format/unknown", test_unknown);
  g_test_add_func ("/format/change", test_change);
  g_test_add_func ("/format/office-change", test_office_change);
  g_test_add_func ("/format/locale", test_locale);
  return g_test_run ();
}
