/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each kind of damage to a document, and what is recovered of it: every row that stands on whole pages, as it
 * was. The damaged file is never touched. */
#include "recover-fixture.h"

#include "model/lw-error.h"
#include "test-store-state.h"

static void
test_whole (Recovery *r, gconstpointer unused)
{
  g_autofree char *before = read_state (r->base.path), *after = NULL;
  g_autoptr (LwStore) store = NULL;

  recovery_run (r);
  after = read_state (r->copy);
  g_assert_cmpstr (before, ==, after);
  recovery_assert_complete (r);
  g_assert_cmpuint (r->report->n_unreadable, ==, 0);
  /* Its history works, back to its beginning and forth. */
  store = open_document (r->copy);
  while (lw_store_undo (store, NULL))
    ;
  g_assert_null (lw_store_undo_name (store, NULL));
  while (lw_store_redo (store, NULL))
    ;
  g_clear_pointer (&store, lw_store_close);
  g_free (after);
  after = read_state (r->copy);
  g_assert_cmpstr (before, ==, after);
}

static void
test_indexes (Recovery *r, gconstpointer unused)
{
  g_autoptr (GArray) pages
      = recover_list_pages (r->base.path, "name IN (SELECT name FROM sqlite_master WHERE type = 'index')");

  g_assert_cmpuint (pages->len, >, 20);
  recovery_zero (r, pages);
  recovery_run (r);
  recovery_assert_complete (r);
}

/* Leaves in the middle of the large tables: just their rows are lost, each of them listed by name. */
static void
test_leaves (Recovery *r, gconstpointer random)
{
  g_autoptr (GArray) leaves
      = recover_list_pages (r->base.path, "pagetype = 'leaf' AND name IN ('office', 'observation')");
  g_autoptr (GArray) hit = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autofree char *text = NULL;
  guint n_missing, n_lost;

  for (guint i = 1; i < leaves->len; i += 7)
    g_array_append_val (hit, g_array_index (leaves, guint32, i));
  recovery_zero (r, hit);
  for (guint i = 0; random != NULL && i < hit->len; i++)
    recover_fill_randomly (recover_page_at (r->file, g_array_index (hit, guint32, i)), RECOVER_PAGE, i);
  recovery_run (r);
  n_missing = recovery_compare (r, hit);
  g_assert_cmpuint (n_missing, >, 30);
  n_lost = 0;
  for (guint i = 0; i < r->report->tables->len; i++)
    {
      const LwRecoverTable *table = g_ptr_array_index (r->report->tables, i);

      g_assert_false (table->at_least);
      n_lost += table->n_lost + table->n_left;
    }
  g_assert_cmpuint (n_lost, ==, n_missing);
  g_assert_cmpuint (r->report->n_unreadable, ==, hit->len);
  /* An observation whose office is lost is told with what it says. */
  g_assert_cmpuint (recovery_table (r, "observation")->n_left, >, 0);
  text = lw_recover_report_to_text (r->report, G_MAXUINT);
  for (guint i = 0; i < r->report->rows->len; i++)
    {
      const LwRecoverRow *row = g_ptr_array_index (r->report->rows, i);

      if (strcmp (row->table, "office") == 0 && row->fate == LW_FATE_LOST)
        g_assert_cmpuint (strlen (row->content), ==, 16);
      if (strcmp (row->table, "observation") == 0 && row->fate == LW_FATE_LEFT)
        g_assert_nonnull (strstr (row->content, "reference date: "));
    }
  recovery_assert_new_document (r);
}

