/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-run-rules: which offices each measure of a scenario is about: those that it names, or those that its rule finds in
 * the data as they are now. */
#include "analysis/lw-assess.h"
#include "analysis/lw-run-private.h"

#include "model/lw-error.h"
#include "model/lw-expression.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* What offices are put in order by: the lowest first. */
typedef struct {
  guint row;
  double key;
  gint64 id;
} Candidate;

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const Candidate *p = a, *q = b;

  if (p->key != q->key)
    return p->key < q->key ? -1 : 1;
  return p->id < q->id ? -1 : p->id > q->id;
}

/* What is not known comes last in every order. */
static double
key_of (const LwRunColumns *self, LwMeasureOrder order, guint row)
{
  const LwOffices *offices = self->input->offices;
  double key;

  switch (order)
    {
    case LW_MEASURE_ORDER_SMALLEST:
      key = self->stock[row];
      break;
    case LW_MEASURE_ORDER_MOST_VACANT:
      key = -offices->vacant_stock_m2[row];
      break;
    case LW_MEASURE_ORDER_LONGEST_VACANT:
      key = offices->vacant_since[row] != LW_DATE_UNKNOWN ? (double)offices->vacant_since[row] : NAN;
      break;
    case LW_MEASURE_ORDER_LEAST_ATTRACTIVE:
      key = self->attractiveness[row];
      break;
    case LW_MEASURE_ORDER_BEST_SCORE:
      key = -offices->score[row];
      break;
    case LW_MEASURE_ORDER_LARGEST:
    case LW_N_MEASURE_ORDERS:
    default:
      key = -self->stock[row];
      break;
    }
  return isnan (key) ? INFINITY : key;
}

static gboolean
uses_score (const LwMeasure *measure, const LwExpression *expression)
{
  return measure->rule_order == LW_MEASURE_ORDER_BEST_SCORE || lw_assess_is_used_by (expression);
}

/** lw_run_needs_scores: whether a measure of @scenario that counts chooses offices by their conversion potential, so that
 * the table has to be scored (lw_assess_score()) */
gboolean
lw_run_needs_scores (const LwScenario *scenario)
{
  g_return_val_if_fail (scenario != NULL, FALSE);

  for (guint m = 0; m < scenario->measures->len; m++)
    {
      const LwMeasure *measure = g_ptr_array_index (scenario->measures, m);
      g_autoptr (LwExpression) expression
          = measure->enabled && measure->rule != NULL ? lw_expression_parse (measure->rule, NULL, NULL) : NULL;

      if (expression != NULL && uses_score (measure, expression))
        return TRUE;
    }
  return FALSE;
}

static LwBitset *
evaluate_rule (const LwRunColumns *self, const LwMeasure *measure, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (LwExpression) expression = lw_expression_parse (measure->rule, NULL, &problem);
  g_autoptr (LwBitset) found = NULL;

  if (expression != NULL && uses_score (measure, expression) && !self->input->offices->scored)
    g_set_error_literal (&problem, LW_ERROR, LW_ERROR_ARGUMENT, _ ("the conversion potential is not known here"));
  else if (expression != NULL)
    found = lw_expression_evaluate (expression, self->input->offices, NULL, 0, NULL, &problem);
  if (found == NULL)
    /* Translators: the name of a scenario, then what is wrong with a rule in it. */
    g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT, _ ("scenario “%s”: the rule of a measure cannot be used: %s"),
                 self->input->scenario->name, problem->message);
  return g_steal_pointer (&found);
}

/* Whether a measure does what it says to the office of a row: it has its time between the base and the horizon, and
 * monuments are not demolished. */
static gboolean
takes_place (const LwRunColumns *self, const LwMeasure *measure, guint row)
{
  return lw_run_measure_is_within (self, measure)
         && !(measure->kind == LW_MEASURE_DEMOLISH && self->input->offices->monument[row] == LW_YES);
}

