/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-cell-address: see lw-cell-address.h. */
#include "formats/lw-cell-address.h"

#include <string.h>

#define SEPARATORS " -/,.;:+_&\t()"
#define MAX_HOUSE_NUMBER 99999
#define LONG_WORD 5 /* letters; the BAG allows four characters in a suffix */

/* Returns: the length of a postcode at @p ("1234AB", "1234 ab"), 0 if there is none. */
static gsize
match_postcode (const char *p, char postcode[7])
{
  gsize i = 4;

  if (p[0] < '1' || p[0] > '9' || !g_ascii_isdigit (p[1]) || !g_ascii_isdigit (p[2])
      || !g_ascii_isdigit (p[3]))
    return 0;
  while (p[i] == ' ' || p[i] == '\t' || strncmp (p + i, "\xc2\xa0", 2) == 0)
    i += p[i] == '\xc2' ? 2 : 1;
  if (!g_ascii_isalpha (p[i]) || !g_ascii_isalpha (p[i + 1]) || g_ascii_isalpha (p[i + 2]))
    return 0;
  memcpy (postcode, p, 4);
  postcode[4] = g_ascii_toupper (p[i]);
  postcode[5] = g_ascii_toupper (p[i + 1]);
  postcode[6] = '\0';
  return i + 2;
}

/**
 * lw_address_parse_postcode:
 * @text: the text of a cell
 * @postcode: (out): "1234AB", empty if @text is none
 *
 * Returns: whether @text is a full postcode and nothing else
 */
gboolean
lw_address_parse_postcode (const char *text, char postcode[7])
{
  gsize length;

  text += strspn (text, " \t'");
  length = match_postcode (text, postcode);
  if (length == 0 || text[length + strspn (text + length, " \t")] != '\0')
    {
      postcode[0] = '\0';
      return FALSE;
    }
  return TRUE;
}

/**
 * lw_address_fold:
 * @text: a letter or suffix as written
 * @folded: (out): its ASCII letters and digits, upper case, as far as they fit
 *
 * Brings house letters and suffixes to the form in which they are compared.
 */
void
lw_address_fold (const char *text, char folded[LW_SUFFIX_LENGTH])
{
  guint n = 0;

  for (; *text != '\0' && n < LW_SUFFIX_LENGTH - 1; text++)
    {
      if (g_ascii_isalnum (*text))
        folded[n++] = g_ascii_toupper (*text);
    }
  folded[n] = '\0';
}

/* A word that joins two numbers ("t/m", "tot", "en"): its length, or 0. */
static gsize
match_range_word (const char *p)
{
  static const char *const words[] = { "t/m", "tm", "tot en met", "tot", "en", "to", "and" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize length = strlen (words[i]);

      if (g_ascii_strncasecmp (p, words[i], length) == 0 && !g_ascii_isalpha (p[length]))
        return length;
    }
  return 0;
}

/* Whether @p is nothing but a number larger than @from: then both are a range. */
static int
match_range_end (const char *p, int from)
{
  gsize n;
  gint64 value;

  p += strspn (p, SEPARATORS);
  n = strspn (p, "0123456789");
  if (n == 0 || n > 5 || p[n + strspn (p + n, SEPARATORS)] != '\0')
    return 0;
  value = g_ascii_strtoll (p, NULL, 10);
  return value > from && value <= MAX_HOUSE_NUMBER ? (int)value : 0;
}

/* Ends @rest before its first long word: that is a town or a remark, not a suffix; a remark in brackets may have several
 * words ("300 (Huis ter Heide)"). */
static void
cut_long_word (char *rest)
{
  char *bracket = strchr (rest, '(');
  gsize letters = 0;

  if (bracket != NULL && strcspn (bracket + 1, ")") >= LONG_WORD)
    *bracket = '\0';

  for (gsize i = 0; rest[i] != '\0'; i++)
    {
      letters = g_ascii_isalpha (rest[i]) ? letters + 1 : 0;
      if (letters == LONG_WORD)
        {
          rest[i + 1 - LONG_WORD] = '\0';
          return;
        }
    }
}

/* Splits what follows the number into letter and suffix. */
static void
parse_addition (const char *written, LwAddress *address)
{
  g_autofree char *copy = g_strdup (written);
  const char *rest;

  cut_long_word (copy);
  rest = copy + strspn (copy, SEPARATORS);
  address->range_end = match_range_end (rest + match_range_word (rest), address->number);
  if (address->range_end != 0)
    return;
  if (g_ascii_isalpha (rest[0]) && !g_ascii_isalpha (rest[1]))
    {
      address->letter[0] = g_ascii_toupper (rest[0]);
      address->letter[1] = '\0';
      rest++;
    }
  lw_address_fold (rest, address->suffix);
}

/**
 * lw_address_parse_number:
 * @text: a house number with or without letter and suffix: "12", "12a", "12-A", "12 hs", "12A-2", "12-14"
 * @address: (inout): number, letter, suffix and range_end are set, and only these
 *
 * A second, larger number makes a range, of which the first number is taken.
 *
 * Returns: whether @text begins with a number
 */
