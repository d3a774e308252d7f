/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-dimension: see lw-dimension.h. One table says of each dimension which column it reads and how; there are
 * four ways: texts of a dictionary, codes as they are, codes mapped onto fewer keys, and classes of a
 * number. */
#include "model/lw-dimension.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

/* One key of a class list or of mapped codes. Of a class, @low is the lower bound, inclusive. */
typedef struct {
  const char *key;
  const char *label;
  double low;
} Class;

/* domain model 2.5 */
static const Class size_classes[] = {
  { "", NC_ ("size of an office", "unknown"), 0 },
  { "<500", N_ ("< 500 m²"), -INFINITY },
  { "500-1000", N_ ("500–1,000 m²"), 500 },
  { "1000-2500", N_ ("1,000–2,500 m²"), 1000 },
  { "2500-5000", N_ ("2,500–5,000 m²"), 2500 },
  { "5000-10000", N_ ("5,000–10,000 m²"), 5000 },
  { ">=10000", N_ ("≥ 10,000 m²"), 10000 },
};

static const Class year_classes[] = {
  { "", NC_ ("building year", "unknown"), 0 },
  { "<1945", N_ ("before 1945"), -INFINITY },
  { "1945-1964", "1945–1964", 1945 },
  { "1965-1979", "1965–1979", 1965 },
  { "1980-1994", "1980–1994", 1980 },
  { "1995-2004", "1995–2004", 1995 },
  { "2005-2014", "2005–2014", 2005 },
  { ">=2015", N_ ("2015 and later"), 2015 },
};

static const Class label_keys[] = {
  { "", NC_ ("energy label", "unknown") },
  { "A+", N_ ("A+ and better") },
  { "A", "A" },
  { "B", "B" },
  { "C", "C" },
  { "D", "D" },
  { "E", "E" },
  { "F", "F" },
  { "G", "G" },
};
static const guint8 label_numbers[] = { 0, 1, 1, 1, 1, 1, 2, 3, 4, 5, 6, 7, 8 };

static const Class use_keys[] = {
  { "", NC_ ("use of an office", "unknown") },
  { "office", N_ ("office only") },
  { "mixed", N_ ("office and other uses") },
};
static const guint8 use_numbers[] = { 0, 1, 2 };

typedef enum {
  BY_TEXT,
  BY_CODE,
  BY_MAPPED_CODE,
  BY_CLASS,
} How;

typedef struct {
  const char *name;
  const char *label;
  How how;
  LwOfficeColumn column;
  LwOfficeColumn label_column; /* of BY_TEXT: where the names of the keys are */
  const Class *classes;
  guint n_classes;
  const guint8 *numbers; /* of BY_MAPPED_CODE: code -> number of the key */
} Dimension;

#define TEXT(name, label, column)                                                                            \
  {                                                                                                          \
    name, label, BY_TEXT, column, column, NULL, 0, NULL                                                      \
  }
#define CODE(name, label, column)                                                                            \
  {                                                                                                          \
    name, label, BY_CODE, column, column, NULL, 0, NULL                                                      \
  }

