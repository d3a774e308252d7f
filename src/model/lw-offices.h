/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-offices: the offices of a document on one reference date, as an immutable table of columns. Loops read the
 * column arrays directly: `offices->floor_area_m2[i]`. An edit makes a new table that shares the unchanged columns
 * (LwOfficesBuilder). A thread takes a reference and needs no lock.
 *
 * Unknown is never 0: it is NaN in a column of numbers, LW_DATE_UNKNOWN in one of dates, year or house number 0,
 * identification 0, code 0 ("unknown") and text code 0 (the empty text). */
#pragma once

#include <glib-object.h>

#include "model/lw-bag-id.h"
#include "model/lw-codes.h"
#include "model/lw-date.h"
#include "model/lw-dictionary.h"
#include "model/lw-settings.h"

G_BEGIN_DECLS

/**
 * LwColumnType: how the cells of a column are held.
 * @LW_COLUMN_ID: gint64, the key of the office in the document, 0 while it has none
 * @LW_COLUMN_BAG_ID: LwBagId
 * @LW_COLUMN_TEXT: guint32, a code of the column's dictionary
 * @LW_COLUMN_CODE: guint8, a code of the column's LwCodeKind
 * @LW_COLUMN_NUMBER: double
 * @LW_COLUMN_INTEGER: gint32 (house numbers, years)
 * @LW_COLUMN_DATE: LwDate
 * @LW_COLUMN_FLAGS: guint32
 */
typedef enum {
  LW_COLUMN_ID,
  LW_COLUMN_BAG_ID,
  LW_COLUMN_TEXT,
  LW_COLUMN_CODE,
  LW_COLUMN_NUMBER,
  LW_COLUMN_INTEGER,
  LW_COLUMN_DATE,
  LW_COLUMN_FLAGS,
} LwColumnType;

/**
 * LwRemark: marks on an office that tell what is wrong or assumed with its record.
 * @LW_REMARK_AREA_DUMMY: the source holds a dummy for the area (999999, 1 or 0 m²), taken as unknown
 * @LW_REMARK_YEAR_DUMMY: the source holds a dummy for the building year (9999, 1005 or earlier), taken as unknown
 * @LW_REMARK_ADDRESS_UNKNOWN: the reference to the address leads nowhere
 * @LW_REMARK_BUILDING_UNKNOWN: the reference to the building leads nowhere
 * @LW_REMARK_IN_INVESTIGATION: the municipality investigates area or use (in onderzoek)
 * @LW_REMARK_MUNICIPALITY_BY_POSITION: the municipality was found by position, in the bundled boundaries
 * @LW_REMARK_POSITION_OUTSIDE: the position lies outside the Netherlands
 * @LW_REMARK_OCCUPIED_ASSUMED: not named by the vacancy list, taken as occupied by the user's choice
 * @LW_REMARK_VACANT_CAPPED: (derived) more m² vacant than the office counts; the vacant m² were cut to its stock
 * @LW_REMARK_NOT_COUNTED: (derived) left out of stock by the document's settings (mixed use, lower size limit)
 * @LW_REMARK_FICTIONAL: made up for an example
 * @LW_REMARK_GONE: (derived) left the stock before the table's date; there only to be compared (lw-difference.h)
 */
typedef enum {
  LW_REMARK_AREA_DUMMY = 1 << 0,
  LW_REMARK_YEAR_DUMMY = 1 << 1,
  LW_REMARK_ADDRESS_UNKNOWN = 1 << 2,
  LW_REMARK_BUILDING_UNKNOWN = 1 << 3,
  LW_REMARK_IN_INVESTIGATION = 1 << 4,
  LW_REMARK_MUNICIPALITY_BY_POSITION = 1 << 5,
  LW_REMARK_POSITION_OUTSIDE = 1 << 6,
  LW_REMARK_OCCUPIED_ASSUMED = 1 << 7,
  LW_REMARK_VACANT_CAPPED = 1 << 8,
  LW_REMARK_NOT_COUNTED = 1 << 9,
  LW_REMARK_FICTIONAL = 1 << 10,
  LW_REMARK_GONE = 1 << 11,
} LwRemark;

/** LW_REMARKS_DERIVED: the marks that follow from settings or a comparison; the others are stored */
#define LW_REMARKS_DERIVED (LW_REMARK_VACANT_CAPPED | LW_REMARK_NOT_COUNTED | LW_REMARK_GONE)

