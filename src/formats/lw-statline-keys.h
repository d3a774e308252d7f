/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-statline-keys: what the keys of economic sectors mean that stand in tables of StatLine, where no list of titles
 * comes with them. The list is data/sectors/sbi2008.csv; where it is from stands beside it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *lw_statline_key_get_title (const char *key);
gboolean lw_statline_is_key (const char *text);

G_END_DECLS
