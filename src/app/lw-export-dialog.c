/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-export-dialog: see lw-export-dialog.h. Only formats that can hold what is chosen are offered. */
#include "app/lw-export-dialog.h"

#include "app/lw-dialogs.h"
#include "draw/lw-format.h"
#include "panels/lw-names.h"

#include <glib/gi18n-lib.h>

struct _LwExportDialog {
  AdwWindow parent_instance;

  AdwComboRow *what;
  AdwComboRow *by;
  AdwComboRow *format;
  AdwActionRow *shown_row;
  GtkSwitch *shown;
  AdwActionRow *confidential_row;
  GtkSwitch *confidential;
  GtkWidget *accept;
  GArray *formats; /* indices of those that are offered */
  gboolean filling;

  LwSession *session;
  char *scenario; /* uid of that of the results; NULL if there is none */
};

G_DEFINE_FINAL_TYPE (LwExportDialog, lw_export_dialog, ADW_TYPE_WINDOW)

enum {
  SIGNAL_ACCEPTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* In the order in which they are offered. */
static const struct {
  const char *label;
  const char *ending;
  const char *use;
  gboolean excel;
  gboolean is_map; /* has no place for what lies nowhere */
} formats[] = {
  { N_("Workbook (XLSX)"), ".xlsx", N_("Typed columns with filters, and a sheet about method and sources"), FALSE, FALSE },
  { N_("CSV for spreadsheets"), ".csv",
    N_("Opens by a double click; a second file beside it names the sources"), TRUE, FALSE },
  { N_("CSV for programs"), ".csv", N_("Comma and decimal point; a second file beside it names the sources"), FALSE, FALSE },
  { N_("GeoPackage"), ".gpkg", N_("For QGIS and ArcGIS, in RD New"), FALSE, FALSE },
  { N_("GeoJSON"), ".geojson", N_("For maps on the web, in degrees"), FALSE, TRUE },
  { N_("KML"), ".kml", N_("For Google Earth, in the colours of vacancy"), FALSE, TRUE },
  { N_("KML, packed (KMZ)"), ".kmz", N_("For Google Earth, a tenth of the size"), FALSE, TRUE },
};

static const LwDimension dimensions[]
  = { LW_DIMENSION_MUNICIPALITY, LW_DIMENSION_REGION, LW_DIMENSION_LOCATION, LW_DIMENSION_PROVINCE };

static LwExportWhat
get_what (LwExportDialog *self)
{
  return (LwExportWhat) MIN (adw_combo_row_get_selected (self->what), LW_N_EXPORT_WHATS - 1);
}

/* Results are also of the whole, which comes first then. */
static int
get_by (LwExportDialog *self)
{
  guint i = adw_combo_row_get_selected (self->by);

  if (get_what (self) == LW_EXPORT_WHAT_OFFICES || (get_what (self) == LW_EXPORT_WHAT_RESULTS && i == 0))
    return LW_EXPORT_BY_NONE;
  i -= get_what (self) == LW_EXPORT_WHAT_RESULTS ? 1 : 0;
  return (int) dimensions[MIN (i, G_N_ELEMENTS (dimensions) - 1)];
}

static guint
get_format (LwExportDialog *self)
{
  guint i = adw_combo_row_get_selected (self->format);

  return i < self->formats->len ? g_array_index (self->formats, guint, i) : 0;
}

static gboolean
is_filtered (LwExportDialog *self)
{
  return !lw_filter_is_empty (lw_session_get_filter (self->session));
}

static void
fill_by (LwExportDialog *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  if (get_what (self) == LW_EXPORT_WHAT_RESULTS)
    gtk_string_list_append (labels, _("The whole only"));
  for (guint i = 0; i < G_N_ELEMENTS (dimensions); i++)
    gtk_string_list_append (labels, lw_dimension_label (dimensions[i]));
  adw_combo_row_set_model (self->by, G_LIST_MODEL (labels));
}

/* The format that was chosen stays so if it can hold what is chosen now. */
static void
fill_formats (LwExportDialog *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  guint before = get_format (self), selected = 0;

  g_array_set_size (self->formats, 0);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      if (formats[i].is_map && get_what (self) == LW_EXPORT_WHAT_RESULTS)
        continue;
      if (i == before)
        selected = self->formats->len;
      gtk_string_list_append (labels, _(formats[i].label));
      g_array_append_val (self->formats, i);
    }
  adw_combo_row_set_model (self->format, G_LIST_MODEL (labels));
  adw_combo_row_set_selected (self->format, selected);
}

