/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-export-geojson: offices as GeoJSON by RFC 7946: WGS 84, longitude before latitude, no crs member.
 * Written as a stream, one feature a line, so that size does not matter. Also tables as JSON. */
#include <math.h>

#include "formats/lw-export-source.h"
#include "formats/lw-export.h"

#define BLOCK 65536

static void
append_value (GString *out, const LwExportColumn *column, const LwExportCell *cell)
{
  g_autofree char *iso = NULL;

  if (!cell->known)
    {
      g_string_append (out, "null");
      return;
    }
  switch (column->type)
    {
    case LW_TABLE_NUMBER:
      lw_export_append_number (out, cell->number, '.');
      break;
    case LW_TABLE_INTEGER:
      g_string_append_printf (out, "%" G_GINT64_FORMAT, cell->integer);
      break;
    case LW_TABLE_BOOLEAN:
      g_string_append (out, cell->boolean ? "true" : "false");
      break;
    case LW_TABLE_DATE:
      iso = lw_date_to_iso (cell->date);
      lw_export_append_json_string (out, iso);
      break;
    case LW_TABLE_TEXT:
    default:
      lw_export_append_json_string (out, cell->text);
      break;
    }
}

static void
append_point (GString *out, double longitude, double latitude)
{
  if (!isfinite (longitude) || !isfinite (latitude))
    {
      g_string_append (out, "null");
      return;
    }
  g_string_append (out, "{\"type\":\"Point\",\"coordinates\":[");
  lw_export_append_degrees (out, longitude, latitude);
  g_string_append (out, "]}");
}

static void
append_ring (GString *out, const double *xy, gsize n)
{
  g_string_append_c (out, '[');
  for (gsize i = 0; i < n; i++)
    {
      g_string_append (out, i > 0 ? ",[" : "[");
      lw_export_append_degrees (out, xy[2 * i], xy[2 * i + 1]);
      g_string_append_c (out, ']');
    }
  g_string_append_c (out, ']');
}

static void
append_shape (GString *out, const LwExportSource *source, guint row, LwGeo *geo)
{
  g_autoptr (LwGeometry) shape = lw_export_source_dup_shape (source, row, geo);

  if (shape == NULL)
    {
      g_string_append (out, "null");
      return;
    }
  g_string_append (out, "{\"type\":\"MultiPolygon\",\"coordinates\":[");
  for (gsize part = 0; part < lw_geometry_get_n_parts (shape); part++)
    {
      gsize n_rings, first = lw_geometry_get_part (shape, part, &n_rings);

      g_string_append (out, part > 0 ? ",[" : "[");
      for (gsize r = 0; r < n_rings; r++)
        {
          gsize n;
          const double *xy = lw_geometry_get_ring (shape, first + r, &n);

          g_string_append (out, r > 0 ? "," : "");
          append_ring (out, xy, n);
        }
      g_string_append_c (out, ']');
    }
  g_string_append (out, "]}");
}

/* Offices go by their key in the document, areas by their code. */
static void
append_head (GString *out, const LwExportSource *source, guint row, LwGeo *geo)
{
  LwOffices *offices = source->offices;

  g_string_append (out, "{\"type\":\"Feature\"");
  if (offices == NULL && lw_export_source_get_key (source, row)[0] != '\0')
    {
      g_string_append (out, ",\"id\":");
      lw_export_append_json_string (out, lw_export_source_get_key (source, row));
    }
  else if (offices != NULL && offices->id[row] != 0)
    g_string_append_printf (out, ",\"id\":%" G_GINT64_FORMAT, offices->id[row]);
  g_string_append (out, ",\"geometry\":");
  if (offices != NULL)
    append_point (out, offices->longitude[row], offices->latitude[row]);
  else
    append_shape (out, source, row, geo);
}

static void
append_feature (GString *out, const LwExportSource *source, guint row, LwGeo *geo)
{
  guint n = lw_export_source_get_n_columns (source);

  append_head (out, source, row, geo);
  g_string_append (out, ",\"properties\":{");
  for (guint i = 0; i < n; i++)
    {
      LwExportColumn column;
      LwExportCell cell;

      lw_export_source_describe (source, i, &column);
      lw_export_source_read (source, row, i, &cell);
      if (i > 0)
        g_string_append_c (out, ',');
      lw_export_append_json_string (out, column.name);
      g_string_append_c (out, ':');
      append_value (out, &column, &cell);
    }
  g_string_append (out, "}}");
}

