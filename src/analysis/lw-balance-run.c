/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-balance-run: everything is summed over offices and plans first, per area and for the whole in one pass; the closed
 * formulas come last, so that no figure of the whole is made of those of its parts. */
#include "analysis/lw-balance-run.h"

#include "analysis/lw-balance-shares.h"
#include "scenario/lw-balance.h"

#include <math.h>

typedef struct {
  const LwRunColumns *columns;
  LwBalanceSheet *sheet;
  const guint *group;
  LwBalanceRow **rows; /* per group; NULL for one that has no office */
} Filler;

/* Adds what a row of the columns has to its area, if there are areas, and to the whole. */
#define ADD(filler, row, field, value)                                                                       \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    double add_value = (value);                                                                              \
    (filler)->sheet->total->field += add_value;                                                              \
    if ((filler)->group != NULL)                                                                             \
      (filler)->rows[(filler)->group[row]]->field += add_value;                                              \
  }                                                                                                          \
  G_STMT_END

static void
add_supply (Filler *self)
{
  const LwRunColumns *c = self->columns;
  const LwOffices *offices = c->input->offices;

  for (guint i = 0; i < c->n; i++)
    {
      if (i < c->n_offices && offices->stock_m2[i] >= 0)
        {
          ADD (self, i, known_area_m2, offices->stock_m2[i]);
          ADD (self, i, unknown_m2, offices->vacant_stock_m2[i] >= 0 ? 0 : offices->stock_m2[i]);
        }
      if (!c->counted[i])
        continue;
      ADD (self, i, stock_m2, c->stock[i]);
      ADD (self, i, occupied_m2, c->occupied[i]);
      ADD (self, i, vacant_m2, c->cohort[0][i] + c->cohort[1][i] + c->cohort[2][i] + c->cohort[3][i]);
      ADD (self, i, structural_m2, c->cohort[LW_N_COHORTS - 1][i]);
    }
}

static void
add_demand (Filler *self, const LwRunGroups *groups)
{
  const LwRunColumns *c = self->columns;
  guint k = (guint)(self->sheet->year - c->base_year - 1);
  g_autofree double *demand = g_new0 (double, MAX (groups->n, 1));

  for (guint r = 0; r < c->region_keys->len; r++)
    self->sheet->total->demand_m2 += c->demand[r * c->n_years + k];
  if (groups->n > 0)
    lw_balance_share_demand (c, groups, k, self->sheet, demand);
  for (guint g = 0; g < groups->n; g++)
    if (self->rows[g] != NULL)
      self->rows[g]->demand_m2 = demand[g];
}

static void
add_plans (Filler *self)
{
  const LwRunColumns *c = self->columns;
  const LwRunInput *input = c->input;

  for (guint p = 0; input->plans != NULL && p < input->plans->len; p++)
    {
      const LwPlan *plan = g_ptr_array_index (input->plans, p);
      guint row = g_array_index (c->plan_rows, guint, p);
      double within, outside;

      lw_run_columns_capacity (c, plan, self->sheet->year, &within, &outside);
      ADD (self, row, plans_hard_bvo_m2, plan->hard ? within : 0);
      ADD (self, row, plans_soft_bvo_m2, plan->hard ? 0 : within);
      ADD (self, row, plans_later_bvo_m2, outside);
    }
  for (guint k = 0; k < c->completions->len; k++)
    {
      const LwCompletion *completion = &g_array_index (c->completions, LwCompletion, k);
      if (completion->year < self->sheet->year)
        ADD (self, completion->office, plans_expected_m2, completion->m2);
    }
}

/* What measures take depends on what stands then, and on each other: the projection knows. */
static gboolean
add_withdrawals (Filler *self, GCancellable *cancellable, GError **error)
{
  const LwRunColumns *c = self->columns;

  if (c->withdrawals->len == 0)
    return TRUE;
  g_autoptr (LwProjection) projection = lw_run_project (c, NULL, NULL, NULL, cancellable, error);
  if (projection == NULL)
    return FALSE;
  for (guint k = 0; k < c->withdrawals->len; k++)
    {
      const LwWithdrawal *w = &g_array_index (c->withdrawals, LwWithdrawal, k);
      gboolean is_back = projection->returned[k] != 0 && projection->returned[k] < self->sheet->year;
      if (w->year < self->sheet->year && !is_back)
        ADD (self, w->office, withdrawals_m2, projection->withdrawn[k]);
    }
  return TRUE;
}

