/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-import-plans: features become plans for new offices (plancapaciteit), with their shapes. A plan of the same file
 * and identification that was imported before is brought up to date. */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "analysis/lw-import-private.h"
#include "formats/lw-cell.h"
#include "model/lw-basemap.h"
#include "model/lw-error.h"
#include "model/lw-fold.h"
#include "model/lw-plan.h"

#define N_FIELDS (LW_GEODATA_UID + 1)
/* So many characters of a value are told. */
#define MAX_SHOWN 80

typedef struct {
  LwImporting *import;
  const LwFeatures *features;
  LwImportReport *report;
  guint columns[N_FIELDS];
  GPtrArray *plans;
  GPtrArray *shapes; /* of LwGeometry, for each plan; NULL for none */
  GHashTable *uids;  /* of the plans */
  guint64 n_rejected;
  guint64 n_without_year;
} Plans;

static const char *
value_of (const Plans *self, guint i, LwGeodataField field)
{
  return lw_features_get_value (self->features, i, self->columns[field]);
}

/* "12.500" and "1.200.000": points before groups of three digits, as Dutch text has them. A number that the format knows
 * as such has no noughts behind its point. */
static gboolean
has_grouped_digits (const char *text)
{
  gsize n = strspn (text, "0123456789");

  if (n == 0 || n > 3 || text[0] == '0' || text[n] != '.')
    return FALSE;
  for (text += n; *text == '.'; text += 4)
    if (strspn (text + 1, "0123456789") != 3)
      return FALSE;
  return *text == '\0' || !g_ascii_isdigit (*text);
}

/* A number in a property, whose unit may stand behind it; NAN for none. */
static double
number_of (const Plans *self, guint i, LwGeodataField field, LwUnit *unit)
{
  const char *text = value_of (self, i, field);
  gboolean dutch = text != NULL && (strchr (text, ',') != NULL || (field == LW_GEODATA_BVO && has_grouped_digits (text)));
  LwDecimal decimal = dutch ? LW_DECIMAL_COMMA : LW_DECIMAL_POINT;
  double number;
  LwUnit ignored;

  if (text == NULL
      || lw_cell_parse_number (text, decimal, &number, unit != NULL ? unit : &ignored) != LW_CELL_VALUE)
    return NAN;
  return number;
}

static gboolean
find_columns (Plans *self, GError **error)
{
  const char *said = self->import->request->name_field;

  for (guint i = 0; i < N_FIELDS; i++)
    self->columns[i] = lw_geodata_find_field (self->features, i);
  if (said != NULL)
    self->columns[LW_GEODATA_NAME] = lw_geodata_find_named (self->features, said);
  if (said != NULL && self->columns[LW_GEODATA_NAME] == LW_FEATURES_NONE)
    g_set_error (error, LW_ERROR, LW_ERROR_NOT_FOUND, _ ("%s: the features have no property “%s”"),
                 self->features->name, said);
  else if (self->columns[LW_GEODATA_BVO] == LW_FEATURES_NONE)
    g_set_error (error, LW_ERROR, LW_ERROR_INVALID,
                 _ ("%s: no property holds the m² gross floor area of the plans; call it bvo_m2"),
                 self->features->name);
  else
    return TRUE;
  return FALSE;
}

static void
tell (Plans *self, guint i, LwImportSeverity severity, const char *code, const char *reason)
{
  const LwFeature *feature = lw_features_get (self->features, i);
  g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, feature->number);
  g_autofree char *what = g_strdup_printf (_ ("Feature %s: %s"), number, reason);

  lw_import_report_add_problem (self->report, severity, code, self->features->name, feature->number, what, NULL);
}

static char *
hash_uid (const Plans *self, const char *first, const char *second)
{
  g_autofree char *all = g_strjoin ("\n", self->features->name, self->features->layer != NULL ? self->features->layer : "",
                                    first, second, NULL);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, all, -1);

  return g_strdup_printf ("%.8s-%.4s-%.4s-%.4s-%.12s", hash, hash + 8, hash + 12, hash + 16, hash + 20);
}

/* The same plan of the same file has the same identity whenever it is read; an identification of the file that a feature
 * before it has too does not tell it apart. %NULL if it says itself to be a plan that was read. */
