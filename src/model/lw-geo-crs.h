/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-geo-crs: the coordinate systems of foreign files, each by its code or its definition, and the way from each to
 * RD New. Beside lw-geo.c this is the only place that calls PROJ. Like a converter, it may be made in any thread, and
 * is used by one thread at a time. The network is never asked. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** LW_GEO_CRS_MAX_DEFINITION: definitions longer than so many bytes are refused */
#define LW_GEO_CRS_MAX_DEFINITION 65536

typedef struct _LwGeoCrs LwGeoCrs;

LwGeoCrs *lw_geo_crs_new (const char *definition, GError **error);
void lw_geo_crs_free (LwGeoCrs *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwGeoCrs, lw_geo_crs_free)

const char *lw_geo_crs_get_name (const LwGeoCrs *self);
gboolean lw_geo_crs_is_swapped (const LwGeoCrs *self);
void lw_geo_crs_to_rd (LwGeoCrs *self, const double *a, const double *b, double *x, double *y, gsize n);

G_END_DECLS
