/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-bag-names: see lw-bag-names.h. */
#include "formats/lw-bag-names.h"

#include <string.h>

#define NS_STAND LW_BAG_STAND_NS_STEM "v20200601"
#define NS_SL "http://www.kadaster.nl/schemas/standlevering-generiek/1.0"
#define NS_SELECTION "http://www.kadaster.nl/schemas/lvbag/extract-selecties/v20200601"
#define NS_DELIVERY "http://www.kadaster.nl/schemas/lvbag/extract-levering/v20200601"
#define NS_MUTATIONS "http://www.kadaster.nl/schemas/lvbag/extract-deelbestand-mutaties-lvc/v20200601"
#define NS_OBJECTS "www.kadaster.nl/schemas/lvbag/imbag/objecten/v20200601"
#define NS_REF "www.kadaster.nl/schemas/lvbag/imbag/objecten-ref/v20200601"
#define NS_HISTORY "www.kadaster.nl/schemas/lvbag/imbag/historie/v20200601"
#define NS_INVESTIGATION "www.kadaster.nl/schemas/lvbag/imbag/kenmerkinonderzoek/v20200601"
#define NS_GML "http://www.opengis.net/gml/3.2"
#define NS_GWR_FILE "www.kadaster.nl/schemas/lvbag/gem-wpl-rel/gwr-deelbestand-lvc/v20200601"
#define NS_GWR "www.kadaster.nl/schemas/lvbag/gem-wpl-rel/gwr-producten-lvc/v20200601"
#define NS_GWR_TYPES "www.kadaster.nl/schemas/lvbag/gem-wpl-rel/bag-types/v20200601"

