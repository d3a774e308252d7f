/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-features-csv: features as a list in columns, so that geodata goes the same way into the document as any other list
 * of offices. */
#pragma once

#include "model/lw-features.h"

G_BEGIN_DECLS

GString *lw_features_to_csv (const LwFeatures *features, const char *const *headings, const gboolean *left_out,
                             GArray *numbers);
gboolean lw_features_have_decimal_commas (const LwFeatures *features);

G_END_DECLS
