/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-error: see lw-error.h. */
#include "model/lw-error.h"

#include <glib/gi18n-lib.h>

G_DEFINE_QUARK (lw-error-quark, lw_error)

static gboolean
is_any (const GError *cause, GIOErrorEnum io, GFileError file)
{
  return g_error_matches (cause, G_IO_ERROR, (int) io) || g_error_matches (cause, G_FILE_ERROR, (int) file);
}

/**
 * lw_error_set_unwritten:
 * @error: return location
 * @path: the file that was to be written
 * @cause: (transfer full): why it was not
 *
 * Says in one sentence that a file was not written, why, and what to do. A cancellation, and what is a sentence of ours
 * already, stay as they are.
 */
void
lw_error_set_unwritten (GError **error, const char *path, GError *cause)
{
  g_return_if_fail (path != NULL && cause != NULL);

  if (cause->domain == LW_ERROR || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, cause);
      return;
    }
  if (is_any (cause, G_IO_ERROR_NO_SPACE, G_FILE_ERROR_NOSPC))
    g_set_error (error, LW_ERROR, LW_ERROR_FULL,
                 _ ("“%s” was not written, since the disk is full; free some space, or choose another folder"), path);
  else if (is_any (cause, G_IO_ERROR_PERMISSION_DENIED, G_FILE_ERROR_ACCES)
           || is_any (cause, G_IO_ERROR_READ_ONLY, G_FILE_ERROR_ROFS))
    g_set_error (error, LW_ERROR, LW_ERROR_READ_ONLY,
                 _ ("“%s” was not written, since its folder cannot be written; choose another one"), path);
  else if (is_any (cause, G_IO_ERROR_NOT_FOUND, G_FILE_ERROR_NOENT))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 _ ("“%s” was not written, since its folder does not exist; choose another one"), path);
  else
    /* Translators: the file, and the reason */
    g_set_error (error, cause->domain, cause->code, _ ("“%s” was not written: %s; choose another folder"), path,
                 cause->message);
  g_error_free (cause);
}
