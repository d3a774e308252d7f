/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-lock: who has a document open for editing. While it is edited a hidden file stands beside it
 * (".NAME.lock") that says who, where and since when; the lock itself is one of the system on that file, so it
 * is gone at once with the program that held it, also after a crash. Closing the document removes the file. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _LwLock LwLock;

LwLock *lw_lock_take (const char *path, GError **error);
void lw_lock_release (LwLock *lock);
gboolean lw_lock_is_for (const LwLock *lock, const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwLock, lw_lock_release)

G_END_DECLS
