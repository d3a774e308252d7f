/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-case-money: the kinds "cashflow" (net present value, domain model 6.6) and "fund" (balance of an office
 * fund, 6.7). */
#include "analysis/lw-case-private.h"
#include "scenario/lw-finance.h"
#include "scenario/lw-fund.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define HUGE_NUMBER LW_CASE_MAX_NUMBER

/* ---- cashflow ---- */

typedef struct {
  double rate;
  GArray *years; /* of double */
  GArray *flows; /* of double */
  double npv;
} Cashflow;

static const LwCaseField cashflow_fields[]
    = { { "rate", G_STRUCT_OFFSET (Cashflow, rate), -0.99, 100, TRUE } };
static const LwCaseField cashflow_results[] = { { "npv", G_STRUCT_OFFSET (Cashflow, npv) } };

static gpointer
new_cashflow (void)
{
  Cashflow *self = g_new0 (Cashflow, 1);

  self->rate = NAN;
  self->years = g_array_new (FALSE, FALSE, sizeof (double));
  self->flows = g_array_new (FALSE, FALSE, sizeof (double));
  return self;
}

static void
free_cashflow (gpointer state)
{
  Cashflow *self = state;

  g_array_unref (self->years);
  g_array_unref (self->flows);
  g_free (self);
}

static gboolean
read_cashflow (gpointer state, LwCaseCursor *cursor, GError **error)
{
  Cashflow *self = state;
  double year, flow;

  if (strcmp (cursor->line->words[0].text, "flow") != 0)
    return lw_case_read_fields (self, cashflow_fields, G_N_ELEMENTS (cashflow_fields), cursor, error);
  cursor->next++;
  if (!lw_case_cursor_number (cursor, 0, LW_CASE_MAX_YEARS, &year, error)
      || !lw_case_cursor_number (cursor, -HUGE_NUMBER, HUGE_NUMBER, &flow, error))
    return FALSE;
  if (self->years->len >= LW_CASE_MAX_ITEMS)
    return lw_case_fail (cursor->owner, cursor->line, 1, error, _ ("there are more than %d flows"),
                         LW_CASE_MAX_ITEMS);
  g_array_append_val (self->years, year);
  g_array_append_val (self->flows, flow);
  return TRUE;
}

static gboolean
compute_cashflow (gpointer state, LwCase *owner, GCancellable *cancellable, GError **error)
{
  Cashflow *self = state;

  if (!lw_case_check_fields (self, cashflow_fields, G_N_ELEMENTS (cashflow_fields), owner, error))
    return FALSE;
  self->npv = lw_finance_npv (self->rate, self->years->len, (const double *)(gpointer)self->years->data,
                              (const double *)(gpointer)self->flows->data);
  return TRUE;
}

static gboolean
find_cashflow (gpointer state, LwCaseCursor *cursor, LwCaseValue *value, GError **error)
{
  return lw_case_find_field (state, cashflow_results, G_N_ELEMENTS (cashflow_results), cursor, value, error);
}

static void
write_cashflow (gpointer state, GString *out)
{
  lw_case_write_fields (state, cashflow_results, G_N_ELEMENTS (cashflow_results), out);
}

const LwCaseKind lw_case_kind_cashflow = { "cashflow",       new_cashflow,  free_cashflow, read_cashflow,
                                           compute_cashflow, find_cashflow, write_cashflow };

/* ---- fund ---- */

typedef struct {
  int number;
  double stock, completed, land, payout, grants;
  double balance; /* at its end */
} FundYear;

typedef struct {
  double opening, interest, levy_stock, levy_new, levy_land;
  GArray *years; /* of FundYear, in order */
} Fund;

static const LwCaseField fund_fields[] = {
  { "opening", G_STRUCT_OFFSET (Fund, opening), -HUGE_NUMBER, HUGE_NUMBER, FALSE },
  { "interest", G_STRUCT_OFFSET (Fund, interest), 0, 1, FALSE },
  { "levy_stock", G_STRUCT_OFFSET (Fund, levy_stock), 0, HUGE_NUMBER, FALSE },
  { "levy_new", G_STRUCT_OFFSET (Fund, levy_new), 0, HUGE_NUMBER, FALSE },
  { "levy_land", G_STRUCT_OFFSET (Fund, levy_land), 0, HUGE_NUMBER, FALSE },
};

