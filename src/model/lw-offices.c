/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-offices: see lw-offices.h. Reading a table, and the columns that follow from others and the settings. */
#include "model/lw-offices-private.h"

#include <math.h>
#include <string.h>

#include "model/lw-offices-builder.h"

G_DEFINE_BOXED_TYPE (LwOffices, lw_offices, lw_offices_ref, lw_offices_unref)

static const struct {
  const char *name;
  LwColumnType type;
  int codes;
  gsize cell_size;
  gsize offset; /* of the column's pointer in LwOffices */
} column_info[LW_N_OFFICE_COLUMNS] = {
#define X(enumerator, field, ctype, type, codes)                                                             \
  { #field, type, codes, sizeof (ctype), G_STRUCT_OFFSET (LwOffices, field) },
  LW_OFFICE_COLUMNS (X)
#undef X
};

LwColumn *
lw_column_new (LwOfficeColumn which, guint capacity)
{
  LwColumn *column = g_new0 (LwColumn, 1);

  g_atomic_ref_count_init (&column->ref_count);
  column->capacity = capacity;
  column->cells = g_malloc_n (MAX (capacity, 1), column_info[which].cell_size);
  if (column_info[which].type == LW_COLUMN_TEXT)
    column->dictionary = lw_dictionary_new ();
  lw_column_clear (column, which, 0, capacity);
  return column;
}

LwColumn *
lw_column_copy (const LwColumn *column, LwOfficeColumn which, guint n, guint capacity)
{
  LwColumn *copy = g_new0 (LwColumn, 1);

  g_assert (n <= capacity);
  g_atomic_ref_count_init (&copy->ref_count);
  copy->capacity = capacity;
  copy->cells = g_malloc_n (MAX (capacity, 1), column_info[which].cell_size);
  memcpy (copy->cells, column->cells, n * column_info[which].cell_size);
  lw_column_clear (copy, which, n, capacity - n);
  if (column->dictionary)
    copy->dictionary = lw_dictionary_copy (column->dictionary);
  return copy;
}

LwColumn *
lw_column_ref (LwColumn *column)
{
  g_atomic_ref_count_inc (&column->ref_count);
  return column;
}

void
lw_column_unref (LwColumn *column)
{
  if (!g_atomic_ref_count_dec (&column->ref_count))
    return;
  g_clear_pointer (&column->dictionary, lw_dictionary_unref);
  g_free (column->cells);
  g_free (column);
}

/* Makes cells unknown. */
void
lw_column_clear (LwColumn *column, LwOfficeColumn which, guint first, guint n)
{
  gsize size = column_info[which].cell_size;

  switch (column_info[which].type)
    {
    case LW_COLUMN_NUMBER:
      for (guint i = first; i < first + n; i++)
        ((double *) column->cells)[i] = NAN;
      break;
    case LW_COLUMN_DATE:
      for (guint i = first; i < first + n; i++)
        ((LwDate *) column->cells)[i] = LW_DATE_UNKNOWN;
      break;
    case LW_COLUMN_ID:
    case LW_COLUMN_BAG_ID:
    case LW_COLUMN_TEXT:
    case LW_COLUMN_CODE:
    case LW_COLUMN_INTEGER:
    case LW_COLUMN_FLAGS:
    default:
      memset ((char *) column->cells + first * size, 0, n * size);
      break;
    }
}

gsize
lw_office_column_cell_size (LwOfficeColumn column)
{
  return column_info[column].cell_size;
}

/* Takes the references in @columns. */
LwOffices *
lw_offices_new_take (guint n, LwDate date, const LwSettings *settings, LwColumn **columns)
{
  LwOffices *self = g_new0 (LwOffices, 1);

  self->n = n;
  self->date = date;
  self->settings = *settings;
  self->priv = g_new0 (LwOfficesPrivate, 1);
  g_atomic_ref_count_init (&self->priv->ref_count);
  self->priv->rows_by_id = (GOnce) G_ONCE_INIT;
  for (guint c = 0; c < LW_N_OFFICE_COLUMNS; c++)
    {
      self->priv->columns[c] = columns[c];
      G_STRUCT_MEMBER (gconstpointer, self, column_info[c].offset) = columns[c]->cells;
    }
  return self;
}

/**
 * lw_offices_new_empty:
 *
 * Returns: (transfer full): a table without offices
 */
LwOffices *
lw_offices_new_empty (void)
{
  g_autoptr (LwOfficesBuilder) builder = lw_offices_builder_new (0);

  return lw_offices_builder_end (builder);
}

LwOffices *
lw_offices_ref (LwOffices *offices)
{
  g_return_val_if_fail (offices != NULL, NULL);
  g_atomic_ref_count_inc (&offices->priv->ref_count);
  return offices;
}

void
lw_offices_unref (LwOffices *offices)
{
  g_return_if_fail (offices != NULL);
  if (!g_atomic_ref_count_dec (&offices->priv->ref_count))
    return;
  for (guint c = 0; c < LW_N_OFFICE_COLUMNS; c++)
    lw_column_unref (offices->priv->columns[c]);
  if (offices->priv->rows_by_id.status == G_ONCE_STATUS_READY)
    g_hash_table_unref (offices->priv->rows_by_id.retval);
  g_free (offices->priv);
  g_free (offices);
}

/**
 * lw_office_column_name:
 *
 * Returns: (transfer none): the name in exports and expressions
 */
const char *
lw_office_column_name (LwOfficeColumn column)
{
  g_return_val_if_fail (column < LW_N_OFFICE_COLUMNS, "");
  return column_info[column].name;
}

/**
 * lw_office_column_from_name:
 * @column: (out): the column
 *
 * Returns: %FALSE if there is no column of that name
 */
gboolean
lw_office_column_from_name (const char *name, LwOfficeColumn *column)
{
  for (guint c = 0; c < LW_N_OFFICE_COLUMNS; c++)
    if (strcmp (column_info[c].name, name) == 0)
      {
        *column = c;
        return TRUE;
      }
  return FALSE;
}

LwColumnType
lw_office_column_type (LwOfficeColumn column)
{
  g_return_val_if_fail (column < LW_N_OFFICE_COLUMNS, LW_COLUMN_NUMBER);
  return column_info[column].type;
}

/**
 * lw_office_column_codes:
 * @column: a column of type %LW_COLUMN_CODE
 *
 * Returns: its set of codes
 */
LwCodeKind
lw_office_column_codes (LwOfficeColumn column)
{
  g_return_val_if_fail (column < LW_N_OFFICE_COLUMNS && column_info[column].type == LW_COLUMN_CODE, 0);
  return (LwCodeKind) column_info[column].codes;
}

/**
 * lw_offices_dictionary:
 * @column: a column of type %LW_COLUMN_TEXT
 *
 * The dictionary may hold texts that no row uses any more.
 *
 * Returns: (transfer none): the texts of the column
 */
const LwDictionary *
lw_offices_dictionary (const LwOffices *offices, LwOfficeColumn column)
{
  g_return_val_if_fail (column < LW_N_OFFICE_COLUMNS && column_info[column].type == LW_COLUMN_TEXT, NULL);
  return offices->priv->columns[column]->dictionary;
}

/**
 * lw_offices_text:
 * @column: a column of type %LW_COLUMN_TEXT
 *
 * Returns: (transfer none): the text of a cell, empty if unknown
 */
const char *
lw_offices_text (const LwOffices *offices, LwOfficeColumn column, guint row)
{
  g_return_val_if_fail (row < offices->n, "");
  return lw_dictionary_get (lw_offices_dictionary (offices, column),
                            ((const guint32 *) offices->priv->columns[column]->cells)[row]);
}

/**
 * lw_offices_cells:
 *
 * Returns: (transfer none): the cells of @column, of the C type of its LwColumnType
 */
gconstpointer
lw_offices_cells (const LwOffices *offices, LwOfficeColumn column)
{
  g_return_val_if_fail (column < LW_N_OFFICE_COLUMNS, NULL);
  return offices->priv->columns[column]->cells;
}

/**
 * lw_offices_cell_is_known:
 *
 * Returns: whether the cell holds a value
 */
gboolean
lw_offices_cell_is_known (const LwOffices *offices, LwOfficeColumn column, guint row)
{
  gconstpointer cells = lw_offices_cells (offices, column);

  g_return_val_if_fail (row < offices->n, FALSE);
  switch (column_info[column].type)
    {
    case LW_COLUMN_NUMBER:
      return !isnan (((const double *) cells)[row]);
    case LW_COLUMN_DATE:
      return ((const LwDate *) cells)[row] != LW_DATE_UNKNOWN;
    case LW_COLUMN_CODE:
      return ((const guint8 *) cells)[row] != 0;
    case LW_COLUMN_TEXT:
    case LW_COLUMN_FLAGS:
      return ((const guint32 *) cells)[row] != 0;
    case LW_COLUMN_INTEGER:
      return ((const gint32 *) cells)[row] != 0;
    case LW_COLUMN_ID:
    case LW_COLUMN_BAG_ID:
    default:
      return ((const guint64 *) cells)[row] != 0;
    }
}

static void
append_number (double number, GString *text)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (isnan (number))
    return;
  /* The shortest of the two that reads back as the same number. */
  g_ascii_formatd (buffer, sizeof buffer, "%.15g", number);
  if (g_ascii_strtod (buffer, NULL) != number)
    g_ascii_formatd (buffer, sizeof buffer, "%.17g", number);
  g_string_append (text, buffer);
}

