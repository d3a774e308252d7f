/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-parameters-private: the table behind lw-parameters, for that file alone. */
#pragma once

#include "model/lw-parameters.h"

#define LW_SOURCE_ASSUMPTION "assumption"

extern const LwParameterInfo lw_parameters_table[LW_N_PARAMETERS];
