/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-map-names: names of towns and stations, placed last, the largest town first. A town stands at the circle
 * that covers it, or on its own place; its name is left out rather than laid over anything. */
#include "draw/lw-map-draw-private.h"
#include "model/lw-basemap.h"

#include <math.h>

#define STATION_NAME_ZOOM 12.5
#define MAX_NAMES 400

typedef struct {
  const char *name;
  double x, y;
  guint population;
  gboolean bright;
} Name;

/* As the map grows, smaller places get their names: from some 100,000 inhabitants for the country to all in a
 * town. */
static double
least_population (double zoom)
{
  return 100000 * exp2 (-1.9 * (zoom - 7));
}

static gint
compare_names (gconstpointer a, gconstpointer b)
{
  const Name *x = a, *y = b;

  if (x->bright != y->bright)
    return x->bright ? -1 : 1;
  if (x->population != y->population)
    return x->population > y->population ? -1 : 1;
  return g_strcmp0 (x->name, y->name);
}

static GArray *
collect_towns (const LwMapFrame *frame)
{
  GArray *names = g_array_new (FALSE, FALSE, sizeof (Name));
  /* The same piece of paper holds fewer names when its letters are larger. */
  double least = least_population (frame->scene->view.zoom - log2 (frame->palette->scale));
  guint n;
  const LwTown *towns = lw_basemap_get_towns (frame->scene->basemap, &n);

  for (guint i = 0; i < n; i++)
    {
      Name name = {
        .name = towns[i].name,
        .x = lw_map_frame_x (frame, towns[i].world_x),
        .y = lw_map_frame_y (frame, towns[i].world_y),
        .population = towns[i].population,
      };

      if (name.x < 0 || name.y < 0 || name.x > frame->width || name.y > frame->height)
        continue;
      name.bright = lw_map_province_is_bright (frame->scene, (int)towns[i].province);
      if (name.population >= least * (name.bright ? 1 : 4))
        g_array_append_val (names, name);
    }
  g_array_sort (names, compare_names);
  return names;
}

/* The circle that a town lies in or beside, or -1. */
static int
find_circle (const Name *name, const LwSymbol *symbols, guint n)
{
  double best = 6;
  int found = -1;

  for (guint i = 0; i < n; i++)
    {
      double dx = symbols[i].x - name->x, dy = symbols[i].y - name->y;
      double radius = symbols[i].cluster->radius_px, away;

      if (fabs (dx) > radius + best || fabs (dy) > radius + best || symbols[i].cluster->n == 1)
        continue;
      away = hypot (dx, dy) - radius;
      if (away < best)
        {
          best = away;
          found = (int)i;
        }
    }
  return found;
}

static void
draw_town (LwMapFrame *frame, const Name *name, const LwSymbol *symbols, guint n)
{
  const LwPalette *palette = frame->palette;
  double size = palette->type_size * (name->bright ? 1.04 : 0.92), width, height;
  int circle = name->bright ? find_circle (name, symbols, n) : -1;
  double x = circle >= 0 ? symbols[circle].x : name->x, y = circle >= 0 ? symbols[circle].y : name->y;
  double edge = circle >= 0 && symbols[circle].n_selected > 0 ? 5 * palette->scale : 0.5;
  double radius = circle >= 0 ? symbols[circle].cluster->radius_px + edge : 0;
  cairo_rectangle_t box;

  lw_text_measure (frame->text, name->name, size, LW_TEXT_REGULAR, &width, &height);
  if (!lw_labels_place (frame->labels, x, y, radius, width, height, &box))
    return;
  lw_text_show_haloed (frame->text, frame->cr, name->name, size, LW_TEXT_REGULAR,
                       name->bright ? palette->town : palette->town_beyond, palette->halo, box.x,
                       box.y + lw_text_ascent (frame->text, size, LW_TEXT_REGULAR), 0);
}

static void
draw_station_names (LwMapFrame *frame)
{
  const LwPalette *palette = frame->palette;
  double size = palette->type_size * 0.88, width, height;
  guint n;
  const LwStation *stations = lw_basemap_get_stations (frame->scene->basemap, &n);

  for (guint i = 0; i < n; i++)
    {
      double x = lw_map_frame_x (frame, stations[i].world_x), y = lw_map_frame_y (frame, stations[i].world_y);
      cairo_rectangle_t box;

      if (x < 0 || y < 0 || x > frame->width || y > frame->height)
        continue;
      lw_text_measure (frame->text, stations[i].name, size, LW_TEXT_REGULAR, &width, &height);
      if (lw_labels_place (frame->labels, x, y, 4 * palette->scale, width, height, &box))
        lw_text_show_haloed (frame->text, frame->cr, stations[i].name, size, LW_TEXT_REGULAR,
                             palette->text_dim, palette->halo, box.x,
                             box.y + lw_text_ascent (frame->text, size, LW_TEXT_REGULAR), 0);
    }
}

/** lw_map_draw_names: paints the names of towns and stations into the room that is left */
void
lw_map_draw_names (LwMapFrame *frame, const LwSymbol *symbols, guint n_symbols)
{
  g_autoptr (GArray) names = NULL;

  if (frame->scene->basemap == NULL)
    return;
  names = collect_towns (frame);
  for (guint i = 0; i < MIN (names->len, MAX_NAMES); i++)
    draw_town (frame, &g_array_index (names, Name, i), symbols, n_symbols);
  if (frame->scene->view.zoom >= STATION_NAME_ZOOM)
    draw_station_names (frame);
}
