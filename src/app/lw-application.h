/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-application: the application: its command line, its actions and keys, its windows. One window shows one document,
 * and a document that is open already is brought to the front instead of being opened twice. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_APPLICATION_ID "nl.leegwijzer.Leegwijzer"

#define LW_TYPE_APPLICATION (lw_application_get_type ())
G_DECLARE_FINAL_TYPE (LwApplication, lw_application, LW, APPLICATION, AdwApplication)

LwApplication *lw_application_new (void);
void lw_application_open_path (LwApplication *application, const char *path);

G_END_DECLS
