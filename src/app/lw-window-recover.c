/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-window-recover: what the window offers when a document is damaged: a copy with all that can still be read. */
#include "app/lw-dialogs.h"
#include "app/lw-recover-dialog.h"
#include "app/lw-window-private.h"

#include "session/lw-session-recover.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* An offer that goes from the question to the choice of a name. */
typedef struct {
  LwWindow *window;
  char *damaged;
  char *sentence; /* what is wrong, told if nothing comes of it */
  gboolean taken;
} Offer;

static void
offer_free (gpointer data)
{
  Offer *offer = data;

  if (!offer->taken && !offer->window->closing)
    lw_window_show_problem (offer->window, offer->sentence, NULL);
  offer->window->offering = FALSE;
  g_object_unref (offer->window);
  g_free (offer->damaged);
  g_free (offer->sentence);
  g_free (offer);
}

static void
recovered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LwWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LwRecoverReport) report = lw_session_recover_finish (LW_SESSION (source), result, &error);

  if (report)
    {
      lw_window_hide_problem (self);
      lw_window_remember_document (self);
      if (!self->closing)
        lw_recover_dialog_show (GTK_WINDOW (self), report);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    lw_window_show_problem (self, error->message, NULL);
  else if (!self->closing)
    lw_window_show_toast (self, _("Recovery cancelled; no copy was made"));
}

/* Makes a recovered copy of a damaged document and opens it. */
void
lw_window_recover (LwWindow *self, const char *damaged, const char *copy)
{
  if (g_strcmp0 (copy, lw_session_get_path (self->session)) == 0)
    lw_window_show_problem (self, _("That document is open in this window; choose another name."), NULL);
  else
    lw_session_recover_async (self->session, damaged, copy, NULL, recovered_cb, g_object_ref (self));
}

static void
copy_chosen_cb (GPtrArray *paths, gpointer data)
{
  Offer *offer = data;

  offer->taken = TRUE;
  lw_window_recover (offer->window, offer->damaged, g_ptr_array_index (paths, 0));
}

static void
answered_cb (gboolean yes, gpointer data)
{
  Offer *offer = data;
  g_autofree char *base = NULL, *name = NULL, *folder = NULL, *suggested = NULL;

  if (!yes)
    {
      offer_free (offer);
      return;
    }
  folder = g_path_get_dirname (offer->damaged);
  base = g_path_get_basename (offer->damaged);
  if (g_str_has_suffix (base, ".gpkg"))
    base[strlen (base) - strlen (".gpkg")] = '\0';
  /* translators: the suggested name of a recovered copy; %s is the name of the damaged document */
  name = g_strdup_printf (_("%s (recovered).gpkg"), base);
  suggested = g_build_filename (folder, name, NULL);
  lw_dialogs_choose (GTK_WINDOW (offer->window), LW_CHOICE_RECOVER, suggested, copy_chosen_cb, offer, offer_free);
}

/* Asks whether a damaged document is to be recovered; @sentence says what is wrong with it. */
void
lw_window_offer_recovery (LwWindow *self, const char *damaged, const char *sentence)
{
  g_autofree char *name = NULL, *heading = NULL;
  Offer *offer;

  if (self->offering || self->closing)
    return;
  self->offering = TRUE;
  offer = g_new0 (Offer, 1);
  offer->window = g_object_ref (self);
  offer->damaged = g_strdup (damaged);
  offer->sentence = g_strdup (sentence);
  name = g_filename_display_basename (damaged);
  /* translators: %s is the name of a file */
  heading = g_strdup_printf (_("“%s” is damaged"), name);
  lw_dialogs_ask (GTK_WINDOW (self), heading,
                  _("A recovered copy gets everything that can still be read, and you are told what is lost. The "
                    "damaged document stays as it is."),
                  _("_Recover a copy…"), FALSE, answered_cb, offer);
}

/* Damage of the open document is often met in several places: it is asked about once. */
static void
damaged_cb (LwWindow *self, const char *path, const char *sentence)
{
  if (g_strcmp0 (path, self->known_damaged) == 0)
    return;
  g_free (self->known_damaged);
  self->known_damaged = g_strdup (path);
  lw_window_offer_recovery (self, path, sentence);
}

void
lw_window_watch_damage (LwWindow *self)
{
  g_signal_connect_object (self->session, "damaged", G_CALLBACK (damaged_cb), self, G_CONNECT_SWAPPED);
}
