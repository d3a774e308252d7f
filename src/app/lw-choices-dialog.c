/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-choices-dialog: see lw-choices-dialog.h. */
#include "app/lw-choices-dialog.h"

#include "app/lw-geodata-page.h"
#include "app/lw-register-page.h"
#include "panels/lw-names.h"

#include <glib/gi18n-lib.h>

/* A GeoPackage may have very many layers: so many are offered. */
#define MOST_LAYERS 100

struct _LwChoicesDialog {
  AdwWindow parent_instance;

  GtkWidget *accept;
  AdwWindowTitle *title;
  GtkStack *stack;
  GtkWidget *sidebar; /* of the pages, when there are several */
  GPtrArray *layers;  /* of LwGeodataPage, owned by @stack */
  LwRegisterPage *registers; /* NULL if there is none */
  GPtrArray *registered; /* paths that are of the register */
  GPtrArray *answers;    /* of LwGeodataAnswer */
};

G_DEFINE_FINAL_TYPE (LwChoicesDialog, lw_choices_dialog, ADW_TYPE_WINDOW)

enum {
  SIGNAL_ACCEPTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Whether anything is wanted, and all that is wanted is complete; a page that is not is marked. */
static void
check (LwChoicesDialog *self)
{
  gboolean any = self->registers != NULL;
  gboolean complete = !self->registers || lw_register_page_is_complete (self->registers);

  if (self->registers)
    gtk_stack_page_set_needs_attention (gtk_stack_get_page (self->stack, GTK_WIDGET (self->registers)), !complete);
  for (guint i = 0; i < self->layers->len; i++)
    {
      LwGeodataPage *page = g_ptr_array_index (self->layers, i);
      gboolean lacks = lw_geodata_page_is_wanted (page) && !lw_geodata_page_is_complete (page);

      gtk_stack_page_set_needs_attention (gtk_stack_get_page (self->stack, GTK_WIDGET (page)), lacks);
      complete = complete && !lacks;
      any = any || lw_geodata_page_is_wanted (page);
    }
  gtk_widget_set_sensitive (self->accept, any && complete);
}

/* Opens at the first page that lacks something, else at the first. */
static void
show_lacking (LwChoicesDialog *self)
{
  for (guint i = 0; i < self->layers->len; i++)
    {
      GtkWidget *page = g_ptr_array_index (self->layers, i);

      if (gtk_stack_page_get_needs_attention (gtk_stack_get_page (self->stack, page)))
        {
          gtk_stack_set_visible_child (self->stack, page);
          return;
        }
    }
}

static void
accept_cb (LwChoicesDialog *self)
{
  g_signal_emit (self, signals[SIGNAL_ACCEPTED], 0);
  gtk_window_destroy (GTK_WINDOW (self));
}

/**
 * lw_choices_dialog_fill_request:
 * @request: says how the sources are read
 *
 * What it points at lives as long as the dialog, but for the answers, which have an owner for each that refers to them.
 */
void
lw_choices_dialog_fill_request (LwChoicesDialog *self, LwImportRequest *request)
{
  g_return_if_fail (LW_IS_CHOICES_DIALOG (self));

  g_clear_pointer (&self->answers, g_ptr_array_unref);
  self->answers = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_geodata_answer_free);
  for (guint i = 0; i < self->layers->len; i++)
    {
      LwGeodataPage *page = g_ptr_array_index (self->layers, i);

      if (lw_geodata_page_is_wanted (page))
        g_ptr_array_add (self->answers, lw_geodata_page_dup_answer (page));
    }
  request->answers = self->answers;
  if (self->registers)
    lw_register_page_fill_request (self->registers, request);
}

/** lw_choices_dialog_dup_paths: (returns: transfer full): the sources of which something is to be imported */
GStrv
lw_choices_dialog_dup_paths (LwChoicesDialog *self)
{
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();
  const char *last = NULL;

  g_return_val_if_fail (LW_IS_CHOICES_DIALOG (self), NULL);
  for (guint i = 0; i < self->registered->len; i++)
    g_strv_builder_add (paths, g_ptr_array_index (self->registered, i));
  /* The layers of a file stand together. */
  for (guint i = 0; i < self->layers->len; i++)
    {
      LwGeodataPage *page = g_ptr_array_index (self->layers, i);

      if (!lw_geodata_page_is_wanted (page) || g_strcmp0 (last, lw_geodata_page_get_path (page)) == 0)
        continue;
      last = lw_geodata_page_get_path (page);
      g_strv_builder_add (paths, last);
    }
  return g_strv_builder_end (paths);
}

static void
lw_choices_dialog_finalize (GObject *object)
{
  LwChoicesDialog *self = LW_CHOICES_DIALOG (object);

  g_ptr_array_unref (self->layers);
  g_ptr_array_unref (self->registered);
  g_clear_pointer (&self->answers, g_ptr_array_unref);
  G_OBJECT_CLASS (lw_choices_dialog_parent_class)->finalize (object);
}

