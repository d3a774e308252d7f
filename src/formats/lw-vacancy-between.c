/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-vacancy-between: see lw-vacancy-between.h. A row that names an office in any way is none of these; one that names
 * none although it says much is an office without a key, and stays to be mended. */
#include "formats/lw-vacancy-between.h"

#include <string.h>

/* What the filled cells of a row have in common. */
typedef struct {
  guint n;
  guint n_headings; /* that repeat the heading of their column */
  guint n_units;
  guint first; /* column of the first one */
} Filled;

/* What stands in a second row of headings below the first. */
static gboolean
is_unit (const char *cell)
{
  static const char *const words[] = { "jaar", "datum", "aantal", "ja/nee", "j/n", "code", "euro/m2", "dd-mm-jjjj" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (cell, words[i]) == 0)
      return TRUE;
  return lw_cell_is_unit (cell);
}

static Filled
look_at_row (LwCsvReader *reader)
{
  guint n = MIN (lw_csv_reader_get_n_cells (reader), lw_csv_reader_get_n_columns (reader));
  Filled filled = { 0 };

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *cell = lw_cell_clean (lw_csv_reader_get_cell (reader, i));

      if (*cell == '\0')
        continue;
      if (filled.n++ == 0)
        filled.first = i;
      filled.n_headings += g_ascii_strcasecmp (cell, lw_csv_reader_get_heading (reader, i)) == 0;
      filled.n_units += is_unit (cell);
    }
  return filled;
}

/* "Totaal", "Subtotaal Centrum", "Totaal:". */
static gboolean
is_total (const char *cell)
{
  static const char *const words[]
      = { "totaal", "totalen", "subtotaal", "eindtotaal", "total", "subtotal", "som", "sum", "gemiddelde", "gemiddeld" };

  cell += strspn (cell, " *");
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strncasecmp (cell, words[i], strlen (words[i])) == 0 && !g_ascii_isalnum (cell[strlen (words[i])]))
      return TRUE;
  return FALSE;
}

static gboolean
has_digit (LwVacancyReading *reading, LwVacancyField field)
{
  const char *cell = lw_vacancy_reading_get_cell (reading, field);

  return strpbrk (cell, "0123456789") != NULL;
}

/* A lone figure belongs to an office whose key is missing; a lone text is a note or a heading. */
static gboolean
is_text (const char *cell)
{
  double number;

  return lw_cell_parse_number (cell, LW_DECIMAL_COMMA, &number, NULL) != LW_CELL_VALUE;
}

/* Whether a cell may name the office, be it wrongly. */
static gboolean
may_name_office (LwVacancyReading *reading)
{
  static const LwVacancyField keys[]
      = { LW_VACANCY_BAG_ID, LW_VACANCY_HOUSE_NUMBER, LW_VACANCY_ADDRESS, LW_VACANCY_X, LW_VACANCY_Y,
          LW_VACANCY_LONGITUDE, LW_VACANCY_LATITUDE, LW_VACANCY_GEOMETRY };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (has_digit (reading, keys[i]))
      return TRUE;
  return FALSE;
}

/**
 * lw_vacancy_row_is_between:
 * @reading: the state of reading, its reader standing on a row
 *
 * Returns: whether the row is no office, and nothing that somebody should mend
 */
gboolean
lw_vacancy_row_is_between (LwVacancyReading *reading)
{
  const LwVacancyMapping *mapping = &reading->options->mapping;
  Filled filled;
  const char *first;

  if (may_name_office (reading)) /* most rows */
    return FALSE;
  filled = look_at_row (reading->reader);
  if (filled.n == 0)
    return TRUE;
  if (lw_csv_reader_get_n_columns (reading->reader) < 2)
    return FALSE;
  if (filled.n_headings == filled.n && filled.n > 1)
    return TRUE;
  first = lw_csv_reader_get_cell (reading->reader, filled.first);
  return is_total (first) || filled.n_units == filled.n
         || (filled.n == 1 && is_text (first) && (int) filled.first != mapping->columns[LW_VACANCY_BAG_ID]);
}
