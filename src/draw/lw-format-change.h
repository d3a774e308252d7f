/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-format-change: what changed between two dates in words, for window, tooltips and paper alike. A change carries its
 * sign; unknown is an en dash. */
#pragma once

#include "draw/lw-format.h"
#include "model/lw-difference-results.h"

G_BEGIN_DECLS

char *lw_format_m2_change (const LwFormat *format, double m2);
char *lw_format_m2_change_bare (const LwFormat *format, double m2);
char *lw_format_dates (LwDate from, LwDate to);
char *lw_format_office_change (const LwFormat *format, const LwOffices *offices, guint row);
char *lw_format_office_moved (const LwFormat *format, const LwOffices *offices, guint row);

G_END_DECLS
