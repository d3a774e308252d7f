/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-clusters-private: sizes that making circles and asking them share. */
#pragma once

#include "draw/lw-clusters.h"

/* Radii in pixels at scale 1. A single office is a dot, several are a ring that needs room for its arc. */
#define LW_CLUSTER_MIN_RADIUS_SINGLE 4.5
#define LW_CLUSTER_MIN_RADIUS_RING 8.0
#define LW_CLUSTER_MAX_RADIUS 30.0
#define LW_CLUSTER_GAP 2.0

/* Cells of LW_CLUSTERS_MAX_LEVEL are counted along each side of the world; those of lower levels are four of
 * the next level each. */
struct _LwClusterSource {
  guint n;
  double scale;
  guint64 *keys; /* cell of each office along a Z-shaped curve, rising */
  double *x, *y, *stock, *vacant;
  guint32 *rows; /* of the table */
  gatomicrefcount ref_count;
};

double lw_cluster_cells (int level, double scale);
double lw_cluster_factor (int level);
double lw_cluster_limit_radius (double stock_m2, guint n, double factor, double scale);
