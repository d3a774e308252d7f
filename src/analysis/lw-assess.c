/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-assess: see lw-assess.h. A condition of a criterion is evaluated twice over whole columns, once as it is and once
 * denied: what passes neither is unknown. */
#include "analysis/lw-assess.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "analysis/lw-run.h"
#include "model/lw-expression.h"
#include "model/lw-parallel.h"
#include "scenario/lw-finance.h"

/* Units by which criterion B5 counts, in m2 GO. */
#define UNIT_M2 50.0
/* Domain model 6.9. */
#define POOR_STRUCTURAL_SHARE 0.5
#define POOR_ATTRACTIVENESS 0.35
#define GOOD_ATTRACTIVENESS 0.6
/* From this class on a building is worth converting. */
#define TRANSFORMABLE_CLASS 4
#define ROWS_PER_SLICE 64

enum {
  FACT_YEAR,
  FACT_DEPTH,
  FACT_DAYLIGHT,
  FACT_UNITS,
  N_FACTS,
};

static const char *const fact_names[N_FACTS + 1] = { LW_CRITERIA_FACTS, NULL };

typedef struct {
  const LwAssessInput *input;
  GPtrArray *assessed;
  double *facts[N_FACTS]; /* by row of the table */
} Assessing;

static void
assessed_free (gpointer data)
{
  LwAssessedOffice *assessed = data;

  g_free (assessed->answers);
  g_free (assessed);
}

/* The part of what stands empty that does so for three years or more: an office has one age. */
static double
find_structural_share (const LwOffices *offices, guint row)
{
  if (!(offices->vacant_stock_m2[row] > 0) || offices->vacancy_age[row] == LW_VACANCY_AGE_UNKNOWN)
    return NAN;
  return offices->vacancy_age[row] == LW_VACANCY_AGE_C3 ? 1 : 0;
}

static LwProspects
judge_prospects (const LwOffices *offices, const LwAssessedOffice *assessed)
{
  if (!(offices->vacant_stock_m2[assessed->row] > 0))
    return LW_PROSPECTS_UNKNOWN;
  if (assessed->attractiveness >= GOOD_ATTRACTIVENESS)
    return LW_PROSPECTS_GOOD;
  if (assessed->attractiveness >= POOR_ATTRACTIVENESS)
    return LW_PROSPECTS_FAIR;
  if (isnan (assessed->structural_share))
    return LW_PROSPECTS_UNKNOWN;
  return assessed->structural_share >= POOR_STRUCTURAL_SHARE ? LW_PROSPECTS_POOR : LW_PROSPECTS_FAIR;
}

static void
compute_money (const LwAssessInput *input, LwAssessedOffice *assessed)
{
  const LwOffices *offices = input->offices;
  double m2 = offices->stock_m2[assessed->row];
  LwConversionInput terms;
  LwConversion result;

  assessed->dwellings = assessed->shortfall_per_dwelling_eur = NAN;
  if (!(m2 > 0))
    return;
  lw_finance_conversion_from_parameters (input->parameters, input->programme, m2, LW_MEASURE_DEFAULT_DELIVERY_YEARS,
                                         &terms);
  if (offices->monument[assessed->row] == LW_YES)
    terms.cost *= input->parameters->value[LW_PARAM_MONUMENT_FACTOR];
  lw_finance_convert (&terms, &result);
  assessed->dwellings = result.dwellings;
  assessed->shortfall_per_dwelling_eur = result.shortfall_per_dwelling;
}

static double
count_units (const LwAssessInput *input, guint row)
{
  LwConversionInput terms;
  LwConversion result;

  if (!(input->offices->stock_m2[row] > 0))
    return NAN;
  lw_finance_conversion_from_parameters (input->parameters, input->programme, input->offices->stock_m2[row],
                                         LW_MEASURE_DEFAULT_DELIVERY_YEARS, &terms);
  terms.unit_m2 = UNIT_M2;
  lw_finance_convert (&terms, &result);
  return result.dwellings;
}

