/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-cli-assess: `assess`: which offices lend themselves to conversion, those to look at first coming first. */
#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "analysis/lw-assess.h"
#include "cli/lw-cli-criteria.h"
#include "cli/lw-cli.h"
#include "model/lw-error.h"

/* Offices that the text names; JSON and CSV have all. */
#define DEFAULT_TOP 25

typedef struct {
  char *filter, *programme, *scenario, *date, *set, *reason;
  char *add, *use, *del, *show; /* a set of criteria: to add, to use, to delete, to print */
  gboolean json, csv, answer, overrides, sets;
  int top;
} Options;

typedef struct {
  LwOffices *offices;
  LwAssessBasis *basis;
  LwAssessed *assessed;
  LwHousing programme;
  gboolean fictional;
} Sheet;

static char *
say_address (const LwOffices *offices, guint row)
{
  const char *name = lw_offices_text (offices, LW_OFFICE_NAME, row);
  const char *letter = lw_offices_text (offices, LW_OFFICE_HOUSE_LETTER, row);
  const char *suffix = lw_offices_text (offices, LW_OFFICE_HOUSE_SUFFIX, row);
  g_autofree char *number
      = offices->house_number[row] > 0 ? g_strdup_printf (" %d", offices->house_number[row]) : g_strdup ("");

  if (*name)
    return g_strdup (name);
  return g_strdup_printf ("%s%s%s%s%s, %s", lw_offices_text (offices, LW_OFFICE_STREET, row), number, letter,
                          *suffix ? "-" : "", suffix, lw_offices_text (offices, LW_OFFICE_TOWN, row));
}

/* A hundred thousand offices take too long as a tree of nodes, so their JSON is written as it goes. */
static void
append_text (GString *json, const char *text)
{
  g_string_append_c (json, '"');
  for (const char *c = text; *c != '\0'; c++)
    if (*c == '"' || *c == '\\')
      g_string_append_printf (json, "\\%c", *c);
    else if ((guchar) *c < 0x20)
      g_string_append_printf (json, "\\u%04x", (guint) *c);
    else
      g_string_append_c (json, *c);
  g_string_append_c (json, '"');
}

static void
append_name (GString *json, const char *name)
{
  char last = json->str[json->len - 1];

  if (last != '{' && last != '[')
    g_string_append_c (json, ',');
  append_text (json, name);
  g_string_append_c (json, ':');
}

static void
append_number (GString *json, const char *name, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  append_name (json, name);
  g_string_append (json, isfinite (value) ? g_ascii_dtostr (buffer, sizeof buffer, value) : "null");
}

/* The empty text is unknown. */
static void
append_word (GString *json, const char *name, const char *text)
{
  append_name (json, name);
  if (text != NULL && *text != '\0')
    append_text (json, text);
  else
    g_string_append (json, "null");
}

static void
append_flag (GString *json, const char *name, gboolean value)
{
  append_name (json, name);
  g_string_append (json, value ? "true" : "false");
}

/* One answer, and where it comes from. */
static void
append_answer (GString *json, const LwCriterion *criterion, LwAnswer answer, const LwGivenAnswer *given)
{
  g_autofree char *noted = given != NULL ? lw_date_to_iso (given->noted) : NULL;

  append_name (json, criterion->id);
  g_string_append_c (json, '{');
  append_word (json, "answer", lw_answer_get_token (answer));
  append_name (json, "true");
  g_string_append (json, answer == LW_ANSWER_UNKNOWN ? "null" : answer == LW_ANSWER_YES ? "true" : "false");
  append_flag (json, "derived", given == NULL);
  if (given != NULL)
    {
      append_word (json, "noted", noted);
      append_word (json, "reason", given->reason);
      append_flag (json, "overridden", given->overridden);
    }
  g_string_append_c (json, '}');
}

