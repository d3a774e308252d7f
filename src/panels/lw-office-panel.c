/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-office-panel: headings with facts below, made anew when the office changes. A recorded fact is shown as it is; an
 * unknown one says so rather than standing empty. */
#include "panels/lw-office-panel.h"

#include "draw/lw-format-change.h"
#include "panels/lw-change-mark.h"
#include "panels/lw-fact-edit.h"
#include "panels/lw-office-panel-private.h"
#include "panels/lw-office-potential.h"
#include "panels/lw-ring.h"
#include "panels/lw-why-card.h"

#include <glib/gi18n-lib.h>
#include <math.h>

struct _LwOfficePanel {
  GtkWidget parent_instance;

  GtkLabel *address;
  LwRing *ring;
  GtkLabel *figure;
  GtkLabel *figure_note;
  GtkWidget *remarks;
  GtkWidget *facts;
  GtkWidget *notes; /* among the facts; NULL before the first office */
  guint notes_source;
  GtkWidget *potential; /* its own reference; goes from page to page, so that what is open stays open */

  LwSession *session;
  LwOfficeRecord *record; /* of the office shown; NULL while the document is written */
  GSignalGroup *signals;
};

G_DEFINE_FINAL_TYPE (LwOfficePanel, lw_office_panel, GTK_TYPE_WIDGET)

enum {
  PROP_0,
  PROP_SESSION,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

typedef struct {
  guint32 remark;
  const char *words;
} Remark;

static const Remark remark_words[] = {
  { LW_REMARK_FICTIONAL, N_("This office was made up for the example.") },
  { LW_REMARK_NOT_COUNTED, N_("Left out of the stock by the counting rules of this document.") },
  { LW_REMARK_VACANT_CAPPED, N_("More m² were reported vacant than the office counts; the surplus is left out.") },
  { LW_REMARK_OCCUPIED_ASSUMED, N_("Taken as occupied, because the vacancy list does not name it.") },
  { LW_REMARK_IN_INVESTIGATION, N_("The municipality is investigating its area or use.") },
  { LW_REMARK_AREA_DUMMY, N_("The register holds a stopgap for the area; the area is unknown.") },
  { LW_REMARK_YEAR_DUMMY, N_("The register holds a stopgap for the building year; the year is unknown.") },
  { LW_REMARK_ADDRESS_UNKNOWN, N_("Its address is not in the extract that was imported.") },
  { LW_REMARK_BUILDING_UNKNOWN, N_("Its building is not in the extract that was imported.") },
  { LW_REMARK_MUNICIPALITY_BY_POSITION, N_("Its municipality was found by its position on the map.") },
  { LW_REMARK_POSITION_OUTSIDE, N_("Its position lies outside the Netherlands; it is not on the map.") },
};

static void
clear_box (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)))
    gtk_box_remove (GTK_BOX (box), child);
}

static void
add_remark (LwOfficePanel *self, GtkWidget *image, const char *words)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *label = gtk_label_new (words);

  gtk_widget_set_valign (image, GTK_ALIGN_START);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (line), image);
  gtk_box_append (GTK_BOX (line), label);
  gtk_widget_add_css_class (line, "remark");
  gtk_box_append (GTK_BOX (self->remarks), line);
}

/* What became of it, while two dates are compared. */
static void
fill_change (LwOfficePanel *self, const LwOffices *offices, guint row)
{
  const LwDifference *difference = lw_session_get_difference (self->session);
  GtkWidget *mark;
  g_autofree char *dates = NULL, *change = NULL, *words = NULL;

  clear_box (self->remarks);
  if (difference == NULL || offices->change[row] == LW_CHANGE_NONE)
    return;
  mark = lw_change_mark_new ();
  lw_change_mark_set_change (LW_CHANGE_MARK (mark), offices->change[row]);
  dates = lw_format_dates (difference->from, difference->to);
  change = lw_format_office_change (NULL, offices, row);
  words = g_strdup_printf ("%s\n%s", dates, change);
  add_remark (self, mark, words);
}

