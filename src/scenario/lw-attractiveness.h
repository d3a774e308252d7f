/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-attractiveness: how attractive an office is to tenants, from 0 to 1, out of what is known about it
 * (domain model 6.5). What is not known is left out and the rest weighs more; the completeness tells how much
 * was known. */
#pragma once

#include "model/lw-codes.h"
#include "model/lw-parameters.h"

G_BEGIN_DECLS

/**
 * LwAttractivenessFacts:
 * @station_distance_m: metres to the nearest railway station, NAN when unknown
 * @location_type: kind of location
 * @energy_label: label
 * @build_year: 0 when unknown
 * @facilities: daily facilities within 500 m
 */
typedef struct {
  double station_distance_m;
  LwLocationType location_type;
  LwEnergyLabel energy_label;
  int build_year;
  LwYesNo facilities;
} LwAttractivenessFacts;

#define LW_ATTRACTIVENESS_UNKNOWN 0.5

double lw_attractiveness_compute (const LwAttractivenessFacts *facts,
                                  const LwParameters *parameters,
                                  double *completeness);

G_END_DECLS
