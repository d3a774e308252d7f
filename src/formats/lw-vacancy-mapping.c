/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-vacancy-mapping: see lw-vacancy-mapping.h. Headings are compared as their letters and digits in lower
 * case, without the word for the measure of area (lw-vacancy-fields.c). */
#include "formats/lw-vacancy-mapping.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "formats/lw-cell.h"
#include "formats/lw-vacancy-facts.h"
#include "formats/lw-vacancy-fields.h"
#include "model/lw-error.h"

/* The measure that a word of a heading names. */
static LwAreaMeasure
measure_from_word (const char *word)
{
  static const struct {
    const char *word;
    LwAreaMeasure measure;
  } words[] = {
    { "vvo", LW_AREA_VVO }, { "bvo", LW_AREA_BVO }, { "nvo", LW_AREA_NVO },
    { "go", LW_AREA_GO },   { "gbo", LW_AREA_GO },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (strcmp (word, words[i].word) == 0)
        return words[i].measure;
    }
  return LW_AREA_UNKNOWN;
}

static LwAreaMeasure
measure_from_name (const char *name)
{
  if (g_str_has_prefix (name, "gebruiksoppervlakte"))
    return LW_AREA_GO;
  if (g_str_has_prefix (name, "verhuurbaarvloeroppervlak"))
    return LW_AREA_VVO;
  if (g_str_has_prefix (name, "brutovloeroppervlakte"))
    return LW_AREA_BVO;
  return LW_AREA_UNKNOWN;
}

static void
end_word (GString *word, GString *folded, LwAreaMeasure *measure)
{
  LwAreaMeasure named = measure_from_word (word->str);

  if (named != LW_AREA_UNKNOWN)
    *measure = named;
  else if (strcmp (word->str, "sqm") == 0)
    g_string_append (folded, "m2");
  else if (strcmp (word->str, "in") != 0 && strcmp (word->str, "de") != 0)
    g_string_append (folded, word->str);
  g_string_set_size (word, 0);
}

/* Topics of StatLine end in a number: "LeegstandKantoren_2". */
static gsize
count_without_topic_number (const char *heading)
{
  gsize length = strlen (heading), n = length;

  while (n > 0 && g_ascii_isdigit (heading[n - 1]))
    n--;
  return n < length && n > 1 && heading[n - 1] == '_' ? n - 1 : length;
}

/* A heading as its letters and digits; the words that name a measure go to @measure instead. */
static char *
fold_heading (const char *heading, LwAreaMeasure *measure)
{
  g_autofree char *plain = g_utf8_normalize (heading, (gssize) count_without_topic_number (heading), G_NORMALIZE_ALL);
  g_autoptr (GString) word = g_string_new (NULL);
  GString *folded = g_string_new (NULL);

  *measure = LW_AREA_UNKNOWN;
  for (const char *p = plain != NULL ? plain : ""; *p != '\0'; p++)
    {
      if (g_ascii_isalnum (*p))
        g_string_append_c (word, g_ascii_tolower (*p));
      else if (*p == '%')
        g_string_append (word, "pct");
      else if ((guchar)*p < 0x80)
        end_word (word, folded, measure);
    }
  end_word (word, folded, measure);
  if (*measure == LW_AREA_UNKNOWN)
    *measure = measure_from_name (folded->str);
  return g_string_free (folded, FALSE);
}

static gboolean
is_taken (const LwVacancyMapping *mapping, int column)
{
  for (guint field = 0; field < LW_N_VACANCY_FIELDS; field++)
    {
      if (mapping->columns[field] == column)
        return TRUE;
    }
  return FALSE;
}

