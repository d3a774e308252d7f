/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Clusters: no circle touches another, no m² and no office gets lost, the same input gives the same circles,
 * and a point finds its circle. */
#include "draw/lw-clusters.h"

#include <math.h>
#include <string.h>

typedef struct {
  LwClusterInput input;
  double *x, *y, *stock, *vacant;
} Offices;

static void
offices_init (Offices *offices, guint n, guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  offices->x = g_new (double, n);
  offices->y = g_new (double, n);
  offices->stock = g_new (double, n);
  offices->vacant = g_new (double, n);
  for (guint i = 0; i < n; i++)
    {
      /* Towns with a dense middle, in a rectangle the size of the Netherlands. */
      guint town = g_rand_int_range (random, 0, 60);
      double reach = g_rand_double (random), angle = g_rand_double_range (random, 0, 2 * G_PI);

      offices->x[i] = 0.509 + (town % 8) * 0.0012 + reach * reach * 0.0005 * cos (angle);
      offices->y[i] = 0.325 + (town / 8.0) * 0.0009 + reach * reach * 0.0005 * sin (angle);
      offices->stock[i] = g_rand_int_range (random, 0, 20) == 0 ? NAN : floor (100 + 9900 * pow (reach, 4));
      offices->vacant[i] = g_rand_int_range (random, 0, 12) == 0 ? NAN
                           : isnan (offices->stock[i])           ? 10
                           : g_rand_boolean (random)             ? 0
                                                                 : floor (offices->stock[i] / 3);
    }
  offices->input = (LwClusterInput){ n, offices->x, offices->y, offices->stock, offices->vacant, NULL };
}

static void
offices_clear (Offices *offices)
{
  g_free (offices->x);
  g_free (offices->y);
  g_free (offices->stock);
  g_free (offices->vacant);
}

static void
assert_apart (const LwClusters *clusters, double zoom)
{
  double pixels = 256.0 * exp2 (zoom);

  for (guint i = 0; i < clusters->n; i++)
    for (guint j = i + 1; j < clusters->n; j++)
      {
        const LwCluster *a = &clusters->clusters[i], *b = &clusters->clusters[j];
        double distance = hypot (a->x - b->x, a->y - b->y) * pixels;

        g_assert_cmpfloat (distance, >=, a->radius_px + b->radius_px);
      }
}

/* Every row once, and the sums of each circle those of its rows. */
static void
assert_complete (const LwClusters *clusters, const LwClusterInput *input)
{
  g_autofree guint *seen = g_new0 (guint, MAX (input->n, 1));
  guint expected = 0, n = 0;

  for (guint i = 0; i < clusters->n; i++)
    {
      const LwCluster *c = &clusters->clusters[i];
      double stock = 0, vacant = 0, known = 0;

      g_assert_cmpuint (c->first, ==, n);
      g_assert_cmpuint (c->n, >, 0);
      for (guint j = c->first; j < c->first + c->n; j++)
        {
          guint row = clusters->rows[j];

          seen[row]++;
          if (isnan (input->stock_m2[row]))
            continue;
          stock += input->stock_m2[row];
          if (isnan (input->vacant_m2[row]))
            continue;
          known += input->stock_m2[row];
          vacant += input->vacant_m2[row];
        }
      g_assert_cmpfloat_with_epsilon (c->stock_m2, stock, 1e-6 * MAX (stock, 1));
      g_assert_cmpfloat_with_epsilon (c->vacant_m2, vacant, 1e-6 * MAX (vacant, 1));
      g_assert_cmpfloat_with_epsilon (c->known_m2, known, 1e-6 * MAX (known, 1));
      n += c->n;
    }
  g_assert_cmpuint (n, ==, clusters->n_rows);
  for (guint row = 0; row < input->n; row++)
    {
      gboolean in
          = !isnan (input->world_x[row]) && (input->shown == NULL || lw_bitset_test (input->shown, row));

      g_assert_cmpuint (seen[row], ==, in ? 1 : 0);
      expected += in;
    }
  g_assert_cmpuint (expected, ==, clusters->n_rows);
}

