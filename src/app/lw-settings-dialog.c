/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-settings-dialog: see lw-settings-dialog.h. The rows are made from the table of settings. A value is written a
 * moment after the last change, so that turning a number up is one edit and not twenty. */
#include "app/lw-settings-dialog.h"

#include "app/lw-regions-page.h"
#include "draw/lw-format-counting.h"
#include "panels/lw-names.h"
#include "panels/lw-wheel.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* How long a hand rests before a number is meant. */
#define WRITE_AFTER_MS 400

struct _LwSettingsDialog {
  AdwPreferencesWindow parent_instance;

  AdwPreferencesPage *page;
  AdwPreferencesGroup *reason;
  AdwPreferencesGroup *groups[LW_N_SETTINGS]; /* some twice */
  AdwComboRow *rule;
  AdwActionRow *rows[LW_N_SETTINGS];
  GtkSpinButton *spins[LW_N_SETTINGS];
  GtkWidget *marks[LW_N_SETTINGS];
  GtkWidget *reset;
  LwRegionsPage *regions;
  guint write_later;
  gboolean filling;

  LwSession *session;
};

G_DEFINE_FINAL_TYPE (LwSettingsDialog, lw_settings_dialog, ADW_TYPE_PREFERENCES_WINDOW)

/* What one step on screen is of the value: percentages are fractions. */
static double
scale_of (LwSetting id)
{
  return lw_setting_get_info (id)->kind == LW_SETTING_KIND_SHARE ? 100 : 1;
}

static void
read_rows (LwSettingsDialog *self, LwSettings *settings)
{
  *settings = *lw_session_get_settings (self->session);
  settings->mixed_rule = (LwMixedRule) MIN (adw_combo_row_get_selected (self->rule), LW_N_MIXED_RULES - 1);
  for (LwSetting id = LW_SETTING_MIXED_SHARE; id < LW_N_SETTINGS; id++)
    {
      double scale = scale_of (id), value = gtk_spin_button_get_value (self->spins[id]);

      /* A value that the button only rounds for showing stays as it is. */
      if (fabs (value - lw_settings_get (settings, id) * scale) > 0.0051)
        lw_settings_set (settings, id, value / scale, NULL);
    }
}

/* The change by name, when it is one; what several together are called. */
static const char *
name_change (const LwSettings *from, const LwSettings *to)
{
  const char *name = NULL;

  for (LwSetting id = 0; id < LW_N_SETTINGS; id++)
    if (lw_settings_get (from, id) != lw_settings_get (to, id))
      name = name ? N_("Change of the settings") : lw_setting_get_info (id)->edit_name;
  return name ? _(name) : NULL;
}

static void
write_now (LwSettingsDialog *self)
{
  LwSettings settings;
  const char *name;

  g_clear_handle_id (&self->write_later, g_source_remove);
  read_rows (self, &settings);
  name = name_change (lw_session_get_settings (self->session), &settings);
  if (name && lw_session_get_path (self->session))
    lw_session_set_settings (self->session, &settings, name);
}

