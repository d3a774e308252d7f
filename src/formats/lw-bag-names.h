/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-bag-names: the elements of a BAG 2.0 delivery (IMBAG LV 2.1, schemas of June 2020) that the parser
 * knows, by namespace and local name, and how its files are called. Some of the namespaces have no scheme; that is how they are published.
 */
#pragma once

#include "formats/lw-xml.h"

G_BEGIN_DECLS

/* Elements; the order groups them for the parser's switches. */
typedef enum {
  LW_BAG_EL_OTHER = LW_XML_OTHER,
  /* roots */
  LW_BAG_EL_STAND_ROOT,
  LW_BAG_EL_RELATION_ROOT,
  LW_BAG_EL_DELIVERY_ROOT,
  LW_BAG_EL_MUTATIONS_ROOT,
  /* head of a file */
  LW_BAG_EL_DATE,
  LW_BAG_EL_OBJECT_TYPE,
  LW_BAG_EL_DELIVERED, /* a municipality of which the delivery is */
  LW_BAG_EL_COUNTRY,   /* the delivery is of the whole country */
  LW_BAG_EL_STAND,
  /* records */
  LW_BAG_EL_OBJECT,
  LW_BAG_EL_BUILDING,
  LW_BAG_EL_ADDRESS,
  LW_BAG_EL_STREET,
  LW_BAG_EL_TOWN,
  LW_BAG_EL_INVESTIGATION,
  LW_BAG_EL_RELATION,
  LW_BAG_EL_OTHER_RECORD,
  /* life */
  LW_BAG_EL_OCCURRENCE,
  LW_BAG_EL_BEGIN,
  LW_BAG_EL_END,
  LW_BAG_EL_REGISTERED,
  LW_BAG_EL_REGISTERED_LV,
  LW_BAG_EL_CORRECTED,
  LW_BAG_EL_NOT_BAG,
  LW_BAG_EL_INACTIVE,
  /* fields */
  LW_BAG_EL_ID,
  LW_BAG_EL_STATUS,
  LW_BAG_EL_USE,
  LW_BAG_EL_AREA,
  LW_BAG_EL_YEAR,
  LW_BAG_EL_MAIN_ADDRESS,
  LW_BAG_EL_SIDE_ADDRESS,
  LW_BAG_EL_ADDRESS_REF,
  LW_BAG_EL_BUILDING_REF,
  LW_BAG_EL_STREET_REF,
  LW_BAG_EL_TOWN_REF,
  LW_BAG_EL_HOUSE_NUMBER,
  LW_BAG_EL_HOUSE_LETTER,
  LW_BAG_EL_HOUSE_SUFFIX,
  LW_BAG_EL_POSTCODE,
  LW_BAG_EL_NAME,
  LW_BAG_EL_PROPERTY,
  LW_BAG_EL_PROPERTY_OF,
  LW_BAG_EL_PROPERTY_OPEN,
  /* geometry */
  LW_BAG_EL_GEOMETRY,
  LW_BAG_EL_SURFACE,
  LW_BAG_EL_POLYGON,
  LW_BAG_EL_RING,
  LW_BAG_EL_POINT,
  LW_BAG_EL_POS,
  LW_BAG_EL_POS_LIST,
  /* town and municipality */
  LW_BAG_EL_RELATION_TOWN,
  LW_BAG_EL_RELATION_MUNICIPALITY,
  LW_BAG_EL_RELATION_ID,
  LW_BAG_EL_RELATION_STATUS,
  LW_BAG_EL_RELATION_BEGIN,
  LW_BAG_EL_RELATION_END,
} LwBagElement;

/** LW_BAG_STAND_NS_STEM: what the namespaces of bagStand have in common in every version */
#define LW_BAG_STAND_NS_STEM "http://www.kadaster.nl/schemas/lvbag/extract-deelbestand-lvc/"

const LwXmlName *lw_bag_names (void);
const char *lw_bag_file_tag (const char *name);

G_END_DECLS
