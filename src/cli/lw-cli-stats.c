/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-cli-stats: `stats`: totals and breakdowns of vacancy, as a table for people, as JSON or as CSV. */
#include <math.h>

#include <glib/gi18n-lib.h>

#include "cli/lw-cli.h"
#include "draw/lw-format-counting.h"
#include "model/lw-error.h"
#include "statistics/lw-counting.h"
#include "statistics/lw-statistics.h"
#include "statistics/lw-totals-table.h"

static void
add_totals (JsonBuilder *builder, const LwTotals *totals)
{
  for (guint i = 0; i < lw_totals_n_figures (); i++)
    if (lw_totals_figure_is_count (i))
      {
        json_builder_set_member_name (builder, lw_totals_figure_name (i));
        json_builder_add_int_value (builder, (gint64) lw_totals_get_figure (totals, i));
      }
    else
      lw_cli_add_number (builder, lw_totals_figure_name (i), lw_totals_get_figure (totals, i));
}

/* What the settings of the document do to the totals. */
static void
add_counting (JsonBuilder *builder, const LwCounting *counting)
{
  json_builder_set_member_name (builder, "counting");
  json_builder_begin_object (builder);
  lw_cli_add_text (builder, "mixed_rule", lw_mixed_rule_get_token (counting->settings.mixed_rule));
  lw_cli_add_number (builder, "mixed_share", lw_settings_get_mixed_share (&counting->settings));
  json_builder_set_member_name (builder, "mixed_offices");
  json_builder_add_int_value (builder, counting->mixed_offices);
  lw_cli_add_number (builder, "mixed_whole_m2", counting->mixed_whole_m2);
  lw_cli_add_number (builder, "mixed_counted_m2", counting->mixed_counted_m2);
  lw_cli_add_number (builder, "min_size_m2", counting->settings.min_size_m2);
  json_builder_set_member_name (builder, "small_offices");
  json_builder_add_int_value (builder, counting->small_offices);
  lw_cli_add_number (builder, "small_m2", counting->small_m2);
  json_builder_end_object (builder);
}

static void
print_json (LwDate date, const LwTotals *totals, const LwCounting *counting, GPtrArray *breakdowns, gboolean fictional)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *iso = lw_date_to_iso (date);

  json_builder_begin_object (builder);
  lw_cli_add_fictional (builder, fictional);
  lw_cli_add_text (builder, "date", iso);
  json_builder_set_member_name (builder, "totals");
  json_builder_begin_object (builder);
  add_totals (builder, totals);
  json_builder_end_object (builder);
  add_counting (builder, counting);
  json_builder_set_member_name (builder, "by");
  json_builder_begin_array (builder);
  for (guint b = 0; b < breakdowns->len; b++)
    {
      const LwBreakdown *breakdown = g_ptr_array_index (breakdowns, b);

      for (guint i = 0; i < breakdown->n; i++)
        {
          json_builder_begin_object (builder);
          lw_cli_add_text (builder, "dim", lw_dimension_name (breakdown->dimension));
          lw_cli_add_text (builder, "key", breakdown->keys[i]);
          lw_cli_add_text (builder, "label", breakdown->labels[i]);
          add_totals (builder, &breakdown->totals[i]);
          json_builder_end_object (builder);
        }
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  lw_cli_print_json (builder);
}

static void
print_csv_row (const char *dimension, const char *key, const char *label, const LwTotals *totals)
{
  lw_cli_print_csv_text (dimension);
  g_print (",");
  lw_cli_print_csv_text (key);
  g_print (",");
  lw_cli_print_csv_text (label);
  for (guint i = 0; i < lw_totals_n_figures (); i++)
    {
      g_print (",");
      lw_cli_print_csv_number (lw_totals_get_figure (totals, i));
    }
  g_print ("\n");
}

static void
print_csv (const LwTotals *totals, GPtrArray *breakdowns)
{
  g_print ("dim,key,label");
  for (guint i = 0; i < lw_totals_n_figures (); i++)
    g_print (",%s", lw_totals_figure_name (i));
  g_print ("\n");
  print_csv_row ("", "", "", totals);
  for (guint b = 0; b < breakdowns->len; b++)
    {
      const LwBreakdown *breakdown = g_ptr_array_index (breakdowns, b);

      for (guint i = 0; i < breakdown->n; i++)
        print_csv_row (lw_dimension_name (breakdown->dimension), breakdown->keys[i], breakdown->labels[i],
                       &breakdown->totals[i]);
    }
}

static void
print_row (const char *label, const LwTotals *totals)
{
  lw_cli_print_padded (label, 32);
  g_print (" %8u %'14.0f %'14.0f", totals->offices, totals->stock_m2, totals->vacant_m2);
  if (isnan (totals->vacancy_rate))
    g_print (" %9s", _ ("unknown"));
  else
    g_print (" %7.1f %%", totals->vacancy_rate * 100);
  g_print (" %'14.0f %'14.0f\n", totals->structural_m2, totals->vacancy_unknown_m2);
}