static const LwCaseField fund_year_fields[] = {
  { "stock", G_STRUCT_OFFSET (FundYear, stock), 0, HUGE_NUMBER, FALSE },
  { "new", G_STRUCT_OFFSET (FundYear, completed), 0, HUGE_NUMBER, FALSE },
  { "land", G_STRUCT_OFFSET (FundYear, land), 0, HUGE_NUMBER, FALSE },
  { "payout", G_STRUCT_OFFSET (FundYear, payout), 0, HUGE_NUMBER, FALSE },
  { "grants", G_STRUCT_OFFSET (FundYear, grants), 0, HUGE_NUMBER, FALSE },
};

static gpointer
new_fund (void)
{
  Fund *self = g_new0 (Fund, 1);

  self->years = g_array_new (FALSE, FALSE, sizeof (FundYear));
  return self;
}

static void
free_fund (gpointer state)
{
  Fund *self = state;

  g_array_unref (self->years);
  g_free (self);
}

static gboolean
read_fund (gpointer state, LwCaseCursor *cursor, GError **error)
{
  Fund *self = state;
  FundYear year = { 0 };
  int min = 1900, max = 2400;

  if (strcmp (cursor->line->words[0].text, "year") != 0)
    return lw_case_read_fields (self, fund_fields, G_N_ELEMENTS (fund_fields), cursor, error);
  cursor->next++;
  if (self->years->len > 0) /* interest runs from year to year, so none may be left out */
    min = max = g_array_index (self->years, FundYear, self->years->len - 1).number + 1;
  if (!lw_case_cursor_integer (cursor, min, max, &year.number, error)
      || !lw_case_read_fields (&year, fund_year_fields, G_N_ELEMENTS (fund_year_fields), cursor, error))
    return FALSE;
  g_array_append_val (self->years, year);
  return TRUE;
}

static gboolean
compute_fund (gpointer state, LwCase *owner, GCancellable *cancellable, GError **error)
{
  Fund *self = state;
  LwFundTerms terms = { self->interest, self->levy_stock, self->levy_new, self->levy_land };
  double balance = self->opening;

  for (guint i = 0; i < self->years->len; i++)
    {
      FundYear *year = &g_array_index (self->years, FundYear, i);
      LwFundYear flows = { year->stock, year->completed, year->land, year->payout, year->grants };
      balance = year->balance = lw_fund_step (balance, &terms, &flows);
    }
  return TRUE;
}

static gboolean
find_fund (gpointer state, LwCaseCursor *cursor, LwCaseValue *value, GError **error)
{
  Fund *self = state;
  int number;

  if (self->years->len == 0)
    return lw_case_fail_whole (cursor->owner, error, _ ("the statement “year” is missing"));
  int first = g_array_index (self->years, FundYear, 0).number;
  if (!lw_case_cursor_integer (cursor, first, first + (int)self->years->len - 1, &number, error)
      || !lw_case_cursor_expect (cursor, "balance", error))
    return FALSE;
  value->number = g_array_index (self->years, FundYear, number - first).balance;
  return TRUE;
}

static void
write_fund (gpointer state, GString *out)
{
  const Fund *self = state;

  g_string_append (out, ",\"years\":[");
  for (guint i = 0; i < self->years->len; i++)
    {
      const FundYear *year = &g_array_index (self->years, FundYear, i);
      g_string_append_printf (out, "%s{\"year\":%d", i > 0 ? "," : "", year->number);
      lw_case_json_member (out, "balance", year->balance);
      g_string_append_c (out, '}');
    }
  g_string_append_c (out, ']');
}

const LwCaseKind lw_case_kind_fund
    = { "fund", new_fund, free_fund, read_fund, compute_fund, find_fund, write_fund };
