/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-import-facts: see lw-import-facts.h. The first choice of each row is what was found, and says what that is. */
#include "app/lw-import-facts.h"

#include "formats/lw-cell.h"
#include "formats/lw-vacancy-join.h"
#include "panels/lw-names.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MOST_HEADING_ROWS 15

/* A row with choices; what was found is the first. */
typedef enum {
  ROW_ENCODING,
  ROW_SEPARATOR,
  ROW_HEADINGS,
  ROW_DECIMAL,
  ROW_DATES,
  ROW_AXES,
  N_ROWS,
} Row;

struct _LwImportFacts {
  GtkBox parent_instance;

  GtkWidget *remembered;
  GtkEditable *date;
  AdwComboRow *unlisted;
  AdwComboRow *new_offices;
  GtkSwitch *remember;
  AdwComboRow *sheet;
  AdwComboRow *rows[N_ROWS];
  GtkWidget *tolerance_row;
  GtkSpinButton *tolerance; /* metres */

  LwDate reference_date;
  gboolean dated; /* by the user, or by what stands in the file */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (LwImportFacts, lw_import_facts, GTK_TYPE_BOX)

enum {
  SIGNAL_SHEET_CHANGED,
  SIGNAL_FORMAT_CHANGED,
  SIGNAL_OPTIONS_CHANGED,
  SIGNAL_FORGET,
  SIGNAL_SAVE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const LwEncoding encodings[]
  = { LW_ENCODING_AUTO, LW_ENCODING_UTF8, LW_ENCODING_WINDOWS_1252, LW_ENCODING_UTF16_LE, LW_ENCODING_UTF16_BE };
static const char separators[] = { '\0', ';', ',', '\t', '|' };

static const char *
name_separator (char separator)
{
  switch (separator)
    {
    case ';':
      return _("semicolon (;)");
    case ',':
      return _("comma (,)");
    case '\t':
      return _("tab");
    case '|':
      return _("bar (|)");
    default:
      return _("none, one column");
    }
}

/* Fills a row; @found comes first. */
static void
fill_row (AdwComboRow *row, const char *found, GPtrArray *others, guint selected)
{
  g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);

  gtk_string_list_append (model, found);
  for (guint i = 0; i < others->len; i++)
    gtk_string_list_append (model, g_ptr_array_index (others, i));
  adw_combo_row_set_model (row, G_LIST_MODEL (model));
  adw_combo_row_set_selected (row, selected);
}

static void
set_date (LwImportFacts *self, LwDate date)
{
  g_autofree char *text = NULL;
  int year, month, day;

  lw_date_to_ymd (date, &year, &month, &day);
  text = g_strdup_printf ("%d-%d-%d", day, month, year);
  gtk_editable_set_text (self->date, text);
}

static void
fill_encoding (LwImportFacts *self, const LwListLook *look)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *found
    /* translators: %s is what was found out, such as an encoding or a separator */
    = g_strdup_printf (_("Found: %s"), lw_encoding_get_name (look->preview->encoding));
  guint selected = 0;

  for (guint i = 1; i < G_N_ELEMENTS (encodings); i++)
    {
      g_ptr_array_add (names, (gpointer) lw_encoding_get_name (encodings[i]));
      selected = look->format.csv.encoding == encodings[i] ? i : selected;
    }
  fill_row (self->rows[ROW_ENCODING], selected ? _("As found") : found, names, selected);
}

static void
fill_separator (LwImportFacts *self, const LwListLook *look)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *found = g_strdup_printf (_("Found: %s"), name_separator (look->preview->separator));
  guint selected = 0;

  for (guint i = 1; i < G_N_ELEMENTS (separators); i++)
    {
      g_ptr_array_add (names, (gpointer) name_separator (separators[i]));
      selected = look->format.csv.separator == separators[i] ? i : selected;
    }
  fill_row (self->rows[ROW_SEPARATOR], selected ? _("As found") : found, names, selected);
}

static void
fill_headings (LwImportFacts *self, const LwListLook *look)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  guint record = look->preview->heading_record;
  int asked = look->format.csv.heading_record;
  /* translators: %u is the number of a row */
  g_autofree char *where = record > 0 ? g_strdup_printf (_("row %u"), record) : g_strdup (_("no headings"));
  g_autofree char *found = g_strdup_printf (_("Found: %s"), where);

  g_ptr_array_add (names, g_strdup (_("No headings")));
  for (guint i = 1; i <= MOST_HEADING_ROWS; i++)
    g_ptr_array_add (names, g_strdup_printf (_("Row %u"), i));
  fill_row (self->rows[ROW_HEADINGS], asked ? _("As found") : found, names,
            asked < 0 ? 1 : asked > MOST_HEADING_ROWS ? 0 : asked > 0 ? (guint) asked + 1 : 0);
}

