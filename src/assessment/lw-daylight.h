/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-daylight: how far daylight has to come in a building, from its outline. Deep floors are what most often rules out
 * dwellings: about 10 m from the core to a window is good, and rooms want to lie within 7.5 m of a facade. */
#pragma once

#include "model/lw-geometry.h"

G_BEGIN_DECLS

/** LW_DAYLIGHT_REACH_M: as far from a facade, in metres, as a room can have daylight */
#define LW_DAYLIGHT_REACH_M 7.5
/** LW_DAYLIGHT_GOOD_DEPTH_M: a depth, in metres, up to which the whole floor can become dwellings */
#define LW_DAYLIGHT_GOOD_DEPTH_M 10.0

/**
 * LwDaylight:
 * @depth_m: the largest distance from any point of the floor to the nearest facade, in metres; within 1 cm
 * @x: a point that lies so deep, in the coordinates of the outline
 * @y: the same
 * @area_m2: area of the outline, courtyards left out
 * @lit_share: the part of @area_m2 within reach of a facade, 0 to 1; within 0.002
 *
 * Walls of courtyards are facades. So are walls between two buildings, since an outline does not tell them apart: where
 * buildings adjoin, the true floor is deeper.
 */
typedef struct {
  double depth_m;
  double x;
  double y;
  double area_m2;
  double lit_share;
} LwDaylight;

gboolean lw_daylight_measure (const LwGeometry *outline, double reach_m, LwDaylight *daylight);

G_END_DECLS
