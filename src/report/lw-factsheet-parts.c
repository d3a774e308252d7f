/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-factsheet-parts: head, figures, maps and charts of the factsheet. With a scenario they show the year of
 * the scenario, without one the reference date. */
#include "report/lw-factsheet-private.h"

#include "draw/lw-chart-draw.h"
#include "draw/lw-chart-make.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define TITLE_SIZE 17.0
#define FIGURE_HEIGHT 50.0
#define MAP_HEIGHT 214.0
#define CHART_HEIGHT 142.0
#define N_FIGURES 5

/** lw_sheet_draw_heading: one heading, what follows it in plain letters; returns where the part begins */
double
lw_sheet_draw_heading (const LwSheetPage *page, const char *heading, const char *rest, double x, double top)
{
  double width, baseline = top + LW_SHEET_HEADING;

  if (page->cr == NULL)
    return top + LW_SHEET_HEADING_HEIGHT;
  cairo_tag_begin (page->cr, "H2", NULL);
  lw_text_show (page->text, page->cr, heading, LW_SHEET_HEADING, LW_TEXT_BOLD, page->palette->text, x,
                baseline, 0);
  cairo_tag_end (page->cr, "H2");
  lw_text_measure (page->text, heading, LW_SHEET_HEADING, LW_TEXT_BOLD, &width, NULL);
  if (rest != NULL)
    lw_text_show_within (page->text, page->cr, rest, LW_SHEET_TYPE, LW_TEXT_REGULAR, page->palette->text_dim,
                         x + width + 5, baseline, 0, LW_PAGE_WIDTH - LW_SHEET_MARGIN - x - width - 5);
  return top + LW_SHEET_HEADING_HEIGHT;
}

static char *
make_subtitle (const LwFactsheet *sheet)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) strings = NULL;

  if (sheet->scenario != NULL && sheet->a != NULL)
    {
      /* Translators: under the title of the factsheet; both are names of scenarios */
      g_autofree char *part
          = sheet->b != NULL && sheet->b_name != NULL
                ? g_strdup_printf (_ ("Scenario A “%s” against B “%s” and the baseline"),
                                   sheet->scenario->name, sheet->b_name)
                : g_strdup_printf (_ ("Scenario A “%s” against the baseline"), sheet->scenario->name);
      g_strv_builder_add (parts, part);
    }
  if (sheet->offices != NULL && sheet->offices->date != LW_DATE_UNKNOWN)
    {
      g_autofree char *day = lw_date_to_display (sheet->offices->date);
      g_autofree char *part = g_strdup_printf (_ ("state on %s"), day);

      g_strv_builder_add (parts, part);
    }
  if (sheet->printed != LW_DATE_UNKNOWN)
    {
      g_autofree char *day = lw_date_to_display (sheet->printed);
      g_autofree char *part = g_strdup_printf (_ ("printed %s"), day);

      g_strv_builder_add (parts, part);
    }
  strings = g_strv_builder_end (parts);
  return g_strjoinv (" · ", strings);
}

static double
badge_width (const LwSheetPage *page)
{
  double width;

  lw_text_measure (page->text, _ ("Fictional example"), page->palette->type_size, LW_TEXT_BOLD, &width, NULL);
  return width + page->palette->type_size * 1.6;
}

/** lw_sheet_draw_head: title, line of scenario and dates, badge */
double
lw_sheet_draw_head (const LwSheetPage *page)
{
  double baseline = LW_SHEET_MARGIN + TITLE_SIZE * 0.8, room = LW_SHEET_WIDTH, height = 0;
  double title_room = room - (page->sheet->fictional ? badge_width (page) + 8 : 0);
  double ascent = lw_text_ascent (page->text, LW_SHEET_HEADING, LW_TEXT_REGULAR);
  g_autofree char *subtitle = make_subtitle (page->sheet);

  if (*subtitle != '\0')
    height = lw_text_measure_paragraph (page->text, subtitle, LW_SHEET_HEADING, room);
  if (page->cr != NULL)
    {
      cairo_tag_begin (page->cr, "H1", NULL);
      lw_text_show_fitted (page->text, page->cr, page->sheet->title, TITLE_SIZE, LW_TEXT_BOLD,
                           page->palette->text, LW_SHEET_MARGIN, baseline, 0, title_room);
      cairo_tag_end (page->cr, "H1");
      if (page->sheet->fictional)
        lw_map_draw_badge_at (page->cr, page->text, page->palette,
                              LW_PAGE_WIDTH - LW_SHEET_MARGIN - badge_width (page), baseline - 2);
      if (*subtitle != '\0')
        {
          cairo_tag_begin (page->cr, "P", NULL);
          lw_text_show_paragraph (page->text, page->cr, subtitle, LW_SHEET_HEADING, page->palette->text_dim,
                                  LW_SHEET_MARGIN, baseline + 16 - ascent, room);
          cairo_tag_end (page->cr, "P");
        }
    }
  return baseline + 16 - ascent + MAX (height, LW_SHEET_HEADING * 1.4) + 10;
}

