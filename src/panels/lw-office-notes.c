/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-office-notes: what is noted of an office on its page: each note with its kind, its day, its words and its amount,
 * and a lock where it is confidential. While confidential notes are hidden the page does not tell that there are any. */
#include "panels/lw-office-panel-private.h"

#include "draw/lw-format.h"
#include "panels/lw-note-edit.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
new_lock (void)
{
  const char *meaning = _("Confidential: stays out of presentation, reports and exports");
  GtkWidget *lock = gtk_image_new_from_icon_name ("changes-prevent-symbolic");

  gtk_widget_set_tooltip_text (lock, meaning);
  gtk_accessible_update_property (GTK_ACCESSIBLE (lock), GTK_ACCESSIBLE_PROPERTY_LABEL, meaning, -1);
  gtk_widget_add_css_class (lock, "note-lock");
  return lock;
}

typedef struct {
  LwSession *session;
  LwOfficeNote *note;
} Deleting;

static void
deleting_free (gpointer data, GClosure *closure)
{
  Deleting *deleting = data;

  g_object_unref (deleting->session);
  lw_office_note_free (deleting->note);
  g_free (deleting);
}

static void
delete_cb (GtkButton *button, Deleting *deleting)
{
  lw_session_delete_note (deleting->session, deleting->note);
}

static GtkWidget *
new_delete (LwSession *session, const LwOfficeNote *note)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  Deleting *deleting = g_new0 (Deleting, 1);
  /* translators: %s is a kind of note, such as "Finance" */
  g_autofree char *tip = g_strdup_printf (_("Delete: %s"), lw_note_kind_get_label (note->kind));

  deleting->session = g_object_ref (session);
  deleting->note = lw_office_note_copy (note);
  g_signal_connect_data (button, "clicked", G_CALLBACK (delete_cb), deleting, deleting_free, 0);
  gtk_widget_set_tooltip_text (button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "small-button");
  gtk_widget_add_css_class (button, "fact-edit");
  gtk_widget_add_css_class (button, "note-delete");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  return button;
}

/* Its kind and day, the lock, and the buttons. */
static GtkWidget *
new_head (LwSession *session, const LwOfficeNote *note, gboolean editable)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *kind, *room = gtk_label_new (NULL);
  g_autofree char *day = note->noted != LW_DATE_UNKNOWN ? lw_date_to_display (note->noted) : NULL;
  g_autofree char *text = day ? g_strdup_printf ("%s · %s", lw_note_kind_get_label (note->kind), day)
                              : g_strdup (lw_note_kind_get_label (note->kind));

  kind = new_label (text, "caption");
  gtk_widget_add_css_class (kind, "dim-label");
  gtk_box_append (GTK_BOX (head), kind);
  if (note->confidential)
    gtk_box_append (GTK_BOX (head), new_lock ());
  gtk_widget_set_hexpand (room, TRUE);
  gtk_box_append (GTK_BOX (head), room);
  if (editable)
    {
      gtk_box_append (GTK_BOX (head), lw_note_edit_new (session, note->office, note));
      gtk_box_append (GTK_BOX (head), new_delete (session, note));
    }
  return head;
}

static char *
describe_amount (const LwOfficeNote *note)
{
  g_autofree char *amount = isnan (note->amount_eur) ? NULL : lw_format_euro_fact (NULL, note->amount_eur);

  if (amount == NULL || note->label[0] == '\0')
    return g_strdup (amount ? amount : note->label);
  return g_strdup_printf ("%s: %s", note->label, amount);
}

static GtkWidget *
new_note (LwSession *session, const LwOfficeNote *note, gboolean editable)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2), *label;
  g_autofree char *amount = describe_amount (note);

  gtk_box_append (GTK_BOX (box), new_head (session, note, editable));
  if (*amount != '\0')
    gtk_box_append (GTK_BOX (box), new_label (amount, "note-amount"));
  if (note->text[0] != '\0')
    {
      label = new_label (note->text, NULL);
      gtk_label_set_selectable (GTK_LABEL (label), TRUE);
      gtk_box_append (GTK_BOX (box), label);
    }
  if (note->source[0] != '\0')
    {
      /* translators: below a note: who told it */
      g_autofree char *source = g_strdup_printf (_("From: %s"), note->source);

      label = new_label (source, "caption");
      gtk_widget_add_css_class (label, "dim-label");
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_widget_add_css_class (box, "note");
  return box;
}

/**
 * lw_office_notes_fill:
 * @box: where they are put, in place of what is there
 * @session: the session
 * @office: key of an office
 *
 * Shows the notes that may be shown, and where the document can be written and nothing is hidden a button to add one.
 *
 * Returns: whether there is anything to show
 */
gboolean
lw_office_notes_fill (GtkWidget *box, LwSession *session, gint64 office)
{
  g_autoptr (GPtrArray) notes = lw_session_read_notes (session, office);
  gboolean editable = lw_session_can_write_notes (session), all = lw_session_get_show_confidential (session);
  GtkWidget *child;
  guint n = notes ? notes->len : 0;

  while ((child = gtk_widget_get_first_child (box)))
    gtk_box_remove (GTK_BOX (box), child);
  for (guint i = 0; i < n; i++)
    gtk_box_append (GTK_BOX (box), new_note (session, g_ptr_array_index (notes, i), editable));
  if (notes && n == 0 && all)
    gtk_box_append (GTK_BOX (box), new_label (_("Nothing is noted of this office."), "dim-label"));
  if (editable && all)
    {
      child = lw_note_edit_new (session, office, NULL);
      gtk_widget_set_halign (child, GTK_ALIGN_START);
      gtk_box_append (GTK_BOX (box), child);
    }
  return n > 0 || all;
}
