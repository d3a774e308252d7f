/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of lw-geometry: the value and its builder, the measures, and GeoPackage blobs as others write
 * them. */
#include "model/lw-error.h"
#include "model/lw-geometry.h"

#include <math.h>
#include <string.h>

/* A square of 10 with a square hole of 2 in its middle, both clockwise, and far away a triangle of area
 * 50. */
static LwGeometry *
make_multi_polygon (void)
{
  g_autoptr (LwGeometryBuilder) b = lw_geometry_builder_new ();
  static const double square[] = { 0, 0, 0, 10, 10, 10, 10, 0, 0, 0 };
  static const double hole[] = { 4, 4, 4, 6, 6, 6, 6, 4 };
  static const double triangle[] = { 100, 100, 110, 100, 100, 110 };

  for (int i = 0; i < 5; i++)
    lw_geometry_builder_add (b, square[2 * i], square[2 * i + 1]);
  lw_geometry_builder_begin_ring (b);
  for (int i = 0; i < 4; i++)
    lw_geometry_builder_add (b, hole[2 * i], hole[2 * i + 1]);
  lw_geometry_builder_begin_part (b);
  lw_geometry_builder_begin_ring (b);
  for (int i = 0; i < 3; i++)
    lw_geometry_builder_add (b, triangle[2 * i], triangle[2 * i + 1]);
  return lw_geometry_builder_finish (b, LW_GEOMETRY_MULTI_POLYGON);
}

static double
measure_ring (const LwGeometry *geometry, gsize ring)
{
  gsize n;
  const double *xy = lw_geometry_get_ring (geometry, ring, &n);

  return lw_geometry_ring_area (xy, n);
}

static GByteArray *
bytes_from_hex (const char *hex)
{
  GByteArray *bytes = g_byte_array_new ();

  for (const char *p = hex; *p != '\0'; p++)
    if (*p != ' ')
      {
        guint8 byte = g_ascii_xdigit_value (p[0]) * 16 + g_ascii_xdigit_value (p[1]);

        g_byte_array_append (bytes, &byte, 1);
        p++;
      }
  return bytes;
}

static LwGeometry *
read_hex (const char *hex, int *srs_id, GError **error)
{
  g_autoptr (GByteArray) bytes = bytes_from_hex (hex);

  return lw_geometry_from_blob (bytes->data, bytes->len, srs_id, error);
}

static void
assert_hex_point (const char *hex, int srs_id, double x, double y)
{
  g_autoptr (GError) error = NULL;
  int srs = 0;
  g_autoptr (LwGeometry) geometry = read_hex (hex, &srs, &error);
  const double *xy;
  gsize n;

  g_assert_no_error (error);
  g_assert_cmpint (lw_geometry_get_kind (geometry), ==, LW_GEOMETRY_POINT);
  g_assert_cmpint (srs, ==, srs_id);
  xy = lw_geometry_get_points (geometry, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpfloat (xy[0], ==, x);
  g_assert_cmpfloat (xy[1], ==, y);
}

static void
assert_hex_fails (const char *hex, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwGeometry) geometry = read_hex (hex, NULL, &error);

  g_assert_null (geometry);
  g_assert_error (error, LW_ERROR, code);
}

static LwGeometry *
round_trip (LwGeometry *geometry)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) blob = lw_geometry_to_blob (geometry, 28992);
  gsize size;
  gconstpointer data = g_bytes_get_data (blob, &size);
  int srs = 0;
  LwGeometry *again = lw_geometry_from_blob (data, size, &srs, &error);

  g_assert_no_error (error);
  g_assert_cmpint (srs, ==, 28992);
  return again;
}

