/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-bag: see lw-bag.h. The sources are walked twice: first for objects, streets, towns, relations and
 * investigations, then only for the addresses and buildings that the offices found refer to. So memory
 * follows the number of offices and not the size of the delivery, and the order of the files does not matter.
 */
#include "formats/lw-bag.h"

#include <glib/gi18n-lib.h>

#include "formats/lw-bag-assemble.h"
#include "formats/lw-bag-parser.h"
#include "formats/lw-bag-select.h"
#include "formats/lw-bag-store.h"
#include "model/lw-error.h"

#define FIRST_PASS (LW_BAG_OBJECT | LW_BAG_STREET | LW_BAG_TOWN | LW_BAG_RELATION | LW_BAG_INVESTIGATION)
#define SECOND_PASS (LW_BAG_ADDRESS | LW_BAG_BUILDING)

typedef struct {
  const LwBagOptions *options;
  LwBagStore *store;
  LwImportReport *report;
  guint wanted;
  LwDate date;         /* of the extract */
  char *date_file;     /* the file that said so */
  guint file;          /* of the file being read, in the store */
  gboolean file_ready; /* its date was compared */
  char *foreign;       /* "file: root element" of the first file that is not of the BAG */
  guint64 n_stand_files;
  guint64 n_foreign_files;
  guint64 n_unknown;
  guint64 n_read[8]; /* by bit of LwBagRecordType */
  guint64 verdicts[LW_BAG_N_VERDICTS];
} Import;

/* All objects must be judged on one date, else one of two deliveries would tell of another day than the
 * other. */
static gboolean
accept_date (Import *self, LwBagParser *parser)
{
  LwDate date = lw_bag_parser_get_date (parser);
  g_autofree char *message = NULL;
  g_autofree char *own = NULL;
  g_autofree char *other = NULL;

  if (self->file_ready)
    return TRUE;
  self->file_ready = TRUE;
  if (date == LW_DATE_UNKNOWN)
    {
      lw_bag_parser_fail (
          parser, LW_ERROR_INVALID,
          _("says nowhere on which date it stands (StandTechnischeDatum): fetch the file again"));
      return FALSE;
    }
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
  message = g_strdup_printf (_("stands on %s, but %s stands on %s: import extracts of one date at a time"),
                             own, self->date_file, other);
  lw_bag_parser_fail (parser, LW_ERROR_INVALID, message);
  return FALSE;
}

static void
report_rejected (Import *self, LwBagParser *parser, const LwBagRecord *record, LwBagVerdict verdict)
{
  g_autofree char *what = NULL;
  const char *id = record->id_text[0] != '\0' ? record->id_text : _("no identification");

  if (verdict == LW_BAG_REJECT_ID)
    /* TRANSLATORS: %s is what stands in the file. */
    what = g_strdup_printf (_("“%s” is no identification of 16 digits"), id);
  else if (verdict == LW_BAG_REJECT_STATUS)
    /* TRANSLATORS: %s is an identification. */
    what = g_strdup_printf (_("Office %s has a status that the BAG does not know"), id);
  else if (verdict == LW_BAG_SKIP_LIFE + LW_BAG_LIFE_UNREADABLE)
    /* TRANSLATORS: %s is an identification. */
    what = g_strdup_printf (_("Object %s has a begin or end that is no date"), id);
  else
    return;
  lw_import_report_add_problem (self->report, LW_IMPORT_ERROR, "bad-record", lw_bag_parser_get_name (parser),
                                record->line, what,
                                _("the record was left out; report it to the municipality"));
}

static void
take_object (Import *self, LwBagParser *parser, const LwBagRecord *record)
{
  LwBagVerdict verdict = lw_bag_select_object (record, self->date);

  self->verdicts[verdict]++;
  if (verdict == LW_BAG_KEEP)
    lw_bag_store_add_office (self->store, record, self->file);
  else if (record->id != 0 && lw_bag_record_get_life (record, self->date) == LW_BAG_LIFE_CURRENT)
    lw_bag_store_add_other_object (self->store, record);
  report_rejected (self, parser, record, verdict);
}

