/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-example-private: what the files of the example province share: places, offices, their vacancy over the years,
 * and what was planned and agreed. Every draw comes from one stream per office, so that the number of offices does
 * not change what the first ones are. */
#pragma once

#include "analysis/lw-example.h"
#include "model/lw-basemap.h"
#include "model/lw-demand-series.h"
#include "model/lw-sector.h"
#include "scenario/lw-uncertainty.h"
#include "store/lw-store.h"

G_BEGIN_DECLS

/* Reference dates: 1 January of each of these years. */
#define LW_EXAMPLE_FIRST_YEAR 2021
#define LW_EXAMPLE_LAST_YEAR 2025
#define LW_EXAMPLE_N_DATES (LW_EXAMPLE_LAST_YEAR - LW_EXAMPLE_FIRST_YEAR + 1)

/**
 * LwExampleLife: what happens to an office between the reference dates; all 0 for most
 * @came: year of the first reference date on which it is there; 0: on all
 * @left: year of the first one on which it is gone; 0: never
 * @measured: year of the first one with its area as it is now; 0: on all
 * @area_before_m2: its area until then
 * @uses: (nullable): what it is used for since it left
 * @status: its status since
 */
typedef struct {
  int came;
  int left;
  int measured;
  double area_before_m2;
  const char *uses;
  LwStatus status;
} LwExampleLife;

/** LwExampleTown: a town that gets offices */
typedef struct {
  const char *name;
  int municipality;
  const char *region;
  double x, y;         /* RD New, metres */
  double station_x;    /* of the nearest station, NAN if there is none within 4 km */
  double station_y;
  double share;        /* cumulated share of the offices, the last town's is 1 */
  double size;         /* grows with the number of inhabitants, 1 for 10,000 */
} LwExampleTown;

/** LwExamplePlaces: where offices can stand */
typedef struct {
  const LwBasemap *basemap;
  GArray *towns; /* (element-type LwExampleTown) */
} LwExamplePlaces;

void lw_example_places_init (LwExamplePlaces *places, gboolean whole_country);
void lw_example_places_clear (LwExamplePlaces *places);
const LwExampleTown *lw_example_places_draw_town (const LwExamplePlaces *places, LwRandom *random);
void lw_example_places_draw_position (const LwExamplePlaces *places, const LwExampleTown *town, LwLocationType type,
                                      LwRandom *random, double *x, double *y);

guint lw_example_draw (LwRandom *random, const double *weights, guint n);
double lw_example_normal (LwRandom *random);

LwOffices *lw_example_make_offices (const LwExamplePlaces *places, guint n_offices, guint64 seed);
GArray *lw_example_make_lives (const LwOffices *offices, guint n_offices, guint64 seed);
double lw_example_area_in (const LwExample *example, guint office, int year);
void lw_example_make_observations (LwExample *example, guint64 seed);
gboolean lw_example_write_offices (
    const LwExample *example, LwStore *store, const char *edit_name, GCancellable *cancellable, GError **error);
LwSource *lw_example_new_source (LwDate date);

GPtrArray *lw_example_make_plans (const LwOffices *offices, guint64 seed);
GPtrArray *lw_example_make_demand (const LwOffices *offices);
GArray *lw_example_make_jobs (GPtrArray *demand);
GPtrArray *lw_example_make_scenarios (const LwOffices *offices);
LwProgramme *lw_example_make_programme (const LwOffices *offices);

G_END_DECLS
