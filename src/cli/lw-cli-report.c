/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-cli-report: `report`: the factsheet of a document as a PDF. */
#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "cli/lw-cli-run.h"
#include "model/lw-basemap.h"
#include "model/lw-error.h"
#include "report/lw-factsheet.h"
#include "statistics/lw-series.h"
#include "statistics/lw-statistics.h"

/* The second map and the figures show the state so many years after the base. */
#define YEARS_AHEAD 6

/* All that a factsheet borrows while it is written. */
typedef struct {
  LwStore *store;
  LwOffices *offices;
  GPtrArray *scenarios;
  LwStatistics *statistics;
  LwSeries *history;
  LwRun *baseline;
  LwRun *a;
  LwRun *b;
  LwRun *low;
  LwRun *high;
  GArray *areas;
  GPtrArray *office_notes; /* only if confidential ones were asked for */
  GArray *notes;
  GStrv sources;
  char *attribution;
  char *title;
  char *fingerprint;
  gboolean appendix;
  const LwScenario *scenario;
  const LwScenario *against;
} Sheet;

static void
clear_sheet (Sheet *sheet)
{
  g_clear_pointer (&sheet->areas, g_array_unref);
  g_clear_pointer (&sheet->notes, g_array_unref);
  g_clear_pointer (&sheet->office_notes, g_ptr_array_unref);
  g_clear_pointer (&sheet->a, lw_run_free);
  g_clear_pointer (&sheet->b, lw_run_free);
  g_clear_pointer (&sheet->low, lw_run_free);
  g_clear_pointer (&sheet->high, lw_run_free);
  g_clear_pointer (&sheet->baseline, lw_run_free);
  g_clear_pointer (&sheet->statistics, lw_statistics_unref);
  g_clear_pointer (&sheet->history, lw_series_unref);
  g_clear_pointer (&sheet->scenarios, g_ptr_array_unref);
  g_clear_pointer (&sheet->offices, lw_offices_unref);
  g_clear_pointer (&sheet->sources, g_strfreev);
  g_clear_pointer (&sheet->attribution, g_free);
  g_clear_pointer (&sheet->title, g_free);
  g_clear_pointer (&sheet->fingerprint, g_free);
  g_clear_pointer (&sheet->store, lw_store_close);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sheet, clear_sheet)

static gboolean
read_history (LwCli *cli, Sheet *sheet, GError **error)
{
  g_autoptr (GArray) dates = lw_store_read_dates (sheet->store, error);
  g_autoptr (GPtrArray) snapshots = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_offices_unref);

  if (dates == NULL)
    return FALSE;
  for (guint i = 0; i < dates->len; i++)
    {
      LwOffices *offices = lw_store_read_offices (sheet->store, g_array_index (dates, LwDate, i), NULL, NULL,
                                                  cli->cancellable, error);

      if (offices == NULL)
        return FALSE;
      g_ptr_array_add (snapshots, offices);
    }
  sheet->history = lw_series_compute ((LwOffices *const *) snapshots->pdata, snapshots->len, NULL, cli->cancellable,
                                      error);
  return sheet->history != NULL;
}

/* What a source is called on paper; the same source on several dates is one. */
static gboolean
is_same_source (const LwSource *a, const LwSource *b)
{
  return g_strcmp0 (a->name, b->name) == 0 && g_strcmp0 (a->publisher, b->publisher) == 0 &&
         g_strcmp0 (a->licence, b->licence) == 0 && g_strcmp0 (a->method, b->method) == 0 && a->measure == b->measure;
}

static int
compare_dates (gconstpointer a, gconstpointer b)
{
  return *(const LwDate *) a < *(const LwDate *) b ? -1 : *(const LwDate *) a > *(const LwDate *) b;
}

