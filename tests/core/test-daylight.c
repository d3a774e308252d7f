/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How deep floors are: shapes of which the answer is known, and any shape against looking at every 20 cm. */
#include <math.h>

#include "assessment/lw-daylight.h"

/* Somewhere in RD New, where products of coordinates lose digits. */
#define EAST 155000.0
#define NORTH 463000.0
#define DEPTH_TOLERANCE 0.0101
#define SHARE_TOLERANCE 0.002

static void
add_ring (LwGeometryBuilder *builder, const double *xy, guint n_points, double angle)
{
  lw_geometry_builder_begin_ring (builder);
  for (guint i = 0; i <= n_points; i++)
    {
      double x = xy[2 * (i % n_points)], y = xy[2 * (i % n_points) + 1];

      lw_geometry_builder_add (builder, EAST + x * cos (angle) - y * sin (angle), NORTH + x * sin (angle) + y * cos (angle));
    }
}

static LwGeometry *
make_shape (const double *outline, guint n_outline, const double *court, guint n_court, double angle)
{
  g_autoptr (LwGeometryBuilder) builder = lw_geometry_builder_new ();

  lw_geometry_builder_begin_part (builder);
  add_ring (builder, outline, n_outline, angle);
  if (n_court > 0)
    add_ring (builder, court, n_court, angle);
  return lw_geometry_builder_finish (builder, LW_GEOMETRY_POLYGON);
}

static void
assert_figures (LwGeometry *shape, double depth, double share)
{
  LwDaylight daylight;

  g_assert_true (lw_daylight_measure (shape, LW_DAYLIGHT_REACH_M, &daylight));
  g_assert_cmpfloat_with_epsilon (daylight.depth_m, depth, DEPTH_TOLERANCE);
  g_assert_cmpfloat_with_epsilon (daylight.lit_share, share, SHARE_TOLERANCE);
  g_assert_true (lw_geometry_contains (shape, daylight.x, daylight.y));
}

/* A floor of 30 × 20 m is 10 m deep; 15 × 5 m of it are out of reach. However it is turned, that stays. */
static void
test_rectangle (void)
{
  static const double wide[] = { 0, 0, 30, 0, 30, 20, 0, 20 }, narrow[] = { 0, 0, 100, 0, 100, 12, 0, 12 };

  for (int turn = 0; turn < 8; turn++)
    {
      g_autoptr (LwGeometry) shape = make_shape (wide, 4, NULL, 0, turn * 0.37);

      assert_figures (shape, 10, 1 - 75.0 / 600);
    }
  g_autoptr (LwGeometry) slim = make_shape (narrow, 4, NULL, 0, 0.2);
  assert_figures (slim, 6, 1);
}

/* A courtyard lets daylight in: a block of 40 × 40 m is 20 m deep without, and with one of 10 × 10 m no deeper than
 * where a corner of the block is as far as one of the courtyard. */
static void
test_courtyard (void)
{
  static const double block[] = { 0, 0, 40, 0, 40, 40, 0, 40 }, court[] = { 15, 15, 25, 15, 25, 25, 15, 25 };
  g_autoptr (LwGeometry) closed = make_shape (block, 4, NULL, 0, 0), open = make_shape (block, 4, court, 4, 0);
  LwDaylight daylight;

  assert_figures (closed, 20, 1 - 25.0 * 25 / 1600);
  g_assert_true (lw_daylight_measure (open, LW_DAYLIGHT_REACH_M, &daylight));
  g_assert_cmpfloat_with_epsilon (daylight.depth_m, 15 * G_SQRT2 / (1 + G_SQRT2), DEPTH_TOLERANCE);
  g_assert_cmpfloat_with_epsilon (daylight.area_m2, 1500, 1e-6);
}

static void
test_round (void)
{
  double tower[256];
  g_autoptr (LwGeometry) shape = NULL;

  for (int i = 0; i < 128; i++)
    {
      tower[2 * i] = 20 * cos (G_PI * i / 64);
      tower[2 * i + 1] = 20 * sin (G_PI * i / 64);
    }
  shape = make_shape (tower, 128, NULL, 0, 0);
  assert_figures (shape, 20 * cos (G_PI / 128), 1 - 12.5 * 12.5 / 400);
}

