/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-demand-series-page: the demand of the whole or of a region, year by year, as the document has it: typed by hand or
 * read from a file. A row without a figure goes; the last row adds a year. */
#include "app/lw-demand-pages.h"
#include "app/lw-number-entry.h"

#include "draw/lw-format.h"
#include "panels/lw-names.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define MAX_M2 1e9

typedef enum {
  COLUMN_M2,
  COLUMN_LOW,
  COLUMN_HIGH,
  N_COLUMNS,
} Column;

/* A year and its controls; the last row has an entry for the year. */
typedef struct {
  LwDemandSeriesPage *page;
  int year;
  LwNumberEntry *entry[N_COLUMNS];
} Row;

struct _LwDemandSeriesPage {
  AdwPreferencesPage parent_instance;

  AdwComboRow *region;
  AdwPreferencesGroup *group;
  GtkGrid *table;
  GPtrArray *rows; /* of Row */
  LwNumberEntry *new_year;
  LwNumberEntry *new_m2;
  GtkLabel *problem;

  LwSession *session;
  GPtrArray *regions;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (LwDemandSeriesPage, lw_demand_series_page, ADW_TYPE_PREFERENCES_PAGE)

static const char *
chosen_region (LwDemandSeriesPage *self)
{
  guint selected = adw_combo_row_get_selected (self->region);

  return selected > 0 && selected <= self->regions->len ? g_ptr_array_index (self->regions, selected - 1) : "";
}

static const LwDemandSeries *
find_series (LwDemandSeriesPage *self, const char *region)
{
  GPtrArray *list = lw_session_get_demand (self->session);

  for (guint i = 0; list && i < list->len; i++)
    if (g_strcmp0 (lw_demand_series_get_region (g_ptr_array_index (list, i)), region) == 0)
      return g_ptr_array_index (list, i);
  return NULL;
}

static void
show_problem (LwDemandSeriesPage *self, const char *text)
{
  gtk_label_set_label (self->problem, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), text != NULL);
}

/* Sets or, without a figure, forgets a year, as one edit. */
static void
write_point (LwDemandSeriesPage *self, const LwDemandPoint *point)
{
  const LwDemandSeries *old = find_series (self, chosen_region (self));
  g_autoptr (LwDemandSeries) series
    = old ? lw_demand_series_copy (old) : lw_demand_series_new (chosen_region (self), _("By hand"));
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_strdup_printf (_("Demand of %d"), point->year);

  if (isnan (point->m2))
    lw_demand_series_remove (series, point->year);
  else if (!lw_demand_series_set_point (series, point, &error))
    {
      show_problem (self, error->message);
      return;
    }
  show_problem (self, NULL);
  lw_session_write_demand (self->session, series, name);
}

static void
entered_cb (Row *row)
{
  LwDemandPoint point = { row->year, lw_number_entry_get_value (row->entry[COLUMN_M2]),
                          lw_number_entry_get_value (row->entry[COLUMN_LOW]),
                          lw_number_entry_get_value (row->entry[COLUMN_HIGH]) };

  if (!row->page->filling)
    write_point (row->page, &point);
}

static void
added_cb (LwDemandSeriesPage *self)
{
  LwDemandPoint point = { 0, lw_number_entry_get_value (self->new_m2), NAN, NAN };
  double year = lw_number_entry_get_value (self->new_year);

  if (self->filling || isnan (year) || isnan (point.m2))
    return;
  point.year = (int) round (year);
  write_point (self, &point);
}

static GtkWidget *
new_entry (Row *row, Column column)
{
  static const char *const words[] = { N_("Demand, m²"), N_("Low, m²"), N_("High, m²") };
  g_autofree char *name = g_strdup_printf ("%d, %s", row->year, _(words[column]));
  GtkWidget *entry = lw_number_entry_new (name, 12, 0, MAX_M2, 1);

  row->entry[column] = LW_NUMBER_ENTRY (entry);
  g_signal_connect_swapped (entry, "entered", G_CALLBACK (entered_cb), row);
  return entry;
}

