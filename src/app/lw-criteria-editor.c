/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-criteria-editor: see lw-criteria-editor.h. The fields of a criterion are made when its row is first unfolded; what
 * was never unfolded stays as it is in the key file. */
#include "app/lw-criteria-editor.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "model/lw-criteria-text.h"
#include "panels/lw-names.h"
#include "panels/lw-row-fields.h"

#define MAX_WEIGHT 1000

typedef struct {
  char *id;
  AdwExpanderRow *row;
  AdwEntryRow *text; /* NULL until the row is unfolded; so are the others */
  AdwEntryRow *theme;
  AdwEntryRow *derived;
  GtkSpinButton *weight;
  GtkSwitch *veto;
} Field;

struct _LwCriteriaEditor {
  AdwWindow parent_instance;

  LwSession *session;
  GKeyFile *file;
  GPtrArray *fields;  /* of Field */
  GtkWidget *page;
  AdwEntryRow *title;
  AdwEntryRow *limits;
  AdwEntryRow *classes;
  GtkSpinButton *completeness;
  GtkSwitch *negative;
  GtkLabel *problem;
};

G_DEFINE_FINAL_TYPE (LwCriteriaEditor, lw_criteria_editor, ADW_TYPE_WINDOW)

static void
field_free (gpointer data)
{
  Field *field = data;

  g_free (field->id);
  g_free (field);
}

static void
tell_problem (LwCriteriaEditor *self, const char *sentence)
{
  gtk_label_set_label (self->problem, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), sentence != NULL);
}

static const char *
get_text (gpointer row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static void
describe_row (LwCriteriaEditor *self, Field *field)
{
  g_autofree char *text = lw_criteria_text_get (self->file, field->id, "text");
  g_autofree char *markup = g_markup_escape_text (text, -1);
  g_autofree char *name = g_strdup_printf ("%s  %s", field->id, markup);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (field->row), name);
}

static void
veto_cb (Field *field)
{
  gtk_widget_set_sensitive (lw_row_fields_get_row (field->weight), !gtk_switch_get_active (field->veto));
}

static void
nothing_cb (gpointer data)
{
}

/* The block of a criterion, which says what the criterion does not say itself. */
static char *
name_block (const Field *field)
{
  g_autofree char *letters = g_strndup (field->id, strcspn (field->id, "0123456789"));

  return g_strconcat ("block ", letters, NULL);
}

static double
read_weight (LwCriteriaEditor *self, const Field *field)
{
  g_autofree char *block = name_block (field);
  const char *group = g_key_file_has_key (self->file, field->id, "weight", NULL) ? field->id : block;
  double weight = g_key_file_get_double (self->file, group, "weight", NULL);

  return weight > 0 ? weight : 1;
}

static gboolean
read_veto (LwCriteriaEditor *self, const Field *field)
{
  g_autofree char *block = name_block (field), *kind = NULL;

  if (g_key_file_has_key (self->file, field->id, "veto", NULL))
    return g_key_file_get_boolean (self->file, field->id, "veto", NULL);
  kind = g_key_file_get_string (self->file, block, "kind", NULL);
  return g_strcmp0 (kind, "veto") == 0;
}

static gboolean
in_vetoes (LwCriteriaEditor *self, const Field *field)
{
  g_autofree char *block = name_block (field), *kind = g_key_file_get_string (self->file, block, "kind", NULL);

  return g_strcmp0 (kind, "veto") == 0;
}

static AdwEntryRow *
add_entry (LwCriteriaEditor *self, Field *field, const char *title, const char *key)
{
  AdwEntryRow *row = lw_row_fields_add_entry (field->row, title, G_CALLBACK (nothing_cb), field);
  g_autofree char *text = lw_criteria_text_get (self->file, field->id, key);

  gtk_editable_set_text (GTK_EDITABLE (row), text);
  return row;
}

