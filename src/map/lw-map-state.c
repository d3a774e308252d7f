/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-map-state: see lw-map-state.h. */
#include "map/lw-map-state.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "model/lw-basemap.h"

struct _LwMapState {
  LwOffices *offices;
  LwBitset *shown;
  LwBitset *hidden; /* rows that the filter leaves out, NULL when it leaves out none */
  LwBitset *selection;
  guint hovered_row;
  LwDate compare_date; /* LW_DATE_UNKNOWN: nothing is compared */
  LwMapValues *sizes;  /* of the circles while dates are compared */
  gboolean fictional;
  gboolean dark;

  LwOfficeStates *states; /* whose year is in @values */
  LwMapValues *values;    /* in the year shown; NULL: as recorded */
  guint8 *marks;          /* LwMapMark of each row; NULL: none */
  char *date_text;
  char *attribution;
  char *scenario_name;
  int year;

  LwMapCircles *circles;
  LwClusters *noted; /* the circles that the following is about */
  LwClusterNotes *notes;
  guint hovered; /* circle of the row under the pointer */
  guint class_counts[LW_N_VACANCY_CLASSES];
  guint change_counts[LW_N_CHANGES];
  gboolean counted;
  GStrv provinces; /* codes of the bright provinces; NULL: all */
  guint base_serial;    /* changes when the land is to be painted anew */
};

/**
 * lw_map_state_new:
 *
 * Returns: (transfer full): the state of a map without offices
 */
LwMapState *
lw_map_state_new (void)
{
  LwMapState *self = g_new0 (LwMapState, 1);

  self->offices = lw_offices_new_empty ();
  self->shown = lw_bitset_new (0);
  self->hovered_row = LW_CLUSTERS_NONE;
  self->compare_date = LW_DATE_UNKNOWN;
  self->attribution = lw_basemap_dup_attribution (lw_basemap_get_default ());
  self->circles = lw_map_circles_new (lw_palette_get (LW_PALETTE_LIGHT)->scale);
  return self;
}

static void update_notes (LwMapState *state);

/* They are made again for the next frame. */
static void
forget_notes (LwMapState *state)
{
  g_clear_pointer (&state->noted, lw_clusters_unref);
  g_clear_pointer (&state->notes, lw_cluster_notes_free);
}

void
lw_map_state_free (LwMapState *state)
{
  g_return_if_fail (state != NULL);
  lw_map_circles_stop (state->circles);
  g_object_unref (state->circles);
  forget_notes (state);
  g_strfreev (state->provinces);
  lw_offices_unref (state->offices);
  lw_bitset_unref (state->shown);
  g_clear_pointer (&state->hidden, lw_bitset_unref);
  g_clear_pointer (&state->selection, lw_bitset_unref);
  g_clear_pointer (&state->states, lw_office_states_unref);
  g_clear_pointer (&state->values, lw_map_values_unref);
  g_clear_pointer (&state->sizes, lw_map_values_unref);
  g_free (state->marks);
  g_free (state->date_text);
  g_free (state->attribution);
  g_free (state->scenario_name);
  g_free (state);
}

static void
init_input (LwMapState *state, LwClusterInput *input, const LwBitset *rows)
{
  lw_cluster_input_init (input, state->offices, rows);
  if (state->sizes != NULL)
    input->stock_m2 = state->sizes->stock_m2;
  if (state->values != NULL)
    {
      input->stock_m2 = state->values->stock_m2;
      input->vacant_m2 = state->values->vacant_m2;
    }
}

static void
update_date_text (LwMapState *state)
{
  g_autofree char *day = NULL;

  g_clear_pointer (&state->date_text, g_free);
  if (state->values != NULL)
    day = lw_date_to_display (lw_date_from_ymd (state->year, 1, 1));
  else if (state->offices->date != LW_DATE_UNKNOWN)
    day = lw_date_to_display (state->offices->date);
  if (lw_map_state_get_compares (state))
    {
      g_autofree char *before = lw_date_to_display (state->compare_date);

      /* Translators: two dates that are compared, as on a map */
      state->date_text = g_strdup_printf (_ ("%s – %s"), before, day);
    }
  else if (day != NULL && state->values != NULL && state->scenario_name != NULL)
    state->date_text = g_strdup_printf ("%s, %s", day, state->scenario_name);
  else
    state->date_text = g_steal_pointer (&day);
}

