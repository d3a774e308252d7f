/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-measure: see lw-measure.h. */
#include "model/lw-measure.h"

#include "model/lw-error.h"
#include "model/lw-expression.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define MAX_BVO_M2 1e8

static const struct {
  const char *token;
  const char *label;
  LwMeasureTarget target;
} kinds[LW_N_MEASURE_KINDS] = {
  [LW_MEASURE_TRANSFORM] = { "transform", N_ ("Transform to housing"), LW_MEASURE_TARGET_OFFICES },
  [LW_MEASURE_DEMOLISH] = { "demolish", N_ ("Demolish"), LW_MEASURE_TARGET_OFFICES },
  [LW_MEASURE_RENOVATE] = { "renovate", N_ ("Renovate as office"), LW_MEASURE_TARGET_OFFICES },
  [LW_MEASURE_TEMPORARY] = { "temporary", N_ ("Temporary housing"), LW_MEASURE_TARGET_OFFICES },
  [LW_MEASURE_RELET] = { "relet", N_ ("Letting programme"), LW_MEASURE_TARGET_OFFICES },
  [LW_MEASURE_NEW_BUILD] = { "new_build", N_ ("Build new offices"), LW_MEASURE_TARGET_MARKET },
  [LW_MEASURE_SCRAP_PLAN] = { "scrap_plan", N_ ("Scrap plans"), LW_MEASURE_TARGET_PLANS },
  [LW_MEASURE_REPHASE_PLAN] = { "rephase_plan", N_ ("Build plans later"), LW_MEASURE_TARGET_PLANS },
};

static const struct {
  const char *token;
  const char *label;
} orders[LW_N_MEASURE_ORDERS] = {
  [LW_MEASURE_ORDER_LARGEST] = { "largest", N_ ("Largest first") },
  [LW_MEASURE_ORDER_SMALLEST] = { "smallest", N_ ("Smallest first") },
  [LW_MEASURE_ORDER_MOST_VACANT] = { "most_vacant", N_ ("Most vacant first") },
  [LW_MEASURE_ORDER_LONGEST_VACANT] = { "longest_vacant", N_ ("Longest vacant first") },
  [LW_MEASURE_ORDER_LEAST_ATTRACTIVE] = { "least_attractive", N_ ("Least attractive first") },
  [LW_MEASURE_ORDER_BEST_SCORE] = { "best_score", N_ ("Best conversion potential first") },
};

/** lw_measure_kind_get_token: the stable word for files */
const char *
lw_measure_kind_get_token (LwMeasureKind kind)
{
  g_return_val_if_fail ((guint)kind < LW_N_MEASURE_KINDS, NULL);

  return kinds[kind].token;
}

/** lw_measure_kind_get_label: the translated name */
const char *
lw_measure_kind_get_label (LwMeasureKind kind)
{
  g_return_val_if_fail ((guint)kind < LW_N_MEASURE_KINDS, NULL);

  return _ (kinds[kind].label);
}

/** lw_measure_kind_from_token: reads the word that lw_measure_kind_get_token() gives; %FALSE when unknown */
gboolean
lw_measure_kind_from_token (const char *token, LwMeasureKind *kind)
{
  g_return_val_if_fail (kind != NULL, FALSE);

  for (guint i = 0; i < LW_N_MEASURE_KINDS; i++)
    if (g_strcmp0 (kinds[i].token, token) == 0)
      {
        *kind = (LwMeasureKind)i;
        return TRUE;
      }
  return FALSE;
}

/** lw_measure_kind_get_target: what measures of this kind work on */
LwMeasureTarget
lw_measure_kind_get_target (LwMeasureKind kind)
{
  g_return_val_if_fail ((guint)kind < LW_N_MEASURE_KINDS, LW_MEASURE_TARGET_OFFICES);

  return kinds[kind].target;
}

/** lw_measure_order_get_token: the stable word for files */
const char *
lw_measure_order_get_token (LwMeasureOrder order)
{
  g_return_val_if_fail ((guint)order < LW_N_MEASURE_ORDERS, NULL);

  return orders[order].token;
}

