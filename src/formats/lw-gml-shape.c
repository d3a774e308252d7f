/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-gml-shape: see lw-gml-shape.h. */
#include "formats/lw-gml-shape.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "model/lw-geometry-arc.h"

#define GML2 "http://www.opengis.net/gml"
#define GML3 "http://www.opengis.net/gml/3.2"
#define MAX_DEPTH 65

enum {
  TOKEN_POINT = 1,
  TOKEN_LINE,
  TOKEN_AREA,          /* one or more polygons, until they are counted */
  TOKEN_MULTI_POINT,
  TOKEN_MULTI_LINE,
  TOKEN_COLLECTION,    /* of any, read if all are of one kind */
  TOKEN_REFUSED,       /* shapes of a kind that is not read */
  TOKEN_POLYGON,
  TOKEN_PATCH,
  TOKEN_BOUNDARY,
  TOKEN_ARC,
  TOKEN_CIRCLE,
  TOKEN_BENT,          /* other curves that are not straight */
  TOKEN_POS,
  TOKEN_POS_LIST,
  TOKEN_COORDINATES,
  TOKEN_COORD,
};

#define BOTH(local, token) { GML2, local, token }, { GML3, local, token }

static const LwXmlName names[] = {
  BOTH ("Point", TOKEN_POINT),
  BOTH ("LineString", TOKEN_LINE),
  BOTH ("Curve", TOKEN_LINE),
  BOTH ("Polygon", TOKEN_POLYGON),
  BOTH ("Surface", TOKEN_AREA),
  BOTH ("PolyhedralSurface", TOKEN_AREA),
  BOTH ("CompositeSurface", TOKEN_AREA),
  BOTH ("MultiSurface", TOKEN_AREA),
  BOTH ("MultiPolygon", TOKEN_AREA),
  BOTH ("MultiPoint", TOKEN_MULTI_POINT),
  BOTH ("MultiCurve", TOKEN_MULTI_LINE),
  BOTH ("CompositeCurve", TOKEN_MULTI_LINE),
  BOTH ("MultiLineString", TOKEN_MULTI_LINE),
  BOTH ("MultiGeometry", TOKEN_COLLECTION),
  BOTH ("GeometricComplex", TOKEN_REFUSED),
  BOTH ("Solid", TOKEN_REFUSED),
  BOTH ("MultiSolid", TOKEN_REFUSED),
  BOTH ("OrientableSurface", TOKEN_REFUSED),
  BOTH ("OrientableCurve", TOKEN_REFUSED),
  BOTH ("Grid", TOKEN_REFUSED),
  BOTH ("PolygonPatch", TOKEN_PATCH),
  BOTH ("Rectangle", TOKEN_PATCH),
  BOTH ("Triangle", TOKEN_PATCH),
  BOTH ("exterior", TOKEN_BOUNDARY),
  BOTH ("interior", TOKEN_BOUNDARY),
  BOTH ("outerBoundaryIs", TOKEN_BOUNDARY),
  BOTH ("innerBoundaryIs", TOKEN_BOUNDARY),
  BOTH ("Arc", TOKEN_ARC),
  BOTH ("ArcString", TOKEN_ARC),
  BOTH ("ArcByBulge", TOKEN_BENT),
  BOTH ("ArcStringByBulge", TOKEN_BENT),
  BOTH ("ArcByCenterPoint", TOKEN_BENT),
  BOTH ("Circle", TOKEN_CIRCLE),
  BOTH ("CircleByCenterPoint", TOKEN_BENT),
  BOTH ("CubicSpline", TOKEN_BENT),
  BOTH ("BSpline", TOKEN_BENT),
  BOTH ("Bezier", TOKEN_BENT),
  BOTH ("Clothoid", TOKEN_BENT),
  BOTH ("OffsetCurve", TOKEN_BENT),
  BOTH ("pos", TOKEN_POS),
  BOTH ("posList", TOKEN_POS_LIST),
  BOTH ("coordinates", TOKEN_COORDINATES),
  BOTH ("coord", TOKEN_COORD),
  { NULL, NULL, 0 },
};

