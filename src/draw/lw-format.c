/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-format: see lw-format.h. Digits are made independently of the locale and then given its marks, so that a
 * format can be any, whatever locales a machine has. */
#include "draw/lw-format.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <math.h>
#include <string.h>

#define NBSP "\302\240"
#define MINUS "\342\210\222"

/**
 * lw_format_init:
 * @format: to fill
 * @decimal: the decimal mark
 * @grouping: what separates thousands, may be empty
 */
void
lw_format_init (LwFormat *format, const char *decimal, const char *grouping)
{
  g_return_if_fail (format != NULL && decimal != NULL && grouping != NULL);

  g_strlcpy (format->decimal, decimal, sizeof format->decimal);
  g_strlcpy (format->grouping, grouping, sizeof format->grouping);
}

/**
 * lw_format_init_locale:
 * @format: to fill
 *
 * Takes the marks of the current locale. A locale that separates no thousands gets the mark that goes with
 * its decimal mark: seven digits in a row cannot be read.
 */
void
lw_format_init_locale (LwFormat *format)
{
  const struct lconv *conventions = localeconv ();
  const char *decimal = conventions->decimal_point, *grouping = conventions->thousands_sep;

  g_return_if_fail (format != NULL);

  if (decimal == NULL || *decimal == '\0' || !g_utf8_validate (decimal, -1, NULL))
    decimal = ".";
  if (grouping == NULL || *grouping == '\0' || !g_utf8_validate (grouping, -1, NULL)
      || g_str_equal (grouping, decimal))
    grouping = g_str_equal (decimal, ",") ? "." : ",";
  lw_format_init (format, decimal, grouping);
}

/**
 * lw_format_number:
 * @format: (nullable): how; %NULL as in the locale
 * @value: a number, NAN where unknown
 * @decimals: digits behind the decimal mark
 *
 * Returns: (transfer full): "1,234.5"
 */
char *
lw_format_number (const LwFormat *format, double value, int decimals)
{
  LwFormat of_locale;
  char pattern[8], digits[512];
  const char *mark;
  GString *text;
  gsize whole;

  if (isnan (value))
    return g_strdup (LW_FORMAT_UNKNOWN);
  if (isinf (value))
    return g_strdup (value > 0 ? "∞" : MINUS "∞");
  if (format == NULL)
    {
      lw_format_init_locale (&of_locale);
      format = &of_locale;
    }
  g_snprintf (pattern, sizeof pattern, "%%.%df", CLAMP (decimals, 0, 9));
  g_ascii_formatd (digits, sizeof digits, pattern, fabs (value));
  text = g_string_new (NULL);
  if (value < 0 && strpbrk (digits, "123456789") != NULL)
    g_string_append (text, MINUS);
  mark = strchr (digits, '.');
  whole = mark != NULL ? (gsize)(mark - digits) : strlen (digits);
  for (gsize i = 0; i < whole; i++)
    {
      if (i > 0 && (whole - i) % 3 == 0)
        g_string_append (text, format->grouping);
      g_string_append_c (text, digits[i]);
    }
  if (mark != NULL)
    g_string_append_printf (text, "%s%s", format->decimal, mark + 1);
  return g_string_free (text, FALSE);
}

/** lw_format_count: (returns: transfer full) a whole number: "2,500" */
char *
lw_format_count (const LwFormat *format, guint64 count)
{
  return lw_format_number (format, (double)count, 0);
}

/**
 * lw_format_m2_bare:
 * @format: (nullable): how
 * @m2: an area, NAN where unknown
 *
 * Returns: (transfer full): a total rounded to 100 m², without its unit; what rounds to nothing but is not
 * nothing is
 *   "< 100"
 */
char *
lw_format_m2_bare (const LwFormat *format, double m2)
{
  if (m2 > 0 && m2 < 50)
    return g_strdup ("<" NBSP "100");
  return lw_format_number (format, round (m2 / 100) * 100, 0);
}

