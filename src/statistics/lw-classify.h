/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-classify: the classes in which numbers are shown. The classes of the vacancy rate are fixed, so that
 * maps of two years or two regions can be compared. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** LwVacancyClass: class of a vacancy rate (domain model 2.3), lower bound inclusive */
typedef enum {
  LW_VACANCY_CLASS_UNKNOWN,
  LW_VACANCY_CLASS_TIGHT,     /* krap: below 3 % */
  LW_VACANCY_CLASS_HEALTHY,   /* gezond: 3 to 8 % */
  LW_VACANCY_CLASS_AMPLE,     /* ruim: 8 to 12 % */
  LW_VACANCY_CLASS_HIGH,      /* hoog: 12 to 20 % */
  LW_VACANCY_CLASS_VERY_HIGH, /* zeer hoog: 20 % and more */
  LW_N_VACANCY_CLASSES,
} LwVacancyClass;

LwVacancyClass lw_classify_vacancy (double rate);
double lw_classify_vacancy_low (LwVacancyClass vacancy_class);
const char *lw_classify_vacancy_label (LwVacancyClass vacancy_class);
const char *lw_classify_vacancy_limits (LwVacancyClass vacancy_class);

G_END_DECLS
