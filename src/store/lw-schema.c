/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-schema: see lw-schema.h. */
#include "store/lw-schema.h"

#include <glib/gi18n-lib.h>

#include "store/lw-gpkg.h"
#include "store/lw-identity.h"
#include "store/lw-store.h"

/* In the order of their versions: a file of an older one has the first of them. */
static const LwSchemaTable tables[] = {
  { "source", FALSE, TRUE, 1 },
  { "office", TRUE, TRUE, 1 },
  { "observation", FALSE, TRUE, 1 },
  { "municipality", FALSE, TRUE, 1 },
  { "area", TRUE, TRUE, 1 },
  { "plan", TRUE, TRUE, 1 },
  { "demand", FALSE, TRUE, 1 },
  { "scenario", FALSE, TRUE, 1 },
  { "scenario_parameter", FALSE, TRUE, 1 },
  { "scenario_demand", FALSE, TRUE, 1 },
  { "measure", FALSE, TRUE, 1 },
  { "measure_office", FALSE, TRUE, 1 },
  { "party", FALSE, TRUE, 1 },
  { "action", FALSE, TRUE, 1 },
  { "agreement", FALSE, TRUE, 1 },
  { "review", FALSE, TRUE, 1 },
  { "app_setting", FALSE, FALSE, 1 },
  { "office_note", FALSE, TRUE, 2 },
  { "office_past", FALSE, TRUE, 3 },
  { "measure_plan", FALSE, TRUE, 4 },
  { "scenario_region", FALSE, TRUE, 4 },
  { "scenario_sector", FALSE, TRUE, 4 },
  { "sector", FALSE, TRUE, 4 },
  { "demand_share", FALSE, TRUE, 4 },
  { "criteria_set", FALSE, TRUE, 4 },
  { "answer", FALSE, TRUE, 4 },
  { "office_address", FALSE, TRUE, 5 },
  { "import", FALSE, TRUE, 5 },
  { "import_row", FALSE, TRUE, 5 },
  { "published_figure", FALSE, TRUE, 5 },
};

/** lw_schema_tables: (array length=n_tables): the tables that hold the user's rows, parents before children
 */
const LwSchemaTable *
lw_schema_tables (guint *n_tables)
{
  *n_tables = G_N_ELEMENTS (tables);
  return tables;
}

/** lw_schema_find_table: (nullable): the table of that name */
const LwSchemaTable *
lw_schema_find_table (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (g_ascii_strcasecmp (tables[i].name, name) == 0)
      return &tables[i];
  return NULL;
}

static gboolean
apply_version (LwDb *db, guint version, GError **error)
{
  g_autofree char *name = g_strdup_printf ("%03u.sql", version);
  g_autoptr (LwStatement) statement = NULL;

  if (!lw_gpkg_run_resource (db, name, error))
    return FALSE;
  statement = lw_db_prepare (db, "UPDATE app_schema SET program = ?1 WHERE version = ?2", error);
  if (statement == NULL)
    return FALSE;
  lw_statement_bind_text (statement, 1, "Leegwijzer " LW_VERSION);
  lw_statement_bind_int (statement, 2, version);
  return lw_statement_run (statement, error);
}

/**
 * lw_schema_upgrade:
 * @from: the version of the tables
 *
 * Brings the tables up to date, inside the caller's transaction. Copies of the document may be brought up to date each
 * by itself, so the keys of rows in what is new begin at a random distance in each.
 *
 * Returns: %FALSE with an error; the caller undoes its transaction then
 */
gboolean
lw_schema_upgrade (LwDb *db, guint from, GError **error)
{
  for (guint version = from + 1; version <= LW_STORE_SCHEMA_VERSION; version++)
    if (!apply_version (db, version, error))
      return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (tables[i].since > from && tables[i].registered && !lw_identity_leave_gap (db, tables[i].name, error))
      return FALSE;
  return TRUE;
}

/** lw_schema_read_version: sets @version to that of the tables; 0 if the file does not tell */
gboolean
lw_schema_read_version (LwDb *db, guint *version, GError **error)
{
  gint64 number;

  if (!lw_db_read_int (db, "SELECT max (version) FROM app_schema", &number, error))
    return FALSE;
  *version = (guint)CLAMP (number, 0, G_MAXINT);
  return TRUE;
}

