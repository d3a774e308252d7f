/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bench-dragging: from the move of a lever in an open document until the session has the trajectory with its band and the
 * states of the offices, of which the window makes its picture: a province of 2,000 offices, a country of 20,000 and one of
 * 100,000. Yardstick: a parameter of the yearly step, which every market has to be computed for again. */
#include <glib/gstdio.h>
#include <time.h>

#include "../lw-wait.h"
#include "analysis/lw-example.h"

#define N_TIMES 8

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  gboolean *done = data;

  g_assert_true (lw_session_open_finish (LW_SESSION (source), result, NULL));
  *done = TRUE;
}

static void
move_norm (LwScenario *scenario, guint time)
{
  scenario->parameters.value[LW_PARAM_NORM] = 0.04 + 0.005 * time;
}

static void
move_money (LwScenario *scenario, guint time)
{
  scenario->parameters.value[LW_PARAM_FUND_PAYOUT_M2] = 50 + 10 * time;
}

static void
move_measure (LwScenario *scenario, guint time)
{
  LwMeasure *measure = g_ptr_array_index (scenario->measures, 0);

  measure->year += time % 2 == 0 ? 1 : -1;
}

static void
move_office (LwScenario *scenario, guint time)
{
  LwMeasure *measure = g_ptr_array_index (scenario->measures, 0);

  g_array_set_size (measure->offices, 1);
  move_measure (scenario, time);
}

static void
move_growth (LwScenario *scenario, guint time)
{
  scenario->demand.kind = LW_DEMAND_GROWTH;
  scenario->demand.growth = -0.01 + 0.002 * time;
}

static void
move_release (LwScenario *scenario, guint time)
{
  scenario->parameters.value[LW_PARAM_RELEASE_RATE] = 0.05 + 0.003 * time;
}

static const struct {
  const char *name;
  void (*move) (LwScenario *scenario, guint time);
} moves[] = { { "the norm", move_norm },
              { "the payout of the fund", move_money },
              { "the year of a measure in one office", move_office },
              { "the year of a measure", move_measure },
              { "growth everywhere", move_growth },
              { "a parameter of the step", move_release } };

/* The scenario with most measures. */
static const LwScenario *
choose_scenario (LwSession *session)
{
  GPtrArray *scenarios = lw_session_get_scenarios (session);
  const LwScenario *best = g_ptr_array_index (scenarios, 0);

  for (guint i = 1; i < scenarios->len; i++)
    if (((const LwScenario *)g_ptr_array_index (scenarios, i))->measures->len > best->measures->len)
      best = g_ptr_array_index (scenarios, i);
  return best;
}

static void
drag (LwSession *session, guint n, guint m)
{
  g_autoptr (LwScenario) scenario
      = lw_scenario_copy (lw_session_get_scenario (session, lw_session_get_scenario_a (session)));
  double slowest = 0, sum = 0;
  clock_t processor = clock ();

  for (guint time = 0; time < N_TIMES; time++)
    {
      LwTrajectory *shown = lw_trajectory_ref (lw_session_get_trajectory_a (session));
      gint64 start = g_get_monotonic_time ();
      moves[m].move (scenario, time);
      lw_session_preview_scenario (session, scenario);
      WAIT_UNTIL (lw_session_get_trajectory_a (session) != shown);
      double ms = (double)(g_get_monotonic_time () - start) / 1000.0;
      slowest = MAX (slowest, ms);
      sum += ms;
      lw_trajectory_unref (shown);
    }
  g_print ("dragging %s, %u offices, %u years: %.1f ms, the slowest of %d %.1f ms; %.1f ms of processors\n",
           moves[m].name, n, lw_trajectory_get_n_rows (lw_session_get_trajectory_a (session)) - 1, sum / N_TIMES, N_TIMES, slowest,
           1000.0 * (double)(clock () - processor) / CLOCKS_PER_SEC / N_TIMES);
}

static void
bench (guint n)
{
  g_autofree char *folder = g_dir_make_tmp ("lw-dragging-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "example.gpkg", NULL);
  g_autoptr (LwSession) session = lw_session_new ();
  gboolean is_open = FALSE;

  g_assert_true (lw_example_write (path, n, 7, NULL, NULL, NULL, NULL));
  lw_session_open_async (session, path, NULL, opened_cb, &is_open);
  WAIT_UNTIL (is_open && !is_busy (session));
  lw_session_set_scenario_a (session, choose_scenario (session)->uid);
  WAIT_UNTIL (!is_busy (session) && lw_session_get_trajectory_a (session) != NULL);
  const LwScenario *scenario = lw_session_get_scenario (session, lw_session_get_scenario_a (session));
  g_print ("dragging: %u measures, the first one in %u offices\n", scenario->measures->len,
           ((const LwMeasure *)g_ptr_array_index (scenario->measures, 0))->offices->len);
  for (guint m = 0; m < G_N_ELEMENTS (moves); m++)
    drag (session, n, m);
  g_clear_object (&session);
  g_remove (path);
  g_rmdir (folder);
}

int
main (void)
{
  bench (2000);
  bench (20000);
  bench (100000);
  return 0;
}
