/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-plans-dialog: plans for new offices in a window of their own: added, changed and deleted there, each as one edit
 * with undo that is in the file; sums of hard and soft beside the room; the empty state; and a write-protected document
 * can only be looked at. */
#include <math.h>
#include <string.h>

#include "app/lw-plans-dialog.h"
#include "panels/lw-plan-row.h"
#include "store/lw-lock.h"
#include "store/lw-store.h"
#include "window-find.h"
#include "window-fixture.h"

static void
open_dialog (WindowFixture *fixture)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.plans", NULL);
  g_assert_nonnull (fixture->window->plans_dialog);
  fixture->dialog = GTK_WIDGET (fixture->window->plans_dialog);
}

static void
set_up (WindowFixture *fixture, gconstpointer data)
{
  window_fixture_begin (fixture, 200);
  g_assert_null (fixture->window->plans_dialog);
  window_fixture_open (fixture);
  open_dialog (fixture);
}

static void
tear_down (WindowFixture *fixture, gconstpointer data)
{
  if (fixture->window->plans_dialog)
    gtk_window_close (fixture->window->plans_dialog);
  WAIT_UNTIL (fixture->window->plans_dialog == NULL);
  window_fixture_end (fixture, data);
}

static guint
count_rows (WindowFixture *fixture)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  window_collect (fixture->dialog, LW_TYPE_PLAN_ROW, found);
  return found->len;
}

static gboolean
shows (GtkWidget *widget, const char *words)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  window_collect (widget, GTK_TYPE_LABEL, found);
  for (guint i = 0; i < found->len; i++)
    if (gtk_widget_get_mapped (g_ptr_array_index (found, i))
        && strstr (gtk_label_get_text (g_ptr_array_index (found, i)), words))
      return TRUE;
  return FALSE;
}

static GPtrArray *
read_plans (WindowFixture *fixture)
{
  g_autoptr (LwStore) store = lw_store_open (fixture->path, LW_STORE_READ_ONLY, NULL);
  GPtrArray *plans = lw_store_read_plans (store, NULL);

  g_assert_nonnull (plans);
  return plans;
}

/* The plans of the document as its file has them. */
static LwPlan *
read_plan (WindowFixture *fixture, const char *uid)
{
  g_autoptr (GPtrArray) plans = read_plans (fixture);

  for (guint i = 0; i < plans->len; i++)
    if (g_str_equal (((LwPlan *) g_ptr_array_index (plans, i))->uid, uid))
      return lw_plan_copy (g_ptr_array_index (plans, i));
  return NULL;
}

#define WAIT_FOR_EDIT(fixture, name)                                                                                   \
  WAIT_UNTIL (g_strcmp0 (lw_session_get_undo_name ((fixture)->session), name) == 0 && !is_busy ((fixture)->session))

static void
test_changed (WindowFixture *fixture, gconstpointer data)
{
  GtkWidget *row = window_find (fixture->dialog, LW_TYPE_PLAN_ROW, 0);
  g_autofree char *uid = g_strdup (lw_plan_row_get_uid (LW_PLAN_ROW (row)));
  g_autoptr (LwPlan) before = read_plan (fixture, uid), after = NULL;
  GtkSpinButton *bvo, *first;

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  bvo = GTK_SPIN_BUTTON (window_find (row, GTK_TYPE_SPIN_BUTTON, 0));
  first = GTK_SPIN_BUTTON (window_find (row, GTK_TYPE_SPIN_BUTTON, 1));
  /* Several steps are one edit; another field is another one, and neither loses the other's. */
  gtk_spin_button_set_value (bvo, before->bvo_m2 + 500);
  gtk_spin_button_set_value (bvo, before->bvo_m2 + 1000);
  gtk_spin_button_set_value (first, 2031);
  WAIT_FOR_EDIT (fixture, "Set period of plan");
  after = read_plan (fixture, uid);
  g_assert_cmpfloat (after->bvo_m2, ==, before->bvo_m2 + 1000);
  g_assert_cmpint (after->first_year, ==, 2031);
  g_assert_cmpfloat (gtk_spin_button_get_value (bvo), ==, before->bvo_m2 + 1000);

  g_assert_true (gtk_widget_activate_action (fixture->dialog, "win.undo", NULL));
  WAIT_FOR_EDIT (fixture, "Set area of plan");
  WAIT_UNTIL (gtk_spin_button_get_value (first) == before->first_year);
  lw_session_undo (fixture->session);
  WAIT_UNTIL (gtk_spin_button_get_value (bvo) == before->bvo_m2);
}

/* Two plans changed one right after the other are two edits, and neither loses the other. */
static void
test_two (WindowFixture *fixture, gconstpointer data)
{
  GtkWidget *rows[] = { window_find (fixture->dialog, LW_TYPE_PLAN_ROW, 0), window_find (fixture->dialog, LW_TYPE_PLAN_ROW, 1) };
  g_autofree char *second = g_strdup (lw_plan_row_get_uid (LW_PLAN_ROW (rows[1])));
  g_autoptr (LwPlan) plan = NULL;

  for (guint i = 0; i < 2; i++)
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (rows[i]), TRUE);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (window_find (rows[0], GTK_TYPE_SPIN_BUTTON, 0)), 12000);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (window_find (rows[1], GTK_TYPE_SPIN_BUTTON, 1)), 2033);
  WAIT_FOR_EDIT (fixture, "Set period of plan");
  plan = read_plan (fixture, second);
  g_assert_cmpint (plan->first_year, ==, 2033);
  g_clear_pointer (&plan, lw_plan_free);
  plan = read_plan (fixture, lw_plan_row_get_uid (LW_PLAN_ROW (rows[0])));
  g_assert_cmpfloat (plan->bvo_m2, ==, 12000);
}

