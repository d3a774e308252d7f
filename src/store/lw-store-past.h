/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-store-past: what the facts of an office were before a newer source changed them, for the files of this folder
 * only. Whoever is about to change facts from a date on keeps them first; whoever reads an earlier date puts them back.
 */
#pragma once

#include "model/lw-offices-builder.h"
#include "store/lw-store-private.h"

G_BEGIN_DECLS

/** LW_PAST_SINCE: the version of the tables that keeps earlier facts */
#define LW_PAST_SINCE 3

gboolean lw_past_has_column (LwOfficeColumn column);
gboolean lw_past_keep (LwStore *store, gint64 office, LwDate until, GError **error);
gboolean
lw_past_follow (LwStore *store, gint64 office, LwDate since, LwOfficeColumn column, GError **error);
gboolean
lw_past_put_back (LwStore *store, LwDate date, LwOfficesBuilder *builder, gint64 *sources, GError **error);

G_END_DECLS
