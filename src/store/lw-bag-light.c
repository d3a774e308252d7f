/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-bag-light: see lw-bag-light.h. Ten million rows are gone over once in the order of the table: a function
 * of SQL looks at the uses, counts and tells progress; only rows with office use are looked at further. */
#include "store/lw-bag-light.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "model/lw-bag-values.h"
#include "model/lw-basemap.h"
#include "model/lw-error.h"
#include "model/lw-geo.h"
#include "model/lw-geometry-mend.h"
#include "model/lw-offices-builder.h"
#include "model/lw-offices-place.h"
#include "store/lw-db.h"

#define ROWS_A_STEP 20000
/* So many objects are looked at to tell whether a file is of more than one municipality. */
#define N_LOOKED_AT 64

typedef enum {
  COLUMN_ROW,
  COLUMN_ID,
  COLUMN_USES,
  COLUMN_STATUS,
  COLUMN_AREA,
  COLUMN_STREET,
  COLUMN_NUMBER,
  COLUMN_LETTER,
  COLUMN_SUFFIX,
  COLUMN_POSTCODE,
  COLUMN_TOWN,
  COLUMN_YEAR,
  COLUMN_BUILDING,
  COLUMN_BUILDING_STATUS,
  COLUMN_SHAPE,
  N_COLUMNS,
} Column;

static const struct {
  const char *name;
  gboolean needed;
} columns[N_COLUMNS] = {
  [COLUMN_ROW] = { "rowid", FALSE },
  [COLUMN_ID] = { "identificatie", TRUE },
  [COLUMN_USES] = { "gebruiksdoel", TRUE },
  [COLUMN_STATUS] = { "status", TRUE },
  [COLUMN_AREA] = { "oppervlakte", TRUE },
  [COLUMN_STREET] = { "openbare_ruimte_naam", FALSE },
  [COLUMN_NUMBER] = { "huisnummer", FALSE },
  [COLUMN_LETTER] = { "huisletter", FALSE },
  [COLUMN_SUFFIX] = { "toevoeging", FALSE },
  [COLUMN_POSTCODE] = { "postcode", FALSE },
  [COLUMN_TOWN] = { "woonplaats_naam", FALSE },
  [COLUMN_YEAR] = { "bouwjaar", FALSE },
  [COLUMN_BUILDING] = { "pand_identificatie", FALSE },
  [COLUMN_BUILDING_STATUS] = { "pandstatus", FALSE },
  [COLUMN_SHAPE] = { NULL, TRUE }, /* what gpkg_geometry_columns says */
};

typedef struct {
  LwDb *db;
  const LwBagLightOptions *options;
  LwBagLight *light;
  LwOfficesBuilder *builder;
  LwOfficesBuilder *ended;
  LwDate date;
  char *name;      /* of the file, for people */
  guint64 n_total; /* rows of the table at most */
  const LwBasemap *map;
  const LwMunicipality *municipalities;
  GHashTable *known;     /* of LwBagId: of the options */
  GHashTable *ids;       /* of LwBagId: offices so far */
  GHashTable *buildings; /* of LwBagId: that they are in */
} Reader;

static void
clear_reader (Reader *reader)
{
  g_free (reader->name);
  g_clear_pointer (&reader->light, lw_bag_light_free);
  g_clear_pointer (&reader->builder, lw_offices_builder_free);
  g_clear_pointer (&reader->ended, lw_offices_builder_free);
  g_clear_pointer (&reader->known, g_hash_table_unref);
  g_clear_pointer (&reader->ids, g_hash_table_unref);
  g_clear_pointer (&reader->buildings, g_hash_table_unref);
  g_clear_pointer (&reader->db, lw_db_close);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, clear_reader)

/* Text of a foreign file: valid UTF-8, "" where there is none. */
static char *
dup_text (LwStatement *statement, int at)
{
  const char *text = (const char *)sqlite3_column_text (lw_statement_raw (statement), at);
  char *valid = text != NULL ? g_utf8_make_valid (text, -1) : g_strdup ("");

  return g_strstrip (valid);
}

