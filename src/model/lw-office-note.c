/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-office-note: see lw-office-note.h. */
#include "model/lw-office-note.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "model/lw-error.h"

static const struct {
  const char *token;
  const char *column;
  const char *label;
  gboolean confidential;
} kinds[LW_N_NOTE_KINDS] = {
  [LW_NOTE_INTENTION] = { "intention", "intentions", N_ ("Intention of the owner"), TRUE },
  [LW_NOTE_FINANCE] = { "finance", "finance", N_ ("Finance"), TRUE },
  [LW_NOTE_OTHER] = { "note", "notes", N_ ("Note"), FALSE },
};

/** lw_note_kind_get_token: the stable word for files */
const char *
lw_note_kind_get_token (LwNoteKind kind)
{
  g_return_val_if_fail ((guint)kind < LW_N_NOTE_KINDS, NULL);
  return kinds[kind].token;
}

/** lw_note_kind_get_column: the column of exports that holds notes of that kind */
const char *
lw_note_kind_get_column (LwNoteKind kind)
{
  g_return_val_if_fail ((guint)kind < LW_N_NOTE_KINDS, NULL);
  return kinds[kind].column;
}

/** lw_note_kind_get_label: the translated name */
const char *
lw_note_kind_get_label (LwNoteKind kind)
{
  g_return_val_if_fail ((guint)kind < LW_N_NOTE_KINDS, NULL);
  return _ (kinds[kind].label);
}

/** lw_note_kind_from_token: reads the word that lw_note_kind_get_token() gives; %FALSE when unknown */
gboolean
lw_note_kind_from_token (const char *token, LwNoteKind *kind)
{
  g_return_val_if_fail (kind != NULL, FALSE);

  for (guint i = 0; i < LW_N_NOTE_KINDS; i++)
    if (g_strcmp0 (kinds[i].token, token) == 0)
      {
        *kind = (LwNoteKind)i;
        return TRUE;
      }
  return FALSE;
}

/** lw_note_kind_is_confidential: whether a new note of that kind is confidential unless somebody says otherwise */
gboolean
lw_note_kind_is_confidential (LwNoteKind kind)
{
  g_return_val_if_fail ((guint)kind < LW_N_NOTE_KINDS, TRUE);
  return kinds[kind].confidential;
}

/**
 * lw_office_note_new:
 * @office: key of the office
 * @kind: what it is about
 *
 * Returns: (transfer full): an empty note with a fresh uid, as confidential as its kind usually is, without a day
 */
LwOfficeNote *
lw_office_note_new (gint64 office, LwNoteKind kind)
{
  LwOfficeNote *note = g_new0 (LwOfficeNote, 1);

  note->uid = g_uuid_string_random ();
  note->office = office;
  note->kind = kind;
  note->label = g_strdup ("");
  note->text = g_strdup ("");
  note->amount_eur = NAN;
  note->noted = LW_DATE_UNKNOWN;
  note->source = g_strdup ("");
  note->confidential = lw_note_kind_is_confidential (kind);
  return note;
}

/** lw_office_note_copy: (returns: transfer full): a deep copy with the same uid */
LwOfficeNote *
lw_office_note_copy (const LwOfficeNote *note)
{
  LwOfficeNote *copy;

  g_return_val_if_fail (note != NULL, NULL);
  copy = g_memdup2 (note, sizeof *note);
  copy->uid = g_strdup (note->uid);
  copy->label = g_strdup (note->label);
  copy->text = g_strdup (note->text);
  copy->source = g_strdup (note->source);
  return copy;
}

/** lw_office_note_free: frees @note, which may be %NULL */
void
lw_office_note_free (LwOfficeNote *note)
{
  if (note == NULL)
    return;
  g_free (note->uid);
  g_free (note->label);
  g_free (note->text);
  g_free (note->source);
  g_free (note);
}

/* What people type, without the blanks around it. */
static void
set (char **field, const char *text)
{
  char *copy = g_strstrip (g_strdup (text != NULL ? text : ""));

  g_free (*field);
  *field = copy;
}

void
lw_office_note_set_label (LwOfficeNote *note, const char *label)
{
  set (&note->label, label);
}

void
lw_office_note_set_text (LwOfficeNote *note, const char *text)
{
  set (&note->text, text);
}

void
lw_office_note_set_source (LwOfficeNote *note, const char *source)
{
  set (&note->source, source);
}

/** lw_office_note_equal: whether both say the same of the same office */
gboolean
lw_office_note_equal (const LwOfficeNote *a, const LwOfficeNote *b)
{
  return g_str_equal (a->uid, b->uid) && a->office == b->office && a->kind == b->kind
         && g_str_equal (a->label, b->label) && g_str_equal (a->text, b->text)
         && (a->amount_eur == b->amount_eur || (isnan (a->amount_eur) && isnan (b->amount_eur)))
         && a->noted == b->noted && g_str_equal (a->source, b->source) && !a->confidential == !b->confidential;
}

/**
 * lw_office_note_validate:
 * @note: a note
 * @error: return location for %LW_ERROR_ARGUMENT
 *
 * Returns: whether it says something, and nothing that cannot be
 */