static void
fill_remarks (LwOfficePanel *self, guint32 remarks)
{
  /* Rules say nothing of what is not there any more. */
  if (remarks & LW_REMARK_GONE)
    remarks &= ~(guint32) LW_REMARK_NOT_COUNTED;
  for (guint i = 0; i < G_N_ELEMENTS (remark_words); i++)
    if (remarks & remark_words[i].remark)
      add_remark (self, gtk_image_new_from_icon_name ("dialog-information-symbolic"), _(remark_words[i].words));
  gtk_widget_set_visible (self->remarks, gtk_widget_get_first_child (self->remarks) != NULL);
}

static GtkWidget *
add_group (LwOfficePanel *self, const char *heading)
{
  GtkWidget *group = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *label = gtk_label_new (heading);
  GtkWidget *grid = gtk_grid_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "panel-heading");
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 4);
  gtk_box_append (GTK_BOX (group), label);
  gtk_box_append (GTK_BOX (group), grid);
  gtk_box_append (GTK_BOX (self->facts), group);
  g_object_set_data (G_OBJECT (grid), "lines", GINT_TO_POINTER (0));
  return grid;
}

static void
add_fact (GtkWidget *grid, const char *name, const char *value)
{
  int line = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (grid), "lines"));
  gboolean known = value && *value;
  GtkWidget *left = gtk_label_new (name);
  GtkWidget *right = gtk_label_new (known ? value : _("unknown"));

  gtk_label_set_xalign (GTK_LABEL (left), 0);
  gtk_widget_set_valign (left, GTK_ALIGN_BASELINE);
  gtk_widget_set_valign (right, GTK_ALIGN_BASELINE);
  gtk_label_set_width_chars (GTK_LABEL (left), 17);
  gtk_label_set_max_width_chars (GTK_LABEL (left), 17);
  gtk_label_set_wrap (GTK_LABEL (left), TRUE);
  gtk_widget_add_css_class (left, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (right), 0);
  gtk_label_set_wrap (GTK_LABEL (right), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (right), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (right), known);
  gtk_widget_set_hexpand (right, TRUE);
  if (!known)
    gtk_widget_add_css_class (right, "dim-label");
  gtk_accessible_update_relation (GTK_ACCESSIBLE (right), GTK_ACCESSIBLE_RELATION_LABELLED_BY, left, NULL, -1);
  gtk_grid_attach (GTK_GRID (grid), left, 0, line, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), right, 1, line, 1, 1);
  g_object_set_data (G_OBJECT (grid), "lines", GINT_TO_POINTER (line + 1));
}

/* A value of a source in the words of the screen. */
static char *
describe_value (LwOfficeColumn column, const char *value)
{
  guint8 code;
  double number;

  if (*value == '\0')
    return g_strdup (_("unknown"));
  switch (lw_office_column_type (column))
    {
    case LW_COLUMN_CODE:
      return g_strdup (lw_codes_parse (lw_office_column_codes (column), value, &code)
                           ? lw_codes_label (lw_office_column_codes (column), code)
                           : value);
    case LW_COLUMN_NUMBER:
      number = g_ascii_strtod (value, NULL);
      return lw_format_m2_fact (NULL, number);
    case LW_COLUMN_DATE:
      return lw_date_to_display (lw_date_parse_iso (value));
    default:
      return g_strdup (value);
    }
}

/* As people type it, for the editor. */
static char *
current_value (const LwOffices *offices, LwOfficeColumn column, guint row)
{
  int year, month, day;

  if (!lw_offices_cell_is_known (offices, column, row))
    return NULL;
  switch (lw_office_column_type (column))
    {
    case LW_COLUMN_CODE:
      return g_strdup (lw_codes_token (lw_office_column_codes (column),
                                       ((const guint8 *) lw_offices_cells (offices, column))[row]));
    case LW_COLUMN_NUMBER:
      return g_strdup_printf ("%.15g", ((const double *) lw_offices_cells (offices, column))[row]);
    case LW_COLUMN_DATE:
      lw_date_to_ymd (((const LwDate *) lw_offices_cells (offices, column))[row], &year, &month, &day);
      return g_strdup_printf ("%d-%d-%d", day, month, year);
    default:
      return g_strdup_printf ("%d", ((const gint32 *) lw_offices_cells (offices, column))[row]);
    }
}

