// The figures of regions, feature by feature, from long and from wide tables.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "werdegang/compare/features.hpp"

namespace werdegang::inline v0::detail {

struct FeatureSource {
  std::vector<std::string> regions;                        ///< sorted
  std::vector<Feature> features;                           ///< name, indicator, period and unit only
  std::vector<std::vector<std::optional<double>>> values;  ///< one list of all regions for each feature
};

/// A table with the column value is long, any other is wide.
FeatureSource feature_source(const Table& table, const FeatureOptions& options);

}  // namespace werdegang::inline v0::detail
