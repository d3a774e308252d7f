/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-import-keep: what an import did stays with the document: its report, and the rows that it could not use or doubts,
 * as they stood in the list. */
#include "analysis/lw-import-private.h"

#include <glib/gi18n-lib.h>

typedef struct {
  const LwVacancyList *list;
  GHashTable *states;   /* line -> 1 + LwImportRowState */
  GHashTable *problems; /* line -> LwImportProblem of the report */
} Keeping;

static gboolean
find_state (const LwVacancyList *list, const LwVacancyJoin *join, guint row, LwImportRowState *state)
{
  switch ((LwJoinState) join->state[row])
    {
    case LW_JOIN_REJECTED:
      *state = LW_IMPORT_ROW_REJECTED;
      return TRUE;
    case LW_JOIN_DUPLICATE:
      *state = LW_IMPORT_ROW_REPEATED;
      return TRUE;
    case LW_JOIN_UNMATCHED:
      *state = LW_IMPORT_ROW_UNMATCHED;
      return list->has_vacancy;
    case LW_JOIN_AMBIGUOUS:
    case LW_JOIN_POSITION:
      *state = LW_IMPORT_ROW_DOUBTFUL;
      return TRUE;
    case LW_JOIN_BAG_ID:
    case LW_JOIN_ADDRESS:
    case LW_JOIN_WITHOUT_SUFFIX:
    case LW_JOIN_NEW:
    case LW_N_JOIN_STATES:
    default:
      return FALSE;
    }
}

static void
find_states (Keeping *self, const LwVacancyJoin *join)
{
  for (guint row = 0; row < join->n; row++)
    {
      LwImportRowState state;

      if (find_state (self->list, join, row, &state))
        g_hash_table_insert (self->states, GSIZE_TO_POINTER (g_array_index (self->list->rows, LwVacancyRow, row).line),
                             GUINT_TO_POINTER (state + 1));
    }
}

/* The worst that the report says of each line. */
static void
find_problems (Keeping *self, LwImportReport *report)
{
  for (guint i = 0; i < lw_import_report_get_n_problems (report); i++)
    {
      const LwImportProblem *problem = lw_import_report_get_problem (report, i);
      const LwImportProblem *other = g_hash_table_lookup (self->problems, GSIZE_TO_POINTER (problem->line));

      if (problem->line > 0 && (other == NULL || problem->severity > other->severity))
        g_hash_table_insert (self->problems, GSIZE_TO_POINTER (problem->line), (gpointer) problem);
    }
}

static void
keep_row (Keeping *self, LwCsvReader *reader, LwImportReport *report)
{
  gpointer line = GSIZE_TO_POINTER (lw_csv_reader_get_line (reader));
  guint state = GPOINTER_TO_UINT (g_hash_table_lookup (self->states, line));
  const LwImportProblem *problem = g_hash_table_lookup (self->problems, line);
  g_autofree char *headings = NULL, *content = NULL;

  if (state == 0)
    return;
  headings = lw_csv_reader_dup_headings (reader);
  content = lw_csv_reader_dup_row (reader);
  lw_import_rows_add (lw_import_report_get_rows (report),
                      &(LwImportRow){ .source = (char *) lw_csv_reader_get_name (reader),
                                      .line = lw_csv_reader_get_line (reader),
                                      .state = state - 1,
                                      .reason = problem != NULL ? problem->code : NULL,
                                      .what = problem != NULL ? problem->what : NULL,
                                      .headings = headings,
                                      .content = content });
}

/**
 * lw_importing_keep_rows:
 * @reader: the list; it is read once more from its beginning
 * @list: what was read of it
 * @join: what became of its rows
 * @report: the rows go there
 * @error: return location for an error
 *
 * Keeps the rows that were not used or are doubted.
 */
gboolean
lw_importing_keep_rows (LwImporting *import, LwCsvReader *reader, const LwVacancyList *list, const LwVacancyJoin *join,
                        LwImportReport *report, GError **error)
{
  g_autoptr (GHashTable) states = g_hash_table_new (NULL, NULL), problems = g_hash_table_new (NULL, NULL);
  g_autoptr (GError) local = NULL;
  Keeping self = { list, states, problems };

  find_states (&self, join);
  if (g_hash_table_size (states) == 0)
    return TRUE;
  find_problems (&self, report);
  if (!lw_csv_reader_rewind (reader, import->cancellable, error))
    return FALSE;
  while (lw_csv_reader_next (reader, import->cancellable, &local))
    keep_row (&self, reader, report);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static JsonNode *
make_reports (const LwImportResult *result)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < result->reports->len; i++)
    json_builder_add_value (builder, lw_import_report_to_json (g_ptr_array_index (result->reports, i)));
  json_builder_end_array (builder);
  return json_builder_get_root (builder);
}

