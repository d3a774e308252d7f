/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-store-export: see lw-store-export.h. The file keeps the Dutch acceptance rules for GeoPackages:
 * lower-case names, one layer, a geometry column called geom, a spatial index with the triggers of
 * version 1.3, no views. The index is filled at once after the rows, before its triggers exist, which is much
 * faster. */
#include "store/lw-store-export.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "model/lw-geo.h"
#include "store/lw-gpkg.h"
#include "store/lw-replace.h"
#include "store/lw-store-columns.h"

#define ROWS_PER_REPORT 1024

typedef struct {
  LwOffices *offices;
  const LwBitset *rows;
  const LwNoteTexts *notes;
  gboolean confidential; /* some of the notes are */
  gboolean fictional;
  LwProgressFunc progress;
  gpointer progress_data;
  GCancellable *cancellable;
} Export;

/* Coordinates are the geometry; degrees come along, since not every reader knows RD New. */
static gboolean
is_exported (LwOfficeColumn column)
{
  return column != LW_OFFICE_ID && column != LW_OFFICE_RD_X && column != LW_OFFICE_RD_Y;
}

static const char *
sql_type (LwOfficeColumn column)
{
  switch (lw_office_column_type (column))
    {
    case LW_COLUMN_NUMBER:
      return "DOUBLE";
    case LW_COLUMN_INTEGER:
      return "INTEGER";
    case LW_COLUMN_DATE:
      return "DATE";
    case LW_COLUMN_CODE:
      return lw_office_column_codes (column) == LW_CODES_YES_NO ? "BOOLEAN" : "TEXT";
    case LW_COLUMN_ID:
    case LW_COLUMN_BAG_ID:
    case LW_COLUMN_TEXT:
    case LW_COLUMN_FLAGS:
    default:
      return "TEXT";
    }
}

/* The columns of notes, after those of offices; %NULL behind the last. */
static const char *
note_column (const Export *export, guint i)
{
  if (export->notes == NULL || i > LW_N_NOTE_KINDS || (i == LW_N_NOTE_KINDS && !export->confidential))
    return NULL;
  return i < LW_N_NOTE_KINDS ? lw_note_kind_get_column (i) : LW_NOTE_NOTICE_COLUMN;
}

static gboolean
create_layer (LwDb *db, const Export *export, GError **error)
{
  g_autoptr (GString) sql
      = g_string_new ("CREATE TABLE offices (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom POINT");

  for (guint c = 0; c < LW_N_EXPORT_COLUMNS; c++)
    if (is_exported (c))
      g_string_append_printf (sql, ", %s %s", lw_office_column_name (c), sql_type (c));
  for (guint i = 0; note_column (export, i) != NULL; i++)
    g_string_append_printf (sql, ", %s TEXT", note_column (export, i));
  g_string_append (sql, ")");
  return lw_gpkg_create (db, error) && lw_db_exec (db, sql->str, error)
         && lw_gpkg_run_resource (db, "export.sql", error);
}

static char *
insert_sql (const Export *export)
{
  GString *names = g_string_new ("INSERT INTO offices (fid, geom");
  g_autoptr (GString) values = g_string_new (") VALUES (?1, ?2");
  int at = 3;

  for (guint c = 0; c < LW_N_EXPORT_COLUMNS; c++)
    {
      if (!is_exported (c))
        continue;
      g_string_append_printf (names, ", %s", lw_office_column_name (c));
      g_string_append_printf (values, ", ?%d", at++);
    }
  for (guint i = 0; note_column (export, i) != NULL; i++)
    {
      g_string_append_printf (names, ", %s", note_column (export, i));
      g_string_append_printf (values, ", ?%d", at++);
    }
  g_string_append_printf (names, "%s)", values->str);
  return g_string_free (names, FALSE);
}

static void
bind_row (LwStatement *statement, const Export *export, guint row)
{
  const LwOffices *offices = export->offices;
  guint8 blob[LW_GEOMETRY_POINT_BLOB_SIZE];
  int at = 3;

  lw_statement_bind_key (statement, 1, offices->id[row]);
  lw_geometry_write_point (blob, LW_GEO_SRS_RD, offices->rd_x[row], offices->rd_y[row]);
  lw_statement_bind_blob (statement, 2, blob, sizeof blob);
  for (guint c = 0; c < LW_N_EXPORT_COLUMNS; c++)
    {
      if (!is_exported (c))
        continue;
      if (lw_office_column_type (c) == LW_COLUMN_DATE)
        lw_statement_bind_date (statement, at++, ((const LwDate *)lw_offices_cells (offices, c))[row]);
      else
        lw_stored_cell_bind (statement, at++, offices, c, row);
    }
  for (guint i = 0; note_column (export, i) != NULL; i++)
    if (i < LW_N_NOTE_KINDS)
      lw_statement_bind_text (statement, at++, lw_note_texts_get (export->notes, offices->id[row], i));
    else
      lw_statement_bind_text (statement, at++,
                              lw_note_texts_is_confidential (export->notes, offices->id[row]) ? lw_note_texts_notice ()
                                                                                              : NULL);
}