/* A number; NaN for what is none. */
static double
read_number (LwStatement *statement, int at)
{
  const char *text = (const char *)sqlite3_column_text (lw_statement_raw (statement), at);
  char *end;
  double value;

  if (text == NULL)
    return NAN;
  value = g_ascii_strtod (text, &end);
  return end != text && *end == '\0' && isfinite (value) ? value : NAN;
}

/* An identification; zeros that were lost on the left are put back. 0 if it is none. */
static LwBagId
parse_id (const char *text)
{
  char padded[LW_BAG_ID_LENGTH + 1];
  gsize n = strlen (text);

  if (n < LW_BAG_ID_LENGTH - 3 || n > LW_BAG_ID_LENGTH)
    return 0;
  memset (padded, '0', LW_BAG_ID_LENGTH - n);
  memcpy (padded + LW_BAG_ID_LENGTH - n, text, n + 1);
  return lw_bag_id_parse (padded, -1);
}

/* Uses, which stand with commas between them, as bits. */
static guint
parse_uses (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, ",", -1);
  guint uses = 0;

  for (guint i = 0; words[i] != NULL; i++)
    if (*g_strstrip (words[i]) != '\0')
      uses |= lw_bag_use_parse (words[i]);
  return uses;
}

static gboolean
has_id (GHashTable *ids, sqlite3_value *value)
{
  const char *text = (const char *)sqlite3_value_text (value);
  LwBagId id = text != NULL ? parse_id (text) : 0;

  return id != 0 && g_hash_table_contains (ids, &id);
}

/* The SQL function that looks at each row first: whether its uses may be office use, or it was an office. */
static void
may_be_office_cb (sqlite3_context *context, int n, sqlite3_value **values)
{
  Reader *reader = sqlite3_user_data (context);
  const char *text
      = sqlite3_value_type (values[0]) == SQLITE_TEXT ? (const char *)sqlite3_value_text (values[0]) : NULL;
  gboolean may_be = (text != NULL && strstr (text, "kantoorfunctie") != NULL)
                    || (g_hash_table_size (reader->known) > 0 && has_id (reader->known, values[1]));

  if (reader->light->n_rows++ % ROWS_A_STEP == 0 && reader->options->progress != NULL)
    reader->options->progress (NULL, MIN (reader->light->n_rows, reader->n_total), reader->n_total,
                               LW_PROGRESS_ROWS, reader->options->progress_data);
  reader->light->counts[LW_BAG_LIGHT_NOT_OFFICE] += !may_be;
  sqlite3_result_int (context, may_be);
}

/* The SQL function that looks at each building: whether an office is in it. */
static void
is_wanted_cb (sqlite3_context *context, int n, sqlite3_value **values)
{
  Reader *reader = sqlite3_user_data (context);

  sqlite3_result_int (context, has_id (reader->buildings, values[0]));
}

static gboolean
add_functions (Reader *reader, GError **error)
{
  const int flags = SQLITE_UTF8 | SQLITE_DIRECTONLY;
  int code = sqlite3_create_function_v2 (lw_db_handle (reader->db), "lw_may_be_office", 2, flags, reader,
                                         may_be_office_cb, NULL, NULL, NULL);

  if (code == SQLITE_OK)
    code = sqlite3_create_function_v2 (lw_db_handle (reader->db), "lw_is_wanted", 1, flags, reader,
                                       is_wanted_cb, NULL, NULL, NULL);
  return lw_db_check (reader->db, code, error);
}

static void
mark (Reader *reader, LwBagLightMark what, LwStatement *row)
{
  LwBagLightExample example = { .mark = what };
  g_autofree char *id = NULL;

  if (reader->light->counts[what]++ >= LW_BAG_LIGHT_MAX_EXAMPLES)
    return;
  id = dup_text (row, COLUMN_ID);
  example.row = (guint64)MAX (lw_statement_int (row, COLUMN_ROW), 0);
  g_utf8_strncpy (example.id, id, 7);
  if (strlen (id) < sizeof example.id)
    g_strlcpy (example.id, id, sizeof example.id);
  g_array_append_val (reader->light->examples, example);
}

/* The names of the columns of an ordinary table, in lower case; NULL with @error set, or none if there is no
 * such table. */
