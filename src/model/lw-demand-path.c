/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-demand-path: see lw-demand-path.h. The ready-made paths are those of domain model 3.4. */
#include "model/lw-demand-path.h"

#include "model/lw-error.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

static const LwDemandKindInfo kinds[LW_N_DEMAND_KINDS] = {
  [LW_DEMAND_DOCUMENT] = { .token = "document",
                           .label = N_ ("Demand of the document"),
                           .explanation = N_ ("The document’s series of each region, then constant growth.") },
  [LW_DEMAND_GROWTH] = { .token = "growth",
                         .label = N_ ("Constant growth"),
                         .explanation = N_ ("Space in use at the base, growing by a constant share a year.") },
  [LW_DEMAND_WLO_LOW] = { .token = "wlo_low",
                          .label = N_ ("WLO low"),
                          /* xgettext:no-c-format */
                          .explanation = N_ ("Lower end of a bandwidth, no forecast: −1.73 % a year up to 2030, then "
                                             "−1.07 %."),
                          .source = "PBL17",
                          .extends = TRUE,
                          .n_periods = 2,
                          .periods = { { 2017, 2030, -0.0173 }, { 2030, 2050, -0.0107 } } },
  [LW_DEMAND_WLO_HIGH] = { .token = "wlo_high",
                           .label = N_ ("WLO high"),
                           /* xgettext:no-c-format */
                           .explanation = N_ ("Upper end of a bandwidth, no forecast: +0.37 % a year."),
                           .source = "PBL17",
                           .extends = TRUE,
                           .n_periods = 1,
                           .periods = { { 2017, 2050, 0.0037 } } },
  [LW_DEMAND_JOBS] = { .token = "jobs",
                       .label = N_ ("Jobs by sector"),
                       .explanation = N_ ("Jobs, the share of office jobs and growth of each sector, calibrated to the "
                                          "space in use at the base.") },
  [LW_DEMAND_CBRE_BIG5] = { .token = "cbre_big5",
                            .label = N_ ("Five large cities to 2030"),
                            /* xgettext:no-c-format */
                            .explanation = N_ ("−1.34 % a year up to 2030, for the five large cities; then constant "
                                               "growth."),
                            .source = "CBRE23",
                            .extends = FALSE,
                            .n_periods = 1,
                            .periods = { { 2023, 2030, -0.0134 } } },
};

/** lw_demand_kind_get_info: what is known about a path */
const LwDemandKindInfo *
lw_demand_kind_get_info (LwDemandKind kind)
{
  g_return_val_if_fail ((guint)kind < LW_N_DEMAND_KINDS, NULL);

  return &kinds[kind];
}

/** lw_demand_kind_get_token: the stable word for files */
const char *
lw_demand_kind_get_token (LwDemandKind kind)
{
  g_return_val_if_fail ((guint)kind < LW_N_DEMAND_KINDS, NULL);

  return kinds[kind].token;
}

/** lw_demand_kind_get_label: the translated name */
const char *
lw_demand_kind_get_label (LwDemandKind kind)
{
  g_return_val_if_fail ((guint)kind < LW_N_DEMAND_KINDS, NULL);

  return _ (kinds[kind].label);
}

/** lw_demand_kind_from_token: reads the word that lw_demand_kind_get_token() gives; %FALSE when unknown */
gboolean
lw_demand_kind_from_token (const char *token, LwDemandKind *kind)
{
  g_return_val_if_fail (kind != NULL, FALSE);

  for (guint i = 0; i < LW_N_DEMAND_KINDS; i++)
    if (g_strcmp0 (kinds[i].token, token) == 0)
      {
        *kind = (LwDemandKind)i;
        return TRUE;
      }
  return FALSE;
}

/** lw_demand_kind_covers: whether the source of a path is about all years from @first_year to before @end_year; a path
 * that is not ready-made has no such limits */
