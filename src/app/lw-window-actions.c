/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-window-actions: what menus, buttons, keys and the search box can make the window do, each action once. */
#include "app/lw-criteria-dialog.h"
#include "app/lw-demand-dialog.h"
#include "app/lw-imports-dialog.h"
#include "app/lw-dialogs.h"
#include "app/lw-parameters-dialog.h"
#include "app/lw-plans-dialog.h"
#include "app/lw-settings-dialog.h"
#include "app/lw-window-private.h"

#include "model/lw-error.h"
#include "panels/lw-names.h"
#include "panels/lw-scenario-panel.h"
#include "session/lw-session-import.h"

#include <glib/gi18n-lib.h>

#define RECENT_MOST 6

static void
remember_path (const char *path)
{
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  GtkRecentData recent = {
    .mime_type = (char *) "application/geopackage+sqlite3",
    .app_name = (char *) "Leegwijzer",
    .app_exec = (char *) "leegwijzer %f",
  };

  if (uri)
    gtk_recent_manager_add_full (gtk_recent_manager_get_default (), uri, &recent);
}

/* The open document is among those opened last. */
void
lw_window_remember_document (LwWindow *self)
{
  remember_path (lw_session_get_path (self->session));
}

typedef struct {
  LwWindow *window;
  char *path;
} Opening;

static Opening *
opening_new (LwWindow *self, const char *path)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->window = g_object_ref (self);
  opening->path = g_strdup (path);
  return opening;
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Opening *opening = data;
  g_autoptr (LwWindow) self = opening->window;
  g_autofree char *path = opening->path;
  g_autoptr (GError) error = NULL;

  g_free (opening);
  if (lw_session_open_finish (LW_SESSION (source), result, &error))
    {
      lw_window_hide_problem (self);
      lw_window_remember_document (self);
    }
  else if (g_error_matches (error, LW_ERROR, LW_ERROR_DAMAGED))
    lw_window_offer_recovery (self, path, error->message);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    lw_window_show_problem (self, error->message, NULL);
}

/**
 * lw_window_open_path:
 * @window: the window
 * @path: a document, or something to import
 *
 * Opens the document; a file of edits is applied to the open one, and what is neither is imported into the open one.
 */
void
lw_window_open_path (LwWindow *self, const char *path)
{
  g_return_if_fail (LW_IS_WINDOW (self));
  g_return_if_fail (path != NULL);

  if (lw_session_is_document (path))
    lw_session_open_async (self->session, path, NULL, opened_cb, opening_new (self, path));
  else if (g_str_has_suffix (path, ".lwchanges"))
    lw_window_apply_edits (self, path);
  else
    {
      g_autoptr (GPtrArray) paths = g_ptr_array_new ();

      g_ptr_array_add (paths, (char *) path);
      lw_window_import_paths (self, paths);
    }
}

static void
open_chosen_cb (GPtrArray *paths, gpointer data)
{
  lw_window_open_path (data, g_ptr_array_index (paths, 0));
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lw_dialogs_choose (GTK_WINDOW (widget), LW_CHOICE_OPEN, NULL, open_chosen_cb, g_object_ref (widget),
                     g_object_unref);
}

static void
open_path_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lw_window_open_path (LW_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

/* Makes an empty document in place of a file that the user has agreed to lose, and opens it. */
void
lw_window_create_document (LwWindow *self, const char *path)
{
  if (g_strcmp0 (path, lw_session_get_path (self->session)) == 0)
    {
      lw_window_show_problem (self, _("That document is open in this window; choose another name."), NULL);
      return;
    }
  lw_session_create_async (self->session, path, NULL, opened_cb, opening_new (self, path));
}

static void
create_chosen_cb (GPtrArray *paths, gpointer data)
{
  lw_window_create_document (data, g_ptr_array_index (paths, 0));
}

static void
new_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lw_dialogs_choose (GTK_WINDOW (widget), LW_CHOICE_CREATE, _("offices.gpkg"), create_chosen_cb,
                     g_object_ref (widget), g_object_unref);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LwWindow) self = data;
  g_autoptr (GError) error = NULL;

  if (lw_session_save_as_finish (LW_SESSION (source), result, &error))
    {
      g_autofree char *name = g_path_get_basename (lw_session_get_path (self->session));
      /* translators: %s is the name of a file */
      g_autofree char *message = g_strdup_printf (_("Saved; you go on in %s"), name);

      lw_window_hide_problem (self);
      lw_window_remember_document (self);
      lw_window_show_toast (self, message);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    lw_window_show_problem (self, error->message, NULL);
}

