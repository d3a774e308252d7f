/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * main: leegwijzer-cli, the command line of Leegwijzer. Finds the command, prints help, turns Ctrl-C into a
 * cancellation. One file a command beside this one. */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "cli/lw-cli.h"
#include "model/lw-i18n.h"

static const LwCliCommand commands[] = {
  { "new", "FILE", N_ ("Make an empty document"), lw_cli_new },
  { "example", "FILE [--offices N] [--seed S]", N_ ("Make a document with a fictional province"), lw_cli_example },
  { "import", "FILE SOURCE… [--as KIND] [--date YYYY-MM-DD] [--mapping MAP.json] [--unnamed unknown|occupied] "
              "[--municipality GM0344[,…]] [--dry-run] [--json]",
    N_ ("Read sources into a document"), lw_cli_import },
  { "imports", "FILE [list | show [N] | rejected [N] -o OUT.csv] [--json]",
    N_ ("What each import did, and the rows that it could not use"), lw_cli_imports },
  { "figures", "FILE [--json]", N_ ("Figures that others published of areas"), lw_cli_figures },
  { "stats", "FILE [--by DIM[,DIM]] [--filter EXPR] [--date D] [--json|--csv]",
    N_ ("Totals and breakdowns of vacancy"), lw_cli_stats },
  { "realised", "FILE --from D --to D [--by DIM[,DIM]] [--filter EXPR] [--list] [--json|--csv]",
    N_ ("What really changed between two reference dates"), lw_cli_realised },
  { "balance", "FILE [--by municipality|region] [--scenario NAME] [--year Y] [--json|--csv]",
    N_ ("Supply, demand, plan capacity, task and room"), lw_cli_balance },
  { "demand", "FILE [--scenario NAME] [--json|--csv] | export series|jobs|shares | normalise | release-rate M2",
    N_ ("Demand by market and year with its terms, and the tables behind it"), lw_cli_demand },
  { "assess", "FILE [--filter EXPR] [--programme P] [--set NAME] [--top N] [--json|--csv]"
              " | FILE --answer OFFICE CRITERION ANSWER",
    N_ ("Which offices lend themselves to conversion"), lw_cli_assess },
  { "scenario", "FILE list | export NAME | import S.json | copy A B | set NAME KEY=NUMBER… | delete NAME",
    N_ ("Scenarios as JSON documents"), lw_cli_scenario },
  { "project", "FILE [--scenario NAME] [--by DIM] [--draws N [--seed S]] [--json|--csv]",
    N_ ("The yearly results of a scenario"), lw_cli_project },
  { "compare", "FILE A B [--by DIM] [--offices] [--contributions] [--outcome OUTCOME] [--year Y] [--top N] "
               "[--json|--csv]",
    N_ ("The difference of two scenarios, per year"), lw_cli_compare },
  { "contributions", "FILE [--scenario NAME] [--outcome OUTCOME] [--year Y] [--top N] [--json|--csv]",
    N_ ("Which measures and offices of a scenario matter most"), lw_cli_contributions },
  { "explain", "FILE OFFICE|--total FIGURE --year Y [--scenario NAME] [--top N] [--json|--csv]",
    N_ ("Why an office filled or emptied, and which offices a figure is made of"), lw_cli_explain },
  { "parameters", "[FILE [--scenario NAME]] [--json|--csv]",
    N_ ("Every number of the model: symbol, value, range, unit and source"), lw_cli_parameters },
  { "tornado", "FILE [--scenario NAME] [--outcome OUTCOME] [--year Y] [--json|--csv]",
    N_ ("How much a scenario depends on each of its assumptions"), lw_cli_tornado },
  { "goal", "FILE --year Y [--scenario NAME] [--probability P] [--by m2|euro|buildings] [--filter EXPR] [--start Y] "
            "[--programme NAME] [--draws N] [--save NEWNAME] [--json]",
    N_ ("The smallest set of offices to transform so that the norm is reached"), lw_cli_goal },
  { "case", "CASE… [--json]", N_ ("Run case files"), lw_cli_case },
  { "report", "FILE [--scenario NAME] [--against NAME] [--confidential] [--no-appendix] -o OUT.pdf",
    N_ ("Write the factsheet"), lw_cli_report },
  { "map", "FILE [--scenario NAME] [--year Y] [--filter EXPR] [--date D] [--from D] [--size WxH] -o OUT.png|.svg|.pdf",
    N_ ("Write the map"), lw_cli_map },
  { "export", "FILE [--what offices|areas|results] [--by DIM] [--scenario NAME] [--filter EXPR] [--date D] [--excel] "
              "[--confidential] [--potential] -o OUT.csv|.xlsx|.geojson|.kml|.kmz|.gpkg",
    N_ ("Write the offices, areas with their statistics, or the results of a scenario"), lw_cli_export },
  { "settings", "FILE list | set NAME VALUE… | reset [NAME…] | regions [list | set MUNICIPALITY REGION… | "
                "read LIST.csv | province | none] [--json]",
    N_ ("What counts as office stock, and the market regions"), lw_cli_settings },
  { "changeset", "FILE list [--json] | export -o OUT.lwchanges [--since ID|--since-copy OTHER.gpkg] [--confidential] | "
                 "apply IN.lwchanges [--mine|--theirs] [--dry-run] [--json]",
    N_ ("The edits of a document, and their exchange between two copies"), lw_cli_changeset },
  { "check", "FILE", N_ ("Is the document whole?"), lw_cli_check },
  { "recover", "FILE -o COPY [--json]", N_ ("Read a damaged document as far as it can be read, into a copy"),
    lw_cli_recover },
  { NULL, NULL, NULL, NULL },
};

