/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-demand-jobs-page: jobs by sector of the whole or of a region in a year, with the share of office jobs and growth:
 * those of the document, or what the active scenario expects instead. Beside them what comes of it: office jobs, and the
 * calibration. */
#include "app/lw-demand-pages.h"
#include "app/lw-number-entry.h"

#include "draw/lw-format.h"
#include "panels/lw-names.h"
#include "panels/lw-wheel.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define MAX_JOBS 1e8
#define WRITE_AFTER_MS 500

/* A sector and its controls. */
typedef struct {
  LwDemandJobsPage *page;
  const char *token;
  LwNumberEntry *jobs;
  LwNumberEntry *share;
  LwNumberEntry *growth;
  GtkLabel *office;
} Row;

struct _LwDemandJobsPage {
  AdwPreferencesPage parent_instance;

  AdwComboRow *region;
  GtkSpinButton *year;
  AdwComboRow *scope;
  GtkSpinButton *m2_per_job;
  AdwActionRow *m2_row;
  AdwPreferencesGroup *table_group;
  GtkGrid *table;
  GPtrArray *rows; /* of Row */
  GtkLabel *total;
  GtkLabel *calibration;

  LwSession *session;
  LwScenario *scenario;
  GPtrArray *regions;
  guint write_later;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (LwDemandJobsPage, lw_demand_jobs_page, ADW_TYPE_PREFERENCES_PAGE)

static const char *
chosen_region (LwDemandJobsPage *self)
{
  guint selected = adw_combo_row_get_selected (self->region);

  return selected > 0 && selected <= self->regions->len ? g_ptr_array_index (self->regions, selected - 1) : NULL;
}

static int
chosen_year (LwDemandJobsPage *self)
{
  return (int) gtk_spin_button_get_value (self->year);
}

/* Whether shares and growth are those of the scenario. */
static gboolean
is_outlook (LwDemandJobsPage *self)
{
  return adw_combo_row_get_selected (self->scope) == 1;
}

static const LwSectorJobs *
find_jobs (LwDemandJobsPage *self, const char *sector)
{
  const GArray *jobs = lw_session_get_sector_jobs (self->session);

  return jobs ? lw_sector_jobs_find (jobs, chosen_region (self), sector, chosen_year (self)) : NULL;
}

static void
show_office_jobs (const Row *row, const LwSectorJobs *jobs, const LwSectorOutlook *outlook, double *total)
{
  g_autofree char *text = NULL;
  double share = outlook && !isnan (outlook->office_share) ? outlook->office_share
                 : jobs                                     ? lw_sector_jobs_get_office_share (jobs)
                                                            : NAN;

  text = jobs && !isnan (share) ? lw_format_number (NULL, jobs->jobs * share, 0) : g_strdup ("");
  gtk_label_set_label (row->office, text);
  if (jobs && !isnan (share))
    *total += jobs->jobs * share;
}

static void
show_row (LwDemandJobsPage *self, const Row *row, double *total)
{
  const LwSectorJobs *jobs = find_jobs (self, row->token);
  const LwSectorOutlook *outlook = self->scenario ? lw_demand_path_find_sector (&self->scenario->demand, row->token) : NULL;
  int index = lw_sector_find (row->token);
  double usual = index >= 0 ? lw_sector_get_info ((guint) index)->office_share : NAN;

  lw_number_entry_set_value (row->jobs, jobs ? jobs->jobs : NAN);
  if (is_outlook (self))
    {
      lw_number_entry_set_usual (row->share, jobs ? lw_sector_jobs_get_office_share (jobs) : usual);
      lw_number_entry_set_usual (row->growth, jobs && !isnan (jobs->growth) ? jobs->growth : 0);
      lw_number_entry_set_value (row->share, outlook ? outlook->office_share : NAN);
      lw_number_entry_set_value (row->growth, outlook ? outlook->growth : NAN);
    }
  else
    {
      lw_number_entry_set_usual (row->share, usual);
      lw_number_entry_set_usual (row->growth, 0);
      lw_number_entry_set_value (row->share, jobs ? jobs->office_share : NAN);
      lw_number_entry_set_value (row->growth, jobs ? jobs->growth : NAN);
    }
  gtk_widget_set_sensitive (GTK_WIDGET (row->jobs), !is_outlook (self));
  gtk_widget_set_sensitive (GTK_WIDGET (row->share), is_outlook (self) || jobs != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (row->growth), is_outlook (self) || jobs != NULL);
  show_office_jobs (row, jobs, outlook, total);
}

static void
show_rows (LwDemandJobsPage *self)
{
  g_autofree char *text = NULL;
  double total = 0;

  self->filling = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    show_row (self, g_ptr_array_index (self->rows, i), &total);
  self->filling = FALSE;
  text = lw_format_number (NULL, total, 0);
  gtk_label_set_label (self->total, text);
}

/* What was typed for a sector becomes an edit of the document. */
static void
write_jobs (LwDemandJobsPage *self, const Row *row)
{
  const GArray *before = lw_session_get_sector_jobs (self->session);
  g_autoptr (GArray) list = before ? g_array_copy ((GArray *) before) : lw_sector_jobs_list_new ();
  const LwSectorJobs *old = find_jobs (self, row->token);
  LwSectorJobs jobs = old ? *old : (LwSectorJobs) { .office_share = NAN, .growth = NAN };
  g_autofree char *name = NULL;

  jobs.region = g_intern_string (chosen_region (self));
  jobs.sector = row->token;
  jobs.year = chosen_year (self);
  jobs.jobs = lw_number_entry_get_value (row->jobs);
  if (old)
    {
      jobs.office_share = lw_number_entry_get_value (row->share);
      jobs.growth = lw_number_entry_get_value (row->growth);
    }
  if (isnan (jobs.jobs))
    lw_sector_jobs_remove (list, jobs.region, jobs.sector, jobs.year);
  else
    lw_sector_jobs_set (list, &jobs);
  /* Translators: %s is a sector. */
  name = g_strdup_printf (_("Jobs of %s"), lw_sector_get_label (row->token));
  lw_session_write_sector_jobs (self->session, list, name);
}

/* The scenario as it is in the session now: others change it as well. */
static LwScenario *
copy_scenario (LwDemandJobsPage *self)
{
  const LwScenario *now = self->scenario ? lw_session_get_scenario (self->session, self->scenario->uid) : NULL;

  return now ? lw_scenario_copy (now) : NULL;
}

static void
write_outlook (LwDemandJobsPage *self, const Row *row)
{
  g_autofree char *name = g_strdup_printf (_("Expectation of %s"), lw_sector_get_label (row->token));
  g_autoptr (LwScenario) now = copy_scenario (self);

  if (!now)
    return;
  lw_demand_path_set_sector (&now->demand, row->token, lw_number_entry_get_value (row->share),
                             lw_number_entry_get_value (row->growth));
  lw_session_write_scenario (self->session, now, name);
}

static void
entered_cb (Row *row)
{
  LwDemandJobsPage *self = row->page;

  if (self->filling || !self->scenario)
    return;
  if (is_outlook (self))
    write_outlook (self, row);
  else
    write_jobs (self, row);
}

static gboolean
write_later_cb (gpointer data)
{
  LwDemandJobsPage *self = data;

  g_autoptr (LwScenario) now = copy_scenario (self);

  self->write_later = 0;
  if (now)
    {
      lw_parameters_set (&now->parameters, LW_PARAM_M2_PER_JOB, gtk_spin_button_get_value (self->m2_per_job), NULL);
      lw_session_write_scenario (self->session, now, _("Set space per office job"));
    }
  return G_SOURCE_REMOVE;
}

static void
m2_changed_cb (LwDemandJobsPage *self)
{
  if (self->filling || !self->scenario || self->scenario->locked)
    return;
  g_clear_handle_id (&self->write_later, g_source_remove);
  self->write_later = g_timeout_add (WRITE_AFTER_MS, write_later_cb, self);
}

static LwNumberEntry *
attach_entry (Row *row, int column, int line, const char *heading, double high, double low, double scale)
{
  g_autofree char *name = g_strdup_printf ("%s, %s", lw_sector_get_label (row->token), heading);
  GtkWidget *entry = lw_number_entry_new (name, column == 1 ? 8 : 5, low, high, scale);

  g_signal_connect_swapped (entry, "entered", G_CALLBACK (entered_cb), row);
  gtk_grid_attach (row->page->table, entry, column, line, 1, 1);
  return LW_NUMBER_ENTRY (entry);
}

static void
add_row (LwDemandJobsPage *self, const char *token)
{
  Row *row = g_new0 (Row, 1);
  int line = (int) self->rows->len + 1;
  GtkWidget *name = lw_demand_table_label (lw_sector_get_label (token), FALSE);

  row->page = self;
  row->token = token;
  gtk_widget_set_hexpand (name, TRUE);
  gtk_label_set_width_chars (GTK_LABEL (name), 22);
  gtk_grid_attach (self->table, name, 0, line, 1, 1);
  row->jobs = attach_entry (row, 1, line, _("Jobs"), MAX_JOBS, 0, 1);
  row->share = attach_entry (row, 2, line, _("Office share, %"), 1, 0, 100);
  row->growth = attach_entry (row, 3, line, _("Growth, %/yr"), 1, -0.9999, 100);
  row->office = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (row->office, 1);
  gtk_label_set_width_chars (row->office, 9);
  gtk_widget_add_css_class (GTK_WIDGET (row->office), "numeric");
  gtk_grid_attach (self->table, GTK_WIDGET (row->office), 4, line, 1, 1);
  g_ptr_array_add (self->rows, row);
}

static void
build_table (LwDemandJobsPage *self)
{
  const char *const heads[] = { _("Jobs"), _("Office share, %"), _("Growth, %/yr"), _("Office jobs") };
  GtkWidget *label;
  int line;

  self->table = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_spacing (self->table, 10);
  gtk_grid_set_row_spacing (self->table, 3);
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    gtk_grid_attach (self->table, lw_demand_table_label (heads[i], TRUE), (int) i + 1, 0, 1, 1);
  for (guint i = 0; i < LW_N_SECTORS; i++)
    add_row (self, lw_sector_get_info (i)->token);
  line = (int) self->rows->len + 1;
  label = lw_demand_table_label (_("Office jobs in all"), FALSE);
  gtk_widget_add_css_class (label, "heading");
  gtk_grid_attach (self->table, label, 0, line, 3, 1);
  self->total = GTK_LABEL (lw_demand_table_label ("", FALSE));
  gtk_label_set_xalign (self->total, 1);
  gtk_widget_add_css_class (GTK_WIDGET (self->total), "heading");
  gtk_widget_add_css_class (GTK_WIDGET (self->total), "numeric");
  gtk_grid_attach (self->table, GTK_WIDGET (self->total), 3, line, 2, 1);
  adw_preferences_group_add (self->table_group, GTK_WIDGET (self->table));
  self->calibration = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->calibration, TRUE);
  gtk_label_set_xalign (self->calibration, 0);
  gtk_widget_set_margin_top (GTK_WIDGET (self->calibration), 8);
  gtk_widget_add_css_class (GTK_WIDGET (self->calibration), "remark");
  adw_preferences_group_add (self->table_group, GTK_WIDGET (self->calibration));
}

