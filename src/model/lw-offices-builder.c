/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-offices-builder: see lw-offices-builder.h. Columns that came from a table are shared until they are written;
 * owned[c] tells which are the builder's own. */
#include "model/lw-offices-builder.h"

#include <math.h>
#include <string.h>

#include "model/lw-offices-private.h"

struct _LwOfficesBuilder {
  guint n;
  guint capacity; /* of the columns that are its own */
  LwDate date;
  LwSettings settings;
  gboolean scored;
  gboolean owned[LW_N_OFFICE_COLUMNS];
  LwColumn *columns[LW_N_OFFICE_COLUMNS];
};

/**
 * lw_offices_builder_new:
 * @n_expected: a guess of the number of offices
 *
 * Returns: (transfer full): a builder of a table without offices
 */
LwOfficesBuilder *
lw_offices_builder_new (guint n_expected)
{
  LwOfficesBuilder *self = g_new0 (LwOfficesBuilder, 1);

  self->capacity = n_expected;
  self->date = LW_DATE_UNKNOWN;
  self->settings = (LwSettings) LW_SETTINGS_DEFAULT;
  for (guint c = 0; c < LW_N_OFFICE_COLUMNS; c++)
    {
      self->columns[c] = lw_column_new (c, n_expected);
      self->owned[c] = TRUE;
    }
  return self;
}

/**
 * lw_offices_builder_new_from:
 * @offices: the table to edit
 *
 * Returns: (transfer full): a builder that shares the columns of @offices until it changes them
 */
LwOfficesBuilder *
lw_offices_builder_new_from (LwOffices *offices)
{
  LwOfficesBuilder *self;

  g_return_val_if_fail (offices != NULL, NULL);
  self = g_new0 (LwOfficesBuilder, 1);
  self->n = self->capacity = offices->n;
  self->date = offices->date;
  self->settings = offices->settings;
  self->scored = offices->scored;
  for (guint c = 0; c < LW_N_OFFICE_COLUMNS; c++)
    self->columns[c] = lw_column_ref (offices->priv->columns[c]);
  return self;
}

void
lw_offices_builder_free (LwOfficesBuilder *builder)
{
  g_return_if_fail (builder != NULL);
  for (guint c = 0; c < LW_N_OFFICE_COLUMNS; c++)
    if (builder->columns[c])
      lw_column_unref (builder->columns[c]);
  g_free (builder);
}

static void
own_column (LwOfficesBuilder *builder, LwOfficeColumn column)
{
  LwColumn *shared = builder->columns[column];

  g_assert (shared != NULL);
  if (builder->owned[column])
    return;
  builder->columns[column] = lw_column_copy (shared, column, builder->n, builder->capacity);
  builder->owned[column] = TRUE;
  lw_column_unref (shared);
}

static void
grow (LwOfficesBuilder *builder)
{
  guint capacity = MAX (64, builder->capacity + builder->capacity / 2);

  builder->capacity = capacity;
  for (guint c = 0; c < LW_N_OFFICE_COLUMNS; c++)
    {
      LwColumn *column;

      own_column (builder, c);
      column = builder->columns[c];
      if (column->capacity >= capacity)
        continue;
      column->cells = g_realloc_n (column->cells, capacity, lw_office_column_cell_size (c));
      lw_column_clear (column, c, column->capacity, capacity - column->capacity);
      column->capacity = capacity;
    }
}

/**
 * lw_offices_builder_add:
 *
 * Adds an office of which nothing is known.
 *
 * Returns: its row
 */
guint
lw_offices_builder_add (LwOfficesBuilder *builder)
{
  if (builder->n == builder->capacity)
    grow (builder);
  for (guint c = 0; c < LW_N_OFFICE_COLUMNS; c++)
    own_column (builder, c);
  return builder->n++;
}

/**
 * lw_offices_builder_copy_row:
 * @row: a row of the builder
 * @from: a table
 * @from_row: one of its rows
 *
 * Sets all cells of @row to those of another table's row.
 */
void
lw_offices_builder_copy_row (LwOfficesBuilder *builder, guint row, const LwOffices *from, guint from_row)
{
  g_return_if_fail (row < builder->n && from_row < from->n);
  for (guint c = 0; c < LW_N_OFFICE_COLUMNS; c++)
    {
      gsize size = lw_office_column_cell_size (c);

      if (lw_office_column_type (c) == LW_COLUMN_TEXT)
        lw_offices_builder_set_text (builder, c, row, lw_offices_text (from, c, from_row));
      else
        memcpy ((char *) lw_offices_builder_cells (builder, c) + row * size,
                (const char *) lw_offices_cells (from, c) + from_row * size, size);
    }
}

guint
lw_offices_builder_length (const LwOfficesBuilder *builder)
{
  return builder->n;
}

