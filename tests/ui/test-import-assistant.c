/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-import-assistant: a list is looked at, corrected and imported in the window: what its columns mean, how it is
 * written, which office a doubtful row means; and the next list of the kind needs no work. */
#include "../core/bag-fixture.h"
#include "window-find.h"

#include "app/lw-import-dialog.h"
#include "app/lw-import-result.h"
#include "session/lw-session-import.h"

#include <glib/gstdio.h>
#include <xlsxwriter.h>

#define N_OFFICES 30

/* Two offices at one number, beside those of the example. */
static const char inventory[] = "postcode;huisnummer;huisletter;straat;gemeentecode;oppervlakte m2;x;y\n"
                                "3599ZZ;7;A;Testplein;GM0344;800;136710;455810\n"
                                "3599ZZ;7;B;Testplein;GM0344;600;136712;455812\n";

static const char list[] = "Opgave;;;\npostcode;nr;leeg;wat\n3599ZZ;7;120,5;9\n3599ZZ;7a;veel;8\n3599ZZ;99;1.260;7\n";

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwImportResult) done = lw_session_import_finish (LW_SESSION (source), result, &error);

  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

static char *
write_list (WindowFixture *fixture, const char *name, const char *text)
{
  char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static void
import_path (WindowFixture *fixture, const char *path, const LwImportRequest *request)
{
  const char *paths[] = { path, NULL };
  gboolean done = FALSE;

  lw_session_import_async (fixture->session, paths, request, NULL, imported_cb, &done);
  WAIT_UNTIL (done && !is_busy (fixture->session));
}

static void
set_up (WindowFixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;
  LwImportRequest request;

  window_fixture_begin (fixture, N_OFFICES);
  window_fixture_open (fixture);
  path = write_list (fixture, "inventory.csv", inventory);
  lw_import_request_init (&request);
  request.date = lw_date_from_ymd (2026, 1, 1);
  request.new_offices = LW_NEW_OFFICES_ADD;
  import_path (fixture, path, &request);
  g_assert_cmpuint (lw_session_get_offices (fixture->session)->n, ==, N_OFFICES + 2);
  g_remove (path);
}

static LwImportDialog *
open_dialog (WindowFixture *fixture, const char *path, const char *mappings)
{
  LwImportDialog *dialog = lw_import_dialog_new (GTK_WINDOW (fixture->window), fixture->session, path, mappings);

  gtk_window_present (GTK_WINDOW (dialog));
  return dialog;
}

static GtkWidget *
get_accept (LwImportDialog *dialog)
{
  return window_find_class (GTK_WIDGET (dialog), "suggested-action");
}

static void
close_dialog (LwImportDialog *dialog)
{
  LwImportDialog *gone = dialog;

  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &gone);
  gtk_window_destroy (GTK_WINDOW (dialog));
  WAIT_UNTIL (gone == NULL);
}

static const char *
get_cell_text (LwImportPreview *preview, guint row, guint column)
{
  return gtk_label_get_text (lw_import_preview_get_cell (preview, row, column));
}

/* The cells are shown as they are understood; a choice of a meaning takes it away elsewhere, and is no guess. */
static void
test_meanings (WindowFixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_list (fixture, "leeg.csv", list);
  LwImportDialog *dialog = open_dialog (fixture, path, NULL);
  LwImportPreview *preview = window_find (GTK_WIDGET (dialog), LW_TYPE_IMPORT_PREVIEW, 0);
  GtkWidget *leeg;

  WAIT_UNTIL (gtk_widget_get_sensitive (get_accept (dialog)));
  g_assert_true (window_is_shown (GTK_WIDGET (dialog), "1 matched · 1 doubtful · 1 without an office"));
  g_assert_cmpstr (get_cell_text (preview, 0, 0), ==, "3599 ZZ");
  g_assert_cmpstr (get_cell_text (preview, 0, 2), ==, "120.5\u00a0m²");
  leeg = GTK_WIDGET (lw_import_preview_get_choice (preview, 2));
  g_assert_true (gtk_widget_has_css_class (leeg, "guessed"));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (lw_import_preview_get_cell (preview, 1, 2)), "unreadable"));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (GTK_WIDGET (lw_import_preview_get_cell (preview, 1, 2))), ==,
                   "“veel” is no number");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (lw_import_preview_get_cell (preview, 0, 3)), "unused"));

  gtk_drop_down_set_selected (lw_import_preview_get_choice (preview, 3), LW_VACANCY_VACANT_M2 + 1);
  g_assert_cmpint (lw_import_dialog_get_mapping (dialog)->columns[LW_VACANCY_VACANT_M2], ==, 3);
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (leeg)), ==, 0);
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (lw_import_preview_get_choice (preview, 3)), "guessed"));
  g_assert_cmpstr (get_cell_text (preview, 1, 3), ==, "8\u00a0m²");
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (lw_import_preview_get_cell (preview, 1, 2)), "unreadable"));
  WAIT_UNTIL (gtk_widget_get_sensitive (get_accept (dialog)));

  /* Without vacancy and with nothing else to tell, the list is of no use, and that is said at once. */
  gtk_drop_down_set_selected (lw_import_preview_get_choice (preview, 3), 0);
  g_assert_false (gtk_widget_get_sensitive (get_accept (dialog)));
  close_dialog (dialog);
  g_remove (path);
}