gboolean
lw_demand_kind_covers (LwDemandKind kind, int first_year, int end_year)
{
  g_return_val_if_fail ((guint)kind < LW_N_DEMAND_KINDS, FALSE);

  const LwDemandKindInfo *info = &kinds[kind];
  return info->n_periods == 0
         || (first_year >= info->periods[0].first_year && end_year <= info->periods[info->n_periods - 1].end_year);
}

/** lw_demand_path_init: the demand of the document, with a band of one percent point either way */
void
lw_demand_path_init (LwDemandPath *path)
{
  g_return_if_fail (path != NULL);

  *path = (LwDemandPath){
    .kind = LW_DEMAND_DOCUMENT,
    .growth = LW_DEMAND_DEFAULT_GROWTH,
    .band_low = -0.01,
    .band_high = 0.01,
    .overrides = g_array_new (FALSE, FALSE, sizeof (LwDemandOverride)),
    .regions = g_array_new (FALSE, FALSE, sizeof (LwDemandRegion)),
    .sectors = g_array_new (FALSE, FALSE, sizeof (LwSectorOutlook)),
  };
}

/** lw_demand_path_copy: makes @copy, which is overwritten, a deep copy of @path */
void
lw_demand_path_copy (LwDemandPath *copy, const LwDemandPath *path)
{
  g_return_if_fail (copy != NULL && path != NULL);

  *copy = *path;
  copy->overrides = g_array_copy (path->overrides);
  copy->regions = g_array_copy (path->regions);
  copy->sectors = g_array_copy (path->sectors);
}

/** lw_demand_path_clear: frees what @path holds */
void
lw_demand_path_clear (LwDemandPath *path)
{
  g_return_if_fail (path != NULL);

  g_clear_pointer (&path->overrides, g_array_unref);
  g_clear_pointer (&path->regions, g_array_unref);
  g_clear_pointer (&path->sectors, g_array_unref);
}

/**
 * lw_demand_path_set_override:
 * @path: a demand path
 * @region: (nullable): code of the region, %NULL for the sum of all
 * @year: on 1 January of this year
 * @m2: demand in m2 vvo; NAN takes the override away
 */
void
lw_demand_path_set_override (LwDemandPath *path, const char *region, int year, double m2)
{
  g_return_if_fail (path != NULL);

  LwDemandOverride entry = { g_intern_string (region), year, m2 };
  for (guint i = 0; i < path->overrides->len; i++)
    {
      LwDemandOverride *old = &g_array_index (path->overrides, LwDemandOverride, i);
      if (old->region != entry.region || old->year != year)
        continue;
      if (isnan (m2))
        g_array_remove_index (path->overrides, i);
      else
        *old = entry;
      return;
    }
  if (!isnan (m2))
    g_array_append_val (path->overrides, entry);
}

static LwDemandRegion *
find_region (const LwDemandPath *path, const char *region)
{
  const char *key = g_intern_string (region);

  for (guint i = 0; key != NULL && i < path->regions->len; i++)
    if (g_array_index (path->regions, LwDemandRegion, i).region == key)
      return &g_array_index (path->regions, LwDemandRegion, i);
  return NULL;
}

/** lw_demand_path_set_region: lets the demand of @region go another way than the whole */
void
lw_demand_path_set_region (LwDemandPath *path, const char *region, LwDemandKind kind, double growth)
{
  g_return_if_fail (path != NULL && region != NULL && (guint)kind < LW_N_DEMAND_KINDS);

  LwDemandRegion *old = find_region (path, region);
  LwDemandRegion entry = { g_intern_string (region), kind, growth };

  if (old != NULL)
    *old = entry;
  else
    g_array_append_val (path->regions, entry);
}

/** lw_demand_path_remove_region: lets the demand of @region go as the whole */
void
lw_demand_path_remove_region (LwDemandPath *path, const char *region)
{
  g_return_if_fail (path != NULL && region != NULL);

  const char *key = g_intern_string (region);
  for (guint i = 0; i < path->regions->len; i++)
    if (g_array_index (path->regions, LwDemandRegion, i).region == key)
      {
        g_array_remove_index (path->regions, i);
        return;
      }
}

