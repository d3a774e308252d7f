/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-cli-common: see lw-cli.h. What the commands share. */
#include "analysis/lw-assess.h"
#include "cli/lw-cli.h"
#include "formats/lw-csv-text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "model/lw-error.h"

/**
 * lw_cli_fail:
 * @error: (transfer full): what happened
 *
 * Prints the one line on standard error.
 *
 * Returns: the status to end with
 */
LwCliStatus
lw_cli_fail (GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      /* GLib's own sentence says neither what happened nor where. */
      g_free (error->message);
      error->message = g_strdup (_ ("Cancelled; the document was not changed"));
    }
  /* A name out of the data may hold anything; what happened is still told in one line. */
  g_strdelimit (error->message, "\r\n\t", ' ');
  g_printerr ("leegwijzer-cli: %s\n", error->message);
  g_error_free (error);
  return LW_CLI_FAILED;
}

/**
 * lw_cli_usage:
 * @command: name of the command
 * @message: what is wrong with the arguments
 *
 * Returns: the status to end with
 */
LwCliStatus
lw_cli_usage (const char *command, const char *message)
{
  for (const LwCliCommand *c = lw_cli_commands (); c->name != NULL; c++)
    if (strcmp (c->name, command) == 0)
      g_printerr ("leegwijzer-cli: %s\n%s leegwijzer-cli %s %s\n", message, _ ("Usage:"), c->name, c->usage);
  return LW_CLI_USAGE;
}

static const LwCliCommand *
find_command (const char *name)
{
  for (const LwCliCommand *c = lw_cli_commands (); c->name != NULL; c++)
    if (strcmp (c->name, name) == 0)
      return c;
  g_assert_not_reached ();
}

/**
 * lw_cli_parse:
 * @command: name of the command
 * @entries: its options
 * @arguments: (inout): the arguments; on return what is left when options are taken out
 * @n_min: the least number of arguments that are no options
 * @n_max: the most, %G_MAXUINT for any number
 * @status: (out): the status to end with when %FALSE is returned
 *
 * Returns: %TRUE if the command is to go on
 */
gboolean
lw_cli_parse (const char *command, const GOptionEntry *entries, GStrv *arguments, guint n_min, guint n_max,
              LwCliStatus *status)
{
  const LwCliCommand *info = find_command (command);
  g_autofree char *usage = g_strdup_printf ("%s %s", info->name, info->usage);
  g_autoptr (GOptionContext) context = g_option_context_new (usage);
  g_autoptr (GError) error = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) with_program = NULL;
  guint n;

  /* GOption expects the program's name first. */
  g_strv_builder_add (builder, "leegwijzer-cli");
  g_strv_builder_addv (builder, (const char **) *arguments);
  with_program = g_strv_builder_end (builder);
  g_option_context_set_summary (context, _ (info->summary));
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_help_enabled (context, FALSE);
  if (g_strv_contains ((const char *const *) with_program, "--help") ||
      g_strv_contains ((const char *const *) with_program, "-h"))
    {
      g_autofree char *help = g_option_context_get_help (context, FALSE, NULL);

      g_print ("%s", help);
      *status = LW_CLI_DONE;
      return FALSE;
    }
  if (!g_option_context_parse_strv (context, &with_program, &error))
    {
      *status = lw_cli_usage (command, error->message);
      return FALSE;
    }
  n = g_strv_length (with_program) - 1;
  if (n < n_min || n > n_max)
    {
      *status = lw_cli_usage (command, n < n_min ? _ ("something is missing") : _ ("there is one argument too many"));
      return FALSE;
    }
  g_strfreev (*arguments);
  *arguments = g_strdupv (with_program + 1);
  return TRUE;
}

/**
 * lw_cli_parse_date:
 * @text: (nullable): `YYYY-MM-DD`; %NULL for none
 *
 * Returns: the day, or %LW_DATE_UNKNOWN for none and, with @error set, for what is no day
 */