/* All that is answered; a criterion that nobody and nothing answers is left out. */
static void
append_answers (GString *json, const Sheet *sheet, const LwAssessedOffice *assessed)
{
  guint n = lw_criteria_set_get_n_criteria (sheet->basis->set);

  append_name (json, "answers");
  g_string_append_c (json, '{');
  for (guint i = 0; i < n; i++)
    {
      const LwGivenAnswer *given = assessed->given != NULL ? assessed->given[i] : NULL;

      if (assessed->answers[i] != LW_ANSWER_UNKNOWN || given != NULL)
        append_answer (json, lw_criteria_set_get_criterion (sheet->basis->set, i), assessed->answers[i], given);
    }
  g_string_append_c (json, '}');
}

/* Vetoes by name: those that stop it, or those that would, were they not overridden. */
static void
append_vetoes (GString *json, const Sheet *sheet, const LwAssessedOffice *assessed, const char *name, gboolean overridden)
{
  const LwCriteriaSet *set = sheet->basis->set;
  gboolean first = TRUE;

  append_name (json, name);
  g_string_append_c (json, '[');
  for (guint i = 0; i < lw_criteria_set_get_n_criteria (set); i++)
    if (overridden ? lw_assess_is_overridden (assessed, i) : lw_assess_blocks (set, assessed, i))
      {
        g_string_append (json, first ? "" : ",");
        append_text (json, lw_criteria_set_get_criterion (set, i)->id);
        first = FALSE;
      }
  g_string_append_c (json, ']');
}

static void
append_office (GString *json, const Sheet *sheet, guint i)
{
  const LwAssessedOffice *assessed = &sheet->assessed->offices[i];
  const LwAssessment *assessment = &assessed->assessment;
  g_autofree char *address = say_address (sheet->offices, assessed->row);

  g_string_append_printf (json, "{\"rank\":%u,\"id\":%" G_GINT64_FORMAT, i + 1, sheet->offices->id[assessed->row]);
  append_word (json, "address", address);
  append_number (json, "score", assessment->score);
  append_number (json, "normalised", assessment->normalised);
  append_number (json, "completeness", assessment->completeness);
  append_number (json, "class", assessment->number > 0 ? assessment->number : NAN);
  append_word (json, "class_label",
               assessment->number > 0 ? lw_criteria_set_get_class_label (sheet->basis->set, assessment->number) : "");
  append_number (json, "blocking", assessment->n_blocking);
  append_vetoes (json, sheet, assessed, "blocked_by", FALSE);
  append_vetoes (json, sheet, assessed, "overridden", TRUE);
  append_number (json, "attractiveness", assessed->attractiveness);
  append_number (json, "structural_share", assessed->structural_share);
  append_word (json, "prospects",
               assessed->prospects != LW_PROSPECTS_UNKNOWN ? lw_prospects_get_token (assessed->prospects) : "");
  append_number (json, "depth_m", assessed->daylight.depth_m);
  append_number (json, "daylight_share", assessed->daylight.lit_share);
  append_number (json, "dwellings", assessed->dwellings);
  append_number (json, "shortfall_per_dwelling_eur", assessed->shortfall_per_dwelling_eur);
  append_answers (json, sheet, assessed);
  g_string_append_c (json, '}');
}

/* The set itself, so that a reader knows what was asked. */
static void
append_set (GString *json, const LwCriteriaSet *set)
{
  append_word (json, "criteria", lw_criteria_set_get_id (set));
  append_word (json, "criteria_title", lw_criteria_set_get_title (set));
  append_flag (json, "criteria_unverified", lw_criteria_set_is_unverified (set));
  append_number (json, "max_score", lw_criteria_set_get_max_score (set));
  append_name (json, "statements");
  g_string_append_c (json, '[');
  for (guint i = 0; i < lw_criteria_set_get_n_criteria (set); i++)
    {
      const LwCriterion *criterion = lw_criteria_set_get_criterion (set, i);

      g_string_append (json, i > 0 ? ",{" : "{");
      append_word (json, "id", criterion->id);
      append_word (json, "text", criterion->text);
      append_word (json, "block", criterion->block_title);
      append_word (json, "theme", criterion->theme);
      append_flag (json, "veto", criterion->is_veto);
      append_number (json, "weight", criterion->weight);
      append_word (json, "derived", criterion->derived);
      append_word (json, "source", criterion->source);
      g_string_append_c (json, '}');
    }
  g_string_append_c (json, ']');
}

