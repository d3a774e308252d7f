/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-vacancy-mapping: see lw-vacancy-mapping.h. Headings are compared as their letters and digits in lower
 * case, without the word for the measure of area; the table below is all there is to extend. */
#include "formats/lw-vacancy-mapping.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "model/lw-error.h"

/*
 * @names: headings that mean the field, without blanks and signs, '²' as 2 and '%' as "pct"; the first is
 * what a mapping file calls it too
 * @weak: headings that mean it only if nothing better is there
 */
static const struct {
  const char *name;
  const char *label;
  const char *names;
  const char *weak;
} fields[LW_N_VACANCY_FIELDS] = {
  [LW_VACANCY_BAG_ID]
  = { "bag_id", N_ ("BAG id"),
      "bagid|vboid|bagvboid|verblijfsobjectid|idverblijfsobject|bagverblijfsobjectid|"
      "identificatieverblijfsobject|verblijfsobjectidentificatie|bagidentificatie|"
      "adresseerbaarobjectid|idadresseerbaarobject|adresseerbaarobjectidentificatie|bagobjectid|"
      "objectidbag|bagidvbo|bagnummer|bagcode|bagvbo|aotid|vbonummer|vbonr",
      "vbo|verblijfsobject|adresseerbaarobject|identificatie|bag" },
  [LW_VACANCY_POSTCODE]
  = { "postcode", N_ ("Postcode"), "postcode|pc6|postalcode|zipcode|postkode", "pc|zip" },
  [LW_VACANCY_HOUSE_NUMBER]
  = { "house_number", N_ ("House number"), "housenumber|huisnummer|huisnr|hnr", "nummer|nr|number" },
  [LW_VACANCY_HOUSE_LETTER] = { "house_letter", N_ ("House letter"), "houseletter|huisletter", "letter" },
  [LW_VACANCY_HOUSE_SUFFIX]
  = { "house_suffix", N_ ("House number suffix"),
      "housesuffix|huisnummertoevoeging|huisnrtoevoeging|toevoeging|housenumbersuffix|"
      "housenumberaddition|huisnummertoev|hnrtoev",
      "toev|suffix|addition" },
  [LW_VACANCY_ADDRESS]
  = { "address", N_ ("Postcode and house number"),
      "postcodehuisnummer|postcodeenhuisnummer|postcodehuisnr|postcodenummer|pchuisnummer|"
      "volledigadres|fulladdress",
      "address|adres|adresregel" },
  [LW_VACANCY_VACANT_M2]
  = { "vacant_m2", N_ ("Vacant m²"),
      "vacantm2|leegstandm2|leegstaandm2|m2leegstand|m2leegstaand|m2leeg|leegm2|leegstand|"
      "leegstaand|leegstaandeoppervlakte|leegstaandeoppervlaktem2|oppervlakteleegstand|"
      "oppervlakteleegstandm2|leegstandoppervlakte|leegstandsoppervlakte|leegstaandemeters|"
      "vacantarea|vacantaream2|vacancym2|vacantspacem2",
      "vacant|vacancy|leeg|aanbod|aanbodm2|m2aanbod|supply|supplym2" },
  [LW_VACANCY_RATE]
  = { "vacancy_rate", N_ ("Vacancy rate"),
      "vacancyrate|leegstandspercentage|leegstandpercentage|percentageleegstand|leegstandpct|"
      "pctleegstand|percleegstand|leegstandperc|procentleegstand|leegstandsgraad|vacancypercentage|"
      "vacancypct|pctvacant|leegpct|pctleeg",
      "" },
  [LW_VACANCY_SINCE]
  = { "vacant_since", N_ ("Vacant since"),
      "vacantsince|leegsinds|leegstandsinds|leegstaandsinds|datumleegstand|begindatumleegstand|"
      "startdatumleegstand|ingangsdatumleegstand|startleegstand|leegvanaf|leegstandvanaf|"
      "leegstandsdatum|emptysince|vacancystart",
      "sinds|since" },
  [LW_VACANCY_ENERGY_LABEL]
  = { "energy_label", N_ ("Energy label"),
      "energylabel|energielabel|energielabelklasse|energieklasse|labelklasse|energyclass|"
      "epclabel",
      "label" },
  [LW_VACANCY_OWNER_TYPE] = { "owner_type", N_ ("Owner type"),
                              "ownertype|eigenaarstype|eigenaartype|typeeigenaar|soorteigenaar|eigenaarsoort|"
                              "eigendomstype|typeofowner",
                              "eigenaar|eigendom|owner" },
  [LW_VACANCY_REFERENCE_DATE]
  = { "reference_date", N_ ("Reference date"),
      "referencedate|peildatum|datumpeiling|opnamedatum|datumopname|meetdatum|surveydate", "datum|date" },
  [LW_VACANCY_FLOOR_AREA_M2]
  = { "floor_area_m2", N_ ("Floor area in m²"),
      "flooraream2|floorarea|oppervlakte|oppervlaktem2|gebruiksoppervlakte|"
      "gebruiksoppervlaktem2|kantooroppervlakte|kantooroppervlaktem2|vloeroppervlakte|"
      "vloeroppervlaktem2|vloeroppervlak|vloeroppervlakm2|totaalm2|m2totaal|"
      "totaaloppervlak|totaleoppervlakte|metrage|oppadresseerbaarobjectm2|kantoorm2|"
      "verhuurbaarvloeroppervlak|brutovloeroppervlakte",
      "m2|omvang|omvangm2|grootte|area|aream2|size|sizem2|" },
  [LW_VACANCY_AREA_MEASURE]
  = { "area_measure", N_ ("Measure of area"),
      "areameasure|oppervlaktesoort|soortoppervlakte|oppervlaktetype|typeoppervlakte|"
      "maatsoort|meeteenheid|meetmethode",
      "measure" },
  [LW_VACANCY_SOURCE] = { "source", N_ ("Source"), "source|bron|herkomst|datasource", "" },
};

