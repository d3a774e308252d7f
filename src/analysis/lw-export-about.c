/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-export-about: see lw-export-about.h. */
#include "analysis/lw-export-about.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/lw-basemap.h"

static char *
describe_content (const LwExportRequest *request)
{
  const char *by = request->by != LW_EXPORT_BY_NONE ? lw_dimension_label ((LwDimension)request->by) : NULL;

  switch (request->what)
    {
    case LW_EXPORT_WHAT_AREAS:
      /* Translators: "municipality", "region" … */
      return g_strdup_printf (_ ("Vacancy by area (%s)"), by);
    case LW_EXPORT_WHAT_RESULTS:
      return by != NULL ? g_strdup_printf (_ ("Results of a scenario per year and area (%s)"), by)
                        : g_strdup (_ ("Results of a scenario per year"));
    case LW_EXPORT_WHAT_OFFICES:
    case LW_N_EXPORT_WHATS:
    default:
      return g_strdup (_ ("Offices"));
    }
}

static char *
describe_setting (const LwSettings *settings, LwSetting id)
{
  switch (lw_setting_get_info (id)->kind)
    {
    case LW_SETTING_KIND_RULE:
      return g_strdup (lw_mixed_rule_get_label (settings->mixed_rule));
    case LW_SETTING_KIND_SHARE:
      return g_strdup_printf ("%.15g %%", lw_settings_get (settings, id) * 100);
    case LW_SETTING_KIND_AREA:
      return g_strdup_printf ("%.15g m²", lw_settings_get (settings, id));
    case LW_SETTING_KIND_FACTOR:
    default:
      return g_strdup_printf ("%.15g", lw_settings_get (settings, id));
    }
}

/* How the document counts, each setting in words. The norm says nothing about what is counted. */
static void
add_counting (LwProvenance *about, const LwSettings *settings)
{
  for (LwSetting id = 0; id < LW_N_SETTINGS; id++)
    {
      const LwSettingInfo *info = lw_setting_get_info (id);
      g_autofree char *value = NULL;

      if (id == LW_SETTING_NORM || (id == LW_SETTING_MIXED_SHARE && settings->mixed_rule != LW_MIXED_SHARE))
        continue;
      value = describe_setting (settings, id);
      g_ptr_array_add (about->counting, g_strdup_printf ("%s: %s", _ (info->label), value));
    }
  g_ptr_array_add (about->counting, g_strdup (_ ("Areas of offices are as measured; sums are m² vvo")));
}

static gboolean
is_same (const LwProvenanceSource *a, const LwSource *b)
{
  return strcmp (a->name, b->name) == 0 && a->date == b->reference_date && g_strcmp0 (a->publisher, b->publisher) == 0
         && g_strcmp0 (a->licence, b->licence) == 0 && g_strcmp0 (a->method, b->method) == 0;
}

static void
add_source (LwProvenance *about, const LwSource *from)
{
  LwProvenanceSource *source;

  for (guint i = 0; i < about->sources->len; i++)
    if (is_same (g_ptr_array_index (about->sources, i), from))
      return;
  source = lw_provenance_add_source (about, from->name);
  source->publisher = g_strdup (from->publisher);
  source->licence = g_strdup (from->licence);
  source->method = g_strdup (from->method);
  source->date = from->reference_date;
  source->fictional = from->fictional;
}

/* Sources of later dates than that of the table say nothing of it. */
static gboolean
add_sources (LwProvenance *about, LwStore *store, GError **error)
{
  g_autoptr (GPtrArray) sources = lw_store_read_sources (store, error);

  for (guint i = 0; sources != NULL && i < sources->len; i++)
    {
      const LwSource *source = g_ptr_array_index (sources, i);

      if (source->reference_date == LW_DATE_UNKNOWN || about->date == LW_DATE_UNKNOWN
          || source->reference_date <= about->date)
        add_source (about, source);
    }
  return sources != NULL;
}

/**
 * lw_export_about_read:
 * @store: the document
 * @request: what is exported
 *
 * Returns: (transfer full): what the file says of itself, or %NULL with an error
 */
LwProvenance *
lw_export_about_read (LwStore *store, const LwExportRequest *request, GError **error)
{
  g_autofree char *content = describe_content (request);
  g_autoptr (LwProvenance) about = lw_provenance_new (content);
  LwSettings settings;

  about->date = request->offices->date;
  /* The scenario is run over all offices. */
  if (request->what != LW_EXPORT_WHAT_RESULTS)
    about->filter = g_strdup (request->filter);
  about->scenario = request->what == LW_EXPORT_WHAT_RESULTS ? g_strdup (request->scenario->name) : NULL;
  if (!lw_store_read_property (store, LW_STORE_TITLE, &about->title, error)
      || !lw_store_read_fictional (store, &about->fictional, error)
      || !lw_store_read_settings (store, &settings, error) || !add_sources (about, store, error))
    return NULL;
  add_counting (about, &settings);
  return g_steal_pointer (&about);
}

/**
 * lw_export_about_boundaries:
 * @bundled: some come from the base map
 *
 * Returns: (transfer full): whose the boundaries are
 */
char *
lw_export_about_boundaries (gboolean bundled)
{
  const LwBasemap *map = lw_basemap_get_default ();
  const LwBasemapSource *sources;
  guint n;

  sources = lw_basemap_get_sources (map, &n);
  for (guint i = 0; bundled && i < n; i++)
    if (strcmp (sources[i].key, "boundaries") == 0)
      return g_strdup_printf ("%s, %s, %s, %s", sources[i].title, sources[i].holder, sources[i].date, sources[i].licence);
  return g_strdup (_ ("areas of the document"));
}
