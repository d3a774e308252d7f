/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-bag-read: the files of a BAG delivery, read on all processors. The calling thread unpacks; files are cut
 * into pieces between records; any thread scans a piece (lw-bag-piece); the calling thread takes the pieces
 * in order, has the parser read what the scan left, and so meets every record and error in the order of the
 * files. How far it unpacks ahead is fixed, so nothing depends on the number of threads.
 *
 * A file is parsed in one pass only. Names like 0457NUM…, 0457PND… leave a file or zip for the second; names
 * are only believed as long as they are true, else the import is done again without them. */
#include "formats/lw-bag-private.h"

#include <string.h>

#include "formats/lw-bag-names.h"
#include "model/lw-parallel.h"

/* A piece has so many bytes: some 400 records, a millisecond or two of scanning. */
#define PIECE_BYTES (1024 * 1024)
/* Room that a piece begins with: many files are small. */
#define FIRST_BYTES (32 * 1024)
/* Pieces that are unpacked ahead. */
#define MAX_AHEAD 12
/* Bytes in which a file must have said what it is, to be scanned. */
#define MAX_HEAD (64 * 1024)

/* A file on its way; each of its pieces holds a reference. */
typedef struct {
  int n_refs; /* of the calling thread only */
  char *name;
  gboolean is_late;        /* was left by the first pass */
  LwBagParser *scout;      /* read the head, to know how to scan the rest */
  const LwBagScope *scope; /* nullable: of the scout */
  LwBagParser *parser;     /* nullable: from its first piece on */
} Member;

typedef struct {
  Member *member;
  LwBagPiece piece;
  gboolean is_head; /* for the parser alone */
  gboolean is_last;
} Work;

typedef struct {
  LwBagImport *import;
  LwPipeline *pipeline;
  gboolean failed; /* a piece could not be taken */
} Reader;

static void
unref_member (Member *member)
{
  if (--member->n_refs > 0)
    return;
  lw_bag_parser_free (member->scout);
  lw_bag_parser_free (member->parser);
  g_free (member->name);
  g_free (member);
}

static void
free_work (gpointer data)
{
  Work *work = data;

  lw_bag_piece_clear (&work->piece);
  unref_member (work->member);
  g_free (work);
}

static Work *
new_work (Member *member)
{
  Work *work = g_new0 (Work, 1);

  work->member = member;
  member->n_refs++;
  lw_bag_piece_init (&work->piece, FIRST_BYTES);
  return work;
}

static gboolean
wants_outline_cb (LwBagId building, gpointer data)
{
  const LwBagImport *import = data;

  return lw_bag_store_wants_outline (import->store, building);
}

static LwBagOutlineFunc
outline_func (const LwBagImport *import)
{
  return import->options->outlines != NULL && import->pass == LW_BAG_SECOND_PASS ? wants_outline_cb : NULL;
}

static void
scan_in_thread (gpointer item, gpointer data)
{
  LwBagImport *import = data;
  Work *work = item;

  lw_bag_piece_scan (&work->piece, work->is_head ? NULL : work->member->scope, import->store,
                     outline_func (import), import);
}

/* Reads the head of a file to know what is in scope around its records. FALSE if nothing in the file is of
 * use; what is wrong with it is for the parser to find. */
static gboolean
scout (Member *member, const guint8 *bytes, gsize n)
{
  const guint8 *end = bytes + MIN (n, MAX_HEAD);

  for (const guint8 *p = bytes; p < end && lw_bag_parser_get_seen (member->scout) == 0;)
    {
      const guint8 *tag = memchr (p, '>', (gsize)(end - p));
      const guint8 *next = tag != NULL ? tag + 1 : end;

      if (!lw_bag_parser_push (member->scout, p, (gsize)(next - p), NULL))
        return TRUE;
      if (lw_bag_parser_is_done (member->scout))
        return FALSE;
      p = next;
    }
  if (lw_bag_parser_get_seen (member->scout) != 0 && lw_bag_scan_is_plain (bytes, n)
      && lw_bag_parser_get_date (member->scout) != LW_DATE_UNKNOWN)
    member->scope = lw_bag_parser_get_scope (member->scout);
  return TRUE;
}

static void
ignore_record_cb (LwBagParser *parser, const LwBagRecord *record, gpointer data)
{
}

static guint
wanted_types (const LwBagImport *import, gboolean is_late)
{
  return is_late ? LW_BAG_FIRST_PASS | LW_BAG_SECOND_PASS : import->pass;
}

static Member *
new_member (const LwBagImport *import, const char *name)
{
  Member *member = g_new0 (Member, 1);

  member->n_refs = 1;
  member->name = g_strdup (name);
  member->is_late = import->pass == LW_BAG_SECOND_PASS && g_hash_table_contains (import->late, name);
  member->scout = lw_bag_parser_new (name, wanted_types (import, member->is_late), ignore_record_cb, NULL);
  return member;
}

