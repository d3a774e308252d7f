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

typedef struct {
  LwImporting *import;
  LwCsvReader *reader;
  const LwVacancyOptions *options;
  LwImportReport *report;
  LwDecimal decimals[LW_N_VACANCY_FIELDS];
  gboolean rate_is_percentage;
  GPtrArray *found; /* of LwPublishedFigure */
  guint n_rows;
  guint n_skipped;
  guint n_secret;
} Reading;

static const char *
get_cell (const Reading *self, LwVacancyField field)
{
  int column = self->options->mapping.columns[field];

  return column >= 0 ? lw_csv_reader_get_cell (self->reader, (guint) column) : "";
}

/* The municipality, province or region of a row, or the country. Returns: FALSE for a row that names none, as footnotes do */
static gboolean
find_area (const Reading *self, const char **kind, char **code)
{
  const LwBasemap *map = lw_basemap_get_default ();
  g_autofree char *name = lw_cell_clean (get_cell (self, LW_VACANCY_MUNICIPALITY));
  const char *region = get_cell (self, LW_VACANCY_REGION);
  const char *province = get_cell (self, LW_VACANCY_PROVINCE);
  char full[LW_MUNICIPALITY_CODE_LENGTH];
  guint n;
  int place;

  *code = NULL;
  if (lw_cell_parse_municipality (get_cell (self, LW_VACANCY_MUNICIPALITY_CODE), full))
    *code = g_strdup (full);
  else if ((place = lw_basemap_find_municipality_by_name (map, name)) >= 0)
    *code = g_strdup (lw_basemap_get_municipalities (map, &n)[place].code);
  *kind = LW_FIGURE_OF_MUNICIPALITY;
  if (*code == NULL && g_ascii_strcasecmp (name, "nederland") == 0)
    {
      *kind = LW_FIGURE_OF_COUNTRY;
      *code = g_strdup (COUNTRY_CODE);
    }
  else if (*code == NULL && name[0] == '\0' && (place = lw_basemap_find_province (map, province)) >= 0)
    {
      *kind = LW_FIGURE_OF_PROVINCE;
      *code = g_strdup (lw_basemap_get_provinces (map, &n)[place].code);
    }
  else if (*code == NULL && name[0] == '\0' && region[0] != '\0' && !lw_cell_is_unknown (region))
    {
      *kind = LW_FIGURE_OF_REGION;
      *code = g_strdup (region);
    }
  return *code != NULL;
}

static LwDate
find_date (const Reading *self)
{
  LwDate date = LW_DATE_UNKNOWN;

  lw_cell_parse_date (get_cell (self, LW_VACANCY_REFERENCE_DATE), NULL, &date, NULL);
  return date != LW_DATE_UNKNOWN ? date : self->options->reference_date;
}

static void
reject (Reading *self, const char *code, const char *what, const char *advice)
{
  lw_import_report_add_problem (self->report, LW_IMPORT_ERROR, code, lw_csv_reader_get_name (self->reader),
                                lw_csv_reader_get_line (self->reader), what, advice);
  self->import->result->n_rejected++;
}

/* A figure of the row; secret and missing ones are there, and unknown. */
static void
take_figure (Reading *self, guint i, const char *kind, const char *code, LwDate date)
{
  LwVacancyField field = figures[i].field;
  const char *cell = get_cell (self, field), *source = get_cell (self, LW_VACANCY_SOURCE);
  LwPublishedFigure *figure;
  double value = NAN;
  LwUnit unit = LW_UNIT_NONE;

  if (self->options->mapping.columns[field] < 0)
    return;
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
  figure = lw_published_figure_new (kind, code, date, figures[i].figure, value);
  figure->definition = g_strdup (source[0] != '\0' ? source : lw_csv_reader_get_name (self->reader));
  g_ptr_array_add (self->found, figure);
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
  if (date == LW_DATE_UNKNOWN)
    {
      reject (self, "row-no-date", _ ("The row has no usable reference date"),
              _ ("Complete it in the list, or give one date for all rows"));
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    take_figure (self, i, kind, code, date);
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
    for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
      lw_number_survey_add (&surveys[figures[i].field], get_cell (self, figures[i].field));
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
  g_autoptr (LwSource) source = NULL;
  g_autoptr (GError) local = NULL;
  LwVacancyOptions dated = *options;
  Reading self = { .import = import, .reader = reader, .options = &dated, .report = report, .found = found };

  if (dated.reference_date == LW_DATE_UNKNOWN)
    dated.reference_date = lw_csv_reader_get_preamble_date (reader);
  source = lw_source_new (lw_csv_reader_get_name (reader), kind, dated.reference_date);
  if (dated.mapping.columns[LW_VACANCY_REFERENCE_DATE] < 0 && dated.reference_date == LW_DATE_UNKNOWN)
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
