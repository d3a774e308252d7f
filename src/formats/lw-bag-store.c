/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-bag-store: see lw-bag-store.h. Of several records of one object that hold on the date, the later version
 * wins, whatever the order in which they come; but see lw_bag_store_add_other_object(). */
#include "formats/lw-bag-store.h"

#include <math.h>
#include <string.h>

#define N_TOWN_CODES 10000

/**
 * lw_bag_store_new:
 *
 * Returns: (transfer full): an empty store
 */
LwBagStore *
lw_bag_store_new (void)
{
  LwBagStore *self = g_new0 (LwBagStore, 1);

  self->offices = g_array_new (FALSE, TRUE, sizeof (LwBagOffice));
  self->office_rows = lw_id_map_new ();
  self->building_refs = g_array_new (FALSE, FALSE, sizeof (LwBagId));
  self->side_refs = g_array_new (FALSE, FALSE, sizeof (LwBagId));
  self->ended = g_array_new (FALSE, TRUE, sizeof (LwBagEnded));
  self->ended_rows = lw_id_map_new ();
  self->ended_refs = g_array_new (FALSE, FALSE, sizeof (LwBagId));
  self->addresses = g_array_new (FALSE, TRUE, sizeof (LwBagAddress));
  self->address_rows = lw_id_map_new ();
  self->buildings = g_array_new (FALSE, TRUE, sizeof (LwBagBuilding));
  self->building_rows = lw_id_map_new ();
  self->streets = g_array_new (FALSE, TRUE, sizeof (LwBagPlace));
  self->street_rows = lw_id_map_new ();
  self->towns = g_array_set_size (g_array_new (FALSE, TRUE, sizeof (LwBagPlace)), N_TOWN_CODES);
  self->relations = g_array_set_size (g_array_new (FALSE, TRUE, sizeof (LwBagRelation)), N_TOWN_CODES);
  self->investigated = lw_id_map_new ();
  self->files = g_ptr_array_new_with_free_func (g_free);
  self->names = g_string_chunk_new (4096);
  self->delivered = g_hash_table_new (NULL, NULL);
  return self;
}

/**
 * lw_bag_store_free:
 * @self: (nullable) (transfer full): a store
 */
void
lw_bag_store_free (LwBagStore *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->offices);
  lw_id_map_free (self->office_rows);
  g_array_unref (self->building_refs);
  g_array_unref (self->side_refs);
  g_array_unref (self->ended);
  lw_id_map_free (self->ended_rows);
  g_array_unref (self->ended_refs);
  g_array_unref (self->addresses);
  lw_id_map_free (self->address_rows);
  g_array_unref (self->buildings);
  lw_id_map_free (self->building_rows);
  g_array_unref (self->streets);
  lw_id_map_free (self->street_rows);
  g_array_unref (self->towns);
  g_array_unref (self->relations);
  lw_id_map_free (self->investigated);
  g_ptr_array_unref (self->files);
  g_string_chunk_free (self->names);
  g_hash_table_unref (self->delivered);
  g_free (self);
}

/**
 * lw_bag_store_add_file:
 * @self: a store
 * @name: a file's name
 *
 * Returns: its index
 */
guint
lw_bag_store_add_file (LwBagStore *self, const char *name)
{
  g_ptr_array_add (self->files, g_strdup (name));
  return self->files->len - 1;
}

/**
 * lw_bag_store_add_delivered:
 * @self: a store
 * @municipalities: (element-type int): codes of those that a file says to be of
 */
void
lw_bag_store_add_delivered (LwBagStore *self, GHashTable *municipalities)
{
  GHashTableIter iter;
  gpointer code;

  self->delivers_all |= g_hash_table_size (municipalities) == 0;
  g_hash_table_iter_init (&iter, municipalities);
  while (g_hash_table_iter_next (&iter, &code, NULL))
    g_hash_table_add (self->delivered, code);
}

/**
 * lw_bag_store_add_office:
 * @self: a store
 * @record: an object for which lw_bag_select_object() says %LW_BAG_KEEP
 * @file: the index of its file
 */
void
lw_bag_store_add_office (LwBagStore *self, const LwBagRecord *record, guint file)
{
  LwBagOffice *office;
  guint32 row;

  if (self->last_other == record->id
      && lw_bag_version_compare (&self->last_other_version, &record->version) > 0)
    {
      self->n_duplicates++;
      return;
    }
  row = lw_id_map_add (self->office_rows, record->id, self->offices->len);
  if (row == self->offices->len)
    g_array_set_size (self->offices, row + 1);
  else
    self->n_duplicates++;
  office = &g_array_index (self->offices, LwBagOffice, row);
  if (office->id != 0 && lw_bag_version_compare (&record->version, &office->version) <= 0)
    return;
  office->id = record->id;
  office->version = record->version;
  office->address = record->address;
  office->x = record->x;
  office->y = record->y;
  office->area_m2 = record->area_m2;
  office->uses = (guint16) record->uses;
  office->state = (guint8) record->state;
  office->superseded = FALSE;
  office->first_building = self->building_refs->len;
  office->n_buildings = record->buildings->len;
  office->file = file;
  office->line = record->line;
  g_array_append_vals (self->building_refs, record->buildings->data, record->buildings->len);
  office->first_side = self->side_refs->len;
  office->n_sides = record->side_addresses->len;
  g_array_append_vals (self->side_refs, record->side_addresses->data, record->side_addresses->len);
}

