/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-store-offices: reading the offices at a reference date. The newest date shows the stock as it is known
 * now; an older date shows what was part of the stock on it, with the facts that held then (lw-store-past.h). Of each
 * office the latest observation up to the date counts. */
#include "store/lw-store-offices.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "model/lw-geo.h"
#include "model/lw-offices-place.h"
#include "store/lw-gpkg.h"
#include "store/lw-store-columns.h"
#include "store/lw-store-past.h"

/* Rows between two calls of the progress function. */
#define ROWS_PER_REPORT 4096

/* The columns of the reading statement before those of lw_stored_columns(). */
enum {
  AT_FID,
  AT_GEOM,
  AT_SOURCE,
  AT_PRESENT,
  AT_GONE,
  AT_EDITED,
  AT_STORED,
};

/* What an import reads more of each office than a reader of the document. */
typedef struct {
  LwOfficesBuilder *builder;
  guint capacity;
  gint64 *source;
  LwDate *present_from; /* NULL where not wanted, as the next two */
  LwDate *gone_from;
  char **edited;
} Reader;

void
lw_office_rows_free (LwOfficeRows *rows)
{
  for (guint i = 0; rows->offices && i < rows->offices->n; i++)
    g_free (rows->edited[i]);
  g_clear_pointer (&rows->offices, lw_offices_unref);
  g_free (rows->source);
  g_free (rows->present_from);
  g_free (rows->gone_from);
  g_free (rows->edited);
  g_free (rows);
}

static void
read_row (LwStatement *statement, Reader *reader, guint row)
{
  guint n_columns;
  const LwStoredColumn *columns = lw_stored_columns (&n_columns);
  double x, y;
  gsize size;
  gconstpointer blob = lw_statement_blob (statement, AT_GEOM, &size);

  lw_offices_builder_set_id (reader->builder, row, lw_statement_int (statement, AT_FID));
  lw_gpkg_read_point (blob, size, &x, &y);
  lw_offices_builder_set_number (reader->builder, LW_OFFICE_RD_X, row, x);
  lw_offices_builder_set_number (reader->builder, LW_OFFICE_RD_Y, row, y);
  for (guint c = 0; c < n_columns; c++)
    lw_stored_cell_read (statement, AT_STORED + (int)c, reader->builder, columns[c].column, row);
  reader->source[row] = lw_statement_int (statement, AT_SOURCE);
  if (reader->present_from == NULL)
    return;
  reader->present_from[row] = lw_statement_date (statement, AT_PRESENT);
  reader->gone_from[row] = lw_statement_date (statement, AT_GONE);
  if (!lw_statement_is_null (statement, AT_EDITED))
    reader->edited[row] = g_strdup (lw_statement_text (statement, AT_EDITED));
}

/* Another connection may add rows between counting and reading, so the row count is a bound. */
static gboolean
read_rows (LwStore *store,
           LwStatement *statement,
           Reader *reader,
           LwProgressFunc progress,
           gpointer progress_data,
           GError **error)
{
  LwStep step;
  guint n = 0;

  while ((step = lw_statement_step (statement, error)) == LW_STEP_ROW && n < reader->capacity)
    {
      lw_offices_builder_add (reader->builder);
      read_row (statement, reader, n++);
      if (progress && n % ROWS_PER_REPORT == 0)
        progress (NULL, n, reader->capacity, LW_PROGRESS_ROWS, progress_data);
    }
  return step != LW_STEP_ERROR;
}

/* From RD New, which the document stores, to degrees and to what the map draws in. */
static gboolean
fill_positions (LwOfficesBuilder *builder, GError **error)
{
  g_autoptr (LwGeo) geo = lw_geo_new (error);

  if (geo == NULL)
    return FALSE;
  lw_offices_builder_convert_positions (builder, geo);
  return TRUE;
}

static char *
read_sql (const char *where)
{
  g_autofree char *columns = lw_stored_columns_sql ("o.", "");

  return g_strconcat ("SELECT o.fid, o.geom, o.source_fid, o.present_from, o.gone_from, o.edited, ", columns,
                      " FROM office o ", where, " ORDER BY o.fid", NULL);
}

