/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-import-figures: a list whose rows are municipalities, provinces, regions or the country: figures that somebody
 * published of them, such as the yearly vacancy of the statistics office. They stand beside the document's own figures
 * and never change them. */
#include "analysis/lw-import-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "formats/lw-vacancy-row.h"
#include "model/lw-basemap.h"
#include "model/lw-error.h"

#define COUNTRY_CODE "NL00"

static const struct {
  LwVacancyField field;
  const char *figure;
} figures[] = {
  { LW_VACANCY_FLOOR_AREA_M2, LW_FIGURE_STOCK_M2 },
  { LW_VACANCY_VACANT_M2, LW_FIGURE_VACANT_M2 },
  { LW_VACANCY_RATE, LW_FIGURE_VACANCY_RATE },
  { LW_VACANCY_OBJECTS, LW_FIGURE_OFFICES },
  { LW_VACANCY_VACANT_OBJECTS, LW_FIGURE_VACANT_OFFICES },
};

/* A column of figures: which one, and the date of its heading, if that has one. */
typedef struct {
  guint figure;
  guint column;
  LwDate date;
} FigureColumn;

typedef struct {
  LwImporting *import;
  LwCsvReader *reader;
  const LwVacancyOptions *options;
  LwImportReport *report;
  GArray *columns; /* of FigureColumn */
  LwDecimal decimals[LW_N_VACANCY_FIELDS];
  gboolean rate_is_percentage;
  gboolean has_marks; /* cells say what kind of area they name: "Utrecht (gemeente)", "PV26" */
  GPtrArray *found;   /* of LwPublishedFigure */
  GHashTable *seen;   /* area, date and figure -> its LwPublishedFigure */
  guint n_rows;
  guint n_skipped;
  guint n_secret;
  guint n_twice;
} Reading;

static const char *
get_cell (const Reading *self, LwVacancyField field)
{
  int column = self->options->mapping.columns[field];

  return column >= 0 ? lw_csv_reader_get_cell (self->reader, (guint) column) : "";
}

/* Two letters and a number, as codes of the statistics office are. */
static gboolean
is_code (const char *text)
{
  return g_ascii_isalpha (text[0]) && g_ascii_isalpha (text[1]) && text[2] != '\0'
         && text[2 + strspn (text + 2, "0123456789")] == '\0';
}

static const char *
parse_code (const char *text, const char **kind)
{
  const LwBasemap *map = lw_basemap_get_default ();

  if (g_ascii_strncasecmp (text, "PV", 2) == 0)
    {
      *kind = LW_FIGURE_OF_PROVINCE;
      return lw_basemap_get_province_code (map, text);
    }
  *kind = LW_FIGURE_OF_COUNTRY;
  return g_ascii_strncasecmp (text, "NL", 2) == 0 ? COUNTRY_CODE : NULL;
}

/* A name with its kind behind it: municipality, province, part of the country, COROP region and its parts. */
static gboolean
parse_named (const char *text, const char **kind, const char **code)
{
  static const char *const marks[] = { " (gemeente)", " (PV)", " (LD)", " (CR)", " (CP)" };
  const LwBasemap *map = lw_basemap_get_default ();

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (g_str_has_suffix (text, marks[i]))
      {
        g_autofree char *bare = g_strndup (text, strlen (text) - strlen (marks[i]));

        *kind = i == 1 ? LW_FIGURE_OF_PROVINCE : LW_FIGURE_OF_MUNICIPALITY;
        *code = i == 0 ? lw_basemap_get_municipality_code (map, bare)
                : i == 1 ? lw_basemap_get_province_code (map, bare) : NULL;
        return TRUE;
      }
  return FALSE;
}

/* A code with its letters, or a name with its kind behind it, as tables of the statistics office have them: "GM0344",
 * "PV26", "NL01", "Utrecht (gemeente)", "Utrecht (PV)". @code: NULL for an area that is of another kind, such as "CR17"
 * Returns: whether the text says of which kind the area is */
