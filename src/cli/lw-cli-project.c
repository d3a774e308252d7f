/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-cli-project: `project`: the yearly results of a scenario; and `case`: runs case files. */
#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "analysis/lw-case.h"
#include "cli/lw-cli-answers.h"
#include "cli/lw-cli-kpi.h"
#include "cli/lw-cli-run.h"
#include "cli/lw-cli-spread.h"
#include "model/lw-error.h"

/**
 * lw_cli_offices_for:
 * @offices: a table
 *
 * Returns: (transfer full): the table with which @scenario is computed: one that knows the conversion potential of its
 *   offices if a rule asks for it, else @offices; %NULL with @error set
 */
LwOffices *
lw_cli_offices_for (LwCli *cli, LwStore *store, LwOffices *offices, const LwScenario *scenario, GError **error)
{
  LwOffices *table = lw_offices_ref (offices);

  if (lw_run_needs_scores (scenario) && !table->scored && !lw_cli_score (cli, store, &table, error))
    g_clear_pointer (&table, lw_offices_unref);
  return table;
}

/**
 * lw_cli_run_scenario:
 * @offices: on the date that the projection starts from
 * @by: (nullable): name of a dimension to group by
 * @keep_states: whether the state of each office per year is wanted
 *
 * Returns: (transfer full): the projection, or %NULL with @error set
 */
LwRun *
lw_cli_run_scenario (LwCli *cli, LwStore *store, LwOffices *offices, const LwScenario *scenario, const char *by,
                     gboolean keep_states, GError **error)
{
  g_autoptr (GPtrArray) plans = lw_store_read_plans (store, error);
  g_autoptr (GPtrArray) demand = plans ? lw_store_read_demand (store, error) : NULL;
  g_autoptr (GArray) jobs = demand ? lw_store_read_jobs (store, error) : NULL;
  g_autoptr (LwOffices) table = jobs ? lw_cli_offices_for (cli, store, offices, scenario, error) : NULL;
  LwRunInput input = { .offices = table, .scenario = scenario, .plans = plans, .demand = demand, .jobs = jobs,
                       .band = LW_DEMAND_BAND_MIDDLE, .by = LW_RUN_NO_GROUPS, .keep_states = keep_states };
  LwDimension dimension;

  if (table == NULL)
    return NULL;
  if (by != NULL)
    {
      if (!lw_cli_parse_dimension (by, &dimension, error))
        return NULL;
      input.by = (int) dimension;
    }
  return lw_run_scenario (&input, cli->cancellable, error);
}

/**
 * lw_cli_run_band:
 * @low: (out) (transfer full) (nullable): the scenario at the low end of demand; %NULL when its path has no band
 * @high: (out) (transfer full) (nullable): at the high end
 *
 * Returns: whether both could be computed
 */
gboolean
lw_cli_run_band (LwCli *cli, LwStore *store, LwOffices *offices, const LwScenario *scenario, LwRun **low,
                 LwRun **high, GError **error)
{
  g_autoptr (GPtrArray) plans = lw_store_read_plans (store, error);
  g_autoptr (GPtrArray) demand = plans ? lw_store_read_demand (store, error) : NULL;
  g_autoptr (GArray) jobs = demand ? lw_store_read_jobs (store, error) : NULL;
  g_autoptr (LwOffices) table = jobs ? lw_cli_offices_for (cli, store, offices, scenario, error) : NULL;
  LwRunInput input = { .offices = table, .scenario = scenario, .plans = plans, .demand = demand, .jobs = jobs,
                       .band = LW_DEMAND_BAND_LOW, .by = LW_RUN_NO_GROUPS };

  *low = *high = NULL;
  if (table == NULL)
    return FALSE;
  if (scenario->demand.band_low == 0 && scenario->demand.band_high == 0)
    return TRUE;
  if ((*low = lw_run_scenario (&input, cli->cancellable, error)) == NULL)
    return FALSE;
  input.band = LW_DEMAND_BAND_HIGH;
  return (*high = lw_run_scenario (&input, cli->cancellable, error)) != NULL;
}

