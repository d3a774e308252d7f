/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-cli-demand: `demand`: the demand of each market under a scenario, with its terms; the tables behind it as import
 * reads them; shares of municipalities scaled to 1; and the release rate that fits a measured take-up. */
#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "analysis/lw-demand-run.h"
#include "cli/lw-cli-answers.h"
#include "model/lw-error.h"

static void
add_years (JsonBuilder *builder, const LwDemandSheet *sheet, const LwDemandMarketSheet *market)
{
  json_builder_set_member_name (builder, "years");
  json_builder_begin_array (builder);
  for (guint k = 0; k < sheet->n_years; k++)
    {
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "year");
      json_builder_add_int_value (builder, sheet->base_year + (int) k + 1);
      for (guint t = 0; t < LW_N_DEMAND_TERMS; t++)
        lw_cli_add_number (builder, lw_demand_term_get_name ((LwDemandTerm) t), market->terms[t][k]);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_market (JsonBuilder *builder, const LwDemandSheet *sheet, const LwDemandMarketSheet *market)
{
  json_builder_begin_object (builder);
  lw_cli_add_text (builder, "region", market->region);
  lw_cli_add_text (builder, "path", lw_demand_kind_get_token (market->kind));
  json_builder_set_member_name (builder, "own_figures");
  json_builder_add_boolean_value (builder, market->own);
  json_builder_set_member_name (builder, "assumed");
  json_builder_add_boolean_value (builder, market->assumed);
  lw_cli_add_number (builder, "share", market->share);
  lw_cli_add_number (builder, "occupied_m2", market->occupied_m2);
  lw_cli_add_number (builder, "kappa", market->kappa);
  add_years (builder, sheet, market);
  json_builder_end_object (builder);
}

static void
print_json (const LwDemandSheet *sheet, const LwScenario *scenario, gboolean fictional)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *base = g_strdup_printf ("%d-01-01", sheet->base_year);

  json_builder_begin_object (builder);
  lw_cli_add_fictional (builder, fictional);
  lw_cli_add_text (builder, "scenario", scenario->name);
  lw_cli_add_text (builder, "base_date", base);
  lw_cli_add_text (builder, "source", lw_demand_kind_get_info (scenario->demand.kind)->source);
  lw_cli_add_number (builder, "m2_per_job", scenario->parameters.value[LW_PARAM_M2_PER_JOB]);
  json_builder_set_member_name (builder, "counts_twice");
  json_builder_add_boolean_value (builder, sheet->counts_twice);
  json_builder_set_member_name (builder, "total");
  add_market (builder, sheet, sheet->total);
  json_builder_set_member_name (builder, "markets");
  json_builder_begin_array (builder);
  for (guint i = 0; i < sheet->markets->len; i++)
    add_market (builder, sheet, g_ptr_array_index (sheet->markets, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  lw_cli_print_json (builder);
}

static void
print_csv_rows (const LwDemandSheet *sheet, const LwDemandMarketSheet *market, gboolean total)
{
  for (guint k = 0; k < sheet->n_years; k++)
    {
      lw_cli_print_csv_text (total ? "total" : "market");
      g_print (",");
      lw_cli_print_csv_text (market->region);
      g_print (",%s,", lw_demand_kind_get_token (market->kind));
      lw_cli_print_csv_number (market->kappa);
      g_print (",%d", sheet->base_year + (int) k + 1);
      for (guint t = 0; t < LW_N_DEMAND_TERMS; t++)
        {
          g_print (",");
          lw_cli_print_csv_number (market->terms[t][k]);
        }
      g_print ("\n");
    }
}

static void
print_csv (const LwDemandSheet *sheet)
{
  g_print ("level,region,path,kappa,year");
  for (guint t = 0; t < LW_N_DEMAND_TERMS; t++)
    g_print (",%s", lw_demand_term_get_name ((LwDemandTerm) t));
  g_print ("\n");
  print_csv_rows (sheet, sheet->total, TRUE);
  for (guint i = 0; i < sheet->markets->len; i++)
    print_csv_rows (sheet, g_ptr_array_index (sheet->markets, i), FALSE);
}

/* A figure that may be unknown, in a column. */
static void
print_m2 (double m2)
{
  if (isnan (m2))
    lw_cli_print_right ("–", 13);
  else
    g_print (" %'12.0f", m2);
}

static void
print_years (const LwDemandSheet *sheet, const LwDemandMarketSheet *market)
{
  static const LwDemandTerm shown[]
    = { LW_DEMAND_TERM_office_jobs, LW_DEMAND_TERM_path_m2, LW_DEMAND_TERM_hybrid_m2, LW_DEMAND_TERM_hidden_m2,
        LW_DEMAND_TERM_demand_m2, LW_DEMAND_TERM_low_m2, LW_DEMAND_TERM_high_m2, LW_DEMAND_TERM_displaced_m2 };
  const char *const heads[]
    = { _ ("office jobs"), _ ("path"), _ ("hybrid"), _ ("hidden"), _ ("demand"), _ ("low"), _ ("high"), _ ("replaced") };

  g_print ("%6s", _ ("year"));
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    lw_cli_print_right (heads[i], 13);
  g_print ("\n");
  for (guint k = 0; k < sheet->n_years; k++)
    {
      g_print ("%6d", sheet->base_year + (int) k + 1);
      for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
        print_m2 (market->terms[shown[i]][k]);
      g_print ("\n");
    }
}

static void
print_market (const LwDemandSheet *sheet, const LwDemandMarketSheet *market)
{
  g_print ("\n%s: %s", market->region[0] != '\0' ? market->region : _ ("without a region"),
           lw_demand_kind_get_label (market->kind));
  if (market->assumed)
    g_print (" (%s)", _ ("no figures; growth of the scenario"));
  g_print (_ ("; %'.0f m² in use"), market->occupied_m2);
  if (!isnan (market->kappa))
    /* Translators: the calibration of demand from jobs. */
    g_print (_ (", calibrated by %.3f"), market->kappa);
  g_print ("\n");
  print_years (sheet, market);
}

static LwCliStatus
show (LwCli *cli, const LwCliDocument *document, const LwScenario *scenario, gboolean json, gboolean csv)
{
  LwRunInput input = lw_cli_document_input (document, scenario, LW_RUN_NO_GROUPS);
  GError *error = NULL;
  g_autoptr (LwDemandSheet) sheet = lw_demand_run (&input, cli->cancellable, &error);
  g_autoptr (LwRun) run = sheet != NULL && !json && !csv ? lw_run_scenario (&input, cli->cancellable, &error) : NULL;

  if (sheet == NULL || error != NULL)
    return lw_cli_fail (error);
  if (json)
    print_json (sheet, scenario, document->fictional);
  else if (csv)
    print_csv (sheet);
  else
    {
      lw_cli_print_start (document);
      g_print ("%s\n", scenario->name);
      print_years (sheet, sheet->total);
      for (guint i = 0; i < sheet->markets->len; i++)
        print_market (sheet, g_ptr_array_index (sheet->markets, i));
      g_print ("\n");
      lw_cli_print_demand_notes (&run->notes);
    }
  return LW_CLI_DONE;
}

static void
print_cells (const char *source, const double *numbers, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_print (",");
      lw_cli_print_csv_number (numbers[i]);
    }
  g_print (",");
  lw_cli_print_csv_text (source != NULL ? source : "");
  g_print ("\n");
}

static void
print_series (const LwCliDocument *document)
{
  g_print ("region,year,m2,low,high,source\n");
  for (guint i = 0; i < document->demand->len; i++)
    {
      const LwDemandSeries *series = g_ptr_array_index (document->demand, i);
      const char *region = lw_demand_series_get_region (series);
      guint n;
      const LwDemandPoint *points = lw_demand_series_get_points (series, &n);

      for (guint k = 0; k < n; k++)
        {
          const double numbers[] = { points[k].m2, points[k].low_m2, points[k].high_m2 };
          lw_cli_print_csv_text (region != NULL ? region : "");
          g_print (",%d", points[k].year);
          print_cells (lw_demand_series_get_source (series), numbers, G_N_ELEMENTS (numbers));
        }
    }
}

static void
print_jobs (const LwCliDocument *document)
{
  g_print ("region,sector,year,jobs,office_share,growth,source\n");
  for (guint i = 0; i < document->jobs->len; i++)
    {
      const LwSectorJobs *jobs = &g_array_index (document->jobs, LwSectorJobs, i);
      const double numbers[] = { jobs->jobs, jobs->office_share, jobs->growth };

      lw_cli_print_csv_text (jobs->region != NULL ? jobs->region : "");
      g_print (",");
      lw_cli_print_csv_text (jobs->sector);
      g_print (",%d", jobs->year);
      print_cells (jobs->source, numbers, G_N_ELEMENTS (numbers));
    }
}

static void
print_shares (const LwCliDocument *document)
{
  g_print ("municipality_code,share,source\n");
  for (guint i = 0; i < document->shares->len; i++)
    {
      const LwDemandShare *share = &g_array_index (document->shares, LwDemandShare, i);

      lw_cli_print_csv_text (share->municipality);
      print_cells (share->source, &share->share, 1);
    }
}

static LwCliStatus
print_table (const LwCliDocument *document, const char *table)
{
  static const struct {
    const char *name;
    void (*print) (const LwCliDocument *document);
  } tables[] = { { "series", print_series }, { "jobs", print_jobs }, { "shares", print_shares } };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (g_strcmp0 (tables[i].name, table) == 0)
      {
        tables[i].print (document);
        return LW_CLI_DONE;
      }
  return lw_cli_usage ("demand", _ ("say which table: series, jobs or shares"));
}

static LwCliStatus
normalise (const char *path, const LwCliDocument *document)
{
  GError *error = NULL;
  guint n = lw_demand_shares_normalise (document->shares, document->offices);
  g_autoptr (LwStore) store = n > 0 ? lw_cli_open_to_write (path, FALSE, &error) : NULL;

  if (n > 0
      && (store == NULL
          || !lw_store_write_shares (store, document->shares, _ ("Scale shares of municipalities to 1"), &error)))
    return lw_cli_fail (error);
  g_print (ngettext ("The shares of %u market were scaled to 1.\n", "The shares of %u markets were scaled to 1.\n", n),
           n);
  return LW_CLI_DONE;
}

static LwCliStatus
propose (LwCli *cli, const LwCliDocument *document, const LwScenario *scenario, const char *text, gboolean json)
{
  LwRunInput input = lw_cli_document_input (document, scenario, LW_RUN_NO_GROUPS);
  double takeup, rate, modelled;
  GError *error = NULL;
  char *end = NULL;

  takeup = text != NULL ? g_ascii_strtod (text, &end) : NAN;
  if (text == NULL || end == text || *end != '\0')
    return lw_cli_usage ("demand", _ ("give the yearly take-up in m², as 1200000"));
  if (!lw_demand_run_release_rate (&input, takeup, &rate, &modelled, cli->cancellable, &error))
    return lw_cli_fail (error);
  if (json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();
      json_builder_begin_object (builder);
      lw_cli_add_text (builder, "scenario", scenario->name);
      lw_cli_add_number (builder, "takeup_m2", takeup);
      lw_cli_add_number (builder, "release_rate", rate);
      lw_cli_add_number (builder, "modelled_takeup_m2", modelled);
      json_builder_end_object (builder);
      lw_cli_print_json (builder);
      return LW_CLI_DONE;
    }
  g_print (_ ("With a release rate of %.4f a year (now %.4f) the first year has a take-up of %'.0f m².\n"), rate,
           scenario->parameters.value[LW_PARAM_RELEASE_RATE], modelled);
  if (fabs (modelled - takeup) > 1)
    g_print ("%s\n", _ ("No release rate from 0 to 1 gives the take-up asked for."));
  return LW_CLI_DONE;
}

static LwCliStatus
run (LwCli *cli, GStrv rest, const char *name, const char *date, gboolean json, gboolean csv)
{
  g_auto (LwCliDocument) document = { 0 };
  const LwScenario *scenario;
  GError *error = NULL;

  if (!lw_cli_document_read (cli, rest[0], date, &document, &error)
      || (scenario = lw_cli_find_scenario (document.scenarios, name, &error)) == NULL)
    return lw_cli_fail (error);
  if (rest[1] == NULL)
    return show (cli, &document, scenario, json, csv);
  if (strcmp (rest[1], "export") == 0)
    return print_table (&document, rest[2]);
  if (strcmp (rest[1], "normalise") == 0)
    return normalise (rest[0], &document);
  if (strcmp (rest[1], "release-rate") == 0)
    return propose (cli, &document, scenario, rest[2], json);
  return lw_cli_usage ("demand", _ ("after the file comes nothing, export, normalise or release-rate"));
}

LwCliStatus
lw_cli_demand (LwCli *cli, GStrv arguments)
{
  g_autofree char *name = NULL, *date = NULL;
  gboolean json = FALSE, csv = FALSE;
  const GOptionEntry entries[] = {
    { "scenario", 0, 0, G_OPTION_ARG_STRING, &name, N_ ("The scenario; the baseline if not given"), "NAME" },
    { "date", 0, 0, G_OPTION_ARG_STRING, &date, N_ ("The reference date; the newest if not given"), "D" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print JSON"), NULL },
    { "csv", 0, 0, G_OPTION_ARG_NONE, &csv, N_ ("Print CSV"), NULL },
    { NULL },
  };
  g_auto (GStrv) rest = g_strdupv (arguments);
  LwCliStatus status;

  if (!lw_cli_parse ("demand", entries, &rest, 1, 3, &status))
    return status;
  return run (cli, rest, name, date, json, csv);
}
