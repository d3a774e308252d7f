/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-parameter-row: one parameter with what is known about it: label and symbol, what it does, its usual range and
 * where it comes from; a field to change it, and a way back to the default. */
#pragma once

#include <adwaita.h>

#include "model/lw-parameters.h"

G_BEGIN_DECLS

#define LW_TYPE_PARAMETER_ROW (lw_parameter_row_get_type ())
G_DECLARE_FINAL_TYPE (LwParameterRow, lw_parameter_row, LW, PARAMETER_ROW, AdwActionRow)

LwParameterRow *lw_parameter_row_new (LwParameter id);
LwParameter lw_parameter_row_get_id (LwParameterRow *row);
double lw_parameter_row_get_value (LwParameterRow *row);
void lw_parameter_row_show (LwParameterRow *row, double value);
void lw_parameter_row_set_editable (LwParameterRow *row, gboolean editable);
void lw_parameter_row_set_wrong (LwParameterRow *row, gboolean wrong);
void lw_parameter_row_flush (LwParameterRow *row);

G_END_DECLS
