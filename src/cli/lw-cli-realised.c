/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-cli-realised: `realised`: what really changed between two reference dates, as a table for people, as JSON or as
 * CSV: sums by change, those of groups, and the offices themselves. */
#include <math.h>

#include <glib/gi18n-lib.h>

#include "analysis/lw-realised.h"
#include "cli/lw-cli.h"
#include "model/lw-error.h"

/* What a group holds: its sums by change. */
typedef struct {
  LwDimension dimension;
  LwDimensionKeys *keys;
  LwChangeSums *sums; /* of each key, LW_N_CHANGES */
} Group;

typedef struct {
  LwDifference *difference;
  LwBitset *rows; /* that pass the filter */
  LwChangeSums sums[LW_N_CHANGES];
  LwChangeSums total;
  GArray *groups; /* of Group */
  GArray *listed; /* rows that changed, in the order of the list */
} Realised;

static const struct {
  const char *name;
  gsize before;
  gsize after;
} fields[] = {
#define FIELD(name) { #name, G_STRUCT_OFFSET (LwChangeSums, name##_before_m2), G_STRUCT_OFFSET (LwChangeSums, name##_after_m2) }
  FIELD (stock),
  FIELD (vacant),
  FIELD (structural),
  FIELD (unknown),
#undef FIELD
};

static double
get_before (const LwChangeSums *sums, guint i)
{
  return G_STRUCT_MEMBER (double, sums, fields[i].before);
}

static double
get_after (const LwChangeSums *sums, guint i)
{
  return G_STRUCT_MEMBER (double, sums, fields[i].after);
}

static void
clear_group (gpointer data)
{
  Group *group = data;

  lw_dimension_keys_unref (group->keys);
  g_free (group->sums);
}

static void
clear_realised (Realised *self)
{
  g_clear_pointer (&self->difference, lw_difference_unref);
  g_clear_pointer (&self->rows, lw_bitset_unref);
  g_clear_pointer (&self->groups, g_array_unref);
  g_clear_pointer (&self->listed, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Realised, clear_realised)

/* By change, what moved most first. */
static int
compare_listed (gconstpointer a, gconstpointer b, gpointer data)
{
  const LwOffices *offices = data;
  guint p = *(const guint *) a, q = *(const guint *) b;
  double moved_p = lw_offices_moved_m2 (offices, p), moved_q = lw_offices_moved_m2 (offices, q);

  if (offices->change[p] != offices->change[q])
    return offices->change[p] < offices->change[q] ? -1 : 1;
  if (moved_p != moved_q)
    return moved_p > moved_q ? -1 : 1;
  return p < q ? -1 : p > q;
}

static void
list_changed (Realised *self)
{
  const LwOffices *offices = self->difference->offices;

  self->listed = g_array_new (FALSE, FALSE, sizeof (guint));
  LW_BITSET_FOREACH (self->rows, row)
    if (offices->change[row] != LW_CHANGE_NONE && offices->change[row] != LW_CHANGE_UNCHANGED)
      g_array_append_val (self->listed, row);
  g_array_sort_with_data (self->listed, compare_listed, (gpointer) offices);
}

static gboolean
group_by (Realised *self, const char *by, GError **error)
{
  g_autoptr (GPtrArray) names = lw_cli_split_list (by);

  self->groups = g_array_new (FALSE, FALSE, sizeof (Group));
  g_array_set_clear_func (self->groups, clear_group);
  for (guint i = 0; i < names->len; i++)
    {
      Group group = { 0 };

      if (!lw_cli_parse_dimension (g_ptr_array_index (names, i), &group.dimension, error))
        return FALSE;
      group.keys = lw_dimension_keys_new (group.dimension, self->difference->offices);
      group.sums = lw_difference_sum_by (self->difference, self->rows, group.dimension);
      g_array_append_val (self->groups, group);
    }
  return TRUE;
}

static gboolean
read_realised (LwCli *cli, LwStore *store, const char *from, const char *to, double least_share, Realised *self,
               GError **error)
{
  g_autoptr (GArray) dates = lw_store_read_dates (store, error);
  LwDate first, last;
  GError *local = NULL;

  if (dates == NULL)
    return FALSE;
  first = lw_cli_parse_date (from, &local);
  last = local ? LW_DATE_UNKNOWN : lw_cli_parse_date (to, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (!lw_realised_choose_dates (dates, &first, &last, error))
    return FALSE;
  self->difference = lw_realised_read (store, first, last, least_share, cli->progress, NULL, cli->cancellable, error);
  return self->difference != NULL;
}

static double
rate_of (double stock, double vacant, double unknown)
{
  return stock > unknown ? vacant / (stock - unknown) : NAN;
}

static void
add_state (JsonBuilder *builder, const char *name, const LwChangeSums *total, gboolean after)
{
  double stock = after ? total->stock_after_m2 : total->stock_before_m2;
  double vacant = after ? total->vacant_after_m2 : total->vacant_before_m2;
  double unknown = after ? total->unknown_after_m2 : total->unknown_before_m2;

  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "offices");
  json_builder_add_int_value (builder, after ? total->offices_after : total->offices_before);
  lw_cli_add_number (builder, "stock_m2", stock);
  lw_cli_add_number (builder, "occupied_m2", stock - vacant - unknown);
  lw_cli_add_number (builder, "vacant_m2", vacant);
  lw_cli_add_number (builder, "vacancy_rate", rate_of (stock, vacant, unknown));
  lw_cli_add_number (builder, "structural_m2", after ? total->structural_after_m2 : total->structural_before_m2);
  lw_cli_add_number (builder, "vacancy_unknown_m2", unknown);
  json_builder_end_object (builder);
}

static void
add_sums (JsonBuilder *builder, const LwChangeSums *sums)
{
  json_builder_set_member_name (builder, "offices");
  json_builder_add_int_value (builder, sums->offices);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *before = g_strconcat (fields[i].name, "_before_m2", NULL);
      g_autofree char *after = g_strconcat (fields[i].name, "_after_m2", NULL);
      g_autofree char *change = g_strconcat (fields[i].name, "_change_m2", NULL);

      lw_cli_add_number (builder, before, get_before (sums, i));
      lw_cli_add_number (builder, after, get_after (sums, i));
      lw_cli_add_number (builder, change, get_after (sums, i) - get_before (sums, i));
    }
  lw_cli_add_number (builder, "occupied_change_m2", lw_change_sums_get_occupied (sums));
}

