/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-geodata-page: see lw-geodata-page.h. With another coordinate system the layer is looked at anew beside the main
 * loop, by the same functions as the import itself. A layer that nobody wants is not looked at. */
#include "app/lw-geodata-page.h"

#include "model/lw-geo-crs.h"
#include "panels/lw-names.h"
#include "session/lw-job.h"

#include <glib/gi18n-lib.h>

/* the roles in the order in which they are offered; the first is no answer */
static const LwGeodataRole roles[]
  = { LW_GEODATA_GUESS,     LW_GEODATA_LOCATIONS, LW_GEODATA_PLANNING, LW_GEODATA_REGIONS,  LW_GEODATA_MUNICIPALITIES,
      LW_GEODATA_PROVINCES, LW_GEODATA_OFFICES,   LW_GEODATA_PLANS,    LW_GEODATA_BUILDINGS };

/* what the choice of a coordinate system means; the first is what was found, the last another */
static const char *const systems[] = { NULL, "EPSG:28992", "EPSG:4326", "EPSG:4258", NULL };
#define OTHER_SYSTEM (G_N_ELEMENTS (systems) - 1)

struct _LwGeodataPage {
  GtkBox parent_instance;

  GtkWidget *remark; /* why people are asked */
  GtkSwitch *wanted;
  AdwComboRow *role;
  GtkWidget *fields;
  AdwComboRow *code;
  AdwComboRow *name;
  AdwComboRow *crs;
  GtkEditable *other_crs;
  LwGeodataPreview *preview;

