/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * main: starts the desktop application. Everything else of it is in the library, so that tests link the same code. */
#include "app/lw-application.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

int
main (int argc, char *argv[])
{
  g_autoptr (LwApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LW_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  application = lw_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