static void
test_builder (void)
{
  g_autoptr (LwGeometry) g = make_multi_polygon ();
  gsize n, n_rings;

  g_assert_cmpuint (lw_geometry_get_n_parts (g), ==, 2);
  g_assert_cmpuint (lw_geometry_get_n_rings (g), ==, 3);
  g_assert_cmpuint (lw_geometry_get_part (g, 0, &n_rings), ==, 0);
  g_assert_cmpuint (n_rings, ==, 2);
  g_assert_cmpuint (lw_geometry_get_part (g, 1, &n_rings), ==, 2);
  g_assert_cmpuint (n_rings, ==, 1);
  lw_geometry_get_ring (g, 0, &n);
  g_assert_cmpuint (n, ==, 5);
  lw_geometry_get_ring (g, 1, &n);
  g_assert_cmpuint (n, ==, 5); /* closed for us */
  lw_geometry_get_points (g, &n);
  g_assert_cmpuint (n, ==, 14);
}

static void
test_builder_again (void)
{
  g_autoptr (LwGeometryBuilder) b = lw_geometry_builder_new ();
  g_autoptr (LwGeometry) empty = lw_geometry_builder_finish (b, LW_GEOMETRY_POLYGON);
  g_autoptr (LwGeometry) lines = NULL;
  gsize n, n_rings;

  g_assert_true (lw_geometry_is_empty (empty));
  g_assert_cmpuint (lw_geometry_get_n_parts (empty), ==, 0);

  lw_geometry_builder_add (b, 1, 2);
  lw_geometry_builder_add (b, 3, 4);
  lw_geometry_builder_begin_ring (b); /* stays empty, so it disappears */
  lw_geometry_builder_begin_ring (b);
  lw_geometry_builder_add (b, 5, 6);
  lw_geometry_builder_add (b, 7, 8);
  lw_geometry_builder_add (b, 9, 9);
  lines = lw_geometry_builder_finish (b, LW_GEOMETRY_MULTI_LINESTRING);
  g_assert_cmpuint (lw_geometry_get_n_rings (lines), ==, 2);
  g_assert_cmpuint (lw_geometry_get_n_parts (lines), ==, 2);
  g_assert_cmpuint (lw_geometry_get_part (lines, 1, &n_rings), ==, 1);
  g_assert_cmpuint (n_rings, ==, 1);
  lw_geometry_get_ring (lines, 1, &n);
  g_assert_cmpuint (n, ==, 3);
}

static void
test_measures (void)
{
  g_autoptr (LwGeometry) g = make_multi_polygon ();
  LwBounds bounds;

  g_assert_cmpfloat_with_epsilon (lw_geometry_get_area (g), 100 - 4 + 50, 1e-12);
  g_assert_cmpfloat (measure_ring (g, 0), <, 0);
  g_assert_true (lw_geometry_get_bounds (g, &bounds));
  g_assert_cmpfloat (bounds.min_x, ==, 0);
  g_assert_cmpfloat (bounds.max_y, ==, 110);

  g_assert_true (lw_geometry_contains (g, 1, 1));
  g_assert_true (lw_geometry_contains (g, 102, 102));
  g_assert_false (lw_geometry_contains (g, 5, 5));
  g_assert_false (lw_geometry_contains (g, 109, 109));
  g_assert_false (lw_geometry_contains (g, -1, 5));
  g_assert_false (lw_geometry_contains (g, NAN, 5));
}

/* Two squares that share an edge: a point on the edge is in exactly one of them. */
static void
test_shared_border (void)
{
  static const double left[] = { 0, 0, 10, 0, 10, 10, 0, 10 };
  static const double right[] = { 10, 0, 20, 0, 20, 10, 10, 10 };

  for (double y = 0.5; y < 10; y++)
    g_assert_true (lw_geometry_ring_contains (left, 4, 10, y) != lw_geometry_ring_contains (right, 4, 10, y));
}

/* RD coordinates of a small building: the area must not drown in the size of the coordinates. */
static void
test_small_far_away (void)
{
  static const double xy[] = { 136800.25, 455900.5, 136801.25, 455900.5,
                               136801.25, 455901.5, 136800.25, 455901.5 };

  g_assert_cmpfloat_with_epsilon (lw_geometry_ring_area (xy, 4), 1.0, 1e-9);
}

