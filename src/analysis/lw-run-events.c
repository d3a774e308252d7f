/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-run-events: what measures do to offices in a projection: they become withdrawals, for good or for a while,
 * renovations and letting programmes (domain model 6.5). What is built is in lw-run-plans.c. */
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
  int until = measure->kind == LW_MEASURE_TEMPORARY ? lw_measure_get_end (measure) : 0;
  LwWithdrawal withdrawal = { row, measure->year, NAN, measure->share, until };
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

static void
add_reletting (LwRunColumns *self, const LwMeasure *measure, guint row)
{
  double usual = self->input->scenario->parameters.value[LW_PARAM_RELET_EFFECT];
  LwReletting reletting
      = { row, measure->year, lw_measure_get_end (measure), isnan (measure->effect) ? usual : measure->effect };

  g_array_append_val (self->relettings, reletting);
  g_ptr_array_add (self->reletting_measures, (gpointer)measure);
}

/** lw_run_measure_is_within: whether a measure on offices does anything between the base and the horizon */
gboolean
lw_run_measure_is_within (const LwRunColumns *self, const LwMeasure *measure)
{
  int end = self->base_year + (int)self->n_years;

  if (measure->kind == LW_MEASURE_RELET)
    return measure->year < end && lw_measure_get_end (measure) > self->base_year;
  return measure->year >= self->base_year && measure->year < end;
}

static void
add_measure (LwRunColumns *self, const LwMeasure *measure, const GArray *rows)
{
  for (guint k = 0; k < rows->len; k++)
    {
      guint row = g_array_index (rows, guint, k);

      if (lw_measure_withdraws (measure) || measure->kind == LW_MEASURE_TEMPORARY)
        add_withdrawal (self, measure, row);
      else if (measure->kind == LW_MEASURE_RENOVATE)
        add_renovation (self, measure, row);
      else
        add_reletting (self, measure, row);
    }
}

/** lw_run_columns_add_measures: what the enabled measures of the scenario do to the offices that they are about */
void
lw_run_columns_add_measures (LwRunColumns *self)
{
  GPtrArray *measures = self->input->scenario->measures;

  for (guint m = 0; m < measures->len; m++)
    {
      const LwMeasure *measure = g_ptr_array_index (measures, m);

      if (!measure->enabled || lw_measure_kind_get_target (measure->kind) != LW_MEASURE_TARGET_OFFICES)
        continue;
      if (lw_run_measure_is_within (self, measure))
        add_measure (self, measure, g_ptr_array_index (self->measure_rows, m));
      else
        self->notes.outside_measures++;
    }
  finish_renovations (self);
}