static AdwComboRow *
find_row (LwImportDialog *dialog, const char *title)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  window_collect (GTK_WIDGET (dialog), ADW_TYPE_COMBO_ROW, rows);
  for (guint i = 0; i < rows->len; i++)
    if (g_str_equal (adw_preferences_row_get_title (g_ptr_array_index (rows, i)), title))
      return g_ptr_array_index (rows, i);
  g_assert_not_reached ();
}

static gboolean
has_heading (LwImportDialog *dialog, const char *heading)
{
  return window_is_shown (GTK_WIDGET (window_find (GTK_WIDGET (dialog), LW_TYPE_IMPORT_PREVIEW, 0)), heading);
}

/* Each correction of how the file is written shows at once, and can be taken back. */
static void
test_format (WindowFixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_list (fixture, "leeg.csv", list);
  LwImportDialog *dialog = open_dialog (fixture, path, NULL);
  LwImportPreview *preview = window_find (GTK_WIDGET (dialog), LW_TYPE_IMPORT_PREVIEW, 0);

  WAIT_UNTIL (gtk_widget_get_sensitive (get_accept (dialog)));
  g_assert_true (window_is_shown (GTK_WIDGET (dialog), "Found: semicolon (;)"));
  g_assert_true (window_is_shown (GTK_WIDGET (dialog), "Found: row 2"));
  adw_combo_row_set_selected (find_row (dialog, "_Headings"), 2);
  WAIT_UNTIL (has_heading (dialog, "Opgave"));
  adw_combo_row_set_selected (find_row (dialog, "_Headings"), 0);
  WAIT_UNTIL (has_heading (dialog, "nr") && gtk_widget_get_sensitive (get_accept (dialog)));
  adw_combo_row_set_selected (find_row (dialog, "_Decimal sign"), 2);
  WAIT_UNTIL (g_str_equal (get_cell_text (preview, 2, 2), "1.3\u00a0m²"));
  adw_combo_row_set_selected (find_row (dialog, "_Decimal sign"), 1);
  WAIT_UNTIL (g_str_equal (get_cell_text (preview, 2, 2), "1,260\u00a0m²"));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (find_row (dialog, "_Positions"))));
  close_dialog (dialog);
  g_remove (path);
}

static void
accepted_cb (LwImportDialog *dialog, WindowFixture *fixture)
{
  import_path (fixture, lw_import_dialog_get_path (dialog), lw_import_dialog_get_request (dialog));
}

/* An office is chosen for a doubtful row, and gets its vacancy. */
static void
test_choice (WindowFixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_list (fixture, "leeg.csv", list);
  LwImportDialog *dialog = open_dialog (fixture, path, NULL), *gone = dialog;
  LwImportReview *review = window_find (GTK_WIDGET (dialog), LW_TYPE_IMPORT_REVIEW, 0);
  LwOffices *offices = lw_session_get_offices (fixture->session);
  gint64 office = offices->id[offices->n - 1];
  GtkDropDown *choice;
  guint row;

  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &gone);
  g_signal_connect (dialog, "accepted", G_CALLBACK (accepted_cb), fixture);
  WAIT_UNTIL (gtk_widget_get_sensitive (get_accept (dialog)));
  window_settle (fixture);
  choice = window_find (GTK_WIDGET (review), GTK_TYPE_DROP_DOWN, 0);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (choice)), ==, 4);
  gtk_drop_down_set_selected (choice, 2);
  WAIT_UNTIL (window_is_shown (GTK_WIDGET (dialog), "2 matched · 1 without an office"));
  /* The row can still be left out, or given to the other. */
  choice = window_find (GTK_WIDGET (review), GTK_TYPE_DROP_DOWN, 0);
  g_assert_cmpuint (gtk_drop_down_get_selected (choice), ==, 2);
  gtk_drop_down_set_selected (choice, 3);
  WAIT_UNTIL (window_is_shown (GTK_WIDGET (dialog), "1 matched · 1 without an office · 1 left out"));
  gtk_drop_down_set_selected (choice, 2);
  WAIT_UNTIL (window_is_shown (GTK_WIDGET (dialog), "2 matched"));
  WAIT_UNTIL (gtk_widget_get_sensitive (get_accept (dialog)));
  g_signal_emit_by_name (get_accept (dialog), "clicked");
  WAIT_UNTIL (gone == NULL && !is_busy (fixture->session));
  offices = lw_session_get_offices (fixture->session);
  row = lw_offices_find_id (offices, office);
  g_assert_cmpfloat (offices->vacant_m2[row], ==, 120.5);
  g_remove (path);
}