/** lw_measure_order_get_label: the translated name */
const char *
lw_measure_order_get_label (LwMeasureOrder order)
{
  g_return_val_if_fail ((guint)order < LW_N_MEASURE_ORDERS, NULL);

  return _ (orders[order].label);
}

/** lw_measure_order_from_token: reads the word that lw_measure_order_get_token() gives; %FALSE when unknown */
gboolean
lw_measure_order_from_token (const char *token, LwMeasureOrder *order)
{
  g_return_val_if_fail (order != NULL, FALSE);

  for (guint i = 0; i < LW_N_MEASURE_ORDERS; i++)
    if (g_strcmp0 (orders[i].token, token) == 0)
      {
        *order = (LwMeasureOrder)i;
        return TRUE;
      }
  return FALSE;
}

/**
 * lw_measure_new:
 * @kind: what is done
 * @year: start year
 *
 * Returns: (transfer full): a measure for whole offices, without any office yet, with a fresh uid and the
 * default lead time and probability of domain model 4.4
 */
LwMeasure *
lw_measure_new (LwMeasureKind kind, int year)
{
  g_return_val_if_fail ((guint)kind < LW_N_MEASURE_KINDS, NULL);

  LwMeasure *measure = g_new0 (LwMeasure, 1);
  measure->uid = g_uuid_string_random ();
  measure->kind = kind;
  measure->offices = g_array_new (FALSE, FALSE, sizeof (gint64));
  measure->rule_limit_m2 = NAN;
  measure->plans = g_ptr_array_new_with_free_func (g_free);
  measure->share = 1;
  measure->year = year;
  measure->delivery_years = LW_MEASURE_DEFAULT_DELIVERY_YEARS;
  measure->delay_years = kind == LW_MEASURE_REPHASE_PLAN ? LW_MEASURE_DEFAULT_DELAY_YEARS : 0;
  measure->effect = NAN;
  measure->programme = LW_HOUSING_MID_RENT;
  measure->probability = LW_MEASURE_DEFAULT_PROBABILITY;
  measure->enabled = TRUE;
  measure->note = g_strdup ("");
  return measure;
}

static gpointer
copy_text (gconstpointer text, gpointer unused)
{
  return g_strdup (text);
}

/** lw_measure_copy: (returns: transfer full) a deep copy with the same uid */
LwMeasure *
lw_measure_copy (const LwMeasure *measure)
{
  g_return_val_if_fail (measure != NULL, NULL);

  LwMeasure *copy = g_new (LwMeasure, 1);
  *copy = *measure;
  copy->uid = g_strdup (measure->uid);
  copy->offices = g_array_copy (measure->offices);
  copy->rule = g_strdup (measure->rule);
  copy->plans = g_ptr_array_copy (measure->plans, copy_text, NULL);
  g_ptr_array_set_free_func (copy->plans, g_free);
  copy->region = g_strdup (measure->region);
  copy->municipality_code = g_strdup (measure->municipality_code);
  copy->target_label = g_strdup (measure->target_label);
  copy->note = g_strdup (measure->note);
  return copy;
}

/** lw_measure_free: frees @measure, which may be %NULL */
void
lw_measure_free (LwMeasure *measure)
{
  if (measure == NULL)
    return;
  g_free (measure->uid);
  g_array_unref (measure->offices);
  g_free (measure->rule);
  g_ptr_array_unref (measure->plans);
  g_free (measure->region);
  g_free (measure->municipality_code);
  g_free (measure->target_label);
  g_free (measure->note);
  g_free (measure);
}

/** lw_measure_add_office: adds an office by its id, once */
void
lw_measure_add_office (LwMeasure *measure, gint64 office)
{
  g_return_if_fail (measure != NULL);

  for (guint i = 0; i < measure->offices->len; i++)
    if (g_array_index (measure->offices, gint64, i) == office)
      return;
  g_array_append_val (measure->offices, office);
}

