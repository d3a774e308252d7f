/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-plan: see lw-plan.h. */
#include "model/lw-plan.h"

#include "model/lw-error.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/**
 * lw_plan_new:
 * @name: what people call it
 * @bvo_m2: capacity in m2 bvo
 * @first_year: first calendar year of building
 * @n_years: years that the capacity is spread over
 *
 * Returns: (transfer full): a soft plan with a fresh uid, the usual chance and no place yet
 */
LwPlan *
lw_plan_new (const char *name, double bvo_m2, int first_year, int n_years)
{
  LwPlan *plan = g_new0 (LwPlan, 1);
  plan->uid = g_uuid_string_random ();
  plan->name = g_strdup (name != NULL ? name : "");
  plan->bvo_m2 = bvo_m2;
  plan->first_year = first_year;
  plan->n_years = n_years;
  plan->probability = NAN;
  plan->rd_x = NAN;
  plan->rd_y = NAN;
  return plan;
}

/** lw_plan_copy: (returns: transfer full) a deep copy with the same uid */
LwPlan *
lw_plan_copy (const LwPlan *plan)
{
  g_return_val_if_fail (plan != NULL, NULL);

  LwPlan *copy = g_new (LwPlan, 1);
  *copy = *plan;
  copy->uid = g_strdup (plan->uid);
  copy->name = g_strdup (plan->name);
  copy->municipality_code = g_strdup (plan->municipality_code);
  copy->region = g_strdup (plan->region);
  return copy;
}

/** lw_plan_free: frees @plan, which may be %NULL */
void
lw_plan_free (LwPlan *plan)
{
  if (plan == NULL)
    return;
  g_free (plan->uid);
  g_free (plan->name);
  g_free (plan->municipality_code);
  g_free (plan->region);
  g_free (plan);
}

/**
 * lw_plan_validate:
 * @plan: a plan
 * @error: return location for %LW_ERROR_ARGUMENT
 *
 * Returns: whether every value is within its range
 */
gboolean
lw_plan_validate (const LwPlan *plan, GError **error)
{
  g_return_val_if_fail (plan != NULL, FALSE);

  if (!(isfinite (plan->bvo_m2) && plan->bvo_m2 >= 0))
    g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT,
                 _ ("plan “%s” has no usable area; give its m² gross floor area, 0 or more"), plan->name);
  else if (plan->first_year < 1900 || plan->first_year > 2200 || plan->n_years < 1
           || plan->n_years > LW_PLAN_MAX_YEARS)
    /* Translators: the name of a plan and the largest number of years. */
    g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT,
                 _ ("plan “%s” has no usable period; give its first year (1900 to 2200) and 1 to %d years"),
                 plan->name, LW_PLAN_MAX_YEARS);
  else if (!isnan (plan->probability) && !(plan->probability >= 0 && plan->probability <= 1))
    g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT, _ ("the probability of plan “%s” must be from 0 to 1"),
                 plan->name);
  else
    return TRUE;
  return FALSE;
}

/** lw_plan_builds_in: whether some of the capacity is meant for calendar year @year and not scrapped by then
 */
gboolean
lw_plan_builds_in (const LwPlan *plan, int year)
{
  g_return_val_if_fail (plan != NULL, FALSE);

  return year >= plan->first_year && year < plan->first_year + plan->n_years
         && (plan->scrapped_from == 0 || year < plan->scrapped_from);
}
