/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-vacancy-cell: what one cell of a list is understood to say, for people to look at before the list is read for good.
 * The same functions read it as read the list. */
#pragma once

#include "formats/lw-vacancy-list.h"

G_BEGIN_DECLS

/**
 * LwVacancyCellKind: which member of an #LwVacancyCell tells the value.
 * @LW_VACANCY_CELL_TEXT: the cell itself, as it stands
 * @LW_VACANCY_CELL_KEY: @key, brought to one form
 * @LW_VACANCY_CELL_WORD: @word
 * @LW_VACANCY_CELL_M2: @number, in m²
 * @LW_VACANCY_CELL_SHARE: @number, 0 to 1
 * @LW_VACANCY_CELL_NUMBER: @number, a count
 * @LW_VACANCY_CELL_YEAR: @number
 * @LW_VACANCY_CELL_COORDINATE: @number, in metres or degrees
 * @LW_VACANCY_CELL_DATE: @date, as precise as @precision
 */
typedef enum {
  LW_VACANCY_CELL_TEXT,
  LW_VACANCY_CELL_KEY,
  LW_VACANCY_CELL_WORD,
  LW_VACANCY_CELL_M2,
  LW_VACANCY_CELL_SHARE,
  LW_VACANCY_CELL_NUMBER,
  LW_VACANCY_CELL_YEAR,
  LW_VACANCY_CELL_COORDINATE,
  LW_VACANCY_CELL_DATE,
} LwVacancyCellKind;

/** LW_VACANCY_KEY_LENGTH: bytes of @key, NUL included */
#define LW_VACANCY_KEY_LENGTH 64

/**
 * LwVacancyCell:
 * @kind: what kind of value the field has
 * @state: whether the cell has one
 * @why: (nullable): why not, translated, if @state is %LW_CELL_INVALID; a clause that follows the cell ("is no number")
 */
typedef struct {
  LwVacancyCellKind kind;
  LwCellState state;
  double number;
  LwDate date;
  LwDatePrecision precision;
  const char *word;
  char key[LW_VACANCY_KEY_LENGTH];
  const char *why;
} LwVacancyCell;

void lw_vacancy_style_survey (LwVacancyStyle *style, const LwVacancyMapping *mapping, GPtrArray *rows, char separator);
void
lw_vacancy_cell_read (LwVacancyField field, const char *text, const LwVacancyStyle *style, LwVacancyCell *cell);
gboolean lw_vacancy_field_is_figure (LwVacancyField field);

G_END_DECLS
