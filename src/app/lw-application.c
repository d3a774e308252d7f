/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-application: style.css, the shortcuts window and the icons come from the resources below its base path, without
 * a call. The keys are listed here once; help-overlay.ui shows them. */
#include "app/lw-application.h"

#include "app/lw-dialogs.h"
#include "app/lw-window.h"

#include <glib/gi18n-lib.h>

struct _LwApplication {
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (LwApplication, lw_application, ADW_TYPE_APPLICATION)

static const struct {
  const char *action;
  const char *keys[3];
} shortcuts[] = {
  { "app.quit", { "<Control>q" } },
  { "win.new", { "<Control>n" } },
  { "win.open", { "<Control>o" } },
  { "win.save-as", { "<Control><Shift>s" } },
  { "win.import", { "<Control>i" } },
  { "win.export", { "<Control><Shift>e" } },
  { "win.document-settings", { "<Control>comma" } },
  { "win.demand", { "<Control>m" } },
  { "win.parameters", { "<Control><Shift>m" } },
  { "win.undo", { "<Control>z" } },
  { "win.redo", { "<Control><Shift>z", "<Control>y" } },
  { "win.history", { "<Control>h" } },
  { "win.search", { "<Control>f", "<Control>k" } },
  { "win.add-filter", { "<Control><Shift>f" } },
  { "win.clear-filter", { "<Control>BackSpace" } },
  { "win.select-all", { "<Control><Shift>a" } },
  { "win.select-none", { "<Control><Shift>d" } },
  { "win.compare", { "<Control>d" } },
  { "win.focus-list", { "<Alt>1" } },
  { "win.page::vacancy", { "<Alt>2" } },
  { "win.page::scenarios", { "<Alt>3" } },
  { "win.zoom-in", { "<Control>plus", "<Control>equal" } },
  { "win.zoom-out", { "<Control>minus" } },
  { "win.zoom-data", { "<Control>0" } },
  { "win.sidebar", { "F9" } },
  { "win.panel", { "<Shift>F9" } },
  { "win.show-confidential", { "<Control>F9" } },
  { "win.show-help-overlay", { "<Control>question", "F1" } },
  { "window.close", { "<Control>w" } },
};

static const GOptionEntry options[] = {
  { "example", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Open the fictional example province"), NULL },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, NULL, NULL, N_("FILE") },
  { 0 },
};

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GList *windows = gtk_application_get_windows (data);

  /* Windows close themselves when what they write is written. */
  for (GList *next; windows; windows = next)
    {
      next = windows->next;
      gtk_window_close (windows->data);
    }
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  lw_dialogs_show_about (gtk_application_get_active_window (data));
}

static const GActionEntry actions[] = {
  { "quit", quit_cb },
  { "about", about_cb },
};

static LwWindow *
find_window (LwApplication *self, const char *path)
{
  LwWindow *empty = NULL;

  for (GList *item = gtk_application_get_windows (GTK_APPLICATION (self)); item; item = item->next)
    if (LW_IS_WINDOW (item->data))
      {
        const char *shown = lw_session_get_path (lw_window_get_session (item->data));

        if (path && g_strcmp0 (shown, path) == 0)
          return item->data;
        if (!shown && !empty)
          empty = item->data;
      }
  return empty ? empty : lw_window_new (self);
}

static void
lw_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  gtk_window_present (window ? window : GTK_WINDOW (find_window (LW_APPLICATION (application), NULL)));
}

static void
lw_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *path = g_file_get_path (files[i]);

      if (path)
        lw_application_open_path (LW_APPLICATION (application), path);
    }
}

static int
lw_application_command_line (GApplication *application, GApplicationCommandLine *line)
{
  GVariantDict *dict = g_application_command_line_get_options_dict (line);
  g_autofree const char **names = NULL;
  gboolean example = FALSE;

  g_variant_dict_lookup (dict, "example", "b", &example);
  g_variant_dict_lookup (dict, G_OPTION_REMAINING, "^a&ay", &names);
  if (example)
    {
      LwWindow *window = find_window (LW_APPLICATION (application), NULL);

      gtk_window_present (GTK_WINDOW (window));
      lw_window_open_example (window);
    }
  for (guint i = 0; names && names[i]; i++)
    {
      g_autoptr (GFile) file = g_application_command_line_create_file_for_arg (line, names[i]);
      g_autofree char *path = g_file_get_path (file);

      if (path)
        lw_application_open_path (LW_APPLICATION (application), path);
    }
  if (!example && !names)
    g_application_activate (application);
  return 0;
}

static void
lw_application_startup (GApplication *application)
{
  G_APPLICATION_CLASS (lw_application_parent_class)->startup (application);

  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application), shortcuts[i].action, shortcuts[i].keys);
}

static void
lw_application_class_init (LwApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->activate = lw_application_activate;
  application_class->open = lw_application_open;
  application_class->command_line = lw_application_command_line;
  application_class->startup = lw_application_startup;
}

static void
lw_application_init (LwApplication *self)
{
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _("— office vacancy and what to do about it"));
  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
}

/** lw_application_new: (transfer full): the application */
LwApplication *
lw_application_new (void)
{
  return g_object_new (LW_TYPE_APPLICATION, "application-id", LW_APPLICATION_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN | G_APPLICATION_HANDLES_COMMAND_LINE, "resource-base-path",
                       "/nl/leegwijzer/Leegwijzer", NULL);
}

/**
 * lw_application_open_path:
 * @application: the application
 * @path: a document, or something to import
 *
 * Shows it in the window that has it open, in an empty window, or in a new one.
 */
void
lw_application_open_path (LwApplication *self, const char *path)
{
  GtkWindow *active;
  LwWindow *window;

  g_return_if_fail (LW_IS_APPLICATION (self));
  g_return_if_fail (path != NULL);

  /* What is no document is for the one at hand. */
  active = gtk_application_get_active_window (GTK_APPLICATION (self));
  if (LW_IS_WINDOW (active) && !g_str_has_suffix (path, ".gpkg"))
    window = LW_WINDOW (active);
  else
    window = find_window (self, path);
  gtk_window_present (GTK_WINDOW (window));
  lw_window_open_path (window, path);
}
