/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-run-cache: computes a scenario again and again while somebody moves a lever. Markets do not touch each other
 * (domain model 6.5), so only those whose inputs changed since the last time are projected anew; the result has the bits
 * of lw_run_scenario(). Belongs to one thread at a time. */
#pragma once

#include "analysis/lw-run.h"

G_BEGIN_DECLS

typedef struct _LwRunCache LwRunCache;

LwRunCache *lw_run_cache_new (void);
void lw_run_cache_free (LwRunCache *cache);
LwRun *
lw_run_cache_run (LwRunCache *cache, const LwRunInput *input, GCancellable *cancellable, GError **error);
guint lw_run_cache_get_n_projected (const LwRunCache *cache);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwRunCache, lw_run_cache_free)

G_END_DECLS
