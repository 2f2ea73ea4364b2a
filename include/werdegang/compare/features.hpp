// Regions as rows, indicators as columns, made comparable: what peers and groups are found by.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "werdegang/table/table.hpp"

namespace werdegang::inline v0 {

struct FeatureOptions {
  std::string level = {};   ///< of the regions; empty = district, or the only level there is
  std::string period = {};  ///< empty = for each feature the latest one in which 90 % of the most regions have a value
  std::string region = {};  ///< that must have a value where the period is chosen, if it has any
  bool robust = false;      ///< z by median and 1.4826 MAD instead of mean and population standard deviation
  /// Of indicators, 1 where not named; the features of one share its weight. A feature that is named has its own.
  std::map<std::string, double> weights = {};
};

/// One figure of every region: an indicator at one breakdown in one period.
struct Feature {
  std::string name;       ///< "D.leaver_share certificate=ahr", or the column of a wide table
  std::string indicator;  ///< "D.leaver_share", or the column
  std::string label_de, label_en;
  std::string period, unit;
  double weight = 0;              ///< the weights of all features add to 1
  double centre = 0, spread = 1;  ///< value = centre + z * spread
  bool operator==(const Feature&) const = default;
};

/// A matrix with gaps. Regions are sorted by code.
struct Features {
  std::vector<std::string> regions;
  std::vector<Feature> features;
  std::vector<std::optional<double>> values, z;  ///< row by row
  std::vector<std::string> constant;             ///< names of what is left out because all regions are the same

  Index rows() const { return static_cast<Index>(regions.size()); }
  Index columns() const { return static_cast<Index>(features.size()); }
  const std::optional<double>& value_at(Index row, Index column) const { return values[at(row, column)]; }
  const std::optional<double>& z_at(Index row, Index column) const { return z[at(row, column)]; }
  /// Throws UnknownName with the nearest codes.
  Index find(const std::string& region, std::string_view place) const;

 private:
  std::size_t at(Index row, Index column) const { return static_cast<std::size_t>(row * columns() + column); }
};

/// From a result of `compute`, or a wide table: the column region and one column of numbers for each feature. Regions
/// of one level; of old and new districts side by side one partition. Throws UnknownName for a weight that belongs to
/// nothing, InvalidArgument for a weight below zero, weights that are all zero, and where no feature is left.
Features features_of(const Table& table, const FeatureOptions& options = {});

}  // namespace werdegang::inline v0
