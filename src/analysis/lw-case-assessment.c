/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-case-assessment: the kind "assessment": answers to a criteria set and the class that they give (domain
 * model 4.1, steps 1 to 3). */
#include "analysis/lw-case-private.h"
#include "assessment/lw-assessment.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
  LwCriteriaSet *set; /* read by the statement "set" */
  LwAnswer *answers;
  gboolean *overridden;
  LwAssessment result;
  double number; /* the class, NAN when there is none */
} State;

static const LwCaseField results[] = {
  { "score", G_STRUCT_OFFSET (State, result.score) },
  { "normalised", G_STRUCT_OFFSET (State, result.normalised) },
  { "class", G_STRUCT_OFFSET (State, number) },
  { "completeness", G_STRUCT_OFFSET (State, result.completeness) },
};

static gpointer
new_state (void)
{
  return g_new0 (State, 1);
}

static void
free_state (gpointer state)
{
  State *self = state;

  lw_criteria_set_unref (self->set);
  g_free (self->answers);
  g_free (self->overridden);
  g_free (self);
}

static gboolean
read_set (State *self, LwCaseCursor *cursor, GError **error)
{
  g_autoptr (GError) local = NULL;
  const char *id = lw_case_cursor_word (cursor, error);

  if (id == NULL)
    return FALSE;
  if (self->set != NULL)
    return lw_case_fail (cursor->owner, cursor->line, cursor->line->words[0].column, error,
                         _ ("“%s” stands here a second time"), "set");
  self->set = lw_criteria_set_load (id, &local);
  if (self->set == NULL)
    return lw_case_fail (cursor->owner, cursor->line, lw_case_cursor_last (cursor)->column, error, "%s",
                         local->message);
  self->answers = g_new0 (LwAnswer, lw_criteria_set_get_n_criteria (self->set));
  self->overridden = g_new0 (gboolean, lw_criteria_set_get_n_criteria (self->set));
  return TRUE;
}

static gboolean
find_criterion (
    const State *self, LwCaseCursor *cursor, const char *id, gboolean veto, guint *found, GError **error)
{
  guint column = lw_case_cursor_last (cursor)->column;
  int i = lw_criteria_set_find (self->set, id);

  if (i < 0)
    return lw_case_fail (cursor->owner, cursor->line, column, error, _ ("there is no criterion “%s”"), id);
  if (lw_criteria_set_get_criterion (self->set, (guint)i)->is_veto != veto)
    return lw_case_fail (cursor->owner, cursor->line, column, error,
                         veto ? _ ("criterion “%s” is no veto; use “answer”")
                              : _ ("criterion “%s” is a veto; use “veto”"),
                         id);
  *found = (guint)i;
  return TRUE;
}

/* What a list of criteria is for. */
typedef enum {
  FOR_ANSWERS,
  FOR_VETOES,
  FOR_OVERRIDES,
  FOR_WEIGHTS,
} Purpose;

typedef struct {
  Purpose purpose;
  LwAnswer answer;
  double weight;
  GKeyFile *file; /* the set with other weights */
} Act;

static void
act_on (State *self, const Act *act, guint criterion)
{
  if (act->purpose == FOR_OVERRIDES)
    self->overridden[criterion] = TRUE;
  else if (act->purpose == FOR_WEIGHTS)
    g_key_file_set_double (act->file, lw_criteria_set_get_criterion (self->set, criterion)->id, "weight", act->weight);
  else
    self->answers[criterion] = act->answer;
}

/* "L1..L15": from one criterion to another of the same block, in the order of the set. */
static gboolean
act_on_range (State *self, LwCaseCursor *cursor, const char *text, const Act *act, GError **error)
{
  gboolean veto = act->purpose == FOR_VETOES || act->purpose == FOR_OVERRIDES;
  const char *dots = strstr (text, "..");
  g_autofree char *first_id = dots != NULL ? g_strndup (text, (gsize)(dots - text)) : g_strdup (text);
  const char *last_id = dots != NULL ? dots + 2 : text;
  guint first, last;

  if (!find_criterion (self, cursor, first_id, veto, &first, error)
      || !find_criterion (self, cursor, last_id, veto, &last, error))
    return FALSE;
  if (last < first
      || strcmp (lw_criteria_set_get_criterion (self->set, first)->block,
                 lw_criteria_set_get_criterion (self->set, last)->block)
             != 0)
    return lw_case_fail (cursor->owner, cursor->line, lw_case_cursor_last (cursor)->column, error,
                         _ ("“%s” is no range of one block, from first to last"), text);
  for (guint i = first; i <= last; i++)
    act_on (self, act, i);
  return TRUE;
}

