/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-criteria-set: see lw-criteria-set.h. The groups of the file are [set], one [block X] for each letter,
 * and one [X1], [X2] … for each criterion. */
#include "model/lw-criteria-set.h"

#include "model/lw-error.h"
#include "model/lw-expression.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
/* Letters and digits of the name of a criterion, and characters of that of a set. */
#define MAX_ID 16
#define MAX_SET_ID 64
#define RESOURCE_FORMAT "/nl/leegwijzer/core/criteria/%s.keyfile"

struct _LwCriteriaSet {
  gatomicrefcount ref_count;
  char *definition;
  char *id;
  char *title;
  GArray *criteria; /* of LwCriterion; its texts live in chunk */
  GStringChunk *chunk;
  double *limits;
  gsize n_limits;
  char **labels; /* n_limits + 1 */
  gboolean negative;
  double min_completeness;
  double max_score;
};

/** lw_criteria_set_load: (returns: transfer full) (nullable) a set that ships with the application;
 * %LW_ERROR_NOT_FOUND when there is none with this @id */
LwCriteriaSet *
lw_criteria_set_load (const char *id, GError **error)
{
  g_return_val_if_fail (id != NULL, NULL);

  g_autofree char *path = g_strdup_printf (RESOURCE_FORMAT, id);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  if (bytes == NULL)
    {
      g_set_error (error, LW_ERROR, LW_ERROR_NOT_FOUND, _ ("there is no criteria set “%s”"), id);
      return NULL;
    }
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  return lw_criteria_set_parse (data, length, error);
}

static gboolean G_GNUC_PRINTF (2, 3)
refuse (GError **error, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_propagate_error (error, g_error_new_valist (LW_ERROR, LW_ERROR_INVALID, format, arguments));
  va_end (arguments);
  return FALSE;
}

/* A key that may be missing: then @value stays as it is. */
static gboolean
read_weight (GKeyFile *file, const char *group, double *value, GError **error)
{
  GError *local = NULL;
  double weight = g_key_file_has_key (file, group, "weight", NULL)
                      ? g_key_file_get_double (file, group, "weight", &local)
                      : *value;

  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  *value = weight;
  return TRUE;
}

