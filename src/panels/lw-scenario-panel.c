/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-scenario-panel: see lw-scenario-panel.h. Building the page and filling it from the session. */
#include "panels/lw-scenario-panel-private.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "draw/lw-chart-make.h"
#include "panels/lw-balance-card.h"
#include "panels/lw-contributions-card.h"
#include "panels/lw-measure-row.h"
#include "panels/lw-names.h"
#include "panels/lw-scenario-choice.h"

#define CHART_HEIGHT 230

G_DEFINE_FINAL_TYPE (LwScenarioPanel, lw_scenario_panel, GTK_TYPE_WIDGET)

enum {
  PROP_0,
  PROP_SESSION,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

/* What the chart can show. */
static const LwTrajectoryColumn figures[] = {
  LW_TRAJECTORY_RATE,     LW_TRAJECTORY_VACANCY, LW_TRAJECTORY_STRUCTURAL, LW_TRAJECTORY_STOCK,
  LW_TRAJECTORY_OCCUPIED, LW_TRAJECTORY_TAKEUP,  LW_TRAJECTORY_DWELLINGS,
};

const LwScenario *
lw_scenario_panel_get_scenario (LwScenarioPanel *self)
{
  const char *uid = lw_session_get_scenario_a (self->session);

  return uid ? lw_session_get_scenario (self->session, uid) : NULL;
}

static const char *
name_of (LwScenarioPanel *self, const char *uid)
{
  const LwScenario *scenario = uid ? lw_session_get_scenario (self->session, uid) : NULL;

  return scenario ? scenario->name : NULL;
}

static void
show_chart (LwScenarioPanel *self)
{
  const LwScenario *scenario = lw_scenario_panel_get_scenario (self);
  guint selected = gtk_drop_down_get_selected (self->figure);
  LwTrajectoryChart data = {
    .column = figures[selected < G_N_ELEMENTS (figures) ? selected : 0],
    .history = lw_session_get_history (self->session),
    .baseline = lw_session_get_trajectory_baseline (self->session),
    .a = scenario && !scenario->is_baseline ? lw_session_get_trajectory_a (self->session) : NULL,
    .a_label = name_of (self, lw_session_get_scenario_a (self->session)),
    .b = lw_session_get_trajectory_b (self->session),
    .b_label = name_of (self, lw_session_get_scenario_b (self->session)),
    .band_low = lw_session_get_trajectory_low (self->session),
    .band_high = lw_session_get_trajectory_high (self->session),
    .spread = self->spread ? lw_spread_card_get_spread (self->spread) : NULL,
    .norm = scenario ? lw_parameters_get (&scenario->parameters, LW_PARAM_NORM)
                     : lw_session_get_settings (self->session)->norm,
    .year = lw_session_get_year (self->session),
  };
  LwChart *chart = data.baseline || data.a ? lw_chart_make_trajectory (&data, NULL) : NULL;

  /* The line above the chart is its title. */
  if (chart != NULL)
    chart->said_elsewhere = TRUE;
  gtk_label_set_text (self->chart_note, chart != NULL && chart->note != NULL ? chart->note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->chart_note), chart != NULL && chart->note != NULL);
  lw_chart_view_set_chart (self->chart, chart);
}

static void
set_tile (LwScenarioPanel *self, LwTile tile, const char *title, const char *value, const char *note)
{
  gtk_label_set_text (self->tile_title[tile], title);
  gtk_label_set_text (self->tile_value[tile], value);
  gtk_label_set_text (self->tile_note[tile], note);
}

static void
show_vacancy_tile (LwScenarioPanel *self, const LwTrajectory *a, const LwTrajectory *baseline, int year)
{
  g_autofree char *title = g_strdup_printf (_ ("vacancy %d"), year);
  g_autofree char *value = lw_format_percent (NULL, lw_trajectory_get (a, LW_TRAJECTORY_RATE, year));
  g_autofree char *base
      = baseline ? lw_format_percent_bare (NULL, lw_trajectory_get (baseline, LW_TRAJECTORY_RATE, year)) : NULL;
  g_autofree char *note = base ? g_strdup_printf (_ ("baseline %s"), base) : g_strdup ("");

  set_tile (self, LW_TILE_VACANCY, title, value, note);
}

