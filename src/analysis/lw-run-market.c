/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-run-market: the columns of a document cut up by market, in the order of the table, so that a market by itself has
 * the same bits as in a run of the whole. Only read once made: threads share it. */
#include "analysis/lw-run-market.h"

#include <math.h>

typedef struct {
  guint n;
  double *columns[LW_N_COHORTS + 3]; /* stock, occupied, attractiveness, cohorts */
  GArray *completions;               /* of guint: which of the columns' completions are in this market */
  GArray *withdrawals;               /* of guint: which of the columns' withdrawals are in this market */
  GArray *works;                     /* of guint: the same for renovations */
  GArray *relettings;                /* of guint: the same for letting programmes */
} Market;

struct _LwRunMarkets {
  const LwRunColumns *columns;
  int year;
  guint n;
  Market *markets;
  guint *slot; /* per row: its index in its market */
};

static void
cut_rows (LwRunMarkets *self)
{
  const LwRunColumns *c = self->columns;
  const double *sources[LW_N_COHORTS + 3] = { c->stock, c->occupied, c->attractiveness };

  for (guint k = 0; k < LW_N_COHORTS; k++)
    sources[3 + k] = c->cohort[k];
  for (guint i = 0; i < c->n; i++)
    self->slot[i] = self->markets[c->region[i]].n++;
  for (guint m = 0; m < self->n; m++)
    for (guint k = 0; k < G_N_ELEMENTS (sources); k++)
      self->markets[m].columns[k] = g_new (double, MAX (self->markets[m].n, 1));
  for (guint i = 0; i < c->n; i++)
    for (guint k = 0; k < G_N_ELEMENTS (sources); k++)
      self->markets[c->region[i]].columns[k][self->slot[i]] = sources[k][i];
}

static void
cut_events (LwRunMarkets *self)
{
  const LwRunColumns *c = self->columns;

  for (guint k = 0; k < c->completions->len; k++)
    g_array_append_val (self->markets[c->region[g_array_index (c->completions, LwCompletion, k).office]].completions,
                        k);
  for (guint k = 0; k < c->withdrawals->len; k++)
    g_array_append_val (self->markets[c->region[g_array_index (c->withdrawals, LwWithdrawal, k).office]].withdrawals,
                        k);
  for (guint k = 0; k < c->works->len; k++)
    g_array_append_val (self->markets[c->region[g_array_index (c->works, LwRunWork, k).office]].works, k);
  for (guint k = 0; k < c->relettings->len; k++)
    g_array_append_val (self->markets[c->region[g_array_index (c->relettings, LwReletting, k).office]].relettings, k);
}

/**
 * lw_run_markets_new:
 * @columns: a document as columns, which must stay
 * @year: the row that runs end with, one of @columns after the base
 *
 * Returns: (transfer full): its markets
 */
LwRunMarkets *
lw_run_markets_new (const LwRunColumns *columns, int year)
{
  LwRunMarkets *self = g_new0 (LwRunMarkets, 1);

  self->columns = columns;
  self->year = year;
  self->n = columns->region_keys->len;
  self->markets = g_new0 (Market, self->n);
  self->slot = g_new (guint, MAX (columns->n, 1));
  for (guint m = 0; m < self->n; m++)
    {
      self->markets[m].completions = g_array_new (FALSE, TRUE, sizeof (guint));
      self->markets[m].withdrawals = g_array_new (FALSE, TRUE, sizeof (guint));
      self->markets[m].works = g_array_new (FALSE, TRUE, sizeof (guint));
      self->markets[m].relettings = g_array_new (FALSE, TRUE, sizeof (guint));
    }
  cut_rows (self);
  cut_events (self);
  return self;
}

/** lw_run_markets_free: frees @self, which may be %NULL */
void
lw_run_markets_free (LwRunMarkets *self)
{
  if (self == NULL)
    return;
  for (guint m = 0; m < self->n; m++)
    {
      for (guint k = 0; k < G_N_ELEMENTS (self->markets[m].columns); k++)
        g_free (self->markets[m].columns[k]);
      g_array_unref (self->markets[m].completions);
      g_array_unref (self->markets[m].withdrawals);
      g_array_unref (self->markets[m].works);
      g_array_unref (self->markets[m].relettings);
    }
  g_free (self->markets);
  g_free (self->slot);
  g_free (self);
}

/** lw_run_markets_get_n: how many there are */
guint
lw_run_markets_get_n (const LwRunMarkets *self)
{
  return self->n;
}

static gboolean
leaves_out (const LwRunExcept *except, const LwMeasure *measure, guint row)
{
  return except->all || (measure == except->measure && (except->row == LW_OFFICES_NONE || row == except->row));
}

