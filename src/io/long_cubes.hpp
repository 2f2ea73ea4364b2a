// From the figures of long files to cubes.
#pragma once

#include "dialect.hpp"
#include "long_rows.hpp"

namespace werdegang::inline v0::detail {

/// Decides what every "-" means, by the same rules as resolve_dashes. In addition the catalogue of regions is asked:
/// where nothing but dashes stands for a region that existed, they are zeros when the districts add up to the figure of
/// their state without it, and unknown otherwise.
void resolve_long_dashes(LongRows& rows, Findings& findings);

/// What a long file says about itself.
struct LongFile {
  std::string statistic, title;
  std::string table;      ///< code of the table when the name of the file shows it, else empty
  bool complete = false;  ///< the layout prints every combination, so that a missing one is a defect
};

/// Cubes and source of a file: its own codes and labels, or variables and axes of the catalogue where it knows all of
/// them. `loaded` has the findings so far; `file` gives name and hash.
void build_long_cubes(LongRows rows, const LongFile& description, const TextFile& file, const OfficialOptions& options,
                      Loaded& loaded);

}  // namespace werdegang::inline v0::detail
