/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-basemap: see lw-basemap.h. This file makes the map and hands out its lists; lw-basemap-reader reads the
 * file, lw-basemap-shapes makes what is drawn, lw-basemap-lookup answers questions. */
#include "model/lw-basemap-private.h"

#include <glib/gi18n-lib.h>

#define RESOURCE_PATH "/nl/leegwijzer/core/basemap/netherlands.lwmap"

static GArray *
new_array (gsize size)
{
  return g_array_new (FALSE, FALSE, size);
}

static LwBasemap *
new_empty (void)
{
  LwBasemap *self = g_new0 (LwBasemap, 1);

  self->strings = g_string_chunk_new (16384);
  self->sources = new_array (sizeof (LwBasemapSource));
  self->provinces = new_array (sizeof (LwProvince));
  self->municipalities = new_array (sizeof (LwMunicipality));
  self->borders = new_array (sizeof (LwBorder));
  self->entries = new_array (sizeof (LwRegisterEntry));
  self->stations = new_array (sizeof (LwStation));
  self->towns = new_array (sizeof (LwTown));
  self->arc_points = new_array (sizeof (double));
  self->arc_starts = new_array (sizeof (guint));
  self->steps = new_array (sizeof (guint));
  self->rings = new_array (sizeof (LwBasemapRing));
  self->areas = new_array (sizeof (LwBasemapArea));
  self->abroad_points = new_array (sizeof (double));
  self->abroad_starts = new_array (sizeof (guint));
  self->abroad_border_points = new_array (sizeof (double));
  self->abroad_border_starts = new_array (sizeof (guint));
  for (guint i = 0; i < LW_BASEMAP_N_DETAILS; i++)
    {
      self->detail_points[i] = new_array (sizeof (double));
      self->detail_starts[i] = new_array (sizeof (guint));
    }
  self->geometries = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_geometry_unref);
  return self;
}

/**
 * lw_basemap_new_from_bytes:
 * @bytes: a base map file
 * @error: return location for an error
 *
 * Reads a base map; for the bundled one use lw_basemap_get_default().
 *
 * Returns: (transfer full): the map, or %NULL with %LW_ERROR_DAMAGED or %LW_ERROR_NEWER
 */
LwBasemap *
lw_basemap_new_from_bytes (GBytes *bytes, GError **error)
{
  g_autoptr (LwBasemap) self = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);

  self = new_empty ();
  if (!lw_basemap_read (self, bytes, error) || !lw_basemap_make_shapes (self, error))
    return NULL;
  lw_basemap_make_lookup (self);
  return g_steal_pointer (&self);
}

/**
 * lw_basemap_free:
 * @self: (nullable) (transfer full): a base map of your own, not the default one
 */
void
lw_basemap_free (LwBasemap *self)
{
  if (self == NULL)
    return;
  g_string_chunk_free (self->strings);
  g_array_unref (self->sources);
  g_array_unref (self->provinces);
  g_array_unref (self->municipalities);
  g_array_unref (self->borders);
  g_array_unref (self->entries);
  g_array_unref (self->stations);
  g_array_unref (self->towns);
  g_array_unref (self->arc_points);
  g_array_unref (self->arc_starts);
  g_array_unref (self->steps);
  g_array_unref (self->rings);
  g_array_unref (self->areas);
  g_array_unref (self->abroad_points);
  g_array_unref (self->abroad_starts);
  g_array_unref (self->abroad_border_points);
  g_array_unref (self->abroad_border_starts);
  for (guint i = 0; i < LW_BASEMAP_N_DETAILS; i++)
    {
      g_array_unref (self->detail_points[i]);
      g_array_unref (self->detail_starts[i]);
      g_free (self->area_paths[i]);
    }
  g_ptr_array_unref (self->geometries);
  g_clear_pointer (&self->by_code, g_hash_table_unref);
  g_clear_pointer (&self->by_name, g_hash_table_unref);
  g_free (self->bounds);
  g_free (self->cell_starts);
  g_free (self->cell_items);
  g_free (self);
}

/* The bundled map is part of the program: if it cannot be read, the program is broken, not the user's
 * data. */
