/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-features-csv: see lw-features-csv.h. */
#include "formats/lw-features-csv.h"

#include <string.h>

#include "formats/lw-csv-text.h"

static void
append_number (GString *text, double number)
{
  g_autofree char *digits = lw_features_number_to_text (number);

  g_string_append (text, digits);
}

/* A value on one line, so that lines can be counted. */
static void
append_value (GString *text, const char *value)
{
  if (strpbrk (value, "\r\n") != NULL)
    {
      g_autofree char *line = g_strdelimit (g_strdup (value), "\r\n", ' ');

      lw_csv_text_append_cell (text, line, -1);
    }
  else
    lw_csv_text_append_cell (text, value, -1);
  g_string_append_c (text, ',');
}

/* The place of a feature: a point, or a point on its surface, or the middle of the first ones. */
static void
append_place (GString *text, const LwFeature *feature)
{
  double x, y;

  if (feature->geometry != NULL && lw_geometry_get_point_on_surface (feature->geometry, &x, &y))
    {
      append_number (text, x);
      g_string_append_c (text, ',');
      append_number (text, y);
    }
  else
    g_string_append_c (text, ',');
}

/**
 * lw_features_to_csv:
 * @features: features in RD New
 * @headings: (array): what each column is called; %NULL for those that are left out
 * @left_out: (nullable) (array): features to leave out; an empty line stands for each
 * @length: (out): length of the text
 *
 * Returns: (transfer full): CSV in UTF-8 with commas: one record a feature, with its number as "feature", the
 *   properties, and its place as "rd_x" and "rd_y"; polygons stand at a point on their surface. Feature i, from 0, is on line i + 2
 */
char *
lw_features_to_csv (const LwFeatures *features, const char *const *headings, const gboolean *left_out, gsize *length)
{
  GString *text = g_string_new ("feature,");

  for (guint c = 0; c < features->columns->len; c++)
    if (headings[c] != NULL)
      {
        lw_csv_text_append_cell (text, headings[c], -1);
        g_string_append_c (text, ',');
      }
  g_string_append (text, "rd_x,rd_y\n");
  for (guint i = 0; i < lw_features_get_n (features); i++)
    {
      const LwFeature *feature = lw_features_get (features, i);
      guint next = 0;

      if (left_out != NULL && left_out[i])
        {
          g_string_append_c (text, '\n');
          continue;
        }
      g_string_append_printf (text, "%" G_GUINT64_FORMAT ",", feature->number);
      for (guint c = 0; c < features->columns->len; c++)
        {
          gboolean known = next < feature->n_values && feature->values[next].column == c;
          const char *value = known ? feature->values[next++].text : "";

          if (headings[c] == NULL)
            continue;
          append_value (text, value);
        }
      append_place (text, feature);
      g_string_append_c (text, '\n');
    }
  *length = text->len;
  return g_string_free (text, FALSE);
}

/* Digits, a comma and digits, and nothing else: a number as Dutch text has it. */
static gboolean
has_decimal_comma (const char *text)
{
  const char *comma = strchr (text, ',');

  return comma != NULL && comma > text && strspn (text, "-0123456789.") == (gsize) (comma - text)
         && g_ascii_isdigit (comma[1]) && strspn (comma + 1, "0123456789") == strlen (comma + 1);
}

/**
 * lw_features_have_decimal_commas:
 *
 * Returns: whether a property is a number with a comma, as text; numbers that the format knows as such have a point
 */
gboolean
lw_features_have_decimal_commas (const LwFeatures *features)
{
  for (guint i = 0; i < lw_features_get_n (features); i++)
    {
      const LwFeature *feature = lw_features_get (features, i);

      for (guint v = 0; v < feature->n_values; v++)
        if (has_decimal_comma (feature->values[v].text))
          return TRUE;
    }
  return FALSE;
}
