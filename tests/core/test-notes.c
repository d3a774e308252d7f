/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-notes: notes of offices in a document: written, read, undone and checked; and what is confidential about them
 * stays in the document: in texts for exports, and in edits that go to another copy, whatever was done to them. */
#include "test-store-state.h"
#include "test-store-util.h"

#include "model/lw-error.h"
#include "store/lw-changes-file.h"
#include "store/lw-exchange.h"
#include "store/lw-store-private.h"

#define SECRET "geheim"

static LwOfficeNote *
make_note (gint64 office, LwNoteKind kind, const char *text)
{
  LwOfficeNote *note = lw_office_note_new (office, kind);

  lw_office_note_set_text (note, text);
  return note;
}

static void
write_note (LwStore *store, const LwOfficeNote *note)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (lw_store_write_note (store, note, "Note", &error));
  g_assert_no_error (error);
}

static GPtrArray *
read_notes (LwStore *store, gint64 office, gboolean confidential)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *notes = lw_store_read_notes (store, office, confidential, &error);

  g_assert_no_error (error);
  return notes;
}

static LwStore *
create_filled (const char *path)
{
  LwStore *store = create_document (path);
  g_autoptr (LwOffices) offices = make_offices (20);

  import_offices (store, offices, DATE_2025, TRUE, NULL);
  return store;
}

static void
run_sql (const char *path, const char *sql)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

static void
test_rules (void)
{
  g_autoptr (LwOfficeNote) note = lw_office_note_new (1, LW_NOTE_OTHER), copy = NULL;
  g_autofree char *long_text = g_strnfill (LW_NOTE_MAX_TEXT + 1, 'x');

  for (LwNoteKind kind = 0; kind < LW_N_NOTE_KINDS; kind++)
    {
      LwNoteKind again;

      g_assert_true (lw_note_kind_from_token (lw_note_kind_get_token (kind), &again));
      g_assert_cmpint (again, ==, kind);
      g_assert_cmpint (lw_note_kind_is_confidential (kind), ==, kind != LW_NOTE_OTHER);
    }
  g_assert_false (lw_office_note_validate (note, NULL));
  lw_office_note_set_text (note, "  two words \n");
  g_assert_cmpstr (note->text, ==, "two words");
  g_assert_true (lw_office_note_validate (note, NULL));
  note->amount_eur = 5;
  g_assert_false (lw_office_note_validate (note, NULL));
  note->kind = LW_NOTE_FINANCE;
  g_assert_true (lw_office_note_validate (note, NULL));
  lw_office_note_set_text (note, NULL);
  g_assert_true (lw_office_note_validate (note, NULL));
  note->amount_eur = INFINITY;
  g_assert_false (lw_office_note_validate (note, NULL));
  note->amount_eur = 2 * LW_NOTE_MAX_EUR;
  g_assert_false (lw_office_note_validate (note, NULL));
  note->amount_eur = NAN;
  g_assert_false (lw_office_note_validate (note, NULL));
  lw_office_note_set_text (note, long_text);
  g_assert_false (lw_office_note_validate (note, NULL));
  lw_office_note_set_text (note, "a");
  copy = lw_office_note_copy (note);
  g_assert_true (lw_office_note_equal (note, copy));
  copy->confidential = !copy->confidential;
  g_assert_false (lw_office_note_equal (note, copy));
}

