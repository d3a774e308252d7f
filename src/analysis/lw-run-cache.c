/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-run-cache: columns are made anew for every run, which costs little beside a projection; then each market is compared
 * with what it was the last time, number by number. Nothing here knows which lever changes what.
 *
 * A market that changed is projected from the base year, also if nothing before a later year did. Measures mostly begin in
 * the first years of a horizon, so that a start from a kept year would save little, and the state of every year of every
 * office would have to be kept in full numbers beside the one that is shown. */
#include "analysis/lw-run-cache.h"

#include "analysis/lw-run-private.h"

#include <math.h>
#include <string.h>

/**
 * LwRunCache:
 * @offices: the table of the last run; %NULL before the first
 * @columns: those of the last run; what they borrow from its input may be gone, so only numbers are read
 * @parameters: of the last run
 * @projection: what came out
 * @states: (nullable): the same for the offices
 * @n_projected: markets that the last run projected
 */
struct _LwRunCache {
  LwOffices *offices;
  LwRunColumns *columns;
  LwParameters parameters;
  LwProjection *projection;
  LwOfficeStates *states;
  guint n_projected;
};

/* A market that is projected anew, among the others that are. */
typedef struct {
  const LwRunColumns *columns;
  const gboolean *is_dirty; /* per market of the columns */
  guint *market;            /* per market: its number among those that are projected */
  guint *row;               /* per row of the part: its row in the columns */
  guint *slot;              /* per row of the columns: its row in the part */
  guint n;
  guint n_markets;
  double *block; /* the numbers of the rows of the part */
  guint *region;
  double *demand;
  GArray *withdrawals, *completions, *renovations, *relettings;
  GArray *withdrawal_index; /* of guint: which of the columns' withdrawals */
  LwOfficeStates *states;   /* nullable */
  double *values;
} Part;

/** lw_run_cache_new: (returns: transfer full) a cache that knows nothing yet */
LwRunCache *
lw_run_cache_new (void)
{
  return g_new0 (LwRunCache, 1);
}

static void
forget (LwRunCache *self)
{
  g_clear_pointer (&self->offices, lw_offices_unref);
  g_clear_pointer (&self->columns, lw_run_columns_free);
  g_clear_pointer (&self->projection, lw_projection_free);
  g_clear_pointer (&self->states, lw_office_states_unref);
}

/** lw_run_cache_free: frees @self, which may be %NULL */
void
lw_run_cache_free (LwRunCache *self)
{
  if (self == NULL)
    return;
  forget (self);
  g_free (self);
}

/** lw_run_cache_get_n_projected: how many markets the last run had to project */
guint
lw_run_cache_get_n_projected (const LwRunCache *self)
{
  return self->n_projected;
}

static gboolean
same_texts (const GPtrArray *a, const GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (strcmp (g_ptr_array_index (a, i), g_ptr_array_index (b, i)) != 0)
      return FALSE;
  return TRUE;
}

/* Whether the markets of the last run are those of this one, row by row. */
static gboolean
has_same_markets (const LwRunCache *self, const LwRunColumns *now)
{
  const LwRunColumns *then = self->columns;

  if (then == NULL || self->offices != now->input->offices || then->base_year != now->base_year
      || then->n_years != now->n_years || then->n != now->n || !same_texts (then->region_keys, now->region_keys)
      || memcmp (then->region, now->region, now->n * sizeof *now->region) != 0)
    return FALSE;
  for (LwParameter id = 0; id < LW_N_PARAMETERS; id++)
    if (lw_projection_uses_parameter (id) && self->parameters.value[id] != now->input->scenario->parameters.value[id])
      return FALSE;
  return TRUE;
}

static void
compare_rows (const LwRunColumns *then, const LwRunColumns *now, gboolean *is_dirty)
{
  const double *a[LW_N_COHORTS + 3] = { then->stock, then->occupied, then->attractiveness };
  const double *b[LW_N_COHORTS + 3] = { now->stock, now->occupied, now->attractiveness };

  for (guint k = 0; k < LW_N_COHORTS; k++)
    {
      a[3 + k] = then->cohort[k];
      b[3 + k] = now->cohort[k];
    }
  for (guint i = 0; i < now->n; i++)
    if (then->counted[i] != now->counted[i])
      is_dirty[now->region[i]] = TRUE;
  for (guint k = 0; k < G_N_ELEMENTS (a); k++)
    for (guint i = 0; i < now->n; i++)
      if (a[k][i] != b[k][i])
        is_dirty[now->region[i]] = TRUE;
}

