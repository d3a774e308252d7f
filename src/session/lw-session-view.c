/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-session-view: what is looked at: date, filter, selection, the office whose page is open, and the statistics of
 * what passes the filter. Filter and statistics come from a worker together, so that they always agree. */
#include "session/lw-session-private.h"

#include "statistics/lw-difference.h"

#include "model/lw-error.h"

#include <glib/gi18n-lib.h>

typedef struct {
  LwOffices *offices;
  LwDifference *difference;
  LwFilter *filter;
  LwStatistics *previous;
  LwScoring *scoring;
  gboolean derive;
  LwSettings settings;
} Look;

static void
look_free (gpointer data)
{
  Look *look = data;

  lw_offices_unref (look->offices);
  g_clear_pointer (&look->difference, lw_difference_unref);
  lw_filter_unref (look->filter);
  g_clear_pointer (&look->previous, lw_statistics_unref);
  lw_scoring_free (look->scoring);
  g_free (look);
}

static gpointer
look_in_thread (LwJob *job, gpointer input, GCancellable *cancellable, GError **error)
{
  Look *look = input;
  g_autoptr (LwSight) sight = g_new0 (LwSight, 1);

  if (look->difference)
    {
      sight->difference = look->derive ? lw_difference_derive (look->difference, &look->settings, cancellable, error)
                                       : lw_difference_ref (look->difference);
      if (!sight->difference)
        return NULL;
      sight->offices = lw_offices_ref (sight->difference->offices);
    }
  else if (look->derive)
    sight->offices = lw_offices_derive (look->offices, &look->settings, look->offices->date);
  else
    sight->offices = lw_offices_ref (look->offices);
  return lw_sight_look (sight, look->filter, look->derive ? NULL : look->previous, look->scoring, cancellable, error)
           ? g_steal_pointer (&sight)
           : NULL;
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  LwJob *job = LW_JOB (source);
  g_autoptr (LwSession) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LwSight) sight = lw_job_run_finish (job, result, &error);
  gboolean derived;

  if (!lw_job_release (&self->look_job, job))
    return;
  if (!sight)
    {
      lw_session_emit_problem (self, _("The offices could not be filtered."), error);
      return;
    }
  derived = sight->offices != self->offices;
  g_object_freeze_notify (G_OBJECT (self));
  lw_session_show (self, sight);
  g_object_thaw_notify (G_OBJECT (self));
  if (derived)
    lw_session_project (self);
}

/* Filters and counts anew beside the main loop; with @derive also computes anew what counts as stock. */
void
lw_session_look (LwSession *self, gboolean derive)
{
  LwJob *job = lw_job_new (LW_JOB_COMPUTE, NULL);
  Look *look = g_new0 (Look, 1);

  look->offices = lw_offices_ref (self->offices);
  look->difference = self->difference ? lw_difference_ref (self->difference) : NULL;
  look->filter = lw_filter_ref (self->filter);
  look->previous = self->statistics ? lw_statistics_ref (self->statistics) : NULL;
  /* A derivation that is cancelled by the next look must not be forgotten. */
  self->derive = self->derive || derive;
  look->derive = self->derive;
  look->settings = self->document->settings;
  look->scoring = lw_scoring_new (self);
  lw_job_replace (&self->look_job, g_object_ref (job));
  lw_job_run_async (job, look_in_thread, look, look_free, lw_sight_free, looked_cb, g_object_ref (self));
  g_object_unref (job);
}

/* The same offices in another table, where it has them. */
static LwBitset *
carry_over (LwSession *self, LwOffices *offices)
{
  LwBitset *selection = lw_bitset_new (offices->n);

  LW_BITSET_FOREACH (self->selection, row)
    {
      guint there = lw_offices_find_id (offices, self->offices->id[row]);

      if (there != LW_OFFICES_NONE)
        lw_bitset_set (selection, there);
    }
  return selection;
}

