/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-office-record: what a document knows of one office beside its row in the table: where its facts come from, which
 * of them somebody set by hand and what the source says instead, and its vacancy on every reference date. */
#pragma once

#include "model/lw-offices.h"

G_BEGIN_DECLS

/**
 * LwObservation: one observation of one office.
 * @date: reference date
 * @vacant_m2: in the office's own measure; NaN where unknown
 * @vacant_since: or %LW_DATE_UNKNOWN
 * @assumed: occupied was assumed, since a list did not name the office
 * @source: (nullable): name of the source; %NULL for what somebody set by hand
 */
typedef struct {
  LwDate date;
  double vacant_m2;
  LwDate vacant_since;
  gboolean assumed;
  char *source;
} LwObservation;

/**
 * LwOfficeRecord:
 * @source: (nullable): name of the source of its facts
 * @publisher: (nullable): who made that
 * @method: (nullable): how it was made and taken over
 * @imported: (nullable): when it was imported, ISO 8601 in UTC
 * @reference_date: the day that the source describes, or %LW_DATE_UNKNOWN
 * @edited: (element-type utf8 utf8): name of each column that was set by hand, for vacancy followed by "@" and the
 *   date: what the source says, as in files; the empty text where the source knows nothing
 * @observations: (element-type LwObservation): oldest first
 */
typedef struct {
  char *source;
  char *publisher;
  char *method;
  char *imported;
  LwDate reference_date;
  GHashTable *edited;
  GArray *observations;
} LwOfficeRecord;

LwOfficeRecord *lw_office_record_new (void);
void lw_office_record_free (LwOfficeRecord *record);
const char *lw_office_record_source_value (const LwOfficeRecord *record, LwOfficeColumn column, LwDate date);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwOfficeRecord, lw_office_record_free)

G_END_DECLS
