/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-progress: how long core functions tell how far they are. The callback runs in the thread of the work, at
 * most some twenty times a second; who shows it passes it to its own main context. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LwProgressUnit: what is counted, so that a speed can be told in it
 * @LW_PROGRESS_STEPS: steps of unequal length, which have no speed
 * @LW_PROGRESS_BYTES: bytes of files
 * @LW_PROGRESS_ROWS: offices, observations and the like
 */
typedef enum {
  LW_PROGRESS_STEPS,
  LW_PROGRESS_BYTES,
  LW_PROGRESS_ROWS,
} LwProgressUnit;

/**
 * LwProgressFunc:
 * @what: (nullable): what is being done now, translated ("Reading addresses"), or %NULL for no change
 * @done: units done
 * @total: units in all, 0 when not known
 * @unit: of @done and @total
 * @data: the caller's data
 */
typedef void (*LwProgressFunc) (const char *what, guint64 done, guint64 total, LwProgressUnit unit, gpointer data);

G_END_DECLS
