/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-job-words: see lw-job-words.h. */
#include "app/lw-job-words.h"

#include "draw/lw-format.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Two figures are all that can be told of a speed. */
static char *
describe_speed (double rate, LwProgressUnit unit)
{
  double figure = pow (10, MAX (0, floor (log10 (rate)) - 1)), rounded = round (rate / figure) * figure;
  g_autofree char *amount =
    unit == LW_PROGRESS_BYTES ? g_format_size ((guint64) rounded) : lw_format_number (NULL, rounded, 0);

  /* translators: how much is done in a second: "29 MB/s", "12,000/s" */
  return g_strdup_printf (_("%s/s"), amount);
}

/** lw_job_describe_pace: (returns: transfer full): how fast a job goes and how long it still takes, as far as known */
char *
lw_job_describe_pace (LwJob *job)
{
  double rate = lw_job_get_rate (job), left = lw_job_get_seconds_left (job);
  g_autofree char *speed = rate >= 1 ? describe_speed (rate, lw_job_get_unit (job)) : NULL;
  g_autofree char *rest = NULL;

  if (left >= 60)
    {
      int minutes = (int) ceil (left / 60);

      rest = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d minute left", "%d minutes left", minutes), minutes);
    }
  else if (left >= 1)
    {
      int seconds = (int) ceil (left);

      rest = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d second left", "%d seconds left", seconds), seconds);
    }
  if (speed && rest)
    return g_strdup_printf ("%s · %s", speed, rest);
  return g_strdup (speed ? speed : rest ? rest : "");
}

/** lw_job_describe_amount: (returns: transfer full) (nullable): how much of how much is done: "312 of 625 MB",
 * "4,096 of 12,000". Steps are of unequal length and say nothing. */
char *
lw_job_describe_amount (LwJob *job)
{
  static const struct {
    double size;
    const char *name;
  } units[] = { { 1e9, "GB" }, { 1e6, "MB" }, { 1e3, "kB" } };
  guint64 done, total;
  LwProgressUnit unit = lw_job_get_progress (job, &done, &total);
  g_autofree char *part = NULL, *whole = NULL;
  guint at = 0;
  int decimals;

  if (total == 0 || unit == LW_PROGRESS_STEPS)
    return NULL;
  if (unit == LW_PROGRESS_ROWS)
    {
      part = lw_format_count (NULL, done);
      whole = lw_format_count (NULL, total);
      /* translators: how many rows are done: two numbers */
      return g_strdup_printf (_("%s of %s"), part, whole);
    }
  while (at + 1 < G_N_ELEMENTS (units) && (double) total < units[at].size)
    at++;
  decimals = (double) total < 10 * units[at].size ? 1 : 0;
  part = lw_format_number (NULL, (double) done / units[at].size, decimals);
  whole = lw_format_number (NULL, (double) total / units[at].size, decimals);
  /* translators: how much of a file is done: two numbers and their unit, as "312 of 625 MB" */
  return g_strdup_printf (_("%s of %s %s"), part, whole, units[at].name);
}

/** lw_job_describe: (returns: transfer full) (nullable): the title of a job, what it is doing, and how much of it is done */
char *
lw_job_describe (LwJob *job)
{
  const char *what = lw_job_get_what (job);
  g_autofree char *amount = lw_job_describe_amount (job);

  if (!what)
    return g_strdup (lw_job_get_title (job));
  if (!amount)
    return g_strdup_printf ("%s · %s", lw_job_get_title (job), what);
  /* translators: the title of a job; what it is doing; how much of it is done ("312 of 625 MB") */
  return g_strdup_printf (_("%s · %s — %s"), lw_job_get_title (job), what, amount);
}
