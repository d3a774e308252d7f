/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-proposal: see lw-proposal.h. */
#include "model/lw-proposal.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static const char *const tokens[LW_N_GOAL_MEASURES] = { "m2", "euro", "buildings" };

/** lw_goal_measure_get_token: the stable word for files and the command line */
const char *
lw_goal_measure_get_token (LwGoalMeasure by)
{
  g_return_val_if_fail ((guint)by < LW_N_GOAL_MEASURES, NULL);

  return tokens[by];
}

/** lw_goal_measure_from_token: reads the word that lw_goal_measure_get_token() gives; %FALSE when unknown */
gboolean
lw_goal_measure_from_token (const char *token, LwGoalMeasure *by)
{
  g_return_val_if_fail (by != NULL, FALSE);

  for (guint i = 0; i < LW_N_GOAL_MEASURES; i++)
    if (g_strcmp0 (tokens[i], token) == 0)
      {
        *by = (LwGoalMeasure)i;
        return TRUE;
      }
  return FALSE;
}

/** lw_proposal_free: frees @proposal, which may be %NULL */
void
lw_proposal_free (LwProposal *proposal)
{
  if (proposal == NULL)
    return;
  lw_scenario_free (proposal->scenario);
  g_free (proposal);
}

/** lw_proposal_get_measure: (returns: transfer none) (nullable) the measure that is proposed */
const LwMeasure *
lw_proposal_get_measure (const LwProposal *proposal)
{
  g_return_val_if_fail (proposal != NULL, NULL);

  guint n = proposal->scenario->measures->len;
  return proposal->n_offices > 0 && n > 0 ? g_ptr_array_index (proposal->scenario->measures, n - 1) : NULL;
}

static char *
format_rate (double rate)
{
  return isnan (rate) ? g_strdup (_ ("unknown")) : g_strdup_printf ("%.2f %%", 100 * rate);
}

/* Whether the goal is reached, in the terms in which it was asked. */
static void
explain_state (const LwProposal *self, GString *text)
{
  g_autofree char *norm = format_rate (self->norm), *before = format_rate (self->rate_before);
  g_autofree char *rate = format_rate (self->rate);
  gboolean expected = self->probability == 0.5;

  if (self->state == LW_PROPOSAL_NOT_NEEDED)
    g_string_append_printf (text, _ ("The norm of %s is reached on 1 January %d without more measures: %s."), norm,
                            self->year, before);
  else if (self->state == LW_PROPOSAL_REACHED)
    /* Translators: vacancy without the proposal, a year, vacancy with it, the norm. */
    g_string_append_printf (text, _ ("Vacancy on 1 January %d goes from %s to %s; the norm is %s."), self->year, before,
                            rate, norm);
  else if (expected)
    g_string_append_printf (
        text, _ ("The norm of %s cannot be reached on 1 January %d: with every candidate vacancy goes from %s to %s."),
        norm, self->year, before, rate);
  else
    /* Translators: a chance in percents, the norm, a year, a chance in percents, vacancy before and after. */
    g_string_append_printf (text,
                            _ ("A chance of %.0f %% of the norm of %s cannot be reached on 1 January %d: with every "
                               "candidate it is %.0f %%; expected vacancy goes from %s to %s."),
                            100 * self->probability, norm, self->year, 100 * self->chance, before, rate);
}

/* What is chosen, and what it takes. */
static void
explain_choice (const LwProposal *self, GString *text)
{
  if (self->n_offices == 0)
    return;
  g_string_append_c (text, '\n');
  g_string_append_printf (
      text,
      ngettext ("Transform %u office of %u candidates in %d: %'.0f m² vvo, of which %'.0f m² is in use; shortfall € %'.0f.",
                "Transform %u offices of %u candidates in %d: %'.0f m² vvo, of which %'.0f m² is in use; shortfall € %'.0f.",
                self->n_offices),
      self->n_offices, self->n_candidates, self->start_year, self->m2, self->displaced_m2, self->shortfall_eur);
  if (self->shortage_m2 >= 1)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text,
                              _ ("That is more than the expected demand allows: %'.0f m² of it finds no place on 1 "
                                 "January %d."),
                              self->shortage_m2, self->year);
    }
}

/**
 * lw_proposal_explain:
 * @proposal: a proposal
 *
 * Returns: (transfer full): what is proposed, what it does and what was assumed, a sentence a line
 */
char *
lw_proposal_explain (const LwProposal *proposal)
{
  g_return_val_if_fail (proposal != NULL, NULL);

  GString *text = g_string_new (NULL);

  explain_state (proposal, text);
  if (proposal->n_candidates == 0)
    g_string_append_printf (text, "\n%s", _ ("No office passes the filter, or measures are planned for all of them."));
  explain_choice (proposal, text);
  g_string_append_c (text, '\n');
  g_string_append_printf (
      text,
      ngettext ("In %u draw the norm is reached with a chance of %.0f %%; without the proposal %.0f %%.",
                "In %u draws the norm is reached with a chance of %.0f %%; without the proposal %.0f %%.",
                proposal->n_draws),
      proposal->n_draws, 100 * proposal->chance, 100 * proposal->chance_before);
  g_string_append_c (text, '\n');
  if (proposal->probability == 0.5)
    g_string_append (text, _ ("The goal was sought in the expected run: plans at their expected size, measures carried "
                              "out."));
  else
    g_string_append_printf (text,
                            _ ("The goal was sought with a chance of %.0f %%; the proposal itself is taken as carried "
                               "out."),
                            100 * proposal->probability);
  return g_string_free (text, FALSE);
}
