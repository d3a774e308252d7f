/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-format-explanation: why an office filled or emptied, in sentences. */
#pragma once

#include "draw/lw-format.h"
#include "model/lw-explanation.h"

G_BEGIN_DECLS

GPtrArray *lw_format_explanation (const LwFormat *format, const LwOfficeExplanation *explanation);

G_END_DECLS
