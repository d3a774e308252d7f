/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Charts: ticks at round numbers, labels pushed apart, the sentence that says a chart, what lies under a
 * point, and painting of what is empty, unknown or one. */
#include "draw/lw-chart-axis.h"
#include "draw/lw-chart-draw.h"
#include "draw/lw-chart-make.h"

#include <math.h>
#include <string.h>

#define NB "\302\240"

static LwFormat
english (void)
{
  LwFormat format;

  lw_format_init (&format, ".", ",");
  return format;
}

static void
test_ticks (void)
{
  LwAxis axis;

  lw_axis_init (&axis, 0, 0.185, 5);
  g_assert_cmpfloat_with_epsilon (axis.step, 0.05, 1e-12);
  g_assert_cmpuint (axis.n, ==, 5);
  g_assert_cmpfloat_with_epsilon (axis.high, 0.2, 1e-12);
  g_assert_cmpint (lw_axis_decimals (&axis, 0.01), ==, 0);
  lw_axis_init (&axis, 0, 0.011, 6);
  g_assert_cmpfloat_with_epsilon (axis.step, 0.005, 1e-12);
  g_assert_cmpint (lw_axis_decimals (&axis, 0.01), ==, 1);
  lw_axis_init (&axis, -4e6, 7e6, 5);
  g_assert_cmpfloat (axis.low, <=, -4e6);
  g_assert_cmpfloat (axis.high, >=, 7e6);
  g_assert_cmpuint (axis.n, <=, 5);
  g_assert_true (lw_axis_tick (&axis, 1) == 0);
  lw_axis_init (&axis, 0, 0, 5);
  g_assert_cmpfloat (axis.high, >, axis.low);
  lw_axis_init (&axis, NAN, INFINITY, 5);
  g_assert_cmpfloat (axis.high, >, axis.low);
  for (double high = 0.001; high < 1e9; high *= 1.7)
    for (guint most = 2; most <= 8; most++)
      {
        double mantissa;

        lw_axis_init (&axis, 0, high, most);
        mantissa = axis.step / pow (10, floor (log10 (axis.step * 1.0001)));
        g_assert_cmpuint (axis.n, <=, most);
        g_assert_cmpuint (axis.n, >=, 2);
        g_assert_cmpfloat (axis.high, >=, high * (1 - 1e-6));
        g_assert_true (fabs (mantissa - 1) < 1e-6 || fabs (mantissa - 2) < 1e-6
                       || fabs (mantissa - 5) < 1e-6);
      }
}

static void
test_years (void)
{
  int years[LW_AXIS_MAX_TICKS];
  guint n = lw_axis_years (2018, 2045, 6, years);

  g_assert_cmpuint (n, ==, 6);
  g_assert_cmpint (years[0], ==, 2020);
  g_assert_cmpint (years[5], ==, 2045);
  g_assert_cmpuint (lw_axis_years (2025, 2029, 8, years), ==, 5);
  g_assert_cmpuint (lw_axis_years (2021, 2024, 1, years), ==, 1);
  g_assert_cmpuint (lw_axis_years (2025, 2025, 4, years), ==, 1);
  g_assert_cmpuint (lw_axis_years (2025, 2024, 4, years), ==, 0);
  n = lw_axis_years (1950, 2050, 5, years);
  g_assert_cmpuint (n, <=, 5);
  g_assert_cmpint (years[0] % 10, ==, 0);
}

static void
test_push_apart (void)
{
  double free[] = { 10, 50, 90 }, close[] = { 50, 51, 52, 53 }, edge[] = { 1, 2 }, full[] = { 5, 5, 5 };

  lw_axis_push_apart (free, 3, 15, 0, 100);
  g_assert_cmpfloat (free[1], ==, 50);
  lw_axis_push_apart (close, 4, 12, 0, 100);
  for (guint i = 1; i < 4; i++)
    g_assert_cmpfloat (close[i] - close[i - 1], >=, 12 - 1e-3);
  g_assert_cmpfloat_with_epsilon ((close[0] + close[3]) / 2, 51.5, 2);
  lw_axis_push_apart (edge, 2, 12, 0, 100);
  g_assert_cmpfloat (edge[0], >=, 0);
  g_assert_cmpfloat (edge[1] - edge[0], >=, 12 - 1e-3);
  lw_axis_push_apart (full, 3, 40, 0, 50);
  g_assert_cmpfloat (full[0], >=, 0);
}

