/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-demand-sheet: see lw-demand-sheet.h. */
#include "model/lw-demand-sheet.h"

#include <math.h>

/** lw_demand_term_get_name: the stable word for files */
const char *
lw_demand_term_get_name (LwDemandTerm term)
{
  static const char *const names[] = {
#define X(name) #name,
    LW_DEMAND_TERMS (X)
#undef X
  };

  g_return_val_if_fail ((guint)term < LW_N_DEMAND_TERMS, NULL);
  return names[term];
}

static LwDemandMarketSheet *
market_new (const char *region, guint n_years)
{
  LwDemandMarketSheet *market = g_new0 (LwDemandMarketSheet, 1);

  market->region = g_strdup (region);
  market->kappa = NAN;
  for (guint k = 0; k < LW_N_DEMAND_TERMS; k++)
    market->terms[k] = g_new0 (double, MAX (n_years, 1));
  return market;
}

static void
market_free (gpointer data)
{
  LwDemandMarketSheet *market = data;

  g_free (market->region);
  for (guint k = 0; k < LW_N_DEMAND_TERMS; k++)
    g_free (market->terms[k]);
  g_free (market);
}

/** lw_demand_sheet_new: (returns: transfer full) a sheet of zeros without markets for its maker to fill */
LwDemandSheet *
lw_demand_sheet_new (int base_year, guint n_years)
{
  LwDemandSheet *sheet = g_new0 (LwDemandSheet, 1);

  sheet->base_year = base_year;
  sheet->n_years = n_years;
  sheet->total = market_new ("", n_years);
  sheet->markets = g_ptr_array_new_with_free_func (market_free);
  return sheet;
}

/** lw_demand_sheet_add: (returns: transfer none) adds a market of zeros */
LwDemandMarketSheet *
lw_demand_sheet_add (LwDemandSheet *sheet, const char *region)
{
  g_return_val_if_fail (sheet != NULL && region != NULL, NULL);

  LwDemandMarketSheet *market = market_new (region, sheet->n_years);
  g_ptr_array_add (sheet->markets, market);
  return market;
}

/** lw_demand_sheet_free: frees @sheet, which may be %NULL */
void
lw_demand_sheet_free (LwDemandSheet *sheet)
{
  if (sheet == NULL)
    return;
  market_free (sheet->total);
  g_ptr_array_unref (sheet->markets);
  g_free (sheet);
}
