/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-store-import-write: writes what an import of offices decided: new rows, changed rows, offices that are
 * gone, and the vacancy that came along. */
#include "store/lw-store-import.h"

#include <math.h>

#include "model/lw-geo.h"
#include "store/lw-store-past.h"

/* Rows between two looks at the cancellable and calls of the progress function. */
#define ROWS_PER_REPORT 1024

/* Parameters of the statements that write a whole row: 1 … n are the stored columns, then these. */
enum {
  PARAM_GEOM = 1,
  PARAM_SOURCE,
  PARAM_PRESENT,
  PARAM_GONE,
  PARAM_FID,
};

typedef struct {
  LwImport *import;
  gint64 source;
  int n_columns;
  const LwStoredColumn *columns;
  LwStatement *insert;
  LwStatement *update;
  LwStatement *confirm;
  gboolean no_observations; /* the document had none, so each one is new */
} Writer;

static char *
parameter_list (int n)
{
  GString *list = g_string_new ("?1");

  for (int i = 2; i <= n; i++)
    g_string_append_printf (list, ", ?%d", i);
  return g_string_free (list, FALSE);
}

static LwStatement *
prepare_insert (LwStore *store, const Writer *writer, GError **error)
{
  g_autofree char *names = lw_stored_columns_sql ("", "");
  g_autofree char *values = parameter_list (writer->n_columns + PARAM_PRESENT);
  g_autofree char *sql = g_strdup_printf (
      "INSERT INTO office (%s, geom, source_fid, present_from) VALUES (%s)", names, values);

  return lw_db_prepare (store->db, sql, error);
}

static LwStatement *
prepare_update (LwStore *store, const Writer *writer, GError **error)
{
  g_autofree char *assignments = lw_stored_columns_sql ("", " = ?#");
  int n = writer->n_columns;
  g_autofree char *sql = g_strdup_printf ("UPDATE office SET %s, geom = ?%d, source_fid = ?%d, present_from "
                                          "= ?%d, gone_from = ?%d WHERE fid = ?%d",
                                          assignments, n + PARAM_GEOM, n + PARAM_SOURCE, n + PARAM_PRESENT,
                                          n + PARAM_GONE, n + PARAM_FID);

  return lw_db_prepare (store->db, sql, error);
}

static LwStatement *
prepare_confirm (LwStore *store, GError **error)
{
  return lw_db_prepare (store->db,
                        "UPDATE office SET source_fid = ?2,"
                        " gone_from = CASE WHEN gone_from > ?3 THEN gone_from END WHERE fid = ?1",
                        error);
}

static void
bind_position (LwStatement *statement, int at, const LwOffices *offices, guint row)
{
  guint8 blob[LW_GEOMETRY_POINT_BLOB_SIZE];
  double x = offices->rd_x[row], y = offices->rd_y[row];

  if (isfinite (x) && isfinite (y))
    lw_geometry_write_point (blob, LW_GEO_SRS_RD, x, y);
  lw_statement_bind_blob (statement, at, isfinite (x) && isfinite (y) ? blob : NULL, sizeof blob);
}

static gboolean
insert_office (LwStore *store, Writer *writer, guint row, gint64 *key, GError **error)
{
  const LwImport *import = writer->import;
  LwStatement *statement = writer->insert;

  for (int c = 0; c < writer->n_columns; c++)
    lw_stored_cell_bind (statement, c + 1, import->imported, writer->columns[c].column, row);
  bind_position (statement, writer->n_columns + PARAM_GEOM, import->imported, row);
  lw_statement_bind_int (statement, writer->n_columns + PARAM_SOURCE, writer->source);
  lw_statement_bind_date (statement, writer->n_columns + PARAM_PRESENT, lw_import_present_from (import, row));
  if (!lw_statement_run (statement, error))
    return FALSE;
  *key = sqlite3_last_insert_rowid (lw_db_handle (store->db));
  import->counts->n_new++;
  if (import->options != NULL && import->options->new_keys != NULL)
    g_array_append_val (import->options->new_keys, *key);
  return TRUE;
}

/* An older source proves that the office was there before; a newer one that it is there again. */
static void
bind_presence (Writer *writer, LwStatement *statement, guint stored_row)
{
  const LwImport *import = writer->import;
  LwDate present = import->stored->present_from[stored_row], gone = import->stored->gone_from[stored_row];
  gboolean dated = import->date != LW_DATE_UNKNOWN;

  if (dated && present != LW_DATE_UNKNOWN && import->date < present)
    present = LW_DATE_UNKNOWN;
  if (!dated || (gone != LW_DATE_UNKNOWN && import->date >= gone))
    gone = LW_DATE_UNKNOWN;
  lw_statement_bind_date (statement, writer->n_columns + PARAM_PRESENT, present);
  lw_statement_bind_date (statement, writer->n_columns + PARAM_GONE, gone);
}

