/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-assessment: see lw-assessment.h. */
#include "assessment/lw-assessment.h"

#include <math.h>
#include <string.h>

/** lw_assessment_blocks: whether a criterion is a veto that is answered "no" and not overridden by the user
 */
gboolean
lw_assessment_blocks (const LwCriteriaSet *set,
                      const LwAnswer *answers,
                      const gboolean *overridden,
                      guint criterion)
{
  g_return_val_if_fail (set != NULL && answers != NULL, FALSE);

  return lw_criteria_set_get_criterion (set, criterion)->is_veto && answers[criterion] == LW_ANSWER_NO
         && !(overridden != NULL && overridden[criterion]);
}

/**
 * lw_assessment_conclude:
 * @set: the criteria
 * @answered: sum of the weights of what is answered
 * @result: (inout): its score and number of blocking vetoes are there; the rest follows from them
 */
void
lw_assessment_conclude (const LwCriteriaSet *set, double answered, LwAssessment *result)
{
  double max = lw_criteria_set_get_max_score (set);

  result->completeness = max > 0 ? answered / max : 0;
  result->normalised = answered > 0 ? max * result->score / answered : NAN;
  result->number = answered > 0 && result->completeness >= lw_criteria_set_get_min_completeness (set)
                       ? lw_criteria_set_classify (set, result->normalised)
                       : 0;
}

/**
 * lw_assessment_compute:
 * @set: the criteria
 * @answers: one for each criterion of @set
 * @overridden: (nullable): one for each criterion, vetoes that the user overrides with a reason
 * @result: (out): the judgement
 *
 * The class is that of the normalised score, which is the score itself when everything is answered. A veto
 * does not change score and class: it is reported beside them.
 */
void
lw_assessment_compute (const LwCriteriaSet *set,
                       const LwAnswer *answers,
                       const gboolean *overridden,
                       LwAssessment *result)
{
  g_return_if_fail (set != NULL && answers != NULL && result != NULL);

  double answered = 0;

  memset (result, 0, sizeof *result);
  for (guint i = 0; i < lw_criteria_set_get_n_criteria (set); i++)
    {
      double weight = lw_criteria_set_get_criterion (set, i)->weight;
      result->n_blocking += lw_assessment_blocks (set, answers, overridden, i);
      if (answers[i] != LW_ANSWER_UNKNOWN)
        answered += weight;
      if (answers[i] == LW_ANSWER_YES)
        result->score += weight;
    }
  lw_assessment_conclude (set, answered, result);
}
