/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-csv-text: writes cells of CSV text, quoted where they have to be; what lw-csv reads back as they were. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void lw_csv_text_append (GString *text, const char *cell, gssize length, char separator);
void lw_csv_text_append_cell (GString *text, const char *cell, gssize length);
gboolean lw_csv_text_needs_guard (const char *text);
void lw_csv_text_append_found (GString *text, const char *cell, char separator);

G_END_DECLS
