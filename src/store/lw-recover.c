/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-recover: see lw-recover.h. The parts, from the bytes up: lw-recover-overlay (what stands beside the
 * file), lw-recover-file (its pages), lw-recover-pages (their bytes), lw-recover-shape (what rows look like),
 * lw-recover-map, -walk and -survey (which page is for what), lw-recover-rows (the rows), lw-recover-history
 * (what the edits know), lw-recover-write and -rules (into the new document), lw-recover-report. */
#include "store/lw-recover.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>

#include "store/lw-identity.h"
#include "store/lw-recover-write.h"
#include "store/lw-replace.h"
#include "store/lw-schema.h"
#include "store/lw-store-private.h"

/* Row numbers beyond this are none that a document ever gave (lw-identity.c). */
#define MAX_SEQUENCE (G_GINT64_CONSTANT (1) << 52)

/* What the small tables of a document tell of it. */
typedef struct {
  GHashTable *sequences; /* table -> highest row number ever given, as gint64 */
  char *identity;
  gint64 forgotten;
  char *made;
  gint64 min_reader;
  gint64 version; /* 0: not known */
} Head;

static void
head_clear (Head *head)
{
  g_clear_pointer (&head->sequences, g_hash_table_unref);
  g_free (head->identity);
  g_free (head->made);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Head, head_clear)

static char *
get_text (const LwValue *value)
{
  return value->type == LW_VALUE_TEXT ? g_utf8_make_valid ((const char *)value->bytes, (gssize)value->size)
                                      : NULL;
}

static gboolean
is_good (const LwRecoverFound *found, guint n_values)
{
  return found->is_in_order && !found->is_doubtful && found->n_values == n_values;
}

static gboolean
read_sequence (const LwRecoverFound *found, gpointer data, GError **error)
{
  Head *head = data;
  g_autofree char *name = is_good (found, 2) ? get_text (&found->values[0]) : NULL;
  gint64 *number;

  if (name == NULL || found->values[1].integer < 1 || found->values[1].integer > MAX_SEQUENCE)
    return TRUE;
  number = g_new (gint64, 1);
  *number = found->values[1].integer;
  g_hash_table_replace (head->sequences, g_steal_pointer (&name), number);
  return TRUE;
}

static gboolean
read_identity (const LwRecoverFound *found, gpointer data, GError **error)
{
  Head *head = data;
  g_autofree char *value = is_good (found, 2) ? get_text (&found->values[1]) : NULL;

  if (value == NULL)
    return TRUE;
  if (lw_value_is_text (&found->values[0], "identity") && head->identity == NULL)
    head->identity = g_steal_pointer (&value);
  else if (lw_value_is_text (&found->values[0], "forgotten"))
    head->forgotten = MAX (g_ascii_strtoll (value, NULL, 10), 0);
  return TRUE;
}

/* version, min_reader, applied, program */
static gboolean
read_version (const LwRecoverFound *found, gpointer data, GError **error)
{
  Head *head = data;

  if (!is_good (found, 4) || found->row < 1 || found->row > G_MAXUINT8
      || found->values[1].type != LW_VALUE_INTEGER || found->values[2].type != LW_VALUE_TEXT)
    return TRUE;
  head->version = MAX (head->version, found->row);
  /* Pages that are free hold no word of this weight. */
  if (!found->is_reached)
    return TRUE;
  head->min_reader = MAX (head->min_reader, found->values[1].integer);
  if (head->made == NULL)
    head->made = get_text (&found->values[2]);
  return TRUE;
}

