/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-run-groups: the groups of a run: the keys of a dimension, and one for each key that only a plan has. */
#include "analysis/lw-run-private.h"

/** lw_run_groups_clear: frees what @groups holds */
void
lw_run_groups_clear (LwRunGroups *groups)
{
  g_clear_pointer (&groups->keys, lw_dimension_keys_unref);
  g_clear_pointer (&groups->extra, g_ptr_array_unref);
  g_clear_pointer (&groups->group, g_free);
  groups->n = 0;
}

static guint
find_group (LwRunGroups *groups, LwDimension by, const LwOffices *offices, const char *key)
{
  guint found;

  if (key == NULL || key[0] == '\0')
    return 0;
  guint32 number = lw_dimension_find_key (by, offices, key);
  if (number != LW_DIMENSION_NO_KEY)
    return number;
  if (!g_ptr_array_find_with_equal_func (groups->extra, key, g_str_equal, &found))
    {
      found = groups->extra->len;
      g_ptr_array_add (groups->extra, g_strdup (key));
    }
  return groups->keys->n + found;
}

/* What is known of a plan's own building: its municipality and its market. */
static const char *
plan_key (const LwRunColumns *columns, LwDimension by, const LwPlan *plan, guint row)
{
  switch ((int)by)
    {
    case LW_DIMENSION_MUNICIPALITY:
      return plan->municipality_code;
    case LW_DIMENSION_REGION:
      return g_ptr_array_index (columns->region_keys, columns->region[row]);
    default:
      return NULL;
    }
}

/**
 * lw_run_groups_init:
 * @groups: (out caller-allocates): the group of every row of @columns; clear it with lw_run_groups_clear()
 * @columns: a document as columns
 * @by: a #LwDimension, or %LW_RUN_NO_GROUPS for none
 */
void
lw_run_groups_init (LwRunGroups *groups, const LwRunColumns *columns, int by)
{
  const LwRunInput *input = columns->input;

  *groups = (LwRunGroups){ 0 };
  if (by == LW_RUN_NO_GROUPS)
    return;
  groups->keys = lw_dimension_keys_new ((LwDimension)by, input->offices);
  groups->extra = g_ptr_array_new_with_free_func (g_free);
  groups->group = g_new0 (guint, MAX (columns->n, 1));
  g_autofree guint32 *codes = g_new (guint32, MAX (columns->n_offices, 1));
  lw_dimension_codes ((LwDimension)by, input->offices, 0, columns->n_offices, codes);
  for (guint i = 0; i < columns->n_offices; i++)
    groups->group[i] = codes[i];
  for (guint row = columns->n_offices; row < columns->n; row++)
    groups->group[row] = find_group (groups, (LwDimension)by, input->offices,
                                     plan_key (columns, (LwDimension)by, lw_run_columns_plan (columns, row), row));
  groups->n = groups->keys->n + groups->extra->len;
}

/**
 * lw_run_groups_list:
 * @groups: the groups of some columns
 * @n_rows: rows of these columns
 * @used: (array length=n_rows): the rows that matter
 * @n: (out): how many
 *
 * Returns: (transfer full): the groups that have a row that matters, in natural order, those of plans alone last
 */
guint *
lw_run_groups_list (const LwRunGroups *groups, guint n_rows, const gboolean *used, guint *n)
{
  g_autofree gboolean *has = g_new0 (gboolean, groups->n);
  guint *list = g_new (guint, MAX (groups->n, 1));

  for (guint i = 0; i < n_rows; i++)
    has[groups->group[i]] |= used[i];
  *n = 0;
  for (guint k = 0; k < groups->n; k++)
    {
      guint g = k < groups->keys->n ? groups->keys->order[k] : k;
      if (has[g])
        list[(*n)++] = g;
    }
  return list;
}

/** lw_run_groups_get_key: (returns: transfer none) how group @g is written in files */
const char *
lw_run_groups_get_key (const LwRunGroups *groups, guint g)
{
  return g < groups->keys->n ? groups->keys->keys[g] : g_ptr_array_index (groups->extra, g - groups->keys->n);
}

/** lw_run_groups_get_label: (returns: transfer none) what group @g is called */
const char *
lw_run_groups_get_label (const LwRunGroups *groups, guint g)
{
  return g < groups->keys->n ? groups->keys->labels[g] : lw_run_groups_get_key (groups, g);
}
