/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-vacancy-position: see lw-vacancy-position.h. */
#include "formats/lw-vacancy-position.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define THOUSAND 1000.0

static gboolean
has_columns (const LwVacancyMapping *mapping, LwVacancyField a, LwVacancyField b)
{
  return mapping->columns[a] >= 0 && mapping->columns[b] >= 0;
}

/* "121.687" with a decimal point is 121.687, which is no x in RD New; written for a thousand it is. */
static double
read_coordinate (LwVacancyReading *reading, LwVacancyField field)
{
  const char *cell = lw_vacancy_reading_get_cell (reading, field);
  double number;
  LwUnit unit;

  switch (lw_cell_parse_number (cell, reading->decimals[field], &number, &unit))
    {
    case LW_CELL_VALUE:
      return number;
    case LW_CELL_INVALID:
      lw_vacancy_reading_leave_out (reading, field, "not-a-number", _ ("is no number"));
      return NAN;
    case LW_CELL_UNKNOWN:
    default:
      return NAN;
    }
}

/* "POINT (121687 487484)", with or without a system in front and a height behind. */
static gboolean
parse_point (const char *text, double *x, double *y)
{
  const char *p = strchr (text, '(');
  char *end;

  if (p == NULL || strcasestr (text, "point") == NULL || strcasestr (text, "point") > p)
    return FALSE;
  *x = g_ascii_strtod (p + 1, &end);
  if (end == p + 1)
    return FALSE;
  p = end;
  *y = g_ascii_strtod (p, &end);
  return end != p && isfinite (*x) && isfinite (*y);
}

/** lw_vacancy_position_read: sets @row's position to the two numbers that it gives, in whatever system */
void
lw_vacancy_position_read (LwVacancyReading *reading, LwVacancyRow *row)
{
  const LwVacancyMapping *mapping = &reading->options->mapping;
  const char *text = lw_vacancy_reading_get_cell (reading, LW_VACANCY_GEOMETRY);

  if (has_columns (mapping, LW_VACANCY_X, LW_VACANCY_Y))
    {
      row->x = read_coordinate (reading, LW_VACANCY_X);
      row->y = read_coordinate (reading, LW_VACANCY_Y);
    }
  if ((isnan (row->x) || isnan (row->y)) && has_columns (mapping, LW_VACANCY_LONGITUDE, LW_VACANCY_LATITUDE)
      && !has_columns (mapping, LW_VACANCY_X, LW_VACANCY_Y))
    {
      row->x = read_coordinate (reading, LW_VACANCY_LONGITUDE);
      row->y = read_coordinate (reading, LW_VACANCY_LATITUDE);
    }
  if ((isnan (row->x) || isnan (row->y)) && text[0] != '\0' && !lw_cell_is_unknown (text)
      && !parse_point (text, &row->x, &row->y))
    lw_vacancy_reading_leave_out (reading, LW_VACANCY_GEOMETRY, "not-a-point",
                                  _ ("is no point; write it as POINT (121687 487484)"));
  if (isnan (row->x) || isnan (row->y))
    row->x = row->y = NAN;
}

/* Dots for thousands that were taken for decimals: the same numbers a thousand times larger lie in the country. */
static gboolean
is_thousandth (double x, double y)
{
  return lw_geo_detect_axes (x, y) == LW_GEO_AXES_UNKNOWN && lw_geo_detect_axes (x * THOUSAND, y * THOUSAND) != LW_GEO_AXES_UNKNOWN;
}

static LwGeoAxes
decide_axes (const LwVacancyList *list, gboolean *thousandths)
{
  guint n[LW_GEO_AXES_LATLON + 1] = { 0 }, n_thousandths = 0, most = 0;
  LwGeoAxes best = LW_GEO_AXES_UNKNOWN;

  for (guint i = 0; i < list->rows->len; i++)
    {
      const LwVacancyRow *row = &g_array_index (list->rows, LwVacancyRow, i);

      if (isnan (row->x))
        continue;
      n_thousandths += is_thousandth (row->x, row->y);
      n[lw_geo_detect_axes (row->x, row->y)]++;
    }
  for (guint axes = LW_GEO_AXES_RD; axes <= LW_GEO_AXES_LATLON; axes++)
    if (n[axes] > most)
      {
        best = axes;
        most = n[axes];
      }
  *thousandths = n_thousandths > most;
  return *thousandths ? LW_GEO_AXES_RD : best;
}

