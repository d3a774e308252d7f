/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-window-export: from the dialog to the file, and back to whoever wants to see it. The window stays free meanwhile. */
#include "app/lw-export-dialog.h"
#include "app/lw-window-private.h"
#include "draw/lw-palette.h"

#include <glib/gi18n-lib.h>

typedef struct {
  LwWindow *window;
  char *path;
} Exporting;

static void
tell_done (LwWindow *self, const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);
  /* translators: %s is the name of a file */
  g_autofree char *text = g_strdup_printf (_("Exported to %s"), name);
  g_autofree char *markup = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (markup);

  adw_toast_set_button_label (toast, _("Show in folder"));
  adw_toast_set_action_name (toast, "win.show-file");
  adw_toast_set_action_target (toast, "s", path);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Exporting *exporting = data;
  g_autoptr (LwWindow) self = exporting->window;
  g_autofree char *path = exporting->path;
  g_autoptr (GError) error = NULL;

  g_free (exporting);
  if (lw_session_export_finish (LW_SESSION (source), result, &error))
    {
      lw_window_hide_problem (self);
      if (!self->closing)
        tell_done (self, path);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    lw_window_show_problem (self, error->message, NULL);
  else if (!self->closing)
    lw_window_show_toast (self, _("Export cancelled; nothing was written"));
}

static void
accepted_cb (LwExportDialog *dialog, const char *path, LwWindow *self)
{
  Exporting *exporting = g_new0 (Exporting, 1);
  guint32 colours[LW_N_VACANCY_CLASSES];
  LwSessionExport wanted;

  lw_palette_get_class_colours (LW_PALETTE_LIGHT, colours);
  lw_export_dialog_get_wanted (dialog, &wanted);
  wanted.path = path;
  wanted.colours = colours;
  exporting->window = g_object_ref (self);
  exporting->path = g_strdup (path);
  lw_session_export_async (self->session, &wanted, NULL, exported_cb, exporting);
}

/* Lets the user choose what to export; while the document is being written there is nothing whole to be read. */
void
lw_window_export (LwWindow *self)
{
  LwExportDialog *dialog;
  gboolean busy;

  g_object_get (self->session, "busy", &busy, NULL);
  if (busy)
    {
      lw_window_show_toast (self, _("The document is being read or written; export it a moment later"));
      return;
    }
  dialog = lw_export_dialog_new (GTK_WINDOW (self), self->session);
  g_signal_connect_object (dialog, "accepted", G_CALLBACK (accepted_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
shown_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree char *uri = data;
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);
  g_autofree char *folder = NULL;

  if (answer != NULL)
    return;
  /* No program that can point at a file: its folder will do. */
  folder = g_path_get_dirname (uri);
  g_app_info_launch_default_for_uri_async (folder, NULL, NULL, NULL, NULL);
}

/* Shows a file in the program that the user has for folders. */
void
lw_window_show_file (LwWindow *self, const char *path)
{
  GDBusConnection *bus = g_application_get_dbus_connection (g_application_get_default ());
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  const char *uris[] = { uri, NULL };

  if (bus == NULL || uri == NULL)
    return;
  g_dbus_connection_call (bus, "org.freedesktop.FileManager1", "/org/freedesktop/FileManager1",
                          "org.freedesktop.FileManager1", "ShowItems", g_variant_new ("(^ass)", uris, ""), NULL,
                          G_DBUS_CALL_FLAGS_NONE, -1, NULL, shown_cb, g_strdup (uri));
}