static LwChart *
make_trajectories (void)
{
  double history[] = { 0.124, NAN, 0.146 }, a[21], base[21];
  LwChart *chart = lw_chart_new (LW_CHART_LINES, LW_CHART_FRACTION, "Vacancy, % of stock");

  for (guint i = 0; i < 21; i++)
    {
      a[i] = 0.146 - i * 0.004;
      base[i] = 0.146 + i * 0.002;
    }
  lw_chart_add_line (chart, LW_LINE_HISTORY, "Observed", 2023, history, 3);
  lw_chart_add_line (chart, LW_LINE_BASELINE, "Baseline", 2025, base, 21);
  lw_chart_add_line (chart, LW_LINE_A, "A Convert", 2025, a, 21);
  lw_chart_set_norm (chart, 0.05, "norm");
  chart->year = 2030;
  return chart;
}

static void
test_describe_lines (void)
{
  LwFormat format = english ();
  g_autoptr (LwChart) chart = make_trajectories ();
  g_autoptr (LwChart) empty = lw_chart_new (LW_CHART_LINES, LW_CHART_M2, "Stock, m²");
  g_autofree char *said = lw_chart_describe (chart, &format), *nothing = lw_chart_describe (empty, &format);

  g_assert_cmpstr (said, ==,
                   "Vacancy, % of stock: Observed from 12.4" NB "% in 2023 to 14.6" NB "% in 2025; "
                   "Baseline from 14.6" NB "% in 2025, 15.6" NB "% in 2030, to 18.6" NB "% in 2045; "
                   "A Convert from 14.6" NB "% in 2025, 12.6" NB "% in 2030, to 6.6" NB "% in 2045; "
                   "norm 5.0" NB "%.");
  g_assert_cmpstr (nothing, ==, "Stock, m²: nothing to show.");
}

static void
test_describe_items (void)
{
  LwFormat format = english ();
  g_autoptr (LwChart) chart = lw_chart_new (LW_CHART_BARS, LW_CHART_M2, "Municipality");
  g_autofree char *said = NULL, *many = NULL;

  lw_chart_add_item (chart, "GM0344", "Utrecht", 138849)->rate = 0.112;
  lw_chart_add_item (chart, "", "unknown", NAN);
  said = lw_chart_describe (chart, &format);
  g_assert_cmpstr (said, ==, "Municipality: Utrecht 138,800" NB "m² (11.2" NB "% vacant); unknown –.");
  for (guint i = 0; i < 10; i++)
    lw_chart_add_item (chart, "x", "Small", 1000 + i);
  many = lw_chart_describe (chart, &format);
  g_assert_true (g_str_has_suffix (many, "; and 7 more."));
}

typedef struct {
  cairo_surface_t *surface;
  cairo_t *cr;
  LwText *text;
} Canvas;

static void
canvas_init (Canvas *canvas)
{
  canvas->surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 400, 200);
  canvas->cr = cairo_create (canvas->surface);
  canvas->text = lw_text_new_for_cairo (canvas->cr);
}

static void
canvas_clear (Canvas *canvas)
{
  g_assert_cmpint (cairo_status (canvas->cr), ==, CAIRO_STATUS_SUCCESS);
  lw_text_free (canvas->text);
  cairo_destroy (canvas->cr);
  cairo_surface_destroy (canvas->surface);
}

static gboolean
canvas_is_blank (Canvas *canvas)
{
  const guint8 *data;
  gsize n = (gsize)cairo_image_surface_get_stride (canvas->surface) * 200;

  cairo_surface_flush (canvas->surface);
  data = cairo_image_surface_get_data (canvas->surface);
  for (gsize i = 0; i < n; i++)
    if (data[i] != 0)
      return FALSE;
  return TRUE;
}

static void
test_hit_lines (void)
{
  const LwPalette *palette = lw_palette_get (LW_PALETTE_LIGHT);
  LwFormat format = english ();
  g_autoptr (LwChart) chart = make_trajectories ();
  Canvas canvas;
  LwChartHit hit, at;

  canvas_init (&canvas);
  g_assert_true (lw_chart_hit (chart, canvas.text, 400, 200, palette, &format, 150, 60, &hit));
  g_assert_cmpint (hit.year, >=, 2023);
  g_assert_cmpint (hit.year, <=, 2045);
  g_assert_cmpuint (hit.line, !=, LW_CHART_NOTHING);
  g_assert_cmpfloat (hit.value, ==,
                     lw_chart_line_value (&g_array_index (chart->lines, LwChartLine, hit.line), hit.year));
  /* Where the hit says that the value is, the same is found again. */
  g_assert_true (lw_chart_hit (chart, canvas.text, 400, 200, palette, &format, hit.x, hit.y, &at));
  g_assert_cmpint (at.year, ==, hit.year);
  g_assert_cmpuint (at.line, ==, hit.line);
  g_assert_cmpfloat_with_epsilon (at.y, hit.y, 1e-9);
  /* Names at the ends are no years. */
  g_assert_false (lw_chart_hit (chart, canvas.text, 400, 200, palette, &format, 395, 60, &hit));
  g_assert_cmpuint (hit.line, ==, LW_CHART_NOTHING);
  canvas_clear (&canvas);
}

