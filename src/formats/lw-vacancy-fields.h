/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-vacancy-fields: what the columns of a list may be called, in Dutch and English. Headings are compared as their
 * letters and digits in lower case, without the word for the measure of area. Private to lw-vacancy-mapping. */
#pragma once

#include "formats/lw-vacancy-mapping.h"

G_BEGIN_DECLS

gboolean lw_vacancy_field_means (LwVacancyField field, gboolean weak, const char *folded, LwAreaMeasure measure);
gboolean lw_vacancy_field_parse (const char *name, LwVacancyField *field);
char *lw_vacancy_fields_list (void);

G_END_DECLS