/* Its dates, each once and in order: "1 January 2024, 1 January 2025". */
static char *
join_dates (GPtrArray *sources, guint first)
{
  g_autoptr (GArray) dates = g_array_new (FALSE, FALSE, sizeof (LwDate));
  g_autoptr (GString) text = g_string_new (NULL);
  LwDate last = LW_DATE_UNKNOWN;

  for (guint i = first; i < sources->len; i++)
    {
      const LwSource *source = g_ptr_array_index (sources, i);

      if (source->reference_date != LW_DATE_UNKNOWN && is_same_source (source, g_ptr_array_index (sources, first)))
        g_array_append_val (dates, source->reference_date);
    }
  g_array_sort (dates, compare_dates);
  for (guint i = 0; i < dates->len; i++)
    {
      LwDate date = g_array_index (dates, LwDate, i);
      g_autofree char *day = lw_date_to_display (date);

      if (date != last)
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", day);
      last = date;
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The day of the last import of it; "" if that is not known. */
static char *
say_import_day (GPtrArray *sources, guint first)
{
  LwDate last = LW_DATE_UNKNOWN;

  for (guint i = first; i < sources->len; i++)
    {
      const LwSource *source = g_ptr_array_index (sources, i);
      g_autofree char *day = source->imported ? g_strndup (source->imported, 10) : NULL;
      LwDate date = day ? lw_date_parse_iso (day) : LW_DATE_UNKNOWN;

      if (date != LW_DATE_UNKNOWN && is_same_source (source, g_ptr_array_index (sources, first)) &&
          (last == LW_DATE_UNKNOWN || date > last))
        last = date;
    }
  return last != LW_DATE_UNKNOWN ? lw_date_to_display (last) : g_strdup ("");
}

static char *
describe_source (GPtrArray *sources, guint i)
{
  const LwSource *source = g_ptr_array_index (sources, i);
  g_autofree char *days = join_dates (sources, i), *imported = say_import_day (sources, i);
  GString *line = g_string_new (source->name);
  const char *marks[] = { source->publisher, source->licence };
  g_autoptr (GString) marked = g_string_new (NULL);

  if (days[0] != '\0')
    g_string_append_printf (line, ", %s", days);
  for (guint k = 0; k < G_N_ELEMENTS (marks); k++)
    if (marks[k] != NULL && marks[k][0] != '\0')
      g_string_append_printf (marked, "%s%s", marked->len > 0 ? ", " : "", marks[k]);
  if (marked->len > 0)
    g_string_append_printf (line, " (%s)", marked->str);
  if (source->measure != LW_AREA_UNKNOWN)
    {
      g_string_append (line, ", ");
      /* Translators: %s is a measure of area, such as "usable (GO)" */
      g_string_append_printf (line, _ ("areas: %s"), lw_codes_label (LW_CODES_AREA_MEASURE, source->measure));
    }
  if (source->method != NULL && source->method[0] != '\0')
    g_string_append_printf (line, ", %s", source->method);
  if (imported[0] != '\0')
    {
      g_string_append (line, ", ");
      /* Translators: %s is a day */
      g_string_append_printf (line, _ ("imported %s"), imported);
    }
  return g_string_free (line, FALSE);
}

static gboolean
read_sources (Sheet *sheet, GError **error)
{
  g_autoptr (GPtrArray) sources = lw_store_read_sources (sheet->store, error);
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();

  if (sources == NULL)
    return FALSE;
  for (guint i = 0; i < sources->len; i++)
    {
      gboolean said = FALSE;

      for (guint k = 0; k < i && !said; k++)
        said = is_same_source (g_ptr_array_index (sources, i), g_ptr_array_index (sources, k));
      if (!said)
        {
          g_autofree char *line = describe_source (sources, i);

          g_strv_builder_add (lines, line);
        }
    }
  sheet->sources = g_strv_builder_end (lines);
  return TRUE;
}

static char *
make_fingerprint (const char *path)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);
  g_autoptr (GBytes) bytes = file ? g_mapped_file_get_bytes (file) : NULL;
  g_autofree char *sum = bytes ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes) : NULL;

  return sum ? g_strndup (sum, 8) : NULL;
}

