// The small languages: formulas, references, periods, age classes. What is read must be sound; what is not must be
// refused with an error of ours.
#include <cmath>

#include "require.hpp"
#include "werdegang/compute/compute.hpp"
#include "werdegang/compute/formula.hpp"
#include "werdegang/core/codelist.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/core/period.hpp"
#include "werdegang/observations/observations.hpp"

using namespace werdegang;

namespace {

const Observations& figures() {
  static const Observations observations = [] {
    ObservationsBuilder builder;
    const Index source = builder.add_source({});
    for (const int year : {2014, 2015}) {
      for (const char* age : {"0-2", "3-5", "total"})
        builder.add("population", "15084", Period::day(year, 12, 31), {{"age", age}}, year - 2000.0, Status::reported,
                    Flag::none, source);
      builder.add("schools", "15084", Period::year(year), {}, 0, Status::nil, Flag::none, source);
    }
    return builder.freeze().value;
  }();
  return observations;
}

void check_formula(const Formula& formula) {
  const auto before = [](Index child, Index node) { return child >= 0 && child < node; };
  const auto count = static_cast<Index>(formula.nodes.size());
  require(count > 0, "a formula has a root");
  for (Index i = 0; i < count; ++i) {
    const auto& node = formula.nodes[static_cast<std::size_t>(i)];
    if (node.operation == Formula::constant)
      require(std::isfinite(node.number), "constants are finite");
    else if (node.operation == Formula::variable)
      require(node.reference >= 0 && node.reference < static_cast<Index>(formula.references.size()),
              "a variable refers to one");
    else if (node.operation == Formula::call)
      for (const Index argument : formula.calls[static_cast<std::size_t>(node.call)].arguments)
        require(before(argument, i), "arguments come before their call");
    else
      require(before(node.left, i) && (node.operation == Formula::negate || before(node.right, i)),
              "children come before their parents");
  }
}

template <class Action>
void may_refuse(Action&& action) {
  try {
    action();
  } catch (const Error& error) {
    require(error.what()[0] != '\0', "an error says something");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  may_refuse([&] {
    const Formula formula = parse_formula(text);
    check_formula(formula);
    require(parse_formula(text) == formula, "a text has one meaning");
    Indicator indicator;
    indicator.id = "own";
    indicator.formula = text;
    compute(figures(), std::vector{indicator});
  });
  may_refuse([&] { require(!parse_reference(text).variable.empty(), "a reference has a variable"); });
  may_refuse([&] {
    const Period period = parse_period(text);
    require(period.first_day <= period.last_day, "a period does not run backwards");
    require(parse_period(to_string(period)) == period, "a period is read as it is printed");
  });
  may_refuse([&] {
    const Member member = age_member(text);
    require(is_age_code(text), "an age class has the form of one");
    require(!member.from || !member.to || *member.from < *member.to, "an age class is not empty");
  });
  for (const bool open_below : {false, true})
    if (const auto code = age_code_from_label(text, open_below); !code.empty()) may_refuse([&] { age_member(code); });
  return 0;
}
