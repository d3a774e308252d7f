/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-demand-shares-page: what part of the demand of its region each municipality gets: given by hand, or its part of the
 * space in use, in grey. Parts that are not 1 in all are told, and scaled only when somebody asks. */
#include "app/lw-demand-pages.h"
#include "app/lw-number-entry.h"

#include "draw/lw-format.h"
#include "statistics/lw-municipalities.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* A municipality and its controls. */
typedef struct {
  LwDemandSharesPage *page;
  char *code;
  char *name;
  char *region;
  double space; /* its part of the space in use of the region */
  LwNumberEntry *share;
} Place;

/* A region: its table and what its parts add up to. */
typedef struct {
  char *name;
  AdwPreferencesGroup *group;
} Region;

struct _LwDemandSharesPage {
  AdwPreferencesPage parent_instance;

  AdwPreferencesGroup *head;
  GtkWidget *normalise;
  GPtrArray *places;
  GPtrArray *regions;

  LwSession *session;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (LwDemandSharesPage, lw_demand_shares_page, ADW_TYPE_PREFERENCES_PAGE)

static void
place_free (gpointer data)
{
  Place *place = data;

  g_free (place->code);
  g_free (place->name);
  g_free (place->region);
  g_free (place);
}

static void
region_free (gpointer data)
{
  Region *region = data;

  g_free (region->name);
  g_free (region);
}

static GArray *
copy_shares (LwDemandSharesPage *self)
{
  const GArray *shares = lw_session_get_demand_shares (self->session);

  return shares ? g_array_copy ((GArray *) shares) : lw_demand_shares_new ();
}

static void
entered_cb (Place *place)
{
  LwDemandSharesPage *self = place->page;
  g_autoptr (GArray) shares = copy_shares (self);
  g_autofree char *name = g_strdup_printf (_("Share of %s in demand"), place->name);
  LwDemandShare share = { place->code, lw_number_entry_get_value (place->share), NULL };

  if (self->filling)
    return;
  if (isnan (share.share))
    lw_demand_shares_remove (shares, place->code);
  else
    lw_demand_shares_set (shares, &share);
  lw_session_write_demand_shares (self->session, shares, name);
}

static void
normalise_cb (LwDemandSharesPage *self)
{
  g_autoptr (GArray) shares = copy_shares (self);

  if (lw_demand_shares_normalise (shares, lw_session_get_offices (self->session)) > 0)
    lw_session_write_demand_shares (self->session, shares, _("Scale shares of municipalities to 1"));
}

static Region *
find_region (LwDemandSharesPage *self, const char *name)
{
  Region *region;
  g_autofree char *title = g_markup_escape_text (*name ? name : _("Without a region"), -1);

  for (guint i = 0; i < self->regions->len; i++)
    if (strcmp (((Region *) g_ptr_array_index (self->regions, i))->name, name) == 0)
      return g_ptr_array_index (self->regions, i);
  region = g_new0 (Region, 1);
  region->name = g_strdup (name);
  region->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (region->group, title);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self), region->group);
  g_ptr_array_add (self->regions, region);
  return region;
}

static void
add_place (LwDemandSharesPage *self, const LwMunicipalityRow *row)
{
  Place *place = g_new0 (Place, 1);
  AdwActionRow *line = ADW_ACTION_ROW (adw_action_row_new ());
  g_autofree char *title = g_markup_escape_text (row->name, -1);
  g_autofree char *name = g_strdup_printf (_("Share of %s in demand, %%"), row->name);

  place->page = self;
  place->code = g_strdup (row->code);
  place->name = g_strdup (row->name);
  place->region = g_strdup (row->region);
  place->share = LW_NUMBER_ENTRY (lw_number_entry_new (name, 8, 0, 1, 100));
  gtk_widget_set_hexpand (GTK_WIDGET (place->share), FALSE);
  g_signal_connect_swapped (place->share, "entered", G_CALLBACK (entered_cb), place);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (line), title);
  adw_action_row_add_suffix (line, GTK_WIDGET (place->share));
  adw_action_row_add_suffix (line, gtk_label_new ("%"));
  adw_preferences_group_add (find_region (self, row->region)->group, GTK_WIDGET (line));
  g_ptr_array_add (self->places, place);
}

/* The part of each municipality in the space in use of its region, as far as it is known. */
static void
measure_space (LwDemandSharesPage *self)
{
  LwOffices *offices = lw_session_get_offices (self->session);
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->places->len; i++)
    {
      Place *place = g_ptr_array_index (self->places, i);

      place->space = 0;
      g_hash_table_insert (places, place->code, place);
    }
  for (guint i = 0; i < offices->n; i++)
    {
      Place *place = g_hash_table_lookup (places, lw_offices_text (offices, LW_OFFICE_MUNICIPALITY_CODE, i));
      double used = offices->stock_m2[i] - offices->vacant_stock_m2[i];

      if (place && used > 0)
        place->space += used;
    }
}

/* What the parts of a region add up to, those that are left to others included. */
static double
sum_region (LwDemandSharesPage *self, const Region *region, guint *n_given)
{
  const GArray *shares = lw_session_get_demand_shares (self->session);
  double sum = 0;
  guint n_others = 0;

  *n_given = 0;
  for (guint i = 0; i < self->places->len; i++)
    {
      const Place *place = g_ptr_array_index (self->places, i);
      double share = lw_demand_shares_get (shares, place->code);

      if (strcmp (place->region, region->name) != 0)
        continue;
      sum += isnan (share) ? 0 : share;
      *n_given += !isnan (share);
      n_others += isnan (share);
    }
  return n_others > 0 ? MAX (sum, 1) : sum;
}