static void
record_cb (LwBagParser *parser, const LwBagRecord *record, gpointer data)
{
  Import *self = data;

  self->n_read[g_bit_nth_lsf (record->type, -1)]++;
  if (record->type == LW_BAG_RELATION)
    {
      LwDate date = lw_bag_parser_get_date (parser);

      lw_bag_store_add_relation (self->store, record, date);
      return;
    }
  if (!accept_date (self, parser))
    return;
  switch (record->type)
    {
    case LW_BAG_OBJECT:
      take_object (self, parser, record);
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

static void
note_foreign (Import *self, LwBagParser *parser)
{
  const char *root = lw_bag_parser_get_root (parser);
  g_autofree char *what = NULL;

  self->n_foreign_files++;
  if (self->foreign == NULL)
    self->foreign = g_strdup_printf ("%s: %s", lw_bag_parser_get_name (parser), root);
  /* TRANSLATORS: %s is the name of an XML element. */
  what = g_strdup_printf (_("Is XML, but not of the BAG: it begins with %s"), root);
  lw_import_report_add_problem (self->report, LW_IMPORT_NOTE, "foreign-file", lw_bag_parser_get_name (parser),
                                0, what, NULL);
}

static void
note_unknown_records (Import *self, LwBagParser *parser)
{
  guint64 n = lw_bag_parser_get_n_unknown (parser);

  if (n == 0)
    return;
  self->n_unknown += n;
  lw_import_report_add_problem (self->report, LW_IMPORT_ERROR, "unknown-record",
                                lw_bag_parser_get_name (parser), 0,
                                _("Holds records of a kind or namespace that is not known"),
                                _("check that this is a BAG 2.0 extract"));
}

static gboolean
wants_outline_cb (LwBagId building, gpointer data)
{
  Import *self = data;

  return lw_bag_store_wants_outline (self->store, building);
}

static gboolean
member_cb (LwArchiveMember *member, gpointer data, GError **error)
{
  Import *self = data;
  const char *name = lw_archive_member_get_name (member);
  g_autoptr (LwBagParser) parser = lw_bag_parser_new (name, self->wanted, record_cb, self);
  const guint8 *block;
  gssize n;

  if (self->options->outlines != NULL && self->wanted == SECOND_PASS)
    lw_bag_parser_want_outlines (parser, wants_outline_cb);
  self->file = lw_bag_store_add_file (self->store, name);
  self->file_ready = FALSE;
  while (!lw_bag_parser_is_done (parser) && (n = lw_archive_member_read (member, &block, error)) != 0)
    if (n < 0 || !lw_bag_parser_push (parser, block, (gsize) n, error))
      return FALSE;
  if (!lw_bag_parser_finish (parser, error))
    return FALSE;

  if (self->wanted != FIRST_PASS)
    return TRUE;
  if (lw_bag_parser_get_kind (parser) == LW_BAG_FILE_FOREIGN)
    note_foreign (self, parser);
  else if (lw_bag_parser_get_kind (parser) == LW_BAG_FILE_STAND)
    {
      self->n_stand_files++;
      note_unknown_records (self, parser);
    }
  return TRUE;
}

static void
progress_cb (const char *what, guint64 done, guint64 total, LwProgressUnit unit, gpointer data)
{
  Import *self = data;
  guint64 before = self->wanted == FIRST_PASS ? 0 : total;

  self->options->progress (what, before + done, 2 * total, unit, self->options->progress_data);
}

static gboolean
walk (Import *self,
      const char *const *paths,
      guint wanted,
      const char *what,
      LwArchiveCounts *counts,
      GCancellable *cancellable,
      GError **error)
{
  LwArchiveWalk walk = { .limits = self->options->limits, .member = member_cb, .member_data = self };

  self->wanted = wanted;
  if (self->options->progress != NULL)
    {
      walk.progress = progress_cb;
      walk.progress_data = self;
      progress_cb (what, 0, 1, LW_PROGRESS_BYTES, self);
    }
  if (!lw_archive_walk (&walk, paths, cancellable, error))
    return FALSE;
  if (counts != NULL)
    *counts = walk.counts;
  return TRUE;
}

static gboolean
check_found (Import *self, const char *const *paths, GError **error)
{
  g_autofree char *base = NULL;

  if (self->n_stand_files > 0)
    return TRUE;
  base = paths[0] != NULL ? g_path_get_basename (paths[0]) : g_strdup ("-");
  if (self->foreign != NULL)
    /* TRANSLATORS: a file, then "file: XML element (namespace)". */
    g_set_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED,
                 _("%s: holds no BAG 2.0 extract, but %s: choose the extract of the Kadaster"), base,
                 self->foreign);
  else
    g_set_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED,
                 _("%s: holds no XML of a BAG 2.0 extract: choose the extract of the Kadaster"), base);
  return FALSE;
}