static gboolean
leaves_out_withdrawal (const LwRunColumns *columns, const LwRunExcept *except, guint k)
{
  return leaves_out (except, g_ptr_array_index (columns->withdrawal_measures, k),
                     g_array_index (columns->withdrawals, LwWithdrawal, k).office);
}

static gboolean
leaves_out_work (const LwRunColumns *columns, const LwRunExcept *except, guint k)
{
  const LwRunWork *work = &g_array_index (columns->works, LwRunWork, k);

  return leaves_out (except, work->measure, work->office);
}

static gboolean
leaves_out_reletting (const LwRunColumns *columns, const LwRunExcept *except, guint k)
{
  return leaves_out (except, g_ptr_array_index (columns->reletting_measures, k),
                     g_array_index (columns->relettings, LwReletting, k).office);
}

/* Whether what is built would change: plans are about no single office. */
static gboolean
leaves_out_building (const LwRunColumns *columns, const LwRunExcept *except, guint k)
{
  const LwRunPlan *source = &g_array_index (columns->completion_plans, LwRunPlan, k);
  GPtrArray *measures = columns->input->scenario->measures;

  if (!columns->builds_by_measures || except->row != LW_OFFICES_NONE)
    return FALSE;
  if (source->measure != NULL)
    return except->all || source->measure == except->measure;
  for (guint m = 0; m < measures->len; m++)
    {
      const LwMeasure *measure = g_ptr_array_index (measures, m);
      if ((except->all || measure == except->measure) && lw_run_measure_changes_plan (columns, measure, source->plan))
        return TRUE;
    }
  return FALSE;
}

/** lw_run_markets_touches: whether @except leaves anything out in @market that matters at the end; what happens from the
 * last year on does not */
gboolean
lw_run_markets_touches (const LwRunMarkets *self, guint market, const LwRunExcept *except)
{
  const Market *m = &self->markets[market];
  const LwRunColumns *c = self->columns;

  for (guint k = 0; k < m->withdrawals->len; k++)
    {
      guint index = g_array_index (m->withdrawals, guint, k);
      if (g_array_index (c->withdrawals, LwWithdrawal, index).year < self->year
          && leaves_out_withdrawal (c, except, index))
        return TRUE;
    }
  for (guint k = 0; k < m->works->len; k++)
    {
      guint index = g_array_index (m->works, guint, k);
      const LwMeasure *measure = g_array_index (c->works, LwRunWork, index).measure;
      if (measure->year + measure->delivery_years < self->year && leaves_out_work (c, except, index))
        return TRUE;
    }
  for (guint k = 0; k < m->relettings->len; k++)
    if (leaves_out_reletting (c, except, g_array_index (m->relettings, guint, k)))
      return TRUE;
  for (guint k = 0; k < m->completions->len; k++)
    if (leaves_out_building (c, except, g_array_index (m->completions, guint, k)))
      return TRUE;
  return FALSE;
}

/* The withdrawals that stay; @kept gets which they are in the columns. */
static GArray *
keep_withdrawals (const LwRunMarkets *self, const Market *market, const LwRunExcept *except, GArray *kept)
{
  GArray *list = g_array_new (FALSE, TRUE, sizeof (LwWithdrawal));

  for (guint k = 0; k < market->withdrawals->len; k++)
    {
      guint index = g_array_index (market->withdrawals, guint, k);
      LwWithdrawal withdrawal = g_array_index (self->columns->withdrawals, LwWithdrawal, index);
      if (leaves_out_withdrawal (self->columns, except, index))
        continue;
      withdrawal.office = self->slot[withdrawal.office];
      g_array_append_val (list, withdrawal);
      g_array_append_val (kept, index);
    }
  return list;
}

static gboolean
stays_cb (const LwMeasure *measure, guint row, gpointer data)
{
  return !leaves_out (data, measure, row);
}

/* A renovation builds on those before it, so that they are made anew when one is left out. */
static GArray *
keep_renovations (const LwRunMarkets *self, const Market *market, const LwRunExcept *except)
{
  const LwRunColumns *columns = self->columns;
  guint n = columns->renovation_works->len;
  g_autofree LwRenovation *all = g_new (LwRenovation, n);
  GArray *list = g_array_new (FALSE, TRUE, sizeof (LwRenovation));

  if (market->works->len > 0)
    lw_run_columns_renovate (columns, stays_cb, (gpointer)except, all);
  for (guint k = 0; market->works->len > 0 && k < n; k++)
    {
      const LwRunRenovation *work = &g_array_index (columns->renovation_works, LwRunRenovation, k);
      if (market != &self->markets[columns->region[work->office]] || leaves_out (except, work->measure, work->office))
        continue;
      all[k].office = self->slot[work->office];
      g_array_append_val (list, all[k]);
    }
  return list;
}

