/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-store-addresses: addresses of offices beside their main one (nevenadressen). */
#include "store/lw-store-private.h"

#include "store/lw-schema.h"

/* The columns of one address, from @at on. */
static void
bind_address (LwStatement *statement, int at, gint64 office, const LwSideAddress *address)
{
  lw_statement_bind_int (statement, at, office);
  lw_statement_bind_text (statement, at + 1, address->postcode);
  lw_statement_bind_int (statement, at + 2, address->house_number);
  lw_statement_bind_known (statement, at + 3, address->house_letter);
  lw_statement_bind_known (statement, at + 4, address->house_suffix);
  lw_statement_bind_known (statement, at + 5, address->street);
  lw_statement_bind_known (statement, at + 6, address->town);
}

static gboolean
find_office (LwStore *store, LwBagId id, gint64 *office, GError **error)
{
  g_autoptr (LwStatement) statement
      = lw_db_prepare (store->db, "SELECT fid FROM office WHERE bag_id = ?1", error);
  LwStep step;

  if (statement == NULL)
    return FALSE;
  lw_statement_bind_bag_id (statement, 1, id);
  step = lw_statement_step (statement, error);
  *office = step == LW_STEP_ROW ? lw_statement_int (statement, 0) : 0;
  return step != LW_STEP_ERROR;
}

/* Whether the address is there already; what stays as it is leaves no trace in the history. */
static gboolean
find_address (LwStore *store, gint64 office, const LwSideAddress *address, gint64 *key, GError **error)
{
  g_autoptr (LwStatement) statement = lw_db_prepare (
      store->db,
      "SELECT fid FROM office_address WHERE office_fid = ?1 AND postcode = ?2 AND house_number = ?3"
      " AND house_letter IS ?4 AND house_suffix IS ?5 AND street IS ?6 AND town IS ?7",
      error);
  LwStep step;

  if (statement == NULL)
    return FALSE;
  bind_address (statement, 1, office, address);
  step = lw_statement_step (statement, error);
  *key = step == LW_STEP_ROW ? lw_statement_int (statement, 0) : 0;
  return step != LW_STEP_ERROR;
}

static gboolean
add_address (LwStore *store, gint64 office, const LwSideAddress *address, gint64 *key, GError **error)
{
  g_autoptr (LwStatement) statement = lw_db_prepare (
      store->db,
      "INSERT INTO office_address (office_fid, postcode, house_number, house_letter, house_suffix,"
      " street, town) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
      error);

  if (statement == NULL)
    return FALSE;
  bind_address (statement, 1, office, address);
  if (!lw_statement_run (statement, error))
    return FALSE;
  *key = sqlite3_last_insert_rowid (lw_db_handle (store->db));
  return TRUE;
}

/* Deletes the addresses of @office of which the keys are not in @keep. */
static gboolean
delete_others (LwStore *store, gint64 office, GArray *keep, GError **error)
{
  g_autoptr (LwStatement) list
      = lw_db_prepare (store->db, "SELECT fid FROM office_address WHERE office_fid = ?1 ORDER BY fid", error);
  g_autoptr (GArray) old = g_array_new (FALSE, FALSE, sizeof (gint64));
  LwStep step = list != NULL ? LW_STEP_ROW : LW_STEP_ERROR;

  if (list != NULL)
    lw_statement_bind_int (list, 1, office);
  while (step == LW_STEP_ROW && (step = lw_statement_step (list, error)) == LW_STEP_ROW)
    {
      gint64 key = lw_statement_int (list, 0);
      gboolean kept = FALSE;

      for (guint i = 0; i < keep->len && !kept; i++)
        kept = g_array_index (keep, gint64, i) == key;
      if (!kept)
        g_array_append_val (old, key);
    }
  for (guint i = 0; step == LW_STEP_DONE && i < old->len; i++)
    {
      g_autoptr (LwStatement) statement
          = lw_db_prepare (store->db, "DELETE FROM office_address WHERE fid = ?1", error);

      if (statement == NULL)
        return FALSE;
      lw_statement_bind_int (statement, 1, g_array_index (old, gint64, i));
      if (!lw_statement_run (statement, error))
        return FALSE;
    }
  return step == LW_STEP_DONE;
}

/* Writes the addresses from @first on that are of one office; @next is the one after them. */
static gboolean
write_office (LwStore *store, GPtrArray *addresses, guint first, guint *next, GError **error)
{
  LwBagId id = ((LwSideAddress *)g_ptr_array_index (addresses, first))->office;
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 office;

  if (!find_office (store, id, &office, error))
    return FALSE;
  for (*next = first; *next < addresses->len; (*next)++)
    {
      const LwSideAddress *address = g_ptr_array_index (addresses, *next);
      gint64 key;

      if (address->office != id)
        break;
      if (office == 0)
        continue;
      if (!find_address (store, office, address, &key, error)
          || (key == 0 && !add_address (store, office, address, &key, error)))
        return FALSE;
      g_array_append_val (keys, key);
    }
  return office == 0 || delete_others (store, office, keys, error);
}

