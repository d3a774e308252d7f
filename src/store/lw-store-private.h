/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-store-private: the inside of an open document, for the files of this folder only. Each write opens an
 * edit scope: it starts an edit of its own, or joins the one that is going on. A scope that ends without
 * being committed undoes its own edit, or makes the edit that it joined impossible to commit. */
#pragma once

#include "store/lw-db.h"
#include "store/lw-history.h"
#include "store/lw-lock.h"
#include "store/lw-store.h"

G_BEGIN_DECLS

struct _LwStore {
  LwDb *db;
  gboolean read_only;
  guint version; /* of the tables */
  char *kept;    /* the copy of the file as it was before it was brought up to date by this store */
  LwLock *lock; /* of lw_store_own() */
  /* the edit that is going on */
  guint depth;
  gboolean failed;
  char *edit_name;
  LwTransaction *transaction;
  sqlite3_session *recorder;
};

typedef LwStore LwEdit;

LwEdit *lw_edit_begin (LwStore *store, const char *name, GError **error);
gboolean lw_edit_commit (LwEdit **edit, GError **error);
void lw_edit_abandon (LwEdit *edit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwEdit, lw_edit_abandon)

GByteArray *lw_history_pack (gconstpointer data, gsize size, GError **error);
GByteArray *lw_history_unpack (gconstpointer data, gsize size, GError **error);
GByteArray *lw_history_invert (LwStore *store, GByteArray *changeset, GError **error);
gboolean lw_history_record (LwStore *store, gpointer changeset, int size, GError **error);
gboolean
lw_history_update_contents (LwStore *store, gpointer changeset, int size, gboolean *changed, GError **error);

gboolean lw_store_check_folder (const char *path, GError **error);
gboolean lw_store_leave_wal (LwDb *db, GError **error);
gboolean lw_store_add_source (LwStore *store, const LwSource *source, gint64 *key, GError **error);
gboolean lw_store_read_outlook (LwStore *store, gint64 key, LwDemandPath *path, GError **error);
gboolean lw_store_write_outlook (
    LwStore *store, gint64 key, const LwDemandPath *old, const LwDemandPath *path, GError **error);
gboolean lw_store_find_key (LwStore *store, const char *sql, const char *uid, gint64 *key, GError **error);

G_END_DECLS
