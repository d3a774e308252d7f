/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-import-facts: what a list tells of offices beside vacancy goes into the document: facts of those that it has, and
 * whole offices that it does not have yet. Where the register describes an office, the list only supplements it. */
#include "analysis/lw-import-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "model/lw-basemap.h"
#include "model/lw-offices-place.h"

#define MAX_GROUPS 24 /* sources and dates of one list that are kept apart */

/* Rows of one source and date. */
typedef struct {
  const char *source;
  LwDate date;
  LwOfficesBuilder *builder;
  GArray *keys; /* of gint64 */
} Group;

typedef struct {
  LwImporting *import;
  const LwVacancyList *list;
  LwVacancyJoin *join;
  const LwOffices *offices;
  LwImportReport *report;
  const LwBasemap *map;
  guint *row_of;  /* for each office of the document 1 + the row that tells its facts */
  GHashTable *seen; /* keys of new offices */
  GArray *groups;   /* of Group */
  guint64 n_without_place;
} Facts;

static const LwVacancyRow *
get_row (const Facts *self, guint row)
{
  return &g_array_index (self->list->rows, LwVacancyRow, row);
}

static gboolean
is_matched (const Facts *self, guint row)
{
  return self->join->state[row] <= LW_JOIN_POSITION;
}

/* Of several rows about one office the latest counts; of one date, the first. */
static void
choose_rows (Facts *self)
{
  self->row_of = g_new0 (guint, self->offices->n);
  for (guint row = 0; row < self->join->n; row++)
    {
      guint *chosen = is_matched (self, row) ? &self->row_of[self->join->office[row]] : NULL;

      if (chosen != NULL
          && (*chosen == 0 || get_row (self, *chosen - 1)->reference_date < get_row (self, row)->reference_date))
        *chosen = row + 1;
    }
}

static Group *
find_group (Facts *self, const char *source, LwDate date)
{
  Group *last;

  for (guint i = 0; i < self->groups->len; i++)
    {
      Group *group = &g_array_index (self->groups, Group, i);

      if (group->date == date && g_strcmp0 (group->source, source) == 0)
        return group;
    }
  if (self->groups->len == MAX_GROUPS)
    return &g_array_index (self->groups, Group, MAX_GROUPS - 1);
  g_array_set_size (self->groups, self->groups->len + 1);
  last = &g_array_index (self->groups, Group, self->groups->len - 1);
  *last = (Group){ source, date, lw_offices_builder_new (0), g_array_new (FALSE, FALSE, sizeof (gint64)) };
  return last;
}

/* Adds a row of the list to those of its source and date. @key: of the office that it means, 0 for a new one. */
static guint
add_row (Facts *self, guint row, gint64 key, LwOfficesBuilder **builder)
{
  const LwVacancyRow *cells = get_row (self, row);
  /* Without vacancy the dates of rows only tell which of them is the latest. */
  LwDate date = self->list->has_vacancy ? cells->reference_date : self->list->date;
  Group *group = find_group (self, lw_dictionary_get (self->list->sources, cells->source), date);
  guint at = lw_offices_builder_add (group->builder);

  lw_offices_builder_copy_row (group->builder, at, self->list->facts, row);
  g_array_append_val (group->keys, key);
  *builder = group->builder;
  return at;
}

/* A name that is written in another way is no news, nor is one that was cut out of an address. A region that follows
 * from the municipality is not to become a fact of the office because a list repeats it. */
static void
drop_names (Facts *self, guint row, guint office, LwOfficesBuilder *builder, guint at)
{
  static const LwOfficeColumn columns[] = { LW_OFFICE_STREET, LW_OFFICE_TOWN, LW_OFFICE_MUNICIPALITY, LW_OFFICE_REGION };
  const gboolean told[] = { self->list->has_streets, self->list->has_towns, TRUE, TRUE };

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autofree char *known = lw_address_fold_name (lw_offices_text (self->offices, columns[i], office));
      g_autofree char *name = lw_address_fold_name (lw_offices_text (self->list->facts, columns[i], row));

      if (!told[i] || strcmp (known, name) == 0)
        lw_offices_builder_set_text (builder, columns[i], at, "");
    }
}

