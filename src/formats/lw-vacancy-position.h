/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-vacancy-position: the positions of the rows of a list. A row gives two numbers, or a point as text; only all rows
 * together tell in which system and order they are. Private to lw-vacancy-list. */
#pragma once

#include "formats/lw-vacancy-row.h"

G_BEGIN_DECLS

void lw_vacancy_position_read (LwVacancyReading *reading, LwVacancyRow *row);
gboolean lw_vacancy_positions_settle (LwVacancyReading *reading, LwVacancyList *list, GError **error);

G_END_DECLS
