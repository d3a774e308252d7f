/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-cli-run: running a scenario of a document, for the commands that need its result. */
#pragma once

#include "analysis/lw-run.h"
#include "cli/lw-cli.h"

G_BEGIN_DECLS

LwOffices *lw_cli_offices_for (LwCli *cli, LwStore *store, LwOffices *offices, const LwScenario *scenario,
                               GError **error);
LwRun *lw_cli_run_scenario (LwCli *cli, LwStore *store, LwOffices *offices, const LwScenario *scenario,
                            const char *by, gboolean keep_states, GError **error);
gboolean lw_cli_run_band (LwCli *cli, LwStore *store, LwOffices *offices, const LwScenario *scenario, LwRun **low,
                          LwRun **high, GError **error);
LwScenario *lw_cli_take_seed (GPtrArray *scenarios, const char *name, gint64 seed, GError **error);
gboolean lw_cli_check_draws (const char *command, gint64 draws, gint64 seed, LwCliStatus *status);

G_END_DECLS