/* What was chosen is there again for the next list with these headings, until it is forgotten. */
static void
test_remembered (WindowFixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_list (fixture, "leeg.csv", list);
  g_autofree char *mappings = g_build_filename (fixture->folder, "mappings", NULL);
  LwImportDialog *dialog = open_dialog (fixture, path, mappings), *gone = dialog;
  LwImportPreview *preview = window_find (GTK_WIDGET (dialog), LW_TYPE_IMPORT_PREVIEW, 0);

  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &gone);
  WAIT_UNTIL (gtk_widget_get_sensitive (get_accept (dialog)));
  g_assert_false (window_is_shown (GTK_WIDGET (dialog), "as chosen before"));
  gtk_drop_down_set_selected (lw_import_preview_get_choice (preview, 3), LW_VACANCY_VACANT_M2 + 1);
  WAIT_UNTIL (gtk_widget_get_sensitive (get_accept (dialog)));
  g_signal_emit_by_name (get_accept (dialog), "clicked");
  WAIT_UNTIL (gone == NULL);

  dialog = open_dialog (fixture, path, mappings);
  WAIT_UNTIL (gtk_widget_get_sensitive (get_accept (dialog)));
  g_assert_true (window_is_shown (GTK_WIDGET (dialog), "as chosen before"));
  g_assert_cmpint (lw_import_dialog_get_mapping (dialog)->columns[LW_VACANCY_VACANT_M2], ==, 3);
  g_signal_emit_by_name (window_find_button (GTK_WIDGET (dialog), "_Forget"), "clicked");
  WAIT_UNTIL (!window_is_shown (GTK_WIDGET (dialog), "as chosen before"));
  g_assert_cmpint (lw_import_dialog_get_mapping (dialog)->columns[LW_VACANCY_VACANT_M2], ==, 2);
  close_dialog (dialog);
  g_assert_cmpint (g_rmdir (mappings), ==, 0);
  g_remove (path);
}

/* A list with very many columns does not hold the window up, and every column that means something is there. */
static void
test_wide (WindowFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("bag_id");
  g_autofree char *path = NULL;
  LwImportDialog *dialog;
  LwImportPreview *preview;

  for (guint i = 0; i < 2000; i++)
    g_string_append_printf (text, ";k%u", i);
  g_string_append (text, ";leegstand_m2\n0344010000000001");
  for (guint i = 0; i < 2000; i++)
    g_string_append (text, ";1");
  g_string_append (text, ";25\n");
  path = write_list (fixture, "wide.csv", text->str);
  dialog = open_dialog (fixture, path, NULL);
  preview = window_find (GTK_WIDGET (dialog), LW_TYPE_IMPORT_PREVIEW, 0);
  WAIT_UNTIL (lw_import_preview_get_choice (preview, 2001) != NULL);
  g_assert_null (lw_import_preview_get_choice (preview, 1000));
  g_assert_cmpstr (get_cell_text (preview, 0, 2001), ==, "25\u00a0m²");
  g_assert_true (window_is_shown (GTK_WIDGET (dialog), "of 2,002 columns are shown"));
  close_dialog (dialog);
  g_remove (path);
}

static void
fill_sheet (lxw_workbook *book, const char *name, const char *const *cells)
{
  lxw_worksheet *sheet = workbook_add_worksheet (book, name);

  for (guint i = 0; cells[i]; i++)
    worksheet_write_string (sheet, i / 3, (guint16) (i % 3), cells[i], NULL);
}

