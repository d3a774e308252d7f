/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * recover-fixture: a document with something in every table, what is true of each of its rows, and on which
 * pages SQLite itself says that the row stands (dbstat); so that after any damage it is known which rows have
 * to be recovered. */
#pragma once

#include <sqlite3.h>

#include "store/lw-recover.h"
#include "test-store-util.h"

G_BEGIN_DECLS

/**
 * TrueRow:
 * @key: table and key: "office 12"
 * @columns: (element-type utf8 utf8): each value as an SQL literal, by the name of its column
 * @pages: (element-type guint32): where it stands: its leaf and the pages with the rest
 */
typedef struct {
  char *key;
  char *table;
  GHashTable *columns;
  GArray *pages;
} TrueRow;

void recover_make_document (const char *path);
void recover_run_sql (const char *path, const char *sql);
gint64 recover_read_int (const char *path, const char *sql);
GHashTable *recover_read_rows (const char *path);
GHashTable *recover_locate_rows (const char *path);
GArray *recover_list_pages (const char *path, const char *where);
GHashTable *recover_pages_to_set (GArray *pages);

guint8 *recover_page_at (GByteArray *file, guint32 page);
GByteArray *recover_load (const char *path);
void recover_save (GByteArray *file, const char *path);

gboolean recover_is_expected (GHashTable *truth, const TrueRow *row, GHashTable *damaged);
guint recover_compare (GHashTable *truth, GHashTable *found, GHashTable *damaged, gboolean strict);

#define RECOVER_PAGE 4096

/**
 * Recovery: a whole document, what is true of it, and a copy of its bytes to be damaged and recovered.
 */
typedef struct {
  Fixture base; /* its document is the whole one */
  char *damaged;
  char *copy;
  GHashTable *truth;
  GByteArray *file;
  LwRecoverReport *report;
} Recovery;

void recovery_set_up (Recovery *r, gconstpointer unused);
void recovery_tear_down (Recovery *r, gconstpointer unused);
void recovery_look_again (Recovery *r);
void recovery_reload (Recovery *r);
void recovery_run (Recovery *r);
guint recovery_compare (Recovery *r, GArray *damaged);
const LwRecoverTable *recovery_table (Recovery *r, const char *name);
void recovery_assert_complete (Recovery *r);
void recovery_assert_new_document (Recovery *r);
void recovery_zero (Recovery *r, GArray *pages);
void recover_fill_randomly (guint8 *bytes, gsize size, guint32 seed);
void recover_put_32 (guint8 *bytes, guint32 value);

G_END_DECLS
