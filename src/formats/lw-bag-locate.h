/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-bag-locate: where an office of a BAG delivery is: its address, town and municipality. */
#pragma once

#include "formats/lw-bag-store.h"
#include "model/lw-basemap.h"

G_BEGIN_DECLS

/**
 * LwBagMunicipalityBy: how a municipality was found.
 * @LW_BAG_BY_NOTHING: it was not
 * @LW_BAG_BY_RELATION: the relation of the town names it
 * @LW_BAG_BY_SUCCESSOR: the relation names one that had merged into it by the date of the extract
 * @LW_BAG_BY_POSITION: the position lies in its bundled boundaries
 */
typedef enum {
  LW_BAG_BY_NOTHING,
  LW_BAG_BY_RELATION,
  LW_BAG_BY_SUCCESSOR,
  LW_BAG_BY_POSITION,
} LwBagMunicipalityBy;

/**
 * LwBagLocation:
 * @address: (nullable): if it is in the sources
 * @street: (nullable): likewise
 * @town: code, 0 if unknown
 * @code: of the municipality, as GM0344; "" if unknown
 * @name: (nullable): of the municipality; its code if it is younger than the register
 * @province: (nullable): its name
 */
typedef struct {
  const LwBagAddress *address;
  const LwBagPlace *street;
  int town;
  LwBagMunicipalityBy by;
  char code[16];
  const char *name;
  const char *province;
} LwBagLocation;

typedef struct _LwBagLocator LwBagLocator;

LwBagLocator *lw_bag_locator_new (const LwBagStore *store, LwDate date);
void lw_bag_locator_free (LwBagLocator *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwBagLocator, lw_bag_locator_free)

const LwBagAddress *lw_bag_locator_find_address (const LwBagLocator *self, LwBagId id);
const LwBagPlace *lw_bag_locator_find_street (const LwBagLocator *self, const LwBagAddress *address);
const char *lw_bag_locator_get_town_name (const LwBagLocator *self, int town);
void lw_bag_locate (LwBagLocator *self, const LwBagOffice *office, LwBagLocation *location);

G_END_DECLS
