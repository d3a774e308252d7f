/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-vacancy-cell: see lw-vacancy-cell.h. */
#include "formats/lw-vacancy-cell.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "formats/lw-vacancy-word.h"


/* How the cells of each field are read; what is not named here is text. */
typedef enum {
  READ_TEXT,
  READ_ID,
  READ_POSTCODE,
  READ_HOUSE_NUMBER,
  READ_ADDRESS,
  READ_M2,
  READ_SHARE,
  READ_DATE,
  READ_CODE,
  READ_BUILDING,
  READ_YEAR,
  READ_COORDINATE,
  READ_MUNICIPALITY,
  READ_COUNT,
} Reading;

static const struct {
  Reading reading;
  LwCodeKind codes;
} readings[LW_N_VACANCY_FIELDS] = {
  [LW_VACANCY_BAG_ID] = { READ_ID, 0 },
  [LW_VACANCY_POSTCODE] = { READ_POSTCODE, 0 },
  [LW_VACANCY_HOUSE_NUMBER] = { READ_HOUSE_NUMBER, 0 },
  [LW_VACANCY_ADDRESS] = { READ_ADDRESS, 0 },
  [LW_VACANCY_VACANT_M2] = { READ_M2, 0 },
  [LW_VACANCY_RATE] = { READ_SHARE, 0 },
  [LW_VACANCY_SINCE] = { READ_DATE, 0 },
  [LW_VACANCY_ENERGY_LABEL] = { READ_CODE, LW_CODES_ENERGY_LABEL },
  [LW_VACANCY_OWNER_TYPE] = { READ_CODE, LW_CODES_OWNER_TYPE },
  [LW_VACANCY_REFERENCE_DATE] = { READ_DATE, 0 },
  [LW_VACANCY_FLOOR_AREA_M2] = { READ_M2, 0 },
  [LW_VACANCY_AREA_MEASURE] = { READ_CODE, LW_CODES_AREA_MEASURE },
  [LW_VACANCY_PAND_ID] = { READ_BUILDING, 0 },
  [LW_VACANCY_MUNICIPALITY_CODE] = { READ_MUNICIPALITY, 0 },
  [LW_VACANCY_LOCATION_TYPE] = { READ_CODE, LW_CODES_LOCATION_TYPE },
  [LW_VACANCY_X] = { READ_COORDINATE, 0 },
  [LW_VACANCY_Y] = { READ_COORDINATE, 0 },
  [LW_VACANCY_LONGITUDE] = { READ_COORDINATE, 0 },
  [LW_VACANCY_LATITUDE] = { READ_COORDINATE, 0 },
  [LW_VACANCY_BUILD_YEAR] = { READ_YEAR, 0 },
  [LW_VACANCY_MONUMENT] = { READ_CODE, LW_CODES_YES_NO },
  [LW_VACANCY_USE_MIXED] = { READ_CODE, LW_CODES_YES_NO },
  [LW_VACANCY_STATUS] = { READ_CODE, LW_CODES_STATUS },
  [LW_VACANCY_OBJECTS] = { READ_COUNT, 0 },
  [LW_VACANCY_VACANT_OBJECTS] = { READ_COUNT, 0 },
};

static void
refuse (LwVacancyCell *cell, const char *why)
{
  cell->state = LW_CELL_INVALID;
  cell->why = why;
}

static void
read_id (const char *text, LwBagType type, LwVacancyCell *cell)
{
  LwBagId id;

  cell->kind = LW_VACANCY_CELL_KEY;
  switch (lw_cell_parse_bag_id (text, &id))
    {
    case LW_ID_GOOD:
    case LW_ID_PADDED:
      lw_bag_id_format (id, cell->key);
      if (lw_bag_id_type (id) != type)
        refuse (cell, type == LW_BAG_TYPE_BUILDING
                          ? _ ("is no id of a building (pand): its digits 5 and 6 are not 10")
                          : _ ("is no id of a unit (verblijfsobject): its digits 5 and 6 are not 01"));
      break;
    case LW_ID_SCIENTIFIC:
      refuse (cell, _ ("was shortened by a spreadsheet and its last digits are lost"));
      break;
    case LW_ID_UNKNOWN:
      cell->state = LW_CELL_UNKNOWN;
      break;
    case LW_ID_LENGTH:
    case LW_ID_NO_DIGITS:
    default:
      refuse (cell, _ ("is no BAG id, which has 16 digits"));
      break;
    }
}

/* As people write it: "3511 AB 12A-2". */
static void
write_address (const LwAddress *address, LwVacancyCell *cell)
{
  gboolean has_code = address->postcode[0] != '\0';

  g_snprintf (cell->key, sizeof cell->key, "%.4s%s%s%s%d%s%s%s", address->postcode, has_code ? " " : "",
              has_code ? address->postcode + 4 : "", has_code ? " " : "", address->number, address->letter,
              address->suffix[0] != '\0' ? "-" : "", address->suffix);
}

