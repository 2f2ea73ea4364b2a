#include "werdegang/kernels/school_life_expectancy.hpp"

#include "kernels/checks.hpp"
#include "kernels/sum_of_shares.hpp"
#include "werdegang/kernels/share.hpp"

namespace werdegang::inline v0 {

Quantity school_life_expectancy(std::span<const double> enrolled, std::span<const double> persons,
                                const SchoolLevel& level) {
  if (enrolled.empty()) throw InvalidArgument("no age", "school_life_expectancy", "one year of age or more");
  detail::expect_length("population", persons.size(), "school_life_expectancy", enrolled.size());
  const Quantity years = detail::sum_of_shares(enrolled, persons, {}, 1);
  if (level.unknown_age == 0 && level.repeaters == 0) return years;
  if (!(level.duration > 0) || std::isinf(level.duration))
    throw InvalidArgument(detail::named("duration", level.duration), "school_life_expectancy",
                          "years of the level above 0, beside unknown ages or repeaters");
  const Quantity rest = share(level.unknown_age - level.repeaters, level.population, level.duration);
  const Status status = combine(years.status, rest.status);
  return has_value(status) ? detail::quantity(years.value + rest.value) : Quantity{0, status};
}

}  // namespace werdegang::inline v0
