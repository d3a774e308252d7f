/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-vacancy-content: see lw-vacancy-content.h. */
#include "formats/lw-vacancy-content.h"

#include <math.h>

#include "formats/lw-cell-address.h"
#include "formats/lw-cell.h"
#include "formats/lw-vacancy-word.h"
#include "model/lw-geo.h"

#define SAMPLE_ROWS 100
#define MIN_CELLS 3  /* fewer tell nothing */
#define MOST 0.8     /* share of the filled cells that must be of the kind */
#define MAX_COLUMNS 200

/* What the cells of a column look like. */
typedef struct {
  guint n;
  guint objects;
  guint buildings;
  guint postcodes;
  guint addresses;
  guint streets; /* with a number behind them */
  guint numbers; /* that may be of a house */
  guint words; /* that stand in place of vacant m² */
  guint telling; /* of these, the ones that speak of vacancy */
} Looks;

typedef struct {
  LwVacancyMapping *mapping;
  LwCsvReader *reader;
  guint n_columns;
  Looks *looks;
  double *numbers; /* SAMPLE_ROWS a column */
  guint n_rows;
  guint n_numbers;      /* rows with a house number in its column and another in the address */
  guint n_same_numbers; /* of these, rows in which both are the same */
} Sample;

static gboolean
is_street_address (const char *cell)
{
  g_autofree char *street = NULL, *town = NULL;
  LwAddress address;

  return lw_address_split (cell, &address, &street, &town) && g_ascii_isalpha (street[0]);
}

static void
look_at_cell (Sample *self, guint column)
{
  const char *cell = lw_csv_reader_get_cell (self->reader, column);
  Looks *looks = &self->looks[column];
  double *number = &self->numbers[column * SAMPLE_ROWS + self->n_rows];
  char postcode[7];
  LwAddress address = { 0 };
  LwUnit unit;
  LwBagId id = 0;
  gboolean tells;

  *number = NAN;
  looks->words += lw_vacancy_word_parse (cell, &tells) != LW_VACANCY_WORD_NONE;
  looks->telling += tells;
  if (lw_cell_is_unknown (cell))
    return;
  looks->n++;
  lw_cell_parse_bag_id (cell, &id);
  looks->objects += lw_bag_id_type (id) == LW_BAG_TYPE_OBJECT;
  looks->buildings += lw_bag_id_type (id) == LW_BAG_TYPE_BUILDING;
  if (lw_address_parse_postcode (cell, postcode))
    looks->postcodes++;
  else
    looks->addresses += lw_address_parse (cell, &address);
  looks->streets += is_street_address (cell);
  looks->numbers += lw_address_parse_number (cell, &address);
  if (lw_cell_parse_number (cell, LW_DECIMAL_POINT, number, &unit) != LW_CELL_VALUE
      && lw_cell_parse_number (cell, LW_DECIMAL_COMMA, number, &unit) != LW_CELL_VALUE)
    *number = NAN;
}

static const char *
get_cell (const Sample *self, LwVacancyField field)
{
  int column = self->mapping->columns[field];

  return column >= 0 ? lw_csv_reader_get_cell (self->reader, (guint) column) : "";
}

static void
compare_numbers (Sample *self)
{
  g_autofree char *street = NULL, *town = NULL;
  LwAddress address, number = { 0 };

  if (!lw_address_split (get_cell (self, LW_VACANCY_ADDRESS), &address, &street, &town)
      || !lw_address_parse_number (get_cell (self, LW_VACANCY_HOUSE_NUMBER), &number))
    return;
  self->n_numbers++;
  self->n_same_numbers += number.number == address.number;
}

static gboolean
is_most (guint n, const Looks *looks)
{
  return looks->n >= MIN_CELLS && n >= MOST * looks->n;
}

/* "Huisnr. + toev." is the number with what follows it, where no other column has it. */
static void
guess_numbers (Sample *self)
{
  int *columns = self->mapping->columns, suffix = columns[LW_VACANCY_HOUSE_SUFFIX];

  if (suffix < 0 || (guint) suffix >= self->n_columns || columns[LW_VACANCY_HOUSE_NUMBER] >= 0
      || columns[LW_VACANCY_ADDRESS] >= 0 || !is_most (self->looks[suffix].numbers, &self->looks[suffix]))
    return;
  columns[LW_VACANCY_HOUSE_NUMBER] = suffix;
  columns[LW_VACANCY_HOUSE_SUFFIX] = LW_VACANCY_NO_COLUMN;
}

/* "Nr" beside "Lange Straat 12" numbers the rows of the list. */
static void
release_row_numbers (Sample *self)
{
  if (self->n_numbers >= MIN_CELLS && 2 * self->n_same_numbers < self->n_numbers)
    self->mapping->columns[LW_VACANCY_HOUSE_NUMBER] = LW_VACANCY_NO_COLUMN;
}

