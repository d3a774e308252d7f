/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-statistics-panel: see lw-statistics-panel.h. */
#include "panels/lw-statistics-panel.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "draw/lw-chart-make.h"
#include "draw/lw-format-counting.h"
#include "panels/lw-breakdown-list.h"
#include "panels/lw-chart-view.h"
#include "panels/lw-dates-card.h"
#include "panels/lw-date-choice.h"
#include "panels/lw-published-card.h"

struct _LwStatisticsPanel {
  GtkWidget parent_instance;

  /* widgets */
  GtkWidget *scroller;
  GtkBox *content;
  GtkLabel *rate;
  GtkLabel *of_stock;
  GtkLabel *change;
  GtkLabel *task;
  GtkLabel *notes;
  GtkWidget *no_offices;
  GtkWidget *breakdown;
  GtkWidget *hint;
  LwChartView *ages;
  GtkDropDown *dimension;
  GtkToggleButton *as_chart;
  GtkLabel *units;
  GtkStack *stack;
  LwBreakdownList *table;
  LwChartView *chart;
  LwChartView *years;
  LwChartView *labels;

  LwSession *session;
};

G_DEFINE_FINAL_TYPE (LwStatisticsPanel, lw_statistics_panel, GTK_TYPE_WIDGET)

enum {
  PROP_0,
  PROP_SESSION,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static LwDimension
get_dimension (LwStatisticsPanel *self)
{
  guint selected = gtk_drop_down_get_selected (self->dimension);

  return selected < LW_N_DIMENSIONS ? (LwDimension) selected : LW_DIMENSION_MUNICIPALITY;
}

static void
show_headline (LwStatisticsPanel *self, const LwTotals *totals)
{
  gboolean known = !isnan (totals->vacancy_rate);
  double known_m2 = totals->stock_m2 - totals->vacancy_unknown_m2;
  g_autofree char *rate = lw_format_percent (NULL, totals->vacancy_rate);
  g_autofree char *stock = lw_format_compact (NULL, known ? known_m2 : totals->stock_m2);
  g_autofree char *exact = lw_format_m2_fact (NULL, known ? totals->vacant_m2 : totals->stock_m2);
  /* Translators: %s is a rounded area, as in "of 3.65 mln m² stands empty" */
  g_autofree char *of = g_strdup_printf (known ? _ ("of %s m² stands empty") : _ ("%s m², vacancy unknown"), stock);

  gtk_label_set_text (self->rate, rate);
  gtk_label_set_text (self->of_stock, of);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->of_stock), exact);
}

/* What changed since the reference date before the one shown; told of all offices only, since the filter selects by
 * what offices are now. */
static void
show_change (LwStatisticsPanel *self, const LwStatistics *statistics)
{
  LwSeries *history = lw_session_get_history (self->session);
  const LwTotals *before = NULL;
  LwDate date = LW_DATE_UNKNOWN;
  g_autofree char *text = NULL;

  for (guint i = 0; history != NULL && i < history->n; i++)
    if (history->dates[i] < statistics->date && !isnan (history->totals[i].vacancy_rate))
      {
        before = &history->totals[i];
        date = history->dates[i];
      }
  if (before != NULL && !isnan (statistics->all.vacancy_rate) &&
      lw_filter_is_empty (lw_session_get_filter (self->session)))
    {
      double change = statistics->all.vacancy_rate - before->vacancy_rate;
      g_autofree char *points = lw_format_points (NULL, change), *day = lw_date_to_display (date);

      /* Translators: a change in percentage points with its arrow ("▲ 0.8"), a date */
      text = g_strdup_printf (_ ("%s since %s"), points, day);
    }
  gtk_label_set_text (self->change, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->change), text != NULL);
}

