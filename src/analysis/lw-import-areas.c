/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-import-areas: features become areas of the document, by code and name. Features with the same code are parts of
 * one area; of a building the last counts. Areas of before in whose place others lie now are taken out: municipalities
 * merge. Outlines of buildings are kept of the buildings that offices are in. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "analysis/lw-import-private.h"
#include "model/lw-area-index.h"
#include "model/lw-basemap.h"
#include "model/lw-error.h"

/* Of features with one code so many are compared with a further one. */
#define MAX_COMPARED 100

typedef struct {
  LwImporting *import;
  const LwFeatures *features;
  LwGeodataRole role;
  LwImportReport *report;
  guint code;
  guint name;
  guint type;
  GPtrArray *areas;    /* of LwStoreArea */
  GPtrArray *shapes;   /* for each of them a GPtrArray of the shapes of its features */
  GHashTable *by_code; /* code -> place in areas + 1 */
  GHashTable *wanted;  /* buildings that offices are in; NULL for all */
  GHashTable *told;    /* numbers of features whose shape was told to be wrong */
  guint64 n_repeated;
  guint64 n_superseded;
  guint64 n_rejected;
  guint64 n_skipped;
} Areas;

/* The column that the user says, else the one found. */
static gboolean
find_said (const LwFeatures *features, const char *said, guint found, guint *column, GError **error)
{
  *column = said != NULL ? lw_geodata_find_named (features, said) : found;
  if (said == NULL || *column != LW_FEATURES_NONE)
    return TRUE;
  g_set_error (error, LW_ERROR, LW_ERROR_NOT_FOUND,
               /* Translators: a file, and the name of a property of its features */
               _ ("%s: the features have no property “%s”"), features->name, said);
  return FALSE;
}

/* Programs number the features of a layer from 1; such a number means another thing in the next file. Where areas have
 * names, these tell them apart. */
static guint
find_lasting_code (const Areas *self)
{
  guint code = lw_geodata_find_code (self->features, self->role);

  if (self->role >= LW_GEODATA_REGIONS && lw_geodata_is_running_number (self->features, code)
      && lw_geodata_find_name (self->features, self->role) != LW_FEATURES_NONE)
    return LW_FEATURES_NONE;
  return code;
}

static gboolean
find_columns (Areas *self, GError **error)
{
  const LwImportRequest *request = self->import->request;

  self->type = self->role == LW_GEODATA_LOCATIONS ? lw_geodata_find_field (self->features, LW_GEODATA_LOCATION_TYPE)
                                                  : LW_FEATURES_NONE;
  return find_said (self->features, request->code_field, find_lasting_code (self), &self->code, error)
         && find_said (self->features, request->name_field, lw_geodata_find_name (self->features, self->role),
                       &self->name, error);
}

static void
tell (Areas *self, const LwFeature *feature, LwImportSeverity severity, const char *code, const char *reason,
      const char *advice)
{
  g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, feature->number);
  /* Translators: number of a feature (of geodata), the reason */
  g_autofree char *what = g_strdup_printf (_ ("Feature %s: %s"), number, reason);

  lw_import_report_add_problem (self->report, severity, code, self->features->name, feature->number, what, advice);
}

/* The features of which the reader has told already why their shape is of no use. */
static GHashTable *
list_told (const LwFeatures *features)
{
  GHashTable *told = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < features->problems->len; i++)
    {
      LwFeatureProblem *problem = g_ptr_array_index (features->problems, i);

      if (problem->kind != LW_FEATURE_PROBLEM_VALUE && problem->kind != LW_FEATURE_PROBLEM_MENDED)
        g_hash_table_add (told, &problem->number);
    }
  return told;
}

static void
reject (Areas *self, const LwFeature *feature, const char *reason)
{
  self->n_rejected++;
  if (feature->geometry != NULL || !g_hash_table_contains (self->told, &feature->number))
    tell (self, feature, LW_IMPORT_ERROR, "area-rejected", reason, NULL);
}

/* The code of a municipality or province that is only named. */
static char *
find_code_by_name (LwGeodataRole role, const char *name)
{
  const LwBasemap *map = lw_basemap_get_default ();

  return g_strdup (role == LW_GEODATA_PROVINCES ? lw_basemap_get_province_code (map, name)
                                                : lw_basemap_get_municipality_code (map, name));
}

/* The code of a feature; where areas have no codes of their own, their names tell them apart. */
static char *
find_code (Areas *self, guint i, const char *name)
{
  const char *text = lw_features_get_value (self->features, i, self->code);
  char *code = text != NULL ? lw_geodata_area_code (self->role, text) : NULL;

  if (code == NULL && self->role <= LW_GEODATA_PROVINCES && lw_geodata_role_is_area (self->role) && name != NULL)
    code = find_code_by_name (self->role, name);
  if (code == NULL && text == NULL && name != NULL && self->role >= LW_GEODATA_REGIONS)
    code = g_strdup (name);
  return code;
}

