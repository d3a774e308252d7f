/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-statline-atom: answers of the services of StatLine as Atom XML: an entry a record, its members in m:properties. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "formats/lw-statline-private.h"
#include "formats/lw-xml.h"
#include "model/lw-error.h"

#define ATOM "http://www.w3.org/2005/Atom"
#define DATA "http://schemas.microsoft.com/ado/2007/08/dataservices"
#define METADATA "http://schemas.microsoft.com/ado/2007/08/dataservices/metadata"
#define BLOCK 65536
#define MAX_MEMBER 200

enum {
  PROPERTIES = 1,
  FEED,
  LINK,
  ERROR_ANSWER,
  MESSAGE,
};

typedef struct {
  LwStatlineRecord record;
  guint64 n_records;
  gboolean is_feed;
  gboolean in_properties;
  gboolean is_null;
  char member[MAX_MEMBER];
  GString *refusal;
  GError *error;
} Reading;

static gboolean
attribute_is (const LwXmlAttributes *attributes, const char *local, const char *word)
{
  for (int i = 0; i < attributes->n; i++)
    {
      const unsigned char **a = attributes->raw + 5 * i;

      if (strcmp ((const char *) a[0], local) == 0 && (gsize) (a[4] - a[3]) == strlen (word)
          && memcmp (a[3], word, strlen (word)) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
start_feed (Reading *reading, const LwXmlAttributes *attributes)
{
  reading->is_feed = TRUE;
  /* xml:base is the address of the table. */
  for (int i = 0; i < attributes->n; i++)
    {
      const unsigned char **a = attributes->raw + 5 * i;
      g_autofree char *value = g_strndup ((const char *) a[3], (gsize) (a[4] - a[3]));

      lw_statline_set_code (reading->record.table, value);
    }
}

static gboolean
start_cb (LwXml *xml, int token, const char *local, const char *ns, const LwXmlAttributes *attributes, gpointer data)
{
  Reading *reading = data;

  reading->member[0] = '\0';
  if (token == FEED)
    start_feed (reading, attributes);
  else if (token == LINK && attribute_is (attributes, "rel", "next"))
    reading->record.table->n_pages = 1;
  else if (token == PROPERTIES)
    {
      reading->in_properties = TRUE;
      lw_statline_record_begin (&reading->record, ++reading->n_records);
    }
  else if (reading->in_properties && strcmp (ns, DATA) == 0)
    {
      g_strlcpy (reading->member, local, MAX_MEMBER);
      reading->is_null = attribute_is (attributes, "null", "true");
      return TRUE;
    }
  return token == MESSAGE;
}

static void
end_cb (LwXml *xml, int token, const char *text, gsize length, gpointer data)
{
  Reading *reading = data;

  if (token == MESSAGE && text != NULL)
    g_string_assign (reading->refusal, text);
  else if (token == PROPERTIES)
    {
      reading->in_properties = FALSE;
      if (!lw_statline_record_end (&reading->record, &reading->error))
        lw_xml_stop (xml);
    }
  else if (reading->member[0] != '\0' && text != NULL)
    lw_statline_record_put (&reading->record, reading->member, reading->is_null ? NULL : text);
  reading->member[0] = '\0';
}

static gboolean
parse (Reading *reading, LwXml *xml, GBytes *bytes, GCancellable *cancellable, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  for (gsize at = 0; at < size && !lw_xml_is_stopped (xml); at += BLOCK)
    if (g_cancellable_set_error_if_cancelled (cancellable, error)
        || !lw_xml_push (xml, data + at, MIN (size - at, BLOCK), error))
      return FALSE;
  if (reading->error == NULL)
    return lw_xml_finish (xml, error);
  g_propagate_error (error, g_steal_pointer (&reading->error));
  return FALSE;
}

static gboolean
check_kind (Reading *reading, GError **error)
{
  const char *name = reading->record.table->name;

  if (reading->is_feed)
    return TRUE;
  if (reading->refusal->len > 0)
    {
      g_autofree char *why = g_strndup (reading->refusal->str, 200);
      g_autofree char *shown = g_strdelimit (g_utf8_make_valid (why, -1), "\r\n\t", ' ');

      g_set_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED,
                   _ ("%s is no data but a refusal of the service (%s): download it again"), name, shown);
    }
  else
    g_set_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED,
                 _ ("%s is XML, but no answer of StatLine: download the table as CSV, JSON or Atom"), name);
  return FALSE;
}

gboolean
lw_statline_read_atom (LwStatline *table, GBytes *bytes, GCancellable *cancellable, GError **error)
{
  static const LwXmlName names[] = {
    { METADATA, "properties", PROPERTIES }, { ATOM, "feed", FEED },          { ATOM, "link", LINK },
    { METADATA, "error", ERROR_ANSWER },    { METADATA, "message", MESSAGE }, { NULL, NULL, 0 },
  };
  static const LwXmlHandler handler = { .start = start_cb, .end = end_cb };
  Reading reading = { .refusal = g_string_new (NULL) };
  g_autoptr (LwXml) xml = lw_xml_new (table->name, names, &handler, &reading);
  gboolean done;

  lw_statline_record_init (&reading.record, table, FALSE);
  done = parse (&reading, xml, bytes, cancellable, error) && check_kind (&reading, error);
  table->in_december |= g_strcmp0 (table->code, "83582NED") == 0;
  lw_statline_record_clear (&reading.record);
  g_string_free (reading.refusal, TRUE);
  g_clear_error (&reading.error);
  return done;
}
