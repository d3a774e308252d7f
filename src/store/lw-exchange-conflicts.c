/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-exchange-conflicts: what is done where two edits contradict each other, and how it is told. A change that finds
 * its result there already is no conflict: both copies did the same, or the edit came back to where it was made. */
#include "store/lw-exchange-private.h"

#include "store/lw-schema-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
cell_free (LwConflictCell *cell)
{
  g_free (cell->column);
  g_free (cell->mine);
  g_free (cell->theirs);
  g_free (cell);
}

void
lw_conflict_free (LwConflict *conflict)
{
  g_free (conflict->table);
  g_free (conflict->row);
  g_free (conflict->label);
  g_ptr_array_unref (conflict->cells);
  g_free (conflict);
}

void
lw_exchange_report_free (LwExchangeReport *report)
{
  g_ptr_array_unref (report->names);
  g_ptr_array_unref (report->conflicts);
  g_free (report);
}

/** lw_conflict_key: (returns: transfer full): what #LwExchangeOptions calls it */
char *
lw_conflict_key (const LwConflict *conflict)
{
  return g_strdup_printf ("%s/%s", conflict->table, conflict->row);
}

/** lw_conflict_kind_token: the word for a kind of conflict in JSON */
const char *
lw_conflict_kind_token (LwConflictKind kind)
{
  static const char *const tokens[] = { "changed", "gone-here", "gone-there", "exists", "rule", "reference", "needed" };

  return tokens[kind];
}

static const char *
say_kind (LwConflictKind kind)
{
  switch (kind)
    {
    case LW_CONFLICT_CHANGED:
      return _ ("changed in both copies");
    case LW_CONFLICT_GONE_HERE:
      return _ ("changed there, deleted here");
    case LW_CONFLICT_GONE_THERE:
      return _ ("changed here, deleted there");
    case LW_CONFLICT_EXISTS:
      return _ ("added in both copies");
    case LW_CONFLICT_RULE:
      return _ ("added or changed there, but it would be double or against the rules here");
    case LW_CONFLICT_REFERENCE:
      return _ ("belongs to something that was deleted here");
    case LW_CONFLICT_NEEDED:
      return _ ("belongs to something that was deleted there");
    default:
      g_assert_not_reached ();
    }
}

static char *
say_conflict (const LwConflict *conflict, gboolean with_values)
{
  GString *text = g_string_new (conflict->label);

  g_string_append_printf (text, conflict->label[0] != '\0' ? " (%s %s)" : "%s %s",
                          lw_schema_table_word (conflict->table), conflict->row);
  g_string_append_printf (text, ": %s", say_kind (conflict->kind));
  for (guint i = 0; with_values && i < conflict->cells->len; i++)
    {
      const LwConflictCell *cell = g_ptr_array_index (conflict->cells, i);
      g_autofree char *mine = lw_schema_value_words (cell->column, cell->mine);
      g_autofree char *theirs = lw_schema_value_words (cell->column, cell->theirs);

      g_string_append (text, i == 0 ? ": " : "; ");
      /* Translators: a column, its value here, its value in the other copy */
      g_string_append_printf (text, _ ("%s mine “%s”, theirs “%s”"), lw_schema_column_word (cell->column), mine,
                              theirs);
    }
  if (!conflict->can_take)
    /* Translators: after a conflict of which only one side is possible; begins with a blank */
    g_string_append (text, _ (" (only mine can be kept)"));
  return g_string_free (text, FALSE);
}

/**
 * lw_conflict_to_text:
 * @conflict: a conflict
 *
 * Returns: (transfer full): one line: which row, what happened, and each fact as it is here and there
 */
char *
lw_conflict_to_text (const LwConflict *conflict)
{
  return say_conflict (conflict, TRUE);
}

/** lw_conflict_to_discreet_text: (returns: transfer full): likewise, but nothing of what notes on offices say */
char *
lw_conflict_to_discreet_text (const LwConflict *conflict)
{
  return say_conflict (conflict, strcmp (conflict->table, LW_SCHEMA_NOTE_TABLE) != 0);
}

