/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-store-answers: criteria sets of the document, and what people answer to their criteria. A set is the text of its
 * key file under its own id, so that a copy of it in another document knows the same answers. */
#include "store/lw-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "store/lw-schema.h"

void
lw_store_criteria_free (LwStoreCriteria *criteria)
{
  if (criteria == NULL)
    return;
  g_free (criteria->id);
  g_free (criteria->name);
  g_free (criteria->definition);
  g_free (criteria);
}

/**
 * lw_store_read_criteria_sets:
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type LwStoreCriteria): the sets of the document by name, also those of which the
 *   definition cannot be read; without the set that comes with the application. %NULL with an error
 */
GPtrArray *
lw_store_read_criteria_sets (LwStore *store, GError **error)
{
  g_autoptr (GPtrArray) sets = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_store_criteria_free);
  g_autoptr (LwStatement) statement = NULL;
  LwStep step = LW_STEP_ROW;

  if (store->version < LW_SCHEMA_PARTICULARS_SINCE)
    return g_steal_pointer (&sets);
  statement = lw_db_prepare (store->db, "SELECT uid, name, definition FROM criteria_set ORDER BY name, uid", error);
  if (statement == NULL)
    return NULL;
  while ((step = lw_statement_step (statement, error)) == LW_STEP_ROW)
    {
      LwStoreCriteria *criteria = g_new0 (LwStoreCriteria, 1);

      criteria->id = g_strdup (lw_statement_text (statement, 0));
      criteria->name = g_strdup (lw_statement_text (statement, 1));
      criteria->definition = g_strdup (lw_statement_text (statement, 2));
      g_ptr_array_add (sets, criteria);
    }
  return step == LW_STEP_DONE ? g_steal_pointer (&sets) : NULL;
}

static LwCriteriaSet *
parse_set (LwStore *store, const char *id, const char *definition, GError **error)
{
  g_autoptr (GError) problem = NULL;
  LwCriteriaSet *set = lw_criteria_set_parse (definition, strlen (definition), &problem);
  g_autofree char *file = NULL;

  if (set != NULL)
    return set;
  file = g_filename_display_basename (lw_db_path (store->db));
  g_set_error (error, LW_ERROR, LW_ERROR_INVALID,
               /* Translators: a file, the id of a set, what is wrong with it */
               _ ("%s: criteria set “%s” cannot be read: %s; import it anew, or choose another set"), file, id,
               problem->message);
  return NULL;
}

/**
 * lw_store_read_criteria_set:
 * @id: (nullable): id of a set; %NULL for the one that the document uses
 * @error: return location for an error: %LW_ERROR_NOT_FOUND if there is none, %LW_ERROR_INVALID if it cannot be read
 *
 * Returns: (transfer full): the set, of the document or of the application, or %NULL with an error
 */
LwCriteriaSet *
lw_store_read_criteria_set (LwStore *store, const char *id, GError **error)
{
  g_autofree char *chosen = NULL;
  g_autoptr (GPtrArray) sets = NULL;

  if (id == NULL)
    {
      if (!lw_store_read_property (store, LW_STORE_CRITERIA, &chosen, error))
        return NULL;
      id = chosen != NULL ? chosen : LW_CRITERIA_CONVERSION_METER;
    }
  sets = lw_store_read_criteria_sets (store, error);
  if (sets == NULL)
    return NULL;
  for (guint i = 0; i < sets->len; i++)
    {
      const LwStoreCriteria *criteria = g_ptr_array_index (sets, i);

      if (strcmp (criteria->id, id) == 0)
        return parse_set (store, id, criteria->definition, error);
    }
  return lw_criteria_set_load (id, error);
}

/* Runs statements with the same text. */
static gboolean
run_with (LwStore *store, const char *const *sql, guint n, const char *text, GError **error)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (LwStatement) statement = lw_db_prepare (store->db, sql[i], error);

      if (statement == NULL)
        return FALSE;
      lw_statement_bind_text (statement, 1, text);
      if (!lw_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

static void
bind_set (LwStatement *statement, gconstpointer row)
{
  const LwCriteriaSet *set = row;

  lw_statement_bind_text (statement, 1, lw_criteria_set_get_id (set));
  lw_statement_bind_text (statement, 2, lw_criteria_set_get_title (set));
  lw_statement_bind_text (statement, 3, lw_criteria_set_get_definition (set));
}

/**
 * lw_store_write_criteria_set:
 * @set: a set to add, or to put in the place of the one with the same id
 * @edit_name: what Undo calls it, translated
 * @error: return location for an error
 *
 * Returns: %FALSE with an error, %LW_ERROR_ARGUMENT if its id is that of a set of the application; nothing is changed then
 */
gboolean
lw_store_write_criteria_set (LwStore *store, const LwCriteriaSet *set, const char *edit_name, GError **error)
{
  static const char *const sql[] = {
    "UPDATE criteria_set SET name = ?2, definition = ?3 WHERE uid = ?1",
    "INSERT INTO criteria_set (uid, name, definition) VALUES (?1, ?2, ?3)",
  };
  g_autoptr (LwCriteriaSet) shipped = lw_criteria_set_load (lw_criteria_set_get_id (set), NULL);
  g_autoptr (LwEdit) edit = NULL;

  if (shipped != NULL)
    {
      g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT,
                   _ ("“%s” is the id of a set that comes with Leegwijzer; give your set another id"),
                   lw_criteria_set_get_id (set));
      return FALSE;
    }
  edit = lw_edit_begin (store, edit_name, error);
  return edit != NULL && lw_db_update_or_insert (store->db, sql, bind_set, set, error) && lw_edit_commit (&edit, error);
}

