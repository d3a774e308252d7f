/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-geometry-blob: the binary geometry of GeoPackage 1.3 (clause 2.1.3) and the well-known binary inside it.
 * The reader takes bytes from anywhere: every count is checked against the bytes that are left before it is
 * believed. */
#include "model/lw-geometry.h"

#include "model/lw-error.h"
#include "model/lw-geometry-arc.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define FLAG_LITTLE_ENDIAN 0x01
#define FLAG_ENVELOPE_XY (1 << 1)
#define FLAG_EMPTY 0x10
#define FLAG_EXTENDED 0x20

/* Extended well-known binary marks dimensions by high bits, ISO by thousands. */
#define EWKB_Z 0x80000000u
#define EWKB_M 0x40000000u
#define EWKB_SRID 0x20000000u

/* Bytes of an element of a multi geometry at the least: byte order, type, count. */
#define MIN_ELEMENT_SIZE 9

/* Collections lie in each other so deep at most. */
#define MAX_NESTED 8

/* Kinds of well-known binary beside those of LwGeometryKind. */
enum {
  WKB_COLLECTION = 7,
  WKB_CIRCULAR_STRING = 8,
  WKB_COMPOUND_CURVE = 9,
  WKB_CURVE_POLYGON = 10,
  WKB_MULTI_CURVE = 11,
  WKB_MULTI_SURFACE = 12,
  WKB_POLYHEDRAL_SURFACE = 15,
  WKB_TIN = 16,
  WKB_TRIANGLE = 17,
};

/* @simple: the kind of what it holds, of all of it; 0 while that is not known
 * @n_arcs: arcs until now */
typedef struct {
  const guint8 *data;
  gsize size;
  gsize at;
  gboolean little;
  LwGeometryBuilder *builder;
  LwGeometryKind simple;
  guint64 n_arcs;
} Reader;

static void
put_uint32 (GByteArray *out, guint32 value)
{
  guint32 le = GUINT32_TO_LE (value);

  g_byte_array_append (out, (const guint8 *) &le, sizeof le);
}

static void
put_double (GByteArray *out, double value)
{
  guint64 bits;

  memcpy (&bits, &value, sizeof bits);
  bits = GUINT64_TO_LE (bits);
  g_byte_array_append (out, (const guint8 *) &bits, sizeof bits);
}

static void
put_type (GByteArray *out, LwGeometryKind kind)
{
  const guint8 little = 1;

  g_byte_array_append (out, &little, 1);
  put_uint32 (out, kind);
}

static void
put_points (GByteArray *out, const double *xy, gsize n, gboolean backward)
{
  for (gsize i = 0; i < n; i++)
    {
      gsize from = backward ? n - 1 - i : i;

      put_double (out, xy[2 * from]);
      put_double (out, xy[2 * from + 1]);
    }
}

static void
put_line (GByteArray *out, const LwGeometry *geometry, gsize ring)
{
  gsize n = 0;
  const double *xy = NULL;

  if (ring < lw_geometry_get_n_rings (geometry))
    xy = lw_geometry_get_ring (geometry, ring, &n);
  put_type (out, LW_GEOMETRY_LINESTRING);
  put_uint32 (out, n);
  put_points (out, xy, n, FALSE);
}

/* Outlines are written counter-clockwise and holes clockwise, as validators of Dutch geodata demand. */
static void
put_polygon (GByteArray *out, const LwGeometry *geometry, gsize part)
{
  gsize n_rings = 0, first = 0;

  if (part < lw_geometry_get_n_parts (geometry))
    first = lw_geometry_get_part (geometry, part, &n_rings);
  put_type (out, LW_GEOMETRY_POLYGON);
  put_uint32 (out, n_rings);
  for (gsize ring = first; ring < first + n_rings; ring++)
    {
      gsize n;
      const double *xy = lw_geometry_get_ring (geometry, ring, &n);
      double area = lw_geometry_ring_area (xy, n);

      put_uint32 (out, n);
      put_points (out, xy, n, ring == first ? area < 0 : area > 0);
    }
}

