/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-xlsx-book: what a workbook of Excel holds beside its sheets: which parts belong together (relationships), the list
 * of sheets, the formats of cells, the texts that cells share. Both families of namespaces, the transitional and the
 * strict one, are known. */
#include <glib/gi18n-lib.h>

#include "formats/lw-workbook-private.h"
#include "model/lw-error.h"

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define STRICT "http://purl.oclc.org/ooxml/spreadsheetml/main"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/relationships"
#define BOTH(local, token) { MAIN, local, token }, { STRICT, local, token }

#define MAX_RELATIONS 20000
#define MAX_STYLES 200000
#define MAX_STRINGS 20000000
#define MAX_STRING_BYTES (256 * 1024 * 1024)

enum {
  RELATIONSHIP = 1,
  SHEET,
  PROPERTIES,
  NUMBER_FORMAT,
  CELL_FORMATS,
  FORMAT,
  ITEM,
  TEXT,
  PHONETIC,
};

/* A part that another one refers to. */
typedef struct {
  char *id;
  char *type; /* the last step of its URI: "worksheet" … */
  char *path;
} Relation;

typedef struct {
  GArray *relations;
  char *folder; /* of the part that refers, with a slash at its end, or empty */
} Relations;

static void
clear_relation (gpointer data)
{
  Relation *relation = data;

  g_free (relation->id);
  g_free (relation->type);
  g_free (relation->path);
}

/* The path in the zip that @target means, seen from @folder; steps upwards end at the root of the zip. */
static char *
resolve (const char *folder, const char *target)
{
  g_autofree char *whole = target[0] == '/' ? g_strdup (target) : g_strconcat (folder, target, NULL);
  g_auto (GStrv) steps = g_strsplit (g_strdelimit (whole, "\\", '/'), "/", 64);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  for (guint i = 0; steps[i] != NULL; i++)
    if (strcmp (steps[i], "..") == 0 && kept->len > 0)
      g_ptr_array_set_size (kept, (int) kept->len - 1);
    else if (steps[i][0] != '\0' && strcmp (steps[i], ".") != 0 && strcmp (steps[i], "..") != 0)
      g_ptr_array_add (kept, steps[i]);
  g_ptr_array_add (kept, NULL);
  return g_strjoinv ("/", (char **) kept->pdata);
}

static gboolean
start_relation (LwXml *xml, int token, const char *local, const char *ns, const LwXmlAttributes *attributes,
                gpointer data)
{
  Relations *relations = data;
  g_autofree char *target = NULL, *type = NULL;
  Relation relation;

  if (token != RELATIONSHIP || lw_workbook_attribute_is (attributes, "TargetMode", "External"))
    return FALSE;
  target = lw_workbook_dup_attribute (attributes, "Target", NULL);
  type = lw_workbook_dup_attribute (attributes, "Type", NULL);
  if (target == NULL || type == NULL || relations->relations->len >= MAX_RELATIONS)
    return FALSE;
  relation.id = lw_workbook_dup_attribute (attributes, "Id", NULL);
  relation.type = g_strdup (strrchr (type, '/') != NULL ? strrchr (type, '/') + 1 : type);
  relation.path = resolve (relations->folder, target);
  g_array_append_val (relations->relations, relation);
  return FALSE;
}

static void
ignore_end (LwXml *xml, int token, const char *text, gsize length, gpointer data)
{
}

/* Reads what @part refers to ("" for the workbook as a whole); nothing where the zip does not say. */
static gboolean
read_relations (LwWorkbook *self, const char *part, Relations *relations, GCancellable *cancellable, GError **error)
{
  static const LwXmlName names[] = { { PACKAGE, "Relationship", RELATIONSHIP }, { NULL, NULL, 0 } };
  static const LwXmlHandler handler = { start_relation, ignore_end, NULL };
  const char *slash = strrchr (part, '/');
  const char *base = slash != NULL ? slash + 1 : part;
  g_autofree char *path = NULL, *shown = NULL;

  relations->folder = g_strndup (part, (gsize) (base - part));
  relations->relations = g_array_new (FALSE, FALSE, sizeof (Relation));
  g_array_set_clear_func (relations->relations, clear_relation);
  path = g_strdup_printf ("%s_rels/%s.rels", relations->folder, base);
  shown = g_strdup_printf ("%s › %s", self->name, path);
  return lw_workbook_find_part (self, path) == NULL
         || lw_workbook_parse_part (self, path, shown, names, &handler, relations, cancellable, error);
}

static void
clear_relations (Relations *relations)
{
  g_clear_pointer (&relations->relations, g_array_unref);
  g_clear_pointer (&relations->folder, g_free);
}

static const Relation *
find_relation (const Relations *relations, const char *id, const char *type)
{
  for (guint i = 0; i < relations->relations->len; i++)
    {
      const Relation *relation = &g_array_index (relations->relations, Relation, i);

      if ((id == NULL || g_strcmp0 (relation->id, id) == 0) && (type == NULL || strcmp (relation->type, type) == 0))
        return relation;
    }
  return NULL;
}

typedef struct {
  LwWorkbook *workbook;
  const Relations *relations;
} BookReading;

