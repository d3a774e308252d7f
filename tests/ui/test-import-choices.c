/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-import-choices: geodata and registers that leave a choice are asked about in the window, and what is certain is
 * not; what was answered is one edit. */
#include "window-find.h"

#include "../core/bag-fixture.h"
#include "../core/zip-fixture.h"
#include "app/lw-area-choice.h"
#include "app/lw-choices-dialog.h"
#include "app/lw-geodata-page.h"
#include "app/lw-import-dialog.h"
#include "app/lw-import-result.h"
#include "app/lw-municipality-list.h"
#include "app/lw-register-page.h"
#include "session/lw-session-import.h"

#include <glib/gstdio.h>
#include <xlsxwriter.h>

#define N_OFFICES 30

#define SQUARE(x, y)                                                                                                  \
  "{\"type\":\"Polygon\",\"coordinates\":[[[" #x "000," #y "000],[" #x "900," #y "000],[" #x "900," #y "900],["   \
  #x "000," #y "900],[" #x "000," #y "000]]]}"
#define FEATURE(properties, shape)                                                                                    \
  "{\"type\":\"Feature\",\"properties\":{" properties "},\"geometry\":" shape "}"

static const char areas[] = FEATURE ("\"nr\":\"X1\",\"titel\":\"Plein\",\"kleur\":\"rood\"", SQUARE (136, 455));
static const char point[]
  = FEATURE ("\"soort\":\"eik\",\"naam\":\"Boom\"", "{\"type\":\"Point\",\"coordinates\":[136000,455000]}");
static const char utm[] = FEATURE ("\"locatie\":\"Park\"", SQUARE (648, 5773));
static const char certain[] = FEATURE ("\"statcode\":\"GM0344\",\"statnaam\":\"Utrecht\"", SQUARE (136, 455));

static void
set_up (WindowFixture *fixture, gconstpointer data)
{
  window_fixture_begin (fixture, N_OFFICES);
  window_fixture_open (fixture);
}

static char *
write_file (WindowFixture *fixture, const char *name, const char *text)
{
  char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
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
import_files (WindowFixture *fixture, const char *first, const char *second)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();

  g_ptr_array_add (paths, (char *) first);
  if (second)
    g_ptr_array_add (paths, (char *) second);
  lw_window_import_paths (fixture->window, paths);
}

static GtkWidget *
wait_for_dialog (void)
{
  GtkWidget *dialog = NULL;

  WAIT_UNTIL ((dialog = find_window (LW_TYPE_CHOICES_DIALOG)) != NULL);
  return dialog;
}

static GtkWidget *
get_accept (GtkWidget *dialog)
{
  return window_find_class (dialog, "suggested-action");
}

static gboolean
may_import (GtkWidget *dialog)
{
  return gtk_widget_get_sensitive (get_accept (dialog));
}

static GtkWidget *
find_row (GtkWidget *widget, const char *title)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  window_collect (widget, ADW_TYPE_PREFERENCES_ROW, rows);
  for (guint i = 0; i < rows->len; i++)
    if (g_str_equal (adw_preferences_row_get_title (g_ptr_array_index (rows, i)), title))
      return g_ptr_array_index (rows, i);
  g_assert_not_reached ();
}

static guint
count_widgets (GtkWidget *widget, GType type)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  window_collect (widget, type, found);
  return found->len;
}

static void
choose (GtkWidget *widget, const char *title, const char *choice)
{
  AdwComboRow *row = ADW_COMBO_ROW (find_row (widget, title));
  GListModel *model = adw_combo_row_get_model (row);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GtkStringObject) item = g_list_model_get_item (model, i);

      if (g_str_equal (gtk_string_object_get_string (item), choice))
        {
          adw_combo_row_set_selected (row, i);
          return;
        }
    }
  g_assert_not_reached ();
}

