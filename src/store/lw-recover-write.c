/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-recover-write: see lw-recover-write.h. */
#include "store/lw-recover-write-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "store/lw-schema-words.h"
#include "store/lw-store-private.h"

#define ROWS_PER_REPORT 1000
/* The indexes are asked so often at most, since each time all of them are read. */
#define MAX_QUESTIONS 256
/* Of what a row holds so many characters are told. */
#define MAX_CONTENT 600

static void
clear_unreadable (gpointer data)
{
  g_free (((LwRecoverUnreadable *)data)->content);
}

static const LwRecoverColumn *
get_column (const LwRecoverShape *shape, guint i)
{
  return &g_array_index (shape->columns, LwRecoverColumn, i);
}

/* What people note in confidence does not go into a report that may be sent to somebody. */
static gboolean
may_be_told (const LwRecoverShape *shape, const LwRecoverColumn *column)
{
  static const char *const secrets[] = { "label", "text", "amount_eur", "source" };

  if (strcmp (shape->name, "office_note") != 0)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    if (strcmp (secrets[i], column->name) == 0)
      return FALSE;
  return TRUE;
}

/* lw_recover_describe_row: what a row holds, as people say it: "street: …; town: …" */
char *
lw_recover_describe_row (const LwRecoverShape *shape, const LwRecoverFound *found)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < shape->columns->len && text->len < MAX_CONTENT; i++)
    {
      const LwRecoverColumn *column = get_column (shape, i);
      const char *word = lw_schema_column_word (column->name);
      g_autofree char *value = NULL, *said = NULL;

      /* A column without a word is of no use to people. */
      if (column->is_row || column->at < 0 || column->at >= (int)found->n_values || word == column->name
          || !may_be_told (shape, column))
        continue;
      value = lw_recover_describe_value (&found->values[column->at]);
      if (value == NULL || value[0] == '\0')
        continue;
      said = lw_schema_value_words (column->name, value);
      g_string_append_printf (text, "%s%s: %s", text->len > 0 ? "; " : "", word, said);
    }
  return g_string_free (text, FALSE);
}

static LwStatement *
prepare_insert (LwRecoverWriter *writer, const LwRecoverShape *shape, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL), marks = g_string_new (NULL);
  g_autofree char *sql = NULL;

  for (guint i = 0; i < shape->columns->len; i++)
    if (get_column (shape, i)->at >= 0)
      {
        g_string_append_printf (names, "%s\"%s\"", names->len > 0 ? ", " : "", get_column (shape, i)->name);
        g_string_append_printf (marks, "%s?%u", marks->len > 0 ? ", " : "", i + 1);
      }
  sql = g_strdup_printf ("INSERT INTO \"%s\" (%s) VALUES (%s)", shape->name, names->str, marks->str);
  return lw_db_prepare (writer->store->db, sql, error);
}

static void
bind (sqlite3_stmt *statement, int at, const LwValue *value)
{
  switch (value->type)
    {
    case LW_VALUE_INTEGER:
      sqlite3_bind_int64 (statement, at, value->integer);
      break;
    case LW_VALUE_REAL:
      sqlite3_bind_double (statement, at, value->real);
      break;
    case LW_VALUE_TEXT:
      sqlite3_bind_text64 (statement, at, (const char *)value->bytes, value->size, SQLITE_TRANSIENT,
                           SQLITE_UTF8);
      break;
    case LW_VALUE_BLOB:
      sqlite3_bind_blob64 (statement, at, value->bytes, value->size, SQLITE_TRANSIENT);
      break;
    case LW_VALUE_NULL:
    default:
      sqlite3_bind_null (statement, at);
      break;
    }
}

static void
leave (LwRecoverTarget *target, const LwRecoverFound *found, char *why)
{
  target->table->n_left++;
  lw_recover_report_add_row (target->writer->report, target->table->name, found->row, LW_FATE_LEFT, why,
                             lw_recover_describe_row (target->tree->shape, found));
}

static void
note_change (LwRecoverTarget *target, char *why)
{
  g_string_append_printf (target->why, "%s%s", target->why->len > 0 ? "; " : "", why);
  g_free (why);
}

