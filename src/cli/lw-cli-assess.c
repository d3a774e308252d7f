/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-cli-assess: `assess`: which offices lend themselves to conversion, those to look at first coming first. */
#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "analysis/lw-assess.h"
#include "cli/lw-cli.h"
#include "model/lw-error.h"

/* Offices that the text names; JSON and CSV have all. */
#define DEFAULT_TOP 25

typedef struct {
  LwOffices *offices;
  LwCriteriaSet *set;
  GPtrArray *assessed;
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

static void
add_answers (JsonBuilder *builder, const Sheet *sheet, const LwAssessedOffice *assessed)
{
  json_builder_set_member_name (builder, "answers");
  json_builder_begin_object (builder);
  for (guint i = 0; i < lw_criteria_set_get_n_criteria (sheet->set); i++)
    if (assessed->answers[i] != LW_ANSWER_UNKNOWN)
      {
        json_builder_set_member_name (builder, lw_criteria_set_get_criterion (sheet->set, i)->id);
        json_builder_begin_object (builder);
        json_builder_set_member_name (builder, "true");
        json_builder_add_boolean_value (builder, assessed->answers[i] == LW_ANSWER_YES);
        json_builder_set_member_name (builder, "derived");
        json_builder_add_boolean_value (builder, TRUE);
        json_builder_end_object (builder);
      }
  json_builder_end_object (builder);
}

static void
add_office (JsonBuilder *builder, const Sheet *sheet, guint i)
{
  const LwAssessedOffice *assessed = g_ptr_array_index (sheet->assessed, i);
  const LwAssessment *assessment = &assessed->assessment;
  g_autofree char *address = say_address (sheet->offices, assessed->row);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "rank");
  json_builder_add_int_value (builder, i + 1);
  json_builder_set_member_name (builder, "id");
  json_builder_add_int_value (builder, sheet->offices->id[assessed->row]);
  lw_cli_add_text (builder, "address", address);
  lw_cli_add_number (builder, "score", assessment->score);
  lw_cli_add_number (builder, "normalised", assessment->normalised);
  lw_cli_add_number (builder, "completeness", assessment->completeness);
  lw_cli_add_number (builder, "class", assessment->number > 0 ? assessment->number : NAN);
  lw_cli_add_text (builder, "class_label",
                   assessment->number > 0 ? lw_criteria_set_get_class_label (sheet->set, assessment->number) : "");
  json_builder_set_member_name (builder, "blocking");
  json_builder_add_int_value (builder, assessment->n_blocking);
  lw_cli_add_number (builder, "attractiveness", assessed->attractiveness);
  lw_cli_add_number (builder, "structural_share", assessed->structural_share);
  lw_cli_add_text (builder, "prospects",
                   assessed->prospects != LW_PROSPECTS_UNKNOWN ? lw_prospects_get_token (assessed->prospects) : "");
  lw_cli_add_number (builder, "depth_m", assessed->daylight.depth_m);
  lw_cli_add_number (builder, "daylight_share", assessed->daylight.lit_share);
  lw_cli_add_number (builder, "dwellings", assessed->dwellings);
  lw_cli_add_number (builder, "shortfall_per_dwelling_eur", assessed->shortfall_per_dwelling_eur);
  add_answers (builder, sheet, assessed);
  json_builder_end_object (builder);
}

static void
print_json (const Sheet *sheet)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *date = lw_date_to_iso (sheet->offices->date);

  json_builder_begin_object (builder);
  lw_cli_add_fictional (builder, sheet->fictional);
  lw_cli_add_text (builder, "date", date);
  lw_cli_add_text (builder, "criteria", lw_criteria_set_get_id (sheet->set));
  lw_cli_add_number (builder, "max_score", lw_criteria_set_get_max_score (sheet->set));
  lw_cli_add_text (builder, "programme", lw_housing_get_token (sheet->programme));
  json_builder_set_member_name (builder, "offices");
  json_builder_begin_array (builder);
  for (guint i = 0; i < sheet->assessed->len; i++)
    add_office (builder, sheet, i);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  lw_cli_print_json (builder);
}

