/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-gpkg-read: see lw-gpkg-read.h. The tables of a GeoPackage have been the same from version 1.0 to 1.4. */
#include "store/lw-gpkg-read.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "store/lw-db.h"

#define ROWS_A_STEP 1000

/* A layer, and the columns of its table. */
typedef struct {
  LwDb *db;
  LwFeatures *features;
  const LwGpkgReadOptions *options;
  char *layer;
  char *shape;      /* column of shapes */
  char *key;        /* column of the primary key; NULL if there is none */
  gint64 srs;
  char *crs;
  GPtrArray *columns; /* the others */
} Reader;

static void
clear_reader (Reader *reader)
{
  g_free (reader->layer);
  g_free (reader->shape);
  g_free (reader->key);
  g_free (reader->crs);
  g_clear_pointer (&reader->columns, g_ptr_array_unref);
  g_clear_pointer (&reader->features, lw_features_free);
  g_clear_pointer (&reader->db, lw_db_close);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, clear_reader)

/* A name as SQL takes it. */
static void
append_name (GString *sql, const char *name)
{
  g_string_append_c (sql, '"');
  for (; *name != '\0'; name++)
    {
      if (*name == '"')
        g_string_append_c (sql, '"');
      g_string_append_c (sql, *name);
    }
  g_string_append_c (sql, '"');
}

/* Text of a foreign file: it may be in any encoding, or missing. */
static char *
dup_text (LwStatement *statement, int at)
{
  const char *text = (const char *) sqlite3_column_text (lw_statement_raw (statement), at);

  return text != NULL ? g_utf8_make_valid (text, -1) : NULL;
}

static GPtrArray *
list_layers (LwDb *db, GError **error)
{
  g_autoptr (GPtrArray) layers = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (LwStatement) statement
      = lw_db_prepare (db,
                       "SELECT c.table_name FROM gpkg_contents c JOIN gpkg_geometry_columns g"
                       " ON g.table_name = c.table_name COLLATE NOCASE WHERE c.data_type = 'features'"
                       " ORDER BY c.rowid",
                       error);
  LwStep step = statement != NULL ? LW_STEP_ROW : LW_STEP_ERROR;

  while (step == LW_STEP_ROW && (step = lw_statement_step (statement, error)) == LW_STEP_ROW)
    {
      char *name = dup_text (statement, 0);

      if (name != NULL)
        g_ptr_array_add (layers, name);
    }
  return step == LW_STEP_DONE ? g_steal_pointer (&layers) : NULL;
}

/* What a program that has the file open wrote last stands in a log beside it, which can only be read where another file
 * may be made beside that. */
static LwDb *
open_file (const char *path, GError **error)
{
  g_autoptr (GError) reason = NULL;
  LwDb *db = lw_db_open (path, LW_DB_FOREIGN, &reason);
  g_autofree char *log = g_strconcat (path, "-wal", NULL), *folder = g_path_get_dirname (path);
  g_autofree char *name = g_filename_display_basename (path);

  if (db != NULL)
    return db;
  if (g_file_test (log, G_FILE_TEST_EXISTS) && g_access (folder, W_OK) != 0)
    g_set_error (error, LW_ERROR, LW_ERROR_READ_ONLY,
                 _ ("%s: another program has the file open, and its folder is read-only; close the file there, or copy it "
                    "with “%s-wal” to a folder of yours"),
                 name, name);
  else
    g_propagate_error (error, g_steal_pointer (&reason));
  return NULL;
}

/**
 * lw_gpkg_read_layers:
 * @path: a GeoPackage
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type utf8): names of its layers of features, or %NULL with an error
 */
GPtrArray *
lw_gpkg_read_layers (const char *path, GError **error)
{
  g_autoptr (LwDb) db = open_file (path, error);

  return db != NULL ? list_layers (db, error) : NULL;
}

