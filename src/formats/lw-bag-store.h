/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-bag-store: what an import keeps of a BAG delivery while it reads, as compact rows found by
 * identification. Memory: some 150 bytes an office, 60 a street of the delivery, and of addresses and
 * buildings only those that an office refers to (some 200 bytes an office; outlines are kept elsewhere). */
#pragma once

#include "formats/lw-bag-outlines.h"
#include "formats/lw-bag-record.h"
#include "formats/lw-id-map.h"

G_BEGIN_DECLS

typedef struct {
  LwBagId id;
  LwBagVersion version;
  LwBagId address;
  double x, y;
  double area_m2;
  guint first_building; /* in LwBagStore.building_refs */
  guint n_buildings;
  guint first_side; /* in LwBagStore.side_refs */
  guint n_sides;
  guint16 uses;
  guint8 state;        /* LwBagState */
  gboolean superseded; /* a later record says that it is no office any more */
  gboolean outside;    /* of the area that is asked for */
  guint file;          /* in LwBagStore.files */
  guint64 line;
} LwBagOffice;

/* An object that the caller knows as an office and that is none any more. */
typedef struct {
  LwBagId id;
  LwBagVersion version;
  guint first_building; /* in LwBagStore.ended_refs */
  guint n_buildings;
  guint16 uses;
  guint8 state; /* LwBagState */
} LwBagEnded;

typedef struct {
  gboolean found;
  LwBagVersion version;
  LwBagId street;
  int town; /* 0: that of the street */
  int house_number;
  char house_letter[16];
  char house_suffix[32];
  char postcode[16];
} LwBagAddress;

typedef struct {
  gboolean found;
  LwBagVersion version;
  guint8 state;
  guint8 outline_mended; /* a gboolean: there are millions of these */
  int year;
  guint32 outline; /* in LwBagStore.outlines, LW_BAG_NO_OUTLINE if there is none */
} LwBagBuilding;

typedef struct {
  LwBagVersion version;
  const char *name;
  int town;
} LwBagPlace; /* a street or a town */

typedef struct {
  int town;
  int municipality;
  LwDate begin;
  gboolean is_final;
} LwBagRelation;

/**
 * LwBagStore:
 * @known: (nullable): objects of which is kept what they are now, if they are no offices
 * @is_delivery: the document was there that the Kadaster sends along with a whole delivery
 * @delivered: (element-type int): codes of the municipalities that files say to be of
 * @delivers_all: a file names none, as where it is of the whole country
 * @n_duplicates: records beyond one per object and date, of all types; the later version was kept
 *
 * Rows; the maps give their index. Rows of addresses and buildings exist from lw_bag_store_want_references()
 * on.
 */
typedef struct {
  GArray *offices; /* of LwBagOffice */
  LwIdMap *office_rows;
  GArray *building_refs; /* of LwBagId */
  GArray *side_refs;     /* of LwBagId: other addresses of offices */
  LwBagOutlines *outlines; /* nullable: not wanted */
  const LwIdMap *known;
  GArray *ended; /* of LwBagEnded */
  LwIdMap *ended_rows;
  GArray *ended_refs; /* of LwBagId */
  GArray *addresses;     /* of LwBagAddress */
  LwIdMap *address_rows;
  GArray *buildings; /* of LwBagBuilding */
  LwIdMap *building_rows;
  GArray *streets; /* of LwBagPlace */
  LwIdMap *street_rows;
  GArray *towns;         /* of LwBagPlace, by 4-digit code */
  GArray *relations;     /* of LwBagRelation, by 4-digit code of the town */
  LwIdMap *investigated; /* objects of which area or use is investigated */
  GPtrArray *files;      /* of char * */
  GStringChunk *names;
  gboolean is_delivery;
  GHashTable *delivered;
  gboolean delivers_all;
  guint64 n_duplicates;
  LwBagId last_other; /* the object seen last that is current and no office */
  LwBagVersion last_other_version;
} LwBagStore;

LwBagStore *lw_bag_store_new (void);
void lw_bag_store_free (LwBagStore *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwBagStore, lw_bag_store_free)

guint lw_bag_store_add_file (LwBagStore *self, const char *name);
void lw_bag_store_add_delivered (LwBagStore *self, GHashTable *municipalities);
void lw_bag_store_add_office (LwBagStore *self, const LwBagRecord *record, guint file);
void lw_bag_store_add_other_object (LwBagStore *self, const LwBagRecord *record);
void lw_bag_store_add_place (LwBagStore *self, const LwBagRecord *record, LwDate date);
void lw_bag_store_add_relation (LwBagStore *self, const LwBagRecord *record, LwDate date);
void lw_bag_store_add_investigation (LwBagStore *self, const LwBagRecord *record, LwDate date);
void lw_bag_store_leave_outside (LwBagStore *self, const LwGeometry *area);
void lw_bag_store_want_references (LwBagStore *self);
gboolean lw_bag_store_knows (const LwBagStore *self, LwBagId id);
gboolean lw_bag_store_wants (const LwBagStore *self, const LwBagRecord *record);
gboolean lw_bag_store_wants_outline (const LwBagStore *self, LwBagId building);
void lw_bag_store_add_referenced (LwBagStore *self, const LwBagRecord *record, LwDate date);

G_END_DECLS
