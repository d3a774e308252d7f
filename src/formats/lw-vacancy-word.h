/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-vacancy-word: words that lists write where others write vacant m²: "geen", "leeg", "deels verhuurd". */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LwVacancyWord:
 * @LW_VACANCY_WORD_NONE: no such word
 * @LW_VACANCY_WORD_OCCUPIED: nothing stands empty
 * @LW_VACANCY_WORD_VACANT: the whole office does
 * @LW_VACANCY_WORD_PARTLY: some of it does, nobody says how much
 */
typedef enum {
  LW_VACANCY_WORD_NONE,
  LW_VACANCY_WORD_OCCUPIED,
  LW_VACANCY_WORD_VACANT,
  LW_VACANCY_WORD_PARTLY,
} LwVacancyWord;

LwVacancyWord lw_vacancy_word_parse (const char *cell, gboolean *tells);

G_END_DECLS
