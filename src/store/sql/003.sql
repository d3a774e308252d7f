-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Version 3 of the document: what the facts of an office were before a newer source changed them, on top of version 2,
-- so that earlier reference dates stay as they were. Applied once. It only adds, so a program of version 1 may still
-- read the file; it shows the facts of now on every date.

-- The facts that held on dates before until, and since the row before; the row of the office has those that hold since
-- the last. A column that the user set by hand (office.edited) holds on every date. Not kept are address, position and
-- the areas that an office lies in: of earlier dates too they are as they are known now.
CREATE TABLE office_past (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  office_fid INTEGER NOT NULL REFERENCES office(fid),
  until DATE NOT NULL,
  floor_area_m2 DOUBLE,
  area_measure TEXT,
  build_year INTEGER,
  energy_label TEXT,
  owner_type TEXT,
  monument BOOLEAN,
  use_mixed BOOLEAN,
  uses TEXT,
  status TEXT,
  remarks INTEGER NOT NULL DEFAULT 0,
  source_fid INTEGER REFERENCES source(fid)
);
CREATE INDEX office_past_office ON office_past (office_fid);

INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES
  ('office_past', 'attributes', 'office_past', 'Eerdere feiten per kantoor, tot een datum', NULL);

INSERT INTO app_schema VALUES (3, 1, strftime('%Y-%m-%dT%H:%M:%fZ','now'), NULL);
