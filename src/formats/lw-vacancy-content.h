/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-vacancy-content: guesses what a column of a list holds from its cells, where its heading does not tell. Only what
 * cannot be taken for anything else: identifications, postcodes, addresses, positions. Private to lw-vacancy-mapping. */
#pragma once

#include "formats/lw-vacancy-mapping.h"

G_BEGIN_DECLS

void lw_vacancy_content_guess (LwVacancyMapping *mapping, LwCsvReader *reader);

G_END_DECLS
