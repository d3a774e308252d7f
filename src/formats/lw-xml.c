/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-xml: see lw-xml.h. Names are looked up once per distinct name: libxml2 keeps every name of a document in
 * its dictionary, so that the pointer of a name stands for the name; a small cache maps pointers to tokens.
 */
#include "formats/lw-xml.h"

#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <libxml/xmlerror.h>
#include <string.h>

#include "model/lw-error.h"

#define MAX_DEPTH 64
/* Text of one element: the outline of a large object has some 100 kB. */
#define MAX_TEXT (4 * 1024 * 1024)
/* Bytes that libxml2 may hold back while it waits for the end of a tag or comment. */
#define MAX_PENDING (12 * 1024 * 1024)
/* Bytes of one start tag: those of the formats read here have some hundred, and libxml2 compares each attribute with all
 * others of its tag. */
#define MAX_TAG (128 * 1024)
/* Distinct names: the formats read here have some hundred; far more make the parser's dictionary slow. */
#define MAX_NAMES 20000
/* libxml2 takes an int; smaller pieces also keep its buffer small. */
#define MAX_PUSH (64 * 1024)
#define N_CACHE 256

typedef struct {
  const xmlChar *local;
  const xmlChar *ns;
  int token;
} CachedName;

struct _LwXml {
  char *name;
  const LwXmlName *names;
  const LwXmlHandler *handler;
  gpointer data;
  xmlParserCtxtPtr parser;
  GError *error;
  gboolean stopped;
  int depth;
  int tokens[MAX_DEPTH];
  /* Text is gathered for the innermost element that wants it, until that element ends. */
  int text_depth;
  GString *text;
  CachedName cache[N_CACHE];
  GArray *namespaces; /* of LwXmlNamespace, those in scope; strings of libxml2's dictionary */
  const char *prefix; /* of the element being told */
  gboolean after_cdata; /* nothing began or ended since some CDATA */
  guint8 last_byte;
};

static void
fail_at (LwXml *self, int code, int line, int column, const char *message)
{
  if (self->error != NULL)
    return;
  self->error = g_error_new (LW_ERROR, code, "%s:%d:%d: %s", self->name, line, column, message);
  self->stopped = TRUE;
  if (self->parser != NULL)
    xmlStopParser (self->parser);
}

/**
 * lw_xml_fail:
 * @self: a parser
 * @code: an #LwError
 * @format: what is wrong and what to do; file, line and column are put before it
 * @...: the arguments of @format
 *
 * Makes the running lw_xml_push() fail. Only the first failure counts.
 */
void
lw_xml_fail (LwXml *self, int code, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;
  xmlParserInputPtr input;

  g_return_if_fail (self != NULL);

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  input = self->parser != NULL ? self->parser->input : NULL;
  fail_at (self, code, input != NULL ? input->line : 1, input != NULL ? input->col : 1, message);
}

/**
 * lw_xml_stop:
 * @self: a parser
 *
 * Stops without an error: no more elements are told, what follows is not looked at.
 */
void
lw_xml_stop (LwXml *self)
{
  g_return_if_fail (self != NULL);

  self->stopped = TRUE;
  if (self->parser != NULL)
    xmlStopParser (self->parser);
}

/**
 * lw_xml_is_stopped:
 * @self: a parser
 *
 * Returns: whether lw_xml_stop() was called or an error was met
 */
gboolean
lw_xml_is_stopped (LwXml *self)
{
  g_return_val_if_fail (self != NULL, TRUE);
  return self->stopped;
}

/**
 * lw_xml_get_line:
 * @self: a parser
 *
 * Returns: the current line, from 1
 */
guint64
lw_xml_get_line (LwXml *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->parser != NULL && self->parser->input != NULL ? (guint64) self->parser->input->line : 1;
}

/**
 * lw_xml_get_depth:
 * @self: a parser
 *
 * Returns: the depth of the element being told: 1 for the root
 */
int
lw_xml_get_depth (LwXml *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->depth;
}

