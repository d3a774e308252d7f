/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-gml-read: the answer of a WFS as a file: feature collections in GML 2, 3.1 and 3.2. What stands inside a member is
 * a feature, what stands inside that are properties, by the path of their names; shapes are read by lw-gml-shape.c. An
 * answer that is a report of an error becomes one sentence. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "formats/lw-feature-read.h"
#include "formats/lw-gml-shape.h"
#include "formats/lw-xml.h"
#include "model/lw-error.h"

#define BUFFER (64 * 1024)
#define MAX_DEPTH 65
#define MAX_NAME 1000
#define MAX_MESSAGE 300

typedef enum {
  IN_NOTHING,   /* at the root */
  IN_LIST,      /* in a collection, outside of members */
  IN_MEMBER,    /* where features begin */
  IN_BOUNDS,    /* in the extent of the whole or of a feature */
  IN_FEATURE,   /* among properties */
  IN_SHAPE,
  IN_EXCEPTION, /* in a report of an error */
} Place;

typedef struct {
  LwXml *xml;
  LwFeatures *features;
  LwGmlShape *shape;
  Place places[MAX_DEPTH]; /* what each open element is, by its depth */
  GString *name;           /* path of the property */
  gsize name_lengths[MAX_DEPTH];
  char *crs;               /* of the whole, by its extent */
  char *feature_crs;
  char *id;
  guint64 number; /* of the feature */
  LwGeometry *geometry;
  char *geometry_crs;
  gboolean has_trouble;
  gboolean has_exception;
  GString *message; /* of the service */
  double matched;
  double returned;
} Reader;

static char *
dup_attribute (const LwXmlAttributes *attributes, const char *local)
{
  gsize length;
  const char *value = lw_xml_attributes_find (attributes, local, &length);

  return value != NULL ? g_strndup (value, length) : NULL;
}

/* gml:id, or the fid of older versions. */
static char *
dup_id (const LwXmlAttributes *attributes)
{
  for (int i = 0; i < attributes->n; i++)
    {
      const unsigned char **a = attributes->raw + 5 * i;

      if (strcmp ((const char *) a[0], "id") == 0 || strcmp ((const char *) a[0], "fid") == 0)
        return g_strndup ((const char *) a[3], (gsize) (a[4] - a[3]));
    }
  return NULL;
}

static gboolean
is_one_of (const char *local, const char *const *names)
{
  return g_strv_contains (names, local);
}

static gboolean
is_collection (const char *local)
{
  static const char *const names[] = { "FeatureCollection", "SimpleFeatureCollection", "additionalObjects", NULL };

  return is_one_of (local, names);
}

static gboolean
is_member (const char *local)
{
  static const char *const names[] = { "member", "featureMember", "featureMembers", "members", NULL };

  return is_one_of (local, names);
}

static gboolean
is_exception (const char *local)
{
  static const char *const names[] = { "ExceptionReport", "ServiceExceptionReport", NULL };

  return is_one_of (local, names);
}

static double
read_count (const LwXmlAttributes *attributes, const char *local)
{
  g_autofree char *text = dup_attribute (attributes, local);
  guint64 number;

  return text != NULL && g_ascii_string_to_unsigned (text, 10, 0, 1000000000, &number, NULL) ? (double) number : -1;
}

static void
take_counts (Reader *self, const LwXmlAttributes *attributes)
{
  double matched = read_count (attributes, "numberMatched"), returned = read_count (attributes, "numberReturned");

  self->matched = MAX (matched, self->matched);
  self->returned = MAX (returned, self->returned);
}

static Place
start_root (Reader *self, const char *local, const LwXmlAttributes *attributes)
{
  if (is_exception (local))
    {
      self->has_exception = TRUE;
      return IN_EXCEPTION;
    }
  /* Once it has failed, the attributes are no more. */
  if (is_collection (local))
    take_counts (self, attributes);
  else
    lw_xml_fail (self->xml, LW_ERROR_UNSUPPORTED,
                 /* Translators: %s is the name of an XML element */
                 _ ("begins with “%s”, not with a collection of features; fetch the layer from the WFS as GML"), local);
  return IN_LIST;
}

static Place
start_in_list (Reader *self, const char *local, const LwXmlAttributes *attributes)
{
  if (is_member (local))
    return IN_MEMBER;
  if (strcmp (local, "boundedBy") == 0)
    return IN_BOUNDS;
  if (is_exception (local) || strcmp (local, "truncatedResponse") == 0)
    {
      self->has_exception = TRUE;
      return IN_EXCEPTION;
    }
  if (is_collection (local))
    take_counts (self, attributes);
  return IN_LIST;
}

