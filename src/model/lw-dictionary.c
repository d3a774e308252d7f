/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-dictionary: see lw-dictionary.h. The texts live in one string chunk; the hash table points into it. */
#include "model/lw-dictionary.h"

#include "model/lw-fold.h"

struct _LwDictionary {
  gatomicrefcount ref_count;
  GStringChunk *chunk;
  GPtrArray *texts; /* code -> text in the chunk */
  GHashTable *codes; /* text in the chunk -> code */
  GOnce folded;      /* code -> text as a search compares it, made at the first search */
};

/**
 * lw_dictionary_new:
 *
 * Returns: (transfer full): a dictionary that holds the empty text only
 */
LwDictionary *
lw_dictionary_new (void)
{
  LwDictionary *self = g_new0 (LwDictionary, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->chunk = g_string_chunk_new (4096);
  self->texts = g_ptr_array_new ();
  self->codes = g_hash_table_new (g_str_hash, g_str_equal);
  self->folded = (GOnce) G_ONCE_INIT;
  lw_dictionary_intern (self, "");
  return self;
}

/**
 * lw_dictionary_copy:
 *
 * Returns: (transfer full): a dictionary with the same codes, to grow apart
 */
LwDictionary *
lw_dictionary_copy (const LwDictionary *dictionary)
{
  LwDictionary *self = lw_dictionary_new ();

  for (guint i = 1; i < dictionary->texts->len; i++)
    lw_dictionary_intern (self, g_ptr_array_index (dictionary->texts, i));
  return self;
}

LwDictionary *
lw_dictionary_ref (LwDictionary *dictionary)
{
  g_return_val_if_fail (dictionary != NULL, NULL);
  g_atomic_ref_count_inc (&dictionary->ref_count);
  return dictionary;
}

void
lw_dictionary_unref (LwDictionary *dictionary)
{
  g_return_if_fail (dictionary != NULL);
  if (!g_atomic_ref_count_dec (&dictionary->ref_count))
    return;
  if (dictionary->folded.status == G_ONCE_STATUS_READY)
    g_strfreev (dictionary->folded.retval);
  g_hash_table_unref (dictionary->codes);
  g_ptr_array_unref (dictionary->texts);
  g_string_chunk_free (dictionary->chunk);
  g_free (dictionary);
}

/**
 * lw_dictionary_intern:
 * @text: (nullable): a text; %NULL is the empty text
 *
 * Returns: the code of @text, new if it was not there yet
 */
guint32
lw_dictionary_intern (LwDictionary *dictionary, const char *text)
{
  gpointer code;
  char *own;

  if (text == NULL)
    text = "";
  if (g_hash_table_lookup_extended (dictionary->codes, text, NULL, &code))
    return GPOINTER_TO_UINT (code);
  own = g_string_chunk_insert (dictionary->chunk, text);
  g_ptr_array_add (dictionary->texts, own);
  g_hash_table_insert (dictionary->codes, own, GUINT_TO_POINTER (dictionary->texts->len - 1));
  return dictionary->texts->len - 1;
}

/**
 * lw_dictionary_lookup:
 *
 * Returns: the code of @text, or %LW_DICTIONARY_NONE
 */
guint32
lw_dictionary_lookup (const LwDictionary *dictionary, const char *text)
{
  gpointer code;

  if (g_hash_table_lookup_extended (dictionary->codes, text, NULL, &code))
    return GPOINTER_TO_UINT (code);
  return LW_DICTIONARY_NONE;
}

/**
 * lw_dictionary_get:
 * @code: a code of this dictionary
 *
 * Returns: (transfer none): the text
 */
const char *
lw_dictionary_get (const LwDictionary *dictionary, guint32 code)
{
  g_return_val_if_fail (code < dictionary->texts->len, "");
  return g_ptr_array_index (dictionary->texts, code);
}

/**
 * lw_dictionary_size:
 *
 * Returns: the number of codes, the empty text included; codes are 0 to size - 1
 */
guint32
lw_dictionary_size (const LwDictionary *dictionary)
{
  return dictionary->texts->len;
}

static gpointer
fold_texts (gpointer data)
{
  const LwDictionary *dictionary = data;
  char **folded = g_new (char *, dictionary->texts->len + 1);

  for (guint i = 0; i < dictionary->texts->len; i++)
    folded[i] = lw_fold (g_ptr_array_index (dictionary->texts, i));
  folded[dictionary->texts->len] = NULL;
  return folded;
}

/**
 * lw_dictionary_folded:
 * @dictionary: a dictionary that grows no more
 *
 * The texts as lw_fold() makes them, for searches. Any thread may ask; the first to do so makes them.
 *
 * Returns: (transfer none): code -> folded text
 */
const char *const *
lw_dictionary_folded (const LwDictionary *dictionary)
{
  return g_once ((GOnce *) &dictionary->folded, fold_texts, (gpointer) dictionary);
}