static char *
make_uid (const Plans *self, guint i, const char *name)
{
  const LwFeature *feature = lw_features_get (self->features, i);
  const char *own = value_of (self, i, LW_GEODATA_UID);
  g_autofree char *number = NULL, *uid = NULL;

  if (own != NULL && strlen (own) <= 64)
    return g_hash_table_contains (self->uids, own) ? NULL : g_strdup (own);
  number = g_strdup_printf ("%" G_GUINT64_FORMAT, feature->number);
  if (feature->id != NULL)
    uid = hash_uid (self, feature->id, "");
  return uid != NULL && !g_hash_table_contains (self->uids, uid) ? g_steal_pointer (&uid) : hash_uid (self, number, name);
}

/* Tells of the value of a field; @format has a place for it. */
static void
tell_value (Plans *self, guint i, LwGeodataField field, LwImportSeverity severity, const char *code, const char *format)
{
  const char *text = value_of (self, i, field);
  g_autofree char *start = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), MAX_SHOWN));
  g_auto (GStrv) parts = g_strsplit (format, "%s", 2);
  g_autofree char *reason = g_strjoinv (start, parts);

  tell (self, i, severity, code, reason);
}

static gboolean
is_yes (const char *text)
{
  guint8 code;

  return text != NULL && lw_codes_parse (LW_CODES_YES_NO, text, &code) && code == LW_YES;
}

/* "hard", "harde plancapaciteit", "onherroepelijk", "vastgesteld", or yes. */
static gboolean
is_hard (const char *text)
{
  static const char *const words[] = { "hard", "onherroepelijk", "vastgesteld", "irrevocable", "in uitvoering" };
  g_autofree char *folded = text != NULL ? lw_fold (text) : NULL;

  if (folded == NULL || strstr (folded, "zacht") != NULL || strstr (folded, "soft") != NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (folded, words[i]))
      return TRUE;
  return is_yes (text);
}

/* "2026", "2026-2030", or a date that begins with the year. */
static void
take_years (Plans *self, guint i, LwPlan *plan)
{
  const char *text = value_of (self, i, LW_GEODATA_FIRST_YEAR);
  double years = number_of (self, i, LW_GEODATA_YEARS, NULL);
  int first = 0, last = 0;

  if (text != NULL && sscanf (text, "%4d - %4d", &first, &last) == 2 && last >= first)
    plan->n_years = last - first + 1;
  if (first >= 1900 && first <= 2200)
    plan->first_year = first;
  else
    {
      self->n_without_year++;
      tell (self, i, LW_IMPORT_WARNING, "plan-without-year", _ ("it has no first year; this year was taken"));
    }
  if (years >= 1 && years <= LW_PLAN_MAX_YEARS)
    plan->n_years = (int) years;
}

static void
take_probability (Plans *self, guint i, LwPlan *plan)
{
  LwUnit unit = LW_UNIT_NONE;
  double chance = number_of (self, i, LW_GEODATA_PROBABILITY, &unit);

  if (unit == LW_UNIT_PERCENT || chance > 1)
    chance /= 100;
  if (chance >= 0 && chance <= 1)
    plan->probability = chance;
  else if (value_of (self, i, LW_GEODATA_PROBABILITY) != NULL)
    tell_value (self, i, LW_GEODATA_PROBABILITY, LW_IMPORT_WARNING, "plan-chance",
                _ ("its chance “%s” is no share of 1 or 100; the chance is unknown"));
}

static void
take_place (Plans *self, guint i, LwPlan *plan)
{
  const LwFeature *feature = lw_features_get (self->features, i);
  const char *code = value_of (self, i, LW_GEODATA_PLAN_MUNICIPALITY);
  const LwBasemap *map = lw_basemap_get_default ();
  int number = -1;
  guint n;

  if (feature->geometry != NULL
      && !lw_geometry_get_point_on_surface (feature->geometry, &plan->rd_x, &plan->rd_y))
    plan->rd_x = plan->rd_y = NAN;
  plan->municipality_code = code != NULL ? lw_geodata_area_code (LW_GEODATA_MUNICIPALITIES, code) : NULL;
  if (plan->municipality_code == NULL && isfinite (plan->rd_x))
    number = lw_basemap_municipality_at (map, plan->rd_x, plan->rd_y);
  if (number >= 0)
    plan->municipality_code = g_strdup (lw_basemap_get_municipalities (map, &n)[number].code);
  plan->region = g_strdup (value_of (self, i, LW_GEODATA_PLAN_REGION));
}

