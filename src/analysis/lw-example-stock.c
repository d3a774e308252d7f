/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-example-stock: writes the made-up offices as a register would deliver them, a record for each reference date: what
 * was there, what came, what left and why, and what was measured anew. */
#include "analysis/lw-example-private.h"

#include <glib/gi18n-lib.h>

#include "model/lw-offices-builder.h"

typedef struct {
  const LwExample *example;
  LwStore *store;
  const char *edit_name;
  GCancellable *cancellable;
} Stock;

/** lw_example_new_source: a source that says that it is made up */
LwSource *
lw_example_new_source (LwDate date)
{
  LwSource *source = lw_source_new (_ ("Example, made up by rule"), "example", date);

  source->fictional = TRUE;
  source->licence = g_strdup ("CC0");
  source->method = g_strdup (_ ("drawn at random, with the shares of a Dutch province"));
  source->measure = LW_AREA_GO;
  return source;
}

/* The whole stock is delivered in the first year and in the last one; between them what changed, which says the same. */
static gboolean
is_delivered (const LwExampleLife *life, int year)
{
  if (year < life->came || (life->left != 0 && year >= life->left))
    return FALSE;
  return year == LW_EXAMPLE_FIRST_YEAR || year == LW_EXAMPLE_LAST_YEAR || year == life->came || year == life->measured;
}

static LwOffices *
make_stock (const LwExample *example, int year)
{
  g_autoptr (LwOfficesBuilder) builder = lw_offices_builder_new (0);

  for (guint i = 0; i < example->offices->n; i++)
    if (is_delivered (&g_array_index (example->lives, LwExampleLife, i), year))
      {
        guint row = lw_offices_builder_add (builder);

        lw_offices_builder_copy_row (builder, row, example->offices, i);
        lw_offices_builder_set_number (builder, LW_OFFICE_FLOOR_AREA_M2, row, lw_example_area_in (example, i, year));
        /* Regions are a choice of the document, so they are written for municipalities and not for each office. */
        lw_offices_builder_set_text (builder, LW_OFFICE_REGION, row, NULL);
      }
  return lw_offices_builder_end (builder);
}

static LwOffices *
make_ended (const LwExample *example, int year)
{
  g_autoptr (LwOfficesBuilder) builder = lw_offices_builder_new (0);

  for (guint i = 0; i < example->offices->n; i++)
    {
      const LwExampleLife *life = &g_array_index (example->lives, LwExampleLife, i);
      guint row;

      if (life->left != year)
        continue;
      row = lw_offices_builder_add (builder);
      lw_offices_builder_set_bag_id (builder, LW_OFFICE_BAG_ID, row, example->offices->bag_id[i]);
      lw_offices_builder_set_text (builder, LW_OFFICE_USES, row, life->uses);
      lw_offices_builder_set_code (builder, LW_OFFICE_STATUS, row, life->status);
    }
  return lw_offices_builder_end (builder);
}

static gboolean
write_year (const Stock *stock, int year, GError **error)
{
  static const char *const none[] = { NULL };
  g_autoptr (LwOffices) offices = make_stock (stock->example, year), ended = make_ended (stock->example, year);
  g_autoptr (LwSource) source = lw_example_new_source (lw_date_from_ymd (year, 1, 1));
  /* Complete, so that what is new came in that year; of no municipality, so that silence about an office says nothing. */
  LwImportOptions options = { .complete = TRUE, .municipalities = none, .ended = ended };
  LwStoreCounts counts;

  source->rows_read = source->rows_kept = offices->n;
  return lw_store_import_offices (stock->store, offices, source, &options, stock->edit_name, &counts, NULL, NULL,
                                  stock->cancellable, error);
}

/**
 * lw_example_write_offices:
 * @edit_name: what Undo calls it, translated
 *
 * Returns: %FALSE with @error set on failure
 */
gboolean
lw_example_write_offices (
    const LwExample *example, LwStore *store, const char *edit_name, GCancellable *cancellable, GError **error)
{
  Stock stock = { example, store, edit_name, cancellable };

  for (int year = LW_EXAMPLE_FIRST_YEAR; year <= LW_EXAMPLE_LAST_YEAR; year++)
    if (!write_year (&stock, year, error))
      return FALSE;
  return TRUE;
}
