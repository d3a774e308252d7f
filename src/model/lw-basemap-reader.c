/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-basemap-reader: reads the file that data/basemap/build-basemap.py writes (data/basemap/README.md
 * describes it). It believes nothing: counts are bounded by the bytes left, places in lists by the lists,
 * positions by the globe. The first thing that is wrong stops the reading; every helper then returns
 * nothing. */
#include "model/lw-basemap-private.h"

#include "model/lw-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAGIC "LWMAP"
#define VERSION 1
#define HEADER_SIZE 8
#define UNITS_PER_DEGREE 1e6

typedef struct {
  const guint8 *data;
  gsize size;
  gsize at;
  const char *fault; /* what is wrong at @at, or NULL */
} Reader;

static void
fail (Reader *reader, const char *fault)
{
  if (reader->fault == NULL)
    reader->fault = fault;
}

/* A whole number in groups of seven bits, least significant first, of at most @max. */
static guint
read_number (Reader *reader, guint max)
{
  guint64 value = 0;

  for (guint shift = 0; shift < 35; shift += 7)
    {
      guint8 byte;

      if (reader->fault != NULL || reader->at >= reader->size)
        break;
      byte = reader->data[reader->at++];
      value |= (guint64) (byte & 127) << shift;
      if (byte < 128)
        {
          if (value <= max)
            return value;
          break;
        }
    }
  fail (reader, "a number is out of range or cut short");
  return 0;
}

/* Signed numbers are folded: 0, -1, 1, -2, … */
static gint64
read_signed (Reader *reader)
{
  guint value = read_number (reader, G_MAXUINT);

  return value & 1 ? -(gint64) (value >> 1) - 1 : (gint64) (value >> 1);
}

/* A count of items of at least @unit bytes each. */
static guint
read_count (Reader *reader, guint unit)
{
  guint count = read_number (reader, LW_BASEMAP_MAX_ITEMS);

  if (reader->fault == NULL && count > (reader->size - reader->at) / unit)
    fail (reader, "a list is longer than the file");
  return reader->fault == NULL ? count : 0;
}

static const char *
read_text (Reader *reader, LwBasemap *self)
{
  guint length = read_count (reader, 1);
  const char *text = (const char *) reader->data + reader->at;

  if (reader->fault != NULL)
    return "";
  if (!g_utf8_validate (text, length, NULL))
    {
      fail (reader, "a name is not UTF-8");
      return "";
    }
  reader->at += length;
  return g_string_chunk_insert_len (self->strings, text, length);
}

static const char *
read_code (Reader *reader, LwBasemap *self, const char *format, guint max)
{
  guint number = read_number (reader, max);
  char text[16];

  if (g_str_equal (format, "PV"))
    g_snprintf (text, sizeof text, "PV%02u", number);
  else
    g_snprintf (text, sizeof text, "GM%04u", number);
  return g_string_chunk_insert_const (self->strings, text);
}

/* Dates are written as 20220101; 0 is none. */
static LwDate
read_date (Reader *reader)
{
  guint number = read_number (reader, 99991231);
  LwDate date = LW_DATE_UNKNOWN;

  if (number != 0 && reader->fault == NULL)
    {
      date = lw_date_from_ymd (number / 10000, number / 100 % 100, number % 100);
      if (date == LW_DATE_UNKNOWN)
        fail (reader, "a date does not exist");
    }
  return date;
}

static void
append_position (Reader *reader, GArray *points, gint64 x, gint64 y)
{
  double position[2] = { x / UNITS_PER_DEGREE, y / UNITS_PER_DEGREE };

  if (position[0] < -180 || position[0] > 180 || position[1] < -85 || position[1] > 85)
    fail (reader, "a position lies off the map");
  else
    g_array_append_vals (points, position, 2);
}

/* A count and that many points, of which each but the first is a step from the one before; closed when
 * @ring. */
static void
read_points (Reader *reader, GArray *points, GArray *starts, gboolean ring)
{
  guint n = read_count (reader, 2);
  guint first = points->len;
  gint64 x = 0, y = 0;

  if (n < (ring ? 3 : 2))
    fail (reader, "a line has too few points");
  for (guint i = 0; i < n && reader->fault == NULL; i++)
    {
      x += read_signed (reader);
      y += read_signed (reader);
      append_position (reader, points, x, y);
    }
  if (ring && reader->fault == NULL)
    {
      const double *begin = &g_array_index (points, double, first);
      double closing[2] = { begin[0], begin[1] };

      g_array_append_vals (points, closing, 2);
    }
  first = points->len / 2;
  g_array_append_val (starts, first);
}

