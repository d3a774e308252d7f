/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-filter: which offices are looked at: a list of criteria that an office has to meet all of. The map, the
 * statistics, the list, the targets of a scenario and every export share one. Immutable: each "with" function
 * returns a new filter that shares the unchanged criteria. At most one criterion a dimension and one of each
 * other kind, in the order in which they were added.
 *
 * A filter says nothing about what counts as stock: offices with LW_REMARK_NOT_COUNTED stay in list and map,
 * where people look for them, and only the statistics leave them out. */
#pragma once

#include <gio/gio.h>

#include "model/lw-bitset.h"
#include "model/lw-dimension.h"
#include "model/lw-expression.h"
#include "model/lw-geometry.h"
#include "model/lw-offices.h"

G_BEGIN_DECLS

/**
 * LwFilterKind: what a criterion looks at.
 * @LW_FILTER_KEYS: the office has one of some keys of a dimension
 * @LW_FILTER_RANGE: a number lies in a range
 * @LW_FILTER_TEXT: each word of a text occurs in street, name, town, municipality or identification, or is
 *   the house number, or the beginning or the letters of the postcode; case and diacritics do not matter
 * @LW_FILTER_EXPRESSION: an expression is true
 * @LW_FILTER_BOX: it lies in a rectangle in RD New
 * @LW_FILTER_POLYGON: it lies in a polygon in RD New
 * @LW_FILTER_OFFICES: it is one of some offices, by their key in the document
 * @LW_FILTER_CHANGES: one of some changes became of it since the date that the table is compared with
 */
typedef enum {
  LW_FILTER_KEYS,
  LW_FILTER_RANGE,
  LW_FILTER_TEXT,
  LW_FILTER_EXPRESSION,
  LW_FILTER_BOX,
  LW_FILTER_POLYGON,
  LW_FILTER_OFFICES,
  LW_FILTER_CHANGES,
} LwFilterKind;

/**
 * LwFilterRange: the numbers that can be limited. A range includes its lower and excludes its upper end, as
 * the classes of breakdowns do; the years include both. A NaN end is open. An unknown number lies in no
 * range.
 * @LW_FILTER_RANGE_SIZE: m² vvo, as in the dimension of size
 * @LW_FILTER_RANGE_BUILD_YEAR: year
 * @LW_FILTER_RANGE_VACANCY_RATE: vacant m² over stock, a fraction
 */
typedef enum {
  LW_FILTER_RANGE_SIZE,
  LW_FILTER_RANGE_BUILD_YEAR,
  LW_FILTER_RANGE_VACANCY_RATE,
  LW_N_FILTER_RANGES,
} LwFilterRange;

typedef struct _LwFilter LwFilter;

#define LW_TYPE_FILTER (lw_filter_get_type ())
GType lw_filter_get_type (void);

LwFilter *lw_filter_new (void);
LwFilter *lw_filter_ref (LwFilter *filter);
void lw_filter_unref (LwFilter *filter);
gboolean lw_filter_equal (const LwFilter *a, const LwFilter *b);

/* (transfer full): a changed copy; empty criteria are taken out */
LwFilter *lw_filter_with_keys (LwFilter *filter, LwDimension dimension, const char *const *keys);
LwFilter *lw_filter_toggle_key (LwFilter *filter, LwDimension dimension, const char *key);
LwFilter *lw_filter_with_range (LwFilter *filter, LwFilterRange range, double low, double high);
LwFilter *lw_filter_with_text (LwFilter *filter, const char *text);
LwFilter *lw_filter_with_expression (LwFilter *filter, LwExpression *expression);
LwFilter *lw_filter_with_box (LwFilter *filter, const LwBounds *box);
LwFilter *lw_filter_with_polygon (LwFilter *filter, LwGeometry *polygon);
LwFilter *lw_filter_with_offices (LwFilter *filter, const gint64 *ids, guint n_ids);
LwFilter *lw_filter_with_changes (LwFilter *filter, guint changes);
LwFilter *lw_filter_without (LwFilter *filter, guint i);

gboolean lw_filter_is_empty (const LwFilter *filter);
guint lw_filter_n_criteria (const LwFilter *filter);
LwFilterKind lw_filter_get_kind (const LwFilter *filter, guint i);
char *lw_filter_describe (const LwFilter *filter, guint i, const LwOffices *offices);
const char *const *lw_filter_get_keys (const LwFilter *filter, LwDimension dimension);
gboolean lw_filter_has_key (const LwFilter *filter, LwDimension dimension, const char *key);
gboolean lw_filter_get_range (const LwFilter *filter, LwFilterRange range, double *low, double *high);
const char *lw_filter_get_text (const LwFilter *filter);
LwExpression *lw_filter_get_expression (const LwFilter *filter);
guint lw_filter_get_changes (const LwFilter *filter);

char *lw_filter_to_rule (const LwFilter *filter, guint *n_left_out);
LwBitset *lw_filter_apply (const LwFilter *filter, const LwOffices *offices, GCancellable *cancellable,
                           GError **error);
LwBitset *lw_filter_apply_except (const LwFilter *filter, LwDimension dimension, const LwOffices *offices,
                                  GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwFilter, lw_filter_unref)

G_END_DECLS
