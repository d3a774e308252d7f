/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-fold: text made comparable for a search: without case and without diacritics, so that "prive" finds
 * "Privé". Independent of the locale. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *lw_fold (const char *text);

G_END_DECLS
