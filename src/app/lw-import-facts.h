/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-import-facts: how a list is written and what it stands for, as was found and as people correct it. */
#pragma once

#include "analysis/lw-list-trial.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_IMPORT_FACTS (lw_import_facts_get_type ())
G_DECLARE_FINAL_TYPE (LwImportFacts, lw_import_facts, LW, IMPORT_FACTS, GtkBox)

/* Signals: sheet-changed (): another sheet of the workbook was chosen; format-changed (): the list has to be looked at
 * anew; options-changed (): its cells and rows are read in another way; forget (): what was remembered is to be forgotten;
 * save (): the mapping goes to a file */
GtkWidget *lw_import_facts_new (void);
void lw_import_facts_show (LwImportFacts *self, const LwListLook *look);
void lw_import_facts_show_axes (LwImportFacts *self, gboolean has, LwGeoAxes found);
void lw_import_facts_show_tolerance (LwImportFacts *self, gboolean has);
GtkSpinButton *lw_import_facts_get_tolerance (LwImportFacts *self);
void lw_import_facts_get_format (LwImportFacts *self, LwListFormat *format);
char *lw_import_facts_dup_sheet (LwImportFacts *self);
LwDate lw_import_facts_get_date (LwImportFacts *self);
LwUnlisted lw_import_facts_get_unlisted (LwImportFacts *self);
LwNewOffices lw_import_facts_get_new_offices (LwImportFacts *self);
void lw_import_facts_set_new_offices (LwImportFacts *self, gboolean add);
gboolean lw_import_facts_get_remember (LwImportFacts *self);

G_END_DECLS