static void
put_wkb (GByteArray *out, const LwGeometry *geometry)
{
  LwGeometryKind kind = lw_geometry_get_kind (geometry);
  const double nothing[2] = { NAN, NAN };
  gsize n_points, n_parts = lw_geometry_get_n_parts (geometry);
  const double *xy = lw_geometry_get_points (geometry, &n_points);

  switch (kind)
    {
    case LW_GEOMETRY_POINT:
      put_type (out, kind);
      put_points (out, n_points > 0 ? xy : nothing, 1, FALSE);
      return;
    case LW_GEOMETRY_LINESTRING:
      put_line (out, geometry, 0);
      return;
    case LW_GEOMETRY_POLYGON:
      put_polygon (out, geometry, 0);
      return;
    case LW_GEOMETRY_MULTI_POINT:
      put_type (out, kind);
      put_uint32 (out, n_points);
      for (gsize i = 0; i < n_points; i++)
        {
          put_type (out, LW_GEOMETRY_POINT);
          put_points (out, xy + 2 * i, 1, FALSE);
        }
      return;
    case LW_GEOMETRY_MULTI_LINESTRING:
    case LW_GEOMETRY_MULTI_POLYGON:
    default:
      put_type (out, kind);
      put_uint32 (out, n_parts);
      for (gsize part = 0; part < n_parts; part++)
        if (kind == LW_GEOMETRY_MULTI_POLYGON)
          put_polygon (out, geometry, part);
        else
          put_line (out, geometry, part);
      return;
    }
}

/**
 * lw_geometry_write_point:
 * @blob: (out caller-allocates): where the 29 bytes go
 * @srs_id: the reference system, as in the table gpkg_spatial_ref_sys
 * @x: the x coordinate
 * @y: the y coordinate
 *
 * Writes a point as a GeoPackage blob, little-endian and without envelope. Two NaN make an empty point.
 */
void
lw_geometry_write_point (guint8 blob[LW_GEOMETRY_POINT_BLOB_SIZE], int srs_id, double x, double y)
{
  gboolean empty = isnan (x) && isnan (y);
  guint8 head[] = { 'G', 'P', 0, FLAG_LITTLE_ENDIAN | (empty ? FLAG_EMPTY : 0) };
  guint32 srs = GUINT32_TO_LE ((guint32) srs_id), type = GUINT32_TO_LE (LW_GEOMETRY_POINT);
  guint64 bits[2];

  g_return_if_fail (blob != NULL);

  memcpy (&bits[0], &x, sizeof x);
  memcpy (&bits[1], &y, sizeof y);
  bits[0] = GUINT64_TO_LE (bits[0]);
  bits[1] = GUINT64_TO_LE (bits[1]);
  memcpy (blob, head, 4);
  memcpy (blob + 4, &srs, 4);
  blob[8] = 1;
  memcpy (blob + 9, &type, 4);
  memcpy (blob + 13, bits, 16);
}

/**
 * lw_geometry_to_blob:
 * @self: a geometry
 * @srs_id: the reference system, as in the table gpkg_spatial_ref_sys
 *
 * Writes a geometry as a GeoPackage blob, little-endian; with an envelope (minx, maxx, miny, maxy) except for
 * points and empty shapes. Outlines of polygons are written counter-clockwise, holes clockwise.
 *
 * Returns: (transfer full): the blob
 */
