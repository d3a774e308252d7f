/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-criteria-dialog: see lw-criteria-dialog.h. The list is made anew whenever criteria change, also by undo. */
#include "app/lw-criteria-dialog.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/lw-criteria-editor.h"
#include "app/lw-dialogs.h"
#include "model/lw-criteria-text.h"
#include "panels/lw-names.h"

struct _LwCriteriaDialog {
  AdwWindow parent_instance;

  LwSession *session;
  GtkWidget *page;
  GtkWidget *list; /* NULL before the first filling */
  GtkLabel *problem;
  GtkWidget *import;
  GtkWidget *leader; /* of the group of buttons of which one is on; never shown */
  guint fill_source;
};

G_DEFINE_FINAL_TYPE (LwCriteriaDialog, lw_criteria_dialog, ADW_TYPE_WINDOW)

static void
tell_problem (LwCriteriaDialog *self, const char *sentence)
{
  gtk_label_set_label (self->problem, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), sentence != NULL);
}

/* One set of the list. */
typedef struct {
  LwCriteriaDialog *dialog;
  char *id;
  char *title;
  char *definition;
} Entry;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->id);
  g_free (entry->title);
  g_free (entry->definition);
  g_free (entry);
}

static void
use_cb (Entry *entry, GParamSpec *spec, GtkCheckButton *check)
{
  if (gtk_check_button_get_active (check))
    lw_session_use_criteria (entry->dialog->session, entry->id);
}

static void
edit_cb (Entry *entry)
{
  LwCriteriaDialog *self = entry->dialog;
  LwCriteriaEditor *editor = lw_criteria_editor_new (GTK_WINDOW (self), self->session, entry->definition);

  tell_problem (self, editor != NULL ? NULL : _ ("This set cannot be read; delete it, or import it anew."));
  if (editor != NULL)
    gtk_window_present (GTK_WINDOW (editor));
}

static gboolean
is_taken (GPtrArray *sets, const char *title)
{
  for (guint i = 0; sets != NULL && i < sets->len; i++)
    if (strcmp (((LwSessionCriteria *) g_ptr_array_index (sets, i))->title, title) == 0)
      return TRUE;
  return FALSE;
}

/* A name that no other set has. */
static char *
make_title (LwCriteriaDialog *self, const char *title)
{
  g_autoptr (GPtrArray) sets = lw_session_read_criteria (self->session);

  for (guint n = 2;; n++)
    {
      g_autofree char *other = g_strdup_printf ("%s %u", title, n);

      if (!is_taken (sets, other))
        return g_steal_pointer (&other);
    }
}

/* The set in another name, to be changed. */
static void
copy_cb (Entry *entry)
{
  LwCriteriaDialog *self = entry->dialog;
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *title = make_title (self, entry->title);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = lw_criteria_text_copy (entry->definition, id, title, &error);
  g_autoptr (LwCriteriaSet) set = text != NULL ? lw_criteria_set_parse (text, strlen (text), &error) : NULL;

  if (set != NULL)
    lw_session_write_criteria (self->session, set, FALSE, &error);
  tell_problem (self, error != NULL ? error->message : NULL);
}

static void
delete_cb (Entry *entry)
{
  lw_session_delete_criteria (entry->dialog->session, entry->id);
}

static void
export_chosen_cb (GPtrArray *paths, gpointer data)
{
  LwCriteriaDialog *self = data;
  g_autoptr (GError) error = NULL;
  const char *text = g_object_get_data (G_OBJECT (self), "exported");

  if (!g_file_set_contents (g_ptr_array_index (paths, 0), text, -1, &error))
    tell_problem (self, error->message);
}

static void
export_cb (Entry *entry)
{
  LwCriteriaDialog *self = entry->dialog;
  g_autofree char *name = g_strconcat (entry->id, ".keyfile", NULL);

  g_object_set_data_full (G_OBJECT (self), "exported", g_strdup (entry->definition), g_free);
  lw_dialogs_choose (GTK_WINDOW (self), LW_CHOICE_EXPORT_CRITERIA, name, export_chosen_cb, g_object_ref (self),
                     g_object_unref);
}

static void
import_chosen_cb (GPtrArray *paths, gpointer data)
{
  LwCriteriaDialog *self = data;
  const char *path = g_ptr_array_index (paths, 0);
  g_autofree char *text = NULL, *name = g_filename_display_basename (path);
  g_autoptr (LwCriteriaSet) set = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  if (g_file_get_contents (path, &text, &length, &error))
    set = lw_criteria_set_parse (text, length, &error);
  if (set != NULL)
    lw_session_write_criteria (self->session, set, FALSE, &error);
  if (error != NULL)
    g_prefix_error (&error, "%s: ", name);
  tell_problem (self, error != NULL ? error->message : NULL);
}

static void
import_cb (LwCriteriaDialog *self)
{
  lw_dialogs_choose (GTK_WINDOW (self), LW_CHOICE_IMPORT_CRITERIA, NULL, import_chosen_cb, g_object_ref (self),
                     g_object_unref);
}

static void
add_button (GtkWidget *row, Entry *entry, const char *icon, const char *verb, GCallback clicked, gboolean sensitive)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);
  /* translators: what a button does, then the name of a set of criteria */
  g_autofree char *tip = g_strdup_printf (C_("button", "%s: %s"), verb, entry->title);

  gtk_widget_set_tooltip_text (button, tip);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (button, sensitive);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
  g_signal_connect_swapped (button, "clicked", clicked, entry);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static GtkWidget *
