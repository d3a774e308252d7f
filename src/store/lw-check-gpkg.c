/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-check-gpkg: the rules of GeoPackage 1.3 that a file of vector data must keep, named by the number of the
 * requirement in the standard. Written against the standard; a file of another program passes or fails alike. */
#include <inttypes.h>

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "store/lw-check-private.h"
#include "store/lw-gpkg.h"

static const char *const required_tables[][2] = {
  { "gpkg_spatial_ref_sys", "gpkg-req-10" },
  { "gpkg_contents", "gpkg-req-13" },
  { "gpkg_geometry_columns", "gpkg-req-21" },
};

static const char *const column_types[]
    = { "BOOLEAN", "TINYINT", "SMALLINT", "MEDIUMINT", "INT",  "INTEGER", "FLOAT",
        "DOUBLE",  "REAL",    "DATE",     "DATETIME",  "TEXT", "BLOB",    NULL };

/* In the order of the numbers of well-known binary; the first takes any. */
static const char *const geometry_types[]
    = { "GEOMETRY",        "POINT",        "LINESTRING",         "POLYGON", "MULTIPOINT",
        "MULTILINESTRING", "MULTIPOLYGON", "GEOMETRYCOLLECTION", NULL };

/* Rules that one query can test; the second column shows the value. */
static const LwCheckQuery queries[] = {
  { "gpkg-req-11", LW_CHECK_ERROR, "gpkg_spatial_ref_sys", N_ ("the reference system %s is missing"),
    "SELECT 0, id FROM (SELECT -1 AS id UNION SELECT 0 UNION SELECT 4326)"
    " WHERE id NOT IN (SELECT srs_id FROM gpkg_spatial_ref_sys)" },
  { "gpkg-req-12", LW_CHECK_ERROR, "gpkg_contents", N_ ("the reference system %s is not defined"),
    "SELECT rowid, srs_id FROM gpkg_contents WHERE srs_id NOT IN (SELECT srs_id FROM gpkg_spatial_ref_sys)" },
  { "gpkg-req-14", LW_CHECK_ERROR, "gpkg_contents", N_ ("the table “%s” does not exist"),
    "SELECT rowid, table_name FROM gpkg_contents WHERE lower (table_name) NOT IN"
    " (SELECT lower (name) FROM sqlite_master WHERE type IN ('table', 'view'))" },
  { "gpkg-req-15", LW_CHECK_ERROR, "gpkg_contents", N_ ("“%s” is no time as YYYY-MM-DDTHH:MM:SS.SSSZ"),
    "SELECT rowid, last_change FROM gpkg_contents WHERE last_change NOT GLOB"
    " '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*Z'"
    " OR julianday (last_change) IS NULL" },
  { "gpkg-req-22", LW_CHECK_ERROR, "gpkg_contents", N_ ("“%s” has no row in gpkg_geometry_columns"),
    "SELECT rowid, table_name FROM gpkg_contents WHERE data_type = 'features'"
    " AND table_name NOT IN (SELECT table_name FROM gpkg_geometry_columns)" },
  { "gpkg-req-23", LW_CHECK_ERROR, "gpkg_geometry_columns",
    N_ ("“%s” is not listed as features in gpkg_contents"),
    "SELECT rowid, table_name FROM gpkg_geometry_columns WHERE table_name NOT IN"
    " (SELECT table_name FROM gpkg_contents WHERE data_type = 'features')" },
  { "gpkg-req-26", LW_CHECK_ERROR, "gpkg_geometry_columns", N_ ("the reference system %s is not defined"),
    "SELECT rowid, srs_id FROM gpkg_geometry_columns WHERE srs_id NOT IN (SELECT srs_id FROM "
    "gpkg_spatial_ref_sys)" },
  { "gpkg-req-27", LW_CHECK_ERROR, "gpkg_geometry_columns", N_ ("z is %s; it must be 0, 1 or 2"),
    "SELECT rowid, z FROM gpkg_geometry_columns WHERE z NOT IN (0, 1, 2)" },
  { "gpkg-req-28", LW_CHECK_ERROR, "gpkg_geometry_columns", N_ ("m is %s; it must be 0, 1 or 2"),
    "SELECT rowid, m FROM gpkg_geometry_columns WHERE m NOT IN (0, 1, 2)" },
  { "gpkg-req-146", LW_CHECK_ERROR, "gpkg_contents",
    N_ ("“%s” has another reference system than its geometries"),
    "SELECT c.rowid, c.table_name FROM gpkg_contents c JOIN gpkg_geometry_columns g ON g.table_name = "
    "c.table_name"
    " WHERE c.srs_id IS NOT g.srs_id" },
};

