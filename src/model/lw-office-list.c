/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-office-list: see lw-office-list.h. When rows or order change, only the stretch between the first and the
 * last position that differ is reported, so that a view keeps its place and its focus where it can. */
#include "model/lw-office-list.h"

#include <string.h>

#include "model/lw-office-list-private.h"

struct _LwOfficeList {
  GObject parent_instance;

  LwOffices *offices;
  LwBitset *rows;
  LwOfficeOrder order;
  gboolean descending;
  LwOfficeRanks *ranks; /* kept, because names are slow to sort */

  guint32 *positions; /* position -> row */
  guint n;
  guint32 *places; /* row -> position, made when asked for */
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LwOfficeList, lw_office_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static GType
get_item_type (GListModel *model)
{
  return LW_TYPE_OFFICE;
}

static guint
get_n_items (GListModel *model)
{
  return LW_OFFICE_LIST (model)->n;
}

static gpointer
get_item (GListModel *model, guint position)
{
  LwOfficeList *self = LW_OFFICE_LIST (model);

  return position < self->n ? lw_office_new (self->offices, self->positions[position]) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* The columns in which two tables differ at all; tables share what an edit did not touch. */
static guint
find_changed_columns (const LwOffices *a, const LwOffices *b, LwOfficeColumn *changed)
{
  guint n = 0;

  for (guint c = 0; c < LW_N_OFFICE_COLUMNS; c++)
    if (lw_offices_cells (a, c) != lw_offices_cells (b, c))
      changed[n++] = c;
  return n;
}

static gboolean
rows_equal (const LwOffices *a, const LwOffices *b, guint row, const LwOfficeColumn *changed, guint n_changed)
{
  for (guint i = 0; i < n_changed; i++)
    {
      gsize size = lw_office_list_cell_size (changed[i]);
      const char *cell_a = (const char *) lw_offices_cells (a, changed[i]) + row * size;
      const char *cell_b = (const char *) lw_offices_cells (b, changed[i]) + row * size;

      if (lw_office_column_type (changed[i]) == LW_COLUMN_TEXT
              ? strcmp (lw_offices_text (a, changed[i], row), lw_offices_text (b, changed[i], row)) != 0
              : memcmp (cell_a, cell_b, size) != 0)
        return FALSE;
    }
  return TRUE;
}

/* Takes the new contents and tells what changed. */
static void
replace_contents (LwOfficeList *self, LwOffices *offices, guint32 *positions, guint n)
{
  g_autofree guint32 *old_positions = self->positions;
  g_autoptr (LwOffices) old = self->offices;
  LwOfficeColumn changed[LW_N_OFFICE_COLUMNS];
  guint n_changed = old == offices ? 0 : find_changed_columns (old, offices, changed);
  guint old_n = self->n, front = 0, back = 0, shorter = MIN (old_n, n);

#define SAME(p, q)                                                                                           \
  (old_positions[p] == positions[q] && positions[q] < old->n &&                                              \
   rows_equal (old, offices, positions[q], changed, n_changed))
  while (front < shorter && SAME (front, front))
    front++;
  while (back < shorter - front && SAME (old_n - 1 - back, n - 1 - back))
    back++;
#undef SAME

  self->offices = lw_offices_ref (offices);
  self->positions = positions;
  self->n = n;
  g_clear_pointer (&self->places, g_free);
  if (old_n - front - back > 0 || n - front - back > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), front, old_n - front - back, n - front - back);
}

static void
sort_again (LwOfficeList *self, LwOffices *offices)
{
  guint n;
  guint32 *positions
      = lw_office_list_sort (offices, self->rows, self->order, self->descending, self->ranks, &n);

  replace_contents (self, offices, positions, n);
}

static void
lw_office_list_finalize (GObject *object)
{
  LwOfficeList *self = LW_OFFICE_LIST (object);

  g_clear_pointer (&self->offices, lw_offices_unref);
  g_clear_pointer (&self->rows, lw_bitset_unref);
  g_clear_pointer (&self->ranks, lw_office_ranks_free);
  g_free (self->positions);
  g_free (self->places);
  G_OBJECT_CLASS (lw_office_list_parent_class)->finalize (object);
}

static void
lw_office_list_class_init (LwOfficeListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lw_office_list_finalize;
}

static void
lw_office_list_init (LwOfficeList *self)
{
  self->offices = lw_offices_new_empty ();
  self->rows = lw_bitset_new (0);
  self->ranks = lw_office_ranks_new ();
}

/**
 * lw_office_list_new:
 *
 * Returns: (transfer full): an empty list, in the order of the table
 */
LwOfficeList *
lw_office_list_new (void)
{
  return g_object_new (LW_TYPE_OFFICE_LIST, NULL);
}

/**
 * lw_office_list_set_rows:
 * @offices: the table
 * @rows: the rows to list
 *
 * Objects that were handed out keep showing the table that they came from; where a row of the new table
 * differs in any cell, the list says that the item changed.
 */
void
lw_office_list_set_rows (LwOfficeList *list, LwOffices *offices, LwBitset *rows)
{
  g_return_if_fail (LW_IS_OFFICE_LIST (list) && offices != NULL && rows != NULL && rows->n == offices->n);
  if (list->offices == offices && lw_bitset_equal (list->rows, rows))
    return;
  lw_bitset_ref (rows);
  lw_bitset_unref (list->rows);
  list->rows = rows;
  sort_again (list, offices);
}

/**
 * lw_office_list_set_order:
 * @descending: whether the largest come first; unknown values stand last all the same
 */
void
lw_office_list_set_order (LwOfficeList *list, LwOfficeOrder order, gboolean descending)
{
  g_return_if_fail (LW_IS_OFFICE_LIST (list) && order < LW_N_OFFICE_ORDERS);
  descending = descending != FALSE;
  if (list->order == order && list->descending == descending)
    return;
  list->order = order;
  list->descending = descending;
  sort_again (list, list->offices);
}

LwOfficeOrder
lw_office_list_get_order (LwOfficeList *list)
{
  g_return_val_if_fail (LW_IS_OFFICE_LIST (list), LW_OFFICE_ORDER_TABLE);
  return list->order;
}

gboolean
lw_office_list_get_descending (LwOfficeList *list)
{
  g_return_val_if_fail (LW_IS_OFFICE_LIST (list), FALSE);
  return list->descending;
}

/**
 * lw_office_list_get_offices:
 *
 * Returns: (transfer none): the table
 */
LwOffices *
lw_office_list_get_offices (LwOfficeList *list)
{
  g_return_val_if_fail (LW_IS_OFFICE_LIST (list), NULL);
  return list->offices;
}

/**
 * lw_office_list_position_of_row:
 *
 * Returns: where a row of the table stands in the list, or %LW_OFFICES_NONE if it is not listed
 */
guint
lw_office_list_position_of_row (LwOfficeList *list, guint row)
{
  g_return_val_if_fail (LW_IS_OFFICE_LIST (list), LW_OFFICES_NONE);
  if (row >= list->offices->n || !lw_bitset_test (list->rows, row))
    return LW_OFFICES_NONE;
  if (list->places == NULL)
    {
      list->places = g_new (guint32, list->offices->n);
      for (guint i = 0; i < list->n; i++)
        list->places[list->positions[i]] = i;
    }
  return list->places[row];
}

/**
 * lw_office_list_row_at:
 *
 * Returns: the row of the table that stands at @position, or %LW_OFFICES_NONE beyond the end
 */
guint
lw_office_list_row_at (LwOfficeList *list, guint position)
{
  g_return_val_if_fail (LW_IS_OFFICE_LIST (list), LW_OFFICES_NONE);
  return position < list->n ? list->positions[position] : LW_OFFICES_NONE;
}