static void
fill_styles (LwImportFacts *self, const LwListLook *look)
{
  g_autoptr (GPtrArray) decimals = g_ptr_array_new (), dates = g_ptr_array_new ();

  g_ptr_array_add (decimals, (gpointer) _("Comma, as in 1.234,5"));
  g_ptr_array_add (decimals, (gpointer) _("Point, as in 1,234.5"));
  g_ptr_array_add (dates, (gpointer) _("Day first, as in 31-12-2024"));
  g_ptr_array_add (dates, (gpointer) _("Month first, as in 12/31/2024"));
  fill_row (self->rows[ROW_DECIMAL], _("Found column by column"), decimals, look->format.decimal);
  fill_row (self->rows[ROW_DATES], _("Found column by column"), dates, look->format.dates);
}

static guint
get_selected (LwImportFacts *self, Row row)
{
  guint selected = adw_combo_row_get_selected (self->rows[row]);

  return selected == GTK_INVALID_LIST_POSITION ? 0 : selected;
}

static void
fill_axes (LwImportFacts *self, LwGeoAxes found, LwGeoAxes chosen)
{
  const char *names[] = { [LW_GEO_AXES_UNKNOWN] = _("nothing that lies in the country"),
                          [LW_GEO_AXES_RD] = _("RD New, x before y"),
                          [LW_GEO_AXES_RD_SWAPPED] = _("RD New, y before x"),
                          [LW_GEO_AXES_LONLAT] = _("degrees, longitude first"),
                          [LW_GEO_AXES_LATLON] = _("degrees, latitude first") };
  g_autoptr (GPtrArray) others = g_ptr_array_new ();
  g_autofree char *text = g_strdup_printf (_("Found: %s"), names[found]);

  for (guint i = LW_GEO_AXES_RD; i < G_N_ELEMENTS (names); i++)
    g_ptr_array_add (others, (gpointer) names[i]);
  fill_row (self->rows[ROW_AXES], chosen != LW_GEO_AXES_UNKNOWN ? _("As found") : text, others, chosen);
}

/** lw_import_facts_show_axes: tells in which system positions were found to be; @has: whether there are any */
void
lw_import_facts_show_axes (LwImportFacts *self, gboolean has, LwGeoAxes found)
{
  g_return_if_fail (LW_IS_IMPORT_FACTS (self));
  self->filling = TRUE;
  fill_axes (self, found, (LwGeoAxes) get_selected (self, ROW_AXES));
  gtk_widget_set_visible (GTK_WIDGET (self->rows[ROW_AXES]), has);
  self->filling = FALSE;
}

/** lw_import_facts_show_tolerance: @has: whether there are positions, so that it matters how exact they are */
void
lw_import_facts_show_tolerance (LwImportFacts *self, gboolean has)
{
  g_return_if_fail (LW_IS_IMPORT_FACTS (self));
  gtk_widget_set_visible (self->tolerance_row, has);
}

/** lw_import_facts_get_tolerance: (transfer none): where the metres are set within which a position means an office */
GtkSpinButton *
lw_import_facts_get_tolerance (LwImportFacts *self)
{
  g_return_val_if_fail (LW_IS_IMPORT_FACTS (self), NULL);
  return self->tolerance;
}

/* Whole metres, unless a mapping file says it more exactly. */
static void
fill_tolerance (LwImportFacts *self, double metres)
{
  gtk_spin_button_set_digits (self->tolerance, metres == floor (metres) ? 0 : 2);
  gtk_spin_button_set_value (self->tolerance, metres);
}

static void
fill_sheets (LwImportFacts *self, const LwListLook *look)
{
  g_autoptr (GtkStringList) model = gtk_string_list_new ((const char *const *) look->sheets);
  gboolean is_file = look->sheets == NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->sheet), !is_file);
  gtk_widget_set_visible (GTK_WIDGET (self->rows[ROW_SEPARATOR]), is_file);
  gtk_widget_set_visible (GTK_WIDGET (self->rows[ROW_ENCODING]), is_file);
  adw_combo_row_set_model (self->sheet, G_LIST_MODEL (model));
  for (guint i = 0; !is_file && look->sheets[i]; i++)
    if (g_strcmp0 (look->sheets[i], look->sheet.name) == 0)
      adw_combo_row_set_selected (self->sheet, i);
}