static GHashTable *
list_columns (LwDb *db, const char *table, GError **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (LwStatement) statement = lw_db_prepare (
      db,
      "SELECT c.name FROM sqlite_master m, pragma_table_info (m.name) c WHERE m.name = ?1 COLLATE NOCASE"
      " AND m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL%'",
      error);
  LwStep step = statement != NULL ? LW_STEP_ROW : LW_STEP_ERROR;

  if (statement != NULL)
    lw_statement_bind_text (statement, 1, table);
  while (step == LW_STEP_ROW && (step = lw_statement_step (statement, error)) == LW_STEP_ROW)
    {
      g_autofree char *name = dup_text (statement, 0);

      g_hash_table_add (names, g_ascii_strdown (name, -1));
    }
  return step == LW_STEP_DONE ? g_steal_pointer (&names) : NULL;
}

/* The column of shapes of a table, which has the columns @names, as SQL takes its name; NULL if there is
 * none. */
static char *
find_shape (LwDb *db, const char *table, GHashTable *names)
{
  g_autoptr (LwStatement) statement = lw_db_prepare (
      db, "SELECT column_name FROM gpkg_geometry_columns WHERE table_name = ?1 COLLATE NOCASE", NULL);
  g_autofree char *name = NULL, *lower = NULL;

  if (statement == NULL)
    return NULL;
  lw_statement_bind_text (statement, 1, table);
  if (lw_statement_step (statement, NULL) != LW_STEP_ROW)
    return NULL;
  name = dup_text (statement, 0);
  lower = g_ascii_strdown (name, -1);
  /* SQL takes a quoted name that is none for a text. */
  if (!g_hash_table_contains (names, lower) || strchr (name, '"') != NULL)
    return NULL;
  return g_strdup_printf ("\"%s\"", name);
}

/**
 * lw_bag_light_recognise:
 * @path: a file
 *
 * Returns: whether it is a GeoPackage with the objects of the BAG, joined with their addresses
 */
gboolean
lw_bag_light_recognise (const char *path)
{
  g_autoptr (LwDb) db = lw_db_open (path, LW_DB_FOREIGN, NULL);
  g_autoptr (LwStatement) statement
      = db != NULL ? lw_db_prepare (
            db,
            "SELECT count (*) FROM sqlite_master m, pragma_table_info (m.name) c WHERE m.name ="
            " 'verblijfsobject' COLLATE NOCASE AND m.type IN ('table', 'view') AND c.name IN"
            " ('identificatie', 'gebruiksdoel', 'oppervlakte') COLLATE NOCASE",
            NULL)
                   : NULL;

  return statement != NULL && lw_statement_step (statement, NULL) == LW_STEP_ROW
         && lw_statement_int (statement, 0) >= 2;
}

/* The municipality of the first object from a row on, or -1. */
static int
municipality_from (LwStatement *statement, gint64 rowid)
{
  g_autoptr (LwGeometry) shape = NULL;
  gconstpointer blob = NULL;
  gsize size = 0;
  double x, y;

  sqlite3_reset (lw_statement_raw (statement));
  lw_statement_bind_int (statement, 1, rowid);
  if (lw_statement_step (statement, NULL) == LW_STEP_ROW
      && sqlite3_column_type (lw_statement_raw (statement), 0) == SQLITE_BLOB)
    blob = lw_statement_blob (statement, 0, &size);
  shape = blob != NULL ? lw_geometry_from_blob (blob, size, NULL, NULL) : NULL;
  if (shape == NULL || !lw_geometry_get_point_on_surface (shape, &x, &y))
    return -1;
  return lw_basemap_municipality_at (lw_basemap_get_default (), x, y);
}

/**
 * lw_bag_light_is_wide:
 * @path: a file for which lw_bag_light_recognise() is %TRUE
 *
 * Looks at some objects all through the file, which may be large.
 *
 * Returns: whether they lie in more than one municipality
 */