static gboolean
same_number (double a, double b)
{
  return memcmp (&a, &b, sizeof a) == 0;
}

/* Events of different kinds are compared alike: an office, two years, two numbers and a mark. */
typedef struct {
  guint office;
  int year, until;
  double first, second;
  gboolean mark;
} Event;

typedef Event (*ReadEventFunc) (const GArray *list, guint i);

static Event
read_withdrawal (const GArray *list, guint i)
{
  const LwWithdrawal *w = &g_array_index (list, LwWithdrawal, i);

  return (Event){ w->office, w->year, w->until, w->m2, w->share, FALSE };
}

static Event
read_completion (const GArray *list, guint i)
{
  const LwCompletion *c = &g_array_index (list, LwCompletion, i);

  return (Event){ c->office, c->year, 0, c->m2, 0, c->can_brake };
}

static Event
read_renovation (const GArray *list, guint i)
{
  const LwRenovation *r = &g_array_index (list, LwRenovation, i);

  return (Event){ r->office, r->year, 0, r->attractiveness, 0, FALSE };
}

static Event
read_reletting (const GArray *list, guint i)
{
  const LwReletting *r = &g_array_index (list, LwReletting, i);

  return (Event){ r->office, r->year, r->until, r->effect, 0, FALSE };
}

static gboolean
same_event (const Event *a, const Event *b)
{
  return a->office == b->office && a->year == b->year && a->until == b->until && same_number (a->first, b->first)
         && same_number (a->second, b->second) && a->mark == b->mark;
}

/* The events of a market, in their order, have to be the same. */
static void
compare_events (
    const GArray *then, const GArray *now, ReadEventFunc read, const LwRunColumns *columns, gboolean *is_dirty)
{
  guint n = columns->region_keys->len;
  g_autofree GPtrArray **lists = g_new0 (GPtrArray *, n);
  g_autofree guint *next = g_new0 (guint, n);

  for (guint r = 0; r < n; r++)
    lists[r] = g_ptr_array_new ();
  for (guint i = 0; i < then->len; i++)
    g_ptr_array_add (lists[columns->region[read (then, i).office]], GUINT_TO_POINTER (i));
  for (guint i = 0; i < now->len; i++)
    {
      Event event = read (now, i);
      guint r = columns->region[event.office], k = next[r]++;

      if (k >= lists[r]->len)
        {
          is_dirty[r] = TRUE;
          continue;
        }
      Event before = read (then, GPOINTER_TO_UINT (g_ptr_array_index (lists[r], k)));
      is_dirty[r] = is_dirty[r] || !same_event (&before, &event);
    }
  for (guint r = 0; r < n; r++)
    {
      is_dirty[r] = is_dirty[r] || next[r] != lists[r]->len;
      g_ptr_array_unref (lists[r]);
    }
}

/* Which markets have to be projected. */
static gboolean *
find_dirty (const LwRunCache *self, const LwRunColumns *now)
{
  guint n = now->region_keys->len;
  gboolean *is_dirty = g_new0 (gboolean, n);
  const LwRunColumns *then = self->columns;

  for (guint r = 0; r < n; r++)
    is_dirty[r] = memcmp (then->demand + (gsize)r * now->n_years, now->demand + (gsize)r * now->n_years,
                          now->n_years * sizeof (double))
                  != 0;
  compare_rows (then, now, is_dirty);
  compare_events (then->withdrawals, now->withdrawals, read_withdrawal, now, is_dirty);
  compare_events (then->completions, now->completions, read_completion, now, is_dirty);
  compare_events (then->renovations, now->renovations, read_renovation, now, is_dirty);
  compare_events (then->relettings, now->relettings, read_reletting, now, is_dirty);
  return is_dirty;
}