static void
show_task (LwStatisticsPanel *self, const LwTotals *totals)
{
  double norm = lw_session_get_settings (self->session)->norm;
  double known_m2 = totals->stock_m2 - totals->vacancy_unknown_m2;
  double task = MAX (0, (totals->vacant_m2 - norm * known_m2) / (1 - norm));
  g_autofree char *norm_text = lw_format_percent_set (NULL, norm);
  g_autofree char *task_text = lw_format_m2 (NULL, isnan (totals->vacancy_rate) ? NAN : task);
  g_autofree char *text = NULL;

  if (isnan (totals->vacancy_rate))
    /* Translators: the norm vacancy, a percentage */
    text = g_strdup_printf (_ ("norm %s"), norm_text);
  else
    /* Translators: the norm vacancy and the m² to withdraw now to reach it */
    text = g_strdup_printf (_ ("norm %s · task %s"), norm_text, task_text);
  gtk_label_set_text (self->task, text);
}

static void
append_note (GString *notes, const char *note)
{
  if (note == NULL)
    return;
  if (notes->len > 0)
    g_string_append_c (notes, '\n');
  g_string_append (notes, note);
}

static void
show_notes (LwStatisticsPanel *self, const LwTotals *totals, const LwCounting *counting)
{
  g_autoptr (GString) notes = g_string_new (NULL);
  g_autofree char *mixed = lw_format_mixed_use (NULL, counting);
  g_autofree char *left_out = lw_format_left_out (NULL, counting);

  if (totals->vacancy_unknown_offices > 0)
    {
      g_autofree char *share = lw_format_percent (NULL, totals->vacancy_unknown_m2 / totals->stock_m2);
      g_autofree char *offices = lw_format_count (NULL, totals->vacancy_unknown_offices);
      g_autofree char *note = g_strdup_printf (ngettext ("vacancy unknown: %s of m², %s office",
                                                         "vacancy unknown: %s of m², %s offices",
                                                         totals->vacancy_unknown_offices),
                                               share, offices);

      append_note (notes, note);
    }
  append_note (notes, mixed);
  if (totals->area_unknown_offices > 0)
    {
      g_autofree char *note = g_strdup_printf (ngettext ("area unknown: %u office, in no m²",
                                                         "area unknown: %u offices, in no m²",
                                                         totals->area_unknown_offices),
                                               totals->area_unknown_offices);

      append_note (notes, note);
    }
  append_note (notes, left_out);
  gtk_label_set_text (self->notes, notes->str);
  gtk_widget_set_visible (GTK_WIDGET (self->notes), notes->len > 0);
}

static LwChart *
make_chart (LwStatisticsPanel *self, const LwStatistics *statistics, LwDimension dimension, LwChartKind kind)
{
  return lw_chart_make_breakdown (statistics->shown_by[dimension], statistics->all_by[dimension], kind,
                                  lw_filter_get_keys (lw_session_get_filter (self->session), dimension), 24);
}

static void
show_breakdown (LwStatisticsPanel *self)
{
  LwStatistics *statistics = lw_session_get_statistics (self->session);
  LwDimension dimension = get_dimension (self);
  gboolean as_chart = gtk_toggle_button_get_active (self->as_chart);
  LwChart *chart;

  if (statistics == NULL)
    return;
  lw_breakdown_list_set (self->table, statistics->shown_by[dimension], statistics->all_by[dimension],
                         lw_session_get_filter (self->session));
  /* Names need room beside a bar; classes stand under columns. */
  chart = make_chart (self, statistics, dimension,
                      lw_dimension_is_named (dimension) ? LW_CHART_BARS : LW_CHART_COLUMNS);
  /* The line above names the dimension and says what the numbers are. */
  chart->said_elsewhere = TRUE;
  gtk_label_set_text (self->units, as_chart ? chart->note : _ ("vacant m², rate"));
  lw_chart_view_set_chart (self->chart, chart);
  gtk_stack_set_visible_child_name (self->stack, as_chart ? "chart" : "table");
}