/* A list: words, or parts of a word between commas. */
static gboolean
act_on_word (State *self, LwCaseCursor *cursor, const Act *act, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (lw_case_cursor_word (cursor, NULL), ",", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (!(parts[i][0] == '\0' && i > 0 && parts[i + 1] == NULL)
        && !act_on_range (self, cursor, parts[i], act, error))
      return FALSE;
  return TRUE;
}

static gboolean
require_set (const State *self, LwCaseCursor *cursor, GError **error)
{
  if (self->set != NULL)
    return TRUE;
  return lw_case_fail (cursor->owner, cursor->line, cursor->line->words[0].column, error,
                       _ ("name the criteria with “set” before answering them"));
}

/* "override V3,V4": these vetoes do not stop it. */
static gboolean
read_overrides (State *self, LwCaseCursor *cursor, GError **error)
{
  const Act act = { .purpose = FOR_OVERRIDES };

  if (!require_set (self, cursor, error))
    return FALSE;
  do
    if (lw_case_cursor_at_end (cursor) ? lw_case_cursor_word (cursor, error) == NULL
                                       : !act_on_word (self, cursor, &act, error))
      return FALSE;
  while (!lw_case_cursor_at_end (cursor));
  return TRUE;
}

/* Takes the set with other weights in the place of the one before; answers stay. */
static gboolean
reread_set (State *self, LwCaseCursor *cursor, GKeyFile *file, GError **error)
{
  gsize length;
  g_autofree char *text = g_key_file_to_data (file, &length, NULL);
  g_autoptr (GError) local = NULL;
  LwCriteriaSet *set = lw_criteria_set_parse (text, length, &local);

  if (set == NULL)
    return lw_case_fail (cursor->owner, cursor->line, cursor->line->words[0].column, error, "%s", local->message);
  lw_criteria_set_unref (self->set);
  self->set = set;
  return TRUE;
}

/* "weight L1..L23 6": what a true statement adds to the score. */
static gboolean
read_weights (State *self, LwCaseCursor *cursor, GError **error)
{
  const LwCaseLine *line = cursor->line;
  const LwCaseWord *last = &line->words[line->n_words - 1];
  g_autoptr (GKeyFile) file = g_key_file_new ();
  Act act = { .purpose = FOR_WEIGHTS, .file = file };
  const char *definition;
  char *end;

  if (!require_set (self, cursor, error))
    return FALSE;
  act.weight = g_ascii_strtod (last->text, &end);
  if (line->n_words < 3 || end == last->text || *end != '\0')
    return lw_case_fail (cursor->owner, line, line->n_words < 3 ? last->end : last->column, error,
                         _ ("end the line with a weight"));
  definition = lw_criteria_set_get_definition (self->set);
  if (!g_key_file_load_from_data (file, definition, strlen (definition), G_KEY_FILE_KEEP_TRANSLATIONS, error))
    return FALSE;
  while (cursor->next < line->n_words - 1)
    if (!act_on_word (self, cursor, &act, error))
      return FALSE;
  cursor->next++;
  return reread_set (self, cursor, file, error);
}

static gboolean
read_answers (State *self, LwCaseCursor *cursor, gboolean veto, GError **error)
{
  static const char *const words[] = { "unknown", "no", "yes" };
  const LwCaseLine *line = cursor->line;
  Act act = { .purpose = veto ? FOR_VETOES : FOR_ANSWERS };
  guint answer = 0;

  if (!require_set (self, cursor, error))
    return FALSE;
  const LwCaseWord *last = &line->words[line->n_words - 1];
  while (answer < G_N_ELEMENTS (words) && strcmp (words[answer], last->text) != 0)
    answer++;
  if (line->n_words < 3 || answer == G_N_ELEMENTS (words))
    return lw_case_fail (cursor->owner, line, line->n_words < 3 ? last->end : last->column, error,
                         _ ("end the line with “yes”, “no” or “unknown”"));
  act.answer = (LwAnswer)answer;
  while (cursor->next < line->n_words - 1)
    if (!act_on_word (self, cursor, &act, error))
      return FALSE;
  cursor->next++;
  return TRUE;
}

static gboolean
read_statement (gpointer state, LwCaseCursor *cursor, GError **error)
{
  const char *word = lw_case_cursor_word (cursor, error);

  if (strcmp (word, "set") == 0)
    return read_set (state, cursor, error);
  if (strcmp (word, "veto") == 0)
    return read_answers (state, cursor, TRUE, error);
  if (strcmp (word, "answer") == 0)
    return read_answers (state, cursor, FALSE, error);
  if (strcmp (word, "override") == 0)
    return read_overrides (state, cursor, error);
  if (strcmp (word, "weight") == 0)
    return read_weights (state, cursor, error);
  return lw_case_cursor_unknown_word (cursor, error);
}

static gboolean
compute (gpointer state, LwCase *owner, GCancellable *cancellable, GError **error)
{
  State *self = state;

  if (self->set == NULL)
    return lw_case_fail_whole (owner, error, _ ("the statement “set” is missing"));
  lw_assessment_compute (self->set, self->answers, self->overridden, &self->result);
  self->number = self->result.number > 0 ? self->result.number : NAN;
  return TRUE;
}

/* Ids of the vetoes that block, in the order of the set, written with @separator and @quote. */
static char *
list_blocking (const State *self, const char *separator, const char *quote)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < lw_criteria_set_get_n_criteria (self->set); i++)
    if (lw_assessment_blocks (self->set, self->answers, self->overridden, i))
      g_string_append_printf (text, "%s%s%s%s", text->len > 0 ? separator : "", quote,
                              lw_criteria_set_get_criterion (self->set, i)->id, quote);
  return g_string_free (text, FALSE);
}

static gboolean
find (gpointer state, LwCaseCursor *cursor, LwCaseValue *value, GError **error)
{
  State *self = state;

  if (lw_case_cursor_at_end (cursor) || strcmp (cursor->line->words[cursor->next].text, "blocked_by") != 0)
    return lw_case_find_field (self, results, G_N_ELEMENTS (results), cursor, value, error);
  cursor->next++;
  value->text = self->result.n_blocking > 0 ? list_blocking (self, " ", "") : g_strdup ("none");
  return TRUE;
}

static void
write_json (gpointer state, GString *out)
{
  State *self = state;
  g_autofree char *blocking = list_blocking (self, ",", "\"");

  lw_case_write_fields (self, results, G_N_ELEMENTS (results), out);
  g_string_append_printf (out, ",\"blocked_by\":[%s]", blocking);
}

const LwCaseKind lw_case_kind_assessment
    = { "assessment", new_state, free_state, read_statement, compute, find, write_json };