static void
test_store (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwStore) store = create_filled (fixture->path);
  g_autoptr (LwOfficeNote) intention = make_note (3, LW_NOTE_INTENTION, "wil verkopen");
  g_autoptr (LwOfficeNote) finance = make_note (3, LW_NOTE_FINANCE, ""), empty = lw_office_note_new (3, LW_NOTE_OTHER);
  g_autoptr (LwOfficeNote) other = make_note (4, LW_NOTE_OTHER, "bezocht");
  g_autoptr (GPtrArray) notes = NULL, open = NULL;
  g_autofree char *before = NULL, *with = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;

  lw_office_note_set_label (finance, "Boekwaarde");
  lw_office_note_set_source (finance, "makelaar");
  finance->amount_eur = 2500000.5;
  finance->noted = DATE_2025;
  intention->noted = DATE_2025 + 1;
  before = read_state (fixture->path);
  write_note (store, intention);
  write_note (store, finance);
  write_note (store, other);
  g_assert_false (lw_store_write_note (store, empty, "Empty", &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_ARGUMENT);
  notes = read_notes (store, 3, TRUE);
  g_assert_cmpuint (notes->len, ==, 2);
  g_assert_true (lw_office_note_equal (g_ptr_array_index (notes, 0), intention));
  g_assert_true (lw_office_note_equal (g_ptr_array_index (notes, 1), finance));
  open = read_notes (store, 0, FALSE);
  g_assert_cmpuint (open->len, ==, 1);
  g_assert_true (lw_office_note_equal (g_ptr_array_index (open, 0), other));

  with = read_state (fixture->path);
  g_assert_true (lw_store_delete_note (store, finance->uid, "Delete", NULL));
  g_clear_pointer (&notes, g_ptr_array_unref);
  notes = read_notes (store, 3, TRUE);
  g_assert_cmpuint (notes->len, ==, 1);
  g_assert_true (lw_store_undo (store, NULL));
  after = read_state (fixture->path);
  g_assert_cmpstr (with, ==, after);
  for (int i = 0; i < 3; i++)
    g_assert_true (lw_store_undo (store, NULL));
  g_free (after);
  after = read_state (fixture->path);
  g_assert_cmpstr (before, ==, after);
  for (int i = 0; i < 3; i++)
    g_assert_true (lw_store_redo (store, NULL));
  g_free (after);
  after = read_state (fixture->path);
  g_assert_cmpstr (with, ==, after);
  assert_whole (fixture->path);
}

/* A complete extract without the office: it is gone, what was noted of it is not. */
static void
test_import (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwStore) store = create_filled (fixture->path);
  g_autoptr (LwOfficeNote) note = make_note (20, LW_NOTE_INTENTION, "wil slopen");
  g_autoptr (LwOffices) fewer = make_offices (10), shown = NULL;
  g_autoptr (GPtrArray) notes = NULL;

  write_note (store, note);
  import_offices (store, fewer, DATE_2025 + 400, TRUE, NULL);
  shown = read_offices (store, LW_DATE_UNKNOWN);
  g_assert_cmpuint (shown->n, ==, 10);
  notes = read_notes (store, 20, TRUE);
  g_assert_cmpuint (notes->len, ==, 1);
  g_assert_true (lw_office_note_equal (g_ptr_array_index (notes, 0), note));
  assert_whole (fixture->path);
}

static gboolean
is_found (const char *path, const char *rule)
{
  g_autoptr (LwCheckReport) report = lw_store_check (path, NULL, NULL);

  for (guint i = 0; i < report->findings->len; i++)
    if (strcmp (((LwCheckFinding *)g_ptr_array_index (report->findings, i))->rule, rule) == 0)
      return TRUE;
  return FALSE;
}

static void
test_check (Fixture *fixture, gconstpointer unused)
{
  static const char *const cases[][2] = {
    { "UPDATE office_note SET kind = 'rumour'", "lw-note-kind" },
    { "UPDATE office_note SET uid = ' '", "lw-note-uid" },
    { "UPDATE office_note SET office_fid = 99", "lw-note-orphan" },
    { "UPDATE office_note SET amount_eur = 9e999", "lw-note-amount" },
    { "UPDATE office_note SET amount_eur = 'much'", "lw-note-amount" },
    { "UPDATE office_note SET noted = '2025-02-31'", "lw-date" },
    { "UPDATE office_note SET confidential = 'no'", "lw-note-confidential" },
  };
  LwStore *store = create_filled (fixture->path);
  g_autoptr (LwOfficeNote) note = make_note (2, LW_NOTE_FINANCE, SECRET);
  g_autofree char *contents = NULL;
  gsize size;

  write_note (store, note);
  lw_store_close (store);
  assert_whole (fixture->path);
  g_assert_true (g_file_get_contents (fixture->path, &contents, &size, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) notes = NULL, open = NULL;

      g_assert_true (g_file_set_contents (fixture->path, contents, (gssize)size, NULL));
      g_assert_false (is_found (fixture->path, cases[i][1]));
      run_sql (fixture->path, cases[i][0]);
      g_assert_true (is_found (fixture->path, cases[i][1]));
      /* Nothing of it makes the note less confidential, or gives a figure that is none. */
      store = open_document (fixture->path);
      open = read_notes (store, 0, FALSE);
      g_assert_cmpuint (open->len, ==, 0);
      notes = read_notes (store, 0, TRUE);
      g_assert_cmpuint (notes->len, ==, 1);
      g_assert_true (isnan (((LwOfficeNote *)g_ptr_array_index (notes, 0))->amount_eur));
      lw_store_close (store);
    }
}

