/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-session-office: one office: what the document knows of it, and facts that somebody corrects by hand. What is typed
 * is judged here, so that every way to type it meets the same sentence; what passes is one edit, written and read again
 * beside the main loop. */
#include "session/lw-session-private.h"

#include "formats/lw-cell.h"
#include "model/lw-error.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <math.h>

#define FIRST_YEAR 1000
#define LARGEST_AREA_M2 1e6

/**
 * lw_session_read_office:
 * @session: the session
 * @office: key of an office
 *
 * Returns: (transfer full) (nullable): where its facts come from and its vacancy over time; %NULL while the document is
 *   being written
 */
LwOfficeRecord *
lw_session_read_office (LwSession *self, gint64 office)
{
  LwStore *store;

  g_return_val_if_fail (LW_IS_SESSION (self), NULL);
  if (!self->document->path || (self->document_job && lw_job_get_kind (self->document_job) == LW_JOB_WRITE))
    return NULL;
  store = lw_session_ensure_store (self, NULL);
  return store ? lw_store_read_office_record (store, office, NULL) : NULL;
}

/**
 * lw_session_measure_daylight:
 * @session: the session
 * @building: identification of a pand
 * @daylight: (out): how deep its floor is, and how much of it has daylight
 *
 * Returns: %FALSE if its outline is not known, or while the document is being written
 */
gboolean
lw_session_measure_daylight (LwSession *self, LwBagId building, LwDaylight *daylight)
{
  g_autoptr (LwGeometry) outline = NULL;
  LwStore *store;

  g_return_val_if_fail (LW_IS_SESSION (self) && daylight != NULL, FALSE);
  if (building == 0 || !self->document->path
      || (self->document_job && lw_job_get_kind (self->document_job) == LW_JOB_WRITE))
    return FALSE;
  store = lw_session_ensure_store (self, NULL);
  outline = store ? lw_store_read_outline (store, building, NULL) : NULL;
  return outline != NULL && lw_daylight_measure (outline, LW_DAYLIGHT_REACH_M, daylight);
}

/** lw_session_can_set_fact: whether @column may be corrected by hand in this document */
gboolean
lw_session_can_set_fact (LwSession *self, LwOfficeColumn column)
{
  g_return_val_if_fail (LW_IS_SESSION (self), FALSE);
  if (!self->document->path || self->document->read_only)
    return FALSE;
  switch ((int) column)
    {
    case LW_OFFICE_VACANT_M2:
    case LW_OFFICE_VACANT_SINCE:
      return self->date != LW_DATE_UNKNOWN;
    case LW_OFFICE_FLOOR_AREA_M2:
    case LW_OFFICE_BUILD_YEAR:
    case LW_OFFICE_ENERGY_LABEL:
    case LW_OFFICE_OWNER_TYPE:
    case LW_OFFICE_LOCATION_TYPE:
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, LW_ERROR, LW_ERROR_ARGUMENT, sentence);
  return FALSE;
}

/* A number as people write it here: where it could be both, the point or comma of the user's language decides. */
static gboolean
parse_number (const char *text, double *number, GError **error)
{
  LwNumberSurvey survey = { 0 };
  gboolean comma = localeconv ()->decimal_point[0] == ',';
  LwUnit unit;

  lw_number_survey_add (&survey, text);
  if (lw_cell_parse_number (text, lw_number_survey_decide (&survey, comma ? LW_DECIMAL_COMMA : LW_DECIMAL_POINT),
                            number, &unit) == LW_CELL_VALUE
      && isfinite (*number))
    return TRUE;
  return refuse (error, _("This is no number; type digits such as 1200, or choose Unknown."));
}

static char *
write_number (double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (g_ascii_dtostr (buffer, sizeof buffer, number));
}

static char *
parse_vacant (LwSession *self, guint row, const char *text, GError **error)
{
  double area = self->offices->floor_area_m2[row], m2;

  if (!parse_number (text, &m2, error))
    return NULL;
  if (m2 >= 0 && (isnan (area) || m2 <= area))
    return write_number (m2);
  if (m2 < 0)
    refuse (error, _("Vacant space cannot be less than 0 m²; type 0 where all is in use."));
  else
    g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT,
                 /* translators: %g is the area of an office in m² */
                 _("No more than its %g m² can stand empty in this office; correct the area first if that is wrong."),
                 area);
  return NULL;
}

static char *
parse_area (LwSession *self, guint row, const char *text, GError **error)
{
  double m2, vacant = self->offices->vacant_m2[row];

  if (!parse_number (text, &m2, error))
    return NULL;
  if (!(m2 > 0 && m2 <= LARGEST_AREA_M2))
    refuse (error, _("An office measures more than 0 and at most 1,000,000 m²."));
  else if (vacant > m2)
    g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT,
                 /* translators: %g is the vacant area of an office in m² */
                 _("%g m² of it are recorded as vacant; correct that first, or type a larger area."), vacant);
  else
    return write_number (m2);
  return NULL;
}

static char *
parse_year (const char *text, GError **error)
{
  int last = lw_date_year (lw_date_today ()) + 5;
  double year;

  if (!parse_number (text, &year, error))
    return NULL;
  if (year == floor (year) && year >= FIRST_YEAR && year <= last)
    return g_strdup_printf ("%d", (int) year);
  /* translators: both are years */
  g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT, _("The building year lies from %d to %d."), FIRST_YEAR, last);
  return NULL;
}

