/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-cli-recover: `recover`: a damaged document is read as far as it can be read, into a copy, and what became of its rows
 * is told. */
#include <glib/gi18n-lib.h>

#include "cli/lw-cli.h"
#include "store/lw-recover.h"

static void
add_count (JsonBuilder *builder, const char *name, guint64 n)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, (gint64) n);
}

static void
add_boolean (JsonBuilder *builder, const char *name, gboolean yes)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, yes);
}

static void
add_tables (JsonBuilder *builder, const LwRecoverReport *report)
{
  json_builder_set_member_name (builder, "tables");
  json_builder_begin_array (builder);
  for (guint i = 0; i < report->tables->len; i++)
    {
      const LwRecoverTable *table = g_ptr_array_index (report->tables, i);

      json_builder_begin_object (builder);
      lw_cli_add_text (builder, "table", table->name);
      add_count (builder, "found", table->n_found);
      add_count (builder, "kept", table->n_kept);
      add_count (builder, "lost", table->n_lost);
      add_boolean (builder, "at_least", table->at_least);
      add_count (builder, "left", table->n_left);
      add_count (builder, "changed", table->n_changed);
      add_count (builder, "restored", table->n_restored);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_rows (JsonBuilder *builder, const LwRecoverReport *report)
{
  json_builder_set_member_name (builder, "rows");
  json_builder_begin_array (builder);
  for (guint i = 0; i < report->rows->len; i++)
    {
      const LwRecoverRow *row = g_ptr_array_index (report->rows, i);

      json_builder_begin_object (builder);
      lw_cli_add_text (builder, "table", row->table);
      json_builder_set_member_name (builder, "row");
      if (row->row != 0)
        json_builder_add_int_value (builder, row->row);
      else
        json_builder_add_null_value (builder);
      lw_cli_add_text (builder, "fate", lw_recover_fate_token (row->fate));
      lw_cli_add_text (builder, "why", row->why);
      lw_cli_add_text (builder, "content", row->content);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  add_count (builder, "unlisted", report->n_unlisted);
}

static void
print_json (const LwRecoverReport *report)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  lw_cli_add_text (builder, "copy", report->copy);
  add_boolean (builder, "complete", lw_recover_report_is_complete (report));
  add_boolean (builder, "history_kept", report->history_kept);
  add_boolean (builder, "same_document", report->same_document);
  add_count (builder, "page_size", report->page_size);
  add_count (builder, "pages", report->n_pages);
  add_count (builder, "unreadable_pages", report->n_unreadable);
  add_tables (builder, report);
  json_builder_set_member_name (builder, "notes");
  json_builder_begin_array (builder);
  for (guint i = 0; i < report->notes->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (report->notes, i));
  json_builder_end_array (builder);
  add_rows (builder, report);
  json_builder_end_object (builder);
  lw_cli_print_json (builder);
}

LwCliStatus
lw_cli_recover (LwCli *cli, GStrv arguments)
{
  g_autofree char *output = NULL, *text = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("Where the recovered copy is to be"), "COPY" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print JSON"), NULL },
    { NULL },
  };
  g_auto (GStrv) rest = g_strdupv (arguments);
  g_autoptr (LwRecoverReport) report = NULL;
  LwCliStatus status;
  GError *error = NULL;

  if (!lw_cli_parse ("recover", entries, &rest, 1, 1, &status))
    return status;
  if (output == NULL)
    return lw_cli_usage ("recover", _ ("say with -o which file to write"));
  if (!lw_store_recover (rest[0], output, FALSE, &report, cli->progress, NULL, cli->cancellable, &error))
    return lw_cli_fail (error);
  text = lw_recover_report_to_text (report, LW_RECOVER_MAX_ROWS);
  if (json)
    print_json (report);
  else
    g_print ("%s", text);
  return lw_recover_report_is_complete (report) ? LW_CLI_DONE : LW_CLI_REJECTED;
}
