#include "werdegang/kernels/training_market.hpp"

#include <algorithm>
#include <initializer_list>

#include "kernels/checks.hpp"
#include "werdegang/kernels/share.hpp"

namespace werdegang::inline v0 {
namespace {

/// The sum of counts; one that is none leaves it without a value.
Quantity total_of(std::initializer_list<double> counts) {
  Quantity sum{0, Status::computed};
  for (const double count : counts) {
    const Status status = detail::status_of_count(count);
    sum.value += has_value(status) ? count : 0;
    sum.status = combine(sum.status, status);
  }
  return sum.has_value() ? detail::quantity(sum.value) : Quantity{0, sum.status};
}

Quantity percentage(const Quantity& part, const Quantity& whole) {
  const Status status = combine(part.status, whole.status);
  return has_value(status) ? share(part.value, whole.value) : Quantity{0, status};
}

Quantity product(const Quantity& a, const Quantity& b) {
  const Status status = combine(a.status, b.status);
  return has_value(status) ? mismatch_index(a.value, b.value) : Quantity{0, status};
}

}  // namespace

Quantity training_supply(double new_contracts, double unfilled) { return total_of({new_contracts, unfilled}); }

Quantity training_demand_classic(double new_contracts, double unplaced) { return total_of({new_contracts, unplaced}); }

Quantity training_demand_extended(double new_contracts, double unplaced, double searching_with_alternative) {
  return total_of({new_contracts, unplaced, searching_with_alternative});
}

Quantity anr_classic(double new_contracts, double unfilled, double unplaced) {
  return percentage(training_supply(new_contracts, unfilled), training_demand_classic(new_contracts, unplaced));
}

Quantity anr_extended(double new_contracts, double unfilled, double unplaced, double searching_with_alternative) {
  return percentage(training_supply(new_contracts, unfilled),
                    training_demand_extended(new_contracts, unplaced, searching_with_alternative));
}

Quantity vacancy_rate(double new_company_contracts, double unfilled) {
  return percentage(total_of({unfilled}), training_supply(new_company_contracts, unfilled));
}

Quantity unsuccessful_demand_rate(double new_contracts, double unplaced, double searching_with_alternative) {
  return percentage(total_of({unplaced, searching_with_alternative}),
                    training_demand_extended(new_contracts, unplaced, searching_with_alternative));
}

Quantity mismatch_index(double vacancy_rate, double unsuccessful_demand_rate) {
  const auto status_of = [](double percent) {
    return percent > 100 ? Status::not_meaningful : detail::status_of_count(percent);
  };
  const Status status = combine(status_of(vacancy_rate), status_of(unsuccessful_demand_rate));
  return has_value(status) ? Quantity{vacancy_rate * unsuccessful_demand_rate, status} : Quantity{0, status};
}

Quantity unused_contract_potential(double unfilled, double searching) {
  const Status status = combine(detail::status_of_count(unfilled), detail::status_of_count(searching));
  return has_value(status) ? Quantity{std::min(unfilled, searching), status} : Quantity{0, status};
}

TrainingMarket training_market(const TrainingMarketCounts& counts) {
  const auto& [contracts, unfilled, unplaced, alternative, company_contracts] = counts;
  TrainingMarket market;
  market.supply = training_supply(contracts, unfilled);
  market.demand_classic = training_demand_classic(contracts, unplaced);
  market.demand_extended = training_demand_extended(contracts, unplaced, alternative);
  market.anr_classic = percentage(market.supply, market.demand_classic);
  market.anr_extended = percentage(market.supply, market.demand_extended);
  market.unsuccessful_demand_rate = unsuccessful_demand_rate(contracts, unplaced, alternative);
  if (company_contracts) {
    market.company_supply = training_supply(*company_contracts, unfilled);
    market.vacancy_rate = vacancy_rate(*company_contracts, unfilled);
    market.mismatch_index = product(market.vacancy_rate, market.unsuccessful_demand_rate);
  }
  const Quantity searching = total_of({unplaced, alternative});
  market.unused_contract_potential = searching.has_value()
                                         ? unused_contract_potential(unfilled, searching.value)
                                         : Quantity{0, combine(searching.status, detail::status_of_count(unfilled))};
  return market;
}

}  // namespace werdegang::inline v0