static void
part_clear (Part *part)
{
  g_free (part->market);
  g_free (part->row);
  g_free (part->slot);
  g_free (part->block);
  g_free (part->region);
  g_free (part->demand);
  g_array_unref (part->withdrawals);
  g_array_unref (part->completions);
  g_array_unref (part->renovations);
  g_array_unref (part->relettings);
  g_array_unref (part->withdrawal_index);
  g_free (part->values);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Part, part_clear)

static void
cut_rows (Part *part)
{
  const LwRunColumns *c = part->columns;

  part->market = g_new0 (guint, c->region_keys->len);
  part->row = g_new (guint, MAX (c->n, 1));
  part->slot = g_new0 (guint, MAX (c->n, 1));
  part->region = g_new (guint, MAX (c->n, 1));
  part->demand = g_new (double, (gsize)c->region_keys->len * c->n_years);
  for (guint r = 0; r < c->region_keys->len; r++)
    if (part->is_dirty[r])
      {
        memcpy (part->demand + (gsize)part->n_markets * c->n_years, c->demand + (gsize)r * c->n_years,
                c->n_years * sizeof (double));
        part->market[r] = part->n_markets++;
      }
  for (guint i = 0; i < c->n; i++)
    if (part->is_dirty[c->region[i]])
      {
        part->region[part->n] = part->market[c->region[i]];
        part->slot[i] = part->n;
        part->row[part->n++] = i;
      }
}

/* Adds those events of @list, @size bytes each beginning with an office, that are in the part. */
static GArray *
cut_events (const Part *part, const GArray *list, guint size, GArray *index)
{
  GArray *kept = g_array_new (FALSE, FALSE, size);

  for (guint i = 0; i < list->len; i++)
    {
      const char *event = list->data + (gsize)i * size;
      guint office = *(const guint *)(gconstpointer)event;

      if (!part->is_dirty[part->columns->region[office]])
        continue;
      g_array_append_vals (kept, event, 1);
      *(guint *)(gpointer)(kept->data + (gsize)(kept->len - 1) * size) = part->slot[office];
      if (index != NULL)
        g_array_append_val (index, i);
    }
  return kept;
}

static void
cut (Part *part, const LwRunColumns *columns, const gboolean *is_dirty)
{
  G_STATIC_ASSERT (G_STRUCT_OFFSET (LwWithdrawal, office) == 0 && G_STRUCT_OFFSET (LwCompletion, office) == 0);
  G_STATIC_ASSERT (G_STRUCT_OFFSET (LwRenovation, office) == 0 && G_STRUCT_OFFSET (LwReletting, office) == 0);

  *part = (Part){ .columns = columns, .is_dirty = is_dirty };
  cut_rows (part);
  part->withdrawal_index = g_array_new (FALSE, FALSE, sizeof (guint));
  part->withdrawals = cut_events (part, columns->withdrawals, sizeof (LwWithdrawal), part->withdrawal_index);
  part->completions = cut_events (part, columns->completions, sizeof (LwCompletion), NULL);
  part->renovations = cut_events (part, columns->renovations, sizeof (LwRenovation), NULL);
  part->relettings = cut_events (part, columns->relettings, sizeof (LwReletting), NULL);
}

static double *
gather (Part *part, guint k, const double *source)
{
  double *column = part->block + (gsize)k * part->n;

  for (guint i = 0; i < part->n; i++)
    column[i] = source[part->row[i]];
  return column;
}

static void
keep_part_cb (const LwProjectionState *state, int year, gpointer data)
{
  const Part *part = data;

  for (guint k = 0; k < LW_N_OFFICE_STATE_COLUMNS; k++)
    {
      float *column = lw_office_states_edit_column (part->states, (LwOfficeStateColumn)k, year);
      lw_projection_state_read (state, (LwProjectionColumn)k, part->values);
      for (guint i = 0; i < part->n; i++)
        if (part->row[i] < part->columns->n_offices)
          column[part->row[i]] = part->columns->counted[part->row[i]] ? (float)part->values[i] : NAN;
    }
}

