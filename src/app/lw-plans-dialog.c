/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-plans-dialog: see lw-plans-dialog.h. The room is that of the scenario shown, in its last year; it is worked out
 * beside the main loop and comes a moment later. */
#include "app/lw-plans-dialog.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "draw/lw-format.h"
#include "panels/lw-names.h"
#include "panels/lw-plan-row.h"

/** Tile: the figures above the list */
typedef enum {
  TILE_HARD,
  TILE_SOFT,
  TILE_EXPECTED,
  TILE_ROOM,
  N_TILES,
} Tile;

struct _LwPlansDialog {
  AdwWindow parent_instance;

  GtkStack *stack;
  GtkWidget *add;
  GtkWidget *add_first;
  GtkLabel *title[N_TILES];
  GtkLabel *value[N_TILES];
  GtkLabel *note[N_TILES];
  GtkLabel *basis;
  GtkListBox *list;
  GtkWidget *scroller;
  GtkRevealer *ticked;
  GtkLabel *ticked_label;

  LwSession *session;
  GCancellable *balancing; /* NULL: nothing is being worked out */
};

G_DEFINE_FINAL_TYPE (LwPlansDialog, lw_plans_dialog, ADW_TYPE_WINDOW)

static LwPlanRow *
row_at (LwPlansDialog *self, guint i)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) i);

  return row ? LW_PLAN_ROW (row) : NULL;
}

static gboolean
is_editable (LwPlansDialog *self)
{
  return lw_session_get_path (self->session) != NULL && !lw_session_get_read_only (self->session);
}

static void
set_tile (LwPlansDialog *self, Tile tile, const char *title, const char *value, const char *note)
{
  gtk_label_set_text (self->title[tile], title);
  gtk_label_set_text (self->value[tile], value);
  gtk_label_set_text (self->note[tile], note);
}

/* The part of a plan that is not scrapped, m2 bvo. */
static double
kept_bvo (const LwPlan *plan)
{
  int n = 0;

  for (int year = plan->first_year; year < plan->first_year + plan->n_years; year++)
    n += lw_plan_builds_in (plan, year);
  return plan->bvo_m2 * n / plan->n_years;
}

static void
show_sum (LwPlansDialog *self, Tile tile, const char *title, gboolean hard)
{
  GPtrArray *plans = lw_session_get_plans (self->session);
  double m2 = 0;
  guint n = 0;
  g_autofree char *value = NULL, *note = NULL;

  for (guint i = 0; i < plans->len; i++)
    {
      const LwPlan *plan = g_ptr_array_index (plans, i);

      if (plan->hard == hard && kept_bvo (plan) > 0)
        {
          m2 += kept_bvo (plan);
          n++;
        }
    }
  value = lw_format_m2 (NULL, m2);
  /* Translators: bvo is gross floor area */
  note = g_strdup_printf (ngettext ("bvo · %u plan", "bvo · %u plans", n), n);
  set_tile (self, tile, title, value, note);
}

/* One sentence about what expected plans and room come to; %NULL if the plans fit. */
static char *
tell_surplus (const LwBalanceRow *total)
{
  g_autofree char *area = NULL;

  if (isnan (total->allowed_new_build_m2))
    return g_strdup (_ ("Without a demand that is known nobody can tell how much room there is."));
  if (total->allowed_new_build_m2 < 0)
    {
      area = lw_format_m2 (NULL, -total->allowed_new_build_m2);
      /* Translators: %s is an area */
      return g_strdup_printf (_ ("Without any plan there would already be %s more than is asked for."), area);
    }
  if (!(total->surplus_plans_m2 > 0))
    return NULL;
  area = lw_format_m2 (NULL, total->surplus_plans_m2);
  /* Translators: %s is an area */
  return g_strdup_printf (_ ("That is %s more than there is room for."), area);
}

static void
show_balance (LwPlansDialog *self, const LwBalanceSheet *sheet, const char *scenario)
{
  double room = sheet->total->allowed_new_build_m2;
  g_autofree char *expected = lw_format_m2 (NULL, sheet->total->plans_expected_m2);
  g_autofree char *allowed = lw_format_m2 (NULL, isnan (room) ? room : fmax (room, 0));
  g_autofree char *title = g_strdup_printf (_ ("expected by %d"), sheet->year);
  g_autofree char *room_title = g_strdup_printf (_ ("room by %d"), sheet->year);
  g_autofree char *surplus = tell_surplus (sheet->total), *basis = NULL, *text = NULL;

  set_tile (self, TILE_EXPECTED, title, expected, _ ("vvo, by probability"));
  set_tile (self, TILE_ROOM, room_title, allowed, _ ("vvo, for plans"));
  /* Translators: %s is the name of a scenario */
  basis = g_strdup_printf (_ ("Expected plans and room are those of “%s”, with its demand, its measures and its norm."),
                           scenario);
  text = surplus ? g_strdup_printf ("%s %s", basis, surplus) : g_strdup (basis);
  gtk_label_set_text (self->basis, text);
}

