/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-bag-parser: see lw-bag-parser.h. This file knows what stands around records; lw-bag-fields what stands in them. */
#include "formats/lw-bag-parser.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "formats/lw-bag-fields.h"
#include "formats/lw-bag-names.h"
#include "model/lw-error.h"

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
  GHashTable *delivered; /* of int: codes of the municipalities that the file says to be of */
  gboolean of_country;   /* it says to be of the whole country */
  gboolean wants_delivery;
  guint seen;
  guint64 n_unknown;
  gboolean stand_known; /* the current sl:stand holds a known record */
  LwBagScope *scope;    /* nullable: of the first sl:stand */
  gboolean has_scope;   /* the first sl:stand was met */
  LwBagFields fields;
};

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
      if (!self->wants_delivery)
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
  lw_bag_fields_begin (&self->fields, type, lw_xml_get_line (self->xml));
}

static int
read_dimension (const LwXmlAttributes *attributes)
{
  gsize length;
  const char *value = lw_xml_attributes_find (attributes, "srsDimension", &length);

  if (value == NULL)
    return LW_BAG_NO_DIMENSION;
  return length == 1 && (*value == '2' || *value == '3') ? *value - '0' : 0;
}

/* Notes the names in scope where records begin, so that they can be read by lw-bag-scan as well. */
static void
note_scope (LwBagParser *self)
{
  if (self->has_scope)
    return;
  self->has_scope = TRUE;
  self->scope = lw_bag_scope_new (lw_xml_get_prefix (self->xml), lw_xml_get_namespaces (self->xml),
                                  lw_xml_get_depth (self->xml));
  if (self->scope == NULL)
    return;
  self->scope->date = self->date;
  self->scope->wanted = self->wanted;
  self->scope->n_header_types = self->n_header_types;
  self->scope->is_not_bag = self->fields.is_not_bag;
  self->scope->is_inactive = self->fields.is_inactive;
}

static gboolean
element_is_header (int element)
{
  return element >= LW_BAG_EL_DATE && element <= LW_BAG_EL_COUNTRY;
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
  if (element_is_header (element))
    return TRUE;
  if (self->kind == LW_BAG_FILE_DELIVERY)
    return FALSE;
  if (element == LW_BAG_EL_STAND)
    {
      self->stand_known = FALSE;
      note_scope (self);
      return FALSE;
    }
  if (self->fields.record.type == LW_BAG_NOTHING)
    {
      LwBagRecordType type = lw_bag_element_type (element);

      if (type != LW_BAG_NOTHING)
        start_record (self, type);
      return FALSE;
    }
  return lw_bag_fields_start (&self->fields, element, read_dimension (attributes));
}

/* Files of objects outside the register are named 0457NBVBO15102021-000001.xml, of inactive ones
 * 0457IAVBO….xml. Their records say so themselves; the name is believed as well, because one slip here makes
 * a ghost office. */
static gboolean
name_says (const char *name, const char *tag)
{
  const char *own = lw_bag_file_tag (name);

  return own != NULL && g_str_has_prefix (own, tag) && g_ascii_isupper (own[2]) && g_ascii_isupper (own[3])
         && g_ascii_isupper (own[4]) && g_ascii_isdigit (own[5]);
}

static void
end_header (LwBagParser *self, int element, const char *text)
{
  g_autofree char *value = g_strstrip (g_strdup (text));

  if (element == LW_BAG_EL_DATE && self->date == LW_DATE_UNKNOWN)
    self->date = lw_bag_date_parse (value);
  else if (element == LW_BAG_EL_OBJECT_TYPE)
    self->n_header_types++;
  else if (element == LW_BAG_EL_COUNTRY)
    self->of_country = TRUE;
  else if (element == LW_BAG_EL_DELIVERED)
    {
      gint64 code = g_ascii_strtoll (value, NULL, 10);

      if (code > 0 && code <= 9999)
        g_hash_table_add (self->delivered, GINT_TO_POINTER ((int)code));
    }
}

static void
end_record (LwBagParser *self)
{
  self->func (self, &self->fields.record, self->data);
  lw_bag_fields_close (&self->fields);
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
  if (element_is_header (element))
    {
      if (text != NULL)
        end_header (self, element, text);
      return;
    }
  if (self->fields.record.type != LW_BAG_NOTHING && lw_bag_fields_end (&self->fields, element, text))
    end_record (self);
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
  self->delivered = g_hash_table_new (NULL, NULL);
  lw_bag_fields_init (&self->fields);
  self->fields.is_not_bag = name_says (name, "NB");
  self->fields.is_inactive = name_says (name, "IA");
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
  self->fields.wants_outline = func;
  self->fields.data = self->data;
}

/** lw_bag_parser_want_delivery: has the document of a delivery read to its end, for what it says the delivery to be of */
void
lw_bag_parser_want_delivery (LwBagParser *self)
{
  self->wants_delivery = TRUE;
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
  lw_bag_fields_clear (&self->fields);
  lw_bag_scope_free (self->scope);
  g_hash_table_unref (self->delivered);
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
 * lw_bag_parser_get_scope:
 * @self: a parser
 *
 * Returns: (transfer none) (nullable): what is in scope where the records are, once one began; %NULL if they can
 *   only be read by this parser
 */
const LwBagScope *
lw_bag_parser_get_scope (LwBagParser *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->scope;
}

/**
 * lw_bag_parser_is_between:
 * @self: a parser
 * @scope: what was in scope when records of this file were read in another way
 *
 * Returns: whether the parser stands where a record may begin, and everything that it knows of the file is as in @scope
 */
gboolean
lw_bag_parser_is_between (LwBagParser *self, const LwBagScope *scope)
{
  g_return_val_if_fail (self != NULL && scope != NULL, FALSE);

  return self->kind == LW_BAG_FILE_STAND && self->date == scope->date && self->n_header_types == scope->n_header_types
         && self->fields.record.type == LW_BAG_NOTHING && lw_xml_get_depth (self->xml) == scope->depth - 1
         && lw_xml_is_settled (self->xml) && lw_bag_scope_holds (scope, lw_xml_get_namespaces (self->xml));
}

/**
 * lw_bag_parser_skip:
 * @self: a parser between two records
 * @lines: how many lines end in the records that were read in another way
 * @columns: how many characters follow the last of those ends
 *
 * Goes on after them.
 */
void
lw_bag_parser_skip (LwBagParser *self, guint lines, guint columns)
{
  g_return_if_fail (self != NULL);
  lw_xml_skip (self->xml, lines, columns);
}

/**
 * lw_bag_parser_get_line:
 * @self: a parser
 *
 * Returns: the line where it stands, from 1
 */
guint64
lw_bag_parser_get_line (LwBagParser *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return lw_xml_get_line (self->xml);
}

/**
 * lw_bag_parser_get_n_header_types:
 * @self: a parser
 *
 * Returns: how many types of object the file says to hold
 */
guint
lw_bag_parser_get_n_header_types (LwBagParser *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->n_header_types;
}

/**
 * lw_bag_parser_get_delivered:
 * @self: a parser
 *
 * Returns: (transfer none) (element-type int): codes of the municipalities that the file says to be of; empty if it
 *   names none, as where it is of the whole country
 */
GHashTable *
lw_bag_parser_get_delivered (LwBagParser *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->delivered;
}

/** lw_bag_parser_is_of_country: whether the file says to be of the whole country */
gboolean
lw_bag_parser_is_of_country (LwBagParser *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->of_country;
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
