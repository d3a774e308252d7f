/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-store-power: the power goes, or the process is killed, at hundreds of random moments of edits, imports, undo,
 * redo and saving a copy. Every edit that was confirmed on a pipe must be there afterwards, whole, and nothing else. */
#include "test-store-util.h"

#include <glib-unix.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "power-vfs.h"


/* What a child confirms. */
typedef enum {
  CONFIRM_EDIT,
  CONFIRM_UNDO,
  CONFIRM_COPY,
} Confirmation;

typedef struct {
  Confirmation kind;
  int n;
} Message;

typedef struct {
  int edits;  /* the newest that must be there */
  int copied; /* what the copy must hold at least */
} Known;

static void
confirm (int report, Confirmation kind, int n)
{
  Message message = { kind, n };

  if (write (report, &message, sizeof message) != sizeof message)
    _exit (1);
}

static void G_GNUC_NORETURN
work (const char *path, const char *copy, int first, int report)
{
  LwStore *store = lw_store_open (path, LW_STORE_READ_WRITE, NULL);

  for (int n = first;; n++)
    {
      write_numbered_edit (store, n);
      confirm (report, CONFIRM_EDIT, n);
      if (n % 3 == 0)
        {
          g_assert_true (lw_store_undo (store, NULL));
          confirm (report, CONFIRM_UNDO, n - 1);
          g_assert_true (lw_store_redo (store, NULL));
          confirm (report, CONFIRM_EDIT, n);
        }
      if (n % 4 == 0)
        {
          g_assert_true (lw_store_backup (store, copy, NULL, NULL, NULL, NULL));
          confirm (report, CONFIRM_COPY, n);
        }
    }
}

static int
read_counter (LwStore *store)
{
  g_autofree char *first = NULL, *last = NULL;

  g_assert_true (lw_store_read_property (store, "first", &first, NULL));
  g_assert_true (lw_store_read_property (store, "last", &last, NULL));
  g_assert_cmpstr (first, ==, last);
  return first ? atoi (first) : 0;
}

/* Takes in what the child confirmed. */
static void
listen_to (int end, Known *known, gboolean *undone)
{
  Message message;

  while (read (end, &message, sizeof message) == sizeof message)
    {
      *undone = message.kind == CONFIRM_UNDO;
      if (message.kind == CONFIRM_COPY)
        known->copied = message.n;
      else
        known->edits = message.n;
    }
}

/* The document holds what was confirmed, or also the step that was under way. */
static void
check_document (Fixture *fixture, Known *known, gboolean undone)
{
  g_autoptr (LwStore) store = open_document (fixture->path);
  int n = read_counter (store);

  /* Under way: the next edit, or the undo or redo of this one. */
  if (undone)
    g_assert_true (n == known->edits || n == known->edits + 1);
  else
    g_assert_true (n == known->edits || n == known->edits + 1 || (known->edits % 3 == 0 && n == known->edits - 1));
  known->edits = n;
  g_clear_pointer (&store, lw_store_close);
  assert_whole (fixture->path);
}

static void
check_copy (const char *copy, const Known *known)
{
  g_autoptr (LwStore) store = NULL;

  if (known->copied == 0 && !g_file_test (copy, G_FILE_TEST_EXISTS))
    return;
  store = open_document (copy);
  g_assert_cmpint (read_counter (store), >=, known->copied);
  g_clear_pointer (&store, lw_store_close);
  assert_whole (copy);
}

static int
count_temporaries (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  int n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".tmp") || g_str_has_suffix (name, ".tmp-journal"))
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);

        g_unlink (path);
        n++;
      }
  return n;
}

static void
run_round (Fixture *fixture, const char *copy, gboolean power, GRand *random, Known *known)
{
  guint operations = (guint) g_rand_int_range (random, 0, 900);
  guint32 seed = g_rand_int (random);
  gulong moment = (gulong) g_rand_int_range (random, 1000, 90000);
  gboolean undone = FALSE;
  int ends[2], status;
  pid_t child;

  g_assert_true (g_unix_open_pipe (ends, FD_CLOEXEC, NULL));
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      close (ends[0]);
      if (power)
        power_vfs_install (fixture->folder, operations, seed);
      work (fixture->path, copy, known->edits + 1, ends[1]);
    }
  close (ends[1]);
  if (!power)
    {
      g_usleep (moment);
      kill (child, SIGKILL);
    }
  listen_to (ends[0], known, &undone);
  close (ends[0]);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  if (power)
    g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
  check_document (fixture, known, undone);
  check_copy (copy, known);
}

static void
run_rounds (Fixture *fixture, gboolean power, int rounds)
{
  g_autofree char *copy = g_build_filename (fixture->folder, "copy.gpkg", NULL);
  g_autofree char *journal = g_strconcat (fixture->path, "-journal", NULL);
  g_autoptr (GRand) random = g_rand_new_with_seed (2026);
  Known known = { 0 };
  int n_copies = 0;

  lw_store_close (create_document (fixture->path));
  for (int i = 0; i < rounds; i++)
    {
      run_round (fixture, copy, power, random, &known);
      n_copies += count_temporaries (fixture->folder) > 0;
    }
  g_test_message ("%d edits survived %d interruptions, %d of them inside a copy", known.edits, rounds, n_copies);
  /* How far a process comes before it is killed is a matter of speed; where the power goes is not. */
  g_assert_cmpint (known.edits, >, 0);
  if (power && rounds >= 200)
    g_assert_cmpint (known.copied, >, 0);
}

/* Every round starts a process, which costs a sanitizer many times as much. */
#ifdef __SANITIZE_ADDRESS__
#define N_ROUNDS 40
#else
#define N_ROUNDS 200
#endif

static void
test_power (Fixture *fixture, gconstpointer unused)
{
  run_rounds (fixture, TRUE, N_ROUNDS);
}

static void
test_killed (Fixture *fixture, gconstpointer unused)
{
  run_rounds (fixture, FALSE, N_ROUNDS);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/store-power/power", test_power);
  ADD ("/store-power/killed", test_killed);
  return g_test_run ();
}
