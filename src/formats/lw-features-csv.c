/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-features-csv: see lw-features-csv.h. */
#include "formats/lw-features-csv.h"

#include <math.h>
#include <string.h>

#include "formats/lw-csv-text.h"

#define SAME_PLACE_M 0.05

static void
append_number (GString *text, double number)
{
  g_autofree char *digits = lw_features_number_to_text (number);

  g_string_append (text, digits);
}

/* What the values of a column are. */
enum {
  COLUMN_HAS_THOUSANDS = 1 << 0, /* some have points between thousands for certain */
  COLUMN_HAS_TEXT = 1 << 1,      /* some are no numbers */
};

/* Whether a value begins with points before groups of three digits, as "12.500 m²" does. @certain: a number that the
 * format knows as such has one point at most, and no nought at its end. */
static gboolean
has_grouping_points (const char *value, gboolean *certain)
{
  gsize n = strspn (value, "0123456789");
  guint n_groups = 0;

  if (n == 0 || n > 3 || value[0] == '0' || value[n] != '.')
    return FALSE;
  for (value += n; *value == '.'; value += 4, n_groups++)
    if (strspn (value + 1, "0123456789") != 3)
      return FALSE;
  *certain = n_groups > 1 || value[-1] == '0';
  return !g_ascii_isdigit (*value);
}

/* Digits and signs of numbers, and a short unit at most. */
static gboolean
is_number (const char *value)
{
  gsize n = strspn (value, "-0123456789.,");

  return n > 0 && strlen (value + n) <= 5;
}

/* Tells for each column what its values are. */
static guint8 *
judge_columns (const LwFeatures *features)
{
  guint8 *columns = g_new0 (guint8, features->columns->len + 1);

  for (guint i = 0; i < lw_features_get_n (features); i++)
    {
      const LwFeature *feature = lw_features_get (features, i);

      for (guint v = 0; v < feature->n_values; v++)
        {
          const LwFeatureValue *value = &feature->values[v];
          gboolean certain = FALSE;

          if (!is_number (value->text))
            columns[value->column] |= COLUMN_HAS_TEXT;
          else if (has_grouping_points (value->text, &certain) && certain)
            columns[value->column] |= COLUMN_HAS_THOUSANDS;
        }
    }
  return columns;
}

/* A value as it is, with its line ends; guarded where the reader would take off what belongs to it. In a column of numbers
 * with points between thousands these go, since elsewhere a point is a decimal sign. */
static void
append_value (GString *text, const char *value, guint8 column)
{
  g_autofree char *plain = NULL;
  gboolean certain;

  if (column == COLUMN_HAS_THOUSANDS && has_grouping_points (value, &certain))
    {
      g_auto (GStrv) groups = g_strsplit (value, ".", -1);

      value = plain = g_strjoinv (NULL, groups);
    }
  if (lw_csv_text_needs_guard (value))
    {
      g_autofree char *guarded = g_strconcat ("'", value, NULL);

      lw_csv_text_append_cell (text, guarded, -1);
    }
  else
    lw_csv_text_append_cell (text, value, -1);
  g_string_append_c (text, ',');
}

/* The number of a property of this name; NaN if there is none. */
static double
get_number (const LwFeatures *features, const LwFeature *feature, const char *name)
{
  for (guint v = 0; v < feature->n_values; v++)
    {
      const char *text = feature->values[v].text;
      char *end;
      double number;

      if (strcmp (g_ptr_array_index (features->columns, feature->values[v].column), name) != 0)
        continue;
      number = g_ascii_strtod (text, &end);
      return end != text && *end == '\0' ? number : NAN;
    }
  return NAN;
}

/* A file in degrees tells a place to a centimetre or so; one of ours has the exact place beside it. Used only where both
 * agree, since somebody may have moved the feature since. */
static void
take_exact_place (const LwFeatures *features, const LwFeature *feature, double *x, double *y)
{
  double exact_x = get_number (features, feature, "rd_x"), exact_y = get_number (features, feature, "rd_y");

  if (fabs (exact_x - *x) < SAME_PLACE_M && fabs (exact_y - *y) < SAME_PLACE_M)
    {
      *x = exact_x;
      *y = exact_y;
    }
}

/* The place of a feature: a point, or a point on its surface, or the middle of the first ones. */
static void
append_place (GString *text, const LwFeatures *features, const LwFeature *feature)
{
  double x, y;

  if (feature->geometry != NULL && lw_geometry_get_point_on_surface (feature->geometry, &x, &y))
    {
      if (lw_geometry_get_kind (feature->geometry) == LW_GEOMETRY_POINT)
        take_exact_place (features, feature, &x, &y);
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
 * @left_out: (nullable) (array): features to leave out
 * @numbers: (element-type guint64): gets the number of the feature of each record, for lw_csv_reader_number_rows()
 *
 * Returns: (transfer full): CSV in UTF-8 with commas: one record a feature, with its number as "feature", the
 *   properties, and its place as "rd_x" and "rd_y"; polygons stand at a point on their surface
 */
GString *
lw_features_to_csv (const LwFeatures *features, const char *const *headings, const gboolean *left_out, GArray *numbers)
{
  g_autofree guint8 *columns = judge_columns (features);
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
        continue;
      g_array_append_val (numbers, feature->number);
      g_string_append_printf (text, "%" G_GUINT64_FORMAT ",", feature->number);
      for (guint c = 0; c < features->columns->len; c++)
        {
          gboolean known = next < feature->n_values && feature->values[next].column == c;
          const char *value = known ? feature->values[next++].text : "";

          if (headings[c] == NULL)
            continue;
          append_value (text, value, columns[c]);
        }
      append_place (text, features, feature);
      g_string_append_c (text, '\n');
    }
  return text;
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
