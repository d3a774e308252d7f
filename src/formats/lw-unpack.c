/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-unpack: see lw-unpack.h. Members of zips are written to a folder of their own for temporary files, each under a
 * number, so that names in the zip lead nowhere else; the limits of lw-archive stop bombs. */
#include "formats/lw-unpack.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "formats/lw-archive.h"
#include "formats/lw-folder.h"
#include "formats/lw-source.h"
#include "model/lw-error.h"

#define MAX_FILES 2000
/* A register of labels of the country is 1.5 GB; what is larger does not come as one list. */
#define MAX_MEMBER_BYTES (G_GUINT64_CONSTANT (4) << 30)
#define MAX_TOTAL_BYTES (G_GUINT64_CONSTANT (16) << 30)

static const char *const endings[] = { ".csv", ".txt", ".tsv", ".xlsx", ".ods",  ".geojson",
                                       ".json", ".gml", ".xml", ".gpkg", NULL };

typedef struct {
  LwUnpacked *unpacked;
  gboolean has_shapes; /* a shapefile was seen */
  LwProgressFunc progress;
  gpointer progress_data;
  GCancellable *cancellable;
} Search;

static gboolean
begins_as_zip (const char *path)
{
  guint8 head[4] = { 0 };
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = NULL;

  /* A pipe would be waited for. */
  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return FALSE;
  stream = g_file_read (file, NULL, NULL);
  return stream != NULL && g_input_stream_read_all (G_INPUT_STREAM (stream), head, sizeof head, NULL, NULL, NULL)
         && memcmp (head, "PK", 2) == 0;
}

/** lw_unpack_may_be_needed: whether @path is a folder or a zip, which is seen at once; what is in it is not looked at */
gboolean
lw_unpack_may_be_needed (const char *path)
{
  g_return_val_if_fail (path != NULL, FALSE);
  return g_file_test (path, G_FILE_TEST_IS_DIR) || begins_as_zip (path);
}

/**
 * lw_unpack_is_needed:
 * @path: a file or folder
 *
 * Returns: whether it is a folder or zip that is itself of no kind that is read
 */
gboolean
lw_unpack_is_needed (const char *path)
{
  LwSourceKind kind;

  g_return_val_if_fail (path != NULL, FALSE);
  if (!lw_unpack_may_be_needed (path))
    return FALSE;
  kind = lw_source_kind (path, NULL);
  return kind != LW_SOURCE_BAG && kind != LW_SOURCE_XLSX && kind != LW_SOURCE_ODS;
}

/** lw_unpacked_new: (returns: transfer full): nothing yet */
LwUnpacked *
lw_unpacked_new (void)
{
  LwUnpacked *unpacked = g_new0 (LwUnpacked, 1);

  unpacked->paths = g_ptr_array_new_with_free_func (g_free);
  unpacked->skipped = g_ptr_array_new_with_free_func (g_free);
  return unpacked;
}

static gboolean
is_shape (const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  return g_str_has_suffix (lower, ".shp");
}

/* @reason: (nullable): why */
static void
skip (Search *search, const char *name, const char *reason)
{
  g_autofree char *shown = g_utf8_make_valid (name, -1);

  search->has_shapes = search->has_shapes || is_shape (name);
  g_ptr_array_add (search->unpacked->skipped,
                   /* Translators: a file, and what it is */
                   g_strdup_printf (_ ("%s is passed over: %s"), shown, reason ? reason : _ ("it is of no kind that is read")));
}

/* Takes @path, known to people as @name, if it is of a kind that is read. */
static void
take_file (Search *search, const char *path, const char *name)
{
  g_autofree char *reason = NULL;

  if (lw_source_kind (path, &reason) == LW_SOURCE_UNKNOWN)
    skip (search, name, reason);
  else
    g_ptr_array_add (search->unpacked->paths, g_strdup (path));
}

/* A file for a member: its own name, in a folder of its own. */
static char *
make_place (LwUnpacked *unpacked, const char *member, GError **error)
{
  const char *inner = g_strrstr (member, " > ");
  g_autofree char *base = g_path_get_basename (inner != NULL ? inner + strlen (" > ") : member);
  g_autofree char *number = g_strdup_printf ("%u", ++unpacked->n_unpacked);
  g_autofree char *folder = NULL;

  if (unpacked->folder == NULL && (unpacked->folder = g_dir_make_tmp ("leegwijzer-XXXXXX", error)) == NULL)
    return NULL;
  folder = g_build_filename (unpacked->folder, number, NULL);
  if (g_mkdir (folder, 0700) != 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("%s: there is no room to unpack it"), member);
      return NULL;
    }
  return g_build_filename (folder, g_str_equal (base, "..") || g_str_equal (base, ".") ? "unnamed" : base, NULL);
}

static gboolean
copy_member (Search *search, LwArchiveMember *member, GOutputStream *stream, GError **error)
{
  const guint8 *block;
  guint64 done = 0;
  gssize n;

  while ((n = lw_archive_member_read (member, &block, error)) > 0)
    {
      if (!g_output_stream_write_all (stream, block, (gsize) n, NULL, search->cancellable, error))
        {
          g_prefix_error (error, "%s: ", lw_archive_member_get_name (member));
          return FALSE;
        }
      done += (guint64) n;
      if (search->progress != NULL)
        search->progress (_ ("Unpacking"), done, 0, LW_PROGRESS_BYTES, search->progress_data);
    }
  return n == 0 && g_output_stream_close (stream, search->cancellable, error);
}