/* Derives what follows from the chosen headings. */
static void
derive (LwVacancyMapping *mapping, const char *vacant, const char *area)
{
  LwAreaMeasure measure = LW_AREA_UNKNOWN;
  g_autofree char *folded = vacant != NULL ? fold_heading (vacant, &measure) : NULL;

  mapping->measure = measure;
  mapping->supply = folded != NULL
                    && (strstr (folded, "aanbod") != NULL || strstr (folded, "supply") != NULL
                        || strstr (folded, "beschikba") != NULL || strstr (folded, "tehuur") != NULL);
  if (area != NULL && measure == LW_AREA_UNKNOWN)
    g_free (fold_heading (area, &mapping->measure));
}

static void
read_headings (LwVacancyMapping *mapping, LwCsvReader *reader)
{
  int vacant = mapping->columns[LW_VACANCY_VACANT_M2], area = mapping->columns[LW_VACANCY_FLOOR_AREA_M2];

  derive (mapping, vacant >= 0 ? lw_csv_reader_get_heading (reader, (guint)vacant) : NULL,
          area >= 0 ? lw_csv_reader_get_heading (reader, (guint)area) : NULL);
}

/**
 * lw_vacancy_mapping_choose:
 * @mapping: (inout): the mapping
 * @headings: the headings of the list that it is for
 * @column: a column of it
 * @field: what the column means: an #LwVacancyField, or %LW_VACANCY_NO_COLUMN if it is not used
 *
 * A column means one field, and a field has one column; what contradicts the choice is taken away.
 */
void
lw_vacancy_mapping_choose (LwVacancyMapping *mapping, const char *const *headings, guint column, int field)
{
  int vacant, area;

  g_return_if_fail (mapping != NULL && headings != NULL && field < LW_N_VACANCY_FIELDS);
  for (guint i = 0; i < LW_N_VACANCY_FIELDS; i++)
    if (mapping->columns[i] == (int)column)
      mapping->columns[i] = LW_VACANCY_NO_COLUMN;
  if (field >= 0)
    mapping->columns[field] = (int)column;
  vacant = mapping->columns[LW_VACANCY_VACANT_M2];
  area = mapping->columns[LW_VACANCY_FLOOR_AREA_M2];
  derive (mapping, vacant >= 0 ? headings[vacant] : NULL, area >= 0 ? headings[area] : NULL);
}

/** lw_vacancy_mapping_has_position: whether columns tell where a row is */
gboolean
lw_vacancy_mapping_has_position (const LwVacancyMapping *mapping)
{
  const int *columns = mapping->columns;

  return (columns[LW_VACANCY_X] >= 0 && columns[LW_VACANCY_Y] >= 0)
         || (columns[LW_VACANCY_LONGITUDE] >= 0 && columns[LW_VACANCY_LATITUDE] >= 0)
         || columns[LW_VACANCY_GEOMETRY] >= 0;
}

static gboolean
names_offices (const LwVacancyMapping *mapping)
{
  const int *columns = mapping->columns;

  return columns[LW_VACANCY_BAG_ID] >= 0 || columns[LW_VACANCY_ADDRESS] >= 0
         || (columns[LW_VACANCY_POSTCODE] >= 0 && columns[LW_VACANCY_HOUSE_NUMBER] >= 0)
         || (columns[LW_VACANCY_STREET] >= 0 && columns[LW_VACANCY_HOUSE_NUMBER] >= 0)
         || lw_vacancy_mapping_has_position (mapping);
}

/* The fields that are figures of an area. */
static const LwVacancyField area_figures[] = { LW_VACANCY_VACANT_M2, LW_VACANCY_RATE, LW_VACANCY_FLOOR_AREA_M2,
                                               LW_VACANCY_OBJECTS, LW_VACANCY_VACANT_OBJECTS };

