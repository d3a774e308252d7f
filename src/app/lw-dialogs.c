/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-dialogs: GtkFileChooserNative, AdwMessageDialog and AdwAboutWindow, which are the classes of GTK 4.8 and
 * libadwaita 1.2 and still work in later versions. */
#include "app/lw-dialogs.h"

#include "app/lw-application.h"
#include "panels/lw-names.h"

#include <glib/gi18n-lib.h>

/* The name of the one box that a dialog may offer. */
#define OPTION "option"

typedef struct {
  LwDialogsPathsFunc func;
  LwDialogsOptionFunc option_func; /* in its place, of a dialog that offers a box */
  gpointer data;
  GDestroyNotify free_data;
  const char *ending; /* of a file that is to be made */
  GPtrArray *paths; /* what was chosen */
  gboolean checked;
} Choosing;

static void
choosing_free (gpointer data, GClosure *closure)
{
  Choosing *choosing = data;

  if (choosing->free_data)
    choosing->free_data (choosing->data);
  g_clear_pointer (&choosing->paths, g_ptr_array_unref);
  g_free (choosing);
}

/* A document is known by its ending; who leaves it out means it all the same. */
static char *
with_ending (const char *path, const char *ending)
{
  return g_str_has_suffix (path, ending) ? g_strdup (path) : g_strconcat (path, ending, NULL);
}

static GPtrArray *
get_paths (GtkFileChooser *chooser)
{
  g_autoptr (GListModel) files = gtk_file_chooser_get_files (chooser);
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);
      char *path = g_file_get_path (file);

      if (path)
        g_ptr_array_add (paths, path);
    }
  return paths;
}

static void
tell (const Choosing *choosing)
{
  if (choosing->option_func)
    choosing->option_func (choosing->paths, choosing->checked, choosing->data);
  else
    choosing->func (choosing->paths, choosing->data);
}

static void
replace_cb (gboolean yes, gpointer data)
{
  GtkNativeDialog *dialog = data;
  Choosing *choosing = g_object_get_data (G_OBJECT (dialog), "choosing");

  if (yes)
    tell (choosing);
  g_object_unref (dialog);
}

/* The chooser has asked about the name as it was typed, not about the one with its ending. */
static gboolean
ask_to_replace (GtkNativeDialog *dialog, const char *typed, const char *path)
{
  g_autofree char *name = NULL, *heading = NULL;

  if (g_str_equal (typed, path) || !g_file_test (path, G_FILE_TEST_EXISTS))
    return FALSE;
  name = g_path_get_basename (path);
  /* translators: %s is the name of a file */
  heading = g_strdup_printf (_("Replace “%s”?"), name);
  lw_dialogs_ask (gtk_native_dialog_get_transient_for (dialog), heading,
                  _("A document of that name exists already. Replacing it loses what is in it."), _("_Replace"), TRUE,
                  replace_cb, dialog);
  return TRUE;
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, gpointer data)
{
  Choosing *choosing = data;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      choosing->paths = get_paths (GTK_FILE_CHOOSER (dialog));
      choosing->checked = choosing->option_func
                          && g_strcmp0 (gtk_file_chooser_get_choice (GTK_FILE_CHOOSER (dialog), OPTION), "true") == 0;
      if (choosing->ending && choosing->paths->len > 0)
        {
          g_autofree char *typed = g_ptr_array_steal_index (choosing->paths, 0);
          char *path = with_ending (typed, choosing->ending);

          g_ptr_array_insert (choosing->paths, 0, path);
          if (ask_to_replace (dialog, typed, path))
            return;
        }
      if (choosing->paths->len > 0)
        tell (choosing);
    }
  g_object_unref (dialog);
}

static void
add_filter (GtkFileChooser *chooser, const char *name, const char *const *patterns)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  for (guint i = 0; patterns[i]; i++)
    gtk_file_filter_add_pattern (filter, patterns[i]);
  gtk_file_chooser_add_filter (chooser, filter);
}