static void
add_row (LwDemandSeriesPage *self, const LwDemandPoint *point)
{
  Row *row = g_new0 (Row, 1);
  const double values[N_COLUMNS] = { point->m2, point->low_m2, point->high_m2 };
  int line = (int) self->rows->len + 1;
  g_autofree char *year = lw_format_year (point->year);

  row->page = self;
  row->year = point->year;
  gtk_grid_attach (self->table, lw_demand_table_label (year, FALSE), 0, line, 1, 1);
  for (Column column = 0; column < N_COLUMNS; column++)
    {
      gtk_grid_attach (self->table, new_entry (row, column), (int) column + 1, line, 1, 1);
      lw_number_entry_set_value (row->entry[column], values[column]);
    }
  g_ptr_array_add (self->rows, row);
}

static void
add_new_row (LwDemandSeriesPage *self)
{
  int line = (int) self->rows->len + 1;

  self->new_year = LW_NUMBER_ENTRY (lw_number_entry_new (_("Another year"), 6, 1900, 2200, 1));
  self->new_m2 = LW_NUMBER_ENTRY (lw_number_entry_new (_("Demand of the other year, m²"), 12, 0, MAX_M2, 1));
  g_signal_connect_swapped (self->new_year, "entered", G_CALLBACK (added_cb), self);
  g_signal_connect_swapped (self->new_m2, "entered", G_CALLBACK (added_cb), self);
  gtk_grid_attach (self->table, GTK_WIDGET (self->new_year), 0, line, 1, 1);
  gtk_grid_attach (self->table, GTK_WIDGET (self->new_m2), 1, line, 1, 1);
  gtk_grid_attach (self->table, lw_demand_table_label (_("another year"), FALSE), 2, line, 2, 1);
}

static void
build_table (LwDemandSeriesPage *self)
{
  const char *const heads[] = { _("Demand, m²"), _("Low, m²"), _("High, m²") };

  if (self->table)
    adw_preferences_group_remove (self->group, GTK_WIDGET (self->table));
  g_ptr_array_set_size (self->rows, 0);
  self->table = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_spacing (self->table, 12);
  gtk_grid_set_row_spacing (self->table, 3);
  gtk_grid_attach (self->table, lw_demand_table_label (_("1 January"), FALSE), 0, 0, 1, 1);
  gtk_widget_add_css_class (gtk_grid_get_child_at (self->table, 0, 0), "panel-heading");
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    gtk_grid_attach (self->table, lw_demand_table_label (heads[i], TRUE), (int) i + 1, 0, 1, 1);
  adw_preferences_group_add (self->group, GTK_WIDGET (self->table));
}

static gboolean
are_same (LwDemandSeriesPage *self, const LwDemandPoint *points, guint n)
{
  if (!self->table || n != self->rows->len)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (points[i].year != ((Row *) g_ptr_array_index (self->rows, i))->year)
      return FALSE;
  return TRUE;
}

/* Rows stay while the years are the same, so that whoever goes through them with the keyboard keeps the place. */
static void
show_series (LwDemandSeriesPage *self)
{
  const LwDemandSeries *series = find_series (self, chosen_region (self));
  guint n = 0;
  const LwDemandPoint *points = series ? lw_demand_series_get_points (series, &n) : NULL;
  const char *source = series ? lw_demand_series_get_source (series) : "";
  g_autofree char *said = *source ? g_strdup_printf (_("Source: %s."), source) : g_strdup ("");
  g_autofree char *escaped = g_markup_escape_text (said, -1);

  self->filling = TRUE;
  if (are_same (self, points, n))
    for (guint i = 0; i < n; i++)
      {
        Row *row = g_ptr_array_index (self->rows, i);

        lw_number_entry_set_value (row->entry[COLUMN_M2], points[i].m2);
        lw_number_entry_set_value (row->entry[COLUMN_LOW], points[i].low_m2);
        lw_number_entry_set_value (row->entry[COLUMN_HIGH], points[i].high_m2);
      }
  else
    {
      build_table (self);
      for (guint i = 0; i < n; i++)
        add_row (self, &points[i]);
      add_new_row (self);
    }
  lw_number_entry_set_value (self->new_year, NAN);
  lw_number_entry_set_value (self->new_m2, NAN);
  self->filling = FALSE;
  adw_preferences_group_set_description (self->group, escaped);
}

