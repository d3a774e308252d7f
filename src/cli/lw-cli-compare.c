/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-cli-compare: `compare`: two scenarios and their difference, per year, area and office, and what the measures of
 * the second contribute to it. */
#include <math.h>

#include <glib/gi18n-lib.h>

#include "analysis/lw-comparison-run.h"
#include "analysis/lw-contributions-run.h"
#include "cli/lw-cli-answers.h"
#include "model/lw-error.h"

/* What is compared, and how it is asked for. */
typedef struct {
  char *by_name, *date, *outcome_name;
  gboolean offices, contributions, json, csv;
  int year, top;
  LwCliDocument document;
  const LwScenario *a, *b;
  LwComparison *comparison;
  LwContributions *result; /* of B; NULL when not asked for */
  double outcome_a;
} Compare;

static const char *const state_names[LW_N_OFFICE_STATE_COLUMNS] = { "stock", "occupied", "c0", "c1", "c2", "c3" };

static void
compare_clear (Compare *self)
{
  g_free (self->by_name);
  g_free (self->date);
  g_free (self->outcome_name);
  lw_cli_document_clear (&self->document);
  lw_comparison_free (self->comparison);
  lw_contributions_free (self->result);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Compare, compare_clear)

static void
add_values (JsonBuilder *builder, const char *name, const LwTrajectory *trajectory, int year)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  for (LwTrajectoryColumn c = 0; c < LW_N_TRAJECTORY_COLUMNS; c++)
    lw_cli_add_number (builder, lw_trajectory_column_get_name (c), lw_trajectory_get (trajectory, c, year));
  json_builder_end_object (builder);
}

static void
add_years (JsonBuilder *builder, const LwComparison *comparison, const LwComparedArea *area)
{
  json_builder_set_member_name (builder, "years");
  json_builder_begin_array (builder);
  for (int year = comparison->first_year + 1; year <= comparison->last_year; year++)
    {
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "year");
      json_builder_add_int_value (builder, year);
      add_values (builder, "a", area->a, year);
      add_values (builder, "b", area->b, year);
      add_values (builder, "difference", area->difference, year);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static double
vacancy_change (const LwComparedOffice *office)
{
  return lw_compared_office_get_vacancy (office->b) - lw_compared_office_get_vacancy (office->a);
}

static double
stock_change (const LwComparedOffice *office)
{
  return office->b[LW_OFFICE_STATE_STOCK] - office->a[LW_OFFICE_STATE_STOCK];
}

/* The largest differences first, of vacancy or of stock. */
static int
compare_offices (gconstpointer a, gconstpointer b)
{
  const LwComparedOffice *p = *(LwComparedOffice *const *) a, *q = *(LwComparedOffice *const *) b;
  double x = fmax (fabs (vacancy_change (p)), fabs (stock_change (p)));
  double y = fmax (fabs (vacancy_change (q)), fabs (stock_change (q)));

  if (x != y)
    return x > y ? -1 : 1;
  return p->office < q->office ? -1 : p->office > q->office;
}

static guint
count_offices (const Compare *self)
{
  guint n = self->comparison->offices->len;

  return self->top > 0 ? MIN (n, (guint) self->top) : n;
}

static void
add_state (JsonBuilder *builder, const char *name, const double state[LW_N_OFFICE_STATE_COLUMNS])
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  for (guint k = 0; k < LW_N_OFFICE_STATE_COLUMNS; k++)
    lw_cli_add_number (builder, state_names[k], state[k]);
  lw_cli_add_number (builder, "vacancy", lw_compared_office_get_vacancy (state));
  json_builder_end_object (builder);
}

