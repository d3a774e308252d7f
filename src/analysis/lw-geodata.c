/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-geodata: see lw-geodata.h. The tables of names are all there is to extend. */
#include "analysis/lw-geodata.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "formats/lw-cell.h"
#include "model/lw-fold.h"
#include "store/lw-store.h"

/* So many features are looked at to find out what a layer is. */
#define MAX_LOOKED_AT 1000
/* This share of them must agree. */
#define AGREED 0.8

/* What any area calls its code and its name, after the words of its own kind. */
#define ANY_CODE "statcode|code|identificatie|identifier|id|nummer|key|objectid|ogcfid|gid|fid"
#define ANY_NAME "statnaam|naam|name|label|titel|title|omschrijving|terrein|gebied"

/* Names of properties, folded and without signs, the surest first. */
static const char *const field_names[] = {
  [LW_GEODATA_NAME] = "plannaam|naamplan|projectnaam|" ANY_NAME "|plan|project",
  [LW_GEODATA_LOCATION_TYPE]
  = "locationtype|locatietype|typelocatie|soortlocatie|locatiesoort|milieutype|werkmilieu|werklocatietype|type|soort",
  [LW_GEODATA_BVO] = "bvom2|m2bvo|bvo|plancapaciteitm2|plancapaciteit|capaciteitm2|capaciteit|kantoorm2|m2kantoor|"
                     "programmam2|gfa|gfam2|m2",
  [LW_GEODATA_HARD] = "hard|hardheid|hardzacht|harde|planhardheid|planstatus|planologischestatus|statusplan|status",
  [LW_GEODATA_FIRST_YEAR]
  = "firstyear|startjaar|jaarstart|eerstejaar|beginjaar|vanjaar|oplevering|opleverjaar|jaaroplevering|jaarvan|start|"
    "year|jaar",
  [LW_GEODATA_YEARS] = "nyears|looptijd|looptijdjaren|duur|aantaljaren|jaren|years|fasering",
  [LW_GEODATA_PROBABILITY] = "probability|kans|realisatiekans|kansrijkheid|kanspct|chance",
  [LW_GEODATA_EXCLUSIVE] = "exclusive|exclusief|alleenkantoren|exclusiefkantoor",
  [LW_GEODATA_PLAN_MUNICIPALITY] = "municipalitycode|gemeentecode|gmcode|gemcode",
  [LW_GEODATA_PLAN_REGION] = "region|kantorenregio|marktregio|regio",
  [LW_GEODATA_UID] = "uid|uuid|planid|globalid",
};

/* What only plans have. */
#define PLAN_NAMES                                                                                           \
  "plancapaciteit|plancapaciteitm2|plannaam|hard|hardheid|hardzacht|planhardheid|planstatus|firstyear|"      \
  "planologischestatus|realisatiekans|startjaar|opleverjaar|looptijd"

/*
 * @kind: as the document calls areas, and the command line
 * @codes: names of the property that holds their code
 * @names: names of the property that holds their name
 */
static const struct {
  const char *kind;
  const char *label;
  const char *codes;
  const char *names;
} roles[LW_N_GEODATA_ROLES] = {
  [LW_GEODATA_OFFICES] = { NULL, N_ ("offices"), ANY_CODE, ANY_NAME },
  [LW_GEODATA_PLANS] = { NULL, N_ ("plans for new offices"), ANY_CODE, ANY_NAME },
  [LW_GEODATA_BUILDINGS] = { LW_STORE_AREA_BUILDING, N_ ("outlines of buildings"),
                             "pandid|pandidentificatie|" ANY_CODE, ANY_NAME },
  [LW_GEODATA_MUNICIPALITIES] = { "municipality", N_ ("municipalities"),
                                  "gmcode|gemeentecode|gemcode|municipalitycode|" ANY_CODE,
                                  "gmnaam|gemeentenaam|gemnaam|municipality|gemeente|" ANY_NAME },
  [LW_GEODATA_PROVINCES] = { "province", N_ ("provinces"), "pvcode|provinciecode|provcode|" ANY_CODE,
                             "provincienaam|provincie|province|" ANY_NAME },
  [LW_GEODATA_REGIONS] = { "region", N_ ("market regions"), "regiocode|regioncode|" ANY_CODE,
                           "kantorenregio|regionaam|regio|region|" ANY_NAME },
  [LW_GEODATA_LOCATIONS] = { "location", N_ ("office locations"), "locatiecode|locationcode|" ANY_CODE,
                             "kantorenlocatie|locatienaam|werklocatie|locatie|location|" ANY_NAME },
  [LW_GEODATA_PLANNING] = { "planning", N_ ("planning areas"), "gebiedscode|areacode|" ANY_CODE,
                            "gebiedsnaam|" ANY_NAME },
};

