/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-cli-imports: `imports`: what each import of a document did, its report, and the rows that it could not use;
 * `figures`: the figures that others published of areas. */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "analysis/lw-import.h"
#include "cli/lw-cli.h"
#include "draw/lw-format-import.h"
#include "model/lw-error.h"
#include "store/lw-store.h"

/* Imports are numbered as they were made; keys of the document mean nothing to people. */
static void
add_import (JsonBuilder *builder, const LwStoreImport *import, guint number)
{
  const struct {
    const char *name;
    guint64 value;
  } counts[] = { { "new", import->n_new },   { "changed", import->n_changed },   { "unchanged", import->n_unchanged },
                 { "gone", import->n_gone }, { "rejected", import->n_rejected }, { "doubtful", import->n_doubtful } };

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "number");
  json_builder_add_int_value (builder, number);
  lw_cli_add_text (builder, "made", import->made);
  lw_cli_add_text (builder, "sources", import->name);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      json_builder_set_member_name (builder, counts[i].name);
      json_builder_add_int_value (builder, (gint64) counts[i].value);
    }
}

static void
print_line (const LwStoreImport *import, guint number)
{
  g_return_if_fail (strlen (import->made) > 11);
  LwBrought brought;
  g_autofree char *others = NULL;

  lw_import_read_brought (&brought, import);
  others = lw_format_brought (NULL, &brought);
  /* Translators: number; date; time; sources; six numbers */
  g_print (_ ("%u  %.10s %.5s  %s: %u offices new, %u changed, %u unchanged, %u gone; %u rows rejected, %u doubtful"),
           number, import->made, import->made + 11, import->name, (guint) import->n_new, (guint) import->n_changed,
           (guint) import->n_unchanged, (guint) import->n_gone, (guint) import->n_rejected, (guint) import->n_doubtful);
  g_print ("%s%s\n", others != NULL ? "; " : "", others != NULL ? others : "");
}

static void
print_list (GPtrArray *imports, gboolean json)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < imports->len; i++)
    {
      const LwStoreImport *import = g_ptr_array_index (imports, i);

      add_import (builder, import, i + 1);
      json_builder_end_object (builder);
      if (!json)
        print_line (import, i + 1);
    }
  json_builder_end_array (builder);
  if (json)
    lw_cli_print_json (builder);
}

/* The import of that number, or the last one. */
static const LwStoreImport *
find_import (GPtrArray *imports, const char *number, guint *found, GError **error)
{
  guint64 wanted = number != NULL ? g_ascii_strtoull (number, NULL, 10) : imports->len;

  if (wanted >= 1 && wanted <= imports->len)
    {
      *found = (guint) wanted;
      return g_ptr_array_index (imports, wanted - 1);
    }
  if (number == NULL)
    g_set_error_literal (error, LW_ERROR, LW_ERROR_NOT_FOUND,
                         _ ("the document keeps no import; those before version 5 of the document were not kept"));
  else
    g_set_error (error, LW_ERROR, LW_ERROR_NOT_FOUND, _ ("there is no import %s; see “imports FILE list”"), number);
  return NULL;
}

static gboolean
print_import (const LwStoreImport *import, guint number, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  JsonNode *reports = json_from_string (import->report, error);

  if (reports == NULL)
    return FALSE;
  add_import (builder, import, number);
  json_builder_set_member_name (builder, "reports");
  json_builder_add_value (builder, reports);
  json_builder_end_object (builder);
  lw_cli_print_json (builder);
  return TRUE;
}

static void
print_rows (GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const LwStoreImportRow *row = g_ptr_array_index (rows, i);
      LwImportRowState state = LW_IMPORT_ROW_REJECTED;

      lw_import_row_state_parse (row->state, &state);
      g_print ("%s:%" G_GUINT64_FORMAT ": %s: %s\n", row->source, row->line, lw_import_row_state_label (state),
               row->reason);
    }
}

static gboolean
show_import (LwStore *store, const LwStoreImport *import, guint number, gboolean json, GError **error)
{
  g_autoptr (GPtrArray) rows = lw_store_read_import_rows (store, import->id, error);

  if (rows == NULL)
    return FALSE;
  if (json)
    return print_import (import, number, error);
  print_line (import, number);
  print_rows (rows);
  return TRUE;
}