GBytes *
lw_geometry_to_blob (const LwGeometry *self, int srs_id)
{
  g_autoptr (GByteArray) out = NULL;
  guint8 head[] = { 'G', 'P', 0, FLAG_LITTLE_ENDIAN };
  LwBounds bounds;
  gboolean with_envelope;

  g_return_val_if_fail (self != NULL, NULL);

  with_envelope = lw_geometry_get_bounds (self, &bounds) && lw_geometry_get_kind (self) != LW_GEOMETRY_POINT;
  if (lw_geometry_is_empty (self))
    head[3] |= FLAG_EMPTY;
  else if (with_envelope)
    head[3] |= FLAG_ENVELOPE_XY;

  out = g_byte_array_new ();
  g_byte_array_append (out, head, sizeof head);
  put_uint32 (out, (guint32) srs_id);
  if (with_envelope)
    {
      put_double (out, bounds.min_x);
      put_double (out, bounds.max_x);
      put_double (out, bounds.min_y);
      put_double (out, bounds.max_y);
    }
  put_wkb (out, self);
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

static gsize
bytes_left (const Reader *reader)
{
  return reader->size - reader->at;
}

static gboolean
fail_short (const Reader *reader, GError **error)
{
  g_set_error (error, LW_ERROR, LW_ERROR_INVALID,
               /* Translators: the slots are a position in bytes and a size in bytes. */
               _ ("The geometry ends too early: byte %u of %u promises more than follows"),
               (guint) reader->at, (guint) reader->size);
  return FALSE;
}

static gboolean
read_byte (Reader *reader, guint8 *value, GError **error)
{
  if (bytes_left (reader) < 1)
    return fail_short (reader, error);
  *value = reader->data[reader->at++];
  return TRUE;
}

static gboolean
read_uint32 (Reader *reader, guint32 *value, GError **error)
{
  if (bytes_left (reader) < sizeof *value)
    return fail_short (reader, error);
  memcpy (value, reader->data + reader->at, sizeof *value);
  *value = reader->little ? GUINT32_FROM_LE (*value) : GUINT32_FROM_BE (*value);
  reader->at += sizeof *value;
  return TRUE;
}

/* A count of things that take at least @unit bytes each: more than there is room for is refused here, so that
 * no number in a file decides how much memory is taken. */
static gboolean
read_count (Reader *reader, gsize unit, guint32 *count, GError **error)
{
  if (!read_uint32 (reader, count, error))
    return FALSE;
  if (*count > bytes_left (reader) / unit)
    return fail_short (reader, error);
  return TRUE;
}

static double
take_double (Reader *reader)
{
  guint64 bits;
  double value;

  memcpy (&bits, reader->data + reader->at, sizeof bits);
  bits = reader->little ? GUINT64_FROM_LE (bits) : GUINT64_FROM_BE (bits);
  memcpy (&value, &bits, sizeof value);
  reader->at += sizeof bits;
  return value;
}

static gboolean
check_room (const Reader *reader, guint32 n, guint dimensions, GError **error)
{
  return n <= bytes_left (reader) / (dimensions * sizeof (double)) || fail_short (reader, error);
}

/* Reads a point of @dimensions numbers, of which the first two count. */
static gboolean
read_point (Reader *reader, guint dimensions, double *xy, GError **error)
{
  xy[0] = take_double (reader);
  xy[1] = take_double (reader);
  reader->at += (dimensions - 2) * sizeof (double);
  if (isfinite (xy[0]) && isfinite (xy[1]))
    return TRUE;
  g_set_error_literal (error, LW_ERROR, LW_ERROR_INVALID,
                       _ ("The geometry has a coordinate that is not a finite number"));
  return FALSE;
}

static gboolean
read_points (Reader *reader, guint dimensions, GError **error)
{
  guint32 n;

  if (!read_count (reader, dimensions * sizeof (double), &n, error))
    return FALSE;
  for (guint32 i = 0; i < n; i++)
    {
      double xy[2];

      if (!read_point (reader, dimensions, xy, error))
        return FALSE;
      lw_geometry_builder_add (reader->builder, xy[0], xy[1]);
    }
  return TRUE;
}

/* A lone point; one of two NaN is how well-known binary writes an empty one. */
static gboolean
read_lone_point (Reader *reader, guint dimensions, GError **error)
{
  gsize start = reader->at;
  double x, y, xy[2];

  if (!check_room (reader, 1, dimensions, error))
    return FALSE;
  x = take_double (reader);
  y = take_double (reader);
  reader->at += (dimensions - 2) * sizeof (double);
  if (isnan (x) && isnan (y))
    return TRUE;
  reader->at = start;
  if (!read_point (reader, dimensions, xy, error))
    return FALSE;
  lw_geometry_builder_add (reader->builder, xy[0], xy[1]);
  return TRUE;
}

static gboolean
read_arcs (Reader *reader, guint dimensions, GError **error)
{
  g_autofree double *xy = NULL;
  guint32 n;

  if (!read_count (reader, dimensions * sizeof (double), &n, error))
    return FALSE;
  reader->n_arcs += n / 2;
  if (reader->n_arcs > LW_GEOMETRY_MAX_ARCS)
    {
      g_set_error (error, LW_ERROR, LW_ERROR_TOO_LARGE, _ ("The geometry has more than %d arcs"), LW_GEOMETRY_MAX_ARCS);
      return FALSE;
    }
  xy = g_new (double, 2 * (gsize) n);
  for (guint32 i = 0; i < n; i++)
    if (!read_point (reader, dimensions, xy + 2 * (gsize) i, error))
      return FALSE;
  lw_geometry_builder_add_arcs (reader->builder, xy, n);
  return TRUE;
}

static gboolean
fail_mixed (GError **error)
{
  g_set_error_literal (error, LW_ERROR, LW_ERROR_INVALID,
                       _ ("The geometry mixes points, lines and polygons in one shape"));
  return FALSE;
}

/* Reads byte order and type. Sets the byte order of the reader, which holds until the next element. */
static gboolean
read_type (Reader *reader, guint32 *kind, guint *dimensions, GError **error)
{
  guint8 order;
  guint32 type, srid;

  if (!read_byte (reader, &order, error))
    return FALSE;
  if (order > 1)
    {
      g_set_error (error, LW_ERROR, LW_ERROR_INVALID, _ ("The geometry has an unknown byte order (%u)"),
                   order);
      return FALSE;
    }
  reader->little = order == 1;
  if (!read_uint32 (reader, &type, error))
    return FALSE;
  *dimensions = 2 + ((type & EWKB_Z) != 0) + ((type & EWKB_M) != 0);
  if ((type & EWKB_SRID) != 0 && !read_uint32 (reader, &srid, error))
    return FALSE;
  type &= ~(EWKB_Z | EWKB_M | EWKB_SRID);
  if (type >= 1000 && type < 4000)
    {
      *dimensions = type >= 3000 ? 4 : 3;
      type %= 1000;
    }
  *kind = type;
  if (type < LW_GEOMETRY_POINT || type > WKB_TRIANGLE || (type > WKB_MULTI_SURFACE && type < WKB_POLYHEDRAL_SURFACE))
    {
      g_set_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED,
                   _ ("Geometries of type %u are not read; convert them to simple shapes"),
                   type);
      return FALSE;
    }
  return TRUE;
}

