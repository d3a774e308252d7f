/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-run-money: dwellings, investment, shortfall and the fund that belong to what a projection really
 * withdrew. A row of 1 January Y has what was delivered and spent in calendar year Y - 1. Dwellings are
 * counted per office, since a dwelling lies in one building. */
#include "analysis/lw-run-private.h"

#include "scenario/lw-finance.h"
#include "scenario/lw-fund.h"

typedef struct {
  LwRunMoney *money;
  const LwRunColumns *columns;
  const guint *group;
} Filler;

/* Adds to the whole and to the group of an office, in the row after @year. */
static void
add (const Filler *self, LwRunMoneyColumn column, guint office, int year, double value)
{
  LwRunMoney *money = self->money;
  int row = year + 1 - self->columns->base_year;

  if (row < 1 || row >= (int)money->n_rows)
    return;
  money->values[column][money->n_groups * money->n_rows + (guint)row] += value;
  if (self->group != NULL)
    money->values[column][self->group[office] * money->n_rows + (guint)row] += value;
}

static LwRunSpending *
spending_of (const Filler *self, const LwMeasure *measure)
{
  LwRunSpending *spending = g_hash_table_lookup (self->money->measures, measure);

  if (spending == NULL)
    {
      spending = g_new0 (LwRunSpending, 1);
      g_hash_table_insert (self->money->measures, (gpointer)measure, spending);
    }
  return spending;
}

/* In the start year. */
static void
fall_short (const Filler *self, guint office, const LwMeasure *measure, double shortfall)
{
  add (self, LW_RUN_SHORTFALL, office, measure->year, shortfall);
  spending_of (self, measure)->shortfall += shortfall;
}

/* In equal parts over the years of the works. */
static void
spend (const Filler *self, guint office, const LwMeasure *measure, double investment)
{
  int years = MAX (measure->delivery_years, 1);

  for (int k = 0; k < years; k++)
    add (self, LW_RUN_INVESTMENT, office, measure->year + k, investment / years);
  spending_of (self, measure)->investment += investment;
}

/* What is delivered after the last row is no part of the sum either. */
static void
add_to_measure (const Filler *self, const LwMeasure *measure, double dwellings)
{
  double *sum = g_hash_table_lookup (self->money->dwellings, measure->uid);

  if (sum == NULL)
    {
      sum = g_new0 (double, 1);
      g_hash_table_insert (self->money->dwellings, g_strdup (measure->uid), sum);
    }
  if (measure->year + measure->delivery_years + 1 - self->columns->base_year < (int)self->money->n_rows)
    *sum += dwellings;
}

/** lw_run_count_dwellings: dwellings out of @m2 vvo of an office that @measure withdraws; none if it makes none */
double
lw_run_count_dwellings (const LwParameters *parameters, const LwMeasure *measure, double m2)
{
  LwConversionInput terms;
  LwConversion result;

  if (measure->kind != LW_MEASURE_TRANSFORM || !(m2 > 0))
    return 0;
  lw_finance_conversion_from_parameters (parameters, measure->programme, m2, measure->delivery_years, &terms);
  lw_finance_convert (&terms, &result);
  return result.dwellings;
}

/**
 * lw_run_convert:
 * @measure: a transformation
 * @row: the office
 * @m2: what is transformed of it, m2 vvo
 * @result: (out): dwellings and money
 *
 * Returns: the shortfall that is left after subsidy, euro
 */
double
lw_run_convert (const LwRunInput *input, const LwMeasure *measure, guint row, double m2, LwConversion *result)
{
  const LwParameters *parameters = &input->scenario->parameters;
  LwConversionInput terms;

  lw_finance_conversion_from_parameters (parameters, measure->programme, m2, measure->delivery_years, &terms);
  if (input->offices->monument[row] == LW_YES)
    terms.cost *= parameters->value[LW_PARAM_MONUMENT_FACTOR];
  lw_finance_convert (&terms, result);
  return MAX (result->shortfall - result->dwellings * parameters->value[LW_PARAM_SUBSIDY_DWELLING], 0);
}

