/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-finance: what a measure costs and yields (domain model 6.6): conversion with residual value and
 * shortfall (onrendabele top), cash flow, demolition, renovation, and what vacancy costs. Euro, constant
 * prices. */
#pragma once

#include "model/lw-parameters.h"

G_BEGIN_DECLS

/**
 * LwConversionInput:
 * @area_vvo: m2 vvo withdrawn
 * @f_vb: vvo per bvo
 * @f_go: GO per bvo
 * @unit_m2: g, m2 GO per dwelling
 * @cost: c_b, euro per m2 bvo
 * @additional: k_a, part of construction
 * @contingency: k_u, part of construction and additional cost
 * @interest: i, per year
 * @period: d, years of building
 * @profit_risk: k_w, part of the value
 * @acquisition: p_asis, euro per m2 vvo
 * @transfer_tax: part of the price
 * @vat: rate
 * @vat_recoverable: part of the VAT on cost that is recovered
 * @rent_month: euro per dwelling; 0 when sold
 * @yield: BAR, for rent
 * @sale_m2: euro per m2 GO; 0 when let
 * @vat_on_sale: part of the price that VAT is due on, 0 or 1
 */
typedef struct {
  double area_vvo;
  double f_vb, f_go, unit_m2;
  double cost, additional, contingency, interest, period, profit_risk;
  double acquisition, transfer_tax, vat, vat_recoverable;
  double rent_month, yield, sale_m2, vat_on_sale;
} LwConversionInput;

/**
 * LwConversion:
 *
 * All in euro except @dwellings (number), @bvo and @go (m2). @construction is C, @investment I (VAT
 * included),
 * @finance FIN, @value VAL, @residual RV, @acquisition_cost ACQ, @result RESULT, @shortfall OT. The figures
 * per dwelling are NAN without dwellings, those per m2 without m2.
 */
typedef struct {
  double dwellings;
  double bvo;
  double go;
  double construction;
  double investment;
  double finance;
  double value;
  double profit_risk;
  double residual;
  double acquisition_cost;
  double result;
  double shortfall;
  double shortfall_per_dwelling;
  double shortfall_per_m2;
} LwConversion;

/**
 * LwProjectFlows: a building let after its works, for the cash flow view
 * @acquisition_cost: paid in year 0
 * @cost: euro, in equal parts in the years of building
 * @building_years: from year 1
 * @net_income: yearly, in prices of year 0
 * @letting_years: after the works
 * @indexation: yearly growth of net income alone
 * @exit_yield: net income of the year after the last, divided by this, is received in the last year
 */
typedef struct {
  double acquisition_cost;
  double cost;
  guint building_years;
  double net_income;
  guint letting_years;
  double indexation;
  double exit_yield;
} LwProjectFlows;

/**
 * LwTemporaryUse: a building that is lived in for some years (domain model 6.6 and 4.4: cash flow only)
 * @dwellings: at a time
 * @investment: I, euro, paid at the start
 * @value: net rents of the years of use, at their value at the start; the discount rate is all that waiting costs
 * @shortfall: what the investment is more than that; the owner stays owner, so nothing is bought
 */
typedef struct {
  double dwellings;
  double investment;
  double value;
  double shortfall;
} LwTemporaryUse;

void lw_finance_temporary_use (const LwConversionInput *input, double opex, double rate, guint years, LwTemporaryUse *result);
void lw_finance_conversion_from_parameters (const LwParameters *parameters,
                                            LwHousing housing,
                                            double area_vvo,
                                            double period,
                                            LwConversionInput *input);
void lw_finance_convert (const LwConversionInput *input, LwConversion *result);
double lw_finance_npv (double rate, guint n_flows, const double *years, const double *flows);
double lw_finance_project_npv (const LwProjectFlows *project, double rate);
double lw_finance_owner_npv (double occupied_m2,
                             double vacant_m2,
                             double rent,
                             double holding,
                             guint years,
                             double residual,
                             double rate);
double lw_finance_demolition_shortfall (double area_vvo,
                                        double f_vb,
                                        double cost,
                                        double asbestos,
                                        double land_value,
                                        double acquisition_cost,
                                        double *investment);
double lw_finance_renovation_investment (const LwParameters *parameters, double area_vvo);
double lw_finance_vacancy_cost (double vacant_m2, double rent, double holding);

G_END_DECLS
