/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-bag-fields: see lw-bag-fields.h. Elements come in a different order in each type of object, so a record
 * is gathered until its end and only then handed out. */
#include "formats/lw-bag-fields.h"

#include <math.h>
#include <string.h>

#include "formats/lw-bag-names.h"
#include "model/lw-geometry-mend.h"

/* Outlines of objects have some ten points; a hostile one is given up here. */
#define MAX_POINTS 200000
#define MAX_BUILDINGS 10000

/**
 * lw_bag_element_type:
 * @element: an element, #LwBagElement
 *
 * Returns: the type of the record that it is, %LW_BAG_NOTHING if it is no record
 */
LwBagRecordType
lw_bag_element_type (int element)
{
  switch (element)
    {
    case LW_BAG_EL_OBJECT:
      return LW_BAG_OBJECT;
    case LW_BAG_EL_BUILDING:
      return LW_BAG_BUILDING;
    case LW_BAG_EL_ADDRESS:
      return LW_BAG_ADDRESS;
    case LW_BAG_EL_STREET:
      return LW_BAG_STREET;
    case LW_BAG_EL_TOWN:
      return LW_BAG_TOWN;
    case LW_BAG_EL_INVESTIGATION:
      return LW_BAG_INVESTIGATION;
    case LW_BAG_EL_RELATION:
      return LW_BAG_RELATION;
    case LW_BAG_EL_OTHER_RECORD:
      return LW_BAG_OTHER;
    default:
      return LW_BAG_NOTHING;
    }
}

/**
 * lw_bag_fields_init:
 * @self: (out caller-allocates): without an open record; to be cleared with lw_bag_fields_clear()
 */
void
lw_bag_fields_init (LwBagFields *self)
{
  memset (self, 0, sizeof *self);
  self->outline = lw_geometry_builder_new ();
  lw_bag_record_init (&self->record);
}

/** lw_bag_fields_clear: frees what @self holds */
void
lw_bag_fields_clear (LwBagFields *self)
{
  lw_geometry_builder_free (self->outline);
  lw_bag_record_clear (&self->record);
}

/**
 * lw_bag_fields_begin:
 * @self: without an open record
 * @type: what the record is about
 * @line: where it begins
 *
 * Opens a record.
 */
void
lw_bag_fields_begin (LwBagFields *self, LwBagRecordType type, guint64 line)
{
  /* An outline outside an element "geometrie" would still be in the builder. */
  if (self->outline_begun)
    lw_geometry_unref (lw_geometry_builder_finish (self->outline, LW_GEOMETRY_MULTI_POLYGON));
  lw_bag_record_reset (&self->record, type);
  self->record.line = line;
  self->in_main_address = self->in_side_address = self->in_municipality = FALSE;
  self->nesting = 0;
  self->list_dimension = 0;
  self->part_open = self->outline_begun = self->geometry_bad = FALSE;
  self->n_points = 0;
}

/* Parts and rings cost memory like points, so they count as such. */
static gboolean
count_point (LwBagFields *self)
{
  if (++self->n_points > MAX_POINTS)
    self->geometry_bad = TRUE;
  return !self->geometry_bad;
}

/* Of buildings most outlines are of no use; the identification comes before the outline. */
static gboolean
wants_geometry (const LwBagFields *self)
{
  const LwBagRecord *record = &self->record;

  return record->type == LW_BAG_OBJECT
         || (record->type == LW_BAG_BUILDING && record->id != 0 && self->wants_outline != NULL
             && self->wants_outline (record->id, self->data));
}

/* The srsDimension that holds in an element: its own or that of the nearest one around it. */
static int
find_dimension (const LwBagFields *self, int own)
{
  guint around = MIN (self->nesting, LW_BAG_MAX_NESTING);

  if (own != LW_BAG_NO_DIMENSION)
    return own;
  return around > 0 ? self->dimensions[around - 1] : 0;
}

/* Coordinates begin; whether they are wanted. */
static gboolean
start_coordinates (LwBagFields *self, int dimension)
{
  self->list_dimension = find_dimension (self, dimension);
  return wants_geometry (self);
}

