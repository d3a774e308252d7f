/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-run-columns: the offices of a document as columns; lw-run-demand.c adds its demand. The rule for unknown vacancy is applied here,
 * and so is the split of vacancy of unknown age, which statistics never make. */
#include "analysis/lw-run-private.h"

#include "scenario/lw-attractiveness.h"

#include <math.h>

/** lw_run_columns_find_region: the index of a market, which is made when it is new */
guint
lw_run_columns_find_region (LwRunColumns *self, const char *key)
{
  guint found = GPOINTER_TO_UINT (g_hash_table_lookup (self->region_index, key));

  if (found > 0)
    return found - 1;
  char *own = g_strdup (key);
  g_ptr_array_add (self->region_keys, own);
  g_hash_table_insert (self->region_index, own, GUINT_TO_POINTER (self->region_keys->len));
  return self->region_keys->len - 1;
}

/* The market of each row, by the codes of the table, so that a text is looked up once. */
static void
find_regions (LwRunColumns *self)
{
  const LwOffices *offices = self->input->offices;
  const LwDictionary *texts = lw_offices_dictionary (offices, LW_OFFICE_REGION);
  guint32 n_codes = texts != NULL ? lw_dictionary_size (texts) : 0;
  g_autofree guint *index = g_new0 (guint, MAX (n_codes, 1));

  for (guint i = 0; i < offices->n; i++)
    {
      guint32 code = offices->region[i];
      if (index[code] == 0)
        index[code] = lw_run_columns_find_region (self, lw_dictionary_get (texts, code)) + 1;
      self->region[i] = index[code] - 1;
    }
  if (self->region_keys->len == 0)
    lw_run_columns_find_region (self, "");
}

/* Occupied and vacant space of a row, by the age of its vacancy. */
static void
set_vacancy (LwRunColumns *self, guint i, double vacant, LwVacancyAge age)
{
  const double *split = self->input->scenario->parameters.value + LW_PARAM_UNKNOWN_AGE0;

  vacant = MIN (vacant, self->stock[i]);
  self->occupied[i] = self->stock[i] - vacant;
  if (age >= LW_VACANCY_AGE_C0 && age <= LW_VACANCY_AGE_C3)
    {
      self->cohort[age - LW_VACANCY_AGE_C0][i] = vacant;
      return;
    }
  self->notes.age_unknown_m2 += vacant;
  for (guint k = 0; k < LW_N_COHORTS; k++)
    self->cohort[k][i] = split[k] * vacant;
}

/* Vacancy rate of the known offices of each market, and of all of them where a market has none; NAN if
 * nowhere. */
static double *
measure_rates (const LwRunColumns *self)
{
  const LwOffices *offices = self->input->offices;
  guint n = self->region_keys->len;
  g_autofree double *stock = g_new0 (double, n), *vacant = g_new0 (double, n);
  double *rates = g_new (double, n);
  double all_stock = 0, all_vacant = 0;

  for (guint i = 0; i < offices->n; i++)
    if (offices->stock_m2[i] > 0 && offices->vacant_stock_m2[i] >= 0)
      {
        stock[self->region[i]] += offices->stock_m2[i];
        vacant[self->region[i]] += offices->vacant_stock_m2[i];
        all_stock += offices->stock_m2[i];
        all_vacant += offices->vacant_stock_m2[i];
      }
  for (guint r = 0; r < n; r++)
    rates[r] = stock[r] > 0 ? vacant[r] / stock[r] : all_stock > 0 ? all_vacant / all_stock : NAN;
  return rates;
}

/* An office whose vacancy is not known, by the rule of the scenario; FALSE to leave it out. */
static gboolean
set_unknown_vacancy (LwRunColumns *self, guint i, const double *rates)
{
  double rate = rates[self->region[i]];

  switch (self->input->scenario->unknown_vacancy)
    {
    case LW_UNKNOWN_VACANCY_OCCUPIED:
      self->occupied[i] = self->stock[i];
      return TRUE;
    case LW_UNKNOWN_VACANCY_REGIONAL_RATE:
      if (isnan (rate))
        return FALSE;
      set_vacancy (self, i, rate * self->stock[i], LW_VACANCY_AGE_UNKNOWN);
      return TRUE;
    case LW_UNKNOWN_VACANCY_LEAVE_OUT:
    case LW_N_UNKNOWN_VACANCY:
    default:
      return FALSE;
    }
}

