/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-bag-values: the words of the BAG (uses, statuses) and what they mean here, whatever file they stand in.
 */
#pragma once

#include "model/lw-codes.h"

G_BEGIN_DECLS

/** LwBagUse: uses (gebruiksdoelen), as bits */
typedef enum {
  LW_BAG_USE_DWELLING = 1 << 0,
  LW_BAG_USE_ASSEMBLY = 1 << 1,
  LW_BAG_USE_CELL = 1 << 2,
  LW_BAG_USE_HEALTH = 1 << 3,
  LW_BAG_USE_INDUSTRY = 1 << 4,
  LW_BAG_USE_OFFICE = 1 << 5,
  LW_BAG_USE_LODGING = 1 << 6,
  LW_BAG_USE_EDUCATION = 1 << 7,
  LW_BAG_USE_SPORT = 1 << 8,
  LW_BAG_USE_SHOP = 1 << 9,
  LW_BAG_USE_OTHER = 1 << 10,
} LwBagUse;

/** LwBagState: what the status of a record means here */
typedef enum {
  LW_BAG_STATE_UNKNOWN,
  LW_BAG_STATE_IN_USE,
  LW_BAG_STATE_IN_USE_NOT_MEASURED,
  LW_BAG_STATE_OUT_OF_USE,
  LW_BAG_STATE_UNDER_CONVERSION,
  LW_BAG_STATE_PLANNED,    /* gevormd, bouwvergunning verleend, bouw gestart: not there yet */
  LW_BAG_STATE_VALID,      /* address, street, town: in force */
  LW_BAG_STATE_ENDED,      /* withdrawn, never built, entered by mistake */
  LW_BAG_STATE_DEMOLISHED, /* building: pand gesloopt */
} LwBagState;

/** LW_BAG_DUMMY_POSTCODE: what the register writes where there is none */
#define LW_BAG_DUMMY_POSTCODE "9999ZZ"
/** LW_BAG_AREA_IS_DUMMY: areas that stand for "unknown" in the BAG */
#define LW_BAG_AREA_IS_DUMMY(m2) ((m2) >= 999999.0 || (m2) <= 1.0)
/** LW_BAG_YEAR_IS_DUMMY: building years that stand for "unknown" in the BAG; 0 is an absent year */
#define LW_BAG_YEAR_IS_DUMMY(year) ((year) >= 9999 || (year) <= 1005)

LwBagState lw_bag_state_parse (const char *text);
LwStatus lw_bag_state_to_status (LwBagState state);
gboolean lw_bag_state_is_stock (LwBagState state);
guint lw_bag_use_parse (const char *text);
char *lw_bag_uses_format (guint uses);

G_END_DECLS