static GtkWidget *
wait_for_report (WindowFixture *fixture)
{
  GtkWidget *report = NULL;

  WAIT_UNTIL ((report = find_window (LW_TYPE_IMPORT_RESULT_DIALOG)) && !is_busy (fixture->session));
  g_assert_null (find_window (LW_TYPE_CHOICES_DIALOG));
  return report;
}

static void
accept (GtkWidget *dialog)
{
  g_assert_true (may_import (dialog));
  g_signal_emit_by_name (get_accept (dialog), "clicked");
}

static void
close_report (void)
{
  gtk_window_close (find_window (LW_TYPE_IMPORT_RESULT_DIALOG));
  WAIT_UNTIL (find_window (LW_TYPE_IMPORT_RESULT_DIALOG) == NULL);
}

static guint
count_areas (WindowFixture *fixture, const char *kind)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = lw_session_read_areas (fixture->session, kind, &error);

  g_assert_no_error (error);
  return list->len;
}

/* Areas of no kind that is told: people say which they are and what their code is; one edit, which can be undone. */
static void
test_role (WindowFixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_file (fixture, "gebied.geojson", areas);
  guint n_before = count_areas (fixture, "region");
  GtkWidget *dialog, *report;

  import_files (fixture, path, NULL);
  dialog = wait_for_dialog ();
  g_assert_true (may_import (dialog));
  g_assert_true (window_is_shown (dialog, "Nothing in the file says for certain"));
  g_assert_true (window_is_shown (dialog, "1 feature"));
  g_assert_true (window_is_shown (dialog, "Utrecht · x 136,000 to 136,900"));
  g_assert_true (window_is_shown (dialog, "Found: EPSG:28992, by its coordinates"));
  choose (dialog, "_What it is", "Market regions");
  g_assert_false (window_is_shown (dialog, "Nothing in the file says for certain"));
  choose (dialog, "C_ode", "nr");
  choose (dialog, "_Name", "kleur");
  accept (dialog);
  report = wait_for_report (fixture);
  g_assert_true (window_is_shown (report, "Areas and outlines of buildings"));
  g_assert_cmpuint (count_areas (fixture, "region"), ==, n_before + 1);
  {
    g_autoptr (GPtrArray) regions = lw_session_read_areas (fixture->session, "region", NULL);
    const LwStoreArea *area = g_ptr_array_index (regions, regions->len - 1);

    g_assert_cmpstr (area->code, ==, "X1");
    g_assert_cmpstr (area->name, ==, "rood");
  }
  g_signal_emit_by_name (window_find_button (report, "_Undo the import"), "clicked");
  WAIT_UNTIL (!is_busy (fixture->session) && count_areas (fixture, "region") == n_before);
  close_report ();
  g_remove (path);
}

/* Points that may be anything: the import has to wait for an answer. Escape leaves everything as it was. */
static void
test_unknown (WindowFixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_file (fixture, "punten.geojson", point);
  GtkWidget *dialog;

  import_files (fixture, path, NULL);
  dialog = wait_for_dialog ();
  g_assert_false (may_import (dialog));
  choose (dialog, "_What it is", "Offices");
  g_assert_true (may_import (dialog));
  g_assert_false (gtk_widget_get_visible (find_row (dialog, "C_ode")));
  gtk_widget_activate_action (dialog, "window.close", NULL);
  WAIT_UNTIL (find_window (LW_TYPE_CHOICES_DIALOG) == NULL);
  window_settle (fixture);
  g_assert_null (find_window (LW_TYPE_IMPORT_RESULT_DIALOG));
  g_assert_cmpuint (lw_session_get_offices (fixture->session)->n, ==, N_OFFICES);
  g_remove (path);
}

