/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-office-row: two lines, the left ones giving way to the right ones. The row says all of it in one sentence to who
 * cannot see it. */
#include "panels/lw-office-row.h"

#include "draw/lw-format-change.h"
#include "draw/lw-format.h"
#include "panels/lw-change-mark.h"
#include "panels/lw-ring.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* As wide as a ring, so that the addresses stay where they are. */
#define MARK_WIDTH 22

struct _LwOfficeRow {
  GtkWidget parent_instance;

  LwRing *ring;
  LwChangeMark *mark; /* instead of it while dates are compared */
  GtkLabel *address;
  GtkLabel *place;
  GtkLabel *vacant;
  GtkLabel *share;
};

G_DEFINE_FINAL_TYPE (LwOfficeRow, lw_office_row, GTK_TYPE_WIDGET)

static void
lw_office_row_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (lw_office_row_parent_class)->dispose (object);
}

static void
lw_office_row_class_init (LwOfficeRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_office_row_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "officerow");
}

static GtkLabel *
add_label (GtkWidget *line, gboolean left, const char *style)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_widget_add_css_class (GTK_WIDGET (label), style);
  gtk_label_set_xalign (label, left ? 0 : 1);
  if (left)
    {
      gtk_label_set_ellipsize (label, PANGO_ELLIPSIZE_END);
      gtk_widget_set_hexpand (GTK_WIDGET (label), TRUE);
    }
  else
    gtk_widget_add_css_class (GTK_WIDGET (label), "numeric");
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (label));
  return label;
}

/* Each line shares its own width: a long figure below must not cut the address above it. */
static GtkWidget *
add_line (GtkWidget *lines)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_box_append (GTK_BOX (lines), line);
  return line;
}

static void
lw_office_row_init (LwOfficeRow *self)
{
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *line;

  self->ring = LW_RING (lw_ring_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->ring), GTK_ALIGN_CENTER);
  gtk_widget_set_parent (GTK_WIDGET (self->ring), GTK_WIDGET (self));
  self->mark = LW_CHANGE_MARK (lw_change_mark_new ());
  gtk_widget_set_size_request (GTK_WIDGET (self->mark), MARK_WIDTH, -1);
  gtk_widget_set_valign (GTK_WIDGET (self->mark), GTK_ALIGN_CENTER);
  gtk_widget_set_parent (GTK_WIDGET (self->mark), GTK_WIDGET (self));
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_parent (lines, GTK_WIDGET (self));
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 10);

  line = add_line (lines);
  self->address = add_label (line, TRUE, "office-address");
  self->vacant = add_label (line, FALSE, "office-vacant");
  line = add_line (lines);
  self->place = add_label (line, TRUE, "office-detail");
  self->share = add_label (line, FALSE, "office-detail");
}

/** lw_office_row_new: (transfer floating): a row without an office */
GtkWidget *
lw_office_row_new (void)
{
  return g_object_new (LW_TYPE_OFFICE_ROW, NULL);
}

static char *
describe_share (double rate, double stock)
{
  g_autofree char *m2 = lw_format_number (NULL, stock, 0);
  g_autofree char *percent = NULL;

  if (isnan (stock))
    return g_strdup (_("area unknown"));
  if (isnan (rate))
    /* translators: %s is a number of m² */
    return g_strdup_printf (_("unknown of %s"), m2);
  percent = lw_format_number (NULL, rate * 100, 0);
  /* translators: the first %s is a percentage, the second a number of m²: "65 % of 28,000" */
  return g_strdup_printf (_("%s %% of %s"), percent, m2);
}

/* What became of the office, instead of how it is; an office that stayed as it was still tells that. */
static void
describe_change (LwOffice *office, char **vacant, char **share)
{
  const LwOffices *offices = lw_office_get_offices (office);
  guint row = lw_office_get_row (office);
  LwOfficeChange change = offices->change[row];

  g_free (*share);
  *share = g_strdup (lw_codes_label (LW_CODES_CHANGE, change));
  if (change == LW_CHANGE_UNCHANGED)
    return;
  g_free (*vacant);
  *vacant = lw_format_office_moved (NULL, offices, row);
}

/* What a scored table knows of its conversion; %NULL where that is not asked for. */
static char *
describe_potential (LwOffice *office)
{
  const LwOffices *offices = lw_office_get_offices (office);
  guint row = lw_office_get_row (office);
  g_autofree char *score = NULL;

  if (!offices->scored)
    return NULL;
  if (offices->veto[row] == LW_YES)
    /* translators: in the list: a veto stops the conversion of this office */
    return g_strdup (_("veto"));
  if (isnan (offices->score[row]))
    return g_strdup (C_("potential", "no score"));
  score = lw_format_number (NULL, offices->score[row], 0);
  if (isnan (offices->potential_class[row]))
    /* translators: in the list: points for conversion of an office of which too little is known for a class */
    return g_strdup_printf (_("score %s, no class"), score);
  /* translators: in the list: the class of an office for conversion, and its points */
  return g_strdup_printf (_("class %d, score %s"), (int) offices->potential_class[row], score);
}

/** lw_office_row_set_office: shows @office; %NULL for none */
void
lw_office_row_set_office (LwOfficeRow *self, LwOffice *office)
{
  g_autofree char *address = NULL, *place = NULL, *vacant = NULL, *share = NULL, *spoken = NULL, *potential = NULL;
  const char *town;
  LwOfficeChange change;
  int year;

  g_return_if_fail (LW_IS_OFFICE_ROW (self));

  if (!office)
    return;
  change = lw_office_get_offices (office)->change[lw_office_get_row (office)];
  address = lw_office_dup_address (office);
  town = lw_office_get_town (office);
  year = lw_office_get_build_year (office);
  potential = describe_potential (office);
  place = year > 0 ? g_strdup_printf ("%s%s%d", town, *town ? " · " : "", year) : g_strdup (town);
  vacant = lw_format_m2_fact (NULL, lw_office_get_vacant_m2 (office));
  share = describe_share (lw_office_get_vacancy_rate (office), lw_office_get_stock_m2 (office));
  if (change != LW_CHANGE_NONE)
    describe_change (office, &vacant, &share);

  if (potential != NULL)
    {
      g_autofree char *bare = g_steal_pointer (&place);

      place = g_strdup_printf ("%s%s%s", potential, *bare ? " · " : "", bare);
    }

  gtk_widget_set_visible (GTK_WIDGET (self->ring), change == LW_CHANGE_NONE);
  gtk_widget_set_visible (GTK_WIDGET (self->mark), change != LW_CHANGE_NONE);
  lw_change_mark_set_change (self->mark, change);
  lw_ring_set_rate (self->ring, lw_office_get_vacancy_rate (office));
  gtk_label_set_label (self->address, *address ? address : _("Address unknown"));
  gtk_label_set_label (self->place, place);
  gtk_label_set_label (self->vacant, vacant);
  gtk_label_set_label (self->share, share);
  if (change != LW_CHANGE_NONE)
    /* translators: an office read aloud while two dates are compared: address, town and year, what became of it, and the
     * m² that this is about */
    spoken = g_strdup_printf (_("%s, %s, %s %s"), gtk_label_get_label (self->address), place, share, vacant);
  else
    /* translators: an office read aloud: address, town and year, vacant m², share: "Kanaalweg 5, Utrecht · 2018, vacant
     * 18,200 m², 65 % of 28,000" */
    spoken = g_strdup_printf (_("%s, %s, vacant %s, %s"), gtk_label_get_label (self->address), place, vacant, share);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}
