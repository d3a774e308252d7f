/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-parameters-dialog: see lw-parameters-dialog.h. The rows are made from the table of parameters. Values
 * that do not go together are kept in the dialog, which says so, and are written once they do. */
#include "app/lw-parameters-dialog.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/lw-parameter-row.h"
#include "draw/lw-format.h"
#include "panels/lw-names.h"

/* How long a hand rests before a number is meant. */
#define WRITE_AFTER_MS 400

#define PAGE_WIDTH 740

typedef enum {
  PAGE_MODEL,
  PAGE_HOUSING,
  N_PAGES,
} Page;

struct _LwParametersDialog {
  AdwPreferencesWindow parent_instance;

  AdwPreferencesPage *pages[N_PAGES];
  AdwPreferencesGroup *heads[N_PAGES];
  GtkWidget *reset[N_PAGES];
  GtkSwitch *only[N_PAGES];
  GHashTable *groups[N_PAGES]; /* heading → AdwPreferencesGroup, which the page owns */
  LwParameterRow *rows[LW_N_PARAMETERS];

  LwSession *session;
  LwScenario *scenario; /* what is shown, with the changes that are not written yet */
  gboolean pending;
  gboolean leaving; /* told once already that something is not kept */
  guint write_later;
};

G_DEFINE_FINAL_TYPE (LwParametersDialog, lw_parameters_dialog, ADW_TYPE_PREFERENCES_WINDOW)

static const LwScenario *
get_scenario (LwParametersDialog *self)
{
  const char *uid = lw_session_get_scenario_a (self->session);
  const LwScenario *scenario = uid ? lw_session_get_scenario (self->session, uid) : NULL;
  GPtrArray *all = lw_session_get_scenarios (self->session);

  return scenario ? scenario : all && all->len > 0 ? g_ptr_array_index (all, 0) : NULL;
}

static double
sum_of_ages (const LwParameters *parameters)
{
  double sum = 0;

  for (LwParameter id = LW_PARAM_UNKNOWN_AGE0; id <= LW_PARAM_UNKNOWN_AGE3; id++)
    sum += lw_parameters_get (parameters, id);
  return sum;
}

/* Why the values do not go together; %NULL when they do. */
static char *
find_fault (const LwParameters *parameters)
{
  g_autoptr (GError) error = NULL;
  double ages = sum_of_ages (parameters);

  if (fabs (ages - 1) > 1e-9)
    {
      g_autofree char *now = lw_format_number (NULL, ages * 100, 1);

      /* Translators: %s is a percentage */
      return g_strdup_printf (
          _ ("The shares of vacancy of unknown age have to add up to 100 %%; now they are %s %%"), now);
    }
  if (lw_parameters_get (parameters, LW_PARAM_BRAKE_LOW)
      >= lw_parameters_get (parameters, LW_PARAM_BRAKE_HIGH))
    return g_strdup (_ ("The brake has to end at a higher vacancy than it starts at"));
  return lw_parameters_validate (parameters, &error) ? NULL : g_strdup (error->message);
}

/* The change by name, when it is one; what several together are called. */
static char *
name_change (const LwParameters *from, const LwParameters *to)
{
  int changed = -1;

  for (LwParameter id = 0; id < LW_N_PARAMETERS; id++)
    if (lw_parameters_get (from, id) != lw_parameters_get (to, id))
      {
        if (changed >= 0)
          return g_strdup (_ ("Set parameters"));
        changed = (int)id;
      }
  /* Translators: %s is the label of a parameter */
  return changed < 0 ? NULL : g_strdup_printf (_ ("Set “%s”"), _ (lw_parameter_get_info (changed)->label));
}

static void
write_parameters (LwParametersDialog *self, const LwParameters *parameters, const char *edit_name)
{
  const LwScenario *current = lw_session_get_scenario (self->session, self->scenario->uid);
  g_autoptr (LwScenario) scenario = NULL;

  if (!current || current->locked || lw_session_get_read_only (self->session))
    return;
  /* Only the parameters: what else was changed meanwhile stays. */
  scenario = lw_scenario_copy (current);
  scenario->parameters = *parameters;
  lw_session_write_scenario (self->session, scenario, edit_name);
}

