/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-parameters: access to a value set, with its checks. The table of what is known about each parameter
 * stands in lw-parameters-table.c; see lw-parameters.h. */
#include "model/lw-parameters.h"

#include "model/lw-error.h"
#include "model/lw-parameters-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/**
 * lw_parameter_get_info:
 * @id: a parameter
 *
 * Returns: (transfer none): what is known about it; its texts are untranslated, pass them through gettext
 */
const LwParameterInfo *
lw_parameter_get_info (LwParameter id)
{
  g_return_val_if_fail ((guint)id < LW_N_PARAMETERS, NULL);

  return &lw_parameters_table[id];
}

/**
 * lw_parameter_find:
 * @key: a key such as "release_rate"
 *
 * Returns: the #LwParameter with this key, or -1
 */
int
lw_parameter_find (const char *key)
{
  g_return_val_if_fail (key != NULL, -1);

  for (guint i = 0; i < LW_N_PARAMETERS; i++)
    if (g_strcmp0 (lw_parameters_table[i].key, key) == 0)
      return (int)i;
  return -1;
}

/** lw_parameter_is_assumption: whether the default is an expert estimate without a citable source */
gboolean
lw_parameter_is_assumption (LwParameter id)
{
  g_return_val_if_fail ((guint)id < LW_N_PARAMETERS, TRUE);

  return g_strcmp0 (lw_parameters_table[id].source, LW_SOURCE_ASSUMPTION) == 0;
}

/** lw_parameter_is_switch: whether only 0 and 1 mean something: no and yes */
gboolean
lw_parameter_is_switch (LwParameter id)
{
  return id == LW_PARAM_FUND_ACTIVE || (id >= LW_PARAM_UNCERTAIN_RELEASE_RATE && id <= LW_PARAM_UNCERTAIN_F_VB);
}

/** lw_parameter_is_share: whether people write it as a percentage: a part of something, or of it a year */
gboolean
lw_parameter_is_share (LwParameter id)
{
  g_return_val_if_fail ((guint)id < LW_N_PARAMETERS, FALSE);

  const LwParameterInfo *info = &lw_parameters_table[id];
  return info->max <= 2 && !lw_parameter_is_switch (id)
         && (info->unit[0] == '\0' || g_str_equal (info->unit, "/yr"));
}

/**
 * lw_parameter_check:
 * @id: a parameter
 * @value: a value for it
 * @error: return location for %LW_ERROR_ARGUMENT, naming the parameter and its range
 *
 * Returns: whether @value is finite and within its range
 */
gboolean
lw_parameter_check (LwParameter id, double value, GError **error)
{
  g_return_val_if_fail ((guint)id < LW_N_PARAMETERS, FALSE);

  const LwParameterInfo *info = &lw_parameters_table[id];
  if (isfinite (value) && value >= info->min && value <= info->max)
    return TRUE;

  char text[4][G_ASCII_DTOSTR_BUF_SIZE];
  g_ascii_formatd (text[0], sizeof text[0], "%.10g", value);
  g_ascii_formatd (text[1], sizeof text[1], "%.10g", info->min);
  g_ascii_formatd (text[2], sizeof text[2], "%.10g", info->max);
  /* Translators: the key of a parameter, the value that was given, the smallest and the largest value
   * allowed. */
  g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT, _ ("parameter “%s” is %s; give a number from %s to %s"),
               info->key, text[0], text[1], text[2]);
  return FALSE;
}

/** lw_parameter_of_housing: the parameter that holds @term of @housing */
LwParameter
lw_parameter_of_housing (LwHousing housing, LwHousingTerm term)
{
  g_return_val_if_fail ((guint)housing < LW_N_HOUSING && (guint)term < LW_N_TERMS, LW_PARAM_HOUSING);

  return (LwParameter)(LW_PARAM_HOUSING + (int)housing * LW_N_TERMS + (int)term);
}

static const struct {
  const char *token;
  const char *label;
} housings[LW_N_HOUSING] = {
  [LW_HOUSING_STUDENT] = { "student", N_ ("Student housing") },
  [LW_HOUSING_SOCIAL_RENT] = { "social_rent", N_ ("Social rent") },
  [LW_HOUSING_MID_RENT] = { "mid_rent", N_ ("Mid rent") },
  [LW_HOUSING_FREE_SECTOR] = { "free_sector", N_ ("Free sector") },
  [LW_HOUSING_HOTEL] = { "hotel", N_ ("Hotel, short stay") },
  [LW_HOUSING_CARE] = { "care", N_ ("Care") },
  [LW_HOUSING_TEMPORARY] = { "temporary", N_ ("Temporary housing") },
};

/** lw_housing_get_token: the stable word for files */
const char *
lw_housing_get_token (LwHousing housing)
{
  g_return_val_if_fail ((guint)housing < LW_N_HOUSING, NULL);

  return housings[housing].token;
}

/** lw_housing_get_label: the translated name */
const char *
lw_housing_get_label (LwHousing housing)
{
  g_return_val_if_fail ((guint)housing < LW_N_HOUSING, NULL);

  return _ (housings[housing].label);
}

