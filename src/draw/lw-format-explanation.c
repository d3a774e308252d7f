/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-format-explanation: one function a sentence, in the order of the yearly step; a term that does nothing has
 * none. */
#include "draw/lw-format-explanation.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Below this a term is not worth a sentence, m2. */
#define NOTHING 0.05

typedef struct {
  const LwFormat *format;
  const LwOfficeExplanation *what;
  const LwOfficeYear *office;
  const LwMarketYear *market;
  GPtrArray *sentences;
} Teller;

static void
say (Teller *self, char *sentence)
{
  g_ptr_array_add (self->sentences, sentence);
}

static void
say_change (Teller *self)
{
  const LwOfficeYear *o = self->office;
  int year = self->what->year;
  double before = lw_office_state_get_vacancy (o->before), after = lw_office_state_get_vacancy (o->after);
  g_autofree char *was = lw_format_m2_fact (self->format, before);
  g_autofree char *is = lw_format_m2_fact (self->format, after);
  g_autofree char *in_use_before = lw_format_m2_fact (self->format, o->before[LW_OFFICE_STATE_OCCUPIED]);
  g_autofree char *in_use_after = lw_format_m2_fact (self->format, o->after[LW_OFFICE_STATE_OCCUPIED]);

  /* Translators: a year, m² vacant before and after, m² in use before and after. */
  if (after > before + NOTHING)
    say (self, g_strdup_printf (_ ("In %d the vacancy grew from %s to %s; %s was in use at first, %s in the end."),
                                year - 1, was, is, in_use_before, in_use_after));
  else if (after < before - NOTHING)
    say (self, g_strdup_printf (_ ("In %d the vacancy shrank from %s to %s; %s was in use at first, %s in the end."),
                                year - 1, was, is, in_use_before, in_use_after));
  else
    say (self, g_strdup_printf (_ ("In %d the vacancy stayed at %s; %s was in use at first, %s in the end."), year - 1,
                                is, in_use_before, in_use_after));
}

static void
say_return (Teller *self)
{
  g_autofree char *returned = lw_format_m2_fact (self->format, self->office->returned);

  if (self->office->returned > NOTHING)
    say (self, g_strdup_printf (_ ("Temporary use ended: %s came back to the market, as space that is empty for three "
                                   "years and more."),
                                returned));
}

static void
say_withdrawals (Teller *self)
{
  const LwOfficeYear *o = self->office;
  g_autofree char *planned = lw_format_m2_fact (self->format, o->planned);
  g_autofree char *vacant = lw_format_m2_fact (self->format, o->planned - o->displaced);
  g_autofree char *displaced = lw_format_m2_fact (self->format, o->displaced);
  g_autofree char *autonomous = lw_format_m2_fact (self->format, o->autonomous);

  if (o->planned > NOTHING && o->displaced > NOTHING)
    say (self, g_strdup_printf (_ ("Measures withdrew %s: %s that stood empty, and %s that was in use, whose users had "
                                   "to leave."),
                                planned, vacant, displaced));
  else if (o->planned > NOTHING)
    say (self, g_strdup_printf (_ ("Measures withdrew %s, all of which stood empty; the oldest vacancy went first."),
                                planned));
  if (o->autonomous > NOTHING)
    say (self, g_strdup_printf (_ ("Of its oldest vacancy %s left the market without a measure."), autonomous));
}

static void
say_new (Teller *self)
{
  const LwOfficeYear *o = self->office;
  g_autofree char *completed = lw_format_m2_fact (self->format, o->completed);
  g_autofree char *prelet = lw_format_m2_fact (self->format, o->prelet);

  if (o->completed > NOTHING)
    say (self, g_strdup_printf (_ ("Plans added %s, of which %s was let beforehand."), completed, prelet));
}

static void
say_release (Teller *self)
{
  const LwOfficeYear *o = self->office;
  g_autofree char *released = lw_format_m2_fact (self->format, o->released);
  g_autofree char *share = lw_format_percent (self->format, o->release_share);
  g_autofree char *usual = lw_format_percent (self->format, self->what->release_rate);
  g_autofree char *a = lw_format_number (self->format, o->attractiveness, 2);
  g_autofree char *a_before = lw_format_number (self->format, self->what->attractiveness_at_base, 2);

  if (fabs (o->attractiveness - self->what->attractiveness_at_base) > 0.005 && self->what->attractiveness_known > 0)
    say (self, g_strdup_printf (_ ("A renovation had made it more attractive: %s, where it was %s."), a, a_before));
  /* Translators: m², a percentage, the usual percentage, attractiveness from 0 to 1. */
  if (o->released > NOTHING)
    say (self, g_strdup_printf (_ ("Users gave up %s, %s of what they had: %s is usual, and less of an attractive "
                                   "office, more of one that is not (this one: %s)."),
                                released, share, usual, a));
}

