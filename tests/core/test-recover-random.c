/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Hundreds of random damages of a document, the same in each run (thousands with -m slow): none makes the
 * recovery fail, each copy keeps all rules, and every row whose pages were not touched is in it, as it was.
 */
#include "recover-fixture.h"

#include "model/lw-error.h"

#define N_ROUNDS 70
#define N_SLOW_ROUNDS 3000

static guint32
pick_page (GRand *random, Recovery *r)
{
  return (guint32)g_rand_int_range (random, 1, (gint32)(r->file->len / RECOVER_PAGE) + 1);
}

static void
touch (GArray *touched, guint32 page)
{
  g_array_append_val (touched, page);
}

static void
damage_whole_page (GRand *random, Recovery *r, GArray *touched)
{
  guint32 page = pick_page (random, r);

  memset (recover_page_at (r->file, page), 0, RECOVER_PAGE);
  if (g_rand_boolean (random))
    recover_fill_randomly (recover_page_at (r->file, page), RECOVER_PAGE, g_rand_int (random));
  touch (touched, page);
}

/* A page stands where another belongs, as after a mistake of a disk or a program. */
static void
misplace_page (GRand *random, Recovery *r, GArray *touched)
{
  guint32 from = pick_page (random, r), to = pick_page (random, r);

  memcpy (recover_page_at (r->file, to), recover_page_at (r->file, from), RECOVER_PAGE);
  touch (touched, to);
}

static void
damage_bytes (GRand *random, Recovery *r, GArray *touched)
{
  guint32 page = pick_page (random, r);
  guint8 *bytes = recover_page_at (r->file, page);
  /* mostly where pages say what they are */
  int end = g_rand_boolean (random) ? 40 : RECOVER_PAGE, n = g_rand_int_range (random, 1, 9);

  for (int i = 0; i < n; i++)
    bytes[g_rand_int_range (random, 0, end)] = (guint8)g_rand_int_range (random, 0, 256);
  touch (touched, page);
}

static void
damage_sector (GRand *random, Recovery *r, GArray *touched)
{
  guint32 page = pick_page (random, r);

  memset (recover_page_at (r->file, page) + 512 * g_rand_int_range (random, 0, 8), 0, 512);
  touch (touched, page);
}

static void
cut_off (GRand *random, Recovery *r, GArray *touched)
{
  guint32 n_pages = r->file->len / RECOVER_PAGE,
          size = (guint32)g_rand_int_range (random, 40 * RECOVER_PAGE, (gint32)r->file->len);

  for (guint32 page = size / RECOVER_PAGE + 1; page <= n_pages; page++)
    touch (touched, page);
  g_byte_array_set_size (r->file, size / RECOVER_PAGE * RECOVER_PAGE);
}

static void (*const damages[]) (GRand *random, Recovery *r, GArray *touched)
    = { damage_whole_page, damage_whole_page, misplace_page, damage_bytes, damage_bytes, damage_sector };

static void
run_round (Recovery *r, GRand *random)
{
  g_autoptr (GArray) touched = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GHashTable) set = NULL, found = NULL;
  g_autoptr (GString) text = NULL;
  int n = g_rand_int_range (random, 1, 12);

  recovery_reload (r);
  for (int i = 0; i < n; i++)
    damages[g_rand_int_range (random, 0, G_N_ELEMENTS (damages))](random, r, touched);
  if (g_rand_int_range (random, 0, 10) == 0)
    cut_off (random, r, touched);
  text = g_string_new (r->damaged);
  for (guint i = 0; i < touched->len; i++)
    g_string_append_printf (text, " %u", g_array_index (touched, guint32, i));
  g_test_message ("%s", text->str);
  recovery_run (r);
  set = recover_pages_to_set (touched);
  found = recover_read_rows (r->copy);
  recover_compare (r->truth, found, set, FALSE);
}

static void
test_random (Recovery *r, gconstpointer seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (GPOINTER_TO_UINT (seed));

  for (int round = 0; round < (g_test_slow () ? N_SLOW_ROUNDS : N_ROUNDS); round++)
    {
      g_test_message ("round %d of seed %u", round, GPOINTER_TO_UINT (seed));
      run_round (r, random);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/recover-random/1", Recovery, GUINT_TO_POINTER (1), recovery_set_up, test_random,
              recovery_tear_down);
  g_test_add ("/recover-random/2", Recovery, GUINT_TO_POINTER (2), recovery_set_up, test_random,
              recovery_tear_down);
  g_test_add ("/recover-random/3", Recovery, GUINT_TO_POINTER (3), recovery_set_up, test_random,
              recovery_tear_down);
  return g_test_run ();
}