/* What a list said later than the source kept facts as they were before the source: from its date on they are these. */
static gboolean
correct_past (LwStore *store, Writer *writer, guint row, GError **error)
{
  const LwImport *import = writer->import;
  gint64 office = import->stored->offices->id[import->match[row]];

  for (int c = 0; c < writer->n_columns; c++)
    if (lw_import_changes_past (import, row, writer->columns[c].column)
        && !lw_past_follow (store, office, import->date, writer->columns[c].column, error))
      return FALSE;
  return TRUE;
}

static gboolean
update_office (LwStore *store, Writer *writer, guint row, GError **error)
{
  const LwImport *import = writer->import;
  LwStatement *statement = writer->update;
  const LwOffices *stored = import->stored->offices;
  guint stored_row = import->match[row];
  gboolean keeps = lw_import_is_older (import, stored_row) || lw_import_leaves_register (import, stored_row);
  gboolean moved = lw_import_takes_position (import, row, stored_row);

  if (lw_import_changes_past (import, row, LW_N_OFFICE_COLUMNS)
      && !lw_past_keep (store, stored->id[stored_row], import->date, error))
    return FALSE;
  for (int c = 0; c < writer->n_columns; c++)
    {
      gboolean takes = lw_import_takes (import, row, stored_row, &writer->columns[c]);

      lw_stored_cell_bind (statement, c + 1, takes ? import->imported : stored, writer->columns[c].column,
                           takes ? row : stored_row);
    }
  bind_position (statement, writer->n_columns + PARAM_GEOM, moved ? import->imported : stored,
                 moved ? row : stored_row);
  lw_statement_bind_key (statement, writer->n_columns + PARAM_SOURCE,
                         keeps ? import->stored->source[stored_row] : writer->source);
  bind_presence (writer, statement, stored_row);
  lw_statement_bind_int (statement, writer->n_columns + PARAM_FID, stored->id[stored_row]);
  if (!lw_statement_run (statement, error) || !correct_past (store, writer, row, error))
    return FALSE;
  import->counts->n_changed++;
  return TRUE;
}

/* The facts are as they were, but the source confirms them on its date. */
static gboolean
confirm_office (LwStore *store, Writer *writer, guint row, GError **error)
{
  const LwImport *import = writer->import;
  guint stored_row = import->match[row];

  import->counts->n_unchanged++;
  if (lw_import_is_older (import, stored_row) || !import->authoritative)
    return TRUE;
  lw_statement_bind_int (writer->confirm, 1, import->stored->offices->id[stored_row]);
  lw_statement_bind_int (writer->confirm, 2, writer->source);
  lw_statement_bind_date (writer->confirm, 3, import->date);
  return lw_statement_run (writer->confirm, error);
}

static gboolean
write_vacancy (LwStore *store, Writer *writer, guint row, gint64 key, GError **error)
{
  const LwImport *import = writer->import;
  const LwOffices *imported = import->imported;
  LwObservationRow observation = {
    .office = key,
    .date = imported->reference_date[row],
    .vacant_m2 = imported->vacant_m2[row],
    .vacant_since = imported->vacant_since[row],
    .assumed = (imported->remarks[row] & LW_REMARK_OCCUPIED_ASSUMED) != 0,
    .source = writer->source,
  };
  LwStoreCounts counts = { 0 };

  if (isnan (observation.vacant_m2) && observation.vacant_since == LW_DATE_UNKNOWN)
    return TRUE;
  if (observation.date == LW_DATE_UNKNOWN)
    observation.date = import->date != LW_DATE_UNKNOWN ? import->date : lw_date_today ();
  if (!lw_store_put_observation (store, &observation, writer->no_observations, &counts, error))
    return FALSE;
  import->counts->n_observations += counts.n_new + counts.n_changed;
  if (counts.n_own_kept > 0 && import->counts->n_own_kept++ < LW_STORE_MAX_OWN_KEPT)
    import->counts->own_kept[import->counts->n_own_kept - 1] = key;
  return TRUE;
}

static gboolean
write_row (LwStore *store, Writer *writer, guint row, GError **error)
{
  LwImport *import = writer->import;
  guint match = import->match[row];
  gint64 key = 0;
  gboolean good;

  if (match == LW_IMPORT_REPEATED)
    {
      import->counts->n_unchanged++;
      return TRUE;
    }
  if (match == LW_IMPORT_NEW)
    good = insert_office (store, writer, row, &key, error);
  else
    {
      key = import->stored->offices->id[match];
      import->counts->n_older += lw_import_is_older (import, match);
      good = (lw_import_row_differs (import, row) ? update_office (store, writer, row, error)
                                                  : confirm_office (store, writer, row, error))
             && lw_import_write_source_values (store, import, row, error);
    }
  return good && write_vacancy (store, writer, row, key, error);
}

