/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-store-watch: what other programs do to the file of an open document: write it, remove, rename or replace
 * it. Nothing is ever written to a file other than the one that was opened. */
#include "store/lw-store-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

#include "store/lw-identity.h"

/**
 * lw_store_get_data_version:
 *
 * A number that changes when another connection or program has written the file since this one last looked;
 * what this store writes itself does not change it.
 *
 * Returns: the number, or -1 if the file cannot be read any more
 */
gint64
lw_store_get_data_version (LwStore *store)
{
  gint64 version;

  return lw_db_read_int (store->db, "PRAGMA data_version", &version, NULL) ? version : -1;
}

/** lw_store_check_place: %FALSE with %LW_ERROR_MOVED if the file was removed, renamed or replaced since */
gboolean
lw_store_check_place (LwStore *store, GError **error)
{
  return lw_db_check_place (store->db, error);
}

/**
 * lw_store_read_stamp:
 * @stamp: (out): the file as it is now
 *
 * Returns: %FALSE with %LW_ERROR_MOVED, or an error of reading
 */
gboolean
lw_store_read_stamp (LwStore *store, LwStoreStamp *stamp, GError **error)
{
  GStatBuf info;

  if (g_stat (lw_db_path (store->db), &info) != 0 || !lw_db_check_place (store->db, NULL))
    {
      if (!lw_db_check_place (store->db, error))
        return FALSE;
      return lw_db_check (store->db, SQLITE_IOERR, error);
    }
  stamp->device = info.st_dev;
  stamp->inode = info.st_ino;
  return lw_db_read_change_counter (store->db, &stamp->counter) || lw_db_check (store->db, SQLITE_IOERR, error);
}

/**
 * lw_store_is_own_work:
 *
 * Returns: whether this program was the last to write the file, as far as that can be known; what another one wrote
 *   is to be looked through (lw_store_check())
 */
gboolean
lw_store_is_own_work (LwStore *store)
{
  gboolean is_signed;

  return !lw_identity_read_signed (store->db, &is_signed, NULL) || is_signed;
}

/** lw_store_accept_work: from now on the file as it is counts as own work; %FALSE with an error such as %LW_ERROR_BUSY */
gboolean
lw_store_accept_work (LwStore *store, GError **error)
{
  g_autoptr (LwTransaction) transaction = NULL;

  g_return_val_if_fail (!store->read_only && store->depth == 0, FALSE);
  transaction = lw_transaction_begin (store->db, error);
  return transaction != NULL && lw_transaction_commit (&transaction, error);
}

/**
 * lw_store_expect:
 * @stamp: of another handle on the document
 *
 * Returns: whether this store is the same file; else %FALSE with %LW_ERROR_MOVED
 */
gboolean
lw_store_expect (LwStore *store, const LwStoreStamp *stamp, GError **error)
{
  g_autofree char *name = g_filename_display_basename (lw_db_path (store->db));
  LwStoreStamp now;

  if (!lw_store_read_stamp (store, &now, error))
    return FALSE;
  if (now.device == stamp->device && now.inode == stamp->inode)
    return TRUE;
  g_set_error (error, LW_ERROR, LW_ERROR_MOVED,
               _ ("“%s” was replaced by another file; nothing is written to that; save a copy of what you see, or "
                  "open the document again"),
               name);
  return FALSE;
}
