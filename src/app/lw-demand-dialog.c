/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-demand-dialog: see lw-demand-dialog.h. What the scenario makes of the document is computed beside the main loop
 * after each change, and handed to the pages. */
#include "app/lw-demand-dialog.h"

#include "app/lw-demand-pages.h"
#include "panels/lw-names.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _LwDemandDialog {
  AdwPreferencesWindow parent_instance;

  LwDemandPathPage *path;
  LwDemandJobsPage *jobs;
  LwDemandSeriesPage *series;
  LwDemandSharesPage *shares;
  LwJob *job;

  LwSession *session;
};

G_DEFINE_FINAL_TYPE (LwDemandDialog, lw_demand_dialog, ADW_TYPE_PREFERENCES_WINDOW)

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

/** lw_demand_list_regions: (returns: transfer full) (element-type utf8): the regions that offices lie in, by name */
GPtrArray *
lw_demand_list_regions (LwSession *session)
{
  LwOffices *offices = lw_session_get_offices (session);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *regions = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < offices->n; i++)
    {
      const char *region = lw_offices_text (offices, LW_OFFICE_REGION, i);

      if (*region && g_hash_table_add (seen, (gpointer) region))
        g_ptr_array_add (regions, g_strdup (region));
    }
  g_ptr_array_sort (regions, compare_names);
  return regions;
}

/** lw_demand_table_label: (returns: transfer floating): a text in a table, or the heading of a column of figures */
GtkWidget *
lw_demand_table_label (const char *text, gboolean heading)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), heading ? 1 : 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (heading)
    gtk_widget_add_css_class (label, "panel-heading");
  return label;
}

static void
computed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LwDemandDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LwDemandSheet) sheet = lw_job_run_finish (LW_JOB (source), result, &error);

  if (!lw_job_release (&self->job, LW_JOB (source)) || !sheet)
    return;
  lw_demand_path_page_show_sheet (self->path, sheet);
  lw_demand_jobs_page_show_sheet (self->jobs, sheet);
}

static const LwScenario *
get_scenario (LwDemandDialog *self)
{
  const LwScenario *scenario = lw_session_get_scenario (self->session, lw_session_get_scenario_a (self->session));
  GPtrArray *all = lw_session_get_scenarios (self->session);

  return scenario ? scenario : all->len > 0 ? g_ptr_array_index (all, 0) : NULL;
}

static void
show_all (LwDemandDialog *self)
{
  const LwScenario *scenario;

  if (!lw_session_get_path (self->session))
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  scenario = get_scenario (self);
  lw_demand_path_page_show (self->path, scenario);
  lw_demand_jobs_page_show (self->jobs, scenario);
  lw_demand_series_page_show (self->series);
  lw_demand_shares_page_show (self->shares);
  lw_job_replace (&self->job, NULL);
  if (scenario && lw_session_get_offices (self->session)->n > 0)
    lw_job_replace (&self->job, lw_session_compute_demand (self->session, scenario, computed_cb, g_object_ref (self)));
}

/* The keys of the window work here as well: what is changed here is what people want to take back. */
static void
history_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LwDemandDialog *self = LW_DEMAND_DIALOG (widget);

  lw_demand_path_page_flush (self->path);
  if (g_str_equal (name, "win.undo") && lw_session_get_undo_name (self->session))
    lw_session_undo (self->session);
  else if (g_str_equal (name, "win.redo") && lw_session_get_redo_name (self->session))
    lw_session_redo (self->session);
}

static gboolean
lw_demand_dialog_close_request (GtkWindow *window)
{
  /* What is being typed counts. */
  gtk_window_set_focus (window, NULL);
  if (lw_session_get_path (LW_DEMAND_DIALOG (window)->session))
    lw_demand_path_page_flush (LW_DEMAND_DIALOG (window)->path);
  return GTK_WINDOW_CLASS (lw_demand_dialog_parent_class)->close_request (window);
}

static void
lw_demand_dialog_dispose (GObject *object)
{
  LwDemandDialog *self = LW_DEMAND_DIALOG (object);

  lw_job_replace (&self->job, NULL);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (lw_demand_dialog_parent_class)->dispose (object);
}

static void
lw_demand_dialog_class_init (LwDemandDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lw_demand_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = lw_demand_dialog_close_request;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "win.undo", NULL, history_action);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "win.redo", NULL, history_action);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
lw_demand_dialog_init (LwDemandDialog *self)
{
  gtk_window_set_title (GTK_WINDOW (self), _("Demand for offices"));
  gtk_window_set_default_size (GTK_WINDOW (self), 760, 660);
  adw_preferences_window_set_search_enabled (ADW_PREFERENCES_WINDOW (self), FALSE);
}

static void
add_page (LwDemandDialog *self, gpointer page, const char *title, const char *icon)
{
  adw_preferences_page_set_title (page, title);
  adw_preferences_page_set_icon_name (page, icon);
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (self), page);
}

/**
 * lw_demand_dialog_new:
 * @parent: the window
 * @session: the session whose document it is about
 *
 * Returns: (transfer none): the dialog, to be presented
 */
LwDemandDialog *
lw_demand_dialog_new (GtkWindow *parent, LwSession *session)
{
  LwDemandDialog *self = g_object_new (LW_TYPE_DEMAND_DIALOG, "transient-for", parent, "destroy-with-parent", TRUE,
                                       "modal", FALSE, NULL);

  self->session = g_object_ref (session);
  self->path = lw_demand_path_page_new (session);
  self->jobs = lw_demand_jobs_page_new (session);
  self->series = lw_demand_series_page_new (session);
  self->shares = lw_demand_shares_page_new (session);
  add_page (self, self->path, _("Path"), "lw-chart-symbolic");
  add_page (self, self->jobs, _("Jobs"), "system-users-symbolic");
  add_page (self, self->series, _("Series"), "view-list-symbolic");
  add_page (self, self->shares, _("Municipalities"), "mark-location-symbolic");
  g_signal_connect_object (session, "scenarios-changed", G_CALLBACK (show_all), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::scenario-a", G_CALLBACK (show_all), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::path", G_CALLBACK (show_all), self, G_CONNECT_SWAPPED);
  show_all (self);
  lw_names_apply (GTK_WIDGET (self));
  return self;
}