static void
take_sheet (BookReading *reading, LwXml *xml, const LwXmlAttributes *attributes)
{
  g_autofree char *id = NULL;
  const Relation *relation;
  LwWorkbookSheet *sheet;
  gboolean hidden = lw_workbook_attribute_is (attributes, "state", "hidden")
                    || lw_workbook_attribute_is (attributes, "state", "veryHidden");
  const LwWorkbookPart *part;

  id = lw_workbook_dup_attribute (attributes, "id", NULL);
  relation = id != NULL ? find_relation (reading->relations, id, NULL) : NULL;
  if (relation != NULL && strcmp (relation->type, "worksheet") != 0)
    return; /* a chart or a macro on a sheet of its own */
  sheet = lw_workbook_add_sheet (reading->workbook, lw_workbook_dup_attribute (attributes, "name", NULL), hidden);
  sheet->part = relation != NULL ? g_strdup (relation->path)
                                 : g_strdup_printf ("xl/worksheets/sheet%u.xml", reading->workbook->sheets->len);
  part = lw_workbook_find_part (reading->workbook, sheet->part);
  sheet->weight = part != NULL ? part->size : 0;
  if (reading->workbook->sheets->len > LW_WORKBOOK_MAX_SHEETS)
    lw_xml_fail (xml, LW_ERROR_TOO_LARGE, _ ("the workbook has more than %d sheets: save the one that matters alone"),
                 LW_WORKBOOK_MAX_SHEETS);
}

static gboolean
start_book (LwXml *xml, int token, const char *local, const char *ns, const LwXmlAttributes *attributes,
            gpointer data)
{
  BookReading *reading = data;

  if (token == SHEET)
    take_sheet (reading, xml, attributes);
  else if (token == PROPERTIES)
    reading->workbook->epoch_1904 = lw_workbook_attribute_is (attributes, "date1904", "1")
                                    || lw_workbook_attribute_is (attributes, "date1904", "true");
  return FALSE;
}

static gboolean
read_book_part (LwWorkbook *self, const char *path, GCancellable *cancellable, GError **error)
{
  static const LwXmlName names[] = { BOTH ("sheet", SHEET), BOTH ("workbookPr", PROPERTIES), { NULL, NULL, 0 } };
  static const LwXmlHandler handler = { start_book, ignore_end, NULL };
  g_autofree char *shown = g_strdup_printf ("%s › %s", self->name, path);
  Relations relations = { NULL, NULL };
  BookReading reading = { self, &relations };
  gboolean done = read_relations (self, path, &relations, cancellable, error)
                  && lw_workbook_parse_part (self, path, shown, names, &handler, &reading, cancellable, error);

  if (done)
    {
      const Relation *strings = find_relation (&relations, NULL, "sharedStrings");
      const Relation *styles = find_relation (&relations, NULL, "styles");

      self->strings_part = g_strdup (strings != NULL ? strings->path : "xl/sharedStrings.xml");
      self->styles_part = g_strdup (styles != NULL ? styles->path : "xl/styles.xml");
    }
  clear_relations (&relations);
  return done;
}

/**
 * lw_xlsx_read_book:
 *
 * Lists the sheets of a workbook of Excel.
 */
gboolean
lw_xlsx_read_book (LwWorkbook *self, GCancellable *cancellable, GError **error)
{
  Relations relations = { NULL, NULL };
  const Relation *book;
  g_autofree char *path = NULL;
  gboolean done = read_relations (self, "", &relations, cancellable, error);

  if (done)
    {
      book = find_relation (&relations, NULL, "officeDocument");
      path = g_strdup (book != NULL ? book->path : "xl/workbook.xml");
    }
  clear_relations (&relations);
  if (!done)
    return FALSE;
  if (g_str_has_suffix (path, ".bin"))
    {
      g_set_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED,
                   _ ("%s is a binary workbook (.xlsb), which is not read: open it and save it as .xlsx"), self->name);
      return FALSE;
    }
  return read_book_part (self, path, cancellable, error);
}

typedef struct {
  LwWorkbook *workbook;
  GHashTable *codes; /* number of a format -> LwNumberFormat */
  gboolean in_cells;
} StyleReading;

static void
take_format (StyleReading *reading, LwXml *xml, const LwXmlAttributes *attributes)
{
  guint id = (guint) lw_workbook_attribute_number (attributes, "numFmtId", NULL, 0);
  gpointer own = NULL;
  guint8 format;

  if (reading->workbook->formats->len >= MAX_STYLES)
    lw_xml_fail (xml, LW_ERROR_TOO_LARGE, _ ("the workbook has more than %d styles: open it and save it anew"),
                 MAX_STYLES);
  else
    {
      gboolean has_own = g_hash_table_lookup_extended (reading->codes, GUINT_TO_POINTER (id), NULL, &own);

      format = (guint8) (has_own ? GPOINTER_TO_UINT (own) : (guint) lw_workbook_judge_format_id (id));
      g_byte_array_append (reading->workbook->formats, &format, 1);
    }
}

