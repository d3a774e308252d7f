/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-vacancy-match: see lw-vacancy-match.h. Arrays sorted by key: identification, postcode with house number,
 * street with house number. Letters and suffixes are folded once for each text of their dictionaries, then compared. */
#include "formats/lw-vacancy-match.h"

#include <math.h>
#include <string.h>

#include "model/lw-basemap.h"
#include "model/lw-geo.h"
#include "model/lw-side-address.h"

#define EXACT_M 1.0 /* a position that was copied from an office, and rounded */
#define APART_M 5.0 /* from there to the next office, so that it is not meant */
#define NUMBER_BITS 17 /* house numbers have at most five digits */

typedef struct {
  guint64 key;
  guint office;
} Entry;

typedef char Folded[LW_SUFFIX_LENGTH];

/* An address of an office beside its own (nevenadres). */
typedef struct {
  guint64 key;
  guint office;
  char addition[2 * LW_SUFFIX_LENGTH];
} Side;

struct _LwVacancyIndex {
  LwOffices *offices;
  GArray *by_id;      /* of Entry, sorted */
  GArray *by_address; /* of Entry, sorted */
  GArray *by_street;  /* of Entry, sorted */
  char **streets;     /* folded, by code of the column's dictionary; n_streets of them */
  guint n_streets;
  Folded *letters;    /* by code of the column's dictionary */
  Folded *suffixes;
  double tolerance_m;
  GArray *by_cell; /* of Entry, sorted: squares of a side of the tolerance */
  GArray *by_side; /* (nullable): of Side, sorted */
};

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *first = a, *second = b;

  if (first->key != second->key)
    return first->key < second->key ? -1 : 1;
  return first->office < second->office ? -1 : first->office > second->office;
}

/* Returns: postcode and number as one key, 0 if either is missing */
static guint64
make_key (const char *postcode, int number)
{
  guint64 code = 0;

  if (postcode[0] == '\0' || number <= 0 || number >= 1 << NUMBER_BITS)
    return 0;
  for (guint i = 0; i < 4; i++)
    code = code * 10 + (guint64)(postcode[i] - '0');
  for (guint i = 4; i < 6; i++)
    code = code * 26 + (guint64)(postcode[i] - 'A');
  return code << NUMBER_BITS | (guint64)number;
}

static Folded *
fold_texts (LwOffices *offices, LwOfficeColumn column)
{
  const LwDictionary *dictionary = lw_offices_dictionary (offices, column);
  guint n = lw_dictionary_size (dictionary);
  Folded *folded = g_new (Folded, n);

  for (guint i = 0; i < n; i++)
    lw_address_fold (lw_dictionary_get (dictionary, i), folded[i]);
  return folded;
}

static GArray *
index_addresses (LwOffices *offices)
{
  const LwDictionary *dictionary = lw_offices_dictionary (offices, LW_OFFICE_POSTCODE);
  guint n_postcodes = lw_dictionary_size (dictionary);
  g_autofree char (*postcodes)[7] = g_malloc_n (n_postcodes, sizeof *postcodes);
  GArray *entries = g_array_sized_new (FALSE, FALSE, sizeof (Entry), offices->n);

  for (guint i = 0; i < n_postcodes; i++)
    lw_address_parse_postcode (lw_dictionary_get (dictionary, i), postcodes[i]);
  for (guint i = 0; i < offices->n; i++)
    {
      Entry entry = { make_key (postcodes[offices->postcode[i]], offices->house_number[i]), i };

      if (entry.key != 0)
        g_array_append_val (entries, entry);
    }
  g_array_sort (entries, compare_entries);
  return entries;
}

/* Returns: street and number as one key; who finds an entry by it compares the street */
static guint64
make_street_key (const char *folded, int number)
{
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325);

  if (folded[0] == '\0' || number <= 0 || number >= 1 << NUMBER_BITS)
    return 0;
  for (const char *p = folded; *p != '\0'; p++)
    hash = (hash ^ (guchar) *p) * G_GUINT64_CONSTANT (0x100000001b3);
  return (hash << NUMBER_BITS | (guint64) number) | G_GUINT64_CONSTANT (1) << 63;
}