LwDate
lw_cli_parse_date (const char *text, GError **error)
{
  LwDate date = lw_date_parse_iso (text);

  if (text != NULL && date == LW_DATE_UNKNOWN)
    g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT,
                 _ ("“%s” is not a date; write it as year-month-day, for example 2025-01-01"), text);
  return date;
}

/**
 * lw_cli_open_to_write:
 * @path: a document
 * @trial: all that is written will be taken back
 *
 * Opens a document to edit it, as the only one who does. One of an older version is brought up to date, which is told on
 * standard error.
 *
 * Returns: (transfer full): the document, or %NULL with an error
 */
LwStore *
lw_cli_open_to_write (const char *path, gboolean trial, GError **error)
{
  LwStore *store = lw_store_open (path, trial ? LW_STORE_TRIAL : LW_STORE_OWN, error);
  g_autofree char *name = NULL, *kept = NULL;

  if (store == NULL || lw_store_get_kept_copy (store) == NULL)
    return store;
  name = g_filename_display_basename (path);
  kept = g_filename_display_basename (lw_store_get_kept_copy (store));
  g_printerr ("leegwijzer-cli: ");
  g_printerr (_ ("“%s” was brought up to date; the earlier file is kept as “%s”"), name, kept);
  g_printerr ("\n");
  return store;
}

/**
 * lw_cli_print_json:
 * @builder: a whole document
 *
 * Prints it on standard output, numbers in full precision.
 */
void
lw_cli_print_json (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = json_to_string (root, TRUE);

  g_print ("%s\n", text);
}

