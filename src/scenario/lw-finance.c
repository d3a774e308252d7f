/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-finance: see lw-finance.h; symbols in comments are those of domain model 6.6. */
#include "scenario/lw-finance.h"

#include <math.h>

/* Areas come out of divisions; a dwelling is not lost to the last bit. */
#define COUNT_TOLERANCE 1e-9

/**
 * lw_finance_conversion_from_parameters:
 * @parameters: the numbers of a scenario
 * @housing: what is made
 * @area_vvo: m2 vvo withdrawn
 * @period: years of building
 * @input: (out): the terms, with the cost level applied
 */
void
lw_finance_conversion_from_parameters (const LwParameters *parameters,
                                       LwHousing housing,
                                       double area_vvo,
                                       double period,
                                       LwConversionInput *input)
{
  g_return_if_fail (parameters != NULL && input != NULL && (guint)housing < LW_N_HOUSING);

  const double *v = parameters->value;
  const double *terms = v + lw_parameter_of_housing (housing, LW_TERM_CONSTRUCTION);
  *input = (LwConversionInput){
    .area_vvo = area_vvo,
    .f_vb = v[LW_PARAM_F_VB],
    .f_go = terms[LW_TERM_GO_RATIO],
    .unit_m2 = terms[LW_TERM_UNIT_M2],
    .cost = terms[LW_TERM_CONSTRUCTION] * v[LW_PARAM_COST_FACTOR],
    .additional = v[LW_PARAM_ADDITIONAL],
    .contingency = v[LW_PARAM_CONTINGENCY],
    .interest = v[LW_PARAM_INTEREST],
    .period = period,
    .profit_risk = v[LW_PARAM_PROFIT_RISK],
    .acquisition = v[LW_PARAM_ACQUISITION],
    .transfer_tax = v[LW_PARAM_TRANSFER_TAX],
    .vat = v[LW_PARAM_VAT],
    .vat_recoverable = terms[LW_TERM_VAT_RECOVERABLE],
    .rent_month = terms[LW_TERM_RENT_MONTH],
    .yield = terms[LW_TERM_YIELD],
    .sale_m2 = terms[LW_TERM_SALE_M2],
  };
}

/* VAL: dwellings that are let by their yield, those that are sold by their price without VAT. */
static double
value_of (const LwConversionInput *input, double dwellings)
{
  double value = 0;

  if (input->rent_month > 0)
    value += dwellings * input->rent_month * 12 / input->yield;
  if (input->sale_m2 > 0)
    value += dwellings * input->unit_m2 * input->sale_m2 / (1 + input->vat * input->vat_on_sale);
  return value;
}

/** lw_finance_convert: cost, value, residual value and shortfall of a conversion (domain model 6.6) */
void
lw_finance_convert (const LwConversionInput *input, LwConversion *result)
{
  g_return_if_fail (input != NULL && result != NULL);

  double bvo = input->area_vvo / input->f_vb;
  double go = bvo * input->f_go;
  double dwellings = floor (go / input->unit_m2 + COUNT_TOLERANCE);
  double construction = input->cost * bvo;
  double additional = input->additional * construction;
  double works = construction + additional + input->contingency * (construction + additional);
  double investment = works + input->vat * works * (1 - input->vat_recoverable);
  double finance = input->interest * input->period / 2 * investment;
  double value = value_of (input, dwellings);
  double profit_risk = input->profit_risk * value;
  double residual = value - (investment + finance + profit_risk);
  double acquisition = input->acquisition * input->area_vvo * (1 + input->transfer_tax);
  double shortfall = MAX (0, acquisition - residual);

  *result = (LwConversion){
    .dwellings = dwellings,
    .bvo = bvo,
    .go = go,
    .construction = construction,
    .investment = investment,
    .finance = finance,
    .value = value,
    .profit_risk = profit_risk,
    .residual = residual,
    .acquisition_cost = acquisition,
    .result = residual - acquisition,
    .shortfall = shortfall,
    .shortfall_per_dwelling = dwellings > 0 ? shortfall / dwellings : NAN,
    .shortfall_per_m2 = input->area_vvo > 0 ? shortfall / input->area_vvo : NAN,
  };
}

/**
 * lw_finance_temporary_use:
 * @input: terms of the works and the rent; @input->period years of building
 * @opex: running cost, share of the rent
 * @rate: discount rate, more than -1
 * @years: from the start to the end of the use, building included
 * @result: (out): dwellings and money
 *
 * Rents of a year are received at its end.
 */
