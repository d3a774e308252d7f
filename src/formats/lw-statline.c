/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-statline: see lw-statline.h. Members are told apart by their names, which differ little between the kinds of
 * files; a dimension that is not known must have one value, else figures would count several times. */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "formats/lw-cell.h"
#include "formats/lw-statline-private.h"
#include "model/lw-error.h"

#define MAX_BYTES (256 * 1024 * 1024)
#define MAX_TITLES 20000

/** lw_statline_fold: (returns: transfer full): the letters and digits of a name, small */
char *
lw_statline_fold (const char *text)
{
  GString *folded = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (folded, g_ascii_tolower (*p));
  return g_string_free (folded, FALSE);
}

/** lw_statline_set_code: finds the code of a table in an address or name: five digits and NED or ENG */
void
lw_statline_set_code (LwStatline *table, const char *text)
{
  for (const char *p = text; table->code == NULL && p != NULL && *p != '\0'; p++)
    if (strspn (p, "0123456789") == 5 && (g_ascii_strncasecmp (p + 5, "NED", 3) == 0 || g_ascii_strncasecmp (p + 5, "ENG", 3) == 0)
        && !g_ascii_isalnum (p[8]))
      table->code = g_ascii_strup (p, 8);
    else if (g_ascii_isdigit (*p))
      p += strspn (p, "0123456789") - 1;
}