/* Returns whether nothing is left to write. */
static gboolean
write_now (LwParametersDialog *self)
{
  const LwScenario *current;
  g_autofree char *fault = NULL;
  g_autofree char *name = NULL;
  LwParameters parameters;

  g_clear_handle_id (&self->write_later, g_source_remove);
  if (!self->pending || !self->scenario)
    return TRUE;
  fault = find_fault (&self->scenario->parameters);
  current = lw_session_get_scenario (self->session, self->scenario->uid);
  if (fault && current)
    return FALSE;
  self->pending = FALSE;
  parameters = self->scenario->parameters;
  name = current ? name_change (&current->parameters, &parameters) : NULL;
  if (name)
    write_parameters (self, &parameters, name);
  else
    lw_session_preview_scenario (self->session, NULL);
  return TRUE;
}

static gboolean
write_later_cb (gpointer data)
{
  LwParametersDialog *self = data;

  self->write_later = 0;
  write_now (self);
  return G_SOURCE_REMOVE;
}

/* What the four shares come to is told beside them, and what else is wrong at the head of both pages. */
static void
show_fault (LwParametersDialog *self)
{
  g_autofree char *fault = self->scenario ? find_fault (&self->scenario->parameters) : NULL;
  g_autofree char *sum
      = self->scenario ? lw_format_number (NULL, sum_of_ages (&self->scenario->parameters) * 100, 1) : NULL;
  const char *ages = lw_parameter_get_info (LW_PARAM_UNKNOWN_AGE0)->group;
  AdwPreferencesGroup *group = g_hash_table_lookup (self->groups[PAGE_MODEL], ages);
  gboolean wrong = self->scenario && fabs (sum_of_ages (&self->scenario->parameters) - 1) > 1e-9;
  g_autofree char *text = NULL;

  if (wrong)
    /* Translators: %s is a percentage */
    text = g_strdup_printf (_ ("Together %s %%, and that has to be 100 %%. Until then nothing is written."),
                            sum);
  adw_preferences_group_set_description (group, text ? text : _ ("Together 100 %."));
  for (LwParameter id = LW_PARAM_UNKNOWN_AGE0; id <= LW_PARAM_UNKNOWN_AGE3; id++)
    lw_parameter_row_set_wrong (self->rows[id], wrong);
  wrong = fault && !wrong;
  lw_parameter_row_set_wrong (self->rows[LW_PARAM_BRAKE_LOW], wrong);
  lw_parameter_row_set_wrong (self->rows[LW_PARAM_BRAKE_HIGH], wrong);
  if (fault)
    for (Page page = 0; page < N_PAGES; page++)
      adw_preferences_group_set_description (self->heads[page], fault);
}

static void
show_head (LwParametersDialog *self)
{
  gboolean read_only = lw_session_get_read_only (self->session);
  gboolean locked = self->scenario && self->scenario->locked;
  gboolean own = FALSE;

  for (LwParameter id = 0; id < LW_N_PARAMETERS; id++)
    own = own || lw_parameter_row_get_value (self->rows[id]) != lw_parameter_get_info (id)->value;
  for (Page page = 0; page < N_PAGES; page++)
    {
      const char *why
          = read_only
                ? _ ("The file of this document cannot be written, so its parameters can only be looked "
                     "at. Save a copy elsewhere to change them.")
            : locked ? _ ("This scenario is locked, so its parameters can only be looked at. Duplicate it in "
                          "the scenario menu to change them.")
                     : _ ("What is changed shows in the chart at once and can be undone.");

      adw_preferences_group_set_title (self->heads[page], self->scenario ? self->scenario->name : "");
      adw_preferences_group_set_description (self->heads[page], why);
      gtk_widget_set_sensitive (self->reset[page], own && !read_only && !locked);
    }
  show_fault (self);
}

/* Hides what stands at its default when only the rest is asked for, and headings of nothing. */
static void
filter_rows (LwParametersDialog *self)
{
  gboolean only = gtk_switch_get_active (self->only[PAGE_MODEL]);
  GHashTableIter iter;
  gpointer group;

  for (Page page = 0; page < N_PAGES; page++)
    {
      g_hash_table_iter_init (&iter, self->groups[page]);
      while (g_hash_table_iter_next (&iter, NULL, &group))
        gtk_widget_set_visible (group, !only);
    }
  for (LwParameter id = 0; id < LW_N_PARAMETERS; id++)
    {
      GtkWidget *row = GTK_WIDGET (self->rows[id]);
      gboolean shown
          = !only || lw_parameter_row_get_value (self->rows[id]) != lw_parameter_get_info (id)->value;

      gtk_widget_set_visible (row, shown);
      if (shown)
        gtk_widget_set_visible (gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP), TRUE);
    }
}