/* A fact that may be corrected: its value, a button, and, where somebody did, what the source says. */
static void
add_editable (LwOfficePanel *self, GtkWidget *grid, const char *name, const char *value, LwOfficeColumn column, guint row)
{
  LwOffices *offices = lw_session_get_offices (self->session);
  int line = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (grid), "lines"));
  g_autofree char *current = current_value (offices, column, row);
  const char *before = self->record
                           ? lw_office_record_source_value (self->record, column, lw_session_get_date (self->session))
                           : NULL;

  add_fact (grid, name, value);
  if (lw_session_can_set_fact (self->session, column) && !(offices->remarks[row] & LW_REMARK_GONE))
    gtk_grid_attach (GTK_GRID (grid), lw_fact_edit_new (self->session, offices->id[row], column, name, current), 2, line,
                     1, 1);
  if (before != NULL)
    {
      g_autofree char *words = describe_value (column, before);
      /* translators: below a fact that somebody corrected: what the source says */
      g_autofree char *note = g_strdup_printf (_("own value · source: %s"), words);
      GtkWidget *label = gtk_label_new (note);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_widget_add_css_class (label, "own-value");
      gtk_grid_attach (GTK_GRID (grid), label, 1, line + 1, 2, 1);
      g_object_set_data (G_OBJECT (grid), "lines", GINT_TO_POINTER (line + 2));
    }
}

static void
add_editable_code (LwOfficePanel *self, GtkWidget *grid, const char *name, const LwOffices *offices,
                   LwOfficeColumn column, guint row)
{
  gboolean known = lw_offices_cell_is_known (offices, column, row);

  add_editable (self, grid, name,
                known ? lw_codes_label (lw_office_column_codes (column),
                                        ((const guint8 *) lw_offices_cells (offices, column))[row])
                      : NULL,
                column, row);
}

static void
add_column (GtkWidget *grid, const char *name, const LwOffices *offices, LwOfficeColumn column, guint row)
{
  gboolean known = lw_offices_cell_is_known (offices, column, row);
  g_autoptr (GString) text = g_string_new (NULL);

  if (known && lw_office_column_type (column) == LW_COLUMN_CODE)
    g_string_append (text, lw_codes_label (lw_office_column_codes (column),
                                           ((const guint8 *) lw_offices_cells (offices, column))[row]));
  else if (known)
    lw_offices_append_cell (offices, column, row, text);
  if (column == LW_OFFICE_USES)
    g_string_replace (text, ";", ", ", 0);
  add_fact (grid, name, text->str);
}

static void
fill_place (LwOfficePanel *self, const LwOffices *offices, guint row)
{
  GtkWidget *grid = add_group (self, _("Place"));
  g_autoptr (GString) town = g_string_new (lw_offices_text (offices, LW_OFFICE_POSTCODE, row));

  /* as on an envelope: "3511 AB  Utrecht" */
  if (town->len == 6)
    g_string_insert (town, 4, " ");
  if (town->len > 0)
    g_string_append (town, "  ");
  g_string_append (town, lw_offices_text (offices, LW_OFFICE_TOWN, row));
  if (lw_offices_cell_is_known (offices, LW_OFFICE_NAME, row))
    add_column (grid, _("Name"), offices, LW_OFFICE_NAME, row);
  add_fact (grid, _("Town"), town->str);
  add_column (grid, _("Municipality"), offices, LW_OFFICE_MUNICIPALITY, row);
  if (lw_offices_cell_is_known (offices, LW_OFFICE_REGION, row))
    add_column (grid, _("Region"), offices, LW_OFFICE_REGION, row);
  if (lw_offices_cell_is_known (offices, LW_OFFICE_LOCATION, row))
    add_column (grid, _("Location"), offices, LW_OFFICE_LOCATION, row);
  add_editable_code (self, grid, _("Kind of location"), offices, LW_OFFICE_LOCATION_TYPE, row);
  if (!isnan (offices->station_distance_m[row]))
    {
      g_autofree char *distance = lw_format_number (NULL, offices->station_distance_m[row], 0);
      /* translators: %s is a number of metres */
      g_autofree char *text = g_strdup_printf (_("%s m"), distance);

      add_fact (grid, _("To a station"), text);
    }
}

