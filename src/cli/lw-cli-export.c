/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-cli-export: `export`: the offices as a file for other programs; the ending of the name decides the format. */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "cli/lw-cli.h"
#include "formats/lw-export.h"
#include "model/lw-error.h"
#include "store/lw-store-export.h"

static gboolean
write_file (LwCli *cli, LwStore *store, LwOffices *offices, const LwBitset *rows, const LwNoteTexts *notes,
            const char *path, gboolean excel, GError **error)
{
  const char *ending = strrchr (path, '.');
  LwExportFormat format;
  gboolean fictional;

  if (!lw_store_read_fictional (store, &fictional, error))
    return FALSE;
  if (ending != NULL && g_ascii_strcasecmp (ending, ".gpkg") == 0)
    return lw_store_export_offices (path, offices, rows, notes, fictional, cli->progress, NULL, cli->cancellable, error);
  return lw_export_format_from_path (path, excel, &format, error) &&
         lw_export_offices (path, format, offices, rows, notes, fictional, cli->progress, NULL, cli->cancellable, error);
}

LwCliStatus
lw_cli_export (LwCli *cli, GStrv arguments)
{
  g_autofree char *filter = NULL, *date = NULL, *output = NULL;
  gboolean excel = FALSE, confidential = FALSE, potential = FALSE;
  const GOptionEntry entries[] = {
    { "filter", 0, 0, G_OPTION_ARG_STRING, &filter, N_ ("Only offices for which this is true"), "EXPR" },
    { "date", 0, 0, G_OPTION_ARG_STRING, &date, N_ ("The reference date; the newest if not given"), "D" },
    { "excel", 0, 0, G_OPTION_ARG_NONE, &excel, N_ ("Write CSV as Dutch spreadsheets read it"), NULL },
    { "confidential", 0, 0, G_OPTION_ARG_NONE, &confidential, N_ ("Also what was noted in confidence"), NULL },
    { "potential", 0, 0, G_OPTION_ARG_NONE, &potential, N_ ("Also score, class, veto and priority for conversion"), NULL },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("The file to write"), "OUT" },
    { NULL },
  };
  g_auto (GStrv) rest = g_strdupv (arguments);
  g_autoptr (LwStore) store = NULL;
  g_autoptr (LwOffices) offices = NULL;
  g_autoptr (LwBitset) rows = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (LwNoteTexts) notes = NULL;
  LwCliStatus status;
  GError *error = NULL;

  if (!lw_cli_parse ("export", entries, &rest, 1, 1, &status))
    return status;
  if (output == NULL)
    return lw_cli_usage ("export", _ ("say with -o which file to write"));
  if ((store = lw_store_open (rest[0], LW_STORE_READ_ONLY, &error)) == NULL ||
      (offices = lw_cli_read_offices (cli, store, date, &error)) == NULL ||
      (rows = lw_cli_apply_filter (cli, store, offices, filter, &error)) == NULL ||
      (list = lw_store_read_notes (store, 0, confidential, &error)) == NULL ||
      (potential && !lw_cli_score (cli, store, &offices, &error)))
    return lw_cli_fail (error);
  notes = lw_note_texts_new (list);
  if (!write_file (cli, store, offices, rows, notes, output, excel, &error))
    return lw_cli_fail (error);
  return LW_CLI_DONE;
}