/* What an object that was an office is now; of several versions the latest. */
static void
add_ended (LwBagStore *self, const LwBagRecord *record)
{
  guint32 row = lw_id_map_add (self->ended_rows, record->id, self->ended->len);
  LwBagEnded *ended;

  if (row == self->ended->len)
    g_array_set_size (self->ended, row + 1);
  ended = &g_array_index (self->ended, LwBagEnded, row);
  if (ended->id != 0 && lw_bag_version_compare (&record->version, &ended->version) <= 0)
    return;
  ended->id = record->id;
  ended->version = record->version;
  ended->uses = (guint16) record->uses;
  ended->state = (guint8) record->state;
  ended->first_building = self->ended_refs->len;
  ended->n_buildings = record->buildings->len;
  g_array_append_vals (self->ended_refs, record->buildings->data, record->buildings->len);
}

/**
 * lw_bag_store_add_other_object:
 * @self: a store
 * @record: an object that holds on the date but is no office in stock
 *
 * Such objects are not kept, but they overrule an earlier version that was an office. An earlier version that
 * comes later is noticed only if nothing stands between the two: files list the records of an object
 * together.
 */
void
lw_bag_store_add_other_object (LwBagStore *self, const LwBagRecord *record)
{
  guint32 row = lw_id_map_find (self->office_rows, record->id);

  if (record->state != LW_BAG_STATE_UNKNOWN && lw_bag_store_knows (self, record->id))
    add_ended (self, record);
  if (self->last_other == record->id)
    self->n_duplicates++;
  if (self->last_other != record->id
      || lw_bag_version_compare (&record->version, &self->last_other_version) > 0)
    {
      self->last_other = record->id;
      self->last_other_version = record->version;
    }
  if (row != LW_ID_MAP_NONE)
    {
      LwBagOffice *office = &g_array_index (self->offices, LwBagOffice, row);

      self->n_duplicates++;
      if (lw_bag_version_compare (&record->version, &office->version) > 0)
        {
          office->superseded = TRUE;
          office->version = record->version;
        }
    }
}

static void
set_place (LwBagStore *self, LwBagPlace *place, const LwBagRecord *record)
{
  if (place->name != NULL)
    {
      self->n_duplicates++;
      if (lw_bag_version_compare (&record->version, &place->version) <= 0)
        return;
    }
  place->version = record->version;
  place->name = g_string_chunk_insert_const (self->names, record->name->str);
  place->town = record->town;
}

/**
 * lw_bag_store_add_place:
 * @self: a store
 * @record: a street or a town
 * @date: the reference date
 *
 * Keeps @record if it holds on @date.
 */
void
lw_bag_store_add_place (LwBagStore *self, const LwBagRecord *record, LwDate date)
{
  guint32 row;

  if (record->id == 0 || lw_bag_record_get_life (record, date) != LW_BAG_LIFE_CURRENT)
    return;
  if (record->type == LW_BAG_TOWN)
    {
      set_place (self, &g_array_index (self->towns, LwBagPlace, record->id), record);
      return;
    }
  row = lw_id_map_add (self->street_rows, record->id, self->streets->len);
  if (row == self->streets->len)
    g_array_set_size (self->streets, row + 1);
  set_place (self, &g_array_index (self->streets, LwBagPlace, row), record);
}

/**
 * lw_bag_store_add_relation:
 * @self: a store
 * @record: a relation of a town to a municipality
 * @date: the reference date
 *
 * Keeps @record if it holds on @date; a final one before a provisional one, then the one that began last.
 */
void
lw_bag_store_add_relation (LwBagStore *self, const LwBagRecord *record, LwDate date)
{
  LwBagRelation *relation = &g_array_index (self->relations, LwBagRelation, record->town);

  if (record->town == 0 || record->municipality == 0
      || lw_bag_record_get_life (record, date) != LW_BAG_LIFE_CURRENT)
    return;
  if (relation->municipality != 0
      && (relation->is_final > record->is_final
          || (relation->is_final == record->is_final && relation->begin >= record->begin)))
    return;
  relation->town = record->town;
  relation->municipality = record->municipality;
  relation->begin = record->begin;
  relation->is_final = record->is_final;
}

/**
 * lw_bag_store_add_investigation:
 * @self: a store
 * @record: an investigated property
 * @date: the reference date
 *
 * Notes the object if its area or use is under investigation on @date.
 */
void
lw_bag_store_add_investigation (LwBagStore *self, const LwBagRecord *record, LwDate date)
{
  if (record->id != 0 && record->investigated && record->investigates_size
      && lw_bag_record_get_life (record, date) == LW_BAG_LIFE_CURRENT)
    lw_id_map_add (self->investigated, record->id, 0);
}

