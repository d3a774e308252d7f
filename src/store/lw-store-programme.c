/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-store-programme: parties, actions, agreements and reviews. The programme is read and written as a whole;
 * only rows that differ change, so that undo and other programs see what was really edited. */
#include "store/lw-store-private.h"

#include <glib/gi18n-lib.h>

/* How one kind of record is kept: uid and position come first in every statement, as ?1 and ?2. */
typedef struct {
  const char *select;
  const char *update;
  const char *insert;
  const char *list; /* uids */
  const char *drop;
  void (*read) (LwStatement *statement, LwProgramme *programme);
  void (*bind) (LwStatement *statement, gconstpointer record);
  gsize array; /* of the GPtrArray in LwProgramme */
  gsize uid;   /* of the uid in the record */
} RecordKind;

static char *
text_or_null (LwStatement *statement, int at)
{
  return lw_statement_is_null (statement, at) ? NULL : g_strdup (lw_statement_text (statement, at));
}

static void
read_party (LwStatement *statement, LwProgramme *programme)
{
  LwPartyKind kind = LW_PARTY_OTHER;

  lw_party_kind_from_token (lw_statement_text (statement, 2), &kind);
  lw_programme_add_party (programme, lw_statement_text (statement, 0), lw_statement_text (statement, 1),
                          kind);
}

static void
bind_party (LwStatement *statement, gconstpointer record)
{
  const LwParty *party = record;

  lw_statement_bind_text (statement, 3, party->name);
  lw_statement_bind_text (statement, 4, lw_party_kind_get_token (party->kind));
}

static void
read_action (LwStatement *statement, LwProgramme *programme)
{
  g_autofree char *party = text_or_null (statement, 1);
  LwAction *action = lw_programme_add_action (programme, lw_statement_text (statement, 0), party,
                                              (int)CLAMP (lw_statement_int (statement, 2), 1, 3),
                                              lw_statement_text (statement, 3));

  action->target = lw_statement_double (statement, 4);
  g_free (action->unit);
  action->unit = g_strdup (lw_statement_text (statement, 5));
  action->start = lw_statement_date (statement, 6);
  action->due = lw_statement_date (statement, 7);
  lw_action_state_from_token (lw_statement_text (statement, 8), &action->state);
  action->progress = lw_statement_double (statement, 9);
  g_free (action->note);
  action->note = g_strdup (lw_statement_text (statement, 10));
}

static void
bind_action (LwStatement *statement, gconstpointer record)
{
  const LwAction *action = record;

  lw_statement_bind_text (statement, 3, action->party);
  lw_statement_bind_int (statement, 4, action->pillar);
  lw_statement_bind_text (statement, 5, action->title);
  lw_statement_bind_double (statement, 6, action->target);
  lw_statement_bind_text (statement, 7, action->unit ? action->unit : "");
  lw_statement_bind_date (statement, 8, action->start);
  lw_statement_bind_date (statement, 9, action->due);
  lw_statement_bind_text (statement, 10, lw_action_state_get_token (action->state));
  lw_statement_bind_double (statement, 11, action->progress);
  lw_statement_bind_text (statement, 12, action->note ? action->note : "");
}

static void
read_agreement (LwStatement *statement, LwProgramme *programme)
{
  g_autofree char *municipality = text_or_null (statement, 1);
  LwAgreement *agreement = lw_programme_add_agreement (programme, lw_statement_text (statement, 0),
                                                       municipality, (int)lw_statement_int (statement, 2));

  agreement->min_withdrawal_m2 = lw_statement_double (statement, 3);
  agreement->max_new_build_m2 = lw_statement_double (statement, 4);
  agreement->plans_to_scrap_m2 = lw_statement_double (statement, 5);
  lw_action_state_from_token (lw_statement_text (statement, 6), &agreement->state);
}

static void
bind_agreement (LwStatement *statement, gconstpointer record)
{
  const LwAgreement *agreement = record;

  lw_statement_bind_text (statement, 3, agreement->municipality_code);
  lw_statement_bind_key (statement, 4, agreement->target_year);
  lw_statement_bind_double (statement, 5, agreement->min_withdrawal_m2);
  lw_statement_bind_double (statement, 6, agreement->max_new_build_m2);
  lw_statement_bind_double (statement, 7, agreement->plans_to_scrap_m2);
  lw_statement_bind_text (statement, 8, lw_action_state_get_token (agreement->state));
}

static void
read_review (LwStatement *statement, LwProgramme *programme)
{
  LwReview *review = lw_programme_add_review (programme, lw_statement_text (statement, 0),
                                              lw_statement_date (statement, 1));

  review->from = lw_statement_date (statement, 2);
  review->to = lw_statement_date (statement, 3);
  g_free (review->note);
  review->note = g_strdup (lw_statement_text (statement, 4));
}

static void
bind_review (LwStatement *statement, gconstpointer record)
{
  const LwReview *review = record;

  lw_statement_bind_date (statement, 3, review->date);
  lw_statement_bind_date (statement, 4, review->from);
  lw_statement_bind_date (statement, 5, review->to);
  lw_statement_bind_text (statement, 6, review->note ? review->note : "");
}

