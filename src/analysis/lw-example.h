/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-example: a made-up province to look around in: real towns at their real places, everything else invented by
 * rule, and marked as fictional in every record. The same number of offices and the same seed give the same content
 * (the names of scenarios and actions are in the user's language). */
#pragma once

#include "model/lw-observations.h"
#include "model/lw-offices.h"
#include "model/lw-plan.h"
#include "model/lw-programme.h"
#include "model/lw-progress.h"
#include "model/lw-scenario.h"

G_BEGIN_DECLS

#define LW_EXAMPLE_DEFAULT_OFFICES 2500
#define LW_EXAMPLE_MAX_OFFICES 1000000
#define LW_EXAMPLE_DEFAULT_SEED 1

/** LW_EXAMPLE_ONE_PROVINCE_OFFICES: more offices than this are spread over the whole country */
#define LW_EXAMPLE_ONE_PROVINCE_OFFICES 20000

/**
 * LwExample:
 * @n_offices: how many offices there are on the last reference date
 * @offices: these, and after them those that left before, without keys; their identifications begin with 0000, which no
 *   municipality has
 * @observations: (element-type LwObservations): one record a reference date, oldest first; `office_id` is the
 *   identification until the offices have keys
 */
typedef struct {
  guint n_offices;
  LwOffices *offices;
  GPtrArray *observations;
  /*< private >*/
  GArray *lives;
} LwExample;

LwExample *lw_example_new (guint n_offices, guint64 seed);
void lw_example_free (LwExample *example);
gboolean lw_example_write (const char *path, guint n_offices, guint64 seed, LwProgressFunc progress,
                           gpointer progress_data, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwExample, lw_example_free)

G_END_DECLS
