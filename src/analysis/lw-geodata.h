/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-geodata: what a layer of geodata is about: offices, plans, outlines of buildings, or areas of some kind; found
 * out by its shapes, the names of its properties and the codes in them, unless the user says. */
#pragma once

#include "model/lw-features.h"

G_BEGIN_DECLS

/**
 * LwGeodataRole: what features become.
 * @LW_GEODATA_GUESS: find out
 * @LW_GEODATA_OFFICES: offices, each at its point or a point on its surface
 * @LW_GEODATA_PLANS: plans for new offices (plancapaciteit)
 * @LW_GEODATA_BUILDINGS: outlines of buildings (panden) that offices are in
 * @LW_GEODATA_MUNICIPALITIES: municipalities (gemeenten)
 * @LW_GEODATA_PROVINCES: provinces
 * @LW_GEODATA_REGIONS: market regions (kantorenregio's)
 * @LW_GEODATA_LOCATIONS: office locations
 * @LW_GEODATA_PLANNING: planning areas of the user, of no other kind
 */
typedef enum {
  LW_GEODATA_GUESS,
  LW_GEODATA_OFFICES,
  LW_GEODATA_PLANS,
  LW_GEODATA_BUILDINGS,
  LW_GEODATA_MUNICIPALITIES,
  LW_GEODATA_PROVINCES,
  LW_GEODATA_REGIONS,
  LW_GEODATA_LOCATIONS,
  LW_GEODATA_PLANNING,
  LW_N_GEODATA_ROLES,
} LwGeodataRole;

/** LwGeodataField: what properties tell of plans, and of the kind of a location */
typedef enum {
  LW_GEODATA_NAME,
  LW_GEODATA_LOCATION_TYPE,
  LW_GEODATA_BVO,
  LW_GEODATA_HARD,
  LW_GEODATA_FIRST_YEAR,
  LW_GEODATA_YEARS,
  LW_GEODATA_PROBABILITY,
  LW_GEODATA_EXCLUSIVE,
  LW_GEODATA_PLAN_MUNICIPALITY,
  LW_GEODATA_PLAN_REGION,
  LW_GEODATA_UID,
} LwGeodataField;

LwGeodataRole lw_geodata_guess (const LwFeatures *features);
gboolean lw_geodata_role_is_area (LwGeodataRole role);
const char *lw_geodata_role_kind (LwGeodataRole role);
const char *lw_geodata_role_label (LwGeodataRole role);
gboolean lw_geodata_role_parse_area (const char *token, LwGeodataRole *role);
guint lw_geodata_find_field (const LwFeatures *features, LwGeodataField field);
guint lw_geodata_find_code (const LwFeatures *features, LwGeodataRole role);
guint lw_geodata_find_name (const LwFeatures *features, LwGeodataRole role);
gboolean lw_geodata_is_running_number (const LwFeatures *features, guint column);
guint lw_geodata_find_named (const LwFeatures *features, const char *name);
char *lw_geodata_area_code (LwGeodataRole role, const char *text);
guint lw_geodata_find_uses (const LwFeatures *features);
gboolean lw_geodata_is_other_use (const char *uses);

G_END_DECLS
