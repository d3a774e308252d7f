/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-store-figures: figures that others published of areas. */
#include "store/lw-store-private.h"

#include <math.h>

#include "store/lw-schema.h"

static LwPublishedFigure *
read_figure (LwStatement *statement)
{
  LwPublishedFigure *figure
      = lw_published_figure_new (lw_statement_text (statement, 0), lw_statement_text (statement, 1),
                                 lw_statement_date (statement, 2), lw_statement_text (statement, 3),
                                 lw_statement_double (statement, 4));

  figure->definition = g_strdup (lw_statement_text (statement, 5));
  return figure;
}

/**
 * lw_store_read_figures:
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type LwPublishedFigure): all published figures by area, date and definition, or %NULL
 * with an error
 */
GPtrArray *
lw_store_read_figures (LwStore *store, GError **error)
{
  g_autoptr (GPtrArray) figures = g_ptr_array_new_with_free_func ((GDestroyNotify)lw_published_figure_free);
  g_autoptr (LwStatement) statement = NULL;
  LwStep step = LW_STEP_ROW;

  if (store->version < LW_SCHEMA_IMPORTS_SINCE)
    return g_steal_pointer (&figures);
  statement = lw_db_prepare (store->db,
                             "SELECT kind, code, reference_date, figure, value, definition FROM published_figure"
                             " ORDER BY kind, code, reference_date, definition, fid",
                             error);
  if (statement == NULL)
    return NULL;
  while ((step = lw_statement_step (statement, error)) == LW_STEP_ROW)
    g_ptr_array_add (figures, read_figure (statement));
  return step == LW_STEP_DONE ? g_steal_pointer (&figures) : NULL;
}

/* @source: key of the source of the figure */
typedef struct {
  const LwPublishedFigure *figure;
  gint64 source;
} FigureRow;

static void
bind_figure (LwStatement *statement, gconstpointer data)
{
  const FigureRow *row = data;
  const LwPublishedFigure *figure = row->figure;

  lw_statement_bind_text (statement, 1, figure->kind);
  lw_statement_bind_text (statement, 2, figure->code);
  lw_statement_bind_date (statement, 3, figure->date);
  lw_statement_bind_text (statement, 4, figure->figure);
  lw_statement_bind_text (statement, 5, figure->definition ? figure->definition : "");
  lw_statement_bind_double (statement, 6, figure->value);
  lw_statement_bind_key (statement, 7, row->source);
}

static gboolean
write_figure (LwStore *store, const LwPublishedFigure *figure, gint64 source, GError **error)
{
  static const char *const sql[] = {
    "UPDATE published_figure SET value = ?6, source_fid = ?7"
    " WHERE kind = ?1 AND code = ?2 AND reference_date = ?3 AND figure = ?4 AND definition = ?5",
    "INSERT INTO published_figure (kind, code, reference_date, figure, definition, value, source_fid)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
  };

  return lw_db_update_or_insert (store->db, sql, bind_figure, &(FigureRow){ figure, source }, error);
}

/**
 * lw_store_write_figures:
 * @figures: (element-type LwPublishedFigure): figures of known dates; those of the same area, date, figure and definition
 * are replaced
 * @source: where they come from
 * @edit_name: what Undo calls it, translated
 * @error: return location for an error
 *
 * Returns: %FALSE with an error; nothing is changed then
 */
gboolean
lw_store_write_figures (LwStore *store, GPtrArray *figures, const LwSource *source, const char *edit_name, GError **error)
{
  g_autoptr (LwEdit) edit = lw_edit_begin (store, edit_name, error);
  gint64 key = 0;

  if (edit == NULL || !lw_store_add_source (store, source, &key, error))
    return FALSE;
  for (guint i = 0; i < figures->len; i++)
    if (!write_figure (store, g_ptr_array_index (figures, i), key, error))
      return FALSE;
  return lw_edit_commit (&edit, error);
}
