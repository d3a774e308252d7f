/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-cli-scenario: `scenario`: lists, exports, imports, copies, changes and deletes scenarios. */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "cli/lw-cli.h"
#include "formats/lw-scenario-json.h"
#include "model/lw-error.h"

static LwCliStatus
list (LwStore *store, GStrv arguments)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) scenarios = lw_store_read_scenarios (store, &error);

  if (scenarios == NULL)
    return lw_cli_fail (error);
  for (guint i = 0; i < scenarios->len; i++)
    {
      const LwScenario *scenario = g_ptr_array_index (scenarios, i);

      g_print ("%s\t%s\t", scenario->uid, scenario->name);
      g_print (ngettext ("%u measure", "%u measures", scenario->measures->len), scenario->measures->len);
      g_print ("%s\n", scenario->is_baseline ? _ (", baseline") : "");
    }
  return LW_CLI_DONE;
}

static LwCliStatus
export (LwStore *store, GStrv arguments)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) scenarios = lw_store_read_scenarios (store, &error);
  const LwScenario *scenario = scenarios ? lw_cli_find_scenario (scenarios, arguments[0], &error) : NULL;
  g_autofree char *json = NULL;

  if (scenario == NULL)
    return lw_cli_fail (error);
  json = lw_scenario_to_json (scenario, NULL);
  g_print ("%s\n", json);
  return LW_CLI_DONE;
}

static LwCliStatus
import (LwStore *store, GStrv arguments)
{
  g_autoptr (GFile) file = g_file_new_for_path (arguments[0]);
  g_autofree char *json = NULL, *edit_name = NULL;
  g_autoptr (LwScenario) scenario = NULL;
  GError *error = NULL;
  gsize length;

  if (!g_file_load_contents (file, NULL, &json, &length, NULL, &error) ||
      (scenario = lw_scenario_from_json (arguments[0], json, (gssize) length, &error)) == NULL)
    return lw_cli_fail (error);
  edit_name = g_strdup_printf (_ ("Import of scenario %s"), scenario->name);
  if (!lw_store_write_scenario (store, scenario, edit_name, &error))
    return lw_cli_fail (error);
  return LW_CLI_DONE;
}

static LwCliStatus
copy (LwStore *store, GStrv arguments)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) scenarios = lw_store_read_scenarios (store, &error);
  const LwScenario *scenario = scenarios ? lw_cli_find_scenario (scenarios, arguments[0], &error) : NULL;
  g_autoptr (LwScenario) duplicate = NULL;

  if (scenario == NULL)
    return lw_cli_fail (error);
  /* Scenarios are called by name here, so a name must be one and must be free. */
  if (arguments[1][0] == '\0')
    return lw_cli_usage ("scenario", _ ("the copy needs a name"));
  if (!lw_cli_check_scenario_name (scenarios, arguments[1], &error))
    return lw_cli_fail (error);
  duplicate = lw_scenario_duplicate (scenario, arguments[1]);
  if (!lw_store_write_scenario (store, duplicate, _ ("Duplicate scenario"), &error))
    return lw_cli_fail (error);
  return LW_CLI_DONE;
}

static LwCliStatus
delete (LwStore *store, GStrv arguments)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) scenarios = lw_store_read_scenarios (store, &error);
  const LwScenario *scenario = scenarios ? lw_cli_find_scenario (scenarios, arguments[0], &error) : NULL;

  if (scenario == NULL)
    return lw_cli_fail (error);
  if (scenario->is_baseline)
    {
      g_set_error_literal (&error, LW_ERROR, LW_ERROR_ARGUMENT,
                           _ ("the baseline cannot be deleted: others are compared with it"));
      return lw_cli_fail (error);
    }
  if (!lw_store_delete_scenario (store, scenario->uid, _ ("Delete scenario"), &error))
    return lw_cli_fail (error);
  return LW_CLI_DONE;
}

/* KEY=VALUE: a parameter, or one of the two levers that are none. */
static gboolean
set_value (LwScenario *scenario, const char *text, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, "=", 2);
  char *end = NULL;
  double value = parts[0] != NULL && parts[1] != NULL ? g_ascii_strtod (parts[1], &end) : 0;

  if (end == NULL || end == parts[1] || *end != '\0')
    {
      g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT,
                   _ ("“%s” does not say what to set; write KEY=NUMBER, such as norm=0.06"), text);
      return FALSE;
    }
  if (strcmp (parts[0], "growth") == 0)
    scenario->demand.growth = value;
  else if (strcmp (parts[0], "plan_share_kept") == 0)
    scenario->plan_share_kept = value;
  else
    return lw_parameters_set_by_key (&scenario->parameters, parts[0], value, error);
  return TRUE;
}

static LwCliStatus
set (LwStore *store, GStrv arguments)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) scenarios = lw_store_read_scenarios (store, &error);
  const LwScenario *found = scenarios ? lw_cli_find_scenario (scenarios, arguments[0], &error) : NULL;
  g_autoptr (LwScenario) scenario = found ? lw_scenario_copy (found) : NULL;

  if (scenario == NULL)
    return lw_cli_fail (error);
  if (scenario->locked)
    {
      g_set_error (&error, LW_ERROR, LW_ERROR_ARGUMENT, _ ("scenario “%s” is locked; change a copy of it"),
                   scenario->name);
      return lw_cli_fail (error);
    }
  for (guint i = 1; arguments[i] != NULL; i++)
    if (!set_value (scenario, arguments[i], &error))
      return lw_cli_fail (error);
  if (!lw_store_write_scenario (store, scenario, _ ("Set parameters"), &error))
    return lw_cli_fail (error);
  return LW_CLI_DONE;
}

static const struct {
  const char *name;
  guint n_arguments, most_arguments;
  LwStoreMode mode;
  LwCliStatus (*run) (LwStore *store, GStrv arguments);
} verbs[] = {
  { "list", 0, 0, LW_STORE_READ_ONLY, list },      { "export", 1, 1, LW_STORE_READ_ONLY, export },
  { "import", 1, 1, LW_STORE_READ_WRITE, import }, { "copy", 2, 2, LW_STORE_READ_WRITE, copy },
  { "delete", 1, 1, LW_STORE_READ_WRITE, delete }, { "set", 2, G_MAXUINT, LW_STORE_READ_WRITE, set },
};

LwCliStatus
lw_cli_scenario (LwCli *cli, GStrv arguments)
{
  const GOptionEntry entries[] = { { NULL } };
  g_auto (GStrv) rest = g_strdupv (arguments);
  LwCliStatus status;
  GError *error = NULL;

  if (!lw_cli_parse ("scenario", entries, &rest, 2, G_MAXUINT, &status))
    return status;
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (strcmp (verbs[i].name, rest[1]) == 0)
      {
        g_autoptr (LwStore) store = NULL;
        guint n = g_strv_length (rest) - 2;

        if (n < verbs[i].n_arguments || n > verbs[i].most_arguments)
          return lw_cli_usage ("scenario", _ ("the number of arguments does not fit"));
        store = verbs[i].mode == LW_STORE_READ_ONLY ? lw_store_open (rest[0], LW_STORE_READ_ONLY, &error)
                                                    : lw_cli_open_to_write (rest[0], FALSE, &error);
        if (store == NULL)
          return lw_cli_fail (error);
        return verbs[i].run (store, rest + 2);
      }
  return lw_cli_usage ("scenario", _ ("say list, export, import, copy, set or delete"));
}
