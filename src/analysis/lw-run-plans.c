/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-run-plans: what is built in a projection: plans become completions of their expected size (domain model 6.5, step
 * 3), measures scrap plans or have them built later, and other measures build new offices. */
#include "analysis/lw-run-private.h"

#include <math.h>

/* The market of a plan: its own, else that of the offices of its municipality, else the only or nameless one. */
static guint
find_plan_region (LwRunColumns *self, const LwPlan *plan)
{
  const LwOffices *offices = self->input->offices;

  if (plan->region != NULL && plan->region[0] != '\0')
    return lw_run_columns_find_region (self, plan->region);
  if (plan->municipality_code != NULL && plan->municipality_code[0] != '\0')
    {
      const LwDictionary *texts = lw_offices_dictionary (offices, LW_OFFICE_MUNICIPALITY_CODE);
      guint32 code
          = texts != NULL ? lw_dictionary_lookup (texts, plan->municipality_code) : LW_DICTIONARY_NONE;
      for (guint i = 0; code != LW_DICTIONARY_NONE && i < offices->n; i++)
        if (offices->municipality_code[i] == code)
          return self->region[i];
    }
  return self->region_keys->len == 1 ? 0 : lw_run_columns_find_region (self, "");
}

/* The row that a plan adds to: the office that it names, or one of its own. */
static guint
find_plan_row (LwRunColumns *self, const LwPlan *plan)
{
  guint row = plan->office != 0 ? lw_offices_find_id (self->input->offices, plan->office) : LW_OFFICES_NONE;

  if (row != LW_OFFICES_NONE)
    return row;
  row = self->n++;
  g_ptr_array_add (self->own_plans, (gpointer)plan);
  self->region[row] = find_plan_region (self, plan);
  self->attractiveness[row] = self->input->scenario->parameters.value[LW_PARAM_NEW_ATTRACTIVENESS];
  self->counted[row] = TRUE;
  return row;
}

/** lw_run_columns_plan: (returns: transfer none) (nullable) the plan behind a row that is none of the table's; new
 * building of a measure is a plan as well */
const LwPlan *
lw_run_columns_plan (const LwRunColumns *self, guint row)
{
  return row >= self->n_offices && row < self->n ? g_ptr_array_index (self->own_plans, row - self->n_offices) : NULL;
}

/** lw_run_measure_changes_plan: whether @measure scraps @plan or has it built later; a measure that begins after the
 * horizon does not */
gboolean
lw_run_measure_changes_plan (const LwRunColumns *self, const LwMeasure *measure, const LwPlan *plan)
{
  return measure->enabled && lw_measure_kind_get_target (measure->kind) == LW_MEASURE_TARGET_PLANS
         && measure->year < self->base_year + (int)self->n_years
         && g_ptr_array_find_with_equal_func (measure->plans, plan->uid, g_str_equal, NULL);
}

/* The years in which a plan may build, whichever of the measures are carried out. */
static void
reach_years (const LwRunColumns *self, const LwPlan *plan, gboolean *reached)
{
  GPtrArray *measures = self->input->scenario->measures;

  for (guint k = 0; k < self->n_years; k++)
    reached[k] = lw_plan_builds_in (plan, self->base_year + (int)k);
  for (guint m = 0; m < measures->len; m++)
    {
      const LwMeasure *measure = g_ptr_array_index (measures, m);
      if (measure->kind != LW_MEASURE_REPHASE_PLAN || !lw_run_measure_changes_plan (self, measure, plan))
        continue;
      for (guint k = self->n_years; k-- > 0;)
        if (reached[k] && k + (guint)measure->delay_years < self->n_years)
          reached[k + (guint)measure->delay_years] = TRUE;
    }
}

/* From the last year down, so that nothing moves twice. What would come after its rights are gone is not built. */
static void
rephase (const LwRunColumns *self, const LwPlan *plan, const LwMeasure *measure, guint n, double *m2)
{
  guint first = (guint)MAX (measure->year - self->base_year, 0);

  for (guint k = n; k-- > first;)
    {
      double moved = measure->share * m2[k];
      guint to = k + (guint)measure->delay_years;

      m2[k] -= moved;
      if (to < n && (plan->scrapped_from == 0 || self->base_year + (int)to < plan->scrapped_from))
        m2[to] += moved;
    }
}