/* An L of 12 m wide wings: deepest in the bend, where no facade is within reach of either wing's middle. */
static void
test_bend (void)
{
  static const double bend[] = { 0, 0, 50, 0, 50, 12, 12, 12, 12, 40, 0, 40 };
  g_autoptr (LwGeometry) shape = make_shape (bend, 6, NULL, 0, 0.4);
  LwDaylight daylight;

  g_assert_true (lw_daylight_measure (shape, LW_DAYLIGHT_REACH_M, &daylight));
  g_assert_cmpfloat_with_epsilon (daylight.depth_m, 12 * G_SQRT2 / (1 + G_SQRT2), DEPTH_TOLERANCE);
}

static double
distance_to (const LwGeometry *shape, double x, double y)
{
  double least = INFINITY;

  for (gsize ring = 0; ring < lw_geometry_get_n_rings (shape); ring++)
    {
      gsize n;
      const double *xy = lw_geometry_get_ring (shape, ring, &n);

      for (gsize i = 0; i + 1 < n; i++)
        {
          double dx = xy[2 * i + 2] - xy[2 * i], dy = xy[2 * i + 3] - xy[2 * i + 1];
          double t = CLAMP (((x - xy[2 * i]) * dx + (y - xy[2 * i + 1]) * dy) / (dx * dx + dy * dy), 0, 1);

          least = MIN (least, hypot (x - xy[2 * i] - t * dx, y - xy[2 * i + 1] - t * dy));
        }
    }
  return least;
}

/* Stars with a courtyard now and then, against looking everywhere. */
static void
test_any (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20);

  for (int round = 0; round < 25; round++)
    {
      double outline[24], court[8] = { -3, -3, 3, -3, 3, 3, -3, 3 };
      g_autoptr (LwGeometry) shape = NULL;
      LwDaylight daylight;
      guint n = 0, n_dark = 0;
      double deepest = 0;

      for (int i = 0; i < 12; i++)
        {
          double radius = g_rand_double_range (rand, 8, 40), angle = 2 * G_PI * i / 12;

          outline[2 * i] = radius * cos (angle);
          outline[2 * i + 1] = radius * sin (angle);
        }
      shape = make_shape (outline, 12, court, round % 3 == 0 ? 4 : 0, 0);
      g_assert_true (lw_daylight_measure (shape, 5, &daylight));
      for (double x = -40; x < 40; x += 0.2)
        for (double y = -40; y < 40; y += 0.2)
          if (lw_geometry_contains (shape, EAST + x, NORTH + y))
            {
              double depth = distance_to (shape, EAST + x, NORTH + y);

              n++;
              n_dark += depth > 5;
              deepest = MAX (deepest, depth);
            }
      g_assert_cmpfloat (daylight.depth_m, >=, deepest - DEPTH_TOLERANCE);
      g_assert_cmpfloat (daylight.depth_m, <=, deepest + 0.15);
      g_assert_cmpfloat_with_epsilon (daylight.lit_share, 1 - (double)n_dark / n, 0.01);
      g_assert_cmpfloat_with_epsilon (distance_to (shape, daylight.x, daylight.y), daylight.depth_m, 1e-6);
    }
}

/* What encloses no floor has no figures. */
static void
test_no_floor (void)
{
  static const double flat[] = { 0, 0, 10, 0, 20, 0 }, point[] = { 1, 1, 1, 1, 1, 1 };
  g_autoptr (LwGeometry) line = make_shape (flat, 3, NULL, 0, 0), dot = make_shape (point, 3, NULL, 0, 0);
  g_autoptr (LwGeometry) place = lw_geometry_new_point (1, 1);
  LwGeometry *shapes[] = { line, dot, place };

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      LwDaylight daylight;

      g_assert_false (lw_daylight_measure (shapes[i], LW_DAYLIGHT_REACH_M, &daylight));
      g_assert_true (isnan (daylight.depth_m) && isnan (daylight.lit_share));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/daylight/rectangle", test_rectangle);
  g_test_add_func ("/daylight/courtyard", test_courtyard);
  g_test_add_func ("/daylight/round", test_round);
  g_test_add_func ("/daylight/bend", test_bend);
  g_test_add_func ("/daylight/any", test_any);
  g_test_add_func ("/daylight/no-floor", test_no_floor);
  return g_test_run ();
}
