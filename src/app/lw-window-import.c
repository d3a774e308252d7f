/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-window-import: bringing offices and vacancy into the document. Everything that needs no question is imported at
 * once; each vacancy list then asks how it is to be read. Without a document the first question is where to make one. */
#include "app/lw-dialogs.h"
#include "app/lw-import-dialog.h"
#include "app/lw-import-result.h"
#include "app/lw-window-private.h"
#include "analysis/lw-example.h"
#include "draw/lw-format-import.h"
#include "formats/lw-source.h"
#include "session/lw-session-import.h"

#include <glib/gi18n-lib.h>

static void import_next (LwWindow *self);

/* After a register that told nothing new. */
static char *
summarise_unchanged (const LwImportResult *result)
{
  g_autofree char *unchanged = lw_format_count (NULL, result->counts.n_unchanged);
  g_autofree char *gone = lw_format_count (NULL, result->counts.n_gone);

  if (result->counts.n_unchanged + result->counts.n_gone == 0)
    /* translators: part of "Imported: nothing for this document" */
    return g_strdup (_("nothing for this document"));
  /* translators: part of "Imported: 3 offices unchanged, 2 gone"; both are numbers */
  return g_strdup_printf (_("%s offices unchanged, %s gone"), unchanged, gone);
}

static char *
summarise_offices (const LwImportResult *result)
{
  g_autofree char *new_ones = lw_format_count (NULL, result->counts.n_new);
  g_autofree char *changed = lw_format_count (NULL, result->counts.n_changed);
  g_autofree char *matched = lw_format_count (NULL, result->n_matched);
  g_autofree char *rest =
    lw_format_count (NULL, (guint64) result->n_unmatched + result->n_ambiguous + result->n_rejected);

  if (result->counts.n_new + result->counts.n_changed > 0 && result->n_matched == 0)
    /* translators: part of "Imported: 3 offices new, 2 changed"; both are numbers */
    return g_strdup_printf (_("%s offices new, %s changed"), new_ones, changed);
  if (result->n_matched + result->n_unmatched + result->n_ambiguous + result->n_rejected == 0)
    return summarise_unchanged (result);
  /* translators: part of "Imported: 3 rows matched, 2 left aside"; both are numbers */
  return g_strdup_printf (_("%s rows matched, %s left aside"), matched, rest);
}

static char *
summarise (const LwImportResult *result)
{
  LwBrought brought = { result->n_demand, result->n_plans, result->n_areas, result->n_figures };
  g_autofree char *others = lw_format_brought (NULL, &brought);
  g_autofree char *offices = NULL;

  if (others == NULL || result->n_matched + result->counts.n_new + result->counts.n_changed > 0)
    offices = summarise_offices (result);
  /* translators: what came of an import; %s are its parts, such as "3 areas" */
  if (others == NULL || offices == NULL)
    return g_strdup_printf (_("Imported: %s"), others != NULL ? others : offices);
  return g_strdup_printf (_("Imported: %s, %s"), offices, others);
}

/* Returns: @said, and how many files could not be read */
static char *
add_left_out (const char *said, guint n)
{
  g_autofree char *number = lw_format_count (NULL, n);
  g_autofree char *left_out = NULL;

  if (n == 0)
    return g_strdup (said);
  /* translators: %s is a number */
  left_out = g_strdup_printf (ngettext ("%s file could not be read", "%s files could not be read", n), number);
  return g_strdup_printf ("%s · %s", said, left_out);
}

static LwBitset *
find_rows (LwOffices *offices, const GArray *keys)
{
  LwBitset *rows = lw_bitset_new (offices->n);

  for (guint i = 0; i < keys->len; i++)
    {
      guint row = lw_offices_find_id (offices, g_array_index (keys, gint64, i));

      if (row != LW_OFFICES_NONE)
        lw_bitset_set (rows, row);
    }
  return rows;
}

