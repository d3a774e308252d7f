/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Names on the map: they never overlap anything and never leave the picture; what has no room is left out. */
#include "draw/lw-labels.h"

#include <math.h>

static gboolean
boxes_overlap (const cairo_rectangle_t *a, const cairo_rectangle_t *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height
         && b->y < a->y + a->height;
}

static gboolean
box_overlaps_circle (const cairo_rectangle_t *box, double x, double y, double radius)
{
  double dx = x - CLAMP (x, box->x, box->x + box->width), dy = y - CLAMP (y, box->y, box->y + box->height);

  return hypot (dx, dy) < radius;
}

static void
test_nothing_overlaps (void)
{
  g_autoptr (LwLabels) labels = lw_labels_new (700, 500);
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  cairo_rectangle_t furniture = { 10, 400, 150, 90 }, boxes[300];
  double circles[60][3];
  guint n = 0, left_out = 0;

  lw_labels_block_box (labels, &furniture);
  for (guint i = 0; i < 60; i++)
    {
      circles[i][0] = g_rand_double_range (random, 0, 700);
      circles[i][1] = g_rand_double_range (random, 0, 500);
      circles[i][2] = g_rand_double_range (random, 4, 30);
      lw_labels_block_circle (labels, circles[i][0], circles[i][1], circles[i][2]);
    }
  for (guint i = 0; i < 300; i++)
    {
      gboolean at_circle = i < 60;
      double x = at_circle ? circles[i][0] : g_rand_double_range (random, 0, 700);
      double y = at_circle ? circles[i][1] : g_rand_double_range (random, 0, 500);

      if (lw_labels_place (labels, x, y, at_circle ? circles[i][2] : 0, g_rand_double_range (random, 20, 120),
                           14, &boxes[n]))
        n++;
      else
        left_out++;
    }
  g_assert_cmpuint (n, >, 60);
  g_assert_cmpuint (left_out, >, 20);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpfloat (boxes[i].x, >=, 0);
      g_assert_cmpfloat (boxes[i].y, >=, 0);
      g_assert_cmpfloat (boxes[i].x + boxes[i].width, <=, 700);
      g_assert_cmpfloat (boxes[i].y + boxes[i].height, <=, 500);
      g_assert_false (boxes_overlap (&boxes[i], &furniture));
      for (guint j = 0; j < i; j++)
        g_assert_false (boxes_overlap (&boxes[i], &boxes[j]));
      for (guint j = 0; j < 60; j++)
        g_assert_false (box_overlaps_circle (&boxes[i], circles[j][0], circles[j][1], circles[j][2]));
    }
}

static void
test_order_of_places (void)
{
  g_autoptr (LwLabels) labels = lw_labels_new (400, 400);
  cairo_rectangle_t box;

  lw_labels_block_circle (labels, 200, 200, 20);
  g_assert_true (lw_labels_place (labels, 200, 200, 20, 60, 14, &box));
  g_assert_cmpfloat (box.y, >=, 220); /* below */
  g_assert_true (lw_labels_place (labels, 200, 200, 20, 60, 14, &box));
  g_assert_cmpfloat (box.y + box.height, <=, 180); /* above */
  g_assert_true (lw_labels_place (labels, 200, 200, 20, 60, 14, &box));
  g_assert_cmpfloat (box.x, >=, 220); /* right */
  g_assert_true (lw_labels_place (labels, 200, 200, 20, 60, 14, &box));
  g_assert_cmpfloat (box.x + box.width, <=, 180); /* left */
  /* A bare point lies under its name. */
  g_assert_true (lw_labels_place (labels, 100, 60, 0, 60, 14, &box));
  g_assert_cmpfloat_with_epsilon (box.x, 70, 1e-9);
  g_assert_cmpfloat_with_epsilon (box.y, 53, 1e-9);
}

static void
test_no_room (void)
{
  g_autoptr (LwLabels) labels = lw_labels_new (100, 40);
  cairo_rectangle_t everything = { 0, 0, 100, 40 }, box;

  g_assert_false (lw_labels_place (labels, 50, 20, 0, 120, 14, &box));
  lw_labels_block_box (labels, &everything);
  g_assert_false (lw_labels_place (labels, 50, 20, 0, 10, 10, &box));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/labels/nothing-overlaps", test_nothing_overlaps);
  g_test_add_func ("/labels/order-of-places", test_order_of_places);
  g_test_add_func ("/labels/no-room", test_no_room);
  return g_test_run ();
}
