/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-case-reader: cuts a case file into lines of words, and reads values from them. Every mistake becomes an
 * error with file, line and column (in characters). See lw-case-private.h. */
#include "analysis/lw-case-private.h"
#include "model/lw-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/** lw_case_fail: sets %LW_ERROR_INVALID at a place; always returns %FALSE */
gboolean
lw_case_fail (
    const LwCase *self, const LwCaseLine *line, guint column, GError **error, const char *format, ...)
{
  va_list arguments;
  va_start (arguments, format);
  g_autofree char *message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, LW_ERROR, LW_ERROR_INVALID, "%s:%u:%u: %s", self->name, line->number, column, message);
  return FALSE;
}

/** lw_case_fail_whole: as lw_case_fail(), about something that is missing: at the line that names the kind */
gboolean
lw_case_fail_whole (const LwCase *self, GError **error, const char *message)
{
  const LwCaseLine *line = g_ptr_array_index (self->lines, 0);
  return lw_case_fail (self, line, line->words[0].column, error, "%s", message);
}

/** lw_case_line_free: frees a line; the text of its words belongs to the case */
void
lw_case_line_free (LwCaseLine *line)
{
  g_free (line->words);
  g_free (line);
}

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t' || c == '\r';
}

/* Reads the word at *p; quoted words may hold blanks and '#'. FALSE when a quote is not closed. */
static gboolean
read_word (LwCase *self, const char **p, const char *end, guint *column, LwCaseWord *word)
{
  gboolean quoted = **p == '"';
  const char *start = *p + quoted, *q = start;

  while (q < end && (quoted ? *q != '"' : !is_blank (*q) && *q != '#'))
    q = g_utf8_next_char (q);
  if (quoted && q >= end)
    return FALSE;
  word->column = *column;
  word->text = g_string_chunk_insert_len (self->chunk, start, q - start);
  *p = q + quoted;
  *column += (guint)g_utf8_strlen (start, q - start) + 2 * quoted;
  word->end = *column;
  return TRUE;
}

static gboolean
read_line (LwCase *self, guint number, const char *start, const char *end, GError **error)
{
  LwCaseLine here = { .number = number };
  const char *bad;
  guint column = 1;

  if (end - start > LW_CASE_MAX_LINE)
    return lw_case_fail (self, &here, 1, error, _ ("the line is longer than %d bytes"), LW_CASE_MAX_LINE);
  if (!g_utf8_validate_len (start, (gsize)(end - start), &bad))
    return lw_case_fail (self, &here, (guint)g_utf8_strlen (start, bad - start) + 1, error,
                         _ ("the text is not UTF-8; save the file as UTF-8"));

  g_autoptr (GArray) words = g_array_new (FALSE, FALSE, sizeof (LwCaseWord));
  for (const char *p = start; p < end && *p != '#';)
    {
      LwCaseWord word;
      if (is_blank (*p))
        {
          p++;
          column++;
          continue;
        }
      if (!read_word (self, &p, end, &column, &word))
        return lw_case_fail (self, &here, column, error, _ ("the quote is not closed on this line"));
      if (words->len >= LW_CASE_MAX_WORDS)
        return lw_case_fail (self, &here, word.column, error, _ ("the line has more than %d words"),
                             LW_CASE_MAX_WORDS);
      g_array_append_val (words, word);
    }
  if (words->len == 0)
    return TRUE;

  LwCaseLine *line = g_new0 (LwCaseLine, 1);
  line->number = number;
  line->n_words = words->len;
  line->words = (LwCaseWord *)(gpointer)g_array_free (g_steal_pointer (&words), FALSE);
  g_ptr_array_add (self->lines, line);
  return TRUE;
}

/** lw_case_read_lines: cuts @data into lines of words, without comments and empty lines */
gboolean
lw_case_read_lines (LwCase *self, const char *data, gsize length, GError **error)
{
  static const char bom[] = "\xef\xbb\xbf";
  const char *end = data + length;
  const char *p = length >= 3 && memcmp (data, bom, 3) == 0 ? data + 3 : data;

  for (guint number = 1; p < end; number++)
    {
      const char *newline = memchr (p, '\n', (gsize)(end - p));
      const char *stop = newline != NULL ? newline : end;
      if (!read_line (self, number, p, stop, error))
        return FALSE;
      p = stop + 1;
    }
  return TRUE;
}

/** lw_case_cursor_at_end: whether all words of the line are read */
gboolean
lw_case_cursor_at_end (const LwCaseCursor *cursor)
{
  return cursor->next >= cursor->line->n_words;
}

/** lw_case_cursor_last: the word that was read last */
const LwCaseWord *
lw_case_cursor_last (const LwCaseCursor *cursor)
{
  g_assert (cursor->next > 0);
  return &cursor->line->words[cursor->next - 1];
}

/** lw_case_cursor_word: the next word, or %NULL with an error that says after what it is missing */
const char *
lw_case_cursor_word (LwCaseCursor *cursor, GError **error)
{
  if (!lw_case_cursor_at_end (cursor))
    return cursor->line->words[cursor->next++].text;

  const LwCaseWord *last = lw_case_cursor_last (cursor);
  lw_case_fail (cursor->owner, cursor->line, last->end, error, _ ("a value is missing after “%s”"),
                last->text);
  return NULL;
}

/** lw_case_cursor_expect: the next word must be @word */
gboolean
lw_case_cursor_expect (LwCaseCursor *cursor, const char *word, GError **error)
{
  const char *text = lw_case_cursor_word (cursor, error);
  if (text == NULL)
    return FALSE;
  return strcmp (text, word) == 0
         || lw_case_fail (cursor->owner, cursor->line, lw_case_cursor_last (cursor)->column, error,
                          _ ("here stands “%s” where “%s” is expected"), text, word);
}

