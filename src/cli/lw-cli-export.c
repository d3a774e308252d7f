/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-cli-export: `export`: offices, areas with statistics or results of a scenario as a file for other programs; the ending
 * of the name decides the format. */
#include <glib/gi18n-lib.h>

#include "analysis/lw-export-run.h"
#include "cli/lw-cli.h"
#include "draw/lw-palette.h"
#include "model/lw-error.h"

typedef struct {
  char *filter, *date, *output, *what, *by, *scenario;
  gboolean excel, confidential, potential;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->filter);
  g_free (options->date);
  g_free (options->output);
  g_free (options->what);
  g_free (options->by);
  g_free (options->scenario);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
parse_by (const Options *options, LwExportRequest *request, GError **error)
{
  const char *name = options->by;
  LwDimension dimension;

  request->by = LW_EXPORT_BY_NONE;
  if (name == NULL && request->what == LW_EXPORT_WHAT_AREAS)
    name = "municipality";
  if (name == NULL)
    return TRUE;
  if (!lw_cli_parse_dimension (name, &dimension, error))
    return FALSE;
  request->by = (int) dimension;
  return TRUE;
}

/* What the words on the command line ask for; FALSE with the status to end with. */
static gboolean
check_options (const Options *options, LwExportRequest *request, LwCliStatus *status)
{
  GError *error = NULL;

  if (options->output == NULL)
    *status = lw_cli_usage ("export", _ ("say with -o which file to write"));
  else if (options->what != NULL && !lw_export_what_from_token (options->what, &request->what))
    *status = lw_cli_usage ("export", _ ("--what is offices, areas or results"));
  else if (request->what == LW_EXPORT_WHAT_OFFICES && options->by != NULL)
    *status = lw_cli_usage ("export", _ ("--by goes with --what areas or --what results"));
  else if (request->what != LW_EXPORT_WHAT_RESULTS && options->scenario != NULL)
    *status = lw_cli_usage ("export", _ ("--scenario goes with --what results"));
  else if (request->what == LW_EXPORT_WHAT_RESULTS && options->filter != NULL)
    *status = lw_cli_usage ("export", _ ("a scenario is computed over all offices, so --filter does not go with results"));
  else if (request->what != LW_EXPORT_WHAT_OFFICES && (options->confidential || options->potential))
    *status = lw_cli_usage ("export", _ ("--confidential and --potential go with offices only"));
  else if (!parse_by (options, request, &error)
           || !lw_export_request_set_path (request, options->output, options->excel, &error))
    *status = lw_cli_fail (error);
  else
    return TRUE;
  return FALSE;
}

static gboolean
write_file (LwCli *cli, LwStore *store, LwOffices *offices, const Options *options, LwExportRequest *request,
            GError **error)
{
  g_autoptr (LwBitset) rows = lw_cli_apply_filter (cli, store, offices, options->filter, error);
  g_autoptr (GPtrArray) scenarios = NULL;
  guint32 colours[LW_N_VACANCY_CLASSES];

  if (rows == NULL)
    return FALSE;
  if (request->what == LW_EXPORT_WHAT_RESULTS
      && ((scenarios = lw_store_read_scenarios (store, error)) == NULL
          || (request->scenario = lw_cli_find_scenario (scenarios, options->scenario, error)) == NULL))
    return FALSE;
  lw_palette_get_class_colours (LW_PALETTE_LIGHT, colours);
  request->offices = offices;
  request->rows = options->filter != NULL ? rows : NULL;
  request->filter = options->filter;
  request->confidential = options->confidential;
  request->colours = colours;
  request->progress = cli->progress;
  return lw_export_run (store, request, cli->cancellable, error);
}

LwCliStatus
lw_cli_export (LwCli *cli, GStrv arguments)
{
  g_auto (Options) o = { NULL };
  const GOptionEntry entries[] = {
    { "what", 0, 0, G_OPTION_ARG_STRING, &o.what, N_ ("offices (if not given), areas with statistics, or results"), "WHAT" },
    { "by", 0, 0, G_OPTION_ARG_STRING, &o.by, N_ ("The kind of area: municipality (if not given), region, location …"), "DIM" },
    { "scenario", 0, 0, G_OPTION_ARG_STRING, &o.scenario, N_ ("The scenario; the baseline if not given"), "NAME" },
    { "filter", 0, 0, G_OPTION_ARG_STRING, &o.filter, N_ ("Only offices for which this is true"), "EXPR" },
    { "date", 0, 0, G_OPTION_ARG_STRING, &o.date, N_ ("The reference date; the newest if not given"), "D" },
    { "excel", 0, 0, G_OPTION_ARG_NONE, &o.excel, N_ ("Write CSV as Dutch spreadsheets read it"), NULL },
    { "confidential", 0, 0, G_OPTION_ARG_NONE, &o.confidential, N_ ("Also what was noted in confidence"), NULL },
    { "potential", 0, 0, G_OPTION_ARG_NONE, &o.potential, N_ ("Also score, class, veto and priority for conversion"), NULL },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &o.output, N_ ("The file to write"), "OUT" },
    { NULL },
  };
  g_auto (GStrv) rest = g_strdupv (arguments);
  g_autoptr (LwStore) store = NULL;
  g_autoptr (LwOffices) offices = NULL;
  LwExportRequest request = { .by = LW_EXPORT_BY_NONE };
  LwCliStatus status;
  GError *error = NULL;

  if (!lw_cli_parse ("export", entries, &rest, 1, 1, &status) || !check_options (&o, &request, &status))
    return status;
  if ((store = lw_store_open (rest[0], LW_STORE_READ_ONLY, &error)) == NULL
      || (offices = lw_cli_read_offices (cli, store, o.date, &error)) == NULL
      || (o.potential && !lw_cli_score (cli, store, &offices, &error))
      || !write_file (cli, store, offices, &o, &request, &error))
    return lw_cli_fail (error);
  return LW_CLI_DONE;
}
