/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-bag-scan: see lw-bag-scan.h. A record is gone over once. Names are told apart by prefix and local name
 * as they stand, looked up once per piece. Coordinates are left until it is known that somebody wants them:
 * of a verblijfsobject that is when its uses are known, which stand behind its position. */
#include "formats/lw-bag-scan.h"

#include <string.h>

#include "formats/lw-bag-names.h"

/* Elements in a record lie some 12 deep. */
#define MAX_DEPTH 24
#define MAX_ATTRIBUTES 4
#define MAX_NAME 80
#define MAX_NAMESPACES 64
/* The table of names: the BAG has some hundred. */
#define N_PLACES 512
#define MAX_KNOWN 256

typedef struct {
  const guint8 *name; /* "prefix:local" */
  guint length;
  int token;
} Known;

typedef struct {
  const guint8 *name;
  guint length;
  int token;
  gboolean is_told;   /* its beginning was told, so its end is */
  const guint8 *text; /* nullable: where its text begins, if that is wanted */
} Open;

struct _LwBagScan {
  const LwBagScope *scope;
  guint8 *bytes;
  guint8 *end;
  guint8 *at;
  gsize begin_length;

  /* of the record being read */
  guint depth;
  Open open[MAX_DEPTH];
  LwBagFields fields;
  gboolean has_record; /* one of the types wanted */
  gboolean is_known;   /* one that is known at all */
  gboolean is_complete;
  guint quiet;      /* depth of the element of which nothing is told, 0 if there is none */
  guint8 *geometry; /* nullable: where that of a verblijfsobject begins */
  gboolean replays; /* goes over the geometry again */

  /* since the last seek */
  guint lines;
  const guint8 *line_begin;
  guint n_following;   /* bytes of the line that follow the first of a character */
  gboolean has_return; /* a carriage return stood in the text gone over last */

  guint n_known;
  Known known[N_PLACES];
};

enum { OTHER, PLAIN, NAME, START };

/* What may stand anywhere in text (PLAIN), also inside a name, also at its start. ']' is no such character:
 * it may end CDATA. */
static guint8 classes[256];

static gpointer
make_classes (gpointer data)
{
  for (int c = ' '; c < 0x7f; c++)
    classes[c] = PLAIN;
  classes['\t'] = PLAIN;
  classes['<'] = classes['&'] = classes[']'] = OTHER;
  for (int c = 'a'; c <= 'z'; c++)
    classes[c] = classes[c - 'a' + 'A'] = START;
  for (int c = '0'; c <= '9'; c++)
    classes[c] = NAME;
  classes['_'] = START;
  classes['-'] = classes['.'] = NAME;
  return NULL;
}

static void
need_classes (void)
{
  static GOnce once = G_ONCE_INIT;

  g_once (&once, make_classes, NULL);
}

/**
 * lw_bag_scope_new:
 * @prefix: (nullable): that of the element that holds a record
 * @namespaces: (element-type LwXmlNamespace): in scope
 * @depth: of the element
 *
 * Returns: (transfer full) (nullable): the scope, with what the parser knows of the file still to be set;
 * %NULL if records cannot be scanned in it
 */
LwBagScope *
lw_bag_scope_new (const char *prefix, const GArray *namespaces, int depth)
{
  LwBagScope *scope;

  if (prefix == NULL || strlen (prefix) > MAX_NAME / 2 || depth > MAX_DEPTH
      || namespaces->len > MAX_NAMESPACES)
    return NULL;
  for (guint i = 0; i < namespaces->len; i++)
    {
      const LwXmlNamespace *declared = &g_array_index (namespaces, LwXmlNamespace, i);

      if (declared->prefix == NULL || declared->uri == NULL || declared->depth >= depth)
        return NULL;
    }
  scope = g_new0 (LwBagScope, 1);
  scope->namespaces = g_array_sized_new (FALSE, FALSE, sizeof (LwXmlNamespace), namespaces->len);
  for (guint i = 0; i < namespaces->len; i++)
    {
      LwXmlNamespace declared = g_array_index (namespaces, LwXmlNamespace, i);

      declared.prefix = g_strdup (declared.prefix);
      declared.uri = g_strdup (declared.uri);
      g_array_append_val (scope->namespaces, declared);
    }
  scope->begin = g_strdup_printf ("<%s:stand>", prefix);
  scope->end = g_strdup_printf ("</%s:stand>", prefix);
  scope->depth = depth;
  scope->date = LW_DATE_UNKNOWN;
  return scope;
}