static const LwXmlName names[] = {
  { NS_STAND, "bagStand", LW_BAG_EL_STAND_ROOT },
  { NS_GWR_FILE, "BAG-GWR-Deelbestand-LVC", LW_BAG_EL_RELATION_ROOT },
  { NS_DELIVERY, "BAG-Extract-Levering", LW_BAG_EL_DELIVERY_ROOT },
  { NS_MUTATIONS, "bagMutaties", LW_BAG_EL_MUTATIONS_ROOT },
  { NS_SELECTION, "StandTechnischeDatum", LW_BAG_EL_DATE },
  { NS_SL, "objectType", LW_BAG_EL_OBJECT_TYPE },
  { NS_SELECTION, "GemeenteIdentificatie", LW_BAG_EL_DELIVERED },
  { NS_SELECTION, "Gebied-NLD", LW_BAG_EL_COUNTRY },
  { NS_SL, "stand", LW_BAG_EL_STAND },

  { NS_OBJECTS, "Verblijfsobject", LW_BAG_EL_OBJECT },
  { NS_OBJECTS, "Pand", LW_BAG_EL_BUILDING },
  { NS_OBJECTS, "Nummeraanduiding", LW_BAG_EL_ADDRESS },
  { NS_OBJECTS, "OpenbareRuimte", LW_BAG_EL_STREET },
  { NS_OBJECTS, "Woonplaats", LW_BAG_EL_TOWN },
  { NS_OBJECTS, "Ligplaats", LW_BAG_EL_OTHER_RECORD },
  { NS_OBJECTS, "Standplaats", LW_BAG_EL_OTHER_RECORD },
  { NS_INVESTIGATION, "KenmerkVerblijfsobjectInOnderzoek", LW_BAG_EL_INVESTIGATION },
  { NS_INVESTIGATION, "KenmerkPandInOnderzoek", LW_BAG_EL_OTHER_RECORD },
  { NS_INVESTIGATION, "KenmerkNummeraanduidingInOnderzoek", LW_BAG_EL_OTHER_RECORD },
  { NS_INVESTIGATION, "KenmerkOpenbareruimteInOnderzoek", LW_BAG_EL_OTHER_RECORD },
  { NS_INVESTIGATION, "KenmerkWoonplaatsInOnderzoek", LW_BAG_EL_OTHER_RECORD },
  { NS_INVESTIGATION, "KenmerkLigplaatsInOnderzoek", LW_BAG_EL_OTHER_RECORD },
  { NS_INVESTIGATION, "KenmerkStandplaatsInOnderzoek", LW_BAG_EL_OTHER_RECORD },
  { NS_GWR, "GemeenteWoonplaatsRelatie", LW_BAG_EL_RELATION },

  { NS_HISTORY, "voorkomenidentificatie", LW_BAG_EL_OCCURRENCE },
  { NS_HISTORY, "beginGeldigheid", LW_BAG_EL_BEGIN },
  { NS_HISTORY, "eindGeldigheid", LW_BAG_EL_END },
  { NS_HISTORY, "tijdstipRegistratie", LW_BAG_EL_REGISTERED },
  { NS_HISTORY, "tijdstipRegistratieLV", LW_BAG_EL_REGISTERED_LV },
  { NS_HISTORY, "eindRegistratie", LW_BAG_EL_CORRECTED },
  { NS_HISTORY, "tijdstipEindRegistratieLV", LW_BAG_EL_CORRECTED },
  { NS_HISTORY, "tijdstipNietBagLV", LW_BAG_EL_NOT_BAG },
  { NS_HISTORY, "tijdstipInactief", LW_BAG_EL_INACTIVE },
  { NS_HISTORY, "tijdstipInactiefLV", LW_BAG_EL_INACTIVE },

  { NS_OBJECTS, "identificatie", LW_BAG_EL_ID },
  { NS_OBJECTS, "status", LW_BAG_EL_STATUS },
  { NS_OBJECTS, "gebruiksdoel", LW_BAG_EL_USE },
  { NS_OBJECTS, "oppervlakte", LW_BAG_EL_AREA },
  { NS_OBJECTS, "oorspronkelijkBouwjaar", LW_BAG_EL_YEAR },
  { NS_OBJECTS, "heeftAlsHoofdadres", LW_BAG_EL_MAIN_ADDRESS },
  { NS_OBJECTS, "heeftAlsNevenadres", LW_BAG_EL_SIDE_ADDRESS },
  { NS_REF, "NummeraanduidingRef", LW_BAG_EL_ADDRESS_REF },
  { NS_REF, "PandRef", LW_BAG_EL_BUILDING_REF },
  { NS_REF, "OpenbareRuimteRef", LW_BAG_EL_STREET_REF },
  { NS_REF, "WoonplaatsRef", LW_BAG_EL_TOWN_REF },
  { NS_OBJECTS, "huisnummer", LW_BAG_EL_HOUSE_NUMBER },
  { NS_OBJECTS, "huisletter", LW_BAG_EL_HOUSE_LETTER },
  { NS_OBJECTS, "huisnummertoevoeging", LW_BAG_EL_HOUSE_SUFFIX },
  { NS_OBJECTS, "postcode", LW_BAG_EL_POSTCODE },
  { NS_OBJECTS, "naam", LW_BAG_EL_NAME },
  { NS_INVESTIGATION, "kenmerk", LW_BAG_EL_PROPERTY },
  { NS_INVESTIGATION, "identificatieVanVerblijfsobject", LW_BAG_EL_PROPERTY_OF },
  { NS_INVESTIGATION, "inOnderzoek", LW_BAG_EL_PROPERTY_OPEN },

  { NS_OBJECTS, "geometrie", LW_BAG_EL_GEOMETRY },
  { NS_GML, "MultiSurface", LW_BAG_EL_SURFACE },
  { NS_GML, "Surface", LW_BAG_EL_SURFACE },
  { NS_GML, "Polygon", LW_BAG_EL_POLYGON },
  { NS_GML, "PolygonPatch", LW_BAG_EL_POLYGON },
  { NS_GML, "LinearRing", LW_BAG_EL_RING },
  { NS_GML, "Point", LW_BAG_EL_POINT },
  { NS_GML, "pos", LW_BAG_EL_POS },
  { NS_GML, "posList", LW_BAG_EL_POS_LIST },

  { NS_GWR, "gerelateerdeWoonplaats", LW_BAG_EL_RELATION_TOWN },
  { NS_GWR, "gerelateerdeGemeente", LW_BAG_EL_RELATION_MUNICIPALITY },
  { NS_GWR, "identificatie", LW_BAG_EL_RELATION_ID },
  { NS_GWR, "status", LW_BAG_EL_RELATION_STATUS },
  { NS_GWR_TYPES, "begindatumTijdvakGeldigheid", LW_BAG_EL_RELATION_BEGIN },
  { NS_GWR_TYPES, "einddatumTijdvakGeldigheid", LW_BAG_EL_RELATION_END },
  { NULL, NULL, 0 },
};

/**
 * lw_bag_names:
 *
 * Returns: (transfer none): the elements, for lw_xml_new()
 */
const LwXmlName *
lw_bag_names (void)
{
  return names;
}

/**
 * lw_bag_file_tag:
 * @name: of a file or zip, with those around it: "a.zip > 0457NUM15102021.zip"
 *
 * Returns: (nullable): what tells in it of what it holds: "NUM15102021.zip"; %NULL if it does not begin with the four
 *   digits of a municipality, or 9999
 */
const char *
lw_bag_file_tag (const char *name)
{
  const char *base = name, *next;

  while ((next = strpbrk (base, "/>")) != NULL)
    base = next + 1;
  while (*base == ' ')
    base++;
  for (int i = 0; i < 4; i++)
    if (!g_ascii_isdigit (base[i]))
      return NULL;
  return base + 4;
}
