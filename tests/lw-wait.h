/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-wait: lets the main context of a test run until something has come about; a test that would wait for ever fails
 * and says so. */
#pragma once

#include "session/lw-session.h"

static inline gboolean
time_out_cb (gpointer data)
{
  g_error ("nothing happened for 30 seconds");
  return G_SOURCE_REMOVE;
}

#define WAIT_UNTIL(condition)                                                                                \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    guint watchdog = g_timeout_add_seconds (30, time_out_cb, NULL);                                          \
    while (!(condition))                                                                                     \
      g_main_context_iteration (NULL, TRUE);                                                                 \
    g_source_remove (watchdog);                                                                              \
  }                                                                                                          \
  G_STMT_END

/* Whether a job reads or writes the document. */
static inline gboolean
is_busy (LwSession *session)
{
  gboolean busy;

  g_object_get (session, "busy", &busy, NULL);
  return busy;
}