/* A database may call itself a GeoPackage and be none. */
static gboolean
check_frame (Reader *reader, GError **error)
{
  g_autoptr (LwStatement) statement
      = lw_db_prepare (reader->db,
                       "SELECT t.name FROM (SELECT 'gpkg_contents' AS name UNION ALL SELECT 'gpkg_geometry_columns'"
                       " UNION ALL SELECT 'gpkg_spatial_ref_sys') t WHERE NOT EXISTS"
                       " (SELECT 1 FROM sqlite_master m WHERE m.name = t.name AND m.type = 'table')",
                       error);
  LwStep step = statement != NULL ? lw_statement_step (statement, error) : LW_STEP_ERROR;

  if (step == LW_STEP_ROW)
    g_set_error (error, LW_ERROR, LW_ERROR_INVALID,
                 /* Translators: a file, and the name of a table in it */
                 _ ("%s: this is no whole GeoPackage: it has no table “%s”; save it again with the program that made it"),
                 reader->features->name, lw_statement_text (statement, 0));
  return step == LW_STEP_DONE;
}

static char *
join_names (GPtrArray *names)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new ();

  for (guint i = 0; i < names->len && i < 20; i++)
    g_ptr_array_add (list, g_ptr_array_index (names, i));
  g_ptr_array_add (list, NULL);
  return g_strjoinv (", ", (char **) list->pdata);
}

static gboolean
choose_layer (Reader *reader, GError **error)
{
  g_autoptr (GPtrArray) layers = list_layers (reader->db, error);
  const char *wanted = reader->options->layer;
  g_autofree char *names = NULL, *what = NULL;

  if (layers == NULL)
    return FALSE;
  names = join_names (layers);
  for (guint i = 0; i < layers->len && reader->layer == NULL; i++)
    if (wanted == NULL || g_ascii_strcasecmp (wanted, g_ptr_array_index (layers, i)) == 0)
      reader->layer = g_strdup (g_ptr_array_index (layers, i));
  if (reader->layer == NULL && layers->len == 0)
    g_set_error (error, LW_ERROR, LW_ERROR_NOT_FOUND,
                 _ ("%s: the GeoPackage has no layer of features; save one in it with the program that made it"),
                 reader->features->name);
  else if (reader->layer == NULL)
    /* Translators: a file, the name of a layer, names of layers */
    g_set_error (error, LW_ERROR, LW_ERROR_NOT_FOUND, _ ("%s: there is no layer “%s”; choose one of %s"),
                 reader->features->name, wanted, names);
  if (reader->layer == NULL)
    return FALSE;
  if (wanted == NULL && layers->len > 1)
    {
      /* Translators: the name of a layer, names of layers */
      what = g_strdup_printf (_ ("Only the layer “%s” was read; the file has %s"), reader->layer, names);
      lw_features_add_warning (reader->features, what);
    }
  return TRUE;
}

/* A layer may be a view or a virtual table, which would run code of the file. */
static gboolean
check_table (Reader *reader, GError **error)
{
  g_autoptr (LwStatement) statement
      = lw_db_prepare (reader->db,
                       "SELECT count (*) FROM sqlite_master WHERE name = ?1 COLLATE NOCASE AND type = 'table'"
                       " AND sql NOT LIKE 'CREATE VIRTUAL%'",
                       error);

  if (statement == NULL)
    return FALSE;
  lw_statement_bind_text (statement, 1, reader->layer);
  if (lw_statement_step (statement, error) != LW_STEP_ROW)
    return FALSE;
  if (lw_statement_int (statement, 0) > 0)
    return TRUE;
  g_set_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED,
               _ ("%s: the layer “%s” is no ordinary table, and others are not read; save it as a layer of its own"),
               reader->features->name, reader->layer);
  return FALSE;
}