/* West, south, east, north. */
static void
append_bounds (GString *out, const LwExportSource *source, LwGeo *geo)
{
  LwBounds bounds;

  if (!lw_export_source_get_bounds (source, geo, &bounds))
    return;
  g_string_append (out, "\"bbox\":[");
  lw_export_append_degrees (out, bounds.min_x, bounds.min_y);
  g_string_append_c (out, ',');
  lw_export_append_degrees (out, bounds.max_x, bounds.max_y);
  g_string_append (out, "],");
}

static void
append_start (GString *out, const LwExportSource *source, LwGeo *geo)
{
  g_string_append (out, "{\"type\":\"FeatureCollection\",");
  append_bounds (out, source, geo);
  if (source->fictional)
    g_string_append (out, "\"fictional\":true,");
  if (source->confidential)
    {
      g_string_append (out, "\"" LW_NOTE_NOTICE_COLUMN "\":");
      lw_export_append_json_string (out, lw_note_texts_notice ());
      g_string_append_c (out, ',');
    }
  if (source->options->about != NULL)
    {
      g_string_append (out, "\"leegwijzer\":");
      lw_export_append_about (out, source);
      g_string_append_c (out, ',');
    }
  g_string_append (out, "\"features\":[\n");
}

/**
 * lw_export_write_geojson:
 * @source: offices, or a table of areas
 * @stream: where to write
 *
 * An office or area without a position has the geometry null. Made-up data carry `"fictional":true` beside the
 * features, confidential notes a `"notice"`, and all what the file says of itself a `"leegwijzer"`.
 *
 * Returns: %FALSE on an error
 */
gboolean
lw_export_write_geojson (const LwExportSource *source, GOutputStream *stream, GError **error)
{
  g_autoptr (GString) out = g_string_sized_new (BLOCK + 4096);
  g_autoptr (LwGeo) geo = source->options->shapes != NULL ? lw_geo_new (error) : NULL;
  guint done = 0;

  if (source->options->shapes != NULL && geo == NULL)
    return FALSE;
  append_start (out, source, geo);
  for (guint row = lw_export_source_next (source, 0); row != LW_EXPORT_NO_ROW;
       row = lw_export_source_next (source, row + 1))
    {
      if (done > 0)
        g_string_append (out, ",\n");
      append_feature (out, source, row, geo);
      if (!lw_export_flush (stream, out, BLOCK, source->options->cancellable, error)
          || !lw_export_source_tell (source, done++, error))
        return FALSE;
    }
  g_string_append (out, "\n]}\n");
  return lw_export_flush (stream, out, 0, source->options->cancellable, error);
}

static JsonNode *
make_value (const LwExportColumn *column, const LwExportCell *cell)
{
  JsonNode *node = json_node_new (JSON_NODE_VALUE);
  g_autofree char *iso = NULL;

  switch (column->type)
    {
    case LW_TABLE_NUMBER:
      json_node_set_double (node, cell->number);
      break;
    case LW_TABLE_INTEGER:
      json_node_set_int (node, cell->integer);
      break;
    case LW_TABLE_BOOLEAN:
      json_node_set_boolean (node, cell->boolean);
      break;
    case LW_TABLE_DATE:
      iso = lw_date_to_iso (cell->date);
      json_node_set_string (node, iso);
      break;
    case LW_TABLE_TEXT:
    default:
      json_node_set_string (node, cell->text);
      break;
    }
  return node;
}

/**
 * lw_table_to_json:
 * @table: a table
 *
 * Returns: (transfer full): an array with one object a row, members named as the columns; unknown is null
 */
JsonNode *
lw_table_to_json (LwTable *table)
{
  LwExportOptions none = { NULL };
  LwExportSource source = { .table = table, .options = &none };
  JsonArray *rows = json_array_new ();
  JsonNode *root = json_node_new (JSON_NODE_ARRAY);

  g_return_val_if_fail (table != NULL, NULL);
  for (guint row = 0; row < lw_table_get_n_rows (table); row++)
    {
      JsonObject *object = json_object_new ();

      for (guint i = 0; i < lw_table_get_n_columns (table); i++)
        {
          LwExportColumn column;
          LwExportCell cell;

          lw_export_source_describe (&source, i, &column);
          lw_export_source_read (&source, row, i, &cell);
          if (cell.known && !(column.type == LW_TABLE_NUMBER && !isfinite (cell.number)))
            json_object_set_member (object, column.name, make_value (&column, &cell));
          else
            json_object_set_null_member (object, column.name);
        }
      json_array_add_object_element (rows, object);
    }
  json_node_take_array (root, rows);
  return root;
}
