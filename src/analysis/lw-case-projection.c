/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-case-projection: the kind "projection": one region, the yearly step of domain model 6.5. Offices may be
 * named before they are described, so names are looked up when all statements are read. */
#include "analysis/lw-case-private.h"
#include "scenario/lw-projection.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define N_STATE_COLUMNS (2 + LW_N_COHORTS)
#define N_TOTALS 13

/* A statement that names an office: what happens to it. @value is m2, or what else the statement is about. */
typedef struct {
  const LwCaseLine *line;
  int year;
  int until; /* 0: for good */
  double value;
  gboolean can_brake;
} Event;

/** EventKind: lists of events, each in the order of the file */
typedef enum { WITHDRAWALS, COMPLETIONS, RENOVATIONS, RELETTINGS, N_EVENT_KINDS } EventKind;

/* The same as the projection takes them. */
typedef struct {
  LwWithdrawal *withdrawals;
  LwCompletion *completions;
  LwRenovation *renovations;
  LwReletting *relettings;
} Events;

typedef struct {
  int year;
  double m2;
} DemandYear;

typedef struct {
  LwCase *owner;
  int first, last; /* of "years", 0 until read */
  LwParameters parameters;

  GHashTable *index;                    /* name -> index + 1 */
  GPtrArray *names;                     /* borrowed from the words */
  GArray *columns[N_STATE_COLUMNS + 1]; /* stock, occupied, cohorts, attractiveness */

  int growth_year; /* 0 until read */
  double growth_m2, growth;
  GArray *demand;                /* of DemandYear */
  GArray *events[N_EVENT_KINDS]; /* of Event */

  LwProjection *result;
  double *states; /* per row N_STATE_COLUMNS columns of offices */
} State;

static gpointer
new_state (void)
{
  State *self = g_new0 (State, 1);

  lw_parameters_init (&self->parameters);
  self->index = g_hash_table_new (g_str_hash, g_str_equal);
  self->names = g_ptr_array_new ();
  for (guint k = 0; k < G_N_ELEMENTS (self->columns); k++)
    self->columns[k] = g_array_new (FALSE, FALSE, sizeof (double));
  self->demand = g_array_new (FALSE, FALSE, sizeof (DemandYear));
  for (guint k = 0; k < N_EVENT_KINDS; k++)
    self->events[k] = g_array_new (FALSE, FALSE, sizeof (Event));
  return self;
}

static void
free_state (gpointer state)
{
  State *self = state;

  g_hash_table_unref (self->index);
  g_ptr_array_unref (self->names);
  for (guint k = 0; k < G_N_ELEMENTS (self->columns); k++)
    g_array_unref (self->columns[k]);
  g_array_unref (self->demand);
  for (guint k = 0; k < N_EVENT_KINDS; k++)
    g_array_unref (self->events[k]);
  lw_projection_free (self->result);
  g_free (self->states);
  g_free (self);
}

static gboolean
refuse_second (LwCaseCursor *cursor, GError **error)
{
  const LwCaseWord *word = &cursor->line->words[0];
  return lw_case_fail (cursor->owner, cursor->line, word->column, error, _ ("“%s” stands here a second time"),
                       word->text);
}

static gboolean
read_years (State *self, LwCaseCursor *cursor, GError **error)
{
  if (self->first != 0)
    return refuse_second (cursor, error);
  return lw_case_cursor_integer (cursor, 1900, 2200, &self->first, error)
         && lw_case_cursor_integer (cursor, self->first + 1, self->first + LW_CASE_MAX_YEARS, &self->last,
                                    error);
}

static gboolean
read_param (State *self, LwCaseCursor *cursor, GError **error)
{
  static const char *const allowed[]
      = { "release_rate", "gamma", "a_min", "v_min", "norm",       "omega",      "prelet", "rho0", "rho1",
          "rho2",         "rho3",  "rho4",  "brake", "brake_low", "brake_high", "f_vb",   NULL };
  const char *key = lw_case_cursor_word (cursor, error);
  if (key == NULL)
    return FALSE;
  if (!g_strv_contains (allowed, key))
    return lw_case_cursor_unknown_word (cursor, error);
  LwParameter id = (LwParameter)lw_parameter_find (key);
  const LwParameterInfo *info = lw_parameter_get_info (id);
  return lw_case_cursor_number (cursor, info->min, info->max, &self->parameters.value[id], error);
}

