/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-folder: the files below a folder of sources, always in the same order, and in no circles. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LwFolderTakesFunc:
 * @path: what is no folder: a file, or a pipe or device
 * @data: the caller's data
 *
 * Returns: whether it is listed
 */
typedef gboolean (*LwFolderTakesFunc) (const char *path, gpointer data);

gboolean lw_folder_list (const char *path, LwFolderTakesFunc takes, gpointer data, GPtrArray *files, guint64 *n_others,
                         GCancellable *cancellable, GError **error);

G_END_DECLS
