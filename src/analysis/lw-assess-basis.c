/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-assess-basis: see lw-assess-basis.h. Daylight takes by far the most time, so it is found once a building and kept as
 * long as the outlines in the document stay the same. */
#include "analysis/lw-assess-basis.h"

#include <string.h>

#include "model/lw-parallel.h"

/* Outlines that one thread measures in one go. */
#define OUTLINES_PER_SLICE 64

typedef struct {
  GPtrArray *areas;
  LwDaylight *daylights;
} Measuring;

/**
 * lw_assess_basis_new:
 * @set: the criteria
 * @parameters: (nullable): for attractiveness and money; %NULL for the defaults
 *
 * Returns: (transfer full): a basis without answers and outlines, to be filled in before others see it
 */
LwAssessBasis *
lw_assess_basis_new (LwCriteriaSet *set, const LwParameters *parameters)
{
  LwAssessBasis *self = g_new0 (LwAssessBasis, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->set = lw_criteria_set_ref (set);
  self->given = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_given_answer_free);
  self->daylights = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  if (parameters != NULL)
    self->parameters = *parameters;
  else
    lw_parameters_init (&self->parameters);
  return self;
}

/** lw_assess_basis_ref: (returns: transfer full) one more reference */
LwAssessBasis *
lw_assess_basis_ref (LwAssessBasis *basis)
{
  g_return_val_if_fail (basis != NULL, NULL);
  g_atomic_ref_count_inc (&basis->ref_count);
  return basis;
}

/** lw_assess_basis_unref: drops a reference */
void
lw_assess_basis_unref (LwAssessBasis *basis)
{
  if (!g_atomic_ref_count_dec (&basis->ref_count))
    return;
  lw_criteria_set_unref (basis->set);
  g_ptr_array_unref (basis->given);
  g_hash_table_unref (basis->daylights);
  g_free (basis->stamp);
  g_free (basis);
}

/** lw_assess_basis_add_daylight: tells the daylight of a building, while nobody else has the basis yet */
void
lw_assess_basis_add_daylight (LwAssessBasis *basis, LwBagId building, const LwDaylight *daylight)
{
  gint64 *key = g_new (gint64, 1);

  *key = (gint64) building;
  g_hash_table_replace (basis->daylights, key, g_memdup2 (daylight, sizeof *daylight));
}

/** lw_assess_basis_get_daylight: (nullable) the daylight of a building; %NULL if its outline is not known */
const LwDaylight *
lw_assess_basis_get_daylight (const LwAssessBasis *basis, LwBagId building)
{
  gint64 key = (gint64) building;

  return building != 0 ? g_hash_table_lookup (basis->daylights, &key) : NULL;
}

static void
measure_slice (guint slice, gpointer data)
{
  Measuring *self = data;
  guint end = MIN ((slice + 1) * OUTLINES_PER_SLICE, self->areas->len);

  for (guint i = slice * OUTLINES_PER_SLICE; i < end; i++)
    {
      const LwStoreArea *area = g_ptr_array_index (self->areas, i);

      self->daylights[i].depth_m = -1;
      if (area->geometry != NULL && !lw_daylight_measure (area->geometry, LW_DAYLIGHT_REACH_M, &self->daylights[i]))
        self->daylights[i].depth_m = -1;
    }
}

static gboolean
measure_outlines (LwAssessBasis *self, LwStore *store, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) areas = lw_store_read_areas (store, LW_STORE_AREA_BUILDING, error);
  g_autofree LwDaylight *daylights = NULL;
  Measuring measuring;

  if (areas == NULL)
    return FALSE;
  daylights = g_new0 (LwDaylight, MAX (areas->len, 1));
  measuring = (Measuring){ areas, daylights };
  if (!lw_parallel_run ((areas->len + OUTLINES_PER_SLICE - 1) / OUTLINES_PER_SLICE, 0, measure_slice, &measuring,
                        cancellable, error))
    return FALSE;
  for (guint i = 0; i < areas->len; i++)
    {
      const LwStoreArea *area = g_ptr_array_index (areas, i);

      if (daylights[i].depth_m >= 0 && area->code != NULL)
        lw_assess_basis_add_daylight (self, lw_bag_id_parse (area->code, strlen (area->code)), &daylights[i]);
    }
  return TRUE;
}

static gboolean
read_baseline (LwStore *store, LwParameters *parameters, GError **error)
{
  g_autoptr (GPtrArray) scenarios = lw_store_read_scenarios (store, error);

  if (scenarios == NULL)
    return FALSE;
  lw_parameters_init (parameters);
  for (guint i = 0; i < scenarios->len; i++)
    {
      const LwScenario *scenario = g_ptr_array_index (scenarios, i);

      if (scenario->is_baseline)
        *parameters = scenario->parameters;
    }
  return TRUE;
}

/**
 * lw_assess_basis_read:
 * @store: a document
 * @set: (nullable): id of a criteria set; %NULL for the one that the document uses
 * @parameters: (nullable): for attractiveness and money; %NULL for those of the baseline, the defaults without one
 * @before: (nullable): an earlier basis of the same document, of which is kept what still holds
 * @cancellable: (nullable): to stop early
 * @error: return location for an error, such as a set that cannot be read
 *
 * Returns: (transfer full): by what to assess its offices, or %NULL with an error
 */
LwAssessBasis *
lw_assess_basis_read (LwStore *store, const char *set, const LwParameters *parameters, const LwAssessBasis *before,
                      GCancellable *cancellable, GError **error)
{
  g_autoptr (LwCriteriaSet) criteria = lw_store_read_criteria_set (store, set, error);
  g_autoptr (GPtrArray) given = NULL;
  g_autoptr (LwAssessBasis) self = NULL;
  LwParameters baseline;

  if (criteria == NULL)
    return NULL;
  given = lw_store_read_answers (store, lw_criteria_set_get_id (criteria), 0, error);
  if (given == NULL)
    return NULL;
  if (parameters == NULL && !read_baseline (store, &baseline, error))
    return NULL;
  self = lw_assess_basis_new (criteria, parameters != NULL ? parameters : &baseline);
  g_ptr_array_unref (self->given);
  self->given = g_steal_pointer (&given);
  if (!lw_store_read_outline_stamp (store, &self->stamp, error))
    return NULL;
  if (before != NULL && g_strcmp0 (before->stamp, self->stamp) == 0)
    {
      g_hash_table_unref (self->daylights);
      self->daylights = g_hash_table_ref (before->daylights);
    }
  else if (!measure_outlines (self, store, cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}