static void
assert_inside (const LwGeometry *g)
{
  double x = NAN, y = NAN, again_x, again_y;

  g_assert_true (lw_geometry_get_point_on_surface (g, &x, &y));
  g_assert_true (lw_geometry_contains (g, x, y));
  lw_geometry_get_point_on_surface (g, &again_x, &again_y);
  g_assert_cmpfloat (x, ==, again_x);
  g_assert_cmpfloat (y, ==, again_y);
}

static void
test_point_on_surface (void)
{
  static const double horseshoe[] = { 0, 0, 10, 0, 10, 10, 9, 10, 9, 1, 1, 1, 1, 10, 0, 10 };
  g_autoptr (LwGeometry) u = lw_geometry_new_polygon (horseshoe, 8);
  g_autoptr (LwGeometry) multi = make_multi_polygon ();
  g_autoptr (LwGeometry) point = lw_geometry_new_point (3, 4);
  g_autoptr (GRand) random = g_rand_new_with_seed (28992);
  double x, y;

  assert_inside (u);
  assert_inside (multi);
  g_assert_true (lw_geometry_get_point_on_surface (point, &x, &y));
  g_assert_cmpfloat (x, ==, 3);

  /* Stars with long thin arms. */
  for (int i = 0; i < 200; i++)
    {
      double star[40];
      g_autoptr (LwGeometry) g = NULL;

      for (int j = 0; j < 20; j++)
        {
          double radius = (j % 2 ? 1.0 : 50.0) * g_rand_double_range (random, 0.2, 1.0);

          star[2 * j] = 150000 + radius * cos (j * G_PI / 10);
          star[2 * j + 1] = 450000 + radius * sin (j * G_PI / 10);
        }
      g = lw_geometry_new_polygon (star, 20);
      assert_inside (g);
    }
}

static void
test_degenerate (void)
{
  static const double flat[] = { 0, 5, 10, 5, 20, 5 };
  g_autoptr (LwGeometry) g = lw_geometry_new_polygon (flat, 3);
  g_autoptr (LwGeometry) none = lw_geometry_new_polygon (NULL, 0);
  LwBounds bounds;
  double x, y;

  g_assert_true (lw_geometry_get_point_on_surface (g, &x, &y));
  g_assert_cmpfloat (y, ==, 5);
  g_assert_cmpfloat (lw_geometry_get_area (g), ==, 0);
  g_assert_false (lw_geometry_get_point_on_surface (none, &x, &y));
  g_assert_false (lw_geometry_get_bounds (none, &bounds));
  g_assert_true (lw_bounds_is_empty (&bounds));
}

static void
test_point_blob (void)
{
  static const guint8 expected[] = { 0x47, 0x50, 0x00, 0x01, 0x40, 0x71, 0x00, 0x00, 0x01, 0x01,
                                     0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xb3, 0x00,
                                     0x41, 0x00, 0x00, 0x00, 0x00, 0x70, 0xd3, 0x1b, 0x41 };
  g_autoptr (LwGeometry) point = lw_geometry_new_point (136800, 455900);
  guint8 blob[LW_GEOMETRY_POINT_BLOB_SIZE];
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (LwGeometry) nothing = NULL;

  lw_geometry_write_point (blob, 28992, 136800, 455900);
  g_assert_cmpmem (blob, sizeof blob, expected, sizeof expected);
  bytes = lw_geometry_to_blob (point, 28992);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), expected, sizeof expected);

  lw_geometry_write_point (blob, 4326, NAN, NAN);
  g_assert_cmpint (blob[3], ==, 0x11);
  nothing = lw_geometry_from_blob (blob, sizeof blob, NULL, NULL);
  g_assert_true (lw_geometry_is_empty (nothing));
}