static void
print_json (const Sheet *sheet)
{
  g_autoptr (GString) json = g_string_new ("{");
  g_autofree char *date = lw_date_to_iso (sheet->offices->date);

  append_flag (json, "fictional", sheet->fictional);
  append_word (json, "date", date);
  append_set (json, sheet->basis->set);
  append_word (json, "programme", lw_housing_get_token (sheet->programme));
  append_name (json, "offices");
  g_string_append_c (json, '[');
  for (guint i = 0; i < sheet->assessed->n; i++)
    {
      g_string_append (json, i > 0 ? ",\n" : "\n");
      append_office (json, sheet, i);
    }
  g_string_append (json, "\n]}");
  g_print ("%s\n", json->str);
}

static void
print_csv (const Sheet *sheet)
{
  g_print ("rank,id,address,score,normalised,completeness,class,blocking,attractiveness,structural_share,prospects,"
           "depth_m,daylight_share,dwellings,shortfall_per_dwelling_eur\n");
  for (guint i = 0; i < sheet->assessed->n; i++)
    {
      const LwAssessedOffice *assessed = &sheet->assessed->offices[i];
      const LwAssessment *assessment = &assessed->assessment;
      g_autofree char *address = say_address (sheet->offices, assessed->row);
      const char *prospects = lw_prospects_get_token (assessed->prospects);
      const double before[] = { assessment->score, assessment->normalised, assessment->completeness,
                                assessment->number > 0 ? assessment->number : NAN, assessment->n_blocking,
                                assessed->attractiveness, assessed->structural_share };
      const double after[] = { assessed->daylight.depth_m, assessed->daylight.lit_share, assessed->dwellings,
                               assessed->shortfall_per_dwelling_eur };

      g_print ("%u,%" G_GINT64_FORMAT ",", i + 1, sheet->offices->id[assessed->row]);
      lw_cli_print_csv_text (address);
      for (guint k = 0; k < G_N_ELEMENTS (before); k++)
        {
          g_print (",");
          lw_cli_print_csv_number (before[k]);
        }
      g_print (",%s", prospects != NULL ? prospects : "");
      for (guint k = 0; k < G_N_ELEMENTS (after); k++)
        {
          g_print (",");
          lw_cli_print_csv_number (after[k]);
        }
      g_print ("\n");
    }
}

/* A number, or a dash where it is not known. */
static void
print_figure (int width, int decimals, double value, const char *unit)
{
  g_autofree char *text = isnan (value) ? g_strdup ("–") : g_strdup_printf ("%.*f%s", decimals, value, unit);

  g_print (" ");
  for (glong n = g_utf8_strlen (text, -1); n < width; n++)
    g_print (" ");
  g_print ("%s", text);
}

static void
print_line (const Sheet *sheet, const LwAssessedOffice *assessed)
{
  const LwAssessment *assessment = &assessed->assessment;
  g_autofree char *address = say_address (sheet->offices, assessed->row);

  lw_cli_print_padded (address, 40);
  print_figure (6, 0, assessment->number > 0 ? assessment->number : NAN, "");
  print_figure (7, 0, assessment->normalised, "");
  print_figure (9, 0, 100 * assessment->completeness, " %");
  print_figure (9, 0, 100 * assessed->structural_share, " %");
  print_figure (7, 2, assessed->attractiveness, "");
  print_figure (8, 1, assessed->daylight.depth_m, " m");
  print_figure (9, 0, assessed->dwellings, "");
  print_figure (12, 0, assessed->shortfall_per_dwelling_eur, "");
  g_print ("  %s\n", lw_prospects_get_label (assessed->prospects));
}

