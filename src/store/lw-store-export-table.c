/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-store-export-table: a table, as polygons if its rows have shapes, else as attributes. */
#include "store/lw-store-export-private.h"

#include "model/lw-geo.h"

typedef struct {
  LwTable *table;
  GPtrArray *shapes;
} Export;

static const char *
sql_type (LwTableType type)
{
  switch (type)
    {
    case LW_TABLE_NUMBER:
      return "DOUBLE";
    case LW_TABLE_INTEGER:
      return "INTEGER";
    case LW_TABLE_BOOLEAN:
      return "BOOLEAN";
    case LW_TABLE_DATE:
      return "DATE";
    case LW_TABLE_TEXT:
    default:
      return "TEXT";
    }
}

static char *
make_columns (LwTable *table)
{
  GString *sql = g_string_new (NULL);

  for (guint i = 0; i < lw_table_get_n_columns (table); i++)
    g_string_append_printf (sql, ", \"%s\" %s", lw_table_get_column_name (table, i),
                            sql_type (lw_table_get_column_type (table, i)));
  return g_string_free (sql, FALSE);
}

static char *
insert_sql (const LwLayer *layer, const Export *export)
{
  guint n = lw_table_get_n_columns (export->table) + (layer->geometry != NULL ? 1 : 0);
  GString *sql = g_string_new (NULL);

  g_string_printf (sql, "INSERT INTO %s VALUES (NULL", layer->name);
  for (guint i = 1; i <= n; i++)
    g_string_append_printf (sql, ", ?%u", i);
  g_string_append_c (sql, ')');
  return g_string_free (sql, FALSE);
}

static void
bind_cell (LwStatement *statement, int at, LwTable *table, guint row, guint i)
{
  if (!lw_table_is_known (table, row, i))
    {
      lw_statement_bind_text (statement, at, NULL);
      return;
    }
  switch (lw_table_get_column_type (table, i))
    {
    case LW_TABLE_NUMBER:
      lw_statement_bind_double (statement, at, lw_table_get_number (table, row, i));
      break;
    case LW_TABLE_INTEGER:
      lw_statement_bind_int (statement, at, lw_table_get_integer (table, row, i));
      break;
    case LW_TABLE_BOOLEAN:
      lw_statement_bind_int (statement, at, lw_table_get_boolean (table, row, i) == LW_YES);
      break;
    case LW_TABLE_DATE:
      lw_statement_bind_date (statement, at, lw_table_get_date (table, row, i));
      break;
    case LW_TABLE_TEXT:
    default:
      lw_statement_bind_text (statement, at, lw_table_get_text (table, row, i));
      break;
    }
}

/* A layer has one kind of geometry, so a single polygon is a multipolygon too. */
static GBytes *
make_blob (LwGeometry *shape)
{
  g_autoptr (LwGeometryBuilder) builder = lw_geometry_builder_new ();
  g_autoptr (LwGeometry) all = NULL;

  lw_geometry_builder_add_parts (builder, shape);
  all = lw_geometry_builder_finish (builder, LW_GEOMETRY_MULTI_POLYGON);
  return lw_geometry_to_blob (all, LW_GEO_SRS_RD);
}

static gboolean
insert_rows (LwDb *db, LwLayer *layer, gpointer data, GError **error)
{
  const Export *export = data;
  g_autofree char *sql = insert_sql (layer, export);
  g_autoptr (LwStatement) statement = lw_db_prepare (db, sql, error);
  guint n = lw_table_get_n_rows (export->table);

  if (statement == NULL)
    return FALSE;
  for (guint row = 0; row < n; row++)
    {
      LwGeometry *shape = export->shapes != NULL ? g_ptr_array_index (export->shapes, row) : NULL;
      g_autoptr (GBytes) blob = shape != NULL ? make_blob (shape) : NULL;
      int at = 1;

      if (!lw_layer_tell (layer, row, n, error))
        return FALSE;
      if (layer->geometry != NULL)
        {
          gsize size = 0;
          gconstpointer bytes = blob != NULL ? g_bytes_get_data (blob, &size) : NULL;

          lw_statement_bind_blob (statement, at++, bytes, size);
        }
      for (guint i = 0; i < lw_table_get_n_columns (export->table); i++)
        bind_cell (statement, at++, export->table, row, i);
      if (!lw_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * lw_store_export_table:
 * @path: where; a file that is there is replaced, at the end and at once
 * @table: a table, whose columns have lower-case names
 * @layer_name: of the layer, lower-case
 * @options: with the shapes of its rows, if it has any, and what it says of itself
 * @error: return location for an error
 *
 * Writes a GeoPackage 1.3 with one layer of multipolygons, or one table of attributes. A row without a shape stays, with
 * no geometry.
 *
 * Returns: %FALSE with an error; what was at @path is untouched then
 */
gboolean
lw_store_export_table (const char *path, LwTable *table, const char *layer_name, const LwExportOptions *options,
                       GError **error)
{
  Export export = { table, options->shapes };
  LwLayer layer = { .name = layer_name, .options = options, .fill = insert_rows, .data = &export };
  g_autofree char *columns = NULL;

  g_return_val_if_fail (path != NULL && table != NULL && layer_name != NULL, FALSE);
  layer.columns = columns = make_columns (table);
  for (guint i = 0; options->shapes != NULL && i < options->shapes->len; i++)
    if (g_ptr_array_index (options->shapes, i) != NULL)
      layer.geometry = "MULTIPOLYGON";
  if (options->about != NULL && options->about->fictional)
    layer.notice = "FICTIEF VOORBEELD (fictional example)";
  return lw_layer_write (&layer, path, error);
}
