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
 */
typedef enum {
  LW_MEASURE_TRANSFORM,
  LW_MEASURE_DEMOLISH,
  LW_MEASURE_RENOVATE,
  LW_N_MEASURE_KINDS
} LwMeasureKind;

#define LW_MEASURE_DEFAULT_DELIVERY_YEARS 2
#define LW_MEASURE_DEFAULT_PROBABILITY 0.7
#define LW_MEASURE_MAX_DELIVERY_YEARS 30

/**
 * LwMeasure:
 * @uid: identity, stable over copies of the document
 * @kind: what is done
 * @offices: (element-type gint64): ids of the offices it is done to
 * @share: the part of each office, in (0, 1]
 * @year: calendar year in which the works start and the space leaves the stock (start year)
 * @delivery_years: years from start to delivery, at least 0; dwellings count, and a renovation works, from
 * then
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
  double share;
  int year;
  int delivery_years;
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
void lw_measure_set_note (LwMeasure *measure, const char *note);
void lw_measure_set_target_label (LwMeasure *measure, const char *label);
gboolean lw_measure_validate (const LwMeasure *measure, GError **error);
gboolean lw_measure_equal (const LwMeasure *a, const LwMeasure *b);
gboolean lw_measure_withdraws (const LwMeasure *measure);

const char *lw_measure_kind_get_token (LwMeasureKind kind);
const char *lw_measure_kind_get_label (LwMeasureKind kind);
gboolean lw_measure_kind_from_token (const char *token, LwMeasureKind *kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwMeasure, lw_measure_free)

G_END_DECLS
