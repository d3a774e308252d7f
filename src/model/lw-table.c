/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-table: see lw-table.h. Columns are added before the first row. Texts live as long as the table, each
 * distinct one once. */
#include "model/lw-table.h"

#include <math.h>

typedef union {
  const char *text;
  double number;
  gint64 integer;
  LwYesNo boolean;
  LwDate date;
} Cell;

typedef struct {
  char *name;
  char *label;
  char *unit;
  LwTableType type;
  GArray *cells; /* of Cell */
} Column;

struct _LwTable {
  gatomicrefcount ref_count;
  char *name;
  GArray *columns; /* of Column */
  guint n_rows;
  GStringChunk *texts;
};

static void
clear_column (gpointer data)
{
  Column *column = data;

  g_free (column->name);
  g_free (column->label);
  g_free (column->unit);
  g_array_unref (column->cells);
}

/**
 * lw_table_new:
 * @name: what the table holds, for the name of a sheet
 *
 * Returns: (transfer full): a table without columns
 */
LwTable *
lw_table_new (const char *name)
{
  LwTable *table = g_new0 (LwTable, 1);

  g_atomic_ref_count_init (&table->ref_count);
  table->name = g_strdup (name);
  table->columns = g_array_new (FALSE, FALSE, sizeof (Column));
  g_array_set_clear_func (table->columns, clear_column);
  table->texts = g_string_chunk_new (4096);
  return table;
}

/**
 * lw_table_ref:
 *
 * Returns: (transfer full): @table
 */
LwTable *
lw_table_ref (LwTable *table)
{
  g_return_val_if_fail (table != NULL, NULL);
  g_atomic_ref_count_inc (&table->ref_count);
  return table;
}

/**
 * lw_table_unref:
 * @table: (transfer full): a table
 */
void
lw_table_unref (LwTable *table)
{
  g_return_if_fail (table != NULL);
  if (!g_atomic_ref_count_dec (&table->ref_count))
    return;
  g_free (table->name);
  g_array_unref (table->columns);
  g_string_chunk_free (table->texts);
  g_free (table);
}

/**
 * lw_table_add_column:
 * @table: a table without rows
 * @name: name of the column in files ("vacant_m2")
 * @label: (nullable): heading for people, translated; %NULL for @name
 * @type: what its cells hold
 * @unit: (nullable): unit of its numbers ("m²")
 *
 * Returns: the column, from 0
 */
guint
lw_table_add_column (LwTable *table, const char *name, const char *label, LwTableType type, const char *unit)
{
  Column column = { g_strdup (name), g_strdup (label), g_strdup (unit), type, NULL };

  g_return_val_if_fail (table != NULL && name != NULL && table->n_rows == 0, 0);
  column.cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  g_array_append_val (table->columns, column);
  return table->columns->len - 1;
}

static Cell
get_unknown (LwTableType type)
{
  Cell cell = { .integer = 0 };

  switch (type)
    {
    case LW_TABLE_TEXT:
      cell.text = "";
      break;
    case LW_TABLE_NUMBER:
      cell.number = NAN;
      break;
    case LW_TABLE_INTEGER:
      cell.integer = LW_TABLE_NO_INTEGER;
      break;
    case LW_TABLE_BOOLEAN:
      cell.boolean = LW_YES_NO_UNKNOWN;
      break;
    case LW_TABLE_DATE:
    default:
      cell.date = LW_DATE_UNKNOWN;
      break;
    }
  return cell;
}

/**
 * lw_table_add_row:
 *
 * Adds a row of unknown cells.
 *
 * Returns: the row, from 0
 */
guint
lw_table_add_row (LwTable *table)
{
  g_return_val_if_fail (table != NULL, 0);
  for (guint i = 0; i < table->columns->len; i++)
    {
      Column *column = &g_array_index (table->columns, Column, i);
      Cell cell = get_unknown (column->type);

      g_array_append_val (column->cells, cell);
    }
  return table->n_rows++;
}

/* The cell, if it is there and of this type. */
static Cell *
find_cell (const LwTable *table, guint row, guint column, LwTableType type)
{
  Column *found;

  g_return_val_if_fail (table != NULL && row < table->n_rows && column < table->columns->len, NULL);
  found = &g_array_index (table->columns, Column, column);
  g_return_val_if_fail (found->type == type, NULL);
  return &g_array_index (found->cells, Cell, row);
}

/**
 * lw_table_set_text:
 * @text: (nullable): the text; %NULL is unknown
 */