void
lw_statline_record_init (LwStatlineRecord *record, LwStatline *table, gboolean comma)
{
  *record = (LwStatlineRecord){ .table = table, .comma = comma };
  record->region = g_string_new (NULL);
  record->sector = g_string_new (NULL);
  record->period = g_string_new (NULL);
  record->key = g_string_new (NULL);
  record->title = g_string_new (NULL);
  record->others = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

void
lw_statline_record_clear (LwStatlineRecord *record)
{
  g_string_free (record->region, TRUE);
  g_string_free (record->sector, TRUE);
  g_string_free (record->period, TRUE);
  g_string_free (record->key, TRUE);
  g_string_free (record->title, TRUE);
  g_hash_table_unref (record->others);
  g_free (record->topic);
  g_free (record->unwanted);
}

/** lw_statline_record_begin: @where: line or number of the record */
void
lw_statline_record_begin (LwStatlineRecord *record, guint64 where)
{
  record->where = where;
  g_string_truncate (record->region, 0);
  g_string_truncate (record->sector, 0);
  g_string_truncate (record->period, 0);
  g_string_truncate (record->key, 0);
  g_string_truncate (record->title, 0);
  record->has_value = FALSE;
  record->bad_value = FALSE;
}

/* Codes are filled up with blanks. */
static void
set_text (GString *to, const char *value)
{
  g_string_assign (to, value != NULL ? value : "");
  g_strstrip (to->str);
  to->len = strlen (to->str);
}

static void
set_value (LwStatlineRecord *record, const char *member, const char *value)
{
  g_autofree char *text = g_strstrip (g_strdup (value != NULL ? value : ""));
  char *end;

  if (record->topic == NULL)
    record->topic = g_strdup (member);
  if (strcmp (record->topic, member) != 0)
    return; /* another topic of the table, such as the changes since last year */
  record->has_value = TRUE;
  record->value = NAN;
  if (lw_cell_is_unknown (text))
    return;
  if (record->comma)
    record->bad_value = lw_cell_parse_number (text, LW_DECIMAL_COMMA, &record->value, NULL) == LW_CELL_INVALID;
  else
    {
      record->value = g_ascii_strtod (text, &end);
      /* The services write a point, yet a program in between may have made a comma of it. */
      record->bad_value = *end != '\0'
                          && lw_cell_parse_number (text, LW_DECIMAL_POINT, &record->value, NULL) != LW_CELL_VALUE;
    }
  record->bad_value |= isinf (record->value) || record->value < 0;
}

/* A dimension with several values is noted, unless it is another topic or a number of the row. */
static void
note_other (LwStatlineRecord *record, const char *member, const char *folded, const char *value)
{
  static const char *const harmless[] = { "id", "valueattribute", "stringvalue", "toelichting", "eenheid", "unit" };
  const char *underscore = strrchr (member, '_'), *first;
  g_autofree char *text = NULL;
  double number;

  for (guint i = 0; i < G_N_ELEMENTS (harmless); i++)
    if (strcmp (folded, harmless[i]) == 0)
      return;
  if (value == NULL || record->unwanted != NULL
      || (underscore != NULL && underscore[1] != '\0' && underscore[1 + strspn (underscore + 1, "0123456789")] == '\0'))
    return;
  text = g_strstrip (g_strdup (value));
  if (lw_cell_parse_number (text, LW_DECIMAL_COMMA, &number, NULL) != LW_CELL_INVALID)
    return;
  first = g_hash_table_lookup (record->others, member);
  if (first == NULL && g_hash_table_size (record->others) < 100)
    g_hash_table_insert (record->others, g_strdup (member), g_steal_pointer (&text));
  else if (first == NULL || strcmp (first, text) != 0)
    record->unwanted = g_strdup (member);
}

static gboolean
is_topic (const char *folded)
{
  return strcmp (folded, "value") == 0 || g_str_has_prefix (folded, "banen")
         || g_str_has_prefix (folded, "arbeidsplaatsen") || g_str_has_prefix (folded, "jobs");
}

/**
 * lw_statline_record_put:
 * @member: name of a member or heading
 * @value: (nullable): what it holds; %NULL for null
 */
void
lw_statline_record_put (LwStatlineRecord *record, const char *member, const char *value)
{
  g_autofree char *folded = lw_statline_fold (member);

  if (g_str_has_prefix (folded, "regio"))
    set_text (record->region, value);
  else if (g_str_has_prefix (folded, "period"))
    set_text (record->period, value);
  else if (g_str_has_prefix (folded, "bedrijfstakken") || g_str_has_prefix (folded, "sbi")
           || g_str_has_prefix (folded, "economischeactiviteit") || g_str_has_prefix (folded, "sectorbranches"))
    set_text (record->sector, value);
  else if (is_topic (folded))
    {
      record->table->in_december |= strstr (folded, "december") != NULL;
      if (strstr (folded, "aantal") != NULL && strstr (folded, "1000") == NULL)
        record->table->factor = 1;
      set_value (record, member, value);
    }
  else if (strcmp (folded, "key") == 0 || strcmp (folded, "identifier") == 0)
    set_text (record->key, value);
  else if (strcmp (folded, "title") == 0)
    set_text (record->title, value);
  else if (strcmp (folded, "description") != 0)
    note_other (record, member, folded, value);
}

static gboolean
fail (LwStatlineRecord *record, int code, const char *what, GError **error)
{
  /* Translators: a file, the number of a line or record, and what is wrong there */
  g_set_error (error, LW_ERROR, code, _ ("%s, record %u: %s"), record->table->name, (guint) record->where, what);
  return FALSE;
}

static void
add_row (LwStatlineRecord *record)
{
  GStringChunk *texts = record->table->texts;
  LwStatlineRow row = { g_string_chunk_insert_const (texts, record->region->str),
                        g_string_chunk_insert_const (texts, record->sector->str),
                        g_string_chunk_insert_const (texts, record->period->str), record->value };

  g_array_append_val (record->table->rows, row);
}

/**
 * lw_statline_record_end:
 *
 * Takes the record that was gathered; one that holds neither a figure nor the title of a code is left.
 *
 * Returns: %FALSE with @error set when the table cannot be used
 */
gboolean
lw_statline_record_end (LwStatlineRecord *record, GError **error)
{
  LwStatline *table = record->table;

  if (record->key->len > 0 && record->title->len > 0 && g_hash_table_size (table->titles) < MAX_TITLES)
    g_hash_table_replace (table->titles, g_strdup (record->key->str), g_strdup (record->title->str));
  if (!record->has_value || record->region->len == 0 || record->sector->len == 0 || record->period->len == 0)
    return TRUE;
  if (record->bad_value)
    return fail (record, LW_ERROR_INVALID, _ ("the figure is no number from 0: download the table again"), error);
  if (record->unwanted != NULL)
    {
      g_autofree char *what = g_strdup_printf (
          _ ("the table is also split by “%s”, so that jobs would count several times: choose one value of it"),
          record->unwanted);

      return fail (record, LW_ERROR_UNSUPPORTED, what, error);
    }
  if (table->rows->len >= LW_STATLINE_MAX_ROWS)
    return fail (record, LW_ERROR_TOO_LARGE, _ ("these are more figures than a table of jobs has"), error);
  add_row (record);
  return TRUE;
}

static gboolean
holds_any (const char *text, const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (text, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/**
 * lw_statline_recognise:
 * @head: the first bytes of a file
 *
 * Returns: whether it is an answer of the services of StatLine, or a table of jobs from it as CSV
 */
gboolean
lw_statline_recognise (const char *head, gsize length)
{
  static const char *const services[] = { "\"odata.metadata\"", "\"@odata.context\"", "\"odata.error\"", NULL };
  static const char *const regions[] = { "regio", "Regio", NULL };
  static const char *const sectors[] = { "bedrijfstakken", "Bedrijfstakken", "SBI", NULL };
  static const char *const topics[] = { "Banen", "banen", "ValueAttribute", NULL };
  static const char *const periods[] = { "Perioden", "perioden", NULL };
  g_autofree char *text = g_strndup (head, MIN (length, 4096));
  const char *start = g_str_has_prefix (text, "\xef\xbb\xbf") ? text + 3 : text;

  while (g_ascii_isspace (*start))
    start++;
  if (*start == '{')
    return holds_any (start, services) || g_str_has_prefix (start, "{\"error\":{");
  if (*start == '<')
    return strstr (start, "http://www.w3.org/2005/Atom") != NULL && strstr (start, "ado/2007/08/dataservices") != NULL;
  return holds_any (start, periods) && holds_any (start, regions) && holds_any (start, sectors)
         && holds_any (start, topics);
}

static gboolean
is_web_page (const char *text)
{
  return g_ascii_strncasecmp (text, "<!doctype html", 14) == 0 || g_ascii_strncasecmp (text, "<html", 5) == 0;
}

static gboolean
read_kind (LwStatline *self, GBytes *bytes, GCancellable *cancellable, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autofree char *head = g_strndup (data != NULL ? data : "", MIN (size, 1000));
  const char *start = g_str_has_prefix (head, "\xef\xbb\xbf") ? head + 3 : head;

  while (g_ascii_isspace (*start))
    start++;
  if (*start == '{')
    return lw_statline_read_json (self, bytes, cancellable, error);
  if (*start == '<' && !is_web_page (start))
    return lw_statline_read_atom (self, bytes, cancellable, error);
  if (*start != '<')
    return lw_statline_read_csv (self, bytes, cancellable, error);
  g_set_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED,
               _ ("%s is a web page instead of data: open its address in a browser to see why, and download it again"),
               self->name);
  return FALSE;
}

/**
 * lw_statline_read_bytes:
 * @bytes: a file
 * @name: its name
 * @error: return location for an error
 *
 * Returns: (transfer full): the table, or titles of codes alone; %NULL with @error set
 */
LwStatline *
lw_statline_read_bytes (GBytes *bytes, const char *name, GCancellable *cancellable, GError **error)
{
  g_autoptr (LwStatline) self = g_new0 (LwStatline, 1);

  g_return_val_if_fail (bytes != NULL && name != NULL, NULL);

  self->name = g_strdup (name);
  self->rows = g_array_new (FALSE, FALSE, sizeof (LwStatlineRow));
  self->titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->texts = g_string_chunk_new (4096);
  self->factor = 1000;
  self->n_files = 1;
  lw_statline_set_code (self, name);
  if (!read_kind (self, bytes, cancellable, error))
    return NULL;
  if (self->rows->len > 0 || g_hash_table_size (self->titles) > 0)
    return g_steal_pointer (&self);
  g_set_error (error, LW_ERROR, LW_ERROR_INVALID,
               _ ("%s holds no jobs by region, sector and period: choose a table that has all three, such as 83582NED"),
               name);
  return NULL;
}

/**
 * lw_statline_read:
 * @file: a file
 * @cancellable: (nullable): to give up
 * @error: return location for an error
 *
 * Returns: as lw_statline_read_bytes()
 */
LwStatline *
lw_statline_read (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInfo) info
      = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, cancellable, error);
  g_autofree char *path = g_file_get_basename (file), *name = g_filename_display_basename (path);
  g_autoptr (GBytes) bytes = NULL;

  if (info == NULL)
    return NULL;
  if (g_file_info_get_size (info) > MAX_BYTES)
    {
      g_set_error (error, LW_ERROR, LW_ERROR_TOO_LARGE,
                   _ ("%s is larger than %d MB: choose fewer regions or years and download it again"), name,
                   MAX_BYTES / (1024 * 1024));
      return NULL;
    }
  bytes = g_file_load_bytes (file, cancellable, NULL, error);
  return bytes != NULL ? lw_statline_read_bytes (bytes, name, cancellable, error) : NULL;
}