/* lw_recover_has_row: sets @has to whether the new document has that row */
gboolean
lw_recover_has_row (LwRecoverWriter *writer, const char *table, gint64 row, gboolean *has, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT 1 FROM \"%s\" WHERE fid = ?1", table);
  g_autoptr (LwStatement) statement = lw_db_prepare (writer->store->db, sql, error);
  LwStep step = LW_STEP_ERROR;

  if (statement != NULL)
    {
      lw_statement_bind_int (statement, 1, row);
      step = lw_statement_step (statement, error);
    }
  *has = step == LW_STEP_ROW;
  return step != LW_STEP_ERROR;
}

typedef enum {
  VERDICT_TAKE,
  VERDICT_LEAVE,
  VERDICT_ERROR,
} Verdict;

/* Tests one value; @value becomes what is to be written. */
static Verdict
judge_value (LwRecoverTarget *target,
             const LwRecoverFound *found,
             const LwRecoverColumn *column,
             LwValue *value,
             GError **error)
{
  gboolean has = TRUE;

  if (!lw_recover_column_takes (column, value))
    {
      if (column->not_null)
        {
          leave (target, found,
                 g_strdup_printf (_ ("“%s” cannot be read"), lw_schema_column_word (column->name)));
          return VERDICT_LEAVE;
        }
      note_change (target, g_strdup_printf (_ ("“%s” could not be read and is unknown now"),
                                            lw_schema_column_word (column->name)));
      value->type = LW_VALUE_NULL;
    }
  if (column->parent == NULL || value->type != LW_VALUE_INTEGER)
    return VERDICT_TAKE;
  if (!lw_recover_has_row (target->writer, column->parent, value->integer, &has, error))
    return VERDICT_ERROR;
  if (has)
    return VERDICT_TAKE;
  if (column->not_null)
    {
      /* Translators: the number of a row, and its table */
      leave (target, found,
             g_strdup_printf (_ ("it belongs to row %" PRIi64 " of “%s”, which is lost"), value->integer,
                              lw_schema_table_word (column->parent)));
      return VERDICT_LEAVE;
    }
  /* Translators: the number of a row, and its table */
  note_change (target, g_strdup_printf (_ ("row %" PRIi64 " of “%s”, to which it points, is lost"),
                                        value->integer, lw_schema_table_word (column->parent)));
  value->type = LW_VALUE_NULL;
  return VERDICT_TAKE;
}

static Verdict
bind_row (LwRecoverTarget *target, const LwRecoverFound *found, GError **error)
{
  const LwRecoverShape *shape = target->tree->shape;
  sqlite3_stmt *statement = lw_statement_raw (target->insert);

  for (guint i = 0; i < shape->columns->len; i++)
    {
      const LwRecoverColumn *column = get_column (shape, i);
      LwValue value = { .type = LW_VALUE_NULL };
      Verdict verdict;

      if (column->at < 0)
        continue;
      if (column->is_row)
        {
          sqlite3_bind_int64 (statement, (int)i + 1, found->row);
          continue;
        }
      if (column->at < (int)found->n_values)
        value = found->values[column->at];
      verdict = judge_value (target, found, column, &value, error);
      if (verdict != VERDICT_TAKE)
        return verdict;
      bind (statement, (int)i + 1, &value);
    }
  return VERDICT_TAKE;
}

static const char *
describe_refusal (int code)
{
  switch (code)
    {
    case SQLITE_CONSTRAINT_UNIQUE:
      return _ ("another row has the same key");
    case SQLITE_CONSTRAINT_CHECK:
      return _ ("a value is outside its range");
    default:
      return _ ("it breaks a rule of the table");
    }
}

/* What the indexes say of a row that is in doubt. */
static LwRecoverVerdict
ask (LwRecoverTarget *target, const LwRecoverFound *found)
{
  if (target->writer->n_asked++ >= MAX_QUESTIONS)
    return LW_VERDICT_UNKNOWN;
  return lw_recover_ask_indexes (target->writer->map, target->tree, found);
}

/* Finds the row that has the key which @found wants, by the words of SQLite: "…: table.column, table.column".
 */
