/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzz-bag: any bytes as an XML file of a BAG delivery, pushed in two pieces, and scanned as the import scans
 * plainly written records. Whatever is read, a record keeps the promises on which the joins rely. */
#include <math.h>
#include <string.h>

#include "formats/lw-bag-parser.h"
#include "formats/lw-bag-piece.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
check_record_cb (LwBagParser *parser, const LwBagRecord *record, gpointer data)
{
  g_autofree char *uses = lw_bag_uses_format (record->uses);

  g_assert_cmpuint (record->id, <, G_GUINT64_CONSTANT (10000000000000000));
  g_assert_true (record->type != LW_BAG_TOWN || record->id <= 9999);
  g_assert_true (record->town >= 0 && record->town <= 9999);
  g_assert_true (record->municipality >= 0 && record->municipality <= 9999);
  g_assert_true (isnan (record->x) == isnan (record->y));
  g_assert_true (isnan (record->x) || (isfinite (record->x) && isfinite (record->y)));
  g_assert_true (isnan (record->area_m2) || record->area_m2 >= 0);
  g_assert_true (g_utf8_validate (record->name->str, -1, NULL));
  g_assert_true (g_utf8_validate (record->house_letter, -1, NULL));
  g_assert_true (g_utf8_validate (record->house_suffix, -1, NULL));
  g_assert_true (g_utf8_validate (record->postcode, -1, NULL));
  g_assert_cmpuint (record->line, >, 0);
  g_assert_true (record->outline == NULL || lw_geometry_get_area (record->outline) > 0);
  lw_bag_record_get_life (record, 0);
}

/* Outlines of all buildings are read. */
static gboolean
wants_outline_cb (LwBagId id, gpointer data)
{
  return TRUE;
}

/* Scans all of @data; what the scan reads must hold on its own, and the bytes must be as they were. */
static void
scan (const LwBagScope *scope, const guint8 *data, gsize size)
{
  g_autoptr (LwBagStore) store = lw_bag_store_new ();
  LwBagPiece piece;
  gsize at = 0;

  lw_bag_piece_init (&piece, size);
  lw_bag_piece_append (&piece, data, size);
  lw_bag_piece_scan (&piece, scope, store, wants_outline_cb, NULL);
  g_assert_cmpmem (piece.bytes, piece.n, data, size);
  for (guint i = 0; i < piece.segments->len; i++)
    {
      const LwBagSegment *segment = &g_array_index (piece.segments, LwBagSegment, i);

      g_assert_cmpuint (segment->from, ==, at);
      g_assert_cmpuint (segment->to, >, at);
      at = segment->to;
    }
  g_assert_cmpuint (at, ==, size);
  for (guint i = 0; i < piece.rows->len; i++)
    {
      LwBagRecord *record = g_array_index (piece.rows, LwBagRow, i).record;

      record->line++;
      check_record_cb (NULL, record, NULL);
    }
  lw_bag_piece_clear (&piece);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (LwBagParser) parser = lw_bag_parser_new ("fuzz", ~0u, check_record_cb, NULL);
  g_autoptr (GError) error = NULL;
  gsize split = size > 0 ? data[size / 2] * size / 256 : 0;

  lw_bag_parser_want_outlines (parser, wants_outline_cb);
  if (lw_bag_parser_push (parser, data, split, &error)
      && lw_bag_parser_push (parser, data + split, size - split, &error))
    lw_bag_parser_finish (parser, &error);
  if (lw_bag_parser_get_scope (parser) != NULL)
    scan (lw_bag_parser_get_scope (parser), data, size);
  if (error != NULL)
    {
      g_assert_true (g_str_has_prefix (error->message, "fuzz:"));
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_null (strchr (error->message, '\n'));
    }
  return 0;
}
