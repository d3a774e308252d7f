/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-measure: one measure of a scenario (maatregel): what is done to which offices, how much of them, and
 * when. A plain value with public fields: owners copy, change the copy and store it again. */
#pragma once

#include "model/lw-parameters.h"

G_BEGIN_DECLS

/**
 * LwMeasureKind:
 * @LW_MEASURE_TRANSFORM: conversion to housing (transformatie); leaves the office stock in the start year
 * @LW_MEASURE_DEMOLISH: demolition (sloop); leaves the office stock in the start year
 * @LW_MEASURE_RENOVATE: renovation as office (renovatie); stays, and becomes more attractive at delivery
 * @LW_MEASURE_TEMPORARY: temporary use as housing (tijdelijke verhuur); leaves the stock in the start year, and comes
 *   back as space that is empty for three years or more
 * @LW_MEASURE_RELET: programme that brings tenants to empty space (verhuurprogramma): long vacancy hinders it less
 * @LW_MEASURE_NEW_BUILD: new offices on top of the plans (nieuwbouw)
 * @LW_MEASURE_SCRAP_PLAN: rights to build are taken away from the start year on (plancapaciteit schrappen)
 * @LW_MEASURE_REPHASE_PLAN: what a plan builds from the start year on is built later (faseren)
 */
typedef enum {
  LW_MEASURE_TRANSFORM,
  LW_MEASURE_DEMOLISH,
  LW_MEASURE_RENOVATE,
  LW_MEASURE_TEMPORARY,
  LW_MEASURE_RELET,
  LW_MEASURE_NEW_BUILD,
  LW_MEASURE_SCRAP_PLAN,
  LW_MEASURE_REPHASE_PLAN,
  LW_N_MEASURE_KINDS
} LwMeasureKind;

/**
 * LwMeasureOrder: which offices of a rule come first; equal ones by their id
 * @LW_MEASURE_ORDER_LARGEST: most m2 vvo
 * @LW_MEASURE_ORDER_SMALLEST: least m2 vvo
 * @LW_MEASURE_ORDER_MOST_VACANT: most vacant m2
 * @LW_MEASURE_ORDER_LONGEST_VACANT: empty since the earliest date
 * @LW_MEASURE_ORDER_LEAST_ATTRACTIVE: lowest attractiveness
 * @LW_MEASURE_ORDER_BEST_SCORE: highest conversion potential
 */
typedef enum {
  LW_MEASURE_ORDER_LARGEST,
  LW_MEASURE_ORDER_SMALLEST,
  LW_MEASURE_ORDER_MOST_VACANT,
  LW_MEASURE_ORDER_LONGEST_VACANT,
  LW_MEASURE_ORDER_LEAST_ATTRACTIVE,
  LW_MEASURE_ORDER_BEST_SCORE,
  LW_N_MEASURE_ORDERS
} LwMeasureOrder;

/** LwMeasureTarget: what a kind of measure works on */
typedef enum {
  LW_MEASURE_TARGET_OFFICES,
  LW_MEASURE_TARGET_PLANS,
  LW_MEASURE_TARGET_MARKET,
} LwMeasureTarget;

#define LW_MEASURE_DEFAULT_DELIVERY_YEARS 2
#define LW_MEASURE_DEFAULT_PROBABILITY 0.7
#define LW_MEASURE_MAX_DELIVERY_YEARS 30
/* The law lets a building that is for sale or empty be let temporarily for so long at most (domain model 1.7). */
#define LW_MEASURE_MAX_TEMPORARY_YEARS 10
#define LW_MEASURE_DEFAULT_DELAY_YEARS 5
#define LW_MEASURE_MAX_DELAY_YEARS 60

/**
 * LwMeasure:
 * @uid: identity, stable over copies of the document
 * @kind: what is done
 * @offices: (element-type gint64): ids of the offices it is done to, unless there is a rule; of new building the one
 *   that it enlarges, if any
 * @rule: (nullable): an expression that says which offices, evaluated anew with every change of the data
 * @rule_order: which offices of the rule come first
 * @rule_limit_m2: the rule takes offices until so many m2 vvo (their part, by @share) are reached; NAN for all
 * @plans: (element-type utf8): uids of the plans that are scrapped or built later
 * @share: the part of each office or plan, in (0, 1]
 * @year: calendar year in which the works start and the space leaves the stock (start year), or from which on plans
 *   change
 * @delivery_years: years from start to delivery, at least 0; dwellings count, a renovation works, and new building
 *   stands, from then
 * @until_year: calendar year at the start of which a temporary use or a letting programme is over; 0: the longest
 *   temporary use, or a programme without end
 * @bvo_m2: what is built new, m2 bvo
 * @region: (nullable): code of the office region in which it is built
 * @municipality_code: (nullable): as GM0344, where it is built
 * @delay_years: how much later plans are built
 * @effect: of a letting programme, 0 to 1: relettability of empty space moves so far towards that of fresh space; NAN
 *   for the parameter
 * @programme: what a transformation makes; of no meaning for other kinds
 * @target_label: (nullable): energy label after a renovation, such as "A"; %NULL: not stated, taken as "A"
 * @probability: chance that the measure is realised; an expected run takes the measure as decided, only a
 *   Monte Carlo run draws with it
 * @enabled: switched off measures stay in the scenario without effect
 * @note: free text, never %NULL
 */
typedef struct {
  char *uid;
  LwMeasureKind kind;
  GArray *offices;
  char *rule;
  LwMeasureOrder rule_order;
  double rule_limit_m2;
  GPtrArray *plans;
  double share;
  int year;
  int delivery_years;
  int until_year;
  double bvo_m2;
  char *region;
  char *municipality_code;
  int delay_years;
  double effect;
  LwHousing programme;
  char *target_label;
  double probability;
  gboolean enabled;
  char *note;
} LwMeasure;

LwMeasure *lw_measure_new (LwMeasureKind kind, int year);
LwMeasure *lw_measure_copy (const LwMeasure *measure);
void lw_measure_free (LwMeasure *measure);
void lw_measure_add_office (LwMeasure *measure, gint64 office);
void lw_measure_add_plan (LwMeasure *measure, const char *uid);
void lw_measure_set_rule (LwMeasure *measure, const char *rule);
void lw_measure_set_place (LwMeasure *measure, const char *region, const char *municipality_code);
int lw_measure_get_end (const LwMeasure *measure);
void lw_measure_set_note (LwMeasure *measure, const char *note);
void lw_measure_set_target_label (LwMeasure *measure, const char *label);
gboolean lw_measure_validate (const LwMeasure *measure, GError **error);
gboolean lw_measure_equal (const LwMeasure *a, const LwMeasure *b);
gboolean lw_measure_withdraws (const LwMeasure *measure);

const char *lw_measure_kind_get_token (LwMeasureKind kind);
const char *lw_measure_kind_get_label (LwMeasureKind kind);
gboolean lw_measure_kind_from_token (const char *token, LwMeasureKind *kind);
LwMeasureTarget lw_measure_kind_get_target (LwMeasureKind kind);
const char *lw_measure_order_get_token (LwMeasureOrder order);
const char *lw_measure_order_get_label (LwMeasureOrder order);
gboolean lw_measure_order_from_token (const char *token, LwMeasureOrder *order);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwMeasure, lw_measure_free)

G_END_DECLS
