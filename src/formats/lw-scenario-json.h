/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-scenario-json: a scenario as a JSON document, for exchange between documents and by scripts.
 *
 * The document is one object. "format" is "leegwijzer-scenario" and "version" 2. The other members have the
 * names of the fields of LwScenario, with these differences: "base_year" and "horizon_year" are null when the
 * data decide; "seed" is a string, for it may exceed what JSON numbers hold; "demand" is an object with
 * "path" (document, growth, wlo_low, wlo_high, jobs, cbre_big5), "growth", "band_low", "band_high", "overrides" (a
 * list of "region", null for the whole, "year", "m2"), and where there are any "regions" (a list of "region", "path",
 * "growth") and "sectors" (a list of "sector", "office_share", "growth"); "parameters" is an object by key, a missing one has its
 * default; "measures" is a list of objects, without the members that say nothing (version 1 had fewer). Fractions are
 * fractions, areas m2, money euro. Reading is strict:
 * an unknown member is a mistake. */
#pragma once

#include "model/lw-scenario.h"

G_BEGIN_DECLS

#define LW_SCENARIO_JSON_FORMAT "leegwijzer-scenario"
#define LW_SCENARIO_JSON_VERSION 2

char *lw_scenario_to_json (const LwScenario *scenario, gsize *length);
LwScenario *lw_scenario_from_json (const char *name, const char *data, gssize length, GError **error);

G_END_DECLS