/** lw_format_m2: (returns: transfer full) a total rounded to 100 m², with its unit: "138,800 m²" */
char *
lw_format_m2 (const LwFormat *format, double m2)
{
  g_autofree char *bare = lw_format_m2_bare (format, m2);

  if (isnan (m2))
    return g_steal_pointer (&bare);
  return g_strconcat (bare, NBSP "m²", NULL);
}

/** lw_format_m2_fact: (returns: transfer full) a recorded area as it is, at most to 0.1: "240 m²" */
char *
lw_format_m2_fact (const LwFormat *format, double m2)
{
  g_autofree char *bare = lw_format_number (format, m2, fabs (m2 - round (m2)) < 0.05 ? 0 : 1);

  if (isnan (m2))
    return g_steal_pointer (&bare);
  return g_strconcat (bare, NBSP "m²", NULL);
}

/** lw_format_percent_bare: (returns: transfer full) a fraction as percentage, to 0.1, without the sign */
char *
lw_format_percent_bare (const LwFormat *format, double fraction)
{
  return lw_format_number (format, fraction * 100, 1);
}

/** lw_format_percent: (returns: transfer full) a fraction as percentage, to 0.1: "16.0 %" */
char *
lw_format_percent (const LwFormat *format, double fraction)
{
  g_autofree char *bare = lw_format_percent_bare (format, fraction);

  if (isnan (fraction))
    return g_steal_pointer (&bare);
  return g_strconcat (bare, NBSP "%", NULL);
}

/** lw_format_percent_set: (returns: transfer full) a percentage that somebody chose, without a decimal that says
 * nothing: "5 %", "7.5 %" */
char *
lw_format_percent_set (const LwFormat *format, double fraction)
{
  gboolean whole = fabs (fraction * 100 - round (fraction * 100)) < 1e-6;
  g_autofree char *bare = lw_format_number (format, fraction * 100, whole ? 0 : 1);

  if (isnan (fraction))
    return g_steal_pointer (&bare);
  return g_strconcat (bare, NBSP "%", NULL);
}

/** lw_format_parameter: (returns: transfer full) a value of a parameter without its unit: shares as percentages,
 * switches as yes and no, and no decimals that say nothing */
char *
lw_format_parameter (const LwFormat *format, LwParameter id, double value)
{
  double tenths = value * 1000;

  if (lw_parameter_is_switch (id))
    return g_strdup (value > 0 ? _ ("yes") : _ ("no"));
  if (lw_parameter_is_share (id) && fabs (tenths - round (tenths)) < 1e-6)
    return lw_format_percent_set (format, value);
  if (lw_parameter_is_share (id))
    {
      g_autofree char *bare = lw_format_number (format, value * 100, 2);
      return g_strconcat (bare, NBSP "%", NULL);
    }
  return lw_format_number (format, value, fabs (value - round (value)) < 1e-9 ? 0 : 2);
}

/** lw_format_points: (returns: transfer full) a change in percentage points, with an arrow: "▲ 0.8" */
char *
lw_format_points (const LwFormat *format, double fraction)
{
  double points = round (fraction * 1000) / 10;
  g_autofree char *size = lw_format_number (format, fabs (points), 1);

  if (isnan (fraction))
    return g_steal_pointer (&size);
  return g_strconcat (points > 0 ? "▲" : points < 0 ? "▼" : "=", NBSP, size, NULL);
}

/** lw_format_euro: (returns: transfer full) an amount rounded to 1,000: "€ 9,412,000" */
char *
lw_format_euro (const LwFormat *format, double euro)
{
  g_autofree char *bare = lw_format_number (format, round (euro / 1000) * 1000, 0);

  if (isnan (euro))
    return g_steal_pointer (&bare);
  return g_strconcat ("€" NBSP, bare, NULL);
}

/** lw_format_euro_fact: (returns: transfer full) a recorded amount as it is, with cents if it has any: "€ 2,500,000" */
char *
lw_format_euro_fact (const LwFormat *format, double euro)
{
  g_autofree char *bare = lw_format_number (format, euro, fabs (euro - round (euro)) < 0.005 ? 0 : 2);

  if (isnan (euro))
    return g_steal_pointer (&bare);
  return g_strconcat ("€" NBSP, bare, NULL);
}