static void
statistics_changed_cb (LwStatisticsPanel *self)
{
  LwStatistics *statistics = lw_session_get_statistics (self->session);
  LwOffices *offices = lw_session_get_offices (self->session);
  guint n = offices ? offices->n : 0;

  gtk_widget_set_visible (self->scroller, statistics != NULL);
  if (statistics == NULL)
    return;
  show_headline (self, &statistics->shown);
  show_change (self, statistics);
  show_task (self, &statistics->shown);
  show_notes (self, &statistics->shown, &statistics->counting);
  lw_chart_view_set_chart (self->ages, lw_chart_make_ages (&statistics->shown));
  /* Where no vacancy is known there are no ages to share out; a row of zeros would tell an untruth. */
  gtk_widget_set_visible (GTK_WIDGET (self->ages), !isnan (statistics->shown.vacancy_rate));
  gtk_widget_set_visible (self->hint, n > 0 && isnan (statistics->all.vacancy_rate));
  gtk_widget_set_visible (self->no_offices, n == 0);
  /* Headings above nothing are no use. */
  gtk_widget_set_visible (self->breakdown, n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->years), n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->labels), n > 0);
  show_breakdown (self);
  lw_chart_view_set_chart (self->years, make_chart (self, statistics, LW_DIMENSION_BUILD_YEAR, LW_CHART_COLUMNS));
  lw_chart_view_set_chart (self->labels, make_chart (self, statistics, LW_DIMENSION_LABEL, LW_CHART_STRIP));
}

static void
toggle_key (LwStatisticsPanel *self, LwDimension dimension, const char *key)
{
  g_autoptr (LwFilter) filter = lw_filter_toggle_key (lw_session_get_filter (self->session), dimension, key);

  lw_session_set_filter (self->session, filter);
}

static void
set_keys (LwStatisticsPanel *self, LwDimension dimension, const char *const *keys)
{
  g_autoptr (LwFilter) filter = lw_filter_with_keys (lw_session_get_filter (self->session), dimension, keys);

  lw_session_set_filter (self->session, filter);
}

static LwDimension
dimension_of (LwStatisticsPanel *self, LwChartView *view)
{
  return view == self->years    ? LW_DIMENSION_BUILD_YEAR
         : view == self->labels ? LW_DIMENSION_LABEL
                                : get_dimension (self);
}

static void
row_toggled_cb (LwStatisticsPanel *self, const char *key)
{
  toggle_key (self, get_dimension (self), key);
}

/* "long" stands for two ages: both go in, or, when both are in, out. */
static void
toggle_age (LwStatisticsPanel *self, const char *key)
{
  const char *const *keys = lw_chart_ages_keys (key);
  LwFilter *before = lw_session_get_filter (self->session);
  g_autoptr (LwFilter) filter = lw_filter_ref (before);
  gboolean all = TRUE;

  for (guint i = 0; keys[i] != NULL; i++)
    all = all && lw_filter_has_key (before, LW_DIMENSION_VACANCY_AGE, keys[i]);
  for (guint i = 0; keys[i] != NULL; i++)
    if (lw_filter_has_key (before, LW_DIMENSION_VACANCY_AGE, keys[i]) == all)
      {
        LwFilter *next = lw_filter_toggle_key (filter, LW_DIMENSION_VACANCY_AGE, keys[i]);

        lw_filter_unref (filter);
        filter = next;
      }
  lw_session_set_filter (self->session, filter);
}

static void
item_activated_cb (LwChartView *view, const char *key, gboolean add, LwStatisticsPanel *self)
{
  if (view == self->ages)
    {
      toggle_age (self, key);
      return;
    }
  toggle_key (self, dimension_of (self, view), key);
}

static void
items_brushed_cb (LwChartView *view, const char *const *keys, LwStatisticsPanel *self)
{
  set_keys (self, dimension_of (self, view), keys);
}

static GtkLabel *
new_label (const char *css_class, float xalign)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return GTK_LABEL (label);
}

static LwChartView *
new_chart (LwStatisticsPanel *self, GtkWidget *box, int height)
{
  GtkWidget *view = lw_chart_view_new ();

  lw_chart_view_set_natural_height (LW_CHART_VIEW (view), height);
  g_signal_connect (view, "item-activated", G_CALLBACK (item_activated_cb), self);
  g_signal_connect (view, "items-brushed", G_CALLBACK (items_brushed_cb), self);
  if (box != NULL)
    gtk_box_append (GTK_BOX (box), view);
  return LW_CHART_VIEW (view);
}

