/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-import-review: see lw-import-review.h. */
#include "app/lw-import-review.h"

#include "draw/lw-format.h"
#include "panels/lw-names.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_PROBLEMS 200
#define DETAILS_HEIGHT 150

/* A doubtful row in the list: what it says, and what can be chosen for it. */
#define DOUBT_TYPE (doubt_get_type ())
G_DECLARE_FINAL_TYPE (Doubt, doubt, LW, DOUBT, GObject)

struct _Doubt {
  GObject parent_instance;

  gint64 line;
  char *text;
  GArray *offices; /* of gint64 */
  GtkStringList *choices;
  guint selected;
  gboolean certain; /* one office, which is taken without a choice */
};

G_DEFINE_FINAL_TYPE (Doubt, doubt, G_TYPE_OBJECT)

struct _LwImportReview {
  GtkBox parent_instance;

  GtkLabel *counts;
  GtkProgressBar *bar;
  GtkStack *stack;
  GtkWidget *switcher;
  GtkWidget *details;
  GListStore *doubts;
  GtkLabel *doubts_more;
  GtkLabel *problems;
  GHashTable *choices;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (LwImportReview, lw_import_review, GTK_TYPE_BOX)

enum {
  SIGNAL_CHOICE_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
doubt_finalize (GObject *object)
{
  Doubt *self = LW_DOUBT (object);

  g_free (self->text);
  g_array_unref (self->offices);
  g_object_unref (self->choices);
  G_OBJECT_CLASS (doubt_parent_class)->finalize (object);
}

static void
doubt_class_init (DoubtClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = doubt_finalize;
}

static void
doubt_init (Doubt *self)
{
}

/* An office as a choice: its address, and what tells it from others there. */
static char *
describe_office (LwOffices *offices, gint64 key)
{
  guint row = lw_offices_find_id (offices, key);
  g_autofree char *address = row != LW_OFFICES_NONE ? lw_offices_address (offices, row) : g_strdup ("?");
  g_autofree char *area
    = row != LW_OFFICES_NONE ? lw_format_m2_fact (NULL, offices->floor_area_m2[row]) : g_strdup ("");
  const char *name = row != LW_OFFICES_NONE ? lw_offices_text (offices, LW_OFFICE_NAME, row) : "";

  return *name ? g_strdup_printf ("%s · %s · %s", address, name, area) : g_strdup_printf ("%s · %s", address, area);
}

/* The choices are: nothing chosen (left aside, or the only one taken), each office, left out. */
static Doubt *
make_doubt (const LwListDoubt *told, LwOffices *offices, GHashTable *choices)
{
  Doubt *self = g_object_new (DOUBT_TYPE, NULL);
  const gint64 *chosen;

  self->line = (gint64) told->line;
  self->text = g_strdup (told->text);
  self->offices = g_array_ref (told->candidates);
  self->certain = told->candidates->len == 1;
  self->choices = gtk_string_list_new (NULL);
  if (!self->certain)
    gtk_string_list_append (self->choices, _("Choose the office…"));
  for (guint i = 0; i < told->candidates->len; i++)
    {
      g_autofree char *office = describe_office (offices, g_array_index (told->candidates, gint64, i));

      gtk_string_list_append (self->choices, office);
    }
  gtk_string_list_append (self->choices, _("Leave this row out"));
  chosen = g_hash_table_lookup (choices, &self->line);
  if (chosen && *chosen == 0)
    self->selected = told->candidates->len + (self->certain ? 0 : 1);
  for (guint i = 0; chosen && i < told->candidates->len; i++)
    if (g_array_index (told->candidates, gint64, i) == *chosen)
      self->selected = i + (self->certain ? 0 : 1);
  return self;
}

static gboolean
is_same (const Doubt *shown, const LwListDoubt *told)
{
  return shown->line == (gint64) told->line && shown->offices->len == told->candidates->len
         && memcmp (shown->offices->data, told->candidates->data, told->candidates->len * sizeof (gint64)) == 0
         && g_strcmp0 (shown->text, told->text) == 0;
}

/* The same rows with the same choices need not be shown anew: the keyboard stays where it is. */
static gboolean
is_shown (LwImportReview *self, GPtrArray *doubts)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->doubts)) != doubts->len)
    return FALSE;
  for (guint i = 0; i < doubts->len; i++)
    {
      const LwListDoubt *told = g_ptr_array_index (doubts, i);
      g_autoptr (Doubt) shown = g_list_model_get_item (G_LIST_MODEL (self->doubts), i);

      if (!is_same (shown, told))
        return FALSE;
    }
  return TRUE;
}

