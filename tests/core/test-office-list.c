/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-office-list: sorting against a comparison of rows, what is told of changes, and objects made on
 * demand. */
#include <string.h>

#include "fixture-offices.h"
#include "model/lw-office-list.h"

typedef struct {
  guint n_calls;
  guint position;
  guint removed;
  guint added;
} Change;

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  Change *change = data;

  change->n_calls++;
  change->position = position;
  change->removed = removed;
  change->added = added;
}

static LwOffices *
make_table (guint n)
{
  LwSettings settings = LW_SETTINGS_DEFAULT;

  return fixture_offices (n, 21, &settings);
}

/* What a row is sorted by, as a number; NaN if unknown. */
static double
number_of (const LwOffices *o, LwOfficeOrder order, guint row)
{
  switch ((int) order)
    {
    case LW_OFFICE_ORDER_STOCK:
      return o->stock_m2[row];
    case LW_OFFICE_ORDER_VACANT:
      return o->vacant_stock_m2[row];
    case LW_OFFICE_ORDER_VACANCY_RATE:
      return o->vacant_stock_m2[row] / o->stock_m2[row];
    case LW_OFFICE_ORDER_BUILD_YEAR:
      return o->build_year[row] ? o->build_year[row] : NAN;
    case LW_OFFICE_ORDER_LABEL:
      return o->energy_label[row] ? o->energy_label[row] : NAN;
    default:
      return row;
    }
}

static void
test_numbers_sorted (void)
{
  static const LwOfficeOrder orders[] = {
    LW_OFFICE_ORDER_TABLE, LW_OFFICE_ORDER_STOCK,      LW_OFFICE_ORDER_VACANT, LW_OFFICE_ORDER_VACANCY_RATE,
    LW_OFFICE_ORDER_LABEL, LW_OFFICE_ORDER_BUILD_YEAR,
  };
  g_autoptr (LwOffices) offices = make_table (3000);
  g_autoptr (LwBitset) rows = lw_bitset_new_full (3000);
  g_autoptr (LwOfficeList) list = lw_office_list_new ();

  lw_bitset_clear (rows, 17);
  lw_office_list_set_rows (list, offices, rows);
  for (guint o = 0; o < 2 * G_N_ELEMENTS (orders); o++)
    {
      gboolean descending = o % 2;
      guint previous = LW_OFFICES_NONE;

      lw_office_list_set_order (list, orders[o / 2], descending);
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 2999);
      for (guint p = 0; p < 2999; p++)
        {
          guint row = lw_office_list_row_at (list, p);
          double a = previous == LW_OFFICES_NONE ? NAN : number_of (offices, orders[o / 2], previous);
          double b = number_of (offices, orders[o / 2], row);

          g_assert_cmpuint (lw_office_list_position_of_row (list, row), ==, p);
          if (previous != LW_OFFICES_NONE)
            g_assert_true (isnan (b) || (descending ? a >= b : a <= b));
          if (previous != LW_OFFICES_NONE && (a == b || (isnan (a) && isnan (b))))
            g_assert_cmpuint (previous, <, row);
          previous = row;
        }
    }
  g_assert_cmpuint (lw_office_list_position_of_row (list, 17), ==, LW_OFFICES_NONE);
  g_assert_cmpuint (lw_office_list_row_at (list, 2999), ==, LW_OFFICES_NONE);
}

static int
compare_addresses (const LwOffices *o, guint a, guint b)
{
  int order
      = g_utf8_collate (lw_offices_text (o, LW_OFFICE_STREET, a), lw_offices_text (o, LW_OFFICE_STREET, b));

  return order != 0 ? order : o->house_number[a] - o->house_number[b];
}

static void
test_texts_sorted (void)
{
  g_autoptr (LwOffices) offices = make_table (3000);
  g_autoptr (LwBitset) rows = lw_bitset_new_full (3000);
  g_autoptr (LwOfficeList) list = lw_office_list_new ();

  lw_office_list_set_rows (list, offices, rows);
  lw_office_list_set_order (list, LW_OFFICE_ORDER_ADDRESS, FALSE);
  for (guint p = 1; p < 3000; p++)
    {
      guint a = lw_office_list_row_at (list, p - 1), b = lw_office_list_row_at (list, p);

      /* Those without a street stand last. */
      if (offices->street[a] == 0)
        g_assert_cmpuint (offices->street[b], ==, 0);
      else if (offices->street[b] != 0)
        g_assert_cmpint (compare_addresses (offices, a, b), <=, 0);
    }
  lw_office_list_set_order (list, LW_OFFICE_ORDER_MUNICIPALITY, TRUE);
  for (guint p = 1; p < 3000; p++)
    {
      const char *a = lw_offices_text (offices, LW_OFFICE_MUNICIPALITY, lw_office_list_row_at (list, p - 1));
      const char *b = lw_offices_text (offices, LW_OFFICE_MUNICIPALITY, lw_office_list_row_at (list, p));

      g_assert_true (b[0] == '\0' || (a[0] != '\0' && g_utf8_collate (a, b) >= 0));
    }
}

