/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-export-kml: offices or areas as KML 2.2, for Google Earth and the like: a folder and a style per class of vacancy, so
 * that a class can be switched off; a balloon with the figures in words; and a Schema that declares the columns, so that
 * QGIS gets typed fields. Longitude before latitude, no blanks inside a tuple, colours as aabbggrr. The order of
 * elements is that of the standard, which some readers insist on. */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "formats/lw-export-source.h"

#define BLOCK 65536
/* what is escaped or dropped, and the first byte of the non-characters */
#define SPECIAL                                                                                              \
  "&<>\"\001\002\003\004\005\006\007\010\013\014\r\016\017\020\021\022\023\024\025\026\027\030\031\032\033\034\035\036\037\357"
#define ICON "http://maps.google.com/mapfiles/kml/shapes/placemark_circle.png"
#define OPAQUE 0xffu
#define SHEER 0xa0u
/* along a meridian */
#define METRES_A_DEGREE 111200.0
/* So far away one stands from a single point. */
#define MIN_RANGE_M 1000.0

/* Escapes text, and drops what XML 1.0 cannot hold at all: control characters and non-characters. */
static void
append_escaped (GString *out, const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gsize plain = strcspn (p, SPECIAL);
      gunichar c;

      g_string_append_len (out, p, (gssize)plain);
      p += plain;
      if (*p == '\0')
        return;
      c = g_utf8_get_char (p);
      if (c == '&')
        g_string_append (out, "&amp;");
      else if (c == '<')
        g_string_append (out, "&lt;");
      else if (c == '>')
        g_string_append (out, "&gt;");
      else if (c == '"')
        g_string_append (out, "&quot;");
      else if (c >= 0x20 && c != 0xfffe && c != 0xffff)
        g_string_append_unichar (out, c);
    }
}

/* A balloon is HTML inside XML, so what stands in it is escaped twice. */
static void
append_html (GString *out, const char *text)
{
  g_autoptr (GString) html = g_string_new (NULL);

  append_escaped (html, text);
  append_escaped (out, html->str);
}

static const char *
get_field_type (LwTableType type)
{
  switch (type)
    {
    case LW_TABLE_NUMBER:
      return "double";
    case LW_TABLE_INTEGER:
      return "int";
    case LW_TABLE_BOOLEAN:
      return "bool";
    case LW_TABLE_DATE:
    case LW_TABLE_TEXT:
    default:
      return "string";
    }
}

/* The class of a row, 0 without classes. */
static guint
get_class (const LwExportSource *source, guint row)
{
  const LwExportOptions *options = source->options;
  double rate = options->n_classes > 0 ? lw_export_source_get_rate (source, row) : NAN;
  guint class = 0;

  for (guint c = 1; c < options->n_classes; c++)
    if (rate >= options->classes[c].low)
      class = c;
  return class;
}

static void
append_color (GString *out, const char *element, guint alpha, guint32 rgb)
{
  g_string_append_printf (out, "<%s>%02x%02x%02x%02x</%s>", element, alpha, rgb & 0xff, rgb >> 8 & 0xff,
                          rgb >> 16 & 0xff, element);
}