/* Saves a copy of the open document and goes on in it. */
void
lw_window_save_as (LwWindow *self, const char *path)
{
  lw_session_save_as_async (self->session, path, NULL, saved_cb, g_object_ref (self));
}

static void
save_as_chosen_cb (GPtrArray *paths, gpointer data)
{
  lw_window_save_as (data, g_ptr_array_index (paths, 0));
}

static void
save_as_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *path = lw_session_get_path (LW_WINDOW (widget)->session);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *suggested = NULL;

  if (g_str_has_suffix (base, ".gpkg"))
    base[strlen (base) - strlen (".gpkg")] = '\0';
  /* translators: the suggested name of a copy; %s is the name of the document */
  suggested = g_strdup_printf (_("%s (copy).gpkg"), base);
  lw_dialogs_choose (GTK_WINDOW (widget), LW_CHOICE_SAVE_AS, suggested, save_as_chosen_cb, g_object_ref (widget),
                     g_object_unref);
}

static void
reopen_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lw_session_reopen (LW_WINDOW (widget)->session);
}

static void
example_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lw_window_open_example (LW_WINDOW (widget));
}

static void
import_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lw_window_choose_import (LW_WINDOW (widget), g_str_equal (name, "win.import-folder"));
}

static void
import_with_choices_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lw_window_choose_with_choices (LW_WINDOW (widget));
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lw_window_export (LW_WINDOW (widget));
}

static void
show_file_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lw_window_show_file (LW_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
history_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LwWindow *self = LW_WINDOW (widget);

  if (g_str_equal (name, "win.undo"))
    lw_session_undo (self->session);
  else
    lw_session_redo (self->session);
}

static void
edits_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lw_window_choose_edits (LW_WINDOW (widget), g_str_equal (name, "win.apply-edits"));
}

static void
show_history_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_menu_button_popup (LW_WINDOW (widget)->history_button);
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (LW_WINDOW (widget)->search));
}

static void
filter_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LwWindow *self = LW_WINDOW (widget);

  if (g_str_equal (name, "win.clear-filter"))
    lw_session_set_filter (self->session, NULL);
  else
    {
      g_object_set (self, "sidebar-visible", TRUE, NULL);
      lw_sidebar_open_filter (self->sidebar);
    }
}

static void
select_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LwWindow *self = LW_WINDOW (widget);

  lw_session_set_selection (self->session,
                            g_str_equal (name, "win.select-all") ? lw_session_get_shown (self->session) : NULL);
}

static void
focus_list_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_object_set (widget, "sidebar-visible", TRUE, NULL);
  lw_sidebar_focus_list (LW_WINDOW (widget)->sidebar);
}

static void
zoom_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LwOfficeMap *map = LW_WINDOW (widget)->map;

  if (g_str_equal (name, "win.zoom-data"))
    lw_office_map_fit_data (map);
  else
    lw_office_map_zoom (map, g_str_equal (name, "win.zoom-in") ? 1 : -1);
}

static void
measure_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LwWindow *self = LW_WINDOW (widget);
  LwMeasureKind kind;

  g_object_set (self, "page", "scenarios", NULL);
  if (lw_measure_kind_from_token (g_variant_get_string (parameter, NULL), &kind))
    lw_scenario_panel_add_measure (LW_SCENARIO_PANEL (adw_view_stack_get_child_by_name (self->pages, "scenarios")),
                                   kind);
}

