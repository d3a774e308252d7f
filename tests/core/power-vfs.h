/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * power-vfs: a file system for SQLite on which the power can go. What was written but not synchronised is lost in
 * part: at the moment chosen, each such write is kept, dropped or torn at a sector, and a removal that was not
 * synchronised may be undone; then the process ends. For a child process of a test. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void power_vfs_install (const char *folder, guint operations, guint32 seed);

G_END_DECLS
