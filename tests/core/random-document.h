/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * random-document: documents for the tests of uncertainty: offices of two markets with vacancy of all ages, plans and
 * measures, all following from a seed. Areas are whole m2. */
#pragma once

#include "analysis/lw-run.h"
#include "model/lw-offices-builder.h"
#include "scenario/lw-uncertainty.h"

#include <math.h>

typedef struct {
  LwOffices *offices;
  GPtrArray *plans;
  LwScenario *scenario;
  LwRunInput input;
} Document;

static inline guint
pick (LwRandom *random, guint n)
{
  return (guint)(lw_random_uniform (random) * n);
}

/* @without: id of an office to leave out, 0 for none. */
static inline LwOffices *
random_offices (guint64 seed, guint n, guint n_regions, gint64 without)
{
  const LwSettings settings = LW_SETTINGS_DEFAULT;
  g_autoptr (LwOfficesBuilder) builder = lw_offices_builder_new (n);
  LwRandom random;

  lw_random_init (&random, seed);
  for (guint i = 0; i < n; i++)
    {
      double stock = 500 + pick (&random, 6000);
      double vacant = pick (&random, 2) == 0 ? pick (&random, (guint)stock) : 0;
      int since = 2019 + (int)pick (&random, 6), built = 1955 + (int)pick (&random, 65);
      gboolean unknown = i % 10 == 9; /* no area: takes no part */
      if ((gint64)i + 1 == without)
        continue;
      guint row = lw_offices_builder_add (builder);
      lw_offices_builder_set_id (builder, row, i + 1);
      lw_offices_builder_set_text (builder, LW_OFFICE_REGION, row, i % n_regions == 0 ? "East" : "West");
      lw_offices_builder_set_number (builder, LW_OFFICE_FLOOR_AREA_M2, row, unknown ? NAN : stock);
      lw_offices_builder_set_code (builder, LW_OFFICE_AREA_MEASURE, row, LW_AREA_VVO);
      lw_offices_builder_set_number (builder, LW_OFFICE_VACANT_M2, row, vacant);
      if (vacant > 0)
        lw_offices_builder_set_date (builder, LW_OFFICE_VACANT_SINCE, row, lw_date_from_ymd (since, 6, 1));
      lw_offices_builder_set_integer (builder, LW_OFFICE_BUILD_YEAR, row, built);
    }
  g_autoptr (LwOffices) raw = lw_offices_builder_end (builder);
  return lw_offices_derive (raw, &settings, lw_date_from_ymd (2025, 1, 1));
}

static inline void
add_random_measure (LwScenario *scenario, LwRandom *random, guint n_offices)
{
  LwMeasure *measure = lw_measure_new ((LwMeasureKind)pick (random, LW_N_MEASURE_KINDS), 2025 + (int)pick (random, 6));

  measure->probability = lw_random_uniform (random);
  measure->share = pick (random, 2) == 0 ? 1 : 0.5;
  for (guint k = 0; k < 3; k++)
    lw_measure_add_office (measure, 1 + pick (random, n_offices));
  lw_scenario_add_measure (scenario, measure);
}

static inline Document *
document_new (guint64 seed, guint n, guint n_regions)
{
  Document *document = g_new0 (Document, 1);
  LwRandom random;

  lw_random_init (&random, seed + 1000);
  document->offices = random_offices (seed, n, n_regions, 0);
  document->plans = g_ptr_array_new_with_free_func ((GDestroyNotify)lw_plan_free);
  for (guint p = 0; p < 3; p++)
    {
      LwPlan *plan = lw_plan_new ("Plan", 1000 + pick (&random, 20000), 2026 + (int)pick (&random, 4), 2);
      g_free (plan->uid);
      plan->uid = g_strdup_printf ("plan-%u", p);
      plan->hard = pick (&random, 2) == 0;
      plan->region = g_strdup ("East");
      g_ptr_array_add (document->plans, plan);
    }
  document->scenario = lw_scenario_new ("Random");
  document->scenario->demand.kind = LW_DEMAND_GROWTH;
  document->scenario->horizon_year = 2035;
  document->scenario->seed = seed;
  for (guint m = 0; m < 4; m++)
    add_random_measure (document->scenario, &random, n);
  document->input = (LwRunInput){ .offices = document->offices,
                                  .scenario = document->scenario,
                                  .plans = document->plans,
                                  .by = LW_RUN_NO_GROUPS };
  return document;
}

static inline void
document_free (Document *document)
{
  lw_offices_unref (document->offices);
  g_ptr_array_unref (document->plans);
  lw_scenario_free (document->scenario);
  g_free (document);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Document, document_free)
