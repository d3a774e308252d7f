/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-programme: see lw-programme.h. */
#include "model/lw-programme.h"

#include <math.h>

static const char *const party_kinds[LW_N_PARTY_KINDS] = {
  "municipality", "province", "state", "investor", "developer", "bank", "user", "other",
};

static const char *const action_states[LW_N_ACTION_STATES] = { "planned", "running", "done", "dropped" };

static void
free_party (gpointer data)
{
  LwParty *party = data;

  g_free (party->uid);
  g_free (party->name);
  g_free (party);
}

static void
free_action (gpointer data)
{
  LwAction *action = data;

  g_free (action->uid);
  g_free (action->party);
  g_free (action->title);
  g_free (action->unit);
  g_free (action->note);
  g_free (action);
}

static void
free_agreement (gpointer data)
{
  LwAgreement *agreement = data;

  g_free (agreement->uid);
  g_free (agreement->municipality_code);
  g_free (agreement);
}

static void
free_review (gpointer data)
{
  LwReview *review = data;

  g_free (review->uid);
  g_free (review->note);
  g_free (review);
}

static char *
uid_or_new (const char *uid)
{
  return uid ? g_strdup (uid) : g_uuid_string_random ();
}

/**
 * lw_programme_new:
 *
 * Returns: (transfer full): a programme without parties
 */
LwProgramme *
lw_programme_new (void)
{
  LwProgramme *self = g_new0 (LwProgramme, 1);

  self->parties = g_ptr_array_new_with_free_func (free_party);
  self->actions = g_ptr_array_new_with_free_func (free_action);
  self->agreements = g_ptr_array_new_with_free_func (free_agreement);
  self->reviews = g_ptr_array_new_with_free_func (free_review);
  return self;
}

void
lw_programme_free (LwProgramme *programme)
{
  g_return_if_fail (programme != NULL);
  g_ptr_array_unref (programme->parties);
  g_ptr_array_unref (programme->actions);
  g_ptr_array_unref (programme->agreements);
  g_ptr_array_unref (programme->reviews);
  g_free (programme);
}

/**
 * lw_programme_add_party:
 * @uid: (nullable): its identity; %NULL for a new one
 *
 * Returns: (transfer none): the party
 */
LwParty *
lw_programme_add_party (LwProgramme *programme, const char *uid, const char *name, LwPartyKind kind)
{
  LwParty *party = g_new0 (LwParty, 1);

  party->uid = uid_or_new (uid);
  party->name = g_strdup (name);
  party->kind = kind;
  g_ptr_array_add (programme->parties, party);
  return party;
}

/**
 * lw_programme_add_action:
 * @uid: (nullable): its identity; %NULL for a new one
 * @party: uid of the party that does it
 * @pillar: 1, 2 or 3
 * @title: what is done
 *
 * Returns: (transfer none): the action, planned, with target and dates unknown
 */
LwAction *
lw_programme_add_action (LwProgramme *programme, const char *uid, const char *party, int pillar, const char *title)
{
  LwAction *action = g_new0 (LwAction, 1);

  action->uid = uid_or_new (uid);
  action->party = g_strdup (party);
  action->pillar = pillar;
  action->title = g_strdup (title);
  action->target = action->progress = NAN;
  action->unit = g_strdup ("");
  action->start = action->due = LW_DATE_UNKNOWN;
  action->note = g_strdup ("");
  g_ptr_array_add (programme->actions, action);
  return action;
}

/**
 * lw_programme_add_agreement:
 * @uid: (nullable): its identity; %NULL for a new one
 *
 * Returns: (transfer none): the agreement, with nothing agreed yet
 */
LwAgreement *
lw_programme_add_agreement (LwProgramme *programme, const char *uid, const char *municipality_code, int target_year)
{
  LwAgreement *agreement = g_new0 (LwAgreement, 1);

  agreement->uid = uid_or_new (uid);
  agreement->municipality_code = g_strdup (municipality_code);
  agreement->target_year = target_year;
  agreement->min_withdrawal_m2 = agreement->max_new_build_m2 = agreement->plans_to_scrap_m2 = NAN;
  g_ptr_array_add (programme->agreements, agreement);
  return agreement;
}

/**
 * lw_programme_add_review:
 * @uid: (nullable): its identity; %NULL for a new one
 *
 * Returns: (transfer none): the review, of an unknown period
 */
LwReview *
lw_programme_add_review (LwProgramme *programme, const char *uid, LwDate date)
{
  LwReview *review = g_new0 (LwReview, 1);

  review->uid = uid_or_new (uid);
  review->date = date;
  review->from = review->to = LW_DATE_UNKNOWN;
  review->note = g_strdup ("");
  g_ptr_array_add (programme->reviews, review);
  return review;
}

static int
find_token (const char *const *tokens, guint n, const char *token)
{
  for (guint i = 0; token != NULL && i < n; i++)
    if (g_strcmp0 (tokens[i], token) == 0)
      return (int) i;
  return -1;
}

/** lw_party_kind_get_token: how @kind is written in files */
const char *
lw_party_kind_get_token (LwPartyKind kind)
{
  g_return_val_if_fail (kind < LW_N_PARTY_KINDS, "");
  return party_kinds[kind];
}

/** lw_party_kind_from_token: reads what files hold; %FALSE for a word that is no kind */
gboolean
lw_party_kind_from_token (const char *token, LwPartyKind *kind)
{
  int found = find_token (party_kinds, LW_N_PARTY_KINDS, token);

  if (found >= 0)
    *kind = (LwPartyKind) found;
  return found >= 0;
}

/** lw_action_state_get_token: how @state is written in files */
const char *
lw_action_state_get_token (LwActionState state)
{
  g_return_val_if_fail (state < LW_N_ACTION_STATES, "");
  return action_states[state];
}

/** lw_action_state_from_token: reads what files hold; %FALSE for a word that is no state */
gboolean
lw_action_state_from_token (const char *token, LwActionState *state)
{
  int found = find_token (action_states, LW_N_ACTION_STATES, token);

  if (found >= 0)
    *state = (LwActionState) found;
  return found >= 0;
}