static void
add_change (JsonBuilder *builder, guint change, const LwChangeSums *sums)
{
  lw_cli_add_text (builder, "change", lw_codes_token (LW_CODES_CHANGE, change));
  lw_cli_add_text (builder, "label", lw_codes_label (LW_CODES_CHANGE, change));
  add_sums (builder, sums);
}

static void
add_group (JsonBuilder *builder, const Group *group)
{
  for (guint i = 0; i < group->keys->n; i++)
    for (guint c = LW_CHANGE_NEW; c < LW_N_CHANGES; c++)
      {
        guint32 key = group->keys->order[i];
        const LwChangeSums *sums = &group->sums[key * LW_N_CHANGES + c];

        if (sums->offices == 0)
          continue;
        json_builder_begin_object (builder);
        lw_cli_add_text (builder, "dim", lw_dimension_name (group->dimension));
        lw_cli_add_text (builder, "key", group->keys->keys[key]);
        lw_cli_add_text (builder, "group", group->keys->labels[key]);
        add_change (builder, c, sums);
        json_builder_end_object (builder);
      }
}

static void
add_office (JsonBuilder *builder, const LwOffices *offices, guint row)
{
  g_autofree char *address = lw_offices_address (offices, row);
  char bag_id[LW_BAG_ID_LENGTH + 1];

  lw_bag_id_format (offices->bag_id[row], bag_id);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "id");
  json_builder_add_int_value (builder, offices->id[row]);
  lw_cli_add_text (builder, "bag_id", bag_id);
  lw_cli_add_text (builder, "address", address);
  lw_cli_add_text (builder, "town", lw_offices_text (offices, LW_OFFICE_TOWN, row));
  lw_cli_add_text (builder, "municipality_code", lw_offices_text (offices, LW_OFFICE_MUNICIPALITY_CODE, row));
  lw_cli_add_text (builder, "municipality", lw_offices_text (offices, LW_OFFICE_MUNICIPALITY, row));
  lw_cli_add_text (builder, "change", lw_codes_token (LW_CODES_CHANGE, offices->change[row]));
  lw_cli_add_number (builder, "stock_before_m2", offices->stock_before_m2[row]);
  lw_cli_add_number (builder, "stock_m2", offices->stock_m2[row]);
  lw_cli_add_number (builder, "vacant_before_m2", offices->vacant_before_m2[row]);
  lw_cli_add_number (builder, "vacant_m2", offices->vacant_stock_m2[row]);
  lw_cli_add_number (builder, "vacant_change_m2", lw_offices_vacancy_change (offices, row));
  json_builder_end_object (builder);
}