static gboolean
start_style (LwXml *xml, int token, const char *local, const char *ns, const LwXmlAttributes *attributes,
             gpointer data)
{
  StyleReading *reading = data;

  if (token == CELL_FORMATS)
    reading->in_cells = TRUE;
  else if (token == FORMAT && reading->in_cells)
    take_format (reading, xml, attributes);
  else if (token == NUMBER_FORMAT && g_hash_table_size (reading->codes) < MAX_STYLES)
    {
      g_autofree char *code = lw_workbook_dup_attribute (attributes, "formatCode", NULL);
      guint64 id = lw_workbook_attribute_number (attributes, "numFmtId", NULL, 0);

      if (code != NULL)
        g_hash_table_insert (reading->codes, GUINT_TO_POINTER ((guint) id),
                             GUINT_TO_POINTER ((guint) lw_workbook_judge_format (code, strlen (code))));
    }
  return FALSE;
}

static void
end_style (LwXml *xml, int token, const char *text, gsize length, gpointer data)
{
  if (token == CELL_FORMATS)
    ((StyleReading *) data)->in_cells = FALSE;
}

/* Reads what the formats of cells make of numbers, once. A workbook without them shows numbers as they are. */
gboolean
lw_xlsx_read_styles (LwWorkbook *self, GCancellable *cancellable, GError **error)
{
  static const LwXmlName names[] = { BOTH ("numFmt", NUMBER_FORMAT), BOTH ("cellXfs", CELL_FORMATS),
                                     BOTH ("xf", FORMAT), { NULL, NULL, 0 } };
  static const LwXmlHandler handler = { start_style, end_style, NULL };
  g_autoptr (GHashTable) codes = g_hash_table_new (NULL, NULL);
  g_autofree char *shown = g_strdup_printf ("%s › %s", self->name, self->styles_part);
  StyleReading reading = { self, codes, FALSE };

  if (self->formats != NULL)
    return TRUE;
  self->formats = g_byte_array_new ();
  if (lw_workbook_find_part (self, self->styles_part) == NULL
      || lw_workbook_parse_part (self, self->styles_part, shown, names, &handler, &reading, cancellable, error))
    return TRUE;
  g_clear_pointer (&self->formats, g_byte_array_unref);
  return FALSE;
}

typedef struct {
  LwWorkbook *workbook;
  gboolean in_text;
  gboolean in_phonetic;
  gsize start;
} StringReading;

static gboolean
start_string (LwXml *xml, int token, const char *local, const char *ns, const LwXmlAttributes *attributes,
              gpointer data)
{
  StringReading *reading = data;

  if (token == ITEM)
    reading->start = reading->workbook->strings->len;
  else if (token == PHONETIC)
    reading->in_phonetic = TRUE;
  else
    reading->in_text = token == TEXT && !reading->in_phonetic;
  return FALSE;
}

static void
end_string (LwXml *xml, int token, const char *text, gsize length, gpointer data)
{
  StringReading *reading = data;
  LwWorkbook *self = reading->workbook;

  reading->in_text = FALSE;
  if (token == PHONETIC)
    reading->in_phonetic = FALSE;
  if (token != ITEM)
    return;
  lw_xlsx_unescape (self->strings, reading->start);
  g_array_append_val (self->string_ends, self->strings->len);
  if (self->string_ends->len > MAX_STRINGS)
    lw_xml_fail (xml, LW_ERROR_TOO_LARGE, _ ("the workbook holds more than %d texts: import it in parts"),
                 MAX_STRINGS);
}

static void
take_characters (LwXml *xml, const char *text, gsize length, gpointer data)
{
  StringReading *reading = data;
  GString *strings = reading->workbook->strings;

  if (!reading->in_text)
    return;
  if (strings->len + length > MAX_STRING_BYTES)
    lw_xml_fail (xml, LW_ERROR_TOO_LARGE, _ ("the workbook holds more than %d MB of text: import it in parts"),
                 MAX_STRING_BYTES / (1024 * 1024));
  else
    g_string_append_len (strings, text, (gssize) length);
}

/* Reads the texts that cells share, once. Runs of one text are joined, how to pronounce it is left out. */
gboolean
lw_xlsx_read_strings (LwWorkbook *self, GCancellable *cancellable, GError **error)
{
  static const LwXmlName names[]
      = { BOTH ("si", ITEM), BOTH ("t", TEXT), BOTH ("rPh", PHONETIC), { NULL, NULL, 0 } };
  static const LwXmlHandler handler = { start_string, end_string, take_characters };
  g_autofree char *shown = g_strdup_printf ("%s › %s", self->name, self->strings_part);
  StringReading reading = { self, FALSE, FALSE, 0 };

  if (self->strings != NULL)
    return TRUE;
  self->strings = g_string_new (NULL);
  self->string_ends = g_array_new (FALSE, FALSE, sizeof (gsize));
  if (lw_workbook_find_part (self, self->strings_part) == NULL
      || lw_workbook_parse_part (self, self->strings_part, shown, names, &handler, &reading, cancellable, error))
    return TRUE;
  g_string_free (g_steal_pointer (&self->strings), TRUE);
  g_clear_pointer (&self->string_ends, g_array_unref);
  return FALSE;
}
