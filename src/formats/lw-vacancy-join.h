/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-vacancy-join: lays a vacancy list beside the offices of a document: which row means which office, and
 * what is observed of each office on each date. Nothing is guessed: a row that may mean several offices says
 * so. */
#pragma once

#include "formats/lw-vacancy-list.h"
#include "model/lw-observations.h"
#include "model/lw-offices.h"
#include "model/lw-settings.h"

G_BEGIN_DECLS

/**
 * LwJoinState: what became of a row.
 * @LW_JOIN_BAG_ID: matched by identification
 * @LW_JOIN_ADDRESS: matched by postcode, house number, letter and suffix
 * @LW_JOIN_WITHOUT_SUFFIX: matched by postcode and house number, the only office there
 * @LW_JOIN_CHOSEN: somebody chose the office
 * @LW_JOIN_POSITION: matched by position: the only office within the tolerance
 * @LW_JOIN_NEW: no such office yet, and the caller adds it
 * @LW_JOIN_UNMATCHED: no such office
 * @LW_JOIN_AMBIGUOUS: several offices fit
 * @LW_JOIN_LEFT_OUT: somebody left the row out
 * @LW_JOIN_DUPLICATE: means an office that an earlier row has described for the same date
 * @LW_JOIN_REJECTED: the row names no office
 */
typedef enum {
  LW_JOIN_BAG_ID,
  LW_JOIN_ADDRESS,
  LW_JOIN_WITHOUT_SUFFIX,
  LW_JOIN_CHOSEN,
  LW_JOIN_POSITION,
  LW_JOIN_NEW,
  LW_JOIN_UNMATCHED,
  LW_JOIN_AMBIGUOUS,
  LW_JOIN_LEFT_OUT,
  LW_JOIN_DUPLICATE,
  LW_JOIN_REJECTED,
  LW_N_JOIN_STATES,
} LwJoinState;

/**
 * LwUnlisted: what becomes of offices that the list does not name. It holds for the municipalities in which
 * the list matched at least one office, and for the list's latest reference date.
 * @LW_UNLISTED_UNKNOWN: their vacancy is unknown from that date on
 * @LW_UNLISTED_OCCUPIED: they are taken as occupied, and marked so
 * @LW_UNLISTED_KEEP: an earlier observation goes on; for a list that only adds to another
 */
typedef enum {
  LW_UNLISTED_UNKNOWN,
  LW_UNLISTED_OCCUPIED,
  LW_UNLISTED_KEEP,
} LwUnlisted;

/**
 * LwJoinOptions:
 * @unlisted: what becomes of offices that the list does not name
 * @settings: how areas of different measures convert
 * @tolerance_m: metres within which a position may mean an office, of a row that gives neither identification nor
 *   address; 0 never matches by position
 * @side_addresses: (nullable) (element-type LwSideAddress): addresses of offices beside their own
 * @adds_new: rows that mean no office of the document become new offices
 * @choices: (nullable) (element-type gint64 gint64): the office that a row means, by the line on which it begins; 0 leaves
 *   the row out
 */
typedef struct {
  LwUnlisted unlisted;
  LwSettings settings;
  double tolerance_m;
  GPtrArray *side_addresses;
  gboolean adds_new;
  GHashTable *choices;
} LwJoinOptions;

/** LW_JOIN_DEFAULT_TOLERANCE_M: positions of the BAG and those of lists are both points in or at a building */
#define LW_JOIN_DEFAULT_TOLERANCE_M 25.0

/** LW_JOIN_MAX_TOLERANCE_M: farther away than this no position means an office */
#define LW_JOIN_MAX_TOLERANCE_M 1000.0

/** LwJoinCandidate: an office that a row may mean that is ambiguous, or was until somebody chose; a row has several, one
 * after another */
typedef struct {
  guint row;
  guint office;
} LwJoinCandidate;

/**
 * LwVacancyJoin:
 * @n: number of rows of the list
 * @state: LwJoinState of each row
 * @office: the office that each row means, a row of the table of offices, or %LW_OFFICES_NONE
 * @counts: rows in each state
 * @candidates: (element-type LwJoinCandidate): of the rows that are or were ambiguous, in order
 * @observations: (element-type LwObservations): what is observed, one record a date and source
 * @scope: codes of the municipalities in which the list matched an office ("GM0344"), sorted
 * @n_assumed: offices taken as occupied because the list does not name them
 */
typedef struct {
  guint n;
  guint8 *state;
  guint *office;
  guint counts[LW_N_JOIN_STATES];
  GArray *candidates;
  GPtrArray *observations;
  GPtrArray *scope;
  guint n_assumed;
} LwVacancyJoin;

LwVacancyJoin *lw_vacancy_join_new (const LwVacancyList *list,
                                    LwOffices *offices,
                                    const LwJoinOptions *options,
                                    LwImportReport *report,
                                    GCancellable *cancellable,
                                    GError **error);
void lw_vacancy_join_free (LwVacancyJoin *join);
guint lw_vacancy_join_count_matched (const LwVacancyJoin *join);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwVacancyJoin, lw_vacancy_join_free)

G_END_DECLS
