/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-vacancy-between: rows that stand between those about offices: totals, notes, empty rows, headings of a group of rows,
 * units below the headings, and the headings once more on every page. Private to lw-vacancy-list. */
#pragma once

#include "formats/lw-vacancy-row.h"

G_BEGIN_DECLS

gboolean lw_vacancy_row_is_between (LwVacancyReading *reading);

G_END_DECLS
