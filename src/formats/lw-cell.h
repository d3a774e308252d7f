/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-cell: from the text of one cell to a number, date or identification, as Dutch offices and their
 * spreadsheets write them. What a lone cell leaves open (is 1.234 a thousand or one and a bit?) a survey of
 * its column decides. */
#pragma once

#include "model/lw-bag-id.h"
#include "model/lw-date.h"

G_BEGIN_DECLS

/**
 * LwCellState:
 * @LW_CELL_VALUE: the cell holds a value
 * @LW_CELL_UNKNOWN: the cell is empty or says that the value is not known ("n.b.", "x", "-")
 * @LW_CELL_INVALID: the cell holds something else
 */
typedef enum {
  LW_CELL_VALUE,
  LW_CELL_UNKNOWN,
  LW_CELL_INVALID,
} LwCellState;

/** LwDecimal: which character stands before the decimals */
typedef enum {
  LW_DECIMAL_UNKNOWN,
  LW_DECIMAL_COMMA,
  LW_DECIMAL_POINT,
} LwDecimal;

/** LW_M2_PER_HECTARE: square metres in a hectare */
#define LW_M2_PER_HECTARE 10000.0

/** LwUnit: unit that a number carries in its cell */
typedef enum {
  LW_UNIT_NONE,
  LW_UNIT_M2,
  LW_UNIT_HECTARE,
  LW_UNIT_PERCENT,
  LW_UNIT_EURO,
} LwUnit;

/**
 * LwNumberSurvey: what the cells of a column tell about its numbers; zero it before the first.
 * @n: cells that hold a number
 * @comma: of these, with a decimal comma beyond doubt ("12,5", "1.234,00")
 * @point: with a decimal point beyond doubt
 * @n_percent: with a percent sign
 * @n_fraction: not whole, and between 0 and 1
 * @n_over_one: larger than 1
 */
typedef struct {
  guint64 n;
  guint64 comma;
  guint64 point;
  guint64 n_percent;
  guint64 n_fraction;
  guint64 n_over_one;
} LwNumberSurvey;

/**
 * LwDateSurvey: what the cells of a column tell about its dates; zero it before the first.
 * @day_first: cells that can only be day-month-year ("31-12-2024")
 * @month_first: cells that can only be month-day-year ("12/31/2024")
 */
typedef struct {
  guint64 day_first;
  guint64 month_first;
} LwDateSurvey;

/**
 * LwDateStyle: how the dates of a column are read; all zero is the Dutch way.
 * @month_first: the American order
 * @epoch_1904: spreadsheet day numbers count from 1 January 1904, as old Macintosh workbooks do
 */
typedef struct {
  gboolean month_first;
  gboolean epoch_1904;
} LwDateStyle;

/**
 * LwDatePrecision: how much of a date the cell gave; the rest is taken as the first day
 * @LW_DATE_DAY: all of it
 * @LW_DATE_MONTH: month and year
 * @LW_DATE_YEAR: the year
 * @LW_DATE_ROUGH: a part of a year or month in words ("medio 2021", "najaar 2019", "Q3 2020", "eind mei 2022")
 */
typedef enum {
  LW_DATE_DAY,
  LW_DATE_MONTH,
  LW_DATE_YEAR,
  LW_DATE_ROUGH,
} LwDatePrecision;

/**
 * LwIdCheck:
 * @LW_ID_GOOD: an identification of 16 digits
 * @LW_ID_PADDED: the same, after zeros that a spreadsheet had dropped were put back
 * @LW_ID_UNKNOWN: nothing is written
 * @LW_ID_SCIENTIFIC: written like 3,63E+14: digits are lost for good
 * @LW_ID_LENGTH: too few or too many digits
 * @LW_ID_NO_DIGITS: something else than digits
 */
typedef enum {
  LW_ID_GOOD,
  LW_ID_PADDED,
  LW_ID_UNKNOWN,
  LW_ID_SCIENTIFIC,
  LW_ID_LENGTH,
  LW_ID_NO_DIGITS,
} LwIdCheck;

gboolean lw_cell_is_unknown (const char *cell);
gboolean lw_cell_is_rough (const char *cell);
gboolean lw_cell_is_unit (const char *cell);
char *lw_cell_clean (const char *cell);

void lw_number_survey_add (LwNumberSurvey *survey, const char *cell);
LwDecimal lw_number_survey_decide (const LwNumberSurvey *survey, LwDecimal fallback);
LwCellState lw_cell_parse_number (const char *cell, LwDecimal decimal, double *number, LwUnit *unit);

void lw_date_survey_add (LwDateSurvey *survey, const char *cell);
LwCellState
lw_cell_parse_date (const char *cell, const LwDateStyle *style, LwDate *date, LwDatePrecision *precision);

LwDate lw_cell_find_date (const char *text);

/** LW_MUNICIPALITY_CODE_LENGTH: bytes of a code as GM0344, NUL included */
#define LW_MUNICIPALITY_CODE_LENGTH 7

gboolean lw_cell_parse_municipality (const char *cell, char code[LW_MUNICIPALITY_CODE_LENGTH]);
LwIdCheck lw_cell_parse_bag_id (const char *cell, LwBagId *id);

G_END_DECLS
