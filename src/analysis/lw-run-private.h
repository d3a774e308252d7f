/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-run-private: a document as the columns of a projection, shared by the parts of lw-run. The first
 * n_offices rows are the rows of the table, so that an index is a row; each plan that makes its own building
 * has one more. */
#pragma once

#include "analysis/lw-run.h"
#include "scenario/lw-finance.h"
#include "scenario/lw-projection.h"

G_BEGIN_DECLS

/**
 * LwRunDemand: what the demand of a market rests on
 * @kind: the path that it goes
 * @share: its part of all occupied space
 * @occupied: occupied space at the base, m2 vvo
 * @has_series: the document has a series for it, or for the whole
 * @has_jobs: the same for jobs by sector
 * @own: the figures used are those of the market, not of the whole
 * @assumed: it follows the scenario's growth for want of figures
 * @office_jobs: at the base, of the space that takes part; NAN without
 * @kappa: calibration of demand from jobs, NAN unless it follows jobs
 */
typedef struct {
  LwDemandKind kind;
  double share;
  double occupied;
  gboolean has_series;
  gboolean has_jobs;
  gboolean own;
  gboolean assumed;
  double office_jobs;
  double kappa;
} LwRunDemand;

/**
 * LwRunColumns:
 * @base_year: first 1 January
 * @n_years: number of steps
 * @n_offices: rows of the table
 * @n: rows in all
 * @counted: whether an office takes part
 * @whole_stock: m2 vvo per region of all offices of known area, also those left out for want of their vacancy
 * @market_stock: m2 vvo per region of those that take part
 * @region_keys: name of each market, "" for offices without
 * @markets: per region, what its demand rests on
 * @demand_years: what @demand was computed from, so that another end of the band can be
 * @withdrawal_measures: the measure behind each withdrawal
 * @completion_plans: the plan behind each completion
 * @renovation_works: what each renovation does; both lists by office, then in order of delivery
 * @works: renovations, for their cost
 * @relettings: letting programmes; @reletting_measures the measure behind each
 * @measure_rows: of each measure of the scenario, the rows that it is about
 * @new_buildings: what measures build, as plans; owned
 * @builds_by_measures: whether completions depend on which measures are carried out
 * @own_plans: the plan behind each row after those of the table
 * @plan_rows: the row that each plan adds to
 */
typedef struct {
  const LwRunInput *input;
  int base_year;
  guint n_years;
  guint n_offices;
  guint n;
  double *stock;
  double *occupied;
  double *cohort[LW_N_COHORTS];
  double *attractiveness;
  gboolean *counted;
  guint *region;

  GPtrArray *region_keys;
  GHashTable *region_index; /* key -> index + 1 */
  double *whole_stock;
  double *market_stock;
  LwRunDemand *markets;
  LwDemandYear *demand_years; /* as demand */
  double *demand;

  GArray *withdrawals;            /* of LwWithdrawal */
  GPtrArray *withdrawal_measures; /* of LwMeasure, borrowed */
  GArray *completions;            /* of LwCompletion */
  GArray *completion_plans;       /* of LwRunPlan */
  GArray *renovations;            /* of LwRenovation */
  GArray *renovation_works;       /* of LwRunRenovation */
  GArray *works;                  /* of LwRunWork */
  GArray *relettings;             /* of LwReletting */
  GPtrArray *reletting_measures;  /* of LwMeasure, borrowed */
  GPtrArray *measure_rows;        /* of GArray of guint */
  GPtrArray *new_buildings;       /* of LwPlan */
  gboolean builds_by_measures;
  GPtrArray *own_plans;           /* of LwPlan, borrowed */
  GArray *plan_rows;              /* of guint */
  LwRunNotes notes;
} LwRunColumns;

/** LwRunWork: @m2 vvo of an office are renovated by @measure */
typedef struct {
  guint office;
  const LwMeasure *measure;
  double m2;
} LwRunWork;

/**
 * LwRunGroups:
 * @keys: (nullable): the keys of the dimension; %NULL when there are no groups
 * @extra: (element-type utf8): keys that only plans have
 * @group: per row of the columns, its group
 * @n: number of groups
 */
typedef struct {
  LwDimensionKeys *keys;
  GPtrArray *extra;
  guint *group;
  guint n;
} LwRunGroups;

/**
 * LwRunPlan: a year of a plan
 * @plan: the plan, borrowed
 * @measure: (nullable): the measure that builds it, if it is none of the document's
 * @chance: that it is realised, more than 0; 1 for what a measure builds, which has a chance of its own
 * @full_m2: m2 vvo of the year if it is; the completion has @chance times as much
 */
typedef struct {
  const LwPlan *plan;
  const LwMeasure *measure;
  double chance;
  double full_m2;
} LwRunPlan;

/**
 * LwRunRenovation:
 * @office: row
 * @year: of delivery
 * @place: in the list of the scenario
 * @measure: the measure behind it, borrowed
 * @target: attractiveness of the part that is renovated
 */
typedef struct {
  guint office;
  int year;
  guint place;
  const LwMeasure *measure;
  double target;
} LwRunRenovation;