/** lw_geodata_role_is_area: whether features become areas of the document, and not outlines of buildings */
gboolean
lw_geodata_role_is_area (LwGeodataRole role)
{
  return role >= LW_GEODATA_MUNICIPALITIES && role < LW_N_GEODATA_ROLES;
}

/** lw_geodata_role_kind: (nullable): what the document calls areas of this role */
const char *
lw_geodata_role_kind (LwGeodataRole role)
{
  g_return_val_if_fail (role < LW_N_GEODATA_ROLES, NULL);
  return roles[role].kind;
}

/** lw_geodata_role_label: what features become, translated, in the plural */
const char *
lw_geodata_role_label (LwGeodataRole role)
{
  g_return_val_if_fail (role > LW_GEODATA_GUESS && role < LW_N_GEODATA_ROLES, NULL);
  return _ (roles[role].label);
}

/** lw_geodata_role_parse_area: the role of a kind of area as the command line calls it */
gboolean
lw_geodata_role_parse_area (const char *token, LwGeodataRole *role)
{
  for (guint i = LW_GEODATA_MUNICIPALITIES; i < LW_N_GEODATA_ROLES; i++)
    if (strcmp (roles[i].kind, token) == 0)
      {
        *role = i;
        return TRUE;
      }
  return FALSE;
}

/* The last part of a name with dots, folded and without signs. */
static char *
fold_name (const char *name)
{
  const char *dot = strrchr (name, '.');
  g_autofree char *folded = lw_fold (dot != NULL ? dot + 1 : name);
  GString *plain = g_string_new (NULL);

  for (const char *at = folded; *at != '\0'; at++)
    if (g_ascii_isalnum (*at) || (guchar) *at >= 0x80)
      g_string_append_c (plain, *at);
  return g_string_free (plain, FALSE);
}

static guint
find_one_of (const LwFeatures *features, const char *names)
{
  g_auto (GStrv) list = g_strsplit (names, "|", -1);
  g_autoptr (GPtrArray) folded = g_ptr_array_new_with_free_func (g_free);

  for (guint c = 0; c < features->columns->len; c++)
    g_ptr_array_add (folded, fold_name (g_ptr_array_index (features->columns, c)));
  for (guint i = 0; list[i] != NULL; i++)
    for (guint c = 0; c < folded->len; c++)
      if (strcmp (list[i], g_ptr_array_index (folded, c)) == 0)
        return c;
  return LW_FEATURES_NONE;
}

/** lw_geodata_find_field: the column that tells @field by its name, or %LW_FEATURES_NONE */
guint
lw_geodata_find_field (const LwFeatures *features, LwGeodataField field)
{
  g_return_val_if_fail (field < G_N_ELEMENTS (field_names), LW_FEATURES_NONE);
  return find_one_of (features, field_names[field]);
}

/** lw_geodata_find_code: the column that holds the codes of areas of @role by its name, or %LW_FEATURES_NONE */
guint
lw_geodata_find_code (const LwFeatures *features, LwGeodataRole role)
{
  g_return_val_if_fail (role > LW_GEODATA_GUESS && role < LW_N_GEODATA_ROLES, LW_FEATURES_NONE);
  return find_one_of (features, roles[role].codes);
}

