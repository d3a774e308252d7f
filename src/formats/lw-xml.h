/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-xml: libxml2's SAX2 push parser for foreign files, made safe: no network, no document type declaration,
 * no entities, bounded depth and token sizes; the first error becomes one LwError with file:line:column.
 * Elements are told as small numbers from a table of namespace + local name; prefixes never matter. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LwXmlName:
 * @ns: namespace URI
 * @local: local name
 * @token: what lw_xml_new()'s functions are told for this element, greater than 0
 */
typedef struct {
  const char *ns;
  const char *local;
  int token;
} LwXmlName;

/** LW_XML_OTHER: the token of every element that is not in the table. */
#define LW_XML_OTHER 0

typedef struct _LwXml LwXml;

/**
 * LwXmlAttributes:
 *
 * The attributes of an element during its start call; see lw_xml_attributes_find().
 */
typedef struct {
  int n;
  const unsigned char **raw;
} LwXmlAttributes;

/**
 * LwXmlNamespace: a declaration of a namespace
 * @prefix: (nullable): %NULL for the default one
 * @uri: (nullable): %NULL where it is undone
 * @depth: of the element that declares it
 */
typedef struct {
  const char *prefix;
  const char *uri;
  int depth;
} LwXmlNamespace;

/**
 * LwXmlHandler:
 * @start: an element begins: its token, local name and namespace ("" for none) and attributes; returns
 * whether its own text is wanted
 * @end: an element ends; @text is its text if it was wanted (without that of its children), else %NULL
 * @characters: (nullable): a piece of the text of any element, for formats whose text stands between elements
 *
 * All may call lw_xml_fail() or lw_xml_stop().
 */
typedef struct {
  gboolean (*start) (LwXml *xml,
                     int token,
                     const char *local,
                     const char *ns,
                     const LwXmlAttributes *attributes,
                     gpointer data);
  void (*end) (LwXml *xml, int token, const char *text, gsize length, gpointer data);
  void (*characters) (LwXml *xml, const char *text, gsize length, gpointer data);
} LwXmlHandler;

LwXml *lw_xml_new (const char *name, const LwXmlName *names, const LwXmlHandler *handler, gpointer data);
void lw_xml_free (LwXml *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwXml, lw_xml_free)

gboolean lw_xml_push (LwXml *self, const guint8 *bytes, gsize n, GError **error);
gboolean lw_xml_finish (LwXml *self, GError **error);

void lw_xml_fail (LwXml *self, int code, const char *format, ...) G_GNUC_PRINTF (3, 4);
void lw_xml_stop (LwXml *self);
gboolean lw_xml_is_stopped (LwXml *self);
guint64 lw_xml_get_line (LwXml *self);
int lw_xml_get_depth (LwXml *self);
const char *lw_xml_get_prefix (LwXml *self);
const GArray *lw_xml_get_namespaces (LwXml *self);
gboolean lw_xml_is_settled (LwXml *self);
void lw_xml_skip (LwXml *self, guint lines, guint columns);
const char *lw_xml_attributes_find (const LwXmlAttributes *attributes, const char *local, gsize *length);

G_END_DECLS