static gboolean
count_offices (LwStore *store, guint *n, GError **error)
{
  gint64 count;

  if (!lw_db_read_int (store->db, "SELECT count (*) FROM office", &count, error))
    return FALSE;
  *n = (guint)MIN (count, G_MAXINT32);
  return TRUE;
}

/**
 * lw_office_rows_read:
 *
 * Reads every office of the document, also those that are gone, for an import to compare with.
 *
 * Returns: (transfer full): the offices in order of their keys, or %NULL with an error
 */
LwOfficeRows *
lw_office_rows_read (LwStore *store,
                     LwProgressFunc progress,
                     gpointer progress_data,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (LwDbCancelScope) scope = lw_db_cancel_with (store->db, cancellable);
  g_autofree char *sql = read_sql ("");
  g_autoptr (LwStatement) statement = lw_db_prepare (store->db, sql, error);
  g_autoptr (LwOfficeRows) rows = g_new0 (LwOfficeRows, 1);
  g_autoptr (LwOfficesBuilder) builder = NULL;
  guint n;

  if (statement == NULL || !count_offices (store, &n, error))
    return NULL;
  rows->source = g_new0 (gint64, n);
  rows->present_from = g_new0 (LwDate, n);
  rows->gone_from = g_new0 (LwDate, n);
  rows->edited = g_new0 (char *, n);
  builder = lw_offices_builder_new (n);
  Reader reader = { builder, n, rows->source, rows->present_from, rows->gone_from, rows->edited };
  gboolean good = read_rows (store, statement, &reader, progress, progress_data, error);
  rows->offices = lw_offices_builder_end (builder);
  return good ? g_steal_pointer (&rows) : NULL;
}

/* Sources by key: what an office says of itself where it has no observation. */
static GHashTable *
index_sources (LwStore *store, GPtrArray **sources, GError **error)
{
  GHashTable *by_key;

  *sources = lw_store_read_sources (store, error);
  if (*sources == NULL)
    return NULL;
  by_key = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (guint i = 0; i < (*sources)->len; i++)
    {
      LwSource *source = g_ptr_array_index (*sources, i);

      g_hash_table_insert (by_key, &source->id, source);
    }
  return by_key;
}

/* The row of an office; observations mostly come in the order of their offices, so the next row is tried
 * first. */
static guint
find_row (const gint64 *ids, guint n, guint hint, gint64 id)
{
  guint low = 0, high = n;

  if (hint < n && ids[hint] == id)
    return hint;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (ids[middle] < id)
        low = middle + 1;
      else
        high = middle;
    }
  return low < n && ids[low] == id ? low : G_MAXUINT;
}

typedef struct {
  LwOfficesBuilder *builder;
  guint n;
  LwDate *observed; /* date of the observation that a row holds */
  gint64 *source;
} Observed;

static void
take_observation (LwStatement *statement, Observed *observed, guint row)
{
  LwDate date = lw_statement_date (statement, 1);

  if (date == LW_DATE_UNKNOWN || date <= observed->observed[row])
    return;
  observed->observed[row] = date;
  lw_offices_builder_set_number (observed->builder, LW_OFFICE_VACANT_M2, row,
                                 lw_statement_double (statement, 2));
  lw_offices_builder_set_date (observed->builder, LW_OFFICE_VACANT_SINCE, row,
                               lw_statement_date (statement, 3));
  lw_offices_builder_set_date (observed->builder, LW_OFFICE_REFERENCE_DATE, row, date);
  if (lw_statement_int (statement, 4) != 0)
    lw_offices_builder_add_remarks (observed->builder, row, LW_REMARK_OCCUPIED_ASSUMED);
  else
    lw_offices_builder_clear_remarks (observed->builder, row, LW_REMARK_OCCUPIED_ASSUMED);
  if (!lw_statement_is_null (statement, 5))
    observed->source[row] = lw_statement_int (statement, 5);
}

