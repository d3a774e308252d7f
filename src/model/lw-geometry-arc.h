/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-geometry-arc: arcs of foreign files, which become straight lines: chords of a degree or less, so that an arc of
 * 100 metres radius is followed within 4 mm. */
#pragma once

#include "model/lw-geometry.h"

G_BEGIN_DECLS

/** LW_GEOMETRY_ARC_STEP: the widest angle that a chord spans, in radians: one degree */
#define LW_GEOMETRY_ARC_STEP (G_PI / 180)
/** LW_GEOMETRY_MAX_ARCS: arcs of a shape; each becomes 360 points at most, so more of them would fill the memory */
#define LW_GEOMETRY_MAX_ARCS 20000

void lw_geometry_builder_add_arc (LwGeometryBuilder *self, const double *from, const double *through, const double *to);
void lw_geometry_builder_add_arcs (LwGeometryBuilder *self, const double *xy, gsize n);
void lw_geometry_builder_add_circle (LwGeometryBuilder *self, const double *xy);

G_END_DECLS
