/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-cli-changeset: `changeset`: the edits of a document, and their exchange between two copies of it. */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "cli/lw-cli.h"
#include "model/lw-error.h"
#include "store/lw-exchange.h"
#include "store/lw-history.h"

typedef struct {
  gboolean json;
  gboolean mine;
  gboolean theirs;
  gboolean dry_run;
  gboolean confidential;
  char *output;
  char *since;
  char *since_copy;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->output);
  g_free (options->since);
  g_free (options->since_copy);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static void
add_count (JsonBuilder *builder, const char *name, gint64 count)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, count);
}

static void
print_edit (const LwHistoryEntry *entry, GArray *changes)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < changes->len; i++)
    {
      const LwTableChanges *table = &g_array_index (changes, LwTableChanges, i);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", table->table);
      if (table->n_added > 0)
        g_string_append_printf (text, " +%u", table->n_added);
      if (table->n_changed > 0)
        g_string_append_printf (text, " ~%u", table->n_changed);
      if (table->n_deleted > 0)
        g_string_append_printf (text, " -%u", table->n_deleted);
    }
  g_print ("%" G_GINT64_FORMAT "\t%s\t%s\t%s\t%s\n", entry->id, entry->made, entry->undone ? _ ("undone") : _ ("done"),
           entry->name, text->str);
}

