/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-vacancy-word: see lw-vacancy-word.h. */
#include "formats/lw-vacancy-word.h"

#include "formats/lw-cell.h"

/* @tells: the word speaks of vacancy whatever stands above it; "ja" does not */
static const struct {
  const char *text;
  LwVacancyWord word;
  gboolean tells;
} words[] = {
  { "geen", LW_VACANCY_WORD_OCCUPIED, FALSE },
  { "nihil", LW_VACANCY_WORD_OCCUPIED, FALSE },
  { "nul", LW_VACANCY_WORD_OCCUPIED, FALSE },
  { "nee", LW_VACANCY_WORD_OCCUPIED, FALSE },
  { "neen", LW_VACANCY_WORD_OCCUPIED, FALSE },
  { "no", LW_VACANCY_WORD_OCCUPIED, FALSE },
  { "in gebruik", LW_VACANCY_WORD_OCCUPIED, FALSE },
  { "volledig in gebruik", LW_VACANCY_WORD_OCCUPIED, FALSE },
  { "bezet", LW_VACANCY_WORD_OCCUPIED, FALSE },
  { "occupied", LW_VACANCY_WORD_OCCUPIED, FALSE },
  { "verhuurd", LW_VACANCY_WORD_OCCUPIED, TRUE },
  { "volledig verhuurd", LW_VACANCY_WORD_OCCUPIED, TRUE },
  { "geheel verhuurd", LW_VACANCY_WORD_OCCUPIED, TRUE },
  { "geen leegstand", LW_VACANCY_WORD_OCCUPIED, TRUE },
  { "niet leeg", LW_VACANCY_WORD_OCCUPIED, TRUE },
  { "ja", LW_VACANCY_WORD_VACANT, FALSE },
  { "yes", LW_VACANCY_WORD_VACANT, FALSE },
  { "geheel", LW_VACANCY_WORD_VACANT, FALSE },
  { "volledig", LW_VACANCY_WORD_VACANT, FALSE },
  { "alles", LW_VACANCY_WORD_VACANT, FALSE },
  { "leeg", LW_VACANCY_WORD_VACANT, TRUE },
  { "staat leeg", LW_VACANCY_WORD_VACANT, TRUE },
  { "leegstaand", LW_VACANCY_WORD_VACANT, TRUE },
  { "geheel leeg", LW_VACANCY_WORD_VACANT, TRUE },
  { "volledig leeg", LW_VACANCY_WORD_VACANT, TRUE },
  { "helemaal leeg", LW_VACANCY_WORD_VACANT, TRUE },
  { "geheel leegstaand", LW_VACANCY_WORD_VACANT, TRUE },
  { "vacant", LW_VACANCY_WORD_VACANT, TRUE },
  { "deels", LW_VACANCY_WORD_PARTLY, FALSE },
  { "gedeeltelijk", LW_VACANCY_WORD_PARTLY, FALSE },
  { "partly", LW_VACANCY_WORD_PARTLY, FALSE },
  { "deels leeg", LW_VACANCY_WORD_PARTLY, TRUE },
  { "deels leegstaand", LW_VACANCY_WORD_PARTLY, TRUE },
  { "gedeeltelijk leeg", LW_VACANCY_WORD_PARTLY, TRUE },
  { "gedeeltelijk leegstaand", LW_VACANCY_WORD_PARTLY, TRUE },
  { "deels verhuurd", LW_VACANCY_WORD_PARTLY, TRUE },
  { "gedeeltelijk verhuurd", LW_VACANCY_WORD_PARTLY, TRUE },
};

/**
 * lw_vacancy_word_parse:
 * @cell: the text of a cell
 * @tells: (out) (optional): whether the word speaks of vacancy whatever the heading says
 *
 * Returns: what the cell says of an office as a whole
 */
LwVacancyWord
lw_vacancy_word_parse (const char *cell, gboolean *tells)
{
  g_autofree char *text = NULL;

  if (tells != NULL)
    *tells = FALSE;
  if (*cell == '\0' || g_ascii_isdigit (*cell)) /* most cells */
    return LW_VACANCY_WORD_NONE;
  text = lw_cell_clean (cell);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (text, words[i].text) == 0)
      {
        if (tells != NULL)
          *tells = words[i].tells;
        return words[i].word;
      }
  return LW_VACANCY_WORD_NONE;
}