static const Dimension dimensions[LW_N_DIMENSIONS] = {
  [LW_DIMENSION_MUNICIPALITY] = { "municipality", N_ ("Municipality"), BY_TEXT, LW_OFFICE_MUNICIPALITY_CODE,
                                  LW_OFFICE_MUNICIPALITY, NULL, 0, NULL },
  [LW_DIMENSION_REGION] = TEXT ("region", N_ ("Market area"), LW_OFFICE_REGION),
  [LW_DIMENSION_PROVINCE] = TEXT ("province", N_ ("Province"), LW_OFFICE_PROVINCE),
  [LW_DIMENSION_LOCATION] = TEXT ("location", N_ ("Office location"), LW_OFFICE_LOCATION),
  [LW_DIMENSION_LOCATION_TYPE] = CODE ("location-type", N_ ("Location type"), LW_OFFICE_LOCATION_TYPE),
  [LW_DIMENSION_SIZE] = { "size", N_ ("Size"), BY_CLASS, LW_OFFICE_STOCK_M2, LW_OFFICE_STOCK_M2, size_classes,
                          G_N_ELEMENTS (size_classes), NULL },
  [LW_DIMENSION_BUILD_YEAR] = { "build-year", N_ ("Building year"), BY_CLASS, LW_OFFICE_BUILD_YEAR,
                                LW_OFFICE_BUILD_YEAR, year_classes, G_N_ELEMENTS (year_classes), NULL },
  [LW_DIMENSION_LABEL] = { "label", N_ ("Energy label"), BY_MAPPED_CODE, LW_OFFICE_ENERGY_LABEL,
                           LW_OFFICE_ENERGY_LABEL, label_keys, G_N_ELEMENTS (label_keys), label_numbers },
  [LW_DIMENSION_OWNER] = CODE ("owner", N_ ("Owner"), LW_OFFICE_OWNER_TYPE),
  [LW_DIMENSION_VACANCY_AGE] = CODE ("vacancy-age", N_ ("Vacant for"), LW_OFFICE_VACANCY_AGE),
  [LW_DIMENSION_TOWN] = TEXT ("town", N_ ("Town"), LW_OFFICE_TOWN),
  [LW_DIMENSION_USE] = { "use", N_ ("Use"), BY_MAPPED_CODE, LW_OFFICE_USE_MIXED, LW_OFFICE_USE_MIXED,
                         use_keys, G_N_ELEMENTS (use_keys), use_numbers },
};

typedef struct {
  LwDimensionKeys keys;
  gatomicrefcount ref_count;
  LwOffices *offices; /* owns the texts of dictionaries */
  const char **texts;
  const char **labels;
  guint32 *order;
} Keys;

/**
 * lw_dimension_name:
 *
 * Returns: (transfer none): the name on the command line and in files
 */
const char *
lw_dimension_name (LwDimension dimension)
{
  g_return_val_if_fail (dimension < LW_N_DIMENSIONS, "");
  return dimensions[dimension].name;
}

/**
 * lw_dimension_label:
 *
 * Returns: (transfer none): what to call the dimension on screen, in the user's language
 */
const char *
lw_dimension_label (LwDimension dimension)
{
  g_return_val_if_fail (dimension < LW_N_DIMENSIONS, "");
  return _ (dimensions[dimension].label);
}

/**
 * lw_dimension_from_name:
 * @dimension: (out): the dimension
 *
 * Returns: %FALSE if there is no dimension of that name
 */
gboolean
lw_dimension_from_name (const char *name, LwDimension *dimension)
{
  for (guint d = 0; d < LW_N_DIMENSIONS; d++)
    if (g_strcmp0 (dimensions[d].name, name) == 0)
      {
        *dimension = d;
        return TRUE;
      }
  return FALSE;
}

/* Where the names have a column of their own, an office may have a name without a key: its number comes after
 * those of the keys. */
static gboolean
has_names (const Dimension *spec)
{
  return spec->how == BY_TEXT && spec->label_column != spec->column;
}

/**
 * lw_dimension_n_keys:
 *
 * Returns: the number of keys, the unknown one included
 */
guint
lw_dimension_n_keys (LwDimension dimension, const LwOffices *offices)
{
  const Dimension *spec = &dimensions[dimension];
  guint n;

  g_return_val_if_fail (dimension < LW_N_DIMENSIONS, 1);
  switch (spec->how)
    {
    case BY_CODE:
      return lw_codes_count (lw_office_column_codes (spec->column));
    case BY_MAPPED_CODE:
    case BY_CLASS:
      return spec->n_classes;
    case BY_TEXT:
    default:
      n = lw_dictionary_size (lw_offices_dictionary (offices, spec->column));
      if (has_names (spec))
        n += lw_dictionary_size (lw_offices_dictionary (offices, spec->label_column)) - 1;
      return n;
    }
}

