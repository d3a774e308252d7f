/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-filter: see lw-filter.h. Making filters and asking what is in them. */
#include "model/lw-filter-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

G_DEFINE_BOXED_TYPE (LwFilter, lw_filter, lw_filter_ref, lw_filter_unref)

static LwCriterion *
make_criterion (LwFilterKind kind)
{
  LwCriterion *criterion = g_new0 (LwCriterion, 1);

  g_atomic_ref_count_init (&criterion->ref_count);
  criterion->kind = kind;
  return criterion;
}

static void
unref_criterion (gpointer data)
{
  LwCriterion *criterion = data;

  if (!g_atomic_ref_count_dec (&criterion->ref_count))
    return;
  g_strfreev (criterion->keys);
  g_free (criterion->text);
  g_clear_pointer (&criterion->expression, lw_expression_unref);
  g_clear_pointer (&criterion->polygon, lw_geometry_unref);
  g_free (criterion->ids);
  g_free (criterion);
}

/* Whether a filter can hold only one of the two. */
static gboolean
is_same_slot (const LwCriterion *a, const LwCriterion *b)
{
  return a->kind == b->kind && (a->kind != LW_FILTER_KEYS || a->dimension == b->dimension) &&
         (a->kind != LW_FILTER_RANGE || a->range == b->range);
}

/**
 * lw_filter_new:
 *
 * Returns: (transfer full): a filter without criteria, which lets everything through
 */
