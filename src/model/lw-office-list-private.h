/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-office-list-private: sorting rows of a table; for lw-office-list.c and lw-office-list-sort.c only. */
#pragma once

#include "model/lw-office-list.h"

G_BEGIN_DECLS

/* The places of texts in the alphabet, per dictionary, kept between sorts. */
typedef struct _LwOfficeRanks LwOfficeRanks;

LwOfficeRanks *lw_office_ranks_new (void);
void lw_office_ranks_free (LwOfficeRanks *ranks);

guint32 *lw_office_list_sort (const LwOffices *offices, const LwBitset *rows, LwOfficeOrder order,
                              gboolean descending, LwOfficeRanks *ranks, guint *n_rows);
gsize lw_office_list_cell_size (LwOfficeColumn column);

G_END_DECLS
