/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-geo: see lw-geo.h. The transformation is spelled out as a PROJ pipeline, so that the result depends on
 * neither PROJ's database, nor installed grids, nor the network: every machine gives the same metres. */
#include "model/lw-geo.h"

#include "model/lw-error.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <proj.h>

/* RD New to ETRS89 without the correction grid: at most 0.25 m off over the whole country, below what the
 * document promises. WGS 84 is taken as ETRS89, as is usual in Dutch practice. The projection is that of
 * EPSG:28992, the Helmert transformation that of EPSG:9281, its rotations in seconds of arc. push/pop keep
 * heights out of it. */
#define RD_TO_WGS84                                                                                          \
  "+proj=pipeline "                                                                                          \
  "+step +inv +proj=sterea +lat_0=52.1561605555556 +lon_0=5.38763888888889 +k=0.9999079 "                    \
  "+x_0=155000 +y_0=463000 +ellps=bessel "                                                                   \
  "+step +proj=push +v_3 "                                                                                   \
  "+step +proj=cart +ellps=bessel "                                                                          \
  "+step +proj=helmert +x=565.7381 +y=50.4018 +z=465.2904 +rx=0.395025981 +ry=-0.330772431 "                 \
  "+rz=1.876073295 +s=4.07244 +convention=coordinate_frame "                                                 \
  "+step +inv +proj=cart +ellps=GRS80 "                                                                      \
  "+step +proj=pop +v_3"

/* Points are converted in blocks on the stack, so that input and output arrays may be the same. */
#define BLOCK 512

/* A point at the origin of RD New, put in the place of points that must not reach PROJ. */
#define SAFE_X 155000.0
#define SAFE_Y 463000.0

#define EARTH_RADIUS_M 6378137.0
#define MAX_MERCATOR_LAT 85.051128779806604

struct _LwGeo {
  PJ_CONTEXT *context;
  PJ *pipeline;
};

static double
to_radians (double degrees)
{
  return degrees * (G_PI / 180.0);
}

static double
to_degrees (double radians)
{
  return radians * (180.0 / G_PI);
}

static gboolean
is_lonlat (double lon, double lat)
{
  return lon >= -180.0 && lon <= 180.0 && lat >= -90.0 && lat <= 90.0;
}

/* Degrees in and around the Netherlands; wide enough for a point just over the border. */
static gboolean
is_dutch_lonlat (double lon, double lat)
{
  return lon >= 2.5 && lon <= 8.0 && lat >= 50.0 && lat <= 54.5;
}

static void
transform_block (LwGeo *self, PJ_DIRECTION direction, double *a, double *b, gsize n)
{
  proj_trans_generic (self->pipeline, direction, a, sizeof *a, n, b, sizeof *b, n, NULL, 0, 0, NULL, 0, 0);
}

/**
 * lw_geo_new:
 * @error: return location for an error
 *
 * Makes a converter. It may be made and used in any thread, but by one thread at a time: a worker makes its
 * own. Creation takes well under a millisecond, since no database is opened.
 *
 * Returns: (transfer full): a converter, or %NULL with %LW_ERROR_UNSUPPORTED if the installed PROJ refuses
 *   the transformation
 */
LwGeo *
lw_geo_new (GError **error)
{
  g_autoptr (LwGeo) self = g_new0 (LwGeo, 1);

  self->context = proj_context_create ();
  if (self->context != NULL)
    {
      proj_context_set_enable_network (self->context, 0);
      self->pipeline = proj_create (self->context, RD_TO_WGS84);
    }
  if (self->pipeline == NULL)
    {
      g_set_error_literal (error, LW_ERROR, LW_ERROR_UNSUPPORTED,
                           _ ("The installed PROJ library cannot convert RD coordinates; "
                              "install PROJ 9.1 or newer"));
      return NULL;
    }
  return g_steal_pointer (&self);
}

