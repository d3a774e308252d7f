/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-map-circles: see lw-map-circles.h. A sheet is what one job brings: the circles of one level. Where the circles
 * are follows from the recorded m² and the filter; what they hold, from the year. A sheet whose year alone is old
 * keeps its places and gets new figures, so that the year can move without anything jumping. */
#include "map/lw-map-circles.h"

#include "session/lw-job.h"

/* Gathered beyond each edge of the window, as a share of its width. */
#define MARGIN 1.0
/* When less than this is left beyond an edge, more is gathered. */
#define LEAST_MARGIN 0.3

/* The circles of one level; shared by reference, not changed once made. */
typedef struct {
  int level;
  guint place_serial;
  guint value_serial;
  LwClusters *places; /* as recorded */
  LwClusters *ghost_places; /* of rows that the filter leaves out; NULL if it leaves out none */
  LwClusters *clusters; /* in the year shown */
  LwClusters *ghosts;
} Sheet;

/* What a job is asked, and nobody else touches. */
typedef struct {
  LwOffices *offices;
  LwBitset *shown;
  LwBitset *hidden;
  LwMapValues *sizes;
  LwMapValues *values;
  LwClusterSource *source; /* NULL: to be made */
  Sheet *former; /* has the right places; NULL: to be gathered */
  double scale;
  int level;
  LwBounds bounds;
  guint place_serial;
  guint value_serial;
} Ask;

typedef struct {
  Sheet *sheet;
  LwClusterSource *source;
} Answer;

struct _LwMapCircles {
  GObject parent_instance;

  double scale;
  LwOffices *offices;
  LwBitset *shown;
  LwBitset *hidden;
  LwMapValues *sizes; /* m² by which circles are sized; NULL: those of the table */
  LwMapValues *values;
  LwClusterSource *source;
  guint place_serial; /* changes with offices and filter */
  guint value_serial; /* changes with the year */

  GHashTable *sheets; /* level -> Sheet */
  Sheet *on_screen;
  int level; /* looked at */
  LwBounds bounds;

  LwJob *job;
  int job_level;
  LwBounds job_bounds;
};

G_DEFINE_FINAL_TYPE (LwMapCircles, lw_map_circles, G_TYPE_OBJECT)

