/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-import-places: once everything is read, each office gets its municipality, province, market region and location by
 * the areas of the document that its position lies in. Areas that the user brought lead over the bundled boundaries;
 * what the user set by hand stays. Offices in no area keep what is known; those and offices in two are counted. */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "analysis/lw-import-private.h"
#include "model/lw-area-index.h"
#include "model/lw-basemap.h"

/* The areas of one kind. */
typedef struct {
  LwGeodataRole role;
  LwOfficeColumn known; /* the column by which one of two areas is preferred */
  GPtrArray *areas;
  LwAreaIndex *index;
  guint64 n_none;
  guint64 n_several;
} Layer;

enum { MUNICIPALITY, PROVINCE, REGION, LOCATION, N_LAYERS };

typedef struct {
  LwImporting *import;
  LwOffices *offices;
  LwImportReport *report;
  Layer layers[N_LAYERS];
  guint64 n_without_place;
  guint64 n_other_municipality; /* than the one that was known */
} Places;

static const char *
name_of (const LwStoreArea *area)
{
  return area->name[0] != '\0' ? area->name : area->code;
}

static gboolean
read_layer (LwImporting *import, Layer *layer, GError **error)
{
  g_autofree LwGeometry **shapes = NULL;

  layer->areas = lw_store_read_areas (import->store, lw_geodata_role_kind (layer->role), error);
  if (layer->areas == NULL)
    return FALSE;
  shapes = g_new0 (LwGeometry *, layer->areas->len + 1);
  for (guint i = 0; i < layer->areas->len; i++)
    shapes[i] = ((LwStoreArea *) g_ptr_array_index (layer->areas, i))->geometry;
  layer->index = lw_area_index_new (shapes, layer->areas->len);
  return TRUE;
}

static void
tell_several (Places *self, guint row, const LwStoreArea *first, const LwStoreArea *second)
{
  g_autofree char *address = lw_offices_address (self->offices, row);
  /* Translators: an address, and the names of two areas that overlap */
  g_autofree char *what = g_strdup_printf (_ ("%s lies in %s and in %s"), address, name_of (first), name_of (second));

  lw_import_report_add_problem (self->report, LW_IMPORT_WARNING, "in-two-areas", NULL, 0, what,
                                _ ("Areas of one kind should not overlap"));
}

static void
tell_none (Places *self, guint row, const Layer *layer)
{
  g_autofree char *address = lw_offices_address (self->offices, row);
  /* Translators: an address, and a kind of area in the plural, such as "municipalities" */
  g_autofree char *what
      = g_strdup_printf (_ ("%s lies in none of the %s"), address, lw_geodata_role_label (layer->role));

  lw_import_report_add_problem (self->report, LW_IMPORT_NOTE, "in-no-area", NULL, 0, what, NULL);
}

/* Boundaries drawn coarsely move offices near a border: what a register or a list said becomes another thing, but never
 * silently. */
static void
tell_other_municipality (Places *self, guint row, const LwStoreArea *municipality)
{
  const char *code = lw_offices_text (self->offices, LW_OFFICE_MUNICIPALITY_CODE, row);
  const char *name = lw_offices_text (self->offices, LW_OFFICE_MUNICIPALITY, row);
  g_autofree char *address = NULL, *what = NULL;

  if (code[0] == '\0' || strcmp (code, municipality->code) == 0)
    return;
  self->n_other_municipality++;
  address = lw_offices_address (self->offices, row);
  /* Translators: an address, and the names of two municipalities */
  what = g_strdup_printf (_ ("%s lies in %s; it was known in %s"), address, name_of (municipality),
                          name[0] != '\0' ? name : code);
  lw_import_report_add_problem (self->report, LW_IMPORT_NOTE, "other-municipality", NULL, 0, what,
                                _ ("Boundaries drawn coarsely may place an office on the wrong side"));
}