static void
show_count (LwExportDialog *self)
{
  guint n = lw_session_count_to_export (self->session, FALSE), n_shown = lw_session_count_to_export (self->session, TRUE);
  g_autofree char *all = lw_format_count (NULL, n);
  g_autofree char *shown = lw_format_count (NULL, n_shown);
  g_autofree char *words = lw_session_describe_filter (self->session);
  g_autofree char *text = NULL;

  /* translators: numbers of offices, and what is filtered for */
  text = g_strdup_printf (_("%s of %s offices: %s"), shown, all, words != NULL ? words : "");
  adw_action_row_set_subtitle (self->shown_row, text);
  if (is_filtered (self))
    return;
  g_clear_pointer (&text, g_free);
  /* translators: %s is a number */
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s office", "%s offices", n), all);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->what), text);
}

static void
show_scenario (LwExportDialog *self)
{
  const LwScenario *scenario = lw_session_get_scenario (self->session, self->scenario);
  /* translators: %s is the name of a scenario */
  g_autofree char *text = scenario != NULL ? g_strdup_printf (_("Scenario “%s”"), scenario->name) : NULL;

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->what), text != NULL ? text : "");
}

/* What can be chosen depends on what was. */
static void
update (LwExportDialog *self)
{
  LwExportWhat what = get_what (self);
  gboolean empty = what != LW_EXPORT_WHAT_RESULTS
                   && lw_session_count_to_export (self->session, gtk_switch_get_active (self->shown)) == 0;

  gtk_widget_set_visible (GTK_WIDGET (self->by), what != LW_EXPORT_WHAT_OFFICES);
  gtk_widget_set_visible (GTK_WIDGET (self->shown_row), is_filtered (self) && what != LW_EXPORT_WHAT_RESULTS);
  gtk_widget_set_visible (GTK_WIDGET (self->confidential_row), what == LW_EXPORT_WHAT_OFFICES);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->format), _(formats[get_format (self)].use));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->what), "");
  if (what == LW_EXPORT_WHAT_RESULTS)
    show_scenario (self);
  else
    show_count (self);
  gtk_widget_set_sensitive (self->accept, !empty);
}

static void
what_changed_cb (LwExportDialog *self)
{
  if (self->filling)
    return;
  self->filling = TRUE;
  fill_by (self);
  fill_formats (self);
  self->filling = FALSE;
  update (self);
}

static void
changed_cb (LwExportDialog *self)
{
  if (!self->filling)
    update (self);
}

/**
 * lw_export_dialog_get_wanted:
 * @wanted: (out): what was chosen, but for the path and the colours; valid as long as the dialog
 */
void
lw_export_dialog_get_wanted (LwExportDialog *self, LwSessionExport *wanted)
{
  LwExportWhat what;

  g_return_if_fail (LW_IS_EXPORT_DIALOG (self));
  what = get_what (self);
  *wanted = (LwSessionExport){
    .what = what,
    .by = get_by (self),
    .excel = formats[get_format (self)].excel,
    .shown_only = what != LW_EXPORT_WHAT_RESULTS && is_filtered (self) && gtk_switch_get_active (self->shown),
    .confidential = what == LW_EXPORT_WHAT_OFFICES && gtk_switch_get_active (self->confidential),
    .scenario = self->scenario,
  };
}

/** lw_export_dialog_suggest_name: (returns: transfer full): a name in the folder of the document */
char *
lw_export_dialog_suggest_name (LwExportDialog *self)
{
  static const char *const stems[LW_N_EXPORT_WHATS] = { NC_("name of a file", "offices"), NC_("name of a file", "areas"),
                                                        NC_("name of a file", "results") };
  g_autofree char *folder = g_path_get_dirname (lw_session_get_path (self->session));
  LwDate date = lw_session_get_date (self->session);
  g_autofree char *day = date != LW_DATE_UNKNOWN ? lw_date_to_iso (date) : g_strdup ("");
  const char *stem = g_dpgettext2 (GETTEXT_PACKAGE, "name of a file", stems[get_what (self)]);
  g_autofree char *name
    = g_strconcat (stem, day[0] != '\0' ? "-" : "", day, formats[get_format (self)].ending, NULL);

  return g_build_filename (folder, name, NULL);
}

/** lw_export_dialog_accept: as if @path had been chosen */
void
lw_export_dialog_accept (LwExportDialog *self, const char *path)
{
  g_return_if_fail (LW_IS_EXPORT_DIALOG (self) && path != NULL);
  g_signal_emit (self, signals[SIGNAL_ACCEPTED], 0, path);
  gtk_window_close (GTK_WINDOW (self));
}

static void
chosen_cb (GPtrArray *paths, gpointer data)
{
  lw_export_dialog_accept (data, g_ptr_array_index (paths, 0));
}

