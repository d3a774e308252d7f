/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-answer: what people answer to a criterion of a set for an office (antwoord), instead of what the data of the office
 * derive. An unknown answer is not a "no". A plain value with public fields. */
#pragma once

#include <gio/gio.h>

#include "model/lw-date.h"

G_BEGIN_DECLS

typedef enum {
  LW_ANSWER_UNKNOWN,
  LW_ANSWER_NO,
  LW_ANSWER_YES,
  LW_N_ANSWERS
} LwAnswer;

/** LW_ANSWER_MAX_REASON: characters of a reason at most */
#define LW_ANSWER_MAX_REASON 1000

/**
 * LwGivenAnswer:
 * @office: key of the office
 * @set: id of the criteria set
 * @criterion: id of the criterion in it
 * @answer: what they say; "unknown" too takes the place of what the data derive
 * @overridden: this veto does not stop the conversion, for the reason that is given
 * @reason: why it does not, or what the answer rests on; never %NULL
 * @noted: the day on which it was given, or %LW_DATE_UNKNOWN
 */
typedef struct {
  gint64 office;
  char *set;
  char *criterion;
  LwAnswer answer;
  gboolean overridden;
  char *reason;
  LwDate noted;
} LwGivenAnswer;

LwGivenAnswer *lw_given_answer_new (gint64 office, const char *set, const char *criterion, LwAnswer answer);
LwGivenAnswer *lw_given_answer_copy (const LwGivenAnswer *given);
void lw_given_answer_free (LwGivenAnswer *given);
void lw_given_answer_set_reason (LwGivenAnswer *given, const char *reason);
gboolean lw_given_answer_validate (const LwGivenAnswer *given, GError **error);

const char *lw_answer_get_token (LwAnswer answer);
const char *lw_answer_get_label (LwAnswer answer);
gboolean lw_answer_from_token (const char *token, LwAnswer *answer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwGivenAnswer, lw_given_answer_free)

G_END_DECLS
