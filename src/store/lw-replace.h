/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-replace: a new database file takes its place only when it is whole. It is written under a hidden name in
 * the same folder and renamed at the end; a failure removes it and leaves what was there. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _LwReplace LwReplace;

LwReplace *lw_replace_begin (const char *path);
const char *lw_replace_path (LwReplace *replace);
gboolean lw_replace_finish (LwReplace **replace, gboolean overwrite, GError **error);
void lw_replace_abandon (LwReplace *replace);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwReplace, lw_replace_abandon)

G_END_DECLS