/* Sectors of the user's own come after the usual ones. */
static void
add_own_sectors (LwDemandJobsPage *self)
{
  const GArray *jobs = lw_session_get_sector_jobs (self->session);

  for (guint i = 0; jobs && i < jobs->len; i++)
    {
      const char *token = g_array_index (jobs, LwSectorJobs, i).sector;
      gboolean known = FALSE;

      for (guint k = 0; k < self->rows->len; k++)
        known |= strcmp (((Row *) g_ptr_array_index (self->rows, k))->token, token) == 0;
      if (!known)
        {
          gtk_grid_insert_row (self->table, (int) self->rows->len + 1);
          add_row (self, token);
        }
    }
}

static gboolean
has_region (LwDemandJobsPage *self, const char *region, int *year)
{
  const GArray *jobs = lw_session_get_sector_jobs (self->session);
  gboolean found = FALSE;

  for (guint i = 0; jobs && i < jobs->len; i++)
    {
      const LwSectorJobs *entry = &g_array_index (jobs, LwSectorJobs, i);

      if (g_strcmp0 (entry->region, region) != 0)
        continue;
      *year = found ? MAX (*year, entry->year) : entry->year;
      found = TRUE;
    }
  return found;
}

/* The newest year that the region has jobs of. */
static void
region_changed_cb (LwDemandJobsPage *self)
{
  int year = lw_date_nearest_january (lw_session_get_date (self->session));

  if (self->filling)
    return;
  has_region (self, chosen_region (self), &year);
  self->filling = TRUE;
  gtk_spin_button_set_value (self->year, year);
  self->filling = FALSE;
  show_rows (self);
}

