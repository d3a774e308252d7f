-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Version 2 of the document: what people note of an office, on top of version 1. Applied once, in the same
-- transaction as whatever else makes the file one of this version. It only adds, so a program of version 1 may still
-- read the file.

-- kind: intention (of the owner), finance, note. label: which amount it is (book value, asking rent). amount_eur NULL:
-- unknown, or none. Confidential rows are left out of everything that leaves the document, unless somebody asks.
CREATE TABLE office_note (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uid TEXT NOT NULL UNIQUE,
  office_fid INTEGER NOT NULL REFERENCES office(fid),
  kind TEXT NOT NULL,
  label TEXT NOT NULL DEFAULT '',
  text TEXT NOT NULL DEFAULT '',
  amount_eur DOUBLE,
  noted DATE,
  source TEXT NOT NULL DEFAULT '',
  confidential BOOLEAN NOT NULL DEFAULT 1
);
CREATE INDEX office_note_office ON office_note (office_fid);

INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES
  ('office_note', 'attributes', 'office_note', 'Aantekeningen per kantoor; kunnen vertrouwelijk zijn', NULL);

INSERT INTO app_schema VALUES (2, 1, strftime('%Y-%m-%dT%H:%M:%fZ','now'), NULL);
