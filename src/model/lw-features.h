/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-features: what a file of geodata holds, whatever its format: a list of features, each with a shape and with
 * properties as text. A reader adds features with the coordinates as they stand in the file and ends with
 * lw_features_place() (lw-features-place.c), which finds out the coordinate system, brings every shape to RD New and
 * mends its rings. What is wrong is kept as a bounded list, with the number of the feature. Filled by one thread,
 * after that read by any. */
#pragma once

#include "model/lw-geometry.h"

G_BEGIN_DECLS

/** LW_FEATURES_MAX_COLUMNS: properties of different names that a file may have */
#define LW_FEATURES_MAX_COLUMNS 2000
/** LW_FEATURES_MAX_PROBLEMS: problems kept of one kind; further ones are only counted */
#define LW_FEATURES_MAX_PROBLEMS 100
/** LW_FEATURES_NONE: no such column */
#define LW_FEATURES_NONE G_MAXUINT

/**
 * LwFeatureValue: a property of a feature that is known.
 * @column: which, in the list of columns
 * @text: as in the file; numbers in the shortest form that reads back the same; never empty
 */
typedef struct {
  guint column;
  const char *text;
} LwFeatureValue;

/**
 * LwFeature:
 * @id: (nullable): identification of the feature in the file
 * @number: line, row or number of the feature in the file, from 1, for messages
 * @geometry: (nullable): its shape, in RD New metres once placed; %NULL if it has none that can be used
 * @crs: (nullable): coordinate system that the shape itself names
 * @values: (array length=n_values): in order of columns
 * @n_values: their number
 */
typedef struct {
  const char *id;
  guint64 number;
  LwGeometry *geometry;
  const char *crs;
  LwFeatureValue *values;
  guint n_values;
} LwFeature;

/**
 * LwFeatureProblemKind: what can be wrong with a feature.
 * @LW_FEATURE_PROBLEM_SHAPE: the shape is broken or of a kind that is not read; the feature has none
 * @LW_FEATURE_PROBLEM_OUTSIDE: it lies outside the Netherlands; the feature has no shape
 * @LW_FEATURE_PROBLEM_RINGS: the rings cannot be mended; the feature has no shape
 * @LW_FEATURE_PROBLEM_MENDED: the rings crossed themselves and were mended
 * @LW_FEATURE_PROBLEM_VALUE: a property cannot be used and is unknown
 */
typedef enum {
  LW_FEATURE_PROBLEM_SHAPE,
  LW_FEATURE_PROBLEM_OUTSIDE,
  LW_FEATURE_PROBLEM_RINGS,
  LW_FEATURE_PROBLEM_MENDED,
  LW_FEATURE_PROBLEM_VALUE,
  LW_FEATURE_N_PROBLEMS,
} LwFeatureProblemKind;

/**
 * LwFeatureProblem:
 * @kind: what it is about
 * @number: number of the feature
 * @what: feature and reason in words, translated
 */
typedef struct {
  LwFeatureProblemKind kind;
  guint64 number;
  char *what;
} LwFeatureProblem;

/**
 * LwFeatures:
 * @name: of the file, for messages
 * @layer: (nullable): of the layer in it
 * @crs: (nullable): coordinate system found ("EPSG:28992")
 * @crs_how: (nullable): how it was found, translated ("by the crs member")
 * @columns: (element-type utf8): names of properties
 * @features: (element-type LwFeature): in the order of the file
 * @problems: (element-type LwFeatureProblem): the first of each kind
 * @n_problems: how many of each kind there are
 * @max_bytes: how much the features may hold; %LW_FEATURES_MAX_BYTES at first
 * @warnings: (element-type utf8): what is worth knowing of the file as a whole, translated
 */
typedef struct {
  char *name;
  char *layer;
  char *crs;
  char *crs_how;
  GPtrArray *columns;
  GArray *features;
  GPtrArray *problems;
  guint64 n_problems[LW_FEATURE_N_PROBLEMS];
  GPtrArray *warnings;
  gsize max_bytes;
  /*< private >*/
  gsize n_bytes;
  GStringChunk *texts;
  GHashTable *by_name;
  GArray *pending;
  gboolean left_out;
} LwFeatures;

/** LW_FEATURES_MAX_BYTES: what all features of a layer may hold in memory; that of all municipalities is 1 MB */
#define LW_FEATURES_MAX_BYTES ((gsize) 1 << 30)

LwFeatures *lw_features_new (const char *name);
void lw_features_free (LwFeatures *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwFeatures, lw_features_free)

/* Filling; properties belong to the feature that lw_features_add() ends. */
gboolean lw_features_set_value (LwFeatures *self, const char *column, const char *text, GError **error);
void lw_features_drop_values (LwFeatures *self);
void lw_features_add (LwFeatures *self, const char *id, guint64 number, LwGeometry *geometry, const char *crs);
gboolean lw_features_check_size (const LwFeatures *self, GError **error);
void lw_features_add_problem (LwFeatures *self, LwFeatureProblemKind kind, guint64 number, const char *id,
                              const char *reason);
void lw_features_add_warning (LwFeatures *self, const char *what);

/* Reading. */
guint lw_features_get_n (const LwFeatures *self);
const LwFeature *lw_features_get (const LwFeatures *self, guint i);
guint lw_features_find_column (const LwFeatures *self, const char *name);
const char *lw_features_get_value (const LwFeatures *self, guint i, guint column);
char *lw_features_number_to_text (double number);

/**
 * LwFeaturesPlace: how to find the coordinate system.
 * @crs: (nullable): what the file tells
 * @how: (nullable): where it tells that, translated
 * @said: (nullable): what the user said, for files that do not tell
 * @overrules: what the user said holds whatever the file tells
 * @registered: names that promise the order of axes of the register ("urn:ogc:def:crs:EPSG::4326") keep it, as in GML
 */
typedef struct {
  const char *crs;
  const char *how;
  const char *said;
  gboolean overrules;
  gboolean registered;
} LwFeaturesPlace;

/* Coordinates (lw-features-place.c). */
gboolean lw_features_place (LwFeatures *self, const LwFeaturesPlace *place, GCancellable *cancellable, GError **error);

G_END_DECLS
