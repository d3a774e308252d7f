/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-recover-shape: see lw-recover-shape.h. The tables are read from an empty document in memory, so that
 * they are described in one place only. */
#include "store/lw-recover-shape.h"

#include <math.h>
#include <string.h>

#include "model/lw-date.h"
#include "model/lw-geo.h"
#include "model/lw-geometry.h"
#include "model/lw-scenario.h"
#include "store/lw-db.h"
#include "store/lw-identity.h"
#include "store/lw-schema.h"
#include "store/lw-store-columns.h"
#include "store/lw-store.h"

/* What a table says of itself in a damaged document is read by SQLite in so many steps at most. */
#define MAX_STEPS 1000

static const struct {
  const char *table;
  const char *column;
  LwRecoverRule rule;
} rules[] = {
  { "office", "floor_area_m2", LW_RULE_NOT_NEGATIVE },
  { "office_past", "floor_area_m2", LW_RULE_NOT_NEGATIVE },
  { "observation", "vacant_m2", LW_RULE_NOT_NEGATIVE },
  { "measure", "kind", LW_RULE_MEASURE_KIND },
  { "measure", "programme", LW_RULE_HOUSING },
  { "scenario", "demand_kind", LW_RULE_DEMAND_KIND },
  { "scenario", "unknown_vacancy", LW_RULE_UNKNOWN_VACANCY },
  { "scenario_region", "demand_kind", LW_RULE_DEMAND_KIND },
  { "sector", "jobs", LW_RULE_NOT_NEGATIVE },
};

/* In the order of the numbers of well-known binary. */
static const char *const geometry_types[]
    = { "GEOMETRY", "POINT", "LINESTRING", "POLYGON", "MULTIPOINT", "MULTILINESTRING", "MULTIPOLYGON", NULL };

static void
clear_column (gpointer data)
{
  LwRecoverColumn *column = data;

  g_free (column->name);
  g_free (column->parent);
}

static void
free_shape (gpointer data)
{
  LwRecoverShape *shape = data;

  g_free (shape->name);
  g_free (shape->sql);
  g_array_unref (shape->columns);
  g_ptr_array_unref (shape->others);
  g_free (shape);
}

static LwRecoverShape *
new_shape (const char *name, LwRecoverRole role)
{
  LwRecoverShape *shape = g_new0 (LwRecoverShape, 1);

  shape->name = g_strdup (name);
  shape->role = role;
  shape->columns = g_array_new (FALSE, TRUE, sizeof (LwRecoverColumn));
  g_array_set_clear_func (shape->columns, clear_column);
  shape->others = g_ptr_array_new_with_free_func (g_free);
  return shape;
}

static LwRecoverColumn *
add_column (LwRecoverShape *shape, const char *name, LwRecoverKind kind, gboolean not_null)
{
  LwRecoverColumn column = { .name = g_strdup (name), .kind = kind, .not_null = not_null };

  column.at = (int)shape->columns->len;
  g_array_append_val (shape->columns, column);
  shape->n_stored = shape->columns->len;
  return &g_array_index (shape->columns, LwRecoverColumn, shape->columns->len - 1);
}

static void
set_kind (LwRecoverColumn *column, const char *type)
{
  static const struct {
    const char *type;
    LwRecoverKind kind;
  } kinds[] = {
    { "INTEGER", LW_HOLDS_INTEGER }, { "DOUBLE", LW_HOLDS_REAL },   { "TEXT", LW_HOLDS_TEXT },
    { "DATE", LW_HOLDS_DATE },       { "DATETIME", LW_HOLDS_TIME }, { "BOOLEAN", LW_HOLDS_BOOLEAN },
    { "BLOB", LW_HOLDS_BLOB },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].type, type) == 0)
      {
        column->kind = kinds[i].kind;
        return;
      }
  column->kind = LW_HOLDS_GEOMETRY;
  for (int i = 0; geometry_types[i]; i++)
    if (strcmp (geometry_types[i], type) == 0)
      column->geometry = i;
}

