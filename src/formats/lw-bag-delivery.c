/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-bag-delivery: see lw-bag-delivery.h. */
#include "formats/lw-bag-delivery.h"

#include <string.h>

#include "formats/lw-archive.h"
#include "formats/lw-bag-parser.h"

typedef struct {
  LwBagDelivery *delivery;
  char *source; /* name of the outermost file, for people */
} Reading;

static void
ignore_record_cb (LwBagParser *parser, const LwBagRecord *record, gpointer data)
{
}

static gboolean
is_document (const char *name)
{
  return strstr (name, "Leveringsdocument") != NULL;
}

/* A zip that lies inside is passed over: the document stands beside them. */
static gboolean
wants_cb (const char *name, gpointer data)
{
  const Reading *reading = data;

  return strcmp (name, reading->source) == 0 || is_document (name);
}

static int
compare_codes (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
take_parsed (LwBagDelivery *delivery, LwBagParser *parser)
{
  GHashTableIter iter;
  gpointer code;

  delivery->of_country |= lw_bag_parser_is_of_country (parser);
  g_hash_table_iter_init (&iter, lw_bag_parser_get_delivered (parser));
  while (g_hash_table_iter_next (&iter, &code, NULL))
    g_ptr_array_add (delivery->municipalities, g_strdup_printf ("GM%04d", GPOINTER_TO_INT (code)));
  g_ptr_array_sort (delivery->municipalities, compare_codes);
}

static gboolean
member_cb (LwArchiveMember *member, gpointer data, GError **error)
{
  const char *name = lw_archive_member_get_name (member);
  Reading *reading = data;
  g_autoptr (LwBagParser) parser = NULL;
  const guint8 *block;
  gssize n;

  if (!is_document (name))
    return TRUE;
  parser = lw_bag_parser_new (name, 0, ignore_record_cb, NULL);
  lw_bag_parser_want_delivery (parser);
  while ((n = lw_archive_member_read (member, &block, error)) > 0)
    if (!lw_bag_parser_push (parser, block, (gsize) n, error))
      return FALSE;
  if (n < 0 || !lw_bag_parser_finish (parser, error))
    return FALSE;
  take_parsed (reading->delivery, parser);
  return TRUE;
}

/**
 * lw_bag_delivery_read:
 * @path: a file, zip or folder of a BAG extract
 * @cancellable: (nullable): to stop it
 * @error: return location for an error: as of lw_archive_walk() and the parser
 *
 * Returns: (transfer full): what the document of the delivery says; of nothing, if there is none
 */
LwBagDelivery *
lw_bag_delivery_read (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (LwBagDelivery) delivery = g_new0 (LwBagDelivery, 1);
  g_autofree char *source = g_filename_display_basename (path);
  Reading reading = { delivery, source };
  LwArchiveWalk walk = { .member = member_cb, .wants = wants_cb, .member_data = &reading };
  const char *const paths[] = { path, NULL };

  delivery->municipalities = g_ptr_array_new_with_free_func (g_free);
  lw_archive_limits_init (&walk.limits);
  return lw_archive_walk (&walk, paths, cancellable, error) ? g_steal_pointer (&delivery) : NULL;
}

/** lw_bag_delivery_free: forgets what a delivery said */
void
lw_bag_delivery_free (LwBagDelivery *delivery)
{
  g_return_if_fail (delivery != NULL);
  g_ptr_array_unref (delivery->municipalities);
  g_free (delivery);
}
