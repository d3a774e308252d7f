/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-bag-assemble: see lw-bag-assemble.h. An office is never dropped here: what is missing becomes unknown,
 * gets a remark on the office and a line in the report. */
#include "formats/lw-bag-assemble.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "formats/lw-bag-locate.h"
#include "formats/lw-bag-select.h"
#include "model/lw-basemap.h"
#include "model/lw-geo.h"
#include "model/lw-offices-builder.h"
#include "model/lw-offices-place.h"

typedef struct {
  const LwBagStore *store;
  const LwBagOptions *options;
  LwImportReport *report;
  LwOfficesBuilder *builder;
  LwDate date;
  LwBagLocator *locator;
} Assembly;

static void
report_mark (Assembly *self,
             const LwBagOffice *office,
             const char *key,
             const char *label,
             char *what,
             const char *advice)
{
  g_autofree char *owned = what;

  lw_import_report_count (self->report, LW_IMPORT_MARKED, key, label, 1);
  lw_import_report_add_problem (self->report, LW_IMPORT_WARNING, key,
                                g_ptr_array_index (self->store->files, office->file), office->line, owned,
                                advice);
}

static void
set_area (Assembly *self, const LwBagOffice *office, guint row, const char *id)
{
  lw_offices_builder_set_code (self->builder, LW_OFFICE_AREA_MEASURE, row, LW_AREA_GO);
  if (isnan (office->area_m2))
    report_mark (self, office, "area-unknown", _("Area unknown: none recorded"),
                 /* TRANSLATORS: %s is an identification. */
                 g_strdup_printf (_("Office %s has no readable area"), id), NULL);
  else if (LW_BAG_AREA_IS_DUMMY (office->area_m2))
    {
      lw_offices_builder_add_remarks (self->builder, row, LW_REMARK_AREA_DUMMY);
      report_mark (self, office, "area-dummy", _("Area unknown: a dummy is recorded"),
                   /* TRANSLATORS: an identification and a number of m². */
                   g_strdup_printf (_("Office %s has the dummy area %.0f m²"), id, office->area_m2),
                   _("the area is taken as unknown; enter it by hand"));
    }
  else
    lw_offices_builder_set_number (self->builder, LW_OFFICE_FLOOR_AREA_M2, row, office->area_m2);
}

static void
set_uses (Assembly *self, const LwBagOffice *office, guint row)
{
  g_autofree char *uses = lw_bag_uses_format (office->uses);
  gboolean mixed = (office->uses & ~(guint) LW_BAG_USE_OFFICE) != 0;

  lw_offices_builder_set_text (self->builder, LW_OFFICE_USES, row, uses);
  lw_offices_builder_set_code (self->builder, LW_OFFICE_USE_MIXED, row, mixed ? LW_YES : LW_NO);
  lw_offices_builder_set_code (self->builder, LW_OFFICE_STATUS, row,
                               lw_bag_state_to_status ((LwBagState) office->state));
  lw_import_report_count (self->report, LW_IMPORT_KEPT, "offices", _("Offices"), 1);
  if (mixed)
    lw_import_report_count (self->report, LW_IMPORT_KEPT, "mixed-use", _("of which with other uses as well"),
                            1);
}

/* The oldest building year that is none of the dummies, of the buildings that stand; of all if none of them
 * does. */
static int
find_year (Assembly *self, const LwBagOffice *office, int *dummy, guint *n_found)
{
  int standing = 0, any = 0;

  for (guint b = 0; b < office->n_buildings; b++)
    {
      LwBagId id = g_array_index (self->store->building_refs, LwBagId, office->first_building + b);
      guint32 row = lw_id_map_find (self->store->building_rows, id);
      const LwBagBuilding *building = &g_array_index (self->store->buildings, LwBagBuilding, row);

      if (!building->found)
        continue;
      (*n_found)++;
      if (building->year == 0)
        continue;
      if (LW_BAG_YEAR_IS_DUMMY (building->year))
        {
          *dummy = building->year;
          continue;
        }
      if (any == 0 || building->year < any)
        any = building->year;
      if (building->state != LW_BAG_STATE_ENDED && building->state != LW_BAG_STATE_DEMOLISHED
          && (standing == 0 || building->year < standing))
        standing = building->year;
    }
  return standing != 0 ? standing : any;
}