static void
region_changed_cb (LwDemandSeriesPage *self)
{
  if (self->filling)
    return;
  show_problem (self, NULL);
  show_series (self);
}

static void
show_regions (LwDemandSeriesPage *self)
{
  g_autoptr (GPtrArray) names = lw_demand_list_regions (self->session);
  g_autoptr (GtkStringList) list = NULL;
  gboolean same = self->regions && self->regions->len == names->len;

  for (guint i = 0; same && i < names->len; i++)
    same = strcmp (g_ptr_array_index (names, i), g_ptr_array_index (self->regions, i)) == 0;
  if (same)
    return;
  g_clear_pointer (&self->regions, g_ptr_array_unref);
  self->regions = g_steal_pointer (&names);
  list = gtk_string_list_new (NULL);
  gtk_string_list_append (list, _("The whole, shared out by space in use"));
  for (guint i = 0; i < self->regions->len; i++)
    gtk_string_list_append (list, g_ptr_array_index (self->regions, i));
  self->filling = TRUE;
  adw_combo_row_set_model (self->region, G_LIST_MODEL (list));
  /* What there is is shown first. */
  for (guint i = 0; !find_series (self, "") && i < self->regions->len; i++)
    if (find_series (self, g_ptr_array_index (self->regions, i)))
      {
        adw_combo_row_set_selected (self->region, i + 1);
        break;
      }
  self->filling = FALSE;
}

/** lw_demand_series_page_show: shows the series of the document */
void
lw_demand_series_page_show (LwDemandSeriesPage *self)
{
  show_regions (self);
  show_series (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->group), !lw_session_get_read_only (self->session));
}

static void
lw_demand_series_page_dispose (GObject *object)
{
  g_clear_object (&LW_DEMAND_SERIES_PAGE (object)->session);
  G_OBJECT_CLASS (lw_demand_series_page_parent_class)->dispose (object);
}

static void
lw_demand_series_page_finalize (GObject *object)
{
  LwDemandSeriesPage *self = LW_DEMAND_SERIES_PAGE (object);

  g_clear_pointer (&self->regions, g_ptr_array_unref);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (lw_demand_series_page_parent_class)->finalize (object);
}

static void
lw_demand_series_page_class_init (LwDemandSeriesPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lw_demand_series_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = lw_demand_series_page_finalize;
}

static void
lw_demand_series_page_init (LwDemandSeriesPage *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  self->rows = g_ptr_array_new_with_free_func (g_free);
  self->region = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->region), _("Region"));
  g_signal_connect_swapped (self->region, "notify::selected", G_CALLBACK (region_changed_cb), self);
  adw_preferences_group_set_description (
    group, _("Counts for scenarios whose demand path is “Demand of the document”. A file with region, year and m2 can be "
             "dropped on the window."));
  adw_preferences_group_add (group, GTK_WIDGET (self->region));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self), group);
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->group, _("Year by year"));
  self->problem = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->problem, TRUE);
  gtk_label_set_xalign (self->problem, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), "trouble");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  adw_preferences_group_add (self->group, GTK_WIDGET (self->problem));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self), self->group);
}

/** lw_demand_series_page_new: (returns: transfer floating): the page of series */
LwDemandSeriesPage *
lw_demand_series_page_new (LwSession *session)
{
  LwDemandSeriesPage *self = g_object_new (LW_TYPE_DEMAND_SERIES_PAGE, NULL);

  self->session = g_object_ref (session);
  return self;
}