static void
begin_file (LwBagImport *import, Member *member)
{
  member->parser
      = lw_bag_parser_new (member->name, wanted_types (import, member->is_late), lw_bag_take_record, import);
  if (outline_func (import) != NULL)
    lw_bag_parser_want_outlines (member->parser, wants_outline_cb);
  import->file = lw_bag_store_add_file (import->store, member->name);
  import->file_ready = FALSE;
}

/* Notes a name and those of the zips around it. */
static void
note_pending (LwBagImport *import, const char *name)
{
  for (const char *end = strstr (name, " > "); end != NULL; end = strstr (end + 1, " > "))
    g_hash_table_add (import->pending, g_strndup (name, (gsize)(end - name)));
  g_hash_table_add (import->pending, g_strdup (name));
}

static gboolean
end_file (LwBagImport *import, Member *member, GError **error)
{
  LwBagParser *parser = member->parser;

  if (!lw_bag_parser_finish (parser, error))
    return FALSE;
  lw_bag_take_file (import, parser, import->pass == LW_BAG_FIRST_PASS || member->is_late);
  if (import->pass == LW_BAG_FIRST_PASS && lw_bag_parser_get_kind (parser) == LW_BAG_FILE_STAND
      && (lw_bag_parser_get_n_header_types (parser) != 1
          || (lw_bag_parser_get_seen (parser) & LW_BAG_SECOND_PASS) != 0))
    note_pending (import, member->name);
  return TRUE;
}

/* Whether what the scan found may be taken: the parser is where the scan began, and the file is of the date.
 */
static gboolean
may_take (LwBagImport *import, const Member *member, const LwBagSegment *segment)
{
  return segment->is_scanned && lw_bag_parser_is_between (member->parser, member->scope)
         && lw_bag_take_date (import, member->parser, segment);
}

static gboolean
take_work (LwBagImport *import, Work *work, GError **error)
{
  Member *member = work->member;

  if (member->parser == NULL)
    begin_file (import, member);
  for (guint i = 0; i < work->piece.segments->len && !lw_bag_parser_is_done (member->parser); i++)
    {
      const LwBagSegment *segment = &g_array_index (work->piece.segments, LwBagSegment, i);

      if (may_take (import, member, segment))
        {
          if (!lw_bag_take_events (import, member->parser, &work->piece, segment))
            return lw_bag_parser_finish (member->parser, error);
          lw_bag_parser_skip (member->parser, segment->lines, segment->columns);
        }
      else if (!lw_bag_parser_push (member->parser, work->piece.bytes + segment->from,
                                    segment->to - segment->from, error))
        return FALSE;
    }
  return !work->is_last || end_file (import, member, error);
}

static gboolean
take_oldest (Reader *reader, GError **error)
{
  Work *work = lw_pipeline_pop (reader->pipeline);

  if (!take_work (reader->import, work, error))
    reader->failed = TRUE;
  free_work (work);
  return !reader->failed;
}

static gboolean
push_work (Reader *reader, Work *work, GError **error)
{
  lw_pipeline_push (reader->pipeline, work);
  return lw_pipeline_get_length (reader->pipeline) <= MAX_AHEAD || take_oldest (reader, error);
}

/* Pushes what of @work stands before the first record, or ends with a record; the rest goes into a new one.
 */
static gboolean
push_records (Reader *reader, Work **work, gboolean is_head, GError **error)
{
  Member *member = (*work)->member;
  const LwBagPiece *piece = &(*work)->piece;
  gsize end = member->scope == NULL ? 0
              : is_head             ? lw_bag_piece_find_head (piece, member->scope)
                                    : lw_bag_piece_find_end (piece, member->scope);
  Work *rest = new_work (member);
  Work *full = *work;

  if (end != 0)
    {
      lw_bag_piece_append (&rest->piece, full->piece.bytes + end, full->piece.n - end);
      full->piece.n = end;
    }
  full->is_head = is_head;
  *work = rest;
  return push_work (reader, full, error);
}

/* Reads on after the first block. */
static gboolean
read_rest (Reader *reader, LwArchiveMember *archive_member, Work **work, GError **error)
{
  const guint8 *block;
  gssize n;

  if (!push_records (reader, work, TRUE, error))
    return FALSE;
  while ((n = lw_archive_member_read (archive_member, &block, error)) > 0)
    {
      lw_bag_piece_append (&(*work)->piece, block, (gsize)n);
      if ((*work)->piece.n >= PIECE_BYTES && !push_records (reader, work, FALSE, error))
        return FALSE;
    }
  return n == 0;
}