/* After the name: stock, occupied, cohorts and attractiveness, in any order, each once. */
static gboolean
read_office_values (LwCaseCursor *cursor, double *values, guint *stock_column, GError **error)
{
  static const char *const words[] = { "stock", "occupied", "cohorts", "attractiveness" };
  gboolean seen[G_N_ELEMENTS (words)] = { FALSE };

  for (guint n = 0; n < G_N_ELEMENTS (words); n++)
    {
      const char *word = lw_case_cursor_word (cursor, error);
      guint k = 0;
      if (word == NULL)
        return FALSE;
      while (k < G_N_ELEMENTS (words) && strcmp (words[k], word) != 0)
        k++;
      if (k == G_N_ELEMENTS (words) || seen[k])
        return lw_case_cursor_unknown_word (cursor, error);
      seen[k] = TRUE;
      guint first = k < 3 ? k : N_STATE_COLUMNS, count = k == 2 ? LW_N_COHORTS : 1;
      double max = k == 3 ? 1 : LW_CASE_MAX_NUMBER;
      for (guint v = first; v < first + count; v++)
        if (!lw_case_cursor_number (cursor, 0, max, &values[v], error))
          return FALSE;
      if (k == 0)
        *stock_column = lw_case_cursor_last (cursor)->column;
    }
  return TRUE;
}

static gboolean
read_office (State *self, LwCaseCursor *cursor, GError **error)
{
  double values[N_STATE_COLUMNS + 1];
  guint stock_column = 1;
  char *name = (char *)lw_case_cursor_word (cursor, error);

  if (name == NULL)
    return FALSE;
  guint column = lw_case_cursor_last (cursor)->column;
  if (g_hash_table_contains (self->index, name))
    return lw_case_fail (cursor->owner, cursor->line, column, error, _ ("there are two offices “%s”"), name);
  if (self->names->len >= LW_CASE_MAX_ITEMS)
    return lw_case_fail (cursor->owner, cursor->line, column, error, _ ("there are more than %d offices"),
                         LW_CASE_MAX_ITEMS);
  if (!read_office_values (cursor, values, &stock_column, error))
    return FALSE;
  double sum = values[1] + values[2] + values[3] + values[4] + values[5];
  if (fabs (sum - values[0]) > 1e-6 * values[0])
    return lw_case_fail (cursor->owner, cursor->line, stock_column, error,
                         _ ("stock %.10g differs from occupied plus cohorts, %.10g"), values[0], sum);

  g_ptr_array_add (self->names, name);
  g_hash_table_insert (self->index, name, GUINT_TO_POINTER (self->names->len));
  for (guint k = 0; k < G_N_ELEMENTS (values); k++)
    g_array_append_val (self->columns[k], values[k]);
  return TRUE;
}

static gboolean
read_growth (State *self, LwCaseCursor *cursor, GError **error)
{
  if (self->growth_year != 0)
    return refuse_second (cursor, error);
  return lw_case_cursor_integer (cursor, 1900, 2200, &self->growth_year, error)
         && lw_case_cursor_number (cursor, 0, LW_CASE_MAX_NUMBER, &self->growth_m2, error)
         && lw_case_cursor_number (cursor, -0.999, 10, &self->growth, error);
}

static gboolean
read_demand (State *self, LwCaseCursor *cursor, GError **error)
{
  DemandYear entry;

  if (!lw_case_cursor_integer (cursor, 1900, 2400, &entry.year, error)
      || !lw_case_cursor_number (cursor, 0, LW_CASE_MAX_NUMBER, &entry.m2, error))
    return FALSE;
  g_array_append_val (self->demand, entry);
  return TRUE;
}

static gboolean
add_event (State *self, EventKind kind, const Event *event, LwCaseCursor *cursor, GError **error)
{
  if (self->events[kind]->len >= LW_CASE_MAX_ITEMS)
    return lw_case_fail (cursor->owner, cursor->line, 1, error,
                         _ ("there are more than %d of these statements"), LW_CASE_MAX_ITEMS);
  g_array_append_val (self->events[kind], *event);
  return TRUE;
}

/* Office, year, for some the year of the end, and a number. */
static gboolean
read_event (State *self, EventKind kind, gboolean ends, double max, LwCaseCursor *cursor, GError **error)
{
  Event event = { .line = cursor->line };

  if (lw_case_cursor_word (cursor, error) == NULL
      || !lw_case_cursor_integer (cursor, 1900, 2400, &event.year, error)
      || (ends && !lw_case_cursor_integer (cursor, event.year + 1, 2500, &event.until, error))
      || !lw_case_cursor_number (cursor, 0, max, &event.value, error))
    return FALSE;
  return add_event (self, kind, &event, cursor, error);
}

