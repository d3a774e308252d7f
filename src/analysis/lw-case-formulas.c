/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-case-formulas: the kinds "balance", "demand" and "conversion", the closed formulas of domain
 * model 6.4, 3.2 and 6.6. Most of their statements are name-value pairs, several to a line if one likes. */
#include "analysis/lw-case-private.h"
#include "scenario/lw-balance.h"
#include "scenario/lw-demand.h"
#include "scenario/lw-finance.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define HUGE_NUMBER LW_CASE_MAX_NUMBER

/* ---- balance ---- */

typedef struct {
  LwBalanceInput input;
  double years_ahead;
  LwBalance result;
} Balance;

static const LwCaseField balance_fields[] = {
  { "stock", G_STRUCT_OFFSET (Balance, input.stock), 0, HUGE_NUMBER, TRUE },
  { "vacancy", G_STRUCT_OFFSET (Balance, input.vacancy), 0, HUGE_NUMBER, TRUE },
  { "norm", G_STRUCT_OFFSET (Balance, input.norm), 0, 0.999, FALSE },
  { "completions", G_STRUCT_OFFSET (Balance, input.completions), 0, HUGE_NUMBER, FALSE },
  { "withdrawals", G_STRUCT_OFFSET (Balance, input.withdrawals), 0, HUGE_NUMBER, FALSE },
};

static const LwCaseField balance_results[] = {
  { "normal_vacancy", G_STRUCT_OFFSET (Balance, result.normal_vacancy) },
  { "surplus", G_STRUCT_OFFSET (Balance, result.surplus) },
  { "task", G_STRUCT_OFFSET (Balance, result.task) },
  { "rate", G_STRUCT_OFFSET (Balance, result.rate) },
  { "required_withdrawal", G_STRUCT_OFFSET (Balance, result.required_withdrawal) },
  { "allowed_new_build", G_STRUCT_OFFSET (Balance, result.allowed_new_build) },
};

static gpointer
new_balance (void)
{
  Balance *self = g_new0 (Balance, 1);
  LwParameters parameters;

  lw_case_clear_fields (self, balance_fields, G_N_ELEMENTS (balance_fields));
  lw_parameters_init (&parameters);
  self->input.norm = lw_parameters_get (&parameters, LW_PARAM_NORM);
  self->input.demand = NAN;
  self->input.completions = 0;
  self->input.withdrawals = 0;
  return self;
}

static gboolean
read_balance (gpointer state, LwCaseCursor *cursor, GError **error)
{
  Balance *self = state;

  if (strcmp (cursor->line->words[0].text, "demand") != 0)
    return lw_case_read_fields (self, balance_fields, G_N_ELEMENTS (balance_fields), cursor, error);
  cursor->next++;
  return lw_case_cursor_number (cursor, 0, 200, &self->years_ahead, error)
         && lw_case_cursor_number (cursor, 0, HUGE_NUMBER, &self->input.demand, error);
}

static gboolean
compute_balance (gpointer state, LwCase *owner, GCancellable *cancellable, GError **error)
{
  Balance *self = state;

  if (!lw_case_check_fields (self, balance_fields, G_N_ELEMENTS (balance_fields), owner, error))
    return FALSE;
  if (self->input.vacancy > self->input.stock)
    return lw_case_fail_whole (owner, error, _ ("the vacancy is larger than the stock"));
  lw_balance_compute (&self->input, &self->result);
  return TRUE;
}

static gboolean
find_balance (gpointer state, LwCaseCursor *cursor, LwCaseValue *value, GError **error)
{
  return lw_case_find_field (state, balance_results, G_N_ELEMENTS (balance_results), cursor, value, error);
}

static void
write_balance (gpointer state, GString *out)
{
  lw_case_write_fields (state, balance_results, G_N_ELEMENTS (balance_results), out);
}

const LwCaseKind lw_case_kind_balance
    = { "balance", new_balance, g_free, read_balance, compute_balance, find_balance, write_balance };

/* ---- demand ---- */

typedef struct {
  GArray *sectors; /* of LwDemandSector */
  LwDemandModel model;
  double horizon;
  double kappa, demand, office_jobs;
} Demand;

static const LwCaseField demand_fields[] = {
  { "m2-per-job", G_STRUCT_OFFSET (Demand, model.m2_per_job), 0, 10000, FALSE },
  { "occupied", G_STRUCT_OFFSET (Demand, model.occupied), 0, HUGE_NUMBER, TRUE },
  { "horizon", G_STRUCT_OFFSET (Demand, horizon), 0, LW_CASE_MAX_YEARS, FALSE },
};