typedef struct {
  char *label;
  char *value;
  char *note;
  LwColor color;
} Figure;

static void
make_scenario_figures (const LwSheetPage *page, Figure *figures)
{
  const LwFactsheet *sheet = page->sheet;
  const LwTrajectory *a = sheet->a;
  int year = sheet->year, base = lw_trajectory_get_base_year (a);
  double rate = sheet->baseline != NULL ? lw_trajectory_get (sheet->baseline, LW_TRAJECTORY_RATE, year) : NAN;
  g_autofree char *baseline = lw_format_percent (NULL, rate);

  figures[0].label = g_strdup_printf (_ ("Stock %d"), year);
  figures[0].value = lw_format_m2_bare (NULL, lw_trajectory_get (a, LW_TRAJECTORY_STOCK, year));
  figures[0].note = g_strdup (_ ("m² vvo"));
  figures[1].label = g_strdup_printf (_ ("Vacancy %d"), year);
  figures[1].value = lw_format_percent (NULL, lw_trajectory_get (a, LW_TRAJECTORY_RATE, year));
  /* Translators: under a vacancy rate: the rate without measures */
  figures[1].note = g_strdup_printf (_ ("baseline %s"), baseline);
  figures[2].label = g_strdup_printf (_ ("Structural %d"), year);
  figures[2].value = lw_format_m2_bare (NULL, lw_trajectory_get (a, LW_TRAJECTORY_STRUCTURAL, year));
  figures[2].note = g_strdup (_ ("m², empty ≥ 3 years"));
  figures[3].label = g_strdup (_ ("Withdrawn"));
  figures[3].value
      = lw_format_m2_bare (NULL, lw_trajectory_get_cumulative (a, LW_TRAJECTORY_WITHDRAWN, year));
  /* Translators: m² in a period of calendar years, both included */
  figures[3].note = year - 1 > base ? g_strdup_printf (_ ("m², %d–%d"), base, year - 1)
                                    : g_strdup_printf (_ ("m², in %d"), base);
  figures[4].label = g_strdup (_ ("Dwellings"));
  figures[4].value
      = lw_format_number (NULL, lw_trajectory_get_cumulative (a, LW_TRAJECTORY_DWELLINGS, year), 0);
  /* Translators: dwellings that are delivered before 1 January of the year */
  figures[4].note = g_strdup_printf (_ ("delivered by %d"), year);
}

static void
make_state_figures (const LwSheetPage *page, Figure *figures)
{
  const LwTotals *totals = page->sheet->totals;
  double known = totals->stock_m2 - totals->vacancy_unknown_m2;
  g_autofree char *norm = lw_format_percent_set (NULL, page->sheet->norm);
  g_autofree char *structural = lw_format_percent (NULL, known > 0 ? totals->structural_m2 / known : NAN);
  g_autofree char *offices = lw_format_count (NULL, totals->offices);

  figures[0].label = g_strdup (_ ("Stock"));
  figures[0].value = lw_format_m2_bare (NULL, totals->stock_m2);
  figures[0].note
      = g_strdup_printf (ngettext ("m² vvo, %s office", "m² vvo, %s offices", totals->offices), offices);
  figures[1].label = g_strdup (_ ("Vacancy"));
  figures[1].value = lw_format_percent (NULL, totals->vacancy_rate);
  figures[1].note = g_strdup_printf (_ ("norm %s"), norm);
  figures[2].label = g_strdup (_ ("Vacant"));
  figures[2].value = lw_format_m2_bare (NULL, known > 0 ? totals->vacant_m2 : NAN);
  figures[2].note = g_strdup (_ ("m² vvo"));
  figures[3].label = g_strdup (_ ("Structural"));
  figures[3].value = lw_format_m2_bare (NULL, known > 0 ? totals->structural_m2 : NAN);
  /* Translators: under the structural vacancy in m²: its share of the stock */
  figures[3].note = known > 0 ? g_strdup_printf (_ ("m², %s of the stock"), structural)
                              : g_strdup (_ ("m², empty ≥ 3 years"));
  figures[4].label = g_strdup (_ ("Task"));
  figures[4].value = lw_format_m2_bare (NULL, lw_sheet_task (totals, page->sheet->norm));
  figures[4].note = g_strdup (_ ("m² to reach the norm"));
}

