/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-totals-table: see lw-totals-table.h. */
#include "statistics/lw-totals-table.h"

/* In the order of the contract of the command line, then those that were added to it. */
static const struct {
  const char *name;
  gsize offset;
  const char *unit; /* NULL for counts */
} figures[] = {
  { "offices", G_STRUCT_OFFSET (LwTotals, offices), NULL },
  { "stock_m2", G_STRUCT_OFFSET (LwTotals, stock_m2), "m2" },
  { "occupied_m2", G_STRUCT_OFFSET (LwTotals, occupied_m2), "m2" },
  { "vacant_m2", G_STRUCT_OFFSET (LwTotals, vacant_m2), "m2" },
  { "vacancy_rate", G_STRUCT_OFFSET (LwTotals, vacancy_rate), "fraction" },
  { "c0_m2", G_STRUCT_OFFSET (LwTotals, c_m2[0]), "m2" },
  { "c1_m2", G_STRUCT_OFFSET (LwTotals, c_m2[1]), "m2" },
  { "c2_m2", G_STRUCT_OFFSET (LwTotals, c_m2[2]), "m2" },
  { "c3_m2", G_STRUCT_OFFSET (LwTotals, c_m2[3]), "m2" },
  { "structural_m2", G_STRUCT_OFFSET (LwTotals, structural_m2), "m2" },
  { "age_unknown_m2", G_STRUCT_OFFSET (LwTotals, age_unknown_m2), "m2" },
  { "vacancy_unknown_offices", G_STRUCT_OFFSET (LwTotals, vacancy_unknown_offices), NULL },
  { "vacancy_unknown_m2", G_STRUCT_OFFSET (LwTotals, vacancy_unknown_m2), "m2" },
  { "vacant_offices", G_STRUCT_OFFSET (LwTotals, vacant_offices), NULL },
  { "mixed_offices", G_STRUCT_OFFSET (LwTotals, mixed_offices), NULL },
  { "mixed_m2", G_STRUCT_OFFSET (LwTotals, mixed_m2), "m2" },
  { "area_unknown_offices", G_STRUCT_OFFSET (LwTotals, area_unknown_offices), NULL },
  { "not_counted_offices", G_STRUCT_OFFSET (LwTotals, not_counted_offices), NULL },
};

/** lw_totals_n_figures: how many figures have a name */
guint
lw_totals_n_figures (void)
{
  return G_N_ELEMENTS (figures);
}

/** lw_totals_figure_name: (transfer none): its name in files; it ends in _m2 where it is an area in m² vvo */
const char *
lw_totals_figure_name (guint figure)
{
  g_return_val_if_fail (figure < G_N_ELEMENTS (figures), NULL);
  return figures[figure].name;
}

/** lw_totals_figure_is_count: whether it is a whole number */
gboolean
lw_totals_figure_is_count (guint figure)
{
  g_return_val_if_fail (figure < G_N_ELEMENTS (figures), FALSE);
  return figures[figure].unit == NULL;
}

/** lw_totals_get_figure: its value; NaN where unknown */
double
lw_totals_get_figure (const LwTotals *totals, guint figure)
{
  g_return_val_if_fail (figure < G_N_ELEMENTS (figures), 0);
  return lw_totals_figure_is_count (figure) ? G_STRUCT_MEMBER (guint, totals, figures[figure].offset)
                                            : G_STRUCT_MEMBER (double, totals, figures[figure].offset);
}

/**
 * lw_breakdown_to_table:
 * @breakdown: figures by a dimension
 * @name: (nullable): what to call the table
 *
 * Returns: (transfer full): a row a group: dim, key, label and the figures
 */
LwTable *
lw_breakdown_to_table (const LwBreakdown *breakdown, const char *name)
{
  LwTable *table = lw_table_new (name);

  g_return_val_if_fail (breakdown != NULL, table);
  lw_table_add_column (table, "dim", NULL, LW_TABLE_TEXT, NULL);
  lw_table_add_column (table, "key", NULL, LW_TABLE_TEXT, NULL);
  lw_table_add_column (table, "label", NULL, LW_TABLE_TEXT, NULL);
  for (guint f = 0; f < G_N_ELEMENTS (figures); f++)
    lw_table_add_column (table, figures[f].name, NULL, figures[f].unit ? LW_TABLE_NUMBER : LW_TABLE_INTEGER,
                         figures[f].unit);
  for (guint i = 0; i < breakdown->n; i++)
    {
      const LwTotals *totals = &breakdown->totals[i];
      guint row = lw_table_add_row (table);

      lw_table_set_text (table, row, 0, lw_dimension_name (breakdown->dimension));
      lw_table_set_text (table, row, 1, breakdown->keys[i]);
      lw_table_set_text (table, row, 2, breakdown->labels[i]);
      for (guint f = 0; f < G_N_ELEMENTS (figures); f++)
        if (lw_totals_figure_is_count (f))
          lw_table_set_integer (table, row, f + 3, (gint64)lw_totals_get_figure (totals, f));
        else
          lw_table_set_number (table, row, f + 3, lw_totals_get_figure (totals, f));
    }
  return table;
}