void
lw_table_set_text (LwTable *table, guint row, guint column, const char *text)
{
  Cell *cell = find_cell (table, row, column, LW_TABLE_TEXT);

  if (cell != NULL)
    cell->text = text != NULL ? g_string_chunk_insert_const (table->texts, text) : "";
}

void
lw_table_set_number (LwTable *table, guint row, guint column, double number)
{
  Cell *cell = find_cell (table, row, column, LW_TABLE_NUMBER);

  if (cell != NULL)
    cell->number = number;
}

void
lw_table_set_integer (LwTable *table, guint row, guint column, gint64 integer)
{
  Cell *cell = find_cell (table, row, column, LW_TABLE_INTEGER);

  if (cell != NULL)
    cell->integer = integer;
}

void
lw_table_set_boolean (LwTable *table, guint row, guint column, LwYesNo boolean)
{
  Cell *cell = find_cell (table, row, column, LW_TABLE_BOOLEAN);

  if (cell != NULL)
    cell->boolean = boolean;
}

void
lw_table_set_date (LwTable *table, guint row, guint column, LwDate date)
{
  Cell *cell = find_cell (table, row, column, LW_TABLE_DATE);

  if (cell != NULL)
    cell->date = date;
}

const char *
lw_table_get_name (const LwTable *table)
{
  return table->name;
}

guint
lw_table_get_n_columns (const LwTable *table)
{
  return table->columns->len;
}

guint
lw_table_get_n_rows (const LwTable *table)
{
  return table->n_rows;
}

const char *
lw_table_get_column_name (const LwTable *table, guint column)
{
  g_return_val_if_fail (column < table->columns->len, NULL);
  return g_array_index (table->columns, Column, column).name;
}

/**
 * lw_table_get_column_label:
 *
 * Returns: (transfer none): heading for people; the name if there is no other
 */
const char *
lw_table_get_column_label (const LwTable *table, guint column)
{
  const Column *found;

  g_return_val_if_fail (column < table->columns->len, NULL);
  found = &g_array_index (table->columns, Column, column);
  return found->label != NULL ? found->label : found->name;
}

LwTableType
lw_table_get_column_type (const LwTable *table, guint column)
{
  g_return_val_if_fail (column < table->columns->len, LW_TABLE_TEXT);
  return g_array_index (table->columns, Column, column).type;
}

/**
 * lw_table_get_column_unit:
 *
 * Returns: (transfer none) (nullable): unit of the column's numbers
 */
const char *
lw_table_get_column_unit (const LwTable *table, guint column)
{
  g_return_val_if_fail (column < table->columns->len, NULL);
  return g_array_index (table->columns, Column, column).unit;
}

/**
 * lw_table_is_known:
 *
 * Returns: whether the cell holds something
 */
gboolean
lw_table_is_known (const LwTable *table, guint row, guint column)
{
  LwTableType type = lw_table_get_column_type (table, column);
  const Cell *cell = find_cell (table, row, column, type);

  if (cell == NULL)
    return FALSE;
  switch (type)
    {
    case LW_TABLE_TEXT:
      return cell->text[0] != '\0';
    case LW_TABLE_NUMBER:
      return !isnan (cell->number);
    case LW_TABLE_INTEGER:
      return cell->integer != LW_TABLE_NO_INTEGER;
    case LW_TABLE_BOOLEAN:
      return cell->boolean != LW_YES_NO_UNKNOWN;
    case LW_TABLE_DATE:
    default:
      return cell->date != LW_DATE_UNKNOWN;
    }
}

const char *
lw_table_get_text (const LwTable *table, guint row, guint column)
{
  const Cell *cell = find_cell (table, row, column, LW_TABLE_TEXT);

  return cell != NULL ? cell->text : "";
}

double
lw_table_get_number (const LwTable *table, guint row, guint column)
{
  const Cell *cell = find_cell (table, row, column, LW_TABLE_NUMBER);

  return cell != NULL ? cell->number : NAN;
}

gint64
lw_table_get_integer (const LwTable *table, guint row, guint column)
{
  const Cell *cell = find_cell (table, row, column, LW_TABLE_INTEGER);

  return cell != NULL ? cell->integer : LW_TABLE_NO_INTEGER;
}

LwYesNo
lw_table_get_boolean (const LwTable *table, guint row, guint column)
{
  const Cell *cell = find_cell (table, row, column, LW_TABLE_BOOLEAN);

  return cell != NULL ? cell->boolean : LW_YES_NO_UNKNOWN;
}

LwDate
lw_table_get_date (const LwTable *table, guint row, guint column)
{
  const Cell *cell = find_cell (table, row, column, LW_TABLE_DATE);

  return cell != NULL ? cell->date : LW_DATE_UNKNOWN;
}