static void
measure_daylight (const LwAssessInput *input, LwAssessedOffice *assessed)
{
  gint64 building = (gint64)input->offices->pand_id[assessed->row];
  const LwGeometry *outline
      = input->outlines != NULL && building != 0 ? g_hash_table_lookup (input->outlines, &building) : NULL;

  assessed->daylight = (LwDaylight){ NAN, NAN, NAN, NAN, NAN };
  if (outline != NULL)
    lw_daylight_measure (outline, LW_DAYLIGHT_REACH_M, &assessed->daylight);
}

/* What each office gives by itself; outlines take by far the most time. */
static void
fill_slice (guint slice, gpointer data)
{
  const Assessing *self = data;
  const LwAssessInput *input = self->input;
  guint end = MIN ((slice + 1) * ROWS_PER_SLICE, self->assessed->len);

  for (guint i = slice * ROWS_PER_SLICE; i < end; i++)
    {
      LwAssessedOffice *assessed = g_ptr_array_index (self->assessed, i);
      guint row = assessed->row;

      assessed->attractiveness = lw_run_attractiveness (input->offices, row, input->parameters, NULL);
      assessed->structural_share = find_structural_share (input->offices, row);
      assessed->prospects = judge_prospects (input->offices, assessed);
      compute_money (input, assessed);
      measure_daylight (input, assessed);
      self->facts[FACT_YEAR][row]
          = input->offices->date != LW_DATE_UNKNOWN ? lw_date_year (input->offices->date) : NAN;
      self->facts[FACT_DEPTH][row] = 2 * assessed->daylight.depth_m;
      self->facts[FACT_DAYLIGHT][row] = assessed->daylight.lit_share;
      self->facts[FACT_UNITS][row] = count_units (input, row);
    }
}

static LwBitset *
find_true (const Assessing *self, const char *text, gboolean denied, GCancellable *cancellable, GError **error)
{
  g_autofree char *whole = denied ? g_strdup_printf ("not (%s)", text) : g_strdup (text);
  g_autoptr (LwExpression) expression = lw_expression_parse (whole, fact_names, error);
  LwExpressionColumn columns[N_FACTS];

  if (expression == NULL)
    return NULL;
  for (guint i = 0; i < N_FACTS; i++)
    columns[i] = (LwExpressionColumn){ fact_names[i], self->facts[i] };
  return lw_expression_evaluate (expression, self->input->offices, columns, N_FACTS, cancellable, error);
}

static gboolean
answer (const Assessing *self, guint criterion, GCancellable *cancellable, GError **error)
{
  const char *derived = lw_criteria_set_get_criterion (self->input->set, criterion)->derived;
  g_autoptr (LwBitset) yes = NULL, no = NULL;

  if (derived == NULL)
    return TRUE;
  yes = find_true (self, derived, FALSE, cancellable, error);
  no = yes != NULL ? find_true (self, derived, TRUE, cancellable, error) : NULL;
  if (no == NULL)
    return FALSE;
  for (guint i = 0; i < self->assessed->len; i++)
    {
      LwAssessedOffice *assessed = g_ptr_array_index (self->assessed, i);

      if (lw_bitset_test (yes, assessed->row))
        assessed->answers[criterion] = LW_ANSWER_YES;
      else if (lw_bitset_test (no, assessed->row))
        assessed->answers[criterion] = LW_ANSWER_NO;
    }
  return TRUE;
}

/* Smaller first, unknown last. */
static int
compare_numbers (double a, double b)
{
  if (isnan (a) || isnan (b))
    return isnan (a) - isnan (b);
  return (a > b) - (a < b);
}

