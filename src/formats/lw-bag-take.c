/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-bag-take: records and files as they come, one at a time and in order, into the store and the report of
 * an import, whoever read them. */
#include "formats/lw-bag-private.h"

#include <glib/gi18n-lib.h>

#include "model/lw-error.h"

static gboolean
check_dated (LwBagParser *parser)
{
  if (lw_bag_parser_get_date (parser) != LW_DATE_UNKNOWN)
    return TRUE;
  lw_bag_parser_fail (parser, LW_ERROR_INVALID,
                      _ ("says nowhere on which date it stands (StandTechnischeDatum): fetch the file again"));
  return FALSE;
}

/* All objects must be judged on one date, else one of two deliveries would tell of another day than the
 * other. */
static gboolean
accept_date (LwBagImport *self, LwBagParser *parser)
{
  LwDate date = lw_bag_parser_get_date (parser);
  g_autofree char *message = NULL;
  g_autofree char *own = NULL;
  g_autofree char *other = NULL;

  if (self->file_ready)
    return TRUE;
  self->file_ready = TRUE;
  if (!check_dated (parser))
    return FALSE;
  if (self->date == LW_DATE_UNKNOWN)
    {
      self->date = date;
      self->date_file = g_strdup (lw_bag_parser_get_name (parser));
    }
  if (date == self->date)
    return TRUE;
  own = lw_date_to_iso (date);
  other = lw_date_to_iso (self->date);
  /* TRANSLATORS: a date, a file and its date. */
  message = g_strdup_printf (_ ("stands on %s, but %s stands on %s: import extracts of one date at a time"),
                             own, self->date_file, other);
  lw_bag_parser_fail (parser, LW_ERROR_INVALID, message);
  return FALSE;
}

static void
report_rejected (LwBagImport *self, LwBagParser *parser, const LwBagRecord *record, LwBagVerdict verdict)
{
  g_autofree char *what = NULL;
  const char *id = record->id_text[0] != '\0' ? record->id_text : _ ("no identification");

  if (verdict == LW_BAG_REJECT_ID)
    /* TRANSLATORS: %s is what stands in the file. */
    what = g_strdup_printf (_ ("“%s” is no identification of 16 digits"), id);
  else if (verdict == LW_BAG_REJECT_STATUS)
    /* TRANSLATORS: %s is an identification. */
    what = g_strdup_printf (_ ("Office %s has a status that the BAG does not know"), id);
  else if (verdict == LW_BAG_SKIP_LIFE + LW_BAG_LIFE_UNREADABLE)
    /* TRANSLATORS: %s is an identification. */
    what = g_strdup_printf (_ ("Object %s has a begin or end that is no date"), id);
  else
    return;
  lw_import_report_add_problem (self->report, LW_IMPORT_ERROR, "bad-record", lw_bag_parser_get_name (parser),
                                record->line, what,
                                _ ("the record was left out; report it to the municipality"));
}

/* Keeps an object or what it says of others. */
static void
take_object (LwBagImport *self, LwBagParser *parser, const LwBagRecord *record, LwBagVerdict verdict)
{
  if (verdict == LW_BAG_KEEP)
    lw_bag_store_add_office (self->store, record, self->file);
  else if (record->id != 0 && lw_bag_record_get_life (record, self->date) == LW_BAG_LIFE_CURRENT)
    lw_bag_store_add_other_object (self->store, record);
  report_rejected (self, parser, record, verdict);
}

static void
take_record (LwBagImport *self, LwBagParser *parser, const LwBagRecord *record, LwBagVerdict verdict)
{
  switch (record->type)
    {
    case LW_BAG_OBJECT:
      take_object (self, parser, record, verdict);
      break;
    case LW_BAG_STREET:
    case LW_BAG_TOWN:
      lw_bag_store_add_place (self->store, record, self->date);
      break;
    case LW_BAG_INVESTIGATION:
      lw_bag_store_add_investigation (self->store, record, self->date);
      break;
    default:
      lw_bag_store_add_referenced (self->store, record, self->date);
      break;
    }
}

/* A file left for the second pass by its name must hold nothing that belonged into the first. */
static gboolean
check_name (LwBagImport *self, LwBagParser *parser, guint type)
{
  if (self->pass == LW_BAG_FIRST_PASS || (type & LW_BAG_FIRST_PASS) == 0)
    return TRUE;
  self->misnamed = TRUE;
  lw_bag_parser_fail (parser, LW_ERROR_INVALID, "the name says something else");
  return FALSE;
}

/** lw_bag_take_record: a record that the parser read; a #LwBagRecordFunc with the import as its data */
void
lw_bag_take_record (LwBagParser *parser, const LwBagRecord *record, gpointer data)
{
  LwBagImport *self = data;
  LwBagVerdict verdict = LW_BAG_KEEP;

  if (!check_name (self, parser, record->type))
    return;
  self->n_read[g_bit_nth_lsf (record->type, -1)]++;
  if (record->type == LW_BAG_RELATION)
    {
      /* On the day of its own file, which may be another than that of the extract. */
      if (check_dated (parser))
        lw_bag_store_add_relation (self->store, record, lw_bag_parser_get_date (parser));
      return;
    }
  if (!accept_date (self, parser))
    return;
  if (record->type == LW_BAG_OBJECT)
    {
      verdict = lw_bag_select_object (record, self->date);
      self->verdicts[verdict]++;
    }
  take_record (self, parser, record, verdict);
}

