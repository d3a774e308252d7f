/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-store-settings: settings and properties of the document, as texts under keys that never change their
 * meaning. A key that is missing, or holds no number, means the default. */
#include "store/lw-store-private.h"

/**
 * lw_store_read_property:
 * @key: such as %LW_STORE_TITLE
 * @value: (out) (nullable) (transfer full): its value, %NULL if it has none
 * @error: return location for an error
 *
 * Returns: %FALSE with an error if the file cannot be read
 */
gboolean
lw_store_read_property (LwStore *store, const char *key, char **value, GError **error)
{
  g_autoptr (LwStatement) statement = NULL;
  LwStep step;

  g_return_val_if_fail (key != NULL && value != NULL, FALSE);
  *value = NULL;
  statement = lw_db_prepare (store->db, "SELECT value FROM app_setting WHERE key = ?1", error);
  if (statement == NULL)
    return FALSE;
  lw_statement_bind_text (statement, 1, key);
  step = lw_statement_step (statement, error);
  if (step == LW_STEP_ROW)
    *value = g_strdup (lw_statement_text (statement, 0));
  return step != LW_STEP_ERROR;
}

typedef struct {
  const char *key;
  const char *value;
} ValueRow;

static void
bind_value (LwStatement *statement, gconstpointer data)
{
  const ValueRow *row = data;

  lw_statement_bind_text (statement, 1, row->key);
  lw_statement_bind_text (statement, 2, row->value);
}

/* Without a value the setting is deleted. */
static gboolean
write_value (LwStore *store, const char *key, const char *value, GError **error)
{
  static const char *const sql[] = {
    "UPDATE app_setting SET value = ?2 WHERE key = ?1",
    "INSERT INTO app_setting (key, value) VALUES (?1, ?2)",
  };
  g_autoptr (LwStatement) statement = NULL;

  if (value != NULL)
    return lw_db_update_or_insert (store->db, sql, bind_value, &(ValueRow){ key, value }, error);
  statement = lw_db_prepare (store->db, "DELETE FROM app_setting WHERE key = ?1", error);
  if (statement == NULL)
    return FALSE;
  lw_statement_bind_text (statement, 1, key);
  return lw_statement_run (statement, error);
}

/**
 * lw_store_write_property:
 * @key: such as %LW_STORE_TITLE; keys of settings are not for this function
 * @value: (nullable): its value, %NULL to take it away
 * @edit_name: what Undo calls it, translated
 * @error: return location for an error
 *
 * Returns: %FALSE with an error; nothing is changed then
 */
gboolean
lw_store_write_property (
    LwStore *store, const char *key, const char *value, const char *edit_name, GError **error)
{
  g_autoptr (LwEdit) edit = NULL;

  g_return_val_if_fail (key != NULL, FALSE);
  edit = lw_edit_begin (store, edit_name, error);
  return edit != NULL && write_value (store, key, value, error) && lw_edit_commit (&edit, error);
}

/** lw_store_read_fictional: sets @fictional to whether the document holds made-up data */
gboolean
lw_store_read_fictional (LwStore *store, gboolean *fictional, GError **error)
{
  g_autofree char *value = NULL;

  if (!lw_store_read_property (store, LW_STORE_FICTIONAL, &value, error))
    return FALSE;
  *fictional = g_strcmp0 (value, "1") == 0;
  return TRUE;
}

/**
 * lw_store_read_settings:
 * @settings: (out caller-allocates): what counts as stock in this document
 * @error: return location for an error
 *
 * Another program may have written anything; what is no value of a setting means its default.
 *
 * Returns: %FALSE with an error if the file cannot be read
 */
gboolean
lw_store_read_settings (LwStore *store, LwSettings *settings, GError **error)
{
  *settings = (LwSettings)LW_SETTINGS_DEFAULT;
  for (LwSetting id = 0; id < LW_N_SETTINGS; id++)
    {
      g_autofree char *text = NULL;

      if (!lw_store_read_property (store, lw_setting_get_info (id)->key, &text, error))
        return FALSE;
      if (text != NULL)
        lw_settings_set_from_text (settings, id, text, NULL);
    }
  return TRUE;
}

/**
 * lw_store_write_settings:
 * @settings: what counts as stock
 * @edit_name: what Undo calls it, translated
 * @error: return location for an error
 *
 * Returns: %FALSE with an error, %LW_ERROR_ARGUMENT if a value lies outside its range; nothing is changed then
 */
gboolean
lw_store_write_settings (LwStore *store, const LwSettings *settings, const char *edit_name, GError **error)
{
  g_autoptr (LwEdit) edit = NULL;

  if (!lw_settings_validate (settings, error))
    return FALSE;
  edit = lw_edit_begin (store, edit_name, error);
  if (edit == NULL)
    return FALSE;
  for (LwSetting id = 0; id < LW_N_SETTINGS; id++)
    {
      g_autofree char *text = lw_settings_to_text (settings, id);

      if (!write_value (store, lw_setting_get_info (id)->key, text, error))
        return FALSE;
    }
  return lw_edit_commit (&edit, error);
}