static void
test_polygon_blob (void)
{
  g_autoptr (LwGeometry) g = make_multi_polygon ();
  g_autoptr (LwGeometry) again = round_trip (g);
  g_autoptr (LwGeometry) third = round_trip (again);
  g_autoptr (GBytes) blob = lw_geometry_to_blob (g, 28992);
  const guint8 *bytes = g_bytes_get_data (blob, NULL);
  double envelope[4];

  g_assert_cmpint (bytes[3], ==, 0x03);
  memcpy (envelope, bytes + 8, sizeof envelope);
  g_assert_cmpfloat (envelope[0], ==, 0);
  g_assert_cmpfloat (envelope[1], ==, 110);
  g_assert_cmpfloat (envelope[2], ==, 0);
  g_assert_cmpfloat (envelope[3], ==, 110);

  /* The clockwise outline was turned, the clockwise hole not; nothing else changed. */
  g_assert_cmpfloat (measure_ring (again, 0), ==, 100);
  g_assert_cmpfloat (measure_ring (again, 1), ==, -4);
  g_assert_cmpfloat (lw_geometry_get_area (again), ==, lw_geometry_get_area (g));
  g_assert_true (lw_geometry_equal (again, third));
  g_assert_false (lw_geometry_equal (again, g));
}

static void
test_other_kinds (void)
{
  static const LwGeometryKind kinds[] = { LW_GEOMETRY_LINESTRING, LW_GEOMETRY_MULTI_POINT,
                                          LW_GEOMETRY_MULTI_LINESTRING };
  g_autoptr (LwGeometryBuilder) b = lw_geometry_builder_new ();

  for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      g_autoptr (LwGeometry) g = NULL;
      g_autoptr (LwGeometry) again = NULL;

      for (int i = 0; i < 6; i++)
        {
          if (kinds[k] == LW_GEOMETRY_MULTI_LINESTRING && i == 2)
            lw_geometry_builder_begin_ring (b);
          lw_geometry_builder_add (b, i, i * i);
        }
      g = lw_geometry_builder_finish (b, kinds[k]);
      again = round_trip (g);
      g_assert_true (lw_geometry_equal (g, again));
    }
  for (int kind = LW_GEOMETRY_POINT; kind <= LW_GEOMETRY_MULTI_POLYGON; kind++)
    {
      g_autoptr (LwGeometry) empty = lw_geometry_builder_finish (b, kind);
      g_autoptr (LwGeometry) again = round_trip (empty);

      g_assert_true (lw_geometry_is_empty (again));
      g_assert_cmpint (lw_geometry_get_kind (again), ==, kind);
    }
}

/* The same point (1, 2) in every disguise that files come in. */
static void
test_foreign_points (void)
{
#define XY_LE "000000000000f03f 0000000000000040"
#define XY_BE "3ff0000000000000 4000000000000000"
#define E16 "0000000000000000 0000000000000000"
  assert_hex_point ("47500001 40710000 01 01000000 " XY_LE, 28992, 1, 2);
  assert_hex_point ("47500000 00007140 00 00000001 " XY_BE, 28992, 1, 2);
  assert_hex_point ("47500001 40710000 00 00000001 " XY_BE, 28992, 1, 2);
  assert_hex_point ("47500003 40710000 " E16 E16 "01 01000000 " XY_LE, 28992, 1, 2);
  assert_hex_point ("47500005 40710000 " E16 E16 E16 "01 01000000 " XY_LE, 28992, 1, 2);
  assert_hex_point ("47500007 40710000 " E16 E16 E16 "01 01000000 " XY_LE, 28992, 1, 2);
  assert_hex_point ("47500009 40710000 " E16 E16 E16 E16 "01 01000000 " XY_LE, 28992, 1, 2);
  assert_hex_point ("47500001 ffffffff 01 e9030000 " XY_LE "0000000000000000", -1, 1, 2);   /* ISO Z */
  assert_hex_point ("47500001 40710000 01 d1070000 " XY_LE "0000000000000000", 28992, 1, 2); /* ISO M */
  assert_hex_point ("47500001 40710000 01 b90b0000 " XY_LE E16, 28992, 1, 2);               /* ISO ZM */
  assert_hex_point ("47500001 40710000 01 01000080 " XY_LE "0000000000000000", 28992, 1, 2); /* EWKB Z */
  assert_hex_point ("47500001 40710000 01 01000020 e6100000 " XY_LE, 28992, 1, 2);          /* EWKB SRID */
  assert_hex_point ("47500001 40710000 01 010000e0 e6100000 " XY_LE E16, 28992, 1, 2);      /* EWKB ZM SRID */
}