static void
choice_changed_cb (LwDemandJobsPage *self)
{
  if (!self->filling)
    show_rows (self);
}

static void
show_regions (LwDemandJobsPage *self)
{
  g_autoptr (GPtrArray) names = lw_demand_list_regions (self->session);
  g_autoptr (GtkStringList) list = NULL;
  gboolean same = self->regions && self->regions->len == names->len;
  int year = 0;

  for (guint i = 0; same && i < names->len; i++)
    same = strcmp (g_ptr_array_index (names, i), g_ptr_array_index (self->regions, i)) == 0;
  if (same)
    return;
  g_clear_pointer (&self->regions, g_ptr_array_unref);
  self->regions = g_steal_pointer (&names);
  list = gtk_string_list_new (NULL);
  gtk_string_list_append (list, _("The whole, shared out by space in use"));
  for (guint i = 0; i < self->regions->len; i++)
    gtk_string_list_append (list, g_ptr_array_index (self->regions, i));
  self->filling = TRUE;
  adw_combo_row_set_model (self->region, G_LIST_MODEL (list));
  /* What there is is shown first. */
  for (guint i = 0; !has_region (self, NULL, &year) && i < self->regions->len; i++)
    if (has_region (self, g_ptr_array_index (self->regions, i), &year))
      {
        adw_combo_row_set_selected (self->region, i + 1);
        break;
      }
  self->filling = FALSE;
  region_changed_cb (self);
}

