/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-session-potential: see lw-session-potential.h. The page of one office judges that office alone, at once; the scores
 * of all are found beside the main loop, and only once somebody asks for them: a filter, or the list in that order. */
#include "session/lw-session-potential.h"

#include "session/lw-session-private.h"

#include "analysis/lw-assess.h"
#include "model/lw-error.h"
#include "model/lw-offices-builder.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* What a worker needs, as things are now. */
LwScoring *
lw_scoring_new (LwSession *self)
{
  LwScoring *scoring = g_new0 (LwScoring, 1);

  scoring->path = g_strdup (self->document->path);
  scoring->wanted = self->wants_scores;
  scoring->fresh = self->basis && !self->basis_stale;
  scoring->basis = self->basis ? lw_assess_basis_ref (self->basis) : NULL;
  return scoring;
}

void
lw_scoring_free (LwScoring *scoring)
{
  g_free (scoring->path);
  g_clear_pointer (&scoring->basis, lw_assess_basis_unref);
  g_free (scoring);
}

/* Scores the offices that are looked at if that is asked for and not done yet; any thread. */
gboolean
lw_scoring_apply (const LwScoring *scoring, LwSight *sight, LwFilter *filter, GCancellable *cancellable, GError **error)
{
  g_autoptr (LwStore) store = NULL;
  g_autoptr (LwAssessBasis) basis = NULL;
  LwOffices *scored;

  if (!scoring->path || (!scoring->wanted && !lw_assess_is_used_by (lw_filter_get_expression (filter))))
    return TRUE;
  if (scoring->fresh && sight->offices->scored)
    return TRUE;
  if (scoring->fresh)
    basis = lw_assess_basis_ref (scoring->basis);
  else if ((store = lw_store_open (scoring->path, LW_STORE_READ_ONLY, error)) == NULL
           || (basis = lw_assess_basis_read (store, NULL, NULL, scoring->basis, cancellable, error)) == NULL)
    return FALSE;
  scored = lw_assess_score (sight->offices, basis, cancellable, error);
  if (!scored)
    return FALSE;
  if (sight->difference)
    {
      g_autoptr (LwDifference) before = sight->difference;

      sight->difference = lw_difference_with_offices (before, scored);
    }
  lw_offices_unref (sight->offices);
  sight->offices = scored;
  sight->basis = g_steal_pointer (&basis);
  return TRUE;
}

/* What was shown is judged by this from now on. */
void
lw_session_take_basis (LwSession *self, LwAssessBasis *basis)
{
  lw_assess_basis_ref (basis);
  g_clear_pointer (&self->basis, lw_assess_basis_unref);
  self->basis = basis;
  self->basis_stale = FALSE;
}

/* The office alone, with all that the table knows of it. */
static LwOffices *
take_row (LwOffices *offices, guint row)
{
  g_autoptr (LwOfficesBuilder) builder = lw_offices_builder_new (1);

  lw_offices_builder_copy_row (builder, lw_offices_builder_add (builder), offices, row);
  lw_offices_builder_set_date_shown (builder, offices->date);
  lw_offices_builder_set_settings (builder, &offices->settings);
  return lw_offices_builder_end (builder);
}

static LwAssessBasis *
read_basis (LwSession *self, LwStore *store, guint row, GError **error)
{
  g_autoptr (LwCriteriaSet) set = lw_store_read_criteria_set (store, NULL, error);
  const LwScenario *baseline = self->scenarios->len > 0 ? g_ptr_array_index (self->scenarios, 0) : NULL;
  g_autoptr (LwAssessBasis) basis = NULL;
  g_autoptr (GPtrArray) given = NULL;
  LwDaylight daylight;

  if (set == NULL)
    return NULL;
  given = lw_store_read_answers (store, lw_criteria_set_get_id (set), self->offices->id[row], error);
  if (given == NULL)
    return NULL;
  basis = lw_assess_basis_new (set, baseline != NULL ? &baseline->parameters : NULL);
  g_ptr_array_extend_and_steal (basis->given, g_steal_pointer (&given));
  if (lw_session_measure_daylight (self, self->offices->pand_id[row], &daylight))
    lw_assess_basis_add_daylight (basis, self->offices->pand_id[row], &daylight);
  return g_steal_pointer (&basis);
}