/** lw_measure_add_plan: adds a plan by its uid, once */
void
lw_measure_add_plan (LwMeasure *measure, const char *uid)
{
  g_return_if_fail (measure != NULL && uid != NULL);

  if (!g_ptr_array_find_with_equal_func (measure->plans, uid, g_str_equal, NULL))
    g_ptr_array_add (measure->plans, g_strdup (uid));
}

/** lw_measure_set_rule: (@rule: nullable): an expression; empty is none */
void
lw_measure_set_rule (LwMeasure *measure, const char *rule)
{
  g_return_if_fail (measure != NULL);

  char *copy = rule != NULL && rule[0] != '\0' ? g_strdup (rule) : NULL;
  g_free (measure->rule);
  measure->rule = copy;
}

/** lw_measure_set_place: where something is built new; either may be %NULL */
void
lw_measure_set_place (LwMeasure *measure, const char *region, const char *municipality_code)
{
  g_return_if_fail (measure != NULL);

  char *code = g_strdup (municipality_code), *copy = g_strdup (region);
  g_free (measure->region);
  g_free (measure->municipality_code);
  measure->region = copy;
  measure->municipality_code = code;
}

/** lw_measure_get_end: calendar year at the start of which a temporary use or a letting programme is over; %G_MAXINT
 * for one without end */
int
lw_measure_get_end (const LwMeasure *measure)
{
  g_return_val_if_fail (measure != NULL, G_MAXINT);

  if (measure->until_year != 0)
    return measure->until_year;
  return measure->kind == LW_MEASURE_TEMPORARY ? measure->year + LW_MEASURE_MAX_TEMPORARY_YEARS : G_MAXINT;
}

/** lw_measure_set_note: (@note: nullable) */
void
lw_measure_set_note (LwMeasure *measure, const char *note)
{
  g_return_if_fail (measure != NULL);

  char *copy = g_strdup (note != NULL ? note : "");
  g_free (measure->note);
  measure->note = copy;
}

/** lw_measure_set_target_label: (@label: nullable) */
void
lw_measure_set_target_label (LwMeasure *measure, const char *label)
{
  g_return_if_fail (measure != NULL);

  char *copy = g_strdup (label);
  g_free (measure->target_label);
  measure->target_label = copy;
}

/** lw_measure_withdraws: whether the measure takes space out of the office stock for good */
gboolean
lw_measure_withdraws (const LwMeasure *measure)
{
  g_return_val_if_fail (measure != NULL, FALSE);

  return measure->kind == LW_MEASURE_TRANSFORM || measure->kind == LW_MEASURE_DEMOLISH;
}

static gboolean
validate_period (const LwMeasure *measure, GError **error)
{
  int longest = measure->kind == LW_MEASURE_TEMPORARY ? LW_MEASURE_MAX_TEMPORARY_YEARS : 300;

  if (measure->until_year != 0
      && (measure->until_year <= measure->year || measure->until_year - measure->year > longest))
    g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT,
                 /* Translators: two years, and a number of years */
                 _ ("a measure from %d ends in %d; let it end 1 to %d years later"), measure->year,
                 measure->until_year, longest);
  else if (measure->delay_years < 0 || measure->delay_years > LW_MEASURE_MAX_DELAY_YEARS
           || (measure->kind == LW_MEASURE_REPHASE_PLAN && measure->delay_years == 0))
    g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT, _ ("plans cannot be built %d years later; give 1 to %d years"),
                 measure->delay_years, LW_MEASURE_MAX_DELAY_YEARS);
  else
    return TRUE;
  return FALSE;
}

static gboolean
validate_rule (const LwMeasure *measure, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (LwExpression) expression = measure->rule != NULL ? lw_expression_parse (measure->rule, NULL, &problem) : NULL;

  if (problem != NULL)
    g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT, _ ("the rule of a measure cannot be read: %s"), problem->message);
  else if (!isnan (measure->rule_limit_m2) && !(measure->rule_limit_m2 > 0 && isfinite (measure->rule_limit_m2)))
    g_set_error_literal (error, LW_ERROR, LW_ERROR_ARGUMENT, _ ("the limit of a rule must be more than 0 m²"));
  else
    return TRUE;
  return FALSE;
}