/* Circles of what is gone are as large as it was. */
static void
update_sizes (LwMapState *state)
{
  g_clear_pointer (&state->sizes, lw_map_values_unref);
  if (!lw_map_state_get_compares (state))
    return;
  state->sizes = lw_map_values_new (state->offices->n);
  lw_cluster_fill_sizes (state->offices, state->sizes->stock_m2);
  memcpy (state->sizes->vacant_m2, state->offices->vacant_stock_m2,
          state->offices->n * sizeof *state->sizes->vacant_m2);
}

static void
update_provinces (LwMapState *state)
{
  g_strfreev (state->provinces);
  state->provinces = lw_map_find_provinces (lw_basemap_get_default (), state->offices, NULL);
  state->base_serial++;
}

/**
 * lw_map_state_set_rows:
 * @offices: the table
 * @shown: the rows that the filter lets through
 * @compare_date: the date that it is compared with, whose table has the changes, or %LW_DATE_UNKNOWN
 */
void
lw_map_state_set_rows (LwMapState *state, LwOffices *offices, LwBitset *shown, LwDate compare_date)
{
  gboolean new_table = offices != state->offices;

  g_return_if_fail (shown->n == offices->n);
  if (offices == state->offices && shown == state->shown && compare_date == state->compare_date)
    return;
  lw_offices_ref (offices);
  lw_offices_unref (state->offices);
  state->offices = offices;
  state->compare_date = compare_date;
  lw_bitset_ref (shown);
  lw_bitset_unref (state->shown);
  state->shown = shown;
  g_clear_pointer (&state->hidden, lw_bitset_unref);
  if (lw_bitset_count (shown) < shown->n)
    {
      state->hidden = lw_bitset_copy (shown);
      lw_bitset_invert (state->hidden);
    }
  if (new_table)
    {
      g_clear_pointer (&state->states, lw_office_states_unref);
      g_clear_pointer (&state->values, lw_map_values_unref);
      g_clear_pointer (&state->marks, g_free);
      g_clear_pointer (&state->selection, lw_bitset_unref);
      update_provinces (state);
      update_sizes (state);
    }
  state->hovered_row = LW_CLUSTERS_NONE;
  lw_map_circles_set_rows (state->circles, offices, shown, state->hidden, state->sizes);
  forget_notes (state);
  state->counted = FALSE;
  update_date_text (state);
}

static LwMapMark
mark_of_measure (LwMeasureKind kind)
{
  switch (kind)
    {
    case LW_MEASURE_TRANSFORM:
      return LW_MAP_MARK_CONVERT;
    case LW_MEASURE_DEMOLISH:
      return LW_MAP_MARK_DEMOLISH;
    case LW_MEASURE_RENOVATE:
      return LW_MAP_MARK_RENOVATE;
    case LW_MEASURE_TEMPORARY:
      return LW_MAP_MARK_TEMPORARY;
    case LW_MEASURE_RELET:
      return LW_MAP_MARK_RELET;
    case LW_MEASURE_NEW_BUILD:
    case LW_MEASURE_SCRAP_PLAN:
    case LW_MEASURE_REPHASE_PLAN:
    case LW_N_MEASURE_KINDS:
    default:
      return LW_MAP_MARK_NONE;
    }
}

/* The row of 1 January of a year holds what began in the year before it, and not what ends at its start. */
static gboolean
is_going_on (const LwMeasure *measure, int year)
{
  return measure->enabled && (year == 0 || (measure->year < year && year < lw_measure_get_end (measure)));
}

static void
update_marks (LwMapState *state, const LwScenario *scenario, GPtrArray *taken, int year)
{
  g_clear_pointer (&state->marks, g_free);
  if (scenario == NULL)
    return;
  state->marks = g_new0 (guint8, state->offices->n);
  for (guint m = 0; m < scenario->measures->len; m++)
    {
      const LwMeasure *measure = g_ptr_array_index (scenario->measures, m);
      const GArray *ids = measure->rule == NULL ? measure->offices : taken ? g_ptr_array_index (taken, m) : NULL;

      if (ids == NULL || !is_going_on (measure, year)
          || lw_measure_kind_get_target (measure->kind) != LW_MEASURE_TARGET_OFFICES)
        continue;
      for (guint i = 0; i < ids->len; i++)
        {
          guint row = lw_offices_find_id (state->offices, g_array_index (ids, gint64, i));

          if (row != LW_OFFICES_NONE)
            state->marks[row] = mark_of_measure (measure->kind);
        }
    }
}

