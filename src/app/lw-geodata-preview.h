/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-geodata-preview: the beginning of a layer of geodata: how many features it has, where they lie, what is the matter
 * with them, and the properties of the first. */
#pragma once

#include "analysis/lw-source-look.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LW_TYPE_GEODATA_PREVIEW (lw_geodata_preview_get_type ())
G_DECLARE_FINAL_TYPE (LwGeodataPreview, lw_geodata_preview, LW, GEODATA_PREVIEW, GtkBox)

GtkWidget *lw_geodata_preview_new (void);
void lw_geodata_preview_show (LwGeodataPreview *preview, const LwSourceLook *look);
void lw_geodata_preview_mark (LwGeodataPreview *preview, guint code, guint name);
void lw_geodata_preview_say (LwGeodataPreview *preview, const char *sentence);

G_END_DECLS
