/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-realised: see lw-realised.h. */
#include "analysis/lw-realised.h"

#include <glib/gi18n-lib.h>

#include "model/lw-error.h"

static char *
list_dates (GArray *dates)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < dates->len; i++)
    {
      g_autofree char *day = lw_date_to_iso (g_array_index (dates, LwDate, i));

      g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", day);
    }
  return g_string_free (list, FALSE);
}

static gboolean
find_date (GArray *dates, LwDate date, guint *index, GError **error)
{
  g_autofree char *day = lw_date_to_iso (date), *list = NULL;

  for (guint i = 0; i < dates->len; i++)
    if (g_array_index (dates, LwDate, i) == date)
      {
        *index = i;
        return TRUE;
      }
  list = list_dates (dates);
  g_set_error (error, LW_ERROR, LW_ERROR_NOT_FOUND,
               /* Translators: a date, then a list of dates */
               _ ("%s is no reference date of the document; it has: %s"), day, list);
  return FALSE;
}

/**
 * lw_realised_choose_dates:
 * @dates: (element-type LwDate): the reference dates of a document, oldest first
 * @from: (inout): the earlier date; %LW_DATE_UNKNOWN for the one before @to
 * @to: (inout): the later date; %LW_DATE_UNKNOWN for the newest
 *
 * Returns: %FALSE with %LW_ERROR_NOT_FOUND if the document has not both dates, or %LW_ERROR_ARGUMENT if they are not
 *   one after the other
 */
gboolean
lw_realised_choose_dates (GArray *dates, LwDate *from, LwDate *to, GError **error)
{
  guint first = 0, last = dates->len - 1;

  if (dates->len < 2)
    {
      g_set_error_literal (error, LW_ERROR, LW_ERROR_NOT_FOUND,
                           _ ("the document has fewer than two reference dates; import a vacancy list of another date"));
      return FALSE;
    }
  if (*to != LW_DATE_UNKNOWN && !find_date (dates, *to, &last, error))
    return FALSE;
  if (*from != LW_DATE_UNKNOWN && !find_date (dates, *from, &first, error))
    return FALSE;
  if (*from == LW_DATE_UNKNOWN && last > 0)
    first = last - 1;
  if (first >= last)
    {
      g_set_error_literal (error, LW_ERROR, LW_ERROR_ARGUMENT,
                           _ ("there is nothing to compare: give an earlier date first, then a later one"));
      return FALSE;
    }
  *from = g_array_index (dates, LwDate, first);
  *to = g_array_index (dates, LwDate, last);
  return TRUE;
}

/**
 * lw_realised_read:
 * @store: the document
 * @from: the earlier date
 * @to: the later date
 * @least_share: as in lw_difference_compute()
 * @progress: (nullable): told how far it is
 * @progress_data: for @progress
 * @cancellable: (nullable): to stop it
 * @error: return location for an error of the store or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): what changed between the two, or %NULL
 */
LwDifference *
lw_realised_read (LwStore *store, LwDate from, LwDate to, double least_share, LwProgressFunc progress,
                  gpointer progress_data, GCancellable *cancellable, GError **error)
{
  g_autoptr (LwOffices) before = NULL, after = NULL, gone = NULL;

  after = lw_store_read_offices (store, to, progress, progress_data, cancellable, error);
  if (after == NULL)
    return NULL;
  before = lw_store_read_offices (store, from, progress, progress_data, cancellable, error);
  if (before == NULL)
    return NULL;
  gone = lw_store_read_gone_offices (store, progress, progress_data, cancellable, error);
  return gone ? lw_difference_compute (before, after, gone, least_share, cancellable, error) : NULL;
}