static void
test_invariants (void)
{
  static const double scales[] = { 0.72, 1, 1.5 };
  Offices offices;

  offices_init (&offices, 4000, 1);
  offices.x[17] = NAN;
  for (guint s = 0; s < G_N_ELEMENTS (scales); s++)
    for (int level = LW_CLUSTERS_MIN_LEVEL; level <= LW_CLUSTERS_MAX_LEVEL; level += 2)
      {
        g_autoptr (LwClusters) clusters = lw_clusters_new (&offices.input, level, scales[s]);

        assert_apart (clusters, level);
        assert_apart (clusters, level + 0.99);
        assert_complete (clusters, &offices.input);
        g_assert_cmpint (lw_clusters_level (level + 0.7), ==, level);
      }
  offices_clear (&offices);
}

static void
test_levels_part (void)
{
  Offices offices;
  guint before = 0;

  offices_init (&offices, 3000, 2);
  for (int level = 6; level <= 18; level += 3)
    {
      g_autoptr (LwClusters) clusters = lw_clusters_new (&offices.input, level, 1);

      g_assert_cmpuint (clusters->n, >, before);
      before = clusters->n;
    }
  offices_clear (&offices);
}

static void
test_filter_and_determinism (void)
{
  Offices offices;
  g_autoptr (LwBitset) shown = NULL;
  g_autoptr (LwClusters) a = NULL;
  g_autoptr (LwClusters) b = NULL;

  offices_init (&offices, 5000, 3);
  shown = lw_bitset_new (5000);
  for (guint i = 0; i < 5000; i += 3)
    lw_bitset_set (shown, i);
  offices.input.shown = shown;
  a = lw_clusters_new (&offices.input, 10, 1);
  b = lw_clusters_new (&offices.input, 10, 1);
  assert_complete (a, &offices.input);
  assert_apart (a, 10);
  g_assert_cmpuint (a->n, ==, b->n);
  g_assert_cmpint (memcmp (a->clusters, b->clusters, a->n * sizeof *a->clusters), ==, 0);
  g_assert_cmpint (memcmp (a->rows, b->rows, a->n_rows * sizeof *a->rows), ==, 0);
  offices_clear (&offices);
}

static void
test_larger_takes_smaller (void)
{
  /* Two offices 10 pixels apart at level 10, one far away; one unknown beside the far one. */
  double pixel = 1.0 / (256.0 * 1024.0);
  double x[] = { 0.5, 0.5 + 10 * pixel, 0.5 + 400 * pixel, 0.5 + 402 * pixel };
  double y[] = { 0.33, 0.33, 0.33, 0.33 };
  double stock[] = { 90000, 10000, 5000, 5000 };
  double vacant[] = { 9000, 1000, 1000, NAN };
  LwClusterInput input = { 4, x, y, stock, vacant, NULL };
  g_autoptr (LwClusters) clusters = lw_clusters_new (&input, 10, 1);
  double min_x, min_y, max_x, max_y;

  g_assert_cmpuint (clusters->n, ==, 2);
  g_assert_cmpuint (clusters->clusters[0].n, ==, 2);
  g_assert_cmpfloat (clusters->clusters[0].stock_m2, ==, 100000);
  g_assert_cmpfloat_with_epsilon (clusters->clusters[0].x, 0.5 + pixel, 1e-12);
  g_assert_cmpfloat_with_epsilon (lw_cluster_rate (&clusters->clusters[0]), 0.1, 1e-12);
  g_assert_cmpfloat (lw_cluster_unknown_share (&clusters->clusters[0]), ==, 0);
  g_assert_cmpuint (clusters->clusters[1].n_unknown, ==, 1);
  g_assert_cmpfloat (clusters->clusters[1].known_m2, ==, 5000);
  g_assert_cmpfloat_with_epsilon (lw_cluster_rate (&clusters->clusters[1]), 0.2, 1e-12);
  g_assert_cmpfloat (lw_cluster_unknown_share (&clusters->clusters[1]), ==, 0.5);
  g_assert_cmpuint (lw_clusters_find_row (clusters, 3), ==, 1);
  g_assert_cmpuint (lw_clusters_find_row (clusters, 4), ==, LW_CLUSTERS_NONE);
  g_assert_true (lw_clusters_bounds (clusters, 0, &input, &min_x, &min_y, &max_x, &max_y));
  g_assert_cmpfloat (max_x - min_x, ==, x[1] - x[0]);

  x[1] = x[0];
  clusters->rows[0] = 0;
  g_assert_false (lw_clusters_bounds (clusters, 0, &input, &min_x, &min_y, &max_x, &max_y));
}

