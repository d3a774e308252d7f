/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * feature-fixture: short ways to read features out of a text and to look at them. */
#pragma once

#include "formats/lw-feature-read.h"
#include "model/lw-error.h"

/** FeatureReader: lw_geojson_read or lw_gml_read */
typedef LwFeatures *(*FeatureReader) (GInputStream *stream, const char *name, const LwFeatureReadOptions *options,
                                      GCancellable *cancellable, GError **error);

static inline LwFeatures *
read_text (FeatureReader reader, const char *text, gssize length, const char *crs, GError **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text, length, NULL);
  LwFeatureReadOptions options = { .crs = crs };

  return reader (stream, "file", &options, NULL, error);
}

/* Reads what must be readable. */
static inline LwFeatures *
read_good (FeatureReader reader, const char *text)
{
  g_autoptr (GError) error = NULL;
  LwFeatures *features = read_text (reader, text, -1, NULL, &error);

  g_assert_no_error (error);
  return features;
}

/* What must be refused, with a message that holds @words and names the file. */
static inline void
check_refused (FeatureReader reader, const char *text, gssize length, int code, const char *words)
{
  g_autoptr (GError) error = NULL;
  LwFeatures *features = read_text (reader, text, length, NULL, &error);

  g_assert_null (features);
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  g_assert_error (error, LW_ERROR, code);
  g_assert_true (g_str_has_prefix (error->message, "file"));
  g_assert_nonnull (g_strstr_len (error->message, -1, words));
}

static inline const char *
value_of (const LwFeatures *features, guint i, const char *column)
{
  return lw_features_get_value (features, i, lw_features_find_column (features, column));
}

static inline void
assert_kind (const LwFeatures *features, guint i, LwGeometryKind kind)
{
  const LwFeature *feature = lw_features_get (features, i);

  g_assert_nonnull (feature->geometry);
  g_assert_cmpint (lw_geometry_get_kind (feature->geometry), ==, kind);
}

/* The first point lies within a metre of a place in RD New. */
static inline void
assert_near (const LwFeatures *features, guint i, double x, double y)
{
  const LwFeature *feature = lw_features_get (features, i);
  const double *xy;

  g_assert_nonnull (feature->geometry);
  xy = lw_geometry_get_points (feature->geometry, NULL);
  g_assert_cmpfloat_with_epsilon (xy[0], x, 1);
  g_assert_cmpfloat_with_epsilon (xy[1], y, 1);
}
