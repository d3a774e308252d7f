/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-bag-locate: see lw-bag-locate.h. Municipalities are looked up once a code. */
#include "formats/lw-bag-locate.h"

#include "model/lw-offices-place.h"

#define N_MUNICIPALITY_CODES 10000

typedef struct {
  gboolean known;
  gboolean lapsed;              /* it had ended by the date */
  const LwRegisterEntry *entry; /* nullable: of the date if there is one, else its last */
} Code;

struct _LwBagLocator {
  const LwBagStore *store;
  LwDate date;
  const LwBasemap *map;
  const LwProvince *provinces;
  const LwMunicipality *municipalities;
  Code codes[N_MUNICIPALITY_CODES];
};

/**
 * lw_bag_locator_new:
 * @store: what was read; must outlive the locator
 * @date: the reference date of the extract
 *
 * Returns: (transfer full): finds the places of the offices of @store
 */
LwBagLocator *
lw_bag_locator_new (const LwBagStore *store, LwDate date)
{
  LwBagLocator *self = g_new0 (LwBagLocator, 1);
  guint n;

  self->store = store;
  self->date = date;
  self->map = lw_basemap_get_default ();
  self->provinces = lw_basemap_get_provinces (self->map, &n);
  self->municipalities = lw_basemap_get_municipalities (self->map, &n);
  return self;
}

/** lw_bag_locator_free: frees @self */
void
lw_bag_locator_free (LwBagLocator *self)
{
  g_free (self);
}

/** lw_bag_locator_find_address: (nullable): the address @id, if it is in the sources */
const LwBagAddress *
lw_bag_locator_find_address (const LwBagLocator *self, LwBagId id)
{
  guint32 row = lw_id_map_find (self->store->address_rows, id);
  const LwBagAddress *address;

  if (row == LW_ID_MAP_NONE)
    return NULL;
  address = &g_array_index (self->store->addresses, LwBagAddress, row);
  return address->found ? address : NULL;
}

/** lw_bag_locator_find_street: (nullable): the street of @address, if it is in the sources */
const LwBagPlace *
lw_bag_locator_find_street (const LwBagLocator *self, const LwBagAddress *address)
{
  guint32 row = lw_id_map_find (self->store->street_rows, address->street);

  return row != LW_ID_MAP_NONE ? &g_array_index (self->store->streets, LwBagPlace, row) : NULL;
}

/** lw_bag_locator_get_town_name: (nullable): the name of a town by its code */
const char *
lw_bag_locator_get_town_name (const LwBagLocator *self, int town)
{
  return g_array_index (self->store->towns, LwBagPlace, town).name;
}

static const Code *
find_code (LwBagLocator *self, int number, const char *text)
{
  Code *code = &self->codes[number];

  if (code->known)
    return code;
  code->known = TRUE;
  code->entry = lw_basemap_find_in_register (self->map, text, self->date);
  if (code->entry != NULL)
    return code;
  code->entry = lw_basemap_find_in_register (self->map, text, LW_DATE_UNKNOWN);
  code->lapsed = code->entry != NULL && code->entry->end != LW_DATE_UNKNOWN && code->entry->end <= self->date;
  return code;
}

static void
set_municipality (LwBagLocator *self, LwBagLocation *location, int place, LwBagMunicipalityBy by)
{
  const LwMunicipality *municipality = &self->municipalities[place];

  location->by = by;
  g_strlcpy (location->code, municipality->code, sizeof location->code);
  location->name = municipality->name;
  location->province = self->provinces[municipality->province].name;
}

/* A municipality younger than the bundled register has only its code; in which province it lies, the map tells. */
static const char *
find_province (const LwBagLocator *self, const Code *code, const LwBagOffice *office)
{
  int place;

  if (code->entry != NULL)
    return self->provinces[code->entry->province].name;
  place = lw_offices_find_municipality (office->x, office->y);
  return place >= 0 ? self->provinces[self->municipalities[place].province].name : NULL;
}

/* By the relation of the town; FALSE if it names none, or one that had ended and was divided among others. */
static gboolean
locate_by_relation (LwBagLocator *self, const LwBagOffice *office, LwBagLocation *location)
{
  int number = g_array_index (self->store->relations, LwBagRelation, location->town).municipality;
  const Code *code;

  if (number == 0)
    return FALSE;
  g_snprintf (location->code, sizeof location->code, "GM%04d", number);
  code = find_code (self, number, location->code);
  if (code->lapsed && code->entry->municipality < 0)
    {
      location->code[0] = '\0';
      return FALSE;
    }
  /* The map may be older than the merger; then the municipality is its own successor there. */
  if (code->lapsed && !g_str_equal (self->municipalities[code->entry->municipality].code, location->code))
    {
      set_municipality (self, location, code->entry->municipality, LW_BAG_BY_SUCCESSOR);
      return TRUE;
    }
  location->by = LW_BAG_BY_RELATION;
  location->name = code->entry != NULL ? code->entry->name : location->code;
  location->province = find_province (self, code, office);
  return TRUE;
}

/**
 * lw_bag_locate:
 * @self: a locator
 * @office: an office of its store
 * @location: (out caller-allocates): where it is; its strings belong to the locator and @location itself
 */
void
lw_bag_locate (LwBagLocator *self, const LwBagOffice *office, LwBagLocation *location)
{
  int place;

  *location = (LwBagLocation){ .address = lw_bag_locator_find_address (self, office->address) };
  if (location->address != NULL)
    {
      location->street = lw_bag_locator_find_street (self, location->address);
      location->town = location->address->town;
    }
  if (location->town == 0 && location->street != NULL)
    location->town = location->street->town;
  if (locate_by_relation (self, office, location))
    return;
  place = lw_offices_find_municipality (office->x, office->y);
  if (place >= 0)
    set_municipality (self, location, place, LW_BAG_BY_POSITION);
}
