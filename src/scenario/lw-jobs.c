/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-jobs: see lw-jobs.h. */
#include "scenario/lw-jobs.h"

#include <math.h>
#include <string.h>

typedef struct {
  const char *token;
  GArray *given;        /* of LwSectorJobs, by year */
  double office_share;  /* that a scenario expects, or NAN */
  double growth;        /* the same */
} Sector;

struct _LwJobs {
  int base_year;
  GPtrArray *sectors; /* of Sector, in order of the list */
};

static void
sector_free (gpointer data)
{
  Sector *sector = data;

  g_array_unref (sector->given);
  g_free (sector);
}

static int
compare_years (gconstpointer a, gconstpointer b)
{
  return ((const LwSectorJobs *)a)->year - ((const LwSectorJobs *)b)->year;
}

static Sector *
find_sector (LwJobs *self, const char *token, const LwDemandPath *path)
{
  for (guint i = 0; i < self->sectors->len; i++)
    {
      Sector *sector = g_ptr_array_index (self->sectors, i);
      if (strcmp (sector->token, token) == 0)
        return sector;
    }
  const LwSectorOutlook *outlook = path != NULL ? lw_demand_path_find_sector (path, token) : NULL;
  Sector *sector = g_new (Sector, 1);

  *sector = (Sector){ .token = token,
                      .given = g_array_new (FALSE, FALSE, sizeof (LwSectorJobs)),
                      .office_share = outlook != NULL ? outlook->office_share : NAN,
                      .growth = outlook != NULL ? outlook->growth : NAN };
  g_ptr_array_add (self->sectors, sector);
  return sector;
}

/**
 * lw_jobs_new:
 * @list: (nullable) (element-type LwSectorJobs): jobs of the document
 * @region: (nullable): code of a region, %NULL for the whole
 * @path: (nullable): what a scenario expects of sectors
 * @base_year: from 1 January of this year on
 *
 * Returns: (transfer full) (nullable): the jobs of that region, %NULL when @list has none
 */
LwJobs *
lw_jobs_new (const GArray *list, const char *region, const LwDemandPath *path, int base_year)
{
  g_autoptr (LwJobs) self = g_new0 (LwJobs, 1);

  self->base_year = base_year;
  self->sectors = g_ptr_array_new_with_free_func (sector_free);
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const LwSectorJobs *jobs = &g_array_index (list, LwSectorJobs, i);
      if (g_strcmp0 (jobs->region, region) == 0)
        g_array_append_val (find_sector (self, jobs->sector, path)->given, *jobs);
    }
  for (guint i = 0; i < self->sectors->len; i++)
    g_array_sort (((Sector *)g_ptr_array_index (self->sectors, i))->given, compare_years);
  return self->sectors->len > 0 ? g_steal_pointer (&self) : NULL;
}

/** lw_jobs_free: frees @self, which may be %NULL */
void
lw_jobs_free (LwJobs *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->sectors);
  g_free (self);
}

/** lw_jobs_get_n_sectors: number of sectors, at least 1 */
guint
lw_jobs_get_n_sectors (const LwJobs *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->sectors->len;
}

static double
grow (double jobs, double growth, int years)
{
  return isnan (growth) || years == 0 ? jobs : jobs * pow (1 + growth, years);
}

/* What the document gives of a sector in a year: jobs and the share of office jobs. */
static void
read_given (const Sector *sector, int year, double *jobs, double *share)
{
  const LwSectorJobs *given = (const LwSectorJobs *)(gpointer)sector->given->data;
  const LwSectorJobs *last = &given[sector->given->len - 1];
  guint i = 0;

  while (i < sector->given->len && given[i].year < year)
    i++;
  const LwSectorJobs *near = i < sector->given->len ? &given[i] : last;
  *jobs = near->jobs;
  *share = lw_sector_jobs_get_office_share (near);
  if (i == sector->given->len)
    *jobs = grow (last->jobs, last->growth, year - last->year);
  else if (i == 0)
    *jobs = grow (near->jobs, near->growth, year - near->year);
  else if (near->year != year)
    {
      const LwSectorJobs *before = near - 1;
      double part = (double)(year - before->year) / (near->year - before->year);
      double old_share = lw_sector_jobs_get_office_share (before);
      *jobs = before->jobs + part * (near->jobs - before->jobs);
      *share = old_share + part * (*share - old_share);
    }
}

/**
 * lw_jobs_get_sector:
 * @index: which sector, less than lw_jobs_get_n_sectors()
 * @year: on 1 January of this year
 * @result: (out): its jobs then
 *
 * A growth that the scenario expects takes over from the base; a share of office jobs that it expects counts always.
 */
void
lw_jobs_get_sector (const LwJobs *self, guint index, int year, LwJobsYear *result)
{
  g_return_if_fail (self != NULL && index < self->sectors->len && result != NULL);

  const Sector *sector = g_ptr_array_index (self->sectors, index);
  gboolean expected = !isnan (sector->growth) && year > self->base_year;

  result->sector = sector->token;
  read_given (sector, expected ? self->base_year : year, &result->jobs, &result->office_share);
  if (expected)
    result->jobs = grow (result->jobs, sector->growth, year - self->base_year);
  if (!isnan (sector->office_share))
    result->office_share = sector->office_share;
  result->office_jobs = result->jobs * result->office_share;
}

/** lw_jobs_count_office: office jobs of all sectors on 1 January of @year */
double
lw_jobs_count_office (const LwJobs *self, int year)
{
  g_return_val_if_fail (self != NULL, NAN);

  double sum = 0;
  for (guint i = 0; i < self->sectors->len; i++)
    {
      LwJobsYear sector;
      lw_jobs_get_sector (self, i, year, &sector);
      sum += sector.office_jobs;
    }
  return sum;
}
