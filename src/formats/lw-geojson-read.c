/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-geojson-read: GeoJSON as RFC 7946 has it, and as it is found: with the older crs member, in RD New without one,
 * one feature a line, a lone feature or shape. Members may come in any order, so a shape is only told apart at the end
 * of its object. */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "formats/lw-feature-read.h"
#include "formats/lw-json-stream.h"
#include "model/lw-error.h"

/* Names of properties inside properties, joined. */
#define MAX_NAME 1000
#define FEATURES_A_STEP 1000

typedef struct {
  LwJsonStream *json;
  LwFeatures *features;
  const LwFeatureReadOptions *options;
  LwGeometryBuilder *builder;
  char *crs;
  double matched;  /* features that the service has, and that it gave; NaN if not told */
  double returned;
  guint64 number;  /* of the feature that is being read */
} Reader;

/* An object of GeoJSON, whatever it turns out to be. */
typedef struct {
  char *type;
  char *id;
  LwGeometry *geometry;
  GPtrArray *shapes;   /* of a collection of shapes; NULL in others */
  const char *trouble; /* what is wrong with its shape, translated; NULL */
  gboolean has_coordinates;
  gboolean has_features;
  guint depth; /* of the lists that its positions lie in, their own included */
} Thing;

static void
clear_thing (Thing *thing)
{
  g_free (thing->type);
  g_free (thing->id);
  g_clear_pointer (&thing->geometry, lw_geometry_unref);
  g_clear_pointer (&thing->shapes, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Thing, clear_thing)

static gboolean read_thing (Reader *reader, Thing *thing, GError **error);

static void
drop_shape (Reader *reader)
{
  lw_geometry_unref (lw_geometry_builder_finish (reader->builder, LW_GEOMETRY_MULTI_POLYGON));
}

/* The lists of coordinates as they are read. */
typedef struct {
  guint level;
  guint n_numbers;
  double position[2];
  gboolean ring_open;
  gboolean part_open;
} Lists;

static void
add_position (Reader *reader, Thing *thing, Lists *lists)
{
  if (thing->depth == 0)
    thing->depth = lists->level;
  if (thing->depth != lists->level || lists->n_numbers < 2)
    thing->trouble = _ ("its coordinates are not in lists of the same depth");
  else if (!isfinite (lists->position[0]) || !isfinite (lists->position[1]))
    thing->trouble = _ ("a coordinate is not a finite number");
  else
    {
      if (!lists->part_open)
        lw_geometry_builder_begin_part (reader->builder);
      if (!lists->ring_open)
        lw_geometry_builder_begin_ring (reader->builder);
      lists->part_open = lists->ring_open = TRUE;
      lw_geometry_builder_add (reader->builder, lists->position[0], lists->position[1]);
    }
  lists->n_numbers = 0;
}

static void
end_list (Reader *reader, Thing *thing, Lists *lists)
{
  if (lists->n_numbers > 0)
    add_position (reader, thing, lists);
  else
    {
      lists->ring_open = FALSE;
      if (thing->depth > lists->level + 1)
        lists->part_open = FALSE;
    }
  lists->level--;
}

/* Coordinates, of which the first token is @token. */
static gboolean
read_coordinates (Reader *reader, LwJsonToken token, Thing *thing, GError **error)
{
  Lists lists = { 0 };

  drop_shape (reader);
  thing->has_coordinates = TRUE;
  thing->depth = 0;
  if (token != LW_JSON_BEGIN_ARRAY)
    {
      thing->trouble = _ ("its coordinates are no list");
      return lw_json_stream_skip (reader->json, token, error);
    }
  lists.level = 1;
  while (lists.level > 0)
    {
      token = lw_json_stream_next (reader->json, error);
      if (token == LW_JSON_ERROR)
        return FALSE;
      if (token == LW_JSON_BEGIN_ARRAY)
        {
          lists.level++;
          lists.n_numbers = 0;
        }
      else if (token == LW_JSON_END_ARRAY)
        end_list (reader, thing, &lists);
      else if (token == LW_JSON_NUMBER && lists.n_numbers++ < 2)
        lists.position[lists.n_numbers - 1] = lw_json_stream_get_number (reader->json);
      else if (token != LW_JSON_NUMBER)
        {
          thing->trouble = _ ("a coordinate is no number");
          if (!lw_json_stream_skip (reader->json, token, error))
            return FALSE;
        }
    }
  return TRUE;
}

/* An object may have coordinates and another shape in it as well; the last that was found counts. */
static void
take_shape (Thing *thing, LwGeometry *shape)
{
  g_clear_pointer (&thing->geometry, lw_geometry_unref);
  thing->geometry = shape;
}

/* Makes the shape of an object that has coordinates, now that its type is known. */
static void
finish_shape (Reader *reader, Thing *thing)
{
  static const struct {
    const char *type;
    LwGeometryKind kind;
    guint depth;
  } kinds[] = {
    { "Point", LW_GEOMETRY_POINT, 1 },
    { "MultiPoint", LW_GEOMETRY_MULTI_POINT, 2 },
    { "LineString", LW_GEOMETRY_LINESTRING, 2 },
    { "MultiLineString", LW_GEOMETRY_MULTI_LINESTRING, 3 },
    { "Polygon", LW_GEOMETRY_POLYGON, 3 },
    { "MultiPolygon", LW_GEOMETRY_MULTI_POLYGON, 4 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_strcmp0 (thing->type, kinds[i].type) != 0)
        continue;
      if (thing->trouble == NULL && thing->depth != 0 && thing->depth != kinds[i].depth)
        thing->trouble = _ ("its coordinates do not fit its type");
      if (thing->trouble == NULL && thing->depth != 0)
        take_shape (thing, lw_geometry_builder_finish (reader->builder, kinds[i].kind));
      drop_shape (reader);
      return;
    }
  thing->trouble = _ ("its type of shape is not known");
  drop_shape (reader);
}

static gboolean
read_geometry (Reader *reader, LwJsonToken token, Thing *thing, GError **error)
{
  g_auto (Thing) shape = { 0 };

  if (token == LW_JSON_NULL)
    return TRUE;
  if (token != LW_JSON_BEGIN_OBJECT)
    {
      thing->trouble = _ ("its geometry is no object");
      return lw_json_stream_skip (reader->json, token, error);
    }
  if (!read_thing (reader, &shape, error))
    return FALSE;
  thing->trouble = shape.trouble;
  take_shape (thing, g_steal_pointer (&shape.geometry));
  return TRUE;
}

/* The shapes of a collection; those that are empty are none. */
static gboolean
read_shapes (Reader *reader, LwJsonToken token, Thing *thing, GError **error)
{
  if (token != LW_JSON_BEGIN_ARRAY)
    return lw_json_stream_skip (reader->json, token, error);
  g_clear_pointer (&thing->shapes, g_ptr_array_unref);
  thing->shapes = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_geometry_unref);
  while ((token = lw_json_stream_next (reader->json, error)) != LW_JSON_END_ARRAY)
    {
      g_auto (Thing) member = { 0 };

      if (token == LW_JSON_ERROR || !read_geometry (reader, token, &member, error))
        return FALSE;
      if (member.geometry != NULL)
        g_ptr_array_add (thing->shapes, g_steal_pointer (&member.geometry));
      if (thing->trouble == NULL)
        thing->trouble = member.trouble;
    }
  return TRUE;
}