/** lw_case_cursor_unknown_word: the error for the word that was read last; always %FALSE */
gboolean
lw_case_cursor_unknown_word (LwCaseCursor *cursor, GError **error)
{
  const LwCaseWord *word = lw_case_cursor_last (cursor);
  return lw_case_fail (cursor->owner, cursor->line, word->column, error,
                       _ ("the word “%s” is not known here"), word->text);
}

/** lw_case_cursor_finish: no word may be left */
gboolean
lw_case_cursor_finish (LwCaseCursor *cursor, GError **error)
{
  if (lw_case_cursor_at_end (cursor))
    return TRUE;
  const LwCaseWord *word = &cursor->line->words[cursor->next];
  return lw_case_fail (cursor->owner, cursor->line, word->column, error,
                       _ ("“%s” stands after the end of the statement"), word->text);
}

/* As in C, decimal; no "inf", "nan" or hexadecimal. */
static gboolean
parse_number (const char *text, double *value)
{
  char *end;

  if (text[0] == '\0' || strspn (text, "0123456789+-.eE") != strlen (text))
    return FALSE;
  *value = g_ascii_strtod (text, &end);
  return *end == '\0' && isfinite (*value);
}

/** lw_case_cursor_number: the next word as a number from @min to @max */
gboolean
lw_case_cursor_number (LwCaseCursor *cursor, double min, double max, double *value, GError **error)
{
  const char *text = lw_case_cursor_word (cursor, error);
  if (text == NULL)
    return FALSE;
  guint column = lw_case_cursor_last (cursor)->column;
  if (!parse_number (text, value))
    return lw_case_fail (cursor->owner, cursor->line, column, error,
                         _ ("“%s” is not a number; write it with a decimal point"), text);
  if (*value >= min && *value <= max)
    return TRUE;

  char low[G_ASCII_DTOSTR_BUF_SIZE], high[G_ASCII_DTOSTR_BUF_SIZE];
  g_ascii_formatd (low, sizeof low, "%.10g", min);
  g_ascii_formatd (high, sizeof high, "%.10g", max);
  return lw_case_fail (cursor->owner, cursor->line, column, error, _ ("%s is out of range; give %s to %s"),
                       text, low, high);
}

/** lw_case_cursor_integer: the next word as a whole number from @min to @max */
gboolean
lw_case_cursor_integer (LwCaseCursor *cursor, int min, int max, int *value, GError **error)
{
  double number;
  if (!lw_case_cursor_number (cursor, min, max, &number, error))
    return FALSE;
  *value = (int)number;
  return *value == number
         || lw_case_fail (cursor->owner, cursor->line, lw_case_cursor_last (cursor)->column, error,
                          _ ("%s is not a whole number"), lw_case_cursor_last (cursor)->text);
}

static const LwCaseField *
find_field (const LwCaseField *fields, guint n_fields, const char *name)
{
  for (guint i = 0; i < n_fields; i++)
    if (strcmp (fields[i].name, name) == 0)
      return &fields[i];
  return NULL;
}

/** lw_case_read_fields: reads name-value pairs up to the end of the line */
gboolean
lw_case_read_fields (
    gpointer state, const LwCaseField *fields, guint n_fields, LwCaseCursor *cursor, GError **error)
{
  while (!lw_case_cursor_at_end (cursor))
    {
      const LwCaseField *field = find_field (fields, n_fields, lw_case_cursor_word (cursor, NULL));
      if (field == NULL)
        return lw_case_cursor_unknown_word (cursor, error);
      if (!lw_case_cursor_number (cursor, field->min, field->max, G_STRUCT_MEMBER_P (state, field->offset),
                                  error))
        return FALSE;
    }
  return TRUE;
}

/** lw_case_check_fields: every required field must have been read */
gboolean
lw_case_check_fields (
    gconstpointer state, const LwCaseField *fields, guint n_fields, const LwCase *owner, GError **error)
{
  for (guint i = 0; i < n_fields; i++)
    if (fields[i].required && isnan (G_STRUCT_MEMBER (double, state, fields[i].offset)))
      {
        g_autofree char *message = g_strdup_printf (_ ("the statement “%s” is missing"), fields[i].name);
        return lw_case_fail_whole (owner, error, message);
      }
  return TRUE;
}

/** lw_case_clear_fields: marks every field as not read */
void
lw_case_clear_fields (gpointer state, const LwCaseField *fields, guint n_fields)
{
  for (guint i = 0; i < n_fields; i++)
    G_STRUCT_MEMBER (double, state, fields[i].offset) = NAN;
}

/** lw_case_find_field: reads the name of a result and gives its value */
gboolean
lw_case_find_field (gconstpointer state,
                    const LwCaseField *fields,
                    guint n_fields,
                    LwCaseCursor *cursor,
                    LwCaseValue *value,
                    GError **error)
{
  const char *name = lw_case_cursor_word (cursor, error);
  if (name == NULL)
    return FALSE;
  const LwCaseField *field = find_field (fields, n_fields, name);
  if (field == NULL)
    return lw_case_cursor_unknown_word (cursor, error);
  value->number = G_STRUCT_MEMBER (double, state, field->offset);
  return TRUE;
}

/** lw_case_write_fields: all of them, as members */
void
lw_case_write_fields (gconstpointer state, const LwCaseField *fields, guint n_fields, GString *out)
{
  for (guint i = 0; i < n_fields; i++)
    lw_case_json_member (out, fields[i].name, G_STRUCT_MEMBER (double, state, fields[i].offset));
}