static void
balanced_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LwPlansDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LwBalanceSheet) sheet = lw_session_balance_finish (LW_SESSION (source), result, &error);

  /* A later one has taken its place, or the window is gone. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->session == NULL)
    return;
  g_clear_object (&self->balancing);
  if (sheet)
    {
      const char *uid = lw_session_get_scenario_a (self->session);
      const LwScenario *shown = uid ? lw_session_get_scenario (self->session, uid) : NULL;

      show_balance (self, sheet, shown ? shown->name : _ ("Baseline"));
    }
  else
    {
      set_tile (self, TILE_EXPECTED, _ ("expected"), LW_FORMAT_UNKNOWN, "");
      set_tile (self, TILE_ROOM, _ ("room"), LW_FORMAT_UNKNOWN, "");
      gtk_label_set_text (self->basis, error->message);
    }
}

/* The scenario that is shown, or the reference. */
static const LwScenario *
get_scenario (LwPlansDialog *self)
{
  GPtrArray *scenarios = lw_session_get_scenarios (self->session);
  const char *uid = lw_session_get_scenario_a (self->session);

  if (uid && lw_session_get_scenario (self->session, uid))
    return lw_session_get_scenario (self->session, uid);
  return scenarios->len > 0 ? g_ptr_array_index (scenarios, 0) : NULL;
}

static void
begin_balance (LwPlansDialog *self)
{
  const LwScenario *scenario = get_scenario (self);
  LwTrajectory *baseline = lw_session_get_trajectory_baseline (self->session);
  int last;

  if (self->balancing)
    g_cancellable_cancel (self->balancing);
  g_clear_object (&self->balancing);
  if (!scenario || !baseline || lw_session_get_offices (self->session)->n == 0)
    {
      set_tile (self, TILE_EXPECTED, _ ("expected"), LW_FORMAT_UNKNOWN, "");
      set_tile (self, TILE_ROOM, _ ("room"), LW_FORMAT_UNKNOWN, "");
      gtk_label_set_text (self->basis, _ ("How much room there is shows once the document has offices."));
      return;
    }
  last = lw_trajectory_get_base_year (baseline) + (int) lw_trajectory_get_n_rows (baseline) - 1;
  self->balancing = g_cancellable_new ();
  lw_session_balance_async (self->session, scenario, last, self->balancing, balanced_cb, g_object_ref (self));
}

static void
show_ticked (LwPlansDialog *self)
{
  guint n = 0;
  double m2 = 0;
  LwPlanRow *row;
  g_autofree char *area = NULL, *count = NULL, *text = NULL;

  for (guint i = 0; (row = row_at (self, i)) != NULL; i++)
    {
      const LwPlan *plan = lw_session_find_plan (self->session, lw_plan_row_get_uid (row));

      if (plan && lw_plan_row_get_ticked (row))
        {
          m2 += plan->bvo_m2;
          n++;
        }
    }
  area = lw_format_m2 (NULL, m2);
  count = g_strdup_printf (ngettext ("%u plan", "%u plans", n), n);
  text = g_strdup_printf ("%s · %s", count, area);
  gtk_label_set_text (self->ticked_label, text);
  gtk_revealer_set_reveal_child (self->ticked, n > 0 && is_editable (self));
}

static LwPlanRow *
insert_row (LwPlansDialog *self, guint i)
{
  GtkWidget *row = lw_plan_row_new (self->session);

  g_signal_connect_object (row, "ticked", G_CALLBACK (show_ticked), self, G_CONNECT_SWAPPED);
  gtk_list_box_insert (self->list, row, (int) i);
  return LW_PLAN_ROW (row);
}

/* Rows stay with their plans, so that whoever goes through them with the keyboard keeps the place. */
static void
show_rows (LwPlansDialog *self)
{
  GPtrArray *plans = lw_session_get_plans (self->session);
  LwPlanRow *row;

  for (guint i = 0; i < plans->len; i++)
    {
      const LwPlan *plan = g_ptr_array_index (plans, i);

      while ((row = row_at (self, i)) && !lw_session_find_plan (self->session, lw_plan_row_get_uid (row)))
        gtk_list_box_remove (self->list, GTK_WIDGET (row));
      if (!row || g_strcmp0 (lw_plan_row_get_uid (row), plan->uid) != 0)
        row = insert_row (self, i);
      lw_plan_row_show (row, plan, is_editable (self));
    }
  while ((row = row_at (self, plans->len)))
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
}

