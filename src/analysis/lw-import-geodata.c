/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-import-geodata: a file of geodata is read, what its features are is found out and told, and they become offices
 * (the way that lists go), areas or plans. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "analysis/lw-import-private.h"
#include "formats/lw-feature-read.h"
#include "formats/lw-features-csv.h"
#include "model/lw-error.h"
#include "store/lw-gpkg-read.h"

static LwFeatures *
read_text_file (LwImporting *import, LwSourceKind kind, const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *name = g_filename_display_basename (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, import->cancellable, error);
  g_autoptr (GFileInfo) info = NULL;
  LwFeatureReadOptions options = { .crs = import->request->crs,
                                   .crs_overrules = import->request->crs_overrules,
                                   .progress = import->progress,
                                   .progress_data = import->progress_data };

  if (stream == NULL)
    return NULL;
  info = g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, import->cancellable, NULL);
  options.size = info != NULL ? (guint64) g_file_info_get_size (info) : 0;
  return (kind == LW_SOURCE_GML ? lw_gml_read : lw_geojson_read) (G_INPUT_STREAM (stream), name, &options,
                                                                  import->cancellable, error);
}

/** lw_importing_read_features: (returns: transfer full): the features of a layer, as the request says, or %NULL with
 * @error set */
LwFeatures *
lw_importing_read_features (LwImporting *import, LwSourceKind kind, const char *path, GError **error)
{
  LwGpkgReadOptions options = { .layer = import->request->layer,
                                .crs = import->request->crs,
                                .crs_overrules = import->request->crs_overrules,
                                .progress = import->progress,
                                .progress_data = import->progress_data };

  if (kind == LW_SOURCE_GPKG)
    return lw_gpkg_read_features (path, &options, import->cancellable, error);
  return read_text_file (import, kind, path, error);
}

/* @lost: whether the feature has no shape because of it */
static const struct {
  const char *code;
  const char *advice;
  gboolean lost;
} problem_kinds[LW_FEATURE_N_PROBLEMS] = {
  [LW_FEATURE_PROBLEM_SHAPE] = { "feature-shape", N_ ("Mend the geometry in the program that made the file"), TRUE },
  [LW_FEATURE_PROBLEM_OUTSIDE] = { "feature-outside", N_ ("Check the coordinate system of the file"), TRUE },
  [LW_FEATURE_PROBLEM_RINGS] = { "feature-rings", N_ ("Mend the geometry in the program that made the file"), TRUE },
  [LW_FEATURE_PROBLEM_MENDED] = { "feature-mended", NULL, FALSE },
  [LW_FEATURE_PROBLEM_VALUE] = { "feature-value", NULL, FALSE },
};

/* What single features lack, and the file as a whole. Areas and plans without a shape are not used. */
static void
tell_problems (LwImporting *import, const LwFeatures *features, LwGeodataRole role, LwImportReport *report)
{
  gboolean needs_shape = role != LW_GEODATA_OFFICES && role != LW_GEODATA_PLANS;

  for (guint i = 0; i < features->warnings->len; i++)
    lw_import_report_add_problem (report, LW_IMPORT_WARNING, "geodata", features->name, 0,
                                  g_ptr_array_index (features->warnings, i), NULL);
  for (guint i = 0; i < features->problems->len; i++)
    {
      const LwFeatureProblem *problem = g_ptr_array_index (features->problems, i);
      gboolean error = problem_kinds[problem->kind].lost && needs_shape;

      lw_import_report_add_problem (report, error ? LW_IMPORT_ERROR : LW_IMPORT_WARNING, problem_kinds[problem->kind].code,
                                    features->name, problem->number, problem->what,
                                    problem_kinds[problem->kind].advice != NULL ? _ (problem_kinds[problem->kind].advice) : NULL);
    }
  if (features->n_problems[LW_FEATURE_PROBLEM_MENDED] > 0)
    lw_import_report_count (report, LW_IMPORT_MARKED, "feature-mended", _ ("Outlines that were mended"),
                            features->n_problems[LW_FEATURE_PROBLEM_MENDED]);
}

