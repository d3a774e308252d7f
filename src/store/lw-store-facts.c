/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-store-facts: facts of offices that the user sets by hand. The names of such columns are kept with the
 * office, so that a later import leaves them alone. */
#include <math.h>
#include <string.h>

#include "model/lw-geo.h"
#include "store/lw-store-import.h"

static gboolean
is_position (LwOfficeColumn column)
{
  return column == LW_OFFICE_RD_X || column == LW_OFFICE_RD_Y;
}

static gboolean
is_vacancy (LwOfficeColumn column)
{
  return column == LW_OFFICE_VACANT_M2 || column == LW_OFFICE_VACANT_SINCE;
}

static gboolean
write_position (LwStore *store, const LwOffices *edited, guint row, GError **error)
{
  g_autoptr (LwStatement) statement
      = lw_db_prepare (store->db, "UPDATE office SET geom = ?2 WHERE fid = ?1", error);
  guint8 blob[LW_GEOMETRY_POINT_BLOB_SIZE];
  double x = edited->rd_x[row], y = edited->rd_y[row];
  gboolean known = isfinite (x) && isfinite (y);

  if (statement == NULL)
    return FALSE;
  if (known)
    lw_geometry_write_point (blob, LW_GEO_SRS_RD, x, y);
  lw_statement_bind_int (statement, 1, edited->id[row]);
  lw_statement_bind_blob (statement, 2, known ? blob : NULL, sizeof blob);
  return lw_statement_run (statement, error);
}

static gboolean
write_cell (LwStore *store, const LwOffices *edited, guint row, LwOfficeColumn column, GError **error)
{
  g_autofree char *sql
      = g_strdup_printf ("UPDATE office SET %s = ?2 WHERE fid = ?1", lw_office_column_name (column));
  g_autoptr (LwStatement) statement = lw_db_prepare (store->db, sql, error);

  if (statement == NULL)
    return FALSE;
  lw_statement_bind_int (statement, 1, edited->id[row]);
  lw_stored_cell_bind (statement, 2, edited, column, row);
  return lw_statement_run (statement, error);
}

/* The user's own word on vacancy is an observation on the date that the table shows. */
static gboolean
write_vacancy (LwStore *store, const LwOffices *edited, guint row, GError **error)
{
  LwStoreCounts counts = { 0 };
  LwObservationRow observation = {
    .office = edited->id[row],
    .date = edited->date != LW_DATE_UNKNOWN ? edited->date : lw_date_today (),
    .vacant_m2 = edited->vacant_m2[row],
    .vacant_since = edited->vacant_since[row],
  };

  return lw_store_put_observation (store, &observation, FALSE, &counts, error);
}

static gboolean
note_edited (LwStore *store, gint64 office, const char *name, GError **error)
{
  g_autoptr (LwStatement) statement
      = lw_db_prepare (store->db,
                       "UPDATE office SET edited = trim (coalesce (edited, '') || ' ' || ?2) WHERE fid = ?1"
                       " AND instr (' ' || coalesce (edited, '') || ' ', ' ' || ?2 || ' ') = 0",
                       error);

  if (statement == NULL)
    return FALSE;
  lw_statement_bind_int (statement, 1, office);
  lw_statement_bind_text (statement, 2, name);
  return lw_statement_run (statement, error);
}

static gboolean
write_column (LwStore *store, const LwOffices *edited, guint row, LwOfficeColumn column, GError **error)
{
  if (is_vacancy (column))
    return write_vacancy (store, edited, row, error);
  if (is_position (column))
    return write_position (store, edited, row, error)
           && note_edited (store, edited->id[row], lw_office_column_name (LW_OFFICE_RD_X), error);
  return write_cell (store, edited, row, column, error)
         && note_edited (store, edited->id[row], lw_office_column_name (column), error);
}

/**
 * lw_store_write_offices:
 * @edited: a table of this document in which cells were changed
 * @rows: the rows that are to be written
 * @columns: (array length=n_columns): the columns that are to be written: facts, `rd_x` for the position, or
 *   `vacant_m2` for vacancy, which becomes an observation on the date that the table shows
 * @n_columns: their number
 * @edit_name: what Undo calls it, translated
 * @error: return location for an error
 *
 * Writes facts that the user set by hand, as one edit. Later imports leave them alone.
 *
 * Returns: %FALSE with an error; nothing is changed then
 */
gboolean
lw_store_write_offices (LwStore *store,
                        LwOffices *edited,
                        const LwBitset *rows,
                        const LwOfficeColumn *columns,
                        guint n_columns,
                        const char *edit_name,
                        GError **error)
{
  g_autoptr (LwEdit) edit = NULL;

  g_return_val_if_fail (edited != NULL && rows != NULL && rows->n == edited->n, FALSE);
  for (guint c = 0; c < n_columns; c++)
    g_return_val_if_fail (
        lw_stored_column_is (columns[c]) || is_position (columns[c]) || is_vacancy (columns[c]), FALSE);
  edit = lw_edit_begin (store, edit_name, error);
  if (edit == NULL)
    return FALSE;
  LW_BITSET_FOREACH (rows, row)
    {
      for (guint c = 0; c < n_columns; c++)
        if (!write_column (store, edited, row, columns[c], error))
          return FALSE;
    }
  return lw_edit_commit (&edit, error);
}