static void
show_table (LwSession *self, LwOffices *offices)
{
  LwBitset *selection = carry_over (self, offices);

  lw_bitset_unref (self->selection);
  self->selection = selection;
  lw_offices_ref (offices);
  lw_offices_unref (self->offices);
  self->offices = offices;
  self->derive = FALSE;
  if (self->focus && lw_offices_find_id (offices, self->focus) == LW_OFFICES_NONE)
    lw_session_set_focus (self, 0);
  lw_session_notify (self, LW_SESSION_PROP_OFFICES);
  lw_session_notify (self, LW_SESSION_PROP_SELECTION);
}

/* Shows a table together with what of it is shown, its statistics and what changed; all change at once. */
void
lw_session_show (LwSession *self, const LwSight *sight)
{
  g_assert (sight->shown->n == sight->offices->n);

  if (sight->offices != self->offices)
    show_table (self, sight->offices);
  lw_bitset_ref (sight->shown);
  lw_bitset_unref (self->shown);
  self->shown = sight->shown;
  g_clear_pointer (&self->statistics, lw_statistics_unref);
  self->statistics = sight->statistics ? lw_statistics_ref (sight->statistics) : NULL;
  if (sight->basis)
    lw_session_take_basis (self, sight->basis);
  lw_session_take_difference (self, sight);
  lw_session_notify (self, LW_SESSION_PROP_SHOWN);
  lw_session_notify (self, LW_SESSION_PROP_STATISTICS);
}

/** lw_session_get_offices: (transfer none): the table at the date shown; never %NULL, empty without a document */
LwOffices *
lw_session_get_offices (LwSession *self)
{
  g_return_val_if_fail (LW_IS_SESSION (self), NULL);
  return self->offices;
}

/** lw_session_get_date: the reference date shown, or %LW_DATE_UNKNOWN */
LwDate
lw_session_get_date (LwSession *self)
{
  g_return_val_if_fail (LW_IS_SESSION (self), LW_DATE_UNKNOWN);
  return self->date;
}

static void
date_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!lw_session_read_finish (LW_SESSION (source), result, &error))
    lw_session_emit_problem (LW_SESSION (source), NULL, error);
}

static gboolean
has_date (LwSession *self, LwDate date)
{
  for (guint i = 0; i < self->document->dates->len; i++)
    if (g_array_index (self->document->dates, LwDate, i) == date)
      return TRUE;
  return FALSE;
}

/* Reads the dates that are wanted, unless they are shown already or the document is being written. */
void
lw_session_go_to_dates (LwSession *self)
{
  LwDate date = has_date (self, self->wanted_date) ? self->wanted_date : self->date;
  LwDate compare_date = has_date (self, self->wanted_compare_date) ? self->wanted_compare_date : LW_DATE_UNKNOWN;

  /* Only what was before can be compared with. */
  if (compare_date >= date)
    compare_date = self->wanted_compare_date = LW_DATE_UNKNOWN;
  if (!self->document->path || (date == self->date && compare_date == self->compare_date))
    return;
  if (self->document_job && lw_job_get_kind (self->document_job) == LW_JOB_WRITE)
    return;
  lw_session_read_async (self, LW_JOB_COMPUTE, _("Reading another date"),
                         lw_session_read_new (self, self->document->path), NULL, date_read_cb, NULL);
}

/**
 * lw_session_set_date:
 * @session: the session
 * @date: one of the document's dates
 *
 * Reads the offices as they were on @date; the property changes when they are there. A date that is not later than the
 * one compared with ends the comparison.
 */
void
lw_session_set_date (LwSession *self, LwDate date)
{
  g_return_if_fail (LW_IS_SESSION (self));

  self->wanted_date = date;
  if (self->document->path)
    lw_session_go_to_dates (self);
}

/** lw_session_get_dates: (transfer none) (element-type LwDate): the dates of the document, oldest first */
GArray *
lw_session_get_dates (LwSession *self)
{
  g_return_val_if_fail (LW_IS_SESSION (self), NULL);
  return self->document->dates;
}

