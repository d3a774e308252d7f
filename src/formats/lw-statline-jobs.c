/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-statline-jobs: see lw-statline-jobs.h. A title such as "M-N Zakelijke dienstverlening" says which sections a code
 * means; the finest codes are used that do not overlap and lie in one sector. A sum with an unknown part is unknown. */
#include "formats/lw-statline-jobs.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "formats/lw-demand-table.h"
#include "formats/lw-statline-keys.h"
#include "model/lw-basemap.h"
#include "model/lw-error.h"

#define N_SECTIONS 21 /* A to U */
#define ALL_SECTIONS ((1u << N_SECTIONS) - 1)
#define SECTION(letter) (1u << ((letter) - 'A'))
#define MAX_SHOWN_KEYS 5

/* A code of the table: the sections that it means, and the sector whose jobs it is counted as. */
typedef struct {
  const char *code;
  char *title;
  guint32 sections; /* 0: a part of one, or not known */
  const char *sector;
} Use;

/* Jobs of a sector in a region and year. */
typedef struct {
  const char *region;
  const char *sector;
  const char *period;
  int year;
  double sum;
  guint n_known; /* figures, each municipality counted as it is today */
  gboolean unknown;
} Sum;

typedef struct {
  const LwStatline *table;
  GHashTable *regions;  /* municipality -> region */
  GHashTable *current;  /* the same by codes of the map */
  GHashTable *needed;   /* region -> how many municipalities it has */
  GHashTable *uses;     /* code -> Use */
  GHashTable *sums;     /* key -> Sum */
  GHashTable *seen;     /* figures that were counted */
  GHashTable *outside;  /* municipalities that are not in the document */
  GHashTable *present;  /* municipalities of the document of which the table has figures */
  GHashTable *told;     /* regions of which it was told that they are incomplete */
  GHashTable *places;   /* text of a region -> code of the municipality, "" for none */
  LwImportReport *report;
  guint64 n_sums, n_parts, n_keys, n_places, n_periods, n_twice, n_unknown, n_kept;
} Work;

static const char *
find_sector (char section)
{
  static const char *const sectors[N_SECTIONS] = {
    "agriculture",       "industry",      "industry",          "energy_water",      "energy_water", "construction",
    "trade",             "transport",     "hospitality",       "ict",               "finance",      "real_estate",
    "business_services", "business_services", "public_administration", "education", "health",       "culture_other",
    "culture_other",     "culture_other", "culture_other",
  };

  return sectors[section - 'A'];
}

/* Whether a title goes on with one more section: "R, S …", "G+I …". */
static gboolean
is_letter (const char *title)
{
  return title[0] >= 'A' && title[0] <= 'U' && !g_ascii_isalnum (title[1]);
}

/* The sections that a title begins with: "K Financiële …", "B-E Nijverheid …", "A-U Alle …", "G+I Handel …", "R, S …". */
static guint32
parse_sections (const char *title)
{
  guint32 sections = 0;

  if (g_ascii_strncasecmp (title, "alle economische", 16) == 0 || g_ascii_strncasecmp (title, "totaal", 6) == 0)
    return ALL_SECTIONS;
  while (is_letter (title))
    {
      char last = title[1] == '-' && is_letter (title + 2) && title[2] >= title[0] ? title[2] : title[0];

      sections |= (SECTION (last) << 1) - SECTION (title[0]);
      title += last != title[0] ? 3 : 1;
      if ((*title == '+' || *title == '/') && is_letter (title + 1))
        title++;
      else if (strncmp (title, ", ", 2) == 0 && is_letter (title + 2))
        title += 2;
      else
        /* "B-N, excl. K" is none of ours. */
        return (*title == ' ' || *title == '\0' || *title == '.') && strstr (title, "excl") == NULL ? sections : 0;
    }
  return 0;
}

/* The one sector that all of them belong to, or NULL. */
static const char *
find_common_sector (guint32 sections)
{
  const char *sector = NULL;

  for (char c = 'A'; c <= 'U'; c++)
    if ((sections & SECTION (c)) && sector != NULL && strcmp (sector, find_sector (c)) != 0)
      return NULL;
    else if (sections & SECTION (c))
      sector = find_sector (c);
  return sector;
}

static void
free_use (gpointer data)
{
  g_free (((Use *) data)->title);
  g_free (data);
}

