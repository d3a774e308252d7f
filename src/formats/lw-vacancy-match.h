/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-vacancy-match: finds offices by identification and by address, in an index made once for a table.
 * Private to lw-vacancy-join. */
#pragma once

#include "formats/lw-vacancy-join.h"

G_BEGIN_DECLS

typedef struct _LwVacancyIndex LwVacancyIndex;

/**
 * LwVacancyMatch: what was found for a row.
 * @state: how, or why not
 * @office: the office, or %LW_OFFICES_NONE
 * @candidates: (element-type guint): the offices that an ambiguous row may mean
 * @distance_m: between row and office, of one matched by position
 * @exact: the office stands at the position of the row, and others near by do not
 */
typedef struct {
  LwJoinState state;
  guint office;
  GArray *candidates;
  double distance_m;
  gboolean exact;
} LwVacancyMatch;

LwVacancyIndex *lw_vacancy_index_new (LwOffices *offices, double tolerance_m);
void lw_vacancy_index_free (LwVacancyIndex *index);
void lw_vacancy_index_find (LwVacancyIndex *index, const LwVacancyRow *row, LwVacancyMatch *match);
void lw_vacancy_index_add_sides (LwVacancyIndex *index, GPtrArray *addresses);
gboolean lw_vacancy_index_same_address (LwVacancyIndex *index, guint office, const LwAddress *address);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwVacancyIndex, lw_vacancy_index_free)

G_END_DECLS