/** lw_cli_add_number: adds a member; NaN, unknown, becomes null */
void
lw_cli_add_number (JsonBuilder *builder, const char *name, double value)
{
  json_builder_set_member_name (builder, name);
  if (isfinite (value))
    json_builder_add_double_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

/** lw_cli_add_fictional: says in an object of results whether the offices they are of are made up */
void
lw_cli_add_fictional (JsonBuilder *builder, gboolean fictional)
{
  json_builder_set_member_name (builder, "fictional");
  json_builder_add_boolean_value (builder, fictional);
}

/** lw_cli_add_text: adds a member; the empty text, unknown, becomes null */
void
lw_cli_add_text (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL && value[0] != '\0')
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

/** lw_cli_print_csv_text: prints a cell, quoted and guarded against spreadsheets where it has to be */
void
lw_cli_print_csv_text (const char *text)
{
  g_autofree char *guarded = lw_csv_text_needs_guard (text) ? g_strconcat ("'", text, NULL) : NULL;
  g_autoptr (GString) cell = g_string_new (NULL);

  lw_csv_text_append_cell (cell, guarded != NULL ? guarded : text, -1);
  g_print ("%s", cell->str);
}

/** lw_cli_print_csv_number: prints a cell in full precision; nothing for NaN */
void
lw_cli_print_csv_number (double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (isfinite (value))
    g_print ("%s", g_ascii_dtostr (buffer, sizeof buffer, value));
}

/** lw_cli_print_padded: prints a column of text, padded by characters as they are seen, which printf does not do */
void
lw_cli_print_padded (const char *text, int width)
{
  g_print ("%s%*s", text, (int) MAX (0, width - (int) g_utf8_strlen (text, -1)), "");
}

/**
 * lw_cli_read_offices:
 * @date: (nullable): reference date as text; %NULL for the newest
 *
 * Returns: (transfer full): the offices of the document on that date, or %NULL
 */
LwOffices *
lw_cli_read_offices (LwCli *cli, LwStore *store, const char *date, GError **error)
{
  GError *local = NULL;
  LwDate day = lw_cli_parse_date (date, &local);

  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  return lw_store_read_offices (store, day, cli->progress, NULL, cli->cancellable, error);
}

/** lw_cli_score: puts the table that knows the conversion potential of each office in the place of @offices; %FALSE with
 * an error */
gboolean
lw_cli_score (LwCli *cli, LwStore *store, LwOffices **offices, GError **error)
{
  g_autoptr (LwAssessBasis) basis = lw_assess_basis_read (store, NULL, NULL, NULL, cli->cancellable, error);
  LwOffices *scored = basis != NULL ? lw_assess_score (*offices, basis, cli->cancellable, error) : NULL;

  if (scored == NULL)
    return FALSE;
  lw_offices_unref (*offices);
  *offices = scored;
  return TRUE;
}

/**
 * lw_cli_apply_filter:
 * @store: the document of @offices: its criteria are judged if the filter asks for that
 * @expression: (nullable): the filter; %NULL for all
 *
 * Returns: (transfer full): the rows that pass, or %NULL if @expression has a mistake
 */
LwBitset *
lw_cli_apply_filter (LwCli *cli, LwStore *store, LwOffices *offices, const char *expression, GError **error)
{
  g_autoptr (LwExpression) parsed = NULL;
  g_autoptr (LwOffices) table = lw_offices_ref (offices);

  if (expression == NULL)
    return lw_bitset_new_full (offices->n);
  parsed = lw_expression_parse (expression, NULL, error);
  if (parsed == NULL)
    return NULL;
  if (lw_assess_is_used_by (parsed) && !lw_cli_score (cli, store, &table, error))
    return NULL;
  return lw_expression_evaluate (parsed, table, NULL, 0, cli->cancellable, error);
}

/**
 * lw_cli_parse_dimension:
 * @name: what the user wrote
 * @dimension: (out): the dimension
 *
 * Returns: %FALSE, with an error that lists the dimensions, if there is none of that name
 */
gboolean
lw_cli_parse_dimension (const char *name, LwDimension *dimension, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  if (lw_dimension_from_name (name, dimension))
    return TRUE;
  for (LwDimension d = 0; d < LW_N_DIMENSIONS; d++)
    g_string_append_printf (names, "%s%s", d > 0 ? " " : "", lw_dimension_name (d));
  g_set_error (error, LW_ERROR, LW_ERROR_NOT_FOUND, _ ("there is no dimension “%s”; use one of: %s"), name, names->str);
  return FALSE;
}

/**
 * lw_cli_find_scenario:
 * @scenarios: (element-type LwScenario): those of a document
 * @name: (nullable): a scenario's name or identity; %NULL for the baseline
 *
 * Returns: (transfer none): the scenario, or %NULL with an error that lists them
 */
const LwScenario *
lw_cli_find_scenario (GPtrArray *scenarios, const char *name, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < scenarios->len; i++)
    {
      const LwScenario *scenario = g_ptr_array_index (scenarios, i);

      if (name == NULL ? scenario->is_baseline
                       : g_strcmp0 (scenario->name, name) == 0 || g_strcmp0 (scenario->uid, name) == 0)
        return scenario;
      g_string_append_printf (names, "%s“%s”", i > 0 ? ", " : "", scenario->name);
    }
  if (scenarios->len == 0)
    g_set_error_literal (error, LW_ERROR, LW_ERROR_NOT_FOUND,
                         _ ("the document has no scenarios; import one, or make one in the window"));
  else
    g_set_error (error, LW_ERROR, LW_ERROR_NOT_FOUND, _ ("there is no scenario “%s”; the document has: %s"),
                 name ? name : _ ("baseline"), names->str);
  return NULL;
}

/** lw_cli_check_scenario_name: whether no scenario of a document has this name yet; scenarios are called by name */
gboolean
lw_cli_check_scenario_name (GPtrArray *scenarios, const char *name, GError **error)
{
  for (guint i = 0; i < scenarios->len; i++)
    if (strcmp (((LwScenario *) g_ptr_array_index (scenarios, i))->name, name) == 0)
      {
        g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT,
                     _ ("there is a scenario “%s” already; choose another name for the copy"), name);
        return FALSE;
      }
  return TRUE;
}

/**
 * lw_cli_split_list:
 * @text: (nullable): words separated by commas
 *
 * Returns: (transfer full) (element-type utf8): the words, without blanks around them
 */
GPtrArray *
lw_cli_split_list (const char *text)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) parts = g_strsplit (text ? text : "", ",", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (g_strstrip (parts[i])[0] != '\0')
      g_ptr_array_add (words, g_strdup (parts[i]));
  return words;
}
