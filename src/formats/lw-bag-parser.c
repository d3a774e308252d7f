/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-bag-parser: see lw-bag-parser.h. Elements come in a different order in each type of object, so a record
 * is gathered until its end and only then handed out. */
#include "formats/lw-bag-parser.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "formats/lw-bag-names.h"
#include "model/lw-error.h"

/* Outlines of objects have some ten points; a hostile one is given up here. */
#define MAX_POINTS 200000
#define MAX_BUILDINGS 10000

struct _LwBagParser {
  LwXml *xml;
  char *name;
  guint wanted;
  LwBagRecordFunc func;
  gpointer data;

  LwBagFileKind kind;
  char *root;
  LwDate date;
  guint n_header_types;
  gboolean is_not_bag; /* the name says so */
  gboolean is_inactive;
  guint seen;
  guint64 n_unknown;
  gboolean stand_known; /* the current sl:stand holds a known record */

  LwBagRecord record; /* type LW_BAG_NOTHING outside records */
  gboolean in_main_address;
  gboolean in_municipality;

  LwBagOutlineFunc wants_outline;
  LwGeometryBuilder *outline;
  int dimension; /* srsDimension of the nearest ancestor, 0 if none says */
  int list_dimension;
  gboolean part_open;
  gboolean outline_begun; /* the builder holds something */
  gsize n_points;
  gboolean geometry_bad;
};

static LwBagRecordType
record_type (int element)
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

static void
start_foreign_root (LwBagParser *self, const char *local, const char *ns)
{
  self->kind = LW_BAG_FILE_FOREIGN;
  if (strcmp (local, "bagStand") == 0 && g_str_has_prefix (ns, LW_BAG_STAND_NS_STEM))
    lw_xml_fail (self->xml, LW_ERROR_UNSUPPORTED,
                 _("is a BAG extract of version %s, of which only v20200601 (BAG 2.0) can be read: look for "
                    "a newer version of this program"),
                 ns + strlen (LW_BAG_STAND_NS_STEM));
  else if (strcmp (local, "bagStand") == 0 || strcmp (local, "bagMutaties") == 0)
    lw_xml_fail (self->xml, LW_ERROR_INVALID,
                 _("looks like a BAG extract, but its namespace \"%s\" is not that of BAG 2.0: fetch the "
                    "file again from the Kadaster"),
                 ns);
  else if (g_str_has_prefix (local, "BAG-") && strstr (ns, "bag-verstrekkingen") != NULL)
    lw_xml_fail (self->xml, LW_ERROR_UNSUPPORTED,
                 _("is an extract in the old form of BAG 1.0: ask for a BAG 2.0 extract"));
}

static void
start_root (LwBagParser *self, int element, const char *local, const char *ns)
{
  g_free (self->root);
  self->root = g_strdup_printf ("%s (%s)", local, *ns != '\0' ? ns : "-");
  switch (element)
    {
    case LW_BAG_EL_STAND_ROOT:
      self->kind = LW_BAG_FILE_STAND;
      break;
    case LW_BAG_EL_RELATION_ROOT:
      self->kind = LW_BAG_FILE_RELATION;
      break;
    case LW_BAG_EL_DELIVERY_ROOT:
      self->kind = LW_BAG_FILE_DELIVERY;
      lw_xml_stop (self->xml);
      break;
    case LW_BAG_EL_MUTATIONS_ROOT:
      lw_xml_fail (self->xml, LW_ERROR_UNSUPPORTED,
                   _("holds mutations (changes since an earlier delivery), which cannot be imported by "
                      "themselves: fetch a full extract of the BAG"));
      break;
    default:
      start_foreign_root (self, local, ns);
    }
}

static void
start_record (LwBagParser *self, LwBagRecordType type)
{
  self->seen |= type;
  self->stand_known = TRUE;
  if ((self->wanted & type) == 0)
    {
      /* A file that says to hold one type of object holds no other. */
      if (self->n_header_types == 1)
        lw_xml_stop (self->xml);
      return;
    }
  /* An outline outside an element "geometrie" would still be in the builder. */
  if (self->outline_begun)
    lw_geometry_unref (lw_geometry_builder_finish (self->outline, LW_GEOMETRY_MULTI_POLYGON));
  lw_bag_record_reset (&self->record, type);
  self->record.line = lw_xml_get_line (self->xml);
  self->in_main_address = self->in_municipality = FALSE;
  self->dimension = self->list_dimension = 0;
  self->part_open = self->outline_begun = self->geometry_bad = FALSE;
  self->n_points = 0;
}