/**
 * lw_geo_free:
 * @self: (nullable) (transfer full): a converter
 */
void
lw_geo_free (LwGeo *self)
{
  if (self == NULL)
    return;
  proj_destroy (self->pipeline);
  proj_context_destroy (self->context);
  g_free (self);
}

static gboolean
is_converted (double x, double y, gboolean around)
{
  return around ? lw_geo_is_around_rd_range (x, y) : lw_geo_in_rd_range (x, y);
}

static void
rd_to_wgs84 (LwGeo *self, const double *x, const double *y, double *lon, double *lat, gsize n, gboolean around)
{
  for (gsize start = 0; start < n; start += BLOCK)
    {
      gsize size = MIN (BLOCK, n - start);
      double a[BLOCK], b[BLOCK];
      gboolean good[BLOCK];

      for (gsize i = 0; i < size; i++)
        {
          good[i] = is_converted (x[start + i], y[start + i], around);
          a[i] = good[i] ? x[start + i] : SAFE_X;
          b[i] = good[i] ? y[start + i] : SAFE_Y;
        }
      transform_block (self, PJ_FWD, a, b, size);
      for (gsize i = 0; i < size; i++)
        {
          lon[start + i] = good[i] ? to_degrees (a[i]) : NAN;
          lat[start + i] = good[i] ? to_degrees (b[i]) : NAN;
        }
    }
}

/**
 * lw_geo_rd_to_wgs84:
 * @self: a converter
 * @x: (array length=n): RD New x in metres
 * @y: (array length=n): RD New y in metres
 * @lon: (array length=n) (out caller-allocates): longitude in degrees; may be @x
 * @lat: (array length=n) (out caller-allocates): latitude in degrees; may be @y
 * @n: the number of points
 *
 * Converts points from RD New to WGS 84, within 0.25 m of RDNAPTRANS2018. A point outside the RD range
 * (lw_geo_in_rd_range()), or one that is NaN, becomes NaN in both coordinates.
 */
void
lw_geo_rd_to_wgs84 (LwGeo *self, const double *x, const double *y, double *lon, double *lat, gsize n)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (n == 0 || (x != NULL && y != NULL && lon != NULL && lat != NULL));

  rd_to_wgs84 (self, x, y, lon, lat, n, FALSE);
}

/**
 * lw_geo_rd_to_wgs84_around:
 * @self: a converter
 * @x: (array length=n): RD New x in metres
 * @y: (array length=n): RD New y in metres
 * @lon: (array length=n) (out caller-allocates): longitude in degrees; may be @x
 * @lat: (array length=n) (out caller-allocates): latitude in degrees; may be @y
 * @n: the number of points
 *
 * As lw_geo_rd_to_wgs84(), but points around the RD range (lw_geo_is_around_rd_range()) are converted too: areas reach
 * out to sea.
 */
void
lw_geo_rd_to_wgs84_around (LwGeo *self, const double *x, const double *y, double *lon, double *lat, gsize n)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (n == 0 || (x != NULL && y != NULL && lon != NULL && lat != NULL));

  rd_to_wgs84 (self, x, y, lon, lat, n, TRUE);
}

static void
wgs84_to_rd (LwGeo *self, const double *lon, const double *lat, double *x, double *y, gsize n, gboolean around)
{
  for (gsize start = 0; start < n; start += BLOCK)
    {
      gsize size = MIN (BLOCK, n - start);
      double a[BLOCK], b[BLOCK];
      gboolean good[BLOCK];

      for (gsize i = 0; i < size; i++)
        {
          good[i] = is_dutch_lonlat (lon[start + i], lat[start + i]);
          a[i] = to_radians (good[i] ? lon[start + i] : 5.0);
          b[i] = to_radians (good[i] ? lat[start + i] : 52.0);
        }
      transform_block (self, PJ_INV, a, b, size);
      for (gsize i = 0; i < size; i++)
        {
          good[i] = good[i] && is_converted (a[i], b[i], around);
          x[start + i] = good[i] ? a[i] : NAN;
          y[start + i] = good[i] ? b[i] : NAN;
        }
    }
}