static void
index_streets (LwVacancyIndex *index)
{
  const LwOffices *offices = index->offices;
  const LwDictionary *dictionary = lw_offices_dictionary (offices, LW_OFFICE_STREET);

  index->n_streets = lw_dictionary_size (dictionary);
  index->streets = g_new0 (char *, index->n_streets);
  index->by_street = g_array_sized_new (FALSE, FALSE, sizeof (Entry), offices->n);
  for (guint i = 0; i < index->n_streets; i++)
    index->streets[i] = lw_address_fold_name (lw_dictionary_get (dictionary, i));
  for (guint i = 0; i < offices->n; i++)
    {
      Entry entry = { make_street_key (index->streets[offices->street[i]], offices->house_number[i]), i };

      if (entry.key != 0)
        g_array_append_val (index->by_street, entry);
    }
  g_array_sort (index->by_street, compare_entries);
}

/* The key of the square that lies @columns and @rows from that of a position; 0 for none. */
static guint64
cell_key (const LwVacancyIndex *index, double x, double y, int columns, int rows)
{
  double column = floor (x / index->tolerance_m) + columns, row = floor (y / index->tolerance_m) + rows;

  return lw_geo_in_rd_range (x, y) && column >= 0 && row >= 0 ? ((guint64) column + 1) << 32 | (guint64) row : 0;
}

static GArray *
index_cells (const LwVacancyIndex *index)
{
  const LwOffices *offices = index->offices;
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (Entry));

  for (guint i = 0; i < offices->n; i++)
    {
      Entry entry = { cell_key (index, offices->rd_x[i], offices->rd_y[i], 0, 0), i };

      if (entry.key != 0)
        g_array_append_val (entries, entry);
    }
  g_array_sort (entries, compare_entries);
  return entries;
}

/**
 * lw_vacancy_index_new:
 * @offices: the offices to find
 * @tolerance_m: metres within which a position means an office; 0 for no search by position
 *
 * Returns: (transfer full): an index of @offices
 */
LwVacancyIndex *
lw_vacancy_index_new (LwOffices *offices, double tolerance_m)
{
  LwVacancyIndex *index = g_new0 (LwVacancyIndex, 1);

  index->offices = lw_offices_ref (offices);
  index->by_id = g_array_sized_new (FALSE, FALSE, sizeof (Entry), offices->n);
  for (guint i = 0; i < offices->n; i++)
    {
      Entry entry = { offices->bag_id[i], i };

      if (entry.key != 0)
        g_array_append_val (index->by_id, entry);
    }
  g_array_sort (index->by_id, compare_entries);
  index->by_address = index_addresses (offices);
  index_streets (index);
  index->letters = fold_texts (offices, LW_OFFICE_HOUSE_LETTER);
  index->suffixes = fold_texts (offices, LW_OFFICE_HOUSE_SUFFIX);
  /* Squares must be countable, however small the tolerance. */
  index->tolerance_m = tolerance_m > 0 ? MAX (tolerance_m, 0.01) : 0;
  index->by_cell = index->tolerance_m > 0 ? index_cells (index) : NULL;
  return index;
}

/**
 * lw_vacancy_index_free:
 * @index: (transfer full) (nullable): an index
 */
void
lw_vacancy_index_free (LwVacancyIndex *index)
{
  if (index == NULL)
    return;
  g_array_unref (index->by_id);
  g_array_unref (index->by_address);
  g_array_unref (index->by_street);
  for (guint i = 0; i < index->n_streets; i++)
    g_free (index->streets[i]);
  g_free (index->streets);
  g_clear_pointer (&index->by_cell, g_array_unref);
  g_clear_pointer (&index->by_side, g_array_unref);
  g_free (index->letters);
  g_free (index->suffixes);
  lw_offices_unref (index->offices);
  g_free (index);
}