static void
set_building (Assembly *self, const LwBagOffice *office, guint row, const char *id)
{
  guint n_found = 0;
  int dummy = 0;
  int year = find_year (self, office, &dummy, &n_found);

  if (office->n_buildings > 0)
    lw_offices_builder_set_bag_id (
        self->builder, LW_OFFICE_PAND_ID, row,
        g_array_index (self->store->building_refs, LwBagId, office->first_building));
  if (n_found == 0)
    {
      lw_offices_builder_add_remarks (self->builder, row, LW_REMARK_BUILDING_UNKNOWN);
      report_mark (self, office, "building-unknown", _("Building unknown: the reference leads nowhere"),
                   /* TRANSLATORS: %s is an identification. */
                   g_strdup_printf (office->n_buildings > 0
                                        ? _("Office %s refers to a building that is not in the sources")
                                        : _("Office %s names no building"),
                                    id),
                   office->n_buildings > 0 ? _("import the buildings (PND) along with the objects") : NULL);
    }
  if (year != 0)
    lw_offices_builder_set_integer (self->builder, LW_OFFICE_BUILD_YEAR, row, year);
  else if (dummy != 0)
    {
      lw_offices_builder_add_remarks (self->builder, row, LW_REMARK_YEAR_DUMMY);
      report_mark (self, office, "year-dummy", _("Building year unknown: a dummy is recorded"),
                   /* TRANSLATORS: an identification and a year. */
                   g_strdup_printf (_("Office %s has the dummy building year %d"), id, dummy),
                   _("the year is taken as unknown; enter it by hand"));
    }
}

static void
set_house (Assembly *self, const LwBagAddress *address, guint row)
{
  lw_offices_builder_set_integer (self->builder, LW_OFFICE_HOUSE_NUMBER, row, address->house_number);
  lw_offices_builder_set_text (self->builder, LW_OFFICE_HOUSE_LETTER, row, address->house_letter);
  lw_offices_builder_set_text (self->builder, LW_OFFICE_HOUSE_SUFFIX, row, address->house_suffix);
  if (strcmp (address->postcode, LW_BAG_DUMMY_POSTCODE) != 0)
    lw_offices_builder_set_text (self->builder, LW_OFFICE_POSTCODE, row, address->postcode);
}

/* Why an office has no street. */
static char *
describe_no_street (const LwBagOffice *office, const LwBagLocation *location, const char *id)
{
  if (office->address == 0)
    /* TRANSLATORS: %s is an identification. */
    return g_strdup_printf (_("Office %s has no main address"), id);
  if (location->address == NULL)
    /* TRANSLATORS: %s is an identification. */
    return g_strdup_printf (_("Office %s refers to an address that is not in the sources"), id);
  /* TRANSLATORS: %s is an identification. */
  return g_strdup_printf (_("Office %s lies on a street that is not in the sources"), id);
}

static void
set_address (Assembly *self, const LwBagOffice *office, guint row, const LwBagLocation *location, const char *id)
{
  if (location->address != NULL)
    set_house (self, location->address, row);
  if (location->street != NULL)
    {
      lw_offices_builder_set_text (self->builder, LW_OFFICE_STREET, row, location->street->name);
      return;
    }
  lw_offices_builder_add_remarks (self->builder, row, LW_REMARK_ADDRESS_UNKNOWN);
  report_mark (self, office, "address-unknown", _("Address unknown: the reference leads nowhere"),
               describe_no_street (office, location, id),
               office->address != 0 ? _("import addresses (NUM) and streets (OPR) along with the objects") : NULL);
}

