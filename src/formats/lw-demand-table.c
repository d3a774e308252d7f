/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-demand-table: see lw-demand-table.h. The first pass finds out how the columns write their numbers, the second reads
 * the rows. Headings and names of sectors are compared as their letters and digits. */
#include "formats/lw-demand-table.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "formats/lw-cell.h"
#include "formats/lw-vacancy-mapping.h"
#include "model/lw-error.h"

#define MAX_NAME 200

typedef enum {
  FIELD_REGION,
  FIELD_YEAR,
  FIELD_M2,
  FIELD_LOW,
  FIELD_HIGH,
  FIELD_SECTOR,
  FIELD_JOBS,
  FIELD_OFFICE_SHARE,
  FIELD_GROWTH,
  FIELD_MUNICIPALITY,
  FIELD_SHARE,
  FIELD_SOURCE,
  N_FIELDS
} Field;

/* Headings without blanks and signs. */
static const char *const headings[N_FIELDS] = {
  [FIELD_REGION] = "region|regio|kantorenregio|marktregio|market|markt|deelregio|gebied",
  [FIELD_YEAR] = "year|jaar|peiljaar",
  [FIELD_M2] = "m2|m2vvo|demand|demandm2|demandm2vvo|vraag|vraagm2|vraagm2vvo|vraaginm2|behoefte|behoeftem2",
  [FIELD_LOW] = "low|lowm2|laag|laagm2|minimum|ondergrens",
  [FIELD_HIGH] = "high|highm2|hoog|hoogm2|maximum|bovengrens",
  [FIELD_SECTOR] = "sector|branche|bedrijfstak|economischesector|sbi|sbisectie",
  [FIELD_JOBS] = "jobs|banen|aantalbanen|arbeidsplaatsen|werkzamepersonen|werkgelegenheid|employment",
  [FIELD_OFFICE_SHARE] = "officeshare|officesharepct|kantoorquotient|kantoorquotientpct|kantoorquote|kantooraandeel|"
                         "aandeelkantoorbanen|shareofofficejobs",
  [FIELD_GROWTH] = "growth|growthpct|growthperyear|groei|groeipct|groeiperjaar|groeiperjaarpct|jaarlijksegroei",
  [FIELD_MUNICIPALITY] = "municipalitycode|gemeentecode|municipality|gemeente|gmcode",
  [FIELD_SHARE] = "share|sharepct|aandeel|aandeelpct|vraagaandeel|aandeelvraag|aandeelinvraag|demandshare",
  [FIELD_SOURCE] = "source|bron|herkomst",
};

/* Names of sectors as statistics write them, and the sections of the standard classification (SBI 2008). */
static const struct {
  const char *token;
  const char *names;
} sector_names[LW_N_SECTORS] = {
  { "finance", "k|financien|financieel|financieleinstellingen|financieledienstverlening|financeandinsurance" },
  { "real_estate", "l|vastgoed|onroerendgoed|verhuurenhandelvanonroerendgoed|verhuurvanenhandelinonroerendgoed" },
  { "ict", "j|informatieencommunicatie|informationandcommunication" },
  { "business_services", "m|n|mn|zakelijkediensten|zakelijkedienstverlening|specialistischezakelijkediensten|"
                         "verhuurenoverigezakelijkediensten|adviesenonderzoek" },
  { "public_administration", "o|openbaarbestuur|overheid|openbaarbestuurenoverheidsdiensten|government" },
  { "energy_water", "d|e|de|energie|energieenwater|energievoorziening|waterbedrijvenenafvalbeheer" },
  { "industry", "c|industrie|bc|manufacturing" },
  { "construction", "f|bouw|bouwnijverheid" },
  { "trade", "g|handel|grootendetailhandel|groothandelendetailhandel|detailhandel" },
  { "transport", "h|vervoer|vervoerenopslag|transportenlogistiek|logistiek" },
  { "culture_other", "r|s|rs|cultuur|cultuurenoverig|cultuurenoverigediensten|cultuursportenrecreatie|"
                     "overigedienstverlening|cultureandotherservices" },
  { "health", "q|zorg|gezondheidszorg|gezondheidsenwelzijnszorg|healthandcare" },
  { "education", "p|onderwijs" },
  { "hospitality", "i|horeca|logiesmaaltijdenendrankverstrekking" },
  { "agriculture", "a|landbouw|landbouwbosbouwenvisserij" },
};