static void
test_texts (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LwStore) store = create_filled (fixture->path);
  g_autoptr (LwOfficeNote) one = make_note (5, LW_NOTE_FINANCE, "jaarrekening"), two = NULL;
  g_autoptr (LwOfficeNote) secret = make_note (5, LW_NOTE_INTENTION, SECRET);
  g_autoptr (GPtrArray) all = NULL, open = NULL;
  g_autoptr (LwNoteTexts) with = NULL, without = NULL;
  g_autoptr (LwOffices) offices = read_offices (store, LW_DATE_UNKNOWN);
  g_autoptr (LwBitset) rows = lw_bitset_new (offices->n);

  lw_office_note_set_label (one, "Boekwaarde");
  one->amount_eur = 2500000;
  one->noted = DATE_2025;
  one->confidential = FALSE;
  two = lw_office_note_copy (one);
  g_free (two->uid);
  two->uid = g_strdup ("two");
  lw_office_note_set_text (two, "");
  two->noted = LW_DATE_UNKNOWN;
  write_note (store, one);
  write_note (store, two);
  write_note (store, secret);
  open = read_notes (store, 0, FALSE);
  without = lw_note_texts_new (open);
  g_assert_cmpstr (lw_note_texts_get (without, 5, LW_NOTE_FINANCE), ==,
                   "Boekwaarde: 2500000 EUR: jaarrekening (2025-01-01) | Boekwaarde: 2500000 EUR");
  g_assert_null (lw_note_texts_get (without, 5, LW_NOTE_INTENTION));
  g_assert_null (lw_note_texts_get (without, 6, LW_NOTE_FINANCE));
  g_assert_false (lw_note_texts_have_confidential (without, offices, NULL));
  all = read_notes (store, 0, TRUE);
  with = lw_note_texts_new (all);
  g_assert_cmpstr (lw_note_texts_get (with, 5, LW_NOTE_INTENTION), ==, SECRET " [confidential]");
  g_assert_true (lw_note_texts_have_confidential (with, offices, NULL));
  g_assert_false (lw_note_texts_have_confidential (with, offices, rows));
}

/* Two copies of a document: X has the notes, B and C get edits. */
typedef struct {
  Fixture base;
  char *other;
  char *file;
  LwStore *x;
  LwStore *b;
} Copies;

static void
set_up (Copies *copies, gconstpointer unused)
{
  fixture_set_up (&copies->base, NULL);
  copies->other = g_build_filename (copies->base.folder, "other.gpkg", NULL);
  copies->file = g_build_filename (copies->base.folder, "edits.lwchanges", NULL);
  copies->x = create_filled (copies->base.path);
}

