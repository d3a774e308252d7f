/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-session-notes: notes of offices. While confidential ones are not to be shown, nobody who asks the session learns
 * that there are any. */
#include "session/lw-session-private.h"

#include "formats/lw-cell.h"
#include "model/lw-error.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <math.h>

/**
 * lw_session_read_notes:
 * @session: the session
 * @office: key of an office
 *
 * Returns: (transfer full) (element-type LwOfficeNote) (nullable): the notes that may be shown, the newest first; %NULL
 *   while the document is being written
 */
GPtrArray *
lw_session_read_notes (LwSession *self, gint64 office)
{
  LwStore *store;

  g_return_val_if_fail (LW_IS_SESSION (self), NULL);
  if (!self->document->path || (self->document_job && lw_job_get_kind (self->document_job) == LW_JOB_WRITE))
    return NULL;
  store = lw_session_ensure_store (self, NULL);
  return store ? lw_store_read_notes (store, office, self->show_confidential, NULL) : NULL;
}

/** lw_session_get_show_confidential: whether confidential notes are shown on screen; at the desk they are */
gboolean
lw_session_get_show_confidential (LwSession *self)
{
  g_return_val_if_fail (LW_IS_SESSION (self), FALSE);
  return self->show_confidential;
}

/** lw_session_set_show_confidential: shows confidential notes, or hides them at once everywhere */
void
lw_session_set_show_confidential (LwSession *self, gboolean show)
{
  g_return_if_fail (LW_IS_SESSION (self));
  show = show != FALSE;
  if (self->show_confidential == show)
    return;
  self->show_confidential = show;
  lw_session_notify (self, LW_SESSION_PROP_SHOW_CONFIDENTIAL);
  lw_session_emit_notes_changed (self);
}

/** lw_session_can_write_notes: whether notes can be added and changed in this document */
gboolean
lw_session_can_write_notes (LwSession *self)
{
  g_return_val_if_fail (LW_IS_SESSION (self), FALSE);
  return self->document->path && !self->document->read_only;
}

/**
 * lw_session_parse_euros:
 * @text: an amount as people type it, "2.500.000" or "€ 12,50"; blank for none
 * @amount: (out): in euros, NaN for none
 * @error: return location for %LW_ERROR_ARGUMENT
 *
 * Returns: %FALSE with one sentence about what is wrong with @text
 */
gboolean
lw_session_parse_euros (const char *text, double *amount, GError **error)
{
  gboolean comma = localeconv ()->decimal_point[0] == ',';
  LwNumberSurvey survey = { 0 };
  LwUnit unit = LW_UNIT_NONE;
  LwCellState state;

  lw_number_survey_add (&survey, text);
  state = lw_cell_parse_number (text, lw_number_survey_decide (&survey, comma ? LW_DECIMAL_COMMA : LW_DECIMAL_POINT),
                                amount, &unit);
  if (state == LW_CELL_VALUE && isfinite (*amount) && (unit == LW_UNIT_NONE || unit == LW_UNIT_EURO))
    return TRUE;
  *amount = NAN;
  if (state == LW_CELL_UNKNOWN)
    return TRUE;
  g_set_error_literal (error, LW_ERROR, LW_ERROR_ARGUMENT,
                       _("This is no amount; type euros in digits, such as 2500000, or leave it empty."));
  return FALSE;
}

/**
 * lw_session_parse_day:
 * @text: a day as people type it, "31-12-2024"; blank for none
 * @day: (out): the day, %LW_DATE_UNKNOWN for none
 * @error: return location for %LW_ERROR_ARGUMENT
 *
 * Returns: %FALSE with one sentence about what is wrong with @text
 */
gboolean
lw_session_parse_day (const char *text, LwDate *day, GError **error)
{
  LwDateStyle style = { 0 };
  LwDatePrecision precision;
  LwCellState state = lw_cell_parse_date (text, &style, day, &precision);

  if (state == LW_CELL_VALUE)
    return TRUE;
  *day = LW_DATE_UNKNOWN;
  if (state == LW_CELL_UNKNOWN)
    return TRUE;
  g_set_error_literal (error, LW_ERROR, LW_ERROR_ARGUMENT,
                       _("This is no date; type one such as 31-12-2024, or leave it empty."));
  return FALSE;
}

typedef struct {
  LwOfficeNote *note;
  char *edit_name;
  gboolean deletes;
} NoteEdit;

static void
note_edit_free (gpointer data)
{
  NoteEdit *edit = data;

  lw_office_note_free (edit->note);
  g_free (edit->edit_name);
  g_free (edit);
}

static gboolean
write_note (LwSession *self, LwStore *store, gpointer data, GError **error)
{
  NoteEdit *edit = data;
  gboolean written = edit->deletes ? lw_store_delete_note (store, edit->note->uid, edit->edit_name, error)
                                   : lw_store_write_note (store, edit->note, edit->edit_name, error);

  lw_session_emit_notes_changed (self);
  if (written && edit->deletes)
    lw_session_emit_toast (self, edit->edit_name, TRUE);
  return written;
}

typedef enum {
  VERB_ADD,
  VERB_CHANGE,
  VERB_DELETE,
} Verb;

/* What Undo calls the edit. It tells the kind, never what was noted or of which office. */
static const char *
name_of_edit (LwNoteKind kind, Verb verb)
{
  static const char *const names[LW_N_NOTE_KINDS][3] = {
    [LW_NOTE_INTENTION] = { N_("Add intention of the owner"), N_("Change intention of the owner"),
                            N_("Delete intention of the owner") },
    [LW_NOTE_FINANCE] = { N_("Add financial note"), N_("Change financial note"), N_("Delete financial note") },
    [LW_NOTE_OTHER] = { N_("Add note"), N_("Change note"), N_("Delete note") },
  };

  return _(names[kind][verb]);
}

static void
edit_note (LwSession *self, const LwOfficeNote *note, Verb verb)
{
  NoteEdit *edit = g_new0 (NoteEdit, 1);

  edit->note = lw_office_note_copy (note);
  edit->edit_name = g_strdup (name_of_edit (note->kind, verb));
  edit->deletes = verb == VERB_DELETE;
  lw_session_edit (self, write_note, edit, note_edit_free);
}

/**
 * lw_session_add_note:
 * @session: the session, with a document that can be written
 * @note: a new note
 * @error: return location for %LW_ERROR_ARGUMENT: one sentence that says what is wrong with it
 *
 * Adds a note, as one edit of the document.
 *
 * Returns: whether @note can be one; the document has it a moment later
 */
gboolean
lw_session_add_note (LwSession *self, const LwOfficeNote *note, GError **error)
{
  g_return_val_if_fail (LW_IS_SESSION (self) && lw_session_can_write_notes (self), FALSE);
  if (!lw_office_note_validate (note, error))
    return FALSE;
  edit_note (self, note, VERB_ADD);
  return TRUE;
}

/** lw_session_change_note: likewise for a note that the document has, by its uid */
gboolean
lw_session_change_note (LwSession *self, const LwOfficeNote *note, GError **error)
{
  g_return_val_if_fail (LW_IS_SESSION (self) && lw_session_can_write_notes (self), FALSE);
  if (!lw_office_note_validate (note, error))
    return FALSE;
  edit_note (self, note, VERB_CHANGE);
  return TRUE;
}

/** lw_session_delete_note: deletes a note, as one edit of the document, and tells so with a way to undo it */
void
lw_session_delete_note (LwSession *self, const LwOfficeNote *note)
{
  g_return_if_fail (LW_IS_SESSION (self) && lw_session_can_write_notes (self));
  edit_note (self, note, VERB_DELETE);
}