static void
show_tiles (LwScenarioPanel *self)
{
  const LwTrajectory *a = lw_session_get_trajectory_a (self->session);
  int year = lw_session_get_year (self->session);
  double dwellings_n, shortfall_eur;
  g_autofree char *withdrawn = NULL, *dwellings = NULL, *shortfall = NULL, *each = NULL, *note = NULL, *by = NULL;

  gtk_widget_set_visible (gtk_widget_get_parent (gtk_widget_get_parent (GTK_WIDGET (self->tile_title[0]))), a != NULL);
  if (a == NULL)
    return;
  show_vacancy_tile (self, a, lw_session_get_trajectory_baseline (self->session), year);
  withdrawn = lw_format_m2 (NULL, lw_trajectory_get_cumulative (a, LW_TRAJECTORY_WITHDRAWN, year));
  dwellings_n = lw_trajectory_get_cumulative (a, LW_TRAJECTORY_DWELLINGS, year);
  dwellings = isnan (dwellings_n) ? g_strdup (LW_FORMAT_UNKNOWN) : lw_format_count (NULL, (guint64) dwellings_n);
  shortfall_eur = lw_trajectory_get_cumulative (a, LW_TRAJECTORY_SHORTFALL_EUR, year);
  shortfall = lw_format_euro_compact (NULL, shortfall_eur);
  by = g_strdup_printf (_ ("by %d"), year);
  if (dwellings_n > 0 && shortfall_eur > 0)
    {
      each = lw_format_euro (NULL, shortfall_eur / dwellings_n);
      /* Translators: %s is an amount of money a dwelling */
      note = g_strdup_printf (_ ("%s each"), each);
    }
  set_tile (self, LW_TILE_WITHDRAWN, _ ("withdrawn"), withdrawn, by);
  set_tile (self, LW_TILE_DWELLINGS, _ ("dwellings"), dwellings, by);
  set_tile (self, LW_TILE_SHORTFALL, _ ("shortfall"), shortfall, note ? note : _ ("an estimate"));
}

static void
row_changed_cb (LwMeasureRow *row, gpointer measure, const char *edit_name, LwScenarioPanel *self)
{
  lw_scenario_panel_measure_changed (self, measure, edit_name);
}

static void
row_remove_cb (LwMeasureRow *row, LwScenarioPanel *self)
{
  g_autofree char *uid = g_strdup (lw_measure_row_get_uid (row));

  lw_scenario_panel_remove_measure (self, uid);
}

static void
row_show_cb (LwMeasureRow *row, LwScenarioPanel *self)
{
  lw_scenario_panel_select_measure (self, lw_measure_row_get_uid (row));
}

/* The row that moved keeps the focus, so that a key can move it further. */
static void
row_move_cb (LwMeasureRow *row, const char *uid, int steps, LwScenarioPanel *self)
{
  g_autofree char *moved = g_strdup (uid);
  GtkListBoxRow *now;

  lw_scenario_panel_move_measure (self, moved, steps);
  for (int i = 0; (now = gtk_list_box_get_row_at_index (self->measures, i)) != NULL; i++)
    if (g_strcmp0 (lw_measure_row_get_uid (LW_MEASURE_ROW (now)), moved) == 0)
      lw_measure_row_focus (LW_MEASURE_ROW (now));
}

static LwMeasureRow *
get_row (LwScenarioPanel *self, guint i)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->measures, (int) i);
  GtkWidget *made;

  if (row != NULL)
    return LW_MEASURE_ROW (row);
  made = lw_measure_row_new (self->session);
  g_signal_connect (made, "changed", G_CALLBACK (row_changed_cb), self);
  g_signal_connect (made, "remove-requested", G_CALLBACK (row_remove_cb), self);
  g_signal_connect (made, "move-requested", G_CALLBACK (row_move_cb), self);
  g_signal_connect (made, "show-requested", G_CALLBACK (row_show_cb), self);
  gtk_list_box_append (self->measures, made);
  lw_names_apply (made);
  return LW_MEASURE_ROW (made);
}