static void
show_plans (LwPlansDialog *self)
{
  GPtrArray *plans = lw_session_get_plans (self->session);

  show_rows (self);
  show_sum (self, TILE_HARD, C_ ("plan", "hard"), TRUE);
  show_sum (self, TILE_SOFT, C_ ("plan", "soft"), FALSE);
  show_ticked (self);
  gtk_widget_set_sensitive (self->add, is_editable (self));
  gtk_widget_set_sensitive (self->add_first, is_editable (self));
  gtk_widget_set_visible (self->add, plans->len > 0);
  gtk_stack_set_visible_child_name (self->stack, plans->len > 0 ? "plans" : "empty");
  if (!lw_session_get_path (self->session))
    gtk_window_close (GTK_WINDOW (self));
}

static gboolean
scroll_to_row_cb (GtkWidget *row, GdkFrameClock *clock, gpointer data)
{
  LwPlansDialog *self = data;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  double y;

  if (gtk_widget_get_height (row) == 0 || !gtk_widget_translate_coordinates (row, self->scroller, 0, 0, NULL, &y))
    return G_SOURCE_CONTINUE;
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + y - 24);
  return G_SOURCE_REMOVE;
}

static void
add_cb (LwPlansDialog *self)
{
  LwDate date = lw_session_get_date (self->session);
  int year = lw_date_year (date == LW_DATE_UNKNOWN ? lw_date_today () : date);
  g_autoptr (LwPlan) plan = lw_plan_new (_ ("New plan"), 0, year + 3, 1);
  g_autoptr (GError) error = NULL;
  LwPlanRow *row;

  if (!lw_session_write_plan (self->session, plan, _ ("Add plan"), &error))
    return;
  row = row_at (self, lw_session_get_plans (self->session)->len - 1);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  gtk_widget_child_focus (GTK_WIDGET (row), GTK_DIR_TAB_FORWARD);
  gtk_widget_add_tick_callback (GTK_WIDGET (row), scroll_to_row_cb, self, NULL);
}

static void
flush (LwPlansDialog *self)
{
  LwPlanRow *row;

  for (guint i = 0; (row = row_at (self, i)); i++)
    lw_plan_row_flush (row);
}

static gboolean
lw_plans_dialog_close_request (GtkWindow *window)
{
  LwPlansDialog *self = LW_PLANS_DIALOG (window);

  if (is_editable (self))
    flush (self);
  return GTK_WINDOW_CLASS (lw_plans_dialog_parent_class)->close_request (window);
}

/* The keys of the window work here as well: what is changed here is what people want to take back. */
static void
history_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LwPlansDialog *self = LW_PLANS_DIALOG (widget);

  flush (self);
  if (g_str_equal (name, "win.undo") && lw_session_get_undo_name (self->session))
    lw_session_undo (self->session);
  else if (g_str_equal (name, "win.redo") && lw_session_get_redo_name (self->session))
    lw_session_redo (self->session);
}

static void
lw_plans_dialog_dispose (GObject *object)
{
  LwPlansDialog *self = LW_PLANS_DIALOG (object);

  if (self->balancing)
    g_cancellable_cancel (self->balancing);
  g_clear_object (&self->balancing);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (lw_plans_dialog_parent_class)->dispose (object);
}

static void
lw_plans_dialog_class_init (LwPlansDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lw_plans_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = lw_plans_dialog_close_request;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "win.undo", NULL, history_action);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "win.redo", NULL, history_action);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkLabel *
add_label (GtkWidget *box, const char *css_class, const char *other)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, css_class);
  if (other != NULL)
    gtk_widget_add_css_class (label, other);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static GtkWidget *
build_tiles (LwPlansDialog *self)
{
  GtkWidget *tiles = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_set_homogeneous (GTK_BOX (tiles), TRUE);
  for (Tile tile = 0; tile < N_TILES; tile++)
    {
      GtkWidget *one = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

      gtk_widget_add_css_class (one, "tile");
      self->title[tile] = add_label (one, "caption", NULL);
      self->value[tile] = add_label (one, "heading", NULL);
      self->note[tile] = add_label (one, "caption", "dim-label");
      gtk_box_append (GTK_BOX (tiles), one);
    }
  return tiles;
}

static GtkWidget *
build_list (LwPlansDialog *self)
{
  GtkWidget *clamp = adw_clamp_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_box_append (GTK_BOX (box), build_tiles (self));
  self->basis = add_label (box, "caption", "dim-label");
  gtk_label_set_ellipsize (self->basis, PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap (self->basis, TRUE);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_widget_set_valign (GTK_WIDGET (self->list), GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 720);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), clamp);
  return self->scroller;
}

