/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-uncertainty: random numbers that are the same on every machine for the same seed, and the tornado of one
 * factor at a time (domain model 6.8). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** LwRandom: state of splitmix64; copy it by assignment to draw the same numbers again */
typedef struct {
  guint64 state;
} LwRandom;

void lw_random_init (LwRandom *random, guint64 seed);
guint64 lw_random_next (LwRandom *random);
double lw_random_uniform (LwRandom *random);
guint64 lw_random_hash (const char *text);
double lw_random_keyed (guint64 seed, guint64 key, guint draw);
double lw_triangular (double u, double low, double mode, double high);
double lw_quantile (const double *sorted, guint n, double p);

/**
 * LwTornadoFactor: a factor and the low and high value that it is set to, one at a time
 */
typedef struct {
  double base;
  double low;
  double high;
} LwTornadoFactor;

/**
 * LwTornadoBar:
 * @factor: index of the factor
 * @low: outcome with its low value
 * @high: outcome with its high value
 */
typedef struct {
  guint factor;
  double low;
  double high;
} LwTornadoBar;

/** LwTornadoFunc: the outcome for these values of the factors */
typedef double (*LwTornadoFunc) (const double *values, gpointer data);

void lw_tornado_run (
    const LwTornadoFactor *factors, guint n_factors, LwTornadoFunc func, gpointer data, LwTornadoBar *bars);

G_END_DECLS