static gboolean
find_holder (
    LwRecoverTarget *target, const LwRecoverFound *found, const char *words, gint64 *holder, GError **error)
{
  const char *list = strstr (words, ": ");
  g_auto (GStrv) names = g_strsplit (list ? list + 2 : "", ", ", -1);
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (LwStatement) statement = NULL;
  LwStep step;

  *holder = 0;
  g_string_append_printf (sql, "SELECT rowid FROM \"%s\" WHERE 1", target->table->name);
  for (guint i = 0; names[i]; i++)
    {
      const char *dot = strchr (names[i], '.');

      if (dot != NULL)
        g_string_append_printf (sql, " AND \"%s\" IS ?%u", dot + 1, i + 1);
    }
  statement = lw_db_prepare (target->writer->store->db, sql->str, error);
  if (statement == NULL)
    return FALSE;
  for (guint i = 0; names[i]; i++)
    for (guint c = 0; c < target->tree->shape->columns->len; c++)
      {
        const LwRecoverColumn *column = get_column (target->tree->shape, c);
        const char *dot = strchr (names[i], '.');

        if (dot != NULL && strcmp (dot + 1, column->name) == 0 && column->at >= 0)
          bind (lw_statement_raw (statement), (int)i + 1, &found->values[column->at]);
      }
  step = names[0] ? lw_statement_step (statement, error) : LW_STEP_DONE;
  if (step == LW_STEP_ROW)
    *holder = lw_statement_int (statement, 0);
  return step != LW_STEP_ERROR;
}

/* Another row has the key of this one. If an index says that the key is this one's, the other one is damaged.
 */
static gboolean
take_key (LwRecoverTarget *target, const LwRecoverFound *found, gboolean *free, GError **error)
{
  g_autofree char *words = g_strdup (sqlite3_errmsg (lw_db_handle (target->writer->store->db)));
  g_autofree char *sql = NULL;
  g_autoptr (LwStatement) statement = NULL;
  gint64 holder;

  *free = FALSE;
  if (ask (target, found) != LW_VERDICT_CONFIRMED)
    return TRUE;
  if (!find_holder (target, found, words, &holder, error))
    return FALSE;
  if (holder == 0)
    return TRUE;
  sql = g_strdup_printf ("DELETE FROM \"%s\" WHERE rowid = ?1", target->table->name);
  statement = lw_db_prepare (target->writer->store->db, sql, error);
  if (statement == NULL)
    return FALSE;
  lw_statement_bind_int (statement, 1, holder);
  if (!lw_statement_run (statement, error))
    return FALSE;
  target->table->n_kept--;
  target->table->n_left++;
  lw_recover_report_add_row (
      target->writer->report, target->table->name, holder, LW_FATE_LEFT,
      g_strdup_printf (_ ("its key is that of row %" PRIi64 ", so it is damaged"), found->row), NULL);
  *free = TRUE;
  return TRUE;
}

static int
step_insert (LwRecoverTarget *target)
{
  sqlite3_stmt *statement = lw_statement_raw (target->insert);
  int code = sqlite3_step (statement);

  if (code != SQLITE_DONE)
    code = sqlite3_extended_errcode (lw_db_handle (target->writer->store->db));
  return code;
}

static void
note_taken (LwRecoverTarget *target, const LwRecoverFound *found)
{
  target->table->n_kept++;
  if (target->why->len == 0)
    return;
  target->table->n_changed++;
  lw_recover_report_add_row (target->writer->report, target->table->name, found->row, LW_FATE_CHANGED,
                             g_strdup (target->why->str),
                             lw_recover_describe_row (target->tree->shape, found));
}

/* Writes the row that is bound. */
static gboolean
insert_row (LwRecoverTarget *target, const LwRecoverFound *found, GError **error)
{
  int code = step_insert (target);
  gboolean freed = FALSE;

  if (code == SQLITE_CONSTRAINT_UNIQUE)
    {
      if (!take_key (target, found, &freed, error))
        return FALSE;
      sqlite3_reset (lw_statement_raw (target->insert));
      if (freed)
        code = step_insert (target);
    }
  if (code == SQLITE_CONSTRAINT_PRIMARYKEY || code == SQLITE_CONSTRAINT_ROWID)
    /* The version that came first is the better one. */
    target->table->n_found--;
  else if ((code & 0xff) == SQLITE_CONSTRAINT)
    leave (target, found, g_strdup (describe_refusal (code)));
  else if (code == SQLITE_DONE)
    note_taken (target, found);
  else
    {
      lw_db_set_error (target->writer->store->db, code, error);
      return FALSE;
    }
  return TRUE;
}