static void
add_flows (JsonBuilder *builder, const Realised *self)
{
  lw_cli_add_number (builder, "added_m2", self->sums[LW_CHANGE_NEW].stock_after_m2);
  lw_cli_add_number (builder, "withdrawn_m2", lw_changes_get_withdrawn (self->sums));
  lw_cli_add_number (builder, "net_take_up_m2", lw_changes_get_net_take_up (self->sums));
  json_builder_set_member_name (builder, "not_observed_again_offices");
  json_builder_add_int_value (builder, self->difference->carried_offices);
  lw_cli_add_number (builder, "not_observed_again_m2", self->difference->carried_m2);
}

static void
print_json (const Realised *self, gboolean fictional)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *from = lw_date_to_iso (self->difference->from), *to = lw_date_to_iso (self->difference->to);

  json_builder_begin_object (builder);
  lw_cli_add_fictional (builder, fictional);
  lw_cli_add_text (builder, "from", from);
  lw_cli_add_text (builder, "to", to);
  add_state (builder, "before", &self->total, FALSE);
  add_state (builder, "after", &self->total, TRUE);
  add_flows (builder, self);
  lw_cli_add_number (builder, "least_share", self->difference->least_share);
  json_builder_set_member_name (builder, "total");
  json_builder_begin_object (builder);
  add_sums (builder, &self->total);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "changes");
  json_builder_begin_array (builder);
  for (guint c = LW_CHANGE_NEW; c < LW_N_CHANGES; c++)
    {
      json_builder_begin_object (builder);
      add_change (builder, c, &self->sums[c]);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "by");
  json_builder_begin_array (builder);
  for (guint g = 0; g < self->groups->len; g++)
    add_group (builder, &g_array_index (self->groups, Group, g));
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "offices");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->listed->len; i++)
    add_office (builder, self->difference->offices, g_array_index (self->listed, guint, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  lw_cli_print_json (builder);
}

static void
print_csv_row (const char *dimension, const char *key, const char *group, guint change, const LwChangeSums *sums)
{
  lw_cli_print_csv_text (dimension);
  g_print (",");
  lw_cli_print_csv_text (key);
  g_print (",");
  lw_cli_print_csv_text (group);
  g_print (",%s,%u", lw_codes_token (LW_CODES_CHANGE, change), sums->offices);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_print (",");
      lw_cli_print_csv_number (get_before (sums, i));
      g_print (",");
      lw_cli_print_csv_number (get_after (sums, i));
    }
  g_print ("\n");
}

/* The row without a change is the sum of all. */
static void
print_csv (const Realised *self)
{
  g_print ("dim,key,label,change,offices");
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    g_print (",%s_before_m2,%s_after_m2", fields[i].name, fields[i].name);
  g_print ("\n");
  print_csv_row ("", "", "", LW_CHANGE_NONE, &self->total);
  for (guint c = LW_CHANGE_NEW; c < LW_N_CHANGES; c++)
    print_csv_row ("", "", "", c, &self->sums[c]);
  for (guint g = 0; g < self->groups->len; g++)
    {
      const Group *group = &g_array_index (self->groups, Group, g);

      for (guint i = 0; i < group->keys->n; i++)
        for (guint c = LW_CHANGE_NEW; c < LW_N_CHANGES; c++)
          {
            guint32 key = group->keys->order[i];
            const LwChangeSums *sums = &group->sums[key * LW_N_CHANGES + c];

            if (sums->offices > 0)
              print_csv_row (lw_dimension_name (group->dimension), group->keys->keys[key], group->keys->labels[key], c,
                             sums);
          }
    }
}

