/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-office-record: see lw-office-record.h. */
#include "model/lw-office-record.h"

/** lw_office_record_new: (returns: transfer full) a record that knows nothing */
LwOfficeRecord *
lw_office_record_new (void)
{
  LwOfficeRecord *record = g_new0 (LwOfficeRecord, 1);

  record->reference_date = LW_DATE_UNKNOWN;
  record->edited = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return record;
}

/** lw_office_record_free: frees @record, which may be %NULL */
void
lw_office_record_free (LwOfficeRecord *record)
{
  if (record == NULL)
    return;
  g_free (record->source);
  g_free (record->publisher);
  g_free (record->method);
  g_free (record->imported);
  g_hash_table_unref (record->edited);
  g_clear_pointer (&record->observations, g_array_unref);
  g_free (record);
}

/**
 * lw_office_record_source_value:
 * @column: a column
 * @date: the reference date, of vacancy
 *
 * Returns: (nullable): what the source says where somebody set the value by hand, "" where the source knows nothing;
 *   %NULL where the value is the source's own
 */
const char *
lw_office_record_source_value (const LwOfficeRecord *record, LwOfficeColumn column, LwDate date)
{
  g_autofree char *day = NULL, *dated = NULL;

  g_return_val_if_fail (record != NULL, NULL);
  if (column != LW_OFFICE_VACANT_M2 && column != LW_OFFICE_VACANT_SINCE)
    return g_hash_table_lookup (record->edited, lw_office_column_name (column));
  day = lw_date_to_iso (date);
  dated = g_strconcat (lw_office_column_name (column), "@", day, NULL);
  return g_hash_table_lookup (record->edited, dated);
}