/* Shows the measures as they are, or as they are about to be written. */
void
lw_scenario_panel_show_measures (LwScenarioPanel *self)
{
  const LwScenario *scenario = self->edited ? self->edited : lw_scenario_panel_get_scenario (self);
  guint n = scenario ? scenario->measures->len : 0;
  gboolean editable = scenario && !scenario->locked && !lw_session_get_read_only (self->session);
  g_autofree char *heading = g_strdup_printf (_ ("Measures · %u"), n);
  GtkListBoxRow *surplus;

  for (guint i = 0; i < n; i++)
    {
      const LwMeasure *measure = g_ptr_array_index (scenario->measures, i);

      lw_measure_row_show (get_row (self, i), measure, editable);
    }
  while ((surplus = gtk_list_box_get_row_at_index (self->measures, (int) n)) != NULL)
    gtk_list_box_remove (self->measures, GTK_WIDGET (surplus));
  gtk_label_set_text (self->measures_heading, heading);
  gtk_widget_set_visible (GTK_WIDGET (self->measures), n > 0);
  gtk_widget_set_visible (self->no_measures, n == 0);
}

static void
trajectories_changed_cb (LwScenarioPanel *self)
{
  show_chart (self);
  show_tiles (self);
  lw_scenario_panel_show_measures (self);
}

static void
selection_changed_cb (LwScenarioPanel *self)
{
  lw_scenario_panel_update_actions (self);
  lw_scenario_panel_update_add (self);
}

static void
scenarios_changed_cb (LwScenarioPanel *self)
{
  const LwScenario *scenario = lw_scenario_panel_get_scenario (self);

  lw_scenario_levers_show (self->levers, scenario);
  gtk_widget_set_visible (self->locked_note, scenario != NULL && scenario->locked);
  gtk_widget_set_visible (GTK_WIDGET (self->levers), scenario != NULL);
  gtk_widget_set_visible (self->no_scenario, scenario == NULL);
  lw_scenario_panel_show_measures (self);
  selection_changed_cb (self);
  trajectories_changed_cb (self);
}

static void
scenario_a_changed_cb (LwScenarioPanel *self)
{
  lw_scenario_panel_flush (self);
  scenarios_changed_cb (self);
}

/* How long a row may take to unfold before it has its height. */
#define UNFOLD_US (600 * 1000)

/* Once the page is there to be seen, and as long as the row unfolds, which makes the page longer. */
static gboolean
scroll_to_row_cb (GtkWidget *row, GdkFrameClock *clock, gpointer data)
{
  LwScenarioPanel *self = data;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  gint64 now = gdk_frame_clock_get_frame_time (clock);
  double y;

  if (!gtk_widget_get_mapped (row) || gtk_widget_get_height (row) == 0 ||
      !gtk_widget_translate_coordinates (row, self->scroller, 0, 0, NULL, &y))
    return G_SOURCE_CONTINUE;
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + y - 24);
  if (self->scroll_until == 0)
    {
      self->scroll_until = now + UNFOLD_US;
      lw_measure_row_focus (LW_MEASURE_ROW (row));
    }
  return now < self->scroll_until ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* Opens the row of a measure and goes to it. */
static void
measure_shown_cb (LwScenarioPanel *self, const char *uid)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->measures, i)) != NULL; i++)
    if (g_strcmp0 (lw_measure_row_get_uid (LW_MEASURE_ROW (row)), uid) == 0)
      {
        adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
        self->scroll_until = 0;
        gtk_widget_add_tick_callback (GTK_WIDGET (row), scroll_to_row_cb, self, NULL);
      }
}

static void
year_picked_cb (LwScenarioPanel *self, int year)
{
  lw_session_set_year (self->session, year);
}

