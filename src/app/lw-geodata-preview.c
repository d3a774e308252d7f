/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-geodata-preview: see lw-geodata-preview.h. */
#include "app/lw-geodata-preview.h"

#include "app/lw-preview-label.h"
#include "draw/lw-format.h"

#include <glib/gi18n-lib.h>

/* Features may have very many properties: so many are shown, and beyond them code and name. */
#define MOST_COLUMNS 40
/* So many provinces are named. */
#define MOST_PROVINCES 3

struct _LwGeodataPreview {
  GtkBox parent_instance;

  GtkLabel *figures;
  GtkLabel *place;
  GtkLabel *warning;
  GtkGrid *rows;
  GPtrArray *marks; /* of GtkLabel, one a column of the layer, NULL for those that are not shown */
};

G_DEFINE_FINAL_TYPE (LwGeodataPreview, lw_geodata_preview, GTK_TYPE_BOX)

static char *
describe_figures (const LwSourceLook *look)
{
  g_autofree char *n = lw_format_count (NULL, look->n), *outside = lw_format_count (NULL, look->n_outside);
  g_autofree char *all = NULL, *rest = NULL;

  /* translators: %s is a number */
  all = g_strdup_printf (ngettext ("%s feature", "%s features", look->n), n);
  if (look->n_outside == 0)
    return g_steal_pointer (&all);
  /* translators: %s is a number of features */
  rest = g_strdup_printf (_("%s outside the Netherlands"), outside);
  return g_strdup_printf ("%s · %s", all, rest);
}

static char *
name_provinces (const LwSourceLook *look)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint n = look->provinces->len;

  for (guint i = 0; i < MIN (n, MOST_PROVINCES); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", (char *) g_ptr_array_index (look->provinces, i));
  if (n > MOST_PROVINCES)
    {
      /* translators: after the names of three provinces; %u is a number of provinces */
      g_autofree char *rest = g_strdup_printf (ngettext ("and %u other", "and %u others", n - MOST_PROVINCES),
                                               n - MOST_PROVINCES);

      g_string_append_printf (names, " %s", rest);
    }
  return g_strdup (names->str);
}

/* Where the features lie, in words and in metres. */
static char *
describe_place (const LwSourceLook *look)
{
  g_autofree char *provinces = name_provinces (look), *metres = NULL;
  g_autofree char *min_x = NULL, *max_x = NULL, *min_y = NULL, *max_y = NULL;

  if (look->n_placed == 0)
    return NULL;
  min_x = lw_format_number (NULL, look->bounds.min_x, 0);
  max_x = lw_format_number (NULL, look->bounds.max_x, 0);
  min_y = lw_format_number (NULL, look->bounds.min_y, 0);
  max_y = lw_format_number (NULL, look->bounds.max_y, 0);
  /* translators: an extent in metres of RD New: smallest and largest x, then y */
  metres = g_strdup_printf (_("x %s to %s, y %s to %s (RD New)"), min_x, max_x, min_y, max_y);
  return *provinces ? g_strdup_printf ("%s · %s", provinces, metres) : g_steal_pointer (&metres);
}

static char *
find_warning (const LwSourceLook *look)
{
  if (look->trouble)
    return g_strdup (look->trouble);
  if (look->n == 0)
    return g_strdup (_("This layer has no features that can be read."));
  if (look->n_placed == 0 && look->n_outside > 0)
    return g_strdup (_("None of it lies in the Netherlands with this coordinate system. Choose another."));
  if (look->n_outside > 0)
    return g_strdup (_("What lies outside the Netherlands is not used. If that is wrong, choose another coordinate "
                       "system."));
  return look->n_placed == 0 ? g_strdup (_("The features have no shape that can be used.")) : NULL;
}

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

static void
add_column (LwGeodataPreview *self, const LwSourceLook *look, guint column, int at)
{
  const char *heading = g_ptr_array_index (look->columns, column);
  GtkLabel *head = lw_preview_label_new (heading, "panel-heading"), *mark = lw_preview_label_new ("", "caption");

  gtk_widget_set_tooltip_text (GTK_WIDGET (head), heading);
  gtk_widget_add_css_class (GTK_WIDGET (mark), "accent");
  gtk_grid_attach (self->rows, GTK_WIDGET (mark), at, 0, 1, 1);
  gtk_grid_attach (self->rows, GTK_WIDGET (head), at, 1, 1, 1);
  g_ptr_array_index (self->marks, column) = mark;
  for (guint row = 0; row < look->rows->len; row++)
    {
      GStrv cells = g_ptr_array_index (look->rows, row);

      gtk_grid_attach (self->rows, GTK_WIDGET (lw_preview_label_new (cells[column], "numeric")), at, (int) row + 2, 1, 1);
    }
}