  char *path;
  char *layer;
  LwSourceLook *look; /* NULL as long as nobody looked */
  LwJob *job;
  char *found; /* the coordinate system that was found, and how */
  gboolean role_chosen;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (LwGeodataPage, lw_geodata_page, GTK_TYPE_BOX)

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const char *
role_title (LwGeodataRole role)
{
  switch (role)
    {
    case LW_GEODATA_OFFICES:
      return _("Offices");
    case LW_GEODATA_PLANS:
      return _("Plans for new offices");
    case LW_GEODATA_BUILDINGS:
      return _("Outlines of buildings");
    case LW_GEODATA_MUNICIPALITIES:
      return _("Municipalities");
    case LW_GEODATA_PROVINCES:
      return _("Provinces");
    case LW_GEODATA_REGIONS:
      return _("Market regions");
    case LW_GEODATA_LOCATIONS:
      return _("Office locations");
    case LW_GEODATA_PLANNING:
      return _("Own planning areas");
    case LW_GEODATA_GUESS:
    case LW_N_GEODATA_ROLES:
    default:
      /* translators: what a file of geodata is, as long as nobody said */
      return _("Choose…");
    }
}

static guint
get_selected (AdwComboRow *row)
{
  guint selected = adw_combo_row_get_selected (row);

  return selected == GTK_INVALID_LIST_POSITION ? 0 : selected;
}

static LwGeodataRole
get_role (LwGeodataPage *self)
{
  return roles[get_selected (self->role)];
}

/* Returns: (transfer full) (nullable): the coordinate system that was chosen; "" for one that is none */
static char *
dup_crs (LwGeodataPage *self)
{
  guint selected = get_selected (self->crs);
  g_autofree char *text = NULL, *code = NULL;
  g_autoptr (LwGeoCrs) crs = NULL;

  if (selected != OTHER_SYSTEM)
    return g_strdup (systems[selected]);
  text = g_strstrip (g_strdup (gtk_editable_get_text (self->other_crs)));
  code = g_ascii_isdigit (*text) ? g_strconcat ("EPSG:", text, NULL) : g_strdup (text);
  crs = *code ? lw_geo_crs_new (code, NULL) : NULL;
  return g_strdup (crs ? code : "");
}

/* The column that is used: chosen, or found by its name. */
static guint
get_column (LwGeodataPage *self, AdwComboRow *row, const guint *found)
{
  guint selected = get_selected (row);

  return selected > 0 ? selected - 1 : found[get_role (self)];
}

static void
mark_columns (LwGeodataPage *self)
{
  LwGeodataRole role = get_role (self);
  gboolean has_code = lw_geodata_role_is_area (role) || role == LW_GEODATA_BUILDINGS;
  gboolean has_name = has_code || role == LW_GEODATA_PLANS;

  guint code = LW_FEATURES_NONE, name = LW_FEATURES_NONE;

  if (!self->look)
    return;
  gtk_widget_set_visible (self->fields, has_name);
  gtk_widget_set_visible (GTK_WIDGET (self->code), has_code);
  if (has_code)
    code = get_column (self, self->code, self->look->codes);
  if (has_name)
    name = get_column (self, self->name, self->look->names);
  lw_geodata_preview_mark (self->preview, code, name);
}

static void
fill_columns (LwGeodataPage *self, AdwComboRow *row, const guint *found)
{
  LwGeodataRole role = get_role (self);
  guint column = role != LW_GEODATA_GUESS ? found[role] : LW_FEATURES_NONE, selected = get_selected (row);
  GtkStringList *model = gtk_string_list_new (NULL);
  g_autofree char *first = NULL;

  if (column != LW_FEATURES_NONE)
    first = g_strdup_printf (_("Found: %s"), (char *) g_ptr_array_index (self->look->columns, column));
  gtk_string_list_append (model, first ? first : _("None found"));
  for (guint i = 0; i < self->look->columns->len; i++)
    gtk_string_list_append (model, g_ptr_array_index (self->look->columns, i));
  adw_combo_row_set_model (row, G_LIST_MODEL (model));
  adw_combo_row_set_selected (row, selected <= self->look->columns->len ? selected : 0);
  g_object_unref (model);
}

static void
fill_crs (LwGeodataPage *self)
{
  const char *names[] = { self->found, _("RD New (EPSG:28992)"), _("WGS 84 (EPSG:4326)"), _("ETRS89 (EPSG:4258)"),
                          /* translators: a coordinate system */
                          _("Another…"), NULL };
  g_autoptr (GtkStringList) model = gtk_string_list_new (names);
  guint selected = get_selected (self->crs);

  adw_combo_row_set_model (self->crs, G_LIST_MODEL (model));
  adw_combo_row_set_selected (self->crs, selected);
}

/* What was found holds for the file as it is, not as somebody said that it is to be read. */
static void
note_found (LwGeodataPage *self)
{
  if (get_selected (self->crs) != 0)
    return;
  g_free (self->found);
  if (self->look->crs)
    /* translators: a coordinate system such as EPSG:28992, and how it was found ("by the crs member") */
    self->found = g_strdup_printf (_("Found: %s, %s"), self->look->crs, self->look->crs_how);
  else
    self->found = g_strdup (_("Not known"));
}

static void
select_role (LwGeodataPage *self, LwGeodataRole role)
{
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (roles[i] == role)
      adw_combo_row_set_selected (self->role, i);
}

/* As long as nobody said what it is, and nothing in the file does. */
static void
show_remark (LwGeodataPage *self)
{
  gtk_widget_set_visible (self->remark, self->look && !self->look->is_role_certain && !self->role_chosen);
}

static void
show_look (LwGeodataPage *self)
{
  self->filling = TRUE;
  if (!self->role_chosen)
    select_role (self, self->look->role);
  note_found (self);
  fill_crs (self);
  fill_columns (self, self->code, self->look->codes);
  fill_columns (self, self->name, self->look->names);
  lw_geodata_preview_show (self->preview, self->look);
  mark_columns (self);
  show_remark (self);
  self->filling = FALSE;
}

static void
tell_changed (LwGeodataPage *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* looking anew */

typedef struct {
  char *path;
  char *layer;
  char *crs;
} Looking;

static void
looking_free (gpointer data)
{
  Looking *looking = data;

  g_free (looking->path);
  g_free (looking->layer);
  g_free (looking->crs);
  g_free (looking);
}

static gpointer
look_in_thread (LwJob *job, gpointer input, GCancellable *cancellable, GError **error)
{
  const Looking *looking = input;

  return lw_source_look_new (looking->path, looking->layer, looking->crs, NULL, NULL, cancellable, error);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LwGeodataPage) self = data;
  g_autoptr (GError) error = NULL;
  LwSourceLook *look = lw_job_run_finish (LW_JOB (source), result, &error);

  if (!lw_job_release (&self->job, LW_JOB (source)))
    {
      g_clear_pointer (&look, lw_source_look_free);
      return;
    }
  if (look)
    {
      g_clear_pointer (&self->look, lw_source_look_free);
      self->look = look;
      show_look (self);
    }
  tell_changed (self);
}

static void
look_again (LwGeodataPage *self)
{
  g_autofree char *crs = dup_crs (self);
  Looking *looking;
  LwJob *job;

  lw_job_replace (&self->job, NULL);
  if (crs && !*crs)
    {
      lw_geodata_preview_say (self->preview, _("Give the EPSG code of the coordinate system, such as 28992 or 25831."));
      return;
    }
  looking = g_new0 (Looking, 1);
  looking->path = g_strdup (self->path);
  looking->layer = g_strdup (self->layer);
  looking->crs = g_steal_pointer (&crs);
  job = lw_job_new (LW_JOB_COMPUTE, NULL);
  lw_geodata_preview_say (self->preview, _("Reading the layer…"));
  lw_job_replace (&self->job, g_object_ref (job));
  lw_job_run_async (job, look_in_thread, looking, looking_free, (GDestroyNotify) lw_source_look_free, looked_cb,
                    g_object_ref (self));
  g_object_unref (job);
}

static void
wanted_cb (LwGeodataPage *self)
{
  if (gtk_switch_get_active (self->wanted) && !self->look && !self->job)
    look_again (self);
  tell_changed (self);
}

static void
role_cb (LwGeodataPage *self)
{
  if (self->filling || !self->look)
    return;
  self->role_chosen = TRUE;
  show_remark (self);
  self->filling = TRUE;
  fill_columns (self, self->code, self->look->codes);
  fill_columns (self, self->name, self->look->names);
  self->filling = FALSE;
  mark_columns (self);
  tell_changed (self);
}

static void
column_cb (LwGeodataPage *self)
{
  if (self->filling || !self->look)
    return;
  mark_columns (self);
  tell_changed (self);
}

static void
crs_cb (LwGeodataPage *self)
{
  g_autofree char *crs = NULL;

  if (self->filling)
    return;
  crs = dup_crs (self);
  gtk_widget_set_visible (GTK_WIDGET (self->other_crs), get_selected (self->crs) == OTHER_SYSTEM);
  if (crs && !*crs && *gtk_editable_get_text (self->other_crs))
    gtk_widget_add_css_class (GTK_WIDGET (self->other_crs), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->other_crs), "error");
  look_again (self);
  tell_changed (self);
}