static void
show_scenario (LwParametersDialog *self)
{
  const LwScenario *scenario = lw_session_get_path (self->session) ? get_scenario (self) : NULL;
  gboolean editable;

  if (!lw_session_get_path (self->session))
    {
      self->pending = FALSE;
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  /* What the user is turning right now is newer than what comes from the document. */
  if (self->pending && scenario && g_strcmp0 (scenario->uid, self->scenario->uid) == 0)
    return;
  write_now (self);
  self->pending = FALSE;
  g_clear_pointer (&self->scenario, lw_scenario_free);
  self->scenario = scenario ? lw_scenario_copy (scenario) : NULL;
  editable = scenario && !scenario->locked && !lw_session_get_read_only (self->session);
  for (LwParameter id = 0; id < LW_N_PARAMETERS; id++)
    {
      lw_parameter_row_set_editable (self->rows[id], editable);
      lw_parameter_row_show (self->rows[id], scenario ? lw_parameters_get (&scenario->parameters, id)
                                                      : lw_parameter_get_info (id)->value);
    }
  show_head (self);
  filter_rows (self);
}

static void
row_changed_cb (LwParametersDialog *self, LwParameterRow *row)
{
  g_autofree char *fault = NULL;

  if (!self->scenario)
    return;
  /* The field ends where the parameter does, so it cannot be refused. */
  lw_parameters_set (&self->scenario->parameters, lw_parameter_row_get_id (row),
                     lw_parameter_row_get_value (row), NULL);
  self->pending = TRUE;
  self->leaving = FALSE;
  fault = find_fault (&self->scenario->parameters);
  if (!fault)
    lw_session_preview_scenario (self->session, self->scenario);
  show_head (self);
  g_clear_handle_id (&self->write_later, g_source_remove);
  self->write_later = g_timeout_add (WRITE_AFTER_MS, write_later_cb, self);
}

static void
reset_cb (LwParametersDialog *self)
{
  LwParameters defaults;

  g_clear_handle_id (&self->write_later, g_source_remove);
  self->pending = FALSE;
  lw_parameters_init (&defaults);
  if (!self->scenario)
    return;
  write_parameters (self, &defaults, _ ("Parameters back to their defaults"));
  show_scenario (self);
}

static void
add_only (LwParametersDialog *self, Page page)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *only = gtk_switch_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Only what differs from the defaults"));
  gtk_widget_set_valign (only, GTK_ALIGN_CENTER);
  lw_names_set (only, _ ("Only what differs from the defaults"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), only);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), only);
  adw_preferences_group_add (self->heads[page], row);
  self->only[page] = GTK_SWITCH (only);
}

/* A row has more to tell than a setting, and pages are narrow. */
static void
widen (GtkWidget *widget)
{
  if (ADW_IS_CLAMP (widget))
    adw_clamp_set_maximum_size (ADW_CLAMP (widget), PAGE_WIDTH);
  else
    for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
      widen (child);
}

static void
add_page (LwParametersDialog *self, Page page, const char *title, const char *icon)
{
  AdwPreferencesPage *made = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());

  adw_preferences_page_set_title (made, title);
  adw_preferences_page_set_icon_name (made, icon);
  self->pages[page] = made;
  self->groups[page] = g_hash_table_new (g_str_hash, g_str_equal);
  self->heads[page] = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  self->reset[page] = gtk_button_new_with_label (_ ("Back to the defaults"));
  gtk_widget_set_valign (self->reset[page], GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->reset[page], "clicked", G_CALLBACK (reset_cb), self);
  adw_preferences_group_set_header_suffix (self->heads[page], self->reset[page]);
  add_only (self, page);
  adw_preferences_page_add (made, self->heads[page]);
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (self), made);
  widen (GTK_WIDGET (made));
}

static void
add_row (LwParametersDialog *self, LwParameter id)
{
  const char *heading = lw_parameter_get_info (id)->group;
  Page page = id < LW_PARAM_HOUSING ? PAGE_MODEL : PAGE_HOUSING;
  AdwPreferencesGroup *group = g_hash_table_lookup (self->groups[page], heading);

  if (!group)
    {
      group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
      adw_preferences_group_set_title (group, _ (heading));
      adw_preferences_page_add (self->pages[page], group);
      g_hash_table_insert (self->groups[page], (gpointer)heading, group);
    }
  self->rows[id] = lw_parameter_row_new (id);
  g_signal_connect_swapped (self->rows[id], "changed", G_CALLBACK (row_changed_cb), self);
  adw_preferences_group_add (group, GTK_WIDGET (self->rows[id]));
}

