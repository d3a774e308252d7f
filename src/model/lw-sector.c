/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-sector: see lw-sector.h. Office shares are those of domain model 3.3. */
#include "model/lw-sector.h"

#include "model/lw-error.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define ASSUMED "assumption"

static const LwSectorInfo sectors[LW_N_SECTORS] = {
  { "business_services", N_ ("Business services"), 0.60, ASSUMED },
  { "finance", N_ ("Finance and insurance"), 0.90, ASSUMED },
  { "ict", N_ ("ICT"), 0.75, ASSUMED },
  { "public_administration", N_ ("Public administration"), 0.75, ASSUMED },
  { "real_estate", N_ ("Real estate"), 0.70, ASSUMED },
  { "energy_water", N_ ("Energy and water"), 0.40, ASSUMED },
  { "industry", N_ ("Industry"), 0.20, ASSUMED },
  { "construction", N_ ("Construction"), 0.15, ASSUMED },
  { "trade", N_ ("Trade"), 0.15, ASSUMED },
  { "transport", N_ ("Transport"), 0.15, ASSUMED },
  { "culture_other", N_ ("Culture and other services"), 0.20, ASSUMED },
  { "health", N_ ("Health and care"), 0.12, ASSUMED },
  { "education", N_ ("Education"), 0.10, ASSUMED },
  { "hospitality", N_ ("Hospitality"), 0.02, ASSUMED },
  { "agriculture", N_ ("Agriculture"), 0.01, ASSUMED },
};

/** lw_sector_get_info: what is known about the sector at @index, less than %LW_N_SECTORS */
const LwSectorInfo *
lw_sector_get_info (guint index)
{
  g_return_val_if_fail (index < LW_N_SECTORS, NULL);

  return &sectors[index];
}

/** lw_sector_find: the index of the sector of that token, -1 for one of the user's own */
int
lw_sector_find (const char *token)
{
  for (guint i = 0; i < LW_N_SECTORS; i++)
    if (g_strcmp0 (sectors[i].token, token) == 0)
      return (int)i;
  return -1;
}

/** lw_sector_get_label: the translated name of a sector; one of the user's own is called by its token */
const char *
lw_sector_get_label (const char *token)
{
  int index = lw_sector_find (token);

  return index >= 0 ? _ (sectors[index].label) : token;
}

/** lw_sector_jobs_list_new: (returns: transfer full) (element-type LwSectorJobs): an empty list */
GArray *
lw_sector_jobs_list_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (LwSectorJobs));
}

static gboolean
is_share (double share)
{
  return share >= 0 && share <= 1;
}

/** lw_sector_jobs_validate: whether demand can be computed from @jobs; %LW_ERROR_ARGUMENT says why not */
gboolean
lw_sector_jobs_validate (const LwSectorJobs *jobs, GError **error)
{
  g_return_val_if_fail (jobs != NULL && jobs->sector != NULL, FALSE);

  const char *problem = NULL;

  if (jobs->sector[0] == '\0')
    problem = N_ ("the sector has no name");
  else if (!(isfinite (jobs->jobs) && jobs->jobs >= 0))
    problem = N_ ("jobs must be a number of 0 or more");
  else if (jobs->year < 1900 || jobs->year > 2200)
    problem = N_ ("the year must lie from 1900 to 2200");
  else if (isnan (jobs->office_share) && lw_sector_find (jobs->sector) < 0)
    problem = N_ ("a sector of your own needs its share of office jobs");
  else if (!isnan (jobs->office_share) && !is_share (jobs->office_share))
    problem = N_ ("the share of office jobs must be from 0 to 1");
  else if (!isnan (jobs->growth) && !(jobs->growth > -1 && jobs->growth <= 1))
    problem = N_ ("growth must be more than -1 and at most 1 a year");
  if (problem != NULL)
    /* Translators: a sector, the year, what is wrong. */
    g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT, _ ("jobs of sector “%s” in %d: %s"),
                 lw_sector_get_label (jobs->sector), jobs->year, _ (problem));
  return problem == NULL;
}

/** lw_sector_jobs_get_office_share: what counts: its own, or the usual of the sector; NAN when neither is known */
double
lw_sector_jobs_get_office_share (const LwSectorJobs *jobs)
{
  g_return_val_if_fail (jobs != NULL, NAN);

  int index = lw_sector_find (jobs->sector);
  return !isnan (jobs->office_share) ? jobs->office_share : index >= 0 ? sectors[index].office_share : NAN;
}

static int
find_jobs (const GArray *list, const char *region, const char *sector, int year)
{
  for (guint i = 0; i < list->len; i++)
    {
      const LwSectorJobs *jobs = &g_array_index (list, LwSectorJobs, i);
      if (jobs->year == year && g_strcmp0 (jobs->region, region) == 0 && strcmp (jobs->sector, sector) == 0)
        return (int)i;
    }
  return -1;
}

/** lw_sector_jobs_set: adds @jobs to @list, or replaces what it has of that region, sector and year */
void
lw_sector_jobs_set (GArray *list, const LwSectorJobs *jobs)
{
  g_return_if_fail (list != NULL && jobs != NULL && jobs->sector != NULL);

  int at = find_jobs (list, jobs->region, jobs->sector, jobs->year);
  LwSectorJobs entry = *jobs;

  entry.region = g_intern_string (jobs->region);
  entry.sector = g_intern_string (jobs->sector);
  entry.source = g_intern_string (jobs->source);
  if (at >= 0)
    g_array_index (list, LwSectorJobs, at) = entry;
  else
    g_array_append_val (list, entry);
}

