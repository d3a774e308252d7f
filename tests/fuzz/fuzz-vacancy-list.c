/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fuzz target for vacancy lists: whatever the bytes are, values lie in their ranges, each row is counted
 * once, and the join to a small table ends with every row in one state. */
#include <math.h>

#include "formats/lw-vacancy-join.h"
#include "model/lw-offices-builder.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static LwOffices *
make_offices (void)
{
  g_autoptr (LwOfficesBuilder) builder = lw_offices_builder_new (4);

  for (guint i = 0; i < 4; i++)
    {
      guint row = lw_offices_builder_add (builder);

      lw_offices_builder_set_id (builder, row, (gint64)row + 1);
      lw_offices_builder_set_bag_id (builder, LW_OFFICE_BAG_ID, row, 363010000000101ull + row);
      lw_offices_builder_set_text (builder, LW_OFFICE_POSTCODE, row, "3511XK");
      lw_offices_builder_set_integer (builder, LW_OFFICE_HOUSE_NUMBER, row, 1 + (int)row / 2);
      lw_offices_builder_set_text (builder, LW_OFFICE_HOUSE_LETTER, row, row % 2 ? "A" : "");
      lw_offices_builder_set_text (builder, LW_OFFICE_STREET, row, row < 2 ? "Kerkstraat" : "Dom");
      lw_offices_builder_set_text (builder, LW_OFFICE_TOWN, row, row % 2 ? "Utrecht" : "");
      lw_offices_builder_set_number (builder, LW_OFFICE_RD_X, row, 136000 + 10 * row);
      lw_offices_builder_set_number (builder, LW_OFFICE_RD_Y, row, 456000);
      lw_offices_builder_set_text (builder, LW_OFFICE_MUNICIPALITY_CODE, row, "GM0344");
      lw_offices_builder_set_number (builder, LW_OFFICE_FLOOR_AREA_M2, row, row == 0 ? NAN : 500);
    }
  return lw_offices_builder_end (builder);
}

static void
check_rows (const LwVacancyList *list)
{
  for (guint i = 0; i < list->rows->len; i++)
    {
      const LwVacancyRow *row = &g_array_index (list->rows, LwVacancyRow, i);

      g_assert_true (isnan (row->vacant_m2) || row->vacant_m2 >= 0);
      g_assert_true (isnan (row->rate) || (row->rate >= 0 && row->rate <= 1));
      g_assert_true (row->rejected || row->bag_id != 0 || row->address.number > 0 || !isnan (row->x));
      g_assert_true (row->rejected || row->reference_date != LW_DATE_UNKNOWN);
      g_assert_true (row->vacant_since == LW_DATE_UNKNOWN || row->vacant_since <= row->reference_date
                     || row->reference_date == LW_DATE_UNKNOWN);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GInputStream) stream
      = g_memory_input_stream_new_from_data (g_memdup2 (data, size), (gssize)size, g_free);
  g_autoptr (LwCsvReader) reader = lw_csv_reader_new (stream, "fuzz.csv", NULL, NULL, NULL);
  g_autoptr (LwImportReport) report = lw_import_report_new ("csv");
  g_autoptr (LwVacancyList) list = NULL;
  g_autoptr (LwVacancyJoin) join = NULL;
  g_autoptr (LwOffices) offices = NULL;
  LwJoinOptions join_options = { LW_UNLISTED_OCCUPIED, LW_SETTINGS_DEFAULT, .tolerance_m = 25 };
  LwVacancyOptions options;
  guint sum = 0;

  if (reader == NULL)
    return 0;
  lw_vacancy_options_init (&options, reader);
  options.today = lw_date_from_ymd (2025, 6, 1);
  options.reference_date = lw_date_from_ymd (2025, 1, 1);
  list = lw_vacancy_list_read (reader, &options, report, NULL, NULL, NULL, NULL);
  if (list == NULL)
    return 0;
  check_rows (list);
  offices = make_offices ();
  join = lw_vacancy_join_new (list, offices, &join_options, report, NULL, NULL);
  for (guint state = 0; state < LW_N_JOIN_STATES; state++)
    sum += join->counts[state];
  g_assert_cmpuint (sum, ==, list->rows->len);
  return 0;
}
