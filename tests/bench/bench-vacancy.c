/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bench-vacancy: a vacancy list of 100,000 rows, half with an identification and half with an address, is
 * read, checked and joined to 100,000 offices; then a million rows pass through the CSV reader alone.
 * Yardstick: splitting the same bytes at their line ends and separators. */
#include <string.h>

#include "formats/lw-vacancy-join.h"
#include "model/lw-offices-builder.h"

#define N 100000
#define N_LONG 1000000

static double
since (gint64 start)
{
  return (g_get_monotonic_time () - start) / 1000.0;
}

static LwOffices *
make_offices (void)
{
  g_autoptr (LwOfficesBuilder) builder = lw_offices_builder_new (N);
  char postcode[7];

  for (guint i = 0; i < N; i++)
    {
      guint row = lw_offices_builder_add (builder);

      g_snprintf (postcode, sizeof postcode, "%04u%c%c", 1000 + i / 100 % 8000, 'A' + i / 20 % 26,
                  'A' + i % 20);
      lw_offices_builder_set_id (builder, row, (gint64)i + 1);
      lw_offices_builder_set_bag_id (builder, LW_OFFICE_BAG_ID, row, 363010000000000ull + i * 7919ull % N);
      lw_offices_builder_set_text (builder, LW_OFFICE_POSTCODE, row, postcode);
      lw_offices_builder_set_integer (builder, LW_OFFICE_HOUSE_NUMBER, row, 1 + (int)(i % 97));
      lw_offices_builder_set_number (builder, LW_OFFICE_FLOOR_AREA_M2, row, 2500);
      lw_offices_builder_set_text (builder, LW_OFFICE_MUNICIPALITY_CODE, row, i % 2 ? "GM0344" : "GM0363");
    }
  return lw_offices_builder_end (builder);
}

static GString *
make_list (LwOffices *offices, guint n)
{
  GString *text
      = g_string_new ("BAG-id;Postcode;Huisnummer;Leegstand (m²);Leeg sinds;Energielabel;Peildatum\r\n");

  for (guint i = 0; i < n; i++)
    {
      guint office = (guint)(i * 104729ull % N);

      if (i % 2 == 0)
        g_string_append_printf (text, "%016" G_GUINT64_FORMAT ";;", offices->bag_id[office]);
      else
        g_string_append_printf (text, ";%s;%d", lw_offices_text (offices, LW_OFFICE_POSTCODE, office),
                                offices->house_number[office]);
      g_string_append_printf (text, ";1.%03u,5;%02u-%02u-2021;%c;1-1-2025\r\n", i % 1000, 1 + i % 28,
                              1 + i % 12, 'A' + i % 7);
    }
  return text;
}

static LwCsvReader *
open_list (const GString *text)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text->str, (gssize)text->len, NULL);

  return lw_csv_reader_new (stream, "list.csv", NULL, NULL, NULL);
}

/* Copies each cell of each line, and that is all: no encodings, quotes or values. */
static double
split_plainly (const GString *text, guint64 *n_cells)
{
  gint64 start = g_get_monotonic_time ();
  char cell[256];

  *n_cells = 0;
  for (const char *p = text->str; *p != '\0';)
    {
      gsize length = strcspn (p, ";\n");

      memcpy (cell, p, MIN (length, sizeof cell));
      (*n_cells)++;
      p += length + (p[length] != '\0');
    }
  return since (start);
}

static void
measure_join (LwOffices *offices)
{
  g_autoptr (GString) text = make_list (offices, N);
  g_autoptr (LwImportReport) report = lw_import_report_new ("csv");
  g_autoptr (LwCsvReader) reader = NULL;
  g_autoptr (LwVacancyList) list = NULL;
  g_autoptr (LwVacancyJoin) join = NULL;
  LwVacancyOptions options;
  LwJoinOptions join_options = { LW_UNLISTED_OCCUPIED, LW_SETTINGS_DEFAULT };
  gint64 start = g_get_monotonic_time ();
  guint64 n_cells;
  double read, joined;

  reader = open_list (text);
  lw_vacancy_options_init (&options, reader);
  list = lw_vacancy_list_read (reader, &options, report, NULL, NULL, NULL, NULL);
  read = since (start);
  start = g_get_monotonic_time ();
  join = lw_vacancy_join_new (list, offices, &join_options, report, NULL, NULL);
  joined = since (start);
  g_print (
      "vacancy list of %u rows (%.1f MB), %u offices: read and checked %.0f ms, joined %.0f ms (%u matched); "
      "yardstick: split the bytes %.0f ms\n",
      N, text->len / 1e6, offices->n, read, joined, lw_vacancy_join_count_matched (join),
      split_plainly (text, &n_cells));
}

static void
measure_reader (LwOffices *offices)
{
  g_autoptr (GString) text = make_list (offices, N_LONG);
  g_autoptr (LwCsvReader) reader = NULL;
  gint64 start = g_get_monotonic_time ();
  guint64 n = 0, n_cells;
  double read;

  reader = open_list (text);
  while (lw_csv_reader_next (reader, NULL, NULL))
    n++;
  read = since (start);
  g_print ("CSV reader: %" G_GUINT64_FORMAT " rows (%.1f MB) %.0f ms; yardstick: split the bytes %.0f ms\n",
           n, text->len / 1e6, read, split_plainly (text, &n_cells));
}

int
main (void)
{
  g_autoptr (LwOffices) offices = make_offices ();

  measure_join (offices);
  measure_reader (offices);
  return 0;
}
