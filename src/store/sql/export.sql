-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- An export: one layer, whose table has been made before this is run, in what geopackage.sql has made. Who runs it puts
-- the name of the layer and the kind of its geometry in.

-- GeoPackage 1.3: reference systems, contents, geometry columns.

CREATE TABLE gpkg_extensions (
  table_name TEXT,
  column_name TEXT,
  extension_name TEXT NOT NULL,
  definition TEXT NOT NULL,
  scope TEXT NOT NULL,
  CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name)
);

INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id)
  VALUES ('{layer}', 'features', '{layer}', '', 28992);
INSERT INTO gpkg_geometry_columns VALUES ('{layer}', 'geom', '{geometry}', 28992, 0, 0);
INSERT INTO gpkg_extensions VALUES
  ('{layer}', 'geom', 'gpkg_rtree_index', 'http://www.geopackage.org/spec120/#extension_rtree', 'write-only');
