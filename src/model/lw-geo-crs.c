/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-geo-crs: see lw-geo-crs.h. RD New needs nothing, degrees of WGS 84 and ETRS89 go by lw-geo alone, so these work
 * without PROJ's database too. Every other system goes by PROJ to ETRS89 and from there by lw-geo, so that all of
 * them end on the same metres. */
#include "model/lw-geo-crs.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <proj.h>
#include <string.h>

#include "model/lw-error.h"
#include "model/lw-geo.h"

/* Points are converted in blocks on the stack. */
#define BLOCK 256
#define SRS_ETRS89 4258
#define SRS_RD_WITH_HEIGHT 7415
/* What PROJ looks for a way in: the Netherlands, west, south, east, north. */
static const double area[] = { 3.0, 50.5, 7.5, 54.0 };
/* PROJ tells how sure it is that a definition is that of a code; at 70 the parameters are the same. */
#define SURE 70

typedef enum {
  WAY_NONE,    /* RD New itself */
  WAY_DEGREES, /* longitude and latitude */
  WAY_PROJ,
} Way;

struct _LwGeoCrs {
  char *name;
  Way way;
  gboolean swapped;
  LwGeo *geo;
  PJ_CONTEXT *context;
  PJ *to_etrs89;
};

/* The code in "EPSG:28992", "urn:ogc:def:crs:EPSG::28992", "http://www.opengis.net/def/crs/EPSG/0/28992" and
 * "http://www.opengis.net/gml/srs/epsg.xml#28992"; 0 in anything else. */
static int
find_code (const char *text)
{
  g_autofree char *lower = g_ascii_strdown (text, -1);
  const char *digits = lower + strlen (lower);
  guint64 code;

  while (digits > lower && g_ascii_isdigit (digits[-1]))
    digits--;
  if (digits == lower)
    return g_ascii_string_to_unsigned (lower, 10, 1, 999999, &code, NULL) ? (int) code : 0;
  if (!g_ascii_string_to_unsigned (digits, 10, 1, 999999, &code, NULL) || strstr (lower, "epsg") == NULL
      || strchr (lower, '[') != NULL || strchr (lower, '+') != NULL || strchr (":/#", digits[-1]) == NULL)
    return 0;
  return (int) code;
}

/* Longitude before latitude, as the name says. */
static gboolean
is_crs84 (const char *text)
{
  return g_str_has_suffix (text, "CRS84") || g_str_has_suffix (text, "CRS84h");
}

/* Whether a name is one of those that promise the order of axes of the register, and not that of most files. */
static gboolean
keeps_registered_order (const char *text)
{
  return g_ascii_strncasecmp (text, "urn:", 4) == 0 || strstr (text, "/def/crs/") != NULL;
}

static gboolean
set_known (LwGeoCrs *self, int code)
{
  switch (code)
    {
    case LW_GEO_SRS_RD:
    case SRS_RD_WITH_HEIGHT:
      self->way = WAY_NONE;
      return TRUE;
    case LW_GEO_SRS_WGS84:
    case SRS_ETRS89:
      self->way = WAY_DEGREES;
      return TRUE;
    default:
      return FALSE;
    }
}

/* The code that PROJ knows a definition by, 0 if none for certain. */
static int
identify (LwGeoCrs *self, PJ *crs)
{
  int *sure = NULL;
  PJ_OBJ_LIST *list = proj_identify (self->context, crs, "EPSG", NULL, &sure);
  int code = 0;

  if (list != NULL && proj_list_get_count (list) > 0 && sure[0] >= SURE)
    {
      PJ *found = proj_list_get (self->context, list, 0);
      const char *text = found != NULL ? proj_get_id_code (found, 0) : NULL;

      code = text != NULL ? atoi (text) : 0;
      proj_destroy (found);
    }
  proj_int_list_destroy (sure);
  proj_list_destroy (list);
  return code;
}