/** lw_housing_is_permanent: whether a transformation can make it; the other is for temporary use */
gboolean
lw_housing_is_permanent (LwHousing housing)
{
  return housing != LW_HOUSING_TEMPORARY;
}

/** lw_housing_from_token: reads the word that lw_housing_get_token() gives; %FALSE when unknown */
gboolean
lw_housing_from_token (const char *token, LwHousing *housing)
{
  g_return_val_if_fail (housing != NULL, FALSE);

  for (guint i = 0; i < LW_N_HOUSING; i++)
    if (g_strcmp0 (housings[i].token, token) == 0)
      {
        *housing = (LwHousing)i;
        return TRUE;
      }
  return FALSE;
}

/** lw_parameters_init: fills @parameters with the defaults of domain model 6.2, 4.4 and 6.7 */
void
lw_parameters_init (LwParameters *parameters)
{
  g_return_if_fail (parameters != NULL);

  for (guint i = 0; i < LW_N_PARAMETERS; i++)
    parameters->value[i] = lw_parameters_table[i].value;
}

/** lw_parameters_get: the value of @id */
double
lw_parameters_get (const LwParameters *parameters, LwParameter id)
{
  g_return_val_if_fail (parameters != NULL && (guint)id < LW_N_PARAMETERS, NAN);

  return parameters->value[id];
}

/** lw_parameters_set: sets one value; on a value out of its range nothing changes and @error says why */
gboolean
lw_parameters_set (LwParameters *parameters, LwParameter id, double value, GError **error)
{
  g_return_val_if_fail (parameters != NULL, FALSE);

  if (!lw_parameter_check (id, value, error))
    return FALSE;
  parameters->value[id] = value;
  return TRUE;
}

static int
find_key (const char *key, GError **error)
{
  int id = lw_parameter_find (key);
  if (id < 0)
    g_set_error (error, LW_ERROR, LW_ERROR_NOT_FOUND, _ ("there is no parameter “%s”; check its spelling"),
                 key);
  return id;
}

/** lw_parameters_get_by_key: as lw_parameters_get(), by name; %LW_ERROR_NOT_FOUND when there is none */
gboolean
lw_parameters_get_by_key (const LwParameters *parameters, const char *key, double *value, GError **error)
{
  g_return_val_if_fail (parameters != NULL && key != NULL && value != NULL, FALSE);

  int id = find_key (key, error);
  if (id >= 0)
    *value = parameters->value[id];
  return id >= 0;
}

/** lw_parameters_set_by_key: as lw_parameters_set(), by name; %LW_ERROR_NOT_FOUND when there is none */
gboolean
lw_parameters_set_by_key (LwParameters *parameters, const char *key, double value, GError **error)
{
  g_return_val_if_fail (parameters != NULL && key != NULL, FALSE);

  int id = find_key (key, error);
  return id >= 0 && lw_parameters_set (parameters, (LwParameter)id, value, error);
}

/**
 * lw_parameters_validate:
 * @parameters: a value set
 * @error: return location for %LW_ERROR_ARGUMENT
 *
 * Checks every range and what must hold between parameters: the brake ends above where it starts, the split
 * of vacancy of unknown age adds up to one, and some part of the attractiveness counts.
 *
 * Returns: whether the set can be computed with
 */
gboolean
lw_parameters_validate (const LwParameters *parameters, GError **error)
{
  g_return_val_if_fail (parameters != NULL, FALSE);

  const double *v = parameters->value;
  for (guint i = 0; i < LW_N_PARAMETERS; i++)
    if (!lw_parameter_check ((LwParameter)i, v[i], error))
      return FALSE;

  if (!(v[LW_PARAM_BRAKE_LOW] < v[LW_PARAM_BRAKE_HIGH]))
    {
      g_set_error_literal (error, LW_ERROR, LW_ERROR_ARGUMENT,
                           _ ("parameter “brake_low” must be smaller than “brake_high”"));
      return FALSE;
    }
  double split = v[LW_PARAM_UNKNOWN_AGE0] + v[LW_PARAM_UNKNOWN_AGE1] + v[LW_PARAM_UNKNOWN_AGE2]
                 + v[LW_PARAM_UNKNOWN_AGE3];
  if (fabs (split - 1) > 1e-9)
    {
      g_set_error_literal (error, LW_ERROR, LW_ERROR_ARGUMENT,
                           _ ("parameters “unknown_age0” to “unknown_age3” must add up to 1"));
      return FALSE;
    }
  double weights = 0;
  for (int i = LW_PARAM_WEIGHT_STATION; i <= LW_PARAM_WEIGHT_FACILITIES; i++)
    weights += v[i];
  if (!(weights > 0))
    {
      g_set_error_literal (error, LW_ERROR, LW_ERROR_ARGUMENT,
                           _ ("the weights of attractiveness are all 0; give at least one a value"));
      return FALSE;
    }
  return TRUE;
}

/** lw_parameters_equal: whether both sets hold the same values */
gboolean
lw_parameters_equal (const LwParameters *a, const LwParameters *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  for (guint i = 0; i < LW_N_PARAMETERS; i++)
    if (a->value[i] != b->value[i])
      return FALSE;
  return TRUE;
}