/**
 * lw_xml_get_prefix:
 * @self: a parser, in its start function
 *
 * Returns: (nullable): the prefix of the element being told
 */
const char *
lw_xml_get_prefix (LwXml *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->prefix;
}

/**
 * lw_xml_get_namespaces:
 * @self: a parser
 *
 * Returns: (transfer none) (element-type LwXmlNamespace): the declarations in scope, outer ones first
 */
const GArray *
lw_xml_get_namespaces (LwXml *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->namespaces;
}

/**
 * lw_xml_is_settled:
 * @self: a parser
 *
 * Returns: whether what was pushed ends with the end of a tag, comment or instruction, and no byte of it waits; then the
 *   parser stands in the content of the innermost open element
 */
gboolean
lw_xml_is_settled (LwXml *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return !self->stopped && self->parser != NULL && self->parser->input != NULL && self->depth > 0
         && !self->after_cdata && self->last_byte == '>' && self->parser->input->cur == self->parser->input->end;
}

/**
 * lw_xml_skip:
 * @self: a parser that is settled
 * @lines: how many lines end in what is skipped
 * @columns: how many characters follow the last of those ends
 *
 * Tells that part of the document was read in another way, so that places in messages stay right.
 */
void
lw_xml_skip (LwXml *self, guint lines, guint columns)
{
  xmlParserInputPtr input;

  g_return_if_fail (self != NULL && self->parser != NULL && self->parser->input != NULL);

  input = self->parser->input;
  input->line += (int) lines;
  input->col = (int) columns + (lines > 0 ? 1 : input->col);
}

/**
 * lw_xml_attributes_find:
 * @attributes: of the element being told
 * @local: local name of an attribute without namespace
 * @length: (out): length of the value
 *
 * Returns: (nullable): the value, not ended by a zero byte
 */
const char *
lw_xml_attributes_find (const LwXmlAttributes *attributes, const char *local, gsize *length)
{
  g_return_val_if_fail (attributes != NULL && local != NULL && length != NULL, NULL);

  /* libxml2 gives five pointers an attribute: local name, prefix, namespace, begin and end of the value. */
  for (int i = 0; i < attributes->n; i++)
    {
      const unsigned char **a = attributes->raw + 5 * i;

      if (a[2] == NULL && strcmp ((const char *) a[0], local) == 0)
        {
          *length = (gsize) (a[4] - a[3]);
          return (const char *) a[3];
        }
    }
  return NULL;
}

/* Declarations go out of scope with their element. */
static void
end_namespaces (LwXml *self)
{
  while (self->namespaces->len > 0
         && g_array_index (self->namespaces, LwXmlNamespace, self->namespaces->len - 1).depth == self->depth)
    g_array_set_size (self->namespaces, self->namespaces->len - 1);
}

static int
look_up (LwXml *self, const xmlChar *local, const xmlChar *ns)
{
  gsize slot = ((gsize) local >> 3 ^ (gsize) ns >> 7) % N_CACHE;
  CachedName *cached = &self->cache[slot];

  if (cached->local == local && cached->ns == ns)
    return cached->token;
  cached->local = local;
  cached->ns = ns;
  cached->token = LW_XML_OTHER;
  if (ns != NULL)
    for (const LwXmlName *name = self->names; name->local != NULL; name++)
      if (strcmp (name->local, (const char *) local) == 0 && strcmp (name->ns, (const char *) ns) == 0)
        {
          cached->token = name->token;
          break;
        }
  return cached->token;
}

