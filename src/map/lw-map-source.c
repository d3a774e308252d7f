/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-map-source: see lw-map-source.h. */
#include "map/lw-map-source.h"

struct _LwMapSource {
  ShumateMapSource parent_instance;
};

G_DEFINE_FINAL_TYPE (LwMapSource, lw_map_source, SHUMATE_TYPE_MAP_SOURCE)

static void
lw_map_source_fill_tile_async (ShumateMapSource *source, ShumateTile *tile, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, data);

  g_task_set_source_tag (task, lw_map_source_fill_tile_async);
  shumate_tile_set_state (tile, SHUMATE_STATE_DONE);
  g_task_return_boolean (task, TRUE);
}

static gboolean
lw_map_source_fill_tile_finish (ShumateMapSource *source, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
lw_map_source_class_init (LwMapSourceClass *klass)
{
  ShumateMapSourceClass *source_class = SHUMATE_MAP_SOURCE_CLASS (klass);

  source_class->fill_tile_async = lw_map_source_fill_tile_async;
  source_class->fill_tile_finish = lw_map_source_fill_tile_finish;
}

static void
lw_map_source_init (LwMapSource *self)
{
}

/**
 * lw_map_source_new:
 *
 * Returns: (transfer full): a source without tiles, zoom 5 (the country and its neighbours) to 19 (a building)
 */
ShumateMapSource *
lw_map_source_new (void)
{
  ShumateMapSource *source = g_object_new (LW_TYPE_MAP_SOURCE, NULL);

  shumate_map_source_set_id (source, "leegwijzer");
  shumate_map_source_set_min_zoom_level (source, 5);
  shumate_map_source_set_max_zoom_level (source, 19);
  shumate_map_source_set_tile_size (source, 256);
  shumate_map_source_set_projection (source, SHUMATE_MAP_PROJECTION_MERCATOR);
  return source;
}