enum {
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* An array that somebody owns through the record; freed with its last reference. */
static void
clear_values (gpointer data)
{
  LwMapValues *values = data;

  g_free (values->stock_m2);
  g_free (values->vacant_m2);
}

/** lw_map_values_new: (transfer full): values of @n offices, to be filled by who made them before they are shared */
LwMapValues *
lw_map_values_new (guint n)
{
  LwMapValues *values = g_atomic_rc_box_new0 (LwMapValues);

  values->stock_m2 = g_new (double, MAX (n, 1));
  values->vacant_m2 = g_new (double, MAX (n, 1));
  return values;
}

/** lw_map_values_ref: (returns: transfer full) takes a reference; from any thread */
LwMapValues *
lw_map_values_ref (LwMapValues *values)
{
  return g_atomic_rc_box_acquire (values);
}

/** lw_map_values_unref: gives a reference back; from any thread */
void
lw_map_values_unref (LwMapValues *values)
{
  g_atomic_rc_box_release_full (values, clear_values);
}

static void
clear_sheet (gpointer data)
{
  Sheet *sheet = data;

  g_clear_pointer (&sheet->places, lw_clusters_unref);
  g_clear_pointer (&sheet->ghost_places, lw_clusters_unref);
  g_clear_pointer (&sheet->clusters, lw_clusters_unref);
  g_clear_pointer (&sheet->ghosts, lw_clusters_unref);
}

static void
unref_sheet (gpointer sheet)
{
  g_atomic_rc_box_release_full (sheet, clear_sheet);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sheet, unref_sheet)

static void
free_ask (gpointer data)
{
  Ask *ask = data;

  lw_offices_unref (ask->offices);
  lw_bitset_unref (ask->shown);
  g_clear_pointer (&ask->hidden, lw_bitset_unref);
  g_clear_pointer (&ask->sizes, lw_map_values_unref);
  g_clear_pointer (&ask->values, lw_map_values_unref);
  g_clear_pointer (&ask->source, lw_cluster_source_unref);
  g_clear_pointer (&ask->former, unref_sheet);
  g_free (ask);
}

static void
free_answer (gpointer data)
{
  Answer *answer = data;

  g_clear_pointer (&answer->sheet, unref_sheet);
  g_clear_pointer (&answer->source, lw_cluster_source_unref);
  g_free (answer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, free_answer)

/* Where the circles are; returns whether it was not cancelled. */
static gboolean
find_places (const Ask *ask, const LwClusterSource *source, Sheet *sheet, GCancellable *cancellable)
{
  if (ask->former != NULL)
    {
      sheet->places = lw_clusters_ref (ask->former->places);
      sheet->ghost_places = ask->former->ghost_places ? lw_clusters_ref (ask->former->ghost_places) : NULL;
      return TRUE;
    }
  sheet->places = lw_clusters_new_in (source, ask->hidden ? ask->shown : NULL, ask->level, &ask->bounds, cancellable);
  if (sheet->places == NULL || ask->hidden == NULL)
    return sheet->places != NULL;
  sheet->ghost_places = lw_clusters_new_in (source, ask->hidden, ask->level, &ask->bounds, cancellable);
  return sheet->ghost_places != NULL;
}

static LwClusters *
fill_in (LwClusters *places, const LwMapValues *values)
{
  return values != NULL ? lw_clusters_with_values (places, values->stock_m2, values->vacant_m2)
                        : lw_clusters_ref (places);
}

static gpointer
gather_in_thread (LwJob *job, gpointer input, GCancellable *cancellable, GError **error)
{
  const Ask *ask = input;
  g_autoptr (Answer) answer = g_new0 (Answer, 1);
  Sheet *sheet = g_atomic_rc_box_new0 (Sheet);
  LwClusterInput columns;

  answer->sheet = sheet;
  if (ask->source != NULL)
    answer->source = lw_cluster_source_ref (ask->source);
  else
    {
      lw_cluster_input_init (&columns, ask->offices, NULL);
      if (ask->sizes != NULL)
        columns.stock_m2 = ask->sizes->stock_m2;
      answer->source = lw_cluster_source_new (&columns, ask->scale);
    }
  sheet->level = ask->level;
  sheet->place_serial = ask->place_serial;
  sheet->value_serial = ask->value_serial;
  if (!find_places (ask, answer->source, sheet, cancellable))
    {
      g_cancellable_set_error_if_cancelled (cancellable, error);
      return NULL;
    }
  sheet->clusters = fill_in (sheet->places, ask->values);
  if (sheet->ghost_places != NULL)
    sheet->ghosts = fill_in (sheet->ghost_places, ask->values);
  return g_steal_pointer (&answer);
}

static LwBounds
widen (const LwBounds *bounds, double share)
{
  double more = share * MAX (bounds->max_x - bounds->min_x, bounds->max_y - bounds->min_y);

  return (LwBounds){ bounds->min_x - more, bounds->min_y - more, bounds->max_x + more, bounds->max_y + more };
}

static gboolean
bounds_cover (const LwBounds *outer, const LwBounds *inner)
{
  return outer->min_x <= inner->min_x && outer->max_x >= inner->max_x && outer->min_y <= inner->min_y
         && outer->max_y >= inner->max_y;
}

static gboolean
places_are_current (LwMapCircles *self, const Sheet *sheet, const LwBounds *bounds)
{
  return sheet != NULL && sheet->place_serial == self->place_serial && lw_clusters_cover (sheet->places, bounds);
}

static gboolean
is_current (LwMapCircles *self, const Sheet *sheet, const LwBounds *bounds)
{
  return places_are_current (self, sheet, bounds) && sheet->value_serial == self->value_serial;
}

static Sheet *
find_sheet (LwMapCircles *self, int level)
{
  return g_hash_table_lookup (self->sheets, GINT_TO_POINTER (level));
}

static void gather (LwMapCircles *self, int level);

/* Once the level on screen is there, those beside it. */
static void
gather_ahead (LwMapCircles *self)
{
  static const int steps[] = { 1, -1 };
  LwBounds wanted = widen (&self->bounds, LEAST_MARGIN);

  for (guint i = 0; i < G_N_ELEMENTS (steps) && self->job == NULL; i++)
    {
      int level = self->level + steps[i];

      if (level >= LW_CLUSTERS_MIN_LEVEL && level <= LW_CLUSTERS_MAX_LEVEL
          && !is_current (self, find_sheet (self, level), &wanted))
        gather (self, level);
    }
}

static void
show_sheet (LwMapCircles *self, Sheet *sheet)
{
  g_atomic_rc_box_acquire (sheet);
  g_clear_pointer (&self->on_screen, unref_sheet);
  self->on_screen = sheet;
}

static void
gathered_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (LwMapCircles) self = data;
  g_autoptr (Answer) answer = lw_job_run_finish (LW_JOB (object), result, NULL);

  /* Only the latest counts; one that was cancelled has no answer. */
  if (!lw_job_release (&self->job, LW_JOB (object)) || answer == NULL)
    return;
  g_clear_pointer (&self->source, lw_cluster_source_unref);
  self->source = g_steal_pointer (&answer->source);
  g_hash_table_insert (self->sheets, GINT_TO_POINTER (answer->sheet->level),
                       g_atomic_rc_box_acquire (answer->sheet));
  if (answer->sheet->level == self->level)
    {
      show_sheet (self, answer->sheet);
      g_signal_emit (self, signals[CHANGED], 0);
    }
  /* Who heard the signal may have asked for more. */
  if (self->job == NULL && is_current (self, find_sheet (self, self->level), &self->bounds))
    gather_ahead (self);
}

static void
gather (LwMapCircles *self, int level)
{
  Sheet *former = find_sheet (self, level);
  Ask *ask = g_new0 (Ask, 1);
  LwBounds wanted = widen (&self->bounds, LEAST_MARGIN);
  LwJob *job = lw_job_new (LW_JOB_COMPUTE, NULL);

  ask->offices = lw_offices_ref (self->offices);
  ask->shown = lw_bitset_ref (self->shown);
  ask->hidden = self->hidden ? lw_bitset_ref (self->hidden) : NULL;
  ask->sizes = self->sizes ? lw_map_values_ref (self->sizes) : NULL;
  ask->values = self->values ? lw_map_values_ref (self->values) : NULL;
  ask->source = self->source ? lw_cluster_source_ref (self->source) : NULL;
  ask->scale = self->scale;
  ask->level = level;
  ask->bounds = widen (&self->bounds, MARGIN);
  ask->place_serial = self->place_serial;
  ask->value_serial = self->value_serial;
  if (places_are_current (self, former, &wanted))
    ask->former = g_atomic_rc_box_acquire (former);
  self->job_level = level;
  self->job_bounds = ask->bounds;
  lw_job_replace (&self->job, g_object_ref (job));
  lw_job_run_async (job, gather_in_thread, ask, free_ask, free_answer, gathered_cb, g_object_ref (self));
  g_object_unref (job);
}

/* A job of before has nothing to bring any more. */
static void
stop_job (LwMapCircles *self)
{
  if (self->job != NULL)
    lw_job_replace (&self->job, NULL);
}

static void
lw_map_circles_finalize (GObject *object)
{
  LwMapCircles *self = LW_MAP_CIRCLES (object);

  g_assert (self->job == NULL);
  g_clear_pointer (&self->on_screen, unref_sheet);
  g_hash_table_unref (self->sheets);
  g_clear_pointer (&self->source, lw_cluster_source_unref);
  g_clear_pointer (&self->sizes, lw_map_values_unref);
  g_clear_pointer (&self->values, lw_map_values_unref);
  g_clear_pointer (&self->hidden, lw_bitset_unref);
  lw_bitset_unref (self->shown);
  lw_offices_unref (self->offices);
  G_OBJECT_CLASS (lw_map_circles_parent_class)->finalize (object);
}

static void
lw_map_circles_class_init (LwMapCirclesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lw_map_circles_finalize;
  /**
   * LwMapCircles::changed: other circles are on screen than before.
   */
  signals[CHANGED] = g_signal_new ("changed", LW_TYPE_MAP_CIRCLES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
lw_map_circles_init (LwMapCircles *self)
{
  self->offices = lw_offices_new_empty ();
  self->shown = lw_bitset_new (0);
  self->sheets = g_hash_table_new_full (NULL, NULL, NULL, unref_sheet);
}

/**
 * lw_map_circles_new:
 * @scale: factor on all radii: that of the palette
 *
 * Returns: (transfer full): no circles
 */
LwMapCircles *
lw_map_circles_new (double scale)
{
  LwMapCircles *self = g_object_new (LW_TYPE_MAP_CIRCLES, NULL);

  self->scale = scale;
  return self;
}

/**
 * lw_map_circles_set_rows:
 * @offices: the table
 * @shown: the rows that are shown
 * @hidden: (nullable): the others, if there are any
 * @sizes: (nullable): m² by which circles are sized; %NULL: those of @offices
 *
 * The circles on screen stay until there are new ones, unless their rows mean nothing in @offices.
 */
void
lw_map_circles_set_rows (LwMapCircles *self, LwOffices *offices, LwBitset *shown, LwBitset *hidden,
                         LwMapValues *sizes)
{
  g_return_if_fail (LW_IS_MAP_CIRCLES (self));
  g_return_if_fail (shown->n == offices->n);

  if (offices->n != self->offices->n)
    g_clear_pointer (&self->on_screen, unref_sheet);
  if (offices != self->offices)
    {
      g_clear_pointer (&self->source, lw_cluster_source_unref);
      g_clear_pointer (&self->values, lw_map_values_unref);
    }
  if (sizes != NULL)
    lw_map_values_ref (sizes);
  g_clear_pointer (&self->sizes, lw_map_values_unref);
  self->sizes = sizes;
  lw_offices_ref (offices);
  lw_offices_unref (self->offices);
  self->offices = offices;
  lw_bitset_ref (shown);
  lw_bitset_unref (self->shown);
  self->shown = shown;
  g_clear_pointer (&self->hidden, lw_bitset_unref);
  self->hidden = hidden ? lw_bitset_ref (hidden) : NULL;
  self->place_serial++;
  g_hash_table_remove_all (self->sheets);
  stop_job (self);
}

/**
 * lw_map_circles_set_values:
 * @values: (nullable): m² in the year shown; %NULL: as recorded
 */
void
lw_map_circles_set_values (LwMapCircles *self, LwMapValues *values)
{
  g_return_if_fail (LW_IS_MAP_CIRCLES (self));

  if (values == NULL && self->values == NULL)
    return;
  if (values != NULL)
    lw_map_values_ref (values);
  g_clear_pointer (&self->values, lw_map_values_unref);
  self->values = values;
  self->value_serial++;
  stop_job (self);
}

/**
 * lw_map_circles_look:
 * @level: that is looked at
 * @bounds: what part of the world is in the window
 *
 * To be called for each frame: puts the right circles on screen if they are there, and else has them gathered.
 */
void
lw_map_circles_look (LwMapCircles *self, int level, const LwBounds *bounds)
{
  Sheet *sheet;
  LwBounds wanted;

  g_return_if_fail (LW_IS_MAP_CIRCLES (self) && bounds != NULL);

  self->level = level;
  self->bounds = *bounds;
  sheet = find_sheet (self, level);
  if (is_current (self, sheet, bounds) && sheet != self->on_screen)
    show_sheet (self, sheet);
  wanted = widen (bounds, LEAST_MARGIN);
  if (is_current (self, sheet, &wanted))
    {
      if (self->job == NULL)
        gather_ahead (self);
      return;
    }
  /* What is being gathered will do. */
  if (self->job == NULL || self->job_level != level || !bounds_cover (&self->job_bounds, bounds))
    gather (self, level);
}

/** lw_map_circles_get_clusters: (transfer none) (nullable): the circles on screen; %NULL while there are none */
LwClusters *
lw_map_circles_get_clusters (LwMapCircles *self)
{
  g_return_val_if_fail (LW_IS_MAP_CIRCLES (self), NULL);
  return self->on_screen ? self->on_screen->clusters : NULL;
}

/** lw_map_circles_get_ghosts: (transfer none) (nullable): circles of the rows that the filter leaves out */
LwClusters *
lw_map_circles_get_ghosts (LwMapCircles *self)
{
  g_return_val_if_fail (LW_IS_MAP_CIRCLES (self), NULL);
  return self->on_screen ? self->on_screen->ghosts : NULL;
}

/** lw_map_circles_is_current: returns whether what is on screen is what was last looked at */
gboolean
lw_map_circles_is_current (LwMapCircles *self)
{
  g_return_val_if_fail (LW_IS_MAP_CIRCLES (self), FALSE);
  return self->on_screen != NULL && self->on_screen->level == self->level
         && is_current (self, self->on_screen, &self->bounds);
}

/** lw_map_circles_stop: gathers nothing any more; for who is about to let go */
void
lw_map_circles_stop (LwMapCircles *self)
{
  g_return_if_fail (LW_IS_MAP_CIRCLES (self));
  stop_job (self);
}
