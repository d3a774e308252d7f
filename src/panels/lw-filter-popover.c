/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-filter-popover: the values to tick and how many offices have each come from the statistics of all offices, so
 * that nothing is offered that no office has. */
#include "panels/lw-filter-popover.h"

#include "draw/lw-format.h"
#include "panels/lw-name-completion.h"
#include "panels/lw-names.h"

#include <glib/gi18n-lib.h>
#include <math.h>

typedef enum {
  KIND_KEYS,
  KIND_RANGE,
  KIND_EXPRESSION,
} Kind;

typedef struct {
  Kind kind;
  int which; /* LwDimension or LwFilterRange */
  const char *label;
} Choice;

/* Dimensions take their own names; these are the others. */
static const Choice choices[] = {
  { KIND_KEYS, LW_DIMENSION_MUNICIPALITY, NULL },
  { KIND_KEYS, LW_DIMENSION_TOWN, NULL },
  { KIND_KEYS, LW_DIMENSION_LOCATION_TYPE, NULL },
  { KIND_RANGE, LW_FILTER_RANGE_SIZE, N_("Size in m²") },
  { KIND_RANGE, LW_FILTER_RANGE_BUILD_YEAR, N_("Building year from – to") },
  { KIND_RANGE, LW_FILTER_RANGE_VACANCY_RATE, N_("Vacant share in %") },
  { KIND_KEYS, LW_DIMENSION_LABEL, NULL },
  { KIND_KEYS, LW_DIMENSION_OWNER, NULL },
  { KIND_KEYS, LW_DIMENSION_VACANCY_AGE, NULL },
  { KIND_EXPRESSION, 0, N_("Condition of your own") },
};

struct _LwFilterPopover {
  GtkPopover parent_instance;

  GtkStack *stack;
  GtkListBox *kinds;
  GtkWidget *back;
  GtkLabel *title;
  GtkStack *value_stack;
  GtkWidget *keys;
  GtkEditable *low;
  GtkEditable *high;
  GtkEditable *expression;
  GtkLabel *mistake;
  GtkWidget *apply;

  const Choice *choice;
  LwSession *session;
};

G_DEFINE_FINAL_TYPE (LwFilterPopover, lw_filter_popover, GTK_TYPE_POPOVER)

static const char *
choice_label (const Choice *choice)
{
  return choice->label ? _(choice->label) : lw_dimension_label (choice->which);
}

static void
show_mistake (LwFilterPopover *self, const char *what)
{
  gtk_label_set_label (self->mistake, what ? what : "");
  gtk_widget_set_visible (GTK_WIDGET (self->mistake), what != NULL);
}

static void
key_toggled_cb (GtkCheckButton *button, LwFilterPopover *self)
{
  const char *key = g_object_get_data (G_OBJECT (button), "key");
  LwFilter *filter = lw_session_get_filter (self->session);
  gboolean in = lw_filter_has_key (filter, self->choice->which, key);

  if (in != gtk_check_button_get_active (button))
    {
      g_autoptr (LwFilter) changed = lw_filter_toggle_key (filter, self->choice->which, key);

      lw_session_set_filter (self->session, changed);
    }
}

static void
add_key (LwFilterPopover *self, const LwBreakdown *breakdown, guint i)
{
  g_autofree char *count = lw_format_count (NULL, breakdown->totals[i].offices);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *button = gtk_check_button_new_with_label (breakdown->labels[i]);
  GtkWidget *number = gtk_label_new (count);

  gtk_widget_set_hexpand (button, TRUE);
  gtk_widget_add_css_class (number, "dim-label");
  gtk_widget_add_css_class (number, "numeric");
  gtk_box_append (GTK_BOX (row), button);
  gtk_box_append (GTK_BOX (row), number);
  g_object_set_data_full (G_OBJECT (button), "key", g_strdup (breakdown->keys[i]), g_free);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button),
                               lw_filter_has_key (lw_session_get_filter (self->session), breakdown->dimension,
                                                  breakdown->keys[i]));
  g_signal_connect (button, "toggled", G_CALLBACK (key_toggled_cb), self);
  gtk_box_append (GTK_BOX (self->keys), row);
}

