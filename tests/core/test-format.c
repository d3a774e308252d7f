/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers for people: rounding, marks of any locale, unknown that is never 0. */
#include "draw/lw-format.h"

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
  g_test_add_func ("/format/locale", test_locale);
  return g_test_run ();
}