/**
 * lw_vacancy_field_name:
 *
 * Returns: (transfer none): what mapping files call @field
 */
const char *
lw_vacancy_field_name (LwVacancyField field)
{
  g_return_val_if_fail (field < LW_N_VACANCY_FIELDS, NULL);
  return fields[field].name;
}

/**
 * lw_vacancy_field_label:
 *
 * Returns: (transfer none): what the window calls @field, translated
 */
const char *
lw_vacancy_field_label (LwVacancyField field)
{
  g_return_val_if_fail (field < LW_N_VACANCY_FIELDS, NULL);
  return _ (fields[field].label);
}

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
  else if (strcmp (word->str, "in") != 0 && strcmp (word->str, "de") != 0)
    g_string_append (folded, word->str);
  g_string_set_size (word, 0);
}

/* A heading as its letters and digits; the words that name a measure go to @measure instead. */
static char *
fold_heading (const char *heading, LwAreaMeasure *measure)
{
  g_autofree char *plain = g_utf8_normalize (heading, -1, G_NORMALIZE_ALL);
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
is_listed (const char *names, const char *name)
{
  gsize length = strlen (name);

  for (const char *start = names; *start != '\0';)
    {
      const char *end = strchrnul (start, '|');

      if ((gsize)(end - start) == length && strncmp (start, name, length) == 0)
        return TRUE;
      start = *end == '|' ? end + 1 : end;
    }
  return FALSE;
}

/* A heading that is nothing but a measure ("VVO") is the floor area. */
static gboolean
means (LwVacancyField field, gboolean weak, const char *folded, LwAreaMeasure measure)
{
  if (folded[0] == '\0')
    return field == LW_VACANCY_FLOOR_AREA_M2 && measure != LW_AREA_UNKNOWN;
  return is_listed (weak ? fields[field].weak : fields[field].names, folded);
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
read_headings (LwVacancyMapping *mapping, LwCsvReader *reader)
{
  static const LwVacancyField areas[] = { LW_VACANCY_VACANT_M2, LW_VACANCY_FLOOR_AREA_M2 };
  int vacant = mapping->columns[LW_VACANCY_VACANT_M2];

  mapping->measure = LW_AREA_UNKNOWN;
  mapping->supply = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (areas) && mapping->measure == LW_AREA_UNKNOWN; i++)
    {
      int column = mapping->columns[areas[i]];

      if (column >= 0)
        g_free (fold_heading (lw_csv_reader_get_heading (reader, (guint)column), &mapping->measure));
    }
  if (vacant >= 0)
    {
      LwAreaMeasure measure;
      g_autofree char *folded = fold_heading (lw_csv_reader_get_heading (reader, (guint)vacant), &measure);

      mapping->supply = strstr (folded, "aanbod") != NULL || strstr (folded, "supply") != NULL;
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
                  && means (field, weak, folded, measure))
                mapping->columns[field] = (int)column;
            }
        }
    }
  read_headings (mapping, reader);
}