static void
show_scope (LwDemandJobsPage *self, const LwScenario *scenario)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  g_autofree char *one = g_strdup_printf (_("Only in “%s”"), scenario ? scenario->name : "");
  guint selected = adw_combo_row_get_selected (self->scope);

  gtk_string_list_append (list, _("In all scenarios"));
  if (scenario && !scenario->locked)
    gtk_string_list_append (list, one);
  adw_combo_row_set_model (self->scope, G_LIST_MODEL (list));
  adw_combo_row_set_selected (self->scope, scenario && !scenario->locked && selected == 1 ? 1 : 0);
}

/** lw_demand_jobs_page_show: shows the jobs of the document, and what @scenario (nullable) expects */
void
lw_demand_jobs_page_show (LwDemandJobsPage *self, const LwScenario *scenario)
{
  gboolean writable = !lw_session_get_read_only (self->session);

  if (self->write_later)
    return;
  g_clear_pointer (&self->scenario, lw_scenario_free);
  self->scenario = scenario ? lw_scenario_copy (scenario) : NULL;
  self->filling = TRUE;
  show_scope (self, scenario);
  if (scenario)
    gtk_spin_button_set_value (self->m2_per_job, scenario->parameters.value[LW_PARAM_M2_PER_JOB]);
  gtk_widget_set_sensitive (GTK_WIDGET (self->m2_row), writable && scenario && !scenario->locked);
  gtk_widget_set_sensitive (GTK_WIDGET (self->table_group), writable);
  self->filling = FALSE;
  show_regions (self);
  add_own_sectors (self);
  show_rows (self);
}

/** lw_demand_jobs_page_show_sheet: says how jobs are calibrated to the space in use */
void
lw_demand_jobs_page_show_sheet (LwDemandJobsPage *self, const LwDemandSheet *sheet)
{
  double low = NAN, high = NAN;
  g_autofree char *low_text = NULL, *high_text = NULL, *text = NULL;

  for (guint i = 0; i < sheet->markets->len; i++)
    {
      const LwDemandMarketSheet *market = g_ptr_array_index (sheet->markets, i);

      if (isnan (market->kappa) || !(market->occupied_m2 > 0))
        continue;
      low = fmin (low, market->kappa);
      high = fmax (high, market->kappa);
    }
  low_text = lw_format_number (NULL, low, 2);
  high_text = lw_format_number (NULL, high, 2);
  if (isnan (low))
    text = g_strdup (_("This scenario does not follow jobs: choose “Jobs by sector” as its demand path."));
  else if (low < 0.5 || high > 1.5)
    text = g_strdup_printf (_("Calibrated to the space in use by %s to %s. That is far from 1: look at the jobs, the "
                              "share of office jobs and the space per job."),
                            low_text, high_text);
  else
    text = g_strdup_printf (_("Calibrated to the space in use by %s to %s."), low_text, high_text);
  gtk_label_set_label (self->calibration, text);
}