static gboolean
write_later_cb (gpointer data)
{
  LwSettingsDialog *self = data;

  self->write_later = 0;
  write_now (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (LwSettingsDialog *self)
{
  if (self->filling)
    return;
  g_clear_handle_id (&self->write_later, g_source_remove);
  self->write_later = g_timeout_add (WRITE_AFTER_MS, write_later_cb, self);
}

static void
rule_changed_cb (LwSettingsDialog *self)
{
  if (!self->filling)
    write_now (self);
}

static char *
format_value (LwSetting id, double value)
{
  switch (lw_setting_get_info (id)->kind)
    {
    case LW_SETTING_KIND_SHARE:
      return lw_format_percent (NULL, value);
    case LW_SETTING_KIND_AREA:
      return lw_format_m2_fact (NULL, value);
    case LW_SETTING_KIND_RULE:
      return g_strdup (lw_mixed_rule_get_label ((LwMixedRule) value));
    case LW_SETTING_KIND_FACTOR:
    default:
      return lw_format_number (NULL, value, 2);
    }
}

/* Says of a value whether it is a guess of ours or a choice of the user's. */
static void
show_mark (LwSettingsDialog *self, LwSetting id, double value)
{
  gboolean own = value != lw_settings_get_default (id);
  const char *mark = own ? _("own value") : lw_setting_get_info (id)->is_assumption ? _("assumption") : "";

  gtk_label_set_label (GTK_LABEL (self->marks[id]), mark);
}

static void
show_settings (LwSettingsDialog *self)
{
  const LwSettings *settings = lw_session_get_settings (self->session);
  const LwSettings defaults = LW_SETTINGS_DEFAULT;

  if (!lw_session_get_path (self->session))
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  self->filling = TRUE;
  adw_combo_row_set_selected (self->rule, settings->mixed_rule);
  for (LwSetting id = LW_SETTING_MIXED_SHARE; id < LW_N_SETTINGS; id++)
    {
      gtk_spin_button_set_value (self->spins[id], lw_settings_get (settings, id) * scale_of (id));
      show_mark (self, id, lw_settings_get (settings, id));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->rows[LW_SETTING_MIXED_SHARE]), settings->mixed_rule == LW_MIXED_SHARE);
  gtk_widget_set_sensitive (self->reset, !lw_settings_equal (settings, &defaults));
  self->filling = FALSE;
}

/* What the rules come to, beside them. */
static void
show_counting (LwSettingsDialog *self)
{
  LwStatistics *statistics = lw_session_get_statistics (self->session);
  const LwSettingInfo *rule = lw_setting_get_info (LW_SETTING_MIXED_RULE);
  g_autofree char *mixed = statistics ? lw_format_mixed_use (NULL, &statistics->counting) : NULL;
  g_autofree char *left_out = statistics ? lw_format_left_out (NULL, &statistics->counting) : NULL;
  g_autofree char *first = g_strjoin (mixed ? "\n" : "", _(rule->source), mixed ? mixed : "", NULL);
  g_autofree char *second = g_strjoin (left_out ? "\n" : "", _(lw_setting_get_info (LW_SETTING_MIN_SIZE)->explanation),
                                       left_out ? left_out : "", NULL);

  adw_preferences_group_set_description (self->groups[LW_SETTING_MIXED_RULE], first);
  adw_preferences_group_set_description (self->groups[LW_SETTING_MIN_SIZE], second);
}

static void
show_read_only (LwSettingsDialog *self)
{
  gboolean read_only = lw_session_get_read_only (self->session);

  gtk_widget_set_visible (GTK_WIDGET (self->reason), read_only);
  for (LwSetting id = 0; id < LW_N_SETTINGS; id++)
    gtk_widget_set_sensitive (GTK_WIDGET (self->groups[id]), !read_only);
  gtk_widget_set_sensitive (gtk_widget_get_parent (self->reset), !read_only);
  gtk_widget_set_sensitive (GTK_WIDGET (self->regions), !read_only);
}

static void
reset_cb (LwSettingsDialog *self)
{
  const LwSettings defaults = LW_SETTINGS_DEFAULT;

  g_clear_handle_id (&self->write_later, g_source_remove);
  lw_session_set_settings (self->session, &defaults, _("Settings back to their defaults"));
}

static AdwPreferencesGroup *
add_group (LwSettingsDialog *self, const char *title)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, title);
  adw_preferences_page_add (self->page, group);
  return group;
}