static int
read_dimension (const LwXmlAttributes *attributes, int inherited)
{
  gsize length;
  const char *value = lw_xml_attributes_find (attributes, "srsDimension", &length);

  if (value == NULL)
    return inherited;
  return length == 1 && (*value == '2' || *value == '3') ? *value - '0' : 0;
}

/* Parts and rings cost memory like points, so they count as such. */
static gboolean
count_point (LwBagParser *self)
{
  if (++self->n_points > MAX_POINTS)
    self->geometry_bad = TRUE;
  return !self->geometry_bad;
}

/* Of buildings most outlines are of no use; the identification comes before the outline. */
static gboolean
wants_geometry (LwBagParser *self)
{
  const LwBagRecord *record = &self->record;

  return record->type == LW_BAG_OBJECT
         || (record->type == LW_BAG_BUILDING && record->id != 0 && self->wants_outline != NULL
             && self->wants_outline (record->id, self->data));
}

static gboolean
start_geometry (LwBagParser *self, int element, const LwXmlAttributes *attributes)
{
  if (!wants_geometry (self))
    return FALSE;
  switch (element)
    {
    case LW_BAG_EL_POS:
    case LW_BAG_EL_POS_LIST:
      self->list_dimension = read_dimension (attributes, self->dimension);
      return TRUE;
    case LW_BAG_EL_POLYGON:
      if (count_point (self))
        lw_geometry_builder_begin_part (self->outline);
      self->part_open = self->outline_begun = TRUE;
      self->record.had_outline = TRUE;
      self->dimension = read_dimension (attributes, self->dimension);
      return FALSE;
    case LW_BAG_EL_RING:
      if (self->part_open && count_point (self))
        lw_geometry_builder_begin_ring (self->outline);
      self->dimension = read_dimension (attributes, self->dimension);
      return FALSE;
    default:
      self->dimension = read_dimension (attributes, self->dimension);
      return FALSE;
    }
}

static gboolean
start_cb (LwXml *xml,
          int element,
          const char *local,
          const char *ns,
          const LwXmlAttributes *attributes,
          gpointer data)
{
  LwBagParser *self = data;

  if (lw_xml_get_depth (xml) == 1)
    {
      start_root (self, element, local, ns);
      return FALSE;
    }
  if (element == LW_BAG_EL_OTHER || self->kind == LW_BAG_FILE_FOREIGN)
    return FALSE;
  if (element == LW_BAG_EL_DATE || element == LW_BAG_EL_OBJECT_TYPE)
    return TRUE;
  if (element == LW_BAG_EL_STAND)
    {
      self->stand_known = FALSE;
      return FALSE;
    }
  if (self->record.type == LW_BAG_NOTHING)
    {
      LwBagRecordType type = record_type (element);

      if (type != LW_BAG_NOTHING)
        start_record (self, type);
      return FALSE;
    }
  if (element >= LW_BAG_EL_GEOMETRY && element <= LW_BAG_EL_POS_LIST)
    return start_geometry (self, element, attributes);
  if (element == LW_BAG_EL_MAIN_ADDRESS)
    self->in_main_address = TRUE;
  if (element == LW_BAG_EL_RELATION_MUNICIPALITY)
    self->in_municipality = TRUE;
  return element >= LW_BAG_EL_OCCURRENCE;
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

  return g_ascii_string_to_signed (text, 10, 0, max, &value, NULL) ? (int) value : 0;
}

