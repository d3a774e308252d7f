/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-geometry-mend: rings of polygons from foreign files made sound: closed, without repeated points, outlines
 * counter-clockwise and holes clockwise, and where a ring crosses or touches itself cut into rings that do not, by
 * the even-odd rule: what lies inside an odd number of windings is inside. Coordinates are metres. */
#pragma once

#include "model/lw-geometry.h"

G_BEGIN_DECLS

/**
 * LwMend: what was done.
 * @LW_MEND_NOTHING: the shape was sound, but for closing, repeated points or the direction of rings
 * @LW_MEND_CUT: rings crossed themselves or each other and were cut, or a hole lay outside of its outline
 * @LW_MEND_DROPPED: rings without area were left out
 * @LW_MEND_FAILED: nothing with an area is left, or the shape is too intricate
 */
typedef enum {
  LW_MEND_NOTHING,
  LW_MEND_CUT,
  LW_MEND_DROPPED,
  LW_MEND_FAILED,
} LwMend;

/** LW_MEND_GRAIN_M: crossings are put on a grid this fine, in metres */
#define LW_MEND_GRAIN_M 0.0001

LwGeometry *lw_geometry_mend (LwGeometry *geometry, LwMend *done);

G_END_DECLS