static void
unfolded_cb (AdwExpanderRow *row, GParamSpec *spec, LwCriteriaEditor *self)
{
  Field *field = g_object_get_data (G_OBJECT (row), "field");
  const LwRowSpin weight = { _ ("Weight"), _ ("What a true statement adds to the score"), 0.1, MAX_WEIGHT, 0.5 };

  if (field->text != NULL || !adw_expander_row_get_expanded (row))
    return;
  field->text = add_entry (self, field, _ ("Statement"), "text");
  field->theme = add_entry (self, field, _ ("Theme"), "theme");
  field->weight = lw_row_fields_add_spin (row, &weight, G_CALLBACK (nothing_cb), field);
  gtk_spin_button_set_digits (field->weight, 1);
  gtk_spin_button_set_value (field->weight, read_weight (self, field));
  field->veto = lw_row_fields_add_switch (row, _ ("Veto"), _ ("A “no” stops the conversion; it has no weight"),
                                          G_CALLBACK (veto_cb), field);
  gtk_switch_set_active (field->veto, read_veto (self, field));
  g_signal_connect_swapped (field->veto, "notify::active", G_CALLBACK (veto_cb), field);
  field->derived = add_entry (self, field, _ ("Derived from the data if"), "derived");
  gtk_widget_set_tooltip_text (GTK_WIDGET (field->derived),
                               _ ("A condition as in the filter, such as build_year < 2000; empty if only people answer. "
                                  "Also: reference_year, floor_depth_m, daylight_share, dwellings_of_50_m2"));
  veto_cb (field);
  lw_names_apply (GTK_WIDGET (row));
}

static void
write_field (LwCriteriaEditor *self, const Field *field)
{
  if (field->text == NULL)
    return;
  lw_criteria_text_set (self->file, field->id, "text", get_text (field->text));
  lw_criteria_text_set (self->file, field->id, "theme", get_text (field->theme));
  lw_criteria_text_set (self->file, field->id, "derived", get_text (field->derived));
  if (gtk_switch_get_active (field->veto) != read_veto (self, field))
    g_key_file_set_boolean (self->file, field->id, "veto", gtk_switch_get_active (field->veto));
  /* What stands in a block of vetoes has no weight unless it says so itself. */
  if (!gtk_switch_get_active (field->veto)
      && (gtk_spin_button_get_value (field->weight) != read_weight (self, field) || in_vetoes (self, field)))
    g_key_file_set_double (self->file, field->id, "weight", gtk_spin_button_get_value (field->weight));
}

/* Puts what the fields say in the key file. */
static void
write_fields (LwCriteriaEditor *self)
{
  lw_criteria_text_set (self->file, "set", "title", get_text (self->title));
  lw_criteria_text_set (self->file, "set", "class_limits", get_text (self->limits));
  lw_criteria_text_set (self->file, "set", "classes", get_text (self->classes));
  g_key_file_set_double (self->file, "set", "min_completeness",
                         gtk_spin_button_get_value (self->completeness) / 100);
  g_key_file_set_string (self->file, "set", "orientation",
                         gtk_switch_get_active (self->negative) ? "negative" : "positive");
  for (guint i = 0; i < self->fields->len; i++)
    write_field (self, g_ptr_array_index (self->fields, i));
}

/* Reads the set that the fields describe; tells what is wrong with it. */
static LwCriteriaSet *
read_set (LwCriteriaEditor *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  LwCriteriaSet *set;
  gsize length;

  write_fields (self);
  text = g_key_file_to_data (self->file, &length, NULL);
  set = lw_criteria_set_parse (text, length, &error);
  tell_problem (self, set != NULL ? NULL : error->message);
  return set;
}

static void
save_cb (LwCriteriaEditor *self)
{
  g_autoptr (LwCriteriaSet) set = read_set (self);
  g_autoptr (GError) error = NULL;

  if (set == NULL)
    return;
  if (lw_session_write_criteria (self->session, set, FALSE, &error))
    gtk_window_close (GTK_WINDOW (self));
  else
    tell_problem (self, error->message);
}

static void fill (LwCriteriaEditor *self);

static void
add_cb (GtkButton *button, LwCriteriaEditor *self)
{
  g_autofree char *id = NULL;

  write_fields (self);
  id = lw_criteria_text_add_criterion (self->file, g_object_get_data (G_OBJECT (button), "block"),
                                       _ ("A new statement."));
  fill (self);
}

