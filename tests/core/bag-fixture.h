/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bag-fixture: makes small BAG 2.0 files for tests. What a test does not say gets a harmless default, so that
 * each test shows only the trap that it is about. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define BAG_DATE "2021-10-15"

/* One record; NULL fields get a default, "" leaves the element out. */
typedef struct {
  const char *id;
  const char *begin;
  const char *end;
  const char *registered; /* tijdstipRegistratieLV */
  const char *occurrence;
  const char *life;       /* more elements inside BeschikbaarLV */
  const char *after_life; /* more elements inside Voorkomen */
  const char *status;
  /* verblijfsobject */
  const char *uses; /* separated by ; */
  const char *area;
  const char *geometry; /* inside geometrie; also of a pand */
  const char *address;
  const char *side_addresses; /* separated by ; */
  const char *buildings;      /* separated by ; */
  /* pand */
  const char *year;
  /* nummeraanduiding, openbare ruimte, woonplaats */
  const char *number;
  const char *letter;
  const char *suffix;
  const char *postcode;
  const char *street;
  const char *town;
  const char *name;
} BagFixture;

char *bag_object (BagFixture record);
char *bag_building (BagFixture record);
char *bag_address (BagFixture record);
char *bag_street (BagFixture record);
char *bag_town (BagFixture record);
char *bag_investigation (const char *id, const char *property, const char *open, const char *end);
char *bag_relation (
    const char *town, const char *municipality, const char *begin, const char *end, const char *status);

char *bag_stand (const char *date, const char *type, const char *records);
char *bag_relation_file (const char *relations);

G_END_DECLS
