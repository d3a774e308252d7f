/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-store-import-edited: columns of an office that the user set by hand keep their own value when a newer
 * source says something else; what is remembered beside it is what the newest source says. */
#include "store/lw-store-import.h"
#include "store/lw-store-private.h"

#include <string.h>

/* The stored column that a word of office.edited is about; NULL if it is none that a source fills. */
static const LwStoredColumn *
find_column (const char *word)
{
  gsize length = strcspn (word, "=");
  guint n;
  const LwStoredColumn *columns = lw_stored_columns (&n);

  for (guint c = 0; c < n; c++)
    {
      const char *name = lw_office_column_name (columns[c].column);

      if (strlen (name) == length && strncmp (name, word, length) == 0)
        return &columns[c];
    }
  return NULL;
}

/* The word for a column: its name, with what the source says if that is one word. */
static char *
make_word (LwStore *store, const LwImport *import, guint row, LwOfficeColumn column, GError **error)
{
  g_autoptr (LwStatement) statement = lw_db_prepare (
      store->db, "SELECT CASE WHEN instr (?1, ' ') = 0 THEN ?2 || '=' || ?1 ELSE ?2 END", error);

  if (statement == NULL)
    return NULL;
  lw_stored_cell_bind (statement, 1, import->imported, column, row);
  lw_statement_bind_text (statement, 2, lw_office_column_name (column));
  return lw_statement_step (statement, error) == LW_STEP_ROW ? g_strdup (lw_statement_text (statement, 0))
                                                             : NULL;
}

static gboolean
write_words (LwStore *store, gint64 office, const char *words, GError **error)
{
  g_autoptr (LwStatement) statement
      = lw_db_prepare (store->db, "UPDATE office SET edited = ?2 WHERE fid = ?1", error);

  if (statement == NULL)
    return FALSE;
  lw_statement_bind_int (statement, 1, office);
  lw_statement_bind_text (statement, 2, words);
  return lw_statement_run (statement, error);
}

/**
 * lw_import_write_source_values:
 * @row: of the source, that means an office of the document
 * @error: return location for an error
 *
 * Remembers what the source says of the columns that the user set by hand.
 */
gboolean
lw_import_write_source_values (LwStore *store, const LwImport *import, guint row, GError **error)
{
  guint stored_row = import->match[row];
  const char *before = import->stored->edited[stored_row];
  g_auto (GStrv) words = NULL;
  g_autofree char *after = NULL;

  if (before == NULL || lw_import_is_older (import, stored_row))
    return TRUE;
  words = g_strsplit (before, " ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      const LwStoredColumn *column = find_column (words[i]);

      if (column == NULL
          || (!lw_offices_cell_is_known (import->imported, column->column, row)
              && !(column->policy == LW_POLICY_SOURCE && import->authoritative))
          || (column->policy == LW_POLICY_SOURCE && lw_import_leaves_register (import, stored_row)))
        continue;
      g_free (words[i]);
      words[i] = make_word (store, import, row, column->column, error);
      if (words[i] == NULL)
        return FALSE;
    }
  after = g_strjoinv (" ", words);
  return strcmp (before, after) == 0
         || write_words (store, import->stored->offices->id[stored_row], after, error);
}
