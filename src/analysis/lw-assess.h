/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-assess: which offices lend themselves to conversion (domain model 4.1 and 6.9): a criteria set answered as far as
 * the data of each office can, the prospects of letting it as it is, the depth of its floor, what its conversion would
 * fall short, and the order in which to look at them. */
#pragma once

#include "assessment/lw-assessment.h"
#include "assessment/lw-daylight.h"
#include "model/lw-bitset.h"
#include "model/lw-offices.h"
#include "model/lw-parameters.h"

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
 * @answers: one a criterion of the set, as the data derive it
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
  LwAnswer *answers;
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
 * @set: the criteria
 * @parameters: for attractiveness and money
 * @programme: what a conversion would make
 * @outlines: (nullable) (element-type LwBagId LwGeometry): outline by building, keys as gint64
 *
 * Everything belongs to the caller and is only read.
 */
typedef struct {
  LwOffices *offices;
  const LwBitset *rows;
  const LwCriteriaSet *set;
  const LwParameters *parameters;
  LwHousing programme;
  GHashTable *outlines;
} LwAssessInput;

GPtrArray *lw_assess_offices (const LwAssessInput *input, GCancellable *cancellable, GError **error);
const char *lw_prospects_get_token (LwProspects prospects);
const char *lw_prospects_get_label (LwProspects prospects);

G_END_DECLS