static void
start_element_cb (void *data,
                  const xmlChar *local,
                  const xmlChar *prefix,
                  const xmlChar *ns,
                  int n_namespaces,
                  const xmlChar **namespaces,
                  int n_attributes,
                  int n_defaulted,
                  const xmlChar **attributes)
{
  LwXml *self = data;
  LwXmlAttributes given = { n_attributes, attributes };
  int token;

  if (self->stopped)
    return;
  if (self->depth == MAX_DEPTH)
    {
      lw_xml_fail (self, LW_ERROR_TOO_LARGE, _("elements lie more than %d deep in each other"), MAX_DEPTH);
      return;
    }
  token = look_up (self, local, ns);
  self->tokens[self->depth++] = token;
  self->prefix = (const char *) prefix;
  self->after_cdata = FALSE;
  for (int i = 0; i < n_namespaces; i++)
    {
      LwXmlNamespace declared = { (const char *) namespaces[2 * i], (const char *) namespaces[2 * i + 1], self->depth };

      g_array_append_val (self->namespaces, declared);
    }
  if (self->handler->start (self, token, (const char *) local, ns != NULL ? (const char *) ns : "", &given,
                            self->data))
    {
      self->text_depth = self->depth;
      g_string_truncate (self->text, 0);
    }
}

static void
end_element_cb (void *data, const xmlChar *local, const xmlChar *prefix, const xmlChar *ns)
{
  LwXml *self = data;
  gboolean wanted = self->text_depth == self->depth;

  if (self->stopped || self->depth == 0)
    return;
  if (wanted)
    self->text_depth = 0;
  self->handler->end (self, self->tokens[self->depth - 1], wanted ? self->text->str : NULL,
                      wanted ? self->text->len : 0, self->data);
  self->after_cdata = FALSE;
  end_namespaces (self);
  self->depth--;
}

static void
characters_cb (void *data, const xmlChar *text, int length)
{
  LwXml *self = data;

  if (self->handler->characters != NULL && !self->stopped)
    self->handler->characters (self, (const char *) text, (gsize) length, self->data);
  if (self->stopped || self->text_depth == 0 || self->text_depth != self->depth)
    return;
  if (self->text->len + (gsize) length > MAX_TEXT)
    lw_xml_fail (self, LW_ERROR_TOO_LARGE, _("the text of one element is larger than 4 MB"));
  else
    g_string_append_len (self->text, (const char *) text, length);
}

static void
cdata_cb (void *data, const xmlChar *text, int length)
{
  ((LwXml *) data)->after_cdata = TRUE;
  characters_cb (data, text, length);
}

static void
internal_subset_cb (void *data, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
  lw_xml_fail (data, LW_ERROR_UNSUPPORTED,
               _("holds a document type declaration (DOCTYPE), which the formats read here never have and "
                  "which can do harm"));
}

static void
report_error (LwXml *self, const xmlError *problem)
{
  g_autofree char *reason = NULL;
  g_autofree char *message = NULL;

  /* Warnings and namespace slips leave the document readable. */
  if (self->stopped || problem == NULL || problem->level != XML_ERR_FATAL)
    return;
  reason = g_utf8_make_valid (problem->message != NULL ? problem->message : "", -1);
  g_strdelimit (g_strchomp (reason), "\n\r\t", ' ');
  /* TRANSLATORS: %s is a technical reason in English. */
  message = g_strdup_printf (_("is not well-formed XML (%s): fetch or make the file again"), reason);
  fail_at (self, LW_ERROR_INVALID, problem->line, problem->int2, message);
}

#if LIBXML_VERSION >= 21200
static void
error_cb (void *data, const xmlError *problem)
{
  report_error (data, problem);
}
#else
static void
error_cb (void *data, xmlErrorPtr problem)
{
  report_error (data, problem);
}
#endif

/**
 * lw_xml_new:
 * @name: the file's name in messages, such as "outer.zip > member.xml"
 * @names: (array zero-terminated=1): the elements that get a token; must outlive the parser
 * @handler: what to call; must outlive the parser
 * @data: for @handler
 *
 * Returns: (transfer full): a parser for one document
 */
LwXml *
lw_xml_new (const char *name, const LwXmlName *names, const LwXmlHandler *handler, gpointer data)
{
  LwXml *self;

  g_return_val_if_fail (name != NULL && names != NULL && handler != NULL, NULL);

  self = g_new0 (LwXml, 1);
  self->name = g_strdup (name);
  self->names = names;
  self->handler = handler;
  self->data = data;
  self->text = g_string_sized_new (256);
  self->namespaces = g_array_new (FALSE, FALSE, sizeof (LwXmlNamespace));
  return self;
}