static void
fill_keys (LwFilterPopover *self)
{
  LwStatistics *statistics = lw_session_get_statistics (self->session);
  const LwBreakdown *breakdown = statistics ? statistics->all_by[self->choice->which] : NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->keys)))
    gtk_box_remove (GTK_BOX (self->keys), child);
  for (guint i = 0; breakdown && i < breakdown->n; i++)
    if (breakdown->totals[i].offices > 0)
      add_key (self, breakdown, i);
}

/* A share is entered in per cent and held as a fraction. */
static double
range_scale (LwFilterPopover *self)
{
  return self->choice->which == LW_FILTER_RANGE_VACANCY_RATE ? 100 : 1;
}

static void
fill_range (LwFilterPopover *self)
{
  double ends[2];
  GtkEditable *entries[] = { self->low, self->high };
  gboolean set = lw_filter_get_range (lw_session_get_filter (self->session), self->choice->which, &ends[0], &ends[1]);

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *text = set && !isnan (ends[i]) ? g_strdup_printf ("%.10g", ends[i] * range_scale (self)) : NULL;

      gtk_editable_set_text (entries[i], text ? text : "");
    }
}

static void
fill_expression (LwFilterPopover *self)
{
  LwExpression *expression = lw_filter_get_expression (lw_session_get_filter (self->session));
  g_autofree char *text = expression ? lw_expression_to_string (expression) : NULL;

  gtk_editable_set_text (self->expression, text ? text : "");
}

static void
kind_activated_cb (LwFilterPopover *self, GtkListBoxRow *row)
{
  static const char *const pages[] = { "keys", "range", "expression" };

  if (!self->session)
    return;
  self->choice = &choices[gtk_list_box_row_get_index (row)];
  gtk_label_set_label (self->title, choice_label (self->choice));
  show_mistake (self, NULL);
  if (self->choice->kind == KIND_KEYS)
    fill_keys (self);
  else if (self->choice->kind == KIND_RANGE)
    fill_range (self);
  else
    fill_expression (self);
  gtk_widget_set_visible (self->apply, self->choice->kind != KIND_KEYS);
  gtk_stack_set_visible_child_name (self->value_stack, pages[self->choice->kind]);
  gtk_stack_set_visible_child_name (self->stack, "values");
  gtk_widget_child_focus (GTK_WIDGET (self->value_stack), GTK_DIR_TAB_FORWARD);
}

static void
back_cb (LwFilterPopover *self)
{
  gtk_stack_set_visible_child_name (self->stack, "kinds");
  gtk_widget_child_focus (GTK_WIDGET (self->kinds), GTK_DIR_TAB_FORWARD);
}

/* Reads a number as people type it, with a comma or a point; an empty text is an open end. */
static gboolean
read_number (GtkEditable *entry, double *value)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (entry)));
  char *end = NULL;

  *value = NAN;
  if (!*text)
    return TRUE;
  g_strdelimit (text, ",", '.');
  *value = g_ascii_strtod (text, &end);
  return *end == '\0' && isfinite (*value);
}

static gboolean
apply_range (LwFilterPopover *self)
{
  double low, high, scale = range_scale (self);
  g_autoptr (LwFilter) filter = NULL;

  if (!read_number (self->low, &low) || !read_number (self->high, &high))
    {
      show_mistake (self, _("Write a number without separators of thousands, such as 2500."));
      return FALSE;
    }
  if (low > high)
    {
      show_mistake (self, _("The first number is larger than the second."));
      return FALSE;
    }
  filter = lw_filter_with_range (lw_session_get_filter (self->session), self->choice->which, low / scale,
                                 high / scale);
  lw_session_set_filter (self->session, filter);
  return TRUE;
}

