/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-cli-import: `import`: reads sources into a document, in one transaction, and prints the report. */
#include <string.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "analysis/lw-import.h"
#include "cli/lw-cli.h"
#include "draw/lw-format-counting.h"
#include "model/lw-basemap.h"
#include "model/lw-error.h"
#include "model/lw-geo-crs.h"

#define MAX_PROBLEMS 50
#define TOLERANCE_NOT_GIVEN (-G_MAXDOUBLE)

typedef struct {
  char *as;
  char *date;
  char *mapping;
  char *sheet;
  char *crs;
  char *unnamed;
  char *unmatched;
  char *rejected;
  char *area;
  char *municipality;
  double tolerance;
  char *layer;
  char *as_area;
  char *code_field;
  char *name_field;
  gboolean as_plans;
  gboolean as_offices;
  gboolean dry_run;
  gboolean json;
} Options;

static void
add_count (JsonBuilder *builder, const char *name, guint value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
print_json (const LwImportResult *result, gboolean dry_run)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "dry_run");
  json_builder_add_boolean_value (builder, dry_run);
  add_count (builder, "offices", result->n_offices);
  add_count (builder, "new", result->counts.n_new);
  add_count (builder, "changed", result->counts.n_changed);
  add_count (builder, "unchanged", result->counts.n_unchanged);
  add_count (builder, "gone", result->counts.n_gone);
  add_count (builder, "matched", result->n_matched);
  add_count (builder, "unmatched", result->n_unmatched);
  add_count (builder, "ambiguous", result->n_ambiguous);
  add_count (builder, "rejected", result->n_rejected);
  add_count (builder, "assumed_occupied", result->n_assumed);
  add_count (builder, "observations_new", result->observed.n_new);
  add_count (builder, "observations_unknown", result->observed.n_unknown);
  add_count (builder, "observations_changed", result->observed.n_changed);
  add_count (builder, "observations_unchanged", result->observed.n_unchanged);
  add_count (builder, "figures", result->n_figures);
  add_count (builder, "demand_rows", result->n_demand);
  add_count (builder, "areas", result->n_areas);
  add_count (builder, "plans", result->n_plans);
  add_count (builder, "placed", result->n_placed);
  add_count (builder, "own_values_kept", result->counts.n_own_kept + result->observed.n_own_kept);
  add_count (builder, "mixed_offices", result->counting.mixed_offices);
  lw_cli_add_number (builder, "mixed_whole_m2", result->counting.mixed_whole_m2);
  lw_cli_add_number (builder, "mixed_counted_m2", result->counting.mixed_counted_m2);
  json_builder_set_member_name (builder, "reports");
  json_builder_begin_array (builder);
  for (guint i = 0; i < result->reports->len; i++)
    json_builder_add_value (builder, lw_import_report_to_json (g_ptr_array_index (result->reports, i)));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  lw_cli_print_json (builder);
}

