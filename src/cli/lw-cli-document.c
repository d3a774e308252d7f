/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-cli-document: `new`, `example` and `check`: commands about a document as a whole. */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "analysis/lw-example.h"
#include "cli/lw-cli.h"
#include "model/lw-error.h"
#include "store/lw-check.h"

static const GOptionEntry no_options[] = { { NULL } };

/** lw_cli_title_from_path: (returns: transfer full) title of a new document: the name of its file */
char *
lw_cli_title_from_path (const char *path)
{
  char *name = g_path_get_basename (path);

  if (g_str_has_suffix (name, ".gpkg"))
    name[strlen (name) - strlen (".gpkg")] = '\0';
  return name;
}

LwCliStatus
lw_cli_new (LwCli *cli, GStrv arguments)
{
  g_auto (GStrv) rest = g_strdupv (arguments);
  g_autoptr (LwStore) store = NULL;
  g_autofree char *title = NULL;
  LwCliStatus status;
  GError *error = NULL;

  if (!lw_cli_parse ("new", no_options, &rest, 1, 1, &status))
    return status;
  title = lw_cli_title_from_path (rest[0]);
  store = lw_store_create (rest[0], title, &error);
  return store ? LW_CLI_DONE : lw_cli_fail (error);
}

LwCliStatus
lw_cli_example (LwCli *cli, GStrv arguments)
{
  int n_offices = LW_EXAMPLE_DEFAULT_OFFICES;
  gint64 seed = LW_EXAMPLE_DEFAULT_SEED;
  const GOptionEntry entries[] = {
    { "offices", 0, 0, G_OPTION_ARG_INT, &n_offices, N_ ("How many offices"), "N" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, N_ ("The same seed gives the same province"), "S" },
    { NULL },
  };
  g_auto (GStrv) rest = g_strdupv (arguments);
  LwCliStatus status;
  GError *error = NULL;

  if (!lw_cli_parse ("example", entries, &rest, 1, 1, &status))
    return status;
  if (n_offices < 1 || n_offices > LW_EXAMPLE_MAX_OFFICES)
    {
      g_autofree char *message = g_strdup_printf (_ ("the number of offices must lie between 1 and %d"),
                                                  LW_EXAMPLE_MAX_OFFICES);

      return lw_cli_usage ("example", message);
    }
  if (!lw_example_write (rest[0], (guint) n_offices, (guint64) seed, cli->progress, NULL, cli->cancellable, &error))
    return lw_cli_fail (error);
  return LW_CLI_DONE;
}

LwCliStatus
lw_cli_check (LwCli *cli, GStrv arguments)
{
  g_auto (GStrv) rest = g_strdupv (arguments);
  g_autoptr (LwCheckReport) report = NULL;
  LwCliStatus status;
  GError *error = NULL;

  if (!lw_cli_parse ("check", no_options, &rest, 1, 1, &status))
    return status;
  report = lw_store_check (rest[0], cli->cancellable, &error);
  if (report == NULL)
    return lw_cli_fail (error);
  for (guint i = 0; i < report->findings->len; i++)
    {
      g_autofree char *line = lw_check_finding_to_text (g_ptr_array_index (report->findings, i));

      g_print ("%s\n", line);
    }
  g_print (_ ("%u errors, %u warnings\n"), report->n_errors, report->n_warnings);
  if (report->n_errors == 0)
    return LW_CLI_DONE;
  if (report->damaged)
    g_printerr (_ ("leegwijzer-cli: %s is damaged; open a backup, or let “leegwijzer-cli recover %s -o COPY” make a "
                   "recovered copy\n"),
                rest[0], rest[0]);
  else
    g_printerr (_ ("leegwijzer-cli: %s breaks rules; the lines above tell which, and where\n"), rest[0]);
  return LW_CLI_FAILED;
}
