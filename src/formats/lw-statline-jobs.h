/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-statline-jobs: from a table of StatLine to the jobs of a document: sections of the classification of activities
 * (SBI 2008) become its sectors, municipalities its regions, and what is a sum of others is left out. */
#pragma once

#include "formats/lw-import-report.h"
#include "formats/lw-statline.h"

G_BEGIN_DECLS

GArray *lw_statline_make_jobs (const LwStatline *table, GHashTable *regions, LwImportReport *report, GError **error);

G_END_DECLS