static void
print_text (const LwImportResult *result, gboolean dry_run)
{
  g_autofree char *mixed = lw_format_mixed_use (NULL, &result->counting);
  g_autofree char *left_out = lw_format_left_out (NULL, &result->counting);

  for (guint i = 0; i < result->reports->len; i++)
    {
      g_autofree char *text = lw_import_report_to_text (g_ptr_array_index (result->reports, i), MAX_PROBLEMS);

      g_print ("%s\n", text);
    }
  if (mixed != NULL)
    g_print ("%s\n", mixed);
  if (left_out != NULL)
    g_print ("%s\n", left_out);
  if (result->counts.n_new + result->counts.n_changed + result->counts.n_unchanged + result->counts.n_gone > 0)
    g_print (_ ("Offices in the document: %u new, %u changed, %u unchanged, %u gone\n"), result->counts.n_new,
             result->counts.n_changed, result->counts.n_unchanged, result->counts.n_gone);
  if (result->n_matched + result->n_unmatched + result->n_ambiguous + result->n_rejected > 0)
    g_print (_ ("Rows of the list: %u matched, %u unmatched, %u ambiguous, %u rejected\n"), result->n_matched,
             result->n_unmatched, result->n_ambiguous, result->n_rejected);
  if (result->n_assumed > 0)
    g_print (ngettext ("%u office that the list does not name is taken as occupied.\n",
                       "%u offices that the list does not name are taken as occupied.\n", result->n_assumed),
             result->n_assumed);
  if (result->observed.n_new + result->observed.n_changed + result->observed.n_unchanged > 0)
    g_print (_ ("Observations of vacancy: %u new, %u changed, %u unchanged\n"), result->observed.n_new,
             result->observed.n_changed, result->observed.n_unchanged);
  if (result->observed.n_unknown > 0)
    g_print (ngettext ("%u of the new ones says that the vacancy of an office is unknown on that date.\n",
                       "%u of the new ones say that the vacancy of an office is unknown on that date.\n",
                       result->observed.n_unknown),
             result->observed.n_unknown);
  if (result->n_figures > 0)
    g_print (ngettext ("%u published figure is in the document.\n", "%u published figures are in the document.\n",
                       result->n_figures),
             result->n_figures);
  if (result->n_demand > 0)
    g_print (ngettext ("%u row of demand is in the document.\n", "%u rows of demand are in the document.\n",
                       result->n_demand),
             result->n_demand);
  if (result->n_areas > 0)
    g_print (ngettext ("%u area is in the document.\n", "%u areas are in the document.\n", result->n_areas),
             result->n_areas);
  if (result->n_plans > 0)
    g_print (ngettext ("%u plan is in the document.\n", "%u plans are in the document.\n", result->n_plans),
             result->n_plans);
  if (dry_run)
    g_print ("%s\n", _ ("Dry run: the document is as it was."));
}

static gboolean
set_unmatched (const char *word, LwImportRequest *request, GError **error)
{
  if (word == NULL)
    return TRUE;
  if (strcmp (word, "add") == 0)
    request->new_offices = LW_NEW_OFFICES_ADD;
  else if (strcmp (word, "report") == 0)
    request->new_offices = LW_NEW_OFFICES_REPORT;
  else
    {
      g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT,
                   _ ("rows about offices that the document does not have are add or report, not “%s”"), word);
      return FALSE;
    }
  return TRUE;
}

/* Codes of the municipalities that are asked for, by code of any year or by name; %NULL for all. */
static gboolean
find_municipalities (const char *words, GStrv *codes, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = words != NULL ? g_strsplit (words, ",", -1) : NULL;
  const LwBasemap *map = lw_basemap_get_default ();
  guint n;

  *codes = NULL;
  for (guint i = 0; parts != NULL && parts[i] != NULL; i++)
    {
      const char *word = g_strstrip (parts[i]);
      const LwRegisterEntry *entry = lw_basemap_find_in_register (map, word, LW_DATE_UNKNOWN);
      int place = entry == NULL ? lw_basemap_find_municipality_by_name (map, word) : -1;

      if (entry == NULL && place < 0)
        {
          g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT,
                       _ ("there is no municipality “%s”, or more than one; give its code, such as GM0344"), word);
          return FALSE;
        }
      g_strv_builder_add (builder, entry != NULL ? entry->code : lw_basemap_get_municipalities (map, &n)[place].code);
    }
  if (parts != NULL)
    *codes = g_strv_builder_end (builder);
  return TRUE;
}

/* What geodata is, where the user says so. */
static gboolean
set_geodata (const Options *options, LwImportRequest *request, GError **error)
{
  g_autoptr (LwGeoCrs) crs = options->crs != NULL ? lw_geo_crs_new (options->crs, error) : NULL;

  if (options->crs != NULL && crs == NULL)
    return FALSE;
  if ((options->as_area != NULL) + options->as_plans + options->as_offices > 1)
    {
      g_set_error_literal (error, LW_ERROR, LW_ERROR_ARGUMENT,
                           _ ("geodata is areas, plans or offices; give one of --as-area, --as-plans and --as-offices"));
      return FALSE;
    }
  request->crs = options->crs;
  request->layer = options->layer;
  request->code_field = options->code_field;
  request->name_field = options->name_field;
  if (options->as_plans)
    request->role = LW_GEODATA_PLANS;
  else if (options->as_offices)
    request->role = LW_GEODATA_OFFICES;
  if (options->as_area == NULL || lw_geodata_role_parse_area (options->as_area, &request->role))
    return TRUE;
  g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT,
               _ ("areas are municipality, province, region, location or planning, not “%s”"), options->as_area);
  return FALSE;
}

