/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-filter-apply: runs a filter over a table. Each criterion is first made ready for the table (which codes
 * are wanted, which texts match); then slices of rows go through all criteria, each of which clears bits. */
#include "model/lw-filter-private.h"

#include <math.h>

#include "model/lw-expression-private.h"
#include "model/lw-parallel.h"

/* Rows at a time; a multiple of 64. */
#define BLOCK 1024

/* A criterion made ready for one table. */
typedef struct {
  const LwCriterion *criterion;
  guint8 *wanted; /* number of a key -> whether it is wanted */
  LwExpressionRun *expression;
  LwTextSearch *search;
  LwBitset *rows; /* of LW_FILTER_OFFICES */
  LwBounds bounds;
} Stage;

typedef struct {
  const LwOffices *offices;
  Stage *stages;
  guint n_stages;
  LwBitset *rows;
} Run;

static void
prepare_keys (Stage *stage, const LwOffices *offices)
{
  LwDimension dimension = stage->criterion->dimension;

  stage->wanted = g_new0 (guint8, lw_dimension_n_keys (dimension, offices));
  for (guint i = 0; stage->criterion->keys[i] != NULL; i++)
    {
      guint32 number = lw_dimension_find_key (dimension, offices, stage->criterion->keys[i]);

      if (number != LW_DIMENSION_NO_KEY)
        stage->wanted[number] = 1;
    }
}

static void
prepare_offices (Stage *stage, const LwOffices *offices)
{
  stage->rows = lw_bitset_new (offices->n);
  for (guint i = 0; i < stage->criterion->n_ids; i++)
    {
      guint row = lw_offices_find_id (offices, stage->criterion->ids[i]);

      if (row != LW_OFFICES_NONE)
        lw_bitset_set (stage->rows, row);
    }
}

static void
prepare_stage (Stage *stage, const LwCriterion *criterion, const LwOffices *offices)
{
  stage->criterion = criterion;
  switch (criterion->kind)
    {
    case LW_FILTER_KEYS:
      prepare_keys (stage, offices);
      break;
    case LW_FILTER_TEXT:
      stage->search = lw_text_search_new (criterion->text, offices);
      break;
    case LW_FILTER_EXPRESSION:
      stage->expression = lw_expression_run_new (criterion->expression, offices, NULL, 0);
      break;
    case LW_FILTER_OFFICES:
      prepare_offices (stage, offices);
      break;
    case LW_FILTER_POLYGON:
      if (!lw_geometry_get_bounds (criterion->polygon, &stage->bounds))
        lw_bounds_init_empty (&stage->bounds);
      break;
    case LW_FILTER_RANGE:
    case LW_FILTER_BOX:
    case LW_FILTER_CHANGES:
    default:
      break;
    }
}

static void
clear_stage (Stage *stage)
{
  g_free (stage->wanted);
  g_clear_pointer (&stage->expression, lw_expression_run_free);
  g_clear_pointer (&stage->search, lw_text_search_free);
  g_clear_pointer (&stage->rows, lw_bitset_unref);
}

static void
test_keys (const Stage *stage, const LwOffices *offices, guint first, guint n, guint8 *keep)
{
  guint32 codes[BLOCK];

  lw_dimension_codes (stage->criterion->dimension, offices, first, n, codes);
  for (guint i = 0; i < n; i++)
    keep[i] = stage->wanted[codes[i]];
}

static void
test_changes (const Stage *stage, const LwOffices *offices, guint first, guint n, guint8 *keep)
{
  guint changes = stage->criterion->changes;

  for (guint i = 0; i < n; i++)
    keep[i] = (changes >> offices->change[first + i]) & 1;
}

static void
test_range (const LwCriterion *criterion, const LwOffices *offices, guint first, guint n, guint8 *keep)
{
  double low = isnan (criterion->low) ? -INFINITY : criterion->low;
  double high = isnan (criterion->high) ? INFINITY : criterion->high;

  /* An open end lets every known number through; a NaN fails each comparison. */
  switch (criterion->range)
    {
    case LW_FILTER_RANGE_BUILD_YEAR:
      for (guint i = 0; i < n; i++)
        {
          gint32 year = offices->build_year[first + i];

          keep[i] = year != 0 && year >= low && year <= high;
        }
      break;
    case LW_FILTER_RANGE_SIZE:
      for (guint i = 0; i < n; i++)
        {
          double size = lw_dimension_size_of_row (offices, first + i);

          keep[i] = size >= low && size < high;
        }
      break;
    case LW_FILTER_RANGE_VACANCY_RATE:
    case LW_N_FILTER_RANGES:
    default:
      for (guint i = 0; i < n; i++)
        {
          double rate = lw_offices_vacancy_rate (offices, first + i);

          keep[i] = rate >= low && rate < high;
        }
      break;
    }
}

