/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-cli-goal: `goal`: the smallest set of offices to transform so that the norm is reached by a year. */
#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "analysis/lw-goal.h"
#include "cli/lw-cli-answers.h"
#include "cli/lw-cli-run.h"
#include "model/lw-error.h"

/* What was asked, as the options have it. */
typedef struct {
  char *scenario;
  char *date;
  char *by;
  char *filter;
  char *programme;
  char *save;
  double probability;
  int year;
  int start;
  gint64 draws;
  gboolean json;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->scenario);
  g_free (options->date);
  g_free (options->by);
  g_free (options->filter);
  g_free (options->programme);
  g_free (options->save);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static const char *
state_token (LwProposalState state)
{
  return state == LW_PROPOSAL_REACHED ? "reached" : state == LW_PROPOSAL_NOT_NEEDED ? "not_needed" : "out_of_reach";
}

static void
add_integer (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
add_lists (JsonBuilder *builder, const LwProposal *proposal)
{
  const LwMeasure *measure = lw_proposal_get_measure (proposal);
  g_autofree char *text = lw_proposal_explain (proposal);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  json_builder_set_member_name (builder, "offices");
  json_builder_begin_array (builder);
  for (guint k = 0; measure != NULL && k < measure->offices->len; k++)
    json_builder_add_int_value (builder, g_array_index (measure->offices, gint64, k));
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "explanation");
  json_builder_begin_array (builder);
  for (guint i = 0; lines[i] != NULL; i++)
    json_builder_add_string_value (builder, lines[i]);
  json_builder_end_array (builder);
}

static void
print_json (const LwCliDocument *document, const LwProposal *proposal, const char *saved)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  lw_cli_add_fictional (builder, document->fictional);
  lw_cli_add_text (builder, "scenario", proposal->scenario->name);
  lw_cli_add_text (builder, "state", state_token (proposal->state));
  add_integer (builder, "year", proposal->year);
  lw_cli_add_number (builder, "norm", proposal->norm);
  lw_cli_add_number (builder, "probability", proposal->probability);
  lw_cli_add_text (builder, "by", lw_goal_measure_get_token (proposal->by));
  add_integer (builder, "start_year", proposal->start_year);
  add_integer (builder, "candidates", proposal->n_candidates);
  add_integer (builder, "buildings", proposal->n_offices);
  lw_cli_add_number (builder, "m2", proposal->m2);
  lw_cli_add_number (builder, "displaced_m2", proposal->displaced_m2);
  lw_cli_add_number (builder, "shortage_m2", proposal->shortage_m2);
  lw_cli_add_number (builder, "shortfall_eur", proposal->shortfall_eur);
  lw_cli_add_number (builder, "rate_before", proposal->rate_before);
  lw_cli_add_number (builder, "rate", proposal->rate);
  add_integer (builder, "draws", proposal->n_draws);
  lw_cli_add_number (builder, "chance_before", proposal->chance_before);
  lw_cli_add_number (builder, "chance", proposal->chance);
  add_lists (builder, proposal);
  lw_cli_add_text (builder, "saved", saved);
  json_builder_end_object (builder);
  lw_cli_print_json (builder);
}

static void
print_text (const LwCliDocument *document, const LwProposal *proposal, const char *saved)
{
  const LwMeasure *measure = lw_proposal_get_measure (proposal);
  g_autofree char *text = lw_proposal_explain (proposal);

  lw_cli_print_start (document);
  g_print ("%s\n%s\n", proposal->scenario->name, text);
  /* all candidates are no choice, and no list to read */
  for (guint k = 0; proposal->state == LW_PROPOSAL_REACHED && k < measure->offices->len; k++)
    {
      gint64 office = g_array_index (measure->offices, gint64, k);
      guint row = lw_offices_find_id (document->offices, office);
      g_autofree char *title = lw_cli_office_title (document->offices, office, NULL);

      g_print ("  ");
      lw_cli_print_padded (title, 56);
      g_print (" %'10.0f m²\n", document->offices->stock_m2[row]);
    }
  if (saved != NULL)
    g_print (_ ("Saved as scenario “%s”.\n"), saved);
}

static gboolean
read_goal (LwCli *cli, const char *path, const Options *options, const LwCliDocument *document, LwGoal *goal,
           LwBitset **candidates, GError **error)
{
  *goal = (LwGoal) { .year = options->year,
                     .probability = options->probability,
                     .start_year = options->start,
                     .programme = LW_HOUSING_MID_RENT,
                     .n_draws = options->draws > 0 ? (guint) options->draws : 0 };
  if (options->by != NULL && !lw_goal_measure_from_token (options->by, &goal->by))
    g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT, _ ("“%s” cannot be kept small; say m2, euro or buildings"),
                 options->by);
  else if (options->programme != NULL && !lw_housing_from_token (options->programme, &goal->programme))
    g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT,
                 _ ("there is no programme “%s”; say student, social_rent, mid_rent, free_sector, hotel or care"),
                 options->programme);
  else
    {
      g_autoptr (LwStore) store = lw_store_open (path, LW_STORE_READ_ONLY, error);

      *candidates = store ? lw_cli_apply_filter (cli, store, document->offices,
                                                 options->filter != NULL ? options->filter : LW_GOAL_FILTER, error)
                          : NULL;
      goal->candidates = *candidates;
      return *candidates != NULL;
    }
  return FALSE;
}

