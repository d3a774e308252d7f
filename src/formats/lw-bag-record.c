/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-bag-record: see lw-bag-record.h. */
#include "formats/lw-bag-record.h"

#include <math.h>
#include <string.h>

/* "2015-01-29" */
#define LENGTH_OF_DAY 10

/**
 * lw_bag_record_init:
 * @record: (out caller-allocates): an empty record, to be cleared with lw_bag_record_clear()
 */
void
lw_bag_record_init (LwBagRecord *record)
{
  memset (record, 0, sizeof *record);
  record->buildings = g_array_new (FALSE, FALSE, sizeof (LwBagId));
  record->side_addresses = g_array_new (FALSE, FALSE, sizeof (LwBagId));
  record->name = g_string_new (NULL);
  lw_bag_record_reset (record, LW_BAG_NOTHING);
}

/**
 * lw_bag_record_reset:
 * @record: a record
 * @type: what the next record is about
 *
 * Empties @record and keeps its memory.
 */
void
lw_bag_record_reset (LwBagRecord *record, LwBagRecordType type)
{
  GArray *buildings = record->buildings, *side_addresses = record->side_addresses;
  GString *name = record->name;

  g_clear_pointer (&record->outline, lw_geometry_unref);
  memset (record, 0, sizeof *record);
  record->type = type;
  record->begin = record->end = LW_DATE_UNKNOWN;
  record->area_m2 = record->x = record->y = NAN;
  record->buildings = buildings;
  record->side_addresses = side_addresses;
  record->name = name;
  g_array_set_size (buildings, 0);
  g_array_set_size (side_addresses, 0);
  g_string_truncate (name, 0);
}

/**
 * lw_bag_record_clear:
 * @record: a record
 *
 * Frees what @record holds.
 */
void
lw_bag_record_clear (LwBagRecord *record)
{
  g_array_unref (record->buildings);
  g_array_unref (record->side_addresses);
  g_string_free (record->name, TRUE);
  g_clear_pointer (&record->outline, lw_geometry_unref);
}

/** lw_bag_record_copy: (transfer full): a record like @record, to be freed with lw_bag_record_free() */
LwBagRecord *
lw_bag_record_copy (const LwBagRecord *record)
{
  LwBagRecord *copy = g_new (LwBagRecord, 1);

  *copy = *record;
  copy->buildings = g_array_sized_new (FALSE, FALSE, sizeof (LwBagId), record->buildings->len);
  g_array_append_vals (copy->buildings, record->buildings->data, record->buildings->len);
  copy->side_addresses = g_array_sized_new (FALSE, FALSE, sizeof (LwBagId), record->side_addresses->len);
  g_array_append_vals (copy->side_addresses, record->side_addresses->data, record->side_addresses->len);
  copy->name = g_string_new_len (record->name->str, (gssize) record->name->len);
  if (copy->outline != NULL)
    lw_geometry_ref (copy->outline);
  return copy;
}

/** lw_bag_record_free: frees a record that lw_bag_record_copy() made */
void
lw_bag_record_free (LwBagRecord *record)
{
  lw_bag_record_clear (record);
  g_free (record);
}

/**
 * lw_bag_record_get_life:
 * @record: a record
 * @date: the reference date
 *
 * A record holds on a date if it is neither taken out, inactive nor of ended registration, began on or before
 * the date and did not end on or before it (so one that begins and ends on one day never holds).
 *
 * Returns: what holds; of several reasons against it the first in the order of #LwBagLife
 */
LwBagLife
lw_bag_record_get_life (const LwBagRecord *record, LwDate date)
{
  if (record->not_bag)
    return LW_BAG_LIFE_NOT_BAG;
  if (record->inactive)
    return LW_BAG_LIFE_INACTIVE;
  if (record->dates_bad || record->begin == LW_DATE_UNKNOWN)
    return LW_BAG_LIFE_UNREADABLE;
  if (record->has_end && record->end == record->begin)
    return LW_BAG_LIFE_MOMENT;
  if (record->begin > date)
    return LW_BAG_LIFE_FUTURE;
  if (record->has_end && record->end <= date)
    return LW_BAG_LIFE_PAST;
  if (record->corrected)
    return LW_BAG_LIFE_CORRECTED;
  return LW_BAG_LIFE_CURRENT;
}

/**
 * lw_bag_version_compare:
 * @a: a version
 * @b: another version of the same object
 *
 * Returns: less than, equal to or greater than 0 when @a was registered before, with or after @b
 */
int
lw_bag_version_compare (const LwBagVersion *a, const LwBagVersion *b)
{
  if (a->registered != b->registered)
    return a->registered < b->registered ? -1 : 1;
  if (a->occurrence != b->occurrence)
    return a->occurrence < b->occurrence ? -1 : 1;
  return 0;
}

/* Whether @text is a zone as XML writes it: "Z", "+01:00". */
static gboolean
is_zone (const char *text)
{
  static const char shape[] = "+dd:dd";

  if (strcmp (text, "Z") == 0)
    return TRUE;
  if (strlen (text) != strlen (shape) || (*text != '+' && *text != '-'))
    return FALSE;
  for (gsize i = 1; shape[i] != '\0'; i++)
    if (shape[i] == 'd' ? !g_ascii_isdigit (text[i]) : text[i] != shape[i])
      return FALSE;
  return TRUE;
}

/**
 * lw_bag_date_parse:
 * @text: a date or a moment, to which XML may add a zone: "2015-01-29", "2015-01-29+01:00", "2015-01-29Z"
 *
 * The zone and the time of day are left out: the register means days in the Netherlands.
 *
 * Returns: the day, %LW_DATE_UNKNOWN if @text is none
 */
LwDate
lw_bag_date_parse (const char *text)
{
  char day[LENGTH_OF_DAY + 1];

  if (strlen (text) <= LENGTH_OF_DAY || !is_zone (text + LENGTH_OF_DAY))
    return lw_date_parse_iso (text);
  g_strlcpy (day, text, sizeof day);
  return lw_date_parse_iso (day);
}

/**
 * lw_bag_moment_parse:
 * @text: a moment such as "2015-01-29T15:31:25.827", with or without fraction and zone
 *
 * Only the order matters, so the digits are read as one number; a zone is ignored (the register writes none).
 *
 * Returns: the number YYYYMMDDhhmmssfff, 0 if @text does not begin with a date
 */
guint64
lw_bag_moment_parse (const char *text)
{
  guint64 number = 0;
  int digits = 0;

  for (const char *p = text; *p != '\0' && digits < 17; p++)
    {
      if (g_ascii_isdigit (*p))
        {
          number = number * 10 + (guint64) (*p - '0');
          digits++;
        }
      else if (digits >= 14 ? *p != '.' : strchr ("-T:", *p) == NULL)
        break;
    }
  if (digits < 8)
    return 0;
  for (; digits < 17; digits++)
    number *= 10;
  return number;
}
