/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-journey: the steps of which the journeys consist, in the words of a person: see, press, click, type, choose a
 * file. Each waits until what it needs is there, and fails with all that was on the screen if it does not come. */
#pragma once

#include "lw-driver.h"

G_BEGIN_DECLS

typedef struct {
  char *folder;
  char *document;
  LwDriver *driver;
} LwJourney;

void lw_journey_begin_empty (LwJourney *journey, gconstpointer data);
void lw_journey_begin_example (LwJourney *journey, gconstpointer data);
void lw_journey_end (LwJourney *journey, gconstpointer data);
void lw_journey_open (LwJourney *journey, const char *path);
char *lw_journey_path (LwJourney *journey, const char *name);

LwDriverNode *lw_journey_expect (LwJourney *journey, const char *role, const char *pattern);
void lw_journey_see (LwJourney *journey, const char *role, const char *pattern);
void lw_journey_see_gone (LwJourney *journey, const char *role, const char *pattern);
char *lw_journey_read (LwJourney *journey, const char *role, const char *pattern);
void lw_journey_press (LwJourney *journey, const char *role, const char *pattern);
void lw_journey_click (LwJourney *journey, const char *role, const char *pattern);
void lw_journey_key (LwJourney *journey, const char *keys);
void lw_journey_type (LwJourney *journey, const char *text);
void lw_journey_set_value (LwJourney *journey, const char *role, const char *pattern, double value);
void lw_journey_choose_file (LwJourney *journey, const char *dialog, const char *path);
void lw_journey_drop (LwJourney *journey, const char *const *paths);
void lw_journey_see_names (LwJourney *journey);

int lw_journey_run (int argc, char *argv[], void (*add_tests) (void));

#define LW_JOURNEY_ADD(path, begin, test) g_test_add (path, LwJourney, NULL, begin, test, lw_journey_end)

G_END_DECLS
