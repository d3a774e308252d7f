/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bag-fixture: see bag-fixture.h. Elements stand in the order of the register's schema. */
#include "bag-fixture.h"

#define OR(value, fallback) ((value) != NULL ? (value) : (fallback))

static void
element (GString *xml, const char *name, const char *value)
{
  if (*value != '\0')
    g_string_append_printf (xml, "<%s>%s</%s>", name, value, name);
}

static void
references (GString *xml, const char *name, const char *values)
{
  g_auto (GStrv) list = g_strsplit (values, ";", -1);

  for (char **value = list; *value != NULL; value++)
    element (xml, name, *value);
}

static void
append_life (GString *xml, const BagFixture *record)
{
  g_string_append (xml, "<Objecten:voorkomen><Historie:Voorkomen>");
  element (xml, "Historie:voorkomenidentificatie", OR (record->occurrence, "1"));
  element (xml, "Historie:beginGeldigheid", OR (record->begin, "2015-01-29"));
  element (xml, "Historie:eindGeldigheid", OR (record->end, ""));
  element (xml, "Historie:tijdstipRegistratie", "2015-01-29T15:22:01.000");
  g_string_append (xml, OR (record->after_life, ""));
  g_string_append (xml, "<Historie:BeschikbaarLV>");
  element (xml, "Historie:tijdstipRegistratieLV", OR (record->registered, "2015-01-29T15:31:25.827"));
  g_string_append (xml, OR (record->life, ""));
  g_string_append (xml, "</Historie:BeschikbaarLV></Historie:Voorkomen></Objecten:voorkomen>");
}

static char *
finish (GString *xml, const char *name)
{
  g_autofree char *body = g_string_free (xml, FALSE);

  return g_strdup_printf ("<sl:stand><sl-bag-extract:bagObject><Objecten:%s>%s</Objecten:%s>"
                          "</sl-bag-extract:bagObject></sl:stand>\n",
                          name, body, name);
}

char *
bag_object (BagFixture record)
{
  GString *xml = g_string_new ("<Objecten:heeftAlsHoofdadres>");

  element (xml, "Objecten-ref:NummeraanduidingRef", OR (record.address, "0457200000000001"));
  g_string_append (xml, "</Objecten:heeftAlsHoofdadres>");
  if (record.side_addresses != NULL)
    {
      g_string_append (xml, "<Objecten:heeftAlsNevenadres>");
      references (xml, "Objecten-ref:NummeraanduidingRef", record.side_addresses);
      g_string_append (xml, "</Objecten:heeftAlsNevenadres>");
    }
  append_life (xml, &record);
  element (xml, "Objecten:identificatie", OR (record.id, "0457010000000001"));
  element (xml, "Objecten:geometrie",
           OR (record.geometry,
               "<Objecten:punt><gml:Point srsName=\"urn:ogc:def:crs:EPSG::28992\" srsDimension=\"3\">"
               "<gml:pos>130734.665 480525.858 0.0</gml:pos></gml:Point></Objecten:punt>"));
  references (xml, "Objecten:gebruiksdoel", OR (record.uses, "kantoorfunctie"));
  element (xml, "Objecten:oppervlakte", OR (record.area, "83"));
  element (xml, "Objecten:status", OR (record.status, "Verblijfsobject in gebruik"));
  g_string_append (xml, "<Objecten:maaktDeelUitVan>");
  references (xml, "Objecten-ref:PandRef", OR (record.buildings, "0457100000000001"));
  g_string_append (xml, "</Objecten:maaktDeelUitVan>");
  return finish (xml, "Verblijfsobject");
}

char *
bag_building (BagFixture record)
{
  GString *xml = g_string_new (NULL);

  element (xml, "Objecten:identificatie", OR (record.id, "0457100000000001"));
  element (xml, "Objecten:geometrie",
           OR (record.geometry,
               "<gml:Polygon srsDimension=\"3\"><gml:exterior><gml:LinearRing><gml:posList count=\"4\">"
               "130700 480500 0 130800 480500 0 130800 480600 0 130700 480500 0"
               "</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>"));
  element (xml, "Objecten:oorspronkelijkBouwjaar", OR (record.year, "1987"));
  element (xml, "Objecten:status", OR (record.status, "Pand in gebruik"));
  append_life (xml, &record);
  return finish (xml, "Pand");
}

