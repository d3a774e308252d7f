/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-cli-answers: see lw-cli-answers.h. */
#include "cli/lw-cli-answers.h"

#include <math.h>

#include <glib/gi18n-lib.h>

/* Scores the offices if a scenario chooses any by their conversion potential. */
static gboolean
score (LwCli *cli, LwStore *store, LwCliDocument *document, GError **error)
{
  gboolean needed = FALSE;

  for (guint i = 0; i < document->scenarios->len; i++)
    needed = needed || lw_run_needs_scores (g_ptr_array_index (document->scenarios, i));
  return !needed || lw_cli_score (cli, store, &document->offices, error);
}

/**
 * lw_cli_document_read:
 * @path: a document
 * @date: (nullable): reference date as text; %NULL for the newest
 * @document: (out caller-allocates): what it holds
 *
 * Returns: whether it could be read
 */
gboolean
lw_cli_document_read (LwCli *cli, const char *path, const char *date, LwCliDocument *document, GError **error)
{
  g_autoptr (LwStore) store = lw_store_open (path, LW_STORE_READ_ONLY, error);

  return store != NULL && lw_store_read_fictional (store, &document->fictional, error) &&
         (document->offices = lw_cli_read_offices (cli, store, date, error)) != NULL &&
         (document->scenarios = lw_store_read_scenarios (store, error)) != NULL &&
         (document->plans = lw_store_read_plans (store, error)) != NULL &&
         (document->demand = lw_store_read_demand (store, error)) != NULL &&
         (document->jobs = lw_store_read_jobs (store, error)) != NULL &&
         (document->shares = lw_store_read_shares (store, error)) != NULL && score (cli, store, document, error);
}

/** lw_cli_document_clear: frees what @document holds */
void
lw_cli_document_clear (LwCliDocument *document)
{
  g_clear_pointer (&document->offices, lw_offices_unref);
  g_clear_pointer (&document->scenarios, g_ptr_array_unref);
  g_clear_pointer (&document->plans, g_ptr_array_unref);
  g_clear_pointer (&document->demand, g_ptr_array_unref);
  g_clear_pointer (&document->jobs, g_array_unref);
  g_clear_pointer (&document->shares, g_array_unref);
}

/** lw_cli_document_input: what is computed of @scenario, by a #LwDimension or %LW_RUN_NO_GROUPS */
LwRunInput
lw_cli_document_input (const LwCliDocument *document, const LwScenario *scenario, int by)
{
  return (LwRunInput) { .offices = document->offices,
                        .scenario = scenario,
                        .plans = document->plans,
                        .demand = document->demand,
                        .jobs = document->jobs,
                        .shares = document->shares,
                        .band = LW_DEMAND_BAND_MIDDLE,
                        .by = by };
}

/** lw_cli_office_title: (returns: transfer full) address and town of an office, or that it is the new building
 * of @plan */
char *
lw_cli_office_title (const LwOffices *offices, gint64 office, const char *plan)
{
  guint row = office != 0 ? lw_offices_find_id (offices, office) : LW_OFFICES_NONE;
  const char *town = row != LW_OFFICES_NONE ? lw_offices_text (offices, LW_OFFICE_TOWN, row) : "";
  g_autofree char *address = row != LW_OFFICES_NONE ? lw_offices_address (offices, row) : NULL;

  if (row == LW_OFFICES_NONE)
    /* Translators: the name of a plan for new offices. */
    return plan != NULL ? g_strdup_printf (_ ("new building of plan “%s”"), plan) : g_strdup ("");
  return town[0] != '\0' ? g_strdup_printf ("%s, %s", address, town) : g_steal_pointer (&address);
}

/** lw_cli_print_start: says of a made-up document that it is one */
void
lw_cli_print_start (const LwCliDocument *document)
{
  if (document->fictional)
    g_print ("%s\n", _ ("Fictional example: none of these offices exists."));
}

/* All office space of known area, and of which the vacancy is not known, m2 vvo. */
static void
measure_unknown (const LwOffices *offices, double *stock, double *unknown)
{
  *stock = *unknown = 0;
  for (guint i = 0; i < offices->n; i++)
    if (offices->stock_m2[i] >= 0)
      {
        *stock += offices->stock_m2[i];
        *unknown += offices->vacant_stock_m2[i] >= 0 ? 0 : offices->stock_m2[i];
      }
}

