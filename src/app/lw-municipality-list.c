/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-municipality-list: see lw-municipality-list.h. */
#include "app/lw-municipality-list.h"

#include "model/lw-basemap.h"
#include "model/lw-fold.h"
#include "panels/lw-names.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* So many of those that were chosen are named. */
#define MOST_NAMED 12

struct _LwMunicipalityList {
  GtkBox parent_instance;

  GtkLabel *figures;
  GtkLabel *names;
  GtkEditable *search;
  GtkDropDown *province;
  GtkFlowBox *boxes;
  GPtrArray *checks; /* of GtkCheckButton, by name */
  GPtrArray *chosen; /* codes of those that are checked, of the register */
  char *words;       /* that a name has to hold, folded */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (LwMunicipalityList, lw_municipality_list, GTK_TYPE_BOX)

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const LwRegisterEntry *
get_entry (GtkWidget *check)
{
  return g_object_get_data (G_OBJECT (check), "entry");
}

/* The province that is chosen; -1 for all. */
static int
get_province (LwMunicipalityList *self)
{
  guint selected = gtk_drop_down_get_selected (self->province);

  return selected == GTK_INVALID_LIST_POSITION ? -1 : (int) selected - 1;
}

static gboolean
is_shown (LwMunicipalityList *self, GtkWidget *check)
{
  const LwRegisterEntry *entry = get_entry (check);
  int province = get_province (self);
  g_autofree char *name = lw_fold (entry->name);

  return (province < 0 || (int) entry->province == province) && (!self->words || strstr (name, self->words));
}

static gboolean
filter_cb (GtkFlowBoxChild *child, gpointer data)
{
  return is_shown (data, gtk_flow_box_child_get_child (child));
}

static void
tell_chosen (LwMunicipalityList *self)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *figures = NULL;
  guint n = 0;

  g_ptr_array_set_size (self->chosen, 0);
  for (guint i = 0; i < self->checks->len; i++)
    {
      GtkWidget *check = g_ptr_array_index (self->checks, i);

      if (!gtk_check_button_get_active (GTK_CHECK_BUTTON (check)))
        continue;
      g_ptr_array_add (self->chosen, (gpointer) get_entry (check)->code);
      if (n++ < MOST_NAMED)
        g_string_append_printf (names, "%s%s", n > 1 ? ", " : "", get_entry (check)->name);
    }
  if (n > MOST_NAMED)
    g_string_append (names, " …");
  figures = g_strdup_printf (ngettext ("%u municipality chosen", "%u municipalities chosen", n), n);
  gtk_label_set_label (self->figures, n > 0 ? figures : _("No municipality chosen"));
  gtk_label_set_label (self->names, n > 0 ? names->str : _("Search by name, or choose all of a province."));
}

static void
changed_cb (LwMunicipalityList *self)
{
  if (self->filling)
    return;
  tell_chosen (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
search_cb (LwMunicipalityList *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->search)));

  g_free (self->words);
  self->words = *text ? lw_fold (text) : NULL;
  gtk_flow_box_invalidate_filter (self->boxes);
}

/* Checks those that are shown, or takes all checks away. */
static void
check_all (LwMunicipalityList *self, gboolean check)
{
  self->filling = TRUE;
  for (guint i = 0; i < self->checks->len; i++)
    {
      GtkWidget *box = g_ptr_array_index (self->checks, i);

      if (!check || is_shown (self, box))
        gtk_check_button_set_active (GTK_CHECK_BUTTON (box), check);
    }
  self->filling = FALSE;
  changed_cb (self);
}

static void
all_cb (LwMunicipalityList *self)
{
  check_all (self, TRUE);
}

static void
none_cb (LwMunicipalityList *self)
{
  check_all (self, FALSE);
}

/** lw_municipality_list_get_chosen: (returns: transfer none) (element-type utf8): codes of the municipalities that are
 * chosen, which live as long as the program */
GPtrArray *
lw_municipality_list_get_chosen (LwMunicipalityList *self)
{
  g_return_val_if_fail (LW_IS_MUNICIPALITY_LIST (self), NULL);
  return self->chosen;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const LwRegisterEntry *one = *(gconstpointer *) a, *other = *(gconstpointer *) b;

  return g_utf8_collate (one->name, other->name);
}

/* Those of @codes, or those that there are now. */
static GPtrArray *
find_entries (GPtrArray *codes)
{
  const LwBasemap *map = lw_basemap_get_default ();
  GPtrArray *entries = g_ptr_array_new ();
  guint n;
  const LwRegisterEntry *list = lw_basemap_get_register (map, &n);

  for (guint i = 0; i < codes->len; i++)
    {
      const LwRegisterEntry *entry = lw_basemap_find_in_register (map, g_ptr_array_index (codes, i), LW_DATE_UNKNOWN);

      if (entry)
        g_ptr_array_add (entries, (gpointer) entry);
    }
  for (guint i = 0; codes->len == 0 && i < n; i++)
    if (list[i].end == LW_DATE_UNKNOWN)
      g_ptr_array_add (entries, (gpointer) &list[i]);
  g_ptr_array_sort (entries, compare_names);
  return entries;
}

