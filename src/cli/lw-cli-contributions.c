/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-cli-contributions: `contributions`: which measures, and which offices in them, matter most for the end result. */
#include <math.h>

#include <glib/gi18n-lib.h>

#include "analysis/lw-contributions-run.h"
#include "cli/lw-cli-answers.h"
#include "model/lw-error.h"

/** lw_cli_contribution_outcome: the outcome of that name, vacancy for %NULL; an error lists them */
gboolean
lw_cli_contribution_outcome (const char *name, LwOutcome *outcome, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  *outcome = LW_OUTCOME_VACANCY;
  if (name == NULL || lw_outcome_from_token (name, outcome))
    return TRUE;
  for (LwOutcome o = 0; o < LW_N_OUTCOMES; o++)
    g_string_append_printf (names, "%s%s", o > 0 ? " " : "", lw_outcome_get_token (o));
  g_set_error (error, LW_ERROR, LW_ERROR_NOT_FOUND, _ ("there is no outcome “%s”; use one of: %s"), name, names->str);
  return FALSE;
}

static guint
count_shown (const GArray *list, int top)
{
  return top > 0 ? MIN (list->len, (guint) top) : list->len;
}

static const LwMeasure *
find_measure (const LwScenario *scenario, const LwContribution *contribution)
{
  return g_ptr_array_index (scenario->measures, contribution->measure);
}

/* What people call a measure: its number, what is done and when. */
static char *
describe_measure (const LwScenario *scenario, guint number)
{
  const LwMeasure *measure = g_ptr_array_index (scenario->measures, number);
  guint n = measure->offices->len;

  if (measure->rule != NULL || lw_measure_kind_get_target (measure->kind) != LW_MEASURE_TARGET_OFFICES)
    return g_strdup_printf ("%u. %s %d%s%s", number + 1, lw_measure_kind_get_label (measure->kind), measure->year,
                            measure->rule != NULL ? _ (", by rule") : "", measure->enabled ? "" : _ (" (off)"));
  return g_strdup_printf (ngettext ("%u. %s %d, %u office%s", "%u. %s %d, %u offices%s", n), number + 1,
                          lw_measure_kind_get_label (measure->kind), measure->year, n,
                          measure->enabled ? "" : _ (" (off)"));
}

