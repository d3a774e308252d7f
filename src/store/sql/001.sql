-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Version 1 of the document: the tables of Leegwijzer in a GeoPackage that geopackage.sql has made. Applied
-- once, in the same transaction. Later versions are files of their own: this one never changes again.
--
-- No STRICT tables, generated columns or views: older SQLite and the Dutch acceptance rules refuse them. Only
-- column types that GeoPackage knows. Nothing is deleted by cascade: undo records and replays each row by
-- itself.

-- Where facts come from: one row an import.
CREATE TABLE source (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT,
  publisher TEXT,
  method TEXT,
  licence TEXT,
  reference_date DATE,
  imported DATETIME NOT NULL,
  area_measure TEXT,
  rows_read INTEGER,
  rows_kept INTEGER,
  fictional BOOLEAN NOT NULL DEFAULT 0
);

-- present_from and gone_from: the office is part of the stock on dates from … up to (not including) …; NULL
-- is open. edited: names of columns that the user set by hand, which an import leaves alone; each with =value, what
-- the source says, where that is one word. Vacancy set by hand: vacant_m2@date.
CREATE TABLE office (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  geom POINT,
  bag_id TEXT UNIQUE CHECK (bag_id IS NULL OR (length(bag_id) = 16 AND bag_id NOT GLOB '*[^0-9]*')),
  pand_id TEXT,
  name TEXT,
  street TEXT,
  house_number INTEGER,
  house_letter TEXT,
  house_suffix TEXT,
  postcode TEXT,
  town TEXT,
  municipality_code TEXT,
  municipality TEXT,
  region TEXT,
  province TEXT,
  location TEXT,
  location_type TEXT,
  floor_area_m2 DOUBLE,
  area_measure TEXT,
  build_year INTEGER,
  energy_label TEXT,
  owner_type TEXT,
  monument BOOLEAN,
  use_mixed BOOLEAN,
  uses TEXT,
  status TEXT,
  station_distance_m DOUBLE,
  facilities BOOLEAN,
  remarks INTEGER NOT NULL DEFAULT 0,
  source_fid INTEGER REFERENCES source(fid),
  present_from DATE,
  gone_from DATE,
  edited TEXT
);

