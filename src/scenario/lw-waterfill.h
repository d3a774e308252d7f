/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-waterfill: shares a total out by weight, none getting more than its cap (domain model 6.5). Equal to
 * dropping full items one by one, in a few passes over the columns instead of one pass an item. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

double lw_waterfill (double total, gsize n_items, const double *weight, const double *cap, double *share);
gboolean lw_waterfill_seek (
    double total, gsize n_items, const double *weight, const double *cap, double *share, double *lambda);

/** lw_waterfill_share: what an item gets at @lambda */
static inline double
lw_waterfill_share (double lambda, double weight, double cap)
{
  return lambda * weight >= cap ? cap : lambda * weight;
}

G_END_DECLS