static LwChart *
make_items (LwChartKind kind)
{
  LwChart *chart = lw_chart_new (kind, LW_CHART_M2, "Size");

  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *label = g_strdup_printf ("class %u", i);
      LwChartItem *item = lw_chart_add_item (chart, label, label, i == 4 ? NAN : 1000.0 * (i + 1));

      item->all = i == 4 ? NAN : 1000.0 * (i + 2);
      item->part = item->value / 5;
      item->rate = 0.2;
      item->chosen = i == 2;
    }
  return chart;
}

static void
test_hit_items (void)
{
  static const LwChartKind kinds[] = { LW_CHART_BARS, LW_CHART_COLUMNS, LW_CHART_SHARES, LW_CHART_STRIP };
  const LwPalette *palette = lw_palette_get (LW_PALETTE_LIGHT);
  LwFormat format = english ();

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      g_autoptr (LwChart) chart = make_items (kinds[k]);
      Canvas canvas;

      canvas_init (&canvas);
      lw_chart_draw (chart, canvas.cr, canvas.text, 400, 200, palette, &format);
      g_assert_false (canvas_is_blank (&canvas));
      for (guint i = 0; i < chart->items->len; i++)
        {
          cairo_rectangle_t box;
          LwChartHit hit;

          if (!lw_chart_item_box (chart, canvas.text, 400, 200, palette, &format, i, &box))
            {
              g_assert_cmpuint (i, ==, 4); /* the unknown one has no width in a stack */
              continue;
            }
          g_assert_cmpfloat (box.x, >=, 0);
          g_assert_cmpfloat (box.x + box.width, <=, 400 + 1e-6);
          g_assert_cmpfloat (box.y + box.height, <=, 200 + 1e-6);
          g_assert_true (lw_chart_hit (chart, canvas.text, 400, 200, palette, &format, box.x + box.width / 2,
                                       box.y + box.height / 2, &hit));
          g_assert_cmpuint (hit.item, ==, i);
        }
      canvas_clear (&canvas);
    }
}

static void
test_paint_odd_ones (void)
{
  LwFormat format = english ();

  for (guint kind = LW_CHART_LINES; kind <= LW_CHART_STRIP; kind++)
    for (guint p = 0; p < LW_N_PALETTES; p++)
      {
        const LwPalette *palette = lw_palette_get (p);
        g_autoptr (LwChart) empty = lw_chart_new (kind, LW_CHART_M2, NULL);
        g_autoptr (LwChart) one
            = lw_chart_new (kind, LW_CHART_M2, "A title that is far too long for its chart");
        double value = 5, unknown = NAN;
        Canvas canvas;

        canvas_init (&canvas);
        lw_chart_draw (empty, canvas.cr, canvas.text, 400, 200, palette, &format);
        g_assert_cmpfloat (lw_chart_natural_height (empty, palette), >, 0);
        if (kind == LW_CHART_LINES)
          {
            lw_chart_add_line (one, LW_LINE_A, "One", 2025, &value, 1);
            lw_chart_add_line (one, LW_LINE_B, "None", 2025, &unknown, 1);
          }
        else
          lw_chart_add_item (one, "one", "One", NAN);
        lw_chart_draw (one, canvas.cr, canvas.text, 60, 80, palette, &format);
        lw_chart_draw (one, canvas.cr, canvas.text, 3, 3, palette, &format);
        g_assert_false (canvas_is_blank (&canvas));
        canvas_clear (&canvas);
      }
}