/*
 * The one list of columns: X (enumerator, field, C type, LwColumnType, kind of code or -1). The field's name is the
 * column's name in exports and expressions.
 *
 *   pand_id        the (first) building that the office is in
 *   town           woonplaats
 *   region         market area (kantorenregio)
 *   location       name of the office location (park, area)
 *   longitude …    degrees, WGS 84; rd_x, rd_y: metres, RD New (EPSG:28992)
 *   world_x, world_y  Web Mercator, the whole world being 0 … 1; y grows southward
 *   floor_area_m2  as recorded, in the measure that area_measure names
 *   vacant_m2      as recorded, in the same measure, on reference_date
 *   uses           all uses in the BAG (gebruiksdoelen), sorted, separated by ';'
 *   station_distance_m  to the nearest railway station
 *   facilities     daily facilities within 500 m
 *   reference_date the date (peildatum) of the observation of vacancy, or of the source where there is none
 *   stock_m2       (derived) m² vvo that count as office stock; 0 where not counted, NaN where the area is unknown
 *   vacant_stock_m2 (derived) m² vvo of that which stand empty; NaN where unknown
 *   vacancy_age    (derived) LwVacancyAge on the table's date
 *   change         (derived) LwOfficeChange since the date that the table is compared with; none if it is not
 *   stock_before_m2 (derived) as stock_m2, on the date that the table is compared with; 0 where it was not there
 *   vacant_before_m2 (derived) as vacant_stock_m2, on that date
 *   score          (derived) points for conversion by the criteria set in use, as if all of it were answered by the
 *                  same rate of true statements; unknown in a table that is not @scored
 *   potential_class (derived) the class of that score, from 1, the best being the last; unknown where too little is
 *                  answered
 *   veto           (derived) a veto criterion stops the conversion
 *   priority       (derived) place in the order in which to look at offices for conversion, from 1; unknown of what
 *                  counts for nothing
 */
#define LW_OFFICE_COLUMNS(X)                                                                                 \
  X (ID, id, gint64, LW_COLUMN_ID, -1)                                                                       \
  X (BAG_ID, bag_id, LwBagId, LW_COLUMN_BAG_ID, -1)                                                          \
  X (PAND_ID, pand_id, LwBagId, LW_COLUMN_BAG_ID, -1)                                                        \
  X (NAME, name, guint32, LW_COLUMN_TEXT, -1)                                                                \
  X (STREET, street, guint32, LW_COLUMN_TEXT, -1)                                                            \
  X (HOUSE_NUMBER, house_number, gint32, LW_COLUMN_INTEGER, -1)                                              \
  X (HOUSE_LETTER, house_letter, guint32, LW_COLUMN_TEXT, -1)                                                \
  X (HOUSE_SUFFIX, house_suffix, guint32, LW_COLUMN_TEXT, -1)                                                \
  X (POSTCODE, postcode, guint32, LW_COLUMN_TEXT, -1)                                                        \
  X (TOWN, town, guint32, LW_COLUMN_TEXT, -1)                                                                \
  X (MUNICIPALITY_CODE, municipality_code, guint32, LW_COLUMN_TEXT, -1)                                      \
  X (MUNICIPALITY, municipality, guint32, LW_COLUMN_TEXT, -1)                                                \
  X (REGION, region, guint32, LW_COLUMN_TEXT, -1)                                                            \
  X (PROVINCE, province, guint32, LW_COLUMN_TEXT, -1)                                                        \
  X (LOCATION, location, guint32, LW_COLUMN_TEXT, -1)                                                        \
  X (LOCATION_TYPE, location_type, guint8, LW_COLUMN_CODE, LW_CODES_LOCATION_TYPE)                           \
  X (LONGITUDE, longitude, double, LW_COLUMN_NUMBER, -1)                                                     \
  X (LATITUDE, latitude, double, LW_COLUMN_NUMBER, -1)                                                       \
  X (RD_X, rd_x, double, LW_COLUMN_NUMBER, -1)                                                               \
  X (RD_Y, rd_y, double, LW_COLUMN_NUMBER, -1)                                                               \
  X (FLOOR_AREA_M2, floor_area_m2, double, LW_COLUMN_NUMBER, -1)                                             \
  X (AREA_MEASURE, area_measure, guint8, LW_COLUMN_CODE, LW_CODES_AREA_MEASURE)                              \
  X (VACANT_M2, vacant_m2, double, LW_COLUMN_NUMBER, -1)                                                     \
  X (VACANT_SINCE, vacant_since, LwDate, LW_COLUMN_DATE, -1)                                                 \
  X (BUILD_YEAR, build_year, gint32, LW_COLUMN_INTEGER, -1)                                                  \
  X (ENERGY_LABEL, energy_label, guint8, LW_COLUMN_CODE, LW_CODES_ENERGY_LABEL)                              \
  X (OWNER_TYPE, owner_type, guint8, LW_COLUMN_CODE, LW_CODES_OWNER_TYPE)                                    \
  X (MONUMENT, monument, guint8, LW_COLUMN_CODE, LW_CODES_YES_NO)                                            \
  X (USE_MIXED, use_mixed, guint8, LW_COLUMN_CODE, LW_CODES_YES_NO)                                          \
  X (SOURCE, source, guint32, LW_COLUMN_TEXT, -1)                                                            \
  X (REFERENCE_DATE, reference_date, LwDate, LW_COLUMN_DATE, -1)                                             \
  X (USES, uses, guint32, LW_COLUMN_TEXT, -1)                                                                \
  X (STATUS, status, guint8, LW_COLUMN_CODE, LW_CODES_STATUS)                                                \
  X (STATION_DISTANCE_M, station_distance_m, double, LW_COLUMN_NUMBER, -1)                                   \
  X (FACILITIES, facilities, guint8, LW_COLUMN_CODE, LW_CODES_YES_NO)                                        \
  X (REMARKS, remarks, guint32, LW_COLUMN_FLAGS, -1)                                                         \
  X (WORLD_X, world_x, double, LW_COLUMN_NUMBER, -1)                                                         \
  X (WORLD_Y, world_y, double, LW_COLUMN_NUMBER, -1)                                                         \
  X (STOCK_M2, stock_m2, double, LW_COLUMN_NUMBER, -1)                                                       \
  X (VACANT_STOCK_M2, vacant_stock_m2, double, LW_COLUMN_NUMBER, -1)                                         \
  X (VACANCY_AGE, vacancy_age, guint8, LW_COLUMN_CODE, LW_CODES_VACANCY_AGE)                                 \
  X (CHANGE, change, guint8, LW_COLUMN_CODE, LW_CODES_CHANGE)                                                \
  X (STOCK_BEFORE_M2, stock_before_m2, double, LW_COLUMN_NUMBER, -1)                                         \
  X (VACANT_BEFORE_M2, vacant_before_m2, double, LW_COLUMN_NUMBER, -1)                                       \
  X (SCORE, score, double, LW_COLUMN_NUMBER, -1)                                                             \
  X (POTENTIAL_CLASS, potential_class, double, LW_COLUMN_NUMBER, -1)                                         \
  X (VETO, veto, guint8, LW_COLUMN_CODE, LW_CODES_YES_NO)                                                    \
  X (PRIORITY, priority, double, LW_COLUMN_NUMBER, -1)

