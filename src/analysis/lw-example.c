/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-example: see lw-example.h. Makes the parts and writes them as one document. */
#include "analysis/lw-example-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "model/lw-error.h"
#include "model/lw-offices-builder.h"
#include "store/lw-history.h"
#include "store/lw-store.h"

/**
 * lw_example_new:
 * @n_offices: 1 to %LW_EXAMPLE_MAX_OFFICES
 * @seed: the same seed gives the same content
 *
 * Returns: (transfer full): the offices and what was observed
 */
LwExample *
lw_example_new (guint n_offices, guint64 seed)
{
  LwExample *self = g_new0 (LwExample, 1);
  LwExamplePlaces places;

  lw_example_places_init (&places, n_offices > LW_EXAMPLE_ONE_PROVINCE_OFFICES);
  self->n_offices = n_offices;
  self->offices = lw_example_make_offices (&places, n_offices, seed);
  self->lives = lw_example_make_lives (self->offices, n_offices, seed);
  lw_example_make_observations (self, seed);
  lw_example_places_clear (&places);
  return self;
}

void
lw_example_free (LwExample *example)
{
  g_return_if_fail (example != NULL);
  lw_offices_unref (example->offices);
  g_ptr_array_unref (example->observations);
  g_array_unref (example->lives);
  g_free (example);
}

typedef struct {
  LwStore *store;
  LwExample *example;
  guint64 seed;
  LwProgressFunc progress;
  gpointer progress_data;
  GCancellable *cancellable;
} Writing;

static void
report (Writing *writing, const char *what, guint done)
{
  if (writing->progress != NULL)
    writing->progress (what, done, LW_EXAMPLE_N_DATES + 3, LW_PROGRESS_STEPS, writing->progress_data);
}

/* Observations carry identifications until the offices have keys. */
static void
set_keys (LwObservations *observations, GHashTable *keys)
{
  for (guint i = 0; i < observations->n; i++)
    observations->office_id[i]
        = (gint64) GPOINTER_TO_SIZE (g_hash_table_lookup (keys, GSIZE_TO_POINTER ((gsize) observations->office_id[i])));
}

static void
add_keys (GHashTable *keys, const LwOffices *offices)
{
  for (guint i = 0; i < offices->n; i++)
    g_hash_table_insert (keys, GSIZE_TO_POINTER ((gsize) offices->bag_id[i]),
                         GSIZE_TO_POINTER ((gsize) offices->id[i]));
}