/* What simple shape a kind is or holds; 0 for a collection, which may hold any. */
static LwGeometryKind
find_simple (guint32 kind)
{
  switch (kind)
    {
    case LW_GEOMETRY_POINT:
    case LW_GEOMETRY_MULTI_POINT:
      return LW_GEOMETRY_POINT;
    case LW_GEOMETRY_LINESTRING:
    case LW_GEOMETRY_MULTI_LINESTRING:
    case WKB_CIRCULAR_STRING:
    case WKB_COMPOUND_CURVE:
    case WKB_MULTI_CURVE:
      return LW_GEOMETRY_LINESTRING;
    case WKB_COLLECTION:
      return 0;
    default:
      return LW_GEOMETRY_POLYGON;
    }
}

static gboolean
holds_others (guint32 kind)
{
  return (kind >= LW_GEOMETRY_MULTI_POINT && kind <= WKB_COLLECTION) || kind == WKB_MULTI_CURVE || kind == WKB_MULTI_SURFACE
         || kind == WKB_POLYHEDRAL_SURFACE || kind == WKB_TIN;
}

/* The points of a line, behind those that its ring has; a compound curve is put together from lines and arcs. */
static gboolean
read_line (Reader *reader, guint32 kind, guint dimensions, gboolean compound, GError **error)
{
  guint32 n, piece;

  if (kind == LW_GEOMETRY_LINESTRING)
    return read_points (reader, dimensions, error);
  if (kind == WKB_CIRCULAR_STRING)
    return read_arcs (reader, dimensions, error);
  if (kind != WKB_COMPOUND_CURVE || !compound)
    return fail_mixed (error);
  if (!read_count (reader, MIN_ELEMENT_SIZE, &n, error))
    return FALSE;
  for (guint32 i = 0; i < n; i++)
    if (!read_type (reader, &piece, &dimensions, error) || !read_line (reader, piece, dimensions, FALSE, error))
      return FALSE;
  return TRUE;
}

/* The rings of a polygon; those of a curved one say themselves what they are. */
static gboolean
read_rings (Reader *reader, guint32 kind, guint dimensions, GError **error)
{
  gboolean curved = kind == WKB_CURVE_POLYGON;
  guint32 n, ring_kind = LW_GEOMETRY_LINESTRING;

  if (!read_count (reader, curved ? MIN_ELEMENT_SIZE : sizeof (guint32), &n, error))
    return FALSE;
  for (guint32 ring = 0; ring < n; ring++)
    {
      lw_geometry_builder_begin_ring (reader->builder);
      if (curved && !read_type (reader, &ring_kind, &dimensions, error))
        return FALSE;
      if (!read_line (reader, ring_kind, dimensions, TRUE, error))
        return FALSE;
    }
  return TRUE;
}

/* The body of a point, line or polygon, as a part of its own. */
static gboolean
read_simple (Reader *reader, guint32 kind, guint dimensions, GError **error)
{
  if (kind == LW_GEOMETRY_POINT)
    return read_lone_point (reader, dimensions, error);
  lw_geometry_builder_begin_part (reader->builder);
  if (reader->simple == LW_GEOMETRY_POLYGON)
    return read_rings (reader, kind, dimensions, error);
  lw_geometry_builder_begin_ring (reader->builder);
  return read_line (reader, kind, dimensions, TRUE, error);
}

