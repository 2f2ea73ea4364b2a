// Landscapes as files: GeoPackages, which geographic information systems open.
#pragma once

#include <filesystem>

#include "werdegang/core/execution.hpp"
#include "werdegang/core/finding.hpp"
#include "werdegang/model/landscape.hpp"

namespace werdegang::inline v0 {

/// Writes a GeoPackage 1.3 (OGC 12-128r17): actors and offers with coordinates as points in WGS 84, every table with
/// its keys, and the findings. All or nothing: an existing file is replaced when the new one is complete. Throws
/// FormatError when the file cannot be written, Cancelled on request. O(rows).
void save_geopackage(const Built<Landscape>& landscape, const std::filesystem::path& path,
                     const Execution& execution = {});

/// Reads what save_geopackage wrote, equal to what was saved. What was changed since, with a geographic information
/// system for example, is checked as in build_landscape; its findings come behind those saved. Throws FormatError for a
/// file that is none of ours, is damaged, or was written by a newer version. O(rows log rows).
Built<Landscape> load_geopackage(const std::filesystem::path& path, const Execution& execution = {});

}  // namespace werdegang::inline v0
