/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-geometry-arc: see lw-geometry-arc.h. */
#include "model/lw-geometry-arc.h"

#include <math.h>

/* No coordinate is larger; with such numbers squares and sums would no longer be finite. */
#define MAX_COORDINATE 1e15
/* Points further than so many times the chord lie on a line for every use there is. */
#define MAX_RADIUS 1e6

/* The middle of the circle through three points; FALSE if they lie on a line. */
static gboolean
find_middle (const double *a, const double *b, const double *c, double *middle)
{
  /* From the first point, since coordinates are large and distances small. */
  double bx = b[0] - a[0], by = b[1] - a[1], cx = c[0] - a[0], cy = c[1] - a[1];
  double cross = 2 * (bx * cy - by * cx), b2 = bx * bx + by * by, c2 = cx * cx + cy * cy;
  double x = (cy * b2 - by * c2) / cross, y = (bx * c2 - cx * b2) / cross;

  middle[0] = a[0] + x;
  middle[1] = a[1] + y;
  return isfinite (x) && isfinite (y) && hypot (x, y) <= MAX_RADIUS * sqrt (fmax (b2, c2));
}

/* How far one turns from @from to @to about @middle, in the direction of @sign, between 0 and a whole turn. */
static double
angle_between (const double *middle, const double *from, const double *to, double sign)
{
  double angle = sign * (atan2 (to[1] - middle[1], to[0] - middle[0]) - atan2 (from[1] - middle[1], from[0] - middle[0]));

  return angle < 0 ? angle + 2 * G_PI : angle;
}

/* Adds what lies between two points of a circle, and the second of them as it is. */
static void
add_turn (LwGeometryBuilder *builder, const double *middle, const double *from, const double *to, double sign)
{
  double whole = angle_between (middle, from, to, sign);
  guint n = (guint) ceil (whole / LW_GEOMETRY_ARC_STEP);

  for (guint i = 1; i < n; i++)
    {
      double angle = sign * whole * i / n, x = from[0] - middle[0], y = from[1] - middle[1];

      lw_geometry_builder_add (builder, middle[0] + x * cos (angle) - y * sin (angle),
                               middle[1] + x * sin (angle) + y * cos (angle));
    }
  lw_geometry_builder_add (builder, to[0], to[1]);
}

static gboolean
is_bounded (const double *point)
{
  return fabs (point[0]) <= MAX_COORDINATE && fabs (point[1]) <= MAX_COORDINATE;
}

/**
 * lw_geometry_builder_add_arc:
 * @self: a builder, whose last point is @from
 * @from: (array fixed-size=2): where the arc begins
 * @through: (array fixed-size=2): a point on it
 * @to: (array fixed-size=2): where it ends; a whole circle if that is where it begins, @through opposite
 *
 * Adds the points of an arc behind @from, as chords of a degree or less.
 */
void
lw_geometry_builder_add_arc (LwGeometryBuilder *self, const double *from, const double *through, const double *to)
{
  double middle[2] = { (from[0] + through[0]) / 2, (from[1] + through[1]) / 2 };
  gboolean circle = from[0] == to[0] && from[1] == to[1];
  double turn = (through[0] - from[0]) * (to[1] - from[1]) - (through[1] - from[1]) * (to[0] - from[0]);
  double sign = turn >= 0 ? 1 : -1;

  g_return_if_fail (self != NULL);

  if ((from[0] == through[0] && from[1] == through[1]) || !is_bounded (from) || !is_bounded (through) || !is_bounded (to)
      || (!circle && !find_middle (from, through, to, middle)))
    {
      lw_geometry_builder_add (self, through[0], through[1]);
      lw_geometry_builder_add (self, to[0], to[1]);
      return;
    }
  add_turn (self, middle, from, through, sign);
  add_turn (self, middle, through, to, sign);
}

/**
 * lw_geometry_builder_add_arcs:
 * @self: a builder
 * @xy: (array length=n): points: an arc goes from the first through the second to the third, the next one on from there
 * @n: how many points; an odd number from 3 on, else they are joined by straight lines
 *
 * Adds a string of arcs with its first point.
 */
void
lw_geometry_builder_add_arcs (LwGeometryBuilder *self, const double *xy, gsize n)
{
  g_return_if_fail (self != NULL);

  if (n > 0)
    lw_geometry_builder_add (self, xy[0], xy[1]);
  for (gsize i = 2; n % 2 == 1 && i < n; i += 2)
    lw_geometry_builder_add_arc (self, xy + 2 * (i - 2), xy + 2 * (i - 1), xy + 2 * i);
  for (gsize i = 1; n % 2 == 0 && i < n; i++)
    lw_geometry_builder_add (self, xy[2 * i], xy[2 * i + 1]);
}

/**
 * lw_geometry_builder_add_circle:
 * @self: a builder
 * @xy: (array fixed-size=6): three points of a circle
 *
 * Adds the whole circle, from the first point back to it.
 */
void
lw_geometry_builder_add_circle (LwGeometryBuilder *self, const double *xy)
{
  double middle[2], opposite[2];

  g_return_if_fail (self != NULL);

  lw_geometry_builder_add (self, xy[0], xy[1]);
  if (!is_bounded (xy) || !find_middle (xy, xy + 2, xy + 4, middle))
    return;
  opposite[0] = 2 * middle[0] - xy[0];
  opposite[1] = 2 * middle[1] - xy[1];
  lw_geometry_builder_add_arc (self, xy, opposite, xy);
}
