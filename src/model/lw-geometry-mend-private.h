/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-geometry-mend-private: edges on a fine grid, for lw-geometry-mend.c: finding where they cross and cutting them
 * there (lw-geometry-cut.c), and making rings of them again (lw-geometry-rings.c). Whole numbers, so that which side
 * a point lies on is certain. */
#pragma once

#include "model/lw-geometry.h"

G_BEGIN_DECLS

/** LwGridPoint: in units of %LW_MEND_GRAIN_M */
typedef struct {
  gint64 x;
  gint64 y;
} LwGridPoint;

/**
 * LwGridEdge: a piece of a ring.
 * @ring: number of the ring
 * @place: its place in the ring
 * @n_ring: how many edges the ring has
 */
typedef struct {
  LwGridPoint a;
  LwGridPoint b;
  guint ring;
  guint place;
  guint n_ring;
} LwGridEdge;

static inline gboolean
lw_grid_point_equal (LwGridPoint a, LwGridPoint b)
{
  return a.x == b.x && a.y == b.y;
}

static inline int
lw_grid_point_compare (LwGridPoint a, LwGridPoint b)
{
  if (a.x != b.x)
    return a.x < b.x ? -1 : 1;
  return a.y < b.y ? -1 : a.y > b.y;
}

/** lw_grid_turn: 1 if @c lies left of the way from @a to @b, -1 if right, 0 if straight on */
static inline int
lw_grid_turn (LwGridPoint a, LwGridPoint b, LwGridPoint c)
{
  __int128 cross = (__int128) (b.x - a.x) * (c.y - a.y) - (__int128) (b.y - a.y) * (c.x - a.x);

  return cross > 0 ? 1 : cross < 0 ? -1 : 0;
}

gboolean lw_grid_edges_cross (GArray *edges, gboolean *crossed);
GArray *lw_grid_edges_cut (GArray *edges);
gboolean lw_grid_edges_to_rings (GArray *edges, LwGeometryBuilder *builder, guint *n_parts);

G_END_DECLS