/**
 * lw_bag_store_leave_outside:
 * @self: a store that holds all offices
 * @area: polygons in RD New
 *
 * Marks the offices whose position is unknown or not in @area, so that nothing is read for them.
 */
void
lw_bag_store_leave_outside (LwBagStore *self, const LwGeometry *area)
{
  for (guint i = 0; i < self->offices->len; i++)
    {
      LwBagOffice *office = &g_array_index (self->offices, LwBagOffice, i);

      office->outside = isnan (office->x) || !lw_geometry_contains (area, office->x, office->y);
    }
}

/**
 * lw_bag_store_want_references:
 * @self: a store that holds all offices
 *
 * Makes a row for every address and building that an office refers to, and for the buildings of what was one, so that
 * only those are kept from now on.
 */
void
lw_bag_store_want_references (LwBagStore *self)
{
  for (guint i = 0; i < self->offices->len; i++)
    {
      const LwBagOffice *office = &g_array_index (self->offices, LwBagOffice, i);

      if (office->superseded || office->outside)
        continue;
      if (office->address != 0)
        lw_id_map_add (self->address_rows, office->address, lw_id_map_size (self->address_rows));
      for (guint s = 0; s < office->n_sides; s++)
        lw_id_map_add (self->address_rows, g_array_index (self->side_refs, LwBagId, office->first_side + s),
                       lw_id_map_size (self->address_rows));
      for (guint b = 0; b < office->n_buildings; b++)
        lw_id_map_add (self->building_rows,
                       g_array_index (self->building_refs, LwBagId, office->first_building + b),
                       lw_id_map_size (self->building_rows));
    }
  for (guint i = 0; i < self->ended_refs->len; i++)
    lw_id_map_add (self->building_rows, g_array_index (self->ended_refs, LwBagId, i),
                   lw_id_map_size (self->building_rows));
  g_array_set_size (self->addresses, lw_id_map_size (self->address_rows));
  g_array_set_size (self->buildings, lw_id_map_size (self->building_rows));
  for (guint i = 0; i < self->buildings->len; i++)
    g_array_index (self->buildings, LwBagBuilding, i).outline = LW_BAG_NO_OUTLINE;
}

static void
set_address (LwBagAddress *address, const LwBagRecord *record)
{
  address->found = TRUE;
  address->version = record->version;
  address->street = record->street;
  address->town = record->town;
  address->house_number = record->house_number;
  memcpy (address->house_letter, record->house_letter, sizeof address->house_letter);
  memcpy (address->house_suffix, record->house_suffix, sizeof address->house_suffix);
  memcpy (address->postcode, record->postcode, sizeof address->postcode);
}

/** lw_bag_store_knows: whether the caller knows the object @id as an office */
gboolean
lw_bag_store_knows (const LwBagStore *self, LwBagId id)
{
  return self->known != NULL && lw_id_map_find (self->known, id) != LW_ID_MAP_NONE;
}

/** lw_bag_store_wants: whether an office refers to @record, an address or a building */
gboolean
lw_bag_store_wants (const LwBagStore *self, const LwBagRecord *record)
{
  const LwIdMap *rows = record->type == LW_BAG_ADDRESS ? self->address_rows : self->building_rows;

  return lw_id_map_find (rows, record->id) != LW_ID_MAP_NONE;
}

/** lw_bag_store_wants_outline: whether an office of the delivery is or was in this building */
gboolean
lw_bag_store_wants_outline (const LwBagStore *self, LwBagId building)
{
  return lw_id_map_find (self->building_rows, building) != LW_ID_MAP_NONE;
}

/**
 * lw_bag_store_add_referenced:
 * @self: a store after lw_bag_store_want_references()
 * @record: an address or a building
 * @date: the reference date
 *
 * Keeps @record if an office refers to it and it holds on @date.
 */
void
lw_bag_store_add_referenced (LwBagStore *self, const LwBagRecord *record, LwDate date)
{
  gboolean is_address = record->type == LW_BAG_ADDRESS;
  guint32 row = lw_id_map_find (is_address ? self->address_rows : self->building_rows, record->id);
  LwBagBuilding *building;
  LwBagAddress *address;

  if (row == LW_ID_MAP_NONE || lw_bag_record_get_life (record, date) != LW_BAG_LIFE_CURRENT)
    return;
  if (is_address)
    {
      address = &g_array_index (self->addresses, LwBagAddress, row);
      self->n_duplicates += (guint64) address->found;
      if (!address->found || lw_bag_version_compare (&record->version, &address->version) > 0)
        set_address (address, record);
      return;
    }
  building = &g_array_index (self->buildings, LwBagBuilding, row);
  self->n_duplicates += (guint64) building->found;
  if (building->found && lw_bag_version_compare (&record->version, &building->version) <= 0)
    return;
  building->found = TRUE;
  building->version = record->version;
  building->state = (guint8) record->state;
  building->year = record->year;
  building->outline_mended = record->outline_mended != FALSE;
  building->outline = self->outlines != NULL && record->outline != NULL
                          ? lw_bag_outlines_keep (self->outlines, record->outline)
                          : LW_BAG_NO_OUTLINE;
}