/** lw_geodata_find_name: the column that holds the names of areas of @role by its name, or %LW_FEATURES_NONE */
guint
lw_geodata_find_name (const LwFeatures *features, LwGeodataRole role)
{
  g_return_val_if_fail (role > LW_GEODATA_GUESS && role < LW_N_GEODATA_ROLES, LW_FEATURES_NONE);
  return find_one_of (features, roles[role].names);
}

/**
 * lw_geodata_is_running_number:
 * @column: a column, or %LW_FEATURES_NONE
 *
 * Returns: whether it only numbers the features, as programs do of their own: by its name, and by holding small numbers
 */
gboolean
lw_geodata_is_running_number (const LwFeatures *features, guint column)
{
  static const char *const names[] = { "id", "objectid", "fid", "ogcfid", "gid", NULL };
  g_autofree char *name = column != LW_FEATURES_NONE ? fold_name (g_ptr_array_index (features->columns, column)) : NULL;

  if (name == NULL || !g_strv_contains (names, name))
    return FALSE;
  for (guint i = 0; i < lw_features_get_n (features); i++)
    {
      const char *text = lw_features_get_value (features, i, column);

      if (text != NULL && (strlen (text) > 6 || text[0] == '0' || strspn (text, "0123456789") != strlen (text)))
        return FALSE;
    }
  return TRUE;
}

/** lw_geodata_find_named: the column of that name, whatever its case, or %LW_FEATURES_NONE */
guint
lw_geodata_find_named (const LwFeatures *features, const char *name)
{
  g_autofree char *folded = lw_fold (name);

  for (guint c = 0; c < features->columns->len; c++)
    {
      g_autofree char *other = lw_fold (g_ptr_array_index (features->columns, c));

      if (strcmp (folded, other) == 0)
        return c;
    }
  return LW_FEATURES_NONE;
}

/* "344", "0344" or "GM0344" as "GM0344"; "26" or "PV26" as "PV26". */
static char *
pad_code (const char *prefix, guint digits, const char *text)
{
  guint64 number;

  if (g_ascii_strncasecmp (text, prefix, 2) == 0)
    text += 2;
  if (strlen (text) > digits || !g_ascii_string_to_unsigned (text, 10, 1, 9999, &number, NULL))
    return NULL;
  return g_strdup_printf ("%s%0*u", prefix, (int) digits, (guint) number);
}

/**
 * lw_geodata_area_code:
 * @role: a kind of area, or %LW_GEODATA_BUILDINGS
 * @text: a code as a file has it
 *
 * Returns: (transfer full) (nullable): the code as the document has it, %NULL if it is none of that kind
 */
char *
lw_geodata_area_code (LwGeodataRole role, const char *text)
{
  char id[LW_BAG_ID_LENGTH + 1];
  LwBagId building;

  if (role == LW_GEODATA_MUNICIPALITIES)
    return pad_code ("GM", 4, text);
  if (role == LW_GEODATA_PROVINCES)
    return pad_code ("PV", 2, text);
  if (role != LW_GEODATA_BUILDINGS)
    return *text != '\0' ? g_strdup (text) : NULL;
  lw_cell_parse_bag_id (text, &building);
  if (building == 0 || lw_bag_id_type (building) != LW_BAG_TYPE_BUILDING)
    return NULL;
  lw_bag_id_format (building, id);
  return g_strdup (id);
}

static gboolean
is_area_shape (const LwGeometry *shape)
{
  LwGeometryKind kind = lw_geometry_get_kind (shape);

  return kind == LW_GEOMETRY_POLYGON || kind == LW_GEOMETRY_MULTI_POLYGON;
}

