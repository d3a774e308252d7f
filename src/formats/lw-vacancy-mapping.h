/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-vacancy-mapping: which column of a CSV file holds what of a vacancy list. Guessed from the headings, in
 * Dutch and English; a JSON document or a dialog may say otherwise. A plain value; copy by assignment. */
#pragma once

#include "formats/lw-csv.h"
#include "formats/lw-json-read.h"
#include "formats/lw-list-format.h"
#include "model/lw-codes.h"

G_BEGIN_DECLS

/**
 * LwVacancyField: what a vacancy list can tell of an office.
 * @LW_VACANCY_BAG_ID: identification of the verblijfsobject
 * @LW_VACANCY_POSTCODE: postcode
 * @LW_VACANCY_HOUSE_NUMBER: house number, possibly with letter and suffix
 * @LW_VACANCY_HOUSE_LETTER: house letter (huisletter)
 * @LW_VACANCY_HOUSE_SUFFIX: suffix (toevoeging)
 * @LW_VACANCY_ADDRESS: postcode and house number in one cell
 * @LW_VACANCY_VACANT_M2: vacant m² (leegstand)
 * @LW_VACANCY_RATE: vacant share of the office
 * @LW_VACANCY_SINCE: vacant since
 * @LW_VACANCY_ENERGY_LABEL: energy label
 * @LW_VACANCY_OWNER_TYPE: kind of owner
 * @LW_VACANCY_REFERENCE_DATE: the date that the row stands for (peildatum)
 * @LW_VACANCY_FLOOR_AREA_M2: floor area by the list, to check the vacant m² against
 * @LW_VACANCY_AREA_MEASURE: measure of the areas (vvo, bvo …)
 * @LW_VACANCY_SOURCE: where the row comes from
 * @LW_VACANCY_PAND_ID: identification of the building
 * @LW_VACANCY_NAME: name of the office or its building
 * @LW_VACANCY_STREET: street (openbare ruimte)
 * @LW_VACANCY_TOWN: town (woonplaats)
 * @LW_VACANCY_MUNICIPALITY_CODE: code of the municipality, with or without "GM"
 * @LW_VACANCY_MUNICIPALITY: name of the municipality
 * @LW_VACANCY_REGION: market region (kantorenregio)
 * @LW_VACANCY_PROVINCE: province
 * @LW_VACANCY_LOCATION: office location
 * @LW_VACANCY_LOCATION_TYPE: kind of location
 * @LW_VACANCY_X: x in RD New, metres; or whatever the first number of a position turns out to be
 * @LW_VACANCY_Y: y of the same
 * @LW_VACANCY_LONGITUDE: degrees, used where there is no x and y
 * @LW_VACANCY_LATITUDE: degrees
 * @LW_VACANCY_GEOMETRY: a point as well-known text, used where there is nothing else
 * @LW_VACANCY_BUILD_YEAR: building year
 * @LW_VACANCY_MONUMENT: listed building, yes or no
 * @LW_VACANCY_USE_MIXED: other uses beside office, yes or no
 * @LW_VACANCY_USES: uses (gebruiksdoelen)
 * @LW_VACANCY_OFFICE_USE: whether it is used as an office; rows that say no are left out
 * @LW_VACANCY_STATUS: status by the register
 * @LW_VACANCY_OBJECTS: number of offices, of a row about an area
 * @LW_VACANCY_VACANT_OBJECTS: number of vacant offices, of a row about an area
 */
typedef enum {
  LW_VACANCY_BAG_ID,
  LW_VACANCY_POSTCODE,
  LW_VACANCY_HOUSE_NUMBER,
  LW_VACANCY_HOUSE_LETTER,
  LW_VACANCY_HOUSE_SUFFIX,
  LW_VACANCY_ADDRESS,
  LW_VACANCY_VACANT_M2,
  LW_VACANCY_RATE,
  LW_VACANCY_SINCE,
  LW_VACANCY_ENERGY_LABEL,
  LW_VACANCY_OWNER_TYPE,
  LW_VACANCY_REFERENCE_DATE,
  LW_VACANCY_FLOOR_AREA_M2,
  LW_VACANCY_AREA_MEASURE,
  LW_VACANCY_SOURCE,
  LW_VACANCY_PAND_ID,
  LW_VACANCY_NAME,
  LW_VACANCY_STREET,
  LW_VACANCY_TOWN,
  LW_VACANCY_MUNICIPALITY_CODE,
  LW_VACANCY_MUNICIPALITY,
  LW_VACANCY_REGION,
  LW_VACANCY_PROVINCE,
  LW_VACANCY_LOCATION,
  LW_VACANCY_LOCATION_TYPE,
  LW_VACANCY_X,
  LW_VACANCY_Y,
  LW_VACANCY_LONGITUDE,
  LW_VACANCY_LATITUDE,
  LW_VACANCY_GEOMETRY,
  LW_VACANCY_BUILD_YEAR,
  LW_VACANCY_MONUMENT,
  LW_VACANCY_USE_MIXED,
  LW_VACANCY_USES,
  LW_VACANCY_OFFICE_USE,
  LW_VACANCY_STATUS,
  LW_VACANCY_OBJECTS,
  LW_VACANCY_VACANT_OBJECTS,
  LW_N_VACANCY_FIELDS,
} LwVacancyField;

/** LW_VACANCY_NO_COLUMN: the list does not hold this field */
#define LW_VACANCY_NO_COLUMN (-1)

/**
 * LwVacancyMapping:
 * @columns: the column of each field, from 0, or %LW_VACANCY_NO_COLUMN
 * @measure: the measure that the headings of the areas name, or %LW_AREA_UNKNOWN
 * @supply: the vacant m² come from a column of supply (aanbod), which also counts space still in use
 */
typedef struct {
  int columns[LW_N_VACANCY_FIELDS];
  LwAreaMeasure measure;
  gboolean supply;
} LwVacancyMapping;

const char *lw_vacancy_field_name (LwVacancyField field);
const char *lw_vacancy_field_label (LwVacancyField field);

void lw_vacancy_mapping_guess (LwVacancyMapping *mapping, LwCsvReader *reader);
void
lw_vacancy_mapping_choose (LwVacancyMapping *mapping, const char *const *headings, guint column, int field);
JsonNode *lw_vacancy_mapping_parse (const char *json, gssize length, GError **error);
gboolean lw_vacancy_mapping_apply_json (
    LwVacancyMapping *mapping, LwCsvReader *reader, const char *json, gssize length, GError **error);
gboolean lw_vacancy_mapping_apply_file (
    LwVacancyMapping *mapping, LwCsvReader *reader, GFile *file, GCancellable *cancellable, GError **error);
char *lw_vacancy_mapping_to_json (const LwVacancyMapping *mapping,
                                  const char *const *headings,
                                  const LwListFormat *format);
gboolean lw_vacancy_mapping_has_vacancy (const LwVacancyMapping *mapping);
gboolean lw_vacancy_mapping_has_position (const LwVacancyMapping *mapping);
gboolean lw_vacancy_heading_parse_dated (const char *heading, LwVacancyField *field, LwDate *date);
gboolean lw_vacancy_mapping_is_about_areas (const LwVacancyMapping *mapping);
char *lw_vacancy_mapping_get_missing (const LwVacancyMapping *mapping);

G_END_DECLS
