/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-factsheet: the factsheet: figures, maps, trajectory, table, assumptions and limits on A4, from plain
 * records, so that it needs no document and no display. One page when the table fits, more when it does not.
 */
#pragma once

#include "draw/lw-clusters.h"
#include "draw/lw-map-draw.h"
#include "model/lw-office-note.h"
#include "model/lw-results.h"
#include "model/lw-scenario.h"
#include "model/lw-statistics-results.h"

G_BEGIN_DECLS

/**
 * LwFactsheetArea: one row of the table.
 * @label: name of the municipality
 * @totals: its state on the reference date
 * @a: (nullable): its trajectory in the scenario
 */
typedef struct {
  const char *label;
  const LwTotals *totals;
  const LwTrajectory *a;
} LwFactsheetArea;

/**
 * LwFactsheetNote: a note of an office.
 * @office: its address
 * @note: what is noted
 */
typedef struct {
  char *office;
  const LwOfficeNote *note;
} LwFactsheetNote;

/**
 * LwFactsheet: what is on it; all borrowed for the time of the call. Without a scenario (@a is %NULL) there
 * is one map, and statistics take the place of the trajectory.
 * @title: headline
 * @offices: the offices, for the maps
 * @shown: (nullable): rows to show, %NULL for all
 * @totals: of those shown
 * @by_location: (nullable): breakdown by location type, drawn when there is no scenario
 * @by_size: (nullable): breakdown by size
 * @by_year: (nullable): breakdown by building year
 * @history: (nullable): totals on earlier reference dates
 * @scenario: (nullable): for its name, its measures and its parameters
 * @a: (nullable): its trajectory
 * @a_states: (nullable): the state of each row of @offices per year, for the second map
 * @baseline: (nullable): trajectory without measures
 * @b: (nullable): trajectory of the scenario compared
 * @b_name: (nullable): its name
 * @band_low: (nullable): the scenario at the low end of demand
 * @band_high: (nullable): the scenario at the high end
 * @year: the year of the second map and of the figures
 * @counting: (nullable): what the settings of the document do to those shown
 * @norm: norm vacancy, a fraction
 * @areas: (nullable): (element-type LwFactsheetArea): rows of the table
 * @notes: (nullable): (element-type LwFactsheetNote): what was noted of offices, those of one office together, on
 *   pages of their own; if one is confidential, each page of the paper is marked so
 * @basemap: (nullable): land and borders
 * @provinces: (nullable): codes of the provinces that are bright
 * @sources: (nullable): one sentence a source of data
 * @attribution: (nullable): of the map
 * @appendix: whether all parameters of @scenario follow, with their sources and how the model works
 * @fictional: made-up data: the badge on every page
 * @fingerprint: (nullable): short fingerprint of the document's file
 * @printed: day of printing, %LW_DATE_UNKNOWN to leave it out
 */
typedef struct {
  const char *title;
  const LwOffices *offices;
  const LwBitset *shown;
  const LwTotals *totals;
  const LwBreakdown *by_location;
  const LwBreakdown *by_size;
  const LwBreakdown *by_year;
  const LwSeries *history;
  const LwScenario *scenario;
  const LwTrajectory *a;
  const LwOfficeStates *a_states;
  const LwTrajectory *baseline;
  const LwTrajectory *b;
  const char *b_name;
  const LwTrajectory *band_low;
  const LwTrajectory *band_high;
  int year;
  const LwCounting *counting;
  double norm;
  const GArray *areas;
  const GArray *notes;
  const LwBasemap *basemap;
  const char *const *provinces;
  const char *const *sources;
  const char *attribution;
  gboolean appendix;
  gboolean fictional;
  const char *fingerprint;
  LwDate printed;
} LwFactsheet;

void lw_factsheet_init (LwFactsheet *factsheet);
guint lw_factsheet_count_pages (const LwFactsheet *factsheet, LwText *text);
void lw_factsheet_draw_page (const LwFactsheet *factsheet, guint page, cairo_t *cr, LwText *text);
gboolean lw_factsheet_write (const LwFactsheet *factsheet, const char *path, GError **error);

G_END_DECLS