static gboolean
parse_marked (const char *text, const char **kind, char **code)
{
  char municipality[LW_MUNICIPALITY_CODE_LENGTH];
  const char *found = NULL;
  gboolean marked = TRUE;

  if (is_code (text) && g_ascii_strncasecmp (text, "GM", 2) == 0)
    {
      *kind = LW_FIGURE_OF_MUNICIPALITY;
      found = lw_cell_parse_municipality (text, municipality) ? municipality : NULL;
    }
  else if (is_code (text))
    found = parse_code (text, kind);
  else if (g_ascii_strcasecmp (text, "nederland") == 0)
    {
      *kind = LW_FIGURE_OF_COUNTRY;
      found = COUNTRY_CODE;
    }
  else
    marked = parse_named (text, kind, &found);
  *code = g_strdup (found);
  return marked;
}

/* A cell that names an area, without blanks around and the star of provisional figures. */
static char *
dup_area (const Reading *self, LwVacancyField field)
{
  char *text = lw_cell_clean (get_cell (self, field));

  while (g_str_has_suffix (text, "*") || g_str_has_suffix (text, " "))
    text[strlen (text) - 1] = '\0';
  return text;
}

/* The municipality, province or region of a row, or the country. Returns: FALSE for a row that names none, as footnotes do */
static gboolean
find_area (const Reading *self, const char **kind, char **code)
{
  static const LwVacancyField fields[]
      = { LW_VACANCY_MUNICIPALITY_CODE, LW_VACANCY_MUNICIPALITY, LW_VACANCY_PROVINCE, LW_VACANCY_REGION };
  g_autofree char *name = dup_area (self, LW_VACANCY_MUNICIPALITY), *region = dup_area (self, LW_VACANCY_REGION),
                  *province = dup_area (self, LW_VACANCY_PROVINCE);
  const LwBasemap *map = lw_basemap_get_default ();
  const char *of_province = lw_basemap_get_province_code (map, province);
  char full[LW_MUNICIPALITY_CODE_LENGTH];

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *text = dup_area (self, fields[i]);

      /* A province beside a municipality is where that lies. */
      if (fields[i] == LW_VACANCY_PROVINCE && name[0] != '\0')
        break;
      if (parse_marked (text, kind, code))
        return *code != NULL;
    }
  *kind = LW_FIGURE_OF_MUNICIPALITY;
  if (lw_cell_parse_municipality (get_cell (self, LW_VACANCY_MUNICIPALITY_CODE), full))
    *code = g_strdup (full);
  else if (name[0] != '\0')
    *code = g_strdup (lw_basemap_get_municipality_code (map, name));
  else if (province[0] != '\0' && of_province != NULL)
    {
      *kind = LW_FIGURE_OF_PROVINCE;
      *code = g_strdup (of_province);
    }
  else if (region[0] != '\0' && self->has_marks)
    *code = g_strdup (lw_basemap_get_municipality_code (map, region));
  else if (region[0] != '\0' && !lw_cell_is_unknown (region))
    {
      *kind = LW_FIGURE_OF_REGION;
      *code = g_strdup (region);
    }
  return *code != NULL;
}

/* The date of a row: of its own ("1 januari 2024*", "2024JJ00"), or where it has none that of the table. */
static LwDate
find_date (const Reading *self)
{
  g_autofree char *text = dup_area (self, LW_VACANCY_REFERENCE_DATE);
  char *year = strstr (text, "JJ");
  LwDate date = LW_DATE_UNKNOWN;

  if (text[0] == '\0' || lw_cell_is_unknown (text))
    return self->options->reference_date;
  if (year == text + 4)
    *year = '\0';
  lw_cell_parse_date (text, NULL, &date, NULL);
  return date;
}

static void
reject (Reading *self, const char *code, const char *what, const char *advice)
{
  lw_import_report_add_problem (self->report, LW_IMPORT_ERROR, code, lw_csv_reader_get_name (self->reader),
                                lw_csv_reader_get_line (self->reader), what, advice);
  self->import->result->n_rejected++;
}

/* Keeps a figure, unless the table tells it twice; then the first counts. */
static void
keep_figure (Reading *self, LwPublishedFigure *figure)
{
  char *key = g_strdup_printf ("%s|%s|%d|%s", figure->kind, figure->code, (int) figure->date, figure->figure);
  const LwPublishedFigure *first = g_hash_table_lookup (self->seen, key);
  g_autofree char *what = NULL;

  if (first == NULL)
    {
      g_hash_table_insert (self->seen, key, figure);
      g_ptr_array_add (self->found, figure);
      return;
    }
  self->n_twice++;
  if (first->value != figure->value && !(isnan (first->value) && isnan (figure->value)))
    {
      /* Translators: code of a municipality or province, or name of a region */
      what = g_strdup_printf (_ ("The table tells the same figure of %s twice, with other values; the first counts"),
                              figure->code);
      lw_import_report_add_problem (self->report, LW_IMPORT_WARNING, "figure-twice", lw_csv_reader_get_name (self->reader),
                                    lw_csv_reader_get_line (self->reader), what, _ ("Mend it in the list"));
    }
  g_free (key);
  lw_published_figure_free (figure);
}

