/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-progress: how long core functions tell how far they are. The callback runs in the thread of the work, at
 * most some twenty times a second; who shows it passes it to its own main context. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LwProgressFunc:
 * @what: (nullable): what is being done now, translated ("Reading addresses"), or %NULL for no change
 * @done: units done
 * @total: units in all, 0 when not known
 * @data: the caller's data
 */
typedef void (*LwProgressFunc) (const char *what, guint64 done, guint64 total, gpointer data);

G_END_DECLS
