/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-basemap-lookup: which municipality, which station, which name. Positions go through a grid of squares
 * that know the few municipalities that touch them; names are compared without case, accents and
 * punctuation. */
#include "model/lw-basemap-private.h"

#include "model/lw-geo.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define CELL_M 4000.0
#define N_COLUMNS 75 /* of the range of RD New, 300 by 325 km */
#define N_ROWS 82

/* Marks a folded name that several municipalities have. */
#define NOT_UNIQUE (-1)

/* Names in use beside the official ones, both folded. */
static const char *const aliases[][2] = {
  { "den haag", "s gravenhage" },
  { "gravenhage", "s gravenhage" },
  { "den bosch", "s hertogenbosch" },
  { "hertogenbosch", "s hertogenbosch" },
  { "de friese meren", "de fryske marren" },
  { "friesland", "fryslan" },
  { "brabant", "noord brabant" },
};

/* What lists put behind a name to tell namesakes apart, folded, and the province it stands for; NULL: any. */
static const char *const suffixes[][2] = {
  { "gemeente", NULL }, { "gr", "PV20" },  { "fr", "PV21" }, { "dr", "PV22" }, { "o", "PV23" },
  { "gld", "PV25" },    { "u", "PV26" },   { "nh", "PV27" }, { "zh", "PV28" }, { "z", "PV29" },
  { "nb", "PV30" },     { "l", "PV31" },
};

static guint
find_column (double x)
{
  return CLAMP ((int) ((x - LW_GEO_RD_MIN_X) / CELL_M), 0, N_COLUMNS - 1);
}

static guint
find_row (double y)
{
  return CLAMP ((int) ((y - LW_GEO_RD_MIN_Y) / CELL_M), 0, N_ROWS - 1);
}

/* Visits the cells under each municipality: counts them, or with @items enters the municipality in each. */
static void
visit_cells (LwBasemap *self, guint *counts, guint *items)
{
  for (guint m = 0; m < self->municipalities->len; m++)
    {
      const LwBounds *b = &self->bounds[m];

      for (guint row = find_row (b->min_y); row <= find_row (b->max_y); row++)
        for (guint column = find_column (b->min_x); column <= find_column (b->max_x); column++)
          {
            guint *count = &counts[row * N_COLUMNS + column];

            if (items != NULL)
              items[*count] = m;
            (*count)++;
          }
    }
}

static void
make_grid (LwBasemap *self)
{
  g_autofree guint *counts = g_new0 (guint, N_COLUMNS * N_ROWS + 1);
  guint total = 0;

  self->bounds = g_new (LwBounds, self->municipalities->len);
  for (guint m = 0; m < self->municipalities->len; m++)
    lw_geometry_get_bounds (g_ptr_array_index (self->geometries, m), &self->bounds[m]);

  visit_cells (self, counts, NULL);
  self->cell_starts = g_new (guint, N_COLUMNS * N_ROWS + 1);
  for (guint i = 0; i <= N_COLUMNS * N_ROWS; i++)
    {
      self->cell_starts[i] = total;
      total += counts[i];
      counts[i] = self->cell_starts[i];
    }
  self->cell_items = g_new (guint, total);
  visit_cells (self, counts, self->cell_items);
}

/* Lower case, without accents; whatever is no letter or digit becomes one blank between words. */
static char *
fold_name (const char *name)
{
  g_autofree char *normal = g_utf8_normalize (name, -1, G_NORMALIZE_ALL);
  g_autofree char *folded = g_utf8_casefold (normal != NULL ? normal : "", -1);
  GString *out = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_ismark (c))
        continue;
      if (g_unichar_isalnum (c))
        g_string_append_unichar (out, c);
      else if (out->len > 0 && out->str[out->len - 1] != ' ')
        g_string_append_c (out, ' ');
    }
  if (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
  return g_string_free (out, FALSE);
}

/* Folds a name as people write it and replaces names in use by the official ones. */
static char *
fold_query (const char *name)
{
  g_autofree char *folded = fold_name (name);
  const char *bare = folded;

  if (g_str_has_prefix (bare, "gemeente "))
    bare += strlen ("gemeente ");
  else if (g_str_has_prefix (bare, "provincie "))
    bare += strlen ("provincie ");
  for (gsize i = 0; i < G_N_ELEMENTS (aliases); i++)
    if (g_str_equal (bare, aliases[i][0]))
      return g_strdup (aliases[i][1]);
  return g_strdup (bare);
}

