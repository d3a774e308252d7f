/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-format-change: see lw-format-change.h. */
#include "draw/lw-format-change.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MINUS "\342\210\222"

static char *
add_sign (double value, const char *size)
{
  return g_strconcat (value > 0 ? "+" : value < 0 ? MINUS : "", size, NULL);
}

/**
 * lw_format_m2_change_bare:
 * @format: (nullable): how
 * @m2: by how many m² a total grew or, negative, shrank; NAN where unknown
 *
 * Returns: (transfer full): "+1,200", rounded to 100 as totals are; what is less than that is told as it is
 */
char *
lw_format_m2_change_bare (const LwFormat *format, double m2)
{
  double rounded = fabs (m2) < 100 ? round (m2) : round (m2 / 100) * 100;
  g_autofree char *size = lw_format_number (format, fabs (rounded), 0);

  return add_sign (rounded, size);
}

/** lw_format_m2_change: (returns: transfer full) as lw_format_m2_change_bare(), with its unit: "+1,200 m²" */
char *
lw_format_m2_change (const LwFormat *format, double m2)
{
  g_autofree char *bare = lw_format_m2_change_bare (format, m2);

  if (isnan (m2))
    return g_steal_pointer (&bare);
  return g_strconcat (bare, "\302\240m²", NULL);
}

/* A recorded fact is not rounded. */
static char *
format_fact_change (const LwFormat *format, double m2)
{
  g_autofree char *size = lw_format_m2_fact (format, fabs (m2));

  return add_sign (m2, size);
}

/** lw_format_dates: (returns: transfer full) two dates that are compared, as a heading */
char *
lw_format_dates (LwDate from, LwDate to)
{
  g_autofree char *first = lw_date_to_short (from), *last = lw_date_to_short (to);

  /* Translators: two dates that are compared */
  return g_strdup_printf (_ ("Between %s and %s"), first, last);
}

static char *
describe_whole (const LwFormat *format, const char *label, double stock, double vacant)
{
  g_autofree char *area = lw_format_m2_fact (format, stock), *empty = lw_format_m2_fact (format, vacant);

  if (isnan (vacant))
    /* Translators: what became of an office ("demolished"), its area */
    return g_strdup_printf (_ ("%s: %s, vacancy unknown"), label, area);
  /* Translators: what became of an office ("demolished"), its area and the vacant part of that */
  return g_strdup_printf (_ ("%s: %s, of which %s vacant"), label, area, empty);
}

static char *
describe_vacancy (const LwFormat *format, const char *label, double before, double after)
{
  g_autofree char *from = isnan (before) ? g_strdup (_ ("unknown")) : lw_format_m2_fact (format, before);
  g_autofree char *to = isnan (after) ? g_strdup (_ ("unknown")) : lw_format_m2_fact (format, after);

  /* Translators: what became of an office ("emptied"), its vacant m² on two dates */
  return g_strdup_printf (_ ("%s: vacant %s → %s"), label, from, to);
}

/**
 * lw_format_office_change:
 * @format: (nullable): how
 * @offices: the table of a difference
 * @row: an office
 *
 * Returns: (transfer full): what became of it, in a few words: "emptied: vacant 0 m² → 1,200 m²"
 */
char *
lw_format_office_change (const LwFormat *format, const LwOffices *offices, guint row)
{
  LwOfficeChange change = offices->change[row];
  const char *label = lw_codes_label (LW_CODES_CHANGE, change);
  double stock = offices->stock_m2[row], before = offices->stock_before_m2[row];

  switch (change)
    {
    case LW_CHANGE_NEW:
      return describe_whole (format, label, stock, offices->vacant_stock_m2[row]);
    case LW_CHANGE_TRANSFORMED:
    case LW_CHANGE_DEMOLISHED:
    case LW_CHANGE_GONE:
      return describe_whole (format, label, before, offices->vacant_before_m2[row]);
    case LW_CHANGE_EMPTIED:
    case LW_CHANGE_FILLED:
    case LW_CHANGE_KNOWN:
    case LW_CHANGE_UNKNOWN:
      return describe_vacancy (format, label, offices->vacant_before_m2[row], offices->vacant_stock_m2[row]);
    case LW_CHANGE_AREA:
      {
        g_autofree char *from = lw_format_m2_fact (format, before), *to = lw_format_m2_fact (format, stock);

        /* Translators: what became of an office ("area changed"), its area on two dates */
        return g_strdup_printf (_ ("%s: %s → %s"), label, from, to);
      }
    case LW_CHANGE_NONE:
    case LW_CHANGE_UNCHANGED:
    case LW_N_CHANGES:
    default:
      return g_strdup (label);
    }
}

/**
 * lw_format_office_moved:
 * @format: (nullable): how
 * @offices: the table of a difference
 * @row: an office
 *
 * Returns: (transfer full): the m² that its change is about, with their sign: of vacancy where it emptied or filled, of
 *   stock where it came, went or changed its size; empty where nothing changed, "–" where nothing is known
 */
char *
lw_format_office_moved (const LwFormat *format, const LwOffices *offices, guint row)
{
  double stock = offices->stock_m2[row] - offices->stock_before_m2[row];

  switch ((LwOfficeChange) offices->change[row])
    {
    case LW_CHANGE_NEW:
    case LW_CHANGE_TRANSFORMED:
    case LW_CHANGE_DEMOLISHED:
    case LW_CHANGE_GONE:
    case LW_CHANGE_AREA:
      return format_fact_change (format, stock);
    case LW_CHANGE_EMPTIED:
    case LW_CHANGE_FILLED:
    case LW_CHANGE_KNOWN:
    case LW_CHANGE_UNKNOWN:
      return format_fact_change (format, lw_offices_vacancy_change (offices, row));
    case LW_CHANGE_NONE:
    case LW_CHANGE_UNCHANGED:
    case LW_N_CHANGES:
    default:
      return g_strdup ("");
    }
}
