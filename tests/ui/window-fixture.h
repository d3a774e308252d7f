/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * window-fixture: the real window with an example document in a folder of its own. At the end of each test window,
 * session and dialog must be gone, and nothing may lie beside the documents. */
#pragma once

#include "app/lw-window-private.h"
#include "../lw-wait.h"

G_BEGIN_DECLS

typedef struct {
  char *folder;
  char *path;        /* the example */
  char *other;       /* a second document, which the test may make */
  LwWindow *window;
  LwSession *session;
  GtkWidget *dialog; /* the test's own */
} WindowFixture;

void window_fixture_begin (WindowFixture *fixture, guint n_offices);
void window_fixture_open (WindowFixture *fixture);
void window_fixture_end (WindowFixture *fixture, gconstpointer data);
int window_fixture_run (int argc, char *argv[], void (*add_tests) (void));

G_END_DECLS