/** lw_sheet_draw_figures: five boxes with a figure each */
double
lw_sheet_draw_figures (const LwSheetPage *page, double top)
{
  const LwPalette *palette = page->palette;
  double width = (LW_SHEET_WIDTH - (N_FIGURES - 1) * LW_SHEET_GUTTER * 0.8) / N_FIGURES, size = 15;
  Figure figures[N_FIGURES] = {
    { .color = palette->lines[LW_LINE_BASELINE].color },
    { .color = palette->accent },
    { .color = palette->class_arcs[LW_VACANCY_CLASS_VERY_HIGH] },
    { .color = palette->class_arcs[LW_VACANCY_CLASS_HIGH] },
    { .color = lw_color_from_rgb (0x2ec27e) },
  };

  if (page->sheet->totals == NULL && page->sheet->a == NULL)
    return top;
  if (page->cr == NULL)
    return top + FIGURE_HEIGHT + 12;
  if (page->sheet->a != NULL)
    make_scenario_figures (page, figures);
  else
    make_state_figures (page, figures);
  for (guint i = 0; i < N_FIGURES; i++)
    {
      double x = LW_SHEET_MARGIN + i * (width + LW_SHEET_GUTTER * 0.8);

      cairo_rectangle (page->cr, x, top, width, FIGURE_HEIGHT);
      lw_color_set (lw_color_from_rgb (0xf7f6f3), page->cr);
      cairo_fill (page->cr);
      cairo_rectangle (page->cr, x, top, width, 2.2);
      lw_color_set (figures[i].color, page->cr);
      cairo_fill (page->cr);
      lw_text_show_fitted (page->text, page->cr, figures[i].label, LW_SHEET_TYPE, LW_TEXT_REGULAR,
                           palette->text_dim, x + 7, top + 14, 0, width - 10);
      lw_text_show_fitted (page->text, page->cr, figures[i].value, size, LW_TEXT_BOLD, palette->text, x + 7,
                           top + 30, 0, width - 10);
      lw_text_show_fitted (page->text, page->cr, figures[i].note, LW_SHEET_SMALL, LW_TEXT_REGULAR,
                           palette->text_dim, x + 7, top + 42.5, 0, width - 10);
      g_free (figures[i].label);
      g_free (figures[i].value);
      g_free (figures[i].note);
    }
  return top + FIGURE_HEIGHT + 12;
}

/* What stands empty in the year of the scenario; where the projection leaves an office out, what is recorded.
 */
static void
read_states (const LwFactsheet *sheet, double *stock, double *vacant)
{
  const float *stock_then = lw_office_states_get_column (sheet->a_states, LW_OFFICE_STATE_STOCK, sheet->year);
  const float *occupied
      = lw_office_states_get_column (sheet->a_states, LW_OFFICE_STATE_OCCUPIED, sheet->year);

  for (guint i = 0; i < sheet->offices->n; i++)
    {
      gboolean known
          = stock_then != NULL && occupied != NULL && !isnan (stock_then[i]) && !isnan (occupied[i]);

      stock[i] = known ? stock_then[i] : sheet->offices->stock_m2[i];
      vacant[i] = known ? MAX (stock_then[i] - occupied[i], 0) : sheet->offices->vacant_stock_m2[i];
    }
}