/* Offices without a position are left out: every feature of such a file has a geometry. */
static gboolean
insert_rows (LwDb *db, const Export *export, guint *n_written, GError **error)
{
  g_autofree char *sql = insert_sql (export);
  g_autoptr (LwStatement) statement = lw_db_prepare (db, sql, error);
  guint done = 0;

  *n_written = 0;
  if (statement == NULL)
    return FALSE;
  LW_BITSET_FOREACH (export->rows, row)
    {
      if (done++ % ROWS_PER_REPORT == 0)
        {
          if (g_cancellable_set_error_if_cancelled (export->cancellable, error))
            return FALSE;
          if (export->progress)
            export->progress (NULL, row, export->offices->n, LW_PROGRESS_ROWS, export->progress_data);
        }
      if (!isfinite (export->offices->rd_x[row]) || !isfinite (export->offices->rd_y[row]))
        continue;
      bind_row (statement, export, row);
      if (!lw_statement_run (statement, error))
        return FALSE;
      (*n_written)++;
    }
  return TRUE;
}

/* The index, its triggers, and what the contents tell of the layer. */
static gboolean
finish_layer (LwDb *db, const Export *export, GError **error)
{
  if (!lw_gpkg_run_resource (db, "export-index.sql", error) || !lw_gpkg_update_extent (db, "offices", error))
    return FALSE;
  if (export->fictional
      && !lw_db_exec (db,
                      "UPDATE gpkg_contents SET description = 'FICTIEF VOORBEELD (fictional example): '"
                      " || description",
                      error))
    return FALSE;
  return !export->confidential
         || lw_db_exec (db,
                        "UPDATE gpkg_contents SET description = 'VERTROUWELIJK (contains confidential facts): '"
                        " || description",
                        error);
}

static gboolean
write_file (const char *path, const char *final_path, const Export *export, GError **error)
{
  g_autoptr (LwDb) db = lw_db_open (path, LW_DB_CREATE, error);
  g_autoptr (LwTransaction) transaction = NULL;
  guint n_written;

  if (db == NULL || !lw_gpkg_register_functions (db, error))
    return FALSE;
  lw_db_set_display_path (db, final_path);
  transaction = lw_transaction_begin (db, error);
  if (transaction == NULL || !create_layer (db, export, error) || !insert_rows (db, export, &n_written, error))
    return FALSE;
  if (n_written == 0)
    {
      g_set_error_literal (
          error, LW_ERROR, LW_ERROR_ARGUMENT,
          _ ("None of these offices has a position, so there is nothing to export; choose others"));
      return FALSE;
    }
  return finish_layer (db, export, error) && lw_transaction_commit (&transaction, error);
}

/**
 * lw_store_export_offices:
 * @path: where; a file that is there is replaced, at the end and at once
 * @offices: the offices
 * @rows: (nullable): the rows to export; %NULL for all
 * @notes: (nullable): what is noted of them, with columns of their own; the layer says so if any is confidential
 * @fictional: made-up data: the layer says so
 * @progress: (nullable): told of rows written
 * @progress_data: for @progress
 * @cancellable: (nullable): to stop it
 * @error: return location for an error
 *
 * Writes a GeoPackage 1.3 with one layer `offices`. Offices without a position are left out.
 *
 * Returns: %FALSE with %LW_ERROR_ARGUMENT if there is nothing to write, or another error; what was at @path
 * is untouched then
 */
gboolean
lw_store_export_offices (const char *path,
                         LwOffices *offices,
                         const LwBitset *rows,
                         const LwNoteTexts *notes,
                         gboolean fictional,
                         LwProgressFunc progress,
                         gpointer progress_data,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (LwBitset) all = NULL;
  g_autoptr (LwReplace) replace = NULL;

  g_return_val_if_fail (path != NULL && offices != NULL && (rows == NULL || rows->n == offices->n), FALSE);
  if (rows == NULL)
    rows = all = lw_bitset_new_full (offices->n);
  if (progress)
    progress (_ ("Exporting offices"), 0, offices->n, LW_PROGRESS_ROWS, progress_data);
  Export export = { offices, rows, notes, lw_note_texts_have_confidential (notes, offices, rows), fictional, progress,
                    progress_data, cancellable };
  replace = lw_replace_begin (path);
  return write_file (lw_replace_path (replace), path, &export, error)
         && lw_replace_finish (&replace, TRUE, error);
}
