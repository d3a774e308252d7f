/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-cli-kpi: beside the years of a scenario, the figures of its last one, and which offices its measures are about. */
#include "cli/lw-cli-kpi.h"

#include <glib/gi18n-lib.h>

static void
add_year (JsonBuilder *builder, const char *name, int year)
{
  json_builder_set_member_name (builder, name);
  if (year != 0)
    json_builder_add_int_value (builder, year);
  else
    json_builder_add_null_value (builder);
}

/** lw_cli_add_kpi: the member "kpi" */
void
lw_cli_add_kpi (JsonBuilder *builder, const LwKpi *kpi)
{
  json_builder_set_member_name (builder, "kpi");
  json_builder_begin_object (builder);
  add_year (builder, "year", kpi->year);
  lw_cli_add_number (builder, "stock_m2", kpi->stock_m2);
  lw_cli_add_number (builder, "vacancy_m2", kpi->vacancy_m2);
  lw_cli_add_number (builder, "rate", kpi->rate);
  lw_cli_add_number (builder, "structural_m2", kpi->structural_m2);
  lw_cli_add_number (builder, "structural_share", kpi->structural_share);
  lw_cli_add_number (builder, "cbs_long_m2", kpi->cbs_long_m2);
  lw_cli_add_number (builder, "task_m2", kpi->task_m2);
  lw_cli_add_number (builder, "surplus_plans_m2", kpi->surplus_plans_m2);
  lw_cli_add_number (builder, "takeup_m2", kpi->takeup_m2);
  lw_cli_add_number (builder, "shortage_m2", kpi->shortage_m2);
  lw_cli_add_number (builder, "dwellings", kpi->dwellings);
  lw_cli_add_number (builder, "temporary_dwellings", kpi->temporary_dwellings);
  lw_cli_add_number (builder, "shortfall_eur", kpi->shortfall_eur);
  lw_cli_add_number (builder, "shortfall_per_dwelling_eur", kpi->shortfall_per_dwelling_eur);
  lw_cli_add_number (builder, "fund_eur", kpi->fund_eur);
  add_year (builder, "norm_year", kpi->norm_year);
  lw_cli_add_number (builder, "vacancy_cost_eur", kpi->vacancy_cost_eur);
  lw_cli_add_number (builder, "avoided_vacancy_cost_eur", kpi->avoided_vacancy_cost_eur);
  json_builder_end_object (builder);
}

/** lw_cli_add_measures: the member "measures": what each is about now, in the order of the scenario */
void
lw_cli_add_measures (JsonBuilder *builder, const LwScenario *scenario, const LwRun *run)
{
  json_builder_set_member_name (builder, "measures");
  json_builder_begin_array (builder);
  for (guint m = 0; m < run->measures->len; m++)
    {
      const LwMeasure *measure = g_ptr_array_index (scenario->measures, m);
      const LwRunMeasure *done = g_ptr_array_index (run->measures, m);

      json_builder_begin_object (builder);
      lw_cli_add_text (builder, "uid", measure->uid);
      lw_cli_add_text (builder, "kind", lw_measure_kind_get_token (measure->kind));
      add_year (builder, "year", measure->year);
      lw_cli_add_text (builder, "rule", measure->rule);
      json_builder_set_member_name (builder, "offices");
      json_builder_begin_array (builder);
      for (guint k = 0; k < done->offices->len; k++)
        json_builder_add_int_value (builder, g_array_index (done->offices, gint64, k));
      json_builder_end_array (builder);
      lw_cli_add_number (builder, "m2", done->m2);
      lw_cli_add_number (builder, "withdrawn_m2", done->withdrawn_m2);
      lw_cli_add_number (builder, "dwellings", done->dwellings);
      lw_cli_add_number (builder, "investment_eur", done->investment_eur);
      lw_cli_add_number (builder, "shortfall_eur", done->shortfall_eur);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/** lw_cli_print_rules: how many offices each rule of the scenario finds now */
void
lw_cli_print_rules (const LwScenario *scenario, const LwRun *run)
{
  gboolean is_first = TRUE;

  for (guint m = 0; m < run->measures->len; m++)
    {
      const LwMeasure *measure = g_ptr_array_index (scenario->measures, m);
      const LwRunMeasure *done = g_ptr_array_index (run->measures, m);
      guint n = done->offices->len;

      if (measure->rule == NULL || !measure->enabled)
        continue;
      if (is_first)
        g_print ("\n");
      is_first = FALSE;
      g_print (ngettext ("%s %d, rule “%s”: %u office, %.0f m²\n", "%s %d, rule “%s”: %u offices, %.0f m²\n", n),
               lw_measure_kind_get_label (measure->kind), measure->year, measure->rule, n, done->m2);
    }
}

/** lw_cli_print_measure_notes: what measures name and cannot do */
void
lw_cli_print_measure_notes (const LwRunNotes *notes)
{
  if (notes->missing_offices > 0)
    g_print (ngettext ("Measures name %u office that is not there on this date.\n",
                       "Measures name %u offices that are not there on this date.\n", notes->missing_offices),
             notes->missing_offices);
  if (notes->missing_plans > 0)
    g_print (ngettext ("Measures name %u plan that the document does not have.\n",
                       "Measures name %u plans that the document does not have.\n", notes->missing_plans),
             notes->missing_plans);
  if (notes->blocked_demolitions > 0)
    g_print (ngettext ("%u office is a monument and is not demolished.\n",
                       "%u offices are monuments and are not demolished.\n", notes->blocked_demolitions),
             notes->blocked_demolitions);
  if (notes->outside_measures > 0)
    g_print (ngettext ("%u measure does nothing between the base and the horizon.\n",
                       "%u measures do nothing between the base and the horizon.\n", notes->outside_measures),
             notes->outside_measures);
}

/** lw_cli_add_measure_notes: the same, as members */
void
lw_cli_add_measure_notes (JsonBuilder *builder, const LwRunNotes *notes)
{
  const struct
  {
    const char *name;
    guint n;
  } members[] = { { "missing_offices", notes->missing_offices },
                  { "missing_plans", notes->missing_plans },
                  { "blocked_demolitions", notes->blocked_demolitions },
                  { "outside_measures", notes->outside_measures } };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      json_builder_set_member_name (builder, members[i].name);
      json_builder_add_int_value (builder, members[i].n);
    }
}