static LwMapValues *
values_of_year (LwMapState *state, LwOfficeStates *states, int year)
{
  const float *columns[LW_N_OFFICE_STATE_COLUMNS] = { NULL };
  guint n = state->offices->n;
  LwMapValues *values;

  if (states == NULL || lw_office_states_get_n_offices (states) < n)
    return NULL;
  for (guint c = 0; c < LW_N_OFFICE_STATE_COLUMNS; c++)
    if ((columns[c] = lw_office_states_get_column (states, c, year)) == NULL)
      return NULL;
  values = lw_map_values_new (n);
  for (guint i = 0; i < n; i++)
    {
      float stock = columns[LW_OFFICE_STATE_STOCK][i], occupied = columns[LW_OFFICE_STATE_OCCUPIED][i];
      gboolean known = !isnan (stock);

      /* What a projection leaves out (unknown vacancy) stays as it was recorded. */
      values->stock_m2[i] = known ? stock : state->offices->stock_m2[i];
      values->vacant_m2[i] = known ? stock - occupied : state->offices->vacant_stock_m2[i];
    }
  return values;
}

/**
 * lw_map_state_set_year:
 * @states: (nullable): the offices in a scenario, per year; %NULL: as recorded
 * @scenario: (nullable): the scenario, for its measures and its name
 * @taken: (nullable) (element-type GArray): ids of the offices that each of its measures takes, %NULL where not known
 * @year: the year shown
 *
 * Circles stay where they are; only what they hold changes, so that two years can be compared.
 */
void
lw_map_state_set_year (LwMapState *state, LwOfficeStates *states, const LwScenario *scenario, GPtrArray *taken,
                       int year)
{
  if (states != state->states || year != state->year)
    {
      g_clear_pointer (&state->values, lw_map_values_unref);
      state->values = values_of_year (state, states, year);
      lw_map_circles_set_values (state->circles, state->values);
      state->counted = FALSE;
    }
  if (states != NULL)
    lw_office_states_ref (states);
  g_clear_pointer (&state->states, lw_office_states_unref);
  state->states = states;
  state->year = year;
  g_free (state->scenario_name);
  state->scenario_name = g_strdup (scenario ? scenario->name : NULL);
  update_marks (state, scenario, taken, states ? year : 0);
  forget_notes (state);
  update_date_text (state);
}

void
lw_map_state_set_selection (LwMapState *state, LwBitset *selection)
{
  g_clear_pointer (&state->selection, lw_bitset_unref);
  if (selection != NULL && selection->n == state->offices->n)
    state->selection = lw_bitset_ref (selection);
  forget_notes (state);
}

/**
 * lw_map_state_set_hovered_row:
 * @row: a row of the circle under the pointer, or %LW_CLUSTERS_NONE
 *
 * Returns: whether that changed
 */
gboolean
lw_map_state_set_hovered_row (LwMapState *state, guint row)
{
  LwClusters *clusters = lw_map_state_get_clusters (state);

  if (row == state->hovered_row)
    return FALSE;
  state->hovered_row = row;
  state->hovered = clusters != NULL && row != LW_CLUSTERS_NONE ? lw_clusters_find_row (clusters, row)
                                                               : LW_CLUSTERS_NONE;
  return TRUE;
}

void
lw_map_state_set_fictional (LwMapState *state, gboolean fictional)
{
  state->fictional = fictional;
}

void
lw_map_state_set_dark (LwMapState *state, gboolean dark)
{
  if (dark != state->dark)
    state->base_serial++;
  state->dark = dark;
}

/** lw_map_state_get_compares: whether two dates are compared */
gboolean
lw_map_state_get_compares (LwMapState *state)
{
  return state->compare_date != LW_DATE_UNKNOWN;
}

/** lw_map_state_get_change: (nullable): what became of the offices of a circle on screen; %NULL: not compared */
const LwClusterChange *
lw_map_state_get_change (LwMapState *state, guint cluster)
{
  update_notes (state);
  return state->notes != NULL && state->notes->changes != NULL && cluster < state->notes->n
             ? &state->notes->changes[cluster]
             : NULL;
}

LwOffices *
lw_map_state_get_offices (LwMapState *state)
{
  return state->offices;
}

const LwPalette *
lw_map_state_get_palette (LwMapState *state)
{
  return lw_palette_get (state->dark ? LW_PALETTE_DARK : LW_PALETTE_LIGHT);
}

/* Changes when the land has to be painted anew: other provinces, another style. */
guint
lw_map_state_get_base_serial (LwMapState *state)
{
  return state->base_serial;
}

/** lw_map_state_get_circles: (transfer none): what tells when other circles are to be painted */
LwMapCircles *
lw_map_state_get_circles (LwMapState *state)
{
  return state->circles;
}

/** lw_map_state_get_clusters: (transfer none) (nullable): the circles on screen; %NULL while there are none */
LwClusters *
lw_map_state_get_clusters (LwMapState *state)
{
  return lw_map_circles_get_clusters (state->circles);
}

