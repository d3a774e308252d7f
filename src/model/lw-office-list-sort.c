/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-office-list-sort: each row gets one number of 64 bits to sort by, and a radix sort puts those in order:
 * stable, and with no comparison function to call. Texts are numbered by their place in the alphabet
 * first. */
#include "model/lw-difference-results.h"
#include "model/lw-office-list-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define RADIX_BITS 11
#define RADIX (1 << RADIX_BITS)
#define N_DIGITS 6 /* of RADIX_BITS in 64 bits */

/* Sorts after every known value, in both directions. */
#define KEY_UNKNOWN G_MAXUINT64

typedef struct {
  guint64 key;
  guint32 row;
} Entry;

typedef struct {
  LwDictionary *dictionary; /* a reference, so that its address stays its own */
  guint32 *ranks;
} ColumnRanks;

struct _LwOfficeRanks {
  ColumnRanks columns[LW_N_OFFICE_COLUMNS];
};

typedef struct {
  char *collation;
  guint32 code;
} Text;

LwOfficeRanks *
lw_office_ranks_new (void)
{
  return g_new0 (LwOfficeRanks, 1);
}

static void
clear_ranks (ColumnRanks *column)
{
  g_clear_pointer (&column->dictionary, lw_dictionary_unref);
  g_clear_pointer (&column->ranks, g_free);
}

void
lw_office_ranks_free (LwOfficeRanks *ranks)
{
  for (guint c = 0; c < LW_N_OFFICE_COLUMNS; c++)
    clear_ranks (&ranks->columns[c]);
  g_free (ranks);
}

gsize
lw_office_list_cell_size (LwOfficeColumn column)
{
  static const gsize sizes[] = {
#define X(enumerator, field, ctype, type, codes) sizeof (ctype),
    LW_OFFICE_COLUMNS (X)
#undef X
  };

  return sizes[column];
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  const Text *p = a, *q = b;
  int order = strcmp (p->collation, q->collation);

  return order != 0 ? order : (p->code > q->code) - (p->code < q->code);
}

static guint32 *
rank_texts (const LwDictionary *dictionary)
{
  guint n = lw_dictionary_size (dictionary);
  guint32 *ranks = g_new (guint32, n);
  g_autofree Text *texts = g_new (Text, n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *valid = g_utf8_make_valid (lw_dictionary_get (dictionary, i), -1);

      texts[i] = (Text){ g_utf8_collate_key (valid, -1), i };
    }
  qsort (texts, n, sizeof *texts, compare_texts);
  for (guint i = 0; i < n; i++)
    {
      ranks[texts[i].code] = i;
      g_free (texts[i].collation);
    }
  return ranks;
}

/* Code -> place in the alphabet; the empty text comes first. */
static const guint32 *
get_ranks (LwOfficeRanks *ranks, const LwOffices *offices, LwOfficeColumn column)
{
  const LwDictionary *dictionary = lw_offices_dictionary (offices, column);
  ColumnRanks *kept = &ranks->columns[column];

  if (kept->dictionary != dictionary)
    {
      clear_ranks (kept);
      kept->dictionary = lw_dictionary_ref ((LwDictionary *) dictionary);
      kept->ranks = rank_texts (dictionary);
    }
  return kept->ranks;
}

/* Numbers in order as unsigned integers. */
static guint64
key_of_number (double number)
{
  guint64 bits;

  if (isnan (number))
    return KEY_UNKNOWN;
  number += 0.0; /* -0 is 0 */
  memcpy (&bits, &number, sizeof bits);
  return bits >> 63 ? ~bits : bits | (G_GUINT64_CONSTANT (1) << 63);
}

static void
find_text_keys (
    Entry *entries, guint n, const LwOffices *offices, LwOfficeColumn column, LwOfficeRanks *ranks)
{
  const guint32 *places = get_ranks (ranks, offices, column);
  const guint32 *codes = lw_offices_cells (offices, column);

  for (guint i = 0; i < n; i++)
    {
      guint32 code = codes[entries[i].row];

      entries[i].key = code == 0 ? KEY_UNKNOWN : places[code];
    }
}

/* Street, then number, letter and suffix. An office without a street has no address. */
static void
find_address_keys (Entry *entries, guint n, const LwOffices *offices, LwOfficeRanks *ranks)
{
  const guint32 *streets = get_ranks (ranks, offices, LW_OFFICE_STREET);
  const guint32 *letters = get_ranks (ranks, offices, LW_OFFICE_HOUSE_LETTER);
  const guint32 *suffixes = get_ranks (ranks, offices, LW_OFFICE_HOUSE_SUFFIX);

  for (guint i = 0; i < n; i++)
    {
      guint row = entries[i].row;
      guint64 number = CLAMP (offices->house_number[row], 0, 0xfffff);
      guint64 letter = MIN (letters[offices->house_letter[row]], 0x3f);
      guint64 suffix = MIN (suffixes[offices->house_suffix[row]], 0xffff);

      entries[i].key = offices->street[row] == 0
                           ? KEY_UNKNOWN
                           : (guint64) MIN (streets[offices->street[row]], 0x3ffffe) << 42 | number << 22 |
                                 letter << 16 | suffix;
    }
}