static gboolean
read_word (LwCaseCursor *cursor, const char *wanted, GError **error)
{
  const char *word = lw_case_cursor_word (cursor, error);

  return word != NULL && (strcmp (word, wanted) == 0 || lw_case_cursor_unknown_word (cursor, error));
}

/* Expected size, in equal parts over its years; the lettable share is that of the parameters so far. */
static gboolean
read_plan (State *self, LwCaseCursor *cursor, GError **error)
{
  Event event = { .line = cursor->line, .can_brake = TRUE };
  double bvo, probability;
  int first, n_years;

  if (lw_case_cursor_word (cursor, error) == NULL || !read_word (cursor, "bvo", error)
      || !lw_case_cursor_number (cursor, 0, LW_CASE_MAX_NUMBER, &bvo, error)
      || !read_word (cursor, "probability", error)
      || !lw_case_cursor_number (cursor, 0, 1, &probability, error) || !read_word (cursor, "first", error)
      || !lw_case_cursor_integer (cursor, 1900, 2400, &first, error) || !read_word (cursor, "years", error)
      || !lw_case_cursor_integer (cursor, 1, LW_CASE_MAX_YEARS, &n_years, error))
    return FALSE;
  event.value = probability * bvo * self->parameters.value[LW_PARAM_F_VB] / n_years;
  for (event.year = first; event.year < first + n_years; event.year++)
    if (!add_event (self, COMPLETIONS, &event, cursor, error))
      return FALSE;
  return TRUE;
}

static gboolean
read_happening (State *self, const char *word, LwCaseCursor *cursor, GError **error)
{
  if (strcmp (word, "withdraw") == 0)
    return read_event (self, WITHDRAWALS, FALSE, LW_CASE_MAX_NUMBER, cursor, error);
  if (strcmp (word, "temporary") == 0)
    return read_event (self, WITHDRAWALS, TRUE, LW_CASE_MAX_NUMBER, cursor, error);
  if (strcmp (word, "completion") == 0)
    return read_event (self, COMPLETIONS, FALSE, LW_CASE_MAX_NUMBER, cursor, error);
  if (strcmp (word, "renovation") == 0)
    return read_event (self, RENOVATIONS, FALSE, 1, cursor, error);
  if (strcmp (word, "relet") == 0)
    return read_event (self, RELETTINGS, TRUE, 1, cursor, error);
  if (strcmp (word, "plan") == 0)
    return read_plan (self, cursor, error);
  return lw_case_cursor_unknown_word (cursor, error);
}

static gboolean
read_statement (gpointer state, LwCaseCursor *cursor, GError **error)
{
  State *self = state;
  const char *word = lw_case_cursor_word (cursor, error);

  if (strcmp (word, "years") == 0)
    return read_years (self, cursor, error);
  if (strcmp (word, "param") == 0)
    return read_param (self, cursor, error);
  if (strcmp (word, "office") == 0)
    return read_office (self, cursor, error);
  if (strcmp (word, "demand-growth") == 0)
    return read_growth (self, cursor, error);
  if (strcmp (word, "demand") == 0)
    return read_demand (self, cursor, error);
  return read_happening (self, word, cursor, error);
}

/* The index of the office that the second word of an event names. */
static gboolean
resolve (const State *self, const Event *event, guint *office, GError **error)
{
  const LwCaseWord *word = &event->line->words[1];
  guint found = GPOINTER_TO_UINT (g_hash_table_lookup (self->index, word->text));

  *office = found - 1;
  if (found == 0)
    return lw_case_fail (self->owner, event->line, word->column, error, _ ("there is no office “%s”"),
                         word->text);
  if (event->year < self->first || event->year >= self->last)
    return lw_case_fail (self->owner, event->line, event->line->words[2].column, error,
                         _ ("year %d is outside the calendar years that are computed, %d to %d"), event->year,
                         self->first, self->last - 1);
  return TRUE;
}

static double *
make_demand (const State *self, GError **error)
{
  guint n = (guint)(self->last - self->first);
  g_autofree double *demand = g_new (double, n);

  for (guint k = 0; k < n; k++)
    {
      int ahead = self->first + 1 + (int)k - self->growth_year;
      demand[k] = self->growth_year != 0 ? self->growth_m2 * pow (1 + self->growth, ahead) : NAN;
    }
  for (guint i = 0; i < self->demand->len; i++)
    {
      const DemandYear *entry = &g_array_index (self->demand, DemandYear, i);
      if (entry->year > self->first && entry->year <= self->last)
        demand[entry->year - self->first - 1] = entry->m2;
    }
  for (guint k = 0; k < n; k++)
    if (!(demand[k] <= LW_CASE_MAX_NUMBER))
      {
        g_autofree char *message
            = g_strdup_printf (_ ("the demand of %d is missing or too large"), self->first + 1 + (int)k);
        lw_case_fail_whole (self->owner, error, message);
        return NULL;
      }
  return g_steal_pointer (&demand);
}

