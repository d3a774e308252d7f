/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-run-events: what happens in a projection: measures become withdrawals and renovations, plans become
 * completions of their expected size (domain model 6.5, steps 1 and 3). */
#include "analysis/lw-run-private.h"

#include "scenario/lw-attractiveness.h"

#include <math.h>

#define DEFAULT_TARGET_LABEL LW_LABEL_A

static void
read_facts (const LwOffices *offices, guint row, LwAttractivenessFacts *facts)
{
  *facts = (LwAttractivenessFacts){
    .station_distance_m = offices->station_distance_m[row],
    .location_type = offices->location_type[row],
    .energy_label = offices->energy_label[row],
    .build_year = offices->build_year[row],
    .facilities = offices->facilities[row],
  };
}

/**
 * lw_run_attractiveness:
 * @offices: a table
 * @row: a row of it
 * @parameters: the weights
 * @completeness: (out) (optional): the part that is known, 0 to 1
 *
 * Returns: attractiveness of the office, 0 to 1 (domain model 6.5)
 */
double
lw_run_attractiveness (const LwOffices *offices,
                       guint row,
                       const LwParameters *parameters,
                       double *completeness)
{
  g_return_val_if_fail (offices != NULL && row < offices->n && parameters != NULL, NAN);

  LwAttractivenessFacts facts;
  read_facts (offices, row, &facts);
  return lw_attractiveness_compute (&facts, parameters, completeness);
}

static void
add_withdrawal (LwRunColumns *self, const LwMeasure *measure, guint row)
{
  if (measure->kind == LW_MEASURE_DEMOLISH && self->input->offices->monument[row] == LW_YES)
    {
      self->notes.blocked_demolitions++;
      return;
    }
  LwWithdrawal withdrawal = { row, measure->year, NAN, measure->share };
  g_array_append_val (self->withdrawals, withdrawal);
  g_ptr_array_add (self->withdrawal_measures, (gpointer)measure);
}

/* From its delivery on the renovated part has the target label. Its attractiveness is filled in afterwards, when all
 * renovations of the office are known. */
static void
add_renovation (LwRunColumns *self, const LwMeasure *measure, guint row)
{
  guint8 label = DEFAULT_TARGET_LABEL;
  LwAttractivenessFacts facts;

  if (measure->target_label != NULL)
    lw_codes_parse (LW_CODES_ENERGY_LABEL, measure->target_label, &label);
  read_facts (self->input->offices, row, &facts);
  facts.energy_label = label;
  double target = lw_attractiveness_compute (&facts, &self->input->scenario->parameters, NULL);
  LwRunRenovation source
      = { row, measure->year + measure->delivery_years, self->renovation_works->len, measure, target };
  LwRunWork work = { row, measure, measure->share * self->stock[row] };
  g_array_append_val (self->renovation_works, source);
  g_array_append_val (self->works, work);
}

static int
compare_renovations (gconstpointer a, gconstpointer b)
{
  const LwRunRenovation *p = a, *q = b;

  if (p->office != q->office)
    return p->office < q->office ? -1 : 1;
  if (p->year != q->year)
    return p->year < q->year ? -1 : 1;
  return p->place < q->place ? -1 : p->place > q->place;
}

/**
 * lw_run_columns_renovate:
 * @happens: (nullable) (scope call): which measures are carried out; %NULL for all
 * @renovations: (array): gets the attractiveness of each renovation; one that is not carried out changes nothing
 *
 * Renovations of an office follow each other in order of delivery, wherever their measures stand in the list. A
 * renovation never makes an office worse.
 */
void
lw_run_columns_renovate (const LwRunColumns *self,
                         LwRunHappensFunc happens,
                         gpointer data,
                         LwRenovation *renovations)
{
  const LwRunRenovation *works = (const LwRunRenovation *)(gpointer)self->renovation_works->data;

  for (guint i = 0; i < self->renovation_works->len; i++)
    {
      gboolean is_first = i == 0 || works[i - 1].office != works[i].office;
      double before = is_first ? self->attractiveness[works[i].office] : renovations[i - 1].attractiveness;
      gboolean done = happens == NULL || happens (works[i].measure, works[i].office, data);
      double gain = done ? works[i].measure->share * MAX (works[i].target - before, 0) : 0;

      renovations[i] = (LwRenovation){ works[i].office, works[i].year, before + gain };
    }
}

static void
finish_renovations (LwRunColumns *self)
{
  g_array_sort (self->renovation_works, compare_renovations);
  g_array_set_size (self->renovations, self->renovation_works->len);
  lw_run_columns_renovate (self, NULL, NULL, (LwRenovation *)(gpointer)self->renovations->data);
}

/** lw_run_columns_add_measures: what the enabled measures of the scenario do, to the offices that take part
 */
void
lw_run_columns_add_measures (LwRunColumns *self)
{
  GPtrArray *measures = self->input->scenario->measures;

  for (guint m = 0; m < measures->len; m++)
    {
      const LwMeasure *measure = g_ptr_array_index (measures, m);
      if (!measure->enabled)
        continue;
      if (measure->year < self->base_year || measure->year >= self->base_year + (int)self->n_years)
        {
          self->notes.outside_measures++;
          continue;
        }
      for (guint k = 0; k < measure->offices->len; k++)
        {
          guint row = lw_offices_find_id (self->input->offices, g_array_index (measure->offices, gint64, k));
          if (row == LW_OFFICES_NONE)
            self->notes.missing_offices++;
          else if (!self->counted[row])
            continue;
          else if (lw_measure_withdraws (measure))
            add_withdrawal (self, measure, row);
          else if (measure->kind == LW_MEASURE_RENOVATE)
            add_renovation (self, measure, row);
        }
    }
  finish_renovations (self);
}

/* The market of a plan: its own, else that of the offices of its municipality, else the only or nameless one.
 */
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

/** lw_run_columns_plan: (returns: transfer none) (nullable) the plan behind a row that is none of the table's */
const LwPlan *
lw_run_columns_plan (const LwRunColumns *self, guint row)
{
  return row >= self->n_offices && row < self->n ? g_ptr_array_index (self->own_plans, row - self->n_offices) : NULL;
}

/** lw_run_columns_add_plans: the expected size of every plan in each of its years; every plan has a row, in
 * order */
void
lw_run_columns_add_plans (LwRunColumns *self)
{
  const LwScenario *scenario = self->input->scenario;
  const double *v = scenario->parameters.value;
  GPtrArray *plans = self->input->plans;

  for (guint p = 0; plans != NULL && p < plans->len; p++)
    {
      const LwPlan *plan = g_ptr_array_index (plans, p);
      guint row = find_plan_row (self, plan);
      g_array_append_val (self->plan_rows, row);
      double usual = v[plan->hard ? LW_PARAM_PLAN_HARD : LW_PARAM_PLAN_SOFT];
      double chance = isnan (plan->probability) ? usual : plan->probability;
      double yearly = scenario->plan_share_kept * chance * plan->bvo_m2 * v[LW_PARAM_F_VB] / plan->n_years;
      LwRunPlan source = { plan, chance, yearly / chance };

      for (int year = self->base_year; year < self->base_year + (int)self->n_years; year++)
        if (yearly > 0 && lw_plan_builds_in (plan, year))
          {
            LwCompletion completion = { row, year, yearly, TRUE };
            g_array_append_val (self->completions, completion);
            g_array_append_val (self->completion_plans, source);
          }
    }
}