const LwCliCommand *
lw_cli_commands (void)
{
  return commands;
}

static void
print_help (void)
{
  g_print ("%s\n\n", _ ("Usage: leegwijzer-cli COMMAND …"));
  for (const LwCliCommand *command = commands; command->name != NULL; command++)
    g_print ("  %s %s\n      %s\n", command->name, command->usage, _ (command->summary));
  g_print ("\n%s\n%s\n", _ ("FILE is a GeoPackage. “leegwijzer-cli COMMAND --help” tells the options of a command."),
           _ ("Exit status: 0 done, 1 failed, 2 wrong usage, 3 done but some rows were rejected."));
}

/* Waits for Ctrl-C outside a signal handler, where cancelling is safe. */
static gpointer
wait_for_interrupt_in_thread (gpointer data)
{
  sigset_t signals;
  int signal_number;

  sigemptyset (&signals);
  sigaddset (&signals, SIGINT);
  sigaddset (&signals, SIGTERM);
  while (sigwait (&signals, &signal_number) != 0)
    ;
  g_cancellable_cancel (data);
  return NULL;
}

static void
catch_interrupt (GCancellable *cancellable)
{
  sigset_t signals;

  sigemptyset (&signals);
  sigaddset (&signals, SIGINT);
  sigaddset (&signals, SIGTERM);
  pthread_sigmask (SIG_BLOCK, &signals, NULL);
  g_thread_unref (g_thread_new ("interrupt", wait_for_interrupt_in_thread, cancellable));
}

static void
show_progress (const char *what, guint64 done, guint64 total, LwProgressUnit unit, gpointer data)
{
  if (what != NULL)
    fprintf (stderr, "\r\033[K%s", what);
  if (total > 0)
    fprintf (stderr, "\033[s  %3d %%\033[u", (int) (100.0 * (double) done / (double) total));
  fflush (stderr);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (GStrv) arguments = NULL;
  LwCli cli = { cancellable, isatty (STDERR_FILENO) ? show_progress : NULL };
  LwCliStatus status;

  lw_i18n_init ();
  g_set_prgname ("leegwijzer-cli");

  if (argc < 2)
    {
      print_help ();
      return LW_CLI_USAGE;
    }
  if (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0 || strcmp (argv[1], "help") == 0)
    {
      print_help ();
      return LW_CLI_DONE;
    }
  if (strcmp (argv[1], "--version") == 0)
    {
      g_print ("leegwijzer-cli %s\n", LW_VERSION);
      return LW_CLI_DONE;
    }
  arguments = g_strdupv (argv + 2);
  for (const LwCliCommand *command = commands; command->name != NULL; command++)
    if (strcmp (command->name, argv[1]) == 0)
      {
        catch_interrupt (cancellable);
        status = command->run (&cli, arguments);
        if (cli.progress != NULL)
          fputs ("\r\033[K", stderr);
        return status;
      }
  g_printerr (_ ("leegwijzer-cli: there is no command “%s”; “leegwijzer-cli --help” lists them.\n"), argv[1]);
  return LW_CLI_USAGE;
}
