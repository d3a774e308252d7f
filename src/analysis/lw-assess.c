/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-assess: see lw-assess.h. A criterion is answered for all offices at once: its condition is evaluated over
 * columns, then what people answered takes its place, and sums are made criterion by criterion. */
#include "analysis/lw-assess.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>

#include "analysis/lw-run.h"
#include "model/lw-offices-builder.h"
#include "model/lw-parallel.h"
#include "scenario/lw-finance.h"

/* Units by which criterion B5 counts, in m2 GO. */
#define UNIT_M2 50.0
/* Domain model 6.9. */
#define POOR_STRUCTURAL_SHARE 0.5
#define POOR_ATTRACTIVENESS 0.35
#define GOOD_ATTRACTIVENESS 0.6
#define ROWS_PER_SLICE 2048

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
  const LwCriteriaSet *set;
  LwAssessed *assessed;
  double *facts[N_FACTS]; /* by row of the table; NULL where no criterion asks for it */
  double *answered;       /* sum of weights by place in assessed */
  guint8 *truths;         /* of one criterion, by row of the table */
} Assessing;

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
  lw_finance_conversion_from_parameters (&input->basis->parameters, input->programme, m2, LW_MEASURE_DEFAULT_DELIVERY_YEARS,
                                         &terms);
  if (offices->monument[assessed->row] == LW_YES)
    terms.cost *= input->basis->parameters.value[LW_PARAM_MONUMENT_FACTOR];
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
  lw_finance_conversion_from_parameters (&input->basis->parameters, input->programme, input->offices->stock_m2[row],
                                         LW_MEASURE_DEFAULT_DELIVERY_YEARS, &terms);
  terms.unit_m2 = UNIT_M2;
  lw_finance_convert (&terms, &result);
  return result.dwellings;
}

static void
copy_daylight (const LwAssessInput *input, LwAssessedOffice *assessed)
{
  const LwDaylight *daylight
      = lw_assess_basis_get_daylight (input->basis, input->offices->pand_id[assessed->row]);

  assessed->daylight = daylight != NULL ? *daylight : (LwDaylight){ NAN, NAN, NAN, NAN, NAN };
}

static void
set_fact (const Assessing *self, guint fact, guint row, double value)
{
  if (self->facts[fact] != NULL)
    self->facts[fact][row] = value;
}

/* What each office gives by itself. */
static void
fill_slice (guint slice, gpointer data)
{
  const Assessing *self = data;
  const LwAssessInput *input = self->input;
  guint end = MIN ((slice + 1) * ROWS_PER_SLICE, self->assessed->n);
  double year = input->offices->date != LW_DATE_UNKNOWN ? lw_date_year (input->offices->date) : NAN;

  for (guint i = slice * ROWS_PER_SLICE; i < end; i++)
    {
      LwAssessedOffice *assessed = &self->assessed->offices[i];
      guint row = assessed->row;

      assessed->attractiveness = lw_run_attractiveness (input->offices, row, &input->basis->parameters, NULL);
      assessed->structural_share = find_structural_share (input->offices, row);
      assessed->prospects = judge_prospects (input->offices, assessed);
      compute_money (input, assessed);
      copy_daylight (input, assessed);
      set_fact (self, FACT_YEAR, row, year);
      set_fact (self, FACT_DEPTH, row, 2 * assessed->daylight.depth_m);
      set_fact (self, FACT_DAYLIGHT, row, assessed->daylight.lit_share);
      if (self->facts[FACT_UNITS] != NULL)
        self->facts[FACT_UNITS][row] = count_units (input, row);
    }
}

