/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-import-report: what an import did: its sources, its counts (read, kept, skipped, marked, rejected, each
 * by a reason) and its problems. Every importer fills one; the command line prints it, the window shows it.
 * The list of problems is bounded (the totals are not), so a hostile source cannot fill the memory with
 * complaints. */
#pragma once

#include "formats/lw-import-rows.h"

G_BEGIN_DECLS

/**
 * LwImportCount:
 * @LW_IMPORT_READ: things that were read from the sources
 * @LW_IMPORT_KEPT: things that went into the result
 * @LW_IMPORT_SKIPPED: things left out by rule (not an office, history, junk in an archive); nothing is wrong
 * @LW_IMPORT_MARKED: things that were kept, but with a part unknown or doubtful
 * @LW_IMPORT_REJECTED: things that could not be used because they are wrong or lead nowhere
 */
typedef enum {
  LW_IMPORT_READ,
  LW_IMPORT_KEPT,
  LW_IMPORT_SKIPPED,
  LW_IMPORT_MARKED,
  LW_IMPORT_REJECTED,
  LW_IMPORT_N_COUNTS,
} LwImportCount;

/**
 * LwImportSeverity:
 * @LW_IMPORT_NOTE: worth knowing
 * @LW_IMPORT_WARNING: kept, but doubtful
 * @LW_IMPORT_ERROR: not used
 */
typedef enum {
  LW_IMPORT_NOTE,
  LW_IMPORT_WARNING,
  LW_IMPORT_ERROR,
  LW_IMPORT_N_SEVERITIES,
} LwImportSeverity;

/**
 * LwImportProblem:
 * @severity: how bad
 * @code: short stable name of the kind ("dangling-address"), the same in every language
 * @source: (nullable): where: file, or archive > member
 * @line: line or row in @source, 0 when there is none
 * @what: what is wrong, translated
 * @advice: (nullable): what to do about it, translated
 */
typedef struct {
  LwImportSeverity severity;
  char *code;
  char *source;
  guint64 line;
  char *what;
  char *advice;
} LwImportProblem;

/** LW_IMPORT_MAX_PROBLEMS: problems kept in all; further ones are only counted. */
#define LW_IMPORT_MAX_PROBLEMS 1000
/** LW_IMPORT_MAX_PER_CODE: problems kept of one kind, so that a frequent kind does not crowd out a rare one. */
#define LW_IMPORT_MAX_PER_CODE 100
/** LW_IMPORT_MAX_NOTES_PER_CODE: notes kept of one kind: what was put right needs examples, not a list. */
#define LW_IMPORT_MAX_NOTES_PER_CODE 5

typedef struct _LwImportReport LwImportReport;

LwImportReport *lw_import_report_new (const char *kind);
LwImportReport *lw_import_report_ref (LwImportReport *self);
void lw_import_report_unref (LwImportReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwImportReport, lw_import_report_unref)

void lw_import_report_add_source (LwImportReport *self, const char *name);
void lw_import_report_set_reference_date (LwImportReport *self, const char *iso_date);
void lw_import_report_count (
    LwImportReport *self, LwImportCount count, const char *key, const char *label, guint64 n);
void lw_import_report_add_problem (LwImportReport *self,
                                   LwImportSeverity severity,
                                   const char *code,
                                   const char *source,
                                   guint64 line,
                                   const char *what,
                                   const char *advice);

const char *lw_import_report_get_kind (LwImportReport *self);
guint lw_import_report_get_n_sources (LwImportReport *self);
const char *lw_import_report_get_source (LwImportReport *self, guint index);
const char *lw_import_report_get_reference_date (LwImportReport *self);
guint64 lw_import_report_get_count (LwImportReport *self, LwImportCount count, const char *key);
const char *
lw_import_report_get_count_line (LwImportReport *self, LwImportCount count, guint index, guint64 *n);
const char *lw_import_count_label (LwImportCount count);
guint64 lw_import_report_get_total (LwImportReport *self, LwImportCount count);
guint lw_import_report_get_n_problems (LwImportReport *self);
const LwImportProblem *lw_import_report_get_problem (LwImportReport *self, guint index);
guint64 lw_import_report_get_problem_total (LwImportReport *self, LwImportSeverity severity);

LwImportRows *lw_import_report_get_rows (LwImportReport *self);

char *lw_import_report_to_text (LwImportReport *self, guint max_problems);
JsonNode *lw_import_report_to_json (LwImportReport *self);

G_END_DECLS
