/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-format-counting: see lw-format-counting.h. */
#include "draw/lw-format-counting.h"

#include <glib/gi18n-lib.h>

/**
 * lw_format_mixed_use:
 * @format: (nullable): how; %NULL as in the locale
 * @counting: of the offices that the total beside it is of
 *
 * Returns: (transfer full) (nullable): "of which mixed use: 274 offices, 120,000 m², counted in full"; %NULL if there
 *   are no such offices
 */
char *
lw_format_mixed_use (const LwFormat *format, const LwCounting *counting)
{
  double share = lw_settings_get_mixed_share (&counting->settings);
  gulong n = counting->mixed_offices;
  g_autofree char *offices = lw_format_count (format, n);
  g_autofree char *whole = lw_format_m2 (format, counting->mixed_whole_m2);
  g_autofree char *counted = lw_format_m2 (format, counting->mixed_counted_m2);
  g_autofree char *percent = lw_format_percent (format, share);

  if (n == 0)
    return NULL;
  if (counting->settings.mixed_rule == LW_MIXED_ALL)
    /* Translators: a number of offices, their area */
    return g_strdup_printf (ngettext ("of which mixed use: %s office, %s, counted in full",
                                      "of which mixed use: %s offices, %s, counted in full", n),
                            offices, whole);
  if (share <= 0)
    return g_strdup_printf (ngettext ("mixed use: %s office, %s, not counted", "mixed use: %s offices, %s, not counted", n),
                            offices, whole);
  /* Translators: a number of offices, their area, the share that counts, what that comes to */
  return g_strdup_printf (ngettext ("mixed use: %s office, %s, of which %s counts (%s)",
                                    "mixed use: %s offices, %s, of which %s counts (%s)", n),
                          offices, whole, percent, counted);
}

/**
 * lw_format_left_out:
 * @format: (nullable): how; %NULL as in the locale
 * @counting: of the offices that the total beside it is of
 *
 * Returns: (transfer full) (nullable): "below 500 m²: 61 offices, 18,300 m², left out"; %NULL without any
 */
char *
lw_format_left_out (const LwFormat *format, const LwCounting *counting)
{
  g_autofree char *limit = lw_format_m2_fact (format, counting->settings.min_size_m2);
  g_autofree char *offices = lw_format_count (format, counting->small_offices);
  g_autofree char *area = lw_format_m2 (format, counting->small_m2);

  if (counting->small_offices == 0)
    return NULL;
  /* Translators: the lower size limit, a number of offices, their area */
  return g_strdup_printf (ngettext ("below %s: %s office, %s, left out", "below %s: %s offices, %s, left out",
                                    counting->small_offices),
                          limit, offices, area);
}
