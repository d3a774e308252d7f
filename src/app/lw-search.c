/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-search: places and commands are matched here, there are few; offices beside the main loop, there may be a
 * million. The popover never takes the keyboard, so that typing goes on while it is open. */
#include "app/lw-search.h"

#include "panels/lw-names.h"

#include <glib/gi18n-lib.h>

#define MOST_PLACES 4
#define MOST_OFFICES 6
#define MOST_COMMANDS 4

typedef enum {
  SUGGESTION_TEXT,
  SUGGESTION_KEY,
  SUGGESTION_OFFICE,
  SUGGESTION_COMMAND,
} SuggestionKind;

typedef struct {
  SuggestionKind kind;
  LwDimension dimension;
  char *key; /* of a place, or an action */
  gint64 office;
} Suggestion;

struct _LwSearch {
  GtkWidget parent_instance;

  GtkWidget *entry;
  GtkPopover *popover;
  GtkListBox *list;

  LwSession *session;
  LwJob *job;
};

G_DEFINE_FINAL_TYPE (LwSearch, lw_search, GTK_TYPE_WIDGET)

/* What can be done by name, each with its action. */
static const struct {
  const char *action;
  const char *label;
} commands[] = {
  { "win.new", N_("New document") },
  { "win.open", N_("Open a document") },
  { "win.open-example", N_("Open the example province") },
  { "win.import", N_("Import files") },
  { "win.import-folder", N_("Import a folder") },
  { "win.imports", N_("Earlier imports") },
  { "win.document-settings", N_("Document settings") },
  { "win.plans", N_("Plans for new offices") },
  { "win.criteria", N_("Criteria for conversion") },
  { "win.demand", N_("Demand for offices") },
  { "win.parameters", N_("All parameters") },
  { "win.add-filter", N_("Add a filter") },
  { "win.clear-filter", N_("Clear the filter") },
  { "win.select-all", N_("Select all offices shown") },
  { "win.select-none", N_("Select none") },
  { "win.page::vacancy", N_("Show vacancy") },
  { "win.page::scenarios", N_("Show scenarios") },
  { "win.add-measure::transform", N_("Transform the selected offices") },
  { "win.add-measure::demolish", N_("Demolish the selected offices") },
  { "win.add-measure::renovate", N_("Renovate the selected offices") },
  { "win.add-measure::temporary", N_("Use the selected offices as temporary housing") },
  { "win.add-measure::relet", N_("Start a letting programme for the selected offices") },
  { "win.compare", N_("Compare with the date before, or stop comparing") },
  { "win.zoom-data", N_("Zoom to all offices shown") },
  { "win.show-confidential", N_("Show or hide confidential notes") },
  { "win.undo", N_("Undo") },
  { "win.redo", N_("Redo") },
  { "win.show-help-overlay", N_("Keyboard shortcuts") },
  { "app.about", N_("About Leegwijzer") },
};

static void
suggestion_free (gpointer data)
{
  Suggestion *suggestion = data;

  g_free (suggestion->key);
  g_free (suggestion);
}

static const char *
search_text (LwSearch *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

static void
clear_list (LwSearch *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)))
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
}

static void
close_list (LwSearch *self)
{
  lw_job_replace (&self->job, NULL);
  gtk_popover_popdown (self->popover);
}

static void
add_suggestion (LwSearch *self, Suggestion suggestion, const char *icon, const char *label, const char *detail)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *name = gtk_label_new (label);

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon));
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (box), name);
  if (detail)
    {
      GtkWidget *note = gtk_label_new (detail);

      gtk_widget_add_css_class (note, "dim-label");
      gtk_widget_add_css_class (note, "caption");
      gtk_box_append (GTK_BOX (box), note);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  /* A press on a row must not take the keyboard from the entry. */
  gtk_widget_set_focusable (row, FALSE);
  g_object_set_data_full (G_OBJECT (row), "suggestion", g_memdup2 (&suggestion, sizeof suggestion), suggestion_free);
  gtk_list_box_append (self->list, row);
}

static void
suggest_places (LwSearch *self, LwDimension dimension, const char *text)
{
  LwStatistics *statistics = lw_session_get_statistics (self->session);
  const LwBreakdown *breakdown = statistics ? statistics->all_by[dimension] : NULL;
  guint n = 0;

  for (guint i = 0; breakdown && i < breakdown->n && n < MOST_PLACES; i++)
    if (*breakdown->keys[i] && breakdown->totals[i].offices > 0 && g_str_match_string (text, breakdown->labels[i], TRUE))
      {
        add_suggestion (self,
                        (Suggestion) {
                          .kind = SUGGESTION_KEY, .dimension = dimension, .key = g_strdup (breakdown->keys[i]) },
                        "mark-location-symbolic", breakdown->labels[i], lw_dimension_label (dimension));
        n++;
      }
}