static gboolean
read_member (Reader *reader, LwArchiveMember *archive_member, Member *member, GError **error)
{
  Work *work = new_work (member);
  const guint8 *block;
  gssize n = lw_archive_member_read (archive_member, &block, error);
  gboolean ok = n >= 0;

  if (n > 0)
    {
      lw_bag_piece_append (&work->piece, block, (gsize)n);
      if (scout (member, work->piece.bytes, work->piece.n))
        ok = read_rest (reader, archive_member, &work, error);
    }
  work->is_last = ok;
  if (ok)
    return push_work (reader, work, error);
  /* What came before damage is looked at before the damage is told. */
  if (reader->failed || n < 0)
    free_work (work);
  else
    lw_pipeline_push (reader->pipeline, work);
  return FALSE;
}

static gboolean
member_cb (LwArchiveMember *archive_member, gpointer data, GError **error)
{
  Reader *reader = data;
  Member *member = new_member (reader->import, lw_archive_member_get_name (archive_member));
  gboolean ok = read_member (reader, archive_member, member, error);

  unref_member (member);
  return ok;
}

/* Whether a name like "0457NUM15102021" says that all in it is for the second pass. */
static gboolean
name_is_late (const char *name)
{
  const char *own = lw_bag_file_tag (name);

  return own != NULL && (g_str_has_prefix (own, "NUM") || g_str_has_prefix (own, "PND")) && g_ascii_isdigit (own[3]);
}

static gboolean
lies_in_late (const LwBagImport *import, const char *name)
{
  gboolean is_late = g_hash_table_contains (import->late, name);

  for (const char *end = strstr (name, " > "); end != NULL && !is_late; end = strstr (end + 1, " > "))
    {
      g_autofree char *outer = g_strndup (name, (gsize)(end - name));

      is_late = g_hash_table_contains (import->late, outer);
    }
  return is_late;
}

static gboolean
wants_cb (const char *name, gpointer data)
{
  LwBagImport *import = ((Reader *)data)->import;

  if (import->pass == LW_BAG_FIRST_PASS)
    {
      if (!import->believes_names || !name_is_late (name))
        return TRUE;
      g_hash_table_add (import->late, g_strdup (name));
      note_pending (import, name);
      return FALSE;
    }
  if (g_hash_table_contains (import->pending, name))
    return TRUE;
  if (!lies_in_late (import, name))
    return FALSE;
  /* All that lies in a zip left so was left so. */
  g_hash_table_add (import->late, g_strdup (name));
  return TRUE;
}

static void
skipped_cb (const char *name, gpointer data)
{
  LwBagImport *import = ((Reader *)data)->import;

  import->n_other_files += import->pass == LW_BAG_SECOND_PASS && lies_in_late (import, name);
}

static void
progress_cb (const char *what, guint64 done, guint64 total, LwProgressUnit unit, gpointer data)
{
  LwBagImport *import = ((Reader *)data)->import;
  guint64 before = import->pass == LW_BAG_FIRST_PASS ? 0 : total;

  import->options->progress (what, before + done, 2 * total, unit, import->options->progress_data);
}

/* Takes what is left. After an error of the archive, what was read before it is looked at first: it may hold
 * an earlier one. */
static gboolean
take_rest (Reader *reader, gboolean ok, GError **error)
{
  g_autoptr (GError) earlier = NULL;

  if (reader->failed || (!ok && g_cancellable_is_cancelled (reader->import->cancellable)))
    return FALSE;
  while (lw_pipeline_get_length (reader->pipeline) > 0)
    if (!take_oldest (reader, &earlier))
      {
        if (error != NULL)
          g_clear_error (error);
        g_propagate_error (error, g_steal_pointer (&earlier));
        return FALSE;
      }
  return ok;
}

/**
 * lw_bag_read:
 * @self: an import
 * @paths: its sources
 * @pass: %LW_BAG_FIRST_PASS or, after that, %LW_BAG_SECOND_PASS
 * @what: what progress says
 * @error: return location
 *
 * Reads all files that have a part in this pass. When it fails with the misnamed of @self set, the import is
 * to be done again without believing names.
 */
gboolean
lw_bag_read (LwBagImport *self, const char *const *paths, guint pass, const char *what, GError **error)
{
  g_autoptr (LwPipeline) pipeline
      = lw_pipeline_new (self->options->n_threads, scan_in_thread, self, free_work);
  Reader reader = { self, pipeline, FALSE };
  LwArchiveWalk walk = { .limits = self->options->limits,
                         .member = member_cb,
                         .wants = wants_cb,
                         .skipped = skipped_cb,
                         .member_data = &reader };
  gboolean ok;

  self->pass = pass;
  if (self->options->progress != NULL)
    {
      walk.progress = progress_cb;
      progress_cb (what, 0, 1, LW_PROGRESS_BYTES, &reader);
      walk.progress_data = &reader;
    }
  ok = lw_archive_walk (&walk, paths, self->cancellable, error);
  ok = take_rest (&reader, ok, error);
  if (ok && pass == LW_BAG_FIRST_PASS)
    self->n_other_files += walk.counts.skipped;
  return ok;
}