static void
read_sources (Reader *reader, LwBasemap *self)
{
  guint n = read_count (reader, 6);

  for (guint i = 0; i < n && reader->fault == NULL; i++)
    {
      LwBasemapSource source;

      source.key = read_text (reader, self);
      source.title = read_text (reader, self);
      source.holder = read_text (reader, self);
      source.date = read_text (reader, self);
      source.licence = read_text (reader, self);
      source.url = read_text (reader, self);
      g_array_append_val (self->sources, source);
    }
}

static void
read_names (Reader *reader, LwBasemap *self)
{
  guint n = read_count (reader, 2);

  for (guint i = 0; i < n && reader->fault == NULL; i++)
    {
      LwProvince province = { 0 };

      province.code = read_code (reader, self, "PV", 99);
      province.name = read_text (reader, self);
      g_array_append_val (self->provinces, province);
    }
  n = read_count (reader, 3);
  for (guint i = 0; i < n && reader->fault == NULL; i++)
    {
      LwMunicipality municipality = { 0 };

      municipality.code = read_code (reader, self, "GM", 9999);
      municipality.province = read_number (reader, self->provinces->len);
      municipality.name = read_text (reader, self);
      if (municipality.province >= self->provinces->len)
        fail (reader, "a municipality lies in no province");
      else
        g_array_append_val (self->municipalities, municipality);
    }
}

static void
read_arcs (Reader *reader, LwBasemap *self)
{
  guint n = read_count (reader, 6);
  guint n_municipalities = self->municipalities->len;
  guint start = 0;

  g_array_append_val (self->arc_starts, start);
  for (guint i = 0; i < n && reader->fault == NULL; i++)
    {
      LwBorder border = { 0 };

      border.kind = read_number (reader, LW_BORDER_N_KINDS - 1);
      border.left = (int) read_number (reader, n_municipalities) - 1;
      border.right = (int) read_number (reader, n_municipalities) - 1;
      read_points (reader, self->arc_points, self->arc_starts, FALSE);
      g_array_append_val (self->borders, border);
    }
}

/* Where a step of a ring begins and ends. */
static void
find_step_ends (LwBasemap *self, guint step, double first[2], double last[2])
{
  guint arc = step / 2;
  guint start = g_array_index (self->arc_starts, guint, arc);
  guint end = g_array_index (self->arc_starts, guint, arc + 1);
  const double *points = (const double *) self->arc_points->data;
  guint from = step & 1 ? end - 1 : start, to = step & 1 ? start : end - 1;

  memcpy (first, points + 2 * from, 2 * sizeof (double));
  memcpy (last, points + 2 * to, 2 * sizeof (double));
}

/* Each arc of a ring must begin where the one before ended, and the last must end where the first began. */
static gboolean
check_ring (LwBasemap *self, const LwBasemapRing *ring)
{
  double first[2], last[2], begin[2] = { 0 }, end[2] = { 0 };

  for (guint i = 0; i < ring->n_steps; i++)
    {
      find_step_ends (self, g_array_index (self->steps, guint, ring->first_step + i), first, last);
      if (i == 0)
        memcpy (begin, first, sizeof begin);
      else if (first[0] != end[0] || first[1] != end[1])
        return FALSE;
      memcpy (end, last, sizeof end);
    }
  return ring->n_steps > 0 && begin[0] == end[0] && begin[1] == end[1];
}

static void
read_area (Reader *reader, LwBasemap *self)
{
  LwBasemapArea area = { self->rings->len, read_count (reader, 2) };
  guint max_step = 2 * self->borders->len;

  for (guint i = 0; i < area.n_rings && reader->fault == NULL; i++)
    {
      guint head = read_number (reader, 2 * LW_BASEMAP_MAX_ITEMS + 1);
      LwBasemapRing ring = { self->steps->len, head / 2, head & 1 };

      for (guint j = 0; j < ring.n_steps && reader->fault == NULL; j++)
        {
          guint step = read_number (reader, max_step);

          if (step >= max_step)
            fail (reader, "a ring names an unknown border");
          g_array_append_val (self->steps, step);
        }
      if (reader->fault == NULL && (!check_ring (self, &ring) || (i == 0 && ring.hole)))
        fail (reader, "a ring is not closed");
      g_array_append_val (self->rings, ring);
    }
  if (area.n_rings == 0)
    fail (reader, "an area has no outline");
  g_array_append_val (self->areas, area);
}