/* Gives each area the shapes of all features that have its code. */
static void
join_shapes (Areas *self)
{
  for (guint i = 0; i < self->areas->len; i++)
    {
      LwStoreArea *area = g_ptr_array_index (self->areas, i);
      GPtrArray *shapes = g_ptr_array_index (self->shapes, i);
      g_autoptr (LwGeometryBuilder) builder = NULL;

      if (shapes->len == 1)
        {
          area->geometry = lw_geometry_ref (g_ptr_array_index (shapes, 0));
          continue;
        }
      builder = lw_geometry_builder_new ();
      for (guint k = 0; k < shapes->len; k++)
        lw_geometry_builder_add_parts (builder, g_ptr_array_index (shapes, k));
      area->geometry = lw_geometry_builder_finish (builder, LW_GEOMETRY_MULTI_POLYGON);
    }
}

static gboolean
is_repeated (GPtrArray *shapes, const LwGeometry *shape)
{
  for (guint i = 0; i < shapes->len && i < MAX_COMPARED; i++)
    if (lw_geometry_equal (g_ptr_array_index (shapes, i), shape))
      return TRUE;
  return FALSE;
}

/* Adds a further feature of a code. One building is one outline, of which files with a history have several. */
static void
add_shape (Areas *self, const LwFeature *feature, const LwStoreArea *area, GPtrArray *shapes, const char *name)
{
  g_autofree char *what = NULL;

  if (is_repeated (shapes, feature->geometry))
    {
      self->n_repeated++;
      return;
    }
  if (self->role == LW_GEODATA_BUILDINGS)
    {
      self->n_repeated++;
      g_ptr_array_set_size (shapes, 0);
    }
  g_ptr_array_add (shapes, feature->geometry);
  if (name == NULL || strcmp (name, area->name) == 0)
    return;
  /* Translators: the name of an area and its code, and the name of another area */
  what = g_strdup_printf (_ ("“%s” has the code %s as “%s” has; both are one area now"), name, area->code, area->name);
  tell (self, feature, LW_IMPORT_WARNING, "area-code-twice", what,
        _ ("If they are two areas, give each its own code or say which property holds the code"));
}

static void
add_area (Areas *self, guint i, const char *code, const char *name)
{
  const LwFeature *feature = lw_features_get (self->features, i);
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_code, code));
  const char *type = lw_features_get_value (self->features, i, self->type);
  LwStoreArea *area;
  guint8 token;

  if (place == 0)
    {
      area = lw_store_area_new (lw_geodata_role_kind (self->role), code, name, NULL);
      if (type != NULL && lw_codes_parse (LW_CODES_LOCATION_TYPE, type, &token))
        area->location_type = token;
      g_ptr_array_add (self->areas, area);
      g_ptr_array_add (self->shapes, g_ptr_array_new ());
      place = self->areas->len;
      g_hash_table_insert (self->by_code, area->code, GUINT_TO_POINTER (place));
      g_ptr_array_add (g_ptr_array_index (self->shapes, place - 1), feature->geometry);
      return;
    }
  add_shape (self, feature, g_ptr_array_index (self->areas, place - 1), g_ptr_array_index (self->shapes, place - 1),
             name);
}

static void
take_feature (Areas *self, guint i)
{
  const LwFeature *feature = lw_features_get (self->features, i);
  const char *name = lw_features_get_value (self->features, i, self->name);
  g_autofree char *code = find_code (self, i, name);
  LwGeometryKind kind = feature->geometry != NULL ? lw_geometry_get_kind (feature->geometry) : LW_GEOMETRY_POINT;

  if (self->wanted != NULL && code != NULL && !g_hash_table_contains (self->wanted, code))
    self->n_skipped++;
  else if (kind != LW_GEOMETRY_POLYGON && kind != LW_GEOMETRY_MULTI_POLYGON)
    reject (self, feature, _ ("it has no outline that can be used"));
  else if (code == NULL)
    reject (self, feature, _ ("it has no code of its kind; say which property holds the code"));
  else
    add_area (self, i, code, name);
}

/* The buildings that offices of the document are in; NULL while it has none. */
static gboolean
find_wanted (Areas *self, GError **error)
{
  g_autoptr (LwOffices) offices = NULL;

  if (self->role != LW_GEODATA_BUILDINGS)
    return TRUE;
  offices = lw_store_read_offices (self->import->store, LW_DATE_UNKNOWN, NULL, NULL, self->import->cancellable, error);
  if (offices == NULL)
    return FALSE;
  if (offices->n == 0)
    return TRUE;
  self->wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < offices->n; i++)
    if (offices->pand_id[i] != 0)
      {
        char *code = g_malloc (LW_BAG_ID_LENGTH + 1);

        lw_bag_id_format (offices->pand_id[i], code);
        g_hash_table_add (self->wanted, code);
      }
  return TRUE;
}

static LwAreaIndex *
index_areas (GPtrArray *areas)
{
  g_autofree LwGeometry **shapes = g_new0 (LwGeometry *, areas->len + 1);

  for (guint i = 0; i < areas->len; i++)
    shapes[i] = ((LwStoreArea *) g_ptr_array_index (areas, i))->geometry;
  return lw_area_index_new (shapes, areas->len);
}

