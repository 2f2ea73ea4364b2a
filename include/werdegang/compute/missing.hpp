// Why an indicator cannot be computed, and what would have to be there.
#pragma once

#include <string>
#include <vector>

#include "werdegang/compute/compute.hpp"

namespace werdegang::inline v0 {

/// For every indicator without a single value (in the options' regions and periods) one row for each thing that is
/// missing. Columns: indicator, missing, figure, there, label_de, label_en. `missing` is
///   variable  the observations do not hold the figure's variable,
///   parts     they hold it, but not broken down this way (figure "population[age=0-2]"),
///   period    every figure is there, but never for the periods that belong together; `there` lists its years,
///   value     the figure is there without a value (hidden, unknown); `there` names the status,
///   function  another function of the library gives the indicator; `figure` is its name,
///   room      the part of the library that would compute it does not exist; `figure` is its name.
/// No row: all of them have values. Throws as `compute` does for regions and periods. O(rows of the indicators).
Table what_is_missing(const Observations& observations, const std::vector<Indicator>& indicators,
                      const ComputeOptions& options = {}, const Execution& execution = {});

/// The variables of the indicator's formula that the observations do not hold.
std::vector<std::string> missing_variables(const Observations& observations, const Indicator& indicator);

}  // namespace werdegang::inline v0
