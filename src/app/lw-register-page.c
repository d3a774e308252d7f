/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-register-page: see lw-register-page.h. */
#include "app/lw-register-page.h"

#include "app/lw-area-choice.h"
#include "app/lw-municipality-list.h"
#include "panels/lw-names.h"

#include <glib/gi18n-lib.h>

/* which part is read; also the names of the pages beside it */
typedef enum {
  PART_ALL,
  PART_MUNICIPALITIES,
  PART_AREA,
  N_PARTS,
} Part;

struct _LwRegisterPage {
  GtkBox parent_instance;

  GtkCheckButton *parts[N_PARTS];
  GtkStack *stack;
  LwMunicipalityList *municipalities;
  LwAreaChoice *area;
  GPtrArray *codes; /* of the municipalities that were chosen, ending in NULL */
};

G_DEFINE_FINAL_TYPE (LwRegisterPage, lw_register_page, GTK_TYPE_BOX)

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static Part
get_part (LwRegisterPage *self)
{
  for (guint part = 0; part < N_PARTS; part++)
    if (gtk_check_button_get_active (self->parts[part]))
      return (Part) part;
  return PART_ALL;
}

static void
tell_changed (LwRegisterPage *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
part_cb (LwRegisterPage *self)
{
  static const char *const pages[] = { "all", "municipalities", "area" };

  gtk_stack_set_visible_child_name (self->stack, pages[get_part (self)]);
  tell_changed (self);
}

/** lw_register_page_is_complete: whether it is known which part is read */
gboolean
lw_register_page_is_complete (LwRegisterPage *self)
{
  g_return_val_if_fail (LW_IS_REGISTER_PAGE (self), FALSE);
  switch (get_part (self))
    {
    case PART_MUNICIPALITIES:
      return lw_municipality_list_get_chosen (self->municipalities)->len > 0;
    case PART_AREA:
      return lw_area_choice_get_area (self->area) != NULL;
    case PART_ALL:
    case N_PARTS:
    default:
      return TRUE;
    }
}

/** lw_register_page_fill_request: says in @request which part is read; what it points at lives as long as the page */
void
lw_register_page_fill_request (LwRegisterPage *self, LwImportRequest *request)
{
  g_return_if_fail (LW_IS_REGISTER_PAGE (self));

  if (get_part (self) == PART_AREA)
    request->area = lw_area_choice_get_area (self->area);
  if (get_part (self) != PART_MUNICIPALITIES)
    return;
  g_ptr_array_set_size (self->codes, 0);
  g_ptr_array_extend (self->codes, lw_municipality_list_get_chosen (self->municipalities), NULL, NULL);
  g_ptr_array_add (self->codes, NULL);
  request->municipalities = (const char *const *) self->codes->pdata;
}

static void
lw_register_page_finalize (GObject *object)
{
  g_ptr_array_unref (LW_REGISTER_PAGE (object)->codes);
  G_OBJECT_CLASS (lw_register_page_parent_class)->finalize (object);
}

static void
lw_register_page_class_init (LwRegisterPageClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lw_register_page_finalize;
  signals[SIGNAL_CHANGED]
    = g_signal_new ("changed", LW_TYPE_REGISTER_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
add_part (LwRegisterPage *self, AdwPreferencesGroup *group, Part part, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new (), *check = gtk_check_button_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  self->parts[part] = GTK_CHECK_BUTTON (check);
  if (part > 0)
    gtk_check_button_set_group (self->parts[part], self->parts[0]);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  lw_names_set (check, title);
  adw_preferences_group_add (group, row);
}

/* What the sources say of themselves, and how large they are. */
static char *
describe (GPtrArray *looks)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < looks->len; i++)
    {
      const LwSourceLook *look = g_ptr_array_index (looks, i);
      g_autoptr (GFile) file = g_file_new_for_path (look->path);
      g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, 0, NULL, NULL);
      g_autofree char *name = g_filename_display_basename (look->path);
      g_autofree char *size = g_format_size (info ? (guint64) g_file_info_get_size (info) : 0);
      guint n = look->municipalities->len;
      g_autofree char *of = n > 0 ? g_strdup_printf (ngettext ("%u municipality", "%u municipalities", n), n)
                                  : g_strdup (_("several municipalities"));

      g_string_append_printf (text, "%s%s · %s · %s", i > 0 ? "\n" : "", name, of, size);
    }
  return g_strdup (text->str);
}

