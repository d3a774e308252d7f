/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-vacancy-facts: see lw-vacancy-facts.h. */
#include "formats/lw-vacancy-facts.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define FIRST_YEAR 1006 /* earlier ones stand for "unknown" in the BAG, as 9999 does */
#define YEARS_AHEAD 10

/* Texts that are taken over as they stand. */
static const struct {
  LwVacancyField field;
  LwOfficeColumn column;
} texts[] = {
  { LW_VACANCY_NAME, LW_OFFICE_NAME },
  { LW_VACANCY_STREET, LW_OFFICE_STREET },
  { LW_VACANCY_TOWN, LW_OFFICE_TOWN },
  { LW_VACANCY_MUNICIPALITY, LW_OFFICE_MUNICIPALITY },
  { LW_VACANCY_REGION, LW_OFFICE_REGION },
  { LW_VACANCY_PROVINCE, LW_OFFICE_PROVINCE },
  { LW_VACANCY_LOCATION, LW_OFFICE_LOCATION },
};

static const struct {
  LwVacancyField field;
  LwOfficeColumn column;
  LwCodeKind kind;
  const char *wrong;
} codes[] = {
  { LW_VACANCY_LOCATION_TYPE, LW_OFFICE_LOCATION_TYPE, LW_CODES_LOCATION_TYPE,
    N_ ("is no kind of location; the kinds are centre, station, office-park, motorway, business-park, mixed and "
        "solitary") },
  { LW_VACANCY_MONUMENT, LW_OFFICE_MONUMENT, LW_CODES_YES_NO, N_ ("is neither yes nor no") },
  { LW_VACANCY_USE_MIXED, LW_OFFICE_USE_MIXED, LW_CODES_YES_NO, N_ ("is neither yes nor no") },
  { LW_VACANCY_STATUS, LW_OFFICE_STATUS, LW_CODES_STATUS, N_ ("is no status that the register has") },
};

/** lw_vacancy_facts_are_mapped: whether a column tells anything of an office beside how to find it and what comes with
 * its vacancy (label, owner, and an area to check the m² against) */
gboolean
lw_vacancy_facts_are_mapped (const LwVacancyMapping *mapping)
{
  static const LwVacancyField others[]
      = { LW_VACANCY_PAND_ID, LW_VACANCY_BUILD_YEAR, LW_VACANCY_MUNICIPALITY_CODE, LW_VACANCY_USES };
  static const LwVacancyField with_vacancy[]
      = { LW_VACANCY_ENERGY_LABEL, LW_VACANCY_OWNER_TYPE, LW_VACANCY_FLOOR_AREA_M2 };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (mapping->columns[texts[i].field] >= 0)
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (mapping->columns[codes[i].field] >= 0)
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (mapping->columns[others[i]] >= 0)
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (with_vacancy) && !lw_vacancy_mapping_has_vacancy (mapping); i++)
    if (mapping->columns[with_vacancy[i]] >= 0)
      return TRUE;
  return FALSE;
}

static void
take_texts (LwVacancyReading *reading, guint at)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const char *cell = lw_vacancy_reading_get_cell (reading, texts[i].field);
      g_autofree char *clean = *cell != '\0' && !lw_cell_is_unknown (cell) ? lw_cell_clean (cell) : NULL;

      if (clean != NULL)
        lw_offices_builder_set_text (reading->facts, texts[i].column, at, clean);
    }
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    lw_offices_builder_set_code (
        reading->facts, codes[i].column, at,
        lw_vacancy_reading_read_code (reading, codes[i].field, codes[i].kind, _ (codes[i].wrong)));
}

/* A code of a municipality as GM0344, however it is written: 344, 0344, gm0344. */
static void
take_municipality_code (LwVacancyReading *reading, guint at)
{
  const char *cell = lw_vacancy_reading_get_cell (reading, LW_VACANCY_MUNICIPALITY_CODE);
  char code[LW_MUNICIPALITY_CODE_LENGTH];

  if (*cell == '\0' || lw_cell_is_unknown (cell))
    return;
  if (lw_cell_parse_municipality (cell, code))
    lw_offices_builder_set_text (reading->facts, LW_OFFICE_MUNICIPALITY_CODE, at, code);
  else
    lw_vacancy_reading_leave_out (reading, LW_VACANCY_MUNICIPALITY_CODE, "municipality-code",
                                  _ ("is no code of a municipality, such as GM0344"));
}

static void
take_year (LwVacancyReading *reading, guint at)
{
  const char *cell = lw_vacancy_reading_get_cell (reading, LW_VACANCY_BUILD_YEAR);
  int last = lw_date_year (reading->options->today) + YEARS_AHEAD;
  LwDatePrecision precision;
  LwDate date = LW_DATE_UNKNOWN;
  double number = NAN;
  LwUnit unit;

  if (*cell == '\0' || lw_cell_is_unknown (cell))
    return;
  if (lw_cell_parse_number (cell, LW_DECIMAL_COMMA, &number, &unit) != LW_CELL_VALUE || number != floor (number))
    number = lw_cell_parse_date (cell, NULL, &date, &precision) == LW_CELL_VALUE ? lw_date_year (date) : NAN;
  if (number >= FIRST_YEAR && number <= last)
    lw_offices_builder_set_integer (reading->facts, LW_OFFICE_BUILD_YEAR, at, (int)number);
  else if (number > 0 && (number < FIRST_YEAR || number == 9999))
    lw_offices_builder_add_remarks (reading->facts, at, LW_REMARK_YEAR_DUMMY);
  else
    lw_vacancy_reading_leave_out (reading, LW_VACANCY_BUILD_YEAR, "not-a-year", _ ("is no likely year of building"));
}

