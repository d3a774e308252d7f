/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-office-note: what people note of an office beside its facts (aantekening): what the owner intends, a figure of its
 * finances, anything else. Much of it was told in confidence (vertrouwelijk): a confidential note is left out of
 * everything that leaves the document, unless somebody asks for it. A plain value with public fields. */
#pragma once

#include <gio/gio.h>

#include "model/lw-bitset.h"
#include "model/lw-date.h"
#include "model/lw-offices.h"

G_BEGIN_DECLS

/**
 * LwNoteKind:
 * @LW_NOTE_INTENTION: what the owner means to do (voornemen van de eigenaar)
 * @LW_NOTE_FINANCE: a figure of the building's finances, such as its book value
 * @LW_NOTE_OTHER: anything else
 */
typedef enum {
  LW_NOTE_INTENTION,
  LW_NOTE_FINANCE,
  LW_NOTE_OTHER,
  LW_N_NOTE_KINDS
} LwNoteKind;

/** LW_NOTE_MAX_TEXT: characters of a text at most */
#define LW_NOTE_MAX_TEXT 4000

/** LW_NOTE_MAX_EUR: an amount beyond this, up or down, is a slip of the keyboard */
#define LW_NOTE_MAX_EUR 1e11

/**
 * LwOfficeNote:
 * @uid: identity, stable over copies of the document
 * @office: key of the office
 * @kind: what it is about
 * @label: which amount it is ("Book value"), "" if not told
 * @text: what is noted, never %NULL
 * @amount_eur: amount in euros, of finance only; NaN if unknown or none
 * @noted: the day on which it was noted, or %LW_DATE_UNKNOWN
 * @source: who told it, "" if not told
 * @confidential: to be left out of presentation, reports and exports unless somebody asks for it
 */
typedef struct {
  char *uid;
  gint64 office;
  LwNoteKind kind;
  char *label;
  char *text;
  double amount_eur;
  LwDate noted;
  char *source;
  gboolean confidential;
} LwOfficeNote;

LwOfficeNote *lw_office_note_new (gint64 office, LwNoteKind kind);
LwOfficeNote *lw_office_note_copy (const LwOfficeNote *note);
void lw_office_note_free (LwOfficeNote *note);
void lw_office_note_set_label (LwOfficeNote *note, const char *label);
void lw_office_note_set_text (LwOfficeNote *note, const char *text);
void lw_office_note_set_source (LwOfficeNote *note, const char *source);
gboolean lw_office_note_equal (const LwOfficeNote *a, const LwOfficeNote *b);
gboolean lw_office_note_validate (const LwOfficeNote *note, GError **error);

const char *lw_note_kind_get_token (LwNoteKind kind);
const char *lw_note_kind_get_label (LwNoteKind kind);
const char *lw_note_kind_get_column (LwNoteKind kind);
gboolean lw_note_kind_from_token (const char *token, LwNoteKind *kind);
gboolean lw_note_kind_is_confidential (LwNoteKind kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwOfficeNote, lw_office_note_free)

/* LwNoteTexts: the notes of offices, one text an office and kind, for files of other programs. */

/** LW_NOTE_NOTICE_COLUMN: the column that marks offices of which a file holds confidential notes */
#define LW_NOTE_NOTICE_COLUMN "notice"

typedef struct _LwNoteTexts LwNoteTexts;

LwNoteTexts *lw_note_texts_new (GPtrArray *notes);
void lw_note_texts_free (LwNoteTexts *texts);
const char *lw_note_texts_get (const LwNoteTexts *texts, gint64 office, LwNoteKind kind);
gboolean lw_note_texts_is_confidential (const LwNoteTexts *texts, gint64 office);
gboolean lw_note_texts_have_confidential (const LwNoteTexts *texts, LwOffices *offices, const LwBitset *rows);
const char *lw_note_texts_notice (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwNoteTexts, lw_note_texts_free)

G_END_DECLS