/* A coordinate system that the file does not tell is asked for, and what is typed is tried at once. */
static void
test_crs (WindowFixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_file (fixture, "park.geojson", utm);
  guint n_before = count_areas (fixture, "location");
  GtkWidget *dialog;

  import_files (fixture, path, NULL);
  dialog = wait_for_dialog ();
  g_assert_false (may_import (dialog));
  g_assert_true (window_is_shown (dialog, "the coordinate system is not told"));
  choose (dialog, "_What it is", "Office locations");
  choose (dialog, "Coordinate _system", "RD New (EPSG:28992)");
  WAIT_UNTIL (window_is_shown (dialog, "None of it lies in the Netherlands"));
  g_assert_false (may_import (dialog));
  choose (dialog, "Coordinate _system", "Another…");
  g_assert_true (window_is_shown (dialog, "Give the EPSG code"));
  gtk_editable_set_text (GTK_EDITABLE (find_row (dialog, "EPSG code")), "99999999");
  g_assert_true (gtk_widget_has_css_class (find_row (dialog, "EPSG code"), "error"));
  g_assert_false (may_import (dialog));
  gtk_editable_set_text (GTK_EDITABLE (find_row (dialog, "EPSG code")), "32631");
  WAIT_UNTIL (may_import (dialog));
  g_assert_false (gtk_widget_has_css_class (find_row (dialog, "EPSG code"), "error"));
  accept (dialog);
  wait_for_report (fixture);
  g_assert_cmpuint (count_areas (fixture, "location"), ==, n_before + 1);
  close_report ();
  g_remove (path);
}

/* Of several files only those that leave a choice are asked about, and all are one edit. Who cancels leaves out what
 * was asked about. */
static void
test_several (WindowFixture *fixture, gconstpointer data)
{
  g_autofree char *one = write_file (fixture, "gemeenten.geojson", certain);
  g_autofree char *other = write_file (fixture, "gebied.geojson", areas);
  guint n_planning = count_areas (fixture, "planning"), n_municipalities = count_areas (fixture, "municipality");
  GtkWidget *dialog, *report;

  import_files (fixture, one, other);
  dialog = wait_for_dialog ();
  g_assert_cmpuint (count_widgets (dialog, LW_TYPE_GEODATA_PAGE), ==, 1);
  gtk_window_close (GTK_WINDOW (dialog));
  wait_for_report (fixture);
  g_assert_cmpuint (count_areas (fixture, "municipality"), ==, n_municipalities + 1);
  g_assert_cmpuint (count_areas (fixture, "planning"), ==, n_planning);
  close_report ();

  import_files (fixture, one, other);
  accept (wait_for_dialog ());
  report = wait_for_report (fixture);
  g_assert_cmpuint (count_areas (fixture, "planning"), ==, n_planning + 1);
  g_signal_emit_by_name (window_find_button (report, "_Undo the import"), "clicked");
  WAIT_UNTIL (!is_busy (fixture->session) && count_areas (fixture, "planning") == n_planning);
  close_report ();
  g_remove (one);
  g_remove (other);
}

/* Of several pages the one that lacks something comes first in sight. */
static void
test_lacking_first (WindowFixture *fixture, gconstpointer data)
{
  g_autofree char *whole = write_file (fixture, "gebied.geojson", areas);
  g_autofree char *lacking = write_file (fixture, "park.geojson", utm);
  GtkWidget *dialog, *stack;

  import_files (fixture, whole, lacking);
  dialog = wait_for_dialog ();
  g_assert_cmpuint (count_widgets (dialog, LW_TYPE_GEODATA_PAGE), ==, 2);
  stack = window_find (dialog, GTK_TYPE_STACK, 0);
  g_assert_true (window_is_shown (gtk_stack_get_visible_child (GTK_STACK (stack)), "the coordinate system is not told"));
  gtk_window_close (GTK_WINDOW (dialog));
  WAIT_UNTIL (!is_busy (fixture->session));
  g_remove (whole);
  g_remove (lacking);
}

