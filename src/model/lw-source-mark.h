/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-source-mark: what the short marks of sources stand for ("PBL17"), for whoever asks where a number comes from. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** LW_SOURCE_MARK_ASSUMPTION: the mark of an estimate without a citable source */
#define LW_SOURCE_MARK_ASSUMPTION "assumption"

const char *const *lw_source_marks (void);
const char *lw_source_mark_get_title (const char *mark);

G_END_DECLS
