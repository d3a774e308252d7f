/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-office-selection: translates positions of the list to rows of the table and back. Offices that are selected and
 * filtered away stay selected until the selection is set anew. */
#include "panels/lw-office-selection.h"

struct _LwOfficeSelection {
  GObject parent_instance;

  LwOfficeList *list;
  LwSession *session;
  gulong items_handler;
  gulong selection_handler;
};

static GType
get_item_type (GListModel *model)
{
  return LW_TYPE_OFFICE;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (LW_OFFICE_SELECTION (model)->list));
}

static gpointer
get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (LW_OFFICE_SELECTION (model)->list), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* The list may show an older table for a moment, whose rows are not those of the selection. */
static LwBitset *
usable_selection (LwOfficeSelection *self)
{
  LwBitset *selection = lw_session_get_selection (self->session);

  return lw_office_list_get_offices (self->list) == lw_session_get_offices (self->session) ? selection : NULL;
}

static gboolean
is_selected (GtkSelectionModel *model, guint position)
{
  LwOfficeSelection *self = LW_OFFICE_SELECTION (model);
  LwBitset *selection = usable_selection (self);
  guint row = lw_office_list_row_at (self->list, position);

  return selection && row < selection->n && lw_bitset_test (selection, row);
}

static gboolean
set_selection (GtkSelectionModel *model, GtkBitset *selected, GtkBitset *mask)
{
  LwOfficeSelection *self = LW_OFFICE_SELECTION (model);
  LwBitset *before = usable_selection (self);
  g_autoptr (LwBitset) after = NULL;
  guint n = get_n_items (G_LIST_MODEL (model));
  gboolean all = gtk_bitset_get_size (mask) >= n;
  GtkBitsetIter iter;
  guint position;

  if (!before)
    return FALSE;
  /* A change of the whole list is a new selection: what the list does not show does not linger in it. */
  after = all ? lw_bitset_new (before->n) : lw_bitset_copy (before);
  for (gboolean more = gtk_bitset_iter_init_first (&iter, mask, &position); more && position < n;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      guint row = lw_office_list_row_at (self->list, position);

      if (row >= after->n)
        continue;
      if (gtk_bitset_contains (selected, position))
        lw_bitset_set (after, row);
      else
        lw_bitset_clear (after, row);
    }
  lw_session_set_selection (self->session, after);
  return TRUE;
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->set_selection = set_selection;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (LwOfficeSelection, lw_office_selection, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, selection_model_init))

static void
items_changed_cb (LwOfficeSelection *self, guint position, guint removed, guint added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
selection_changed_cb (LwOfficeSelection *self)
{
  guint n = get_n_items (G_LIST_MODEL (self));

  if (n > 0)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), 0, n);
}

static void
lw_office_selection_dispose (GObject *object)
{
  LwOfficeSelection *self = LW_OFFICE_SELECTION (object);

  g_clear_signal_handler (&self->items_handler, self->list);
  g_clear_signal_handler (&self->selection_handler, self->session);
  G_OBJECT_CLASS (lw_office_selection_parent_class)->dispose (object);
}

static void
lw_office_selection_finalize (GObject *object)
{
  LwOfficeSelection *self = LW_OFFICE_SELECTION (object);

  g_clear_object (&self->list);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (lw_office_selection_parent_class)->finalize (object);
}

static void
lw_office_selection_class_init (LwOfficeSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lw_office_selection_dispose;
  G_OBJECT_CLASS (klass)->finalize = lw_office_selection_finalize;
}

static void
lw_office_selection_init (LwOfficeSelection *self)
{
}

/** lw_office_selection_new: (transfer full): the selection of @session over @list */
LwOfficeSelection *
lw_office_selection_new (LwOfficeList *list, LwSession *session)
{
  LwOfficeSelection *self = g_object_new (LW_TYPE_OFFICE_SELECTION, NULL);

  self->list = g_object_ref (list);
  self->session = g_object_ref (session);
  self->items_handler = g_signal_connect_swapped (list, "items-changed", G_CALLBACK (items_changed_cb), self);
  self->selection_handler =
    g_signal_connect_swapped (session, "notify::selection", G_CALLBACK (selection_changed_cb), self);
  return self;
}
