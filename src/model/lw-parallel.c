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
      guint item = (guint)g_atomic_int_add (&crew->next, 1);

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
lw_parallel_run_slices (guint n_rows,
                        guint n_threads,
                        LwParallelSliceFunc func,
                        gpointer data,
                        GCancellable *cancellable,
                        GError **error)
{
  Slices slices = { .func = func, .data = data, .n_rows = n_rows };
  guint n_slices = n_rows / LW_PARALLEL_SLICE + (n_rows % LW_PARALLEL_SLICE != 0);

  g_return_val_if_fail (func != NULL, FALSE);
  return lw_parallel_run (n_slices, n_threads, run_slice, &slices, cancellable, error);
}

typedef enum { WAITING, TAKEN, DONE } ItemState;

typedef struct {
  gpointer item;
  ItemState state;
} Queued;

struct _LwPipeline {
  LwPipelineFunc func;
  gpointer data;
  GDestroyNotify item_free;
  GThread *threads[MAX_THREADS];
  guint n_threads;
  guint n_wanted;

  GMutex mutex; /* of what follows */
  GCond changed;
  GQueue queue; /* of Queued, the oldest first */
  gboolean ended;
};

/* The oldest item that nobody works on. */
static Queued *
find_waiting (LwPipeline *self)
{
  for (GList *l = self->queue.head; l != NULL; l = l->next)
    if (((Queued *)l->data)->state == WAITING)
      return l->data;
  return NULL;
}

/* With the mutex held, which is let go meanwhile. */
static void
work_on (LwPipeline *self, Queued *queued)
{
  queued->state = TAKEN;
  g_mutex_unlock (&self->mutex);
  self->func (queued->item, self->data);
  g_mutex_lock (&self->mutex);
  queued->state = DONE;
  g_cond_broadcast (&self->changed);
}

static gpointer
serve_in_thread (gpointer data)
{
  LwPipeline *self = data;

  g_mutex_lock (&self->mutex);
  while (!self->ended)
    {
      Queued *queued = find_waiting (self);

      if (queued != NULL)
        work_on (self, queued);
      else
        g_cond_wait (&self->changed, &self->mutex);
    }
  g_mutex_unlock (&self->mutex);
  return NULL;
}

/**
 * lw_pipeline_new:
 * @n_threads: most threads to use, the calling one included; 0 for as many as there are processors
 * @func: works on one item; called until lw_pipeline_free() returns
 * @data: for @func
 * @item_free: frees an item that was not popped
 *
 * Only one thread, which may change, may call the functions of a pipeline. Threads start with the first item.
 *
 * Returns: (transfer full): a pipeline without items
 */
LwPipeline *
lw_pipeline_new (guint n_threads, LwPipelineFunc func, gpointer data, GDestroyNotify item_free)
{
  LwPipeline *self;

  g_return_val_if_fail (func != NULL && item_free != NULL, NULL);

  self = g_new0 (LwPipeline, 1);
  self->func = func;
  self->data = data;
  self->item_free = item_free;
  self->n_wanted = n_threads != 0 ? n_threads : g_get_num_processors ();
  self->n_wanted = MIN (self->n_wanted, MAX_THREADS);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  g_queue_init (&self->queue);
  return self;
}

/**
 * lw_pipeline_free:
 * @self: (nullable) (transfer full): a pipeline
 *
 * Waits for what is being worked on, and drops the items that were not popped.
 */
void
lw_pipeline_free (LwPipeline *self)
{
  if (self == NULL)
    return;
  g_mutex_lock (&self->mutex);
  self->ended = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
  for (guint i = 0; i < self->n_threads; i++)
    g_thread_join (self->threads[i]);
  for (GList *l = self->queue.head; l != NULL; l = l->next)
    self->item_free (((Queued *)l->data)->item);
  g_queue_clear_full (&self->queue, g_free);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->changed);
  g_free (self);
}

/**
 * lw_pipeline_push:
 * @self: a pipeline
 * @item: what is to be worked on next
 *
 * Returns at once. How many items may wait is for the caller to limit, by popping; that also keeps what comes
 * of them independent of the number of threads.
 */
void
lw_pipeline_push (LwPipeline *self, gpointer item)
{
  Queued *queued = g_new0 (Queued, 1);

  g_return_if_fail (self != NULL);

  queued->item = item;
  g_mutex_lock (&self->mutex);
  g_queue_push_tail (&self->queue, queued);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
  while (self->n_threads + 1 < self->n_wanted)
    {
      self->threads[self->n_threads] = g_thread_try_new ("lw-pipeline", serve_in_thread, self, NULL);
      if (self->threads[self->n_threads] == NULL)
        self->n_wanted = 0;
      else
        self->n_threads++;
    }
}

/**
 * lw_pipeline_pop:
 * @self: a pipeline
 *
 * Waits for the oldest item, and works on one meanwhile if one waits.
 *
 * Returns: the oldest item, which is done; %NULL if there is none
 */
gpointer
lw_pipeline_pop (LwPipeline *self)
{
  g_autofree Queued *oldest = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  g_mutex_lock (&self->mutex);
  while (self->queue.head != NULL && ((Queued *)self->queue.head->data)->state != DONE)
    {
      Queued *queued = find_waiting (self);

      if (queued != NULL)
        work_on (self, queued);
      else
        g_cond_wait (&self->changed, &self->mutex);
    }
  oldest = g_queue_pop_head (&self->queue);
  g_mutex_unlock (&self->mutex);
  return oldest != NULL ? oldest->item : NULL;
}

/** lw_pipeline_get_length: how many items were pushed and not popped */
guint
lw_pipeline_get_length (const LwPipeline *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->queue.length;
}