/* What a plan would build in each of @n years from the base on, if it is realised: @yearly in those that it says, as far
 * as measures leave it. */
static void
spread_over (const LwRunColumns *self,
             const LwPlan *plan,
             LwRunHappensFunc happens,
             gpointer data,
             double yearly,
             guint n,
             double *m2)
{
  const LwScenario *scenario = self->input->scenario;

  for (guint k = 0; k < n; k++)
    m2[k] = lw_plan_builds_in (plan, self->base_year + (int)k) ? yearly : 0;
  for (guint i = 0; i < scenario->measures->len; i++)
    {
      const LwMeasure *measure = g_ptr_array_index (scenario->measures, i);
      if (!lw_run_measure_changes_plan (self, measure, plan)
          || (happens != NULL && !happens (measure, LW_OFFICES_NONE, data)))
        continue;
      if (measure->kind == LW_MEASURE_REPHASE_PLAN)
        rephase (self, plan, measure, n, m2);
      for (guint k = (guint)MAX (measure->year - self->base_year, 0);
           measure->kind == LW_MEASURE_SCRAP_PLAN && k < n; k++)
        m2[k] *= 1 - measure->share;
    }
}

/* The same over the years of the projection, m2 vvo. */
static void
spread_plan (const LwRunColumns *self, const LwPlan *plan, LwRunHappensFunc happens, gpointer data, double *m2)
{
  const LwScenario *scenario = self->input->scenario;
  double yearly = scenario->plan_share_kept * plan->bvo_m2 * scenario->parameters.value[LW_PARAM_F_VB] / plan->n_years;

  spread_over (self, plan, happens, data, yearly, self->n_years, m2);
}

/**
 * lw_run_columns_capacity:
 * @plan: a plan of the document
 * @year: the first year that no longer counts
 * @within: (out): what the plan holds for the years from the base up to @year, m2 bvo
 * @outside: (out): for the years before and after
 *
 * Capacity as the scenario leaves it, without its chance: plans that are kept in part, and measures that scrap them or
 * have them built later, all carried out.
 */
void
lw_run_columns_capacity (const LwRunColumns *self, const LwPlan *plan, int year, double *within, double *outside)
{
  GPtrArray *measures = self->input->scenario->measures;
  double yearly = self->input->scenario->plan_share_kept * plan->bvo_m2 / plan->n_years;
  int last = plan->first_year + plan->n_years;

  for (guint m = 0; m < measures->len; m++)
    if (lw_run_measure_changes_plan (self, g_ptr_array_index (measures, m), plan))
      last += ((const LwMeasure *)g_ptr_array_index (measures, m))->delay_years;
  guint n = (guint)MAX (last - self->base_year, 0);
  g_autofree double *m2 = g_new (double, MAX (n, 1));

  *within = *outside = 0;
  for (int before = plan->first_year; before < self->base_year; before++)
    *outside += lw_plan_builds_in (plan, before) ? yearly : 0;
  spread_over (self, plan, NULL, NULL, yearly, n, m2);
  for (guint k = 0; k < n; k++)
    *(self->base_year + (int)k < year ? within : outside) += m2[k];
}

static double
new_building (const LwRunColumns *self, const LwMeasure *measure)
{
  return measure->bvo_m2 * self->input->scenario->parameters.value[LW_PARAM_F_VB];
}

/**
 * lw_run_columns_build:
 * @happens: (nullable) (scope call): which measures are carried out; %NULL for all
 * @full_m2: (out): per completion what is built if its plan is realised, m2 vvo
 */
void
lw_run_columns_build (const LwRunColumns *self, LwRunHappensFunc happens, gpointer data, double *full_m2)
{
  g_autofree double *m2 = g_new (double, self->n_years);
  const LwPlan *spread = NULL;

  for (guint i = 0; i < self->completions->len; i++)
    {
      const LwRunPlan *source = &g_array_index (self->completion_plans, LwRunPlan, i);
      int year = g_array_index (self->completions, LwCompletion, i).year;

      if (source->measure != NULL)
        {
          gboolean done = happens == NULL || happens (source->measure, LW_OFFICES_NONE, data);
          full_m2[i] = done ? new_building (self, source->measure) : 0;
          continue;
        }
      if (spread != source->plan)
        spread_plan (self, source->plan, happens, data, m2);
      spread = source->plan;
      full_m2[i] = m2[year - self->base_year];
    }
}