/**
 * lw_offices_append_cell:
 * @text: where to append
 *
 * Appends a cell as technical files hold it: decimal point, ISO dates, tokens of codes; nothing if unknown.
 */
void
lw_offices_append_cell (const LwOffices *offices, LwOfficeColumn column, guint row, GString *text)
{
  gconstpointer cells = lw_offices_cells (offices, column);
  char bag_id[LW_BAG_ID_LENGTH + 1];
  g_autofree char *iso = NULL;

  if (!lw_offices_cell_is_known (offices, column, row))
    return;
  switch (column_info[column].type)
    {
    case LW_COLUMN_ID:
      g_string_append_printf (text, "%" G_GINT64_FORMAT, ((const gint64 *) cells)[row]);
      break;
    case LW_COLUMN_BAG_ID:
      lw_bag_id_format (((const LwBagId *) cells)[row], bag_id);
      g_string_append (text, bag_id);
      break;
    case LW_COLUMN_TEXT:
      g_string_append (text, lw_offices_text (offices, column, row));
      break;
    case LW_COLUMN_CODE:
      g_string_append (text, lw_codes_token (column_info[column].codes, ((const guint8 *) cells)[row]));
      break;
    case LW_COLUMN_NUMBER:
      append_number (((const double *) cells)[row], text);
      break;
    case LW_COLUMN_INTEGER:
      g_string_append_printf (text, "%d", ((const gint32 *) cells)[row]);
      break;
    case LW_COLUMN_DATE:
      iso = lw_date_to_iso (((const LwDate *) cells)[row]);
      g_string_append (text, iso);
      break;
    case LW_COLUMN_FLAGS:
    default:
      g_string_append_printf (text, "%u", ((const guint32 *) cells)[row]);
      break;
    }
}