/* Whether a word of a heading is part of a date; @date: set where it tells the year. */
static gboolean
is_date_word (const char *word, LwDate *date)
{
  LwDatePrecision precision = LW_DATE_ROUGH;
  LwDate found = LW_DATE_UNKNOWN;
  g_autofree char *month = NULL;
  gsize digits = strspn (word, "0123456789");

  if (digits == strlen (word) && digits <= 2)
    return digits > 0;
  if (g_ascii_strcasecmp (word, "per") == 0 || g_ascii_strcasecmp (word, "op") == 0)
    return TRUE;
  if (lw_cell_parse_date (word, NULL, &found, &precision) == LW_CELL_VALUE && precision != LW_DATE_ROUGH
      && (precision != LW_DATE_DAY || strpbrk (word, "-/") != NULL))
    {
      *date = found;
      return TRUE;
    }
  month = g_strdup_printf ("%s 2000", word);
  return g_ascii_isalpha (word[0]) && lw_cell_parse_date (month, NULL, &found, &precision) == LW_CELL_VALUE
         && precision == LW_DATE_MONTH;
}

/**
 * lw_vacancy_heading_parse_dated:
 * @heading: the heading of a column of figures
 * @field: (out): what the heading means without its date
 * @date: (out): the day, month or year in it
 *
 * Tables with several dates have a column for each: "Leegstand 2023 (m²)", "Leegstand per 1 januari 2024".
 *
 * Returns: whether the heading is that of a figure with a date
 */
gboolean
lw_vacancy_heading_parse_dated (const char *heading, LwVacancyField *field, LwDate *date)
{
  g_auto (GStrv) words = g_strsplit_set (heading, " (),;:*", -1);
  g_autoptr (GString) rest = g_string_new (NULL);
  g_autofree char *folded = NULL;
  LwDate whole = lw_cell_find_date (heading);
  LwAreaMeasure measure;

  *date = LW_DATE_UNKNOWN;
  for (guint i = 0; words[i] != NULL; i++)
    if (words[i][0] != '\0' && !is_date_word (words[i], date))
      g_string_append_printf (rest, "%s ", words[i]);
  if (whole != LW_DATE_UNKNOWN)
    *date = whole;
  folded = fold_heading (rest->str, &measure);
  for (guint i = 0; *date != LW_DATE_UNKNOWN && i < G_N_ELEMENTS (area_figures); i++)
    for (gboolean weak = FALSE; weak <= TRUE; weak++)
      if (lw_vacancy_field_means (area_figures[i], weak, folded, measure))
        {
          *field = area_figures[i];
          return TRUE;
        }
  return FALSE;
}

static gboolean
names_area (const LwVacancyMapping *mapping)
{
  static const LwVacancyField places[]
      = { LW_VACANCY_MUNICIPALITY_CODE, LW_VACANCY_MUNICIPALITY, LW_VACANCY_PROVINCE, LW_VACANCY_REGION };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (mapping->columns[places[i]] >= 0)
      return TRUE;
  return FALSE;
}

/* Of a table of areas with a column for each date the latest ones stand for all. */
static void
guess_dated (LwVacancyMapping *mapping, LwCsvReader *reader)
{
  LwDate latest[LW_N_VACANCY_FIELDS];
  gboolean plain[LW_N_VACANCY_FIELDS];

  for (guint i = 0; i < LW_N_VACANCY_FIELDS; i++)
    {
      latest[i] = LW_DATE_UNKNOWN;
      plain[i] = mapping->columns[i] >= 0;
    }
  for (guint column = 0; column < lw_csv_reader_get_n_columns (reader); column++)
    {
      LwVacancyField field;
      LwDate date;

      if (is_taken (mapping, (int) column)
          || !lw_vacancy_heading_parse_dated (lw_csv_reader_get_heading (reader, column), &field, &date) || plain[field]
          || (latest[field] != LW_DATE_UNKNOWN && date <= latest[field]))
        continue;
      latest[field] = date;
      mapping->columns[field] = (int) column;
    }
}

