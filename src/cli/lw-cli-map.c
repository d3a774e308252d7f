/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-cli-map: `map`: the map of a document, now, in a year of a scenario, or what changed between two dates, as a
 * picture. */
#include <math.h>
#include <stdio.h>

#include <glib/gi18n-lib.h>

#include "analysis/lw-realised.h"
#include "cli/lw-cli-run.h"
#include "model/lw-basemap.h"
#include "model/lw-error.h"
#include "model/lw-offices-builder.h"
#include "report/lw-map-file.h"

#define DEFAULT_WIDTH 1200
#define DEFAULT_HEIGHT 900
#define MAX_SIZE 8000
#define PADDING 60

typedef struct {
  int width;
  int height;
  int year;
  const char *output;
  LwDate from; /* what changed since then; LW_DATE_UNKNOWN: nothing is compared */
} Picture;

/* What the map shows of a comparison, beside the offices. */
typedef struct {
  double *sizes;
  LwClusterNotes *notes;
  guint counts[LW_N_CHANGES];
} Compared;

/* The offices in a year of a scenario: their stock and vacant m². */
static LwOffices *
in_year (LwCli *cli, LwStore *store, LwOffices *offices, const char *name, int year, GError **error)
{
  g_autoptr (GPtrArray) scenarios = lw_store_read_scenarios (store, error);
  const LwScenario *scenario = scenarios ? lw_cli_find_scenario (scenarios, name, error) : NULL;
  g_autoptr (LwRun) run = scenario ? lw_cli_run_scenario (cli, store, offices, scenario, NULL, TRUE, error) : NULL;
  g_autoptr (LwOfficesBuilder) builder = NULL;
  const float *stock, *occupied;

  if (run == NULL)
    return NULL;
  if (year < run->base_year || year > run->horizon_year)
    {
      g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT, _ ("the scenario runs from %d to %d; choose a year in between"),
                   run->base_year, run->horizon_year);
      return NULL;
    }
  stock = lw_office_states_get_column (run->states, LW_OFFICE_STATE_STOCK, year);
  occupied = lw_office_states_get_column (run->states, LW_OFFICE_STATE_OCCUPIED, year);
  builder = lw_offices_builder_new_from (offices);
  for (guint i = 0; i < offices->n; i++)
    if (!isnan (stock[i]))
      {
        lw_offices_builder_set_number (builder, LW_OFFICE_STOCK_M2, i, stock[i]);
        lw_offices_builder_set_number (builder, LW_OFFICE_VACANT_STOCK_M2, i, stock[i] - occupied[i]);
      }
  lw_offices_builder_set_date_shown (builder, lw_date_from_ymd (year, 1, 1));
  return lw_offices_builder_end (builder);
}

static void
get_bounds (const LwOffices *offices, const LwBitset *rows, LwBounds *bounds)
{
  guint n;
  const LwProvince *provinces = lw_basemap_get_provinces (lw_basemap_get_default (), &n);

  lw_bounds_init_empty (bounds);
  LW_BITSET_FOREACH (rows, i)
    if (!isnan (offices->world_x[i]))
      lw_bounds_add (bounds, offices->world_x[i], offices->world_y[i]);
  for (guint i = 0; lw_bounds_is_empty (bounds) && i < n; i++)
    {
      lw_bounds_add (bounds, provinces[i].bounds.min_x, provinces[i].bounds.min_y);
      lw_bounds_add (bounds, provinces[i].bounds.max_x, provinces[i].bounds.max_y);
    }
}

static void
clear_compared (Compared *compared)
{
  g_free (compared->sizes);
  g_clear_pointer (&compared->notes, lw_cluster_notes_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Compared, clear_compared)

static char *
describe_dates (const LwOffices *offices, LwDate from)
{
  g_autofree char *date = lw_date_to_display (offices->date), *first = NULL;

  if (from == LW_DATE_UNKNOWN)
    return g_steal_pointer (&date);
  first = lw_date_to_display (from);
  /* Translators: two dates that are compared, as on a map */
  return g_strdup_printf (_ ("%s – %s"), first, date);
}

static void
compare (Compared *compared, const LwOffices *offices, const LwBitset *rows, LwMapScene *scene)
{
  compared->notes = lw_cluster_notes_new (scene->clusters, NULL, NULL);
  lw_cluster_notes_add_changes (compared->notes, scene->clusters, offices);
  lw_map_count_changes (offices, rows, compared->counts);
  scene->notes = compared->notes;
  scene->change_counts = compared->counts;
}

static gboolean
draw (const LwOffices *offices, const LwBitset *rows, gboolean fictional, const char *title, const Picture *picture,
      GError **error)
{
  g_autofree char *date = describe_dates (offices, picture->from);
  g_auto (Compared) compared = { 0 };
  g_autofree char *attribution = lw_basemap_dup_attribution (lw_basemap_get_default ());
  g_autoptr (LwClusters) clusters = NULL;
  g_auto (GStrv) provinces = lw_map_find_provinces (lw_basemap_get_default (), offices, rows);
  guint counts[LW_N_VACANCY_CLASSES];
  const LwPalette *palette = lw_palette_get (LW_PALETTE_LIGHT);
  LwMapStyle style = { palette, NULL, LW_MAP_ALL };
  LwClusterInput input;
  LwMapScene scene;
  LwBounds bounds;

  get_bounds (offices, rows, &bounds);
  lw_map_scene_init (&scene);
  scene.basemap = lw_basemap_get_default ();
  scene.provinces = (const char *const *) provinces;
  scene.view = lw_map_view_fit (&bounds, picture->width, picture->height, PADDING);
  lw_cluster_input_init (&input, offices, rows);
  if (picture->from != LW_DATE_UNKNOWN)
    {
      compared.sizes = g_new (double, MAX (offices->n, 1));
      lw_cluster_fill_sizes (offices, compared.sizes);
      input.stock_m2 = compared.sizes;
    }
  scene.clusters = clusters = lw_clusters_new (&input, lw_clusters_level (scene.view.zoom), palette->scale);
  if (picture->from != LW_DATE_UNKNOWN)
    compare (&compared, offices, rows, &scene);
  else
    {
      lw_map_count_classes (&input, counts);
      scene.class_counts = counts;
    }
  scene.date_text = date;
  scene.attribution = attribution;
  scene.fictional = fictional;
  return lw_map_file_write (&scene, &style, picture->width, picture->height, 1, title, picture->output, error);
}

static gboolean
parse_size (const char *text, Picture *picture, GError **error)
{
  char rest;

  if (text == NULL || (sscanf (text, "%dx%d%c", &picture->width, &picture->height, &rest) == 2 &&
                       picture->width >= 100 && picture->height >= 100 && picture->width <= MAX_SIZE &&
                       picture->height <= MAX_SIZE))
    return TRUE;
  g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT,
               _ ("“%s” is not a size; write it as width x height in pixels, from 100x100 to %dx%d"), text, MAX_SIZE,
               MAX_SIZE);
  return FALSE;
}

