/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-expression-lexer: cuts an expression into tokens. The text is valid UTF-8; columns are counted in
 * characters, as people count them. */
#include "model/lw-expression-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "model/lw-error.h"

static const struct {
  const char *word;
  LwTokenKind kind;
} keywords[] = {
  { "and", LW_TOKEN_AND }, { "or", LW_TOKEN_OR },           { "not", LW_TOKEN_NOT },
  { "is", LW_TOKEN_IS },   { "unknown", LW_TOKEN_UNKNOWN },
};

/* The longer ones first. */
static const struct {
  const char *sign;
  LwTokenKind kind;
} signs[] = {
  { "<=", LW_TOKEN_LESS_EQUAL }, { ">=", LW_TOKEN_GREATER_EQUAL },
  { "!=", LW_TOKEN_NOT_EQUAL },  { "<>", LW_TOKEN_NOT_EQUAL },
  { "==", LW_TOKEN_EQUAL },      { "≤", LW_TOKEN_LESS_EQUAL },
  { "≥", LW_TOKEN_GREATER_EQUAL }, { "≠", LW_TOKEN_NOT_EQUAL },
  { "=", LW_TOKEN_EQUAL },       { "<", LW_TOKEN_LESS },
  { ">", LW_TOKEN_GREATER },     { "~", LW_TOKEN_CONTAINS },
  { "(", LW_TOKEN_OPEN },        { ")", LW_TOKEN_CLOSE },
  { "+", LW_TOKEN_PLUS },        { "-", LW_TOKEN_MINUS },
  { "*", LW_TOKEN_TIMES },       { "/", LW_TOKEN_DIVIDE },
};

/**
 * lw_expression_set_error:
 * @column: where the mistake is, in characters, from 1
 *
 * Sets an %LW_ERROR_EXPRESSION that says where and what.
 */
void
lw_expression_set_error (GError **error, guint column, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list args;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  /* Translators: a mistake in a filter expression; %u is the place of a letter in it, %s the mistake */
  g_set_error (error, LW_ERROR, LW_ERROR_EXPRESSION, _ ("Expression, column %u: %s"), column, what);
}

void
lw_token_clear (LwToken *token)
{
  g_clear_pointer (&token->text, g_free);
  token->kind = LW_TOKEN_END;
}

static void
advance (LwLexer *lexer, gsize n_bytes)
{
  lexer->column += (guint) g_utf8_strlen (lexer->at, (gssize) n_bytes);
  lexer->at += n_bytes;
}

/* YYYY-MM-DD without a digit after it: a date, and never a subtraction of three numbers. */
static gboolean
looks_like_date (const char *at)
{
  static const char pattern[] = "dddd-dd-dd";

  for (gsize i = 0; i < sizeof pattern - 1; i++)
    if (pattern[i] == 'd' ? !g_ascii_isdigit (at[i]) : at[i] != pattern[i])
      return FALSE;
  return !g_ascii_isdigit (at[sizeof pattern - 1]);
}

static gboolean
read_date (LwLexer *lexer, LwToken *token, GError **error)
{
  g_autofree char *text = g_strndup (lexer->at, 10);
  LwDate date = lw_date_parse_iso (text);

  if (date == LW_DATE_UNKNOWN)
    {
      lw_expression_set_error (error, token->column, _ ("there is no day %s"), text);
      return FALSE;
    }
  token->kind = LW_TOKEN_DATE;
  token->number = date;
  advance (lexer, 10);
  return TRUE;
}

