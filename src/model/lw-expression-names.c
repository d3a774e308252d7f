/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-expression-names: the names that an expression can use, and which of them somebody probably meant. */
#include "model/lw-expression-private.h"

#include <string.h>

/* Names longer than this are compared by their beginning. */
#define MAX_COMPARED 40

/**
 * lw_expression_source_name:
 * @extra_names: (nullable): the names that were declared
 *
 * Returns: (transfer none) (nullable): the name of a source, or %NULL if there is none of that number
 */
const char *
lw_expression_source_name (guint source, const char *const *extra_names)
{
  if (source < LW_N_OFFICE_COLUMNS)
    return lw_office_column_name (source);
  switch (source)
    {
    case LW_SOURCE_VACANCY_RATE:
      return "vacancy_rate";
    case LW_SOURCE_VACANCY_YEARS:
      return "vacancy_years";
    default:
      return extra_names == NULL || source - LW_SOURCE_EXTRA >= g_strv_length ((char **) extra_names)
                 ? NULL
                 : extra_names[source - LW_SOURCE_EXTRA];
    }
}

/**
 * lw_expression_find_source:
 * @source: (out): the source
 *
 * Returns: %FALSE if there is none of that name
 */
gboolean
lw_expression_find_source (const char *name, const char *const *extra_names, guint *source)
{
  const char *candidate;

  for (guint i = 0; (candidate = lw_expression_source_name (i, extra_names)) != NULL; i++)
    if (strcmp (candidate, name) == 0)
      {
        *source = i;
        return TRUE;
      }
  return FALSE;
}

LwValueType
lw_expression_source_type (guint source)
{
  if (source >= LW_N_OFFICE_COLUMNS)
    return LW_VALUE_NUMBER;
  switch (lw_office_column_type (source))
    {
    case LW_COLUMN_BAG_ID:
      return LW_VALUE_BAG_ID;
    case LW_COLUMN_TEXT:
      return LW_VALUE_TEXT;
    case LW_COLUMN_CODE:
      return lw_office_column_codes (source) == LW_CODES_YES_NO ? LW_VALUE_YES_NO : LW_VALUE_CODE;
    case LW_COLUMN_DATE:
      return LW_VALUE_DATE;
    case LW_COLUMN_ID:
    case LW_COLUMN_NUMBER:
    case LW_COLUMN_INTEGER:
    case LW_COLUMN_FLAGS:
    default:
      return LW_VALUE_NUMBER;
    }
}

/* The number of letters to add, drop or change (Levenshtein). */
static guint
measure_distance (const char *a, const char *b)
{
  gsize n_a = MIN (strlen (a), MAX_COMPARED), n_b = MIN (strlen (b), MAX_COMPARED);
  guint row[MAX_COMPARED + 1];

  for (guint j = 0; j <= n_b; j++)
    row[j] = j;
  for (guint i = 1; i <= n_a; i++)
    {
      guint diagonal = row[0];

      row[0] = i;
      for (guint j = 1; j <= n_b; j++)
        {
          guint changed = diagonal + (a[i - 1] != b[j - 1]);

          diagonal = row[j];
          row[j] = MIN (changed, MIN (row[j], row[j - 1]) + 1);
        }
    }
  return row[n_b];
}

/**
 * lw_expression_nearest_name:
 * @name: a name that does not exist
 *
 * Returns: (transfer none) (nullable): the name that was probably meant: nearly the same, else the shortest
 *   that contains @name; %NULL if nothing comes near
 */
const char *
lw_expression_nearest_name (const char *name, const char *const *extra_names)
{
  const char *nearest = NULL, *candidate;
  guint least = (guint) strlen (name) / 3 + 1;

  for (guint i = 0; (candidate = lw_expression_source_name (i, extra_names)) != NULL; i++)
    {
      guint distance = measure_distance (name, candidate);

      if (distance < least || (distance == least && nearest == NULL))
        {
          least = distance;
          nearest = candidate;
        }
    }
  if (nearest != NULL || strlen (name) < 3)
    return nearest;
  for (guint i = 0; (candidate = lw_expression_source_name (i, extra_names)) != NULL; i++)
    if (strstr (candidate, name) && (nearest == NULL || strlen (candidate) < strlen (nearest)))
      nearest = candidate;
  return nearest;
}
