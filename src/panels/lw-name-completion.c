/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-name-completion: see lw-name-completion.h. What is completed is the word before the cursor, not the whole text. */
#include "panels/lw-name-completion.h"

#include <string.h>

/* A word begins to be completed with so many letters. */
#define LEAST_LETTERS 2

/* The facts that people choose offices by. */
static const char *const names[] = {
  "build_year",   "energy_label", "facilities",  "floor_area_m2",      "location",     "location_type", "monument",
  "municipality", "owner_type",   "province",    "region",             "stock_m2",     "station_distance_m", "town",
  "use_mixed",    "vacancy_age",  "vacancy_rate", "vacancy_years",     "vacant_m2",    "vacant_since",  "vacant_stock_m2",
};

/**
 * lw_name_completion_find_word:
 * @text: a condition
 * @position: the cursor, in characters
 * @start: (out): where the word before it begins, in characters
 *
 * Returns: (transfer full): that word; empty within quotes and where there is none
 */
char *
lw_name_completion_find_word (const char *text, int position, int *start)
{
  const char *at = text, *begin = text;
  char quote = '\0';
  int i = 0;

  *start = 0;
  for (; i < position && *at != '\0'; i++, at = g_utf8_next_char (at))
    {
      gboolean in_word = quote == '\0' && (g_ascii_isalnum (*at) || *at == '_');

      if (quote == '\0' && (*at == '"' || *at == '\''))
        quote = *at;
      else if (*at == quote)
        quote = '\0';
      if (!in_word)
        {
          begin = g_utf8_next_char (at);
          *start = i + 1;
        }
    }
  return g_strndup (begin, (gsize) (at - begin));
}

static char *
get_word (GtkEntry *entry, int *start, int *end)
{
  *end = gtk_editable_get_position (GTK_EDITABLE (entry));
  return lw_name_completion_find_word (gtk_editable_get_text (GTK_EDITABLE (entry)), *end, start);
}

static gboolean
matches_cb (GtkEntryCompletion *completion, const char *key, GtkTreeIter *iter, gpointer data)
{
  int start, end;
  g_autofree char *word = get_word (GTK_ENTRY (gtk_entry_completion_get_entry (completion)), &start, &end);
  g_autofree char *name = NULL;

  gtk_tree_model_get (gtk_entry_completion_get_model (completion), iter, 0, &name, -1);
  return strlen (word) >= LEAST_LETTERS && strstr (name, word) != NULL && strcmp (name, word) != 0;
}

static gboolean
selected_cb (GtkEntryCompletion *completion, GtkTreeModel *model, GtkTreeIter *iter, gpointer data)
{
  GtkEditable *entry = GTK_EDITABLE (gtk_entry_completion_get_entry (completion));
  int start, end;
  g_autofree char *word = get_word (GTK_ENTRY (entry), &start, &end), *name = NULL;

  gtk_tree_model_get (model, iter, 0, &name, -1);
  gtk_editable_delete_text (entry, start, end);
  end = start;
  gtk_editable_insert_text (entry, name, -1, &end);
  gtk_editable_set_position (entry, end);
  return TRUE;
}

/** lw_name_completion_apply: offers names in @entry from now on */
void
lw_name_completion_apply (GtkEntry *entry)
{
  g_autoptr (GtkListStore) store = gtk_list_store_new (1, G_TYPE_STRING);
  g_autoptr (GtkEntryCompletion) completion = gtk_entry_completion_new ();

  g_return_if_fail (GTK_IS_ENTRY (entry));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_list_store_insert_with_values (store, NULL, -1, 0, names[i], -1);
  gtk_entry_completion_set_model (completion, GTK_TREE_MODEL (store));
  gtk_entry_completion_set_text_column (completion, 0);
  gtk_entry_completion_set_minimum_key_length (completion, LEAST_LETTERS);
  gtk_entry_completion_set_match_func (completion, matches_cb, NULL, NULL);
  g_signal_connect (completion, "match-selected", G_CALLBACK (selected_cb), NULL);
  gtk_entry_set_completion (entry, completion);
}
