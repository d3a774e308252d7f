/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-import-bag: an extract of the BAG becomes offices of the document, with the outlines of their buildings. */
#include "analysis/lw-import-private.h"

#include <glib/gi18n-lib.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "formats/lw-bag.h"
#include "model/lw-error.h"
#include "model/lw-offices-builder.h"
#include "statistics/lw-counting.h"

/* What one stage took is given back before the next needs as much: reading, writing, and what Undo needs to know. */
static void
give_back_memory (void)
{
#ifdef __GLIBC__
  malloc_trim (0);
#endif
}

/* A zip may be a delivery that holds everything of the municipalities that it covers; a loose file may be a part. */
static gboolean
may_be_delivery (GPtrArray *paths)
{
  for (guint i = 0; i < paths->len; i++)
    {
      g_autofree char *lower = g_ascii_strdown (g_ptr_array_index (paths, i), -1);

      if (!g_str_has_suffix (lower, ".zip"))
        return FALSE;
    }
  return TRUE;
}

/** lw_importing_count_offices: tells in the result how much of the offices with other uses beside counts, which is a rule of
 * the document and said at once */
gboolean
lw_importing_count_offices (LwImporting *import, LwOffices *read, GError **error)
{
  g_autoptr (LwOffices) offices = NULL;
  LwSettings settings;

  if (!lw_store_read_settings (import->store, &settings, error))
    return FALSE;
  offices = lw_offices_derive (read, &settings, read->date);
  lw_counting_compute (offices, NULL, &import->result->counting);
  return TRUE;
}

/**
 * lw_importing_warn_older:
 * @report: of a source that is the register
 * @date: on which it stands
 * @counts: what came of it
 *
 * Says that a source told little because the document knows what came after it.
 */
void
lw_importing_warn_older (LwImportReport *report, LwDate date, const LwStoreCounts *counts)
{
  g_autofree char *day = lw_date_to_iso (date), *what = NULL, *more = NULL;

  if (counts->n_older == 0)
    return;
  /* Translators: a date */
  what = g_strdup_printf (_ ("The source stands on %s, before what the document knows: it only filled gaps"), day);
  lw_import_report_add_problem (report, LW_IMPORT_WARNING, "older", NULL, 0, what,
                                _ ("import sources of the register in the order of their dates, the oldest first"));
  if (counts->n_new == 0)
    return;
  more = g_strdup_printf (ngettext ("%u office that only the older source has was added as if it were still there",
                                    "%u offices that only the older source has were added as if they were still there",
                                    counts->n_new),
                          counts->n_new);
  lw_import_report_add_problem (report, LW_IMPORT_WARNING, "older-only", NULL, 0, more,
                                _ ("import the newest source again, so that they are gone from its date"));
}

static LwStoreArea *
make_area (guint index, gpointer data, GError **error)
{
  LwBagId building;
  LwGeometry *shape = lw_bag_outlines_read (data, index, &building, error);
  char code[LW_BAG_ID_LENGTH + 1];

  if (shape == NULL)
    return NULL;
  lw_bag_id_format (building, code);
  return lw_store_area_new (LW_STORE_AREA_BUILDING, code, NULL, shape);
}

/** lw_importing_outlines: keeps outlines of buildings, as areas of the document, with a source of their own beside that of
 * the offices; by them it can be told how deep a floor is */
gboolean
lw_importing_outlines (LwImporting *import, guint n, LwStoreAreaFunc func, gpointer data, const LwSource *bag,
                       GError **error)
{
  g_autoptr (LwSource) source = lw_source_new (bag->name, "bag", bag->reference_date);

  if (n == 0)
    return TRUE;
  source->publisher = g_strdup (bag->publisher);
  source->licence = g_strdup (bag->licence);
  source->method = g_strdup (_ ("outlines of the buildings that offices are in"));
  source->rows_read = source->rows_kept = n;
  return lw_store_add_areas_of (import->store, n, func, data, source, import->edit_name, error);
}

/* The identifications that the document has, so that the extract can tell what became of them. */
static LwIdMap *
find_known (LwImporting *import, GError **error)
{
  g_autoptr (GArray) ids = lw_store_read_bag_ids (import->store, error);
  LwIdMap *known;

  if (ids == NULL)
    return NULL;
  known = lw_id_map_new ();
  for (guint i = 0; i < ids->len; i++)
    lw_id_map_add (known, g_array_index (ids, LwBagId, i), i);
  return known;
}

