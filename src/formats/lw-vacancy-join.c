/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-vacancy-join: see lw-vacancy-join.h. First every row finds its office; then the rows are grouped into
 * observations by date and source; then the offices without a row get what the user chose for them. */
#include "formats/lw-vacancy-join.h"

#include <inttypes.h>

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "formats/lw-vacancy-match.h"
#include "model/lw-bitset.h"

#define MAX_CANDIDATES 20 /* kept for each ambiguous row */
#define MAX_SHOWN 5       /* named in its message */
#define MEASURE_TOLERANCE                                                                                    \
  1.05                     /* usable and lettable area of one office differ by up to 5 % (domain model 2.1) */
#define AREA_TOLERANCE 0.5 /* m², from rounding */
#define CANCEL_ROWS 8192

/* What is observed of one office, before it is put into columns. */
typedef struct {
  LwDate date;
  guint32 source;
  guint office;
  guint row; /* of the list */
  double vacant_m2;
} Observed;

typedef struct {
  const LwVacancyList *list;
  LwOffices *offices;
  const LwJoinOptions *options;
  LwImportReport *report;
  LwVacancyIndex *index;
  LwVacancyJoin *join;
  LwBitset *named;    /* offices that a row means, or may mean */
  GArray *observed;   /* of Observed */
  GHashTable *seen;   /* office and date -> Observed's position + 1 */
  LwDate latest;      /* latest date of the list */
  guint64 n_left_out; /* rows whose vacancy does not fit the office */
} Joining;

static const LwVacancyRow *
get_row (const Joining *joining, guint row)
{
  return &g_array_index (joining->list->rows, LwVacancyRow, row);
}

static void
add_problem (Joining *joining,
             guint row,
             LwImportSeverity severity,
             const char *code,
             const char *what,
             const char *advice)
{
  lw_import_report_add_problem (joining->report, severity, code, joining->list->name,
                                get_row (joining, row)->line, what, advice);
}

static char *
describe_candidates (Joining *joining, GArray *candidates)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < candidates->len && i < MAX_SHOWN; i++)
    {
      guint office = g_array_index (candidates, guint, i);
      g_autofree char *address = lw_offices_address (joining->offices, office);
      char id[LW_BAG_ID_LENGTH + 1];

      lw_bag_id_format (joining->offices->bag_id[office], id);
      g_string_append_printf (text, "%s%s (%s)", i > 0 ? "; " : "", address, id);
    }
  if (candidates->len > MAX_SHOWN)
    g_string_append (text, "; …");
  return g_string_free (text, FALSE);
}

static void
keep_candidates (Joining *joining, guint row, GArray *candidates)
{
  for (guint i = 0; i < MIN (candidates->len, MAX_CANDIDATES); i++)
    {
      LwJoinCandidate candidate = { row, g_array_index (candidates, guint, i) };

      g_array_append_val (joining->join->candidates, candidate);
    }
}

static void
keep_ambiguous (Joining *joining, guint row, GArray *candidates)
{
  g_autofree char *key = lw_vacancy_row_describe (get_row (joining, row));
  g_autofree char *offices = describe_candidates (joining, candidates);
  /* Translators: address in the list; number of offices; their addresses */
  g_autofree char *what
      = g_strdup_printf (_ ("%s may mean any of %u offices: %s"), key, candidates->len, offices);

  for (guint i = 0; i < candidates->len; i++)
    lw_bitset_set (joining->named, g_array_index (candidates, guint, i));
  keep_candidates (joining, row, candidates);
  add_problem (joining, row, LW_IMPORT_ERROR, "ambiguous", what,
               _ ("Give the house letter and suffix, or the BAG id, of the right one"));
}

static void
tell_unmatched (Joining *joining, guint row)
{
  g_autofree char *key = lw_vacancy_row_describe (get_row (joining, row));
  g_autofree char *what = g_strdup_printf (_ ("No office of the document is %s"), key);

  add_problem (
      joining, row, LW_IMPORT_ERROR, "unmatched", what,
      _ ("Check the id or address; the unit may have no office use in the BAG, or lie outside the area "
         "that was imported"));
}