/* A figure of the row; secret and missing ones are there, and unknown. */
static void
take_figure (Reading *self, const FigureColumn *column, const char *kind, const char *code, LwDate date)
{
  LwVacancyField field = figures[column->figure].field;
  const char *cell = lw_csv_reader_get_cell (self->reader, column->column), *source = get_cell (self, LW_VACANCY_SOURCE);
  LwPublishedFigure *figure;
  double value = NAN;
  LwUnit unit = LW_UNIT_NONE;

  switch (lw_cell_parse_number (cell, self->decimals[field], &value, &unit))
    {
    case LW_CELL_INVALID:
      reject (self, "not-a-number", _ ("A figure of the row is no number"), _ ("Mend it in the list"));
      return;
    case LW_CELL_UNKNOWN:
      value = NAN;
      self->n_secret++;
      break;
    case LW_CELL_VALUE:
    default:
      break;
    }
  if (field == LW_VACANCY_RATE && (self->rate_is_percentage || unit == LW_UNIT_PERCENT))
    value /= 100;
  if (value < 0 || (field == LW_VACANCY_RATE && value > 1))
    {
      reject (self, "figure-impossible", _ ("A figure of the row cannot be right"), _ ("Mend it in the list"));
      return;
    }
  figure = lw_published_figure_new (kind, code, date, figures[column->figure].figure, value);
  figure->definition = g_strdup (source[0] != '\0' ? source : lw_csv_reader_get_name (self->reader));
  keep_figure (self, figure);
}

static void
take_row (Reading *self)
{
  g_autofree char *code = NULL;
  const char *kind;
  LwDate date;

  self->n_rows++;
  if (!find_area (self, &kind, &code))
    {
      self->n_skipped++;
      return;
    }
  date = find_date (self);
  for (guint i = 0; i < self->columns->len; i++)
    {
      const FigureColumn *column = &g_array_index (self->columns, FigureColumn, i);
      LwDate own = column->date != LW_DATE_UNKNOWN ? column->date : date;

      if (own == LW_DATE_UNKNOWN)
        {
          reject (self, "row-no-date", _ ("The row has no usable reference date"),
                  _ ("Complete it in the list, or give one date for all rows"));
          return;
        }
      take_figure (self, column, kind, code, own);
    }
}

/* The columns with figures: those that were chosen, and where one is of a date, its fellows of other dates. */
static void
collect_columns (Reading *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    {
      int chosen = self->options->mapping.columns[figures[i].field];
      FigureColumn column = { i, (guint) chosen, LW_DATE_UNKNOWN };
      LwVacancyField field;

      if (chosen < 0)
        continue;
      if (!lw_vacancy_heading_parse_dated (lw_csv_reader_get_heading (self->reader, column.column), &field, &column.date)
          || field != figures[i].field)
        {
          column.date = LW_DATE_UNKNOWN;
          g_array_append_val (self->columns, column);
          continue;
        }
      for (column.column = 0; column.column < lw_csv_reader_get_n_columns (self->reader); column.column++)
        if (lw_vacancy_heading_parse_dated (lw_csv_reader_get_heading (self->reader, column.column), &field, &column.date)
            && field == figures[i].field)
          g_array_append_val (self->columns, column);
    }
}

/* Whether a column has figures of no date of its own. */
static gboolean
needs_date (const Reading *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (g_array_index (self->columns, FigureColumn, i).date == LW_DATE_UNKNOWN)
      return TRUE;
  return FALSE;
}

/* Notes whether an area of the row says of which kind it is. */
static void
note_marks (Reading *self)
{
  static const LwVacancyField fields[] = { LW_VACANCY_MUNICIPALITY, LW_VACANCY_REGION };

  for (guint i = 0; i < G_N_ELEMENTS (fields) && !self->has_marks; i++)
    {
      g_autofree char *text = dup_area (self, fields[i]), *code = NULL;
      const char *kind;

      self->has_marks = parse_marked (text, &kind, &code) && g_ascii_strcasecmp (text, "nederland") != 0;
    }
}