static void
add_transformation (const Filler *self, guint office, const LwMeasure *measure, double m2)
{
  LwConversion result;
  double shortfall = lw_run_convert (self->columns->input, measure, office, m2, &result);

  add (self, LW_RUN_DWELLINGS, office, measure->year + measure->delivery_years, result.dwellings);
  add_to_measure (self, measure, result.dwellings);
  spending_of (self, measure)->dwellings += result.dwellings;
  fall_short (self, office, measure, shortfall);
  spend (self, office, measure, result.investment);
}

/* Lived in from the year after delivery up to the 1 January on which it ends; a use that outlasts the horizon goes on to
 * its own end. */
static void
add_temporary_use (const Filler *self, guint office, const LwMeasure *measure, double m2, int returned)
{
  const LwParameters *parameters = &self->columns->input->scenario->parameters;
  int end = returned != 0 ? returned : lw_measure_get_end (measure);
  LwConversionInput terms;
  LwTemporaryUse use;

  lw_finance_conversion_from_parameters (parameters, LW_HOUSING_TEMPORARY, m2, measure->delivery_years, &terms);
  if (self->columns->input->offices->monument[office] == LW_YES)
    terms.cost *= parameters->value[LW_PARAM_MONUMENT_FACTOR];
  lw_finance_temporary_use (&terms, parameters->value[LW_PARAM_OPEX], parameters->value[LW_PARAM_DISCOUNT_RATE],
                            (guint)(end - measure->year), &use);
  for (int year = measure->year + measure->delivery_years; year < end; year++)
    add (self, LW_RUN_TEMPORARY, office, year, use.dwellings);
  spending_of (self, measure)->dwellings += use.dwellings;
  fall_short (self, office, measure, use.shortfall);
  spend (self, office, measure, use.investment);
}

static void
add_demolition (const Filler *self, guint office, const LwMeasure *measure, double m2)
{
  const double *v = self->columns->input->scenario->parameters.value;
  double acquisition = v[LW_PARAM_ACQUISITION] * m2 * (1 + v[LW_PARAM_TRANSFER_TAX]);
  double investment;
  double shortfall = lw_finance_demolition_shortfall (
      m2, v[LW_PARAM_F_VB], v[LW_PARAM_DEMOLITION_COST] * v[LW_PARAM_COST_FACTOR], 0,
      v[LW_PARAM_LAND_VALUE] * m2, acquisition, &investment);

  fall_short (self, office, measure, shortfall);
  spend (self, office, measure, investment);
}

static void
add_withdrawals (const Filler *self, const LwProjection *projection)
{
  const LwRunColumns *columns = self->columns;

  for (guint k = 0; k < columns->withdrawals->len; k++)
    {
      guint office = g_array_index (columns->withdrawals, LwWithdrawal, k).office;
      const LwMeasure *measure = g_ptr_array_index (columns->withdrawal_measures, k);
      double m2 = projection->withdrawn[k];

      if (!(m2 > 0))
        continue;
      if (measure->kind == LW_MEASURE_TEMPORARY)
        {
          add_temporary_use (self, office, measure, m2, projection->returned[k]);
          continue;
        }
      self->money->payout_m2[measure->year + 1 - columns->base_year] += m2;
      if (measure->kind == LW_MEASURE_TRANSFORM)
        add_transformation (self, office, measure, m2);
      else
        add_demolition (self, office, measure, m2);
    }
}

/**
 * lw_run_money_new:
 * @columns: the columns that were projected
 * @projection: what came out
 * @group: (nullable): the group of each row of @columns
 * @n_groups: number of groups
 *
 * Returns: (transfer full): what is delivered and spent
 */