static Place
start_in_member (Reader *self, const char *local, const LwXmlAttributes *attributes)
{
  if (is_collection (local))
    return start_in_list (self, local, attributes);
  self->id = dup_id (attributes);
  self->number++;
  self->has_trouble = FALSE;
  g_string_truncate (self->name, 0);
  return IN_FEATURE;
}

static Place
start_in_feature (Reader *self, int token, const char *local, const LwXmlAttributes *attributes)
{
  if (strcmp (local, "boundedBy") == 0)
    return IN_BOUNDS;
  if (lw_gml_shape_begin (self->shape, token, lw_xml_get_depth (self->xml), attributes))
    return IN_SHAPE;
  if (self->name->len > MAX_NAME)
    lw_xml_fail (self->xml, LW_ERROR_TOO_LARGE, _ ("the name of a property is too long"));
  if (self->name->len > 0)
    g_string_append_c (self->name, '.');
  g_string_append (self->name, local);
  return IN_FEATURE;
}

/* An extent tells the coordinate system of what has none of its own. */
static void
take_bounds (Reader *self, int depth, const LwXmlAttributes *attributes)
{
  g_autofree char *crs = dup_attribute (attributes, "srsName");
  gboolean of_feature = FALSE;
  char **to;

  for (int i = 0; i < depth; i++)
    of_feature = of_feature || self->places[i] == IN_FEATURE;
  to = of_feature ? &self->feature_crs : &self->crs;
  if (crs != NULL && *to == NULL)
    *to = g_steal_pointer (&crs);
}

static gboolean
start_cb (LwXml *xml, int token, const char *local, const char *ns, const LwXmlAttributes *attributes, gpointer data)
{
  Reader *self = data;
  int depth = lw_xml_get_depth (xml);
  Place outer = depth > 1 ? self->places[depth - 2] : IN_NOTHING, *place = &self->places[depth - 1];

  self->name_lengths[depth - 1] = self->name->len;
  switch (outer)
    {
    case IN_NOTHING:
      *place = start_root (self, local, attributes);
      return FALSE;
    case IN_LIST:
      *place = start_in_list (self, local, attributes);
      return FALSE;
    case IN_MEMBER:
      *place = start_in_member (self, local, attributes);
      return FALSE;
    case IN_FEATURE:
      *place = start_in_feature (self, token, local, attributes);
      return *place == IN_FEATURE;
    case IN_SHAPE:
      *place = IN_SHAPE;
      return lw_gml_shape_start (self->shape, token, depth, attributes);
    case IN_BOUNDS:
      *place = IN_BOUNDS;
      take_bounds (self, depth, attributes);
      return FALSE;
    case IN_EXCEPTION:
    default:
      *place = IN_EXCEPTION;
      return self->message->len == 0;
    }
}

static void
add_trouble (Reader *self, const char *trouble)
{
  lw_features_add_problem (self->features, LW_FEATURE_PROBLEM_SHAPE, self->number, self->id, trouble);
}

/* The shape that began with this element is complete. */
static void
end_shape (Reader *self)
{
  const char *trouble;
  g_autofree char *crs = NULL;
  g_autoptr (LwGeometry) geometry = lw_gml_shape_finish (self->shape, &crs, &trouble);

  if (self->geometry != NULL || self->has_trouble)
    return;
  if (trouble != NULL)
    add_trouble (self, trouble);
  self->has_trouble = trouble != NULL;
  self->geometry = g_steal_pointer (&geometry);
  self->geometry_crs = g_steal_pointer (&crs);
}

static void
end_feature (Reader *self)
{
  g_autoptr (GError) error = NULL;

  lw_features_add (self->features, self->id, self->number, g_steal_pointer (&self->geometry),
                   self->geometry_crs != NULL ? self->geometry_crs : self->feature_crs);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->geometry_crs, g_free);
  g_clear_pointer (&self->feature_crs, g_free);
  if (!lw_features_check_size (self->features, &error))
    lw_xml_fail (self->xml, error->code, "%s", error->message);
}

static void
end_property (Reader *self, const char *text)
{
  g_autoptr (GError) error = NULL;

  if (!lw_features_set_value (self->features, self->name->str, text, &error))
    lw_xml_fail (self->xml, error->code, "%s", error->message);
}

static void
take_message (Reader *self, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *start = g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), MAX_MESSAGE));

  g_string_assign (self->message, g_strstrip (g_strdelimit (start, "\r\n\t", ' ')));
}