/* Finds out how the columns write their numbers. */
static gboolean
survey (Reading *self, GError **error)
{
  LwNumberSurvey surveys[LW_N_VACANCY_FIELDS];
  LwDecimal usual = lw_csv_reader_get_separator (self->reader) == ',' ? LW_DECIMAL_POINT : LW_DECIMAL_COMMA;
  g_autoptr (GError) local = NULL;

  memset (surveys, 0, sizeof surveys);
  while (lw_csv_reader_next (self->reader, self->import->cancellable, &local))
    {
      note_marks (self);
      for (guint i = 0; i < self->columns->len; i++)
        {
          const FigureColumn *column = &g_array_index (self->columns, FigureColumn, i);

          lw_number_survey_add (&surveys[figures[column->figure].field],
                                lw_csv_reader_get_cell (self->reader, column->column));
        }
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    self->decimals[figures[i].field] = lw_number_survey_decide (&surveys[figures[i].field], usual);
  self->rate_is_percentage = surveys[LW_VACANCY_RATE].n_over_one > 0 && surveys[LW_VACANCY_RATE].n_percent == 0;
  return lw_csv_reader_rewind (self->reader, self->import->cancellable, error);
}

static void
count_rows (const Reading *self)
{
  lw_import_report_count (self->report, LW_IMPORT_READ, "rows", _ ("Rows of the list"), self->n_rows);
  lw_import_report_count (self->report, LW_IMPORT_KEPT, "figures", _ ("Published figures"), self->found->len);
  if (self->n_skipped > 0)
    lw_import_report_count (self->report, LW_IMPORT_SKIPPED, "no-area",
                            _ ("Rows that name no municipality, province or region, such as notes"), self->n_skipped);
  if (self->n_twice > 0)
    lw_import_report_count (self->report, LW_IMPORT_SKIPPED, "twice", _ ("Figures that are there twice"), self->n_twice);
  if (self->n_secret > 0)
    lw_import_report_count (self->report, LW_IMPORT_MARKED, "secret", _ ("Figures that are secret or missing"),
                            self->n_secret);
}

/**
 * lw_importing_figures:
 * @reader: a list in columns, before its first row, whose rows are areas
 * @options: which column holds what
 * @kind: what the list was made from
 * @report: where counts and problems go
 * @error: return location for an error
 *
 * Writes the figures of each row; those of the same area, date, figure and definition are replaced.
 */
gboolean
lw_importing_figures (LwImporting *import, LwCsvReader *reader, const LwVacancyOptions *options, const char *kind,
                      LwImportReport *report, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_published_figure_free);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (FigureColumn));
  g_autoptr (LwSource) source = NULL;
  g_autoptr (GError) local = NULL;
  LwVacancyOptions dated = *options;
  Reading self = { .import = import, .reader = reader, .options = &dated, .report = report,
                   .columns = columns, .found = found, .seen = seen };

  if (dated.reference_date == LW_DATE_UNKNOWN)
    dated.reference_date = lw_csv_reader_get_preamble_date (reader);
  source = lw_source_new (lw_csv_reader_get_name (reader), kind, dated.reference_date);
  collect_columns (&self);
  if (needs_date (&self) && dated.mapping.columns[LW_VACANCY_REFERENCE_DATE] < 0 && dated.reference_date == LW_DATE_UNKNOWN)
    {
      g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT,
                   _ ("%s: no column tells the reference date; give the date that the list stands for"),
                   lw_csv_reader_get_name (reader));
      return FALSE;
    }
  if (!survey (&self, error))
    return FALSE;
  while (lw_csv_reader_next (reader, import->cancellable, &local))
    take_row (&self);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  count_rows (&self);
  if (found->len == 0)
    {
      g_set_error (error, LW_ERROR, LW_ERROR_INVALID,
                   _ ("%s: no row names a municipality, province or region with a figure; check the columns"),
                   lw_csv_reader_get_name (reader));
      return FALSE;
    }
  source->method = g_strdup (_ ("figures of others, by area; they stand beside those of the document"));
  source->rows_read = self.n_rows;
  source->rows_kept = found->len;
  import->result->n_figures += found->len;
  return lw_store_write_figures (import->store, found, source, import->edit_name, error);
}