char *
bag_address (BagFixture record)
{
  GString *xml = g_string_new (NULL);

  element (xml, "Objecten:identificatie", OR (record.id, "0457200000000001"));
  element (xml, "Objecten:huisnummer", OR (record.number, "12"));
  element (xml, "Objecten:huisletter", OR (record.letter, ""));
  element (xml, "Objecten:huisnummertoevoeging", OR (record.suffix, ""));
  element (xml, "Objecten:postcode", OR (record.postcode, "1382AB"));
  element (xml, "Objecten:status", OR (record.status, "Naamgeving uitgegeven"));
  append_life (xml, &record);
  g_string_append (xml, "<Objecten:ligtAan>");
  element (xml, "Objecten-ref:OpenbareRuimteRef", OR (record.street, "0457300000000001"));
  g_string_append (xml, "</Objecten:ligtAan>");
  if (record.town != NULL)
    g_string_append_printf (xml,
                            "<Objecten:ligtIn><Objecten-ref:WoonplaatsRef>%s</Objecten-ref:WoonplaatsRef>"
                            "</Objecten:ligtIn>",
                            record.town);
  return finish (xml, "Nummeraanduiding");
}

char *
bag_street (BagFixture record)
{
  GString *xml = g_string_new (NULL);

  element (xml, "Objecten:identificatie", OR (record.id, "0457300000000001"));
  element (xml, "Objecten:naam", OR (record.name, "Hoogstraat"));
  element (xml, "Objecten:type", "Weg");
  element (xml, "Objecten:status", OR (record.status, "Naamgeving uitgegeven"));
  g_string_append (xml,
                   "<Objecten:verkorteNaam><nen5825:VerkorteNaamOpenbareRuimte><nen5825:verkorteNaam>Hgstr"
                   "</nen5825:verkorteNaam></nen5825:VerkorteNaamOpenbareRuimte></Objecten:verkorteNaam>");
  g_string_append (xml, "<Objecten:ligtIn>");
  element (xml, "Objecten-ref:WoonplaatsRef", OR (record.town, "1012"));
  g_string_append (xml, "</Objecten:ligtIn>");
  append_life (xml, &record);
  return finish (xml, "OpenbareRuimte");
}

char *
bag_town (BagFixture record)
{
  GString *xml = g_string_new (NULL);

  element (xml, "Objecten:identificatie", OR (record.id, "1012"));
  element (xml, "Objecten:naam", OR (record.name, "Weesp"));
  element (xml, "Objecten:status", OR (record.status, "Woonplaats aangewezen"));
  append_life (xml, &record);
  return finish (xml, "Woonplaats");
}

char *
bag_investigation (const char *id, const char *property, const char *open, const char *end)
{
  g_autofree char *end_element
      = end != NULL ? g_strdup_printf ("<Historie:eindGeldigheid>%s</Historie:eindGeldigheid>", end)
                    : g_strdup ("");

  return g_strdup_printf (
      "<sl:stand><sl-bag-extract:kenmerkInOnderzoek><KenmerkInOnderzoek:KenmerkVerblijfsobjectInOnderzoek>"
      "<KenmerkInOnderzoek:kenmerk>%s</KenmerkInOnderzoek:kenmerk>"
      "<KenmerkInOnderzoek:identificatieVanVerblijfsobject>%s</"
      "KenmerkInOnderzoek:identificatieVanVerblijfsobject>"
      "<KenmerkInOnderzoek:inOnderzoek>%s</KenmerkInOnderzoek:inOnderzoek>"
      "<KenmerkInOnderzoek:historieInOnderzoek><Historie:HistorieInOnderzoek>"
      "<Historie:beginGeldigheid>2019-06-01</Historie:beginGeldigheid>%s"
      "</Historie:HistorieInOnderzoek></KenmerkInOnderzoek:historieInOnderzoek>"
      "</KenmerkInOnderzoek:KenmerkVerblijfsobjectInOnderzoek></sl-bag-extract:kenmerkInOnderzoek></"
      "sl:stand>\n",
      property, id, open, end_element);
}

