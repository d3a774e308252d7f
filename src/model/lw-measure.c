/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-measure: see lw-measure.h. */
#include "model/lw-measure.h"

#include "model/lw-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct {
  const char *token;
  const char *label;
} kinds[LW_N_MEASURE_KINDS] = {
  [LW_MEASURE_TRANSFORM] = { "transform", N_ ("Transform to housing") },
  [LW_MEASURE_DEMOLISH] = { "demolish", N_ ("Demolish") },
  [LW_MEASURE_RENOVATE] = { "renovate", N_ ("Renovate as office") },
};

/** lw_measure_kind_get_token: the stable word for files */
const char *
lw_measure_kind_get_token (LwMeasureKind kind)
{
  g_return_val_if_fail ((guint)kind < LW_N_MEASURE_KINDS, NULL);

  return kinds[kind].token;
}

/** lw_measure_kind_get_label: the translated name */
const char *
lw_measure_kind_get_label (LwMeasureKind kind)
{
  g_return_val_if_fail ((guint)kind < LW_N_MEASURE_KINDS, NULL);

  return _ (kinds[kind].label);
}

/** lw_measure_kind_from_token: reads the word that lw_measure_kind_get_token() gives; %FALSE when unknown */
gboolean
lw_measure_kind_from_token (const char *token, LwMeasureKind *kind)
{
  g_return_val_if_fail (kind != NULL, FALSE);

  for (guint i = 0; i < LW_N_MEASURE_KINDS; i++)
    if (g_strcmp0 (kinds[i].token, token) == 0)
      {
        *kind = (LwMeasureKind)i;
        return TRUE;
      }
  return FALSE;
}

/**
 * lw_measure_new:
 * @kind: what is done
 * @year: start year
 *
 * Returns: (transfer full): a measure for whole offices, without any office yet, with a fresh uid and the
 * default lead time and probability of domain model 4.4
 */
LwMeasure *
lw_measure_new (LwMeasureKind kind, int year)
{
  g_return_val_if_fail ((guint)kind < LW_N_MEASURE_KINDS, NULL);

  LwMeasure *measure = g_new0 (LwMeasure, 1);
  measure->uid = g_uuid_string_random ();
  measure->kind = kind;
  measure->offices = g_array_new (FALSE, FALSE, sizeof (gint64));
  measure->share = 1;
  measure->year = year;
  measure->delivery_years = LW_MEASURE_DEFAULT_DELIVERY_YEARS;
  measure->programme = LW_HOUSING_MID_RENT;
  measure->probability = LW_MEASURE_DEFAULT_PROBABILITY;
  measure->enabled = TRUE;
  measure->note = g_strdup ("");
  return measure;
}

/** lw_measure_copy: (returns: transfer full) a deep copy with the same uid */
LwMeasure *
lw_measure_copy (const LwMeasure *measure)
{
  g_return_val_if_fail (measure != NULL, NULL);

  LwMeasure *copy = g_new (LwMeasure, 1);
  *copy = *measure;
  copy->uid = g_strdup (measure->uid);
  copy->offices = g_array_copy (measure->offices);
  copy->target_label = g_strdup (measure->target_label);
  copy->note = g_strdup (measure->note);
  return copy;
}

/** lw_measure_free: frees @measure, which may be %NULL */
void
lw_measure_free (LwMeasure *measure)
{
  if (measure == NULL)
    return;
  g_free (measure->uid);
  g_array_unref (measure->offices);
  g_free (measure->target_label);
  g_free (measure->note);
  g_free (measure);
}

/** lw_measure_add_office: adds an office by its id, once */
void
lw_measure_add_office (LwMeasure *measure, gint64 office)
{
  g_return_if_fail (measure != NULL);

  for (guint i = 0; i < measure->offices->len; i++)
    if (g_array_index (measure->offices, gint64, i) == office)
      return;
  g_array_append_val (measure->offices, office);
}

/** lw_measure_set_note: (@note: nullable) */
void
lw_measure_set_note (LwMeasure *measure, const char *note)
{
  g_return_if_fail (measure != NULL);

  char *copy = g_strdup (note != NULL ? note : "");
  g_free (measure->note);
  measure->note = copy;
}

/** lw_measure_set_target_label: (@label: nullable) */
void
lw_measure_set_target_label (LwMeasure *measure, const char *label)
{
  g_return_if_fail (measure != NULL);

  char *copy = g_strdup (label);
  g_free (measure->target_label);
  measure->target_label = copy;
}

/** lw_measure_withdraws: whether the measure takes space out of the office stock */
gboolean
lw_measure_withdraws (const LwMeasure *measure)
{
  g_return_val_if_fail (measure != NULL, FALSE);

  return measure->kind == LW_MEASURE_TRANSFORM || measure->kind == LW_MEASURE_DEMOLISH;
}

/**
 * lw_measure_validate:
 * @measure: a measure
 * @error: return location for %LW_ERROR_ARGUMENT
 *
 * Returns: whether every value is within its range
 */
gboolean
lw_measure_validate (const LwMeasure *measure, GError **error)
{
  g_return_val_if_fail (measure != NULL, FALSE);

  if (!(measure->share > 0 && measure->share <= 1))
    g_set_error_literal (error, LW_ERROR, LW_ERROR_ARGUMENT,
                         _ ("the share of a measure must be more than 0 and at most 1"));
  else if (measure->year < 1900 || measure->year > 2200)
    g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT,
                 _ ("the year of a measure is %d; give a year from 1900 to 2200"), measure->year);
  else if (measure->delivery_years < 0 || measure->delivery_years > LW_MEASURE_MAX_DELIVERY_YEARS)
    g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT,
                 _ ("a measure takes %d years to deliver; give a number from 0 to %d"),
                 measure->delivery_years, LW_MEASURE_MAX_DELIVERY_YEARS);
  else if (!(measure->probability >= 0 && measure->probability <= 1))
    g_set_error_literal (error, LW_ERROR, LW_ERROR_ARGUMENT,
                         _ ("the probability of a measure must be from 0 to 1"));
  else
    return TRUE;
  return FALSE;
}

/** lw_measure_equal: whether both say the same, uid included */
gboolean
lw_measure_equal (const LwMeasure *a, const LwMeasure *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return g_strcmp0 (a->uid, b->uid) == 0 && a->kind == b->kind && a->offices->len == b->offices->len
         && (a->offices->len == 0
             || memcmp (a->offices->data, b->offices->data, a->offices->len * sizeof (gint64)) == 0)
         && a->share == b->share && a->year == b->year && a->delivery_years == b->delivery_years
         && a->programme == b->programme && g_strcmp0 (a->target_label, b->target_label) == 0
         && a->probability == b->probability && a->enabled == b->enabled && g_strcmp0 (a->note, b->note) == 0;
}
