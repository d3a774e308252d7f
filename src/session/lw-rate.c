/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-rate: see lw-rate.h. The speed is a mean in which a moment counts less the longer it is ago; while little is known
 * it is the plain mean since the start. What is left is told anew at most once a second, and a longer time only if it
 * stays longer. */
#include "session/lw-rate.h"

#include <math.h>

/* microseconds */
#define TOO_EARLY (G_USEC_PER_SEC / 2)
#define STEP (G_USEC_PER_SEC / 10)
#define TELL_EVERY G_USEC_PER_SEC
/* seconds in which a moment loses most of its weight */
#define MEMORY 3.0
/* by this factor a new estimate must be longer than the one told before it is believed */
#define LONGER 1.15

/**
 * lw_rate_restart:
 * @rate: a rate
 * @done: units that are done already and do not count
 * @now: the time, in microseconds, of a clock that does not go back
 *
 * Begins a new piece of work.
 */
void
lw_rate_restart (LwRate *rate, guint64 done, gint64 now)
{
  *rate = (LwRate) { .left = -1, .start = now, .then = now, .told = now, .from = done, .done = done, .running = TRUE };
}

static void
smooth (LwRate *rate, guint64 done, gint64 now)
{
  double seconds = (double) (now - rate->then) / G_USEC_PER_SEC;
  double since_start = (double) (now - rate->start) / G_USEC_PER_SEC;
  double speed = (double) (done - rate->done) / seconds, mean = (double) (done - rate->from) / since_start;

  if (since_start < MEMORY || rate->speed <= 0)
    rate->speed = mean;
  else
    rate->speed += (speed - rate->speed) * (1 - exp (-seconds / MEMORY));
  rate->then = now;
  rate->done = done;
}

static void
tell_left (LwRate *rate, guint64 total, gint64 now)
{
  double left = rate->speed > 0 && total >= rate->done ? (double) (total - rate->done) / rate->speed : -1;
  double expected = rate->left - (double) (now - rate->told) / G_USEC_PER_SEC;

  if (rate->left < 0 || left < 0)
    rate->left = left;
  else if (now - rate->told < TELL_EVERY)
    return;
  else if (left <= expected || left > expected * LONGER)
    rate->left = left;
  else
    rate->left = expected;
  rate->told = now;
}

/**
 * lw_rate_add:
 * @rate: (inout): a rate; started by the first call if nobody did
 * @done: units done
 * @total: units in all, 0 when not known
 * @now: the time, in microseconds, of a clock that does not go back
 *
 * Takes in how far the work is. Work that went back has begun anew.
 */
void
lw_rate_add (LwRate *rate, guint64 done, guint64 total, gint64 now)
{
  if (!rate->running || done < rate->done)
    {
      lw_rate_restart (rate, done, now);
      return;
    }
  if (now - rate->start < TOO_EARLY || now - rate->then < STEP)
    return;
  smooth (rate, done, now);
  if (total > 0)
    tell_left (rate, total, now);
  else
    rate->left = -1;
}
