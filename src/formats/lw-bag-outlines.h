/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-bag-outlines: the outlines of the buildings that offices are in, out of the way until they are written:
 * in a file without a name in the folder for temporary files. So they cost no memory, however many points
 * they have. */
#pragma once

#include "model/lw-bag-id.h"
#include "model/lw-geometry.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** LW_BAG_NO_OUTLINE: a building without outline */
#define LW_BAG_NO_OUTLINE G_MAXUINT32

typedef struct _LwBagOutlines LwBagOutlines;

LwBagOutlines *lw_bag_outlines_new (void);
void lw_bag_outlines_free (LwBagOutlines *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwBagOutlines, lw_bag_outlines_free)

guint32 lw_bag_outlines_keep (LwBagOutlines *self, const LwGeometry *shape);
void lw_bag_outlines_give (LwBagOutlines *self, LwBagId building, guint32 kept);
gboolean lw_bag_outlines_check (const LwBagOutlines *self, GError **error);

guint lw_bag_outlines_get_n (const LwBagOutlines *self);
LwGeometry *lw_bag_outlines_read (LwBagOutlines *self, guint index, LwBagId *building, GError **error);

G_END_DECLS
