/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-labels: finds room for names: below, above or beside what they belong to, never over a circle, another
 * name or the furniture of the map, never out of the picture. A name without room is left out. */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

typedef struct _LwLabels LwLabels;

LwLabels *lw_labels_new (double width, double height);
void lw_labels_free (LwLabels *labels);
void lw_labels_block_circle (LwLabels *labels, double x, double y, double radius);
void lw_labels_block_box (LwLabels *labels, const cairo_rectangle_t *box);
gboolean lw_labels_box_is_free (const LwLabels *labels, const cairo_rectangle_t *box);
gboolean lw_labels_place (
    LwLabels *labels, double x, double y, double radius, double width, double height, cairo_rectangle_t *box);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwLabels, lw_labels_free)

G_END_DECLS
