/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-published-card: see lw-published-card.h. */
#include "panels/lw-published-card.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "draw/lw-format.h"
#include "model/lw-basemap.h"
#include "model/lw-published-figure.h"
#include "panels/lw-card-fold.h"

struct _LwPublishedCard {
  GtkWidget parent_instance;

  GtkWidget *expander;
  GtkLabel *notes;
  GtkGrid *grid;

  LwSession *session;
};

G_DEFINE_FINAL_TYPE (LwPublishedCard, lw_published_card, GTK_TYPE_WIDGET)

/* What one source says of an area on its latest date. */
typedef struct {
  const char *kind;
  const char *code;
  const char *definition;
  LwDate date;
  double rate;
  double stock_m2;
  double vacant_m2;
  double offices;
  double vacant_offices;
} Said;

static Said *
find_said (GArray *all, const LwPublishedFigure *figure)
{
  Said new_one = { figure->kind, figure->code, figure->definition, figure->date, NAN, NAN, NAN, NAN, NAN };

  for (guint i = 0; i < all->len; i++)
    {
      Said *said = &g_array_index (all, Said, i);

      if (strcmp (said->kind, figure->kind) != 0 || strcmp (said->code, figure->code) != 0
          || g_strcmp0 (said->definition, figure->definition) != 0)
        continue;
      if (said->date > figure->date)
        return NULL;
      if (said->date < figure->date)
        *said = new_one;
      return said;
    }
  g_array_append_val (all, new_one);
  return &g_array_index (all, Said, all->len - 1);
}

static GArray *
gather (GPtrArray *figures)
{
  static const struct {
    const char *figure;
    gsize offset;
  } members[] = {
    { LW_FIGURE_VACANCY_RATE, G_STRUCT_OFFSET (Said, rate) },
    { LW_FIGURE_STOCK_M2, G_STRUCT_OFFSET (Said, stock_m2) },
    { LW_FIGURE_VACANT_M2, G_STRUCT_OFFSET (Said, vacant_m2) },
    { LW_FIGURE_OFFICES, G_STRUCT_OFFSET (Said, offices) },
    { LW_FIGURE_VACANT_OFFICES, G_STRUCT_OFFSET (Said, vacant_offices) },
  };
  GArray *all = g_array_new (FALSE, FALSE, sizeof (Said));

  for (guint i = 0; i < figures->len; i++)
    {
      const LwPublishedFigure *figure = g_ptr_array_index (figures, i);
      Said *said = find_said (all, figure);

      for (guint m = 0; said != NULL && m < G_N_ELEMENTS (members); m++)
        if (strcmp (members[m].figure, figure->figure) == 0)
          G_STRUCT_MEMBER (double, said, members[m].offset) = figure->value;
    }
  return all;
}

/* The document's own totals of an area, or NULL where it is not one of its areas. */
static const LwTotals *
find_own (const LwStatistics *statistics, const Said *said)
{
  LwDimension dimension = strcmp (said->kind, LW_FIGURE_OF_REGION) == 0 ? LW_DIMENSION_REGION : LW_DIMENSION_MUNICIPALITY;
  const LwBreakdown *breakdown = statistics != NULL ? statistics->all_by[dimension] : NULL;

  if (strcmp (said->kind, LW_FIGURE_OF_COUNTRY) == 0 || strcmp (said->kind, LW_FIGURE_OF_PROVINCE) == 0)
    return NULL;
  for (guint i = 0; breakdown != NULL && i < breakdown->n; i++)
    if (strcmp (breakdown->keys[i], said->code) == 0)
      return &breakdown->totals[i];
  return NULL;
}

static const char *
find_name (const Said *said)
{
  const LwBasemap *map = lw_basemap_get_default ();
  const LwRegisterEntry *entry;
  guint n;
  int place;

  if (strcmp (said->kind, LW_FIGURE_OF_COUNTRY) == 0)
    return _ ("The Netherlands");
  if (strcmp (said->kind, LW_FIGURE_OF_PROVINCE) == 0 && (place = lw_basemap_find_province (map, said->code)) >= 0)
    return lw_basemap_get_provinces (map, &n)[place].name;
  entry = strcmp (said->kind, LW_FIGURE_OF_MUNICIPALITY) == 0
              ? lw_basemap_find_in_register (map, said->code, LW_DATE_UNKNOWN)
              : NULL;
  return entry != NULL ? entry->name : said->code;
}

/* The rate as it was published, or as the published figures give it: of m², else of offices. */
static char *
describe_published (const Said *said)
{
  double rate = !isnan (said->rate) ? said->rate : said->vacant_m2 / said->stock_m2;

  if (isnan (rate))
    rate = said->vacant_offices / said->offices;
  if (!isnan (rate))
    return lw_format_percent (NULL, rate);
  if (!isnan (said->vacant_m2))
    return lw_format_m2 (NULL, said->vacant_m2);
  if (!isnan (said->vacant_offices))
    {
      g_autofree char *count = lw_format_count (NULL, (guint64) said->vacant_offices);

      return g_strdup_printf (ngettext ("%s office", "%s offices", (gulong) said->vacant_offices), count);
    }
  return g_strdup (C_ ("published figure", "secret"));
}

