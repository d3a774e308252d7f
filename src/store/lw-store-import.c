/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-store-import: offices of a source go into the document. Each is matched with what the document has (by
 * BAG id, else by full address) and merged into it in memory; lw-store-import-write.c then writes the rows
 * that differ. What the user set by hand stays; a source that is older than what is known only fills gaps. */
#include "store/lw-store-import.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "store/lw-store-columns.h"
#include "store/lw-store-past.h"

/* An office without identification is known by its address, if that is complete. */
static char *
address_key (const LwOffices *offices, guint row)
{
  const char *postcode = lw_offices_text (offices, LW_OFFICE_POSTCODE, row);

  if (postcode[0] == '\0' || offices->house_number[row] == 0)
    return NULL;
  return g_strdup_printf ("%s %d %s %s", postcode, offices->house_number[row],
                          lw_offices_text (offices, LW_OFFICE_HOUSE_LETTER, row),
                          lw_offices_text (offices, LW_OFFICE_HOUSE_SUFFIX, row));
}

static void
index_row (LwImport *import, const LwOffices *offices, guint row, gpointer value)
{
  char *key;

  if (offices->bag_id[row] != 0)
    {
      g_hash_table_insert (import->by_bag_id, (gpointer)&offices->bag_id[row], value);
      return;
    }
  key = address_key (offices, row);
  if (key != NULL)
    g_hash_table_replace (import->by_address, key, value);
}

static void
index_stored (LwImport *import)
{
  const LwOffices *stored = import->stored->offices;

  import->by_bag_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  import->by_address = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < stored->n; i++)
    index_row (import, stored, i, GUINT_TO_POINTER (i + 1));
  if (import->options == NULL || import->options->keys == NULL)
    return;
  import->by_key = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (guint i = 0; i < stored->n; i++)
    g_hash_table_insert (import->by_key, (gpointer)&stored->id[i], GUINT_TO_POINTER (i + 1));
}

/* The caller may know which office is meant. */
static gpointer
find_given (LwImport *import, guint row)
{
  gint64 key = import->options->keys[row];

  return g_hash_table_lookup (import->by_key, &key);
}

static gpointer
find_by_address (LwImport *import, guint row)
{
  g_autofree char *key = address_key (import->imported, row);

  return key ? g_hash_table_lookup (import->by_address, key) : NULL;
}

/* An office that came from a list without identifications gets its own from the register, by its address; of several in
 * the register that have one address, the first gets it. */
static gpointer
find_identified (LwImport *import, guint row)
{
  gpointer match = g_hash_table_lookup (import->by_bag_id, &import->imported->bag_id[row]);
  guint by_address;

  if (match != NULL)
    return match;
  by_address = GPOINTER_TO_UINT (find_by_address (import, row));
  if (by_address == 0 || by_address == G_MAXUINT || import->matched[by_address - 1])
    return NULL;
  return GUINT_TO_POINTER (by_address);
}

static gpointer
find_match (LwImport *import, guint row)
{
  if (import->by_key != NULL && import->options->keys[row] != 0)
    return find_given (import, row);
  return import->imported->bag_id[row] != 0 ? find_identified (import, row) : find_by_address (import, row);
}

/* Which offices of the source mean which of the document. A second row of the source with the same
 * identification is left out: the first one counts. */
static void
match_rows (LwImport *import)
{
  guint n = import->imported->n;

  import->match = g_new (guint, n);
  import->matched = g_new0 (gboolean, import->stored->offices->n);
  for (guint i = 0; i < n; i++)
    {
      guint match = GPOINTER_TO_UINT (find_match (import, i));

      import->match[i] = LW_IMPORT_NEW;
      if (match == 0)
        index_row (import, import->imported, i, GUINT_TO_POINTER (G_MAXUINT));
      else if (match == G_MAXUINT || import->matched[match - 1])
        import->match[i] = LW_IMPORT_REPEATED;
      else
        {
          import->match[i] = match - 1;
          import->matched[match - 1] = TRUE;
        }
    }
}

/* Is @name among the words of @list, which are separated by blanks? */
static gboolean
has_word (const char *list, const char *name)
{
  g_auto (GStrv) words = list ? g_strsplit (list, " ", -1) : NULL;

  for (guint i = 0; words && words[i]; i++)
    if (g_str_has_prefix (words[i], name) && (words[i][strlen (name)] == '\0' || words[i][strlen (name)] == '='))
      return TRUE;
  return FALSE;
}

