/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-assessment: judges answers by a criteria set: vetoes, score, how complete the answers are, and the class
 * of potential (domain model 4.1, steps 1 to 3). An unknown answer is not a "no". */
#pragma once

#include "model/lw-answer.h"
#include "model/lw-criteria-set.h"

G_BEGIN_DECLS

/**
 * LwAssessment:
 * @score: sum of the weights of true statements
 * @normalised: the score that full answers would have by the same rate of true ones; NAN without any answer
 * @completeness: part of the weight that is answered, 0 to 1
 * @number: the class, from 1; 0 when the answers are not complete enough
 * @n_blocking: number of vetoes that stop the conversion
 */
typedef struct {
  double score;
  double normalised;
  double completeness;
  guint number;
  guint n_blocking;
} LwAssessment;

void lw_assessment_compute (const LwCriteriaSet *set,
                            const LwAnswer *answers,
                            const gboolean *overridden,
                            LwAssessment *result);
void lw_assessment_conclude (const LwCriteriaSet *set, double answered, LwAssessment *result);
gboolean lw_assessment_blocks (const LwCriteriaSet *set,
                               const LwAnswer *answers,
                               const gboolean *overridden,
                               guint criterion);

G_END_DECLS