static gboolean
find_field (const char *name, LwVacancyField *field)
{
  for (guint i = 0; i < LW_N_VACANCY_FIELDS; i++)
    {
      if (strcmp (fields[i].name, name) == 0)
        {
          *field = i;
          return TRUE;
        }
    }
  return FALSE;
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
list_fields (void)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < LW_N_VACANCY_FIELDS; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", fields[i].name);
  return g_string_free (text, FALSE);
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

  if (!find_field (name, &field))
    {
      g_autofree char *known = list_fields ();

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
 * lw_vacancy_mapping_apply_json:
 * @mapping: (inout): the mapping, guessed
 * @reader: the CSV file that it is for
 * @json: an object of field names and headings: `{"vacant_m2": "Leeg (m²)", "source": null}`
 * @length: bytes of @json, or -1
 * @error: return location for an error
 *
 * Overrides what was guessed; fields that @json does not name stay as they are. On an error nothing is
 * changed.
 *
 * Returns: %FALSE if @json is no such object, or names a field or heading that does not exist
 */
gboolean
lw_vacancy_mapping_apply_json (
    LwVacancyMapping *mapping, LwCsvReader *reader, const char *json, gssize length, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) local = NULL;
  LwVacancyMapping changed = *mapping;
  JsonObjectIter iter;
  JsonNode *root, *value;
  const char *name;

  if (!json_parser_load_from_data (parser, json, length, &local))
    {
      g_set_error (error, LW_ERROR, LW_ERROR_INVALID, _ ("The mapping is no JSON: %s"), local->message);
      return FALSE;
    }
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error (error, LW_ERROR, LW_ERROR_INVALID,
                   _ ("The mapping is no JSON object; write {\"vacant_m2\": \"heading of the column\", …}"));
      return FALSE;
    }
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
 * @reader: the CSV file that it is for
 *
 * Returns: (transfer full): the mapping as lw_vacancy_mapping_apply_json() reads it, every field included, to
 * be kept under lw_csv_reader_get_signature()
 */
char *
lw_vacancy_mapping_to_json (const LwVacancyMapping *mapping, LwCsvReader *reader)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  for (guint field = 0; field < LW_N_VACANCY_FIELDS; field++)
    {
      json_builder_set_member_name (builder, fields[field].name);
      if (mapping->columns[field] < 0)
        json_builder_add_null_value (builder);
      else
        json_builder_add_string_value (builder,
                                       lw_csv_reader_get_heading (reader, (guint)mapping->columns[field]));
    }
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, TRUE);
}

/**
 * lw_vacancy_mapping_get_missing:
 * @mapping: a mapping
 *
 * A list is of use if its rows can be found among the offices and tell how much stands empty.
 *
 * Returns: (transfer full) (nullable): what is missing and what to do, translated; %NULL if the list can be
 * read
 */
char *
lw_vacancy_mapping_get_missing (const LwVacancyMapping *mapping)
{
  const int *columns = mapping->columns;

  if (columns[LW_VACANCY_BAG_ID] < 0 && columns[LW_VACANCY_ADDRESS] < 0
      && (columns[LW_VACANCY_POSTCODE] < 0 || columns[LW_VACANCY_HOUSE_NUMBER] < 0))
    return g_strdup (
        _ ("No column tells which office a row is about; choose the column with the BAG id, or those "
           "with postcode and house number"));
  if (columns[LW_VACANCY_VACANT_M2] < 0 && columns[LW_VACANCY_RATE] < 0)
    return g_strdup (
        _ ("No column tells how much stands empty; choose the column with the vacant m², or with the "
           "vacancy rate"));
  return NULL;
}