void
lw_finance_temporary_use (const LwConversionInput *input, double opex, double rate, guint years, LwTemporaryUse *result)
{
  g_return_if_fail (input != NULL && result != NULL && rate > -1);

  LwConversion conversion;
  lw_finance_convert (input, &conversion);
  double yearly = conversion.dwellings * input->rent_month * 12 * (1 - opex), value = 0;

  for (guint t = (guint)input->period + 1; t <= years; t++)
    value += yearly / pow (1 + rate, t);
  *result = (LwTemporaryUse){
    .dwellings = conversion.dwellings,
    .investment = conversion.investment,
    .value = value,
    .shortfall = MAX (0, conversion.investment - value),
  };
}

/**
 * lw_finance_npv:
 * @rate: discount rate, more than -1
 * @n_flows: number of flows
 * @years: (array length=n_flows): when each falls, years from now
 * @flows: (array length=n_flows): euro, received positive
 *
 * Returns: net present value, euro
 */
double
lw_finance_npv (double rate, guint n_flows, const double *years, const double *flows)
{
  g_return_val_if_fail (n_flows == 0 || (years != NULL && flows != NULL), NAN);

  double sum = 0;
  for (guint i = 0; i < n_flows; i++)
    sum += flows[i] / pow (1 + rate, years[i]);
  return sum;
}

/** lw_finance_project_npv: net present value of buying, building, letting and selling at the end (domain
 * model 6.6). Income is indexed from year 1 of the project on; cost is not */
double
lw_finance_project_npv (const LwProjectFlows *project, double rate)
{
  g_return_val_if_fail (project != NULL, NAN);

  double sum = -project->acquisition_cost;
  guint last = project->building_years + project->letting_years;

  for (guint t = 1; t <= project->building_years; t++)
    sum -= project->cost / project->building_years / pow (1 + rate, t);
  for (guint t = project->building_years + 1; t <= last; t++)
    sum += project->net_income * pow (1 + project->indexation, t) / pow (1 + rate, t);
  double next_income = project->net_income * pow (1 + project->indexation, last + 1);
  return sum + next_income / project->exit_yield / pow (1 + rate, last);
}

/** lw_finance_owner_npv: the owner's alternative (doorexploiteren): rent of what is let less the cost of what
 * is not, over @years, and the residual value after them. An owner is willing when offered at least this */
double
lw_finance_owner_npv (double occupied_m2,
                      double vacant_m2,
                      double rent,
                      double holding,
                      guint years,
                      double residual,
                      double rate)
{
  double sum = residual / pow (1 + rate, years);

  for (guint t = 1; t <= years; t++)
    sum += (rent * occupied_m2 - holding * vacant_m2) / pow (1 + rate, t);
  return sum;
}

/**
 * lw_finance_demolition_shortfall:
 * @area_vvo: m2 vvo demolished
 * @f_vb: vvo per bvo
 * @cost: euro per m2 bvo
 * @asbestos: euro in addition
 * @land_value: euro, of the cleared land
 * @acquisition_cost: euro, transfer tax included
 * @investment: (out) (optional): euro, cost of demolition
 *
 * Returns: the shortfall, euro, by the same formula as a conversion
 */
double
lw_finance_demolition_shortfall (double area_vvo,
                                 double f_vb,
                                 double cost,
                                 double asbestos,
                                 double land_value,
                                 double acquisition_cost,
                                 double *investment)
{
  double spent = cost * area_vvo / f_vb + asbestos;

  if (investment != NULL)
    *investment = spent;
  return MAX (0, acquisition_cost - (land_value - spent));
}

/** lw_finance_renovation_investment: cost of renovating @area_vvo m2 vvo as office, at the cost level,
 * without VAT, which an office owner recovers */
double
lw_finance_renovation_investment (const LwParameters *parameters, double area_vvo)
{
  g_return_val_if_fail (parameters != NULL, NAN);

  const double *v = parameters->value;
  return area_vvo / v[LW_PARAM_F_VB] * v[LW_PARAM_RENOVATION_COST] * v[LW_PARAM_COST_FACTOR];
}

/** lw_finance_vacancy_cost: what @vacant_m2 cost in a year: rent foregone and holding cost, euro */
double
lw_finance_vacancy_cost (double vacant_m2, double rent, double holding)
{
  return vacant_m2 * (rent + holding);
}