static void
finish_row (LwBalanceRow *row, double norm)
{
  LwBalanceInput input = { .stock = row->stock_m2,
                           .vacancy = row->vacant_m2,
                           .norm = norm,
                           .demand = row->demand_m2,
                           .completions = row->plans_expected_m2,
                           .withdrawals = row->withdrawals_m2 };
  LwBalance balance;

  lw_balance_compute (&input, &balance);
  row->vacancy_rate = balance.rate;
  row->unknown_share = row->known_area_m2 > 0 ? row->unknown_m2 / row->known_area_m2 : NAN;
  row->normal_vacancy_m2 = balance.normal_vacancy;
  row->surplus_m2 = balance.surplus;
  row->task_m2 = balance.task;
  row->required_withdrawal_m2 = balance.required_withdrawal;
  row->allowed_new_build_m2 = balance.allowed_new_build;
  row->surplus_plans_m2 = row->plans_expected_m2 - balance.allowed_new_build;
  row->room_m2 = MAX (0, -row->surplus_plans_m2);
}

/* An area in which nothing is known is an area too: it says so. */
static void
make_rows (Filler *self, const LwRunGroups *groups)
{
  const LwRunColumns *c = self->columns;
  g_autofree gboolean *used = lw_run_columns_used (c);
  guint n;

  for (guint i = 0; i < c->n_offices; i++)
    used[i] |= c->input->offices->stock_m2[i] >= 0;
  g_autofree guint *list = lw_run_groups_list (groups, c->n, used, &n);

  self->group = groups->group;
  self->rows = g_new0 (LwBalanceRow *, groups->n);
  for (guint k = 0; k < n; k++)
    {
      self->rows[list[k]] = lw_balance_row_new (lw_run_groups_get_key (groups, list[k]),
                                                lw_run_groups_get_label (groups, list[k]));
      g_ptr_array_add (self->sheet->rows, self->rows[list[k]]);
    }
}

/**
 * lw_balance_run:
 * @input: a document and a scenario; @by is a municipality, a market or no group
 * @year: T, the year of the demand; 0 for the horizon
 * @cancellable: (nullable): looked at every year of the projection
 * @error: return location for %LW_ERROR_ARGUMENT or %G_IO_ERROR_CANCELLED
 *
 * Plans count with their expected size, without the brake; measures with what the projection lets them take. Offices
 * of unknown vacancy follow the scenario, and their share stands beside the figures.
 *
 * Returns: (transfer full) (nullable): the balance, or %NULL on error
 */
LwBalanceSheet *
lw_balance_run (const LwRunInput *input, int year, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (input != NULL
                            && (input->by == LW_RUN_NO_GROUPS || input->by == LW_DIMENSION_MUNICIPALITY
                                || input->by == LW_DIMENSION_REGION),
                        NULL);

  g_autoptr (LwRunColumns) columns = lw_run_prepare (input, error);
  if (columns == NULL)
    return NULL;
  year = year != 0 ? year : columns->base_year + (int)columns->n_years;
  if (!lw_run_check_year (columns, year, error))
    return NULL;

  double norm = input->scenario->parameters.value[LW_PARAM_NORM];
  g_autoptr (LwBalanceSheet) sheet = lw_balance_sheet_new (columns->base_year, year, norm);
  g_auto (LwRunGroups) groups = { 0 };
  lw_run_groups_init (&groups, columns, input->by);
  Filler filler = { columns, sheet, NULL, NULL };
  if (groups.keys != NULL)
    make_rows (&filler, &groups);
  g_autofree LwBalanceRow **rows = filler.rows;
  add_supply (&filler);
  add_demand (&filler, &groups);
  add_plans (&filler);
  if (!add_withdrawals (&filler, cancellable, error))
    return NULL;
  finish_row (sheet->total, norm);
  for (guint k = 0; k < sheet->rows->len; k++)
    {
      finish_row (g_ptr_array_index (sheet->rows, k), norm);
      sheet->task_of_rows_m2 += ((LwBalanceRow *)g_ptr_array_index (sheet->rows, k))->task_m2;
    }
  sheet->shares_demand = input->by == LW_DIMENSION_MUNICIPALITY;
  return g_steal_pointer (&sheet);
}