/** lw_import_facts_dup_sheet: (returns: transfer full) (nullable): the sheet that was chosen */
char *
lw_import_facts_dup_sheet (LwImportFacts *self)
{
  GtkStringObject *chosen;

  g_return_val_if_fail (LW_IS_IMPORT_FACTS (self), NULL);
  chosen = adw_combo_row_get_selected_item (self->sheet);
  return chosen ? g_strdup (gtk_string_object_get_string (chosen)) : NULL;
}

/**
 * lw_import_facts_show:
 * @look: the beginning of a list
 *
 * Shows how it is read.
 */
void
lw_import_facts_show (LwImportFacts *self, const LwListLook *look)
{
  g_return_if_fail (LW_IS_IMPORT_FACTS (self));

  self->filling = TRUE;
  if (look->date != LW_DATE_UNKNOWN && !self->dated)
    set_date (self, look->date);
  fill_sheets (self, look);
  fill_encoding (self, look);
  fill_separator (self, look);
  fill_headings (self, look);
  fill_styles (self, look);
  fill_axes (self, LW_GEO_AXES_UNKNOWN, look->format.axes);
  fill_tolerance (self, look->format.has_tolerance ? look->format.tolerance_m : LW_JOIN_DEFAULT_TOLERANCE_M);
  gtk_widget_set_visible (GTK_WIDGET (self->rows[ROW_AXES]), FALSE);
  gtk_widget_set_visible (self->remembered, look->remembered);
  self->filling = FALSE;
}

/** lw_import_facts_get_format: @format: (out): how the list is written, as far as somebody corrected it */
void
lw_import_facts_get_format (LwImportFacts *self, LwListFormat *format)
{
  guint headings;
  double tolerance;

  g_return_if_fail (LW_IS_IMPORT_FACTS (self));
  headings = get_selected (self, ROW_HEADINGS);
  tolerance = gtk_spin_button_get_value (self->tolerance);
  *format = (LwListFormat) {
    .csv = { encodings[get_selected (self, ROW_ENCODING)], separators[get_selected (self, ROW_SEPARATOR)],
             headings == 0   ? 0
             : headings == 1 ? -1
                             : (int) headings - 1 },
    .decimal = (LwDecimal) get_selected (self, ROW_DECIMAL),
    .dates = (LwDateOrder) get_selected (self, ROW_DATES),
    .axes = (LwGeoAxes) get_selected (self, ROW_AXES),
    .has_tolerance = tolerance != LW_JOIN_DEFAULT_TOLERANCE_M,
    .tolerance_m = tolerance,
  };
}

/** lw_import_facts_get_date: the date of rows that do not tell theirs, or %LW_DATE_UNKNOWN */
LwDate
lw_import_facts_get_date (LwImportFacts *self)
{
  g_return_val_if_fail (LW_IS_IMPORT_FACTS (self), LW_DATE_UNKNOWN);
  return self->reference_date;
}

/** lw_import_facts_get_unlisted: what becomes of offices that the list does not name */
LwUnlisted
lw_import_facts_get_unlisted (LwImportFacts *self)
{
  static const LwUnlisted choices[] = { LW_UNLISTED_UNKNOWN, LW_UNLISTED_OCCUPIED, LW_UNLISTED_KEEP };
  guint selected;

  g_return_val_if_fail (LW_IS_IMPORT_FACTS (self), LW_UNLISTED_UNKNOWN);
  selected = adw_combo_row_get_selected (self->unlisted);
  return selected < G_N_ELEMENTS (choices) ? choices[selected] : LW_UNLISTED_UNKNOWN;
}

/** lw_import_facts_get_new_offices: what becomes of rows that mean no office of the document */
LwNewOffices
lw_import_facts_get_new_offices (LwImportFacts *self)
{
  g_return_val_if_fail (LW_IS_IMPORT_FACTS (self), LW_NEW_OFFICES_REPORT);
  return adw_combo_row_get_selected (self->new_offices) == 1 ? LW_NEW_OFFICES_ADD : LW_NEW_OFFICES_REPORT;
}