static void
test_position (const Stage *stage, const LwOffices *offices, guint first, guint n, guint8 *keep)
{
  const LwBounds *box = stage->criterion->kind == LW_FILTER_BOX ? &stage->criterion->box : &stage->bounds;
  const double *x = offices->rd_x + first, *y = offices->rd_y + first;

  for (guint i = 0; i < n; i++)
    keep[i] = x[i] >= box->min_x && x[i] <= box->max_x && y[i] >= box->min_y && y[i] <= box->max_y;
  if (stage->criterion->kind == LW_FILTER_POLYGON)
    for (guint i = 0; i < n; i++)
      keep[i] = keep[i] && lw_geometry_contains (stage->criterion->polygon, x[i], y[i]);
}

static void
run_block (const Stage *stage, const LwOffices *offices, guint first, guint n, guint64 *words)
{
  guint8 keep[BLOCK];

  switch (stage->criterion->kind)
    {
    case LW_FILTER_TEXT:
      lw_text_search_run_rows (stage->search, first, n, words);
      return;
    case LW_FILTER_EXPRESSION:
      lw_expression_run_rows (stage->expression, first, n, words);
      return;
    case LW_FILTER_OFFICES:
      for (guint w = 0; w < (n + 63) / 64; w++)
        words[w] &= stage->rows->words[first / 64 + w];
      return;
    case LW_FILTER_KEYS:
      test_keys (stage, offices, first, n, keep);
      break;
    case LW_FILTER_CHANGES:
      test_changes (stage, offices, first, n, keep);
      break;
    case LW_FILTER_RANGE:
      test_range (stage->criterion, offices, first, n, keep);
      break;
    case LW_FILTER_BOX:
    case LW_FILTER_POLYGON:
    default:
      test_position (stage, offices, first, n, keep);
      break;
    }
  lw_bitset_words_keep (words, keep, 1, n);
}

static void
run_slice (guint first, guint n, gpointer data)
{
  const Run *run = data;

  for (guint start = first; start < first + n; start += BLOCK)
    for (guint s = 0; s < run->n_stages; s++)
      run_block (&run->stages[s], run->offices, start, MIN (BLOCK, first + n - start),
                 run->rows->words + start / 64);
}

static LwBitset *
apply (const LwFilter *filter,
       const LwOffices *offices,
       guint left_out,
       GCancellable *cancellable,
       GError **error)
{
  g_autofree Stage *stages = g_new0 (Stage, filter->criteria->len);
  g_autoptr (LwBitset) rows = lw_bitset_new_full (offices->n);
  Run run = { .offices = offices, .stages = stages, .rows = rows };
  gboolean done;

  for (guint i = 0; i < filter->criteria->len; i++)
    {
      const LwCriterion *criterion = lw_filter_get_criterion (filter, i);

      if (criterion->kind != LW_FILTER_KEYS || criterion->dimension != left_out)
        prepare_stage (&stages[run.n_stages++], criterion, offices);
    }
  done = run.n_stages == 0 ||
         lw_parallel_run_slices (offices->n, 0, run_slice, &run, cancellable, error);
  for (guint s = 0; s < run.n_stages; s++)
    clear_stage (&stages[s]);
  return done ? g_steal_pointer (&rows) : NULL;
}

/**
 * lw_filter_apply:
 *
 * Returns: (transfer full): the rows of @offices that meet all criteria, or %NULL with %G_IO_ERROR_CANCELLED
 */
LwBitset *
lw_filter_apply (const LwFilter *filter, const LwOffices *offices, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (filter != NULL && offices != NULL, NULL);
  return apply (filter, offices, LW_N_DIMENSIONS, cancellable, error);
}

/**
 * lw_filter_apply_except:
 * @dimension: the dimension whose keys are not looked at
 *
 * For the chart of a dimension, which shows what the other criteria let through and, brighter, the keys
 * chosen.
 *
 * Returns: (transfer full): the rows that meet the other criteria, or %NULL with %G_IO_ERROR_CANCELLED
 */
LwBitset *
lw_filter_apply_except (const LwFilter *filter, LwDimension dimension, const LwOffices *offices,
                        GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (filter != NULL && offices != NULL && dimension < LW_N_DIMENSIONS, NULL);
  return apply (filter, offices, dimension, cancellable, error);
}
