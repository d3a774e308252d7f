/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-i18n: finds the translations; both executables call it first. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void lw_i18n_init (void);

G_END_DECLS