/**
 * lw_offices_builder_cells:
 *
 * Returns: (transfer none): the cells of @column, to write; valid until the next call that adds an office. Cells of
 *   a column of text hold codes of its dictionary: set those by lw_offices_builder_set_text()
 */
gpointer
lw_offices_builder_cells (LwOfficesBuilder *builder, LwOfficeColumn column)
{
  g_return_val_if_fail (column < LW_N_OFFICE_COLUMNS, NULL);
  own_column (builder, column);
  return builder->columns[column]->cells;
}

void
lw_offices_builder_set_id (LwOfficesBuilder *builder, guint row, gint64 id)
{
  g_return_if_fail (row < builder->n);
  ((gint64 *) lw_offices_builder_cells (builder, LW_OFFICE_ID))[row] = id;
}

void
lw_offices_builder_set_bag_id (LwOfficesBuilder *builder, LwOfficeColumn column, guint row, LwBagId id)
{
  g_return_if_fail (row < builder->n && lw_office_column_type (column) == LW_COLUMN_BAG_ID);
  ((LwBagId *) lw_offices_builder_cells (builder, column))[row] = id;
}

/**
 * lw_offices_builder_set_text:
 * @text: (nullable): the text; %NULL or empty for unknown
 */
void
lw_offices_builder_set_text (LwOfficesBuilder *builder, LwOfficeColumn column, guint row, const char *text)
{
  guint32 *cells;

  g_return_if_fail (row < builder->n && lw_office_column_type (column) == LW_COLUMN_TEXT);
  cells = lw_offices_builder_cells (builder, column);
  cells[row] = lw_dictionary_intern (builder->columns[column]->dictionary, text);
}

void
lw_offices_builder_set_code (LwOfficesBuilder *builder, LwOfficeColumn column, guint row, guint code)
{
  g_return_if_fail (row < builder->n && lw_office_column_type (column) == LW_COLUMN_CODE);
  g_return_if_fail (code < lw_codes_count (lw_office_column_codes (column)));
  ((guint8 *) lw_offices_builder_cells (builder, column))[row] = (guint8) code;
}

void
lw_offices_builder_set_number (LwOfficesBuilder *builder, LwOfficeColumn column, guint row, double number)
{
  g_return_if_fail (row < builder->n && lw_office_column_type (column) == LW_COLUMN_NUMBER);
  ((double *) lw_offices_builder_cells (builder, column))[row] = number;
}

void
lw_offices_builder_set_integer (LwOfficesBuilder *builder, LwOfficeColumn column, guint row, int integer)
{
  g_return_if_fail (row < builder->n && lw_office_column_type (column) == LW_COLUMN_INTEGER);
  ((gint32 *) lw_offices_builder_cells (builder, column))[row] = integer;
}

void
lw_offices_builder_set_date (LwOfficesBuilder *builder, LwOfficeColumn column, guint row, LwDate date)
{
  g_return_if_fail (row < builder->n && lw_office_column_type (column) == LW_COLUMN_DATE);
  ((LwDate *) lw_offices_builder_cells (builder, column))[row] = date;
}

void
lw_offices_builder_add_remarks (LwOfficesBuilder *builder, guint row, guint32 remarks)
{
  g_return_if_fail (row < builder->n);
  ((guint32 *) lw_offices_builder_cells (builder, LW_OFFICE_REMARKS))[row] |= remarks;
}

void
lw_offices_builder_clear_remarks (LwOfficesBuilder *builder, guint row, guint32 remarks)
{
  g_return_if_fail (row < builder->n);
  ((guint32 *) lw_offices_builder_cells (builder, LW_OFFICE_REMARKS))[row] &= ~remarks;
}

/** lw_offices_builder_set_date_shown: sets the reference date that the table is to show */
void
lw_offices_builder_set_date_shown (LwOfficesBuilder *builder, LwDate date)
{
  builder->date = date;
}

/** lw_offices_builder_set_scored: tells whether the columns about conversion are filled in */
void
lw_offices_builder_set_scored (LwOfficesBuilder *builder, gboolean scored)
{
  builder->scored = scored;
}

/** lw_offices_builder_set_settings: tells what the derived columns follow */
void
lw_offices_builder_set_settings (LwOfficesBuilder *builder, const LwSettings *settings)
{
  builder->settings = *settings;
}

/**
 * lw_offices_builder_end:
 *
 * Ends the builder, which may only be freed after this.
 *
 * Returns: (transfer full): the table
 */
LwOffices *
lw_offices_builder_end (LwOfficesBuilder *builder)
{
  LwOffices *offices;

  g_return_val_if_fail (builder->columns[0] != NULL, NULL);
  offices = lw_offices_new_take (builder->n, builder->date, &builder->settings, builder->columns);
  offices->scored = builder->scored;
  for (guint c = 0; c < LW_N_OFFICE_COLUMNS; c++)
    builder->columns[c] = NULL;
  builder->n = builder->capacity = 0;
  return offices;
}