static void
check_header (LwChecker *checker)
{
  gint64 version = 0;
  gboolean geopackage = FALSE;
  const char *path = lw_db_path (checker->db);

  lw_gpkg_is_geopackage (checker->db, &geopackage, NULL);
  lw_db_read_int (checker->db, "PRAGMA user_version", &version, NULL);
  if (!geopackage)
    lw_checker_add (checker, LW_CHECK_ERROR, "gpkg-req-2", NULL, 0, _ ("the header does not say GPKG"));
  else if (version != 0 && (version < 10200 || version >= 10500))
    lw_checker_add (checker, LW_CHECK_WARNING, "gpkg-req-2", NULL, 0,
                    _ ("the header says version %" PRIi64 ", which is not known here"), version);
  if (!g_str_has_suffix (path, ".gpkg"))
    lw_checker_add (checker, LW_CHECK_WARNING, "gpkg-req-3", NULL, 0, _ ("the name does not end in .gpkg"));
}

static gboolean
is_allowed_type (const char *type)
{
  g_autofree char *base = g_ascii_strup (type, -1);
  char *bracket = strchr (base, '(');
  gboolean sized = bracket != NULL;

  if (bracket)
    *bracket = '\0';
  g_strchomp (base);
  return g_strv_contains (column_types, base)
         && (!sized || g_str_equal (base, "TEXT") || g_str_equal (base, "BLOB"));
}

/* The columns of a table: a primary key of integers, only known types, and the geometry as it was declared.
 */
static void
check_columns (LwChecker *checker, const char *table, const char *geometry, const char *geometry_type)
{
  g_autoptr (LwStatement) statement
      = lw_db_prepare (checker->db, "SELECT name, type, pk FROM pragma_table_info (?1)", NULL);
  gboolean has_key = FALSE, has_geometry = FALSE;

  if (statement == NULL)
    return;
  lw_statement_bind_text (statement, 1, table);
  while (lw_statement_step (statement, NULL) == LW_STEP_ROW)
    {
      const char *name = lw_statement_text (statement, 0);
      g_autofree char *type = g_strdup (lw_statement_text (statement, 1));

      has_key |= lw_statement_int (statement, 2) > 0 && g_ascii_strcasecmp (type, "INTEGER") == 0;
      if (geometry && g_ascii_strcasecmp (name, geometry) == 0)
        {
          has_geometry = TRUE;
          if (g_ascii_strcasecmp (type, geometry_type) != 0)
            lw_checker_add (checker, LW_CHECK_ERROR, "gpkg-req-31", table, 0,
                            _ ("the geometry is declared as %s and as %s"), type, geometry_type);
        }
      else if (!is_allowed_type (type))
        lw_checker_add (checker, LW_CHECK_ERROR, "gpkg-req-5", table, 0,
                        _ ("the column “%s” has the type %s, which GeoPackage does not know"), name, type);
    }
  if (!has_key)
    lw_checker_add (checker, LW_CHECK_ERROR, geometry ? "gpkg-req-29" : "gpkg-req-119", table, 0,
                    _ ("there is no primary key of integers"));
  if (geometry && !has_geometry)
    lw_checker_add (checker, LW_CHECK_ERROR, "gpkg-req-24", table, 0, _ ("there is no column “%s”"),
                    geometry);
}