/* Of a workbook the sheet can be chosen; what only text files have is not asked. */
static void
test_workbook (WindowFixture *fixture, gconstpointer data)
{
  static const char *const first[] = { "postcode", "huisnummer", "leegstand m2", "3599ZZ", "7a", "5", "3599ZZ", "7b",
                                       "6",        NULL };
  static const char *const second[] = { "postcode", "nummer", "leeg m2", "3599ZZ", "7a", "8", NULL };
  g_autofree char *path = g_build_filename (fixture->folder, "leeg.xlsx", NULL);
  lxw_workbook *book = workbook_new (path);
  LwImportDialog *dialog;
  AdwComboRow *sheet;

  fill_sheet (book, "2025", first);
  fill_sheet (book, "2024", second);
  g_assert_cmpint (workbook_close (book), ==, LXW_NO_ERROR);
  dialog = open_dialog (fixture, path, NULL);
  WAIT_UNTIL (gtk_widget_get_sensitive (get_accept (dialog)));
  sheet = find_row (dialog, "_Sheet");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (sheet)));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (find_row (dialog, "_Separator"))));
  g_assert_true (window_is_shown (GTK_WIDGET (dialog), "2 matched"));
  g_assert_cmpstr (lw_import_dialog_get_request (dialog)->sheet, ==, "2025");
  adw_combo_row_set_selected (sheet, 1);
  WAIT_UNTIL (has_heading (dialog, "nummer") && gtk_widget_get_sensitive (get_accept (dialog)));
  g_assert_true (window_is_shown (GTK_WIDGET (dialog), "1 matched"));
  g_assert_cmpstr (lw_import_dialog_get_request (dialog)->sheet, ==, "2024");
  g_assert_cmpint (lw_import_dialog_get_request (dialog)->kind, ==, LW_SOURCE_XLSX);
  close_dialog (dialog);
  g_remove (path);
}

/* What was chosen for a row of one sheet is nothing to the row of another on the same line. */
static void
test_sheet_choices (WindowFixture *fixture, gconstpointer data)
{
  static const char *const first[] = { "postcode", "huisnummer", "leegstand m2", "3599ZZ", "7", "5", NULL };
  static const char *const second[] = { "postcode", "huisnummer", "leegstand m2", "3599ZZ", "7", "8", NULL };
  g_autofree char *path = g_build_filename (fixture->folder, "leeg.xlsx", NULL);
  lxw_workbook *book = workbook_new (path);
  LwImportDialog *dialog;
  LwImportReview *review;

  fill_sheet (book, "2025", first);
  fill_sheet (book, "2024", second);
  g_assert_cmpint (workbook_close (book), ==, LXW_NO_ERROR);
  dialog = open_dialog (fixture, path, NULL);
  review = window_find (GTK_WIDGET (dialog), LW_TYPE_IMPORT_REVIEW, 0);
  WAIT_UNTIL (window_is_shown (GTK_WIDGET (dialog), "1 doubtful"));
  window_settle (fixture);
  gtk_drop_down_set_selected (window_find (GTK_WIDGET (review), GTK_TYPE_DROP_DOWN, 0), 2);
  WAIT_UNTIL (window_is_shown (GTK_WIDGET (dialog), "1 matched"));
  adw_combo_row_set_selected (find_row (dialog, "_Sheet"), 1);
  WAIT_UNTIL (window_is_shown (GTK_WIDGET (dialog), "1 doubtful"));
  window_settle (fixture);
  g_assert_cmpuint (gtk_drop_down_get_selected (window_find (GTK_WIDGET (review), GTK_TYPE_DROP_DOWN, 0)), ==, 0);
  g_assert_cmpuint (g_hash_table_size (lw_import_review_get_choices (review)), ==, 0);
  close_dialog (dialog);
  g_remove (path);
}

static void
pass_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
}

/* Longer than the pause after which a list is tried. */
static void
pass_time (void)
{
  gboolean passed = FALSE;

  g_timeout_add_once (600, pass_cb, &passed);
  WAIT_UNTIL (passed);
}

/* Nothing that is being read keeps the window, nor goes on without it. */
static void
leave_dialog (LwImportDialog *dialog)
{
  LwImportDialog *gone = dialog;

  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &gone);
  gtk_window_destroy (GTK_WINDOW (dialog));
  g_assert_null (gone);
}

