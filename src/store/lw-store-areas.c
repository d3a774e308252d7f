/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-store-areas: areas that the user brought, as polygons, and the market region (kantorenregio) of each
 * municipality. Boundaries that every document needs are not stored in it: they come with the program. */
#include "store/lw-store-columns.h"
#include "store/lw-store-private.h"

#include "model/lw-geo.h"

/**
 * lw_store_area_new:
 * @kind: "municipality", "region", "location", "province", or %LW_STORE_AREA_BUILDING
 * @code: its code
 * @name: (nullable): its name
 * @geometry: (nullable) (transfer full): polygons in RD New
 *
 * Returns: (transfer full): the area
 */
LwStoreArea *
lw_store_area_new (const char *kind, const char *code, const char *name, LwGeometry *geometry)
{
  LwStoreArea *area = g_new0 (LwStoreArea, 1);

  area->kind = g_strdup (kind);
  area->code = g_strdup (code);
  area->name = g_strdup (name ? name : "");
  area->geometry = geometry;
  return area;
}

void
lw_store_area_free (LwStoreArea *area)
{
  g_return_if_fail (area != NULL);
  g_free (area->kind);
  g_free (area->code);
  g_free (area->name);
  g_clear_pointer (&area->geometry, lw_geometry_unref);
  g_free (area);
}

static LwStoreArea *
read_area (LwStatement *statement)
{
  gsize size;
  gconstpointer blob = lw_statement_blob (statement, 4, &size);
  LwGeometry *geometry = blob ? lw_geometry_from_blob (blob, size, NULL, NULL) : NULL;
  LwStoreArea *area = lw_store_area_new (lw_statement_text (statement, 0), lw_statement_text (statement, 1),
                                         lw_statement_text (statement, 2), geometry);

  area->location_type = lw_statement_code (statement, 3, LW_CODES_LOCATION_TYPE);
  return area;
}

/**
 * lw_store_read_areas:
 * @kind: (nullable): only areas of this kind; %NULL for all
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type LwStoreArea): the areas by kind and code, or %NULL with an error. A
 * geometry that another program damaged is %NULL.
 */
GPtrArray *
lw_store_read_areas (LwStore *store, const char *kind, GError **error)
{
  g_autoptr (GPtrArray) areas = g_ptr_array_new_with_free_func ((GDestroyNotify)lw_store_area_free);
  g_autoptr (LwStatement) statement
      = lw_db_prepare (store->db,
                       "SELECT kind, code, name, location_type, geom FROM area WHERE ?1 IS NULL OR kind = ?1"
                       " ORDER BY kind, code",
                       error);
  LwStep step = statement ? LW_STEP_ROW : LW_STEP_ERROR;

  if (statement)
    lw_statement_bind_text (statement, 1, kind);
  while (step == LW_STEP_ROW && (step = lw_statement_step (statement, error)) == LW_STEP_ROW)
    g_ptr_array_add (areas, read_area (statement));
  return step == LW_STEP_DONE ? g_steal_pointer (&areas) : NULL;
}

/* The table holds multipolygons; a single polygon becomes one of one part. */
static LwGeometry *
as_multi_polygon (LwGeometry *geometry)
{
  g_autoptr (LwGeometryBuilder) builder = NULL;

  if (lw_geometry_get_kind (geometry) != LW_GEOMETRY_POLYGON)
    return lw_geometry_ref (geometry);
  builder = lw_geometry_builder_new ();
  lw_geometry_builder_add_parts (builder, geometry);
  return lw_geometry_builder_finish (builder, LW_GEOMETRY_MULTI_POLYGON);
}

/* @source: key of the source of the area */
typedef struct {
  const LwStoreArea *area;
  GBytes *blob;
  gint64 source;
} AreaRow;

static void
bind_area (LwStatement *statement, gconstpointer data)
{
  const AreaRow *row = data;
  const LwStoreArea *area = row->area;
  gsize size = 0;
  gconstpointer bytes = row->blob != NULL ? g_bytes_get_data (row->blob, &size) : NULL;

  lw_statement_bind_text (statement, 1, area->kind);
  lw_statement_bind_text (statement, 2, area->code);
  lw_statement_bind_known (statement, 3, area->name);
  lw_statement_bind_code (statement, 4, LW_CODES_LOCATION_TYPE, area->location_type);
  lw_statement_bind_blob (statement, 5, bytes, size);
  lw_statement_bind_key (statement, 6, row->source);
}

static gboolean
write_area (LwStore *store, const LwStoreArea *area, gint64 source, GError **error)
{
  static const char *const sql[] = {
    "UPDATE area SET name = ?3, location_type = ?4, geom = ?5, source_fid = ?6 WHERE kind = ?1 AND code = ?2",
    "INSERT INTO area (kind, code, name, location_type, geom, source_fid) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
  };
  g_autoptr (LwGeometry) geometry = area->geometry ? as_multi_polygon (area->geometry) : NULL;
  g_autoptr (GBytes) blob = geometry ? lw_geometry_to_blob (geometry, LW_GEO_SRS_RD) : NULL;

  return lw_db_update_or_insert (store->db, sql, bind_area, &(AreaRow){ area, blob, source }, error);
}

