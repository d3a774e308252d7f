/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-observations: see lw-observations.h. */
#include "model/lw-observations.h"

#include <math.h>

/**
 * lw_observations_new:
 * @n: number of observations
 * @date: their reference date
 * @source: where they come from
 *
 * Returns: (transfer full): columns of @n cells in which everything is unknown
 */
LwObservations *
lw_observations_new (guint n, LwDate date, const char *source)
{
  LwObservations *self = g_new0 (LwObservations, 1);

  self->n = n;
  self->date = date;
  self->source = g_strdup (source);
  self->office_id = g_new0 (gint64, n);
  self->vacant_m2 = g_new (double, n);
  self->vacant_since = g_new (LwDate, n);
  self->energy_label = g_new0 (guint8, n);
  self->owner_type = g_new0 (guint8, n);
  self->assumed = g_new0 (guint8, n);
  for (guint i = 0; i < n; i++)
    {
      self->vacant_m2[i] = NAN;
      self->vacant_since[i] = LW_DATE_UNKNOWN;
    }
  return self;
}

void
lw_observations_free (LwObservations *observations)
{
  g_return_if_fail (observations != NULL);
  g_free (observations->source);
  g_free (observations->office_id);
  g_free (observations->vacant_m2);
  g_free (observations->vacant_since);
  g_free (observations->energy_label);
  g_free (observations->owner_type);
  g_free (observations->assumed);
  g_free (observations);
}