static void
lw_choices_dialog_class_init (LwChoicesDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lw_choices_dialog_finalize;
  signals[SIGNAL_ACCEPTED]
    = g_signal_new ("accepted", LW_TYPE_CHOICES_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
make_header (LwChoicesDialog *self)
{
  GtkWidget *header = adw_header_bar_new (), *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));

  self->title = ADW_WINDOW_TITLE (adw_window_title_new (_("Import with choices"), NULL));
  self->accept = gtk_button_new_with_mnemonic (_("_Import"));
  gtk_widget_add_css_class (self->accept, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  g_signal_connect_object (self->accept, "clicked", G_CALLBACK (accept_cb), self, G_CONNECT_SWAPPED);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), GTK_WIDGET (self->title));
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->accept);
  return header;
}

static void
lw_choices_dialog_init (LwChoicesDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *panes = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *sidebar = gtk_stack_sidebar_new ();

  self->layers = g_ptr_array_new ();
  self->registered = g_ptr_array_new_with_free_func (g_free);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_hexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_stack_sidebar_set_stack (GTK_STACK_SIDEBAR (sidebar), self->stack);
  gtk_widget_set_size_request (sidebar, 180, -1);
  self->sidebar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_box_append (GTK_BOX (self->sidebar), sidebar);
  gtk_box_append (GTK_BOX (self->sidebar), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (panes), self->sidebar);
  gtk_box_append (GTK_BOX (panes), GTK_WIDGET (self->stack));
  gtk_box_append (GTK_BOX (box), make_header (self));
  gtk_box_append (GTK_BOX (box), panes);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_title (GTK_WINDOW (self), _("Import with choices"));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), 1240, 640);
  gtk_widget_set_size_request (GTK_WIDGET (self), 800, 480);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->accept);
}

static void
add_layer (LwChoicesDialog *self, const char *layer, LwSourceLook *look, const char *path, gboolean optional)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *title = layer ? g_strdup_printf ("%s · %s", name, layer) : g_strdup (name);
  GtkWidget *page = lw_geodata_page_new (path, layer, look, optional);

  g_ptr_array_add (self->layers, page);
  gtk_stack_add_titled (self->stack, page, NULL, title);
  g_signal_connect_object (page, "changed", G_CALLBACK (check), self, G_CONNECT_SWAPPED);
}

/* A page for each layer of a file; only the one that was looked at is imported unless people say otherwise. */
static void
add_geodata (LwChoicesDialog *self, LwSourceLook *look, gboolean optional)
{
  g_autoptr (GPtrArray) layers = look->layers ? g_ptr_array_ref (look->layers) : NULL;
  g_autofree char *first = g_strdup (look->layer), *path = g_strdup (look->path);

  if (!layers || layers->len < 2)
    {
      add_layer (self, NULL, look, path, optional);
      return;
    }
  for (guint i = 0; i < layers->len && i < MOST_LAYERS; i++)
    {
      const char *layer = g_ptr_array_index (layers, i);

      add_layer (self, layer, g_strcmp0 (layer, first) == 0 ? look : NULL, path, TRUE);
    }
}

static void
add_registers (LwChoicesDialog *self, LwSession *session, GPtrArray *looks)
{
  GtkWidget *page;

  if (looks->len == 0)
    return;
  page = lw_register_page_new (session, looks);
  for (guint i = 0; i < looks->len; i++)
    {
      const LwSourceLook *look = g_ptr_array_index (looks, i);

      g_ptr_array_add (self->registered, g_strdup (look->path));
    }
  self->registers = LW_REGISTER_PAGE (page);
  gtk_stack_add_titled (self->stack, page, NULL, _("Register (BAG)"));
  g_signal_connect_object (page, "changed", G_CALLBACK (check), self, G_CONNECT_SWAPPED);
}

/* With one page the name of the file stands in the title, with several in the list. */
static void
show_names (LwChoicesDialog *self, const char *path)
{
  guint n_pages = self->layers->len + (self->registers != NULL);
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *several = NULL;

  gtk_widget_set_visible (self->sidebar, n_pages > 1);
  /* translators: parts of an import: layers of geodata, and the register */
  several = g_strdup_printf (ngettext ("%u part", "%u parts", n_pages), n_pages);
  adw_window_title_set_subtitle (self->title, n_pages > 1 ? several : name);
}

/**
 * lw_choices_dialog_new:
 * @parent: the window
 * @session: the session into whose document the sources go
 * @looks: (element-type LwSourceLook) (transfer full): sources of geodata and of the register; at least one
 *
 * Returns: (transfer none): the dialog, to be presented; it destroys itself when it is answered
 */
LwChoicesDialog *
lw_choices_dialog_new (GtkWindow *parent, LwSession *session, GPtrArray *looks)
{
  LwChoicesDialog *self = g_object_new (LW_TYPE_CHOICES_DIALOG, "transient-for", parent, NULL);
  g_autoptr (GPtrArray) registers = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_source_look_free);
  gboolean optional = looks->len > 1;
  g_autofree char *path = NULL;

  g_return_val_if_fail (looks->len > 0, NULL);
  path = g_strdup (((LwSourceLook *) g_ptr_array_index (looks, 0))->path);
  g_ptr_array_set_free_func (looks, NULL);
  for (guint i = 0; i < looks->len; i++)
    {
      LwSourceLook *look = g_ptr_array_index (looks, i);

      if (lw_source_look_is_register (look))
        g_ptr_array_add (registers, look);
      else
        add_geodata (self, look, optional);
    }
  g_ptr_array_unref (looks);
  add_registers (self, session, registers);
  show_names (self, path);
  lw_names_apply (GTK_WIDGET (self));
  check (self);
  show_lacking (self);
  return self;
}
