/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-measure-words: see lw-measure-words.h. */
#include "panels/lw-measure-words.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "draw/lw-format.h"
#include "panels/lw-place-choice.h"

/** lw_measure_words_title: (transfer full): what is done: "Temporary housing until 2035" */
char *
lw_measure_words_title (const LwMeasure *measure)
{
  switch (measure->kind)
    {
    case LW_MEASURE_TRANSFORM:
      /* Translators: %s is what is made, such as "mid-rent housing" */
      return g_strdup_printf (_ ("Transform: %s"), lw_housing_get_label (measure->programme));
    case LW_MEASURE_RENOVATE:
      return g_strdup_printf (_ ("Renovate to label %s"), measure->target_label ? measure->target_label : "A");
    case LW_MEASURE_TEMPORARY:
      /* Translators: a year, at the start of which it ends */
      return g_strdup_printf (_ ("Temporary housing until %d"), lw_measure_get_end (measure));
    case LW_MEASURE_RELET:
      if (measure->until_year != 0)
        /* Translators: a year, at the start of which it ends */
        return g_strdup_printf (_ ("Letting programme until %d"), measure->until_year);
      return g_strdup (lw_measure_kind_get_label (measure->kind));
    case LW_MEASURE_REPHASE_PLAN:
      return g_strdup_printf (ngettext ("Build plans %d year later", "Build plans %d years later",
                                        (gulong) measure->delay_years),
                              measure->delay_years);
    case LW_MEASURE_DEMOLISH:
    case LW_MEASURE_NEW_BUILD:
    case LW_MEASURE_SCRAP_PLAN:
    case LW_N_MEASURE_KINDS:
    default:
      return g_strdup (lw_measure_kind_get_label (measure->kind));
    }
}

static void
add (GString *text, const char *words)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", words);
}

static void
add_share (GString *text, double share)
{
  g_autofree char *percent = NULL, *words = NULL;

  if (share >= 1)
    return;
  percent = lw_format_percent (NULL, share);
  /* Translators: %s is a share, as in "50 % of each" */
  words = g_strdup_printf (_ ("%s of each"), percent);
  add (text, words);
}

static void
add_gone (GString *text, guint n_gone)
{
  g_autofree char *words = NULL;

  if (n_gone == 0)
    return;
  words = g_strdup_printf (ngettext ("%u no longer there", "%u no longer there", n_gone), n_gone);
  add (text, words);
}

/** lw_measure_words_found: (transfer full): "31 offices · 39,500 m²" */
char *
lw_measure_words_found (guint n_offices, double m2)
{
  g_autofree char *count = lw_format_count (NULL, n_offices), *area = lw_format_m2 (NULL, m2);
  g_autofree char *offices = g_strdup_printf (ngettext ("%s office", "%s offices", n_offices), count);

  return g_strdup_printf ("%s · %s", offices, area);
}

static void
describe_named (GString *text, const LwMeasure *measure, LwOffices *offices)
{
  double m2 = 0;
  guint n_gone = 0;
  g_autofree char *found = NULL;

  for (guint i = 0; i < measure->offices->len; i++)
    {
      guint row = lw_offices_find_id (offices, g_array_index (measure->offices, gint64, i));

      if (row == LW_OFFICES_NONE)
        n_gone++;
      else if (!isnan (offices->stock_m2[row]))
        m2 += offices->stock_m2[row] * measure->share;
    }
  found = lw_measure_words_found (measure->offices->len, m2);
  add (text, found);
  add_share (text, measure->share);
  add_gone (text, n_gone);
}

/* What a rule finds is known as soon as the scenario has been computed. */
static void
describe_rule (GString *text, const LwMeasure *measure, LwSession *session)
{
  double m2;
  GArray *offices = lw_session_get_measure_offices (session, measure->uid, &m2);
  g_autofree char *found = NULL;

  add (text, _ ("by rule"));
  if (offices != NULL && measure->enabled)
    {
      found = lw_measure_words_found (offices->len, m2);
      add (text, found);
    }
  add_share (text, measure->share);
}