static void
set_rule (LwRecoverShape *shape, LwRecoverColumn *column)
{
  guint n_columns;
  const LwStoredColumn *stored = lw_stored_columns (&n_columns);

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (strcmp (rules[i].table, shape->name) == 0 && strcmp (rules[i].column, column->name) == 0)
      column->rule = rules[i].rule;
  for (guint i = 0; i < n_columns && g_str_has_prefix (shape->name, "office"); i++)
    if (strcmp (lw_office_column_name (stored[i].column), column->name) == 0
        && lw_office_column_type (stored[i].column) == LW_COLUMN_CODE && column->kind == LW_HOLDS_TEXT)
      {
        column->rule = LW_RULE_CODE;
        column->codes = lw_office_column_codes (stored[i].column);
      }
}

static void
read_parents (sqlite3 *db, LwRecoverShape *shape)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (db, "SELECT \"from\", \"table\" FROM pragma_foreign_key_list (?1)", -1, &statement,
                          NULL)
      == SQLITE_OK)
    sqlite3_bind_text (statement, 1, shape->name, -1, SQLITE_STATIC);
  while (statement && sqlite3_step (statement) == SQLITE_ROW)
    for (guint i = 0; i < shape->columns->len; i++)
      {
        LwRecoverColumn *column = &g_array_index (shape->columns, LwRecoverColumn, i);

        if (strcmp (column->name, (const char *)sqlite3_column_text (statement, 0)) == 0)
          column->parent = g_strdup ((const char *)sqlite3_column_text (statement, 1));
      }
  sqlite3_finalize (statement);
}

static void
read_sql (sqlite3 *db, LwRecoverShape *shape)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (db, "SELECT sql FROM sqlite_master WHERE name = ?1", -1, &statement, NULL)
      == SQLITE_OK)
    sqlite3_bind_text (statement, 1, shape->name, -1, SQLITE_STATIC);
  if (statement && sqlite3_step (statement) == SQLITE_ROW)
    shape->sql = g_strdup ((const char *)sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
}

static LwRecoverShape *
read_shape (sqlite3 *db, const char *table, LwRecoverRole role)
{
  LwRecoverShape *shape = new_shape (table, role);
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (db, "SELECT name, type, \"notnull\", pk FROM pragma_table_info (?1)", -1,
                          &statement, NULL)
      == SQLITE_OK)
    sqlite3_bind_text (statement, 1, table, -1, SQLITE_STATIC);
  while (statement && sqlite3_step (statement) == SQLITE_ROW)
    {
      const char *type = (const char *)sqlite3_column_text (statement, 1);
      LwRecoverColumn *column = add_column (shape, (const char *)sqlite3_column_text (statement, 0),
                                            LW_HOLDS_TEXT, sqlite3_column_int (statement, 2) != 0);

      set_kind (column, type);
      set_rule (shape, column);
      column->is_row = sqlite3_column_int (statement, 3) != 0 && strcmp (type, "INTEGER") == 0;
    }
  sqlite3_finalize (statement);
  read_parents (db, shape);
  read_sql (db, shape);
  return shape;
}

static LwRecoverShape *
make_schema_shape (void)
{
  LwRecoverShape *shape = new_shape ("sqlite_schema", LW_ROLE_SCHEMA);

  add_column (shape, "type", LW_HOLDS_TEXT, TRUE);
  add_column (shape, "name", LW_HOLDS_TEXT, TRUE);
  add_column (shape, "tbl_name", LW_HOLDS_TEXT, TRUE);
  add_column (shape, "rootpage", LW_HOLDS_INTEGER, TRUE);
  add_column (shape, "sql", LW_HOLDS_TEXT, FALSE);
  return shape;
}

static LwRecoverShape *
make_sequence_shape (void)
{
  LwRecoverShape *shape = new_shape ("sqlite_sequence", LW_ROLE_SEQUENCE);

  add_column (shape, "name", LW_HOLDS_TEXT, TRUE);
  add_column (shape, "seq", LW_HOLDS_INTEGER, TRUE);
  return shape;
}

