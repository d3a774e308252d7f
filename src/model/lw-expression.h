/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-expression: conditions on offices as people write them, such as `town = "Zeist" and build_year < 1980`.
 * Compiled once, immutable, shared by reference; evaluated over whole columns.
 *
 * Names are the columns of LwOffices, `vacancy_rate`, `vacancy_years`, and further ones that the caller
 * declares. `score`, `potential_class` and `veto` are unknown unless the table is scored. Unknown is a third truth value: a comparison with an unknown value is neither true nor
 * false, and `not` of it is neither as well; `unknown or true` is true, `unknown and false` is false. An
 * office passes only if the whole is true. `x is unknown` and `x is not unknown` are always true or false. */
#pragma once

#include <gio/gio.h>

#include "model/lw-bitset.h"
#include "model/lw-offices.h"

G_BEGIN_DECLS

typedef struct _LwExpression LwExpression;

/**
 * LwExpressionColumn:
 * @name: a name of an expression that no column of the table has (`score`, an indicator)
 * @cells: a number per office, NaN where unknown
 */
typedef struct {
  const char *name;
  const double *cells;
} LwExpressionColumn;

#define LW_TYPE_EXPRESSION (lw_expression_get_type ())
GType lw_expression_get_type (void);

LwExpression *lw_expression_parse (const char *text, const char *const *extra_names, GError **error);
LwExpression *lw_expression_ref (LwExpression *expression);
void lw_expression_unref (LwExpression *expression);
char *lw_expression_to_string (const LwExpression *expression);
gboolean lw_expression_equal (const LwExpression *a, const LwExpression *b);
gboolean lw_expression_uses (const LwExpression *expression, const char *name);
LwBitset *lw_expression_evaluate (const LwExpression *expression, const LwOffices *offices,
                                  const LwExpressionColumn *extra, guint n_extra, GCancellable *cancellable,
                                  GError **error);

/** What lw_expression_evaluate_truths() gives of a row */
enum {
  LW_TRUTH_FALSE,
  LW_TRUTH_UNKNOWN,
  LW_TRUTH_TRUE,
};

gboolean lw_expression_evaluate_truths (const LwExpression *expression, const LwOffices *offices,
                                        const LwExpressionColumn *extra, guint n_extra, guint8 *truths,
                                        GCancellable *cancellable, GError **error);

/** LW_EXPRESSION_MAX_LENGTH: longest text that is read, in bytes */
#define LW_EXPRESSION_MAX_LENGTH 16384

/** LW_EXPRESSION_MAX_DEPTH: deepest nesting of parentheses, `not` and signs */
#define LW_EXPRESSION_MAX_DEPTH 64

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwExpression, lw_expression_unref)

G_END_DECLS