gboolean
lw_bag_light_is_wide (const char *path)
{
  g_autoptr (LwDb) db = lw_db_open (path, LW_DB_FOREIGN, NULL);
  g_autoptr (GHashTable) names = db != NULL ? list_columns (db, "verblijfsobject", NULL) : NULL;
  g_autofree char *shape = names != NULL ? find_shape (db, "verblijfsobject", names) : NULL;
  g_autofree char *sql = shape != NULL ? g_strdup_printf ("SELECT %s FROM verblijfsobject WHERE rowid >= ?1"
                                                          " ORDER BY rowid LIMIT 1", shape)
                                       : NULL;
  g_autoptr (LwStatement) statement = sql != NULL ? lw_db_prepare (db, sql, NULL) : NULL;
  gint64 last = 0;
  int first = -1;

  if (statement == NULL
      || !lw_db_read_int (db, "SELECT coalesce (max (rowid), 0) FROM verblijfsobject", &last, NULL))
    return FALSE;
  for (guint i = 0; i < N_LOOKED_AT; i++)
    {
      int at = municipality_from (statement, 1 + last / N_LOOKED_AT * i + last % N_LOOKED_AT * i / N_LOOKED_AT);

      if (first >= 0 && at >= 0 && at != first)
        return TRUE;
      first = at >= 0 ? at : first;
    }
  return FALSE;
}

/* The statement that reads the objects; says what is missing of the table. */
static char *
make_sql (Reader *reader, GError **error)
{
  g_autoptr (GHashTable) names = list_columns (reader->db, "verblijfsobject", error);
  g_autofree char *shape = names != NULL ? find_shape (reader->db, "verblijfsobject", names) : NULL;
  g_autoptr (GString) sql = g_string_new ("SELECT rowid");

  if (names == NULL)
    return NULL;
  if (g_hash_table_size (names) == 0)
    {
      g_set_error (
          error, LW_ERROR, LW_ERROR_UNSUPPORTED,
          _ ("%s: verblijfsobject is no ordinary table, and others are not read; fetch the file again"),
          reader->name);
      return NULL;
    }
  for (int c = COLUMN_ID; c < N_COLUMNS; c++)
    {
      const char *name = columns[c].name != NULL ? columns[c].name : shape;
      gboolean there = c == COLUMN_SHAPE ? shape != NULL : g_hash_table_contains (names, name);

      if (!there && columns[c].needed)
        {
          g_set_error (error, LW_ERROR, LW_ERROR_INVALID,
                       /* Translators: a file and the name of a column */
                       _ ("%s: the table verblijfsobject has no column %s, so this is no bag-light of the "
                          "Kadaster; fetch "
                          "the file again"),
                       reader->name, name != NULL ? name : "geom");
          return NULL;
        }
      g_string_append_printf (sql, ", %s", there ? name : "NULL");
    }
  g_string_append (sql, " FROM verblijfsobject WHERE lw_may_be_office (gebruiksdoel, identificatie)");
  return g_string_free (g_steal_pointer (&sql), FALSE);
}

/* The position of a row; NaN if it has none that can be read. */
static void
read_position (LwStatement *row, double *x, double *y)
{
  gsize size = 0;
  gconstpointer blob = sqlite3_column_type (lw_statement_raw (row), COLUMN_SHAPE) == SQLITE_BLOB
                           ? lw_statement_blob (row, COLUMN_SHAPE, &size)
                           : NULL;
  g_autoptr (LwGeometry) shape = blob != NULL ? lw_geometry_from_blob (blob, size, NULL, NULL) : NULL;

  *x = *y = NAN;
  if (shape == NULL || !lw_geometry_get_point_on_surface (shape, x, y) || !isfinite (*x) || !isfinite (*y))
    *x = *y = NAN;
}

/* Whether the status makes it stock; marks why not. */
static gboolean
is_stock (Reader *reader, LwStatement *row, LwBagState state)
{
  if (lw_bag_state_is_stock (state))
    return TRUE;
  mark (reader,
        state == LW_BAG_STATE_PLANNED ? LW_BAG_LIGHT_PLANNED
        : state == LW_BAG_STATE_ENDED ? LW_BAG_LIGHT_ENDED
                                      : LW_BAG_LIGHT_BAD_STATUS,
        row);
  return FALSE;
}

