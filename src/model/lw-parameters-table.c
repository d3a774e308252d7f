/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-parameters-table: what is known about every parameter, as data. Defaults and source marks are those of
 * domain model 4.4, 6.2, 6.5 and 6.7; "assumption" marks an estimate without a citable source. The columns:
 * key, symbol, group, label, explanation, unit, source, default, min, max, usual low, usual high. */
#include "model/lw-parameters-private.h"

#include <glib/gi18n-lib.h>

#define ASSUMED LW_SOURCE_ASSUMPTION
#define MARKET N_ ("Office market")
#define PLANS N_ ("Plans")
#define DEMAND N_ ("Demand")
#define AGES N_ ("Vacancy of unknown age")
#define PLACE N_ ("Attractiveness")
#define MONEY N_ ("Cost and value")
#define FUND N_ ("Office fund")
#define UNCERTAIN N_ ("Uncertain in draws")

#define UNCERTAIN_TEXT N_ ("1: Monte Carlo draws vary it between the ends of its usual range; 0: it is fixed.")

/* clang-format off: one row a parameter */

/* The seven terms of one programme; cost in its usual range, the rest around the default. */
#define TERM(which, term) [LW_PARAM_HOUSING + which * LW_N_TERMS + LW_TERM_##term]
#define HOUSING(which, prefix, group, cost_low, cost, cost_high, ratio, size, rent, sale, yield, vat) \
  TERM (which, CONSTRUCTION) = { prefix ".construction", "c_b", group, N_ ("Construction cost"),      \
    N_ ("Cost of the works, without VAT."), "€/m² bvo",                                               \
    ASSUMED, cost, 0, 20000, cost_low, cost_high },                                                   \
  TERM (which, GO_RATIO) = { prefix ".f_go", "f_go", group, N_ ("Usable share"),                      \
    N_ ("Usable area (GO) per m² gross floor area (bvo)."), "",                                       \
    ASSUMED, ratio, 0.05, 1, 0.6, 0.85 },                                                             \
  TERM (which, UNIT_M2) = { prefix ".unit_m2", "g", group, N_ ("Size of a dwelling"),                 \
    N_ ("Usable area of one dwelling or room."), "m² GO",                                             \
    ASSUMED, size, 1, 1000, 15, 120 },                                                                \
  TERM (which, RENT_MONTH) = { prefix ".rent_month", "", group, N_ ("Rent"),                          \
    N_ ("Rent of one dwelling; 0 when dwellings are sold."), N_ ("€/month"),                          \
    ASSUMED, rent, 0, 100000, 400, 2000 },                                                            \
  TERM (which, SALE_M2) = { prefix ".sale_m2", "", group, N_ ("Price"),                               \
    N_ ("Selling price; 0 when dwellings are let."), "€/m² GO",                                       \
    ASSUMED, sale, 0, 100000, 3000, 8000 },                                                           \
  TERM (which, YIELD) = { prefix ".yield", "BAR", group, N_ ("Gross yield"),                          \
    N_ ("Yearly rent as a share of the value."), "",                                                  \
    ASSUMED, yield, 0.001, 1, 0.035, 0.08 },                                                          \
  TERM (which, VAT_RECOVERABLE) = { prefix ".vat_recoverable", "recov", group, N_ ("VAT recovered"),  \
    N_ ("Share of the VAT on cost that can be recovered."), "",                                       \
    ASSUMED, vat, 0, 1, 0, 1 }