static gboolean
run_resource (sqlite3 *db, const char *name, GError **error)
{
  g_autofree char *path = g_strconcat ("/nl/leegwijzer/core/sql/", name, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autofree char *sql = NULL;

  if (bytes == NULL)
    return FALSE;
  sql = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  if (sqlite3_exec (db, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;
  g_set_error_literal (error, LW_ERROR, LW_ERROR_STORE, sqlite3_errmsg (db));
  return FALSE;
}

static gboolean
make_tables (sqlite3 *db, GError **error)
{
  if (!run_resource (db, "geopackage.sql", error))
    return FALSE;
  for (guint version = 1; version <= LW_STORE_SCHEMA_VERSION; version++)
    {
      g_autofree char *name = g_strdup_printf ("%03u.sql", version);

      if (!run_resource (db, name, error))
        return FALSE;
    }
  return sqlite3_exec (db, LW_IDENTITY_TABLE_SQL, NULL, NULL, NULL) == SQLITE_OK;
}

/* The tables of the user come first, in the order of lw_schema_tables(): parents before children. */
static GPtrArray *
read_shapes (sqlite3 *db)
{
  GPtrArray *shapes = g_ptr_array_new_with_free_func (free_shape);
  guint n_tables;
  const LwSchemaTable *tables = lw_schema_tables (&n_tables);

  for (guint i = 0; i < n_tables; i++)
    g_ptr_array_add (shapes, read_shape (db, tables[i].name, LW_ROLE_ROWS));
  g_ptr_array_add (shapes, read_shape (db, "app_history", LW_ROLE_HISTORY));
  g_ptr_array_add (shapes, read_shape (db, "app_document", LW_ROLE_IDENTITY));
  g_ptr_array_add (shapes, read_shape (db, "app_schema", LW_ROLE_VERSION));
  g_ptr_array_add (shapes, make_sequence_shape ());
  g_ptr_array_add (shapes, make_schema_shape ());
  return shapes;
}

static GPtrArray *
describe_tables (GError **error)
{
  sqlite3 *db = NULL;
  GPtrArray *shapes = NULL;

  if (sqlite3_open (":memory:", &db) != SQLITE_OK)
    g_set_error_literal (error, LW_ERROR, LW_ERROR_STORE, sqlite3_errmsg (db));
  else if (make_tables (db, error))
    shapes = read_shapes (db);
  sqlite3_close (db);
  return shapes;
}

static LwRecoverShape *
copy_shape (const LwRecoverShape *from)
{
  LwRecoverShape *shape = new_shape (from->name, from->role);

  shape->sql = g_strdup (from->sql);
  shape->n_stored = from->n_stored;
  for (guint i = 0; i < from->columns->len; i++)
    {
      LwRecoverColumn column = g_array_index (from->columns, LwRecoverColumn, i);

      column.name = g_strdup (column.name);
      column.parent = g_strdup (column.parent);
      g_array_append_val (shape->columns, column);
    }
  return shape;
}

/**
 * lw_recover_shapes_new:
 *
 * Returns: (transfer full) (element-type LwRecoverShape): the tables of a document as this version makes it:
 * first those of lw_schema_tables() in their order
 */
GPtrArray *
lw_recover_shapes_new (GError **error)
{
  static GPtrArray *known; /* never changes, so it is made once */
  GPtrArray *shapes;

  if (g_once_init_enter (&known))
    {
      shapes = describe_tables (error);
      g_once_init_leave (&known, shapes ? shapes : g_ptr_array_new ());
    }
  if (known->len == 0)
    {
      if (error != NULL && *error == NULL)
        g_set_error_literal (error, LW_ERROR, LW_ERROR_STORE, sqlite3_errstr (SQLITE_NOMEM));
      return NULL;
    }
  shapes = g_ptr_array_new_with_free_func (free_shape);
  for (guint i = 0; i < known->len; i++)
    g_ptr_array_add (shapes, copy_shape (g_ptr_array_index (known, i)));
  return shapes;
}

/** lw_recover_shapes_find: (nullable) (transfer none): the table of that name */
LwRecoverShape *
lw_recover_shapes_find (GPtrArray *shapes, const char *name)
{
  for (guint i = 0; i < shapes->len; i++)
    {
      LwRecoverShape *shape = g_ptr_array_index (shapes, i);

      if (g_ascii_strcasecmp (shape->name, name) == 0)
        return shape;
    }
  return NULL;
}

/* The text of a table comes from anywhere: it may make one table and nothing else. */
static int
authorize_cb (void *data, int action, const char *a, const char *b, const char *c, const char *d)
{
  switch (action)
    {
    case SQLITE_CREATE_TABLE:
    case SQLITE_CREATE_INDEX:
    case SQLITE_INSERT:
    case SQLITE_UPDATE:
    case SQLITE_READ:
    case SQLITE_FUNCTION:
      return SQLITE_OK;
    default:
      return SQLITE_DENY;
    }
}

static int
stop_cb (void *data)
{
  return 1;
}

static gboolean
make_table (sqlite3 *db, const char *sql)
{
  sqlite3_stmt *statement = NULL;
  gboolean made;

  sqlite3_set_authorizer (db, authorize_cb, NULL);
  sqlite3_progress_handler (db, MAX_STEPS, stop_cb, NULL);
  made = sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) == SQLITE_OK && statement != NULL
         && sqlite3_step (statement) == SQLITE_DONE;
  sqlite3_finalize (statement);
  sqlite3_set_authorizer (db, NULL, NULL);
  sqlite3_progress_handler (db, 0, NULL, NULL);
  return made;
}

static LwRecoverColumn *
find_column (LwRecoverShape *shape, const char *name)
{
  for (guint i = 0; i < shape->columns->len; i++)
    {
      LwRecoverColumn *column = &g_array_index (shape->columns, LwRecoverColumn, i);

      if (g_ascii_strcasecmp (column->name, name) == 0)
        return column;
    }
  return NULL;
}

/** lw_recover_shape_forget: the records hold the values in the order that this version writes */
void
lw_recover_shape_forget (LwRecoverShape *shape)
{
  g_ptr_array_set_size (shape->others, 0);
  shape->n_stored = shape->columns->len;
  for (guint i = 0; i < shape->columns->len; i++)
    g_array_index (shape->columns, LwRecoverColumn, i).at = (int)i;
}

/* A name that is damaged, or was changed, stands where ours belongs. */
static void
take_renamed (LwRecoverShape *shape, GPtrArray *unknown)
{
  for (guint i = 0; i < shape->columns->len && i < unknown->len; i++)
    {
      LwRecoverColumn *column = &g_array_index (shape->columns, LwRecoverColumn, i);

      if (column->at < 0 && g_ptr_array_index (unknown, i) != NULL)
        {
          column->at = (int)i;
          g_clear_pointer (&unknown->pdata[i], g_free);
        }
    }
}

static void
take_order (LwRecoverShape *shape, sqlite3_stmt *statement)
{
  g_autoptr (GPtrArray) unknown = g_ptr_array_new_with_free_func (g_free);
  guint n_known = 0;

  lw_recover_shape_forget (shape);
  for (guint i = 0; i < shape->columns->len; i++)
    g_array_index (shape->columns, LwRecoverColumn, i).at = -1;
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      const char *name = (const char *)sqlite3_column_text (statement, 0);
      LwRecoverColumn *column = find_column (shape, name);

      n_known += column != NULL;
      if (column != NULL)
        column->at = (int)unknown->len;
      g_ptr_array_add (unknown, column ? NULL : g_strdup (name));
    }
  /* A text that is damaged itself tells nothing. */
  if (n_known * 2 < shape->columns->len || unknown->len > LW_RECORD_MAX_VALUES)
    {
      lw_recover_shape_forget (shape);
      return;
    }
  take_renamed (shape, unknown);
  shape->n_stored = unknown->len;
  for (guint i = 0; i < unknown->len; i++)
    if (g_ptr_array_index (unknown, i) != NULL)
      g_ptr_array_add (shape->others, g_strdup (g_ptr_array_index (unknown, i)));
}

/**
 * lw_recover_shape_learn:
 * @sql: how the damaged document says that it made the table; another program may have added columns
 *
 * Learns in which order its records hold the values.
 */
void
lw_recover_shape_learn (LwRecoverShape *shape, const char *sql)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *statement = NULL;

  if (g_strcmp0 (sql, shape->sql) == 0)
    {
      lw_recover_shape_forget (shape);
      return;
    }
  if (sqlite3_open (":memory:", &db) == SQLITE_OK && make_table (db, sql)
      && sqlite3_prepare_v2 (db, "SELECT name FROM pragma_table_info (?1)", -1, &statement, NULL)
             == SQLITE_OK)
    {
      sqlite3_bind_text (statement, 1, shape->name, -1, SQLITE_STATIC);
      take_order (shape, statement);
    }
  sqlite3_finalize (statement);
  sqlite3_close (db);
}

