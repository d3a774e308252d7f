/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-cli-spread: drawing a scenario many times and printing what came out, beside the results of its expected run. */
#pragma once

#include "analysis/lw-monte-carlo.h"
#include "cli/lw-cli.h"

G_BEGIN_DECLS

LwSpread *lw_cli_draw (LwCli *cli, LwStore *store, LwOffices *offices, const LwScenario *scenario, guint n_draws,
                       GError **error);
void lw_cli_draw_progress (LwSpread *interim, gpointer data);
void lw_cli_add_spread (JsonBuilder *builder, const LwSpread *spread);
void lw_cli_print_spread_header (void);
void lw_cli_print_spread_cells (const LwSpread *spread, guint row);
void lw_cli_print_spread_table (const LwSpread *spread);

G_END_DECLS
