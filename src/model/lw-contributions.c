/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-contributions: see lw-contributions.h. */
#include "model/lw-contributions.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static const struct {
  const char *token;
  const char *label;
} outcomes[LW_N_OUTCOMES] = {
  { "rate", N_ ("vacancy rate") },
  { "vacancy", N_ ("vacancy, m²") },
  { "structural", N_ ("structural vacancy, m²") },
  { "dwellings", N_ ("dwellings") },
};

/** lw_contributions_new: (returns: transfer full) contributions for their maker to fill */
LwContributions *
lw_contributions_new (LwOutcome outcome, int year)
{
  LwContributions *contributions = g_new0 (LwContributions, 1);

  contributions->outcome = outcome;
  contributions->year = year;
  contributions->measures = g_array_new (FALSE, TRUE, sizeof (LwContribution));
  contributions->offices = g_array_new (FALSE, TRUE, sizeof (LwContribution));
  return contributions;
}

/** lw_contributions_free: frees @contributions, which may be %NULL */
void
lw_contributions_free (LwContributions *contributions)
{
  if (contributions == NULL)
    return;
  g_array_unref (contributions->measures);
  g_array_unref (contributions->offices);
  g_free (contributions);
}

/* The unknown last, then by the order of the list. */
static int
compare_size (gconstpointer a, gconstpointer b, gpointer data)
{
  const GArray *list = data;
  guint i = *(const guint *)a, j = *(const guint *)b;
  double p = fabs (g_array_index (list, LwContribution, i).value);
  double q = fabs (g_array_index (list, LwContribution, j).value);

  if (isnan (p) != isnan (q))
    return isnan (p) ? 1 : -1;
  if (p > q || p < q)
    return p > q ? -1 : 1;
  return i < j ? -1 : i > j;
}

/** lw_contributions_rank: (returns: transfer full) the indices of @list, of #LwContribution, the largest effect
 * first, up or down */
guint *
lw_contributions_rank (const GArray *list)
{
  g_return_val_if_fail (list != NULL, NULL);

  guint *order = g_new (guint, MAX (list->len, 1));
  for (guint i = 0; i < list->len; i++)
    order[i] = i;
  g_qsort_with_data (order, (int)list->len, sizeof *order, compare_size, (gpointer)list);
  return order;
}

/** lw_outcome_get_token: the stable name on the command line */
const char *
lw_outcome_get_token (LwOutcome outcome)
{
  g_return_val_if_fail ((guint)outcome < LW_N_OUTCOMES, NULL);

  return outcomes[outcome].token;
}

/** lw_outcome_get_label: what it is called, in the user's language */
const char *
lw_outcome_get_label (LwOutcome outcome)
{
  g_return_val_if_fail ((guint)outcome < LW_N_OUTCOMES, NULL);

  return _ (outcomes[outcome].label);
}

/** lw_outcome_from_token: the outcome of that name; %FALSE if there is none */
gboolean
lw_outcome_from_token (const char *token, LwOutcome *outcome)
{
  for (guint k = 0; k < LW_N_OUTCOMES; k++)
    if (g_strcmp0 (token, outcomes[k].token) == 0)
      {
        *outcome = (LwOutcome)k;
        return TRUE;
      }
  return FALSE;
}
