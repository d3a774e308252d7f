/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-cli-settings: `settings`: the choices of a document that decide what counts as office stock, and the market
 * regions of its municipalities. Each change is one edit, which the window can undo. */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "cli/lw-cli.h"
#include "formats/lw-csv.h"
#include "model/lw-error.h"
#include "statistics/lw-municipalities.h"

static void
print_settings_json (const LwSettings *settings)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "settings");
  json_builder_begin_array (builder);
  for (LwSetting id = 0; id < LW_N_SETTINGS; id++)
    {
      const LwSettingInfo *info = lw_setting_get_info (id);

      json_builder_begin_object (builder);
      lw_cli_add_text (builder, "name", info->key);
      if (info->kind == LW_SETTING_KIND_RULE)
        {
          lw_cli_add_text (builder, "value", lw_mixed_rule_get_token (settings->mixed_rule));
          lw_cli_add_text (builder, "default", lw_mixed_rule_get_token ((LwMixedRule) lw_settings_get_default (id)));
        }
      else
        {
          lw_cli_add_number (builder, "value", lw_settings_get (settings, id));
          lw_cli_add_number (builder, "default", lw_settings_get_default (id));
          lw_cli_add_number (builder, "min", info->min);
          lw_cli_add_number (builder, "max", info->max);
        }
      lw_cli_add_text (builder, "label", _ (info->label));
      json_builder_set_member_name (builder, "assumption");
      json_builder_add_boolean_value (builder, info->is_assumption);
      lw_cli_add_text (builder, "source", _ (info->source));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  lw_cli_print_json (builder);
}

static void
print_settings (const LwSettings *settings)
{
  const LwSettings defaults = LW_SETTINGS_DEFAULT;

  for (LwSetting id = 0; id < LW_N_SETTINGS; id++)
    {
      const LwSettingInfo *info = lw_setting_get_info (id);
      g_autofree char *value = lw_settings_to_text (settings, id);
      g_autofree char *usual = lw_settings_to_text (&defaults, id);
      gboolean own = strcmp (value, usual) != 0;

      g_print ("%s\t%s\t%s", info->key, value, _ (info->label));
      if (own)
        /* Translators: the default of a setting that has been changed */
        g_print (_ (" (default %s)"), usual);
      else if (info->is_assumption)
        g_print ("%s", _ (" (assumption)"));
      g_print ("\n");
    }
}

static LwCliStatus
list (LwStore *store, GStrv arguments, gboolean json)
{
  LwSettings settings;
  GError *error = NULL;

  if (!lw_store_read_settings (store, &settings, &error))
    return lw_cli_fail (error);
  if (json)
    print_settings_json (&settings);
  else
    print_settings (&settings);
  return LW_CLI_DONE;
}

static gboolean
find_setting (const char *name, LwSetting *id, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);
  int found = lw_setting_find (name);

  if (found >= 0)
    {
      *id = (LwSetting) found;
      return TRUE;
    }
  for (LwSetting other = 0; other < LW_N_SETTINGS; other++)
    g_string_append_printf (names, "%s%s", other > 0 ? " " : "", lw_setting_get_info (other)->key);
  g_set_error (error, LW_ERROR, LW_ERROR_NOT_FOUND, _ ("there is no setting “%s”; use one of: %s"), name, names->str);
  return FALSE;
}

static LwCliStatus
write_settings (LwStore *store, const LwSettings *settings)
{
  GError *error = NULL;

  return lw_store_write_settings (store, settings, _ ("Change of the settings"), &error) ? LW_CLI_DONE
                                                                                          : lw_cli_fail (error);
}

static LwCliStatus
set (LwStore *store, GStrv arguments, gboolean json)
{
  LwSettings settings;
  GError *error = NULL;

  if (!lw_store_read_settings (store, &settings, &error))
    return lw_cli_fail (error);
  for (guint i = 0; arguments[i] != NULL; i += 2)
    {
      LwSetting id;

      if (!find_setting (arguments[i], &id, &error) ||
          !lw_settings_set_from_text (&settings, id, arguments[i + 1], &error))
        return lw_cli_fail (error);
    }
  return write_settings (store, &settings);
}

static LwCliStatus
reset (LwStore *store, GStrv arguments, gboolean json)
{
  LwSettings settings = LW_SETTINGS_DEFAULT;
  GError *error = NULL;

  if (arguments[0] != NULL && !lw_store_read_settings (store, &settings, &error))
    return lw_cli_fail (error);
  for (guint i = 0; arguments[i] != NULL; i++)
    {
      LwSetting id;

      if (!find_setting (arguments[i], &id, &error) ||
          !lw_settings_set (&settings, id, lw_settings_get_default (id), &error))
        return lw_cli_fail (error);
    }
  return write_settings (store, &settings);
}

