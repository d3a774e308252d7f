/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-check: is the document whole? Reads the file without changing it and tells every broken rule: of SQLite,
 * of the GeoPackage standard (by requirement number) and of this program, each with table and row. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LwCheckLevel:
 * @LW_CHECK_NOTE: worth knowing
 * @LW_CHECK_WARNING: doubtful; the document can be used
 * @LW_CHECK_ERROR: a rule is broken
 */
typedef enum {
  LW_CHECK_NOTE,
  LW_CHECK_WARNING,
  LW_CHECK_ERROR,
} LwCheckLevel;

/**
 * LwCheckFinding:
 * @level: how bad
 * @rule: short stable name: "integrity", "foreign-key", "gpkg-req-5", "lw-vacant-exceeds-area"
 * @table: (nullable): the table
 * @row: its row (rowid), or 0
 * @what: what is wrong, translated
 */
typedef struct {
  LwCheckLevel level;
  char *rule;
  char *table;
  gint64 row;
  char *what;
} LwCheckFinding;

/** LW_CHECK_MAX_PER_RULE: findings listed of one rule; further ones are only counted in the last */
#define LW_CHECK_MAX_PER_RULE 100

/**
 * LwCheckReport:
 * @findings: (element-type LwCheckFinding): in order of the rules
 * @n_errors: rules broken in all, listed or not
 * @n_warnings: likewise
 * @damaged: the file itself is damaged, so that a recovered copy (lw-recover.h) may help
 */
typedef struct {
  GPtrArray *findings;
  guint n_errors;
  guint n_warnings;
  gboolean damaged;
} LwCheckReport;

LwCheckReport *lw_store_check (const char *path, GCancellable *cancellable, GError **error);
void lw_check_report_free (LwCheckReport *report);
char *lw_check_finding_to_text (const LwCheckFinding *finding);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwCheckReport, lw_check_report_free)

G_END_DECLS
