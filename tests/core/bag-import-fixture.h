/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bag-import-fixture: writes small BAG deliveries into a folder and imports them, for the tests of the rules. */
#pragma once

#include <glib.h>

#include "bag-fixture.h"
#include "formats/lw-bag.h"

G_BEGIN_DECLS

typedef struct {
  char *folder;
  GPtrArray *paths;
  LwImportReport *report;
  LwOffices *offices;
  GError *error;
} Fixture;

void set_up (Fixture *fixture, gconstpointer data);
void forget (Fixture *fixture);
void tear_down (Fixture *fixture, gconstpointer data);
void add_file (Fixture *fixture, const char *name, char *text);
void add_stand (Fixture *fixture, const char *type, char *record, ...) G_GNUC_NULL_TERMINATED;
void add_references (Fixture *fixture);
void add_surroundings (Fixture *fixture);
void import_with (Fixture *fixture, const LwBagOptions *options);
void try_import (Fixture *fixture);
void import (Fixture *fixture);
const char *text (Fixture *fixture, LwOfficeColumn column, guint row);

#define COUNT(kind, key) lw_import_report_get_count (fixture->report, LW_IMPORT_##kind, key)
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

#define POINT(attributes, numbers)                                                                           \
  "<Objecten:punt><gml:Point" attributes "><gml:pos>" numbers "</gml:pos></gml:Point></Objecten:punt>"
#define POLYGON(attributes, rings)                                                                           \
  "<Objecten:vlak><gml:Polygon" attributes ">" rings "</gml:Polygon></Objecten:vlak>"
#define RING(attributes, numbers)                                                                            \
  "<gml:exterior><gml:LinearRing><gml:posList" attributes ">" numbers                                        \
  "</gml:posList></gml:LinearRing></gml:exterior>"

G_END_DECLS