/** lw_import_is_edited: whether the user set a column of an office by hand */
gboolean
lw_import_is_edited (const LwImport *import, guint stored_row, LwOfficeColumn column)
{
  return has_word (import->stored->edited[stored_row], lw_office_column_name (column));
}

/** lw_import_leaves_register: whether what the register says of an office stays, since the source only supplements it */
gboolean
lw_import_leaves_register (const LwImport *import, guint stored_row)
{
  const LwSource *source = g_hash_table_lookup (import->sources_by_key, &import->stored->source[stored_row]);

  return import->options != NULL && import->options->supplements && source != NULL
         && g_strcmp0 (source->kind, "bag") == 0;
}

/* Whether the source's cell replaces the document's. */
static gboolean
takes_cell (const LwImport *import, guint row, guint stored_row, const LwStoredColumn *column, gboolean older)
{
  const LwOffices *stored = import->stored->offices;
  gboolean known = lw_offices_cell_is_known (import->imported, column->column, row);

  if (lw_import_is_edited (import, stored_row, column->column))
    return FALSE;
  if (older || (column->policy == LW_POLICY_SOURCE && lw_import_leaves_register (import, stored_row)))
    return known && !lw_offices_cell_is_known (stored, column->column, stored_row);
  return known || (column->policy == LW_POLICY_SOURCE && import->authoritative);
}

/* Area and measure go together: a number in one measure never gets the name of another. */
static gboolean
takes_area (const LwImport *import, guint row, guint stored_row, gboolean older)
{
  static const LwStoredColumn area = { LW_OFFICE_FLOOR_AREA_M2, LW_POLICY_SOURCE };

  return takes_cell (import, row, stored_row, &area, older);
}

/** lw_import_takes: whether a cell of the row of the source that matches @stored_row is to be written */
gboolean
lw_import_takes (const LwImport *import, guint row, guint stored_row, const LwStoredColumn *column)
{
  gboolean older = lw_import_is_older (import, stored_row);

  if (column->column == LW_OFFICE_AREA_MEASURE)
    return takes_area (import, row, stored_row, older);
  return takes_cell (import, row, stored_row, column, older);
}

gboolean
lw_import_takes_position (const LwImport *import, guint row, guint stored_row)
{
  static const LwStoredColumn position = { LW_OFFICE_RD_X, LW_POLICY_KEEP };

  if (lw_import_leaves_register (import, stored_row)
      && lw_offices_cell_is_known (import->stored->offices, LW_OFFICE_RD_X, stored_row))
    return FALSE;

  return takes_cell (import, row, stored_row, &position, lw_import_is_older (import, stored_row));
}

/** lw_import_is_older: whether the document's facts of an office are newer than the source */
gboolean
lw_import_is_older (const LwImport *import, guint stored_row)
{
  const LwSource *source = g_hash_table_lookup (import->sources_by_key, &import->stored->source[stored_row]);

  return source && source->reference_date != LW_DATE_UNKNOWN && import->date != LW_DATE_UNKNOWN
         && import->date < source->reference_date;
}

/** lw_import_is_newer: whether the source is newer than the document's facts of an office */
gboolean
lw_import_is_newer (const LwImport *import, guint stored_row)
{
  const LwSource *source = g_hash_table_lookup (import->sources_by_key, &import->stored->source[stored_row]);

  return source && source->reference_date != LW_DATE_UNKNOWN && import->date != LW_DATE_UNKNOWN
         && import->date > source->reference_date;
}

/** lw_import_changes_past: would writing the source's row change a fact that earlier dates have to keep? Of @column, or
 * of any if it is %LW_N_OFFICE_COLUMNS */
gboolean
lw_import_changes_past (const LwImport *import, guint row, LwOfficeColumn column)
{
  guint stored_row = import->match[row];
  guint n_columns;
  const LwStoredColumn *columns = lw_stored_columns (&n_columns);

  if (!lw_import_is_newer (import, stored_row))
    return FALSE;
  for (guint c = 0; c < n_columns; c++)
    if ((column == LW_N_OFFICE_COLUMNS || column == columns[c].column) && lw_past_has_column (columns[c].column)
        && !lw_stored_cell_equal (import->stored->offices, stored_row, import->imported, row, columns[c].column)
        && lw_import_takes (import, row, stored_row, &columns[c]))
      return TRUE;
  return FALSE;
}