static void
add_completion (LwRunColumns *self, guint row, int year, const LwRunPlan *source)
{
  LwCompletion completion = { row, year, source->chance * source->full_m2, source->measure == NULL };

  g_array_append_val (self->completions, completion);
  g_array_append_val (self->completion_plans, *source);
}

static void
add_plan (LwRunColumns *self, const LwPlan *plan, gboolean *reached, double *m2)
{
  const double *v = self->input->scenario->parameters.value;
  guint row = find_plan_row (self, plan);
  double chance = isnan (plan->probability) ? v[plan->hard ? LW_PARAM_PLAN_HARD : LW_PARAM_PLAN_SOFT]
                                            : plan->probability;

  g_array_append_val (self->plan_rows, row);
  if (!(chance * self->input->scenario->plan_share_kept * plan->bvo_m2 > 0))
    return;
  reach_years (self, plan, reached);
  spread_plan (self, plan, NULL, NULL, m2);
  for (guint k = 0; k < self->n_years; k++)
    if (reached[k])
      add_completion (self, row, self->base_year + (int)k, &(LwRunPlan){ plan, NULL, chance, m2[k] });
}

/* New building is a plan that is decided: it has a place, and a year. */
static LwPlan *
plan_of_measure (const LwMeasure *measure)
{
  const char *name = measure->note[0] != '\0' ? measure->note : lw_measure_kind_get_label (measure->kind);
  LwPlan *plan = lw_plan_new (name, measure->bvo_m2, measure->year + measure->delivery_years, 1);

  g_free (plan->uid);
  plan->uid = g_strdup (measure->uid);
  plan->municipality_code = g_strdup (measure->municipality_code);
  plan->region = g_strdup (measure->region);
  plan->office = measure->offices->len > 0 ? g_array_index (measure->offices, gint64, 0) : 0;
  return plan;
}

static void
add_new_building (LwRunColumns *self, const LwMeasure *measure)
{
  int year = measure->year + measure->delivery_years;

  if (year < self->base_year || year >= self->base_year + (int)self->n_years)
    {
      self->notes.outside_measures++;
      return;
    }
  LwPlan *plan = plan_of_measure (measure);
  if (plan->office != 0 && lw_offices_find_id (self->input->offices, plan->office) == LW_OFFICES_NONE)
    self->notes.missing_offices++;
  g_ptr_array_add (self->new_buildings, plan);
  add_completion (self, find_plan_row (self, plan), year,
                  &(LwRunPlan){ plan, measure, 1, new_building (self, measure) });
}

static gboolean
has_plan (const LwRunColumns *self, const char *uid)
{
  GPtrArray *plans = self->input->plans;

  for (guint p = 0; plans != NULL && p < plans->len; p++)
    if (g_strcmp0 (((const LwPlan *)g_ptr_array_index (plans, p))->uid, uid) == 0)
      return TRUE;
  return FALSE;
}

static void
note_plan_measure (LwRunColumns *self, const LwMeasure *measure)
{
  self->notes.outside_measures += measure->year >= self->base_year + (int)self->n_years;
  for (guint k = 0; k < measure->plans->len; k++)
    self->notes.missing_plans += !has_plan (self, g_ptr_array_index (measure->plans, k));
}

/** lw_run_columns_add_plans: the expected size of every plan in each of its years, and what measures build; every plan
 * has a row, in order */
void
lw_run_columns_add_plans (LwRunColumns *self)
{
  GPtrArray *plans = self->input->plans, *measures = self->input->scenario->measures;
  g_autofree gboolean *reached = g_new (gboolean, self->n_years);
  g_autofree double *m2 = g_new (double, self->n_years);

  for (guint p = 0; plans != NULL && p < plans->len; p++)
    add_plan (self, g_ptr_array_index (plans, p), reached, m2);
  for (guint m = 0; m < measures->len; m++)
    {
      const LwMeasure *measure = g_ptr_array_index (measures, m);

      if (!measure->enabled)
        continue;
      if (lw_measure_kind_get_target (measure->kind) == LW_MEASURE_TARGET_PLANS)
        note_plan_measure (self, measure);
      else if (measure->kind == LW_MEASURE_NEW_BUILD)
        add_new_building (self, measure);
      else
        continue;
      self->builds_by_measures = TRUE;
    }
}