/** lw_import_facts_set_new_offices: @add: rows that mean no office of the document become offices */
void
lw_import_facts_set_new_offices (LwImportFacts *self, gboolean add)
{
  g_return_if_fail (LW_IS_IMPORT_FACTS (self));
  adw_combo_row_set_selected (self->new_offices, add ? 1 : 0);
}

/** lw_import_facts_get_remember: whether the next list of this kind is to be read in the same way */
gboolean
lw_import_facts_get_remember (LwImportFacts *self)
{
  g_return_val_if_fail (LW_IS_IMPORT_FACTS (self), FALSE);
  return gtk_switch_get_active (self->remember);
}

static void
tell_changed (LwImportFacts *self, guint signal)
{
  if (!self->filling)
    g_signal_emit (self, signals[signal], 0);
}

static void
format_cb (LwImportFacts *self)
{
  tell_changed (self, SIGNAL_FORMAT_CHANGED);
}

static void
sheet_cb (LwImportFacts *self)
{
  tell_changed (self, SIGNAL_SHEET_CHANGED);
}

static void
options_cb (LwImportFacts *self)
{
  tell_changed (self, SIGNAL_OPTIONS_CHANGED);
}

static void
forget_cb (LwImportFacts *self)
{
  g_signal_emit (self, signals[SIGNAL_FORGET], 0);
}

static void
save_cb (LwImportFacts *self)
{
  g_signal_emit (self, signals[SIGNAL_SAVE], 0);
}

/* Takes a date as Dutch lists write it, or the other way round; says back in words what was understood. */
static void
date_changed_cb (LwImportFacts *self)
{
  static const LwDateStyle dutch;
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->date)));
  g_autofree char *title = NULL;
  LwDatePrecision precision = LW_DATE_DAY;

  if (lw_cell_parse_date (text, &dutch, &self->reference_date, &precision) != LW_CELL_VALUE
      || precision != LW_DATE_DAY)
    self->reference_date = LW_DATE_UNKNOWN;
  if (self->reference_date == LW_DATE_UNKNOWN)
    title = g_strdup (_("Reference date (day-month-year)"));
  else
    {
      g_autofree char *day = lw_date_to_display (self->reference_date);

      /* translators: %s is a date in words */
      title = g_strdup_printf (_("Reference date: %s"), day);
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->date), title);
  if (*text && self->reference_date == LW_DATE_UNKNOWN)
    gtk_widget_add_css_class (GTK_WIDGET (self->date), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->date), "error");
  self->dated = self->dated || !self->filling;
  tell_changed (self, SIGNAL_OPTIONS_CHANGED);
}

static AdwComboRow *
add_row (LwImportFacts *self, AdwPreferencesGroup *group, const char *title, void (*changed) (LwImportFacts *))
{
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  adw_combo_row_set_use_subtitle (ADW_COMBO_ROW (row), TRUE);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, row);
  return ADW_COMBO_ROW (row);
}

static AdwPreferencesGroup *
add_group (LwImportFacts *self, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  if (title)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_box_append (GTK_BOX (self), group);
  return ADW_PREFERENCES_GROUP (group);
}

/* What was remembered can be forgotten. */
static void
add_remembered (LwImportFacts *self)
{
  GtkWidget *label = gtk_label_new (_("Columns as chosen before for files with these headings"));
  GtkWidget *forget = gtk_button_new_with_mnemonic (_("_Forget"));

  self->remembered = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_widget_add_css_class (self->remembered, "remark");
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (forget, GTK_ALIGN_CENTER);
  g_signal_connect_object (forget, "clicked", G_CALLBACK (forget_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->remembered), label);
  gtk_box_append (GTK_BOX (self->remembered), forget);
  gtk_widget_set_visible (self->remembered, FALSE);
  gtk_box_append (GTK_BOX (self), self->remembered);
}