static gboolean
write_observations (Writing *writing, const LwOffices *offices, const LwOffices *gone, GError **error)
{
  g_autoptr (GHashTable) keys = g_hash_table_new (NULL, NULL);

  add_keys (keys, offices);
  add_keys (keys, gone);
  for (guint d = 0; d < writing->example->observations->len; d++)
    {
      LwObservations *observations = g_ptr_array_index (writing->example->observations, d);
      g_autoptr (LwSource) source = lw_example_new_source (observations->date);
      LwStoreCounts counts;

      report (writing, _ ("Writing observations"), d + 2);
      g_free (observations->source);
      observations->source = g_strdup (source->name);
      source->rows_read = source->rows_kept = observations->n;
      set_keys (observations, keys);
      if (!lw_store_import_observations (writing->store, observations, source, _ ("Example province"), &counts, NULL,
                                         NULL, writing->cancellable, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_regions (Writing *writing, const LwOffices *offices, GError **error)
{
  g_autoptr (GHashTable) regions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < offices->n; i++)
    {
      const char *code = lw_offices_text (offices, LW_OFFICE_MUNICIPALITY_CODE, i);

      if (!g_hash_table_contains (regions, code))
        g_hash_table_insert (regions, g_strdup (code), g_strdup (lw_offices_text (offices, LW_OFFICE_REGION, i)));
    }
  return lw_store_write_regions (writing->store, regions, _ ("Example province"), error);
}

static gboolean
write_policy (Writing *writing, LwOffices *offices, GError **error)
{
  g_autoptr (GPtrArray) plans = lw_example_make_plans (offices, writing->seed);
  g_autoptr (GPtrArray) demand = lw_example_make_demand (offices);
  g_autoptr (GArray) jobs = lw_example_make_jobs (demand);
  g_autoptr (GPtrArray) scenarios = lw_example_make_scenarios (offices);
  g_autoptr (LwProgramme) programme = lw_example_make_programme (offices);

  report (writing, _ ("Writing scenarios"), LW_EXAMPLE_N_DATES + 2);
  if (!lw_store_write_plans (writing->store, plans, _ ("Example province"), error))
    return FALSE;
  for (guint i = 0; i < demand->len; i++)
    if (!lw_store_write_demand (writing->store, g_ptr_array_index (demand, i), _ ("Example province"), error))
      return FALSE;
  if (!lw_store_write_jobs (writing->store, jobs, _ ("Example province"), error))
    return FALSE;
  for (guint i = 0; i < scenarios->len; i++)
    if (!lw_store_write_scenario (writing->store, g_ptr_array_index (scenarios, i), _ ("Example province"), error))
      return FALSE;
  return lw_store_write_programme (writing->store, programme, _ ("Example province"), error);
}

static gboolean
write_stock (Writing *writing, GError **error)
{
  g_autoptr (LwOffices) offices = NULL, gone = NULL;

  report (writing, _ ("Writing offices"), 1);
  return lw_example_write_offices (writing->example, writing->store, _ ("Example province"), writing->cancellable, error)
         && write_regions (writing, writing->example->offices, error)
         && (offices = lw_store_read_offices (writing->store, LW_DATE_UNKNOWN, NULL, NULL, writing->cancellable, error))
         && (gone = lw_store_read_gone_offices (writing->store, NULL, NULL, writing->cancellable, error))
         && write_observations (writing, offices, gone, error);
}

static gboolean
write_all (Writing *writing, GError **error)
{
  g_autoptr (LwOffices) offices = NULL;

  if (!lw_store_begin_edit (writing->store, _ ("Example province"), error) ||
      !lw_store_write_property (writing->store, LW_STORE_FICTIONAL, "1", _ ("Example province"), error) ||
      !write_stock (writing, error))
    return FALSE;
  offices = lw_store_read_offices (writing->store, LW_DATE_UNKNOWN, NULL, NULL, writing->cancellable, error);
  return offices != NULL && write_policy (writing, offices, error) && lw_store_commit_edit (writing->store, error) &&
         /* Undoing the example would leave an empty document, which nobody wants. */
         lw_store_forget_history (writing->store, error);
}

/**
 * lw_example_write:
 * @path: of the new document; must not exist
 * @n_offices: 1 to %LW_EXAMPLE_MAX_OFFICES
 * @seed: the same seed gives the same content
 * @progress: (nullable): told how far it is
 *
 * Makes a document with a fictional province. On failure nothing is left at @path.
 *
 * Returns: %FALSE with @error set on failure
 */
gboolean
lw_example_write (const char *path, guint n_offices, guint64 seed, LwProgressFunc progress, gpointer progress_data,
                  GCancellable *cancellable, GError **error)
{
  g_autoptr (LwStore) store = NULL;
  g_autoptr (LwExample) example = NULL;
  Writing writing = { NULL, NULL, seed, progress, progress_data, cancellable };
  gboolean done;

  g_return_val_if_fail (n_offices >= 1 && n_offices <= LW_EXAMPLE_MAX_OFFICES, FALSE);
  store = lw_store_create (path, _ ("Example province (fictional)"), error);
  if (store == NULL)
    return FALSE;
  report (&writing, _ ("Making offices"), 0);
  writing.store = store;
  writing.example = example = lw_example_new (n_offices, seed);
  done = write_all (&writing, error);
  g_clear_pointer (&store, lw_store_close);
  if (!done)
    g_unlink (path);
  return done;
}