/**
 * lw_geo_wgs84_to_rd:
 * @self: a converter
 * @lon: (array length=n): longitude in degrees
 * @lat: (array length=n): latitude in degrees
 * @x: (array length=n) (out caller-allocates): RD New x in metres; may be @lon
 * @y: (array length=n) (out caller-allocates): RD New y in metres; may be @lat
 * @n: the number of points
 *
 * Converts points from WGS 84 to RD New, within 0.25 m of RDNAPTRANS2018. A point that does not end inside
 * the RD range, or one that is NaN, becomes NaN in both coordinates.
 */
void
lw_geo_wgs84_to_rd (LwGeo *self, const double *lon, const double *lat, double *x, double *y, gsize n)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (n == 0 || (lon != NULL && lat != NULL && x != NULL && y != NULL));

  wgs84_to_rd (self, lon, lat, x, y, n, FALSE);
}

/**
 * lw_geo_wgs84_to_rd_around:
 * @self: a converter
 * @lon: (array length=n): longitude in degrees
 * @lat: (array length=n): latitude in degrees
 * @x: (array length=n) (out caller-allocates): RD New x in metres; may be @lon
 * @y: (array length=n) (out caller-allocates): RD New y in metres; may be @lat
 * @n: the number of points
 *
 * As lw_geo_wgs84_to_rd(), but points around the RD range (lw_geo_is_around_rd_range()) are converted too.
 */
void
lw_geo_wgs84_to_rd_around (LwGeo *self, const double *lon, const double *lat, double *x, double *y, gsize n)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (n == 0 || (lon != NULL && lat != NULL && x != NULL && y != NULL));

  wgs84_to_rd (self, lon, lat, x, y, n, TRUE);
}

/**
 * lw_geo_rd_to_world:
 * @self: a converter
 * @x: (array length=n): RD New x in metres
 * @y: (array length=n): RD New y in metres
 * @world_x: (array length=n) (out caller-allocates): world x in [0, 1]; may be @x
 * @world_y: (array length=n) (out caller-allocates): world y in [0, 1]; may be @y
 * @n: the number of points
 *
 * Converts points from RD New to world coordinates (see lw_geo_world_from_lonlat()); NaN where
 * lw_geo_rd_to_wgs84() gives NaN.
 */
void
lw_geo_rd_to_world (LwGeo *self, const double *x, const double *y, double *world_x, double *world_y, gsize n)
{
  g_return_if_fail (self != NULL);

  lw_geo_rd_to_wgs84 (self, x, y, world_x, world_y, n);
  for (gsize i = 0; i < n; i++)
    lw_geo_world_from_lonlat (world_x[i], world_y[i], &world_x[i], &world_y[i]);
}

/**
 * lw_geo_in_rd_range:
 * @x: RD New x in metres
 * @y: RD New y in metres
 *
 * Returns: whether the point lies where RD New is used: x 0 to 300,000 and y 300,000 to 625,000; %FALSE for
 *   NaN
 */
gboolean
lw_geo_in_rd_range (double x, double y)
{
  return x >= LW_GEO_RD_MIN_X && x <= LW_GEO_RD_MAX_X && y >= LW_GEO_RD_MIN_Y && y <= LW_GEO_RD_MAX_Y;
}

/**
 * lw_geo_is_around_rd_range:
 * @x: RD New x in metres
 * @y: RD New y in metres
 *
 * Returns: whether the point lies in the RD range or at most %LW_GEO_RD_MARGIN_M outside it; %FALSE for NaN
 */
