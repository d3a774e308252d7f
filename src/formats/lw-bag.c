/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-bag: see lw-bag.h. The sources are walked twice (lw-bag-read.c): first for objects, streets, towns, relations and
 * investigations, then only for the addresses and buildings that the offices found refer to. So memory
 * follows the number of offices and not the size of the delivery, and the order of the files does not matter.
 */
#include "formats/lw-bag.h"

#include <glib/gi18n-lib.h>

#include "formats/lw-bag-assemble.h"
#include "formats/lw-bag-private.h"
#include "model/lw-error.h"

static gboolean
check_found (LwBagImport *self, const char *const *paths, GError **error)
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

/* Objects that are or were in the register: a file of those that were taken out of it is no file of objects. */
static guint64
count_registered (const LwBagImport *self)
{
  return self->n_read[g_bit_nth_lsf (LW_BAG_OBJECT, -1)] - self->verdicts[LW_BAG_SKIP_LIFE + LW_BAG_LIFE_NOT_BAG]
         - self->verdicts[LW_BAG_SKIP_LIFE + LW_BAG_LIFE_INACTIVE];
}

static void
count_read (LwBagImport *self)
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

  lw_import_report_count (self->report, LW_IMPORT_READ, "files", _("XML files"), self->n_xml_files);
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
  if (self->n_other_files > 0)
    lw_import_report_count (self->report, LW_IMPORT_SKIPPED, "other-files",
                            _("Files that are neither XML nor zip"), self->n_other_files);
  if (count_registered (self) == 0)
    lw_import_report_add_problem (self->report, LW_IMPORT_WARNING, "no-objects", NULL, 0,
                                  _("The sources hold no objects (VBO), so there are no offices in them"),
                                  _("import the whole extract"));
  if (self->n_unknown > 0)
    lw_import_report_count (self->report, LW_IMPORT_REJECTED, "unknown-records",
                            _("Records of an unknown kind"), self->n_unknown);
}

/* Says what is the matter with the outline of a building. */
static void
report_outline (LwBagImport *self, const LwBagOffice *office, const char *key, const char *label, const char *what,
                LwBagId id)
{
  char text[LW_BAG_ID_LENGTH + 1];
  g_auto (GStrv) parts = g_strsplit (what, "%s", 2);
  g_autofree char *sentence = NULL;

  lw_bag_id_format (id, text);
  sentence = g_strjoinv (text, parts);
  lw_import_report_count (self->report, LW_IMPORT_MARKED, key, label, 1);
  lw_import_report_add_problem (self->report, LW_IMPORT_WARNING, key,
                                g_ptr_array_index (self->store->files, office->file), office->line, sentence, NULL);
}

/* Gives the outline of a building in which @office is, unless that was done. */
static void
give_outline (LwBagImport *self, LwIdMap *seen, const LwBagOffice *office, LwBagId id, guint *n_given)
{
  guint32 row = lw_id_map_find (self->store->building_rows, id);
  const LwBagBuilding *building
      = row != LW_ID_MAP_NONE ? &g_array_index (self->store->buildings, LwBagBuilding, row) : NULL;

  if (building == NULL || !building->found || lw_id_map_find (seen, id) != LW_ID_MAP_NONE)
    return;
  lw_id_map_add (seen, id, 0);
  if (building->outline == LW_BAG_NO_OUTLINE)
    {
      report_outline (self, office, "outline-unknown", _("Buildings without a readable outline"),
                      /* TRANSLATORS: %s is an identification. */
                      _("Building %s has no outline, or one that cannot be read or mended"), id);
      return;
    }
  if (building->outline_mended)
    report_outline (self, office, "outline-mended", _("Outlines of buildings that were mended"),
                    /* TRANSLATORS: %s is an identification. */
                    _("The outline of building %s crosses itself or has parts without area, and was mended"), id);
  (*n_given)++;
  lw_bag_outlines_give (self->options->outlines, id, building->outline);
}