static void
print_text (const Sheet *sheet, guint top)
{
  if (sheet->fictional)
    g_print ("%s\n", _ ("Fictional example: none of these offices exists."));
  /* Translators: the name of a set of criteria, then of a programme such as "mid rent" */
  g_print (_ ("%s; as if converted to %s. What neither people nor data answer is unknown.\n"),
           lw_criteria_set_get_title (sheet->basis->set), lw_housing_get_label (sheet->programme));
  lw_cli_print_padded ("", 40);
  g_print (" %6s %7s %9s %9s %7s %8s %9s %12s  %s\n", _ ("class"), _ ("score"), _ ("answered"), _ ("structural"),
           _ ("appeal"), _ ("depth"), _ ("dwellings"), _ ("€/dwelling"), _ ("prospects"));
  for (guint i = 0; i < sheet->assessed->n && i < top; i++)
    print_line (sheet, &sheet->assessed->offices[i]);
  if (sheet->assessed->n > top)
    /* Translators: how many offices are not listed */
    g_print (ngettext ("… and %u more office\n", "… and %u more offices\n", sheet->assessed->n - top),
             sheet->assessed->n - top);
}

static gboolean
find_programme (const char *token, LwHousing *programme, GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);

  *programme = LW_HOUSING_MID_RENT;
  if (token == NULL || lw_housing_from_token (token, programme))
    return TRUE;
  for (LwHousing i = 0; i < LW_N_HOUSING && lw_housing_is_permanent (i); i++)
    g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", lw_housing_get_token (i));
  g_set_error (error, LW_ERROR, LW_ERROR_NOT_FOUND, _ ("there is no programme “%s”; there are: %s"), token,
               known->str);
  return FALSE;
}

/* A document without scenarios is assessed by the defaults. */
static gboolean
read_parameters (LwStore *store, const char *scenario_name, LwParameters *parameters, GError **error)
{
  g_autoptr (GPtrArray) scenarios = lw_store_read_scenarios (store, error);
  const LwScenario *scenario;

  if (scenarios == NULL)
    return FALSE;
  lw_parameters_init (parameters);
  if (scenarios->len == 0 && scenario_name == NULL)
    return TRUE;
  scenario = lw_cli_find_scenario (scenarios, scenario_name, error);
  if (scenario == NULL)
    return FALSE;
  *parameters = scenario->parameters;
  return TRUE;
}

static gboolean
assess (LwCli *cli, Sheet *sheet, LwStore *store, const Options *options, GError **error)
{
  g_autoptr (LwBitset) rows = NULL;
  LwAssessInput input = { 0 };
  LwParameters parameters;

  if (!lw_store_read_fictional (store, &sheet->fictional, error)
      || (sheet->offices = lw_cli_read_offices (cli, store, options->date, error)) == NULL
      || (rows = lw_cli_apply_filter (cli, store, sheet->offices, options->filter, error)) == NULL
      || !read_parameters (store, options->scenario, &parameters, error)
      || (sheet->basis = lw_assess_basis_read (store, options->set, &parameters, NULL, cli->cancellable, error)) == NULL)
    return FALSE;
  input = (LwAssessInput){ sheet->offices, rows, sheet->basis, sheet->programme };
  sheet->assessed = lw_assess_offices (&input, cli->cancellable, error);
  return sheet->assessed != NULL;
}

static LwCliStatus
run (LwCli *cli, const char *path, const Options *options)
{
  g_autoptr (LwStore) store = NULL;
  Sheet sheet = { 0 };
  GError *error = NULL;
  gboolean done = find_programme (options->programme, &sheet.programme, &error)
                  && (store = lw_store_open (path, LW_STORE_READ_ONLY, &error)) != NULL
                  && assess (cli, &sheet, store, options, &error);

  if (done && options->json)
    print_json (&sheet);
  else if (done && options->csv)
    print_csv (&sheet);
  else if (done)
    print_text (&sheet, (guint) options->top);
  g_clear_pointer (&sheet.assessed, lw_assessed_free);
  g_clear_pointer (&sheet.basis, lw_assess_basis_unref);
  g_clear_pointer (&sheet.offices, lw_offices_unref);
  return done ? LW_CLI_DONE : lw_cli_fail (error);
}

