/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-measure-words: a measure in two lines: what is done, and to what, how much of it. */
#pragma once

#include "session/lw-session.h"

G_BEGIN_DECLS

char *lw_measure_words_title (const LwMeasure *measure);
char *lw_measure_words_subtitle (const LwMeasure *measure, LwSession *session);
char *lw_measure_words_part (const LwMeasure *measure);
char *lw_measure_words_found (guint n_offices, double m2);

G_END_DECLS
