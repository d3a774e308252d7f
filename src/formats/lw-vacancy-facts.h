/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-vacancy-facts: what a row of a list tells of its office beside vacancy: name, address, areas that it lies in, area,
 * building year, label … Private to lw-vacancy-list. */
#pragma once

#include "formats/lw-vacancy-row.h"

G_BEGIN_DECLS

gboolean lw_vacancy_facts_are_mapped (const LwVacancyMapping *mapping);
void lw_vacancy_facts_read (LwVacancyReading *reading, const LwVacancyRow *row);
void lw_vacancy_facts_place (LwVacancyReading *reading, const LwVacancyList *list);

G_END_DECLS
