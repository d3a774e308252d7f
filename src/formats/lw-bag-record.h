/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-bag-record: one record of a BAG 2.0 extract as it stands in the file, before any rule is applied, and
 * the rule of time. A record is one occurrence (voorkomen) of an object: the same object has as many as it
 * has history. */
#pragma once

#include "model/lw-bag-id.h"
#include "model/lw-bag-values.h"
#include "model/lw-codes.h"
#include "model/lw-date.h"
#include "model/lw-geometry.h"

G_BEGIN_DECLS

/**
 * LwBagRecordType: what a record is about; the values are bits, so that a set of them is a mask.
 * @LW_BAG_OBJECT: verblijfsobject
 * @LW_BAG_BUILDING: pand
 * @LW_BAG_ADDRESS: nummeraanduiding
 * @LW_BAG_STREET: openbare ruimte
 * @LW_BAG_TOWN: woonplaats
 * @LW_BAG_INVESTIGATION: a property of a verblijfsobject that is being investigated (kenmerk in onderzoek)
 * @LW_BAG_RELATION: a town belongs to a municipality (GEM-WPL-RELATIE)
 * @LW_BAG_OTHER: berths, pitches, investigations of other objects: of no use here
 */
typedef enum {
  LW_BAG_NOTHING = 0,
  LW_BAG_OBJECT = 1 << 0,
  LW_BAG_BUILDING = 1 << 1,
  LW_BAG_ADDRESS = 1 << 2,
  LW_BAG_STREET = 1 << 3,
  LW_BAG_TOWN = 1 << 4,
  LW_BAG_INVESTIGATION = 1 << 5,
  LW_BAG_RELATION = 1 << 6,
  LW_BAG_OTHER = 1 << 7,
} LwBagRecordType;

/**
 * LwBagLife: what the time rule says of a record on the reference date (BAG practice: actueel voorkomen).
 * @LW_BAG_LIFE_CURRENT: holds on that date
 * @LW_BAG_LIFE_NOT_BAG: taken out of the register (tijdstipNietBagLV)
 * @LW_BAG_LIFE_INACTIVE: made inactive (tijdstipInactief)
 * @LW_BAG_LIFE_MOMENT: began and ended on the same day, so it never held
 * @LW_BAG_LIFE_FUTURE: begins later
 * @LW_BAG_LIFE_PAST: ended by that date
 * @LW_BAG_LIFE_CORRECTED: its registration ended (eindRegistratie)
 * @LW_BAG_LIFE_UNREADABLE: its dates cannot be read
 */
typedef enum {
  LW_BAG_LIFE_CURRENT,
  LW_BAG_LIFE_NOT_BAG,
  LW_BAG_LIFE_INACTIVE,
  LW_BAG_LIFE_MOMENT,
  LW_BAG_LIFE_FUTURE,
  LW_BAG_LIFE_PAST,
  LW_BAG_LIFE_CORRECTED,
  LW_BAG_LIFE_UNREADABLE,
  LW_BAG_N_LIVES,
} LwBagLife;

/**
 * LwBagVersion: which of two records of one object on one date is the later one; compare with
 * lw_bag_version_compare().
 * @registered: tijdstipRegistratieLV as the number YYYYMMDDhhmmssfff, 0 if unknown
 * @occurrence: voorkomenidentificatie
 */
typedef struct {
  guint64 registered;
  guint32 occurrence;
} LwBagVersion;

/**
 * LwBagRecord:
 *
 * All that is read of any type of record; which fields are set depends on @type. Texts are "" where absent.
 */
typedef struct {
  LwBagRecordType type;
  guint64 line;
  char id_text[32]; /* as it stands in the file, cut off when longer */
  LwBagId id;       /* 0 if it is not 16 digits (4 for towns) */

  LwDate begin; /* beginGeldigheid */
  LwDate end;   /* eindGeldigheid */
  gboolean has_end;
  gboolean dates_bad;
  LwBagVersion version;
  gboolean not_bag, inactive, corrected;
  LwBagState state;

  /* verblijfsobject */
  guint uses;        /* LwBagUse */
  double area_m2;    /* NaN if absent or no number */
  LwBagId address;   /* main address */
  GArray *side_addresses; /* of LwBagId: nevenadressen, in file order */
  GArray *buildings; /* of LwBagId, in file order */
  double x, y;       /* RD New; NaN if absent or broken */
  gboolean had_outline;

  int year;            /* pand: 0 if absent or no number */
  LwGeometry *outline; /* pand: its outline in RD New, if it was asked for; NULL if absent or broken */
  gboolean outline_mended; /* it crossed itself or had rings without area */

  /* nummeraanduiding; town also of openbare ruimte and relation */
  int house_number;
  char house_letter[16];
  char house_suffix[32];
  char postcode[16];
  LwBagId street;
  int town;      /* 4 digits, 0 if absent */
  GString *name; /* openbare ruimte, woonplaats */

  /* kenmerk in onderzoek of a verblijfsobject */
  gboolean investigated;      /* inOnderzoek J */
  gboolean investigates_size; /* of oppervlakte or gebruiksdoel */

  /* GEM-WPL-RELATIE */
  int municipality;
  gboolean is_final; /* definitief, not voorlopig */
} LwBagRecord;

void lw_bag_record_init (LwBagRecord *record);
void lw_bag_record_reset (LwBagRecord *record, LwBagRecordType type);
void lw_bag_record_clear (LwBagRecord *record);
LwBagRecord *lw_bag_record_copy (const LwBagRecord *record);
void lw_bag_record_free (LwBagRecord *record);

LwBagLife lw_bag_record_get_life (const LwBagRecord *record, LwDate date);
int lw_bag_version_compare (const LwBagVersion *a, const LwBagVersion *b);

LwDate lw_bag_date_parse (const char *text);
guint64 lw_bag_moment_parse (const char *text);

G_END_DECLS