static gboolean
passes_filter (LwSession *session, LwBitset *rows)
{
  LwBitset *shown = lw_session_get_shown (session);

  LW_BITSET_FOREACH (rows, row)
    {
      if (row >= shown->n || !lw_bitset_test (shown, row))
        return FALSE;
    }
  return TRUE;
}

/* Selects the offices and brings them into view; a filter that hides some of them goes. */
static void
show_offices_cb (LwImportResultDialog *dialog, GArray *keys, LwWindow *self)
{
  LwOffices *offices = lw_session_get_offices (self->session);
  g_autoptr (LwBitset) rows = find_rows (offices, keys);
  LwBounds bounds;

  if (lw_bitset_count (rows) == 0)
    {
      lw_window_show_toast (self, _("These offices are not in the document any more"));
      return;
    }
  if (!passes_filter (self->session, rows))
    {
      g_autoptr (LwFilter) none = lw_filter_new ();

      lw_session_set_filter (self->session, none);
    }
  lw_session_set_selection (self->session, rows);
  lw_bounds_init_empty (&bounds);
  LW_BITSET_FOREACH (rows, row)
    {
      if (lw_offices_cell_is_known (offices, LW_OFFICE_WORLD_X, row))
        lw_bounds_add (&bounds, offices->world_x[row], offices->world_y[row]);
    }
  if (!lw_bounds_is_empty (&bounds))
    lw_office_map_fit (self->map, &bounds);
  gtk_window_present (GTK_WINDOW (self));
}

static void
show_result (LwWindow *self, const LwImportResult *result)
{
  LwImportResultDialog *dialog = lw_import_result_dialog_new (GTK_WINDOW (self), self->session, result);

  g_signal_connect_object (dialog, "show-offices", G_CALLBACK (show_offices_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LwWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LwImportResult) done = lw_session_import_finish (LW_SESSION (source), result, &error);
  g_autofree char *said = NULL, *message = NULL;

  if (!done)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        lw_window_show_problem (self, error->message, NULL);
      else if (!self->closing)
        adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_("Import cancelled; nothing was changed")));
      return;
    }
  lw_window_hide_problem (self);
  said = summarise (done);
  message = add_left_out (said, done->n_left_out);
  g_signal_emit_by_name (self->session, "toast", message, TRUE);
  if (!self->closing)
    show_result (self, done);
}

static void
accepted_cb (LwImportDialog *dialog, LwWindow *self)
{
  const char *paths[] = { lw_import_dialog_get_path (dialog), NULL };

  lw_session_import_async (self->session, paths, lw_import_dialog_get_request (dialog), NULL, imported_cb,
                           g_object_ref (self));
}

static void
failed_cb (LwImportDialog *dialog, const char *sentence, LwWindow *self)
{
  lw_window_show_problem (self, sentence, NULL);
}

/* However the question was answered, the next file has its turn. */
void
lw_window_import_waiting (LwWindow *self)
{
  self->asking = FALSE;
  if (self->waiting)
    import_next (self);
}

static void
answered_cb (GtkWidget *dialog, LwWindow *self)
{
  lw_window_import_waiting (self);
}