/* One criterion of all offices at once: what the data derive, where they can. */
static gboolean
derive (Assessing *self, guint criterion, GCancellable *cancellable, GError **error)
{
  const char *derived = lw_criteria_set_get_criterion (self->set, criterion)->derived;
  g_autoptr (LwExpression) expression = NULL;
  LwExpressionColumn columns[N_FACTS];
  guint n_columns = 0;

  if (derived == NULL)
    return TRUE;
  expression = lw_expression_parse (derived, fact_names, error);
  if (expression == NULL)
    return FALSE;
  for (guint i = 0; i < N_FACTS; i++)
    if (self->facts[i] != NULL)
      columns[n_columns++] = (LwExpressionColumn){ fact_names[i], self->facts[i] };
  if (!lw_expression_evaluate_truths (expression, self->input->offices, columns, n_columns, self->truths, cancellable,
                                      error))
    return FALSE;
  for (guint i = 0; i < self->assessed->n; i++)
    {
      static const guint8 answers[] = { [LW_TRUTH_FALSE] = LW_ANSWER_NO,
                                        [LW_TRUTH_UNKNOWN] = LW_ANSWER_UNKNOWN,
                                        [LW_TRUTH_TRUE] = LW_ANSWER_YES };
      LwAssessedOffice *assessed = &self->assessed->offices[i];

      assessed->answers[criterion] = answers[self->truths[assessed->row]];
    }
  return TRUE;
}

/* Puts what people answered in the place of what the data derive. */
static void
put_given (Assessing *self)
{
  const LwOffices *offices = self->input->offices;
  guint n_criteria = lw_criteria_set_get_n_criteria (self->set);
  g_autofree guint32 *places = self->input->basis->given->len > 0 ? g_new0 (guint32, offices->n) : NULL;

  for (guint i = 0; places != NULL && i < self->assessed->n; i++)
    places[self->assessed->offices[i].row] = i + 1;
  for (guint i = 0; i < self->input->basis->given->len; i++)
    {
      const LwGivenAnswer *given = g_ptr_array_index (self->input->basis->given, i);
      guint row = lw_offices_find_id (offices, given->office);
      int criterion = lw_criteria_set_find (self->set, given->criterion);
      LwAssessedOffice *assessed;

      if (row == LW_OFFICES_NONE || places[row] == 0 || criterion < 0)
        continue;
      assessed = &self->assessed->offices[places[row] - 1];
      if (assessed->given == NULL)
        assessed->given = g_new0 (const LwGivenAnswer *, n_criteria);
      assessed->given[criterion] = given;
      assessed->answers[criterion] = (guint8) given->answer;
    }
}

/* Adds up one criterion of all offices. */
static void
add_up (Assessing *self, guint criterion)
{
  const LwCriterion *asked = lw_criteria_set_get_criterion (self->set, criterion);

  if (asked->derived == NULL && self->input->basis->given->len == 0)
    return;
  for (guint i = 0; i < self->assessed->n; i++)
    {
      LwAssessedOffice *assessed = &self->assessed->offices[i];
      guint8 answer = assessed->answers[criterion];

      self->answered[i] += answer != LW_ANSWER_UNKNOWN ? asked->weight : 0;
      assessed->assessment.score += answer == LW_ANSWER_YES ? asked->weight : 0;
      assessed->assessment.n_blocking += asked->is_veto && lw_assess_blocks (self->set, assessed, criterion);
    }
}

/* Smaller first, unknown last. */
static int
compare_numbers (double a, double b)
{
  if (isnan (a) || isnan (b))
    return isnan (a) - isnan (b);
  return (a > b) - (a < b);
}

/* What the order of one office follows, close together. */
typedef struct {
  gboolean transformable;
  double share, attractiveness, shortfall;
  guint place;
} Rank;

/* The order of domain model 6.9; what a veto stops is not transformable, and what is equal stays in the order of the
 * table. */
static int
compare_ranks (gconstpointer a, gconstpointer b)
{
  const Rank *x = a, *y = b;
  int order = y->transformable - x->transformable;

  if (order == 0)
    order = compare_numbers (-x->share, -y->share);
  if (order == 0)
    order = compare_numbers (x->attractiveness, y->attractiveness);
  if (order == 0)
    order = compare_numbers (x->shortfall, y->shortfall);
  return order != 0 ? order : (x->place > y->place) - (x->place < y->place);
}

