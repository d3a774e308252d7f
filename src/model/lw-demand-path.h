/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-demand-path: how the demand for offices goes in a scenario (vraagpad): one path for the whole, another one for
 * some regions, what is expected of the sectors, and single years that replace the path. Ready-made paths are rows of
 * a table: their growth, the years that their source is about, and the source. A plain value with public fields. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LwDemandKind:
 * @LW_DEMAND_DOCUMENT: the document's demand series of each region; where it has none, and after its last
 * year, constant growth from the last known value
 * @LW_DEMAND_GROWTH: occupied space at the base, growing by a constant share a year
 * @LW_DEMAND_WLO_LOW: -1.73 % a year up to 2030, then -1.07 % (WLO Laag, derived from PBL17)
 * @LW_DEMAND_WLO_HIGH: +0.37 % a year (WLO Hoog, derived from PBL17)
 * @LW_DEMAND_JOBS: jobs by sector of the document, calibrated to occupied space at the base (domain model 3.2)
 * @LW_DEMAND_CBRE_BIG5: -1.34 % a year up to 2030 (the five large cities, derived from CBRE23), then constant growth
 */
typedef enum {
  LW_DEMAND_DOCUMENT,
  LW_DEMAND_GROWTH,
  LW_DEMAND_WLO_LOW,
  LW_DEMAND_WLO_HIGH,
  LW_DEMAND_JOBS,
  LW_DEMAND_CBRE_BIG5,
  LW_N_DEMAND_KINDS
} LwDemandKind;

#define LW_DEMAND_MAX_PERIODS 2

/**
 * LwDemandPeriod:
 * @first_year: growth of this calendar year is the first
 * @end_year: and that of the year before this the last
 * @growth: per year, a fraction
 */
typedef struct {
  int first_year;
  int end_year;
  double growth;
} LwDemandPeriod;

/**
 * LwDemandKindInfo: what is known about a path
 * @token: the stable word for files
 * @label: short name, to be translated by the reader
 * @explanation: (nullable): one sentence, to be translated by the reader
 * @source: (nullable): source mark of a ready-made path
 * @extends: whether its last period goes on after its end; else constant growth follows
 * @n_periods: number of periods; 0 for a path that is not ready-made
 * @periods: what the source says, in order
 */
typedef struct {
  const char *token;
  const char *label;
  const char *explanation;
  const char *source;
  gboolean extends;
  guint n_periods;
  LwDemandPeriod periods[LW_DEMAND_MAX_PERIODS];
} LwDemandKindInfo;

/**
 * LwDemandOverride:
 * @region: (nullable): code of the region, an interned string; %NULL for the sum of all, shared out by
 * occupied space
 * @year: on 1 January of this year
 * @m2: demand in m2 vvo
 */
typedef struct {
  const char *region;
  int year;
  double m2;
} LwDemandOverride;

/**
 * LwDemandRegion: a region whose demand goes another way
 * @region: its code, an interned string
 * @kind: its path
 * @growth: growth per year of %LW_DEMAND_GROWTH, and of what follows a series
 */
typedef struct {
  const char *region;
  LwDemandKind kind;
  double growth;
} LwDemandRegion;

/**
 * LwSectorOutlook: what a scenario expects of a sector from its base on, instead of what the document says
 * @sector: its token, an interned string
 * @office_share: part of its jobs that are office jobs; NAN leaves it to the document
 * @growth: growth of its jobs per year; NAN leaves it to the document
 */
typedef struct {
  const char *sector;
  double office_share;
  double growth;
} LwSectorOutlook;

/**
 * LwDemandPath:
 * @kind: the path
 * @growth: growth per year of %LW_DEMAND_GROWTH and of what follows a series; a fraction, an assumption by
 * default
 * @band_low: growth per year to add for the low end of the band, at most 0
 * @band_high: growth per year to add for the high end of the band, at least 0
 * @overrides: (element-type LwDemandOverride): single years that replace the path
 * @regions: (element-type LwDemandRegion): regions that go another way
 * @sectors: (element-type LwSectorOutlook): what is expected of sectors
 */
typedef struct {
  LwDemandKind kind;
  double growth;
  double band_low;
  double band_high;
  GArray *overrides;
  GArray *regions;
  GArray *sectors;
} LwDemandPath;

#define LW_DEMAND_DEFAULT_GROWTH (-0.005)

void lw_demand_path_init (LwDemandPath *path);
void lw_demand_path_copy (LwDemandPath *copy, const LwDemandPath *path);
void lw_demand_path_clear (LwDemandPath *path);
gboolean lw_demand_path_validate (const LwDemandPath *path, GError **error);
gboolean lw_demand_path_equal (const LwDemandPath *a, const LwDemandPath *b);

void lw_demand_path_set_override (LwDemandPath *path, const char *region, int year, double m2);
void lw_demand_path_set_region (LwDemandPath *path, const char *region, LwDemandKind kind, double growth);
void lw_demand_path_remove_region (LwDemandPath *path, const char *region);
void lw_demand_path_set_sector (LwDemandPath *path, const char *sector, double office_share, double growth);
const LwSectorOutlook *lw_demand_path_find_sector (const LwDemandPath *path, const char *sector);
LwDemandKind lw_demand_path_get_kind (const LwDemandPath *path, const char *region);
double lw_demand_path_get_growth (const LwDemandPath *path, const char *region, int year);
double lw_demand_path_growth (const LwDemandPath *path, int year);
double lw_demand_path_get_mean_growth (const LwDemandPath *path, const char *region, int first_year, int end_year);

const LwDemandKindInfo *lw_demand_kind_get_info (LwDemandKind kind);
gboolean lw_demand_kind_covers (LwDemandKind kind, int first_year, int end_year);
const char *lw_demand_kind_get_token (LwDemandKind kind);
const char *lw_demand_kind_get_label (LwDemandKind kind);
gboolean lw_demand_kind_from_token (const char *token, LwDemandKind *kind);

G_END_DECLS
