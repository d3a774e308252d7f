/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-note-edit: see lw-note-edit.h. The form is made when the button is first pressed. What is typed is judged by the
 * session, so that every way to type it meets the same sentence. */
#include "panels/lw-note-edit.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Widths of the fields and of words below them, in characters. */
#define WIDE 18
#define NARROW 11
#define WORDS 34

typedef struct {
  LwSession *session;
  LwOfficeNote *note; /* as it is; a new one is empty */
  gboolean is_new;
  gboolean chosen; /* the switch was touched, so that the kind no longer moves it */
  GtkWidget *button;
  GtkWidget *kind;
  GtkWidget *finance; /* what only a note on finance has */
  GtkWidget *label;
  GtkWidget *amount;
  GtkTextBuffer *text;
  GtkWidget *source;
  GtkWidget *noted;
  GtkWidget *confidential;
  GtkWidget *problem;
} NoteEdit;

static void
note_edit_free (gpointer data)
{
  NoteEdit *edit = data;

  g_object_unref (edit->session);
  lw_office_note_free (edit->note);
  g_free (edit);
}

static const char *
get (GtkWidget *entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

static char *
get_text (NoteEdit *edit)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (edit->text, &start, &end);
  return gtk_text_buffer_get_text (edit->text, &start, &end, FALSE);
}

/* What the form says; %NULL with an error. */
static LwOfficeNote *
read_form (NoteEdit *edit, GError **error)
{
  g_autoptr (LwOfficeNote) note = lw_office_note_copy (edit->note);
  g_autofree char *text = get_text (edit);

  note->kind = gtk_drop_down_get_selected (GTK_DROP_DOWN (edit->kind));
  note->confidential = gtk_switch_get_active (GTK_SWITCH (edit->confidential));
  note->amount_eur = NAN;
  lw_office_note_set_label (note, note->kind == LW_NOTE_FINANCE ? get (edit->label) : NULL);
  lw_office_note_set_text (note, text);
  lw_office_note_set_source (note, get (edit->source));
  if ((note->kind == LW_NOTE_FINANCE && !lw_session_parse_euros (get (edit->amount), &note->amount_eur, error))
      || !lw_session_parse_day (get (edit->noted), &note->noted, error))
    return NULL;
  return g_steal_pointer (&note);
}

static void
save_cb (NoteEdit *edit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwOfficeNote) note = read_form (edit, &error);
  gboolean saved = note != NULL;

  if (saved && !edit->is_new && lw_office_note_equal (note, edit->note))
    {
      gtk_menu_button_popdown (GTK_MENU_BUTTON (edit->button));
      return;
    }
  if (saved)
    saved = edit->is_new ? lw_session_add_note (edit->session, note, &error)
                         : lw_session_change_note (edit->session, note, &error);
  if (saved)
    {
      gtk_widget_grab_focus (edit->button);
      gtk_menu_button_popdown (GTK_MENU_BUTTON (edit->button));
      return;
    }
  gtk_label_set_label (GTK_LABEL (edit->problem), error->message);
  gtk_widget_set_visible (edit->problem, TRUE);
}

static void
kind_cb (NoteEdit *edit)
{
  LwNoteKind kind = gtk_drop_down_get_selected (GTK_DROP_DOWN (edit->kind));

  gtk_widget_set_visible (edit->finance, kind == LW_NOTE_FINANCE);
  if (edit->is_new && !edit->chosen)
    {
      gtk_switch_set_active (GTK_SWITCH (edit->confidential), lw_note_kind_is_confidential (kind));
      /* That was not the user. */
      edit->chosen = FALSE;
    }
}

static void
chosen_cb (NoteEdit *edit)
{
  edit->chosen = TRUE;
}

/* A field below its name; the form has little height to spend. */
static GtkWidget *
new_field (const char *name, GtkWidget *field)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1), *label = gtk_label_new_with_mnemonic (name);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), field);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_accessible_update_relation (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL, -1);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), field);
  return box;
}

/* Two fields on one line, the second as wide as a day or an amount. */
static GtkWidget *
new_pair (GtkWidget *first, GtkWidget *second)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_widget_set_hexpand (first, TRUE);
  gtk_box_append (GTK_BOX (line), first);
  gtk_box_append (GTK_BOX (line), second);
  return line;
}

static GtkWidget *
new_entry (NoteEdit *edit, const char *text, const char *hint, int width)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), width);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), hint);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (save_cb), edit);
  return entry;
}

static GtkWidget *
new_kind (NoteEdit *edit)
{
  const char *labels[LW_N_NOTE_KINDS + 1] = { NULL };
  GtkWidget *kind;

  for (LwNoteKind i = 0; i < LW_N_NOTE_KINDS; i++)
    labels[i] = lw_note_kind_get_label (i);
  kind = gtk_drop_down_new_from_strings (labels);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (kind), edit->note->kind);
  gtk_accessible_update_property (GTK_ACCESSIBLE (kind), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Kind of note"), -1);
  g_signal_connect_swapped (kind, "notify::selected", G_CALLBACK (kind_cb), edit);
  return kind;
}

/* Tab leaves the text as it leaves an entry. */
static GtkWidget *
new_text (NoteEdit *edit)
{
  GtkWidget *scrolled = gtk_scrolled_window_new (), *view = gtk_text_view_new ();

  edit->text = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  gtk_text_buffer_set_text (edit->text, edit->note->text, -1);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 6);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 6);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 8);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 8);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What is noted"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_widget_set_size_request (scrolled, -1, 64);
  gtk_widget_add_css_class (scrolled, "note-text");
  return scrolled;
}

