/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-classify: see lw-classify.h. */
#include "statistics/lw-classify.h"

#include <math.h>

#include <glib/gi18n-lib.h>

static const struct {
  double low;
  const char *label;
  const char *limits;
} classes[LW_N_VACANCY_CLASSES] = {
  [LW_VACANCY_CLASS_UNKNOWN] = { NAN, NC_ ("vacancy class", "unknown"), N_ ("no figure") },
  [LW_VACANCY_CLASS_TIGHT] = { 0, NC_ ("vacancy class", "tight"), N_ ("< 3 %") },
  [LW_VACANCY_CLASS_HEALTHY] = { 0.03, NC_ ("vacancy class", "healthy"), N_ ("3–8 %") },
  [LW_VACANCY_CLASS_AMPLE] = { 0.08, NC_ ("vacancy class", "ample"), N_ ("8–12 %") },
  [LW_VACANCY_CLASS_HIGH] = { 0.12, NC_ ("vacancy class", "high"), N_ ("12–20 %") },
  [LW_VACANCY_CLASS_VERY_HIGH] = { 0.20, NC_ ("vacancy class", "very high"), N_ ("≥ 20 %") },
};

/**
 * lw_classify_vacancy:
 * @rate: vacancy as a fraction; NaN if unknown
 *
 * Returns: the class of @rate (domain model 2.3)
 */
LwVacancyClass
lw_classify_vacancy (double rate)
{
  if (isnan (rate))
    return LW_VACANCY_CLASS_UNKNOWN;
  for (guint c = LW_N_VACANCY_CLASSES - 1; c > LW_VACANCY_CLASS_TIGHT; c--)
    if (rate >= classes[c].low)
      return c;
  return LW_VACANCY_CLASS_TIGHT;
}

/**
 * lw_classify_vacancy_low:
 *
 * Returns: the lower bound of a class, inclusive; NaN for unknown
 */
double
lw_classify_vacancy_low (LwVacancyClass vacancy_class)
{
  g_return_val_if_fail (vacancy_class < LW_N_VACANCY_CLASSES, NAN);
  return classes[vacancy_class].low;
}

/**
 * lw_classify_vacancy_label:
 *
 * Returns: (transfer none): what the class is called ("healthy"), in the user's language
 */
const char *
lw_classify_vacancy_label (LwVacancyClass vacancy_class)
{
  g_return_val_if_fail (vacancy_class < LW_N_VACANCY_CLASSES, "");
  return g_dpgettext2 (GETTEXT_PACKAGE, "vacancy class", classes[vacancy_class].label);
}

/**
 * lw_classify_vacancy_limits:
 *
 * Returns: (transfer none): the limits of the class ("3–8 %"), in the user's language
 */
const char *
lw_classify_vacancy_limits (LwVacancyClass vacancy_class)
{
  g_return_val_if_fail (vacancy_class < LW_N_VACANCY_CLASSES, "");
  return _ (classes[vacancy_class].limits);
}