static const LwCaseField demand_results[] = {
  { "kappa", G_STRUCT_OFFSET (Demand, kappa) },
  { "demand", G_STRUCT_OFFSET (Demand, demand) },
  { "office_jobs", G_STRUCT_OFFSET (Demand, office_jobs) },
};

#define DEFAULT_M2_PER_JOB 19

static gpointer
new_demand (void)
{
  Demand *self = g_new0 (Demand, 1);
  LwParameters parameters;

  lw_parameters_init (&parameters);
  self->sectors = g_array_new (FALSE, FALSE, sizeof (LwDemandSector));
  self->model.m2_per_job = DEFAULT_M2_PER_JOB;
  self->model.hybrid_years = lw_parameters_get (&parameters, LW_PARAM_HYBRID_YEARS);
  self->model.hidden_years = lw_parameters_get (&parameters, LW_PARAM_HIDDEN_YEARS);
  self->model.occupied = NAN;
  self->horizon = NAN;
  return self;
}

static void
free_demand (gpointer state)
{
  Demand *self = state;

  g_array_unref (self->sectors);
  g_free (self);
}

static gboolean
read_sector (Demand *self, LwCaseCursor *cursor, GError **error)
{
  LwDemandSector sector = { 0 };

  if (self->sectors->len >= LW_CASE_MAX_ITEMS)
    return lw_case_fail (cursor->owner, cursor->line, 1, error, _ ("there are more than %d sectors"),
                         LW_CASE_MAX_ITEMS);
  if (lw_case_cursor_word (cursor, error) == NULL || !lw_case_cursor_expect (cursor, "jobs", error)
      || !lw_case_cursor_number (cursor, 0, HUGE_NUMBER, &sector.jobs, error)
      || !lw_case_cursor_expect (cursor, "share", error)
      || !lw_case_cursor_number (cursor, 0, 1, &sector.share, error)
      || !lw_case_cursor_expect (cursor, "growth", error)
      || !lw_case_cursor_number (cursor, -0.999, 10, &sector.growth, error))
    return FALSE;
  g_array_append_val (self->sectors, sector);
  return TRUE;
}

/* "X over N": an amount and the years in which it is reached. */
static gboolean
read_over (LwCaseCursor *cursor, double max, double *amount, double *years, GError **error)
{
  return lw_case_cursor_number (cursor, 0, max, amount, error)
         && lw_case_cursor_expect (cursor, "over", error)
         && lw_case_cursor_number (cursor, 0.01, LW_CASE_MAX_YEARS, years, error);
}

static gboolean
read_demand (gpointer state, LwCaseCursor *cursor, GError **error)
{
  Demand *self = state;
  const char *word = lw_case_cursor_word (cursor, error);

  if (strcmp (word, "sector") == 0)
    return read_sector (self, cursor, error);
  if (strcmp (word, "hybrid") == 0)
    return read_over (cursor, 1, &self->model.hybrid, &self->model.hybrid_years, error);
  if (strcmp (word, "hidden") == 0)
    return read_over (cursor, HUGE_NUMBER, &self->model.hidden_m2, &self->model.hidden_years, error);
  cursor->next--;
  return lw_case_read_fields (self, demand_fields, G_N_ELEMENTS (demand_fields), cursor, error);
}

static gboolean
compute_demand (gpointer state, LwCase *owner, GCancellable *cancellable, GError **error)
{
  Demand *self = state;

  if (!lw_case_check_fields (self, demand_fields, G_N_ELEMENTS (demand_fields), owner, error))
    return FALSE;
  self->model.sectors = (const LwDemandSector *)(gpointer)self->sectors->data;
  self->model.n_sectors = self->sectors->len;
  self->kappa = lw_demand_kappa (&self->model);
  self->office_jobs = lw_demand_office_jobs (&self->model, 0);
  self->demand = isnan (self->horizon) ? NAN : lw_demand_at (&self->model, self->horizon);
  return TRUE;
}

static gboolean
find_demand (gpointer state, LwCaseCursor *cursor, LwCaseValue *value, GError **error)
{
  return lw_case_find_field (state, demand_results, G_N_ELEMENTS (demand_results), cursor, value, error);
}

static void
write_demand (gpointer state, GString *out)
{
  lw_case_write_fields (state, demand_results, G_N_ELEMENTS (demand_results), out);
}

const LwCaseKind lw_case_kind_demand
    = { "demand", new_demand, free_demand, read_demand, compute_demand, find_demand, write_demand };

/* ---- conversion ---- */

typedef struct {
  LwConversionInput input;
  LwConversion result;
} Conversion;

