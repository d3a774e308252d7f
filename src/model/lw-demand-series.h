/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-demand-series: demand for offices (kantorenvraag) per region as the document gives it: m2 vvo in use
 * that the market asks for on 1 January of a year. Between two given years it is interpolated; outside them
 * it is unknown, and a scenario says how it goes on. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LwDemandPoint:
 * @year: on 1 January of this year
 * @m2: demand in m2 vvo
 * @low_m2: low end of its band, at most @m2; NAN when not given
 * @high_m2: high end, at least @m2; NAN when not given
 */
typedef struct {
  int year;
  double m2;
  double low_m2;
  double high_m2;
} LwDemandPoint;

typedef struct _LwDemandSeries LwDemandSeries;

LwDemandSeries *lw_demand_series_new (const char *region, const char *source);
LwDemandSeries *lw_demand_series_copy (const LwDemandSeries *series);
void lw_demand_series_free (LwDemandSeries *series);
const char *lw_demand_series_get_region (const LwDemandSeries *series);
const char *lw_demand_series_get_source (const LwDemandSeries *series);
gboolean lw_demand_series_set (LwDemandSeries *series, int year, double m2, GError **error);
gboolean lw_demand_series_set_point (LwDemandSeries *series, const LwDemandPoint *point, GError **error);
void lw_demand_series_remove (LwDemandSeries *series, int year);
const LwDemandPoint *lw_demand_series_get_points (const LwDemandSeries *series, guint *n_points);
double lw_demand_series_get (const LwDemandSeries *series, int year);
LwDemandPoint lw_demand_series_get_point (const LwDemandSeries *series, int year);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwDemandSeries, lw_demand_series_free)

G_END_DECLS