/* What the document asks for next: one sentence, one button. */
static GtkWidget *
new_hint (const char *text, const char *action_label)
{
  GtkWidget *hint = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *sentence = gtk_label_new (text);
  GtkWidget *button = gtk_button_new_with_mnemonic (action_label);

  gtk_label_set_wrap (GTK_LABEL (sentence), TRUE);
  gtk_label_set_xalign (GTK_LABEL (sentence), 0);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.import");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (hint), sentence);
  gtk_box_append (GTK_BOX (hint), button);
  gtk_widget_set_margin_top (hint, 6);
  gtk_widget_set_margin_bottom (hint, 6);
  return hint;
}

static void
build_headline (LwStatisticsPanel *self, GtkWidget *box)
{
  GtkWidget *figure = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *line = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->rate = new_label ("figure", 0);
  self->of_stock = new_label ("dim-label", 0);
  gtk_label_set_ellipsize (self->of_stock, PANGO_ELLIPSIZE_END);
  gtk_widget_set_valign (GTK_WIDGET (self->rate), GTK_ALIGN_BASELINE);
  gtk_widget_set_valign (GTK_WIDGET (self->of_stock), GTK_ALIGN_BASELINE);
  gtk_box_append (GTK_BOX (figure), GTK_WIDGET (self->rate));
  gtk_box_append (GTK_BOX (figure), GTK_WIDGET (self->of_stock));
  self->change = new_label ("dim-label", 0);
  self->task = new_label ("dim-label", 0);
  gtk_label_set_ellipsize (self->task, PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->change));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->task));
  gtk_box_append (GTK_BOX (box), figure);
  gtk_box_append (GTK_BOX (box), line);
  self->ages = new_chart (self, box, 0);
  self->hint = new_hint (_ ("No vacancy is known of these offices yet: it comes with a list of vacant m²."),
                         _ ("_Import a vacancy list…"));
  self->no_offices = new_hint (_ ("There are no offices in this document yet: they come with a BAG extract."),
                               _ ("_Import a BAG extract…"));
  gtk_widget_add_css_class (self->no_offices, "no-offices");
  gtk_box_append (GTK_BOX (box), self->hint);
  gtk_box_append (GTK_BOX (box), self->no_offices);
  self->notes = new_label ("dim-label", 0);
  gtk_label_set_wrap (self->notes, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->notes), "caption");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->notes));
}

/* "Building year" within a sentence: "building year" */
static char *
decapitalise (const char *word)
{
  g_autofree char *first = g_utf8_substring (word, 0, 1);
  g_autofree char *lower = g_utf8_strdown (first, -1);

  return g_strconcat (lower, word + strlen (first), NULL);
}

static GtkDropDown *
new_dimension_choice (LwStatisticsPanel *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) strings = NULL;
  GtkWidget *choice;

  for (LwDimension d = 0; d < LW_N_DIMENSIONS; d++)
    {
      g_autofree char *label = decapitalise (lw_dimension_label (d));
      /* Translators: %s is a property of offices, such as "municipality" */
      g_autofree char *name = g_strdup_printf (_ ("By %s"), label);

      g_strv_builder_add (names, name);
    }
  strings = g_strv_builder_end (names);
  choice = gtk_drop_down_new_from_strings ((const char *const *) strings);
  gtk_widget_add_css_class (choice, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Break down by"), -1);
  g_signal_connect_swapped (choice, "notify::selected", G_CALLBACK (show_breakdown), self);
  return GTK_DROP_DOWN (choice);
}