/* Offices that an earlier measure of the list takes away, or treats in the same way, are not taken again. */
static void
leave_out_taken (const LwRunColumns *self, guint measure, LwBitset *found)
{
  GPtrArray *measures = self->input->scenario->measures;
  const LwMeasure *own = g_ptr_array_index (measures, measure);

  for (guint m = 0; m < measure; m++)
    {
      const LwMeasure *earlier = g_ptr_array_index (measures, m);
      const GArray *rows = g_ptr_array_index (self->measure_rows, m);

      if (!earlier->enabled || !(lw_measure_withdraws (earlier) || earlier->kind == own->kind))
        continue;
      for (guint k = 0; k < rows->len; k++)
        if (takes_place (self, earlier, g_array_index (rows, guint, k)))
          lw_bitset_clear (found, g_array_index (rows, guint, k));
    }
}

static GArray *
list_candidates (const LwRunColumns *self, const LwMeasure *measure, const LwBitset *found)
{
  const LwOffices *offices = self->input->offices;
  GArray *list = g_array_new (FALSE, FALSE, sizeof (Candidate));
  guint row;

  for (row = lw_bitset_next (found, 0); row < offices->n; row = lw_bitset_next (found, row + 1))
    {
      Candidate candidate = { row, key_of (self, measure->rule_order, row), offices->id[row] };

      if (!self->counted[row] || !(self->stock[row] > 0)
          || (measure->kind == LW_MEASURE_DEMOLISH && offices->monument[row] == LW_YES))
        continue;
      g_array_append_val (list, candidate);
    }
  g_array_sort (list, compare_candidates);
  return list;
}

static gboolean
choose_by_rule (LwRunColumns *self, guint index, GArray *rows, GError **error)
{
  const LwMeasure *measure = g_ptr_array_index (self->input->scenario->measures, index);
  g_autoptr (LwBitset) found = evaluate_rule (self, measure, error);
  double reached = 0;

  if (found == NULL)
    return FALSE;
  leave_out_taken (self, index, found);
  g_autoptr (GArray) candidates = list_candidates (self, measure, found);
  for (guint k = 0; k < candidates->len; k++)
    {
      guint row = g_array_index (candidates, Candidate, k).row;

      if (!isnan (measure->rule_limit_m2) && reached >= measure->rule_limit_m2)
        break;
      reached += measure->share * self->stock[row];
      g_array_append_val (rows, row);
    }
  return TRUE;
}

static void
choose_named (LwRunColumns *self, const LwMeasure *measure, GArray *rows)
{
  for (guint k = 0; k < measure->offices->len; k++)
    {
      guint row = lw_offices_find_id (self->input->offices, g_array_index (measure->offices, gint64, k));

      if (row == LW_OFFICES_NONE)
        self->notes.missing_offices += measure->enabled;
      else if (self->counted[row])
        g_array_append_val (rows, row);
    }
}

/**
 * lw_run_columns_choose:
 * @self: columns of which the offices are filled in
 * @error: return location for %LW_ERROR_ARGUMENT, when a rule cannot be used
 *
 * Fills measure_rows: of each measure of the scenario, the rows that it is about. A rule takes the offices that it finds
 * and that take part, in its order, until its limit: the office in which the limit is reached is the last one. It leaves
 * out what an earlier measure of the list takes out of the stock or treats in the same way, and demolition leaves out
 * monuments. A measure that is switched off has no rows.
 */
gboolean
lw_run_columns_choose (LwRunColumns *self, GError **error)
{
  GPtrArray *measures = self->input->scenario->measures;

  for (guint m = 0; m < measures->len; m++)
    {
      const LwMeasure *measure = g_ptr_array_index (measures, m);
      GArray *rows = g_array_new (FALSE, FALSE, sizeof (guint));

      g_ptr_array_add (self->measure_rows, rows);
      if (!measure->enabled || lw_measure_kind_get_target (measure->kind) != LW_MEASURE_TARGET_OFFICES)
        continue;
      if (measure->rule == NULL)
        choose_named (self, measure, rows);
      else if (!choose_by_rule (self, m, rows, error))
        return FALSE;
    }
  return TRUE;
}
