/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-rate: speed and time left do not jump while work goes in bursts, and follow when it really changes. */
#include "session/lw-rate.h"

#include <math.h>

#define SECOND G_USEC_PER_SEC
#define START (1000 * (gint64) SECOND)

static void
test_steady (void)
{
  LwRate rate = { 0 };
  const guint64 total = 625000000, speed = 95000000;

  for (guint i = 0; i <= 60; i++)
    {
      gint64 at = (gint64) i * SECOND / 10;

      lw_rate_add (&rate, speed * i / 10, total, START + at);
      if (at < SECOND / 2)
        {
          g_assert_cmpfloat (rate.speed, ==, 0);
          g_assert_cmpfloat (rate.left, <, 0);
          continue;
        }
      g_assert_cmpfloat_with_epsilon (rate.speed, speed, 1);
      /* Told once a second, so it is right to within one. */
      g_assert_cmpfloat (fabs (rate.left - ((double) total / speed - (double) at / SECOND)), <, 1.01);
    }
}

/* Blocks of a tenth of the work, each after a pause: the mean is 10 units in a second. */
static void
test_bursts (void)
{
  LwRate rate = { 0 };
  double before = -1;
  guint n_longer = 0;

  for (guint i = 0; i <= 300; i++)
    {
      guint64 done = i / 10 * 10;

      lw_rate_add (&rate, done, 400, START + (gint64) i * SECOND / 10);
      if (i < 40)
        continue;
      g_assert_cmpfloat (rate.speed, >, 7);
      g_assert_cmpfloat (rate.speed, <, 13);
      n_longer += before >= 0 && rate.left > before;
      before = rate.left;
    }
  /* The time left runs down, and hardly ever up. */
  g_assert_cmpuint (n_longer, <=, 2);
  g_assert_cmpfloat (rate.left, <, 14);
}

/* Work that becomes ten times slower is believed after a few seconds. */
static void
test_slower (void)
{
  LwRate rate = { 0 };
  guint64 done = 0;

  for (guint i = 0; i <= 100; i++)
    lw_rate_add (&rate, done += 100, 1000000, START + (gint64) i * SECOND / 10);
  g_assert_cmpfloat_with_epsilon (rate.speed, 1000, 20);
  for (guint i = 101; i <= 250; i++)
    lw_rate_add (&rate, done += 10, 1000000, START + (gint64) i * SECOND / 10);
  g_assert_cmpfloat (rate.speed, <, 110);
  g_assert_cmpfloat (rate.left, >, 8000);
}

static void
test_unknown (void)
{
  LwRate rate = { 0 };

  for (guint i = 0; i <= 30; i++)
    lw_rate_add (&rate, i, 0, START + (gint64) i * SECOND / 10);
  g_assert_cmpfloat_with_epsilon (rate.speed, 10, 0.5);
  g_assert_cmpfloat (rate.left, <, 0);
  /* What went back has begun anew; what was done before does not count. */
  lw_rate_add (&rate, 5, 100, START + 4 * SECOND);
  g_assert_cmpfloat (rate.speed, ==, 0);
  lw_rate_add (&rate, 25, 100, START + 5 * SECOND);
  g_assert_cmpfloat_with_epsilon (rate.speed, 20, 1e-6);
  g_assert_cmpfloat_with_epsilon (rate.left, 75 / 20.0, 1e-6);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rate/steady", test_steady);
  g_test_add_func ("/rate/bursts", test_bursts);
  g_test_add_func ("/rate/slower", test_slower);
  g_test_add_func ("/rate/unknown", test_unknown);
  return g_test_run ();
}
