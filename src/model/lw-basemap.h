/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-basemap: the bundled base map of the Netherlands of 2022: land, provinces, municipalities, their
 * borders, stations, towns and what lies around. It is immutable, so any thread may read it. What is drawn is
 * in world coordinates (lw-geo), what is looked up goes by RD New metres. Areas are named by their place in
 * the lists. */
#pragma once

#include "model/lw-date.h"
#include "model/lw-geometry.h"

G_BEGIN_DECLS

typedef struct _LwBasemap LwBasemap;

/**
 * LwBasemapDetail:
 * @LW_BASEMAP_DETAIL_COARSE: for 500 metres a pixel and more: the whole country on a screen
 * @LW_BASEMAP_DETAIL_MEDIUM: for 100 metres a pixel and more: a province
 * @LW_BASEMAP_DETAIL_FULL: as the source has it
 *
 * How much of the outlines is left out; never more than a pixel. Neighbours share their borders at every
 * level.
 */
typedef enum {
  LW_BASEMAP_DETAIL_COARSE,
  LW_BASEMAP_DETAIL_MEDIUM,
  LW_BASEMAP_DETAIL_FULL,
} LwBasemapDetail;

#define LW_BASEMAP_N_DETAILS 3

/**
 * LwBorderKind:
 * @LW_BORDER_MUNICIPALITY: between municipalities of one province
 * @LW_BORDER_PROVINCE: between provinces
 * @LW_BORDER_COUNTRY: with Belgium or Germany, on land
 * @LW_BORDER_COAST: the sea, and large water inland
 */
typedef enum {
  LW_BORDER_MUNICIPALITY,
  LW_BORDER_PROVINCE,
  LW_BORDER_COUNTRY,
  LW_BORDER_COAST,
} LwBorderKind;

#define LW_BORDER_N_KINDS 4

/**
 * LwPaths:
 * @xy: x, y, x, y … of all paths in world coordinates, one after the other
 * @starts: where each path begins, in points; @n_paths + 1 numbers
 * @n_paths: the number of paths
 * @bounds: the rectangle around all of them, in world coordinates (y grows southward)
 *
 * Rings (closed, the last point is the first) or lines, ready to be drawn. Rings are to be filled by the
 * even-odd rule, which takes care of holes.
 */
typedef struct {
  const double *xy;
  const guint *starts;
  guint n_paths;
  LwBounds bounds;
} LwPaths;

/**
 * LwProvince:
 * @code: as PV26
 * @name: official name
 * @bounds: in world coordinates
 * @label_x: world x of a point inside, for its name
 * @label_y: world y of that point
 * @area_m2: area of its land in square metres
 */
typedef struct {
  const char *code;
  const char *name;
  LwBounds bounds;
  double label_x;
  double label_y;
  double area_m2;
} LwProvince;

/**
 * LwMunicipality:
 * @code: as GM0344
 * @name: official name
 * @province: place in the list of provinces
 * @bounds: in world coordinates
 * @label_x: world x of a point inside, for its name
 * @label_y: world y of that point
 * @x: RD New x of that point in metres
 * @y: RD New y of that point in metres
 * @area_m2: area of its land in square metres
 *
 * A municipality (gemeente) as it was on the date of the map.
 */
typedef struct {
  const char *code;
  const char *name;
  guint province;
  LwBounds bounds;
  double label_x;
  double label_y;
  double x;
  double y;
  double area_m2;
} LwMunicipality;

/**
 * LwBorder:
 * @kind: what it divides
 * @left: municipality on its left (seen on a map with north up), or -1 outside
 * @right: municipality on its right, or -1 outside
 * @bounds: in world coordinates
 *
 * What is known of one border line; its points are the path of the same number in lw_basemap_get_borders().
 */
typedef struct {
  LwBorderKind kind;
  int left;
  int right;
  LwBounds bounds;
} LwBorder;

/**
 * LwStation:
 * @name: name of the railway station
 * @x: RD New x in metres
 * @y: RD New y in metres
 * @world_x: world x
 * @world_y: world y
 */
typedef struct {
  const char *name;
  double x;
  double y;
  double world_x;
  double world_y;
} LwStation;