static void
find_number_keys (Entry *entries, guint n, const LwOffices *offices, LwOfficeOrder order)
{
  for (guint i = 0; i < n; i++)
    {
      guint row = entries[i].row;
      double number = NAN;

      switch ((int) order)
        {
        case LW_OFFICE_ORDER_STOCK:
          number = offices->stock_m2[row];
          break;
        case LW_OFFICE_ORDER_VACANT:
          number = offices->vacant_stock_m2[row];
          break;
        case LW_OFFICE_ORDER_VACANCY_RATE:
          number = lw_offices_vacancy_rate (offices, row);
          break;
        case LW_OFFICE_ORDER_VACANCY_AGE:
          if (offices->vacancy_age[row] != LW_VACANCY_AGE_UNKNOWN
              && offices->vacancy_age[row] != LW_VACANCY_AGE_NONE)
            number = offices->vacancy_age[row];
          break;
        case LW_OFFICE_ORDER_BUILD_YEAR:
          number = offices->build_year[row] == 0 ? NAN : offices->build_year[row];
          break;
        case LW_OFFICE_ORDER_CHANGE:
          if (offices->change[row] != LW_CHANGE_NONE && offices->change[row] != LW_CHANGE_UNCHANGED)
            number = lw_offices_moved_m2 (offices, row);
          break;
        case LW_OFFICE_ORDER_PRIORITY:
          number = offices->priority[row];
          break;
        case LW_OFFICE_ORDER_SCORE:
          number = offices->score[row];
          break;
        case LW_OFFICE_ORDER_LABEL:
        default:
          number = offices->energy_label[row] == 0 ? NAN : offices->energy_label[row];
          break;
        }
      entries[i].key = key_of_number (number);
    }
}

static void
find_keys (Entry *entries, guint n, const LwOffices *offices, LwOfficeOrder order, LwOfficeRanks *ranks)
{
  switch ((int) order)
    {
    case LW_OFFICE_ORDER_ADDRESS:
      find_address_keys (entries, n, offices, ranks);
      break;
    case LW_OFFICE_ORDER_NAME:
      find_text_keys (entries, n, offices, LW_OFFICE_NAME, ranks);
      break;
    case LW_OFFICE_ORDER_TOWN:
      find_text_keys (entries, n, offices, LW_OFFICE_TOWN, ranks);
      break;
    case LW_OFFICE_ORDER_MUNICIPALITY:
      find_text_keys (entries, n, offices, LW_OFFICE_MUNICIPALITY, ranks);
      break;
    case LW_OFFICE_ORDER_TABLE:
      for (guint i = 0; i < n; i++)
        entries[i].key = entries[i].row;
      break;
    default:
      find_number_keys (entries, n, offices, order);
      break;
    }
}

/* Sorts by one digit from @from into @to; FALSE if all have the same digit, and nothing was moved. */
static gboolean
sort_digit (const Entry *from, Entry *to, guint n, guint digit)
{
  guint counts[RADIX] = { 0 };
  guint shift = digit * RADIX_BITS, at = 0;

  for (guint i = 0; i < n; i++)
    counts[(from[i].key >> shift) & (RADIX - 1)]++;
  if (n == 0 || counts[(from[0].key >> shift) & (RADIX - 1)] == n)
    return FALSE;
  for (guint v = 0; v < RADIX; v++)
    {
      guint count = counts[v];

      counts[v] = at;
      at += count;
    }
  for (guint i = 0; i < n; i++)
    to[counts[(from[i].key >> shift) & (RADIX - 1)]++] = from[i];
  return TRUE;
}

static void
sort_entries (Entry **entries, guint n)
{
  Entry *other = g_new (Entry, MAX (n, 1));

  for (guint digit = 0; digit < N_DIGITS; digit++)
    if (sort_digit (*entries, other, n, digit))
      {
        Entry *swap = *entries;

        *entries = other;
        other = swap;
      }
  g_free (other);
}

/**
 * lw_office_list_sort:
 * @rows: the rows to sort
 * @ranks: kept places of texts, used and completed
 * @n_rows: (out): number of rows
 *
 * Returns: (transfer full) (array length=n_rows): the rows in order
 */
guint32 *
lw_office_list_sort (const LwOffices *offices, const LwBitset *rows, LwOfficeOrder order, gboolean descending,
                     LwOfficeRanks *ranks, guint *n_rows)
{
  guint n = lw_bitset_count (rows), at = 0;
  guint32 *sorted = g_new (guint32, MAX (n, 1));
  Entry *entries = g_new (Entry, MAX (n, 1));

  LW_BITSET_FOREACH (rows, row)
  entries[at++].row = row;
  find_keys (entries, n, offices, order, ranks);
  if (descending)
    for (guint i = 0; i < n; i++)
      if (entries[i].key != KEY_UNKNOWN)
        entries[i].key = KEY_UNKNOWN - 1 - entries[i].key;
  sort_entries (&entries, n);
  for (guint i = 0; i < n; i++)
    sorted[i] = entries[i].row;
  g_free (entries);
  *n_rows = n;
  return sorted;
}
