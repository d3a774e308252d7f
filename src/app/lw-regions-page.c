/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-regions-page: see lw-regions-page.h. Rows stay while the municipalities are the same, so that whoever goes
 * through them with the keyboard keeps the place. One completion of known regions moves along with the focus. */
#include "app/lw-regions-page.h"

#include "draw/lw-format.h"
#include "panels/lw-names.h"
#include "statistics/lw-municipalities.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
  char *code;
  char *name;
  char *region; /* as it is in the document */
  AdwActionRow *row;
  GtkCheckButton *check;
  GtkEntry *entry;
} Place;

struct _LwRegionsPage {
  AdwPreferencesPage parent_instance;

  AdwPreferencesGroup *group;
  AdwEntryRow *selected_region;
  GtkWidget *provinces;
  GtkWidget *nothing;
  GtkCheckButton *all;
  GtkListStore *known; /* names of regions */
  GtkEntryCompletion *completion;
  GPtrArray *places; /* (element-type Place) */
  gboolean filling;

  LwSession *session;
};

G_DEFINE_FINAL_TYPE (LwRegionsPage, lw_regions_page, ADW_TYPE_PREFERENCES_PAGE)

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
update_selected (LwRegionsPage *self)
{
  guint n = 0;
  g_autofree char *title = NULL;

  for (guint i = 0; i < self->places->len; i++)
    n += gtk_check_button_get_active (((Place *) g_ptr_array_index (self->places, i))->check);
  if (n == 0)
    title = g_strdup (_("Region of the municipalities ticked below"));
  else
    title = g_strdup_printf (ngettext ("Region of the %u municipality ticked", "Region of the %u municipalities ticked", n),
                             n);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->selected_region), title);
  gtk_widget_set_sensitive (GTK_WIDGET (self->selected_region), n > 0);
  self->filling = TRUE;
  gtk_check_button_set_active (self->all, n > 0 && n == self->places->len);
  gtk_check_button_set_inconsistent (self->all, n > 0 && n < self->places->len);
  self->filling = FALSE;
}

static void
write_regions (LwRegionsPage *self, GHashTable *regions)
{
  guint n = g_hash_table_size (regions);
  g_autofree char *name = g_strdup_printf (ngettext ("Region of %u municipality", "Region of %u municipalities", n), n);

  lw_session_set_regions (self->session, regions, name);
}

/* Writes what was typed for one municipality. */
static void
write_place (LwRegionsPage *self, Place *place)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (place->entry))));
  g_autoptr (GHashTable) regions = NULL;
  g_autofree char *name = NULL;

  if (self->filling || strcmp (text, place->region) == 0)
    return;
  g_free (place->region);
  place->region = g_strdup (text);
  regions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_insert (regions, g_strdup (place->code), g_steal_pointer (&text));
  /* translators: %s is the name of a municipality */
  name = g_strdup_printf (_("Region of %s"), place->name);
  lw_session_set_regions (self->session, regions, name);
}

static Place *
find_place (LwRegionsPage *self, GtkWidget *entry)
{
  for (guint i = 0; i < self->places->len; i++)
    if (GTK_WIDGET (((Place *) g_ptr_array_index (self->places, i))->entry) == entry)
      return g_ptr_array_index (self->places, i);
  return NULL;
}

static void
entry_activated_cb (GtkEntry *entry, LwRegionsPage *self)
{
  Place *place = find_place (self, GTK_WIDGET (entry));

  if (place)
    write_place (self, place);
}

static void
entry_entered_cb (GtkEventControllerFocus *focus, LwRegionsPage *self)
{
  GtkEntry *entry = GTK_ENTRY (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (focus)));

  if (!gtk_entry_get_completion (entry))
    {
      GtkWidget *before = gtk_entry_completion_get_entry (self->completion);

      if (before)
        gtk_entry_set_completion (GTK_ENTRY (before), NULL);
      gtk_entry_set_completion (entry, self->completion);
    }
}

static void
entry_left_cb (GtkEventControllerFocus *focus, LwRegionsPage *self)
{
  entry_activated_cb (GTK_ENTRY (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (focus))), self);
}

static void
ticked_cb (LwRegionsPage *self)
{
  if (!self->filling)
    update_selected (self);
}

static void
all_ticked_cb (GtkCheckButton *all, LwRegionsPage *self)
{
  if (self->filling)
    return;
  self->filling = TRUE;
  for (guint i = 0; i < self->places->len; i++)
    gtk_check_button_set_active (((Place *) g_ptr_array_index (self->places, i))->check,
                                 gtk_check_button_get_active (all));
  self->filling = FALSE;
  update_selected (self);
}

static void
selected_applied_cb (LwRegionsPage *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->selected_region))));
  g_autoptr (GHashTable) regions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < self->places->len; i++)
    {
      Place *place = g_ptr_array_index (self->places, i);

      if (gtk_check_button_get_active (place->check))
        g_hash_table_insert (regions, g_strdup (place->code), g_strdup (text));
    }
  write_regions (self, regions);
}

