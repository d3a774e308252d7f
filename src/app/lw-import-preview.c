/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-import-preview: see lw-import-preview.h. Two grids, one with the choices and headings and one with the rows, that
 * move together sideways; a size group for each column keeps them in line. */
#include "app/lw-import-preview.h"

#include "app/lw-preview-label.h"
#include "draw/lw-format.h"
#include "formats/lw-vacancy-cell.h"
#include "panels/lw-names.h"

#include <glib/gi18n-lib.h>

/* A list may have thousands of columns: so many are shown, and beyond them those that mean something. */
#define MOST_COLUMNS 60

/* One column on screen; @cells: (element-type GtkLabel) */
typedef struct {
  guint column;
  GtkDropDown *choice;
  GtkLabel *heading;
  GPtrArray *cells;
  gboolean guessed;
} Column;

struct _LwImportPreview {
  GtkBox parent_instance;

  GtkScrolledWindow *heads_window;
  GtkGrid *heads;
  GtkGrid *rows;
  GtkLabel *note;

  const LwVacancyPreview *preview; /* of the owner of this widget */
  LwVacancyMapping mapping;
  LwVacancyStyle style;
  GPtrArray *columns; /* of Column */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (LwImportPreview, lw_import_preview, GTK_TYPE_BOX)

enum {
  SIGNAL_MEANING_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
column_free (gpointer data)
{
  Column *column = data;

  g_ptr_array_unref (column->cells);
  g_free (column);
}

/* Returns: the field that a column tells, or LW_VACANCY_NO_COLUMN */
static int
find_field (const LwVacancyMapping *mapping, guint column)
{
  for (int field = 0; field < LW_N_VACANCY_FIELDS; field++)
    if (mapping->columns[field] == (int) column)
      return field;
  return LW_VACANCY_NO_COLUMN;
}

static char *
describe_value (const LwVacancyCell *cell, const char *text)
{
  if (cell->state == LW_CELL_INVALID)
    return g_strdup (text);
  if (cell->state == LW_CELL_UNKNOWN)
    return g_strdup ("–");
  switch (cell->kind)
    {
    case LW_VACANCY_CELL_KEY:
      return g_strdup (cell->key);
    case LW_VACANCY_CELL_WORD:
      return g_strdup (cell->word);
    case LW_VACANCY_CELL_M2:
      return lw_format_m2_fact (NULL, cell->number);
    case LW_VACANCY_CELL_SHARE:
      return lw_format_percent (NULL, cell->number);
    case LW_VACANCY_CELL_NUMBER:
      return lw_format_number (NULL, cell->number, 0);
    case LW_VACANCY_CELL_YEAR:
      return g_strdup_printf ("%.0f", cell->number);
    case LW_VACANCY_CELL_COORDINATE:
      /* Degrees need decimals, metres do not. */
      return lw_format_number (NULL, cell->number, cell->number < 180 ? 5 : 1);
    case LW_VACANCY_CELL_DATE:
      return lw_date_to_short (cell->date);
    case LW_VACANCY_CELL_TEXT:
    default:
      return g_strdup (text);
    }
}

/* Says beside the value what stands in the file, where that looks otherwise. */
static char *
describe_origin (const LwVacancyCell *cell, const char *text, const char *value)
{
  if (cell->state == LW_CELL_INVALID)
    /* translators: a cell of a list; what is wrong with it ("is no number") */
    return g_strdup_printf (_("“%s” %s"), text, cell->why);
  if (g_strcmp0 (text, value) == 0)
    return NULL;
  /* translators: %s is what a cell of a file holds */
  return *text ? g_strdup_printf (_("In the file: %s"), text) : NULL;
}

static void
set_class (GtkWidget *widget, const char *css_class, gboolean has)
{
  if (has)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}

/* Figures stand to the right, and so do their headings. */
static float
get_xalign (int field)
{
  return field >= 0 && lw_vacancy_field_is_figure ((LwVacancyField) field) ? 1 : 0;
}

/* A column of streets with house numbers is read along with that of postcodes. */
static char *
complete_address (LwImportPreview *self, GStrv cells, const char *text)
{
  int postcode = self->mapping.columns[LW_VACANCY_POSTCODE];

  return postcode >= 0 && *text != '\0' ? g_strconcat (text, " ", cells[postcode], NULL) : g_strdup (text);
}

static void
show_cell (LwImportPreview *self, GtkLabel *label, int field, GStrv cells, guint column)
{
  LwVacancyCell cell = { .state = LW_CELL_VALUE };
  const char *text = cells[column];
  g_autofree char *value = NULL, *origin = NULL;

  if (field == LW_VACANCY_ADDRESS)
    {
      g_autofree char *whole = complete_address (self, cells, text);

      lw_vacancy_cell_read (LW_VACANCY_ADDRESS, whole, &self->style, &cell);
    }
  else if (field >= 0)
    lw_vacancy_cell_read ((LwVacancyField) field, text, &self->style, &cell);
  value = field >= 0 ? describe_value (&cell, text) : g_strdup (text);
  origin = field >= 0 ? describe_origin (&cell, text, value) : NULL;
  gtk_label_set_label (label, value);
  gtk_label_set_xalign (label, get_xalign (field));
  gtk_widget_set_tooltip_text (GTK_WIDGET (label), origin);
  set_class (GTK_WIDGET (label), "unreadable", cell.state == LW_CELL_INVALID);
  set_class (GTK_WIDGET (label), "unused", field < 0);
}

static void
show_column (LwImportPreview *self, Column *column)
{
  int field = find_field (&self->mapping, column->column);
  gboolean guessed = column->guessed && field >= 0;

  self->filling = TRUE;
  gtk_drop_down_set_selected (column->choice, (guint) (field + 1));
  self->filling = FALSE;
  set_class (GTK_WIDGET (column->choice), "guessed", guessed);
  set_class (GTK_WIDGET (column->choice), "unused", field < 0);
  gtk_widget_set_tooltip_text (GTK_WIDGET (column->choice), guessed ? _("Guessed from the heading") : NULL);
  gtk_label_set_xalign (column->heading, get_xalign (field));
  for (guint i = 0; i < column->cells->len; i++)
    {
      GStrv cells = g_ptr_array_index (self->preview->rows, i);

      show_cell (self, g_ptr_array_index (column->cells, i), field, cells, column->column);
    }
}

static void
show_columns (LwImportPreview *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    show_column (self, g_ptr_array_index (self->columns, i));
}

static void
chosen_cb (GtkDropDown *choice, GParamSpec *pspec, LwImportPreview *self)
{
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (choice), "column"));
  guint selected = gtk_drop_down_get_selected (choice);