/* A part of an index still tells some of what is lost, and nothing that is not. */
static void
test_parts_of_indexes (Recovery *r, gconstpointer unused)
{
  g_autoptr (GArray) leaves = recover_list_pages (r->base.path, "pagetype = 'leaf' AND name = 'office'");
  g_autoptr (GArray) index
      = recover_list_pages (r->base.path, "pagetype = 'leaf' AND name = 'sqlite_autoindex_office_1'");
  g_autoptr (GArray) hit = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GHashTable) found = NULL;
  guint n_missing = 0, n_told = 0;

  for (guint i = 0; i < leaves->len; i += 3)
    g_array_append_val (hit, g_array_index (leaves, guint32, i));
  g_array_append_val (hit, g_array_index (index, guint32, 1));
  recovery_zero (r, hit);
  recovery_run (r);
  recovery_compare (r, hit);
  found = recover_read_rows (r->copy);
  for (guint i = 1; i <= 400; i++)
    {
      g_autofree char *key = g_strdup_printf ("office %u", i);

      n_missing += !g_hash_table_contains (found, key);
    }
  for (guint i = 0; i < r->report->rows->len; i++)
    {
      const LwRecoverRow *row = g_ptr_array_index (r->report->rows, i);
      g_autofree char *key = g_strdup_printf ("%s %d", row->table, (int)row->row);

      if (row->fate != LW_FATE_LOST)
        continue;
      g_assert_true (g_hash_table_contains (r->truth, key));
      g_assert_false (g_hash_table_contains (found, key));
      n_told += strcmp (row->table, "office") == 0;
    }
  g_assert_true (recovery_table (r, "office")->at_least);
  g_assert_cmpuint (recovery_table (r, "office")->n_lost, ==, n_told);
  g_assert_cmpuint (n_told, >, n_missing / 3);
  g_assert_cmpuint (n_told, <, n_missing);
}

/* What the edits of the history say brings rows back. */
static void
test_restored (Recovery *r, gconstpointer unused)
{
  g_autoptr (GArray) leaves = recover_list_pages (r->base.path, "name = 'area'");

  recovery_zero (r, leaves);
  recovery_run (r);
  recovery_assert_complete (r);
  g_assert_cmpuint (recovery_table (r, "area")->n_restored, ==, 12);
}

static void
test_truncated (Recovery *r, gconstpointer unused)
{
  static const double parts[] = { 0.25, 0.5, 0.9 };
  gsize size = r->file->len;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    for (guint odd = 0; odd <= 1000; odd += 1000)
      {
        g_autoptr (GArray) gone = g_array_new (FALSE, FALSE, sizeof (guint32));
        guint32 kept = (guint32)(parts[i] * (double)size / RECOVER_PAGE);

        recovery_reload (r);
        g_byte_array_set_size (r->file, kept * RECOVER_PAGE + odd);
        for (guint32 page = kept + 1; page <= size / RECOVER_PAGE; page++)
          g_array_append_val (gone, page);
        recovery_run (r);
        recovery_compare (r, gone);
        g_assert_cmpuint (r->report->n_pages, ==, size / RECOVER_PAGE);
        g_assert_cmpuint (r->report->n_unreadable, >=, gone->len - (odd > 0));
      }
}

/* Rows of the page that was cut in the middle are there as far as they reach. */
static void
test_cut_page (Recovery *r, gconstpointer unused)
{
  g_autoptr (GArray) leaves = recover_list_pages (r->base.path, "pagetype = 'leaf' AND name = 'office'");
  g_autoptr (GArray) gone = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 last = 0, n_pages = r->file->len / RECOVER_PAGE;
  guint n_there, n_gone;

  for (guint i = 0; i < leaves->len; i++)
    last = MAX (last, g_array_index (leaves, guint32, i));
  for (guint32 page = last; page <= n_pages; page++)
    g_array_append_val (gone, page);
  g_byte_array_set_size (r->file, last * RECOVER_PAGE - RECOVER_PAGE / 4);
  recovery_run (r);
  n_there = recovery_compare (r, gone);
  g_byte_array_set_size (r->file, (last - 1) * RECOVER_PAGE);
  recovery_run (r);
  n_gone = recovery_compare (r, gone);
  g_assert_cmpuint (n_there, <, n_gone);
}