/** lw_bag_scope_free: frees @scope, which may be %NULL */
void
lw_bag_scope_free (LwBagScope *scope)
{
  if (scope == NULL)
    return;
  for (guint i = 0; i < scope->namespaces->len; i++)
    {
      LwXmlNamespace *declared = &g_array_index (scope->namespaces, LwXmlNamespace, i);

      g_free ((char *)declared->prefix);
      g_free ((char *)declared->uri);
    }
  g_array_unref (scope->namespaces);
  g_free (scope->begin);
  g_free (scope->end);
  g_free (scope);
}

/** lw_bag_scope_holds: whether @namespaces, of LwXmlNamespace, are those of @scope */
gboolean
lw_bag_scope_holds (const LwBagScope *scope, const GArray *namespaces)
{
  if (namespaces->len != scope->namespaces->len)
    return FALSE;
  for (guint i = 0; i < namespaces->len; i++)
    {
      const LwXmlNamespace *a = &g_array_index (namespaces, LwXmlNamespace, i);
      const LwXmlNamespace *b = &g_array_index (scope->namespaces, LwXmlNamespace, i);

      if (g_strcmp0 (a->prefix, b->prefix) != 0 || g_strcmp0 (a->uri, b->uri) != 0)
        return FALSE;
    }
  return TRUE;
}

/**
 * lw_bag_scan_is_plain:
 * @bytes: the first bytes of a file
 * @n: how many
 *
 * Returns: whether they say that it is XML 1.0 in UTF-8
 */
