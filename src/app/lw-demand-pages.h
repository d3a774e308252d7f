/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-demand-pages: the pages of the dialog about demand. Each shows the scenario, what it makes of the document, and
 * writes what is changed as one edit. For use inside the dialog. */
#pragma once

#include "model/lw-demand-sheet.h"
#include "session/lw-session-demand.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_DEMAND_PATH_PAGE (lw_demand_path_page_get_type ())
G_DECLARE_FINAL_TYPE (LwDemandPathPage, lw_demand_path_page, LW, DEMAND_PATH_PAGE, AdwPreferencesPage)
LwDemandPathPage *lw_demand_path_page_new (LwSession *session);
void lw_demand_path_page_show (LwDemandPathPage *page, const LwScenario *scenario);
void lw_demand_path_page_show_sheet (LwDemandPathPage *page, const LwDemandSheet *sheet);
void lw_demand_path_page_flush (LwDemandPathPage *page);

#define LW_TYPE_DEMAND_JOBS_PAGE (lw_demand_jobs_page_get_type ())
G_DECLARE_FINAL_TYPE (LwDemandJobsPage, lw_demand_jobs_page, LW, DEMAND_JOBS_PAGE, AdwPreferencesPage)
LwDemandJobsPage *lw_demand_jobs_page_new (LwSession *session);
void lw_demand_jobs_page_show (LwDemandJobsPage *page, const LwScenario *scenario);
void lw_demand_jobs_page_show_sheet (LwDemandJobsPage *page, const LwDemandSheet *sheet);

#define LW_TYPE_DEMAND_SERIES_PAGE (lw_demand_series_page_get_type ())
G_DECLARE_FINAL_TYPE (LwDemandSeriesPage, lw_demand_series_page, LW, DEMAND_SERIES_PAGE, AdwPreferencesPage)
LwDemandSeriesPage *lw_demand_series_page_new (LwSession *session);
void lw_demand_series_page_show (LwDemandSeriesPage *page);

#define LW_TYPE_DEMAND_SHARES_PAGE (lw_demand_shares_page_get_type ())
G_DECLARE_FINAL_TYPE (LwDemandSharesPage, lw_demand_shares_page, LW, DEMAND_SHARES_PAGE, AdwPreferencesPage)
LwDemandSharesPage *lw_demand_shares_page_new (LwSession *session);
void lw_demand_shares_page_show (LwDemandSharesPage *page);

/* what the pages share (lw-demand-dialog.c) */
GPtrArray *lw_demand_list_regions (LwSession *session);
GtkWidget *lw_demand_table_label (const char *text, gboolean heading);

G_END_DECLS
