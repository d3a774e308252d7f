/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-cli-answers: what the commands that answer questions about scenarios share: a document read whole, names of
 * offices, the list of contributions. */
#pragma once

#include "analysis/lw-run.h"
#include "cli/lw-cli.h"
#include "model/lw-contributions.h"

G_BEGIN_DECLS

/** LwCliDocument: all of a document that a scenario is computed with; clear it with lw_cli_document_clear() */
typedef struct {
  gboolean fictional;
  LwOffices *offices;
  GPtrArray *scenarios; /* of LwScenario */
  GPtrArray *plans;
  GPtrArray *demand;
  GArray *jobs;   /* of LwSectorJobs */
  GArray *shares; /* of LwDemandShare */
} LwCliDocument;

gboolean
lw_cli_document_read (LwCli *cli, const char *path, const char *date, LwCliDocument *document, GError **error);
void lw_cli_document_clear (LwCliDocument *document);
LwRunInput lw_cli_document_input (const LwCliDocument *document, const LwScenario *scenario, int by);
char *lw_cli_office_title (const LwOffices *offices, gint64 office, const char *plan);
void lw_cli_print_start (const LwCliDocument *document);
void lw_cli_print_demand_notes (const LwRunNotes *notes);
void lw_cli_add_demand_notes (JsonBuilder *builder, const LwRunNotes *notes);
void lw_cli_print_unknown (const LwCliDocument *document, const LwScenario *scenario);
void lw_cli_add_unknown (JsonBuilder *builder, const LwCliDocument *document, const LwScenario *scenario);
void lw_cli_print_right (const char *text, int width);
double lw_cli_round (double value, double unit);


gboolean lw_cli_contribution_outcome (const char *name, LwOutcome *outcome, GError **error);
void lw_cli_add_contributions (JsonBuilder *builder, const LwCliDocument *document, const LwScenario *scenario,
                               const LwContributions *contributions, int top);
void lw_cli_print_contributions (const LwCliDocument *document, const LwScenario *scenario,
                                 const LwContributions *contributions, int top);
void lw_cli_print_contributions_csv (const LwCliDocument *document, const LwScenario *scenario,
                                     const LwContributions *contributions, int top);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LwCliDocument, lw_cli_document_clear)

G_END_DECLS