/** lw_geodata_page_is_wanted: whether the layer is to be imported */
gboolean
lw_geodata_page_is_wanted (LwGeodataPage *self)
{
  g_return_val_if_fail (LW_IS_GEODATA_PAGE (self), FALSE);
  return gtk_switch_get_active (self->wanted);
}

/** lw_geodata_page_is_complete: whether all is known that an import needs */
gboolean
lw_geodata_page_is_complete (LwGeodataPage *self)
{
  g_autofree char *crs = NULL;
  LwGeodataRole role;

  g_return_val_if_fail (LW_IS_GEODATA_PAGE (self), FALSE);
  crs = dup_crs (self);
  role = get_role (self);
  if (!self->look || self->job || self->look->n == 0 || role == LW_GEODATA_GUESS || (crs && !*crs))
    return FALSE;
  /* Offices and plans may do without a place. */
  if (role == LW_GEODATA_OFFICES || role == LW_GEODATA_PLANS)
    return self->look->trouble == NULL;
  return self->look->trouble == NULL && self->look->n_placed > 0
         && lw_source_look_tells_apart (role, get_column (self, self->code, self->look->codes),
                                        get_column (self, self->name, self->look->names));
}

/** lw_geodata_page_get_path: the file */
const char *
lw_geodata_page_get_path (LwGeodataPage *self)
{
  g_return_val_if_fail (LW_IS_GEODATA_PAGE (self), NULL);
  return self->path;
}

static char *
dup_field (LwGeodataPage *self, AdwComboRow *row)
{
  guint selected = get_selected (row);

  return selected > 0 ? g_strdup (g_ptr_array_index (self->look->columns, selected - 1)) : NULL;
}

/** lw_geodata_page_dup_answer: (returns: transfer full): how the layer is read; only of a page that is complete */
LwGeodataAnswer *
lw_geodata_page_dup_answer (LwGeodataPage *self)
{
  LwGeodataAnswer *answer;

  g_return_val_if_fail (lw_geodata_page_is_complete (self), NULL);
  answer = g_new0 (LwGeodataAnswer, 1);
  answer->path = g_strdup (self->path);
  answer->layer = g_strdup (self->layer);
  answer->role = get_role (self);
  answer->crs = dup_crs (self);
  if (lw_geodata_role_is_area (answer->role) || answer->role == LW_GEODATA_BUILDINGS)
    answer->code_field = dup_field (self, self->code);
  if (answer->role != LW_GEODATA_OFFICES)
    answer->name_field = dup_field (self, self->name);
  return answer;
}

static void
lw_geodata_page_dispose (GObject *object)
{
  lw_job_replace (&LW_GEODATA_PAGE (object)->job, NULL);
  G_OBJECT_CLASS (lw_geodata_page_parent_class)->dispose (object);
}

