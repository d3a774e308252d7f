/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-window-choices: sources that are no lists are looked at before they are imported. Those that leave no choice are
 * imported at once; of the others people say how they are read, and then all go into the document as one edit. */
#include "app/lw-choices-dialog.h"
#include "app/lw-dialogs.h"
#include "app/lw-window-private.h"
#include "session/lw-session-import.h"

#include <glib/gi18n-lib.h>

/* What is imported when the question is answered. */
typedef struct {
  LwWindow *window;
  GPtrArray *certain; /* paths of the sources that leave no choice */
  gboolean accepted;
} Asking;

static void
asking_free (gpointer data, GClosure *closure)
{
  Asking *asking = data;

  g_object_unref (asking->window);
  g_ptr_array_unref (asking->certain);
  g_free (asking);
}

/* Imports what leaves no choice, and what was chosen beside it. */
static void
import_all (LwWindow *self, GPtrArray *certain, const char *const *chosen, LwImportRequest *request)
{
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  for (guint i = 0; i < certain->len; i++)
    g_strv_builder_add (paths, g_ptr_array_index (certain, i));
  if (chosen)
    g_strv_builder_addv (paths, (const char **) chosen);
  all = g_strv_builder_end (paths);
  lw_window_import_sources (self, (const char *const *) all, request);
}

static void
import_certain (LwWindow *self, GPtrArray *certain)
{
  LwImportRequest request;

  lw_import_request_init (&request);
  import_all (self, certain, NULL, &request);
}

static void
accepted_cb (LwChoicesDialog *dialog, Asking *asking)
{
  g_auto (GStrv) chosen = lw_choices_dialog_dup_paths (dialog);
  LwImportRequest request;

  asking->accepted = TRUE;
  lw_import_request_init (&request);
  lw_choices_dialog_fill_request (dialog, &request);
  import_all (asking->window, asking->certain, (const char *const *) chosen, &request);
}

/* Who cancels leaves out what was asked about; what leaves no choice is imported all the same, as waiting lists are. */
static void
answered_cb (GtkWidget *dialog, Asking *asking)
{
  LwWindow *self = asking->window;

  if (!asking->accepted && asking->certain->len > 0 && !self->closing)
    import_certain (self, asking->certain);
  lw_window_import_waiting (self);
}

/* What people want to be asked about is, unless nothing can be asked about it. */
static gboolean
asks (LwWindow *self, const LwSourceLook *look)
{
  gboolean may_ask = lw_source_look_is_register (look) || (lw_source_look_is_geodata (look) && look->n > 0);

  return look->asks || (may_ask && g_hash_table_contains (self->choosing, look->path));
}

/* All sources of the register are read together: what is said of one holds for the others. */
static gboolean
asks_about_register (LwWindow *self, GPtrArray *looks)
{
  for (guint i = 0; i < looks->len; i++)
    if (lw_source_look_is_register (g_ptr_array_index (looks, i)) && asks (self, g_ptr_array_index (looks, i)))
      return TRUE;
  return FALSE;
}

static void
ask (LwWindow *self, GPtrArray *looks, GPtrArray *certain)
{
  Asking *asking = g_new0 (Asking, 1);
  LwChoicesDialog *dialog = lw_choices_dialog_new (GTK_WINDOW (self), self->session, looks);

  asking->window = g_object_ref (self);
  asking->certain = g_ptr_array_ref (certain);
  self->asking = TRUE;
  g_signal_connect (dialog, "accepted", G_CALLBACK (accepted_cb), asking);
  g_signal_connect_data (dialog, "destroy", G_CALLBACK (answered_cb), asking, asking_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
take_looks (LwWindow *self, GPtrArray *looks)
{
  g_autoptr (GPtrArray) certain = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) asked = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_source_look_free);
  gboolean about_register = asks_about_register (self, looks);

  while (looks->len > 0)
    {
      LwSourceLook *look = g_ptr_array_steal_index (looks, 0);
      gboolean is_asked = asks (self, look);

      g_hash_table_remove (self->choosing, look->path);
      if (is_asked || (about_register && lw_source_look_is_register (look)))
        {
          g_ptr_array_add (asked, look);
          continue;
        }
      g_ptr_array_add (certain, g_strdup (look->path));
      lw_source_look_free (look);
    }
  if (asked->len > 0)
    ask (self, g_steal_pointer (&asked), certain);
  else
    import_certain (self, certain);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LwWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) looks = lw_session_look_finish (LW_SESSION (source), result, &error);

  if (self->closing)
    return;
  self->asking = FALSE;
  if (looks)
    take_looks (self, looks);
  else
    {
      lw_window_show_toast (self, _("Import cancelled; nothing was changed"));
      lw_window_import_waiting (self);
    }
}

/** lw_window_look_at_sources: imports sources that are no lists, after asking how, where they leave a choice */
void
lw_window_look_at_sources (LwWindow *self, const char *const *paths)
{
  self->asking = TRUE;
  lw_session_look_async (self->session, paths, looked_cb, g_object_ref (self));
}

static void
chosen_cb (GPtrArray *paths, gpointer data)
{
  LwWindow *self = data;

  for (guint i = 0; i < paths->len; i++)
    g_hash_table_add (self->choosing, g_strdup (g_ptr_array_index (paths, i)));
  lw_window_import_paths (self, paths);
}

/** lw_window_choose_with_choices: lets people choose files, and say of each how it is read */
void
lw_window_choose_with_choices (LwWindow *self)
{
  lw_dialogs_choose (GTK_WINDOW (self), LW_CHOICE_IMPORT_WITH_CHOICES, NULL, chosen_cb, g_object_ref (self),
                     g_object_unref);
}
