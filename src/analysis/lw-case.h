/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-case: runs case files: domain tests that a planner can read and write. They go through the same
 * functions as the application. A mistake in a file stops that file, with its line and column, and counts as
 * failed. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LwCaseCounts:
 * @passed: expectations that hold
 * @failed: expectations that do not hold, and files that could not be run
 */
typedef struct {
  guint passed;
  guint failed;
} LwCaseCounts;

gboolean lw_case_run_data (const char *name,
                           const char *data,
                           gsize length,
                           gboolean json,
                           GString *out,
                           LwCaseCounts *counts,
                           GCancellable *cancellable,
                           GError **error);
gboolean lw_case_run_file (const char *path,
                           gboolean json,
                           GString *out,
                           LwCaseCounts *counts,
                           GCancellable *cancellable,
                           GError **error);
int lw_case_run_files (
    const char *const *paths, gboolean json, GString *out, LwCaseCounts *counts, GCancellable *cancellable);

G_END_DECLS