static gboolean
is_shown (const LwSourceLook *look, guint column)
{
  if (column < MOST_COLUMNS)
    return TRUE;
  for (guint role = 0; role < LW_N_GEODATA_ROLES; role++)
    if (look->codes[role] == column || look->names[role] == column)
      return TRUE;
  return FALSE;
}

static void
fill_rows (LwGeodataPreview *self, const LwSourceLook *look)
{
  GtkWidget *child;
  int at = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->rows))))
    gtk_grid_remove (self->rows, child);
  g_ptr_array_set_size (self->marks, 0);
  g_ptr_array_set_size (self->marks, (int) look->columns->len);
  for (guint column = 0; column < look->columns->len; column++)
    if (is_shown (look, column))
      add_column (self, look, column, at++);
}

/** lw_geodata_preview_show: @look: what was found; it is not kept */
void
lw_geodata_preview_show (LwGeodataPreview *self, const LwSourceLook *look)
{
  g_autofree char *figures = NULL, *place = NULL, *warning = NULL;

  g_return_if_fail (LW_IS_GEODATA_PREVIEW (self));
  figures = describe_figures (look);
  place = describe_place (look);
  warning = find_warning (look);
  set_text (self->figures, figures);
  set_text (self->place, place);
  set_text (self->warning, warning);
  fill_rows (self, look);
}

/** lw_geodata_preview_mark: tells above its heading which column holds the code and which the name of areas;
 * %LW_FEATURES_NONE for none */
void
lw_geodata_preview_mark (LwGeodataPreview *self, guint code, guint name)
{
  g_return_if_fail (LW_IS_GEODATA_PREVIEW (self));

  for (guint i = 0; i < self->marks->len; i++)
    {
      GtkLabel *mark = g_ptr_array_index (self->marks, i);

      if (!mark)
        continue;
      /* translators: above the column that is used as code, as name, or as both */
      gtk_label_set_label (mark, i == code && i == name ? _("Code and name")
                                 : i == code            ? C_("column", "Code")
                                 : i == name            ? C_("column", "Name")
                                                        : "");
    }
}

/** lw_geodata_preview_say: @sentence: what is being done, or what went wrong, in the place of a warning */
void
lw_geodata_preview_say (LwGeodataPreview *self, const char *sentence)
{
  g_return_if_fail (LW_IS_GEODATA_PREVIEW (self));
  set_text (self->warning, sentence);
}

static void
lw_geodata_preview_finalize (GObject *object)
{
  g_ptr_array_unref (LW_GEODATA_PREVIEW (object)->marks);
  G_OBJECT_CLASS (lw_geodata_preview_parent_class)->finalize (object);
}

static void
lw_geodata_preview_class_init (LwGeodataPreviewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lw_geodata_preview_finalize;
}

static GtkLabel *
add_label (GtkBox *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, css_class);
  gtk_widget_set_visible (label, FALSE);
  gtk_box_append (box, label);
  return GTK_LABEL (label);
}

static void
lw_geodata_preview_init (LwGeodataPreview *self)
{
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4), *window = gtk_scrolled_window_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->marks = g_ptr_array_new ();
  gtk_widget_add_css_class (top, "import-figures");
  self->figures = add_label (GTK_BOX (top), "heading");
  self->place = add_label (GTK_BOX (top), "dim-label");
  self->warning = add_label (GTK_BOX (top), "import-warning");
  self->rows = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_spacing (self->rows, 18);
  gtk_grid_set_row_spacing (self->rows, 4);
  gtk_widget_add_css_class (GTK_WIDGET (self->rows), "preview");
  gtk_widget_add_css_class (GTK_WIDGET (self->rows), "import-figures");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), GTK_WIDGET (self->rows));
  gtk_widget_set_vexpand (window, TRUE);
  gtk_widget_set_hexpand (window, TRUE);
  gtk_box_append (GTK_BOX (self), top);
  gtk_box_append (GTK_BOX (self), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (self), window);
}

/** lw_geodata_preview_new: (returns: transfer floating): the preview of a layer that is not looked at yet */
GtkWidget *
lw_geodata_preview_new (void)
{
  return g_object_new (LW_TYPE_GEODATA_PREVIEW, NULL);
}