static void
fill_office (LwRunColumns *self, guint i, const double *rates)
{
  const LwOffices *offices = self->input->offices;
  double stock = offices->stock_m2[i], vacant = offices->vacant_stock_m2[i];

  self->attractiveness[i] = lw_run_attractiveness (offices, i, &self->input->scenario->parameters, NULL);
  if (!(stock >= 0))
    {
      self->notes.area_unknown_offices++;
      return;
    }
  self->stock[i] = stock;
  self->notes.stock_m2 += stock;
  self->whole_stock[self->region[i]] += stock;
  self->counted[i] = TRUE;
  if (vacant >= 0)
    {
      if (vacant > 0)
        set_vacancy (self, i, vacant, offices->vacancy_age[i]);
      else
        self->occupied[i] = stock;
    }
  else
    {
      self->notes.unknown_offices++;
      self->notes.unknown_stock_m2 += stock;
      self->counted[i] = set_unknown_vacancy (self, i, rates);
    }
  if (!self->counted[i])
    self->stock[i] = 0;
  self->market_stock[self->region[i]] += self->stock[i];
}

static void
allocate (LwRunColumns *self)
{
  guint n_plans = self->input->plans != NULL ? self->input->plans->len : 0;
  guint room = MAX (self->n_offices + n_plans + self->input->scenario->measures->len, 1);

  self->stock = g_new0 (double, room);
  self->occupied = g_new0 (double, room);
  for (guint k = 0; k < LW_N_COHORTS; k++)
    self->cohort[k] = g_new0 (double, room);
  self->attractiveness = g_new0 (double, room);
  self->counted = g_new0 (gboolean, room);
  self->region = g_new0 (guint, room);
  self->region_keys = g_ptr_array_new_with_free_func (g_free);
  self->region_index = g_hash_table_new (g_str_hash, g_str_equal);
  self->withdrawals = g_array_new (FALSE, TRUE, sizeof (LwWithdrawal));
  self->withdrawal_measures = g_ptr_array_new ();
  self->completions = g_array_new (FALSE, TRUE, sizeof (LwCompletion));
  self->completion_plans = g_array_new (FALSE, TRUE, sizeof (LwRunPlan));
  self->renovations = g_array_new (FALSE, TRUE, sizeof (LwRenovation));
  self->renovation_works = g_array_new (FALSE, TRUE, sizeof (LwRunRenovation));
  self->works = g_array_new (FALSE, TRUE, sizeof (LwRunWork));
  self->relettings = g_array_new (FALSE, TRUE, sizeof (LwReletting));
  self->reletting_measures = g_ptr_array_new ();
  self->measure_rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  self->new_buildings = g_ptr_array_new_with_free_func ((GDestroyNotify)lw_plan_free);
  self->own_plans = g_ptr_array_new ();
  self->plan_rows = g_array_new (FALSE, TRUE, sizeof (guint));
}

/**
 * lw_run_columns_new:
 * @input: a document and a scenario, which must stay
 * @base_year: first 1 January
 * @n_years: number of years
 * @error: return location for %LW_ERROR_ARGUMENT, when the rule of a measure cannot be used
 *
 * Returns: (transfer full) (nullable): the columns of a projection and all that happens in it, or %NULL on error
 */
