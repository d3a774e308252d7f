/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-dictionary: the distinct texts of one column, numbered densely in order of first appearance, so that a column
 * of text is a column of guint32 and a group-by is an index into an array. Code 0 is always the empty text:
 * "unknown". Grows while its column is built, then is shared by reference and read only. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _LwDictionary LwDictionary;

/** LW_DICTIONARY_NONE: no such text */
#define LW_DICTIONARY_NONE G_MAXUINT32

LwDictionary *lw_dictionary_new (void);
LwDictionary *lw_dictionary_copy (const LwDictionary *dictionary);
LwDictionary *lw_dictionary_ref (LwDictionary *dictionary);
void lw_dictionary_unref (LwDictionary *dictionary);
guint32 lw_dictionary_intern (LwDictionary *dictionary, const char *text);
guint32 lw_dictionary_lookup (const LwDictionary *dictionary, const char *text);
const char *lw_dictionary_get (const LwDictionary *dictionary, guint32 code);
guint32 lw_dictionary_size (const LwDictionary *dictionary);
const char *const *lw_dictionary_folded (const LwDictionary *dictionary);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwDictionary, lw_dictionary_unref)

G_END_DECLS
