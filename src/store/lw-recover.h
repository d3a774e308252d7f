/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-recover: a damaged document is read as far as it can be read, and what was found goes into a new one,
 * with a report of what did not. The damaged file, and what stands beside it, is never written. */
#pragma once

#include "model/lw-progress.h"
#include "store/lw-recover-report.h"

G_BEGIN_DECLS

gboolean lw_store_recover (const char *damaged,
                           const char *copy,
                           gboolean replace,
                           LwRecoverReport **report,
                           LwProgressFunc progress,
                           gpointer progress_data,
                           GCancellable *cancellable,
                           GError **error);
void lw_recover_tell_damage (const char *path, GError **error);

G_END_DECLS