gboolean
lw_bag_scan_is_plain (const guint8 *bytes, gsize n)
{
  g_autofree char *head = NULL;
  const char *encoding;
  char *end;

  if (n > 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    {
      bytes += 3;
      n -= 3;
    }
  if (n < 20 || memcmp (bytes, "<?xml version=\"1.0\"", 19) != 0)
    return FALSE;
  head = g_strndup ((const char *)bytes, MIN (n, 200));
  end = strstr (head, "?>");
  if (end == NULL)
    return FALSE;
  *end = '\0';
  encoding = strstr (head, "encoding");
  return encoding == NULL || g_ascii_strncasecmp (encoding, "encoding=\"UTF-8\"", 16) == 0;
}

/**
 * lw_bag_scan_new:
 * @scope: what holds around the records
 * @wants_outline: (nullable): asked of each building, in this thread
 * @data: for @wants_outline
 * @bytes: some of the file, changed while they are scanned and restored; %LW_BAG_SCAN_MARGIN more before and
 * after them belong to the caller
 * @n: how many
 *
 * Returns: (transfer full): a scan that stands at the first byte
 */
LwBagScan *
lw_bag_scan_new (
    const LwBagScope *scope, LwBagOutlineFunc wants_outline, gpointer data, guint8 *bytes, gsize n)
{
  LwBagScan *self = g_new0 (LwBagScan, 1);

  need_classes ();
  self->scope = scope;
  self->bytes = bytes;
  self->end = bytes + n;
  self->begin_length = strlen (scope->begin);
  memset (self->end, 0, LW_BAG_SCAN_MARGIN);
  lw_bag_fields_init (&self->fields);
  self->fields.wants_outline = wants_outline;
  self->fields.data = data;
  self->fields.is_not_bag = scope->is_not_bag;
  self->fields.is_inactive = scope->is_inactive;
  lw_bag_scan_seek (self, 0);
  return self;
}

/** lw_bag_scan_free: frees @self, which may be %NULL, and not its bytes */
void
lw_bag_scan_free (LwBagScan *self)
{
  if (self == NULL)
    return;
  lw_bag_fields_clear (&self->fields);
  g_free (self);
}

/** lw_bag_scan_seek: goes to a byte, from which lines are counted anew */
void
lw_bag_scan_seek (LwBagScan *self, gsize position)
{
  self->at = self->bytes + position;
  self->lines = 0;
  self->line_begin = self->at;
  self->n_following = 0;
}

/** lw_bag_scan_get_position: where the next record is looked for */
gsize
lw_bag_scan_get_position (const LwBagScan *self)
{
  return (gsize)(self->at - self->bytes);
}

/**
 * lw_bag_scan_get_record:
 *
 * Returns: (nullable): the record read last, its line counted from the last seek; %NULL if it is of no wanted
 * type
 */
const LwBagRecord *
lw_bag_scan_get_record (const LwBagScan *self)
{
  return self->has_record ? &self->fields.record : NULL;
}

/** lw_bag_scan_get_lines: how many lines ended since the last seek, and how many characters came after that
 */
void
lw_bag_scan_get_lines (const LwBagScan *self, guint *lines, guint *columns)
{
  *lines = self->lines;
  *columns = (guint)(self->at - self->line_begin) - self->n_following;
}

static void
end_line (LwBagScan *self, const guint8 *p)
{
  self->lines++;
  self->line_begin = p + 1;
  self->n_following = 0;
}

/* A character beyond ASCII: the byte after it, NULL if there is none that XML allows. */
static guint8 *
pass_character (LwBagScan *self, guint8 *p)
{
  gunichar c = g_utf8_get_char_validated ((const char *)p, self->end - p);

  if (c == (gunichar)-1 || c == (gunichar)-2 || c == 0xfffe || c == 0xffff)
    return NULL;
  self->n_following += (guint)g_utf8_skip[*p] - 1;
  return p + g_utf8_skip[*p];
}

/* Goes to the next tag; NULL if something else comes first that is not plain text. */
static guint8 *
pass_text (LwBagScan *self, guint8 *p)
{
  self->has_return = FALSE;
  for (;;)
    {
      while (classes[*p] != OTHER)
        p++;
      if (*p == '<')
        return p;
      if (*p == '\n')
        end_line (self, p++);
      else if (*p == '\r')
        {
          self->has_return = TRUE;
          p++;
        }
      else if (*p < 0x80 || (p = pass_character (self, p)) == NULL)
        return NULL;
    }
}

static guint8 *
pass_blanks (LwBagScan *self, guint8 *p)
{
  for (;; p++)
    {
      if (*p == '\n')
        end_line (self, p);
      else if (*p != ' ' && *p != '\t' && *p != '\r')
        return p;
    }
}

/* A name with or without prefix, in ASCII; NULL if there is none. */
static guint8 *
pass_name (guint8 *p, guint8 **colon)
{
  guint8 *begin = p;

  *colon = NULL;
  for (;;)
    {
      if (classes[*p] != START)
        return NULL;
      while (classes[*p] >= NAME)
        p++;
      if (*p != ':')
        break;
      if (*colon != NULL)
        return NULL;
      *colon = p++;
    }
  return p - begin <= MAX_NAME ? p : NULL;
}

static const char *
find_namespace (LwBagScan *self, const guint8 *prefix, gsize length)
{
  for (guint i = self->scope->namespaces->len; i > 0; i--)
    {
      const LwXmlNamespace *declared = &g_array_index (self->scope->namespaces, LwXmlNamespace, i - 1);

      if (strncmp (declared->prefix, (const char *)prefix, length) == 0 && declared->prefix[length] == '\0')
        return declared->uri;
    }
  return NULL;
}

/* The token of a name; -1 if its prefix is not declared. */
static int
find_token (LwBagScan *self, const guint8 *name, gsize length, const guint8 *colon)
{
  const char *uri = find_namespace (self, name, (gsize)(colon - name));
  gsize local = length - (gsize)(colon + 1 - name);

  if (uri == NULL)
    return -1;
  for (const LwXmlName *known = lw_bag_names (); known->local != NULL; known++)
    if (strncmp (known->local, (const char *)colon + 1, local) == 0 && known->local[local] == '\0'
        && strcmp (known->ns, uri) == 0)
      return known->token;
  return LW_BAG_EL_OTHER;
}

/* The place of a name in the table, or the free one for it. A name is five bytes or more with what stands
 * around it. */
static Known *
find_place (LwBagScan *self, const guint8 *name, guint length, const guint8 *colon)
{
  guint32 tail, local;
  guint place;

  memcpy (&tail, name + length - 4, sizeof tail);
  memcpy (&local, colon + 1, sizeof local);
  place = (tail * 0x9e3779b1u ^ local * 0x85ebca6bu ^ length * 0xc2b2ae35u ^ name[0] * 0x27d4eb2fu) >> 23;
  while (self->known[place].length != 0
         && (self->known[place].length != length || memcmp (self->known[place].name, name, length) != 0))
    place = (place + 1) % N_PLACES;
  return &self->known[place];
}

/* The token of a name; -1 if its prefix is not declared, or there are more names than the BAG has. */
static int
look_up (LwBagScan *self, const guint8 *name, guint length, const guint8 *colon)
{
  Known *known = find_place (self, name, length, colon);

  if (known->length == 0)
    {
      if (self->n_known == MAX_KNOWN)
        return -1;
      self->n_known++;
      *known = (Known){ name, length, find_token (self, name, length, colon) };
    }
  return known->token;
}

/* An attribute; NULL if it is not plain. */
static guint8 *
pass_attribute (LwBagScan *self, guint8 *p, guint *length, gboolean *has_prefix)
{
  guint8 *begin = p, *colon;
  guint8 quote;

  p = pass_name (p, &colon);
  if (p == NULL || *p != '=' || (p[1] != '"' && p[1] != '\''))
    return NULL;
  *length = (guint)(p - begin);
  *has_prefix = colon != NULL;
  if (memcmp (begin, "xmlns", 5) == 0)
    return NULL;
  if (colon != NULL && find_namespace (self, begin, (gsize)(colon - begin)) == NULL)
    return NULL;
  quote = p[1];
  p += 2;
  while (classes[*p] != OTHER && *p != quote && *p != '\t')
    p++;
  return *p == quote ? p + 1 : NULL;
}

/* The attributes of a tag, up to its '>' or '/'; NULL if they are not plain. */
static guint8 *
pass_attributes (LwBagScan *self, guint8 *p, int *dimension)
{
  struct {
    const guint8 *name;
    guint length;
  } seen[MAX_ATTRIBUTES];
  guint n = 0, n_prefixed = 0;

  for (;;)
    {
      guint8 *begin = pass_blanks (self, p);
      gboolean has_prefix;

      if (*begin == '>' || *begin == '/')
        return begin;
      if (begin == p || n == MAX_ATTRIBUTES)
        return NULL;
      p = pass_attribute (self, begin, &seen[n].length, &has_prefix);
      if (p == NULL || (n_prefixed += has_prefix) > 1)
        return NULL;
      seen[n].name = begin;
      for (guint i = 0; i < n; i++)
        if (seen[i].length == seen[n].length && memcmp (seen[i].name, begin, seen[n].length) == 0)
          return NULL;
      /* srsDimension="3" is 16 bytes long. */
      if (seen[n].length == 12 && memcmp (begin, "srsDimension", 12) == 0)
        *dimension = p - begin == 16 && (begin[14] == '2' || begin[14] == '3') ? begin[14] - '0' : 0;
      n++;
    }
}

/* Opens a record of a wanted type; FALSE if the parser has to do with it. */
static gboolean
begin_record (LwBagScan *self, int token)
{
  LwBagRecordType type = lw_bag_element_type (token);

  if (type == LW_BAG_NOTHING)
    return TRUE;
  /* Relations do not lie in a stand, and come without identification. */
  if (self->is_known || type == LW_BAG_RELATION)
    return FALSE;
  self->is_known = TRUE;
  if ((self->scope->wanted & type) == 0)
    return self->scope->n_header_types != 1;
  lw_bag_fields_begin (&self->fields, type, self->lines);
  self->has_record = TRUE;
  return TRUE;
}

/* The geometry of a record: told now, later or never. */
static gboolean
begin_geometry (LwBagScan *self, guint8 *tag)
{
  const LwBagRecord *record = &self->fields.record;

  if (self->replays)
    return TRUE;
  if (record->type == LW_BAG_OBJECT)
    {
      if (self->geometry != NULL)
        return FALSE;
      self->geometry = tag;
    }
  else if (record->type == LW_BAG_BUILDING && record->id != 0 && self->fields.wants_outline != NULL
           && self->fields.wants_outline (record->id, self->fields.data))
    return TRUE;
  self->quiet = self->depth;
  return TRUE;
}

/* Tells that the innermost element began, if anybody is to know; FALSE if the parser has to do with it. */
static gboolean
tell_begin (LwBagScan *self, guint8 *tag, const guint8 *text, int dimension)
{
  Open *open = &self->open[self->depth - 1];

  if (open->token == LW_BAG_EL_OTHER)
    return TRUE;
  if (open->token <= LW_BAG_EL_STAND)
    return FALSE;
  if (self->is_complete)
    return lw_bag_element_type (open->token) == LW_BAG_NOTHING;
  if (!self->has_record)
    return begin_record (self, open->token);
  if (lw_bag_element_type (open->token) != LW_BAG_NOTHING)
    return FALSE;
  if (self->quiet == 0 && open->token == LW_BAG_EL_GEOMETRY && !begin_geometry (self, tag))
    return FALSE;
  /* What is no geometry is told wherever it stands. */
  if (self->quiet != 0)
    return open->token >= LW_BAG_EL_GEOMETRY && open->token <= LW_BAG_EL_POS_LIST;
  if (open->token > LW_BAG_EL_GEOMETRY && open->token <= LW_BAG_EL_POS_LIST && !self->replays
      && self->fields.record.type == LW_BAG_OBJECT)
    return FALSE;
  open->is_told = TRUE;
  if (lw_bag_fields_start (&self->fields, open->token, dimension))
    open->text = text;
  return TRUE;
}

static gboolean scan_elements (LwBagScan *self, guint8 *p, guint floor, guint8 **after);

/* The position of an object is read when it may be an office. */
static gboolean
replay_geometry (LwBagScan *self)
{
  const LwBagRecord *record = &self->fields.record;
  guint lines = self->lines;
  guint n_following = self->n_following;
  const guint8 *line_begin = self->line_begin;
  guint8 *after;
  gboolean ok;

  if (self->geometry == NULL || record->type != LW_BAG_OBJECT || (record->uses & LW_BAG_USE_OFFICE) == 0)
    return TRUE;
  self->replays = TRUE;
  ok = scan_elements (self, self->geometry, self->depth, &after);
  self->replays = FALSE;
  self->lines = lines;
  self->line_begin = line_begin;
  self->n_following = n_following;
  return ok;
}

/* Tells that the innermost element ends before @tag. */
static gboolean
tell_end (LwBagScan *self, guint8 *tag, gboolean is_empty)
{
  Open *open = &self->open[self->depth - 1];
  guint8 before;

  if (self->quiet == self->depth)
    self->quiet = 0;
  if (self->has_record && !self->is_complete && lw_bag_element_type (open->token) != LW_BAG_NOTHING)
    {
      if (!replay_geometry (self))
        return FALSE;
      self->is_complete = lw_bag_fields_end (&self->fields, open->token, NULL);
      return self->is_complete;
    }
  if (!open->is_told)
    return TRUE;
  if (open->text == NULL)
    {
      lw_bag_fields_end (&self->fields, open->token, NULL);
      return TRUE;
    }
  if (is_empty)
    {
      lw_bag_fields_end (&self->fields, open->token, "");
      return TRUE;
    }
  if (self->has_return)
    return FALSE;
  before = *tag;
  *tag = '\0';
  lw_bag_fields_end (&self->fields, open->token, (const char *)open->text);
  *tag = before;
  return TRUE;
}

/* A tag that begins an element; NULL if it is not plain. */
static guint8 *
scan_start (LwBagScan *self, guint8 *tag)
{
  guint8 *name = tag + 1, *colon;
  guint8 *p = pass_name (name, &colon);
  int dimension = LW_BAG_NO_DIMENSION;
  gboolean is_empty;
  Open *open;

  if (p == NULL || colon == NULL || self->depth == MAX_DEPTH
      || (self->depth > 0 && self->open[self->depth - 1].text != NULL))
    return NULL;
  open = &self->open[self->depth++];
  *open = (Open){ .name = name, .length = (guint)(p - name), .token = LW_BAG_EL_OTHER };
  open->token = look_up (self, name, open->length, colon);
  if (open->token < 0 || (*p != '>' && (p = pass_attributes (self, p, &dimension)) == NULL))
    return NULL;
  is_empty = *p == '/';
  p += is_empty;
  if (*p++ != '>' || !tell_begin (self, tag, p, dimension))
    return NULL;
  if (is_empty)
    {
      self->has_return = FALSE;
      if (!tell_end (self, tag, TRUE))
        return NULL;
      self->depth--;
    }
  return p;
}

/* A tag that ends the innermost element; NULL if it is not plain. */
static guint8 *
scan_end (LwBagScan *self, guint8 *tag)
{
  Open *open = &self->open[self->depth - 1];
  guint8 *p = tag + 2 + open->length;

  if (p >= self->end || memcmp (tag + 2, open->name, open->length) != 0 || *p != '>'
      || !tell_end (self, tag, FALSE))
    return NULL;
  self->depth--;
  return p + 1;
}

/* Goes over elements from the tag at @p until no more than @floor are open. */
static gboolean
scan_elements (LwBagScan *self, guint8 *p, guint floor, guint8 **after)
{
  do
    {
      p = p[1] == '/' ? scan_end (self, p) : scan_start (self, p);
      if (p == NULL)
        return FALSE;
      if (self->depth > floor && (p = pass_text (self, p)) == NULL)
        return FALSE;
  } while (self->depth > floor);
  *after = p;
  return TRUE;
}

static gboolean
scan_record (LwBagScan *self)
{
  guint8 *p = pass_blanks (self, self->at);
  guint8 *after;

  self->depth = self->quiet = 0;
  self->has_record = self->is_known = self->is_complete = FALSE;
  self->geometry = NULL;
  lw_bag_fields_close (&self->fields);
  if ((gsize)(self->end - p) < self->begin_length || memcmp (p, self->scope->begin, self->begin_length) != 0)
    return FALSE;
  p = pass_text (self, p + self->begin_length);
  if (p == NULL)
    return FALSE;
  self->open[0] = (Open){ .name = (const guint8 *)self->scope->begin + 1,
                          .length = (guint)self->begin_length - 2,
                          .token = LW_BAG_EL_STAND };
  self->depth = 1;
  if (!scan_elements (self, p, 0, &after) || !self->is_known || self->has_record != self->is_complete)
    return FALSE;
  self->at = after;
  return TRUE;
}

/**
 * lw_bag_scan_next:
 * @self: a scan
 *
 * Reads the next record.
 *
 * Returns: %FALSE if none follows that is written plainly; then the scan stands where it stood
 */
gboolean
lw_bag_scan_next (LwBagScan *self)
{
  guint lines, n_following;
  const guint8 *line_begin;

  g_return_val_if_fail (self != NULL, FALSE);

  lines = self->lines;
  line_begin = self->line_begin;
  n_following = self->n_following;
  if (scan_record (self))
    return TRUE;
  self->lines = lines;
  self->line_begin = line_begin;
  self->n_following = n_following;
  self->has_record = FALSE;
  return FALSE;
}