static void
take_building (LwVacancyReading *reading, guint at)
{
  LwBagId id;

  lw_cell_parse_bag_id (lw_vacancy_reading_get_cell (reading, LW_VACANCY_PAND_ID), &id);
  if (id == 0)
    return;
  if (lw_bag_id_type (id) == LW_BAG_TYPE_BUILDING)
    lw_offices_builder_set_bag_id (reading->facts, LW_OFFICE_PAND_ID, at, id);
  else
    lw_vacancy_reading_leave_out (reading, LW_VACANCY_PAND_ID, "id-no-building",
                                  _ ("is no id of a building (pand): its digits 5 and 6 are not 10"));
}

/* Letter and suffix as they are written; the row's own are folded, to be compared. */
static void
take_address (LwVacancyReading *reading, const LwVacancyRow *row, guint at)
{
  g_autofree char *letter = lw_cell_clean (lw_vacancy_reading_get_cell (reading, LW_VACANCY_HOUSE_LETTER));
  g_autofree char *suffix = lw_cell_clean (lw_vacancy_reading_get_cell (reading, LW_VACANCY_HOUSE_SUFFIX));

  if (row->address.number == 0)
    return;
  lw_offices_builder_set_text (reading->facts, LW_OFFICE_POSTCODE, at, row->address.postcode);
  lw_offices_builder_set_integer (reading->facts, LW_OFFICE_HOUSE_NUMBER, at, row->address.number);
  lw_offices_builder_set_text (reading->facts, LW_OFFICE_HOUSE_LETTER, at,
                               *letter != '\0' ? letter : row->address.letter);
  lw_offices_builder_set_text (reading->facts, LW_OFFICE_HOUSE_SUFFIX, at,
                               *suffix != '\0' && row->address.suffix[0] != '\0' ? suffix : row->address.suffix);
}

/* Street and town of an address in one cell, where they have no columns of their own. */
static void
take_names (LwVacancyReading *reading, const LwVacancyRow *row, guint at)
{
  const int *columns = reading->options->mapping.columns;

  if (row->street != NULL && columns[LW_VACANCY_STREET] < 0)
    lw_offices_builder_set_text (reading->facts, LW_OFFICE_STREET, at, row->street);
  if (row->place != NULL && columns[LW_VACANCY_TOWN] < 0 && columns[LW_VACANCY_MUNICIPALITY] < 0)
    lw_offices_builder_set_text (reading->facts, LW_OFFICE_TOWN, at, row->place);
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* Uses as the BAG writes them, separated by ';', ',' or '|'; sorted, since that is how they are compared. */
static void
take_uses (LwVacancyReading *reading, guint at)
{
  const char *cell = lw_vacancy_reading_get_cell (reading, LW_VACANCY_USES);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_auto (GStrv) parts = NULL;
  g_autofree char *joined = NULL;

  if (*cell == '\0' || lw_cell_is_unknown (cell))
    return;
  parts = g_strsplit_set (cell, ";,|", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      g_ptr_array_add (words, parts[i]);
  g_ptr_array_sort (words, compare_words);
  g_ptr_array_add (words, NULL);
  joined = g_strjoinv (";", (GStrv)words->pdata);
  lw_offices_builder_set_text (reading->facts, LW_OFFICE_USES, at, joined);
}

/**
 * lw_vacancy_facts_read:
 * @reading: the state of reading, its reader standing on the row
 * @row: what was read of the row already
 *
 * Adds a row to the facts; a rejected row adds an empty one.
 */
void
lw_vacancy_facts_read (LwVacancyReading *reading, const LwVacancyRow *row)
{
  guint at = lw_offices_builder_add (reading->facts);

  if (row->rejected)
    return;
  lw_offices_builder_set_bag_id (reading->facts, LW_OFFICE_BAG_ID, at, row->bag_id);
  take_address (reading, row, at);
  take_names (reading, row, at);
  take_texts (reading, at);
  take_municipality_code (reading, at);
  take_building (reading, at);
  take_year (reading, at);
  take_uses (reading, at);
  lw_offices_builder_set_number (reading->facts, LW_OFFICE_FLOOR_AREA_M2, at, row->floor_area_m2);
  if (!isnan (row->floor_area_m2) || reading->options->mapping.columns[LW_VACANCY_AREA_MEASURE] >= 0)
    lw_offices_builder_set_code (reading->facts, LW_OFFICE_AREA_MEASURE, at, row->measure);
  lw_offices_builder_set_code (reading->facts, LW_OFFICE_ENERGY_LABEL, at, row->energy_label);
  lw_offices_builder_set_code (reading->facts, LW_OFFICE_OWNER_TYPE, at, row->owner_type);
  lw_offices_builder_set_date (reading->facts, LW_OFFICE_REFERENCE_DATE, at, row->reference_date);
  lw_offices_builder_set_text (reading->facts, LW_OFFICE_SOURCE, at,
                               lw_dictionary_get (reading->sources, row->source));
}

/** lw_vacancy_facts_place: fills in the positions, once it is known what the numbers of the rows mean */
void
lw_vacancy_facts_place (LwVacancyReading *reading, const LwVacancyList *list)
{
  for (guint i = 0; i < list->rows->len; i++)
    {
      const LwVacancyRow *row = &g_array_index (list->rows, LwVacancyRow, i);

      lw_offices_builder_set_number (reading->facts, LW_OFFICE_RD_X, i, row->x);
      lw_offices_builder_set_number (reading->facts, LW_OFFICE_RD_Y, i, row->y);
    }
}