static gboolean
read_observations (LwStore *store, LwDate date, Observed *observed, GError **error)
{
  g_autoptr (LwStatement) statement
      = lw_db_prepare (store->db,
                       "SELECT office_fid, reference_date, vacant_m2, vacant_since, assumed, source_fid"
                       " FROM observation WHERE reference_date <= ?1",
                       error);
  const gint64 *ids = lw_offices_builder_cells (observed->builder, LW_OFFICE_ID);
  LwStep step = statement ? LW_STEP_ROW : LW_STEP_ERROR;
  guint hint = 0;

  if (statement)
    lw_statement_bind_date (statement, 1, date);
  while (step == LW_STEP_ROW && (step = lw_statement_step (statement, error)) == LW_STEP_ROW)
    {
      guint row = find_row (ids, observed->n, hint, lw_statement_int (statement, 0));

      if (row == G_MAXUINT)
        continue;
      take_observation (statement, observed, row);
      hint = row + 1;
    }
  return step == LW_STEP_DONE;
}

static gboolean
fill_sources (LwStore *store, Observed *observed, GError **error)
{
  g_autoptr (GPtrArray) sources = NULL;
  g_autoptr (GHashTable) by_key = index_sources (store, &sources, error);

  if (by_key == NULL)
    return FALSE;
  for (guint i = 0; i < observed->n; i++)
    {
      const LwSource *source = g_hash_table_lookup (by_key, &observed->source[i]);

      if (source == NULL)
        continue;
      lw_offices_builder_set_text (observed->builder, LW_OFFICE_SOURCE, i, source->name);
      if (observed->observed[i] == LW_DATE_UNKNOWN)
        lw_offices_builder_set_date (observed->builder, LW_OFFICE_REFERENCE_DATE, i, source->reference_date);
    }
  return TRUE;
}

/* The region of an office is that of its municipality, where the document says which. Takes @offices. */
static LwOffices *
fill_regions (LwStore *store, LwOffices *offices, GError **error)
{
  g_autoptr (LwOffices) facts = offices;
  g_autoptr (GHashTable) regions = lw_store_read_regions (store, error);
  g_autoptr (LwOfficesBuilder) builder = NULL;
  g_autofree guint *first = NULL; /* by municipality: row + 1 of its first office; the most if it has no region */
  guint32 *cells;

  if (regions == NULL)
    return NULL;
  if (g_hash_table_size (regions) == 0)
    return g_steal_pointer (&facts);
  builder = lw_offices_builder_new_from (facts);
  cells = lw_offices_builder_cells (builder, LW_OFFICE_REGION);
  first = g_new0 (guint, lw_dictionary_size (lw_offices_dictionary (facts, LW_OFFICE_MUNICIPALITY_CODE)) + 1);
  for (guint i = 0; i < facts->n; i++)
    {
      guint32 code = facts->municipality_code[i];
      const char *region = NULL;

      /* A name is looked up for the first office of a municipality; the others share its cell. */
      if (first[code] == 0)
        {
          region = g_hash_table_lookup (regions, lw_offices_text (facts, LW_OFFICE_MUNICIPALITY_CODE, i));
          first[code] = region ? i + 1 : G_MAXUINT;
        }
      if (region)
        lw_offices_builder_set_text (builder, LW_OFFICE_REGION, i, region);
      else if (first[code] != G_MAXUINT)
        cells[i] = cells[first[code] - 1];
    }
  return lw_offices_builder_end (builder);
}

/** lw_store_newest_observation: sets @date to the newest date of an observation, %LW_DATE_UNKNOWN if there is
 * none */
gboolean
lw_store_newest_observation (LwStore *store, LwDate *date, GError **error)
{
  g_autofree char *text = NULL;

  if (!lw_db_read_text (store->db, "SELECT max (reference_date) FROM observation", &text, error))
    return FALSE;
  *date = lw_date_parse_iso (text);
  return TRUE;
}

static gboolean
newest_source (LwStore *store, LwDate *date, GError **error)
{
  g_autofree char *text = NULL;

  if (!lw_db_read_text (store->db,
                        "SELECT max (reference_date) FROM source"
                        " WHERE fid IN (SELECT DISTINCT source_fid FROM office)",
                        &text, error))
    return FALSE;
  *date = lw_date_parse_iso (text);
  return TRUE;
}