static void
print_text (LwDate date, const LwTotals *totals, const LwCounting *counting, GPtrArray *breakdowns, gboolean fictional)
{
  g_autofree char *day = lw_date_to_display (date);
  g_autofree char *mixed = lw_format_mixed_use (NULL, counting);
  g_autofree char *left_out = lw_format_left_out (NULL, counting);

  if (fictional)
    g_print ("%s\n", _ ("Fictional example: none of these offices exists."));
  if (date != LW_DATE_UNKNOWN)
    g_print (_ ("Reference date: %s\n"), day);
  lw_cli_print_padded ("", 32);
  g_print (" %8s %14s %14s %9s %14s %14s\n", _ ("offices"), _ ("stock m²"), _ ("vacant m²"), _ ("rate"),
           _ ("structural m²"), _ ("unknown m²"));
  print_row (_ ("All"), totals);
  for (guint b = 0; b < breakdowns->len; b++)
    {
      const LwBreakdown *breakdown = g_ptr_array_index (breakdowns, b);

      g_print ("\n%s\n", lw_dimension_label (breakdown->dimension));
      for (guint i = 0; i < breakdown->n; i++)
        print_row (breakdown->labels[i], &breakdown->totals[i]);
    }
  g_print ("\n");
  if (mixed != NULL)
    g_print ("%s\n", mixed);
  if (left_out != NULL)
    g_print ("%s\n", left_out);
  if (totals->area_unknown_offices > 0)
    g_print (ngettext ("The area of %u office is unknown.\n", "The area of %u offices is unknown.\n",
                       totals->area_unknown_offices),
             totals->area_unknown_offices);
}

static GPtrArray *
break_down (LwOffices *offices, const LwBitset *rows, const char *by, GError **error)
{
  g_autoptr (GPtrArray) names = lw_cli_split_list (by);
  g_autoptr (GPtrArray) breakdowns = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_breakdown_unref);

  for (guint i = 0; i < names->len; i++)
    {
      LwDimension dimension;
      LwBreakdown *breakdown;

      if (!lw_cli_parse_dimension (g_ptr_array_index (names, i), &dimension, error))
        return NULL;
      breakdown = lw_statistics_break_down (offices, rows, dimension);
      g_ptr_array_add (breakdowns, breakdown);
    }
  return g_steal_pointer (&breakdowns);
}

LwCliStatus
lw_cli_stats (LwCli *cli, GStrv arguments)
{
  g_autofree char *by = NULL, *filter = NULL, *date = NULL;
  gboolean json = FALSE, csv = FALSE, fictional = FALSE;
  const GOptionEntry entries[] = {
    { "by", 0, 0, G_OPTION_ARG_STRING, &by, N_ ("Break down by these dimensions, separated by commas"), "DIM" },
    { "filter", 0, 0, G_OPTION_ARG_STRING, &filter, N_ ("Only offices for which this is true"), "EXPR" },
    { "date", 0, 0, G_OPTION_ARG_STRING, &date, N_ ("The reference date; the newest if not given"), "D" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print JSON"), NULL },
    { "csv", 0, 0, G_OPTION_ARG_NONE, &csv, N_ ("Print CSV"), NULL },
    { NULL },
  };
  g_auto (GStrv) rest = g_strdupv (arguments);
  g_autoptr (LwStore) store = NULL;
  g_autoptr (LwOffices) offices = NULL;
  g_autoptr (LwBitset) rows = NULL;
  g_autoptr (GPtrArray) breakdowns = NULL;
  LwTotals totals;
  LwCounting counting;
  LwCliStatus status;
  GError *error = NULL;

  if (!lw_cli_parse ("stats", entries, &rest, 1, 1, &status))
    return status;
  if ((store = lw_store_open (rest[0], LW_STORE_READ_ONLY, &error)) == NULL ||
      !lw_store_read_fictional (store, &fictional, &error) ||
      (offices = lw_cli_read_offices (cli, store, date, &error)) == NULL ||
      (rows = lw_cli_apply_filter (cli, store, offices, filter, &error)) == NULL ||
      (breakdowns = break_down (offices, rows, by, &error)) == NULL)
    return lw_cli_fail (error);
  lw_statistics_total (offices, rows, &totals);
  lw_counting_compute (offices, rows, &counting);
  if (json)
    print_json (offices->date, &totals, &counting, breakdowns, fictional);
  else if (csv)
    print_csv (&totals, breakdowns);
  else
    print_text (offices->date, &totals, &counting, breakdowns, fictional);
  return LW_CLI_DONE;
}