static void
suggest_commands (LwSearch *self, const char *text)
{
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (commands) && n < MOST_COMMANDS; i++)
    if (g_str_match_string (text, _(commands[i].label), TRUE))
      {
        add_suggestion (self, (Suggestion) { .kind = SUGGESTION_COMMAND, .key = g_strdup (commands[i].action) },
                        "system-run-symbolic", _(commands[i].label), _("Command"));
        n++;
      }
}

typedef struct {
  LwOffices *offices;
  LwFilter *filter;
} Match;

static void
match_free (gpointer data)
{
  Match *match = data;

  lw_offices_unref (match->offices);
  lw_filter_unref (match->filter);
  g_free (match);
}

static gpointer
match_in_thread (LwJob *job, gpointer input, GCancellable *cancellable, GError **error)
{
  Match *match = input;

  return lw_filter_apply (match->filter, match->offices, cancellable, error);
}

static void
matched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LwSearch) self = data;
  g_autoptr (LwBitset) rows = lw_job_run_finish (LW_JOB (source), result, NULL);
  LwOffices *offices;
  guint n = 0;

  /* A search that was cancelled says nothing; the next one is under way. */
  if (!lw_job_release (&self->job, LW_JOB (source)) || !rows || !self->session)
    return;
  offices = lw_session_get_offices (self->session);
  if (rows->n != offices->n)
    return;
  LW_BITSET_FOREACH (rows, row)
    {
      g_autofree char *address = lw_offices_address (offices, row);

      add_suggestion (self, (Suggestion) { .kind = SUGGESTION_OFFICE, .office = offices->id[row] },
                      "x-office-address-book-symbolic", address, lw_offices_text (offices, LW_OFFICE_TOWN, row));
      if (++n == MOST_OFFICES)
        break;
    }
}

static void
suggest_offices (LwSearch *self, const char *text)
{
  LwJob *job = lw_job_new (LW_JOB_COMPUTE, NULL);
  Match *match = g_new0 (Match, 1);
  g_autoptr (LwFilter) all = lw_filter_new ();

  match->offices = lw_offices_ref (lw_session_get_offices (self->session));
  match->filter = lw_filter_with_text (all, text);
  lw_job_replace (&self->job, g_object_ref (job));
  lw_job_run_async (job, match_in_thread, match, match_free, (GDestroyNotify) lw_bitset_unref, matched_cb,
                    g_object_ref (self));
  g_object_unref (job);
}

static void
text_changed_cb (LwSearch *self)
{
  const char *text = search_text (self);
  g_autofree char *label = NULL;

  if (!*text || !self->session)
    {
      close_list (self);
      return;
    }
  clear_list (self);
  /* translators: %s is what was typed */
  label = g_strdup_printf (_("Show offices with “%s”"), text);
  add_suggestion (self, (Suggestion) { .kind = SUGGESTION_TEXT }, "edit-find-symbolic", label, NULL);
  suggest_places (self, LW_DIMENSION_MUNICIPALITY, text);
  suggest_places (self, LW_DIMENSION_TOWN, text);
  suggest_commands (self, text);
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  gtk_widget_set_size_request (GTK_WIDGET (self->popover), gtk_widget_get_width (GTK_WIDGET (self)), -1);
  gtk_popover_popup (self->popover);
  suggest_offices (self, text);
}

static void
take_place (LwSearch *self, const Suggestion *suggestion)
{
  const char *keys[] = { suggestion->key, NULL };
  g_autoptr (LwFilter) filter =
    lw_filter_with_keys (lw_session_get_filter (self->session), suggestion->dimension, keys);

  lw_session_set_filter (self->session, filter);
}

static void
take_office (LwSearch *self, gint64 office)
{
  LwOffices *offices = lw_session_get_offices (self->session);
  guint row = lw_offices_find_id (offices, office);

  if (row == LW_OFFICES_NONE)
    return;
  lw_session_select_row (self->session, row, FALSE);
  lw_session_set_focus (self->session, office);
}

static void
take_text (LwSearch *self)
{
  g_autoptr (LwFilter) filter = lw_filter_with_text (lw_session_get_filter (self->session), search_text (self));

  lw_session_set_filter (self->session, filter);
}

static void
take_command (LwSearch *self, const char *detailed)
{
  g_autoptr (GVariant) target = NULL;
  g_autofree char *name = NULL;

  if (g_action_parse_detailed_name (detailed, &name, &target, NULL))
    gtk_widget_activate_action_variant (GTK_WIDGET (self), name, target);
}