static void
add_offices (JsonBuilder *builder, const Compare *self)
{
  json_builder_set_member_name (builder, "offices");
  json_builder_begin_array (builder);
  for (guint i = 0; i < count_offices (self); i++)
    {
      const LwComparedOffice *office = g_ptr_array_index (self->comparison->offices, i);
      g_autofree char *title = lw_cli_office_title (self->document.offices, office->office, office->plan);

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "office");
      json_builder_add_int_value (builder, office->office);
      lw_cli_add_text (builder, "address", title);
      lw_cli_add_text (builder, "plan", office->plan);
      add_state (builder, "a", office->a);
      add_state (builder, "b", office->b);
      lw_cli_add_number (builder, "stock_difference", stock_change (office));
      lw_cli_add_number (builder, "vacancy_difference", vacancy_change (office));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_result (JsonBuilder *builder, const Compare *self)
{
  json_builder_set_member_name (builder, "contributions");
  json_builder_begin_object (builder);
  lw_cli_add_number (builder, "a", self->outcome_a);
  lw_cli_add_number (builder, "other_differences", self->result->none - self->outcome_a);
  lw_cli_add_contributions (builder, &self->document, self->b, self->result, self->top);
  json_builder_end_object (builder);
}

static void
print_json (const Compare *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  lw_cli_add_fictional (builder, self->document.fictional);
  lw_cli_add_text (builder, "a", self->a->name);
  lw_cli_add_text (builder, "b", self->b->name);
  lw_cli_add_unknown (builder, &self->document, self->a);
  lw_cli_add_text (builder, "unknown_vacancy_b", lw_unknown_vacancy_get_token (self->b->unknown_vacancy));
  add_years (builder, self->comparison, self->comparison->total);
  json_builder_set_member_name (builder, "by");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->comparison->areas->len; i++)
    {
      const LwComparedArea *area = g_ptr_array_index (self->comparison->areas, i);

      json_builder_begin_object (builder);
      lw_cli_add_text (builder, "dim", self->by_name);
      lw_cli_add_text (builder, "key", lw_trajectory_get_key (area->a));
      lw_cli_add_text (builder, "label", lw_trajectory_get_label (area->a));
      add_years (builder, self->comparison, area);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  if (self->offices)
    add_offices (builder, self);
  if (self->result != NULL)
    add_result (builder, self);
  json_builder_end_object (builder);
  lw_cli_print_json (builder);
}

static void
print_csv_years (const LwComparison *comparison, const LwComparedArea *area, const char *by)
{
  for (int year = comparison->first_year + 1; year <= comparison->last_year; year++)
    {
      lw_cli_print_csv_text (by);
      g_print (",");
      lw_cli_print_csv_text (by[0] != '\0' ? lw_trajectory_get_key (area->a) : "");
      g_print (",%d", year);
      for (LwTrajectoryColumn c = 0; c < LW_N_TRAJECTORY_COLUMNS; c++)
        {
          g_print (",");
          lw_cli_print_csv_number (lw_trajectory_get (area->a, c, year));
          g_print (",");
          lw_cli_print_csv_number (lw_trajectory_get (area->b, c, year));
          g_print (",");
          lw_cli_print_csv_number (lw_trajectory_get (area->difference, c, year));
        }
      g_print ("\n");
    }
}

static void
print_csv_offices (const Compare *self)
{
  g_print ("office,address,year");
  for (guint k = 0; k < LW_N_OFFICE_STATE_COLUMNS; k++)
    g_print (",%s_a,%s_b", state_names[k], state_names[k]);
  g_print (",stock_difference,vacancy_difference\n");
  for (guint i = 0; i < count_offices (self); i++)
    {
      const LwComparedOffice *office = g_ptr_array_index (self->comparison->offices, i);
      g_autofree char *title = lw_cli_office_title (self->document.offices, office->office, office->plan);

      if (office->office != 0)
        g_print ("%" G_GINT64_FORMAT, office->office);
      g_print (",");
      lw_cli_print_csv_text (title);
      g_print (",%d", self->comparison->last_year);
      for (guint k = 0; k < LW_N_OFFICE_STATE_COLUMNS; k++)
        {
          g_print (",");
          lw_cli_print_csv_number (office->a[k]);
          g_print (",");
          lw_cli_print_csv_number (office->b[k]);
        }
      g_print (",");
      lw_cli_print_csv_number (stock_change (office));
      g_print (",");
      lw_cli_print_csv_number (vacancy_change (office));
      g_print ("\n");
    }
}

/* One table: the years, or what was asked for instead. */
static void
print_csv (const Compare *self)
{
  if (self->result != NULL)
    {
      lw_cli_print_contributions_csv (&self->document, self->b, self->result, self->top);
      return;
    }
  if (self->offices)
    {
      print_csv_offices (self);
      return;
    }
  g_print ("dim,key,year");
  for (LwTrajectoryColumn c = 0; c < LW_N_TRAJECTORY_COLUMNS; c++)
    g_print (",%s_a,%s_b,%s_difference", lw_trajectory_column_get_name (c), lw_trajectory_column_get_name (c),
             lw_trajectory_column_get_name (c));
  g_print ("\n");
  print_csv_years (self->comparison, self->comparison->total, "");
  for (guint i = 0; i < self->comparison->areas->len; i++)
    print_csv_years (self->comparison, g_ptr_array_index (self->comparison->areas, i), self->by_name);
}

static void
print_rate (double rate)
{
  if (isnan (rate))
    g_print (" %9s", _ ("unknown"));
  else
    g_print (" %7.1f %%", rate * 100);
}

static void
print_heads (void)
{
  const struct {
    const char *text;
    int width;
  } heads[] = { { "", 6 },
                { _ ("vacant m²"), 37 },
                { _ ("rate"), 29 },
                { _ ("structural m²"), 15 },
                { _ ("stock m²"), 15 },
                { _ ("dwellings"), 13 },
                { NULL, 0 },
                { _ ("year"), 6 },
                { "A", 13 },
                { "B", 13 },
                { "B − A", 11 },
                { "A", 10 },
                { "B", 10 },
                { "B − A", 9 },
                { "B − A", 15 },
                { "B − A", 15 },
                { "B − A", 13 } };

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    if (heads[i].text != NULL)
      lw_cli_print_right (heads[i].text, heads[i].width);
    else
      g_print ("\n");
  g_print ("\n");
}

/* A difference as it is printed. */
static double
get_change (const LwComparedArea *area, LwTrajectoryColumn column, int year)
{
  return lw_cli_round (lw_trajectory_get (area->difference, column, year), 1);
}

static void
print_table (const LwComparison *comparison, const LwComparedArea *area)
{
  print_heads ();
  for (int year = comparison->first_year; year <= comparison->last_year; year++)
    {
      double dwellings = year > comparison->first_year
                             ? lw_trajectory_get_cumulative (area->difference, LW_TRAJECTORY_DWELLINGS, year)
                             : 0;

      g_print ("%6d %'12.0f %'12.0f %'+10.0f ", year, lw_trajectory_get (area->a, LW_TRAJECTORY_VACANCY, year),
               lw_trajectory_get (area->b, LW_TRAJECTORY_VACANCY, year),
               get_change (area, LW_TRAJECTORY_VACANCY, year));
      print_rate (lw_trajectory_get (area->a, LW_TRAJECTORY_RATE, year));
      print_rate (lw_trajectory_get (area->b, LW_TRAJECTORY_RATE, year));
      if (isnan (lw_trajectory_get (area->difference, LW_TRAJECTORY_RATE, year)))
        g_print (" %8s", "?");
      else
        g_print (" %+8.1f", 100 * lw_cli_round (lw_trajectory_get (area->difference, LW_TRAJECTORY_RATE, year), 1e-3));
      g_print (" %'+14.0f %'+14.0f %'+12.0f\n", get_change (area, LW_TRAJECTORY_STRUCTURAL, year),
               get_change (area, LW_TRAJECTORY_STOCK, year), lw_cli_round (dwellings, 1));
    }
}

static void
print_offices (const Compare *self)
{
  guint n = count_offices (self);
  double stock = 0, vacancy = 0;

  g_print (_ ("\nOffices on 1 January %d, B − A\n"), self->comparison->last_year);
  lw_cli_print_padded ("", 48);
  lw_cli_print_right (_ ("stock m²"), 15);
  lw_cli_print_right (_ ("vacant m²"), 15);
  g_print ("\n");
  for (guint i = 0; i < self->comparison->offices->len; i++)
    {
      const LwComparedOffice *office = g_ptr_array_index (self->comparison->offices, i);

      if (i < n)
        {
          g_autofree char *title = lw_cli_office_title (self->document.offices, office->office, office->plan);

          lw_cli_print_padded (title, 48);
          g_print (" %'+14.0f %'+14.0f\n", lw_cli_round (stock_change (office), 1),
                   lw_cli_round (vacancy_change (office), 1));
          continue;
        }
      stock += stock_change (office);
      vacancy += vacancy_change (office);
    }
  if (n < self->comparison->offices->len)
    {
      guint others = self->comparison->offices->len - n;
      g_autofree char *text = g_strdup_printf (ngettext ("%u other", "%u others", others), others);

      lw_cli_print_padded (text, 48);
      g_print (" %'+14.0f %'+14.0f\n", lw_cli_round (stock, 1), lw_cli_round (vacancy, 1));
    }
}

static void
print_text (const Compare *self)
{
  lw_cli_print_start (&self->document);
  g_print ("A: %s\nB: %s\n", self->a->name, self->b->name);
  print_table (self->comparison, self->comparison->total);
  for (guint i = 0; i < self->comparison->areas->len; i++)
    {
      const LwComparedArea *area = g_ptr_array_index (self->comparison->areas, i);

      g_print ("\n%s\n", lw_trajectory_get_label (area->a));
      print_table (self->comparison, area);
    }
  lw_cli_print_unknown (&self->document, self->a);
  if (self->b->unknown_vacancy != self->a->unknown_vacancy)
    g_print (_ ("B treats unknown vacancy otherwise: %s. Part of the difference is made by that.\n"),
             lw_unknown_vacancy_get_label (self->b->unknown_vacancy));
  if (self->offices)
    print_offices (self);
  if (self->result == NULL)
    return;
  g_print (_ ("\nWhat the measures of B contribute\n"));
  lw_cli_print_contributions (&self->document, self->b, self->result, self->top);
  if (self->result->outcome == LW_OUTCOME_RATE)
    g_print (_ ("B without its measures differs from A by %+.3f points.\n"),
             100 * lw_cli_round (self->result->none - self->outcome_a, 1e-5));
  else
    g_print (_ ("B without its measures differs from A by %'+.0f.\n"),
             lw_cli_round (self->result->none - self->outcome_a, 1));
}

/* The outcome of A in the year of the contributions, out of the comparison. */
static double
read_outcome (const LwTrajectory *a, LwOutcome outcome, int year)
{
  static const LwTrajectoryColumn columns[] = { LW_TRAJECTORY_RATE, LW_TRAJECTORY_VACANCY, LW_TRAJECTORY_STRUCTURAL };

  return outcome == LW_OUTCOME_DWELLINGS ? lw_trajectory_get_cumulative (a, LW_TRAJECTORY_DWELLINGS, year)
                                         : lw_trajectory_get (a, columns[outcome], year);
}

static gboolean
compare (Compare *self, LwCli *cli, const char *const *arguments, GError **error)
{
  LwDimension dimension;
  LwOutcome outcome;
  LwRunInput input;

  if (!lw_cli_contribution_outcome (self->outcome_name, &outcome, error) ||
      (self->by_name != NULL && !lw_cli_parse_dimension (self->by_name, &dimension, error)) ||
      !lw_cli_document_read (cli, arguments[0], self->date, &self->document, error) ||
      (self->a = lw_cli_find_scenario (self->document.scenarios, arguments[1], error)) == NULL ||
      (self->b = lw_cli_find_scenario (self->document.scenarios, arguments[2], error)) == NULL)
    return FALSE;
  input = lw_cli_document_input (&self->document, self->a, self->by_name != NULL ? (int) dimension : LW_RUN_NO_GROUPS);
  if ((self->comparison = lw_comparison_run (&input, self->b, self->offices, cli->cancellable, error)) == NULL)
    return FALSE;
  g_ptr_array_sort (self->comparison->offices, compare_offices);
  if (!self->contributions)
    return TRUE;
  input.scenario = self->b;
  self->result = lw_contributions_run (&input, outcome, self->year != 0 ? self->year : self->comparison->last_year, 0,
                                       cli->cancellable, error);
  if (self->result == NULL)
    return FALSE;
  self->outcome_a = read_outcome (self->comparison->total->a, outcome, self->result->year);
  return TRUE;
}

LwCliStatus
lw_cli_compare (LwCli *cli, GStrv arguments)
{
  g_auto (Compare) self = { 0 };
  const GOptionEntry entries[] = {
    { "by", 0, 0, G_OPTION_ARG_STRING, &self.by_name, N_ ("Break down by this dimension"), "DIM" },
    { "offices", 0, 0, G_OPTION_ARG_NONE, &self.offices, N_ ("List the offices too"), NULL },
    { "contributions", 0, 0, G_OPTION_ARG_NONE, &self.contributions, N_ ("Tell what each measure of B contributes"),
      NULL },
    { "outcome", 0, 0, G_OPTION_ARG_STRING, &self.outcome_name,
      N_ ("What is measured: rate, vacancy, structural or dwellings; vacancy if not given"), "OUTCOME" },
    { "year", 0, 0, G_OPTION_ARG_INT, &self.year, N_ ("On 1 January of this year; the horizon if not given"), "Y" },
    { "top", 0, 0, G_OPTION_ARG_INT, &self.top, N_ ("Only the largest so many"), "N" },
    { "date", 0, 0, G_OPTION_ARG_STRING, &self.date, N_ ("The reference date; the newest if not given"), "D" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &self.json, N_ ("Print JSON"), NULL },
    { "csv", 0, 0, G_OPTION_ARG_NONE, &self.csv, N_ ("Print CSV"), NULL },
    { NULL },
  };
  g_auto (GStrv) rest = g_strdupv (arguments);
  LwCliStatus status;
  GError *error = NULL;

  if (!lw_cli_parse ("compare", entries, &rest, 3, 3, &status))
    return status;
  if (!compare (&self, cli, (const char *const *) rest, &error))
    return lw_cli_fail (error);
  if (self.json)
    print_json (&self);
  else if (self.csv)
    print_csv (&self);
  else
    print_text (&self);
  return LW_CLI_DONE;
}