-- What a source says of an office on a reference date; vacant_m2 NULL says that it is not known.
CREATE TABLE observation (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  office_fid INTEGER NOT NULL REFERENCES office(fid),
  reference_date DATE NOT NULL CHECK (reference_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  vacant_m2 DOUBLE CHECK (vacant_m2 IS NULL OR vacant_m2 >= 0),
  vacant_since DATE,
  assumed BOOLEAN NOT NULL DEFAULT 0,
  source_fid INTEGER REFERENCES source(fid),
  UNIQUE (office_fid, reference_date)
);

CREATE TABLE municipality (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  code TEXT NOT NULL UNIQUE,
  region TEXT
);

CREATE TABLE area (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  geom MULTIPOLYGON,
  kind TEXT NOT NULL,
  code TEXT NOT NULL,
  name TEXT,
  location_type TEXT,
  source_fid INTEGER REFERENCES source(fid),
  UNIQUE (kind, code)
);

CREATE TABLE plan (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  geom GEOMETRY,
  uid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  municipality_code TEXT,
  region TEXT,
  bvo_m2 DOUBLE NOT NULL,
  hard BOOLEAN NOT NULL,
  first_year INTEGER NOT NULL,
  n_years INTEGER NOT NULL,
  probability DOUBLE,
  exclusive BOOLEAN NOT NULL,
  scrapped_from INTEGER,
  office_fid INTEGER REFERENCES office(fid),
  source_fid INTEGER REFERENCES source(fid)
);
CREATE INDEX plan_office ON plan (office_fid);

CREATE TABLE demand (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  region TEXT NOT NULL,
  year INTEGER NOT NULL,
  m2 DOUBLE NOT NULL,
  low_m2 DOUBLE,
  high_m2 DOUBLE,
  source TEXT,
  UNIQUE (region, year)
);

CREATE TABLE scenario (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uid TEXT NOT NULL UNIQUE,
  parent TEXT,
  name TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  is_baseline BOOLEAN NOT NULL DEFAULT 0,
  locked BOOLEAN NOT NULL DEFAULT 0,
  base_year INTEGER,
  horizon_year INTEGER,
  demand_kind TEXT NOT NULL,
  demand_growth DOUBLE NOT NULL,
  band_low DOUBLE NOT NULL,
  band_high DOUBLE NOT NULL,
  unknown_vacancy TEXT NOT NULL,
  plan_share_kept DOUBLE NOT NULL CHECK (plan_share_kept BETWEEN 0 AND 1),
  seed INTEGER NOT NULL
);

CREATE TABLE scenario_parameter (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  scenario_fid INTEGER NOT NULL REFERENCES scenario(fid),
  key TEXT NOT NULL,
  value DOUBLE NOT NULL,
  UNIQUE (scenario_fid, key)
);

-- region NULL: the sum of all regions.
CREATE TABLE scenario_demand (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  scenario_fid INTEGER NOT NULL REFERENCES scenario(fid),
  region TEXT,
  year INTEGER NOT NULL,
  m2 DOUBLE NOT NULL
);
CREATE INDEX scenario_demand_scenario ON scenario_demand (scenario_fid);

CREATE TABLE measure (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  scenario_fid INTEGER NOT NULL REFERENCES scenario(fid),
  uid TEXT NOT NULL,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  share DOUBLE NOT NULL CHECK (share > 0 AND share <= 1),
  year INTEGER NOT NULL,
  delivery_years INTEGER NOT NULL,
  programme TEXT,
  target_label TEXT,
  probability DOUBLE NOT NULL,
  enabled BOOLEAN NOT NULL DEFAULT 1,
  note TEXT NOT NULL DEFAULT '',
  UNIQUE (scenario_fid, uid)
);

CREATE TABLE measure_office (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  measure_fid INTEGER NOT NULL REFERENCES measure(fid),
  office_fid INTEGER NOT NULL REFERENCES office(fid),
  position INTEGER NOT NULL,
  UNIQUE (measure_fid, office_fid)
);
CREATE INDEX measure_office_office ON measure_office (office_fid);

CREATE TABLE party (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uid TEXT NOT NULL UNIQUE,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL
);

CREATE TABLE action (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uid TEXT NOT NULL UNIQUE,
  position INTEGER NOT NULL,
  party TEXT,
  pillar INTEGER NOT NULL CHECK (pillar BETWEEN 1 AND 3),
  title TEXT NOT NULL,
  target DOUBLE,
  unit TEXT NOT NULL DEFAULT '',
  start_date DATE,
  due_date DATE,
  state TEXT NOT NULL,
  progress DOUBLE,
  note TEXT NOT NULL DEFAULT ''
);

CREATE TABLE agreement (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uid TEXT NOT NULL UNIQUE,
  position INTEGER NOT NULL,
  municipality_code TEXT,
  target_year INTEGER,
  min_withdrawal_m2 DOUBLE,
  max_new_build_m2 DOUBLE,
  plans_to_scrap_m2 DOUBLE,
  state TEXT NOT NULL
);

CREATE TABLE review (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uid TEXT NOT NULL UNIQUE,
  position INTEGER NOT NULL,
  held DATE,
  from_date DATE,
  to_date DATE,
  note TEXT NOT NULL DEFAULT ''
);

INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES
  ('office', 'features', 'office', 'Kantoren: one row an office (verblijfsobject)', 28992),
  ('area', 'features', 'area', 'Gebieden: municipalities, regions, locations of the user', 28992),
  ('plan', 'features', 'plan', 'Plancapaciteit: plans for new offices, m2 bvo', 28992),
  ('source', 'attributes', 'source', 'Bronnen: where the facts come from', NULL),
  ('observation', 'attributes', 'observation', 'Leegstand per kantoor en peildatum', NULL),
  ('municipality', 'attributes', 'municipality', 'Kantorenregio per gemeente', NULL),
  ('demand', 'attributes', 'demand', 'Kantorenvraag per regio en jaar, m2 vvo', NULL),
  ('scenario', 'attributes', 'scenario', 'Scenario''s', NULL),
  ('scenario_parameter', 'attributes', 'scenario_parameter', 'Parameters per scenario', NULL),
  ('scenario_demand', 'attributes', 'scenario_demand', 'Vraag die een scenario zelf opgeeft', NULL),
  ('measure', 'attributes', 'measure', 'Maatregelen', NULL),
  ('measure_office', 'attributes', 'measure_office', 'Kantoren per maatregel', NULL),
  ('party', 'attributes', 'party', 'Partijen', NULL),
  ('action', 'attributes', 'action', 'Acties', NULL),
  ('agreement', 'attributes', 'agreement', 'Afspraken per gemeente', NULL),
  ('review', 'attributes', 'review', 'Voortgangsoverleggen', NULL);

INSERT INTO gpkg_geometry_columns VALUES
  ('office', 'geom', 'POINT', 28992, 0, 0),
  ('area', 'geom', 'MULTIPOLYGON', 28992, 0, 0),
  ('plan', 'geom', 'GEOMETRY', 28992, 0, 0);

-- Private tables, which other programs do not show.

CREATE TABLE app_setting (
  key TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL
);

-- One row an edit: what each row was and became, as a changeset of SQLite, compressed.
CREATE TABLE app_history (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  name TEXT NOT NULL,
  made DATETIME NOT NULL,
  undone BOOLEAN NOT NULL DEFAULT 0,
  changeset BLOB NOT NULL
);

-- One row a version that this file went through; min_reader is the oldest version that may still read it.
CREATE TABLE app_schema (
  version INTEGER PRIMARY KEY NOT NULL,
  min_reader INTEGER NOT NULL,
  applied DATETIME NOT NULL,
  program TEXT
);
INSERT INTO app_schema VALUES (1, 1, strftime('%Y-%m-%dT%H:%M:%fZ','now'), NULL);