static void
tell_near (Joining *joining, guint row, const LwVacancyMatch *match)
{
  g_autofree char *address = lw_offices_address (joining->offices, match->office);
  g_autofree char *what = NULL;

  if (match->exact)
    {
      /* Translators: an address */
      what = g_strdup_printf (_ ("The row is taken to mean %s, which stands at its very position"), address);
      add_problem (joining, row, LW_IMPORT_NOTE, "by-exact-position", what, NULL);
      return;
    }
  /* Translators: an address; a distance in metres */
  what = g_strdup_printf (_ ("The row is taken to mean %s, the only office near, at %.0f m"), address, match->distance_m);
  add_problem (joining, row, LW_IMPORT_WARNING, "by-position", what,
               _ ("Check it on the map, or give the BAG id or the address in the list"));
}

/* Matched, but not quite by what the row says. */
static void
tell_doubt (Joining *joining, guint row, const LwVacancyMatch *match)
{
  const LwVacancyRow *cells = get_row (joining, row);
  gboolean moved = match->state == LW_JOIN_BAG_ID
                   && !lw_vacancy_index_same_address (joining->index, match->office, &cells->address);
  g_autofree char *key = NULL;
  g_autofree char *address = NULL;
  g_autofree char *what = NULL;

  if (match->state == LW_JOIN_POSITION)
    {
      tell_near (joining, row, match);
      return;
    }
  if (!moved && match->state != LW_JOIN_WITHOUT_SUFFIX
      && (match->state != LW_JOIN_ADDRESS || cells->bag_id == 0))
    return;
  key = lw_vacancy_row_describe (cells);
  address = lw_offices_address (joining->offices, match->office);
  if (moved)
    {
      /* Translators: address in the list; address of the office */
      what
          = g_strdup_printf (_ ("The list gives %s as the address of an office that is at %s"), key, address);
      add_problem (joining, row, LW_IMPORT_WARNING, "address-differs", what,
                   _ ("The BAG id was followed; check that it belongs to this row"));
    }
  else if (match->state == LW_JOIN_WITHOUT_SUFFIX)
    {
      /* Translators: address in the list; address of the office */
      what = g_strdup_printf (_ ("%s is taken to mean %s, the only office there"), key, address);
      add_problem (joining, row, LW_IMPORT_NOTE, "without-suffix", what, NULL);
    }
  else
    {
      what = g_strdup_printf (
          _ ("The BAG id of %s is not in the document; the office was found by its address"), key);
      add_problem (joining, row, LW_IMPORT_NOTE, "id-unknown", what, NULL);
    }
}

/* The row's vacant m² in the office's own measure; NaN if unknown or impossible. */
static double
convert_vacant (Joining *joining, guint row, guint office)
{
  const LwVacancyRow *cells = get_row (joining, row);
  double area = joining->offices->floor_area_m2[office], vacant = cells->vacant_m2;
  LwAreaMeasure own = joining->offices->area_measure[office];
  g_autofree char *what = NULL;

  if (isnan (vacant) && isnan (cells->rate))
    return NAN;
  if (isnan (vacant) && isnan (area))
    {
      add_problem (joining, row, LW_IMPORT_WARNING, "rate-without-area",
                   _ ("The floor area of the office is unknown, so the vacancy rate gives no m²"),
                   _ ("Give the vacant m² in the list"));
      joining->n_left_out++;
      return NAN;
    }
  if (isnan (vacant))
    return cells->rate * area;
  if (cells->measure != LW_AREA_UNKNOWN && own != LW_AREA_UNKNOWN && cells->measure != own)
    vacant *= lw_settings_get_vvo_factor (&joining->options->settings, cells->measure)
              / lw_settings_get_vvo_factor (&joining->options->settings, own);
  if (!(vacant > area * MEASURE_TOLERANCE + AREA_TOLERANCE))
    return vacant;
  /* Translators: vacant m², floor area in m² */
  what = g_strdup_printf (_ ("%.0f m² vacant is more than the office's floor area of %.0f m²"), vacant, area);
  add_problem (joining, row, LW_IMPORT_WARNING, "more-than-office", what,
               _ ("The vacancy of this office stays unknown; check the row, and the measure of its m²"));
  joining->n_left_out++;
  return NAN;
}

static gboolean
same_facts (Joining *joining, const Observed *first, guint row, double vacant_m2)
{
  const LwVacancyRow *a = get_row (joining, first->row), *b = get_row (joining, row);

  return (first->vacant_m2 == vacant_m2 || (isnan (first->vacant_m2) && isnan (vacant_m2)))
         && a->vacant_since == b->vacant_since && a->energy_label == b->energy_label
         && a->owner_type == b->owner_type;
}