static GtkWidget *
new_spin (LwSettingsDialog *self, LwSetting id)
{
  const LwSettingInfo *info = lw_setting_get_info (id);
  double scale = scale_of (id);
  gboolean factor = info->kind == LW_SETTING_KIND_FACTOR;
  double step = factor ? 0.01 : info->kind == LW_SETTING_KIND_AREA ? 50 : 1;
  GtkWidget *spin = gtk_spin_button_new_with_range (info->min * scale, info->max * scale, step);

  lw_wheel_leave (spin);
  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (spin), factor ? 2 : info->kind == LW_SETTING_KIND_AREA ? 0 : 1);
  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (spin), TRUE);
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_editable_set_width_chars (GTK_EDITABLE (spin), 6);
  g_signal_connect_swapped (spin, "value-changed", G_CALLBACK (changed_cb), self);
  return spin;
}

static void
add_number (LwSettingsDialog *self, AdwPreferencesGroup *group, LwSetting id)
{
  static const char *const units[] = { [LW_SETTING_KIND_SHARE] = "%", [LW_SETTING_KIND_AREA] = "m²" };
  const LwSettingInfo *info = lw_setting_get_info (id);
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());
  g_autofree char *usual = format_value (id, lw_settings_get_default (id));
  /* translators: the default of a setting, then a sentence about where it comes from */
  g_autofree char *subtitle = g_strdup_printf (_("Default %s. %s"), usual, _(info->source));
  const char *unit = info->kind < G_N_ELEMENTS (units) ? units[info->kind] : NULL;

  self->groups[id] = group;
  self->rows[id] = row;
  self->spins[id] = GTK_SPIN_BUTTON (new_spin (self, id));
  self->marks[id] = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->marks[id], "dim-label");
  gtk_widget_add_css_class (self->marks[id], "caption");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(info->label));
  adw_action_row_set_subtitle (row, subtitle);
  /* The headings above the other two say it already. */
  if (id != LW_SETTING_MIN_SIZE && id != LW_SETTING_NORM)
    gtk_widget_set_tooltip_text (GTK_WIDGET (row), _(info->explanation));
  adw_action_row_add_suffix (row, self->marks[id]);
  adw_action_row_add_suffix (row, GTK_WIDGET (self->spins[id]));
  if (unit)
    {
      GtkWidget *label = gtk_label_new (unit);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_width_chars (GTK_LABEL (label), 2);
      adw_action_row_add_suffix (row, label);
    }
  adw_action_row_set_activatable_widget (row, GTK_WIDGET (self->spins[id]));
  adw_preferences_group_add (group, GTK_WIDGET (row));
}

static void
add_rule (LwSettingsDialog *self, AdwPreferencesGroup *group)
{
  const LwSettingInfo *info = lw_setting_get_info (LW_SETTING_MIXED_RULE);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  for (guint i = 0; i < LW_N_MIXED_RULES; i++)
    gtk_string_list_append (labels, lw_mixed_rule_get_label (i));
  self->groups[LW_SETTING_MIXED_RULE] = group;
  self->rule = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->rule), _(info->label));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->rule), _(info->explanation));
  adw_combo_row_set_model (self->rule, G_LIST_MODEL (labels));
  g_signal_connect_swapped (self->rule, "notify::selected", G_CALLBACK (rule_changed_cb), self);
  adw_preferences_group_add (group, GTK_WIDGET (self->rule));
}

