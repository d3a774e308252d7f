/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-office-list: the offices that a filter lets through, in an order, as a GListModel of LwOffice. It sorts
 * numbers of rows and makes an object only when someone asks for one. */
#pragma once

#include "model/lw-bitset.h"
#include "model/lw-office.h"

G_BEGIN_DECLS

/**
 * LwOfficeOrder: what to sort by; unknown values stand last both ways, ties stay in the table's order
 * @LW_OFFICE_ORDER_CHANGE: the m² that the change of an office is about (lw_offices_moved_m2()), where dates are compared;
 *   what did not change stands last
 * @LW_OFFICE_ORDER_PRIORITY: the order in which to look at offices for conversion, in a table that is scored
 * @LW_OFFICE_ORDER_SCORE: points for conversion, likewise
 */
typedef enum {
  LW_OFFICE_ORDER_TABLE,
  LW_OFFICE_ORDER_ADDRESS,
  LW_OFFICE_ORDER_NAME,
  LW_OFFICE_ORDER_TOWN,
  LW_OFFICE_ORDER_MUNICIPALITY,
  LW_OFFICE_ORDER_STOCK,
  LW_OFFICE_ORDER_VACANT,
  LW_OFFICE_ORDER_VACANCY_RATE,
  LW_OFFICE_ORDER_VACANCY_AGE,
  LW_OFFICE_ORDER_BUILD_YEAR,
  LW_OFFICE_ORDER_LABEL,
  LW_OFFICE_ORDER_CHANGE,
  LW_OFFICE_ORDER_PRIORITY,
  LW_OFFICE_ORDER_SCORE,
  LW_N_OFFICE_ORDERS,
} LwOfficeOrder;

#define LW_TYPE_OFFICE_LIST (lw_office_list_get_type ())
G_DECLARE_FINAL_TYPE (LwOfficeList, lw_office_list, LW, OFFICE_LIST, GObject)

LwOfficeList *lw_office_list_new (void);
void lw_office_list_set_rows (LwOfficeList *list, LwOffices *offices, LwBitset *rows);
void lw_office_list_set_order (LwOfficeList *list, LwOfficeOrder order, gboolean descending);
LwOfficeOrder lw_office_list_get_order (LwOfficeList *list);
gboolean lw_office_list_get_descending (LwOfficeList *list);
LwOffices *lw_office_list_get_offices (LwOfficeList *list);
guint lw_office_list_position_of_row (LwOfficeList *list, guint row);
guint lw_office_list_row_at (LwOfficeList *list, guint position);

G_END_DECLS
