/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-store-export: see lw-store-export.h. Here the frame of every such file: it keeps the Dutch acceptance rules for
 * GeoPackages: lower-case names, one layer, a geometry column called geom, a spatial index with the triggers of
 * version 1.3, no views. The index is filled at once after the rows, before its triggers exist, which is much
 * faster. */
#include "store/lw-store-export-private.h"

#include <glib/gi18n-lib.h>

#include "model/lw-error.h"
#include "store/lw-replace.h"

#define ROWS_PER_REPORT 1024

/** lw_layer_tell: tells progress now and then; %FALSE if the export was cancelled */
gboolean
lw_layer_tell (const LwLayer *layer, guint done, guint n, GError **error)
{
  const LwExportOptions *options = layer->options;

  if (done % ROWS_PER_REPORT != 0)
    return TRUE;
  if (g_cancellable_set_error_if_cancelled (options->cancellable, error))
    return FALSE;
  if (options->progress)
    options->progress (done == 0 ? _ ("Writing the file") : NULL, done, n, LW_PROGRESS_ROWS, options->progress_data);
  return TRUE;
}

/* Runs SQL that is bundled, with the layer put in. */
static gboolean
run_for (LwDb *db, const LwLayer *layer, const char *name, GError **error)
{
  g_autofree char *path = g_strconcat ("/nl/leegwijzer/core/sql/", name, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autoptr (GString) sql = NULL;

  if (bytes == NULL)
    return FALSE;
  sql = g_string_new_len (g_bytes_get_data (bytes, NULL), (gssize)g_bytes_get_size (bytes));
  g_string_replace (sql, "{layer}", layer->name, 0);
  g_string_replace (sql, "{geometry}", layer->geometry, 0);
  return lw_db_exec (db, sql->str, error);
}

static gboolean
create_layer (LwDb *db, const LwLayer *layer, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);

  g_string_printf (sql, "CREATE TABLE %s (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL", layer->name);
  if (layer->geometry != NULL)
    g_string_append_printf (sql, ", geom %s", layer->geometry);
  g_string_append_printf (sql, "%s)", layer->columns);
  if (!lw_gpkg_create (db, error) || !lw_db_exec (db, sql->str, error))
    return FALSE;
  if (layer->geometry != NULL)
    return run_for (db, layer, "export.sql", error);
  g_string_printf (sql,
                   "INSERT INTO gpkg_contents (table_name, data_type, identifier, description)"
                   " VALUES ('%s', 'attributes', '%s', '')",
                   layer->name, layer->name);
  return lw_db_exec (db, sql->str, error);
}

static char *
describe (const LwLayer *layer)
{
  const LwProvenance *about = layer->options->about;
  g_autofree char *lines = about != NULL ? lw_provenance_to_text (about, "\n") : g_strdup ("");
  GString *text = g_string_new (NULL);

  if (layer->notice != NULL)
    g_string_append_printf (text, "%s\n", layer->notice);
  g_string_append (text, lines);
  if (layer->left_out > 0)
    g_string_append_printf (text, _ ("Without a position, so not in this layer: %u\n"), layer->left_out);
  return g_strchomp (g_string_free (text, FALSE));
}

static gboolean
write_description (LwDb *db, const LwLayer *layer, GError **error)
{
  g_autofree char *text = describe (layer);
  g_autoptr (LwStatement) statement
      = lw_db_prepare (db, "UPDATE gpkg_contents SET description = ?2 WHERE table_name = ?1", error);

  if (statement == NULL)
    return FALSE;
  lw_statement_bind_text (statement, 1, layer->name);
  lw_statement_bind_text (statement, 2, text);
  return lw_statement_run (statement, error);
}

/* The index, its triggers, and what the contents tell of the layer. */
static gboolean
finish_layer (LwDb *db, const LwLayer *layer, GError **error)
{
  if (layer->geometry != NULL
      && (!run_for (db, layer, "export-index.sql", error) || !lw_gpkg_update_extent (db, layer->name, error)))
    return FALSE;
  return write_description (db, layer, error);
}

static gboolean
write_file (LwLayer *layer, const char *path, const char *final_path, GError **error)
{
  g_autoptr (LwDb) db = lw_db_open (path, LW_DB_CREATE, error);
  g_autoptr (LwTransaction) transaction = NULL;

  if (db == NULL || !lw_gpkg_register_functions (db, error))
    return FALSE;
  lw_db_set_display_path (db, final_path);
  transaction = lw_transaction_begin (db, error);
  return transaction != NULL && create_layer (db, layer, error) && layer->fill (db, layer, layer->data, error)
         && finish_layer (db, layer, error) && lw_transaction_commit (&transaction, error);
}

/**
 * lw_layer_write:
 * @layer: what to write
 * @path: where
 *
 * Returns: %FALSE with an error; what was at @path is untouched then
 */
gboolean
lw_layer_write (LwLayer *layer, const char *path, GError **error)
{
  g_autoptr (LwReplace) replace = NULL;

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT, _ ("“%s” is a folder; choose a name for the file"), path);
      return FALSE;
    }
  replace = lw_replace_begin (path);
  return write_file (layer, lw_replace_path (replace), path, error) && lw_replace_finish (&replace, TRUE, error);
}