static void
test_make_trajectory (void)
{
  g_autoptr (LwTrajectory) a = lw_trajectory_new (2025, 11, NULL, NULL);
  g_autoptr (LwSeries) history = lw_series_new (2);
  LwFormat format = english ();
  LwTrajectoryChart data
      = { .column = LW_TRAJECTORY_RATE, .history = history, .a = a, .a_label = "Convert 24" };
  g_autoptr (LwChart) chart = NULL;
  const LwChartLine *line;

  for (guint i = 0; i < 11; i++)
    lw_trajectory_edit_column (a, LW_TRAJECTORY_RATE)[i] = 0.1;
  history->dates[0] = lw_date_from_ymd (2022, 12, 20);
  history->totals[0].vacancy_rate = 0.12;
  history->dates[1] = lw_date_from_ymd (2025, 1, 1);
  history->totals[1].vacancy_rate = 0.1;
  data.band_low = data.band_high = a;
  data.norm = 0.055;
  chart = lw_chart_make_trajectory (&data, &format);
  g_assert_cmpuint (chart->lines->len, ==, 2);
  line = &g_array_index (chart->lines, LwChartLine, 0);
  g_assert_cmpint (line->first, ==, 2023);
  g_assert_cmpuint (line->n, ==, 3);
  g_assert_true (isnan (line->values[1])); /* a year without observation is a gap */
  g_assert_cmpstr (g_array_index (chart->lines, LwChartLine, 1).label, ==, "A Convert 24");
  g_assert_cmpstr (chart->norm_label, ==, "norm 5.5" NB "%");
  g_assert_cmpuint (chart->band_n, ==, 11);
}

static gboolean
look_different (const LwChart *one, const LwChart *other)
{
  const LwPalette *palette = lw_palette_get (LW_PALETTE_LIGHT);
  LwFormat format = english ();
  Canvas canvas[2];
  gboolean differ;

  for (guint i = 0; i < 2; i++)
    {
      canvas_init (&canvas[i]);
      lw_chart_draw (i == 0 ? one : other, canvas[i].cr, canvas[i].text, 400, 200, palette, &format);
      cairo_surface_flush (canvas[i].surface);
    }
  differ = memcmp (cairo_image_surface_get_data (canvas[0].surface), cairo_image_surface_get_data (canvas[1].surface),
                   200 * (gsize)cairo_image_surface_get_stride (canvas[0].surface))
           != 0;
  for (guint i = 0; i < 2; i++)
    canvas_clear (&canvas[i]);
  return differ;
}

/* Draws take the place of the ends of demand, for a figure that they know; their middle is painted as a line. */
static void
test_make_fan (void)
{
  g_autoptr (LwTrajectory) a = lw_trajectory_new (2025, 3, NULL, NULL);
  g_autoptr (LwSpread) spread = lw_spread_new (2025, 3);
  LwFormat format = english ();
  LwTrajectoryChart data = { .column = LW_TRAJECTORY_RATE, .a = a, .band_low = a, .band_high = a, .norm = NAN };
  g_autoptr (LwChart) chart = NULL, other = NULL, takeup = NULL;

  spread->n_draws = spread->n_planned = 1000;
  for (guint row = 0; row < 3; row++)
    {
      lw_trajectory_edit_column (a, LW_TRAJECTORY_RATE)[row] = 0.1;
      for (LwSpreadQuantile q = 0; q < LW_N_SPREAD_QUANTILES; q++)
        lw_spread_edit_column (spread, LW_SPREAD_RATE, q)[row] = 0.05 + 0.1 * q;
    }
  data.spread = spread;
  chart = lw_chart_make_trajectory (&data, &format);
  g_assert_cmpfloat_with_epsilon (chart->band_low[2], 0.05, 1e-12);
  g_assert_cmpfloat_with_epsilon (chart->band_high[2], 0.25, 1e-12);
  g_assert_cmpstr (g_array_index (chart->lines, LwChartLine, 1).label, ==, "P50");
  g_assert_nonnull (strstr (chart->note, "P10–P90 of 1000 draws"));
  /* The label alone would be the same wherever the line goes on its way. */
  lw_spread_edit_column (spread, LW_SPREAD_RATE, LW_SPREAD_P50)[1] = 0.2;
  other = lw_chart_make_trajectory (&data, &format);
  g_assert_true (look_different (chart, other));
  data.column = LW_TRAJECTORY_TAKEUP;
  takeup = lw_chart_make_trajectory (&data, &format);
  g_assert_cmpuint (takeup->lines->len, ==, 1);
  g_assert_null (strstr (takeup->note, "P10"));
}

static void
test_make_ages (void)
{
  LwTotals totals = { .c_m2 = { 100, 200, 300, 400 } };
  g_autoptr (LwChart) chart = lw_chart_make_ages (&totals);
  g_autoptr (LwChart) unknown = NULL;

  g_assert_cmpuint (chart->items->len, ==, 3);
  g_assert_cmpfloat (g_array_index (chart->items, LwChartItem, 1).value, ==, 500);
  totals.age_unknown_m2 = 50;
  unknown = lw_chart_make_ages (&totals);
  g_assert_cmpuint (unknown->items->len, ==, 4);
  g_assert_cmpint (g_array_index (unknown->items, LwChartItem, 3).color, ==, LW_PART_UNKNOWN);
}

