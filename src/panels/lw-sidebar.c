/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-sidebar: the list follows the session: its rows are those shown, its selection is the session's. Rows become
 * widgets only while they are on screen, so a million offices scroll like a hundred. */
#include "panels/lw-sidebar.h"

#include "draw/lw-format.h"
#include "panels/lw-filter-bar.h"
#include "panels/lw-office-row.h"
#include "panels/lw-office-selection.h"
#include "session/lw-session-potential.h"

#include <glib/gi18n-lib.h>

/* Offices worth converting, in the plainest form of an expression. */
#define TRANSFORMABLE "potential_class >= 4 and not veto = 1"

typedef struct {
  const char *key;
  LwOfficeOrder order;
  const char *label;
} Order;

struct _LwSidebar {
  GtkWidget parent_instance;

  LwFilterBar *filter_bar;
  GtkLabel *count;
  GtkMenuButton *order;
  GMenu *change_menu; /* holds the order that there is only while dates are compared */
  GtkStack *stack;
  GtkListView *view;

  LwSession *session;
  LwOfficeList *list;
  const Order *order_before; /* dates were compared; NULL: they are not */
  gboolean descending_before;
  GSignalGroup *signals;
};

G_DEFINE_FINAL_TYPE (LwSidebar, lw_sidebar, GTK_TYPE_WIDGET)

enum {
  PROP_0,
  PROP_SESSION,
  PROP_ORDER,
  PROP_DESCENDING,
  PROP_TRANSFORMABLE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static const Order orders[] = {
  { "vacant", LW_OFFICE_ORDER_VACANT, N_("vacant m²") },
  { "rate", LW_OFFICE_ORDER_VACANCY_RATE, N_("vacant share") },
  { "stock", LW_OFFICE_ORDER_STOCK, N_("size") },
  { "age", LW_OFFICE_ORDER_VACANCY_AGE, N_("vacancy age") },
  { "year", LW_OFFICE_ORDER_BUILD_YEAR, N_("building year") },
  { "label", LW_OFFICE_ORDER_LABEL, N_("energy label") },
  { "address", LW_OFFICE_ORDER_ADDRESS, N_("address") },
  { "town", LW_OFFICE_ORDER_TOWN, N_("town") },
  { "change", LW_OFFICE_ORDER_CHANGE, N_("change") },
  { "priority", LW_OFFICE_ORDER_PRIORITY, N_("conversion") },
  { "score", LW_OFFICE_ORDER_SCORE, N_("score") },
};

static const Order *
current_order (LwSidebar *self)
{
  LwOfficeOrder order = lw_office_list_get_order (self->list);

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    if (orders[i].order == order)
      return &orders[i];
  return &orders[0];
}

static void
set_order (LwSidebar *self, LwOfficeOrder order, gboolean descending)
{
  lw_office_list_set_order (self->list, order, descending);
  if (self->session && (order == LW_OFFICE_ORDER_PRIORITY || order == LW_OFFICE_ORDER_SCORE))
    lw_session_want_scores (self->session);
  gtk_menu_button_set_label (self->order, _(current_order (self)->label));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ORDER]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DESCENDING]);
}

/* Numbers are wanted largest first, names by the alphabet: each order starts in its usual direction. */
static void
set_order_by_key (LwSidebar *self, const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    if (g_strcmp0 (orders[i].key, key) == 0)
      {
        LwOfficeOrder order = orders[i].order;

        set_order (self, order, order != LW_OFFICE_ORDER_ADDRESS && order != LW_OFFICE_ORDER_TOWN
                                  && order != LW_OFFICE_ORDER_BUILD_YEAR && order != LW_OFFICE_ORDER_PRIORITY);
        return;
      }
}

static void
update_count (LwSidebar *self)
{
  const LwDifference *difference = lw_session_get_difference (self->session);
  guint n = lw_session_get_offices (self->session)->n, n_there = difference ? difference->after->n : n;
  guint n_shown = lw_bitset_count (lw_session_get_shown (self->session));
  g_autofree char *all = lw_format_count (NULL, n);
  g_autofree char *shown = lw_format_count (NULL, n_shown);
  g_autofree char *text = NULL;

  if (n_shown == n && n > n_there)
    {
      g_autofree char *there = lw_format_count (NULL, n_there), *gone = lw_format_count (NULL, n - n_there);

      /* translators: the heading of the list while two dates are compared: how many offices there are, and how many of
       * the earlier date are gone */
      text = g_strdup_printf (_("Offices · %s, %s gone"), there, gone);
    }
  else if (n_shown == n)
    /* translators: the heading of the list; %s is the number of offices */
    text = g_strdup_printf (_("Offices · %s"), all);
  else
    /* translators: the heading of the list: how many offices are shown, of how many */
    text = g_strdup_printf (_("Offices · %s of %s"), shown, all);
  gtk_label_set_label (self->count, text);
  gtk_stack_set_visible_child_name (self->stack, n_shown == 0 && n > 0 ? "none" : "list");
}

