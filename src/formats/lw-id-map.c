/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-id-map: see lw-id-map.h. Identification 0 marks a free place; it is never a key. */
#include "formats/lw-id-map.h"

#define FIRST_SIZE 256

struct _LwIdMap {
  guint64 *ids;
  guint32 *values;
  gsize size; /* a power of two */
  guint n;
  guint64 seed;
};

static gsize
find_place (const LwIdMap *self, guint64 id)
{
  guint64 hash = id ^ self->seed;
  gsize place;

  /* Two rounds of multiply and fold spread every bit over the word. */
  hash = (hash ^ hash >> 32) * G_GUINT64_CONSTANT (0xd6e8feb86659fd93);
  hash = (hash ^ hash >> 32) * G_GUINT64_CONSTANT (0xd6e8feb86659fd93);
  place = (gsize) (hash ^ hash >> 32) & (self->size - 1);
  while (self->ids[place] != 0 && self->ids[place] != id)
    place = (place + 1) & (self->size - 1);
  return place;
}

static void
grow (LwIdMap *self)
{
  guint64 *ids = self->ids;
  guint32 *values = self->values;
  gsize size = self->size;

  self->size = 2 * size;
  self->ids = g_new0 (guint64, self->size);
  self->values = g_new (guint32, self->size);
  for (gsize i = 0; i < size; i++)
    if (ids[i] != 0)
      {
        gsize place = find_place (self, ids[i]);

        self->ids[place] = ids[i];
        self->values[place] = values[i];
      }
  g_free (ids);
  g_free (values);
}

/**
 * lw_id_map_new:
 *
 * Returns: (transfer full): an empty map
 */
LwIdMap *
lw_id_map_new (void)
{
  LwIdMap *self = g_new0 (LwIdMap, 1);

  self->size = FIRST_SIZE;
  self->ids = g_new0 (guint64, self->size);
  self->values = g_new (guint32, self->size);
  self->seed = (guint64) g_random_int () << 32 | g_random_int ();
  return self;
}

/**
 * lw_id_map_free:
 * @self: (nullable) (transfer full): a map
 */
void
lw_id_map_free (LwIdMap *self)
{
  if (self == NULL)
    return;
  g_free (self->ids);
  g_free (self->values);
  g_free (self);
}

/**
 * lw_id_map_find:
 * @self: a map
 * @id: an identification, or 0
 *
 * Returns: its value, %LW_ID_MAP_NONE if it has none
 */
guint32
lw_id_map_find (const LwIdMap *self, guint64 id)
{
  gsize place;

  g_return_val_if_fail (self != NULL, LW_ID_MAP_NONE);

  if (id == 0)
    return LW_ID_MAP_NONE;
  place = find_place (self, id);
  return self->ids[place] != 0 ? self->values[place] : LW_ID_MAP_NONE;
}

/**
 * lw_id_map_add:
 * @self: a map
 * @id: an identification, not 0
 * @value: its value if it has none yet
 *
 * Returns: the value of @id: @value, or the one that it had
 */
guint32
lw_id_map_add (LwIdMap *self, guint64 id, guint32 value)
{
  gsize place;

  g_return_val_if_fail (self != NULL && id != 0, LW_ID_MAP_NONE);

  place = find_place (self, id);
  if (self->ids[place] != 0)
    return self->values[place];
  self->ids[place] = id;
  self->values[place] = value;
  /* Grow at two thirds: probes stay short. */
  if (++self->n > self->size / 3 * 2)
    grow (self);
  return value;
}

/**
 * lw_id_map_size:
 * @self: a map
 *
 * Returns: the number of identifications
 */
guint
lw_id_map_size (const LwIdMap *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->n;
}
