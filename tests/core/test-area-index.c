/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of lw-area-index: the same answers as lw_geometry_contains(), for the municipalities of the base map and for
 * random areas, and no more memory than there is to index. */
#include "model/lw-area-index.h"

#include <math.h>

#include "model/lw-basemap.h"

#define MAX_FOUND 8

static void
check_point (const LwAreaIndex *index, GPtrArray *areas, double x, double y)
{
  guint found[MAX_FOUND], n = lw_area_index_find (index, x, y, found, MAX_FOUND), expected = 0;

  for (guint i = 0; i < areas->len; i++)
    {
      const LwGeometry *area = g_ptr_array_index (areas, i);

      if (area == NULL || !lw_geometry_contains (area, x, y) || expected == MAX_FOUND)
        continue;
      g_assert_cmpuint (expected, <, n);
      g_assert_cmpuint (found[expected], ==, i);
      expected++;
    }
  g_assert_cmpuint (n, ==, expected);
}

static void
free_area (gpointer area)
{
  if (area != NULL)
    lw_geometry_unref (area);
}

static void
test_municipalities (void)
{
  const LwBasemap *map = lw_basemap_get_default ();
  g_autoptr (GPtrArray) areas = g_ptr_array_new_with_free_func (free_area);
  g_autoptr (LwAreaIndex) index = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  guint n, found[2];

  lw_basemap_get_municipalities (map, &n);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (areas, lw_basemap_get_municipality_geometry (map, i));
  index = lw_area_index_new ((LwGeometry *const *) areas->pdata, areas->len);
  for (guint i = 0; i < 3000; i++)
    check_point (index, areas, g_rand_double_range (random, 0, 300000), g_rand_double_range (random, 300000, 625000));
  /* On the points of borders too. */
  for (guint i = 0; i < n; i += 10)
    {
      gsize n_points;
      const double *xy = lw_geometry_get_points (g_ptr_array_index (areas, i), &n_points);

      for (gsize p = 0; p < n_points; p += 7)
        check_point (index, areas, xy[2 * p], xy[2 * p + 1]);
    }
  g_assert_cmpuint (lw_area_index_find (index, NAN, 400000, found, 2), ==, 0);
  g_assert_cmpuint (lw_area_index_find (index, -1e9, 1e9, found, 2), ==, 0);
}

/* A star of random arms, so that many edges are steep and rings cross the bands. */
static LwGeometry *
make_star (GRand *random)
{
  g_autoptr (LwGeometryBuilder) builder = lw_geometry_builder_new ();
  double x = g_rand_double_range (random, 0, 1000), y = g_rand_double_range (random, 0, 1000);
  guint n = (guint) g_rand_int_range (random, 3, 60);

  for (guint part = 0; part < 2; part++)
    {
      lw_geometry_builder_begin_part (builder);
      for (guint ring = 0; ring < 2; ring++)
        {
          lw_geometry_builder_begin_ring (builder);
          for (guint i = 0; i < n; i++)
            {
              double far = g_rand_double_range (random, 10, ring == 0 ? 200 : 50), turn = 2 * G_PI * i / n;

              lw_geometry_builder_add (builder, x + 300 * part + far * cos (turn), y + far * sin (turn));
            }
        }
    }
  return lw_geometry_builder_finish (builder, LW_GEOMETRY_MULTI_POLYGON);
}

static void
test_random (void)
{
  for (guint round = 0; round < 20; round++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (round);
      g_autoptr (GPtrArray) areas = g_ptr_array_new_with_free_func (free_area);
      g_autoptr (LwAreaIndex) index = NULL;

      for (guint i = 0; i < 30; i++)
        g_ptr_array_add (areas, i % 10 == 9 ? NULL : make_star (random));
      g_ptr_array_add (areas, lw_geometry_new_point (5, 5));
      index = lw_area_index_new ((LwGeometry *const *) areas->pdata, areas->len);
      for (guint i = 0; i < 500; i++)
        check_point (index, areas, g_rand_double_range (random, -200, 1500), g_rand_double_range (random, -200, 1200));
    }
}

static void
test_nothing (void)
{
  g_autoptr (LwAreaIndex) none = lw_area_index_new (NULL, 0);
  LwGeometry *empty[] = { NULL };
  g_autoptr (LwAreaIndex) nothing = lw_area_index_new (empty, 1);
  guint found;

  g_assert_cmpuint (lw_area_index_find (none, 1, 1, &found, 1), ==, 0);
  g_assert_cmpuint (lw_area_index_find (nothing, 1, 1, &found, 1), ==, 0);
}

/* A ring of 200,000 edges from bottom to top: in bands of six edges it would take gigabytes. */
static void
test_bounded (void)
{
  g_autoptr (LwGeometryBuilder) builder = lw_geometry_builder_new ();
  g_autoptr (LwGeometry) comb = NULL;
  g_autoptr (LwAreaIndex) index = NULL;
  gint64 begin = g_get_monotonic_time ();
  guint found;

  for (guint i = 0; i < 200000; i++)
    lw_geometry_builder_add (builder, i, i % 2 == 0 ? 0 : 1000);
  comb = lw_geometry_builder_finish (builder, LW_GEOMETRY_POLYGON);
  index = lw_area_index_new (&comb, 1);
  g_assert_cmpuint (lw_area_index_find (index, 1.0, 999, &found, 1), ==, lw_geometry_contains (comb, 1.0, 999));
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 5 * G_USEC_PER_SEC);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/area-index/municipalities", test_municipalities);
  g_test_add_func ("/area-index/random", test_random);
  g_test_add_func ("/area-index/nothing", test_nothing);
  g_test_add_func ("/area-index/bounded", test_bounded);
  return g_test_run ();
}
