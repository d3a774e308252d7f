/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-store-util: documents in a folder of their own, and offices made by rule, for the tests of the store.
 */
#pragma once

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "model/lw-offices-builder.h"
#include "store/lw-check.h"
#include "store/lw-history.h"
#include "store/lw-store.h"
#include "store/lw-store-import.h"

typedef struct {
  char *folder;
  char *path;
} Fixture;

static inline void
fixture_set_up (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("lw-store-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "document.gpkg", NULL);
}

static inline void
fixture_tear_down (Fixture *fixture, gconstpointer unused)
{
  GDir *dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  g_chmod (fixture->folder, 0700);
  while (dir && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  g_clear_pointer (&dir, g_dir_close);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static inline LwStore *
create_document (const char *path)
{
  g_autoptr (GError) error = NULL;
  LwStore *store = lw_store_create (path, "Test", &error);

  g_assert_no_error (error);
  g_assert_nonnull (store);
  return store;
}

static inline LwStore *
open_document (const char *path)
{
  g_autoptr (GError) error = NULL;
  LwStore *store = lw_store_open (path, LW_STORE_READ_WRITE, &error);

  g_assert_no_error (error);
  g_assert_nonnull (store);
  return store;
}

/* Office @i of municipality GM0344, with every stored column known. */
static inline void
set_office (LwOfficesBuilder *builder, guint row, guint i)
{
  g_autofree char *street = g_strdup_printf ("Straat %u", i % 97);
  g_autofree char *postcode = g_strdup_printf ("%04u AB", 1000 + i % 8999);

  lw_offices_builder_set_bag_id (builder, LW_OFFICE_BAG_ID, row, G_GUINT64_CONSTANT (344010000000000) + i);
  lw_offices_builder_set_bag_id (builder, LW_OFFICE_PAND_ID, row,
                                 G_GUINT64_CONSTANT (344100000000000) + i / 3);
  lw_offices_builder_set_text (builder, LW_OFFICE_STREET, row, street);
  lw_offices_builder_set_integer (builder, LW_OFFICE_HOUSE_NUMBER, row, 1 + (int)(i % 300));
  lw_offices_builder_set_text (builder, LW_OFFICE_HOUSE_LETTER, row, i % 5 == 0 ? "A" : "");
  lw_offices_builder_set_text (builder, LW_OFFICE_HOUSE_SUFFIX, row, i % 7 == 0 ? "bis" : "");
  lw_offices_builder_set_text (builder, LW_OFFICE_POSTCODE, row, postcode);
  lw_offices_builder_set_text (builder, LW_OFFICE_TOWN, row, "Utrecht");
  lw_offices_builder_set_text (builder, LW_OFFICE_MUNICIPALITY_CODE, row, "GM0344");
  lw_offices_builder_set_text (builder, LW_OFFICE_MUNICIPALITY, row, "Utrecht");
  lw_offices_builder_set_text (builder, LW_OFFICE_PROVINCE, row, "Utrecht");
  lw_offices_builder_set_code (builder, LW_OFFICE_LOCATION_TYPE, row, 1 + i % 7);
  lw_offices_builder_set_number (builder, LW_OFFICE_RD_X, row, 130000 + i % 10000 + 0.125);
  lw_offices_builder_set_number (builder, LW_OFFICE_RD_Y, row, 450000 + i / 100);
  lw_offices_builder_set_number (builder, LW_OFFICE_FLOOR_AREA_M2, row, 100 + i % 5000);
  lw_offices_builder_set_code (builder, LW_OFFICE_AREA_MEASURE, row, LW_AREA_GO);
  lw_offices_builder_set_integer (builder, LW_OFFICE_BUILD_YEAR, row, 1900 + (int)(i % 120));
  lw_offices_builder_set_code (builder, LW_OFFICE_MONUMENT, row, i % 3);
  lw_offices_builder_set_code (builder, LW_OFFICE_USE_MIXED, row, i % 10 == 0 ? LW_YES : LW_NO);
  lw_offices_builder_set_text (builder, LW_OFFICE_USES, row,
                               i % 10 == 0 ? "kantoorfunctie;woonfunctie" : "kantoorfunctie");
  lw_offices_builder_set_code (builder, LW_OFFICE_STATUS, row, LW_STATUS_IN_USE);
  lw_offices_builder_set_number (builder, LW_OFFICE_STATION_DISTANCE_M, row, 250.5 + i % 3000);
  lw_offices_builder_set_code (builder, LW_OFFICE_FACILITIES, row, LW_YES);
  if (i % 11 == 0)
    lw_offices_builder_add_remarks (builder, row, LW_REMARK_YEAR_DUMMY);
}

static inline LwOffices *
make_offices (guint n)
{
  g_autoptr (LwOfficesBuilder) builder = lw_offices_builder_new (n);

  for (guint i = 0; i < n; i++)
    set_office (builder, lw_offices_builder_add (builder), i);
  return lw_offices_builder_end (builder);
}

static inline void
import_offices (LwStore *store, LwOffices *offices, LwDate date, gboolean complete, LwStoreCounts *counts)
{
  g_autoptr (LwSource) source = lw_source_new ("extract.zip", "bag", date);
  g_autoptr (GError) error = NULL;
  LwImportOptions options = { .complete = complete };

  source->measure = LW_AREA_GO;
  source->rows_read = source->rows_kept = offices->n;
  lw_store_import_offices (store, offices, source, &options, "Import of extract.zip", counts, NULL, NULL,
                           NULL, &error);
  g_assert_no_error (error);
}

static inline LwOffices *
read_offices (LwStore *store, LwDate date)
{
  g_autoptr (GError) error = NULL;
  LwOffices *offices = lw_store_read_offices (store, date, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (offices);
  return offices;
}

/* A third of the offices vacant by half, for some years; a tenth unknown. */
static inline LwObservations *
make_observations (const LwOffices *offices, LwDate date, guint shift)
{
  LwObservations *observations = lw_observations_new (offices->n, date, "leegstand.csv");

  for (guint i = 0; i < offices->n; i++)
    {
      observations->office_id[i] = offices->id[i];
      observations->energy_label[i] = (guint8)(i % 13);
      if ((i + shift) % 10 == 9)
        continue;
      observations->vacant_m2[i] = (i + shift) % 3 == 0 ? offices->floor_area_m2[i] / 2 : 0;
      if ((i + shift) % 3 == 0)
        observations->vacant_since[i] = date - (LwDate)(i % 2000);
      observations->assumed[i] = (i + shift) % 3 == 1;
    }
  return observations;
}

static inline void
import_observations (LwStore *store, const LwObservations *observations, LwStoreCounts *counts)
{
  g_autoptr (GError) error = NULL;

  lw_store_import_observations (store, observations, NULL, "Import of leegstand.csv", counts, NULL, NULL,
                                NULL, &error);
  g_assert_no_error (error);
}

static inline void
assert_offices_equal (const LwOffices *a, const LwOffices *b)
{
  g_autoptr (GString) x = g_string_new (NULL), y = g_string_new (NULL);

  g_assert_cmpuint (a->n, ==, b->n);
  for (guint c = 0; c < LW_N_OFFICE_COLUMNS; c++)
    for (guint i = 0; i < a->n; i++)
      {
        g_string_truncate (x, 0);
        g_string_truncate (y, 0);
        lw_offices_append_cell (a, c, i, x);
        lw_offices_append_cell (b, c, i, y);
        if (strcmp (x->str, y->str) != 0)
          g_error ("%s of row %u: “%s” is not “%s”", lw_office_column_name (c), i, x->str, y->str);
      }
}

/* Nothing is wrong with the file; prints what is. */
static inline void
assert_whole (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwCheckReport) report = lw_store_check (path, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < report->findings->len; i++)
    {
      g_autofree char *text = lw_check_finding_to_text (g_ptr_array_index (report->findings, i));

      g_test_message ("%s", text);
    }
  g_assert_cmpuint (report->n_errors, ==, 0);
}

#define DATE_2025 (lw_date_from_ymd (2025, 1, 1))

/* Edit number @n: a counter in two places with offices between, so that half an edit is seen. */
static inline void
write_numbered_edit (LwStore *store, int n)
{
  g_autofree char *text = g_strdup_printf ("%d", n);
  g_autoptr (LwOffices) offices = make_offices (20 + (guint) (n * 37 % 100));
  g_autoptr (LwSource) source = lw_source_new ("extract", "bag", DATE_2025 + n);
  LwImportOptions options = { .complete = TRUE };

  g_assert_true (lw_store_begin_edit (store, text, NULL));
  g_assert_true (lw_store_write_property (store, "first", text, NULL, NULL));
  g_assert_true (
    lw_store_import_offices (store, offices, source, &options, NULL, NULL, NULL, NULL, NULL, NULL));
  g_assert_true (lw_store_write_property (store, "last", text, NULL, NULL));
  g_assert_true (lw_store_commit_edit (store, NULL));
}

/* Runs @body in a process of its own; an assertion that fails there fails here. */
static inline void
run_in_child (void (*body) (Fixture *fixture), Fixture *fixture)
{
  pid_t child = fork ();
  int status;

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      body (fixture);
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
}
