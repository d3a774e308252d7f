/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-json-stream: see lw-json-stream.h. */
#include "formats/lw-json-stream.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/lw-error.h"

#define BUFFER (64 * 1024)
/* Digits of a number; more are of no use to anybody. */
#define MAX_NUMBER 1000
/* What the reader has after the last byte. */
#define NO_BYTE (-1)

/* What may come next. */
typedef enum {
  EXPECT_VALUE,        /* a value */
  EXPECT_FIRST_VALUE,  /* a value or the end of an array */
  EXPECT_FIRST_NAME,   /* a name or the end of an object */
  EXPECT_NAME,         /* a name, after a comma */
  EXPECT_COMMA_OR_END, /* of what is open */
} Expect;

struct _LwJsonStream {
  GInputStream *stream;
  GCancellable *cancellable;
  char *name;
  guint8 *buffer;
  gsize n;
  gsize at;
  guint64 offset; /* of the buffer */
  guint64 line;
  guint64 line_start; /* offset of the line's first byte */
  gboolean ended;
  gboolean begun;
  guint depth;
  gboolean in_object[LW_JSON_MAX_DEPTH];
  Expect expect;
  GString *text;
  double number;
  GError *trouble; /* of reading */
};

/**
 * lw_json_stream_new:
 * @stream: the bytes
 * @name: of the file, for messages
 * @cancellable: (nullable): to stop it
 *
 * Returns: (transfer full): a reader at the beginning
 */
LwJsonStream *
lw_json_stream_new (GInputStream *stream, const char *name, GCancellable *cancellable)
{
  LwJsonStream *self = g_new0 (LwJsonStream, 1);

  self->stream = g_object_ref (stream);
  g_set_object (&self->cancellable, cancellable);
  self->name = g_strdup (name);
  self->buffer = g_malloc (BUFFER);
  self->line = 1;
  self->text = g_string_sized_new (256);
  return self;
}

/** lw_json_stream_free: frees the reader, which may be %NULL */
void
lw_json_stream_free (LwJsonStream *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->stream);
  g_clear_object (&self->cancellable);
  g_free (self->name);
  g_free (self->buffer);
  g_string_free (self->text, TRUE);
  g_clear_error (&self->trouble);
  g_free (self);
}

static gboolean
fill (LwJsonStream *self)
{
  gssize n;

  if (self->ended)
    return FALSE;
  self->offset += self->n;
  self->at = self->n = 0;
  n = g_input_stream_read (self->stream, self->buffer, BUFFER, self->cancellable, &self->trouble);
  self->ended = n <= 0;
  self->n = n > 0 ? (gsize) n : 0;
  return n > 0;
}

static inline int
peek (LwJsonStream *self)
{
  return self->at < self->n || fill (self) ? self->buffer[self->at] : NO_BYTE;
}

static inline int
take (LwJsonStream *self)
{
  int byte = peek (self);

  if (byte == NO_BYTE)
    return byte;
  self->at++;
  if (byte == '\n')
    {
      self->line++;
      self->line_start = self->offset + self->at;
    }
  return byte;
}

/**
 * lw_json_stream_fail:
 * @self: a reader
 * @code: an #LwError
 * @what: what is wrong at its place, translated
 * @error: return location
 *
 * Sets @error to file, line, column and @what.
 */
void
lw_json_stream_fail (const LwJsonStream *self, int code, const char *what, GError **error)
{
  guint64 column = self->offset + self->at - self->line_start;

  g_set_error (error, LW_ERROR, code, "%s:%" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT ": %s", self->name, self->line,
               MAX (column, 1), what);
}

static LwJsonToken
fail (LwJsonStream *self, const char *what, GError **error)
{
  if (self->trouble != NULL)
    g_propagate_error (error, g_steal_pointer (&self->trouble));
  else if (self->ended && self->at == self->n)
    lw_json_stream_fail (self, LW_ERROR_INVALID, _ ("the file ends too early; fetch or make it again"), error);
  else
    lw_json_stream_fail (self, LW_ERROR_INVALID, what, error);
  return LW_JSON_ERROR;
}

static LwJsonToken
fail_large (LwJsonStream *self, const char *what, GError **error)
{
  lw_json_stream_fail (self, LW_ERROR_TOO_LARGE, what, error);
  return LW_JSON_ERROR;
}

/* Blanks, and the mark between texts of a sequence where no value is open. */
static void
skip_blanks (LwJsonStream *self)
{
  for (int byte = peek (self); byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r'
                               || (byte == 0x1e && self->depth == 0);
       byte = peek (self))
    take (self);
}

static gboolean
take_hex (LwJsonStream *self, gunichar *unit)
{
  *unit = 0;
  for (int i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value ((char) MAX (peek (self), 0));

      if (digit < 0)
        return FALSE;
      *unit = *unit * 16 + (gunichar) digit;
      take (self);
    }
  return TRUE;
}

