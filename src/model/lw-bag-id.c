/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-bag-id: see lw-bag-id.h. */
#include "model/lw-bag-id.h"

#include <string.h>

/**
 * lw_bag_id_parse:
 * @text: exactly 16 digits
 * @length: bytes of @text, or -1 if it ends in NUL
 *
 * Strict: who reads files in which zeros were lost pads them first, and says so.
 *
 * Returns: the identification, or 0 if @text is not one
 */
LwBagId
lw_bag_id_parse (const char *text, gssize length)
{
  LwBagId id = 0;
  gsize n;

  g_return_val_if_fail (text != NULL, 0);
  n = length < 0 ? strlen (text) : (gsize) length;
  if (n != LW_BAG_ID_LENGTH)
    return 0;
  for (gsize i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return 0;
      id = id * 10 + (guint64) (text[i] - '0');
    }
  return id;
}

/**
 * lw_bag_id_format:
 * @id: an identification, or 0
 * @text: (out): 16 digits and NUL; empty for 0
 */
void
lw_bag_id_format (LwBagId id, char text[LW_BAG_ID_LENGTH + 1])
{
  text[id == 0 ? 0 : LW_BAG_ID_LENGTH] = '\0';
  if (id == 0)
    return;
  for (int i = LW_BAG_ID_LENGTH - 1; i >= 0; i--, id /= 10)
    text[i] = (char) ('0' + id % 10);
}

/**
 * lw_bag_id_type:
 *
 * Returns: what kind of object @id names, by its fifth and sixth digit
 */
LwBagType
lw_bag_id_type (LwBagId id)
{
  switch (id / 10000000000ull % 100)
    {
    case LW_BAG_TYPE_OBJECT:
      return LW_BAG_TYPE_OBJECT;
    case LW_BAG_TYPE_BERTH:
      return LW_BAG_TYPE_BERTH;
    case LW_BAG_TYPE_PITCH:
      return LW_BAG_TYPE_PITCH;
    case LW_BAG_TYPE_BUILDING:
      return LW_BAG_TYPE_BUILDING;
    case LW_BAG_TYPE_ADDRESS:
      return LW_BAG_TYPE_ADDRESS;
    case LW_BAG_TYPE_STREET:
      return LW_BAG_TYPE_STREET;
    default:
      return LW_BAG_TYPE_UNKNOWN;
    }
}