static char *
say_value (sqlite3_value *value)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  switch (value ? sqlite3_value_type (value) : SQLITE_NULL)
    {
    case SQLITE_INTEGER:
      return g_strdup_printf ("%" G_GINT64_FORMAT, (gint64)sqlite3_value_int64 (value));
    case SQLITE_FLOAT:
      return g_strdup (g_ascii_dtostr (number, sizeof number, sqlite3_value_double (value)));
    case SQLITE_TEXT:
      return g_utf8_make_valid ((const char *)sqlite3_value_text (value), sqlite3_value_bytes (value));
    case SQLITE_BLOB:
      return g_strdup (_ ("a shape on the map"));
    default:
      return g_strdup ("");
    }
}

static gboolean
is_same (sqlite3_value *a, sqlite3_value *b)
{
  int type = sqlite3_value_type (a);

  if (type != sqlite3_value_type (b))
    return FALSE;
  if (type == SQLITE_INTEGER)
    return sqlite3_value_int64 (a) == sqlite3_value_int64 (b);
  if (type == SQLITE_FLOAT)
    return sqlite3_value_double (a) == sqlite3_value_double (b);
  if (type == SQLITE_NULL)
    return TRUE;
  /* Of nothing there is no address. */
  return sqlite3_value_bytes (a) == sqlite3_value_bytes (b)
         && (sqlite3_value_bytes (a) == 0
             || memcmp (sqlite3_value_blob (a), sqlite3_value_blob (b), sqlite3_value_bytes (a)) == 0);
}

/* (transfer none): the columns of a table in their order. */
GStrv
lw_exchange_get_columns (LwExchange *exchange, const char *table)
{
  GStrv names = g_hash_table_lookup (exchange->columns, table);
  g_autoptr (GStrvBuilder) builder = NULL;
  g_autoptr (LwStatement) statement = NULL;

  if (names != NULL)
    return names;
  builder = g_strv_builder_new ();
  statement = lw_db_prepare (exchange->store->db, "SELECT name FROM pragma_table_info (?1) ORDER BY cid", NULL);
  if (statement != NULL)
    {
      lw_statement_bind_text (statement, 1, table);
      while (lw_statement_step (statement, NULL) == LW_STEP_ROW)
        g_strv_builder_add (builder, lw_statement_text (statement, 0));
    }
  names = g_strv_builder_end (builder);
  g_hash_table_insert (exchange->columns, g_strdup (table), names);
  return names;
}

/* What people call the row, as it is here. */
static char *
read_label (LwExchange *exchange, const char *table, const char *row)
{
  static const struct {
    const char *table;
    const char *sql;
  } labels[] = {
    { "office", "SELECT coalesce (name, trim (coalesce (street, '') || ' ' || coalesce (house_number, '') || ' '"
                " || coalesce (town, '')), bag_id) FROM office WHERE fid = ?1" },
    { "scenario", "SELECT name FROM scenario WHERE fid = ?1" },
    { "plan", "SELECT name FROM plan WHERE fid = ?1" },
    { "party", "SELECT name FROM party WHERE fid = ?1" },
    { "action", "SELECT title FROM action WHERE fid = ?1" },
    { "area", "SELECT name FROM area WHERE fid = ?1" },
    { "source", "SELECT name FROM source WHERE fid = ?1" },
    { "measure", "SELECT s.name || ', ' || m.kind || ' ' || m.year FROM measure m"
                 " JOIN scenario s ON s.fid = m.scenario_fid WHERE m.fid = ?1" },
    { "office_note", "SELECT coalesce (o.name, o.street || ' ' || coalesce (o.house_number, '')) FROM office_note n"
                     " JOIN office o ON o.fid = n.office_fid WHERE n.fid = ?1" },
    { "observation", "SELECT coalesce (o.name, o.street || ' ' || coalesce (o.house_number, '')) || ', '"
                     " || b.reference_date FROM observation b JOIN office o ON o.fid = b.office_fid"
                     " WHERE b.fid = ?1" },
    { "criteria_set", "SELECT name FROM criteria_set WHERE fid = ?1" },
    { "answer", "SELECT coalesce (o.name, o.street || ' ' || coalesce (o.house_number, '')) || ', ' || a.criterion"
                " FROM answer a JOIN office o ON o.fid = a.office_fid WHERE a.fid = ?1" },
    { "office_address", "SELECT postcode || ' ' || house_number FROM office_address WHERE fid = ?1" },
    { "import", "SELECT name FROM import WHERE fid = ?1" },
    { "published_figure", "SELECT code || ' ' || figure || ' ' || reference_date FROM published_figure WHERE fid = ?1" },
    { "sector", "SELECT sector || ' ' || year FROM sector WHERE fid = ?1" },
    { "demand_share", "SELECT municipality_code FROM demand_share WHERE fid = ?1" },
    { "office_past", "SELECT coalesce (o.name, o.street || ' ' || coalesce (o.house_number, '')) || ', '"
                     " || p.until FROM office_past p JOIN office o ON o.fid = p.office_fid WHERE p.fid = ?1" },
  };

  if (strcmp (table, "app_setting") == 0 && lw_setting_find (row) >= 0)
    return g_strdup (_ (lw_setting_get_info ((LwSetting)lw_setting_find (row))->label));
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (strcmp (labels[i].table, table) == 0)
      {
        g_autoptr (LwStatement) statement = lw_db_prepare (exchange->store->db, labels[i].sql, NULL);

        if (statement == NULL)
          break;
        lw_statement_bind_text (statement, 1, row);
        if (lw_statement_step (statement, NULL) == LW_STEP_ROW && !lw_statement_is_null (statement, 0))
          return g_strdup (lw_statement_text (statement, 0));
      }
  return g_strdup ("");
}

