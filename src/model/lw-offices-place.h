/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-offices-place: what follows from where offices are: the municipality that a position lies in, and the position in
 * the systems that map and other programs want. For every reader that fills a table of offices. */
#pragma once

#include "model/lw-geo.h"
#include "model/lw-offices-builder.h"

G_BEGIN_DECLS

/** LW_OFFICE_QUAY_M: how far beyond the simplified outline of its municipality a building may lie, as on a quay */
#define LW_OFFICE_QUAY_M 500.0

int lw_offices_find_municipality (double x, double y);
void lw_offices_builder_set_municipality (LwOfficesBuilder *builder, guint row, int municipality);
void lw_offices_builder_convert_positions (LwOfficesBuilder *builder, LwGeo *geo);

G_END_DECLS