/* "Kantoren; waarvan leegstaand" counts offices where no column gives m². */
static void
guess_counts (LwVacancyMapping *mapping, LwCsvReader *reader)
{
  int *columns = mapping->columns;

  if (columns[LW_VACANCY_OBJECTS] < 0 || columns[LW_VACANCY_VACANT_OBJECTS] >= 0 || columns[LW_VACANCY_FLOOR_AREA_M2] >= 0
      || columns[LW_VACANCY_VACANT_M2] < 0
      || g_ascii_strncasecmp (lw_csv_reader_get_heading (reader, (guint) columns[LW_VACANCY_VACANT_M2]), "waarvan ", 8) != 0)
    return;
  columns[LW_VACANCY_VACANT_OBJECTS] = columns[LW_VACANCY_VACANT_M2];
  columns[LW_VACANCY_VACANT_M2] = LW_VACANCY_NO_COLUMN;
}

/* A year of a table of areas is its date, and not a year of building. */
static void
guess_period (LwVacancyMapping *mapping, LwCsvReader *reader)
{
  static const char *const names[] = { "jaar", "jaartal", "year", "perioden", "periode", "period", "periods" };

  for (guint column = 0; column < lw_csv_reader_get_n_columns (reader); column++)
    {
      LwAreaMeasure measure;
      g_autofree char *folded = fold_heading (lw_csv_reader_get_heading (reader, column), &measure);

      for (guint i = 0; i < G_N_ELEMENTS (names); i++)
        if (strcmp (folded, names[i]) == 0 && mapping->columns[LW_VACANCY_REFERENCE_DATE] < 0)
          {
            if (mapping->columns[LW_VACANCY_BUILD_YEAR] == (int) column)
              mapping->columns[LW_VACANCY_BUILD_YEAR] = LW_VACANCY_NO_COLUMN;
            mapping->columns[LW_VACANCY_REFERENCE_DATE] = (int) column;
          }
    }
}

/**
 * lw_vacancy_mapping_guess:
 * @mapping: (out): the mapping
 * @reader: a CSV file
 *
 * Finds the columns by their headings. Of several columns with the same meaning the first counts.
 */
void
lw_vacancy_mapping_guess (LwVacancyMapping *mapping, LwCsvReader *reader)
{
  guint n = lw_csv_reader_get_n_columns (reader);

  for (guint field = 0; field < LW_N_VACANCY_FIELDS; field++)
    mapping->columns[field] = LW_VACANCY_NO_COLUMN;
  for (gboolean weak = FALSE; weak <= TRUE; weak++)
    {
      for (guint column = 0; column < n; column++)
        {
          LwAreaMeasure measure;
          g_autofree char *folded = fold_heading (lw_csv_reader_get_heading (reader, column), &measure);

          for (guint field = 0; field < LW_N_VACANCY_FIELDS; field++)
            {
              if (mapping->columns[field] < 0 && !is_taken (mapping, (int)column)
                  && lw_vacancy_field_means (field, weak, folded, measure))
                mapping->columns[field] = (int)column;
            }
        }
    }
  if (names_area (mapping) && !names_offices (mapping))
    guess_dated (mapping, reader);
  if (lw_vacancy_mapping_is_about_areas (mapping))
    {
      guess_counts (mapping, reader);
      guess_period (mapping, reader);
    }
  read_headings (mapping, reader);
}

/* Returns: the column with this heading, exactly or else as people retype it; -1 if there is none. */
static int
find_column (LwCsvReader *reader, const char *heading)
{
  guint n = lw_csv_reader_get_n_columns (reader);
  LwAreaMeasure measure, wanted_measure;
  g_autofree char *wanted = fold_heading (heading, &wanted_measure);

  for (guint i = 0; i < n; i++)
    {
      if (strcmp (lw_csv_reader_get_heading (reader, i), heading) == 0)
        return (int)i;
    }
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *folded = fold_heading (lw_csv_reader_get_heading (reader, i), &measure);

      if (strcmp (folded, wanted) == 0 && measure == wanted_measure && wanted[0] != '\0')
        return (int)i;
    }
  return LW_VACANCY_NO_COLUMN;
}