/* What changed most comes first while dates are compared; then the list goes back to the order before. */
static void
update_comparison_cb (LwSidebar *self)
{
  gboolean compares = lw_session_get_difference (self->session) != NULL;
  const Order *before = self->order_before;

  if (compares == (before != NULL))
    return;
  g_menu_remove_all (self->change_menu);
  if (compares)
    {
      g_menu_append (self->change_menu, _("Change"), "list.order::change");
      self->order_before = current_order (self);
      self->descending_before = lw_office_list_get_descending (self->list);
      set_order_by_key (self, "change");
      return;
    }
  self->order_before = NULL;
  if (lw_office_list_get_order (self->list) == LW_OFFICE_ORDER_CHANGE)
    set_order (self, before->order, self->descending_before);
}

static void
update_rows_cb (LwSidebar *self)
{
  update_comparison_cb (self);
  lw_office_list_set_rows (self->list, lw_session_get_offices (self->session), lw_session_get_shown (self->session));
  update_count (self);
}

/* When something is chosen on the map, its row comes into view. */
static void
selection_changed_cb (LwSidebar *self)
{
  LwBitset *selection = lw_session_get_selection (self->session);
  guint row = lw_bitset_next (selection, 0), position;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  /* Whoever walks through the list itself needs no help, and would be thrown about. */
  if (row >= selection->n || (focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->view))))
    return;
  position = lw_office_list_position_of_row (self->list, row);
  if (position < g_list_model_get_n_items (G_LIST_MODEL (self->list)))
    gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", position);
}

static void
activate_cb (LwSidebar *self, guint position)
{
  guint row = lw_office_list_row_at (self->list, position);
  LwOffices *offices = lw_session_get_offices (self->session);

  if (row < offices->n)
    lw_session_set_focus (self->session, offices->id[row]);
}

static void
setup_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, lw_office_row_new ());
}

static void
bind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *row = gtk_list_item_get_child (item);

  lw_office_row_set_office (LW_OFFICE_ROW (row), gtk_list_item_get_item (item));
  /* The keyboard stands on the item around the row, so that is what has to be read aloud. */
  gtk_accessible_update_relation (GTK_ACCESSIBLE (gtk_widget_get_parent (row)), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  row, NULL, -1);
}

static void
set_session (LwSidebar *self, LwSession *session)
{
  g_autoptr (LwOfficeSelection) selection = NULL;

  if (!g_set_object (&self->session, session))
    return;
  g_signal_group_set_target (self->signals, session);
  lw_filter_bar_set_session (self->filter_bar, session);
  if (session)
    {
      update_rows_cb (self);
      selection = lw_office_selection_new (self->list, session);
    }
  gtk_list_view_set_model (self->view, selection ? GTK_SELECTION_MODEL (selection) : NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

/* Whether only offices are shown that lend themselves to conversion, and nothing else is asked of them. */
static gboolean
get_transformable (LwSidebar *self)
{
  LwExpression *expression = self->session ? lw_filter_get_expression (lw_session_get_filter (self->session)) : NULL;
  g_autofree char *text = expression ? lw_expression_to_string (expression) : NULL;

  return g_strcmp0 (text, TRANSFORMABLE) == 0;
}

static void
set_transformable (LwSidebar *self, gboolean transformable)
{
  g_autoptr (LwExpression) expression = transformable ? lw_expression_parse (TRANSFORMABLE, NULL, NULL) : NULL;
  g_autoptr (LwFilter) filter = NULL;

  if (!self->session || transformable == get_transformable (self))
    return;
  filter = lw_filter_with_expression (lw_session_get_filter (self->session), expression);
  lw_session_set_filter (self->session, filter);
}

static void
filter_changed_cb (LwSidebar *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TRANSFORMABLE]);
}

