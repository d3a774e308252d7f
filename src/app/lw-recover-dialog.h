/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-recover-dialog: what became of a damaged document: one sentence, the rows of each table, and the full account, which
 * can be copied whole. */
#pragma once

#include "store/lw-recover-report.h"

#include <adwaita.h>

G_BEGIN_DECLS

GtkWindow *lw_recover_dialog_show (GtkWindow *parent, const LwRecoverReport *report);

G_END_DECLS