/* A shape or a part of one begins. */
static void
start_shape (LwBagFields *self, int element, int dimension)
{
  if (self->nesting < LW_BAG_MAX_NESTING)
    self->dimensions[self->nesting] = find_dimension (self, dimension);
  self->nesting++;
  if (!wants_geometry (self))
    return;
  if (element == LW_BAG_EL_POLYGON)
    {
      if (count_point (self))
        lw_geometry_builder_begin_part (self->outline);
      self->part_open = self->outline_begun = TRUE;
      self->record.had_outline = TRUE;
    }
  else if (element == LW_BAG_EL_RING && self->part_open && count_point (self))
    lw_geometry_builder_begin_ring (self->outline);
}

/**
 * lw_bag_fields_start:
 * @self: with an open record
 * @element: an element that begins in it, #LwBagElement
 * @dimension: its srsDimension: 2 or 3, 0 for anything else, %LW_BAG_NO_DIMENSION if it says none
 *
 * Returns: whether the text of @element is wanted
 */
gboolean
lw_bag_fields_start (LwBagFields *self, int element, int dimension)
{
  if (element == LW_BAG_EL_POS || element == LW_BAG_EL_POS_LIST)
    return start_coordinates (self, dimension);
  if (element >= LW_BAG_EL_GEOMETRY && element < LW_BAG_EL_POS)
    start_shape (self, element, dimension);
  else if (element == LW_BAG_EL_MAIN_ADDRESS)
    self->in_main_address = TRUE;
  else if (element == LW_BAG_EL_SIDE_ADDRESS)
    self->in_side_address = TRUE;
  else if (element == LW_BAG_EL_RELATION_MUNICIPALITY)
    self->in_municipality = TRUE;
  else
    return element >= LW_BAG_EL_OCCURRENCE && element != LW_BAG_EL_RELATION_TOWN;
  return FALSE;
}

static void
copy_text (char *to, gsize size, const char *text)
{
  /* The validated end keeps the cut off a character's middle. */
  const char *end;

  g_strlcpy (to, text, size);
  if (!g_utf8_validate (to, -1, &end))
    to[end - to] = '\0';
}

static int
read_int (const char *text, int max)
{
  gint64 value;

  return g_ascii_string_to_signed (text, 10, 0, max, &value, NULL) ? (int)value : 0;
}

/* Coordinates by the rule: what srsDimension says, else 2, or 3 where only that divides the count. */
static void
end_coordinates (LwBagFields *self, int element, const char *text)
{
  LwBagRecord *record = &self->record;
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));
  int dimension = self->list_dimension;
  const char *p = text;

  for (;;)
    {
      char *end;
      double value = g_ascii_strtod (p, &end);

      if (end == p)
        break;
      g_array_append_val (values, value);
      p = end;
      if (!isfinite (value) || values->len > 3 * MAX_POINTS)
        self->geometry_bad = TRUE;
    }
  if (dimension == 0)
    dimension = values->len % 2 != 0 && values->len % 3 == 0 ? 3 : 2;
  while (g_ascii_isspace (*p))
    p++;
  self->n_points += values->len / (guint)dimension;
  if (*p != '\0' || values->len == 0 || values->len % (guint)dimension != 0 || self->n_points > MAX_POINTS)
    self->geometry_bad = TRUE;
  if (self->geometry_bad)
    return;
  for (guint i = 0; i < values->len; i += (guint)dimension)
    {
      double x = g_array_index (values, double, i);
      double y = g_array_index (values, double, i + 1);

      if (self->part_open)
        lw_geometry_builder_add (self->outline, x, y);
      else if (element == LW_BAG_EL_POS)
        {
          record->x = x;
          record->y = y;
        }
    }
}

