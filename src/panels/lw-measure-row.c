/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-measure-row: see lw-measure-row.h. */
#include "panels/lw-measure-row.h"

#include <glib/gi18n-lib.h>

#include "draw/lw-format.h"
#include "panels/lw-measure-fields.h"
#include "panels/lw-measure-words.h"
#include "panels/lw-names.h"

struct _LwMeasureRow {
  AdwExpanderRow parent_instance;

  GtkWidget *handle;
  GtkSwitch *enabled;
  GtkLabel *year_label;
  LwMeasureFields *fields; /* NULL until the row is first unfolded */

  LwSession *session;
  LwMeasure *measure;
  gboolean editable;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (LwMeasureRow, lw_measure_row, ADW_TYPE_EXPANDER_ROW)

enum {
  CHANGED,
  REMOVE_REQUESTED,
  SHOW_REQUESTED,
  MOVE_REQUESTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
emit_changed (LwMeasureRow *self, const char *edit_name)
{
  if (!self->filling && self->measure != NULL)
    g_signal_emit (self, signals[CHANGED], 0, self->measure, edit_name);
}

static void
enabled_changed_cb (LwMeasureRow *self)
{
  if (self->filling || self->measure == NULL)
    return;
  self->measure->enabled = gtk_switch_get_active (self->enabled);
  emit_changed (self, self->measure->enabled ? _ ("Switch on measure") : _ ("Switch off measure"));
}

static void
fields_changed (const LwMeasure *measure, const char *edit_name, gpointer data)
{
  LwMeasureRow *self = data;
  g_autoptr (LwMeasure) before = self->measure;

  self->measure = lw_measure_copy (measure);
  self->measure->enabled = gtk_switch_get_active (self->enabled);
  emit_changed (self, edit_name);
}

static void
remove_asked (gpointer data)
{
  g_signal_emit (data, signals[REMOVE_REQUESTED], 0);
}

static void
show_asked (gpointer data)
{
  g_signal_emit (data, signals[SHOW_REQUESTED], 0);
}

/* The fields are made when they are first wanted: a scenario has many measures. */
static void
expanded_cb (LwMeasureRow *self)
{
  const LwMeasureFieldsCalls calls = { fields_changed, remove_asked, show_asked, self };

  if (self->fields != NULL || self->measure == NULL || !adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self)))
    return;
  self->fields = lw_measure_fields_new (ADW_EXPANDER_ROW (self), self->session, &calls);
  lw_measure_fields_show (self->fields, self->measure, self->editable);
  lw_names_apply (GTK_WIDGET (self));
}

static void
lw_measure_row_dispose (GObject *object)
{
  g_clear_object (&LW_MEASURE_ROW (object)->session);
  G_OBJECT_CLASS (lw_measure_row_parent_class)->dispose (object);
}

static void
lw_measure_row_finalize (GObject *object)
{
  LwMeasureRow *self = LW_MEASURE_ROW (object);

  g_clear_pointer (&self->measure, lw_measure_free);
  g_clear_pointer (&self->fields, lw_measure_fields_free);
  G_OBJECT_CLASS (lw_measure_row_parent_class)->finalize (object);
}

static gboolean
move_cb (GtkWidget *widget, GVariant *step, gpointer data)
{
  LwMeasureRow *self = LW_MEASURE_ROW (widget);

  if (self->measure == NULL || !gtk_widget_get_sensitive (self->handle))
    return FALSE;
  g_signal_emit (self, signals[MOVE_REQUESTED], 0, self->measure->uid, g_variant_get_int32 (step));
  return TRUE;
}

static void
lw_measure_row_class_init (LwMeasureRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lw_measure_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = lw_measure_row_finalize;
  signals[CHANGED] = g_signal_new ("changed", LW_TYPE_MEASURE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                   2, G_TYPE_POINTER, G_TYPE_STRING);
  signals[REMOVE_REQUESTED] = g_signal_new ("remove-requested", LW_TYPE_MEASURE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                            NULL, G_TYPE_NONE, 0);
  signals[SHOW_REQUESTED] = g_signal_new ("show-requested", LW_TYPE_MEASURE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 0);
  signals[MOVE_REQUESTED] = g_signal_new ("move-requested", LW_TYPE_MEASURE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT);
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_Up, GDK_ALT_MASK, move_cb, "i", -1);
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_Down, GDK_ALT_MASK, move_cb, "i", 1);
}

static GdkContentProvider *
drag_prepare_cb (LwMeasureRow *self)
{
  return self->measure ? gdk_content_provider_new_typed (G_TYPE_STRING, self->measure->uid) : NULL;
}

static void
drag_begin_source_cb (GtkDragSource *source, GdkDrag *drag, LwMeasureRow *self)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (GTK_WIDGET (self));

  gtk_drag_source_set_icon (source, picture, 0, 0);
}