static gboolean
apply_expression (LwFilterPopover *self)
{
  const char *text = gtk_editable_get_text (self->expression);
  g_autoptr (GError) error = NULL;
  g_autoptr (LwExpression) expression = NULL;
  g_autoptr (LwFilter) filter = NULL;

  if (*text && !(expression = lw_expression_parse (text, NULL, &error)))
    {
      show_mistake (self, error->message);
      return FALSE;
    }
  filter = lw_filter_with_expression (lw_session_get_filter (self->session), expression);
  lw_session_set_filter (self->session, filter);
  return TRUE;
}

static void
apply_cb (LwFilterPopover *self)
{
  if (self->choice->kind == KIND_RANGE ? apply_range (self) : apply_expression (self))
    gtk_popover_popdown (GTK_POPOVER (self));
}

static void
lw_filter_popover_map (GtkWidget *widget)
{
  LwFilterPopover *self = LW_FILTER_POPOVER (widget);

  gtk_stack_set_visible_child_full (self->stack, "kinds", GTK_STACK_TRANSITION_TYPE_NONE);
  GTK_WIDGET_CLASS (lw_filter_popover_parent_class)->map (widget);
}

static void
lw_filter_popover_dispose (GObject *object)
{
  LwFilterPopover *self = LW_FILTER_POPOVER (object);

  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_FILTER_POPOVER);
  G_OBJECT_CLASS (lw_filter_popover_parent_class)->dispose (object);
}

static void
lw_filter_popover_class_init (LwFilterPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_filter_popover_dispose;
  widget_class->map = lw_filter_popover_map;
  gtk_widget_class_set_template_from_resource (widget_class, "/nl/leegwijzer/Leegwijzer/ui/lw-filter-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, LwFilterPopover, stack);
  gtk_widget_class_bind_template_child (widget_class, LwFilterPopover, kinds);
  gtk_widget_class_bind_template_child (widget_class, LwFilterPopover, back);
  gtk_widget_class_bind_template_child (widget_class, LwFilterPopover, title);
  gtk_widget_class_bind_template_child (widget_class, LwFilterPopover, value_stack);
  gtk_widget_class_bind_template_child (widget_class, LwFilterPopover, keys);
  gtk_widget_class_bind_template_child (widget_class, LwFilterPopover, low);
  gtk_widget_class_bind_template_child (widget_class, LwFilterPopover, high);
  gtk_widget_class_bind_template_child (widget_class, LwFilterPopover, expression);
  gtk_widget_class_bind_template_child (widget_class, LwFilterPopover, mistake);
  gtk_widget_class_bind_template_child (widget_class, LwFilterPopover, apply);
  gtk_widget_class_bind_template_callback (widget_class, kind_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
}

static void
lw_filter_popover_init (LwFilterPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      GtkWidget *label = gtk_label_new (choice_label (&choices[i]));

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_set_hexpand (label, TRUE);
      gtk_box_append (GTK_BOX (box), label);
      gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("go-next-symbolic"));
      gtk_list_box_append (self->kinds, box);
      lw_names_set (gtk_widget_get_parent (box), choice_label (&choices[i]));
    }
  lw_names_set (GTK_WIDGET (self->kinds), _("Add a filter"));
  lw_name_completion_apply (GTK_ENTRY (self->expression));
  lw_names_apply (GTK_WIDGET (self));
}

/** lw_filter_popover_new: (transfer floating): a popover without a session */
GtkWidget *
lw_filter_popover_new (void)
{
  return g_object_new (LW_TYPE_FILTER_POPOVER, NULL);
}

/** lw_filter_popover_set_session: changes the filter of @session */
void
lw_filter_popover_set_session (LwFilterPopover *self, LwSession *session)
{
  g_return_if_fail (LW_IS_FILTER_POPOVER (self));
  g_set_object (&self->session, session);
}