gboolean
lw_address_parse_number (const char *text, LwAddress *address)
{
  gsize digits;

  address->number = address->range_end = 0;
  address->letter[0] = address->suffix[0] = '\0';
  text += strspn (text, " \t'");
  digits = strspn (text, "0123456789");
  if (digits == 0 || digits > 5)
    return FALSE;
  address->number = (int)g_ascii_strtoll (text, NULL, 10);
  if (address->number == 0)
    return FALSE;
  if (strcmp (text + digits, ".0") != 0 && strcmp (text + digits, ",0") != 0)
    parse_addition (text + digits, address);
  return TRUE;
}

/* The house number at the end of "Lange Straat 12 a, ": the last word that begins with a digit and follows a
 * blank. */
static const char *
find_last_number (const char *text, gsize length)
{
  const char *found = NULL;

  for (gsize i = 1; i < length; i++)
    {
      if (g_ascii_isdigit (text[i]) && text[i - 1] == ' ')
        found = text + i;
    }
  return found;
}

/* Where a postcode begins in @text; NULL if there is none. @length: of it */
static const char *
find_postcode (const char *text, gsize *length)
{
  char postcode[7];

  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_isdigit (*p) && (p == text || !g_ascii_isalnum (p[-1]))
        && (*length = match_postcode (p, postcode)) > 0)
      return p;
  return NULL;
}

/* A name between separators, of two letters at least; NULL if there is none. */
static char *
take_name (const char *start, gsize length)
{
  gsize skipped = strspn (start, SEPARATORS);
  char *name;

  if (skipped >= length)
    return NULL;
  name = g_strndup (start + skipped, length - skipped);
  for (gsize n = strlen (name); n > 0 && strchr (SEPARATORS, name[n - 1]) != NULL && name[n - 1] != ')' && name[n - 1] != '.'; n--)
    name[n - 1] = '\0';
  if (strlen (name) >= 2 && !g_ascii_isdigit (name[0]))
    return name;
  g_free (name);
  return NULL;
}

/**
 * lw_address_split:
 * @text: an address in one cell: "Lange Straat 12 a", "Lange Straat 12 a, Town", "Lange Straat 12, 1234 AB Town"
 * @address: (out): letter, number and suffix; the postcode is left to lw_address_parse()
 * @street: (out) (transfer full) (nullable): the street
 * @town: (out) (transfer full) (nullable): the town behind postcode or comma
 *
 * Returns: whether there is a street with a number
 */
gboolean
lw_address_split (const char *text, LwAddress *address, char **street, char **town)
{
  gsize length = 0;
  const char *postcode = find_postcode (text, &length);
  const char *comma = postcode == NULL ? strchr (text, ',') : NULL;
  const char *end = postcode != NULL ? postcode : comma != NULL ? comma : text + strlen (text);
  g_autofree char *before = g_strndup (text, (gsize) (end - text));
  const char *number = find_last_number (before, strlen (before));

  memset (address, 0, sizeof *address);
  *street = *town = NULL;
  if (number == NULL || !lw_address_parse_number (number, address))
    return FALSE;
  *street = take_name (before, (gsize) (number - before));
  if (*street != NULL && *end != '\0')
    *town = take_name (end + length, strlen (end + length));
  return *street != NULL;
}

/**
 * lw_address_fold_name:
 * @name: name of a street or town
 *
 * Returns: (transfer full): its letters and digits in lower case, without accents; "str." as "straat"
 */
char *
lw_address_fold_name (const char *name)
{
  g_autofree char *normal = g_utf8_normalize (name, -1, G_NORMALIZE_ALL);
  GString *folded = g_string_new (NULL);

  for (const char *p = normal != NULL ? normal : name; *p != '\0'; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (folded, g_ascii_tolower (*p));
  if (g_str_has_suffix (folded->str, "str"))
    g_string_append (folded, "aat");
  return g_string_free (folded, FALSE);
}

/**
 * lw_address_parse:
 * @text: an address in one cell: "1234 AB 12-a", "1234ab, 12", "Lange Straat 12 a, 1234 AB Town"
 * @address: (out): what was found
 *
 * Finds the postcode; the house number follows it, or else ends what stands before it.
 *
 * Returns: whether both postcode and number were found
 */
gboolean
lw_address_parse (const char *text, LwAddress *address)
{
  memset (address, 0, sizeof *address);
  for (const char *p = text; *p != '\0'; p++)
    {
      gsize length;
      const char *after, *number;
      g_autofree char *before = NULL;

      if (!g_ascii_isdigit (*p) || (p > text && g_ascii_isalnum (p[-1])))
        continue;
      length = match_postcode (p, address->postcode);
      if (length == 0)
        continue;
      after = p + length + strspn (p + length, SEPARATORS);
      if (g_ascii_isdigit (*after) && lw_address_parse_number (after, address))
        return TRUE;
      before = g_strndup (text, (gsize)(p - text));
      number = find_last_number (before, strlen (before));
      if (number != NULL && lw_address_parse_number (number, address))
        return TRUE;
    }
  return FALSE;
}