static GtkWidget *
make_all (GPtrArray *looks)
{
  g_autofree char *text = describe (looks);
  GtkWidget *page = adw_status_page_new ();

  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_status_page_set_title (ADW_STATUS_PAGE (page), _("Everything is read"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page), escaped);
  return page;
}

/* The municipalities that all sources together say to be of; none if one of them does not say. */
static GPtrArray *
join_codes (GPtrArray *looks)
{
  GPtrArray *codes = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < looks->len; i++)
    {
      const LwSourceLook *look = g_ptr_array_index (looks, i);

      if (look->municipalities->len == 0)
        {
          g_ptr_array_set_size (codes, 0);
          break;
        }
      for (guint k = 0; k < look->municipalities->len; k++)
        if (!g_ptr_array_find_with_equal_func (codes, g_ptr_array_index (look->municipalities, k), g_str_equal, NULL))
          g_ptr_array_add (codes, g_strdup (g_ptr_array_index (look->municipalities, k)));
    }
  return codes;
}

static GtkWidget *
make_area (LwRegisterPage *self, LwSession *session)
{
  GtkWidget *clamp = adw_clamp_new ();

  self->area = LW_AREA_CHOICE (lw_area_choice_new (session));
  g_signal_connect_object (self->area, "changed", G_CALLBACK (tell_changed), self, G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (GTK_WIDGET (self->area), "import-facts");
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (self->area));
  return clamp;
}

static void
lw_register_page_init (LwRegisterPage *self)
{
  GtkWidget *facts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14), *group = adw_preferences_group_new ();
  GtkWidget *window = gtk_scrolled_window_new ();

  self->codes = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Which offices"));
  add_part (self, ADW_PREFERENCES_GROUP (group), PART_ALL, _("_All of them"), _("As the register was delivered"));
  add_part (self, ADW_PREFERENCES_GROUP (group), PART_MUNICIPALITIES, _("Of some _municipalities"),
            _("Chosen by name or province"));
  add_part (self, ADW_PREFERENCES_GROUP (group), PART_AREA, _("In an a_rea"), _("Of the document, or in a file"));
  gtk_widget_add_css_class (facts, "import-facts");
  gtk_box_append (GTK_BOX (facts), group);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), facts);
  gtk_widget_set_size_request (window, 310, -1);
  gtk_widget_set_hexpand (window, FALSE);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_hexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_box_append (GTK_BOX (self), window);
  gtk_box_append (GTK_BOX (self), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->stack));
}

/**
 * lw_register_page_new:
 * @session: the session, whose document may have areas
 * @looks: (element-type LwSourceLook): the sources of the register
 *
 * Returns: (transfer floating): the page, on which all is read as long as nobody says otherwise
 */
GtkWidget *
lw_register_page_new (LwSession *session, GPtrArray *looks)
{
  LwRegisterPage *self = g_object_new (LW_TYPE_REGISTER_PAGE, NULL);
  g_autoptr (GPtrArray) codes = join_codes (looks);

  self->municipalities = LW_MUNICIPALITY_LIST (lw_municipality_list_new (codes));
  g_signal_connect_object (self->municipalities, "changed", G_CALLBACK (tell_changed), self, G_CONNECT_SWAPPED);
  gtk_stack_add_named (self->stack, make_all (looks), "all");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->municipalities), "municipalities");
  gtk_stack_add_named (self->stack, make_area (self, session), "area");
  gtk_check_button_set_active (self->parts[PART_ALL], TRUE);
  for (guint part = 0; part < N_PARTS; part++)
    g_signal_connect_object (self->parts[part], "toggled", G_CALLBACK (part_cb), self, G_CONNECT_SWAPPED);
  lw_names_apply (GTK_WIDGET (self));
  return GTK_WIDGET (self);
}