static gboolean
read_number (LwLexer *lexer, LwToken *token, GError **error)
{
  const char *end = lexer->at;
  g_autofree char *text = NULL;

  while (g_ascii_isdigit (*end))
    end++;
  if (*end == '.')
    for (end++; g_ascii_isdigit (*end);)
      end++;
  if ((*end == 'e' || *end == 'E') && g_ascii_isdigit (end[end[1] == '+' || end[1] == '-' ? 2 : 1]))
    for (end += 2; g_ascii_isdigit (*end);)
      end++;
  if (*end == ',' || g_ascii_isalpha (*end) || *end == '_')
    {
      advance (lexer, (gsize) (end - lexer->at));
      lw_expression_set_error (
          error, lexer->column,
          *end == ',' ? _ ("a number has a decimal point, not a comma")
                      : _ ("a number ends where a letter follows; leave a blank or an operator"));
      return FALSE;
    }
  /* A copy, because strtod also reads hexadecimal and more than was found. */
  text = g_strndup (lexer->at, (gsize) (end - lexer->at));
  token->kind = LW_TOKEN_NUMBER;
  token->number = g_ascii_strtod (text, NULL);
  if (token->number > G_MAXDOUBLE)
    {
      lw_expression_set_error (error, token->column, _ ("the number is too large"));
      return FALSE;
    }
  advance (lexer, (gsize) (end - lexer->at));
  return TRUE;
}

/* Between single or double quotes; a quote inside is written twice. */
static gboolean
read_text (LwLexer *lexer, LwToken *token, GError **error)
{
  char quote = *lexer->at;
  const char *at = lexer->at + 1;
  g_autoptr (GString) text = g_string_new (NULL);

  for (;; at++)
    {
      if (*at == '\0')
        {
          lw_expression_set_error (error, token->column,
                                   _ ("the text that begins here has no closing quote"));
          return FALSE;
        }
      if (*at == quote && at[1] == quote)
        at++;
      else if (*at == quote)
        break;
      g_string_append_c (text, *at);
    }
  token->kind = LW_TOKEN_TEXT;
  token->text = g_string_free (g_steal_pointer (&text), FALSE);
  advance (lexer, (gsize) (at + 1 - lexer->at));
  return TRUE;
}

static void
read_name (LwLexer *lexer, LwToken *token)
{
  const char *end = lexer->at;

  while (g_ascii_isalnum (*end) || *end == '_')
    end++;
  token->kind = LW_TOKEN_NAME;
  token->text = g_ascii_strdown (lexer->at, end - lexer->at);
  for (guint i = 0; i < G_N_ELEMENTS (keywords); i++)
    if (strcmp (keywords[i].word, token->text) == 0)
      {
        lw_token_clear (token);
        token->kind = keywords[i].kind;
        break;
      }
  advance (lexer, (gsize) (end - lexer->at));
}

static gboolean
read_sign (LwLexer *lexer, LwToken *token, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_str_has_prefix (lexer->at, signs[i].sign))
      {
        token->kind = signs[i].kind;
        advance (lexer, strlen (signs[i].sign));
        return TRUE;
      }
  lw_expression_set_error (error, token->column, _ ("“%.*s” has no meaning here"),
                           (int) (g_utf8_next_char (lexer->at) - lexer->at), lexer->at);
  return FALSE;
}

/**
 * lw_lexer_next:
 * @token: (out): the next token; clear it with lw_token_clear()
 *
 * Returns: %FALSE with %LW_ERROR_EXPRESSION if there is no token
 */
gboolean
lw_lexer_next (LwLexer *lexer, LwToken *token, GError **error)
{
  while (g_unichar_isspace (g_utf8_get_char (lexer->at)))
    advance (lexer, (gsize) (g_utf8_next_char (lexer->at) - lexer->at));
  *token = (LwToken){ .kind = LW_TOKEN_END, .column = lexer->column };
  if (*lexer->at == '\0')
    return TRUE;
  if (looks_like_date (lexer->at))
    return read_date (lexer, token, error);
  if (g_ascii_isdigit (*lexer->at))
    return read_number (lexer, token, error);
  if (*lexer->at == '"' || *lexer->at == '\'')
    return read_text (lexer, token, error);
  if (g_ascii_isalpha (*lexer->at) || *lexer->at == '_')
    {
      read_name (lexer, token);
      return TRUE;
    }
  return read_sign (lexer, token, error);
}