static void
show_doubts (LwImportReview *self, const LwListTrial *trial, LwOffices *offices)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->stack, "doubts");
  g_autofree char *number = lw_format_count (NULL, trial->n_doubts);
  /* translators: %s is a number of rows */
  g_autofree char *title = g_strdup_printf (_("Rows to check (%s)"), number);

  gtk_stack_page_set_title (gtk_stack_get_page (self->stack, page), title);
  gtk_stack_page_set_visible (gtk_stack_get_page (self->stack, page), trial->n_doubts > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->doubts_more), trial->n_doubts > trial->doubts->len);
  if (is_shown (self, trial->doubts))
    return;
  g_list_store_remove_all (self->doubts);
  for (guint i = 0; i < trial->doubts->len; i++)
    {
      g_autoptr (Doubt) doubt = make_doubt (g_ptr_array_index (trial->doubts, i), offices, self->choices);

      g_list_store_append (self->doubts, doubt);
    }
}

static void
append_problem (GString *text, const LwImportProblem *problem)
{
  if (problem->line > 0)
    /* translators: %d is the number of a line in a file */
    g_string_append_printf (text, _("Line %d: "), (int) problem->line);
  g_string_append (text, problem->what);
  if (problem->advice)
    g_string_append_printf (text, ". %s", problem->advice);
  g_string_append_c (text, '\n');
}

static guint64
show_problems (LwImportReview *self, LwImportReport *report)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GtkWidget *page = gtk_stack_get_child_by_name (self->stack, "problems");
  guint n = lw_import_report_get_n_problems (report);
  g_autofree char *number = NULL, *title = NULL;
  guint64 total = 0;

  for (guint i = 0; i < LW_IMPORT_N_SEVERITIES; i++)
    total += lw_import_report_get_problem_total (report, i);
  for (guint i = 0; i < MIN (n, MOST_PROBLEMS); i++)
    append_problem (text, lw_import_report_get_problem (report, i));
  number = lw_format_count (NULL, total);
  /* translators: %s is a number of remarks */
  title = g_strdup_printf (_("Remarks (%s)"), number);
  gtk_stack_page_set_title (gtk_stack_get_page (self->stack, page), title);
  gtk_stack_page_set_visible (gtk_stack_get_page (self->stack, page), total > 0);
  gtk_label_set_label (self->problems, g_strchomp (text->str));
  return total;
}

static void
append_count (GString *text, guint n, const char *words)
{
  g_autofree char *number = lw_format_count (NULL, n);

  if (n > 0)
    g_string_append_printf (text, "%s%s %s", text->len > 0 ? " · " : "", number, words);
}

static void
show_counts (LwImportReview *self, const LwListTrial *trial)
{
  const guint *counts = trial->counts;
  guint matched = counts[LW_JOIN_BAG_ID] + counts[LW_JOIN_ADDRESS] + counts[LW_JOIN_WITHOUT_SUFFIX]
                  + counts[LW_JOIN_CHOSEN] + counts[LW_JOIN_POSITION];
  g_autoptr (GString) text = g_string_new (NULL);

  if (trial->n == 0)
    g_string_append (text, _("The list has no rows"));
  else if (trial->about_areas)
    append_count (text, trial->n,
                  g_dngettext (GETTEXT_PACKAGE, "row about an area: a figure that stands beside those of the document",
                               "rows about areas: figures that stand beside those of the document", trial->n));
  else if (matched + counts[LW_JOIN_NEW] == 0)
    g_string_append (text, _("No row matches an office of this document"));
  append_count (text, matched, _("matched"));
  append_count (text, counts[LW_JOIN_NEW], _("new"));
  append_count (text, counts[LW_JOIN_AMBIGUOUS], _("doubtful"));
  append_count (text, counts[LW_JOIN_UNMATCHED], _("without an office"));
  append_count (text, counts[LW_JOIN_DUPLICATE], _("repeated"));
  append_count (text, counts[LW_JOIN_REJECTED], _("unusable"));
  append_count (text, counts[LW_JOIN_LEFT_OUT], _("left out"));
  gtk_label_set_label (self->counts, text->str);
}

/**
 * lw_import_review_show:
 * @trial: what would become of a list
 * @offices: the offices of the document
 */
