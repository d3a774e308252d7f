/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-window-history: the list of edits beside Undo and Redo, to jump in, and the exchange of edits with another copy
 * of the document: to a file, and from a file with the conflicts for the user to decide. */
#include "app/lw-dialogs.h"
#include "app/lw-window-private.h"

#include "panels/lw-names.h"
#include "session/lw-session-exchange.h"

#include <glib/gi18n-lib.h>

static char *
say_time (const char *made)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_iso8601 (made, NULL);
  g_autoptr (GDateTime) local = utc ? g_date_time_to_local (utc) : NULL;

  /* translators: when an edit was made: day, month, hour and minute, as strftime knows them */
  return local ? g_date_time_format (local, _("%e %b, %H:%M")) : g_strdup ("");
}

/* One line of the history; @id 0 is the state before all edits. */
static GtkWidget *
make_row (gint64 id, const char *name, const char *time, gboolean undone, gboolean current)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *mark = gtk_image_new_from_icon_name (current ? "object-select-symbolic" : NULL);
  GtkWidget *label = gtk_label_new (name);
  GtkWidget *when = gtk_label_new (time);
  g_autofree char *spoken = g_strdup_printf ("%s, %s%s%s", name, time, current || undone ? ", " : "",
                                             current ? _("current state") : undone ? _("undone") : "");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 44);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_tooltip_text (row, name);
  gtk_widget_add_css_class (when, "dim-label");
  gtk_widget_add_css_class (when, "numeric");
  if (undone)
    gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_set_size_request (mark, 16, -1);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), when);
  gtk_widget_set_margin_top (box, 4);
  gtk_widget_set_margin_bottom (box, 4);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data_full (G_OBJECT (row), "edit", g_memdup2 (&id, sizeof id), g_free);
  return row;
}

static void
row_activated_cb (LwWindow *self, GtkListBoxRow *row)
{
  gint64 *id = g_object_get_data (G_OBJECT (row), "edit");

  gtk_menu_button_popdown (self->history_button);
  lw_session_go_to (self->session, *id);
}

static void
fill_list (LwWindow *self, GtkListBox *list)
{
  g_autoptr (GPtrArray) entries = lw_session_read_history_entries (self->session);
  guint n = entries ? entries->len : 0;
  gboolean found = FALSE;
  GtkWidget *row;

  for (guint i = n; i > 0; i--)
    {
      const LwHistoryEntry *entry = g_ptr_array_index (entries, i - 1);
      g_autofree char *time = say_time (entry->made);
      gboolean current = !found && !entry->undone;

      row = make_row (entry->id, entry->name, time, entry->undone, current);
      gtk_list_box_append (list, row);
      if (current)
        gtk_list_box_select_row (list, GTK_LIST_BOX_ROW (row));
      found |= current;
    }
  row = make_row (0, _("Before these edits"), "", FALSE, !found);
  gtk_list_box_append (list, row);
  if (!found)
    gtk_list_box_select_row (list, GTK_LIST_BOX_ROW (row));
}

static void
make_popover_cb (GtkMenuButton *button, gpointer data)
{
  LwWindow *self = data;
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_BROWSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("History"), -1);
  gtk_widget_add_css_class (list, "history");
  fill_list (self, GTK_LIST_BOX (list));
  g_signal_connect_object (list, "row-activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 420);
  gtk_widget_set_size_request (scrolled, 380, -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  gtk_popover_set_child (GTK_POPOVER (popover), scrolled);
  gtk_menu_button_set_popover (button, popover);
}

/* The list is read when it is opened. */
void
lw_window_watch_history (LwWindow *self)
{
  gtk_menu_button_set_create_popup_func (self->history_button, make_popover_cb, self, NULL);
}

static void
tell (LwWindow *self, char *message)
{
  AdwToast *toast = adw_toast_new (message);

  adw_toast_overlay_add_toast (self->toasts, toast);
  g_free (message);
}

/* Writes the edits of the open document to a file. */
void
lw_window_export_edits (LwWindow *self, const char *path, gboolean confidential)
{
  g_autoptr (GError) error = NULL;
  LwExportedEdits exported;
  g_autofree char *count = NULL;

  if (!lw_session_get_path (self->session))
    return;
  if (!lw_session_export_edits (self->session, path, confidential, &exported, &error))
    {
      lw_window_show_problem (self, error->message, NULL);
      return;
    }
  count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u edit exported", "%u edits exported", exported.n_edits),
                           exported.n_edits);
  if (exported.n_withheld > 0 && lw_session_get_show_confidential (self->session))
    /* translators: %s tells how many edits were exported */
    tell (self, g_strdup_printf (_("%s, without confidential facts"), count));
  else
    tell (self, g_steal_pointer (&count));
}

static void
export_chosen_cb (GPtrArray *paths, gboolean checked, gpointer data)
{
  lw_window_export_edits (data, g_ptr_array_index (paths, 0), checked);
}

typedef struct {
  LwWindow *window;
  char *file;
  LwExchangeReport *report;
  GPtrArray *choices; /* GtkDropDown of each conflict */
} Deciding;

static void
deciding_free (gpointer data, GClosure *closure)
{
  Deciding *deciding = data;

  /* Unless what was decided is being applied: that goes on by itself. */
  if (deciding->window->edits_file == NULL)
    lw_window_import_waiting (deciding->window);
  g_object_unref (deciding->window);
  g_free (deciding->file);
  lw_exchange_report_free (deciding->report);
  g_ptr_array_unref (deciding->choices);
  g_free (deciding);
}

static void apply_file (LwWindow *self, const char *file, GHashTable *choices);

