/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-bag-assemble: joins what was kept of a BAG delivery into the table of offices, and accounts for every
 * dummy and every reference that leads nowhere. */
#pragma once

#include "formats/lw-bag-store.h"
#include "formats/lw-bag.h"
#include "formats/lw-import-report.h"
#include "model/lw-offices.h"

G_BEGIN_DECLS

LwOffices *lw_bag_assemble (LwBagStore *store, const LwBagOptions *options, LwDate date, LwImportReport *report,
                            GError **error);

G_END_DECLS