static void
plan_measure_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LwWindow *self = LW_WINDOW (widget);
  const char *token;
  g_autofree const char **plans = NULL;
  LwMeasureKind kind;

  g_variant_get (parameter, "(&s^a&s)", &token, &plans);
  g_object_set (self, "page", "scenarios", NULL);
  if (lw_measure_kind_from_token (token, &kind) && lw_measure_kind_get_target (kind) == LW_MEASURE_TARGET_PLANS
      && plans[0] != NULL)
    lw_scenario_panel_add_plan_measure (
      LW_SCENARIO_PANEL (adw_view_stack_get_child_by_name (self->pages, "scenarios")), kind, plans);
}

static void
settings_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LwWindow *self = LW_WINDOW (widget);

  if (!self->settings_dialog)
    g_set_weak_pointer (&self->settings_dialog,
                        GTK_WINDOW (lw_settings_dialog_new (GTK_WINDOW (self), self->session)));
  gtk_window_present (self->settings_dialog);
}

static void
criteria_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LwWindow *self = LW_WINDOW (widget);

  if (!self->criteria_dialog)
    g_set_weak_pointer (&self->criteria_dialog,
                        GTK_WINDOW (lw_criteria_dialog_new (GTK_WINDOW (self), self->session)));
  gtk_window_present (self->criteria_dialog);
}

static void
plans_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LwWindow *self = LW_WINDOW (widget);

  if (!self->plans_dialog)
    g_set_weak_pointer (&self->plans_dialog, GTK_WINDOW (lw_plans_dialog_new (GTK_WINDOW (self), self->session)));
  gtk_window_present (self->plans_dialog);
}

static void
imports_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LwWindow *self = LW_WINDOW (widget);

  if (!self->imports_dialog)
    g_set_weak_pointer (&self->imports_dialog, GTK_WINDOW (lw_imports_dialog_new (GTK_WINDOW (self), self->session)));
  gtk_window_present (self->imports_dialog);
}

static void
demand_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LwWindow *self = LW_WINDOW (widget);

  if (!self->demand_dialog)
    g_set_weak_pointer (&self->demand_dialog, GTK_WINDOW (lw_demand_dialog_new (GTK_WINDOW (self), self->session)));
  gtk_window_present (self->demand_dialog);
}

static void
parameters_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LwWindow *self = LW_WINDOW (widget);

  if (!self->parameters_dialog)
    g_set_weak_pointer (&self->parameters_dialog,
                        GTK_WINDOW (lw_parameters_dialog_new (GTK_WINDOW (self), self->session)));
  gtk_window_present (self->parameters_dialog);
}

/* Compares with the date before the one shown, or ends the comparison. */
static void
compare_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LwWindow *self = LW_WINDOW (widget);
  GArray *dates = lw_session_get_dates (self->session);
  LwDate before = LW_DATE_UNKNOWN;

  for (guint i = 0; i < dates->len && !lw_session_get_difference (self->session); i++)
    if (g_array_index (dates, LwDate, i) < lw_session_get_date (self->session))
      before = g_array_index (dates, LwDate, i);
  g_object_set (self, "page", "vacancy", NULL);
  lw_session_set_compare_date (self->session, before);
}

/* Escape closes what lies on top: the page of an office, then the message above, then the comparison of two dates. */
static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LwWindow *self = LW_WINDOW (widget);

  if (lw_session_get_focus (self->session) != 0)
    lw_session_set_focus (self->session, 0);
  else if (gtk_widget_get_visible (self->problem_bar))
    lw_window_hide_problem (self);
  else if (lw_session_get_difference (self->session))
    lw_session_set_compare_date (self->session, LW_DATE_UNKNOWN);
  else
    lw_window_hide_problem (self);
}

