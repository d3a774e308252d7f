/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-window: the window itself. Its actions, its notices, what is dropped on it, what it imports and what it remembers
 * each have a file of their own (lw-window-*.c). */
#include "app/lw-window-private.h"

#include "panels/lw-names.h"
#include "panels/lw-scenario-panel.h"
#include "panels/lw-statistics-panel.h"
#include "panels/lw-year-strip.h"
#include "session/lw-session-import.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (LwWindow, lw_window, ADW_TYPE_APPLICATION_WINDOW)

enum {
  PROP_0,
  PROP_SESSION,
  PROP_SIDEBAR_VISIBLE,
  PROP_PANEL_VISIBLE,
  PROP_PAGE,
  PROP_SHOW_CONFIDENTIAL,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
update_document_cb (LwWindow *self)
{
  const char *path = lw_session_get_path (self->session);
  const char *title = lw_session_get_title (self->session);
  g_autofree char *text = NULL;

  if (path && lw_session_get_read_only (self->session))
    /* translators: the title of the window; %s is the title of the document */
    text = g_strdup_printf (_("%s (read only) — Leegwijzer"), title);
  else
    text = path ? g_strdup_printf ("%s — Leegwijzer", title) : g_strdup ("Leegwijzer");
  gtk_window_set_title (GTK_WINDOW (self), text);
  gtk_widget_set_visible (self->badge, lw_session_get_fictional (self->session));
  gtk_stack_set_visible_child_name (self->main_stack, path ? "document" : "empty");
  lw_window_update_actions (self);
}

/* The page of an office slides over the panel as long as an office has the focus. */
static void
update_focus_cb (LwWindow *self)
{
  gboolean office = lw_session_get_focus (self->session) != 0;

  gtk_stack_set_visible_child_name (self->side_stack, office ? "office" : "pages");
  if (office)
    gtk_widget_set_visible (GTK_WIDGET (self->side_stack), TRUE);
}

/* Choosing one office opens its page, unless the scenarios are open: there an office is chosen to work with. */
static void
update_selection_cb (LwWindow *self)
{
  LwBitset *selection = lw_session_get_selection (self->session);
  const char *page = adw_view_stack_get_visible_child_name (self->pages);
  guint row = lw_bitset_next (selection, 0);
  gboolean single = row < selection->n && lw_bitset_next (selection, row + 1) >= selection->n;

  lw_window_update_actions (self);
  if (single && lw_session_get_focus (self->session) == 0 && g_strcmp0 (page, "scenarios") == 0)
    return;
  lw_session_set_focus (self->session, single ? lw_session_get_offices (self->session)->id[row] : 0);
}

static void
confidential_changed_cb (LwWindow *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_CONFIDENTIAL]);
}

static void
page_changed_cb (LwWindow *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGE]);
}

/* The width of the panel is kept from its right side, which a paned does not know; so its place is computed as soon
 * as there is room. */