static void
test_radius (void)
{
  /* Twice the area, twice the m². */
  double small = lw_cluster_radius (100000, 5, 9, 1), large = lw_cluster_radius (200000, 5, 9, 1);

  g_assert_cmpfloat_with_epsilon (large * large / (small * small), 2, 1e-9);
  g_assert_cmpfloat (lw_cluster_radius (0, 1, 9, 1), >=, 4);
  g_assert_cmpfloat (lw_cluster_radius (0, 2, 9, 1), >=, 8);
  g_assert_cmpfloat (lw_cluster_radius (1e9, 100, 9, 1), <=, 32);
  g_assert_cmpfloat_with_epsilon (lw_cluster_radius (1e9, 9, 9, 1.5), 1.5 * lw_cluster_radius (1e9, 9, 9, 1),
                                  1e-9);
}

static void
test_hit (void)
{
  Offices offices;
  g_autoptr (LwClusters) clusters = NULL;
  double pixel = 1.0 / (256.0 * exp2 (11.5));

  offices_init (&offices, 3000, 4);
  clusters = lw_clusters_new (&offices.input, 11, 1);
  for (guint i = 0; i < clusters->n; i++)
    {
      const LwCluster *c = &clusters->clusters[i];

      g_assert_cmpuint (lw_clusters_hit (clusters, c->x, c->y, 11.5, 0), ==, i);
      g_assert_cmpuint (lw_clusters_hit (clusters, c->x + 0.95 * c->radius_px * pixel, c->y, 11.5, 0), ==, i);
    }
  g_assert_cmpuint (lw_clusters_hit (clusters, 0.2, 0.2, 11.5, 3), ==, LW_CLUSTERS_NONE);
  offices_clear (&offices);
}

static void
test_other_values (void)
{
  Offices offices;
  g_autoptr (LwClusters) before = NULL;
  g_autoptr (LwClusters) after = NULL;
  g_autofree double *stock = NULL, *vacant = NULL;

  offices_init (&offices, 2000, 5);
  before = lw_clusters_new (&offices.input, 9, 1);
  stock = g_new (double, 2000);
  vacant = g_new (double, 2000);
  for (guint i = 0; i < 2000; i++)
    {
      stock[i] = i % 7 == 0 ? 0 : 1000;
      vacant[i] = i % 5 == 0 ? NAN : 100;
    }
  after = lw_clusters_with_values (before, stock, vacant);
  offices.input.stock_m2 = stock;
  offices.input.vacant_m2 = vacant;
  assert_complete (after, &offices.input);
  for (guint i = 0; i < after->n; i++)
    {
      g_assert_cmpfloat (after->clusters[i].x, ==, before->clusters[i].x);
      g_assert_cmpfloat (after->clusters[i].radius_px, ==, before->clusters[i].radius_px);
    }
  offices_clear (&offices);
}

