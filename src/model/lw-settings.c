/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-settings: see lw-settings.h. Texts are those of files: a word for the rule, numbers with a point. */
#include "model/lw-settings.h"

#include "model/lw-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* clang-format off: one row a choice */
static const LwSettingInfo infos[LW_N_SETTINGS] = {
  [LW_SETTING_MIXED_RULE] = { "mixed_rule", LW_SETTING_KIND_RULE,
    N_ ("Offices with other uses beside"), N_ ("Change of how mixed use counts"),
    N_ ("How much of an object that is not only an office counts as office."),
    N_ ("A choice, no measurement: the register does not say how much of an object is office."),
    FALSE, LW_MIXED_ALL, LW_N_MIXED_RULES - 1 },
  [LW_SETTING_MIXED_SHARE] = { "mixed_share", LW_SETTING_KIND_SHARE,
    N_ ("Share that counts"), N_ ("Change of the share of mixed use"),
    N_ ("The part of such an object that counts as office, where a share counts."),
    N_ ("An estimate without a source; put your own in its place."),
    TRUE, 0, 1 },
  [LW_SETTING_MIN_SIZE] = { "min_size_m2", LW_SETTING_KIND_AREA,
    N_ ("Lower size limit"), N_ ("Change of the lower size limit"),
    N_ ("Smaller offices are left out of the stock; 0 leaves out none."),
    N_ ("A choice: market monitors leave out offices below 500 m² vvo."),
    FALSE, 0, 100000 },
  [LW_SETTING_GO_TO_VVO] = { "go_to_vvo", LW_SETTING_KIND_FACTOR,
    N_ ("Usable area (GO) to vvo"), N_ ("Change of the factor from GO to vvo"),
    N_ ("Lettable floor area of 1 m² usable area, the measure of the BAG."),
    N_ ("An estimate without a source: for offices the two differ by some 5 %."),
    TRUE, 0.3, 1.5 },
  [LW_SETTING_BVO_TO_VVO] = { "bvo_to_vvo", LW_SETTING_KIND_FACTOR,
    N_ ("Gross area (bvo) to vvo"), N_ ("Change of the factor from bvo to vvo"),
    N_ ("Lettable floor area of 1 m² gross floor area."),
    N_ ("An estimate without a source: from 0.70 in old, deep buildings to 0.90 in modern ones."),
    TRUE, 0.3, 1.5 },
  [LW_SETTING_NVO_TO_VVO] = { "nvo_to_vvo", LW_SETTING_KIND_FACTOR,
    N_ ("Net area (nvo) to vvo"), N_ ("Change of the factor from nvo to vvo"),
    N_ ("Lettable floor area of 1 m² net floor area."),
    N_ ("An estimate without a source; this measure is rare."),
    TRUE, 0.3, 1.5 },
  [LW_SETTING_NORM] = { "norm", LW_SETTING_KIND_SHARE,
    N_ ("Norm"), N_ ("Change of the norm"),
    N_ ("Vacancy rate that a healthy market needs; a scenario can have its own."),
    N_ ("PBL and CPB (2017) use 5 %, the covenant of 2012 aims at it; 3 to 8 % is regarded as normal."),
    FALSE, 0, 0.5 },
};
/* clang-format on */

static const gsize offsets[LW_N_SETTINGS] = {
  [LW_SETTING_MIXED_SHARE] = G_STRUCT_OFFSET (LwSettings, mixed_share),
  [LW_SETTING_MIN_SIZE] = G_STRUCT_OFFSET (LwSettings, min_size_m2),
  [LW_SETTING_GO_TO_VVO] = G_STRUCT_OFFSET (LwSettings, go_to_vvo),
  [LW_SETTING_BVO_TO_VVO] = G_STRUCT_OFFSET (LwSettings, bvo_to_vvo),
  [LW_SETTING_NVO_TO_VVO] = G_STRUCT_OFFSET (LwSettings, nvo_to_vvo),
  [LW_SETTING_NORM] = G_STRUCT_OFFSET (LwSettings, norm),
};

static const struct {
  const char *token;
  const char *label;
} mixed_rules[LW_N_MIXED_RULES] = {
  [LW_MIXED_ALL] = { "all", N_ ("Count in full") },
  [LW_MIXED_NONE] = { "none", N_ ("Do not count") },
  [LW_MIXED_SHARE] = { "share", N_ ("Count a share") },
};

/** lw_setting_get_info: (transfer none): what is known of a choice */
const LwSettingInfo *
lw_setting_get_info (LwSetting id)
{
  g_return_val_if_fail (id < LW_N_SETTINGS, NULL);
  return &infos[id];
}

/** lw_setting_find: the choice with this key, -1 if there is none */
int
lw_setting_find (const char *key)
{
  for (int i = 0; i < LW_N_SETTINGS; i++)
    if (g_strcmp0 (infos[i].key, key) == 0)
      return i;
  return -1;
}

/** lw_mixed_rule_get_token: the word in files */
const char *
lw_mixed_rule_get_token (LwMixedRule rule)
{
  g_return_val_if_fail (rule < LW_N_MIXED_RULES, NULL);
  return mixed_rules[rule].token;
}

/** lw_mixed_rule_get_label: what to call it on screen, translated */
const char *
lw_mixed_rule_get_label (LwMixedRule rule)
{
  g_return_val_if_fail (rule < LW_N_MIXED_RULES, NULL);
  return _ (mixed_rules[rule].label);
}

