/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-cli-criteria: what `assess` does to answers and sets of criteria. */
#pragma once

#include "cli/lw-cli.h"

G_BEGIN_DECLS

LwCliStatus lw_cli_answer_criterion (GStrv arguments, const char *set, const char *reason, gboolean overrides);
LwCliStatus lw_cli_list_criteria (const char *path, gboolean json);
LwCliStatus lw_cli_add_criteria (const char *path, const char *file);
LwCliStatus lw_cli_use_criteria (const char *path, const char *id);
LwCliStatus lw_cli_show_criteria (const char *path, const char *id);
LwCliStatus lw_cli_delete_criteria (const char *path, const char *id);

G_END_DECLS
