/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-fact-edit: see lw-fact-edit.h. The popover is made when the button is first pressed: a page has many buttons and
 * most are never used. */
#include "panels/lw-fact-edit.h"

#include <glib/gi18n-lib.h>

#include "panels/lw-names.h"

typedef struct {
  LwSession *session;
  gint64 office;
  LwOfficeColumn column;
  char *current;
  GtkWidget *button;
  GtkWidget *entry;  /* NULL for codes */
  GtkWidget *choice; /* NULL for numbers and dates */
  GtkWidget *problem;
} FactEdit;

static void
fact_edit_free (gpointer data)
{
  FactEdit *edit = data;

  g_object_unref (edit->session);
  g_free (edit->current);
  g_free (edit);
}

/* NULL sets the fact to unknown. */
static void
set_fact (FactEdit *edit, const char *text)
{
  g_autoptr (GError) error = NULL;

  if (lw_session_set_fact (edit->session, edit->office, edit->column, text, &error))
    {
      gtk_widget_grab_focus (edit->button);
      gtk_menu_button_popdown (GTK_MENU_BUTTON (edit->button));
      return;
    }
  gtk_label_set_label (GTK_LABEL (edit->problem), error->message);
  gtk_widget_set_visible (edit->problem, TRUE);
}

static void
set_cb (FactEdit *edit)
{
  if (edit->entry != NULL)
    set_fact (edit, gtk_editable_get_text (GTK_EDITABLE (edit->entry)));
  else
    set_fact (edit, lw_codes_token (lw_office_column_codes (edit->column),
                                    gtk_drop_down_get_selected (GTK_DROP_DOWN (edit->choice)) + 1));
}

static void
unknown_cb (FactEdit *edit)
{
  set_fact (edit, NULL);
}

/* All values but the unknown one, which has a button of its own. */
static GtkWidget *
new_choice (FactEdit *edit)
{
  LwCodeKind kind = lw_office_column_codes (edit->column);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  GtkWidget *choice;
  guint selected = 0;

  for (guint code = 1; code < lw_codes_count (kind); code++)
    {
      gtk_string_list_append (labels, lw_codes_label (kind, code));
      if (g_strcmp0 (edit->current, lw_codes_token (kind, code)) == 0)
        selected = code - 1;
    }
  choice = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&labels)), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), selected);
  return choice;
}

static GtkWidget *
new_entry (FactEdit *edit)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_text (GTK_EDITABLE (entry), edit->current ? edit->current : "");
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 16);
  if (edit->column == LW_OFFICE_VACANT_SINCE)
    gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _("day-month-year"));
  else
    gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_NUMBER);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (set_cb), edit);
  return entry;
}

static GtkWidget *
new_buttons (FactEdit *edit)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *unknown = gtk_button_new_with_mnemonic (_("_Unknown")), *set = gtk_button_new_with_mnemonic (_("_Set"));

  gtk_widget_set_tooltip_text (unknown, _("Record that nobody knows; that is something else than 0"));
  gtk_widget_add_css_class (set, "suggested-action");
  gtk_widget_set_hexpand (unknown, TRUE);
  gtk_widget_set_halign (unknown, GTK_ALIGN_START);
  g_signal_connect_swapped (unknown, "clicked", G_CALLBACK (unknown_cb), edit);
  g_signal_connect_swapped (set, "clicked", G_CALLBACK (set_cb), edit);
  gtk_box_append (GTK_BOX (line), unknown);
  gtk_box_append (GTK_BOX (line), set);
  return line;
}

static void
make_popover_cb (GtkMenuButton *button, gpointer data)
{
  FactEdit *edit = data;
  GtkWidget *popover, *box, *field, *heading;
  const char *name = g_object_get_data (G_OBJECT (button), "name");

  if (gtk_menu_button_get_popover (button) != NULL)
    return;
  popover = gtk_popover_new ();
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  heading = gtk_label_new (name);
  if (lw_office_column_type (edit->column) == LW_COLUMN_CODE)
    field = edit->choice = new_choice (edit);
  else
    field = edit->entry = new_entry (edit);
  edit->problem = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (edit->problem), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (edit->problem), 30);
  gtk_label_set_max_width_chars (GTK_LABEL (edit->problem), 30);
  gtk_label_set_xalign (GTK_LABEL (edit->problem), 0);
  gtk_widget_add_css_class (edit->problem, "error");
  gtk_widget_set_visible (edit->problem, FALSE);
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  gtk_accessible_update_property (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), field);
  gtk_box_append (GTK_BOX (box), edit->problem);
  gtk_box_append (GTK_BOX (box), new_buttons (edit));
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  lw_names_apply (popover);
  gtk_menu_button_set_popover (button, popover);
}

/**
 * lw_fact_edit_new:
 * @session: the session
 * @office: key of an office
 * @column: a fact that lw_session_can_set_fact() allows
 * @name: what the fact is called on screen
 * @current: (nullable): its value as people type it, of a code its token; %NULL for unknown
 *
 * Returns: (transfer floating): a button that opens the editor of this fact
 */
GtkWidget *
lw_fact_edit_new (LwSession *session, gint64 office, LwOfficeColumn column, const char *name, const char *current)
{
  GtkWidget *button = gtk_menu_button_new ();
  FactEdit *edit = g_new0 (FactEdit, 1);
  /* translators: %s is a fact of an office, such as "Building year" */
  g_autofree char *tip = g_strdup_printf (_("Correct: %s"), name);

  edit->session = g_object_ref (session);
  edit->office = office;
  edit->column = column;
  edit->current = g_strdup (current);
  edit->button = button;
  g_object_set_data_full (G_OBJECT (button), "edit", edit, fact_edit_free);
  g_object_set_data_full (G_OBJECT (button), "name", g_strdup (name), g_free);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "document-edit-symbolic");
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), make_popover_cb, edit, NULL);
  gtk_widget_set_tooltip_text (button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "small-button");
  gtk_widget_add_css_class (button, "fact-edit");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  return button;
}
