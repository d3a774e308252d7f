/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-gpkg: see lw-gpkg.h. Points are read without making a shape of them, since they are read by the hundred
 * thousand. */
#include "store/lw-gpkg.h"

#include <math.h>
#include <string.h>

/* The ids that GeoPackage 1.0 and 1.1 used: "GP10" and "GP11". */
#define APPLICATION_ID_10 0x47503130
#define APPLICATION_ID_11 0x47503131

/** lw_gpkg_run_resource: runs the SQL that is bundled under @name, inside the caller's transaction */
gboolean
lw_gpkg_run_resource (LwDb *db, const char *name, GError **error)
{
  g_autofree char *path = g_strconcat ("/nl/leegwijzer/core/sql/", name, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autofree char *sql = NULL;

  if (bytes == NULL)
    return FALSE;
  sql = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  return lw_db_exec (db, sql, error);
}

/** lw_gpkg_create: makes an empty file a GeoPackage without layers, inside the caller's transaction */
gboolean
lw_gpkg_create (LwDb *db, GError **error)
{
  return lw_gpkg_run_resource (db, "geopackage.sql", error);
}

/** lw_gpkg_is_geopackage: does the header say so? Sets @yes */
gboolean
lw_gpkg_is_geopackage (LwDb *db, gboolean *yes, GError **error)
{
  gint64 id;

  if (!lw_db_read_int (db, "PRAGMA application_id", &id, error))
    return FALSE;
  *yes = id == LW_GPKG_APPLICATION_ID || id == APPLICATION_ID_10 || id == APPLICATION_ID_11;
  return TRUE;
}

static double
read_double (const guint8 *bytes, gboolean little)
{
  guint64 bits;
  double value;

  memcpy (&bits, bytes, sizeof bits);
  bits = little ? GUINT64_FROM_LE (bits) : GUINT64_FROM_BE (bits);
  memcpy (&value, &bits, sizeof value);
  return value;
}

/* The plain kind of point that this program and most others write: no envelope, no third dimension. */
static gboolean
read_plain_point (const guint8 *bytes, gsize size, double *x, double *y)
{
  static const guint8 little_point[] = { 1, 1, 0, 0, 0 };

  if (size != LW_GEOMETRY_POINT_BLOB_SIZE || bytes[0] != 'G' || bytes[1] != 'P' || bytes[3] != 1
      || memcmp (bytes + 8, little_point, sizeof little_point) != 0)
    return FALSE;
  *x = read_double (bytes + 13, TRUE);
  *y = read_double (bytes + 21, TRUE);
  return TRUE;
}

/**
 * lw_gpkg_read_point:
 * @blob: (nullable): a geometry
 * @x: (out): NaN if there is no point
 * @y: (out): likewise
 *
 * Of a shape other than a point it gives a point that lies on it.
 *
 * Returns: %FALSE if it holds no position
 */
gboolean
lw_gpkg_read_point (gconstpointer blob, gsize size, double *x, double *y)
{
  g_autoptr (LwGeometry) geometry = NULL;

  *x = *y = NAN;
  if (blob == NULL)
    return FALSE;
  if (!read_plain_point (blob, size, x, y))
    {
      geometry = lw_geometry_from_blob (blob, size, NULL, NULL);
      if (geometry == NULL || !lw_geometry_get_point_on_surface (geometry, x, y))
        *x = *y = NAN;
    }
  if (isfinite (*x) && isfinite (*y))
    return TRUE;
  *x = *y = NAN;
  return FALSE;
}

/** lw_gpkg_read_bounds: the rectangle around a geometry; %FALSE if it is empty or no geometry */
gboolean
lw_gpkg_read_bounds (gconstpointer blob, gsize size, LwBounds *bounds)
{
  g_autoptr (LwGeometry) geometry = NULL;
  double x, y;

  if (blob == NULL)
    return FALSE;
  if (read_plain_point (blob, size, &x, &y))
    {
      *bounds = (LwBounds){ x, y, x, y };
      return isfinite (x) && isfinite (y);
    }
  geometry = lw_geometry_from_blob (blob, size, NULL, NULL);
  return geometry != NULL && lw_geometry_get_bounds (geometry, bounds);
}

typedef enum {
  ST_MIN_X,
  ST_MAX_X,
  ST_MIN_Y,
  ST_MAX_Y,
} StFunction;

static void
st_bound_cb (sqlite3_context *context, int n_args, sqlite3_value **args)
{
  gconstpointer blob = sqlite3_value_blob (args[0]);
  LwBounds bounds;

  if (!lw_gpkg_read_bounds (blob, sqlite3_value_bytes (args[0]), &bounds))
    {
      sqlite3_result_null (context);
      return;
    }
  switch ((StFunction)GPOINTER_TO_INT (sqlite3_user_data (context)))
    {
    case ST_MIN_X:
      sqlite3_result_double (context, bounds.min_x);
      break;
    case ST_MAX_X:
      sqlite3_result_double (context, bounds.max_x);
      break;
    case ST_MIN_Y:
      sqlite3_result_double (context, bounds.min_y);
      break;
    case ST_MAX_Y:
    default:
      sqlite3_result_double (context, bounds.max_y);
      break;
    }
}

static void
st_is_empty_cb (sqlite3_context *context, int n_args, sqlite3_value **args)
{
  gconstpointer blob = sqlite3_value_blob (args[0]);
  LwBounds bounds;

  if (blob == NULL)
    sqlite3_result_null (context);
  else
    sqlite3_result_int (context, !lw_gpkg_read_bounds (blob, sqlite3_value_bytes (args[0]), &bounds));
}

/**
 * lw_gpkg_register_functions:
 *
 * Registers ST_MinX, ST_MaxX, ST_MinY, ST_MaxY and ST_IsEmpty, which the triggers of a spatial index call:
 * without them a table that another program gave such an index could not be written.
 */
gboolean
lw_gpkg_register_functions (LwDb *db, GError **error)
{
  static const struct {
    const char *name;
    StFunction function;
  } bounds[] = {
    { "ST_MinX", ST_MIN_X }, { "ST_MaxX", ST_MAX_X }, { "ST_MinY", ST_MIN_Y }, { "ST_MaxY", ST_MAX_Y }
  };
  int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
  int code = sqlite3_create_function_v2 (lw_db_handle (db), "ST_IsEmpty", 1, flags, NULL, st_is_empty_cb,
                                         NULL, NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (bounds) && code == SQLITE_OK; i++)
    code = sqlite3_create_function_v2 (lw_db_handle (db), bounds[i].name, 1, flags,
                                       GINT_TO_POINTER (bounds[i].function), st_bound_cb, NULL, NULL, NULL);
  return lw_db_check (db, code, error);
}

/** lw_gpkg_touch: notes in the contents that @table changed now */
gboolean
lw_gpkg_touch (LwDb *db, const char *table, GError **error)
{
  g_autoptr (LwStatement) statement
      = lw_db_prepare (db,
                       "UPDATE gpkg_contents SET last_change = strftime ('%Y-%m-%dT%H:%M:%fZ', 'now')"
                       " WHERE table_name = ?1",
                       error);

  if (statement == NULL)
    return FALSE;
  lw_statement_bind_text (statement, 1, table);
  return lw_statement_run (statement, error);
}

/** lw_gpkg_compute_extent: the rectangle around all geometries of a table; empty if there is none */
gboolean
lw_gpkg_compute_extent (LwDb *db, const char *table, const char *column, LwBounds *bounds, GError **error)
{
  char *sql = sqlite3_mprintf ("SELECT \"%w\" FROM \"%w\" WHERE \"%w\" IS NOT NULL", column, table, column);
  g_autoptr (LwStatement) statement = lw_db_prepare (db, sql, error);
  LwStep step = statement ? LW_STEP_ROW : LW_STEP_ERROR;

  sqlite3_free (sql);
  lw_bounds_init_empty (bounds);
  while (step == LW_STEP_ROW && (step = lw_statement_step (statement, error)) == LW_STEP_ROW)
    {
      gsize size;
      gconstpointer blob = lw_statement_blob (statement, 0, &size);
      LwBounds one;

      if (!lw_gpkg_read_bounds (blob, size, &one))
        continue;
      lw_bounds_add (bounds, one.min_x, one.min_y);
      lw_bounds_add (bounds, one.max_x, one.max_y);
    }
  return step == LW_STEP_DONE;
}

/** lw_gpkg_update_extent: computes the extent of a feature table whose column is called geom, and notes it */
gboolean
lw_gpkg_update_extent (LwDb *db, const char *table, GError **error)
{
  g_autoptr (LwStatement) statement = NULL;
  LwBounds bounds;
  gboolean empty;

  if (!lw_gpkg_compute_extent (db, table, "geom", &bounds, error))
    return FALSE;
  statement = lw_db_prepare (db,
                             "UPDATE gpkg_contents SET min_x = ?2, min_y = ?3, max_x = ?4, max_y = ?5"
                             " WHERE table_name = ?1",
                             error);
  if (statement == NULL)
    return FALSE;
  empty = lw_bounds_is_empty (&bounds);
  lw_statement_bind_text (statement, 1, table);
  lw_statement_bind_double (statement, 2, empty ? NAN : bounds.min_x);
  lw_statement_bind_double (statement, 3, empty ? NAN : bounds.min_y);
  lw_statement_bind_double (statement, 4, empty ? NAN : bounds.max_x);
  lw_statement_bind_double (statement, 5, empty ? NAN : bounds.max_y);
  return lw_statement_run (statement, error);
}