static char *
write_register (WindowFixture *fixture, const char *name, const char *municipalities)
{
  char *records[] = {
    bag_object ((BagFixture) { .id = "0344010000000901",
                               .geometry = "<gml:Point srsDimension=\"2\"><gml:pos>136000 455800</gml:pos></gml:Point>",
                               .address = "0344200000000901",
                               .buildings = "0344100000000901" }),
    bag_object ((BagFixture) { .id = "0457010000000901" }),
    bag_address ((BagFixture) { .id = "0344200000000901", .street = "0344300000000901" }),
    bag_address ((BagFixture) { 0 }),
    bag_street ((BagFixture) { .id = "0344300000000901", .name = "Gracht", .town = "3295" }),
    bag_street ((BagFixture) { 0 }),
    bag_town ((BagFixture) { .id = "3295", .name = "Utrecht" }),
    bag_town ((BagFixture) { 0 }),
    bag_building ((BagFixture) { .id = "0344100000000901" }),
    bag_building ((BagFixture) { 0 }),
  };
  g_autofree char *utrecht = bag_relation ("3295", "0344", "2010-07-24", NULL, "definitief");
  g_autofree char *weesp = bag_relation ("1012", "0457", "2010-07-24", NULL, "definitief");
  g_autofree char *both = g_strconcat (utrecht, weesp, NULL), *relations = bag_relation_file (both);
  g_autofree char *delivery = g_strdup_printf (
    "<xb:BAG-Extract-Levering xmlns:xb=\"http://www.kadaster.nl/schemas/lvbag/extract-levering/v20200601\" "
    "xmlns:s=\"http://www.kadaster.nl/schemas/lvbag/extract-selecties/v20200601\">%s</xb:BAG-Extract-Levering>",
    municipalities);
  g_autoptr (GString) all = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *stand = NULL;
  ZipFixture *zip = zip_fixture_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (records); i++)
    {
      g_string_append (all, records[i]);
      g_free (records[i]);
    }
  stand = bag_stand (BAG_DATE, "VBO;NUM;OPR;WPL;PND", all->str);
  zip_fixture_add (zip, "Leveringsdocument-BAG-Extract.xml", delivery, -1, ZIP_DEFLATED);
  zip_fixture_add (zip, "all.xml", stand, -1, ZIP_DEFLATED);
  zip_fixture_add (zip, "GEM-WPL-RELATIE.xml", relations, -1, ZIP_DEFLATED);
  bytes = zip_fixture_end (zip);
  return zip_fixture_save (bytes, fixture->folder, name);
}

#define MUNICIPALITY(code) "<s:Gemeente><s:GemeenteIdentificatie>" code "</s:GemeenteIdentificatie></s:Gemeente>"

static void
press_part (GtkWidget *dialog, const char *title)
{
  gtk_widget_activate (GTK_WIDGET (adw_action_row_get_activatable_widget (ADW_ACTION_ROW (find_row (dialog, title)))));
}

static guint
count_new (WindowFixture *fixture)
{
  return lw_session_get_offices (fixture->session)->n - N_OFFICES;
}

/* Of a register of several municipalities a part can be read; one of a single municipality is read at once. */
static void
test_municipalities (WindowFixture *fixture, gconstpointer data)
{
  g_autofree char *wide = write_register (fixture, "wide.zip", MUNICIPALITY ("0344") MUNICIPALITY ("0457"));
  g_autofree char *small = write_register (fixture, "small.zip", MUNICIPALITY ("0344"));
  GtkWidget *dialog, *check;

  import_files (fixture, wide, NULL);
  dialog = wait_for_dialog ();
  g_assert_true (may_import (dialog));
  g_assert_true (window_is_shown (dialog, "2 municipalities"));
  press_part (dialog, "Of some _municipalities");
  g_assert_false (may_import (dialog));
  /* Only those that the delivery says to be of. */
  check = window_find (window_find (dialog, LW_TYPE_MUNICIPALITY_LIST, 0), GTK_TYPE_CHECK_BUTTON, 0);
  g_assert_cmpstr (gtk_check_button_get_label (GTK_CHECK_BUTTON (check)), ==, "Utrecht");
  g_assert_cmpuint (count_widgets (window_find (dialog, LW_TYPE_MUNICIPALITY_LIST, 0), GTK_TYPE_CHECK_BUTTON), ==, 2);
  gtk_widget_activate (check);
  g_assert_true (window_is_shown (dialog, "1 municipality chosen"));
  accept (dialog);
  wait_for_report (fixture);
  g_assert_cmpuint (count_new (fixture), ==, 1);
  close_report ();

  import_files (fixture, small, NULL);
  wait_for_report (fixture);
  g_assert_cmpuint (count_new (fixture), ==, 2);
  close_report ();
  g_remove (wide);
  g_remove (small);
}

