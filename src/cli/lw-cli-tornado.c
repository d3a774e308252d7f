/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-cli-tornado: `tornado`: how much an outcome depends on each assumption and lever, one at a time. */
#include <math.h>

#include <glib/gi18n-lib.h>

#include "analysis/lw-sensitivity-run.h"
#include "cli/lw-cli-answers.h"

static void
print_json (const LwCliDocument *document, const LwScenario *scenario, const LwSensitivity *sensitivity)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  lw_cli_add_fictional (builder, document->fictional);
  lw_cli_add_text (builder, "scenario", scenario->name);
  lw_cli_add_text (builder, "outcome", lw_outcome_get_token (sensitivity->outcome));
  json_builder_set_member_name (builder, "year");
  json_builder_add_int_value (builder, sensitivity->year);
  lw_cli_add_number (builder, "base", sensitivity->base);
  json_builder_set_member_name (builder, "factors");
  json_builder_begin_array (builder);
  for (guint i = 0; i < sensitivity->bars->len; i++)
    {
      const LwSensitivityBar *bar = &g_array_index (sensitivity->bars, LwSensitivityBar, i);

      json_builder_begin_object (builder);
      lw_cli_add_text (builder, "factor", bar->key);
      lw_cli_add_text (builder, "label", bar->label);
      lw_cli_add_text (builder, "unit", bar->unit);
      lw_cli_add_number (builder, "low_value", bar->low_value);
      lw_cli_add_number (builder, "base_value", bar->base_value);
      lw_cli_add_number (builder, "high_value", bar->high_value);
      lw_cli_add_number (builder, "low", bar->low);
      lw_cli_add_number (builder, "high", bar->high);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  lw_cli_print_json (builder);
}

static void
print_csv (const LwSensitivity *sensitivity)
{
  g_print ("factor,label,unit,low_value,base_value,high_value,low,base,high\n");
  for (guint i = 0; i < sensitivity->bars->len; i++)
    {
      const LwSensitivityBar *bar = &g_array_index (sensitivity->bars, LwSensitivityBar, i);
      const double numbers[]
          = { bar->low_value, bar->base_value, bar->high_value, bar->low, sensitivity->base, bar->high };

      lw_cli_print_csv_text (bar->key);
      g_print (",");
      lw_cli_print_csv_text (bar->label);
      g_print (",");
      lw_cli_print_csv_text (bar->unit);
      for (guint k = 0; k < G_N_ELEMENTS (numbers); k++)
        {
          g_print (",");
          lw_cli_print_csv_number (numbers[k]);
        }
      g_print ("\n");
    }
}

static void
print_outcome (LwOutcome outcome, double value)
{
  if (isnan (value))
    lw_cli_print_right (_ ("unknown"), 15);
  else if (outcome == LW_OUTCOME_RATE)
    g_print (" %12.2f %%", 100 * value);
  else
    g_print (" %'14.0f", value);
}

static void
print_text (const LwScenario *scenario, const LwSensitivity *sensitivity)
{
  guint n_still = 0;

  g_print ("%s\n", scenario->name);
  g_print (_ ("%s on 1 January %d\n"), lw_outcome_get_label (sensitivity->outcome), sensitivity->year);
  lw_cli_print_padded ("", 44);
  lw_cli_print_right (_ ("from … to"), 20);
  lw_cli_print_right (_ ("at the low end"), 15);
  lw_cli_print_right (_ ("at the high end"), 16);
  g_print ("\n");
  lw_cli_print_padded (_ ("as the scenario is"), 64);
  print_outcome (sensitivity->outcome, sensitivity->base);
  g_print ("\n");
  for (guint i = 0; i < sensitivity->bars->len; i++)
    {
      const LwSensitivityBar *bar = &g_array_index (sensitivity->bars, LwSensitivityBar, i);
      g_autofree char *ends = g_strdup_printf ("%g … %g", bar->low_value, bar->high_value);

      /* less than what is shown is no difference */
      if (lw_cli_round (lw_sensitivity_bar_get_width (bar), sensitivity->outcome == LW_OUTCOME_RATE ? 1e-4 : 1) == 0)
        {
          n_still++;
          continue;
        }
      lw_cli_print_padded (bar->label, 44);
      lw_cli_print_right (ends, 20);
      print_outcome (sensitivity->outcome, bar->low);
      g_print (" ");
      print_outcome (sensitivity->outcome, bar->high);
      g_print ("\n");
    }
  if (n_still > 0)
    g_print (ngettext ("%u other factor makes no difference.\n", "%u other factors make no difference.\n", n_still),
             n_still);
}

LwCliStatus
lw_cli_tornado (LwCli *cli, GStrv arguments)
{
  g_autofree char *name = NULL, *date = NULL, *outcome_name = NULL;
  gboolean json = FALSE, csv = FALSE;
  int year = 0;
  const GOptionEntry entries[] = {
    { "scenario", 0, 0, G_OPTION_ARG_STRING, &name, N_ ("The scenario; the baseline if not given"), "NAME" },
    { "outcome", 0, 0, G_OPTION_ARG_STRING, &outcome_name,
      N_ ("What is measured: rate, vacancy, structural or dwellings; rate if not given"), "OUTCOME" },
    { "year", 0, 0, G_OPTION_ARG_INT, &year, N_ ("On 1 January of this year; the horizon if not given"), "Y" },
    { "date", 0, 0, G_OPTION_ARG_STRING, &date, N_ ("The reference date; the newest if not given"), "D" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print JSON"), NULL },
    { "csv", 0, 0, G_OPTION_ARG_NONE, &csv, N_ ("Print CSV"), NULL },
    { NULL },
  };
  g_auto (GStrv) rest = g_strdupv (arguments);
  g_auto (LwCliDocument) document = { 0 };
  g_autoptr (LwSensitivity) sensitivity = NULL;
  const LwScenario *scenario;
  LwRunInput input;
  LwOutcome outcome;
  LwCliStatus status;
  GError *error = NULL;

  if (!lw_cli_parse ("tornado", entries, &rest, 1, 1, &status))
    return status;
  if (!lw_cli_contribution_outcome (outcome_name != NULL ? outcome_name : "rate", &outcome, &error) ||
      !lw_cli_document_read (cli, rest[0], date, &document, &error) ||
      (scenario = lw_cli_find_scenario (document.scenarios, name, &error)) == NULL)
    return lw_cli_fail (error);
  input = lw_cli_document_input (&document, scenario, LW_RUN_NO_GROUPS);
  if ((sensitivity = lw_sensitivity_run (&input, outcome, year, 0, cli->cancellable, &error)) == NULL)
    return lw_cli_fail (error);
  if (json)
    print_json (&document, scenario, sensitivity);
  else if (csv)
    print_csv (sensitivity);
  else
    {
      lw_cli_print_start (&document);
      print_text (scenario, sensitivity);
    }
  return LW_CLI_DONE;
}
