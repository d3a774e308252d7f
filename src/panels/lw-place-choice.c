/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-place-choice: see lw-place-choice.h. The codes that are chosen stand beside the names that are shown. */
#include "panels/lw-place-choice.h"

#include <glib/gi18n-lib.h>

#include "statistics/lw-municipalities.h"

#define CODES "lw-place-codes"

static gboolean
are_same (const GPtrArray *a, const GPtrArray *b)
{
  if (a == NULL || a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!g_str_equal (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;
  return TRUE;
}

/* Shows @names with @code chosen. Takes @codes; the first stands for none and is "". */
static void
fill (AdwComboRow *row, GtkStringList *names, GPtrArray *codes, const char *code)
{
  guint chosen = 0;

  for (guint i = 1; code != NULL && i < codes->len; i++)
    if (g_str_equal (g_ptr_array_index (codes, i), code))
      chosen = i;
  /* A place without offices is still a place. */
  if (chosen == 0 && code != NULL && *code)
    {
      chosen = codes->len;
      g_ptr_array_add (codes, g_strdup (code));
      gtk_string_list_append (names, code);
    }
  /* A list stays as long as it is the same: it may be open, or be telling what was chosen from it. */
  if (are_same (g_object_get_data (G_OBJECT (row), CODES), codes))
    {
      g_ptr_array_unref (codes);
      if (adw_combo_row_get_selected (row) != chosen)
        adw_combo_row_set_selected (row, chosen);
      return;
    }
  g_object_set_data_full (G_OBJECT (row), CODES, codes, (GDestroyNotify) g_ptr_array_unref);
  adw_combo_row_set_model (row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (row, chosen);
}

static GPtrArray *
begin (GtkStringList *names)
{
  GPtrArray *codes = g_ptr_array_new_with_free_func (g_free);

  gtk_string_list_append (names, _ ("not stated"));
  g_ptr_array_add (codes, g_strdup (""));
  return codes;
}

/** lw_place_choice_fill_municipalities: offers the municipalities with offices, with @code chosen, which may be %NULL */
void
lw_place_choice_fill_municipalities (AdwComboRow *row, LwSession *session, const char *code)
{
  g_autoptr (GArray) places = lw_municipalities_list (lw_session_get_offices (session), NULL);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GPtrArray *codes = begin (names);

  for (guint i = 0; i < places->len; i++)
    {
      gtk_string_list_append (names, g_array_index (places, LwMunicipalityRow, i).name);
      g_ptr_array_add (codes, g_strdup (g_array_index (places, LwMunicipalityRow, i).code));
    }
  fill (row, names, codes, code);
}

/** lw_place_choice_fill_regions: offers the market regions, with @region chosen, which may be %NULL; returns whether
 * there are any */
gboolean
lw_place_choice_fill_regions (AdwComboRow *row, LwSession *session, const char *region)
{
  g_autoptr (GArray) places = lw_municipalities_list (lw_session_get_offices (session), NULL);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GPtrArray *codes = begin (names);
  gboolean any;

  for (guint i = 0; i < places->len; i++)
    {
      const char *one = g_array_index (places, LwMunicipalityRow, i).region;

      if (*one && !g_ptr_array_find_with_equal_func (codes, one, g_str_equal, NULL))
        {
          gtk_string_list_append (names, one);
          g_ptr_array_add (codes, g_strdup (one));
        }
    }
  any = codes->len > 1 || (region != NULL && *region);
  fill (row, names, codes, region);
  return any;
}

/** lw_place_choice_get: (nullable): the code chosen, %NULL for none; belongs to @row */
const char *
lw_place_choice_get (AdwComboRow *row)
{
  GPtrArray *codes = g_object_get_data (G_OBJECT (row), CODES);
  guint chosen = adw_combo_row_get_selected (row);

  return codes != NULL && chosen > 0 && chosen < codes->len ? g_ptr_array_index (codes, chosen) : NULL;
}

static char *
look_up (LwSession *session, const char *code, gboolean region)
{
  g_autoptr (GArray) places = lw_municipalities_list (lw_session_get_offices (session), NULL);

  for (guint i = 0; i < places->len; i++)
    {
      LwMunicipalityRow *place = &g_array_index (places, LwMunicipalityRow, i);

      if (g_strcmp0 (place->code, code) == 0)
        return region ? (*place->region && !place->several ? g_strdup (place->region) : NULL) : g_strdup (place->name);
    }
  return region ? NULL : g_strdup (code);
}

/** lw_place_choice_name: (returns: transfer full) (nullable): name of the municipality @code; the code itself where no
 * office lies in it */
char *
lw_place_choice_name (LwSession *session, const char *code)
{
  return look_up (session, code, FALSE);
}

/** lw_place_choice_region_of: (returns: transfer full) (nullable): the market region of a municipality */
char *
lw_place_choice_region_of (LwSession *session, const char *code)
{
  return look_up (session, code, TRUE);
}