/* Notes a conflict and decides it. */
static LwConflict *
add_conflict (LwExchange *exchange, LwConflictKind kind, const char *table, char *row, gboolean can_take)
{
  LwConflict *conflict = g_new0 (LwConflict, 1);
  const LwExchangeOptions *options = exchange->options;
  g_autofree char *key = NULL;
  gpointer choice;

  conflict->kind = kind;
  conflict->table = g_strdup (table);
  conflict->row = row;
  conflict->label = read_label (exchange, table, row);
  conflict->cells = g_ptr_array_new_with_free_func ((GDestroyNotify)cell_free);
  conflict->can_take = can_take;
  conflict->resolution = options->fallback;
  key = lw_conflict_key (conflict);
  if (options->choices != NULL && g_hash_table_lookup_extended (options->choices, key, NULL, &choice))
    conflict->resolution = GPOINTER_TO_INT (choice);
  if (conflict->resolution == LW_RESOLVE_THEIRS && !can_take)
    conflict->resolution = LW_RESOLVE_MINE;
  exchange->report->n_undecided += conflict->resolution == LW_RESOLVE_NOT;
  g_ptr_array_add (exchange->report->conflicts, conflict);
  return conflict;
}

static void
add_cell (LwConflict *conflict, const char *column, sqlite3_value *mine, sqlite3_value *theirs)
{
  g_autofree char *here = say_value (mine), *there = say_value (theirs);
  LwConflictCell *cell;

  /* Unknown here and there, of a row that only one of them has. */
  if (here[0] == '\0' && there[0] == '\0')
    return;
  cell = g_new0 (LwConflictCell, 1);
  cell->column = g_strdup (column);
  cell->mine = g_steal_pointer (&here);
  cell->theirs = g_steal_pointer (&there);
  g_ptr_array_add (conflict->cells, cell);
}

typedef struct {
  sqlite3_changeset_iter *changes;
  const char *table;
  int n_columns;
  int operation;
  gboolean has_mine;
} Change;

/* The value of a column here, and the one that they want; each %NULL if there is none. */
static void
get_values (const Change *change, int column, sqlite3_value **mine, sqlite3_value **theirs)
{
  *mine = *theirs = NULL;
  if (change->has_mine)
    sqlite3changeset_conflict (change->changes, column, mine);
  if (change->operation != SQLITE_DELETE)
    sqlite3changeset_new (change->changes, column, theirs);
}

/* The row here has what they want already. */
static gboolean
is_done (const Change *change)
{
  for (int i = 0; i < change->n_columns; i++)
    {
      sqlite3_value *mine, *theirs;

      get_values (change, i, &mine, &theirs);
      if (theirs != NULL && (mine == NULL || !is_same (mine, theirs)))
        return FALSE;
    }
  return TRUE;
}