static void
add_filters (GtkFileChooser *chooser, LwChoice choice)
{
  static const char *const documents[] = { "*.gpkg", NULL };
  static const char *const imports[] = { "*.xml", "*.zip", "*.csv", "*.txt", "*.XML", "*.ZIP", "*.CSV",
                                         "*.xlsx", "*.ods", "*.json", "*.geojson", "*.gml", "*.gpkg", NULL };
  static const char *const geodata[] = { "*.geojson", "*.json", "*.gml", "*.xml", "*.gpkg", NULL };
  static const char *const edits[] = { "*.lwchanges", NULL };
  static const char *const criteria[] = { "*.keyfile", NULL };
  static const char *const reports[] = { "*.txt", "*.json", "*.csv", NULL };
  static const char *const mappings[] = { "*.json", NULL };
  static const char *const all[] = { "*", NULL };

  if (choice == LW_CHOICE_IMPORT_FOLDER || choice == LW_CHOICE_EXPORT)
    return;
  if (choice == LW_CHOICE_IMPORT_FILES || choice == LW_CHOICE_IMPORT_WITH_CHOICES)
    add_filter (chooser, _("Registers, lists, workbooks and geodata"), imports);
  else if (choice == LW_CHOICE_AREA)
    add_filter (chooser, _("Geodata"), geodata);
  else if (choice == LW_CHOICE_EXPORT_EDITS || choice == LW_CHOICE_APPLY_EDITS)
    add_filter (chooser, _("Edits of a document"), edits);
  else if (choice == LW_CHOICE_EXPORT_CRITERIA || choice == LW_CHOICE_IMPORT_CRITERIA)
    add_filter (chooser, _("Sets of criteria"), criteria);
  else if (choice == LW_CHOICE_SAVE_REPORT)
    add_filter (chooser, _("Text, JSON or CSV"), reports);
  else if (choice == LW_CHOICE_SAVE_MAPPING)
    add_filter (chooser, _("Mappings of columns"), mappings);
  else
    add_filter (chooser, _("Documents (GeoPackage)"), documents);
  add_filter (chooser, _("All files"), all);
}

static void
suggest (GtkFileChooser *chooser, const char *name)
{
  g_autofree char *base = g_path_get_basename (name);
  g_autofree char *display = g_filename_display_name (base);

  if (g_path_is_absolute (name))
    {
      g_autofree char *path = g_path_get_dirname (name);
      g_autoptr (GFile) folder = g_file_new_for_path (path);

      gtk_file_chooser_set_current_folder (chooser, folder, NULL);
    }
  gtk_file_chooser_set_current_name (chooser, display);
}

/* Shows the dialog; @option is the label of the box that it offers, if any. */
static void
show_chooser (GtkWindow *parent, LwChoice choice, const char *suggested_name, const char *option, Choosing *choosing)
{
  static const struct {
    const char *title;
    GtkFileChooserAction action;
    const char *accept;
  } kinds[] = {
    [LW_CHOICE_OPEN] = { N_("Open a document"), GTK_FILE_CHOOSER_ACTION_OPEN, N_("_Open") },
    [LW_CHOICE_CREATE] = { N_("New document"), GTK_FILE_CHOOSER_ACTION_SAVE, N_("_Create") },
    [LW_CHOICE_SAVE_AS] = { N_("Save a copy and go on in it"), GTK_FILE_CHOOSER_ACTION_SAVE, N_("_Save") },
    [LW_CHOICE_RECOVER] = { N_("Recover a copy"), GTK_FILE_CHOOSER_ACTION_SAVE, N_("_Recover") },
    [LW_CHOICE_IMPORT_FILES] = { N_("Import files"), GTK_FILE_CHOOSER_ACTION_OPEN, N_("_Import") },
    [LW_CHOICE_IMPORT_WITH_CHOICES] = { N_("Import with choices"), GTK_FILE_CHOOSER_ACTION_OPEN, N_("_Next") },
    [LW_CHOICE_AREA] = { N_("Choose an area"), GTK_FILE_CHOOSER_ACTION_OPEN, N_("_Choose") },
    [LW_CHOICE_EXPORT] = { N_("Export"), GTK_FILE_CHOOSER_ACTION_SAVE, N_("_Export") },
    [LW_CHOICE_EXPORT_EDITS] = { N_("Export edits"), GTK_FILE_CHOOSER_ACTION_SAVE, N_("_Export") },
    [LW_CHOICE_APPLY_EDITS] = { N_("Apply edits"), GTK_FILE_CHOOSER_ACTION_OPEN, N_("_Apply") },
    [LW_CHOICE_EXPORT_CRITERIA] = { N_("Export criteria"), GTK_FILE_CHOOSER_ACTION_SAVE, N_("_Export") },
    [LW_CHOICE_IMPORT_CRITERIA] = { N_("Import criteria"), GTK_FILE_CHOOSER_ACTION_OPEN, N_("_Import") },
    [LW_CHOICE_SAVE_REPORT] = { N_("Save report"), GTK_FILE_CHOOSER_ACTION_SAVE, N_("_Save") },
    [LW_CHOICE_SAVE_MAPPING] = { N_("Save mapping"), GTK_FILE_CHOOSER_ACTION_SAVE, N_("_Save") },
    [LW_CHOICE_IMPORT_FOLDER] = { N_("Import a folder"), GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, N_("_Import") },
  };
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_(kinds[choice].title), parent, kinds[choice].action,
                                                              _(kinds[choice].accept), _("_Cancel"));

  if (choice == LW_CHOICE_CREATE || choice == LW_CHOICE_SAVE_AS || choice == LW_CHOICE_RECOVER)
    choosing->ending = ".gpkg";
  else if (choice == LW_CHOICE_EXPORT)
    choosing->ending = g_intern_string (strrchr (suggested_name, '.'));
  else if (choice == LW_CHOICE_EXPORT_EDITS)
    choosing->ending = ".lwchanges";
  else if (choice == LW_CHOICE_EXPORT_CRITERIA)
    choosing->ending = ".keyfile";
  else if (choice == LW_CHOICE_SAVE_MAPPING)
    choosing->ending = ".json";
  add_filters (GTK_FILE_CHOOSER (dialog), choice);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), choice == LW_CHOICE_IMPORT_FILES
                                                                      || choice == LW_CHOICE_IMPORT_WITH_CHOICES);
  if (suggested_name)
    suggest (GTK_FILE_CHOOSER (dialog), suggested_name);
  if (option)
    {
      gtk_file_chooser_add_choice (GTK_FILE_CHOOSER (dialog), OPTION, option, NULL, NULL);
      gtk_file_chooser_set_choice (GTK_FILE_CHOOSER (dialog), OPTION, "false");
    }
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_data (dialog, "response", G_CALLBACK (chosen_cb), choosing, choosing_free, 0);
  g_object_set_data (G_OBJECT (dialog), "choosing", choosing);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/**
 * lw_dialogs_choose:
 * @parent: the window
 * @choice: what for
 * @suggested_name: (nullable): name of a new document, with its folder if that matters
 * @func: called with what was chosen, and not at all if nothing was
 * @data: for @func
 * @free_data: (nullable): frees @data afterwards
 *
 * Lets the user choose files.
 */
