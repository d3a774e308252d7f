/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-settings: the choices of a document that decide what counts as office stock. Each is visible and editable,
 * because every figure depends on them. A plain value; copy by assignment. */
#pragma once

#include <glib.h>

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

G_END_DECLS
