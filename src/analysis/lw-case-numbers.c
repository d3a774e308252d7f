/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-case-numbers: the kinds "uncertainty" (the random numbers of domain model 6.8) and "waterfill" (6.5).
 * The first has no results but those that its expectations ask for; JSON lists these. */
#include "analysis/lw-case-private.h"
#include "scenario/lw-uncertainty.h"
#include "scenario/lw-waterfill.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define HUGE_NUMBER LW_CASE_MAX_NUMBER

/* ---- uncertainty ---- */

typedef struct {
  guint64 seed;
  gboolean has_seed;
  GString *drawn; /* JSON of what was asked for */
} Uncertainty;

static gpointer
new_uncertainty (void)
{
  Uncertainty *self = g_new0 (Uncertainty, 1);

  self->drawn = g_string_new (NULL);
  return self;
}

static void
free_uncertainty (gpointer state)
{
  Uncertainty *self = state;

  g_string_free (self->drawn, TRUE);
  g_free (self);
}

static gboolean
read_uncertainty (gpointer state, LwCaseCursor *cursor, GError **error)
{
  Uncertainty *self = state;

  if (strcmp (lw_case_cursor_word (cursor, error), "seed") != 0)
    return lw_case_cursor_unknown_word (cursor, error);
  const char *text = lw_case_cursor_word (cursor, error);
  if (text == NULL)
    return FALSE;
  if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, &self->seed, NULL))
    return lw_case_fail (cursor->owner, cursor->line, lw_case_cursor_last (cursor)->column, error,
                         _ ("“%s” is no seed; give a whole number, 0 or more"), text);
  self->has_seed = TRUE;
  return TRUE;
}

static gboolean
compute_uncertainty (gpointer state, LwCase *owner, GCancellable *cancellable, GError **error)
{
  Uncertainty *self = state;
  return self->has_seed || lw_case_fail_whole (owner, error, _ ("the statement “seed” is missing"));
}

static double
draw (guint64 seed, int n)
{
  LwRandom random;
  double u = 0;

  lw_random_init (&random, seed);
  for (int i = 0; i <= n; i++)
    u = lw_random_uniform (&random);
  return u;
}

static gboolean
find_uncertainty (gpointer state, LwCaseCursor *cursor, LwCaseValue *value, GError **error)
{
  Uncertainty *self = state;
  double low, mode, high;
  int n;
  const char *word = lw_case_cursor_word (cursor, error);

  if (word == NULL)
    return FALSE;
  gboolean triangular = strcmp (word, "triangular") == 0;
  if (!triangular && strcmp (word, "uniform") != 0)
    return lw_case_cursor_unknown_word (cursor, error);
  if (!lw_case_cursor_integer (cursor, 0, 100000, &n, error))
    return FALSE;
  value->number = draw (self->seed, n);
  if (triangular)
    {
      if (!lw_case_cursor_number (cursor, -HUGE_NUMBER, HUGE_NUMBER, &low, error)
          || !lw_case_cursor_number (cursor, low, HUGE_NUMBER, &mode, error)
          || !lw_case_cursor_number (cursor, mode, HUGE_NUMBER, &high, error))
        return FALSE;
      value->number = lw_triangular (value->number, low, mode, high);
    }
  g_string_append_printf (self->drawn, "%s{\"draw\":\"%s\",\"n\":%d", self->drawn->len > 0 ? "," : "",
                          triangular ? "triangular" : "uniform", n);
  lw_case_json_member (self->drawn, "value", value->number);
  g_string_append_c (self->drawn, '}');
  return TRUE;
}

static void
write_uncertainty (gpointer state, GString *out)
{
  Uncertainty *self = state;
  g_string_append_printf (out, ",\"seed\":%" G_GUINT64_FORMAT ",\"draws\":[%s]", self->seed,
                          self->drawn->str);
}

const LwCaseKind lw_case_kind_uncertainty
    = { "uncertainty",       new_uncertainty,  free_uncertainty, read_uncertainty,
        compute_uncertainty, find_uncertainty, write_uncertainty };

/* ---- waterfill ---- */

typedef struct {
  double total;
  GArray *weights; /* of double, as the others */
  GArray *caps;
  GArray *shares;
} Waterfill;

static const LwCaseField waterfill_fields[]
    = { { "total", G_STRUCT_OFFSET (Waterfill, total), 0, HUGE_NUMBER, TRUE } };

static gpointer
new_waterfill (void)
{
  Waterfill *self = g_new0 (Waterfill, 1);

  self->total = NAN;
  self->weights = g_array_new (FALSE, FALSE, sizeof (double));
  self->caps = g_array_new (FALSE, FALSE, sizeof (double));
  self->shares = g_array_new (FALSE, FALSE, sizeof (double));
  return self;
}

static void
free_waterfill (gpointer state)
{
  Waterfill *self = state;

  g_array_unref (self->weights);
  g_array_unref (self->caps);
  g_array_unref (self->shares);
  g_free (self);
}

static gboolean
read_waterfill (gpointer state, LwCaseCursor *cursor, GError **error)
{
  Waterfill *self = state;
  double weight, cap;

  if (strcmp (cursor->line->words[0].text, "item") != 0)
    return lw_case_read_fields (self, waterfill_fields, G_N_ELEMENTS (waterfill_fields), cursor, error);
  cursor->next++;
  if (!lw_case_cursor_number (cursor, 0, HUGE_NUMBER, &weight, error)
      || !lw_case_cursor_number (cursor, 0, HUGE_NUMBER, &cap, error))
    return FALSE;
  if (self->caps->len >= LW_CASE_MAX_ITEMS)
    return lw_case_fail (cursor->owner, cursor->line, 1, error, _ ("there are more than %d items"),
                         LW_CASE_MAX_ITEMS);
  g_array_append_val (self->weights, weight);
  g_array_append_val (self->caps, cap);
  return TRUE;
}

static gboolean
compute_waterfill (gpointer state, LwCase *owner, GCancellable *cancellable, GError **error)
{
  Waterfill *self = state;

  if (!lw_case_check_fields (self, waterfill_fields, G_N_ELEMENTS (waterfill_fields), owner, error))
    return FALSE;
  g_array_set_size (self->shares, self->caps->len);
  lw_waterfill (self->total, self->caps->len, (const double *)(gpointer)self->weights->data,
                (const double *)(gpointer)self->caps->data, (double *)(gpointer)self->shares->data);
  return TRUE;
}

static gboolean
find_waterfill (gpointer state, LwCaseCursor *cursor, LwCaseValue *value, GError **error)
{
  Waterfill *self = state;
  int i;

  if (!lw_case_cursor_expect (cursor, "share", error)
      || !lw_case_cursor_integer (cursor, 0, (int)self->shares->len - 1, &i, error))
    return FALSE;
  value->number = g_array_index (self->shares, double, i);
  return TRUE;
}

static void
write_waterfill (gpointer state, GString *out)
{
  const Waterfill *self = state;

  g_string_append (out, ",\"share\":[");
  for (guint i = 0; i < self->shares->len; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      lw_case_json_number (out, g_array_index (self->shares, double, i));
    }
  g_string_append_c (out, ']');
}

const LwCaseKind lw_case_kind_waterfill = { "waterfill",       new_waterfill,  free_waterfill, read_waterfill,
                                            compute_waterfill, find_waterfill, write_waterfill };
