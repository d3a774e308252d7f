/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-mapping-store: see lw-mapping-store.h. What is kept here is a convenience: a file that cannot be read is as good as
 * none. */
#include "formats/lw-mapping-store.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define SIGNATURE_LENGTH 64
#define MAX_BYTES (1 << 20)

static gboolean
is_signature (const char *signature)
{
  return strlen (signature) == SIGNATURE_LENGTH && strspn (signature, "0123456789abcdef") == SIGNATURE_LENGTH;
}

/**
 * lw_mapping_store_get_path:
 * @folder: where mappings are kept
 * @signature: of lw_csv_reader_get_signature()
 *
 * Returns: (transfer full): where the mapping of that kind of list is, or would be
 */
char *
lw_mapping_store_get_path (const char *folder, const char *signature)
{
  g_autofree char *name = g_strconcat (signature, ".json", NULL);

  g_return_val_if_fail (is_signature (signature), NULL);
  return g_build_filename (folder, name, NULL);
}

/**
 * lw_mapping_store_load:
 * @folder: where mappings are kept
 * @signature: of lw_csv_reader_get_signature()
 *
 * Returns: (transfer full) (nullable): the mapping that was chosen for such a list before
 */
char *
lw_mapping_store_load (const char *folder, const char *signature)
{
  g_autofree char *path = lw_mapping_store_get_path (folder, signature);
  g_autofree char *json = NULL;
  GStatBuf info;
  gsize length;

  if (g_stat (path, &info) != 0 || info.st_size > MAX_BYTES || !g_file_get_contents (path, &json, &length, NULL)
      || memchr (json, '\0', length) != NULL)
    return NULL;
  return g_steal_pointer (&json);
}

/**
 * lw_mapping_store_save:
 * @folder: where mappings are kept; made if it is not there
 * @signature: of lw_csv_reader_get_signature()
 * @json: the mapping
 * @error: return location for an error
 *
 * Returns: whether it is kept
 */
gboolean
lw_mapping_store_save (const char *folder, const char *signature, const char *json, GError **error)
{
  g_autofree char *path = lw_mapping_store_get_path (folder, signature);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      int saved = errno;

      g_set_error (error, G_FILE_ERROR, (int)g_file_error_from_errno (saved), _ ("%s cannot be made: %s"), folder,
                   g_strerror (saved));
      return FALSE;
    }
  return g_file_set_contents (path, json, -1, error);
}

/**
 * lw_mapping_store_forget:
 * @folder: where mappings are kept
 * @signature: of lw_csv_reader_get_signature()
 * @error: return location for an error
 *
 * Returns: whether no mapping is kept for such a list any more
 */
gboolean
lw_mapping_store_forget (const char *folder, const char *signature, GError **error)
{
  g_autofree char *path = lw_mapping_store_get_path (folder, signature);

  if (g_unlink (path) == 0 || errno == ENOENT)
    return TRUE;
  int saved = errno;

  g_set_error (error, G_FILE_ERROR, (int)g_file_error_from_errno (saved), _ ("%s cannot be removed: %s"), path,
               g_strerror (saved));
  return FALSE;
}