typedef struct {
  const char *table;
  int declared; /* number of the declared type, 0 for any, -1 for one that is not known */
  int srs;
  LwBounds bounds;
} Features;

static void
check_geometry (LwChecker *checker, Features *features, LwStatement *statement)
{
  gint64 row = lw_statement_int (statement, 0);
  gsize size;
  gconstpointer blob = lw_statement_blob (statement, 1, &size);
  g_autoptr (GError) error = NULL;
  int srs;
  g_autoptr (LwGeometry) geometry = blob ? lw_geometry_from_blob (blob, size, &srs, &error) : NULL;
  LwBounds bounds;

  if (geometry == NULL)
    {
      lw_checker_add (checker, LW_CHECK_ERROR, "gpkg-req-19", features->table, row,
                      _ ("the geometry is broken: %s"), error ? error->message : _ ("it is empty of bytes"));
      return;
    }
  if (srs != features->srs)
    lw_checker_add (checker, LW_CHECK_ERROR, "gpkg-req-33", features->table, row,
                    _ ("the geometry says reference system %d, its table %d"), srs, features->srs);
  if (features->declared > 0 && (int)lw_geometry_get_kind (geometry) != features->declared)
    lw_checker_add (checker, LW_CHECK_ERROR, "gpkg-req-32", features->table, row,
                    _ ("the geometry is not of the declared type"));
  if (!lw_geometry_get_bounds (geometry, &bounds))
    return;
  lw_bounds_add (&features->bounds, bounds.min_x, bounds.min_y);
  lw_bounds_add (&features->bounds, bounds.max_x, bounds.max_y);
}

/* The extent is only informative in the standard, but other programs zoom to it. */
static void
check_extent (LwChecker *checker, const Features *features)
{
  g_autoptr (LwStatement) statement = lw_db_prepare (
      checker->db, "SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name = ?1", NULL);
  const LwBounds *bounds = &features->bounds;

  if (statement == NULL || lw_bounds_is_empty (bounds))
    return;
  lw_statement_bind_text (statement, 1, features->table);
  if (lw_statement_step (statement, NULL) != LW_STEP_ROW)
    return;
  if (!(lw_statement_double (statement, 0) <= bounds->min_x
        && lw_statement_double (statement, 1) <= bounds->min_y
        && lw_statement_double (statement, 2) >= bounds->max_x
        && lw_statement_double (statement, 3) >= bounds->max_y))
    lw_checker_add (checker, LW_CHECK_WARNING, "lw-extent", features->table, 0,
                    _ ("the extent in gpkg_contents does not hold all geometries"));
}

static void
check_features (LwChecker *checker, const char *table, const char *column, const char *type, int srs)
{
  Features features = { .table = table, .declared = -1, .srs = srs };
  char *sql
      = sqlite3_mprintf ("SELECT rowid, \"%w\" FROM \"%w\" WHERE \"%w\" IS NOT NULL", column, table, column);
  g_autoptr (GError) error = NULL;
  g_autoptr (LwStatement) statement = lw_db_prepare (checker->db, sql, &error);
  LwStep step = statement ? LW_STEP_ROW : LW_STEP_ERROR;

  sqlite3_free (sql);
  for (int i = 0; geometry_types[i]; i++)
    if (g_ascii_strcasecmp (geometry_types[i], type) == 0)
      features.declared = i;
  if (features.declared < 0)
    lw_checker_add (checker, LW_CHECK_ERROR, "gpkg-req-25", table, 0,
                    _ ("the type of geometry “%s” is not known"), type);
  lw_bounds_init_empty (&features.bounds);
  while (step == LW_STEP_ROW && (step = lw_statement_step (statement, &error)) == LW_STEP_ROW)
    check_geometry (checker, &features, statement);
  if (step == LW_STEP_ERROR)
    lw_checker_fail (checker, "gpkg-req-19", table, error);
  else
    check_extent (checker, &features);
}