static void
delete_cb (GtkButton *button, LwCriteriaEditor *self)
{
  g_autofree char *id = g_strdup (g_object_get_data (G_OBJECT (button), "id"));

  write_fields (self);
  g_key_file_remove_group (self->file, id, NULL);
  fill (self);
}

static GtkWidget *
new_icon_button (const char *icon, const char *tip)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, tip);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
  return button;
}

static void
add_criterion (LwCriteriaEditor *self, AdwPreferencesGroup *group, const char *id)
{
  Field *field = g_new0 (Field, 1);
  /* translators: %s is the name of a criterion, such as B12 */
  g_autofree char *tip = g_strdup_printf (_ ("Delete criterion %s"), id);
  GtkWidget *remove = new_icon_button ("user-trash-symbolic", tip);

  field->id = g_strdup (id);
  field->row = ADW_EXPANDER_ROW (adw_expander_row_new ());
  g_ptr_array_add (self->fields, field);
  g_object_set_data (G_OBJECT (field->row), "field", field);
  describe_row (self, field);
  g_object_set_data_full (G_OBJECT (remove), "id", g_strdup (id), g_free);
  g_signal_connect (remove, "clicked", G_CALLBACK (delete_cb), self);
  adw_expander_row_add_action (field->row, remove);
  g_signal_connect (field->row, "notify::expanded", G_CALLBACK (unfolded_cb), self);
  adw_preferences_group_add (group, GTK_WIDGET (field->row));
}

/* A group of criteria with the same letters. */
static AdwPreferencesGroup *
add_block (LwCriteriaEditor *self, const char *block)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  g_autofree char *name = g_strconcat ("block ", block, NULL);
  g_autofree char *title = lw_criteria_text_get (self->file, name, "title");
  g_autofree char *markup = g_markup_escape_text (*title != '\0' ? title : block, -1);
  /* translators: %s is a group of criteria */
  g_autofree char *tip = g_strdup_printf (_ ("Add a criterion to “%s”"), *title != '\0' ? title : block);
  GtkWidget *add = new_icon_button ("list-add-symbolic", tip);

  adw_preferences_group_set_title (group, markup);
  g_object_set_data_full (G_OBJECT (add), "block", g_strdup (block), g_free);
  g_signal_connect (add, "clicked", G_CALLBACK (add_cb), self);
  adw_preferences_group_set_header_suffix (group, add);
  gtk_box_append (GTK_BOX (self->page), GTK_WIDGET (group));
  return group;
}

static AdwEntryRow *
add_set_entry (LwCriteriaEditor *self, AdwPreferencesGroup *group, const char *title, const char *key)
{
  GtkWidget *row = adw_entry_row_new ();
  g_autofree char *text = lw_criteria_text_get (self->file, "set", key);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  adw_preferences_group_add (group, row);
  return ADW_ENTRY_ROW (row);
}

static void
add_set_row (AdwPreferencesGroup *group, const char *title, const char *subtitle, GtkWidget *control)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), control);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), control);
  adw_preferences_group_add (group, row);
}

static void
fill_set (LwCriteriaEditor *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  g_autofree char *orientation = g_key_file_get_string (self->file, "set", "orientation", NULL);

  self->title = add_set_entry (self, group, _ ("Name"), "title");
  self->limits = add_set_entry (self, group, _ ("Limits of the classes, in points, with ; between"), "class_limits");
  self->classes = add_set_entry (self, group, _ ("Names of the classes, one more than limits, with ; between"), "classes");
  self->completeness = GTK_SPIN_BUTTON (gtk_spin_button_new_with_range (0, 100, 5));
  gtk_spin_button_set_value (self->completeness,
                             round (100 * g_key_file_get_double (self->file, "set", "min_completeness", NULL)));
  add_set_row (group, _ ("To be answered for a class, %"), _ ("By weight; below this there is a score, but no class"),
               GTK_WIDGET (self->completeness));
  self->negative = GTK_SWITCH (gtk_switch_new ());
  gtk_switch_set_active (self->negative, g_strcmp0 (orientation, "negative") == 0);
  add_set_row (group, _ ("True statements speak against it"), _ ("Then a high score is a low class"),
               GTK_WIDGET (self->negative));
  gtk_box_append (GTK_BOX (self->page), GTK_WIDGET (group));
}

