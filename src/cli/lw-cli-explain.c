/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-cli-explain: `explain`: why an office filled or emptied in a year, and which offices a total is made of. */
#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "analysis/lw-explanation-run.h"
#include "cli/lw-cli-answers.h"
#include "draw/lw-format-explanation.h"
#include "model/lw-error.h"

static const char *const state_names[LW_N_OFFICE_STATE_COLUMNS] = { "stock", "occupied", "c0", "c1", "c2", "c3" };
static const char *const cell_names[LW_N_EXPLAINED_CELLS] = { "fresh", "c0", "c1", "c2", "c3" };

static void
add_state (JsonBuilder *builder, const char *name, const double state[LW_N_OFFICE_STATE_COLUMNS])
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  for (guint k = 0; k < LW_N_OFFICE_STATE_COLUMNS; k++)
    lw_cli_add_number (builder, state_names[k], state[k]);
  lw_cli_add_number (builder, "vacancy", lw_office_state_get_vacancy (state));
  json_builder_end_object (builder);
}

static void
add_terms (JsonBuilder *builder, const LwOfficeYear *year)
{
  json_builder_set_member_name (builder, "terms");
  json_builder_begin_array (builder);
  for (LwYearTerm term = 0; term < LW_N_YEAR_TERMS; term++)
    {
      LwYearChange change;

      lw_office_year_get_change (year, term, &change);
      json_builder_begin_object (builder);
      lw_cli_add_text (builder, "term", lw_year_term_get_token (term));
      lw_cli_add_number (builder, "stock", change.stock);
      lw_cli_add_number (builder, "occupied", change.occupied);
      lw_cli_add_number (builder, "vacancy", change.vacancy);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_cells (JsonBuilder *builder, const LwOfficeYear *year)
{
  json_builder_set_member_name (builder, "cells");
  json_builder_begin_array (builder);
  for (guint k = 0; k < LW_N_EXPLAINED_CELLS; k++)
    {
      json_builder_begin_object (builder);
      lw_cli_add_text (builder, "cell", cell_names[k]);
      lw_cli_add_number (builder, "m2", year->cell[k]);
      lw_cli_add_number (builder, "rho", year->rho[k]);
      lw_cli_add_number (builder, "weight", year->weight[k]);
      lw_cli_add_number (builder, "let", year->let[k]);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_market (JsonBuilder *builder, const LwMarketYear *market)
{
  json_builder_set_member_name (builder, "market_year");
  json_builder_begin_object (builder);
  lw_cli_add_number (builder, "stock", market->stock);
  lw_cli_add_number (builder, "kept", market->kept);
  lw_cli_add_number (builder, "demand", market->demand);
  lw_cli_add_number (builder, "accommodated", market->accommodated);
  lw_cli_add_number (builder, "shortage", market->shortage);
  lw_cli_add_number (builder, "to_let", market->to_let);
  lw_cli_add_number (builder, "weight", market->weight);
  /* null: every cell that can be let is let whole */
  lw_cli_add_number (builder, "lambda", market->lambda < G_MAXDOUBLE ? market->lambda : NAN);
  lw_cli_add_number (builder, "to_release", market->to_release);
  lw_cli_add_number (builder, "forced_lambda", market->forced_lambda < G_MAXDOUBLE ? market->forced_lambda : NAN);
  json_builder_end_object (builder);
}

static void
add_measures (JsonBuilder *builder, const LwOfficeExplanation *explanation, const LwScenario *scenario)
{
  json_builder_set_member_name (builder, "measures");
  json_builder_begin_array (builder);
  for (guint k = 0; k < explanation->measures->len; k++)
    {
      const LwMeasureShare *share = &g_array_index (explanation->measures, LwMeasureShare, k);
      const LwMeasure *measure = g_ptr_array_index (scenario->measures, share->measure);

      json_builder_begin_object (builder);
      lw_cli_add_text (builder, "measure", measure->uid);
      lw_cli_add_text (builder, "kind", lw_measure_kind_get_token (measure->kind));
      lw_cli_add_number (builder, "m2", share->m2);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_sentences (JsonBuilder *builder, const LwOfficeExplanation *explanation)
{
  g_autoptr (GPtrArray) sentences = lw_format_explanation (NULL, explanation);

  json_builder_set_member_name (builder, "sentences");
  json_builder_begin_array (builder);
  for (guint i = 0; i < sentences->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (sentences, i));
  json_builder_end_array (builder);
}

static void
begin_answer (JsonBuilder *builder, const LwCliDocument *document, const LwScenario *scenario, int year)
{
  g_autofree char *from = g_strdup_printf ("%d-01-01", year - 1), *to = g_strdup_printf ("%d-01-01", year);

  json_builder_begin_object (builder);
  lw_cli_add_fictional (builder, document->fictional);
  lw_cli_add_text (builder, "scenario", scenario->name);
  lw_cli_add_text (builder, "from", from);
  lw_cli_add_text (builder, "to", to);
}

static void
print_office_json (const LwCliDocument *document, const LwScenario *scenario, const LwOfficeExplanation *explanation)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *title = lw_cli_office_title (document->offices, explanation->office, NULL);
  const LwOfficeYear *year = &explanation->office_year;

  begin_answer (builder, document, scenario, explanation->year);
  json_builder_set_member_name (builder, "office");
  json_builder_add_int_value (builder, explanation->office);
  lw_cli_add_text (builder, "address", title);
  lw_cli_add_text (builder, "market", explanation->region);
  add_state (builder, "before", year->before);
  add_state (builder, "after", year->after);
  add_terms (builder, year);
  lw_cli_add_number (builder, "displaced", year->displaced);
  lw_cli_add_number (builder, "prelet", year->prelet);
  lw_cli_add_number (builder, "release_rate", explanation->release_rate);
  lw_cli_add_number (builder, "release_share", year->release_share);
  lw_cli_add_number (builder, "attractiveness", year->attractiveness);
  lw_cli_add_number (builder, "attractiveness_at_base", explanation->attractiveness_at_base);
  lw_cli_add_number (builder, "attractiveness_known", explanation->attractiveness_known);
  lw_cli_add_number (builder, "pull", year->pull);
  lw_cli_add_number (builder, "relet", year->relet);
  lw_cli_add_number (builder, "returned", year->returned);
  lw_cli_add_number (builder, "kept", year->kept);
  lw_cli_add_number (builder, "forced_weight", year->forced_weight);
  add_cells (builder, year);
  add_market (builder, &explanation->market_year);
  add_measures (builder, explanation, scenario);
  add_sentences (builder, explanation);
  json_builder_end_object (builder);
  lw_cli_print_json (builder);
}

static void
print_row (const char *what, double stock, double occupied, double vacancy, gboolean is_change)
{
  const double values[] = { stock, occupied, vacancy };

  g_print ("  ");
  lw_cli_print_padded (what, 36);
  for (guint k = 0; k < G_N_ELEMENTS (values); k++)
    g_print (is_change ? " %'+13.1f" : " %'13.1f", lw_cli_round (values[k], 0.1));
  g_print ("\n");
}

static void
print_office_text (const LwCliDocument *document, const LwScenario *scenario, const LwOfficeExplanation *explanation)
{
  g_autofree char *title = lw_cli_office_title (document->offices, explanation->office, NULL);
  g_autofree char *first = g_strdup_printf (_ ("1 January %d"), explanation->year - 1);
  g_autofree char *last = g_strdup_printf (_ ("1 January %d"), explanation->year);
  g_autoptr (GPtrArray) sentences = lw_format_explanation (NULL, explanation);
  const LwOfficeYear *year = &explanation->office_year;

  lw_cli_print_start (document);
  g_print ("%s\n%s\n\n", scenario->name, title);
  for (guint i = 0; i < sentences->len; i++)
    g_print ("%s\n", (const char *) g_ptr_array_index (sentences, i));
  g_print ("\n");
  lw_cli_print_padded ("", 38);
  lw_cli_print_right (_ ("stock m²"), 14);
  lw_cli_print_right (_ ("in use m²"), 14);
  lw_cli_print_right (_ ("vacant m²"), 14);
  g_print ("\n");
  print_row (first, year->before[LW_OFFICE_STATE_STOCK], year->before[LW_OFFICE_STATE_OCCUPIED],
             lw_office_state_get_vacancy (year->before), FALSE);
  for (LwYearTerm term = 0; term < LW_N_YEAR_TERMS; term++)
    {
      LwYearChange change;

      lw_office_year_get_change (year, term, &change);
      if (term != LW_YEAR_RESIDUE && (change.stock != 0 || change.occupied != 0 || change.vacancy != 0))
        print_row (lw_year_term_get_label (term), change.stock, change.occupied, change.vacancy, TRUE);
    }
  print_row (last, year->after[LW_OFFICE_STATE_STOCK], year->after[LW_OFFICE_STATE_OCCUPIED],
             lw_office_state_get_vacancy (year->after), FALSE);
}

static guint
count_parts (const LwTotalExplanation *explanation, int top)
{
  return top > 0 ? MIN (explanation->parts->len, (guint) top) : explanation->parts->len;
}

static double
sum_from (const LwTotalExplanation *explanation, guint first)
{
  double sum = 0;

  for (guint i = first; i < explanation->parts->len; i++)
    sum += ((LwTotalPart *) g_ptr_array_index (explanation->parts, i))->value;
  return sum;
}

static void
print_total_json (const LwCliDocument *document, const LwScenario *scenario, const LwTotalExplanation *explanation,
                  int top)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  guint n = count_parts (explanation, top);

  begin_answer (builder, document, scenario, explanation->year);
  lw_cli_add_text (builder, "figure", lw_trajectory_column_get_name (explanation->column));
  lw_cli_add_number (builder, "total", explanation->total);
  json_builder_set_member_name (builder, "parts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < n; i++)
    {
      const LwTotalPart *part = g_ptr_array_index (explanation->parts, i);
      g_autofree char *title = lw_cli_office_title (document->offices, part->office, part->plan);

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "office");
      if (part->office != 0)
        json_builder_add_int_value (builder, part->office);
      else
        json_builder_add_null_value (builder);
      lw_cli_add_text (builder, "plan", part->plan);
      lw_cli_add_text (builder, "address", title);
      lw_cli_add_number (builder, "value", part->value);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  lw_cli_add_number (builder, "others", sum_from (explanation, n));
  json_builder_end_object (builder);
  lw_cli_print_json (builder);
}

static void
print_total_csv (const LwCliDocument *document, const LwTotalExplanation *explanation, int top)
{
  g_print ("office,address,year,%s\n", lw_trajectory_column_get_name (explanation->column));
  for (guint i = 0; i < count_parts (explanation, top); i++)
    {
      const LwTotalPart *part = g_ptr_array_index (explanation->parts, i);
      g_autofree char *title = lw_cli_office_title (document->offices, part->office, part->plan);

      if (part->office != 0)
        g_print ("%" G_GINT64_FORMAT, part->office);
      g_print (",");
      lw_cli_print_csv_text (title);
      g_print (",%d,", explanation->year);
      lw_cli_print_csv_number (part->value);
      g_print ("\n");
    }
}

static void
print_total_text (const LwCliDocument *document, const LwScenario *scenario, const LwTotalExplanation *explanation,
                  int top)
{
  guint n = count_parts (explanation, top), others = explanation->parts->len - n;

  lw_cli_print_start (document);
  g_print ("%s\n", scenario->name);
  if (lw_trajectory_column_is_flow (explanation->column))
    g_print (_ ("%s from 1 January %d to 1 January %d\n"), lw_trajectory_column_get_name (explanation->column),
             explanation->year - 1, explanation->year);
  else
    g_print (_ ("%s on 1 January %d\n"), lw_trajectory_column_get_name (explanation->column), explanation->year);
  for (guint i = 0; i < n; i++)
    {
      const LwTotalPart *part = g_ptr_array_index (explanation->parts, i);
      g_autofree char *title = lw_cli_office_title (document->offices, part->office, part->plan);

      lw_cli_print_padded (title, 56);
      g_print (" %'14.1f\n", part->value);
    }
  if (others > 0)
    {
      g_autofree char *text = g_strdup_printf (ngettext ("%u other", "%u others", others), others);

      lw_cli_print_padded (text, 56);
      g_print (" %'14.1f\n", sum_from (explanation, n));
    }
  lw_cli_print_padded (_ ("All"), 56);
  g_print (" %'14.1f\n", explanation->total);
  lw_cli_print_unknown (document, scenario);
}

static gboolean
parse_column (const char *name, LwTrajectoryColumn *column, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (*column = 0; *column < LW_N_TRAJECTORY_COLUMNS; (*column)++)
    {
      if (g_strcmp0 (lw_trajectory_column_get_name (*column), name) == 0)
        return TRUE;
      g_string_append_printf (names, "%s%s", *column > 0 ? " " : "", lw_trajectory_column_get_name (*column));
    }
  g_set_error (error, LW_ERROR, LW_ERROR_NOT_FOUND, _ ("there is no figure “%s”; use one of: %s"), name, names->str);
  return FALSE;
}

/* An office by its number in the document, or by its identification in the BAG. */
static gboolean
parse_office (const char *text, const LwOffices *offices, gint64 *office, GError **error)
{
  guint64 number;

  if (g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT64, &number, NULL))
    {
      *office = (gint64) number;
      if (strlen (text) < 15)
        return TRUE;
      for (guint i = 0; i < offices->n; i++)
        if (offices->bag_id[i] == number)
          {
            *office = offices->id[i];
            return TRUE;
          }
    }
  g_set_error (error, LW_ERROR, LW_ERROR_NOT_FOUND,
               _ ("“%s” is no office; give its number (id) or its BAG identification, which stand in an export"), text);
  return FALSE;
}

typedef struct {
  char *name, *date, *total;
  int year, top;
  gboolean json, csv;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->name);
  g_free (options->date);
  g_free (options->total);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
explain_office (LwCli *cli, const LwCliDocument *document, const LwScenario *scenario, const Options *options,
                const char *text, GError **error)
{
  LwRunInput input = lw_cli_document_input (document, scenario, LW_RUN_NO_GROUPS);
  g_autoptr (LwOfficeExplanation) explanation = NULL;
  gint64 office;

  if (!parse_office (text, document->offices, &office, error))
    return FALSE;
  explanation = lw_explanation_run_office (&input, office, options->year, cli->cancellable, error);
  if (explanation == NULL)
    return FALSE;
  if (options->json)
    print_office_json (document, scenario, explanation);
  else
    print_office_text (document, scenario, explanation);
  return TRUE;
}

static gboolean
explain_total (LwCli *cli, const LwCliDocument *document, const LwScenario *scenario, const Options *options,
               GError **error)
{
  LwRunInput input = lw_cli_document_input (document, scenario, LW_RUN_NO_GROUPS);
  g_autoptr (LwTotalExplanation) explanation = NULL;
  LwTrajectoryColumn column;

  if (!parse_column (options->total, &column, error))
    return FALSE;
  explanation = lw_explanation_run_total (&input, column, options->year, cli->cancellable, error);
  if (explanation == NULL)
    return FALSE;
  if (options->json)
    print_total_json (document, scenario, explanation, options->top);
  else if (options->csv)
    print_total_csv (document, explanation, options->top);
  else
    print_total_text (document, scenario, explanation, options->top);
  return TRUE;
}

LwCliStatus
lw_cli_explain (LwCli *cli, GStrv arguments)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "year", 0, 0, G_OPTION_ARG_INT, &options.year,
      N_ ("The row of the results: the state on 1 January of this year, and what happened in the year before"), "Y" },
    { "scenario", 0, 0, G_OPTION_ARG_STRING, &options.name, N_ ("The scenario; the baseline if not given"), "NAME" },
    { "total", 0, 0, G_OPTION_ARG_STRING, &options.total,
      N_ ("Explain this figure of the results instead of an office, for example takeup"), "FIGURE" },
    { "top", 0, 0, G_OPTION_ARG_INT, &options.top, N_ ("Only the largest so many"), "N" },
    { "date", 0, 0, G_OPTION_ARG_STRING, &options.date, N_ ("The reference date; the newest if not given"), "D" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_ ("Print JSON"), NULL },
    { "csv", 0, 0, G_OPTION_ARG_NONE, &options.csv, N_ ("Print CSV (of a figure)"), NULL },
    { NULL },
  };
  g_auto (GStrv) rest = g_strdupv (arguments);
  g_auto (LwCliDocument) document = { 0 };
  const LwScenario *scenario;
  LwCliStatus status;
  GError *error = NULL;

  if (!lw_cli_parse ("explain", entries, &rest, 1, 2, &status))
    return status;
  if ((rest[1] == NULL) == (options.total == NULL))
    return lw_cli_usage ("explain", _ ("give either an office or a figure (--total)"));
  if (options.year == 0)
    return lw_cli_usage ("explain", _ ("say of which year (--year)"));
  if (!lw_cli_document_read (cli, rest[0], options.date, &document, &error) ||
      (scenario = lw_cli_find_scenario (document.scenarios, options.name, &error)) == NULL ||
      !(options.total != NULL ? explain_total (cli, &document, scenario, &options, &error)
                              : explain_office (cli, &document, scenario, &options, rest[1], &error)))
    return lw_cli_fail (error);
  return LW_CLI_DONE;
}