static void
collect_uses (Work *work)
{
  for (guint i = 0; i < work->table->rows->len; i++)
    {
      const char *code = g_array_index (work->table->rows, LwStatlineRow, i).sector;
      const char *title;
      Use *use;

      if (g_hash_table_contains (work->uses, code))
        continue;
      title = g_hash_table_lookup (work->table->titles, code);
      if (title == NULL)
        title = lw_statline_key_get_title (code);
      use = g_new0 (Use, 1);
      use->code = code;
      use->title = g_strdup (title != NULL ? title : code);
      use->sections = parse_sections (use->title);
      g_hash_table_insert (work->uses, (gpointer) code, use);
    }
}

static int
count_bits (guint32 bits)
{
  return __builtin_popcount (bits);
}

static int
compare_uses (gconstpointer a, gconstpointer b)
{
  const Use *one = *(const Use *const *) a, *other = *(const Use *const *) b;
  int difference = count_bits (one->sections) - count_bits (other->sections);

  return difference != 0 ? difference : strcmp (one->code, other->code);
}

/* "D, E" for a set of sections. */
static char *
name_sections (guint32 sections)
{
  GString *names = g_string_new (NULL);

  for (char c = 'A'; c <= 'U'; c++)
    if (sections & SECTION (c))
      g_string_append_printf (names, "%s%c", names->len > 0 ? ", " : "", c);
  return g_string_free (names, FALSE);
}

/* Whether it is a key that no list explains. */
static gboolean
is_unknown_key (const Use *use)
{
  return use->sections == 0 && strcmp (use->title, use->code) == 0 && lw_statline_is_key (use->code);
}

/* The list of titles that says what the keys of the table mean, as StatLine calls it. */
static char *
name_titles (const Work *work)
{
  return g_strdup_printf ("https://opendata.cbs.nl/ODataApi/odata/%s/BedrijfstakkenBranchesSBI2008",
                          work->table->code != NULL ? work->table->code : "83582NED");
}

/* Tells of keys that neither a list of titles nor the bundled one explains: what they hold may be missed. */
static void
tell_unknown_keys (Work *work, const GPtrArray *uses)
{
  g_autoptr (GString) shown = g_string_new (NULL);
  g_autofree char *titles = name_titles (work), *what = NULL, *advice = NULL;
  guint n = 0;

  for (guint i = 0; i < uses->len; i++)
    {
      const Use *use = uses->pdata[i];

      if (!is_unknown_key (use))
        continue;
      if (n++ < MAX_SHOWN_KEYS)
        g_string_append_printf (shown, "%s%s", n > 1 ? ", " : "", use->code);
    }
  if (n == 0)
    return;
  if (n > MAX_SHOWN_KEYS)
    g_string_append (shown, ", …");
  /* Translators: a number; keys of sectors, such as "307610, 320005" */
  what = g_strdup_printf (ngettext ("What %u key of a sector means is not known, so its figures are left out: %s",
                                    "What %u keys of sectors mean is not known, so their figures are left out: %s", n),
                          n, shown->str);
  /* Translators: the address of a list */
  advice = g_strdup_printf (_ ("Import the list of their titles together with the table: %s"), titles);
  lw_import_report_add_problem (work->report, LW_IMPORT_WARNING, "statline-keys", work->table->name, 0, what, advice);
}

/* Chooses the codes that count: each section once, by the finest code that has it. */
static gboolean
choose_uses (Work *work, GError **error)
{
  g_autoptr (GList) list = g_hash_table_get_values (work->uses);
  g_autoptr (GPtrArray) uses = g_ptr_array_new ();
  guint32 covered = 0, missing;

  for (GList *l = list; l != NULL; l = l->next)
    g_ptr_array_add (uses, l->data);
  g_ptr_array_sort (uses, compare_uses);
  for (guint i = 0; i < uses->len; i++)
    {
      Use *use = uses->pdata[i];
      const char *sector = use->sections != 0 ? find_common_sector (use->sections) : NULL;

      if (sector != NULL && (use->sections & covered) == 0)
        {
          use->sector = sector;
          covered |= use->sections;
        }
    }
  missing = ALL_SECTIONS & ~covered & ~(SECTION ('B') | SECTION ('T') | SECTION ('U'));
  if (covered == 0)
    {
      g_autofree char *titles = name_titles (work);

      g_set_error (error, LW_ERROR, LW_ERROR_UNSUPPORTED,
                   /* Translators: a file; the address of a list */
                   _ ("%s names its sectors by keys that are not known: import the list of their titles with it (%s), "
                      "or download the table as CSV with titles"),
                   work->table->name, titles);
      return FALSE;
    }
  tell_unknown_keys (work, uses);
  if (missing != 0)
    {
      g_autofree char *names = name_sections (missing);
      g_autofree char *what = g_strdup_printf (
          _ ("The table has no figures of the sections %s apart, so their sectors get no jobs from it"), names);

      lw_import_report_add_problem (work->report, LW_IMPORT_WARNING, "statline-sections", work->table->name, 0, what,
                                    _ ("Choose all sections A to U in StatLine"));
    }
  return TRUE;
}