/* Deep floors are what most often rules out dwellings. Nothing is said of a building whose outline is not known. */
static void
add_daylight (LwOfficePanel *self, GtkWidget *grid, LwBagId building)
{
  g_autofree char *depth = NULL, *reach = NULL, *share = NULL, *deepest = NULL, *lit = NULL;
  LwDaylight daylight;

  if (!lw_session_measure_daylight (self->session, building, &daylight))
    return;
  depth = lw_format_number (NULL, daylight.depth_m, 1);
  reach = lw_format_number (NULL, LW_DAYLIGHT_REACH_M, 1);
  share = lw_format_percent (NULL, daylight.lit_share);
  /* translators: %s is a number of metres */
  deepest = g_strdup_printf (_("%s m from a facade"), depth);
  /* translators: a share, a number of metres: "63 % within 7.5 m of a facade" */
  lit = g_strdup_printf (_("%s within %s m of a facade"), share, reach);
  add_fact (grid, _("Deepest point"), deepest);
  add_fact (grid, _("Floor with daylight"), lit);
}

static void
fill_building (LwOfficePanel *self, const LwOffices *offices, guint row)
{
  GtkWidget *grid = add_group (self, _("Building"));
  g_autofree char *area = NULL, *stock = NULL, *year = current_value (offices, LW_OFFICE_BUILD_YEAR, row);

  if (!isnan (offices->floor_area_m2[row]))
    {
      g_autofree char *m2 = lw_format_m2_fact (NULL, offices->floor_area_m2[row]);

      /* GO is written in capitals, the other measures are not. */
      area = g_strdup_printf ("%s %s", m2,
                              offices->area_measure[row] == LW_AREA_GO
                                ? "GO"
                                : lw_codes_token (LW_CODES_AREA_MEASURE, offices->area_measure[row]));
    }
  if (!isnan (offices->stock_m2[row]))
    stock = lw_format_m2_fact (NULL, offices->stock_m2[row]);
  add_editable (self, grid, _("Area as recorded"), area, LW_OFFICE_FLOOR_AREA_M2, row);
  add_fact (grid, _("Counted as stock"), stock);
  add_editable (self, grid, _("Building year"), year, LW_OFFICE_BUILD_YEAR, row);
  add_editable_code (self, grid, _("Energy label"), offices, LW_OFFICE_ENERGY_LABEL, row);
  add_editable_code (self, grid, _("Owner"), offices, LW_OFFICE_OWNER_TYPE, row);
  add_column (grid, _("Monument"), offices, LW_OFFICE_MONUMENT, row);
  add_column (grid, _("Uses"), offices, LW_OFFICE_USES, row);
  add_column (grid, _("Status"), offices, LW_OFFICE_STATUS, row);
  add_daylight (self, grid, offices->pand_id[row]);
}

/* Which date the page is about matters as soon as there are several. */
static char *
vacancy_heading (LwOfficePanel *self, const LwOffices *offices, guint row)
{
  gboolean gone = (offices->remarks[row] & LW_REMARK_GONE) != 0;
  LwDate date = gone ? lw_session_get_compare_date (self->session) : lw_session_get_date (self->session);
  g_autofree char *day = date != LW_DATE_UNKNOWN ? lw_date_to_display (date) : NULL;

  /* translators: %s is the reference date shown */
  return day ? g_strdup_printf (_("Vacancy on %s"), day) : g_strdup (_("Vacancy"));
}