static void
print_csv_list (const Realised *self)
{
  static const LwOfficeColumn columns[] = {
    LW_OFFICE_ID,           LW_OFFICE_BAG_ID,          LW_OFFICE_STREET,           LW_OFFICE_HOUSE_NUMBER,
    LW_OFFICE_HOUSE_LETTER, LW_OFFICE_HOUSE_SUFFIX,    LW_OFFICE_POSTCODE,         LW_OFFICE_TOWN,
    LW_OFFICE_MUNICIPALITY, LW_OFFICE_MUNICIPALITY_CODE, LW_OFFICE_CHANGE,         LW_OFFICE_STOCK_BEFORE_M2,
    LW_OFFICE_STOCK_M2,     LW_OFFICE_VACANT_BEFORE_M2, LW_OFFICE_VACANT_STOCK_M2,
  };
  g_autoptr (GString) cell = g_string_new (NULL);

  for (guint c = 0; c < G_N_ELEMENTS (columns); c++)
    g_print ("%s%s", c > 0 ? "," : "", lw_office_column_name (columns[c]));
  g_print ("\n");
  for (guint i = 0; i < self->listed->len; i++)
    {
      for (guint c = 0; c < G_N_ELEMENTS (columns); c++)
        {
          g_string_truncate (cell, 0);
          lw_offices_append_cell (self->difference->offices, columns[c], g_array_index (self->listed, guint, i), cell);
          g_print ("%s", c > 0 ? "," : "");
          lw_cli_print_csv_text (cell->str);
        }
      g_print ("\n");
    }
}

static void
print_state (LwDate date, const LwChangeSums *total, gboolean after)
{
  g_autofree char *day = lw_date_to_display (date);
  double stock = after ? total->stock_after_m2 : total->stock_before_m2;
  double vacant = after ? total->vacant_after_m2 : total->vacant_before_m2;
  double unknown = after ? total->unknown_after_m2 : total->unknown_before_m2;
  double rate = rate_of (stock, vacant, unknown);

  lw_cli_print_padded (day, 32);
  g_print (" %8u %'14.0f %'14.0f %'14.0f", after ? total->offices_after : total->offices_before, stock, vacant,
           after ? total->structural_after_m2 : total->structural_before_m2);
  if (isnan (rate))
    g_print (" %9s\n", _ ("unknown"));
  else
    g_print (" %7.1f %%\n", rate * 100);
}

static void
print_changes (const LwChangeSums sums[LW_N_CHANGES])
{
  for (guint c = LW_CHANGE_NEW; c < LW_N_CHANGES; c++)
    {
      if (sums[c].offices == 0)
        continue;
      g_print ("  ");
      lw_cli_print_padded (lw_codes_label (LW_CODES_CHANGE, c), 30);
      g_print (" %8u %+'14.0f %+'14.0f %+'14.0f\n", sums[c].offices,
               sums[c].stock_after_m2 - sums[c].stock_before_m2, sums[c].vacant_after_m2 - sums[c].vacant_before_m2,
               sums[c].structural_after_m2 - sums[c].structural_before_m2);
    }
}

static void
print_groups (const Realised *self)
{
  for (guint g = 0; g < self->groups->len; g++)
    {
      const Group *group = &g_array_index (self->groups, Group, g);

      for (guint i = 0; i < group->keys->n; i++)
        {
          guint32 key = group->keys->order[i];
          LwChangeSums total;

          lw_changes_get_total (&group->sums[key * LW_N_CHANGES], &total);
          if (total.offices_before + total.offices_after == 0)
            continue;
          g_print ("\n%s: %s\n", lw_dimension_label (group->dimension), group->keys->labels[key]);
          print_changes (&group->sums[key * LW_N_CHANGES]);
        }
    }
}

static void
print_list (const Realised *self)
{
  const LwOffices *offices = self->difference->offices;
  guint last = LW_CHANGE_NONE;

  for (guint i = 0; i < self->listed->len; i++)
    {
      guint row = g_array_index (self->listed, guint, i);
      g_autofree char *address = lw_offices_address (offices, row);
      g_autofree char *place = g_strdup_printf ("%s, %s", address, lw_offices_text (offices, LW_OFFICE_TOWN, row));
      double change = lw_offices_vacancy_change (offices, row);

      if (offices->change[row] != last)
        g_print ("\n%s\n", lw_codes_label (LW_CODES_CHANGE, offices->change[row]));
      last = offices->change[row];
      g_print ("  ");
      lw_cli_print_padded (place, 46);
      g_print (" %+'12.0f", offices->stock_m2[row] - offices->stock_before_m2[row]);
      if (isnan (change))
        g_print (" %12s\n", _ ("unknown"));
      else
        g_print (" %+'12.0f\n", change);
    }
}