static void
test_optional (WindowFixture *fixture, gconstpointer data)
{
  GtkWidget *row = window_find (fixture->dialog, LW_TYPE_PLAN_ROW, 1);
  g_autofree char *uid = g_strdup (lw_plan_row_get_uid (LW_PLAN_ROW (row)));
  g_autoptr (LwPlan) scrapped = NULL, kept = NULL;
  GtkSwitch *scrap;

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  scrap = GTK_SWITCH (window_find (row, GTK_TYPE_SWITCH, 2));
  g_assert_false (gtk_switch_get_active (scrap));
  gtk_switch_set_active (scrap, TRUE);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (window_find (row, GTK_TYPE_SPIN_BUTTON, 4)), 2029);
  WAIT_FOR_EDIT (fixture, "Set from when plan is scrapped");
  scrapped = read_plan (fixture, uid);
  g_assert_cmpint (scrapped->scrapped_from, ==, 2029);
  g_assert_true (shows (row, "scrapped from 2029"));
  gtk_switch_set_active (scrap, FALSE);
  WAIT_UNTIL (!shows (row, "scrapped from"));
  WAIT_UNTIL (!is_busy (fixture->session));
  kept = read_plan (fixture, uid);
  g_assert_cmpint (kept->scrapped_from, ==, 0);
  g_assert_true (isnan (kept->probability));
}

static void
test_added (WindowFixture *fixture, gconstpointer data)
{
  guint before = count_rows (fixture);
  g_autofree char *uid = NULL;
  g_autoptr (LwPlan) named = NULL, gone = NULL;
  GtkWidget *row;

  g_assert_cmpuint (before, >, 0);
  g_signal_emit_by_name (window_find_button (fixture->dialog, "_Add"), "clicked");
  WAIT_FOR_EDIT (fixture, "Add plan");
  g_assert_cmpuint (count_rows (fixture), ==, before + 1);
  row = window_find (fixture->dialog, LW_TYPE_PLAN_ROW, before);
  uid = g_strdup (lw_plan_row_get_uid (LW_PLAN_ROW (row)));
  g_assert_true (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (row)));
  gtk_editable_set_text (GTK_EDITABLE (window_find (row, ADW_TYPE_ENTRY_ROW, 0)), "Stationsplein <Zuid>");
  /* A window that is closed writes what waits. */
  gtk_window_close (fixture->window->plans_dialog);
  WAIT_UNTIL (fixture->window->plans_dialog == NULL && !is_busy (fixture->session));
  named = read_plan (fixture, uid);
  g_assert_cmpstr (named->name, ==, "Stationsplein <Zuid>");

  open_dialog (fixture);
  row = window_find (fixture->dialog, LW_TYPE_PLAN_ROW, before);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  g_signal_emit_by_name (window_find_button (row, "Delete plan"), "clicked");
  WAIT_UNTIL (count_rows (fixture) == before && !is_busy (fixture->session));
  gone = read_plan (fixture, uid);
  g_assert_null (gone);
  lw_session_undo (fixture->session);
  WAIT_UNTIL (count_rows (fixture) == before + 1);
}

static void
test_sums (WindowFixture *fixture, gconstpointer data)
{
  GPtrArray *plans = lw_session_get_plans (fixture->session);

  WAIT_UNTIL (shows (fixture->dialog, "room by 2045"));
  g_assert_true (shows (fixture->dialog, "“Convert 24”"));
  /* Without plans there is a sentence and a button. */
  while (plans->len > 0)
    {
      lw_session_delete_plan (fixture->session, ((LwPlan *) g_ptr_array_index (plans, 0))->uid);
      plans = lw_session_get_plans (fixture->session);
    }
  WAIT_UNTIL (shows (fixture->dialog, "No plans"));
  g_signal_emit_by_name (window_find_button (fixture->dialog, "_Add a plan"), "clicked");
  WAIT_UNTIL (count_rows (fixture) == 1 && !is_busy (fixture->session));
  g_assert_true (shows (fixture->dialog, "New plan"));
}

/* What somebody else edits can only be looked at. */
static void
test_read_only (WindowFixture *fixture, gconstpointer data)
{
  g_autoptr (LwLock) lock = NULL;
  GtkWidget *row;

  gtk_window_close (fixture->window->plans_dialog);
  WAIT_UNTIL (fixture->window->plans_dialog == NULL);
  lw_session_close (fixture->session);
  lock = lw_lock_take (fixture->path, NULL);
  window_fixture_open (fixture);
  g_assert_true (lw_session_get_read_only (fixture->session));
  open_dialog (fixture);
  row = window_find (fixture->dialog, LW_TYPE_PLAN_ROW, 0);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  g_assert_false (gtk_widget_get_sensitive (window_find (row, GTK_TYPE_SPIN_BUTTON, 0)));
  g_assert_false (gtk_widget_get_sensitive (window_find_button (fixture->dialog, "_Add")));
}

static void
add_tests (void)
{
#define ADD(name, func) g_test_add ("/plans-dialog/" name, WindowFixture, NULL, set_up, func, tear_down)
  ADD ("changed", test_changed);
  ADD ("two", test_two);
  ADD ("optional", test_optional);
  ADD ("added", test_added);
  ADD ("sums", test_sums);
  ADD ("read-only", test_read_only);
#undef ADD
}

int
main (int argc, char *argv[])
{
  return window_fixture_run (argc, argv, add_tests);
}
