/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-scenario-panel-private: what the files of the scenario page share: lw-scenario-panel.c builds and fills it,
 * lw-scenario-panel-edit.c changes scenarios and measures, lw-scenario-panel-add.c adds measures. */
#pragma once

#include "panels/lw-chart-view.h"
#include "panels/lw-scenario-levers.h"
#include "panels/lw-scenario-panel.h"
#include "panels/lw-spread-card.h"

G_BEGIN_DECLS

/** LwTile: the four figures under the chart */
typedef enum {
  LW_TILE_VACANCY,
  LW_TILE_WITHDRAWN,
  LW_TILE_DWELLINGS,
  LW_TILE_SHORTFALL,
  LW_N_TILES,
} LwTile;

struct _LwScenarioPanel {
  GtkWidget parent_instance;

  /* widgets */
  GtkWidget *scroller;
  GtkDropDown *figure;
  GtkLabel *chart_note;
  LwChartView *chart;
  LwSpreadCard *spread;
  GtkLabel *tile_title[LW_N_TILES];
  GtkLabel *tile_value[LW_N_TILES];
  GtkLabel *tile_note[LW_N_TILES];
  GtkWidget *locked_note;
  GtkWidget *no_scenario;
  LwScenarioLevers *levers;
  GtkLabel *measures_heading;
  GtkMenuButton *add_button;
  GtkListBox *measures;
  GtkWidget *no_measures;
  GSimpleActionGroup *actions;

  LwSession *session;
  LwScenario *edited; /* with a change of a measure that is not written yet; NULL: none */
  char *edit_name;
  guint rest_source;
  gint64 scroll_until; /* time of the frame clock until which the page follows a row that unfolds; 0: not begun */
};

const LwScenario *lw_scenario_panel_get_scenario (LwScenarioPanel *self);
void lw_scenario_panel_init_edit (LwScenarioPanel *self);
void lw_scenario_panel_flush (LwScenarioPanel *self);
void lw_scenario_panel_update_actions (LwScenarioPanel *self);
LwScenario *lw_scenario_panel_copy_to_edit (LwScenarioPanel *self, gboolean *is_new);
void lw_scenario_panel_write (LwScenarioPanel *self, const LwScenario *scenario, const char *edit_name, gboolean show);
guint lw_scenario_panel_count_selected (LwScenarioPanel *self);
void lw_scenario_panel_show_measures (LwScenarioPanel *self);
void lw_scenario_panel_update_add (LwScenarioPanel *self);
void lw_scenario_panel_add_measure_cb (LwScenarioPanel *self, GVariant *parameter);
void lw_scenario_panel_add_rule_cb (LwScenarioPanel *self, GVariant *parameter);
void lw_scenario_panel_add_new_build_cb (LwScenarioPanel *self);
void lw_scenario_panel_measure_changed (LwScenarioPanel *self, const LwMeasure *measure, const char *edit_name);
void lw_scenario_panel_remove_measure (LwScenarioPanel *self, const char *uid);
void lw_scenario_panel_move_measure (LwScenarioPanel *self, const char *uid, int steps);
void lw_scenario_panel_select_measure (LwScenarioPanel *self, const char *uid);

G_END_DECLS