  if (!self->filling && selected != GTK_INVALID_LIST_POSITION)
    g_signal_emit (self, signals[SIGNAL_MEANING_CHOSEN], 0, (int) column, (int) selected - 1);
}

static GListModel *
make_meanings (void)
{
  GtkStringList *meanings = gtk_string_list_new (NULL);

  /* translators: the meaning of a column that an import leaves alone */
  gtk_string_list_append (meanings, _("Not used"));
  for (guint field = 0; field < LW_N_VACANCY_FIELDS; field++)
    gtk_string_list_append (meanings, lw_vacancy_field_label (field));
  return G_LIST_MODEL (meanings);
}

static GtkDropDown *
make_choice (LwImportPreview *self, GListModel *meanings, guint column, const char *heading)
{
  GtkExpression *text = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  GtkWidget *choice = gtk_drop_down_new (g_object_ref (meanings), text);
  /* translators: %s is the heading of a column */
  g_autofree char *name = g_strdup_printf (_("Meaning of column “%s”"), heading);

  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (choice), TRUE);
  g_object_set_data (G_OBJECT (choice), "column", GUINT_TO_POINTER (column));
  lw_names_set (choice, name);
  gtk_widget_add_css_class (choice, "meaning");
  g_signal_connect_object (choice, "notify::selected", G_CALLBACK (chosen_cb), self, 0);
  return GTK_DROP_DOWN (choice);
}