static void
follow_session (LwScenarioPanel *self)
{
  LwSession *session = self->session;
  static const char *const results[] = { "notify::trajectory-a", "notify::trajectory-b",
                                         "notify::trajectory-baseline", "notify::year", "notify::statistics" };

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    g_signal_connect_object (session, results[i], G_CALLBACK (trajectories_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "scenarios-changed", G_CALLBACK (scenarios_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "plans-changed", G_CALLBACK (lw_scenario_panel_show_measures), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::offices", G_CALLBACK (scenarios_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::scenario-a", G_CALLBACK (scenario_a_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "measure-shown", G_CALLBACK (measure_shown_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::selection", G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  scenarios_changed_cb (self);
}

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
new_menu_button (void)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();

  g_menu_append (menu, _ ("_New Scenario"), "scenario.new");
  g_menu_append (menu, _ ("_Duplicate"), "scenario.duplicate");
  g_menu_append (menu, _ ("_Rename…"), "scenario.rename");
  g_menu_append (menu, _ ("D_elete"), "scenario.delete");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_widget_set_tooltip_text (button, _ ("Scenario menu"));
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Scenario menu"), -1);
  return button;
}

static void
build_head (LwScenarioPanel *self, GtkWidget *box)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *choice = lw_scenario_choice_new (self->session, LW_SCENARIO_ROLE_A);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) strings = NULL;

  gtk_widget_set_hexpand (choice, TRUE);
  gtk_box_append (GTK_BOX (line), choice);
  gtk_box_append (GTK_BOX (line), new_menu_button ());
  gtk_box_append (GTK_BOX (box), line);
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    g_strv_builder_add (names, lw_trajectory_column_title (figures[i]));
  strings = g_strv_builder_end (names);
  self->figure = GTK_DROP_DOWN (gtk_drop_down_new_from_strings ((const char *const *) strings));
  gtk_widget_add_css_class (GTK_WIDGET (self->figure), "flat");
  gtk_widget_set_halign (GTK_WIDGET (self->figure), GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->figure), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Figure in the chart"), -1);
  g_signal_connect_swapped (self->figure, "notify::selected", G_CALLBACK (show_chart), self);
  self->chart_note = GTK_LABEL (new_label (NULL, "dim-label"));
  gtk_widget_add_css_class (GTK_WIDGET (self->chart_note), "caption");
  /* A line of its own: beside the longest names of figures no language has room for it. */
  gtk_label_set_wrap (self->chart_note, TRUE);
  gtk_label_set_xalign (self->chart_note, 1);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->figure));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->chart_note));
  self->chart = LW_CHART_VIEW (lw_chart_view_new ());
  lw_chart_view_set_natural_height (self->chart, CHART_HEIGHT);
  g_signal_connect_swapped (self->chart, "year-picked", G_CALLBACK (year_picked_cb), self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->chart));
}

static void
build_tiles (LwScenarioPanel *self, GtkWidget *box)
{
  GtkWidget *tiles = gtk_grid_new ();

  /* Two by two, so that the longest Dutch words fit. */
  gtk_grid_set_column_homogeneous (GTK_GRID (tiles), TRUE);
  gtk_grid_set_column_spacing (GTK_GRID (tiles), 6);
  gtk_grid_set_row_spacing (GTK_GRID (tiles), 6);
  for (LwTile tile = 0; tile < LW_N_TILES; tile++)
    {
      GtkWidget *one = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

      gtk_widget_add_css_class (one, "tile");
      self->tile_title[tile] = GTK_LABEL (new_label (NULL, "caption"));
      self->tile_value[tile] = GTK_LABEL (new_label (NULL, "heading"));
      self->tile_note[tile] = GTK_LABEL (new_label (NULL, "caption"));
      gtk_widget_add_css_class (GTK_WIDGET (self->tile_note[tile]), "dim-label");
      gtk_label_set_ellipsize (self->tile_title[tile], PANGO_ELLIPSIZE_END);
      gtk_label_set_ellipsize (self->tile_note[tile], PANGO_ELLIPSIZE_END);
      gtk_box_append (GTK_BOX (one), GTK_WIDGET (self->tile_title[tile]));
      gtk_box_append (GTK_BOX (one), GTK_WIDGET (self->tile_value[tile]));
      gtk_box_append (GTK_BOX (one), GTK_WIDGET (self->tile_note[tile]));
      gtk_grid_attach (GTK_GRID (tiles), one, (int) tile % 2, (int) tile / 2, 1, 1);
    }
  gtk_box_append (GTK_BOX (box), tiles);
}

/* Levers of nothing would only look broken. */
static GtkWidget *
new_invitation (void)
{
  GtkWidget *invitation = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *sentence = new_label (_ ("Shown is what was recorded. A scenario begins here, or with a first measure."),
                                   "dim-label");
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_New Scenario"));

  gtk_label_set_wrap (GTK_LABEL (sentence), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "scenario.new");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (invitation), sentence);
  gtk_box_append (GTK_BOX (invitation), button);
  return invitation;
}