/* The share of polygons among features with a shape; NaN-free: 0 without any. */
static double
share_of_polygons (const LwFeatures *features)
{
  guint n = 0, n_areas = 0;

  for (guint i = 0; i < lw_features_get_n (features) && n < MAX_LOOKED_AT; i++)
    {
      const LwFeature *feature = lw_features_get (features, i);

      n += feature->geometry != NULL;
      n_areas += feature->geometry != NULL && is_area_shape (feature->geometry);
    }
  return n > 0 ? (double) n_areas / n : 0;
}

/* Whether the values of a column begin with two letters and go on in digits, or are BAG ids of a type. */
static gboolean
column_has_codes (const LwFeatures *features, guint column, const char *prefix, int bag_type)
{
  guint n = 0, n_codes = 0;

  for (guint i = 0; i < lw_features_get_n (features) && n < MAX_LOOKED_AT; i++)
    {
      const char *text = lw_features_get_value (features, i, column);
      LwBagId id = 0;

      if (text == NULL)
        continue;
      n++;
      if (prefix != NULL)
        n_codes += g_ascii_strncasecmp (text, prefix, 2) == 0 && g_ascii_isdigit (text[2]);
      else
        {
          lw_cell_parse_bag_id (text, &id);
          n_codes += id != 0 && lw_bag_id_type (id) == (LwBagType) bag_type;
        }
    }
  return n > 0 && n_codes >= AGREED * n;
}

static gboolean
has_codes (const LwFeatures *features, const char *prefix, int bag_type)
{
  for (guint c = 0; c < features->columns->len; c++)
    {
      g_autofree char *name = fold_name (g_ptr_array_index (features->columns, c));

      /* A code of another thing beside it, such as the province of a municipality, says nothing. */
      if ((strstr (name, "code") != NULL || strstr (name, "id") == name) && strstr (name, "ligtin") == NULL
          && column_has_codes (features, c, prefix, bag_type))
        return TRUE;
    }
  return FALSE;
}

/* Whether each feature has a code of its own, as areas have; offices have that of the area that they are in. */
static gboolean
has_own_codes (const LwFeatures *features, const char *prefix)
{
  guint n = lw_features_get_n (features);

  for (guint c = 0; c < features->columns->len; c++)
    {
      g_autoptr (GHashTable) codes = g_hash_table_new (g_str_hash, g_str_equal);

      if (!column_has_codes (features, c, prefix, 0))
        continue;
      for (guint i = 0; i < n; i++)
        {
          const char *text = lw_features_get_value (features, i, c);

          if (text != NULL)
            g_hash_table_add (codes, (gpointer) text);
        }
      if (g_hash_table_size (codes) >= AGREED * n)
        return TRUE;
    }
  return FALSE;
}