static void
provinces_cb (LwRegionsPage *self)
{
  g_autoptr (GArray) rows = lw_municipalities_list (lw_session_get_offices (self->session), NULL);
  g_autoptr (GHashTable) regions = lw_municipalities_one_region_a_province (rows);

  write_regions (self, regions);
}

static void
nothing_cb (LwRegionsPage *self)
{
  g_autoptr (GHashTable) regions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < self->places->len; i++)
    g_hash_table_insert (regions, g_strdup (((Place *) g_ptr_array_index (self->places, i))->code), g_strdup (""));
  write_regions (self, regions);
}

static Place *
add_place (LwRegionsPage *self, const LwMunicipalityRow *row)
{
  Place *place = g_new0 (Place, 1);
  GtkEventController *focus = gtk_event_controller_focus_new ();
  g_autofree char *title = g_markup_escape_text (row->name, -1);
  g_autofree char *label = NULL;

  place->code = g_strdup (row->code);
  place->name = g_strdup (row->name);
  place->row = ADW_ACTION_ROW (adw_action_row_new ());
  place->check = GTK_CHECK_BUTTON (gtk_check_button_new ());
  place->entry = GTK_ENTRY (gtk_entry_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (place->row), title);
  gtk_widget_set_valign (GTK_WIDGET (place->check), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (place->entry), GTK_ALIGN_CENTER);
  gtk_editable_set_width_chars (GTK_EDITABLE (place->entry), 20);
  lw_names_set (GTK_WIDGET (place->check), row->name);
  label = g_strdup_printf (_("Region of %s"), row->name);
  adw_action_row_add_prefix (place->row, GTK_WIDGET (place->check));
  adw_action_row_add_suffix (place->row, GTK_WIDGET (place->entry));
  adw_action_row_set_activatable_widget (place->row, GTK_WIDGET (place->entry));
  lw_names_set (GTK_WIDGET (place->entry), label);
  g_signal_connect_swapped (place->check, "toggled", G_CALLBACK (ticked_cb), self);
  g_signal_connect (place->entry, "activate", G_CALLBACK (entry_activated_cb), self);
  g_signal_connect (focus, "enter", G_CALLBACK (entry_entered_cb), self);
  g_signal_connect (focus, "leave", G_CALLBACK (entry_left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (place->entry), focus);
  adw_preferences_group_add (self->group, GTK_WIDGET (place->row));
  g_ptr_array_add (self->places, place);
  return place;
}

static void
show_place (Place *place, const LwMunicipalityRow *row)
{
  const char *region = row->several ? "" : row->region;
  g_autofree char *offices = lw_format_count (NULL, row->offices);
  g_autofree char *area = lw_format_m2 (NULL, row->stock_m2);
  /* translators: a number of offices, their area */
  g_autofree char *counts = g_strdup_printf (ngettext ("%s office, %s", "%s offices, %s", row->offices), offices, area);
  g_autofree char *subtitle = *row->province ? g_strdup_printf ("%s · %s", counts, row->province) : g_strdup (counts);
  g_autofree char *escaped = g_markup_escape_text (subtitle, -1);

  adw_action_row_set_subtitle (place->row, escaped);
  gtk_entry_set_placeholder_text (place->entry, row->several ? _("several regions") : _("no region"));
  if (g_strcmp0 (place->region, region) != 0)
    {
      g_free (place->region);
      place->region = g_strdup (region);
    }
  if (strcmp (gtk_editable_get_text (GTK_EDITABLE (place->entry)), region) != 0)
    gtk_editable_set_text (GTK_EDITABLE (place->entry), region);
}

static void
show_known (LwRegionsPage *self, GArray *rows)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  gtk_list_store_clear (self->known);
  for (guint i = 0; i < rows->len; i++)
    {
      const char *region = g_array_index (rows, LwMunicipalityRow, i).region;

      if (*region && g_hash_table_add (seen, (gpointer) region))
        gtk_list_store_insert_with_values (self->known, NULL, -1, 0, region, -1);
    }
}

static gboolean
are_same (LwRegionsPage *self, GArray *rows)
{
  if (rows->len != self->places->len)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    if (strcmp (((Place *) g_ptr_array_index (self->places, i))->code,
                g_array_index (rows, LwMunicipalityRow, i).code) != 0)
      return FALSE;
  return TRUE;
}

