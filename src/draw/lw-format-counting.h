/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-format-counting: what the settings of a document do to its stock, in words: beside every total, on screen, on
 * paper and on the command line alike. */
#pragma once

#include "draw/lw-format.h"
#include "model/lw-statistics-results.h"

G_BEGIN_DECLS

char *lw_format_mixed_use (const LwFormat *format, const LwCounting *counting);
char *lw_format_left_out (const LwFormat *format, const LwCounting *counting);

G_END_DECLS