static void
tell_duplicate (Joining *joining, guint row, const Observed *first, gboolean same)
{
  g_autofree char *key = lw_vacancy_row_describe (get_row (joining, row));
  /* Translators: address or id; line number */
  g_autofree char *what = g_strdup_printf (same ? _ ("%s is there already, on line %" PRIu64)
                                                : _ ("%s is there already, with other values, on line "
                                                     "%" PRIu64),
                                           key, get_row (joining, first->row)->line);

  add_problem (
      joining, row, same ? LW_IMPORT_NOTE : LW_IMPORT_ERROR, same ? "duplicate-same" : "duplicate", what,
      same ? NULL
           : _ ("The first row counts; if the rows are parts of one office, add up their m² in one row"));
}

/* g_int64_hash() takes the lower half only, which is the date: the same for nearly all rows. */
static guint
hash_key (gconstpointer key)
{
  guint64 mixed = *(const guint64 *) key * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  return (guint) (mixed >> 32);
}

/* Keeps what a matched row says of its office. */
static void
observe (Joining *joining, guint row, guint office)
{
  const LwVacancyRow *cells = get_row (joining, row);
  Observed observed = { cells->reference_date, cells->source, office, row, 0 };
  gint64 key = ((gint64)office << 32) | (guint32)observed.date;
  guint position = GPOINTER_TO_UINT (g_hash_table_lookup (joining->seen, &key));

  observed.vacant_m2 = convert_vacant (joining, row, office);
  if (position > 0)
    {
      const Observed *first = &g_array_index (joining->observed, Observed, position - 1);
      gboolean same = same_facts (joining, first, row, observed.vacant_m2);

      joining->join->state[row] = LW_JOIN_DUPLICATE;
      tell_duplicate (joining, row, first, same);
      lw_import_report_count (joining->report, same ? LW_IMPORT_SKIPPED : LW_IMPORT_REJECTED,
                              same ? "duplicate-same" : "duplicate",
                              same ? _ ("Rows that repeat another row")
                                   : _ ("Rows about an office that another row describes otherwise"),
                              1);
      return;
    }
  g_array_append_val (joining->observed, observed);
  g_hash_table_insert (joining->seen, g_memdup2 (&key, sizeof key),
                       GUINT_TO_POINTER (joining->observed->len));
  joining->latest = MAX (joining->latest, observed.date);
}

/* What somebody said of the row goes before what it says itself. A row that cannot be read stays so. */
static void
apply_choice (Joining *joining, guint row, LwVacancyMatch *match)
{
  gint64 line = (gint64)get_row (joining, row)->line;
  const gint64 *chosen
      = joining->options->choices != NULL ? g_hash_table_lookup (joining->options->choices, &line) : NULL;
  guint office = chosen != NULL && *chosen != 0 ? lw_offices_find_id (joining->offices, *chosen) : LW_OFFICES_NONE;

  if (chosen == NULL || match->state == LW_JOIN_REJECTED || (*chosen != 0 && office == LW_OFFICES_NONE))
    return;
  if (match->office != LW_OFFICES_NONE && match->candidates->len == 0)
    g_array_append_val (match->candidates, match->office);
  keep_candidates (joining, row, match->candidates);
  match->state = office != LW_OFFICES_NONE ? LW_JOIN_CHOSEN : LW_JOIN_LEFT_OUT;
  match->office = office;
}