/** lw_demand_path_find_sector: (returns: nullable) what is expected of @sector; valid until the next change */
const LwSectorOutlook *
lw_demand_path_find_sector (const LwDemandPath *path, const char *sector)
{
  g_return_val_if_fail (path != NULL && sector != NULL, NULL);

  for (guint i = 0; i < path->sectors->len; i++)
    {
      const LwSectorOutlook *outlook = &g_array_index (path->sectors, LwSectorOutlook, i);
      if (strcmp (outlook->sector, sector) == 0)
        return outlook;
    }
  return NULL;
}

/**
 * lw_demand_path_set_sector:
 * @path: a demand path
 * @sector: token of the sector
 * @office_share: part of its jobs that are office jobs, NAN for that of the document
 * @growth: growth of its jobs per year, NAN for that of the document
 *
 * Says what is expected of a sector; nothing when both are NAN.
 */
void
lw_demand_path_set_sector (LwDemandPath *path, const char *sector, double office_share, double growth)
{
  g_return_if_fail (path != NULL && sector != NULL);

  LwSectorOutlook entry = { g_intern_string (sector), office_share, growth };
  gboolean empty = isnan (office_share) && isnan (growth);

  for (guint i = 0; i < path->sectors->len; i++)
    {
      LwSectorOutlook *old = &g_array_index (path->sectors, LwSectorOutlook, i);
      if (old->sector != entry.sector)
        continue;
      if (empty)
        g_array_remove_index (path->sectors, i);
      else
        *old = entry;
      return;
    }
  if (!empty)
    g_array_append_val (path->sectors, entry);
}

/** lw_demand_path_get_kind: the path that @region (nullable: the whole) goes */
LwDemandKind
lw_demand_path_get_kind (const LwDemandPath *path, const char *region)
{
  g_return_val_if_fail (path != NULL, LW_DEMAND_GROWTH);

  const LwDemandRegion *own = find_region (path, region);
  return own != NULL ? own->kind : path->kind;
}

/**
 * lw_demand_path_get_growth:
 * @path: a demand path
 * @region: (nullable): code of a region, %NULL for the whole
 * @year: a calendar year
 *
 * Returns: growth of demand in the course of @year, a fraction (domain model 3.4); that of jobs is not known here, and
 * is what follows where there are none
 */
double
lw_demand_path_get_growth (const LwDemandPath *path, const char *region, int year)
{
  g_return_val_if_fail (path != NULL, NAN);

  const LwDemandRegion *own = find_region (path, region);
  const LwDemandKindInfo *info = &kinds[own != NULL ? own->kind : path->kind];
  double growth = own != NULL ? own->growth : path->growth;

  for (guint i = 0; i < info->n_periods; i++)
    if (year < info->periods[i].end_year || (info->extends && i + 1 == info->n_periods))
      return info->periods[i].growth;
  return growth;
}

/** lw_demand_path_growth: as lw_demand_path_get_growth(), of the whole */
double
lw_demand_path_growth (const LwDemandPath *path, int year)
{
  return lw_demand_path_get_growth (path, NULL, year);
}

/** lw_demand_path_get_mean_growth: the constant growth that ends where the growth of the years from @first_year to
 * before @end_year does; for an editable copy of a ready-made path */
double
lw_demand_path_get_mean_growth (const LwDemandPath *path, const char *region, int first_year, int end_year)
{
  g_return_val_if_fail (path != NULL && end_year > first_year, NAN);

  double level = 1;
  for (int year = first_year; year < end_year; year++)
    level *= 1 + lw_demand_path_get_growth (path, region, year);
  return pow (level, 1.0 / (end_year - first_year)) - 1;
}

static gboolean
is_growth (double growth)
{
  return growth > -1 && growth <= 1;
}

static gboolean
validate_regions (const LwDemandPath *path, GError **error)
{
  for (guint i = 0; i < path->regions->len; i++)
    {
      const LwDemandRegion *entry = &g_array_index (path->regions, LwDemandRegion, i);
      if (entry->region != NULL && entry->region[0] != '\0' && (guint)entry->kind < LW_N_DEMAND_KINDS
          && is_growth (entry->growth))
        continue;
      g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT,
                   _ ("growth of demand of region “%s” must be more than -1 and at most 1 a year"),
                   entry->region != NULL ? entry->region : "");
      return FALSE;
    }
  return TRUE;
}

