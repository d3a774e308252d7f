/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-criteria-text: small changes to the key file of a criteria set (lw-criteria-set.h), which keep all that they do not
 * change, comments and translations included. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GKeyFile *lw_criteria_text_load (const char *definition, GError **error);
char *lw_criteria_text_get (GKeyFile *file, const char *group, const char *key);
void lw_criteria_text_set (GKeyFile *file, const char *group, const char *key, const char *text);
char *lw_criteria_text_copy (const char *definition, const char *id, const char *title, GError **error);
char *lw_criteria_text_add_criterion (GKeyFile *file, const char *block, const char *text);

G_END_DECLS
