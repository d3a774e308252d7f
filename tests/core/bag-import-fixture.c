/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bag-import-fixture: see bag-import-fixture.h. */
#include "bag-import-fixture.h"

#include <glib/gstdio.h>

void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("lw-bag-XXXXXX", NULL);
  fixture->paths = g_ptr_array_new_with_free_func (g_free);
}

void
forget (Fixture *fixture)
{
  g_clear_pointer (&fixture->report, lw_import_report_unref);
  g_clear_pointer (&fixture->offices, lw_offices_unref);
  g_clear_error (&fixture->error);
  for (guint i = 0; i < fixture->paths->len; i++)
    g_unlink (g_ptr_array_index (fixture->paths, i));
  g_ptr_array_set_size (fixture->paths, 0);
}

void
tear_down (Fixture *fixture, gconstpointer data)
{
  forget (fixture);
  g_ptr_array_unref (fixture->paths);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
}

/* Adds a file; takes @text. */
void
add_file (Fixture *fixture, const char *name, char *text)
{
  char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_ptr_array_add (fixture->paths, path);
  g_free (text);
}

/* Adds a file of the records that follow, up to NULL; takes them. */
void
add_stand (Fixture *fixture, const char *type, char *record, ...)
{
  g_autoptr (GString) records = g_string_new (NULL);
  g_autofree char *name = g_strdup_printf ("0457%s15102021-%06u.xml", type, fixture->paths->len + 1);
  va_list args;

  va_start (args, record);
  for (char *next = record; next != NULL; next = va_arg (args, char *))
    {
      g_string_append (records, next);
      g_free (next);
    }
  va_end (args);
  add_file (fixture, name, bag_stand (BAG_DATE, type, records->str));
}

/* What the default object refers to; with add_surroundings() also the municipality of its town. */
void
add_references (Fixture *fixture)
{
  add_stand (fixture, "NUM", bag_address ((BagFixture){ 0 }), NULL);
  add_stand (fixture, "PND", bag_building ((BagFixture){ 0 }), NULL);
  add_stand (fixture, "OPR", bag_street ((BagFixture){ 0 }), NULL);
  add_stand (fixture, "WPL", bag_town ((BagFixture){ 0 }), NULL);
}

void
add_surroundings (Fixture *fixture)
{
  g_autofree char *relation = bag_relation ("1012", "0457", "2010-07-24", NULL, "definitief");

  add_references (fixture);
  add_file (fixture, "GEM-WPL-RELATIE.xml", bag_relation_file (relation));
}

void
import_with (Fixture *fixture, const LwBagOptions *options)
{
  g_ptr_array_add (fixture->paths, NULL);
  fixture->offices = lw_bag_import ((const char *const *) fixture->paths->pdata, options, &fixture->report, NULL,
                                    &fixture->error);
  g_ptr_array_set_size (fixture->paths, (int) fixture->paths->len - 1);
}

void
try_import (Fixture *fixture)
{
  import_with (fixture, NULL);
}

void
import (Fixture *fixture)
{
  try_import (fixture);
  g_assert_no_error (fixture->error);
  g_assert_nonnull (fixture->offices);
}

const char *
text (Fixture *fixture, LwOfficeColumn column, guint row)
{
  return lw_offices_text (fixture->offices, column, row);
}