static void
keep_states_cb (const LwProjectionState *projection, int year, gpointer data)
{
  State *self = data;
  gsize n = self->names->len;
  double *row = self->states + (gsize)(year - self->first) * N_STATE_COLUMNS * n;

  for (guint k = 0; k < N_STATE_COLUMNS; k++)
    lw_projection_state_read (projection, LW_PROJECTION_STOCK + k, row + k * n);
}

static gboolean
check (const State *self, GError **error)
{
  if (self->first == 0)
    return lw_case_fail_whole (self->owner, error, _ ("the statement “years” is missing"));
  if ((guint64)self->names->len * (guint)(self->last - self->first + 1) > LW_CASE_MAX_STATES)
    return lw_case_fail_whole (self->owner, error, _ ("the case has too many offices for so many years"));
  return TRUE;
}

static gboolean
run (State *self, const Events *events, GCancellable *cancellable, GError **error)
{
  g_autofree double *demand = make_demand (self, error);
  if (demand == NULL)
    return FALSE;
  LwProjectionInput input = {
    .base_year = self->first,
    .n_years = (guint)(self->last - self->first),
    .n_offices = self->names->len,
    .stock = (const double *)(gpointer)self->columns[0]->data,
    .occupied = (const double *)(gpointer)self->columns[1]->data,
    .attractiveness = (const double *)(gpointer)self->columns[N_STATE_COLUMNS]->data,
    .n_regions = 1,
    .demand = demand,
    .withdrawals = events->withdrawals,
    .n_withdrawals = self->events[WITHDRAWALS]->len,
    .completions = events->completions,
    .n_completions = self->events[COMPLETIONS]->len,
    .renovations = events->renovations,
    .n_renovations = self->events[RENOVATIONS]->len,
    .relettings = events->relettings,
    .n_relettings = self->events[RELETTINGS]->len,
    .parameters = &self->parameters,
    .year_func = keep_states_cb,
    .year_data = self,
  };
  for (guint k = 0; k < LW_N_COHORTS; k++)
    input.cohort[k] = (const double *)(gpointer)self->columns[2 + k]->data;
  self->states = g_new (double, MAX ((gsize)(input.n_years + 1) * N_STATE_COLUMNS * input.n_offices, 1));
  self->result = lw_projection_run (&input, cancellable, error);
  return self->result != NULL;
}

static void
set_event (Events *events, EventKind kind, guint i, guint office, const Event *event)
{
  switch (kind)
    {
    case WITHDRAWALS:
      events->withdrawals[i] = (LwWithdrawal){ office, event->year, event->value, 0, event->until };
      break;
    case COMPLETIONS:
      events->completions[i] = (LwCompletion){ office, event->year, event->value, event->can_brake };
      break;
    case RENOVATIONS:
      events->renovations[i] = (LwRenovation){ office, event->year, event->value };
      break;
    case RELETTINGS:
    case N_EVENT_KINDS:
    default:
      events->relettings[i] = (LwReletting){ office, event->year, event->until, event->value };
      break;
    }
}

static gboolean
compute (gpointer state, LwCase *owner, GCancellable *cancellable, GError **error)
{
  State *self = state;
  self->owner = owner;
  if (!check (self, error))
    return FALSE;

  g_autofree LwWithdrawal *withdrawals = g_new0 (LwWithdrawal, MAX (self->events[WITHDRAWALS]->len, 1));
  g_autofree LwCompletion *completions = g_new0 (LwCompletion, MAX (self->events[COMPLETIONS]->len, 1));
  g_autofree LwRenovation *renovations = g_new0 (LwRenovation, MAX (self->events[RENOVATIONS]->len, 1));
  g_autofree LwReletting *relettings = g_new0 (LwReletting, MAX (self->events[RELETTINGS]->len, 1));
  Events events = { withdrawals, completions, renovations, relettings };
  for (EventKind kind = 0; kind < N_EVENT_KINDS; kind++)
    for (guint i = 0; i < self->events[kind]->len; i++)
      {
        const Event *event = &g_array_index (self->events[kind], Event, i);
        guint office;
        if (!resolve (self, event, &office, error))
          return FALSE;
        set_event (&events, kind, i, office, event);
      }
  return run (self, &events, cancellable, error);
}

