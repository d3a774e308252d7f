/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-format-import: see lw-format-import.h. */
#include "draw/lw-format-import.h"

#include <glib/gi18n-lib.h>

/* Takes @part, which says what came of @n things. */
static void
add_part (GString *words, guint64 n, char *part)
{
  if (n > 0)
    g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", part);
  g_free (part);
}

/**
 * lw_format_brought:
 * @format: (nullable): how numbers are written
 * @brought: what an import brought
 *
 * Returns: (transfer full) (nullable): "3 areas, 2 plans for new offices", %NULL if it brought nothing of the kind
 */
char *
lw_format_brought (const LwFormat *format, const LwBrought *brought)
{
  g_autofree char *demand = lw_format_count (format, brought->demand);
  g_autofree char *plans = lw_format_count (format, brought->plans);
  g_autofree char *areas = lw_format_count (format, brought->areas);
  g_autofree char *figures = lw_format_count (format, brought->figures);
  GString *words = g_string_new (NULL);

  /* Translators: this and the following are parts of a list: "3 areas, 2 plans for new offices"; %s are numbers */
  add_part (words, brought->demand,
            g_strdup_printf (ngettext ("%s row of demand", "%s rows of demand", brought->demand), demand));
  add_part (words, brought->plans,
            g_strdup_printf (ngettext ("%s plan for a new office", "%s plans for new offices", brought->plans), plans));
  add_part (words, brought->areas, g_strdup_printf (ngettext ("%s area", "%s areas", brought->areas), areas));
  add_part (words, brought->figures,
            g_strdup_printf (ngettext ("%s published figure", "%s published figures", brought->figures), figures));
  return g_string_free (words, words->len == 0);
}