/* lw-run-columns.c */
LwRunColumns *lw_run_columns_new (const LwRunInput *input, int base_year, guint n_years, GError **error);
void lw_run_columns_free (LwRunColumns *columns);
gboolean *lw_run_columns_used (const LwRunColumns *columns);
void lw_run_columns_fill_input (const LwRunColumns *columns, LwProjectionInput *input);
guint lw_run_columns_find_region (LwRunColumns *columns, const char *key);

/* lw-run-demand.c */
void lw_run_columns_fill_demand (LwRunColumns *columns);
LwJobs *lw_run_columns_find_jobs (const LwRunColumns *columns, guint region, gboolean *own);
double lw_run_columns_jobs_share (const LwRunColumns *columns, guint region, gboolean own);

/* lw-run.c */
LwRunColumns *lw_run_prepare (const LwRunInput *input, GError **error);
LwProjection *lw_run_project (const LwRunColumns *columns,
                              const LwRunGroups *groups,
                              LwProjectionYearFunc func,
                              gpointer data,
                              GCancellable *cancellable,
                              GError **error);
LwProjection *lw_run_project_keeping (const LwRunColumns *columns,
                                      const LwRunGroups *groups,
                                      LwOfficeStates **states,
                                      GCancellable *cancellable,
                                      GError **error);
LwRun *lw_run_collect (const LwRunColumns *columns,
                       const LwRunGroups *groups,
                       const LwProjection *projection,
                       LwOfficeStates *states);
LwProjection *
lw_run_project_traced (const LwRunColumns *columns, guint row, GCancellable *cancellable, GError **error);
gboolean lw_run_check_year (const LwRunColumns *columns, int year, GError **error);
gboolean lw_run_capture (const LwRunColumns *columns,
                         int year,
                         guint n,
                         const LwProjectionColumn *which,
                         double **values,
                         GCancellable *cancellable,
                         GError **error);

/* lw-run-groups.c */
void lw_run_groups_init (LwRunGroups *groups, const LwRunColumns *columns, int by);
void lw_run_groups_clear (LwRunGroups *groups);
guint *lw_run_groups_list (const LwRunGroups *groups, guint n_rows, const gboolean *used, guint *n);
const char *lw_run_groups_get_key (const LwRunGroups *groups, guint g);
const char *lw_run_groups_get_label (const LwRunGroups *groups, guint g);

/* lw-run-events.c */

/** LwRunHappensFunc: whether a measure is carried out in the office of a row */
typedef gboolean (*LwRunHappensFunc) (const LwMeasure *measure, guint row, gpointer data);

void lw_run_columns_add_measures (LwRunColumns *columns);
gboolean lw_run_measure_is_within (const LwRunColumns *columns, const LwMeasure *measure);
void lw_run_columns_renovate (const LwRunColumns *columns,
                              LwRunHappensFunc happens,
                              gpointer data,
                              LwRenovation *renovations);

/* lw-run-plans.c */
void lw_run_columns_add_plans (LwRunColumns *columns);
void lw_run_columns_build (const LwRunColumns *columns, LwRunHappensFunc happens, gpointer data, double *full_m2);
void
lw_run_columns_capacity (const LwRunColumns *columns, const LwPlan *plan, int year, double *within, double *outside);
const LwPlan *lw_run_columns_plan (const LwRunColumns *columns, guint row);
gboolean
lw_run_measure_changes_plan (const LwRunColumns *columns, const LwMeasure *measure, const LwPlan *plan);

/* lw-run-rules.c */
gboolean lw_run_columns_choose (LwRunColumns *columns, GError **error);

/* lw-run-money.c */
typedef enum { LW_RUN_DWELLINGS, LW_RUN_TEMPORARY, LW_RUN_INVESTMENT, LW_RUN_SHORTFALL, LW_N_RUN_MONEY } LwRunMoneyColumn;

/**
 * LwRunMoney: per group and row (the whole being the last group) what is delivered and spent, and the fund
 */
typedef struct {
  guint n_groups;
  guint n_rows;
  double *values[LW_N_RUN_MONEY]; /* (n_groups + 1) * n_rows */
  double *payout_m2;              /* per row: m2 that a fund pays for */
  GHashTable *dwellings;          /* by uid of a measure, up to the horizon */
  GHashTable *measures;           /* of LwMeasure, borrowed, to LwRunSpending */
} LwRunMoney;

/** LwRunSpending: what a measure makes and costs, also after the horizon; number and euro */
typedef struct {
  double dwellings;
  double investment;
  double shortfall;
} LwRunSpending;

double
lw_run_convert (const LwRunInput *input, const LwMeasure *measure, guint row, double m2, LwConversion *result);
double lw_run_count_dwellings (const LwParameters *parameters, const LwMeasure *measure, double m2);
LwRunMoney *lw_run_money_new (const LwRunColumns *columns,
                              const LwProjection *projection,
                              const guint *group,
                              guint n_groups);
void lw_run_money_free (LwRunMoney *money);
void lw_run_money_fill (const LwRunMoney *money, guint group, LwTrajectory *trajectory);
void
lw_run_money_fill_fund (const LwRunMoney *money, const LwParameters *parameters, LwTrajectory *trajectory);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwRunColumns, lw_run_columns_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwRunMoney, lw_run_money_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LwRunGroups, lw_run_groups_clear)

G_END_DECLS