static void
give_outlines (LwBagImport *self)
{
  g_autoptr (LwIdMap) seen = lw_id_map_new ();
  guint n_given = 0;

  for (guint i = 0; i < self->store->offices->len; i++)
    {
      const LwBagOffice *office = &g_array_index (self->store->offices, LwBagOffice, i);

      for (guint b = 0; b < office->n_buildings && !office->superseded && !office->outside; b++)
        give_outline (self, seen, office,
                      g_array_index (self->store->building_refs, LwBagId, office->first_building + b), &n_given);
    }
  lw_import_report_count (self->report, LW_IMPORT_KEPT, "outlines", _("Outlines of their buildings"),
                          n_given);
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
  LwStatus status = lw_bag_state_to_status ((LwBagState) ended->state);

  return status == LW_STATUS_WITHDRAWN && is_demolished (store, ended) ? LW_STATUS_DEMOLISHED : status;
}

/* Objects that the caller knows as offices and that are none any more, on the word of their latest record. */
static void
give_ended (LwBagImport *self)
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

/* Reads what the store needs. */
static gboolean
read_all (LwBagImport *self, const char *const *paths, GError **error)
{
  if (!lw_bag_read (self, paths, LW_BAG_FIRST_PASS, _("Reading objects"), error))
    return FALSE;
  if (self->store->offices->len + self->store->ended->len == 0)
    {
      /* Then the second pass has nothing to look for, and names are of no use. */
      self->misnamed = g_hash_table_size (self->late) > 0;
      return TRUE;
    }
  if (self->options->area != NULL)
    lw_bag_store_leave_outside (self->store, self->options->area);
  lw_bag_store_want_references (self->store);
  return lw_bag_read (self, paths, LW_BAG_SECOND_PASS, _("Reading addresses and buildings"), error);
}

static LwOffices *
run_import (LwBagImport *self, const char *const *paths, GError **error)
{
  LwOffices *offices;

  if (!read_all (self, paths, error) || self->misnamed || !check_found (self, paths, error)
      || (self->options->outlines != NULL && !lw_bag_outlines_check (self->options->outlines, error)))
    return NULL;
  for (guint i = 0; paths[i] != NULL; i++)
    lw_import_report_add_source (self->report, paths[i]);
  if (self->date != LW_DATE_UNKNOWN)
    {
      g_autofree char *iso = lw_date_to_iso (self->date);

      lw_import_report_set_reference_date (self->report, iso);
    }
  count_read (self);
  offices = lw_bag_assemble (self->store, self->options, self->date, self->report, error);
  if (offices != NULL && self->options->outlines != NULL)
    give_outlines (self);
  if (offices != NULL && self->options->ended != NULL)
    give_ended (self);
  return offices;
}

/* One attempt; when it finds names that are not to be believed, @misnamed is set and nothing else was done. */
static LwOffices *
try_import (const char *const *paths, const LwBagOptions *options, gboolean believes_names, gboolean *misnamed,
            LwImportReport **report, GCancellable *cancellable, GError **error)
{
  g_autoptr (LwBagStore) store = lw_bag_store_new ();
  g_autoptr (LwImportReport) filled = lw_import_report_new ("bag");
  g_autoptr (GHashTable) late = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) pending = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  LwBagImport import = { .options = options,
                         .store = store,
                         .report = filled,
                         .cancellable = cancellable,
                         .date = LW_DATE_UNKNOWN,
                         .believes_names = believes_names,
                         .late = late,
                         .pending = pending };
  LwOffices *offices;

  store->outlines = options->outlines;
  store->known = options->ended != NULL ? options->known : NULL;
  offices = run_import (&import, paths, error);
  if (offices != NULL && report != NULL)
    *report = g_steal_pointer (&filled);
  *misnamed = import.misnamed;
  g_free (import.date_file);
  g_free (import.foreign);
  return offices;
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
  options->n_threads = 0;
  options->municipalities = NULL;
  options->area = NULL;
  options->side_addresses = NULL;
  options->outlines = NULL;
  options->covered = NULL;
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
  LwOffices *offices;
  gboolean misnamed;

  g_return_val_if_fail (paths != NULL, NULL);

  if (options == NULL)
    {
      lw_bag_options_init (&defaults);
      options = &defaults;
    }
  offices = try_import (paths, options, TRUE, &misnamed, report, cancellable, error);
  if (misnamed)
    {
      if (error != NULL)
        g_clear_error (error);
      offices = try_import (paths, options, FALSE, &misnamed, report, cancellable, error);
    }
  return offices;
}