static guint32
find_text (const Dimension *spec, const LwOffices *offices, const char *key)
{
  const LwDictionary *dictionary = lw_offices_dictionary (offices, spec->column);
  guint32 code = lw_dictionary_lookup (dictionary, key);

  if (code == LW_DICTIONARY_NONE && has_names (spec))
    {
      code = lw_dictionary_lookup (lw_offices_dictionary (offices, spec->label_column), key);
      if (code != LW_DICTIONARY_NONE)
        code += lw_dictionary_size (dictionary) - 1;
    }
  return code == LW_DICTIONARY_NONE ? LW_DIMENSION_NO_KEY : code;
}

/**
 * lw_dimension_find_key:
 * @key: a key as files hold it; the empty text for unknown
 *
 * Returns: its number in @offices, or %LW_DIMENSION_NO_KEY
 */
guint32
lw_dimension_find_key (LwDimension dimension, const LwOffices *offices, const char *key)
{
  const Dimension *spec = &dimensions[dimension];

  g_return_val_if_fail (dimension < LW_N_DIMENSIONS && key != NULL, LW_DIMENSION_NO_KEY);
  if (spec->how == BY_TEXT)
    return find_text (spec, offices, key);
  for (guint i = 0; i < lw_dimension_n_keys (dimension, offices); i++)
    if (strcmp (key, spec->how == BY_CODE ? lw_codes_token (lw_office_column_codes (spec->column), i)
                                          : spec->classes[i].key) == 0)
      return i;
  return LW_DIMENSION_NO_KEY;
}

/* The label of a key that does not come from a dictionary. */
static const char *
label_fixed (const Dimension *spec, guint number)
{
  if (spec->how == BY_CODE)
    return lw_codes_label (lw_office_column_codes (spec->column), number);
  if (spec->how == BY_TEXT || number == 0)
    return C_ ("office property", "unknown");
  return _ (spec->classes[number].label);
}

/**
 * lw_dimension_key_label:
 * @offices: (nullable): a table to look names up in
 * @key: a key as files hold it
 *
 * For one key; for all of a table use lw_dimension_keys_new().
 *
 * Returns: (transfer full): what to call the key on screen; the key itself where nothing better is known
 */
char *
lw_dimension_key_label (LwDimension dimension, const LwOffices *offices, const char *key)
{
  const Dimension *spec = &dimensions[dimension];
  guint32 number;

  g_return_val_if_fail (dimension < LW_N_DIMENSIONS && key != NULL, NULL);
  if (key[0] == '\0')
    return g_strdup (label_fixed (spec, 0));
  if (spec->how == BY_TEXT && !(has_names (spec) && offices != NULL))
    return g_strdup (key);
  number = lw_dimension_find_key (dimension, offices, key);
  if (number == LW_DIMENSION_NO_KEY)
    return g_strdup (key);
  if (spec->how != BY_TEXT)
    return g_strdup (label_fixed (spec, number));
  for (guint i = 0; i < offices->n; i++)
    {
      const guint32 *codes = lw_offices_cells (offices, spec->column);
      const char *name = codes[i] == number ? lw_offices_text (offices, spec->label_column, i) : "";

      if (name[0] != '\0')
        return g_strdup (name);
    }
  return g_strdup (key);
}

/**
 * lw_dimension_size_of_row:
 *
 * Returns: the area by which an office belongs to a size class: its m² vvo that count as stock; of one that
 *   the settings leave out of stock, its area as recorded; NaN if unknown
 */
double
lw_dimension_size_of_row (const LwOffices *offices, guint row)
{
  return offices->remarks[row] & LW_REMARK_NOT_COUNTED ? offices->floor_area_m2[row] : offices->stock_m2[row];
}

static guint32
classify (const Dimension *spec, double number)
{
  guint32 found = 0;

  /* A NaN is in no class and stays 0. */
  for (guint c = 1; c < spec->n_classes; c++)
    found += number >= spec->classes[c].low;
  return found;
}