static void
end_cb (LwXml *xml, int token, const char *text, gsize length, gpointer data)
{
  Reader *self = data;
  int depth = lw_xml_get_depth (xml);
  Place place = self->places[depth - 1], outer = depth > 1 ? self->places[depth - 2] : IN_NOTHING;

  if (place == IN_SHAPE)
    {
      lw_gml_shape_end (self->shape, token, depth, text, length);
      if (outer == IN_FEATURE)
        end_shape (self);
    }
  else if (place == IN_FEATURE && outer != IN_FEATURE)
    end_feature (self);
  else if (place == IN_FEATURE && text != NULL)
    end_property (self, text);
  else if (place == IN_EXCEPTION && text != NULL && self->message->len == 0)
    take_message (self, text);
  g_string_truncate (self->name, self->name_lengths[depth - 1]);
}

static gboolean
push_all (Reader *self, GInputStream *stream, const LwFeatureReadOptions *options, GCancellable *cancellable,
          GError **error)
{
  g_autofree guint8 *buffer = g_malloc (BUFFER);
  guint64 done = 0;

  for (;;)
    {
      gssize n = g_input_stream_read (stream, buffer, BUFFER, cancellable, error);

      if (n < 0)
        return FALSE;
      if (n == 0)
        return lw_xml_finish (self->xml, error);
      if (!lw_xml_push (self->xml, buffer, (gsize) n, error))
        return FALSE;
      done += (guint64) n;
      if (options != NULL && options->progress != NULL)
        options->progress (_ ("Reading geodata"), done, options->size, LW_PROGRESS_BYTES, options->progress_data);
    }
}

/* What the service said instead of data, or beside it. */
static gboolean
judge_answer (Reader *self, GError **error)
{
  g_autofree char *what = NULL;
  double returned = self->returned >= 0 ? self->returned : lw_features_get_n (self->features);

  if (self->has_exception && lw_features_get_n (self->features) == 0)
    {
      g_set_error (error, LW_ERROR, LW_ERROR_INVALID,
                   /* Translators: a file, and a message of a service on the internet */
                   _ ("%s: the service answered with an error instead of data: “%s”; ask it again"),
                   self->features->name, self->message->str);
      return FALSE;
    }
  if (self->has_exception)
    lw_features_add_warning (self->features,
                             _ ("The answer of the service was cut off; ask it again in smaller parts"));
  if (self->matched > returned)
    {
      what = g_strdup_printf (
          _ ("The file is a part: it holds %.0f of %.0f features that the service has; fetch the rest too"), returned,
          self->matched);
      lw_features_add_warning (self->features, what);
    }
  return TRUE;
}

static void
clear_reader (Reader *self)
{
  lw_xml_free (self->xml);
  lw_gml_shape_free (self->shape);
  g_string_free (self->name, TRUE);
  g_string_free (self->message, TRUE);
  g_free (self->crs);
  g_free (self->feature_crs);
  g_free (self->id);
  g_free (self->geometry_crs);
  g_clear_pointer (&self->geometry, lw_geometry_unref);
}

/**
 * lw_gml_read:
 * @stream: a collection of features in GML
 * @name: its name, for messages
 * @options: (nullable): how to read
 * @cancellable: (nullable): to stop it
 * @error: return location
 *
 * Returns: (transfer full): its features in RD New, numbered from 1 (services write all on one line), or %NULL with %LW_ERROR_INVALID,
 *   %LW_ERROR_TOO_LARGE or %LW_ERROR_UNSUPPORTED; what is wrong with single features is in their list of problems
 */
LwFeatures *
lw_gml_read (GInputStream *stream, const char *name, const LwFeatureReadOptions *options, GCancellable *cancellable,
             GError **error)
{
  static const LwXmlHandler handler = { start_cb, end_cb };
  g_autoptr (LwFeatures) features = lw_features_new (name);
  Reader reader = { .features = features, .matched = -1, .returned = -1 };
  LwFeaturesPlace place = { .said = options != NULL ? options->crs : NULL,
                            .overrules = options != NULL && options->crs_overrules,
                            .registered = TRUE };
  g_autofree char *crs = NULL;
  gboolean done;

  reader.xml = lw_xml_new (name, lw_gml_shape_names (), &handler, &reader);
  reader.shape = lw_gml_shape_new ();
  reader.name = g_string_new (NULL);
  reader.message = g_string_new (NULL);
  done = push_all (&reader, stream, options, cancellable, error) && judge_answer (&reader, error);
  place.crs = crs = g_steal_pointer (&reader.crs);
  place.how = _ ("by srsName");
  clear_reader (&reader);
  if (!done || !lw_features_place (features, &place, cancellable, error))
    return NULL;
  return g_steal_pointer (&features);
}