/** lw_format_euro_compact: (returns: transfer full) an amount in three digits: "€ 9.41 mln" */
char *
lw_format_euro_compact (const LwFormat *format, double euro)
{
  g_autofree char *bare = lw_format_compact (format, euro);

  if (isnan (euro))
    return g_steal_pointer (&bare);
  return g_strconcat ("€" NBSP, bare, NULL);
}

/* Three digits: 3.65, 36.5, 365. */
static char *
format_three_digits (const LwFormat *format, double value)
{
  double size = fabs (value);

  return lw_format_number (format, value, size < 9.995 ? 2 : size < 99.95 ? 1 : 0);
}

/**
 * lw_format_in_unit:
 * @digits: a number, already written
 * @unit: what it counts: 1, 1e3, 1e6 or 1e9
 *
 * Returns: (transfer full): the number with its unit: "181k", "3.65 mln"
 */
char *
lw_format_in_unit (const char *digits, double unit)
{
  g_return_val_if_fail (digits != NULL, NULL);

  if (unit >= 1e9)
    /* Translators: a number of billions (thousand millions), such as 1.20 bn; the blank is a no-break space
     */
    return g_strdup_printf (_ ("%s bn"), digits);
  if (unit >= 1e6)
    /* Translators: a number of millions, such as 3.65 mln; the blank is a no-break space */
    return g_strdup_printf (_ ("%s mln"), digits);
  if (unit >= 1e3)
    /* Translators: a number of thousands, as short as can be, such as 181k */
    return g_strdup_printf (_ ("%sk"), digits);
  return g_strdup (digits);
}

/**
 * lw_format_compact:
 * @format: (nullable): how
 * @value: a number, NAN where unknown
 *
 * Returns: (transfer full): a large number in about three digits: "9,400", "181k", "3.65 mln", "1.20 bn"
 */
char *
lw_format_compact (const LwFormat *format, double value)
{
  g_autofree char *digits = NULL;
  double size = fabs (value), unit;

  if (isnan (value) || size < 9999.5)
    return lw_format_number (format, value, 0);
  if (size < 999500)
    {
      digits = lw_format_number (format, value / 1e3, 0);
      return lw_format_in_unit (digits, 1e3);
    }
  unit = size < 999.5e6 ? 1e6 : 1e9;
  digits = format_three_digits (format, value / unit);
  return lw_format_in_unit (digits, unit);
}

/**
 * lw_format_short:
 * @format: (nullable): how
 * @value: a number, NAN where unknown
 *
 * Returns: (transfer full): what fits in a circle on the map: "240", "2.4k", "181k", "1262k", "12 mln"
 */
char *
lw_format_short (const LwFormat *format, double value)
{
  LwFormat plain = { .decimal = "", .grouping = "" };
  g_autofree char *digits = NULL;
  double size = fabs (value), unit = size < 9999500 ? 1e3 : 1e6;

  if (isnan (value) || size < 999.5)
    return lw_format_number (format, value, 0);
  if (size < 9950)
    digits = lw_format_number (format, value / 1e3, 1);
  else
    /* No mark between thousands: it would not fit. */
    digits = lw_format_number (&plain, value / unit, 0);
  return lw_format_in_unit (digits, unit);
}

/** lw_format_years: (returns: transfer full) a number of years: "1 year", "2.5 years" */
char *
lw_format_years (const LwFormat *format, double years)
{
  gboolean whole = fabs (years - round (years)) < 0.05;
  g_autofree char *digits = lw_format_number (format, years, whole ? 0 : 1);

  if (isnan (years))
    return g_steal_pointer (&digits);
  /* Translators: a duration; the number may have a decimal */
  return g_strdup_printf (ngettext ("%s year", "%s years", whole ? (gulong)fabs (round (years)) : 2), digits);
}

/** lw_format_year: (returns: transfer full) a calendar year, never grouped; unknown (0) is an en dash */
char *
lw_format_year (int year)
{
  return year == 0 ? g_strdup (LW_FORMAT_UNKNOWN) : g_strdup_printf ("%d", year);
}