/**
 * lw_map_state_get_bounds:
 * @bounds: (out): in world coordinates
 *
 * Returns: %FALSE if no office shown has a position
 */
gboolean
lw_map_state_get_bounds (LwMapState *state, LwBounds *bounds)
{
  lw_bounds_init_empty (bounds);
  LW_BITSET_FOREACH (state->shown, i)
    if (!isnan (state->offices->world_x[i]))
      lw_bounds_add (bounds, state->offices->world_x[i], state->offices->world_y[i]);
  return !lw_bounds_is_empty (bounds);
}

/** lw_map_state_get_cluster_bounds: as lw_clusters_bounds(), for a circle on screen */
gboolean
lw_map_state_get_cluster_bounds (LwMapState *state, guint cluster, LwBounds *bounds)
{
  LwClusterInput input;

  init_input (state, &input, state->shown);
  return lw_clusters_bounds (lw_map_state_get_clusters (state), cluster, &input, &bounds->min_x, &bounds->min_y,
                             &bounds->max_x, &bounds->max_y);
}

/**
 * lw_map_state_get_values:
 * @stock_m2: (out): m² of an office in the year shown
 * @vacant_m2: (out): m² vacant, NaN where unknown
 */
void
lw_map_state_get_values (LwMapState *state, guint row, double *stock_m2, double *vacant_m2)
{
  g_return_if_fail (row < state->offices->n);
  *stock_m2 = state->values ? state->values->stock_m2[row] : state->offices->stock_m2[row];
  *vacant_m2 = state->values ? state->values->vacant_m2[row] : state->offices->vacant_stock_m2[row];
}

/**
 * lw_map_state_fill_base:
 * @view: what part of the world is seen
 * @scene: (out caller-allocates): what to paint of the land; it borrows from @state until the next change
 */
void
lw_map_state_fill_base (LwMapState *state, const LwMapView *view, LwMapScene *scene)
{
  lw_map_scene_init (scene);
  scene->basemap = lw_basemap_get_default ();
  scene->provinces = (const char *const *) state->provinces;
  scene->view = *view;
}

/* Counts anew when other circles are on screen, or others are selected. */
static void
update_notes (LwMapState *state)
{
  LwClusters *clusters = lw_map_state_get_clusters (state);

  if (clusters == state->noted)
    return;
  forget_notes (state);
  state->hovered = LW_CLUSTERS_NONE;
  if (clusters == NULL)
    return;
  state->noted = lw_clusters_ref (clusters);
  state->notes = lw_cluster_notes_new (clusters, state->selection, state->marks);
  if (lw_map_state_get_compares (state))
    lw_cluster_notes_add_changes (state->notes, clusters, state->offices);
  if (state->hovered_row != LW_CLUSTERS_NONE)
    state->hovered = lw_clusters_find_row (clusters, state->hovered_row);
}

static void
update_counts (LwMapState *state)
{
  LwClusterInput input;

  if (state->counted)
    return;
  init_input (state, &input, state->shown);
  lw_map_count_classes (&input, state->class_counts);
  if (lw_map_state_get_compares (state))
    lw_map_count_changes (state->offices, state->shown, state->change_counts);
  state->counted = TRUE;
}

/**
 * lw_map_state_fill_scene:
 * @view: what part of the world is seen
 * @width: of the map
 * @height: of the map
 * @scene: (out caller-allocates): what to paint; it borrows from @state until the next change
 *
 * Circles that are not there yet are gathered; until then the former ones are painted.
 */
void
lw_map_state_fill_scene (LwMapState *state, const LwMapView *view, double width, double height, LwMapScene *scene)
{
  LwBounds bounds;

  lw_map_view_to_world (view, width, height, 0, 0, &bounds.min_x, &bounds.min_y);
  lw_map_view_to_world (view, width, height, width, height, &bounds.max_x, &bounds.max_y);
  lw_map_circles_look (state->circles, lw_clusters_level (view->zoom), &bounds);
  update_notes (state);
  update_counts (state);
  lw_map_state_fill_base (state, view, scene);
  scene->clusters = lw_map_state_get_clusters (state);
  scene->ghosts = lw_map_circles_get_ghosts (state->circles);
  scene->notes = state->notes;
  scene->hovered = state->hovered;
  if (state->offices->n > 0)
    scene->class_counts = state->class_counts;
  if (lw_map_state_get_compares (state))
    scene->change_counts = state->change_counts;
  scene->date_text = state->date_text;
  scene->attribution = state->attribution;
  scene->fictional = state->fictional;
}
