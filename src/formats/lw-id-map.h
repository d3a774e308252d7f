/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-id-map: a hash from 64-bit identifications to row numbers, 12 bytes a place: for joins over millions of
 * records. Open addressing; entries are never removed; the hash is seeded, so that no file can be made to
 * collide. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _LwIdMap LwIdMap;

/** LW_ID_MAP_NONE: no such identification */
#define LW_ID_MAP_NONE G_MAXUINT32

LwIdMap *lw_id_map_new (void);
void lw_id_map_free (LwIdMap *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwIdMap, lw_id_map_free)

guint32 lw_id_map_find (const LwIdMap *self, guint64 id);
guint32 lw_id_map_add (LwIdMap *self, guint64 id, guint32 value);
guint lw_id_map_size (const LwIdMap *self);

G_END_DECLS
