/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-import-remark: see lw-import-remark.h. */
#include "app/lw-import-remark.h"

#include "panels/lw-names.h"

#include <glib/gi18n-lib.h>

/* The texts of a remark, each a column. */
typedef enum {
  TEXT_WHERE,
  TEXT_WHAT,
  TEXT_ADVICE,
  TEXT_ROW,
  N_TEXTS,
} Text;

#define REMARK_TYPE (remark_get_type ())
G_DECLARE_FINAL_TYPE (Remark, remark, LW, REMARK, GObject)

struct _Remark {
  GObject parent_instance;

  LwImportSeverity severity;
  char *texts[N_TEXTS];
};

G_DEFINE_FINAL_TYPE (Remark, remark, G_TYPE_OBJECT)

static void
remark_finalize (GObject *object)
{
  for (guint i = 0; i < N_TEXTS; i++)
    g_free (LW_REMARK (object)->texts[i]);
  G_OBJECT_CLASS (remark_parent_class)->finalize (object);
}

static void
remark_class_init (RemarkClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = remark_finalize;
}

static void
remark_init (Remark *self)
{
}

/* The name of the file is only of use beside others. */
static char *
describe_place (const LwImportProblem *problem, gboolean alone)
{
  g_autofree char *name = problem->source ? g_path_get_basename (problem->source) : g_strdup ("");

  if (problem->line == 0)
    return alone ? g_strdup (_("Whole list")) : g_steal_pointer (&name);
  if (alone)
    /* translators: the number of a line or row in a file */
    return g_strdup_printf (_("Row %d"), (int) problem->line);
  /* translators: the name of a file and the number of a line or row in it */
  return g_strdup_printf (_("%s, row %d"), name, (int) problem->line);
}

/* Returns: (transfer full): the rows of a report that are kept as they stood in the file, by their line */
static GHashTable *
index_rows (LwImportReport *report)
{
  GHashTable *by_line = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  LwImportRows *rows = lw_import_report_get_rows (report);

  for (guint i = 0; i < lw_import_rows_get_n (rows); i++)
    {
      const LwImportRow *row = lw_import_rows_get (rows, i);
      gint64 line = (gint64) row->line;

      if (row->content)
        g_hash_table_insert (by_line, g_memdup2 (&line, sizeof line), row->content);
    }
  return by_line;
}

static gboolean
is_alone (GPtrArray *reports)
{
  return reports->len == 1 && lw_import_report_get_n_sources (g_ptr_array_index (reports, 0)) == 1
         && g_str_equal (lw_import_report_get_kind (g_ptr_array_index (reports, 0)), "csv");
}

static void
add_remarks (GListStore *store, LwImportReport *report, gboolean alone)
{
  g_autoptr (GHashTable) by_line = index_rows (report);
  guint n = lw_import_report_get_n_problems (report);

  for (guint i = 0; i < n; i++)
    {
      const LwImportProblem *problem = lw_import_report_get_problem (report, i);
      g_autoptr (Remark) remark = g_object_new (REMARK_TYPE, NULL);
      gint64 line = (gint64) problem->line;

      remark->severity = problem->severity;
      remark->texts[TEXT_WHERE] = describe_place (problem, alone);
      remark->texts[TEXT_WHAT] = g_strdup (problem->what);
      remark->texts[TEXT_ADVICE] = g_strdup (problem->advice ? problem->advice : "");
      remark->texts[TEXT_ROW] = g_strchomp (g_strdup (line > 0 && g_hash_table_contains (by_line, &line)
                                                        ? g_hash_table_lookup (by_line, &line)
                                                        : ""));
      g_list_store_append (store, remark);
    }
}

/* Sentences are there to be read; a row of a file only tells which it is. */
static void
set_up_text_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer text)
{
  GtkWidget *label = gtk_label_new (NULL);

  if (GPOINTER_TO_UINT (text) == TEXT_WHAT || GPOINTER_TO_UINT (text) == TEXT_ADVICE)
    {
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_lines (GTK_LABEL (label), 4);
    }
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

/* The keyboard stands on the row around the cells, so that is what has to be read aloud. */
static void
name_row (GtkWidget *label, const Remark *remark)
{
  GtkWidget *cell = gtk_widget_get_parent (label), *row = cell ? gtk_widget_get_parent (cell) : NULL;
  g_autofree char *name = g_strdup_printf ("%s: %s", remark->texts[TEXT_WHERE], remark->texts[TEXT_WHAT]);

  if (row)
    lw_names_set (row, name);
}

static void
bind_text_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer text)
{
  Remark *remark = gtk_list_item_get_item (item);
  GtkWidget *label = gtk_list_item_get_child (item);
  const char *words = remark->texts[GPOINTER_TO_UINT (text)];

  gtk_label_set_label (GTK_LABEL (label), words);
  gtk_widget_set_tooltip_text (label, *words ? words : NULL);
  if (GPOINTER_TO_UINT (text) == TEXT_WHAT)
    name_row (label, remark);
}

static void
set_up_severity_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *image = gtk_image_new ();

  gtk_widget_set_valign (image, GTK_ALIGN_START);
  gtk_list_item_set_child (item, image);
}