static void
gather_rows (const LwImportResult *result, GPtrArray *rows, guint64 totals[LW_N_IMPORT_ROW_STATES])
{
  for (guint i = 0; i < result->reports->len; i++)
    {
      LwImportRows *of_report = lw_import_report_get_rows (g_ptr_array_index (result->reports, i));

      for (guint r = 0; r < lw_import_rows_get_n (of_report); r++)
        {
          const LwImportRow *row = lw_import_rows_get (of_report, r);
          LwStoreImportRow *stored = g_new0 (LwStoreImportRow, 1);

          *stored = (LwStoreImportRow){ g_strdup (row->source), row->line,
                                        g_strdup (lw_import_row_state_token (row->state)),
                                        g_strdup (row->what != NULL ? row->what : row->reason),
                                        g_strdup (row->headings), g_strdup (row->content) };
          g_ptr_array_add (rows, stored);
        }
      for (guint s = 0; s < LW_N_IMPORT_ROW_STATES; s++)
        totals[s] += lw_import_rows_get_total (of_report, s);
    }
}

/**
 * lw_importing_keep_report:
 * @names: the sources, as people know them
 * @error: return location for an error
 *
 * Writes down in the document what the import did, as a part of its edit.
 */
gboolean
lw_importing_keep_report (LwImporting *import, const char *names, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_store_import_row_free);
  g_autoptr (JsonNode) reports = make_reports (import->result);
  g_autofree char *json = json_to_string (reports, FALSE);
  const LwStoreCounts *counts = &import->result->counts;
  guint64 totals[LW_N_IMPORT_ROW_STATES] = { 0 };
  LwStoreImport record = { .name = (char *) names,
                           .n_new = counts->n_new,
                           .n_changed = counts->n_changed,
                           .n_unchanged = counts->n_unchanged,
                           .n_gone = counts->n_gone,
                           .report = json };

  gather_rows (import->result, rows, totals);
  record.n_doubtful = totals[LW_IMPORT_ROW_DOUBTFUL];
  record.n_rejected
      = totals[LW_IMPORT_ROW_REJECTED] + totals[LW_IMPORT_ROW_REPEATED] + totals[LW_IMPORT_ROW_UNMATCHED];
  return lw_store_add_import (import->store, &record, rows, import->edit_name, error);
}

/**
 * lw_import_rows_from_stored:
 * @stored: (element-type LwStoreImportRow): rows as the document keeps them
 *
 * Returns: (transfer full): the same, to be saved as CSV
 */
LwImportRows *
lw_import_rows_from_stored (GPtrArray *stored)
{
  LwImportRows *rows = lw_import_rows_new ();

  for (guint i = 0; i < stored->len; i++)
    {
      const LwStoreImportRow *row = g_ptr_array_index (stored, i);
      LwImportRow copy = { row->source, row->line, LW_IMPORT_ROW_REJECTED, NULL, row->reason, row->headings, row->content };

      lw_import_row_state_parse (row->state, &copy.state);
      lw_import_rows_add (rows, &copy);
    }
  return rows;
}

/* What the kept counts of reports are about; those of the same key in a table of StatLine are its cells. */
static void
take_kept (LwBrought *brought, const char *kind, JsonObject *kept)
{
  const struct {
    const char *key;
    guint64 *sum;
  } keys[] = {
    { "demand", &brought->demand }, { "jobs", &brought->demand },    { "shares", &brought->demand },
    { "plans", &brought->plans },   { "areas", &brought->areas },    { "outlines", &brought->areas },
    { "figures", &brought->figures },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (!(strcmp (kind, "statline") == 0 && keys[i].sum == &brought->figures))
      *keys[i].sum += (guint64) MAX (json_object_get_int_member_with_default (kept, keys[i].key, 0), 0);
}

static void
take_report (JsonArray *reports, guint number, JsonNode *node, gpointer brought)
{
  JsonObject *report = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonNode *kept = report != NULL ? json_object_get_member (report, "kept") : NULL;

  if (kept != NULL && JSON_NODE_HOLDS_OBJECT (kept))
    take_kept (brought, json_object_get_string_member_with_default (report, "kind", ""), json_node_get_object (kept));
}

/**
 * lw_import_read_brought:
 * @brought: (out caller-allocates): what it brought; nothing, where its report cannot be read
 * @import: an import that the document remembers
 */
void
lw_import_read_brought (LwBrought *brought, const LwStoreImport *import)
{
  g_autoptr (JsonNode) node = NULL;

  memset (brought, 0, sizeof *brought);
  if (import->report == NULL)
    return;
  node = lw_json_parse (import->name, import->report, -1, NULL);
  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    json_array_foreach_element (json_node_get_array (node), take_report, brought);
}