static gboolean
find_shape (Reader *reader, GError **error)
{
  g_autoptr (LwStatement) statement
      = lw_db_prepare (reader->db,
                       "SELECT column_name, srs_id FROM gpkg_geometry_columns WHERE table_name = ?1 COLLATE NOCASE",
                       error);

  if (statement == NULL)
    return FALSE;
  lw_statement_bind_text (statement, 1, reader->layer);
  if (lw_statement_step (statement, error) != LW_STEP_ROW)
    return FALSE;
  reader->shape = dup_text (statement, 0);
  reader->srs = lw_statement_int (statement, 1);
  return TRUE;
}

/* The coordinate system as the file names it: by its code, else by its definition. */
static gboolean
find_crs (Reader *reader, GError **error)
{
  g_autoptr (LwStatement) statement
      = lw_db_prepare (reader->db,
                       "SELECT organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys"
                       " WHERE srs_id = ?1",
                       error);
  g_autofree char *organization = NULL, *definition = NULL;
  gint64 code;
  LwStep step;

  if (statement == NULL)
    return FALSE;
  lw_statement_bind_int (statement, 1, reader->srs);
  step = lw_statement_step (statement, error);
  if (step != LW_STEP_ROW)
    return step == LW_STEP_DONE;
  organization = dup_text (statement, 0);
  code = lw_statement_int (statement, 1);
  definition = dup_text (statement, 2);
  /* -1 and 0 are the systems that nobody knows. */
  if (reader->srs <= 0)
    return TRUE;
  if (organization != NULL && code > 0 && g_ascii_strcasecmp (organization, "EPSG") == 0)
    reader->crs = g_strdup_printf ("EPSG:%" G_GINT64_FORMAT, code);
  else if (organization != NULL && code > 0 && g_ascii_strcasecmp (organization, "ESRI") == 0)
    reader->crs = g_strdup_printf ("ESRI:%" G_GINT64_FORMAT, code);
  else if (definition != NULL && definition[0] != '\0' && g_ascii_strcasecmp (definition, "undefined") != 0)
    reader->crs = g_steal_pointer (&definition);
  return TRUE;
}

static gboolean
find_columns (Reader *reader, GError **error)
{
  g_autoptr (LwStatement) statement
      = lw_db_prepare (reader->db, "SELECT name, pk FROM pragma_table_info (?1)", error);
  gboolean has_shape = FALSE;
  LwStep step = statement != NULL ? LW_STEP_ROW : LW_STEP_ERROR;

  reader->columns = g_ptr_array_new_with_free_func (g_free);
  if (statement != NULL)
    lw_statement_bind_text (statement, 1, reader->layer);
  while (step == LW_STEP_ROW && (step = lw_statement_step (statement, error)) == LW_STEP_ROW)
    {
      g_autofree char *name = dup_text (statement, 0);

      if (name != NULL && reader->shape != NULL && g_ascii_strcasecmp (name, reader->shape) == 0)
        has_shape = TRUE;
      else if (lw_statement_int (statement, 1) == 1 && reader->key == NULL)
        reader->key = g_steal_pointer (&name);
      else if (name != NULL)
        g_ptr_array_add (reader->columns, g_steal_pointer (&name));
    }
  if (step != LW_STEP_DONE)
    return FALSE;
  if (!has_shape || reader->columns->len > LW_FEATURES_MAX_COLUMNS)
    g_set_error (error, LW_ERROR, LW_ERROR_INVALID,
                 _ ("%s: the table of the layer “%s” is not as the file says; save the layer again"),
                 reader->features->name, reader->layer);
  return has_shape && reader->columns->len <= LW_FEATURES_MAX_COLUMNS;
}

static LwStatement *
prepare_rows (Reader *reader, GError **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT ");

  append_name (sql, reader->shape);
  g_string_append (sql, ", ");
  if (reader->key != NULL)
    append_name (sql, reader->key);
  else
    g_string_append (sql, "NULL");
  for (guint i = 0; i < reader->columns->len; i++)
    {
      g_string_append (sql, ", ");
      append_name (sql, g_ptr_array_index (reader->columns, i));
    }
  g_string_append (sql, " FROM ");
  append_name (sql, reader->layer);
  return lw_db_prepare (reader->db, sql->str, error);
}

