/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-i18n: see lw-i18n.h. LW_LOCALEDIR in the environment points to the translations of a build that is not
 * installed; the build's own environment sets it. */
#include "model/lw-i18n.h"

#include <libintl.h>
#include <locale.h>

/**
 * lw_i18n_init:
 *
 * Takes the user's locale and binds the translations. To be called once, before any thread starts.
 */
void
lw_i18n_init (void)
{
  const char *folder = g_getenv ("LW_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder ? folder : LW_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
