/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-notes-panel: notes on the page of an office: added, changed and deleted there, each as one edit with undo; hidden
 * at once when confidential ones are not to be shown; and not to be changed in a document that is only read. */
#include <glib/gstdio.h>
#include <math.h>

#include "store/lw-lock.h"
#include "store/lw-store.h"
#include "window-find.h"
#include "window-fixture.h"

static void
set_up (WindowFixture *fixture, gconstpointer data)
{
  window_fixture_begin (fixture, 100);
}

static GtkWidget *
panel_of (WindowFixture *fixture)
{
  return GTK_WIDGET (fixture->window->office_panel);
}

static void
open_office (WindowFixture *fixture)
{
  window_fixture_open (fixture);
  lw_session_select_row (fixture->session, 3, FALSE);
  window_settle (fixture);
  g_assert_cmpint (lw_session_get_focus (fixture->session), !=, 0);
}

/* The form behind a button, open. */
static GtkWidget *
open_form (WindowFixture *fixture, GtkWidget *button)
{
  g_assert_true (GTK_IS_MENU_BUTTON (button));
  /* The focus brings it into sight. */
  gtk_widget_grab_focus (button);
  window_settle (fixture);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  window_settle (fixture);
  return GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
}

static void
type_text (GtkWidget *form, const char *text)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (window_find (form, GTK_TYPE_TEXT_VIEW, 0))), text, -1);
}

static void
save (WindowFixture *fixture, GtkWidget *form)
{
  g_signal_emit_by_name (window_find_class (form, "note-save"), "clicked");
  window_settle (fixture);
}

static void
add_note (WindowFixture *fixture, LwNoteKind kind, const char *text, const char *amount)
{
  GtkWidget *form = open_form (fixture, window_find_class (panel_of (fixture), "note-add"));

  gtk_drop_down_set_selected (GTK_DROP_DOWN (window_find (form, GTK_TYPE_DROP_DOWN, 0)), kind);
  g_assert_cmpint (gtk_switch_get_active (GTK_SWITCH (window_find (form, GTK_TYPE_SWITCH, 0))), ==,
                   lw_note_kind_is_confidential (kind));
  type_text (form, text);
  if (amount)
    gtk_editable_set_text (GTK_EDITABLE (window_find (form, GTK_TYPE_ENTRY, 1)), amount);
  save (fixture, form);
}

static GPtrArray *
read_notes (WindowFixture *fixture)
{
  g_autoptr (LwStore) store = lw_store_open (fixture->path, LW_STORE_READ_ONLY, NULL);

  return lw_store_read_notes (store, 0, TRUE, NULL);
}

static void
test_edited (WindowFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) notes = NULL;
  const LwOfficeNote *note;
  GtkWidget *form;

  open_office (fixture);
  g_assert_true (window_is_shown (panel_of (fixture), "Nothing is noted"));
  add_note (fixture, LW_NOTE_FINANCE, "annual account", "2.500.000");
  g_assert_true (window_is_shown (panel_of (fixture), "2,500,000"));
  g_assert_true (window_is_shown (panel_of (fixture), "annual account"));
  g_assert_false (window_is_shown (panel_of (fixture), "Nothing is noted"));
  g_assert_nonnull (window_find_class (panel_of (fixture), "note-lock"));
  g_assert_cmpstr (lw_session_get_undo_name (fixture->session), ==, "Add financial note");
  notes = read_notes (fixture);
  g_assert_cmpuint (notes->len, ==, 1);
  note = g_ptr_array_index (notes, 0);
  g_assert_cmpint (note->office, ==, lw_session_get_focus (fixture->session));
  g_assert_cmpfloat (note->amount_eur, ==, 2500000);
  g_assert_cmpint (note->noted, ==, lw_date_today ());
  g_assert_true (note->confidential);

  /* What cannot be is told, and nothing is written. */
  form = open_form (fixture, window_find_class (panel_of (fixture), "note-add"));
  type_text (form, "  ");
  save (fixture, form);
  g_assert_true (window_is_shown (form, "empty"));
  gtk_popover_popdown (GTK_POPOVER (form));
  window_settle (fixture);

  form = open_form (fixture, window_find_class (window_find_class (panel_of (fixture), "note"), "fact-edit"));
  type_text (form, "broker");
  gtk_editable_set_text (GTK_EDITABLE (window_find (form, GTK_TYPE_ENTRY, 1)), "nothing");
  save (fixture, form);
  g_assert_true (window_is_shown (form, "no amount"));
  gtk_editable_set_text (GTK_EDITABLE (window_find (form, GTK_TYPE_ENTRY, 1)), "");
  gtk_switch_set_active (GTK_SWITCH (window_find (form, GTK_TYPE_SWITCH, 0)), FALSE);
  save (fixture, form);
  g_assert_true (window_is_shown (panel_of (fixture), "broker"));
  g_assert_false (window_is_shown (panel_of (fixture), "€"));
  g_assert_null (window_find_class (panel_of (fixture), "note-lock"));
  g_assert_cmpstr (lw_session_get_undo_name (fixture->session), ==, "Change financial note");

  g_signal_emit_by_name (window_find_class (panel_of (fixture), "note-delete"), "clicked");
  window_settle (fixture);
  g_assert_true (window_is_shown (panel_of (fixture), "Nothing is noted"));
  g_assert_true (window_is_shown (GTK_WIDGET (fixture->window->toasts), "Delete financial note"));
  lw_session_undo (fixture->session);
  window_settle (fixture);
  g_assert_true (window_is_shown (panel_of (fixture), "broker"));
  lw_session_undo (fixture->session);
  window_settle (fixture);
  g_assert_true (window_is_shown (panel_of (fixture), "2,500,000"));
  lw_session_undo (fixture->session);
  window_settle (fixture);
  g_assert_true (window_is_shown (panel_of (fixture), "Nothing is noted"));
}

