/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-features: see lw-features.h. Only known properties are kept, so that a file of few features and very many names
 * takes no more memory than its size. */
#include "model/lw-features.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "model/lw-error.h"

/* So long a property gets by joining repeated values. */
#define MAX_JOINED 4096
/* So many characters of an identification are told. */
#define MAX_ID 80

static void
free_problem (gpointer data)
{
  LwFeatureProblem *problem = data;

  g_free (problem->what);
  g_free (problem);
}

static void
clear_feature (gpointer data)
{
  LwFeature *feature = data;

  g_clear_pointer (&feature->geometry, lw_geometry_unref);
  g_free (feature->values);
}

/**
 * lw_features_new:
 * @name: name of the file, for messages
 *
 * Returns: (transfer full): an empty list
 */
LwFeatures *
lw_features_new (const char *name)
{
  LwFeatures *self = g_new0 (LwFeatures, 1);

  self->name = g_strdup (name);
  self->max_bytes = LW_FEATURES_MAX_BYTES;
  self->columns = g_ptr_array_new ();
  self->features = g_array_new (FALSE, FALSE, sizeof (LwFeature));
  g_array_set_clear_func (self->features, clear_feature);
  self->problems = g_ptr_array_new_with_free_func (free_problem);
  self->warnings = g_ptr_array_new_with_free_func (g_free);
  self->texts = g_string_chunk_new (16384);
  self->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  self->pending = g_array_new (FALSE, FALSE, sizeof (LwFeatureValue));
  return self;
}

/** lw_features_free: frees the list, which may be %NULL */
void
lw_features_free (LwFeatures *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->layer);
  g_free (self->crs);
  g_free (self->crs_how);
  g_ptr_array_unref (self->columns);
  g_array_unref (self->features);
  g_ptr_array_unref (self->problems);
  g_ptr_array_unref (self->warnings);
  g_hash_table_unref (self->by_name);
  lw_features_drop_values (self);
  g_array_unref (self->pending);
  g_string_chunk_free (self->texts);
  g_free (self);
}

static guint
make_column (LwFeatures *self, const char *name)
{
  gpointer place = g_hash_table_lookup (self->by_name, name);
  char *own;

  if (place != NULL)
    return GPOINTER_TO_UINT (place) - 1;
  if (self->columns->len >= LW_FEATURES_MAX_COLUMNS)
    return LW_FEATURES_NONE;
  own = g_string_chunk_insert (self->texts, name);
  g_ptr_array_add (self->columns, own);
  g_hash_table_insert (self->by_name, own, GUINT_TO_POINTER (self->columns->len));
  return self->columns->len - 1;
}

static void
join_values (LwFeatures *self, LwFeatureValue *before, const char *more)
{
  char *both;

  if (strlen (before->text) + strlen (more) > MAX_JOINED)
    {
      if (!self->left_out)
        lw_features_add_warning (self, _ ("A property has so many values that the last of them are left out"));
      self->left_out = TRUE;
      return;
    }
  both = g_strconcat (before->text, ",", more, NULL);
  g_free ((char *) before->text);
  before->text = both;
}

/**
 * lw_features_set_value:
 * @self: a list
 * @column: name of a property
 * @text: (nullable): its value; %NULL and blank text are unknown
 * @error: return location for an error
 *
 * Sets a property of the feature that is being read. A second value of the same name goes behind the first, after a
 * comma.
 *
 * Returns: %FALSE with %LW_ERROR_TOO_LARGE if the file has too many properties
 */
gboolean
lw_features_set_value (LwFeatures *self, const char *column, const char *text, GError **error)
{
  g_autofree char *valid = NULL;
  LwFeatureValue value;

  g_return_val_if_fail (self != NULL && column != NULL, FALSE);
  value.column = make_column (self, column);
  if (value.column == LW_FEATURES_NONE)
    {
      g_set_error (error, LW_ERROR, LW_ERROR_TOO_LARGE,
                   _ ("there are more than %d different properties; leave out those that are not needed"),
                   LW_FEATURES_MAX_COLUMNS);
      return FALSE;
    }
  valid = text != NULL ? g_strstrip (g_utf8_make_valid (text, -1)) : NULL;
  if (valid == NULL || valid[0] == '\0')
    return TRUE;
  for (guint i = 0; i < self->pending->len; i++)
    {
      LwFeatureValue *before = &g_array_index (self->pending, LwFeatureValue, i);

      if (before->column == value.column)
        {
          join_values (self, before, valid);
          return TRUE;
        }
    }
  value.text = g_steal_pointer (&valid);
  g_array_append_val (self->pending, value);
  return TRUE;
}

/** lw_features_drop_values: takes back the properties that were set since the last feature */
void
lw_features_drop_values (LwFeatures *self)
{
  for (guint i = 0; i < self->pending->len; i++)
    g_free ((char *) g_array_index (self->pending, LwFeatureValue, i).text);
  g_array_set_size (self->pending, 0);
}

static int
compare_columns (gconstpointer a, gconstpointer b)
{
  const LwFeatureValue *first = a, *second = b;

  return first->column < second->column ? -1 : first->column > second->column;
}

/**
 * lw_features_add:
 * @self: a list
 * @id: (nullable): identification of the feature
 * @number: its line, row or number
 * @geometry: (nullable) (transfer full): its shape, in the coordinates of the file
 * @crs: (nullable): coordinate system that the shape itself names
 *
 * Ends a feature: it gets the properties that were set since the one before.
 */