LwRunMoney *
lw_run_money_new (const LwRunColumns *columns,
                  const LwProjection *projection,
                  const guint *group,
                  guint n_groups)
{
  LwRunMoney *money = g_new0 (LwRunMoney, 1);
  Filler filler = { money, columns, group };

  money->n_groups = group != NULL ? n_groups : 0;
  money->n_rows = projection->n_rows;
  for (guint k = 0; k < LW_N_RUN_MONEY; k++)
    money->values[k] = g_new0 (double, (gsize)(money->n_groups + 1) * money->n_rows);
  money->payout_m2 = g_new0 (double, money->n_rows);
  money->dwellings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  money->measures = g_hash_table_new_full (NULL, NULL, NULL, g_free);

  add_withdrawals (&filler, projection);
  for (guint k = 0; k < columns->works->len; k++)
    {
      const LwRunWork *work = &g_array_index (columns->works, LwRunWork, k);
      spend (&filler, work->office, work->measure,
             lw_finance_renovation_investment (&columns->input->scenario->parameters, work->m2));
    }
  return money;
}

/** lw_run_money_free: frees @money, which may be %NULL */
void
lw_run_money_free (LwRunMoney *money)
{
  if (money == NULL)
    return;
  for (guint k = 0; k < LW_N_RUN_MONEY; k++)
    g_free (money->values[k]);
  g_free (money->payout_m2);
  g_hash_table_unref (money->dwellings);
  g_hash_table_unref (money->measures);
  g_free (money);
}

/** lw_run_money_fill: dwellings and money of a group (@group being n_groups for the whole), from the first
 * result on */
void
lw_run_money_fill (const LwRunMoney *money, guint group, LwTrajectory *trajectory)
{
  static const LwTrajectoryColumn columns[LW_N_RUN_MONEY]
      = { LW_TRAJECTORY_DWELLINGS, LW_TRAJECTORY_TEMPORARY_DWELLINGS, LW_TRAJECTORY_INVESTMENT_EUR,
          LW_TRAJECTORY_SHORTFALL_EUR };

  for (guint k = 0; k < LW_N_RUN_MONEY; k++)
    {
      double *column = lw_trajectory_edit_column (trajectory, columns[k]);
      if (columns[k] == LW_TRAJECTORY_TEMPORARY_DWELLINGS)
        column[0] = 0; /* a state, not a flow */
      for (guint row = 1; row < money->n_rows; row++)
        column[row] = money->values[k][group * money->n_rows + row];
    }
}

/** lw_run_money_fill_fund: the balance of the fund, if there is one; its levies follow stock and completions,
 * and it pays for every m2 that a measure withdraws (domain model 6.7) */
void
lw_run_money_fill_fund (const LwRunMoney *money, const LwParameters *parameters, LwTrajectory *trajectory)
{
  const double *v = parameters->value;
  const double *stock = lw_trajectory_get_column (trajectory, LW_TRAJECTORY_STOCK);
  const double *completed = lw_trajectory_get_column (trajectory, LW_TRAJECTORY_COMPLETED);
  double *balance = lw_trajectory_edit_column (trajectory, LW_TRAJECTORY_FUND_EUR);
  LwFundTerms terms
      = { v[LW_PARAM_FUND_INTEREST], v[LW_PARAM_FUND_LEVY_STOCK], v[LW_PARAM_FUND_LEVY_NEW],
          v[LW_PARAM_FUND_LEVY_LAND] };

  if (!(v[LW_PARAM_FUND_ACTIVE] > 0))
    return;
  balance[0] = v[LW_PARAM_FUND_OPENING];
  for (guint row = 1; row < money->n_rows; row++)
    {
      LwFundYear year
          = { stock[row - 1], completed[row], v[LW_PARAM_FUND_LAND_M2],
              v[LW_PARAM_FUND_PAYOUT_M2] * money->payout_m2[row], v[LW_PARAM_FUND_GRANTS] };
      balance[row] = lw_fund_step (balance[row - 1], &terms, &year);
    }
}
