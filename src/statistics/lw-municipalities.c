/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-municipalities: see lw-municipalities.h. */
#include "statistics/lw-municipalities.h"

#include <string.h>

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const LwMunicipalityRow *x = a, *y = b;
  int order = g_utf8_collate (x->name, y->name);

  return order != 0 ? order : strcmp (x->code, y->code);
}

static void
start_row (LwMunicipalityRow *row, const LwOffices *offices, guint i)
{
  row->code = lw_offices_text (offices, LW_OFFICE_MUNICIPALITY_CODE, i);
  row->name = lw_offices_text (offices, LW_OFFICE_MUNICIPALITY, i);
  row->province = lw_offices_text (offices, LW_OFFICE_PROVINCE, i);
  row->region = lw_offices_text (offices, LW_OFFICE_REGION, i);
  if (*row->name == '\0')
    row->name = row->code;
}

static void
add_office (LwMunicipalityRow *row, const LwOffices *offices, guint i)
{
  const char *region = lw_offices_text (offices, LW_OFFICE_REGION, i);

  if (strcmp (region, row->region) != 0)
    {
      row->several = TRUE;
      if (*row->region == '\0')
        row->region = region;
    }
  row->offices++;
  if (offices->stock_m2[i] > 0)
    row->stock_m2 += offices->stock_m2[i];
}

/**
 * lw_municipalities_list:
 * @offices: a table that outlives the list
 * @n_without: (out) (optional): offices whose municipality is unknown; they can be put into no region
 *
 * Returns: (transfer full) (element-type LwMunicipalityRow): the municipalities by name
 */
GArray *
lw_municipalities_list (const LwOffices *offices, guint *n_without)
{
  guint32 n_codes = lw_dictionary_size (lw_offices_dictionary (offices, LW_OFFICE_MUNICIPALITY_CODE));
  g_autofree guint *index = g_new0 (guint, n_codes);
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (LwMunicipalityRow));
  guint without = 0;

  for (guint i = 0; i < offices->n; i++)
    {
      guint32 code = offices->municipality_code[i];

      if (offices->remarks[i] & LW_REMARK_GONE)
        continue;
      if (code == 0)
        {
          without++;
          continue;
        }
      if (index[code] == 0)
        {
          g_array_set_size (rows, rows->len + 1);
          index[code] = rows->len;
          start_row (&g_array_index (rows, LwMunicipalityRow, rows->len - 1), offices, i);
        }
      add_office (&g_array_index (rows, LwMunicipalityRow, index[code] - 1), offices, i);
    }
  g_array_sort (rows, compare_names);
  if (n_without)
    *n_without = without;
  return rows;
}

/**
 * lw_municipalities_one_region_a_province:
 * @municipalities: (element-type LwMunicipalityRow): the list
 *
 * Returns: (transfer full) (element-type utf8 utf8): the name of its province as the region of each municipality
 *   whose province is known
 */
GHashTable *
lw_municipalities_one_region_a_province (GArray *municipalities)
{
  GHashTable *regions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < municipalities->len; i++)
    {
      const LwMunicipalityRow *row = &g_array_index (municipalities, LwMunicipalityRow, i);

      if (*row->province != '\0')
        g_hash_table_insert (regions, g_strdup (row->code), g_strdup (row->province));
    }
  return regions;
}