new_row (LwCriteriaDialog *self, const LwSessionCriteria *criteria, GtkWidget *group, GtkWidget **check)
{
  GtkWidget *row = adw_action_row_new ();
  Entry *entry = g_new0 (Entry, 1);
  gboolean editable = lw_session_can_answer (self->session);
  g_autofree char *title = g_markup_escape_text (criteria->title, -1);

  entry->dialog = self;
  entry->id = g_strdup (criteria->id);
  entry->title = g_strdup (criteria->title);
  entry->definition = g_strdup (criteria->definition);
  g_object_set_data_full (G_OBJECT (row), "entry", entry, entry_free);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), criteria->own ? _ ("Of this document")
                                                                   : _ ("Comes with Leegwijzer; copy it to change it"));
  *check = gtk_check_button_new ();
  gtk_check_button_set_group (GTK_CHECK_BUTTON (*check), GTK_CHECK_BUTTON (group));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (*check), criteria->used);
  gtk_widget_set_sensitive (*check, editable);
  gtk_widget_set_tooltip_text (*check, _ ("Judge by these criteria"));
  g_signal_connect_swapped (*check, "notify::active", G_CALLBACK (use_cb), entry);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), *check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), *check);
  if (criteria->own)
    add_button (row, entry, "document-edit-symbolic", C_ ("criteria", "Change"), G_CALLBACK (edit_cb), editable);
  add_button (row, entry, "edit-copy-symbolic", C_ ("criteria", "Copy"), G_CALLBACK (copy_cb), editable);
  add_button (row, entry, "document-save-symbolic", C_ ("criteria", "Export"), G_CALLBACK (export_cb), TRUE);
  if (criteria->own)
    add_button (row, entry, "user-trash-symbolic", C_ ("criteria", "Delete with its answers"), G_CALLBACK (delete_cb), editable);
  return row;
}

static void
fill (LwCriteriaDialog *self)
{
  g_autoptr (GPtrArray) sets = lw_session_read_criteria (self->session);
  GtkWidget *check;

  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  if (self->list != NULL)
    gtk_box_remove (GTK_BOX (self->page), self->list);
  self->list = adw_preferences_group_new ();
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self->list),
                                         _ ("By these criteria the conversion of each office is judged. Each set has "
                                            "answers of its own."));
  for (guint i = 0; sets != NULL && i < sets->len; i++)
    {
      GtkWidget *row = new_row (self, g_ptr_array_index (sets, i), self->leader, &check);

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->list), row);
    }
  gtk_widget_set_sensitive (self->import, lw_session_can_answer (self->session));
  gtk_box_append (GTK_BOX (self->page), self->list);
  lw_names_apply (GTK_WIDGET (self));
}

static gboolean
fill_idle_cb (gpointer data)
{
  LwCriteriaDialog *self = data;

  self->fill_source = 0;
  if (lw_session_get_path (self->session) == NULL)
    gtk_window_close (GTK_WINDOW (self));
  else
    fill (self);
  return G_SOURCE_REMOVE;
}

/* The button that was pressed is still at work. */
static void
changed_cb (LwCriteriaDialog *self)
{
  if (self->fill_source == 0)
    self->fill_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fill_idle_cb, self, NULL);
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

static void
lw_criteria_dialog_dispose (GObject *object)
{
  LwCriteriaDialog *self = LW_CRITERIA_DIALOG (object);

  g_clear_handle_id (&self->fill_source, g_source_remove);
  g_clear_object (&self->session);
  g_clear_object (&self->leader);
  G_OBJECT_CLASS (lw_criteria_dialog_parent_class)->dispose (object);
}

static void
lw_criteria_dialog_class_init (LwCriteriaDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lw_criteria_dialog_dispose;
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, escape_cb, NULL);
}

static void
lw_criteria_dialog_init (LwCriteriaDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *bar = adw_header_bar_new (), *clamp = adw_clamp_new ();

  gtk_window_set_title (GTK_WINDOW (self), _ ("Criteria for conversion"));
  gtk_window_set_default_size (GTK_WINDOW (self), 620, 420);
  self->import = gtk_button_new_with_mnemonic (_ ("_Import…"));
  gtk_widget_set_tooltip_text (self->import, _ ("Read a set from a key file"));
  g_signal_connect_swapped (self->import, "clicked", G_CALLBACK (import_cb), self);
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), self->import);
  self->leader = g_object_ref_sink (gtk_check_button_new ());
  self->problem = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->problem, TRUE);
  gtk_label_set_xalign (self->problem, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  self->page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_set_margin_top (self->page, 18);
  gtk_widget_set_margin_bottom (self->page, 18);
  gtk_widget_set_margin_start (self->page, 12);
  gtk_widget_set_margin_end (self->page, 12);
  gtk_box_append (GTK_BOX (self->page), GTK_WIDGET (self->problem));
  adw_clamp_set_child (ADW_CLAMP (clamp), self->page);
  gtk_widget_set_vexpand (clamp, TRUE);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), clamp);
  adw_window_set_content (ADW_WINDOW (self), box);
}

/**
 * lw_criteria_dialog_new:
 * @parent: the window
 * @session: the session, with a document
 *
 * Returns: (transfer none): the dialog, to be presented; it closes with the document
 */
LwCriteriaDialog *
lw_criteria_dialog_new (GtkWindow *parent, LwSession *session)
{
  LwCriteriaDialog *self = g_object_new (LW_TYPE_CRITERIA_DIALOG, "transient-for", parent, "destroy-with-parent", TRUE,
                                         "modal", FALSE, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "potential-changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::path", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  fill (self);
  return self;
}
