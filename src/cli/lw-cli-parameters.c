/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-cli-parameters: `parameters`: every number of the model with its symbol, range, unit and source, and
 * what a scenario has made of it. */
#include <glib/gi18n-lib.h>

#include "cli/lw-cli-answers.h"
#include "draw/lw-format.h"
#include "model/lw-source-mark.h"

static void
print_json (const LwParameters *parameters, const char *scenario)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  lw_cli_add_text (builder, "scenario", scenario);
  json_builder_set_member_name (builder, "parameters");
  json_builder_begin_array (builder);
  for (LwParameter id = 0; id < LW_N_PARAMETERS; id++)
    {
      const LwParameterInfo *info = lw_parameter_get_info (id);

      json_builder_begin_object (builder);
      lw_cli_add_text (builder, "key", info->key);
      lw_cli_add_text (builder, "symbol", info->symbol[0] != '\0' ? info->symbol : NULL);
      lw_cli_add_text (builder, "group", _ (info->group));
      lw_cli_add_text (builder, "label", _ (info->label));
      lw_cli_add_text (builder, "explanation", _ (info->explanation));
      lw_cli_add_text (builder, "unit", info->unit[0] != '\0' ? _ (info->unit) : NULL);
      lw_cli_add_number (builder, "value", parameters->value[id]);
      lw_cli_add_number (builder, "default", info->value);
      lw_cli_add_number (builder, "min", info->min);
      lw_cli_add_number (builder, "max", info->max);
      lw_cli_add_number (builder, "usual_low", info->low);
      lw_cli_add_number (builder, "usual_high", info->high);
      lw_cli_add_text (builder, "source", info->source);
      json_builder_set_member_name (builder, "is_assumption");
      json_builder_add_boolean_value (builder, lw_parameter_is_assumption (id));
      lw_cli_add_text (builder, "source_title", lw_source_mark_get_title (info->source));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  lw_cli_print_json (builder);
}

static void
print_csv (const LwParameters *parameters)
{
  g_print ("key,symbol,group,label,unit,value,default,min,max,usual_low,usual_high,source,is_assumption,"
           "explanation\n");
  for (LwParameter id = 0; id < LW_N_PARAMETERS; id++)
    {
      const LwParameterInfo *info = lw_parameter_get_info (id);
      const char *const texts[] = { info->key, info->symbol, _ (info->group), _ (info->label),
                                    info->unit[0] != '\0' ? _ (info->unit) : "" };
      const double numbers[]
          = { parameters->value[id], info->value, info->min, info->max, info->low, info->high };

      for (guint k = 0; k < G_N_ELEMENTS (texts); k++)
        {
          lw_cli_print_csv_text (texts[k]);
          g_print (",");
        }
      for (guint k = 0; k < G_N_ELEMENTS (numbers); k++)
        {
          lw_cli_print_csv_number (numbers[k]);
          g_print (",");
        }
      lw_cli_print_csv_text (info->source);
      g_print (",%s,", lw_parameter_is_assumption (id) ? "true" : "false");
      lw_cli_print_csv_text (_ (info->explanation));
      g_print ("\n");
    }
}

static void
print_text (const LwParameters *parameters)
{
  const char *group = "";

  for (LwParameter id = 0; id < LW_N_PARAMETERS; id++)
    {
      const LwParameterInfo *info = lw_parameter_get_info (id);
      g_autofree char *value = lw_format_parameter (NULL, id, parameters->value[id]);
      g_autofree char *low = lw_format_parameter (NULL, id, info->low);
      g_autofree char *high = lw_format_parameter (NULL, id, info->high);
      g_autofree char *range
          = lw_parameter_is_switch (id) ? g_strdup ("") : g_strdup_printf ("%s – %s", low, high);

      if (g_strcmp0 (group, info->group) != 0)
        g_print ("%s%s\n", group[0] != '\0' ? "\n" : "", _ (info->group));
      group = info->group;
      g_print ("%s ", parameters->value[id] != info->value ? "*" : " ");
      lw_cli_print_padded (info->key, 27);
      lw_cli_print_padded (info->symbol, 9);
      lw_cli_print_padded (_ (info->label), 36);
      lw_cli_print_right (value, 12);
      g_print ("  ");
      lw_cli_print_padded (range, 22);
      lw_cli_print_padded (info->unit[0] != '\0' ? _ (info->unit) : "", 16);
      g_print ("%s\n", lw_parameter_is_assumption (id) ? _ ("assumption") : info->source);
    }
  g_print ("\n%s\n", _ ("* differs from the default. The range is the usual one."));
}

LwCliStatus
lw_cli_parameters (LwCli *cli, GStrv arguments)
{
  g_autofree char *name = NULL;
  gboolean json = FALSE, csv = FALSE;
  const GOptionEntry entries[] = {
    { "scenario", 0, 0, G_OPTION_ARG_STRING, &name, N_ ("The scenario; the baseline if not given"), "NAME" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print JSON"), NULL },
    { "csv", 0, 0, G_OPTION_ARG_NONE, &csv, N_ ("Print CSV"), NULL },
    { NULL },
  };
  g_auto (GStrv) rest = g_strdupv (arguments);
  g_autoptr (LwStore) store = NULL;
  g_autoptr (GPtrArray) scenarios = NULL;
  const LwScenario *scenario = NULL;
  LwParameters parameters;
  LwCliStatus status;
  GError *error = NULL;

  if (!lw_cli_parse ("parameters", entries, &rest, 0, 1, &status))
    return status;
  lw_parameters_init (&parameters);
  if (rest[0] != NULL)
    {
      if ((store = lw_store_open (rest[0], LW_STORE_READ_ONLY, &error)) == NULL
          || (scenarios = lw_store_read_scenarios (store, &error)) == NULL
          || (scenario = lw_cli_find_scenario (scenarios, name, &error)) == NULL)
        return lw_cli_fail (error);
      parameters = scenario->parameters;
    }
  if (json)
    print_json (&parameters, scenario != NULL ? scenario->name : NULL);
  else if (csv)
    print_csv (&parameters);
  else
    print_text (&parameters);
  return LW_CLI_DONE;
}
