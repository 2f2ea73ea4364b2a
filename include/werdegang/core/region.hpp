// The region tree and its reforms: codes are strings and keep their leading zeros.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "werdegang/core/id.hpp"
#include "werdegang/core/period.hpp"

namespace werdegang::inline v0 {

struct Region {
  std::string code;      ///< "DG", "15", "15084"
  std::string name;      ///< as people say it: "Burgenlandkreis"
  std::string level;     ///< country, state, government_region, district, borough, municipality
  std::string kind;      ///< Landkreis, kreisfreie Stadt, ...
  std::string parent;    ///< code of the state or country above
  Day from = INT32_MIN;  ///< first day of existence under this code
  Day to = INT32_MAX;    ///< last day
  bool operator==(const Region&) const = default;
};

/// One change of territory: the areas of `old_codes` together are those of `new_codes`.
struct Reform {
  Day date = 0;
  std::string name_de, name_en;
  std::vector<std::string> old_codes, new_codes;
  bool operator==(const Reform&) const = default;
};

/// Level by the form of the code: DG country, 2 digits state, 3 government_region, 5 district, more municipality.
std::string_view region_level(std::string_view code);
/// "15084" -> "15", "15" -> "DG", "DG" -> "".
std::string region_state(std::string_view code);
/// DG, or 2 to 12 digits.
bool is_region_code(std::string_view code);

/// The regions of the catalogue, sorted by code.
const std::vector<Region>& known_regions();
/// nullptr when the code is not in the catalogue.
const Region* find_region(std::string_view code);
/// Regions whose code or name contains the text, case ignored; exact matches first.
std::vector<Region> search_regions(std::string_view text);

/// The reforms of the catalogue, by date.
const std::vector<Reform>& known_reforms();
/// Those in which the region takes part, on either side.
std::vector<Reform> reforms_of(std::string_view code);

}  // namespace werdegang::inline v0