static void
build_levers (LwScenarioPanel *self, GtkWidget *box)
{
  GtkWidget *heading = new_label (_ ("Levers"), "heading");
  GtkWidget *all;

  gtk_widget_set_margin_top (heading, 12);
  gtk_box_append (GTK_BOX (box), heading);
  self->locked_note = new_label (_ ("The baseline is locked. A measure for selected offices begins a new scenario."),
                                 "dim-label");
  gtk_label_set_wrap (GTK_LABEL (self->locked_note), TRUE);
  gtk_box_append (GTK_BOX (box), self->locked_note);
  self->no_scenario = new_invitation ();
  gtk_box_append (GTK_BOX (box), self->no_scenario);
  self->levers = LW_SCENARIO_LEVERS (lw_scenario_levers_new (self->session));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->levers));
  all = gtk_button_new_with_mnemonic (_ ("_All parameters…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (all), "win.parameters");
  gtk_widget_set_halign (all, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (all, _ ("Every number of the scenario, with its usual range and source"));
  gtk_box_append (GTK_BOX (box), all);
}

static void
build_measures (LwScenarioPanel *self, GtkWidget *box)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->measures_heading = GTK_LABEL (new_label (NULL, "heading"));
  gtk_widget_set_hexpand (GTK_WIDGET (self->measures_heading), TRUE);
  self->add_button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_widget_set_margin_top (line, 12);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->measures_heading));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->add_button));
  gtk_box_append (GTK_BOX (box), line);
  self->measures = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->measures, GTK_SELECTION_NONE);
  lw_names_set (GTK_WIDGET (self->measures), _ ("Measures"));
  gtk_widget_add_css_class (GTK_WIDGET (self->measures), "boxed-list");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->measures));
  self->no_measures = new_label (_ ("No measures yet. Select offices on the map or in the list and add one, or add one by a rule."),
                                 "dim-label");
  gtk_label_set_wrap (GTK_LABEL (self->no_measures), TRUE);
  gtk_box_append (GTK_BOX (box), self->no_measures);
}

static void
lw_scenario_panel_constructed (GObject *object)
{
  LwScenarioPanel *self = LW_SCENARIO_PANEL (object);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  G_OBJECT_CLASS (lw_scenario_panel_parent_class)->constructed (object);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 16);
  gtk_widget_set_margin_start (box, 16);
  gtk_widget_set_margin_end (box, 16);
  lw_scenario_panel_init_edit (self);
  build_head (self, box);
  build_tiles (self, box);
  gtk_box_append (GTK_BOX (box), lw_balance_card_new (self->session));
  gtk_box_append (GTK_BOX (box), lw_contributions_card_new (self->session));
  self->spread = LW_SPREAD_CARD (lw_spread_card_new (self->session));
  g_signal_connect_object (self->spread, "spread-changed", G_CALLBACK (show_chart), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->spread));
  build_levers (self, box);
  build_measures (self, box);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), box);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  follow_session (self);
}

static void
lw_scenario_panel_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    g_value_set_object (value, LW_SCENARIO_PANEL (object)->session);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
lw_scenario_panel_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    LW_SCENARIO_PANEL (object)->session = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
lw_scenario_panel_dispose (GObject *object)
{
  LwScenarioPanel *self = LW_SCENARIO_PANEL (object);

  if (self->session != NULL)
    {
      lw_scenario_panel_flush (self);
      g_signal_handlers_disconnect_by_data (self->session, self);
    }
  if (self->spread != NULL)
    g_signal_handlers_disconnect_by_data (self->spread, self);
  self->spread = NULL;
  g_clear_object (&self->session);
  g_clear_object (&self->actions);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  G_OBJECT_CLASS (lw_scenario_panel_parent_class)->dispose (object);
}

static void
lw_scenario_panel_class_init (LwScenarioPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = lw_scenario_panel_constructed;
  object_class->get_property = lw_scenario_panel_get_property;
  object_class->set_property = lw_scenario_panel_set_property;
  object_class->dispose = lw_scenario_panel_dispose;
  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, LW_TYPE_SESSION,
                                                  G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "scenariopanel");
}

static void
lw_scenario_panel_init (LwScenarioPanel *self)
{
}

/**
 * lw_scenario_panel_new:
 *
 * Returns: (transfer floating): the page for @session
 */
GtkWidget *
lw_scenario_panel_new (LwSession *session)
{
  return g_object_new (LW_TYPE_SCENARIO_PANEL, "session", session, NULL);
}
