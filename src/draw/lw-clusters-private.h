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