static void
build_page (LwSettingsDialog *self)
{
  AdwPreferencesGroup *group, *last;

  self->page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  adw_preferences_page_set_title (self->page, _("What counts"));
  adw_preferences_page_set_name (self->page, "counting");
  adw_preferences_page_set_icon_name (self->page, "lw-vacancy-symbolic");
  self->reason = add_group (self, _("Write-protected"));
  adw_preferences_group_set_description (
    self->reason, _("The file of this document cannot be written, so its settings can only be looked at. Save a copy "
                    "elsewhere to change them."));
  group = add_group (self, _("Mixed use"));
  add_rule (self, group);
  add_number (self, group, LW_SETTING_MIXED_SHARE);
  add_number (self, add_group (self, _("Size")), LW_SETTING_MIN_SIZE);
  group = add_group (self, _("Measures of area"));
  adw_preferences_group_set_description (
    group, _("Totals are in lettable floor area (vvo). These factors turn other measures into it."));
  for (LwSetting id = LW_SETTING_GO_TO_VVO; id <= LW_SETTING_NVO_TO_VVO; id++)
    add_number (self, group, id);
  add_number (self, add_group (self, _("Healthy vacancy")), LW_SETTING_NORM);
  adw_preferences_group_set_description (self->groups[LW_SETTING_NORM],
                                         _(lw_setting_get_info (LW_SETTING_NORM)->explanation));
  last = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  self->reset = gtk_button_new_with_label (_("Back to the defaults"));
  gtk_widget_set_halign (self->reset, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->reset, "clicked", G_CALLBACK (reset_cb), self);
  adw_preferences_group_add (last, self->reset);
  adw_preferences_page_add (self->page, last);
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (self), self->page);
}

static gboolean
lw_settings_dialog_close_request (GtkWindow *window)
{
  LwSettingsDialog *self = LW_SETTINGS_DIALOG (window);

  for (LwSetting id = LW_SETTING_MIXED_SHARE; id < LW_N_SETTINGS; id++)
    gtk_spin_button_update (self->spins[id]);
  if (lw_session_get_path (self->session) && !lw_session_get_read_only (self->session))
    {
      write_now (self);
      lw_regions_page_flush (self->regions);
    }
  return GTK_WINDOW_CLASS (lw_settings_dialog_parent_class)->close_request (window);
}

/* The keys of the window work here as well: what is chosen here is what people want to take back. */
static void
history_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LwSettingsDialog *self = LW_SETTINGS_DIALOG (widget);

  write_now (self);
  if (g_str_equal (name, "win.undo") && lw_session_get_undo_name (self->session))
    lw_session_undo (self->session);
  else if (g_str_equal (name, "win.redo") && lw_session_get_redo_name (self->session))
    lw_session_redo (self->session);
}

static void
lw_settings_dialog_dispose (GObject *object)
{
  LwSettingsDialog *self = LW_SETTINGS_DIALOG (object);

  g_clear_handle_id (&self->write_later, g_source_remove);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (lw_settings_dialog_parent_class)->dispose (object);
}

static void
lw_settings_dialog_class_init (LwSettingsDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lw_settings_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = lw_settings_dialog_close_request;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "win.undo", NULL, history_action);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "win.redo", NULL, history_action);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
lw_settings_dialog_init (LwSettingsDialog *self)
{
  self->filling = TRUE;
  gtk_window_set_title (GTK_WINDOW (self), _("Document settings"));
  gtk_window_set_default_size (GTK_WINDOW (self), 660, 560);
  build_page (self);
}

/**
 * lw_settings_dialog_new:
 * @parent: the window
 * @session: the session whose document it is about
 *
 * Returns: (transfer none): the dialog, to be presented. It keeps nobody from working on, and follows what others
 *   change; it closes with the document.
 */
LwSettingsDialog *
lw_settings_dialog_new (GtkWindow *parent, LwSession *session)
{
  LwSettingsDialog *self = g_object_new (LW_TYPE_SETTINGS_DIALOG, "transient-for", parent, "destroy-with-parent", TRUE,
                                         "modal", FALSE, NULL);

  self->session = g_object_ref (session);
  self->regions = lw_regions_page_new (session);
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (self), ADW_PREFERENCES_PAGE (self->regions));
  g_signal_connect_object (session, "notify::settings", G_CALLBACK (show_settings), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::path", G_CALLBACK (show_settings), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::statistics", G_CALLBACK (show_counting), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::read-only", G_CALLBACK (show_read_only), self, G_CONNECT_SWAPPED);
  show_settings (self);
  show_counting (self);
  show_read_only (self);
  lw_names_apply (GTK_WIDGET (self));
  return self;
}
