/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-store-columns: see lw-store-columns.h. */
#include "store/lw-store-columns.h"

#include <math.h>
#include <string.h>

/* In the order of the table. Names are those of the model. */
static const LwStoredColumn stored[] = {
  { LW_OFFICE_BAG_ID, LW_POLICY_KEEP },
  { LW_OFFICE_PAND_ID, LW_POLICY_SOURCE },
  { LW_OFFICE_NAME, LW_POLICY_KEEP },
  { LW_OFFICE_STREET, LW_POLICY_SOURCE },
  { LW_OFFICE_HOUSE_NUMBER, LW_POLICY_SOURCE },
  { LW_OFFICE_HOUSE_LETTER, LW_POLICY_SOURCE },
  { LW_OFFICE_HOUSE_SUFFIX, LW_POLICY_SOURCE },
  { LW_OFFICE_POSTCODE, LW_POLICY_SOURCE },
  { LW_OFFICE_TOWN, LW_POLICY_SOURCE },
  { LW_OFFICE_MUNICIPALITY_CODE, LW_POLICY_KEEP },
  { LW_OFFICE_MUNICIPALITY, LW_POLICY_KEEP },
  { LW_OFFICE_REGION, LW_POLICY_KEEP },
  { LW_OFFICE_PROVINCE, LW_POLICY_KEEP },
  { LW_OFFICE_LOCATION, LW_POLICY_KEEP },
  { LW_OFFICE_LOCATION_TYPE, LW_POLICY_KEEP },
  { LW_OFFICE_FLOOR_AREA_M2, LW_POLICY_SOURCE },
  { LW_OFFICE_AREA_MEASURE, LW_POLICY_SOURCE },
  { LW_OFFICE_BUILD_YEAR, LW_POLICY_SOURCE },
  { LW_OFFICE_ENERGY_LABEL, LW_POLICY_KEEP },
  { LW_OFFICE_OWNER_TYPE, LW_POLICY_KEEP },
  { LW_OFFICE_MONUMENT, LW_POLICY_KEEP },
  { LW_OFFICE_USE_MIXED, LW_POLICY_SOURCE },
  { LW_OFFICE_USES, LW_POLICY_SOURCE },
  { LW_OFFICE_STATUS, LW_POLICY_SOURCE },
  { LW_OFFICE_STATION_DISTANCE_M, LW_POLICY_KEEP },
  { LW_OFFICE_FACILITIES, LW_POLICY_KEEP },
  { LW_OFFICE_REMARKS, LW_POLICY_SOURCE },
};

/** lw_stored_columns: (array length=n_columns): the columns, in order */
const LwStoredColumn *
lw_stored_columns (guint *n_columns)
{
  *n_columns = G_N_ELEMENTS (stored);
  return stored;
}

gboolean
lw_stored_column_is (LwOfficeColumn column)
{
  for (guint i = 0; i < G_N_ELEMENTS (stored); i++)
    if (stored[i].column == column)
      return TRUE;
  return FALSE;
}

/**
 * lw_stored_columns_sql:
 *
 * Returns: (transfer full): the names of all columns, separated by commas, each between @prefix and @suffix,
 * in which
 *   "#" stands for its number from 1
 */
char *
lw_stored_columns_sql (const char *prefix, const char *suffix)
{
  GString *sql = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (stored); i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      g_autofree char *piece
          = g_strconcat (i > 0 ? ", " : "", prefix, lw_office_column_name (stored[i].column), suffix, NULL);
      GString *one = g_string_new (piece);

      g_string_replace (one, "#", number, 0);
      g_string_append (sql, one->str);
      g_string_free (one, TRUE);
    }
  return g_string_free (sql, FALSE);
}

/** lw_statement_code: the code whose token a cell holds; 0 (unknown) for anything else */
guint
lw_statement_code (LwStatement *statement, int at, LwCodeKind kind)
{
  const char *text = (const char *)sqlite3_column_text (lw_statement_raw (statement), at);
  guint n = lw_codes_count (kind);

  if (text == NULL)
    return 0;
  for (guint code = 1; code < n; code++)
    if (strcmp (lw_codes_token (kind, code), text) == 0)
      return code;
  return 0;
}

/** lw_statement_bind_code: binds the token of @code; the code 0 (unknown) becomes NULL */
void
lw_statement_bind_code (LwStatement *statement, int at, LwCodeKind kind, guint code)
{
  lw_statement_bind_text (statement, at, code > 0 ? lw_codes_token (kind, code) : NULL);
}

static guint
read_code (LwStatement *statement, int at, LwOfficeColumn column)
{
  LwCodeKind kind = lw_office_column_codes (column);

  if (kind != LW_CODES_YES_NO)
    return lw_statement_code (statement, at, kind);
  if (lw_statement_is_null (statement, at))
    return LW_YES_NO_UNKNOWN;
  return lw_statement_int (statement, at) != 0 ? LW_YES : LW_NO;
}