/* A cell as text; NULL for unknown and for what is no text. */
static char *
dup_cell (LwStatement *statement, int at)
{
  sqlite3_stmt *raw = lw_statement_raw (statement);
  double number;

  switch (sqlite3_column_type (raw, at))
    {
    case SQLITE_INTEGER:
      return g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) sqlite3_column_int64 (raw, at));
    case SQLITE_FLOAT:
      number = sqlite3_column_double (raw, at);
      return isfinite (number) ? lw_features_number_to_text (number) : NULL;
    case SQLITE_TEXT:
      return dup_text (statement, at);
    default:
      return NULL;
    }
}

static gboolean
read_row (Reader *reader, LwStatement *statement, guint64 number, GError **error)
{
  g_autofree char *id = dup_cell (statement, 1);
  g_autoptr (GError) reason = NULL;
  gsize size;
  gconstpointer blob = lw_statement_blob (statement, 0, &size);
  LwGeometry *geometry = NULL;

  for (guint i = 0; i < reader->columns->len; i++)
    {
      g_autofree char *text = dup_cell (statement, (int) i + 2);

      if (!lw_features_set_value (reader->features, g_ptr_array_index (reader->columns, i), text, error))
        return FALSE;
    }
  if (blob != NULL)
    geometry = lw_geometry_from_blob (blob, size, NULL, &reason);
  lw_features_add (reader->features, id, number, geometry, NULL);
  if (reason != NULL)
    lw_features_add_problem (reader->features, LW_FEATURE_PROBLEM_SHAPE, number, id, reason->message);
  return lw_features_check_size (reader->features, error);
}

static gboolean
read_rows (Reader *reader, GError **error)
{
  g_autoptr (LwStatement) statement = prepare_rows (reader, error);
  const LwGpkgReadOptions *options = reader->options;
  guint64 number = 0;
  LwStep step = statement != NULL ? LW_STEP_ROW : LW_STEP_ERROR;

  while (step == LW_STEP_ROW && (step = lw_statement_step (statement, error)) == LW_STEP_ROW)
    {
      if (!read_row (reader, statement, ++number, error))
        return FALSE;
      if (options->progress != NULL && number % ROWS_A_STEP == 0)
        options->progress (_ ("Reading geodata"), number, 0, LW_PROGRESS_ROWS, options->progress_data);
    }
  return step == LW_STEP_DONE;
}

/**
 * lw_gpkg_read_features:
 * @path: a GeoPackage
 * @options: (nullable): how to read
 * @cancellable: (nullable): to stop it
 * @error: return location for an error
 *
 * Returns: (transfer full): the features of one layer in RD New, numbered by row, or %NULL with an error; what is wrong
 *   with single features is in their list of problems
 */
LwFeatures *
lw_gpkg_read_features (const char *path, const LwGpkgReadOptions *options, GCancellable *cancellable, GError **error)
{
  static const LwGpkgReadOptions none;
  g_autofree char *name = g_filename_display_basename (path);
  g_auto (Reader) reader = { .options = options != NULL ? options : &none, .features = lw_features_new (name) };
  LwFeaturesPlace place = { .said = reader.options->crs,
                            .overrules = reader.options->crs_overrules,
                            .how = _ ("as the layer says") };

  reader.db = open_file (path, error);
  if (reader.db == NULL)
    return NULL;
  {
    g_autoptr (LwDbCancelScope) scope = lw_db_cancel_with (reader.db, cancellable);

    if (!check_frame (&reader, error) || !choose_layer (&reader, error) || !check_table (&reader, error) || !find_shape (&reader, error)
        || !find_crs (&reader, error) || !find_columns (&reader, error) || !read_rows (&reader, error))
      return NULL;
  }
  reader.features->layer = g_strdup (reader.layer);
  place.crs = reader.crs;
  return lw_features_place (reader.features, &place, cancellable, error) ? g_steal_pointer (&reader.features) : NULL;
}
