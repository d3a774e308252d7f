/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-upgrade: a document of an older version is brought up to date in one transaction, after the file as it was is kept
 * under a name of its own. Whatever goes wrong, the document is either wholly of the old version or wholly of the new
 * one, and a copy that has its name is whole. */
#pragma once

#include "store/lw-db.h"

G_BEGIN_DECLS

gboolean lw_upgrade_file (LwDb *db, char **kept, GError **error);
LwDb *lw_upgrade_in_memory (LwDb *db, guint from, GError **error);

G_END_DECLS
