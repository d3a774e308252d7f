/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-mapping-store: mappings that were chosen before, one JSON file for each kind of list in a folder of the user, so
 * that the next file of the kind needs no work. The same files serve the command line. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char *lw_mapping_store_get_path (const char *folder, const char *signature);
char *lw_mapping_store_load (const char *folder, const char *signature);
gboolean lw_mapping_store_save (const char *folder, const char *signature, const char *json, GError **error);
gboolean lw_mapping_store_forget (const char *folder, const char *signature, GError **error);

G_END_DECLS