/** lw_stored_cell_read: puts a cell of the row that @statement is at into the table that @builder makes */
void
lw_stored_cell_read (
    LwStatement *statement, int at, LwOfficesBuilder *builder, LwOfficeColumn column, guint row)
{
  gint64 number;

  switch (lw_office_column_type (column))
    {
    case LW_COLUMN_BAG_ID:
      lw_offices_builder_set_bag_id (builder, column, row, lw_statement_bag_id (statement, at));
      break;
    case LW_COLUMN_TEXT:
      lw_offices_builder_set_text (builder, column, row, lw_statement_text (statement, at));
      break;
    case LW_COLUMN_CODE:
      lw_offices_builder_set_code (builder, column, row, read_code (statement, at, column));
      break;
    case LW_COLUMN_NUMBER:
      lw_offices_builder_set_number (builder, column, row, lw_statement_double (statement, at));
      break;
    case LW_COLUMN_INTEGER:
      number = lw_statement_int (statement, at);
      lw_offices_builder_set_integer (builder, column, row, CLAMP (number, 0, G_MAXINT32));
      break;
    case LW_COLUMN_FLAGS:
      lw_offices_builder_add_remarks (builder, row,
                                      (guint32)lw_statement_int (statement, at) & ~LW_REMARKS_DERIVED);
      break;
    case LW_COLUMN_ID:
    case LW_COLUMN_DATE:
    default:
      g_assert_not_reached ();
    }
}

static void
bind_code (LwStatement *statement, int at, LwOfficeColumn column, guint code)
{
  LwCodeKind kind = lw_office_column_codes (column);

  if (kind != LW_CODES_YES_NO)
    lw_statement_bind_code (statement, at, kind, code);
  else if (code == LW_YES_NO_UNKNOWN)
    lw_statement_bind_text (statement, at, NULL);
  else
    lw_statement_bind_int (statement, at, code == LW_YES);
}

/* The remarks that are facts of the office itself: the derived ones and the assumption of a vacancy list are
 * not. */
static guint32
stored_remarks (const LwOffices *offices, guint row)
{
  return offices->remarks[row] & ~(guint32)(LW_REMARKS_DERIVED | LW_REMARK_OCCUPIED_ASSUMED);
}

/** lw_stored_cell_bind: binds a cell; unknown becomes NULL */
void
lw_stored_cell_bind (
    LwStatement *statement, int at, const LwOffices *offices, LwOfficeColumn column, guint row)
{
  gconstpointer cells = lw_offices_cells (offices, column);

  switch (lw_office_column_type (column))
    {
    case LW_COLUMN_BAG_ID:
      lw_statement_bind_bag_id (statement, at, ((const LwBagId *)cells)[row]);
      break;
    case LW_COLUMN_TEXT:
      lw_statement_bind_known (statement, at, lw_offices_text (offices, column, row));
      break;
    case LW_COLUMN_CODE:
      bind_code (statement, at, column, ((const guint8 *)cells)[row]);
      break;
    case LW_COLUMN_NUMBER:
      lw_statement_bind_double (statement, at, ((const double *)cells)[row]);
      break;
    case LW_COLUMN_INTEGER:
      lw_statement_bind_key (statement, at, ((const gint32 *)cells)[row]);
      break;
    case LW_COLUMN_FLAGS:
      lw_statement_bind_int (statement, at, stored_remarks (offices, row));
      break;
    case LW_COLUMN_ID:
    case LW_COLUMN_DATE:
    default:
      g_assert_not_reached ();
    }
}

/** lw_stored_cell_equal: would both cells be stored alike? */
gboolean
lw_stored_cell_equal (const LwOffices *a, guint row_a, const LwOffices *b, guint row_b, LwOfficeColumn column)
{
  gconstpointer x = lw_offices_cells (a, column), y = lw_offices_cells (b, column);
  double p, q;

  switch (lw_office_column_type (column))
    {
    case LW_COLUMN_BAG_ID:
      return ((const LwBagId *)x)[row_a] == ((const LwBagId *)y)[row_b];
    case LW_COLUMN_TEXT:
      return strcmp (lw_offices_text (a, column, row_a), lw_offices_text (b, column, row_b)) == 0;
    case LW_COLUMN_CODE:
      return ((const guint8 *)x)[row_a] == ((const guint8 *)y)[row_b];
    case LW_COLUMN_NUMBER:
      p = ((const double *)x)[row_a];
      q = ((const double *)y)[row_b];
      return p == q || (isnan (p) && isnan (q));
    case LW_COLUMN_INTEGER:
      return ((const gint32 *)x)[row_a] == ((const gint32 *)y)[row_b];
    case LW_COLUMN_FLAGS:
      return stored_remarks (a, row_a) == stored_remarks (b, row_b);
    case LW_COLUMN_ID:
    case LW_COLUMN_DATE:
    default:
      g_assert_not_reached ();
    }
}