static GtkWidget *
build_empty (LwPlansDialog *self)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("No plans"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page),
                                   _ ("What municipalities plan to build is supply to come. Enter their plans here."));
  self->add_first = gtk_button_new_with_mnemonic (_ ("_Add a plan"));
  gtk_widget_set_halign (self->add_first, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->add_first, "pill");
  g_signal_connect_swapped (self->add_first, "clicked", G_CALLBACK (add_cb), self);
  adw_status_page_set_child (ADW_STATUS_PAGE (page), self->add_first);
  return page;
}

/* Asks the window for a measure on the plans that are ticked; they are not ticked any more then. */
static void
add_measure (LwPlansDialog *self, LwMeasureKind kind)
{
  GtkWidget *parent = GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self)));
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) uids = NULL;
  LwPlanRow *row;

  flush (self);
  for (guint i = 0; (row = row_at (self, i)); i++)
    if (lw_plan_row_get_ticked (row))
      g_strv_builder_add (builder, lw_plan_row_get_uid (row));
  uids = g_strv_builder_end (builder);
  if (uids[0] == NULL || parent == NULL)
    return;
  gtk_widget_activate_action (parent, "win.add-plan-measure", "(s^as)", lw_measure_kind_get_token (kind), uids);
  for (guint i = 0; (row = row_at (self, i)); i++)
    lw_plan_row_set_ticked (row, FALSE);
}

static void
scrap_cb (LwPlansDialog *self)
{
  add_measure (self, LW_MEASURE_SCRAP_PLAN);
}

static void
rephase_cb (LwPlansDialog *self)
{
  add_measure (self, LW_MEASURE_REPHASE_PLAN);
}

static void
add_ticked_button (LwPlansDialog *self, GtkWidget *bar, const char *label, const char *tooltip, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_tooltip_text (button, tooltip);
  g_signal_connect_swapped (button, "clicked", callback, self);
  gtk_box_append (GTK_BOX (bar), button);
}

static GtkWidget *
build_ticked (LwPlansDialog *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_add_css_class (bar, "toolbar");
  self->ticked_label = add_label (bar, "heading", NULL);
  gtk_widget_set_hexpand (GTK_WIDGET (self->ticked_label), TRUE);
  add_ticked_button (self, bar, _ ("_Scrap in the Scenario"), _ ("Add a measure that scraps the plans ticked"),
                     G_CALLBACK (scrap_cb));
  add_ticked_button (self, bar, _ ("Build _Later in the Scenario"), _ ("Add a measure that builds the plans ticked later"),
                     G_CALLBACK (rephase_cb));
  self->ticked = GTK_REVEALER (gtk_revealer_new ());
  gtk_revealer_set_transition_type (self->ticked, GTK_REVEALER_TRANSITION_TYPE_SLIDE_UP);
  gtk_revealer_set_child (self->ticked, bar);
  return GTK_WIDGET (self->ticked);
}

static void
lw_plans_dialog_init (LwPlansDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *bar = adw_header_bar_new ();

  gtk_window_set_title (GTK_WINDOW (self), _ ("Plans for new offices"));
  gtk_window_set_default_size (GTK_WINDOW (self), 720, 600);
  self->add = gtk_button_new_with_mnemonic (_ ("_Add"));
  gtk_widget_set_tooltip_text (self->add, _ ("Add a plan"));
  g_signal_connect_swapped (self->add, "clicked", G_CALLBACK (add_cb), self);
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), self->add);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_stack_add_named (self->stack, build_empty (self), "empty");
  gtk_stack_add_named (self->stack, build_list (self), "plans");
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  gtk_box_append (GTK_BOX (box), build_ticked (self));
  adw_window_set_content (ADW_WINDOW (self), box);
}

/**
 * lw_plans_dialog_new:
 * @parent: the window
 * @session: the session whose document it is about
 *
 * Returns: (transfer none): the dialog, to be presented. It keeps nobody from working on, and follows what others
 *   change; it closes with the document.
 */
LwPlansDialog *
lw_plans_dialog_new (GtkWindow *parent, LwSession *session)
{
  LwPlansDialog *self = g_object_new (LW_TYPE_PLANS_DIALOG, "transient-for", parent, "destroy-with-parent", TRUE,
                                      "modal", FALSE, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "plans-changed", G_CALLBACK (show_plans), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::read-only", G_CALLBACK (show_plans), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::trajectory-baseline", G_CALLBACK (begin_balance), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::trajectory-a", G_CALLBACK (begin_balance), self, G_CONNECT_SWAPPED);
  show_plans (self);
  begin_balance (self);
  lw_names_apply (GTK_WIDGET (self));
  return self;
}