static void
join_row (Joining *joining, guint row, LwVacancyMatch *match)
{
  lw_vacancy_index_find (joining->index, get_row (joining, row), match);
  apply_choice (joining, row, match);
  joining->join->state[row] = (guint8)match->state;
  joining->join->office[row] = match->office;
  switch (match->state)
    {
    case LW_JOIN_BAG_ID:
    case LW_JOIN_ADDRESS:
    case LW_JOIN_WITHOUT_SUFFIX:
    case LW_JOIN_POSITION:
      lw_bitset_set (joining->named, match->office);
      tell_doubt (joining, row, match);
      if (joining->list->has_vacancy)
        observe (joining, row, match->office);
      break;
    case LW_JOIN_CHOSEN:
      lw_bitset_set (joining->named, match->office);
      if (joining->list->has_vacancy)
        observe (joining, row, match->office);
      break;
    case LW_JOIN_AMBIGUOUS:
      keep_ambiguous (joining, row, match->candidates);
      break;
    case LW_JOIN_UNMATCHED:
      if (joining->options->adds_new)
        joining->join->state[row] = LW_JOIN_NEW;
      else if (joining->list->has_vacancy)
        tell_unmatched (joining, row);
      break;
    case LW_JOIN_NEW:
    case LW_JOIN_LEFT_OUT:
    case LW_JOIN_DUPLICATE:
    case LW_JOIN_REJECTED:
    case LW_N_JOIN_STATES:
    default:
      break;
    }
  joining->join->counts[joining->join->state[row]]++;
}