static void
classify_rows (const Dimension *spec, const LwOffices *offices, guint first, guint n, guint32 *codes)
{
  if (spec->column == LW_OFFICE_BUILD_YEAR)
    for (guint i = 0; i < n; i++)
      codes[i] = offices->build_year[first + i] == 0 ? 0 : classify (spec, offices->build_year[first + i]);
  else
    for (guint i = 0; i < n; i++)
      codes[i] = classify (spec, lw_dimension_size_of_row (offices, first + i));
}

static void
copy_texts (const Dimension *spec, const LwOffices *offices, guint first, guint n, guint32 *codes)
{
  const guint32 *cells = (const guint32 *) lw_offices_cells (offices, spec->column) + first;
  const guint32 *names = (const guint32 *) lw_offices_cells (offices, spec->label_column) + first;
  guint32 n_codes = lw_dictionary_size (lw_offices_dictionary (offices, spec->column));

  memcpy (codes, cells, n * sizeof *codes);
  if (!has_names (spec))
    return;
  for (guint i = 0; i < n; i++)
    if (codes[i] == 0 && names[i] != 0)
      codes[i] = n_codes + names[i] - 1;
}

/**
 * lw_dimension_codes:
 * @first: the first row
 * @n: number of rows
 * @codes: (out) (array length=n): the number of each row's key
 */
void
lw_dimension_codes (LwDimension dimension, const LwOffices *offices, guint first, guint n, guint32 *codes)
{
  const Dimension *spec = &dimensions[dimension];
  const guint8 *cells;

  g_return_if_fail (dimension < LW_N_DIMENSIONS && first <= offices->n && n <= offices->n - first);
  switch (spec->how)
    {
    case BY_TEXT:
      copy_texts (spec, offices, first, n, codes);
      break;
    case BY_CODE:
      cells = (const guint8 *) lw_offices_cells (offices, spec->column) + first;
      for (guint i = 0; i < n; i++)
        codes[i] = cells[i];
      break;
    case BY_MAPPED_CODE:
      cells = (const guint8 *) lw_offices_cells (offices, spec->column) + first;
      for (guint i = 0; i < n; i++)
        codes[i] = spec->numbers[cells[i]];
      break;
    case BY_CLASS:
    default:
      classify_rows (spec, offices, first, n, codes);
      break;
    }
}

/**
 * lw_dimension_is_named:
 *
 * Returns: whether the keys are names of places, which have no order of their own: they are ranked by a figure
 */
gboolean
lw_dimension_is_named (LwDimension dimension)
{
  return dimension == LW_DIMENSION_MUNICIPALITY || dimension == LW_DIMENSION_REGION ||
         dimension == LW_DIMENSION_PROVINCE || dimension == LW_DIMENSION_LOCATION || dimension == LW_DIMENSION_TOWN;
}

/**
 * lw_dimension_class_limits:
 * @low: (out): lower bound, inclusive; -infinity if open
 * @high: (out): upper bound, exclusive; infinity if open
 *
 * Returns: %FALSE if @key is not a class of numbers
 */
gboolean
lw_dimension_class_limits (LwDimension dimension, const char *key, double *low, double *high)
{
  const Dimension *spec = &dimensions[dimension];

  g_return_val_if_fail (dimension < LW_N_DIMENSIONS, FALSE);
  if (spec->how != BY_CLASS)
    return FALSE;
  for (guint c = 1; c < spec->n_classes; c++)
    if (strcmp (spec->classes[c].key, key) == 0)
      {
        *low = spec->classes[c].low;
        *high = c + 1 < spec->n_classes ? spec->classes[c + 1].low : INFINITY;
        return TRUE;
      }
  return FALSE;
}

