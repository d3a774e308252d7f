/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-session-compare: what is looked at, as a worker makes it, and the comparison of two reference dates. While dates
 * are compared the table shown holds the offices that are gone too, so that map, list and filter know them; they count
 * for nothing. Whatever reads the document or changes what counts compares anew. */
#include "session/lw-session-private.h"

#include "analysis/lw-realised.h"
#include "statistics/lw-statistics.h"

void
lw_sight_free (gpointer data)
{
  LwSight *sight = data;

  g_clear_pointer (&sight->offices, lw_offices_unref);
  g_clear_pointer (&sight->difference, lw_difference_unref);
  g_clear_pointer (&sight->shown, lw_bitset_unref);
  g_clear_pointer (&sight->statistics, lw_statistics_unref);
  g_free (sight->changes);
  g_clear_pointer (&sight->basis, lw_assess_basis_unref);
  g_free (sight);
}

/* Sums by change of all that passes the filter but for the choice of changes: what is chosen is seen among the rest. */
static gboolean
sum_changes (LwSight *sight, LwFilter *filter, GCancellable *cancellable, GError **error)
{
  g_autoptr (LwFilter) rest = lw_filter_with_changes (filter, 0);
  g_autoptr (LwBitset) rows = NULL;

  rows = lw_filter_equal (rest, filter) ? lw_bitset_ref (sight->shown)
                                        : lw_filter_apply (rest, sight->offices, cancellable, error);
  if (!rows)
    return FALSE;
  sight->changes = g_new (LwChangeSums, LW_N_CHANGES);
  lw_difference_sum (sight->difference, rows, sight->changes);
  return TRUE;
}

/* Filters and counts a table; any thread. A choice of changes is none where nothing is compared. */
gboolean
lw_sight_look (LwSight *sight, LwFilter *filter, LwStatistics *previous, const LwScoring *scoring,
               GCancellable *cancellable, GError **error)
{
  g_autoptr (LwFilter) usable = sight->difference ? lw_filter_ref (filter) : lw_filter_with_changes (filter, 0);

  if (scoring && !lw_scoring_apply (scoring, sight, usable, cancellable, error))
    return FALSE;
  sight->shown = lw_filter_apply (usable, sight->offices, cancellable, error);
  if (!sight->shown)
    return FALSE;
  sight->statistics = lw_statistics_compute (sight->offices, sight->shown, previous, 0, cancellable, error);
  return sight->statistics && (!sight->difference || sum_changes (sight, usable, cancellable, error));
}

/* Reads a date, and the one that it is compared with if there is one before it. */
LwSight *
lw_sight_read (LwStore *store, LwDate date, LwDate compare_date, LwJob *job, GCancellable *cancellable, GError **error)
{
  g_autoptr (LwSight) sight = g_new0 (LwSight, 1);

  if (compare_date != LW_DATE_UNKNOWN && compare_date < date)
    {
      sight->difference = lw_realised_read (store, compare_date, date, LW_DIFFERENCE_LEAST_SHARE, lw_job_report, job,
                                            cancellable, error);
      if (!sight->difference)
        return NULL;
      sight->offices = lw_offices_ref (sight->difference->offices);
    }
  else
    sight->offices = lw_store_read_offices (store, date, lw_job_report, job, cancellable, error);
  return sight->offices ? g_steal_pointer (&sight) : NULL;
}

/* Without a comparison a choice of changes would let nothing through. */
static void
forget_chosen_changes (LwSession *self)
{
  LwFilter *rest = lw_filter_with_changes (self->filter, 0);

  if (lw_filter_equal (rest, self->filter))
    {
      lw_filter_unref (rest);
      return;
    }
  lw_filter_unref (self->filter);
  self->filter = rest;
  lw_session_notify (self, LW_SESSION_PROP_FILTER);
}

/* Takes the comparison, or that there is none, together with the rest of what is looked at. */
void
lw_session_take_difference (LwSession *self, const LwSight *sight)
{
  LwDate date = sight->difference ? sight->difference->from : LW_DATE_UNKNOWN;
  gboolean changed = sight->difference || self->difference;

  if (sight->difference)
    lw_difference_ref (sight->difference);
  g_clear_pointer (&self->difference, lw_difference_unref);
  self->difference = sight->difference;
  g_free (self->changes);
  self->changes = g_memdup2 (sight->changes, LW_N_CHANGES * sizeof *sight->changes);
  if (!self->difference)
    forget_chosen_changes (self);
  if (self->compare_date != date)
    {
      self->compare_date = date;
      lw_session_notify (self, LW_SESSION_PROP_COMPARE_DATE);
    }
  if (changed)
    lw_session_notify (self, LW_SESSION_PROP_DIFFERENCE);
}

/** lw_session_get_compare_date: the earlier date that the one shown is compared with, or %LW_DATE_UNKNOWN */
LwDate
lw_session_get_compare_date (LwSession *self)
{
  g_return_val_if_fail (LW_IS_SESSION (self), LW_DATE_UNKNOWN);
  return self->compare_date;
}

/**
 * lw_session_set_compare_date:
 * @session: the session
 * @date: one of the document's dates, or %LW_DATE_UNKNOWN to end the comparison
 *
 * Compares the date shown with another; the properties change when that is done. A comparison looks back: if @date is
 * the later one it becomes the one shown.
 */
void
lw_session_set_compare_date (LwSession *self, LwDate date)
{
  g_return_if_fail (LW_IS_SESSION (self));

  if (date != LW_DATE_UNKNOWN && date > self->date)
    {
      self->wanted_compare_date = self->date;
      self->wanted_date = date;
    }
  else
    self->wanted_compare_date = date;
  if (self->document->path)
    lw_session_go_to_dates (self);
}

/** lw_session_get_difference: (transfer none) (nullable): what changed since the date compared with */
LwDifference *
lw_session_get_difference (LwSession *self)
{
  g_return_val_if_fail (LW_IS_SESSION (self), NULL);
  return self->difference;
}

/**
 * lw_session_get_changes:
 *
 * Returns: (transfer none) (nullable) (array fixed-size=LW_N_CHANGES): sums by change of the offices that pass the
 *   filter, whatever changes are chosen in it; %NULL while nothing is compared
 */
const LwChangeSums *
lw_session_get_changes (LwSession *self)
{
  g_return_val_if_fail (LW_IS_SESSION (self), NULL);
  return self->changes;
}

/** lw_session_toggle_change: shows only the offices of a change, or, when that is chosen, whatever changed */
void
lw_session_toggle_change (LwSession *self, LwOfficeChange change)
{
  g_autoptr (LwFilter) filter = NULL;

  g_return_if_fail (LW_IS_SESSION (self) && change < LW_N_CHANGES);
  filter = lw_filter_with_changes (self->filter, lw_filter_get_changes (self->filter) ^ 1u << change);
  lw_session_set_filter (self, filter);
}
