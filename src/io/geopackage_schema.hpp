// The tables that every GeoPackage has, and ours beside them.
#pragma once

#include <string_view>

namespace werdegang::inline v0::detail {

/// OGC 12-128r17, tables 1 to 5 and annex C; the reference systems that every GeoPackage must name.
inline constexpr std::string_view geopackage_schema = R"sql(
PRAGMA application_id = 0x47504B47;
PRAGMA user_version = 10300;
CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
INSERT INTO gpkg_spatial_ref_sys VALUES
  ('Undefined cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined cartesian coordinate reference system'),
  ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system'),
  ('WGS 84 geodetic', 4326, 'EPSG', 4326,
   'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]',
   'longitude and latitude in degrees on the WGS 84 spheroid');
CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL,
  z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
)sql";

/// What makes a load equal to what was saved: types and names of columns, code lists, findings.
inline constexpr std::string_view werdegang_schema = R"sql(
CREATE TABLE werdegang_format (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name TEXT NOT NULL UNIQUE, value TEXT NOT NULL);
CREATE TABLE werdegang_columns (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, table_name TEXT NOT NULL, position INTEGER NOT NULL,
  stored TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, role INTEGER NOT NULL,
  list TEXT, label_de TEXT, label_en TEXT, exhaustive INTEGER);
CREATE TABLE werdegang_codes (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, table_name TEXT NOT NULL, column_name TEXT NOT NULL,
  position INTEGER NOT NULL, code TEXT NOT NULL, label_de TEXT NOT NULL, label_en TEXT NOT NULL,
  kind INTEGER NOT NULL, age_from DOUBLE, age_to DOUBLE);
CREATE TABLE werdegang_findings (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, code TEXT NOT NULL, source TEXT, source_position INTEGER NOT NULL,
  row INTEGER NOT NULL, col INTEGER NOT NULL, message_de TEXT NOT NULL, message_en TEXT NOT NULL);
CREATE TABLE werdegang_arguments (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, finding INTEGER NOT NULL, position INTEGER NOT NULL, value TEXT NOT NULL);
CREATE TABLE werdegang_sources (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name TEXT NOT NULL);
)sql";

}  // namespace werdegang::inline v0::detail