/* The offices of a date, or, when an earlier date is given, those of both with what became of them. */
static LwOffices *
read_offices (LwCli *cli, LwStore *store, const char *date, const char *from, Picture *picture, GError **error)
{
  g_autoptr (GArray) dates = NULL;
  g_autoptr (LwDifference) difference = NULL;
  GError *local = NULL;
  LwDate to;

  if (from == NULL)
    return lw_cli_read_offices (cli, store, date, error);
  picture->from = lw_cli_parse_date (from, &local);
  to = local ? LW_DATE_UNKNOWN : lw_cli_parse_date (date, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  if ((dates = lw_store_read_dates (store, error)) == NULL
      || !lw_realised_choose_dates (dates, &picture->from, &to, error))
    return NULL;
  difference = lw_realised_read (store, picture->from, to, LW_DIFFERENCE_LEAST_SHARE, cli->progress, NULL,
                                 cli->cancellable, error);
  return difference ? lw_offices_ref (difference->offices) : NULL;
}

static gboolean
run (LwCli *cli, const char *path, const char *name, const char *filter, const char *date, const char *from,
     Picture *picture, GError **error)
{
  g_autoptr (LwStore) store = lw_store_open (path, LW_STORE_READ_ONLY, error);
  g_autoptr (LwOffices) offices = store ? read_offices (cli, store, date, from, picture, error) : NULL;
  g_autoptr (LwBitset) rows = offices ? lw_cli_apply_filter (cli, store, offices, filter, error) : NULL;
  g_autofree char *title = NULL;
  gboolean fictional;

  if (rows == NULL || !lw_store_read_fictional (store, &fictional, error) ||
      !lw_store_read_property (store, LW_STORE_TITLE, &title, error))
    return FALSE;
  if (name != NULL || picture->year != 0)
    {
      LwOffices *later = in_year (cli, store, offices, name,
                                  picture->year != 0 ? picture->year : lw_date_nearest_january (offices->date), error);

      if (later == NULL)
        return FALSE;
      lw_offices_unref (offices);
      offices = later;
    }
  return draw (offices, rows, fictional, title, picture, error);
}

LwCliStatus
lw_cli_map (LwCli *cli, GStrv arguments)
{
  g_autofree char *name = NULL, *filter = NULL, *date = NULL, *size = NULL, *output = NULL, *from = NULL;
  Picture picture = { DEFAULT_WIDTH, DEFAULT_HEIGHT, 0, NULL, LW_DATE_UNKNOWN };
  const GOptionEntry entries[] = {
    { "scenario", 0, 0, G_OPTION_ARG_STRING, &name, N_ ("Show a year of this scenario"), "NAME" },
    { "year", 0, 0, G_OPTION_ARG_INT, &picture.year, N_ ("The year; the first if not given"), "Y" },
    { "filter", 0, 0, G_OPTION_ARG_STRING, &filter, N_ ("Only offices for which this is true"), "EXPR" },
    { "date", 0, 0, G_OPTION_ARG_STRING, &date, N_ ("The reference date; the newest if not given"), "D" },
    { "from", 0, 0, G_OPTION_ARG_STRING, &from, N_ ("Show what changed since this earlier date"), "D" },
    { "size", 0, 0, G_OPTION_ARG_STRING, &size, N_ ("Width and height in pixels"), "WxH" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("The file to write"), "OUT" },
    { NULL },
  };
  g_auto (GStrv) rest = g_strdupv (arguments);
  LwCliStatus status;
  GError *error = NULL;

  if (!lw_cli_parse ("map", entries, &rest, 1, 1, &status))
    return status;
  if (output == NULL)
    return lw_cli_usage ("map", _ ("say with -o which file to write"));
  if (from != NULL && (name != NULL || picture.year != 0))
    return lw_cli_usage ("map", _ ("a scenario has no earlier date to compare with; leave out --from or the scenario"));
  if (!parse_size (size, &picture, &error))
    return lw_cli_usage ("map", error->message);
  picture.output = output;
  if (!run (cli, rest[0], name, filter, date, from, &picture, &error))
    return lw_cli_fail (error);
  return LW_CLI_DONE;
}
