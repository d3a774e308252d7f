/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-answer: see lw-answer.h. */
#include "model/lw-answer.h"

#include <glib/gi18n-lib.h>

#include "model/lw-error.h"

static const struct {
  const char *token;
  const char *label;
} answers[LW_N_ANSWERS] = {
  [LW_ANSWER_UNKNOWN] = { "unknown", NC_ ("answer", "Unknown") },
  [LW_ANSWER_NO] = { "no", NC_ ("answer", "No") },
  [LW_ANSWER_YES] = { "yes", NC_ ("answer", "Yes") },
};

/** lw_answer_get_token: the stable word for files */
const char *
lw_answer_get_token (LwAnswer answer)
{
  g_return_val_if_fail ((guint) answer < LW_N_ANSWERS, NULL);
  return answers[answer].token;
}

/** lw_answer_get_label: the word for it, translated */
const char *
lw_answer_get_label (LwAnswer answer)
{
  g_return_val_if_fail ((guint) answer < LW_N_ANSWERS, NULL);
  return g_dpgettext2 (GETTEXT_PACKAGE, "answer", answers[answer].label);
}

/** lw_answer_from_token: reads the word that lw_answer_get_token() gives; %FALSE when it is none */
gboolean
lw_answer_from_token (const char *token, LwAnswer *answer)
{
  g_return_val_if_fail (answer != NULL, FALSE);

  for (guint i = 0; i < LW_N_ANSWERS; i++)
    if (g_strcmp0 (answers[i].token, token) == 0)
      {
        *answer = (LwAnswer) i;
        return TRUE;
      }
  return FALSE;
}

/**
 * lw_given_answer_new:
 * @office: key of the office
 * @set: id of the criteria set
 * @criterion: id of the criterion
 * @answer: what people say
 *
 * Returns: (transfer full): the answer, without reason and day
 */
LwGivenAnswer *
lw_given_answer_new (gint64 office, const char *set, const char *criterion, LwAnswer answer)
{
  LwGivenAnswer *given = g_new0 (LwGivenAnswer, 1);

  given->office = office;
  given->set = g_strdup (set != NULL ? set : "");
  given->criterion = g_strdup (criterion != NULL ? criterion : "");
  given->answer = answer;
  given->reason = g_strdup ("");
  given->noted = LW_DATE_UNKNOWN;
  return given;
}

/** lw_given_answer_copy: (returns: transfer full) a copy of @given */
LwGivenAnswer *
lw_given_answer_copy (const LwGivenAnswer *given)
{
  g_return_val_if_fail (given != NULL, NULL);

  LwGivenAnswer *copy = lw_given_answer_new (given->office, given->set, given->criterion, given->answer);

  copy->overridden = given->overridden;
  copy->noted = given->noted;
  lw_given_answer_set_reason (copy, given->reason);
  return copy;
}

/** lw_given_answer_free: frees @given, which may be %NULL */
void
lw_given_answer_free (LwGivenAnswer *given)
{
  if (given == NULL)
    return;
  g_free (given->set);
  g_free (given->criterion);
  g_free (given->reason);
  g_free (given);
}

/** lw_given_answer_set_reason: why; without white space around it, %NULL for none */
void
lw_given_answer_set_reason (LwGivenAnswer *given, const char *reason)
{
  g_return_if_fail (given != NULL);

  char *stripped = g_strstrip (g_strdup (reason != NULL ? reason : ""));

  g_free (given->reason);
  given->reason = stripped;
}

/**
 * lw_given_answer_validate:
 * @given: an answer
 * @error: return location for %LW_ERROR_ARGUMENT: one sentence that says what is wrong with it
 *
 * Whether the set has the criterion is not looked at: the set may be one of another document.
 *
 * Returns: whether it can be an answer
 */
gboolean
lw_given_answer_validate (const LwGivenAnswer *given, GError **error)
{
  g_return_val_if_fail (given != NULL, FALSE);

  if (given->office == 0 || *given->set == '\0' || *given->criterion == '\0' || (guint) given->answer >= LW_N_ANSWERS)
    g_set_error_literal (error, LW_ERROR, LW_ERROR_ARGUMENT,
                         _ ("an answer belongs to an office and to a criterion of a set"));
  else if (given->overridden && given->answer != LW_ANSWER_NO)
    g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT,
                 _ ("only a “no” can be overridden; criterion “%s” is answered otherwise"), given->criterion);
  else if (given->overridden && *given->reason == '\0')
    g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT,
                 _ ("say why criterion “%s” does not stop the conversion"), given->criterion);
  else if (g_utf8_strlen (given->reason, -1) > LW_ANSWER_MAX_REASON)
    g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT, _ ("the reason has more than %d characters; shorten it"),
                 LW_ANSWER_MAX_REASON);
  else
    return TRUE;
  return FALSE;
}
