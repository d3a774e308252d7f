/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-rate: how fast a piece of work goes and how long it still takes, from what it tells of its progress; smoothed, so
 * that the figures do not jump while people read them. A plain value; zero it, or lw_rate_restart() it, for a new
 * piece. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LwRate:
 * @speed: units per second, smoothed; 0 while it is too early to tell
 * @left: seconds to the end as told last, or -1
 *
 * The other members are its own.
 */
typedef struct {
  double speed;
  double left;
  gint64 start;
  gint64 then;
  gint64 told;
  guint64 from;
  guint64 done;
  gboolean running;
} LwRate;

void lw_rate_restart (LwRate *rate, guint64 done, gint64 now);
void lw_rate_add (LwRate *rate, guint64 done, guint64 total, gint64 now);

G_END_DECLS