/* Circles that stand in both are the same to the last bit, and each of the whole that lies in the part is there. */
static void
assert_same_in (const LwClusters *whole, const LwClusters *part, const LwBounds *bounds)
{
  guint expected = 0;

  for (guint i = 0, j = 0; i < whole->n; i++)
    {
      const LwCluster *a = &whole->clusters[i], *b;

      if (!lw_bounds_contains (bounds, a->x, a->y))
        continue;
      expected++;
      /* Both are in the same order. */
      while (j < part->n && !lw_bounds_contains (bounds, part->clusters[j].x, part->clusters[j].y))
        j++;
      g_assert_cmpuint (j, <, part->n);
      b = &part->clusters[j++];
      g_assert_cmpfloat (a->x, ==, b->x);
      g_assert_cmpfloat (a->y, ==, b->y);
      g_assert_cmpfloat (a->radius_px, ==, b->radius_px);
      g_assert_cmpfloat (a->stock_m2, ==, b->stock_m2);
      g_assert_cmpfloat (a->vacant_m2, ==, b->vacant_m2);
      g_assert_cmpfloat (a->known_m2, ==, b->known_m2);
      g_assert_cmpuint (a->n, ==, b->n);
      g_assert_cmpint (memcmp (whole->rows + a->first, part->rows + b->first, a->n * sizeof (guint)), ==, 0);
    }
  if (!lw_clusters_cover (part, &(LwBounds){ 0, 0, 1, 1 }))
    g_assert_cmpuint (expected, ==, part->n);
}

/* Wherever the map was moved to: a part of the world has the circles of the whole. */
static void
test_parts_equal_whole (void)
{
  static const double scales[] = { 1, 1.5 };
  g_autoptr (GRand) random = g_rand_new_with_seed (8);
  Offices offices;
  guint n_parts = 0;

  offices_init (&offices, 60000, 8);
  for (guint s = 0; s < G_N_ELEMENTS (scales); s++)
    {
      g_autoptr (LwClusterSource) source = lw_cluster_source_new (&offices.input, scales[s]);

      for (int level = 10; level <= LW_CLUSTERS_MAX_LEVEL; level++)
        {
          g_autoptr (LwClusters) whole = lw_clusters_new_in (source, NULL, level, NULL, NULL);

          for (guint trial = 0; trial < 12; trial++)
            {
              guint row = (guint)g_rand_int_range (random, 0, 60000);
              double half = g_rand_double_range (random, 100, 2000) / (256.0 * exp2 (level));
              double x = offices.x[row], y = offices.y[row];
              LwBounds bounds = { x - half, y - half, x + half, y + half };
              g_autoptr (LwClusters) part = lw_clusters_new_in (source, NULL, level, &bounds, NULL);

              g_assert_true (lw_clusters_cover (part, &bounds));
              n_parts += part->n_rows < whole->n_rows;
              assert_same_in (whole, part, &bounds);
            }
        }
    }
  /* Most of them were parts indeed. */
  g_assert_cmpuint (n_parts, >, 100);
  offices_clear (&offices);
}

/* The order of the table is of no account, and neither is what lies far away. */
static void
test_order_of_rows (void)
{
  Offices offices;
  double *columns[4], *turned[4];
  LwClusterInput input;

  offices_init (&offices, 5000, 9);
  columns[0] = offices.x;
  columns[1] = offices.y;
  columns[2] = offices.stock;
  columns[3] = offices.vacant;
  for (guint c = 0; c < 4; c++)
    {
      turned[c] = g_new (double, 5000);
      for (guint i = 0; i < 5000; i++)
        turned[c][i] = columns[c][4999 - i];
    }
  input = (LwClusterInput){ 5000, turned[0], turned[1], turned[2], turned[3], NULL };
  for (int level = 7; level <= 16; level += 3)
    {
      g_autoptr (LwClusters) a = lw_clusters_new (&offices.input, level, 1);
      g_autoptr (LwClusters) b = lw_clusters_new (&input, level, 1);

      /* Sums in another order may differ in their last bits, and equal weights may change places. */
      g_assert_cmpuint (a->n, ==, b->n);
      g_assert_cmpuint (a->n_rows, ==, b->n_rows);
    }
  for (guint c = 0; c < 4; c++)
    g_free (turned[c]);
  offices_clear (&offices);
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (LwClusterSource) source = NULL;
  Offices offices;

  offices_init (&offices, 1000, 10);
  source = lw_cluster_source_new (&offices.input, 1);
  g_cancellable_cancel (cancellable);
  g_assert_null (lw_clusters_new_in (source, NULL, 12, NULL, cancellable));
  offices_clear (&offices);
}

