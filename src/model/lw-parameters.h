/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-parameters: the named numbers that a scenario is computed with, and what is known about each: symbol,
 * default, range, unit, source. A number marked "assumption" is an editable estimate, never a measurement,
 * and must be shown as such. The value set is a plain array: copy it by assignment. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LwHousing:
 *
 * What an office is transformed into (transformatieprogramma). The terms of each (cost, size, rent, yield)
 * are parameters; see lw_parameter_of_housing().
 */
typedef enum {
  LW_HOUSING_STUDENT,
  LW_HOUSING_SOCIAL_RENT,
  LW_HOUSING_MID_RENT,
  LW_HOUSING_FREE_SECTOR,
  LW_HOUSING_HOTEL,
  LW_HOUSING_CARE,
  LW_HOUSING_TEMPORARY, /* of temporary use only */
  LW_N_HOUSING
} LwHousing;

/** LwHousingTerm: one term of a programme, each a parameter of its own */
typedef enum {
  LW_TERM_CONSTRUCTION,    /* euro per m2 bvo, excluding VAT */
  LW_TERM_GO_RATIO,        /* m2 GO per m2 bvo */
  LW_TERM_UNIT_M2,         /* m2 GO per dwelling or room */
  LW_TERM_RENT_MONTH,      /* euro per unit per month; 0 when the units are sold */
  LW_TERM_SALE_M2,         /* euro per m2 GO; 0 when the units are let */
  LW_TERM_YIELD,           /* gross initial yield (BAR), fraction */
  LW_TERM_VAT_RECOVERABLE, /* share of the VAT on cost that can be recovered */
  LW_N_TERMS
} LwHousingTerm;

/** LwParameter: the index of a parameter in #LwParameters; keys in files are the strings of its
 * #LwParameterInfo */
typedef enum {
  LW_PARAM_NORM,
  LW_PARAM_V_MIN,
  LW_PARAM_RELEASE_RATE,
  LW_PARAM_GAMMA,
  LW_PARAM_A_MIN,
  LW_PARAM_RHO0, /* fresh */
  LW_PARAM_RHO1, /* c0 */
  LW_PARAM_RHO2, /* c1 */
  LW_PARAM_RHO3, /* c2 */
  LW_PARAM_RHO4, /* c3 */
  LW_PARAM_OMEGA,
  LW_PARAM_RELET_EFFECT,
  LW_PARAM_PRELET,
  LW_PARAM_NEW_ATTRACTIVENESS,
  LW_PARAM_PLAN_HARD,
  LW_PARAM_PLAN_SOFT,
  LW_PARAM_BRAKE,
  LW_PARAM_BRAKE_LOW,
  LW_PARAM_BRAKE_HIGH,
  LW_PARAM_F_VB,
  LW_PARAM_M2_PER_JOB,
  LW_PARAM_HYBRID,
  LW_PARAM_HYBRID_YEARS,
  LW_PARAM_HIDDEN_M2,
  LW_PARAM_HIDDEN_YEARS,
  LW_PARAM_UNKNOWN_AGE0,
  LW_PARAM_UNKNOWN_AGE1,
  LW_PARAM_UNKNOWN_AGE2,
  LW_PARAM_UNKNOWN_AGE3,
  LW_PARAM_WEIGHT_STATION,
  LW_PARAM_WEIGHT_LOCATION,
  LW_PARAM_WEIGHT_LABEL,
  LW_PARAM_WEIGHT_YEAR,
  LW_PARAM_WEIGHT_FACILITIES,
  LW_PARAM_DISCOUNT_RATE,
  LW_PARAM_COST_FACTOR,
  LW_PARAM_MONUMENT_FACTOR,
  LW_PARAM_ADDITIONAL,
  LW_PARAM_CONTINGENCY,
  LW_PARAM_INTEREST,
  LW_PARAM_PROFIT_RISK,
  LW_PARAM_OPEX,
  LW_PARAM_VAT,
  LW_PARAM_TRANSFER_TAX,
  LW_PARAM_ACQUISITION,
  LW_PARAM_OFFICE_RENT,
  LW_PARAM_HOLDING_COST,
  LW_PARAM_DEMOLITION_COST,
  LW_PARAM_LAND_VALUE,
  LW_PARAM_RENOVATION_COST,
  LW_PARAM_SUBSIDY_DWELLING,
  LW_PARAM_FUND_ACTIVE,
  LW_PARAM_FUND_OPENING,
  LW_PARAM_FUND_INTEREST,
  LW_PARAM_FUND_LEVY_STOCK,
  LW_PARAM_FUND_LEVY_NEW,
  LW_PARAM_FUND_LEVY_LAND,
  LW_PARAM_FUND_LAND_M2,
  LW_PARAM_FUND_GRANTS,
  LW_PARAM_FUND_PAYOUT_M2,
  LW_PARAM_UNCERTAIN_RELEASE_RATE,
  LW_PARAM_UNCERTAIN_GAMMA,
  LW_PARAM_UNCERTAIN_OMEGA,
  LW_PARAM_UNCERTAIN_V_MIN,
  LW_PARAM_UNCERTAIN_PRELET,
  LW_PARAM_UNCERTAIN_F_VB,
  LW_PARAM_HOUSING, /* the first of LW_N_HOUSING * LW_N_TERMS terms */
  LW_N_PARAMETERS = LW_PARAM_HOUSING + LW_N_HOUSING * LW_N_TERMS
} LwParameter;

/**
 * LwParameterInfo:
 * @key: the name in files and on the command line, stable for ever
 * @symbol: the symbol of the domain model, or ""
 * @group: heading in a list of parameters, to be translated by the reader (as @label and @explanation)
 * @label: short name
 * @explanation: one sentence: what it does
 * @unit: "" for a plain number or fraction; translated like @label when not empty
 * @source: a source mark such as "PBL17", or "assumption"
 * @value: the default
 * @min: the smallest value that makes sense; anything below is refused
 * @max: the largest value that makes sense
 * @low: the lower end of the usual range, for sliders
 * @high: the upper end of the usual range
 */
typedef struct {
  const char *key;
  const char *symbol;
  const char *group;
  const char *label;
  const char *explanation;
  const char *unit;
  const char *source;
  double value;
  double min, max;
  double low, high;
} LwParameterInfo;

typedef struct {
  double value[LW_N_PARAMETERS];
} LwParameters;

const LwParameterInfo *lw_parameter_get_info (LwParameter id);
int lw_parameter_find (const char *key);
gboolean lw_parameter_is_assumption (LwParameter id);
gboolean lw_parameter_is_switch (LwParameter id);
gboolean lw_parameter_is_share (LwParameter id);
gboolean lw_parameter_check (LwParameter id, double value, GError **error);
LwParameter lw_parameter_of_housing (LwHousing housing, LwHousingTerm term);

const char *lw_housing_get_token (LwHousing housing);
const char *lw_housing_get_label (LwHousing housing);
gboolean lw_housing_is_permanent (LwHousing housing);
gboolean lw_housing_from_token (const char *token, LwHousing *housing);

void lw_parameters_init (LwParameters *parameters);
double lw_parameters_get (const LwParameters *parameters, LwParameter id);
gboolean lw_parameters_set (LwParameters *parameters, LwParameter id, double value, GError **error);
gboolean
lw_parameters_get_by_key (const LwParameters *parameters, const char *key, double *value, GError **error);
gboolean lw_parameters_set_by_key (LwParameters *parameters, const char *key, double value, GError **error);
gboolean lw_parameters_validate (const LwParameters *parameters, GError **error);
gboolean lw_parameters_equal (const LwParameters *a, const LwParameters *b);

G_END_DECLS
