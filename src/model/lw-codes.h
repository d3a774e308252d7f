/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-codes: the coded properties of an office (energy label, owner, kind of location, measure of area …). A code is
 * one byte in a column, a fixed token in files, a label on screen and a list of words that people write in lists.
 * Code 0 is always "unknown". */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** LwCodeKind: a set of codes */
typedef enum {
  LW_CODES_AREA_MEASURE,
  LW_CODES_LOCATION_TYPE,
  LW_CODES_ENERGY_LABEL,
  LW_CODES_OWNER_TYPE,
  LW_CODES_STATUS,
  LW_CODES_VACANCY_AGE,
  LW_CODES_YES_NO,
  LW_CODES_CHANGE,
  LW_N_CODE_KINDS,
} LwCodeKind;

/**
 * LwAreaMeasure: how an area was measured (NEN 2580; domain model 2.1).
 * @LW_AREA_VVO: lettable floor area (verhuurbaar vloeroppervlak): the market's measure, and that of all totals
 * @LW_AREA_BVO: gross floor area (bruto vloeroppervlakte)
 * @LW_AREA_NVO: net floor area (netto vloeroppervlakte)
 * @LW_AREA_GO: usable area (gebruiksoppervlakte): what the BAG records
 */
typedef enum {
  LW_AREA_UNKNOWN,
  LW_AREA_VVO,
  LW_AREA_BVO,
  LW_AREA_NVO,
  LW_AREA_GO,
} LwAreaMeasure;

/** LwLocationType: kind of office location (domain model 2.5) */
typedef enum {
  LW_LOCATION_UNKNOWN,
  LW_LOCATION_CENTRE,        /* centrum */
  LW_LOCATION_STATION,       /* stationslocatie */
  LW_LOCATION_OFFICE_PARK,   /* kantorenpark, formele locatie */
  LW_LOCATION_MOTORWAY,      /* snelweglocatie */
  LW_LOCATION_BUSINESS_PARK, /* bedrijventerrein */
  LW_LOCATION_MIXED,         /* woonwijk, gemengd */
  LW_LOCATION_SOLITARY,      /* solitair */
} LwLocationType;

/** LwEnergyLabel: class of the energy label, best first */
typedef enum {
  LW_LABEL_UNKNOWN,
  LW_LABEL_A5,
  LW_LABEL_A4,
  LW_LABEL_A3,
  LW_LABEL_A2,
  LW_LABEL_A1,
  LW_LABEL_A,
  LW_LABEL_B,
  LW_LABEL_C,
  LW_LABEL_D,
  LW_LABEL_E,
  LW_LABEL_F,
  LW_LABEL_G,
} LwEnergyLabel;

/** LwOwnerType: who owns the office (domain model 2.5) */
typedef enum {
  LW_OWNER_UNKNOWN,
  LW_OWNER_INSTITUTIONAL,
  LW_OWNER_PRIVATE,
  LW_OWNER_OCCUPIER,
  LW_OWNER_GOVERNMENT,
} LwOwnerType;

/**
 * LwStatus: status of the office in the BAG; each of these counts as stock but the last two, which only an office can
 * have that is gone.
 * @LW_STATUS_IN_USE: in gebruik
 * @LW_STATUS_IN_USE_NOT_MEASURED: in gebruik (niet ingemeten)
 * @LW_STATUS_OUT_OF_USE: buiten gebruik
 * @LW_STATUS_UNDER_CONVERSION: verbouwing
 * @LW_STATUS_WITHDRAWN: ingetrokken; the building may still stand
 * @LW_STATUS_DEMOLISHED: withdrawn, and its building is demolished (gesloopt)
 */
typedef enum {
  LW_STATUS_UNKNOWN,
  LW_STATUS_IN_USE,
  LW_STATUS_IN_USE_NOT_MEASURED,
  LW_STATUS_OUT_OF_USE,
  LW_STATUS_UNDER_CONVERSION,
  LW_STATUS_WITHDRAWN,
  LW_STATUS_DEMOLISHED,
} LwStatus;

/**
 * LwVacancyAge: completed years that the vacant part stands empty on the reference date (domain model 6.1).
 * @LW_VACANCY_AGE_UNKNOWN: stands empty, nobody knows since when
 * @LW_VACANCY_AGE_C0: less than one year: frictional (frictieleegstand)
 * @LW_VACANCY_AGE_C1: one year: long-term (langdurige leegstand)
 * @LW_VACANCY_AGE_C2: two years: long-term
 * @LW_VACANCY_AGE_C3: three years or more: structural (structurele leegstand)
 * @LW_VACANCY_AGE_NONE: nothing is known to stand empty here
 */
typedef enum {
  LW_VACANCY_AGE_UNKNOWN,
  LW_VACANCY_AGE_C0,
  LW_VACANCY_AGE_C1,
  LW_VACANCY_AGE_C2,
  LW_VACANCY_AGE_C3,
  LW_VACANCY_AGE_NONE,
} LwVacancyAge;

/** LwYesNo: a fact that may be unknown */
typedef enum {
  LW_YES_NO_UNKNOWN,
  LW_NO,
  LW_YES,
} LwYesNo;

/**
 * LwOfficeChange: what became of an office between two reference dates (mutatie). An office has one change, the most telling
 * one; its m² count whole in that.
 * @LW_CHANGE_NONE: not compared, or not counted as stock on either date
 * @LW_CHANGE_NEW: new in the stock (toevoeging)
 * @LW_CHANGE_TRANSFORMED: left the stock (onttrekking): it is no office any more, or was being converted when last seen
 * @LW_CHANGE_DEMOLISHED: left the stock: its building is demolished
 * @LW_CHANGE_GONE: left the stock, and no source says why
 * @LW_CHANGE_EMPTIED: more of it stands empty
 * @LW_CHANGE_FILLED: less of it stands empty
 * @LW_CHANGE_KNOWN: its vacancy or area was unknown and is known now, so that nobody knows what really changed
 * @LW_CHANGE_UNKNOWN: its vacancy or area was known and is unknown now
 * @LW_CHANGE_AREA: another area counts, and nothing else changed
 * @LW_CHANGE_UNCHANGED: nothing of that
 */
typedef enum {
  LW_CHANGE_NONE,
  LW_CHANGE_NEW,
  LW_CHANGE_TRANSFORMED,
  LW_CHANGE_DEMOLISHED,
  LW_CHANGE_GONE,
  LW_CHANGE_EMPTIED,
  LW_CHANGE_FILLED,
  LW_CHANGE_KNOWN,
  LW_CHANGE_UNKNOWN,
  LW_CHANGE_AREA,
  LW_CHANGE_UNCHANGED,
  LW_N_CHANGES,
} LwOfficeChange;

guint lw_codes_count (LwCodeKind kind);
const char *lw_codes_token (LwCodeKind kind, guint code);
const char *lw_codes_label (LwCodeKind kind, guint code);
gboolean lw_codes_parse (LwCodeKind kind, const char *text, guint8 *code);

G_END_DECLS