/* Whether all buildings of a row, which stand with commas between them, are demolished. */
static gboolean
is_demolished (LwStatement *row)
{
  g_autofree char *text = dup_text (row, COLUMN_BUILDING_STATUS);
  g_auto (GStrv) words = g_strsplit (text, ",", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (lw_bag_state_parse (g_strstrip (words[i])) != LW_BAG_STATE_DEMOLISHED)
      return FALSE;
  return words[0] != NULL;
}

/* What an object that was an office is now. */
static void
note_ended (Reader *reader, LwStatement *row, LwBagId id, guint uses, LwBagState state)
{
  g_autofree char *names = lw_bag_uses_format (uses);
  LwStatus status = lw_bag_state_to_status (state);
  guint ended;

  if (state == LW_BAG_STATE_UNKNOWN || !g_hash_table_contains (reader->known, &id))
    return;
  ended = lw_offices_builder_add (reader->ended);
  lw_offices_builder_set_bag_id (reader->ended, LW_OFFICE_BAG_ID, ended, id);
  lw_offices_builder_set_text (reader->ended, LW_OFFICE_USES, ended, names);
  lw_offices_builder_set_code (
      reader->ended, LW_OFFICE_STATUS, ended,
      status == LW_STATUS_WITHDRAWN && is_demolished (row) ? LW_STATUS_DEMOLISHED : status);
}

static void
set_area (Reader *reader, LwStatement *row, guint office)
{
  double area = read_number (row, COLUMN_AREA);

  lw_offices_builder_set_code (reader->builder, LW_OFFICE_AREA_MEASURE, office, LW_AREA_GO);
  if (isnan (area) || area < 0)
    mark (reader, LW_BAG_LIGHT_AREA_UNKNOWN, row);
  else if (LW_BAG_AREA_IS_DUMMY (area))
    {
      lw_offices_builder_add_remarks (reader->builder, office, LW_REMARK_AREA_DUMMY);
      mark (reader, LW_BAG_LIGHT_AREA_DUMMY, row);
    }
  else
    lw_offices_builder_set_number (reader->builder, LW_OFFICE_FLOOR_AREA_M2, office, area);
}

static void
set_building (Reader *reader, LwStatement *row, guint office)
{
  g_autofree char *text = dup_text (row, COLUMN_BUILDING);
  double year = read_number (row, COLUMN_YEAR);
  LwBagId id;

  /* Of several buildings the first. */
  g_strstrip (text)[strcspn (text, ",")] = '\0';
  id = parse_id (g_strchomp (text));
  if (id != 0)
    {
      lw_offices_builder_set_bag_id (reader->builder, LW_OFFICE_PAND_ID, office, id);
      g_hash_table_add (reader->buildings, g_memdup2 (&id, sizeof id));
    }
  else
    {
      lw_offices_builder_add_remarks (reader->builder, office, LW_REMARK_BUILDING_UNKNOWN);
      mark (reader, LW_BAG_LIGHT_BUILDING_UNKNOWN, row);
    }
  if (isnan (year))
    return;
  if (LW_BAG_YEAR_IS_DUMMY (year))
    {
      lw_offices_builder_add_remarks (reader->builder, office, LW_REMARK_YEAR_DUMMY);
      mark (reader, LW_BAG_LIGHT_YEAR_DUMMY, row);
    }
  else
    lw_offices_builder_set_integer (reader->builder, LW_OFFICE_BUILD_YEAR, office, (int)year);
}

static void
set_text (Reader *reader, LwStatement *row, Column from, LwOfficeColumn to, guint office)
{
  g_autofree char *text = dup_text (row, from);

  if (to != LW_OFFICE_POSTCODE || strcmp (text, LW_BAG_DUMMY_POSTCODE) != 0)
    lw_offices_builder_set_text (reader->builder, to, office, text);
}

static void
set_address (Reader *reader, LwStatement *row, guint office)
{
  double number = read_number (row, COLUMN_NUMBER);
  g_autofree char *street = dup_text (row, COLUMN_STREET);

  if (number > 0 && number < 1e7)
    lw_offices_builder_set_integer (reader->builder, LW_OFFICE_HOUSE_NUMBER, office, (int)number);
  set_text (reader, row, COLUMN_STREET, LW_OFFICE_STREET, office);
  set_text (reader, row, COLUMN_LETTER, LW_OFFICE_HOUSE_LETTER, office);
  set_text (reader, row, COLUMN_SUFFIX, LW_OFFICE_HOUSE_SUFFIX, office);
  set_text (reader, row, COLUMN_POSTCODE, LW_OFFICE_POSTCODE, office);
  set_text (reader, row, COLUMN_TOWN, LW_OFFICE_TOWN, office);
  if (*street != '\0')
    return;
  lw_offices_builder_add_remarks (reader->builder, office, LW_REMARK_ADDRESS_UNKNOWN);
  mark (reader, LW_BAG_LIGHT_ADDRESS_UNKNOWN, row);
}

static void
set_position (Reader *reader, LwStatement *row, guint office, double x, double y)
{
  double station_m;

  if (isnan (x))
    mark (reader, LW_BAG_LIGHT_POSITION_UNKNOWN, row);
  else if (!lw_geo_in_rd_range (x, y))
    {
      lw_offices_builder_add_remarks (reader->builder, office, LW_REMARK_POSITION_OUTSIDE);
      mark (reader, LW_BAG_LIGHT_POSITION_OUTSIDE, row);
    }
  else
    {
      lw_offices_builder_set_number (reader->builder, LW_OFFICE_RD_X, office, x);
      lw_offices_builder_set_number (reader->builder, LW_OFFICE_RD_Y, office, y);
      lw_basemap_nearest_station (reader->map, x, y, &station_m);
      lw_offices_builder_set_number (reader->builder, LW_OFFICE_STATION_DISTANCE_M, office, station_m);
    }
}

static void
set_municipality (Reader *reader, LwStatement *row, guint office, int place)
{
  if (place < 0)
    {
      mark (reader, LW_BAG_LIGHT_MUNICIPALITY_UNKNOWN, row);
      return;
    }
  lw_offices_builder_set_municipality (reader->builder, office, place);
  lw_offices_builder_add_remarks (reader->builder, office, LW_REMARK_MUNICIPALITY_BY_POSITION);
  reader->light->counts[LW_BAG_LIGHT_MUNICIPALITY_BY_POSITION]++;
}

/* Whether an office lies where the caller asked for; marks why not. */
static gboolean
is_asked_for (Reader *reader, LwStatement *row, double x, double y, int place)
{
  const LwBagLightOptions *options = reader->options;

  if (options->area != NULL && (isnan (x) || !lw_geometry_contains (options->area, x, y)))
    mark (reader, LW_BAG_LIGHT_OUTSIDE, row);
  else if (options->municipalities != NULL
           && (place < 0 || !g_strv_contains (options->municipalities, reader->municipalities[place].code)))
    mark (reader, LW_BAG_LIGHT_OTHER_MUNICIPALITY, row);
  else
    return TRUE;
  return FALSE;
}

static void
add_office (Reader *reader, LwStatement *row, LwBagId id, guint uses, LwBagState state)
{
  gboolean mixed = (uses & ~(guint)LW_BAG_USE_OFFICE) != 0;
  g_autofree char *names = lw_bag_uses_format (uses);
  double x, y;
  guint office;
  int place;

  read_position (row, &x, &y);
  place = lw_offices_find_municipality (x, y);
  if (!is_asked_for (reader, row, x, y, place))
    return;
  office = lw_offices_builder_add (reader->builder);
  g_hash_table_add (reader->ids, g_memdup2 (&id, sizeof id));
  lw_offices_builder_set_bag_id (reader->builder, LW_OFFICE_BAG_ID, office, id);
  lw_offices_builder_set_text (reader->builder, LW_OFFICE_SOURCE, office, "BAG");
  lw_offices_builder_set_date (reader->builder, LW_OFFICE_REFERENCE_DATE, office, reader->date);
  lw_offices_builder_set_text (reader->builder, LW_OFFICE_USES, office, names);
  lw_offices_builder_set_code (reader->builder, LW_OFFICE_USE_MIXED, office, mixed ? LW_YES : LW_NO);
  lw_offices_builder_set_code (reader->builder, LW_OFFICE_STATUS, office, lw_bag_state_to_status (state));
  reader->light->counts[LW_BAG_LIGHT_MIXED] += mixed;
  set_area (reader, row, office);
  set_building (reader, row, office);
  set_position (reader, row, office, x, y);
  set_address (reader, row, office);
  set_municipality (reader, row, office, place);
}

static void
take_row (Reader *reader, LwStatement *row)
{
  g_autofree char *id_text = dup_text (row, COLUMN_ID);
  g_autofree char *uses_text = dup_text (row, COLUMN_USES);
  g_autofree char *state_text = dup_text (row, COLUMN_STATUS);
  LwBagId id = parse_id (id_text);
  guint uses = parse_uses (uses_text);
  LwBagState state = lw_bag_state_parse (state_text);

  if (id == 0)
    mark (reader, LW_BAG_LIGHT_BAD_ID, row);
  else if ((uses & LW_BAG_USE_OFFICE) == 0)
    {
      mark (reader, LW_BAG_LIGHT_NOT_OFFICE, row);
      note_ended (reader, row, id, uses, state);
    }
  else if (!is_stock (reader, row, state))
    note_ended (reader, row, id, uses, state);
  else if (g_hash_table_contains (reader->ids, &id))
    mark (reader, LW_BAG_LIGHT_REPEATED, row);
  else
    add_office (reader, row, id, uses, state);
}

static gboolean
read_objects (Reader *reader, GCancellable *cancellable, GError **error)
{
  g_autofree char *sql = make_sql (reader, error);
  g_autoptr (LwStatement) statement = sql != NULL ? lw_db_prepare (reader->db, sql, error) : NULL;
  gint64 last = 0;
  LwStep step = statement != NULL ? LW_STEP_ROW : LW_STEP_ERROR;

  if (statement != NULL
      && !lw_db_read_int (reader->db, "SELECT coalesce (max (rowid), 0) FROM verblijfsobject", &last, error))
    return FALSE;
  reader->n_total = (guint64)MAX (last, 1);
  while (step == LW_STEP_ROW && (step = lw_statement_step (statement, error)) == LW_STEP_ROW)
    take_row (reader, statement);
  return step == LW_STEP_DONE;
}

/* Keeps the shape of a building if there is anything in it; made sound, and each once. */
static void
add_outline (Reader *reader, LwBagId building, LwGeometry *shape)
{
  LwBagLightOutline outline = { building, NULL };
  LwMend done;

  if (lw_geometry_get_kind (shape) < LW_GEOMETRY_POLYGON)
    return;
  outline.shape = lw_geometry_mend (shape, &done);
  if (outline.shape == NULL)
    return;
  reader->light->counts[LW_BAG_LIGHT_OUTLINE_MENDED] += done != LW_MEND_NOTHING;
  g_hash_table_remove (reader->buildings, &building);
  g_array_append_val (reader->light->outlines, outline);
}

/* The outlines of the buildings that offices are in; a file without them is as good. */
static gboolean
read_outlines (Reader *reader, GError **error)
{
  g_autoptr (GHashTable) names = list_columns (reader->db, "pand", error);
  g_autofree char *shape = names != NULL ? find_shape (reader->db, "pand", names) : NULL, *sql = NULL;
  g_autoptr (LwStatement) statement = NULL;
  LwStep step = LW_STEP_ROW;

  if (names == NULL)
    return FALSE;
  if (shape == NULL || !g_hash_table_contains (names, "identificatie"))
    return TRUE;
  sql = g_strdup_printf ("SELECT identificatie, %s FROM pand WHERE lw_is_wanted (identificatie)", shape);
  statement = lw_db_prepare (reader->db, sql, error);
  if (statement == NULL)
    return FALSE;
  while (step == LW_STEP_ROW && (step = lw_statement_step (statement, error)) == LW_STEP_ROW)
    {
      g_autofree char *text = dup_text (statement, 0);
      gsize size = 0;
      gconstpointer blob = lw_statement_blob (statement, 1, &size);
      g_autoptr (LwGeometry) outline = blob != NULL ? lw_geometry_from_blob (blob, size, NULL, NULL) : NULL;

      if (outline != NULL)
        add_outline (reader, parse_id (text), outline);
    }
  reader->light->counts[LW_BAG_LIGHT_OUTLINE_UNKNOWN] = g_hash_table_size (reader->buildings);
  return step == LW_STEP_DONE;
}

static gboolean
find_date (Reader *reader, GError **error)
{
  g_autofree char *text = NULL;

  reader->date = reader->options->date;
  if (reader->date == LW_DATE_UNKNOWN
      && lw_db_read_text (
          reader->db,
          "SELECT substr (last_change, 1, 10) FROM gpkg_contents WHERE table_name = 'verblijfsobject'"
          " COLLATE NOCASE",
          &text, NULL)
      && text != NULL)
    reader->date = lw_date_parse_iso (text);
  if (reader->date != LW_DATE_UNKNOWN)
    return TRUE;
  g_set_error (error, LW_ERROR, LW_ERROR_INVALID,
               _ ("%s: the file does not say of which date it is (last_change in gpkg_contents); give the "
                  "reference date"),
               reader->name);
  return FALSE;
}

static void
clear_outline (gpointer data)
{
  g_clear_pointer (&((LwBagLightOutline *)data)->shape, lw_geometry_unref);
}

static LwBagLight *
new_light (void)
{
  LwBagLight *light = g_new0 (LwBagLight, 1);

  light->examples = g_array_new (FALSE, FALSE, sizeof (LwBagLightExample));
  light->outlines = g_array_new (FALSE, FALSE, sizeof (LwBagLightOutline));
  g_array_set_clear_func (light->outlines, clear_outline);
  return light;
}

/** lw_bag_light_free: frees @self */
void
lw_bag_light_free (LwBagLight *self)
{
  g_return_if_fail (self != NULL);
  g_clear_pointer (&self->offices, lw_offices_unref);
  g_clear_pointer (&self->ended, lw_offices_unref);
  g_array_unref (self->examples);
  g_array_unref (self->outlines);
  g_free (self);
}

/**
 * lw_bag_light_read:
 * @path: a file for which lw_bag_light_recognise() is %TRUE
 * @options: how to read
 * @cancellable: (nullable): checked by SQLite as it goes
 * @error: return location
 *
 * Reads the objects with office use that are in use, out of use or under conversion. Municipalities are found
 * by position, in the bundled boundaries: the product does not tell them. Errors: %LW_ERROR_INVALID (columns
 * or the date are missing), %LW_ERROR_UNSUPPORTED (no ordinary table), those of SQLite.
 *
 * Returns: (transfer full): what was read, or %NULL with @error set
 */
LwBagLight *
lw_bag_light_read (const char *path,
                   const LwBagLightOptions *options,
                   GCancellable *cancellable,
                   GError **error)
{
  g_auto (Reader) reader = { .options = options };
  g_autoptr (LwGeo) geo = lw_geo_new (error);
  g_autoptr (LwDbCancelScope) scope = NULL;
  guint n;

  g_return_val_if_fail (path != NULL && options != NULL, NULL);

  reader.name = g_filename_display_basename (path);
  reader.light = new_light ();
  reader.builder = lw_offices_builder_new (0);
  reader.ended = lw_offices_builder_new (0);
  reader.known = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (guint i = 0; options->known != NULL && i < options->known->len; i++)
    g_hash_table_add (reader.known, &g_array_index (options->known, LwBagId, i));
  reader.ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  reader.buildings = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  reader.map = lw_basemap_get_default ();
  reader.municipalities = lw_basemap_get_municipalities (reader.map, &n);
  reader.db = geo != NULL ? lw_db_open (path, LW_DB_FOREIGN, error) : NULL;
  if (reader.db == NULL)
    return NULL;
  scope = lw_db_cancel_with (reader.db, cancellable);
  if (!find_date (&reader, error) || !add_functions (&reader, error))
    return NULL;
  lw_offices_builder_set_date_shown (reader.builder, reader.date);
  if (!read_objects (&reader, cancellable, error) || !read_outlines (&reader, error))
    return NULL;
  lw_offices_builder_convert_positions (reader.builder, geo);
  reader.light->offices = lw_offices_builder_end (reader.builder);
  reader.light->ended = lw_offices_builder_end (reader.ended);
  return g_steal_pointer (&reader.light);
}
