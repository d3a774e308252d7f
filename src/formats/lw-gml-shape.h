/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-gml-shape: one shape in GML 2, 3.1 or 3.2, element by element: points, lines and polygons, alone, in patches or in
 * multiples, in two or three dimensions. Arcs become chords; other curves that are not straight are refused. */
#pragma once

#include "formats/lw-xml.h"
#include "model/lw-geometry.h"

G_BEGIN_DECLS

typedef struct _LwGmlShape LwGmlShape;

const LwXmlName *lw_gml_shape_names (void);
LwGmlShape *lw_gml_shape_new (void);
void lw_gml_shape_free (LwGmlShape *self);

gboolean lw_gml_shape_begin (LwGmlShape *self, int token, int depth, const LwXmlAttributes *attributes);
gboolean lw_gml_shape_start (LwGmlShape *self, int token, int depth, const LwXmlAttributes *attributes);
void lw_gml_shape_end (LwGmlShape *self, int token, int depth, const char *text, gsize length);
LwGeometry *lw_gml_shape_finish (LwGmlShape *self, char **crs, const char **trouble);

G_END_DECLS
