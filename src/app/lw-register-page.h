/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-register-page: which part of a large register is read: all of it, the offices of some municipalities, or those in
 * an area, which is in the document already or in a file. */
#pragma once

#include "analysis/lw-source-look.h"
#include "session/lw-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_REGISTER_PAGE (lw_register_page_get_type ())
G_DECLARE_FINAL_TYPE (LwRegisterPage, lw_register_page, LW, REGISTER_PAGE, GtkBox)

/* Signals: changed (): whether the register can be imported may have changed */
GtkWidget *lw_register_page_new (LwSession *session, GPtrArray *looks);
gboolean lw_register_page_is_complete (LwRegisterPage *page);
void lw_register_page_fill_request (LwRegisterPage *page, LwImportRequest *request);

G_END_DECLS
