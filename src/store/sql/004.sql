-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Version 4 of the document: more kinds of measures, measures by rule, demand from jobs, and what people answer to
-- criteria, on top of version 3. Applied once. A program of an earlier version would take the new measures for others,
-- so it may not read the file.

-- until_year: calendar year at the start of which a temporary use, or a letting programme, ends; NULL is the usual
-- length. rule: an expression that says which offices, instead of measure_office; rule_order: which come first;
-- rule_limit_m2: until so many m2 vvo, NULL without end. bvo_m2, region, municipality_code: what is built new, and
-- where. delay_years: how much later a plan is built. effect: what a letting programme does, 0 to 1; NULL is the
-- parameter.
ALTER TABLE measure ADD COLUMN until_year INTEGER;
ALTER TABLE measure ADD COLUMN rule TEXT;
ALTER TABLE measure ADD COLUMN rule_order TEXT;
ALTER TABLE measure ADD COLUMN rule_limit_m2 DOUBLE;
ALTER TABLE measure ADD COLUMN bvo_m2 DOUBLE;
ALTER TABLE measure ADD COLUMN region TEXT;
ALTER TABLE measure ADD COLUMN municipality_code TEXT;
ALTER TABLE measure ADD COLUMN delay_years INTEGER;
ALTER TABLE measure ADD COLUMN effect DOUBLE;

-- Plans that a measure scraps or builds later, by their uid.
CREATE TABLE measure_plan (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  measure_fid INTEGER NOT NULL REFERENCES measure(fid),
  position INTEGER NOT NULL,
  plan TEXT NOT NULL,
  UNIQUE (measure_fid, plan)
);

-- Regions whose demand goes another way than that of the scenario.
CREATE TABLE scenario_region (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  scenario_fid INTEGER NOT NULL REFERENCES scenario(fid),
  region TEXT NOT NULL,
  demand_kind TEXT NOT NULL,
  demand_growth DOUBLE NOT NULL,
  UNIQUE (scenario_fid, region)
);

-- What a scenario expects of a sector, instead of what the document says; NULL leaves that.
CREATE TABLE scenario_sector (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  scenario_fid INTEGER NOT NULL REFERENCES scenario(fid),
  sector TEXT NOT NULL,
  office_share DOUBLE,
  growth DOUBLE,
  UNIQUE (scenario_fid, sector)
);

-- Jobs by sector and region ('' is the whole) on 1 January of a year. office_share and growth NULL: the usual of the
-- sector, and 0.
CREATE TABLE sector (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  region TEXT NOT NULL DEFAULT '',
  sector TEXT NOT NULL,
  year INTEGER NOT NULL,
  jobs DOUBLE NOT NULL,
  office_share DOUBLE,
  growth DOUBLE,
  source TEXT,
  UNIQUE (region, sector, year)
);

-- The part of the demand of its region that a municipality gets; without a row, its part of the space in use.
CREATE TABLE demand_share (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  municipality_code TEXT NOT NULL UNIQUE,
  share DOUBLE NOT NULL,
  source TEXT
);

-- Criteria sets of the user; definition is the text of a key file, as those that come with the application.
CREATE TABLE criteria_set (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  definition TEXT NOT NULL
);

-- What people answer to a criterion of a set for an office: yes, no or unknown, instead of what the data derive.
-- overridden: this veto does not stop the conversion, for the reason that is given.
CREATE TABLE answer (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  office_fid INTEGER NOT NULL REFERENCES office(fid),
  criteria_set TEXT NOT NULL,
  criterion TEXT NOT NULL,
  answer TEXT NOT NULL,
  overridden BOOLEAN NOT NULL DEFAULT 0,
  reason TEXT NOT NULL DEFAULT '',
  noted DATE,
  UNIQUE (office_fid, criteria_set, criterion)
);

INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES
  ('measure_plan', 'attributes', 'measure_plan', 'Plannen per maatregel', NULL),
  ('scenario_region', 'attributes', 'scenario_region', 'Vraagpad per regio in een scenario', NULL),
  ('scenario_sector', 'attributes', 'scenario_sector', 'Sectoren in een scenario', NULL),
  ('sector', 'attributes', 'sector', 'Banen per sector en regio', NULL),
  ('demand_share', 'attributes', 'demand_share', 'Aandeel van een gemeente in de vraag van haar regio', NULL),
  ('criteria_set', 'attributes', 'criteria_set', 'Eigen criterialijsten', NULL),
  ('answer', 'attributes', 'answer', 'Antwoorden op criteria per kantoor', NULL);

INSERT INTO app_schema VALUES (4, 4, strftime('%Y-%m-%dT%H:%M:%fZ','now'), NULL);