static void
say_market (Teller *self)
{
  const LwMarketYear *m = self->market;
  const char *region = self->what->region;
  g_autofree char *demand = lw_format_m2 (self->format, m->demand);
  g_autofree char *kept = lw_format_m2 (self->format, m->kept);
  g_autofree char *rest = lw_format_m2 (self->format, m->to_let + m->to_release);
  g_autofree char *shortage = lw_format_m2 (self->format, m->shortage);
  g_autofree char *place = region[0] != '\0' ? g_strdup_printf (_ ("In market area %s"), region)
                                             : g_strdup (_ ("In the market"));

  /* Translators: "In market area X", m² that is asked for, m² that users keep, the difference. */
  if (m->to_release > NOTHING)
    say (self, g_strdup_printf (_ ("%s users asked for %s and had kept %s: %s more had to be given up."), place, demand,
                                kept, rest));
  else
    say (self, g_strdup_printf (_ ("%s users asked for %s and had kept %s, so that %s was let anew."), place, demand,
                                kept, rest));
  if (m->shortage > NOTHING)
    say (self, g_strdup_printf (_ ("Of what was asked for %s found no place: there is no more to let."), shortage));
}

/* "85 % of what had just come free, 20 % of what stood empty for three years and more" */
static char *
list_cells (const Teller *self)
{
  static const char *const patterns[LW_N_EXPLAINED_CELLS] = {
    N_ ("%s of what had just come free"), N_ ("%s of what stood empty for less than a year"),
    N_ ("%s of what stood empty for one year"), N_ ("%s of what stood empty for two years"),
    N_ ("%s of what stood empty for three years and more"),
  };
  GString *list = g_string_new (NULL);

  for (guint k = 0; k < LW_N_EXPLAINED_CELLS; k++)
    {
      if (!(self->office->cell[k] > NOTHING))
        continue;
      g_autofree char *part = lw_format_percent (self->format, self->office->let[k] / self->office->cell[k]);
      g_auto (GStrv) around = g_strsplit (_ (patterns[k]), "%s", 2);
      g_string_append_printf (list, "%s%s%s%s", list->len > 0 ? ", " : "", around[0], part,
                              around[1] != NULL ? around[1] : "");
    }
  return g_string_free (list, FALSE);
}

static void
say_letting (Teller *self)
{
  const LwOfficeYear *o = self->office;
  double let = lw_office_year_get_let (o), there = 0;
  g_autofree char *cells = list_cells (self);
  g_autofree char *here = lw_format_m2_fact (self->format, let);
  g_autofree char *forced = lw_format_m2_fact (self->format, o->forced);

  for (guint k = 0; k < LW_N_EXPLAINED_CELLS; k++)
    there += o->cell[k];
  if (o->relet > 0 && there > NOTHING)
    {
      g_autofree char *effect = lw_format_percent (self->format, o->relet);
      say (self, g_strdup_printf (_ ("A letting programme made up for %s of what long vacancy takes from its chances."),
                                  effect));
    }
  if (self->market->to_let > NOTHING && there > NOTHING)
    say (self, g_strdup_printf (_ ("Of that, %s was let here: %s."), here, cells));
  if (o->forced > NOTHING)
    say (self, g_strdup_printf (_ ("Of that, %s was given up here; the less attractive an office, the more."), forced));
}

static void
say_ageing (Teller *self)
{
  const LwOfficeYear *o = self->office;
  double before = o->before[LW_OFFICE_STATE_C3], after = o->after[LW_OFFICE_STATE_C3];
  double grown = o->cell[3] - o->let[3]; /* c2 that was not let is a year older */
  g_autofree char *was = lw_format_m2_fact (self->format, before);
  g_autofree char *is = lw_format_m2_fact (self->format, after);
  g_autofree char *old = lw_format_m2_fact (self->format, grown);

  if (grown > NOTHING)
    say (self, g_strdup_printf (_ ("Structural vacancy, of three years and more, went from %s to %s; %s reached that "
                                   "age."),
                                was, is, old));
  else if (before > NOTHING || after > NOTHING)
    say (self, g_strdup_printf (_ ("Structural vacancy, of three years and more, went from %s to %s."), was, is));
}

/**
 * lw_format_explanation:
 * @format: (nullable): how; %NULL as in the locale
 * @explanation: why an office filled or emptied
 *
 * Returns: (transfer full) (element-type utf8): the sentences, in the order of the yearly step; m² of the office as
 *   they are, those of its market rounded to 100
 */
GPtrArray *
lw_format_explanation (const LwFormat *format, const LwOfficeExplanation *explanation)
{
  g_return_val_if_fail (explanation != NULL, NULL);

  Teller self = { format, explanation, &explanation->office_year, &explanation->market_year,
                  g_ptr_array_new_with_free_func (g_free) };
  say_change (&self);
  say_return (&self);
  say_withdrawals (&self);
  say_new (&self);
  say_release (&self);
  say_market (&self);
  say_letting (&self);
  say_ageing (&self);
  return self.sentences;
}