/* A sheet that cannot be read is told, and the one before is not imported in its place. */
static void
test_empty_sheet (WindowFixture *fixture, gconstpointer data)
{
  static const char *const first[] = { "postcode", "huisnummer", "leegstand m2", "3599ZZ", "7a", "5", NULL };
  g_autofree char *path = g_build_filename (fixture->folder, "leeg.xlsx", NULL);
  lxw_workbook *book = workbook_new (path);
  LwImportDialog *dialog;

  fill_sheet (book, "2025", first);
  workbook_add_worksheet (book, "Leeg");
  g_assert_cmpint (workbook_close (book), ==, LXW_NO_ERROR);
  dialog = open_dialog (fixture, path, NULL);
  WAIT_UNTIL (gtk_widget_get_sensitive (get_accept (dialog)));
  adw_combo_row_set_selected (find_row (dialog, "_Sheet"), 1);
  WAIT_UNTIL (window_is_shown (GTK_WIDGET (dialog), "is empty"));
  adw_combo_row_set_selected (find_row (dialog, "_Offices not named"), 1);
  adw_combo_row_set_selected (find_row (dialog, "_Headings"), 2);
  pass_time ();
  g_assert_false (gtk_widget_get_sensitive (get_accept (dialog)));
  adw_combo_row_set_selected (find_row (dialog, "_Sheet"), 0);
  WAIT_UNTIL (gtk_widget_get_sensitive (get_accept (dialog)));
  g_assert_true (window_is_shown (GTK_WIDGET (dialog), "1 matched"));
  close_dialog (dialog);
  g_remove (path);
}

static GtkStackPage *
get_review_page (LwImportDialog *dialog, const char *name)
{
  GtkStack *stack = window_find (window_find (GTK_WIDGET (dialog), LW_TYPE_IMPORT_REVIEW, 0), GTK_TYPE_STACK, 0);

  return gtk_stack_get_page (stack, gtk_stack_get_child_by_name (stack, name));
}

/* As soon as something changes no figure of before is shown any more; several changes in a row are one. */
static void
test_unknown (WindowFixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_list (fixture, "leeg.csv", list);
  LwImportDialog *dialog = open_dialog (fixture, path, NULL);
  GtkEditable *date = GTK_EDITABLE (window_find (GTK_WIDGET (dialog), ADW_TYPE_ENTRY_ROW, 0));

  WAIT_UNTIL (gtk_widget_get_sensitive (get_accept (dialog)));
  g_assert_cmpstr (gtk_stack_page_get_title (get_review_page (dialog, "doubts")), ==, "Rows to check (1)");
  for (guint i = 1; i <= 3; i++)
    {
      adw_combo_row_set_selected (find_row (dialog, "_Offices not named"), i % 3);
      g_assert_true (window_is_shown (GTK_WIDGET (dialog), "Not known yet"));
      g_assert_false (window_is_shown (GTK_WIDGET (dialog), "matched"));
      g_assert_cmpstr (gtk_stack_page_get_title (get_review_page (dialog, "doubts")), ==, "Rows to check");
      g_assert_false (gtk_widget_get_sensitive (get_accept (dialog)));
    }
  WAIT_UNTIL (gtk_widget_get_sensitive (get_accept (dialog)));
  g_assert_cmpstr (gtk_stack_page_get_title (get_review_page (dialog, "doubts")), ==, "Rows to check (1)");
  /* What is missing is told in the place of figures as well. */
  gtk_editable_set_text (date, "31-2-2026");
  g_assert_true (window_is_shown (GTK_WIDGET (dialog), "Give the date that the list describes"));
  g_assert_cmpstr (gtk_stack_page_get_title (get_review_page (dialog, "doubts")), ==, "Rows to check");
  gtk_editable_set_text (date, "28-2-2026");
  WAIT_UNTIL (window_is_shown (GTK_WIDGET (dialog), "1 matched · 1 doubtful · 1 without an office"));
  close_dialog (dialog);
  g_remove (path);
}