static void
draw_map (const LwSheetPage *page, const LwMapScene *scene, double x, double top, double width, double height)
{
  LwMapStyle style = { page->palette, NULL, LW_MAP_NAMES | LW_MAP_SCALE };

  cairo_save (page->cr);
  cairo_translate (page->cr, x, top);
  lw_map_draw (scene, page->cr, page->text, width, height, &style);
  cairo_restore (page->cr);
}

static LwMapView
choose_view (const LwFactsheet *sheet,
             const LwClusterInput *input,
             const char *const *provinces,
             double width)
{
  LwBounds offices, province;

  lw_bounds_init_empty (&offices);
  for (guint i = 0; i < input->n; i++)
    if ((input->shown == NULL || lw_bitset_test (input->shown, i)) && !isnan (input->world_x[i]))
      lw_bounds_add (&offices, input->world_x[i], input->world_y[i]);
  lw_bounds_init_empty (&province);
  if (sheet->basemap != NULL && provinces != NULL)
    lw_map_bound_provinces (sheet->basemap, provinces, &province);
  /* The delivery of one municipality would be a speck in its province. */
  if (province.max_x > province.min_x && offices.max_x - offices.min_x > (province.max_x - province.min_x) / 3)
    return lw_map_view_fit (&province, width, MAP_HEIGHT, 10);
  return lw_map_view_fit (&offices, width, MAP_HEIGHT, 30);
}

static void
draw_second_map (const LwSheetPage *page, const LwMapScene *now, double top)
{
  const LwFactsheet *sheet = page->sheet;
  g_autofree double *stock = g_new (double, MAX (sheet->offices->n, 1));
  g_autofree double *vacant = g_new (double, MAX (sheet->offices->n, 1));
  g_autofree char *heading = g_strdup_printf (_ ("1 January %d, scenario A"), sheet->year);
  double x = LW_SHEET_MARGIN + LW_SHEET_HALF + LW_SHEET_GUTTER;
  g_autoptr (LwClusters) then = NULL;
  LwMapScene scene = *now;

  read_states (sheet, stock, vacant);
  then = lw_clusters_with_values (now->clusters, stock, vacant);
  scene.clusters = then;
  top = lw_sheet_draw_heading (page, heading, NULL, x, top);
  draw_map (page, &scene, x, top, LW_SHEET_HALF, MAP_HEIGHT);
}

static void
draw_chart (const LwSheetPage *page, LwChart *chart, double x, double top, double width, double height)
{
  cairo_save (page->cr);
  cairo_translate (page->cr, x, top);
  lw_chart_draw (chart, page->cr, page->text, width, height, page->palette, NULL);
  cairo_restore (page->cr);
  lw_chart_free (chart);
}

/* Where no vacancy is known, what there is; bars of nothing would say that nothing stands empty. */
static void
draw_stock_only (const LwSheetPage *page, double x, double top)
{
  top = lw_sheet_draw_heading (page, _ ("Vacancy"), NULL, x, top);
  lw_text_show_paragraph (page->text, page->cr,
                          _ ("No vacancy is known on this date. Import a vacancy list to see it here."),
                          LW_SHEET_TYPE, page->palette->text_dim, x, top - 2, LW_SHEET_HALF);
  top += 26;
  if (page->sheet->by_location != NULL && page->sheet->by_location->n > 1)
    draw_chart (page, lw_chart_make_breakdown (page->sheet->by_location, NULL, LW_CHART_COLUMNS, NULL, 12), x, top,
                LW_SHEET_HALF, 120);
}

/* Beside the one map without a scenario: what stands empty by age, and where. */
static void
draw_statistics (const LwSheetPage *page, double top)
{
  double x = LW_SHEET_MARGIN + LW_SHEET_HALF + LW_SHEET_GUTTER, bottom = top + MAP_HEIGHT, rows;

  if (isnan (page->sheet->totals->vacancy_rate))
    {
      draw_stock_only (page, x, top);
      return;
    }
  top = lw_sheet_draw_heading (page, _ ("Vacancy by age"), _ ("m²"), x, top);
  draw_chart (page, lw_chart_make_ages (page->sheet->totals), x, top, LW_SHEET_HALF, 44);
  top += 52;
  if (page->sheet->by_location == NULL)
    return;
  rows = floor ((bottom - top - page->palette->type_size * 1.9) / (page->palette->type_size * 2));
  draw_chart (
      page,
      lw_chart_make_breakdown (page->sheet->by_location, NULL, LW_CHART_BARS, NULL, (guint)MAX (rows, 1)), x,
      top, LW_SHEET_HALF, bottom - top);
}

