/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-bag-select: which records of an extract count. For a verblijfsobject: does this record make it an office
 * of today, and if not, why not. The answers are the lines of the import report. */
#pragma once

#include "formats/lw-bag-record.h"
#include "formats/lw-import-report.h"

G_BEGIN_DECLS

/**
 * LwBagVerdict:
 * @LW_BAG_KEEP: an office that counts as stock
 * @LW_BAG_SKIP_LIFE: the first of the reasons of #LwBagLife: add the life to this
 * @LW_BAG_SKIP_PLANNED: not there yet (gevormd)
 * @LW_BAG_SKIP_ENDED: withdrawn, never built or entered by mistake
 * @LW_BAG_SKIP_NOT_OFFICE: without office use (kantoorfunctie)
 * @LW_BAG_REJECT_STATUS: a status that the catalogue does not know
 * @LW_BAG_REJECT_ID: without an identification of 16 digits
 */
typedef enum {
  LW_BAG_KEEP,
  LW_BAG_SKIP_LIFE,
  LW_BAG_SKIP_PLANNED = LW_BAG_SKIP_LIFE + LW_BAG_N_LIVES,
  LW_BAG_SKIP_ENDED,
  LW_BAG_SKIP_NOT_OFFICE,
  LW_BAG_REJECT_STATUS,
  LW_BAG_REJECT_ID,
  LW_BAG_N_VERDICTS,
} LwBagVerdict;

/** LW_BAG_AREA_IS_DUMMY: areas that stand for "unknown" in the BAG */
#define LW_BAG_AREA_IS_DUMMY(m2) ((m2) >= 999999.0 || (m2) <= 1.0)
/** LW_BAG_YEAR_IS_DUMMY: building years that stand for "unknown" in the BAG; 0 is an absent year */
#define LW_BAG_YEAR_IS_DUMMY(year) ((year) >= 9999 || (year) <= 1005)

LwBagVerdict lw_bag_select_object (const LwBagRecord *record, LwDate date);
gboolean lw_bag_verdict_is_reported (LwBagVerdict verdict);
void lw_bag_verdict_count (LwBagVerdict verdict, guint64 n, LwImportReport *report);

G_END_DECLS
