/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-cli-balance: `balance`: supply, demand, plan capacity, task and room of a document under a scenario. */
#include <math.h>

#include <glib/gi18n-lib.h>

#include "analysis/lw-balance-run.h"
#include "cli/lw-cli-answers.h"
#include "model/lw-error.h"

static void
add_row (JsonBuilder *builder, const LwBalanceRow *row)
{
  guint n;
  const LwBalanceField *fields = lw_balance_fields (&n);

  for (guint i = 0; i < n; i++)
    lw_cli_add_number (builder, fields[i].name, lw_balance_row_get (row, &fields[i]));
}

static void
add_share_sums (JsonBuilder *builder, const LwBalanceSheet *sheet)
{
  json_builder_set_member_name (builder, "demand_shares_not_one");
  json_builder_begin_array (builder);
  for (guint i = 0; i < sheet->share_sums->len; i++)
    {
      const LwBalanceShareSum *entry = g_ptr_array_index (sheet->share_sums, i);

      json_builder_begin_object (builder);
      lw_cli_add_text (builder, "region", entry->region);
      lw_cli_add_number (builder, "sum", entry->sum);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
print_json (const LwBalanceSheet *sheet, const LwScenario *scenario, const char *by, gboolean fictional)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *base = g_strdup_printf ("%d-01-01", sheet->base_year);

  json_builder_begin_object (builder);
  lw_cli_add_fictional (builder, fictional);
  lw_cli_add_text (builder, "scenario", scenario->name);
  lw_cli_add_text (builder, "base_date", base);
  json_builder_set_member_name (builder, "year");
  json_builder_add_int_value (builder, sheet->year);
  lw_cli_add_number (builder, "norm", sheet->norm);
  lw_cli_add_text (builder, "unknown_vacancy", lw_unknown_vacancy_get_token (scenario->unknown_vacancy));
  json_builder_set_member_name (builder, "demand_shared_by_occupied_space");
  json_builder_add_boolean_value (builder, sheet->shares_demand);
  lw_cli_add_number (builder, "demand_given_shares", sheet->n_given_shares);
  add_share_sums (builder, sheet);
  lw_cli_add_number (builder, "task_of_areas_m2", by != NULL ? sheet->task_of_rows_m2 : NAN);
  json_builder_set_member_name (builder, "totals");
  json_builder_begin_object (builder);
  add_row (builder, sheet->total);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "by");
  json_builder_begin_array (builder);
  for (guint i = 0; i < sheet->rows->len; i++)
    {
      const LwBalanceRow *row = g_ptr_array_index (sheet->rows, i);

      json_builder_begin_object (builder);
      lw_cli_add_text (builder, "dim", by);
      lw_cli_add_text (builder, "key", row->key);
      lw_cli_add_text (builder, "label", row->label);
      add_row (builder, row);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  lw_cli_print_json (builder);
}

static void
print_csv_row (const char *by, const LwBalanceRow *row)
{
  guint n;
  const LwBalanceField *fields = lw_balance_fields (&n);

  lw_cli_print_csv_text (by);
  g_print (",");
  lw_cli_print_csv_text (row->key);
  g_print (",");
  lw_cli_print_csv_text (row->label);
  for (guint i = 0; i < n; i++)
    {
      g_print (",");
      lw_cli_print_csv_number (lw_balance_row_get (row, &fields[i]));
    }
  g_print ("\n");
}

static void
print_csv (const LwBalanceSheet *sheet, const char *by)
{
  guint n;
  const LwBalanceField *fields = lw_balance_fields (&n);

  g_print ("dim,key,label");
  for (guint i = 0; i < n; i++)
    g_print (",%s", fields[i].name);
  g_print ("\n");
  print_csv_row ("", sheet->total);
  for (guint i = 0; i < sheet->rows->len; i++)
    print_csv_row (by, g_ptr_array_index (sheet->rows, i));
}

static void
print_line (const char *what, double m2, const char *note)
{
  g_print ("  ");
  lw_cli_print_padded (what, 44);
  g_print (" %'14.0f m²%s%s\n", m2, note != NULL ? "  " : "", note != NULL ? note : "");
}

static void
print_whole (const LwBalanceSheet *sheet)
{
  const LwBalanceRow *total = sheet->total;
  g_autofree char *rate = isnan (total->vacancy_rate) ? g_strdup (_ ("unknown"))
                                                      : g_strdup_printf ("%.1f %%", 100 * total->vacancy_rate);
  g_autofree char *norm = g_strdup_printf (_ ("at the norm of %.1f %%"), 100 * sheet->norm);
  g_autofree char *bvo = g_strdup_printf (_ ("hard %'.0f and soft %'.0f m² bvo"), total->plans_hard_bvo_m2,
                                          total->plans_soft_bvo_m2);

  g_print (_ ("Supply on 1 January %d\n"), sheet->base_year);
  print_line (_ ("stock"), total->stock_m2, NULL);
  print_line (_ ("vacant"), total->vacant_m2, rate);
  print_line (_ ("normal vacancy"), total->normal_vacancy_m2, norm);
  print_line (_ ("surplus"), total->surplus_m2, NULL);
  print_line (_ ("task: to withdraw now"), total->task_m2, NULL);
  g_print (_ ("Until 1 January %d\n"), sheet->year);
  print_line (_ ("demand"), total->demand_m2, NULL);
  print_line (_ ("plans, expected"), total->plans_expected_m2, bvo);
  print_line (_ ("measures withdraw"), total->withdrawals_m2, NULL);
  print_line (_ ("withdrawal needed"), total->required_withdrawal_m2, NULL);
  print_line (_ ("new offices allowed"), total->allowed_new_build_m2, NULL);
  print_line (_ ("plans beyond what is allowed"), total->surplus_plans_m2, NULL);
  print_line (_ ("room beside the plans"), total->room_m2, NULL);
  if (total->plans_later_bvo_m2 > 0)
    g_print (_ ("Plans of %'.0f m² bvo are for years outside this period and count nowhere.\n"),
             total->plans_later_bvo_m2);
}

static void
print_rows (const LwBalanceSheet *sheet, LwDimension by)
{
  const char *const heads[] = { _ ("stock m²"), _ ("vacant m²"), _ ("rate"),        _ ("task"),
                                _ ("demand"),   _ ("plans"),     _ ("to withdraw"), _ ("room") };

  g_print ("\n");
  lw_cli_print_padded (lw_dimension_label (by), 32);
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    lw_cli_print_right (heads[i], i == 2 ? 10 : 14);
  g_print ("\n");
  for (guint i = 0; i < sheet->rows->len; i++)
    {
      const LwBalanceRow *row = g_ptr_array_index (sheet->rows, i);

      lw_cli_print_padded (row->label, 32);
      g_print (" %'13.0f %'13.0f ", row->stock_m2, row->vacant_m2);
      if (isnan (row->vacancy_rate))
        g_print ("%9s", _ ("unknown"));
      else
        g_print ("%7.1f %%", 100 * row->vacancy_rate);
      g_print (" %'13.0f %'13.0f %'13.0f %'13.0f %'13.0f\n", row->task_m2, row->demand_m2, row->plans_expected_m2,
               row->required_withdrawal_m2, row->room_m2);
    }
  g_print (_ ("The tasks of these areas add up to %'.0f m²; room in one does not fill another.\n"),
           sheet->task_of_rows_m2);
  if (sheet->shares_demand && sheet->n_given_shares == 0)
    g_print ("%s\n", _ ("Demand is known per market; each municipality has its part by occupied space."));
  if (sheet->n_given_shares > 0)
    g_print (ngettext ("Demand is known per market; %u municipality has a given part of it, the others of its market "
                       "share the rest by occupied space.\n",
                       "Demand is known per market; %u municipalities have a given part of it, the others of their "
                       "market share the rest by occupied space.\n",
                       sheet->n_given_shares),
             sheet->n_given_shares);
  for (guint i = 0; i < sheet->share_sums->len; i++)
    {
      const LwBalanceShareSum *entry = g_ptr_array_index (sheet->share_sums, i);

      /* Translators: the sum of shares, the name of a market. */
      g_print (_ ("The parts of municipalities add up to %.3f of the demand of “%s”, not to 1: correct them, or scale "
                  "them with “demand FILE normalise”.\n"),
               entry->sum, entry->region);
    }
}

/* Demand belongs to markets, so an area must be one or lie in one. */
static gboolean
parse_by (const char *name, int *by)
{
  LwDimension dimension;

  *by = LW_RUN_NO_GROUPS;
  if (name == NULL)
    return TRUE;
  if (!lw_dimension_from_name (name, &dimension) ||
      (dimension != LW_DIMENSION_MUNICIPALITY && dimension != LW_DIMENSION_REGION))
    return FALSE;
  *by = (int) dimension;
  return TRUE;
}

LwCliStatus
lw_cli_balance (LwCli *cli, GStrv arguments)
{
  g_autofree char *name = NULL, *by_name = NULL, *date = NULL;
  gboolean json = FALSE, csv = FALSE;
  int year = 0, by;
  const GOptionEntry entries[] = {
    { "by", 0, 0, G_OPTION_ARG_STRING, &by_name, N_ ("Break down by municipality or region"), "DIM" },
    { "scenario", 0, 0, G_OPTION_ARG_STRING, &name, N_ ("The scenario; the baseline if not given"), "NAME" },
    { "year", 0, 0, G_OPTION_ARG_INT, &year, N_ ("The year of the demand; the horizon if not given"), "Y" },
    { "date", 0, 0, G_OPTION_ARG_STRING, &date, N_ ("The reference date; the newest if not given"), "D" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print JSON"), NULL },
    { "csv", 0, 0, G_OPTION_ARG_NONE, &csv, N_ ("Print CSV"), NULL },
    { NULL },
  };
  g_auto (GStrv) rest = g_strdupv (arguments);
  g_auto (LwCliDocument) document = { 0 };
  g_autoptr (LwBalanceSheet) sheet = NULL;
  const LwScenario *scenario;
  LwRunInput input;
  LwCliStatus status;
  GError *error = NULL;

  if (!lw_cli_parse ("balance", entries, &rest, 1, 1, &status))
    return status;
  if (!parse_by (by_name, &by))
    return lw_cli_usage ("balance", _ ("a balance is made by municipality or by region"));
  if (!lw_cli_document_read (cli, rest[0], date, &document, &error) ||
      (scenario = lw_cli_find_scenario (document.scenarios, name, &error)) == NULL)
    return lw_cli_fail (error);
  input = lw_cli_document_input (&document, scenario, by);
  if ((sheet = lw_balance_run (&input, year, cli->cancellable, &error)) == NULL)
    return lw_cli_fail (error);
  if (json)
    print_json (sheet, scenario, by_name, document.fictional);
  else if (csv)
    print_csv (sheet, by_name);
  else
    {
      lw_cli_print_start (&document);
      g_print ("%s\n", scenario->name);
      print_whole (sheet);
      lw_cli_print_unknown (&document, scenario);
      if (by != LW_RUN_NO_GROUPS)
        print_rows (sheet, (LwDimension) by);
    }
  return LW_CLI_DONE;
}