gboolean
lw_value_is_text (const LwValue *value, const char *text)
{
  return value->type == LW_VALUE_TEXT && value->size == strlen (text)
         && memcmp (value->bytes, text, value->size) == 0;
}

/* What lies beyond the part of a record that was read is taken by its type. */
static gboolean
is_beyond (const LwValue *value)
{
  return value->bytes == NULL && value->size > 0;
}

static gboolean
is_text (const LwValue *value)
{
  return value->type == LW_VALUE_TEXT && value->bytes != NULL
         && g_utf8_validate ((const char *)value->bytes, (gssize)value->size, NULL);
}

static gboolean
is_date (const LwValue *value)
{
  g_autofree char *text
      = is_text (value) && value->size == 10 ? g_strndup ((const char *)value->bytes, 10) : NULL;
  LwDate date = text ? lw_date_parse_iso (text) : LW_DATE_UNKNOWN;
  g_autofree char *again = date != LW_DATE_UNKNOWN ? lw_date_to_iso (date) : NULL;

  return again != NULL && strcmp (text, again) == 0;
}

static gboolean
is_time (const LwValue *value)
{
  return is_text (value) && value->size >= 10 && g_ascii_isdigit (value->bytes[0]) && value->bytes[4] == '-'
         && value->bytes[7] == '-';
}