/** lw_sector_jobs_remove: forgets the jobs of a region, sector and year; %FALSE when there are none */
gboolean
lw_sector_jobs_remove (GArray *list, const char *region, const char *sector, int year)
{
  g_return_val_if_fail (list != NULL && sector != NULL, FALSE);

  int at = find_jobs (list, region, sector, year);
  if (at >= 0)
    g_array_remove_index (list, (guint)at);
  return at >= 0;
}

/** lw_sector_jobs_find: (returns: nullable) the jobs of a region, sector and year; valid until the next change */
const LwSectorJobs *
lw_sector_jobs_find (const GArray *list, const char *region, const char *sector, int year)
{
  g_return_val_if_fail (list != NULL && sector != NULL, NULL);

  int at = find_jobs (list, region, sector, year);
  return at >= 0 ? &g_array_index (list, LwSectorJobs, at) : NULL;
}

/** lw_demand_shares_new: (returns: transfer full) (element-type LwDemandShare): an empty list */
GArray *
lw_demand_shares_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (LwDemandShare));
}

/** lw_demand_share_validate: whether it is a share; %LW_ERROR_ARGUMENT says why not */
gboolean
lw_demand_share_validate (const LwDemandShare *share, GError **error)
{
  g_return_val_if_fail (share != NULL && share->municipality != NULL, FALSE);

  if (is_share (share->share) && share->municipality[0] != '\0')
    return TRUE;
  g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT,
               _ ("the share of municipality “%s” in the demand of its region must be from 0 to 1"),
               share->municipality);
  return FALSE;
}

static int
find_share (const GArray *list, const char *municipality)
{
  for (guint i = 0; i < list->len; i++)
    if (g_strcmp0 (g_array_index (list, LwDemandShare, i).municipality, municipality) == 0)
      return (int)i;
  return -1;
}

/** lw_demand_shares_set: adds @share to @list, or replaces that of the municipality */
void
lw_demand_shares_set (GArray *list, const LwDemandShare *share)
{
  g_return_if_fail (list != NULL && share != NULL && share->municipality != NULL);

  int at = find_share (list, share->municipality);
  LwDemandShare entry
      = { g_intern_string (share->municipality), share->share, g_intern_string (share->source) };

  if (at >= 0)
    g_array_index (list, LwDemandShare, at) = entry;
  else
    g_array_append_val (list, entry);
}

/** lw_demand_shares_remove: forgets the share of a municipality; %FALSE when there is none */
gboolean
lw_demand_shares_remove (GArray *list, const char *municipality)
{
  g_return_val_if_fail (list != NULL, FALSE);

  int at = find_share (list, municipality);
  if (at >= 0)
    g_array_remove_index (list, (guint)at);
  return at >= 0;
}

/** lw_demand_shares_get: the share of a municipality, NAN when @list (nullable) has none */
double
lw_demand_shares_get (const GArray *list, const char *municipality)
{
  int at = list != NULL ? find_share (list, municipality) : -1;

  return at >= 0 ? g_array_index (list, LwDemandShare, at).share : NAN;
}

/* The municipalities that have an office in each region: region -> set of codes. */
static GHashTable *
find_municipalities (const LwOffices *offices)
{
  GHashTable *regions
      = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_hash_table_unref);

  for (guint i = 0; i < offices->n; i++)
    {
      const char *region = lw_offices_text (offices, LW_OFFICE_REGION, i);
      const char *code = lw_offices_text (offices, LW_OFFICE_MUNICIPALITY_CODE, i);
      GHashTable *codes = g_hash_table_lookup (regions, region);

      if (codes == NULL)
        {
          codes = g_hash_table_new (g_str_hash, g_str_equal);
          g_hash_table_insert (regions, (gpointer)region, codes);
        }
      g_hash_table_add (codes, (gpointer)code);
    }
  return regions;
}

/* Scales the shares of one region, unless they leave a rest to municipalities without one; whether it did. */
static gboolean
normalise_region (GArray *list, GHashTable *codes)
{
  double sum = 0;
  guint n_given = 0;

  for (guint i = 0; i < list->len; i++)
    {
      const LwDemandShare *entry = &g_array_index (list, LwDemandShare, i);
      gboolean here = g_hash_table_contains (codes, entry->municipality);
      sum += here ? entry->share : 0;
      n_given += here;
    }
  if (!(sum > 0) || fabs (sum - 1) < 1e-12 || (sum < 1 && n_given < g_hash_table_size (codes)))
    return FALSE;
  for (guint i = 0; i < list->len; i++)
    {
      LwDemandShare *entry = &g_array_index (list, LwDemandShare, i);
      if (g_hash_table_contains (codes, entry->municipality))
        entry->share = fmin (1, entry->share / sum);
    }
  return TRUE;
}

/**
 * lw_demand_shares_normalise:
 * @list: (element-type LwDemandShare): shares of municipalities
 * @offices: tell which municipalities are in which region
 *
 * Scales the shares of each region to 1 in all, where they are more, or less though every municipality has one.
 *
 * Returns: the number of regions that were scaled
 */
guint
lw_demand_shares_normalise (GArray *list, const LwOffices *offices)
{
  g_return_val_if_fail (list != NULL && offices != NULL, 0);

  g_autoptr (GHashTable) regions = find_municipalities (offices);
  GHashTableIter iter;
  gpointer codes;
  guint n = 0;

  g_hash_table_iter_init (&iter, regions);
  while (g_hash_table_iter_next (&iter, NULL, &codes))
    n += normalise_region (list, codes);
  return n;
}
