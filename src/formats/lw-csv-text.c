/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-csv-text: see lw-csv-text.h. */
#include "formats/lw-csv-text.h"

#include <string.h>

#include "formats/lw-cell.h"

static gboolean
needs_quotes (const char *cell, gsize length, char separator)
{
  if (length == 0)
    return FALSE;
  if (cell[0] == ' ' || cell[length - 1] == ' ')
    return TRUE;
  for (gsize i = 0; i < length; i++)
    if (cell[i] == separator || cell[i] == '"' || cell[i] == '\n' || cell[i] == '\r')
      return TRUE;
  return FALSE;
}

/**
 * lw_csv_text_append:
 * @text: the text
 * @cell: a cell, UTF-8
 * @length: bytes of @cell, or -1
 * @separator: what stands between cells; the caller appends it
 *
 * Appends a cell, in quotes if it holds the separator, a quote, a line end, or blanks at its ends.
 */
void
lw_csv_text_append (GString *text, const char *cell, gssize length, char separator)
{
  gsize n = length < 0 ? strlen (cell) : (gsize)length;

  if (!needs_quotes (cell, n, separator))
    {
      g_string_append_len (text, cell, (gssize)n);
      return;
    }
  g_string_append_c (text, '"');
  for (gsize i = 0; i < n; i++)
    {
      if (cell[i] == '"')
        g_string_append_c (text, '"');
      g_string_append_c (text, cell[i]);
    }
  g_string_append_c (text, '"');
}

/** lw_csv_text_append_cell: as lw_csv_text_append(), for text with commas between its cells */
void
lw_csv_text_append_cell (GString *text, const char *cell, gssize length)
{
  lw_csv_text_append (text, cell, length, ',');
}

/**
 * lw_csv_text_needs_guard:
 * @text: text of a cell
 *
 * Returns: whether a spreadsheet would run it as a formula, or whether it could be mistaken for a text that was guarded
 *   against that by an apostrophe: then another one goes before it. Who reads takes one away before apostrophes and such
 *   a sign, a digit, or a text that would be "unknown", so that every text comes back as it was.
 */
gboolean
lw_csv_text_needs_guard (const char *text)
{
  const char *sign = text + strspn (text, "'");
  const char *digits;

  if (sign != text)
    return *sign != '\0' && (strchr ("=+-@\t\r0123456789", *sign) != NULL || lw_cell_is_unknown (sign));
  if (*sign == '\0' || strchr ("=+-@\t\r", *sign) == NULL)
    return FALSE;
  if (*sign != '+' && *sign != '-')
    return TRUE;
  /* a number is none: digits, with at most one decimal sign among them */
  digits = sign + 1 + strspn (sign + 1, "0123456789");
  if (digits == sign + 1)
    return TRUE;
  if (*digits == '.' || *digits == ',')
    digits += 1 + strspn (digits + 1, "0123456789");
  return *digits != '\0';
}

/* The formula that spreadsheets write to keep zeros: it holds nothing but one text. */
static gboolean
is_kept_text (const char *cell)
{
  gsize length = strlen (cell);

  return length >= 3 && cell[0] == '=' && cell[1] == '"' && strchr (cell + 2, '"') == cell + length - 1;
}

/**
 * lw_csv_text_append_found:
 * @cell: a cell as it was found in somebody's file
 * @separator: what stands between cells; the caller appends it
 *
 * Appends it as lw_csv_text_append() does, guarded if a spreadsheet would run it; what was guarded already, and signs
 * for "unknown", stay as they are, so that the file reads as the one that it was found in.
 */
void
lw_csv_text_append_found (GString *text, const char *cell, char separator)
{
  g_autofree char *guarded = NULL;

  if (cell[0] != '\'' && lw_csv_text_needs_guard (cell) && !is_kept_text (cell) && !lw_cell_is_unknown (cell))
    guarded = g_strconcat ("'", cell, NULL);
  lw_csv_text_append (text, guarded != NULL ? guarded : cell, -1, separator);
}
