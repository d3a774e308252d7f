/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-vacancy-fields: see lw-vacancy-fields.h. The table below is all there is to extend. */
#include "formats/lw-vacancy-fields.h"

#include <glib/gi18n-lib.h>
#include <string.h>

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
      "objectidbag|bagidvbo|bagnummer|bagcode|bagvbo|aotid|vbonummer|vbonr|pandbagverblijfsobjectid",
      "vbo|verblijfsobject|adresseerbaarobject|identificatie|bag" },
  [LW_VACANCY_POSTCODE]
  = { "postcode", N_ ("Postcode"), "postcode|pc6|postalcode|zipcode|postkode|pandpostcode", "pc|zip" },
  [LW_VACANCY_HOUSE_NUMBER]
  = { "house_number", N_ ("House number"), "housenumber|huisnummer|huisnr|hnr|pandhuisnummer|huisnummerentoevoeging|huisnrentoev|huisnummers", "nummer|nr|number" },
  [LW_VACANCY_HOUSE_LETTER] = { "house_letter", N_ ("House letter"), "houseletter|huisletter|pandhuisletter", "letter" },
  [LW_VACANCY_HOUSE_SUFFIX]
  = { "house_suffix", N_ ("House number suffix"),
      "housesuffix|huisnummertoevoeging|huisnrtoevoeging|toevoeging|housenumbersuffix|"
      "housenumberaddition|huisnummertoev|huisnrtoev|hnrtoev|pandhuisnummertoevoeging|pandtoevoeging",
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
      "vacantarea|vacantaream2|vacancym2|vacantspacem2|waarvanleeg|waarvanleegstaand|waarvanleegstand|"
      "leegstandoppervlak|leegstaandoppervlak|leegstaandoppervlakm2|leegstaandvloeroppervlak|"
      "leegstaandvloeroppervlakm2|leegstandmetrage|leegstandmeters|nietingebruik|nietingebruikm2|ongebruikt|"
      "ongebruiktm2",
      "vacant|vacancy|leeg|aanbod|aanbodm2|m2aanbod|supply|supplym2|beschikbaar|beschikbaarm2|"
      "beschikbareoppervlakte|beschikbaaroppervlak|tehuur|tehuurm2|leegstandkantoren|kantorenleegstand" },
  [LW_VACANCY_RATE]
  = { "vacancy_rate", N_ ("Vacancy rate"),
      "vacancyrate|leegstandspercentage|leegstandpercentage|percentageleegstand|leegstandpct|"
      "pctleegstand|percleegstand|leegstandperc|procentleegstand|leegstandprocent|leegstandsgraad|"
      "vacancypercentage|vacancypct|pctvacant|leegpct|pctleeg",
      "pct|percentage" },
  [LW_VACANCY_SINCE]
  = { "vacant_since", N_ ("Vacant since"),
      "vacantsince|leegsinds|leegstandsinds|leegstaandsinds|datumleegstand|begindatumleegstand|"
      "startdatumleegstand|ingangsdatumleegstand|startleegstand|leegvanaf|leegstandvanaf|"
      "leegstandsdatum|emptysince|vacancystart|leegper|leegstaandvanaf|beginleegstand|aanvangleegstand",
      "sinds|since|vanaf" },
  [LW_VACANCY_ENERGY_LABEL]
  = { "energy_label", N_ ("Energy label"),
      "energylabel|energielabel|energielabelklasse|energieklasse|labelklasse|energyclass|"
      "epclabel|pandenergieklasse|pandenergielabel",
      "label" },
  [LW_VACANCY_OWNER_TYPE] = { "owner_type", N_ ("Owner type"),
                              "ownertype|eigenaarstype|eigenaartype|typeeigenaar|soorteigenaar|eigenaarsoort|"
                              "eigendomstype|typeofowner",
                              "eigenaar|eigendom|owner" },
  [LW_VACANCY_REFERENCE_DATE]
  = { "reference_date", N_ ("Reference date"),
      "referencedate|peildatum|peiljaar|datumpeiling|opnamedatum|datumopname|meetdatum|surveydate|pandregistratiedatum|registratiedatum",
      "datum|date|pandopnamedatum" },
  [LW_VACANCY_FLOOR_AREA_M2]
  = { "floor_area_m2", N_ ("Floor area in m²"),
      "flooraream2|floorarea|oppervlakte|oppervlaktem2|gebruiksoppervlakte|"
      "gebruiksoppervlaktem2|kantooroppervlakte|kantooroppervlaktem2|vloeroppervlakte|"
      "vloeroppervlaktem2|vloeroppervlak|vloeroppervlakm2|totaalm2|m2totaal|"
      "totaaloppervlak|totaleoppervlakte|metrage|oppadresseerbaarobjectm2|kantoorm2|"
      "verhuurbaarvloeroppervlak|brutovloeroppervlakte|oppervlak|oppervlakm2|kantooroppervlak|kantooroppervlakm2|"
      "totaleopp|totaalopp|totaaloppervlakte|totaaloppervlakm2|voorraadm2|voorraadkantorenm2|kantorenvoorraadm2",
      "m2|omvang|omvangm2|grootte|area|aream2|size|sizem2|opp|oppm2|totaal|voorraad|kantorenvoorraad|voorraadkantoren|" },
  [LW_VACANCY_AREA_MEASURE]
  = { "area_measure", N_ ("Measure of area"),
      "areameasure|oppervlaktesoort|soortoppervlakte|oppervlaktetype|typeoppervlakte|"
      "maatsoort|meeteenheid|meetmethode",
      "measure" },
  [LW_VACANCY_SOURCE] = { "source", N_ ("Source"), "source|bron|herkomst|datasource", "" },
  [LW_VACANCY_PAND_ID]
  = { "pand_id", N_ ("Building (pand)"),
      "pandid|bagpandid|pandidentificatie|identificatiepand|idpand|bagpand|pandbagpandid|buildingid", "pand|pandnummer" },
  [LW_VACANCY_NAME]
  = { "name", N_ ("Name"), "name|naam|gebouwnaam|naamgebouw|objectnaam|naamobject|gebouw|buildingname", "complex|object" },
  [LW_VACANCY_STREET] = { "street", N_ ("Street"),
                          "street|straat|straatnaam|openbareruimte|openbareruimtenaam|naamopenbareruimte|streetname",
                          "weg" },
  [LW_VACANCY_TOWN] = { "town", N_ ("Town"), "town|plaats|woonplaats|woonplaatsnaam|plaatsnaam|city", "kern" },
  [LW_VACANCY_MUNICIPALITY_CODE]
  = { "municipality_code", N_ ("Municipality code"),
      "municipalitycode|gemeentecode|gemcode|gmcode|codegemeente|cbscode|gemeentenummer|gemeentecodegm|regioscode",
      "statcode|regiocode" },
  [LW_VACANCY_MUNICIPALITY]
  = { "municipality", N_ ("Municipality"), "municipality|gemeente|gemeentenaam|naamgemeente|gemnaam|gemcodel",
      "regios|statnaam" },
  [LW_VACANCY_REGION]
  = { "region", N_ ("Region"), "region|kantorenregio|marktregio|regionaam|officeregion", "regio|corop|coropgebied" },
  [LW_VACANCY_PROVINCE] = { "province", N_ ("Province"), "province|provincie|provincienaam|provcodel", "provinciecode|provcode" },
  [LW_VACANCY_LOCATION]
  = { "location", N_ ("Office location"),
      "location|kantorenlocatie|locatie|locatienaam|kantorenpark|kantoorlocatie|werklocatie|officepark",
      "gebied|terrein|plannaam" },
  [LW_VACANCY_LOCATION_TYPE]
  = { "location_type", N_ ("Kind of location"),
      "locationtype|locatietype|typelocatie|soortlocatie|locatiesoort|milieutype|werkmilieu|werklocatietype", "" },
  [LW_VACANCY_X]
  = { "rd_x", N_ ("x or longitude"),
      "rdx|xrd|x|xcoord|xcoordinaat|coordinaatx|xcoordinate|easting|xcoordinaatrd|rdxcoordinaat|xco", "oost" },
  [LW_VACANCY_Y]
  = { "rd_y", N_ ("y or latitude"),
      "rdy|yrd|y|ycoord|ycoordinaat|coordinaaty|ycoordinate|northing|ycoordinaatrd|rdycoordinaat|yco", "noord" },
  [LW_VACANCY_LONGITUDE]
  = { "longitude", N_ ("Longitude"), "longitude|lon|lng|long|lengtegraad|geolon|lonwgs84|wgs84lon", "lengte" },
  [LW_VACANCY_LATITUDE]
  = { "latitude", N_ ("Latitude"), "latitude|lat|breedtegraad|geolat|latwgs84|wgs84lat", "breedte" },
  [LW_VACANCY_GEOMETRY]
  = { "geometry", N_ ("Position as text (WKT)"), "geometry|geometrie|wkt|geom|wktgeometry|geometriewkt|thegeom|point",
      "locatiewkt" },
  [LW_VACANCY_BUILD_YEAR]
  = { "build_year", N_ ("Building year"),
      "buildyear|bouwjaar|oorspronkelijkbouwjaar|jaarvanbouw|jaarbouw|bouwjaarpand|yearbuilt|constructionyear",
      "jaar" },
  [LW_VACANCY_MONUMENT]
  = { "monument", N_ ("Listed building (monument)"), "monument|ismonument|rijksmonument|monumentstatus|listedbuilding",
      "" },
  [LW_VACANCY_USE_MIXED]
  = { "use_mixed", N_ ("Mixed use"), "usemixed|gemengdgebruik|gemengd|mixeduse|gemengdefunctie", "" },
  [LW_VACANCY_USES]
  = { "uses", N_ ("Uses"), "uses|gebruiksdoel|gebruiksdoelen|gebruiksdoelverblijfsobject|gebruiksfunctie|functie|functies",
      "gebruik" },
  [LW_VACANCY_OFFICE_USE]
  = { "office_use", N_ ("Office use, yes or no"), "officeuse|kantoorfunctie|kantoor|iskantoor", "" },
  [LW_VACANCY_STATUS]
  = { "status", N_ ("Status"), "status|statusverblijfsobject|verblijfsobjectstatus|vbostatus|objectstatus", "" },
  [LW_VACANCY_OBJECTS]
  = { "objects", N_ ("Number of offices"),
      "objects|offices|aantalkantoren|kantoren|aantalobjecten|aantalverblijfsobjecten|voorraadaantal|kantorenaantal|"
      "totaalaantalkantoren",
      "aantal" },
  [LW_VACANCY_VACANT_OBJECTS]
  = { "vacant_objects", N_ ("Number of vacant offices"),
      "vacantobjects|aantalleegstaand|leegstaandekantoren|aantalleeg|leegstandaantal|aantalleegstaandekantoren|"
      "leegstaandeobjecten|aantalleegstaandeobjecten|leegaantal",
      "" },
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

/** lw_vacancy_field_means: whether a folded heading, with the measure that it names, tells @field */
gboolean
lw_vacancy_field_means (LwVacancyField field, gboolean weak, const char *folded, LwAreaMeasure measure)
{
  /* A heading that is nothing but a measure ("VVO") is the floor area. */
  if (folded[0] == '\0')
    return field == LW_VACANCY_FLOOR_AREA_M2 && measure != LW_AREA_UNKNOWN;
  return is_listed (weak ? fields[field].weak : fields[field].names, folded);
}

/** lw_vacancy_field_parse: the field that mapping files call @name */
gboolean
lw_vacancy_field_parse (const char *name, LwVacancyField *field)
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

/** lw_vacancy_fields_list: (returns: transfer full) the names of all fields, for a message */
char *
lw_vacancy_fields_list (void)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < LW_N_VACANCY_FIELDS; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", fields[i].name);
  return g_string_free (text, FALSE);
}

