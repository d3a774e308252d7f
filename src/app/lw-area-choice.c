/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-area-choice: see lw-area-choice.h. A file is read beside the main loop. */
#include "app/lw-area-choice.h"

#include "analysis/lw-geodata.h"
#include "app/lw-dialogs.h"
#include "draw/lw-format.h"
#include "panels/lw-names.h"
#include "session/lw-session-import.h"

#include <glib/gi18n-lib.h>

#define M2_PER_HECTARE 10000.0

struct _LwAreaChoice {
  AdwPreferencesGroup parent_instance;

  AdwComboRow *ours;
  AdwActionRow *file;
  GPtrArray *areas; /* of LwGeometry, one an item of @ours; the first is none */
  LwGeometry *read; /* of the file; NULL as long as there is none */
  LwJob *job;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (LwAreaChoice, lw_area_choice, ADW_TYPE_PREFERENCES_GROUP)

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
tell_changed (LwAreaChoice *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
unref_shape (gpointer shape)
{
  if (shape)
    lw_geometry_unref (shape);
}

/* Takes a shape as one that can be chosen. */
static void
add_item (LwAreaChoice *self, GtkStringList *titles, const char *title, LwGeometry *shape)
{
  gtk_string_list_append (titles, title);
  g_ptr_array_add (self->areas, shape);
}

static LwGeometry *
join (GPtrArray *areas)
{
  g_autoptr (LwGeometryBuilder) builder = lw_geometry_builder_new ();

  for (guint i = 0; i < areas->len; i++)
    {
      const LwStoreArea *area = g_ptr_array_index (areas, i);

      if (area->geometry)
        lw_geometry_builder_add_parts (builder, area->geometry);
    }
  return lw_geometry_builder_finish (builder, LW_GEOMETRY_MULTI_POLYGON);
}

/* All areas of a kind together, and each of them. */
static void
add_kind (LwAreaChoice *self, GtkStringList *titles, GPtrArray *areas, LwGeodataRole role)
{
  g_autofree char *n = lw_format_count (NULL, areas->len);
  /* translators: areas of a kind in the plural ("planning areas"), and their number */
  g_autofree char *all = g_strdup_printf (_("All %s (%s)"), lw_geodata_role_label (role), n);

  add_item (self, titles, all, join (areas));
  for (guint i = 0; areas->len > 1 && i < areas->len; i++)
    {
      const LwStoreArea *area = g_ptr_array_index (areas, i);

      if (area->geometry)
        add_item (self, titles, area->name && *area->name ? area->name : area->code, lw_geometry_ref (area->geometry));
    }
}

static void
fill_ours (LwAreaChoice *self, LwSession *session)
{
  static const LwGeodataRole roles[]
    = { LW_GEODATA_PLANNING, LW_GEODATA_LOCATIONS, LW_GEODATA_REGIONS, LW_GEODATA_MUNICIPALITIES,
        LW_GEODATA_PROVINCES };
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  /* translators: no area is chosen */
  add_item (self, titles, C_("area", "None"), NULL);
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      g_autoptr (GPtrArray) areas = lw_session_read_areas (session, lw_geodata_role_kind (roles[i]), NULL);

      if (areas && areas->len > 0)
        add_kind (self, titles, areas, roles[i]);
    }
  self->filling = TRUE;
  adw_combo_row_set_model (self->ours, G_LIST_MODEL (titles));
  self->filling = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->ours), self->areas->len > 1);
}

static void
forget_file (LwAreaChoice *self)
{
  lw_job_replace (&self->job, NULL);
  g_clear_pointer (&self->read, lw_geometry_unref);
  adw_action_row_set_subtitle (self->file, _("Polygons in GeoJSON, GML or a GeoPackage"));
}

static void
ours_cb (LwAreaChoice *self)
{
  if (self->filling)
    return;
  if (adw_combo_row_get_selected (self->ours) > 0)
    forget_file (self);
  tell_changed (self);
}