/* The head or all of the first page: the tables are found all the same, whatever was there. */
static void
test_first_page (Recovery *r, gconstpointer unused)
{
  static const gsize sizes[] = { 16, 100, 108, 512, RECOVER_PAGE };
  g_autoptr (GArray) first = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 page = 1;

  g_array_append_val (first, page);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint random = 0; random < 2; random++)
      {
        g_autoptr (GError) error = NULL;

        recovery_reload (r);
        memset (r->file->data, 0, sizes[i]);
        if (random)
          recover_fill_randomly (r->file->data, sizes[i], i);
        recovery_run (r);
        g_assert_cmpuint (recovery_compare (r, first), ==, 0);
        /* It is known as a document that can be recovered. */
        g_assert_null (lw_store_open (r->damaged, LW_STORE_READ_ONLY, &error));
        g_assert_error (error, LW_ERROR, LW_ERROR_DAMAGED);
      }
}

static void
test_wrong_magic (Recovery *r, gconstpointer unused)
{
  memcpy (r->file->data, "SQLite farmat 3", 15);
  recovery_run (r);
  recovery_assert_complete (r);
  g_assert_false (r->report->n_unreadable > 0);
}

/* The whole table of tables is gone, so that rows are known by their looks alone. */
static void
test_no_schema (Recovery *r, gconstpointer unused)
{
  g_autoptr (GArray) schema = recover_list_pages (r->base.path, "name = 'sqlite_schema'");

  g_assert_cmpuint (schema->len, >, 2);
  recovery_zero (r, schema);
  recovery_run (r);
  g_assert_cmpuint (recovery_compare (r, schema), ==, 0);
}

/* Nodes of the tree: gone, leading in circles, beyond the file, or to pages of others. */
static void
test_nodes (Recovery *r, gconstpointer unused)
{
  static const char *const tables[] = { "office", "observation", "scenario_parameter" };
  g_autoptr (GArray) other
      = recover_list_pages (r->base.path, "name = 'sqlite_autoindex_office_1' AND pagetype = 'leaf'");

  for (guint t = 0; t < G_N_ELEMENTS (tables); t++)
    for (guint kind = 0; kind < 5; kind++)
      {
        g_autofree char *where = g_strdup_printf ("name = '%s' AND pagetype = 'internal'", tables[t]);
        g_autofree char *leaves_where = g_strdup_printf ("name = '%s' AND pagetype = 'leaf'", tables[t]);
        g_autoptr (GArray) nodes = recover_list_pages (r->base.path, where);
        g_autoptr (GArray) leaves = recover_list_pages (r->base.path, leaves_where);
        guint32 node = g_array_index (nodes, guint32, 0);
        const guint32 targets[]
            = { 0, node, 0x7fffffff, g_array_index (other, guint32, 0), g_array_index (leaves, guint32, 1) };
        guint8 *bytes;

        recovery_reload (r);
        bytes = recover_page_at (r->file, node);
        if (kind == 0)
          memset (bytes, 0, RECOVER_PAGE);
        else
          {
            /* the first child and the last */
            recover_put_32 (bytes + (bytes[12] << 8 | bytes[13]), targets[kind]);
            recover_put_32 (bytes + 8, targets[kind]);
          }
        recovery_run (r);
        g_assert_cmpuint (recovery_compare (r, nodes), ==, 0);
        g_assert_false (recovery_table (r, tables[t])->at_least);
        g_assert_true (lw_recover_report_is_complete (r->report));
      }
}

