/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-source-look: see lw-source-look.h. */
#include "analysis/lw-source-look.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "analysis/lw-import-private.h"
#include "formats/lw-bag-delivery.h"
#include "model/lw-basemap.h"
#include "model/lw-error.h"
#include "model/lw-geo.h"
#include "store/lw-bag-light.h"
#include "store/lw-gpkg-read.h"

/* More than this share of the features outside the country makes the coordinate system doubtful. */
#define MOST_OUTSIDE 0.1

void
lw_source_look_free (LwSourceLook *look)
{
  g_return_if_fail (look != NULL);
  g_free (look->path);
  g_clear_pointer (&look->layers, g_ptr_array_unref);
  g_free (look->layer);
  g_ptr_array_unref (look->columns);
  g_ptr_array_unref (look->rows);
  g_ptr_array_unref (look->provinces);
  g_free (look->crs);
  g_free (look->crs_how);
  g_free (look->trouble);
  g_ptr_array_unref (look->municipalities);
  g_free (look);
}

/** lw_source_look_is_geodata: whether it is features, of which it can be said what they are */
gboolean
lw_source_look_is_geodata (const LwSourceLook *look)
{
  g_return_val_if_fail (look != NULL, FALSE);
  return look->kind == LW_SOURCE_GEOJSON || look->kind == LW_SOURCE_GML || look->kind == LW_SOURCE_GPKG;
}

/** lw_source_look_is_register: whether it is of the BAG, of which a part can be read */
gboolean
lw_source_look_is_register (const LwSourceLook *look)
{
  g_return_val_if_fail (look != NULL, FALSE);
  return look->kind == LW_SOURCE_BAG || look->kind == LW_SOURCE_BAG_LIGHT;
}

/* geodata */

static GStrv
make_row (const LwFeatures *features, guint i)
{
  g_autoptr (GStrvBuilder) row = g_strv_builder_new ();

  for (guint c = 0; c < features->columns->len; c++)
    {
      const char *text = lw_features_get_value (features, i, c);

      g_strv_builder_add (row, text != NULL ? text : "");
    }
  return g_strv_builder_end (row);
}

static int
compare_numbers (gconstpointer a, gconstpointer b, gpointer data)
{
  const guint *counts = data;

  return (int) counts[*(const guint *) b] - (int) counts[*(const guint *) a];
}

static void
name_provinces (LwSourceLook *look, guint *counts, guint n)
{
  guint n_provinces;
  const LwProvince *provinces = lw_basemap_get_provinces (lw_basemap_get_default (), &n_provinces);
  g_autofree guint *order = g_new (guint, n);

  for (guint i = 0; i < n; i++)
    order[i] = i;
  g_qsort_with_data (order, (int) n, sizeof *order, compare_numbers, counts);
  for (guint i = 0; i < n && counts[order[i]] > 0; i++)
    g_ptr_array_add (look->provinces, g_strdup (provinces[order[i]].name));
}

/* Where the features lie. */
static void
take_places (LwSourceLook *look, const LwFeatures *features)
{
  const LwBasemap *map = lw_basemap_get_default ();
  guint n, n_municipalities;
  const LwMunicipality *municipalities = lw_basemap_get_municipalities (map, &n_municipalities);
  g_autofree guint *counts = NULL;

  lw_basemap_get_provinces (map, &n);
  counts = g_new0 (guint, n);
  lw_bounds_init_empty (&look->bounds);
  for (guint i = 0; i < look->n; i++)
    {
      const LwGeometry *shape = lw_features_get (features, i)->geometry;
      LwBounds bounds;
      double x, y;
      int at;

      if (shape == NULL || !lw_geometry_get_bounds (shape, &bounds))
        continue;
      look->n_placed++;
      lw_bounds_add (&look->bounds, bounds.min_x, bounds.min_y);
      lw_bounds_add (&look->bounds, bounds.max_x, bounds.max_y);
      if (!lw_geometry_get_point_on_surface (shape, &x, &y))
        continue;
      at = lw_basemap_municipality_at (map, x, y);
      if (at >= 0)
        counts[municipalities[at].province]++;
    }
  look->n_outside = (guint) MIN (features->n_problems[LW_FEATURE_PROBLEM_OUTSIDE], G_MAXUINT);
  name_provinces (look, counts, n);
}

static void
take_features (LwSourceLook *look, const LwFeatures *features)
{
  look->n = lw_features_get_n (features);
  look->layer = g_strdup (features->layer);
  look->crs = g_strdup (features->crs);
  look->crs_how = g_strdup (features->crs_how);
  for (guint c = 0; c < features->columns->len; c++)
    g_ptr_array_add (look->columns, g_strdup (g_ptr_array_index (features->columns, c)));
  for (guint i = 0; i < look->n && i < LW_SOURCE_LOOK_ROWS; i++)
    g_ptr_array_add (look->rows, make_row (features, i));
  for (guint role = LW_GEODATA_GUESS + 1; role < LW_N_GEODATA_ROLES; role++)
    {
      look->codes[role] = lw_geodata_find_code (features, role);
      look->names[role] = lw_geodata_find_name (features, role);
    }
  take_places (look, features);
  look->role = lw_geodata_guess (features);
  /* Areas are the user's own planning areas where nothing says of what kind they are. */
  look->is_role_certain = look->role != LW_GEODATA_GUESS && look->role != LW_GEODATA_PLANNING;
}