/* A long list is shown from its beginning at once; its rows are counted beside that, and it can be left meanwhile. */
static void
test_long (WindowFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("postcode;nr;leeg\n3599ZZ;7a;120\n");
  g_autofree char *path = NULL;
  LwImportDialog *dialog;
  LwImportPreview *preview;

  for (guint i = 0; i < 400000; i++)
    g_string_append_printf (text, "3599ZZ;%u;%u\n", i % 3000 + 100, i % 90);
  path = write_list (fixture, "long.csv", text->str);
  dialog = open_dialog (fixture, path, NULL);
  preview = window_find (GTK_WIDGET (dialog), LW_TYPE_IMPORT_PREVIEW, 0);
  WAIT_UNTIL (lw_import_preview_get_choice (preview, 2) != NULL);
  g_assert_cmpstr (get_cell_text (preview, 0, 2), ==, "120\u00a0m²");
  g_assert_true (window_is_shown (GTK_WIDGET (dialog), "Not known yet"));
  g_assert_false (gtk_widget_get_sensitive (get_accept (dialog)));
  WAIT_UNTIL (gtk_widget_get_sensitive (get_accept (dialog)));
  g_assert_true (window_is_shown (GTK_WIDGET (dialog), "1 matched"));
  g_assert_true (window_is_shown (GTK_WIDGET (dialog), "400,000 without an office"));
  for (guint i = 0; i < 4; i++)
    {
      adw_combo_row_set_selected (find_row (dialog, "_Decimal sign"), i % 3);
      for (guint k = 0; k < 20; k++)
        g_main_context_iteration (NULL, FALSE);
    }
  adw_combo_row_set_selected (find_row (dialog, "_Separator"), 2);
  leave_dialog (dialog);
  /* And while it is being read. */
  dialog = open_dialog (fixture, path, NULL);
  preview = window_find (GTK_WIDGET (dialog), LW_TYPE_IMPORT_PREVIEW, 0);
  WAIT_UNTIL (lw_import_preview_get_choice (preview, 2) != NULL);
  pass_time ();
  leave_dialog (dialog);
  leave_dialog (open_dialog (fixture, path, NULL));
  g_remove (path);
}

static void
count_cb (LwImportDialog *dialog, guint *n)
{
  (*n)++;
}

/* A table that needs no questions is not imported either when somebody has closed the window before it was known. */
static void
test_left (WindowFixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_list (fixture, "vraag.csv", "Regio;Jaar;Vraag (m² vvo)\nWest;2030;1.234.567,5\n");
  LwImportDialog *dialog = open_dialog (fixture, path, NULL);
  guint n = 0;

  g_signal_connect (dialog, "accepted", G_CALLBACK (count_cb), &n);
  leave_dialog (dialog);
  pass_time ();
  g_assert_cmpuint (n, ==, 0);
  dialog = open_dialog (fixture, path, NULL);
  g_signal_connect (dialog, "accepted", G_CALLBACK (count_cb), &n);
  WAIT_UNTIL (n == 1);
  g_remove (path);
}

/* How exact positions are can be said where there are any, and is there again the next time. */
static void
test_tolerance (WindowFixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_list (fixture, "punten.csv", "x;y;leeg m2;eigenaar\n136740;455810;50;belegger\n");
  g_autofree char *mappings = g_build_filename (fixture->folder, "mappings", NULL);
  LwImportDialog *dialog = open_dialog (fixture, path, mappings), *gone = dialog;
  LwImportFacts *facts = window_find (GTK_WIDGET (dialog), LW_TYPE_IMPORT_FACTS, 0);
  GtkSpinButton *metres = lw_import_facts_get_tolerance (facts);

  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &gone);
  WAIT_UNTIL (gtk_widget_get_sensitive (get_accept (dialog)));
  g_assert_true (gtk_widget_is_visible (GTK_WIDGET (metres)));
  g_assert_cmpfloat (gtk_spin_button_get_value (metres), ==, 25);
  g_assert_true (window_is_shown (GTK_WIDGET (dialog), "1 without an office"));
  gtk_spin_button_set_value (metres, 29);
  WAIT_UNTIL (window_is_shown (GTK_WIDGET (dialog), "1 matched"));
  gtk_spin_button_set_value (metres, 0);
  WAIT_UNTIL (window_is_shown (GTK_WIDGET (dialog), "1 without an office"));
  gtk_spin_button_set_value (metres, 40);
  WAIT_UNTIL (window_is_shown (GTK_WIDGET (dialog), "1 doubtful"));
  WAIT_UNTIL (gtk_widget_get_sensitive (get_accept (dialog)));
  g_signal_emit_by_name (get_accept (dialog), "clicked");
  WAIT_UNTIL (gone == NULL);

  dialog = open_dialog (fixture, path, mappings);
  facts = window_find (GTK_WIDGET (dialog), LW_TYPE_IMPORT_FACTS, 0);
  WAIT_UNTIL (gtk_widget_get_sensitive (get_accept (dialog)));
  g_assert_cmpfloat (gtk_spin_button_get_value (lw_import_facts_get_tolerance (facts)), ==, 40);
  g_assert_true (window_is_shown (GTK_WIDGET (dialog), "1 doubtful"));
  /* What was forgotten is not kept by a choice made before the list was read anew. */
  g_signal_emit_by_name (window_find_button (GTK_WIDGET (dialog), "_Forget"), "clicked");
  gtk_drop_down_set_selected (
    lw_import_preview_get_choice (window_find (GTK_WIDGET (dialog), LW_TYPE_IMPORT_PREVIEW, 0), 2), 0);
  WAIT_UNTIL (gtk_widget_get_sensitive (get_accept (dialog)));
  g_assert_cmpfloat (gtk_spin_button_get_value (lw_import_facts_get_tolerance (facts)), ==, 25);
  g_assert_cmpint (lw_import_dialog_get_mapping (dialog)->columns[LW_VACANCY_VACANT_M2], ==, 2);
  /* Without positions it is no question. */
  gtk_drop_down_set_selected (
    lw_import_preview_get_choice (window_find (GTK_WIDGET (dialog), LW_TYPE_IMPORT_PREVIEW, 0), 1), 0);
  g_assert_false (gtk_widget_is_visible (GTK_WIDGET (lw_import_facts_get_tolerance (facts))));
  close_dialog (dialog);
  g_assert_cmpint (g_rmdir (mappings), ==, 0);
  g_remove (path);
}