static void
describe_plans (GString *text, const LwMeasure *measure, LwSession *session)
{
  double m2 = 0;
  guint n_gone = 0;
  g_autofree char *area = NULL, *words = NULL, *bvo = NULL;

  for (guint i = 0; i < measure->plans->len; i++)
    {
      const LwPlan *plan = lw_session_find_plan (session, g_ptr_array_index (measure->plans, i));

      if (plan == NULL)
        n_gone++;
      else
        m2 += plan->bvo_m2 * measure->share;
    }
  if (measure->plans->len == 1 && n_gone == 0)
    words = g_strdup (lw_session_find_plan (session, g_ptr_array_index (measure->plans, 0))->name);
  else
    words = g_strdup_printf (ngettext ("%u plan", "%u plans", measure->plans->len), measure->plans->len);
  area = lw_format_m2 (NULL, m2);
  /* Translators: %s is an area with its unit: gross floor area */
  bvo = g_strdup_printf (_ ("%s bvo"), area);
  add (text, words);
  add (text, bvo);
  add_share (text, measure->share);
  add_gone (text, n_gone);
}

static void
describe_new_build (GString *text, const LwMeasure *measure, LwSession *session)
{
  g_autofree char *area = lw_format_m2 (NULL, measure->bvo_m2), *bvo = g_strdup_printf (_ ("%s bvo"), area);
  g_autofree char *place = measure->municipality_code ? lw_place_choice_name (session, measure->municipality_code)
                                                      : g_strdup (measure->region);
  /* Translators: a year: new offices stand from then */
  g_autofree char *from = g_strdup_printf (_ ("stands from %d"), measure->year + measure->delivery_years);

  add (text, bvo);
  if (place != NULL)
    add (text, place);
  add (text, from);
}

/** lw_measure_words_subtitle: (transfer full): to what and how much of it: "3 offices · 12,400 m² · 148 dwellings" */
char *
lw_measure_words_subtitle (const LwMeasure *measure, LwSession *session)
{
  GString *text = g_string_new (NULL);
  double dwellings = lw_session_get_measure_dwellings (session, measure->uid);

  if (measure->kind == LW_MEASURE_NEW_BUILD)
    describe_new_build (text, measure, session);
  else if (lw_measure_kind_get_target (measure->kind) == LW_MEASURE_TARGET_PLANS)
    describe_plans (text, measure, session);
  else if (measure->rule != NULL)
    describe_rule (text, measure, session);
  else
    describe_named (text, measure, lw_session_get_offices (session));
  if ((measure->kind == LW_MEASURE_TRANSFORM || measure->kind == LW_MEASURE_TEMPORARY) && measure->enabled
      && !isnan (dwellings))
    {
      g_autofree char *homes = lw_format_count (NULL, (guint64) dwellings);
      g_autofree char *words = g_strdup_printf (ngettext ("%s dwelling", "%s dwellings", (gulong) dwellings), homes);

      add (text, words);
    }
  return g_string_free (text, FALSE);
}

/** lw_measure_words_part: (transfer full): what a measure does to one office, and when: "Temporary housing, 100 %,
 * 2027–2035" */
char *
lw_measure_words_part (const LwMeasure *measure)
{
  g_autofree char *share = lw_format_percent_set (NULL, measure->share);
  int end = lw_measure_get_end (measure);

  if ((measure->kind == LW_MEASURE_TEMPORARY || measure->kind == LW_MEASURE_RELET) && end != G_MAXINT)
    /* Translators: a measure for one office: what is done, how much of it, the first and the last year of it */
    return g_strdup_printf (_ ("%s, %s, %d–%d"), lw_measure_kind_get_label (measure->kind), share, measure->year,
                            end - 1);
  if (measure->kind == LW_MEASURE_RELET)
    /* Translators: a measure for one office: what is done, how much of it, from which year on */
    return g_strdup_printf (_ ("%s, %s, from %d on"), lw_measure_kind_get_label (measure->kind), share, measure->year);
  /* translators: a measure for one office: what is done, how much of it, in which year */
  return g_strdup_printf (_ ("%s, %s, in %d"), lw_measure_kind_get_label (measure->kind), share, measure->year);
}