void
lw_import_review_show (LwImportReview *self, const LwListTrial *trial, LwOffices *offices)
{
  guint64 n_problems;

  g_return_if_fail (LW_IS_IMPORT_REVIEW (self));
  self->filling = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (self->bar), FALSE);
  gtk_widget_set_sensitive (self->details, TRUE);
  show_counts (self, trial);
  show_doubts (self, trial, offices);
  n_problems = show_problems (self, trial->report);
  if (trial->n_doubts == 0 || n_problems == 0)
    gtk_stack_set_visible_child_name (self->stack, trial->n_doubts > 0 ? "doubts" : "problems");
  gtk_widget_set_visible (self->details, trial->n_doubts > 0 || n_problems > 0);
  self->filling = FALSE;
}

/* What was told of the rows may not hold any more. Whoever is choosing an office may go on. */
static void
forget_figures (LwImportReview *self)
{
  static const char *const names[] = { "doubts", "problems" };
  const char *titles[] = { _("Rows to check"), _("Remarks") };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_stack_page_set_title (
      gtk_stack_get_page (self->stack, gtk_stack_get_child_by_name (self->stack, names[i])), titles[i]);
  gtk_widget_set_sensitive (self->details,
                            (gtk_widget_get_state_flags (self->details) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0);
}

/** lw_import_review_say: shows a sentence in the place of the numbers: what is missing, what goes wrong, or that they are
 * not known yet */
void
lw_import_review_say (LwImportReview *self, const char *sentence)
{
  g_return_if_fail (LW_IS_IMPORT_REVIEW (self));
  gtk_label_set_label (self->counts, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), FALSE);
  forget_figures (self);
}

/**
 * lw_import_review_show_progress:
 * @fraction: how much of the work is done, 0 to 1, or -1 if that is not known
 * @sentence: what is being done
 */
void
lw_import_review_show_progress (LwImportReview *self, double fraction, const char *sentence)
{
  g_return_if_fail (LW_IS_IMPORT_REVIEW (self));
  gtk_label_set_label (self->counts, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), TRUE);
  if (fraction >= 0)
    gtk_progress_bar_set_fraction (self->bar, fraction);
  else
    gtk_progress_bar_pulse (self->bar);
}

/** lw_import_review_forget_choices: what was chosen holds for the rows of another list */
void
lw_import_review_forget_choices (LwImportReview *self)
{
  g_return_if_fail (LW_IS_IMPORT_REVIEW (self));
  g_hash_table_remove_all (self->choices);
  g_list_store_remove_all (self->doubts);
}

/** lw_import_review_get_choices: (transfer none): what was chosen, as in #LwJoinOptions */
GHashTable *
lw_import_review_get_choices (LwImportReview *self)
{
  g_return_val_if_fail (LW_IS_IMPORT_REVIEW (self), NULL);
  return self->choices;
}

static void
keep_choice (LwImportReview *self, Doubt *doubt, guint selected)
{
  guint first = doubt->certain ? 0 : 1;
  gint64 office = 0;

  doubt->selected = selected;
  if (selected >= first && selected - first < doubt->offices->len)
    office = g_array_index (doubt->offices, gint64, selected - first);
  if ((doubt->certain && office != 0) || (!doubt->certain && selected == 0))
    g_hash_table_remove (self->choices, &doubt->line);
  else
    g_hash_table_insert (self->choices, g_memdup2 (&doubt->line, sizeof doubt->line),
                         g_memdup2 (&office, sizeof office));
  g_signal_emit (self, signals[SIGNAL_CHOICE_CHANGED], 0);
}

static void
selected_cb (GtkDropDown *choice, GParamSpec *pspec, GtkListItem *item)
{
  LwImportReview *self = LW_IMPORT_REVIEW (gtk_widget_get_ancestor (GTK_WIDGET (choice), LW_TYPE_IMPORT_REVIEW));
  Doubt *doubt = gtk_list_item_get_item (item);
  guint selected = gtk_drop_down_get_selected (choice);

  if (self && doubt && !self->filling && selected != GTK_INVALID_LIST_POSITION && selected != doubt->selected)
    keep_choice (self, doubt, selected);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *line = gtk_label_new (NULL), *text = gtk_label_new (NULL), *choice = gtk_drop_down_new (NULL, NULL);

  gtk_label_set_xalign (GTK_LABEL (line), 0);
  gtk_label_set_width_chars (GTK_LABEL (line), 10);
  gtk_widget_add_css_class (line, "line-number");
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_width_chars (GTK_LABEL (text), 18);
  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (choice, TRUE);
  gtk_widget_set_halign (choice, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (GTK_BOX (box), choice);
  gtk_list_item_set_child (item, box);
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_selectable (item, FALSE);
  g_signal_connect_object (choice, "notify::selected", G_CALLBACK (selected_cb), item, 0);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *line = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *text = gtk_widget_get_next_sibling (line), *choice = gtk_widget_get_next_sibling (text);
  Doubt *doubt = gtk_list_item_get_item (item);
  guint selected = doubt->selected;
  /* translators: %d is the number of a line in a file */
  g_autofree char *number = g_strdup_printf (_("Line %d"), (int) doubt->line);
  /* translators: an address in a list; the number of its line */
  g_autofree char *name = g_strdup_printf (_("Office meant by %s on line %d"), doubt->text, (int) doubt->line);

  gtk_label_set_label (GTK_LABEL (line), number);
  gtk_label_set_label (GTK_LABEL (text), doubt->text);
  lw_names_set (choice, name);
  lw_names_set (gtk_widget_get_parent (gtk_list_item_get_child (item)), name);
  /* A new model selects its first item, which is nobody's choice. */
  doubt->selected = 0;
  gtk_drop_down_set_model (GTK_DROP_DOWN (choice), G_LIST_MODEL (doubt->choices));
  doubt->selected = selected;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), selected);
}

