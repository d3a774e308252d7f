/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-statline-keys: see lw-statline-keys.h. */
#include "formats/lw-statline-keys.h"

#include <gio/gio.h>
#include <string.h>

#define RESOURCE_PATH "/nl/leegwijzer/core/sectors/sbi2008.csv"

/* The bundled list is part of the program: if it cannot be read, the program is broken. */
static gpointer
load_titles (gpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_resources_lookup_data (RESOURCE_PATH, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  GHashTable *titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_auto (GStrv) lines = NULL;
  g_autofree char *text = NULL;
  gsize length;

  if (bytes == NULL)
    g_error ("%s", error->message);
  text = g_strndup (g_bytes_get_data (bytes, &length), g_bytes_get_size (bytes));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; lines[i] != NULL; i++) /* the first holds the headings */
    {
      const char *separator = strchr (lines[i], ';');

      if (separator != NULL)
        g_hash_table_insert (titles, g_strndup (lines[i], (gsize) (separator - lines[i])), g_strdup (separator + 1));
    }
  return titles;
}

/**
 * lw_statline_key_get_title:
 * @key: a key of a sector, without blanks around
 *
 * Returns: (transfer none) (nullable): its title, which begins with its sections ("K Financiële …"); %NULL if it is not
 *   in the bundled list
 */
const char *
lw_statline_key_get_title (const char *key)
{
  static GOnce once = G_ONCE_INIT;

  return g_hash_table_lookup (g_once (&once, load_titles, NULL), key);
}

/** lw_statline_is_key: whether a text is written as a key ("396300", "T001081", "A042500"), so that it says nothing by
 * itself */
gboolean
lw_statline_is_key (const char *text)
{
  const char *digits = g_ascii_isupper (text[0]) ? text + 1 : text;

  return strlen (digits) == 6 && digits[strspn (digits, "0123456789")] == '\0';
}
