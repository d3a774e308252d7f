/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzz-features: what holds for features of whatever file. */
#pragma once

#include "formats/lw-feature-read.h"
#include "model/lw-geo.h"

static inline void
check_shape (const LwGeometry *shape)
{
  gsize n;
  const double *xy = lw_geometry_get_points (shape, &n);

  for (gsize i = 0; i < n; i++)
    g_assert_true (lw_geo_is_around_rd_range (xy[2 * i], xy[2 * i + 1]));
  if (lw_geometry_get_kind (shape) != LW_GEOMETRY_POLYGON && lw_geometry_get_kind (shape) != LW_GEOMETRY_MULTI_POLYGON)
    return;
  for (gsize part = 0; part < lw_geometry_get_n_parts (shape); part++)
    {
      gsize n_rings, first = lw_geometry_get_part (shape, part, &n_rings);

      for (gsize ring = first; ring < first + n_rings; ring++)
        {
          xy = lw_geometry_get_ring (shape, ring, &n);
          g_assert_cmpuint (n, >=, 4);
          g_assert_true (xy[0] == xy[2 * n - 2] && xy[1] == xy[2 * n - 1]);
        }
    }
}

static inline void
check_features (const LwFeatures *features)
{
  for (guint c = 0; c < features->columns->len; c++)
    g_assert_true (g_utf8_validate (g_ptr_array_index (features->columns, c), -1, NULL));
  for (guint i = 0; i < lw_features_get_n (features); i++)
    {
      const LwFeature *feature = lw_features_get (features, i);

      for (guint v = 0; v < feature->n_values; v++)
        {
          g_assert_true (feature->values[v].text[0] != '\0' && g_utf8_validate (feature->values[v].text, -1, NULL));
          g_assert_true (v == 0 || feature->values[v].column > feature->values[v - 1].column);
        }
      if (feature->geometry != NULL)
        check_shape (feature->geometry);
    }
  for (guint i = 0; i < features->problems->len; i++)
    g_assert_true (g_utf8_validate (((LwFeatureProblem *) g_ptr_array_index (features->problems, i))->what, -1, NULL));
}

static inline void
try_reader (LwFeatures *(*reader) (GInputStream *, const char *, const LwFeatureReadOptions *, GCancellable *, GError **),
            const guint8 *data, gsize size)
{
  g_autoptr (GInputStream) stream
      = g_memory_input_stream_new_from_data (g_memdup2 (data, size), (gssize) size, g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (LwFeatures) features = reader (stream, "fuzz", NULL, NULL, &error);

  g_assert_true ((features != NULL) == (error == NULL));
  if (features != NULL)
    check_features (features);
}
