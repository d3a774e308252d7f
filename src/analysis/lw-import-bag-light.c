/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-import-bag-light: the product bag-light of the Kadaster becomes offices of the document, with the
 * outlines of their buildings and a report like that of an extract. */
#include "analysis/lw-import-private.h"

#include <glib/gi18n-lib.h>

#include "model/lw-error.h"
#include "statistics/lw-counting.h"
#include "store/lw-bag-light.h"

/* How a mark on rows is told. what: of one row, with its identification; NULL if rows are not named one by
 * one. */
static const struct {
  LwImportCount count;
  const char *key;
  const char *label;
  const char *what;
} lines[LW_BAG_LIGHT_N_MARKS] = {
  [LW_BAG_LIGHT_NOT_OFFICE] = { LW_IMPORT_SKIPPED, "not-office", N_ ("Objects without office use"), NULL },
  [LW_BAG_LIGHT_PLANNED] = { LW_IMPORT_SKIPPED, "planned", N_ ("Offices not built yet"), NULL },
  [LW_BAG_LIGHT_ENDED] = { LW_IMPORT_SKIPPED, "withdrawn", N_ ("Offices withdrawn or never built"), NULL },
  [LW_BAG_LIGHT_OTHER_MUNICIPALITY] = { LW_IMPORT_SKIPPED, "municipality-other",
                                        N_ ("Offices of other municipalities than those asked for"), NULL },
  [LW_BAG_LIGHT_OUTSIDE]
  = { LW_IMPORT_SKIPPED, "area-outside", N_ ("Offices outside the area asked for"), NULL },
  [LW_BAG_LIGHT_REPEATED]
  = { LW_IMPORT_SKIPPED, "duplicates", N_ ("Offices that stand in an earlier row"), NULL },
  [LW_BAG_LIGHT_BAD_STATUS] = { LW_IMPORT_REJECTED, "bad-status", N_ ("Offices of unknown status"),
                                N_ ("Office %s has a status that the BAG does not know") },
  [LW_BAG_LIGHT_BAD_ID]
  = { LW_IMPORT_REJECTED, "bad-id", N_ ("Records without an identification of 16 digits"),
      N_ ("“%s” is no identification of 16 digits") },
  [LW_BAG_LIGHT_MIXED] = { LW_IMPORT_KEPT, "mixed-use", N_ ("of which with other uses as well"), NULL },
  [LW_BAG_LIGHT_AREA_UNKNOWN] = { LW_IMPORT_MARKED, "area-unknown", N_ ("Area unknown: none recorded"),
                                  N_ ("Office %s has no readable area") },
  [LW_BAG_LIGHT_AREA_DUMMY] = { LW_IMPORT_MARKED, "area-dummy", N_ ("Area unknown: a dummy is recorded"),
                                N_ ("The area of office %s is a dummy") },
  [LW_BAG_LIGHT_YEAR_DUMMY]
  = { LW_IMPORT_MARKED, "year-dummy", N_ ("Building year unknown: a dummy is recorded"),
      N_ ("The building year of office %s is a dummy") },
  [LW_BAG_LIGHT_BUILDING_UNKNOWN]
  = { LW_IMPORT_MARKED, "building-unknown", N_ ("Building unknown: none recorded"),
      N_ ("Office %s names no building") },
  [LW_BAG_LIGHT_ADDRESS_UNKNOWN] = { LW_IMPORT_MARKED, "address-unknown",
                                     N_ ("Address unknown: none recorded"), N_ ("Office %s has no street") },
  [LW_BAG_LIGHT_POSITION_UNKNOWN]
  = { LW_IMPORT_MARKED, "position-unknown", N_ ("Position unknown: none recorded"),
      N_ ("Office %s has no readable position") },
  [LW_BAG_LIGHT_POSITION_OUTSIDE]
  = { LW_IMPORT_MARKED, "position-outside", N_ ("Position unknown: outside the Netherlands"),
      N_ ("Office %s lies outside the Netherlands") },
  [LW_BAG_LIGHT_MUNICIPALITY_UNKNOWN]
  = { LW_IMPORT_MARKED, "municipality-unknown", N_ ("Municipality unknown"),
      N_ ("Office %s lies in no municipality that is known") },
  [LW_BAG_LIGHT_MUNICIPALITY_BY_POSITION]
  = { LW_IMPORT_MARKED, "municipality-by-position",
      N_ ("Municipality found by position, in the bundled boundaries"), NULL },
  [LW_BAG_LIGHT_OUTLINE_MENDED]
  = { LW_IMPORT_MARKED, "outline-mended", N_ ("Outlines of buildings that were mended"), NULL },
  [LW_BAG_LIGHT_OUTLINE_UNKNOWN]
  = { LW_IMPORT_MARKED, "outline-unknown", N_ ("Buildings without a readable outline"), NULL },
};