static void
lw_geodata_page_finalize (GObject *object)
{
  LwGeodataPage *self = LW_GEODATA_PAGE (object);

  g_free (self->path);
  g_free (self->layer);
  g_free (self->found);
  g_clear_pointer (&self->look, lw_source_look_free);
  G_OBJECT_CLASS (lw_geodata_page_parent_class)->finalize (object);
}

static void
lw_geodata_page_class_init (LwGeodataPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lw_geodata_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = lw_geodata_page_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", LW_TYPE_GEODATA_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
}

static AdwComboRow *
add_row (LwGeodataPage *self, GtkWidget *group, const char *title, void (*changed) (LwGeodataPage *))
{
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  adw_combo_row_set_use_subtitle (ADW_COMBO_ROW (row), TRUE);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return ADW_COMBO_ROW (row);
}

static GtkWidget *
add_group (GtkWidget *box, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  if (title)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_box_append (GTK_BOX (box), group);
  return group;
}

static void
add_wanted (LwGeodataPage *self, GtkWidget *group, gboolean optional)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Import _this"));
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->wanted), GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), GTK_WIDGET (self->wanted));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), GTK_WIDGET (self->wanted));
  gtk_widget_set_visible (row, optional);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
}

static void
add_remark (LwGeodataPage *self, GtkWidget *box)
{
  self->remark = gtk_label_new (_("Nothing in the file says for certain what these features are. Check it."));
  gtk_label_set_wrap (GTK_LABEL (self->remark), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->remark), 0);
  gtk_widget_add_css_class (self->remark, "remark");
  gtk_widget_set_visible (self->remark, FALSE);
  gtk_box_append (GTK_BOX (box), self->remark);
}

static void
add_facts (LwGeodataPage *self, GtkWidget *box, gboolean optional)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  GtkWidget *group;

  add_remark (self, box);
  group = add_group (box, NULL);
  add_wanted (self, group, optional);
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    gtk_string_list_append (titles, role_title (roles[i]));
  self->role = add_row (self, group, _("_What it is"), role_cb);
  adw_combo_row_set_model (self->role, G_LIST_MODEL (titles));
  self->fields = add_group (box, _("Properties"));
  self->code = add_row (self, self->fields, _("C_ode"), column_cb);
  self->name = add_row (self, self->fields, _("_Name"), column_cb);
  group = add_group (box, _("Where it lies"));
  self->crs = add_row (self, group, _("Coordinate _system"), crs_cb);
  self->other_crs = GTK_EDITABLE (adw_entry_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->other_crs), _("EPSG code"));
  gtk_widget_set_visible (GTK_WIDGET (self->other_crs), FALSE);
  g_signal_connect_object (self->other_crs, "changed", G_CALLBACK (crs_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->other_crs));
}

static void
lw_geodata_page_init (LwGeodataPage *self)
{
  self->wanted = GTK_SWITCH (gtk_switch_new ());
  self->found = g_strdup ("");
  self->preview = LW_GEODATA_PREVIEW (lw_geodata_preview_new ());
}

/**
 * lw_geodata_page_new:
 * @path: the file
 * @layer: (nullable): which layer of a GeoPackage
 * @look: (nullable) (transfer full): what it was found to be; %NULL to look only when somebody wants it
 * @optional: whether there are others, so that this one can be left out
 *
 * Returns: (transfer floating): its page
 */
GtkWidget *
lw_geodata_page_new (const char *path, const char *layer, LwSourceLook *look, gboolean optional)
{
  LwGeodataPage *self = g_object_new (LW_TYPE_GEODATA_PAGE, NULL);
  GtkWidget *facts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14), *window = gtk_scrolled_window_new ();

  self->path = g_strdup (path);
  self->layer = g_strdup (layer);
  self->filling = TRUE;
  gtk_widget_add_css_class (facts, "import-facts");
  add_facts (self, facts, optional);
  self->filling = FALSE;
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), facts);
  gtk_widget_set_size_request (window, 310, -1);
  gtk_widget_set_hexpand (window, FALSE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->preview), TRUE);
  gtk_box_append (GTK_BOX (self), window);
  gtk_box_append (GTK_BOX (self), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->preview));
  gtk_switch_set_active (self->wanted, look != NULL);
  g_signal_connect_object (self->wanted, "notify::active", G_CALLBACK (wanted_cb), self, G_CONNECT_SWAPPED);
  self->look = look;
  if (look)
    show_look (self);
  else
    lw_geodata_preview_say (self->preview, _("Switch this layer on to see what is in it."));
  lw_names_apply (GTK_WIDGET (self));
  return GTK_WIDGET (self);
}