static void
ask_about_list (LwWindow *self, const char *path)
{
  g_autofree char *mappings = g_build_filename (g_get_user_config_dir (), "leegwijzer", "mappings", NULL);
  LwImportDialog *dialog = lw_import_dialog_new (GTK_WINDOW (self), self->session, path, mappings);

  self->asking = TRUE;
  g_signal_connect_object (dialog, "accepted", G_CALLBACK (accepted_cb), self, 0);
  g_signal_connect_object (dialog, "failed", G_CALLBACK (failed_cb), self, 0);
  g_signal_connect_object (dialog, "destroy", G_CALLBACK (answered_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
create_chosen_cb (GPtrArray *paths, gpointer data)
{
  lw_window_create_document (data, g_ptr_array_index (paths, 0));
}

static void
forget_waiting (LwWindow *self)
{
  g_ptr_array_set_size (self->packed, 0);
  g_ptr_array_set_size (self->waiting, 0);
  g_hash_table_remove_all (self->choosing);
}

/* Without an answer where the document is to be, the files go nowhere. */
static void
create_answered_cb (gpointer data)
{
  g_autoptr (LwWindow) self = data;
  gboolean busy;

  self->asking = FALSE;
  g_object_get (self->session, "busy", &busy, NULL);
  if (!busy && !lw_session_get_path (self->session))
    forget_waiting (self);
}

static void
ask_for_document (LwWindow *self)
{
  self->asking = TRUE;
  lw_dialogs_choose (GTK_WINDOW (self), LW_CHOICE_CREATE, _("offices.gpkg"), create_chosen_cb, g_object_ref (self),
                     create_answered_cb);
}

/* Brings sources into the document, together; one that cannot be read is left out and told. */
void
lw_window_import_sources (LwWindow *self, const char *const *paths, LwImportRequest *request)
{
  request->goes_on = TRUE;
  lw_session_import_async (self->session, paths, request, NULL, imported_cb, g_object_ref (self));
}

static gboolean
is_edits (const char *path)
{
  return g_str_has_suffix (path, ".lwchanges");
}

/* Whether people have a say in how a file is read: what its columns are. */
static gboolean
is_list (const char *path)
{
  LwSourceKind kind = lw_source_kind (path, NULL);

  return kind == LW_SOURCE_CSV || kind == LW_SOURCE_XLSX || kind == LW_SOURCE_ODS;
}

/* Takes all that waits and needs no question, such as the registers. */
static GStrv
take_registers (LwWindow *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < self->waiting->len;)
    {
      const char *path = g_ptr_array_index (self->waiting, i);

      if (is_edits (path) || is_list (path))
        {
          i++;
          continue;
        }
      g_strv_builder_add (builder, path);
      g_ptr_array_remove_index (self->waiting, i);
    }
  return g_strv_builder_end (builder);
}

/* The lists one by one, and after them the edits of another copy, which may contradict what they bring. */
static void
take_next (LwWindow *self)
{
  g_autofree char *path = NULL;
  guint i = 0;

  while (i + 1 < self->waiting->len && is_edits (g_ptr_array_index (self->waiting, i)))
    i++;
  path = g_ptr_array_steal_index (self->waiting, i);
  if (is_edits (path))
    lw_window_apply_edits (self, path);
  else
    ask_about_list (self, path);
}

static void
unpacked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LwWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LwUnpacked) unpacked = lw_session_unpack_finish (LW_SESSION (source), result, &error);

  if (self->closing)
    return;
  self->asking = FALSE;
  if (!unpacked && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    lw_window_show_problem (self, error->message, NULL);
  if (unpacked && unpacked->skipped->len > 0)
    {
      /* translators: of files in a folder or zip */
      g_autofree char *said = g_strdup_printf (ngettext ("%u file is of no kind that is read, and was passed over",
                                                         "%u files are of no kind that is read, and were passed over",
                                                         unpacked->skipped->len), unpacked->skipped->len);

      lw_window_show_toast (self, said);
    }
  if (unpacked)
    {
      for (guint i = 0; self->choosing_inside && i < unpacked->paths->len; i++)
        g_hash_table_add (self->choosing, g_strdup (g_ptr_array_index (unpacked->paths, i)));
      g_ptr_array_extend (self->waiting, unpacked->paths, (GCopyFunc) (void (*) (void)) g_strdup, NULL);
      g_ptr_array_add (self->unpacked, g_steal_pointer (&unpacked));
    }
  import_next (self);
}

/* Looks into the first folder or zip that waits: in a large folder that takes a while. */
static void
unpack_next (LwWindow *self)
{
  g_autofree char *path = g_ptr_array_steal_index (self->packed, 0);

  self->choosing_inside = g_hash_table_contains (self->choosing, path);
  self->asking = TRUE;
  lw_session_unpack_async (self->session, path, unpacked_cb, g_object_ref (self));
}

/* Goes on with what still waits: first all that needs no question, then the rest one by one; nothing while another
 * import or the opening of a document is under way. */
static void
import_next (LwWindow *self)
{
  g_auto (GStrv) registers = NULL;
  gboolean busy;

  g_object_get (self->session, "busy", &busy, NULL);
  if (busy || self->asking || self->closing)
    return;
  if (self->waiting->len + self->packed->len == 0)
    {
      /* All of it was read: what was unpacked for it can go. */
      g_ptr_array_set_size (self->unpacked, 0);
      return;
    }
  if (!lw_session_get_path (self->session))
    {
      ask_for_document (self);
      return;
    }
  if (lw_session_get_read_only (self->session))
    {
      forget_waiting (self);
      lw_window_show_problem (self, _("This document can only be read; save a copy elsewhere to import into it."),
                              NULL);
      return;
    }
  if (self->packed->len > 0)
    {
      unpack_next (self);
      return;
    }
  registers = take_registers (self);
  if (registers[0])
    lw_window_look_at_sources (self, (const char *const *) registers);
  else
    take_next (self);
}

static void
go_on_cb (gpointer data)
{
  g_autoptr (LwWindow) self = data;

  if (self->waiting)
    import_next (self);
}

/* The session is in the midst of its own change when it tells so. */
static void
busy_changed_cb (LwWindow *self)
{
  if (self->waiting->len + self->packed->len + self->unpacked->len > 0)
    g_idle_add_once (go_on_cb, g_object_ref (self));
}

/* Imports what waits whenever the session becomes free for it. */
void
lw_window_watch_imports (LwWindow *self)
{
  g_signal_connect_object (self->session, "notify::busy", G_CALLBACK (busy_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * lw_window_import_paths:
 * @window: the window
 * @paths: (element-type utf8): files and folders
 *
 * Imports them into the document, or into a new one, after those that wait already.
 */
void
lw_window_import_paths (LwWindow *self, GPtrArray *paths)
{
  g_return_if_fail (LW_IS_WINDOW (self));

  for (guint i = 0; i < paths->len; i++)
    {
      const char *path = g_ptr_array_index (paths, i);

      g_ptr_array_add (lw_unpack_may_be_needed (path) ? self->packed : self->waiting, g_strdup (path));
    }
  import_next (self);
}

static void
import_chosen_cb (GPtrArray *paths, gpointer data)
{
  lw_window_import_paths (data, paths);
}

/* Lets the user choose what to import. */
void
lw_window_choose_import (LwWindow *self, gboolean folder)
{
  lw_dialogs_choose (GTK_WINDOW (self), folder ? LW_CHOICE_IMPORT_FOLDER : LW_CHOICE_IMPORT_FILES, NULL,
                     import_chosen_cb, g_object_ref (self), g_object_unref);
}

static void
example_opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LwWindow) self = data;
  g_autoptr (GError) error = NULL;

  if (!lw_session_create_example_finish (LW_SESSION (source), result, &error)
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    lw_window_show_problem (self, error->message, NULL);
}

/**
 * lw_window_open_example:
 * @window: the window
 *
 * Opens the example province, which is made the first time, in the user's folder of data.
 */
void
lw_window_open_example (LwWindow *self)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "leegwijzer", NULL);
  g_autofree char *path = g_build_filename (folder, "example.gpkg", NULL);

  g_return_if_fail (LW_IS_WINDOW (self));

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      lw_session_open_async (self->session, path, NULL, example_opened_cb, g_object_ref (self));
      return;
    }
  g_mkdir_with_parents (folder, 0700);
  lw_session_create_example_async (self->session, path, LW_EXAMPLE_DEFAULT_OFFICES, LW_EXAMPLE_DEFAULT_SEED, NULL,
                                   example_opened_cb, g_object_ref (self));
}
