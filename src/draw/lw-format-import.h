/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-format-import: what an import brought beside offices and rows of lists about them, in words. */
#pragma once

#include "draw/lw-format.h"
#include "store/lw-store.h"

G_BEGIN_DECLS

/**
 * LwBrought: what an import brought.
 * @demand: rows of tables of demand, of jobs or of shares
 * @plans: plans for new offices
 * @areas: areas and outlines of buildings
 * @figures: figures of areas that somebody published
 */
typedef struct {
  guint64 demand;
  guint64 plans;
  guint64 areas;
  guint64 figures;
} LwBrought;

char *lw_format_brought (const LwFormat *format, const LwBrought *brought);
void lw_brought_read (LwBrought *brought, const LwStoreImport *import);

G_END_DECLS
