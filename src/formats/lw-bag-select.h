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

LwBagVerdict lw_bag_select_object (const LwBagRecord *record, LwDate date);
gboolean lw_bag_verdict_is_reported (LwBagVerdict verdict);
void lw_bag_verdict_count (LwBagVerdict verdict, guint64 n, LwImportReport *report);

G_END_DECLS