static void
add_edit (JsonBuilder *builder, const LwHistoryEntry *entry, GArray *changes)
{
  json_builder_begin_object (builder);
  add_count (builder, "id", entry->id);
  lw_cli_add_text (builder, "name", entry->name);
  lw_cli_add_text (builder, "made", entry->made);
  json_builder_set_member_name (builder, "undone");
  json_builder_add_boolean_value (builder, entry->undone);
  json_builder_set_member_name (builder, "tables");
  json_builder_begin_array (builder);
  for (guint i = 0; i < changes->len; i++)
    {
      const LwTableChanges *table = &g_array_index (changes, LwTableChanges, i);

      json_builder_begin_object (builder);
      lw_cli_add_text (builder, "table", table->table);
      add_count (builder, "added", table->n_added);
      add_count (builder, "changed", table->n_changed);
      add_count (builder, "deleted", table->n_deleted);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static LwCliStatus
list (const char *path, const Options *options)
{
  GError *error = NULL;
  g_autoptr (LwStore) store = lw_store_open (path, LW_STORE_READ_ONLY, &error);
  g_autofree char *identity = store ? lw_store_read_identity (store, &error) : NULL;
  g_autoptr (GPtrArray) history = identity ? lw_store_read_history (store, &error) : NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (history == NULL)
    return lw_cli_fail (error);
  json_builder_begin_object (builder);
  lw_cli_add_text (builder, "document", identity);
  json_builder_set_member_name (builder, "edits");
  json_builder_begin_array (builder);
  for (guint i = 0; i < history->len; i++)
    {
      const LwHistoryEntry *entry = g_ptr_array_index (history, i);
      g_autoptr (GArray) changes = lw_store_read_edit_changes (store, entry->id, &error);

      if (changes == NULL)
        return lw_cli_fail (error);
      if (options->json)
        add_edit (builder, entry, changes);
      else
        print_edit (entry, changes);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  if (options->json)
    lw_cli_print_json (builder);
  return LW_CLI_DONE;
}

/* The edit after which edits are exported. */
static gboolean
find_since (LwStore *store, const Options *options, gint64 *since, GError **error)
{
  g_autoptr (LwStore) other = NULL;

  *since = 0;
  if (options->since != NULL)
    {
      if (g_ascii_string_to_signed (options->since, 10, 0, G_MAXINT64, since, NULL))
        return TRUE;
      g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT,
                   _ ("“%s” is not the number of an edit; “changeset list” tells the numbers"), options->since);
      return FALSE;
    }
  if (options->since_copy == NULL)
    return TRUE;
  other = lw_store_open (options->since_copy, LW_STORE_READ_ONLY, error);
  return other != NULL && lw_store_find_common_edit (store, other, since, error);
}

static LwCliStatus
export (const char *path, const Options *options)
{
  GError *error = NULL;
  g_autoptr (LwStore) store = lw_store_open (path, LW_STORE_READ_ONLY, &error);
  LwExportedEdits exported;
  gint64 since;

  if (store == NULL || !find_since (store, options, &since, &error)
      || !lw_store_export_edits (store, since, options->confidential, options->output, &exported, &error))
    return lw_cli_fail (error);
  g_print (g_dngettext (GETTEXT_PACKAGE, "%u edit written to %s\n", "%u edits written to %s\n", exported.n_edits),
           exported.n_edits, options->output);
  if (exported.n_withheld > 0)
    g_print (g_dngettext (GETTEXT_PACKAGE, "Confidential facts of %u edit were left out\n",
                          "Confidential facts of %u edits were left out\n", exported.n_withheld),
             exported.n_withheld);
  return LW_CLI_DONE;
}

static void
add_conflict (JsonBuilder *builder, const LwConflict *conflict)
{
  static const char *const resolutions[] = { NULL, "mine", "theirs" };
  g_autofree char *text = lw_conflict_to_text (conflict);

  json_builder_begin_object (builder);
  lw_cli_add_text (builder, "kind", lw_conflict_kind_token (conflict->kind));
  lw_cli_add_text (builder, "table", conflict->table);
  lw_cli_add_text (builder, "row", conflict->row);
  lw_cli_add_text (builder, "label", conflict->label);
  lw_cli_add_text (builder, "text", text);
  lw_cli_add_text (builder, "resolution", resolutions[conflict->resolution]);
  json_builder_set_member_name (builder, "cells");
  json_builder_begin_array (builder);
  for (guint i = 0; i < conflict->cells->len; i++)
    {
      const LwConflictCell *cell = g_ptr_array_index (conflict->cells, i);

      json_builder_begin_object (builder);
      lw_cli_add_text (builder, "column", cell->column);
      lw_cli_add_text (builder, "mine", cell->mine);
      lw_cli_add_text (builder, "theirs", cell->theirs);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
print_report_json (const LwExchangeReport *report)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "applied");
  json_builder_add_boolean_value (builder, report->applied);
  add_count (builder, "edits", report->n_new);
  add_count (builder, "known", report->n_known);
  add_count (builder, "rows", report->n_rows);
  add_count (builder, "undecided", report->n_undecided);
  json_builder_set_member_name (builder, "names");
  json_builder_begin_array (builder);
  for (guint i = 0; i < report->names->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (report->names, i));
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "conflicts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < report->conflicts->len; i++)
    add_conflict (builder, g_ptr_array_index (report->conflicts, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  lw_cli_print_json (builder);
}

static void
print_report (const LwExchangeReport *report, const char *file)
{
  static const char *const kept[] = { "", N_ (" – kept mine"), N_ (" – took theirs") };

  for (guint i = 0; i < report->conflicts->len; i++)
    {
      const LwConflict *conflict = g_ptr_array_index (report->conflicts, i);
      g_autofree char *text = lw_conflict_to_text (conflict);

      g_print ("%s%s\n", text, conflict->resolution == LW_RESOLVE_NOT ? "" : _ (kept[conflict->resolution]));
    }
  if (report->n_new == 0)
    g_print (_ ("All edits of %s are in this copy already; nothing was changed\n"), file);
  else if (report->n_undecided > 0)
    g_print (g_dngettext (GETTEXT_PACKAGE,
                          "%u conflict, so nothing was applied; run again with --mine to keep your values or --theirs "
                          "to take those of the other copy\n",
                          "%u conflicts, so nothing was applied; run again with --mine to keep your values or --theirs "
                          "to take those of the other copy\n",
                          report->n_undecided),
             report->n_undecided);
  else if (report->applied)
    g_print (g_dngettext (GETTEXT_PACKAGE, "%u edit applied, %u rows changed; Undo takes it back as one\n",
                          "%u edits applied, %u rows changed; Undo takes them back as one\n", report->n_new),
             report->n_new, report->n_rows);
  else
    g_print (g_dngettext (GETTEXT_PACKAGE, "%u edit would be applied, %u rows would change\n",
                          "%u edits would be applied, %u rows would change\n", report->n_new),
             report->n_new, report->n_rows);
}

static LwCliStatus
apply (const char *path, const char *file, const Options *options)
{
  GError *error = NULL;
  g_autoptr (LwStore) store = lw_cli_open_to_write (path, options->dry_run, &error);
  LwExchangeOptions choices = { LW_RESOLVE_NOT, NULL, options->dry_run };
  g_autoptr (LwExchangeReport) report = NULL;

  if (options->mine || options->theirs)
    choices.fallback = options->mine ? LW_RESOLVE_MINE : LW_RESOLVE_THEIRS;
  report = store ? lw_store_apply_edits (store, file, &choices, &error) : NULL;
  if (report == NULL)
    return lw_cli_fail (error);
  if (options->json)
    print_report_json (report);
  else
    print_report (report, file);
  return report->n_undecided > 0 ? LW_CLI_REJECTED : LW_CLI_DONE;
}

static LwCliStatus
run (GStrv words, const Options *options)
{
  guint n = g_strv_length (words);

  if (strcmp (words[1], "list") == 0 && n == 2)
    return list (words[0], options);
  if (strcmp (words[1], "export") == 0 && n == 2)
    {
      if (options->output == NULL)
        return lw_cli_usage ("changeset", _ ("-o OUT.lwchanges is missing"));
      if (options->since != NULL && options->since_copy != NULL)
        return lw_cli_usage ("changeset", _ ("--since and --since-copy exclude each other"));
      return export (words[0], options);
    }
  if (strcmp (words[1], "apply") == 0 && n == 3)
    {
      if (options->mine && options->theirs)
        return lw_cli_usage ("changeset", _ ("--mine and --theirs exclude each other"));
      return apply (words[0], words[2], options);
    }
  return lw_cli_usage ("changeset", _ ("say list, export -o OUT.lwchanges or apply IN.lwchanges"));
}

LwCliStatus
lw_cli_changeset (LwCli *cli, GStrv arguments)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_ ("Print JSON"), NULL },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, N_ ("Where to write the edits"), "OUT.lwchanges" },
    { "since", 0, 0, G_OPTION_ARG_STRING, &options.since, N_ ("Only the edits after this one"), "ID" },
    { "since-copy", 0, 0, G_OPTION_ARG_FILENAME, &options.since_copy,
      N_ ("Only the edits since this copy of the document parted"), "OTHER.gpkg" },
    { "confidential", 0, 0, G_OPTION_ARG_NONE, &options.confidential, N_ ("Also what was noted in confidence"), NULL },
    { "mine", 0, 0, G_OPTION_ARG_NONE, &options.mine, N_ ("Where both changed something, keep what is in FILE"), NULL },
    { "theirs", 0, 0, G_OPTION_ARG_NONE, &options.theirs, N_ ("Where both changed something, take theirs"), NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &options.dry_run, N_ ("Only tell what would happen"), NULL },
    { NULL },
  };
  g_auto (GStrv) rest = g_strdupv (arguments);
  LwCliStatus status;

  if (!lw_cli_parse ("changeset", entries, &rest, 2, 3, &status))
    return status;
  return run (rest, &options);
}