/* The criterion may say itself what its block says of all. */
static gboolean
read_veto (GKeyFile *file, LwCriterion *criterion, const char *kind, GError **error)
{
  GError *local = NULL;

  criterion->is_veto = strcmp (kind, "veto") == 0;
  if (!criterion->is_veto && strcmp (kind, "gradual") != 0)
    /* Translators: a letter, then what stands in the file; veto and gradual stay as they are */
    return refuse (error, _ ("the kind of criteria block “%s” is veto or gradual, not “%s”"), criterion->block, kind);
  if (!g_key_file_has_key (file, criterion->id, "veto", NULL))
    return TRUE;
  criterion->is_veto = g_key_file_get_boolean (file, criterion->id, "veto", &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
read_block (LwCriteriaSet *set, GKeyFile *file, LwCriterion *criterion, GError **error)
{
  g_autofree char *group = g_strconcat ("block ", criterion->block, NULL);
  g_autofree char *kind = g_key_file_get_string (file, group, "kind", error);
  g_autofree char *title = NULL, *source = NULL;

  if (kind == NULL || !read_veto (file, criterion, kind, error))
    return FALSE;
  title = g_key_file_get_locale_string (file, group, "title", NULL, NULL);
  source = g_key_file_get_string (file, group, "source", NULL);
  criterion->block_title = g_string_chunk_insert_const (set->chunk, title != NULL ? title : criterion->block);
  criterion->source = source != NULL ? g_string_chunk_insert_const (set->chunk, source) : NULL;
  if (criterion->is_veto)
    return TRUE;
  if (!read_weight (file, group, &criterion->weight, error)
      || !read_weight (file, criterion->id, &criterion->weight, error))
    return FALSE;
  if (isfinite (criterion->weight) && criterion->weight > 0)
    return TRUE;
  /* Translators: the name of a criterion, such as B12 */
  return refuse (error, _ ("the weight of criterion “%s” must be more than 0"), criterion->id);
}

/* A condition that does not parse would never answer; it is told when the set is read. */
static gboolean
read_derived (LwCriteriaSet *set, GKeyFile *file, LwCriterion *criterion, GError **error)
{
  static const char *const facts[] = { LW_CRITERIA_FACTS, NULL };
  g_autofree char *text = g_key_file_get_string (file, criterion->id, "derived", NULL);
  g_autoptr (LwExpression) expression = NULL;

  if (text == NULL)
    return TRUE;
  expression = lw_expression_parse (text, facts, error);
  if (expression == NULL)
    {
      /* Translators: the name of a criterion, before what is wrong with its condition */
      g_prefix_error (error, _ ("criterion “%s”: "), criterion->id);
      return FALSE;
    }
  criterion->derived = g_string_chunk_insert (set->chunk, text);
  return TRUE;
}

static gboolean
read_criterion (LwCriteriaSet *set, GKeyFile *file, const char *id, GError **error)
{
  LwCriterion criterion = { 0 };
  gsize n_letters = strspn (id, LETTERS), n_digits = strspn (id + n_letters, "0123456789");
  g_autofree char *block = g_strndup (id, n_letters);
  g_autofree char *theme = g_key_file_get_locale_string (file, id, "theme", NULL, NULL);
  g_autofree char *text = NULL;

  if (n_letters == 0 || n_digits == 0 || id[n_letters + n_digits] != '\0' || strlen (id) > MAX_ID)
    return refuse (error, _ ("“%s” is no name of a criterion; use letters and a number, such as B12"), id);
  text = g_key_file_get_locale_string (file, id, "text", NULL, error);
  if (text == NULL)
    return FALSE;
  if (*g_strstrip (text) == '\0')
    return refuse (error, _ ("criterion “%s” has no text"), id);

  criterion.id = g_string_chunk_insert (set->chunk, id);
  criterion.block = g_string_chunk_insert_const (set->chunk, block);
  criterion.theme = g_string_chunk_insert_const (set->chunk, theme != NULL ? theme : "");
  criterion.text = g_string_chunk_insert (set->chunk, text);
  if (!read_block (set, file, &criterion, error) || !read_derived (set, file, &criterion, error))
    return FALSE;
  set->max_score += criterion.weight;
  g_array_append_val (set->criteria, criterion);
  return TRUE;
}

static gboolean
check_classes (const LwCriteriaSet *set, GError **error)
{
  gboolean rising = TRUE;

  for (gsize i = 1; i < set->n_limits; i++)
    rising = rising && set->limits[i] > set->limits[i - 1];
  if (rising && set->n_limits < LW_CRITERIA_MAX_CLASSES && g_strv_length (set->labels) == set->n_limits + 1
      && set->min_completeness >= 0 && set->min_completeness <= 1)
    return TRUE;
  return refuse (error, _ ("the classes of criteria set “%s” do not fit its rising limits"), set->id);
}

static gboolean
check_names (const LwCriteriaSet *set, const char *orientation, GError **error)
{
  if (*set->id == '\0' || strlen (set->id) > MAX_SET_ID || strspn (set->id, LETTERS "0123456789-_.") != strlen (set->id))
    return refuse (error, _ ("“%s” is no id of a criteria set; use letters, digits and hyphens"), set->id);
  if (*g_strstrip (set->title) == '\0')
    return refuse (error, _ ("criteria set “%s” has no title"), set->id);
  if (strcmp (orientation, "negative") != 0 && strcmp (orientation, "positive") != 0)
    /* Translators: positive and negative stay as they are */
    return refuse (error, _ ("the orientation of criteria set “%s” is positive or negative, not “%s”"), set->id,
                   orientation);
  return TRUE;
}

static gboolean
read_set (LwCriteriaSet *set, GKeyFile *file, GError **error)
{
  GError *local = NULL;
  set->id = g_key_file_get_string (file, "set", "id", error);
  if (set->id == NULL)
    return FALSE;
  set->title = g_key_file_get_locale_string (file, "set", "title", NULL, error);
  if (set->title == NULL)
    return FALSE;
  g_autofree char *orientation = g_key_file_get_string (file, "set", "orientation", error);
  if (orientation == NULL || !check_names (set, orientation, error))
    return FALSE;
  set->negative = strcmp (orientation, "negative") == 0;
  set->limits = g_key_file_get_double_list (file, "set", "class_limits", &set->n_limits, error);
  if (set->limits == NULL)
    return FALSE;
  set->labels = g_key_file_get_locale_string_list (file, "set", "classes", NULL, NULL, error);
  if (set->labels == NULL)
    return FALSE;
  set->min_completeness = g_key_file_get_double (file, "set", "min_completeness", &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  return check_classes (set, error);
}

/**
 * lw_criteria_set_parse:
 * @data: a key file
 * @length: its length
 * @error: return location for a %G_KEY_FILE_ERROR or %LW_ERROR_INVALID
 *
 * Returns: (transfer full) (nullable): the set
 */
LwCriteriaSet *
lw_criteria_set_parse (const char *data, gsize length, GError **error)
{
  g_return_val_if_fail (data != NULL, NULL);

  g_autoptr (GKeyFile) file = g_key_file_new ();
  if (!g_key_file_load_from_data (file, data, length, G_KEY_FILE_KEEP_TRANSLATIONS, error))
    return NULL;

  g_autoptr (LwCriteriaSet) set = g_new0 (LwCriteriaSet, 1);
  g_atomic_ref_count_init (&set->ref_count);
  set->definition = g_strndup (data, length);
  set->chunk = g_string_chunk_new (4096);
  set->criteria = g_array_new (FALSE, FALSE, sizeof (LwCriterion));
  if (!read_set (set, file, error))
    return NULL;
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);
  for (guint i = 0; groups[i] != NULL; i++)
    if (strcmp (groups[i], "set") != 0 && !g_str_has_prefix (groups[i], "block ")
        && !read_criterion (set, file, groups[i], error))
      return NULL;
  if (!(set->max_score > 0))
    {
      refuse (error, _ ("criteria set “%s” has no criterion with a weight"), set->id);
      return NULL;
    }
  return g_steal_pointer (&set);
}

/** lw_criteria_set_ref: (returns: transfer full) one more reference, from any thread */
LwCriteriaSet *
lw_criteria_set_ref (LwCriteriaSet *set)
{
  g_return_val_if_fail (set != NULL, NULL);
  g_atomic_ref_count_inc (&set->ref_count);
  return set;
}

/** lw_criteria_set_unref: drops a reference to @set, which may be %NULL */
void
lw_criteria_set_unref (LwCriteriaSet *set)
{
  if (set == NULL || !g_atomic_ref_count_dec (&set->ref_count))
    return;
  g_free (set->definition);
  g_free (set->id);
  g_free (set->title);
  g_free (set->limits);
  g_strfreev (set->labels);
  g_array_unref (set->criteria);
  g_string_chunk_free (set->chunk);
  g_free (set);
}

/** lw_criteria_set_get_id: its stable name */
const char *
lw_criteria_set_get_id (const LwCriteriaSet *set)
{
  g_return_val_if_fail (set != NULL, NULL);

  return set->id;
}

/** lw_criteria_set_get_definition: the text of the key file that it was read from */
const char *
lw_criteria_set_get_definition (const LwCriteriaSet *set)
{
  g_return_val_if_fail (set != NULL, NULL);

  return set->definition;
}

/** lw_criteria_set_is_unverified: whether its file marks a part of it as an assumption that nobody verified */
gboolean
lw_criteria_set_is_unverified (const LwCriteriaSet *set)
{
  g_return_val_if_fail (set != NULL, FALSE);

  for (guint i = 0; i < set->criteria->len; i++)
    if (g_strcmp0 (g_array_index (set->criteria, LwCriterion, i).source, LW_CRITERIA_ASSUMPTION) == 0)
      return TRUE;
  return FALSE;
}

/** lw_criteria_set_get_limit: a score above the @i-th limit, from 0, is of the next class */
double
lw_criteria_set_get_limit (const LwCriteriaSet *set, guint i)
{
  g_return_val_if_fail (set != NULL && i < set->n_limits, NAN);

  return set->limits[i];
}

/** lw_criteria_set_get_title: its translated name */
const char *
lw_criteria_set_get_title (const LwCriteriaSet *set)
{
  g_return_val_if_fail (set != NULL, NULL);

  return set->title;
}

/** lw_criteria_set_get_n_criteria: vetoes included */
guint
lw_criteria_set_get_n_criteria (const LwCriteriaSet *set)
{
  g_return_val_if_fail (set != NULL, 0);

  return set->criteria->len;
}

/** lw_criteria_set_get_criterion: (returns: transfer none) the @i-th criterion */
const LwCriterion *
lw_criteria_set_get_criterion (const LwCriteriaSet *set, guint i)
{
  g_return_val_if_fail (set != NULL && i < set->criteria->len, NULL);

  return &g_array_index (set->criteria, LwCriterion, i);
}

/** lw_criteria_set_find: the index of a criterion by its id, -1 when there is none */
int
lw_criteria_set_find (const LwCriteriaSet *set, const char *id)
{
  g_return_val_if_fail (set != NULL && id != NULL, -1);

  for (guint i = 0; i < set->criteria->len; i++)
    if (strcmp (g_array_index (set->criteria, LwCriterion, i).id, id) == 0)
      return (int)i;
  return -1;
}

/** lw_criteria_set_get_max_score: the score when every statement is true */
double
lw_criteria_set_get_max_score (const LwCriteriaSet *set)
{
  g_return_val_if_fail (set != NULL, NAN);

  return set->max_score;
}

/** lw_criteria_set_get_min_completeness: part of the weight that must be answered before there is a class */
double
lw_criteria_set_get_min_completeness (const LwCriteriaSet *set)
{
  g_return_val_if_fail (set != NULL, NAN);

  return set->min_completeness;
}

/** lw_criteria_set_get_n_classes: classes are numbered from 1, the last being the best */
guint
lw_criteria_set_get_n_classes (const LwCriteriaSet *set)
{
  g_return_val_if_fail (set != NULL, 0);

  return (guint)set->n_limits + 1;
}

/** lw_criteria_set_get_class_label: the translated name of a class */
const char *
lw_criteria_set_get_class_label (const LwCriteriaSet *set, guint number)
{
  g_return_val_if_fail (set != NULL && number >= 1 && number <= set->n_limits + 1, NULL);

  return set->labels[number - 1];
}

/** lw_criteria_set_classify: the class of a score; with negative statements a high score is a low class */
guint
lw_criteria_set_classify (const LwCriteriaSet *set, double score)
{
  g_return_val_if_fail (set != NULL, 0);

  guint above = 0;
  for (gsize i = 0; i < set->n_limits; i++)
    above += score > set->limits[i];
  return set->negative ? (guint)set->n_limits + 1 - above : above + 1;
}