static void
row_activated_cb (LwSearch *self, GtkListBoxRow *row)
{
  const Suggestion *given = g_object_get_data (G_OBJECT (row), "suggestion");
  Suggestion suggestion = *given;
  g_autofree char *key = g_strdup (given->key);

  suggestion.key = key;
  close_list (self);
  if (suggestion.kind == SUGGESTION_TEXT)
    take_text (self);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  if (suggestion.kind == SUGGESTION_KEY)
    take_place (self, &suggestion);
  else if (suggestion.kind == SUGGESTION_OFFICE)
    take_office (self, suggestion.office);
  else if (suggestion.kind == SUGGESTION_COMMAND)
    take_command (self, suggestion.key);
}

static void
entry_activated_cb (LwSearch *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row && *search_text (self))
    row_activated_cb (self, row);
}

static void
stop_search_cb (LwSearch *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  close_list (self);
  gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))), GTK_DIR_TAB_FORWARD);
}

static gboolean
key_pressed_cb (LwSearch *self, guint key, guint code, GdkModifierType state)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int step = key == GDK_KEY_Down ? 1 : key == GDK_KEY_Up ? -1 : 0;

  if (step == 0 || !row || !gtk_widget_get_visible (GTK_WIDGET (self->popover)))
    return GDK_EVENT_PROPAGATE;
  row = gtk_list_box_get_row_at_index (self->list, MAX (0, gtk_list_box_row_get_index (row) + step));
  if (row)
    gtk_list_box_select_row (self->list, row);
  return GDK_EVENT_STOP;
}

static void
lw_search_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LwSearch *self = LW_SEARCH (widget);

  gtk_widget_size_allocate (self->entry, &(GtkAllocation) { 0, 0, width, height }, baseline);
  gtk_popover_present (self->popover);
}

static void
lw_search_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                   int *minimum_baseline, int *natural_baseline)
{
  gtk_widget_measure (LW_SEARCH (widget)->entry, orientation, for_size, minimum, natural, minimum_baseline,
                      natural_baseline);
}

static gboolean
lw_search_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (LW_SEARCH (widget)->entry);
}

static void
lw_search_dispose (GObject *object)
{
  LwSearch *self = LW_SEARCH (object);

  lw_job_replace (&self->job, NULL);
  g_clear_object (&self->session);
  g_clear_pointer ((GtkWidget **) &self->popover, gtk_widget_unparent);
  g_clear_pointer (&self->entry, gtk_widget_unparent);
  G_OBJECT_CLASS (lw_search_parent_class)->dispose (object);
}

static void
lw_search_class_init (LwSearchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_search_dispose;
  widget_class->size_allocate = lw_search_size_allocate;
  widget_class->measure = lw_search_measure;
  widget_class->grab_focus = lw_search_grab_focus;
  gtk_widget_class_set_css_name (widget_class, "lwsearch");
}

static void
make_popover (LwSearch *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "search-list");
  gtk_widget_set_focusable (GTK_WIDGET (self->list), FALSE);
  lw_names_set (GTK_WIDGET (self->list), _("Found"));
  gtk_list_box_set_activate_on_single_click (self->list, TRUE);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 480);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));

  self->popover = GTK_POPOVER (gtk_popover_new ());
  gtk_popover_set_autohide (self->popover, FALSE);
  gtk_popover_set_has_arrow (self->popover, FALSE);
  gtk_popover_set_position (self->popover, GTK_POS_BOTTOM);
  gtk_widget_set_can_focus (GTK_WIDGET (self->popover), FALSE);
  gtk_popover_set_child (self->popover, scrolled);
  gtk_widget_set_parent (GTK_WIDGET (self->popover), GTK_WIDGET (self));
}

static void
lw_search_init (LwSearch *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->entry = gtk_search_entry_new ();
  g_object_set (self->entry, "placeholder-text", _("Search offices, places, commands"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Search"), -1);
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
  /* Not the delayed "search-changed": whoever types fast and presses Enter means the whole word. */
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (text_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (entry_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "stop-search", G_CALLBACK (stop_search_cb), self, G_CONNECT_SWAPPED);
  make_popover (self);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->entry, keys);
  g_signal_connect_object (focus, "leave", G_CALLBACK (close_list), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->entry, focus);
}

/** lw_search_set_session: searches what @session shows; %NULL for nothing */
void
lw_search_set_session (LwSearch *self, LwSession *session)
{
  g_return_if_fail (LW_IS_SEARCH (self));
  g_set_object (&self->session, session);
}
