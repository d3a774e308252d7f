/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-rule-edit: the rule of a measure: which offices, in which order, until how much; what is wrong with it, and what it
 * finds in the data now. A condition that cannot be read stays as it was typed, and the measure as it was. */
#pragma once

#include <adwaita.h>

#include "session/lw-session.h"

G_BEGIN_DECLS

#define LW_TYPE_RULE_EDIT (lw_rule_edit_get_type ())
G_DECLARE_FINAL_TYPE (LwRuleEdit, lw_rule_edit, LW, RULE_EDIT, GtkBox)

/** LW_RULE_EXAMPLE: a rule that is ready to be used, or changed: structurally vacant and with a label worse than C */
#define LW_RULE_EXAMPLE "vacancy_years >= 3 and energy_label > \"C\""
#define LW_RULE_EXAMPLE_LIMIT_M2 40000

/*
 * Signals:
 *   changed (string edit-name)   the rule is another one; see lw_rule_edit_apply()
 *   select-requested ()          select the offices that it finds
 */
GtkWidget *lw_rule_edit_new (LwSession *session);
void lw_rule_edit_show (LwRuleEdit *edit, const LwMeasure *measure, gboolean editable);
void lw_rule_edit_apply (LwRuleEdit *edit, LwMeasure *measure);
void lw_rule_edit_start (LwSession *session, LwMeasure *measure);

G_END_DECLS