static void
fill (LwCriteriaEditor *self)
{
  g_auto (GStrv) groups = g_key_file_get_groups (self->file, NULL);
  g_autoptr (GHashTable) blocks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GtkWidget *child;

  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  while ((child = gtk_widget_get_first_child (self->page)))
    gtk_box_remove (GTK_BOX (self->page), child);
  g_ptr_array_set_size (self->fields, 0);
  fill_set (self);
  for (guint i = 0; groups[i] != NULL; i++)
    if (g_str_has_prefix (groups[i], "block "))
      g_hash_table_insert (blocks, g_strdup (groups[i] + strlen ("block ")),
                           add_block (self, groups[i] + strlen ("block ")));
  for (guint i = 0; groups[i] != NULL; i++)
    {
      g_autofree char *block = g_strndup (groups[i], strcspn (groups[i], "0123456789"));
      AdwPreferencesGroup *group = g_hash_table_lookup (blocks, block);

      if (group != NULL)
        add_criterion (self, group, groups[i]);
    }
  lw_names_apply (GTK_WIDGET (self));
}

static GtkWidget *
build_bar (LwCriteriaEditor *self)
{
  GtkWidget *bar = adw_header_bar_new (), *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));
  GtkWidget *save = gtk_button_new_with_mnemonic (_ ("_Save"));

  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (gtk_window_close), self);
  g_signal_connect_swapped (save, "clicked", G_CALLBACK (save_cb), self);
  gtk_widget_add_css_class (save, "suggested-action");
  gtk_widget_add_css_class (save, "criteria-save");
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), save);
  return bar;
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

static void
lw_criteria_editor_dispose (GObject *object)
{
  LwCriteriaEditor *self = LW_CRITERIA_EDITOR (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->file, g_key_file_unref);
  G_OBJECT_CLASS (lw_criteria_editor_parent_class)->dispose (object);
}

static void
lw_criteria_editor_finalize (GObject *object)
{
  g_ptr_array_unref (LW_CRITERIA_EDITOR (object)->fields);
  G_OBJECT_CLASS (lw_criteria_editor_parent_class)->finalize (object);
}

static void
lw_criteria_editor_class_init (LwCriteriaEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lw_criteria_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = lw_criteria_editor_finalize;
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, escape_cb, NULL);
}

static void
lw_criteria_editor_init (LwCriteriaEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *clamp = adw_clamp_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->fields = g_ptr_array_new_with_free_func (field_free);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Criteria"));
  gtk_window_set_default_size (GTK_WINDOW (self), 640, 620);
  self->problem = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->problem, TRUE);
  gtk_label_set_xalign (self->problem, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), "error");
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), "toolbar");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  self->page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
  gtk_widget_set_margin_top (self->page, 18);
  gtk_widget_set_margin_bottom (self->page, 18);
  gtk_widget_set_margin_start (self->page, 12);
  gtk_widget_set_margin_end (self->page, 12);
  adw_clamp_set_child (ADW_CLAMP (clamp), self->page);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), build_bar (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->problem));
  gtk_box_append (GTK_BOX (box), scroller);
  adw_window_set_content (ADW_WINDOW (self), box);
}

/**
 * lw_criteria_editor_new:
 * @parent: the window above which it stands
 * @session: the session, with a document that can be written
 * @definition: the key file of a set that can be read
 *
 * Returns: (transfer none) (nullable): the dialog, to be presented; %NULL if @definition cannot be read
 */
LwCriteriaEditor *
lw_criteria_editor_new (GtkWindow *parent, LwSession *session, const char *definition)
{
  g_autoptr (LwCriteriaSet) set = lw_criteria_set_parse (definition, strlen (definition), NULL);
  GKeyFile *file = set != NULL ? lw_criteria_text_load (definition, NULL) : NULL;
  LwCriteriaEditor *self;

  if (file == NULL)
    return NULL;
  self = g_object_new (LW_TYPE_CRITERIA_EDITOR, "transient-for", parent, "modal", TRUE, "destroy-with-parent", TRUE,
                       NULL);
  self->session = g_object_ref (session);
  self->file = file;
  fill (self);
  return self;
}