/** lw_store_delete_criteria_set: deletes a set of the document with its answers, as one edit; if it is the one in use,
 * the document uses the set of the application from then on */
gboolean
lw_store_delete_criteria_set (LwStore *store, const char *id, const char *edit_name, GError **error)
{
  static const char *const sql[] = {
    "DELETE FROM criteria_set WHERE uid = ?1",
    "DELETE FROM answer WHERE criteria_set = ?1",
    "DELETE FROM app_setting WHERE key = '" LW_STORE_CRITERIA "' AND value = ?1",
  };
  g_autoptr (LwEdit) edit = lw_edit_begin (store, edit_name, error);

  return edit != NULL && run_with (store, sql, G_N_ELEMENTS (sql), id, error)
         && lw_edit_commit (&edit, error);
}

static LwGivenAnswer *
read_answer (LwStatement *statement)
{
  LwAnswer answer = LW_ANSWER_UNKNOWN;
  LwGivenAnswer *given;

  lw_answer_from_token (lw_statement_text (statement, 3), &answer);
  given = lw_given_answer_new (lw_statement_int (statement, 0), lw_statement_text (statement, 1),
                               lw_statement_text (statement, 2), answer);
  lw_given_answer_set_reason (given, lw_statement_text (statement, 5));
  /* Another program may have left out why: then the veto stands. */
  given->overridden = lw_statement_int (statement, 4) == 1 && answer == LW_ANSWER_NO && *given->reason != '\0';
  given->noted = lw_statement_date (statement, 6);
  return given;
}

/**
 * lw_store_read_answers:
 * @set: id of a criteria set
 * @office: key of an office; 0 for all
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type LwGivenAnswer): what people answered, by office, or %NULL with an error
 */
GPtrArray *
lw_store_read_answers (LwStore *store, const char *set, gint64 office, GError **error)
{
  g_autoptr (GPtrArray) answers = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_given_answer_free);
  g_autoptr (LwStatement) statement = NULL;
  LwStep step = LW_STEP_ROW;

  g_return_val_if_fail (set != NULL, NULL);
  if (store->version < LW_SCHEMA_PARTICULARS_SINCE)
    return g_steal_pointer (&answers);
  statement = lw_db_prepare (store->db,
                             "SELECT office_fid, criteria_set, criterion, answer, overridden, reason, noted FROM answer"
                             " WHERE criteria_set = ?1 AND (?2 = 0 OR office_fid = ?2) ORDER BY office_fid, fid",
                             error);
  if (statement == NULL)
    return NULL;
  lw_statement_bind_text (statement, 1, set);
  lw_statement_bind_int (statement, 2, office);
  while ((step = lw_statement_step (statement, error)) == LW_STEP_ROW)
    g_ptr_array_add (answers, read_answer (statement));
  return step == LW_STEP_DONE ? g_steal_pointer (&answers) : NULL;
}

static void
bind_answer (LwStatement *statement, gconstpointer row)
{
  const LwGivenAnswer *given = row;

  lw_statement_bind_key (statement, 1, given->office);
  lw_statement_bind_text (statement, 2, given->set);
  lw_statement_bind_text (statement, 3, given->criterion);
  lw_statement_bind_text (statement, 4, lw_answer_get_token (given->answer));
  lw_statement_bind_int (statement, 5, given->overridden != FALSE);
  lw_statement_bind_text (statement, 6, given->reason);
  lw_statement_bind_date (statement, 7, given->noted);
}

/**
 * lw_store_write_answer:
 * @given: an answer to add, or to put in the place of the one to the same criterion
 * @edit_name: what Undo calls it, translated
 * @error: return location for an error
 *
 * Returns: %FALSE with an error, %LW_ERROR_ARGUMENT if the answer breaks its rules; nothing is changed then
 */
gboolean
lw_store_write_answer (LwStore *store, const LwGivenAnswer *given, const char *edit_name, GError **error)
{
  static const char *const sql[] = {
    "UPDATE answer SET answer = ?4, overridden = ?5, reason = ?6, noted = ?7"
    " WHERE office_fid = ?1 AND criteria_set = ?2 AND criterion = ?3",
    "INSERT INTO answer (office_fid, criteria_set, criterion, answer, overridden, reason, noted)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
  };
  g_autoptr (LwEdit) edit = NULL;

  if (!lw_given_answer_validate (given, error) || (edit = lw_edit_begin (store, edit_name, error)) == NULL)
    return FALSE;
  return lw_db_update_or_insert (store->db, sql, bind_answer, given, error) && lw_edit_commit (&edit, error);
}

/** lw_store_delete_answer: takes back what people answered, as one edit, so that the data of the office answer again;
 * an answer that is not there is no error */
gboolean
lw_store_delete_answer (
    LwStore *store, gint64 office, const char *set, const char *criterion, const char *edit_name, GError **error)
{
  g_autoptr (LwEdit) edit = lw_edit_begin (store, edit_name, error);
  g_autoptr (LwStatement) statement
      = edit ? lw_db_prepare (store->db,
                              "DELETE FROM answer WHERE office_fid = ?1 AND criteria_set = ?2 AND criterion = ?3", error)
             : NULL;

  if (statement == NULL)
    return FALSE;
  lw_statement_bind_key (statement, 1, office);
  lw_statement_bind_text (statement, 2, set);
  lw_statement_bind_text (statement, 3, criterion);
  return lw_statement_run (statement, error) && lw_edit_commit (&edit, error);
}