#define INPUT(field) G_STRUCT_OFFSET (Conversion, input.field)
#define RESULT(field) G_STRUCT_OFFSET (Conversion, result.field)

static const LwCaseField conversion_fields[] = {
  { "area_vvo", INPUT (area_vvo), 0, HUGE_NUMBER, TRUE },
  { "f_vb", INPUT (f_vb), 0.01, 1, FALSE },
  { "f_go", INPUT (f_go), 0.01, 1, TRUE },
  { "unit_m2", INPUT (unit_m2), 0.1, 100000, TRUE },
  { "cost", INPUT (cost), 0, HUGE_NUMBER, TRUE },
  { "additional", INPUT (additional), 0, 10, FALSE },
  { "contingency", INPUT (contingency), 0, 10, FALSE },
  { "interest", INPUT (interest), 0, 1, FALSE },
  { "period", INPUT (period), 0, 100, FALSE },
  { "profit_risk", INPUT (profit_risk), 0, 1, FALSE },
  { "acquisition", INPUT (acquisition), 0, HUGE_NUMBER, FALSE },
  { "transfer_tax", INPUT (transfer_tax), 0, 1, FALSE },
  { "vat", INPUT (vat), 0, 1, FALSE },
  { "vat_recoverable", INPUT (vat_recoverable), 0, 1, FALSE },
  { "rent_month", INPUT (rent_month), 0, HUGE_NUMBER, FALSE },
  { "yield", INPUT (yield), 0.0001, 10, FALSE },
  { "sale_m2", INPUT (sale_m2), 0, HUGE_NUMBER, FALSE },
  { "vat_on_sale", INPUT (vat_on_sale), 0, 1, FALSE },
};

static const LwCaseField conversion_results[] = {
  { "dwellings", RESULT (dwellings) },
  { "bvo", RESULT (bvo) },
  { "go", RESULT (go) },
  { "construction", RESULT (construction) },
  { "investment", RESULT (investment) },
  { "finance", RESULT (finance) },
  { "value", RESULT (value) },
  { "residual", RESULT (residual) },
  { "acquisition_cost", RESULT (acquisition_cost) },
  { "result", RESULT (result) },
  { "shortfall", RESULT (shortfall) },
  { "shortfall_per_dwelling", RESULT (shortfall_per_dwelling) },
  { "shortfall_per_m2", RESULT (shortfall_per_m2) },
};

/* What a case does not state has the default of the parameters; what belongs to a programme must be stated.
 */
static gpointer
new_conversion (void)
{
  Conversion *self = g_new0 (Conversion, 1);
  LwParameters parameters;

  lw_parameters_init (&parameters);
  lw_finance_conversion_from_parameters (&parameters, LW_HOUSING_MID_RENT, NAN, 2, &self->input);
  self->input.f_go = self->input.unit_m2 = self->input.cost = NAN;
  self->input.rent_month = self->input.sale_m2 = self->input.yield = NAN;
  return self;
}

static gboolean
read_conversion (gpointer state, LwCaseCursor *cursor, GError **error)
{
  return lw_case_read_fields (state, conversion_fields, G_N_ELEMENTS (conversion_fields), cursor, error);
}

static gboolean
compute_conversion (gpointer state, LwCase *owner, GCancellable *cancellable, GError **error)
{
  Conversion *self = state;
  LwConversionInput *input = &self->input;

  if (!lw_case_check_fields (self, conversion_fields, G_N_ELEMENTS (conversion_fields), owner, error))
    return FALSE;
  if (isnan (input->rent_month) != isnan (input->yield)
      || (isnan (input->rent_month) && isnan (input->sale_m2)))
    return lw_case_fail_whole (owner, error, _ ("state “rent_month” with “yield”, or “sale_m2”"));
  if (isnan (input->rent_month))
    input->rent_month = 0;
  if (isnan (input->sale_m2))
    input->sale_m2 = 0;
  lw_finance_convert (input, &self->result);
  return TRUE;
}

static gboolean
find_conversion (gpointer state, LwCaseCursor *cursor, LwCaseValue *value, GError **error)
{
  return lw_case_find_field (state, conversion_results, G_N_ELEMENTS (conversion_results), cursor, value,
                             error);
}

static void
write_conversion (gpointer state, GString *out)
{
  lw_case_write_fields (state, conversion_results, G_N_ELEMENTS (conversion_results), out);
}

const LwCaseKind lw_case_kind_conversion
    = { "conversion",       new_conversion,  g_free,          read_conversion,
        compute_conversion, find_conversion, write_conversion };
