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

/* Notes a column as set by hand, together with what it holds until now if that is one word: the source's value. The
 * first note stays, so that it is the source's however often the value is changed. */
static gboolean
note_edited (LwStore *store, gint64 office, const char *name, const char *column, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "UPDATE office SET edited = trim (coalesce (edited, '') || ' ' || ?2 ||"
      " CASE WHEN instr (%1$s, ' ') = 0 THEN '=' || %1$s ELSE '' END) WHERE fid = ?1"
      " AND instr (' ' || coalesce (edited, '') || ' ', ' ' || ?2 || ' ') = 0"
      " AND instr (' ' || coalesce (edited, ''), ' ' || ?2 || '=') = 0",
      column);
  g_autoptr (LwStatement) statement = lw_db_prepare (store->db, sql, error);

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
           && note_edited (store, edited->id[row], lw_office_column_name (LW_OFFICE_RD_X), "NULL", error);
  return note_edited (store, edited->id[row], lw_office_column_name (column), lw_office_column_name (column), error)
         && write_cell (store, edited, row, column, error);
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

/* The value that a source gave for vacancy on a date, kept before it is replaced. */
static gboolean
note_vacancy (LwStore *store, gint64 office, LwDate date, LwOfficeColumn column, GError **error)
{
  g_autofree char *day = lw_date_to_iso (date);
  g_autofree char *name = g_strconcat (lw_office_column_name (column), "@", day, NULL);
  g_autofree char *value
      = g_strdup_printf ("(SELECT CAST (o.%s AS TEXT) FROM observation o WHERE o.office_fid = office.fid"
                         " AND o.reference_date = '%s' AND o.source_fid IS NOT NULL)",
                         lw_office_column_name (column), day);

  return note_edited (store, office, name, value, error);
}

/* Changes one part of the observation on a date, or makes one. What is not vacant is not vacant since a day. */
static gboolean
set_vacancy (LwStore *store, gint64 office, LwDate date, LwOfficeColumn column, const char *value, GError **error)
{
  LwStoreCounts counts = { 0 };
  LwObservationRow row = { .office = office, .date = date, .vacant_m2 = NAN, .vacant_since = LW_DATE_UNKNOWN };
  g_autoptr (GArray) all = lw_store_read_office_observations (store, office, error);

  if (all == NULL || !note_vacancy (store, office, date, column, error))
    return FALSE;
  for (guint i = 0; i < all->len; i++)
    {
      const LwObservation *observation = &g_array_index (all, LwObservation, i);

      /* The latest one up to the date is what the table shows. */
      if (observation->date > date)
        continue;
      row.vacant_m2 = observation->vacant_m2;
      row.vacant_since = observation->vacant_since;
    }
  if (column == LW_OFFICE_VACANT_SINCE)
    row.vacant_since = value != NULL ? lw_date_parse_iso (value) : LW_DATE_UNKNOWN;
  else
    row.vacant_m2 = value != NULL ? g_ascii_strtod (value, NULL) : NAN;
  if (!(row.vacant_m2 > 0))
    row.vacant_since = LW_DATE_UNKNOWN;
  return lw_store_put_observation (store, &row, FALSE, &counts, error);
}

static gboolean
set_cell (LwStore *store, gint64 office, LwOfficeColumn column, const char *value, GError **error)
{
  const char *name = lw_office_column_name (column);
  g_autofree char *sql = g_strdup_printf ("UPDATE office SET %s = ?2 WHERE fid = ?1", name);
  g_autoptr (LwStatement) statement = NULL;

  if (!note_edited (store, office, name, name, error) || (statement = lw_db_prepare (store->db, sql, error)) == NULL)
    return FALSE;
  lw_statement_bind_int (statement, 1, office);
  if (value != NULL && lw_office_column_type (column) == LW_COLUMN_NUMBER)
    lw_statement_bind_double (statement, 2, g_ascii_strtod (value, NULL));
  else if (value != NULL && lw_office_column_type (column) == LW_COLUMN_INTEGER)
    lw_statement_bind_int (statement, 2, g_ascii_strtoll (value, NULL, 10));
  else
    lw_statement_bind_known (statement, 2, value);
  return lw_statement_run (statement, error);
}

/**
 * lw_store_set_fact:
 * @office: key of an office
 * @date: reference date that vacancy is about
 * @column: a fact: `vacant_m2`, `vacant_since`, or a column of numbers, years or codes that the document stores
 * @value: (nullable): as in files: a number with a point, a token, an ISO date; %NULL for unknown
 * @edit_name: what Undo calls it, translated
 * @error: return location for an error
 *
 * Sets one fact by hand, as one edit. The value of the source is kept beside it (#LwOfficeRecord).
 *
 * Returns: %FALSE with an error; nothing is changed then
 */
gboolean
lw_store_set_fact (LwStore *store,
                   gint64 office,
                   LwDate date,
                   LwOfficeColumn column,
                   const char *value,
                   const char *edit_name,
                   GError **error)
{
  g_autoptr (LwEdit) edit = NULL;

  g_return_val_if_fail (is_vacancy (column) || lw_stored_column_is (column), FALSE);
  g_return_val_if_fail (!is_vacancy (column) || date != LW_DATE_UNKNOWN, FALSE);
  edit = lw_edit_begin (store, edit_name, error);
  return edit != NULL
         && (is_vacancy (column) ? set_vacancy (store, office, date, column, value, error)
                                 : set_cell (store, office, column, value, error))
         && lw_edit_commit (&edit, error);
}

static void
take_edited (LwOfficeRecord *record, const char *words)
{
  g_auto (GStrv) list = g_strsplit (words != NULL ? words : "", " ", -1);

  for (guint i = 0; list[i] != NULL; i++)
    {
      char *value = strchr (list[i], '=');

      if (list[i][0] == '\0')
        continue;
      if (value != NULL)
        *value++ = '\0';
      g_hash_table_insert (record->edited, g_strdup (list[i]), g_strdup (value != NULL ? value : ""));
    }
}

/**
 * lw_store_read_office_record:
 * @office: key of an office
 * @error: return location for an error
 *
 * Returns: (transfer full): where its facts come from and its vacancy over time, or %NULL with an error
 */
LwOfficeRecord *
lw_store_read_office_record (LwStore *store, gint64 office, GError **error)
{
  g_autoptr (LwOfficeRecord) record = lw_office_record_new ();
  g_autoptr (LwStatement) statement
      = lw_db_prepare (store->db,
                       "SELECT s.name, s.publisher, s.imported, s.reference_date, o.edited, s.method FROM office o"
                       " LEFT JOIN source s ON s.fid = o.source_fid WHERE o.fid = ?1",
                       error);
  LwStep step;

  if (statement == NULL)
    return NULL;
  lw_statement_bind_int (statement, 1, office);
  step = lw_statement_step (statement, error);
  if (step == LW_STEP_ERROR)
    return NULL;
  if (step == LW_STEP_ROW)
    {
      record->source = g_strdup (lw_statement_text (statement, 0));
      record->publisher = g_strdup (lw_statement_text (statement, 1));
      record->imported = g_strdup (lw_statement_text (statement, 2));
      record->reference_date = lw_statement_date (statement, 3);
      take_edited (record, lw_statement_text (statement, 4));
      record->method = g_strdup (lw_statement_text (statement, 5));
    }
  record->observations = lw_store_read_office_observations (store, office, error);
  return record->observations != NULL ? g_steal_pointer (&record) : NULL;
}
