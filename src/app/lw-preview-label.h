/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-preview-label: a cell or heading in the previews of an import: one line, as wide as its text within bounds, so that
 * columns of short words stay narrow and long ones do not push the others away. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkLabel *lw_preview_label_new (const char *text, const char *css_class);

G_END_DECLS
