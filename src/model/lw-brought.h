/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-brought: what an import brought beside offices and rows of lists about them. */
#pragma once

#include <glib.h>

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

G_END_DECLS