static void
print_csv (const Sheet *sheet)
{
  g_print ("rank,id,address,score,normalised,completeness,class,blocking,attractiveness,structural_share,prospects,"
           "depth_m,daylight_share,dwellings,shortfall_per_dwelling_eur\n");
  for (guint i = 0; i < sheet->assessed->len; i++)
    {
      const LwAssessedOffice *assessed = g_ptr_array_index (sheet->assessed, i);
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
  g_print (_ ("%s; as if converted to %s. Answers are those that the data give; all others are unknown.\n"),
           lw_criteria_set_get_title (sheet->set), lw_housing_get_label (sheet->programme));
  lw_cli_print_padded ("", 40);
  g_print (" %6s %7s %9s %9s %7s %8s %9s %12s  %s\n", _ ("class"), _ ("score"), _ ("answered"), _ ("structural"),
           _ ("appeal"), _ ("depth"), _ ("dwellings"), _ ("€/dwelling"), _ ("prospects"));
  for (guint i = 0; i < sheet->assessed->len && i < top; i++)
    print_line (sheet, g_ptr_array_index (sheet->assessed, i));
  if (sheet->assessed->len > top)
    /* Translators: how many offices are not listed */
    g_print (ngettext ("… and %u more office\n", "… and %u more offices\n", sheet->assessed->len - top),
             sheet->assessed->len - top);
}

static GHashTable *
read_outlines (LwStore *store, GError **error)
{
  g_autoptr (GPtrArray) areas = lw_store_read_areas (store, LW_STORE_AREA_BUILDING, error);
  g_autoptr (GHashTable) outlines
      = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) lw_geometry_unref);

  if (areas == NULL)
    return NULL;
  for (guint i = 0; i < areas->len; i++)
    {
      const LwStoreArea *area = g_ptr_array_index (areas, i);
      gint64 *key;

      if (area->geometry == NULL)
        continue;
      key = g_new (gint64, 1);
      *key = (gint64) lw_bag_id_parse (area->code, strlen (area->code));
      g_hash_table_replace (outlines, key, lw_geometry_ref (area->geometry));
    }
  return g_steal_pointer (&outlines);
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

static gboolean
assess (LwCli *cli, Sheet *sheet, LwStore *store, const char *scenario_name, const char *filter, GError **error)
{
  g_autoptr (LwBitset) rows = NULL;
  g_autoptr (GPtrArray) scenarios = NULL;
  g_autoptr (GHashTable) outlines = NULL;
  const LwScenario *scenario;
  LwAssessInput input = { 0 };
  LwParameters defaults;

  if (!lw_store_read_fictional (store, &sheet->fictional, error)
      || (rows = lw_cli_apply_filter (cli, sheet->offices, filter, error)) == NULL
      || (scenarios = lw_store_read_scenarios (store, error)) == NULL
      || (outlines = read_outlines (store, error)) == NULL
      || (sheet->set = lw_criteria_set_load (LW_CRITERIA_CONVERSION_METER, error)) == NULL)
    return FALSE;
  /* A document without scenarios is assessed by the defaults. */
  scenario = scenarios->len > 0 || scenario_name != NULL ? lw_cli_find_scenario (scenarios, scenario_name, error) : NULL;
  if (scenario == NULL && (scenarios->len > 0 || scenario_name != NULL))
    return FALSE;
  lw_parameters_init (&defaults);
  input = (LwAssessInput){ sheet->offices, rows, sheet->set,
                           scenario != NULL ? &scenario->parameters : &defaults, sheet->programme,
                           outlines };
  sheet->assessed = lw_assess_offices (&input, cli->cancellable, error);
  return sheet->assessed != NULL;
}

LwCliStatus
lw_cli_assess (LwCli *cli, GStrv arguments)
{
  g_autofree char *name = NULL, *programme = NULL, *filter = NULL, *date = NULL;
  gboolean json = FALSE, csv = FALSE, done;
  int top = DEFAULT_TOP;
  const GOptionEntry entries[] = {
    { "filter", 0, 0, G_OPTION_ARG_STRING, &filter, N_ ("Only offices for which this is true"), "EXPR" },
    { "programme", 0, 0, G_OPTION_ARG_STRING, &programme, N_ ("What they would become; mid rent if not given"), "P" },
    { "scenario", 0, 0, G_OPTION_ARG_STRING, &name, N_ ("Whose parameters count; the baseline if not given"), "NAME" },
    { "date", 0, 0, G_OPTION_ARG_STRING, &date, N_ ("The reference date; the newest if not given"), "D" },
    { "top", 0, 0, G_OPTION_ARG_INT, &top, N_ ("How many offices the text lists"), "N" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print JSON"), NULL },
    { "csv", 0, 0, G_OPTION_ARG_NONE, &csv, N_ ("Print CSV"), NULL },
    { NULL },
  };
  g_auto (GStrv) rest = g_strdupv (arguments);
  g_autoptr (LwStore) store = NULL;
  Sheet sheet = { 0 };
  LwCliStatus status;
  GError *error = NULL;

  if (!lw_cli_parse ("assess", entries, &rest, 1, 1, &status))
    return status;
  if (top < 1)
    return lw_cli_usage ("assess", _ ("--top takes a number from 1"));
  done = find_programme (programme, &sheet.programme, &error)
         && (store = lw_store_open (rest[0], LW_STORE_READ_ONLY, &error)) != NULL
         && (sheet.offices = lw_cli_read_offices (cli, store, date, &error)) != NULL
         && assess (cli, &sheet, store, name, filter, &error);
  if (done && json)
    print_json (&sheet);
  else if (done && csv)
    print_csv (&sheet);
  else if (done)
    print_text (&sheet, (guint) top);
  g_clear_pointer (&sheet.assessed, g_ptr_array_unref);
  g_clear_pointer (&sheet.set, lw_criteria_set_free);
  g_clear_pointer (&sheet.offices, lw_offices_unref);
  return done ? LW_CLI_DONE : lw_cli_fail (error);
}