LwRunColumns *
lw_run_columns_new (const LwRunInput *input, int base_year, guint n_years, GError **error)
{
  g_autoptr (LwRunColumns) self = g_new0 (LwRunColumns, 1);
  const double *v = input->scenario->parameters.value;

  self->input = input;
  self->base_year = base_year;
  self->n_years = n_years;
  self->n_offices = self->n = input->offices->n;
  self->notes.counts_twice = lw_demand_counts_twice (v[LW_PARAM_HYBRID], v[LW_PARAM_HIDDEN_M2]);
  allocate (self);
  find_regions (self);
  lw_run_columns_add_plans (self); /* a plan may open a market */
  self->whole_stock = g_new0 (double, self->region_keys->len);
  self->market_stock = g_new0 (double, self->region_keys->len);
  g_autofree double *rates = measure_rates (self);
  for (guint i = 0; i < self->n_offices; i++)
    fill_office (self, i, rates);
  if (!lw_run_columns_choose (self, error))
    return NULL;
  lw_run_columns_add_measures (self);
  lw_run_columns_fill_demand (self);
  return g_steal_pointer (&self);
}

/** lw_run_columns_used: (returns: transfer full) whether each row can have space in a result: the offices that
 * take part, and those that a plan adds to, also where what stands there now is left out */
gboolean *
lw_run_columns_used (const LwRunColumns *self)
{
  gboolean *used = g_new0 (gboolean, MAX (self->n, 1));

  for (guint i = 0; i < self->n; i++)
    used[i] = self->counted[i];
  for (guint p = 0; p < self->plan_rows->len; p++)
    used[g_array_index (self->plan_rows, guint, p)] = TRUE;
  for (guint k = 0; k < self->completions->len; k++)
    used[g_array_index (self->completions, LwCompletion, k).office] = TRUE;
  return used;
}

/**
 * lw_run_columns_fill_input:
 * @self: columns, which must stay as long as @input
 * @input: (out): what a projection of them needs, without groups
 */
void
lw_run_columns_fill_input (const LwRunColumns *self, LwProjectionInput *input)
{
  *input = (LwProjectionInput){
    .base_year = self->base_year,
    .n_years = self->n_years,
    .n_offices = self->n,
    .stock = self->stock,
    .occupied = self->occupied,
    .attractiveness = self->attractiveness,
    .n_regions = self->region_keys->len,
    .region = self->region,
    .demand = self->demand,
    .withdrawals = (const LwWithdrawal *)(gpointer)self->withdrawals->data,
    .n_withdrawals = self->withdrawals->len,
    .completions = (const LwCompletion *)(gpointer)self->completions->data,
    .n_completions = self->completions->len,
    .renovations = (const LwRenovation *)(gpointer)self->renovations->data,
    .n_renovations = self->renovations->len,
    .relettings = (const LwReletting *)(gpointer)self->relettings->data,
    .n_relettings = self->relettings->len,
    .parameters = &self->input->scenario->parameters,
  };
  for (guint k = 0; k < LW_N_COHORTS; k++)
    input->cohort[k] = self->cohort[k];
}

/** lw_run_columns_free: frees @self, which may be %NULL */
void
lw_run_columns_free (LwRunColumns *self)
{
  if (self == NULL)
    return;
  g_free (self->stock);
  g_free (self->occupied);
  for (guint k = 0; k < LW_N_COHORTS; k++)
    g_free (self->cohort[k]);
  g_free (self->attractiveness);
  g_free (self->counted);
  g_free (self->region);
  g_free (self->whole_stock);
  g_free (self->market_stock);
  g_free (self->markets);
  g_free (self->demand_years);
  g_free (self->demand);
  g_hash_table_unref (self->region_index);
  g_ptr_array_unref (self->region_keys);
  g_array_unref (self->withdrawals);
  g_ptr_array_unref (self->withdrawal_measures);
  g_array_unref (self->completions);
  g_array_unref (self->completion_plans);
  g_array_unref (self->renovations);
  g_array_unref (self->renovation_works);
  g_array_unref (self->works);
  g_array_unref (self->relettings);
  g_ptr_array_unref (self->reletting_measures);
  g_ptr_array_unref (self->measure_rows);
  g_ptr_array_unref (self->new_buildings);
  g_ptr_array_unref (self->own_plans);
  g_array_unref (self->plan_rows);
  g_free (self);
}
