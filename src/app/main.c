/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * main: starts the desktop application. Everything else of it is in the library, so that tests link the same code. */
#include "app/lw-application.h"
#include "model/lw-i18n.h"

int
main (int argc, char *argv[])
{
  g_autoptr (LwApplication) application = NULL;

  lw_i18n_init ();
  application = lw_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