static gboolean
name_holds (const char *text, const char *const *words)
{
  g_autofree char *folded = text != NULL ? lw_fold (text) : g_strdup ("");

  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (folded, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* Whether the name of the file, its layer or a property holds one of @words. */
static gboolean
is_named (const LwFeatures *features, const char *const *words)
{
  if (name_holds (features->name, words) || name_holds (features->layer, words))
    return TRUE;
  for (guint c = 0; c < features->columns->len; c++)
    if (name_holds (g_ptr_array_index (features->columns, c), words))
      return TRUE;
  return FALSE;
}

static gboolean
are_plans (const LwFeatures *features)
{
  return lw_geodata_find_field (features, LW_GEODATA_BVO) != LW_FEATURES_NONE
         && find_one_of (features, PLAN_NAMES) != LW_FEATURES_NONE;
}

/* Whether the properties are those of a list of offices, by what only such a list has. */
static gboolean
are_offices (const LwFeatures *features)
{
  return find_one_of (features, "leegstand|leegstandm2|vacantm2|vacancyrate|leegstandspercentage|vvo|bagid|vboid|"
                                "verblijfsobjectid|huisnummer|housenumber|flooraream2|gebruiksdoel|oppervlakte|"
                                "oppervlaktem2|postcode|energielabel|energylabel")
         != LW_FEATURES_NONE;
}

/* Areas with statistics as the program writes them say themselves what they are; %LW_GEODATA_GUESS for others. */
static LwGeodataRole
find_own_areas (const LwFeatures *features)
{
  guint dimension = lw_features_find_column (features, "dim");
  const char *text = lw_features_get_value (features, 0, dimension);
  LwGeodataRole role = LW_GEODATA_GUESS;

  if (text != NULL && lw_features_find_column (features, "key") != LW_FEATURES_NONE
      && lw_features_find_column (features, "stock_m2") != LW_FEATURES_NONE)
    lw_geodata_role_parse_area (text, &role);
  return role;
}

/* Figures of vacancy stand with areas too; an address only with an office. */
static gboolean
are_areas_with_figures (const LwFeatures *features, const char *prefix)
{
  return find_one_of (features, "huisnummer|housenumber|postcode|bagid|vboid|verblijfsobjectid") == LW_FEATURES_NONE
         && has_own_codes (features, prefix);
}

static LwGeodataRole
guess_polygons (const LwFeatures *features)
{
  static const char *const municipalities[] = { "gemeente", "municipalit", NULL };
  static const char *const provinces[] = { "provincie", "province", NULL };
  static const char *const locations[] = { "locatie", "location", "kantorenpark", "office-park", "officepark",
                                            "terrein", NULL };
  static const char *const regions[] = { "regio", "region", "corop", NULL };
  const char *title = features->layer != NULL ? features->layer : features->name;
  gboolean has_gm = has_codes (features, "GM", 0), has_pv = has_codes (features, "PV", 0);

  if (find_own_areas (features) != LW_GEODATA_GUESS)
    return find_own_areas (features);
  if (has_codes (features, NULL, LW_BAG_TYPE_BUILDING))
    return LW_GEODATA_BUILDINGS;
  if (are_plans (features))
    return LW_GEODATA_PLANS;
  if (are_areas_with_figures (features, "GM"))
    return LW_GEODATA_MUNICIPALITIES;
  if (has_codes (features, NULL, LW_BAG_TYPE_OBJECT) || are_offices (features))
    return LW_GEODATA_OFFICES;
  if (has_gm || name_holds (title, municipalities))
    return LW_GEODATA_MUNICIPALITIES;
  if (has_pv || name_holds (title, provinces))
    return LW_GEODATA_PROVINCES;
  if (is_named (features, locations))
    return LW_GEODATA_LOCATIONS;
  return is_named (features, regions) ? LW_GEODATA_REGIONS : LW_GEODATA_PLANNING;
}

/**
 * lw_geodata_guess:
 * @features: a layer
 *
 * Points may be anything, stations or trees; they are offices only if their properties are.
 *
 * Returns: what it most likely is, or %LW_GEODATA_GUESS where nothing tells
 */
LwGeodataRole
lw_geodata_guess (const LwFeatures *features)
{
  if (share_of_polygons (features) >= AGREED)
    return guess_polygons (features);
  if (are_plans (features))
    return LW_GEODATA_PLANS;
  return has_codes (features, NULL, LW_BAG_TYPE_OBJECT) || are_offices (features) ? LW_GEODATA_OFFICES
                                                                                   : LW_GEODATA_GUESS;
}

/** lw_geodata_find_uses: the column of uses as the register has them (gebruiksdoel), or %LW_FEATURES_NONE */
guint
lw_geodata_find_uses (const LwFeatures *features)
{
  return find_one_of (features, "gebruiksdoel|gebruiksdoelverblijfsobject|gebruiksdoelen");
}

/** lw_geodata_is_other_use: whether @uses, which may be %NULL, are uses of the register without that as an office */
gboolean
lw_geodata_is_other_use (const char *uses)
{
  return uses != NULL && strstr (uses, "functie") != NULL && strstr (uses, "kantoorfunctie") == NULL;
}