static gboolean
member_cb (LwArchiveMember *member, gpointer data, GError **error)
{
  Search *search = data;
  const char *name = lw_archive_member_get_name (member);
  g_autofree char *path = make_place (search->unpacked, name, error);
  g_autoptr (GFile) file = path != NULL ? g_file_new_for_path (path) : NULL;
  g_autoptr (GFileOutputStream) stream
      = file != NULL ? g_file_create (file, G_FILE_CREATE_PRIVATE, search->cancellable, error) : NULL;

  if (stream == NULL || !copy_member (search, member, G_OUTPUT_STREAM (stream), error))
    return FALSE;
  take_file (search, path, name);
  return TRUE;
}

static void
skipped_cb (const char *name, gpointer search)
{
  /* What archivers of other systems leave is nobody's file. */
  if (strstr (name, "__MACOSX") == NULL)
    skip (search, name, NULL);
}

static gboolean
unpack_zip (Search *search, const char *path, GError **error)
{
  const char *const paths[] = { path, NULL };
  LwArchiveWalk walk = { .member = member_cb, .skipped = skipped_cb, .member_data = search, .endings = endings };

  lw_archive_limits_init (&walk.limits);
  walk.limits.max_members = MAX_FILES;
  walk.limits.max_member_bytes = MAX_MEMBER_BYTES;
  walk.limits.max_total_bytes = MAX_TOTAL_BYTES;
  return lw_archive_walk (&walk, paths, search->cancellable, error);
}

/* A zip in a folder that is no good does not keep out what lies beside it. */
static gboolean
unpack_among_others (Search *search, const char *path, const char *name, GError **error)
{
  g_autoptr (GError) why = NULL;

  if (unpack_zip (search, path, &why))
    return TRUE;
  if (g_error_matches (why, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  skip (search, name, why->message);
  return TRUE;
}

static gboolean
search_file (Search *search, const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);

  if (g_cancellable_set_error_if_cancelled (search->cancellable, error))
    return FALSE;
  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    skip (search, name, NULL);
  else if (lw_unpack_is_needed (path))
    return unpack_among_others (search, path, name, error);
  else
    take_file (search, path, name);
  return TRUE;
}

/* Neither hidden itself nor in a hidden folder below @root. */
static gboolean
is_shown_cb (const char *path, gpointer root)
{
  return strstr (path + strlen (root), "/.") == NULL;
}

static gboolean
search_folder (Search *search, const char *path, GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *name = g_filename_display_basename (path);
  guint64 n_hidden = 0;

  if (!lw_folder_list (path, is_shown_cb, (gpointer) path, files, &n_hidden, search->cancellable, error))
    return FALSE;
  if (files->len > MAX_FILES)
    {
      g_set_error (error, LW_ERROR, LW_ERROR_TOO_LARGE,
                   _ ("%s: the folder holds more than %d files: choose those that are to be imported"), name, MAX_FILES);
      return FALSE;
    }
  for (guint i = 0; i < files->len; i++)
    if (!search_file (search, g_ptr_array_index (files, i), error))
      return FALSE;
  return TRUE;
}

/**
 * lw_unpacked_add:
 * @path: a folder or zip that has to be unpacked, or any other file, which is taken as it is
 * @progress: (nullable): told of bytes unpacked
 * @progress_data: for @progress
 * @cancellable: (nullable): to stop it
 * @error: return location: what lw_archive_walk() says, %LW_ERROR_UNSUPPORTED if nothing in it is read, %G_IO_ERROR
 *
 * Returns: whether anything was found
 */
gboolean
lw_unpacked_add (LwUnpacked *unpacked, const char *path, LwProgressFunc progress, gpointer progress_data,
                 GCancellable *cancellable, GError **error)
{
  Search search = { unpacked, FALSE, progress, progress_data, cancellable };
  g_autofree char *name = NULL;
  guint before;

  g_return_val_if_fail (unpacked != NULL && path != NULL, FALSE);
  if (!lw_unpack_is_needed (path))
    {
      g_ptr_array_add (unpacked->paths, g_strdup (path));
      return TRUE;
    }
  before = unpacked->paths->len;
  if (!(g_file_test (path, G_FILE_TEST_IS_DIR) ? search_folder (&search, path, error)
                                               : unpack_zip (&search, path, error)))
    return FALSE;
  if (unpacked->paths->len > before)
    return TRUE;
  name = g_filename_display_basename (path);
  if (search.has_shapes)
    g_set_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED,
                 _ ("%s holds a shapefile, which is not read: save the layer as GeoPackage and import that"), name);
  else
    g_set_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED,
                 _ ("%s holds nothing that can be read: no BAG extract, list, workbook or geodata"), name);
  return FALSE;
}

/* Files lie one folder deep. */
static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

/** lw_unpacked_free: forgets @unpacked, and removes what was unpacked */
void
lw_unpacked_free (LwUnpacked *unpacked)
{
  if (unpacked == NULL)
    return;
  if (unpacked->folder != NULL)
    remove_folder (unpacked->folder);
  g_free (unpacked->folder);
  g_ptr_array_unref (unpacked->paths);
  g_ptr_array_unref (unpacked->skipped);
  g_free (unpacked);
}
