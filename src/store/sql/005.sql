-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Version 5 of the document: what each import did, with the rows that it could not use; addresses of an office beside
-- its main one; figures that others published of areas; on top of version 4. Applied once. It only adds, so a program
-- of version 4 may still read the file.

-- Addresses of an office beside that of its own row (nevenadressen), by which lists may call it too.
CREATE TABLE office_address (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  postcode TEXT NOT NULL,
  office_fid INTEGER NOT NULL REFERENCES office(fid),
  house_number INTEGER NOT NULL,
  house_letter TEXT,
  house_suffix TEXT,
  street TEXT,
  town TEXT
);
CREATE INDEX office_address_office ON office_address (office_fid);

-- One row an import. report: what it read, kept, skipped, marked and rejected of each source, as JSON.
CREATE TABLE import (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  made DATETIME NOT NULL,
  name TEXT NOT NULL,
  n_new INTEGER NOT NULL,
  n_changed INTEGER NOT NULL,
  n_unchanged INTEGER NOT NULL,
  n_gone INTEGER NOT NULL,
  n_rejected INTEGER NOT NULL,
  n_doubtful INTEGER NOT NULL,
  report TEXT NOT NULL
);

-- Rows that an import could not use (rejected, repeated, unmatched) or doubts (doubtful), as they stood in their source:
-- cells as CSV, with the headings of the source, so that they can be mended and imported again.
CREATE TABLE import_row (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  source TEXT NOT NULL,
  import_fid INTEGER NOT NULL REFERENCES import(fid),
  state TEXT NOT NULL,
  line INTEGER NOT NULL,
  reason TEXT,
  headings TEXT,
  content TEXT
);
CREATE INDEX import_row_import ON import_row (import_fid);

-- Figures of others about an area on a date, such as the vacancy that the statistics office publishes. kind: country,
-- province, region or municipality. value NULL: secret or missing in the source.
CREATE TABLE published_figure (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  kind TEXT NOT NULL,
  code TEXT NOT NULL,
  reference_date DATE NOT NULL,
  figure TEXT NOT NULL,
  value DOUBLE,
  definition TEXT NOT NULL DEFAULT '',
  source_fid INTEGER REFERENCES source(fid),
  UNIQUE (kind, code, reference_date, figure, definition)
);

INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES
  ('office_address', 'attributes', 'office_address', 'Nevenadressen per kantoor', NULL),
  ('import', 'attributes', 'import', 'Wat elke import deed', NULL),
  ('import_row', 'attributes', 'import_row', 'Rijen die een import niet kon gebruiken', NULL),
  ('published_figure', 'attributes', 'published_figure', 'Cijfers die anderen publiceerden, per gebied', NULL);

INSERT INTO app_schema VALUES (5, 4, strftime('%Y-%m-%dT%H:%M:%fZ','now'), NULL);