/* From here on B is a copy by itself. */
static void
part (Copies *copies)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&copies->b, lw_store_close);
  g_assert_true (lw_store_backup (copies->x, copies->other, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  copies->b = open_document (copies->other);
}

static void
tear_down (Copies *copies, gconstpointer unused)
{
  g_clear_pointer (&copies->x, lw_store_close);
  g_clear_pointer (&copies->b, lw_store_close);
  assert_whole (copies->base.path);
  assert_whole (copies->other);
  g_free (copies->other);
  g_free (copies->file);
  fixture_tear_down (&copies->base, NULL);
}

static gboolean
contains (const guint8 *data, gsize size, const char *words)
{
  return memmem (data, size, words, strlen (words)) != NULL;
}

/* Looks for @words in all of a file of edits, also in what is compressed. */
static gboolean
file_tells (const char *path, const char *words)
{
  g_autofree char *contents = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (LwChangesFile) file = NULL;
  gsize size;
  gboolean found;

  g_assert_true (g_file_get_contents (path, &contents, &size, NULL));
  bytes = g_bytes_new (contents, size);
  file = lw_changes_file_parse (bytes, "file", NULL);
  found = contains ((const guint8 *)contents, size, words);
  for (guint i = 0; i < file->edits->len; i++)
    {
      gsize packed_size;
      gconstpointer packed = g_bytes_get_data (((LwChange *)g_ptr_array_index (file->edits, i))->packed, &packed_size);
      g_autoptr (GByteArray) changeset = lw_history_unpack (packed, packed_size, NULL);

      g_assert_true (changeset != NULL || packed_size == 0);
      found = found || (changeset != NULL && contains (changeset->data, changeset->len, words));
    }
  return found;
}

/* Brings what @from may tell to @to; nothing has to be decided. */
static LwExchangeReport *
bring (Copies *copies, LwStore *from, LwStore *to, gboolean confidential)
{
  LwExchangeOptions options = { LW_RESOLVE_NOT, NULL, FALSE };
  g_autoptr (GError) error = NULL;
  LwExchangeReport *report;

  lw_store_export_edits (from, 0, confidential, copies->file, NULL, &error);
  g_assert_no_error (error);
  report = lw_store_apply_edits (to, copies->file, &options, &error);
  g_assert_no_error (error);
  return report;
}

static void
bring_cleanly (Copies *copies, LwStore *from, LwStore *to, gboolean confidential)
{
  g_autoptr (LwExchangeReport) report = bring (copies, from, to, confidential);

  for (guint i = 0; i < report->conflicts->len; i++)
    {
      g_autofree char *text = lw_conflict_to_text (g_ptr_array_index (report->conflicts, i));

      g_test_message ("%s", text);
    }
  g_assert_cmpuint (report->conflicts->len, ==, 0);
}

static LwOfficeNote *
find_note (LwStore *store, const char *uid)
{
  g_autoptr (GPtrArray) notes = read_notes (store, 0, TRUE);

  for (guint i = 0; i < notes->len; i++)
    if (g_str_equal (((LwOfficeNote *)g_ptr_array_index (notes, i))->uid, uid))
      return lw_office_note_copy (g_ptr_array_index (notes, i));
  return NULL;
}

static void
rename_office (LwStore *store, gint64 office, const char *name)
{
  g_assert_true (lw_store_set_fact (store, office, DATE_2025, LW_OFFICE_NAME, name, "Name", NULL));
}

/* Only what may be read goes out, and comes later if somebody asks for it. */
static void
test_withheld (Copies *copies, gconstpointer unused)
{
  g_autoptr (LwOfficeNote) secret = make_note (1, LW_NOTE_INTENTION, SECRET), open = make_note (1, LW_NOTE_OTHER, "open");
  g_autoptr (LwOfficeNote) found = NULL, found_open = NULL;
  g_autoptr (GError) error = NULL;
  LwExportedEdits exported;

  part (copies);
  write_note (copies->x, secret);
  g_assert_false (lw_store_export_edits (copies->x, 2, FALSE, copies->file, NULL, &error));
  g_assert_error (error, LW_ERROR, LW_ERROR_NOT_FOUND);
  write_note (copies->x, open);
  g_assert_true (lw_store_export_edits (copies->x, 0, FALSE, copies->file, &exported, NULL));
  g_assert_cmpuint (exported.n_withheld, ==, 1);
  g_assert_false (file_tells (copies->file, SECRET));
  g_assert_false (file_tells (copies->file, secret->uid));
  g_assert_true (file_tells (copies->file, "open"));
  bring_cleanly (copies, copies->x, copies->b, FALSE);
  found = find_note (copies->b, secret->uid);
  g_assert_null (found);
  found_open = find_note (copies->b, open->uid);
  g_assert_true (lw_office_note_equal (found_open, open));
  bring_cleanly (copies, copies->x, copies->b, TRUE);
  found = find_note (copies->b, secret->uid);
  g_assert_true (lw_office_note_equal (found, secret));
}

/* What went without confidential notes comes back without them: that does not take them away here. */
static void
test_comes_back (Copies *copies, gconstpointer unused)
{
  g_autoptr (LwOfficeNote) first = make_note (1, LW_NOTE_INTENTION, SECRET), second = make_note (2, LW_NOTE_FINANCE, SECRET);
  g_autoptr (LwOfficeNote) found = NULL, found_second = NULL;
  g_autoptr (LwOffices) offices = NULL;

  part (copies);
  write_note (copies->x, first);
  /* One edit about a note and something else, as an applied file is. */
  g_assert_true (lw_store_begin_edit (copies->x, "Both", NULL));
  write_note (copies->x, second);
  rename_office (copies->x, 3, "Three");
  g_assert_true (lw_store_commit_edit (copies->x, NULL));
  rename_office (copies->x, 4, "Four");
  bring_cleanly (copies, copies->x, copies->b, FALSE);
  g_assert_false (file_tells (copies->file, SECRET));
  rename_office (copies->b, 5, "Five");
  rename_office (copies->b, 3, "Drie");
  bring_cleanly (copies, copies->b, copies->x, FALSE);
  found = find_note (copies->x, first->uid);
  found_second = find_note (copies->x, second->uid);
  g_assert_true (found && lw_office_note_equal (found, first));
  g_assert_true (found_second && lw_office_note_equal (found_second, second));
  offices = read_offices (copies->x, LW_DATE_UNKNOWN);
  g_assert_cmpstr (lw_offices_text (offices, LW_OFFICE_NAME, 2), ==, "Drie");
  g_assert_cmpstr (lw_offices_text (offices, LW_OFFICE_NAME, 3), ==, "Four");
  g_assert_cmpstr (lw_offices_text (offices, LW_OFFICE_NAME, 4), ==, "Five");
  /* And once more the whole. */
  bring_cleanly (copies, copies->x, copies->b, TRUE);
  g_clear_pointer (&found, lw_office_note_free);
  found = find_note (copies->b, second->uid);
  g_assert_true (found && lw_office_note_equal (found, second));
}

/* A note that is no longer confidential replaces the one that the copy has of it, unless somebody changed that. */
static void
test_revealed (Copies *copies, gconstpointer unused)
{
  g_autoptr (LwOfficeNote) note = make_note (1, LW_NOTE_INTENTION, SECRET), other = make_note (2, LW_NOTE_INTENTION, SECRET);
  g_autoptr (LwOfficeNote) found = NULL;
  g_autoptr (LwExchangeReport) report = NULL;
  const LwConflict *conflict;

  write_note (copies->x, note);
  write_note (copies->x, other);
  part (copies);
  lw_office_note_set_text (other, "own words");
  write_note (copies->b, other);
  lw_office_note_set_text (note, "sells");
  note->confidential = FALSE;
  write_note (copies->x, note);
  lw_office_note_set_text (note, "sells in May");
  write_note (copies->x, note);
  bring_cleanly (copies, copies->x, copies->b, FALSE);
  g_assert_false (file_tells (copies->file, SECRET));
  found = find_note (copies->b, note->uid);
  g_assert_true (lw_office_note_equal (found, note));
  lw_office_note_set_text (other, "sells too");
  other->confidential = FALSE;
  write_note (copies->x, other);
  report = bring (copies, copies->x, copies->b, FALSE);
  g_assert_cmpuint (report->conflicts->len, ==, 1);
  conflict = g_ptr_array_index (report->conflicts, 0);
  g_assert_cmpint (conflict->kind, ==, LW_CONFLICT_CHANGED);
  g_assert_true (conflict->can_take);
  g_assert_false (report->applied);
}

/* A note that became confidential is so in the copy too, with the words that the copy knows already. */
static void
test_hidden (Copies *copies, gconstpointer unused)
{
  g_autoptr (LwOfficeNote) note = make_note (1, LW_NOTE_OTHER, "open"), fresh = make_note (2, LW_NOTE_OTHER, SECRET " once open");
  g_autoptr (LwOfficeNote) found = NULL, found_fresh = NULL, gone = NULL;

  write_note (copies->x, note);
  part (copies);
  note->confidential = TRUE;
  lw_office_note_set_text (note, SECRET);
  write_note (copies->x, note);
  write_note (copies->x, fresh);
  fresh->confidential = TRUE;
  write_note (copies->x, fresh);
  bring_cleanly (copies, copies->x, copies->b, FALSE);
  g_assert_false (file_tells (copies->file, SECRET));
  found = find_note (copies->b, note->uid);
  g_assert_cmpstr (found->text, ==, "open");
  g_assert_true (found->confidential);
  found_fresh = find_note (copies->b, fresh->uid);
  g_assert_null (found_fresh);
  g_assert_true (lw_store_delete_note (copies->x, note->uid, "Delete", NULL));
  bring_cleanly (copies, copies->x, copies->b, FALSE);
  g_assert_false (file_tells (copies->file, SECRET));
  gone = find_note (copies->b, note->uid);
  g_assert_true (gone && gone->confidential);
}

/* Edits that only need the first version of the tables are written so that programs of that version take them. */
static void
test_file_version (Copies *copies, gconstpointer unused)
{
  g_autoptr (LwOfficeNote) note = make_note (1, LW_NOTE_OTHER, "open");
  g_autofree char *first = NULL, *second = NULL;

  part (copies);
  rename_office (copies->x, 1, "One");
  g_assert_true (lw_store_export_edits (copies->x, 0, FALSE, copies->file, NULL, NULL));
  g_assert_true (g_file_get_contents (copies->file, &first, NULL, NULL));
  g_assert_cmpint (first[8], ==, 1);
  write_note (copies->x, note);
  g_assert_true (lw_store_export_edits (copies->x, 0, FALSE, copies->file, NULL, NULL));
  g_assert_true (g_file_get_contents (copies->file, &second, NULL, NULL));
  g_assert_cmpint (second[8], ==, 2);
  bring_cleanly (copies, copies->x, copies->b, FALSE);
}

/* The notes of one of the two: their words begin with its letter, and only it changes them. */
static GPtrArray *
read_own (LwStore *store, char owner)
{
  GPtrArray *notes = read_notes (store, 0, TRUE);

  for (guint i = notes->len; i > 0; i--)
    if (((LwOfficeNote *)g_ptr_array_index (notes, i - 1))->text[0] != owner)
      g_ptr_array_remove_index (notes, i - 1);
  return notes;
}

/* One of many things that may be done to notes, each text a word that was never used before. */
static void
do_something (LwStore *store, char owner, GRand *random, guint step)
{
  g_autoptr (GPtrArray) notes = read_own (store, owner);
  g_autofree char *text = g_strdup_printf ("%cword%06u.", owner, step);
  int what = g_rand_int_range (random, 0, 8);
  LwOfficeNote *note = notes->len > 0 ? g_ptr_array_index (notes, g_rand_int_range (random, 0, (int)notes->len)) : NULL;

  if (what == 0)
    rename_office (store, g_rand_int_range (random, owner == 'x' ? 11 : 1, owner == 'x' ? 20 : 10), text);
  else if (what == 1)
    {
      g_autofree char *name = lw_store_undo_name (store, NULL);

      /* What was sent is not taken back: no copy would learn of that. */
      if (g_str_equal (name, "Note"))
        g_assert_true (lw_store_undo (store, NULL));
    }
  else if (what == 2 && note)
    g_assert_true (lw_store_delete_note (store, note->uid, "Delete", NULL));
  else if (what <= 4 || note == NULL)
    {
      g_autoptr (LwOfficeNote) made = make_note (g_rand_int_range (random, 1, 20), g_rand_int_range (random, 0, 3), text);

      made->confidential = g_rand_boolean (random);
      write_note (store, made);
    }
  else
    {
      if (what >= 6)
        note->confidential = !note->confidential;
      if (what != 7)
        lw_office_note_set_text (note, text);
      write_note (store, note);
    }
}

/* No word is in the file of a note that may not be read; what may be read is the same in the other copy, and nobody
 * there saw a word that was not open at some time. */
static void
check_file (Copies *copies, LwStore *from, LwStore *to, char owner, GHashTable *told)
{
  g_autoptr (GPtrArray) notes = read_own (from, owner), theirs = read_own (to, owner);

  for (guint i = 0; i < notes->len; i++)
    {
      const LwOfficeNote *note = g_ptr_array_index (notes, i);
      g_autoptr (LwOfficeNote) other = find_note (to, note->uid);

      if (note->confidential)
        {
          g_assert_false (file_tells (copies->file, note->text));
          g_assert_true (other == NULL || other->confidential);
        }
      else
        {
          g_assert_true (other && lw_office_note_equal (note, other));
          g_hash_table_add (told, g_strdup (note->text));
        }
    }
  for (guint i = 0; i < theirs->len; i++)
    g_assert_true (g_hash_table_contains (told, ((LwOfficeNote *)g_ptr_array_index (theirs, i))->text));
}

static char *
describe_notes (LwStore *store, char owner)
{
  g_autoptr (GPtrArray) notes = read_own (store, owner);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < notes->len; i++)
    {
      const LwOfficeNote *note = g_ptr_array_index (notes, i);

      g_string_append_printf (text, "%s %d %s\n", note->uid, note->confidential, note->text);
    }
  return g_string_free (text, FALSE);
}