static const RecordKind kinds[] = {
  { "SELECT uid, name, kind FROM party ORDER BY position, fid",
    "UPDATE party SET position = ?2, name = ?3, kind = ?4 WHERE uid = ?1",
    "INSERT INTO party (uid, position, name, kind) VALUES (?1, ?2, ?3, ?4)", "SELECT uid FROM party",
    "DELETE FROM party WHERE uid = ?1", read_party, bind_party, G_STRUCT_OFFSET (LwProgramme, parties),
    G_STRUCT_OFFSET (LwParty, uid) },
  { "SELECT uid, party, pillar, title, target, unit, start_date, due_date, state, progress, note FROM action"
    " ORDER BY position, fid",
    "UPDATE action SET position = ?2, party = ?3, pillar = ?4, title = ?5, target = ?6, unit = ?7, "
    "start_date = ?8,"
    " due_date = ?9, state = ?10, progress = ?11, note = ?12 WHERE uid = ?1",
    "INSERT INTO action (uid, position, party, pillar, title, target, unit, start_date, due_date, state, "
    "progress,"
    " note) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    "SELECT uid FROM action", "DELETE FROM action WHERE uid = ?1", read_action, bind_action,
    G_STRUCT_OFFSET (LwProgramme, actions), G_STRUCT_OFFSET (LwAction, uid) },
  { "SELECT uid, municipality_code, target_year, min_withdrawal_m2, max_new_build_m2, plans_to_scrap_m2, "
    "state"
    " FROM agreement ORDER BY position, fid",
    "UPDATE agreement SET position = ?2, municipality_code = ?3, target_year = ?4, min_withdrawal_m2 = ?5,"
    " max_new_build_m2 = ?6, plans_to_scrap_m2 = ?7, state = ?8 WHERE uid = ?1",
    "INSERT INTO agreement (uid, position, municipality_code, target_year, min_withdrawal_m2, "
    "max_new_build_m2,"
    " plans_to_scrap_m2, state) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    "SELECT uid FROM agreement", "DELETE FROM agreement WHERE uid = ?1", read_agreement, bind_agreement,
    G_STRUCT_OFFSET (LwProgramme, agreements), G_STRUCT_OFFSET (LwAgreement, uid) },
  { "SELECT uid, held, from_date, to_date, note FROM review ORDER BY position, fid",
    "UPDATE review SET position = ?2, held = ?3, from_date = ?4, to_date = ?5, note = ?6 WHERE uid = ?1",
    "INSERT INTO review (uid, position, held, from_date, to_date, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    "SELECT uid FROM review", "DELETE FROM review WHERE uid = ?1", read_review, bind_review,
    G_STRUCT_OFFSET (LwProgramme, reviews), G_STRUCT_OFFSET (LwReview, uid) },
};

/**
 * lw_store_read_programme:
 * @error: return location for an error
 *
 * Returns: (transfer full): the programme, in the order in which it was written, or %NULL with an error
 */
LwProgramme *
lw_store_read_programme (LwStore *store, GError **error)
{
  g_autoptr (LwProgramme) programme = lw_programme_new ();

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      g_autoptr (LwStatement) statement = lw_db_prepare (store->db, kinds[k].select, error);
      LwStep step = statement ? LW_STEP_ROW : LW_STEP_ERROR;

      while (step == LW_STEP_ROW && (step = lw_statement_step (statement, error)) == LW_STEP_ROW)
        kinds[k].read (statement, programme);
      if (step == LW_STEP_ERROR)
        return NULL;
    }
  return g_steal_pointer (&programme);
}

static const char *
record_uid (const RecordKind *kind, gconstpointer record)
{
  return G_STRUCT_MEMBER (const char *, record, kind->uid);
}

typedef struct {
  const RecordKind *kind;
  gconstpointer record;
  guint position;
} RecordRow;

static void
bind_record (LwStatement *statement, gconstpointer data)
{
  const RecordRow *row = data;

  lw_statement_bind_text (statement, 1, record_uid (row->kind, row->record));
  lw_statement_bind_int (statement, 2, row->position);
  row->kind->bind (statement, row->record);
}

static gboolean
write_record (LwStore *store, const RecordKind *kind, gconstpointer record, guint position, GError **error)
{
  const char *const sql[] = { kind->update, kind->insert };

  return lw_db_update_or_insert (store->db, sql, bind_record, &(RecordRow){ kind, record, position }, error);
}

static gboolean
drop_others (LwStore *store, const RecordKind *kind, GPtrArray *records, GError **error)
{
  g_autoptr (GHashTable) kept = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) doomed = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (LwStatement) list = lw_db_prepare (store->db, kind->list, error);
  g_autoptr (LwStatement) drop = lw_db_prepare (store->db, kind->drop, error);
  LwStep step;

  if (list == NULL || drop == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    g_hash_table_add (kept, (gpointer)record_uid (kind, g_ptr_array_index (records, i)));
  while ((step = lw_statement_step (list, error)) == LW_STEP_ROW)
    if (!g_hash_table_contains (kept, lw_statement_text (list, 0)))
      g_ptr_array_add (doomed, g_strdup (lw_statement_text (list, 0)));
  for (guint i = 0; step == LW_STEP_DONE && i < doomed->len; i++)
    {
      lw_statement_bind_text (drop, 1, g_ptr_array_index (doomed, i));
      if (!lw_statement_run (drop, error))
        return FALSE;
    }
  return step == LW_STEP_DONE;
}

/**
 * lw_store_write_programme:
 * @programme: the programme as it is to be from now on
 * @edit_name: what Undo calls it, translated
 * @error: return location for an error
 *
 * Returns: %FALSE with an error; nothing is changed then
 */
gboolean
lw_store_write_programme (LwStore *store, const LwProgramme *programme, const char *edit_name, GError **error)
{
  g_autoptr (LwEdit) edit = lw_edit_begin (store, edit_name, error);

  if (edit == NULL)
    return FALSE;
  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      GPtrArray *records = G_STRUCT_MEMBER (GPtrArray *, programme, kinds[k].array);

      if (!drop_others (store, &kinds[k], records, error))
        return FALSE;
      for (guint i = 0; i < records->len; i++)
        if (!write_record (store, &kinds[k], g_ptr_array_index (records, i), i, error))
          return FALSE;
    }
  return lw_edit_commit (&edit, error);
}
