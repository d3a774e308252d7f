/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bench-assess: the conversion potential of 100,000 offices by the set that comes with the application, with some answers
 * of people (the target is 0.3 s of processor time). Yardstick: the same condition evaluated once over the table. */
#include "analysis/lw-assess.h"
#include "fixture-scenario.h"

#include <time.h>

#define N_OFFICES 100000
#define N_ANSWERS 2000

static double
cpu_ms (clock_t start)
{
  return (double) (clock () - start) * 1000 / CLOCKS_PER_SEC;
}

int
main (void)
{
  g_auto (FixtureDocument) document = fixture_document (N_OFFICES, 0);
  g_autoptr (LwCriteriaSet) set = lw_criteria_set_load (LW_CRITERIA_CONVERSION_METER, NULL);
  g_autoptr (LwAssessBasis) basis = lw_assess_basis_new (set, NULL);
  g_autoptr (LwExpression) condition = lw_expression_parse ("vacancy_years >= 3", NULL, NULL);
  const LwAssessInput input = { document.offices, NULL, basis, LW_HOUSING_MID_RENT };
  gint64 start;
  clock_t cpu;

  for (guint i = 0; i < N_ANSWERS; i++)
    g_ptr_array_add (basis->given, lw_given_answer_new (document.offices->id[i], LW_CRITERIA_CONVERSION_METER, "L2",
                                                        LW_ANSWER_YES));
  for (guint round = 0; round < 3; round++)
    {
      start = g_get_monotonic_time ();
      cpu = clock ();
      g_autoptr (LwAssessed) assessed = lw_assess_offices (&input, NULL, NULL);
      g_print ("assess %u offices: %.0f ms, %.0f ms of processor time", assessed->n,
               (double) (g_get_monotonic_time () - start) / 1000, cpu_ms (cpu));
      cpu = clock ();
      g_autoptr (LwBitset) rows = lw_expression_evaluate (condition, document.offices, NULL, 0, NULL, NULL);
      g_print (" (one condition: %.1f ms)\n", cpu_ms (cpu));
    }
  return 0;
}