static gboolean
is_geometry (const LwRecoverColumn *column, const LwValue *value)
{
  int srs = 0;
  g_autoptr (LwGeometry) geometry
      = value->type == LW_VALUE_BLOB ? lw_geometry_from_blob (value->bytes, value->size, &srs, NULL) : NULL;

  return geometry != NULL && srs == LW_GEO_SRS_RD
         && (column->geometry == 0 || (int)lw_geometry_get_kind (geometry) == column->geometry);
}

static gboolean
is_code (LwCodeKind kind, const LwValue *value)
{
  for (guint code = 1; code < lw_codes_count (kind); code++)
    if (lw_value_is_text (value, lw_codes_token (kind, code)))
      return TRUE;
  return FALSE;
}

/* GM and four digits. */
static gboolean
is_municipality (const LwValue *value)
{
  if (!is_text (value) || value->size != 6 || memcmp (value->bytes, "GM", 2) != 0)
    return FALSE;
  for (guint i = 2; i < 6; i++)
    if (!g_ascii_isdigit (value->bytes[i]))
      return FALSE;
  return TRUE;
}

static gboolean
keeps_rule (const LwRecoverColumn *column, const LwValue *value)
{
  g_autofree char *word
      = is_text (value) ? g_strndup ((const char *)value->bytes, value->size) : g_strdup ("");
  LwMeasureKind measure;
  LwHousing housing;
  LwDemandKind demand;
  LwUnknownVacancy unknown;

  switch (column->rule)
    {
    case LW_RULE_NOT_NEGATIVE:
      return value->real >= 0;
    case LW_RULE_CODE:
      return is_code (column->codes, value);
    case LW_RULE_MEASURE_KIND:
      return lw_measure_kind_from_token (word, &measure);
    case LW_RULE_HOUSING:
      return lw_housing_from_token (word, &housing);
    case LW_RULE_DEMAND_KIND:
      return lw_demand_kind_from_token (word, &demand);
    case LW_RULE_UNKNOWN_VACANCY:
      return lw_unknown_vacancy_from_token (word, &unknown);
    case LW_RULE_NONE:
    default:
      return TRUE;
    }
}

static gboolean
is_of_kind (const LwRecoverColumn *column, const LwValue *value)
{
  switch (column->kind)
    {
    case LW_HOLDS_INTEGER:
      return value->type == LW_VALUE_INTEGER;
    case LW_HOLDS_REAL:
      return value->type == LW_VALUE_INTEGER || (value->type == LW_VALUE_REAL && isfinite (value->real));
    case LW_HOLDS_TEXT:
      return is_text (value);
    case LW_HOLDS_DATE:
      return is_date (value);
    case LW_HOLDS_TIME:
      return is_time (value);
    case LW_HOLDS_BOOLEAN:
      return value->type == LW_VALUE_INTEGER && (value->integer == 0 || value->integer == 1);
    case LW_HOLDS_GEOMETRY:
      return is_geometry (column, value);
    case LW_HOLDS_BLOB:
    default:
      return value->type == LW_VALUE_BLOB;
    }
}

