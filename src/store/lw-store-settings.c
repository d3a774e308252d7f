/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-store-settings: settings and properties of the document, as texts under keys that never change their
 * meaning. A key that is missing, or holds no number, means the default. */
#include "store/lw-store-private.h"

static const char *const mixed_rules[] = {
  [LW_MIXED_ALL] = "all",
  [LW_MIXED_NONE] = "none",
  [LW_MIXED_SHARE] = "share",
};

#define MIXED_RULE_KEY "mixed_rule"

static const struct {
  const char *key;
  gsize offset;
} numbers[] = {
  { "mixed_share", G_STRUCT_OFFSET (LwSettings, mixed_share) },
  { "go_to_vvo", G_STRUCT_OFFSET (LwSettings, go_to_vvo) },
  { "bvo_to_vvo", G_STRUCT_OFFSET (LwSettings, bvo_to_vvo) },
  { "nvo_to_vvo", G_STRUCT_OFFSET (LwSettings, nvo_to_vvo) },
  { "min_size_m2", G_STRUCT_OFFSET (LwSettings, min_size_m2) },
  { "norm", G_STRUCT_OFFSET (LwSettings, norm) },
};

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

/* Update before insert: an upsert would be recorded as a removal and an addition. */
static gboolean
write_value (LwStore *store, const char *key, const char *value, GError **error)
{
  static const char *const sql[] = {
    "UPDATE app_setting SET value = ?2 WHERE key = ?1",
    "INSERT INTO app_setting (key, value) VALUES (?1, ?2)",
    "DELETE FROM app_setting WHERE key = ?1",
  };

  for (guint i = value ? 0 : 2; i < (value ? 2 : 3); i++)
    {
      g_autoptr (LwStatement) statement = lw_db_prepare (store->db, sql[i], error);

      if (statement == NULL)
        return FALSE;
      lw_statement_bind_text (statement, 1, key);
      if (value)
        lw_statement_bind_text (statement, 2, value);
      if (!lw_statement_run (statement, error))
        return FALSE;
      if (sqlite3_changes (lw_db_handle (store->db)) > 0)
        break;
    }
  return TRUE;
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

static gboolean
read_number (LwStore *store, const char *key, double *number, GError **error)
{
  g_autofree char *text = NULL;
  char *end;
  double value;

  if (!lw_store_read_property (store, key, &text, error))
    return FALSE;
  value = text ? g_ascii_strtod (text, &end) : 0;
  /* Another program may have written anything here; a factor below 0 makes no sense. */
  if (text && end != text && *end == '\0' && value >= 0 && value <= 1e9)
    *number = value;
  return TRUE;
}

/**
 * lw_store_read_settings:
 * @settings: (out caller-allocates): what counts as stock in this document
 * @error: return location for an error
 *
 * Returns: %FALSE with an error if the file cannot be read
 */
gboolean
lw_store_read_settings (LwStore *store, LwSettings *settings, GError **error)
{
  g_autofree char *rule = NULL;

  *settings = (LwSettings)LW_SETTINGS_DEFAULT;
  if (!lw_store_read_property (store, MIXED_RULE_KEY, &rule, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (mixed_rules); i++)
    if (g_strcmp0 (rule, mixed_rules[i]) == 0)
      settings->mixed_rule = i;
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (!read_number (store, numbers[i].key, &G_STRUCT_MEMBER (double, settings, numbers[i].offset), error))
      return FALSE;
  return TRUE;
}

/**
 * lw_store_write_settings:
 * @settings: what counts as stock
 * @edit_name: what Undo calls it, translated
 * @error: return location for an error
 *
 * Returns: %FALSE with an error; nothing is changed then
 */
gboolean
lw_store_write_settings (LwStore *store, const LwSettings *settings, const char *edit_name, GError **error)
{
  g_autoptr (LwEdit) edit = NULL;

  g_return_val_if_fail (settings->mixed_rule < G_N_ELEMENTS (mixed_rules), FALSE);
  edit = lw_edit_begin (store, edit_name, error);
  if (edit == NULL || !write_value (store, MIXED_RULE_KEY, mixed_rules[settings->mixed_rule], error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      char text[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_dtostr (text, sizeof text, G_STRUCT_MEMBER (double, settings, numbers[i].offset));
      if (!write_value (store, numbers[i].key, text, error))
        return FALSE;
    }
  return lw_edit_commit (&edit, error);
}