static void
add_cells (LwExchange *exchange, LwConflict *conflict, const Change *change)
{
  GStrv columns = lw_exchange_get_columns (exchange, change->table);

  for (int i = 1; i < change->n_columns && columns[i] != NULL; i++)
    {
      sqlite3_value *mine, *theirs, *old = NULL;

      get_values (change, i, &mine, &theirs);
      if (change->operation == SQLITE_DELETE)
        sqlite3changeset_old (change->changes, i, &old);
      if (change->operation == SQLITE_DELETE ? mine != NULL && old != NULL && !is_same (mine, old)
                                             : theirs != NULL && (mine == NULL || !is_same (mine, theirs)))
        add_cell (conflict, columns[i], mine, theirs);
    }
}

static LwConflictKind
find_kind (int conflict, int operation)
{
  if (conflict == SQLITE_CHANGESET_NOTFOUND)
    return LW_CONFLICT_GONE_HERE;
  if (conflict == SQLITE_CHANGESET_CONFLICT)
    return LW_CONFLICT_EXISTS;
  if (conflict == SQLITE_CHANGESET_CONSTRAINT)
    return LW_CONFLICT_RULE;
  return operation == SQLITE_DELETE ? LW_CONFLICT_GONE_THERE : LW_CONFLICT_CHANGED;
}

/* Whether a change is about the very note that is here: another one may have the same key. */
static gboolean
is_same_note (const Change *change)
{
  sqlite3_value *mine, *theirs;

  if (strcmp (change->table, LW_SCHEMA_NOTE_TABLE) != 0 || change->operation != SQLITE_INSERT || !change->has_mine)
    return FALSE;
  get_values (change, LW_SCHEMA_NOTE_UID, &mine, &theirs);
  return mine != NULL && theirs != NULL && is_same (mine, theirs);
}

/* A note that comes as a whole although it is here, since it is no longer confidential, is theirs to change as long as
 * nobody has touched it here. */
static gboolean
may_replace (LwExchange *exchange, const Change *change)
{
  sqlite3_value *mine, *theirs;
  gint64 key;

  if (!is_same_note (change))
    return FALSE;
  get_values (change, 0, &mine, &theirs);
  key = theirs ? sqlite3_value_int64 (theirs) : 0;
  return !g_hash_table_contains (exchange->own_notes, &key);
}

/* All that is told of a note is that it is confidential now; who does not have it need not know. */
static gboolean
only_hides (const Change *change)
{
  if (strcmp (change->table, LW_SCHEMA_NOTE_TABLE) != 0 || change->operation != SQLITE_UPDATE)
    return FALSE;
  for (int i = 1; i < change->n_columns; i++)
    {
      sqlite3_value *value = NULL;

      sqlite3changeset_new (change->changes, i, &value);
      if (value != NULL && (i != LW_SCHEMA_NOTE_CONFIDENTIAL || sqlite3_value_int64 (value) == 0))
        return FALSE;
    }
  return TRUE;
}

/* What SQLite asks about each change that does not fit; undecided conflicts are left out, since all is taken back
 * then. */
int
lw_exchange_conflict_cb (gpointer data, int conflict, sqlite3_changeset_iter *changes)
{
  LwExchange *exchange = data;
  Change change = { changes, NULL, 0, 0, conflict == SQLITE_CHANGESET_DATA || conflict == SQLITE_CHANGESET_CONFLICT };
  sqlite3_value *key = NULL;
  LwConflict *noted;
  int indirect;

  if (conflict == SQLITE_CHANGESET_FOREIGN_KEY)
    {
      exchange->broken = TRUE;
      return SQLITE_CHANGESET_OMIT;
    }
  if (sqlite3changeset_op (changes, &change.table, &change.n_columns, &change.operation, &indirect) != SQLITE_OK)
    return SQLITE_CHANGESET_ABORT;
  if (conflict == SQLITE_CHANGESET_NOTFOUND && (change.operation == SQLITE_DELETE || only_hides (&change)))
    return SQLITE_CHANGESET_OMIT;
  if (change.has_mine && change.operation != SQLITE_DELETE && is_done (&change))
    return SQLITE_CHANGESET_OMIT;
  if (may_replace (exchange, &change))
    return SQLITE_CHANGESET_REPLACE;
  if (change.operation == SQLITE_INSERT)
    sqlite3changeset_new (changes, 0, &key);
  else
    sqlite3changeset_old (changes, 0, &key);
  noted = add_conflict (exchange,
                        is_same_note (&change) ? LW_CONFLICT_CHANGED : find_kind (conflict, change.operation),
                        change.table, say_value (key), change.has_mine);
  add_cells (exchange, noted, &change);
  return noted->resolution == LW_RESOLVE_THEIRS ? SQLITE_CHANGESET_REPLACE : SQLITE_CHANGESET_OMIT;
}

