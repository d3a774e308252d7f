/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-map-base: water, land and borders under the offices (lw_map_draw_base()). Points closer than half a
 * pixel to the one before are left out, and rings outside the picture too. */
#include "draw/lw-map-draw-private.h"
#include "model/lw-basemap.h"
#include "model/lw-geo.h"

#include <math.h>

#define LEAST_STEP 0.5
/* From this zoom on there is room for railway stations. */
#define STATION_ZOOM 10.5

static gboolean
is_in_sight (const LwMapFrame *frame, const LwBounds *bounds)
{
  return lw_map_frame_x (frame, bounds->max_x) >= -4
         && lw_map_frame_x (frame, bounds->min_x) <= frame->width + 4
         && lw_map_frame_y (frame, bounds->max_y) >= -4
         && lw_map_frame_y (frame, bounds->min_y) <= frame->height + 4;
}

static gboolean
path_is_in_sight (const LwMapFrame *frame, const LwPaths *paths, guint path)
{
  LwBounds bounds;

  lw_bounds_init_empty (&bounds);
  for (guint i = paths->starts[path]; i < paths->starts[path + 1]; i++)
    lw_bounds_add (&bounds, paths->xy[2 * i], paths->xy[2 * i + 1]);
  return !lw_bounds_is_empty (&bounds) && is_in_sight (frame, &bounds);
}

static void
add_path (const LwMapFrame *frame, const LwPaths *paths, guint path)
{
  guint first = paths->starts[path], end = paths->starts[path + 1];
  double last_x = 0, last_y = 0;

  for (guint i = first; i < end; i++)
    {
      double x = lw_map_frame_x (frame, paths->xy[2 * i]), y = lw_map_frame_y (frame, paths->xy[2 * i + 1]);

      if (i == first)
        cairo_move_to (frame->cr, x, y);
      else if (i + 1 == end || fabs (x - last_x) + fabs (y - last_y) >= LEAST_STEP)
        cairo_line_to (frame->cr, x, y);
      else
        continue;
      last_x = x;
      last_y = y;
    }
}

static void
fill_rings (const LwMapFrame *frame, const LwPaths *rings, LwColor color)
{
  if (!is_in_sight (frame, &rings->bounds))
    return;
  for (guint i = 0; i < rings->n_paths; i++)
    if (path_is_in_sight (frame, rings, i))
      add_path (frame, rings, i);
  lw_color_set (color, frame->cr);
  cairo_set_fill_rule (frame->cr, CAIRO_FILL_RULE_EVEN_ODD);
  cairo_fill (frame->cr);
}

/* The surroundings end where the data end: beyond them all is land or sea as at the edge, so the country does
 * not float in a rectangle. */
static void
draw_abroad (const LwMapFrame *frame)
{
  const LwBasemap *basemap = frame->scene->basemap;
  const LwPaths *borders = lw_basemap_get_borders_abroad (basemap);

  fill_rings (frame, lw_basemap_get_abroad (basemap), frame->palette->land_beyond);
  for (guint i = 0; i < borders->n_paths; i++)
    if (path_is_in_sight (frame, borders, i))
      add_path (frame, borders, i);
  lw_color_set (frame->palette->border_beyond, frame->cr);
  cairo_set_line_width (frame->cr, frame->palette->scale);
  cairo_stroke (frame->cr);
}

static void
draw_land (const LwMapFrame *frame, LwBasemapDetail detail)
{
  const LwBasemap *basemap = frame->scene->basemap;
  gboolean all_bright = frame->scene->provinces == NULL;
  guint n;
  const LwProvince *provinces = lw_basemap_get_provinces (basemap, &n);

  fill_rings (frame, lw_basemap_get_land (basemap, detail),
              all_bright ? frame->palette->land : frame->palette->land_beyond);
  for (guint i = 0; i < n && !all_bright; i++)
    if (is_in_sight (frame, &provinces[i].bounds) && lw_map_province_is_bright (frame->scene, (int)i))
      fill_rings (frame, lw_basemap_get_province_rings (basemap, i, detail), frame->palette->land);
}

