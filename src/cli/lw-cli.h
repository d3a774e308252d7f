/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-cli: what the commands of leegwijzer-cli share: their table, exit statuses, options, progress on a terminal and
 * Ctrl-C. Other people's scripts depend on the commands: they may be extended, never broken. */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "model/lw-date.h"
#include "model/lw-filter.h"
#include "model/lw-offices.h"
#include "model/lw-progress.h"
#include "store/lw-store.h"

G_BEGIN_DECLS

/**
 * LwCliStatus:
 * @LW_CLI_DONE: done
 * @LW_CLI_FAILED: failed; one line on standard error says what, where, and what to do
 * @LW_CLI_USAGE: wrong usage
 * @LW_CLI_REJECTED: done, but some rows were rejected; the report says which and why
 */
typedef enum {
  LW_CLI_DONE = 0,
  LW_CLI_FAILED = 1,
  LW_CLI_USAGE = 2,
  LW_CLI_REJECTED = 3,
} LwCliStatus;

/**
 * LwCli: what a command gets.
 * @cancellable: cancelled by Ctrl-C
 * @progress: a function to report progress with, %NULL if standard error is no terminal
 */
typedef struct {
  GCancellable *cancellable;
  LwProgressFunc progress;
} LwCli;

/**
 * LwCliCommand:
 * @name: the word after leegwijzer-cli
 * @usage: its arguments, for help
 * @summary: one sentence, for help
 * @run: what it does; gets the arguments after the command's name
 */
typedef struct {
  const char *name;
  const char *usage;
  const char *summary;
  LwCliStatus (*run) (LwCli *cli, GStrv arguments);
} LwCliCommand;

const LwCliCommand *lw_cli_commands (void);

LwCliStatus lw_cli_fail (GError *error);
LwCliStatus lw_cli_usage (const char *command, const char *message);
gboolean lw_cli_parse (const char *command, const GOptionEntry *entries, GStrv *arguments, guint n_min, guint n_max,
                       LwCliStatus *status);
LwStore *lw_cli_open_to_write (const char *path, gboolean trial, GError **error);
char *lw_cli_title_from_path (const char *path);
LwDate lw_cli_parse_date (const char *text, GError **error);
void lw_cli_print_json (JsonBuilder *builder);
void lw_cli_add_number (JsonBuilder *builder, const char *name, double value);
void lw_cli_add_fictional (JsonBuilder *builder, gboolean fictional);
void lw_cli_add_text (JsonBuilder *builder, const char *name, const char *value);
void lw_cli_print_csv_text (const char *text);
void lw_cli_print_csv_number (double value);
void lw_cli_print_padded (const char *text, int width);
LwOffices *lw_cli_read_offices (LwCli *cli, LwStore *store, const char *date, GError **error);
gboolean lw_cli_score (LwCli *cli, LwStore *store, LwOffices **offices, GError **error);
LwBitset *lw_cli_apply_filter (LwCli *cli, LwStore *store, LwOffices *offices, const char *expression,
                               GError **error);
GPtrArray *lw_cli_split_list (const char *text);
gboolean lw_cli_parse_dimension (const char *name, LwDimension *dimension, GError **error);
gboolean lw_cli_check_scenario_name (GPtrArray *scenarios, const char *name, GError **error);
const LwScenario *lw_cli_find_scenario (GPtrArray *scenarios, const char *name, GError **error);

LwCliStatus lw_cli_new (LwCli *cli, GStrv arguments);
LwCliStatus lw_cli_example (LwCli *cli, GStrv arguments);
LwCliStatus lw_cli_import (LwCli *cli, GStrv arguments);
LwCliStatus lw_cli_imports (LwCli *cli, GStrv arguments);
LwCliStatus lw_cli_figures (LwCli *cli, GStrv arguments);
LwCliStatus lw_cli_settings (LwCli *cli, GStrv arguments);
LwCliStatus lw_cli_stats (LwCli *cli, GStrv arguments);
LwCliStatus lw_cli_realised (LwCli *cli, GStrv arguments);
LwCliStatus lw_cli_assess (LwCli *cli, GStrv arguments);
LwCliStatus lw_cli_balance (LwCli *cli, GStrv arguments);
LwCliStatus lw_cli_demand (LwCli *cli, GStrv arguments);
LwCliStatus lw_cli_compare (LwCli *cli, GStrv arguments);
LwCliStatus lw_cli_contributions (LwCli *cli, GStrv arguments);
LwCliStatus lw_cli_explain (LwCli *cli, GStrv arguments);
LwCliStatus lw_cli_scenario (LwCli *cli, GStrv arguments);
LwCliStatus lw_cli_project (LwCli *cli, GStrv arguments);
LwCliStatus lw_cli_parameters (LwCli *cli, GStrv arguments);
LwCliStatus lw_cli_tornado (LwCli *cli, GStrv arguments);
LwCliStatus lw_cli_goal (LwCli *cli, GStrv arguments);
LwCliStatus lw_cli_case (LwCli *cli, GStrv arguments);
LwCliStatus lw_cli_report (LwCli *cli, GStrv arguments);
LwCliStatus lw_cli_map (LwCli *cli, GStrv arguments);
LwCliStatus lw_cli_export (LwCli *cli, GStrv arguments);
LwCliStatus lw_cli_changeset (LwCli *cli, GStrv arguments);
LwCliStatus lw_cli_check (LwCli *cli, GStrv arguments);
LwCliStatus lw_cli_recover (LwCli *cli, GStrv arguments);

G_END_DECLS