/* What the layer was taken for, and where: what the user has to check before anything else. */
static void
tell_role (const LwFeatures *features, LwGeodataRole role, gboolean guessed, LwImportReport *report)
{
  g_autofree char *where = NULL, *what = NULL;

  if (features->crs != NULL)
    /* Translators: a coordinate system such as EPSG:28992, and how it was found ("by srsName") */
    where = g_strdup_printf (_ ("%s, %s"), features->crs, features->crs_how);
  /* Translators: what the features of a file are, in the plural ("municipalities"), and a coordinate system */
  what = g_strdup_printf (_ ("Read as %s; coordinates: %s"), lw_geodata_role_label (role),
                          where != NULL ? where : _ ("none"));
  lw_import_report_add_problem (report, LW_IMPORT_NOTE, "geodata-read-as", features->name, 0, what,
                                guessed ? _ ("If they are something else, say so when you import the file") : NULL);
}

/* What the list of offices calls a property of the register's own service, where it would take it for something else;
 * NULL to leave out. */
static const char *
choose_heading (const char *name, gboolean is_register)
{
  static const char *const positions[]
      = { "x", "y", "rd_x", "rd_y", "rdx", "rdy", "lon", "lat", "longitude", "latitude", "world_x", "world_y",
          "x_coord", "y_coord", "xcoord", "ycoord", "geom", "geometry", NULL };
  g_autofree char *lower = g_ascii_strdown (name, -1);

  /* The shape tells the place. */
  if (g_strv_contains (positions, lower))
    return NULL;
  if (is_register && strcmp (lower, "identificatie") == 0)
    return "bag_id";
  if (is_register && strcmp (lower, "oppervlakte") == 0)
    return "gebruiksoppervlakte";
  return name;
}

/* Objects of the register that are no offices are left out; returns which. */
static gboolean *
leave_out_others (const LwFeatures *features, guint64 *n_left_out)
{
  guint uses = lw_geodata_find_uses (features);
  gboolean *left_out = g_new0 (gboolean, MAX (lw_features_get_n (features), 1));

  *n_left_out = 0;
  for (guint i = 0; uses != LW_FEATURES_NONE && i < lw_features_get_n (features); i++)
    {
      left_out[i] = lw_geodata_is_other_use (lw_features_get_value (features, i, uses));
      *n_left_out += left_out[i];
    }
  return left_out;
}

/* Offices go the way of every list: as columns, with their place beside the properties. */
static gboolean
import_offices (LwImporting *import, const LwFeatures *features, const char *kind, LwImportReport *report,
                GError **error)
{
  g_autofree const char **headings = g_new0 (const char *, features->columns->len + 1);
  gboolean is_register = lw_geodata_find_named (features, "identificatie") != LW_FEATURES_NONE
                         && lw_geodata_find_uses (features) != LW_FEATURES_NONE;
  guint64 n_left_out;
  g_autofree gboolean *left_out = leave_out_others (features, &n_left_out);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr (GString) text = NULL;
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (LwCsvReader) reader = NULL;
  LwCsvOptions options = { .encoding = LW_ENCODING_UTF8, .separator = ',', .heading_record = 1 };
  gboolean done;

  for (guint c = 0; c < features->columns->len; c++)
    headings[c] = choose_heading (g_ptr_array_index (features->columns, c), is_register);
  if (n_left_out > 0)
    lw_import_report_count (report, LW_IMPORT_SKIPPED, "no-office-use", _ ("Objects without office use"), n_left_out);
  if (n_left_out == lw_features_get_n (features))
    return TRUE;
  text = lw_features_to_csv (features, headings, left_out, numbers);
  stream = g_memory_input_stream_new_from_data (text->str, (gssize) text->len, NULL);
  reader = lw_csv_reader_new (stream, features->name, &options, import->cancellable, error);
  if (reader == NULL)
    return FALSE;
  lw_csv_reader_number_rows (reader, (const guint64 *) numbers->data, numbers->len);
  import->decimal = lw_features_have_decimal_commas (features) ? LW_DECIMAL_UNKNOWN : LW_DECIMAL_POINT;
  done = lw_importing_rows (import, reader, kind, report, error);
  import->decimal = LW_DECIMAL_UNKNOWN;
  return done;
}

