/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-example-vacancy: how the made-up offices fall empty and fill again, year by year, so that ages of vacancy and the
 * series over reference dates hang together. Older offices on single-use locations fall empty more often; what has
 * been empty long stays empty: after two years three in four a year (domain model 2.3). Every rate is an assumption. */
#include "analysis/lw-example-private.h"

#include <math.h>

#define FIRST_SIMULATED_YEAR 2005
#define BASE_RATE 0.058
#define SHARE_NEVER_OBSERVED 0.07
#define SHARE_SINCE_UNKNOWN 0.06
#define SHARE_WHOLLY_EMPTY 0.5
#define RISK_BEFORE_LEAVING 2.5

/* By LwLocationType. */
static const double type_risk[] = { 1, 0.6, 0.55, 1.5, 1.4, 1.15, 0.8, 1.1 };

/* Years in which the market was slack (above 1) or tight, from FIRST_SIMULATED_YEAR on; the last holds after. */
static const double cycle[] = { 0.9, 0.8, 0.8, 0.9, 1.2, 1.3, 1.4, 1.5, 1.5, 1.4, 1.2,
                                1.0, 0.95, 0.95, 1.0, 1.05, 1.0, 1.0, 0.95, 0.9, 0.9 };

/* Chance to be let in a year, by completed years of vacancy. */
static const double letting[] = { 0.48, 0.37, 0.29, 0.24 };

typedef struct {
  double share; /* of the office that stands empty; 0: let */
  LwDate since;
} State;

static double
risk_of_year (int year)
{
  if (year == 0)
    return 1.1;
  return year < 1945 ? 0.8 : year < 1965 ? 1.1 : year < 1980 ? 1.4 : year < 1995 ? 1.45 : year < 2005 ? 1.0
         : year < 2015                                                                                ? 0.75
                                                                                                      : 0.5;
}

static double
get_risk (const LwOffices *offices, guint i)
{
  double label = offices->energy_label[i] == LW_LABEL_UNKNOWN ? 1.1
                 : offices->energy_label[i] <= LW_LABEL_A     ? 0.75
                 : offices->energy_label[i] <= LW_LABEL_C     ? 1
                                                              : 1.3;

  return type_risk[offices->location_type[i]] * risk_of_year (offices->build_year[i]) * label;
}

static void
live_year (State *state, double risk, int year, LwRandom *random)
{
  double slack = cycle[MIN ((guint) (year - FIRST_SIMULATED_YEAR), G_N_ELEMENTS (cycle) - 1)];
  double u = lw_random_uniform (random), day = lw_random_uniform (random), part = lw_random_uniform (random);

  if (state->share > 0)
    {
      int age = lw_date_completed_years (state->since, lw_date_from_ymd (year, 1, 1));

      if (u < letting[CLAMP (age, 0, 3)] / sqrt (slack * risk))
        *state = (State){ 0, LW_DATE_UNKNOWN };
    }
  else if (u < BASE_RATE * risk * slack)
    {
      state->share = part < SHARE_WHOLLY_EMPTY ? 1 : 0.1 + 0.85 * (part - SHARE_WHOLLY_EMPTY) / (1 - SHARE_WHOLLY_EMPTY);
      state->since = lw_date_from_ymd (year, 1, 1) + (LwDate) (day * 364);
    }
}

/** lw_example_area_in: the area of an office on the reference date of @year, NAN if unknown */
double
lw_example_area_in (const LwExample *example, guint office, int year)
{
  const LwExampleLife *life = &g_array_index (example->lives, LwExampleLife, office);

  return year < life->measured ? life->area_before_m2 : example->offices->floor_area_m2[office];
}

static void
observe (const LwExample *example, guint i, int year, const State *state, gboolean since_unknown)
{
  LwObservations *observations = g_ptr_array_index (example->observations, year - LW_EXAMPLE_FIRST_YEAR);
  guint row = observations->n++;

  observations->office_id[row] = (gint64) example->offices->bag_id[i];
  /* Of an office of unknown area the vacant m² are unknown too, unless nothing is vacant. */
  observations->vacant_m2[row] = state->share > 0 ? round (lw_example_area_in (example, i, year) * state->share) : 0;
  if (state->share > 0 && !since_unknown)
    observations->vacant_since[row] = state->since;
}

static void
live (const LwExample *example, guint i, guint64 seed)
{
  const LwOffices *offices = example->offices;
  const LwExampleLife *life = &g_array_index (example->lives, LwExampleLife, i);
  gboolean leaves = life->left != 0, since_unknown;
  double risk = get_risk (offices, i) * (leaves ? RISK_BEFORE_LEAVING : 1);
  State state = { 0, LW_DATE_UNKNOWN };
  LwRandom random;

  lw_random_init (&random, (seed + (leaves ? 66 : 77)) * G_GUINT64_CONSTANT (1000003)
                               + (leaves ? i - example->n_offices : i));
  if (lw_random_uniform (&random) < SHARE_NEVER_OBSERVED)
    return;
  since_unknown = lw_random_uniform (&random) < SHARE_SINCE_UNKNOWN;
  for (int year = FIRST_SIMULATED_YEAR; year < LW_EXAMPLE_LAST_YEAR && (!leaves || year + 1 < life->left); year++)
    {
      /* Drawn in any case, so that the stream does not depend on the building year. */
      State before = state;

      live_year (&state, risk, year, &random);
      if (offices->build_year[i] > year)
        state = before;
      if (year + 1 >= LW_EXAMPLE_FIRST_YEAR && offices->build_year[i] <= year)
        observe (example, i, year + 1, &state, since_unknown);
    }
}

/**
 * lw_example_make_observations:
 * @example: with its offices and their lives
 *
 * Sets what was seen on each reference date; `office_id` is the office's identification.
 */
void
lw_example_make_observations (LwExample *example, guint64 seed)
{
  example->observations = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_observations_free);
  for (int year = LW_EXAMPLE_FIRST_YEAR; year <= LW_EXAMPLE_LAST_YEAR; year++)
    {
      LwObservations *of_year = lw_observations_new (example->offices->n, lw_date_from_ymd (year, 1, 1), NULL);

      of_year->n = 0;
      g_ptr_array_add (example->observations, of_year);
    }
  for (guint i = 0; i < example->offices->n; i++)
    live (example, i, seed);
}