static void
attach (LwPublishedCard *self, const char *text, int column, int row, gboolean is_number, const char *tip)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), is_number ? 1 : 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, column == 0);
  gtk_widget_set_tooltip_text (label, tip);
  if (row == 0)
    gtk_widget_add_css_class (label, "dim-label");
  if (is_number)
    gtk_widget_add_css_class (label, "numeric");
  gtk_grid_attach (self->grid, label, column, row, 1, 1);
}

static void
add_row (LwPublishedCard *self, const Said *said, const LwTotals *own, int row)
{
  g_autofree char *published = describe_published (said), *day = lw_date_to_display (said->date);
  g_autofree char *here = own != NULL ? lw_format_percent (NULL, own->vacancy_rate) : NULL;
  /* Translators: a source and a date */
  g_autofree char *tip = g_strdup_printf (_ ("%s, %s"), said->definition, day);

  attach (self, find_name (said), 0, row, FALSE, tip);
  attach (self, published, 1, row, TRUE, tip);
  attach (self, here != NULL ? here : "–", 2, row, TRUE, NULL);
}

static void
clear (LwPublishedCard *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
}

static int
compare_said (gconstpointer a, gconstpointer b)
{
  static const char *const order = LW_FIGURE_OF_COUNTRY " " LW_FIGURE_OF_PROVINCE " " LW_FIGURE_OF_REGION;
  const Said *first = a, *second = b;
  const char *of_first = strstr (order, first->kind), *of_second = strstr (order, second->kind);

  if (strcmp (first->kind, second->kind) != 0)
    return of_first == NULL ? 1 : of_second == NULL || of_first < of_second ? -1 : 1;
  return g_utf8_collate (find_name (first), find_name (second));
}

/* Says whose figures these are, and that they are no part of the document's own. */
static void
show_notes (LwPublishedCard *self, const GArray *all, guint n_elsewhere)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GHashTable) named = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < all->len; i++)
    {
      const Said *said = &g_array_index (all, Said, i);
      g_autofree char *day = lw_date_to_display (said->date);

      if (said->definition != NULL && g_hash_table_add (named, (gpointer) said->definition))
        g_string_append_printf (text, "%s%s, %s", text->len > 0 ? "\n" : "", said->definition, day);
    }
  g_string_append_printf (text, "\n%s", _ ("They count by their own definition and are no part of the figures above."));
  if (n_elsewhere > 0)
    g_string_append_printf (text, "\n%s",
                            _ ("Areas without an office of the document are left out here."));
  gtk_label_set_text (self->notes, text->str);
}

static void
update_cb (LwPublishedCard *self)
{
  const LwStatistics *statistics = lw_session_get_statistics (self->session);
  g_autoptr (GArray) all = gather (lw_session_get_figures (self->session));
  guint n_elsewhere = 0;
  int row = 1;

  gtk_widget_set_visible (GTK_WIDGET (self), all->len > 0);
  clear (self);
  if (all->len == 0)
    return;
  g_array_sort (all, compare_said);
  attach (self, _ ("Vacancy"), 0, 0, FALSE, NULL);
  attach (self, _ ("published"), 1, 0, TRUE, NULL);
  attach (self, _ ("here"), 2, 0, TRUE, NULL);
  for (guint i = 0; i < all->len; i++)
    {
      const Said *said = &g_array_index (all, Said, i);
      const LwTotals *own = find_own (statistics, said);

      if (own == NULL && strcmp (said->kind, LW_FIGURE_OF_MUNICIPALITY) == 0)
        n_elsewhere++;
      else
        add_row (self, said, own, row++);
    }
  show_notes (self, all, n_elsewhere);
}

static void
lw_published_card_dispose (GObject *object)
{
  LwPublishedCard *self = LW_PUBLISHED_CARD (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->expander, gtk_widget_unparent);
  G_OBJECT_CLASS (lw_published_card_parent_class)->dispose (object);
}

static void
lw_published_card_class_init (LwPublishedCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lw_published_card_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
lw_published_card_init (LwPublishedCard *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *grid = gtk_grid_new (), *notes = gtk_label_new (NULL);

  self->grid = GTK_GRID (grid);
  self->notes = GTK_LABEL (notes);
  gtk_grid_set_column_spacing (self->grid, 12);
  gtk_grid_set_row_spacing (self->grid, 4);
  gtk_label_set_xalign (self->notes, 0);
  gtk_label_set_wrap (self->notes, TRUE);
  gtk_widget_add_css_class (notes, "dim-label");
  gtk_widget_add_css_class (notes, "caption");
  gtk_widget_set_margin_top (box, 6);
  gtk_box_append (GTK_BOX (box), grid);
  gtk_box_append (GTK_BOX (box), notes);
  self->expander = lw_card_fold_new (GTK_WIDGET (self), _ ("Published figures"), box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * lw_published_card_new:
 *
 * Returns: (transfer floating): the card for @session
 */
GtkWidget *
lw_published_card_new (LwSession *session)
{
  LwPublishedCard *self = g_object_new (LW_TYPE_PUBLISHED_CARD, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::statistics", G_CALLBACK (update_cb), self, G_CONNECT_SWAPPED);
  update_cb (self);
  return GTK_WIDGET (self);
}