typedef enum {
#define X(enumerator, field, ctype, type, codes) LW_OFFICE_##enumerator,
  LW_OFFICE_COLUMNS (X)
#undef X
  LW_N_OFFICE_COLUMNS,
} LwOfficeColumn;

/** LW_N_EXPORT_COLUMNS: the first columns are those that an export writes, in this order */
#define LW_N_EXPORT_COLUMNS (LW_OFFICE_REFERENCE_DATE + 1)

typedef struct _LwOfficesPrivate LwOfficesPrivate;

/**
 * LwOffices:
 * @n: number of offices
 * @date: the reference date that the table shows; %LW_DATE_UNKNOWN if the document has none
 * @settings: what the derived columns follow
 * @scored: the columns about conversion are filled in
 *
 * One pointer a column, each to @n cells.
 */
typedef struct {
  guint n;
  LwDate date;
  LwSettings settings;
  gboolean scored;
#define X(enumerator, field, ctype, type, codes) const ctype *field;
  LW_OFFICE_COLUMNS (X)
#undef X
  /*< private >*/
  LwOfficesPrivate *priv;
} LwOffices;

#define LW_TYPE_OFFICES (lw_offices_get_type ())
GType lw_offices_get_type (void);

LwOffices *lw_offices_new_empty (void);
LwOffices *lw_offices_ref (LwOffices *offices);
void lw_offices_unref (LwOffices *offices);

const char *lw_office_column_name (LwOfficeColumn column);
gboolean lw_office_column_from_name (const char *name, LwOfficeColumn *column);
LwColumnType lw_office_column_type (LwOfficeColumn column);
LwCodeKind lw_office_column_codes (LwOfficeColumn column);

const LwDictionary *lw_offices_dictionary (const LwOffices *offices, LwOfficeColumn column);
const char *lw_offices_text (const LwOffices *offices, LwOfficeColumn column, guint row);
gconstpointer lw_offices_cells (const LwOffices *offices, LwOfficeColumn column);
gboolean lw_offices_cell_is_known (const LwOffices *offices, LwOfficeColumn column, guint row);
void lw_offices_append_cell (const LwOffices *offices, LwOfficeColumn column, guint row, GString *text);
char *lw_offices_address (const LwOffices *offices, guint row);
guint lw_offices_find_id (const LwOffices *offices, gint64 id);
LwOffices *lw_offices_derive (LwOffices *offices, const LwSettings *settings, LwDate date);

/** LW_OFFICES_NONE: no such row */
#define LW_OFFICES_NONE G_MAXUINT

/** lw_offices_vacancy_rate: vacant over stock of one office, a fraction; NaN where unknown or without stock */
static inline double
lw_offices_vacancy_rate (const LwOffices *offices, guint row)
{
  double stock = offices->stock_m2[row];

  return offices->vacant_stock_m2[row] / (stock > 0 ? stock : __builtin_nan (""));
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwOffices, lw_offices_unref)

G_END_DECLS
