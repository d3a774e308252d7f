/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-recover-dialog: built from the report in one go; nothing in it changes afterwards. */
#include "app/lw-recover-dialog.h"

#include "app/lw-report-dialog.h"
#include "draw/lw-format.h"

#include <glib/gi18n-lib.h>

/* Rows that are shown; the copied text holds all that are listed. */
#define MOST_ROWS 200

/* What people call the rows of a table. */
static const char *
name_table (const char *table)
{
  static const struct {
    const char *table;
    const char *name;
  } names[] = {
    { "source", N_("Sources") },
    { "office", N_("Offices") },
    { "observation", N_("Observations of vacancy") },
    { "municipality", N_("Regions of municipalities") },
    { "area", N_("Areas") },
    { "plan", N_("Building plans") },
    { "demand", N_("Demand per region and year") },
    { "scenario", N_("Scenarios") },
    { "scenario_parameter", N_("Parameters of scenarios") },
    { "scenario_demand", N_("Demand in scenarios") },
    { "measure", N_("Measures") },
    { "measure_office", N_("Offices in measures") },
    { "party", N_("Parties") },
    { "action", N_("Actions") },
    { "agreement", N_("Agreements") },
    { "review", N_("Reviews of the programme") },
    { "app_setting", N_("Settings and properties") },
    { "office_note", N_("Notes on offices") },
    { "office_past", N_("Earlier facts of offices") },
    { "measure_plan", N_("Plans in measures") },
    { "scenario_region", N_("Demand of regions in scenarios") },
    { "scenario_sector", N_("Sectors in scenarios") },
    { "sector", N_("Jobs by sector") },
    { "demand_share", N_("Shares of municipalities in demand") },
    { "criteria_set", N_("Sets of criteria") },
    { "answer", N_("Answers to criteria") },
    { "office_address", N_("Other addresses of offices") },
    { "import", N_("Imports") },
    { "import_row", N_("Rows that imports could not use") },
    { "published_figure", N_("Published figures") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i].table, table))
      return _(names[i].name);
  return table;
}

static GtkWidget *
make_table_row (const LwRecoverTable *table)
{
  g_autofree char *kept = lw_format_count (NULL, table->n_kept);
  g_autofree char *loss = lw_recover_table_describe_loss (table);
  g_autofree char *escaped = g_markup_escape_text (loss, -1);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *label = gtk_label_new (kept);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name_table (table->name));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), escaped);
  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  return row;
}

/* Tables that lost something come first. */
static GtkWidget *
make_tables (const LwRecoverReport *report)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Rows in the copy"));
  for (int lossless = 0; lossless < 2; lossless++)
    for (guint i = 0; i < report->tables->len; i++)
      {
        const LwRecoverTable *table = g_ptr_array_index (report->tables, i);
        g_autofree char *loss = lw_recover_table_describe_loss (table);

        if ((*loss == '\0') == lossless && (*loss != '\0' || table->n_kept > 0))
          adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_table_row (table));
      }
  return group;
}

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, css_class);
  gtk_widget_set_visible (label, *text != '\0');
  return label;
}

static GtkWidget *
make_notes (const LwRecoverReport *report)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < report->notes->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", (const char *) g_ptr_array_index (report->notes, i));
  return make_label (text->str, "dim-label");
}

static char *
format_count (guint64 number)
{
  return lw_format_count (NULL, number);
}

/**
 * lw_recover_dialog_show:
 * @parent: the window
 * @report: what became of a damaged document
 *
 * Shows it in a window of its own, which does not keep anyone from working on.
 *
 * Returns: (transfer none): that window
 */
GtkWindow *
lw_recover_dialog_show (GtkWindow *parent, const LwRecoverReport *report)
{
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  g_autofree char *sentence = lw_recover_report_describe (report, format_count);
  g_autofree char *shown = lw_recover_report_to_text (report, MOST_ROWS);
  g_autofree char *whole = lw_recover_report_to_text (report, LW_RECOVER_MAX_ROWS);

  gtk_box_append (GTK_BOX (body), make_label (sentence, "heading"));
  gtk_box_append (GTK_BOX (body), make_notes (report));
  gtk_box_append (GTK_BOX (body), make_tables (report));
  gtk_box_append (GTK_BOX (body), lw_report_dialog_make_account (shown, whole));
  return lw_report_dialog_present (parent, _("Recovery report"), body);
}