/** lw_import_row_differs: would writing the source's row change a fact of the office that it matches? */
gboolean
lw_import_row_differs (const LwImport *import, guint row)
{
  guint stored_row = import->match[row];
  const LwOffices *stored = import->stored->offices, *imported = import->imported;
  guint n_columns;
  const LwStoredColumn *columns = lw_stored_columns (&n_columns);

  for (guint c = 0; c < n_columns; c++)
    if (!lw_stored_cell_equal (stored, stored_row, imported, row, columns[c].column)
        && lw_import_takes (import, row, stored_row, &columns[c]))
      return TRUE;
  return (stored->rd_x[stored_row] != imported->rd_x[row] || stored->rd_y[stored_row] != imported->rd_y[row])
         && lw_import_takes_position (import, row, stored_row);
}

/* Codes of the municipalities that the source covers. */
static GHashTable *
covered_municipalities (const LwImport *import)
{
  GHashTable *covered = g_hash_table_new (g_str_hash, g_str_equal);
  const char *const *listed = import->options ? import->options->municipalities : NULL;

  for (guint i = 0; listed && listed[i]; i++)
    g_hash_table_add (covered, (gpointer)listed[i]);
  for (guint i = 0; listed == NULL && i < import->imported->n; i++)
    g_hash_table_add (covered, (gpointer)lw_offices_text (import->imported, LW_OFFICE_MUNICIPALITY_CODE, i));
  g_hash_table_remove (covered, "");
  return covered;
}

/** lw_import_find_ended: the row of the options' table that tells how an office of the document ended, or
 * %LW_OFFICES_NONE */
guint
lw_import_find_ended (const LwImport *import, guint stored_row)
{
  LwBagId id = import->stored->offices->bag_id[stored_row];
  guint row = id != 0 && !import->matched[stored_row] && !lw_import_is_older (import, stored_row)
                  ? GPOINTER_TO_UINT (g_hash_table_lookup (import->ended, &id))
                  : 0;

  return row > 0 ? row - 1 : LW_OFFICES_NONE;
}

/** lw_import_is_gone: whether the source says that an office of the document is gone: by its silence if it is complete,
 * or in so many words */
gboolean
lw_import_is_gone (const LwImport *import, guint stored_row)
{
  const LwOffices *stored = import->stored->offices;

  if (import->matched[stored_row] || stored->bag_id[stored_row] == 0
      || import->stored->gone_from[stored_row] != LW_DATE_UNKNOWN || lw_import_is_older (import, stored_row))
    return FALSE;
  return lw_import_find_ended (import, stored_row) != LW_OFFICES_NONE
         || (import->complete
             && g_hash_table_contains (import->covered,
                                       lw_offices_text (stored, LW_OFFICE_MUNICIPALITY_CODE, stored_row)));
}

static GHashTable *
index_ended (const LwImport *import)
{
  const LwOffices *ended = import->options ? import->options->ended : NULL;
  GHashTable *rows = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; ended != NULL && i < ended->n; i++)
    g_hash_table_insert (rows, (gpointer)&ended->bag_id[i], GUINT_TO_POINTER (i + 1));
  return rows;
}

/* Municipalities of which an older source is in the document already: what is new there came later. */
static GHashTable *
known_municipalities (const LwImport *import)
{
  const LwOffices *stored = import->stored->offices;
  GHashTable *known = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < stored->n; i++)
    {
      const LwSource *source = g_hash_table_lookup (import->sources_by_key, &import->stored->source[i]);

      if (source && stored->bag_id[i] != 0 && source->reference_date != LW_DATE_UNKNOWN
          && source->reference_date < import->date)
        g_hash_table_add (known, (gpointer)lw_offices_text (stored, LW_OFFICE_MUNICIPALITY_CODE, i));
    }
  g_hash_table_remove (known, "");
  return known;
}

