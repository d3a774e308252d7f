/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-error: see lw-error.h. */
#include "model/lw-error.h"

G_DEFINE_QUARK (lw-error-quark, lw_error)