static void
add_name (LwBasemap *self, const char *name, guint municipality)
{
  char *folded = fold_name (name);
  int place = GPOINTER_TO_INT (g_hash_table_lookup (self->by_name, folded));

  if (place != 0 && place != (int) municipality + 1)
    place = NOT_UNIQUE;
  else
    place = (int) municipality + 1;
  g_hash_table_replace (self->by_name, folded, GINT_TO_POINTER (place));
}

/* "Bergen (L.)" is also entered as "Bergen", as long as no other municipality has that name. */
static void
make_names (LwBasemap *self)
{
  self->by_code = g_hash_table_new (g_str_hash, g_str_equal);
  self->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < self->municipalities->len; i++)
    {
      const LwMunicipality *m = &g_array_index (self->municipalities, LwMunicipality, i);
      const char *bracket = strstr (m->name, " (");

      g_hash_table_insert (self->by_code, (char *) m->code, GUINT_TO_POINTER (i + 1));
      add_name (self, m->name, i);
      if (bracket != NULL)
        {
          g_autofree char *base = g_strndup (m->name, bracket - m->name);

          add_name (self, base, i);
        }
    }
}

/**
 * lw_basemap_make_lookup:
 * @self: a base map with its shapes
 *
 * Makes the tables that the questions below need.
 */
void
lw_basemap_make_lookup (LwBasemap *self)
{
  make_grid (self);
  make_names (self);
}

/**
 * lw_basemap_municipality_at:
 * @self: a base map
 * @x: RD New x in metres
 * @y: RD New y in metres
 *
 * Returns: the place of the municipality whose land holds the point; -1 on water, abroad and for NaN
 */
int
lw_basemap_municipality_at (const LwBasemap *self, double x, double y)
{
  guint cell;

  g_return_val_if_fail (self != NULL, -1);

  if (!lw_geo_in_rd_range (x, y))
    return -1;
  cell = find_row (y) * N_COLUMNS + find_column (x);
  for (guint i = self->cell_starts[cell]; i < self->cell_starts[cell + 1]; i++)
    {
      guint m = self->cell_items[i];

      if (lw_bounds_contains (&self->bounds[m], x, y)
          && lw_geometry_contains (g_ptr_array_index (self->geometries, m), x, y))
        return m;
    }
  return -1;
}

/* The squared distance of a point to the nearest outline of a municipality. */
static double
measure_outline (const LwGeometry *geometry, double x, double y)
{
  double best = INFINITY;

  for (gsize ring = 0; ring < lw_geometry_get_n_rings (geometry); ring++)
    {
      gsize n;
      const double *xy = lw_geometry_get_ring (geometry, ring, &n);

      for (gsize i = 0; i + 1 < n; i++)
        {
          double ax = xy[2 * i], ay = xy[2 * i + 1];
          double dx = xy[2 * i + 2] - ax, dy = xy[2 * i + 3] - ay;
          double length = dx * dx + dy * dy;
          double t = length > 0.0 ? CLAMP (((x - ax) * dx + (y - ay) * dy) / length, 0.0, 1.0) : 0.0;
          double ex = x - ax - t * dx, ey = y - ay - t * dy;

          best = MIN (best, ex * ex + ey * ey);
        }
    }
  return best;
}

/** lw_basemap_get_municipality_code: (returns: transfer none) (nullable): code of the municipality of that name, %NULL if
 * there is none or more than one */
const char *
lw_basemap_get_municipality_code (const LwBasemap *self, const char *name)
{
  int place = lw_basemap_find_municipality_by_name (self, name);

  return place >= 0 ? g_array_index (self->municipalities, LwMunicipality, place).code : NULL;
}

/** lw_basemap_get_province_code: (returns: transfer none) (nullable): code of a province by its code or name */
const char *
lw_basemap_get_province_code (const LwBasemap *self, const char *code_or_name)
{
  int place = lw_basemap_find_province (self, code_or_name);

  return place >= 0 ? g_array_index (self->provinces, LwProvince, place).code : NULL;
}