/**
 * lw_store_read_dates:
 * @error: return location for an error
 *
 * The reference dates that can be shown: those of the observations; without any, that of the newest source of
 * offices.
 *
 * Returns: (transfer full) (element-type LwDate): the dates, oldest first, or %NULL with an error
 */
GArray *
lw_store_read_dates (LwStore *store, GError **error)
{
  g_autoptr (GArray) dates = g_array_new (FALSE, FALSE, sizeof (LwDate));
  g_autoptr (LwStatement) statement = lw_db_prepare (
      store->db, "SELECT DISTINCT reference_date FROM observation ORDER BY reference_date", error);
  LwStep step = statement ? LW_STEP_ROW : LW_STEP_ERROR;
  LwDate date;

  while (step == LW_STEP_ROW && (step = lw_statement_step (statement, error)) == LW_STEP_ROW)
    {
      date = lw_statement_date (statement, 0);
      if (date != LW_DATE_UNKNOWN)
        g_array_append_val (dates, date);
    }
  if (step == LW_STEP_ERROR || (dates->len == 0 && !newest_source (store, &date, error)))
    return NULL;
  if (dates->len == 0 && date != LW_DATE_UNKNOWN)
    g_array_append_val (dates, date);
  return g_steal_pointer (&dates);
}

/* The date to show, and whether it is the newest, which shows the stock as it is known now. */
static gboolean
choose_date (LwStore *store, LwDate *date, gboolean *newest, GError **error)
{
  g_autoptr (GArray) dates = lw_store_read_dates (store, error);
  LwDate last;

  if (dates == NULL)
    return FALSE;
  last = dates->len > 0 ? g_array_index (dates, LwDate, dates->len - 1) : LW_DATE_UNKNOWN;
  if (*date == LW_DATE_UNKNOWN)
    *date = last;
  *newest = *date >= last;
  return TRUE;
}

#define CURRENT_STOCK "WHERE o.gone_from IS NULL"
#define GONE "WHERE o.gone_from IS NOT NULL"
#define STOCK_ON_DATE                                                                                        \
  "WHERE (o.gone_from IS NULL OR o.gone_from > ?1) AND (o.present_from IS NULL OR o.present_from <= ?1"      \
  " OR EXISTS (SELECT 1 FROM observation b WHERE b.office_fid = o.fid AND b.reference_date <= ?1))"

static LwOffices *
read_at (LwStore *store,
         LwDate date,
         gboolean newest,
         LwProgressFunc progress,
         gpointer progress_data,
         GError **error)
{
  g_autofree char *sql = read_sql (newest ? CURRENT_STOCK : STOCK_ON_DATE);
  g_autoptr (LwStatement) statement = lw_db_prepare (store->db, sql, error);
  g_autoptr (LwOfficesBuilder) builder = NULL;
  g_autofree gint64 *source = NULL;
  g_autofree LwDate *observed_on = NULL;
  guint n;

  if (statement == NULL || !count_offices (store, &n, error))
    return NULL;
  if (!newest)
    lw_statement_bind_date (statement, 1, date);
  source = g_new0 (gint64, n);
  builder = lw_offices_builder_new (n);
  Reader reader = { builder, n, source, NULL, NULL, NULL };
  if (!read_rows (store, statement, &reader, progress, progress_data, error))
    return NULL;

  n = lw_offices_builder_length (builder);
  observed_on = g_new (LwDate, n);
  for (guint i = 0; i < n; i++)
    observed_on[i] = LW_DATE_UNKNOWN;
  Observed observed = { builder, n, observed_on, source };
  if (!newest && !lw_past_put_back (store, date, builder, source, error))
    return NULL;
  if ((date != LW_DATE_UNKNOWN && !read_observations (store, date, &observed, error))
      || !fill_sources (store, &observed, error) || !fill_positions (builder, error))
    return NULL;
  return fill_regions (store, lw_offices_builder_end (builder), error);
}

