/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-window-dnd: files dropped on the window. A document is opened; everything else is imported into it. */
#include "app/lw-window-private.h"
#include "session/lw-session-import.h"

#include <glib/gi18n-lib.h>

/* Several at once: at most one of them is a document, and the others go into that. */
static void
take_files (LwWindow *self, GPtrArray *paths)
{
  g_autofree char *document = NULL;

  for (guint i = 0; i < paths->len;)
    if (!lw_session_is_document (g_ptr_array_index (paths, i)))
      i++;
    else if (document == NULL)
      document = g_ptr_array_steal_index (paths, i);
    else
      {
        lw_window_show_problem (self, _("Only one document is open at a time; drop one of them."), NULL);
        return;
      }
  if (document != NULL)
    lw_window_open_path (self, document);
  if (paths->len > 0)
    lw_window_import_paths (self, paths);
}

static gboolean
drop_cb (LwWindow *self, const GValue *value)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  GSList *files;

  /* A drop is no leaving: the target would stay in sight. */
  gtk_widget_set_visible (self->drop_target, FALSE);
  if (!G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    return FALSE;
  files = g_value_get_boxed (value);
  for (GSList *item = files; item; item = item->next)
    {
      char *path = g_file_get_path (item->data);

      if (path)
        g_ptr_array_add (paths, path);
    }
  if (paths->len == 0)
    {
      lw_window_show_problem (self, _("What was dropped is not a file on this computer; save it first."), NULL);
      return FALSE;
    }
  if (paths->len == 1)
    lw_window_open_path (self, g_ptr_array_index (paths, 0));
  else
    take_files (self, paths);
  return TRUE;
}

static GdkDragAction
enter_cb (LwWindow *self)
{
  gtk_widget_set_visible (self->drop_target, TRUE);
  return GDK_ACTION_COPY;
}

static void
leave_cb (LwWindow *self)
{
  gtk_widget_set_visible (self->drop_target, FALSE);
}

void
lw_window_accept_drops (LwWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "enter", G_CALLBACK (enter_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "leave", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