static const char *const total_names[N_TOTALS]
    = { "stock",  "occupied", "vacancy",   "rate",      "structural", "cbs_long",
        "takeup", "release",  "withdrawn", "displaced", "completed",  "shortage", "returned" };

static void
list_totals (const LwStepTotals *row, double values[N_TOTALS])
{
  const double all[N_TOTALS] = {
    row->stock,
    row->occupied,
    lw_step_totals_get_vacancy (row),
    lw_step_totals_get_rate (row),
    row->cohort[3],
    lw_step_totals_get_cbs_long (row),
    row->takeup,
    row->release,
    row->withdrawn,
    row->displaced,
    row->completed,
    row->shortage,
    row->returned,
  };
  memcpy (values, all, sizeof all);
}

static gboolean
find_office (const State *self, LwCaseCursor *cursor, guint row, LwCaseValue *value, GError **error)
{
  static const char *const words[] = { "stock", "occupied", "c0", "c1", "c2", "c3" };
  const char *name = lw_case_cursor_word (cursor, error);
  if (name == NULL)
    return FALSE;
  guint office = GPOINTER_TO_UINT (g_hash_table_lookup (self->index, name));
  if (office == 0)
    return lw_case_fail (cursor->owner, cursor->line, lw_case_cursor_last (cursor)->column, error,
                         _ ("there is no office “%s”"), name);
  const char *word = lw_case_cursor_word (cursor, error);
  if (word == NULL)
    return FALSE;

  gsize n = self->names->len;
  const double *cell = self->states + row * N_STATE_COLUMNS * n + office - 1;
  if (strcmp (word, "vacancy") == 0)
    {
      value->number = cell[2 * n] + cell[3 * n] + cell[4 * n] + cell[5 * n];
      return TRUE;
    }
  for (guint k = 0; k < G_N_ELEMENTS (words); k++)
    if (strcmp (words[k], word) == 0)
      {
        value->number = cell[k * n];
        return TRUE;
      }
  return lw_case_cursor_unknown_word (cursor, error);
}

static gboolean
find (gpointer state, LwCaseCursor *cursor, LwCaseValue *value, GError **error)
{
  State *self = state;
  double values[N_TOTALS];
  int year;

  if (!lw_case_cursor_integer (cursor, self->first + 1, self->last, &year, error))
    return FALSE;
  const char *word = lw_case_cursor_word (cursor, error);
  if (word == NULL)
    return FALSE;
  guint row = (guint)(year - self->first);
  if (strcmp (word, "office") == 0)
    return find_office (self, cursor, row, value, error);
  list_totals (&self->result->total[row], values);
  for (guint k = 0; k < N_TOTALS; k++)
    if (strcmp (total_names[k], word) == 0)
      {
        value->number = values[k];
        return TRUE;
      }
  return lw_case_cursor_unknown_word (cursor, error);
}

static void
write_offices (const State *self, guint row, GString *out)
{
  gsize n = self->names->len;
  const double *cells = self->states + row * N_STATE_COLUMNS * n;

  g_string_append (out, ",\"offices\":{");
  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      lw_case_json_string (out, g_ptr_array_index (self->names, i));
      g_string_append (out, ":{\"stock\":");
      lw_case_json_number (out, cells[i]);
      lw_case_json_member (out, "occupied", cells[n + i]);
      g_string_append (out, ",\"c\":");
      for (guint k = 0; k < LW_N_COHORTS; k++)
        {
          g_string_append_c (out, k == 0 ? '[' : ',');
          lw_case_json_number (out, cells[(2 + k) * n + i]);
        }
      g_string_append (out, "]}");
    }
  g_string_append_c (out, '}');
}

static void
write_json (gpointer state, GString *out)
{
  const State *self = state;
  double values[N_TOTALS];

  g_string_append (out, ",\"years\":[");
  for (guint row = 1; row < self->result->n_rows; row++)
    {
      list_totals (&self->result->total[row], values);
      g_string_append_printf (out, "%s{\"year\":%d", row > 1 ? "," : "", self->first + (int)row);
      for (guint k = 0; k < N_TOTALS; k++)
        lw_case_json_member (out, total_names[k], values[k]);
      write_offices (self, row, out);
      g_string_append_c (out, '}');
    }
  g_string_append_c (out, ']');
}

const LwCaseKind lw_case_kind_projection
    = { "projection", new_state, free_state, read_statement, compute, find, write_json };