static void
ended_cb (LwBagId id, const char *uses, LwStatus status, gpointer data)
{
  LwOfficesBuilder *ended = data;
  guint row = lw_offices_builder_add (ended);

  lw_offices_builder_set_bag_id (ended, LW_OFFICE_BAG_ID, row, id);
  lw_offices_builder_set_text (ended, LW_OFFICE_USES, row, uses);
  lw_offices_builder_set_code (ended, LW_OFFICE_STATUS, row, status);
}

static LwOffices *
read_bag (LwImporting *import, GPtrArray *paths, LwBagOutlines *outlines, GPtrArray *side_addresses, GHashTable *covered,
          LwOffices **ended, LwImportReport **report, GError **error)
{
  g_autoptr (LwIdMap) known = find_known (import, error);
  g_autoptr (LwOfficesBuilder) builder = lw_offices_builder_new (0);
  LwOffices *offices;
  LwBagOptions options;

  if (known == NULL)
    return NULL;
  lw_bag_options_init (&options);
  options.progress = import->progress;
  options.progress_data = import->progress_data;
  options.municipalities = import->request->municipalities;
  options.area = import->request->area;
  options.outlines = outlines;
  options.side_addresses = side_addresses;
  options.covered = covered;
  options.known = known;
  options.ended = ended_cb;
  options.ended_data = builder;
  g_ptr_array_add (paths, NULL);
  offices = lw_bag_import ((const char *const *) paths->pdata, &options, report, import->cancellable, error);
  g_ptr_array_set_size (paths, (int) paths->len - 1);
  *ended = lw_offices_builder_end (builder);
  give_back_memory ();
  return offices;
}

static gboolean
import_extract (LwImporting *import, GPtrArray *paths, GError **error)
{
  g_autoptr (LwBagOutlines) outlines = lw_bag_outlines_new ();
  g_autoptr (GPtrArray) side_addresses = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_side_address_free);
  g_autoptr (GHashTable) covered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree const char **municipalities = NULL;
  g_autoptr (LwOffices) offices = NULL, ended = NULL;
  g_autoptr (LwSource) source = NULL;
  g_autofree char *names = lw_importing_join_names (paths);
  LwImportReport *report = NULL;
  LwImportOptions store_options = { .complete = may_be_delivery (paths) && import->request->area == NULL,
                                    .new_keys = import->result->new_keys };
  LwStoreCounts counts = { 0 };

  offices = read_bag (import, paths, outlines, side_addresses, covered, &ended, &report, error);
  if (report != NULL)
    g_ptr_array_add (import->result->reports, report);
  if (offices == NULL)
    return FALSE;
  municipalities = (const char **) g_hash_table_get_keys_as_array (covered, NULL);
  store_options.municipalities = municipalities;
  store_options.ended = ended;
  source = lw_source_new (names, "bag", offices->date);
  source->publisher = g_strdup ("Kadaster");
  source->licence = g_strdup ("CC0");
  source->method = g_strdup (_ ("current records of the register with office use, by its rules of status"));
  source->measure = LW_AREA_GO;
  source->rows_read = lw_import_report_get_total (report, LW_IMPORT_READ)
                      - lw_import_report_get_count (report, LW_IMPORT_READ, "files");
  source->rows_kept = offices->n;
  import->result->n_offices += offices->n;
  if (!lw_store_import_offices (import->store, offices, source, &store_options, import->edit_name, &counts,
                                import->progress, import->progress_data, import->cancellable, error)
      || !lw_importing_outlines (import, lw_bag_outlines_get_n (outlines), make_area, outlines, source, error)
      || !lw_store_write_side_addresses (import->store, offices, side_addresses, import->edit_name, error))
    return FALSE;
  lw_importing_warn_older (report, offices->date, &counts);
  lw_importing_add_counts (&import->result->counts, &counts);
  return lw_importing_count_offices (import, offices, error);
}

/**
 * lw_importing_bag:
 * @paths: (element-type utf8): sources of one extract
 *
 * Brings its offices and the outlines of their buildings into the document.
 */
gboolean
lw_importing_bag (LwImporting *import, GPtrArray *paths, GError **error)
{
  gboolean ok = import_extract (import, paths, error);

  give_back_memory ();
  return ok;
}
