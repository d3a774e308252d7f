/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-geodata-page: how one layer of geodata is read: what it is, which of its properties are code and name, and where
 * its coordinates lie, as was found and as people correct it. */
#pragma once

#include "app/lw-geodata-preview.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_GEODATA_PAGE (lw_geodata_page_get_type ())
G_DECLARE_FINAL_TYPE (LwGeodataPage, lw_geodata_page, LW, GEODATA_PAGE, GtkBox)

/* Signals: changed (): whether the layer can be imported may have changed */
GtkWidget *lw_geodata_page_new (const char *path, const char *layer, LwSourceLook *look, gboolean optional);
gboolean lw_geodata_page_is_wanted (LwGeodataPage *page);
gboolean lw_geodata_page_is_complete (LwGeodataPage *page);
const char *lw_geodata_page_get_path (LwGeodataPage *page);
LwGeodataAnswer *lw_geodata_page_dup_answer (LwGeodataPage *page);

G_END_DECLS
