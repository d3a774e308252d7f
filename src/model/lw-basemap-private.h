/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-basemap-private: what the files of the base map share. The reader fills the first half from bytes, the
 * shapes and the lookup tables are worked out from that; afterwards nothing changes. */
#pragma once

#include "model/lw-basemap.h"

G_BEGIN_DECLS

/* Limits of a sound file, far above the real one. They bound the memory that a damaged one can ask for. */
#define LW_BASEMAP_MAX_ITEMS 100000

/* A ring as the file has it: steps over arcs. */
typedef struct {
  guint first_step; /* in steps */
  guint n_steps;
  gboolean hole;
} LwBasemapRing;

/* The rings of one area: a municipality, a province or the country. */
typedef struct {
  guint first_ring; /* in rings */
  guint n_rings;
} LwBasemapArea;

struct _LwBasemap {
  GStringChunk *strings;
  LwDate date;
  GArray *sources;        /* LwBasemapSource */
  GArray *provinces;      /* LwProvince */
  GArray *municipalities; /* LwMunicipality, by code */
  GArray *borders;        /* LwBorder, one an arc */
  GArray *entries;        /* LwRegisterEntry, by code and date */
  GArray *stations;       /* LwStation, by name in the file, by x once read */
  GArray *towns;          /* LwTown, the largest first */

  GArray *arc_points;     /* double: longitude, latitude, … */
  GArray *arc_starts;     /* guint, in points; one more than arcs */
  GArray *steps;          /* guint: arc × 2 + backward */
  GArray *rings;          /* LwBasemapRing */
  GArray *areas;          /* LwBasemapArea: municipalities, provinces, the country */

  GArray *abroad_points;  /* double: longitude, latitude, later world x and y */
  GArray *abroad_starts;  /* guint, in points */
  GArray *abroad_border_points;
  GArray *abroad_border_starts;

  /* Worked out (lw-basemap-shapes.c). */
  GArray *detail_points[LW_BASEMAP_N_DETAILS]; /* double: world x, y of arcs, then of rings */
  GArray *detail_starts[LW_BASEMAP_N_DETAILS]; /* guint, in points: of arcs, then of rings */
  LwPaths border_paths[LW_BASEMAP_N_DETAILS];
  LwPaths *area_paths[LW_BASEMAP_N_DETAILS];   /* one an area */
  LwPaths abroad;
  LwPaths borders_abroad;
  GPtrArray *geometries;                       /* LwGeometry of municipalities and provinces, RD New */

  /* Worked out (lw-basemap-lookup.c). */
  LwBounds *bounds;       /* RD New, one a municipality */
  guint *cell_starts;
  guint *cell_items;
  GHashTable *by_code;    /* (owned) text -> place + 1 */
  GHashTable *by_name;    /* (owned) folded text -> place + 1, or -1 where a name is not unique */
};

gboolean lw_basemap_read (LwBasemap *self, GBytes *bytes, GError **error);
gboolean lw_basemap_make_shapes (LwBasemap *self, GError **error);
void lw_basemap_make_lookup (LwBasemap *self);

G_END_DECLS