static void
take_answers (LwOfficePotential *potential, const LwAssessedOffice *judged, const LwAssessedOffice *derived)
{
  guint n = lw_criteria_set_get_n_criteria (potential->set);

  potential->answers = g_new0 (LwPotentialAnswer, n);
  for (guint i = 0; i < n; i++)
    {
      const LwGivenAnswer *given = judged->given != NULL ? judged->given[i] : NULL;

      potential->answers[i] = (LwPotentialAnswer){ judged->answers[i], derived->answers[i],
                                                   given != NULL ? lw_given_answer_copy (given) : NULL,
                                                   lw_assess_blocks (potential->set, judged, i) };
    }
}

/**
 * lw_session_read_potential:
 * @session: the session
 * @office: key of an office that is in the table
 * @error: return location for an error, such as criteria that cannot be read
 *
 * Returns: (transfer full) (nullable): what is known of its conversion; %NULL without an error while the document is being
 *   written or does not show the office
 */
LwOfficePotential *
lw_session_read_potential (LwSession *self, gint64 office, GError **error)
{
  guint row;
  LwStore *store;
  g_autoptr (LwAssessBasis) basis = NULL, bare = NULL;
  g_autoptr (LwOffices) one = NULL;
  g_autoptr (LwAssessed) judged = NULL, derived = NULL;
  g_autoptr (LwOfficePotential) potential = NULL;

  g_return_val_if_fail (LW_IS_SESSION (self), NULL);
  row = lw_offices_find_id (self->offices, office);
  if (row == LW_OFFICES_NONE || !self->document->path
      || (self->document_job && lw_job_get_kind (self->document_job) == LW_JOB_WRITE))
    return NULL;
  store = lw_session_ensure_store (self, error);
  basis = store != NULL ? read_basis (self, store, row, error) : NULL;
  if (basis == NULL)
    return NULL;
  one = take_row (self->offices, row);
  bare = lw_assess_basis_new (basis->set, &basis->parameters);
  g_hash_table_unref (bare->daylights);
  bare->daylights = g_hash_table_ref (basis->daylights);
  judged = lw_assess_offices (&(LwAssessInput){ one, NULL, basis, LW_HOUSING_MID_RENT }, NULL, error);
  derived = judged ? lw_assess_offices (&(LwAssessInput){ one, NULL, bare, LW_HOUSING_MID_RENT }, NULL, error) : NULL;
  if (derived == NULL)
    return NULL;
  potential = g_new0 (LwOfficePotential, 1);
  potential->set = lw_criteria_set_ref (basis->set);
  potential->score = judged->offices[0].assessment.score;
  potential->normalised = judged->offices[0].assessment.normalised;
  potential->completeness = judged->offices[0].assessment.completeness;
  potential->number = judged->offices[0].assessment.number;
  potential->n_blocking = judged->offices[0].assessment.n_blocking;
  take_answers (potential, &judged->offices[0], &derived->offices[0]);
  return g_steal_pointer (&potential);
}

/** lw_office_potential_free: frees what lw_session_read_potential() gave */
void
lw_office_potential_free (LwOfficePotential *potential)
{
  for (guint i = 0; potential->answers != NULL && i < lw_criteria_set_get_n_criteria (potential->set); i++)
    lw_given_answer_free (potential->answers[i].given);
  g_free (potential->answers);
  lw_criteria_set_unref (potential->set);
  g_free (potential);
}

/* What was judged is out of date; what shows it follows. */
static void
judge_again (LwSession *self)
{
  self->basis_stale = TRUE;
  lw_session_emit_potential_changed (self);
  if (self->offices->scored)
    lw_session_look (self, FALSE);
}

/** lw_session_can_answer: whether criteria can be answered in this document */
gboolean
lw_session_can_answer (LwSession *self)
{
  g_return_val_if_fail (LW_IS_SESSION (self), FALSE);
  return self->document->path && !self->document->read_only;
}

typedef struct {
  LwGivenAnswer *given;
  gboolean withdraws;
} AnswerEdit;

