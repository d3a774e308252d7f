/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-vacancy-list: a CSV file read as a list of vacancy: one row an office, with checked values. A value that
 * cannot be right is left out and reported with its row; a row that names no office is rejected; neither
 * stops the import. Which office a row means is found by lw-vacancy-join. */
#pragma once

#include "formats/lw-cell-address.h"
#include "formats/lw-cell.h"
#include "formats/lw-id-map.h"
#include "formats/lw-import-report.h"
#include "formats/lw-list-format.h"
#include "formats/lw-vacancy-mapping.h"
#include "model/lw-dictionary.h"
#include "model/lw-geo.h"
#include "model/lw-offices.h"
#include "model/lw-progress.h"

G_BEGIN_DECLS

/**
 * LwVacancyRow: one row of a list. Unknown is NaN, %LW_DATE_UNKNOWN, 0 or code 0.
 * @line: line of the file on which it begins
 * @bag_id: identification of the verblijfsobject
 * @address: postcode and house number; without the postcode it goes with @street
 * @street: (nullable): the street, if the row tells it with a number; the list owns it
 * @place: (nullable): the town or municipality of the row; the list owns it
 * @vacant_m2: vacant m², in @measure
 * @rate: vacant share of the office, 0 to 1; used where @vacant_m2 is unknown
 * @floor_area_m2: floor area by the list, in @measure
 * @vacant_since: since when
 * @x: position in RD New, metres
 * @y: position in RD New, metres
 * @reference_date: the date that the row stands for; always known in a list of vacancy
 * @source: code in the list's dictionary of sources
 * @measure: LwAreaMeasure of the areas
 * @energy_label: LwEnergyLabel
 * @owner_type: LwOwnerType
 * @rejected: the row names no office
 * @not_office: the row says that it is about something else than an office
 * @between: the row is a total, a note or a heading
 */
typedef struct {
  guint64 line;
  LwBagId bag_id;
  LwAddress address;
  const char *street;
  const char *place;
  double vacant_m2;
  double rate;
  double floor_area_m2;
  double x, y;
  LwDate vacant_since;
  LwDate reference_date;
  guint32 source;
  guint8 measure;
  guint8 energy_label;
  guint8 owner_type;
  gboolean rejected;
  gboolean not_office;
  gboolean between;
} LwVacancyRow;

/**
 * LwVacancyStyle: how the columns of a list turned out to be written.
 * @decimals: decimal character of each field's column
 * @dates: how each field's dates are written
 * @rate_is_fraction: rates are fractions, not percentages
 */
typedef struct {
  LwDecimal decimals[LW_N_VACANCY_FIELDS];
  LwDateStyle dates[LW_N_VACANCY_FIELDS];
  gboolean rate_is_fraction;
} LwVacancyStyle;

/**
 * LwVacancyList:
 * @name: the file, as messages call it
 * @rows: (element-type LwVacancyRow): the rows in order, the rejected among them
 * @facts: what the rows tell of their offices beside vacancy, one row a row
 * @tells_facts: columns tell such facts, more than those that come with an observation of vacancy
 * @has_vacancy: a column tells how much stands empty
 * @has_streets: a column tells the street; without one it may be part of an address in one cell
 * @has_towns: the same of the town
 * @date: the day that the whole list stands for, as it was given or stands above the headings; may be unknown
 * @axes: how the positions were read; %LW_GEO_AXES_UNKNOWN if there are none
 * @n_others: rows about objects that the caller does not want, which are not among the rows
 * @n_not_offices: rows about something else than an office, not among the rows either
 * @n_between: totals, notes and headings, not among the rows either
 * @style: how its columns are written
 * @sources: the sources that rows name
 * @names: streets and towns that rows name
 * @default_source: code of the source of rows that name none
 */
typedef struct {
  char *name;
  GArray *rows;
  LwOffices *facts;
  gboolean tells_facts;
  gboolean has_vacancy;
  gboolean has_streets;
  gboolean has_towns;
  LwDate date;
  LwGeoAxes axes;
  guint64 n_others;
  guint64 n_not_offices;
  guint64 n_between;
  LwVacancyStyle style;
  LwDictionary *sources;
  GStringChunk *names;
  guint32 default_source;
} LwVacancyList;

/**
 * LwVacancyOptions:
 * @mapping: which column holds what
 * @reference_date: the date of rows that do not tell theirs, or %LW_DATE_UNKNOWN
 * @today: dates after this one lie in the future
 * @decimal: decimal character of all numbers, or %LW_DECIMAL_UNKNOWN to find it out column by column
 * @dates: order of day and month in all dates
 * @epoch_1904: spreadsheet day numbers count from 1904
 * @axes: how positions are written, or %LW_GEO_AXES_UNKNOWN to find it out from the numbers
 * @only: (nullable): of a list without vacancy, rows with another identification than these are left out at once: a file
 *   of the whole country is mostly about other objects
 * @source: (nullable): the source of rows that do not tell theirs; %NULL for the file's name
 */
typedef struct {
  LwVacancyMapping mapping;
  LwDate reference_date;
  LwDate today;
  LwDecimal decimal;
  LwDateOrder dates;
  gboolean epoch_1904;
  LwGeoAxes axes;
  const LwIdMap *only;
  const char *source;
} LwVacancyOptions;

/** LW_VACANCY_PREVIEW_ROWS: rows that a preview shows */
#define LW_VACANCY_PREVIEW_ROWS 20

/**
 * LwVacancyPreview: what the import dialog shows before anything is read for good.
 * @encoding: encoding, found or chosen
 * @separator: separator, found or chosen
 * @heading_record: the record that holds the headings, from 1; 0 if the list has none
 * @headings: the columns
 * @rows: (element-type GStrv): the first rows, each with one text a column
 * @lines: (element-type guint64): the lines on which they begin
 * @mapping: the columns that were recognised
 * @missing: (nullable): what keeps the list from being read, translated
 * @signature: names the headings, to remember a mapping by
 */
typedef struct {
  LwEncoding encoding;
  char separator;
  guint heading_record;
  GStrv headings;
  GPtrArray *rows;
  GArray *lines;
  LwVacancyMapping mapping;
  char *missing;
  char *signature;
} LwVacancyPreview;

void lw_vacancy_options_init (LwVacancyOptions *options, LwCsvReader *reader);
LwVacancyList *lw_vacancy_list_read (LwCsvReader *reader,
                                     const LwVacancyOptions *options,
                                     LwImportReport *report,
                                     LwProgressFunc progress,
                                     gpointer data,
                                     GCancellable *cancellable,
                                     GError **error);
void lw_vacancy_list_free (LwVacancyList *list);
char *lw_vacancy_row_describe (const LwVacancyRow *row);

LwVacancyPreview *lw_vacancy_preview_new (LwCsvReader *reader, GCancellable *cancellable, GError **error);
void lw_vacancy_preview_free (LwVacancyPreview *preview);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwVacancyList, lw_vacancy_list_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwVacancyPreview, lw_vacancy_preview_free)

G_END_DECLS