/* How an office was found is no news about it: not its address if that found it, and not its position. */
static void
add_known (Facts *self, guint row, guint office)
{
  LwJoinState state = self->join->state[row];
  LwOfficesBuilder *builder;
  guint at = add_row (self, row, self->offices->id[office], &builder);

  lw_offices_builder_set_bag_id (builder, LW_OFFICE_BAG_ID, at, self->offices->bag_id[office]);
  lw_offices_builder_set_number (builder, LW_OFFICE_VACANT_M2, at, NAN);
  if (state == LW_JOIN_ADDRESS || state == LW_JOIN_WITHOUT_SUFFIX)
    {
      lw_offices_builder_set_text (builder, LW_OFFICE_POSTCODE, at, "");
      lw_offices_builder_set_integer (builder, LW_OFFICE_HOUSE_NUMBER, at, 0);
      lw_offices_builder_set_text (builder, LW_OFFICE_HOUSE_LETTER, at, "");
      lw_offices_builder_set_text (builder, LW_OFFICE_HOUSE_SUFFIX, at, "");
    }
  drop_names (self, row, office, builder, at);
  if (state == LW_JOIN_POSITION)
    {
      lw_offices_builder_set_number (builder, LW_OFFICE_RD_X, at, NAN);
      lw_offices_builder_set_number (builder, LW_OFFICE_RD_Y, at, NAN);
    }
  /* Label and owner came with the vacancy, by its date. */
  if (self->list->has_vacancy)
    {
      lw_offices_builder_set_code (builder, LW_OFFICE_ENERGY_LABEL, at, 0);
      lw_offices_builder_set_code (builder, LW_OFFICE_OWNER_TYPE, at, 0);
    }
}

/* A code tells name and province also of a municipality that is no more. */
static gboolean
complete_by_code (Facts *self, const char *code, LwDate date, LwOfficesBuilder *builder, guint at)
{
  guint n;
  const LwProvince *provinces = lw_basemap_get_provinces (self->map, &n);
  const LwRegisterEntry *entry = lw_basemap_find_in_register (self->map, code, date);

  if (entry == NULL)
    entry = lw_basemap_find_in_register (self->map, code, LW_DATE_UNKNOWN);
  if (entry == NULL)
    return FALSE;
  lw_offices_builder_set_text (builder, LW_OFFICE_MUNICIPALITY, at, entry->name);
  lw_offices_builder_set_text (builder, LW_OFFICE_PROVINCE, at, provinces[entry->province].name);
  return TRUE;
}

/* Where no code is given: by the name, and where that is none or that of several, by the position. */
static gboolean
complete_by_map (Facts *self, const LwVacancyRow *cells, const char *name, LwOfficesBuilder *builder, guint at)
{
  int place = name[0] != '\0' ? lw_basemap_find_municipality_by_name (self->map, name) : -1;

  if (place < 0)
    {
      place = lw_offices_find_municipality (cells->x, cells->y);
      if (place >= 0)
        lw_offices_builder_add_remarks (builder, at, LW_REMARK_MUNICIPALITY_BY_POSITION);
    }
  if (place >= 0)
    lw_offices_builder_set_municipality (builder, at, place);
  return place >= 0;
}

/* What the list leaves out of the municipality follows from what it tells; what it tells stays as it is. */
static void
complete_place (Facts *self, guint row, LwOfficesBuilder *builder, guint at)
{
  const LwVacancyRow *cells = get_row (self, row);
  const LwOffices *facts = self->list->facts;
  const char *code = lw_offices_text (facts, LW_OFFICE_MUNICIPALITY_CODE, row);
  const char *name = lw_offices_text (facts, LW_OFFICE_MUNICIPALITY, row);
  const char *province = lw_offices_text (facts, LW_OFFICE_PROVINCE, row);
  gboolean known = code[0] != '\0' ? complete_by_code (self, code, cells->reference_date, builder, at)
                                   : complete_by_map (self, cells, name, builder, at);

  if (!known && code[0] == '\0' && name[0] == '\0')
    self->n_without_place++;
  if (name[0] != '\0')
    lw_offices_builder_set_text (builder, LW_OFFICE_MUNICIPALITY, at, name);
  if (province[0] != '\0')
    lw_offices_builder_set_text (builder, LW_OFFICE_PROVINCE, at, province);
}

/* The vacant m² of a new office in its own measure. */
static double
find_vacant (const Facts *self, const LwVacancyRow *cells)
{
  return isnan (cells->vacant_m2) ? cells->rate * cells->floor_area_m2 : cells->vacant_m2;
}

static char *
make_key (const LwVacancyRow *cells)
{
  if (cells->bag_id != 0)
    return g_strdup_printf ("%" G_GUINT64_FORMAT, (guint64) cells->bag_id);
  if (cells->address.number == 0)
    return NULL;
  return g_strdup_printf ("%s %d %s %s %d", cells->address.postcode, cells->address.number, cells->address.letter,
                          cells->address.suffix, cells->address.range_end);
}

