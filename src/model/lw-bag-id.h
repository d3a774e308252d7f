/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-bag-id: the 16-digit identification of the Dutch register of addresses and buildings (BAG), held as one
 * number so that joins compare machine words. In files it is text, always of 16 digits; 0 means "none". */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef guint64 LwBagId;

/** LW_BAG_ID_LENGTH: digits of an identification */
#define LW_BAG_ID_LENGTH 16

/**
 * LwBagType: digits 5 and 6 of an identification.
 * @LW_BAG_TYPE_OBJECT: verblijfsobject (unit of use: dwelling, office, shop)
 * @LW_BAG_TYPE_BUILDING: pand
 * @LW_BAG_TYPE_ADDRESS: nummeraanduiding
 * @LW_BAG_TYPE_STREET: openbare ruimte
 */
typedef enum {
  LW_BAG_TYPE_UNKNOWN = 0,
  LW_BAG_TYPE_OBJECT = 1,
  LW_BAG_TYPE_BERTH = 2,
  LW_BAG_TYPE_PITCH = 3,
  LW_BAG_TYPE_BUILDING = 10,
  LW_BAG_TYPE_ADDRESS = 20,
  LW_BAG_TYPE_STREET = 30,
} LwBagType;

LwBagId lw_bag_id_parse (const char *text, gssize length);
void lw_bag_id_format (LwBagId id, char text[LW_BAG_ID_LENGTH + 1]);
LwBagType lw_bag_id_type (LwBagId id);

G_END_DECLS
