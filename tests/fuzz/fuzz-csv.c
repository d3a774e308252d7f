/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fuzz target for CSV files: whatever the bytes are, each cell of each record is valid UTF-8, lines go up,
 * and reading again gives the same records. */
#include "formats/lw-cell-address.h"
#include "formats/lw-cell.h"
#include "formats/lw-csv.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
try_cell (const char *cell)
{
  LwNumberSurvey numbers = { 0 };
  LwDateSurvey dates = { 0, 0 };
  LwAddress address;
  LwBagId id;
  LwDate date;
  double number;
  char postcode[7];

  g_assert_true (g_utf8_validate (cell, -1, NULL));
  lw_number_survey_add (&numbers, cell);
  lw_date_survey_add (&dates, cell);
  lw_cell_parse_number (cell, lw_number_survey_decide (&numbers, LW_DECIMAL_COMMA), &number, NULL);
  lw_cell_parse_date (cell, NULL, &date, NULL);
  lw_cell_parse_bag_id (cell, &id);
  lw_address_parse (cell, &address);
  lw_address_parse_number (cell, &address);
  lw_address_parse_postcode (cell, postcode);
}

static guint64
read_all (LwCsvReader *reader)
{
  guint64 n = 0, line = 0;

  while (lw_csv_reader_next (reader, NULL, NULL))
    {
      g_assert_cmpuint (lw_csv_reader_get_line (reader), >, line);
      line = lw_csv_reader_get_line (reader);
      for (guint i = 0; i < lw_csv_reader_get_n_cells (reader); i++)
        try_cell (lw_csv_reader_get_cell (reader, i));
      n++;
    }
  return n;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GInputStream) stream
      = g_memory_input_stream_new_from_data (g_memdup2 (data, size), (gssize)size, g_free);
  g_autoptr (LwCsvReader) reader = lw_csv_reader_new (stream, "fuzz.csv", NULL, NULL, NULL);
  guint64 n;

  if (reader == NULL)
    return 0;
  for (guint i = 0; i < lw_csv_reader_get_n_columns (reader); i++)
    g_assert_true (g_utf8_validate (lw_csv_reader_get_heading (reader, i), -1, NULL));
  n = read_all (reader);
  g_assert_true (lw_csv_reader_rewind (reader, NULL, NULL));
  g_assert_cmpuint (read_all (reader), ==, n);
  return 0;
}