/* Finds the entries with @key. Returns: the first of them; @n: their number */
static const Entry *
find_entries (GArray *entries, guint64 key, guint *n)
{
  guint low = 0, high = entries->len, end;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (entries, Entry, middle).key < key)
        low = middle + 1;
      else
        high = middle;
    }
  end = low;
  while (end < entries->len && g_array_index (entries, Entry, end).key == key)
    end++;
  *n = end - low;
  return &g_array_index (entries, Entry, low);
}

/* Whether letter and suffix of an office, read together, are @addition: who writes "12 A3" may mean either.
 */
static gboolean
has_addition (LwVacancyIndex *index, guint office, const char *addition)
{
  const char *letter = index->letters[index->offices->house_letter[office]];
  const char *suffix = index->suffixes[index->offices->house_suffix[office]];
  gsize n = strlen (letter);

  return strncmp (addition, letter, n) == 0 && strcmp (addition + n, suffix) == 0;
}

/* Whether an office may be meant by a row that does not tell its suffix, or tells another. */
static gboolean
may_be_meant (LwVacancyIndex *index, guint office, const LwAddress *address)
{
  if (address->letter[0] == '\0' && address->suffix[0] == '\0')
    return TRUE;
  return strcmp (index->letters[index->offices->house_letter[office]], address->letter) == 0;
}

static void
settle (LwVacancyMatch *match, LwJoinState state)
{
  if (match->candidates->len == 0)
    return;
  match->state = match->candidates->len == 1 ? state : LW_JOIN_AMBIGUOUS;
  if (match->candidates->len == 1)
    match->office = g_array_index (match->candidates, guint, 0);
}

static void
collect_exact (
    LwVacancyIndex *index, const Entry *entries, guint n, const char *addition, LwVacancyMatch *match)
{
  for (guint i = 0; i < n; i++)
    {
      if (has_addition (index, entries[i].office, addition))
        g_array_append_val (match->candidates, entries[i].office);
    }
  settle (match, LW_JOIN_ADDRESS);
}

static int
compare_sides (gconstpointer a, gconstpointer b)
{
  const Side *first = a, *second = b;

  if (first->key != second->key)
    return first->key < second->key ? -1 : 1;
  return strcmp (first->addition, second->addition);
}

/**
 * lw_vacancy_index_add_sides:
 * @index: an index
 * @addresses: (element-type LwSideAddress): addresses of offices beside their own, by which rows may call them too
 */
void
lw_vacancy_index_add_sides (LwVacancyIndex *index, GPtrArray *addresses)
{
  index->by_side = g_array_new (FALSE, FALSE, sizeof (Side));
  for (guint i = 0; i < addresses->len; i++)
    {
      const LwSideAddress *address = g_ptr_array_index (addresses, i);
      guint n = 0;
      const Entry *entry = find_entries (index->by_id, address->office, &n);
      char postcode[7], letter[LW_SUFFIX_LENGTH], suffix[LW_SUFFIX_LENGTH];
      Side side = { 0 };

      if (n == 0 || !lw_address_parse_postcode (address->postcode, postcode))
        continue;
      side.key = make_key (postcode, address->house_number);
      side.office = entry->office;
      lw_address_fold (address->house_letter, letter);
      lw_address_fold (address->house_suffix, suffix);
      g_snprintf (side.addition, sizeof side.addition, "%s%s", letter, suffix);
      if (side.key != 0)
        g_array_append_val (index->by_side, side);
    }
  g_array_sort (index->by_side, compare_sides);
}

