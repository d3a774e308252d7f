/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-bag: imports the offices of a BAG 2.0 extract (Dutch register of addresses and buildings, stand files of
 * the Kadaster). Every current verblijfsobject with office use becomes a row, with address, town,
 * municipality, position, area and building year, by rules that the report accounts for one by one. */
#pragma once

#include "formats/lw-archive.h"
#include "formats/lw-bag-outlines.h"
#include "formats/lw-id-map.h"
#include "formats/lw-import-report.h"
#include "model/lw-bag-id.h"
#include "model/lw-geometry.h"
#include "model/lw-offices.h"
#include "model/lw-side-address.h"

G_BEGIN_DECLS

/**
 * LwBagEndedFunc: tells of an object that is no office any more.
 * @id: its identification
 * @uses: what it is used for now, sorted, separated by ';'; empty where unknown
 * @status: %LW_STATUS_DEMOLISHED when all of its buildings are, %LW_STATUS_WITHDRAWN when it was ended otherwise, or
 *   the status with which it goes on in another use
 * @data: for the function
 */
typedef void (*LwBagEndedFunc) (LwBagId id, const char *uses, LwStatus status, gpointer data);

/**
 * LwBagOptions:
 * @progress: (nullable): told the bytes of the sources read; they are read twice
 * @progress_data: for @progress
 * @limits: limits on archives
 * @n_threads: most threads to use, the calling one included; 0 for as many as there are processors
 * @municipalities: (nullable) (array zero-terminated=1): codes such as GM0344; only offices in them are kept
 * @area: (nullable): polygons in RD New; only offices in them are kept
 * @side_addresses: (nullable) (element-type LwSideAddress): those of the offices are added to it
 * @outlines: (nullable): the outlines of the buildings that offices are in are added to it,
 *   each once
 * @covered: (nullable) (element-type utf8): codes of municipalities are added to it of which the sources are a whole
 *   delivery, as its document is among them: those of which they say to be and have offices, by the relation of their
 *   towns
 * @known: (nullable): objects that the caller knows as offices
 * @ended: (nullable): told of those of @known that the delivery has, and not as offices
 * @ended_data: for @ended
 *
 * Start from lw_bag_options_init().
 */
typedef struct {
  LwProgressFunc progress;
  gpointer progress_data;
  LwArchiveLimits limits;
  guint n_threads;
  const char *const *municipalities;
  const LwGeometry *area;
  GPtrArray *side_addresses;
  LwBagOutlines *outlines;
  GHashTable *covered;
  const LwIdMap *known;
  LwBagEndedFunc ended;
  gpointer ended_data;
} LwBagOptions;

void lw_bag_options_init (LwBagOptions *options);

LwOffices *lw_bag_import (const char *const *paths,
                          const LwBagOptions *options,
                          LwImportReport **report,
                          GCancellable *cancellable,
                          GError **error);

G_END_DECLS