void
lw_window_install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.new", NULL, new_action);
  gtk_widget_class_install_action (klass, "win.open", NULL, open_action);
  gtk_widget_class_install_action (klass, "win.open-path", "s", open_path_action);
  gtk_widget_class_install_action (klass, "win.open-example", NULL, example_action);
  gtk_widget_class_install_action (klass, "win.save-as", NULL, save_as_action);
  gtk_widget_class_install_action (klass, "win.reopen", NULL, reopen_action);
  gtk_widget_class_install_action (klass, "win.import", NULL, import_action);
  gtk_widget_class_install_action (klass, "win.import-folder", NULL, import_action);
  gtk_widget_class_install_action (klass, "win.import-with-choices", NULL, import_with_choices_action);
  gtk_widget_class_install_action (klass, "win.export", NULL, export_action);
  gtk_widget_class_install_action (klass, "win.show-file", "s", show_file_action);
  gtk_widget_class_install_action (klass, "win.document-settings", NULL, settings_action);
  gtk_widget_class_install_action (klass, "win.plans", NULL, plans_action);
  gtk_widget_class_install_action (klass, "win.criteria", NULL, criteria_action);
  gtk_widget_class_install_action (klass, "win.imports", NULL, imports_action);
  gtk_widget_class_install_action (klass, "win.demand", NULL, demand_action);
  gtk_widget_class_install_action (klass, "win.parameters", NULL, parameters_action);
  gtk_widget_class_install_action (klass, "win.undo", NULL, history_action);
  gtk_widget_class_install_action (klass, "win.redo", NULL, history_action);
  gtk_widget_class_install_action (klass, "win.history", NULL, show_history_action);
  gtk_widget_class_install_action (klass, "win.export-edits", NULL, edits_action);
  gtk_widget_class_install_action (klass, "win.apply-edits", NULL, edits_action);
  gtk_widget_class_install_action (klass, "win.search", NULL, search_action);
  gtk_widget_class_install_action (klass, "win.add-filter", NULL, filter_action);
  gtk_widget_class_install_action (klass, "win.clear-filter", NULL, filter_action);
  gtk_widget_class_install_action (klass, "win.select-all", NULL, select_action);
  gtk_widget_class_install_action (klass, "win.select-none", NULL, select_action);
  gtk_widget_class_install_action (klass, "win.focus-list", NULL, focus_list_action);
  gtk_widget_class_install_action (klass, "win.zoom-in", NULL, zoom_action);
  gtk_widget_class_install_action (klass, "win.zoom-out", NULL, zoom_action);
  gtk_widget_class_install_action (klass, "win.zoom-data", NULL, zoom_action);
  gtk_widget_class_install_action (klass, "win.add-measure", "s", measure_action);
  gtk_widget_class_install_action (klass, "win.add-plan-measure", "(sas)", plan_measure_action);
  gtk_widget_class_install_action (klass, "win.compare", NULL, compare_action);
  gtk_widget_class_install_action (klass, "win.back", NULL, back_action);
  gtk_widget_class_install_property_action (klass, "win.sidebar", "sidebar-visible");
  gtk_widget_class_install_property_action (klass, "win.panel", "panel-visible");
  gtk_widget_class_install_property_action (klass, "win.show-confidential", "show-confidential");
  gtk_widget_class_install_property_action (klass, "win.page", "page");
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Escape, 0, "win.back", NULL);
}

static void
update_history_button (LwWindow *self, GtkButton *button, const char *action, const char *what, const char *edit)
{
  g_autofree char *tooltip = edit ? g_strdup_printf ("%s: %s", what, edit) : g_strdup (what);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), action, edit != NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (button), tooltip);
  lw_names_set (GTK_WIDGET (button), tooltip);
}

static gboolean
has_earlier_date (LwSession *session)
{
  GArray *dates = lw_session_get_dates (session);

  return dates->len > 1 && g_array_index (dates, LwDate, 0) < lw_session_get_date (session);
}

