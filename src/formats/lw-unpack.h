/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-unpack: finds what can be imported in folders and zips as people get them: the labels of the country as a zipped
 * CSV, a download of geodata, a folder with what a municipality sent. BAG extracts and workbooks, which are zips and
 * folders too, are read as they are. */
#pragma once

#include "model/lw-progress.h"

G_BEGIN_DECLS

/**
 * LwUnpacked: what was found.
 * @paths: (element-type filename): files that can be imported, in the order of the sources and by name
 * @skipped: (element-type utf8): a sentence for each file that lay beside them and is not read
 *
 * Freeing it removes the files that were unpacked.
 */
typedef struct {
  GPtrArray *paths;
  GPtrArray *skipped;

  /*< private >*/
  char *folder; /* where zips are unpacked, NULL as long as none is */
  guint n_unpacked;
} LwUnpacked;

gboolean lw_unpack_may_be_needed (const char *path);
gboolean lw_unpack_is_needed (const char *path);
LwUnpacked *lw_unpacked_new (void);
gboolean lw_unpacked_add (LwUnpacked *unpacked, const char *path, LwProgressFunc progress, gpointer progress_data,
                          GCancellable *cancellable, GError **error);
void lw_unpacked_free (LwUnpacked *unpacked);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwUnpacked, lw_unpacked_free)

G_END_DECLS