/* One kind of border on the bright or the receding side; a border between both is bright. */
static void
stroke_borders (const LwMapFrame *frame,
                LwBasemapDetail detail,
                LwBorderKind kind,
                gboolean bright,
                LwColor color,
                double width)
{
  const LwBorder *borders;
  const LwPaths *paths = lw_basemap_get_borders (frame->scene->basemap, detail, &borders);
  guint n_municipalities;
  const LwMunicipality *municipalities
      = lw_basemap_get_municipalities (frame->scene->basemap, &n_municipalities);

  for (guint i = 0; i < paths->n_paths; i++)
    {
      const LwBorder *border = &borders[i];
      gboolean touches_bright = FALSE;

      if (border->kind != kind || !is_in_sight (frame, &border->bounds))
        continue;
      if (border->left >= 0)
        touches_bright = lw_map_province_is_bright (frame->scene, (int)municipalities[border->left].province);
      if (border->right >= 0 && !touches_bright)
        touches_bright
            = lw_map_province_is_bright (frame->scene, (int)municipalities[border->right].province);
      if (touches_bright == bright)
        add_path (frame, paths, i);
    }
  lw_color_set (color, frame->cr);
  cairo_set_line_width (frame->cr, width);
  cairo_stroke (frame->cr);
}

static void
draw_borders (const LwMapFrame *frame, LwBasemapDetail detail)
{
  const LwPalette *palette = frame->palette;
  double thin = 0.8 * palette->scale, thick = 1.4 * palette->scale;

  cairo_set_line_join (frame->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (frame->cr, CAIRO_LINE_CAP_ROUND);
  stroke_borders (frame, detail, LW_BORDER_MUNICIPALITY, FALSE, palette->border_beyond, thin);
  stroke_borders (frame, detail, LW_BORDER_PROVINCE, FALSE, palette->border, thin);
  stroke_borders (frame, detail, LW_BORDER_COUNTRY, FALSE, palette->border, thick);
  if (frame->scene->view.zoom >= 7.5 || frame->scene->provinces != NULL)
    stroke_borders (frame, detail, LW_BORDER_MUNICIPALITY, TRUE, palette->border, thin);
  stroke_borders (frame, detail, LW_BORDER_PROVINCE, TRUE, palette->border_province, thick);
  stroke_borders (frame, detail, LW_BORDER_COUNTRY, TRUE, palette->border_province, thick);
}

static void
draw_stations (const LwMapFrame *frame)
{
  double half = (frame->scene->view.zoom >= 12 ? 3.2 : 2.2) * frame->palette->scale;
  guint n;
  const LwStation *stations = lw_basemap_get_stations (frame->scene->basemap, &n);

  if (frame->scene->view.zoom < STATION_ZOOM)
    return;
  for (guint i = 0; i < n; i++)
    {
      double x = lw_map_frame_x (frame, stations[i].world_x), y = lw_map_frame_y (frame, stations[i].world_y);

      if (x > -half && y > -half && x < frame->width + half && y < frame->height + half)
        cairo_rectangle (frame->cr, x - half, y - half, 2 * half, 2 * half);
    }
  lw_color_set (frame->palette->ring_fill, frame->cr);
  cairo_fill_preserve (frame->cr);
  lw_color_set (frame->palette->station, frame->cr);
  cairo_set_line_width (frame->cr, 1.2 * frame->palette->scale);
  cairo_stroke (frame->cr);
}

/** lw_map_province_is_bright: returns whether the province at this place of the base map's list is an own one
 */
gboolean
lw_map_province_is_bright (const LwMapScene *scene, int province)
{
  guint n;
  const LwProvince *provinces;

  if (scene->provinces == NULL)
    return TRUE;
  provinces = lw_basemap_get_provinces (scene->basemap, &n);
  return province >= 0 && province < (int)n && g_strv_contains (scene->provinces, provinces[province].code);
}

/**
 * lw_map_draw_base:
 * @scene: what to show
 * @cr: where to paint
 * @width: of the map
 * @height: of the map
 * @style: how
 *
 * Paints what lies under the offices. It depends on the view and the provinces of @scene only, so it can be
 * kept while the offices change.
 */
void
lw_map_draw_base (const LwMapScene *scene, cairo_t *cr, double width, double height, const LwMapStyle *style)
{
  LwMapFrame frame = { .scene = scene, .style = style, .cr = cr, .width = width, .height = height };
  LwBasemapDetail detail;
  double lon, lat;

  g_return_if_fail (scene != NULL && cr != NULL && style != NULL && style->palette != NULL);

  frame.palette = style->palette;
  frame.pixels = 256.0 * exp2 (scene->view.zoom);
  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  lw_color_set (scene->basemap != NULL ? style->palette->water : style->palette->land, cr);
  cairo_paint (cr);
  if (scene->basemap != NULL)
    {
      lw_geo_lonlat_from_world (scene->view.x, scene->view.y, &lon, &lat);
      detail = lw_basemap_choose_detail (lw_geo_metres_per_world (lat) / frame.pixels);
      draw_abroad (&frame);
      draw_land (&frame, detail);
      draw_borders (&frame, detail);
      draw_stations (&frame);
    }
  cairo_restore (cr);
}
