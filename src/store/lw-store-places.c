/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-store-places: the areas that offices lie in, as found by their position. What the user set by hand stays. */
#include "model/lw-geo.h"
#include "store/lw-gpkg.h"
#include "store/lw-store-columns.h"
#include "store/lw-store-private.h"

/* A column is left alone where its name is among those that the user set by hand. */
#define NOT_BY_HAND                                                                                          \
  " AND instr (' ' || coalesce (edited, '') || ' ', ' ' || ?3 || ' ') = 0"                                   \
  " AND instr (' ' || coalesce (edited, ''), ' ' || ?3 || '=') = 0"

static LwStatement *
prepare_cell (LwStore *store, LwOfficeColumn column, gint64 office, GError **error)
{
  const char *name = lw_office_column_name (column);
  g_autofree char *sql
      = g_strdup_printf ("UPDATE office SET %s = ?2 WHERE fid = ?1 AND %s IS NOT ?2" NOT_BY_HAND, name, name);
  LwStatement *statement = lw_db_prepare (store->db, sql, error);

  if (statement == NULL)
    return NULL;
  lw_statement_bind_int (statement, 1, office);
  lw_statement_bind_text (statement, 3, name);
  return statement;
}

static gboolean
write_text (LwStore *store, LwOfficeColumn column, const LwStorePlace *place, const char *text, gboolean *changed,
            GError **error)
{
  g_autoptr (LwStatement) statement = text != NULL ? prepare_cell (store, column, place->office, error) : NULL;

  if (text == NULL)
    return TRUE;
  if (statement == NULL)
    return FALSE;
  lw_statement_bind_known (statement, 2, text);
  if (!lw_statement_run (statement, error))
    return FALSE;
  *changed = *changed || sqlite3_changes (lw_db_handle (store->db)) > 0;
  return TRUE;
}

static gboolean
write_type (LwStore *store, const LwStorePlace *place, gboolean *changed, GError **error)
{
  g_autoptr (LwStatement) statement = NULL;

  if (place->location == NULL)
    return TRUE;
  statement = prepare_cell (store, LW_OFFICE_LOCATION_TYPE, place->office, error);
  if (statement == NULL)
    return FALSE;
  lw_statement_bind_code (statement, 2, LW_CODES_LOCATION_TYPE, place->location_type);
  if (!lw_statement_run (statement, error))
    return FALSE;
  *changed = *changed || sqlite3_changes (lw_db_handle (store->db)) > 0;
  return TRUE;
}

/**
 * lw_store_write_places:
 * @places: (array length=n): where offices lie
 * @n: how many
 * @edit_name: what Undo calls it, translated
 * @n_changed: (out): of how many offices something was changed
 * @error: return location for an error
 *
 * Writes as one edit what is not known yet, and leaves alone what the user set by hand.
 *
 * Returns: %FALSE with an error; nothing is changed then
 */
gboolean
lw_store_write_places (LwStore *store, const LwStorePlace *places, guint n, const char *edit_name, guint *n_changed,
                       GError **error)
{
  g_autoptr (LwEdit) edit = lw_edit_begin (store, edit_name, error);

  *n_changed = 0;
  if (edit == NULL)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      const LwStorePlace *place = &places[i];
      gboolean changed = FALSE;

      if (!write_text (store, LW_OFFICE_MUNICIPALITY_CODE, place, place->municipality_code, &changed, error)
          || !write_text (store, LW_OFFICE_MUNICIPALITY, place, place->municipality, &changed, error)
          || !write_text (store, LW_OFFICE_PROVINCE, place, place->province, &changed, error)
          || !write_text (store, LW_OFFICE_REGION, place, place->region, &changed, error)
          || !write_text (store, LW_OFFICE_LOCATION, place, place->location, &changed, error)
          || !write_type (store, place, &changed, error))
        return FALSE;
      *n_changed += changed;
    }
  return lw_edit_commit (&edit, error);
}

/**
 * lw_store_set_plan_shape:
 * @uid: uid of a plan of the document
 * @shape: its shape in RD New; the plan has its place at a point on it
 * @edit_name: what Undo calls it, translated
 * @error: return location for an error
 *
 * Returns: %FALSE with an error; nothing is changed then
 */
gboolean
lw_store_set_plan_shape (LwStore *store, const char *uid, const LwGeometry *shape, const char *edit_name,
                         GError **error)
{
  g_autoptr (LwEdit) edit = lw_edit_begin (store, edit_name, error);
  g_autoptr (LwStatement) statement
      = edit != NULL ? lw_db_prepare (store->db, "UPDATE plan SET geom = ?2 WHERE uid = ?1", error) : NULL;
  g_autoptr (GBytes) blob = lw_geometry_to_blob (shape, LW_GEO_SRS_RD);
  gsize size;
  gconstpointer data = g_bytes_get_data (blob, &size);

  if (statement == NULL)
    return FALSE;
  lw_statement_bind_text (statement, 1, uid);
  lw_statement_bind_blob (statement, 2, data, size);
  return lw_statement_run (statement, error) && lw_edit_commit (&edit, error);
}