static LwProjection *
project_part (Part *part, GCancellable *cancellable, GError **error)
{
  const LwRunColumns *c = part->columns;
  part->block = g_new (double, MAX ((gsize)part->n * (LW_N_COHORTS + 3), 1));
  part->values = g_new (double, MAX (part->n, 1));
  LwProjectionInput input = {
    .base_year = c->base_year,
    .n_years = c->n_years,
    .n_offices = part->n,
    .stock = gather (part, 0, c->stock),
    .occupied = gather (part, 1, c->occupied),
    .attractiveness = gather (part, 2, c->attractiveness),
    .n_regions = part->n_markets,
    .region = part->region,
    .demand = part->demand,
    .withdrawals = (const LwWithdrawal *)(gpointer)part->withdrawals->data,
    .n_withdrawals = part->withdrawals->len,
    .completions = (const LwCompletion *)(gpointer)part->completions->data,
    .n_completions = part->completions->len,
    .renovations = (const LwRenovation *)(gpointer)part->renovations->data,
    .n_renovations = part->renovations->len,
    .relettings = (const LwReletting *)(gpointer)part->relettings->data,
    .n_relettings = part->relettings->len,
    .parameters = &c->input->scenario->parameters,
    .year_func = part->states != NULL ? keep_part_cb : NULL,
    .year_data = part,
  };
  for (guint k = 0; k < LW_N_COHORTS; k++)
    input.cohort[k] = gather (part, 3 + k, c->cohort[k]);
  return lw_projection_run (&input, cancellable, error);
}

/* What the markets that stay have from the last time, by the place of each event in its market. */
static void
copy_clean (const LwRunCache *self, const LwRunColumns *now, const gboolean *is_dirty, LwProjection *result)
{
  const LwRunColumns *then = self->columns;
  const GArray *old = then->withdrawals, *new = now->withdrawals;
  guint i = 0;

  for (guint r = 0; r < now->region_keys->len; r++)
    if (!is_dirty[r])
      memcpy (result->regions + (gsize)r * result->n_rows, self->projection->regions + (gsize)r * result->n_rows,
              result->n_rows * sizeof *result->regions);
  g_autofree guint *next = g_new0 (guint, now->region_keys->len);
  g_autoptr (GPtrArray) lists = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  for (guint r = 0; r < now->region_keys->len; r++)
    g_ptr_array_add (lists, g_array_new (FALSE, FALSE, sizeof (guint)));
  for (i = 0; i < old->len; i++)
    g_array_append_val (
        (GArray *)g_ptr_array_index (lists, then->region[g_array_index (old, LwWithdrawal, i).office]), i);
  for (i = 0; i < new->len; i++)
    {
      guint r = now->region[g_array_index (new, LwWithdrawal, i).office];
      if (is_dirty[r])
        continue;
      guint before = g_array_index ((GArray *)g_ptr_array_index (lists, r), guint, next[r]++);
      result->withdrawn[i] = self->projection->withdrawn[before];
      result->returned[i] = self->projection->returned[before];
    }
}

static void
copy_dirty (const Part *part, const LwProjection *anew, LwProjection *result)
{
  for (guint r = 0; r < part->columns->region_keys->len; r++)
    if (part->is_dirty[r])
      memcpy (result->regions + (gsize)r * result->n_rows, anew->regions + (gsize)part->market[r] * result->n_rows,
              result->n_rows * sizeof *result->regions);
  for (guint k = 0; k < part->withdrawal_index->len; k++)
    {
      guint i = g_array_index (part->withdrawal_index, guint, k);
      result->withdrawn[i] = anew->withdrawn[k];
      result->returned[i] = anew->returned[k];
    }
}

/* Years before its first projection are not in it, so the whole block of states is copied and overwritten in part. */
static LwOfficeStates *
copy_states (const LwRunColumns *columns, LwOfficeStates *from)
{
  LwOfficeStates *states = lw_office_states_new (columns->base_year, columns->n_years + 1, columns->n_offices);

  for (guint row = 0; row <= columns->n_years; row++)
    for (guint k = 0; k < LW_N_OFFICE_STATE_COLUMNS; k++)
      memcpy (lw_office_states_edit_column (states, (LwOfficeStateColumn)k, columns->base_year + (int)row),
              lw_office_states_get_column (from, (LwOfficeStateColumn)k, columns->base_year + (int)row),
              columns->n_offices * sizeof (float));
  return states;
}