static gboolean
run_scenarios (LwCli *cli, Sheet *sheet, const char *name, const char *against, GError **error)
{
  const LwScenario *baseline;

  sheet->scenarios = lw_store_read_scenarios (sheet->store, error);
  if (sheet->scenarios == NULL)
    return FALSE;
  if (name == NULL)
    return TRUE;
  if ((baseline = lw_cli_find_scenario (sheet->scenarios, NULL, error)) == NULL ||
      (sheet->scenario = lw_cli_find_scenario (sheet->scenarios, name, error)) == NULL ||
      (sheet->baseline = lw_cli_run_scenario (cli, sheet->store, sheet->offices, baseline, NULL, FALSE, error)) == NULL ||
      (sheet->a = lw_cli_run_scenario (cli, sheet->store, sheet->offices, sheet->scenario, "municipality", TRUE,
                                       error)) == NULL ||
      !lw_cli_run_band (cli, sheet->store, sheet->offices, sheet->scenario, &sheet->low, &sheet->high, error))
    return FALSE;
  if (against == NULL)
    return TRUE;
  return (sheet->against = lw_cli_find_scenario (sheet->scenarios, against, error)) != NULL &&
         (sheet->b = lw_cli_run_scenario (cli, sheet->store, sheet->offices, sheet->against, NULL, FALSE, error)) != NULL;
}

static const LwTrajectory *
find_group (const LwRun *run, const char *key)
{
  for (guint i = 0; run != NULL && run->groups != NULL && i < run->groups->len; i++)
    if (g_strcmp0 (lw_trajectory_get_key (g_ptr_array_index (run->groups, i)), key) == 0)
      return g_ptr_array_index (run->groups, i);
  return NULL;
}

static int
compare_areas (gconstpointer a, gconstpointer b)
{
  const LwFactsheetArea *left = a, *right = b;

  return left->totals->vacant_m2 < right->totals->vacant_m2   ? 1
         : left->totals->vacant_m2 > right->totals->vacant_m2 ? -1
                                                              : 0;
}

static void
make_areas (Sheet *sheet)
{
  const LwBreakdown *by = sheet->statistics->all_by[LW_DIMENSION_MUNICIPALITY];

  sheet->areas = g_array_new (FALSE, FALSE, sizeof (LwFactsheetArea));
  for (guint i = 0; i < by->n; i++)
    {
      LwFactsheetArea area = { by->labels[i], &by->totals[i], find_group (sheet->a, by->keys[i]) };

      g_array_append_val (sheet->areas, area);
    }
  g_array_sort (sheet->areas, compare_areas);
}

static gboolean
read_sheet (LwCli *cli, Sheet *sheet, const char *path, const char *name, const char *against, GError **error)
{
  g_autoptr (LwBitset) all = NULL;

  if ((sheet->store = lw_store_open (path, LW_STORE_READ_ONLY, error)) == NULL ||
      (sheet->offices = lw_cli_read_offices (cli, sheet->store, NULL, error)) == NULL ||
      !lw_store_read_property (sheet->store, LW_STORE_TITLE, &sheet->title, error) || !read_sources (sheet, error) ||
      !read_history (cli, sheet, error) || !run_scenarios (cli, sheet, name, against, error))
    return FALSE;
  all = lw_bitset_new_full (sheet->offices->n);
  sheet->statistics = lw_statistics_compute (sheet->offices, all, NULL, 1, cli->cancellable, error);
  if (sheet->statistics == NULL)
    return FALSE;
  make_areas (sheet);
  sheet->attribution = lw_basemap_dup_attribution (lw_basemap_get_default ());
  sheet->fingerprint = make_fingerprint (path);
  return TRUE;
}

static void
clear_note (gpointer data)
{
  g_free (((LwFactsheetNote *) data)->office);
}

/* The notes of the offices that the report is about, by address. */
static gboolean
read_notes (Sheet *sheet, GError **error)
{
  sheet->office_notes = lw_store_read_notes (sheet->store, 0, TRUE, error);
  if (sheet->office_notes == NULL)
    return FALSE;
  sheet->notes = g_array_new (FALSE, FALSE, sizeof (LwFactsheetNote));
  g_array_set_clear_func (sheet->notes, clear_note);
  for (guint i = 0; i < sheet->office_notes->len; i++)
    {
      const LwOfficeNote *note = g_ptr_array_index (sheet->office_notes, i);
      guint row = lw_offices_find_id (sheet->offices, note->office);
      LwFactsheetNote entry = { NULL, note };

      if (row == LW_OFFICES_NONE)
        continue;
      entry.office = lw_offices_address (sheet->offices, row);
      g_array_append_val (sheet->notes, entry);
    }
  return TRUE;
}