/* Coordinates by the rule: what srsDimension says, else 2, or 3 where only that divides the count. */
static void
end_coordinates (LwBagParser *self, int element, const char *text)
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
  self->n_points += values->len / (guint) dimension;
  if (*p != '\0' || values->len == 0 || values->len % (guint) dimension != 0 || self->n_points > MAX_POINTS)
    self->geometry_bad = TRUE;
  if (self->geometry_bad)
    return;
  for (guint i = 0; i < values->len; i += (guint) dimension)
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
end_life (LwBagParser *self, int element, const char *text)
{
  LwBagRecord *record = &self->record;

  switch (element)
    {
    case LW_BAG_EL_OCCURRENCE:
      record->version.occurrence = (guint32) read_int (text, G_MAXINT);
      break;
    case LW_BAG_EL_BEGIN:
    case LW_BAG_EL_RELATION_BEGIN:
      record->begin = lw_date_parse_iso (text);
      record->dates_bad |= record->begin == LW_DATE_UNKNOWN;
      break;
    case LW_BAG_EL_END:
    case LW_BAG_EL_RELATION_END:
      record->end = lw_date_parse_iso (text);
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
end_reference (LwBagParser *self, int element, const char *text)
{
  LwBagRecord *record = &self->record;
  LwBagId id = lw_bag_id_parse (text, -1);

  switch (element)
    {
    case LW_BAG_EL_ADDRESS_REF:
      if (self->in_main_address)
        record->address = id;
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
end_id (LwBagParser *self, const char *text)
{
  LwBagRecord *record = &self->record;

  copy_text (record->id_text, sizeof record->id_text, text);
  if (record->type == LW_BAG_TOWN)
    record->id = strlen (text) == 4 ? (LwBagId) read_int (text, 9999) : 0;
  else
    record->id = lw_bag_id_parse (text, -1);
}

static void
end_object_field (LwBagParser *self, int element, const char *text)
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
end_side_field (LwBagParser *self, int element, const char *text)
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

static void
end_geometry (LwBagParser *self, int element, const char *text)
{
  LwBagRecord *record = &self->record;

  if (text != NULL && (element == LW_BAG_EL_POS || element == LW_BAG_EL_POS_LIST))
    end_coordinates (self, element, text);
  else if (element == LW_BAG_EL_POLYGON)
    self->part_open = FALSE;
  else if (element == LW_BAG_EL_GEOMETRY && record->had_outline)
    {
      /* Finishing also empties the builder for the next record. */
      g_autoptr (LwGeometry) outline = lw_geometry_builder_finish (self->outline, LW_GEOMETRY_MULTI_POLYGON);

      self->outline_begun = FALSE;
      if (!lw_geometry_get_point_on_surface (outline, &record->x, &record->y))
        self->geometry_bad = TRUE;
      g_clear_pointer (&record->outline, lw_geometry_unref);
      if (record->type == LW_BAG_BUILDING && !self->geometry_bad)
        record->outline = g_steal_pointer (&outline);
    }
}

/* Files of objects outside the register are named 0457NBVBO15102021-000001.xml, of inactive ones
 * 0457IAVBO….xml. Their records say so themselves; the name is believed as well, because one slip here makes
 * a ghost office. */
static gboolean
name_says (const char *name, const char *tag)
{
  const char *base = name, *next;

  while ((next = strpbrk (base, "/>")) != NULL)
    base = next + 1;
  while (*base == ' ')
    base++;
  for (int i = 0; i < 4; i++)
    if (!g_ascii_isdigit (base[i]))
      return FALSE;
  if (!g_str_has_prefix (base + 4, tag))
    return FALSE;
  return g_ascii_isupper (base[6]) && g_ascii_isupper (base[7]) && g_ascii_isupper (base[8])
         && g_ascii_isdigit (base[9]);
}

static void
end_record (LwBagParser *self)
{
  LwBagRecord *record = &self->record;

  record->not_bag |= self->is_not_bag;
  record->inactive |= self->is_inactive;
  if (self->geometry_bad)
    record->x = record->y = NAN;
  self->func (self, record, self->data);
  lw_bag_record_reset (record, LW_BAG_NOTHING);
}

static void
end_header (LwBagParser *self, int element, const char *text)
{
  if (element == LW_BAG_EL_DATE && self->date == LW_DATE_UNKNOWN)
    self->date = lw_date_parse_iso (text);
  else if (element == LW_BAG_EL_OBJECT_TYPE)
    self->n_header_types++;
}

static void
end_cb (LwXml *xml, int element, const char *text, gsize length, gpointer data)
{
  LwBagParser *self = data;

  if (element == LW_BAG_EL_OTHER)
    return;
  if (element == LW_BAG_EL_STAND)
    {
      self->n_unknown += !self->stand_known;
      return;
    }
  if (element == LW_BAG_EL_DATE || element == LW_BAG_EL_OBJECT_TYPE)
    {
      if (text != NULL)
        end_header (self, element, text);
      return;
    }
  if (self->record.type == LW_BAG_NOTHING)
    return;
  if (record_type (element) == self->record.type)
    end_record (self);
  else if (element >= LW_BAG_EL_GEOMETRY && element <= LW_BAG_EL_POS_LIST)
    end_geometry (self, element, text);
  else if (element == LW_BAG_EL_MAIN_ADDRESS)
    self->in_main_address = FALSE;
  else if (element == LW_BAG_EL_RELATION_MUNICIPALITY)
    self->in_municipality = FALSE;
  else if (text == NULL)
    return;
  else if (element == LW_BAG_EL_ID)
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

static const LwXmlHandler handler = { start_cb, end_cb };

/**
 * lw_bag_parser_new:
 * @name: the file's name in messages, "outer.zip > member.xml"
 * @wanted: mask of #LwBagRecordType: which records to hand out
 * @func: called for each of them
 * @data: for @func
 *
 * Returns: (transfer full): a parser for one file
 */
LwBagParser *
lw_bag_parser_new (const char *name, guint wanted, LwBagRecordFunc func, gpointer data)
{
  LwBagParser *self;

  g_return_val_if_fail (name != NULL && func != NULL, NULL);

  self = g_new0 (LwBagParser, 1);
  self->name = g_strdup (name);
  self->xml = lw_xml_new (name, lw_bag_names (), &handler, self);
  self->wanted = wanted;
  self->func = func;
  self->data = data;
  self->date = LW_DATE_UNKNOWN;
  self->is_not_bag = name_says (name, "NB");
  self->is_inactive = name_says (name, "IA");
  self->outline = lw_geometry_builder_new ();
  lw_bag_record_init (&self->record);
  return self;
}

/**
 * lw_bag_parser_want_outlines:
 * @self: a parser
 * @func: is asked of each building, with the data of lw_bag_parser_new()
 *
 * Has outlines of buildings read too.
 */
void
lw_bag_parser_want_outlines (LwBagParser *self, LwBagOutlineFunc func)
{
  self->wants_outline = func;
}

/**
 * lw_bag_parser_free:
 * @self: (transfer full): a parser
 */
void
lw_bag_parser_free (LwBagParser *self)
{
  if (self == NULL)
    return;
  lw_xml_free (self->xml);
  lw_geometry_builder_free (self->outline);
  lw_bag_record_clear (&self->record);
  g_free (self->name);
  g_free (self->root);
  g_free (self);
}

/**
 * lw_bag_parser_push:
 * @self: a parser
 * @bytes: the next bytes of the file
 * @n: how many
 * @error: return location
 *
 * Returns: %FALSE with @error set if the file cannot be read, or is of a kind that is refused (mutations,
 * BAG 1.0)
 */
gboolean
lw_bag_parser_push (LwBagParser *self, const guint8 *bytes, gsize n, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  if (!lw_xml_push (self->xml, bytes, n, error))
    return FALSE;
  /* Not at the root itself: its block may hold an error that says more than that the root is foreign. */
  if (self->kind == LW_BAG_FILE_FOREIGN)
    lw_xml_stop (self->xml);
  return TRUE;
}

/**
 * lw_bag_parser_finish:
 * @self: a parser
 * @error: return location
 *
 * Returns: %FALSE with @error set if the file is not complete
 */
gboolean
lw_bag_parser_finish (LwBagParser *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return lw_xml_finish (self->xml, error);
}

/**
 * lw_bag_parser_fail:
 * @self: a parser, inside its record function
 * @code: an #LwError
 * @message: what is wrong and what to do, translated
 *
 * Makes the running lw_bag_parser_push() fail at the current line.
 */
void
lw_bag_parser_fail (LwBagParser *self, int code, const char *message)
{
  g_return_if_fail (self != NULL);
  lw_xml_fail (self->xml, code, "%s", message);
}

/**
 * lw_bag_parser_is_done:
 * @self: a parser
 *
 * Returns: whether nothing of interest can follow in this file
 */
gboolean
lw_bag_parser_is_done (LwBagParser *self)
{
  g_return_val_if_fail (self != NULL, TRUE);
  return lw_xml_is_stopped (self->xml);
}

/**
 * lw_bag_parser_get_name:
 * @self: a parser
 *
 * Returns: the name given to lw_bag_parser_new()
 */
const char *
lw_bag_parser_get_name (LwBagParser *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->name;
}

/**
 * lw_bag_parser_get_kind:
 * @self: a parser
 *
 * Returns: what kind of file it is, as far as it was read
 */
LwBagFileKind
lw_bag_parser_get_kind (LwBagParser *self)
{
  g_return_val_if_fail (self != NULL, LW_BAG_FILE_UNKNOWN);
  return self->kind;
}

/**
 * lw_bag_parser_get_date:
 * @self: a parser
 *
 * Returns: the reference date (StandTechnischeDatum) of the file, %LW_DATE_UNKNOWN before it was read
 */
LwDate
lw_bag_parser_get_date (LwBagParser *self)
{
  g_return_val_if_fail (self != NULL, LW_DATE_UNKNOWN);
  return self->date;
}

/**
 * lw_bag_parser_get_root:
 * @self: a parser
 *
 * Returns: (nullable): the root element and its namespace, for messages
 */
const char *
lw_bag_parser_get_root (LwBagParser *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->root;
}

/**
 * lw_bag_parser_get_seen:
 * @self: a parser
 *
 * Returns: mask of the types of record met, unwanted ones included
 */
guint
lw_bag_parser_get_seen (LwBagParser *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->seen;
}

/**
 * lw_bag_parser_get_n_unknown:
 * @self: a parser
 *
 * Returns: the number of records of a kind that is not known, such as objects in a foreign namespace
 */
guint64
lw_bag_parser_get_n_unknown (LwBagParser *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->n_unknown;
}