/* lw_recover_take_row: tests and writes a row; %FALSE with an error */
gboolean
lw_recover_take_row (LwRecoverTarget *target, const LwRecoverFound *found, GError **error)
{
  Verdict verdict;

  g_string_truncate (target->why, 0);
  target->table->n_found++;
  if (found->is_doubtful && ask (target, found) == LW_VERDICT_REFUTED)
    {
      leave (target, found, g_strdup (_ ("a part of it belongs to another row")));
      return TRUE;
    }
  if (found->is_doubtful)
    note_change (target, g_strdup (_ ("another row seems to have the same text or outline; compare it")));
  verdict = bind_row (target, found, error);
  if (verdict == VERDICT_TAKE && !insert_row (target, found, error))
    verdict = VERDICT_ERROR;
  sqlite3_reset (lw_statement_raw (target->insert));
  return verdict != VERDICT_ERROR;
}

static void
report_progress (LwRecoverWriter *writer)
{
  if (writer->n_done++ % ROWS_PER_REPORT == 0 && writer->progress)
    writer->progress (_ ("Taking rows over"), MIN (writer->n_done, writer->n_rows), writer->n_rows,
                      LW_PROGRESS_ROWS, writer->progress_data);
}

static gboolean
take_found (const LwRecoverFound *found, gpointer data, GError **error)
{
  LwRecoverTarget *target = data;
  LwRecoverSeen seen = { found->row, found->is_reached };

  report_progress (target->writer);
  if (lw_recover_shape_has_all (target->tree->shape, found->n_values) && found->is_in_order)
    {
      if (target->seen != NULL)
        g_array_append_val (target->seen, seen);
      return lw_recover_take_row (target, found, error);
    }
  if (found->is_reached)
    {
      LwRecoverUnreadable one
          = { found->is_in_order ? found->row : 0, lw_recover_describe_row (target->tree->shape, found) };

      g_array_append_val (target->unreadable, one);
    }
  return TRUE;
}

/**
 * lw_recover_write_table:
 * @tree: one of the user's tables; those to which its rows point were written before
 * @error: return location for an error
 *
 * Returns: %FALSE with an error of the new document, or cancelled
 */
gboolean
lw_recover_write_table (LwRecoverWriter *writer, LwRecoverTree *tree, GError **error)
{
  g_autoptr (LwStatement) insert = prepare_insert (writer, tree->shape, error);
  g_autoptr (GString) why = g_string_new (NULL);
  g_autoptr (GArray) seen = NULL, unreadable = g_array_new (FALSE, FALSE, sizeof (LwRecoverUnreadable));

  if (insert == NULL)
    return FALSE;
  g_array_set_clear_func (unreadable, clear_unreadable);
  if (tree->broken && tree->indexes->len > 0)
    seen = g_array_new (FALSE, FALSE, sizeof (LwRecoverSeen));
  LwRecoverTarget target = { .writer = writer,
                             .tree = tree,
                             .table = lw_recover_report_add_table (writer->report, tree->name),
                             .insert = insert,
                             .kept = g_hash_table_lookup (writer->kept, tree->name),
                             .seen = seen,
                             .unreadable = unreadable,
                             .why = why };
  if (!lw_recover_read_rows (writer->map, tree, take_found, &target, error)
      || !lw_recover_list_lost (&target, error))
    return FALSE;
  for (guint i = 0; i < tree->shape->others->len; i++)
    lw_recover_report_add_note (
        writer->report,
        /* Translators: a column and its table */
        g_strdup_printf (_ ("The column “%s” that another program gave “%s” is not taken along."),
                         (const char *)g_ptr_array_index (tree->shape->others, i), tree->name));
  return TRUE;
}