static void
count_read (Import *self, const LwArchiveCounts *counts)
{
  static const struct {
    guint type;
    const char *key;
    const char *label;
  } lines[] = {
    { LW_BAG_OBJECT, "objects", N_("Records of objects (verblijfsobjecten)") },
    { LW_BAG_ADDRESS, "addresses", N_("Records of addresses") },
    { LW_BAG_BUILDING, "buildings", N_("Records of buildings (panden)") },
    { LW_BAG_STREET, "streets", N_("Records of streets") },
    { LW_BAG_TOWN, "towns", N_("Records of towns") },
    { LW_BAG_INVESTIGATION, "investigations", N_("Records of investigations of objects") },
    { LW_BAG_RELATION, "relations", N_("Relations of towns to municipalities") },
  };

  lw_import_report_count (self->report, LW_IMPORT_READ, "files", _("XML files"), counts->xml);
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    lw_import_report_count (self->report, LW_IMPORT_READ, lines[i].key, _(lines[i].label),
                            self->n_read[g_bit_nth_lsf (lines[i].type, -1)]);
  for (LwBagVerdict verdict = 0; verdict < LW_BAG_N_VERDICTS; verdict++)
    lw_bag_verdict_count (verdict, self->verdicts[verdict], self->report);
  if (self->store->n_duplicates > 0)
    lw_import_report_count (self->report, LW_IMPORT_SKIPPED, "duplicates",
                            _("Earlier versions where one object has several on the date"),
                            self->store->n_duplicates);
  if (self->n_foreign_files > 0)
    lw_import_report_count (self->report, LW_IMPORT_SKIPPED, "foreign-files", _("XML files not of the BAG"),
                            self->n_foreign_files);
  if (counts->skipped > 0)
    lw_import_report_count (self->report, LW_IMPORT_SKIPPED, "other-files",
                            _("Files that are neither XML nor zip"), counts->skipped);
  if (self->n_read[g_bit_nth_lsf (LW_BAG_OBJECT, -1)] == 0)
    lw_import_report_add_problem (self->report, LW_IMPORT_WARNING, "no-objects", NULL, 0,
                                  _("The sources hold no objects (VBO), so there are no offices in them"),
                                  _("import the whole extract"));
  if (self->n_unknown > 0)
    lw_import_report_count (self->report, LW_IMPORT_REJECTED, "unknown-records",
                            _("Records of an unknown kind"), self->n_unknown);
}

static void
give_outlines (Import *self)
{
  g_autoptr (LwIdMap) given = lw_id_map_new ();
  guint n = 0;

  for (guint i = 0; i < self->store->building_refs->len; i++)
    {
      LwBagId id = g_array_index (self->store->building_refs, LwBagId, i);
      guint32 row = lw_id_map_find (self->store->building_rows, id);
      const LwBagBuilding *building
          = row != LW_ID_MAP_NONE ? &g_array_index (self->store->buildings, LwBagBuilding, row) : NULL;
      LwBagOutline *outline;

      if (building == NULL || building->outline == NULL || lw_id_map_find (given, id) != LW_ID_MAP_NONE)
        continue;
      lw_id_map_add (given, id, n++);
      outline = g_new (LwBagOutline, 1);
      *outline = (LwBagOutline){ id, lw_geometry_ref (building->outline) };
      g_ptr_array_add (self->options->outlines, outline);
    }
  lw_import_report_count (self->report, LW_IMPORT_KEPT, "outlines", _("Outlines of their buildings"), n);
}

static gboolean
is_demolished (const LwBagStore *store, const LwBagEnded *ended)
{
  for (guint b = 0; b < ended->n_buildings; b++)
    {
      guint32 row
          = lw_id_map_find (store->building_rows, g_array_index (store->ended_refs, LwBagId, ended->first_building + b));
      const LwBagBuilding *building
          = row != LW_ID_MAP_NONE ? &g_array_index (store->buildings, LwBagBuilding, row) : NULL;

      if (building == NULL || !building->found || building->state != LW_BAG_STATE_DEMOLISHED)
        return FALSE;
    }
  return ended->n_buildings > 0;
}

static LwStatus
find_status (const LwBagStore *store, const LwBagEnded *ended)
{
  switch ((LwBagState) ended->state)
    {
    case LW_BAG_STATE_IN_USE:
      return LW_STATUS_IN_USE;
    case LW_BAG_STATE_IN_USE_NOT_MEASURED:
      return LW_STATUS_IN_USE_NOT_MEASURED;
    case LW_BAG_STATE_OUT_OF_USE:
      return LW_STATUS_OUT_OF_USE;
    case LW_BAG_STATE_UNDER_CONVERSION:
      return LW_STATUS_UNDER_CONVERSION;
    case LW_BAG_STATE_ENDED:
      return is_demolished (store, ended) ? LW_STATUS_DEMOLISHED : LW_STATUS_WITHDRAWN;
    case LW_BAG_STATE_UNKNOWN:
    case LW_BAG_STATE_PLANNED:
    case LW_BAG_STATE_VALID:
    case LW_BAG_STATE_DEMOLISHED:
    default:
      return LW_STATUS_UNKNOWN;
    }
}