static void
print_regions_json (GArray *rows, guint n_without)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "municipalities");
  json_builder_begin_array (builder);
  for (guint i = 0; i < rows->len; i++)
    {
      const LwMunicipalityRow *row = &g_array_index (rows, LwMunicipalityRow, i);

      json_builder_begin_object (builder);
      lw_cli_add_text (builder, "code", row->code);
      lw_cli_add_text (builder, "name", row->name);
      lw_cli_add_text (builder, "province", row->province);
      lw_cli_add_text (builder, "region", row->region);
      json_builder_set_member_name (builder, "several");
      json_builder_add_boolean_value (builder, row->several);
      json_builder_set_member_name (builder, "offices");
      json_builder_add_int_value (builder, row->offices);
      lw_cli_add_number (builder, "stock_m2", row->stock_m2);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "offices_without_municipality");
  json_builder_add_int_value (builder, n_without);
  json_builder_end_object (builder);
  lw_cli_print_json (builder);
}

static void
print_regions (GArray *rows, guint n_without)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const LwMunicipalityRow *row = &g_array_index (rows, LwMunicipalityRow, i);

      g_print ("%s\t%s\t%s\t", row->code, row->name, *row->region ? row->region : _ ("no region"));
      g_print (ngettext ("%u office", "%u offices", row->offices), row->offices);
      g_print ("%s\n", row->several ? _ (", several regions") : "");
    }
  if (n_without > 0)
    g_print (ngettext ("%u office has no municipality and so no region.\n",
                       "%u offices have no municipality and so no region.\n", n_without),
             n_without);
}

static const LwMunicipalityRow *
find_municipality (GArray *rows, const char *code_or_name, GError **error)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const LwMunicipalityRow *row = &g_array_index (rows, LwMunicipalityRow, i);

      if (g_ascii_strcasecmp (row->code, code_or_name) == 0 || strcmp (row->name, code_or_name) == 0)
        return row;
    }
  g_set_error (error, LW_ERROR, LW_ERROR_NOT_FOUND,
               _ ("no office lies in a municipality “%s”; “settings FILE regions” lists the municipalities"),
               code_or_name);
  return NULL;
}

/* The regions that arguments ask for, or NULL. */
static GHashTable *
choose_regions (GArray *rows, GStrv arguments, GError **error)
{
  g_autoptr (GHashTable) regions = NULL;

  if (strcmp (arguments[0], "province") == 0)
    return lw_municipalities_one_region_a_province (rows);
  regions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (strcmp (arguments[0], "none") == 0)
    for (guint i = 0; i < rows->len; i++)
      g_hash_table_insert (regions, g_strdup (g_array_index (rows, LwMunicipalityRow, i).code), g_strdup (""));
  else
    for (guint i = 1; arguments[i] != NULL; i += 2)
      {
        const LwMunicipalityRow *row = find_municipality (rows, arguments[i], error);
        g_autofree char *region = g_strstrip (g_strdup (arguments[i + 1]));

        if (row == NULL)
          return NULL;
        g_hash_table_insert (regions, g_strdup (row->code), g_steal_pointer (&region));
      }
  return g_steal_pointer (&regions);
}

/* Which columns hold municipality and region: by their headings, else the first two. */
static void
find_columns (LwCsvReader *reader, guint *municipality, guint *region)
{
  *municipality = 0;
  *region = 1;
  for (guint i = 0; lw_csv_reader_has_headings (reader) && i < lw_csv_reader_get_n_columns (reader); i++)
    {
      g_autofree char *heading = g_utf8_casefold (lw_csv_reader_get_heading (reader, i), -1);

      if (strstr (heading, "regi") != NULL)
        *region = i;
      else if (strstr (heading, "code") != NULL)
        *municipality = i;
    }
}

