/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-municipalities: the municipalities that hold offices, each with the market region (kantorenregio) that its
 * offices belong to: what people choose regions from, in the window and on the command line. */
#pragma once

#include "model/lw-offices.h"

G_BEGIN_DECLS

/**
 * LwMunicipalityRow: texts belong to the table of offices.
 * @code: as GM0344
 * @name: its name; the code where the table has none
 * @province: its province, empty where unknown
 * @region: the region of its offices, empty for none; of the first that has one, where they differ
 * @several: its offices belong to several regions
 * @offices: number of offices
 * @stock_m2: their stock as far as it is known, m² vvo
 */
typedef struct {
  const char *code;
  const char *name;
  const char *province;
  const char *region;
  gboolean several;
  guint offices;
  double stock_m2;
} LwMunicipalityRow;

GArray *lw_municipalities_list (const LwOffices *offices, guint *n_without);
GHashTable *lw_municipalities_one_region_a_province (GArray *municipalities);

G_END_DECLS
