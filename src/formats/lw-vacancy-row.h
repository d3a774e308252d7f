/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-vacancy-row: reads one row of a vacancy list and checks its values. Private to lw-vacancy-list. */
#pragma once

#include "formats/lw-vacancy-list.h"
#include "model/lw-offices-builder.h"

G_BEGIN_DECLS

/**
 * LwVacancyReading: what the reading of one list needs.
 * @decimals: decimal character of each field's column
 * @styles: how each field's dates are written
 * @rate_is_fraction: rates are fractions, not percentages
 * @vacant_is_share: the column of vacancy holds shares of the office, not m²
 * @names: where streets and towns of rows go
 * @codes: texts of coded columns that were looked up already
 * @facts: facts of offices, one row a row of the list
 * @n_marked: rows that lost a value
 * @marked_line: the row that was counted last
 * @told_words: words in place of m² of which it was told how they are read; a bit an #LwVacancyWord
 */
typedef struct {
  LwCsvReader *reader;
  const LwVacancyOptions *options;
  LwImportReport *report;
  LwDictionary *sources;
  LwDecimal decimals[LW_N_VACANCY_FIELDS];
  LwDateStyle styles[LW_N_VACANCY_FIELDS];
  gboolean rate_is_fraction;
  gboolean vacant_is_share;
  GStringChunk *names;
  GHashTable *codes[LW_N_CODE_KINDS];
  guint32 default_source;
  LwOfficesBuilder *facts;
  guint64 n_marked;
  guint64 marked_line;
  guint told_words;
} LwVacancyReading;

void lw_vacancy_reading_init (LwVacancyReading *reading,
                              LwCsvReader *reader,
                              const LwVacancyOptions *options,
                              LwImportReport *report,
                              LwDictionary *sources);
void lw_vacancy_reading_clear (LwVacancyReading *reading);
const char *lw_vacancy_reading_get_cell (LwVacancyReading *reading, LwVacancyField field);
void lw_vacancy_reading_leave_out (LwVacancyReading *reading, LwVacancyField field, const char *code, const char *wrong);
guint8 lw_vacancy_reading_read_code (LwVacancyReading *reading, LwVacancyField field, LwCodeKind kind, const char *wrong);
const char *lw_vacancy_reading_get_heading (LwVacancyReading *reading, LwVacancyField field);
void lw_vacancy_row_read (LwVacancyReading *reading, LwVacancyRow *row);

G_END_DECLS