/* What is asked beside the list of offices, if anything. */
static LwCliStatus
dispatch (LwCli *cli, GStrv rest, const Options *options)
{
  guint n = g_strv_length (rest), n_acts = (options->answer != FALSE) + (options->sets != FALSE)
                                           + (options->add != NULL) + (options->use != NULL) + (options->del != NULL)
                                           + (options->show != NULL);

  if (options->top < 1)
    return lw_cli_usage ("assess", _ ("--top takes a number from 1"));
  if (n_acts > 1)
    return lw_cli_usage ("assess", _ ("ask for one thing at a time"));
  if (options->answer && n != 4)
    return lw_cli_usage ("assess", _ ("--answer takes an office, a criterion and an answer"));
  if (!options->answer && (n != 1 || options->reason != NULL || options->overrides))
    return lw_cli_usage ("assess", _ ("only --answer takes more than the document, and a reason"));
  if (options->answer)
    return lw_cli_answer_criterion (rest, options->set, options->reason, options->overrides);
  if (options->sets)
    return lw_cli_list_criteria (rest[0], options->json);
  if (options->add != NULL)
    return lw_cli_add_criteria (rest[0], options->add);
  if (options->use != NULL)
    return lw_cli_use_criteria (rest[0], options->use);
  if (options->del != NULL)
    return lw_cli_delete_criteria (rest[0], options->del);
  if (options->show != NULL)
    return lw_cli_show_criteria (rest[0], options->show);
  return run (cli, rest[0], options);
}

static void
clear_options (Options *options)
{
  char **texts[] = { &options->filter, &options->programme, &options->scenario, &options->date, &options->set,
                     &options->reason, &options->add,       &options->use,      &options->del,  &options->show };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_clear_pointer (texts[i], g_free);
}

LwCliStatus
lw_cli_assess (LwCli *cli, GStrv arguments)
{
  Options o = { .top = DEFAULT_TOP };
  const GOptionEntry entries[] = {
    { "filter", 0, 0, G_OPTION_ARG_STRING, &o.filter, N_ ("Only offices for which this is true"), "EXPR" },
    { "programme", 0, 0, G_OPTION_ARG_STRING, &o.programme, N_ ("What they would become; mid rent if not given"), "P" },
    { "scenario", 0, 0, G_OPTION_ARG_STRING, &o.scenario, N_ ("Whose parameters count; the baseline if not given"),
      "NAME" },
    { "date", 0, 0, G_OPTION_ARG_STRING, &o.date, N_ ("The reference date; the newest if not given"), "D" },
    { "set", 0, 0, G_OPTION_ARG_STRING, &o.set, N_ ("By which criteria; those of the document if not given"), "NAME" },
    { "top", 0, 0, G_OPTION_ARG_INT, &o.top, N_ ("How many offices the text lists"), "N" },
    { "answer", 0, 0, G_OPTION_ARG_NONE, &o.answer,
      N_ ("Note an answer: OFFICE CRITERION yes, no or unknown; derived takes it back"), NULL },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &o.reason, N_ ("What the answer rests on"), "TEXT" },
    { "override", 0, 0, G_OPTION_ARG_NONE, &o.overrides, N_ ("This “no” does not stop it, for the reason given"), NULL },
    { "sets", 0, 0, G_OPTION_ARG_NONE, &o.sets, N_ ("List the sets of criteria"), NULL },
    { "add-set", 0, 0, G_OPTION_ARG_FILENAME, &o.add, N_ ("Put a set of criteria in the document"), "FILE.keyfile" },
    { "use-set", 0, 0, G_OPTION_ARG_STRING, &o.use, N_ ("By which criteria the document judges from now on"), "NAME" },
    { "show-set", 0, 0, G_OPTION_ARG_STRING, &o.show, N_ ("Print a set as a key file"), "NAME" },
    { "delete-set", 0, 0, G_OPTION_ARG_STRING, &o.del, N_ ("Delete a set with its answers"), "NAME" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &o.json, N_ ("Print JSON"), NULL },
    { "csv", 0, 0, G_OPTION_ARG_NONE, &o.csv, N_ ("Print CSV"), NULL },
    { NULL },
  };
  g_auto (GStrv) rest = g_strdupv (arguments);
  LwCliStatus status;

  if (lw_cli_parse ("assess", entries, &rest, 1, 4, &status))
    status = dispatch (cli, rest, &o);
  clear_options (&o);
  return status;
}
