/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-criteria-text: see lw-criteria-text.h. */
#include "model/lw-criteria-text.h"

#include <stdlib.h>
#include <string.h>

#include "model/lw-criteria-set.h"

/** lw_criteria_text_load: (returns: transfer full) (nullable): the key file with its comments and translations */
GKeyFile *
lw_criteria_text_load (const char *definition, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  g_return_val_if_fail (definition != NULL, NULL);
  if (!g_key_file_load_from_data (file, definition, strlen (definition),
                                  G_KEY_FILE_KEEP_COMMENTS | G_KEY_FILE_KEEP_TRANSLATIONS, error))
    return NULL;
  return g_steal_pointer (&file);
}

/** lw_criteria_text_get: (returns: transfer full): a text in the language of the user; "" if there is none */
char *
lw_criteria_text_get (GKeyFile *file, const char *group, const char *key)
{
  char *text = g_key_file_get_locale_string (file, group, key, NULL, NULL);

  return text != NULL ? text : g_strdup ("");
}

/* What a translation says of another text is no longer true. */
static void
remove_translations (GKeyFile *file, const char *group, const char *key)
{
  g_autofree char *prefix = g_strconcat (key, "[", NULL);
  g_auto (GStrv) keys = g_key_file_get_keys (file, group, NULL, NULL);

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    if (g_str_has_prefix (keys[i], prefix))
      g_key_file_remove_key (file, group, keys[i], NULL);
}

/** lw_criteria_text_set: sets a text in all languages; %NULL or "" takes the key away. What stays the same in the language
 * of the user keeps its translations */
void
lw_criteria_text_set (GKeyFile *file, const char *group, const char *key, const char *text)
{
  g_autofree char *now = lw_criteria_text_get (file, group, key);

  if (g_strcmp0 (now, text != NULL ? text : "") == 0)
    return;
  remove_translations (file, group, key);
  if (text != NULL && *text != '\0')
    g_key_file_set_string (file, group, key, text);
  else
    g_key_file_remove_key (file, group, key, NULL);
}

/**
 * lw_criteria_text_copy:
 * @definition: the key file of a set
 * @id: id of the copy
 * @title: name of the copy
 * @error: return location for a %G_KEY_FILE_ERROR
 *
 * Returns: (transfer full) (nullable): the same criteria as another set
 */
char *
lw_criteria_text_copy (const char *definition, const char *id, const char *title, GError **error)
{
  g_autoptr (GKeyFile) file = lw_criteria_text_load (definition, error);

  if (file == NULL)
    return NULL;
  g_key_file_set_string (file, "set", "id", id);
  lw_criteria_text_set (file, "set", "title", title);
  return g_key_file_to_data (file, NULL, NULL);
}

/**
 * lw_criteria_text_add_criterion:
 * @file: the key file of a set
 * @block: id of a block, such as "B"
 * @text: the statement
 *
 * Returns: (transfer full): the name of the new criterion: the next number of its block
 */
char *
lw_criteria_text_add_criterion (GKeyFile *file, const char *block, const char *text)
{
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);
  gsize n_letters = strlen (block);
  int last = 0;
  char *id;

  for (guint i = 0; groups[i] != NULL; i++)
    if (strncmp (groups[i], block, n_letters) == 0 && g_ascii_isdigit (groups[i][n_letters]))
      last = MAX (last, atoi (groups[i] + n_letters));
  id = g_strdup_printf ("%s%d", block, last + 1);
  g_key_file_set_string (file, id, "text", text);
  return id;
}