struct _LwGmlShape {
  LwGeometryBuilder *builder;
  int kind; /* token of the outermost element */
  char *crs;
  const char *trouble;
  guint dimensions[MAX_DEPTH]; /* that hold at each depth, 0 if not told */
  guint n_areas;
  guint n_lines;
  guint n_points; /* coordinates of any of them */
  guint n_lone;   /* points that are shapes themselves */
  int in_ring; /* depth of the boundary that is open, 0 outside */
  int in_arc;  /* depth of the string of arcs or circle that is open, 0 outside */
  GArray *arc; /* its coordinates, x and y */
  guint n_arcs;
};

/** lw_gml_shape_names: the elements that a shape is made of, for lw_xml_new() */
const LwXmlName *
lw_gml_shape_names (void)
{
  return names;
}

/** lw_gml_shape_new: Returns: (transfer full): a reader of one shape after the other */
LwGmlShape *
lw_gml_shape_new (void)
{
  LwGmlShape *self = g_new0 (LwGmlShape, 1);

  self->builder = lw_geometry_builder_new ();
  self->arc = g_array_new (FALSE, FALSE, sizeof (double));
  return self;
}

/** lw_gml_shape_free: frees the reader */
void
lw_gml_shape_free (LwGmlShape *self)
{
  lw_geometry_builder_free (self->builder);
  g_array_unref (self->arc);
  g_free (self->crs);
  g_free (self);
}

static void
take_attributes (LwGmlShape *self, int depth, const LwXmlAttributes *attributes)
{
  gsize length;
  const char *value = lw_xml_attributes_find (attributes, "srsDimension", &length);

  self->dimensions[depth - 1] = depth > 1 ? self->dimensions[depth - 2] : 0;
  if (value != NULL)
    self->dimensions[depth - 1] = length == 1 && (*value == '2' || *value == '3') ? (guint) (*value - '0') : 0;
  value = lw_xml_attributes_find (attributes, "srsName", &length);
  if (value == NULL || self->crs != NULL)
    return;
  self->crs = g_strndup (value, length);
  /* RD New with heights above NAP has three numbers a point without saying so. */
  if (self->dimensions[depth - 1] == 0 && g_str_has_suffix (self->crs, "7415"))
    self->dimensions[depth - 1] = 3;
}

/* GML 2 may say with what its numbers and points are separated; nobody says anything but the usual. */
static void
check_separators (LwGmlShape *self, const LwXmlAttributes *attributes)
{
  static const char *const usual[][2] = { { "decimal", "." }, { "cs", "," }, { "ts", " " } };

  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    {
      gsize length;
      const char *value = lw_xml_attributes_find (attributes, usual[i][0], &length);

      if (value != NULL && !(length == 1 && *value == usual[i][1][0]))
        self->trouble = _ ("its coordinates have separators that are not read");
    }
}

/**
 * lw_gml_shape_begin:
 * @token: of an element among properties
 * @depth: its depth
 *
 * Returns: whether a shape begins with it
 */
gboolean
lw_gml_shape_begin (LwGmlShape *self, int token, int depth, const LwXmlAttributes *attributes)
{
  if (token == LW_XML_OTHER || token > TOKEN_POLYGON)
    return FALSE;
  self->kind = token == TOKEN_POLYGON ? TOKEN_AREA : token;
  self->trouble = NULL;
  self->n_areas = self->n_lines = self->n_points = self->n_lone = self->n_arcs = 0;
  self->in_ring = self->in_arc = 0;
  g_clear_pointer (&self->crs, g_free);
  self->dimensions[depth > 1 ? depth - 2 : 0] = 0;
  lw_gml_shape_start (self, token, depth, attributes);
  return TRUE;
}

/**
 * lw_gml_shape_start:
 * @token: of an element in a shape
 * @depth: its depth
 *
 * Returns: whether its text is wanted
 */
