/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzz-expression: any bytes as a filter expression. What is read must evaluate, and mean the same when it is
 * written out and read again. */
#include <string.h>

#include "model/lw-expression.h"
#include "model/lw-offices-builder.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* Three offices: nothing known, and two with a few properties. */
static LwOffices *
make_table (void)
{
  g_autoptr (LwOfficesBuilder) builder = lw_offices_builder_new (3);

  for (guint i = 0; i < 3; i++)
    lw_offices_builder_add (builder);
  for (guint i = 1; i < 3; i++)
    {
      lw_offices_builder_set_text (builder, LW_OFFICE_TOWN, i, i == 1 ? "Zeist" : "Utrecht");
      lw_offices_builder_set_number (builder, LW_OFFICE_FLOOR_AREA_M2, i, 500 * i);
      lw_offices_builder_set_number (builder, LW_OFFICE_VACANT_M2, i, 100);
      lw_offices_builder_set_integer (builder, LW_OFFICE_BUILD_YEAR, i, 1970 + (int) i);
      lw_offices_builder_set_date (builder, LW_OFFICE_VACANT_SINCE, i, 18000);
      lw_offices_builder_set_code (builder, LW_OFFICE_MONUMENT, i, i);
      lw_offices_builder_set_bag_id (builder, LW_OFFICE_BAG_ID, i, G_GUINT64_CONSTANT (344010000012345) + i);
    }
  return lw_offices_builder_end (builder);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (LwExpression) expression = lw_expression_parse (text, NULL, &error);
  g_autoptr (LwExpression) again = NULL;
  g_autoptr (LwOffices) offices = NULL;
  g_autoptr (LwBitset) rows = NULL, rows_again = NULL;
  g_autofree char *written = NULL;

  if (expression == NULL)
    {
      g_assert_nonnull (error);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return 0;
    }
  written = lw_expression_to_string (expression);
  if (strlen (written) > LW_EXPRESSION_MAX_LENGTH)
    return 0;
  again = lw_expression_parse (written, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (lw_expression_equal (expression, again));
  offices = make_table ();
  rows = lw_expression_evaluate (expression, offices, NULL, 0, NULL, NULL);
  rows_again = lw_expression_evaluate (again, offices, NULL, 0, NULL, NULL);
  g_assert_true (lw_bitset_equal (rows, rows_again));
  return 0;
}
