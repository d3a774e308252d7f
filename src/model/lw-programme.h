/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-programme: who agreed to do what (domain model 1.2-1.4): the parties of the action programme, their actions under
 * its three pillars, agreements with municipalities, and the half-yearly reviews. Plain values with public fields. */
#pragma once

#include "model/lw-date.h"

G_BEGIN_DECLS

/** LwPartyKind: what kind of party */
typedef enum {
  LW_PARTY_MUNICIPALITY,
  LW_PARTY_PROVINCE,
  LW_PARTY_STATE,
  LW_PARTY_INVESTOR,
  LW_PARTY_DEVELOPER,
  LW_PARTY_BANK,
  LW_PARTY_USER,
  LW_PARTY_OTHER,
  LW_N_PARTY_KINDS,
} LwPartyKind;

/** LwActionState: how far an action is */
typedef enum {
  LW_ACTION_PLANNED,
  LW_ACTION_RUNNING,
  LW_ACTION_DONE,
  LW_ACTION_DROPPED,
  LW_N_ACTION_STATES,
} LwActionState;

/**
 * LwParty:
 * @uid: identity, stable over copies of the document
 * @name: never %NULL
 * @kind: what kind of party
 */
typedef struct {
  char *uid;
  char *name;
  LwPartyKind kind;
} LwParty;

/**
 * LwAction:
 * @uid: identity, stable over copies of the document
 * @party: uid of the party that does it
 * @pillar: 1 redevelopment, transformation and demolition; 2 a healthy office market in the long run; 3 regional
 *   planning, programming and coordination
 * @title: what is done, never %NULL
 * @target: how much is to be reached, in @unit; NaN where nothing is counted
 * @unit: of @target and @progress ("m2", "dwellings"), never %NULL
 * @start: begin, or %LW_DATE_UNKNOWN
 * @due: end, or %LW_DATE_UNKNOWN
 * @state: how far it is
 * @progress: reached so far, in @unit; NaN where unknown
 * @note: free text, never %NULL
 */
typedef struct {
  char *uid;
  char *party;
  int pillar;
  char *title;
  double target;
  char *unit;
  LwDate start;
  LwDate due;
  LwActionState state;
  double progress;
  char *note;
} LwAction;

/**
 * LwAgreement: what a municipality agreed to (domain model 1.3).
 * @uid: identity, stable over copies of the document
 * @municipality_code: as GM0344
 * @target_year: the year by which
 * @min_withdrawal_m2: at least this much stock withdrawn, m² vvo; NaN where not agreed
 * @max_new_build_m2: at most this much built, m² vvo; NaN where not agreed
 * @plans_to_scrap_m2: plan capacity to scrap, m² bvo; NaN where not agreed
 * @state: how far it is
 */
typedef struct {
  char *uid;
  char *municipality_code;
  int target_year;
  double min_withdrawal_m2;
  double max_new_build_m2;
  double plans_to_scrap_m2;
  LwActionState state;
} LwAgreement;

/**
 * LwReview: a half-yearly review with all parties.
 * @uid: identity, stable over copies of the document
 * @date: when it was held or is to be held
 * @from: begin of the period reviewed
 * @to: end of the period reviewed
 * @note: what was concluded, never %NULL
 */
typedef struct {
  char *uid;
  LwDate date;
  LwDate from;
  LwDate to;
  char *note;
} LwReview;

/**
 * LwProgramme:
 * @parties: (element-type LwParty)
 * @actions: (element-type LwAction)
 * @agreements: (element-type LwAgreement)
 * @reviews: (element-type LwReview)
 */
typedef struct {
  GPtrArray *parties;
  GPtrArray *actions;
  GPtrArray *agreements;
  GPtrArray *reviews;
} LwProgramme;

LwProgramme *lw_programme_new (void);
void lw_programme_free (LwProgramme *programme);
LwParty *lw_programme_add_party (LwProgramme *programme, const char *uid, const char *name, LwPartyKind kind);
LwAction *lw_programme_add_action (LwProgramme *programme, const char *uid, const char *party, int pillar,
                                   const char *title);
LwAgreement *lw_programme_add_agreement (LwProgramme *programme, const char *uid, const char *municipality_code,
                                         int target_year);
LwReview *lw_programme_add_review (LwProgramme *programme, const char *uid, LwDate date);

const char *lw_party_kind_get_token (LwPartyKind kind);
gboolean lw_party_kind_from_token (const char *token, LwPartyKind *kind);
const char *lw_action_state_get_token (LwActionState state);
gboolean lw_action_state_from_token (const char *token, LwActionState *state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwProgramme, lw_programme_free)

G_END_DECLS