static const char *
describe (LwGeoAxes axes)
{
  switch (axes)
    {
    case LW_GEO_AXES_RD_SWAPPED:
      return _ ("positions are in RD New with y before x; they are read like that");
    case LW_GEO_AXES_LONLAT:
      return _ ("positions are in degrees, longitude first");
    case LW_GEO_AXES_LATLON:
      return _ ("positions are in degrees with latitude first; they are read like that");
    case LW_GEO_AXES_RD:
      return _ ("positions are in RD New");
    case LW_GEO_AXES_UNKNOWN:
    default:
      return NULL;
    }
}

/* Brings a pair of numbers to x before y, or longitude before latitude. */
static void
order (LwGeoAxes axes, double *x, double *y)
{
  if (axes == LW_GEO_AXES_RD_SWAPPED || axes == LW_GEO_AXES_LATLON)
    {
      double first = *x;

      *x = *y;
      *y = first;
    }
}

/* A position that cannot be right is left out of its row; a row that had nothing else names no office any more. */
static void
tell_outside (LwVacancyReading *reading, LwVacancyRow *row, double x, double y)
{
  gboolean named = row->bag_id != 0 || row->address.number != 0;
  /* Translators: two coordinates */
  g_autofree char *what = g_strdup_printf (_ ("The position %.6g, %.6g does not lie in the Netherlands"), x, y);

  lw_import_report_add_problem (reading->report, named ? LW_IMPORT_WARNING : LW_IMPORT_ERROR, "position-outside",
                                lw_csv_reader_get_name (reading->reader), row->line, what,
                                named ? _ ("The row is read without a position; check the coordinates and their system")
                                      : _ ("Nothing else tells which office it is; check the coordinates and their system"));
  row->x = row->y = NAN;
  row->rejected = !named;
  reading->n_marked += named;
}

static gboolean
is_degrees (LwGeoAxes axes)
{
  return axes == LW_GEO_AXES_LONLAT || axes == LW_GEO_AXES_LATLON;
}

/* Turns degrees into RD New, all at once. */
static gboolean
convert_degrees (LwVacancyList *list, GError **error)
{
  g_autoptr (LwGeo) geo = lw_geo_new (error);
  guint n = list->rows->len;
  g_autofree double *x = g_new (double, n), *y = g_new (double, n);

  if (geo == NULL)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      x[i] = g_array_index (list->rows, LwVacancyRow, i).x;
      y[i] = g_array_index (list->rows, LwVacancyRow, i).y;
    }
  lw_geo_wgs84_to_rd (geo, x, y, x, y, n);
  for (guint i = 0; i < n; i++)
    {
      g_array_index (list->rows, LwVacancyRow, i).x = x[i];
      g_array_index (list->rows, LwVacancyRow, i).y = y[i];
    }
  return TRUE;
}

/**
 * lw_vacancy_positions_settle:
 * @reading: how the list was read
 * @list: the list, whose rows hold two numbers each; they become RD New, or unknown
 * @error: return location for an error
 *
 * Finds out in which system the positions of a list are, unless the options say so, and tells it.
 *
 * Returns: %FALSE if PROJ is not usable
 */
gboolean
lw_vacancy_positions_settle (LwVacancyReading *reading, LwVacancyList *list, GError **error)
{
  gboolean thousandths = FALSE;
  LwGeoAxes axes = reading->options->axes, found;

  found = decide_axes (list, &thousandths);
  list->axes = axes = axes != LW_GEO_AXES_UNKNOWN ? axes : found;
  for (guint i = 0; i < list->rows->len; i++)
    {
      LwVacancyRow *row = &g_array_index (list->rows, LwVacancyRow, i);
      double x = row->x, y = row->y;
      LwGeoAxes is;

      if (isnan (row->x))
        continue;
      if (thousandths && is_thousandth (row->x, row->y))
        {
          row->x *= THOUSAND;
          row->y *= THOUSAND;
        }
      order (axes, &row->x, &row->y);
      is = lw_geo_detect_axes (row->x, row->y);
      if (is != (is_degrees (axes) ? LW_GEO_AXES_LONLAT : LW_GEO_AXES_RD))
        tell_outside (reading, row, x, y);
    }
  if (describe (axes) != NULL)
    lw_import_report_add_problem (reading->report, axes == LW_GEO_AXES_RD ? LW_IMPORT_NOTE : LW_IMPORT_WARNING, "axes",
                                  list->name, 0, describe (axes), NULL);
  return !is_degrees (axes) || convert_degrees (list, error);
}