static gboolean
take_escape (LwJsonStream *self)
{
  static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
  int byte = take (self);
  const char *simple = byte > 0 ? strchr (from, byte) : NULL;
  gunichar unit, low;

  if (simple != NULL)
    {
      g_string_append_c (self->text, to[simple - from]);
      return TRUE;
    }
  if (byte != 'u' || !take_hex (self, &unit))
    return FALSE;
  if (unit >= 0xd800 && unit < 0xdc00 && peek (self) == '\\')
    {
      take (self);
      if (take (self) != 'u' || !take_hex (self, &low))
        return FALSE;
      unit = low >= 0xdc00 && low < 0xe000 ? 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00) : 0xfffd;
    }
  /* Half a pair and NUL stand for no character. */
  if (unit == 0 || (unit >= 0xd800 && unit < 0xe000))
    unit = 0xfffd;
  g_string_append_unichar (self->text, unit);
  return TRUE;
}

/* A text, whose opening quote was taken. */
static gboolean
take_string (LwJsonStream *self, GError **error)
{
  g_string_truncate (self->text, 0);
  for (;;)
    {
      int byte = take (self);

      if (byte == '"')
        break;
      if (byte == NO_BYTE || byte < 0x20)
        {
          fail (self, _ ("a text is not closed, or holds a control character"), error);
          return FALSE;
        }
      if (self->text->len > LW_JSON_MAX_TEXT)
        {
          fail_large (self, _ ("a text is larger than 1 MB"), error);
          return FALSE;
        }
      if (byte != '\\')
        g_string_append_c (self->text, (char) byte);
      else if (!take_escape (self))
        {
          fail (self, _ ("a character after “\\” in a text is wrong"), error);
          return FALSE;
        }
    }
  if (g_utf8_validate (self->text->str, (gssize) self->text->len, NULL))
    return TRUE;
  fail (self, _ ("a text is not in UTF-8; save the file in that encoding"), error);
  return FALSE;
}

static guint
take_digits (LwJsonStream *self)
{
  guint n = 0;

  for (int byte = peek (self); byte >= '0' && byte <= '9' && n <= MAX_NUMBER; byte = peek (self), n++)
    g_string_append_c (self->text, (char) take (self));
  return n;
}

static LwJsonToken
take_number (LwJsonStream *self, GError **error)
{
  gboolean good, zero;

  g_string_truncate (self->text, 0);
  if (peek (self) == '-')
    g_string_append_c (self->text, (char) take (self));
  zero = peek (self) == '0';
  good = take_digits (self) > 0 && !(zero && g_ascii_isdigit (self->text->str[self->text->len - 1])
                                     && self->text->len > (self->text->str[0] == '-' ? 2u : 1u));
  if (good && peek (self) == '.')
    {
      g_string_append_c (self->text, (char) take (self));
      good = take_digits (self) > 0;
    }
  if (good && (peek (self) == 'e' || peek (self) == 'E'))
    {
      g_string_append_c (self->text, (char) take (self));
      if (peek (self) == '+' || peek (self) == '-')
        g_string_append_c (self->text, (char) take (self));
      good = take_digits (self) > 0;
    }
  if (self->text->len > MAX_NUMBER)
    return fail_large (self, _ ("a number has more than 1000 digits"), error);
  if (!good)
    return fail (self, _ ("a number is not written as JSON wants it"), error);
  self->number = g_ascii_strtod (self->text->str, NULL);
  return LW_JSON_NUMBER;
}

static LwJsonToken
take_word (LwJsonStream *self, GError **error)
{
  static const struct {
    const char *word;
    LwJsonToken token;
  } words[] = { { "true", LW_JSON_TRUE }, { "false", LW_JSON_FALSE }, { "null", LW_JSON_NULL } };

  g_string_truncate (self->text, 0);
  while (g_ascii_isalpha ((char) MAX (peek (self), 0)) && self->text->len < 10)
    g_string_append_c (self->text, (char) take (self));
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (self->text->str, words[i].word) == 0)
      return words[i].token;
  return fail (self, _ ("this is no value of JSON; an unknown number is written as null"), error);
}

static void
end_value (LwJsonStream *self)
{
  self->expect = self->depth > 0 ? EXPECT_COMMA_OR_END : EXPECT_VALUE;
}

static LwJsonToken
begin (LwJsonStream *self, gboolean object, GError **error)
{
  take (self);
  if (self->depth == LW_JSON_MAX_DEPTH)
    return fail_large (self, _ ("objects and lists lie more than 64 deep in each other"), error);
  self->in_object[self->depth++] = object;
  self->expect = object ? EXPECT_FIRST_NAME : EXPECT_FIRST_VALUE;
  return object ? LW_JSON_BEGIN_OBJECT : LW_JSON_BEGIN_ARRAY;
}

static LwJsonToken
end (LwJsonStream *self, GError **error)
{
  gboolean object = self->in_object[self->depth - 1];

  if (take (self) != (object ? '}' : ']'))
    return fail (self, object ? _ ("an object is closed by “]”") : _ ("a list is closed by “}”"), error);
  self->depth--;
  end_value (self);
  return object ? LW_JSON_END_OBJECT : LW_JSON_END_ARRAY;
}