/* One of the two works on and sends what it may; the other's own notes stay as they are. */
static void
take_turn (Copies *copies, gboolean from_x, GRand *random, guint *step, GHashTable *told)
{
  LwStore *from = from_x ? copies->x : copies->b, *to = from_x ? copies->b : copies->x;
  char owner = from_x ? 'x' : 'b', other = from_x ? 'b' : 'x';
  gint64 office = from_x ? 20 : 10;
  g_autofree char *before = NULL, *after = NULL, *name = NULL;
  g_autoptr (LwOffices) offices = NULL;

  for (int n = g_rand_int_range (random, 1, 9); n > 0; n--)
    do_something (from, owner, random, (*step)++);
  name = g_strdup_printf ("sent %u", *step);
  rename_office (from, office, name);
  before = describe_notes (to, other);
  bring_cleanly (copies, from, to, FALSE);
  check_file (copies, from, to, owner, told);
  after = describe_notes (to, other);
  g_assert_cmpstr (before, ==, after);
  offices = read_offices (to, LW_DATE_UNKNOWN);
  g_assert_cmpstr (lw_offices_text (offices, LW_OFFICE_NAME, (guint)office - 1), ==, name);
}

static void
test_random (Copies *copies, gconstpointer unused)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (26);
  guint step = 0, n_files = 0;

  for (int round = 0; round < 12; round++)
    {
      g_autoptr (GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_autoptr (GPtrArray) before = NULL;

      part (copies);
      before = read_notes (copies->b, 0, TRUE);
      for (guint i = 0; i < before->len; i++)
        g_hash_table_add (told, g_strdup (((LwOfficeNote *)g_ptr_array_index (before, i))->text));
      for (int turn = 0; turn < 7; turn++)
        {
          take_turn (copies, g_rand_int_range (random, 0, 5) < 3, random, &step, told);
          n_files++;
        }
    }
  g_test_message ("%u edits in %u files", step, n_files);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
#define ADD_COPIES(path, function) g_test_add (path, Copies, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/notes/rules", test_rules);
  ADD ("/notes/store", test_store);
  ADD ("/notes/import", test_import);
  ADD ("/notes/check", test_check);
  ADD ("/notes/texts", test_texts);
  ADD_COPIES ("/notes/withheld", test_withheld);
  ADD_COPIES ("/notes/comes-back", test_comes_back);
  ADD_COPIES ("/notes/revealed", test_revealed);
  ADD_COPIES ("/notes/hidden", test_hidden);
  ADD_COPIES ("/notes/file-version", test_file_version);
  ADD_COPIES ("/notes/random", test_random);
  return g_test_run ();
}