static void
end_life (LwBagFields *self, int element, const char *text)
{
  LwBagRecord *record = &self->record;

  switch (element)
    {
    case LW_BAG_EL_OCCURRENCE:
      record->version.occurrence = (guint32)read_int (text, G_MAXINT);
      break;
    case LW_BAG_EL_BEGIN:
    case LW_BAG_EL_RELATION_BEGIN:
      record->begin = lw_bag_date_parse (text);
      record->dates_bad |= record->begin == LW_DATE_UNKNOWN;
      break;
    case LW_BAG_EL_END:
    case LW_BAG_EL_RELATION_END:
      record->end = lw_bag_date_parse (text);
      record->has_end = *text != '\0';
      record->dates_bad |= record->has_end && record->end == LW_DATE_UNKNOWN;
      break;
    case LW_BAG_EL_REGISTERED:
      if (record->version.registered == 0)
        record->version.registered = lw_bag_moment_parse (text);
      break;
    case LW_BAG_EL_REGISTERED_LV:
      record->version.registered = lw_bag_moment_parse (text);
      break;
    case LW_BAG_EL_CORRECTED:
      record->corrected |= *text != '\0';
      break;
    case LW_BAG_EL_NOT_BAG:
      record->not_bag |= *text != '\0';
      break;
    case LW_BAG_EL_INACTIVE:
      record->inactive |= *text != '\0';
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
end_reference (LwBagFields *self, int element, const char *text)
{
  LwBagRecord *record = &self->record;
  LwBagId id = lw_bag_id_parse (text, -1);

  switch (element)
    {
    case LW_BAG_EL_ADDRESS_REF:
      if (self->in_main_address)
        record->address = id;
      else if (self->in_side_address && id != 0 && record->side_addresses->len < MAX_BUILDINGS)
        g_array_append_val (record->side_addresses, id);
      break;
    case LW_BAG_EL_BUILDING_REF:
      if (id != 0 && record->buildings->len < MAX_BUILDINGS)
        g_array_append_val (record->buildings, id);
      break;
    case LW_BAG_EL_STREET_REF:
      record->street = id;
      break;
    case LW_BAG_EL_TOWN_REF:
      record->town = read_int (text, 9999);
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
end_id (LwBagFields *self, const char *text)
{
  LwBagRecord *record = &self->record;

  copy_text (record->id_text, sizeof record->id_text, text);
  if (record->type == LW_BAG_TOWN)
    record->id = strlen (text) == 4 ? (LwBagId)read_int (text, 9999) : 0;
  else
    record->id = lw_bag_id_parse (text, -1);
}

static void
end_object_field (LwBagFields *self, int element, const char *text)
{
  LwBagRecord *record = &self->record;
  char *end;

  switch (element)
    {
    case LW_BAG_EL_STATUS:
      record->state = lw_bag_state_parse (text);
      break;
    case LW_BAG_EL_USE:
      record->uses |= lw_bag_use_parse (text);
      break;
    case LW_BAG_EL_AREA:
      record->area_m2 = g_ascii_strtod (text, &end);
      if (end == text || *end != '\0' || !isfinite (record->area_m2) || record->area_m2 < 0)
        record->area_m2 = NAN;
      break;
    case LW_BAG_EL_YEAR:
      record->year = read_int (text, 99999);
      break;
    case LW_BAG_EL_HOUSE_NUMBER:
      record->house_number = read_int (text, 9999999);
      break;
    case LW_BAG_EL_HOUSE_LETTER:
      copy_text (record->house_letter, sizeof record->house_letter, text);
      break;
    case LW_BAG_EL_HOUSE_SUFFIX:
      copy_text (record->house_suffix, sizeof record->house_suffix, text);
      break;
    case LW_BAG_EL_POSTCODE:
      copy_text (record->postcode, sizeof record->postcode, text);
      break;
    case LW_BAG_EL_NAME:
      g_string_assign (record->name, text);
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
end_side_field (LwBagFields *self, int element, const char *text)
{
  LwBagRecord *record = &self->record;

  switch (element)
    {
    case LW_BAG_EL_PROPERTY:
      record->investigates_size = strcmp (text, "oppervlakte") == 0 || strcmp (text, "gebruiksdoel") == 0;
      break;
    case LW_BAG_EL_PROPERTY_OF:
      end_id (self, text);
      break;
    case LW_BAG_EL_PROPERTY_OPEN:
      record->investigated = strcmp (text, "J") == 0;
      break;
    case LW_BAG_EL_RELATION_ID:
      if (self->in_municipality)
        record->municipality = read_int (text, 9999);
      else
        record->town = read_int (text, 9999);
      break;
    case LW_BAG_EL_RELATION_STATUS:
      record->is_final = strcmp (text, "definitief") == 0;
      break;
    default:
      break;
    }
}

/* An outline is whole: where an object is, or the shape of a building with its rings made sound. */
static void
end_outline (LwBagFields *self)
{
  LwBagRecord *record = &self->record;
  /* Finishing also empties the builder for the next record. */
  g_autoptr (LwGeometry) outline = lw_geometry_builder_finish (self->outline, LW_GEOMETRY_MULTI_POLYGON);
  LwMend done;

  self->outline_begun = FALSE;
  if (!lw_geometry_get_point_on_surface (outline, &record->x, &record->y))
    self->geometry_bad = TRUE;
  g_clear_pointer (&record->outline, lw_geometry_unref);
  record->outline_mended = FALSE;
  if (record->type != LW_BAG_BUILDING || self->geometry_bad)
    return;
  record->outline = lw_geometry_mend (outline, &done);
  record->outline_mended = done == LW_MEND_CUT || done == LW_MEND_DROPPED;
}

static void
end_geometry (LwBagFields *self, int element, const char *text)
{
  if (element == LW_BAG_EL_POS || element == LW_BAG_EL_POS_LIST)
    {
      if (text != NULL)
        end_coordinates (self, element, text);
      return;
    }
  self->nesting -= self->nesting > 0;
  if (element == LW_BAG_EL_POLYGON)
    self->part_open = FALSE;
  else if (element == LW_BAG_EL_GEOMETRY && self->record.had_outline)
    end_outline (self);
}

/* Blanks around a value are no part of it. @room holds the value if it had to be cut. */
static const char *
trim (const char *text, char **room)
{
  gsize n;

  while (g_ascii_isspace (*text))
    text++;
  n = strlen (text);
  if (n == 0 || !g_ascii_isspace (text[n - 1]))
    return text;
  *room = g_strchomp (g_strndup (text, n));
  return *room;
}

static void
end_value (LwBagFields *self, int element, const char *text)
{
  if (element == LW_BAG_EL_ID)
    end_id (self, text);
  else if (element <= LW_BAG_EL_INACTIVE || element >= LW_BAG_EL_RELATION_BEGIN)
    end_life (self, element, text);
  else if (element >= LW_BAG_EL_ADDRESS_REF && element <= LW_BAG_EL_TOWN_REF)
    end_reference (self, element, text);
  else if (element >= LW_BAG_EL_PROPERTY)
    end_side_field (self, element, text);
  else
    end_object_field (self, element, text);
}

/**
 * lw_bag_fields_end:
 * @self: with an open record
 * @element: an element that ends in it, #LwBagElement
 * @text: (nullable): its text, if it was wanted
 *
 * Returns: whether this was the end of the record, which is then complete; close it with
 * lw_bag_fields_close()
 */
gboolean
lw_bag_fields_end (LwBagFields *self, int element, const char *text)
{
  LwBagRecord *record = &self->record;
  g_autofree char *room = NULL;

  if (lw_bag_element_type (element) == record->type)
    {
      record->not_bag |= self->is_not_bag;
      record->inactive |= self->is_inactive;
      if (self->geometry_bad)
        record->x = record->y = NAN;
      return TRUE;
    }
  if (element >= LW_BAG_EL_GEOMETRY && element <= LW_BAG_EL_POS_LIST)
    end_geometry (self, element, text);
  else if (element == LW_BAG_EL_MAIN_ADDRESS)
    self->in_main_address = FALSE;
  else if (element == LW_BAG_EL_SIDE_ADDRESS)
    self->in_side_address = FALSE;
  else if (element == LW_BAG_EL_RELATION_MUNICIPALITY)
    self->in_municipality = FALSE;
  else if (text != NULL)
    end_value (self, element, trim (text, &room));
  return FALSE;
}

/** lw_bag_fields_close: empties the record, which was taken or is of no use */
void
lw_bag_fields_close (LwBagFields *self)
{
  lw_bag_record_reset (&self->record, LW_BAG_NOTHING);
}
