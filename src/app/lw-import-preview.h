/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-import-preview: the first rows of a list as they are understood, with a choice above each column of what it
 * means. */
#pragma once

#include "formats/lw-vacancy-list.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LW_TYPE_IMPORT_PREVIEW (lw_import_preview_get_type ())
G_DECLARE_FINAL_TYPE (LwImportPreview, lw_import_preview, LW, IMPORT_PREVIEW, GtkBox)

/* Signal: meaning-chosen (int column, int field): field is %LW_VACANCY_NO_COLUMN for a column that is not used */
GtkWidget *lw_import_preview_new (void);
void lw_import_preview_show (LwImportPreview *self, const LwVacancyPreview *preview, const LwVacancyMapping *mapping,
                             gboolean guessed);
void lw_import_preview_set_mapping (LwImportPreview *self, const LwVacancyMapping *mapping, int chosen_column);
void lw_import_preview_set_style (LwImportPreview *self, const LwVacancyStyle *style);
GtkDropDown *lw_import_preview_get_choice (LwImportPreview *self, guint column);
GtkLabel *lw_import_preview_get_cell (LwImportPreview *self, guint row, guint column);

G_END_DECLS