/* Puts back a row that @changeset deleted; %FALSE if it deleted no such row, or it cannot be put back. */
static gboolean
restore_row (LwExchange *exchange, gpointer changeset, int size, const char *table, gint64 key)
{
  sqlite3_changeset_iter *changes = NULL;
  gboolean done = FALSE;

  if (sqlite3changeset_start (&changes, size, changeset) != SQLITE_OK)
    return FALSE;
  while (!done && sqlite3changeset_next (changes) == SQLITE_ROW)
    {
      const char *name;
      int n_columns, operation, indirect;
      sqlite3_value *old = NULL;
      g_autoptr (GString) sql = NULL;
      g_autoptr (LwStatement) insert = NULL;

      sqlite3changeset_op (changes, &name, &n_columns, &operation, &indirect);
      if (operation != SQLITE_DELETE || strcmp (name, table) != 0
          || sqlite3changeset_old (changes, 0, &old) != SQLITE_OK || sqlite3_value_int64 (old) != key)
        continue;
      sql = g_string_new (NULL);
      g_string_append_printf (sql, "INSERT INTO \"%s\" VALUES (?1", table);
      for (int i = 1; i < n_columns; i++)
        g_string_append_printf (sql, ", ?%d", i + 1);
      g_string_append_c (sql, ')');
      insert = lw_db_prepare (exchange->store->db, sql->str, NULL);
      for (int i = 0; insert != NULL && i < n_columns; i++)
        if (sqlite3changeset_old (changes, i, &old) == SQLITE_OK)
          sqlite3_bind_value (lw_statement_raw (insert), i + 1, old);
      done = insert != NULL && lw_statement_run (insert, NULL);
      break;
    }
  sqlite3changeset_finalize (changes);
  return done;
}

static gboolean
was_deleted (gpointer changeset, int size, const char *table, gint64 key)
{
  sqlite3_changeset_iter *changes = NULL;
  gboolean found = FALSE;

  if (sqlite3changeset_start (&changes, size, changeset) != SQLITE_OK)
    return FALSE;
  while (!found && sqlite3changeset_next (changes) == SQLITE_ROW)
    {
      const char *name;
      int n_columns, operation, indirect;
      sqlite3_value *old = NULL;

      sqlite3changeset_op (changes, &name, &n_columns, &operation, &indirect);
      found = operation == SQLITE_DELETE && strcmp (name, table) == 0
              && sqlite3changeset_old (changes, 0, &old) == SQLITE_OK && sqlite3_value_int64 (old) == key;
    }
  sqlite3changeset_finalize (changes);
  return found;
}

/* Rows of ours that refer to a row that is not there. The tables are named, since another program's may be broken
 * for reasons of their own. */
#define BROKEN_SQL \
  "SELECT c.\"rowid\", c.\"parent\", f.\"from\" FROM pragma_foreign_key_check (?1) c" \
  " JOIN pragma_foreign_key_list (?1) f ON f.id = c.fkid"

static gboolean
delete_row (LwExchange *exchange, const char *table, const char *row, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("DELETE FROM \"%s\" WHERE fid = ?1", table);
  g_autoptr (LwStatement) statement = lw_db_prepare (exchange->store->db, sql, error);

  if (statement == NULL)
    return FALSE;
  lw_statement_bind_text (statement, 1, row);
  return lw_statement_run (statement, error);
}