/**
 * lw_xml_free:
 * @self: (transfer full): a parser
 */
void
lw_xml_free (LwXml *self)
{
  if (self == NULL)
    return;
  if (self->parser != NULL)
    {
      /* SAX only: there should be no tree, but libxml2 may make an empty one. */
      if (self->parser->myDoc != NULL)
        xmlFreeDoc (self->parser->myDoc);
      xmlFreeParserCtxt (self->parser);
    }
  g_clear_error (&self->error);
  g_string_free (self->text, TRUE);
  g_array_unref (self->namespaces);
  g_free (self->name);
  g_free (self);
}

static void
begin_document (LwXml *self, const guint8 *bytes, int n)
{
  xmlSAXHandler sax = {
    .initialized = XML_SAX2_MAGIC,
    .startElementNs = start_element_cb,
    .endElementNs = end_element_cb,
    .characters = characters_cb,
    .cdataBlock = cdata_cb,
    .internalSubset = internal_subset_cb,
    .serror = error_cb,
  };

  xmlInitParser ();
  self->parser = xmlCreatePushParserCtxt (&sax, self, (const char *) bytes, n, NULL);
  g_assert (self->parser != NULL);
  xmlCtxtUseOptions (self->parser, XML_PARSE_NONET);
}

static void
check_size (LwXml *self)
{
  const xmlParserInput *input = self->parser->input;

  if (input != NULL && input->end - input->cur > MAX_TAG && input->cur[0] == '<' && input->cur[1] != '!'
      && input->cur[1] != '?')
    lw_xml_fail (self, LW_ERROR_TOO_LARGE, _("one tag is larger than 128 kB"));
  else if (input != NULL && input->end - input->cur > MAX_PENDING)
    lw_xml_fail (self, LW_ERROR_TOO_LARGE, _("one tag or comment is larger than 12 MB"));
  else if (xmlDictSize (self->parser->dict) > MAX_NAMES)
    lw_xml_fail (self, LW_ERROR_TOO_LARGE, _("there are more than %d different names of elements"),
                 MAX_NAMES);
}

static gboolean
give_result (LwXml *self, GError **error)
{
  if (self->error == NULL)
    return TRUE;
  g_propagate_error (error, g_error_copy (self->error));
  return FALSE;
}

/**
 * lw_xml_push:
 * @self: a parser
 * @bytes: the next bytes of the document
 * @n: how many
 * @error: return location
 *
 * Returns: %FALSE with @error set when the document is not acceptable. After lw_xml_stop() bytes are ignored.
 */
gboolean
lw_xml_push (LwXml *self, const guint8 *bytes, gsize n, GError **error)
{
  g_return_val_if_fail (self != NULL && (bytes != NULL || n == 0), FALSE);

  if (n > 0)
    self->last_byte = bytes[n - 1];
  while (n > 0 && !self->stopped)
    {
      int piece = (int) MIN (n, MAX_PUSH);

      if (self->parser == NULL)
        {
          /* The first four bytes tell the encoding. */
          piece = MIN (piece, 4);
          begin_document (self, bytes, piece);
        }
      else
        xmlParseChunk (self->parser, (const char *) bytes, piece, 0);
      if (!self->stopped)
        check_size (self);
      bytes += piece;
      n -= (gsize) piece;
    }
  return give_result (self, error);
}

/**
 * lw_xml_finish:
 * @self: a parser
 * @error: return location
 *
 * Tells that the document ended.
 *
 * Returns: %FALSE with @error set when it is not complete
 */
gboolean
lw_xml_finish (LwXml *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->parser == NULL)
    fail_at (self, LW_ERROR_INVALID, 1, 1, _("the file is empty"));
  else if (!self->stopped)
    xmlParseChunk (self->parser, NULL, 0, 1);
  return give_result (self, error);
}
