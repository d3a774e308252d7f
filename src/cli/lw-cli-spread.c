/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-cli-spread: see lw-cli-spread.h. */
#include "cli/lw-cli-run.h"
#include "cli/lw-cli-spread.h"

#include <math.h>

#include <glib/gi18n-lib.h>

/** lw_cli_draw_progress: a #LwMonteCarloFunc that tells on the terminal how far the draws of an #LwCli are */
void
lw_cli_draw_progress (LwSpread *interim, gpointer data)
{
  const LwCli *cli = data;

  if (cli->progress != NULL)
    cli->progress (_ ("Drawing"), interim->n_draws, interim->n_planned, LW_PROGRESS_STEPS, NULL);
}

/**
 * lw_cli_draw:
 * @offices: on the date that the projection starts from
 * @n_draws: number of draws
 *
 * Returns: (transfer full): the spread of the scenario, or %NULL with @error set
 */
LwSpread *
lw_cli_draw (LwCli *cli, LwStore *store, LwOffices *offices, const LwScenario *scenario, guint n_draws,
             GError **error)
{
  g_autoptr (GPtrArray) plans = lw_store_read_plans (store, error);
  g_autoptr (GPtrArray) demand = plans ? lw_store_read_demand (store, error) : NULL;
  g_autoptr (GArray) jobs = demand ? lw_store_read_jobs (store, error) : NULL;
  g_autoptr (LwOffices) table = jobs ? lw_cli_offices_for (cli, store, offices, scenario, error) : NULL;
  LwRunInput input = { .offices = table, .scenario = scenario, .plans = plans, .demand = demand, .jobs = jobs,
                       .band = LW_DEMAND_BAND_MIDDLE, .by = LW_RUN_NO_GROUPS };

  if (table == NULL)
    return NULL;
  return lw_monte_carlo_run (&input, n_draws, 0, lw_cli_draw_progress, cli, cli->cancellable, error);
}

/** lw_cli_add_spread: adds the member "draws" to an object */
void
lw_cli_add_spread (JsonBuilder *builder, const LwSpread *spread)
{
  json_builder_set_member_name (builder, "draws");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "n");
  json_builder_add_int_value (builder, spread->n_draws);
  json_builder_set_member_name (builder, "seed");
  json_builder_add_int_value (builder, (gint64) spread->seed);
  lw_cli_add_number (builder, "norm", spread->norm);
  json_builder_set_member_name (builder, "years");
  json_builder_begin_array (builder);
  for (guint row = 1; row < spread->n_rows; row++)
    {
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "year");
      json_builder_add_int_value (builder, spread->base_year + (int) row);
      for (LwSpreadColumn c = 0; c < LW_N_SPREAD_COLUMNS; c++)
        {
          json_builder_set_member_name (builder, lw_spread_column_get_name (c));
          json_builder_begin_object (builder);
          for (LwSpreadQuantile q = 0; q < LW_N_SPREAD_QUANTILES; q++)
            lw_cli_add_number (builder, lw_spread_quantile_get_name (q), lw_spread_get_column (spread, c, q)[row]);
          json_builder_end_object (builder);
        }
      lw_cli_add_number (builder, "chance_norm", spread->chance[row]);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

/** lw_cli_print_spread_header: the names of the cells of lw_cli_print_spread_cells(), each after a comma */
void
lw_cli_print_spread_header (void)
{
  for (LwSpreadColumn c = 0; c < LW_N_SPREAD_COLUMNS; c++)
    for (LwSpreadQuantile q = 0; q < LW_N_SPREAD_QUANTILES; q++)
      g_print (",%s_%s", lw_spread_column_get_name (c), lw_spread_quantile_get_name (q));
  g_print (",chance_norm");
}

/** lw_cli_print_spread_cells: a row as CSV, each cell after a comma; empty cells when @spread is %NULL */
void
lw_cli_print_spread_cells (const LwSpread *spread, guint row)
{
  for (LwSpreadColumn c = 0; c < LW_N_SPREAD_COLUMNS; c++)
    for (LwSpreadQuantile q = 0; q < LW_N_SPREAD_QUANTILES; q++)
      {
        g_print (",");
        lw_cli_print_csv_number (spread != NULL ? lw_spread_get_column (spread, c, q)[row] : NAN);
      }
  g_print (",");
  lw_cli_print_csv_number (spread != NULL ? spread->chance[row] : NAN);
}

static void
print_share (double value)
{
  if (isnan (value))
    g_print (" %9s", _ ("unknown"));
  else
    g_print (" %7.1f %%", value * 100);
}

/** lw_cli_print_spread_table: the spread as text */
void
lw_cli_print_spread_table (const LwSpread *spread)
{
  g_autofree char *seed = g_strdup_printf ("%" G_GUINT64_FORMAT, spread->seed);

  g_print ("\n");
  /* Translators: how many draws, and the seed of their random numbers. */
  g_print (ngettext ("%u draw, seed %s:", "%u draws, seed %s:", spread->n_draws), spread->n_draws, seed);
  g_print ("\n%6s %9s %9s %9s %14s %14s %14s %10s\n", _ ("year"), "P10", "P50", "P90", _ ("vacant m² P10"),
           _ ("vacant m² P50"), _ ("vacant m² P90"), _ ("norm met"));
  for (guint row = 1; row < spread->n_rows; row++)
    {
      g_print ("%6d", spread->base_year + (int) row);
      for (LwSpreadQuantile q = 0; q < LW_N_SPREAD_QUANTILES; q++)
        print_share (lw_spread_get_column (spread, LW_SPREAD_RATE, q)[row]);
      for (LwSpreadQuantile q = 0; q < LW_N_SPREAD_QUANTILES; q++)
        g_print (" %'14.0f", lw_spread_get_column (spread, LW_SPREAD_VACANCY, q)[row]);
      print_share (spread->chance[row]);
      g_print ("\n");
    }
}