static gint
compare_ids (gconstpointer a, gconstpointer b)
{
  LwBagId x = *(const LwBagId *)a, y = *(const LwBagId *)b;

  return x < y ? -1 : x > y;
}

/* Forgets the addresses of the offices of @offices that have none in @addresses. */
static gboolean
forget_others (LwStore *store, const LwOffices *offices, GPtrArray *addresses, GError **error)
{
  g_autoptr (GPtrArray) old = lw_store_read_side_addresses (store, error);
  g_autoptr (GArray) present = g_array_new (FALSE, FALSE, sizeof (LwBagId));
  g_autoptr (GArray) having = g_array_new (FALSE, FALSE, sizeof (LwBagId));
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (gint64));
  LwBagId last = 0;

  if (old == NULL)
    return FALSE;
  if (old->len == 0)
    return TRUE;
  g_array_append_vals (present, offices->bag_id, offices->n);
  g_array_sort (present, compare_ids);
  for (guint a = 0; a < addresses->len; a++)
    g_array_append_val (having, ((LwSideAddress *)g_ptr_array_index (addresses, a))->office);
  g_array_sort (having, compare_ids);
  for (guint i = 0; i < old->len; i++)
    {
      LwBagId id = ((const LwSideAddress *)g_ptr_array_index (old, i))->office;
      gint64 office;

      if (id == last || !g_array_binary_search (present, &id, compare_ids, NULL)
          || g_array_binary_search (having, &id, compare_ids, NULL))
        continue;
      last = id;
      if (!find_office (store, id, &office, error) || !delete_others (store, office, none, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * lw_store_write_side_addresses:
 * @offices: those of which @addresses tells
 * @addresses: (element-type LwSideAddress): those of an office stand together; they take the place of what
 * the document has of @offices. Offices that it does not have are passed over
 * @edit_name: what Undo calls it, translated
 * @error: return location for an error
 *
 * Returns: %FALSE with an error; nothing is changed then
 */
gboolean
lw_store_write_side_addresses (
    LwStore *store, const LwOffices *offices, GPtrArray *addresses, const char *edit_name, GError **error)
{
  g_autoptr (LwEdit) edit = lw_edit_begin (store, edit_name, error);
  guint next = 0;

  if (edit == NULL || !forget_others (store, offices, addresses, error))
    return FALSE;
  while (next < addresses->len)
    if (!write_office (store, addresses, next, &next, error))
      return FALSE;
  return lw_edit_commit (&edit, error);
}

/**
 * lw_store_read_side_addresses:
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type LwSideAddress): those of all offices that have an identification, by
 * office, or %NULL with an error
 */
GPtrArray *
lw_store_read_side_addresses (LwStore *store, GError **error)
{
  g_autoptr (GPtrArray) addresses = g_ptr_array_new_with_free_func ((GDestroyNotify)lw_side_address_free);
  g_autoptr (LwStatement) statement = NULL;
  LwStep step = LW_STEP_ROW;

  if (store->version < LW_SCHEMA_IMPORTS_SINCE)
    return g_steal_pointer (&addresses);
  statement = lw_db_prepare (
      store->db,
      "SELECT o.bag_id, a.street, a.town, a.house_number, a.house_letter, a.house_suffix, a.postcode"
      " FROM office_address a JOIN office o ON o.fid = a.office_fid WHERE o.bag_id IS NOT NULL"
      " ORDER BY o.fid, a.fid",
      error);
  if (statement == NULL)
    return NULL;
  while (step == LW_STEP_ROW && (step = lw_statement_step (statement, error)) == LW_STEP_ROW)
    {
      LwSideAddress *address = g_new0 (LwSideAddress, 1);

      address->office = lw_statement_bag_id (statement, 0);
      address->street = g_strdup (lw_statement_text (statement, 1));
      address->town = g_strdup (lw_statement_text (statement, 2));
      address->house_number = (int)lw_statement_int (statement, 3);
      address->house_letter = g_strdup (lw_statement_text (statement, 4));
      address->house_suffix = g_strdup (lw_statement_text (statement, 5));
      address->postcode = g_strdup (lw_statement_text (statement, 6));
      g_ptr_array_add (addresses, address);
    }
  return step == LW_STEP_DONE ? g_steal_pointer (&addresses) : NULL;
}