/* Whether the first axis of the register points north. */
static gboolean
is_north_first (LwGeoCrs *self, PJ *crs)
{
  PJ *horizontal = proj_get_type (crs) == PJ_TYPE_COMPOUND_CRS ? proj_crs_get_sub_crs (self->context, crs, 0) : NULL;
  PJ *system = proj_crs_get_coordinate_system (self->context, horizontal != NULL ? horizontal : crs);
  const char *direction = NULL;
  gboolean yes;

  if (system != NULL)
    proj_cs_get_axis_info (self->context, system, 0, NULL, NULL, &direction, NULL, NULL, NULL, NULL);
  yes = direction != NULL && g_ascii_strcasecmp (direction, "north") == 0;
  proj_destroy (system);
  proj_destroy (horizontal);
  return yes;
}

/* The way from @crs to longitude and latitude of ETRS89, only if PROJ knows one that it can vouch for. */
static PJ *
make_way (LwGeoCrs *self, PJ *crs)
{
  static const char *const options[] = { "ALLOW_BALLPARK=NO", NULL };
  PJ *target = proj_create (self->context, "EPSG:4258");
  PJ_AREA *where = proj_area_create ();
  PJ *way = NULL, *normal = NULL;

  proj_area_set_bbox (where, area[0], area[1], area[2], area[3]);
  if (target != NULL)
    way = proj_create_crs_to_crs_from_pj (self->context, crs, target, where, options);
  if (way != NULL)
    normal = proj_normalize_for_visualization (self->context, way);
  proj_destroy (way);
  proj_destroy (target);
  proj_area_destroy (where);
  return normal;
}

static gboolean
refuse (const char *definition, GError **error)
{
  g_autofree char *start = g_utf8_make_valid (definition, MIN (strlen (definition), 60));

  g_set_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED,
               /* Translators: %s is a code or definition such as EPSG:31370 */
               _ ("the coordinate system “%s” is not known, or no way leads from it to RD New; "
                  "save the file in EPSG:28992 and read that"),
               start);
  return FALSE;
}

static void
ignore_log (void *data, int level, const char *message)
{
}

static gboolean
set_by_proj (LwGeoCrs *self, const char *definition, int code, GError **error)
{
  g_autofree char *by_code = code > 0 ? g_strdup_printf ("EPSG:%d", code) : NULL;
  PJ *crs;
  gboolean done;

  self->context = proj_context_create ();
  proj_context_set_enable_network (self->context, 0);
  proj_log_func (self->context, NULL, ignore_log);
  crs = proj_create (self->context, by_code != NULL ? by_code : definition);
  if (crs == NULL || !proj_is_crs (crs))
    {
      proj_destroy (crs);
      return refuse (definition, error);
    }
  if (code == 0 && (code = identify (self, crs)) > 0)
    {
      g_free (self->name);
      self->name = g_strdup_printf ("EPSG:%d", code);
    }
  else if (code == 0)
    {
      g_free (self->name);
      self->name = g_utf8_make_valid (proj_get_name (crs) != NULL ? proj_get_name (crs) : "?", -1);
    }
  done = set_known (self, code);
  if (!done)
    {
      self->way = WAY_PROJ;
      self->swapped = keeps_registered_order (definition) && is_north_first (self, crs);
      self->to_etrs89 = make_way (self, crs);
      done = self->to_etrs89 != NULL;
    }
  proj_destroy (crs);
  return done || refuse (definition, error);
}

/**
 * lw_geo_crs_new:
 * @definition: a code in any of its spellings ("EPSG:31370", "urn:ogc:def:crs:EPSG::31370",
 *   "http://www.opengis.net/def/crs/EPSG/0/31370"), or a definition as text (WKT)
 * @error: return location for an error
 *
 * Returns: (transfer full): the system, or %NULL with %LW_ERROR_UNSUPPORTED if PROJ does not know it or no way from it
 *   to RD New
 */