static gint64
read_parent (LwExchange *exchange, const char *table, const char *row, const char *column)
{
  g_autofree char *sql = g_strdup_printf ("SELECT \"%s\" FROM \"%s\" WHERE fid = ?1", column, table);
  g_autoptr (LwStatement) statement = lw_db_prepare (exchange->store->db, sql, NULL);

  if (statement == NULL)
    return 0;
  lw_statement_bind_text (statement, 1, row);
  return lw_statement_step (statement, NULL) == LW_STEP_ROW ? lw_statement_int (statement, 0) : 0;
}

typedef struct {
  const char *table;
  char *row;
  char *parent;
  char *column;
} Orphan;

static void
orphan_free (Orphan *orphan)
{
  g_free (orphan->row);
  g_free (orphan->parent);
  g_free (orphan->column);
  g_free (orphan);
}

static GPtrArray *
find_orphans (LwExchange *exchange, GError **error)
{
  g_autoptr (GPtrArray) orphans = g_ptr_array_new_with_free_func ((GDestroyNotify)orphan_free);
  guint n_tables;
  const LwSchemaTable *tables = lw_schema_tables (&n_tables);

  for (guint i = 0; i < n_tables; i++)
    {
      g_autoptr (LwStatement) statement = lw_db_prepare (exchange->store->db, BROKEN_SQL, error);
      LwStep step = LW_STEP_ROW;

      if (statement == NULL)
        return NULL;
      lw_statement_bind_text (statement, 1, tables[i].name);
      while ((step = lw_statement_step (statement, error)) == LW_STEP_ROW)
        {
          Orphan *orphan = g_new0 (Orphan, 1);

          orphan->table = tables[i].name;
          orphan->row = g_strdup (lw_statement_text (statement, 0));
          orphan->parent = g_strdup (lw_statement_text (statement, 1));
          orphan->column = g_strdup (lw_statement_text (statement, 2));
          g_ptr_array_add (orphans, orphan);
        }
      if (step == LW_STEP_ERROR)
        return NULL;
    }
  return g_steal_pointer (&orphans);
}

static gboolean
mend (LwExchange *exchange, const Orphan *orphan, gpointer changeset, int size, GError **error)
{
  gint64 key = read_parent (exchange, orphan->table, orphan->row, orphan->column);
  gboolean needed = was_deleted (changeset, size, orphan->parent, key);
  LwConflict *conflict = add_conflict (exchange, needed ? LW_CONFLICT_NEEDED : LW_CONFLICT_REFERENCE, orphan->table,
                                       g_strdup (orphan->row), needed);

  if (conflict->resolution == LW_RESOLVE_MINE && needed
      && restore_row (exchange, changeset, size, orphan->parent, key))
    return TRUE;
  /* What is undecided is taken back as a whole in the end; here it only has to come to an end. */
  return delete_row (exchange, orphan->table, orphan->row, error);
}

/**
 * lw_exchange_mend_references:
 *
 * Makes rows refer to rows that exist again, after @changeset was applied: a row that needs one deleted by them gets
 * it back (mine) or goes too (theirs); a row of theirs that needs one deleted here is left out.
 *
 * Returns: %FALSE with an error
 */
gboolean
lw_exchange_mend_references (LwExchange *exchange, gpointer changeset, int size, GError **error)
{
  /* Deleting a row may leave rows that need it; the tables are this deep at most, and once more for good measure. */
  for (int round = 0; round < 6; round++)
    {
      g_autoptr (GPtrArray) orphans = find_orphans (exchange, error);

      if (orphans == NULL)
        return FALSE;
      if (orphans->len == 0)
        return TRUE;
      for (guint i = 0; i < orphans->len; i++)
        {
          const Orphan *orphan = g_ptr_array_index (orphans, i);
          gint64 key = read_parent (exchange, orphan->table, orphan->row, orphan->column);
          g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM \"%s\" WHERE fid = %" G_GINT64_FORMAT,
                                                  orphan->parent, key);
          gint64 n = 0;

          /* An earlier one of this round may have mended or deleted it. */
          if (key == 0 || (lw_db_read_int (exchange->store->db, sql, &n, NULL) && n > 0))
            continue;
          if (!mend (exchange, orphan, changeset, size, error))
            return FALSE;
        }
    }
  return TRUE;
}