static void
lw_demand_jobs_page_dispose (GObject *object)
{
  LwDemandJobsPage *self = LW_DEMAND_JOBS_PAGE (object);

  if (self->write_later)
    {
      g_clear_handle_id (&self->write_later, g_source_remove);
      if (lw_session_get_path (self->session))
        write_later_cb (self);
    }
  g_clear_pointer (&self->scenario, lw_scenario_free);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (lw_demand_jobs_page_parent_class)->dispose (object);
}

static void
lw_demand_jobs_page_finalize (GObject *object)
{
  LwDemandJobsPage *self = LW_DEMAND_JOBS_PAGE (object);

  g_clear_pointer (&self->regions, g_ptr_array_unref);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (lw_demand_jobs_page_parent_class)->finalize (object);
}

static void
lw_demand_jobs_page_class_init (LwDemandJobsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lw_demand_jobs_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = lw_demand_jobs_page_finalize;
}

static AdwComboRow *
add_choice (AdwPreferencesGroup *group, const char *title, GCallback callback, gpointer data)
{
  AdwComboRow *row = ADW_COMBO_ROW (adw_combo_row_new ());

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  g_signal_connect_swapped (row, "notify::selected", callback, data);
  adw_preferences_group_add (group, GTK_WIDGET (row));
  return row;
}

static GtkSpinButton *
add_spin (AdwPreferencesGroup *group, const char *title, const char *subtitle, double low, double high, double step,
          AdwActionRow **row)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (low, high, step);

  *row = ADW_ACTION_ROW (adw_action_row_new ());
  lw_wheel_leave (spin);
  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (spin), step < 1 ? 1 : 0);
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  lw_names_set (spin, title);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (*row), title);
  adw_action_row_set_subtitle (*row, subtitle);
  adw_action_row_add_suffix (*row, spin);
  adw_action_row_set_activatable_widget (*row, spin);
  adw_preferences_group_add (group, GTK_WIDGET (*row));
  return GTK_SPIN_BUTTON (spin);
}

static void
lw_demand_jobs_page_init (LwDemandJobsPage *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  const LwParameterInfo *u = lw_parameter_get_info (LW_PARAM_M2_PER_JOB);
  g_autofree char *source = g_strdup_printf (_("Lettable area, before calibration; source %s"), u->source);
  AdwActionRow *year_row;

  self->rows = g_ptr_array_new_with_free_func (g_free);
  self->filling = TRUE;
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self), group);
  self->region = add_choice (group, _("Region"), G_CALLBACK (region_changed_cb), self);
  self->year = add_spin (group, _("Year"), _("On 1 January; between given years jobs go in a line"), 1900, 2200, 1,
                         &year_row);
  g_signal_connect_swapped (self->year, "value-changed", G_CALLBACK (choice_changed_cb), self);
  self->scope = add_choice (group, _("Shares and growth count"), G_CALLBACK (choice_changed_cb), self);
  self->m2_per_job = add_spin (group, _("Space per office job, m²"), source, u->min, u->max, 0.5, &self->m2_row);
  g_signal_connect_swapped (self->m2_per_job, "value-changed", G_CALLBACK (m2_changed_cb), self);
  self->table_group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->table_group, _("Sectors"));
  adw_preferences_group_set_description (
    self->table_group, _("A share in grey is the usual one of the sector, an assumption; without growth jobs stay."));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self), self->table_group);
  build_table (self);
  self->filling = FALSE;
}

/** lw_demand_jobs_page_new: (returns: transfer floating): the page of jobs by sector */
LwDemandJobsPage *
lw_demand_jobs_page_new (LwSession *session)
{
  LwDemandJobsPage *self = g_object_new (LW_TYPE_DEMAND_JOBS_PAGE, NULL);

  self->session = g_object_ref (session);
  return self;
}