char *
bag_relation (
    const char *town, const char *municipality, const char *begin, const char *end, const char *status)
{
  g_autofree char *end_element
      = end != NULL ? g_strdup_printf (
            "<bagtypes:einddatumTijdvakGeldigheid>%s</bagtypes:einddatumTijdvakGeldigheid>", end)
                    : g_strdup ("");

  return g_strdup_printf (
      "<gwr-product:GemeenteWoonplaatsRelatie><gwr-product:tijdvakgeldigheid>"
      "<bagtypes:begindatumTijdvakGeldigheid>%s</bagtypes:begindatumTijdvakGeldigheid>%s"
      "</gwr-product:tijdvakgeldigheid>"
      "<gwr-product:gerelateerdeWoonplaats><gwr-product:identificatie>%s</gwr-product:identificatie>"
      "</gwr-product:gerelateerdeWoonplaats>"
      "<gwr-product:gerelateerdeGemeente><gwr-product:identificatie>%s</gwr-product:identificatie>"
      "</gwr-product:gerelateerdeGemeente>"
      "<gwr-product:status>%s</gwr-product:status></gwr-product:GemeenteWoonplaatsRelatie>\n",
      begin, end_element, town, municipality, status);
}

/* A whole file of @records of @type (VBO, NUM …; "" says none). */
char *
bag_stand (const char *date, const char *type, const char *records)
{
  GString *types = g_string_new (NULL);
  g_autofree char *type_elements = NULL;

  references (types, "sl:objectType", type);
  type_elements = g_string_free (types, FALSE);
  return g_strdup_printf (
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sl-bag-extract:bagStand"
      " xmlns:Objecten=\"www.kadaster.nl/schemas/lvbag/imbag/objecten/v20200601\""
      " xmlns:gml=\"http://www.opengis.net/gml/3.2\""
      " xmlns:Historie=\"www.kadaster.nl/schemas/lvbag/imbag/historie/v20200601\""
      " xmlns:Objecten-ref=\"www.kadaster.nl/schemas/lvbag/imbag/objecten-ref/v20200601\""
      " xmlns:bagtypes=\"www.kadaster.nl/schemas/lvbag/gem-wpl-rel/bag-types/v20200601\""
      " xmlns:gwr-product=\"www.kadaster.nl/schemas/lvbag/gem-wpl-rel/gwr-producten-lvc/v20200601\""
      " xmlns:nen5825=\"www.kadaster.nl/schemas/lvbag/imbag/nen5825/v20200601\""
      " xmlns:KenmerkInOnderzoek=\"www.kadaster.nl/schemas/lvbag/imbag/kenmerkinonderzoek/v20200601\""
      " xmlns:selecties-extract=\"http://www.kadaster.nl/schemas/lvbag/extract-selecties/v20200601\""
      " xmlns:sl-bag-extract=\"http://www.kadaster.nl/schemas/lvbag/extract-deelbestand-lvc/v20200601\""
      " xmlns:sl=\"http://www.kadaster.nl/schemas/standlevering-generiek/1.0\">\n"
      "<sl-bag-extract:bagInfo><selecties-extract:LVC-Extract>"
      "<selecties-extract:StandTechnischeDatum>%s</selecties-extract:StandTechnischeDatum>"
      "</selecties-extract:LVC-Extract></sl-bag-extract:bagInfo>\n"
      "<sl:standBestand><sl:dataset>LVBAG</sl:dataset><sl:inhoud><sl:objectTypen>%s</sl:objectTypen></"
      "sl:inhoud>\n"
      "%s</sl:standBestand></sl-bag-extract:bagStand>\n",
      date, type_elements, records);
}

char *
bag_relation_file (const char *relations)
{
  return g_strdup_printf (
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gwr-bestand:BAG-GWR-Deelbestand-LVC"
      " xmlns:gwr-bestand=\"www.kadaster.nl/schemas/lvbag/gem-wpl-rel/gwr-deelbestand-lvc/v20200601\""
      " xmlns:selecties-extract=\"http://www.kadaster.nl/schemas/lvbag/extract-selecties/v20200601\""
      " xmlns:bagtypes=\"www.kadaster.nl/schemas/lvbag/gem-wpl-rel/bag-types/v20200601\""
      " xmlns:gwr-product=\"www.kadaster.nl/schemas/lvbag/gem-wpl-rel/gwr-producten-lvc/v20200601\">\n"
      "<gwr-bestand:SelectieGegevens><selecties-extract:StandTechnischeDatum>" BAG_DATE
      "</selecties-extract:StandTechnischeDatum></gwr-bestand:SelectieGegevens>\n"
      "<gwr-bestand:Product><gwr-product:GemeenteWoonplaatsRelatieProduct>%s"
      "</gwr-product:GemeenteWoonplaatsRelatieProduct></gwr-bestand:Product></"
      "gwr-bestand:BAG-GWR-Deelbestand-LVC>\n",
      relations);
}