static char *
parse_since (LwSession *self, guint row, const char *text, GError **error)
{
  LwDateStyle style = { 0 };
  LwDatePrecision precision;
  LwDate date;

  if (!(self->offices->vacant_m2[row] > 0))
    refuse (error, _("Nothing is recorded as vacant here; set the vacant m² first."));
  else if (lw_cell_parse_date (text, &style, &date, &precision) != LW_CELL_VALUE)
    refuse (error, _("This is no date; type one such as 31-12-2024, or choose Unknown."));
  else if (date > self->date)
    refuse (error, _("It cannot stand empty since a day after the reference date that is shown."));
  else
    return lw_date_to_iso (date);
  return NULL;
}

static char *
parse_fact (LwSession *self, guint row, LwOfficeColumn column, const char *text, GError **error)
{
  guint8 code;

  switch ((int) column)
    {
    case LW_OFFICE_VACANT_M2:
      return parse_vacant (self, row, text, error);
    case LW_OFFICE_VACANT_SINCE:
      return parse_since (self, row, text, error);
    case LW_OFFICE_FLOOR_AREA_M2:
      return parse_area (self, row, text, error);
    case LW_OFFICE_BUILD_YEAR:
      return parse_year (text, error);
    default:
      if (lw_codes_parse (lw_office_column_codes (column), text, &code) && code != 0)
        return g_strdup (lw_codes_token (lw_office_column_codes (column), code));
      refuse (error, _("This is none of the values that the fact can have; choose one from the list."));
      return NULL;
    }
}

static const char *
name_of_edit (LwOfficeColumn column)
{
  switch ((int) column)
    {
    case LW_OFFICE_VACANT_M2:
      return _("Vacant m² set by hand");
    case LW_OFFICE_VACANT_SINCE:
      return _("Start of vacancy set by hand");
    case LW_OFFICE_FLOOR_AREA_M2:
      return _("Area set by hand");
    case LW_OFFICE_BUILD_YEAR:
      return _("Building year set by hand");
    case LW_OFFICE_ENERGY_LABEL:
      return _("Energy label set by hand");
    case LW_OFFICE_OWNER_TYPE:
      return _("Owner set by hand");
    case LW_OFFICE_LOCATION_TYPE:
    default:
      return _("Kind of location set by hand");
    }
}

typedef struct {
  gint64 office;
  LwDate date;
  LwOfficeColumn column;
  char *value;
} FactEdit;

static void
fact_edit_free (gpointer data)
{
  g_free (((FactEdit *) data)->value);
  g_free (data);
}

static gboolean
set_fact_in_thread (LwJob *job, const char *path, gpointer data, GCancellable *cancellable, GError **error)
{
  FactEdit *edit = data;
  g_autoptr (LwStore) store = lw_store_open (path, LW_STORE_READ_WRITE, error);

  return store
         && lw_store_set_fact (store, edit->office, edit->date, edit->column, edit->value, name_of_edit (edit->column),
                               error);
}

static void
fact_set_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  LwSession *self = LW_SESSION (source);
  g_autoptr (GError) error = NULL;
  LwOfficeColumn column = (LwOfficeColumn) GPOINTER_TO_INT (data);

  if (lw_session_read_finish (self, result, &error))
    lw_session_emit_toast (self, name_of_edit (column), TRUE);
  else
    lw_session_emit_problem (self, NULL, error);
}

/**
 * lw_session_set_fact:
 * @session: the session
 * @office: key of an office
 * @column: a fact for which lw_session_can_set_fact() holds
 * @text: (nullable): the value as somebody typed it, or a token of a code; %NULL for unknown
 * @error: return location for %LW_ERROR_ARGUMENT: one sentence that says what is wrong with @text
 *
 * Corrects a fact by hand, as one edit of the document; vacancy is about the reference date shown.
 *
 * Returns: whether @text can be the value; the document has it a moment later
 */
gboolean
lw_session_set_fact (LwSession *self, gint64 office, LwOfficeColumn column, const char *text, GError **error)
{
  guint row;
  g_autofree char *value = NULL;
  LwSessionRead *read;
  FactEdit *edit;

  g_return_val_if_fail (LW_IS_SESSION (self), FALSE);
  g_return_val_if_fail (lw_session_can_set_fact (self, column), FALSE);
  row = lw_offices_find_id (self->offices, office);
  g_return_val_if_fail (row != LW_OFFICES_NONE, FALSE);

  if (self->offices->remarks[row] & LW_REMARK_GONE)
    return refuse (error, _("This office has left the stock; show an earlier date to correct what was known of it."));
  if (text && !(value = parse_fact (self, row, column, text, error)))
    return FALSE;
  edit = g_new0 (FactEdit, 1);
  edit->office = office;
  edit->date = self->date;
  edit->column = column;
  edit->value = g_steal_pointer (&value);
  read = lw_session_read_new (self, self->document->path);
  read->date = self->date;
  read->prepare = set_fact_in_thread;
  read->prepare_data = edit;
  read->free_prepare_data = fact_edit_free;
  lw_session_read_async (self, LW_JOB_WRITE, name_of_edit (column), read, NULL, fact_set_cb,
                         GINT_TO_POINTER ((int) column));
  return TRUE;
}

/**
 * lw_session_show_measure:
 * @session: the session
 * @scenario_uid: a scenario
 * @measure_uid: one of its measures
 *
 * Makes the scenario the active one and asks whoever lists measures to show this one.
 */
void
lw_session_show_measure (LwSession *self, const char *scenario_uid, const char *measure_uid)
{
  g_autofree char *measure = g_strdup (measure_uid);

  g_return_if_fail (LW_IS_SESSION (self));
  lw_session_set_scenario_a (self, scenario_uid);
  lw_session_emit_measure_shown (self, measure);
}