static LwImportReport *
make_report (const LwBagLight *light, const char *path)
{
  LwImportReport *report = lw_import_report_new ("bag-light");
  g_autofree char *date = lw_date_to_iso (light->offices->date);
  g_autofree char *name = g_filename_display_basename (path);

  lw_import_report_add_source (report, path);
  lw_import_report_set_reference_date (report, date);
  lw_import_report_count (report, LW_IMPORT_READ, "objects", _ ("Records of objects (verblijfsobjecten)"),
                          light->n_rows);
  lw_import_report_count (report, LW_IMPORT_KEPT, "offices", _ ("Offices"), light->offices->n);
  for (guint m = 0; m < LW_BAG_LIGHT_N_MARKS; m++)
    if (light->counts[m] > 0)
      lw_import_report_count (report, lines[m].count, lines[m].key, _ (lines[m].label), light->counts[m]);
  lw_import_report_count (report, LW_IMPORT_KEPT, "outlines", _ ("Outlines of their buildings"),
                          light->outlines->len);
  for (guint i = 0; i < light->examples->len; i++)
    {
      const LwBagLightExample *example = &g_array_index (light->examples, LwBagLightExample, i);
      g_auto (GStrv) parts
          = lines[example->mark].what != NULL ? g_strsplit (_ (lines[example->mark].what), "%s", 2) : NULL;
      g_autofree char *what = parts != NULL ? g_strjoinv (example->id, parts) : NULL;

      if (what != NULL)
        lw_import_report_add_problem (
            report, lines[example->mark].count == LW_IMPORT_REJECTED ? LW_IMPORT_ERROR : LW_IMPORT_WARNING,
            lines[example->mark].key, name, example->row, what, NULL);
    }
  return report;
}

static LwStoreArea *
make_area (guint index, gpointer data, GError **error)
{
  const LwBagLightOutline *outline = &g_array_index ((GArray *) data, LwBagLightOutline, index);
  char code[LW_BAG_ID_LENGTH + 1];

  lw_bag_id_format (outline->building, code);
  return lw_store_area_new (LW_STORE_AREA_BUILDING, code, NULL, lw_geometry_ref (outline->shape));
}

/**
 * lw_importing_bag_light:
 * @path: a file for which lw_bag_light_recognise() is %TRUE
 *
 * Brings its offices and the outlines of their buildings into the document.
 */
gboolean
lw_importing_bag_light (LwImporting *import, const char *path, GError **error)
{
  g_autoptr (GArray) known = lw_store_read_bag_ids (import->store, error);
  LwBagLightOptions options = { .date = import->request->date,
                                .known = known,
                                .municipalities = import->request->municipalities,
                                .area = import->request->area,
                                .progress = import->progress,
                                .progress_data = import->progress_data };
  g_autoptr (LwBagLight) light
      = known != NULL ? lw_bag_light_read (path, &options, import->cancellable, error) : NULL;
  g_autoptr (LwSource) source = NULL;
  g_autofree char *name = g_filename_display_basename (path);
  /* What the file does not have may lie in another part of it: the product can be cut to an area. */
  LwImportOptions store_options = { .complete = FALSE, .new_keys = import->result->new_keys };
  LwStoreCounts counts = { 0 };
  LwImportReport *report;

  if (light == NULL)
    return FALSE;
  report = make_report (light, path);
  g_ptr_array_add (import->result->reports, report);
  store_options.ended = light->ended;
  source = lw_source_new (name, "bag", light->offices->date);
  source->publisher = g_strdup ("Kadaster");
  source->licence = g_strdup ("CC0");
  source->method = g_strdup (
      _ ("objects of the product bag-light with office use, by the rules of status of the register"));
  source->measure = LW_AREA_GO;
  source->rows_read = light->n_rows;
  source->rows_kept = light->offices->n;
  import->result->n_offices += light->offices->n;
  if (!lw_store_import_offices (import->store, light->offices, source, &store_options, import->edit_name,
                                &counts, import->progress, import->progress_data, import->cancellable, error)
      || !lw_importing_outlines (import, light->outlines->len, make_area, light->outlines, source, error))
    return FALSE;
  lw_importing_warn_older (report, light->offices->date, &counts);
  lw_importing_add_counts (&import->result->counts, &counts);
  return lw_importing_count_offices (import, light->offices, error);
}