/* All reads of one table see the same state of the file, also when another program writes it meanwhile. */
static LwOffices *
read_consistently (LwStore *store,
                   LwDate *date,
                   LwSettings *settings,
                   LwProgressFunc progress,
                   gpointer progress_data,
                   GError **error)
{
  gboolean own = sqlite3_get_autocommit (lw_db_handle (store->db));
  LwOffices *offices = NULL;
  gboolean newest;

  if (own && !lw_db_exec (store->db, "BEGIN", error))
    return NULL;
  if (lw_store_read_settings (store, settings, error) && choose_date (store, date, &newest, error))
    offices = read_at (store, *date, newest, progress, progress_data, error);
  if (own)
    sqlite3_exec (lw_db_handle (store->db), "ROLLBACK", NULL, NULL, NULL);
  return offices;
}

/**
 * lw_store_read_offices:
 * @date: the reference date to show; %LW_DATE_UNKNOWN for the newest
 * @progress: (nullable): told of rows read
 * @progress_data: for @progress
 * @cancellable: (nullable): to stop it
 * @error: return location for an error
 *
 * Reads the offices with, of each, the latest observation up to @date, and what follows from the document's
 * settings (lw_offices_derive()). The newest date shows the present stock; an older one leaves out offices
 * that came later or were gone by then, and shows what area, use, label … were before a newer source changed them.
 *
 * Returns: (transfer full): the table, in order of its keys, or %NULL with an error
 */
LwOffices *
lw_store_read_offices (LwStore *store,
                       LwDate date,
                       LwProgressFunc progress,
                       gpointer progress_data,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (LwDbCancelScope) scope = lw_db_cancel_with (store->db, cancellable);
  g_autoptr (LwOffices) facts = NULL;
  LwSettings settings;

  if (progress)
    progress (_ ("Reading offices"), 0, 0, LW_PROGRESS_ROWS, progress_data);
  facts = read_consistently (store, &date, &settings, progress, progress_data, error);
  return facts ? lw_offices_derive (facts, &settings, date) : NULL;
}

/**
 * lw_store_read_gone_offices:
 * @progress: (nullable): told of rows read
 * @progress_data: for @progress
 * @cancellable: (nullable): to stop it
 * @error: return location for an error
 *
 * Reads the offices that left the stock, with the last that is known of them: their use and status tell why.
 *
 * Returns: (transfer full): the table, in order of its keys, without vacancy and what follows from settings; or %NULL
 * with an error
 */
LwOffices *
lw_store_read_gone_offices (
    LwStore *store, LwProgressFunc progress, gpointer progress_data, GCancellable *cancellable, GError **error)
{
  g_autoptr (LwDbCancelScope) scope = lw_db_cancel_with (store->db, cancellable);
  g_autofree char *sql = read_sql (GONE);
  g_autoptr (LwStatement) statement = lw_db_prepare (store->db, sql, error);
  g_autoptr (LwOfficesBuilder) builder = NULL;
  g_autofree gint64 *source = NULL;
  guint n;

  if (statement == NULL || !count_offices (store, &n, error))
    return NULL;
  source = g_new0 (gint64, n);
  builder = lw_offices_builder_new (0);
  Reader reader = { builder, n, source, NULL, NULL, NULL };
  return read_rows (store, statement, &reader, progress, progress_data, error) ? lw_offices_builder_end (builder) : NULL;
}

/**
 * lw_store_read_bag_ids:
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type LwBagId): the identifications of all offices, also of those that are gone, or
 * %NULL with an error
 */
GArray *
lw_store_read_bag_ids (LwStore *store, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (LwBagId));
  g_autoptr (LwStatement) statement
      = lw_db_prepare (store->db, "SELECT bag_id FROM office WHERE bag_id IS NOT NULL ORDER BY fid", error);
  LwStep step = statement ? LW_STEP_ROW : LW_STEP_ERROR;

  while (step == LW_STEP_ROW && (step = lw_statement_step (statement, error)) == LW_STEP_ROW)
    {
      LwBagId id = lw_statement_bag_id (statement, 0);

      if (id != 0)
        g_array_append_val (ids, id);
    }
  return step == LW_STEP_DONE ? g_steal_pointer (&ids) : NULL;
}