static void
answer_edit_free (gpointer data)
{
  AnswerEdit *edit = data;

  lw_given_answer_free (edit->given);
  g_free (edit);
}

static gboolean
write_answer (LwSession *self, LwStore *store, gpointer data, GError **error)
{
  AnswerEdit *edit = data;
  const LwGivenAnswer *given = edit->given;
  /* translators: the name of a criterion, such as B12: what Undo takes back */
  g_autofree char *name = g_strdup_printf (_("Answer to %s"), given->criterion);
  gboolean written = edit->withdraws
                         ? lw_store_delete_answer (store, given->office, given->set, given->criterion, name, error)
                         : lw_store_write_answer (store, given, name, error);

  judge_again (self);
  return written;
}

static void
edit_answer (LwSession *self, LwGivenAnswer *given, gboolean withdraws)
{
  AnswerEdit *edit = g_new0 (AnswerEdit, 1);

  edit->given = given;
  edit->withdraws = withdraws;
  lw_session_edit (self, write_answer, edit, answer_edit_free);
}

/**
 * lw_session_answer:
 * @session: the session, with a document that can be written
 * @given: what people answer
 * @error: return location for %LW_ERROR_ARGUMENT: one sentence that says what is wrong with it
 *
 * Returns: whether @given can be an answer; the document has it a moment later
 */
gboolean
lw_session_answer (LwSession *self, const LwGivenAnswer *given, GError **error)
{
  g_return_val_if_fail (LW_IS_SESSION (self) && lw_session_can_answer (self), FALSE);
  if (!lw_given_answer_validate (given, error))
    return FALSE;
  edit_answer (self, lw_given_answer_copy (given), FALSE);
  return TRUE;
}

/** lw_session_withdraw_answer: takes back what people answered, so that the data of the office answer again */
void
lw_session_withdraw_answer (LwSession *self, gint64 office, const char *set, const char *criterion)
{
  g_return_if_fail (LW_IS_SESSION (self) && lw_session_can_answer (self));
  edit_answer (self, lw_given_answer_new (office, set, criterion, LW_ANSWER_UNKNOWN), TRUE);
}

/** lw_session_want_scores: from now on the table knows score, class and priority of each office, a moment later */
void
lw_session_want_scores (LwSession *self)
{
  g_return_if_fail (LW_IS_SESSION (self));
  self->wants_scores = TRUE;
  if (self->document->path && !self->offices->scored)
    lw_session_look (self, FALSE);
}

static void
criteria_free (gpointer data)
{
  LwSessionCriteria *criteria = data;

  g_free (criteria->id);
  g_free (criteria->title);
  g_free (criteria->definition);
  g_free (criteria);
}

static void
add_criteria (GPtrArray *list, const char *id, const char *title, const char *definition, gboolean own, const char *used)
{
  LwSessionCriteria *criteria = g_new0 (LwSessionCriteria, 1);

  criteria->id = g_strdup (id);
  criteria->title = g_strdup (title);
  criteria->definition = g_strdup (definition);
  criteria->own = own;
  criteria->used = strcmp (id, used != NULL ? used : LW_CRITERIA_CONVERSION_METER) == 0;
  g_ptr_array_add (list, criteria);
}

/**
 * lw_session_read_criteria:
 * @session: the session
 *
 * Returns: (transfer full) (element-type LwSessionCriteria) (nullable): the set of the application, then those of the
 *   document; %NULL while the document is being written
 */
GPtrArray *
lw_session_read_criteria (LwSession *self)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (criteria_free), own = NULL;
  g_autoptr (LwCriteriaSet) shipped = lw_criteria_set_load (LW_CRITERIA_CONVERSION_METER, NULL);
  g_autofree char *used = NULL;
  LwStore *store;

  g_return_val_if_fail (LW_IS_SESSION (self), NULL);
  if (!self->document->path || (self->document_job && lw_job_get_kind (self->document_job) == LW_JOB_WRITE))
    return NULL;
  store = lw_session_ensure_store (self, NULL);
  if (store == NULL || !lw_store_read_property (store, LW_STORE_CRITERIA, &used, NULL)
      || (own = lw_store_read_criteria_sets (store, NULL)) == NULL)
    return NULL;
  add_criteria (list, LW_CRITERIA_CONVERSION_METER, lw_criteria_set_get_title (shipped),
                lw_criteria_set_get_definition (shipped), FALSE, used);
  for (guint i = 0; i < own->len; i++)
    {
      const LwStoreCriteria *set = g_ptr_array_index (own, i);

      add_criteria (list, set->id, set->name, set->definition, TRUE, used);
    }
  return g_steal_pointer (&list);
}

