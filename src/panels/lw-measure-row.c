/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-measure-row: see lw-measure-row.h. */
#include "panels/lw-measure-row.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "draw/lw-format.h"
#include "panels/lw-wheel.h"

#define FIRST_YEAR 2000
#define LAST_YEAR 2099

/* Labels that a renovation can aim at. */
static const char *const target_labels[] = { "A+++++", "A++++", "A+++", "A++", "A+", "A", "B", "C", NULL };

struct _LwMeasureRow {
  AdwExpanderRow parent_instance;

  GtkWidget *handle;
  GtkSwitch *enabled;
  GtkLabel *year_label;
  GtkSpinButton *year;
  GtkSpinButton *share;
  AdwComboRow *programme;
  AdwComboRow *target;
  AdwActionRow *buttons;

  LwMeasure *measure;
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

static char *
make_title (const LwMeasure *measure)
{
  if (measure->kind == LW_MEASURE_TRANSFORM)
    /* Translators: %s is what is made, such as "mid-rent housing" */
    return g_strdup_printf (_ ("Transform: %s"), lw_housing_get_label (measure->programme));
  if (measure->kind == LW_MEASURE_RENOVATE)
    return g_strdup_printf (_ ("Renovate to label %s"), measure->target_label ? measure->target_label : "A");
  return g_strdup (lw_measure_kind_get_label (measure->kind));
}

static char *
make_subtitle (const LwMeasure *measure, const LwOffices *offices, double dwellings)
{
  double m2 = 0;
  guint n_gone = 0;
  g_autofree char *area = NULL, *count = lw_format_count (NULL, measure->offices->len);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < measure->offices->len; i++)
    {
      guint row = lw_offices_find_id (offices, g_array_index (measure->offices, gint64, i));

      if (row == LW_OFFICES_NONE)
        n_gone++;
      else if (!isnan (offices->stock_m2[row]))
        m2 += offices->stock_m2[row] * measure->share;
    }
  area = lw_format_m2 (NULL, m2);
  g_string_append_printf (text, ngettext ("%s office", "%s offices", measure->offices->len), count);
  g_string_append_printf (text, " · %s", area);
  if (measure->share < 1)
    {
      g_autofree char *share = lw_format_percent (NULL, measure->share);

      g_string_append (text, " · ");
      /* Translators: %s is a share, as in "50 % of each" */
      g_string_append_printf (text, _ ("%s of each"), share);
    }
  if (measure->kind == LW_MEASURE_TRANSFORM && measure->enabled && !isnan (dwellings))
    {
      g_autofree char *homes = lw_format_count (NULL, (guint64) dwellings);

      g_string_append (text, " · ");
      g_string_append_printf (text, ngettext ("%s dwelling", "%s dwellings", (gulong) dwellings), homes);
    }
  if (n_gone > 0)
    {
      g_string_append (text, " · ");
      g_string_append_printf (text, ngettext ("%u no longer there", "%u no longer there", n_gone), n_gone);
    }
  return g_string_free (text, FALSE);
}

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
year_changed_cb (LwMeasureRow *self)
{
  if (self->filling || self->measure == NULL)
    return;
  self->measure->year = gtk_spin_button_get_value_as_int (self->year);
  emit_changed (self, _ ("Set year of measure"));
}

static void
share_changed_cb (LwMeasureRow *self)
{
  if (self->filling || self->measure == NULL)
    return;
  self->measure->share = gtk_spin_button_get_value (self->share) / 100;
  emit_changed (self, _ ("Set share of measure"));
}

static void
programme_changed_cb (LwMeasureRow *self)
{
  if (self->filling || self->measure == NULL)
    return;
  self->measure->programme = (LwHousing) adw_combo_row_get_selected (self->programme);
  emit_changed (self, _ ("Set programme of measure"));
}

static void
target_changed_cb (LwMeasureRow *self)
{
  guint selected = adw_combo_row_get_selected (self->target);

  if (self->filling || self->measure == NULL || selected >= G_N_ELEMENTS (target_labels) - 1)
    return;
  lw_measure_set_target_label (self->measure, target_labels[selected]);
  emit_changed (self, _ ("Set label of renovation"));
}

static void
remove_clicked_cb (LwMeasureRow *self)
{
  g_signal_emit (self, signals[REMOVE_REQUESTED], 0);
}

static void
show_clicked_cb (LwMeasureRow *self)
{
  g_signal_emit (self, signals[SHOW_REQUESTED], 0);
}

