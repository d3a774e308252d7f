/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-year-strip: see lw-year-strip.h. */
#include "panels/lw-year-strip.h"

#include <glib/gi18n-lib.h>

#include "draw/lw-format.h"
#include "panels/lw-scenario-choice.h"

/* One year lasts so long while the years play. */
#define PLAY_MS 700

struct _LwYearStrip {
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkToggleButton *play;
  GtkLabel *label;
  GtkRange *scale;

  LwSession *session;
  guint play_source;
  int first;
  int last;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (LwYearStrip, lw_year_strip, GTK_TYPE_WIDGET)

static gboolean
play_cb (gpointer data)
{
  LwYearStrip *self = data;
  int year = lw_session_get_year (self->session);

  if (year >= self->last)
    {
      self->play_source = 0;
      gtk_toggle_button_set_active (self->play, FALSE);
      return G_SOURCE_REMOVE;
    }
  lw_session_set_year (self->session, year + 1);
  return G_SOURCE_CONTINUE;
}

static void
play_toggled_cb (LwYearStrip *self)
{
  gboolean active = gtk_toggle_button_get_active (self->play);

  g_clear_handle_id (&self->play_source, g_source_remove);
  gtk_button_set_icon_name (GTK_BUTTON (self->play), active ? "media-playback-pause-symbolic"
                                                            : "media-playback-start-symbolic");
  if (!active)
    return;
  if (lw_session_get_year (self->session) >= self->last)
    lw_session_set_year (self->session, self->first);
  self->play_source = g_timeout_add (PLAY_MS, play_cb, self);
}

static void
year_changed_cb (LwYearStrip *self)
{
  int year = lw_session_get_year (self->session);
  g_autofree char *text = lw_format_year (year);

  self->filling = TRUE;
  gtk_label_set_text (self->label, text);
  gtk_range_set_value (self->scale, year);
  self->filling = FALSE;
}

static void
scale_changed_cb (LwYearStrip *self)
{
  if (!self->filling)
    lw_session_set_year (self->session, (int) gtk_range_get_value (self->scale));
}

/* Only the ends and the middle, so that the strip leaves the map its room in a small window. */
static void
add_marks (LwYearStrip *self)
{
  const int years[] = { self->first, (self->first + self->last) / 2, self->last };

  gtk_scale_clear_marks (GTK_SCALE (self->scale));
  for (guint i = 0; i < G_N_ELEMENTS (years); i++)
    {
      g_autofree char *text = lw_format_year (years[i]);

      gtk_scale_add_mark (GTK_SCALE (self->scale), years[i], GTK_POS_BOTTOM, text);
    }
}

static void
trajectory_changed_cb (LwYearStrip *self)
{
  LwTrajectory *trajectory = lw_session_get_trajectory_a (self->session);
  int first, last;

  /* What really changed between two dates has no years to go through. */
  if (lw_session_get_difference (self->session) != NULL)
    trajectory = NULL;
  gtk_widget_set_visible (GTK_WIDGET (self), trajectory != NULL);
  if (trajectory == NULL)
    {
      gtk_toggle_button_set_active (self->play, FALSE);
      return;
    }
  first = lw_trajectory_get_base_year (trajectory);
  last = first + (int) lw_trajectory_get_n_rows (trajectory) - 1;
  if (first != self->first || last != self->last)
    {
      self->first = first;
      self->last = last;
      self->filling = TRUE;
      gtk_range_set_range (self->scale, first, MAX (last, first + 1));
      add_marks (self);
      self->filling = FALSE;
    }
  year_changed_cb (self);
}

static void
lw_year_strip_dispose (GObject *object)
{
  LwYearStrip *self = LW_YEAR_STRIP (object);

  g_clear_handle_id (&self->play_source, g_source_remove);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (lw_year_strip_parent_class)->dispose (object);
}

static void
lw_year_strip_class_init (LwYearStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_year_strip_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "yearstrip");
}

static void
lw_year_strip_init (LwYearStrip *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  gtk_widget_set_margin_start (self->box, 8);
  gtk_widget_set_margin_end (self->box, 8);
  gtk_widget_set_margin_top (self->box, 6);
  gtk_widget_set_margin_bottom (self->box, 6);
  self->play = GTK_TOGGLE_BUTTON (gtk_toggle_button_new ());
  gtk_button_set_icon_name (GTK_BUTTON (self->play), "media-playback-start-symbolic");
  gtk_widget_add_css_class (GTK_WIDGET (self->play), "flat");
  gtk_widget_set_valign (GTK_WIDGET (self->play), GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->play), _ ("Play the years"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->play), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Play the years"),
                                  -1);
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "year");
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "numeric");
  self->scale = GTK_RANGE (gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL, 0, 1, 1));
  gtk_scale_set_digits (GTK_SCALE (self->scale), 0);
  gtk_scale_set_draw_value (GTK_SCALE (self->scale), FALSE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->scale), TRUE);
  gtk_widget_set_size_request (GTK_WIDGET (self->scale), 60, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Year shown"), -1);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->play));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->label));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->scale));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_swapped (self->play, "toggled", G_CALLBACK (play_toggled_cb), self);
  g_signal_connect_swapped (self->scale, "value-changed", G_CALLBACK (scale_changed_cb), self);
}

/**
 * lw_year_strip_new:
 *
 * Returns: (transfer floating): a strip that is seen while @session has a scenario
 */
GtkWidget *
lw_year_strip_new (LwSession *session)
{
  LwYearStrip *self = g_object_new (LW_TYPE_YEAR_STRIP, NULL);
  GtkWidget *a = lw_scenario_choice_new (session, LW_SCENARIO_ROLE_A);
  GtkWidget *b = lw_scenario_choice_new (session, LW_SCENARIO_ROLE_B);

  self->session = g_object_ref (session);
  gtk_widget_set_valign (a, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (b, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->box), a);
  gtk_box_append (GTK_BOX (self->box), b);
  g_signal_connect_object (session, "notify::trajectory-a", G_CALLBACK (trajectory_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::difference", G_CALLBACK (trajectory_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::year", G_CALLBACK (year_changed_cb), self, G_CONNECT_SWAPPED);
  trajectory_changed_cb (self);
  return GTK_WIDGET (self);
}