static void
test_damaged (void)
{
  assert_hex_fails ("", LW_ERROR_INVALID);
  assert_hex_fails ("4750", LW_ERROR_INVALID);
  assert_hex_fails ("58500001 40710000 01 01000000 " XY_LE, LW_ERROR_INVALID);
  assert_hex_fails ("47500001 40710000 01 01000000 000000000000f03f", LW_ERROR_INVALID);
  assert_hex_fails ("47500001 40710000 02 01000000 " XY_LE, LW_ERROR_INVALID);
  assert_hex_fails ("4750000b 40710000 01 01000000 " XY_LE, LW_ERROR_INVALID);
  assert_hex_fails ("47500009 40710000 01 01000000 " XY_LE, LW_ERROR_INVALID);
  assert_hex_fails ("47500021 40710000 01 01000000 " XY_LE, LW_ERROR_UNSUPPORTED);
  assert_hex_fails ("47500001 40710000 01 0d000000 00000000", LW_ERROR_UNSUPPORTED);
  assert_hex_fails ("47500001 40710000 01 12000000 00000000", LW_ERROR_UNSUPPORTED);
  assert_hex_fails ("47500001 40710000 01 00000000 00000000", LW_ERROR_UNSUPPORTED);
  /* Infinity, and NaN in only one coordinate. */
  assert_hex_fails ("47500001 40710000 01 01000000 000000000000f07f 0000000000000040", LW_ERROR_INVALID);
  assert_hex_fails ("47500001 40710000 01 01000000 000000000000f87f 0000000000000040", LW_ERROR_INVALID);
  /* Four thousand million rings, points, polygons in a few bytes. */
  assert_hex_fails ("47500001 40710000 01 03000000 ffffffff 00000000", LW_ERROR_INVALID);
  assert_hex_fails ("47500001 40710000 01 03000000 01000000 ffffffff " XY_LE, LW_ERROR_INVALID);
  assert_hex_fails ("47500001 40710000 01 02000000 ffffffff " XY_LE, LW_ERROR_INVALID);
  assert_hex_fails ("47500001 40710000 01 06000000 ffffffff " XY_LE, LW_ERROR_INVALID);
  /* A multipolygon of points, and a multipoint inside a multipoint. */
  assert_hex_fails ("47500001 40710000 01 06000000 01000000 01 01000000 " XY_LE, LW_ERROR_INVALID);
  assert_hex_fails ("47500001 40710000 01 04000000 01000000 01 04000000 00000000 " E16, LW_ERROR_INVALID);
}

#define ZERO "0000000000000000"
#define ONE "000000000000f03f"
#define TWO "0000000000000040"
#define HUGE_NUMBER "ffffffffffffef7f"
#define ARC "01 08000000 03000000" ZERO ZERO ONE ONE TWO ZERO
#define BACK "01 02000000 02000000" TWO ZERO ZERO ZERO
#define HALF_DISC "01 0a000000 01000000 01 09000000 02000000" ARC BACK
#define TRIANGLE "01 11000000 01000000 04000000" ZERO ZERO ONE ZERO ONE ONE ZERO ZERO
#define SQUARE "01 03000000 01000000 04000000" ZERO ZERO ONE ZERO ONE ONE ZERO ONE