static gboolean
save_rejected (LwStore *store, const LwStoreImport *import, const char *path, GError **error)
{
  g_autoptr (GPtrArray) rows = lw_store_read_import_rows (store, import->id, error);
  g_autoptr (LwImportRows) kept = rows != NULL ? lw_import_rows_from_stored (rows) : NULL;
  guint n_files = 0;

  if (kept == NULL)
    return FALSE;
  if (!lw_import_rows_save (kept, path, &n_files, error))
    return FALSE;
  if (n_files > 0)
    return TRUE;
  g_set_error_literal (error, LW_ERROR, LW_ERROR_NOT_FOUND, _ ("that import rejected and doubted no rows of a list"));
  return FALSE;
}

static LwCliStatus
run (const char *action, LwStore *store, GStrv rest, const char *output, gboolean json)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) imports = lw_store_read_imports (store, &error);
  const LwStoreImport *import = NULL;
  guint number = 0;

  if (imports == NULL)
    return lw_cli_fail (error);
  if (strcmp (action, "list") == 0)
    {
      print_list (imports, json);
      return LW_CLI_DONE;
    }
  import = find_import (imports, rest[1] != NULL ? rest[2] : NULL, &number, &error);
  if (import == NULL
      || (strcmp (action, "show") == 0 ? !show_import (store, import, number, json, &error)
                                       : !save_rejected (store, import, output, &error)))
    return lw_cli_fail (error);
  return LW_CLI_DONE;
}

LwCliStatus
lw_cli_imports (LwCli *cli, GStrv arguments)
{
  g_autofree char *output = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("The file to write"), "OUT.csv" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print JSON"), NULL },
    { NULL },
  };
  g_auto (GStrv) rest = g_strdupv (arguments);
  g_autoptr (LwStore) store = NULL;
  const char *action;
  LwCliStatus status;
  GError *error = NULL;

  if (!lw_cli_parse ("imports", entries, &rest, 1, 3, &status))
    return status;
  action = rest[1] != NULL ? rest[1] : "list";
  if (strcmp (action, "list") != 0 && strcmp (action, "show") != 0 && strcmp (action, "rejected") != 0)
    return lw_cli_usage ("imports", _ ("say list, show or rejected"));
  if (strcmp (action, "rejected") == 0 && output == NULL)
    return lw_cli_usage ("imports", _ ("say with -o which file to write"));
  if ((store = lw_store_open (rest[0], LW_STORE_READ_ONLY, &error)) == NULL)
    return lw_cli_fail (error);
  return run (action, store, rest, output, json);
}

static void
print_figure (const LwPublishedFigure *figure, JsonBuilder *builder, gboolean json)
{
  g_autofree char *date = lw_date_to_iso (figure->date);
  const char *const texts[] = { figure->kind, figure->code, date, figure->figure, figure->definition };
  static const char *const names[] = { "kind", "code", "date", "figure", "definition" };

  if (!json)
    {
      for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
        {
          lw_cli_print_csv_text (texts[i]);
          g_print (",");
        }
      lw_cli_print_csv_number (figure->value);
      g_print ("\n");
      return;
    }
  json_builder_begin_object (builder);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    lw_cli_add_text (builder, names[i], texts[i]);
  lw_cli_add_number (builder, "value", figure->value);
  json_builder_end_object (builder);
}

LwCliStatus
lw_cli_figures (LwCli *cli, GStrv arguments)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print JSON"), NULL },
    { NULL },
  };
  g_auto (GStrv) rest = g_strdupv (arguments);
  g_autoptr (LwStore) store = NULL;
  g_autoptr (GPtrArray) figures = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  LwCliStatus status;
  GError *error = NULL;

  if (!lw_cli_parse ("figures", entries, &rest, 1, 1, &status))
    return status;
  if ((store = lw_store_open (rest[0], LW_STORE_READ_ONLY, &error)) == NULL
      || (figures = lw_store_read_figures (store, &error)) == NULL)
    return lw_cli_fail (error);
  json_builder_begin_array (builder);
  if (!json)
    g_print ("kind,code,date,figure,definition,value\n");
  for (guint i = 0; i < figures->len; i++)
    print_figure (g_ptr_array_index (figures, i), builder, json);
  json_builder_end_array (builder);
  if (json)
    lw_cli_print_json (builder);
  return LW_CLI_DONE;
}