/** lw_session_get_filter: (transfer none): never %NULL */
LwFilter *
lw_session_get_filter (LwSession *self)
{
  g_return_val_if_fail (LW_IS_SESSION (self), NULL);
  return self->filter;
}

/**
 * lw_session_set_filter:
 * @session: the session
 * @filter: (nullable): which offices to look at; %NULL for all
 *
 * The property changes now; `shown` and `statistics` follow together.
 */
void
lw_session_set_filter (LwSession *self, LwFilter *filter)
{
  g_autoptr (LwFilter) all = NULL;

  g_return_if_fail (LW_IS_SESSION (self));

  if (!filter)
    filter = all = lw_filter_new ();
  if (lw_filter_equal (filter, self->filter))
    return;
  lw_filter_ref (filter);
  lw_filter_unref (self->filter);
  self->filter = filter;
  lw_session_notify (self, LW_SESSION_PROP_FILTER);
  lw_session_look (self, FALSE);
}

/** lw_session_get_shown: (transfer none): the rows of the offices that pass the filter */
LwBitset *
lw_session_get_shown (LwSession *self)
{
  g_return_val_if_fail (LW_IS_SESSION (self), NULL);
  return self->shown;
}

/** lw_session_get_selection: (transfer none): the rows of the offices that are selected */
LwBitset *
lw_session_get_selection (LwSession *self)
{
  g_return_val_if_fail (LW_IS_SESSION (self), NULL);
  return self->selection;
}

/**
 * lw_session_set_selection:
 * @session: the session
 * @selection: (nullable): a bit for each row of the offices, not changed any more; %NULL for none. One that was made
 *   for another table is ignored.
 */
void
lw_session_set_selection (LwSession *self, LwBitset *selection)
{
  g_autoptr (LwBitset) none = NULL;

  g_return_if_fail (LW_IS_SESSION (self));

  if (!selection)
    selection = none = lw_bitset_new (self->offices->n);
  if (selection->n != self->offices->n || lw_bitset_equal (selection, self->selection))
    return;
  lw_bitset_ref (selection);
  lw_bitset_unref (self->selection);
  self->selection = selection;
  lw_session_notify (self, LW_SESSION_PROP_SELECTION);
}

/**
 * lw_session_select_row:
 * @session: the session
 * @row: a row of the offices, or %LW_OFFICES_NONE for none
 * @extend: add the row to the selection, or take it out if it is in; else select it alone
 */
void
lw_session_select_row (LwSession *self, guint row, gboolean extend)
{
  g_autoptr (LwBitset) selection = NULL;

  g_return_if_fail (LW_IS_SESSION (self));

  selection = extend ? lw_bitset_copy (self->selection) : lw_bitset_new (self->offices->n);
  if (row < selection->n)
    {
      if (extend && lw_bitset_test (selection, row))
        lw_bitset_clear (selection, row);
      else
        lw_bitset_set (selection, row);
    }
  lw_session_set_selection (self, selection);
}

/** lw_session_get_focus: key of the office whose page is open, 0 for none */
gint64
lw_session_get_focus (LwSession *self)
{
  g_return_val_if_fail (LW_IS_SESSION (self), 0);
  return self->focus;
}

/** lw_session_set_focus: opens the page of an office by its key; 0 closes it */
void
lw_session_set_focus (LwSession *self, gint64 office_id)
{
  g_return_if_fail (LW_IS_SESSION (self));

  if (self->focus == office_id)
    return;
  self->focus = office_id;
  lw_session_notify (self, LW_SESSION_PROP_FOCUS);
}

/** lw_session_get_statistics: (transfer none) (nullable): of what is shown and of all; %NULL before the first */
LwStatistics *
lw_session_get_statistics (LwSession *self)
{
  g_return_val_if_fail (LW_IS_SESSION (self), NULL);
  return self->statistics;
}

/** lw_session_get_settings: (transfer none): what counts as stock; the defaults without a document */
const LwSettings *
lw_session_get_settings (LwSession *self)
{
  g_return_val_if_fail (LW_IS_SESSION (self), NULL);
  return &self->document->settings;
}