static gboolean
make_request (const Options *options, LwImportRequest *request, GError **error)
{
  GError *local = NULL;

  lw_import_request_init (request);
  request->dry_run = options->dry_run;
  request->mapping_path = options->mapping;
  request->sheet = options->sheet;
  request->date = lw_cli_parse_date (options->date, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (options->as != NULL && !lw_source_kind_parse (options->as, &request->kind))
    {
      g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT,
                   _ ("there is no kind of source “%s”; use bag, csv, xlsx, ods, demand, statline, geojson, gml or gpkg"),
                   options->as);
      return FALSE;
    }
  if (options->tolerance != TOLERANCE_NOT_GIVEN)
    request->tolerance_m = options->tolerance;
  if (options->tolerance != TOLERANCE_NOT_GIVEN
      && !(options->tolerance >= 0 && options->tolerance <= LW_JOIN_MAX_TOLERANCE_M))
    {
      g_set_error_literal (error, LW_ERROR, LW_ERROR_ARGUMENT, _ ("the tolerance is 0 to 1000 metres"));
      return FALSE;
    }
  if (!set_unmatched (options->unmatched, request, error) || !set_geodata (options, request, error))
    return FALSE;
  if (options->unnamed == NULL || strcmp (options->unnamed, "unknown") == 0)
    request->unlisted = LW_UNLISTED_UNKNOWN;
  else if (strcmp (options->unnamed, "occupied") == 0)
    request->unlisted = LW_UNLISTED_OCCUPIED;
  else if (strcmp (options->unnamed, "keep") == 0)
    request->unlisted = LW_UNLISTED_KEEP;
  else
    {
      g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT,
                   _ ("offices that a list does not name are unknown, occupied or keep, not “%s”"), options->unnamed);
      return FALSE;
    }
  return TRUE;
}

/* The rows of all sources that were not used or are doubtful; without any, no file. */
static gboolean
save_rejected (const LwImportResult *result, const char *path, GError **error)
{
  g_autoptr (LwImportRows) rows = lw_import_rows_new ();

  for (guint i = 0; path != NULL && i < result->reports->len; i++)
    {
      LwImportRows *some = lw_import_report_get_rows (g_ptr_array_index (result->reports, i));

      for (guint r = 0; r < lw_import_rows_get_n (some); r++)
        lw_import_rows_add (rows, lw_import_rows_get (some, r));
    }
  return path == NULL || lw_import_rows_save (rows, path, NULL, error);
}

static LwCliStatus
run (LwCli *cli, GStrv arguments, const Options *options)
{
  gboolean made = !g_file_test (arguments[0], G_FILE_TEST_EXISTS);
  g_autoptr (LwStore) store = NULL;
  g_autoptr (LwImportResult) result = NULL;
  g_autofree char *title = lw_cli_title_from_path (arguments[0]);
  g_auto (GStrv) municipalities = NULL;
  g_autoptr (LwGeometry) area = NULL;
  LwImportRequest request;
  GError *error = NULL;

  if (!make_request (options, &request, &error)
      || !find_municipalities (options->municipality, &municipalities, &error))
    return lw_cli_usage ("import", error->message);
  request.municipalities = (const char *const *) municipalities;
  if (options->area != NULL
      && (request.area = area = lw_import_read_area (options->area, &request, cli->cancellable, &error)) == NULL)
    return lw_cli_fail (error);
  store = made ? lw_store_create (arguments[0], title, &error)
               : lw_cli_open_to_write (arguments[0], options->dry_run, &error);
  if (store == NULL || (made && !lw_store_own (store, &error)))
    return lw_cli_fail (error);
  result = lw_import_run (store, (const char *const *) arguments + 1, &request, cli->progress, NULL, cli->cancellable,
                          &error);
  g_clear_pointer (&store, lw_store_close);
  if (made && (result == NULL || options->dry_run))
    g_unlink (arguments[0]);
  if (result == NULL || !save_rejected (result, options->rejected, &error))
    return lw_cli_fail (error);
  if (options->json)
    print_json (result, options->dry_run);
  else
    print_text (result, options->dry_run);
  return result->n_rejected + result->n_unmatched + result->n_ambiguous > 0 ? LW_CLI_REJECTED : LW_CLI_DONE;
}