static void
append_style (GString *out, guint class, const char *state, guint32 rgb, double scale)
{
  char size[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (out, "<Style id=\"class-%u-%s\">\n<IconStyle>", class, state);
  append_color (out, "color", OPAQUE, rgb);
  g_string_append_printf (out, "<scale>%s</scale><Icon><href>" ICON "</href></Icon></IconStyle>\n<LabelStyle><scale>%s",
                          g_ascii_formatd (size, sizeof size, "%.1f", scale), scale > 1 ? "1" : "0");
  g_string_append (out, "</scale></LabelStyle>\n<LineStyle><color>ff404040</color><width>");
  g_string_append (out, scale > 1 ? "3" : "1");
  g_string_append (out, "</width></LineStyle>\n<PolyStyle>");
  append_color (out, "color", SHEER, rgb);
  g_string_append (out, "</PolyStyle>\n<BalloonStyle><text>&lt;b&gt;$[name]&lt;/b&gt;&lt;br/&gt;$[description]</text>"
                        "</BalloonStyle>\n</Style>\n");
}

/* Names appear only under the pointer: a province of them would hide the map. */
static void
append_styles (GString *out, const LwExportSource *source)
{
  for (guint c = 0; c < source->options->n_classes; c++)
    {
      guint32 rgb = source->options->classes[c].rgb;

      append_style (out, c, "normal", rgb, 0.8);
      append_style (out, c, "highlight", rgb, 1.2);
      g_string_append_printf (out,
                              "<StyleMap id=\"class-%u\">\n"
                              "<Pair><key>normal</key><styleUrl>#class-%u-normal</styleUrl></Pair>\n"
                              "<Pair><key>highlight</key><styleUrl>#class-%u-highlight</styleUrl></Pair>\n"
                              "</StyleMap>\n",
                              c, c, c);
    }
}

static const char *
get_schema (const LwExportSource *source)
{
  return source->offices != NULL ? "offices" : "areas";
}

static void
append_schema (GString *out, const LwExportSource *source)
{
  g_string_append_printf (out, "<Schema name=\"%s\" id=\"%s\">\n", get_schema (source), get_schema (source));
  for (guint i = 0; i < lw_export_source_get_n_columns (source); i++)
    {
      LwExportColumn column;

      lw_export_source_describe (source, i, &column);
      g_string_append_printf (out, "<SimpleField type=\"%s\" name=\"%s\"/>\n", get_field_type (column.type),
                              column.name);
    }
  g_string_append (out, "</Schema>\n");
}

/* From where one looks on what the file shows: from above, as high as its extent is wide. */
static void
append_view (GString *out, const LwExportSource *source, LwGeo *geo)
{
  LwBounds bounds;
  double longitude, latitude, wide, high;

  if (!lw_export_source_get_bounds (source, geo, &bounds))
    return;
  longitude = (bounds.min_x + bounds.max_x) / 2;
  latitude = (bounds.min_y + bounds.max_y) / 2;
  wide = (bounds.max_x - bounds.min_x) * METRES_A_DEGREE * cos (latitude * G_PI / 180);
  high = (bounds.max_y - bounds.min_y) * METRES_A_DEGREE;
  g_string_append (out, "<LookAt><longitude>");
  lw_export_append_number (out, rint (longitude * 1e5) / 1e5, '.');
  g_string_append (out, "</longitude><latitude>");
  lw_export_append_number (out, rint (latitude * 1e5) / 1e5, '.');
  g_string_append (out, "</latitude><altitude>0</altitude><heading>0</heading><tilt>0</tilt><range>");
  lw_export_append_number (out, rint (MIN_RANGE_M + 1.2 * fmax (wide, high)), '.');
  g_string_append (out, "</range></LookAt>\n");
}

/* What the file says of itself, a line each; a description is HTML. */
static void
append_about_text (GString *out, const LwExportSource *source)
{
  g_autofree char *text = source->options->about ? lw_provenance_to_text (source->options->about, "\n") : NULL;
  g_auto (GStrv) lines = NULL;

  if (!source->confidential && text == NULL)
    return;
  lines = g_strsplit (text != NULL ? text : lw_note_texts_notice (), "\n", -1);
  g_string_append (out, "<description>");
  for (guint i = 0; lines[i] != NULL; i++)
    {
      append_html (out, lines[i]);
      g_string_append (out, lines[i + 1] != NULL ? "&lt;br/&gt;\n" : "");
    }
  g_string_append (out, "</description>\n");
}

static void
append_about (GString *out, const LwExportSource *source, LwGeo *geo)
{
  append_about_text (out, source);
  append_view (out, source, geo);
  if (source->options->about != NULL && source->options->about->date != LW_DATE_UNKNOWN)
    {
      g_autofree char *day = lw_date_to_iso (source->options->about->date);

      g_string_append_printf (out, "<TimeStamp><when>%s</when></TimeStamp>\n", day);
    }
}

static void
append_start (GString *out, const LwExportSource *source, LwGeo *geo)
{
  g_string_append (out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        "<kml xmlns=\"http://www.opengis.net/kml/2.2\">\n<Document>\n<name>");
  append_escaped (out, source->name);
  g_string_append (out, "</name>\n");
  append_about (out, source, geo);
  append_styles (out, source);
  append_schema (out, source);
}

static void
append_value (GString *out, const LwExportColumn *column, const LwExportCell *cell)
{
  g_autofree char *iso = NULL;

  switch (column->type)
    {
    case LW_TABLE_NUMBER:
      lw_export_append_number (out, cell->number, '.');
      break;
    case LW_TABLE_INTEGER:
      g_string_append_printf (out, "%" G_GINT64_FORMAT, cell->integer);
      break;
    case LW_TABLE_BOOLEAN:
      g_string_append_c (out, cell->boolean ? '1' : '0');
      break;
    case LW_TABLE_DATE:
      iso = lw_date_to_iso (cell->date);
      g_string_append (out, iso);
      break;
    case LW_TABLE_TEXT:
    default:
      append_escaped (out, cell->text);
      break;
    }
}

static void
append_data (GString *out, const LwExportSource *source, guint row)
{
  guint n = lw_export_source_get_n_columns (source);

  g_string_append_printf (out, "<ExtendedData><SchemaData schemaUrl=\"#%s\">\n", get_schema (source));
  for (guint i = 0; i < n; i++)
    {
      LwExportColumn column;
      LwExportCell cell;

      lw_export_source_read (source, row, i, &cell);
      if (!cell.known)
        continue;
      lw_export_source_describe (source, i, &column);
      g_string_append_printf (out, "<SimpleData name=\"%s\">", column.name);
      append_value (out, &column, &cell);
      g_string_append (out, "</SimpleData>\n");
    }
  g_string_append (out, "</SchemaData></ExtendedData>\n");
}

/* Whole square metres, as people say them; the exact figures are in the data. */
static void
append_m2 (GString *html, const char *label, double m2)
{
  append_html (html, label);
  if (isfinite (m2))
    g_string_append_printf (html, ": %'.0f m²&lt;br/&gt;", m2);
  else
    g_string_append_printf (html, ": %s&lt;br/&gt;", _ ("unknown"));
}

static void
append_balloon (GString *out, const LwExportSource *source, guint row, double stock_m2, double vacant_m2)
{
  double rate = lw_export_source_get_rate (source, row);
  guint class = get_class (source, row);

  append_m2 (out, _ ("Stock"), stock_m2);
  append_m2 (out, _ ("Vacant"), vacant_m2);
  append_html (out, _ ("Vacancy rate"));
  if (isfinite (rate))
    g_string_append_printf (out, ": %.1f %%", rate * 100);
  else
    g_string_append_printf (out, ": %s", _ ("unknown"));
  if (isfinite (rate) && class > 0)
    {
      g_string_append (out, " (");
      append_html (out, source->options->classes[class].label);
      g_string_append (out, ")");
    }
  g_string_append (out, "&lt;br/&gt;");
}

static void
append_office_balloon (GString *out, const LwExportSource *source, guint row)
{
  const LwOffices *offices = source->offices;
  g_autofree char *address = lw_offices_address (offices, row);
  const char *town = lw_offices_text (offices, LW_OFFICE_TOWN, row);

  append_html (out, address);
  if (town[0] != '\0')
    {
      g_string_append (out, ", ");
      append_html (out, town);
    }
  g_string_append (out, "&lt;br/&gt;");
  append_balloon (out, source, row, offices->stock_m2[row], offices->vacant_stock_m2[row]);
  if (offices->vacant_since[row] != LW_DATE_UNKNOWN)
    {
      g_autofree char *since = lw_date_to_display (offices->vacant_since[row]);

      append_html (out, _ ("Vacant since"));
      g_string_append_printf (out, ": %s&lt;br/&gt;", since);
    }
  if (lw_offices_cell_is_known (offices, LW_OFFICE_BUILD_YEAR, row))
    {
      append_html (out, _ ("Build year"));
      g_string_append_printf (out, ": %d&lt;br/&gt;", offices->build_year[row]);
    }
}

static double
get_named_number (const LwExportSource *source, guint row, const char *name)
{
  for (guint i = 0; i < lw_table_get_n_columns (source->table); i++)
    if (g_strcmp0 (lw_table_get_column_name (source->table, i), name) == 0)
      return lw_table_get_number (source->table, row, i);
  return NAN;
}

static void
append_description (GString *out, const LwExportSource *source, guint row)
{
  g_string_append (out, "<description>");
  if (source->offices != NULL)
    append_office_balloon (out, source, row);
  else
    append_balloon (out, source, row, get_named_number (source, row, "stock_m2"),
                    get_named_number (source, row, "vacant_m2"));
  g_string_append (out, "</description>\n");
  if (source->options->n_classes > 0)
    g_string_append_printf (out, "<styleUrl>#class-%u</styleUrl>\n", get_class (source, row));
}

static void
append_office_head (GString *out, const LwOffices *offices, guint row)
{
  const char *name = lw_offices_text (offices, LW_OFFICE_NAME, row);
  g_autofree char *address = lw_offices_address (offices, row);

  if (offices->id[row] != 0)
    g_string_append_printf (out, "<Placemark id=\"office-%" G_GINT64_FORMAT "\">\n<name>", offices->id[row]);
  else
    g_string_append (out, "<Placemark>\n<name>");
  append_escaped (out, name[0] != '\0' ? name : address);
  g_string_append (out, "</name>\n");
}

static void
append_ring (GString *out, const char *element, const double *xy, gsize n)
{
  g_string_append_printf (out, "<%s><LinearRing><coordinates>", element);
  for (gsize i = 0; i < n; i++)
    {
      g_string_append (out, i > 0 ? " " : "");
      lw_export_append_degrees (out, xy[2 * i], xy[2 * i + 1]);
    }
  g_string_append_printf (out, "</coordinates></LinearRing></%s>", element);
}

static void
append_shape (GString *out, const LwExportSource *source, guint row, LwGeo *geo)
{
  g_autoptr (LwGeometry) shape = lw_export_source_dup_shape (source, row, geo);

  if (shape == NULL)
    return;
  g_string_append (out, "<MultiGeometry>\n");
  for (gsize part = 0; part < lw_geometry_get_n_parts (shape); part++)
    {
      gsize n_rings, first = lw_geometry_get_part (shape, part, &n_rings);

      g_string_append (out, "<Polygon>");
      for (gsize r = 0; r < n_rings; r++)
        {
          gsize n;
          const double *xy = lw_geometry_get_ring (shape, first + r, &n);

          append_ring (out, r == 0 ? "outerBoundaryIs" : "innerBoundaryIs", xy, n);
        }
      g_string_append (out, "</Polygon>\n");
    }
  g_string_append (out, "</MultiGeometry>\n");
}

static void
append_point (GString *out, double longitude, double latitude)
{
  if (!isfinite (longitude) || !isfinite (latitude))
    return;
  g_string_append (out, "<Point><coordinates>");
  lw_export_append_degrees (out, longitude, latitude);
  g_string_append (out, "</coordinates></Point>\n");
}

/* An area goes by its code, if that may stand in an id of XML. */
static void
append_area_head (GString *out, const LwExportSource *source, guint row)
{
  const char *key = lw_export_source_get_key (source, row);
  gsize n = strspn (key, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

  if (n > 0 && key[n] == '\0')
    g_string_append_printf (out, "<Placemark id=\"area-%s\">\n<name>", key);
  else
    g_string_append (out, "<Placemark>\n<name>");
  append_escaped (out, lw_export_source_get_label (source, row));
  g_string_append (out, "</name>\n");
}

static void
append_placemark (GString *out, const LwExportSource *source, guint row, LwGeo *geo)
{
  if (source->offices != NULL)
    append_office_head (out, source->offices, row);
  else
    append_area_head (out, source, row);
  append_description (out, source, row);
  append_data (out, source, row);
  if (source->offices != NULL)
    append_point (out, source->offices->longitude[row], source->offices->latitude[row]);
  else
    append_shape (out, source, row, geo);
  g_string_append (out, "</Placemark>\n");
}

typedef struct {
  const LwExportSource *source;
  GOutputStream *stream;
  GString *out;
  LwGeo *geo;
  guint done;
} Writing;

/* The rows of a class, in a folder; all of them, and none, if there are no classes. */
static gboolean
write_folder (Writing *self, const guint8 *classes, guint class, GError **error)
{
  const LwExportSource *source = self->source;
  gboolean open = FALSE;

  for (guint row = lw_export_source_next (source, 0); row != LW_EXPORT_NO_ROW;
       row = lw_export_source_next (source, row + 1))
    {
      if (classes[row] != class)
        continue;
      if (!open && source->options->n_classes > 0)
        {
          g_string_append (self->out, "<Folder>\n<name>");
          append_escaped (self->out, source->options->classes[class].label);
          g_string_append (self->out, "</name>\n");
          open = TRUE;
        }
      append_placemark (self->out, source, row, self->geo);
      if (!lw_export_flush (self->stream, self->out, BLOCK, source->options->cancellable, error)
          || !lw_export_source_tell (source, self->done++, error))
        return FALSE;
    }
  g_string_append (self->out, open ? "</Folder>\n" : "");
  return TRUE;
}

/**
 * lw_export_write_kml:
 * @source: offices, or a table of areas
 * @stream: where to write
 *
 * An office or area without a position is a placemark without a geometry.
 *
 * Returns: %FALSE on an error
 */
gboolean
lw_export_write_kml (const LwExportSource *source, GOutputStream *stream, GError **error)
{
  g_autoptr (GString) out = g_string_sized_new (BLOCK + 4096);
  guint n = source->offices != NULL ? source->offices->n : lw_table_get_n_rows (source->table);
  g_autofree guint8 *classes = g_new0 (guint8, MAX (n, 1));
  g_autoptr (LwGeo) geo = source->options->shapes != NULL ? lw_geo_new (error) : NULL;
  Writing writing = { source, stream, out, geo, 0 };
  guint n_classes = source->options->n_classes;

  if (source->options->shapes != NULL && geo == NULL)
    return FALSE;
  append_start (out, source, geo);
  for (guint row = 0; row < n; row++)
    classes[row] = (guint8)get_class (source, row);
  if (!lw_export_source_tell (source, 0, error))
    return FALSE;
  for (guint class = 0; class < n_classes || class == 0; class++)
    if (!write_folder (&writing, classes, class, error))
      return FALSE;
  g_string_append (out, "</Document>\n</kml>\n");
  return lw_export_flush (stream, out, 0, source->options->cancellable, error);
}
