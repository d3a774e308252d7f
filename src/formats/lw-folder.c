/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-folder: see lw-folder.h. */
#include "formats/lw-folder.h"

#include <string.h>

#include "formats/lw-archive-private.h"

/* Folders in folders: deeper than any delivery, shallow enough for the stack. */
#define MAX_DEPTH 32

typedef struct {
  LwFolderTakesFunc takes;
  gpointer data;
  GPtrArray *files;
  guint64 n_others;
  GCancellable *cancellable;
} Listing;

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static gboolean list (Listing *listing, const char *path, guint depth, GError **error);

static gboolean
list_entry (Listing *listing, const char *path, const char *base, guint depth, GError **error)
{
  g_autofree char *child = g_build_filename (path, base, NULL);

  if (g_cancellable_set_error_if_cancelled (listing->cancellable, error))
    return FALSE;
  if (g_file_test (child, G_FILE_TEST_IS_DIR))
    {
      if (depth < MAX_DEPTH && !g_file_test (child, G_FILE_TEST_IS_SYMLINK) && !lw_archive_name_is_junk (base))
        return list (listing, child, depth + 1, error);
      listing->n_others++;
    }
  else if (!lw_archive_name_is_junk (base) && listing->takes (child, listing->data))
    g_ptr_array_add (listing->files, g_steal_pointer (&child));
  else
    listing->n_others++;
  return TRUE;
}

static gboolean
list (Listing *listing, const char *path, guint depth, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (path, 0, error);
  const char *name;

  if (dir == NULL)
    return FALSE;
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    if (!list_entry (listing, path, g_ptr_array_index (names, i), depth, error))
      return FALSE;
  return TRUE;
}

/**
 * lw_folder_list:
 * @path: a folder
 * @takes: which files are listed
 * @data: for @takes
 * @files: (element-type filename): gets them, by name
 * @n_others: (inout): counted up for what is not listed
 * @cancellable: (nullable): to stop it
 * @error: return location for an error of the file system
 *
 * Lists the files below @path by name, so that the same folder is always read in the same order. Junk of archivers is left
 * out, and symbolic links to folders are not followed: they may lead in a circle.
 *
 * Returns: %FALSE with @error set
 */
gboolean
lw_folder_list (const char *path, LwFolderTakesFunc takes, gpointer data, GPtrArray *files, guint64 *n_others,
                GCancellable *cancellable, GError **error)
{
  Listing listing = { takes, data, files, 0, cancellable };
  gboolean done = list (&listing, path, 0, error);

  *n_others += listing.n_others;
  return done;
}
