/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-workbook-private: what the readers of workbooks share: the parts of the zip (lw-workbook-part.c), numbers and
 * their formats (lw-workbook-number.c), and the two formats (lw-xlsx-*.c, lw-ods-sheet.c). */
#pragma once

#include <string.h>

#include "formats/lw-sheet-text.h"
#include "formats/lw-workbook.h"
#include "formats/lw-xml.h"

G_BEGIN_DECLS

/** LW_WORKBOOK_MAX_SHEETS: more sheets than this are no workbook of a person */
#define LW_WORKBOOK_MAX_SHEETS 4096
/** LW_WORKBOOK_NUMBER_SIZE: room for any number, date or time as text */
#define LW_WORKBOOK_NUMBER_SIZE 96

/** LwNumberFormat: what the format of a cell makes of its number */
typedef enum {
  LW_NUMBER_PLAIN,
  LW_NUMBER_DATE,
  LW_NUMBER_TIME,
  LW_NUMBER_PERCENT,
} LwNumberFormat;

/** LwWorkbookPart: a member of the zip: its path, and its expanded size as the zip says, 0 if it does not */
typedef struct {
  char *path;
  guint64 size;
  gboolean encrypted;
} LwWorkbookPart;

/** LwWorkbookSheet: a sheet: its name, in which part it stands (Excel), and how much it holds, to compare sheets by */
typedef struct {
  char *name;
  char *part;
  gboolean hidden;
  guint64 weight;
} LwWorkbookSheet;

/**
 * LwWorkbook:
 * @name: of the file, for messages
 * @bytes: the file
 * @parts: (element-type LwWorkbookPart): members of the zip
 * @sheets: (element-type LwWorkbookSheet): the sheets, in their order
 * @strings_part: (nullable): where the shared texts of Excel stand
 * @styles_part: (nullable): where its formats stand
 * @epoch_1904: whether day 0 is 1 January 1904
 * @formats: an LwNumberFormat for each style of cells
 * @strings: the shared texts one after another, once they are needed
 * @string_ends: (element-type gsize): where each ends
 */
struct _LwWorkbook {
  char *name;
  GBytes *bytes;
  GPtrArray *parts;
  GPtrArray *sheets;
  gboolean is_ods;
  char *strings_part;
  char *styles_part;
  gboolean epoch_1904;
  GByteArray *formats;
  GString *strings;
  GArray *string_ends;
};

gboolean lw_workbook_list_parts (LwWorkbook *self, GCancellable *cancellable, GError **error);
const LwWorkbookPart *lw_workbook_find_part (LwWorkbook *self, const char *path);
gboolean lw_workbook_parse_part (LwWorkbook *self, const char *path, const char *shown, const LwXmlName *names,
                                 const LwXmlHandler *handler, gpointer data, GCancellable *cancellable,
                                 GError **error);
LwWorkbookSheet *lw_workbook_add_sheet (LwWorkbook *self, char *name, gboolean hidden);

gboolean lw_xlsx_read_book (LwWorkbook *self, GCancellable *cancellable, GError **error);
gboolean lw_xlsx_read_styles (LwWorkbook *self, GCancellable *cancellable, GError **error);
gboolean lw_xlsx_read_strings (LwWorkbook *self, GCancellable *cancellable, GError **error);
gboolean lw_xlsx_read_sheet (LwWorkbook *self, guint sheet, LwSheetText *text, GCancellable *cancellable,
                             GError **error);
void lw_xlsx_unescape (GString *text, gsize from);
gboolean lw_ods_read_book (LwWorkbook *self, GCancellable *cancellable, GError **error);
gboolean lw_ods_read_sheet (LwWorkbook *self, guint sheet, LwSheetText *text, GCancellable *cancellable,
                            GError **error);

gsize lw_workbook_write_number (const char *raw, gsize length, LwNumberFormat format, gboolean epoch_1904,
                                char out[LW_WORKBOOK_NUMBER_SIZE]);
gsize lw_workbook_write_iso (const char *raw, gsize length, char out[LW_WORKBOOK_NUMBER_SIZE]);
LwNumberFormat lw_workbook_judge_format (const char *code, gsize length);
LwNumberFormat lw_workbook_judge_format_id (guint id);

/* The value of an attribute by its local name and, if @ns is given, its namespace; not ended by a zero byte. */
static inline const char *
lw_workbook_find_attribute (const LwXmlAttributes *attributes, const char *local, const char *ns, gsize *length)
{
  for (int i = 0; i < attributes->n; i++)
    {
      const unsigned char **a = attributes->raw + 5 * i;

      if (strcmp ((const char *) a[0], local) == 0
          && (ns == NULL || (a[2] != NULL && strcmp ((const char *) a[2], ns) == 0)))
        {
          *length = (gsize) (a[4] - a[3]);
          return (const char *) a[3];
        }
    }
  *length = 0;
  return NULL;
}

/* A copy of the value of an attribute. libxml2 leaves an ampersand in it as a reference to its number. */
static inline char *
lw_workbook_dup_attribute (const LwXmlAttributes *attributes, const char *local, const char *ns)
{
  gsize length;
  const char *value = lw_workbook_find_attribute (attributes, local, ns, &length);
  GString *copy = value != NULL ? g_string_new_len (value, (gssize) length) : NULL;

  if (copy == NULL)
    return NULL;
  g_string_replace (copy, "&#38;", "&", 0);
  return g_string_free (copy, FALSE);
}

/* Whether the value of an attribute is @word. */
static inline gboolean
lw_workbook_attribute_is (const LwXmlAttributes *attributes, const char *local, const char *word)
{
  gsize length;
  const char *value = lw_workbook_find_attribute (attributes, local, NULL, &length);

  return value != NULL && length == strlen (word) && memcmp (value, word, length) == 0;
}

/* The value of an attribute as a whole number from 0; @fallback if it has none or a wrong one. */
static inline guint64
lw_workbook_attribute_number (const LwXmlAttributes *attributes, const char *local, const char *ns, guint64 fallback)
{
  gsize length;
  const char *value = lw_workbook_find_attribute (attributes, local, ns, &length);
  guint64 number = 0;

  if (value == NULL || length == 0 || length > 18)
    return fallback;
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isdigit (value[i]))
        return fallback;
      number = number * 10 + (guint64) (value[i] - '0');
    }
  return number;
}

G_END_DECLS