static void
add_years (JsonBuilder *builder, const LwTrajectory *trajectory)
{
  int base = lw_trajectory_get_base_year (trajectory);

  json_builder_set_member_name (builder, "years");
  json_builder_begin_array (builder);
  /* The base itself stands in base_date; rows begin with the first year computed. */
  for (guint i = 1; i < lw_trajectory_get_n_rows (trajectory); i++)
    {
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "year");
      json_builder_add_int_value (builder, base + (int) i);
      for (LwTrajectoryColumn c = 0; c < LW_N_TRAJECTORY_COLUMNS; c++)
        lw_cli_add_number (builder, lw_trajectory_column_get_name (c), lw_trajectory_get_column (trajectory, c)[i]);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
print_json (const LwRun *run, const LwSpread *spread, const LwKpi *kpi, const LwScenario *scenario, const char *by,
            gboolean fictional)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *base = lw_date_to_iso (lw_date_from_ymd (run->base_year, 1, 1));

  json_builder_begin_object (builder);
  lw_cli_add_fictional (builder, fictional);
  lw_cli_add_text (builder, "scenario", scenario->name);
  lw_cli_add_text (builder, "base_date", base);
  add_years (builder, run->total);
  json_builder_set_member_name (builder, "by");
  json_builder_begin_array (builder);
  for (guint i = 0; run->groups != NULL && i < run->groups->len; i++)
    {
      const LwTrajectory *group = g_ptr_array_index (run->groups, i);

      json_builder_begin_object (builder);
      lw_cli_add_text (builder, "dim", by);
      lw_cli_add_text (builder, "key", lw_trajectory_get_key (group));
      lw_cli_add_text (builder, "label", lw_trajectory_get_label (group));
      add_years (builder, group);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  lw_cli_add_measures (builder, scenario, run);
  lw_cli_add_kpi (builder, kpi);
  if (spread != NULL)
    lw_cli_add_spread (builder, spread);
  json_builder_set_member_name (builder, "notes");
  json_builder_begin_object (builder);
  lw_cli_add_number (builder, "stock_m2", run->notes.stock_m2);
  lw_cli_add_number (builder, "unknown_stock_m2", run->notes.unknown_stock_m2);
  lw_cli_add_number (builder, "age_unknown_m2", run->notes.age_unknown_m2);
  lw_cli_add_demand_notes (builder, &run->notes);
  lw_cli_add_measure_notes (builder, &run->notes);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  lw_cli_print_json (builder);
}

/* @spread: (nullable): of these rows, when there is one at all */
static void
print_csv_rows (const LwTrajectory *trajectory, const char *by, gboolean drawn, const LwSpread *spread)
{
  int base = lw_trajectory_get_base_year (trajectory);

  for (guint i = 1; i < lw_trajectory_get_n_rows (trajectory); i++)
    {
      lw_cli_print_csv_text (by);
      g_print (",");
      lw_cli_print_csv_text (by[0] != '\0' ? lw_trajectory_get_key (trajectory) : "");
      g_print (",%d", base + (int) i);
      for (LwTrajectoryColumn c = 0; c < LW_N_TRAJECTORY_COLUMNS; c++)
        {
          g_print (",");
          lw_cli_print_csv_number (lw_trajectory_get_column (trajectory, c)[i]);
        }
      if (drawn)
        lw_cli_print_spread_cells (spread, i);
      g_print ("\n");
    }
}

static void
print_csv (const LwRun *run, const LwSpread *spread, const char *by)
{
  g_print ("dim,key,year");
  for (LwTrajectoryColumn c = 0; c < LW_N_TRAJECTORY_COLUMNS; c++)
    g_print (",%s", lw_trajectory_column_get_name (c));
  if (spread != NULL)
    lw_cli_print_spread_header ();
  g_print ("\n");
  print_csv_rows (run->total, "", spread != NULL, spread);
  for (guint i = 0; run->groups != NULL && i < run->groups->len; i++)
    print_csv_rows (g_ptr_array_index (run->groups, i), by, spread != NULL, NULL);
}

static void
print_table (const LwTrajectory *trajectory)
{
  g_print ("%6s %14s %14s %9s %14s %12s %12s\n", _ ("year"), _ ("stock m²"), _ ("vacant m²"), _ ("rate"),
           _ ("structural m²"), _ ("withdrawn"), _ ("dwellings"));
  for (guint i = 0; i < lw_trajectory_get_n_rows (trajectory); i++)
    {
      double rate = lw_trajectory_get_column (trajectory, LW_TRAJECTORY_RATE)[i];

      g_print ("%6d %'14.0f %'14.0f ", lw_trajectory_get_base_year (trajectory) + (int) i,
               lw_trajectory_get_column (trajectory, LW_TRAJECTORY_STOCK)[i],
               lw_trajectory_get_column (trajectory, LW_TRAJECTORY_VACANCY)[i]);
      if (isnan (rate))
        g_print ("%9s", _ ("unknown"));
      else
        g_print ("%7.1f %%", rate * 100);
      g_print (" %'14.0f", lw_trajectory_get_column (trajectory, LW_TRAJECTORY_STRUCTURAL)[i]);
      if (i > 0)
        g_print (" %'12.0f %'12.0f", lw_trajectory_get_column (trajectory, LW_TRAJECTORY_WITHDRAWN)[i],
                 lw_trajectory_get_column (trajectory, LW_TRAJECTORY_DWELLINGS)[i]);
      g_print ("\n");
    }
}

static void
print_text (const LwRun *run, const LwSpread *spread, const LwScenario *scenario, gboolean fictional)
{
  if (fictional)
    g_print ("%s\n", _ ("Fictional example: none of these offices exists."));
  g_print ("%s\n", scenario->name);
  print_table (run->total);
  if (spread != NULL)
    lw_cli_print_spread_table (spread);
  for (guint i = 0; run->groups != NULL && i < run->groups->len; i++)
    {
      const LwTrajectory *group = g_ptr_array_index (run->groups, i);

      g_print ("\n%s\n", lw_trajectory_get_label (group));
      print_table (group);
    }
  if (run->notes.unknown_stock_m2 > 0)
    g_print (_ ("\nOf the stock %.1f %% has unknown vacancy: %s.\n"),
             100 * run->notes.unknown_stock_m2 / run->notes.stock_m2,
             lw_unknown_vacancy_get_label (scenario->unknown_vacancy));
  lw_cli_print_rules (scenario, run);
  lw_cli_print_measure_notes (&run->notes);
  lw_cli_print_demand_notes (&run->notes);
}

/* The figures of the last year; the baseline is compared with nothing. */
static gboolean
compute_kpi (LwCli *cli, LwStore *store, LwOffices *offices, GPtrArray *scenarios, const LwScenario *scenario,
             const LwRun *run, LwKpi *kpi, GError **error)
{
  g_autoptr (GPtrArray) plans = lw_store_read_plans (store, error);
  g_autoptr (GPtrArray) demand = plans ? lw_store_read_demand (store, error) : NULL;
  g_autoptr (GArray) jobs = demand ? lw_store_read_jobs (store, error) : NULL;
  g_autoptr (LwOffices) table = jobs ? lw_cli_offices_for (cli, store, offices, scenario, error) : NULL;
  LwRunInput input = { .offices = table, .scenario = scenario, .plans = plans, .demand = demand, .jobs = jobs,
                       .band = LW_DEMAND_BAND_MIDDLE, .by = LW_RUN_NO_GROUPS };
  const LwScenario *baseline = NULL;

  for (guint i = 0; i < scenarios->len && !scenario->is_baseline; i++)
    if (((const LwScenario *) g_ptr_array_index (scenarios, i))->is_baseline)
      baseline = g_ptr_array_index (scenarios, i);
  return table != NULL
         && lw_kpi_compute (&input, run, baseline, run->horizon_year, kpi, cli->cancellable, error);
}

/**
 * lw_cli_take_seed:
 * @scenarios: (element-type LwScenario): where the scenario is to be found
 * @name: (nullable): its name; the baseline if not given
 * @seed: replaces its seed; negative for its own
 *
 * Returns: (transfer full): the scenario, or %NULL with @error set
 */
LwScenario *
lw_cli_take_seed (GPtrArray *scenarios, const char *name, gint64 seed, GError **error)
{
  const LwScenario *found = lw_cli_find_scenario (scenarios, name, error);
  LwScenario *copy = found != NULL ? lw_scenario_copy (found) : NULL;

  if (copy != NULL && seed >= 0)
    copy->seed = (guint64) seed;
  return copy;
}

/** lw_cli_check_draws: whether a number of draws and a seed can be used; negative for none given */
gboolean
lw_cli_check_draws (const char *command, gint64 draws, gint64 seed, LwCliStatus *status)
{
  if ((draws != -1 && (draws < 1 || draws > LW_MONTE_CARLO_MAX_DRAWS)) || seed < -1)
    *status = lw_cli_usage (command, _ ("give 1 to 100000 draws, and a seed of 0 or more"));
  else
    return TRUE;
  return FALSE;
}

LwCliStatus
lw_cli_project (LwCli *cli, GStrv arguments)
{
  g_autofree char *name = NULL, *by = NULL, *date = NULL;
  gint64 draws = -1, seed = -1;
  gboolean json = FALSE, csv = FALSE, fictional = FALSE;
  const GOptionEntry entries[] = {
    { "scenario", 0, 0, G_OPTION_ARG_STRING, &name, N_ ("The scenario; the baseline if not given"), "NAME" },
    { "by", 0, 0, G_OPTION_ARG_STRING, &by, N_ ("Break down by this dimension"), "DIM" },
    { "date", 0, 0, G_OPTION_ARG_STRING, &date, N_ ("The reference date; the newest if not given"), "D" },
    { "draws", 0, 0, G_OPTION_ARG_INT64, &draws, N_ ("Draw what is uncertain so many times"), "N" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, N_ ("Seed of the draws; that of the scenario if not given"), "S" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print JSON"), NULL },
    { "csv", 0, 0, G_OPTION_ARG_NONE, &csv, N_ ("Print CSV"), NULL },
    { NULL },
  };
  g_auto (GStrv) rest = g_strdupv (arguments);
  g_autoptr (LwStore) store = NULL;
  g_autoptr (LwOffices) offices = NULL, table = NULL;
  g_autoptr (GPtrArray) scenarios = NULL;
  g_autoptr (LwScenario) scenario = NULL;
  g_autoptr (LwSpread) spread = NULL;
  g_autoptr (LwRun) run = NULL;
  LwCliStatus status;
  LwKpi kpi;
  GError *error = NULL;

  if (!lw_cli_parse ("project", entries, &rest, 1, 1, &status) ||
      !lw_cli_check_draws ("project", draws, seed, &status))
    return status;
  if ((store = lw_store_open (rest[0], LW_STORE_READ_ONLY, &error)) == NULL ||
      !lw_store_read_fictional (store, &fictional, &error) ||
      (offices = lw_cli_read_offices (cli, store, date, &error)) == NULL ||
      (scenarios = lw_store_read_scenarios (store, &error)) == NULL ||
      (scenario = lw_cli_take_seed (scenarios, name, seed, &error)) == NULL ||
      (table = lw_cli_offices_for (cli, store, offices, scenario, &error)) == NULL ||
      (run = lw_cli_run_scenario (cli, store, table, scenario, by, FALSE, &error)) == NULL ||
      (draws > 0 && (spread = lw_cli_draw (cli, store, table, scenario, (guint) draws, &error)) == NULL) ||
      (json && !compute_kpi (cli, store, table, scenarios, scenario, run, &kpi, &error)))
    return lw_cli_fail (error);
  if (json)
    print_json (run, spread, &kpi, scenario, by, fictional);
  else if (csv)
    print_csv (run, spread, by ? by : "");
  else
    print_text (run, spread, scenario, fictional);
  return LW_CLI_DONE;
}

LwCliStatus
lw_cli_case (LwCli *cli, GStrv arguments)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print every result as JSON"), NULL },
    { NULL },
  };
  g_auto (GStrv) rest = g_strdupv (arguments);
  g_autoptr (GString) text = g_string_new (NULL);
  LwCaseCounts counts = { 0, 0 };
  LwCliStatus status;
  int result;

  if (!lw_cli_parse ("case", entries, &rest, 1, G_MAXUINT, &status))
    return status;
  result = lw_case_run_files ((const char *const *) rest, json, text, &counts, cli->cancellable);
  g_print ("%s", text->str);
  return result == 0 ? LW_CLI_DONE : LW_CLI_FAILED;
}