/**
 * lw_source_look_tells_apart:
 * @role: a kind of area, or outlines of buildings
 * @code: the column of their codes, or %LW_FEATURES_NONE
 * @name: the column of their names, or %LW_FEATURES_NONE
 *
 * Returns: whether the areas can be told apart by these; of provinces and buildings the name cannot stand for the code
 */
gboolean
lw_source_look_tells_apart (LwGeodataRole role, guint code, guint name)
{
  return code != LW_FEATURES_NONE
         || (name != LW_FEATURES_NONE && role != LW_GEODATA_PROVINCES && role != LW_GEODATA_BUILDINGS);
}

/* Whether areas would be left out because nothing tells them apart. */
static gboolean
lacks_codes (const LwSourceLook *look)
{
  return (lw_geodata_role_is_area (look->role) || look->role == LW_GEODATA_BUILDINGS)
         && !lw_source_look_tells_apart (look->role, look->codes[look->role], look->names[look->role]);
}

static gboolean
asks_about_features (const LwSourceLook *look)
{
  if (look->trouble != NULL || (look->layers != NULL && look->layers->len > 1))
    return TRUE;
  if (look->n == 0)
    return FALSE;
  return !look->is_role_certain || lacks_codes (look) || look->n_outside > MOST_OUTSIDE * look->n;
}

/* A file that does not tell where its features lie is read as if it did, so that they can be shown all the same. What
 * cannot be read at all is left to the import, which says why. */
static gboolean
look_at_features (LwSourceLook *look, LwImporting *import, GError **error)
{
  LwImportRequest request = *import->request;
  g_autoptr (GError) why = NULL;
  g_autoptr (LwFeatures) features = lw_importing_read_features (import, look->kind, look->path, &why);

  if (features == NULL && !g_error_matches (why, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      request.crs = "EPSG:28992";
      request.crs_overrules = TRUE;
      import->request = &request;
      features = lw_importing_read_features (import, look->kind, look->path, NULL);
      look->trouble = features != NULL ? g_strdup (why->message) : NULL;
    }
  if (features != NULL)
    take_features (look, features);
  if (look->trouble != NULL)
    g_clear_pointer (&look->crs, g_free);
  look->asks = features != NULL && asks_about_features (look);
  return !g_cancellable_set_error_if_cancelled (import->cancellable, error);
}

/* the register */

/* What the delivery says of itself; if it says nothing it is read whole, as ever. */
static gboolean
look_at_extract (LwSourceLook *look, GCancellable *cancellable, GError **error)
{
  g_autoptr (LwBagDelivery) delivery = lw_bag_delivery_read (look->path, cancellable, NULL);

  if (delivery != NULL)
    {
      g_ptr_array_unref (look->municipalities);
      look->municipalities = g_ptr_array_ref (delivery->municipalities);
      look->asks = look->is_wide = delivery->of_country || look->municipalities->len > 1;
    }
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static LwSourceLook *
new_look (const char *path)
{
  LwSourceLook *look = g_new0 (LwSourceLook, 1);

  look->path = g_strdup (path);
  look->columns = g_ptr_array_new_with_free_func (g_free);
  look->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  look->provinces = g_ptr_array_new_with_free_func (g_free);
  look->municipalities = g_ptr_array_new_with_free_func (g_free);
  lw_bounds_init_empty (&look->bounds);
  for (guint role = 0; role < LW_N_GEODATA_ROLES; role++)
    look->codes[role] = look->names[role] = LW_FEATURES_NONE;
  return look;
}

/**
 * lw_source_look_new:
 * @path: a source
 * @layer: (nullable): which layer of a GeoPackage; %NULL for the first
 * @crs: (nullable): the coordinate system, whatever the file tells
 * @progress: (nullable): told how far it is
 * @cancellable: (nullable): to stop it
 * @error: return location for an error
 *
 * Returns: (transfer full): what it is taken for, also if it cannot be read, or %NULL with @error set when cancelled
 */
LwSourceLook *
lw_source_look_new (const char *path, const char *layer, const char *crs, LwProgressFunc progress,
                    gpointer progress_data, GCancellable *cancellable, GError **error)
{
  g_autoptr (LwSourceLook) look = NULL;
  LwImportRequest request;
  LwImporting import = { .request = &request, .progress = progress, .progress_data = progress_data,
                         .cancellable = cancellable };
  gboolean done = TRUE;

  g_return_val_if_fail (path != NULL, NULL);
  look = new_look (path);
  look->kind = lw_importing_find_kind (path, NULL);
  lw_import_request_init (&request);
  request.layer = layer;
  request.crs = crs;
  request.crs_overrules = TRUE;
  if (look->kind == LW_SOURCE_GPKG)
    look->layers = lw_gpkg_read_layers (path, NULL);
  if (look->kind == LW_SOURCE_BAG_LIGHT)
    look->asks = look->is_wide = lw_bag_light_is_wide (path);
  else if (look->kind == LW_SOURCE_BAG)
    done = look_at_extract (look, cancellable, error);
  else if (lw_source_look_is_geodata (look))
    done = look_at_features (look, &import, error);
  return done ? g_steal_pointer (&look) : NULL;
}
