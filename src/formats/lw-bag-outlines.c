/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-bag-outlines: see lw-bag-outlines.h. Shapes are kept as the blobs of GeoPackage, which hold every bit of
 * them. */
#include "formats/lw-bag-outlines.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* Written at once. */
#define BUFFER_BYTES (256 * 1024)

typedef struct {
  guint64 at;
  guint32 size;
} Kept;

typedef struct {
  LwBagId building;
  guint32 kept;
} Given;

struct _LwBagOutlines {
  int fd;      /* -1 before the first is kept */
  int failure; /* errno of what went wrong first, 0 if nothing did */
  guint64 written;
  GByteArray *buffer; /* what follows that */
  GArray *kept;       /* of Kept */
  GArray *given;      /* of Given */
};

/**
 * lw_bag_outlines_new:
 *
 * Returns: (transfer full): no outlines yet
 */
LwBagOutlines *
lw_bag_outlines_new (void)
{
  LwBagOutlines *self = g_new0 (LwBagOutlines, 1);

  self->fd = -1;
  self->buffer = g_byte_array_new ();
  self->kept = g_array_new (FALSE, FALSE, sizeof (Kept));
  self->given = g_array_new (FALSE, FALSE, sizeof (Given));
  return self;
}

/** lw_bag_outlines_free: frees @self, which may be %NULL */
void
lw_bag_outlines_free (LwBagOutlines *self)
{
  if (self == NULL)
    return;
  if (self->fd >= 0)
    close (self->fd);
  g_byte_array_unref (self->buffer);
  g_array_unref (self->kept);
  g_array_unref (self->given);
  g_free (self);
}

static gboolean
open_file (LwBagOutlines *self)
{
  g_autofree char *path = NULL;

  if (self->fd >= 0)
    return TRUE;
  self->fd = g_file_open_tmp ("leegwijzer-XXXXXX", &path, NULL);
  if (self->fd < 0)
    {
      self->failure = errno != 0 ? errno : EIO;
      return FALSE;
    }
  g_unlink (path);
  return TRUE;
}

/* Writes the buffer away; after a failure nothing is written any more. */
static void
flush (LwBagOutlines *self)
{
  gsize done = 0;

  if (self->failure == 0 && open_file (self))
    while (done < self->buffer->len)
      {
        ssize_t n = write (self->fd, self->buffer->data + done, self->buffer->len - done);

        if (n < 0 && errno != EINTR)
          {
            self->failure = errno;
            break;
          }
        done += (gsize)MAX (n, 0);
      }
  self->written += self->buffer->len;
  g_byte_array_set_size (self->buffer, 0);
}

/**
 * lw_bag_outlines_keep:
 * @self: outlines
 * @shape: one
 *
 * Returns: what to give to lw_bag_outlines_give()
 */
guint32
lw_bag_outlines_keep (LwBagOutlines *self, const LwGeometry *shape)
{
  g_autoptr (GBytes) blob = NULL;
  gsize size;
  gconstpointer data;
  Kept kept;

  g_return_val_if_fail (self != NULL && shape != NULL && self->kept->len < LW_BAG_NO_OUTLINE,
                        LW_BAG_NO_OUTLINE);

  blob = lw_geometry_to_blob (shape, 0);
  data = g_bytes_get_data (blob, &size);
  kept = (Kept){ self->written + self->buffer->len, (guint32)size };
  g_byte_array_append (self->buffer, data, (guint)size);
  g_array_append_val (self->kept, kept);
  if (self->buffer->len >= BUFFER_BYTES)
    flush (self);
  return self->kept->len - 1;
}

/** lw_bag_outlines_give: says that what lw_bag_outlines_keep() kept is the outline of @building and wanted */
void
lw_bag_outlines_give (LwBagOutlines *self, LwBagId building, guint32 kept)
{
  Given given = { building, kept };

  g_return_if_fail (self != NULL && kept < self->kept->len);
  g_array_append_val (self->given, given);
}

/**
 * lw_bag_outlines_check:
 * @self: outlines
 * @error: return location
 *
 * Returns: %FALSE with @error set if they could not be kept
 */
gboolean
lw_bag_outlines_check (const LwBagOutlines *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->failure == 0)
    return TRUE;
  /* TRANSLATORS: a folder and a reason. */
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (self->failure),
               _ ("%s: the outlines of buildings cannot be kept there for the time of the import: %s: make "
                  "room, or set "
                  "TMPDIR to another folder"),
               g_get_tmp_dir (), g_strerror (self->failure));
  return FALSE;
}

/** lw_bag_outlines_get_n: how many were given */
guint
lw_bag_outlines_get_n (const LwBagOutlines *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->given->len;
}

/**
 * lw_bag_outlines_read:
 * @self: outlines
 * @index: which of those that were given
 * @building: (out): whose it is
 * @error: return location
 *
 * Returns: (transfer full): its shape, %NULL with @error set if it cannot be read back
 */
LwGeometry *
lw_bag_outlines_read (LwBagOutlines *self, guint index, LwBagId *building, GError **error)
{
  const Given *given;
  const Kept *kept;
  g_autofree guint8 *data = NULL;
  gsize done = 0;

  g_return_val_if_fail (self != NULL && index < self->given->len, NULL);

  given = &g_array_index (self->given, Given, index);
  kept = &g_array_index (self->kept, Kept, given->kept);
  *building = given->building;
  if (self->buffer->len > 0)
    flush (self);
  data = g_malloc (kept->size);
  while (self->failure == 0 && done < kept->size)
    {
      ssize_t n = pread (self->fd, data + done, kept->size - done, (off_t)(kept->at + done));

      if (n == 0 || (n < 0 && errno != EINTR))
        self->failure = n == 0 ? EIO : errno;
      done += (gsize)MAX (n, 0);
    }
  return lw_bag_outlines_check (self, error) ? lw_geometry_from_blob (data, kept->size, NULL, error) : NULL;
}
