/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-parallel: see lw-parallel.h. The threads of one call take items from a common counter; the calling
 * thread is one of them, so that a call also works where no thread can be started. */
#include "model/lw-parallel.h"

/* More threads than this gain nothing: the loops wait for memory. */
#define MAX_THREADS 32

typedef struct {
  LwParallelFunc func;
  gpointer data;
  guint n_items;
  guint next; /* atomic: the first item that nobody has taken */
  GCancellable *cancellable;
} Crew;

typedef struct {
  LwParallelSliceFunc func;
  gpointer data;
  guint n_rows;
} Slices;

static gpointer
work_in_thread (gpointer data)
{
  Crew *crew = data;

  while (!g_cancellable_is_cancelled (crew->cancellable))
    {
      guint item = (guint) g_atomic_int_add (&crew->next, 1);

      if (item >= crew->n_items)
        break;
      crew->func (item, crew->data);
    }
  return NULL;
}

/**
 * lw_parallel_run:
 * @n_items: number of items, less than 2^31
 * @n_threads: most threads to use, the calling one included; 0 for as many as there are processors
 * @func: (scope call): does one item
 *
 * Returns when all items are done. Cancellation is looked at between items; then some items are not done.
 *
 * Returns: %FALSE with %G_IO_ERROR_CANCELLED if cancelled
 */
gboolean
lw_parallel_run (guint n_items,
                 guint n_threads,
                 LwParallelFunc func,
                 gpointer data,
                 GCancellable *cancellable,
                 GError **error)
{
  Crew crew = { .func = func, .data = data, .n_items = n_items, .cancellable = cancellable };
  GThread *threads[MAX_THREADS];
  guint n_started = 0;

  g_return_val_if_fail (func != NULL && n_items <= G_MAXINT - MAX_THREADS, FALSE);
  if (n_threads == 0)
    n_threads = g_get_num_processors ();
  n_threads = MIN (MIN (n_threads, n_items), MAX_THREADS);

  while (n_started + 1 < n_threads)
    {
      threads[n_started] = g_thread_try_new ("lw-parallel", work_in_thread, &crew, NULL);
      if (threads[n_started] == NULL)
        break;
      n_started++;
    }
  work_in_thread (&crew);
  for (guint i = 0; i < n_started; i++)
    g_thread_join (threads[i]);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static void
run_slice (guint item, gpointer data)
{
  const Slices *slices = data;
  guint first = item * LW_PARALLEL_SLICE;

  slices->func (first, MIN (LW_PARALLEL_SLICE, slices->n_rows - first), slices->data);
}

/**
 * lw_parallel_run_slices:
 * @n_rows: number of rows
 * @n_threads: most threads to use, the calling one included; 0 for as many as there are processors
 * @func: (scope call): does one slice of at most %LW_PARALLEL_SLICE rows
 *
 * As lw_parallel_run(), over slices of rows. The slices are the same with any number of threads.
 *
 * Returns: %FALSE with %G_IO_ERROR_CANCELLED if cancelled
 */
gboolean
lw_parallel_run_slices (guint n_rows, guint n_threads, LwParallelSliceFunc func, gpointer data,
                        GCancellable *cancellable, GError **error)
{
  Slices slices = { .func = func, .data = data, .n_rows = n_rows };
  guint n_slices = n_rows / LW_PARALLEL_SLICE + (n_rows % LW_PARALLEL_SLICE != 0);

  g_return_val_if_fail (func != NULL, FALSE);
  return lw_parallel_run (n_slices, n_threads, run_slice, &slices, cancellable, error);
}