static gboolean
write_sheet (Sheet *sheet, const char *output, GError **error)
{
  LwSettings settings;
  LwFactsheet factsheet;
  gboolean fictional;

  if (!lw_store_read_settings (sheet->store, &settings, error) ||
      !lw_store_read_fictional (sheet->store, &fictional, error))
    return FALSE;
  lw_factsheet_init (&factsheet);
  factsheet.title = sheet->title && sheet->title[0] != '\0' ? sheet->title : _ ("Office vacancy");
  factsheet.offices = sheet->offices;
  factsheet.totals = &sheet->statistics->all;
  factsheet.counting = &sheet->statistics->counting;
  factsheet.by_location = sheet->statistics->all_by[LW_DIMENSION_LOCATION_TYPE];
  factsheet.by_size = sheet->statistics->all_by[LW_DIMENSION_SIZE];
  factsheet.by_year = sheet->statistics->all_by[LW_DIMENSION_BUILD_YEAR];
  factsheet.history = sheet->history;
  factsheet.scenario = sheet->scenario;
  factsheet.appendix = sheet->appendix;
  factsheet.norm = settings.norm;
  factsheet.areas = sheet->areas;
  factsheet.notes = sheet->notes;
  factsheet.basemap = lw_basemap_get_default ();
  factsheet.sources = (const char *const *) sheet->sources;
  factsheet.attribution = sheet->attribution;
  factsheet.fictional = fictional;
  factsheet.fingerprint = sheet->fingerprint;
  factsheet.printed = lw_date_today ();
  if (sheet->a != NULL)
    {
      factsheet.a = sheet->a->total;
      factsheet.a_states = sheet->a->states;
      factsheet.baseline = sheet->baseline->total;
      factsheet.year = MIN (sheet->a->base_year + YEARS_AHEAD, sheet->a->horizon_year);
    }
  if (sheet->low != NULL && sheet->high != NULL)
    {
      factsheet.band_low = sheet->low->total;
      factsheet.band_high = sheet->high->total;
    }
  if (sheet->b != NULL)
    {
      factsheet.b = sheet->b->total;
      factsheet.b_name = sheet->against->name;
    }
  return lw_factsheet_write (&factsheet, output, error);
}

LwCliStatus
lw_cli_report (LwCli *cli, GStrv arguments)
{
  g_autofree char *name = NULL, *against = NULL, *output = NULL;
  gboolean confidential = FALSE, no_appendix = FALSE;
  const GOptionEntry entries[] = {
    { "scenario", 0, 0, G_OPTION_ARG_STRING, &name, N_ ("Show this scenario beside the present"), "NAME" },
    { "against", 0, 0, G_OPTION_ARG_STRING, &against, N_ ("Compare it with this one"), "NAME" },
    { "confidential", 0, 0, G_OPTION_ARG_NONE, &confidential,
      N_ ("Add what was noted of offices, also in confidence, and mark each page"), NULL },
    { "no-appendix", 0, 0, G_OPTION_ARG_NONE, &no_appendix,
      N_ ("Leave out the parameters of the scenario with their sources"), NULL },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("The file to write"), "OUT.pdf" },
    { NULL },
  };
  g_auto (GStrv) rest = g_strdupv (arguments);
  g_auto (Sheet) sheet = { NULL };
  LwCliStatus status;
  GError *error = NULL;

  if (!lw_cli_parse ("report", entries, &rest, 1, 1, &status))
    return status;
  if (output == NULL)
    return lw_cli_usage ("report", _ ("say with -o which file to write"));
  if (!g_str_has_suffix (output, ".pdf"))
    return lw_cli_usage ("report", _ ("the factsheet is written as PDF; let the name end in .pdf"));
  sheet.appendix = name != NULL && !no_appendix;
  if (!read_sheet (cli, &sheet, rest[0], name, against, &error) || (confidential && !read_notes (&sheet, &error)) ||
      !write_sheet (&sheet, output, &error))
    return lw_cli_fail (error);
  return LW_CLI_DONE;
}