/* The area of a layer that an office lies in. Of two, the one that the office is known to lie in, else the first. */
static const LwStoreArea *
find_area (Places *self, Layer *layer, guint row)
{
  guint found[2], n = 0, chosen = 0;
  const LwStoreArea *areas[2];

  if (layer->areas->len == 0)
    return NULL;
  n = lw_area_index_find (layer->index, self->offices->rd_x[row], self->offices->rd_y[row], found, 2);
  if (n == 0)
    {
      layer->n_none++;
      if (layer->role != LW_GEODATA_LOCATIONS)
        tell_none (self, row, layer);
      return NULL;
    }
  for (guint i = 0; i < n; i++)
    areas[i] = g_ptr_array_index (layer->areas, found[i]);
  if (n == 2)
    {
      const char *known = lw_offices_text (self->offices, layer->known, row);

      layer->n_several++;
      tell_several (self, row, areas[0], areas[1]);
      chosen = strcmp (known, areas[1]->code) == 0 || strcmp (known, name_of (areas[1])) == 0;
    }
  return areas[chosen];
}

/* The province of a municipality by the bundled register; NULL if it does not know it. */
static const char *
province_of (const char *municipality_code)
{
  const LwBasemap *map = lw_basemap_get_default ();
  int number = lw_basemap_find_municipality (map, municipality_code);
  guint n;

  if (number < 0)
    number = lw_basemap_find_successor (map, municipality_code);
  if (number < 0)
    return NULL;
  return lw_basemap_get_provinces (map, &n)[lw_basemap_get_municipalities (map, &n)[number].province].name;
}

/* Leaves in @place only what is not known yet. Returns whether anything is left. */
static gboolean
keep_news (const LwOffices *offices, guint row, LwStorePlace *place)
{
  const struct {
    LwOfficeColumn column;
    const char **text;
  } cells[] = {
    { LW_OFFICE_MUNICIPALITY_CODE, &place->municipality_code },
    { LW_OFFICE_MUNICIPALITY, &place->municipality },
    { LW_OFFICE_PROVINCE, &place->province },
    { LW_OFFICE_REGION, &place->region },
  };
  gboolean any = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      if (*cells[i].text != NULL && strcmp (lw_offices_text (offices, cells[i].column, row), *cells[i].text) == 0)
        *cells[i].text = NULL;
      any = any || *cells[i].text != NULL;
    }
  if (place->location != NULL && strcmp (lw_offices_text (offices, LW_OFFICE_LOCATION, row), place->location) == 0
      && (place->location_type == LW_LOCATION_UNKNOWN || offices->location_type[row] == place->location_type))
    place->location = NULL;
  return any || place->location != NULL;
}

static gboolean
place_office (Places *self, guint row, LwStorePlace *place)
{
  const LwStoreArea *municipality = find_area (self, &self->layers[MUNICIPALITY], row);
  const LwStoreArea *province = find_area (self, &self->layers[PROVINCE], row);
  const LwStoreArea *region = find_area (self, &self->layers[REGION], row);
  const LwStoreArea *location = find_area (self, &self->layers[LOCATION], row);

  *place = (LwStorePlace){ .office = self->offices->id[row] };
  if (municipality != NULL)
    {
      tell_other_municipality (self, row, municipality);
      place->municipality_code = municipality->code;
      place->municipality = name_of (municipality);
      place->province = province_of (municipality->code);
    }
  if (province != NULL)
    place->province = name_of (province);
  if (region != NULL)
    place->region = name_of (region);
  if (location != NULL)
    {
      place->location = name_of (location);
      place->location_type = location->location_type;
    }
  return keep_news (self->offices, row, place);
}

static void
count_layer (Places *self, const Layer *layer)
{
  g_autofree char *none = NULL, *several = NULL;

  if (layer->n_none > 0)
    {
      /* Translators: a kind of area in the plural, such as "municipalities" */
      none = g_strdup_printf (_ ("Offices in none of the %s"), lw_geodata_role_label (layer->role));
      lw_import_report_count (self->report, LW_IMPORT_MARKED, lw_geodata_role_kind (layer->role), none, layer->n_none);
    }
  if (layer->n_several > 0)
    {
      g_autofree char *key = g_strconcat ("two-", lw_geodata_role_kind (layer->role), NULL);

      /* Translators: a kind of area in the plural, such as "municipalities" */
      several = g_strdup_printf (_ ("Offices in two of the %s"), lw_geodata_role_label (layer->role));
      lw_import_report_count (self->report, LW_IMPORT_MARKED, key, several, layer->n_several);
    }
}

