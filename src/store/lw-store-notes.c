/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-store-notes: notes of offices. Whatever another program writes in place of a plain "no", such as nothing at all, a
 * note counts as confidential: only who says that it is not gives it away. */
#include "store/lw-store-private.h"

#include <math.h>

#include "store/lw-schema.h"

#define NOTE_COLUMNS "uid, office_fid, kind, label, text, amount_eur, noted, source, confidential"
#define IS_PUBLIC "(typeof (confidential) = 'integer' AND confidential = 0)"

static LwOfficeNote *
read_note (LwStatement *statement)
{
  LwNoteKind kind = LW_NOTE_OTHER;
  LwOfficeNote *note;

  lw_note_kind_from_token (lw_statement_text (statement, 2), &kind);
  note = lw_office_note_new (lw_statement_int (statement, 1), kind);
  g_free (note->uid);
  note->uid = g_strdup (lw_statement_text (statement, 0));
  lw_office_note_set_label (note, lw_statement_text (statement, 3));
  lw_office_note_set_text (note, lw_statement_text (statement, 4));
  note->amount_eur = lw_statement_double (statement, 5);
  if (!isfinite (note->amount_eur))
    note->amount_eur = NAN;
  note->noted = lw_statement_date (statement, 6);
  lw_office_note_set_source (note, lw_statement_text (statement, 7));
  note->confidential = !lw_statement_int (statement, 8);
  return note;
}

/**
 * lw_store_read_notes:
 * @office: key of an office; 0 for all offices
 * @confidential: confidential ones too
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type LwOfficeNote): the notes, by office and the newest first, or %NULL with an
 *   error
 */
GPtrArray *
lw_store_read_notes (LwStore *store, gint64 office, gboolean confidential, GError **error)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func ((GDestroyNotify)lw_office_note_free);
  g_autoptr (LwStatement) statement = NULL;
  LwStep step = LW_STEP_ROW;

  if (store->version < LW_SCHEMA_NOTE_SINCE)
    return g_steal_pointer (&notes);
  statement = lw_db_prepare (store->db,
                             "SELECT uid, office_fid, kind, label, text, amount_eur, noted, source, " IS_PUBLIC
                             " FROM office_note WHERE (?1 = 0 OR office_fid = ?1) AND (?2 OR " IS_PUBLIC ")"
                             " ORDER BY office_fid, noted DESC, fid DESC",
                             error);
  if (statement == NULL)
    return NULL;
  lw_statement_bind_int (statement, 1, office);
  lw_statement_bind_int (statement, 2, confidential != FALSE);
  while ((step = lw_statement_step (statement, error)) == LW_STEP_ROW)
    g_ptr_array_add (notes, read_note (statement));
  return step == LW_STEP_DONE ? g_steal_pointer (&notes) : NULL;
}

static void
bind_note (LwStatement *statement, gconstpointer row)
{
  const LwOfficeNote *note = row;

  lw_statement_bind_text (statement, 1, note->uid);
  lw_statement_bind_key (statement, 2, note->office);
  lw_statement_bind_text (statement, 3, lw_note_kind_get_token (note->kind));
  lw_statement_bind_text (statement, 4, note->label);
  lw_statement_bind_text (statement, 5, note->text);
  lw_statement_bind_double (statement, 6, note->amount_eur);
  lw_statement_bind_date (statement, 7, note->noted);
  lw_statement_bind_text (statement, 8, note->source);
  lw_statement_bind_int (statement, 9, note->confidential != FALSE);
}

/**
 * lw_store_write_note:
 * @note: a note to add, or to change where the document has one with the same uid
 * @edit_name: what Undo calls it, translated
 * @error: return location for an error
 *
 * Returns: %FALSE with an error, %LW_ERROR_ARGUMENT if the note breaks its rules; nothing is changed then
 */
gboolean
lw_store_write_note (LwStore *store, const LwOfficeNote *note, const char *edit_name, GError **error)
{
  static const char *const sql[] = {
    "UPDATE office_note SET office_fid = ?2, kind = ?3, label = ?4, text = ?5, amount_eur = ?6, noted = ?7,"
    " source = ?8, confidential = ?9 WHERE uid = ?1",
    "INSERT INTO office_note (" NOTE_COLUMNS ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
  };
  g_autoptr (LwEdit) edit = NULL;

  if (!lw_office_note_validate (note, error) || (edit = lw_edit_begin (store, edit_name, error)) == NULL)
    return FALSE;
  return lw_db_update_or_insert (store->db, sql, bind_note, note, error) && lw_edit_commit (&edit, error);
}

/** lw_store_delete_note: deletes the note with that @uid, as one edit; one that is not there is no error */
gboolean
lw_store_delete_note (LwStore *store, const char *uid, const char *edit_name, GError **error)
{
  g_autoptr (LwEdit) edit = lw_edit_begin (store, edit_name, error);
  g_autoptr (LwStatement) statement
      = edit ? lw_db_prepare (store->db, "DELETE FROM office_note WHERE uid = ?1", error) : NULL;

  if (statement == NULL)
    return FALSE;
  lw_statement_bind_text (statement, 1, uid);
  return lw_statement_run (statement, error) && lw_edit_commit (&edit, error);
}