static void
bind_severity_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  static const struct {
    const char *icon;
    const char *name;
  } kinds[LW_IMPORT_N_SEVERITIES] = {
    [LW_IMPORT_NOTE] = { "dialog-information-symbolic", N_("Note") },
    [LW_IMPORT_WARNING] = { "dialog-warning-symbolic", N_("Warning") },
    [LW_IMPORT_ERROR] = { "dialog-error-symbolic", N_("Error") },
  };
  Remark *remark = gtk_list_item_get_item (item);
  GtkWidget *image = gtk_list_item_get_child (item);

  gtk_image_set_from_icon_name (GTK_IMAGE (image), kinds[remark->severity].icon);
  gtk_widget_set_tooltip_text (image, _(kinds[remark->severity].name));
  gtk_accessible_update_property (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _(kinds[remark->severity].name), -1);
}

static void
add_column (GtkColumnView *view, const char *title, Text text, int width, gboolean expand)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = NULL;

  g_signal_connect (factory, "setup", G_CALLBACK (set_up_text_cb), GUINT_TO_POINTER (text));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_text_cb), GUINT_TO_POINTER (text));
  column = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_expand (column, expand);
  if (width > 0)
    gtk_column_view_column_set_fixed_width (column, width);
  gtk_column_view_append_column (view, column);
}

static void
add_severities (GtkColumnView *view)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = NULL;

  g_signal_connect (factory, "setup", G_CALLBACK (set_up_severity_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_severity_cb), NULL);
  column = gtk_column_view_column_new ("", factory);
  gtk_column_view_append_column (view, column);
}

/* The remarks that are selected, or all if none is, as a table in text. */
static char *
write_text (GtkColumnView *view)
{
  GtkSelectionModel *model = gtk_column_view_get_model (view);
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (model);
  gboolean all = gtk_bitset_is_empty (selected);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (model)); i++)
    {
      g_autoptr (Remark) remark = g_list_model_get_item (G_LIST_MODEL (model), i);

      if (!all && !gtk_bitset_contains (selected, i))
        continue;
      for (guint t = 0; t < N_TEXTS; t++)
        g_string_append_printf (text, "%s%s", t > 0 ? "\t" : "", remark->texts[t]);
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

static gboolean
copy_cb (GtkWidget *view, GVariant *args, gpointer data)
{
  g_autofree char *text = write_text (GTK_COLUMN_VIEW (view));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (view), text);
  return TRUE;
}

static void
copy_clicked_cb (GtkButton *button, GtkWidget *view)
{
  copy_cb (view, NULL, NULL);
  gtk_button_set_label (button, _("Copied"));
}

static gboolean
has_rows (GListModel *remarks)
{
  for (guint i = 0; i < g_list_model_get_n_items (remarks); i++)
    {
      g_autoptr (Remark) remark = g_list_model_get_item (remarks, i);

      if (remark->texts[TEXT_ROW][0] != '\0')
        return TRUE;
    }
  return FALSE;
}

/** lw_import_remarks_new: (returns: transfer floating): a table of the remarks of @reports */
GtkWidget *
lw_import_remarks_new (GPtrArray *reports)
{
  GListStore *store = g_list_store_new (REMARK_TYPE);
  GtkWidget *view = gtk_column_view_new (GTK_SELECTION_MODEL (gtk_multi_selection_new (G_LIST_MODEL (store))));
  GtkEventController *keys = gtk_shortcut_controller_new ();

  for (guint i = 0; i < reports->len; i++)
    add_remarks (store, g_ptr_array_index (reports, i), is_alone (reports));
  add_severities (GTK_COLUMN_VIEW (view));
  add_column (GTK_COLUMN_VIEW (view), _("Where"), TEXT_WHERE, is_alone (reports) ? 90 : 170, FALSE);
  add_column (GTK_COLUMN_VIEW (view), _("What"), TEXT_WHAT, 0, TRUE);
  add_column (GTK_COLUMN_VIEW (view), _("What to do"), TEXT_ADVICE, 0, TRUE);
  if (has_rows (G_LIST_MODEL (store)))
    add_column (GTK_COLUMN_VIEW (view), _("Row in the file"), TEXT_ROW, 170, FALSE);
  gtk_column_view_set_show_row_separators (GTK_COLUMN_VIEW (view), TRUE);
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys), gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_c, GDK_CONTROL_MASK),
                                                      gtk_callback_action_new (copy_cb, NULL, NULL)));
  gtk_widget_add_controller (view, keys);
  gtk_widget_add_css_class (view, "remarks");
  lw_names_set (view, _("Remarks"));
  lw_names_set (gtk_widget_get_first_child (view), _("Headings"));
  lw_names_set (gtk_widget_get_last_child (view), _("Remarks"));
  return view;
}

/** lw_import_remarks_make_copy: (returns: transfer floating): a button that copies what is selected, or all */
GtkWidget *
lw_import_remarks_make_copy (GtkWidget *remarks)
{
  GtkWidget *button = gtk_button_new_with_label (_("Copy"));

  gtk_widget_set_tooltip_text (button, _("Copy the remarks that are selected, or all (Ctrl+C)"));
  g_signal_connect_object (button, "clicked", G_CALLBACK (copy_clicked_cb), remarks, 0);
  return button;
}

/** lw_import_remarks_get_n: how many remarks are in the table */
guint
lw_import_remarks_get_n (GtkWidget *remarks)
{
  return g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (remarks))));
}
