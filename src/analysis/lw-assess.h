/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-assess: which offices lend themselves to conversion (domain model 4.1 and 6.9): a criteria set answered by people
 * and as far as the data of each office can, the prospects of letting it as it is, the depth of its floor, what its conversion would
 * fall short, and the order in which to look at them. */
#pragma once

#include "analysis/lw-assess-basis.h"
#include "assessment/lw-assessment.h"
#include "model/lw-bitset.h"
#include "model/lw-expression.h"
#include "model/lw-offices.h"

G_BEGIN_DECLS

/**
 * LwProspects: how likely an office is let as it is (domain model 6.9, after DTZ)
 * @LW_PROSPECTS_UNKNOWN: nothing stands empty, or too little is known
 * @LW_PROSPECTS_POOR: kansarm: most of it empty for three years or more, and unattractive
 * @LW_PROSPECTS_FAIR: kanshebbend
 * @LW_PROSPECTS_GOOD: kansrijk: attractive
 */
typedef enum {
  LW_PROSPECTS_UNKNOWN,
  LW_PROSPECTS_POOR,
  LW_PROSPECTS_FAIR,
  LW_PROSPECTS_GOOD,
} LwProspects;

/**
 * LwAssessedOffice:
 * @row: in the table of offices
 * @answers: (array): one LwAnswer a criterion of the set: what people answered, else what the data derive
 * @given: (nullable) (array): one a criterion: what people answered, %NULL where they did not; %NULL without any
 * @assessment: score, completeness, class
 * @attractiveness: 0 to 1
 * @structural_share: part of its vacant m2 that is empty for three years or more, 0 to 1; NAN where not known
 * @prospects: of letting it as it is
 * @daylight: NAN where the outline of its building is not known
 * @dwellings: of the programme that was asked for, from the whole office; NAN where its area is not known
 * @shortfall_per_dwelling_eur: unprofitable top; NAN without dwellings
 */
typedef struct {
  guint row;
  guint8 *answers;
  const LwGivenAnswer **given;
  LwAssessment assessment;
  double attractiveness;
  double structural_share;
  LwProspects prospects;
  LwDaylight daylight;
  double dwellings;
  double shortfall_per_dwelling_eur;
} LwAssessedOffice;

/**
 * LwAssessInput:
 * @offices: the table
 * @rows: (nullable): which of them; %NULL for all
 * @basis: by what
 * @programme: what a conversion would make
 *
 * Everything belongs to the caller and is only read.
 */
typedef struct {
  LwOffices *offices;
  const LwBitset *rows;
  const LwAssessBasis *basis;
  LwHousing programme;
} LwAssessInput;

/**
 * LwAssessed: what came of it; refers to answers of the basis, which has to outlive it
 * @n: number of offices
 * @offices: (array length=n): those to look at first coming first
 */
typedef struct {
  guint n;
  LwAssessedOffice *offices;
  /*< private >*/
  guint8 *answers;
} LwAssessed;

/** LW_ASSESS_TRANSFORMABLE_CLASS: from this class on a building is worth converting */
#define LW_ASSESS_TRANSFORMABLE_CLASS 4

LwAssessed *lw_assess_offices (const LwAssessInput *input, GCancellable *cancellable, GError **error);
void lw_assessed_free (LwAssessed *assessed);
LwOffices *lw_assess_score (LwOffices *offices, const LwAssessBasis *basis, GCancellable *cancellable, GError **error);
gboolean lw_assess_is_used_by (const LwExpression *expression);
gboolean lw_assess_is_overridden (const LwAssessedOffice *office, guint criterion);
gboolean lw_assess_blocks (const LwCriteriaSet *set, const LwAssessedOffice *office, guint criterion);
const char *lw_prospects_get_token (LwProspects prospects);
const char *lw_prospects_get_label (LwProspects prospects);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwAssessed, lw_assessed_free)

G_END_DECLS
