/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-criteria-editor: changes a set of criteria of the document: its name, its classes, and text, weight, veto and
 * derivation of each criterion. Nothing is written until Save, which tells in one sentence what is wrong. */
#pragma once

#include <adwaita.h>

#include "session/lw-session-potential.h"

G_BEGIN_DECLS

#define LW_TYPE_CRITERIA_EDITOR (lw_criteria_editor_get_type ())
G_DECLARE_FINAL_TYPE (LwCriteriaEditor, lw_criteria_editor, LW, CRITERIA_EDITOR, AdwWindow)

LwCriteriaEditor *lw_criteria_editor_new (GtkWindow *parent, LwSession *session, const char *definition);

G_END_DECLS