static gboolean
parse (Options *options, GStrv *rest, LwCliStatus *status)
{
  const GOptionEntry entries[] = {
    { "as", 0, 0, G_OPTION_ARG_STRING, &options->as,
      N_ ("What the sources are: bag, csv, xlsx, ods, demand, statline, geojson, gml or gpkg"), "KIND" },
    { "date", 0, 0, G_OPTION_ARG_STRING, &options->date, N_ ("Reference date of lists that do not tell theirs"),
      "YYYY-MM-DD" },
    { "mapping", 0, 0, G_OPTION_ARG_FILENAME, &options->mapping, N_ ("Which column holds what"), "MAP.json" },
    { "sheet", 0, 0, G_OPTION_ARG_STRING, &options->sheet,
      N_ ("Which sheet of a workbook; without it the one that holds the table"), "NAME" },
    { "crs", 0, 0, G_OPTION_ARG_STRING, &options->crs, N_ ("Coordinate system of sources that do not tell theirs"),
      "EPSG:N" },
    { "unnamed", 0, 0, G_OPTION_ARG_STRING, &options->unnamed,
      N_ ("What offices become that a list does not name: unknown (default), occupied or keep"), "STATE" },
    { "unmatched", 0, 0, G_OPTION_ARG_STRING, &options->unmatched,
      N_ ("What rows become that mean no office of the document: add or report; without it they are offices only in an "
          "empty document"),
      "STATE" },
    { "tolerance", 0, 0, G_OPTION_ARG_DOUBLE, &options->tolerance,
      N_ ("Metres within which a position means an office, of rows without BAG id and address (as the mapping says, or 25); "
          "0 for never"),
      "M" },
    { "municipality", 0, 0, G_OPTION_ARG_STRING, &options->municipality,
      N_ ("Of the register only offices in these municipalities, by code or name"), "GM0344[,…]" },
    { "area", 0, 0, G_OPTION_ARG_FILENAME, &options->area,
      N_ ("Of the register only offices in the polygons of this file"), "AREA.geojson" },
    { "rejected", 0, 0, G_OPTION_ARG_FILENAME, &options->rejected,
      N_ ("Write the rows that were not used or are doubtful as CSV, to mend and import again"), "OUT.csv" },
    { "layer", 0, 0, G_OPTION_ARG_STRING, &options->layer, N_ ("Layer of a GeoPackage; without it the first"), "NAME" },
    { "as-area", 0, 0, G_OPTION_ARG_STRING, &options->as_area,
      N_ ("Geodata is areas: municipality, province, region, location or planning"), "KIND" },
    { "as-plans", 0, 0, G_OPTION_ARG_NONE, &options->as_plans, N_ ("Geodata is plans for new offices"), NULL },
    { "as-offices", 0, 0, G_OPTION_ARG_NONE, &options->as_offices, N_ ("Geodata is offices"), NULL },
    { "code-field", 0, 0, G_OPTION_ARG_STRING, &options->code_field, N_ ("Property that holds the code of areas"),
      "NAME" },
    { "name-field", 0, 0, G_OPTION_ARG_STRING, &options->name_field,
      N_ ("Property that holds the name of areas or plans"), "NAME" },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &options->dry_run, N_ ("Only count; change nothing"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options->json, N_ ("Print JSON"), NULL },
    { NULL },
  };

  return lw_cli_parse ("import", entries, rest, 2, G_MAXUINT, status);
}

LwCliStatus
lw_cli_import (LwCli *cli, GStrv arguments)
{
  Options options = { .tolerance = TOLERANCE_NOT_GIVEN };
  g_auto (GStrv) rest = g_strdupv (arguments);
  LwCliStatus status;

  if (parse (&options, &rest, &status))
    status = run (cli, rest, &options);
  g_free (options.as);
  g_free (options.date);
  g_free (options.mapping);
  g_free (options.sheet);
  g_free (options.crs);
  g_free (options.municipality);
  g_free (options.unnamed);
  g_free (options.unmatched);
  g_free (options.rejected);
  g_free (options.area);
  g_free (options.layer);
  g_free (options.as_area);
  g_free (options.code_field);
  g_free (options.name_field);
  return status;
}