/* The m² gross floor area; NAN for none. */
static double
area_of (const Plans *self, guint i)
{
  LwUnit unit = LW_UNIT_NONE;
  double area = number_of (self, i, LW_GEODATA_BVO, &unit);

  return unit == LW_UNIT_HECTARE ? area * LW_M2_PER_HECTARE : area;
}

static void
reject_area (Plans *self, guint i)
{
  self->n_rejected++;
  if (value_of (self, i, LW_GEODATA_BVO) == NULL)
    tell (self, i, LW_IMPORT_ERROR, "plan-rejected", _ ("it has no m² gross floor area"));
  else
    tell_value (self, i, LW_GEODATA_BVO, LW_IMPORT_ERROR, "plan-rejected",
                _ ("its m² gross floor area “%s” is no number"));
}

static void
take_feature (Plans *self, guint i)
{
  const LwFeature *feature = lw_features_get (self->features, i);
  const char *name = value_of (self, i, LW_GEODATA_NAME);
  double bvo = area_of (self, i);
  g_autoptr (LwPlan) plan = NULL;
  g_autoptr (GError) error = NULL;

  if (isnan (bvo))
    {
      reject_area (self, i);
      return;
    }
  if (name == NULL)
    name = feature->id != NULL ? feature->id : _ ("Plan without a name");
  plan = lw_plan_new (name, bvo, lw_date_year (lw_date_today ()), 1);
  g_free (plan->uid);
  plan->uid = make_uid (self, i, name);
  if (plan->uid == NULL)
    {
      self->n_rejected++;
      tell_value (self, i, LW_GEODATA_UID, LW_IMPORT_ERROR, "plan-rejected",
                  _ ("a feature before it has the identification “%s” too"));
      return;
    }
  plan->hard = is_hard (value_of (self, i, LW_GEODATA_HARD));
  plan->exclusive = is_yes (value_of (self, i, LW_GEODATA_EXCLUSIVE));
  take_years (self, i, plan);
  take_probability (self, i, plan);
  take_place (self, i, plan);
  if (!lw_plan_validate (plan, &error))
    {
      self->n_rejected++;
      tell (self, i, LW_IMPORT_ERROR, "plan-rejected", error->message);
      return;
    }
  g_hash_table_add (self->uids, plan->uid);
  g_ptr_array_add (self->plans, g_steal_pointer (&plan));
  g_ptr_array_add (self->shapes, feature->geometry);
}

/* Plans are places on the map; those that are drawn as outlines keep them. */
static gboolean
write_plans (Plans *self, GError **error)
{
  LwImporting *import = self->import;

  if (!lw_store_write_plans (import->store, self->plans, import->edit_name, error))
    return FALSE;
  for (guint i = 0; i < self->plans->len; i++)
    {
      const LwPlan *plan = g_ptr_array_index (self->plans, i);
      const LwGeometry *shape = g_ptr_array_index (self->shapes, i);

      if (shape != NULL && lw_geometry_get_kind (shape) != LW_GEOMETRY_POINT
          && !lw_store_set_plan_shape (import->store, plan->uid, shape, import->edit_name, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * lw_importing_plans:
 * @features: features in RD New
 * @report: where counts and problems go
 *
 * Brings plans into the document: m² gross floor area, first year, hard or soft, chance and place, by the names of the
 * properties.
 */
gboolean
lw_importing_plans (LwImporting *import, const LwFeatures *features, LwImportReport *report, GError **error)
{
  Plans self = { .import = import, .features = features, .report = report };
  gboolean done = find_columns (&self, error);

  self.plans = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_plan_free);
  self.shapes = g_ptr_array_new ();
  self.uids = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; done && i < lw_features_get_n (features); i++)
    take_feature (&self, i);
  done = done && write_plans (&self, error);
  if (done)
    {
      lw_import_report_count (report, LW_IMPORT_KEPT, "plans", _ ("Plans for new offices"), self.plans->len);
      if (self.n_without_year > 0)
        lw_import_report_count (report, LW_IMPORT_MARKED, "plan-without-year", _ ("Plans without a first year"),
                                self.n_without_year);
      if (self.n_rejected > 0)
        lw_import_report_count (report, LW_IMPORT_REJECTED, "plan-rejected", _ ("Features that are no plan"),
                                self.n_rejected);
      import->result->n_plans += self.plans->len;
      import->result->n_rejected += (guint) self.n_rejected;
    }
  g_hash_table_unref (self.uids);
  g_ptr_array_unref (self.plans);
  g_ptr_array_unref (self.shapes);
  return done;
}
