/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-window-notices: how the window tells what goes on, without ever standing in the way: a row below for long work
 * (what, how fast, how long still, cancel), a toast for what was done, a bar above for what went wrong. */
#include "app/lw-window-private.h"

#include "app/lw-job-words.h"

#include <glib/gi18n-lib.h>

typedef struct {
  GtkLabel *what;
  GtkProgressBar *bar;
  GtkLabel *pace;
} JobRow;

static void
job_progress_cb (LwJob *job, GParamSpec *pspec, GtkWidget *widget)
{
  JobRow *row = g_object_get_data (G_OBJECT (widget), "job-row");
  double fraction = lw_job_get_fraction (job);
  g_autofree char *pace = lw_job_describe_pace (job);
  g_autofree char *text = lw_job_describe (job);

  gtk_label_set_label (row->what, text);
  gtk_label_set_label (row->pace, pace);
  if (fraction >= 0)
    gtk_progress_bar_set_fraction (row->bar, fraction);
  else
    gtk_progress_bar_pulse (row->bar);
}

static void
cancel_job_cb (GtkButton *button, LwJob *job)
{
  gtk_widget_set_sensitive (GTK_WIDGET (button), FALSE);
  lw_job_cancel (job);
}

static GtkWidget *
make_job_row (LwJob *job)
{
  GtkWidget *widget = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *cancel = gtk_button_new_with_label (_("Cancel"));
  JobRow *row = g_new0 (JobRow, 1);

  row->what = GTK_LABEL (gtk_label_new (NULL));
  row->bar = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  row->pace = GTK_LABEL (gtk_label_new (NULL));
  g_object_set_data_full (G_OBJECT (widget), "job-row", row, g_free);

  gtk_widget_add_css_class (widget, "job-row");
  gtk_label_set_xalign (row->what, 0);
  gtk_label_set_ellipsize (row->what, PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_hexpand (GTK_WIDGET (row->what), TRUE);
  gtk_widget_set_size_request (GTK_WIDGET (row->bar), 220, -1);
  gtk_widget_set_valign (GTK_WIDGET (row->bar), GTK_ALIGN_CENTER);
  gtk_progress_bar_set_pulse_step (row->bar, 0.05);
  gtk_widget_add_css_class (GTK_WIDGET (row->pace), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (row->pace), "dim-label");
  gtk_label_set_width_chars (row->pace, 24);
  gtk_label_set_xalign (row->pace, 1);
  gtk_box_append (GTK_BOX (widget), GTK_WIDGET (row->what));
  gtk_box_append (GTK_BOX (widget), GTK_WIDGET (row->pace));
  gtk_box_append (GTK_BOX (widget), GTK_WIDGET (row->bar));
  gtk_box_append (GTK_BOX (widget), cancel);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (row->bar), GTK_ACCESSIBLE_RELATION_LABELLED_BY, row->what, NULL,
                                  -1);

  g_signal_connect_object (cancel, "clicked", G_CALLBACK (cancel_job_cb), job, 0);
  g_signal_connect_object (job, "notify", G_CALLBACK (job_progress_cb), widget, 0);
  job_progress_cb (job, NULL, widget);
  return widget;
}

static void
jobs_changed_cb (LwWindow *self, guint position, guint removed, guint added, GListModel *jobs)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->jobs_box));

  for (guint i = 0; i < position; i++)
    child = gtk_widget_get_next_sibling (child);
  while (removed-- > 0)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (child);

      gtk_box_remove (self->jobs_box, child);
      child = next;
    }
  for (guint i = 0; i < added; i++)
    {
      g_autoptr (LwJob) job = g_list_model_get_item (jobs, position + i);

      gtk_box_insert_child_after (self->jobs_box, make_job_row (job),
                                  child ? gtk_widget_get_prev_sibling (child)
                                        : gtk_widget_get_last_child (GTK_WIDGET (self->jobs_box)));
    }
}

static void
toast_cb (LwWindow *self, const char *message, gboolean undoable)
{
  g_autofree char *markup = g_markup_escape_text (message, -1);
  AdwToast *toast = adw_toast_new (markup);

  if (undoable && lw_session_get_undo_name (self->session))
    {
      adw_toast_set_button_label (toast, _("Undo"));
      adw_toast_set_action_name (toast, "win.undo");
    }
  adw_toast_overlay_add_toast (self->toasts, toast);
}

void
lw_window_show_toast (LwWindow *self, const char *message)
{
  toast_cb (self, message, FALSE);
}

/* Shows what went wrong above the content until it is closed or the next thing goes wrong. */
void
lw_window_show_problem (LwWindow *self, const char *sentence, const char *details)
{
  gtk_label_set_label (self->problem_sentence, sentence);
  gtk_label_set_label (self->problem_details, details ? details : "");
  gtk_widget_set_visible (self->problem_more, details != NULL);
  gtk_widget_set_visible (self->problem_bar, TRUE);
}

void
lw_window_hide_problem (LwWindow *self)
{
  gtk_widget_set_visible (self->problem_bar, FALSE);
}

/* Why the document cannot be edited stays in sight as long as it is so. */
static void
trouble_cb (LwWindow *self)
{
  const char *sentence = lw_session_get_trouble (self->session);

  gtk_label_set_label (self->trouble_sentence, sentence ? sentence : "");
  gtk_widget_set_visible (self->reopen_button, lw_session_is_replaced (self->session));
  gtk_widget_set_visible (self->trouble_bar, sentence != NULL);
}

void
lw_window_watch_notices (LwWindow *self)
{
  GListModel *jobs = lw_session_get_jobs (self->session);

  g_signal_connect_object (jobs, "items-changed", G_CALLBACK (jobs_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "toast", G_CALLBACK (toast_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::trouble", G_CALLBACK (trouble_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "problem", G_CALLBACK (lw_window_show_problem), self, G_CONNECT_SWAPPED);
}
