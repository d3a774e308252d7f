/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-filter-describe: criteria in words, short enough for a chip. */
#include "model/lw-filter-private.h"

#include <math.h>

#include <glib/gi18n-lib.h>

/* More keys than this are counted instead of named. */
#define MAX_NAMED 3

/* How the keys of a dimension read by themselves; of most dimensions the labels say enough. */
static char *
phrase_keys (LwDimension dimension, const char *names)
{
  switch ((int) dimension)
    {
    case LW_DIMENSION_BUILD_YEAR:
      /* Translators: %s is one or more building years, such as "1965–1979" */
      return g_strdup_printf (_ ("Built %s"), names);
    case LW_DIMENSION_LABEL:
      /* Translators: %s is one or more energy labels, such as "A, B" */
      return g_strdup_printf (_ ("Label %s"), names);
    case LW_DIMENSION_VACANCY_AGE:
      /* Translators: %s is one or more durations, such as "3 years or more" */
      return g_strdup_printf (_ ("Vacant: %s"), names);
    default:
      return g_strdup (names);
    }
}

static char *
describe_keys (const LwCriterion *criterion, const LwOffices *offices)
{
  LwDimension dimension = criterion->dimension;
  guint n = g_strv_length (criterion->keys);
  g_autoptr (GString) names = g_string_new (NULL);
  gboolean unknown = FALSE;

  if (n > MAX_NAMED)
    /* Translators: %s is a property ("Municipality"), %u how many of its values were chosen */
    return g_strdup_printf (ngettext ("%s: %u chosen", "%s: %u chosen", n), lw_dimension_label (dimension),
                            n);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *label = lw_dimension_key_label (dimension, offices, criterion->keys[i]);

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", label);
      unknown = unknown || criterion->keys[i][0] == '\0';
    }
  if (unknown)
    /* Translators: a property and its chosen values: "Energy label: G, unknown" */
    return g_strdup_printf (_ ("%s: %s"), lw_dimension_label (dimension), names->str);
  return phrase_keys (dimension, names->str);
}

static char *
write_end (LwFilterRange range, double end)
{
  switch (range)
    {
    case LW_FILTER_RANGE_BUILD_YEAR:
      return g_strdup_printf ("%.0f", end);
    case LW_FILTER_RANGE_VACANCY_RATE:
      /* One decimal only where there is one. */
      return fabs (end * 100 - round (end * 100)) < 0.05 ? g_strdup_printf ("%.0f", end * 100)
                                                         : g_strdup_printf ("%.1f", end * 100);
    case LW_FILTER_RANGE_SIZE:
    case LW_N_FILTER_RANGES:
    default:
      return g_strdup_printf ("%'.0f", end);
    }
}

static char *
phrase_size (const char *low, const char *high)
{
  if (high == NULL)
    /* Translators: an area of at least so many m² */
    return g_strdup_printf (_ ("≥ %s m²"), low);
  if (low == NULL)
    /* Translators: an area of less than so many m² */
    return g_strdup_printf (_ ("< %s m²"), high);
  /* Translators: an area between two numbers of m² */
  return g_strdup_printf (_ ("%s–%s m²"), low, high);
}

static char *
phrase_years (const char *low, const char *high)
{
  if (high == NULL)
    /* Translators: %s is a building year */
    return g_strdup_printf (_ ("Built in or after %s"), low);
  if (low == NULL)
    /* Translators: %s is a building year */
    return g_strdup_printf (_ ("Built in or before %s"), high);
  /* Translators: both are building years */
  return g_strdup_printf (_ ("Built %s–%s"), low, high);
}

static char *
phrase_rate (const char *low, const char *high)
{
  if (high == NULL)
    /* Translators: %s is a percentage */
    return g_strdup_printf (_ ("Vacancy ≥ %s %%"), low);
  if (low == NULL)
    /* Translators: %s is a percentage */
    return g_strdup_printf (_ ("Vacancy < %s %%"), high);
  /* Translators: both are percentages */
  return g_strdup_printf (_ ("Vacancy %s–%s %%"), low, high);
}

static char *
describe_range (const LwCriterion *criterion)
{
  g_autofree char *low = isnan (criterion->low) ? NULL : write_end (criterion->range, criterion->low);
  g_autofree char *high = isnan (criterion->high) ? NULL : write_end (criterion->range, criterion->high);

  switch (criterion->range)
    {
    case LW_FILTER_RANGE_BUILD_YEAR:
      return phrase_years (low, high);
    case LW_FILTER_RANGE_VACANCY_RATE:
      return phrase_rate (low, high);
    case LW_FILTER_RANGE_SIZE:
    case LW_N_FILTER_RANGES:
    default:
      return phrase_size (low, high);
    }
}

static char *
describe_changes (const LwCriterion *criterion)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint change = 0; change < LW_N_CHANGES; change++)
    if (criterion->changes & 1u << change)
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", lw_codes_label (LW_CODES_CHANGE, change));
  /* Translators: what became of offices between two dates: "Between dates: emptied, demolished" */
  return g_strdup_printf (_ ("Between dates: %s"), names->str);
}

/**
 * lw_filter_describe:
 * @i: one of the criteria
 * @offices: (nullable): a table to look names up in
 *
 * Returns: (transfer full): the criterion in a few words, in the user's language ("Built 1965–1979", "≥ 500
 *   m²", "Utrecht")
 */
char *
lw_filter_describe (const LwFilter *filter, guint i, const LwOffices *offices)
{
  const LwCriterion *criterion;

  g_return_val_if_fail (filter != NULL && i < filter->criteria->len, NULL);
  criterion = lw_filter_get_criterion (filter, i);
  switch (criterion->kind)
    {
    case LW_FILTER_KEYS:
      return describe_keys (criterion, offices);
    case LW_FILTER_RANGE:
      return describe_range (criterion);
    case LW_FILTER_TEXT:
      /* Translators: words that are searched for */
      return g_strdup_printf (_ ("“%s”"), criterion->text);
    case LW_FILTER_EXPRESSION:
      return lw_expression_to_string (criterion->expression);
    case LW_FILTER_BOX:
      return g_strdup (_ ("In a rectangle on the map"));
    case LW_FILTER_POLYGON:
      return g_strdup (_ ("In an area on the map"));
    case LW_FILTER_CHANGES:
      return describe_changes (criterion);
    case LW_FILTER_OFFICES:
    default:
      return g_strdup_printf (ngettext ("%u chosen office", "%u chosen offices", criterion->n_ids),
                              criterion->n_ids);
    }
}