static void
add_checks (LwMunicipalityList *self, GPtrArray *codes)
{
  g_autoptr (GPtrArray) entries = find_entries (codes);

  for (guint i = 0; i < entries->len; i++)
    {
      const LwRegisterEntry *entry = g_ptr_array_index (entries, i);
      GtkWidget *check = gtk_check_button_new_with_label (entry->name), *child = gtk_flow_box_child_new ();

      g_object_set_data (G_OBJECT (check), "entry", (gpointer) entry);
      gtk_widget_set_tooltip_text (check, entry->code);
      g_signal_connect_object (check, "toggled", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
      gtk_widget_set_focusable (child, FALSE);
      gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), check);
      gtk_flow_box_insert (self->boxes, child, -1);
      g_ptr_array_add (self->checks, check);
    }
}

static void
lw_municipality_list_finalize (GObject *object)
{
  LwMunicipalityList *self = LW_MUNICIPALITY_LIST (object);

  g_ptr_array_unref (self->checks);
  g_ptr_array_unref (self->chosen);
  g_free (self->words);
  G_OBJECT_CLASS (lw_municipality_list_parent_class)->finalize (object);
}

static void
lw_municipality_list_class_init (LwMunicipalityListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lw_municipality_list_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", LW_TYPE_MUNICIPALITY_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
}

static GtkDropDown *
make_provinces (void)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint n;
  const LwProvince *provinces = lw_basemap_get_provinces (lw_basemap_get_default (), &n);
  GtkWidget *choice;

  gtk_string_list_append (names, _("All provinces"));
  for (guint i = 0; i < n; i++)
    gtk_string_list_append (names, provinces[i].name);
  choice = gtk_drop_down_new (g_object_ref (G_LIST_MODEL (names)), NULL);
  lw_names_set (choice, _("Province"));
  return GTK_DROP_DOWN (choice);
}

static void
add_button (LwMunicipalityList *self, GtkWidget *bar, const char *label, void (*clicked) (LwMunicipalityList *))
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (bar), button);
}

static void
add_bar (LwMunicipalityList *self, GtkWidget *top)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *search = gtk_search_entry_new ();

  gtk_widget_set_hexpand (search, TRUE);
  gtk_widget_set_margin_top (bar, 6);
  g_object_set (search, "placeholder-text", _("Search municipalities"), NULL);
  lw_names_set (search, _("Search municipalities"));
  self->search = GTK_EDITABLE (search);
  self->province = make_provinces ();
  g_signal_connect_object (search, "search-changed", G_CALLBACK (search_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->province, "notify::selected", G_CALLBACK (search_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (bar), search);
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->province));
  add_button (self, bar, _("Choose all _shown"), all_cb);
  add_button (self, bar, _("Choose n_one"), none_cb);
  gtk_box_append (GTK_BOX (top), bar);
}

static GtkLabel *
add_label (GtkWidget *top, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (top), label);
  return GTK_LABEL (label);
}

static void
lw_municipality_list_init (LwMunicipalityList *self)
{
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4), *window = gtk_scrolled_window_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->checks = g_ptr_array_new ();
  self->chosen = g_ptr_array_new ();
  gtk_widget_add_css_class (top, "import-figures");
  self->figures = add_label (top, "heading");
  self->names = add_label (top, "dim-label");
  add_bar (self, top);
  self->boxes = GTK_FLOW_BOX (gtk_flow_box_new ());
  gtk_flow_box_set_selection_mode (self->boxes, GTK_SELECTION_NONE);
  gtk_flow_box_set_homogeneous (self->boxes, TRUE);
  gtk_flow_box_set_max_children_per_line (self->boxes, 6);
  gtk_widget_set_valign (GTK_WIDGET (self->boxes), GTK_ALIGN_START);
  gtk_widget_add_css_class (GTK_WIDGET (self->boxes), "import-bar");
  gtk_flow_box_set_filter_func (self->boxes, filter_cb, self, NULL);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), GTK_WIDGET (self->boxes));
  gtk_widget_set_vexpand (window, TRUE);
  gtk_box_append (GTK_BOX (self), top);
  gtk_box_append (GTK_BOX (self), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (self), window);
}

/**
 * lw_municipality_list_new:
 * @codes: (element-type utf8): of those to choose from; empty for all of the bundled register that there are now
 *
 * Returns: (transfer floating): the list, with none chosen
 */
GtkWidget *
lw_municipality_list_new (GPtrArray *codes)
{
  LwMunicipalityList *self = g_object_new (LW_TYPE_MUNICIPALITY_LIST, NULL);

  add_checks (self, codes);
  tell_chosen (self);
  return GTK_WIDGET (self);
}