static void
read_postcode (const char *text, LwVacancyCell *cell)
{
  char postcode[7];

  if (lw_address_parse_postcode (text, postcode))
    g_snprintf (cell->key, sizeof cell->key, "%.4s %s", postcode, postcode + 4);
  else
    refuse (cell, _ ("is no postcode"));
}

static void
read_place (Reading reading, const char *text, LwVacancyCell *cell)
{
  LwAddress address = { 0 };
  g_autofree char *clean = lw_cell_clean (text), *street = NULL, *town = NULL;

  cell->kind = LW_VACANCY_CELL_KEY;
  if (reading == READ_POSTCODE)
    read_postcode (clean, cell);
  else if (reading == READ_HOUSE_NUMBER && !lw_address_parse_number (clean, &address))
    refuse (cell, _ ("is no house number"));
  else if (reading == READ_ADDRESS && !lw_address_parse (clean, &address))
    {
      if (lw_address_split (clean, &address, &street, &town))
        cell->kind = LW_VACANCY_CELL_TEXT;
      else
        refuse (cell, _ ("has no house number with a postcode or street in it"));
    }
  else
    write_address (&address, cell);
}

static void
read_number (LwVacancyField field, const char *text, const LwVacancyStyle *style, LwVacancyCell *cell)
{
  gboolean share = readings[field].reading == READ_SHARE;
  LwUnit unit;

  cell->kind = share ? LW_VACANCY_CELL_SHARE : LW_VACANCY_CELL_M2;
  cell->state = lw_cell_parse_number (text, style->decimals[field], &cell->number, &unit);
  if (cell->state == LW_CELL_INVALID)
    cell->why = _ ("is no number");
  if (cell->state != LW_CELL_VALUE)
    return;
  if (share && (!style->rate_is_fraction || unit == LW_UNIT_PERCENT))
    cell->number /= 100;
  if (!share && unit == LW_UNIT_HECTARE)
    cell->number *= LW_M2_PER_HECTARE;
  if (field == LW_VACANCY_VACANT_M2 && unit == LW_UNIT_PERCENT)
    {
      cell->kind = LW_VACANCY_CELL_SHARE;
      cell->number /= 100;
      share = TRUE;
    }
  if (!share && (unit == LW_UNIT_PERCENT || unit == LW_UNIT_EURO))
    refuse (cell, _ ("is no number of m²"));
  else if (cell->number < 0)
    refuse (cell, _ ("is negative"));
  else if (share && cell->number > 1)
    refuse (cell, _ ("is more than the whole office"));
}

/* A word in place of vacant m²; FALSE if it is none. */
static gboolean
read_vacancy_word (LwVacancyField field, const char *text, LwVacancyCell *cell)
{
  LwVacancyWord word = field == LW_VACANCY_VACANT_M2 || field == LW_VACANCY_RATE ? lw_vacancy_word_parse (text, NULL)
                                                                                 : LW_VACANCY_WORD_NONE;

  if (word == LW_VACANCY_WORD_NONE)
    return FALSE;
  cell->kind = LW_VACANCY_CELL_SHARE;
  cell->number = word == LW_VACANCY_WORD_VACANT ? 1 : 0;
  if (word == LW_VACANCY_WORD_PARTLY)
    cell->state = LW_CELL_UNKNOWN;
  return TRUE;
}

/* A number without a unit. A year may also be the date of building. */
static void
read_plain (LwVacancyField field, const char *text, const LwVacancyStyle *style, LwVacancyCell *cell)
{
  gboolean year = readings[field].reading == READ_YEAR;
  LwDecimal decimal = year ? LW_DECIMAL_COMMA : style->decimals[field];
  LwDatePrecision precision;
  LwUnit unit;

  cell->kind = readings[field].reading == READ_COORDINATE ? LW_VACANCY_CELL_COORDINATE
               : year                                     ? LW_VACANCY_CELL_YEAR
                                                          : LW_VACANCY_CELL_NUMBER;
  cell->state = lw_cell_parse_number (text, decimal, &cell->number, &unit);
  if (year && cell->state == LW_CELL_INVALID
      && lw_cell_parse_date (text, NULL, &cell->date, &precision) == LW_CELL_VALUE)
    {
      cell->number = lw_date_year (cell->date);
      cell->state = LW_CELL_VALUE;
    }
  if (cell->state == LW_CELL_INVALID)
    cell->why = _ ("is no number");
}

static void
read_date (LwVacancyField field, const char *text, const LwVacancyStyle *style, LwVacancyCell *cell)
{
  cell->kind = LW_VACANCY_CELL_DATE;
  cell->precision = LW_DATE_DAY;
  cell->state = lw_cell_parse_date (text, &style->dates[field], &cell->date, &cell->precision);
  if (cell->state == LW_CELL_INVALID)
    cell->why = _ ("is no date; write it as 31-12-2024");
  else if (cell->state == LW_CELL_VALUE && cell->date > lw_date_today ())
    refuse (cell, _ ("lies in the future"));
}

