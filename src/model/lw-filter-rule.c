/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-filter-rule: a filter as the condition of a rule, as far as it asks about facts of offices. What asks about places
 * on the map, words or offices by name cannot be part of a rule. */
#include "model/lw-filter-private.h"

#include <math.h>

static const struct {
  LwDimension dimension;
  const char *column;
} columns[] = {
  { LW_DIMENSION_MUNICIPALITY, "municipality_code" },
  { LW_DIMENSION_REGION, "region" },
  { LW_DIMENSION_PROVINCE, "province" },
  { LW_DIMENSION_LOCATION, "location" },
  { LW_DIMENSION_LOCATION_TYPE, "location_type" },
  { LW_DIMENSION_SIZE, "stock_m2" },
  { LW_DIMENSION_BUILD_YEAR, "build_year" },
  { LW_DIMENSION_LABEL, "energy_label" },
  { LW_DIMENSION_OWNER, "owner_type" },
  { LW_DIMENSION_VACANCY_AGE, "vacancy_age" },
  { LW_DIMENSION_TOWN, "town" },
  { LW_DIMENSION_USE, "use_mixed" },
};

static const char *
column_of (LwDimension dimension)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (columns[i].dimension == dimension)
      return columns[i].column;
  return NULL;
}

static void
add_number (GString *text, const char *column, const char *comparison, double number)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (text, "%s %s %s", column, comparison,
                          g_ascii_formatd (digits, sizeof digits, "%.15g", number));
}

/* From @low to below @high, or to @high where @whole; an infinite end, or NaN, is open. */
static void
add_range (GString *text, const char *column, double low, double high, gboolean whole)
{
  if (isfinite (low))
    add_number (text, column, ">=", low);
  if (isfinite (low) && isfinite (high))
    g_string_append (text, " and ");
  if (isfinite (high))
    add_number (text, column, whole ? "<=" : "<", high);
  if (!isfinite (low) && !isfinite (high))
    g_string_append_printf (text, "%s is not unknown", column);
}

/* A quote inside a text is written twice. */
static void
add_equal (GString *text, const char *column, const char *key)
{
  g_string_append_printf (text, "%s = \"", column);
  for (const char *at = key; *at != '\0'; at++)
    g_string_append_printf (text, *at == '"' ? "\"%c" : "%c", *at);
  g_string_append_c (text, '"');
}

static void
add_key (GString *text, LwDimension dimension, const char *key)
{
  const char *column = column_of (dimension);
  double low, high;

  if (*key == '\0')
    g_string_append_printf (text, "%s is unknown", column);
  else if (lw_dimension_class_limits (dimension, key, &low, &high))
    {
      g_string_append_c (text, '(');
      add_range (text, column, low, high, FALSE);
      g_string_append_c (text, ')');
    }
  else if (dimension == LW_DIMENSION_USE)
    add_equal (text, column, g_str_equal (key, "mixed") ? "1" : "0");
  else if (dimension == LW_DIMENSION_LABEL && g_str_equal (key, "A+"))
    /* The key stands for all that are better than A. */
    g_string_append_printf (text, "%s < \"A\"", column);
  else if (dimension == LW_DIMENSION_MUNICIPALITY && !g_str_has_prefix (key, "GM"))
    {
      /* Only where no code is known is the name the key. */
      g_string_append_c (text, '(');
      add_equal (text, "municipality", key);
      g_string_append (text, " and municipality_code is unknown)");
    }
  else
    add_equal (text, column, key);
}

static void
add_keys (GString *text, const LwCriterion *criterion)
{
  for (guint i = 0; criterion->keys[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append (text, " or ");
      add_key (text, criterion->dimension, criterion->keys[i]);
    }
}

static char *
make_condition (const LwCriterion *criterion)
{
  static const char *const names[LW_N_FILTER_RANGES] = {
    [LW_FILTER_RANGE_BUILD_YEAR] = "build_year",
    [LW_FILTER_RANGE_SIZE] = "stock_m2",
    [LW_FILTER_RANGE_VACANCY_RATE] = "vacancy_rate",
  };
  GString *text;

  if (criterion->kind == LW_FILTER_EXPRESSION)
    return lw_expression_to_string (criterion->expression);
  text = g_string_new (NULL);
  if (criterion->kind == LW_FILTER_KEYS && criterion->keys[0] != NULL)
    add_keys (text, criterion);
  else if (criterion->kind == LW_FILTER_RANGE)
    add_range (text, names[criterion->range], criterion->low, criterion->high,
               criterion->range == LW_FILTER_RANGE_BUILD_YEAR);
  return g_string_free (text, text->len == 0);
}

/**
 * lw_filter_to_rule:
 * @filter: a filter
 * @n_left_out: (out): how many of its criteria cannot be part of a rule
 *
 * Returns: (transfer full) (nullable): a condition that #LwExpression reads and that finds the same offices, as far as
 *   they count, but for what was left out; %NULL if nothing is left
 */
char *
lw_filter_to_rule (const LwFilter *filter, guint *n_left_out)
{
  GString *text = g_string_new (NULL);
  guint n = lw_filter_n_criteria (filter);

  *n_left_out = 0;
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *condition = make_condition (lw_filter_get_criterion (filter, i));

      if (condition == NULL)
        (*n_left_out)++;
      else if (n == 1)
        g_string_append (text, condition);
      else
        g_string_append_printf (text, "%s(%s)", text->len > 0 ? " and " : "", condition);
    }
  return g_string_free (text, text->len == 0);
}