/** lw_import_present_from: the date from which a new office is part of the stock; unknown: since ever */
LwDate
lw_import_present_from (const LwImport *import, guint row)
{
  const char *municipality = lw_offices_text (import->imported, LW_OFFICE_MUNICIPALITY_CODE, row);

  return import->complete && g_hash_table_contains (import->known, municipality) ? import->date
                                                                                 : LW_DATE_UNKNOWN;
}

static gboolean
index_sources (LwStore *store, LwImport *import, GError **error)
{
  import->sources = lw_store_read_sources (store, error);
  if (import->sources == NULL)
    return FALSE;
  import->sources_by_key = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (guint i = 0; i < import->sources->len; i++)
    {
      LwSource *source = g_ptr_array_index (import->sources, i);

      g_hash_table_insert (import->sources_by_key, &source->id, source);
    }
  return TRUE;
}

static void
clear_import (LwImport *import)
{
  g_clear_pointer (&import->stored, lw_office_rows_free);
  g_clear_pointer (&import->sources, g_ptr_array_unref);
  g_clear_pointer (&import->sources_by_key, g_hash_table_unref);
  g_clear_pointer (&import->by_bag_id, g_hash_table_unref);
  g_clear_pointer (&import->by_address, g_hash_table_unref);
  g_clear_pointer (&import->by_key, g_hash_table_unref);
  g_clear_pointer (&import->covered, g_hash_table_unref);
  g_clear_pointer (&import->known, g_hash_table_unref);
  g_clear_pointer (&import->ended, g_hash_table_unref);
  g_clear_pointer (&import->match, g_free);
  g_clear_pointer (&import->matched, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LwImport, clear_import)

static gboolean
prepare (LwStore *store, LwImport *import, GCancellable *cancellable, GError **error)
{
  if (!index_sources (store, import, error))
    return FALSE;
  import->stored = lw_office_rows_read (store, NULL, NULL, cancellable, error);
  if (import->stored == NULL)
    return FALSE;
  index_stored (import);
  match_rows (import);
  import->covered = covered_municipalities (import);
  import->known = known_municipalities (import);
  import->ended = index_ended (import);
  return TRUE;
}

/**
 * lw_store_import_offices:
 * @imported: the offices that the source has; keys in it are of no meaning. Vacancy that is known in it
 * becomes an observation on the row's reference date, else that of the source, else today
 * @source: where they come from
 * @options: (nullable): what the source covers
 * @edit_name: what Undo calls it, translated
 * @counts: (nullable) (out caller-allocates): what was done
 * @progress: (nullable): told of rows written
 * @progress_data: for @progress
 * @cancellable: (nullable): to stop it
 * @error: return location for an error
 *
 * Adds the offices of a source to the document, or brings them up to date, as one edit. A complete source (a
 * BAG extract) decides on what the BAG records; facts that it does not know, such as label, owner, name,
 * location and region, stay. Columns that the user set by hand stay. An office that a complete source no
 * longer has, or of which the source says how it ended, is marked as gone from its date, never deleted.
 *
 * Returns: %FALSE with an error or %G_IO_ERROR_CANCELLED; nothing is changed then
 */
gboolean
lw_store_import_offices (LwStore *store,
                         LwOffices *imported,
                         const LwSource *source,
                         const LwImportOptions *options,
                         const char *edit_name,
                         LwStoreCounts *counts,
                         LwProgressFunc progress,
                         gpointer progress_data,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (LwEdit) edit = NULL;
  g_auto (LwImport) import = { 0 };
  LwStoreCounts ignored;

  g_return_val_if_fail (imported != NULL && source != NULL, FALSE);
  counts = counts ? counts : &ignored;
  memset (counts, 0, sizeof *counts);
  edit = lw_edit_begin (store, edit_name, error);
  if (edit == NULL)
    return FALSE;
  import.imported = imported;
  import.source = source;
  import.options = options;
  import.date = source->reference_date;
  import.complete = options && options->complete;
  import.authoritative = import.complete || g_strcmp0 (source->kind, "bag") == 0;
  import.counts = counts;
  import.progress = progress;
  import.progress_data = progress_data;
  import.cancellable = cancellable;
  if (progress)
    progress (_ ("Writing offices"), 0, imported->n, LW_PROGRESS_ROWS, progress_data);
  if (!prepare (store, &import, cancellable, error) || !lw_import_write (store, &import, error))
    return FALSE;
  return lw_edit_commit (&edit, error);
}