/* Addresses beside the main one: lists may call the office by them. */
static void
give_side_addresses (Assembly *self, const LwBagOffice *office)
{
  for (guint s = 0; s < office->n_sides; s++)
    {
      LwBagId id = g_array_index (self->store->side_refs, LwBagId, office->first_side + s);
      const LwBagAddress *address = lw_bag_locator_find_address (self->locator, id);
      const LwBagPlace *street = address != NULL ? lw_bag_locator_find_street (self->locator, address) : NULL;
      LwSideAddress *side;
      int town;

      if (street == NULL)
        {
          lw_import_report_count (self->report, LW_IMPORT_MARKED, "side-address-unknown",
                                  _("Secondary addresses whose reference leads nowhere"), 1);
          continue;
        }
      lw_import_report_count (self->report, LW_IMPORT_KEPT, "side-addresses",
                              _("Secondary addresses of them"), 1);
      if (self->options->side_addresses == NULL)
        continue;
      town = address->town != 0 ? address->town : street->town;
      side = g_new0 (LwSideAddress, 1);
      side->office = office->id;
      side->street = g_strdup (street->name);
      side->town = g_strdup (lw_bag_locator_get_town_name (self->locator, town));
      side->house_number = address->house_number;
      side->house_letter = g_strdup (address->house_letter);
      side->house_suffix = g_strdup (address->house_suffix);
      side->postcode = g_strdup (strcmp (address->postcode, LW_BAG_DUMMY_POSTCODE) != 0 ? address->postcode : "");
      g_ptr_array_add (self->options->side_addresses, side);
    }
}

static void
set_position (Assembly *self, const LwBagOffice *office, guint row, const char *id)
{
  double station_m;

  if (isnan (office->x))
    {
      report_mark (self, office, "position-unknown", _("Position unknown: none recorded"),
                   /* TRANSLATORS: %s is an identification. */
                   g_strdup_printf (_("Office %s has no readable position"), id), NULL);
      return;
    }
  if (!lw_geo_in_rd_range (office->x, office->y))
    {
      lw_offices_builder_add_remarks (self->builder, row, LW_REMARK_POSITION_OUTSIDE);
      report_mark (self, office, "position-outside", _("Position unknown: outside the Netherlands"),
                   /* TRANSLATORS: an identification and two coordinates. */
                   g_strdup_printf (_("Office %s lies at %.3f, %.3f, outside the Netherlands"), id,
                                    office->x, office->y),
                   _("the position is taken as unknown"));
      return;
    }
  lw_offices_builder_set_number (self->builder, LW_OFFICE_RD_X, row, office->x);
  lw_offices_builder_set_number (self->builder, LW_OFFICE_RD_Y, row, office->y);
  lw_basemap_nearest_station (lw_basemap_get_default (), office->x, office->y, &station_m);
  lw_offices_builder_set_number (self->builder, LW_OFFICE_STATION_DISTANCE_M, row, station_m);
}

static void
set_municipality (Assembly *self, const LwBagOffice *office, guint row, const LwBagLocation *location, const char *id)
{
  const char *town = lw_bag_locator_get_town_name (self->locator, location->town);

  if (town != NULL)
    lw_offices_builder_set_text (self->builder, LW_OFFICE_TOWN, row, town);
  else if (location->town != 0)
    lw_import_report_count (self->report, LW_IMPORT_MARKED, "town-unknown",
                            _("Town unknown: the reference leads nowhere"), 1);
  if (location->by == LW_BAG_BY_NOTHING)
    {
      report_mark (self, office, "municipality-unknown", _("Municipality unknown"),
                   /* TRANSLATORS: %s is an identification. */
                   g_strdup_printf (_("Office %s lies in no municipality that is known"), id),
                   _("import the relations of towns to municipalities (GEM-WPL-RELATIE) along with it"));
      return;
    }
  lw_offices_builder_set_text (self->builder, LW_OFFICE_MUNICIPALITY_CODE, row, location->code);
  lw_offices_builder_set_text (self->builder, LW_OFFICE_MUNICIPALITY, row, location->name);
  if (location->province != NULL)
    lw_offices_builder_set_text (self->builder, LW_OFFICE_PROVINCE, row, location->province);
  if (location->by == LW_BAG_BY_SUCCESSOR)
    lw_import_report_count (self->report, LW_IMPORT_MARKED, "municipality-merged",
                            _("Municipality merged since: the one that took its place"), 1);
  if (location->by != LW_BAG_BY_POSITION)
    return;
  lw_offices_builder_add_remarks (self->builder, row, LW_REMARK_MUNICIPALITY_BY_POSITION);
  lw_import_report_count (self->report, LW_IMPORT_MARKED, "municipality-by-position",
                          _("Municipality found by position, in the bundled boundaries"), 1);
}