static gboolean
show_region (LwDemandSharesPage *self, const Region *region)
{
  guint n_given;
  double sum = sum_region (self, region, &n_given);
  gboolean wrong = n_given > 0 && fabs (sum - 1) > LW_SHARES_TOLERANCE;
  g_autofree char *percent = lw_format_percent (NULL, sum);
  g_autofree char *text
    = n_given == 0 ? g_strdup (_("By space in use, in grey."))
      /* Translators: %s is a percentage. */
      : wrong ? g_strdup_printf (_("The parts add up to %s, not to 100%%: demand of municipalities is not that of the "
                                   "region."),
                                 percent)
              : g_strdup (_("Who has no part of its own shares the rest by space in use."));

  adw_preferences_group_set_description (region->group, text);
  return wrong;
}

static void
show_place (LwDemandSharesPage *self, Place *place)
{
  const GArray *shares = lw_session_get_demand_shares (self->session);
  double all = 0;

  for (guint i = 0; i < self->places->len; i++)
    {
      const Place *other = g_ptr_array_index (self->places, i);

      all += strcmp (other->region, place->region) == 0 ? other->space : 0;
    }
  lw_number_entry_set_usual (place->share, all > 0 ? place->space / all : NAN);
  lw_number_entry_set_value (place->share, lw_demand_shares_get (shares, place->code));
}

static gboolean
are_same (LwDemandSharesPage *self, GArray *rows)
{
  if (rows->len != self->places->len)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const LwMunicipalityRow *row = &g_array_index (rows, LwMunicipalityRow, i);
      const Place *place = g_ptr_array_index (self->places, i);

      if (strcmp (place->code, row->code) != 0 || strcmp (place->region, row->region) != 0)
        return FALSE;
    }
  return TRUE;
}

static void
build_places (LwDemandSharesPage *self, GArray *rows)
{
  for (guint i = 0; i < self->regions->len; i++)
    adw_preferences_page_remove (ADW_PREFERENCES_PAGE (self),
                                 ((Region *) g_ptr_array_index (self->regions, i))->group);
  g_ptr_array_set_size (self->regions, 0);
  g_ptr_array_set_size (self->places, 0);
  for (guint i = 0; i < rows->len; i++)
    add_place (self, &g_array_index (rows, LwMunicipalityRow, i));
}

/** lw_demand_shares_page_show: shows the shares of the document */
void
lw_demand_shares_page_show (LwDemandSharesPage *self)
{
  g_autoptr (GArray) rows = lw_municipalities_list (lw_session_get_offices (self->session), NULL);
  gboolean writable = !lw_session_get_read_only (self->session), wrong = FALSE;

  self->filling = TRUE;
  if (!are_same (self, rows))
    build_places (self, rows);
  measure_space (self);
  for (guint i = 0; i < self->places->len; i++)
    show_place (self, g_ptr_array_index (self->places, i));
  for (guint i = 0; i < self->regions->len; i++)
    {
      Region *region = g_ptr_array_index (self->regions, i);

      wrong |= show_region (self, region);
      gtk_widget_set_sensitive (GTK_WIDGET (region->group), writable);
    }
  gtk_widget_set_sensitive (self->normalise, wrong && writable);
  self->filling = FALSE;
}

static void
lw_demand_shares_page_dispose (GObject *object)
{
  g_clear_object (&LW_DEMAND_SHARES_PAGE (object)->session);
  G_OBJECT_CLASS (lw_demand_shares_page_parent_class)->dispose (object);
}

static void
lw_demand_shares_page_finalize (GObject *object)
{
  LwDemandSharesPage *self = LW_DEMAND_SHARES_PAGE (object);

  g_ptr_array_unref (self->places);
  g_ptr_array_unref (self->regions);
  G_OBJECT_CLASS (lw_demand_shares_page_parent_class)->finalize (object);
}

static void
lw_demand_shares_page_class_init (LwDemandSharesPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lw_demand_shares_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = lw_demand_shares_page_finalize;
}

static void
lw_demand_shares_page_init (LwDemandSharesPage *self)
{
  self->places = g_ptr_array_new_with_free_func (place_free);
  self->regions = g_ptr_array_new_with_free_func (region_free);
  self->head = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->head, _("Demand of municipalities"));
  adw_preferences_group_set_description (
    self->head, _("Demand is that of the region. For the balance by municipality each gets a part of it, which is an "
                  "assumption."));
  self->normalise = gtk_button_new_with_label (_("Scale to 100 %"));
  gtk_widget_set_valign (self->normalise, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (self->normalise, _("Scale the parts of each region to 100 % where they are not"));
  g_signal_connect_swapped (self->normalise, "clicked", G_CALLBACK (normalise_cb), self);
  adw_preferences_group_set_header_suffix (self->head, self->normalise);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self), self->head);
}

/** lw_demand_shares_page_new: (returns: transfer floating): the page of shares of municipalities */
LwDemandSharesPage *
lw_demand_shares_page_new (LwSession *session)
{
  LwDemandSharesPage *self = g_object_new (LW_TYPE_DEMAND_SHARES_PAGE, NULL);

  self->session = g_object_ref (session);
  return self;
}