static void
lw_import_review_finalize (GObject *object)
{
  LwImportReview *self = LW_IMPORT_REVIEW (object);

  g_object_unref (self->doubts);
  g_hash_table_unref (self->choices);
  G_OBJECT_CLASS (lw_import_review_parent_class)->finalize (object);
}

static void
lw_import_review_class_init (LwImportReviewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lw_import_review_finalize;
  signals[SIGNAL_CHOICE_CHANGED] = g_signal_new ("choice-changed", LW_TYPE_IMPORT_REVIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                                 NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
scroll (GtkWidget *child)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), DETAILS_HEIGHT);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), DETAILS_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), child);
  return scrolled;
}

static GtkWidget *
make_doubts (LwImportReview *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkSelectionModel *model = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->doubts))));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *list;
  g_autofree char *more = g_strdup_printf (_("Only the first %d are shown; the others stay as they are."),
                                           LW_LIST_MAX_DOUBTS);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  list = gtk_list_view_new (model, factory);
  lw_names_set (list, _("Rows to check"));
  gtk_widget_add_css_class (list, "office-list");
  self->doubts_more = GTK_LABEL (gtk_label_new (more));
  gtk_label_set_xalign (self->doubts_more, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->doubts_more), "dim-label");
  gtk_widget_set_visible (GTK_WIDGET (self->doubts_more), FALSE);
  gtk_box_append (GTK_BOX (box), scroll (list));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->doubts_more));
  return box;
}

static GtkWidget *
make_problems (LwImportReview *self)
{
  GtkWidget *label = gtk_label_new (NULL);

  self->problems = GTK_LABEL (label);
  gtk_label_set_xalign (self->problems, 0);
  gtk_label_set_yalign (self->problems, 0);
  gtk_label_set_wrap (self->problems, TRUE);
  gtk_label_set_wrap_mode (self->problems, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (self->problems, TRUE);
  gtk_widget_add_css_class (label, "problem-list");
  return scroll (label);
}

static void
lw_import_review_init (LwImportReview *self)
{
  self->choices = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->doubts = g_list_store_new (DOUBT_TYPE);
  self->counts = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->counts, 0);
  gtk_label_set_wrap (self->counts, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->counts), "heading");
  gtk_widget_add_css_class (GTK_WIDGET (self->counts), "numeric");
  self->bar = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  lw_names_set (GTK_WIDGET (self->bar), _("How much of the list is read"));
  gtk_widget_set_visible (GTK_WIDGET (self->bar), FALSE);
  self->stack = GTK_STACK (gtk_stack_new ());
  self->switcher = gtk_stack_switcher_new ();
  self->details = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 8);
  gtk_widget_add_css_class (GTK_WIDGET (self), "import-review");
  gtk_stack_add_titled (self->stack, make_doubts (self), "doubts", "");
  gtk_stack_add_titled (self->stack, make_problems (self), "problems", "");
  gtk_stack_switcher_set_stack (GTK_STACK_SWITCHER (self->switcher), self->stack);
  gtk_widget_set_halign (self->switcher, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self->details), self->switcher);
  gtk_box_append (GTK_BOX (self->details), GTK_WIDGET (self->stack));
  gtk_widget_set_visible (self->details, FALSE);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->counts));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->bar));
  gtk_box_append (GTK_BOX (self), self->details);
}

/** lw_import_review_new: (returns: transfer floating): a review that shows nothing yet */
GtkWidget *
lw_import_review_new (void)
{
  return g_object_new (LW_TYPE_IMPORT_REVIEW, NULL);
}