static void
add_column (LwImportPreview *self, GListModel *meanings, guint number, gboolean guessed)
{
  g_autoptr (GtkSizeGroup) widths = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  Column *column = g_new0 (Column, 1);
  int at = (int) self->columns->len + 1;
  const char *heading = self->preview->headings[number];

  column->column = number;
  column->guessed = guessed;
  column->choice = make_choice (self, meanings, number, heading);
  column->heading = lw_preview_label_new (heading, "panel-heading");
  gtk_widget_set_tooltip_text (GTK_WIDGET (column->heading), heading);
  column->cells = g_ptr_array_new ();
  gtk_grid_attach (self->heads, GTK_WIDGET (column->choice), at, 0, 1, 1);
  gtk_grid_attach (self->heads, GTK_WIDGET (column->heading), at, 1, 1, 1);
  gtk_size_group_add_widget (widths, GTK_WIDGET (column->choice));
  gtk_size_group_add_widget (widths, GTK_WIDGET (column->heading));
  for (guint row = 0; row < self->preview->rows->len; row++)
    {
      GStrv cells = g_ptr_array_index (self->preview->rows, row);
      GtkLabel *label = lw_preview_label_new (cells[number], "numeric");

      gtk_grid_attach (self->rows, GTK_WIDGET (label), at, (int) row, 1, 1);
      gtk_size_group_add_widget (widths, GTK_WIDGET (label));
      g_ptr_array_add (column->cells, label);
    }
  g_ptr_array_add (self->columns, column);
}

/* The numbers of the lines, by which messages call the rows. */
static void
add_lines (LwImportPreview *self)
{
  g_autoptr (GtkSizeGroup) widths = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  /* translators: heading of a column of line numbers, short */
  GtkLabel *head = lw_preview_label_new (_("Line"), "panel-heading");

  gtk_label_set_xalign (head, 1);
  gtk_grid_attach (self->heads, GTK_WIDGET (head), 0, 1, 1, 1);
  gtk_size_group_add_widget (widths, GTK_WIDGET (head));
  for (guint row = 0; row < self->preview->lines->len; row++)
    {
      g_autofree char *line
        = g_strdup_printf ("%" G_GUINT64_FORMAT, g_array_index (self->preview->lines, guint64, row));
      GtkLabel *label = lw_preview_label_new (line, "line-number");

      gtk_label_set_xalign (label, 1);
      gtk_grid_attach (self->rows, GTK_WIDGET (label), 0, (int) row, 1, 1);
      gtk_size_group_add_widget (widths, GTK_WIDGET (label));
    }
}

static void
empty (GtkGrid *grid)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (grid))))
    gtk_grid_remove (grid, child);
}

static void
tell_rest (LwImportPreview *self, guint n)
{
  g_autofree char *all = lw_format_count (NULL, n);
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->note), self->columns->len < n);
  if (self->columns->len >= n)
    return;
  /* translators: two numbers of columns of a file */
  text = g_strdup_printf (_("%u of %s columns are shown: the first, and those that mean something"),
                          self->columns->len, all);
  gtk_label_set_label (self->note, text);
}

/**
 * lw_import_preview_show:
 * @preview: the beginning of a list, which must live until the next call
 * @mapping: what its columns mean
 * @guessed: whether that was guessed, and not chosen by anyone
 */
void
lw_import_preview_show (LwImportPreview *self, const LwVacancyPreview *preview, const LwVacancyMapping *mapping,
                        gboolean guessed)
{
  g_autoptr (GListModel) meanings = make_meanings ();
  guint n = g_strv_length (preview->headings);

  g_return_if_fail (LW_IS_IMPORT_PREVIEW (self));

  self->filling = TRUE;
  g_ptr_array_set_size (self->columns, 0);
  empty (self->heads);
  empty (self->rows);
  self->preview = preview;
  self->mapping = *mapping;
  lw_vacancy_style_survey (&self->style, mapping, preview->rows, preview->separator);
  add_lines (self);
  for (guint column = 0; column < n; column++)
    if (column < MOST_COLUMNS || find_field (mapping, column) >= 0)
      add_column (self, meanings, column, guessed);
  self->filling = FALSE;
  show_columns (self);
  tell_rest (self, n);
}

/**
 * lw_import_preview_set_mapping:
 * @mapping: what the columns mean now
 * @chosen_column: the column of which somebody chose the meaning, or %LW_VACANCY_NO_COLUMN
 */
void
lw_import_preview_set_mapping (LwImportPreview *self, const LwVacancyMapping *mapping, int chosen_column)
{
  g_return_if_fail (LW_IS_IMPORT_PREVIEW (self) && self->preview != NULL);

  self->mapping = *mapping;
  for (guint i = 0; i < self->columns->len; i++)
    {
      Column *column = g_ptr_array_index (self->columns, i);

      column->guessed = column->guessed && (int) column->column != chosen_column;
    }
  lw_vacancy_style_survey (&self->style, mapping, self->preview->rows, self->preview->separator);
  show_columns (self);
}