/* A shape, or one of those that a shape of several, of the kind @outer, holds. */
static gboolean
read_wkb (Reader *reader, guint32 outer, guint depth, guint32 *kind, GError **error)
{
  guint32 n, element;
  guint dimensions;

  if (!read_type (reader, kind, &dimensions, error))
    return FALSE;
  if (reader->simple == 0)
    reader->simple = find_simple (*kind);
  else if (find_simple (*kind) != 0 && find_simple (*kind) != reader->simple)
    return fail_mixed (error);
  if (holds_others (*kind) && depth > 0 && outer != WKB_COLLECTION)
    return fail_mixed (error);
  if (!holds_others (*kind))
    return read_simple (reader, *kind, dimensions, error);
  if (depth == MAX_NESTED)
    {
      g_set_error (error, LW_ERROR, LW_ERROR_TOO_LARGE, _ ("The geometry has more than %d shapes in each other"),
                   MAX_NESTED);
      return FALSE;
    }
  if (!read_count (reader, MIN_ELEMENT_SIZE, &n, error))
    return FALSE;
  for (guint32 i = 0; i < n; i++)
    if (!read_wkb (reader, *kind, depth + 1, &element, error))
      return FALSE;
  return TRUE;
}

static LwGeometry *
read_geometry (const guint8 *data, gsize size, gsize at, GError **error)
{
  g_autoptr (LwGeometryBuilder) builder = lw_geometry_builder_new ();
  Reader reader = { data, size, at, TRUE, builder, 0, 0 };
  guint32 kind;

  if (!read_wkb (&reader, 0, 0, &kind, error))
    return NULL;
  /* An empty collection may be any; of a shape with several parts the kind is three more than of one. */
  if (reader.simple == 0)
    reader.simple = LW_GEOMETRY_POLYGON;
  return lw_geometry_builder_finish (builder, holds_others (kind) ? reader.simple + 3 : reader.simple);
}

/**
 * lw_geometry_from_wkb:
 * @data: (array length=size): well-known binary, ISO or extended, of either byte order
 * @size: its size in bytes
 * @error: return location for an error
 *
 * Arcs become chords (lw-geometry-arc.h); a collection of one kind of shape becomes one shape.
 *
 * Returns: (transfer full): the geometry in x and y (heights and measures are dropped); %NULL with
 *   %LW_ERROR_INVALID if the bytes are damaged or shapes of several kinds, %LW_ERROR_UNSUPPORTED for other kinds
 */
LwGeometry *
lw_geometry_from_wkb (gconstpointer data, gsize size, GError **error)
{
  g_return_val_if_fail (data != NULL || size == 0, NULL);

  return read_geometry (data, size, 0, error);
}

/**
 * lw_geometry_from_blob:
 * @data: (array length=size): a GeoPackage geometry blob
 * @size: its size in bytes
 * @srs_id: (out) (optional): the reference system written in it
 * @error: return location for an error
 *
 * Reads a geometry with any envelope, of either byte order. The envelope is skipped, never believed.
 *
 * Returns: (transfer full): the geometry in x and y, as of lw_geometry_from_wkb(); %NULL with %LW_ERROR_INVALID if the blob
 *   is damaged, or %LW_ERROR_UNSUPPORTED for other kinds and extended blobs
 */
LwGeometry *
lw_geometry_from_blob (gconstpointer data, gsize size, int *srs_id, GError **error)
{
  static const guint8 envelope_sizes[] = { 0, 32, 48, 48, 64 };
  const guint8 *bytes = data;
  Reader reader = { bytes, size, 4, TRUE, NULL, 0, 0 };
  guint32 srs;
  guint envelope;

  g_return_val_if_fail (data != NULL || size == 0, NULL);

  if (size < 8 || bytes[0] != 'G' || bytes[1] != 'P' || bytes[2] != 0)
    {
      g_set_error_literal (error, LW_ERROR, LW_ERROR_INVALID, _ ("This is not a GeoPackage geometry"));
      return NULL;
    }
  if (bytes[3] & FLAG_EXTENDED)
    {
      g_set_error_literal (error, LW_ERROR, LW_ERROR_UNSUPPORTED,
                           _ ("Extended GeoPackage geometries are not read; convert them to simple shapes"));
      return NULL;
    }
  envelope = (bytes[3] >> 1) & 7;
  reader.little = (bytes[3] & FLAG_LITTLE_ENDIAN) != 0;
  if (envelope >= G_N_ELEMENTS (envelope_sizes))
    {
      g_set_error (error, LW_ERROR, LW_ERROR_INVALID, _ ("The geometry has an unknown envelope (%u)"),
                   envelope);
      return NULL;
    }
  if (!read_uint32 (&reader, &srs, error))
    return NULL;
  if (bytes_left (&reader) < envelope_sizes[envelope])
    {
      fail_short (&reader, error);
      return NULL;
    }
  if (srs_id != NULL)
    *srs_id = (int) srs;
  return read_geometry (bytes, size, reader.at + envelope_sizes[envelope], error);
}