/* The current code of the municipality that a text means; "" if it is none. */
static const char *
find_municipality (Work *work, const char *text)
{
  const LwBasemap *map = lw_basemap_get_default ();
  const char *code = g_hash_table_lookup (work->places, text);
  int place;
  guint n;

  if (code != NULL)
    return code;
  if (g_str_has_prefix (text, "GM"))
    place = lw_basemap_find_successor (map, text);
  else
    {
      g_autofree char *name = g_strdup (text);
      char *suffix = strstr (name, " (gemeente)");

      if (suffix != NULL)
        *suffix = '\0';
      place = lw_basemap_find_municipality_by_name (map, name);
    }
  code = place >= 0 ? lw_basemap_get_municipalities (map, &n)[place].code : g_str_has_prefix (text, "GM") ? text : "";
  g_hash_table_insert (work->places, (gpointer) text, (gpointer) code);
  return code;
}

/* Maps regions by codes of the map, and counts the municipalities of each. */
static void
index_regions (Work *work)
{
  GHashTableIter iter;
  gpointer code, region;

  g_hash_table_iter_init (&iter, work->regions);
  while (g_hash_table_iter_next (&iter, &code, &region))
    {
      const char *now = find_municipality (work, code);

      if (g_hash_table_contains (work->current, now))
        continue;
      g_hash_table_insert (work->current, (gpointer) now, region);
      g_hash_table_insert (work->needed, region,
                           GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (work->needed, region)) + 1));
    }
}

/* The year of a period of a whole year: "2024JJ00", "2024", "2024 december*", "2024*"; 0 for quarters and months. */
static int
parse_year (const char *period)
{
  const char *rest = period + 4;

  if (strspn (period, "0123456789") != 4)
    return 0;
  if (g_str_has_prefix (rest, " december"))
    rest += strlen (" december");
  if (strcmp (rest, "JJ00") == 0 || strcmp (rest, "JJ") == 0 || rest[strspn (rest, "* ")] == '\0')
    return (int) g_ascii_strtoll (period, NULL, 10);
  return 0;
}

static Sum *
find_sum (Work *work, const char *region, const char *sector, int year, const char *period)
{
  g_autofree char *key = g_strdup_printf ("%d|%s|%s", year, sector, region);
  Sum *sum = g_hash_table_lookup (work->sums, key);

  if (sum != NULL)
    return sum;
  sum = g_new0 (Sum, 1);
  *sum = (Sum){ .region = region, .sector = sector, .period = period, .year = year };
  g_hash_table_insert (work->sums, g_steal_pointer (&key), sum);
  return sum;
}

/* A region by its name; the document as a whole has none. */
static const char *
show_region (const char *region)
{
  return region[0] != '\0' ? region : _ ("whole document");
}

/* Whether a municipality was there at the end of a year; one that the register does not have is new. */
static gboolean
existed (const char *code, int year)
{
  const LwBasemap *map = lw_basemap_get_default ();

  return lw_basemap_find_in_register (map, code, lw_date_from_ymd (year, 12, 31)) != NULL
         || lw_basemap_find_in_register (map, code, LW_DATE_UNKNOWN) == NULL;
}

/* Says that a figure of a municipality is not known, so that the sum of its region is not. */
static void
tell_unknown (Work *work, const LwStatlineRow *row, const Use *use, const char *region)
{
  g_autofree char *what
      = g_strdup_printf (_ ("The jobs of %s in %s are secret or missing in %s, so those of the sector in region “%s” are unknown"),
                         use->title, row->region, row->period, show_region (region));

  work->n_unknown++;
  lw_import_report_add_problem (work->report, LW_IMPORT_WARNING, "statline-unknown", work->table->name, 0, what,
                                _ ("Without them the demand of the region is too low: fill in an estimate in the window of demand"));
}

/* Adds a figure to the sum of its region. A municipality has one that was formed from several by all of theirs. */
static void
add_figure (Work *work, const LwStatlineRow *row, const Use *use, const char *code, const char *region, int year)
{
  Sum *sum;

  g_hash_table_add (work->present, (gpointer) code);
  if (!g_hash_table_add (work->seen, g_strdup_printf ("%d|%s|%s", year, row->sector, row->region)))
    {
      work->n_twice++;
      return;
    }
  sum = find_sum (work, region, use->sector, year, row->period);
  if (isnan (row->value))
    {
      if (!existed (row->region, year))
        return;
      sum->unknown = TRUE;
      tell_unknown (work, row, use, region);
      return;
    }
  sum->sum += row->value;
  sum->n_known += g_hash_table_add (work->seen, g_strdup_printf ("%d|%s||%s", year, row->sector, code));
  work->n_kept++;
}