/**
 * LwTown:
 * @name: name of the place
 * @province: place in the list of provinces
 * @population: inhabitants
 * @x: RD New x in metres
 * @y: RD New y in metres
 * @world_x: world x
 * @world_y: world y
 */
typedef struct {
  const char *name;
  guint province;
  guint population;
  double x;
  double y;
  double world_x;
  double world_y;
} LwTown;

/**
 * LwRegisterEntry:
 * @code: as GM0344
 * @name: its name in this period
 * @province: place in the list of provinces
 * @begin: first day
 * @end: first day after, %LW_DATE_UNKNOWN while it lasts
 * @municipality: the municipality of the map that has taken its place, or -1 if that is not known for certain
 *
 * A line of the dated register of municipalities.
 */
typedef struct {
  const char *code;
  const char *name;
  guint province;
  LwDate begin;
  LwDate end;
  int municipality;
} LwRegisterEntry;

/**
 * LwBasemapSource:
 * @key: "boundaries", "register", "stations", "towns" or "surroundings"
 * @title: what the data is called
 * @holder: who made it
 * @date: state of the data as 2022-01-01, or empty when not recorded
 * @licence: short name of the licence
 * @url: where it is published
 */
typedef struct {
  const char *key;
  const char *title;
  const char *holder;
  const char *date;
  const char *licence;
  const char *url;
} LwBasemapSource;

const LwBasemap *lw_basemap_get_default (void);
LwBasemap *lw_basemap_new_from_bytes (GBytes *bytes, GError **error);
void lw_basemap_free (LwBasemap *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwBasemap, lw_basemap_free)

LwDate lw_basemap_get_date (const LwBasemap *self);
const LwBasemapSource *lw_basemap_get_sources (const LwBasemap *self, guint *n);
char *lw_basemap_dup_attribution (const LwBasemap *self);

/* Lists; names and codes live as long as the map. */
const LwProvince *lw_basemap_get_provinces (const LwBasemap *self, guint *n);
const LwMunicipality *lw_basemap_get_municipalities (const LwBasemap *self, guint *n);
const LwStation *lw_basemap_get_stations (const LwBasemap *self, guint *n);
const LwTown *lw_basemap_get_towns (const LwBasemap *self, guint *n);
const LwRegisterEntry *lw_basemap_get_register (const LwBasemap *self, guint *n);

/* Drawing. */
LwBasemapDetail lw_basemap_choose_detail (double metres_per_pixel);
const LwPaths *lw_basemap_get_land (const LwBasemap *self, LwBasemapDetail detail);
const LwPaths *lw_basemap_get_province_rings (const LwBasemap *self, guint province, LwBasemapDetail detail);
const LwPaths *lw_basemap_get_municipality_rings (const LwBasemap *self, guint municipality,
                                                  LwBasemapDetail detail);
const LwPaths *lw_basemap_get_borders (const LwBasemap *self, LwBasemapDetail detail,
                                       const LwBorder **borders);
const LwPaths *lw_basemap_get_abroad (const LwBasemap *self);
const LwPaths *lw_basemap_get_borders_abroad (const LwBasemap *self);
LwGeometry *lw_basemap_get_municipality_geometry (const LwBasemap *self, guint municipality);

/* Looking up (lw-basemap-lookup.c). */
int lw_basemap_municipality_at (const LwBasemap *self, double x, double y);
int lw_basemap_nearest_municipality (const LwBasemap *self, double x, double y, double within_m,
                                     double *distance_m);
int lw_basemap_find_municipality (const LwBasemap *self, const char *code);
int lw_basemap_find_municipality_by_name (const LwBasemap *self, const char *name);
int lw_basemap_find_province (const LwBasemap *self, const char *code_or_name);
const char *lw_basemap_get_municipality_code (const LwBasemap *self, const char *name);
const char *lw_basemap_get_province_code (const LwBasemap *self, const char *code_or_name);
const LwStation *lw_basemap_nearest_station (const LwBasemap *self, double x, double y, double *distance_m);
const LwRegisterEntry *lw_basemap_find_in_register (const LwBasemap *self, const char *code, LwDate date);
int lw_basemap_find_successor (const LwBasemap *self, const char *code);

G_END_DECLS