/* Of the whole country all municipalities can be found by name and by province. */
static void
test_country (WindowFixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_register (fixture, "country.zip", "<s:Gebied-NLD>true</s:Gebied-NLD>");
  LwMunicipalityList *list;
  GtkWidget *dialog, *province;
  guint n_all;

  import_files (fixture, path, NULL);
  dialog = wait_for_dialog ();
  press_part (dialog, "Of some _municipalities");
  list = window_find (dialog, LW_TYPE_MUNICIPALITY_LIST, 0);
  gtk_editable_set_text (window_find (GTK_WIDGET (list), GTK_TYPE_SEARCH_ENTRY, 0), "utrecht");
  WAIT_UNTIL (!gtk_widget_get_child_visible (
    gtk_widget_get_parent (window_find (GTK_WIDGET (list), GTK_TYPE_CHECK_BUTTON, 0))));
  g_signal_emit_by_name (window_find_button (dialog, "Choose all _shown"), "clicked");
  n_all = lw_municipality_list_get_chosen (list)->len;
  g_assert_cmpuint (n_all, >=, 1);
  g_assert_cmpuint (n_all, <=, 3);
  gtk_editable_set_text (window_find (GTK_WIDGET (list), GTK_TYPE_SEARCH_ENTRY, 0), "");
  province = window_find (GTK_WIDGET (list), GTK_TYPE_DROP_DOWN, 0);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (GTK_DROP_DOWN (province))), ==, 13);
  g_signal_emit_by_name (window_find_button (dialog, "Choose n_one"), "clicked");
  g_assert_false (may_import (dialog));
  window_settle (fixture);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (province), 7);
  g_signal_emit_by_name (window_find_button (dialog, "Choose all _shown"), "clicked");
  g_assert_cmpuint (lw_municipality_list_get_chosen (list)->len, >, 5);
  g_assert_cmpuint (lw_municipality_list_get_chosen (list)->len, <, 100);
  gtk_window_close (GTK_WINDOW (dialog));
  WAIT_UNTIL (find_window (LW_TYPE_CHOICES_DIALOG) == NULL);
  g_assert_cmpuint (count_new (fixture), ==, 0);
  g_remove (path);
}

/* The part in an area: of a file, and of the document itself. */
static void
test_area (WindowFixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_register (fixture, "country.zip", "<s:Gebied-NLD>true</s:Gebied-NLD>");
  g_autofree char *polygon = write_file (fixture, "gebied.geojson", areas);
  g_autofree char *trees = write_file (fixture, "punten.geojson", point);
  LwAreaChoice *area;
  GtkWidget *dialog;

  import_files (fixture, polygon, NULL);
  accept (wait_for_dialog ());
  wait_for_report (fixture);
  close_report ();
  import_files (fixture, path, NULL);
  dialog = wait_for_dialog ();
  press_part (dialog, "In an a_rea");
  g_assert_false (may_import (dialog));
  area = window_find (dialog, LW_TYPE_AREA_CHOICE, 0);
  choose (dialog, "Area of the _document", "All planning areas (1)");
  g_assert_true (may_import (dialog));
  lw_area_choice_take_file (area, trees);
  g_assert_false (may_import (dialog));
  WAIT_UNTIL (window_is_shown (dialog, "the file has no polygons"));
  g_assert_false (may_import (dialog));
  lw_area_choice_take_file (area, polygon);
  WAIT_UNTIL (may_import (dialog));
  g_assert_true (window_is_shown (dialog, "gebied.geojson · 81 ha"));
  accept (dialog);
  wait_for_report (fixture);
  g_assert_cmpuint (count_new (fixture), ==, 1);
  close_report ();
  g_remove (path);
  g_remove (polygon);
  g_remove (trees);
}