static LwJsonToken
take_value (LwJsonStream *self, GError **error)
{
  int byte = peek (self);
  LwJsonToken token;

  if (byte == '{' || byte == '[')
    return begin (self, byte == '{', error);
  if (byte == '"')
    {
      take (self);
      token = take_string (self, error) ? LW_JSON_STRING : LW_JSON_ERROR;
    }
  else if (byte == '-' || (byte >= '0' && byte <= '9'))
    token = take_number (self, error);
  else
    token = take_word (self, error);
  end_value (self);
  return token;
}

static LwJsonToken
take_name (LwJsonStream *self, GError **error)
{
  if (take (self) != '"')
    return fail (self, _ ("a name in quotes is missing"), error);
  if (!take_string (self, error))
    return LW_JSON_ERROR;
  skip_blanks (self);
  if (take (self) != ':')
    return fail (self, _ ("a colon after a name is missing"), error);
  self->expect = EXPECT_VALUE;
  return LW_JSON_NAME;
}

/* The byte order mark of UTF-8 may stand before the first value. */
static gboolean
begin_file (LwJsonStream *self, GError **error)
{
  self->begun = TRUE;
  if (peek (self) == 0xfe || peek (self) == 0xff || peek (self) == '\0'
      || (self->n > 1 && self->buffer[self->at + 1] == '\0'))
    {
      fail (self, _ ("the file is in UTF-16; save it in UTF-8"), error);
      return FALSE;
    }
  if (peek (self) != 0xef)
    return TRUE;
  if (take (self) == 0xef && take (self) == 0xbb && take (self) == 0xbf)
    return TRUE;
  fail (self, _ ("a text is not in UTF-8; save the file in that encoding"), error);
  return FALSE;
}

/**
 * lw_json_stream_next:
 * @self: a reader
 * @error: return location
 *
 * Returns: what comes next; %LW_JSON_ERROR with @error set, after which nothing more may be asked
 */
LwJsonToken
lw_json_stream_next (LwJsonStream *self, GError **error)
{
  int byte;

  if (!self->begun && !begin_file (self, error))
    return LW_JSON_ERROR;
  skip_blanks (self);
  byte = peek (self);
  if (byte == NO_BYTE && (self->depth > 0 || self->trouble != NULL))
    return fail (self, "", error);
  if (byte == NO_BYTE)
    return LW_JSON_END;
  if (self->expect == EXPECT_COMMA_OR_END && byte == ',')
    {
      take (self);
      skip_blanks (self);
      self->expect = self->in_object[self->depth - 1] ? EXPECT_NAME : EXPECT_VALUE;
      byte = peek (self);
    }
  else if (self->expect == EXPECT_COMMA_OR_END && byte != '}' && byte != ']')
    return fail (self, _ ("a comma or the end of a list or object is missing"), error);
  switch (self->expect)
    {
    case EXPECT_COMMA_OR_END:
      return end (self, error);
    case EXPECT_FIRST_NAME:
      return byte == '}' || byte == ']' ? end (self, error) : take_name (self, error);
    case EXPECT_NAME:
      return take_name (self, error);
    case EXPECT_FIRST_VALUE:
      return byte == '}' || byte == ']' ? end (self, error) : take_value (self, error);
    case EXPECT_VALUE:
    default:
      return take_value (self, error);
    }
}

/**
 * lw_json_stream_skip:
 * @self: a reader
 * @token: the first token of a value, just given
 * @error: return location
 *
 * Goes on to the end of that value.
 *
 * Returns: %FALSE with @error set
 */
gboolean
lw_json_stream_skip (LwJsonStream *self, LwJsonToken token, GError **error)
{
  guint until = self->depth;

  if (token != LW_JSON_BEGIN_ARRAY && token != LW_JSON_BEGIN_OBJECT)
    return token != LW_JSON_ERROR;
  while (token != LW_JSON_ERROR && self->depth >= until)
    token = lw_json_stream_next (self, error);
  return token != LW_JSON_ERROR;
}

/** lw_json_stream_get_text: the name, the text or the digits of the number just given; until the next token */
const char *
lw_json_stream_get_text (const LwJsonStream *self)
{
  return self->text->str;
}

/** lw_json_stream_get_number: the number just given; infinite if it is too large for one */
double
lw_json_stream_get_number (const LwJsonStream *self)
{
  return self->number;
}

/** lw_json_stream_get_depth: how many objects and lists are open */
guint
lw_json_stream_get_depth (const LwJsonStream *self)
{
  return self->depth;
}

/** lw_json_stream_get_line: the line, from 1 */
guint64
lw_json_stream_get_line (const LwJsonStream *self)
{
  return self->line;
}

/** lw_json_stream_get_offset: how many bytes were taken */
guint64
lw_json_stream_get_offset (const LwJsonStream *self)
{
  return self->offset + self->at;
}