/** lw_cli_print_unknown: the line that says how much is of unknown vacancy, and what @scenario does with it */
void
lw_cli_print_unknown (const LwCliDocument *document, const LwScenario *scenario)
{
  double stock, unknown;

  measure_unknown (document->offices, &stock, &unknown);
  if (unknown > 0)
    g_print (_ ("Of the stock %.1f %% has unknown vacancy: %s.\n"), 100 * unknown / stock,
             lw_unknown_vacancy_get_label (scenario->unknown_vacancy));
}

/** lw_cli_add_unknown: the same as members of an object */
void
lw_cli_add_unknown (JsonBuilder *builder, const LwCliDocument *document, const LwScenario *scenario)
{
  double stock, unknown;

  measure_unknown (document->offices, &stock, &unknown);
  lw_cli_add_text (builder, "unknown_vacancy", lw_unknown_vacancy_get_token (scenario->unknown_vacancy));
  lw_cli_add_number (builder, "unknown_share", stock > 0 ? unknown / stock : NAN);
}

/** lw_cli_print_demand_notes: what must be known about the demand that was computed with */
void
lw_cli_print_demand_notes (const LwRunNotes *notes)
{
  if (notes->assumed_regions > 0)
    g_print (ngettext ("%u market has no figures of demand; it follows the growth of the scenario.\n",
                       "%u markets have no figures of demand; they follow the growth of the scenario.\n",
                       notes->assumed_regions),
             notes->assumed_regions);
  if (notes->calibrated_regions > 0)
    /* Translators: the smallest and the largest calibration of demand from jobs. */
    g_print (_ ("Demand from jobs is calibrated to the space in use by %.2f to %.2f.\n"), notes->kappa_low,
             notes->kappa_high);
  if (notes->kappa_outside > 0)
    g_print (ngettext ("The calibration of %u market lies outside %.1f to %.1f: look at its jobs, the share of office "
                       "jobs and the space per job.\n",
                       "The calibration of %u markets lies outside %.1f to %.1f: look at their jobs, the share of "
                       "office jobs and the space per job.\n",
                       notes->kappa_outside),
             notes->kappa_outside, LW_RUN_KAPPA_LOW, LW_RUN_KAPPA_HIGH);
  if (notes->outside_period > 0)
    g_print (ngettext ("%u market follows a ready-made path in years that its source is not about.\n",
                       "%u markets follow a ready-made path in years that its source is not about.\n",
                       notes->outside_period),
             notes->outside_period);
  if (notes->counts_twice)
    g_print ("%s\n", _ ("Hybrid working and hidden vacancy are both used: they describe partly the same effect."));
}

/** lw_cli_add_demand_notes: the same as members of an object */
void
lw_cli_add_demand_notes (JsonBuilder *builder, const LwRunNotes *notes)
{
  lw_cli_add_number (builder, "demand_assumed_markets", notes->assumed_regions);
  lw_cli_add_number (builder, "demand_calibrated_markets", notes->calibrated_regions);
  lw_cli_add_number (builder, "kappa_low", notes->kappa_low);
  lw_cli_add_number (builder, "kappa_high", notes->kappa_high);
  lw_cli_add_number (builder, "kappa_outside_markets", notes->kappa_outside);
  lw_cli_add_number (builder, "demand_outside_period_markets", notes->outside_period);
  json_builder_set_member_name (builder, "demand_counts_twice");
  json_builder_add_boolean_value (builder, notes->counts_twice);
}

/** lw_cli_print_right: prints a head of a column of figures, padded on the left by characters as they are seen */
void
lw_cli_print_right (const char *text, int width)
{
  g_print ("%*s%s", MAX (0, width - (int) g_utf8_strlen (text, -1)), "", text);
}

/** lw_cli_round: a figure as it will be shown in steps of @unit, so that none is shown as minus nothing */
double
lw_cli_round (double value, double unit)
{
  return fabs (value) < unit / 2 ? 0 : value;
}