/* A row that is let go on another takes its place. */
static gboolean
drop_cb (LwMeasureRow *self, const GValue *value)
{
  const char *uid = g_value_get_string (value);
  GtkWidget *list = gtk_widget_get_parent (GTK_WIDGET (self));
  int place = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (self));

  for (GtkWidget *row = gtk_widget_get_first_child (list); row; row = gtk_widget_get_next_sibling (row))
    if (LW_IS_MEASURE_ROW (row) && g_strcmp0 (lw_measure_row_get_uid (LW_MEASURE_ROW (row)), uid) == 0)
      {
        int from = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));

        if (from != place)
          g_signal_emit (self, signals[MOVE_REQUESTED], 0, uid, place - from);
        return TRUE;
      }
  return FALSE;
}

static void
make_handle (LwMeasureRow *self)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_STRING, GDK_ACTION_MOVE);

  self->handle = gtk_image_new_from_icon_name ("list-drag-handle-symbolic");
  gtk_widget_add_css_class (self->handle, "dim-label");
  /* Translators: on the handle of a measure */
  gtk_widget_set_tooltip_text (self->handle, _ ("Drag, or press Alt+Up and Alt+Down. Measures of one year on the same "
                                                "office are carried out in this order."));
  gtk_widget_set_cursor_from_name (self->handle, "grab");
  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_swapped (source, "prepare", G_CALLBACK (drag_prepare_cb), self);
  g_signal_connect_object (source, "drag-begin", G_CALLBACK (drag_begin_source_cb), self, 0);
  gtk_widget_add_controller (self->handle, GTK_EVENT_CONTROLLER (source));
  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static void
lw_measure_row_init (LwMeasureRow *self)
{
  /* One prefix, since in which order several stand differs between versions of libadwaita. */
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->enabled = GTK_SWITCH (gtk_switch_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->enabled), GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->enabled), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Measure counts"),
                                  -1);
  g_signal_connect_swapped (self->enabled, "notify::active", G_CALLBACK (enabled_changed_cb), self);
  make_handle (self);
  gtk_box_append (GTK_BOX (head), self->handle);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->enabled));
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (self), head);
  self->year_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->year_label), "heading");
  gtk_widget_add_css_class (GTK_WIDGET (self->year_label), "numeric");
  adw_expander_row_add_action (ADW_EXPANDER_ROW (self), GTK_WIDGET (self->year_label));
  gtk_widget_add_css_class (GTK_WIDGET (self), "measure");
  g_signal_connect (self, "notify::expanded", G_CALLBACK (expanded_cb), NULL);
}

/**
 * lw_measure_row_show:
 * @measure: what to show
 * @editable: whether it can be changed
 */
void
lw_measure_row_show (LwMeasureRow *row, const LwMeasure *measure, gboolean editable)
{
  g_autofree char *title = NULL, *subtitle = NULL, *escaped = NULL, *year = lw_format_year (measure->year);

  g_return_if_fail (LW_IS_MEASURE_ROW (row));
  title = lw_measure_words_title (measure);
  subtitle = lw_measure_words_subtitle (measure, row->session);
  escaped = g_markup_escape_text (subtitle, -1);
  row->filling = TRUE;
  if (measure != row->measure)
    {
      g_clear_pointer (&row->measure, lw_measure_free);
      row->measure = lw_measure_copy (measure);
    }
  row->editable = editable;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), escaped);
  gtk_label_set_text (row->year_label, year);
  gtk_switch_set_active (row->enabled, measure->enabled);
  if (row->fields != NULL)
    lw_measure_fields_show (row->fields, row->measure, editable);
  gtk_widget_set_sensitive (row->handle, editable);
  gtk_widget_set_sensitive (GTK_WIDGET (row->enabled), editable);
  row->filling = FALSE;
}

const char *
lw_measure_row_get_uid (LwMeasureRow *row)
{
  g_return_val_if_fail (LW_IS_MEASURE_ROW (row), NULL);
  return row->measure ? row->measure->uid : NULL;
}

/**
 * lw_measure_row_focus:
 *
 * Gives the row the keyboard. The row itself does not take it, its head does.
 */
void
lw_measure_row_focus (LwMeasureRow *row)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (row));

  g_return_if_fail (LW_IS_MEASURE_ROW (row));
  /* From within the row the keyboard would go on to the next part of it. */
  if (root != NULL)
    gtk_root_set_focus (root, NULL);
  gtk_widget_child_focus (GTK_WIDGET (row), GTK_DIR_TAB_FORWARD);
}

/**
 * lw_measure_row_new:
 *
 * Returns: (transfer floating): a row that shows no measure yet
 */
GtkWidget *
lw_measure_row_new (LwSession *session)
{
  LwMeasureRow *self = g_object_new (LW_TYPE_MEASURE_ROW, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}