static gboolean
validate_sectors (const LwDemandPath *path, GError **error)
{
  for (guint i = 0; i < path->sectors->len; i++)
    {
      const LwSectorOutlook *entry = &g_array_index (path->sectors, LwSectorOutlook, i);
      if ((isnan (entry->growth) || is_growth (entry->growth))
          && (isnan (entry->office_share) || (entry->office_share >= 0 && entry->office_share <= 1)))
        continue;
      g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT,
                   _ ("sector “%s”: the share of office jobs must be from 0 to 1, and growth more than -1 and at most 1 "
                      "a year"),
                   entry->sector);
      return FALSE;
    }
  return TRUE;
}

/** lw_demand_path_validate: whether a path can be computed; %LW_ERROR_ARGUMENT where a number is out of its range */
gboolean
lw_demand_path_validate (const LwDemandPath *path, GError **error)
{
  g_return_val_if_fail (path != NULL, FALSE);

  if (!is_growth (path->growth) || !(path->band_low > -1 && path->band_low <= 0)
      || !(path->band_high >= 0 && path->band_high <= 1))
    {
      g_set_error_literal (error, LW_ERROR, LW_ERROR_ARGUMENT,
                           _ ("growth of demand must be more than -1 and at most 1 a year, and its band must "
                              "enclose it"));
      return FALSE;
    }
  for (guint i = 0; i < path->overrides->len; i++)
    {
      const LwDemandOverride *entry = &g_array_index (path->overrides, LwDemandOverride, i);
      if (!(isfinite (entry->m2) && entry->m2 >= 0) || entry->year < 1900 || entry->year > 2200)
        {
          g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT,
                       _ ("the demand entered for %d must be 0 m² or more, for a year from 1900 to 2200"),
                       entry->year);
          return FALSE;
        }
    }
  return validate_regions (path, error) && validate_sectors (path, error);
}

/* Whether two numbers are the same, of which NAN says that there is none. */
static gboolean
same_number (double a, double b)
{
  return a == b || (isnan (a) && isnan (b));
}

static gboolean
equal_lists (const LwDemandPath *a, const LwDemandPath *b)
{
  if (a->regions->len != b->regions->len || a->sectors->len != b->sectors->len)
    return FALSE;
  for (guint i = 0; i < a->regions->len; i++)
    {
      const LwDemandRegion *p = &g_array_index (a->regions, LwDemandRegion, i);
      const LwDemandRegion *q = &g_array_index (b->regions, LwDemandRegion, i);
      if (p->region != q->region || p->kind != q->kind || p->growth != q->growth)
        return FALSE;
    }
  for (guint i = 0; i < a->sectors->len; i++)
    {
      const LwSectorOutlook *p = &g_array_index (a->sectors, LwSectorOutlook, i);
      const LwSectorOutlook *q = &g_array_index (b->sectors, LwSectorOutlook, i);
      if (p->sector != q->sector || !same_number (p->office_share, q->office_share)
          || !same_number (p->growth, q->growth))
        return FALSE;
    }
  return TRUE;
}

/** lw_demand_path_equal: whether both say the same */
gboolean
lw_demand_path_equal (const LwDemandPath *a, const LwDemandPath *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  if (a->kind != b->kind || a->growth != b->growth || a->band_low != b->band_low || a->band_high != b->band_high
      || a->overrides->len != b->overrides->len)
    return FALSE;
  for (guint i = 0; i < a->overrides->len; i++)
    {
      const LwDemandOverride *p = &g_array_index (a->overrides, LwDemandOverride, i);
      const LwDemandOverride *q = &g_array_index (b->overrides, LwDemandOverride, i);
      if (p->region != q->region || p->year != q->year || p->m2 != q->m2)
        return FALSE;
    }
  return equal_lists (a, b);
}
