/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-observations: what a source says of many offices on one reference date (peildatum): the m² that stand empty,
 * since when, and facts that came along. Columns of equal length; a plain record that the importer fills and the
 * store writes. An observation of unknown vacancy is one too: it ends an older one. */
#pragma once

#include "model/lw-codes.h"
#include "model/lw-date.h"

G_BEGIN_DECLS

/**
 * LwObservations:
 * @n: number of observations
 * @date: the reference date of all of them
 * @source: where they come from ("leegstand-2025.csv")
 * @office_id: keys of the offices in the document
 * @vacant_m2: m² vacant in the office's own measure; NaN where unknown
 * @vacant_since: or %LW_DATE_UNKNOWN
 * @energy_label: LwEnergyLabel; 0 leaves the office's label as it is
 * @owner_type: LwOwnerType; 0 leaves the office's owner as it is
 * @assumed: 1 where occupied was assumed because the list does not name the office, else 0
 */
typedef struct {
  guint n;
  LwDate date;
  char *source;
  gint64 *office_id;
  double *vacant_m2;
  LwDate *vacant_since;
  guint8 *energy_label;
  guint8 *owner_type;
  guint8 *assumed;
} LwObservations;

LwObservations *lw_observations_new (guint n, LwDate date, const char *source);
void lw_observations_free (LwObservations *observations);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwObservations, lw_observations_free)

G_END_DECLS