/* Hidden means that the page does not even tell that there is something. */
static void
test_hidden (WindowFixture *fixture, gconstpointer data)
{
  open_office (fixture);
  add_note (fixture, LW_NOTE_INTENTION, "sells in May", NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-confidential", NULL);
  g_assert_false (lw_session_get_show_confidential (fixture->session));
  window_settle (fixture);
  g_assert_false (window_is_shown (panel_of (fixture), "sells"));
  g_assert_false (window_is_shown (panel_of (fixture), "Notes"));
  g_assert_false (window_is_shown (panel_of (fixture), "Nothing is noted"));
  /* Nor after the page was made anew. */
  lw_session_set_focus (fixture->session, 0);
  lw_session_select_row (fixture->session, 4, FALSE);
  lw_session_select_row (fixture->session, 3, FALSE);
  window_settle (fixture);
  g_assert_false (window_is_shown (panel_of (fixture), "Notes"));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-confidential", NULL);
  window_settle (fixture);
  g_assert_true (window_is_shown (panel_of (fixture), "sells in May"));
  add_note (fixture, LW_NOTE_OTHER, "visited", NULL);
  lw_session_set_show_confidential (fixture->session, FALSE);
  window_settle (fixture);
  g_assert_true (window_is_shown (panel_of (fixture), "visited"));
  g_assert_false (window_is_shown (panel_of (fixture), "sells"));
  g_assert_null (window_find_class (panel_of (fixture), "note-add"));
}

static void
test_read_only (WindowFixture *fixture, gconstpointer data)
{
  g_autoptr (LwOfficeNote) note = NULL;
  g_autoptr (LwStore) store = lw_store_open (fixture->path, LW_STORE_READ_WRITE, NULL);
  g_autoptr (LwOffices) offices = lw_store_read_offices (store, LW_DATE_UNKNOWN, NULL, NULL, NULL, NULL);
  g_autoptr (LwLock) lock = NULL;

  note = lw_office_note_new (offices->id[3], LW_NOTE_INTENTION);
  lw_office_note_set_text (note, "sells in May");
  g_assert_true (lw_store_write_note (store, note, "Note", NULL));
  g_clear_pointer (&store, lw_store_close);
  lock = lw_lock_take (fixture->path, NULL);
  open_office (fixture);
  g_assert_true (lw_session_get_read_only (fixture->session));
  g_assert_true (window_is_shown (panel_of (fixture), "sells in May"));
  g_assert_null (window_find_class (panel_of (fixture), "note-add"));
  g_assert_null (window_find_class (panel_of (fixture), "note-delete"));
}

/* The window's own export keeps what is confidential back, and says so. */
static void
test_exported (WindowFixture *fixture, gconstpointer data)
{
  g_autofree char *file = g_build_filename (fixture->folder, "x.lwchanges", NULL);

  open_office (fixture);
  add_note (fixture, LW_NOTE_INTENTION, "sells in May", NULL);
  lw_window_export_edits (fixture->window, file, FALSE);
  g_assert_true (gtk_widget_get_visible (fixture->window->problem_bar));
  g_assert_true (window_is_shown (fixture->window->problem_bar, "confidential"));
  g_assert_false (g_file_test (file, G_FILE_TEST_EXISTS));
  add_note (fixture, LW_NOTE_OTHER, "visited", NULL);
  lw_window_export_edits (fixture->window, file, FALSE);
  g_assert_true (window_is_shown (GTK_WIDGET (fixture->window->toasts), "without confidential facts"));
  g_assert_true (g_file_test (file, G_FILE_TEST_EXISTS));
  lw_window_export_edits (fixture->window, file, TRUE);
  g_remove (file);
}

static void
add_tests (void)
{
#define ADD(name, func) g_test_add ("/notes-panel/" name, WindowFixture, NULL, set_up, func, window_fixture_end)
  ADD ("edited", test_edited);
  ADD ("hidden", test_hidden);
  ADD ("read-only", test_read_only);
  ADD ("exported", test_exported);
#undef ADD
}

int
main (int argc, char *argv[])
{
  return window_fixture_run (argc, argv, add_tests);
}