gboolean
lw_gml_shape_start (LwGmlShape *self, int token, int depth, const LwXmlAttributes *attributes)
{
  take_attributes (self, depth, attributes);
  switch (token)
    {
    case TOKEN_POLYGON:
    case TOKEN_PATCH:
      self->n_areas++;
      lw_geometry_builder_begin_part (self->builder);
      break;
    case TOKEN_POINT:
      self->n_lone++;
      break;
    case TOKEN_BOUNDARY:
      self->in_ring = depth;
      lw_geometry_builder_begin_ring (self->builder);
      break;
    case TOKEN_LINE:
      /* The boundary of an area may be put together from lines. */
      if (self->in_ring == 0)
        {
          self->n_lines++;
          lw_geometry_builder_begin_ring (self->builder);
        }
      break;
    case TOKEN_ARC:
    case TOKEN_CIRCLE:
      self->in_arc = depth;
      g_array_set_size (self->arc, 0);
      break;
    case TOKEN_BENT:
      self->trouble = _ ("its outline has bent lines of a kind that is not read");
      break;
    case TOKEN_REFUSED:
      self->trouble = _ ("its type of shape is not read");
      break;
    case TOKEN_COORD:
      self->trouble = _ ("its coordinates are written in a way that is not read");
      break;
    case TOKEN_COORDINATES:
      check_separators (self, attributes);
      return TRUE;
    case TOKEN_POS:
    case TOKEN_POS_LIST:
      return TRUE;
    default:
      break;
    }
  return FALSE;
}

static gboolean
is_separator (char c)
{
  return g_ascii_isspace (c) || c == ',';
}

/* The numbers of a list; %FALSE if something in it is none. */
static gboolean
read_numbers (const char *text, GArray *numbers)
{
  const char *at = text;

  for (;;)
    {
      char *end;
      double number;

      while (is_separator (*at))
        at++;
      if (*at == '\0')
        return TRUE;
      number = g_ascii_strtod (at, &end);
      if (end == at || !isfinite (number) || (*end != '\0' && !is_separator (*end)))
        return FALSE;
      g_array_append_val (numbers, number);
      at = end;
    }
}

/* Whether the first point of a ring comes back as the last, if points are of @dimension numbers. */
static gboolean
is_closed (const GArray *numbers, guint dimension)
{
  const double *xy = (const double *) numbers->data;
  guint last = numbers->len - dimension;

  return numbers->len % dimension == 0 && numbers->len >= 4 * dimension && xy[0] == xy[last] && xy[1] == xy[last + 1];
}

/* How many numbers make a point of a list that does not tell: what fits, and in a ring what closes it. */
static guint
guess_dimension (const LwGmlShape *self, const GArray *numbers)
{
  guint n = numbers->len;

  if (n % 2 != 0 || n % 3 != 0)
    return n % 2 != 0 && n % 3 == 0 ? 3 : 2;
  return self->in_ring > 0 && !is_closed (numbers, 2) && is_closed (numbers, 3) ? 3 : 2;
}

/* How many numbers make a point: what is told, else what fits. In GML 2 the first point tells. */
static guint
find_dimension (const LwGmlShape *self, int token, int depth, const char *text, const GArray *numbers)
{
  guint told = self->dimensions[depth - 1];

  if (token == TOKEN_POS)
    return numbers->len;
  if (token == TOKEN_COORDINATES)
    {
      guint commas = 0;

      while (g_ascii_isspace (*text))
        text++;
      for (; *text != '\0' && !g_ascii_isspace (*text); text++)
        commas += *text == ',';
      return commas + 1;
    }
  return told != 0 ? told : guess_dimension (self, numbers);
}

static void
add_points (LwGmlShape *self, int token, int depth, const char *text)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (double));
  guint dimension;

  if (!read_numbers (text, numbers))
    {
      self->trouble = _ ("a coordinate is no number");
      return;
    }
  dimension = find_dimension (self, token, depth, text, numbers);
  if (dimension < 2 || dimension > 4 || numbers->len % dimension != 0)
    {
      self->trouble = _ ("the number of its coordinates does not fit");
      return;
    }
  for (guint i = 0; i < numbers->len; i += dimension)
    {
      const double *xy = &g_array_index (numbers, double, i);

      self->n_points++;
      if (self->in_arc > 0)
        g_array_append_vals (self->arc, xy, 2);
      else
        lw_geometry_builder_add (self->builder, xy[0], xy[1]);
    }
}