/* Puts municipalities into the regions that a list names; rows of municipalities without offices are told. */
static LwCliStatus
read_regions (LwStore *store, GArray *rows, const char *path)
{
  g_autoptr (GHashTable) chosen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  const LwCsvOptions options = { 0 };
  g_autoptr (LwCsvReader) reader = NULL;
  GError *error = NULL;
  guint municipality, region, n_rejected = 0;

  reader = lw_csv_reader_open (file, &options, NULL, &error);
  if (reader == NULL)
    return lw_cli_fail (error);
  find_columns (reader, &municipality, &region);
  while (lw_csv_reader_next (reader, NULL, &error))
    {
      g_autoptr (GError) unknown = NULL;
      g_autofree char *name = g_strstrip (g_strdup (lw_csv_reader_get_cell (reader, municipality)));
      g_autofree char *text = g_strstrip (g_strdup (lw_csv_reader_get_cell (reader, region)));
      const LwMunicipalityRow *row = find_municipality (rows, name, &unknown);

      if (row != NULL)
        g_hash_table_replace (chosen, g_strdup (row->code), g_steal_pointer (&text));
      else
        {
          g_print (_ ("line %u: %s\n"), (guint) lw_csv_reader_get_line (reader), unknown->message);
          n_rejected++;
        }
    }
  if (error != NULL || !lw_store_write_regions (store, chosen, _ ("Change of regions"), &error))
    return lw_cli_fail (error);
  return n_rejected > 0 ? LW_CLI_REJECTED : LW_CLI_DONE;
}

static gboolean
regions_usage_fits (GStrv arguments)
{
  guint n = g_strv_length (arguments);

  if (n == 0)
    return TRUE;
  if (strcmp (arguments[0], "read") == 0)
    return n == 2;
  if (strcmp (arguments[0], "set") == 0)
    return n >= 3 && n % 2 == 1;
  return n == 1 && (strcmp (arguments[0], "list") == 0 || strcmp (arguments[0], "province") == 0 ||
                    strcmp (arguments[0], "none") == 0);
}

static LwCliStatus
regions (LwStore *store, GStrv arguments, gboolean json)
{
  g_autoptr (LwOffices) offices = NULL;
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GHashTable) chosen = NULL;
  GError *error = NULL;
  guint n_without;

  offices = lw_store_read_offices (store, LW_DATE_UNKNOWN, NULL, NULL, NULL, &error);
  if (offices == NULL)
    return lw_cli_fail (error);
  rows = lw_municipalities_list (offices, &n_without);
  if (arguments[0] == NULL || strcmp (arguments[0], "list") == 0)
    {
      if (json)
        print_regions_json (rows, n_without);
      else
        print_regions (rows, n_without);
      return LW_CLI_DONE;
    }
  if (strcmp (arguments[0], "read") == 0)
    return read_regions (store, rows, arguments[1]);
  chosen = choose_regions (rows, arguments, &error);
  if (chosen == NULL || !lw_store_write_regions (store, chosen, _ ("Change of regions"), &error))
    return lw_cli_fail (error);
  return LW_CLI_DONE;
}

static gboolean
is_pairs (GStrv arguments)
{
  guint n = g_strv_length (arguments);

  return n >= 2 && n % 2 == 0;
}

static gboolean
is_nothing (GStrv arguments)
{
  return arguments[0] == NULL;
}

static const struct {
  const char *name;
  gboolean writes;
  gboolean (*fits) (GStrv arguments); /* NULL: any number */
  LwCliStatus (*run) (LwStore *store, GStrv arguments, gboolean json);
} verbs[] = {
  { "list", FALSE, is_nothing, list },
  { "set", TRUE, is_pairs, set },
  { "reset", TRUE, NULL, reset },
  { "regions", TRUE, regions_usage_fits, regions },
};

LwCliStatus
lw_cli_settings (LwCli *cli, GStrv arguments)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print JSON"), NULL },
    { NULL },
  };
  g_auto (GStrv) rest = g_strdupv (arguments);
  LwCliStatus status;
  GError *error = NULL;

  if (!lw_cli_parse ("settings", entries, &rest, 2, G_MAXUINT, &status))
    return status;
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (strcmp (verbs[i].name, rest[1]) == 0)
      {
        GStrv own = rest + 2;
        gboolean reads = !verbs[i].writes || (verbs[i].run == regions && (!own[0] || strcmp (own[0], "list") == 0));
        g_autoptr (LwStore) store = NULL;

        if (verbs[i].fits != NULL && !verbs[i].fits (own))
          return lw_cli_usage ("settings", _ ("the number of arguments does not fit"));
        store = reads ? lw_store_open (rest[0], LW_STORE_READ_ONLY, &error)
                      : lw_cli_open_to_write (rest[0], FALSE, &error);
        if (store == NULL)
          return lw_cli_fail (error);
        return verbs[i].run (store, own, json);
      }
  return lw_cli_usage ("settings", _ ("say list, set, reset or regions"));
}