/** lw_import_preview_set_style: shows the rows as columns that are written in @style */
void
lw_import_preview_set_style (LwImportPreview *self, const LwVacancyStyle *style)
{
  g_return_if_fail (LW_IS_IMPORT_PREVIEW (self) && self->preview != NULL);

  self->style = *style;
  show_columns (self);
}

static Column *
find_column (LwImportPreview *self, guint number)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      Column *column = g_ptr_array_index (self->columns, i);

      if (column->column == number)
        return column;
    }
  return NULL;
}

/** lw_import_preview_get_choice: (transfer none) (nullable): the choice above a column of the list */
GtkDropDown *
lw_import_preview_get_choice (LwImportPreview *self, guint column)
{
  Column *shown;

  g_return_val_if_fail (LW_IS_IMPORT_PREVIEW (self), NULL);
  shown = find_column (self, column);
  return shown != NULL ? shown->choice : NULL;
}

/** lw_import_preview_get_cell: (transfer none) (nullable): a cell on screen */
GtkLabel *
lw_import_preview_get_cell (LwImportPreview *self, guint row, guint column)
{
  Column *shown;

  g_return_val_if_fail (LW_IS_IMPORT_PREVIEW (self), NULL);
  shown = find_column (self, column);
  return shown != NULL && row < shown->cells->len ? g_ptr_array_index (shown->cells, row) : NULL;
}

static void
lw_import_preview_finalize (GObject *object)
{
  g_ptr_array_unref (LW_IMPORT_PREVIEW (object)->columns);
  G_OBJECT_CLASS (lw_import_preview_parent_class)->finalize (object);
}

static void
lw_import_preview_class_init (LwImportPreviewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lw_import_preview_finalize;
  signals[SIGNAL_MEANING_CHOSEN] =
    g_signal_new ("meaning-chosen", LW_TYPE_IMPORT_PREVIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                  G_TYPE_INT, G_TYPE_INT);
}

static GtkGrid *
make_grid (int row_spacing)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), (guint) row_spacing);
  gtk_widget_set_margin_start (grid, 12);
  gtk_widget_set_margin_end (grid, 12);
  gtk_widget_set_halign (grid, GTK_ALIGN_START);
  gtk_widget_set_valign (grid, GTK_ALIGN_START);
  return GTK_GRID (grid);
}

static void
lw_import_preview_init (LwImportPreview *self)
{
  GtkWidget *heads_window = gtk_scrolled_window_new (), *rows_window = gtk_scrolled_window_new ();

  self->columns = g_ptr_array_new_with_free_func (column_free);
  self->heads_window = GTK_SCROLLED_WINDOW (heads_window);
  self->heads = make_grid (4);
  self->rows = make_grid (3);
  self->note = lw_preview_label_new ("", "dim-label");
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "preview");
  gtk_widget_set_margin_top (GTK_WIDGET (self->heads), 10);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->heads), 6);
  gtk_widget_set_margin_top (GTK_WIDGET (self->rows), 6);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->rows), 12);
  gtk_label_set_max_width_chars (self->note, -1);
  gtk_widget_set_margin_start (GTK_WIDGET (self->note), 12);
  gtk_widget_set_visible (GTK_WIDGET (self->note), FALSE);
  gtk_scrolled_window_set_policy (self->heads_window, GTK_POLICY_EXTERNAL, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (self->heads_window, GTK_WIDGET (self->heads));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (rows_window), GTK_WIDGET (self->rows));
  gtk_scrolled_window_set_hadjustment (self->heads_window,
                                       gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (rows_window)));
  gtk_widget_set_vexpand (rows_window, TRUE);
  gtk_widget_set_focusable (rows_window, TRUE);
  lw_names_set (rows_window, _("First rows of the list"));
  gtk_box_append (GTK_BOX (self), heads_window);
  gtk_box_append (GTK_BOX (self), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (self), rows_window);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->note));
}

/** lw_import_preview_new: (returns: transfer floating): a preview that shows nothing yet */
GtkWidget *
lw_import_preview_new (void)
{
  return g_object_new (LW_TYPE_IMPORT_PREVIEW, NULL);
}