static gpointer
find_window (GType type)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *item = windows; item; item = item->next)
    if (g_type_is_a (G_OBJECT_TYPE (item->data), type))
      return item->data;
  return NULL;
}

static void
press (GtkWidget *window, const char *label)
{
  GtkWidget *button = window_find_button (window, label);

  g_assert_true (gtk_widget_get_visible (button) && gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

/* The whole way through the window: a list with the day above its headings, new and doubtful offices, the report of what
 * was done, those offices on the map though a filter hides them, and all of it taken back. */
static void
test_result (WindowFixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_list (fixture, "leeg.csv",
                                      "Peildatum 1-7-2026;;;;;\npostcode;nr;leeg;x;y;oppervlakte m2\n3599ZZ;7;120,5;;;\n"
                                      "3599ZZ;99;70;136900;455900;700\n;;1;;;\n");
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  LwOffices *offices = lw_session_get_offices (fixture->session);
  guint n_before = offices->n;
  g_autoptr (LwFilter) none = lw_filter_new (), filter = lw_filter_with_text (none, "nowhere");
  LwImportDialog *dialog = NULL;
  GtkWidget *report = NULL;
  LwBitset *selection;

  lw_session_set_filter (fixture->session, filter);
  g_ptr_array_add (paths, path);
  lw_window_import_paths (fixture->window, paths);
  WAIT_UNTIL ((dialog = find_window (LW_TYPE_IMPORT_DIALOG)) && gtk_widget_get_sensitive (get_accept (dialog)));
  g_assert_true (window_is_shown (GTK_WIDGET (dialog), "Reference date: 1 July 2026"));
  adw_combo_row_set_selected (find_row (dialog, "Rows that match _no office"), 1);
  WAIT_UNTIL (window_is_shown (GTK_WIDGET (dialog), "1 new · 1 doubtful · 1 unusable"));
  WAIT_UNTIL (gtk_widget_get_sensitive (get_accept (dialog)));
  g_signal_emit_by_name (get_accept (dialog), "clicked");
  WAIT_UNTIL ((report = find_window (LW_TYPE_IMPORT_RESULT_DIALOG)) && !is_busy (fixture->session));
  g_assert_true (window_is_shown (report, "Offices new in the document"));
  g_assert_cmpuint (lw_session_get_offices (fixture->session)->n, ==, n_before + 1);

  press (report, "Show _new offices on the map");
  selection = lw_session_get_selection (fixture->session);
  g_assert_cmpuint (lw_bitset_count (selection), ==, 1);
  g_assert_true (lw_filter_is_empty (lw_session_get_filter (fixture->session)));
  press (report, "Show _doubtful offices on the map");
  g_assert_cmpuint (lw_bitset_count (lw_session_get_selection (fixture->session)), ==, 2);
  press (report, "_Undo the import");
  WAIT_UNTIL (!is_busy (fixture->session) && lw_session_get_offices (fixture->session)->n == n_before);
  g_assert_false (gtk_widget_get_sensitive (window_find_button (report, "_Undo the import")));
  gtk_window_close (GTK_WINDOW (report));
  WAIT_UNTIL (find_window (LW_TYPE_IMPORT_RESULT_DIALOG) == NULL);
  g_remove (path);
}

/* Areas need no questions; what came of them is told in their own words. */
static void
test_areas (WindowFixture *fixture, gconstpointer data)
{
  g_autofree char *path
      = write_list (fixture, "werklocaties.geojson",
                    "{\"type\":\"Feature\",\"properties\":{\"code\":\"P1\",\"naam\":\"Testpark\"},\"geometry\":"
                    "{\"type\":\"Polygon\",\"coordinates\":[[[136700,455800],[136800,455800],[136800,455900],"
                    "[136700,455900],[136700,455800]]]}}");
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  GtkWidget *report = NULL;

  g_ptr_array_add (paths, path);
  lw_window_import_paths (fixture->window, paths);
  WAIT_UNTIL ((report = find_window (LW_TYPE_IMPORT_RESULT_DIALOG)) && !is_busy (fixture->session));
  g_assert_true (window_is_shown (report, "Areas and outlines of buildings"));
  g_assert_true (window_is_shown (report, "Offices that lie in other areas now"));
  g_assert_false (window_is_shown (report, "Rows matched"));
  g_assert_true (window_is_shown (GTK_WIDGET (fixture->window), "Imported: 1 area"));
  gtk_window_close (GTK_WINDOW (report));
  WAIT_UNTIL (find_window (LW_TYPE_IMPORT_RESULT_DIALOG) == NULL);
  g_remove (path);
}

/* A part of the register without offices: no word of rows. */
static void
test_nothing (WindowFixture *fixture, gconstpointer data)
{
  g_autofree char *town = bag_town ((BagFixture){ 0 }), *extract = bag_stand ("2022-12-08", "WPL", town);
  g_autofree char *path = write_list (fixture, "0457WPL08122022.xml", extract);
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  GtkWidget *report = NULL;

  g_ptr_array_add (paths, path);
  lw_window_import_paths (fixture->window, paths);
  WAIT_UNTIL ((report = find_window (LW_TYPE_IMPORT_RESULT_DIALOG)) && !is_busy (fixture->session));
  g_assert_true (window_is_shown (GTK_WIDGET (fixture->window), "Imported: nothing for this document"));
  gtk_window_close (GTK_WINDOW (report));
  WAIT_UNTIL (find_window (LW_TYPE_IMPORT_RESULT_DIALOG) == NULL);
  g_remove (path);
}

/* A folder as somebody sent it: what can be read is, and the rest is told. */
static void
test_folder (WindowFixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "opgave", NULL);
  g_autofree char *areas = g_build_filename (folder, "werklocaties.geojson", NULL);
  g_autofree char *letter = g_build_filename (folder, "brief.pdf", NULL);
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  GtkWidget *report = NULL;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (letter, "%PDF-1.4", -1, NULL));
  g_assert_true (g_file_set_contents (
      areas,
      "{\"type\":\"Feature\",\"properties\":{\"code\":\"P1\",\"naam\":\"Testpark\"},\"geometry\":{\"type\":\"Polygon\","
      "\"coordinates\":[[[136700,455800],[136800,455800],[136800,455900],[136700,455900],[136700,455800]]]}}",
      -1, NULL));
  g_ptr_array_add (paths, folder);
  lw_window_import_paths (fixture->window, paths);
  WAIT_UNTIL (window_is_shown (GTK_WIDGET (fixture->window), "1 file is of no kind that is read, and was passed over"));
  WAIT_UNTIL ((report = find_window (LW_TYPE_IMPORT_RESULT_DIALOG)) && !is_busy (fixture->session));
  g_assert_true (window_is_shown (report, "Areas and outlines of buildings"));
  gtk_window_close (GTK_WINDOW (report));
  WAIT_UNTIL (find_window (LW_TYPE_IMPORT_RESULT_DIALOG) == NULL);
  g_remove (areas);
  g_remove (letter);
  g_remove (folder);
}

static void
add_tests (void)
{
#define ADD(name, func) g_test_add ("/import-assistant/" name, WindowFixture, NULL, set_up, func, window_fixture_end)
  ADD ("meanings", test_meanings);
  ADD ("format", test_format);
  ADD ("choice", test_choice);
  ADD ("remembered", test_remembered);
  ADD ("wide", test_wide);
  ADD ("workbook", test_workbook);
  ADD ("sheet-choices", test_sheet_choices);
  ADD ("empty-sheet", test_empty_sheet);
  ADD ("unknown", test_unknown);
  ADD ("long", test_long);
  ADD ("left", test_left);
  ADD ("tolerance", test_tolerance);
  ADD ("areas", test_areas);
  ADD ("folder", test_folder);
  ADD ("nothing", test_nothing);
  ADD ("result", test_result);
#undef ADD
}

int
main (int argc, char *argv[])
{
  return window_fixture_run (argc, argv, add_tests);
}