static void
put_in_order (LwAssessed *assessed)
{
  g_autofree Rank *ranks = g_new (Rank, MAX (assessed->n, 1));
  LwAssessedOffice *sorted = g_new (LwAssessedOffice, MAX (assessed->n, 1));

  for (guint i = 0; i < assessed->n; i++)
    {
      const LwAssessedOffice *office = &assessed->offices[i];

      ranks[i] = (Rank){ office->assessment.number >= LW_ASSESS_TRANSFORMABLE_CLASS
                             && office->assessment.n_blocking == 0,
                         office->structural_share, office->attractiveness, office->shortfall_per_dwelling_eur, i };
    }
  qsort (ranks, assessed->n, sizeof *ranks, compare_ranks);
  for (guint i = 0; i < assessed->n; i++)
    sorted[i] = assessed->offices[ranks[i].place];
  g_free (assessed->offices);
  assessed->offices = sorted;
}

static void
choose_rows (Assessing *self)
{
  const LwAssessInput *input = self->input;
  gsize n_criteria = lw_criteria_set_get_n_criteria (self->set);
  guint n = input->rows != NULL ? lw_bitset_count (input->rows) : input->offices->n;
  guint at = 0;

  self->assessed->n = n;
  self->assessed->offices = g_new0 (LwAssessedOffice, MAX (n, 1));
  self->assessed->answers = g_new0 (guint8, MAX (n * n_criteria, 1));
  self->answered = g_new0 (double, MAX (n, 1));
  self->truths = g_new0 (guint8, MAX (input->offices->n, 1));
  for (guint row = 0; row < input->offices->n; row++)
    if (input->rows == NULL || lw_bitset_test (input->rows, row))
      {
        self->assessed->offices[at].row = row;
        self->assessed->offices[at].answers = self->assessed->answers + at * n_criteria;
        at++;
      }
}

/* Makes room for the facts that a criterion asks for. */
static gboolean
choose_facts (Assessing *self, GError **error)
{
  guint n = self->input->offices->n;

  for (guint c = 0; c < lw_criteria_set_get_n_criteria (self->set); c++)
    {
      const char *derived = lw_criteria_set_get_criterion (self->set, c)->derived;
      g_autoptr (LwExpression) expression = derived != NULL ? lw_expression_parse (derived, fact_names, error) : NULL;

      if (derived == NULL)
        continue;
      if (expression == NULL)
        return FALSE;
      for (guint i = 0; i < N_FACTS; i++)
        if (self->facts[i] == NULL && lw_expression_uses (expression, fact_names[i]))
          {
            self->facts[i] = g_new (double, MAX (n, 1));
            for (guint row = 0; row < n; row++)
              self->facts[i][row] = NAN;
          }
    }
  return TRUE;
}

static gboolean
assess (Assessing *self, GCancellable *cancellable, GError **error)
{
  guint n_criteria = lw_criteria_set_get_n_criteria (self->set);

  choose_rows (self);
  if (!choose_facts (self, error)
      || !lw_parallel_run ((self->assessed->n + ROWS_PER_SLICE - 1) / ROWS_PER_SLICE, 0, fill_slice, self, cancellable,
                           error))
    return FALSE;
  for (guint i = 0; i < n_criteria; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) || !derive (self, i, cancellable, error))
      return FALSE;
  put_given (self);
  for (guint i = 0; i < n_criteria; i++)
    add_up (self, i);
  for (guint i = 0; i < self->assessed->n; i++)
    lw_assessment_conclude (self->set, self->answered[i], &self->assessed->offices[i].assessment);
  put_in_order (self->assessed);
  return TRUE;
}

/** lw_assessed_free: frees what lw_assess_offices() gave */
void
lw_assessed_free (LwAssessed *assessed)
{
  for (guint i = 0; i < assessed->n; i++)
    g_free (assessed->offices[i].given);
  g_free (assessed->offices);
  g_free (assessed->answers);
  g_free (assessed);
}

/**
 * lw_assess_offices:
 * @input: what is assessed, and by what
 * @cancellable: (nullable): to stop early
 * @error: return location for an error, such as a condition of a criterion that cannot be evaluated
 *
 * Returns: (transfer full): the offices, those to look at first coming first; %NULL with an error
 */
