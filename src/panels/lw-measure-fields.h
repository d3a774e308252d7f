/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-measure-fields: everything about a measure that can be changed, as rows within a row: those that its kind has. They
 * show and ask; who made them decides and writes. */
#pragma once

#include <adwaita.h>

#include "session/lw-session.h"

G_BEGIN_DECLS

typedef struct _LwMeasureFields LwMeasureFields;

/** LwMeasureFieldsChanged: @measure was changed; it belongs to the fields, to be copied */
typedef void (*LwMeasureFieldsChanged) (const LwMeasure *measure, const char *edit_name, gpointer data);

/** LwMeasureFieldsAsked: somebody pressed a button */
typedef void (*LwMeasureFieldsAsked) (gpointer data);

/**
 * LwMeasureFieldsCalls: whom the fields tell
 * @changed: a value was changed
 * @remove: the measure is to go
 * @show: what it is about is to be shown: its offices, or the plans
 * @data: given to each
 */
typedef struct {
  LwMeasureFieldsChanged changed;
  LwMeasureFieldsAsked remove;
  LwMeasureFieldsAsked show;
  gpointer data;
} LwMeasureFieldsCalls;

LwMeasureFields *lw_measure_fields_new (AdwExpanderRow *to, LwSession *session, const LwMeasureFieldsCalls *calls);
void lw_measure_fields_show (LwMeasureFields *fields, const LwMeasure *measure, gboolean editable);
void lw_measure_fields_free (LwMeasureFields *fields);

G_END_DECLS
