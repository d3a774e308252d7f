/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-map-draw-private: what the parts of the painter of the map share. */
#pragma once

#include "draw/lw-labels.h"
#include "draw/lw-map-draw.h"

G_BEGIN_DECLS

/** LwMapFrame: one painting of a map; everything that its parts need */
typedef struct {
  const LwMapScene *scene;
  const LwMapStyle *style;
  const LwPalette *palette;
  cairo_t *cr;
  LwText *text; /* NULL for the base, which has no letters */
  double width;
  double height;
  double pixels; /* width of the world */
  LwLabels *labels;
} LwMapFrame;

/* furniture: each takes the room that it needs from the names */
void lw_map_draw_legend (LwMapFrame *frame, cairo_rectangle_t *box);
void lw_map_draw_credits (LwMapFrame *frame, double room_from);
void lw_map_draw_badge (LwMapFrame *frame);

void lw_map_draw_names (LwMapFrame *frame, const LwSymbol *symbols, guint n_symbols);
gboolean lw_map_province_is_bright (const LwMapScene *scene, int province);

/* Whether the map shows what changed, for which it has to know that of each circle. */
static inline gboolean
lw_map_compares (const LwMapScene *scene)
{
  return scene->change_counts != NULL && scene->notes != NULL && scene->notes->changes != NULL
         && (scene->clusters == NULL || scene->clusters->n <= scene->notes->n);
}

static inline double
lw_map_frame_x (const LwMapFrame *frame, double world_x)
{
  return (world_x - frame->scene->view.x) * frame->pixels + frame->width / 2;
}

static inline double
lw_map_frame_y (const LwMapFrame *frame, double world_y)
{
  return (world_y - frame->scene->view.y) * frame->pixels + frame->height / 2;
}

G_END_DECLS