/* What is certain can be asked about all the same, by who wants to. */
static void
test_on_demand (WindowFixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_file (fixture, "gemeenten.geojson", certain);
  guint n_before = count_areas (fixture, "region");
  GtkWidget *dialog;

  g_hash_table_add (fixture->window->choosing, g_strdup (path));
  import_files (fixture, path, NULL);
  dialog = wait_for_dialog ();
  g_assert_true (may_import (dialog));
  g_assert_true (window_is_shown (dialog, "Municipalities"));
  g_assert_true (window_is_shown (dialog, "Found: statcode"));
  choose (dialog, "_What it is", "Market regions");
  accept (dialog);
  wait_for_report (fixture);
  g_assert_cmpuint (count_areas (fixture, "region"), ==, n_before + 1);
  close_report ();
  /* The next time it is not asked about. */
  import_files (fixture, path, NULL);
  wait_for_report (fixture);
  close_report ();
  g_remove (path);
}

static void
fill_sheet (lxw_workbook *book, const char *name, const char *vacant)
{
  lxw_worksheet *sheet = workbook_add_worksheet (book, name);

  worksheet_write_string (sheet, 0, 0, "postcode", NULL);
  worksheet_write_string (sheet, 0, 1, "huisnummer", NULL);
  worksheet_write_string (sheet, 0, 2, "leegstand m2", NULL);
  worksheet_write_string (sheet, 1, 0, "3599ZZ", NULL);
  worksheet_write_string (sheet, 1, 1, "7", NULL);
  worksheet_write_string (sheet, 1, 2, vacant, NULL);
}

/* The sheet that was chosen is read, though the dialog in which it was chosen is gone by then. */
static void
test_sheet (WindowFixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "leeg.xlsx", NULL);
  lxw_workbook *book = workbook_new (path);
  GtkWidget *dialog = NULL, *report;

  fill_sheet (book, "2025", "5");
  fill_sheet (book, "2024", "8");
  g_assert_cmpint (workbook_close (book), ==, LXW_NO_ERROR);
  import_files (fixture, path, NULL);
  WAIT_UNTIL ((dialog = find_window (LW_TYPE_IMPORT_DIALOG)) && may_import (dialog));
  choose (dialog, "_Sheet", "2024");
  choose (dialog, "Rows that match _no office", "Added as new offices");
  WAIT_UNTIL (g_strcmp0 (lw_import_dialog_get_request (LW_IMPORT_DIALOG (dialog))->sheet, "2024") == 0
              && may_import (dialog));
  accept (dialog);
  report = wait_for_report (fixture);
  g_assert_nonnull (report);
  g_assert_cmpuint (count_new (fixture), ==, 1);
  g_assert_cmpfloat (lw_session_get_offices (fixture->session)->vacant_m2[N_OFFICES], ==, 8);
  close_report ();
  g_remove (path);
}

static void
add_tests (void)
{
#define ADD(name, func) g_test_add ("/import-choices/" name, WindowFixture, NULL, set_up, func, window_fixture_end)
  ADD ("role", test_role);
  ADD ("unknown", test_unknown);
  ADD ("crs", test_crs);
  ADD ("several", test_several);
  ADD ("lacking-first", test_lacking_first);
  ADD ("municipalities", test_municipalities);
  ADD ("country", test_country);
  ADD ("area", test_area);
  ADD ("on-demand", test_on_demand);
  ADD ("sheet", test_sheet);
#undef ADD
}

int
main (int argc, char *argv[])
{
  return window_fixture_run (argc, argv, add_tests);
}