static gboolean
delete_area (LwStore *store, const LwStoreArea *area, GError **error)
{
  g_autoptr (LwStatement) statement
      = lw_db_prepare (store->db, "DELETE FROM area WHERE kind = ?1 AND code = ?2", error);

  if (statement == NULL)
    return FALSE;
  lw_statement_bind_text (statement, 1, area->kind);
  lw_statement_bind_text (statement, 2, area->code);
  return lw_statement_run (statement, error);
}

static gboolean
delete_others (LwStore *store, const char *kind, GPtrArray *areas, GError **error)
{
  g_autoptr (GHashTable) kept = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) stored = lw_store_read_areas (store, kind, error);

  if (stored == NULL)
    return FALSE;
  for (guint i = 0; i < areas->len; i++)
    g_hash_table_add (kept, ((LwStoreArea *)g_ptr_array_index (areas, i))->code);
  for (guint i = 0; i < stored->len; i++)
    {
      const LwStoreArea *area = g_ptr_array_index (stored, i);

      if (!g_hash_table_contains (kept, area->code) && !delete_area (store, area, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * lw_store_write_areas:
 * @kind: the kind of all of them
 * @areas: (element-type LwStoreArea): the areas of that kind that the document is to have from now on
 * @source: (nullable): where they come from
 * @edit_name: what Undo calls it, translated
 * @error: return location for an error
 *
 * Returns: %FALSE with an error; nothing is changed then
 */
gboolean
lw_store_write_areas (LwStore *store,
                      const char *kind,
                      GPtrArray *areas,
                      const LwSource *source,
                      const char *edit_name,
                      GError **error)
{
  g_autoptr (LwEdit) edit = lw_edit_begin (store, edit_name, error);
  gint64 key = 0;

  if (edit == NULL || (source && !lw_store_add_source (store, source, &key, error))
      || !delete_others (store, kind, areas, error))
    return FALSE;
  for (guint i = 0; i < areas->len; i++)
    {
      const LwStoreArea *area = g_ptr_array_index (areas, i);

      g_return_val_if_fail (g_strcmp0 (area->kind, kind) == 0, FALSE);
      if (!write_area (store, area, key, error))
        return FALSE;
    }
  return lw_edit_commit (&edit, error);
}

/**
 * lw_store_add_areas:
 * @areas: (element-type LwStoreArea): areas; those of a kind and code that are there already are replaced
 * @source: (nullable): where they come from
 * @edit_name: what Undo calls it, translated
 * @error: return location for an error
 *
 * Returns: %FALSE with an error; nothing is changed then
 */
gboolean
lw_store_add_areas (LwStore *store, GPtrArray *areas, const LwSource *source, const char *edit_name, GError **error)
{
  g_autoptr (LwEdit) edit = lw_edit_begin (store, edit_name, error);
  gint64 key = 0;

  if (edit == NULL || (source && !lw_store_add_source (store, source, &key, error)))
    return FALSE;
  for (guint i = 0; i < areas->len; i++)
    if (!write_area (store, g_ptr_array_index (areas, i), key, error))
      return FALSE;
  return lw_edit_commit (&edit, error);
}

/**
 * lw_store_delete_areas:
 * @areas: (element-type LwStoreArea): areas; those of a kind and code that are there are deleted
 * @edit_name: what Undo calls it, translated
 * @error: return location for an error
 *
 * Returns: %FALSE with an error; nothing is changed then
 */
gboolean
lw_store_delete_areas (LwStore *store, GPtrArray *areas, const char *edit_name, GError **error)
{
  g_autoptr (LwEdit) edit = lw_edit_begin (store, edit_name, error);

  if (edit == NULL)
    return FALSE;
  for (guint i = 0; i < areas->len; i++)
    if (!delete_area (store, g_ptr_array_index (areas, i), error))
      return FALSE;
  return lw_edit_commit (&edit, error);
}

/**
 * lw_store_add_areas_of:
 * @n: how many areas
 * @func: makes one of them, which is freed before the next
 * @data: for @func
 * @source: (nullable): where they come from
 * @edit_name: what Undo calls it, translated
 * @error: return location for an error
 *
 * As lw_store_add_areas(), for many areas that need not be in memory together.
 *
 * Returns: %FALSE with an error; nothing is changed then
 */
gboolean
lw_store_add_areas_of (LwStore *store, guint n, LwStoreAreaFunc func, gpointer data, const LwSource *source,
                       const char *edit_name, GError **error)
{
  g_autoptr (LwEdit) edit = lw_edit_begin (store, edit_name, error);
  gint64 key = 0;

  if (edit == NULL || (source && !lw_store_add_source (store, source, &key, error)))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (LwStoreArea) area = func (i, data, error);

      if (area == NULL || !write_area (store, area, key, error))
        return FALSE;
    }
  return lw_edit_commit (&edit, error);
}

/**
 * lw_store_read_outline:
 * @building: identification of a pand
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): its outline in RD New, metres; %NULL without an error if it is not known
 */
LwGeometry *
lw_store_read_outline (LwStore *store, LwBagId building, GError **error)
{
  g_autoptr (LwStatement) statement
      = lw_db_prepare (store->db, "SELECT geom FROM area WHERE kind = ?1 AND code = ?2", error);
  char code[LW_BAG_ID_LENGTH + 1];
  gsize size;
  gconstpointer blob;

  if (statement == NULL)
    return NULL;
  lw_bag_id_format (building, code);
  lw_statement_bind_text (statement, 1, LW_STORE_AREA_BUILDING);
  lw_statement_bind_text (statement, 2, code);
  if (lw_statement_step (statement, error) != LW_STEP_ROW)
    return NULL;
  blob = lw_statement_blob (statement, 0, &size);
  return blob != NULL ? lw_geometry_from_blob (blob, size, NULL, NULL) : NULL;
}

/**
 * lw_store_read_outline_stamp:
 * @stamp: (out) (transfer full): a text that is another as soon as outlines of buildings are added or replaced
 * @error: return location for an error
 *
 * For who keeps what takes long to find out from them.
 *
 * Returns: %FALSE with an error
 */
gboolean
lw_store_read_outline_stamp (LwStore *store, char **stamp, GError **error)
{
  g_autoptr (LwStatement) statement
      = lw_db_prepare (store->db,
                       "SELECT count (*) || ' ' || coalesce (max (fid), 0) || ' ' || coalesce (sum (length (geom)), 0)"
                       " FROM area WHERE kind = ?1",
                       error);

  *stamp = NULL;
  if (statement == NULL)
    return FALSE;
  lw_statement_bind_text (statement, 1, LW_STORE_AREA_BUILDING);
  if (lw_statement_step (statement, error) != LW_STEP_ROW)
    return FALSE;
  *stamp = g_strdup (lw_statement_text (statement, 0));
  return TRUE;
}

/**
 * lw_store_read_regions:
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type utf8 utf8): region by code of municipality, or %NULL with an error
 */
GHashTable *
lw_store_read_regions (LwStore *store, GError **error)
{
  g_autoptr (GHashTable) regions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (LwStatement) statement
      = lw_db_prepare (store->db, "SELECT code, region FROM municipality WHERE region IS NOT NULL", error);
  LwStep step = statement ? LW_STEP_ROW : LW_STEP_ERROR;

  while (step == LW_STEP_ROW && (step = lw_statement_step (statement, error)) == LW_STEP_ROW)
    g_hash_table_replace (regions, g_strdup (lw_statement_text (statement, 0)),
                          g_strdup (lw_statement_text (statement, 1)));
  return step == LW_STEP_DONE ? g_steal_pointer (&regions) : NULL;
}

typedef struct {
  const char *code;
  const char *region;
} RegionRow;

static void
bind_region (LwStatement *statement, gconstpointer data)
{
  const RegionRow *row = data;

  lw_statement_bind_text (statement, 1, row->code);
  lw_statement_bind_known (statement, 2, row->region);
}

static gboolean
write_region (LwStore *store, const char *code, const char *region, GError **error)
{
  static const char *const sql[] = {
    "UPDATE municipality SET region = ?2 WHERE code = ?1",
    "INSERT INTO municipality (code, region) VALUES (?1, ?2)",
  };

  return lw_db_update_or_insert (store->db, sql, bind_region, &(RegionRow){ code, region }, error);
}

/**
 * lw_store_write_regions:
 * @regions: (element-type utf8 utf8): region by code of municipality ("GM0344"); an empty region takes it
 * away. Municipalities that are not named keep theirs.
 * @edit_name: what Undo calls it, translated
 * @error: return location for an error
 *
 * An office belongs to the region of its municipality, since a municipality lies in one market (domain model
 * 6.1); only where that has none, to the region that its source gave it.
 *
 * Returns: %FALSE with an error; nothing is changed then
 */
gboolean
lw_store_write_regions (LwStore *store, GHashTable *regions, const char *edit_name, GError **error)
{
  g_autoptr (LwEdit) edit = lw_edit_begin (store, edit_name, error);
  GHashTableIter iter;
  gpointer code, region;

  if (edit == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, regions);
  while (g_hash_table_iter_next (&iter, &code, &region))
    if (!write_region (store, code, region, error))
      return FALSE;
  return lw_edit_commit (&edit, error);
}