static char *
list_headings (LwCsvReader *reader)
{
  GString *text = g_string_new (NULL);
  guint n = lw_csv_reader_get_n_columns (reader);

  for (guint i = 0; i < n && i < 40; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", lw_csv_reader_get_heading (reader, i));
  return g_string_free (text, FALSE);
}

/* Sets one field by a member of the JSON object. */
static gboolean
apply_member (
    LwVacancyMapping *mapping, LwCsvReader *reader, const char *name, JsonNode *value, GError **error)
{
  LwVacancyField field;
  int column;

  if (lw_list_format_is_member (name))
    return TRUE;
  if (!lw_vacancy_field_parse (name, &field))
    {
      g_autofree char *known = lw_vacancy_fields_list ();

      g_set_error (error, LW_ERROR, LW_ERROR_NOT_FOUND,
                   /* Translators: the wrong name in a mapping; the names that it may hold */
                   _ ("The mapping names “%s”, which is no field; the fields are: %s"), name, known);
      return FALSE;
    }
  if (JSON_NODE_HOLDS_NULL (value))
    {
      mapping->columns[field] = LW_VACANCY_NO_COLUMN;
      return TRUE;
    }
  if (!JSON_NODE_HOLDS_VALUE (value) || json_node_get_value_type (value) != G_TYPE_STRING)
    {
      g_set_error (error, LW_ERROR, LW_ERROR_INVALID,
                   _ ("The mapping gives no heading for “%s”; write a text, or null for no column"), name);
      return FALSE;
    }
  column = find_column (reader, json_node_get_string (value));
  if (column < 0)
    {
      g_autofree char *headings = list_headings (reader);

      g_set_error (error, LW_ERROR, LW_ERROR_NOT_FOUND,
                   /* Translators: heading; file name; the headings of the file */
                   _ ("The mapping wants the column “%s”, which %s does not have; its columns are: %s"),
                   json_node_get_string (value), lw_csv_reader_get_name (reader), headings);
      return FALSE;
    }
  mapping->columns[field] = column;
  return TRUE;
}

/**
 * lw_vacancy_mapping_parse:
 * @json: a mapping file
 * @length: bytes of @json, or -1
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the object that a mapping file is
 */
JsonNode *
lw_vacancy_mapping_parse (const char *json, gssize length, GError **error)
{
  g_autoptr (JsonNode) root = lw_json_parse (_ ("The mapping"), json, length, error);

  if (root == NULL || JSON_NODE_HOLDS_OBJECT (root))
    return g_steal_pointer (&root);
  g_set_error (error, LW_ERROR, LW_ERROR_INVALID,
               _ ("The mapping is no JSON object; write {\"vacant_m2\": \"heading of the column\", …}"));
  return NULL;
}

/**
 * lw_vacancy_mapping_apply_json:
 * @mapping: (inout): the mapping, guessed
 * @reader: the CSV file that it is for
 * @json: an object of field names and headings: `{"vacant_m2": "Leeg (m²)", "source": null}`
 * @length: bytes of @json, or -1
 * @error: return location for an error
 *
 * Overrides what was guessed; fields that @json does not name stay as they are, and members of an #LwListFormat are
 * passed over. On an error nothing is changed.
 *
 * Returns: %FALSE if @json is no such object, or names a field or heading that does not exist
 */
gboolean
lw_vacancy_mapping_apply_json (
    LwVacancyMapping *mapping, LwCsvReader *reader, const char *json, gssize length, GError **error)
{
  g_autoptr (JsonNode) root = lw_vacancy_mapping_parse (json, length, error);
  LwVacancyMapping changed = *mapping;
  JsonObjectIter iter;
  JsonNode *value;
  const char *name;

  if (root == NULL)
    return FALSE;
  json_object_iter_init (&iter, json_node_get_object (root));
  while (json_object_iter_next (&iter, &name, &value))
    {
      if (!apply_member (&changed, reader, name, value, error))
        return FALSE;
    }
  *mapping = changed;
  read_headings (mapping, reader);
  return TRUE;
}

/**
 * lw_vacancy_mapping_apply_file:
 * @mapping: (inout): the mapping, guessed
 * @reader: the CSV file that it is for
 * @file: a file for lw_vacancy_mapping_apply_json()
 * @cancellable: (nullable): to stop early
 * @error: return location for an error
 *
 * Returns: %FALSE on an error, which names @file
 */
gboolean
lw_vacancy_mapping_apply_file (
    LwVacancyMapping *mapping, LwCsvReader *reader, GFile *file, GCancellable *cancellable, GError **error)
{
  g_autofree char *json = NULL;
  g_autofree char *name = g_file_get_basename (file);
  gsize length;

  if (!g_file_load_contents (file, cancellable, &json, &length, NULL, error))
    return FALSE;
  if (lw_vacancy_mapping_apply_json (mapping, reader, json, (gssize)length, error))
    return TRUE;
  g_prefix_error (error, "%s: ", name);
  return FALSE;
}

/**
 * lw_vacancy_mapping_to_json:
 * @mapping: a mapping
 * @headings: the headings of the list that it is for
 * @format: (nullable): what was decided of how the list is written, to stand beside the columns
 *
 * Returns: (transfer full): the mapping as lw_vacancy_mapping_apply_json() reads it, every field included, to
 * be kept under lw_csv_reader_get_signature()
 */
char *
lw_vacancy_mapping_to_json (const LwVacancyMapping *mapping, const char *const *headings, const LwListFormat *format)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  if (format != NULL)
    lw_list_format_build_json (format, builder);
  for (guint field = 0; field < LW_N_VACANCY_FIELDS; field++)
    {
      json_builder_set_member_name (builder, lw_vacancy_field_name (field));
      if (mapping->columns[field] < 0)
        json_builder_add_null_value (builder);
      else
        json_builder_add_string_value (builder, headings[mapping->columns[field]]);
    }
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, TRUE);
}