static void
read_code (LwVacancyField field, const char *text, LwVacancyCell *cell)
{
  guint8 code = 0;

  cell->kind = LW_VACANCY_CELL_WORD;
  if (g_ascii_strcasecmp (text, "geen label") == 0)
    cell->state = LW_CELL_UNKNOWN;
  else if (lw_codes_parse (readings[field].codes, text, &code))
    cell->word = lw_codes_label (readings[field].codes, code);
  else
    refuse (cell, _ ("is no word that is known here"));
}

/**
 * lw_vacancy_cell_read:
 * @field: what the column means
 * @text: the cell
 * @style: how the columns are written
 * @cell: (out): what it says
 */
void
lw_vacancy_cell_read (LwVacancyField field, const char *text, const LwVacancyStyle *style, LwVacancyCell *cell)
{
  g_return_if_fail (field < LW_N_VACANCY_FIELDS && text != NULL && style != NULL && cell != NULL);

  *cell = (LwVacancyCell){ .number = NAN, .date = LW_DATE_UNKNOWN, .state = LW_CELL_VALUE };
  if (read_vacancy_word (field, text, cell))
    return;
  if (lw_cell_is_unknown (text))
    {
      cell->state = LW_CELL_UNKNOWN;
      return;
    }
  switch (readings[field].reading)
    {
    case READ_ID:
      read_id (text, LW_BAG_TYPE_OBJECT, cell);
      break;
    case READ_BUILDING:
      read_id (text, LW_BAG_TYPE_BUILDING, cell);
      break;
    case READ_YEAR:
    case READ_COORDINATE:
    case READ_COUNT:
      read_plain (field, text, style, cell);
      break;
    case READ_MUNICIPALITY:
      cell->kind = LW_VACANCY_CELL_KEY;
      if (!lw_cell_parse_municipality (text, cell->key))
        refuse (cell, _ ("is no code of a municipality, such as GM0344"));
      break;
    case READ_POSTCODE:
    case READ_HOUSE_NUMBER:
    case READ_ADDRESS:
      read_place (readings[field].reading, text, cell);
      break;
    case READ_M2:
    case READ_SHARE:
      read_number (field, text, style, cell);
      break;
    case READ_DATE:
      read_date (field, text, style, cell);
      break;
    case READ_CODE:
      read_code (field, text, cell);
      break;
    case READ_TEXT:
    default:
      break;
    }
}

/** lw_vacancy_field_is_figure: whether the field is a number, which stands to the right in a table */
gboolean
lw_vacancy_field_is_figure (LwVacancyField field)
{
  g_return_val_if_fail (field < LW_N_VACANCY_FIELDS, FALSE);
  return readings[field].reading == READ_M2 || readings[field].reading == READ_SHARE
         || readings[field].reading == READ_YEAR || readings[field].reading == READ_COORDINATE
         || readings[field].reading == READ_COUNT;
}

static void
survey_column (LwVacancyStyle *style, LwVacancyField field, guint column, GPtrArray *rows, char separator)
{
  LwNumberSurvey numbers = { 0 };
  LwDateSurvey dates = { 0 };

  for (guint i = 0; i < rows->len; i++)
    {
      GStrv cells = g_ptr_array_index (rows, i);

      if (column >= g_strv_length (cells))
        continue;
      lw_number_survey_add (&numbers, cells[column]);
      lw_date_survey_add (&dates, cells[column]);
    }
  style->decimals[field]
      = lw_number_survey_decide (&numbers, separator == ',' ? LW_DECIMAL_POINT : LW_DECIMAL_COMMA);
  style->dates[field].month_first = dates.month_first > 0 && dates.day_first == 0;
  if (field == LW_VACANCY_RATE)
    style->rate_is_fraction = numbers.n > 0 && numbers.n_percent == 0 && numbers.n_over_one == 0;
}

/**
 * lw_vacancy_style_survey:
 * @style: (out): how the columns are written, as far as the first rows tell
 * @mapping: which column holds what
 * @rows: (element-type GStrv): the first rows
 * @separator: of the file
 *
 * For a list that cannot be read whole yet, because it is not known which columns tell what.
 */
void
lw_vacancy_style_survey (LwVacancyStyle *style, const LwVacancyMapping *mapping, GPtrArray *rows, char separator)
{
  memset (style, 0, sizeof *style);
  for (guint field = 0; field < LW_N_VACANCY_FIELDS; field++)
    if (mapping->columns[field] >= 0)
      survey_column (style, field, (guint)mapping->columns[field], rows, separator);
}