static void
assert_hex_area (const char *hex, LwGeometryKind kind, gsize n_parts, double area)
{
  g_autoptr (GByteArray) bytes = bytes_from_hex (hex);
  g_autoptr (GError) error = NULL;
  g_autoptr (LwGeometry) shape = lw_geometry_from_wkb (bytes->data, bytes->len, &error);

  g_assert_no_error (error);
  g_assert_cmpint (lw_geometry_get_kind (shape), ==, kind);
  g_assert_cmpuint (lw_geometry_get_n_parts (shape), ==, n_parts);
  g_assert_cmpfloat_with_epsilon (lw_geometry_get_area (shape), area, 1e-3);
}

/* Arcs become chords of a degree; collections of one kind of shape are one shape. */
static void
test_curves (void)
{
  g_autoptr (GString) nested = g_string_new (NULL);

  assert_hex_area (HALF_DISC, LW_GEOMETRY_POLYGON, 1, G_PI / 2);
  assert_hex_area ("01 0a000000 01000000 01 08000000 03000000" ZERO ZERO TWO ZERO ZERO ZERO, LW_GEOMETRY_POLYGON, 1, G_PI);
  /* Three points of an arc on a line are a line. */
  assert_hex_area ("01 0a000000 01000000 01 08000000 05000000" ZERO ZERO ONE ZERO TWO ZERO TWO TWO ZERO ZERO,
                   LW_GEOMETRY_POLYGON, 1, 1.5 * G_PI + 1);
  assert_hex_area ("01 0c000000 02000000" HALF_DISC SQUARE, LW_GEOMETRY_MULTI_POLYGON, 2, G_PI / 2 + 1);
  assert_hex_area ("01 10000000 01000000" TRIANGLE, LW_GEOMETRY_MULTI_POLYGON, 1, 0.5);
  assert_hex_area ("01 07000000 02000000" SQUARE "01 07000000 01000000 01 06000000 01000000" SQUARE,
                   LW_GEOMETRY_MULTI_POLYGON, 2, 2);
  assert_hex_area ("01 0b000000 02000000" ARC BACK, LW_GEOMETRY_MULTI_LINESTRING, 2, 0);
  assert_hex_area ("01 07000000 00000000", LW_GEOMETRY_MULTI_POLYGON, 0, 0);
  /* A circle of numbers so large that their sums are not finite. */
  {
    g_autoptr (GByteArray) bytes = bytes_from_hex ("01 08000000 03000000" HUGE_NUMBER ZERO HUGE_NUMBER HUGE_NUMBER HUGE_NUMBER ZERO);
    g_autoptr (LwGeometry) shape = lw_geometry_from_wkb (bytes->data, bytes->len, NULL);
    gsize n;
    const double *xy = lw_geometry_get_points (shape, &n);

    for (gsize i = 0; i < 2 * n; i++)
      g_assert_true (isfinite (xy[i]));
  }
  assert_hex_fails ("47500001 40710000 01 07000000 02000000" SQUARE ARC, LW_ERROR_INVALID);
  assert_hex_fails ("47500001 40710000 01 0a000000 01000000" SQUARE, LW_ERROR_INVALID);
  assert_hex_fails ("47500001 40710000 01 09000000 01000000 01 09000000 01000000" ARC, LW_ERROR_INVALID);
  for (guint i = 0; i < 100; i++)
    g_string_append (nested, "01 07000000 01000000");
  g_string_prepend (nested, "47500001 40710000");
  g_string_append (nested, SQUARE);
  assert_hex_fails (nested->str, LW_ERROR_TOO_LARGE);
}