/* Why nothing is known of a layer: often its shapes cannot be used at all, and that is what has to be told. */
static gboolean
refuse_unknown (const LwFeatures *features, GError **error)
{
  const LwFeatureProblem *first = NULL;
  guint n_shapes = 0;

  for (guint i = 0; i < lw_features_get_n (features); i++)
    n_shapes += lw_features_get (features, i)->geometry != NULL;
  for (guint i = 0; i < features->problems->len && first == NULL; i++)
    {
      const LwFeatureProblem *problem = g_ptr_array_index (features->problems, i);

      first = problem_kinds[problem->kind].lost ? problem : NULL;
    }
  if (n_shapes == 0 && first != NULL)
    g_set_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED,
                 /* Translators: a file, and what is wrong with its first feature ("Feature 1: …") */
                 _ ("%s: no feature has a shape that can be used: %s; mend the file or save it in another format"),
                 features->name, first->what);
  else if (n_shapes == 0)
    g_set_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED,
                 _ ("%s: no feature has a shape, and nothing tells that they are offices; save the layer with its shapes"),
                 features->name);
  else
    g_set_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED,
                 _ ("%s: nothing tells what its features are: they are not all polygons, and have no BAG id, address, area "
                    "or vacancy; say what they are with “leegwijzer-cli import --as-offices” or “--as-area”"),
                 features->name);
  return FALSE;
}

static gboolean
import_features (LwImporting *import, const LwFeatures *features, const char *kind, LwImportReport *report,
                 GError **error)
{
  gboolean guessed = import->request->role == LW_GEODATA_GUESS;
  LwGeodataRole role = guessed ? lw_geodata_guess (features) : import->request->role;

  if (role == LW_GEODATA_GUESS)
    return refuse_unknown (features, error);
  tell_role (features, role, guessed, report);
  tell_problems (import, features, role, report);
  if (role == LW_GEODATA_OFFICES)
    return import_offices (import, features, kind, report, error);
  lw_import_report_add_source (report, features->name);
  lw_import_report_count (report, LW_IMPORT_READ, "features", _ ("Features of the file"), lw_features_get_n (features));
  if (role == LW_GEODATA_PLANS)
    return lw_importing_plans (import, features, report, error);
  return lw_importing_areas (import, features, role, kind, report, error);
}

static gboolean
import_layer (LwImporting *import, LwSourceKind kind, const char *path, GError **error)
{
  g_autoptr (LwFeatures) features = lw_importing_read_features (import, kind, path, error);
  const char *token = lw_source_kind_token (kind);
  LwImportReport *report;

  if (features == NULL)
    return FALSE;
  if (lw_features_get_n (features) == 0)
    {
      g_set_error (error, LW_ERROR, LW_ERROR_INVALID, _ ("%s: the file has no features; choose another"),
                   features->name);
      return FALSE;
    }
  report = lw_import_report_new (token);
  g_ptr_array_add (import->result->reports, report);
  return import_features (import, features, token, report, error);
}

static gboolean
import_as_answered (LwImporting *import, LwSourceKind kind, const LwGeodataAnswer *answer, GError **error)
{
  const LwImportRequest *asked = import->request;
  LwImportRequest request = *asked;
  gboolean done;

  request.layer = answer->layer;
  request.role = answer->role;
  request.crs = answer->crs;
  request.crs_overrules = TRUE;
  request.code_field = answer->code_field;
  request.name_field = answer->name_field;
  import->request = &request;
  done = import_layer (import, kind, answer->path, error);
  import->request = asked;
  return done;
}