/**
 * lw_offices_address:
 *
 * Returns: (transfer full): street and number as on an envelope ("Kanaalweg 5A-2"), the office's name where it has
 *   no street, or its identification where it has neither; the empty text where nothing is known
 */
char *
lw_offices_address (const LwOffices *offices, guint row)
{
  GString *text = g_string_new (lw_offices_text (offices, LW_OFFICE_STREET, row));
  const char *suffix = lw_offices_text (offices, LW_OFFICE_HOUSE_SUFFIX, row);

  if (text->len == 0)
    g_string_append (text, lw_offices_text (offices, LW_OFFICE_NAME, row));
  else if (offices->house_number[row] != 0)
    {
      g_string_append_printf (text, " %d%s", offices->house_number[row],
                              lw_offices_text (offices, LW_OFFICE_HOUSE_LETTER, row));
      if (suffix[0] != '\0')
        g_string_append_printf (text, "-%s", suffix);
    }
  if (text->len == 0)
    lw_offices_append_cell (offices, LW_OFFICE_BAG_ID, row, text);
  return g_string_free (text, FALSE);
}

static gpointer
index_rows (gpointer data)
{
  const LwOffices *offices = data;
  GHashTable *rows = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < offices->n; i++)
    if (offices->id[i] != 0)
      g_hash_table_insert (rows, (gpointer) &offices->id[i], GUINT_TO_POINTER (i + 1));
  return rows;
}

