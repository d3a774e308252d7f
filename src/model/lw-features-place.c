/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-features-place: features brought to RD New: by the coordinate system that each names, else that of the file, else
 * what the user said, else what their coordinates can only be. Axes the other way round show themselves, since no
 * place in the Netherlands is one in the Netherlands then. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/lw-error.h"
#include "model/lw-features.h"
#include "model/lw-geo-crs.h"
#include "model/lw-geo.h"
#include "model/lw-geometry-mend.h"

/* Different systems in one file; more is no file of a person. */
#define MAX_SYSTEMS 32
/* Beside what lw-geo tells of two coordinates. */
#define AXES_MERCATOR (LW_GEO_AXES_LATLON + 1)
/* So many features of a system are tried both ways round, and so many points of a shape looked at. */
#define MAX_TRIED 200

/* Web Mercator in and around the Netherlands. */
#define MERCATOR_MIN_X 278000.0
#define MERCATOR_MAX_X 891000.0
#define MERCATOR_MIN_Y 6446000.0
#define MERCATOR_MAX_Y 7251000.0

typedef struct {
  LwGeoCrs *crs;
  gboolean swap;
  guint n_tried;
  guint n_straight;
  guint n_swapped;
} System;

typedef struct {
  LwFeatures *features;
  const LwFeaturesPlace *place;
  GHashTable *systems; /* name as in the file -> System */
  System *general;     /* of features that name none; NULL if there is none yet */
} Placing;

static void
free_system (gpointer data)
{
  System *system = data;

  lw_geo_crs_free (system->crs);
  g_free (system);
}

static System *
find_system (Placing *placing, const char *name, GError **error)
{
  System *system = g_hash_table_lookup (placing->systems, name);
  g_autoptr (GError) reason = NULL;
  LwGeoCrs *crs;

  if (system != NULL)
    return system;
  if (g_hash_table_size (placing->systems) >= MAX_SYSTEMS)
    {
      g_set_error (error, LW_ERROR, LW_ERROR_TOO_LARGE,
                   _ ("%s: there are more than %d coordinate systems; save the file in EPSG:28992"),
                   placing->features->name, MAX_SYSTEMS);
      return NULL;
    }
  crs = lw_geo_crs_new (name, &reason);
  if (crs == NULL)
    {
      g_set_error (error, LW_ERROR, reason->code, "%s: %s", placing->features->name, reason->message);
      return NULL;
    }
  system = g_new0 (System, 1);
  system->crs = crs;
  system->swap = placing->place->registered && lw_geo_crs_is_swapped (crs);
  g_hash_table_insert (placing->systems, g_strdup (name), system);
  return system;
}

/* The system of a feature, or NULL where it has to be found out by the coordinates. */
static gboolean
system_of (Placing *placing, const LwFeature *feature, System **system, GError **error)
{
  *system = placing->general;
  if (feature->crs != NULL)
    *system = find_system (placing, feature->crs, error);
  return feature->crs == NULL || *system != NULL;
}

static const double *
first_point (const LwFeature *feature)
{
  gsize n;
  const double *xy = feature->geometry != NULL ? lw_geometry_get_points (feature->geometry, &n) : NULL;

  return xy != NULL && n > 0 ? xy : NULL;
}

/* What a shape can only be, by its first point in the Netherlands: an area may begin at sea. LW_GEO_AXES_UNKNOWN if none
 * is there, and AXES_MERCATOR beside what lw-geo tells. */
static guint
detect_axes (const LwGeometry *geometry)
{
  gsize n;
  const double *xy = lw_geometry_get_points (geometry, &n);

  for (gsize i = 0; i < n && i < MAX_TRIED; i++, xy += 2)
    {
      LwGeoAxes axes = lw_geo_detect_axes (xy[0], xy[1]);

      if (axes != LW_GEO_AXES_UNKNOWN)
        return axes;
      if (xy[0] >= MERCATOR_MIN_X && xy[0] <= MERCATOR_MAX_X && xy[1] >= MERCATOR_MIN_Y && xy[1] <= MERCATOR_MAX_Y)
        return AXES_MERCATOR;
    }
  return LW_GEO_AXES_UNKNOWN;
}

/* Which of the ways that coordinates can be meant is that of most features. */
static const char *
guess_by_range (const LwFeatures *features)
{
  static const char *const names[] = { [LW_GEO_AXES_RD] = "EPSG:28992",
                                       [LW_GEO_AXES_RD_SWAPPED] = "EPSG:28992",
                                       [LW_GEO_AXES_LONLAT] = "EPSG:4326",
                                       [LW_GEO_AXES_LATLON] = "EPSG:4326",
                                       [AXES_MERCATOR] = "EPSG:3857" };
  guint counts[G_N_ELEMENTS (names)] = { 0 }, best = 0;

  for (guint i = 0; i < features->features->len; i++)
    {
      const LwFeature *feature = &g_array_index (features->features, LwFeature, i);

      if (feature->geometry != NULL && feature->crs == NULL)
        counts[detect_axes (feature->geometry)]++;
    }
  for (guint i = 1; i < G_N_ELEMENTS (names); i++)
    if (counts[i] > counts[best] || best == 0)
      best = counts[i] > 0 ? i : best;
  return names[best];
}