typedef struct {
  LwCsvReader *reader;
  LwDemandTable *table;
  int columns[N_FIELDS]; /* -1: none */
  gboolean percent[N_FIELDS];
  LwDecimal decimals[N_FIELDS];
  GHashTable *seen;   /* rows that are there, as text */
  GHashTable *series; /* region -> LwDemandSeries, borrowed */
  GError **error;
} Reading;

static char *
fold (const char *text)
{
  g_autofree char *plain = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  GString *folded = g_string_new (NULL);

  for (const char *p = plain != NULL ? plain : ""; *p != '\0'; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (folded, g_ascii_tolower (*p));
    else if (*p == '%')
      g_string_append (folded, "pct");
  return g_string_free (folded, FALSE);
}

static gboolean
is_listed (const char *names, const char *name)
{
  gsize length = strlen (name);

  for (const char *start = names; length > 0 && *start != '\0';)
    {
      const char *end = strchrnul (start, '|');
      if ((gsize)(end - start) == length && strncmp (start, name, length) == 0)
        return TRUE;
      start = *end == '|' ? end + 1 : end;
    }
  return FALSE;
}

static void
find_columns (LwCsvReader *reader, int *columns, gboolean *percent)
{
  guint n = lw_csv_reader_get_n_columns (reader);

  for (guint field = 0; field < N_FIELDS; field++)
    columns[field] = -1;
  for (guint column = 0; column < n; column++)
    {
      g_autofree char *name = fold (lw_csv_reader_get_heading (reader, column));
      for (guint field = 0; field < N_FIELDS; field++)
        if (columns[field] < 0 && is_listed (headings[field], name))
          {
            columns[field] = (int)column;
            percent[field] = g_str_has_suffix (name, "pct");
          }
    }
}

static LwDemandTableKind
judge (const int *columns)
{
  if (columns[FIELD_SECTOR] >= 0 && columns[FIELD_JOBS] >= 0 && columns[FIELD_YEAR] >= 0)
    return LW_DEMAND_TABLE_JOBS;
  if (columns[FIELD_REGION] >= 0 && columns[FIELD_YEAR] >= 0 && columns[FIELD_M2] >= 0)
    return LW_DEMAND_TABLE_SERIES;
  if (columns[FIELD_MUNICIPALITY] >= 0 && columns[FIELD_SHARE] >= 0)
    return LW_DEMAND_TABLE_SHARES;
  return LW_DEMAND_TABLE_NONE;
}

/**
 * lw_demand_table_recognise:
 * @reader: a CSV file
 *
 * Returns: what it holds by its headings; %LW_DEMAND_TABLE_NONE also when it names offices
 */
LwDemandTableKind
lw_demand_table_recognise (LwCsvReader *reader)
{
  gboolean percent[N_FIELDS] = { FALSE };
  LwVacancyMapping offices;
  int columns[N_FIELDS];

  g_return_val_if_fail (reader != NULL, LW_DEMAND_TABLE_NONE);

  if (!lw_csv_reader_has_headings (reader))
    return LW_DEMAND_TABLE_NONE;
  lw_vacancy_mapping_guess (&offices, reader);
  if (offices.columns[LW_VACANCY_BAG_ID] >= 0 || offices.columns[LW_VACANCY_POSTCODE] >= 0
      || offices.columns[LW_VACANCY_ADDRESS] >= 0 || offices.columns[LW_VACANCY_VACANT_M2] >= 0)
    return LW_DEMAND_TABLE_NONE;
  find_columns (reader, columns, percent);
  return judge (columns);
}

/**
 * lw_demand_table_find_sector:
 * @text: a sector as people and statistics write it
 *
 * Returns: (nullable): its token, %NULL for one that is not known
 */
const char *
lw_demand_table_find_sector (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  /* "K Financiële dienstverlening", "K. …" and "64-66 …" say it twice. */
  const char *space = strchr (text, ' ');
  gboolean numbered = space != NULL && (space - text <= 2 || g_ascii_isdigit (text[0]));
  g_autofree char *whole = fold (text), *rest = fold (numbered ? space : "");

  for (guint i = 0; i < LW_N_SECTORS; i++)
    {
      const LwSectorInfo *info = lw_sector_get_info (i);
      g_autofree char *token = fold (info->token), *english = fold (info->label), *own = fold (_ (info->label));
      if (strcmp (whole, token) == 0 || strcmp (whole, english) == 0 || strcmp (whole, own) == 0)
        return info->token;
    }
  for (guint i = 0; i < G_N_ELEMENTS (sector_names); i++)
    if (is_listed (sector_names[i].names, whole) || is_listed (sector_names[i].names, rest))
      return sector_names[i].token;
  return NULL;
}

/** lw_demand_table_free: frees @table, which may be %NULL */
void
lw_demand_table_free (LwDemandTable *table)
{
  if (table == NULL)
    return;
  g_free (table->name);
  g_ptr_array_unref (table->series);
  g_array_unref (table->jobs);
  g_array_unref (table->shares);
  g_free (table);
}

static const char *
get_cell (const Reading *self, Field field)
{
  return self->columns[field] >= 0 ? lw_csv_reader_get_cell (self->reader, (guint)self->columns[field]) : "";
}

/* A mistake in a cell; @what goes on after its text. */
static gboolean
fail_cell (const Reading *self, Field field, const char *what)
{
  g_autofree char *cell = lw_cell_clean (get_cell (self, field));

  /* Translators: a file name, a line, a heading, what stands there, what is wrong with it. */
  g_set_error (self->error, LW_ERROR, LW_ERROR_INVALID, _ ("%s, line %d, column “%s”: “%s” %s"), self->table->name,
               (int)lw_csv_reader_get_line (self->reader),
               lw_csv_reader_get_heading (self->reader, (guint)self->columns[field]), cell, what);
  return FALSE;
}

/* What is wrong with a row as a whole. */
static gboolean
fail_row (const Reading *self, const char *what)
{
  g_set_error (self->error, LW_ERROR, LW_ERROR_INVALID, _ ("%s, line %d: %s"), self->table->name,
               (int)lw_csv_reader_get_line (self->reader), what);
  return FALSE;
}

/* A number that may be missing: NAN then. */
static gboolean
read_number (const Reading *self, Field field, double *value)
{
  LwUnit unit = LW_UNIT_NONE;

  *value = NAN;
  if (self->columns[field] < 0)
    return TRUE;
  LwCellState state = lw_cell_parse_number (get_cell (self, field), self->decimals[field], value, &unit);
  if (state == LW_CELL_INVALID)
    return fail_cell (self, field, _ ("is no number; write it like 1234,5 or 1234.5"));
  if (state == LW_CELL_UNKNOWN)
    *value = NAN;
  else if (unit == LW_UNIT_PERCENT || self->percent[field])
    *value /= 100;
  return TRUE;
}

static gboolean
need_number (const Reading *self, Field field, double *value)
{
  if (!read_number (self, field, value))
    return FALSE;
  if (isnan (*value))
    return fail_cell (self, field, _ ("is no number, and one is needed here; leave the row out when it is unknown"));
  return TRUE;
}

static gboolean
read_fraction (const Reading *self, Field field, double low, double *value)
{
  if (!read_number (self, field, value))
    return FALSE;
  if (!isnan (*value) && !(*value >= low && *value <= 1))
    /* xgettext:no-c-format */
    return fail_cell (self, field, _ ("is out of range; write a fraction like 0,60, or 60% with the sign"));
  return TRUE;
}

static gboolean
read_year (const Reading *self, int *year)
{
  double value;

  if (!need_number (self, FIELD_YEAR, &value))
    return FALSE;
  if (value != floor (value) || !(value >= 1900 && value <= 2200))
    return fail_cell (self, FIELD_YEAR, _ ("is no year from 1900 to 2200"));
  *year = (int)value;
  return TRUE;
}

/* A name, interned; %NULL when the cell is empty. */
static gboolean
read_name (const Reading *self, Field field, const char **name)
{
  g_autofree char *text = lw_cell_clean (get_cell (self, field));

  if (g_utf8_strlen (text, -1) > MAX_NAME)
    return fail_row (self, _ ("a name is longer than 200 characters; is this the right column?"));
  *name = text[0] != '\0' ? g_intern_string (text) : NULL;
  return TRUE;
}

/* The whole is an empty cell, or a word for it. */
static gboolean
read_region (const Reading *self, const char **region)
{
  if (!read_name (self, FIELD_REGION, region))
    return FALSE;
  g_autofree char *folded = fold (*region != NULL ? *region : "");
  if (is_listed ("total|totaal|all|alle|geheel|whole|provincie|province", folded))
    *region = NULL;
  return TRUE;
}

static gboolean
refuse_twice (const Reading *self, char *key)
{
  return g_hash_table_add (self->seen, key) || fail_row (self, _ ("this row stands here twice; leave one out"));
}

static gboolean
read_series_row (Reading *self)
{
  LwDemandPoint point;
  const char *region, *source;
  g_autoptr (GError) problem = NULL;

  if (!read_region (self, &region) || !read_name (self, FIELD_SOURCE, &source) || !read_year (self, &point.year)
      || !need_number (self, FIELD_M2, &point.m2) || !read_number (self, FIELD_LOW, &point.low_m2)
      || !read_number (self, FIELD_HIGH, &point.high_m2)
      || !refuse_twice (self, g_strdup_printf ("%s\n%d", region != NULL ? region : "", point.year)))
    return FALSE;
  const char *key = region != NULL ? region : "";
  LwDemandSeries *series = g_hash_table_lookup (self->series, key);
  if (series == NULL)
    {
      series = lw_demand_series_new (key, source != NULL ? source : self->table->name);
      g_ptr_array_add (self->table->series, series);
      g_hash_table_insert (self->series, (gpointer)g_intern_string (key), series);
    }
  return lw_demand_series_set_point (series, &point, &problem) || fail_row (self, problem->message);
}

static gboolean
same (double a, double b)
{
  return a == b || (isnan (a) && isnan (b));
}

/* Two sections of a classification may be one sector here: their jobs add up. */
static gboolean
add_jobs (Reading *self, LwSectorJobs *jobs)
{
  const LwSectorJobs *before = lw_sector_jobs_find (self->table->jobs, jobs->region, jobs->sector, jobs->year);
  g_autoptr (GError) problem = NULL;

  if (before != NULL && !(same (before->office_share, jobs->office_share) && same (before->growth, jobs->growth)))
    return fail_row (self, _ ("two rows of this sector have another share of office jobs or growth; make them one row"));
  if (before != NULL)
    jobs->jobs += before->jobs;
  if (!lw_sector_jobs_validate (jobs, &problem))
    return fail_row (self, problem->message);
  lw_sector_jobs_set (self->table->jobs, jobs);
  return TRUE;
}

static gboolean
read_jobs_row (Reading *self)
{
  LwSectorJobs jobs = { 0 };
  const char *text;

  if (!read_region (self, &jobs.region) || !read_name (self, FIELD_SOURCE, &jobs.source)
      || !read_name (self, FIELD_SECTOR, &text) || !read_year (self, &jobs.year)
      || !need_number (self, FIELD_JOBS, &jobs.jobs) || !read_fraction (self, FIELD_OFFICE_SHARE, 0, &jobs.office_share)
      || !read_fraction (self, FIELD_GROWTH, -0.999999, &jobs.growth))
    return FALSE;
  if (text == NULL)
    return fail_cell (self, FIELD_SECTOR, _ ("is no sector; name one on every row"));
  const char *token = lw_demand_table_find_sector (text);
  if (token == NULL && isnan (jobs.office_share))
    return fail_cell (self, FIELD_SECTOR,
                      _ ("is no sector that is known here; use a usual name, or give its share of office jobs"));
  jobs.sector = token != NULL ? token : text;
  if (jobs.source == NULL)
    jobs.source = g_intern_string (self->table->name);
  if (!refuse_twice (self, g_strdup_printf ("%s\n%s\n%d", jobs.region != NULL ? jobs.region : "", text, jobs.year)))
    return FALSE;
  return add_jobs (self, &jobs);
}

static gboolean
read_municipality (const Reading *self, const char **code)
{
  char full[LW_MUNICIPALITY_CODE_LENGTH];

  if (!lw_cell_parse_municipality (get_cell (self, FIELD_MUNICIPALITY), full))
    return fail_cell (self, FIELD_MUNICIPALITY, _ ("is no code of a municipality; write it like GM0344"));
  *code = g_intern_string (full);
  return TRUE;
}

static gboolean
read_share_row (Reading *self)
{
  LwDemandShare share = { 0 };

  if (!read_municipality (self, &share.municipality) || !read_name (self, FIELD_SOURCE, &share.source)
      || !need_number (self, FIELD_SHARE, &share.share) || !read_fraction (self, FIELD_SHARE, 0, &share.share)
      || !refuse_twice (self, g_strdup (share.municipality)))
    return FALSE;
  if (share.source == NULL)
    share.source = g_intern_string (self->table->name);
  lw_demand_shares_set (self->table->shares, &share);
  return TRUE;
}

static gboolean
is_blank (const Reading *self)
{
  for (guint i = 0; i < lw_csv_reader_get_n_cells (self->reader); i++)
    if (!lw_cell_is_unknown (lw_csv_reader_get_cell (self->reader, i)))
      return FALSE;
  return TRUE;
}

static gboolean
survey (Reading *self, GCancellable *cancellable)
{
  LwNumberSurvey numbers[N_FIELDS] = { 0 }, all = { 0 };
  GError *problem = NULL;

  while (lw_csv_reader_next (self->reader, cancellable, &problem))
    for (guint field = 0; field < N_FIELDS; field++)
      if (self->columns[field] >= 0 && field != FIELD_YEAR)
        lw_number_survey_add (&numbers[field], get_cell (self, field));
  if (problem != NULL)
    {
      g_propagate_error (self->error, problem);
      return FALSE;
    }
  for (guint field = 0; field < N_FIELDS; field++)
    {
      all.comma += numbers[field].comma;
      all.point += numbers[field].point;
    }
  LwDecimal file = lw_number_survey_decide (&all, lw_csv_reader_get_separator (self->reader) == ','
                                                      ? LW_DECIMAL_POINT
                                                      : LW_DECIMAL_COMMA);
  for (guint field = 0; field < N_FIELDS; field++)
    self->decimals[field] = lw_number_survey_decide (&numbers[field], file);
  return lw_csv_reader_rewind (self->reader, cancellable, self->error);
}

static gboolean
read_rows (Reading *self, GCancellable *cancellable)
{
  static gboolean (*const readers[]) (Reading *) = {
    [LW_DEMAND_TABLE_SERIES] = read_series_row,
    [LW_DEMAND_TABLE_JOBS] = read_jobs_row,
    [LW_DEMAND_TABLE_SHARES] = read_share_row,
  };
  GError *problem = NULL;

  while (lw_csv_reader_next (self->reader, cancellable, &problem))
    {
      if (is_blank (self))
        continue;
      if (lw_csv_reader_get_flags (self->reader) & (LW_CSV_LONG | LW_CSV_QUOTE))
        return fail_row (self, _ ("there are more cells than headings; a decimal comma needs another separator, such as "
                                  "a semicolon, or quotes around it"));
      if (++self->table->n_rows > LW_DEMAND_TABLE_MAX_ROWS)
        return fail_row (self, _ ("there are more rows than a table of demand can have (20,000)"));
      if (!readers[self->table->kind](self))
        return FALSE;
    }
  if (problem != NULL)
    g_propagate_error (self->error, problem);
  return problem == NULL;
}

/**
 * lw_demand_table_read:
 * @reader: a CSV file, at its start
 * @cancellable: (nullable): to give up
 * @error: return location for %LW_ERROR_INVALID with line and column, or another error
 *
 * Returns: (transfer full) (nullable): all of the file, or %NULL on a mistake
 */
LwDemandTable *
lw_demand_table_read (LwCsvReader *reader, GCancellable *cancellable, GError **error)
{
  g_autoptr (LwDemandTable) table = g_new0 (LwDemandTable, 1);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) series = g_hash_table_new (g_str_hash, g_str_equal);
  Reading self = { .reader = reader, .table = table, .seen = seen, .series = series, .error = error };

  g_return_val_if_fail (reader != NULL, NULL);

  table->name = g_strdup (lw_csv_reader_get_name (reader));
  table->series = g_ptr_array_new_with_free_func ((GDestroyNotify)lw_demand_series_free);
  table->jobs = lw_sector_jobs_list_new ();
  table->shares = lw_demand_shares_new ();
  find_columns (reader, self.columns, self.percent);
  table->kind = judge (self.columns);
  if (table->kind == LW_DEMAND_TABLE_NONE)
    {
      g_set_error (error, LW_ERROR, LW_ERROR_INVALID,
                   _ ("%s: the headings are not those of a table of demand; use region, year, m2, or region, sector, "
                      "year, jobs, or municipality_code, share"),
                   table->name);
      return NULL;
    }
  if (!survey (&self, cancellable) || !read_rows (&self, cancellable))
    return NULL;
  if (table->n_rows == 0)
    {
      g_set_error (error, LW_ERROR, LW_ERROR_INVALID, _ ("%s: there are headings, but no rows"), table->name);
      return NULL;
    }
  return g_steal_pointer (&table);
}