static void
fill_vacancy (LwOfficePanel *self, const LwOffices *offices, guint row)
{
  g_autofree char *heading = vacancy_heading (self, offices, row);
  GtkWidget *grid = add_group (self, heading);
  g_autofree char *vacant = NULL, *since = NULL, *date = NULL;

  if (!isnan (offices->vacant_m2[row]))
    vacant = lw_format_m2_fact (NULL, offices->vacant_m2[row]);
  if (offices->vacant_since[row] != LW_DATE_UNKNOWN)
    since = lw_date_to_display (offices->vacant_since[row]);
  if (offices->reference_date[row] != LW_DATE_UNKNOWN)
    date = lw_date_to_display (offices->reference_date[row]);
  add_editable (self, grid, _("Vacant as recorded"), vacant, LW_OFFICE_VACANT_M2, row);
  if (offices->vacant_m2[row] > 0)
    {
      add_editable (self, grid, _("Vacant since"), since, LW_OFFICE_VACANT_SINCE, row);
      add_column (grid, _("Vacancy age"), offices, LW_OFFICE_VACANCY_AGE, row);
    }
  /* The list over time says where the figure of this date comes from. */
  if (!self->record || self->record->observations->len == 0)
    add_column (grid, _("Source"), offices, LW_OFFICE_SOURCE, row);
  else if (offices->reference_date[row] != lw_session_get_date (self->session))
    add_fact (grid, _("Reference date"), date);
}

/* A group whose content is not a list of facts. */
static GtkWidget *
add_story (LwOfficePanel *self, const char *heading)
{
  GtkWidget *group = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *label = gtk_label_new (heading);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "panel-heading");
  gtk_box_append (GTK_BOX (group), label);
  gtk_box_append (GTK_BOX (self->facts), group);
  return group;
}

static void
fill_source (LwOfficePanel *self, const LwOffices *offices, guint row)
{
  GtkWidget *grid = add_group (self, _("Source of these facts"));
  g_autofree char *source = lw_office_story_describe_source (self->record);
  g_autofree char *day = self->record->reference_date != LW_DATE_UNKNOWN
                             ? lw_date_to_display (self->record->reference_date)
                             : NULL;
  g_autofree char *imported = self->record->imported ? g_strndup (self->record->imported, 10) : NULL;
  g_autofree char *import_day = imported ? lw_date_to_display (lw_date_parse_iso (imported)) : NULL;

  add_fact (grid, _("Source"), source);
  add_fact (grid, _("State on"), day);
  add_fact (grid, _("Imported"), import_day);
  add_fact (grid, _("Method"), self->record->method);
  if (offices->area_measure[row] != 0)
    add_fact (grid, _("Area measured as"), lw_codes_label (LW_CODES_AREA_MEASURE, offices->area_measure[row]));
}

static void
fill_register (LwOfficePanel *self, const LwOffices *offices, guint row)
{
  GtkWidget *grid = add_group (self, _("Register"));
  g_autofree char *position = NULL;

  add_column (grid, _("BAG object"), offices, LW_OFFICE_BAG_ID, row);
  add_column (grid, _("BAG building"), offices, LW_OFFICE_PAND_ID, row);
  if (!isnan (offices->rd_x[row]))
    position = g_strdup_printf ("%.0f, %.0f", offices->rd_x[row], offices->rd_y[row]);
  add_fact (grid, _("Position (RD)"), position);
}