/* Each arc becomes many points: more than so many are refused, however small the file. */
static void
test_many_arcs (void)
{
  const guint32 n = 2 * 20001 + 1;
  g_autoptr (GByteArray) bytes = bytes_from_hex ("01 08000000");
  g_autoptr (GError) error = NULL;

  g_byte_array_append (bytes, (const guint8 *) &n, sizeof n);
  for (guint32 i = 0; i < n; i++)
    {
      double xy[2] = { i, i % 2 };

      g_byte_array_append (bytes, (const guint8 *) xy, sizeof xy);
    }
  g_assert_null (lw_geometry_from_wkb (bytes->data, bytes->len, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_TOO_LARGE);
}

/* A low and a high strip with two squares between them, so that a hole stays; one that touches them in a corner, and one
 * apart; each given in another direction. */
static void
test_dissolve (void)
{
  /* Neighbours have their borders point for point: the corners of the squares lie on the long sides. */
  static const double low[] = { 0, 0, 30, 0, 30, 10, 20, 10, 10, 10, 0, 10 };
  static const double high[] = { 0, 30, 30, 30, 30, 20, 20, 20, 10, 20, 0, 20 };
  static const double squares[][8] = {
    { 0, 10, 0, 20, 10, 20, 10, 10 },
    { 20, 10, 30, 10, 30, 20, 20, 20 },
    { 30, 30, 30, 40, 40, 40, 40, 30 },
    { 90, 0, 99, 0, 99, 9, 90, 9 },
  };
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_geometry_unref);
  g_autoptr (LwGeometry) whole = NULL;

  g_ptr_array_add (parts, lw_geometry_new_polygon (low, 6));
  g_ptr_array_add (parts, lw_geometry_new_polygon (high, 6));
  for (guint i = 0; i < G_N_ELEMENTS (squares); i++)
    g_ptr_array_add (parts, lw_geometry_new_polygon (squares[i], 4));
  whole = lw_geometry_dissolve (parts);
  g_assert_cmpint (lw_geometry_get_kind (whole), ==, LW_GEOMETRY_MULTI_POLYGON);
  g_assert_cmpfloat (lw_geometry_get_area (whole), ==, 30 * 30 - 100 + 100 + 81);
  g_assert_cmpuint (lw_geometry_get_n_parts (whole), ==, 3);
  g_assert_cmpuint (lw_geometry_get_n_rings (whole), ==, 4);
  for (gsize part = 0; part < 3; part++)
    {
      gsize n_rings, n, first = lw_geometry_get_part (whole, part, &n_rings);

      for (gsize r = 0; r < n_rings; r++)
        {
          const double *xy = lw_geometry_get_ring (whole, first + r, &n);

          g_assert_true ((lw_geometry_ring_area (xy, n) > 0) == (r == 0));
        }
    }
  g_assert_false (lw_geometry_contains (whole, 15, 15));
  g_assert_true (lw_geometry_contains (whole, 35, 35));
  g_ptr_array_set_size (parts, 0);
  g_clear_pointer (&whole, lw_geometry_unref);
  whole = lw_geometry_dissolve (parts);
  g_assert_true (lw_geometry_is_empty (whole));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/geometry/builder", test_builder);
  g_test_add_func ("/geometry/builder-again", test_builder_again);
  g_test_add_func ("/geometry/measures", test_measures);
  g_test_add_func ("/geometry/shared-border", test_shared_border);
  g_test_add_func ("/geometry/small-far-away", test_small_far_away);
  g_test_add_func ("/geometry/point-on-surface", test_point_on_surface);
  g_test_add_func ("/geometry/degenerate", test_degenerate);
  g_test_add_func ("/geometry/point-blob", test_point_blob);
  g_test_add_func ("/geometry/polygon-blob", test_polygon_blob);
  g_test_add_func ("/geometry/other-kinds", test_other_kinds);
  g_test_add_func ("/geometry/foreign-points", test_foreign_points);
  g_test_add_func ("/geometry/curves", test_curves);
  g_test_add_func ("/geometry/many-arcs", test_many_arcs);
  g_test_add_func ("/geometry/damaged", test_damaged);
  g_test_add_func ("/geometry/dissolve", test_dissolve);
  return g_test_run ();
}