static void
name_texts (Keys *self, const Dimension *spec)
{
  const LwDictionary *dictionary = lw_offices_dictionary (self->offices, spec->column);
  const LwDictionary *names = lw_offices_dictionary (self->offices, spec->label_column);
  const guint32 *cells = lw_offices_cells (self->offices, spec->column);
  const guint32 *name_cells = lw_offices_cells (self->offices, spec->label_column);
  guint n_codes = lw_dictionary_size (dictionary);

  for (guint i = 1; i < self->keys.n; i++)
    self->texts[i] = self->labels[i] = i < n_codes ? lw_dictionary_get (dictionary, i)
                                                   : lw_dictionary_get (names, i - n_codes + 1);
  if (has_names (spec))
    for (guint row = self->offices->n; row-- > 0;)
      if (cells[row] != 0 && name_cells[row] != 0)
        self->labels[cells[row]] = lw_dictionary_get (names, name_cells[row]);
}

typedef struct {
  char *collation;
  guint32 number;
} Place;

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const Place *p = a, *q = b;
  int order = strcmp (p->collation, q->collation);

  return order != 0 ? order : (p->number > q->number) - (p->number < q->number);
}

/* By the alphabet for names, else as the table of keys has them; unknown last. */
static void
put_in_order (Keys *self, gboolean alphabetic)
{
  guint n = self->keys.n;
  g_autofree Place *places = NULL;

  for (guint i = 0; i < n; i++)
    self->order[i] = (i + 1) % n;
  if (!alphabetic)
    return;
  places = g_new (Place, n);
  for (guint i = 0; i + 1 < n; i++)
    {
      g_autofree char *valid = g_utf8_make_valid (self->labels[i + 1], -1);

      places[i] = (Place){ g_utf8_collate_key (valid, -1), i + 1 };
    }
  qsort (places, n - 1, sizeof *places, compare_places);
  for (guint i = 0; i + 1 < n; i++)
    {
      self->order[i] = places[i].number;
      g_free (places[i].collation);
    }
}

/**
 * lw_dimension_keys_new:
 *
 * Makes the list of keys of a table. It takes one pass over the table for municipalities, and sorts names;
 * keep it as long as the table stays the same.
 *
 * Returns: (transfer full): the keys of @dimension in @offices
 */
LwDimensionKeys *
lw_dimension_keys_new (LwDimension dimension, LwOffices *offices)
{
  const Dimension *spec = &dimensions[dimension];
  Keys *self;

  g_return_val_if_fail (dimension < LW_N_DIMENSIONS && offices != NULL, NULL);
  self = g_new0 (Keys, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->offices = lw_offices_ref (offices);
  self->keys.dimension = dimension;
  self->keys.n = lw_dimension_n_keys (dimension, offices);
  self->keys.keys = self->texts = g_new (const char *, self->keys.n);
  self->keys.labels = self->labels = g_new (const char *, self->keys.n);
  self->keys.order = self->order = g_new (guint32, self->keys.n);

  self->texts[0] = "";
  self->labels[0] = label_fixed (spec, 0);
  if (spec->how == BY_TEXT)
    name_texts (self, spec);
  else
    for (guint i = 1; i < self->keys.n; i++)
      {
        self->texts[i] = spec->how == BY_CODE ? lw_codes_token (lw_office_column_codes (spec->column), i)
                                              : spec->classes[i].key;
        self->labels[i] = label_fixed (spec, i);
      }
  put_in_order (self, spec->how == BY_TEXT);
  return &self->keys;
}

LwDimensionKeys *
lw_dimension_keys_ref (LwDimensionKeys *keys)
{
  g_return_val_if_fail (keys != NULL, NULL);
  g_atomic_ref_count_inc (&((Keys *) keys)->ref_count);
  return keys;
}

void
lw_dimension_keys_unref (LwDimensionKeys *keys)
{
  Keys *self = (Keys *) keys;

  g_return_if_fail (keys != NULL);
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  lw_offices_unref (self->offices);
  g_free (self->texts);
  g_free (self->labels);
  g_free (self->order);
  g_free (self);
}
