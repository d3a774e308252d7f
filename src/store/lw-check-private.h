/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-check-private: what the parts of the check share. A rule that finds nothing wrong says nothing; a rule
 * that cannot be tested, since a table is damaged or missing, says that, and the next rule goes on. */
#pragma once

#include "store/lw-check.h"
#include "store/lw-db.h"

G_BEGIN_DECLS

typedef struct {
  LwDb *db;
  LwCheckReport *report;
  GHashTable *listed; /* rule -> findings so far */
  GCancellable *cancellable;
  guint version; /* of the tables, of a document of ours */
} LwChecker;

/** LwCheckQuery: a rule that one query can test */
typedef struct {
  const char *rule;
  LwCheckLevel level;
  const char *table;
  const char *what; /* with one %s for the value; marked with N_() */
  const char *sql;  /* gives the number of a bad row, and the value that shows what is wrong with it */
} LwCheckQuery;

void lw_checker_add (LwChecker *checker,
                     LwCheckLevel level,
                     const char *rule,
                     const char *table,
                     gint64 row,
                     const char *format,
                     ...) G_GNUC_PRINTF (6, 7);
gboolean lw_checker_has_table (LwChecker *checker, const char *table);
void lw_checker_run_query (LwChecker *checker, const LwCheckQuery *query);
void lw_checker_fail (LwChecker *checker, const char *rule, const char *table, const GError *error);

void lw_check_geopackage (LwChecker *checker);
void lw_check_own_rules (LwChecker *checker);

G_END_DECLS