static void
fill_figure (LwOfficePanel *self, const LwOffices *offices, guint row)
{
  gboolean gone = (offices->remarks[row] & LW_REMARK_GONE) != 0;
  double stock = gone ? offices->stock_before_m2[row] : offices->stock_m2[row];
  double vacant = gone ? offices->vacant_before_m2[row] : offices->vacant_stock_m2[row];
  double rate = stock > 0 ? vacant / stock : NAN;
  g_autofree char *m2 = lw_format_m2_fact (NULL, stock), *empty = lw_format_m2_fact (NULL, vacant);
  g_autofree char *figure = gone          ? g_strdup (_("Gone"))
                            : isnan (rate) ? g_strdup (_("Vacancy unknown"))
                                           : lw_format_percent (NULL, rate);
  g_autofree char *note = NULL;

  lw_ring_set_rate (self->ring, rate);
  gtk_label_set_label (self->figure, figure);
  if (gone)
    /* translators: of an office that is gone: its vacant and its whole area when it was last there */
    note = g_strdup_printf (_("%s of %s stood empty"), empty, m2);
  else if (isnan (rate))
    /* translators: %s is an area */
    note = g_strdup_printf (_("of %s"), m2);
  else
    /* translators: both are areas: "240 m² of 1,200 m² stands empty" */
    note = g_strdup_printf (_("%s of %s stands empty"), empty, m2);
  gtk_label_set_label (self->figure_note, isnan (stock) ? _("The area is unknown.") : note);
}

/* What is about to go must not hold the focus. Returns whether it did. */
static gboolean
release_focus (LwOfficePanel *self, GtkWidget *from)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;
  gboolean held = focus && gtk_widget_is_ancestor (focus, from);

  if (held)
    gtk_root_set_focus (root, NULL);
  return held;
}

static void
fill_notes (LwOfficePanel *self)
{
  gboolean any = lw_office_notes_fill (self->notes, self->session, lw_session_get_focus (self->session));

  gtk_widget_set_visible (gtk_widget_get_parent (self->notes), any);
}

static void
add_notes (LwOfficePanel *self)
{
  self->notes = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  gtk_box_append (GTK_BOX (add_story (self, _("Notes"))), self->notes);
  fill_notes (self);
}

static gboolean
notes_changed_idle_cb (gpointer data)
{
  LwOfficePanel *self = data;
  gboolean held = release_focus (self, self->notes);

  self->notes_source = 0;
  fill_notes (self);
  if (held && gtk_widget_get_last_child (self->notes))
    gtk_widget_child_focus (gtk_widget_get_last_child (self->notes), GTK_DIR_TAB_FORWARD);
  return G_SOURCE_REMOVE;
}

/* The button that was pressed is still at work; but before anything is drawn the list is new. */
static void
notes_changed_cb (LwOfficePanel *self)
{
  if (self->notes && self->notes_source == 0 && lw_session_get_focus (self->session) != 0)
    self->notes_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, notes_changed_idle_cb, self, NULL);
}

static void
add_potential (LwOfficePanel *self, gint64 office)
{
  GtkWidget *group = add_story (self, _("Conversion potential"));

  gtk_box_append (GTK_BOX (group), self->potential);
  lw_office_potential_card_show (LW_OFFICE_POTENTIAL_CARD (self->potential), self->session, office);
  g_object_bind_property (self->potential, "visible", group, "visible", G_BINDING_SYNC_CREATE);
}

/* The card of the page before is taken out before that page goes. */
static void
keep_potential (LwOfficePanel *self)
{
  GtkWidget *group = gtk_widget_get_parent (self->potential);

  if (group != NULL)
    gtk_box_remove (GTK_BOX (group), self->potential);
}