/** lw_sheet_draw_maps: the map of now, and that of the scenario's year or the statistics beside it */
double
lw_sheet_draw_maps (const LwSheetPage *page, double top)
{
  const LwFactsheet *sheet = page->sheet;
  double end = top + LW_SHEET_HEADING_HEIGHT + MAP_HEIGHT + 22;
  g_auto (GStrv) found = NULL;
  g_autoptr (LwClusters) clusters = NULL;
  g_autofree char *date = NULL;
  LwClusterInput input;
  LwMapScene scene;
  double y;

  if (sheet->offices == NULL)
    return top;
  if (page->cr == NULL)
    return end;
  lw_map_scene_init (&scene);
  lw_cluster_input_init (&input, sheet->offices, sheet->shown);
  if (sheet->provinces == NULL && sheet->basemap != NULL)
    found = lw_map_find_provinces (sheet->basemap, sheet->offices, sheet->shown);
  scene.basemap = sheet->basemap;
  scene.provinces = sheet->provinces != NULL ? sheet->provinces : (const char *const *)found;
  scene.view = choose_view (sheet, &input, scene.provinces, LW_SHEET_HALF);
  scene.clusters = clusters
      = lw_clusters_new (&input, lw_clusters_level (scene.view.zoom), page->palette->scale);
  date = lw_date_to_display (sheet->offices->date);
  y = lw_sheet_draw_heading (page, *date != '\0' ? date : _ ("Map"), NULL, LW_SHEET_MARGIN, top);
  draw_map (page, &scene, LW_SHEET_MARGIN, y, LW_SHEET_HALF, MAP_HEIGHT);
  if (sheet->a_states != NULL && sheet->a != NULL)
    draw_second_map (page, &scene, top);
  else if (sheet->totals != NULL)
    draw_statistics (page, top);
  lw_map_draw_key (page->cr, page->text, page->palette, LW_SHEET_MARGIN, end - 9);
  return end;
}

static LwChart *
make_trajectory (const LwFactsheet *sheet)
{
  LwTrajectoryChart data = {
    .column = LW_TRAJECTORY_RATE,
    .history = sheet->history,
    .baseline = sheet->baseline,
    .a = sheet->a,
    .a_label = sheet->scenario != NULL ? sheet->scenario->name : NULL,
    .b = sheet->b,
    .b_label = sheet->b_name,
    .band_low = sheet->band_low,
    .band_high = sheet->band_high,
    .norm = sheet->norm,
    .year = sheet->year,
  };

  return lw_chart_make_trajectory (&data, NULL);
}

/** lw_sheet_draw_charts: the trajectory, or stock by size and by building year */
double
lw_sheet_draw_charts (const LwSheetPage *page, double top)
{
  const LwFactsheet *sheet = page->sheet;
  double x = LW_SHEET_MARGIN, height = CHART_HEIGHT * 0.72;

  top += 6;
  if (sheet->a != NULL)
    {
      if (page->cr != NULL)
        draw_chart (page, make_trajectory (sheet), x, top, LW_SHEET_WIDTH, CHART_HEIGHT);
      return top + CHART_HEIGHT + 12;
    }
  if (sheet->by_size == NULL && sheet->by_year == NULL)
    return top;
  if (page->cr != NULL && sheet->by_size != NULL)
    {
      draw_chart (page, lw_chart_make_breakdown (sheet->by_size, NULL, LW_CHART_COLUMNS, NULL, 12), x, top,
                  LW_SHEET_HALF, height);
      x += LW_SHEET_HALF + LW_SHEET_GUTTER;
    }
  if (page->cr != NULL && sheet->by_year != NULL)
    draw_chart (page, lw_chart_make_breakdown (sheet->by_year, NULL, LW_CHART_COLUMNS, NULL, 12), x, top,
                LW_SHEET_HALF, height);
  return top + height + 14;
}
