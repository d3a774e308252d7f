/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-map-draw: the one painter of the map, for widget, PNG, SVG and PDF. The base (water, land, borders) and
 * the overlay (offices, names, legend) can be painted apart, so that a widget keeps the base as a texture
 * while it pans. A map fills the rectangle from (0, 0) to (width, height). */
#pragma once

#include "draw/lw-clusters.h"
#include "draw/lw-format.h"
#include "draw/lw-palette.h"
#include "draw/lw-symbols.h"
#include "draw/lw-text.h"
#include "model/lw-basemap.h"
#include "model/lw-geometry.h"

G_BEGIN_DECLS

/**
 * LwMapView: what part of the world is seen.
 * @x: world coordinates of the centre
 * @y: the same, southward
 * @zoom: the world is 256 × 2^zoom units of the surface wide
 */
typedef struct {
  double x;
  double y;
  double zoom;
} LwMapView;

/** LwMapParts: what of the furniture of the map is drawn */
typedef enum {
  LW_MAP_LEGEND = 1 << 0,
  LW_MAP_SCALE = 1 << 1,
  LW_MAP_CREDITS = 1 << 2,
  LW_MAP_BADGE = 1 << 3,
  LW_MAP_NAMES = 1 << 4,
  LW_MAP_ALL = (1 << 5) - 1,
} LwMapParts;

/**
 * LwMapStyle:
 * @palette: colours and sizes
 * @format: (nullable): how numbers are written; %NULL as in the locale
 * @parts: LwMapParts
 */
typedef struct {
  const LwPalette *palette;
  const LwFormat *format;
  guint parts;
} LwMapStyle;

/**
 * LwMapScene: what the map shows. All pointers are borrowed for the time of the call and may be %NULL.
 * @basemap: land, borders, towns, stations
 * @provinces: codes of the provinces that are bright, `PV26`; %NULL: all are
 * @view: what part of the world
 * @clusters: the offices, made for lw_clusters_level() of the view; those of a higher level are drawn smaller,
 * so that they do not overlap either
 * @ghosts: offices that the filter leaves out, drawn pale under the others
 * @notes: what is selected and marked in @clusters; marks are of #LwMapMark
 * @hovered: index of the circle under the pointer, or %LW_CLUSTERS_NONE
 * @class_counts: number of offices in each class of vacancy, for the legend
 * @change_counts: number of offices of each change, for the legend: where two dates are compared, and @notes tell what
 * became of each circle
 * @date_text: reference date, as people read it
 * @attribution: whose data these are
 * @fictional: draws the badge
 */
typedef struct {
  const LwBasemap *basemap;
  const char *const *provinces;
  LwMapView view;
  const LwClusters *clusters;
  const LwClusters *ghosts;
  const LwClusterNotes *notes;
  guint hovered;
  const guint *class_counts;
  const guint *change_counts;
  const char *date_text;
  const char *attribution;
  gboolean fictional;
} LwMapScene;

void lw_map_draw (
    const LwMapScene *scene, cairo_t *cr, LwText *text, double width, double height, const LwMapStyle *style);
void
lw_map_draw_base (const LwMapScene *scene, cairo_t *cr, double width, double height, const LwMapStyle *style);
void lw_map_draw_overlay (
    const LwMapScene *scene, cairo_t *cr, LwText *text, double width, double height, const LwMapStyle *style);

double lw_map_draw_key (cairo_t *cr, LwText *text, const LwPalette *palette, double x, double baseline);
double lw_map_draw_badge_at (cairo_t *cr, LwText *text, const LwPalette *palette, double x, double baseline);

void lw_map_scene_init (LwMapScene *scene);
LwMapView lw_map_view_fit (const LwBounds *bounds, double width, double height, double padding);
void lw_map_view_to_surface (
    const LwMapView *view, double width, double height, double world_x, double world_y, double *x, double *y);
void lw_map_view_to_world (
    const LwMapView *view, double width, double height, double x, double y, double *world_x, double *world_y);
void lw_map_count_classes (const LwClusterInput *input, guint counts[LW_N_VACANCY_CLASSES]);
void lw_map_count_changes (const LwOffices *offices, const LwBitset *shown, guint counts[LW_N_CHANGES]);

char **lw_map_find_provinces (const LwBasemap *basemap, const LwOffices *offices, const LwBitset *shown);
void lw_map_bound_provinces (const LwBasemap *basemap, const char *const *provinces, LwBounds *bounds);

G_END_DECLS