/* The low path of demand gives the high vacancy: the edges come the other way round, and the axis holds them. */
static void
test_band_edges (void)
{
  const double low_demand[] = { 0.10, 0.20, 0.35, NAN }, high_demand[] = { 0.10, 0.08, 0.05, 0.05 };
  g_autoptr (LwChart) chart = lw_chart_new (LW_CHART_LINES, LW_CHART_FRACTION, "Rate");

  lw_chart_add_line (chart, LW_LINE_A, "A", 2025, (const double[]){ 0.1, 0.12, 0.14, 0.15 }, 4);
  lw_chart_set_band (chart, 2025, low_demand, high_demand, 4);
  g_assert_cmpfloat (chart->band_low[1], ==, 0.08);
  g_assert_cmpfloat (chart->band_high[1], ==, 0.20);
  g_assert_cmpfloat (chart->band_low[2], ==, 0.05);
  g_assert_cmpfloat (chart->band_high[2], ==, 0.35);
  g_assert_true (isnan (chart->band_low[3]) && isnan (chart->band_high[3]));
}

static void
test_ages_keys (void)
{
  g_assert_true (g_strv_equal (lw_chart_ages_keys ("c1"), (const char *const[]){ "c1", "c2", NULL }));
  g_assert_true (g_strv_equal (lw_chart_ages_keys ("c3"), (const char *const[]){ "c3", NULL }));
  g_assert_true (g_strv_equal (lw_chart_ages_keys (""), (const char *const[]){ "", NULL }));
  g_assert_null (lw_chart_ages_keys ("c2"));
}

/* Little demand makes much vacancy, so the first edge of a band may be the upper one; the axis reaches to it. */
static void
test_band_fits (void)
{
  const double low[] = { 0.1, 0.9 }, high[] = { 0.1, 0.05 }, line[] = { 0.1, 0.2 };
  g_autoptr (LwChart) chart = lw_chart_new (LW_CHART_LINES, LW_CHART_FRACTION, "Vacancy");
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 300, 160);
  cairo_t *cr = cairo_create (surface);
  LwText *text = lw_text_new_for_cairo (cr);
  const guchar *row;

  lw_chart_add_line (chart, LW_LINE_A, "A", 2025, line, 2);
  lw_chart_set_band (chart, 2025, low, high, 2);
  lw_chart_draw (chart, cr, text, 300, 160, lw_palette_get (LW_PALETTE_LIGHT), NULL);
  cairo_surface_flush (surface);
  row = cairo_image_surface_get_data (surface);
  for (int x = 100; x < 300 * 4; x++)
    g_assert_cmpint (row[x], ==, 0);
  lw_text_free (text);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* A chart whose title is said beside it takes the room of the title for itself. */
static void
test_said_elsewhere (void)
{
  g_autoptr (LwChart) chart = lw_chart_new (LW_CHART_BARS, LW_CHART_M2, "Municipality");
  const LwPalette *palette = lw_palette_get (LW_PALETTE_LIGHT);
  double height;

  lw_chart_add_item (chart, "a", "A", 1);
  height = lw_chart_natural_height (chart, palette);
  chart->said_elsewhere = TRUE;
  g_assert_cmpfloat (lw_chart_natural_height (chart, palette), <, height);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/ticks", test_ticks);
  g_test_add_func ("/chart/years", test_years);
  g_test_add_func ("/chart/push-apart", test_push_apart);
  g_test_add_func ("/chart/describe-lines", test_describe_lines);
  g_test_add_func ("/chart/describe-items", test_describe_items);
  g_test_add_func ("/chart/hit-lines", test_hit_lines);
  g_test_add_func ("/chart/hit-items", test_hit_items);
  g_test_add_func ("/chart/paint-odd-ones", test_paint_odd_ones);
  g_test_add_func ("/chart/make-trajectory", test_make_trajectory);
  g_test_add_func ("/chart/make-ages", test_make_ages);
  g_test_add_func ("/chart/band-edges", test_band_edges);
  g_test_add_func ("/chart/make-fan", test_make_fan);
  g_test_add_func ("/chart/ages-keys", test_ages_keys);
  g_test_add_func ("/chart/band-fits", test_band_fits);
  g_test_add_func ("/chart/said-elsewhere", test_said_elsewhere);
  return g_test_run ();
}