gboolean
lw_geo_is_around_rd_range (double x, double y)
{
  return x >= LW_GEO_RD_MIN_X - LW_GEO_RD_MARGIN_M && x <= LW_GEO_RD_MAX_X + LW_GEO_RD_MARGIN_M
         && y >= LW_GEO_RD_MIN_Y - LW_GEO_RD_MARGIN_M && y <= LW_GEO_RD_MAX_Y + LW_GEO_RD_MARGIN_M;
}

/**
 * lw_geo_detect_axes:
 * @first: the first number of a pair
 * @second: the second number of a pair
 *
 * Tells what a pair of coordinates from a foreign file is. In RD New y is always greater than x in the
 * Netherlands, and Dutch latitudes are always greater than Dutch longitudes, so swapped axes show themselves.
 *
 * Returns: the kind and order of the pair, %LW_GEO_AXES_UNKNOWN outside the Netherlands
 */
LwGeoAxes
lw_geo_detect_axes (double first, double second)
{
  if (lw_geo_in_rd_range (first, second))
    return LW_GEO_AXES_RD;
  if (lw_geo_in_rd_range (second, first))
    return LW_GEO_AXES_RD_SWAPPED;
  if (is_dutch_lonlat (first, second))
    return LW_GEO_AXES_LONLAT;
  if (is_dutch_lonlat (second, first))
    return LW_GEO_AXES_LATLON;
  return LW_GEO_AXES_UNKNOWN;
}

/**
 * lw_geo_world_from_lonlat:
 * @lon: longitude in degrees
 * @lat: latitude in degrees
 * @world_x: (out): 0 at 180° west, 1 at 180° east
 * @world_y: (out): 0 at the north edge of Web Mercator (85.05°), 1 at the south edge; grows southward
 *
 * Web Mercator (EPSG:3857) scaled to the unit square: one tile of zoom level z is 2^-z wide. Latitudes beyond
 * the edge are moved to it; NaN stays NaN.
 */
void
lw_geo_world_from_lonlat (double lon, double lat, double *world_x, double *world_y)
{
  double s;

  g_return_if_fail (world_x != NULL && world_y != NULL);

  if (!is_lonlat (lon, lat))
    {
      *world_x = *world_y = NAN;
      return;
    }
  s = sin (to_radians (CLAMP (lat, -MAX_MERCATOR_LAT, MAX_MERCATOR_LAT)));
  *world_x = (lon + 180.0) / 360.0;
  *world_y = 0.5 - log ((1.0 + s) / (1.0 - s)) / (4.0 * G_PI);
}

/**
 * lw_geo_lonlat_from_world:
 * @world_x: world x
 * @world_y: world y
 * @lon: (out): longitude in degrees
 * @lat: (out): latitude in degrees
 *
 * The inverse of lw_geo_world_from_lonlat().
 */
void
lw_geo_lonlat_from_world (double world_x, double world_y, double *lon, double *lat)
{
  g_return_if_fail (lon != NULL && lat != NULL);

  *lon = world_x * 360.0 - 180.0;
  *lat = to_degrees (atan (sinh (G_PI * (1.0 - 2.0 * world_y))));
}

/**
 * lw_geo_metres_per_world:
 * @lat: latitude in degrees
 *
 * Returns: how many metres on the ground one unit of world coordinates is at @lat; for scale bars and symbol
 *   sizes
 */
double
lw_geo_metres_per_world (double lat)
{
  return 2.0 * G_PI * EARTH_RADIUS_M * cos (to_radians (lat));
}

/**
 * lw_geo_distance_rd:
 * @x1: RD New x of the first point, in metres
 * @y1: RD New y of the first point, in metres
 * @x2: RD New x of the second point, in metres
 * @y2: RD New y of the second point, in metres
 *
 * Returns: the distance in the map plane in metres, which in the Netherlands is within 0.02 % of that on the
 *   ground
 */
double
lw_geo_distance_rd (double x1, double y1, double x2, double y2)
{
  return hypot (x2 - x1, y2 - y1);
}
