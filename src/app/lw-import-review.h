/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-import-review: what would become of the rows of a list: their numbers, the doubtful ones with the offices that they
 * may mean, to choose from, and what there is to remark. */
#pragma once

#include "analysis/lw-list-trial.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LW_TYPE_IMPORT_REVIEW (lw_import_review_get_type ())
G_DECLARE_FINAL_TYPE (LwImportReview, lw_import_review, LW, IMPORT_REVIEW, GtkBox)

/* Signal: choice-changed (): the user chose an office for a row, or left one out */
GtkWidget *lw_import_review_new (void);
void lw_import_review_show (LwImportReview *self, const LwListTrial *trial, LwOffices *offices);
void lw_import_review_say (LwImportReview *self, const char *sentence);
void lw_import_review_show_progress (LwImportReview *self, double fraction, const char *sentence);
void lw_import_review_forget_choices (LwImportReview *self);
GHashTable *lw_import_review_get_choices (LwImportReview *self);

G_END_DECLS
