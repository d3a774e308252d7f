/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-export-run: see lw-export-run.h. */
#include "analysis/lw-export-run.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "analysis/lw-area-shapes.h"
#include "analysis/lw-assess.h"
#include "analysis/lw-export-about.h"
#include "analysis/lw-run.h"
#include "model/lw-error.h"
#include "statistics/lw-statistics.h"
#include "statistics/lw-totals-table.h"
#include "store/lw-store-export.h"

static const char *const tokens[LW_N_EXPORT_WHATS] = { "offices", "areas", "results" };

/** lw_export_what_get_token: the word on the command line */
const char *
lw_export_what_get_token (LwExportWhat what)
{
  g_return_val_if_fail (what < LW_N_EXPORT_WHATS, NULL);
  return tokens[what];
}

/** lw_export_what_from_token: %FALSE if there is no such word */
gboolean
lw_export_what_from_token (const char *token, LwExportWhat *what)
{
  for (guint i = 0; i < LW_N_EXPORT_WHATS; i++)
    if (strcmp (tokens[i], token) == 0)
      {
        *what = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * lw_export_request_set_path:
 * @path: the file to write, whose ending says the format; it belongs to the caller
 * @excel: whether CSV is for a spreadsheet
 *
 * Returns: %FALSE with %LW_ERROR_UNSUPPORTED for another ending
 */
gboolean
lw_export_request_set_path (LwExportRequest *request, const char *path, gboolean excel, GError **error)
{
  const char *ending = strrchr (path, '.');

  request->path = path;
  request->geopackage = ending != NULL && g_ascii_strcasecmp (ending, ".gpkg") == 0;
  return request->geopackage || lw_export_format_from_path (path, excel, &request->format, error);
}

/* The classes of vacancy in the colours asked for. */
static void
fill_classes (const LwExportRequest *request, LwExportClass *classes, GPtrArray *labels)
{
  for (guint c = 0; c < LW_N_VACANCY_CLASSES; c++)
    {
      char *label = g_strdup_printf ("%s: %s", lw_classify_vacancy_label (c), lw_classify_vacancy_limits (c));

      g_ptr_array_add (labels, label);
      classes[c] = (LwExportClass){ lw_classify_vacancy_low (c), label, request->colours[c] };
    }
}

static gboolean
export_offices (LwStore *store, const LwExportRequest *request, LwProvenance *about, LwExportOptions *options,
                GError **error)
{
  g_autoptr (GPtrArray) list = lw_store_read_notes (store, 0, request->confidential, error);
  g_autoptr (LwNoteTexts) notes = NULL;

  if (list == NULL)
    return FALSE;
  notes = lw_note_texts_new (list);
  options->rows = request->rows;
  options->notes = notes;
  if (lw_note_texts_have_confidential (notes, request->offices, request->rows))
    about->notice = g_strdup (lw_note_texts_notice ());
  return request->geopackage ? lw_store_export_offices (request->path, request->offices, options, error)
                             : lw_export_offices (request->path, request->format, request->offices, options, error);
}

static gboolean
has_shapes (GPtrArray *shapes)
{
  for (guint i = 0; i < shapes->len; i++)
    if (g_ptr_array_index (shapes, i) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
write_table (const LwExportRequest *request, LwTable *table, const char *layer, const LwExportOptions *options,
             GError **error)
{
  return request->geopackage ? lw_store_export_table (request->path, table, layer, options, error)
                             : lw_export_table (request->path, request->format, table, options, error);
}

static gboolean
export_areas (LwStore *store, const LwExportRequest *request, LwProvenance *about, LwExportOptions *options,
              GError **error)
{
  LwDimension by = (LwDimension)request->by;
  g_autoptr (LwBreakdown) breakdown = lw_statistics_break_down (request->offices, request->rows, by);
  g_autoptr (LwTable) table = lw_breakdown_to_table (breakdown, about->content);
  /* "location-type" is no name of a table. */
  g_autofree char *layer = g_strdelimit (g_strdup (lw_dimension_name (by)), "-", '_');
  gboolean bundled;
  g_autoptr (GPtrArray) shapes
      = lw_area_shapes_read (store, request->offices, by, breakdown->keys, breakdown->n, &bundled, error);

  if (shapes == NULL)
    return FALSE;
  if (has_shapes (shapes))
    {
      options->shapes = shapes;
      about->boundaries = lw_export_about_boundaries (bundled);
    }
  return write_table (request, table, layer, options, error);
}

static void
add_years (LwTable *table, const char *scenario, const char *dimension, const LwTrajectory *trajectory)
{
  int base = lw_trajectory_get_base_year (trajectory);

  /* The base itself is no result; rows begin with the first year computed. */
  for (guint i = 1; i < lw_trajectory_get_n_rows (trajectory); i++)
    {
      guint row = lw_table_add_row (table);

      lw_table_set_text (table, row, 0, scenario);
      lw_table_set_text (table, row, 1, dimension);
      lw_table_set_text (table, row, 2, dimension[0] != '\0' ? lw_trajectory_get_key (trajectory) : "");
      lw_table_set_text (table, row, 3, dimension[0] != '\0' ? lw_trajectory_get_label (trajectory) : "");
      lw_table_set_integer (table, row, 4, base + (int)i);
      for (guint c = 0; c < LW_N_TRAJECTORY_COLUMNS; c++)
        lw_table_set_number (table, row, c + 5, lw_trajectory_get_column (trajectory, c)[i]);
    }
}

static LwTable *
make_results (const LwRun *run, const char *name, const char *scenario, const char *dimension)
{
  LwTable *table = lw_table_new (name);

  lw_table_add_column (table, "scenario", NULL, LW_TABLE_TEXT, NULL);
  lw_table_add_column (table, "dim", NULL, LW_TABLE_TEXT, NULL);
  lw_table_add_column (table, "key", NULL, LW_TABLE_TEXT, NULL);
  lw_table_add_column (table, "label", NULL, LW_TABLE_TEXT, NULL);
  lw_table_add_column (table, "year", NULL, LW_TABLE_INTEGER, NULL);
  for (guint c = 0; c < LW_N_TRAJECTORY_COLUMNS; c++)
    lw_table_add_column (table, lw_trajectory_column_get_name (c), NULL, LW_TABLE_NUMBER,
                         c == LW_TRAJECTORY_RATE ? "fraction" : NULL);
  add_years (table, scenario, "", run->total);
  for (guint i = 0; run->groups != NULL && i < run->groups->len; i++)
    add_years (table, scenario, dimension, g_ptr_array_index (run->groups, i));
  return table;
}

/* The table with which the scenario is computed: one that knows scores if a rule asks for them. */
static LwOffices *
take_offices (LwStore *store, const LwExportRequest *request, GCancellable *cancellable, GError **error)
{
  g_autoptr (LwAssessBasis) basis = NULL;

  if (request->offices->scored || !lw_run_needs_scores (request->scenario))
    return lw_offices_ref (request->offices);
  basis = lw_assess_basis_read (store, NULL, NULL, NULL, cancellable, error);
  return basis != NULL ? lw_assess_score (request->offices, basis, cancellable, error) : NULL;
}

static LwRun *
run_scenario (LwStore *store, const LwExportRequest *request, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) plans = lw_store_read_plans (store, error);
  g_autoptr (GPtrArray) demand = plans ? lw_store_read_demand (store, error) : NULL;
  g_autoptr (GArray) jobs = demand ? lw_store_read_jobs (store, error) : NULL;
  g_autoptr (LwOffices) offices = jobs ? take_offices (store, request, cancellable, error) : NULL;
  LwRunInput input = { .offices = offices, .scenario = request->scenario, .plans = plans, .demand = demand,
                       .jobs = jobs, .band = LW_DEMAND_BAND_MIDDLE,
                       .by = request->by == LW_EXPORT_BY_NONE ? LW_RUN_NO_GROUPS : request->by };

  return offices != NULL ? lw_run_scenario (&input, cancellable, error) : NULL;
}

static gboolean
export_results (LwStore *store, const LwExportRequest *request, const LwProvenance *about,
                const LwExportOptions *options, GError **error)
{
  gboolean is_map = !request->geopackage && request->format != LW_EXPORT_CSV && request->format != LW_EXPORT_CSV_EXCEL
                    && request->format != LW_EXPORT_XLSX;
  g_autoptr (LwRun) run = NULL;
  g_autoptr (LwTable) table = NULL;

  if (is_map)
    {
      g_set_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED,
                   _ ("%s: results per year have no place on a map; write them as .csv, .xlsx or .gpkg"), request->path);
      return FALSE;
    }
  run = run_scenario (store, request, options->cancellable, error);
  if (run == NULL)
    return FALSE;
  table = make_results (run, about->content, request->scenario->name,
                        request->by != LW_EXPORT_BY_NONE ? lw_dimension_name ((LwDimension)request->by) : "");
  return write_table (request, table, "results", options, error);
}

/* The document itself is never the target, by whatever name or link it is called. */
static gboolean
check_target (LwStore *store, const char *path, GError **error)
{
  GStatBuf document, target;

  if (!lw_export_check_place (path, error))
    return FALSE;
  if (g_stat (path, &target) != 0 || g_stat (lw_store_get_path (store), &document) != 0
      || target.st_dev != document.st_dev || target.st_ino != document.st_ino)
    return TRUE;
  g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT,
               _ ("“%s” is the document itself, which an export would replace; choose another name"), path);
  return FALSE;
}

/**
 * lw_export_run:
 * @store: the document
 * @request: what to write where
 * @cancellable: (nullable): to stop early
 * @error: return location for an error
 *
 * Returns: %FALSE with an error; what was at the path is untouched then
 */
gboolean
lw_export_run (LwStore *store, const LwExportRequest *request, GCancellable *cancellable, GError **error)
{
  g_autoptr (LwProvenance) about = NULL;
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);
  LwExportClass classes[LW_N_VACANCY_CLASSES];
  LwExportOptions options = { .progress = request->progress, .progress_data = request->progress_data,
                              .cancellable = cancellable };

  g_return_val_if_fail (store != NULL && request->path != NULL && request->offices != NULL, FALSE);
  g_return_val_if_fail (request->what != LW_EXPORT_WHAT_RESULTS || request->scenario != NULL, FALSE);
  if (!check_target (store, request->path, error) || (about = lw_export_about_read (store, request, error)) == NULL)
    return FALSE;
  if (request->colours != NULL)
    {
      fill_classes (request, classes, labels);
      options.classes = classes;
      options.n_classes = LW_N_VACANCY_CLASSES;
    }
  options.about = about;
  switch (request->what)
    {
    case LW_EXPORT_WHAT_AREAS:
      return export_areas (store, request, about, &options, error);
    case LW_EXPORT_WHAT_RESULTS:
      return export_results (store, request, about, &options, error);
    case LW_EXPORT_WHAT_OFFICES:
    case LW_N_EXPORT_WHATS:
    default:
      return export_offices (store, request, about, &options, error);
    }
}
