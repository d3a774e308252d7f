/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-dialogs: every dialog whose class differs between versions of GTK and libadwaita: choosing files, asking a
 * question, about. They are here and nowhere else, so a later move to newer classes touches one place. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** LwChoice: what files are chosen for */
typedef enum {
  LW_CHOICE_OPEN,          /* one document */
  LW_CHOICE_CREATE,        /* the name of a new document */
  LW_CHOICE_SAVE_AS,       /* the name of a copy */
  LW_CHOICE_RECOVER,       /* the name of a recovered copy */
  LW_CHOICE_IMPORT_FILES,  /* one or more files of offices or vacancy */
  LW_CHOICE_IMPORT_FOLDER, /* a folder with such files */
  LW_CHOICE_IMPORT_WITH_CHOICES, /* the same, of which people say how they are read */
  LW_CHOICE_AREA,          /* one file of polygons */
  LW_CHOICE_EXPORT,        /* the name of a file for other programs, which has the ending of the one suggested */
  LW_CHOICE_EXPORT_EDITS,  /* the name of a file of edits */
  LW_CHOICE_APPLY_EDITS,   /* one file of edits */
  LW_CHOICE_EXPORT_CRITERIA, /* the name of a key file */
  LW_CHOICE_IMPORT_CRITERIA, /* one key file */
  LW_CHOICE_SAVE_REPORT,  /* the name of a report: text, or JSON or CSV by its ending */
  LW_CHOICE_SAVE_MAPPING, /* the name of a file that tells what the columns of a list mean */
} LwChoice;

/**
 * LwDialogsPathsFunc:
 * @paths: (element-type utf8) (transfer none): at least one path
 * @data: the caller's data
 */
typedef void (*LwDialogsPathsFunc) (GPtrArray *paths, gpointer data);

/** LwDialogsOptionFunc: likewise, with @checked: whether the box that the dialog offers was checked */
typedef void (*LwDialogsOptionFunc) (GPtrArray *paths, gboolean checked, gpointer data);

/** LwDialogsAnswerFunc: @yes: whether the question was answered with its action */
typedef void (*LwDialogsAnswerFunc) (gboolean yes, gpointer data);

void lw_dialogs_choose (GtkWindow *parent, LwChoice choice, const char *suggested_name, LwDialogsPathsFunc func,
                        gpointer data, GDestroyNotify free_data);
void lw_dialogs_choose_with_option (GtkWindow *parent, LwChoice choice, const char *suggested_name, const char *option,
                                    LwDialogsOptionFunc func, gpointer data, GDestroyNotify free_data);
void lw_dialogs_ask (GtkWindow *parent, const char *heading, const char *body, const char *action,
                     gboolean destructive, LwDialogsAnswerFunc func, gpointer data);
void lw_dialogs_show_about (GtkWindow *parent);

G_END_DECLS