typedef struct {
  LwCriteriaSet *set; /* to write; NULL otherwise */
  char *deletes;
  char *uses;
} CriteriaEdit;

static void
criteria_edit_free (gpointer data)
{
  CriteriaEdit *edit = data;

  lw_criteria_set_unref (edit->set);
  g_free (edit->deletes);
  g_free (edit->uses);
  g_free (edit);
}

static gboolean
write_criteria_parts (LwStore *store, const CriteriaEdit *edit, const char *name, GError **error)
{
  if (edit->set != NULL && !lw_store_write_criteria_set (store, edit->set, name, error))
    return FALSE;
  if (edit->deletes != NULL && !lw_store_delete_criteria_set (store, edit->deletes, name, error))
    return FALSE;
  return edit->uses == NULL || lw_store_write_property (store, LW_STORE_CRITERIA, edit->uses, name, error);
}

static gboolean
write_criteria (LwSession *self, LwStore *store, gpointer data, GError **error)
{
  const CriteriaEdit *edit = data;
  const char *name = edit->set != NULL       ? _("Change of criteria")
                     : edit->deletes != NULL ? _("Delete criteria")
                                             : _("Choice of criteria");
  gboolean written = lw_store_begin_edit (store, name, error);

  if (written && !write_criteria_parts (store, edit, name, error))
    {
      lw_store_rollback_edit (store);
      written = FALSE;
    }
  written = written && lw_store_commit_edit (store, error);
  judge_again (self);
  if (written && edit->deletes != NULL)
    lw_session_emit_toast (self, name, TRUE);
  return written;
}

/**
 * lw_session_write_criteria:
 * @session: the session, with a document that can be written
 * @set: a set to add, or to put in the place of the one with the same id
 * @use: the document judges by it from now on
 * @error: return location for %LW_ERROR_ARGUMENT, if its id is that of the application's set
 *
 * Returns: whether it is written; one edit
 */
gboolean
lw_session_write_criteria (LwSession *self, LwCriteriaSet *set, gboolean use, GError **error)
{
  CriteriaEdit *edit;

  g_return_val_if_fail (LW_IS_SESSION (self) && lw_session_can_answer (self) && set != NULL, FALSE);
  if (strcmp (lw_criteria_set_get_id (set), LW_CRITERIA_CONVERSION_METER) == 0)
    {
      g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT,
                   _("“%s” is the id of a set that comes with Leegwijzer; give your set another id"),
                   LW_CRITERIA_CONVERSION_METER);
      return FALSE;
    }
  edit = g_new0 (CriteriaEdit, 1);
  edit->set = lw_criteria_set_ref (set);
  edit->uses = use ? g_strdup (lw_criteria_set_get_id (set)) : NULL;
  lw_session_edit (self, write_criteria, edit, criteria_edit_free);
  return TRUE;
}

/** lw_session_delete_criteria: deletes a set of the document with its answers, and tells so with a way to undo it */
void
lw_session_delete_criteria (LwSession *self, const char *id)
{
  CriteriaEdit *edit;

  g_return_if_fail (LW_IS_SESSION (self) && lw_session_can_answer (self) && id != NULL);
  edit = g_new0 (CriteriaEdit, 1);
  edit->deletes = g_strdup (id);
  lw_session_edit (self, write_criteria, edit, criteria_edit_free);
}

/** lw_session_use_criteria: chooses by which set the document judges */
void
lw_session_use_criteria (LwSession *self, const char *id)
{
  CriteriaEdit *edit;

  g_return_if_fail (LW_IS_SESSION (self) && lw_session_can_answer (self) && id != NULL);
  edit = g_new0 (CriteriaEdit, 1);
  edit->uses = g_strdup (id);
  lw_session_edit (self, write_criteria, edit, criteria_edit_free);
}
