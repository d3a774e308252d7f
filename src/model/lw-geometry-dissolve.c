/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-geometry-dissolve: several polygons that share their borders as one. An edge that two neighbours walk in opposite
 * directions lies inside and goes; what is left are the outlines. */
#include "model/lw-geometry.h"

#include <math.h>
#include <string.h>

/* What is left of the outlines: directed edges between numbered vertices, the inside on their left. */
typedef struct {
  GHashTable *numbers; /* of Vertex, by its place */
  GArray *vertices;    /* of Vertex */
  GHashTable *edges;   /* Edge: itself */
} Outlines;

typedef struct {
  double x, y;
} Vertex;

typedef struct {
  guint from, to;
  gboolean used;
} Edge;

static guint
hash_vertex (gconstpointer key)
{
  const Vertex *v = key;

  return g_double_hash (&v->x) * 31 + g_double_hash (&v->y);
}

static gboolean
equal_vertices (gconstpointer a, gconstpointer b)
{
  const Vertex *v = a, *w = b;

  return v->x == w->x && v->y == w->y;
}

static guint
hash_edge (gconstpointer key)
{
  const Edge *edge = key;

  return edge->from * 0x9e3779b1u ^ edge->to;
}

static gboolean
equal_edges (gconstpointer a, gconstpointer b)
{
  const Edge *e = a, *f = b;

  return e->from == f->from && e->to == f->to;
}

static guint
number_vertex (Outlines *self, const double *xy)
{
  const Vertex vertex = { xy[0], xy[1] };
  gpointer found;

  if (g_hash_table_lookup_extended (self->numbers, &vertex, NULL, &found))
    return GPOINTER_TO_UINT (found);
  g_array_append_val (self->vertices, vertex);
  g_hash_table_insert (self->numbers, g_memdup2 (&vertex, sizeof vertex), GUINT_TO_POINTER (self->vertices->len - 1));
  return self->vertices->len - 1;
}

static void
add_edge (Outlines *self, guint from, guint to)
{
  const Edge back = { to, from, FALSE }, edge = { from, to, FALSE };

  if (from != to && !g_hash_table_remove (self->edges, &back))
    g_hash_table_add (self->edges, g_memdup2 (&edge, sizeof edge));
}

/* @forward: in the order of the points, else against it */
static void
add_ring (Outlines *self, const double *xy, gsize n, gboolean forward)
{
  for (gsize i = 0; i + 1 < n; i++)
    {
      guint a = number_vertex (self, xy + 2 * i), b = number_vertex (self, xy + 2 * (i + 1));

      add_edge (self, forward ? a : b, forward ? b : a);
    }
}

static void
add_geometry (Outlines *self, const LwGeometry *geometry)
{
  for (gsize part = 0; part < lw_geometry_get_n_parts (geometry); part++)
    {
      gsize n_rings, first = lw_geometry_get_part (geometry, part, &n_rings);

      for (gsize r = 0; r < n_rings; r++)
        {
          gsize n;
          const double *xy = lw_geometry_get_ring (geometry, first + r, &n);

          add_ring (self, xy, n, (lw_geometry_ring_area (xy, n) > 0) == (r == 0));
        }
    }
}

static const Vertex *
get_vertex (const Outlines *self, guint number)
{
  return &g_array_index (self->vertices, Vertex, number);
}

/* How far one turns clockwise from looking back along @edge to looking along @next; the least keeps the same inside. */
static double
measure_turn (const Outlines *self, const Edge *edge, const Edge *next)
{
  const Vertex *a = get_vertex (self, edge->from), *b = get_vertex (self, edge->to);
  const Vertex *c = get_vertex (self, next->to);
  double turn = atan2 (a->y - b->y, a->x - b->x) - atan2 (c->y - b->y, c->x - b->x);

  return turn > 0 ? turn : turn + 2 * G_PI;
}

static Edge *
find_next (const Outlines *self, GHashTable *leaving, const Edge *edge)
{
  GPtrArray *choices = g_hash_table_lookup (leaving, GUINT_TO_POINTER (edge->to));
  Edge *best = NULL;

  for (guint i = 0; choices != NULL && i < choices->len; i++)
    {
      Edge *next = g_ptr_array_index (choices, i);

      if (!next->used && (best == NULL || measure_turn (self, edge, next) < measure_turn (self, edge, best)))
        best = next;
    }
  return best;
}

static int
compare_edges (gconstpointer a, gconstpointer b)
{
  const Edge *e = *(const Edge *const *)a, *f = *(const Edge *const *)b;

  return e->from != f->from ? (e->from < f->from ? -1 : 1) : (e->to > f->to) - (e->to < f->to);
}