static void
add_list (JsonBuilder *builder, const LwCliDocument *document, const LwScenario *scenario, const char *name,
          const GArray *list, int top)
{
  g_autofree guint *order = lw_contributions_rank (list);

  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < count_shown (list, top); i++)
    {
      const LwContribution *contribution = &g_array_index (list, LwContribution, order[i]);
      const LwMeasure *measure = find_measure (scenario, contribution);

      json_builder_begin_object (builder);
      lw_cli_add_text (builder, "measure", measure->uid);
      json_builder_set_member_name (builder, "number");
      json_builder_add_int_value (builder, contribution->measure + 1);
      lw_cli_add_text (builder, "kind", lw_measure_kind_get_token (measure->kind));
      json_builder_set_member_name (builder, "year");
      json_builder_add_int_value (builder, measure->year);
      json_builder_set_member_name (builder, "enabled");
      json_builder_add_boolean_value (builder, measure->enabled);
      if (contribution->office != 0)
        {
          g_autofree char *title = lw_cli_office_title (document->offices, contribution->office, NULL);

          json_builder_set_member_name (builder, "office");
          json_builder_add_int_value (builder, contribution->office);
          lw_cli_add_text (builder, "address", title);
        }
      lw_cli_add_number (builder, "contribution", contribution->value);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/** lw_cli_add_contributions: adds the members of an object that is begun; the largest @top, all for 0 */
void
lw_cli_add_contributions (JsonBuilder *builder, const LwCliDocument *document, const LwScenario *scenario,
                          const LwContributions *contributions, int top)
{
  lw_cli_add_text (builder, "outcome", lw_outcome_get_token (contributions->outcome));
  json_builder_set_member_name (builder, "year");
  json_builder_add_int_value (builder, contributions->year);
  lw_cli_add_number (builder, "with_all", contributions->all);
  lw_cli_add_number (builder, "with_none", contributions->none);
  add_list (builder, document, scenario, "measures", contributions->measures, top);
  lw_cli_add_number (builder, "measures_rest", contributions->measures_rest);
  add_list (builder, document, scenario, "offices", contributions->offices, top);
  lw_cli_add_number (builder, "offices_rest", contributions->offices_rest);
}

static void
print_csv_row (const char *what, const LwContribution *contribution, const LwMeasure *measure, const char *address,
               double value)
{
  g_print ("%s,", what);
  lw_cli_print_csv_text (measure != NULL ? measure->uid : "");
  if (contribution != NULL)
    g_print (",%u,", contribution->measure + 1);
  else
    g_print (",,");
  if (contribution != NULL && contribution->office != 0)
    g_print ("%" G_GINT64_FORMAT, contribution->office);
  g_print (",");
  lw_cli_print_csv_text (address != NULL ? address : "");
  g_print (",");
  lw_cli_print_csv_number (value);
  g_print ("\n");
}

static void
print_csv_list (const LwCliDocument *document, const LwScenario *scenario, const char *what, const GArray *list,
                int top)
{
  g_autofree guint *order = lw_contributions_rank (list);

  for (guint i = 0; i < count_shown (list, top); i++)
    {
      const LwContribution *contribution = &g_array_index (list, LwContribution, order[i]);
      g_autofree char *title = lw_cli_office_title (document->offices, contribution->office, NULL);

      print_csv_row (what, contribution, find_measure (scenario, contribution), title, contribution->value);
    }
}

/** lw_cli_print_contributions_csv: prints the table, the outcomes and rests in rows of their own */
void
lw_cli_print_contributions_csv (const LwCliDocument *document, const LwScenario *scenario,
                                const LwContributions *contributions, int top)
{
  g_print ("what,measure,number,office,address,%s\n", lw_outcome_get_token (contributions->outcome));
  print_csv_row ("with-all", NULL, NULL, NULL, contributions->all);
  print_csv_row ("with-none", NULL, NULL, NULL, contributions->none);
  print_csv_list (document, scenario, "measure", contributions->measures, top);
  print_csv_row ("measures-rest", NULL, NULL, NULL, contributions->measures_rest);
  print_csv_list (document, scenario, "office", contributions->offices, top);
  print_csv_row ("offices-rest", NULL, NULL, NULL, contributions->offices_rest);
}

static void
print_line (const char *what, LwOutcome outcome, double value, gboolean is_difference)
{
  g_print ("  ");
  lw_cli_print_padded (what, 56);
  if (isnan (value))
    g_print (" %14s\n", _ ("unknown"));
  else if (outcome == LW_OUTCOME_RATE)
    g_print (is_difference ? " %+12.3f %s\n" : " %12.3f %s\n", 100 * lw_cli_round (value, 1e-5),
             is_difference ? _ ("points") : "%");
  else
    g_print (is_difference ? " %'+14.0f\n" : " %'14.0f\n", lw_cli_round (value, 1));
}

static double
sum_unshown (const GArray *list, const guint *order, guint n_shown)
{
  double sum = 0;

  for (guint i = n_shown; i < list->len; i++)
    sum += g_array_index (list, LwContribution, order[i]).value;
  return sum;
}

static void
print_list (const LwCliDocument *document, const LwScenario *scenario, const LwContributions *contributions,
            gboolean of_offices, int top)
{
  const GArray *list = of_offices ? contributions->offices : contributions->measures;
  g_autofree guint *order = lw_contributions_rank (list);
  guint n = count_shown (list, top);

  for (guint i = 0; i < n; i++)
    {
      const LwContribution *contribution = &g_array_index (list, LwContribution, order[i]);
      g_autofree char *title = of_offices ? lw_cli_office_title (document->offices, contribution->office, NULL)
                                          : describe_measure (scenario, contribution->measure);

      print_line (title, contributions->outcome, contribution->value, TRUE);
    }
  if (n < list->len)
    {
      g_autofree char *others = g_strdup_printf (ngettext ("%u other", "%u others", list->len - n), list->len - n);

      print_line (others, contributions->outcome, sum_unshown (list, order, n), TRUE);
    }
  print_line (_ ("working together, in none of these lines"), contributions->outcome,
              of_offices ? contributions->offices_rest : contributions->measures_rest, TRUE);
}

/** lw_cli_print_contributions: prints the largest @top measures and offices, all for 0, and what is left */
void
lw_cli_print_contributions (const LwCliDocument *document, const LwScenario *scenario,
                            const LwContributions *contributions, int top)
{
  g_print (_ ("%s on 1 January %d\n"), lw_outcome_get_label (contributions->outcome), contributions->year);
  print_line (_ ("without any measure"), contributions->outcome, contributions->none, FALSE);
  print_line (_ ("with all measures"), contributions->outcome, contributions->all, FALSE);
  g_print (_ ("Measures: the result with all, minus that without the one\n"));
  print_list (document, scenario, contributions, FALSE, top);
  g_print (_ ("Offices: the result with all, minus that without the one\n"));
  print_list (document, scenario, contributions, TRUE, top);
}

LwCliStatus
lw_cli_contributions (LwCli *cli, GStrv arguments)
{
  g_autofree char *name = NULL, *date = NULL, *outcome_name = NULL;
  gboolean json = FALSE, csv = FALSE;
  int year = 0, top = 0;
  const GOptionEntry entries[] = {
    { "scenario", 0, 0, G_OPTION_ARG_STRING, &name, N_ ("The scenario; the baseline if not given"), "NAME" },
    { "outcome", 0, 0, G_OPTION_ARG_STRING, &outcome_name,
      N_ ("What is measured: rate, vacancy, structural or dwellings; vacancy if not given"), "OUTCOME" },
    { "year", 0, 0, G_OPTION_ARG_INT, &year, N_ ("On 1 January of this year; the horizon if not given"), "Y" },
    { "top", 0, 0, G_OPTION_ARG_INT, &top, N_ ("Only the largest so many"), "N" },
    { "date", 0, 0, G_OPTION_ARG_STRING, &date, N_ ("The reference date; the newest if not given"), "D" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print JSON"), NULL },
    { "csv", 0, 0, G_OPTION_ARG_NONE, &csv, N_ ("Print CSV"), NULL },
    { NULL },
  };
  g_auto (GStrv) rest = g_strdupv (arguments);
  g_auto (LwCliDocument) document = { 0 };
  g_autoptr (LwContributions) contributions = NULL;
  const LwScenario *scenario;
  LwRunInput input;
  LwOutcome outcome;
  LwCliStatus status;
  GError *error = NULL;

  if (!lw_cli_parse ("contributions", entries, &rest, 1, 1, &status))
    return status;
  if (!lw_cli_contribution_outcome (outcome_name, &outcome, &error) ||
      !lw_cli_document_read (cli, rest[0], date, &document, &error) ||
      (scenario = lw_cli_find_scenario (document.scenarios, name, &error)) == NULL)
    return lw_cli_fail (error);
  input = lw_cli_document_input (&document, scenario, LW_RUN_NO_GROUPS);
  if ((contributions = lw_contributions_run (&input, outcome, year, 0, cli->cancellable, &error)) == NULL)
    return lw_cli_fail (error);
  if (json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      lw_cli_add_fictional (builder, document.fictional);
      lw_cli_add_text (builder, "scenario", scenario->name);
      lw_cli_add_unknown (builder, &document, scenario);
      lw_cli_add_contributions (builder, &document, scenario, contributions, top);
      json_builder_end_object (builder);
      lw_cli_print_json (builder);
    }
  else if (csv)
    lw_cli_print_contributions_csv (&document, scenario, contributions, top);
  else
    {
      lw_cli_print_start (&document);
      g_print ("%s\n", scenario->name);
      lw_cli_print_contributions (&document, scenario, contributions, top);
      lw_cli_print_unknown (&document, scenario);
    }
  return LW_CLI_DONE;
}