/* The order of domain model 6.9; what is equal stays in the order of the table. */
static int
compare_priority (gconstpointer a, gconstpointer b)
{
  const LwAssessedOffice *x = *(LwAssessedOffice *const *)a, *y = *(LwAssessedOffice *const *)b;
  int order = (y->assessment.number >= TRANSFORMABLE_CLASS) - (x->assessment.number >= TRANSFORMABLE_CLASS);

  if (order == 0)
    order = compare_numbers (-x->structural_share, -y->structural_share);
  if (order == 0)
    order = compare_numbers (x->attractiveness, y->attractiveness);
  if (order == 0)
    order = compare_numbers (x->shortfall_per_dwelling_eur, y->shortfall_per_dwelling_eur);
  return order != 0 ? order : (x->row > y->row) - (x->row < y->row);
}

static void
choose_rows (Assessing *self)
{
  guint n_criteria = lw_criteria_set_get_n_criteria (self->input->set);

  for (guint row = 0; row < self->input->offices->n; row++)
    if (self->input->rows == NULL || lw_bitset_test (self->input->rows, row))
      {
        LwAssessedOffice *assessed = g_new0 (LwAssessedOffice, 1);

        assessed->row = row;
        assessed->answers = g_new0 (LwAnswer, n_criteria);
        g_ptr_array_add (self->assessed, assessed);
      }
}

static gboolean
assess (Assessing *self, GCancellable *cancellable, GError **error)
{
  choose_rows (self);
  if (!lw_parallel_run ((self->assessed->len + ROWS_PER_SLICE - 1) / ROWS_PER_SLICE, 0, fill_slice, self, cancellable,
                        error))
    return FALSE;
  for (guint i = 0; i < lw_criteria_set_get_n_criteria (self->input->set); i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) || !answer (self, i, cancellable, error))
      return FALSE;
  for (guint i = 0; i < self->assessed->len; i++)
    {
      LwAssessedOffice *assessed = g_ptr_array_index (self->assessed, i);

      lw_assessment_compute (self->input->set, assessed->answers, NULL, &assessed->assessment);
    }
  g_ptr_array_sort (self->assessed, compare_priority);
  return TRUE;
}

/**
 * lw_assess_offices:
 * @input: what is assessed, and by what
 * @cancellable: (nullable): to stop early
 * @error: return location for an error, such as a condition of a criterion that cannot be evaluated
 *
 * Returns: (transfer full) (element-type LwAssessedOffice): the offices, those to look at first coming first; %NULL with
 *   an error
 */
GPtrArray *
lw_assess_offices (const LwAssessInput *input, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) assessed = g_ptr_array_new_with_free_func (assessed_free);
  Assessing self = { input, assessed, { NULL } };
  gboolean done;

  g_return_val_if_fail (input != NULL && input->offices != NULL && input->set != NULL, NULL);
  for (guint i = 0; i < N_FACTS; i++)
    {
      self.facts[i] = g_new (double, MAX (input->offices->n, 1));
      for (guint row = 0; row < input->offices->n; row++)
        self.facts[i][row] = NAN;
    }
  done = assess (&self, cancellable, error);
  for (guint i = 0; i < N_FACTS; i++)
    g_free (self.facts[i]);
  return done ? g_steal_pointer (&assessed) : NULL;
}

/** lw_prospects_get_token: the word for it in files; %NULL for unknown */
const char *
lw_prospects_get_token (LwProspects prospects)
{
  static const char *const tokens[] = { NULL, "poor", "fair", "good" };

  g_return_val_if_fail (prospects < G_N_ELEMENTS (tokens), NULL);
  return tokens[prospects];
}

/** lw_prospects_get_label: the word for it, translated */
const char *
lw_prospects_get_label (LwProspects prospects)
{
  static const char *const labels[] = { NC_ ("prospects", "unknown"), NC_ ("prospects", "poor"),
                                        NC_ ("prospects", "fair"), NC_ ("prospects", "good") };

  g_return_val_if_fail (prospects < G_N_ELEMENTS (labels), NULL);
  return g_dpgettext2 (GETTEXT_PACKAGE, "prospects", labels[prospects]);
}