/** lw_settings_get: the value of a choice; of the rule its LwMixedRule */
double
lw_settings_get (const LwSettings *settings, LwSetting id)
{
  g_return_val_if_fail (id < LW_N_SETTINGS, 0);
  return id == LW_SETTING_MIXED_RULE ? settings->mixed_rule : G_STRUCT_MEMBER (double, settings, offsets[id]);
}

/** lw_settings_get_default: the value of a choice that nobody made */
double
lw_settings_get_default (LwSetting id)
{
  const LwSettings settings = LW_SETTINGS_DEFAULT;

  return lw_settings_get (&settings, id);
}

/* The shortest text that gives the same number: 0.8, not 0.80000000000000004. */
static const char *
write_number (double value, char text[G_ASCII_DTOSTR_BUF_SIZE])
{
  g_ascii_formatd (text, G_ASCII_DTOSTR_BUF_SIZE, "%.15g", value);
  if (g_ascii_strtod (text, NULL) != value)
    g_ascii_dtostr (text, G_ASCII_DTOSTR_BUF_SIZE, value);
  return text;
}

static void
refuse (LwSetting id, const char *value, GError **error)
{
  char min[G_ASCII_DTOSTR_BUF_SIZE], max[G_ASCII_DTOSTR_BUF_SIZE];

  if (id == LW_SETTING_MIXED_RULE)
    g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT, _ ("%s is all, none or share, not “%s”"), infos[id].key, value);
  else
    /* Translators: name of a setting, the least and the most that it can be, what it was to be */
    g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT, _ ("%s is a number from %s to %s, not “%s”"), infos[id].key,
                 write_number (infos[id].min, min), write_number (infos[id].max, max), value);
}

/**
 * lw_settings_set:
 * @value: of the rule its LwMixedRule
 *
 * Returns: %FALSE with %LW_ERROR_ARGUMENT if @value lies outside the range of @id; nothing is changed then
 */
gboolean
lw_settings_set (LwSettings *settings, LwSetting id, double value, GError **error)
{
  g_return_val_if_fail (id < LW_N_SETTINGS, FALSE);
  if (!(value >= infos[id].min && value <= infos[id].max))
    {
      char text[G_ASCII_DTOSTR_BUF_SIZE];

      refuse (id, write_number (value, text), error);
      return FALSE;
    }
  if (id == LW_SETTING_MIXED_RULE)
    settings->mixed_rule = (LwMixedRule) value;
  else
    G_STRUCT_MEMBER (double, settings, offsets[id]) = value;
  return TRUE;
}

/** lw_settings_to_text: (transfer full): the value as it stands in files */
char *
lw_settings_to_text (const LwSettings *settings, LwSetting id)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (id == LW_SETTING_MIXED_RULE)
    return g_strdup (lw_mixed_rule_get_token (settings->mixed_rule));
  return g_strdup (write_number (lw_settings_get (settings, id), text));
}

/**
 * lw_settings_set_from_text:
 * @text: as lw_settings_to_text() gives it
 *
 * Returns: %FALSE with %LW_ERROR_ARGUMENT if @text is no value of @id; nothing is changed then
 */
gboolean
lw_settings_set_from_text (LwSettings *settings, LwSetting id, const char *text, GError **error)
{
  char *end;
  double value;

  g_return_val_if_fail (id < LW_N_SETTINGS && text != NULL, FALSE);
  if (id == LW_SETTING_MIXED_RULE)
    {
      for (guint i = 0; i < LW_N_MIXED_RULES; i++)
        if (strcmp (text, mixed_rules[i].token) == 0)
          return lw_settings_set (settings, id, i, error);
      refuse (id, text, error);
      return FALSE;
    }
  value = g_ascii_strtod (text, &end);
  if (end == text || *end != '\0' || !(value >= infos[id].min && value <= infos[id].max))
    {
      refuse (id, text, error);
      return FALSE;
    }
  return lw_settings_set (settings, id, value, error);
}

/** lw_settings_validate: %FALSE with %LW_ERROR_ARGUMENT if a value lies outside its range */
gboolean
lw_settings_validate (const LwSettings *settings, GError **error)
{
  LwSettings copy = *settings;

  for (LwSetting id = 0; id < LW_N_SETTINGS; id++)
    if (!lw_settings_set (&copy, id, lw_settings_get (settings, id), error))
      return FALSE;
  return TRUE;
}

/** lw_settings_equal: whether all choices are the same */
gboolean
lw_settings_equal (const LwSettings *a, const LwSettings *b)
{
  for (LwSetting id = 0; id < LW_N_SETTINGS; id++)
    if (lw_settings_get (a, id) != lw_settings_get (b, id))
      return FALSE;
  return TRUE;
}

/** lw_settings_get_vvo_factor: m² vvo of 1 m² in @measure; an unknown measure is taken as vvo */
double
lw_settings_get_vvo_factor (const LwSettings *settings, LwAreaMeasure measure)
{
  switch (measure)
    {
    case LW_AREA_BVO:
      return settings->bvo_to_vvo;
    case LW_AREA_NVO:
      return settings->nvo_to_vvo;
    case LW_AREA_GO:
      return settings->go_to_vvo;
    case LW_AREA_VVO:
    case LW_AREA_UNKNOWN:
    default:
      return 1;
    }
}

/** lw_settings_get_mixed_share: the share of an office with other uses beside that counts by the rule, 0 to 1 */
double
lw_settings_get_mixed_share (const LwSettings *settings)
{
  switch (settings->mixed_rule)
    {
    case LW_MIXED_NONE:
      return 0;
    case LW_MIXED_SHARE:
      return settings->mixed_share;
    case LW_MIXED_ALL:
    case LW_N_MIXED_RULES:
    default:
      return 1;
    }
}