/** lw_schema_create: makes the tables in an empty file, inside the caller's transaction */
gboolean
lw_schema_create (LwDb *db, GError **error)
{
  if (!lw_gpkg_create (db, error))
    return FALSE;
  for (guint version = 1; version <= LW_STORE_SCHEMA_VERSION; version++)
    if (!apply_version (db, version, error))
      return FALSE;
  return TRUE;
}

static gboolean
has_table (LwDb *db, const char *name, gboolean *yes, GError **error)
{
  g_autoptr (LwStatement) statement
      = lw_db_prepare (db, "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?1", error);
  LwStep step;

  if (statement == NULL)
    return FALSE;
  lw_statement_bind_text (statement, 1, name);
  step = lw_statement_step (statement, error);
  *yes = step == LW_STEP_ROW;
  return step != LW_STEP_ERROR;
}

static gboolean
check_tables (LwDb *db, const char *name, guint version, GError **error)
{
  static const char *const needed[]
      = { "app_history", "gpkg_contents", "gpkg_geometry_columns", "gpkg_spatial_ref_sys" };
  gboolean yes;

  for (guint i = 0; i < G_N_ELEMENTS (tables) + G_N_ELEMENTS (needed); i++)
    {
      const char *table = i < G_N_ELEMENTS (tables) ? tables[i].name : needed[i - G_N_ELEMENTS (tables)];

      if (i < G_N_ELEMENTS (tables) && tables[i].since > version)
        continue;
      if (!has_table (db, table, &yes, error))
        return FALSE;
      if (!yes)
        {
          /* Translators: first the file, then the name of a table in it */
          g_set_error (error, LW_ERROR, LW_ERROR_DAMAGED,
                       _ ("“%s” is damaged: its table “%s” is gone; open a backup, or make a recovered copy with "
                          "“leegwijzer-cli recover”"), name,
                       table);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
check_version (LwDb *db, const char *name, gboolean writable, guint *version, GError **error)
{
  gint64 min_reader;

  if (!lw_schema_read_version (db, version, error)
      || !lw_db_read_int (db, "SELECT min_reader FROM app_schema ORDER BY version DESC LIMIT 1", &min_reader,
                          error))
    return FALSE;
  if (*version > LW_STORE_SCHEMA_VERSION && (writable || min_reader > LW_STORE_SCHEMA_VERSION))
    {
      g_set_error (
          error, LW_ERROR, LW_ERROR_NEWER,
          writable && min_reader <= LW_STORE_SCHEMA_VERSION
              ? _ ("“%s” was written by a newer version of Leegwijzer; this version can only read it")
              : _ ("“%s” was written by a newer version of Leegwijzer; open it with that version"),
          name);
      return FALSE;
    }
  if (*version < 1)
    {
      g_set_error (error, LW_ERROR, LW_ERROR_DAMAGED,
                   _ ("“%s” is damaged: it does not tell its version; open a backup, or make a recovered copy with "
                      "“leegwijzer-cli recover”"), name);
      return FALSE;
    }
  return TRUE;
}

/**
 * lw_schema_verify:
 * @writable: the document is to be edited
 * @version: (out) (optional): the version of its tables
 *
 * Is this a document of ours, of a version that we know, with all its tables?
 *
 * Returns: %FALSE with %LW_ERROR_UNSUPPORTED if it is another kind of file, %LW_ERROR_NEWER or
 * %LW_ERROR_DAMAGED
 */
gboolean
lw_schema_verify (LwDb *db, gboolean writable, guint *version, GError **error)
{
  guint found;
  g_autofree char *name = g_filename_display_basename (lw_db_path (db));
  gboolean geopackage, ours;

  if (!lw_gpkg_is_geopackage (db, &geopackage, error) || !has_table (db, "app_schema", &ours, error))
    return FALSE;
  if (!geopackage && !ours)
    {
      g_set_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED,
                   _ ("“%s” is a database, but not a GeoPackage; choose another file"), name);
      return FALSE;
    }
  if (!ours)
    {
      g_set_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED,
                   _ ("“%s” is a GeoPackage, but not a document of Leegwijzer; make a new document and "
                      "import it there"),
                   name);
      return FALSE;
    }
  if (!check_version (db, name, writable, &found, error) || !check_tables (db, name, found, error))
    return FALSE;
  if (version != NULL)
    *version = found;
  return TRUE;
}