static void
lw_sidebar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LwSidebar *self = LW_SIDEBAR (object);

  switch (id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_ORDER:
      g_value_set_string (value, current_order (self)->key);
      break;
    case PROP_DESCENDING:
      g_value_set_boolean (value, lw_office_list_get_descending (self->list));
      break;
    case PROP_TRANSFORMABLE:
      g_value_set_boolean (value, get_transformable (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
lw_sidebar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  LwSidebar *self = LW_SIDEBAR (object);

  switch (id)
    {
    case PROP_SESSION:
      set_session (self, g_value_get_object (value));
      break;
    case PROP_ORDER:
      set_order_by_key (self, g_value_get_string (value));
      break;
    case PROP_DESCENDING:
      set_order (self, lw_office_list_get_order (self->list), g_value_get_boolean (value));
      break;
    case PROP_TRANSFORMABLE:
      set_transformable (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
lw_sidebar_dispose (GObject *object)
{
  LwSidebar *self = LW_SIDEBAR (object);
  GtkWidget *child;

  if (self->view)
    gtk_list_view_set_model (self->view, NULL);
  g_clear_object (&self->signals);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_SIDEBAR);
  /* The template lets go only of the parts that have a name. */
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  g_clear_object (&self->list);
  G_OBJECT_CLASS (lw_sidebar_parent_class)->dispose (object);
}

static void
lw_sidebar_class_init (LwSidebarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lw_sidebar_dispose;
  object_class->get_property = lw_sidebar_get_property;
  object_class->set_property = lw_sidebar_set_property;

  properties[PROP_SESSION] = g_param_spec_object (
    "session", NULL, NULL, LW_TYPE_SESSION, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_ORDER] = g_param_spec_string (
    "order", NULL, NULL, "vacant", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_DESCENDING] = g_param_spec_boolean (
    "descending", NULL, NULL, TRUE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_TRANSFORMABLE] = g_param_spec_boolean (
    "transformable", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (LW_TYPE_FILTER_BAR);
  gtk_widget_class_install_property_action (widget_class, "list.order", "order");
  gtk_widget_class_install_property_action (widget_class, "list.descending", "descending");
  gtk_widget_class_install_property_action (widget_class, "list.transformable", "transformable");
  gtk_widget_class_set_template_from_resource (widget_class, "/nl/leegwijzer/Leegwijzer/ui/lw-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, LwSidebar, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, LwSidebar, count);
  gtk_widget_class_bind_template_child (widget_class, LwSidebar, order);
  gtk_widget_class_bind_template_child (widget_class, LwSidebar, change_menu);
  gtk_widget_class_bind_template_child (widget_class, LwSidebar, stack);
  gtk_widget_class_bind_template_child (widget_class, LwSidebar, view);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
lw_sidebar_init (LwSidebar *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->list = lw_office_list_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), NULL);
  gtk_list_view_set_factory (self->view, factory);
  set_order (self, LW_OFFICE_ORDER_VACANT, TRUE);

  self->signals = g_signal_group_new (LW_TYPE_SESSION);
  g_signal_group_connect_swapped (self->signals, "notify::filter", G_CALLBACK (filter_changed_cb), self);
  g_signal_group_connect_swapped (self->signals, "notify::shown", G_CALLBACK (update_rows_cb), self);
  g_signal_group_connect_swapped (self->signals, "notify::selection", G_CALLBACK (selection_changed_cb), self);
}

/** lw_sidebar_new: (transfer floating): a sidebar without a session */
GtkWidget *
lw_sidebar_new (void)
{
  return g_object_new (LW_TYPE_SIDEBAR, NULL);
}

/** lw_sidebar_get_list: (transfer none): the offices in the order of the list */
LwOfficeList *
lw_sidebar_get_list (LwSidebar *self)
{
  g_return_val_if_fail (LW_IS_SIDEBAR (self), NULL);
  return self->list;
}

/** lw_sidebar_open_filter: opens the choice of criteria to add */
void
lw_sidebar_open_filter (LwSidebar *self)
{
  g_return_if_fail (LW_IS_SIDEBAR (self));
  lw_filter_bar_open (self->filter_bar);
}

/** lw_sidebar_focus_list: puts the keyboard into the list */
void
lw_sidebar_focus_list (LwSidebar *self)
{
  g_return_if_fail (LW_IS_SIDEBAR (self));
  gtk_widget_child_focus (GTK_WIDGET (self->view), GTK_DIR_TAB_FORWARD);
}