static void
update_cb (LwOfficePanel *self)
{
  LwOffices *offices = lw_session_get_offices (self->session);
  gint64 focus = lw_session_get_focus (self->session);
  guint row = focus ? lw_offices_find_id (offices, focus) : LW_OFFICES_NONE;
  g_autofree char *address = NULL;

  /* What was shown stays while the page slides away. */
  if (row == LW_OFFICES_NONE)
    return;
  address = lw_offices_address (offices, row);
  gtk_label_set_label (self->address, *address ? address : _("Address unknown"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->address), address);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, address, -1);
  fill_figure (self, offices, row);
  fill_change (self, offices, row);
  fill_remarks (self, offices->remarks[row]);
  release_focus (self, self->facts);
  g_clear_handle_id (&self->notes_source, g_source_remove);
  keep_potential (self);
  clear_box (self->facts);
  g_clear_pointer (&self->record, lw_office_record_free);
  self->record = lw_session_read_office (self->session, focus);
  fill_vacancy (self, offices, row);
  if (self->record && self->record->observations->len > 0)
    lw_office_story_fill_observations (add_story (self, _("Vacancy over time")), self->record,
                                       lw_session_get_date (self->session), offices->floor_area_m2[row]);
  gtk_box_append (GTK_BOX (self->facts), lw_why_card_new (self->session, focus));
  lw_office_story_fill_scenarios (add_story (self, _("In scenarios")), self->session, focus);
  add_notes (self);
  add_potential (self, focus);
  fill_building (self, offices, row);
  fill_place (self, offices, row);
  if (self->record)
    fill_source (self, offices, row);
  fill_register (self, offices, row);
}

static void
back_cb (LwOfficePanel *self)
{
  lw_session_set_focus (self->session, 0);
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  back_cb (LW_OFFICE_PANEL (widget));
  return TRUE;
}

static void
set_session (LwOfficePanel *self, LwSession *session)
{
  if (!g_set_object (&self->session, session))
    return;
  g_signal_group_set_target (self->signals, session);
  if (session)
    update_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

static void
lw_office_panel_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    g_value_set_object (value, LW_OFFICE_PANEL (object)->session);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
lw_office_panel_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    set_session (LW_OFFICE_PANEL (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
lw_office_panel_dispose (GObject *object)
{
  LwOfficePanel *self = LW_OFFICE_PANEL (object);
  GtkWidget *child;

  g_clear_handle_id (&self->notes_source, g_source_remove);
  self->notes = NULL;
  g_clear_object (&self->potential);
  g_clear_object (&self->signals);
  g_clear_object (&self->session);
  g_clear_pointer (&self->record, lw_office_record_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_OFFICE_PANEL);
  /* The template lets go only of the parts that have a name. */
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (lw_office_panel_parent_class)->dispose (object);
}

static void
lw_office_panel_class_init (LwOfficePanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lw_office_panel_dispose;
  object_class->get_property = lw_office_panel_get_property;
  object_class->set_property = lw_office_panel_set_property;
  properties[PROP_SESSION] = g_param_spec_object (
    "session", NULL, NULL, LW_TYPE_SESSION, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (LW_TYPE_RING);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_REGION);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  gtk_widget_class_set_template_from_resource (widget_class, "/nl/leegwijzer/Leegwijzer/ui/lw-office-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, LwOfficePanel, address);
  gtk_widget_class_bind_template_child (widget_class, LwOfficePanel, ring);
  gtk_widget_class_bind_template_child (widget_class, LwOfficePanel, figure);
  gtk_widget_class_bind_template_child (widget_class, LwOfficePanel, figure_note);
  gtk_widget_class_bind_template_child (widget_class, LwOfficePanel, remarks);
  gtk_widget_class_bind_template_child (widget_class, LwOfficePanel, facts);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
}

static void
lw_office_panel_init (LwOfficePanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->potential = g_object_ref_sink (lw_office_potential_card_new ());
  self->signals = g_signal_group_new (LW_TYPE_SESSION);
  g_signal_group_connect_swapped (self->signals, "notify::focus", G_CALLBACK (update_cb), self);
  g_signal_group_connect_swapped (self->signals, "notify::offices", G_CALLBACK (update_cb), self);
  g_signal_group_connect_swapped (self->signals, "notes-changed", G_CALLBACK (notes_changed_cb), self);
  g_signal_group_connect_swapped (self->signals, "scenarios-changed", G_CALLBACK (update_cb), self);
}

/** lw_office_panel_new: (transfer floating): a page without a session */
GtkWidget *
lw_office_panel_new (void)
{
  return g_object_new (LW_TYPE_OFFICE_PANEL, NULL);
}