/** lw_vacancy_mapping_has_vacancy: whether a column tells how much stands empty */
gboolean
lw_vacancy_mapping_has_vacancy (const LwVacancyMapping *mapping)
{
  return mapping->columns[LW_VACANCY_VACANT_M2] >= 0 || mapping->columns[LW_VACANCY_RATE] >= 0;
}

/** lw_vacancy_mapping_is_about_areas: whether the rows are no offices but municipalities, provinces or the country, with
 * figures that somebody published of them */
gboolean
lw_vacancy_mapping_is_about_areas (const LwVacancyMapping *mapping)
{
  gboolean figure = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (area_figures); i++)
    figure |= mapping->columns[area_figures[i]] >= 0;
  return names_area (mapping) && figure && !names_offices (mapping) && mapping->columns[LW_VACANCY_STREET] < 0;
}

/**
 * lw_vacancy_mapping_get_missing:
 * @mapping: a mapping
 *
 * A list is of use if its rows can be found among the offices, or tell where an office is, and tell something of it.
 *
 * Returns: (transfer full) (nullable): what is missing and what to do, translated; %NULL if the list can be
 * read
 */
char *
lw_vacancy_mapping_get_missing (const LwVacancyMapping *mapping)
{
  if (lw_vacancy_mapping_is_about_areas (mapping))
    return NULL;
  if (!names_offices (mapping))
    return g_strdup (
        _ ("No column tells which office a row is about; choose the column with the BAG id, or those "
           "with postcode or street and house number"));
  if (!lw_vacancy_mapping_has_vacancy (mapping) && !lw_vacancy_facts_are_mapped (mapping))
    return g_strdup (_ ("No column tells anything of the offices; choose the column with the vacant m², or with the "
                        "energy label, the owner or another fact"));
  return NULL;
}
