/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-bag-select: see lw-bag-select.h. */
#include "formats/lw-bag-select.h"

#include <glib/gi18n-lib.h>

/**
 * lw_bag_select_object:
 * @record: a record of a verblijfsobject
 * @date: the reference date of the extract
 *
 * Returns: %LW_BAG_KEEP, or the first reason against it
 */
LwBagVerdict
lw_bag_select_object (const LwBagRecord *record, LwDate date)
{
  LwBagLife life = lw_bag_record_get_life (record, date);

  if (record->id == 0)
    return LW_BAG_REJECT_ID;
  if (life != LW_BAG_LIFE_CURRENT)
    return LW_BAG_SKIP_LIFE + life;
  if ((record->uses & LW_BAG_USE_OFFICE) == 0)
    return LW_BAG_SKIP_NOT_OFFICE;
  if (lw_bag_state_is_stock (record->state))
    return LW_BAG_KEEP;
  switch (record->state)
    {
    case LW_BAG_STATE_PLANNED:
      return LW_BAG_SKIP_PLANNED;
    case LW_BAG_STATE_ENDED:
      return LW_BAG_SKIP_ENDED;
    default:
      return LW_BAG_REJECT_STATUS;
    }
}

/** lw_bag_verdict_is_reported: whether a record with this verdict is wrong, so that it is told one by one */
gboolean
lw_bag_verdict_is_reported (LwBagVerdict verdict)
{
  return verdict == LW_BAG_REJECT_ID || verdict == LW_BAG_REJECT_STATUS
         || verdict == LW_BAG_SKIP_LIFE + LW_BAG_LIFE_UNREADABLE;
}

/**
 * lw_bag_verdict_count:
 * @verdict: a reason against a record
 * @n: how many records
 * @report: the report to count in
 *
 * Adds the line of @verdict to @report, unless @n is 0.
 */
void
lw_bag_verdict_count (LwBagVerdict verdict, guint64 n, LwImportReport *report)
{
  static const struct {
    LwImportCount count;
    const char *key;
    const char *label;
  } lines[LW_BAG_N_VERDICTS] = {
    [LW_BAG_SKIP_LIFE + LW_BAG_LIFE_NOT_BAG]
    = { LW_IMPORT_SKIPPED, "not-bag", N_("Records taken out of the register (NietBag)") },
    [LW_BAG_SKIP_LIFE + LW_BAG_LIFE_INACTIVE] = { LW_IMPORT_SKIPPED, "inactive", N_("Inactive records") },
    [LW_BAG_SKIP_LIFE + LW_BAG_LIFE_MOMENT]
    = { LW_IMPORT_SKIPPED, "zero-length", N_("Records that began and ended on one day") },
    [LW_BAG_SKIP_LIFE + LW_BAG_LIFE_FUTURE]
    = { LW_IMPORT_SKIPPED, "future", N_("Records that begin after the reference date") },
    [LW_BAG_SKIP_LIFE + LW_BAG_LIFE_PAST] = { LW_IMPORT_SKIPPED, "history", N_("Records of history") },
    [LW_BAG_SKIP_LIFE + LW_BAG_LIFE_CORRECTED]
    = { LW_IMPORT_SKIPPED, "corrected", N_("Records whose registration ended") },
    [LW_BAG_SKIP_LIFE + LW_BAG_LIFE_UNREADABLE]
    = { LW_IMPORT_REJECTED, "bad-date", N_("Records whose dates cannot be read") },
    [LW_BAG_SKIP_PLANNED] = { LW_IMPORT_SKIPPED, "planned", N_("Offices not built yet") },
    [LW_BAG_SKIP_ENDED] = { LW_IMPORT_SKIPPED, "withdrawn", N_("Offices withdrawn or never built") },
    [LW_BAG_SKIP_NOT_OFFICE] = { LW_IMPORT_SKIPPED, "not-office", N_("Objects without office use") },
    [LW_BAG_REJECT_STATUS] = { LW_IMPORT_REJECTED, "bad-status", N_("Offices of unknown status") },
    [LW_BAG_REJECT_ID]
    = { LW_IMPORT_REJECTED, "bad-id", N_("Records without an identification of 16 digits") },
  };

  g_return_if_fail (verdict < LW_BAG_N_VERDICTS);

  if (n > 0 && lines[verdict].key != NULL)
    lw_import_report_count (report, lines[verdict].count, lines[verdict].key, _(lines[verdict].label), n);
}
