/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-place-choice: a choice of the municipality, or of the market region (kantorenregio), in which something is built:
 * those that have offices, and none. */
#pragma once

#include <adwaita.h>

#include "session/lw-session.h"

G_BEGIN_DECLS

void lw_place_choice_fill_municipalities (AdwComboRow *row, LwSession *session, const char *code);
gboolean lw_place_choice_fill_regions (AdwComboRow *row, LwSession *session, const char *region);
const char *lw_place_choice_get (AdwComboRow *row);
char *lw_place_choice_name (LwSession *session, const char *code);
char *lw_place_choice_region_of (LwSession *session, const char *code);

G_END_DECLS