/* What is wrong is told before it is left behind; who closes again means it. */
static gboolean
lw_parameters_dialog_close_request (GtkWindow *window)
{
  LwParametersDialog *self = LW_PARAMETERS_DIALOG (window);
  gboolean open = lw_session_get_path (self->session) != NULL;

  for (LwParameter id = 0; open && id < LW_N_PARAMETERS; id++)
    lw_parameter_row_flush (self->rows[id]);
  if (open && !write_now (self))
    {
      g_autofree char *fault = find_fault (&self->scenario->parameters);
      /* Translators: %s is a sentence that says what is wrong */
      g_autofree char *text = g_strdup_printf (_ ("%s. Close again to leave it unwritten."), fault);

      if (!self->leaving)
        {
          self->leaving = TRUE;
          adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (self), adw_toast_new (text));
          return TRUE;
        }
      self->pending = FALSE;
      lw_session_preview_scenario (self->session, NULL);
    }
  return GTK_WINDOW_CLASS (lw_parameters_dialog_parent_class)->close_request (window);
}

/* The keys of the window work here as well: what is changed here is what people want to take back. */
static void
history_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LwParametersDialog *self = LW_PARAMETERS_DIALOG (widget);

  if (!write_now (self))
    {
      /* What was not written is the last thing that was done. */
      self->pending = FALSE;
      lw_session_preview_scenario (self->session, NULL);
      show_scenario (self);
      return;
    }
  if (g_str_equal (name, "win.undo") && lw_session_get_undo_name (self->session))
    lw_session_undo (self->session);
  else if (g_str_equal (name, "win.redo") && lw_session_get_redo_name (self->session))
    lw_session_redo (self->session);
}

static void
lw_parameters_dialog_dispose (GObject *object)
{
  LwParametersDialog *self = LW_PARAMETERS_DIALOG (object);

  g_clear_handle_id (&self->write_later, g_source_remove);
  for (Page page = 0; page < N_PAGES; page++)
    g_clear_pointer (&self->groups[page], g_hash_table_unref);
  g_clear_pointer (&self->scenario, lw_scenario_free);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (lw_parameters_dialog_parent_class)->dispose (object);
}

static void
lw_parameters_dialog_class_init (LwParametersDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lw_parameters_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = lw_parameters_dialog_close_request;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "win.undo", NULL, history_action);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "win.redo", NULL, history_action);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
lw_parameters_dialog_init (LwParametersDialog *self)
{
  gtk_window_set_title (GTK_WINDOW (self), _ ("Parameters"));
  gtk_window_set_default_size (GTK_WINDOW (self), 780, 660);
  add_page (self, PAGE_MODEL, _ ("Model"), "lw-chart-symbolic");
  add_page (self, PAGE_HOUSING, _ ("Housing programmes"), "user-home-symbolic");
  for (LwParameter id = 0; id < LW_N_PARAMETERS; id++)
    add_row (self, id);
  g_object_bind_property (self->only[PAGE_MODEL], "active", self->only[PAGE_HOUSING], "active",
                          G_BINDING_BIDIRECTIONAL);
  g_signal_connect_swapped (self->only[PAGE_MODEL], "notify::active", G_CALLBACK (filter_rows), self);
}

/**
 * lw_parameters_dialog_new:
 * @parent: the window
 * @session: the session whose active scenario it is about; the first where none is chosen
 *
 * Returns: (transfer none): the dialog, to be presented. It keeps nobody from working on, and follows what
 * others change; it closes with the document.
 */
LwParametersDialog *
lw_parameters_dialog_new (GtkWindow *parent, LwSession *session)
{
  LwParametersDialog *self = g_object_new (LW_TYPE_PARAMETERS_DIALOG, "transient-for", parent,
                                           "destroy-with-parent", TRUE, "modal", FALSE, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "scenarios-changed", G_CALLBACK (show_scenario), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::scenario-a", G_CALLBACK (show_scenario), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::path", G_CALLBACK (show_scenario), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::read-only", G_CALLBACK (show_scenario), self, G_CONNECT_SWAPPED);
  show_scenario (self);
  lw_names_apply (GTK_WIDGET (self));
  return self;
}