static void
add_what (LwImportFacts *self)
{
  const char *choices[] = { _("Unknown"), _("Occupied"), _("As before"), NULL };
  const char *others[] = { _("Left aside and told"), _("Added as new offices"), NULL };
  g_autoptr (GtkStringList) model = gtk_string_list_new (choices);
  g_autoptr (GtkStringList) other_model = gtk_string_list_new (others);
  AdwPreferencesGroup *group = add_group (self, NULL);

  self->date = GTK_EDITABLE (adw_entry_row_new ());
  g_signal_connect_object (self->date, "changed", G_CALLBACK (date_changed_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, GTK_WIDGET (self->date));
  self->unlisted = add_row (self, group, _("_Offices not named"), options_cb);
  adw_combo_row_set_model (self->unlisted, G_LIST_MODEL (model));
  self->new_offices = add_row (self, group, _("Rows that match _no office"), options_cb);
  adw_combo_row_set_model (self->new_offices, G_LIST_MODEL (other_model));
}

/* How far a position may lie from the office that it means. */
static void
add_tolerance (LwImportFacts *self, AdwPreferencesGroup *group)
{
  GtkWidget *row = adw_action_row_new (), *unit = gtk_label_new ("m");
  GtkWidget *spin = gtk_spin_button_new_with_range (0, LW_JOIN_MAX_TOLERANCE_M, 5);

  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_editable_set_width_chars (GTK_EDITABLE (spin), 4);
  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (spin), TRUE);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), LW_JOIN_DEFAULT_TOLERANCE_M);
  lw_names_set (spin, _("Metres within which a position means an office"));
  gtk_widget_add_css_class (unit, "dim-label");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("_Largest distance"));
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("From a position to its office; 0 for never"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), spin);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), unit);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), spin);
  g_signal_connect_object (spin, "value-changed", G_CALLBACK (options_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_visible (row, FALSE);
  adw_preferences_group_add (group, row);
  self->tolerance_row = row;
  self->tolerance = GTK_SPIN_BUTTON (spin);
}

static void
add_format (LwImportFacts *self)
{
  AdwPreferencesGroup *group = add_group (self, _("How the file is written"));

  self->sheet = add_row (self, group, _("_Sheet"), sheet_cb);
  gtk_widget_set_visible (GTK_WIDGET (self->sheet), FALSE);
  self->rows[ROW_HEADINGS] = add_row (self, group, _("_Headings"), format_cb);
  self->rows[ROW_SEPARATOR] = add_row (self, group, _("_Separator"), format_cb);
  self->rows[ROW_ENCODING] = add_row (self, group, _("_Encoding"), format_cb);
  self->rows[ROW_DECIMAL] = add_row (self, group, _("_Decimal sign"), options_cb);
  self->rows[ROW_DATES] = add_row (self, group, _("Da_tes"), options_cb);
  self->rows[ROW_AXES] = add_row (self, group, _("_Positions"), options_cb);
  add_tolerance (self, group);
}

static void
add_mapping (LwImportFacts *self)
{
  AdwPreferencesGroup *group = add_group (self, _("Next time"));
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *save = gtk_button_new_with_mnemonic (_("Save _mapping…"));

  self->remember = GTK_SWITCH (gtk_switch_new ());
  gtk_switch_set_active (self->remember, TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->remember), GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("_Remember this"));
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("For files with the same headings"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), GTK_WIDGET (self->remember));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), GTK_WIDGET (self->remember));
  adw_preferences_group_add (group, row);
  gtk_widget_set_margin_top (save, 8);
  gtk_widget_set_halign (save, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (save, _("For other people, and for the command line: import --mapping"));
  g_signal_connect_object (save, "clicked", G_CALLBACK (save_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, save);
}

static guint
add_signal (const char *name)
{
  return g_signal_new (name, LW_TYPE_IMPORT_FACTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lw_import_facts_class_init (LwImportFactsClass *klass)
{
  signals[SIGNAL_SHEET_CHANGED] = add_signal ("sheet-changed");
  signals[SIGNAL_FORMAT_CHANGED] = add_signal ("format-changed");
  signals[SIGNAL_OPTIONS_CHANGED] = add_signal ("options-changed");
  signals[SIGNAL_FORGET] = add_signal ("forget");
  signals[SIGNAL_SAVE] = add_signal ("save");
}

static void
lw_import_facts_init (LwImportFacts *self)
{
  self->reference_date = LW_DATE_UNKNOWN;
  self->filling = TRUE;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 14);
  gtk_widget_add_css_class (GTK_WIDGET (self), "import-facts");
  add_remembered (self);
  add_what (self);
  add_format (self);
  add_mapping (self);
  set_date (self, lw_date_today ());
  self->filling = FALSE;
}

/** lw_import_facts_new: (returns: transfer floating): facts of a list that is not looked at yet */
GtkWidget *
lw_import_facts_new (void)
{
  return g_object_new (LW_TYPE_IMPORT_FACTS, NULL);
}
