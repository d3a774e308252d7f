/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-criteria-set: the criteria by which the potential of an office for conversion is judged (domain
 * model 4.1): texts, weights, class limits and orientation, read from a key file. The set that ships is
 * "conversion-meter"; a document may have others. Immutable once read; texts come in the language of the user from the file itself. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define LW_CRITERIA_CONVERSION_METER "conversion-meter"
#define LW_CRITERIA_MAX_CLASSES 20
/** LW_CRITERIA_ASSUMPTION: the source of criteria that are to be verified */
#define LW_CRITERIA_ASSUMPTION "assumption"

/**
 * LwCriterion:
 * @id: such as "L11"
 * @block: its letters, the id of its block: "L"
 * @block_title: translated name of the block
 * @source: (nullable): where the criteria of the block come from, %LW_CRITERIA_ASSUMPTION if nobody verified them
 * @theme: translated, "" if it has none
 * @text: the statement, translated
 * @is_veto: a "no" stops the conversion; a veto has no weight
 * @weight: what a true statement adds to the score
 * @derived: (nullable): condition on an office (lw-expression.h) by which the data answer it: true, false or unknown.
 *   It may use the columns of offices and %LW_CRITERIA_FACTS
 */
typedef struct {
  const char *id;
  const char *block;
  const char *block_title;
  const char *source;
  const char *theme;
  const char *text;
  gboolean is_veto;
  double weight;
  const char *derived;
} LwCriterion;

/**
 * LW_CRITERIA_FACTS:
 *
 * What conditions of criteria know beside the columns of an office: the year of the reference date, the depth of the
 * floor from facade to facade in metres, the share of the floor with daylight, and how many dwellings of 50 m² GO fit.
 */
#define LW_CRITERIA_FACTS "reference_year", "floor_depth_m", "daylight_share", "dwellings_of_50_m2"

typedef struct _LwCriteriaSet LwCriteriaSet;

LwCriteriaSet *lw_criteria_set_load (const char *id, GError **error);
LwCriteriaSet *lw_criteria_set_parse (const char *data, gsize length, GError **error);
LwCriteriaSet *lw_criteria_set_ref (LwCriteriaSet *set);
void lw_criteria_set_unref (LwCriteriaSet *set);
const char *lw_criteria_set_get_id (const LwCriteriaSet *set);
const char *lw_criteria_set_get_title (const LwCriteriaSet *set);
const char *lw_criteria_set_get_definition (const LwCriteriaSet *set);
gboolean lw_criteria_set_is_unverified (const LwCriteriaSet *set);
double lw_criteria_set_get_limit (const LwCriteriaSet *set, guint i);
guint lw_criteria_set_get_n_criteria (const LwCriteriaSet *set);
const LwCriterion *lw_criteria_set_get_criterion (const LwCriteriaSet *set, guint i);
int lw_criteria_set_find (const LwCriteriaSet *set, const char *id);
double lw_criteria_set_get_max_score (const LwCriteriaSet *set);
double lw_criteria_set_get_min_completeness (const LwCriteriaSet *set);
guint lw_criteria_set_get_n_classes (const LwCriteriaSet *set);
const char *lw_criteria_set_get_class_label (const LwCriteriaSet *set, guint number);
guint lw_criteria_set_classify (const LwCriteriaSet *set, double score);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwCriteriaSet, lw_criteria_set_unref)

G_END_DECLS