/* A proposal becomes a scenario of its own. */
static gboolean
save (const char *path, const LwProposal *proposal, const char *name, GError **error)
{
  if (proposal->state == LW_PROPOSAL_OUT_OF_REACH)
    {
      g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT,
                   _ ("nothing was saved: the norm is out of reach; ask without --save how near it comes"));
      return FALSE;
    }
  g_autoptr (LwStore) store = lw_cli_open_to_write (path, FALSE, error);
  g_autoptr (LwScenario) scenario = lw_scenario_duplicate (proposal->scenario, name);
  return store != NULL && lw_store_write_scenario (store, scenario, _ ("Proposal for the norm"), error);
}

static LwCliStatus
answer (LwCli *cli, const char *path, const Options *options)
{
  g_auto (LwCliDocument) document = { 0 };
  g_autoptr (LwBitset) candidates = NULL;
  g_autoptr (LwProposal) proposal = NULL;
  const LwScenario *scenario;
  LwRunInput input;
  LwGoal goal;
  GError *error = NULL;

  if (!lw_cli_document_read (cli, path, options->date, &document, &error) ||
      (scenario = lw_cli_find_scenario (document.scenarios, options->scenario, &error)) == NULL ||
      (options->save != NULL && !lw_cli_check_scenario_name (document.scenarios, options->save, &error)) ||
      !read_goal (cli, path, options, &document, &goal, &candidates, &error))
    return lw_cli_fail (error);
  input = lw_cli_document_input (&document, scenario, LW_RUN_NO_GROUPS);
  if ((proposal = lw_goal_seek (&input, &goal, cli->cancellable, &error)) == NULL ||
      (options->save != NULL && !save (path, proposal, options->save, &error)))
    return lw_cli_fail (error);
  if (options->json)
    print_json (&document, proposal, options->save);
  else
    print_text (&document, proposal, options->save);
  return LW_CLI_DONE;
}

LwCliStatus
lw_cli_goal (LwCli *cli, GStrv arguments)
{
  g_auto (Options) options = { .probability = 0.5, .draws = -1 };
  const GOptionEntry entries[] = {
    { "scenario", 0, 0, G_OPTION_ARG_STRING, &options.scenario, N_ ("The scenario; the baseline if not given"), "NAME" },
    { "year", 0, 0, G_OPTION_ARG_INT, &options.year, N_ ("The norm is to be reached on 1 January of this year"), "Y" },
    { "probability", 0, 0, G_OPTION_ARG_DOUBLE, &options.probability,
      N_ ("With this chance; 0.5 asks the expected run, as does none"), "P" },
    { "by", 0, 0, G_OPTION_ARG_STRING, &options.by,
      N_ ("What is kept small: m2, euro (shortfall) or buildings; m2 if not given"), "WHAT" },
    { "filter", 0, 0, G_OPTION_ARG_STRING, &options.filter,
      N_ ("Which offices may be chosen; the structurally vacant ones if not given"), "EXPR" },
    { "start", 0, 0, G_OPTION_ARG_INT, &options.start, N_ ("Year in which they are transformed; the year after the base if not given"),
      "Y" },
    { "programme", 0, 0, G_OPTION_ARG_STRING, &options.programme, N_ ("What they are made into; mid_rent if not given"),
      "NAME" },
    { "draws", 0, 0, G_OPTION_ARG_INT64, &options.draws, N_ ("Draw what is uncertain so many times"), "N" },
    { "save", 0, 0, G_OPTION_ARG_STRING, &options.save, N_ ("Keep the proposal as a scenario of this name"), "NEWNAME" },
    { "date", 0, 0, G_OPTION_ARG_STRING, &options.date, N_ ("The reference date; the newest if not given"), "D" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_ ("Print JSON"), NULL },
    { NULL },
  };
  g_auto (GStrv) rest = g_strdupv (arguments);
  LwCliStatus status;

  if (!lw_cli_parse ("goal", entries, &rest, 1, 1, &status) || !lw_cli_check_draws ("goal", options.draws, -1, &status))
    return status;
  if (options.year == 0)
    return lw_cli_usage ("goal", _ ("say by which year: --year Y"));
  if (options.save != NULL && options.save[0] == '\0')
    return lw_cli_usage ("goal", _ ("the new scenario needs a name"));
  return answer (cli, rest[0], &options);
}