static void
tell_superseded (Areas *self, const LwStoreArea *old, const LwStoreArea *now)
{
  /* Translators: name and code of an area that is no more, and the name of the one that lies there now */
  g_autofree char *what = g_strdup_printf (_ ("%s (%s) was taken out: %s lies there now"),
                                           old->name[0] != '\0' ? old->name : old->code, old->code,
                                           now->name[0] != '\0' ? now->name : now->code);

  self->n_superseded++;
  lw_import_report_add_problem (self->report, LW_IMPORT_NOTE, "area-superseded", self->features->name, 0, what, NULL);
}

/* Municipalities, provinces and regions do not overlap: one of before that the file does not have, and in the middle of
 * which another lies now, is no more. */
static gboolean
take_out_superseded (Areas *self, GError **error)
{
  const char *kind = lw_geodata_role_kind (self->role);
  g_autoptr (GPtrArray) stored = NULL, gone = g_ptr_array_new ();
  LwAreaIndex *index;

  if (self->role < LW_GEODATA_MUNICIPALITIES || self->role > LW_GEODATA_REGIONS)
    return TRUE;
  stored = lw_store_read_areas (self->import->store, kind, error);
  if (stored == NULL)
    return FALSE;
  index = index_areas (self->areas);
  for (guint i = 0; i < stored->len; i++)
    {
      LwStoreArea *area = g_ptr_array_index (stored, i);
      double x, y;
      guint now;

      if (area->geometry == NULL || g_hash_table_contains (self->by_code, area->code)
          || !lw_geometry_get_point_on_surface (area->geometry, &x, &y)
          || lw_area_index_find (index, x, y, &now, 1) == 0)
        continue;
      tell_superseded (self, area, g_ptr_array_index (self->areas, now));
      g_ptr_array_add (gone, area);
    }
  lw_area_index_free (index);
  return gone->len == 0 || lw_store_delete_areas (self->import->store, gone, self->import->edit_name, error);
}

static void
tell_counts (Areas *self)
{
  const struct {
    LwImportCount group;
    const char *code;
    const char *label;
    guint64 n;
  } counts[] = {
    { LW_IMPORT_SKIPPED, "building-without-office", _ ("Buildings without offices of the document"), self->n_skipped },
    { LW_IMPORT_SKIPPED, "area-repeated", _ ("Features that repeat another of the same code"), self->n_repeated },
    { LW_IMPORT_MARKED, "area-superseded", _ ("Areas of before in whose place others lie now, taken out"),
      self->n_superseded },
    { LW_IMPORT_REJECTED, "area-rejected", _ ("Features that are no area"), self->n_rejected },
  };

  lw_import_report_count (self->report, LW_IMPORT_KEPT, "areas", _ ("Areas"), self->areas->len);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    if (counts[i].n > 0)
      lw_import_report_count (self->report, counts[i].group, counts[i].code, counts[i].label, counts[i].n);
}

static gboolean
write_areas (Areas *self, const char *kind, GError **error)
{
  g_autoptr (LwSource) source = lw_source_new (self->features->name, kind, self->import->request->date);

  /* Translators: what features of a file became, in the plural ("municipalities") */
  source->method = g_strdup_printf (_ ("outlines read as %s"), lw_geodata_role_label (self->role));
  source->rows_read = lw_features_get_n (self->features);
  source->rows_kept = self->areas->len;
  return self->areas->len == 0
         || lw_store_add_areas (self->import->store, self->areas, source, self->import->edit_name, error);
}

/**
 * lw_importing_areas:
 * @features: features in RD New
 * @role: areas of some kind, or outlines of buildings
 * @kind: kind of file, as on the command line
 * @report: where counts and problems go
 *
 * Brings areas into the document; those of a kind and code that are there already are replaced, and municipalities,
 * provinces and regions of before in whose place others lie now are taken out.
 */
gboolean
lw_importing_areas (LwImporting *import, const LwFeatures *features, LwGeodataRole role, const char *kind,
                    LwImportReport *report, GError **error)
{
  Areas self = { .import = import, .features = features, .role = role, .report = report };
  gboolean done;

  self.areas = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_store_area_free);
  self.shapes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  self.by_code = g_hash_table_new (g_str_hash, g_str_equal);
  self.told = list_told (features);
  done = find_columns (&self, error) && find_wanted (&self, error);
  for (guint i = 0; done && i < lw_features_get_n (features); i++)
    take_feature (&self, i);
  join_shapes (&self);
  done = done && take_out_superseded (&self, error) && write_areas (&self, kind, error);
  if (done)
    {
      tell_counts (&self);
      import->result->n_areas += self.areas->len;
      import->result->n_rejected += (guint) self.n_rejected;
    }
  g_clear_pointer (&self.wanted, g_hash_table_unref);
  g_hash_table_unref (self.told);
  g_hash_table_unref (self.by_code);
  g_ptr_array_unref (self.shapes);
  g_ptr_array_unref (self.areas);
  return done;
}