typedef struct {
  LwSettings settings;
  GHashTable *regions; /* NULL to write the settings */
  char *name;
} RulesEdit;

static void
rules_edit_free (gpointer data)
{
  RulesEdit *edit = data;

  g_clear_pointer (&edit->regions, g_hash_table_unref);
  g_free (edit->name);
  g_free (edit);
}

static void
show_settings (LwSession *self, const LwSettings *settings)
{
  if (lw_settings_equal (settings, &self->document->settings))
    return;
  self->document->settings = *settings;
  lw_session_notify (self, LW_SESSION_PROP_SETTINGS);
  lw_session_refresh_baseline (self);
  lw_session_look (self, TRUE);
}

static gboolean
write_rules (LwSession *self, LwStore *store, gpointer data, GError **error)
{
  RulesEdit *edit = data;

  if (edit->regions)
    {
      if (!lw_store_write_regions (store, edit->regions, edit->name, error))
        return FALSE;
      self->stale = LW_SESSION_STALE_DOCUMENT;
      return TRUE;
    }
  if (!lw_store_write_settings (store, &edit->settings, edit->name, error))
    return FALSE;
  self->stale = MAX (self->stale, LW_SESSION_STALE_HISTORY);
  /* The edit may have waited for a reading, which showed what was in the file before it. */
  show_settings (self, &edit->settings);
  return TRUE;
}

/* Whether the rules of the document can be changed; says why not. */
static gboolean
may_write_rules (LwSession *self)
{
  g_autoptr (GError) error = NULL;

  if (!self->document->path)
    return FALSE;
  if (!self->document->read_only)
    return TRUE;
  g_set_error (&error, LW_ERROR, LW_ERROR_READ_ONLY,
               _("%s is write-protected; save a copy elsewhere to change its settings."), self->document->path);
  lw_session_emit_problem (self, NULL, error);
  return FALSE;
}

/**
 * lw_session_set_settings:
 * @session: the session
 * @settings: the new rules
 * @edit_name: what Undo will offer to take back, translated
 *
 * Shown at once, and one edit of the document; every figure follows. A value outside its range is a problem and
 * changes nothing.
 */
void
lw_session_set_settings (LwSession *self, const LwSettings *settings, const char *edit_name)
{
  g_autoptr (GError) error = NULL;
  RulesEdit *edit;

  g_return_if_fail (LW_IS_SESSION (self));
  g_return_if_fail (settings != NULL && edit_name != NULL);

  if (!may_write_rules (self) || lw_settings_equal (settings, &self->document->settings))
    return;
  if (!lw_settings_validate (settings, &error))
    {
      lw_session_emit_problem (self, NULL, error);
      return;
    }
  show_settings (self, settings);
  edit = g_new0 (RulesEdit, 1);
  edit->settings = *settings;
  edit->name = g_strdup (edit_name);
  lw_session_edit (self, write_rules, edit, rules_edit_free);
}

/**
 * lw_session_set_regions:
 * @session: the session
 * @regions: (element-type utf8 utf8): region by code of municipality; an empty text takes the region away
 * @edit_name: what Undo will offer to take back, translated
 *
 * Puts municipalities into market regions, as one edit of the document. The offices are read again, so that
 * breakdowns and the demand of scenarios follow.
 */
void
lw_session_set_regions (LwSession *self, GHashTable *regions, const char *edit_name)
{
  RulesEdit *edit;

  g_return_if_fail (LW_IS_SESSION (self));
  g_return_if_fail (regions != NULL && edit_name != NULL);

  if (!may_write_rules (self) || g_hash_table_size (regions) == 0)
    return;
  edit = g_new0 (RulesEdit, 1);
  edit->regions = g_hash_table_ref (regions);
  edit->name = g_strdup (edit_name);
  lw_session_edit (self, write_rules, edit, rules_edit_free);
}
