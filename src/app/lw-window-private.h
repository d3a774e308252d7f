/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-window-private: what the files of the window share: its parts, and who may call whom. */
#pragma once

#include "app/lw-search.h"
#include "app/lw-window.h"
#include "analysis/lw-import.h"
#include "map/lw-office-map.h"
#include "panels/lw-office-panel.h"
#include "panels/lw-sidebar.h"

G_BEGIN_DECLS

struct _LwWindow {
  AdwApplicationWindow parent_instance;

  /* parts of the template */
  AdwToastOverlay *toasts;
  GtkStack *main_stack;
  GtkButton *undo_button;
  GtkButton *redo_button;
  GtkMenuButton *history_button;
  GMenu *recent_menu;
  LwSearch *search;
  GtkWidget *badge;
  GtkWidget *problem_bar;
  GtkLabel *problem_sentence;
  GtkWidget *problem_more;
  GtkLabel *problem_details;
  GtkWidget *trouble_bar;
  GtkLabel *trouble_sentence;
  GtkWidget *reopen_button;
  GtkOverlay *overlay;
  GtkWidget *drop_target;
  GtkPaned *outer_paned;
  GtkPaned *inner_paned;
  LwSidebar *sidebar;
  AdwBin *map_bin;
  AdwBin *strip_bin;
  GtkStack *side_stack;
  AdwViewStack *pages;
  LwOfficePanel *office_panel;
  GtkBox *jobs_box;

  /* own */
  LwOfficeMap *map;
  LwSession *session;
  GSettings *settings; /* NULL when the schema is not installed */
  GtkWindow *settings_dialog; /* weak; NULL when it is closed */
  GtkWindow *plans_dialog;    /* likewise */
  GtkWindow *criteria_dialog; /* likewise */
  GtkWindow *demand_dialog;   /* the same */
  GtkWindow *imports_dialog;  /* this too */
  GtkWindow *parameters_dialog; /* and here */
  GPtrArray *waiting; /* paths that still have to be imported */
  GPtrArray *packed;  /* folders and zips that nobody looked into yet */
  GPtrArray *unpacked; /* of LwUnpacked: what of them came out of folders and zips, kept until it is read */
  GHashTable *choosing; /* paths among those that wait of which people want to say how they are read */
  gboolean choosing_inside; /* likewise of the folder or zip that is being looked into */
  gboolean asking;    /* how to import the next one, or where to */
  char *edits_file;   /* that is being applied */
  gboolean offering;  /* to recover a damaged document */
  char *known_damaged; /* the open document that was asked about already */
  int panel_width;
  gboolean panes_placed;
  gboolean closing;
};

/* lw-window-actions.c */
void lw_window_install_actions (GtkWidgetClass *klass);
void lw_window_update_actions (LwWindow *self);
void lw_window_create_document (LwWindow *self, const char *path);
void lw_window_save_as (LwWindow *self, const char *path);
void lw_window_fill_recent (LwWindow *self);
void lw_window_remember_document (LwWindow *self);

/* lw-window-state.c */
void lw_window_restore_state (LwWindow *self);
void lw_window_save_state (LwWindow *self);

/* lw-window-notices.c */
void lw_window_watch_notices (LwWindow *self);
void lw_window_show_problem (LwWindow *self, const char *sentence, const char *details);
void lw_window_hide_problem (LwWindow *self);
void lw_window_show_toast (LwWindow *self, const char *message);

/* lw-window-dnd.c */
void lw_window_accept_drops (LwWindow *self);

/* lw-window-history.c */
void lw_window_watch_history (LwWindow *self);
void lw_window_choose_edits (LwWindow *self, gboolean apply);
void lw_window_export_edits (LwWindow *self, const char *path, gboolean confidential);
void lw_window_apply_edits (LwWindow *self, const char *file);

/* lw-window-recover.c */
void lw_window_watch_damage (LwWindow *self);
void lw_window_offer_recovery (LwWindow *self, const char *damaged, const char *sentence);
void lw_window_recover (LwWindow *self, const char *damaged, const char *copy);

/* lw-window-export.c */
void lw_window_export (LwWindow *self);
void lw_window_show_file (LwWindow *self, const char *path);

/* lw-window-import.c */
void lw_window_watch_imports (LwWindow *self);
void lw_window_import_waiting (LwWindow *self);
void lw_window_choose_import (LwWindow *self, gboolean folder);
void lw_window_import_sources (LwWindow *self, const char *const *paths, LwImportRequest *request);

/* lw-window-choices.c */
void lw_window_look_at_sources (LwWindow *self, const char *const *paths);
void lw_window_choose_with_choices (LwWindow *self);

G_END_DECLS