static void
test_changes (void)
{
  g_autoptr (LwOffices) offices = make_table (100);
  g_autoptr (LwBitset) full = lw_bitset_new_full (100);
  g_autoptr (LwBitset) fewer = lw_bitset_new_full (100);
  g_autoptr (LwBitset) same = lw_bitset_new_full (100);
  g_autoptr (LwOfficesBuilder) builder = NULL;
  g_autoptr (LwOffices) edited = NULL;
  g_autoptr (LwOfficeList) list = lw_office_list_new ();
  g_autoptr (LwOffice) office = NULL;
  Change change = { 0 };

  g_signal_connect (list, "items-changed", G_CALLBACK (items_changed_cb), &change);
  lw_office_list_set_rows (list, offices, full);
  g_assert_cmpuint (change.n_calls, ==, 1);
  g_assert_cmpuint (change.added, ==, 100);

  lw_office_list_set_rows (list, offices, same);
  g_assert_cmpuint (change.n_calls, ==, 1);

  lw_bitset_clear (fewer, 40);
  lw_bitset_clear (fewer, 42);
  lw_office_list_set_rows (list, offices, fewer);
  g_assert_cmpuint (change.n_calls, ==, 2);
  g_assert_cmpuint (change.position, ==, 40);
  g_assert_cmpuint (change.removed, ==, 3);
  g_assert_cmpuint (change.added, ==, 1);

  /* An edit of one office, in a new table, is a change of one item. */
  lw_office_list_set_rows (list, offices, full);
  builder = lw_offices_builder_new_from (offices);
  lw_offices_builder_set_text (builder, LW_OFFICE_NAME, 7, "The Edited Office");
  edited = lw_offices_builder_end (builder);
  lw_office_list_set_rows (list, edited, full);
  g_assert_cmpuint (change.n_calls, ==, 4);
  g_assert_cmpuint (change.position, ==, 7);
  g_assert_cmpuint (change.removed, ==, 1);
  g_assert_cmpuint (change.added, ==, 1);
  office = g_list_model_get_item (G_LIST_MODEL (list), 7);
  g_assert_cmpstr (lw_office_get_name (office), ==, "The Edited Office");
  g_assert_true (lw_office_get_offices (office) == edited);
}

static void
test_objects (void)
{
  g_autoptr (LwOffices) offices = make_table (10);
  g_autoptr (LwBitset) rows = lw_bitset_new (10);
  g_autoptr (LwOfficeList) list = lw_office_list_new ();
  g_autoptr (LwOffice) office = NULL;
  g_autofree char *address = NULL, *expected = lw_offices_address (offices, 3);

  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (list)) == LW_TYPE_OFFICE);
  lw_bitset_set (rows, 3);
  lw_office_list_set_rows (list, offices, rows);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (list), 1));
  office = g_list_model_get_item (G_LIST_MODEL (list), 0);
  address = lw_office_dup_address (office);
  g_assert_cmpuint (lw_office_get_row (office), ==, 3);
  g_assert_cmpint (lw_office_get_id (office), ==, 4);
  g_assert_cmpstr (address, ==, expected);
  g_assert_cmpstr (lw_office_get_town (office), ==, lw_offices_text (offices, LW_OFFICE_TOWN, 3));
  /* The object keeps the table alive. */
  g_clear_pointer (&offices, lw_offices_unref);
  g_assert_finalize_object (g_steal_pointer (&list));
  g_assert_cmpuint (lw_office_get_offices (office)->n, ==, 10);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/office-list/numbers-sorted", test_numbers_sorted);
  g_test_add_func ("/office-list/texts-sorted", test_texts_sorted);
  g_test_add_func ("/office-list/changes", test_changes);
  g_test_add_func ("/office-list/objects", test_objects);
  return g_test_run ();
}