static void
take_row (Work *work, const LwStatlineRow *row)
{
  const Use *use = g_hash_table_lookup (work->uses, row->sector);
  const char *code = find_municipality (work, row->region), *region = g_hash_table_lookup (work->current, code);
  int year = parse_year (row->period);

  if (code[0] == '\0')
    work->n_places++;
  else if (region == NULL)
    g_hash_table_add (work->outside, (gpointer) code);
  else if (year == 0)
    work->n_periods++;
  else if (use->sector == NULL)
    *(use->sections != 0 ? &work->n_sums : is_unknown_key (use) ? &work->n_keys : &work->n_parts) += 1;
  else
    add_figure (work, row, use, code, region, year);
}

/* How many codes make up each sector. */
static guint
count_codes (const Work *work, const char *sector)
{
  GHashTableIter iter;
  gpointer use;
  guint n = 0;

  g_hash_table_iter_init (&iter, work->uses);
  while (g_hash_table_iter_next (&iter, NULL, &use))
    n += g_strcmp0 (((Use *) use)->sector, sector) == 0;
  return n;
}

static int
compare_jobs (gconstpointer a, gconstpointer b)
{
  const LwSectorJobs *one = a, *other = b;
  int difference = g_strcmp0 (one->region, other->region);

  if (difference == 0)
    difference = one->year - other->year;
  return difference != 0 ? difference : strcmp (one->sector, other->sector);
}

static int
compare_codes (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The municipalities of a region of which the table has nothing, by code; NULL if there are none. */
static char *
name_missing (Work *work, const char *region)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer code, own;

  g_hash_table_iter_init (&iter, work->current);
  while (g_hash_table_iter_next (&iter, &code, &own))
    if (strcmp (own, region) == 0 && !g_hash_table_contains (work->present, code))
      g_ptr_array_add (codes, code);
  if (codes->len == 0)
    return NULL;
  g_ptr_array_sort (codes, compare_codes);
  g_ptr_array_set_size (codes, (int) MIN (codes->len, 20));
  g_ptr_array_add (codes, NULL);
  return g_strjoinv (", ", (char **) codes->pdata);
}

/* Tells of regions that get no jobs because municipalities are not in the table, each once. */
static void
tell_missing (Work *work)
{
  GHashTableIter iter;
  gpointer region;

  g_hash_table_iter_init (&iter, work->needed);
  while (g_hash_table_iter_next (&iter, &region, NULL))
    {
      g_autofree char *missing = name_missing (work, region), *what = NULL;

      if (missing == NULL)
        continue;
      g_hash_table_add (work->told, region);
      what = g_strdup_printf (_ ("The table has no figures of %s, so region “%s” gets no jobs from it"), missing,
                              show_region (region));
      lw_import_report_add_problem (work->report, LW_IMPORT_WARNING, "statline-missing", work->table->name, 0, what,
                                    _ ("Choose all municipalities of the region in StatLine"));
    }
}

/* A region of which not all municipalities have a figure of a year has no sum. */
static void
tell_incomplete (Work *work, const Sum *sum)
{
  g_autofree char *what = g_strdup_printf (_ ("Region “%s” has no jobs of sector %s in %s: not all of its municipalities have a figure"),
                                           show_region (sum->region), lw_sector_get_label (sum->sector), sum->period);

  lw_import_report_add_problem (work->report, LW_IMPORT_WARNING, "statline-incomplete", work->table->name, 0, what,
                                _ ("Choose all municipalities of the region in StatLine, or fill in an estimate"));
}

static GArray *
make_list (Work *work)
{
  GArray *list = lw_sector_jobs_list_new ();
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, work->sums);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Sum *sum = value;
      guint needed = GPOINTER_TO_UINT (g_hash_table_lookup (work->needed, sum->region)) * count_codes (work, sum->sector);
      g_autofree char *source = g_strdup_printf ("CBS StatLine%s%s, %s, CC BY 4.0", work->table->code != NULL ? " " : "",
                                                 work->table->code != NULL ? work->table->code : "", sum->period);
      LwSectorJobs jobs = { .region = sum->region[0] != '\0' ? g_intern_string (sum->region) : NULL,
                            .sector = g_intern_string (sum->sector),
                            .year = sum->year + (work->table->in_december ? 1 : 0),
                            .jobs = round (sum->sum * work->table->factor),
                            .office_share = NAN,
                            .growth = NAN,
                            .source = g_intern_string (source) };

      if (!sum->unknown && sum->n_known >= needed)
        g_array_append_val (list, jobs);
      else if (!sum->unknown && !g_hash_table_contains (work->told, sum->region))
        tell_incomplete (work, sum);
    }
  g_array_sort (list, compare_jobs);
  return list;
}

