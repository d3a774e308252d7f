/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-format-import: what an import brought beside offices and rows of lists about them, in words. */
#pragma once

#include "draw/lw-format.h"
#include "model/lw-brought.h"

G_BEGIN_DECLS

char *lw_format_brought (const LwFormat *format, const LwBrought *brought);

G_END_DECLS