gboolean
lw_office_note_validate (const LwOfficeNote *note, GError **error)
{
  g_return_val_if_fail (note != NULL, FALSE);

  if (note->text[0] == '\0' && note->label[0] == '\0' && isnan (note->amount_eur))
    g_set_error_literal (error, LW_ERROR, LW_ERROR_ARGUMENT,
                         note->kind == LW_NOTE_FINANCE ? _ ("The note is empty; type a text or an amount.")
                                                       : _ ("The note is empty; type a text."));
  else if (!isnan (note->amount_eur) && note->kind != LW_NOTE_FINANCE)
    g_set_error_literal (error, LW_ERROR, LW_ERROR_ARGUMENT,
                         _ ("Only a note on finance has an amount; choose that kind, or leave the amount out."));
  else if (!isnan (note->amount_eur) && !(fabs (note->amount_eur) <= LW_NOTE_MAX_EUR))
    g_set_error_literal (error, LW_ERROR, LW_ERROR_ARGUMENT,
                         _ ("The amount is too large to be one; type it in euros."));
  else if (g_utf8_strlen (note->text, -1) > LW_NOTE_MAX_TEXT || g_utf8_strlen (note->label, -1) > LW_NOTE_MAX_TEXT
           || g_utf8_strlen (note->source, -1) > LW_NOTE_MAX_TEXT)
    /* Translators: a number of characters */
    g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT, _ ("The note is longer than %d characters; make it shorter."),
                 LW_NOTE_MAX_TEXT);
  else
    return TRUE;
  return FALSE;
}

typedef struct {
  GString *texts[LW_N_NOTE_KINDS]; /* NULL where there is nothing */
  gboolean confidential;
} OfficeTexts;

struct _LwNoteTexts {
  GHashTable *offices; /* key -> OfficeTexts */
};

static void
office_texts_free (gpointer data)
{
  OfficeTexts *texts = data;

  for (guint i = 0; i < LW_N_NOTE_KINDS; i++)
    if (texts->texts[i] != NULL)
      g_string_free (texts->texts[i], TRUE);
  g_free (texts);
}

/* "Book value: 2500000 EUR: as of the annual account (2026-03-01, broker) [confidential]", each part if it is there. */
static void
append_note (GString *text, const LwOfficeNote *note)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *day = note->noted != LW_DATE_UNKNOWN ? lw_date_to_iso (note->noted) : NULL;
  gsize start;

  if (text->len > 0)
    g_string_append (text, " | ");
  start = text->len;
  g_string_append (text, note->label);
  if (!isnan (note->amount_eur))
    g_string_append_printf (text, "%s%s EUR", text->len > start ? ": " : "",
                            g_ascii_formatd (number, sizeof number, "%.15g", note->amount_eur));
  if (note->text[0] != '\0')
    g_string_append_printf (text, "%s%s", text->len > start ? ": " : "", note->text);
  if (day != NULL || note->source[0] != '\0')
    g_string_append_printf (text, " (%s%s%s)", day ? day : "", day && note->source[0] != '\0' ? ", " : "",
                            note->source);
  if (note->confidential)
    /* Translators: behind a note in a file of other programs */
    g_string_append_printf (text, " [%s]", _ ("confidential"));
}

/**
 * lw_note_texts_new:
 * @notes: (element-type LwOfficeNote): those that may leave the document
 *
 * Returns: (transfer full): their texts, several notes of one kind in one text with bars between
 */
LwNoteTexts *
lw_note_texts_new (GPtrArray *notes)
{
  LwNoteTexts *self = g_new0 (LwNoteTexts, 1);

  self->offices = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, office_texts_free);
  for (guint i = 0; i < notes->len; i++)
    {
      const LwOfficeNote *note = g_ptr_array_index (notes, i);
      OfficeTexts *texts = g_hash_table_lookup (self->offices, &note->office);

      if (texts == NULL)
        {
          texts = g_new0 (OfficeTexts, 1);
          g_hash_table_insert (self->offices, g_memdup2 (&note->office, sizeof note->office), texts);
        }
      if (texts->texts[note->kind] == NULL)
        texts->texts[note->kind] = g_string_new (NULL);
      append_note (texts->texts[note->kind], note);
      texts->confidential |= note->confidential;
    }
  return self;
}

void
lw_note_texts_free (LwNoteTexts *texts)
{
  g_hash_table_unref (texts->offices);
  g_free (texts);
}

/** lw_note_texts_get: (nullable): what is noted of an office under one kind; @texts may be %NULL */
const char *
lw_note_texts_get (const LwNoteTexts *texts, gint64 office, LwNoteKind kind)
{
  const OfficeTexts *found = texts != NULL ? g_hash_table_lookup (texts->offices, &office) : NULL;

  return found != NULL && found->texts[kind] != NULL ? found->texts[kind]->str : NULL;
}

/** lw_note_texts_is_confidential: whether a confidential note is among those of an office; @texts may be %NULL */
gboolean
lw_note_texts_is_confidential (const LwNoteTexts *texts, gint64 office)
{
  const OfficeTexts *found = texts != NULL ? g_hash_table_lookup (texts->offices, &office) : NULL;

  return found != NULL && found->confidential;
}

/** lw_note_texts_have_confidential: whether a confidential note is among those of @rows; %NULL for all rows */
gboolean
lw_note_texts_have_confidential (const LwNoteTexts *texts, LwOffices *offices, const LwBitset *rows)
{
  for (guint row = 0; texts != NULL && row < offices->n; row++)
    if ((rows == NULL || lw_bitset_test (rows, row)) && lw_note_texts_is_confidential (texts, offices->id[row]))
      return TRUE;
  return FALSE;
}

/** lw_note_texts_notice: the words that a file with confidential notes carries, translated */
const char *
lw_note_texts_notice (void)
{
  return _ ("contains confidential facts");
}
