/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-bag-light: offices of bag-light.gpkg, the product of the Kadaster in which objects, addresses and
 * buildings of the BAG are joined already. The file is only read, row by row; views and virtual tables in it
 * are refused. */
#pragma once

#include "model/lw-geometry.h"
#include "model/lw-offices.h"
#include "model/lw-progress.h"

G_BEGIN_DECLS

/**
 * LwBagLightMark: what is said of a row; those up to %LW_BAG_LIGHT_LAST_SKIPPED are no offices.
 * @LW_BAG_LIGHT_NOT_OFFICE: without office use
 * @LW_BAG_LIGHT_PLANNED: not built yet
 * @LW_BAG_LIGHT_ENDED: withdrawn or never built
 * @LW_BAG_LIGHT_BAD_STATUS: a status that the BAG does not know
 * @LW_BAG_LIGHT_BAD_ID: no identification
 * @LW_BAG_LIGHT_REPEATED: its identification stands in an earlier row
 * @LW_BAG_LIGHT_OTHER_MUNICIPALITY: in none of the municipalities asked for
 * @LW_BAG_LIGHT_OUTSIDE: outside the area asked for, or without a position
 * @LW_BAG_LIGHT_MIXED: kept, with other uses beside
 */
typedef enum {
  LW_BAG_LIGHT_NOT_OFFICE,
  LW_BAG_LIGHT_PLANNED,
  LW_BAG_LIGHT_ENDED,
  LW_BAG_LIGHT_BAD_STATUS,
  LW_BAG_LIGHT_BAD_ID,
  LW_BAG_LIGHT_REPEATED,
  LW_BAG_LIGHT_OTHER_MUNICIPALITY,
  LW_BAG_LIGHT_OUTSIDE,
  LW_BAG_LIGHT_LAST_SKIPPED = LW_BAG_LIGHT_OUTSIDE,
  LW_BAG_LIGHT_MIXED,
  LW_BAG_LIGHT_AREA_UNKNOWN,
  LW_BAG_LIGHT_AREA_DUMMY,
  LW_BAG_LIGHT_YEAR_DUMMY,
  LW_BAG_LIGHT_BUILDING_UNKNOWN,
  LW_BAG_LIGHT_ADDRESS_UNKNOWN,
  LW_BAG_LIGHT_POSITION_UNKNOWN,
  LW_BAG_LIGHT_POSITION_OUTSIDE,
  LW_BAG_LIGHT_MUNICIPALITY_UNKNOWN,
  LW_BAG_LIGHT_MUNICIPALITY_BY_POSITION,
  LW_BAG_LIGHT_OUTLINE_MENDED,
  LW_BAG_LIGHT_OUTLINE_UNKNOWN,
  LW_BAG_LIGHT_N_MARKS,
} LwBagLightMark;

/** LW_BAG_LIGHT_MAX_EXAMPLES: rows that are named of each mark */
#define LW_BAG_LIGHT_MAX_EXAMPLES 100

/**
 * LwBagLightExample:
 * @mark: what is said
 * @row: number of the row in the table, from 1
 * @id: its identification, as it stands there
 */
typedef struct {
  LwBagLightMark mark;
  guint64 row;
  char id[32];
} LwBagLightExample;

/**
 * LwBagLightOutline:
 * @building: identification of a pand
 * @shape: in RD New
 */
typedef struct {
  LwBagId building;
  LwGeometry *shape;
} LwBagLightOutline;

/**
 * LwBagLight: what was read.
 * @offices: without document keys
 * @ended: those of the known objects that are no offices any more, with identification, uses and status
 * @n_rows: of objects
 * @counts: by mark
 * @examples: (element-type LwBagLightExample)
 * @outlines: (element-type LwBagLightOutline): of the buildings that @offices are in, as far as the file has
 * them
 */
typedef struct {
  LwOffices *offices;
  LwOffices *ended;
  guint64 n_rows;
  guint64 counts[LW_BAG_LIGHT_N_MARKS];
  GArray *examples;
  GArray *outlines;
} LwBagLight;

/**
 * LwBagLightOptions:
 * @date: reference date, %LW_DATE_UNKNOWN for the day on which the file says to have been changed last
 * @municipalities: (nullable) (array zero-terminated=1): codes such as GM0344; only offices in them are kept
 * @area: (nullable): polygons in RD New; only offices in them are kept
 * @known: (nullable) (element-type LwBagId): objects that the caller knows as offices
 * @progress: (nullable): told of rows
 * @progress_data: for @progress
 */
typedef struct {
  LwDate date;
  const char *const *municipalities;
  const LwGeometry *area;
  const GArray *known;
  LwProgressFunc progress;
  gpointer progress_data;
} LwBagLightOptions;

gboolean lw_bag_light_recognise (const char *path);
gboolean lw_bag_light_is_wide (const char *path);
LwBagLight *lw_bag_light_read (const char *path,
                               const LwBagLightOptions *options,
                               GCancellable *cancellable,
                               GError **error);
void lw_bag_light_free (LwBagLight *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwBagLight, lw_bag_light_free)

G_END_DECLS