static gboolean
read_head (LwRecoverMap *map, Head *head, GError **error)
{
  head->sequences = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (!lw_recover_read_rows (map, lw_recover_map_find (map, LW_ROLE_SEQUENCE), read_sequence, head, error)
      || !lw_recover_read_rows (map, lw_recover_map_find (map, LW_ROLE_IDENTITY), read_identity, head, error)
      || !lw_recover_read_rows (map, lw_recover_map_find (map, LW_ROLE_VERSION), read_version, head, error))
    return FALSE;
  if (head->min_reader <= LW_STORE_SCHEMA_VERSION)
    return TRUE;
  g_set_error (error, LW_ERROR, LW_ERROR_NEWER,
               _ ("“%s” was written by a newer version of Leegwijzer; recover it with that version"),
               map->file->name);
  return FALSE;
}

/* What a later version brought is not missed in a document of an older one. */
static void
forgive_absence (LwRecoverMap *map, const Head *head)
{
  for (guint i = 0; i < map->trees->len; i++)
    {
      LwRecoverTree *tree = g_ptr_array_index (map->trees, i);
      const LwSchemaTable *table = lw_schema_find_table (tree->name);

      if (head->version > 0 && table != NULL && table->since > head->version && tree->root == 0
          && tree->orphans->len == 0)
        tree->broken = FALSE;
    }
}

static guint64
count_rows (LwRecoverMap *map)
{
  guint64 n = 0;

  for (guint i = 0; i < map->trees->len; i++)
    {
      const LwRecoverTree *tree = g_ptr_array_index (map->trees, i);

      if (tree->shape->role == LW_ROLE_ROWS || tree->shape->role == LW_ROLE_VERSION)
        n += tree->n_rows + tree->orphans->len;
    }
  return n;
}

static gboolean
check_content (LwRecoverMap *map, GError **error)
{
  if (count_rows (map) > 0)
    return TRUE;
  g_set_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED,
               _ ("“%s” holds nothing of a document that can still be read; open a backup"), map->file->name);
  return FALSE;
}

/* Tables that SQLite and GeoPackage need are made anew; a spatial index follows from the rows. */
static gboolean
is_of_others (const char *name)
{
  return !g_str_has_prefix (name, "gpkg_") && !g_str_has_prefix (name, "sqlite_")
         && !g_str_has_prefix (name, "rtree_");
}

static void
note_guesses (LwRecoverMap *map, LwRecoverReport *report)
{
  const LwRecoverFile *file = map->file;
  guint n_orphans = 0;

  if (!file->has_head)
    lw_recover_report_add_note (report, g_strdup (_ ("The head of the file is damaged.")));
  if (file->guessed)
    lw_recover_report_add_note (
        report,
        g_strdup_printf (_ ("The size of a page was guessed from the pages: %u bytes."), file->page_size));
  if (file->n_missing > 0)
    lw_recover_report_add_note (
        report, g_strdup_printf (
                    g_dngettext (GETTEXT_PACKAGE, "The file was cut off: %u page is missing at its end.",
                                 "The file was cut off: %u pages are missing at its end.", file->n_missing),
                    file->n_missing));
  if (file->overlay->kind == LW_OVERLAY_JOURNAL)
    lw_recover_report_add_note (
        report, g_strdup (_ ("An edit was cut off half-way; by its journal it is taken back.")));
  else if (file->overlay->kind == LW_OVERLAY_LOG)
    lw_recover_report_add_note (report, g_strdup (_ ("The log beside the file was read too.")));
  if (!map->schema_is_whole)
    lw_recover_report_add_note (
        report, g_strdup (_ ("The list of tables is damaged; rows were recognised by what they hold.")));
  for (guint32 number = 1; number <= file->n_pages; number++)
    n_orphans += map->notes[number].use == LW_USE_ORPHAN;
  if (n_orphans > 0)
    lw_recover_report_add_note (
        report, g_strdup_printf (
                    g_dngettext (GETTEXT_PACKAGE, "The rows of %u page were recognised by what they hold.",
                                 "The rows of %u pages were recognised by what they hold.", n_orphans),
                    n_orphans));
  for (guint i = 0; i < map->others->len; i++)
    {
      const LwRecoverTree *tree = g_ptr_array_index (map->others, i);

      if (is_of_others (tree->name))
        lw_recover_report_add_note (report,
                                    g_strdup_printf (_ ("The table “%s” of another program, with %" PRIu64
                                                        " rows that can be read, is not taken along."),
                                                     tree->name, tree->n_rows));
    }
}