LwAssessed *
lw_assess_offices (const LwAssessInput *input, GCancellable *cancellable, GError **error)
{
  g_autoptr (LwAssessed) assessed = g_new0 (LwAssessed, 1);
  Assessing self = { .input = input, .assessed = assessed };
  gboolean done;

  g_return_val_if_fail (input != NULL && input->offices != NULL && input->basis != NULL, NULL);
  self.set = input->basis->set;
  done = assess (&self, cancellable, error);
  for (guint i = 0; i < N_FACTS; i++)
    g_free (self.facts[i]);
  g_free (self.answered);
  g_free (self.truths);
  return done ? g_steal_pointer (&assessed) : NULL;
}

/**
 * lw_assess_score:
 * @offices: a table
 * @basis: by what it is assessed
 * @cancellable: (nullable): to stop early
 * @error: return location for an error
 *
 * Returns: (transfer full): a table that shares the other columns and knows the score of each office, its class, whether
 *   a veto stops it, and its place in the order of who looks for offices to convert to homes at a mid rent
 */
LwOffices *
lw_assess_score (LwOffices *offices, const LwAssessBasis *basis, GCancellable *cancellable, GError **error)
{
  const LwAssessInput input = { offices, NULL, basis, LW_HOUSING_MID_RENT };
  g_autoptr (LwAssessed) assessed = lw_assess_offices (&input, cancellable, error);
  g_autoptr (LwOfficesBuilder) builder = NULL;
  double *score, *number, *priority;
  guint8 *veto;
  guint rank = 0;

  if (assessed == NULL)
    return NULL;
  builder = lw_offices_builder_new_from (offices);
  score = lw_offices_builder_cells (builder, LW_OFFICE_SCORE);
  number = lw_offices_builder_cells (builder, LW_OFFICE_POTENTIAL_CLASS);
  priority = lw_offices_builder_cells (builder, LW_OFFICE_PRIORITY);
  veto = lw_offices_builder_cells (builder, LW_OFFICE_VETO);
  for (guint i = 0; i < assessed->n; i++)
    {
      const LwAssessedOffice *office = &assessed->offices[i];
      gboolean counts = !(offices->remarks[office->row] & LW_REMARK_NOT_COUNTED);

      score[office->row] = office->assessment.normalised;
      number[office->row] = office->assessment.number > 0 ? office->assessment.number : NAN;
      veto[office->row] = office->assessment.n_blocking > 0 ? LW_YES : LW_NO;
      priority[office->row] = counts ? ++rank : NAN;
    }
  lw_offices_builder_set_scored (builder, TRUE);
  return lw_offices_builder_end (builder);
}

/** lw_assess_is_used_by: whether an expression asks for a column that lw_assess_score() fills in */
gboolean
lw_assess_is_used_by (const LwExpression *expression)
{
  static const LwOfficeColumn columns[]
      = { LW_OFFICE_SCORE, LW_OFFICE_POTENTIAL_CLASS, LW_OFFICE_VETO, LW_OFFICE_PRIORITY };

  for (guint i = 0; expression != NULL && i < G_N_ELEMENTS (columns); i++)
    if (lw_expression_uses (expression, lw_office_column_name (columns[i])))
      return TRUE;
  return FALSE;
}

/** lw_assess_is_overridden: whether people say that a veto does not stop the conversion */
gboolean
lw_assess_is_overridden (const LwAssessedOffice *office, guint criterion)
{
  return office->given != NULL && office->given[criterion] != NULL && office->given[criterion]->overridden;
}

/** lw_assess_blocks: whether a criterion stops the conversion of the office */
gboolean
lw_assess_blocks (const LwCriteriaSet *set, const LwAssessedOffice *office, guint criterion)
{
  return office->answers[criterion] == LW_ANSWER_NO && lw_criteria_set_get_criterion (set, criterion)->is_veto
         && !lw_assess_is_overridden (office, criterion);
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
