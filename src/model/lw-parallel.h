/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-parallel: fork and join inside one synchronous call. The work is cut into fixed items that do not depend
 * on the number of threads; each item writes to its own place, and whoever sums over items does so
 * afterwards, in order. So the result has the same bits with any number of threads.
 *
 * LwPipeline is for items that come one after the other, such as the pieces of a file: they are worked on side by side
 * and come out in the order in which they went in. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** LwParallelFunc: does item @item; called from several threads at once, each item once */
typedef void (*LwParallelFunc) (guint item, gpointer data);

/** LwParallelSliceFunc: does the rows @first to @first + @n - 1 */
typedef void (*LwParallelSliceFunc) (guint first, guint n, gpointer data);

/** LW_PARALLEL_SLICE: rows of a slice; a multiple of 64, so that slices share no word of a bitset */
#define LW_PARALLEL_SLICE 16384

gboolean lw_parallel_run (guint n_items, guint n_threads, LwParallelFunc func, gpointer data,
                          GCancellable *cancellable, GError **error);
gboolean lw_parallel_run_slices (guint n_rows, guint n_threads, LwParallelSliceFunc func, gpointer data,
                                 GCancellable *cancellable, GError **error);

typedef struct _LwPipeline LwPipeline;

/** LwPipelineFunc: works on @item; called from several threads at once, each item once */
typedef void (*LwPipelineFunc) (gpointer item, gpointer data);

LwPipeline *lw_pipeline_new (guint n_threads, LwPipelineFunc func, gpointer data, GDestroyNotify item_free);
void lw_pipeline_free (LwPipeline *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwPipeline, lw_pipeline_free)

void lw_pipeline_push (LwPipeline *self, gpointer item);
gpointer lw_pipeline_pop (LwPipeline *self);
guint lw_pipeline_get_length (const LwPipeline *self);

G_END_DECLS