static gboolean
place_all (Places *self, GError **error)
{
  LwImporting *import = self->import;
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (LwStorePlace));

  for (guint row = 0; row < self->offices->n; row++)
    {
      LwStorePlace place;

      if (row % 1024 == 0 && g_cancellable_set_error_if_cancelled (import->cancellable, error))
        return FALSE;
      if (isnan (self->offices->rd_x[row]) || isnan (self->offices->rd_y[row]))
        self->n_without_place++;
      else if (place_office (self, row, &place))
        g_array_append_val (places, place);
    }
  return lw_store_write_places (import->store, (LwStorePlace *) places->data, places->len, import->edit_name,
                                &import->result->n_placed, error);
}

static void
tell_result (Places *self)
{
  lw_import_report_count (self->report, LW_IMPORT_READ, "offices", _ ("Offices looked up in areas"), self->offices->n);
  lw_import_report_count (self->report, LW_IMPORT_KEPT, "placed", _ ("Offices of which an area changed"),
                          self->import->result->n_placed);
  if (self->n_without_place > 0)
    lw_import_report_count (self->report, LW_IMPORT_SKIPPED, "without-position", _ ("Offices without a position"),
                            self->n_without_place);
  if (self->n_other_municipality > 0)
    lw_import_report_count (self->report, LW_IMPORT_MARKED, "other-municipality",
                            _ ("Offices that lie in another municipality than was known"), self->n_other_municipality);
  for (guint i = 0; i < N_LAYERS; i++)
    count_layer (self, &self->layers[i]);
}

static gboolean
read_layers (Places *self, gboolean *any, GError **error)
{
  static const struct {
    LwGeodataRole role;
    LwOfficeColumn known;
  } kinds[N_LAYERS] = {
    [MUNICIPALITY] = { LW_GEODATA_MUNICIPALITIES, LW_OFFICE_MUNICIPALITY_CODE },
    [PROVINCE] = { LW_GEODATA_PROVINCES, LW_OFFICE_PROVINCE },
    [REGION] = { LW_GEODATA_REGIONS, LW_OFFICE_REGION },
    [LOCATION] = { LW_GEODATA_LOCATIONS, LW_OFFICE_LOCATION },
  };

  *any = FALSE;
  for (guint i = 0; i < N_LAYERS; i++)
    {
      self->layers[i].role = kinds[i].role;
      self->layers[i].known = kinds[i].known;
      if (!read_layer (self->import, &self->layers[i], error))
        return FALSE;
      *any = *any || self->layers[i].areas->len > 0;
    }
  return TRUE;
}

static void
clear_places (Places *self)
{
  for (guint i = 0; i < N_LAYERS; i++)
    {
      g_clear_pointer (&self->layers[i].areas, g_ptr_array_unref);
      g_clear_pointer (&self->layers[i].index, lw_area_index_free);
    }
  g_clear_pointer (&self->offices, lw_offices_unref);
}

/**
 * lw_importing_places:
 *
 * Gives offices the areas that they lie in, if the document has areas and the import brought areas or offices.
 */
gboolean
lw_importing_places (LwImporting *import, GError **error)
{
  const LwImportResult *result = import->result;
  Places self = { .import = import };
  gboolean any, done;

  if (result->n_areas + result->counts.n_new + result->counts.n_changed == 0)
    return TRUE;
  done = read_layers (&self, &any, error);
  if (done && any)
    {
      self.offices = lw_store_read_offices (import->store, LW_DATE_UNKNOWN, NULL, NULL, import->cancellable, error);
      done = self.offices != NULL;
    }
  if (done && self.offices != NULL && self.offices->n > 0)
    {
      self.report = lw_import_report_new ("places");
      g_ptr_array_add (import->result->reports, self.report);
      done = place_all (&self, error);
      if (done)
        tell_result (&self);
    }
  clear_places (&self);
  return done;
}