static gpointer
read_in_thread (LwJob *job, gpointer path, GCancellable *cancellable, GError **error)
{
  LwImportRequest request;

  lw_import_request_init (&request);
  return lw_import_read_area (path, &request, cancellable, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LwAreaChoice) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LwGeometry) area = lw_job_run_finish (LW_JOB (source), result, &error);

  if (!lw_job_release (&self->job, LW_JOB (source)))
    return;
  if (area)
    {
      g_autofree char *size = lw_format_number (NULL, lw_geometry_get_area (area) / M2_PER_HECTARE, 0);
      const char *path = g_object_get_data (source, "path");
      g_autofree char *name = g_filename_display_basename (path);
      /* translators: a file name, and a number of hectares */
      g_autofree char *text = g_strdup_printf (_("%s · %s ha"), name, size);

      adw_action_row_set_subtitle (self->file, text);
      self->read = g_steal_pointer (&area);
    }
  else
    adw_action_row_set_subtitle (self->file, error->message);
  tell_changed (self);
}

/** lw_area_choice_take_file: reads the area in a file, and takes it when that is done */
void
lw_area_choice_take_file (LwAreaChoice *self, const char *path)
{
  LwJob *job;

  g_return_if_fail (LW_IS_AREA_CHOICE (self));
  forget_file (self);
  self->filling = TRUE;
  adw_combo_row_set_selected (self->ours, 0);
  self->filling = FALSE;
  job = lw_job_new (LW_JOB_COMPUTE, NULL);
  g_object_set_data_full (G_OBJECT (job), "path", g_strdup (path), g_free);
  lw_job_replace (&self->job, g_object_ref (job));
  lw_job_run_async (job, read_in_thread, g_strdup (path), g_free, (GDestroyNotify) lw_geometry_unref, read_cb,
                    g_object_ref (self));
  g_object_unref (job);
  tell_changed (self);
}

static void
chosen_cb (GPtrArray *paths, gpointer data)
{
  lw_area_choice_take_file (data, g_ptr_array_index (paths, 0));
}

static void
choose_cb (LwAreaChoice *self)
{
  lw_dialogs_choose (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), LW_CHOICE_AREA, NULL, chosen_cb,
                     g_object_ref (self), g_object_unref);
}

/** lw_area_choice_get_area: (returns: transfer none) (nullable): the area that was chosen, in RD New */
LwGeometry *
lw_area_choice_get_area (LwAreaChoice *self)
{
  guint selected;

  g_return_val_if_fail (LW_IS_AREA_CHOICE (self), NULL);
  selected = adw_combo_row_get_selected (self->ours);
  if (selected > 0 && selected < self->areas->len)
    return g_ptr_array_index (self->areas, selected);
  return self->read;
}

static void
lw_area_choice_dispose (GObject *object)
{
  lw_job_replace (&LW_AREA_CHOICE (object)->job, NULL);
  G_OBJECT_CLASS (lw_area_choice_parent_class)->dispose (object);
}

static void
lw_area_choice_finalize (GObject *object)
{
  LwAreaChoice *self = LW_AREA_CHOICE (object);

  g_ptr_array_unref (self->areas);
  g_clear_pointer (&self->read, lw_geometry_unref);
  G_OBJECT_CLASS (lw_area_choice_parent_class)->finalize (object);
}

static void
lw_area_choice_class_init (LwAreaChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lw_area_choice_dispose;
  G_OBJECT_CLASS (klass)->finalize = lw_area_choice_finalize;
  signals[SIGNAL_CHANGED]
    = g_signal_new ("changed", LW_TYPE_AREA_CHOICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lw_area_choice_init (LwAreaChoice *self)
{
  GtkWidget *choose = gtk_button_new_with_mnemonic (_("C_hoose…"));

  self->areas = g_ptr_array_new_with_free_func (unref_shape);
  self->ours = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->ours), _("Area of the _document"));
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (self->ours), TRUE);
  g_signal_connect_object (self->ours, "notify::selected", G_CALLBACK (ours_cb), self, G_CONNECT_SWAPPED);
  self->file = ADW_ACTION_ROW (adw_action_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->file), _("Area in a file"));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->file), FALSE);
  gtk_widget_set_valign (choose, GTK_ALIGN_CENTER);
  g_signal_connect_object (choose, "clicked", G_CALLBACK (choose_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (self->file, choose);
  adw_action_row_set_activatable_widget (self->file, choose);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->ours));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->file));
  forget_file (self);
}

/** lw_area_choice_new: (returns: transfer floating): a choice of the areas of the open document, and of files */
GtkWidget *
lw_area_choice_new (LwSession *session)
{
  LwAreaChoice *self = g_object_new (LW_TYPE_AREA_CHOICE, NULL);

  fill_ours (self, session);
  return GTK_WIDGET (self);
}