static void
decided_cb (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  Deciding *deciding = data;
  g_autoptr (GHashTable) choices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (!g_str_equal (response, "apply"))
    return;
  for (guint i = 0; i < deciding->choices->len; i++)
    {
      guint chosen = gtk_drop_down_get_selected (g_ptr_array_index (deciding->choices, i));

      g_hash_table_insert (choices, lw_conflict_key (g_ptr_array_index (deciding->report->conflicts, i)),
                           GINT_TO_POINTER (chosen == 1 ? LW_RESOLVE_THEIRS : LW_RESOLVE_MINE));
    }
  apply_file (deciding->window, deciding->file, choices);
}

/* The choice for all, where theirs can be taken. */
static void
for_all_cb (GtkDropDown *all, GParamSpec *pspec, gpointer data)
{
  Deciding *deciding = data;

  for (guint i = 0; i < deciding->choices->len; i++)
    if (((LwConflict *) g_ptr_array_index (deciding->report->conflicts, i))->can_take)
      gtk_drop_down_set_selected (g_ptr_array_index (deciding->choices, i), gtk_drop_down_get_selected (all));
}

static GtkWidget *
make_choice (const char *label)
{
  const char *const words[] = { _("Keep mine"), _("Take theirs"), NULL };
  GtkWidget *choice = gtk_drop_down_new_from_strings (words);

  gtk_widget_set_valign (choice, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return choice;
}

static GtkWidget *
make_line (const char *text, GtkWidget *choice)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), choice);
  return box;
}

static GtkWidget *
make_list (Deciding *deciding)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *all = make_choice (_("All conflicts"));

  gtk_widget_add_css_class (all, "all-conflicts");
  gtk_box_append (GTK_BOX (lines), make_line (_("All conflicts"), all));
  gtk_box_append (GTK_BOX (lines), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  for (guint i = 0; i < deciding->report->conflicts->len; i++)
    {
      const LwConflict *conflict = g_ptr_array_index (deciding->report->conflicts, i);
      g_autofree char *text = lw_session_get_show_confidential (deciding->window->session)
                                ? lw_conflict_to_text (conflict)
                                : lw_conflict_to_discreet_text (conflict);
      GtkWidget *choice = make_choice (text);

      gtk_widget_set_sensitive (choice, conflict->can_take);
      gtk_box_append (GTK_BOX (lines), make_line (text, choice));
      g_ptr_array_add (deciding->choices, g_object_ref (choice));
    }
  g_signal_connect (all, "notify::selected", G_CALLBACK (for_all_cb), deciding);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 320);
  gtk_widget_set_size_request (scrolled, 480, -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), lines);
  return scrolled;
}

static void
ask_to_decide (LwWindow *self, const char *file, LwExchangeReport *report)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (
    adw_message_dialog_new (GTK_WINDOW (self), _("Both copies changed the same things"),
                            _("Nothing has been applied yet. Choose what counts; Undo takes it all back as one.")));
  Deciding *deciding = g_new0 (Deciding, 1);

  deciding->window = g_object_ref (self);
  deciding->file = g_strdup (file);
  deciding->report = report;
  deciding->choices = g_ptr_array_new_with_free_func (g_object_unref);
  adw_message_dialog_set_extra_child (dialog, make_list (deciding));
  adw_message_dialog_add_responses (dialog, "cancel", _("_Cancel"), "apply", _("_Apply"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "apply", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (decided_cb), deciding, deciding_free, 0);
  lw_names_apply (GTK_WIDGET (dialog));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LwWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *file = g_steal_pointer (&self->edits_file);
  g_autoptr (LwExchangeReport) report = lw_session_apply_edits_finish (LW_SESSION (source), result, &error);

  self->asking = report != NULL && report->n_undecided > 0;
  if (!report)
    lw_window_show_problem (self, error->message, NULL);
  else if (report->n_undecided > 0)
    ask_to_decide (self, file, g_steal_pointer (&report));
  else if (report->n_new == 0)
    tell (self, g_strdup (_("All of these edits are in this document already")));
  else
    tell (self, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u edit applied", "%u edits applied", report->n_new),
                                 report->n_new));
  if (!self->asking)
    lw_window_import_waiting (self);
}

static void
apply_file (LwWindow *self, const char *file, GHashTable *choices)
{
  g_autofree char *copy = g_strdup (file);

  if (!lw_session_get_path (self->session))
    {
      lw_window_show_problem (self, _("Open the document that these edits belong to first."), NULL);
      return;
    }
  g_free (self->edits_file);
  self->edits_file = g_steal_pointer (&copy);
  /* No other file has its turn until this one is done with. */
  self->asking = TRUE;
  lw_session_apply_edits_async (self->session, self->edits_file, choices, applied_cb, g_object_ref (self));
}

/* Applies the edits in a file to the open document. */
void
lw_window_apply_edits (LwWindow *self, const char *file)
{
  apply_file (self, file, NULL);
}

static void
apply_chosen_cb (GPtrArray *paths, gpointer data)
{
  lw_window_apply_edits (data, g_ptr_array_index (paths, 0));
}

/* Chooses the file of edits to write, or to apply. */
void
lw_window_choose_edits (LwWindow *self, gboolean apply)
{
  if (apply)
    lw_dialogs_choose (GTK_WINDOW (self), LW_CHOICE_APPLY_EDITS, NULL, apply_chosen_cb, g_object_ref (self),
                       g_object_unref);
  else
    lw_dialogs_choose_with_option (GTK_WINDOW (self), LW_CHOICE_EXPORT_EDITS, _("edits.lwchanges"),
                                   _("Include confidential facts"), export_chosen_cb, g_object_ref (self),
                                   g_object_unref);
}