/* Offices that have exactly this address beside their own. */
static void
collect_sides (LwVacancyIndex *index, guint64 key, const char *addition, LwVacancyMatch *match)
{
  guint low = 0, high = index->by_side != NULL ? index->by_side->len : 0;
  Side wanted = { .key = key };

  g_strlcpy (wanted.addition, addition, sizeof wanted.addition);
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (compare_sides (&g_array_index (index->by_side, Side, middle), &wanted) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  for (; index->by_side != NULL && low < index->by_side->len; low++)
    {
      const Side *side = &g_array_index (index->by_side, Side, low);

      if (compare_sides (side, &wanted) != 0)
        break;
      g_array_append_val (match->candidates, side->office);
    }
  settle (match, LW_JOIN_ADDRESS);
}

/* Of the offices with a row's street or postcode and number, those with its letter and suffix. @key: of the postcode and
 * number, under which offices have further addresses, or 0 */
static void
choose (LwVacancyIndex *index, const Entry *entries, guint n, guint64 key, const LwAddress *address, LwVacancyMatch *match)
{
  char addition[LW_SUFFIX_LENGTH + 2];

  if (address->range_end != 0)
    {
      g_snprintf (addition, sizeof addition, "%d", address->range_end);
      collect_exact (index, entries, n, addition, match);
    }
  if (match->candidates->len > 0)
    return;
  g_snprintf (addition, sizeof addition, "%s%s", address->letter, address->suffix);
  collect_exact (index, entries, n, addition, match);
  if (match->candidates->len == 0 && key != 0)
    collect_sides (index, key, addition, match);
  if (match->candidates->len > 0)
    return;
  for (guint i = 0; i < n; i++)
    {
      if (may_be_meant (index, entries[i].office, address))
        g_array_append_val (match->candidates, entries[i].office);
    }
  settle (match, LW_JOIN_WITHOUT_SUFFIX);
}

static void
find_by_address (LwVacancyIndex *index, const LwAddress *address, LwVacancyMatch *match)
{
  guint n;
  guint64 key = make_key (address->postcode, address->number);
  const Entry *entries = key != 0 ? find_entries (index->by_address, key, &n) : NULL;

  if (entries != NULL)
    choose (index, entries, n, key, address, match);
}

/* Whether an office lies in a town or municipality, by the name that a row gives it. */
static gboolean
lies_in (const LwOffices *offices, guint office, const char *place)
{
  static const LwOfficeColumn columns[] = { LW_OFFICE_TOWN, LW_OFFICE_MUNICIPALITY };
  const LwBasemap *map = lw_basemap_get_default ();
  const char *code = lw_basemap_get_municipality_code (map, place);
  g_autofree char *wanted = lw_address_fold_name (place);
  gboolean known = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      const char *name = lw_offices_text (offices, columns[i], office);
      g_autofree char *folded = name != NULL ? lw_address_fold_name (name) : NULL;

      if (folded != NULL && strcmp (folded, wanted) == 0)
        return TRUE;
      known |= folded != NULL && *folded != '\0';
    }
  if (!known)
    return TRUE;
  return code != NULL && g_strcmp0 (code, lw_offices_text (offices, LW_OFFICE_MUNICIPALITY_CODE, office)) == 0;
}

/* A list without postcodes: street and number, in the town or municipality that the row gives. */
static void
find_by_street (LwVacancyIndex *index, const LwVacancyRow *row, LwVacancyMatch *match)
{
  g_autofree char *street = lw_address_fold_name (row->street);
  guint64 key = make_street_key (street, row->address.number);
  g_autoptr (GArray) here = g_array_new (FALSE, FALSE, sizeof (Entry));
  const Entry *entries;
  guint n = 0;

  if (key == 0)
    return;
  entries = find_entries (index->by_street, key, &n);
  for (guint i = 0; i < n; i++)
    if (strcmp (index->streets[index->offices->street[entries[i].office]], street) == 0
        && (row->place == NULL || lies_in (index->offices, entries[i].office, row->place)))
      g_array_append_val (here, entries[i]);
  choose (index, (const Entry *) here->data, here->len, 0, &row->address, match);
}

