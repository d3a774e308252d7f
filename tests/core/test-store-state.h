/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-store-state: the content of a document as text, to compare what was before and after. */
#pragma once

#include <glib.h>
#include <sqlite3.h>
#include <string.h>

static inline void
append_rows (sqlite3 *db, const char *table, GString *text)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM \"%s\" ORDER BY 1", table);
  sqlite3_stmt *statement = NULL;

  /* A document of an older version lacks some: there they are empty. */
  if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) != SQLITE_OK)
    return;
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      g_string_append (text, table);
      for (int c = 0; c < sqlite3_column_count (statement); c++)
        {
          const guint8 *bytes = sqlite3_column_blob (statement, c);

          g_string_append_c (text, '|');
          if (sqlite3_column_type (statement, c) != SQLITE_BLOB)
            g_string_append (text, bytes ? (const char *)sqlite3_column_text (statement, c) : "NULL");
          for (int i = 0;
               sqlite3_column_type (statement, c) == SQLITE_BLOB && i < sqlite3_column_bytes (statement, c);
               i++)
            g_string_append_printf (text, "%02x", bytes[i]);
        }
      /* Columns that a later version added say nothing yet. */
      while (g_str_has_suffix (text->str, "|NULL"))
        g_string_truncate (text, text->len - strlen ("|NULL"));
      g_string_append_c (text, '\n');
    }
  sqlite3_finalize (statement);
}

/* The state of a document as text: all rows of all tables that hold the user's data. */
static inline char *
read_state (const char *path)
{
  static const char *const tables[]
      = { "source", "office",   "observation",        "municipality",    "area",       "plan",
          "demand", "scenario", "scenario_parameter", "scenario_demand", "measure",    "measure_office",
          "party",  "action",   "agreement",          "review",          "app_setting", "office_note",
          "office_past", "measure_plan", "scenario_region", "scenario_sector", "sector", "demand_share",
          "criteria_set", "answer", "office_address", "import", "import_row", "published_figure" };
  GString *text = g_string_new (NULL);
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    append_rows (db, tables[i], text);
  sqlite3_close (db);
  return g_string_free (text, FALSE);
}
