/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-explanation: see lw-explanation.h. */
#include "model/lw-explanation.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static const struct {
  const char *token;
  const char *label;
} terms[LW_N_YEAR_TERMS] = {
  { "returned", N_ ("back from temporary use") },
  { "planned", N_ ("withdrawn by measures") },
  { "autonomous", N_ ("withdrawn without a measure") },
  { "completed", N_ ("new offices") },
  { "released", N_ ("given up by users") },
  { "let", N_ ("let") },
  { "forced", N_ ("given up since demand shrank") },
  { "residue", N_ ("rounding") },
};

/** lw_office_state_get_vacancy: vacant m2 vvo of a state */
double
lw_office_state_get_vacancy (const double state[LW_N_OFFICE_STATE_COLUMNS])
{
  return state[LW_OFFICE_STATE_C0] + state[LW_OFFICE_STATE_C1] + state[LW_OFFICE_STATE_C2]
         + state[LW_OFFICE_STATE_C3];
}

/** lw_office_year_get_let: what is let of all cells */
double
lw_office_year_get_let (const LwOfficeYear *year)
{
  double sum = 0;

  for (guint k = 0; k < LW_N_EXPLAINED_CELLS; k++)
    sum += year->let[k];
  return sum;
}

/** lw_office_year_get_change: what @term does to the office; the terms add up to the change of its state */
void
lw_office_year_get_change (const LwOfficeYear *year, LwYearTerm term, LwYearChange *change)
{
  double let = lw_office_year_get_let (year);

  switch (term)
    {
    case LW_YEAR_RETURNED:
      *change = (LwYearChange){ year->returned, 0, year->returned };
      break;
    case LW_YEAR_PLANNED:
      *change = (LwYearChange){ -year->planned, -year->displaced, year->displaced - year->planned };
      break;
    case LW_YEAR_AUTONOMOUS:
      *change = (LwYearChange){ -year->autonomous, 0, -year->autonomous };
      break;
    case LW_YEAR_COMPLETED:
      *change = (LwYearChange){ year->completed, year->prelet, year->completed - year->prelet };
      break;
    case LW_YEAR_RELEASED:
      *change = (LwYearChange){ 0, -year->released, year->released };
      break;
    case LW_YEAR_LET:
      *change = (LwYearChange){ 0, let, -let };
      break;
    case LW_YEAR_FORCED:
      *change = (LwYearChange){ 0, -year->forced, year->forced };
      break;
    case LW_YEAR_RESIDUE:
    case LW_N_YEAR_TERMS:
    default:
      *change = (LwYearChange){ -year->residue[LW_OFFICE_STATE_STOCK], -year->residue[LW_OFFICE_STATE_OCCUPIED],
                                -lw_office_state_get_vacancy (year->residue) };
    }
}

/** lw_year_term_get_token: the stable name on the command line */
const char *
lw_year_term_get_token (LwYearTerm term)
{
  g_return_val_if_fail ((guint)term < LW_N_YEAR_TERMS, NULL);

  return terms[term].token;
}

/** lw_year_term_get_label: what it is called, in the user's language */
const char *
lw_year_term_get_label (LwYearTerm term)
{
  g_return_val_if_fail ((guint)term < LW_N_YEAR_TERMS, NULL);

  return _ (terms[term].label);
}

/** lw_office_explanation_new: (returns: transfer full) an explanation for its maker to fill */
LwOfficeExplanation *
lw_office_explanation_new (gint64 office, int year, const char *region)
{
  LwOfficeExplanation *explanation = g_new0 (LwOfficeExplanation, 1);

  explanation->office = office;
  explanation->year = year;
  explanation->region = g_strdup (region);
  explanation->measures = g_array_new (FALSE, TRUE, sizeof (LwMeasureShare));
  return explanation;
}

/** lw_office_explanation_free: frees @explanation, which may be %NULL */
void
lw_office_explanation_free (LwOfficeExplanation *explanation)
{
  if (explanation == NULL)
    return;
  g_free (explanation->region);
  g_array_unref (explanation->measures);
  g_free (explanation);
}

static void
free_part (gpointer data)
{
  LwTotalPart *part = data;

  g_free (part->plan);
  g_free (part);
}

/** lw_total_explanation_new: (returns: transfer full) an explanation for its maker to fill */
LwTotalExplanation *
lw_total_explanation_new (LwTrajectoryColumn column, int year)
{
  LwTotalExplanation *explanation = g_new0 (LwTotalExplanation, 1);

  explanation->column = column;
  explanation->year = year;
  explanation->parts = g_ptr_array_new_with_free_func (free_part);
  return explanation;
}

/** lw_total_explanation_add: adds the part of an office, or of the new building of @plan */
void
lw_total_explanation_add (LwTotalExplanation *explanation, gint64 office, const char *plan, double value)
{
  LwTotalPart *part = g_new (LwTotalPart, 1);

  *part = (LwTotalPart){ office, g_strdup (plan), value };
  g_ptr_array_add (explanation->parts, part);
}

static int
compare_parts (gconstpointer a, gconstpointer b)
{
  const LwTotalPart *p = *(LwTotalPart *const *)a, *q = *(LwTotalPart *const *)b;

  if (fabs (p->value) != fabs (q->value))
    return fabs (p->value) > fabs (q->value) ? -1 : 1;
  if (p->office != q->office)
    return p->office < q->office ? -1 : 1;
  return g_strcmp0 (p->plan, q->plan);
}

/** lw_total_explanation_sort: the largest part first */
void
lw_total_explanation_sort (LwTotalExplanation *explanation)
{
  g_ptr_array_sort (explanation->parts, compare_parts);
}

/** lw_total_explanation_free: frees @explanation, which may be %NULL */
void
lw_total_explanation_free (LwTotalExplanation *explanation)
{
  if (explanation == NULL)
    return;
  g_ptr_array_unref (explanation->parts);
  g_free (explanation);
}