static GArray *
keep_relettings (const LwRunMarkets *self, const Market *market, const LwRunExcept *except)
{
  GArray *list = g_array_new (FALSE, TRUE, sizeof (LwReletting));

  for (guint k = 0; k < market->relettings->len; k++)
    {
      guint index = g_array_index (market->relettings, guint, k);
      LwReletting reletting = g_array_index (self->columns->relettings, LwReletting, index);
      if (leaves_out_reletting (self->columns, except, index))
        continue;
      reletting.office = self->slot[reletting.office];
      g_array_append_val (list, reletting);
    }
  return list;
}

/* What is built with the measures that stay; the sizes of the columns where that makes no difference, to the bit. */
static GArray *
keep_completions (const LwRunMarkets *self, const Market *market, const LwRunExcept *except)
{
  const LwRunColumns *columns = self->columns;
  g_autofree double *full_m2 = g_new (double, MAX (columns->completions->len, 1));
  GArray *list = g_array_new (FALSE, TRUE, sizeof (LwCompletion));

  if (columns->builds_by_measures && market->completions->len > 0)
    lw_run_columns_build (columns, stays_cb, (gpointer)except, full_m2);
  for (guint k = 0; k < market->completions->len; k++)
    {
      guint index = g_array_index (market->completions, guint, k);
      LwCompletion completion = g_array_index (columns->completions, LwCompletion, index);
      if (leaves_out_building (columns, except, index))
        completion.m2 = g_array_index (columns->completion_plans, LwRunPlan, index).chance * full_m2[index];
      completion.office = self->slot[completion.office];
      g_array_append_val (list, completion);
    }
  return list;
}

static double
count_dwellings (const LwRunMarkets *self, const GArray *kept, const LwProjection *projection)
{
  double sum = 0;

  for (guint k = 0; k < kept->len; k++)
    {
      guint index = g_array_index (kept, guint, k);
      const LwMeasure *measure = g_ptr_array_index (self->columns->withdrawal_measures, index);
      if (measure->year + measure->delivery_years + 1 <= self->year)
        sum += lw_run_count_dwellings (&self->columns->input->scenario->parameters, measure, projection->withdrawn[k]);
    }
  return sum;
}

/**
 * lw_run_markets_run:
 * @market: which of them
 * @except: what is left out
 * @end: (out): what the market has at the end
 * @cancellable: (nullable): looked at every year
 * @error: return location for an error
 *
 * Projects one market, from any thread.
 */
gboolean
lw_run_markets_run (const LwRunMarkets *self,
                    guint market,
                    const LwRunExcept *except,
                    LwRunEnd *end,
                    GCancellable *cancellable,
                    GError **error)
{
  g_return_val_if_fail (market < self->n && except != NULL && end != NULL, FALSE);

  const LwRunColumns *c = self->columns;
  const Market *m = &self->markets[market];
  g_autoptr (GArray) kept = g_array_new (FALSE, TRUE, sizeof (guint));
  g_autoptr (GArray) withdrawals = keep_withdrawals (self, m, except, kept);
  g_autoptr (GArray) renovations = keep_renovations (self, m, except);
  g_autoptr (GArray) relettings = keep_relettings (self, m, except);
  g_autoptr (GArray) completions = keep_completions (self, m, except);
  LwProjectionInput input = {
    .base_year = c->base_year,
    .n_years = (guint)(self->year - c->base_year),
    .n_offices = m->n,
    .stock = m->columns[0],
    .occupied = m->columns[1],
    .attractiveness = m->columns[2],
    .cohort = { m->columns[3], m->columns[4], m->columns[5], m->columns[6] },
    .n_regions = 1,
    .demand = c->demand + (gsize)market * c->n_years,
    .withdrawals = (const LwWithdrawal *)(gpointer)withdrawals->data,
    .n_withdrawals = withdrawals->len,
    .completions = (const LwCompletion *)(gpointer)completions->data,
    .n_completions = completions->len,
    .renovations = (const LwRenovation *)(gpointer)renovations->data,
    .n_renovations = renovations->len,
    .relettings = (const LwReletting *)(gpointer)relettings->data,
    .n_relettings = relettings->len,
    .parameters = &c->input->scenario->parameters,
  };
  g_autoptr (LwProjection) projection = lw_projection_run (&input, cancellable, error);

  if (projection == NULL)
    return FALSE;
  end->totals = projection->regions[projection->n_rows - 1];
  end->dwellings = count_dwellings (self, kept, projection);
  return TRUE;
}