/**
 * lw_offices_find_id:
 * @id: key of an office in the document
 *
 * Any thread may ask; the first search makes an index.
 *
 * Returns: its row, or %LW_OFFICES_NONE
 */
guint
lw_offices_find_id (const LwOffices *offices, gint64 id)
{
  GHashTable *rows = g_once (&offices->priv->rows_by_id, index_rows, (gpointer) offices);
  guint row = GPOINTER_TO_UINT (g_hash_table_lookup (rows, &id));

  return row == 0 ? LW_OFFICES_NONE : row - 1;
}

static LwVacancyAge
vacancy_age (double vacant_m2, LwDate since, LwDate date)
{
  if (!(vacant_m2 > 0))
    return LW_VACANCY_AGE_NONE;
  if (since == LW_DATE_UNKNOWN || date == LW_DATE_UNKNOWN || since > date)
    return LW_VACANCY_AGE_UNKNOWN;
  return LW_VACANCY_AGE_C0 + MIN (lw_date_completed_years (since, date), 3);
}

/**
 * lw_offices_derive:
 * @settings: what counts as stock
 * @date: the date that the table is to show, or %LW_DATE_UNKNOWN
 *
 * Computes `stock_m2`, `vacant_stock_m2`, `vacancy_age` and the derived remarks: area × factor of its measure ×
 * counted share of a mixed office; 0 below the lower size limit. The vacant part follows the factor of the measure;
 * of a mixed office the vacant m² are taken as office space, and cut where they exceed what counts.
 *
 * Returns: (transfer full): a table that shares the other columns
 */
LwOffices *
lw_offices_derive (LwOffices *offices, const LwSettings *settings, LwDate date)
{
  g_autoptr (LwOfficesBuilder) builder = lw_offices_builder_new_from (offices);
  double *stock = lw_offices_builder_cells (builder, LW_OFFICE_STOCK_M2);
  double *vacant = lw_offices_builder_cells (builder, LW_OFFICE_VACANT_STOCK_M2);
  guint8 *age = lw_offices_builder_cells (builder, LW_OFFICE_VACANCY_AGE);
  guint32 *remarks = lw_offices_builder_cells (builder, LW_OFFICE_REMARKS);
  double mixed_share = lw_settings_get_mixed_share (settings);

  for (guint i = 0; i < offices->n; i++)
    {
      double factor = lw_settings_get_vvo_factor (settings, offices->area_measure[i]);
      double share = offices->use_mixed[i] == LW_YES ? mixed_share : 1;
      double whole = offices->floor_area_m2[i] * factor;

      remarks[i] = offices->remarks[i] & ~(guint32) (LW_REMARKS_DERIVED & ~LW_REMARK_GONE);
      stock[i] = whole * share;
      vacant[i] = offices->vacant_m2[i] * factor;
      if (share <= 0 || whole < settings->min_size_m2 || remarks[i] & LW_REMARK_GONE)
        {
          stock[i] = vacant[i] = 0;
          remarks[i] |= LW_REMARK_NOT_COUNTED;
        }
      else if (vacant[i] > stock[i])
        {
          vacant[i] = stock[i];
          remarks[i] |= LW_REMARK_VACANT_CAPPED;
        }
      age[i] = vacancy_age (vacant[i], offices->vacant_since[i], date);
    }
  lw_offices_builder_set_date_shown (builder, date);
  lw_offices_builder_set_settings (builder, settings);
  /* What was judged was judged by the numbers before. */
  lw_offices_builder_set_scored (builder, FALSE);
  return lw_offices_builder_end (builder);
}