static gboolean
validate_amounts (const LwMeasure *measure, GError **error)
{
  if (!(measure->bvo_m2 >= 0 && measure->bvo_m2 <= MAX_BVO_M2))
    g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT, _ ("a measure builds %g m²; give 0 to %g m²"), measure->bvo_m2,
                 MAX_BVO_M2);
  else if (!isnan (measure->effect) && !(measure->effect >= 0 && measure->effect <= 1))
    g_set_error_literal (error, LW_ERROR, LW_ERROR_ARGUMENT, _ ("the effect of a measure must be from 0 to 1"));
  else
    return TRUE;
  return FALSE;
}

/**
 * lw_measure_validate:
 * @measure: a measure
 * @error: return location for %LW_ERROR_ARGUMENT
 *
 * Returns: whether every value is within its range
 */
gboolean
lw_measure_validate (const LwMeasure *measure, GError **error)
{
  g_return_val_if_fail (measure != NULL, FALSE);

  if (!(measure->share > 0 && measure->share <= 1))
    g_set_error_literal (error, LW_ERROR, LW_ERROR_ARGUMENT,
                         _ ("the share of a measure must be more than 0 and at most 1"));
  else if (measure->year < 1900 || measure->year > 2200)
    g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT,
                 _ ("the year of a measure is %d; give a year from 1900 to 2200"), measure->year);
  else if (measure->delivery_years < 0 || measure->delivery_years > LW_MEASURE_MAX_DELIVERY_YEARS)
    g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT,
                 _ ("a measure takes %d years to deliver; give a number from 0 to %d"),
                 measure->delivery_years, LW_MEASURE_MAX_DELIVERY_YEARS);
  else if (!(measure->probability >= 0 && measure->probability <= 1))
    g_set_error_literal (error, LW_ERROR, LW_ERROR_ARGUMENT,
                         _ ("the probability of a measure must be from 0 to 1"));
  else if (measure->kind == LW_MEASURE_TRANSFORM && !lw_housing_is_permanent (measure->programme))
    g_set_error_literal (error, LW_ERROR, LW_ERROR_ARGUMENT,
                         _ ("a transformation is for good; choose temporary housing as a measure of its own"));
  else
    return validate_period (measure, error) && validate_rule (measure, error) && validate_amounts (measure, error);
  return FALSE;
}

static gboolean
equal_number (double a, double b)
{
  return a == b || (isnan (a) && isnan (b));
}

static gboolean
equal_plans (const GPtrArray *a, const GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (strcmp (g_ptr_array_index (a, i), g_ptr_array_index (b, i)) != 0)
      return FALSE;
  return TRUE;
}

/* What only some kinds have. */
static gboolean
equal_particulars (const LwMeasure *a, const LwMeasure *b)
{
  return g_strcmp0 (a->rule, b->rule) == 0 && a->rule_order == b->rule_order
         && equal_number (a->rule_limit_m2, b->rule_limit_m2) && equal_plans (a->plans, b->plans)
         && a->until_year == b->until_year && a->bvo_m2 == b->bvo_m2 && g_strcmp0 (a->region, b->region) == 0
         && g_strcmp0 (a->municipality_code, b->municipality_code) == 0 && a->delay_years == b->delay_years
         && equal_number (a->effect, b->effect);
}

/** lw_measure_equal: whether both say the same, uid included */
gboolean
lw_measure_equal (const LwMeasure *a, const LwMeasure *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return g_strcmp0 (a->uid, b->uid) == 0 && a->kind == b->kind && a->offices->len == b->offices->len
         && (a->offices->len == 0
             || memcmp (a->offices->data, b->offices->data, a->offices->len * sizeof (gint64)) == 0)
         && a->share == b->share && a->year == b->year && a->delivery_years == b->delivery_years
         && a->programme == b->programme && g_strcmp0 (a->target_label, b->target_label) == 0
         && a->probability == b->probability && a->enabled == b->enabled && g_strcmp0 (a->note, b->note) == 0
         && equal_particulars (a, b);
}
