/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-store-past: see lw-store-past.h. */
#include "store/lw-store-past.h"

#include <string.h>

#include "store/lw-store-columns.h"

/* Facts of the building and its use; where it lies is not among them. */
static const LwOfficeColumn kept[] = {
  LW_OFFICE_FLOOR_AREA_M2, LW_OFFICE_AREA_MEASURE, LW_OFFICE_BUILD_YEAR, LW_OFFICE_ENERGY_LABEL,
  LW_OFFICE_OWNER_TYPE,    LW_OFFICE_MONUMENT,     LW_OFFICE_USE_MIXED,  LW_OFFICE_USES,
  LW_OFFICE_STATUS,        LW_OFFICE_REMARKS,
};

/* The columns of the reading statement before those that are kept. */
enum {
  AT_OFFICE,
  AT_EDITED,
  AT_SOURCE,
  AT_KEPT,
};

/** lw_past_has_column: whether earlier values of a column are kept */
gboolean
lw_past_has_column (LwOfficeColumn column)
{
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    if (kept[i] == column)
      return TRUE;
  return FALSE;
}

static char *
name_columns (const char *prefix)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    g_string_append_printf (names, "%s%s%s", i > 0 ? ", " : "", prefix, lw_office_column_name (kept[i]));
  return g_string_free (names, FALSE);
}

/**
 * lw_past_keep:
 * @office: key of an office
 * @until: the date from which other facts will hold
 *
 * Keeps the facts of an office that hold just before @until, inside the edit that is going on: those that it has now,
 * or, where facts changed later than that, those from before the next change. The first word on a date is what was
 * before it: a second one is none.
 */
gboolean
lw_past_keep (LwStore *store, gint64 office, LwDate until, GError **error)
{
  g_autofree char *columns = name_columns ("");
  g_autofree char *sql = g_strdup_printf (
      "INSERT INTO office_past (office_fid, until, source_fid, %1$s) SELECT ?1, ?2, source_fid, %1$s FROM"
      " (SELECT until AS held_until, source_fid, %1$s FROM office_past WHERE office_fid = ?1 AND until > ?2"
      " UNION ALL SELECT '9999-12-31', source_fid, %1$s FROM office WHERE fid = ?1)"
      " WHERE NOT EXISTS (SELECT 1 FROM office_past WHERE office_fid = ?1 AND until = ?2)"
      " ORDER BY held_until LIMIT 1",
      columns);
  g_autoptr (LwStatement) statement = lw_db_prepare (store->db, sql, error);

  if (statement == NULL)
    return FALSE;
  lw_statement_bind_int (statement, 1, office);
  lw_statement_bind_date (statement, 2, until);
  return lw_statement_run (statement, error);
}

/**
 * lw_past_follow:
 * @office: key of an office
 * @since: the date from which its facts are what they are now
 * @column: one of those that are kept
 *
 * Facts that are kept of later than @since take the value that the office has now, inside the edit that is going on.
 */
gboolean
lw_past_follow (LwStore *store, gint64 office, LwDate since, LwOfficeColumn column, GError **error)
{
  const char *name = lw_office_column_name (column);
  g_autofree char *sql = g_strdup_printf (
      "UPDATE office_past SET %1$s = (SELECT %1$s FROM office WHERE fid = ?1) WHERE office_fid = ?1 AND until > ?2"
      " AND %1$s IS NOT (SELECT %1$s FROM office WHERE fid = ?1)",
      name);
  g_autoptr (LwStatement) statement = NULL;

  g_return_val_if_fail (lw_past_has_column (column), FALSE);
  statement = lw_db_prepare (store->db, sql, error);
  if (statement == NULL)
    return FALSE;
  lw_statement_bind_int (statement, 1, office);
  lw_statement_bind_date (statement, 2, since);
  return lw_statement_run (statement, error);
}

/* Whether the user set a column by hand: then it holds on every date. */
static gboolean
is_edited (const char *edited, LwOfficeColumn column)
{
  const char *name = lw_office_column_name (column);
  gsize length = strlen (name);

  for (const char *word = edited; word != NULL && *word != '\0';)
    {
      if (strncmp (word, name, length) == 0 && (word[length] == '\0' || word[length] == ' ' || word[length] == '='))
        return TRUE;
      word = strchr (word, ' ');
      word = word ? word + 1 : NULL;
    }
  return FALSE;
}

static void
put_back_row (LwStatement *statement, LwOfficesBuilder *builder, guint row, gint64 *sources)
{
  const char *edited = lw_statement_is_null (statement, AT_EDITED) ? NULL : lw_statement_text (statement, AT_EDITED);

  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      if (is_edited (edited, kept[i]))
        continue;
      /* The measure belongs to the area: a number in one never gets the name of the other. */
      if (kept[i] == LW_OFFICE_AREA_MEASURE && is_edited (edited, LW_OFFICE_FLOOR_AREA_M2))
        continue;
      if (kept[i] == LW_OFFICE_REMARKS)
        lw_offices_builder_clear_remarks (builder, row, G_MAXUINT32);
      lw_stored_cell_read (statement, AT_KEPT + (int)i, builder, kept[i], row);
    }
  sources[row] = lw_statement_int (statement, AT_SOURCE);
}

/**
 * lw_past_put_back:
 * @date: the date to show
 * @builder: the offices as they are now, in order of their keys
 * @sources: (array): key of the source of each, changed along
 *
 * Gives each office the facts that held on @date.
 */
gboolean
lw_past_put_back (LwStore *store, LwDate date, LwOfficesBuilder *builder, gint64 *sources, GError **error)
{
  g_autofree char *columns = name_columns ("p.");
  g_autofree char *sql = g_strdup_printf (
      "SELECT p.office_fid, o.edited, p.source_fid, %s FROM office_past p JOIN office o ON o.fid = p.office_fid"
      " WHERE p.until > ?1 ORDER BY p.office_fid, p.until, p.fid",
      columns);
  g_autoptr (LwStatement) statement = NULL;
  const gint64 *ids = lw_offices_builder_cells (builder, LW_OFFICE_ID);
  guint n = lw_offices_builder_length (builder), row = 0;
  gint64 last = 0;
  LwStep step;

  /* A file of an older version has kept nothing. */
  if (store->version < LW_PAST_SINCE)
    return TRUE;
  statement = lw_db_prepare (store->db, sql, error);
  if (statement == NULL)
    return FALSE;
  lw_statement_bind_date (statement, 1, date);
  while ((step = lw_statement_step (statement, error)) == LW_STEP_ROW)
    {
      gint64 office = lw_statement_int (statement, AT_OFFICE);

      while (row < n && ids[row] < office)
        row++;
      /* Of each office the first, which held the shortest after the date. */
      if (office != last && row < n && ids[row] == office)
        put_back_row (statement, builder, row, sources);
      last = office;
    }
  return step == LW_STEP_DONE;
}