/* Objects that the caller knows as offices and that are none any more, on the word of their latest record. */
static void
give_ended (Import *self)
{
  for (guint i = 0; i < self->store->ended->len; i++)
    {
      const LwBagEnded *ended = &g_array_index (self->store->ended, LwBagEnded, i);
      guint32 row = lw_id_map_find (self->store->office_rows, ended->id);
      g_autofree char *uses = NULL;

      if (row != LW_ID_MAP_NONE && !g_array_index (self->store->offices, LwBagOffice, row).superseded)
        continue;
      uses = lw_bag_uses_format (ended->uses);
      self->options->ended (ended->id, uses, find_status (self->store, ended), self->options->ended_data);
    }
}

static LwOffices *
run_import (Import *self, const char *const *paths, GCancellable *cancellable, GError **error)
{
  LwArchiveCounts counts;
  LwOffices *offices;

  if (!walk (self, paths, FIRST_PASS, _("Reading objects"), &counts, cancellable, error)
      || !check_found (self, paths, error))
    return NULL;
  lw_bag_store_want_references (self->store);
  if (self->store->offices->len + self->store->ended->len > 0
      && !walk (self, paths, SECOND_PASS, _("Reading addresses and buildings"), NULL, cancellable, error))
    return NULL;

  for (guint i = 0; paths[i] != NULL; i++)
    lw_import_report_add_source (self->report, paths[i]);
  if (self->date != LW_DATE_UNKNOWN)
    {
      g_autofree char *iso = lw_date_to_iso (self->date);

      lw_import_report_set_reference_date (self->report, iso);
    }
  count_read (self, &counts);
  offices = lw_bag_assemble (self->store, self->date, self->report, error);
  if (offices != NULL && self->options->outlines != NULL)
    give_outlines (self);
  if (offices != NULL && self->options->ended != NULL)
    give_ended (self);
  return offices;
}

void
lw_bag_outline_free (LwBagOutline *outline)
{
  lw_geometry_unref (outline->shape);
  g_free (outline);
}

/**
 * lw_bag_options_init:
 * @options: (out caller-allocates): no progress, ordinary limits
 */
void
lw_bag_options_init (LwBagOptions *options)
{
  g_return_if_fail (options != NULL);

  options->progress = NULL;
  options->progress_data = NULL;
  options->outlines = NULL;
  options->known = NULL;
  options->ended = NULL;
  options->ended_data = NULL;
  lw_archive_limits_init (&options->limits);
}

/**
 * lw_bag_import:
 * @paths: (array zero-terminated=1): XML files, zips (of zips) and folders of one delivery or of several of
 * one date
 * @options: (nullable): or the defaults
 * @report: (out) (transfer full) (optional): what was done; set only when an import was done
 * @cancellable: (nullable): checked per block
 * @error: return location
 *
 * Imports the offices that are current on the reference date of the extract (StandTechnischeDatum): objects
 * in use, in use but not measured, out of use or under conversion, with office use (kantoorfunctie) alone or
 * among others. Areas are usable areas (GO). Dummies become unknown with a remark; a reference that leads
 * nowhere keeps the office with a remark. An extract without any office gives an empty table.
 *
 * Errors: %LW_ERROR_UNSUPPORTED (mutations, BAG 1.0, not the BAG, encrypted, DOCTYPE), %LW_ERROR_INVALID
 * (damaged, malformed, without or with more than one date), %LW_ERROR_TOO_LARGE (a limit), %G_IO_ERROR.
 *
 * Returns: (transfer full): the offices, without document keys
 */
LwOffices *
lw_bag_import (const char *const *paths,
               const LwBagOptions *options,
               LwImportReport **report,
               GCancellable *cancellable,
               GError **error)
{
  LwBagOptions defaults;
  g_autoptr (LwBagStore) store = lw_bag_store_new ();
  g_autoptr (LwImportReport) filled = lw_import_report_new ("bag");
  Import import = { .options = options, .store = store, .report = filled, .date = LW_DATE_UNKNOWN };
  LwOffices *offices;

  g_return_val_if_fail (paths != NULL, NULL);

  if (options == NULL)
    {
      lw_bag_options_init (&defaults);
      import.options = &defaults;
    }
  store->known = import.options->ended != NULL ? import.options->known : NULL;
  offices = run_import (&import, paths, cancellable, error);
  if (offices != NULL && report != NULL)
    *report = g_steal_pointer (&filled);
  g_free (import.date_file);
  g_free (import.foreign);
  return offices;
}