static void
test_notes (void)
{
  /* Three offices in one circle, one by itself far away. */
  double x[] = { 0.5, 0.5, 0.5, 0.52 }, y[] = { 0.33, 0.33, 0.33, 0.33 };
  double stock[] = { 100, 100, 100, 50 }, vacant[] = { 0, 0, 0, 0 };
  LwClusterInput input = { 4, x, y, stock, vacant, NULL };
  const guint8 marks[] = { 2, 0, 2, 0 };
  g_autoptr (LwClusters) clusters = lw_clusters_new (&input, 9, 1);
  g_autoptr (LwBitset) selection = lw_bitset_new (4);
  g_autoptr (LwClusterNotes) notes = NULL;
  g_autoptr (LwClusterNotes) none = lw_cluster_notes_new (clusters, NULL, NULL);

  lw_bitset_set (selection, 1);
  lw_bitset_set (selection, 2);
  notes = lw_cluster_notes_new (clusters, selection, marks);
  g_assert_cmpuint (notes->n, ==, 2);
  g_assert_cmpuint (notes->n_selected[0], ==, 2);
  g_assert_cmpuint (notes->n_selected[1], ==, 0);
  g_assert_cmpuint (notes->marks[0], ==, 2);
  g_assert_cmpuint (notes->marks[1], ==, 0);
  g_assert_cmpuint (none->n_selected[0], ==, 0);
  g_assert_cmpuint (none->marks[0], ==, 0);
}

static void
test_nothing_and_one (void)
{
  double x = 0.5, y = 0.3, stock = NAN, vacant = NAN;
  LwClusterInput input = { 0, &x, &y, &stock, &vacant, NULL };
  g_autoptr (LwClusters) none = lw_clusters_new (&input, 9, 1);
  g_autoptr (LwClusters) one = NULL;

  g_assert_cmpuint (none->n, ==, 0);
  g_assert_cmpuint (lw_clusters_hit (none, 0.5, 0.3, 9, 10), ==, LW_CLUSTERS_NONE);
  input.n = 1;
  one = lw_clusters_new (&input, 9, 1);
  g_assert_cmpuint (one->n, ==, 1);
  g_assert_cmpuint (one->clusters[0].n_unknown, ==, 1);
  g_assert_true (isnan (lw_cluster_rate (&one->clusters[0])));
  g_assert_cmpfloat (lw_cluster_unknown_share (&one->clusters[0]), ==, 1);
  x = 7;
  g_clear_pointer (&one, lw_clusters_unref);
  one = lw_clusters_new (&input, 9, 1);
  g_assert_cmpuint (one->n, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clusters/invariants", test_invariants);
  g_test_add_func ("/clusters/levels-part", test_levels_part);
  g_test_add_func ("/clusters/filter-and-determinism", test_filter_and_determinism);
  g_test_add_func ("/clusters/larger-takes-smaller", test_larger_takes_smaller);
  g_test_add_func ("/clusters/radius", test_radius);
  g_test_add_func ("/clusters/hit", test_hit);
  g_test_add_func ("/clusters/other-values", test_other_values);
  g_test_add_func ("/clusters/parts-equal-whole", test_parts_equal_whole);
  g_test_add_func ("/clusters/order-of-rows", test_order_of_rows);
  g_test_add_func ("/clusters/cancelled", test_cancelled);
  g_test_add_func ("/clusters/notes", test_notes);
  g_test_add_func ("/clusters/nothing-and-one", test_nothing_and_one);
  return g_test_run ();
}