static gboolean
needs_general (const LwFeatures *features)
{
  for (guint i = 0; i < features->features->len; i++)
    {
      const LwFeature *feature = &g_array_index (features->features, LwFeature, i);

      if (feature->crs == NULL && first_point (feature) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* What the features name is wrong, says the user. */
static void
forget_systems (LwFeatures *features)
{
  for (guint i = 0; i < features->features->len; i++)
    g_array_index (features->features, LwFeature, i).crs = NULL;
}

static gboolean
choose_general (Placing *placing, GError **error)
{
  LwFeatures *features = placing->features;
  const LwFeaturesPlace *place = placing->place;
  const char *crs = place->crs, *how = place->how;

  if (!needs_general (features))
    return TRUE;
  if (crs == NULL || (place->overrules && place->said != NULL))
    {
      crs = place->said;
      how = _ ("as you said");
    }
  if (crs == NULL)
    {
      crs = guess_by_range (features);
      how = _ ("by its coordinates");
    }
  if (crs == NULL)
    {
      g_set_error (error, LW_ERROR, LW_ERROR_INVALID,
                   _ ("%s: the coordinate system is not told, and no coordinate lies in the Netherlands; say which it "
                      "is, such as EPSG:28992"),
                   features->name);
      return FALSE;
    }
  placing->general = find_system (placing, crs, error);
  if (placing->general == NULL)
    return FALSE;
  features->crs = g_strdup (lw_geo_crs_get_name (placing->general->crs));
  features->crs_how = g_strdup (how);
  return TRUE;
}

static gboolean
lands_inside (System *system, double a, double b)
{
  double x, y;

  lw_geo_crs_to_rd (system->crs, &a, &b, &x, &y, 1);
  return lw_geo_is_around_rd_range (x, y);
}

/* Brings some features of each system to RD New, both ways round. */
static gboolean
try_features (Placing *placing, GError **error)
{
  LwFeatures *features = placing->features;

  for (guint i = 0; i < features->features->len; i++)
    {
      const LwFeature *feature = &g_array_index (features->features, LwFeature, i);
      const double *xy = first_point (feature);
      System *system;

      if (xy == NULL)
        continue;
      if (!system_of (placing, feature, &system, error))
        return FALSE;
      if (system->n_tried++ >= MAX_TRIED)
        continue;
      system->n_straight += lands_inside (system, xy[system->swap], xy[!system->swap]);
      system->n_swapped += lands_inside (system, xy[!system->swap], xy[system->swap]);
    }
  return TRUE;
}

/* What a file tells may be wrong: then nothing of it lies in the Netherlands, while its coordinates can be only one thing. */
static gboolean
correct_general (Placing *placing, GError **error)
{
  LwFeatures *features = placing->features;
  System *told = placing->general;
  const char *name = NULL;
  g_autofree char *what = NULL;

  if (told != NULL && placing->place->crs != NULL && told->n_straight + told->n_swapped == 0)
    name = guess_by_range (features);
  if (name == NULL)
    return TRUE;
  /* Translators: two coordinate systems such as EPSG:28992 */
  what = g_strdup_printf (_ ("The file says that its coordinates are in %s, but they can only be in %s, as which they were read"),
                          lw_geo_crs_get_name (told->crs), name);
  lw_features_add_warning (features, what);
  placing->general = find_system (placing, name, error);
  if (placing->general == NULL)
    return FALSE;
  g_free (features->crs);
  g_free (features->crs_how);
  features->crs = g_strdup (name);
  features->crs_how = g_strdup (_ ("by its coordinates"));
  return try_features (placing, error);
}

static gboolean
choose_ways (Placing *placing, GError **error)
{
  LwFeatures *features = placing->features;
  GHashTableIter iter;
  gpointer value;

  if (!try_features (placing, error) || !correct_general (placing, error))
    return FALSE;
  g_hash_table_iter_init (&iter, placing->systems);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      System *system = value;

      if (system->n_straight > 0 || system->n_swapped == 0)
        continue;
      system->swap = !system->swap;
      lw_features_add_warning (features, _ ("The two coordinates stand the wrong way round; they were swapped"));
    }
  return TRUE;
}

static void
to_rd (double *x, double *y, gsize n, gpointer data)
{
  System *system = data;

  lw_geo_crs_to_rd (system->crs, system->swap ? y : x, system->swap ? x : y, x, y, n);
}

static gboolean
has_point_inside (const LwGeometry *geometry)
{
  gsize n;
  const double *xy = lw_geometry_get_points (geometry, &n);

  for (gsize i = 0; i < n; i++)
    if (lw_geo_in_rd_range (xy[2 * i], xy[2 * i + 1]))
      return TRUE;
  return FALSE;
}

/* The shape in RD New, or NULL if a point of it cannot be brought there, or none lies in its range. */
static LwGeometry *
convert (System *system, const LwGeometry *geometry)
{
  g_autoptr (LwGeometry) placed = lw_geometry_convert (geometry, FALSE, to_rd, system);

  return placed != NULL && has_point_inside (placed) ? g_steal_pointer (&placed) : NULL;
}

static void
place_feature (LwFeatures *features, System *system, LwFeature *feature)
{
  g_autoptr (LwGeometry) raw = g_steal_pointer (&feature->geometry);
  g_autoptr (LwGeometry) placed = NULL;
  LwMend done;

  if (lw_geometry_is_empty (raw))
    return;
  placed = convert (system, raw);
  if (placed == NULL)
    {
      const double *xy = lw_geometry_get_points (raw, NULL);
      g_autofree char *first = lw_features_number_to_text (xy[0]), *second = lw_features_number_to_text (xy[1]);
      /* Translators: two coordinates as they stand in the file, and a coordinate system */
      g_autofree char *reason = g_strdup_printf (_ ("lies outside the Netherlands (%s, %s in %s)"), first, second,
                                                 lw_geo_crs_get_name (system->crs));

      lw_features_add_problem (features, LW_FEATURE_PROBLEM_OUTSIDE, feature->number, feature->id, reason);
      return;
    }
  feature->geometry = lw_geometry_mend (placed, &done);
  if (done == LW_MEND_FAILED)
    lw_features_add_problem (features, LW_FEATURE_PROBLEM_RINGS, feature->number, feature->id,
                             _ ("its outline has no area or is too entangled to be mended"));
  else if (done == LW_MEND_CUT)
    lw_features_add_problem (features, LW_FEATURE_PROBLEM_MENDED, feature->number, feature->id,
                             _ ("its outline crosses or touches itself and was cut there"));
  else if (done == LW_MEND_DROPPED)
    lw_features_add_problem (features, LW_FEATURE_PROBLEM_MENDED, feature->number, feature->id,
                             _ ("rings without area were left out"));
}

/* What the user said is for files that do not tell; where one tells another system, that should not go unnoticed. */
static void
tell_unused (Placing *placing)
{
  LwFeatures *features = placing->features;
  System *said = placing->place->said != NULL ? find_system (placing, placing->place->said, NULL) : NULL;
  g_autofree char *what = NULL;

  if (said == NULL || features->crs == NULL || strcmp (lw_geo_crs_get_name (said->crs), features->crs) == 0)
    return;
  /* Translators: two coordinate systems such as EPSG:28992 */
  what = g_strdup_printf (_ ("The file tells its coordinate system itself: %s; %s, as you said, was not used"),
                          features->crs, lw_geo_crs_get_name (said->crs));
  lw_features_add_warning (features, what);
}

/**
 * lw_features_place:
 * @self: features with the coordinates of their file
 * @place: what is known of the coordinate system
 * @cancellable: (nullable): to stop it
 * @error: return location for an error
 *
 * Brings every shape to RD New and mends its rings. Shapes for which that is not possible are left out and listed;
 * their features stay, without a shape. Once for each list.
 *
 * Returns: %FALSE with %LW_ERROR_UNSUPPORTED if a system is not known, %LW_ERROR_INVALID if none is told and none fits,
 *   or %G_IO_ERROR_CANCELLED
 */
gboolean
lw_features_place (LwFeatures *self, const LwFeaturesPlace *place, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) systems = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_system);
  Placing placing = { self, place, systems, NULL };

  g_return_val_if_fail (self->crs == NULL, FALSE);
  if (place->overrules && place->said != NULL)
    forget_systems (self);
  if (!choose_general (&placing, error) || !choose_ways (&placing, error))
    return FALSE;
  for (guint i = 0; i < self->features->len; i++)
    {
      LwFeature *feature = &g_array_index (self->features, LwFeature, i);
      System *system;

      if (feature->geometry == NULL)
        continue;
      if (i % 1024 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (!system_of (&placing, feature, &system, error))
        return FALSE;
      if (self->crs == NULL && system != NULL && feature->crs != NULL)
        {
          self->crs = g_strdup (lw_geo_crs_get_name (system->crs));
          self->crs_how = g_strdup (place->how);
        }
      if (system != NULL)
        place_feature (self, system, feature);
      else
        g_clear_pointer (&feature->geometry, lw_geometry_unref);
    }
  tell_unused (&placing);
  return TRUE;
}
