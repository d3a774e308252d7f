/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-db: a thin helper over SQLite for the store: one connection a thread, cached statements that reset
 * themselves, a transaction that rolls back unless committed, and errors as one clear sentence. It knows
 * nothing of the tables. A statement collects failed binds and reports them at the next step, so only steps
 * need checking. */
#pragma once

/* The session extension is declared only if asked for; Debian's library has it. */
#define SQLITE_ENABLE_SESSION 1
#define SQLITE_ENABLE_PREUPDATE_HOOK 1
#include <sqlite3.h>

#include "model/lw-bag-id.h"
#include "model/lw-date.h"
#include "model/lw-error.h"

G_BEGIN_DECLS

typedef struct _LwDb LwDb;
typedef struct _LwStatement LwStatement;
typedef struct _LwTransaction LwTransaction;

/**
 * LwDbAccess:
 * @LW_DB_READ: only read
 * @LW_DB_WRITE: read and write a file that exists
 * @LW_DB_CREATE: read and write; the file is made if it does not exist
 * @LW_DB_FOREIGN: only read a file of somebody else: nothing beside it is made or locked where that can be avoided, and
 *   no code in it (views, triggers) is run
 */
typedef enum {
  LW_DB_READ,
  LW_DB_WRITE,
  LW_DB_CREATE,
  LW_DB_FOREIGN,
} LwDbAccess;

/** LW_DB_BUSY_MS: how long to wait for another program before giving up, in milliseconds */
#define LW_DB_BUSY_MS 3000

gboolean lw_db_check_file (const char *path, GError **error);
LwDb *lw_db_open (const char *path, LwDbAccess access, GError **error);
LwDb *lw_db_open_copy_in_memory (LwDb *from, GError **error);
void lw_db_close (LwDb *db);
sqlite3 *lw_db_handle (LwDb *db);
const char *lw_db_path (LwDb *db);
void lw_db_set_display_path (LwDb *db, const char *path);
void lw_db_assert_thread (LwDb *db);
void lw_db_let_go (LwDb *db);
void lw_db_adopt (LwDb *db);
gboolean lw_db_check_place (LwDb *db, GError **error);
/** LwDbCommitFunc: the last step of a transaction; @counter as in lw_db_set_before_commit() */
typedef gboolean (*LwDbCommitFunc) (LwDb *db, guint32 counter, GError **error);

void lw_db_set_before_commit (LwDb *db, LwDbCommitFunc func);
gboolean lw_db_read_change_counter (LwDb *db, guint32 *counter);
gboolean lw_db_exec (LwDb *db, const char *sql, GError **error);
gboolean lw_db_read_int (LwDb *db, const char *sql, gint64 *value, GError **error);
gboolean lw_db_read_text (LwDb *db, const char *sql, char **value, GError **error);
void lw_db_set_error (LwDb *db, int code, GError **error);
gboolean lw_db_check (LwDb *db, int code, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwDb, lw_db_close)

/* Until the scope ends, @cancellable interrupts statements; NULL for none. */
typedef LwDb LwDbCancelScope;
LwDbCancelScope *lw_db_cancel_with (LwDb *db, GCancellable *cancellable);
void lw_db_end_cancel (LwDbCancelScope *scope);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwDbCancelScope, lw_db_end_cancel)

LwStatement *lw_db_prepare (LwDb *db, const char *sql, GError **error);
void lw_statement_release (LwStatement *statement);
sqlite3_stmt *lw_statement_raw (LwStatement *statement);

/** LwStep: what a step gave */
typedef enum {
  LW_STEP_ERROR = -1,
  LW_STEP_DONE = 0,
  LW_STEP_ROW = 1,
} LwStep;

LwStep lw_statement_step (LwStatement *statement, GError **error);
gboolean lw_statement_run (LwStatement *statement, GError **error);

/** LwBindFunc: gives a statement its parameters, out of @row */
typedef void (*LwBindFunc) (LwStatement *statement, gconstpointer row);

gboolean lw_db_update_or_insert (LwDb *db, const char *const sql[2], LwBindFunc bind, gconstpointer row, GError **error);

/* Parameters and columns are numbered from 1 and from 0, as SQLite does. Unknown values become NULL and back.
 */
void lw_statement_bind_int (LwStatement *statement, int at, gint64 value);
void lw_statement_bind_key (LwStatement *statement, int at, gint64 value);
void lw_statement_bind_double (LwStatement *statement, int at, double value);
void lw_statement_bind_text (LwStatement *statement, int at, const char *value);
void lw_statement_bind_known (LwStatement *statement, int at, const char *value);
void lw_statement_bind_date (LwStatement *statement, int at, LwDate value);
void lw_statement_bind_bag_id (LwStatement *statement, int at, LwBagId value);
void lw_statement_bind_blob (LwStatement *statement, int at, gconstpointer data, gsize size);
gboolean lw_statement_is_null (LwStatement *statement, int at);
gint64 lw_statement_int (LwStatement *statement, int at);
double lw_statement_double (LwStatement *statement, int at);
const char *lw_statement_text (LwStatement *statement, int at);
LwDate lw_statement_date (LwStatement *statement, int at);
LwBagId lw_statement_bag_id (LwStatement *statement, int at);
gconstpointer lw_statement_blob (LwStatement *statement, int at, gsize *size);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwStatement, lw_statement_release)

LwTransaction *lw_transaction_begin (LwDb *db, GError **error);
gboolean lw_transaction_commit (LwTransaction **transaction, GError **error);
void lw_transaction_rollback (LwTransaction *transaction);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwTransaction, lw_transaction_rollback)

G_END_DECLS