/**
 * lw_basemap_nearest_municipality:
 * @self: a base map
 * @x: RD New x in metres
 * @y: RD New y in metres
 * @within_m: how far off a municipality may be; 500 suits a building on a quay, which the simplified land
 *   misses
 * @distance_m: (out) (optional): how far off it is, 0 inside it; NaN if there is none
 *
 * Returns: the place of the municipality at the point, or else of the nearest; -1 if none is within @within_m
 */
int
lw_basemap_nearest_municipality (const LwBasemap *self, double x, double y, double within_m,
                                 double *distance_m)
{
  double best = within_m * within_m, distance = NAN;
  int nearest;

  g_return_val_if_fail (self != NULL, -1);

  nearest = lw_basemap_municipality_at (self, x, y);
  if (nearest >= 0)
    distance = 0.0;
  else
    for (guint m = 0; m < self->municipalities->len; m++)
      {
        LwBounds b = self->bounds[m];
        double squared;

        b = (LwBounds){ b.min_x - within_m, b.min_y - within_m, b.max_x + within_m, b.max_y + within_m };
        if (!lw_bounds_contains (&b, x, y))
          continue;
        squared = measure_outline (g_ptr_array_index (self->geometries, m), x, y);
        if (squared <= best)
          {
            best = squared;
            distance = sqrt (squared);
            nearest = m;
          }
      }
  if (distance_m != NULL)
    *distance_m = distance;
  return nearest;
}

/* Writes a code as the lists have it: "344", "0344" and "gm0344" are all GM0344. */
static gboolean
write_code (const char *code, char full[8])
{
  const char *digits = code;
  gsize n;

  if (g_ascii_strncasecmp (code, "GM", 2) == 0)
    digits += 2;
  n = strspn (digits, "0123456789");
  if (n == 0 || n > 4 || digits[n] != '\0')
    return FALSE;
  g_snprintf (full, 8, "GM%04d", atoi (digits));
  return TRUE;
}

/**
 * lw_basemap_find_municipality:
 * @self: a base map
 * @code: (nullable): a code as GM0344, 0344 or 344
 *
 * Returns: its place in the list of municipalities, or -1; see lw_basemap_find_successor() for older codes
 */
int
lw_basemap_find_municipality (const LwBasemap *self, const char *code)
{
  char full[8];

  g_return_val_if_fail (self != NULL, -1);

  if (code == NULL || !write_code (code, full))
    return -1;
  return (int) GPOINTER_TO_UINT (g_hash_table_lookup (self->by_code, full)) - 1;
}

/* The place of a municipality by a folded name, or -1. */
static int
find_folded (const LwBasemap *self, const char *folded)
{
  int place = GPOINTER_TO_INT (g_hash_table_lookup (self->by_name, folded));

  return place > 0 ? place - 1 : -1;
}

/* "Rijswijk (ZH.)" where the list has "Rijswijk": the name without its suffix, if the province is right. */
static int
find_without_suffix (const LwBasemap *self, const char *folded)
{
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *end = g_strconcat (" ", suffixes[i][0], NULL);
      g_autofree char *base = NULL;
      const LwMunicipality *m;
      int place;

      if (!g_str_has_suffix (folded, end))
        continue;
      base = g_strndup (folded, strlen (folded) - strlen (end));
      place = find_folded (self, base);
      if (place < 0)
        return -1;
      m = &g_array_index (self->municipalities, LwMunicipality, place);
      if (suffixes[i][1] == NULL
          || g_str_equal (g_array_index (self->provinces, LwProvince, m->province).code, suffixes[i][1]))
        return place;
    }
  return -1;
}

/**
 * lw_basemap_find_municipality_by_name:
 * @self: a base map
 * @name: (nullable): a name as people write it: any case, with or without accents, apostrophes and hyphens,
 *   also names in use such as "Den Haag", and with a mark of the province or kind behind it, as "Hengelo
 *   (O.)"
 *
 * Returns: its place in the list of municipalities; -1 if there is none or more than one ("Bergen")
 */
int
lw_basemap_find_municipality_by_name (const LwBasemap *self, const char *name)
{
  g_autofree char *folded = NULL;
  int place;

  g_return_val_if_fail (self != NULL, -1);

  if (name == NULL)
    return -1;
  folded = fold_query (name);
  place = find_folded (self, folded);
  return place >= 0 ? place : find_without_suffix (self, folded);
}

