/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-session-imports: what the imports of the open document did, as the document keeps it. */
#include "session/lw-session-import.h"

#include "model/lw-error.h"
#include "session/lw-session-private.h"

#include <glib/gi18n-lib.h>

static LwStore *
reading_store (LwSession *self, GError **error)
{
  if (self->document->path && !(self->document_job && lw_job_get_kind (self->document_job) == LW_JOB_WRITE))
    return lw_session_ensure_store (self, error);
  g_set_error_literal (error, LW_ERROR, LW_ERROR_NOT_FOUND, _("The document is being written; try again in a moment."));
  return NULL;
}

/**
 * lw_session_read_imports:
 * @session: the session
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type LwStoreImport): in order, or %NULL with an error, also while the document is being
 *   written
 */
GPtrArray *
lw_session_read_imports (LwSession *self, GError **error)
{
  LwStore *store;

  g_return_val_if_fail (LW_IS_SESSION (self), NULL);
  store = reading_store (self, error);
  return store ? lw_store_read_imports (store, error) : NULL;
}

/**
 * lw_session_read_import_rows:
 * @session: the session
 * @import: key of an import
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type LwStoreImportRow): the rows that it could not use or doubts, or %NULL with an error
 */
GPtrArray *
lw_session_read_import_rows (LwSession *self, gint64 import, GError **error)
{
  LwStore *store;

  g_return_val_if_fail (LW_IS_SESSION (self), NULL);
  store = reading_store (self, error);
  return store ? lw_store_read_import_rows (store, import, error) : NULL;
}

/**
 * lw_session_read_side_addresses:
 * @session: the session
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type LwSideAddress): addresses of offices beside their own, or %NULL with an error
 */
GPtrArray *
lw_session_read_side_addresses (LwSession *self, GError **error)
{
  LwStore *store;

  g_return_val_if_fail (LW_IS_SESSION (self), NULL);
  store = reading_store (self, error);
  return store ? lw_store_read_side_addresses (store, error) : NULL;
}

/**
 * lw_session_read_areas:
 * @session: the session
 * @kind: of areas, such as "planning"
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type LwStoreArea): those that somebody brought into the document, or %NULL with an
 *   error
 */
GPtrArray *
lw_session_read_areas (LwSession *self, const char *kind, GError **error)
{
  LwStore *store;

  g_return_val_if_fail (LW_IS_SESSION (self), NULL);
  store = reading_store (self, error);
  return store ? lw_store_read_areas (store, kind, error) : NULL;
}
