/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-labels: see lw-labels.h. What is taken lies in a grid of squares, so that a question looks at few of
 * them. */
#include "draw/lw-labels.h"

#include <math.h>

#define SQUARE 48.0
#define DISTANCE 2.0

/* A circle has a radius, a box has none. */
typedef struct {
  double x, y, width, height;
  double radius;
} Taken;

struct _LwLabels {
  double width, height;
  guint columns, rows;
  GArray **squares; /* (element-type Taken), NULL while empty */
};

/**
 * lw_labels_new:
 * @width: of the picture
 * @height: of the picture
 *
 * Returns: (transfer full): an empty picture
 */
LwLabels *
lw_labels_new (double width, double height)
{
  LwLabels *labels = g_new0 (LwLabels, 1);

  labels->width = width;
  labels->height = height;
  labels->columns = (guint)CLAMP (width / SQUARE, 0, 1000) + 1;
  labels->rows = (guint)CLAMP (height / SQUARE, 0, 1000) + 1;
  labels->squares = g_new0 (GArray *, (gsize)labels->columns * labels->rows);
  return labels;
}

/** lw_labels_free: frees the picture */
void
lw_labels_free (LwLabels *labels)
{
  g_return_if_fail (labels != NULL);

  for (guint i = 0; i < labels->columns * labels->rows; i++)
    g_clear_pointer (&labels->squares[i], g_array_unref);
  g_free (labels->squares);
  g_free (labels);
}

static guint
square_at (double position, guint n)
{
  return (guint)CLAMP (floor (position / SQUARE), 0, n - 1);
}

static void
take (LwLabels *labels, const Taken *taken)
{
  guint left = square_at (taken->x, labels->columns);
  guint right = square_at (taken->x + taken->width, labels->columns);
  guint top = square_at (taken->y, labels->rows), bottom = square_at (taken->y + taken->height, labels->rows);

  for (guint y = top; y <= bottom; y++)
    for (guint x = left; x <= right; x++)
      {
        GArray **square = &labels->squares[y * labels->columns + x];

        if (*square == NULL)
          *square = g_array_new (FALSE, FALSE, sizeof (Taken));
        g_array_append_vals (*square, taken, 1);
      }
}

/** lw_labels_block_circle: no name may touch this circle */
void
lw_labels_block_circle (LwLabels *labels, double x, double y, double radius)
{
  Taken taken = { x - radius, y - radius, 2 * radius, 2 * radius, radius };

  g_return_if_fail (labels != NULL);

  take (labels, &taken);
}

/** lw_labels_block_box: no name may touch this box */
void
lw_labels_block_box (LwLabels *labels, const cairo_rectangle_t *box)
{
  Taken taken = { box->x, box->y, box->width, box->height, 0 };

  g_return_if_fail (labels != NULL && box != NULL);

  take (labels, &taken);
}

static gboolean
box_touches (const cairo_rectangle_t *box, const Taken *taken)
{
  double left = box->x - DISTANCE, right = box->x + box->width + DISTANCE;
  double top = box->y - DISTANCE / 2, bottom = box->y + box->height + DISTANCE / 2;
  double dx, dy;

  if (left >= taken->x + taken->width || right <= taken->x || top >= taken->y + taken->height
      || bottom <= taken->y)
    return FALSE;
  if (taken->radius <= 0)
    return TRUE;
  dx = taken->x + taken->radius;
  dy = taken->y + taken->radius;
  dx -= CLAMP (dx, left, right);
  dy -= CLAMP (dy, top, bottom);
  return dx * dx + dy * dy < taken->radius * taken->radius;
}

/** lw_labels_box_is_free: returns whether @box lies in the picture and touches nothing */
gboolean
lw_labels_box_is_free (const LwLabels *labels, const cairo_rectangle_t *box)
{
  guint left, right, top, bottom;

  g_return_val_if_fail (labels != NULL && box != NULL, FALSE);

  if (box->x < 0 || box->y < 0 || box->x + box->width > labels->width
      || box->y + box->height > labels->height)
    return FALSE;
  left = square_at (box->x - DISTANCE, labels->columns);
  right = square_at (box->x + box->width + DISTANCE, labels->columns);
  top = square_at (box->y - DISTANCE, labels->rows);
  bottom = square_at (box->y + box->height + DISTANCE, labels->rows);
  for (guint y = top; y <= bottom; y++)
    for (guint x = left; x <= right; x++)
      {
        const GArray *square = labels->squares[y * labels->columns + x];

        for (guint i = 0; square != NULL && i < square->len; i++)
          if (box_touches (box, &g_array_index (square, Taken, i)))
            return FALSE;
      }
  return TRUE;
}

/* A box beside a circle in direction number @i of 16, clockwise from the right. */
static cairo_rectangle_t
box_beside (double x, double y, double reach, double width, double height, guint i)
{
  double ux = cos (i * G_PI / 8), uy = sin (i * G_PI / 8);
  double middle_x = x + ux * reach + CLAMP (1.4 * ux, -1, 1) * width / 2;
  double middle_y = y + uy * reach + CLAMP (1.4 * uy, -1, 1) * height / 2;

  return (cairo_rectangle_t){ middle_x - width / 2, middle_y - height / 2, width, height };
}

/**
 * lw_labels_place:
 * @labels: the picture
 * @x: what the name belongs to
 * @y: the same
 * @radius: its radius; 0: the name may stand on the point itself
 * @width: of the name
 * @height: of the name
 * @box: (out): where the name goes
 *
 * Tries below, above, right and left, then the directions in between, then the same a little farther away,
 * twice. Takes the room that it finds.
 *
 * Returns: whether there is room
 */
gboolean
lw_labels_place (
    LwLabels *labels, double x, double y, double radius, double width, double height, cairo_rectangle_t *box)
{
  static const guint directions[16] = { 4, 12, 0, 8, 2, 6, 14, 10, 3, 5, 11, 13, 1, 7, 15, 9 };

  g_return_val_if_fail (labels != NULL && box != NULL, FALSE);

  *box = (cairo_rectangle_t){ x - width / 2, y - height / 2, width, height };
  /* Only a bare point can lie under its name. */
  if (radius <= 0 && lw_labels_box_is_free (labels, box))
    {
      lw_labels_block_box (labels, box);
      return TRUE;
    }
  for (guint i = 0; i < 3 * G_N_ELEMENTS (directions); i++)
    {
      double farther = height * 0.6 * (i / G_N_ELEMENTS (directions));

      *box = box_beside (x, y, radius + DISTANCE / 2 + farther, width, height, directions[i % 16]);
      if (lw_labels_box_is_free (labels, box))
        {
          lw_labels_block_box (labels, box);
          return TRUE;
        }
    }
  return FALSE;
}
