/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-settings: the choices of a document that decide what counts as office stock. Each is visible and editable,
 * because every figure depends on them. LwSettings is a plain value; copy by assignment. What is known of each
 * choice (its name in files, its range, where its default comes from) is a table, which window, command line, store
 * and check share. */
#pragma once

#include <gio/gio.h>

#include "model/lw-codes.h"

G_BEGIN_DECLS

/**
 * LwMixedRule: how much of an office that has other uses beside (kantoorfunctie and another) counts as office.
 * @LW_MIXED_ALL: its whole area (the default)
 * @LW_MIXED_NONE: nothing; the office is left out of stock
 * @LW_MIXED_SHARE: the share that the settings give
 */
typedef enum {
  LW_MIXED_ALL,
  LW_MIXED_NONE,
  LW_MIXED_SHARE,
  LW_N_MIXED_RULES,
} LwMixedRule;

/**
 * LwSettings:
 * @mixed_rule: how mixed offices count
 * @mixed_share: the share of a mixed office that counts with %LW_MIXED_SHARE, 0 to 1
 * @go_to_vvo: vvo of 1 m² usable area (GO); default 1.0, an assumption (domain model 2.1)
 * @bvo_to_vvo: vvo of 1 m² gross area (bvo); default 0.80, an assumption
 * @nvo_to_vvo: vvo of 1 m² net area (nvo); default 1.0, an assumption
 * @min_size_m2: lower size limit in m² vvo; smaller offices are left out of stock; 0 (the default) for none
 * @norm: norm vacancy v*, a fraction; default 0.05
 */
typedef struct {
  LwMixedRule mixed_rule;
  double mixed_share;
  double go_to_vvo;
  double bvo_to_vvo;
  double nvo_to_vvo;
  double min_size_m2;
  double norm;
} LwSettings;

/** LW_SETTINGS_DEFAULT: an initialiser with the defaults of domain model 2.1, 2.5 and 6.2 */
#define LW_SETTINGS_DEFAULT                                                                                  \
  {                                                                                                          \
    .mixed_rule = LW_MIXED_ALL, .mixed_share = 0.5, .go_to_vvo = 1.0, .bvo_to_vvo = 0.8, .nvo_to_vvo = 1.0,  \
    .min_size_m2 = 0, .norm = 0.05,                                                                          \
  }

/** LwSetting: the choices, in the order in which people see them */
typedef enum {
  LW_SETTING_MIXED_RULE,
  LW_SETTING_MIXED_SHARE,
  LW_SETTING_MIN_SIZE,
  LW_SETTING_GO_TO_VVO,
  LW_SETTING_BVO_TO_VVO,
  LW_SETTING_NVO_TO_VVO,
  LW_SETTING_NORM,
  LW_N_SETTINGS,
} LwSetting;

/**
 * LwSettingKind:
 * @LW_SETTING_KIND_RULE: one of LwMixedRule, a word in files
 * @LW_SETTING_KIND_SHARE: a fraction, shown as a percentage
 * @LW_SETTING_KIND_FACTOR: a plain number
 * @LW_SETTING_KIND_AREA: m² vvo
 */
typedef enum {
  LW_SETTING_KIND_RULE,
  LW_SETTING_KIND_SHARE,
  LW_SETTING_KIND_FACTOR,
  LW_SETTING_KIND_AREA,
} LwSettingKind;

/**
 * LwSettingInfo:
 * @key: the name in files and on the command line, stable for ever
 * @kind: what its value is
 * @label: short name, to be translated by the reader (as @edit_name, @explanation and @source)
 * @edit_name: what Undo calls a change of it
 * @explanation: one sentence: what it does
 * @source: where the default comes from, or why there is no source
 * @is_assumption: the default is an estimate without a citable source, and is to be shown as such
 * @min: the smallest value that makes sense; anything below is refused
 * @max: the largest value that makes sense
 */
typedef struct {
  const char *key;
  LwSettingKind kind;
  const char *label;
  const char *edit_name;
  const char *explanation;
  const char *source;
  gboolean is_assumption;
  double min, max;
} LwSettingInfo;

const LwSettingInfo *lw_setting_get_info (LwSetting id);
int lw_setting_find (const char *key);
const char *lw_mixed_rule_get_token (LwMixedRule rule);
const char *lw_mixed_rule_get_label (LwMixedRule rule);

double lw_settings_get (const LwSettings *settings, LwSetting id);
double lw_settings_get_default (LwSetting id);
gboolean lw_settings_set (LwSettings *settings, LwSetting id, double value, GError **error);
char *lw_settings_to_text (const LwSettings *settings, LwSetting id);
gboolean lw_settings_set_from_text (LwSettings *settings, LwSetting id, const char *text, GError **error);
gboolean lw_settings_validate (const LwSettings *settings, GError **error);
gboolean lw_settings_equal (const LwSettings *a, const LwSettings *b);

double lw_settings_get_vvo_factor (const LwSettings *settings, LwAreaMeasure measure);
double lw_settings_get_mixed_share (const LwSettings *settings);

G_END_DECLS
