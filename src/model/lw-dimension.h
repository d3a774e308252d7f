/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-dimension: the properties by which offices are grouped: in breakdowns, in filters, on the command line.
 * For one table a dimension is a list of keys, numbered densely, and a number per office. Number 0 is always
 * "unknown", whose key is the empty text. */
#pragma once

#include "model/lw-offices.h"

G_BEGIN_DECLS

/** LwDimension: a way to group offices (domain model 2.5) */
typedef enum {
  LW_DIMENSION_MUNICIPALITY,
  LW_DIMENSION_REGION,
  LW_DIMENSION_PROVINCE,
  LW_DIMENSION_LOCATION,
  LW_DIMENSION_LOCATION_TYPE,
  LW_DIMENSION_SIZE,
  LW_DIMENSION_BUILD_YEAR,
  LW_DIMENSION_LABEL,
  LW_DIMENSION_OWNER,
  LW_DIMENSION_VACANCY_AGE,
  LW_DIMENSION_TOWN,
  LW_DIMENSION_USE,
  LW_N_DIMENSIONS,
} LwDimension;

/**
 * LwDimensionKeys:
 * @dimension: what these are the keys of
 * @n: number of keys, the unknown one (number 0) included
 * @keys: how each is written in files and on the command line: `GM0344`, `500-1000`, `A+`; unknown is the
 *   empty text
 * @labels: what each is called on screen, in the user's language
 * @order: the numbers in their natural order: classes upwards, names by the alphabet, unknown last
 *
 * The keys of one dimension for one table. A municipality of which only the name is known has that name as
 * its key. Some keys may have no office.
 */
typedef struct {
  LwDimension dimension;
  guint n;
  const char *const *keys;
  const char *const *labels;
  const guint32 *order;
} LwDimensionKeys;

const char *lw_dimension_name (LwDimension dimension);
const char *lw_dimension_label (LwDimension dimension);
gboolean lw_dimension_from_name (const char *name, LwDimension *dimension);
guint lw_dimension_n_keys (LwDimension dimension, const LwOffices *offices);
guint32 lw_dimension_find_key (LwDimension dimension, const LwOffices *offices, const char *key);
gboolean lw_dimension_is_named (LwDimension dimension);
char *lw_dimension_key_label (LwDimension dimension, const LwOffices *offices, const char *key);
void
lw_dimension_codes (LwDimension dimension, const LwOffices *offices, guint first, guint n, guint32 *codes);
gboolean lw_dimension_class_limits (LwDimension dimension, const char *key, double *low, double *high);
double lw_dimension_size_of_row (const LwOffices *offices, guint row);

LwDimensionKeys *lw_dimension_keys_new (LwDimension dimension, LwOffices *offices);
LwDimensionKeys *lw_dimension_keys_ref (LwDimensionKeys *keys);
void lw_dimension_keys_unref (LwDimensionKeys *keys);

/** LW_DIMENSION_NO_KEY: no such key */
#define LW_DIMENSION_NO_KEY G_MAXUINT32

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwDimensionKeys, lw_dimension_keys_unref)

G_END_DECLS
