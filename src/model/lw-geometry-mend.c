/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-geometry-mend: see lw-geometry-mend.h. Most shapes are sound: their points stay as they are, to the bit. */
#include "model/lw-geometry-mend.h"

#include <math.h>
#include <string.h>

#include "model/lw-area-index.h"
#include "model/lw-geometry-mend-private.h"

/* A ring whose points are cleaned; not closed. */
typedef struct {
  double *xy;
  gsize n;
} Clean;

static gboolean
same_point (const double *a, const double *b)
{
  return a[0] == b[0] && a[1] == b[1];
}

/* Leaves out repeated points, and points from where a ring goes back to where it came from. Returns how many stay. */
static gsize
clean_ring (const double *from, gsize n_from, double *to)
{
  gsize n = 0;

  for (gsize i = 0; i < n_from; i++)
    {
      const double *point = from + 2 * i;

      if (n >= 1 && same_point (point, to + 2 * (n - 1)))
        continue;
      if (n >= 2 && same_point (point, to + 2 * (n - 2)))
        {
          n--;
          continue;
        }
      to[2 * n] = point[0];
      to[2 * n + 1] = point[1];
      n++;
    }
  while (n >= 2 && (same_point (to, to + 2 * (n - 1)) || (n >= 3 && same_point (to, to + 2 * (n - 2)))))
    n--;
  return n;
}

static LwGridPoint
to_grid (const double *point)
{
  return (LwGridPoint){ llround (point[0] / LW_MEND_GRAIN_M), llround (point[1] / LW_MEND_GRAIN_M) };
}

static void
add_edges (GArray *edges, const Clean *ring, guint number)
{
  guint first = edges->len;

  for (gsize i = 0; i < ring->n; i++)
    {
      LwGridEdge edge = { to_grid (ring->xy + 2 * i), to_grid (ring->xy + 2 * ((i + 1) % ring->n)), number, 0, 0 };

      if (lw_grid_point_equal (edge.a, edge.b))
        continue;
      edge.place = edges->len - first;
      g_array_append_val (edges, edge);
    }
  for (guint i = first; i < edges->len; i++)
    g_array_index (edges, LwGridEdge, i).n_ring = edges->len - first;
}

static void
add_clean_ring (LwGeometryBuilder *builder, const Clean *ring, gboolean hole)
{
  gboolean turn = (lw_geometry_ring_area (ring->xy, ring->n) < 0) != hole;

  lw_geometry_builder_begin_ring (builder);
  for (gsize i = 0; i < ring->n; i++)
    {
      gsize at = turn ? ring->n - 1 - i : i;

      lw_geometry_builder_add (builder, ring->xy[2 * at], ring->xy[2 * at + 1]);
    }
}

/* The cleaned rings of a part. */
static Clean *
clean_part (const LwGeometry *geometry, gsize part, gsize *n_rings)
{
  gsize first = lw_geometry_get_part (geometry, part, n_rings);
  Clean *rings = g_new0 (Clean, *n_rings);

  for (gsize i = 0; i < *n_rings; i++)
    {
      gsize n;
      const double *xy = lw_geometry_get_ring (geometry, first + i, &n);

      rings[i].xy = g_new (double, 2 * n);
      rings[i].n = clean_ring (xy, n, rings[i].xy);
    }
  return rings;
}

/* Whether every hole lies in the outline. Rings do not cross here, so the middle of an edge tells. */
static gboolean
holes_lie_inside (const Clean *rings, gsize n_rings)
{
  LwGeometry *outline = n_rings > 1 && rings[0].n >= 3 ? lw_geometry_new_polygon (rings[0].xy, rings[0].n) : NULL;
  LwAreaIndex *index = outline != NULL ? lw_area_index_new (&outline, 1) : NULL;
  gboolean inside = TRUE;

  for (gsize i = 1; index != NULL && inside && i < n_rings; i++)
    {
      const double *xy = rings[i].xy;
      guint found;

      inside = rings[i].n < 3
               || lw_area_index_find (index, (xy[0] + xy[2]) / 2, (xy[1] + xy[3]) / 2, &found, 1) > 0;
    }
  lw_area_index_free (index);
  g_clear_pointer (&outline, lw_geometry_unref);
  return inside;
}

/* Adds a part to @builder as it should be, possibly as several. One without area is left out. */
static LwMend
mend_part (LwGeometryBuilder *builder, Clean *rings, gsize n_rings, guint *n_parts)
{
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (LwGridEdge));
  g_autoptr (GArray) pieces = NULL;
  LwMend done = LW_MEND_NOTHING;
  gboolean crossed;

  for (gsize i = 0; i < n_rings; i++)
    if (rings[i].n >= 3)
      add_edges (edges, &rings[i], (guint) i);
  if (!lw_grid_edges_cross (edges, &crossed))
    return LW_MEND_FAILED;
  if (crossed || !holes_lie_inside (rings, n_rings))
    {
      pieces = lw_grid_edges_cut (edges);
      return pieces != NULL && lw_grid_edges_to_rings (pieces, builder, n_parts) ? LW_MEND_CUT : LW_MEND_FAILED;
    }
  for (gsize i = 0; i < n_rings; i++)
    {
      gboolean flat = rings[i].n < 3 || lw_geometry_ring_area (rings[i].xy, rings[i].n) == 0;

      if (flat)
        done = LW_MEND_DROPPED;
      if (flat && i == 0)
        break;
      if (!flat)
        {
          if (i == 0)
            lw_geometry_builder_begin_part (builder);
          *n_parts += i == 0;
          add_clean_ring (builder, &rings[i], i > 0);
        }
    }
  return done;
}

/**
 * lw_geometry_mend:
 * @geometry: a shape in metres
 * @done: (out): what was done; of several parts the most
 *
 * Makes the rings of a (multi)polygon sound; other shapes stay as they are. Parts without area are left out.
 *
 * Returns: (transfer full) (nullable): the shape, a multipolygon where a polygon fell apart; %NULL if nothing is left
 *   of it or it is too intricate
 */
LwGeometry *
lw_geometry_mend (LwGeometry *geometry, LwMend *done)
{
  g_autoptr (LwGeometryBuilder) builder = lw_geometry_builder_new ();
  g_autoptr (LwGeometry) mended = NULL;
  LwGeometryKind kind = lw_geometry_get_kind (geometry);
  gboolean failed = FALSE;
  guint n_parts = 0;

  *done = LW_MEND_NOTHING;
  if (kind != LW_GEOMETRY_POLYGON && kind != LW_GEOMETRY_MULTI_POLYGON)
    return lw_geometry_ref (geometry);
  for (gsize part = 0; part < lw_geometry_get_n_parts (geometry); part++)
    {
      gsize n_rings;
      Clean *rings = clean_part (geometry, part, &n_rings);
      LwMend now = mend_part (builder, rings, n_rings, &n_parts);

      for (gsize i = 0; i < n_rings; i++)
        g_free (rings[i].xy);
      g_free (rings);
      failed = failed || now == LW_MEND_FAILED;
      if (now == LW_MEND_CUT || (now == LW_MEND_DROPPED && *done == LW_MEND_NOTHING))
        *done = now;
    }
  mended = lw_geometry_builder_finish (
      builder, kind == LW_GEOMETRY_POLYGON && n_parts == 1 ? LW_GEOMETRY_POLYGON : LW_GEOMETRY_MULTI_POLYGON);
  if (!failed && !lw_geometry_is_empty (mended))
    return g_steal_pointer (&mended);
  *done = LW_MEND_FAILED;
  return NULL;
}