static GtkSpinButton *
add_spin_row (LwMeasureRow *self, const char *title, const char *subtitle, double low, double high, double step,
              GCallback callback)
{
  GtkWidget *row = adw_action_row_new (), *spin = gtk_spin_button_new_with_range (low, high, step);

  lw_wheel_leave (spin);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), spin);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), spin);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
  g_signal_connect_swapped (spin, "value-changed", callback, self);
  return GTK_SPIN_BUTTON (spin);
}

static AdwComboRow *
add_combo_row (LwMeasureRow *self, const char *title, const char *const *strings, GCallback callback)
{
  g_autoptr (GtkStringList) model = gtk_string_list_new (strings);
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (model));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
  g_signal_connect_swapped (row, "notify::selected", callback, self);
  return ADW_COMBO_ROW (row);
}

static void
add_buttons (LwMeasureRow *self)
{
  GtkWidget *row = adw_action_row_new (), *show = gtk_button_new_with_label (_ ("Show offices"));
  GtkWidget *remove = gtk_button_new_with_label (_ ("Remove"));

  gtk_widget_set_valign (show, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (remove, "destructive-action");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), show);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), remove);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
  g_signal_connect_swapped (show, "clicked", G_CALLBACK (show_clicked_cb), self);
  g_signal_connect_swapped (remove, "clicked", G_CALLBACK (remove_clicked_cb), self);
  g_object_bind_property (self->enabled, "sensitive", remove, "sensitive", G_BINDING_SYNC_CREATE);
}

static void
lw_measure_row_finalize (GObject *object)
{
  g_clear_pointer (&LW_MEASURE_ROW (object)->measure, lw_measure_free);
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
  const char *programmes[LW_N_HOUSING + 1] = { NULL };
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

  self->year = add_spin_row (self, _ ("Year"), _ ("The space leaves the stock at its start"), FIRST_YEAR, LAST_YEAR, 1,
                             G_CALLBACK (year_changed_cb));
  self->share = add_spin_row (self, _ ("Share, %"), _ ("Part of each office"), 1, 100, 5,
                              G_CALLBACK (share_changed_cb));
  for (guint i = 0; i < LW_N_HOUSING && lw_housing_is_permanent ((LwHousing)i); i++)
    programmes[i] = lw_housing_get_label ((LwHousing) i);
  self->programme = add_combo_row (self, _ ("Programme"), programmes, G_CALLBACK (programme_changed_cb));
  self->target = add_combo_row (self, _ ("Energy label"), target_labels, G_CALLBACK (target_changed_cb));
  add_buttons (self);
}

static guint
find_target (const char *label)
{
  for (guint i = 0; target_labels[i] != NULL; i++)
    if (g_strcmp0 (target_labels[i], label ? label : "A") == 0)
      return i;
  return GTK_INVALID_LIST_POSITION;
}

/**
 * lw_measure_row_show:
 * @measure: what to show
 * @offices: to look its offices up in
 * @dwellings: what it delivers, NaN where not known
 * @editable: whether it can be changed
 */
void
lw_measure_row_show (LwMeasureRow *row, const LwMeasure *measure, const LwOffices *offices, double dwellings,
                     gboolean editable)
{
  g_autofree char *title = make_title (measure), *subtitle = make_subtitle (measure, offices, dwellings);
  g_autofree char *year = lw_format_year (measure->year);
  GtkWidget *controls[] = { row->handle, GTK_WIDGET (row->enabled), GTK_WIDGET (row->year), GTK_WIDGET (row->share),
                            GTK_WIDGET (row->programme), GTK_WIDGET (row->target) };

  g_return_if_fail (LW_IS_MEASURE_ROW (row));
  row->filling = TRUE;
  g_clear_pointer (&row->measure, lw_measure_free);
  row->measure = lw_measure_copy (measure);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  gtk_label_set_text (row->year_label, year);
  gtk_switch_set_active (row->enabled, measure->enabled);
  gtk_spin_button_set_value (row->year, measure->year);
  gtk_spin_button_set_value (row->share, measure->share * 100);
  adw_combo_row_set_selected (row->programme, measure->programme);
  adw_combo_row_set_selected (row->target, find_target (measure->target_label));
  gtk_widget_set_visible (GTK_WIDGET (row->programme), measure->kind == LW_MEASURE_TRANSFORM);
  gtk_widget_set_visible (GTK_WIDGET (row->target), measure->kind == LW_MEASURE_RENOVATE);
  for (guint i = 0; i < G_N_ELEMENTS (controls); i++)
    gtk_widget_set_sensitive (controls[i], editable);
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
lw_measure_row_new (void)
{
  return g_object_new (LW_TYPE_MEASURE_ROW, NULL);
}