static gboolean
is_repeated (Facts *self, guint row)
{
  char *key = make_key (get_row (self, row));

  if (key == NULL || g_hash_table_add (self->seen, key))
    return FALSE;
  lw_import_report_count (self->report, LW_IMPORT_REJECTED, "repeated", _ ("Rows about an office that is there already"),
                          1);
  lw_import_report_add_problem (self->report, LW_IMPORT_ERROR, "repeated", self->list->name, get_row (self, row)->line,
                                _ ("The office is there already, by an earlier row"), _ ("The first row counts"));
  self->import->result->n_rejected++;
  self->join->state[row] = LW_JOIN_DUPLICATE;
  return TRUE;
}

static void
add_new (Facts *self, guint row)
{
  const LwVacancyRow *cells = get_row (self, row);
  LwOfficesBuilder *builder;
  guint at;

  if (is_repeated (self, row))
    return;
  at = add_row (self, row, 0, &builder);
  complete_place (self, row, builder, at);
  lw_offices_builder_set_number (builder, LW_OFFICE_VACANT_M2, at, find_vacant (self, cells));
  lw_offices_builder_set_date (builder, LW_OFFICE_VACANT_SINCE, at, cells->vacant_since);
  if (lw_geo_in_rd_range (cells->x, cells->y))
    {
      double distance_m = NAN;

      lw_basemap_nearest_station (self->map, cells->x, cells->y, &distance_m);
      lw_offices_builder_set_number (builder, LW_OFFICE_STATION_DISTANCE_M, at, distance_m);
    }
}

static void
gather (Facts *self)
{
  for (guint row = 0; row < self->join->n; row++)
    {
      if (self->join->state[row] == LW_JOIN_NEW)
        add_new (self, row);
      else if (is_matched (self, row) && self->row_of[self->join->office[row]] == row + 1)
        add_known (self, row, self->join->office[row]);
    }
  if (self->n_without_place > 0)
    lw_import_report_count (self->report, LW_IMPORT_MARKED, "municipality-unknown", _ ("Municipality unknown"),
                            self->n_without_place);
}

static gboolean
write_group (Facts *self, Group *group, const char *kind, GError **error)
{
  g_autoptr (LwOffices) offices = lw_offices_builder_end (group->builder);
  g_autoptr (LwSource) source = lw_source_new (group->source, kind, group->date);
  LwImportResult *result = self->import->result;
  LwStoreCounts counts = { 0 };
  LwImportOptions options = {
    .keys = (const gint64 *) (gpointer) group->keys->data,
    .supplements = TRUE,
    .new_keys = result->new_keys,
  };

  source->method = g_strdup (_ ("rows of a list, by BAG id, address or position; the register leads where both tell"));
  source->rows_read = self->list->rows->len;
  source->rows_kept = offices->n;
  if (!lw_store_import_offices (self->import->store, offices, source, &options, self->import->edit_name, &counts,
                                self->import->progress, self->import->progress_data, self->import->cancellable, error))
    return FALSE;
  result->n_offices += counts.n_new;
  lw_importing_add_counts (&result->counts, &counts);
  return TRUE;
}

static gboolean
write_groups (Facts *self, const char *kind, GError **error)
{
  gboolean good = TRUE;

  for (guint i = 0; i < self->groups->len; i++)
    {
      Group *group = &g_array_index (self->groups, Group, i);

      good = good && write_group (self, group, kind, error);
      lw_offices_builder_free (group->builder);
      g_array_unref (group->keys);
    }
  return good;
}

/**
 * lw_importing_facts:
 * @list: a list
 * @join: which offices its rows mean
 * @offices: those of the document before
 * @kind: what the list was made from
 * @report: where counts and problems go
 * @error: return location for an error
 *
 * Writes what the list tells of offices beside vacancy, and the offices that are new.
 */
gboolean
lw_importing_facts (LwImporting *import, const LwVacancyList *list, LwVacancyJoin *join, const LwOffices *offices,
                    const char *kind, LwImportReport *report, GError **error)
{
  Facts self = { import, list, join, offices, report, lw_basemap_get_default () };
  gboolean good;

  if (!list->tells_facts && join->counts[LW_JOIN_NEW] == 0)
    return TRUE;
  choose_rows (&self);
  self.seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.groups = g_array_new (FALSE, FALSE, sizeof (Group));
  gather (&self);
  good = write_groups (&self, kind, error);
  g_free (self.row_of);
  g_hash_table_unref (self.seen);
  g_array_unref (self.groups);
  return good;
}
