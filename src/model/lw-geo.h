/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-geo: positions. RD New (EPSG:28992, metres) is what the document stores; WGS 84 degrees is what other
 * programs want; "world" is Web Mercator (EPSG:3857) scaled to the unit square, x eastward and y southward,
 * which is what the map draws in. This is the only place that calls PROJ. A point that cannot be converted
 * becomes NaN. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The square in which RD New coordinates of the Netherlands lie, in metres (domain of the no-grid path). */
#define LW_GEO_RD_MIN_X 0.0
#define LW_GEO_RD_MAX_X 300000.0
#define LW_GEO_RD_MIN_Y 300000.0
#define LW_GEO_RD_MAX_Y 625000.0

/* Outlines reach into the sea: so far around that square they are still right to some metres. */
#define LW_GEO_RD_MARGIN_M 50000.0

/* EPSG codes that the document uses. */
#define LW_GEO_SRS_RD 28992
#define LW_GEO_SRS_WGS84 4326

typedef struct _LwGeo LwGeo;

/**
 * LwGeoAxes:
 * @LW_GEO_AXES_UNKNOWN: no position in the Netherlands, in whatever order
 * @LW_GEO_AXES_RD: RD New, x before y
 * @LW_GEO_AXES_RD_SWAPPED: RD New, y before x
 * @LW_GEO_AXES_LONLAT: degrees, longitude before latitude
 * @LW_GEO_AXES_LATLON: degrees, latitude before longitude
 *
 * What a pair of numbers from a foreign file must be. The ranges do not overlap, so the answer is never a
 * guess.
 */
typedef enum {
  LW_GEO_AXES_UNKNOWN,
  LW_GEO_AXES_RD,
  LW_GEO_AXES_RD_SWAPPED,
  LW_GEO_AXES_LONLAT,
  LW_GEO_AXES_LATLON,
} LwGeoAxes;

LwGeo *lw_geo_new (GError **error);
void lw_geo_free (LwGeo *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwGeo, lw_geo_free)

void lw_geo_rd_to_wgs84 (LwGeo *self, const double *x, const double *y, double *lon, double *lat, gsize n);
void lw_geo_rd_to_wgs84_around (LwGeo *self, const double *x, const double *y, double *lon, double *lat, gsize n);
void lw_geo_wgs84_to_rd (LwGeo *self, const double *lon, const double *lat, double *x, double *y, gsize n);
void lw_geo_wgs84_to_rd_around (LwGeo *self, const double *lon, const double *lat, double *x, double *y, gsize n);
void lw_geo_rd_to_world (LwGeo *self, const double *x, const double *y, double *world_x, double *world_y,
                         gsize n);

gboolean lw_geo_in_rd_range (double x, double y);
gboolean lw_geo_is_around_rd_range (double x, double y);
LwGeoAxes lw_geo_detect_axes (double first, double second);

void lw_geo_world_from_lonlat (double lon, double lat, double *world_x, double *world_y);
void lw_geo_lonlat_from_world (double world_x, double world_y, double *lon, double *lat);
double lw_geo_metres_per_world (double lat);
double lw_geo_distance_rd (double x1, double y1, double x2, double y2);

G_END_DECLS