/* Shapes of one kind are one shape of several parts. */
static void
finish_collection (Thing *thing)
{
  if (thing->trouble != NULL || thing->shapes == NULL || thing->shapes->len == 0)
    return;
  take_shape (thing, lw_geometry_collect (thing->shapes));
  if (thing->geometry == NULL)
    thing->trouble = _ ("collections of shapes of different kinds are not read");
}

static gboolean
set_value (Reader *reader, const char *name, const char *text, GError **error)
{
  g_autoptr (GError) reason = NULL;

  if (lw_features_set_value (reader->features, name, text, &reason))
    return TRUE;
  lw_json_stream_fail (reader->json, reason->code, reason->message, error);
  return FALSE;
}

static gboolean read_property (Reader *reader, LwJsonToken token, GString *name, GError **error);

static gboolean
read_members (Reader *reader, GString *name, GError **error)
{
  gsize before = name->len;

  for (;;)
    {
      LwJsonToken token = lw_json_stream_next (reader->json, error);

      if (token != LW_JSON_NAME)
        return token == LW_JSON_END_OBJECT;
      if (before > 0)
        g_string_append_c (name, '.');
      g_string_append (name, lw_json_stream_get_text (reader->json));
      if (!read_property (reader, lw_json_stream_next (reader->json, error), name, error))
        return FALSE;
      g_string_truncate (name, before);
    }
}

