// Which regions may stand beside each other.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "werdegang/table/table.hpp"

namespace werdegang::inline v0::detail {

/// country, state, government_region, district, borough, municipality; "other" for what is no official key.
/// By the catalogue, a key it does not know by its length.
std::string_view level_of(std::string_view code);
inline bool is_district(std::string_view code) { return level_of(code) == "district"; }

/// A state that is one district: Berlin, Hamburg.
bool is_city_state(std::string_view state);

/// Districts of each state that make it up once: where old and new ones stand side by side, one partition.
std::set<std::string> single_partition(const std::vector<std::string>& districts, const std::string& period);

/// A place in Germany says something only beside the districts of all states. `states`: of which there is anything.
bool is_nationwide(const std::set<std::string>& states);

/// The row's value is the share of its numerator in its denominator and has an interval as such.
bool is_share(const Table& table, Index row);

}  // namespace werdegang::inline v0::detail
