/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-regions-page: the municipalities that hold offices, each with its market region, to be set one by one, several
 * at once or all by province. Each change is one edit of the document. */
#pragma once

#include "session/lw-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_REGIONS_PAGE (lw_regions_page_get_type ())
G_DECLARE_FINAL_TYPE (LwRegionsPage, lw_regions_page, LW, REGIONS_PAGE, AdwPreferencesPage)

LwRegionsPage *lw_regions_page_new (LwSession *session);
void lw_regions_page_flush (LwRegionsPage *page);

G_END_DECLS
