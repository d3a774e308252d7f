/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-balance-shares: the demand of each market goes to its municipalities: the parts that the document gives, and to
 * those without one the rest, by occupied space (domain model 3.2). Given parts are never scaled here: where those of a
 * market do not add up to 1, that is told. */
#include "analysis/lw-balance-shares.h"

#include <math.h>

/* Per market and group: its part of the market by space, NAN where it has nothing there. */
static double *
measure_parts (const LwRunColumns *c, const LwRunGroups *groups)
{
  guint n = c->region_keys->len;
  g_autofree double *occupied = g_new0 (double, n), *stock = g_new0 (double, n), *number = g_new0 (double, n);
  double *parts = g_new (double, (gsize)n * groups->n);

  for (gsize i = 0; i < (gsize)n * groups->n; i++)
    parts[i] = NAN;
  for (guint i = 0; i < c->n; i++)
    if (c->counted[i])
      {
        occupied[c->region[i]] += c->occupied[i];
        stock[c->region[i]] += c->stock[i];
        number[c->region[i]] += 1;
      }
  for (guint i = 0; i < c->n; i++)
    {
      guint r = c->region[i];
      double *part = &parts[(gsize)r * groups->n + groups->group[i]];
      double own = !c->counted[i]    ? 0
                   : occupied[r] > 0 ? c->occupied[i] / occupied[r]
                   : stock[r] > 0    ? c->stock[i] / stock[r]
                                     : 1 / number[r];
      *part = isnan (*part) ? own : *part + own;
    }
  return parts;
}

/* Replaces the parts by space of one market by those that are given, and by what these leave. */
static void
apply_given (const double *given, double *parts, guint n, const char *region, LwBalanceSheet *sheet)
{
  double sum = 0, others = 0;
  guint n_given = 0, n_others = 0;

  for (guint g = 0; g < n; g++)
    if (!isnan (parts[g]))
      {
        sum += isnan (given[g]) ? 0 : given[g];
        others += isnan (given[g]) ? parts[g] : 0;
        n_given += !isnan (given[g]);
        n_others += isnan (given[g]);
      }
  if (n_given == 0)
    return;
  double rest = fmax (0, 1 - sum);
  for (guint g = 0; g < n; g++)
    if (!isnan (parts[g]))
      parts[g] = !isnan (given[g]) ? given[g] : others > 0 ? rest * parts[g] / others : rest / n_others;
  sheet->n_given_shares += n_given;
  sum += n_others > 0 ? rest : 0;
  if (fabs (sum - 1) > LW_SHARES_TOLERANCE)
    lw_balance_sheet_add_share_sum (sheet, region, sum);
}

/**
 * lw_balance_share_demand:
 * @columns: a document as columns
 * @groups: its areas
 * @row: which year, 0 for the first after the base
 * @sheet: gets what was used of given parts
 * @demand: (array) (out): per group, m2 vvo
 */
void
lw_balance_share_demand (
    const LwRunColumns *columns, const LwRunGroups *groups, guint row, LwBalanceSheet *sheet, double *demand)
{
  const LwRunInput *input = columns->input;
  gboolean shared = input->by == LW_DIMENSION_MUNICIPALITY && input->shares != NULL && input->shares->len > 0;
  g_autofree double *parts = measure_parts (columns, groups);
  g_autofree double *given = g_new (double, MAX (groups->n, 1));

  for (guint g = 0; g < groups->n; g++)
    {
      given[g] = shared ? lw_demand_shares_get (input->shares, lw_run_groups_get_key (groups, g)) : NAN;
      demand[g] = 0;
    }
  for (guint r = 0; r < columns->region_keys->len; r++)
    {
      double *own = parts + (gsize)r * groups->n;
      if (shared)
        apply_given (given, own, groups->n, g_ptr_array_index (columns->region_keys, r), sheet);
      for (guint g = 0; g < groups->n; g++)
        if (!isnan (own[g]))
          demand[g] += own[g] * columns->demand[r * columns->n_years + row];
    }
}