/* Whether an office lies where the caller asked for; counts why not. */
static gboolean
is_asked_for (Assembly *self, const LwBagOffice *office, const LwBagLocation *location)
{
  if (office->outside)
    lw_import_report_count (self->report, LW_IMPORT_SKIPPED, isnan (office->x) ? "area-unknown" : "area-outside",
                            isnan (office->x) ? _("Offices without a position, while an area was asked for")
                                              : _("Offices outside the area asked for"),
                            1);
  else if (self->options->municipalities != NULL
           && !g_strv_contains (self->options->municipalities, location->code))
    lw_import_report_count (self->report, LW_IMPORT_SKIPPED, "municipality-other",
                            _("Offices of other municipalities than those asked for"), 1);
  else
    return TRUE;
  return FALSE;
}

/* What a whole delivery does not have of its own municipalities is gone. An office that is elsewhere by its address, by its
 * position or because its municipality merged says nothing of the others there. */
static void
note_covered (Assembly *self, const LwBagLocation *location)
{
  int code = location->by == LW_BAG_BY_RELATION ? atoi (location->code + strlen ("GM")) : 0;

  if (self->options->covered != NULL && self->store->is_delivery && code != 0
      && (self->store->delivers_all || g_hash_table_contains (self->store->delivered, GINT_TO_POINTER (code))))
    g_hash_table_add (self->options->covered, g_strdup (location->code));
}

static void
add_office (Assembly *self, LwBagOffice *office)
{
  LwBagLocation location;
  char id[LW_BAG_ID_LENGTH + 1];
  guint row;

  lw_bag_locate (self->locator, office, &location);
  if (!is_asked_for (self, office, &location))
    {
      office->outside = TRUE;
      return;
    }
  row = lw_offices_builder_add (self->builder);
  lw_bag_id_format (office->id, id);
  lw_offices_builder_set_bag_id (self->builder, LW_OFFICE_BAG_ID, row, office->id);
  lw_offices_builder_set_text (self->builder, LW_OFFICE_SOURCE, row, "BAG");
  lw_offices_builder_set_date (self->builder, LW_OFFICE_REFERENCE_DATE, row, self->date);
  set_uses (self, office, row);
  set_area (self, office, row, id);
  set_building (self, office, row, id);
  set_position (self, office, row, id);
  set_address (self, office, row, &location, id);
  set_municipality (self, office, row, &location, id);
  note_covered (self, &location);
  give_side_addresses (self, office);
  if (lw_id_map_find (self->store->investigated, office->id) != LW_ID_MAP_NONE)
    {
      lw_offices_builder_add_remarks (self->builder, row, LW_REMARK_IN_INVESTIGATION);
      lw_import_report_count (self->report, LW_IMPORT_MARKED, "in-investigation",
                              _("Area or use under investigation by the municipality"), 1);
    }
}

/**
 * lw_bag_assemble:
 * @store: what was read; the offices that were not asked for are marked as outside
 * @options: what is asked for
 * @date: the reference date of the extract
 * @report: the report to count in
 * @error: return location
 *
 * Returns: (transfer full): the table of offices; %NULL with @error set only if PROJ cannot be used
 */
LwOffices *
lw_bag_assemble (LwBagStore *store, const LwBagOptions *options, LwDate date, LwImportReport *report, GError **error)
{
  g_autoptr (LwGeo) geo = lw_geo_new (error);
  g_autoptr (LwOfficesBuilder) builder = NULL;
  g_autoptr (LwBagLocator) locator = NULL;
  Assembly assembly = { store, options, report, NULL, date, NULL };

  if (geo == NULL)
    return NULL;
  assembly.builder = builder = lw_offices_builder_new (store->offices->len);
  assembly.locator = locator = lw_bag_locator_new (store, date);
  lw_offices_builder_set_date_shown (builder, date);
  lw_import_report_count (report, LW_IMPORT_KEPT, "offices", _("Offices"), 0);
  for (guint i = 0; i < store->offices->len; i++)
    {
      LwBagOffice *office = &g_array_index (store->offices, LwBagOffice, i);

      if (!office->superseded)
        add_office (&assembly, office);
    }
  lw_offices_builder_convert_positions (builder, geo);
  return lw_offices_builder_end (builder);
}
