/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-report-dialog: what an import did: figures first, then each source's own account, which can be copied whole. */
#pragma once

#include "analysis/lw-import.h"

#include <adwaita.h>

G_BEGIN_DECLS

void lw_report_dialog_show (GtkWindow *parent, const LwImportResult *result);

G_END_DECLS
