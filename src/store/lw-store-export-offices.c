/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-store-export-offices: offices as points, with the columns of every export. */
#include "store/lw-store-export-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "model/lw-error.h"
#include "model/lw-geo.h"
#include "store/lw-store-columns.h"

typedef struct {
  LwOffices *offices;
  const LwBitset *rows;
  const LwNoteTexts *notes;
  gboolean confidential; /* some of the notes are */
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

static char *
make_columns (const Export *export)
{
  GString *sql = g_string_new (NULL);

  for (guint c = 0; c < LW_N_EXPORT_COLUMNS; c++)
    if (is_exported (c))
      g_string_append_printf (sql, ", %s %s", lw_office_column_name (c), sql_type (c));
  for (guint i = 0; note_column (export, i) != NULL; i++)
    g_string_append_printf (sql, ", %s TEXT", note_column (export, i));
  return g_string_free (sql, FALSE);
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
bind_notes (LwStatement *statement, const Export *export, gint64 office, int at)
{
  for (guint i = 0; note_column (export, i) != NULL; i++)
    if (i < LW_N_NOTE_KINDS)
      lw_statement_bind_text (statement, at++, lw_note_texts_get (export->notes, office, i));
    else
      lw_statement_bind_text (statement, at++,
                              lw_note_texts_is_confidential (export->notes, office) ? lw_note_texts_notice () : NULL);
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
  bind_notes (statement, export, offices->id[row], at);
}

/* Offices without a position are left out, and counted: every feature of such a file has a geometry. */
static gboolean
insert_rows (LwDb *db, LwLayer *layer, gpointer data, GError **error)
{
  const Export *export = data;
  g_autofree char *sql = insert_sql (export);
  g_autoptr (LwStatement) statement = lw_db_prepare (db, sql, error);
  guint n = lw_bitset_count (export->rows), done = 0;

  if (statement == NULL)
    return FALSE;
  LW_BITSET_FOREACH (export->rows, row)
    {
      if (!lw_layer_tell (layer, done++, n, error))
        return FALSE;
      if (!isfinite (export->offices->rd_x[row]) || !isfinite (export->offices->rd_y[row]))
        {
          layer->left_out++;
          continue;
        }
      bind_row (statement, export, row);
      if (!lw_statement_run (statement, error))
        return FALSE;
    }
  if (layer->left_out < n)
    return TRUE;
  g_set_error_literal (
      error, LW_ERROR, LW_ERROR_ARGUMENT,
      _ ("None of these offices has a position, so there is nothing to export; choose others"));
  return FALSE;
}

/**
 * lw_store_export_offices:
 * @path: where; a file that is there is replaced, at the end and at once
 * @offices: the offices
 * @options: which, with what is noted of them, and what the layer says of itself; classes and shapes have no place
 * @error: return location for an error
 *
 * Writes a GeoPackage 1.3 with one layer `offices`. Offices without a position are left out, and the description says
 * how many.
 *
 * Returns: %FALSE with %LW_ERROR_ARGUMENT if there is nothing to write, or another error; what was at @path
 * is untouched then
 */
gboolean
lw_store_export_offices (const char *path, LwOffices *offices, const LwExportOptions *options, GError **error)
{
  g_autoptr (LwBitset) all = NULL;
  g_autofree char *columns = NULL;
  Export export = { offices, options->rows, options->notes,
                    lw_note_texts_have_confidential (options->notes, offices, options->rows) };
  LwLayer layer = { .name = "offices", .geometry = "POINT", .options = options, .fill = insert_rows, .data = &export };

  g_return_val_if_fail (path != NULL && offices != NULL, FALSE);
  g_return_val_if_fail (options->rows == NULL || options->rows->n == offices->n, FALSE);
  if (export.rows == NULL)
    export.rows = all = lw_bitset_new_full (offices->n);
  layer.columns = columns = make_columns (&export);
  if (export.confidential)
    layer.notice = "VERTROUWELIJK (contains confidential facts)";
  else if (options->about != NULL && options->about->fictional)
    layer.notice = "FICTIEF VOORBEELD (fictional example)";
  return lw_layer_write (&layer, path, error);
}
