/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-bag: imports the offices of a BAG 2.0 extract (Dutch register of addresses and buildings, stand files of
 * the Kadaster). Every current verblijfsobject with office use becomes a row, with address, town,
 * municipality, position, area and building year, by rules that the report accounts for one by one. */
#pragma once

#include "formats/lw-archive.h"
#include "formats/lw-import-report.h"
#include "model/lw-bag-id.h"
#include "model/lw-geometry.h"
#include "model/lw-offices.h"

G_BEGIN_DECLS

/**
 * LwBagOutline:
 * @building: identification of a pand
 * @shape: its outline in RD New, metres
 */
typedef struct {
  LwBagId building;
  LwGeometry *shape;
} LwBagOutline;

void lw_bag_outline_free (LwBagOutline *outline);

/**
 * LwBagOptions:
 * @progress: (nullable): told the bytes of the sources read; they are read twice
 * @progress_data: for @progress
 * @limits: limits on archives
 * @outlines: (nullable) (element-type LwBagOutline): the outlines of the buildings that offices are in are added to it,
 *   each once
 *
 * Start from lw_bag_options_init().
 */
typedef struct {
  LwProgressFunc progress;
  gpointer progress_data;
  LwArchiveLimits limits;
  GPtrArray *outlines;
} LwBagOptions;

void lw_bag_options_init (LwBagOptions *options);

LwOffices *lw_bag_import (const char *const *paths,
                          const LwBagOptions *options,
                          LwImportReport **report,
                          GCancellable *cancellable,
                          GError **error);

G_END_DECLS