/* A string of arcs, or a circle by three of its points, is complete. */
static void
end_arc (LwGmlShape *self, int token)
{
  const double *xy = (const double *) self->arc->data;
  guint n = self->arc->len / 2;

  self->in_arc = 0;
  self->n_arcs += n / 2;
  if (self->n_arcs > LW_GEOMETRY_MAX_ARCS)
    self->trouble = _ ("it has too many arcs");
  else if (n < 3 || n % 2 == 0 || (token == TOKEN_CIRCLE && n != 3))
    self->trouble = _ ("the number of its coordinates does not fit");
  else if (token == TOKEN_CIRCLE)
    lw_geometry_builder_add_circle (self->builder, xy);
  else
    lw_geometry_builder_add_arcs (self->builder, xy, n);
}

/**
 * lw_gml_shape_end:
 * @token: of an element in a shape
 * @depth: its depth
 * @text: (nullable): its text
 * @length: length of @text
 */
void
lw_gml_shape_end (LwGmlShape *self, int token, int depth, const char *text, gsize length)
{
  if (token == TOKEN_BOUNDARY && depth == self->in_ring)
    self->in_ring = 0;
  if (depth == self->in_arc && self->trouble == NULL)
    end_arc (self, token);
  if (text == NULL || self->trouble != NULL)
    return;
  if (token == TOKEN_POS || token == TOKEN_POS_LIST || token == TOKEN_COORDINATES)
    {
      if (strlen (text) == length)
        add_points (self, token, depth, text);
      else
        self->trouble = _ ("a coordinate is no number");
    }
}

/* What a collection is by the shapes in it. */
static int
judge_collection (const LwGmlShape *self)
{
  if (self->n_areas > 0)
    return self->n_lone == 0 ? TOKEN_AREA : TOKEN_COLLECTION;
  return self->n_lone == 0 ? TOKEN_MULTI_LINE : TOKEN_MULTI_POINT;
}

static gboolean
find_kind (const LwGmlShape *self, LwGeometryKind *kind)
{
  switch (self->kind == TOKEN_COLLECTION ? judge_collection (self) : self->kind)
    {
    case TOKEN_POINT:
      *kind = LW_GEOMETRY_POINT;
      return self->n_points == 1;
    case TOKEN_MULTI_POINT:
      *kind = LW_GEOMETRY_MULTI_POINT;
      return self->n_lines + self->n_areas == 0;
    case TOKEN_LINE:
    case TOKEN_MULTI_LINE:
      *kind = self->n_lines > 1 ? LW_GEOMETRY_MULTI_LINESTRING : LW_GEOMETRY_LINESTRING;
      return self->n_areas == 0;
    case TOKEN_AREA:
      *kind = self->n_areas > 1 ? LW_GEOMETRY_MULTI_POLYGON : LW_GEOMETRY_POLYGON;
      return self->n_areas > 0 && self->n_lines == 0;
    default:
      return FALSE;
    }
}

/**
 * lw_gml_shape_finish:
 * @crs: (out) (transfer full) (nullable): coordinate system that it names
 * @trouble: (out) (nullable): what is wrong with it, translated
 *
 * Returns: (transfer full) (nullable): the shape that was read, in its coordinates as they stand there; %NULL if it is
 *   empty or something is wrong
 */
LwGeometry *
lw_gml_shape_finish (LwGmlShape *self, char **crs, const char **trouble)
{
  LwGeometryKind kind;

  *crs = g_steal_pointer (&self->crs);
  if (self->trouble == NULL && self->n_points > 0 && find_kind (self, &kind))
    {
      *trouble = NULL;
      return lw_geometry_builder_finish (self->builder, kind);
    }
  if (self->trouble == NULL && self->n_points > 0)
    self->trouble = _ ("its parts do not make a shape");
  *trouble = self->trouble;
  lw_geometry_unref (lw_geometry_builder_finish (self->builder, LW_GEOMETRY_MULTI_POLYGON));
  return NULL;
}
