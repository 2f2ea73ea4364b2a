// The balance of the training market at 30 September: places against persons, each measure by its own name.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "werdegang/core/matrix.hpp"
#include "werdegang/kernels/quantity.hpp"

namespace werdegang::inline v0 {

// Counts: contracts newly concluded since 1 October, places still unfilled, applicants without any place (unplaced),
// and those who have an alternative but still search (searching_with_alternative). Definitions: BIBB,
// bibb.de/de/6772.php and bibb.de/de/5241.htm, section 86 BBiG. Without a value: `missing` (NaN), `not_meaningful`
// (negative or infinite), `empty_denominator`.

/// Places on offer: new contracts + unfilled places.
Quantity training_supply(double new_contracts, double unfilled);
/// Persons who ask for a place, as counted until 2008: new contracts + unplaced.
Quantity training_demand_classic(double new_contracts, double unplaced);
/// The same with those who search beside an alternative.
Quantity training_demand_extended(double new_contracts, double unplaced, double searching_with_alternative);

/// Supply per 100 persons of the classic, of the extended demand: 100.3 and 88.5 for 2009. There is no ratio without
/// the name of its demand.
Quantity anr_classic(double new_contracts, double unfilled, double unplaced);
Quantity anr_extended(double new_contracts, double unfilled, double unplaced, double searching_with_alternative);

/// Unfilled places in per cent of the supply of companies, which leaves out places outside of companies: 12.2 for
/// 2021, where 11.8 per cent of the whole supply were unfilled.
Quantity vacancy_rate(double new_company_contracts, double unfilled);
/// All who still search, with or without an alternative, in per cent of the extended demand.
Quantity unsuccessful_demand_rate(double new_contracts, double unplaced, double searching_with_alternative);
/// Product of the two percentages, 0 to 10,000 (BIBB, bibb.de/de/178265.php): high where places stay unfilled and
/// persons unplaced at once. `not_meaningful` for a percentage outside of 0 - 100.
Quantity mismatch_index(double vacancy_rate, double unsuccessful_demand_rate);
/// Contracts that were possible by number alone: the smaller of unfilled places and all who still search.
Quantity unused_contract_potential(double unfilled, double searching);

struct TrainingMarketCounts {
  double new_contracts = 0, unfilled = 0, unplaced = 0, searching_with_alternative = 0;
  /// New contracts with companies; what is not given leaves `vacancy_rate` and `mismatch_index` `missing`.
  std::optional<double> new_company_contracts = {};
};

struct TrainingMarket {
  Quantity supply, company_supply, demand_classic, demand_extended;
  Quantity anr_classic, anr_extended, vacancy_rate, unsuccessful_demand_rate;
  Quantity mismatch_index, unused_contract_potential;
  bool operator==(const TrainingMarket&) const = default;
};

/// All measures of one region, occupation and year.
TrainingMarket training_market(const TrainingMarketCounts& counts);

/// Which limits fall first when places and persons of different cells are brought together. The split depends on it.
enum class MismatchNesting : std::uint8_t { regions_first, occupations_first };
std::string_view to_string(MismatchNesting nesting);

/// The unused contract potential by what stands in the way. property: place and person meet in region and occupation;
/// regional, occupational: they meet only across regions, across occupations. Beyond `total`, one side is too small.
struct MismatchDecomposition {
  double property = 0, regional = 0, occupational = 0, total = 0;
  MismatchNesting nesting = MismatchNesting::regions_first;
  Status status = Status::missing;  ///< without a value all four are 0
  bool operator==(const MismatchDecomposition&) const = default;
};

/// `unfilled` places and `searching` persons, regions x occupations. property = sum of min over cells; with
/// regions_first, regional = sum of min over occupations - property, occupational = min of the totals - sum over
/// occupations. Types after Matthes and Ulrich (2014); the decomposition is this library's. For whole numbers the parts
/// add up exactly to the total. O(cells). A cell that is not known leaves all unknown (`missing`, `not_meaningful` for
/// negative ones). InvalidArgument for matrices of different shape or without a cell.
MismatchDecomposition mismatch_decomposition(const Matrix& unfilled, const Matrix& searching,
                                             MismatchNesting nesting = MismatchNesting::regions_first);

}  // namespace werdegang::inline v0