/**
 * lw_statline_merge:
 * @self: a table
 * @other: further pages of it, or titles of its codes
 *
 * Returns: %FALSE with @error set if @other is of another table
 */
gboolean
lw_statline_merge (LwStatline *self, const LwStatline *other, GError **error)
{
  GHashTableIter iter;
  gpointer key, title;
  g_autofree char *names = g_strdup_printf ("%s, %s", self->name, other->name);

  if (self->code != NULL && other->code != NULL && strcmp (self->code, other->code) != 0)
    {
      g_set_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED, _ ("%s are of different tables, %s and %s: import one by one"),
                   names, self->code, other->code);
      return FALSE;
    }
  if (self->code == NULL)
    self->code = g_strdup (other->code);
  for (guint i = 0; i < other->rows->len; i++)
    {
      LwStatlineRow row = g_array_index (other->rows, LwStatlineRow, i);

      row.region = g_string_chunk_insert_const (self->texts, row.region);
      row.sector = g_string_chunk_insert_const (self->texts, row.sector);
      row.period = g_string_chunk_insert_const (self->texts, row.period);
      g_array_append_val (self->rows, row);
    }
  g_hash_table_iter_init (&iter, other->titles);
  while (g_hash_table_iter_next (&iter, &key, &title))
    g_hash_table_replace (self->titles, g_strdup (key), g_strdup (title));
  if (other->rows->len > 0)
    self->factor = other->factor;
  self->in_december |= other->in_december;
  self->n_pages += other->n_pages;
  self->n_files += other->n_files;
  g_free (self->name);
  self->name = g_steal_pointer (&names);
  return TRUE;
}

/** lw_statline_free: frees @self, which may be %NULL */
void
lw_statline_free (LwStatline *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->code);
  g_array_unref (self->rows);
  g_hash_table_unref (self->titles);
  g_string_chunk_free (self->texts);
  g_free (self);
}
