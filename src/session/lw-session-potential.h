/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-session-potential: the conversion potential of one office as people see it, what they answer, and the sets of
 * criteria of the document. Every change is one edit in the document, with undo. */
#pragma once

#include "model/lw-answer.h"
#include "model/lw-criteria-set.h"
#include "session/lw-session.h"

G_BEGIN_DECLS

/**
 * LwPotentialAnswer: one criterion of an office.
 * @answer: what counts: what people answered, else what the data derive
 * @derived: what the data derive, whatever people answered
 * @given: (nullable): what people answered
 * @blocks: it is a veto that stops the conversion
 */
typedef struct {
  LwAnswer answer;
  LwAnswer derived;
  LwGivenAnswer *given;
  gboolean blocks;
} LwPotentialAnswer;

/**
 * LwOfficePotential:
 * @set: the criteria
 * @answers: (array): one a criterion of @set
 * @score: points of true statements
 * @normalised: the points that full answers would have at the same rate; NAN without any answer
 * @completeness: part of the weight that is answered, 0 to 1
 * @number: the class, from 1; 0 when too little is answered
 * @n_blocking: vetoes that stop the conversion
 */
typedef struct {
  LwCriteriaSet *set;
  LwPotentialAnswer *answers;
  double score;
  double normalised;
  double completeness;
  guint number;
  guint n_blocking;
} LwOfficePotential;

LwOfficePotential *lw_session_read_potential (LwSession *session, gint64 office, GError **error);
void lw_office_potential_free (LwOfficePotential *potential);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwOfficePotential, lw_office_potential_free)

gboolean lw_session_can_answer (LwSession *session);
gboolean lw_session_answer (LwSession *session, const LwGivenAnswer *given, GError **error);
void lw_session_withdraw_answer (LwSession *session, gint64 office, const char *set, const char *criterion);
void lw_session_want_scores (LwSession *session);

/**
 * LwSessionCriteria: a set that the document can judge by
 * @id: its id
 * @title: its name
 * @definition: the text of its key file
 * @own: it is one of the document, and can be changed
 * @used: the document judges by it
 */
typedef struct {
  char *id;
  char *title;
  char *definition;
  gboolean own;
  gboolean used;
} LwSessionCriteria;

GPtrArray *lw_session_read_criteria (LwSession *session);
gboolean lw_session_write_criteria (LwSession *session, LwCriteriaSet *set, gboolean use, GError **error);
void lw_session_delete_criteria (LwSession *session, const char *id);
void lw_session_use_criteria (LwSession *session, const char *id);

G_END_DECLS