static void
count (Work *work)
{
  const struct {
    LwImportCount count;
    const char *key;
    const char *label;
    guint64 n;
  } counts[] = {
    { LW_IMPORT_READ, "figures", _ ("Figures of StatLine"), work->table->rows->len },
    { LW_IMPORT_KEPT, "figures", _ ("Figures of StatLine"), work->n_kept },
    { LW_IMPORT_SKIPPED, "sums-of-sectors", _ ("Sums of several sectors, which would count twice"), work->n_sums },
    { LW_IMPORT_SKIPPED, "parts-of-sections", _ ("Parts of a section, which its figure holds"), work->n_parts },
    { LW_IMPORT_SKIPPED, "unknown-keys", _ ("Sectors whose key is not known"), work->n_keys },
    { LW_IMPORT_SKIPPED, "other-regions", _ ("Provinces and other regions that are no municipality"), work->n_places },
    { LW_IMPORT_SKIPPED, "quarters", _ ("Quarters and months"), work->n_periods },
    { LW_IMPORT_SKIPPED, "outside", _ ("Municipalities without offices or region in the document"),
      g_hash_table_size (work->outside) },
    { LW_IMPORT_REJECTED, "twice", _ ("Figures that are there twice"), work->n_twice },
    { LW_IMPORT_MARKED, "unknown", _ ("Figures that are secret or missing"), work->n_unknown },
  };

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    if (counts[i].n > 0)
      lw_import_report_count (work->report, counts[i].count, counts[i].key, counts[i].label, counts[i].n);
}

/* What was taken for granted. */
static void
tell_reading (Work *work)
{
  if (work->table->factor > 1)
    lw_import_report_add_problem (work->report, LW_IMPORT_NOTE, "statline-thousands", work->table->name, 0,
                                  _ ("Figures are read as thousands of jobs, as StatLine gives them"), NULL);
  if (work->table->in_december)
    lw_import_report_add_problem (work->report, LW_IMPORT_NOTE, "statline-december", work->table->name, 0,
                                  _ ("Jobs of December stand at 1 January of the year after, which is nearest"), NULL);
  if (work->table->n_pages >= work->table->n_files)
    lw_import_report_add_problem (work->report, LW_IMPORT_WARNING, "statline-page", work->table->name, 0,
                                  _ ("The service says that more pages of the table follow"),
                                  _ ("Download them too and import all together"));
}

/**
 * lw_statline_make_jobs:
 * @table: a table
 * @regions: (element-type utf8 utf8): region by code of municipality, "" for the whole; those that count
 * @report: told what was left out and why
 * @error: return location for an error
 *
 * Sums the jobs of municipalities by region, sector and year. A sum of which a part is not known is not made.
 *
 * Returns: (transfer full) (element-type LwSectorJobs): the jobs; %NULL with @error set if there are none
 */
GArray *
lw_statline_make_jobs (const LwStatline *table, GHashTable *regions, LwImportReport *report, GError **error)
{
  g_autoptr (GHashTable) current = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) needed = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) uses = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_use);
  g_autoptr (GHashTable) sums = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) outside = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) present = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) told = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) jobs = NULL;
  Work work = { .table = table, .regions = regions, .current = current, .needed = needed, .uses = uses, .sums = sums,
                .seen = seen, .outside = outside, .places = places, .present = present, .told = told, .report = report };

  g_return_val_if_fail (table != NULL && regions != NULL && report != NULL, NULL);

  collect_uses (&work);
  if (!choose_uses (&work, error))
    return NULL;
  index_regions (&work);
  for (guint i = 0; i < table->rows->len; i++)
    take_row (&work, &g_array_index (table->rows, LwStatlineRow, i));
  tell_missing (&work);
  jobs = make_list (&work);
  count (&work);
  tell_reading (&work);
  if (jobs->len > 0)
    return g_steal_pointer (&jobs);
  g_set_error (error, LW_ERROR, LW_ERROR_INVALID,
               _ ("%s holds no complete jobs of the municipalities of this document in whole years: choose its "
                  "municipalities and all sections in StatLine"),
               table->name);
  return NULL;
}
