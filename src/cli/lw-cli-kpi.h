/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-cli-kpi: beside the years of a scenario, the figures of its last one, and which offices its measures are about. */
#pragma once

#include "analysis/lw-kpi.h"
#include "cli/lw-cli.h"

G_BEGIN_DECLS

void lw_cli_add_kpi (JsonBuilder *builder, const LwKpi *kpi);
void lw_cli_add_measures (JsonBuilder *builder, const LwScenario *scenario, const LwRun *run);
void lw_cli_print_measure_notes (const LwRunNotes *notes);
void lw_cli_add_measure_notes (JsonBuilder *builder, const LwRunNotes *notes);
void lw_cli_print_rules (const LwScenario *scenario, const LwRun *run);

G_END_DECLS