/* What is known of an office that ended; dates on which it was there keep what it was. */
static gboolean
write_ended (LwStore *store, const LwImport *import, guint stored_row, guint ended_row, GError **error)
{
  static const LwOfficeColumn columns[] = { LW_OFFICE_USES, LW_OFFICE_STATUS };
  const LwOffices *stored = import->stored->offices, *ended = import->options->ended;
  LwDate gone = import->stored->gone_from[stored_row], until = gone != LW_DATE_UNKNOWN ? gone : import->date;
  gboolean takes[G_N_ELEMENTS (columns)], any = FALSE;
  g_autoptr (LwStatement) statement = NULL;

  for (guint c = 0; c < G_N_ELEMENTS (columns); c++)
    {
      takes[c] = !lw_import_is_edited (import, stored_row, columns[c])
                 && !lw_stored_cell_equal (stored, stored_row, ended, ended_row, columns[c]);
      any |= takes[c];
    }
  if (!any)
    return TRUE;
  if (until != LW_DATE_UNKNOWN && !lw_past_keep (store, stored->id[stored_row], until, error))
    return FALSE;
  statement = lw_db_prepare (store->db, "UPDATE office SET uses = ?2, status = ?3 WHERE fid = ?1", error);
  if (statement == NULL)
    return FALSE;
  lw_statement_bind_int (statement, 1, stored->id[stored_row]);
  for (guint c = 0; c < G_N_ELEMENTS (columns); c++)
    lw_stored_cell_bind (statement, 2 + (int)c, takes[c] ? ended : stored, columns[c],
                         takes[c] ? ended_row : stored_row);
  return lw_statement_run (statement, error);
}

static gboolean
mark_gone (LwStore *store, Writer *writer, GError **error)
{
  LwImport *import = writer->import;
  const LwOffices *stored = import->stored->offices;
  g_autoptr (LwStatement) statement
      = lw_db_prepare (store->db, "UPDATE office SET gone_from = ?2 WHERE fid = ?1", error);

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < stored->n; i++)
    {
      guint ended = lw_import_find_ended (import, i);

      /* Why it went may become known later than that it did. */
      if (ended != LW_OFFICES_NONE && !write_ended (store, import, i, ended, error))
        return FALSE;
      if (!lw_import_is_gone (import, i))
        continue;
      lw_statement_bind_int (statement, 1, stored->id[i]);
      lw_statement_bind_date (statement, 2,
                              import->date != LW_DATE_UNKNOWN ? import->date : lw_date_today ());
      if (!lw_statement_run (statement, error))
        return FALSE;
      import->counts->n_gone++;
    }
  return TRUE;
}

static gboolean
writer_init (Writer *writer, LwStore *store, LwImport *import, GError **error)
{
  LwDate newest;
  guint n_columns;

  *writer = (Writer){ .import = import, .columns = lw_stored_columns (&n_columns) };
  writer->n_columns = (int)n_columns;
  if (!lw_store_newest_observation (store, &newest, error)
      || !lw_store_add_source (store, import->source, &writer->source, error)
      || (writer->insert = prepare_insert (store, writer, error)) == NULL
      || (writer->update = prepare_update (store, writer, error)) == NULL
      || (writer->confirm = prepare_confirm (store, error)) == NULL)
    return FALSE;
  writer->no_observations = newest == LW_DATE_UNKNOWN;
  return TRUE;
}

static void
writer_clear (Writer *writer)
{
  g_clear_pointer (&writer->insert, lw_statement_release);
  g_clear_pointer (&writer->update, lw_statement_release);
  g_clear_pointer (&writer->confirm, lw_statement_release);
}

static gboolean
write_rows (LwStore *store, Writer *writer, GError **error)
{
  const LwImport *import = writer->import;

  for (guint i = 0; i < import->imported->n; i++)
    {
      if (i % ROWS_PER_REPORT == 0)
        {
          if (g_cancellable_set_error_if_cancelled (import->cancellable, error))
            return FALSE;
          if (import->progress)
            import->progress (NULL, i, import->imported->n, LW_PROGRESS_ROWS, import->progress_data);
        }
      if (!write_row (store, writer, i, error))
        return FALSE;
    }
  return mark_gone (store, writer, error);
}

/** lw_import_write: writes all rows, inside the edit that is going on */
gboolean
lw_import_write (LwStore *store, LwImport *import, GError **error)
{
  Writer writer;
  gboolean written = writer_init (&writer, store, import, error) && write_rows (store, &writer, error);

  writer_clear (&writer);
  return written;
}