/* Each layer for which there is an answer, or the one that the request means. */
static gboolean
import_geodata (LwImporting *import, LwSourceKind kind, const char *path, GError **error)
{
  GPtrArray *answers = import->request->answers;
  guint n = 0;

  for (guint i = 0; answers != NULL && i < answers->len; i++)
    {
      const LwGeodataAnswer *answer = g_ptr_array_index (answers, i);

      if (strcmp (answer->path, path) != 0)
        continue;
      n++;
      if (!import_as_answered (import, kind, answer, error))
        return FALSE;
    }
  return n > 0 || import_layer (import, kind, path, error);
}

/** lw_geodata_answer_free: frees an answer and what it points at */
void
lw_geodata_answer_free (LwGeodataAnswer *answer)
{
  g_return_if_fail (answer != NULL);
  g_free (answer->path);
  g_free (answer->layer);
  g_free (answer->crs);
  g_free (answer->code_field);
  g_free (answer->name_field);
  g_free (answer);
}

/** lw_importing_geojson: brings a file of GeoJSON into the document */
gboolean
lw_importing_geojson (LwImporting *import, const char *path, GError **error)
{
  return import_geodata (import, LW_SOURCE_GEOJSON, path, error);
}

/** lw_importing_gml: brings the answer of a WFS into the document */
gboolean
lw_importing_gml (LwImporting *import, const char *path, GError **error)
{
  return import_geodata (import, LW_SOURCE_GML, path, error);
}

/** lw_importing_gpkg: brings a layer of a GeoPackage into the document */
gboolean
lw_importing_gpkg (LwImporting *import, const char *path, GError **error)
{
  return import_geodata (import, LW_SOURCE_GPKG, path, error);
}

/* Adds the polygons of a shape. Returns: whether it has any */
static gboolean
add_polygons (LwGeometryBuilder *builder, const LwGeometry *shape)
{
  LwGeometryKind kind = lw_geometry_get_kind (shape);

  if (kind != LW_GEOMETRY_POLYGON && kind != LW_GEOMETRY_MULTI_POLYGON)
    return FALSE;
  lw_geometry_builder_add_parts (builder, shape);
  return TRUE;
}

/**
 * lw_import_read_area:
 * @path: GeoJSON, GML or a GeoPackage with polygons
 * @request: its layer and coordinate system, where the file does not tell
 * @cancellable: (nullable): to give up
 * @error: return location for an error
 *
 * Reads an area by which a register is cut: all polygons of the file together.
 *
 * Returns: (transfer full): the area in RD New, or %NULL with @error set
 */
LwGeometry *
lw_import_read_area (const char *path, const LwImportRequest *request, GCancellable *cancellable, GError **error)
{
  LwImporting import = { .request = request, .cancellable = cancellable };
  g_autofree char *name = g_filename_display_basename (path), *reason = NULL;
  LwSourceKind kind = lw_source_kind (path, &reason);
  g_autoptr (LwGeometryBuilder) builder = lw_geometry_builder_new ();
  g_autoptr (LwFeatures) features = NULL;
  gboolean any = FALSE;

  if (kind != LW_SOURCE_GEOJSON && kind != LW_SOURCE_GML && kind != LW_SOURCE_GPKG)
    {
      g_set_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED,
                   _ ("%s: this is no area; choose polygons in GeoJSON, GML or a GeoPackage"), name);
      return NULL;
    }
  features = lw_importing_read_features (&import, kind, path, error);
  if (features == NULL)
    return NULL;
  for (guint i = 0; i < lw_features_get_n (features); i++)
    {
      const LwGeometry *shape = lw_features_get (features, i)->geometry;

      any |= shape != NULL && add_polygons (builder, shape);
    }
  if (any)
    return lw_geometry_builder_finish (builder, LW_GEOMETRY_MULTI_POLYGON);
  g_set_error (error, LW_ERROR, LW_ERROR_INVALID, _ ("%s: the file has no polygons; choose another"), name);
  return NULL;
}