static void
accept_cb (LwExportDialog *self)
{
  g_autofree char *name = lw_export_dialog_suggest_name (self);

  lw_dialogs_choose (GTK_WINDOW (self), LW_CHOICE_EXPORT, name, chosen_cb, g_object_ref (self), g_object_unref);
}

static AdwComboRow *
add_combo (AdwPreferencesGroup *group, const char *title)
{
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  adw_preferences_group_add (group, row);
  return ADW_COMBO_ROW (row);
}

static AdwActionRow *
add_switch (AdwPreferencesGroup *group, const char *title, gboolean active, GtkSwitch **toggle)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *widget = gtk_switch_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  gtk_switch_set_active (GTK_SWITCH (widget), active);
  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), widget);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), widget);
  adw_preferences_group_add (group, row);
  lw_names_set (widget, title);
  *toggle = GTK_SWITCH (widget);
  return ADW_ACTION_ROW (row);
}

static GtkWidget *
make_page (LwExportDialog *self)
{
  GtkWidget *page = adw_preferences_page_new ();
  AdwPreferencesGroup *content = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  AdwPreferencesGroup *file = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  self->what = add_combo (content, _("Contents"));
  self->by = add_combo (content, _("Per"));
  self->shown_row = add_switch (content, _("Only what the filter shows"), TRUE, &self->shown);
  self->confidential_row = add_switch (content, _("Also what was noted in confidence"), FALSE, &self->confidential);
  adw_action_row_set_subtitle (self->confidential_row, _("Then every row and the file itself say so"));
  self->format = add_combo (file, _("Format"));
  adw_preferences_group_set_description (
    file, _("Every file names its document, reference date, filter, way of counting and sources."));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), content);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), file);
  gtk_widget_set_vexpand (page, TRUE);
  return page;
}

static GtkWidget *
make_header (LwExportDialog *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));

  self->accept = gtk_button_new_with_mnemonic (_("_Export…"));
  gtk_widget_add_css_class (self->accept, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->accept);
  g_signal_connect_swapped (self->accept, "clicked", G_CALLBACK (accept_cb), self);
  return header;
}

static void
lw_export_dialog_init (LwExportDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->formats = g_array_new (FALSE, FALSE, sizeof (guint));
  gtk_box_append (GTK_BOX (box), make_header (self));
  gtk_box_append (GTK_BOX (box), make_page (self));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_title (GTK_WINDOW (self), _("Export"));
  gtk_window_set_default_size (GTK_WINDOW (self), 560, 480);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->accept);
}

static void
lw_export_dialog_dispose (GObject *object)
{
  LwExportDialog *self = LW_EXPORT_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->formats, g_array_unref);
  g_clear_pointer (&self->scenario, g_free);
  G_OBJECT_CLASS (lw_export_dialog_parent_class)->dispose (object);
}

static void
lw_export_dialog_class_init (LwExportDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lw_export_dialog_dispose;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
  signals[SIGNAL_ACCEPTED] = g_signal_new ("accepted", LW_TYPE_EXPORT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, G_TYPE_STRING);
}

/* The scenario that is shown, if there is one. */
static void
fill_what (LwExportDialog *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  const char *uid = lw_session_get_scenario_a (self->session);
  const LwScenario *scenario = uid != NULL ? lw_session_get_scenario (self->session, uid) : NULL;

  gtk_string_list_append (labels, _("Offices"));
  gtk_string_list_append (labels, _("Areas with statistics"));
  if (scenario != NULL)
    {
      gtk_string_list_append (labels, _("Results per year"));
      self->scenario = g_strdup (uid);
    }
  adw_combo_row_set_model (self->what, G_LIST_MODEL (labels));
}

/**
 * lw_export_dialog_new:
 * @parent: the window
 * @session: with a document open
 *
 * Returns: (transfer floating): the dialog
 */
LwExportDialog *
lw_export_dialog_new (GtkWindow *parent, LwSession *session)
{
  LwExportDialog *self = g_object_new (LW_TYPE_EXPORT_DIALOG, "transient-for", parent, "modal", TRUE,
                                       "destroy-with-parent", TRUE, NULL);

  self->session = g_object_ref (session);
  self->filling = TRUE;
  fill_what (self);
  fill_by (self);
  fill_formats (self);
  self->filling = FALSE;
  update (self);
  g_signal_connect_swapped (self->what, "notify::selected", G_CALLBACK (what_changed_cb), self);
  g_signal_connect_swapped (self->by, "notify::selected", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->format, "notify::selected", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->shown, "notify::active", G_CALLBACK (changed_cb), self);
  lw_names_apply (GTK_WIDGET (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->what));
  return self;
}