/* The edges in a fixed order, whatever a hash table makes of them. */
static GPtrArray *
list_edges (const Outlines *self, GHashTable *leaving)
{
  GPtrArray *list = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->edges);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_ptr_array_add (list, key);
  g_ptr_array_sort (list, compare_edges);
  for (guint i = 0; i < list->len; i++)
    {
      Edge *edge = g_ptr_array_index (list, i);
      GPtrArray *same = g_hash_table_lookup (leaving, GUINT_TO_POINTER (edge->from));

      if (same == NULL)
        g_hash_table_insert (leaving, GUINT_TO_POINTER (edge->from), same = g_ptr_array_new ());
      g_ptr_array_add (same, edge);
    }
  return list;
}

/* Returns: (element-type GArray): closed rings of Vertex */
static GPtrArray *
join_edges (const Outlines *self)
{
  GPtrArray *rings = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  g_autoptr (GHashTable) leaving = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)g_ptr_array_unref);
  g_autoptr (GPtrArray) edges = list_edges (self, leaving);

  for (guint i = 0; i < edges->len; i++)
    {
      Edge *edge = g_ptr_array_index (edges, i);
      GArray *ring;

      if (edge->used)
        continue;
      ring = g_array_new (FALSE, FALSE, sizeof (Vertex));
      g_array_append_val (ring, *get_vertex (self, edge->from));
      for (; edge != NULL; edge = find_next (self, leaving, edge))
        {
          edge->used = TRUE;
          g_array_append_val (ring, *get_vertex (self, edge->to));
          if (edge->to == ((Edge *)g_ptr_array_index (edges, i))->from)
            break;
        }
      g_ptr_array_add (rings, ring);
    }
  return rings;
}

static const double *
get_xy (GPtrArray *rings, guint i, gsize *n)
{
  GArray *ring = g_ptr_array_index (rings, i);

  *n = ring->len;
  return (const double *)(gpointer)ring->data;
}

static double
get_ring_area (GPtrArray *rings, guint i)
{
  gsize n;
  const double *xy = get_xy (rings, i, &n);

  return lw_geometry_ring_area (xy, n);
}

/* The smallest outline around a hole; G_MAXUINT if it lies in none. The middle of an edge touches no other ring. */
static guint
find_outline (GPtrArray *rings, guint hole)
{
  gsize n, m;
  const double *xy = get_xy (rings, hole, &n);
  double x = (xy[0] + xy[2]) / 2, y = (xy[1] + xy[3]) / 2, best_area = INFINITY;
  guint best = G_MAXUINT;

  for (guint i = 0; i < rings->len; i++)
    {
      const double *outline = get_xy (rings, i, &m);
      double area = lw_geometry_ring_area (outline, m);

      if (i == hole || area <= 0 || area >= best_area || !lw_geometry_ring_contains (outline, m, x, y))
        continue;
      best = i;
      best_area = area;
    }
  return best;
}

static void
build_ring (LwGeometryBuilder *builder, GPtrArray *rings, guint i)
{
  gsize n;
  const double *xy = get_xy (rings, i, &n);

  lw_geometry_builder_begin_ring (builder);
  for (gsize k = 0; k < n; k++)
    lw_geometry_builder_add (builder, xy[2 * k], xy[2 * k + 1]);
}

static LwGeometry *
build_shape (GPtrArray *rings)
{
  g_autoptr (LwGeometryBuilder) builder = lw_geometry_builder_new ();
  g_autofree guint *outline = g_new (guint, MAX (rings->len, 1));

  for (guint i = 0; i < rings->len; i++)
    outline[i] = get_ring_area (rings, i) < 0 ? find_outline (rings, i) : G_MAXUINT;
  for (guint i = 0; i < rings->len; i++)
    {
      if (get_ring_area (rings, i) <= 0)
        continue;
      lw_geometry_builder_begin_part (builder);
      build_ring (builder, rings, i);
      for (guint hole = 0; hole < rings->len; hole++)
        if (outline[hole] == i)
          build_ring (builder, rings, hole);
    }
  return lw_geometry_builder_finish (builder, LW_GEOMETRY_MULTI_POLYGON);
}

/**
 * lw_geometry_dissolve:
 * @polygons: (element-type LwGeometry): polygons that have their common borders point for point
 *
 * Neighbours whose borders differ stay apart, each whole.
 *
 * Returns: (transfer full): one multipolygon, outlines counter-clockwise and holes clockwise
 */
LwGeometry *
lw_geometry_dissolve (GPtrArray *polygons)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (hash_vertex, equal_vertices, g_free, NULL);
  g_autoptr (GHashTable) edges = g_hash_table_new_full (hash_edge, equal_edges, g_free, NULL);
  g_autoptr (GArray) vertices = g_array_new (FALSE, FALSE, sizeof (Vertex));
  g_autoptr (GPtrArray) rings = NULL;
  Outlines outlines = { numbers, vertices, edges };

  g_return_val_if_fail (polygons != NULL, NULL);
  for (guint i = 0; i < polygons->len; i++)
    add_geometry (&outlines, g_ptr_array_index (polygons, i));
  rings = join_edges (&outlines);
  return build_shape (rings);
}