static void
read_register (Reader *reader, LwBasemap *self)
{
  guint n = read_count (reader, 6);

  for (guint i = 0; i < n && reader->fault == NULL; i++)
    {
      LwRegisterEntry entry = { 0 };

      entry.code = read_code (reader, self, "GM", 9999);
      entry.province = read_number (reader, self->provinces->len);
      entry.begin = read_date (reader);
      entry.end = read_date (reader);
      entry.municipality = (int) read_number (reader, self->municipalities->len) - 1;
      entry.name = read_text (reader, self);
      if (entry.province >= self->provinces->len)
        fail (reader, "a line of the register lies in no province");
      else
        g_array_append_val (self->entries, entry);
    }
}

static void
read_places (Reader *reader, LwBasemap *self)
{
  guint n = read_count (reader, 3);

  for (guint i = 0; i < n && reader->fault == NULL; i++)
    {
      LwStation station = { 0 };

      station.name = read_text (reader, self);
      station.x = read_number (reader, 1000000);
      station.y = read_number (reader, 1000000);
      g_array_append_val (self->stations, station);
    }
  n = read_count (reader, 5);
  for (guint i = 0; i < n && reader->fault == NULL; i++)
    {
      LwTown town = { 0 };

      town.name = read_text (reader, self);
      town.province = read_number (reader, self->provinces->len);
      /* Longitude and latitude, until the shapes are made. */
      town.world_x = read_signed (reader) / UNITS_PER_DEGREE;
      town.world_y = read_signed (reader) / UNITS_PER_DEGREE;
      town.population = read_number (reader, G_MAXINT);
      if (town.province >= self->provinces->len)
        fail (reader, "a town lies in no province");
      else
        g_array_append_val (self->towns, town);
    }
}

static void
read_surroundings (Reader *reader, LwBasemap *self)
{
  guint n = read_count (reader, 1);
  guint start = 0;

  g_array_append_val (self->abroad_starts, start);
  g_array_append_val (self->abroad_border_starts, start);
  for (guint i = 0; i < n && reader->fault == NULL; i++)
    {
      guint n_rings = read_count (reader, 7);

      for (guint j = 0; j < n_rings && reader->fault == NULL; j++)
        read_points (reader, self->abroad_points, self->abroad_starts, TRUE);
    }
  n = read_count (reader, 5);
  for (guint i = 0; i < n && reader->fault == NULL; i++)
    read_points (reader, self->abroad_border_points, self->abroad_border_starts, FALSE);
}

/**
 * lw_basemap_read:
 * @self: an empty base map
 * @bytes: the file
 * @error: return location for an error
 *
 * Fills the lists of @self. Positions are left in degrees.
 *
 * Returns: %FALSE with %LW_ERROR_DAMAGED, or with %LW_ERROR_NEWER for another version of the format
 */
gboolean
lw_basemap_read (LwBasemap *self, GBytes *bytes, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  Reader reader = { data, size, HEADER_SIZE, NULL };

  if (size < HEADER_SIZE || memcmp (data, MAGIC, sizeof MAGIC) != 0)
    {
      g_set_error_literal (error, LW_ERROR, LW_ERROR_DAMAGED, _ ("This is not a base map of Leegwijzer"));
      return FALSE;
    }
  if (data[6] != VERSION || data[7] != 0)
    {
      g_set_error (error, LW_ERROR, LW_ERROR_NEWER,
                   _ ("The base map has format %u, but only format %u can be read; "
                      "install the program again"),
                   data[6] + 256u * data[7], VERSION);
      return FALSE;
    }
  self->date = read_date (&reader);
  read_sources (&reader, self);
  read_names (&reader, self);
  read_arcs (&reader, self);
  for (guint i = 0; i < self->municipalities->len + self->provinces->len + 1 && reader.fault == NULL; i++)
    read_area (&reader, self);
  read_register (&reader, self);
  read_places (&reader, self);
  read_surroundings (&reader, self);
  if (reader.at != size)
    fail (&reader, "something follows the end");
  if (reader.fault == NULL)
    return TRUE;
  g_set_error (error, LW_ERROR, LW_ERROR_DAMAGED,
               /* Translators: the slots are a position in bytes and a short reason in English. */
               _ ("The base map is damaged at byte %u (%s); install the program again"), (guint) reader.at,
               reader.fault);
  return FALSE;
}
