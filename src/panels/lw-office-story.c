/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-office-story: what of an office is not a single fact: its vacancy on every reference date, and the measures of
 * scenarios that name it, each with a way to it. */
#include "panels/lw-office-panel-private.h"

#include "draw/lw-format.h"
#include "panels/lw-bar.h"
#include "panels/lw-measure-words.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static GtkWidget *
new_label (const char *text, float xalign, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static const char *
where_from (const LwObservation *observation)
{
  return observation->assumed  ? _("not in the list, taken as occupied")
         : observation->source ? observation->source
                               : _("set by hand");
}

static GtkWidget *
new_source (const char *from)
{
  GtkWidget *source = new_label (from, 0, "caption");

  gtk_widget_add_css_class (source, "dim-label");
  gtk_label_set_ellipsize (GTK_LABEL (source), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (source), 34);
  gtk_widget_set_tooltip_text (source, from);
  return source;
}

static void
add_observation (GtkGrid *grid, int line, const LwObservation *observation, gboolean shown, double area_m2)
{
  g_autofree char *day = lw_date_to_display (observation->date), *m2 = NULL;
  GtkWidget *bar = lw_bar_new (), *date, *area;
  double rate = area_m2 > 0 ? observation->vacant_m2 / area_m2 : NAN;

  m2 = isnan (observation->vacant_m2) ? g_strdup (_("unknown")) : lw_format_m2_fact (NULL, observation->vacant_m2);
  date = new_label (day, 0, shown ? "date-shown" : NULL);
  area = new_label (m2, 1, "numeric");
  gtk_widget_set_hexpand (bar, TRUE);
  gtk_widget_set_size_request (bar, 60, 12);
  gtk_widget_set_valign (bar, GTK_ALIGN_CENTER);
  lw_bar_set (LW_BAR (bar), isnan (rate) ? 0 : MIN (rate, 1), 1, lw_classify_vacancy (rate));
  gtk_grid_attach (grid, date, 0, line, 1, 1);
  gtk_grid_attach (grid, bar, 1, line, 1, 1);
  gtk_grid_attach (grid, area, 2, line, 1, 1);
}

/**
 * lw_office_story_fill_observations:
 * @box: where they are put
 * @record: what the document knows
 * @shown: the reference date that the window shows
 * @area_m2: area of the office in its own measure, NaN where unknown
 *
 * One line a reference date, the newest first: the day, a bar, the vacant m²; below it, once for what comes from
 * the same source, where that is from.
 */
void
lw_office_story_fill_observations (GtkWidget *box, const LwOfficeRecord *record, LwDate shown, double area_m2)
{
  guint n = record->observations->len;
  GtkWidget *grid = gtk_grid_new ();
  int line = 0;

  gtk_grid_set_column_spacing (GTK_GRID (grid), 10);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 1);
  gtk_widget_add_css_class (grid, "observations");
  for (guint i = 0; i < n; i++)
    {
      const LwObservation *observation = &g_array_index (record->observations, LwObservation, n - 1 - i);

      add_observation (GTK_GRID (grid), line++, observation, observation->date == shown, area_m2);
      if (i + 1 == n || g_strcmp0 (where_from (observation), where_from (observation - 1)) != 0)
        gtk_grid_attach (GTK_GRID (grid), new_source (where_from (observation)), 0, line++, 3, 1);
    }
  gtk_box_append (GTK_BOX (box), grid);
  if (n == 0)
    gtk_box_append (GTK_BOX (box), new_label (_("No vacancy list names this office yet."), 0, "dim-label"));
}

typedef struct {
  LwSession *session;
  char *scenario;
  char *measure;
} Way;

static void
way_free (gpointer data, GClosure *closure)
{
  Way *way = data;

  g_free (way->scenario);
  g_free (way->measure);
  g_free (way);
}

static void
show_measure_cb (GtkWidget *button, Way *way)
{
  LwSession *session = way->session;

  /* The page of the office gives way first; leaving it may take the button along. */
  gtk_widget_activate_action (button, "win.page", "s", "scenarios");
  lw_session_show_measure (session, way->scenario, way->measure);
  lw_session_set_focus (session, 0);
}

static void
add_part (GtkWidget *box, LwSession *session, const LwScenario *scenario, const LwMeasure *measure)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *button = gtk_button_new_from_icon_name ("go-next-symbolic"), *label;
  g_autofree char *what = lw_measure_words_part (measure), *tip = NULL;
  Way *way = g_new0 (Way, 1);

  /* translators: both are names: go to a measure in a scenario */
  tip = g_strdup_printf (_("Go to “%s” in “%s”"), what, scenario->name);
  label = new_label (what, 0, measure->enabled ? NULL : "dim-label");
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_box_append (GTK_BOX (words), label);
  label = new_label (NULL, 0, "caption");
  if (measure->enabled)
    gtk_label_set_label (GTK_LABEL (label), scenario->name);
  else
    {
      /* translators: %s is the name of a scenario */
      g_autofree char *off = g_strdup_printf (_("%s · switched off"), scenario->name);

      gtk_label_set_label (GTK_LABEL (label), off);
    }
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (words), label);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
  way->session = session;
  way->scenario = g_strdup (scenario->uid);
  way->measure = g_strdup (measure->uid);
  g_signal_connect_data (button, "clicked", G_CALLBACK (show_measure_cb), way, way_free, 0);
  gtk_box_append (GTK_BOX (line), words);
  gtk_box_append (GTK_BOX (line), button);
  gtk_box_append (GTK_BOX (box), line);
}

/* What a rule takes is known of the scenario shown, once it has been computed. */
static gboolean
takes (LwSession *session, const LwScenario *scenario, const LwMeasure *measure, gint64 office)
{
  GArray *offices = measure->offices;

  if (lw_measure_kind_get_target (measure->kind) != LW_MEASURE_TARGET_OFFICES)
    return FALSE;
  if (measure->rule != NULL)
    offices = g_strcmp0 (scenario->uid, lw_session_get_scenario_a (session)) == 0
                ? lw_session_get_measure_offices (session, measure->uid, NULL)
                : NULL;
  for (guint i = 0; offices != NULL && i < offices->len; i++)
    if (g_array_index (offices, gint64, i) == office)
      return TRUE;
  return FALSE;
}

/**
 * lw_office_story_fill_scenarios:
 * @box: where they are put
 * @session: the session, which outlives @box
 * @office: key of an office
 *
 * One line a measure that names the office, in every scenario of the document, or whose rule takes it, in the one shown.
 */
void
lw_office_story_fill_scenarios (GtkWidget *box, LwSession *session, gint64 office)
{
  GPtrArray *scenarios = lw_session_get_scenarios (session);
  gboolean any = FALSE;

  for (guint s = 0; s < scenarios->len; s++)
    {
      const LwScenario *scenario = g_ptr_array_index (scenarios, s);

      for (guint m = 0; m < scenario->measures->len; m++)
        {
          const LwMeasure *measure = g_ptr_array_index (scenario->measures, m);

          if (takes (session, scenario, measure, office))
            {
              add_part (box, session, scenario, measure);
              any = TRUE;
            }
        }
    }
  if (!any)
    gtk_box_append (GTK_BOX (box), new_label (_("No measure names this office."), 0, "dim-label"));
}

/** lw_office_story_describe_source: (returns: transfer full) (nullable): a source with its publisher */
char *
lw_office_story_describe_source (const LwOfficeRecord *record)
{
  if (record->source == NULL || *record->source == '\0')
    return NULL;
  return record->publisher && *record->publisher ? g_strdup_printf ("%s (%s)", record->source, record->publisher)
                                                 : g_strdup (record->source);
}
