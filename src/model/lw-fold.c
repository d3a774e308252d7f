/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-fold: see lw-fold.h. Nearly all texts are plain ASCII and take the short way. */
#include "model/lw-fold.h"

#include <string.h>

static char *
fold_unicode (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *decomposed = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL);
  GString *folded = g_string_sized_new (strlen (decomposed));

  for (const char *at = decomposed; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (!g_unichar_ismark (c))
        g_string_append_unichar (folded, g_unichar_tolower (c));
    }
  return g_string_free (folded, FALSE);
}

/**
 * lw_fold:
 * @text: any text; bytes that are not UTF-8 are replaced
 *
 * Returns: (transfer full): @text in lower case, without diacritics, compatible forms made one
 */
char *
lw_fold (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);
  for (const char *at = text; *at != '\0'; at++)
    if ((guchar) *at >= 0x80)
      return fold_unicode (text);
  return g_ascii_strdown (text, -1);
}
