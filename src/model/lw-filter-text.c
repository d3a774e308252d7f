/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-filter-text: the search for words. A word is looked for once in each text of a dictionary, not once a
 * row; a row then only looks up whether its texts were among those found. */
#include "model/lw-filter-private.h"

#include <string.h>

#include "model/lw-fold.h"

/* A shorter number is a house number or part of a name, and not a piece of an identification. */
#define MIN_ID_DIGITS 6
#define MAX_WORDS 16

static const LwOfficeColumn searched[] = {
  LW_OFFICE_STREET, LW_OFFICE_NAME, LW_OFFICE_TOWN, LW_OFFICE_POSTCODE, LW_OFFICE_MUNICIPALITY,
};
#define N_SEARCHED G_N_ELEMENTS (searched)

/* Of a postcode its beginning counts, or its letters: "5" is a house number and no piece of 3526KL. */
#define MIN_POSTCODE_PART 3
#define POSTCODE_DIGITS 4

typedef struct {
  char *text; /* folded */
  gboolean as_id;
  gint32 house_number; /* 0 if the word does not begin with a number */
  char *house_rest;    /* what follows it, without dashes: "5a-2" has "a2" */
  guint8 *found[N_SEARCHED]; /* code of the column -> whether it holds the word */
} Word;

struct _LwTextSearch {
  const LwOffices *offices;
  const char *const *letters;
  const char *const *suffixes;
  guint n_words;
  Word words[MAX_WORDS];
};

static char *
drop_dashes (const char *text)
{
  char *copy = g_strdup (text), *end = copy;

  for (; *text != '\0'; text++)
    if (*text != '-')
      *end++ = *text;
  *end = '\0';
  return copy;
}

static gboolean
postcode_matches (const char *postcode, const char *text)
{
  if (strlen (text) >= MIN_POSTCODE_PART)
    return g_str_has_prefix (postcode, text);
  return strlen (postcode) > POSTCODE_DIGITS && strcmp (postcode + POSTCODE_DIGITS, text) == 0;
}

static guint8 *
search_dictionary (const LwDictionary *dictionary, LwOfficeColumn column, const char *text)
{
  const char *const *folded = lw_dictionary_folded (dictionary);
  guint n = lw_dictionary_size (dictionary);
  guint8 *found = g_new (guint8, n);

  for (guint i = 0; i < n; i++)
    found[i] = column == LW_OFFICE_POSTCODE ? postcode_matches (folded[i], text)
                                            : strstr (folded[i], text) != NULL;
  return found;
}

static void
init_word (Word *word, const LwOffices *offices, const char *text)
{
  gsize n_digits = strspn (text, "0123456789");

  word->text = g_strdup (text);
  word->as_id = n_digits >= MIN_ID_DIGITS && text[n_digits] == '\0';
  if (n_digits > 0 && n_digits <= 6)
    {
      word->house_number = (gint32) g_ascii_strtoll (text, NULL, 10);
      word->house_rest = drop_dashes (text + n_digits);
    }
  for (guint c = 0; c < N_SEARCHED; c++)
    word->found[c] = search_dictionary (lw_offices_dictionary (offices, searched[c]), searched[c], text);
}

/**
 * lw_text_search_new:
 * @offices: a table that outlives the search
 *
 * Returns: (transfer full): a search ready to run over @offices, in any number of threads
 */
LwTextSearch *
lw_text_search_new (const char *text, const LwOffices *offices)
{
  LwTextSearch *self = g_new0 (LwTextSearch, 1);
  g_autofree char *folded = lw_fold (text);
  g_auto (GStrv) words = g_strsplit_set (folded, " \t\n,;", -1);

  self->offices = offices;
  self->letters = lw_dictionary_folded (lw_offices_dictionary (offices, LW_OFFICE_HOUSE_LETTER));
  self->suffixes = lw_dictionary_folded (lw_offices_dictionary (offices, LW_OFFICE_HOUSE_SUFFIX));
  for (guint i = 0; words[i] != NULL && self->n_words < MAX_WORDS; i++)
    if (words[i][0] != '\0')
      init_word (&self->words[self->n_words++], offices, words[i]);
  return self;
}

void
lw_text_search_free (LwTextSearch *search)
{
  for (guint w = 0; w < search->n_words; w++)
    {
      Word *word = &search->words[w];

      g_free (word->text);
      g_free (word->house_rest);
      for (guint c = 0; c < N_SEARCHED; c++)
        g_free (word->found[c]);
    }
  g_free (search);
}

/* "5" and "5a" both find house number 5A. */
static gboolean
house_matches (const LwTextSearch *self, const Word *word, guint row)
{
  const char *rest = word->house_rest;
  const char *parts[] = { self->letters[self->offices->house_letter[row]],
                          self->suffixes[self->offices->house_suffix[row]] };

  for (guint p = 0; p < G_N_ELEMENTS (parts); p++)
    for (const char *at = parts[p]; *at != '\0' && *rest != '\0'; at++)
      if (*at != '-' && *at != *rest++)
        return FALSE;
  return *rest == '\0';
}

static gboolean
word_matches (const LwTextSearch *self, const Word *word, guint row)
{
  const LwOffices *offices = self->offices;
  char digits[LW_BAG_ID_LENGTH + 1];

  if (word->found[0][offices->street[row]] | word->found[1][offices->name[row]] |
      word->found[2][offices->town[row]] | word->found[3][offices->postcode[row]] |
      word->found[4][offices->municipality[row]])
    return TRUE;
  if (word->house_number != 0 && word->house_number == offices->house_number[row] &&
      house_matches (self, word, row))
    return TRUE;
  if (!word->as_id || offices->bag_id[row] == 0)
    return FALSE;
  lw_bag_id_format (offices->bag_id[row], digits);
  return strstr (digits, word->text) != NULL;
}

/**
 * lw_text_search_run_rows:
 * @first: the first row, a multiple of 64
 * @n: number of rows
 * @words: (inout): a bit per row from @first on; those stay 1 in which every word was found
 */
void
lw_text_search_run_rows (const LwTextSearch *search, guint first, guint n, guint64 *words)
{
  for (guint start = 0; start < n; start += 64)
    for (guint64 left = words[start / 64]; left != 0; left &= left - 1)
      {
        guint bit = (guint) __builtin_ctzll (left);

        for (guint w = 0; w < search->n_words; w++)
          if (!word_matches (search, &search->words[w], first + start + bit))
            {
              words[start / 64] &= ~(G_GUINT64_CONSTANT (1) << bit);
              break;
            }
      }
}