/* The markets that changed, put together with those that did not; totals are summed in the order of a whole run. */
static LwProjection *
project_dirty (const LwRunCache *self,
               const LwRunColumns *columns,
               const gboolean *is_dirty,
               LwOfficeStates *states,
               GCancellable *cancellable,
               GError **error)
{
  g_auto (Part) part;

  cut (&part, columns, is_dirty);
  part.states = states;
  g_autoptr (LwProjection) anew = part.n_markets > 0 ? project_part (&part, cancellable, error) : NULL;
  if (part.n_markets > 0 && anew == NULL)
    return NULL;
  LwProjection *result = lw_projection_new (columns->base_year, columns->n_years + 1, columns->region_keys->len,
                                            columns->withdrawals->len);
  copy_clean (self, columns, is_dirty, result);
  if (anew != NULL)
    copy_dirty (&part, anew, result);
  for (guint row = 0; row < result->n_rows; row++)
    for (guint r = 0; r < columns->region_keys->len; r++)
      lw_step_totals_add (&result->total[row], &result->regions[(gsize)r * result->n_rows + row]);
  return result;
}

static LwRun *
run_anew (LwRunCache *self,
          LwRunColumns *columns,
          const LwRunGroups *groups,
          LwProjection **projection,
          LwOfficeStates **states,
          GCancellable *cancellable,
          GError **error)
{
  self->n_projected = columns->region_keys->len;
  *projection = lw_run_project_keeping (columns, groups, states, cancellable, error);
  return *projection != NULL ? lw_run_collect (columns, groups, *projection, *states) : NULL;
}

static LwRun *
run_again (LwRunCache *self,
           LwRunColumns *columns,
           const LwRunGroups *groups,
           LwProjection **projection,
           LwOfficeStates **states,
           GCancellable *cancellable,
           GError **error)
{
  g_autofree gboolean *is_dirty = find_dirty (self, columns);
  guint n_dirty = 0;

  for (guint r = 0; r < columns->region_keys->len; r++)
    n_dirty += is_dirty[r];
  self->n_projected = n_dirty;
  if (columns->input->keep_states)
    *states = n_dirty == 0 ? lw_office_states_ref (self->states) : copy_states (columns, self->states);
  *projection = project_dirty (self, columns, is_dirty, *states, cancellable, error);
  return *projection != NULL ? lw_run_collect (columns, groups, *projection, *states) : NULL;
}

/* What is compared with the next time. The columns outlive their input, of which they read nothing any more. */
static void
remember (LwRunCache *self, LwRunColumns *columns, LwProjection *projection, LwOfficeStates *states)
{
  LwOffices *offices = lw_offices_ref (columns->input->offices);
  LwParameters parameters = columns->input->scenario->parameters;

  forget (self);
  columns->input = NULL;
  self->offices = offices;
  self->columns = columns;
  self->parameters = parameters;
  self->projection = projection;
  self->states = states != NULL ? lw_office_states_ref (states) : NULL;
}

/**
 * lw_run_cache_run:
 * @input: a document and a scenario
 * @cancellable: (nullable): looked at every year
 * @error: return location for %LW_ERROR_ARGUMENT or %G_IO_ERROR_CANCELLED
 *
 * As lw_run_scenario(), to the bit. Groups are totalled over markets, so that with groups everything is computed.
 *
 * Returns: (transfer full) (nullable): the result, or %NULL on error; the cache then knows what it knew before
 */
LwRun *
lw_run_cache_run (LwRunCache *self, const LwRunInput *input, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (self != NULL && input != NULL, NULL);

  g_autoptr (LwRunColumns) columns = lw_run_prepare (input, error);
  g_autoptr (LwProjection) projection = NULL;
  g_autoptr (LwOfficeStates) states = NULL;
  g_auto (LwRunGroups) groups = { 0 };

  if (columns == NULL)
    return NULL;
  lw_run_groups_init (&groups, columns, input->by);
  gboolean again = input->by == LW_RUN_NO_GROUPS && has_same_markets (self, columns)
                   && (!input->keep_states || self->states != NULL);
  LwRun *run = again ? run_again (self, columns, &groups, &projection, &states, cancellable, error)
                     : run_anew (self, columns, &groups, &projection, &states, cancellable, error);
  if (run != NULL)
    remember (self, g_steal_pointer (&columns), g_steal_pointer (&projection), states);
  return run;
}