/* Enables what can be done now. */
void
lw_window_update_actions (LwWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean open = lw_session_get_path (self->session) != NULL;
  LwBitset *selection = lw_session_get_selection (self->session);

  update_history_button (self, self->undo_button, "win.undo", _("Undo"), lw_session_get_undo_name (self->session));
  update_history_button (self, self->redo_button, "win.redo", _("Redo"), lw_session_get_redo_name (self->session));
  gtk_widget_action_set_enabled (widget, "win.document-settings", open);
  gtk_widget_action_set_enabled (widget, "win.plans", open);
  gtk_widget_action_set_enabled (widget, "win.criteria", open);
  gtk_widget_action_set_enabled (widget, "win.demand", open);
  gtk_widget_action_set_enabled (widget, "win.imports", open);
  gtk_widget_action_set_enabled (widget, "win.parameters", open);
  gtk_widget_set_sensitive (GTK_WIDGET (self->history_button),
                            lw_session_get_undo_name (self->session) || lw_session_get_redo_name (self->session));
  gtk_widget_action_set_enabled (widget, "win.history", gtk_widget_get_sensitive (GTK_WIDGET (self->history_button)));
  gtk_widget_action_set_enabled (widget, "win.export", open && lw_session_get_offices (self->session)->n > 0);
  gtk_widget_action_set_enabled (widget, "win.export-edits", open);
  gtk_widget_action_set_enabled (widget, "win.apply-edits", open && !lw_session_get_read_only (self->session));
  gtk_widget_action_set_enabled (widget, "win.save-as", open);
  gtk_widget_action_set_enabled (widget, "win.reopen", open);
  gtk_widget_action_set_enabled (widget, "win.search", open);
  gtk_widget_action_set_enabled (widget, "win.add-filter", open);
  gtk_widget_action_set_enabled (widget, "win.clear-filter", !lw_filter_is_empty (lw_session_get_filter (self->session)));
  gtk_widget_action_set_enabled (widget, "win.select-all", open);
  gtk_widget_action_set_enabled (widget, "win.select-none", lw_bitset_next (selection, 0) < selection->n);
  gtk_widget_action_set_enabled (widget, "win.focus-list", open);
  gtk_widget_action_set_enabled (widget, "win.compare", has_earlier_date (self->session));
  gtk_widget_set_sensitive (GTK_WIDGET (self->search), open);
}

static int
compare_recent (gconstpointer a, gconstpointer b)
{
  GDateTime *time_a = gtk_recent_info_get_modified ((GtkRecentInfo *) a);
  GDateTime *time_b = gtk_recent_info_get_modified ((GtkRecentInfo *) b);

  return g_date_time_compare (time_b, time_a);
}

static void
recent_info_free (gpointer info)
{
  gtk_recent_info_unref (info);
}

/* Lists the documents opened last. */
void
lw_window_fill_recent (LwWindow *self)
{
  GList *infos = gtk_recent_manager_get_items (gtk_recent_manager_get_default ());
  guint n = 0;

  infos = g_list_sort (infos, compare_recent);
  g_menu_remove_all (self->recent_menu);
  for (GList *item = infos; item && n < RECENT_MOST; item = item->next)
    {
      g_autofree char *path = g_filename_from_uri (gtk_recent_info_get_uri (item->data), NULL, NULL);
      g_autofree char *label = NULL;
      g_autoptr (GMenuItem) entry = NULL;

      if (!path || !gtk_recent_info_has_application (item->data, "Leegwijzer")
          || !g_file_test (path, G_FILE_TEST_IS_REGULAR))
        continue;
      label = g_strdup (gtk_recent_info_get_display_name (item->data));
      entry = g_menu_item_new (label, NULL);
      g_menu_item_set_action_and_target (entry, "win.open-path", "s", path);
      g_menu_append_item (self->recent_menu, entry);
      n++;
    }
  g_list_free_full (infos, recent_info_free);
}