/* Whether a value has a type that the column may hold, whatever it says. */
static gboolean
is_of_type (const LwRecoverColumn *column, const LwValue *value)
{
  if (column->is_row || value->type == LW_VALUE_NULL)
    return value->type == LW_VALUE_NULL && (column->is_row || !column->not_null);
  switch (column->kind)
    {
    case LW_HOLDS_INTEGER:
    case LW_HOLDS_BOOLEAN:
      return value->type == LW_VALUE_INTEGER;
    case LW_HOLDS_REAL:
      return value->type == LW_VALUE_INTEGER || value->type == LW_VALUE_REAL;
    case LW_HOLDS_TEXT:
    case LW_HOLDS_DATE:
    case LW_HOLDS_TIME:
      return value->type == LW_VALUE_TEXT;
    case LW_HOLDS_GEOMETRY:
    case LW_HOLDS_BLOB:
    default:
      return value->type == LW_VALUE_BLOB;
    }
}

/** lw_recover_column_takes: whether the column may hold that value; unknown is a value too */
gboolean
lw_recover_column_takes (const LwRecoverColumn *column, const LwValue *value)
{
  if (column->is_row || value->type == LW_VALUE_NULL || is_beyond (value))
    return is_of_type (column, value);
  return is_of_kind (column, value) && keeps_rule (column, value);
}

static gboolean
all_columns (const LwRecoverShape *shape,
             const LwValue *values,
             guint n_values,
             gboolean (*agrees) (const LwRecoverColumn *column, const LwValue *value))
{
  for (guint i = 0; i < shape->columns->len; i++)
    {
      const LwRecoverColumn *column = &g_array_index (shape->columns, LwRecoverColumn, i);

      if (column->at >= 0 && column->at < (int)n_values && !agrees (column, &values[column->at]))
        return FALSE;
    }
  return TRUE;
}

/** lw_recover_shape_has_all: whether a record of @n_values has one for each of our columns */
gboolean
lw_recover_shape_has_all (const LwRecoverShape *shape, guint n_values)
{
  for (guint i = 0; i < shape->columns->len; i++)
    if (g_array_index (shape->columns, LwRecoverColumn, i).at >= (int)n_values)
      return FALSE;
  return n_values > 0 && n_values <= shape->n_stored;
}

/** lw_recover_shape_is_like: whether a record of the table's own tree may be one of its rows, by number and
 * types alone */
gboolean
lw_recover_shape_is_like (const LwRecoverShape *shape, const LwValue *values, guint n_values)
{
  return lw_recover_shape_has_all (shape, n_values) && all_columns (shape, values, n_values, is_of_type);
}

/* Tables of a few texts are told apart by their words. */
static gboolean
is_role_right (const LwRecoverShape *shape, const LwValue *values)
{
  static const char *const types[] = { "table", "index", "trigger", "view" };
  gboolean identity = lw_value_is_text (&values[0], "identity") || lw_value_is_text (&values[0], "place")
                      || lw_value_is_text (&values[0], "forgotten")
                      || lw_value_is_text (&values[0], "written");

  if (shape->role == LW_ROLE_IDENTITY)
    return identity;
  if (strcmp (shape->name, "app_setting") == 0)
    return !identity;
  if (strcmp (shape->name, "municipality") == 0)
    {
      int at = g_array_index (shape->columns, LwRecoverColumn, 1).at;

      return at >= 0 && is_municipality (&values[at]);
    }
  for (guint i = 0; shape->role == LW_ROLE_SCHEMA && i < G_N_ELEMENTS (types); i++)
    if (lw_value_is_text (&values[0], types[i]))
      return TRUE;
  return shape->role != LW_ROLE_SCHEMA;
}

/** lw_recover_shape_fits: whether a record of no known table is one of this, by all that its columns may hold
 */
gboolean
lw_recover_shape_fits (const LwRecoverShape *shape, const LwValue *values, guint n_values)
{
  return lw_recover_shape_has_all (shape, n_values) && is_role_right (shape, values)
         && all_columns (shape, values, n_values, lw_recover_column_takes);
}