/* How much could be read; once all rows are read, since they tell which pages hold the rest of them. */
static void
count_pages (LwRecoverMap *map, LwRecoverReport *report)
{
  report->page_size = map->file->page_size;
  report->n_pages = (guint64)map->file->n_pages + map->file->n_missing;
  report->n_unreadable = map->file->n_missing;
  for (guint32 number = 1; number <= map->file->n_pages; number++)
    report->n_unreadable += map->notes[number].use == LW_USE_UNKNOWN;
}

/* No new row or edit gets the number of one that is lost. */
static gboolean
write_sequences (LwStore *store, Head *head, GError **error)
{
  g_autoptr (LwStatement) insert = lw_db_prepare (store->db,
                                                  "INSERT INTO sqlite_sequence SELECT ?1, 0 WHERE NOT EXISTS "
                                                  "(SELECT 1 FROM sqlite_sequence WHERE name = ?1)",
                                                  error);
  g_autoptr (LwStatement) raise
      = lw_db_prepare (store->db, "UPDATE sqlite_sequence SET seq = max (seq, ?2) WHERE name = ?1", error);
  GHashTableIter iter;
  gpointer name, number;

  if (insert == NULL || raise == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, head->sequences);
  while (g_hash_table_iter_next (&iter, &name, &number))
    {
      if (lw_schema_find_table (name) == NULL && strcmp (name, "app_history") != 0)
        continue;
      lw_statement_bind_text (insert, 1, name);
      lw_statement_bind_text (raise, 1, name);
      lw_statement_bind_int (raise, 2, *(gint64 *)number);
      if (!lw_statement_run (insert, error) || !lw_statement_run (raise, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_history (LwRecoverWriter *writer, LwRecoverHistory *history, GError **error)
{
  LwRecoverReport *report = writer->report;

  report->history_kept = history->is_whole && lw_recover_report_is_complete (report);
  if (report->history_kept)
    return lw_recover_history_write (history, writer->store, error);
  if (!history->is_whole)
    lw_recover_report_add_note (
        report, g_strdup (_ ("The history of edits is damaged, so they can no longer be undone.")));
  else if (history->edits->len > 0)
    lw_recover_report_add_note (report,
                                g_strdup (_ ("Rows are lost, so earlier edits can no longer be undone.")));
  return TRUE;
}

/* A document that lost nothing is the same document, in another file: it keeps its history, and its copies
 * can exchange edits with it. One that lost rows is a new document. To copies of the old one it would seem
 * that it knows every edit up to some number, while some of what these edits wrote is gone: their edits would
 * apply to rows that are not there, and its own would be sent out as if nothing were missing. Whoever still
 * has a whole copy had better go on in that. */
static gboolean
write_identity (LwRecoverWriter *writer, Head *head, GError **error)
{
  LwRecoverReport *report = writer->report;

  /* As lw_identity_read() knows a document of an earlier build. */
  if (head->identity == NULL && head->made != NULL
      && !lw_recover_map_find (writer->map, LW_ROLE_IDENTITY)->broken)
    head->identity = g_compute_checksum_for_string (G_CHECKSUM_SHA256, head->made, -1);
  report->same_document = report->history_kept && head->identity != NULL
                          && !lw_recover_map_find (writer->map, LW_ROLE_IDENTITY)->broken;
  if (report->same_document)
    return lw_identity_take_over (writer->store->db, head->identity, head->forgotten, error);
  lw_recover_report_add_note (
      report, g_strdup (_ ("The copy counts as a new document: it exchanges no edits with copies "
                           "of the old one. If there is a whole copy, go on in that.")));
  return TRUE;
}

static gboolean
write_rows (LwRecoverWriter *writer, GError **error)
{
  for (guint i = 0; i < writer->map->trees->len; i++)
    {
      LwRecoverTree *tree = g_ptr_array_index (writer->map->trees, i);

      if (tree->shape->role == LW_ROLE_ROWS)
        writer->n_rows += tree->n_rows;
    }
  for (guint i = 0; i < writer->map->trees->len; i++)
    {
      LwRecoverTree *tree = g_ptr_array_index (writer->map->trees, i);

      if (tree->shape->role == LW_ROLE_ROWS && !lw_recover_write_table (writer, tree, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_document (LwRecoverWriter *writer, Head *head, GError **error)
{
  g_autoptr (LwTransaction) transaction = lw_transaction_begin (writer->store->db, error);

  return transaction != NULL && lw_db_exec (writer->store->db, "DELETE FROM app_setting", error)
         && write_rows (writer, error) && lw_recover_keep_rules (writer, error)
         && write_sequences (writer->store, head, error) && lw_recover_finish_contents (writer, error)
         && lw_transaction_commit (&transaction, error);
}

/* Once it is known what the copy holds, its past: which document it is, and which edits made it. */
static gboolean
write_past (LwRecoverWriter *writer, LwRecoverHistory *history, Head *head, GError **error)
{
  g_autoptr (LwTransaction) transaction = lw_transaction_begin (writer->store->db, error);

  return transaction != NULL && write_history (writer, history, error) && write_identity (writer, head, error)
         && lw_transaction_commit (&transaction, error);
}

/* A check lists so many rows of a rule at most, so it may take several. */
#define MAX_CHECKS 10

/* The copy is tested like any document. Rows that break a rule are taken out; what it still breaks is told.
 */
static gboolean
check_copy (LwRecoverWriter *writer, const char *path, GError **error)
{
  g_autoptr (LwCheckReport) found = NULL;
  guint n_dropped = 1;

  for (int i = 0; i < MAX_CHECKS && n_dropped > 0; i++)
    {
      g_clear_pointer (&found, lw_check_report_free);
      found = lw_store_check (path, writer->cancellable, error);
      if (found == NULL || !lw_recover_drop_bad_rows (writer, found, &n_dropped, error))
        return FALSE;
    }
  writer->report->n_errors = found->n_errors;
  for (guint i = 0; i < found->findings->len; i++)
    {
      const LwCheckFinding *finding = g_ptr_array_index (found->findings, i);

      if (finding->level == LW_CHECK_ERROR)
        lw_recover_report_add_note (writer->report, lw_check_finding_to_text (finding));
    }
  return TRUE;
}

static gboolean
is_same_file (const char *a, const char *b)
{
  GStatBuf p, q;

  return g_stat (a, &p) == 0 && g_stat (b, &q) == 0 && p.st_dev == q.st_dev && p.st_ino == q.st_ino;
}

static gboolean
check_names (const char *damaged, const char *copy, gboolean replace, GError **error)
{
  g_autofree char *name = g_filename_display_basename (copy);

  if (is_same_file (damaged, copy))
    g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT,
                 _ ("“%s” is the damaged document itself; choose another name for the copy"), name);
  else if (!replace && g_file_test (copy, G_FILE_TEST_EXISTS))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS, _ ("“%s” exists already; choose another name"), name);
  else
    return lw_store_check_folder (copy, error);
  return FALSE;
}

/* Writes the copy under a name of its own. */
static gboolean
recover_to (LwRecoverMap *map, Head *head, const char *path, LwRecoverReport *report, GError **error)
{
  gint64 *newest = g_hash_table_lookup (head->sequences, "app_history");
  g_autoptr (LwRecoverHistory) history = lw_recover_history_read (map, newest ? *newest : 0, error);
  g_autoptr (GHashTable) kept = history ? lw_recover_history_replay (history, map) : NULL;
  g_autoptr (LwStore) store = history ? lw_store_create (path, NULL, error) : NULL;
  LwRecoverWriter writer = { .map = map,
                             .store = store,
                             .report = report,
                             .kept = kept,
                             .progress = map->progress,
                             .progress_data = map->progress_data,
                             .cancellable = map->cancellable };

  if (store == NULL)
    return FALSE;
  lw_db_set_display_path (store->db, report->copy);
  note_guesses (map, report);
  if (!write_document (&writer, head, error))
    return FALSE;
  count_pages (map, report);
  return check_copy (&writer, path, error) && write_past (&writer, history, head, error);
}

/**
 * lw_store_recover:
 * @damaged: a damaged document, which is only read
 * @copy: where the recovered copy is to be, locked by the caller (lw-lock.h) if it may be somebody's document
 * @replace: a file that is there is replaced, at the end and at once; otherwise that is an error
 * @report: (out) (transfer full): what became of its rows
 * @progress: (nullable): told how far it is
 * @cancellable: (nullable): to stop it
 * @error: return location for an error
 *
 * Reads a damaged document as far as it can be read and makes a new one of what was found. The journal of an
 * edit that was cut off is read too, and takes that edit back in what is read, not in the file.
 *
 * Returns: %FALSE with an error: %LW_ERROR_UNSUPPORTED if nothing of a document was found, %LW_ERROR_NEWER,
 *   %LW_ERROR_BUSY while another program writes it, %G_IO_ERROR_EXISTS …; nothing is at @copy then that was
 * not there
 */
gboolean
lw_store_recover (const char *damaged,
                  const char *copy,
                  gboolean replace,
                  LwRecoverReport **report,
                  LwProgressFunc progress,
                  gpointer progress_data,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autofree char *path = g_canonicalize_filename (damaged, NULL);
  g_autofree char *target = g_canonicalize_filename (copy, NULL);
  g_autoptr (LwRecoverFile) file = NULL;
  g_autoptr (LwRecoverMap) map = NULL;
  g_autoptr (LwRecoverReport) result = NULL;
  g_autoptr (LwReplace) temporary = NULL;
  g_auto (Head) head = { 0 };

  g_return_val_if_fail (report != NULL, FALSE);
  *report = NULL;
  file = lw_recover_file_open (path, error);
  if (file == NULL || !check_names (path, target, replace, error))
    return FALSE;
  map = lw_recover_map_new (file, progress, progress_data, cancellable, error);
  if (map == NULL || !check_content (map, error) || !read_head (map, &head, error))
    return FALSE;
  forgive_absence (map, &head);
  result = lw_recover_report_new (path, target);
  temporary = lw_replace_begin (target);
  if (!recover_to (map, &head, lw_replace_path (temporary), result, error)
      || !lw_replace_finish (&temporary, replace, error))
    return FALSE;
  *report = g_steal_pointer (&result);
  return TRUE;
}

static gboolean
recognises (const char *path)
{
  g_autoptr (LwRecoverFile) file = lw_recover_file_open (path, NULL);

  return file != NULL && lw_recover_map_recognises (file);
}

/**
 * lw_recover_tell_damage:
 * @path: a file that could not be opened
 * @error: (inout): why; where that is %LW_ERROR_UNSUPPORTED and the file holds pages of a document of ours,
 * as far as a sample shows, it becomes %LW_ERROR_DAMAGED
 *
 * A file is no database any more when its beginning is damaged, but it can be recovered.
 */
void
lw_recover_tell_damage (const char *path, GError **error)
{
  g_autofree char *name = NULL;

  if (!g_error_matches (*error, LW_ERROR, LW_ERROR_UNSUPPORTED) || !recognises (path))
    return;
  name = g_filename_display_basename (path);
  g_clear_error (error);
  g_set_error (
      error, LW_ERROR, LW_ERROR_DAMAGED,
      _ ("“%s” is damaged at its beginning; open a backup, or make a recovered copy with “leegwijzer-cli "
         "recover”"),
      name);
}