static gpointer
load_default (gpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_resources_lookup_data (RESOURCE_PATH, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  LwBasemap *self = bytes != NULL ? lw_basemap_new_from_bytes (bytes, &error) : NULL;

  if (self == NULL)
    g_error ("%s", error->message);
  return self;
}

/**
 * lw_basemap_get_default:
 *
 * The bundled base map. It is read at the first call, in some tens of milliseconds, by whichever thread comes
 * first.
 *
 * Returns: (transfer none): the map, for as long as the program runs
 */
const LwBasemap *
lw_basemap_get_default (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, load_default, NULL);
}

/**
 * lw_basemap_get_date:
 * @self: a base map
 *
 * Returns: the date on which its municipalities were as it shows them
 */
LwDate
lw_basemap_get_date (const LwBasemap *self)
{
  g_return_val_if_fail (self != NULL, LW_DATE_UNKNOWN);

  return self->date;
}

/**
 * lw_basemap_get_sources:
 * @self: a base map
 * @n: (out): the number of sources
 *
 * Returns: (transfer none) (array length=n): where the data comes from, for the About dialog and for reports
 */
const LwBasemapSource *
lw_basemap_get_sources (const LwBasemap *self, guint *n)
{
  g_return_val_if_fail (self != NULL && n != NULL, NULL);

  *n = self->sources->len;
  return (const LwBasemapSource *) self->sources->data;
}

/**
 * lw_basemap_dup_attribution:
 * @self: a base map
 *
 * Returns: (transfer full): one line that names everybody whose data the map shows, for the corner of the map
 */
char *
lw_basemap_dup_attribution (const LwBasemap *self)
{
  g_autoptr (GString) others = NULL;
  const char *holder = "";

  g_return_val_if_fail (self != NULL, NULL);

  others = g_string_new (NULL);
  for (guint i = 0; i < self->sources->len; i++)
    {
      const LwBasemapSource *source = &g_array_index (self->sources, LwBasemapSource, i);

      if (g_str_equal (source->key, "boundaries"))
        holder = source->holder;
      else if (!g_str_equal (source->key, "register"))
        g_string_append_printf (others, " · %s",
                                g_str_equal (source->key, "surroundings") ? source->title : source->holder);
    }
  /* Translators: the slots are holders of data, a year, and further holders with a dot before each. */
  return g_strdup_printf (_ ("Boundaries © %s %d (CC BY 4.0)%s"), holder, lw_date_year (self->date),
                          others->str);
}

/**
 * lw_basemap_get_provinces:
 * @self: a base map
 * @n: (out): their number
 *
 * Returns: (transfer none) (array length=n): the provinces by code
 */
const LwProvince *
lw_basemap_get_provinces (const LwBasemap *self, guint *n)
{
  g_return_val_if_fail (self != NULL && n != NULL, NULL);

  *n = self->provinces->len;
  return (const LwProvince *) self->provinces->data;
}

/**
 * lw_basemap_get_municipalities:
 * @self: a base map
 * @n: (out): their number
 *
 * Returns: (transfer none) (array length=n): the municipalities by code
 */
const LwMunicipality *
lw_basemap_get_municipalities (const LwBasemap *self, guint *n)
{
  g_return_val_if_fail (self != NULL && n != NULL, NULL);

  *n = self->municipalities->len;
  return (const LwMunicipality *) self->municipalities->data;
}

/**
 * lw_basemap_get_stations:
 * @self: a base map
 * @n: (out): their number
 *
 * Returns: (transfer none) (array length=n): the railway stations in the Netherlands, from west to east
 */
const LwStation *
lw_basemap_get_stations (const LwBasemap *self, guint *n)
{
  g_return_val_if_fail (self != NULL && n != NULL, NULL);

  *n = self->stations->len;
  return (const LwStation *) self->stations->data;
}

/**
 * lw_basemap_get_towns:
 * @self: a base map
 * @n: (out): their number
 *
 * Returns: (transfer none) (array length=n): the towns, those with the most inhabitants first
 */