void
lw_features_add (LwFeatures *self, const char *id, guint64 number, LwGeometry *geometry, const char *crs)
{
  LwFeature feature = { .number = number, .geometry = geometry, .n_values = self->pending->len };

  g_array_sort (self->pending, compare_columns);
  for (guint i = 0; i < self->pending->len; i++)
    {
      LwFeatureValue *value = &g_array_index (self->pending, LwFeatureValue, i);
      char *text = (char *) value->text;

      value->text = g_string_chunk_insert (self->texts, text);
      self->n_bytes += strlen (text) + 1;
      g_free (text);
    }
  feature.values = g_memdup2 (self->pending->data, self->pending->len * sizeof (LwFeatureValue));
  g_array_set_size (self->pending, 0);
  if (id != NULL && id[0] != '\0')
    {
      g_autofree char *valid = g_utf8_make_valid (id, -1);

      feature.id = g_string_chunk_insert (self->texts, valid);
    }
  if (crs != NULL && crs[0] != '\0')
    feature.crs = g_string_chunk_insert_const (self->texts, crs);
  self->n_bytes += sizeof feature + feature.n_values * sizeof (LwFeatureValue);
  if (geometry != NULL)
    {
      gsize n_points;

      lw_geometry_get_points (geometry, &n_points);
      self->n_bytes += n_points * 2 * sizeof (double);
    }
  g_array_append_val (self->features, feature);
}

/**
 * lw_features_check_size:
 * @self: a list, to which a reader adds
 * @error: return location for an error
 *
 * A layer is held in memory, so that a file without end must not fill it.
 *
 * Returns: %FALSE with %LW_ERROR_TOO_LARGE if the features hold more than they may
 */
gboolean
lw_features_check_size (const LwFeatures *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  if (self->n_bytes <= self->max_bytes)
    return TRUE;
  g_set_error (error, LW_ERROR, LW_ERROR_TOO_LARGE,
               _ ("after %u features the file holds more than the %u MB that are read; cut it to the area and the "
                  "properties that are needed"),
               self->features->len, (guint) (self->max_bytes >> 20));
  return FALSE;
}

/**
 * lw_features_add_problem:
 * @kind: what it is about
 * @number: number of the feature
 * @id: (nullable): identification of the feature
 * @reason: what is wrong, translated
 */
void
lw_features_add_problem (
    LwFeatures *self, LwFeatureProblemKind kind, guint64 number, const char *id, const char *reason)
{
  g_autofree char *digits = NULL;
  LwFeatureProblem *problem;

  g_return_if_fail (self != NULL && kind < LW_FEATURE_N_PROBLEMS && reason != NULL);
  if (self->n_problems[kind]++ >= LW_FEATURES_MAX_PROBLEMS)
    return;
  problem = g_new0 (LwFeatureProblem, 1);
  problem->kind = kind;
  problem->number = number;
  digits = g_strdup_printf ("%" G_GUINT64_FORMAT, number);
  if (id != NULL && id[0] != '\0' && strcmp (id, digits) != 0)
    {
      g_autofree char *short_id = g_utf8_substring (id, 0, MIN (g_utf8_strlen (id, -1), MAX_ID));

      /* Translators: number of a feature (of geodata), its identification, the reason */
      problem->what = g_strdup_printf (_ ("Feature %s (%s): %s"), digits, short_id, reason);
    }
  else
    /* Translators: number of a feature (of geodata), the reason */
    problem->what = g_strdup_printf (_ ("Feature %s: %s"), digits, reason);
  g_ptr_array_add (self->problems, problem);
}

/** lw_features_add_warning: notes something of the file as a whole, translated; a few at most */
void
lw_features_add_warning (LwFeatures *self, const char *what)
{
  g_return_if_fail (self != NULL && what != NULL);
  if (self->warnings->len < LW_FEATURES_MAX_PROBLEMS)
    g_ptr_array_add (self->warnings, g_strdup (what));
}

/** lw_features_get_n: the number of features */
guint
lw_features_get_n (const LwFeatures *self)
{
  return self->features->len;
}

/** lw_features_get: feature number @i, from 0 */
const LwFeature *
lw_features_get (const LwFeatures *self, guint i)
{
  g_return_val_if_fail (i < self->features->len, NULL);
  return &g_array_index (self->features, LwFeature, i);
}

/** lw_features_find_column: the column of that name, or %LW_FEATURES_NONE */
guint
lw_features_find_column (const LwFeatures *self, const char *name)
{
  gpointer place = g_hash_table_lookup (self->by_name, name);

  return place != NULL ? GPOINTER_TO_UINT (place) - 1 : LW_FEATURES_NONE;
}

/** lw_features_get_value: (nullable): a property of feature @i, %NULL if it is unknown or @column %LW_FEATURES_NONE */
const char *
lw_features_get_value (const LwFeatures *self, guint i, guint column)
{
  const LwFeature *feature = lw_features_get (self, i);
  guint low = 0, high = feature->n_values;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (feature->values[middle].column == column)
        return feature->values[middle].text;
      if (feature->values[middle].column < column)
        low = middle + 1;
      else
        high = middle;
    }
  return NULL;
}

/**
 * lw_features_number_to_text:
 * @number: a finite number
 *
 * Returns: (transfer full): the shortest text that reads back as the same number
 */
char *
lw_features_number_to_text (double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (number == trunc (number) && fabs (number) < 1e15)
    return g_strdup (g_ascii_formatd (text, sizeof text, "%.0f", number));
  for (int digits = 15; digits < 17; digits++)
    {
      char format[] = "%.15g";

      format[3] = (char) ('0' + digits % 10);
      g_ascii_formatd (text, sizeof text, format, number);
      if (g_ascii_strtod (text, NULL) == number)
        return g_strdup (text);
    }
  return g_strdup (g_ascii_formatd (text, sizeof text, "%.17g", number));
}