static gboolean
join_rows (Joining *joining, GCancellable *cancellable, GError **error)
{
  LwVacancyMatch match = { LW_JOIN_UNMATCHED, LW_OFFICES_NONE, g_array_new (FALSE, FALSE, sizeof (guint)) };
  gboolean going = TRUE;

  for (guint row = 0; going && row < joining->list->rows->len; row++)
    {
      if (row % CANCEL_ROWS == 0)
        going = !g_cancellable_set_error_if_cancelled (cancellable, error);
      if (going)
        join_row (joining, row, &match);
    }
  g_array_unref (match.candidates);
  return going;
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* Marks the municipalities in which a row found its office. Returns: (transfer full): a flag for each text
 * code */
static gboolean *
find_scope (Joining *joining)
{
  const LwDictionary *codes = lw_offices_dictionary (joining->offices, LW_OFFICE_MUNICIPALITY_CODE);
  gboolean *in_scope = g_new0 (gboolean, lw_dictionary_size (codes));

  for (guint i = 0; i < joining->observed->len; i++)
    {
      guint office = g_array_index (joining->observed, Observed, i).office;
      guint32 code = joining->offices->municipality_code[office];

      if (code != 0 && !in_scope[code])
        g_ptr_array_add (joining->join->scope, g_strdup (lw_dictionary_get (codes, code)));
      in_scope[code] = code != 0;
    }
  g_ptr_array_sort (joining->join->scope, compare_texts);
  return in_scope;
}

/* Adds an observation for each office in scope that the list does not name: occupied, or, where an earlier
 * observation would otherwise go on, unknown. An office that an ambiguous row may mean is never taken as
 * occupied. */
static void
observe_unlisted (Joining *joining, const gboolean *in_scope)
{
  LwOffices *offices = joining->offices;
  gboolean occupied = joining->options->unlisted == LW_UNLISTED_OCCUPIED;
  g_autoptr (LwBitset) observed = lw_bitset_new (offices->n);

  for (guint i = 0; i < joining->observed->len; i++)
    lw_bitset_set (observed, g_array_index (joining->observed, Observed, i).office);
  for (guint i = 0; i < offices->n; i++)
    {
      Observed unlisted = { joining->latest, joining->list->default_source, i, G_MAXUINT, NAN };

      if (!in_scope[offices->municipality_code[i]] || lw_bitset_test (observed, i))
        continue;
      if (occupied && !lw_bitset_test (joining->named, i))
        {
          unlisted.vacant_m2 = 0;
          joining->join->n_assumed++;
        }
      else if (isnan (offices->vacant_m2[i]))
        continue;
      g_array_append_val (joining->observed, unlisted);
    }
}

static int
compare_observed (gconstpointer a, gconstpointer b)
{
  const Observed *first = a, *second = b;

  if (first->date != second->date)
    return first->date < second->date ? -1 : 1;
  if (first->source != second->source)
    return first->source < second->source ? -1 : 1;
  return first->office < second->office ? -1 : first->office > second->office;
}

static LwObservations *
make_observations (Joining *joining, const Observed *first, guint n)
{
  LwObservations *record
      = lw_observations_new (n, first->date, lw_dictionary_get (joining->list->sources, first->source));

  for (guint i = 0; i < n; i++)
    {
      record->office_id[i] = joining->offices->id[first[i].office];
      record->vacant_m2[i] = first[i].vacant_m2;
      record->assumed[i] = first[i].row == G_MAXUINT && first[i].vacant_m2 == 0;
      if (first[i].row == G_MAXUINT)
        continue;
      record->vacant_since[i] = get_row (joining, first[i].row)->vacant_since;
      record->energy_label[i] = get_row (joining, first[i].row)->energy_label;
      record->owner_type[i] = get_row (joining, first[i].row)->owner_type;
    }
  return record;
}

/* Cuts the observations into records of one date and source each. */
static void
group_observations (Joining *joining)
{
  GArray *observed = joining->observed;
  guint start = 0;

  g_array_sort (observed, compare_observed);
  for (guint i = 1; i <= observed->len; i++)
    {
      const Observed *first = &g_array_index (observed, Observed, start);
      const Observed *here = &g_array_index (observed, Observed, i);

      if (i < observed->len && here->date == first->date && here->source == first->source)
        continue;
      g_ptr_array_add (joining->join->observations, make_observations (joining, first, i - start));
      start = i;
    }
}

static gboolean
is_by_hand (LwJoinState state)
{
  return state == LW_JOIN_CHOSEN || state == LW_JOIN_LEFT_OUT;
}

static void
count_states (Joining *joining)
{
  static const struct {
    LwJoinState state;
    LwImportCount count;
    const char *key;
    const char *label;
  } lines[] = {
    { LW_JOIN_BAG_ID, LW_IMPORT_KEPT, "matched-id", N_ ("Rows matched by BAG id") },
    { LW_JOIN_ADDRESS, LW_IMPORT_KEPT, "matched-address", N_ ("Rows matched by address") },
    { LW_JOIN_WITHOUT_SUFFIX, LW_IMPORT_KEPT, "matched-without-suffix",
      N_ ("Rows matched by address without suffix") },
    { LW_JOIN_POSITION, LW_IMPORT_KEPT, "matched-position", N_ ("Rows matched by position") },
    { LW_JOIN_NEW, LW_IMPORT_KEPT, "new", N_ ("Rows about offices that the document did not have") },
    { LW_JOIN_CHOSEN, LW_IMPORT_KEPT, "chosen", N_ ("Rows of which the office was chosen by hand") },
    { LW_JOIN_LEFT_OUT, LW_IMPORT_SKIPPED, "left-out", N_ ("Rows left out by hand") },
    { LW_JOIN_UNMATCHED, LW_IMPORT_REJECTED, "unmatched", N_ ("Rows that match no office") },
    { LW_JOIN_AMBIGUOUS, LW_IMPORT_REJECTED, "ambiguous", N_ ("Rows that may mean several offices") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      /* A list of facts may be about more than the document: what it says of others is of no use, and no mistake. */
      gboolean of_others = lines[i].state == LW_JOIN_UNMATCHED && !joining->list->has_vacancy;

      if (!is_by_hand (lines[i].state) || joining->join->counts[lines[i].state] > 0)
        lw_import_report_count (joining->report, of_others ? LW_IMPORT_SKIPPED : lines[i].count, lines[i].key,
                                _ (lines[i].label), joining->join->counts[lines[i].state]);
    }
  if (joining->n_left_out > 0)
    lw_import_report_count (joining->report, LW_IMPORT_MARKED, "vacancy-left-out",
                            _ ("Rows whose vacancy does not fit the office"), joining->n_left_out);
}

/* Says for which municipalities the list speaks, and what was assumed there. */
static void
tell_scope (Joining *joining)
{
  LwVacancyJoin *join = joining->join;
  g_autofree char *iso = joining->latest != LW_DATE_UNKNOWN ? lw_date_to_iso (joining->latest) : NULL;
  g_autofree char *scope = NULL;
  g_autofree char *what = NULL;

  lw_import_report_set_reference_date (joining->report, iso);
  if (join->scope->len == 0 || !joining->list->has_vacancy || joining->options->unlisted == LW_UNLISTED_KEEP)
    return;
  g_ptr_array_add (join->scope, NULL);
  scope = g_strjoinv (", ", (GStrv)join->scope->pdata);
  g_ptr_array_set_size (join->scope, (int)join->scope->len - 1);
  what = g_strdup_printf (ngettext ("The list speaks for %u municipality: %s",
                                    "The list speaks for %u municipalities: %s", join->scope->len),
                          join->scope->len, scope);
  lw_import_report_add_problem (joining->report, LW_IMPORT_NOTE, "scope", joining->list->name, 0, what,
                                joining->options->unlisted == LW_UNLISTED_OCCUPIED
                                    ? _ ("Offices there that it does not name are taken as occupied")
                                    : _ ("The vacancy of offices there that it does not name is unknown"));
  if (joining->options->unlisted == LW_UNLISTED_OCCUPIED)
    lw_import_report_count (joining->report, LW_IMPORT_KEPT, "assumed-occupied",
                            _ ("Offices not in the list, taken as occupied"), join->n_assumed);
}

static void
clear_joining (Joining *joining)
{
  lw_vacancy_index_free (joining->index);
  lw_bitset_unref (joining->named);
  g_array_unref (joining->observed);
  g_hash_table_unref (joining->seen);
}

static LwVacancyJoin *
allocate (guint n)
{
  LwVacancyJoin *join = g_new0 (LwVacancyJoin, 1);

  join->n = n;
  join->state = g_new0 (guint8, n);
  join->office = g_new0 (guint, n);
  join->candidates = g_array_new (FALSE, FALSE, sizeof (LwJoinCandidate));
  join->observations = g_ptr_array_new_with_free_func ((GDestroyNotify)lw_observations_free);
  join->scope = g_ptr_array_new_with_free_func (g_free);
  return join;
}

/**
 * lw_vacancy_join_new:
 * @list: a list
 * @offices: the offices of the document, with keys
 * @options: what to do with offices that the list does not name, and how areas convert
 * @report: where counts and problems go
 * @cancellable: (nullable): to stop early
 * @error: return location for cancellation
 *
 * Finds the office of each row and what is observed of the offices. m² in another measure than the office's
 * own are converted by the document's factors; more m² than the office has, beyond the 5 % that measures
 * differ, stay unknown and are reported.
 *
 * Returns: (transfer full) (nullable): the join; %NULL if it was cancelled
 */
LwVacancyJoin *
lw_vacancy_join_new (const LwVacancyList *list,
                     LwOffices *offices,
                     const LwJoinOptions *options,
                     LwImportReport *report,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (LwVacancyJoin) join = NULL;
  Joining joining = { list, offices, options, report };
  gboolean complete;

  g_return_val_if_fail (list != NULL && offices != NULL && options != NULL && report != NULL, NULL);
  join = joining.join = allocate (list->rows->len);
  joining.index = lw_vacancy_index_new (offices, options->tolerance_m);
  if (options->side_addresses != NULL)
    lw_vacancy_index_add_sides (joining.index, options->side_addresses);
  joining.named = lw_bitset_new (offices->n);
  joining.observed = g_array_new (FALSE, FALSE, sizeof (Observed));
  joining.seen = g_hash_table_new_full (hash_key, g_int64_equal, g_free, NULL);
  joining.latest = LW_DATE_UNKNOWN;
  complete = join_rows (&joining, cancellable, error);
  if (complete)
    {
      g_autofree gboolean *in_scope = find_scope (&joining);

      if (options->unlisted != LW_UNLISTED_KEEP && list->has_vacancy)
        observe_unlisted (&joining, in_scope);
      group_observations (&joining);
      count_states (&joining);
      tell_scope (&joining);
    }
  clear_joining (&joining);
  return complete ? g_steal_pointer (&join) : NULL;
}

/**
 * lw_vacancy_join_free:
 * @join: (transfer full) (nullable): a join
 */
void
lw_vacancy_join_free (LwVacancyJoin *join)
{
  if (join == NULL)
    return;
  g_free (join->state);
  g_free (join->office);
  g_array_unref (join->candidates);
  g_ptr_array_unref (join->observations);
  g_ptr_array_unref (join->scope);
  g_free (join);
}

/**
 * lw_vacancy_join_count_matched:
 * @join: a join
 *
 * Returns: how many rows found their office and describe it
 */
guint
lw_vacancy_join_count_matched (const LwVacancyJoin *join)
{
  g_return_val_if_fail (join != NULL, 0);
  return join->counts[LW_JOIN_BAG_ID] + join->counts[LW_JOIN_ADDRESS] + join->counts[LW_JOIN_WITHOUT_SUFFIX]
         + join->counts[LW_JOIN_CHOSEN] + join->counts[LW_JOIN_POSITION];
}