static gboolean
read_number (Reader *reader, GString *name, GError **error)
{
  const char *digits = lw_json_stream_get_text (reader->json);
  double number = lw_json_stream_get_number (reader->json);
  g_autofree char *text = NULL;

  /* A whole number may be an identification of more digits than a number can hold. */
  if (strpbrk (digits, ".eE") == NULL)
    return set_value (reader, name->str, digits, error);
  if (isfinite (number))
    {
      text = lw_features_number_to_text (number);
      return set_value (reader, name->str, text, error);
    }
  text = g_strdup_printf (_ ("the value of “%s” is no finite number"), name->str);
  lw_features_add_problem (reader->features, LW_FEATURE_PROBLEM_VALUE, reader->number, NULL, text);
  return set_value (reader, name->str, NULL, error);
}

/* The value of a property, of which the first token is @token. */
static gboolean
read_property (Reader *reader, LwJsonToken token, GString *name, GError **error)
{
  if (name->len > MAX_NAME)
    {
      lw_features_add_problem (reader->features, LW_FEATURE_PROBLEM_VALUE, reader->number, NULL,
                               _ ("the name of a property is too long"));
      return lw_json_stream_skip (reader->json, token, error);
    }
  switch (token)
    {
    case LW_JSON_STRING:
      return set_value (reader, name->str, lw_json_stream_get_text (reader->json), error);
    case LW_JSON_NUMBER:
      return read_number (reader, name, error);
    case LW_JSON_TRUE:
    case LW_JSON_FALSE:
      return set_value (reader, name->str, token == LW_JSON_TRUE ? "true" : "false", error);
    case LW_JSON_NULL:
      return set_value (reader, name->str, NULL, error);
    case LW_JSON_BEGIN_OBJECT:
      return read_members (reader, name, error);
    case LW_JSON_BEGIN_ARRAY:
      while ((token = lw_json_stream_next (reader->json, error)) != LW_JSON_END_ARRAY)
        if (!read_property (reader, token, name, error))
          return FALSE;
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
read_properties (Reader *reader, LwJsonToken token, GError **error)
{
  g_autoptr (GString) name = g_string_new (NULL);

  lw_features_drop_values (reader->features);
  if (token != LW_JSON_BEGIN_OBJECT)
    return lw_json_stream_skip (reader->json, token, error);
  return read_members (reader, name, error);
}

/* The crs member of 2008: a name, or an EPSG code. */
static gboolean
read_crs (Reader *reader, LwJsonToken token, GError **error)
{
  guint until = lw_json_stream_get_depth (reader->json);
  g_autofree char *member = NULL;

  if (token != LW_JSON_BEGIN_OBJECT)
    return lw_json_stream_skip (reader->json, token, error);
  while (lw_json_stream_get_depth (reader->json) >= until)
    {
      token = lw_json_stream_next (reader->json, error);
      if (token == LW_JSON_ERROR)
        return FALSE;
      if (token == LW_JSON_STRING && g_strcmp0 (member, "name") == 0)
        {
          g_free (reader->crs);
          reader->crs = g_strdup (lw_json_stream_get_text (reader->json));
        }
      if (token == LW_JSON_NUMBER && g_strcmp0 (member, "code") == 0)
        {
          g_free (reader->crs);
          reader->crs = g_strconcat ("EPSG:", lw_json_stream_get_text (reader->json), NULL);
        }
      if (token == LW_JSON_NAME)
        {
          g_free (member);
          member = g_strdup (lw_json_stream_get_text (reader->json));
        }
    }
  return TRUE;
}

static void
tell_progress (Reader *reader)
{
  const LwFeatureReadOptions *options = reader->options;

  if (options != NULL && options->progress != NULL && reader->number % FEATURES_A_STEP == 0)
    options->progress (_ ("Reading geodata"), lw_json_stream_get_offset (reader->json), options->size,
                       LW_PROGRESS_BYTES, options->progress_data);
}

static gboolean
add_feature (Reader *reader, Thing *thing, GError **error)
{
  lw_features_add (reader->features, thing->id, reader->number, g_steal_pointer (&thing->geometry), NULL);
  if (thing->trouble != NULL)
    lw_features_add_problem (reader->features, LW_FEATURE_PROBLEM_SHAPE, reader->number, thing->id, thing->trouble);
  return lw_features_check_size (reader->features, error);
}

static gboolean
read_feature_list (Reader *reader, LwJsonToken token, Thing *thing, GError **error)
{
  if (token != LW_JSON_BEGIN_ARRAY)
    return lw_json_stream_skip (reader->json, token, error);
  thing->has_features = TRUE;
  /* The object around the list was counted as if it were a feature. */
  reader->number--;
  lw_features_drop_values (reader->features);
  while ((token = lw_json_stream_next (reader->json, error)) != LW_JSON_END_ARRAY)
    {
      g_auto (Thing) feature = { 0 };

      if (token == LW_JSON_ERROR)
        return FALSE;
      reader->number++;
      tell_progress (reader);
      if (token == LW_JSON_BEGIN_OBJECT)
        {
          if (!read_thing (reader, &feature, error))
            return FALSE;
        }
      else if (!lw_json_stream_skip (reader->json, token, error))
        return FALSE;
      if (feature.type == NULL && feature.trouble == NULL)
        feature.trouble = _ ("it is no feature");
      /* A collection in a collection has added its features itself. */
      if (!feature.has_features && !add_feature (reader, &feature, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_count (Reader *reader, LwJsonToken token, double *count, GError **error)
{
  if (token == LW_JSON_NUMBER)
    *count = lw_json_stream_get_number (reader->json);
  return lw_json_stream_skip (reader->json, token, error);
}

static gboolean
read_text (Reader *reader, LwJsonToken token, char **text, GError **error)
{
  if (token == LW_JSON_STRING || token == LW_JSON_NUMBER)
    {
      g_free (*text);
      *text = g_strdup (lw_json_stream_get_text (reader->json));
    }
  return lw_json_stream_skip (reader->json, token, error);
}

static gboolean
read_member (Reader *reader, const char *name, LwJsonToken token, Thing *thing, GError **error)
{
  if (strcmp (name, "type") == 0)
    return read_text (reader, token, &thing->type, error);
  if (strcmp (name, "id") == 0)
    return read_text (reader, token, &thing->id, error);
  if (strcmp (name, "geometry") == 0)
    return read_geometry (reader, token, thing, error);
  if (strcmp (name, "coordinates") == 0)
    return read_coordinates (reader, token, thing, error);
  if (strcmp (name, "geometries") == 0)
    return read_shapes (reader, token, thing, error);
  if (strcmp (name, "properties") == 0)
    return read_properties (reader, token, error);
  if (strcmp (name, "features") == 0)
    return read_feature_list (reader, token, thing, error);
  if (strcmp (name, "crs") == 0)
    return read_crs (reader, token, error);
  if (strcmp (name, "numberMatched") == 0 || strcmp (name, "totalFeatures") == 0)
    return read_count (reader, token, &reader->matched, error);
  if (strcmp (name, "numberReturned") == 0)
    return read_count (reader, token, &reader->returned, error);
  return lw_json_stream_skip (reader->json, token, error);
}

/* An object whose opening brace was taken. */
static gboolean
read_thing (Reader *reader, Thing *thing, GError **error)
{
  LwJsonToken token;

  while ((token = lw_json_stream_next (reader->json, error)) == LW_JSON_NAME)
    {
      g_autofree char *name = g_strdup (lw_json_stream_get_text (reader->json));

      token = lw_json_stream_next (reader->json, error);
      if (token == LW_JSON_ERROR || !read_member (reader, name, token, thing, error))
        return FALSE;
    }
  if (token == LW_JSON_ERROR)
    return FALSE;
  if (g_strcmp0 (thing->type, "GeometryCollection") == 0)
    finish_collection (thing);
  else if (thing->has_coordinates)
    finish_shape (reader, thing);
  return TRUE;
}

static gboolean
refuse (Reader *reader, const Thing *thing, GError **error)
{
  const char *what = _ ("this is JSON, but no GeoJSON; save the layer as GeoJSON and read that");

  if (g_strcmp0 (thing->type, "Topology") == 0)
    what = _ ("this is TopoJSON, which is not read; save the layer as GeoJSON and read that");
  lw_json_stream_fail (reader->json, LW_ERROR_UNSUPPORTED, what, error);
  return FALSE;
}

/* One value at the top: a collection, a feature or a shape. */
static gboolean
read_top (Reader *reader, LwJsonToken token, GError **error)
{
  g_auto (Thing) thing = { 0 };

  if (token != LW_JSON_BEGIN_OBJECT)
    return refuse (reader, &thing, error);
  reader->number++;
  if (!read_thing (reader, &thing, error))
    return FALSE;
  if (thing.has_features)
    return TRUE;
  if (g_strcmp0 (thing.type, "Feature") != 0 && !thing.has_coordinates && thing.shapes == NULL && thing.trouble == NULL)
    return refuse (reader, &thing, error);
  tell_progress (reader);
  return add_feature (reader, &thing, error);
}

static gboolean
read_all (Reader *reader, GError **error)
{
  LwJsonToken token = lw_json_stream_next (reader->json, error);

  if (token == LW_JSON_END)
    {
      lw_json_stream_fail (reader->json, LW_ERROR_INVALID, _ ("the file is empty"), error);
      return FALSE;
    }
  while (token != LW_JSON_END)
    {
      if (token == LW_JSON_ERROR || !read_top (reader, token, error))
        return FALSE;
      /* What stood beside a list of features belongs to none of them. */
      lw_features_drop_values (reader->features);
      token = lw_json_stream_next (reader->json, error);
    }
  return TRUE;
}

static void
tell_part (Reader *reader)
{
  g_autofree char *what = NULL;
  double returned = isnan (reader->returned) ? lw_features_get_n (reader->features) : reader->returned;

  if (!(reader->matched > returned) || reader->matched > 1e9)
    return;
  /* Translators: two numbers of features */
  what = g_strdup_printf (
      _ ("The file is a part: it holds %.0f of %.0f features that the service has; fetch the rest too"), returned,
      reader->matched);
  lw_features_add_warning (reader->features, what);
}

/**
 * lw_geojson_read:
 * @stream: a file of GeoJSON
 * @name: its name, for messages
 * @options: (nullable): how to read
 * @cancellable: (nullable): to stop it
 * @error: return location
 *
 * Returns: (transfer full): its features in RD New, or %NULL with %LW_ERROR_INVALID, %LW_ERROR_TOO_LARGE or
 *   %LW_ERROR_UNSUPPORTED; what is wrong with single features is in their list of problems
 */
LwFeatures *
lw_geojson_read (GInputStream *stream, const char *name, const LwFeatureReadOptions *options, GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (LwJsonStream) json = lw_json_stream_new (stream, name, cancellable);
  g_autoptr (LwFeatures) features = lw_features_new (name);
  g_autoptr (LwGeometryBuilder) builder = lw_geometry_builder_new ();
  Reader reader = { json, features, options, builder, NULL, NAN, NAN, 0 };
  LwFeaturesPlace place = { .said = options != NULL ? options->crs : NULL,
                            .overrules = options != NULL && options->crs_overrules };
  g_autofree char *crs = NULL;
  gboolean done = read_all (&reader, error);

  place.crs = crs = reader.crs;
  place.how = _ ("by the crs member");
  if (!done)
    return NULL;
  tell_part (&reader);
  return lw_features_place (features, &place, cancellable, error) ? g_steal_pointer (&features) : NULL;
}