/* The offices near a position, and how far the nearest two are. */
typedef struct {
  guint nearest;
  double first_m;
  double second_m;
} Near;

static void
collect_near (LwVacancyIndex *index, const LwVacancyRow *row, guint64 key, LwVacancyMatch *match, Near *near)
{
  guint n;
  const Entry *entries = find_entries (index->by_cell, key, &n);

  for (guint i = 0; i < n; i++)
    {
      guint office = entries[i].office;
      double distance
          = lw_geo_distance_rd (index->offices->rd_x[office], index->offices->rd_y[office], row->x, row->y);

      if (!(distance <= index->tolerance_m))
        continue;
      g_array_append_val (match->candidates, office);
      near->second_m = distance < near->first_m ? near->first_m : MIN (near->second_m, distance);
      if (distance >= near->first_m)
        continue;
      near->first_m = distance;
      near->nearest = office;
    }
}

/* The only office near by is meant; of several the one that stands right there, else nobody knows which. */
static void
find_by_position (LwVacancyIndex *index, const LwVacancyRow *row, LwVacancyMatch *match)
{
  Near near = { LW_OFFICES_NONE, INFINITY, INFINITY };

  for (int rows = -1; rows <= 1; rows++)
    for (int columns = -1; columns <= 1; columns++)
      {
        guint64 key = cell_key (index, row->x, row->y, columns, rows);

        if (key != 0)
          collect_near (index, row, key, match, &near);
      }
  match->distance_m = near.first_m;
  match->exact = match->candidates->len > 1 && near.first_m <= EXACT_M && near.second_m >= APART_M;
  if (match->exact)
    {
      g_array_set_size (match->candidates, 0);
      g_array_append_val (match->candidates, near.nearest);
    }
  settle (match, LW_JOIN_POSITION);
}

/**
 * lw_vacancy_index_find:
 * @index: an index
 * @row: a row of a list
 * @match: (inout): its array of candidates is used again; the rest is set
 *
 * Finds the office that @row means: by identification, else by postcode, number, letter and suffix, be it of an address
 * beside its own, else without the suffix. A row without postcode is found by street, number and place; if that finds
 * nothing and it has no identification, it means the only office near its position.
 */
void
lw_vacancy_index_find (LwVacancyIndex *index, const LwVacancyRow *row, LwVacancyMatch *match)
{
  guint n;

  g_array_set_size (match->candidates, 0);
  match->office = LW_OFFICES_NONE;
  match->exact = FALSE;
  match->state = row->rejected ? LW_JOIN_REJECTED : LW_JOIN_UNMATCHED;
  if (row->rejected)
    return;
  if (row->bag_id != 0)
    {
      const Entry *entry = find_entries (index->by_id, row->bag_id, &n);

      if (n > 0)
        {
          match->state = LW_JOIN_BAG_ID;
          match->office = entry->office;
          return;
        }
    }
  find_by_address (index, &row->address, match);
  if (row->street != NULL && row->address.postcode[0] == '\0')
    find_by_street (index, row, match);
  if (index->by_cell != NULL && row->bag_id == 0 && row->address.postcode[0] == '\0' && match->state == LW_JOIN_UNMATCHED
      && !isnan (row->x))
    find_by_position (index, row, match);
}

/**
 * lw_vacancy_index_same_address:
 * @index: an index
 * @office: an office
 * @address: an address from a list
 *
 * Returns: whether postcode and number agree, or either side does not know them
 */
gboolean
lw_vacancy_index_same_address (LwVacancyIndex *index, guint office, const LwAddress *address)
{
  char postcode[7];

  if (address->number == 0 || address->postcode[0] == '\0' || index->offices->house_number[office] == 0
      || !lw_address_parse_postcode (lw_offices_text (index->offices, LW_OFFICE_POSTCODE, office), postcode))
    return TRUE;
  return address->number == index->offices->house_number[office] && strcmp (address->postcode, postcode) == 0;
}