static GtkWidget *
new_finance (NoteEdit *edit)
{
  g_autofree char *amount
    = isnan (edit->note->amount_eur) ? g_strdup ("") : g_strdup_printf ("%.15g", edit->note->amount_eur);

  edit->label = new_entry (edit, edit->note->label, _("Book value, asking rent…"), WIDE);
  edit->amount = new_entry (edit, amount, _("in euros"), NARROW);
  gtk_entry_set_input_purpose (GTK_ENTRY (edit->amount), GTK_INPUT_PURPOSE_NUMBER);
  return new_pair (new_field (_("_Which amount"), edit->label), new_field (_("_Amount"), edit->amount));
}

static GtkWidget *
new_origin (NoteEdit *edit)
{
  g_autofree char *day = NULL;
  int y, m, d;

  if (edit->note->noted != LW_DATE_UNKNOWN)
    {
      lw_date_to_ymd (edit->note->noted, &y, &m, &d);
      day = g_strdup_printf ("%d-%d-%d", d, m, y);
    }
  edit->source = new_entry (edit, edit->note->source, _("who told it"), WIDE);
  edit->noted = new_entry (edit, day ? day : "", _("day-month-year"), NARROW);
  return new_pair (new_field (_("_From"), edit->source), new_field (_("_Noted on"), edit->noted));
}

static GtkWidget *
new_confidential (NoteEdit *edit)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = gtk_label_new_with_mnemonic (_("_Confidential"));
  GtkWidget *meaning = gtk_label_new (_("Stays out of presentation, reports and exports"));

  edit->confidential = gtk_switch_new ();
  gtk_switch_set_active (GTK_SWITCH (edit->confidential), edit->note->confidential);
  gtk_widget_set_valign (edit->confidential, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (edit->confidential, "notify::active", G_CALLBACK (chosen_cb), edit);
  gtk_label_set_mnemonic_widget (GTK_LABEL (name), edit->confidential);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (edit->confidential), GTK_ACCESSIBLE_RELATION_LABELLED_BY, name, NULL,
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, meaning, NULL, -1);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_xalign (GTK_LABEL (meaning), 0);
  gtk_label_set_wrap (GTK_LABEL (meaning), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (meaning), WORDS);
  gtk_widget_add_css_class (meaning, "caption");
  gtk_widget_add_css_class (meaning, "dim-label");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), name);
  gtk_box_append (GTK_BOX (words), meaning);
  gtk_box_append (GTK_BOX (line), words);
  gtk_box_append (GTK_BOX (line), edit->confidential);
  return line;
}

static GtkWidget *
new_problem (void)
{
  GtkWidget *problem = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (problem), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (problem), WORDS);
  gtk_label_set_max_width_chars (GTK_LABEL (problem), WORDS);
  gtk_label_set_xalign (GTK_LABEL (problem), 0);
  gtk_widget_add_css_class (problem, "error");
  gtk_widget_set_visible (problem, FALSE);
  return problem;
}

static void
make_popover_cb (GtkMenuButton *button, gpointer data)
{
  NoteEdit *edit = data;
  GtkWidget *popover, *box, *save;

  if (gtk_menu_button_get_popover (button) != NULL)
    return;
  popover = gtk_popover_new ();
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  edit->kind = new_kind (edit);
  gtk_box_append (GTK_BOX (box), edit->kind);
  edit->finance = new_finance (edit);
  gtk_box_append (GTK_BOX (box), edit->finance);
  gtk_box_append (GTK_BOX (box), new_text (edit));
  gtk_box_append (GTK_BOX (box), new_origin (edit));
  gtk_box_append (GTK_BOX (box), new_confidential (edit));
  edit->problem = new_problem ();
  gtk_box_append (GTK_BOX (box), edit->problem);
  save = gtk_button_new_with_mnemonic (edit->is_new ? _("A_dd") : _("_Save"));
  gtk_widget_add_css_class (save, "suggested-action");
  gtk_widget_add_css_class (save, "note-save");
  gtk_widget_set_halign (save, GTK_ALIGN_END);
  g_signal_connect_swapped (save, "clicked", G_CALLBACK (save_cb), edit);
  gtk_box_append (GTK_BOX (box), save);
  kind_cb (edit);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (button, popover);
}

/**
 * lw_note_edit_new:
 * @session: the session, in whose document notes can be written
 * @office: key of the office
 * @note: (nullable): the note to change; %NULL to add one
 *
 * Returns: (transfer floating): a button that opens the form
 */
GtkWidget *
lw_note_edit_new (LwSession *session, gint64 office, const LwOfficeNote *note)
{
  GtkWidget *button = gtk_menu_button_new ();
  NoteEdit *edit = g_new0 (NoteEdit, 1);
  /* translators: %s is a kind of note, such as "Finance" */
  g_autofree char *tip = note ? g_strdup_printf (_("Change: %s"), lw_note_kind_get_label (note->kind))
                              : g_strdup (_("Add a note on this office"));

  edit->session = g_object_ref (session);
  edit->is_new = note == NULL;
  edit->note = note ? lw_office_note_copy (note) : lw_office_note_new (office, LW_NOTE_INTENTION);
  if (edit->is_new)
    edit->note->noted = lw_date_today ();
  edit->button = button;
  g_object_set_data_full (G_OBJECT (button), "edit", edit, note_edit_free);
  if (edit->is_new)
    gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _("Add a note"));
  else
    gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "document-edit-symbolic");
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), make_popover_cb, edit, NULL);
  gtk_widget_set_tooltip_text (button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "small-button");
  gtk_widget_add_css_class (button, edit->is_new ? "note-add" : "fact-edit");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  return button;
}