LwGeoCrs *
lw_geo_crs_new (const char *definition, GError **error)
{
  g_autoptr (LwGeoCrs) self = g_new0 (LwGeoCrs, 1);
  g_autofree char *text = NULL;
  int code;

  g_return_val_if_fail (definition != NULL, NULL);
  text = g_strstrip (g_strdup (definition));
  /* PROJ would take a path or a pipeline too. */
  if (text[0] == '\0' || strlen (text) > LW_GEO_CRS_MAX_DEFINITION || g_ascii_strncasecmp (text, "+", 1) == 0
      || strstr (text, "proj=") != NULL || strstr (text, "init=") != NULL || text[0] == '{')
    {
      refuse (text, error);
      return NULL;
    }
  self->geo = lw_geo_new (error);
  if (self->geo == NULL)
    return NULL;
  code = is_crs84 (text) ? LW_GEO_SRS_WGS84 : find_code (text);
  self->name = code > 0 ? g_strdup_printf ("EPSG:%d", code) : g_strdup (text);
  if (set_known (self, code))
    self->swapped = self->way == WAY_DEGREES && !is_crs84 (text) && keeps_registered_order (text);
  else if (!set_by_proj (self, text, code, error))
    return NULL;
  return g_steal_pointer (&self);
}

/** lw_geo_crs_free: frees the system, which may be %NULL */
void
lw_geo_crs_free (LwGeoCrs *self)
{
  if (self == NULL)
    return;
  proj_destroy (self->to_etrs89);
  if (self->context != NULL)
    proj_context_destroy (self->context);
  lw_geo_free (self->geo);
  g_free (self->name);
  g_free (self);
}

/**
 * lw_geo_crs_get_name:
 *
 * Returns: (transfer none): its code as "EPSG:31370", or the name in its definition where it has no code
 */
const char *
lw_geo_crs_get_name (const LwGeoCrs *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->name;
}

/**
 * lw_geo_crs_is_swapped:
 *
 * Returns: whether the spelling that it was made from promises the north axis first, as urn:ogc:def:crs:EPSG::4326
 *   does in GML
 */
gboolean
lw_geo_crs_is_swapped (const LwGeoCrs *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->swapped;
}

static void
block_to_rd (LwGeoCrs *self, double *a, double *b, gsize n)
{
  if (self->way == WAY_PROJ)
    {
      proj_trans_generic (self->to_etrs89, PJ_FWD, a, sizeof *a, n, b, sizeof *b, n, NULL, 0, 0, NULL, 0, 0);
      /* What is outside of the area that a system is made for is infinite. */
      for (gsize i = 0; i < n; i++)
        if (!isfinite (a[i]) || !isfinite (b[i]))
          a[i] = b[i] = NAN;
    }
  if (self->way != WAY_NONE)
    {
      lw_geo_wgs84_to_rd_around (self->geo, a, b, a, b, n);
      return;
    }
  for (gsize i = 0; i < n; i++)
    if (!lw_geo_is_around_rd_range (a[i], b[i]))
      a[i] = b[i] = NAN;
}

/**
 * lw_geo_crs_to_rd:
 * @self: a system
 * @a: (array length=n): eastings, or longitudes in degrees
 * @b: (array length=n): northings, or latitudes in degrees
 * @x: (array length=n) (out caller-allocates): RD New x in metres; may be @a
 * @y: (array length=n) (out caller-allocates): RD New y in metres; may be @b
 * @n: the number of points
 *
 * Converts points, the east axis always first. A point that does not end in or around the range of RD New
 * (lw_geo_is_around_rd_range()), or that is NaN, becomes NaN in both coordinates.
 */
void
lw_geo_crs_to_rd (LwGeoCrs *self, const double *a, const double *b, double *x, double *y, gsize n)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (n == 0 || (a != NULL && b != NULL && x != NULL && y != NULL));

  for (gsize start = 0; start < n; start += BLOCK)
    {
      gsize size = n - start < BLOCK ? n - start : BLOCK;
      double p[BLOCK], q[BLOCK];

      memcpy (p, a + start, size * sizeof *p);
      memcpy (q, b + start, size * sizeof *q);
      block_to_rd (self, p, q, size);
      memcpy (x + start, p, size * sizeof *p);
      memcpy (y + start, q, size * sizeof *q);
    }
}