void
lw_dialogs_choose (GtkWindow *parent, LwChoice choice, const char *suggested_name, LwDialogsPathsFunc func,
                   gpointer data, GDestroyNotify free_data)
{
  Choosing *choosing = g_new0 (Choosing, 1);

  choosing->func = func;
  choosing->data = data;
  choosing->free_data = free_data;
  show_chooser (parent, choice, suggested_name, NULL, choosing);
}

/**
 * lw_dialogs_choose_with_option:
 * @option: the label of a box to check, which is not checked at first
 *
 * As lw_dialogs_choose(), with something to decide about the files beside their name.
 */
void
lw_dialogs_choose_with_option (GtkWindow *parent, LwChoice choice, const char *suggested_name, const char *option,
                               LwDialogsOptionFunc func, gpointer data, GDestroyNotify free_data)
{
  Choosing *choosing = g_new0 (Choosing, 1);

  choosing->option_func = func;
  choosing->data = data;
  choosing->free_data = free_data;
  show_chooser (parent, choice, suggested_name, option, choosing);
}

typedef struct {
  LwDialogsAnswerFunc func;
  gpointer data;
} Question;

static void
answered_cb (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  Question *question = data;

  question->func (g_str_equal (response, "yes"), question->data);
}

static void
question_free (gpointer data, GClosure *closure)
{
  g_free (data);
}

/**
 * lw_dialogs_ask:
 * @parent: the window
 * @heading: the question
 * @body: what it means, one sentence
 * @action: what the affirmative button does, with a mnemonic
 * @destructive: something would be lost
 * @func: called once, with the answer
 * @data: for @func
 *
 * Asks a question.
 */
void
lw_dialogs_ask (GtkWindow *parent, const char *heading, const char *body, const char *action, gboolean destructive,
                LwDialogsAnswerFunc func, gpointer data)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, heading, body));
  Question *question = g_new0 (Question, 1);

  question->func = func;
  question->data = data;
  adw_message_dialog_add_responses (dialog, "no", _("_Cancel"), "yes", action, NULL);
  adw_message_dialog_set_response_appearance (dialog, "yes",
                                              destructive ? ADW_RESPONSE_DESTRUCTIVE : ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, destructive ? "no" : "yes");
  adw_message_dialog_set_close_response (dialog, "no");
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), question, question_free, 0);
  lw_names_apply (GTK_WIDGET (dialog));
  gtk_window_present (GTK_WINDOW (dialog));
}

/** lw_dialogs_show_about: tells what this program is, and whose data it brings */
void
lw_dialogs_show_about (GtkWindow *parent)
{
  g_autofree char *data_sources =
    g_strdup (_("Boundaries of municipalities and provinces: CBS and Kadaster, CC BY 4.0."));

  adw_show_about_window (parent, "application-name", "Leegwijzer", "application-icon", LW_APPLICATION_ID, "version",
                         LW_VERSION, "developer-name", _("The Leegwijzer developers"), "license-type",
                         GTK_LICENSE_GPL_3_0, "comments",
                         _("Shows where offices stand empty and what transformation, demolition and renovation would "
                           "change."),
                         "copyright", data_sources, "translator-credits", _("translator-credits"), NULL);
}
