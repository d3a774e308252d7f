/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzz-scenario: any bytes as a scenario in JSON. What is read must survive a round trip. */
#include "formats/lw-scenario-json.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwScenario) scenario = lw_scenario_from_json ("fuzz", (const char *)data, (gssize)size, &error);

  g_assert_true ((scenario == NULL) == (error != NULL));
  if (scenario == NULL)
    return 0;
  g_autofree char *json = lw_scenario_to_json (scenario, NULL);
  g_autoptr (LwScenario) again = lw_scenario_from_json ("fuzz", json, -1, NULL);
  g_assert_nonnull (again);
  g_assert_true (lw_scenario_equal (scenario, again));
  return 0;
}
