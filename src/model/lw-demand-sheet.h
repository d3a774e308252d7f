/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-demand-sheet: the demand of every market of a document under a scenario, year by year with its terms: the office
 * jobs and the path, what working at home and hidden vacancy take off, and the replacement that measures cause. Written
 * once by its maker and only read afterwards. NAN means unknown or not of this path, never 0. */
#pragma once

#include "model/lw-demand-path.h"

G_BEGIN_DECLS

/*
 * The terms of a year, on 1 January; m2 vvo unless said.
 *
 *   office_jobs   number of office jobs of the market; NAN without jobs
 *   path_m2       what the path gives: kappa times the space of the office jobs, a series or growth
 *   hybrid_m2     of it, not used by working at home
 *   hidden_m2     hidden vacancy handed back by then
 *   override_m2   entered by hand, instead of all of the above; NAN without
 *   demand_m2     D
 *   low_m2 high_m2   the ends of the band
 *   expansion_m2  demand beyond that of the base (uitbreidingsvraag)
 *   displaced_m2  occupied space withdrawn in the calendar year before (vervangingsvraag)
 */
#define LW_DEMAND_TERMS(X)                                                                                   \
  X (office_jobs)                                                                                            \
  X (path_m2)                                                                                                \
  X (hybrid_m2)                                                                                              \
  X (hidden_m2)                                                                                              \
  X (override_m2)                                                                                            \
  X (demand_m2)                                                                                              \
  X (low_m2)                                                                                                 \
  X (high_m2)                                                                                                \
  X (expansion_m2)                                                                                           \
  X (displaced_m2)

typedef enum {
#define X(name) LW_DEMAND_TERM_##name,
  LW_DEMAND_TERMS (X)
#undef X
  LW_N_DEMAND_TERMS
} LwDemandTerm;

/**
 * LwDemandMarketSheet:
 * @region: name of the market, "" for offices without one, and for the whole
 * @kind: the path that it goes
 * @own: the figures used are those of the market, not its part of those of the whole
 * @assumed: it follows growth for want of figures
 * @share: its part of all occupied space
 * @occupied_m2: at the base
 * @kappa: calibration of demand from jobs; NAN for another path
 * @terms: (array length=n_years): per term, the years after the base
 */
typedef struct {
  char *region;
  LwDemandKind kind;
  gboolean own;
  gboolean assumed;
  double share;
  double occupied_m2;
  double kappa;
  double *terms[LW_N_DEMAND_TERMS];
} LwDemandMarketSheet;

/**
 * LwDemandSheet:
 * @base_year: demand is calibrated on 1 January of this year
 * @n_years: years after it
 * @counts_twice: working at home and hidden vacancy are both used
 * @total: the sums over the markets; its kind is that of the whole, and its kappa NAN unless all are calibrated alike
 * @markets: (element-type LwDemandMarketSheet): per market
 */
typedef struct {
  int base_year;
  guint n_years;
  gboolean counts_twice;
  LwDemandMarketSheet *total;
  GPtrArray *markets;
} LwDemandSheet;

const char *lw_demand_term_get_name (LwDemandTerm term);
LwDemandSheet *lw_demand_sheet_new (int base_year, guint n_years);
LwDemandMarketSheet *lw_demand_sheet_add (LwDemandSheet *sheet, const char *region);
void lw_demand_sheet_free (LwDemandSheet *sheet);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwDemandSheet, lw_demand_sheet_free)

G_END_DECLS