static gboolean
is_taken (const LwVacancyMapping *mapping, guint column)
{
  for (guint field = 0; field < LW_N_VACANCY_FIELDS; field++)
    if (mapping->columns[field] == (int)column)
      return TRUE;
  return FALSE;
}

static void
take (LwVacancyMapping *mapping, LwVacancyField field, guint column)
{
  if (mapping->columns[field] < 0 && !is_taken (mapping, column))
    mapping->columns[field] = (int)column;
}

static void
guess_keys (Sample *self)
{
  for (guint column = 0; column < self->n_columns; column++)
    {
      const Looks *looks = &self->looks[column];

      if (is_most (looks->objects, looks))
        take (self->mapping, LW_VACANCY_BAG_ID, column);
      else if (is_most (looks->buildings, looks))
        take (self->mapping, LW_VACANCY_PAND_ID, column);
      else if (is_most (looks->postcodes, looks))
        take (self->mapping, LW_VACANCY_POSTCODE, column);
      else if (is_most (looks->addresses, looks) && self->mapping->columns[LW_VACANCY_POSTCODE] < 0)
        take (self->mapping, LW_VACANCY_ADDRESS, column);
    }
}

/* Streets with the number behind them, in a list that has no other key: an address without postcode. */
static void
guess_streets (Sample *self)
{
  int *columns = self->mapping->columns;

  if (columns[LW_VACANCY_BAG_ID] >= 0 || columns[LW_VACANCY_ADDRESS] >= 0 || columns[LW_VACANCY_HOUSE_NUMBER] >= 0)
    return;
  for (guint column = 0; column < self->n_columns; column++)
    {
      const Looks *looks = &self->looks[column];
      gboolean is_street = columns[LW_VACANCY_STREET] == (int) column;

      if (!is_most (looks->streets, looks) || (is_taken (self->mapping, column) && !is_street))
        continue;
      if (is_street)
        columns[LW_VACANCY_STREET] = LW_VACANCY_NO_COLUMN;
      take (self->mapping, LW_VACANCY_ADDRESS, column);
      return;
    }
}

/* A column of "leeg" and "verhuurd" is that of vacancy, be it called status. */
static void
guess_words (Sample *self)
{
  int *columns = self->mapping->columns;

  for (guint column = 0; column < self->n_columns && !lw_vacancy_mapping_has_vacancy (self->mapping); column++)
    {
      const Looks *looks = &self->looks[column];

      if (looks->telling == 0 || !is_most (looks->words, looks))
        continue;
      if (columns[LW_VACANCY_STATUS] == (int) column)
        columns[LW_VACANCY_STATUS] = LW_VACANCY_NO_COLUMN;
      take (self->mapping, LW_VACANCY_VACANT_M2, column);
    }
}

/* Two columns side by side that lie in the country in nearly all rows. */
static void
guess_positions (Sample *self)
{
  if (lw_vacancy_mapping_has_position (self->mapping))
    return;
  for (guint column = 0; column + 1 < self->n_columns; column++)
    {
      guint n = 0, inside = 0;

      for (guint row = 0; row < self->n_rows; row++)
        {
          double x = self->numbers[column * SAMPLE_ROWS + row], y = self->numbers[(column + 1) * SAMPLE_ROWS + row];

          n += !isnan (x) || !isnan (y);
          inside += !isnan (x) && !isnan (y) && lw_geo_detect_axes (x, y) != LW_GEO_AXES_UNKNOWN;
        }
      if (n < MIN_CELLS || inside < MOST * n || is_taken (self->mapping, column) || is_taken (self->mapping, column + 1))
        continue;
      take (self->mapping, LW_VACANCY_X, column);
      take (self->mapping, LW_VACANCY_Y, column + 1);
      return;
    }
}

/**
 * lw_vacancy_content_guess:
 * @mapping: (inout): what the headings tell
 * @reader: the list, before its first row; it is there again afterwards
 *
 * Fills in what the headings leave open, from the first rows.
 */
void
lw_vacancy_content_guess (LwVacancyMapping *mapping, LwCsvReader *reader)
{
  guint n = MIN (lw_csv_reader_get_n_columns (reader), MAX_COLUMNS);
  g_autofree Looks *looks = g_new0 (Looks, n);
  g_autofree double *numbers = g_new (double, (gsize)n *SAMPLE_ROWS);
  Sample self = { mapping, reader, n, looks, numbers, 0, 0, 0 };

  while (self.n_rows < SAMPLE_ROWS && lw_csv_reader_next (reader, NULL, NULL))
    {
      for (guint column = 0; column < n; column++)
        look_at_cell (&self, column);
      compare_numbers (&self);
      self.n_rows++;
    }
  release_row_numbers (&self);
  guess_numbers (&self);
  guess_keys (&self);
  guess_streets (&self);
  guess_positions (&self);
  guess_words (&self);
  /* What keeps it from going back keeps it from being read, and is told then. */
  lw_csv_reader_rewind (reader, NULL, NULL);
}
