/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-drag-source: a window from which the files named on the command line can be dragged, as from a file manager. */
#include <gtk/gtk.h>

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, gpointer paths)
{
  GSList *files = NULL;
  GdkContentProvider *provider;
  GdkFileList *list;

  for (char **path = paths; *path != NULL; path++)
    files = g_slist_append (files, g_file_new_for_path (*path));
  list = gdk_file_list_new_from_list (files);
  provider = gdk_content_provider_new_typed (GDK_TYPE_FILE_LIST, list);
  g_boxed_free (GDK_TYPE_FILE_LIST, list);
  g_slist_free_full (files, g_object_unref);
  return provider;
}

static void
activate_cb (GtkApplication *application, gpointer paths)
{
  GtkWidget *window = gtk_application_window_new (application), *label = gtk_label_new ("Drag from here");
  GtkDragSource *source = gtk_drag_source_new ();

  g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), paths);
  gtk_widget_add_controller (label, GTK_EVENT_CONTROLLER (source));
  gtk_widget_set_size_request (label, 150, 150);
  gtk_window_set_title (GTK_WINDOW (window), "drag-source");
  gtk_window_set_child (GTK_WINDOW (window), label);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  g_autoptr (GtkApplication) application
      = gtk_application_new ("nl.leegwijzer.DragSource", G_APPLICATION_NON_UNIQUE);

  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), argv + 1);
  return g_application_run (G_APPLICATION (application), 1, argv);
}