/* The rest of long rows: just those rows are lost. */
static void
test_chains (Recovery *r, gconstpointer unused)
{
  g_autoptr (GArray) chain = recover_list_pages (r->base.path, "name = 'scenario' AND pagetype = 'overflow'");
  const guint32 targets[] = { 0, g_array_index (chain, guint32, 0), 0x7fffffff, 1 };

  g_assert_cmpuint (chain->len, >, 2);
  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      g_autoptr (GArray) hit = g_array_new (FALSE, FALSE, sizeof (guint32));

      recovery_reload (r);
      recover_put_32 (recover_page_at (r->file, g_array_index (chain, guint32, 0)), targets[i]);
      g_array_append_val (hit, g_array_index (chain, guint32, 0));
      recovery_run (r);
      recovery_compare (r, hit);
      /* The history knows the note of the scenario, but not the scenario from its beginning. */
      g_assert_cmpuint (recovery_table (r, "scenario")->n_kept, ==, 2);
      g_assert_cmpuint (recovery_table (r, "scenario")->n_lost, ==, 1);
    }
}

/* The chain of a row leads into that of another, of the same length: which is right cannot be told, but is
 * told. */
static void
test_crossed_chains (Recovery *r, gconstpointer unused)
{
  g_autoptr (GArray) first
      = recover_list_pages (r->base.path, "name = 'scenario' AND path LIKE '/000/000+%'");
  g_autoptr (GArray) second
      = recover_list_pages (r->base.path, "name = 'scenario' AND path LIKE '/000/001+%'");

  g_assert_cmpuint (first->len, ==, 2);
  g_assert_cmpuint (second->len, ==, 1);
  recover_put_32 (recover_page_at (r->file, g_array_index (first, guint32, 0)),
                  g_array_index (second, guint32, 0));
  recovery_run (r);
  g_assert_cmpuint (recovery_table (r, "scenario")->n_kept, ==, 3);
  g_assert_cmpuint (recovery_table (r, "scenario")->n_changed, ==, 2);
  g_assert_false (lw_recover_report_is_complete (r->report));
}

/* Single rows whose bytes make no sense. */
static void
test_cells (Recovery *r, gconstpointer unused)
{
  g_autoptr (GArray) leaves = recover_list_pages (r->base.path, "pagetype = 'leaf' AND name = 'observation'");
  g_autoptr (GHashTable) found = NULL, set = NULL;
  guint n_missing;

  for (guint i = 0; i < leaves->len; i += 2)
    {
      guint8 *bytes = recover_page_at (r->file, g_array_index (leaves, guint32, i));
      guint cell = (guint)bytes[8 + 2 * (i % 5)] << 8 | bytes[9 + 2 * (i % 5)];

      /* the size of the head of the record */
      bytes[cell + 3 + (i % 2)] = 0x7f;
    }
  recovery_run (r);
  set = g_hash_table_new (NULL, NULL);
  found = recover_read_rows (r->copy);
  n_missing = recover_compare (r->truth, found, recover_pages_to_set (leaves), TRUE);
  g_assert_cmpuint (n_missing, ==, (leaves->len + 1) / 2);
  g_assert_cmpuint (recovery_table (r, "observation")->n_lost, ==, n_missing);
}

static void
add_tests (void)
{
#define ADD(name, data, func)                                                                                \
  g_test_add ("/recover/" name, Recovery, data, recovery_set_up, func, recovery_tear_down)
  ADD ("whole", NULL, test_whole);
  ADD ("indexes", NULL, test_indexes);
  ADD ("leaves-zeroed", NULL, test_leaves);
  ADD ("leaves-random", GINT_TO_POINTER (1), test_leaves);
  ADD ("parts-of-indexes", NULL, test_parts_of_indexes);
  ADD ("restored", NULL, test_restored);
  ADD ("truncated", NULL, test_truncated);
  ADD ("cut-page", NULL, test_cut_page);
  ADD ("first-page", NULL, test_first_page);
  ADD ("wrong-magic", NULL, test_wrong_magic);
  ADD ("no-schema", NULL, test_no_schema);
  ADD ("nodes", NULL, test_nodes);
  ADD ("chains", NULL, test_chains);
  ADD ("crossed-chains", NULL, test_crossed_chains);
  ADD ("cells", NULL, test_cells);
#undef ADD
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add_tests ();
  return g_test_run ();
}