static void
place_panes_cb (LwWindow *self)
{
  int most, least = 0;

  g_object_get (self->inner_paned, "max-position", &most, NULL);
  if (self->panes_placed || most <= 0 || most == G_MAXINT)
    return;
  self->panes_placed = TRUE;
  gtk_widget_measure (GTK_WIDGET (self->side_stack), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  gtk_paned_set_position (self->inner_paned, MAX (0, most + least - MAX (self->panel_width, least)));
}

static void
copy_problem_cb (LwWindow *self)
{
  g_autofree char *text = g_strconcat (gtk_label_get_label (self->problem_sentence), "\n",
                                       gtk_label_get_label (self->problem_details), NULL);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

static void
close_when_idle_cb (LwWindow *self)
{
  gboolean busy;

  g_object_get (self->session, "busy", &busy, NULL);
  if (self->closing && !busy)
    gtk_window_close (GTK_WINDOW (self));
}

/* What is being written is written to its end before the window goes. */
static gboolean
lw_window_close_request (GtkWindow *window)
{
  LwWindow *self = LW_WINDOW (window);
  gboolean busy;

  lw_window_save_state (self);
  g_object_get (self->session, "busy", &busy, NULL);
  if (busy && !self->closing)
    {
      GListModel *jobs = lw_session_get_jobs (self->session);

      self->closing = TRUE;
      for (guint i = 0; i < g_list_model_get_n_items (jobs); i++)
        {
          g_autoptr (LwJob) job = g_list_model_get_item (jobs, i);

          lw_job_cancel (job);
        }
      g_signal_connect_object (self->session, "notify::busy", G_CALLBACK (close_when_idle_cb), self,
                               G_CONNECT_SWAPPED | G_CONNECT_AFTER);
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      return TRUE;
    }
  if (busy)
    return TRUE;
  lw_session_close (self->session);
  return GTK_WINDOW_CLASS (lw_window_parent_class)->close_request (window);
}

/* While the window was not looked at, another program may have been at the file. */
static void
active_changed_cb (LwWindow *self)
{
  if (gtk_window_is_active (GTK_WINDOW (self)) && self->session)
    lw_session_check_document (self->session);
}

static void
lw_window_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LwWindow *self = LW_WINDOW (object);

  /* Menus ask for the state of their actions while the template is still being built. */
  if (!self->pages && id != PROP_SESSION && id != PROP_SHOW_CONFIDENTIAL)
    return;
  switch (id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_SIDEBAR_VISIBLE:
      g_value_set_boolean (value, gtk_widget_get_visible (GTK_WIDGET (self->sidebar)));
      break;
    case PROP_PANEL_VISIBLE:
      g_value_set_boolean (value, gtk_widget_get_visible (GTK_WIDGET (self->side_stack)));
      break;
    case PROP_SHOW_CONFIDENTIAL:
      g_value_set_boolean (value, lw_session_get_show_confidential (self->session));
      break;
    case PROP_PAGE:
      g_value_set_string (value, adw_view_stack_get_visible_child_name (self->pages));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
lw_window_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  LwWindow *self = LW_WINDOW (object);
  const char *page;

  switch (id)
    {
    case PROP_SIDEBAR_VISIBLE:
      gtk_widget_set_visible (GTK_WIDGET (self->sidebar), g_value_get_boolean (value));
      break;
    case PROP_PANEL_VISIBLE:
      gtk_widget_set_visible (GTK_WIDGET (self->side_stack), g_value_get_boolean (value));
      break;
    case PROP_SHOW_CONFIDENTIAL:
      lw_session_set_show_confidential (self->session, g_value_get_boolean (value));
      break;
    case PROP_PAGE:
      page = g_value_get_string (value);
      if (page && adw_view_stack_get_child_by_name (self->pages, page))
        {
          lw_session_set_focus (self->session, 0);
          gtk_widget_set_visible (GTK_WIDGET (self->side_stack), TRUE);
          adw_view_stack_set_visible_child_name (self->pages, page);
        }
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  g_object_notify_by_pspec (object, pspec);
}

static void
lw_window_dispose (GObject *object)
{
  LwWindow *self = LW_WINDOW (object);

  if (self->session)
    lw_session_close (self->session);
  g_clear_weak_pointer (&self->settings_dialog);
  g_clear_weak_pointer (&self->plans_dialog);
  g_clear_weak_pointer (&self->criteria_dialog);
  g_clear_weak_pointer (&self->demand_dialog);
  g_clear_weak_pointer (&self->imports_dialog);
  g_clear_weak_pointer (&self->parameters_dialog);
  g_clear_pointer (&self->edits_file, g_free);
  g_clear_pointer (&self->known_damaged, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_WINDOW);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_clear_pointer (&self->choosing, g_hash_table_unref);
  g_clear_pointer (&self->packed, g_ptr_array_unref);
  g_clear_pointer (&self->unpacked, g_ptr_array_unref);
  G_OBJECT_CLASS (lw_window_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/nl/leegwijzer/Leegwijzer/ui/lw-window.ui");
  gtk_widget_class_bind_template_child (widget_class, LwWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, LwWindow, main_stack);
  gtk_widget_class_bind_template_child (widget_class, LwWindow, undo_button);
  gtk_widget_class_bind_template_child (widget_class, LwWindow, redo_button);
  gtk_widget_class_bind_template_child (widget_class, LwWindow, history_button);
  gtk_widget_class_bind_template_child (widget_class, LwWindow, recent_menu);
  gtk_widget_class_bind_template_child (widget_class, LwWindow, search);
  gtk_widget_class_bind_template_child (widget_class, LwWindow, badge);
  gtk_widget_class_bind_template_child (widget_class, LwWindow, problem_bar);
  gtk_widget_class_bind_template_child (widget_class, LwWindow, problem_sentence);
  gtk_widget_class_bind_template_child (widget_class, LwWindow, problem_more);
  gtk_widget_class_bind_template_child (widget_class, LwWindow, problem_details);
  gtk_widget_class_bind_template_child (widget_class, LwWindow, trouble_bar);
  gtk_widget_class_bind_template_child (widget_class, LwWindow, trouble_sentence);
  gtk_widget_class_bind_template_child (widget_class, LwWindow, reopen_button);
  gtk_widget_class_bind_template_child (widget_class, LwWindow, overlay);
  gtk_widget_class_bind_template_child (widget_class, LwWindow, drop_target);
  gtk_widget_class_bind_template_child (widget_class, LwWindow, outer_paned);
  gtk_widget_class_bind_template_child (widget_class, LwWindow, inner_paned);
  gtk_widget_class_bind_template_child (widget_class, LwWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, LwWindow, map_bin);
  gtk_widget_class_bind_template_child (widget_class, LwWindow, strip_bin);
  gtk_widget_class_bind_template_child (widget_class, LwWindow, side_stack);
  gtk_widget_class_bind_template_child (widget_class, LwWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, LwWindow, office_panel);
  gtk_widget_class_bind_template_child (widget_class, LwWindow, jobs_box);
  gtk_widget_class_bind_template_callback (widget_class, place_panes_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_problem_cb);
  gtk_widget_class_bind_template_callback (widget_class, lw_window_hide_problem);
}

static void
lw_window_class_init (LwWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lw_window_dispose;
  object_class->get_property = lw_window_get_property;
  object_class->set_property = lw_window_set_property;
  GTK_WINDOW_CLASS (klass)->close_request = lw_window_close_request;

  properties[PROP_SESSION] =
    g_param_spec_object ("session", NULL, NULL, LW_TYPE_SESSION, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SIDEBAR_VISIBLE] = g_param_spec_boolean ("sidebar-visible", NULL, NULL, TRUE,
                                                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PANEL_VISIBLE] =
    g_param_spec_boolean ("panel-visible", NULL, NULL, TRUE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SHOW_CONFIDENTIAL] =
    g_param_spec_boolean ("show-confidential", NULL, NULL, TRUE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PAGE] =
    g_param_spec_string ("page", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (LW_TYPE_SEARCH);
  g_type_ensure (LW_TYPE_SIDEBAR);
  g_type_ensure (LW_TYPE_OFFICE_PANEL);
  lw_window_install_actions (widget_class);
  bind_template (widget_class);
}

static void
add_page (LwWindow *self, GtkWidget *page, const char *name, const char *title, const char *icon)
{
  adw_view_stack_page_set_icon_name (adw_view_stack_add_titled (self->pages, page, name, title), icon);
}

static void
add_parts (LwWindow *self)
{
  self->map = LW_OFFICE_MAP (lw_office_map_new (self->session));
  adw_bin_set_child (self->map_bin, GTK_WIDGET (self->map));
  adw_bin_set_child (self->strip_bin, lw_year_strip_new (self->session));
  add_page (self, lw_statistics_panel_new (self->session), "vacancy", _("Vacancy"), "lw-vacancy-symbolic");
  add_page (self, lw_scenario_panel_new (self->session), "scenarios", _("Scenarios"), "lw-scenario-symbolic");
  g_object_set (self->sidebar, "session", self->session, NULL);
  g_object_set (self->office_panel, "session", self->session, NULL);
  lw_search_set_session (self->search, self->session);
}

static void
lw_window_init (LwWindow *self)
{
  self->session = lw_session_new ();
  self->waiting = g_ptr_array_new_with_free_func (g_free);
  self->choosing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->packed = g_ptr_array_new_with_free_func (g_free);
  self->unpacked = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_unpacked_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  add_parts (self);

  g_signal_connect_object (self->session, "notify::path", G_CALLBACK (update_document_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::read-only", G_CALLBACK (update_document_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::fictional", G_CALLBACK (update_document_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::show-confidential", G_CALLBACK (confidential_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::focus", G_CALLBACK (update_focus_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::selection", G_CALLBACK (update_selection_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify", G_CALLBACK (lw_window_update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (active_changed_cb), NULL);
  lw_window_watch_notices (self);
  lw_window_watch_imports (self);
  lw_window_watch_history (self);
  lw_window_watch_damage (self);
  lw_window_accept_drops (self);
  lw_window_restore_state (self);
  lw_window_fill_recent (self);
  lw_names_apply (GTK_WIDGET (self));
  update_document_cb (self);
}

/** lw_window_new: (transfer none): a window without a document, owned by @application */
LwWindow *
lw_window_new (LwApplication *application)
{
  return g_object_new (LW_TYPE_WINDOW, "application", application, NULL);
}

/** lw_window_get_session: (transfer none): the state of the window */
LwSession *
lw_window_get_session (LwWindow *self)
{
  g_return_val_if_fail (LW_IS_WINDOW (self), NULL);
  return self->session;
}