/**
 * lw_bag_take_date:
 * @self: an import
 * @parser: that of a file
 * @segment: some of its records
 *
 * Compares the date of the file with that of the import when its first record comes.
 *
 * Returns: %FALSE if they are not the same; the parser is to read on then, and tells so
 */
gboolean
lw_bag_take_date (LwBagImport *self, LwBagParser *parser, const LwBagSegment *segment)
{
  gboolean any = FALSE;

  for (guint t = 0; t < LW_BAG_N_TYPES; t++)
    any |= segment->n_read[t] > 0;
  if (any && self->date == LW_DATE_UNKNOWN)
    return accept_date (self, parser);
  if (self->date != lw_bag_parser_get_date (parser))
    return !any;
  self->file_ready |= any;
  return TRUE;
}

static void
take_event (LwBagImport *self,
            LwBagParser *parser,
            const LwBagPiece *piece,
            const LwBagEvent *event,
            guint64 first_line)
{
  LwBagRecord other = { .type = LW_BAG_OBJECT, .id = event->id, .version = event->version };

  if (event->row >= 0)
    {
      const LwBagRow *row = &g_array_index (piece->rows, LwBagRow, event->row);

      row->record->line += first_line;
      take_record (self, parser, row->record, row->verdict);
    }
  else
    lw_bag_store_add_other_object (self->store, &other);
}

/**
 * lw_bag_take_events:
 * @self: an import that has the date of the file
 * @parser: that of the file, which stands where @segment begins
 * @piece: scanned
 * @segment: one that was scanned
 *
 * Takes what the scan found, as if the parser had read it.
 *
 * Returns: %FALSE if the parser has an error now
 */
gboolean
lw_bag_take_events (LwBagImport *self,
                    LwBagParser *parser,
                    const LwBagPiece *piece,
                    const LwBagSegment *segment)
{
  guint64 line = lw_bag_parser_get_line (parser);

  for (guint t = 0; t < LW_BAG_N_TYPES; t++)
    {
      if (segment->n_read[t] > 0 && !check_name (self, parser, 1u << t))
        return FALSE;
      self->n_read[t] += segment->n_read[t];
    }
  for (guint v = 0; v < LW_BAG_N_VERDICTS; v++)
    self->verdicts[v] += segment->verdicts[v];
  for (guint i = 0; i < segment->n_events; i++)
    take_event (self, parser, piece, &g_array_index (piece->events, LwBagEvent, segment->first_event + i),
                line);
  return TRUE;
}

static void
note_foreign (LwBagImport *self, LwBagParser *parser)
{
  const char *root = lw_bag_parser_get_root (parser);
  g_autofree char *what = NULL;

  self->n_foreign_files++;
  if (self->foreign == NULL)
    self->foreign = g_strdup_printf ("%s: %s", lw_bag_parser_get_name (parser), root);
  /* TRANSLATORS: %s is the name of an XML element. */
  what = g_strdup_printf (_ ("Is XML, but not of the BAG: it begins with %s"), root);
  lw_import_report_add_problem (self->report, LW_IMPORT_NOTE, "foreign-file", lw_bag_parser_get_name (parser),
                                0, what, NULL);
}

static void
note_unknown_records (LwBagImport *self, LwBagParser *parser)
{
  guint64 n = lw_bag_parser_get_n_unknown (parser);

  if (n == 0)
    return;
  self->n_unknown += n;
  lw_import_report_add_problem (self->report, LW_IMPORT_ERROR, "unknown-record",
                                lw_bag_parser_get_name (parser), 0,
                                _ ("Holds records of a kind or namespace that is not known"),
                                _ ("check that this is a BAG 2.0 extract"));
}

/**
 * lw_bag_take_file:
 * @self: an import
 * @parser: that of a file which ended
 * @is_new: whether no pass met it before
 *
 * Counts the file by its kind.
 */
void
lw_bag_take_file (LwBagImport *self, LwBagParser *parser, gboolean is_new)
{
  if (!is_new)
    return;
  self->n_xml_files++;
  if (lw_bag_parser_get_kind (parser) == LW_BAG_FILE_FOREIGN)
    note_foreign (self, parser);
  else if (lw_bag_parser_get_kind (parser) == LW_BAG_FILE_DELIVERY)
    self->store->is_delivery = TRUE;
  else if (lw_bag_parser_get_kind (parser) == LW_BAG_FILE_STAND)
    {
      self->n_stand_files++;
      lw_bag_store_add_delivered (self->store, lw_bag_parser_get_delivered (parser));
      note_unknown_records (self, parser);
    }
}