static void
build_breakdown (LwStatisticsPanel *self, GtkWidget *box)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *heading = gtk_label_new (NULL);

  self->dimension = new_dimension_choice (self);
  self->as_chart = GTK_TOGGLE_BUTTON (gtk_toggle_button_new ());
  gtk_button_set_icon_name (GTK_BUTTON (self->as_chart), "lw-chart-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->as_chart), _ ("Show as a chart"));
  gtk_widget_add_css_class (GTK_WIDGET (self->as_chart), "flat");
  g_signal_connect_swapped (self->as_chart, "toggled", G_CALLBACK (show_breakdown), self);
  self->units = GTK_LABEL (heading);
  gtk_widget_set_hexpand (heading, TRUE);
  gtk_label_set_xalign (GTK_LABEL (heading), 1);
  gtk_label_set_wrap (GTK_LABEL (heading), TRUE);
  gtk_label_set_justify (GTK_LABEL (heading), GTK_JUSTIFY_RIGHT);
  gtk_widget_add_css_class (heading, "dim-label");
  gtk_widget_add_css_class (heading, "caption");
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->dimension));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->as_chart));
  gtk_box_append (GTK_BOX (line), heading);
  gtk_widget_set_margin_top (line, 12);
  self->table = LW_BREAKDOWN_LIST (lw_breakdown_list_new ());
  g_signal_connect_swapped (self->table, "key-toggled", G_CALLBACK (row_toggled_cb), self);
  self->chart = new_chart (self, NULL, 0);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->table), "table");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->chart), "chart");
  self->breakdown = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gtk_box_append (GTK_BOX (self->breakdown), line);
  gtk_box_append (GTK_BOX (self->breakdown), GTK_WIDGET (self->stack));
  gtk_box_append (GTK_BOX (box), self->breakdown);
}

/* Which date all figures are of, and what changed since another. */
static void
add_dates (LwStatisticsPanel *self)
{
  GtkWidget *date = lw_date_choice_new (self->session);

  gtk_box_prepend (self->content, date);
  gtk_box_insert_child_after (self->content, lw_dates_card_new (self->session), date);
}

static void
follow_session (LwStatisticsPanel *self)
{
  GtkWidget *published = lw_published_card_new (self->session);

  add_dates (self);
  gtk_widget_set_margin_top (published, 12);
  gtk_box_insert_child_after (self->content, published, self->breakdown);
  g_signal_connect_object (self->session, "notify::statistics", G_CALLBACK (statistics_changed_cb), self,
                           G_CONNECT_SWAPPED);
  /* The history of the reference dates comes with the projections, later than the statistics. */
  g_signal_connect_object (self->session, "notify::trajectory-baseline", G_CALLBACK (statistics_changed_cb), self,
                           G_CONNECT_SWAPPED);
  statistics_changed_cb (self);
}

static void
lw_statistics_panel_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    g_value_set_object (value, LW_STATISTICS_PANEL (object)->session);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
lw_statistics_panel_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  LwStatisticsPanel *self = LW_STATISTICS_PANEL (object);

  if (id != PROP_SESSION)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  g_assert (self->session == NULL);
  self->session = g_value_dup_object (value);
  if (self->session != NULL)
    follow_session (self);
}

static void
lw_statistics_panel_dispose (GObject *object)
{
  LwStatisticsPanel *self = LW_STATISTICS_PANEL (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  G_OBJECT_CLASS (lw_statistics_panel_parent_class)->dispose (object);
}

static void
lw_statistics_panel_class_init (LwStatisticsPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = lw_statistics_panel_get_property;
  object_class->set_property = lw_statistics_panel_set_property;
  object_class->dispose = lw_statistics_panel_dispose;
  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, LW_TYPE_SESSION,
                                                  G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "statisticspanel");
}

static void
lw_statistics_panel_init (LwStatisticsPanel *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->content = GTK_BOX (box);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 16);
  gtk_widget_set_margin_start (box, 16);
  gtk_widget_set_margin_end (box, 16);
  build_headline (self, box);
  build_breakdown (self, box);
  self->years = new_chart (self, box, 150);
  gtk_widget_set_margin_top (GTK_WIDGET (self->years), 12);
  self->labels = new_chart (self, box, 0);
  gtk_widget_set_margin_top (GTK_WIDGET (self->labels), 12);

  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), box);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

/**
 * lw_statistics_panel_new:
 *
 * Returns: (transfer floating): the page for @session
 */
GtkWidget *
lw_statistics_panel_new (LwSession *session)
{
  return g_object_new (LW_TYPE_STATISTICS_PANEL, "session", session, NULL);
}