static void
print_text (const Realised *self, gboolean list, gboolean fictional)
{
  const LwDifference *difference = self->difference;

  if (fictional)
    g_print ("%s\n", _ ("Fictional example: none of these offices exists."));
  lw_cli_print_padded ("", 32);
  g_print (" %8s %14s %14s %14s %9s\n", _ ("offices"), _ ("stock m²"), _ ("vacant m²"), _ ("structural m²"),
           _ ("rate"));
  print_state (difference->from, &self->total, FALSE);
  print_changes (self->sums);
  print_state (difference->to, &self->total, TRUE);
  g_print ("\n");
  g_print (_ ("Net take-up (change of the occupied stock as far as known on both dates): %'.0f m²\n"),
           lw_changes_get_net_take_up (self->sums));
  if (difference->carried_offices > 0)
    g_print (ngettext ("The vacancy of %u office (%'.0f m²) was not observed again and counts as unchanged.\n",
                       "The vacancy of %u offices (%'.0f m²) was not observed again and counts as unchanged.\n",
                       difference->carried_offices),
             difference->carried_offices, difference->carried_m2);
  print_groups (self);
  if (list)
    print_list (self);
}

static gboolean
check_share (double least_share, LwCliStatus *status)
{
  if (least_share >= 0 && least_share <= 1)
    return TRUE;
  *status = lw_cli_usage ("realised", _ ("the least share lies from 0 to 1"));
  return FALSE;
}

LwCliStatus
lw_cli_realised (LwCli *cli, GStrv arguments)
{
  g_autofree char *from = NULL, *to = NULL, *by = NULL, *filter = NULL;
  gboolean list = FALSE, json = FALSE, csv = FALSE, fictional = FALSE;
  double least_share = LW_DIFFERENCE_LEAST_SHARE;
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &from, N_ ("The earlier date; the one before the later if not given"), "D" },
    { "to", 0, 0, G_OPTION_ARG_STRING, &to, N_ ("The later date; the newest if not given"), "D" },
    { "by", 0, 0, G_OPTION_ARG_STRING, &by, N_ ("Break down by these dimensions, separated by commas"), "DIM" },
    { "filter", 0, 0, G_OPTION_ARG_STRING, &filter,
      N_ ("Only offices for which this is true on the later date, or was before they left; “change” is what became of "
          "them"),
      "EXPR" },
    { "least-share", 0, 0, G_OPTION_ARG_DOUBLE, &least_share,
      N_ ("Vacancy that changed by less than this share of an office has not changed (0.01)"), "X" },
    { "list", 0, 0, G_OPTION_ARG_NONE, &list, N_ ("Tell the offices that changed, one by one, as JSON always does"),
      NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print JSON"), NULL },
    { "csv", 0, 0, G_OPTION_ARG_NONE, &csv, N_ ("Print CSV"), NULL },
    { NULL },
  };
  g_auto (GStrv) rest = g_strdupv (arguments);
  g_autoptr (LwStore) store = NULL;
  g_auto (Realised) realised = { 0 };
  LwCliStatus status;
  GError *error = NULL;

  if (!lw_cli_parse ("realised", entries, &rest, 1, 1, &status) || !check_share (least_share, &status))
    return status;
  if ((store = lw_store_open (rest[0], LW_STORE_READ_ONLY, &error)) == NULL
      || !lw_store_read_fictional (store, &fictional, &error)
      || !read_realised (cli, store, from, to, least_share, &realised, &error)
      || (realised.rows = lw_cli_apply_filter (cli, store, realised.difference->offices, filter, &error)) == NULL
      || !group_by (&realised, by, &error))
    return lw_cli_fail (error);
  lw_difference_sum (realised.difference, realised.rows, realised.sums);
  lw_changes_get_total (realised.sums, &realised.total);
  list_changed (&realised);
  if (json)
    print_json (&realised, fictional);
  else if (csv && list)
    print_csv_list (&realised);
  else if (csv)
    print_csv (&realised);
  else
    print_text (&realised, list, fictional);
  return LW_CLI_DONE;
}