const LwParameterInfo lw_parameters_table[LW_N_PARAMETERS] = {
  [LW_PARAM_NORM] = { "norm", "v*", MARKET, N_ ("Norm"),
    N_ ("Vacancy rate that a healthy market needs."),
    "", "PBL17", 0.05, 0, 0.5, 0.03, 0.08 },
  [LW_PARAM_V_MIN] = { "v_min", "v_min", MARKET, N_ ("Lowest vacancy"),
    N_ ("Vacancy below which no demand can be housed any more."),
    "", ASSUMED, 0.02, 0, 0.5, 0, 0.04 },
  [LW_PARAM_RELEASE_RATE] = { "release_rate", "δ", MARKET, N_ ("Moves"),
    N_ ("Share of the occupied space that comes free each year in an average office."),
    N_ ("/yr"), ASSUMED, 0.03, 0, 1, 0.01, 0.10 },
  [LW_PARAM_GAMMA] = { "gamma", "γ", MARKET, N_ ("Weight of attractiveness"),
    N_ ("How strongly tenants prefer attractive offices; 0 means not at all."),
    "", ASSUMED, 2, 0, 20, 0, 4 },
  [LW_PARAM_A_MIN] = { "a_min", "a_min", MARKET, N_ ("Lowest attractiveness"),
    N_ ("Even the worst office counts for this much."),
    "", ASSUMED, 0.05, 0, 1, 0, 0.2 },
  [LW_PARAM_RHO0] = { "rho0", "ρ fresh", MARKET, N_ ("Letting chance, just released"),
    N_ ("Relative chance that space released this year is let."),
    "", ASSUMED, 1, 0, 1, 0, 1 },
  [LW_PARAM_RHO1] = { "rho1", "ρ c0", MARKET, N_ ("Letting chance, under one year"),
    N_ ("Relative chance that space vacant for less than a year is let."),
    "", ASSUMED, 1, 0, 1, 0, 1 },
  [LW_PARAM_RHO2] = { "rho2", "ρ c1", MARKET, N_ ("Letting chance, one to two years"),
    N_ ("Relative chance that space vacant for one to two years is let."),
    "", ASSUMED, 0.8, 0, 1, 0, 1 },
  [LW_PARAM_RHO3] = { "rho3", "ρ c2", MARKET, N_ ("Letting chance, two to three years"),
    N_ ("Relative chance that space vacant for two to three years is let."),
    "", ASSUMED, 0.6, 0, 1, 0, 1 },
  [LW_PARAM_RHO4] = { "rho4", "ρ c3", MARKET, N_ ("Letting chance, three years and more"),
    N_ ("Relative chance that structurally vacant space is let."),
    "", ASSUMED, 0.4, 0, 1, 0, 1 },
  [LW_PARAM_OMEGA] = { "omega", "ω", MARKET, N_ ("Autonomous withdrawal"),
    N_ ("Share of structural vacancy that leaves the stock each year by itself."),
    N_ ("/yr"), ASSUMED, 0, 0, 1, 0, 0.10 },
  [LW_PARAM_PRELET] = { "prelet", "", PLANS, N_ ("Let before completion"),
    N_ ("Share of new offices that is let when they are completed."),
    "", ASSUMED, 0.7, 0, 1, 0, 1 },
  [LW_PARAM_RELET_EFFECT] = { "relet_effect", "", MARKET, N_ ("Effect of a letting programme"),
    N_ ("How far a programme brings space that is empty for long to be let as easily as space that just came free."),
    "", ASSUMED, 0.5, 0, 1, 0.2, 0.8 },
  [LW_PARAM_NEW_ATTRACTIVENESS] = { "new_attractiveness", "a", PLANS, N_ ("Attractiveness of new offices"),
    N_ ("Attractiveness of a plan that adds to no existing office."),
    "", ASSUMED, 0.95, 0, 1, 0.5, 1 },
  [LW_PARAM_PLAN_HARD] = { "plan_hard", "π hard", PLANS, N_ ("Chance of hard plans"),
    N_ ("Chance that an irrevocable plan is built."),
    "", ASSUMED, 0.5, 0, 1, 0, 1 },
  [LW_PARAM_PLAN_SOFT] = { "plan_soft", "π soft", PLANS, N_ ("Chance of soft plans"),
    N_ ("Chance that a plan in preparation is built."),
    "", ASSUMED, 0.2, 0, 1, 0, 1 },
  [LW_PARAM_BRAKE] = { "brake", "", PLANS, N_ ("Brake"),
    N_ ("1: less is built when vacancy is high; 0: plans do not react."),
    "", ASSUMED, 0, 0, 1, 0, 1 },
  [LW_PARAM_BRAKE_LOW] = { "brake_low", "v_lo", PLANS, N_ ("Brake starts at"),
    N_ ("Vacancy rate up to which plans are built in full."),
    "", ASSUMED, 0.05, 0, 1, 0.03, 0.10 },
  [LW_PARAM_BRAKE_HIGH] = { "brake_high", "v_hi", PLANS, N_ ("Brake ends at"),
    N_ ("Vacancy rate from which nothing is built any more."),
    "", ASSUMED, 0.12, 0, 1, 0.08, 0.25 },
  [LW_PARAM_F_VB] = { "f_vb", "vvo/bvo", PLANS, N_ ("Lettable share"),
    N_ ("Lettable area (vvo) per m² gross floor area (bvo)."),
    "", ASSUMED, 0.80, 0.05, 1, 0.70, 0.90 },
  [LW_PARAM_M2_PER_JOB] = { "m2_per_job", "u", DEMAND, N_ ("Space per office job"),
    N_ ("Lettable area (vvo) of one office job, before calibration; only for demand from jobs."),
    N_ ("m² vvo/job"), "COL22", 19, 1, 100, 16, 25 },
  [LW_PARAM_HYBRID] = { "hybrid", "h", DEMAND, N_ ("Hybrid working"),
    N_ ("Reduction of demand by working at home, reached after some years."),
    "", ASSUMED, 0, 0, 1, 0, 0.20 },
  [LW_PARAM_HYBRID_YEARS] = { "hybrid_years", "τ_h", DEMAND, N_ ("Hybrid working, years"),
    N_ ("Years until the reduction is complete."),
    N_ ("yr"), ASSUMED, 8, 0.01, 100, 1, 15 },
  [LW_PARAM_HIDDEN_M2] = { "hidden_m2", "H0", DEMAND, N_ ("Hidden vacancy"),
    N_ ("Rented space that is not used and will be handed back."),
    "m²", ASSUMED, 0, 0, 1e9, 0, 500000 },
  [LW_PARAM_HIDDEN_YEARS] = { "hidden_years", "τ_H", DEMAND, N_ ("Hidden vacancy, years"),
    N_ ("Years in which hidden vacancy is handed back."),
    N_ ("yr"), ASSUMED, 5, 0.01, 100, 1, 15 },
  [LW_PARAM_UNKNOWN_AGE0] = { "unknown_age0", "c0", AGES, N_ ("Under one year"),
    N_ ("Share counted as vacant for less than a year in projections."),
    "", ASSUMED, 0.35, 0, 1, 0, 1 },
  [LW_PARAM_UNKNOWN_AGE1] = { "unknown_age1", "c1", AGES, N_ ("One to two years"),
    N_ ("Share counted as vacant for one to two years in projections."),
    "", ASSUMED, 0.20, 0, 1, 0, 1 },
  [LW_PARAM_UNKNOWN_AGE2] = { "unknown_age2", "c2", AGES, N_ ("Two to three years"),
    N_ ("Share counted as vacant for two to three years in projections."),
    "", ASSUMED, 0.12, 0, 1, 0, 1 },
  [LW_PARAM_UNKNOWN_AGE3] = { "unknown_age3", "c3", AGES, N_ ("Three years and more"),
    N_ ("Share counted as structurally vacant in projections."),
    "", ASSUMED, 0.33, 0, 1, 0, 1 },
  [LW_PARAM_WEIGHT_STATION] = { "weight_station", "", PLACE, N_ ("Weight of the railway station"),
    N_ ("Part of attractiveness that depends on the distance to a station."),
    "", ASSUMED, 0.25, 0, 1, 0, 1 },
  [LW_PARAM_WEIGHT_LOCATION] = { "weight_location", "", PLACE, N_ ("Weight of the location type"),
    N_ ("Part of attractiveness that depends on the type of location."),
    "", ASSUMED, 0.25, 0, 1, 0, 1 },
  [LW_PARAM_WEIGHT_LABEL] = { "weight_label", "", PLACE, N_ ("Weight of the energy label"),
    N_ ("Part of attractiveness that depends on the energy label."),
    "", ASSUMED, 0.25, 0, 1, 0, 1 },
  [LW_PARAM_WEIGHT_YEAR] = { "weight_year", "", PLACE, N_ ("Weight of the building year"),
    N_ ("Part of attractiveness that depends on the building year."),
    "", ASSUMED, 0.15, 0, 1, 0, 1 },
  [LW_PARAM_WEIGHT_FACILITIES] = { "weight_facilities", "", PLACE, N_ ("Weight of facilities"),
    N_ ("Part of attractiveness that depends on facilities within 500 m."),
    "", ASSUMED, 0.10, 0, 1, 0, 1 },
  [LW_PARAM_DISCOUNT_RATE] = { "discount_rate", "r", MONEY, N_ ("Discount rate"),
    N_ ("Real yearly rate."),
    N_ ("/yr"), ASSUMED, 0.05, 0, 1, 0.03, 0.08 },
  [LW_PARAM_COST_FACTOR] = { "cost_factor", "", MONEY, N_ ("Cost level"),
    N_ ("Multiplies the cost of works and of demolition."),
    "", ASSUMED, 1, 0, 10, 0.7, 1.5 },
  [LW_PARAM_MONUMENT_FACTOR] = { "monument_factor", "", MONEY, N_ ("Cost of a monument"),
    N_ ("Multiplies the cost of works in a listed building."),
    "", ASSUMED, 1.25, 0, 10, 1.15, 1.40 },
  [LW_PARAM_ADDITIONAL] = { "additional", "k_a", MONEY, N_ ("Additional cost"),
    N_ ("Advice, fees and the like, as a share of construction."),
    "", ASSUMED, 0.20, 0, 2, 0.15, 0.25 },
  [LW_PARAM_CONTINGENCY] = { "contingency", "k_u", MONEY, N_ ("Contingency"),
    N_ ("For the unforeseen, as a share of construction and additional cost."),
    "", ASSUMED, 0.05, 0, 2, 0.03, 0.10 },
  [LW_PARAM_INTEREST] = { "interest", "i", MONEY, N_ ("Interest"),
    N_ ("On the money spent during the works."),
    N_ ("/yr"), ASSUMED, 0.05, 0, 1, 0.04, 0.07 },
  [LW_PARAM_PROFIT_RISK] = { "profit_risk", "k_w", MONEY, N_ ("Profit and risk"),
    N_ ("As a share of the value."),
    "", ASSUMED, 0.06, 0, 1, 0.03, 0.10 },
  [LW_PARAM_OPEX] = { "opex", "", MONEY, N_ ("Running cost"),
    N_ ("As a share of the gross rent."),
    "", ASSUMED, 0.25, 0, 1, 0.20, 0.30 },
  [LW_PARAM_VAT] = { "vat", "", MONEY, N_ ("VAT"),
    N_ ("Value added tax on cost."),
    "", "BT", 0.21, 0, 1, 0, 0.25 },
  [LW_PARAM_TRANSFER_TAX] = { "transfer_tax", "", MONEY, N_ ("Transfer tax"),
    N_ ("On the price of a building that is not yet housing."),
    "", "OVB26", 0.104, 0, 1, 0, 0.12 },
  [LW_PARAM_ACQUISITION] = { "acquisition", "p_asis", MONEY, N_ ("Price of a vacant office"),
    N_ ("As-is value, before transfer tax."),
    "€/m² vvo", ASSUMED, 800, 0, 20000, 200, 1500 },
  [LW_PARAM_OFFICE_RENT] = { "office_rent", "", MONEY, N_ ("Office rent"),
    N_ ("Rent of an office."),
    N_ ("€/m² vvo/yr"), ASSUMED, 130, 0, 5000, 90, 250 },
  [LW_PARAM_HOLDING_COST] = { "holding_cost", "", MONEY, N_ ("Cost of an empty office"),
    N_ ("What an empty office costs its owner."),
    N_ ("€/m² vvo/yr"), ASSUMED, 35, 0, 5000, 25, 50 },
  [LW_PARAM_DEMOLITION_COST] = { "demolition_cost", "c_sloop", MONEY, N_ ("Demolition"),
    N_ ("Cost of demolition without asbestos."),
    "€/m² bvo", ASSUMED, 75, 0, 5000, 50, 150 },
  [LW_PARAM_LAND_VALUE] = { "land_value", "", MONEY, N_ ("Land after demolition"),
    N_ ("Value of the cleared land per m² of office demolished."),
    "€/m² vvo", ASSUMED, 0, 0, 20000, 0, 500 },
  [LW_PARAM_RENOVATION_COST] = { "renovation_cost", "", MONEY, N_ ("Renovation as office"),
    N_ ("Cost of making an office fit for the market again."),
    "€/m² bvo", ASSUMED, 600, 0, 20000, 200, 1500 },
  [LW_PARAM_SUBSIDY_DWELLING] = { "subsidy_dwelling", "", MONEY, N_ ("Subsidy"),
    N_ ("Lowers the shortfall of a transformation."),
    N_ ("€/dwelling"), ASSUMED, 0, 0, 1e6, 0, 50000 },
  [LW_PARAM_FUND_ACTIVE] = { "fund_active", "", FUND, N_ ("There is a fund"),
    N_ ("1: the region has an office fund; 0: it has none."),
    "", ASSUMED, 0, 0, 1, 0, 1 },
  [LW_PARAM_FUND_OPENING] = { "fund_opening", "B", FUND, N_ ("Opening balance"),
    N_ ("What the fund holds at the start."),
    "€", ASSUMED, 0, -1e12, 1e12, 0, 1e7 },
  [LW_PARAM_FUND_INTEREST] = { "fund_interest", "i", FUND, N_ ("Interest of the fund"),
    N_ ("Yearly, on its balance."),
    N_ ("/yr"), ASSUMED, 0.02, 0, 1, 0, 0.05 },
  [LW_PARAM_FUND_LEVY_STOCK] = { "fund_levy_stock", "l_ex", FUND, N_ ("Levy on existing offices"),
    N_ ("Yearly contribution of owners."),
    N_ ("€/m² vvo/yr"), "ARCH12", 2.50, 0, 1000, 0, 3 },
  [LW_PARAM_FUND_LEVY_NEW] = { "fund_levy_new", "l_new", FUND, N_ ("Levy on new offices"),
    N_ ("Contribution at completion."),
    "€/m² vvo", "ARCH12", 50, 0, 10000, 0, 50 },
  [LW_PARAM_FUND_LEVY_LAND] = { "fund_levy_land", "l_land", FUND, N_ ("Levy on land issued"),
    N_ ("Contribution for each m² of land that is issued for offices."),
    N_ ("€/m² land"), "ARCH12", 50, 0, 10000, 0, 50 },
  [LW_PARAM_FUND_LAND_M2] = { "fund_land_m2", "L", FUND, N_ ("Land issued"),
    N_ ("Land that is issued for offices each year."),
    N_ ("m² land/yr"), ASSUMED, 0, 0, 1e8, 0, 20000 },
  [LW_PARAM_FUND_GRANTS] = { "fund_grants", "", FUND, N_ ("Grants to the fund"),
    N_ ("What authorities add to the fund each year."),
    N_ ("€/yr"), ASSUMED, 0, 0, 1e12, 0, 1e6 },
  [LW_PARAM_FUND_PAYOUT_M2] = { "fund_payout_m2", "", FUND, N_ ("Contribution to a withdrawal"),
    N_ ("What the fund pays for a m² that a measure withdraws."),
    "€/m² vvo", "COMP", 100, 0, 10000, 0, 200 },
  [LW_PARAM_UNCERTAIN_RELEASE_RATE] = { "uncertain_release_rate", "", UNCERTAIN, N_ ("Moves"),
    UNCERTAIN_TEXT, "", ASSUMED, 0, 0, 1, 0, 1 },
  [LW_PARAM_UNCERTAIN_GAMMA] = { "uncertain_gamma", "", UNCERTAIN, N_ ("Weight of attractiveness"),
    UNCERTAIN_TEXT, "", ASSUMED, 0, 0, 1, 0, 1 },
  [LW_PARAM_UNCERTAIN_OMEGA] = { "uncertain_omega", "", UNCERTAIN, N_ ("Autonomous withdrawal"),
    UNCERTAIN_TEXT, "", ASSUMED, 0, 0, 1, 0, 1 },
  [LW_PARAM_UNCERTAIN_V_MIN] = { "uncertain_v_min", "", UNCERTAIN, N_ ("Lowest vacancy"),
    UNCERTAIN_TEXT, "", ASSUMED, 0, 0, 1, 0, 1 },
  [LW_PARAM_UNCERTAIN_PRELET] = { "uncertain_prelet", "", UNCERTAIN, N_ ("Let before completion"),
    UNCERTAIN_TEXT, "", ASSUMED, 0, 0, 1, 0, 1 },
  [LW_PARAM_UNCERTAIN_F_VB] = { "uncertain_f_vb", "", UNCERTAIN, N_ ("Lettable share"),
    UNCERTAIN_TEXT, "", ASSUMED, 0, 0, 1, 0, 1 },
  HOUSING (LW_HOUSING_STUDENT, "student", N_ ("Student housing"),
    1000, 1300, 1600, 0.70, 25, 575, 0, 0.05, 0),
  HOUSING (LW_HOUSING_SOCIAL_RENT, "social_rent", N_ ("Social rent"),
    1200, 1500, 1800, 0.75, 50, 775, 0, 0.045, 0),
  HOUSING (LW_HOUSING_MID_RENT, "mid_rent", N_ ("Mid rent"),
    1200, 1500, 1900, 0.75, 50, 1060, 0, 0.05, 0),
  HOUSING (LW_HOUSING_FREE_SECTOR, "free_sector", N_ ("Free sector"),
    1400, 1800, 2300, 0.75, 70, 0, 5500, 0.0525, 0),
  HOUSING (LW_HOUSING_HOTEL, "hotel", N_ ("Hotel, short stay"),
    1600, 2000, 2600, 0.65, 28, 833, 0, 0.06, 1),
  HOUSING (LW_HOUSING_CARE, "care", N_ ("Care"),
    1500, 1900, 2300, 0.65, 40, 1050, 0, 0.055, 0),
  HOUSING (LW_HOUSING_TEMPORARY, "temporary", N_ ("Temporary housing"),
    300, 500, 800, 0.75, 30, 500, 0, 0.055, 0),
};
/* clang-format on */
