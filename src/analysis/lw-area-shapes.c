/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-area-shapes: see lw-area-shapes.h. */
#include "analysis/lw-area-shapes.h"

#include <string.h>

#include "model/lw-basemap.h"
#include "statistics/lw-municipalities.h"

/* The kind of area of a dimension; NULL if its keys lie nowhere. */
static const char *
get_kind (LwDimension dimension)
{
  switch (dimension)
    {
    case LW_DIMENSION_MUNICIPALITY:
      return "municipality";
    case LW_DIMENSION_REGION:
      return "region";
    case LW_DIMENSION_LOCATION:
      return "location";
    case LW_DIMENSION_PROVINCE:
      return "province";
    case LW_DIMENSION_LOCATION_TYPE:
    case LW_DIMENSION_SIZE:
    case LW_DIMENSION_BUILD_YEAR:
    case LW_DIMENSION_LABEL:
    case LW_DIMENSION_OWNER:
    case LW_DIMENSION_VACANCY_AGE:
    case LW_DIMENSION_TOWN:
    case LW_DIMENSION_USE:
    case LW_N_DIMENSIONS:
    default:
      return NULL;
    }
}

/** lw_area_shapes_know: whether the keys of a dimension are areas that can have polygons */
gboolean
lw_area_shapes_know (LwDimension dimension)
{
  return get_kind (dimension) != NULL;
}

/* The area of the document with this code, or else this name. */
static LwGeometry *
find_own (GPtrArray *areas, const char *key)
{
  LwGeometry *named = NULL;

  for (guint i = 0; i < areas->len; i++)
    {
      const LwStoreArea *area = g_ptr_array_index (areas, i);

      if (g_ascii_strcasecmp (area->code, key) == 0)
        return area->geometry;
      if (named == NULL && strcmp (area->name, key) == 0)
        named = area->geometry;
    }
  return named;
}

static LwGeometry *
find_municipality (const char *key)
{
  const LwBasemap *map = lw_basemap_get_default ();
  int number = lw_basemap_find_municipality (map, key);

  if (number < 0)
    number = lw_basemap_find_municipality_by_name (map, key);
  return number >= 0 ? lw_basemap_get_municipality_geometry (map, (guint)number) : NULL;
}

static LwGeometry *
make_province (const char *key)
{
  const LwBasemap *map = lw_basemap_get_default ();
  int number = lw_basemap_find_province (map, key);
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  const LwMunicipality *municipalities;
  guint n;

  if (number < 0)
    return NULL;
  municipalities = lw_basemap_get_municipalities (map, &n);
  for (guint i = 0; i < n; i++)
    if (municipalities[i].province == (guint)number)
      g_ptr_array_add (parts, lw_basemap_get_municipality_geometry (map, i));
  return lw_geometry_dissolve (parts);
}

/* The region of each municipality by its code: as the document says, else as its offices do, if they agree. */
static GHashTable *
list_regions (LwStore *store, LwOffices *offices, GError **error)
{
  GHashTable *regions = lw_store_read_regions (store, error);
  g_autoptr (GArray) municipalities = NULL;

  if (regions == NULL)
    return NULL;
  municipalities = lw_municipalities_list (offices, NULL);
  for (guint i = 0; i < municipalities->len; i++)
    {
      const LwMunicipalityRow *row = &g_array_index (municipalities, LwMunicipalityRow, i);

      if (row->region[0] != '\0' && !row->several && !g_hash_table_contains (regions, row->code))
        g_hash_table_insert (regions, g_strdup (row->code), g_strdup (row->region));
    }
  return regions;
}

static LwGeometry *
make_region (GHashTable *regions, const char *key)
{
  const LwBasemap *map = lw_basemap_get_default ();
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  const LwMunicipality *municipalities;
  guint n;

  municipalities = lw_basemap_get_municipalities (map, &n);
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (g_hash_table_lookup (regions, municipalities[i].code), key) == 0)
      g_ptr_array_add (parts, lw_basemap_get_municipality_geometry (map, i));
  return parts->len > 0 ? lw_geometry_dissolve (parts) : NULL;
}

/* Returns: (transfer full) (nullable): from the base map */
static LwGeometry *
make_bundled (LwDimension dimension, GHashTable *regions, const char *key)
{
  LwGeometry *found;

  if (dimension == LW_DIMENSION_PROVINCE)
    return make_province (key);
  if (dimension == LW_DIMENSION_REGION)
    return make_region (regions, key);
  found = dimension == LW_DIMENSION_MUNICIPALITY ? find_municipality (key) : NULL;
  return found != NULL ? lw_geometry_ref (found) : NULL;
}

static void
unref_shape (gpointer shape)
{
  if (shape != NULL)
    lw_geometry_unref (shape);
}

/**
 * lw_area_shapes_read:
 * @store: the document
 * @offices: its offices, which say what region a municipality is in
 * @dimension: what the keys are of
 * @keys: (array length=n_keys): keys of areas; the empty text has no shape
 * @bundled: (out): whether some of the shapes come from the base map
 *
 * Returns: (transfer full) (element-type LwGeometry): the polygons of each key in RD New, %NULL for one that has none; or
 *   %NULL with an error
 */
GPtrArray *
lw_area_shapes_read (LwStore *store, LwOffices *offices, LwDimension dimension, const char *const *keys, guint n_keys,
                     gboolean *bundled, GError **error)
{
  g_autoptr (GPtrArray) areas = lw_area_shapes_know (dimension) ? lw_store_read_areas (store, get_kind (dimension), error)
                                                                : g_ptr_array_new ();
  g_autoptr (GHashTable) regions = areas != NULL ? list_regions (store, offices, error) : NULL;
  g_autoptr (GPtrArray) shapes = g_ptr_array_new_with_free_func (unref_shape);

  *bundled = FALSE;
  if (regions == NULL)
    return NULL;
  for (guint i = 0; i < n_keys; i++)
    {
      LwGeometry *own = keys[i][0] != '\0' ? find_own (areas, keys[i]) : NULL;
      LwGeometry *shape = own != NULL ? lw_geometry_ref (own) : NULL;

      if (shape == NULL && keys[i][0] != '\0')
        {
          shape = make_bundled (dimension, regions, keys[i]);
          *bundled = *bundled || shape != NULL;
        }
      g_ptr_array_add (shapes, shape);
    }
  return g_steal_pointer (&shapes);
}
