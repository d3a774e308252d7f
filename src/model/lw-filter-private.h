/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-filter-private: the criteria of a filter, for the files that make, describe and apply them. */
#pragma once

#include "model/lw-filter.h"

G_BEGIN_DECLS

/* One criterion; immutable once it is in a filter, and shared. Which fields count depends on the kind. */
typedef struct {
  gatomicrefcount ref_count;
  LwFilterKind kind;
  LwDimension dimension;
  char **keys;
  LwFilterRange range;
  double low; /* NaN if open */
  double high;
  char *text;
  LwExpression *expression;
  LwBounds box;
  LwGeometry *polygon;
  gint64 *ids; /* sorted */
  guint n_ids;
  guint changes; /* a bit for each LwOfficeChange that is let through */
} LwCriterion;

struct _LwFilter {
  gatomicrefcount ref_count;
  GPtrArray *criteria; /* (element-type LwCriterion) */
};

static inline const LwCriterion *
lw_filter_get_criterion (const LwFilter *filter, guint i)
{
  return g_ptr_array_index (filter->criteria, i);
}

/* A search made ready for one table; see lw-filter-text.c. */
typedef struct _LwTextSearch LwTextSearch;

LwTextSearch *lw_text_search_new (const char *text, const LwOffices *offices);
void lw_text_search_free (LwTextSearch *search);
void lw_text_search_run_rows (const LwTextSearch *search, guint first, guint n, guint64 *words);

G_END_DECLS
