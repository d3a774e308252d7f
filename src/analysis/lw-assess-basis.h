/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-assess-basis: by what the offices of a document are assessed: its criteria set, what people answered, parameters,
 * and the daylight of buildings of which the outline is known. Immutable, shared by reference, in any thread. */
#pragma once

#include "assessment/lw-daylight.h"
#include "model/lw-answer.h"
#include "model/lw-criteria-set.h"
#include "model/lw-parameters.h"
#include "model/lw-scenario.h"
#include "store/lw-store.h"

G_BEGIN_DECLS

/**
 * LwAssessBasis:
 * @set: the criteria
 * @given: (element-type LwGivenAnswer): what people answered to criteria of @set, in the order of offices
 * @parameters: for attractiveness and money
 * @daylights: (element-type gint64 LwDaylight): by identification of a building
 */
typedef struct {
  LwCriteriaSet *set;
  GPtrArray *given;
  LwParameters parameters;
  GHashTable *daylights;
  /*< private >*/
  gatomicrefcount ref_count;
  char *stamp;
} LwAssessBasis;

LwAssessBasis *lw_assess_basis_new (LwCriteriaSet *set, const LwParameters *parameters);
LwAssessBasis *lw_assess_basis_read (LwStore *store, const char *set, const LwParameters *parameters,
                                     const LwAssessBasis *before, GCancellable *cancellable, GError **error);
LwAssessBasis *lw_assess_basis_ref (LwAssessBasis *basis);
void lw_assess_basis_unref (LwAssessBasis *basis);
void lw_assess_basis_add_daylight (LwAssessBasis *basis, LwBagId building, const LwDaylight *daylight);
const LwDaylight *lw_assess_basis_get_daylight (const LwAssessBasis *basis, LwBagId building);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwAssessBasis, lw_assess_basis_unref)

G_END_DECLS