static gboolean
trigger_exists (LwChecker *checker, const char *name)
{
  g_autoptr (LwStatement) statement
      = lw_db_prepare (checker->db, "SELECT 1 FROM sqlite_master WHERE type = 'trigger' AND name = ?1", NULL);

  if (statement == NULL)
    return TRUE;
  lw_statement_bind_text (statement, 1, name);
  return lw_statement_step (statement, NULL) != LW_STEP_DONE;
}

/* A spatial index that another program added: registered, with its triggers, and of as many rows as the
 * table. */
static void
check_spatial_index (LwChecker *checker, const char *table, const char *column)
{
  static const char *const suffixes[] = { "insert", "delete", "update1", "update3" };
  g_autofree char *index = g_strdup_printf ("rtree_%s_%s", table, column);
  char *sql;
  gint64 indexed = 0, rows = 0;

  if (!lw_checker_has_table (checker, index))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *name = g_strdup_printf ("%s_%s", index, suffixes[i]);
      g_autofree char *modern = g_strdup_printf ("%s_update%s", index, i == 2 ? "6" : "4");

      if (!trigger_exists (checker, name) && !(i >= 2 && trigger_exists (checker, modern)))
        lw_checker_add (checker, LW_CHECK_ERROR, "gpkg-req-75", table, 0, _ ("the trigger “%s” is missing"),
                        name);
    }
  sql = sqlite3_mprintf ("SELECT count (*) FROM \"%w\"", index);
  lw_db_read_int (checker->db, sql, &indexed, NULL);
  sqlite3_free (sql);
  sql = sqlite3_mprintf ("SELECT count (*) FROM \"%w\" WHERE NOT ST_IsEmpty (\"%w\")", table, column);
  lw_db_read_int (checker->db, sql, &rows, NULL);
  sqlite3_free (sql);
  if (indexed != rows)
    lw_checker_add (checker, LW_CHECK_ERROR, "gpkg-req-77", table, 0,
                    _ ("the spatial index has %" PRIi64 " rows, the table %" PRIi64), indexed, rows);
}

static void
check_user_tables (LwChecker *checker)
{
  g_autoptr (LwStatement) statement = lw_db_prepare (
      checker->db,
      "SELECT c.table_name, c.data_type, g.column_name, g.geometry_type_name, g.srs_id FROM gpkg_contents c"
      " LEFT JOIN gpkg_geometry_columns g ON g.table_name = c.table_name"
      " WHERE c.data_type IN ('features', 'attributes')",
      NULL);

  if (statement == NULL)
    return;
  while (lw_statement_step (statement, NULL) == LW_STEP_ROW)
    {
      g_autofree char *table = g_strdup (lw_statement_text (statement, 0));
      gboolean spatial = strcmp (lw_statement_text (statement, 1), "features") == 0
                         && !lw_statement_is_null (statement, 2);
      g_autofree char *column = spatial ? g_strdup (lw_statement_text (statement, 2)) : NULL;
      g_autofree char *type = spatial ? g_strdup (lw_statement_text (statement, 3)) : NULL;

      if (!lw_checker_has_table (checker, table))
        continue;
      check_columns (checker, table, column, type);
      if (!spatial)
        continue;
      check_features (checker, table, column, type, (int)lw_statement_int (statement, 4));
      check_spatial_index (checker, table, column);
    }
}

/** lw_check_geopackage: tests the rules of the standard */
void
lw_check_geopackage (LwChecker *checker)
{
  gboolean complete = TRUE;

  check_header (checker);
  for (guint i = 0; i < G_N_ELEMENTS (required_tables); i++)
    if (!lw_checker_has_table (checker, required_tables[i][0]))
      {
        lw_checker_add (checker, LW_CHECK_ERROR, required_tables[i][1], required_tables[i][0], 0,
                        _ ("the table is missing"));
        complete = FALSE;
      }
  if (!complete)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    lw_checker_run_query (checker, &queries[i]);
  check_user_tables (checker);
}