LwFilter *
lw_filter_new (void)
{
  LwFilter *self = g_new0 (LwFilter, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->criteria = g_ptr_array_new_with_free_func (unref_criterion);
  return self;
}

LwFilter *
lw_filter_ref (LwFilter *filter)
{
  g_return_val_if_fail (filter != NULL, NULL);
  g_atomic_ref_count_inc (&filter->ref_count);
  return filter;
}

void
lw_filter_unref (LwFilter *filter)
{
  g_return_if_fail (filter != NULL);
  if (!g_atomic_ref_count_dec (&filter->ref_count))
    return;
  g_ptr_array_unref (filter->criteria);
  g_free (filter);
}

/* Takes @criterion and puts it in place of the one it replaces, or at the end; an @empty one only
 * takes the old one out. */
static LwFilter *
put_criterion (const LwFilter *filter, LwCriterion *criterion, gboolean empty)
{
  LwFilter *self = lw_filter_new ();
  gboolean placed = FALSE;

  for (guint i = 0; i < filter->criteria->len; i++)
    {
      LwCriterion *old = g_ptr_array_index (filter->criteria, i);

      if (!is_same_slot (old, criterion))
        {
          g_atomic_ref_count_inc (&old->ref_count);
          g_ptr_array_add (self->criteria, old);
        }
      else if (!empty)
        {
          g_ptr_array_add (self->criteria, criterion);
          placed = TRUE;
        }
    }
  if (empty)
    unref_criterion (criterion);
  else if (!placed)
    g_ptr_array_add (self->criteria, criterion);
  return self;
}

static const LwCriterion *
find_criterion (const LwFilter *filter, const LwCriterion *like)
{
  for (guint i = 0; i < filter->criteria->len; i++)
    if (is_same_slot (lw_filter_get_criterion (filter, i), like))
      return lw_filter_get_criterion (filter, i);
  return NULL;
}

/**
 * lw_filter_with_keys:
 * @keys: (nullable): keys of @dimension, of which an office has to have one; the empty text for unknown.
 *   %NULL or an empty list for no such criterion
 *
 * Returns: (transfer full): a changed copy
 */
LwFilter *
lw_filter_with_keys (LwFilter *filter, LwDimension dimension, const char *const *keys)
{
  LwCriterion *criterion;

  g_return_val_if_fail (filter != NULL && dimension < LW_N_DIMENSIONS, NULL);
  criterion = make_criterion (LW_FILTER_KEYS);
  criterion->dimension = dimension;
  criterion->keys = g_strdupv ((char **) keys);
  return put_criterion (filter, criterion, keys == NULL || keys[0] == NULL);
}

/**
 * lw_filter_toggle_key:
 *
 * Adds a key to those of @dimension, or takes it out if it is there; what a click on a bar does.
 *
 * Returns: (transfer full): a changed copy
 */
LwFilter *
lw_filter_toggle_key (LwFilter *filter, LwDimension dimension, const char *key)
{
  const char *const *old;
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  gboolean found = FALSE;

  g_return_val_if_fail (filter != NULL && dimension < LW_N_DIMENSIONS && key != NULL, NULL);
  old = lw_filter_get_keys (filter, dimension);
  for (guint i = 0; old != NULL && old[i] != NULL; i++)
    if (strcmp (old[i], key) == 0)
      found = TRUE;
    else
      g_ptr_array_add (keys, (gpointer) old[i]);
  if (!found)
    g_ptr_array_add (keys, (gpointer) key);
  g_ptr_array_add (keys, NULL);
  return lw_filter_with_keys (filter, dimension, (const char *const *) keys->pdata);
}

/**
 * lw_filter_with_range:
 * @low: lower end, NaN if open
 * @high: upper end, NaN if open; with both ends open there is no such criterion
 *
 * Returns: (transfer full): a changed copy
 */
LwFilter *
lw_filter_with_range (LwFilter *filter, LwFilterRange range, double low, double high)
{
  LwCriterion *criterion;

  g_return_val_if_fail (filter != NULL && range < LW_N_FILTER_RANGES, NULL);
  criterion = make_criterion (LW_FILTER_RANGE);
  criterion->range = range;
  criterion->low = isinf (low) ? NAN : low;
  criterion->high = isinf (high) ? NAN : high;
  return put_criterion (filter, criterion, isnan (criterion->low) && isnan (criterion->high));
}

/**
 * lw_filter_with_text:
 * @text: (nullable): words to look for, in any order; %NULL or blank for no such criterion
 *
 * Returns: (transfer full): a changed copy
 */
LwFilter *
lw_filter_with_text (LwFilter *filter, const char *text)
{
  LwCriterion *criterion;

  g_return_val_if_fail (filter != NULL, NULL);
  criterion = make_criterion (LW_FILTER_TEXT);
  criterion->text = g_strstrip (g_strdup (text ? text : ""));
  return put_criterion (filter, criterion, criterion->text[0] == '\0');
}

/**
 * lw_filter_with_expression:
 * @expression: (nullable) (transfer none): a condition, or %NULL for none
 *
 * Returns: (transfer full): a changed copy
 */
LwFilter *
lw_filter_with_expression (LwFilter *filter, LwExpression *expression)
{
  LwCriterion *criterion;

  g_return_val_if_fail (filter != NULL, NULL);
  criterion = make_criterion (LW_FILTER_EXPRESSION);
  criterion->expression = expression ? lw_expression_ref (expression) : NULL;
  return put_criterion (filter, criterion, expression == NULL);
}

/**
 * lw_filter_with_box:
 * @box: (nullable): a rectangle in RD New, metres, or %NULL for none
 *
 * Returns: (transfer full): a changed copy
 */
LwFilter *
lw_filter_with_box (LwFilter *filter, const LwBounds *box)
{
  LwCriterion *criterion;

  g_return_val_if_fail (filter != NULL, NULL);
  criterion = make_criterion (LW_FILTER_BOX);
  if (box)
    criterion->box = *box;
  return put_criterion (filter, criterion, box == NULL);
}

/**
 * lw_filter_with_polygon:
 * @polygon: (nullable) (transfer none): an area in RD New, metres, or %NULL for none
 *
 * Returns: (transfer full): a changed copy
 */
LwFilter *
lw_filter_with_polygon (LwFilter *filter, LwGeometry *polygon)
{
  LwCriterion *criterion;

  g_return_val_if_fail (filter != NULL, NULL);
  criterion = make_criterion (LW_FILTER_POLYGON);
  criterion->polygon = polygon ? lw_geometry_ref (polygon) : NULL;
  return put_criterion (filter, criterion, polygon == NULL);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 p = *(const gint64 *) a, q = *(const gint64 *) b;

  return (p > q) - (p < q);
}

/**
 * lw_filter_with_offices:
 * @ids: (nullable) (array length=n_ids): keys of offices in the document; %NULL for no such criterion. A list
 *   without any lets nothing through
 *
 * Returns: (transfer full): a changed copy
 */
LwFilter *
lw_filter_with_offices (LwFilter *filter, const gint64 *ids, guint n_ids)
{
  LwCriterion *criterion;

  g_return_val_if_fail (filter != NULL, NULL);
  criterion = make_criterion (LW_FILTER_OFFICES);
  criterion->ids = g_memdup2 (ids, n_ids * sizeof *ids);
  criterion->n_ids = ids ? n_ids : 0;
  if (criterion->n_ids > 1)
    qsort (criterion->ids, n_ids, sizeof *ids, compare_ids);
  return put_criterion (filter, criterion, ids == NULL);
}

/**
 * lw_filter_with_changes:
 * @changes: a bit for each LwOfficeChange, of which an office has to have one; 0 for no such criterion
 *
 * Returns: (transfer full): a changed copy
 */
LwFilter *
lw_filter_with_changes (LwFilter *filter, guint changes)
{
  LwCriterion *criterion;

  g_return_val_if_fail (filter != NULL && changes < 1u << LW_N_CHANGES, NULL);
  criterion = make_criterion (LW_FILTER_CHANGES);
  criterion->changes = changes;
  return put_criterion (filter, criterion, changes == 0);
}

/**
 * lw_filter_without:
 * @i: one of the criteria
 *
 * Returns: (transfer full): a copy without it; what closing a chip does
 */
LwFilter *
lw_filter_without (LwFilter *filter, guint i)
{
  LwFilter *self;

  g_return_val_if_fail (filter != NULL && i < filter->criteria->len, NULL);
  self = lw_filter_new ();
  for (guint c = 0; c < filter->criteria->len; c++)
    if (c != i)
      {
        LwCriterion *criterion = g_ptr_array_index (filter->criteria, c);

        g_atomic_ref_count_inc (&criterion->ref_count);
        g_ptr_array_add (self->criteria, criterion);
      }
  return self;
}

static gboolean
is_same_number (double a, double b)
{
  return a == b || (isnan (a) && isnan (b));
}

static gboolean
criterion_equal (const LwCriterion *a, const LwCriterion *b)
{
  if (a == b)
    return TRUE;
  if (!is_same_slot (a, b))
    return FALSE;
  switch (a->kind)
    {
    case LW_FILTER_KEYS:
      return g_strv_equal ((const char *const *) a->keys, (const char *const *) b->keys);
    case LW_FILTER_RANGE:
      return is_same_number (a->low, b->low) && is_same_number (a->high, b->high);
    case LW_FILTER_TEXT:
      return strcmp (a->text, b->text) == 0;
    case LW_FILTER_EXPRESSION:
      return lw_expression_equal (a->expression, b->expression);
    case LW_FILTER_BOX:
      return a->box.min_x == b->box.min_x && a->box.min_y == b->box.min_y && a->box.max_x == b->box.max_x &&
             a->box.max_y == b->box.max_y;
    case LW_FILTER_POLYGON:
      return lw_geometry_equal (a->polygon, b->polygon);
    case LW_FILTER_CHANGES:
      return a->changes == b->changes;
    case LW_FILTER_OFFICES:
    default:
      return a->n_ids == b->n_ids
             && (a->n_ids == 0 || memcmp (a->ids, b->ids, a->n_ids * sizeof *a->ids) == 0);
    }
}

/**
 * lw_filter_equal:
 *
 * Returns: whether both have the same criteria in the same order
 */
gboolean
lw_filter_equal (const LwFilter *a, const LwFilter *b)
{
  if (a->criteria->len != b->criteria->len)
    return FALSE;
  for (guint i = 0; i < a->criteria->len; i++)
    if (!criterion_equal (lw_filter_get_criterion (a, i), lw_filter_get_criterion (b, i)))
      return FALSE;
  return TRUE;
}

gboolean
lw_filter_is_empty (const LwFilter *filter)
{
  g_return_val_if_fail (filter != NULL, TRUE);
  return filter->criteria->len == 0;
}

guint
lw_filter_n_criteria (const LwFilter *filter)
{
  g_return_val_if_fail (filter != NULL, 0);
  return filter->criteria->len;
}

LwFilterKind
lw_filter_get_kind (const LwFilter *filter, guint i)
{
  g_return_val_if_fail (filter != NULL && i < filter->criteria->len, LW_FILTER_KEYS);
  return lw_filter_get_criterion (filter, i)->kind;
}

/**
 * lw_filter_get_keys:
 *
 * Returns: (transfer none) (nullable): the keys chosen of @dimension, or %NULL if it is not filtered by
 */
const char *const *
lw_filter_get_keys (const LwFilter *filter, LwDimension dimension)
{
  const LwCriterion *criterion;

  g_return_val_if_fail (filter != NULL && dimension < LW_N_DIMENSIONS, NULL);
  criterion = find_criterion (filter, &(LwCriterion){ .kind = LW_FILTER_KEYS, .dimension = dimension });
  return criterion ? (const char *const *) criterion->keys : NULL;
}

/**
 * lw_filter_has_key:
 *
 * Returns: whether @key is among those chosen of @dimension
 */
gboolean
lw_filter_has_key (const LwFilter *filter, LwDimension dimension, const char *key)
{
  const char *const *keys = lw_filter_get_keys (filter, dimension);

  return keys != NULL && g_strv_contains (keys, key);
}

/**
 * lw_filter_get_range:
 * @low: (out): lower end, NaN if open
 * @high: (out): upper end, NaN if open
 *
 * Returns: %FALSE, and both ends open, if there is no such criterion
 */
gboolean
lw_filter_get_range (const LwFilter *filter, LwFilterRange range, double *low, double *high)
{
  const LwCriterion *criterion =
      find_criterion (filter, &(LwCriterion){ .kind = LW_FILTER_RANGE, .range = range });

  *low = criterion ? criterion->low : NAN;
  *high = criterion ? criterion->high : NAN;
  return criterion != NULL;
}

/**
 * lw_filter_get_text:
 *
 * Returns: (transfer none): the words looked for; the empty text if there are none
 */
const char *
lw_filter_get_text (const LwFilter *filter)
{
  const LwCriterion *criterion = find_criterion (filter, &(LwCriterion){ .kind = LW_FILTER_TEXT });

  return criterion ? criterion->text : "";
}

/**
 * lw_filter_get_expression:
 *
 * Returns: (transfer none) (nullable): the expression, if there is one
 */
LwExpression *
lw_filter_get_expression (const LwFilter *filter)
{
  const LwCriterion *criterion = find_criterion (filter, &(LwCriterion){ .kind = LW_FILTER_EXPRESSION });

  return criterion ? criterion->expression : NULL;
}

/** lw_filter_get_changes: a bit for each LwOfficeChange that is let through; 0 if it is not filtered by */
guint
lw_filter_get_changes (const LwFilter *filter)
{
  const LwCriterion *criterion = find_criterion (filter, &(LwCriterion){ .kind = LW_FILTER_CHANGES });

  return criterion ? criterion->changes : 0;
}
