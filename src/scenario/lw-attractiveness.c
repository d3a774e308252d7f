/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-attractiveness: the scores of domain model 6.5 as tables; all of them assumptions. See
 * lw-attractiveness.h. */
#include "scenario/lw-attractiveness.h"

#include <math.h>

static const struct {
  double up_to_m;
  double score;
} station_scores[] = { { 800, 1 }, { 1500, 0.6 }, { 3000, 0.3 }, { INFINITY, 0 } };

static const double location_scores[] = {
  [LW_LOCATION_UNKNOWN] = NAN,     [LW_LOCATION_CENTRE] = 1,     [LW_LOCATION_STATION] = 1,
  [LW_LOCATION_OFFICE_PARK] = 0.4, [LW_LOCATION_MOTORWAY] = 0.4, [LW_LOCATION_BUSINESS_PARK] = 0.2,
  [LW_LOCATION_MIXED] = 0.7,       [LW_LOCATION_SOLITARY] = 0.3,
};

static const double label_scores[] = {
  [LW_LABEL_UNKNOWN] = NAN, [LW_LABEL_A5] = 1,  [LW_LABEL_A4] = 1,  [LW_LABEL_A3] = 1,  [LW_LABEL_A2] = 1,
  [LW_LABEL_A1] = 1,        [LW_LABEL_A] = 0.9, [LW_LABEL_B] = 0.7, [LW_LABEL_C] = 0.5, [LW_LABEL_D] = 0.2,
  [LW_LABEL_E] = 0,         [LW_LABEL_F] = 0,   [LW_LABEL_G] = 0,
};

static const struct {
  int from;
  double score;
} year_scores[]
    = { { 2015, 1 }, { 2005, 0.8 }, { 1995, 0.5 }, { 1980, 0.3 }, { 1965, 0.2 }, { G_MININT, 0.5 } };

static double
score_station (double distance_m)
{
  if (!(distance_m >= 0))
    return NAN;
  guint i = 0;
  while (distance_m > station_scores[i].up_to_m)
    i++;
  return station_scores[i].score;
}

static double
score_year (int year)
{
  if (year <= 0)
    return NAN;
  guint i = 0;
  while (year < year_scores[i].from)
    i++;
  return year_scores[i].score;
}

static double
score_facilities (LwYesNo facilities)
{
  return facilities == LW_YES ? 1 : facilities == LW_NO ? 0 : NAN;
}

/**
 * lw_attractiveness_compute:
 * @facts: what is known about an office
 * @parameters: the weights
 * @completeness: (out) (optional): the part of all weight that could be scored, 0 to 1
 *
 * Returns: a, from 0 to 1; %LW_ATTRACTIVENESS_UNKNOWN when nothing is known (domain model 6.5)
 */
double
lw_attractiveness_compute (const LwAttractivenessFacts *facts,
                           const LwParameters *parameters,
                           double *completeness)
{
  g_return_val_if_fail (facts != NULL && parameters != NULL, NAN);

  const double scores[] = {
    score_station (facts->station_distance_m),
    (guint)facts->location_type < G_N_ELEMENTS (location_scores) ? location_scores[facts->location_type]
                                                                 : NAN,
    (guint)facts->energy_label < G_N_ELEMENTS (label_scores) ? label_scores[facts->energy_label] : NAN,
    score_year (facts->build_year),
    score_facilities (facts->facilities),
  };
  double sum = 0, known = 0, all = 0;

  for (guint i = 0; i < G_N_ELEMENTS (scores); i++)
    {
      double weight = parameters->value[LW_PARAM_WEIGHT_STATION + i];
      all += weight;
      if (isnan (scores[i]))
        continue;
      known += weight;
      sum += weight * scores[i];
    }
  if (completeness != NULL)
    *completeness = all > 0 ? known / all : 0;
  return known > 0 ? CLAMP (sum / known, 0, 1) : LW_ATTRACTIVENESS_UNKNOWN;
}