const LwTown *
lw_basemap_get_towns (const LwBasemap *self, guint *n)
{
  g_return_val_if_fail (self != NULL && n != NULL, NULL);

  *n = self->towns->len;
  return (const LwTown *) self->towns->data;
}

/**
 * lw_basemap_get_register:
 * @self: a base map
 * @n: (out): the number of its lines
 *
 * Returns: (transfer none) (array length=n): the dated register of municipalities, by code and then by first
 *   day
 */
const LwRegisterEntry *
lw_basemap_get_register (const LwBasemap *self, guint *n)
{
  g_return_val_if_fail (self != NULL && n != NULL, NULL);

  *n = self->entries->len;
  return (const LwRegisterEntry *) self->entries->data;
}

static const LwPaths *
get_area_paths (const LwBasemap *self, guint area, LwBasemapDetail detail)
{
  g_return_val_if_fail (detail < LW_BASEMAP_N_DETAILS, NULL);

  return &self->area_paths[detail][area];
}

/**
 * lw_basemap_get_land:
 * @self: a base map
 * @detail: how much detail
 *
 * Returns: (transfer none): the land of the whole country, as rings
 */
const LwPaths *
lw_basemap_get_land (const LwBasemap *self, LwBasemapDetail detail)
{
  g_return_val_if_fail (self != NULL, NULL);

  return get_area_paths (self, self->areas->len - 1, detail);
}

/**
 * lw_basemap_get_province_rings:
 * @self: a base map
 * @province: place in the list of provinces
 * @detail: how much detail
 *
 * Returns: (transfer none): the land of a province, as rings
 */
const LwPaths *
lw_basemap_get_province_rings (const LwBasemap *self, guint province, LwBasemapDetail detail)
{
  g_return_val_if_fail (self != NULL && province < self->provinces->len, NULL);

  return get_area_paths (self, self->municipalities->len + province, detail);
}

/**
 * lw_basemap_get_municipality_rings:
 * @self: a base map
 * @municipality: place in the list of municipalities
 * @detail: how much detail
 *
 * Returns: (transfer none): the land of a municipality, as rings
 */
const LwPaths *
lw_basemap_get_municipality_rings (const LwBasemap *self, guint municipality, LwBasemapDetail detail)
{
  g_return_val_if_fail (self != NULL && municipality < self->municipalities->len, NULL);

  return get_area_paths (self, municipality, detail);
}

/**
 * lw_basemap_get_borders:
 * @self: a base map
 * @detail: how much detail
 * @borders: (out) (optional) (transfer none): what each of the lines divides
 *
 * Each border is one line, however many areas it bounds: draw these, not the rings, to draw every border
 * once.
 *
 * Returns: (transfer none): all borders, as lines
 */
const LwPaths *
lw_basemap_get_borders (const LwBasemap *self, LwBasemapDetail detail, const LwBorder **borders)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (detail < LW_BASEMAP_N_DETAILS, NULL);

  if (borders != NULL)
    *borders = (const LwBorder *) self->borders->data;
  return &self->border_paths[detail];
}

/**
 * lw_basemap_get_abroad:
 * @self: a base map
 *
 * Returns: (transfer none): the land of neighbouring countries, as rings. It reaches some way under the
 *   Netherlands, so draw it first and the land over it. Holes are rings too.
 */
const LwPaths *
lw_basemap_get_abroad (const LwBasemap *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->abroad;
}

/**
 * lw_basemap_get_borders_abroad:
 * @self: a base map
 *
 * Returns: (transfer none): the borders between other countries, as lines
 */
const LwPaths *
lw_basemap_get_borders_abroad (const LwBasemap *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->borders_abroad;
}

/**
 * lw_basemap_get_municipality_geometry:
 * @self: a base map
 * @municipality: place in the list of municipalities
 *
 * Returns: (transfer none): its land as a multipolygon in RD New, in full detail
 */
LwGeometry *
lw_basemap_get_municipality_geometry (const LwBasemap *self, guint municipality)
{
  g_return_val_if_fail (self != NULL && municipality < self->municipalities->len, NULL);

  return g_ptr_array_index (self->geometries, municipality);
}