static void
show_offices (LwRegionsPage *self)
{
  guint n_without;
  g_autoptr (GArray) rows = lw_municipalities_list (lw_session_get_offices (self->session), &n_without);
  g_autofree char *without = NULL;

  self->filling = TRUE;
  if (!are_same (self, rows))
    {
      for (guint i = 0; i < self->places->len; i++)
        adw_preferences_group_remove (self->group, GTK_WIDGET (((Place *) g_ptr_array_index (self->places, i))->row));
      g_ptr_array_set_size (self->places, 0);
      for (guint i = 0; i < rows->len; i++)
        add_place (self, &g_array_index (rows, LwMunicipalityRow, i));
    }
  for (guint i = 0; i < rows->len; i++)
    show_place (g_ptr_array_index (self->places, i), &g_array_index (rows, LwMunicipalityRow, i));
  show_known (self, rows);
  self->filling = FALSE;
  if (n_without > 0)
    without = g_strdup_printf (ngettext ("%u office has no municipality and so no region.",
                                         "%u offices have no municipality and so no region.", n_without),
                               n_without);
  else if (rows->len == 0)
    without = g_strdup (_("Municipalities appear here as soon as offices are imported."));
  adw_preferences_group_set_description (self->group, without ? without : "");
  gtk_widget_set_sensitive (self->provinces, rows->len > 0);
  gtk_widget_set_sensitive (self->nothing, rows->len > 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->all), rows->len > 0);
  update_selected (self);
}

static GtkWidget *
new_button (LwRegionsPage *self, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (button, "clicked", callback, self);
  return button;
}

static void
lw_regions_page_dispose (GObject *object)
{
  LwRegionsPage *self = LW_REGIONS_PAGE (object);

  g_ptr_array_set_size (self->places, 0);
  g_clear_object (&self->completion);
  g_clear_object (&self->known);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (lw_regions_page_parent_class)->dispose (object);
}

static void
lw_regions_page_finalize (GObject *object)
{
  g_ptr_array_unref (LW_REGIONS_PAGE (object)->places);
  G_OBJECT_CLASS (lw_regions_page_parent_class)->finalize (object);
}

static void
lw_regions_page_class_init (LwRegionsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lw_regions_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = lw_regions_page_finalize;
}

static void
build_together (LwRegionsPage *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());

  adw_preferences_group_set_title (group, _("Market regions"));
  adw_preferences_group_set_description (
    group, _("Demand, moves and letting are worked out per region, and a municipality lies in one. Without regions "
             "the whole document is one market."));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("All municipalities"));
  self->provinces = new_button (self, _("One region a province"), G_CALLBACK (provinces_cb));
  self->nothing = new_button (self, _("No regions"), G_CALLBACK (nothing_cb));
  adw_action_row_add_suffix (row, self->provinces);
  adw_action_row_add_suffix (row, self->nothing);
  self->selected_region = ADW_ENTRY_ROW (adw_entry_row_new ());
  adw_entry_row_set_show_apply_button (self->selected_region, TRUE);
  g_signal_connect_swapped (self->selected_region, "apply", G_CALLBACK (selected_applied_cb), self);
  adw_preferences_group_add (group, GTK_WIDGET (row));
  adw_preferences_group_add (group, GTK_WIDGET (self->selected_region));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self), group);
}

static void
lw_regions_page_init (LwRegionsPage *self)
{
  self->places = g_ptr_array_new_with_free_func (place_free);
  self->known = gtk_list_store_new (1, G_TYPE_STRING);
  self->completion = gtk_entry_completion_new ();
  gtk_entry_completion_set_model (self->completion, GTK_TREE_MODEL (self->known));
  gtk_entry_completion_set_text_column (self->completion, 0);
  adw_preferences_page_set_title (ADW_PREFERENCES_PAGE (self), _("Regions"));
  adw_preferences_page_set_icon_name (ADW_PREFERENCES_PAGE (self), "mark-location-symbolic");
  adw_preferences_page_set_name (ADW_PREFERENCES_PAGE (self), "regions");
  build_together (self);
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->group, _("Municipalities with offices"));
  self->all = GTK_CHECK_BUTTON (gtk_check_button_new_with_label (_("Tick all")));
  g_signal_connect (self->all, "toggled", G_CALLBACK (all_ticked_cb), self);
  adw_preferences_group_set_header_suffix (self->group, GTK_WIDGET (self->all));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self), self->group);
}

/** lw_regions_page_flush: writes what was typed and not yet confirmed */
void
lw_regions_page_flush (LwRegionsPage *self)
{
  g_return_if_fail (LW_IS_REGIONS_PAGE (self));
  for (guint i = 0; i < self->places->len; i++)
    write_place (self, g_ptr_array_index (self->places, i));
}

/**
 * lw_regions_page_new:
 *
 * Returns: (transfer floating): the page for the document of @session
 */
LwRegionsPage *
lw_regions_page_new (LwSession *session)
{
  LwRegionsPage *self = g_object_new (LW_TYPE_REGIONS_PAGE, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::offices", G_CALLBACK (show_offices), self, G_CONNECT_SWAPPED);
  show_offices (self);
  return self;
}