/**
 * lw_basemap_find_province:
 * @self: a base map
 * @code_or_name: (nullable): a code as PV26 or 26, or a name as people write it
 *
 * Returns: its place in the list of provinces, or -1
 */
int
lw_basemap_find_province (const LwBasemap *self, const char *code_or_name)
{
  g_autofree char *query = NULL;

  g_return_val_if_fail (self != NULL, -1);

  if (code_or_name == NULL)
    return -1;
  query = fold_query (code_or_name);
  for (guint i = 0; i < self->provinces->len; i++)
    {
      const LwProvince *province = &g_array_index (self->provinces, LwProvince, i);
      g_autofree char *name = fold_name (province->name);

      if (g_str_equal (query, name) || g_ascii_strcasecmp (query, province->code) == 0
          || g_str_equal (query, province->code + 2))
        return i;
    }
  return -1;
}

/* The first station at or east of @x. */
static guint
find_first_east (const LwBasemap *self, double x)
{
  guint low = 0, high = self->stations->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (self->stations, LwStation, middle).x < x)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/**
 * lw_basemap_nearest_station:
 * @self: a base map
 * @x: RD New x in metres
 * @y: RD New y in metres
 * @distance_m: (out) (optional): how far it is as the crow flies, in metres; NaN if there is none
 *
 * Returns: (transfer none) (nullable): the nearest railway station; %NULL for a point outside the range of RD
 *   New
 */
const LwStation *
lw_basemap_nearest_station (const LwBasemap *self, double x, double y, double *distance_m)
{
  const LwStation *stations, *nearest = NULL;
  double best = INFINITY;
  guint east, west;

  g_return_val_if_fail (self != NULL, NULL);

  stations = (const LwStation *) self->stations->data;
  east = west = lw_geo_in_rd_range (x, y) ? find_first_east (self, x) : self->stations->len;
  if (!lw_geo_in_rd_range (x, y))
    west = 0;
  /* Away from the point in both directions, until even due east or west of it nothing can be nearer. */
  while (east < self->stations->len || west > 0)
    {
      double to_east = east < self->stations->len ? stations[east].x - x : INFINITY;
      double to_west = west > 0 ? x - stations[west - 1].x : INFINITY;
      const LwStation *station = to_east <= to_west ? &stations[east++] : &stations[--west];
      double dx = MIN (to_east, to_west), dy = station->y - y, squared = dx * dx + dy * dy;

      if (dx * dx >= best)
        break;
      if (squared < best)
        {
          best = squared;
          nearest = station;
        }
    }
  if (distance_m != NULL)
    *distance_m = nearest != NULL ? sqrt (best) : NAN;
  return nearest;
}

/**
 * lw_basemap_find_in_register:
 * @self: a base map
 * @code: (nullable): a code as GM0344, 0344 or 344
 * @date: a date, or %LW_DATE_UNKNOWN for the last line of that code
 *
 * Returns: (transfer none) (nullable): the name and province of a municipality on a date; %NULL if it did not
 *   exist
 */
const LwRegisterEntry *
lw_basemap_find_in_register (const LwBasemap *self, const char *code, LwDate date)
{
  const LwRegisterEntry *found = NULL;
  char full[8];

  g_return_val_if_fail (self != NULL, NULL);

  if (code == NULL || !write_code (code, full))
    return NULL;
  for (guint i = 0; i < self->entries->len; i++)
    {
      const LwRegisterEntry *entry = &g_array_index (self->entries, LwRegisterEntry, i);

      if (!g_str_equal (entry->code, full))
        continue;
      if (date == LW_DATE_UNKNOWN)
        found = found == NULL || entry->begin > found->begin ? entry : found;
      else if (entry->begin <= date && (entry->end == LW_DATE_UNKNOWN || entry->end > date))
        found = entry;
    }
  return found;
}

/**
 * lw_basemap_find_successor:
 * @self: a base map
 * @code: (nullable): a code of any year, as GM0344, 0344 or 344
 *
 * Returns: the place of the municipality of the map that has taken its place (itself, if it is on the map);
 *   -1 if that is not known for certain, as when one was divided among others
 */
int
lw_basemap_find_successor (const LwBasemap *self, const char *code)
{
  const LwRegisterEntry *entry = lw_basemap_find_in_register (self, code, LW_DATE_UNKNOWN);

  return entry != NULL ? entry->municipality : -1;
}
